//! Obsidian: a vault of notes, one for each node, that link to each other.
//!
//! What it is: Markdown files with properties in YAML, as <https://help.obsidian.md> describes them. The folder is a
//! vault, or goes into one.
//!
//! | graph | file |
//! |---|---|
//! | node | note named by its label; an exact label that no file can have is the first of its aliases |
//! | id, type, description, your own keys | properties; a list or object is one too |
//! | type | a tag as well |
//! | other names | `aliases`, by which Obsidian finds and links the note |
//! | edge | line in the note of its source: `- comments on:: [[K visa]]`, a field to Dataview |
//! | weight, dates, your own keys of an edge | lines under it |
//! | evidence | a line under it for each piece: document, locator, stance, note, quote |
//! | documents, vocabulary, your own keys of the graph | properties of one more note, named by the title |
//!
//! What is lost: your own keys of evidence. Texts of edges are one line, in which nothing is Markdown. Numbers that
//! JavaScript would round are texts. A key that Obsidian gives a meaning stands behind `meta_`.
//!
//! Names of files are those of the labels without what Windows, Android or a link of Obsidian forbids, at most 100
//! characters long; names that differ only in case or in accents' encoding are numbered: `Mercury`, `Mercury 2`.
//! Writing into a folder that is there replaces notes of the same name and leaves all others.
//!
//! Not supported: reading.
//!
//! ```markdown
//! ---
//! id: "chen"
//! type: "person"
//! tags: ["person"]
//! ---
//!
//! - comments on:: [[K visa]]
//!     - China's K visa, ¶19: “not a game changer”
//! ```

mod names;
mod properties;

use super::feature::{Feature, Holds};
use super::markdown::{escape, link};
use super::row::is_json;
use super::{Folder, Format, LossKind, Losses, Place, WriteAs, WriteOptions};
use crate::graph::{Direction, EdgeId, Evidence, Graph, NodeId};
use crate::jsontext::{self, Kind};
use names::FileNames;
use properties::Properties;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

pub(super) static FORMAT: Format = Format {
    name: "obsidian",
    title: "Obsidian",
    about: "a vault of notes that link to each other; a folder",
    extensions: &[],
    media_type: "text/markdown",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::Folder(write)),
    holds: Holds { partly: &[Feature::LargeNumbers], no: &[Feature::EvidenceKeys, Feature::Looks] },
};

/// Properties with a meaning to kgraph, Obsidian or Dataview, in lower case.
const NODE_NAMES: &[&str] = &[
    "id",
    "type",
    "label",
    "description",
    "tags",
    "tag",
    "aliases",
    "alias",
    "cssclasses",
    "cssclass",
    "publish",
    "permalink",
    "image",
    "cover",
    "file",
];
/// See [`NODE_NAMES`].
const GRAPH_NAMES: &[&str] = &[
    "title",
    "directed",
    "documents",
    "types",
    "relations",
    "tags",
    "tag",
    "aliases",
    "alias",
    "cssclasses",
    "cssclass",
    "publish",
    "permalink",
    "image",
    "cover",
    "file",
];

fn write(graph: &Graph, options: &WriteOptions, folder: &mut dyn Folder) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    let mut names = FileNames::default();
    let title = names.claim([graph.header().title.as_deref().unwrap_or("Graph")]);
    let notes: Vec<String> = graph.nodes().map(|node| names.claim([graph.label(node), graph.id(node)])).collect();
    let mut text = about_the_graph(graph, &mut losses);
    folder.file(&format!("{title}.md"))?.write_all(text.as_bytes())?;
    let keys: Vec<&str> = graph.node_attribute_keys().collect();
    let renamed = super::csv::names(keys.iter().copied(), NODE_NAMES, &mut losses);
    let mut vault = Vault { graph, notes, keys: keys.into_iter().zip(renamed).collect(), losses };
    for node in graph.nodes() {
        text.clear();
        vault.note(node, &mut text);
        folder.file(&format!("{}.md", vault.notes[node.index()]))?.write_all(text.as_bytes())?;
    }
    Ok(vault.losses)
}

/// Writes the note on the graph: what it says about itself, and its documents to read.
fn about_the_graph(graph: &Graph, losses: &mut Losses) -> String {
    let header = graph.header();
    let mut text = String::new();
    let mut properties = Properties::begin(&mut text);
    if let Some(title) = &header.title {
        properties.text("title", title);
    }
    if !header.directed {
        properties.json("directed", "false", losses, Place::graph);
    }
    let list = |items: Vec<&str>| (!items.is_empty()).then(|| format!("[{}]", items.join(", ")));
    for (key, declared) in [
        ("documents", header.documents.iter().map(|declared| &*declared.json).collect::<Vec<_>>()),
        ("types", header.types.iter().filter(|it| it.declared).map(|declared| &*declared.json).collect()),
        ("relations", header.relations.iter().filter(|it| it.declared).map(|declared| &*declared.json).collect()),
    ] {
        if let Some(json) = list(declared) {
            properties.json(key, &json, losses, Place::graph);
        }
    }
    let own = || header.attributes.iter().chain(&header.top_attributes);
    let names = super::csv::names(own().map(|(key, _)| key.as_str()), GRAPH_NAMES, losses);
    for ((_, json), name) in own().zip(&names) {
        properties.json(name, json, losses, Place::graph);
    }
    properties.end();
    text.push_str(&format!("\n{} nodes, {} relations.\n", graph.node_count(), graph.edge_count()));
    if !header.documents.is_empty() {
        text.push_str("\n## Documents\n\n");
    }
    for document in &header.documents {
        let title = escape_all(document.title.as_ref().unwrap_or(&document.id));
        let url = document.url.as_deref().and_then(link);
        let mut parts = vec![url.map_or(title.clone(), |url| format!("[{title}](<{url}>)"))];
        parts.extend([&document.publisher, &document.date].into_iter().flatten().map(|text| escape_all(text)));
        text.push_str(&format!("- {}\n", parts.join(", ")));
    }
    text
}

struct Vault<'g> {
    graph: &'g Graph,
    /// The name of each node's note, without `.md`.
    notes: Vec<String>,
    /// The property for each of the user's own keys.
    keys: HashMap<&'g str, String>,
    losses: Losses,
}

impl Vault<'_> {
    fn note(&mut self, node: NodeId, text: &mut String) {
        let graph = self.graph;
        let (id, label) = (graph.id(node), graph.label(node));
        let name = &self.notes[node.index()];
        let losses = &mut self.losses;
        let mut properties = Properties::begin(text);
        properties.text("id", id);
        if let Some(entity_type) = graph.entity_type(node) {
            properties.text("type", &entity_type.id);
            properties.list("tags", &names::tag(&entity_type.id).into_iter().collect::<Vec<_>>());
        }
        if graph.own_label(node).is_some() && label != name {
            properties.text("label", label);
        }
        let other = (label != name && !label.is_empty()).then_some(Cow::Borrowed(label));
        properties.list("aliases", &other.into_iter().chain(graph.aliases(node)).collect::<Vec<_>>());
        if let Some(description) = graph.description(node) {
            properties.text("description", &description);
        }
        for attribute in graph.node_attributes(node) {
            properties.json(&self.keys[attribute.key], attribute.value, losses, || Place::node(id).at(attribute.key));
        }
        properties.end();
        // In file order, not by relation.
        let mut edges = graph.edges_of(node, Direction::Outgoing).to_vec();
        edges.sort();
        if !edges.is_empty() {
            text.push('\n');
        }
        for edge in edges {
            self.edge(edge, text);
        }
    }

    fn edge(&mut self, edge: EdgeId, text: &mut String) {
        let graph = self.graph;
        self.losses.flatten([Some(&*graph.edge_label(edge))], || Place::edge(graph.edge_id(edge)).at("label"));
        let mut relation = escape_all(&graph.edge_label(edge));
        if relation.is_empty() {
            relation = escape_all(&graph.relation(edge).id);
        }
        text.push_str(&format!("- {relation}:: {}\n", self.link(graph.endpoints(edge).1)));
        if graph.own_edge_label(edge).is_some() {
            line(text, "relation", &graph.relation(edge).id);
        }
        if let Some(id) = graph.own_edge_id(edge) {
            line(text, "id", &id);
        }
        if let Some(weight) = graph.weight_text(edge) {
            line(text, "weight", weight);
        }
        for (name, date) in [("since", graph.since(edge)), ("until", graph.until(edge))] {
            if let Some(date) = date {
                line(text, name, &date);
            }
        }
        for attribute in graph.edge_attributes(edge) {
            let plain = jsontext::decode(attribute.value);
            match Kind::of(attribute.value) {
                // A text that looks like another value stays in its quotes.
                Kind::String if !plain.trim().is_empty() && !is_json(&plain) => {
                    self.losses.flatten([Some(&*plain)], || Place::edge(graph.edge_id(edge)).at(attribute.key));
                    line(text, attribute.key, &plain);
                }
                kind => {
                    if matches!(kind, Kind::Array | Kind::Object) {
                        let place = || Place::edge(graph.edge_id(edge)).at(attribute.key);
                        self.losses.add(LossKind::NestedAsText, place);
                    }
                    let mut json = String::new();
                    jsontext::write_canonical(&mut json, attribute.value);
                    line(text, attribute.key, &json);
                }
            }
        }
        for piece in &graph.evidence(edge) {
            let texts = [&piece.document, &piece.locator, &piece.note, &piece.quote];
            let place = || Place::edge(graph.edge_id(edge)).at("evidence");
            self.losses.flatten(texts.map(|text| text.as_deref()), place);
            text.push_str(&format!("    - {}\n", self.evidence(piece)));
            for (key, _) in &piece.attributes {
                let place = || Place::edge(graph.edge_id(edge)).at(format!("evidence.{key}"));
                self.losses.add(LossKind::AttributeLeftOut, place);
            }
        }
    }

    /// Links to a note; shows the label where the note has another name and a link can show it.
    fn link(&self, node: NodeId) -> String {
        let (name, label) = (&self.notes[node.index()], self.graph.label(node));
        let plain = |c: char| !c.is_control() && !matches!(c, '[' | ']' | '|' | '\\' | '#' | '^' | '%');
        if label == name || label.trim().is_empty() || !label.chars().all(plain) {
            return format!("[[{name}]]");
        }
        format!("[[{name}|{label}]]")
    }

    /// Writes a piece of evidence in one line: `Title, ¶20: (denies) note “quote”`.
    fn evidence(&self, piece: &Evidence<'_>) -> String {
        let mut place: Vec<String> = Vec::new();
        if let Some(id) = piece.document.as_deref() {
            let known = self.graph.header().document(id);
            let title = escape_all(known.and_then(|known| known.title.as_deref()).unwrap_or(id));
            let url = known.and_then(|known| known.url.as_deref()).and_then(link);
            place.push(url.map_or(title.clone(), |url| format!("[{title}](<{url}>)")));
        }
        place.extend(piece.locator.as_deref().map(escape_all));
        let mut said: Vec<String> = Vec::new();
        said.extend(piece.stance.as_deref().map(|stance| format!("({})", escape_all(stance))));
        said.extend(piece.note.as_deref().map(escape_all));
        said.extend(piece.quote.as_deref().map(|quote| format!("“{}”", escape_all(quote))));
        match (place.is_empty(), said.is_empty()) {
            (true, true) => "evidence".to_owned(),
            (true, _) => said.join(" "),
            (_, true) => place.join(", "),
            _ => format!("{}: {}", place.join(", "), said.join(" ")),
        }
    }
}

/// Appends a line under an edge.
fn line(text: &mut String, key: &str, value: &str) {
    text.push_str(&format!("    - {}: {}\n", escape_all(key), escape_all(value)));
}

/// Makes a text one line in which nothing is Markdown, HTML, or a mark of Obsidian or Dataview.
fn escape_all(text: &str) -> String {
    let escaped = escape(text);
    let mut out = String::with_capacity(escaped.len());
    let mut before = ' ';
    for c in escaped.chars() {
        let mark = matches!(c, '%' | '^') || (c == '=' && before != '\\') || (c == ':' && before == ':');
        if mark {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    // A line must not end in what could be the first half of `::`.
    if out.ends_with(':') {
        out.pop();
        out.push_str("\\:");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_mark_of_obsidian() {
        for (text, wanted) in [
            ("a:: b", r"a:\: b"),
            ("a:", r"a\:"),
            ("%%x%% ==y== ^z", r"\%\%x\%\% \=\=y\=\= \^z"),
            ("[[x]] #t", r"\[\[x\]\] \#t"),
            ("= x", r"\= x"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(escape_all(text), wanted);
        }
    }
}

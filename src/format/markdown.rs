//! Markdown: the graph as a dossier to read, each relation a sentence with its sources.
//!
//! What it is: CommonMark with the footnotes of GitHub (<https://github.github.com/gfm/>).
//!
//! | graph | file |
//! |---|---|
//! | type | heading; nodes stand under it by file order |
//! | node | heading with an anchor, description, other names, your own keys as a list |
//! | edge | sentence under its source, in full, and under its target, with a link to the other end |
//! | evidence | note and quote under the sentence; document and locator as a footnote `[^1]` |
//!
//! What is lost: ids of edges, the vocabulary beyond labels, and documents beyond what is cited of them, your own keys of edges, of evidence and of the
//! graph; lists and objects are JSON text. Line breaks and runs of blanks are one blank. Texts are escaped: none of
//! them is taken for Markdown or HTML.
//!
//! Not supported: reading.
//!
//! ```markdown
//! ### George Chen
//! - George Chen comments on [K visa](#n1).[^1]
//!   - “not a game changer”
//! ```

use super::block::Block;
use super::feature::{Feature, Holds};
use super::row::is_json;
use super::{Format, LossKind, Losses, Place, WriteAs, WriteOptions};
use crate::graph::{Direction, EdgeId, Evidence, Graph, NodeId};
use crate::jsontext::{self, Kind};
use std::collections::HashMap;
use std::io::{self, Write};

pub(super) static FORMAT: Format = Format {
    name: "markdown",
    title: "Markdown",
    about: "a dossier to read: relations as sentences, with sources",
    extensions: &["md", "markdown"],
    media_type: "text/markdown",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::File(write)),
    holds: Holds {
        partly: &[Feature::Nested, Feature::ControlCharacters],
        no: &[
            Feature::EdgeIds,
            Feature::EvidenceKeys,
            Feature::EdgeKeys,
            Feature::Nulls,
            Feature::LineBreaks,
            Feature::Documents,
            Feature::Vocabulary,
            Feature::GraphKeys,
            Feature::Looks,
        ],
    },
};

fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut dossier = Dossier { graph, notes: Vec::new(), numbers: HashMap::new(), losses: Losses::new(options) };
    let header = graph.header();
    dossier.losses.leave_out_header_keys(header);
    dossier.losses.leave_out_documents(header);
    dossier.losses.leave_out_vocabulary(header);
    let mut text = Block::new(out);
    text.push_str(&format!("# {}\n\n", escape(header.title.as_deref().unwrap_or("Graph"))));
    let without = if header.directed { "" } else { ", which have no direction" };
    text.push_str(&format!("{} nodes, {} relations{without}.\n", graph.node_count(), graph.edge_count()));
    let mut by_type: Vec<Vec<NodeId>> = vec![Vec::new(); header.types.len() + 1];
    for node in graph.nodes() {
        by_type[graph.as_petgraph()[node].type_index().unwrap_or(header.types.len())].push(node);
    }
    for (at, list) in by_type.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
        let label = header.types.get(at).map_or("Without a type", |entity_type| &entity_type.label);
        text.push_str(&format!("\n## {}\n", escape(label)));
        for &node in list {
            dossier.node(node, &mut text);
            text.flush_if_full()?;
        }
    }
    dossier.sources(&mut text);
    text.flush()?;
    Ok(dossier.losses)
}

struct Dossier<'g> {
    graph: &'g Graph,
    /// Document and locator of each footnote.
    notes: Vec<(Option<String>, Option<String>)>,
    numbers: HashMap<(Option<String>, Option<String>), usize>,
    losses: Losses,
}

impl Dossier<'_> {
    fn node(&mut self, node: NodeId, text: &mut String) {
        let graph = self.graph;
        let label = escape(graph.label(node));
        text.push_str(&format!("\n### <a id=\"n{}\"></a>{label}\n\n", node.index()));
        let texts = [Some(graph.label(node)), Some(graph.id(node))];
        self.losses.flatten(texts, || Place::node(graph.id(node)).at("label"));
        self.losses.flatten([graph.description(node).as_deref()], || Place::node(graph.id(node)).at("description"));
        let aliases = graph.aliases(node);
        self.losses.flatten(aliases.iter().map(|it| Some(&**it)), || Place::node(graph.id(node)).at("aliases"));
        if let Some(description) = graph.description(node) {
            text.push_str(&format!("{}\n\n", escape(&description)));
        }
        if graph.id(node) != graph.label(node) {
            text.push_str(&format!("- Id: {}\n", escape(graph.id(node))));
        }
        if !aliases.is_empty() {
            let names: Vec<String> = aliases.iter().map(|alias| escape(alias)).collect();
            text.push_str(&format!("- Also: {}\n", names.join(", ")));
        }
        for attribute in graph.node_attributes(node) {
            let value = match Kind::of(attribute.value) {
                Kind::Null => {
                    self.losses.add(LossKind::NullLeftOut, || Place::node(graph.id(node)).at(attribute.key));
                    continue;
                }
                Kind::Array | Kind::Object => {
                    self.losses.add(LossKind::NestedAsText, || Place::node(graph.id(node)).at(attribute.key));
                    let mut json = String::new();
                    jsontext::write_canonical(&mut json, attribute.value);
                    json
                }
                Kind::String if !is_json(&jsontext::decode(attribute.value)) => {
                    let value = jsontext::decode(attribute.value);
                    self.losses.flatten([Some(&*value)], || Place::node(graph.id(node)).at(attribute.key));
                    value.into_owned()
                }
                // A text that looks like another value stays in its quotes.
                _ => attribute.value.to_owned(),
            };
            text.push_str(&format!("- {}: {}\n", escape(attribute.key), escape(&value)));
        }
        // In file order, not by relation.
        let mut edges: Vec<(EdgeId, bool)> =
            graph.edges_of(node, Direction::Outgoing).iter().map(|&edge| (edge, true)).collect();
        let incoming = graph.edges_of(node, Direction::Incoming).iter();
        edges.extend(incoming.filter(|&&edge| graph.endpoints(edge).0 != node).map(|&edge| (edge, false)));
        edges.sort_by_key(|&(edge, _)| edge);
        for (edge, outgoing) in edges {
            self.edge(edge, outgoing, text);
        }
    }

    fn edge(&mut self, edge: EdgeId, outgoing: bool, text: &mut String) {
        let graph = self.graph;
        let (source, target) = graph.endpoints(edge);
        let link = |node: NodeId| format!("[{}](#n{})", escape(graph.label(node)), node.index());
        let plain = |node: NodeId| escape(graph.label(node));
        let relation = escape(&graph.edge_label(edge));
        text.push_str(&match outgoing {
            true => format!("- {} {relation} {}", plain(source), link(target)),
            false => format!("- {} {relation} {}", link(source), plain(target)),
        });
        match (graph.since(edge), graph.until(edge)) {
            (Some(since), Some(until)) => text.push_str(&format!(", {} to {}", escape(&since), escape(&until))),
            (Some(since), None) => text.push_str(&format!(", since {}", escape(&since))),
            (None, Some(until)) => text.push_str(&format!(", until {}", escape(&until))),
            (None, None) => {}
        }
        if let Some(weight) = graph.weight_text(edge) {
            text.push_str(&format!(" (weight {})", escape(weight)));
        }
        text.push('.');
        let evidence = graph.evidence(edge);
        for piece in &evidence {
            if let Some(number) = self.number(piece) {
                text.push_str(&format!("[^{number}]"));
            }
        }
        text.push('\n');
        if !outgoing {
            return;
        }
        self.losses.flatten([Some(&*graph.edge_label(edge))], || Place::edge(graph.edge_id(edge)).at("label"));
        for piece in &evidence {
            let texts = [&piece.document, &piece.locator, &piece.note, &piece.quote];
            let place = || Place::edge(graph.edge_id(edge)).at("evidence");
            self.losses.flatten(texts.map(|text| text.as_deref()), place);
            let mut parts: Vec<String> = Vec::new();
            parts.extend(
                piece.stance.as_deref().filter(|&stance| stance != "supports").map(|s| format!("({})", escape(s))),
            );
            parts.extend(piece.note.as_deref().map(escape));
            parts.extend(piece.quote.as_deref().map(|quote| format!("“{}”", escape(quote))));
            if !parts.is_empty() {
                text.push_str(&format!("  - {}\n", parts.join(" ")));
            }
            for (key, _) in &piece.attributes {
                let place = || Place::edge(graph.edge_id(edge)).at(format!("evidence.{key}"));
                self.losses.add(LossKind::AttributeLeftOut, place);
            }
        }
        self.losses.leave_out_of_edge(graph, edge, &[("id", graph.own_edge_id(edge).is_some())]);
    }

    /// Returns the footnote of a place in a document; the same place has the same one.
    fn number(&mut self, piece: &Evidence<'_>) -> Option<usize> {
        let place = (piece.document.as_deref().map(str::to_owned), piece.locator.as_deref().map(str::to_owned));
        if place == (None, None) {
            return None;
        }
        if let Some(&number) = self.numbers.get(&place) {
            return Some(number);
        }
        self.notes.push(place.clone());
        self.numbers.insert(place, self.notes.len());
        Some(self.notes.len())
    }

    fn sources(&self, text: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        text.push_str("\n## Sources\n\n");
        for (at, (document, locator)) in self.notes.iter().enumerate() {
            let mut parts: Vec<String> = Vec::new();
            if let Some(id) = document {
                let known = self.graph.header().document(id);
                let title = escape(known.and_then(|known| known.title.as_deref()).unwrap_or(id));
                let url = known.and_then(|known| known.url.as_deref()).and_then(link);
                parts.push(url.map_or(title.clone(), |url| format!("[{title}](<{url}>)")));
                parts.extend(known.and_then(|known| known.publisher.as_deref()).map(escape));
                parts.extend(known.and_then(|known| known.date.as_deref()).map(escape));
            }
            parts.extend(locator.as_deref().map(escape));
            text.push_str(&format!("[^{}]: {}\n", at + 1, parts.join(", ")));
        }
    }
}

/// Returns an address of the web that nothing can break out of.
pub(super) fn link(url: &str) -> Option<String> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return None;
    }
    let escape = |c: char| match c {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        _ if c.is_whitespace() || c.is_control() => "%20".to_owned(),
        _ => c.to_string(),
    };
    Some(url.trim().chars().map(escape).collect())
}

/// Makes a text one line in which nothing is Markdown or HTML.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    for (at, word) in line.enumerate() {
        if at > 0 {
            out.push(' ');
        }
        // What would begin a list, a quotation or a heading does so only at the start.
        let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_list = at == 0
            && (word.starts_with(['-', '+', '=', ':']) || (number.len() < word.len() && matches!(number, "." | ")")));
        let digits = word.len() - number.len();
        for (place, c) in word.char_indices() {
            match c {
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                    out.push('\\');
                    out.push(c);
                }
                _ if is_list && place == digits => {
                    out.push('\\');
                    out.push(c);
                }
                _ => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markdown_or_html() {
        for (text, wanted) in [
            ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
            ("1. a\n\n# b", r"1\. a \# b"),
            ("- a - b", r"\- a - b"),
            ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
            ("[x](javascript:y)", r"\[x\](javascript:y)"),
            ("  ", ""),
        ] {
            assert_eq!(escape(text), wanted);
        }
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("https://a.b/c d>)").as_deref(), Some("https://a.b/c%20d%3E)"));
    }
}

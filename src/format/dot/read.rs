//! Reads DOT into a builder.

use super::super::row::{self, Directions, NO_RELATION, Row, WithoutRelation, is_json};
use super::lex::{Id, IdKind};
use super::parse::{Attr, Dot, Edge, Node, parse};
use crate::diagnostics::{Code, Diagnostic, Source};
use crate::graph::{Builder, FileId, label_from_id};
use crate::jsontext;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// The name of graphs that kgraph wrote.
const OWN: &str = "kgraph";

/// Returns whether a text begins as DOT does.
pub(super) fn detect(text: &str) -> bool {
    let start = text.trim_start();
    ["digraph", "graph", "strict"].iter().any(|word| {
        let rest =
            start.get(..word.len()).filter(|begin| begin.eq_ignore_ascii_case(word)).map(|_| &start[word.len()..]);
        rest.is_some_and(|rest| {
            // `graph [` begins GML.
            let begins = rest.starts_with(|c: char| c.is_whitespace() || c == '{' || c == '"');
            begins && !rest.trim_start().starts_with('[') && rest.contains('{')
        })
    })
}

/// One file.
struct File<'a> {
    id: FileId,
    dot: Dot<'a>,
    own: bool,
    /// Names of the nodes in the graph.
    ids: Vec<Cow<'a, str>>,
}

/// Reads one or several files as one graph. Time O(input + edges).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let mut files = Vec::new();
    for source in sources {
        let Some(id) = builder.open(source) else { return };
        match parse(source.text()) {
            Ok(dot) => files.push(File::new(id, dot)),
            Err(problem) => {
                let place = builder.place(id, problem.span, "");
                builder.report(Diagnostic::new(Code::MalformedDot, problem.message).at(place).hint(problem.hint));
            }
        }
    }
    let mut directions = Directions::default();
    files.iter().for_each(|file| file.header(builder));
    if let Some(own) = files.iter().find(|file| file.own) {
        for file in &files {
            for edge in &file.dot.edges {
                let attrs = file.dot.edge_attrs(edge);
                let symmetric = file.own && value(&attrs, "dir").is_some_and(|dir| dir.text == "none");
                directions.add(&file.relation(&attrs).unwrap_or(NO_RELATION.into()), !symmetric);
            }
        }
        directions.declare(builder, own.id);
    }
    for file in &files {
        let clusters = file.clusters();
        for (index, node) in file.dot.nodes.iter().enumerate() {
            file.node(index, node, clusters.get(&index).map_or(&[], Vec::as_slice), builder);
        }
        file.report_merged(builder);
    }
    let mut without = WithoutRelation::default();
    let mut edge_ids = HashSet::new();
    for file in &files {
        for (index, edge) in file.dot.edges.iter().enumerate() {
            file.edge(index, edge, &mut edge_ids, &mut without, builder);
        }
    }
    without.report(builder, "write `a -> b [relation=\"…\"]`, or a label");
}

fn value<'t, 'a>(attrs: &'t [Attr<'a>], key: &str) -> Option<&'t Id<'a>> {
    attrs.iter().find(|attr| attr.key == key).map(|attr| &attr.value)
}

impl<'a> File<'a> {
    fn new(id: FileId, dot: Dot<'a>) -> Self {
        let own = dot.name == OWN;
        let mut file = File { id, dot, own, ids: Vec::new() };
        // Names are unique; ids need not be, once characters that DOT cannot hold were dropped from them.
        let mut taken: HashSet<Cow<'a, str>> = file.dot.nodes.iter().map(|node| node.name.clone()).collect();
        let ids = file
            .dot
            .nodes
            .iter()
            .map(|node| {
                let kg_id = if own { value(&file.dot.node_attrs(node), "kg_id").map(|id| file.text(id)) } else { None };
                let name = || if own { Cow::Owned(own_text(&node.name).into_owned()) } else { node.name.clone() };
                kg_id.filter(|id| taken.insert(id.clone())).unwrap_or_else(name)
            })
            .collect();
        file.ids = ids;
        file
    }

    /// Returns a value as a text: what kgraph wrote unescaped, what others wrote as it is.
    fn text(&self, id: &Id<'a>) -> Cow<'a, str> {
        if self.own { Cow::Owned(own_text(&id.text).into_owned()) } else { id.text.clone() }
    }

    /// Returns a label or other text that Graphviz would unescape.
    fn label(&self, id: &Id<'a>, name: &str) -> String {
        match id.kind {
            _ if self.own => own_text(&id.text).into_owned(),
            IdKind::Html => id.text.to_string(),
            _ => label_text(&id.text, name, &self.dot.name),
        }
    }

    fn header(&self, builder: &mut Builder) {
        if !self.dot.directed {
            row::undirected(builder, self.id);
        }
        let mut json = String::from("{");
        for Attr { key, value } in &self.dot.attrs {
            let title = key == "label";
            let key = match key.strip_prefix("kg_") {
                _ if title => Cow::Borrowed("title"),
                Some(key) if self.own => own_text(key).into_owned().into(),
                None if self.own => continue,
                _ => foreign_key(key, &["title", "name", "documents", "types", "relations"]),
            };
            json.push_str(if json.len() > 1 { ", " } else { "" });
            jsontext::write_string(&mut json, &key);
            json.push_str(": ");
            match title {
                true => jsontext::write_string(&mut json, &self.label(value, "")),
                false => push_value(&mut json, value, &self.text(value)),
            }
        }
        json.push('}');
        if json.len() > 2 {
            row::header(builder, self.id, &json);
        }
    }

    /// Returns the clusters that each node is in, as the names to show; the one around another comes first.
    fn clusters(&self) -> HashMap<usize, Vec<String>> {
        let mut clusters: HashMap<usize, Vec<String>> = HashMap::new();
        for cluster in &self.dot.clusters {
            let label = cluster.label.as_ref().map(|label| self.label(label, "")).filter(|label| !label.is_empty());
            let short = || cluster.name.trim_start_matches("cluster").trim_start_matches('_');
            let name = label.unwrap_or_else(|| if short().is_empty() { &cluster.name } else { short() }.to_owned());
            for &node in &cluster.nodes {
                clusters.entry(node).or_default().push(name.clone());
            }
        }
        clusters
    }

    /// Says how many edges the file itself makes one, since parallel edges may mean more than one thing.
    fn report_merged(&self, builder: &mut Builder) {
        let (count, first) = &self.dot.merged;
        if *count > 0 {
            let edges = if *count == 1 { "1 edge is".to_owned() } else { format!("{count} edges are") };
            let message = format!("{edges} merged with another between the same nodes, as Graphviz does");
            let place = builder.place(self.id, first.clone(), "");
            let hint = "delete `strict`, or the attribute `key`, to keep each edge";
            builder.report(Diagnostic::new(Code::MergedEdges, message).at(place).hint(hint));
        }
    }

    fn node(&self, index: usize, node: &Node<'a>, clusters: &[String], builder: &mut Builder) {
        let attrs = self.dot.node_attrs(node);
        let id = &self.ids[index];
        let mut row = Row::default();
        row.text("id", id, node.span.clone());
        let label =
            if self.own { value(&attrs, "kg_label").or(value(&attrs, "label")) } else { value(&attrs, "label") };
        let label = label.map(|label| (self.label(label, &node.name), label.span.clone()));
        if let Some((label, span)) = label.filter(|(label, _)| *label != **id) {
            row.text("label", &label, span);
        }
        for Attr { key, value } in &attrs {
            let text = self.text(value);
            let span = value.span.clone();
            match &**key {
                "label" => {}
                "kg_id" | "kg_label" if self.own => {}
                "entity_type" => row.text("type", &text, span),
                _ if self.own => own_attribute(&mut row, key, &text, span),
                "type" if row.has("type") || text.is_empty() => foreign(&mut row, key, value),
                "type" => row.text("type", &text, span),
                "description" => row.text("description", &text, span),
                _ => foreign(&mut row, key, value),
            }
        }
        let key = if row.has("cluster") { "dot_cluster" } else { "cluster" };
        match clusters {
            [] => {}
            [one] => row.text(key, one, node.span.clone()),
            several => {
                let mut json = String::new();
                for name in several {
                    json.push_str(if json.is_empty() { "[" } else { ", " });
                    jsontext::write_string(&mut json, name);
                }
                row.json(key, json + "]", node.span.clone());
            }
        }
        row.node(builder, self.id, index, &node.span);
    }

    /// Returns what an edge says that its relation is.
    fn relation(&self, attrs: &[Attr<'a>]) -> Option<Cow<'a, str>> {
        if let Some(relation) = value(attrs, "relation").filter(|relation| !relation.text.is_empty()) {
            return Some(self.text(relation));
        }
        let label = self.label(value(attrs, "label")?, "");
        let words = label.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(Cow::Owned(words))
    }

    fn edge(
        &self,
        index: usize,
        edge: &Edge<'a>,
        edge_ids: &mut HashSet<String>,
        without: &mut WithoutRelation,
        builder: &mut Builder,
    ) {
        let attrs = self.dot.edge_attrs(edge);
        let mut row = Row::default();
        for (key, node) in [("source", edge.tail), ("target", edge.head)] {
            row.text(key, &self.ids[node], edge.span.clone());
        }
        let relation = self.relation(&attrs);
        if relation.is_none() {
            without.add(self.id, edge.span.clone());
        }
        let relation = relation.unwrap_or(NO_RELATION.into());
        let span = value(&attrs, "relation").or(value(&attrs, "label")).map_or(edge.span.clone(), |id| id.span.clone());
        row.text("relation", &relation, span);
        let label =
            if self.own { value(&attrs, "kg_label").or(value(&attrs, "label")) } else { value(&attrs, "label") };
        if let Some(label) = label {
            let text = self.label(label, "");
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text != label_from_id(&relation) && words != *relation {
                row.text("label", &text, label.span.clone());
            }
        }
        for Attr { key, value: id } in &attrs {
            let text = self.text(id);
            let span = id.span.clone();
            match &**key {
                "label" | "relation" => {}
                "kg_label" | "kg_id" | "kg_weight" if self.own => match &**key {
                    "kg_id" if edge_ids.insert(text.to_string()) => row.text("id", &text, span),
                    "kg_weight" if is_json(&text) => row.json("weight", text.into_owned(), span),
                    _ => {}
                },
                "weight" if self.own && value(&attrs, "kg_weight").is_some() => {}
                // Graphviz lays out by weights of 0 too; they say nothing about the relation.
                "weight" if is_json(&text) && (self.own || text.parse::<f64>().is_ok_and(|weight| weight > 0.0)) => {
                    row.json("weight", text.into_owned(), span);
                }
                // Ids in a picture need not be unique.
                "id" if !text.is_empty() && edge_ids.insert(text.to_string()) => row.text("id", &text, span),
                "since" | "until" if !text.is_empty() => row.text(key.to_string(), &text, span),
                _ if self.own => own_attribute(&mut row, key, &text, span),
                _ => foreign(&mut row, key, id),
            }
        }
        row.edge(builder, self.id, index, &edge.span);
    }
}

/// Adds a key of the user's own that kgraph wrote; all others it makes again.
fn own_attribute(row: &mut Row<'_>, key: &str, text: &str, span: Range<usize>) {
    if let Some(key) = key.strip_prefix("kg_") {
        row.text(own_text(key).into_owned(), text, span);
    }
}

/// Adds somebody else's attribute.
fn foreign(row: &mut Row<'_>, key: &str, value: &Id<'_>) {
    const MEANT: &[&str] = &[
        "id",
        "label",
        "name",
        "type",
        "kind",
        "entity_type",
        "aliases",
        "description",
        "source",
        "target",
        "relation",
        "evidence",
        "weight",
        "since",
        "until",
    ];
    let mut json = String::new();
    push_value(&mut json, value, &value.text);
    row.json(foreign_key(key, MEANT).into_owned(), json, value.span.clone());
}

fn foreign_key<'k>(key: &'k str, meant: &[&str]) -> Cow<'k, str> {
    if meant.contains(&key) { Cow::Owned(format!("dot_{key}")) } else { Cow::Borrowed(key) }
}

/// Appends a value as JSON text: a bare numeral as a number, all else as a text.
fn push_value(json: &mut String, id: &Id<'_>, text: &str) {
    if id.kind == IdKind::Number && is_json(text) { json.push_str(text) } else { jsontext::write_string(json, text) }
}

/// Undoes the escapes that kgraph writes.
fn own_text(text: &str) -> Cow<'_, str> {
    if !text.contains(['\\', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (put, len) = match rest.as_bytes() {
            [b'\\', b'\\', ..] => ("\\", 2),
            [b'\\', b'n', ..] => ("\n", 2),
            [b'&', b'a', b'm', b'p', b';', ..] => ("&", 5),
            [b'&', ..] => ("&", 1),
            _ => ("\\", 1),
        };
        out.push_str(put);
        rest = &rest[len..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Undoes Graphviz's escapes in a label: line ends, names, and a few character entities.
fn label_text(text: &str, name: &str, graph: &str) -> String {
    const ENTITIES: [(&str, &str); 6] =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}")];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((entity, c)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            out.push_str(c);
            rest = &rest[entity.len()..];
            continue;
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.clone().next()) {
            (Some('\\'), Some('n' | 'l' | 'r')) => out.push('\n'),
            (Some('\\'), Some('N')) => out.push_str(name),
            (Some('\\'), Some('G')) => out.push_str(graph),
            (Some('\\'), Some(c)) => out.push(c),
            (Some(c), _) => {
                out.push(c);
                rest = chars.as_str();
                continue;
            }
            (None, _) => break,
        }
        chars.next();
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.trim_end_matches('\n').to_owned()
}

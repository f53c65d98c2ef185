//! Writes GraphML in two passes over the rows: one to type the columns, one to write.

use super::super::block::Block;
use super::super::looks::NodeLooks;
use super::super::style::{Styles, node_size};
use super::super::xml::{escape as xml, header};
use super::super::{LossKind, Losses, Place, WriteOptions};
use super::columns::{Columns, EDGE_NAMES, NODE_NAMES};
use super::evidence::{EvidenceText, has_deniers};
use super::ids::{Ids, push_number};
use super::yed::{self, Drawings};
use crate::graph::{EdgeId, Graph, Header, NodeId, Polarity};
use crate::jsontext::{self, Kind};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    write_flavour(graph, options, None, out)
}

/// Writes with yEd's drawings.
pub(super) fn write_yed(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    write_flavour(graph, options, Some(Drawings), out)
}

fn write_flavour(
    graph: &Graph,
    options: &WriteOptions,
    drawings: Option<Drawings>,
    out: &mut dyn Write,
) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    let writer = Writer::new(graph, options, drawings, &mut losses);
    let mut text = Block::new(out);
    writer.keys(&mut text);
    writer.graph_start(&mut text, &mut losses);
    losses.absorb(text.nodes(graph, options, |node, text, losses| writer.node(node, text, losses))?);
    losses.absorb(text.edges(graph, options, Pen::default, |pen, edge, text, losses| {
        writer.edge(edge, pen, text, losses);
    })?);
    text.push_str("  </graph>\n</graphml>\n");
    let notes = [&writer.node_columns, &writer.edge_columns].map(|columns| {
        let written = columns.iter().filter(|column| column.column_type().is_some());
        written.filter_map(|column| Some((column.id.clone(), column.note(&column.name)?))).collect()
    });
    header::write(&mut text, graph, notes);
    text.flush()?;
    Ok(losses)
}

const START: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns""#;
const LOCATION: &str = r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">
"#;

/// Which of kgraph's own columns have values.
#[derive(Debug, Default)]
struct Used {
    aliases: bool,
    description: bool,
    raw_weight: bool,
    polarity: bool,
    symmetric: bool,
    since: bool,
    until: bool,
    evidence: bool,
    denied: bool,
}

/// What all edges of one relation have in common, escaped.
#[derive(Debug, Default)]
struct RelationText {
    /// What stands between the ids of an edge of the usual kind, which has no label of its own, and its weight.
    usual_start: String,
    /// What stands behind the ids of such an edge of no weight, up to its evidence.
    usual: String,
    /// The end of the start tag.
    tag_end: String,
    /// The relation's label.
    label: String,
    /// What stands between the edge's label and its weight.
    before_weight: String,
    /// What stands after its weight.
    after_weight: String,
}

/// What writing needs to know.
struct Writer<'g> {
    graph: &'g Graph,
    ids: Ids,
    used: Used,
    node_columns: Columns<'g>,
    edge_columns: Columns<'g>,
    looks: NodeLooks<'g>,
    /// Type and, where it goes by that, colour of nodes, by the number of the type; untyped nodes last.
    types: Vec<String>,
    relations: Vec<RelationText>,
    /// The sizes of nodes with few edges.
    sizes: Vec<String>,
    /// Titles of documents by id.
    titles: HashMap<&'g str, &'g str>,
    drawings: Option<Drawings>,
    /// Whether nodes have their id as an attribute too.
    names: bool,
    /// Whether edges are of the usual kind unless they have labels of their own.
    are_usual: bool,
    has_own_keys: bool,
    /// Whether the titles of documents stand in character data as they are.
    are_titles_plain: bool,
}

/// What writing an edge fills and empties again.
#[derive(Default)]
struct Pen<'g> {
    evidence: EvidenceText<'g>,
    scratch: String,
}

/// Before the first node.
impl<'g> Writer<'g> {
    /// Looks at every value of the user's own keys once.
    fn new(graph: &'g Graph, options: &'g WriteOptions, drawings: Option<Drawings>, losses: &mut Losses) -> Self {
        let header = graph.header();
        let relations = graph.used_relations();
        let relations = || header.relations.iter().zip(&relations).filter(|(_, used)| **used).map(|(it, _)| it);
        let used = Used {
            aliases: graph.has_node_key("aliases"),
            description: graph.has_node_key("description"),
            raw_weight: graph.has_edge_key("weight") && graph.edges().any(|edge| weight(graph, edge).is_err()),
            polarity: relations().any(|relation| relation.polarity != Polarity::Neutral),
            symmetric: relations().any(|relation| !header.directed || relation.symmetric),
            since: graph.has_edge_key("since"),
            until: graph.has_edge_key("until"),
            evidence: graph.has_edge_key("evidence"),
            denied: has_deniers(graph),
        };
        let (mut node_columns, mut edge_columns) = Columns::of_graph(graph, losses);
        node_columns.name("n_", NODE_NAMES, losses);
        edge_columns.name("e_", EDGE_NAMES, losses);
        let looks = NodeLooks::new(graph, &options.looks);
        let relations = relation_texts(header, options, &used, losses);
        let sizes = (0..COMMON_DEGREES).map(|degree| size_text(node_size(degree))).collect();
        let titles: HashMap<_, _> =
            header.documents.iter().filter_map(|it| Some((it.id.as_str(), it.title.as_deref()?))).collect();
        let ids = Ids::new(graph, options);
        Writer {
            graph,
            are_usual: ids.are_plain && drawings.is_none(),
            has_own_keys: graph.edge_attribute_keys().next().is_some(),
            are_titles_plain: titles.values().all(|title| xml::is_plain_attribute(title) && !title.contains('>')),
            ids,
            sizes,
            types: type_texts(header, looks.are_by_type(), losses),
            looks,
            relations,
            titles,
            used,
            node_columns,
            edge_columns,
            drawings,
            names: options.names,
        }
    }

    /// Declares the columns.
    fn keys(&self, text: &mut String) {
        let Used { aliases, description, raw_weight, polarity, symmetric, since, until, evidence, denied } = self.used;
        text.push_str(START);
        if self.drawings.is_some() {
            text.push_str(yed::NAMESPACE);
        }
        text.push_str(LOCATION);
        if self.drawings.is_some() {
            text.push_str(yed::KEYS);
        }
        for (there, id, name, column_type) in [
            (true, "label", "label", "string"),
            (true, "labelV", "entity_type", "string"),
            (true, "color", "color", "string"),
            (true, "size", "size", "double"),
            (self.names, "n_name", "name", "string"),
            (self.ids.replaces_nodes(), "n_kg_id", "kg_id", "string"),
            (aliases, "n_aliases", "aliases", "string"),
            (description, "n_description", "description", "string"),
        ] {
            if there {
                declare(text, "node", id, name, column_type);
            }
        }
        for column in self.node_columns.iter() {
            if let Some(column_type) = column.column_type() {
                declare(text, "node", &column.id, &column.name, column_type.as_str());
            }
        }
        for (there, id, name, column_type) in [
            (true, "edgelabel", "label", "string"),
            (true, "labelE", "relation", "string"),
            (true, "weight", "weight", "double"),
            (true, "edgecolor", "color", "string"),
            (polarity, "e_polarity", "polarity", "string"),
            (symmetric, "e_symmetric", "symmetric", "boolean"),
            (raw_weight, "e_raw_weight", "raw_weight", "string"),
            (self.ids.replaces_edges(), "e_kg_id", "kg_id", "string"),
            (since, "e_since", "since", "string"),
            (until, "e_until", "until", "string"),
            (evidence, "e_evidence", "evidence", "string"),
            (evidence, "e_sources", "sources", "string"),
            (denied, "e_denied_by", "denied_by", "string"),
            (evidence, "e_evidence_count", "evidence_count", "int"),
            (evidence, "e_evidence_json", "evidence_json", "string"),
        ] {
            if there {
                declare(text, "edge", id, name, column_type);
            }
        }
        for column in self.edge_columns.iter() {
            if let Some(column_type) = column.column_type() {
                declare(text, "edge", &column.id, &column.name, column_type.as_str());
            }
        }
    }

    fn graph_start(&self, text: &mut String, losses: &mut Losses) {
        text.push_str("  <graph id=\"kgraph\" edgedefault=\"directed\">\n");
        let description = description(self.graph.header());
        if !description.is_empty() {
            text.push_str("    <desc>");
            if xml::write_text(text, &description) {
                losses.add(LossKind::CharactersReplaced, Place::graph);
            }
            text.push_str("</desc>\n");
        }
    }
}

/// Nodes and edges.
impl<'g> Writer<'g> {
    fn node(&self, node: NodeId, text: &mut String, losses: &mut Losses) {
        let graph = self.graph;
        let id = graph.id(node);
        text.push_str("    <node id=\"");
        self.ids.write_node(graph, node, text);
        text.push_str("\">");
        if let Some(drawings) = &self.drawings {
            drawings.node(text, graph, node, &self.looks);
        }
        let mut replaced = usize::from(!self.ids.are_plain && !self.ids.nodes_numbered && xml::has_forbidden(id));
        // A label that is only the id is no further text.
        let label_replaced = data(text, "label", graph.label(node));
        replaced += usize::from(label_replaced && graph.own_label(node).is_some());
        let type_index = graph.as_petgraph()[node].type_index();
        text.push_str(&self.types[type_index.unwrap_or(self.types.len() - 1)]);
        if !self.looks.are_by_type() {
            data(text, "color", &self.looks.style(node).color.hex());
        }
        match self.looks.degree(node).and_then(|degree| self.sizes.get(degree)) {
            Some(size) => text.push_str(size),
            None => text.push_str(&size_text(self.looks.size(node))),
        }
        if self.names {
            data(text, "n_name", id);
        }
        if self.ids.replaces_node(node) {
            losses.add(LossKind::IdReplaced, || Place::node(id));
            replaced += usize::from(data(text, "n_kg_id", id) && self.ids.nodes_numbered);
        }
        if let Some(json) = graph.aliases_json(node) {
            begin(text, "n_aliases");
            replaced += usize::from(write_list(text, json, xml::write_text));
            text.push_str("</data>");
        }
        if let Some(description) = graph.description(node) {
            replaced += usize::from(data(text, "n_description", &description));
        }
        for attribute in graph.node_attributes(node).filter(|it| Kind::of(it.value) != Kind::Null) {
            begin(text, &self.node_columns.of(attribute.key).id);
            replaced += usize::from(write_value(text, attribute.value, xml::write_text));
            text.push_str("</data>");
        }
        text.push_str("</node>\n");
        for _ in 0..replaced {
            losses.add(LossKind::CharactersReplaced, || Place::node(id));
        }
    }

    fn edge(&self, edge: EdgeId, pen: &mut Pen<'g>, text: &mut String, losses: &mut Losses) {
        let graph = self.graph;
        let relation = &self.relations[graph.as_petgraph()[edge].relation_index()];
        let own_label = graph.own_edge_label(edge);
        let weight = weight(graph, edge);
        let mut replaced = 0;
        text.push_str("    <edge id=\"");
        if self.ids.are_plain {
            let id = graph.made_edge_id(edge);
            id.push(text);
            text.push_str("\" source=\"");
            text.push_str(id.source);
            text.push_str("\" target=\"");
            text.push_str(id.target);
        } else {
            let (source, target) = graph.endpoints(edge);
            pen.scratch.clear();
            graph.push_edge_id(edge, &mut pen.scratch);
            self.ids.write_edge(edge, &pen.scratch, text);
            text.push_str("\" source=\"");
            self.ids.write_node(graph, source, text);
            text.push_str("\" target=\"");
            self.ids.write_node(graph, target, text);
        }
        match weight {
            Ok(NO_WEIGHT) if self.are_usual && own_label.is_none() => text.push_str(&relation.usual),
            Ok(weight) if self.are_usual && own_label.is_none() => {
                text.push_str(&relation.usual_start);
                text.push_str(weight);
                text.push_str(&relation.after_weight);
            }
            _ => {
                text.push_str(&relation.tag_end);
                if self.drawings.is_some() {
                    Drawings::edge(text, graph, edge, &self.looks);
                }
                match own_label {
                    Some(label) => replaced += usize::from(data(text, "edgelabel", &label)),
                    None => text.push_str(&relation.label),
                }
                text.push_str(&relation.before_weight);
                text.push_str(weight.unwrap_or(NO_WEIGHT));
                text.push_str(&relation.after_weight);
            }
        }
        let writes_own = !self.ids.are_plain && !self.ids.edges_numbered;
        replaced += usize::from(writes_own && graph.own_edge_id(edge).is_some_and(|id| xml::has_forbidden(&id)));
        if let Err(raw) = weight {
            losses.add(LossKind::WeightReplaced, || Place::edge(graph.edge_id(edge)));
            data(text, "e_raw_weight", raw);
        }
        if !self.ids.are_plain && self.ids.replaces_edge(edge, &pen.scratch) {
            losses.add(LossKind::IdReplaced, || Place::edge(graph.edge_id(edge)));
            let own = self.ids.edges_numbered && graph.own_edge_id(edge).is_some();
            replaced += usize::from(data(text, "e_kg_id", &pen.scratch) && own);
        }
        if let Some(since) = graph.since(edge) {
            replaced += usize::from(data(text, "e_since", &since));
        }
        if let Some(until) = graph.until(edge) {
            replaced += usize::from(data(text, "e_until", &until));
        }
        if let Some(json) = graph.evidence_row(edge) {
            pen.evidence.read(json.text, &self.titles);
            // One look at the whole text, instead of one at each copy of its parts.
            let is_plain = self.are_titles_plain && xml::is_plain_json(json.text);
            let data = if is_plain { plain_data } else { data };
            replaced += usize::from(data(text, "e_evidence", &pen.evidence.text));
            if !pen.evidence.sources.is_empty() {
                begin(text, "e_sources");
                replaced += usize::from(write_strings(text, &pen.evidence.sources, xml::write_text));
                text.push_str("</data>");
            }
            if !pen.evidence.denied_by.is_empty() {
                begin(text, "e_denied_by");
                replaced += usize::from(write_strings(text, &pen.evidence.denied_by, xml::write_text));
                text.push_str("</data>");
            }
            begin(text, "e_evidence_count");
            push_number(text, pen.evidence.count);
            text.push_str("</data>");
            if json.is_canonical {
                replaced += usize::from(data(text, "e_evidence_json", json.text));
            } else {
                pen.scratch.clear();
                jsontext::write_canonical(&mut pen.scratch, json.text);
                replaced += usize::from(data(text, "e_evidence_json", &pen.scratch));
            }
        }
        let attributes = self.has_own_keys.then(|| graph.edge_attributes(edge)).into_iter().flatten();
        for attribute in attributes.filter(|it| Kind::of(it.value) != Kind::Null) {
            begin(text, &self.edge_columns.of(attribute.key).id);
            replaced += usize::from(write_value(text, attribute.value, xml::write_text));
            text.push_str("</data>");
        }
        text.push_str("</edge>\n");
        for _ in 0..replaced {
            losses.add(LossKind::CharactersReplaced, || Place::edge(graph.edge_id(edge)));
        }
    }
}

/// Degrees whose sizes are written once.
const COMMON_DEGREES: usize = 64;

/// One decimal place, as text is compared.
fn size_text(size: f64) -> String {
    format!("<data key=\"size\">{size:.1}</data>")
}

fn declare(text: &mut String, element: &str, id: &str, name: &str, column_type: &str) {
    for part in
        ["  <key id=\"", id, "\" for=\"", element, "\" attr.name=\"", name, "\" attr.type=\"", column_type, "\"/>\n"]
    {
        text.push_str(part);
    }
}

fn begin(text: &mut String, key: &str) {
    text.push_str("<data key=\"");
    text.push_str(key);
    text.push_str("\">");
}

/// Appends a value of a column; returns whether characters were replaced.
fn data(text: &mut String, key: &str, value: &str) -> bool {
    begin(text, key);
    let replaced = xml::write_text(text, value);
    text.push_str("</data>");
    replaced
}

/// Appends a value of a column that needs no escape, as [`data`] does.
fn plain_data(text: &mut String, key: &str, value: &str) -> bool {
    begin(text, key);
    text.push_str(value);
    text.push_str("</data>");
    false
}

/// Appends a text, escaped; returns whether characters were replaced.
pub(in crate::format) type Escape = fn(&mut String, &str) -> bool;

/// Appends a JSON value as the text of its column; returns whether characters were replaced.
pub(in crate::format) fn write_value(text: &mut String, value: &str, escape: Escape) -> bool {
    match Kind::of(value) {
        Kind::String => escape(text, &jsontext::decode(value)),
        Kind::Array => write_list(text, value, escape),
        Kind::Object => write_json(text, value, escape),
        Kind::Null | Kind::Bool | Kind::Number => {
            text.push_str(value);
            false
        }
    }
}

fn write_json(text: &mut String, value: &str, escape: Escape) -> bool {
    let mut json = String::with_capacity(value.len());
    jsontext::write_canonical(&mut json, value);
    escape(text, &json)
}

/// Appends an array: strings joined, anything else as JSON.
pub(in crate::format) fn write_list(text: &mut String, value: &str, escape: Escape) -> bool {
    let elements = jsontext::elements(value, 0);
    if elements.iter().any(|(item, _)| Kind::of(item) != Kind::String) {
        return write_json(text, value, escape);
    }
    let strings: Vec<Cow<'_, str>> = elements.into_iter().map(|(item, _)| jsontext::decode(item)).collect();
    write_strings(text, &strings, escape)
}

/// Appends strings joined by `; `, or as JSON where that could be read in another way: a text that
/// starts with `[` is JSON, and any other, cut at each `; `, gives the strings back.
pub(in crate::format) fn write_strings(text: &mut String, strings: &[Cow<'_, str>], escape: Escape) -> bool {
    if let [only] = strings
        && !only.is_empty()
        && !only.starts_with('[')
        && !only.contains("; ")
    {
        return escape(text, only);
    }
    let joined = strings.join("; ");
    if joined.is_empty() || joined.starts_with('[') || strings.iter().any(|item| item.contains("; ")) {
        let mut json = String::from("[");
        for (at, item) in strings.iter().enumerate() {
            json.push_str(if at == 0 { "" } else { ", " });
            jsontext::write_string(&mut json, item);
        }
        json.push(']');
        return escape(text, &json);
    }
    escape(text, &joined)
}

/// The weight of an edge that has none.
const NO_WEIGHT: &str = "1.0";

/// Returns the weight to write; or, as an error, one at which readers drop the edge, fail or read
/// infinity. Gephi reads single precision, and drops an edge whose weight is zero in it.
pub(in crate::format) fn weight(graph: &Graph, edge: EdgeId) -> Result<&str, &str> {
    let Some(text) = graph.weight_text(edge) else { return Ok(NO_WEIGHT) };
    if is_plain(text) {
        return Ok(text);
    }
    let value: f64 = text.parse().unwrap_or(f64::NAN);
    if value.is_finite() && (value as f32) > 0.0 { Ok(text) } else { Err(text) }
}

/// Returns whether a number is written with few digits, a point at most, and is not zero: no reader stumbles over it.
pub(in crate::format) fn is_plain(number: &str) -> bool {
    number.len() <= 20
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

/// Writes, for each type and for none, what its nodes have in common.
fn type_texts(header: &Header, colored: bool, losses: &mut Losses) -> Vec<String> {
    let styles = Styles::new(header);
    let mut texts = Vec::with_capacity(header.types.len() + 1);
    for (at, entity_type) in header.types.iter().enumerate() {
        let mut text = String::new();
        if data(&mut text, "labelV", &entity_type.id) {
            losses.add(LossKind::CharactersReplaced, || Place::entity_type(&entity_type.id));
        }
        if colored {
            data(&mut text, "color", &styles.node(Some(at)).color.hex());
        }
        texts.push(text);
    }
    let mut untyped = String::new();
    if colored {
        data(&mut untyped, "color", &styles.node(None).color.hex());
    }
    texts.push(untyped);
    texts
}

/// Writes, for each relation, what its edges have in common.
fn relation_texts(header: &Header, options: &WriteOptions, used: &Used, losses: &mut Losses) -> Vec<RelationText> {
    let styles = Styles::new(header);
    let mut texts = Vec::with_capacity(header.relations.len());
    for (number, relation) in header.relations.iter().enumerate() {
        let mut text = RelationText { tag_end: String::from("\""), ..RelationText::default() };
        if !options.strict_schema {
            text.tag_end.push_str(" label=\"");
            xml::write_attribute(&mut text.tag_end, &relation.id);
            text.tag_end.push('"');
        }
        text.tag_end.push('>');
        let replaced = [
            data(&mut text.label, "edgelabel", &relation.label),
            data(&mut text.before_weight, "labelE", &relation.id),
        ];
        begin(&mut text.before_weight, "weight");
        text.after_weight.push_str("</data>");
        data(&mut text.after_weight, "edgecolor", &styles.edge(number).only.hex());
        if used.polarity {
            data(&mut text.after_weight, "e_polarity", relation.polarity.as_str());
        }
        if used.symmetric {
            let symmetric = !header.directed || relation.symmetric;
            data(&mut text.after_weight, "e_symmetric", if symmetric { "true" } else { "false" });
        }
        text.usual_start = [&*text.tag_end, &text.label, &text.before_weight].concat();
        text.usual = [&*text.usual_start, NO_WEIGHT, &text.after_weight].concat();
        for _ in replaced.iter().filter(|&&replaced| replaced) {
            losses.add(LossKind::CharactersReplaced, || Place::relation(&relation.id));
        }
        texts.push(text);
    }
    texts
}

/// Returns title and documents on one line: "Title. Sources: Title (publisher, date, url); …".
pub(in crate::format) fn description(header: &Header) -> String {
    let mut text = header.title.clone().unwrap_or_default();
    for (at, document) in header.documents.iter().enumerate() {
        text.push_str(match at {
            0 if text.is_empty() => "Sources: ",
            0 if text.ends_with(['.', '!', '?']) => " Sources: ",
            0 => ". Sources: ",
            _ => "; ",
        });
        text.push_str(document.title.as_ref().unwrap_or(&document.id));
        let details = [&document.publisher, &document.date, &document.url];
        let details: Vec<&str> = details.into_iter().flatten().map(String::as_str).collect();
        if !details.is_empty() {
            text.push_str(&format!(" ({})", details.join(", ")));
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::format::Format;
    use proptest::prelude::*;
    use quick_xml::events::Event;

    fn written(json: &str, options: &WriteOptions) -> (String, Losses) {
        let format = Format::from_name("json").expect("JSON");
        let (graph, _) = format.read(&[Source::new("test.json", json)]).expect("a graph");
        let mut out = Vec::new();
        let losses = write(&graph, options, &mut out).expect("a vector takes all");
        (String::from_utf8(out).expect("UTF-8"), losses)
    }

    /// Returns the lines of nodes and edges.
    fn lines(xml: &str) -> Vec<&str> {
        xml.lines().map(str::trim).filter(|line| line.starts_with("<node") || line.starts_with("<edge")).collect()
    }

    fn kinds(losses: &Losses) -> Vec<(&str, usize)> {
        losses.iter().map(|loss| (loss.kind.as_str(), loss.count)).collect()
    }

    const SMALL: &str = r#"{
      "graph": {"title": "T & U", "documents": [{"id": "d", "title": "Doc", "date": "2025"}],
                "relations": [{"id": "supports", "polarity": "positive"}, {"id": "meets", "symmetric": true}]},
      "nodes": [{"id": "a", "type": "person", "label": "A <b>", "aliases": ["x", "y"], "age": 5}, {"id": "b"}],
      "edges": [
        {"source": "a", "relation": "supports", "target": "b", "weight": 2.5, "since": "2025-01",
         "evidence": [{"document": "d", "locator": "¶1", "note": "says so", "stance": "denies", "by": null},
                      {"document": "e", "quote": "q"}, {"x": 1}]},
        {"source": "b", "relation": "meets", "target": "a", "id": "7"}]}"#;

    #[test]
    fn a_small_graph_is_written_in_full() {
        let (xml, losses) = written(SMALL, &WriteOptions::new());
        assert!(xml.contains("<desc>T &amp; U. Sources: Doc (2025)</desc>"), "{xml}");
        assert!(xml.contains(r#"<key id="n_age" for="node" attr.name="age" attr.type="int"/>"#), "{xml}");
        assert_eq!(
            lines(&xml),
            [
                r##"<node id="a"><data key="label">A &lt;b></data><data key="labelV">person</data><data key="color">#976dd4</data><data key="size">18.5</data><data key="n_aliases">x; y</data><data key="n_age">5</data></node>"##,
                r##"<node id="b"><data key="label">b</data><data key="color">#5b6472</data><data key="size">18.5</data></node>"##,
                r##"<edge id="a--supports--b" source="a" target="b" label="supports"><data key="edgelabel">supports</data><data key="labelE">supports</data><data key="weight">2.5</data><data key="edgecolor">#0a6c74</data><data key="e_polarity">positive</data><data key="e_symmetric">false</data><data key="e_since">2025-01</data><data key="e_evidence">Doc, ¶1 (denies): says so | e: “q” | {"x": 1}</data><data key="e_sources">e</data><data key="e_denied_by">d</data><data key="e_evidence_count">3</data><data key="e_evidence_json">[{"document": "d", "locator": "¶1", "note": "says so", "stance": "denies", "by": null}, {"document": "e", "quote": "q"}, {"x": 1}]</data></edge>"##,
                r##"<edge id="e7" source="b" target="a" label="meets"><data key="edgelabel">meets</data><data key="labelE">meets</data><data key="weight">1.0</data><data key="edgecolor">#5b6472</data><data key="e_polarity">neutral</data><data key="e_symmetric">true</data><data key="e_kg_id">7</data></edge>"##,
            ]
        );
        assert_eq!(kinds(&losses), [("nested-as-text", 1), ("id-replaced", 1)]);
    }

    #[test]
    fn strict_files_have_no_foreign_attribute_and_only_name_tokens() {
        let json =
            r#"{"nodes": [{"id": "a b"}, {"id": "c"}], "edges": [{"source": "a b", "relation": "r", "target": "c"}]}"#;
        let (xml, losses) = written(json, &WriteOptions::new().strict_schema(true));
        assert!(xml.contains(r#"<edge id="e0" source="n0" target="n1"><data key="edgelabel">"#), "{xml}");
        assert!(xml.contains(r#"<data key="n_kg_id">a b</data>"#), "{xml}");
        assert!(xml.contains(r#"<data key="e_kg_id">a b--r--c</data>"#), "{xml}");
        assert_eq!(kinds(&losses), [("id-replaced", 3)]);
        let (xml, losses) = written(&json.replace("a b", "ab"), &WriteOptions::new().strict_schema(true));
        assert!(xml.contains(r#"<edge id="ab--r--c" source="ab" target="c"><data"#), "{xml}");
        assert!(losses.is_empty());
    }

    #[test]
    fn weights_that_readers_drop_are_replaced() {
        for (weight, taken) in
            [("1", true), ("1e308", true), ("0", false), ("-2", false), ("1e400", false), ("1e-50", false)]
        {
            let json = format!(
                r#"{{"nodes": [{{"id": "a"}}], "edges": [{{"source": "a", "relation": "r", "target": "a", "weight": {weight}}}]}}"#
            );
            let (xml, losses) = written(&json, &WriteOptions::new());
            let wanted = match taken {
                true => format!("<data key=\"weight\">{weight}</data>"),
                false => format!("<data key=\"e_raw_weight\">{weight}</data>"),
            };
            assert!(xml.contains(&wanted), "{xml}");
            assert_eq!(losses.is_empty(), taken);
        }
    }

    #[test]
    fn lists_are_joined_where_they_can_be_read_back() {
        for (list, wanted) in [
            (r#"["a", "b"]"#, "a; b"),
            (r#"["a;", " b"]"#, "a;;  b"),
            (r#"["a; b", "c"]"#, r#"["a; b", "c"]"#),
            (r#"["[a", "c"]"#, r#"["[a", "c"]"#),
            (r#"["a", 1]"#, r#"["a", 1]"#),
            ("[]", "[]"),
            (r#"[""]"#, r#"[""]"#),
            (r#"{"a":[1]}"#, r#"{"a": [1]}"#),
        ] {
            let mut text = String::new();
            write_value(&mut text, list, xml::write_text);
            assert_eq!(text, wanted);
        }
    }

    #[test]
    fn ids_that_forbidden_characters_make_equal_stay_two() {
        let json = r#"{"nodes": [{"id": "a\u0001"}, {"id": "a\u0002"}],
            "edges": [{"source": "a\u0001", "relation": "r", "target": "a\u0001"}, {"source": "a\u0002", "relation": "r", "target": "a\u0001"}]}"#;
        let (xml, losses) = written(json, &WriteOptions::new());
        let ids: Vec<&str> = lines(&xml).iter().filter_map(|line| line.split('"').nth(1)).collect();
        assert_eq!(ids, ["a\u{fffd}", "a\u{fffd}-2", "a\u{fffd}--r--a\u{fffd}", "a\u{fffd}--r--a\u{fffd}-2"]);
        assert_eq!(kinds(&losses), [("characters-replaced", 2), ("id-replaced", 2)]);
    }

    proptest! {
        #[test]
        fn any_strings_give_well_formed_xml_and_come_back(
            id in ".+", label in any::<String>(), key in any::<String>(), value in any::<String>(), relation in ".+",
            strict in any::<bool>(),
        ) {
            let mut node = serde_json::Map::new();
            node.insert(format!("k{key}"), value.into());
            node.insert("id".into(), id.clone().into());
            node.insert("label".into(), label.clone().into());
            let json = serde_json::json!({
                "nodes": [node],
                "edges": [{"source": &id, "relation": &relation, "target": &id, "label": &label}],
            });
            let (xml, _) = written(&json.to_string(), &WriteOptions::new().strict_schema(strict));
            let mut reader = quick_xml::Reader::from_str(&xml);
            let (mut in_label, mut labels, mut open) = (false, Vec::new(), 0);
            loop {
                match reader.read_event().expect("well-formed") {
                    Event::Start(start) => {
                        open += 1;
                        for attribute in start.attributes() {
                            let attribute = attribute.expect("attributes are well-formed and differ");
                            in_label = matches!(&*attribute.value, "label" | "edgelabel");
                        }
                        if in_label {
                            labels.push(String::new());
                        }
                    }
                    Event::End(_) => {
                        open -= 1;
                        in_label = false;
                    }
                    Event::Text(part) if in_label => {

                        labels.last_mut().expect("a label").push_str(&part);
                    }
                    Event::GeneralRef(part) if in_label => {
                        let c = match part.resolve_char_ref().expect("a reference") {
                            Some(c) => c.to_string(),
                            None => quick_xml::escape::resolve_xml_entity(&part).expect("known").to_owned(),
                        };
                        labels.last_mut().expect("a label").push_str(&c);
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
            prop_assert_eq!(open, 0);
            let wanted = xml::replace_forbidden(&label).into_owned();
            prop_assert_eq!(labels, [wanted.clone(), wanted]);
        }
    }
}

//! Writes GEXF 1.3 in two passes over the rows: one to type the columns, one to write.

use super::super::block::Block;
use super::super::graphml::columns::{ColumnType, Columns, EDGE_NAMES, NODE_NAMES};
use super::super::graphml::evidence::{EvidenceText, has_deniers};
use super::super::graphml::ids::Ids;
use super::super::graphml::write::{description, weight, write_list, write_strings, write_value};
use super::super::looks::{self, NodeLooks};
use super::super::style::Rgb;
use super::super::xml::{escape as xml, header};
use super::super::{LossKind, Losses, Place, WriteOptions};
use crate::graph::{Date, EdgeId, Graph, NodeId, Polarity};
use crate::jsontext::{self, Kind};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut writer = Writer::new(graph, options, out);
    writer.start();
    writer.text.push_str("    <nodes>\n");
    for node in graph.nodes() {
        writer.node(node);
        writer.text.flush_if_full()?;
    }
    writer.text.push_str("    </nodes>\n    <edges>\n");
    for edge in graph.edges() {
        writer.edge(edge);
        writer.text.flush_if_full()?;
    }
    writer.text.push_str("    </edges>\n  </graph>\n</gexf>\n");
    let notes = [&writer.node_columns, &writer.edge_columns].map(|columns| {
        let written = columns.iter().filter(|column| column.column_type().is_some());
        written.filter_map(|column| Some((column.id.to_lowercase(), column.note(&column.id.to_lowercase())?))).collect()
    });
    header::write(&mut writer.text, graph, notes);
    writer.text.flush()?;
    Ok(writer.losses)
}

const START: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta>
    <creator>kgraph</creator>
"#;

struct Writer<'g, 'w> {
    graph: &'g Graph,
    ids: Ids,
    text: Block<'w>,
    losses: Losses,
    node_columns: Columns<'g>,
    edge_columns: Columns<'g>,
    looks: NodeLooks<'g>,
    titles: HashMap<&'g str, &'g str>,
    evidence: EvidenceText<'g>,
    scratch: String,
}

impl<'g, 'w> Writer<'g, 'w> {
    fn new(graph: &'g Graph, options: &'g WriteOptions, out: &'w mut dyn Write) -> Self {
        let mut losses = Losses::new(options);
        let (mut node_columns, mut edge_columns) = (Columns::default(), Columns::default());
        for node in graph.nodes() {
            if graph.aliases_json(node).is_some() {
                losses.add(LossKind::NestedAsText, || Place::node(graph.id(node)).at("aliases"));
            }
            for attribute in graph.node_attributes(node) {
                node_columns.add(attribute, &mut losses, || Place::node(graph.id(node)));
            }
        }
        for edge in graph.edges() {
            for attribute in graph.edge_attributes(edge) {
                edge_columns.add(attribute, &mut losses, || Place::edge(graph.edge_id(edge)));
            }
        }
        node_columns.name("", NODE_NAMES, &mut losses);
        edge_columns.name("", EDGE_NAMES, &mut losses);
        for column in node_columns.iter().chain(edge_columns.iter()) {
            // Names in lower case are all that Gephi and graphology agree on.
            let lowered = column.name == column.key() && column.id.to_lowercase() != column.key();
            if lowered && column.column_type().is_some() {
                losses.add(LossKind::KeyRenamed, || Place::key(column.key()));
            }
        }
        let header = graph.header();
        Writer {
            graph,
            ids: Ids::new(graph, &WriteOptions::new()),
            text: Block::new(out),
            losses,
            node_columns,
            edge_columns,
            looks: NodeLooks::new(graph, &options.looks),
            titles: header.documents.iter().filter_map(|it| Some((it.id.as_str(), it.title.as_deref()?))).collect(),
            evidence: EvidenceText::default(),
            scratch: String::new(),
        }
    }

    /// Writes everything before the nodes.
    fn start(&mut self) {
        let graph = self.graph;
        self.text.push_str(START);
        let description = description(graph.header());
        if !description.is_empty() {
            self.text.push_str("    <description>");
            if xml::write_text(&mut self.text, &description) {
                self.losses.add(LossKind::CharactersReplaced, Place::graph);
            }
            self.text.push_str("</description>\n");
        }
        self.text.push_str("  </meta>\n  <graph defaultedgetype=\"directed\" ");
        let timed = graph.edges().any(|edge| {
            let (start, end) = times(graph, edge);
            start.is_some() || end.is_some()
        });
        self.text.push_str(if timed { "mode=\"dynamic\" timeformat=\"date\">\n" } else { "mode=\"static\">\n" });
        let any_node = |there: &dyn Fn(NodeId) -> bool| graph.nodes().any(there);
        let any_edge = |there: &dyn Fn(EdgeId) -> bool| graph.edges().any(there);
        let nodes = [
            (true, "entity_type", "string"),
            (self.ids.replaces_nodes(), "kg_id", "string"),
            (any_node(&|node| graph.aliases_json(node).is_some()), "aliases", "string"),
            (any_node(&|node| graph.description(node).is_some()), "description", "string"),
        ];
        declare(&mut self.text, "node", &nodes, &self.node_columns);
        let evidence = any_edge(&|edge| graph.evidence_json(edge).is_some());
        let edges = [
            (true, "relation", "string"),
            (has_polarity(graph), "polarity", "string"),
            (any_edge(&|edge| graph.is_symmetric(edge)), "symmetric", "boolean"),
            (any_edge(&|edge| weight(graph, edge).is_err()), "raw_weight", "string"),
            (self.ids.replaces_edges(), "kg_id", "string"),
            (any_edge(&|edge| graph.since(edge).is_some()), "since", "string"),
            (any_edge(&|edge| graph.until(edge).is_some()), "until", "string"),
            (evidence, "evidence", "string"),
            (evidence, "sources", "string"),
            (has_deniers(graph), "denied_by", "string"),
            (evidence, "evidence_count", "integer"),
            (evidence, "evidence_json", "string"),
        ];
        declare(&mut self.text, "edge", &edges, &self.edge_columns);
    }

    fn node(&mut self, node: NodeId) {
        let graph = self.graph;
        let id = graph.id(node);
        let mut replaced = usize::from(xml::has_forbidden(id));
        self.text.push_str("      <node id=\"");
        self.ids.write_node(graph, node, &mut self.text);
        self.text.push_str("\" label=\"");
        let label = xml::write_attribute(&mut self.text, graph.label(node));
        replaced += usize::from(label && graph.own_label(node).is_some());
        self.text.push_str("\"><attvalues>");
        if let Some(entity_type) = graph.entity_type(node) {
            // Counted once a type, not once a node.
            self.put("entity_type", &entity_type.id);
        }
        if self.ids.replaces_node(node) {
            self.losses.add(LossKind::IdReplaced, || Place::node(id));
            self.put("kg_id", id);
        }
        if let Some(json) = graph.aliases_json(node) {
            replaced += self.put_with("aliases", |text| write_list(text, json, xml::write_attribute));
        }
        if let Some(description) = graph.description(node) {
            replaced += self.put("description", &description);
        }
        for attribute in graph.node_attributes(node).filter(|it| Kind::of(it.value) != Kind::Null) {
            let column = self.node_columns.of(attribute.key).id.to_lowercase();
            replaced += self.put_with(&column, |text| write_value(text, attribute.value, xml::write_attribute));
        }
        self.text.push_str("</attvalues>");
        push_color(&mut self.text, self.looks.style(node).color);
        if let Some([x, y]) = looks::place(graph, node) {
            let _ = write!(self.text, "<viz:position x=\"{x}\" y=\"{y}\" z=\"0\"/>");
        }
        let _ = writeln!(self.text, "<viz:size value=\"{:.1}\"/></node>", self.looks.size(node));
        for _ in 0..replaced {
            self.losses.add(LossKind::CharactersReplaced, || Place::node(id));
        }
    }

    fn edge(&mut self, edge: EdgeId) {
        let graph = self.graph;
        let (source, target) = graph.endpoints(edge);
        let relation = graph.relation(edge);
        let mut own = std::mem::take(&mut self.scratch);
        own.clear();
        graph.push_edge_id(edge, &mut own);
        let mut replaced = usize::from(graph.own_edge_id(edge).is_some_and(|id| xml::has_forbidden(&id)));
        let text = &mut *self.text;
        text.push_str("      <edge id=\"");
        self.ids.write_edge(edge, &own, text);
        text.push_str("\" source=\"");
        self.ids.write_node(graph, source, text);
        text.push_str("\" target=\"");
        self.ids.write_node(graph, target, text);
        text.push_str("\" kind=\"");
        xml::write_attribute(text, &relation.id);
        text.push_str("\" label=\"");
        let label = xml::write_attribute(text, &graph.edge_label(edge));
        replaced += usize::from(label && graph.own_edge_label(edge).is_some());
        let weight = weight(graph, edge);
        let _ = write!(text, "\" weight=\"{}\"", weight.unwrap_or("1.0"));
        let (start, end) = times(graph, edge);
        for (name, time) in [("start", start), ("end", end)] {
            if let Some(time) = time {
                let _ = write!(text, " {name}=\"{time}\"");
            }
        }
        text.push_str("><attvalues>");
        if self.put("relation", &relation.id) > 0 {
            self.losses.add(LossKind::CharactersReplaced, || Place::relation(&relation.id));
        }
        if has_polarity(graph) {
            self.put("polarity", relation.polarity.as_str());
        }
        if graph.is_symmetric(edge) {
            self.put("symmetric", "true");
        }
        if let Err(raw) = weight {
            self.losses.add(LossKind::WeightReplaced, || Place::edge(graph.edge_id(edge)));
            self.put("raw_weight", raw);
        }
        if self.ids.replaces_edge(edge, &own) {
            self.losses.add(LossKind::IdReplaced, || Place::edge(graph.edge_id(edge)));
            self.put("kg_id", &own);
        }
        self.scratch = own;
        for (name, date) in [("since", graph.since(edge)), ("until", graph.until(edge))] {
            if let Some(date) = date {
                replaced += self.put(name, &date);
            }
        }
        replaced += self.put_evidence(edge);
        for attribute in graph.edge_attributes(edge).filter(|it| Kind::of(it.value) != Kind::Null) {
            let column = self.edge_columns.of(attribute.key).id.to_lowercase();
            replaced += self.put_with(&column, |text| write_value(text, attribute.value, xml::write_attribute));
        }
        self.text.push_str("</attvalues>");
        push_color(&mut self.text, self.looks.edge(edge).only);
        self.text.push_str("</edge>\n");
        for _ in 0..replaced {
            self.losses.add(LossKind::CharactersReplaced, || Place::edge(graph.edge_id(edge)));
        }
    }

    fn put_evidence(&mut self, edge: EdgeId) -> usize {
        let Some(json) = self.graph.evidence_json(edge) else { return 0 };
        let mut evidence = std::mem::take(&mut self.evidence);
        evidence.read(json, &self.titles);
        let mut replaced = self.put("evidence", &evidence.text);
        if !evidence.sources.is_empty() {
            replaced += self.put_with("sources", |text| write_strings(text, &evidence.sources, xml::write_attribute));
        }
        if !evidence.denied_by.is_empty() {
            let write = |text: &mut String| write_strings(text, &evidence.denied_by, xml::write_attribute);
            replaced += self.put_with("denied_by", write);
        }
        self.put("evidence_count", &evidence.count.to_string());
        let mut canonical = String::new();
        jsontext::write_canonical(&mut canonical, json);
        replaced += self.put("evidence_json", &canonical);
        self.evidence = evidence;
        replaced
    }

    /// Appends a value; returns 1 if characters were replaced.
    fn put(&mut self, column: &str, value: &str) -> usize {
        self.put_with(column, |text| xml::write_attribute(text, value))
    }

    /// Appends a value that `write` writes, escaped.
    fn put_with(&mut self, column: &str, write: impl FnOnce(&mut String) -> bool) -> usize {
        self.text.push_str("<attvalue for=\"");
        self.text.push_str(column);
        self.text.push_str("\" value=\"");
        let replaced = write(&mut self.text);
        self.text.push_str("\"/>");
        usize::from(replaced)
    }
}

/// Declares the columns of nodes or of edges.
fn declare(text: &mut String, class: &str, own: &[(bool, &str, &str)], columns: &Columns<'_>) {
    let _ = writeln!(text, "    <attributes class=\"{class}\" mode=\"static\">");
    let mut one = |name: &str, column_type: &str| {
        let _ = writeln!(text, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{column_type}\"/>");
    };
    for (_, name, column_type) in own.iter().filter(|(there, ..)| *there) {
        one(name, column_type);
    }
    for column in columns.iter() {
        let column_type = match column.column_type() {
            Some(ColumnType::Int) => "integer",
            Some(other) => other.as_str(),
            None => continue,
        };
        one(&column.id.to_lowercase(), column_type);
    }
    text.push_str("    </attributes>\n");
}

/// Returns whether relations differ in polarity, so that a column is worth having.
fn has_polarity(graph: &Graph) -> bool {
    graph.header().relations.iter().any(|relation| relation.polarity != Polarity::Neutral)
}

fn push_color(text: &mut String, Rgb(r, g, b): Rgb) {
    let _ = write!(text, "<viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>");
}

/// Returns first and last day of an edge, as Gephi reads them: whole dates, the start not after the end.
fn times(graph: &Graph, edge: EdgeId) -> (Option<String>, Option<String>) {
    let since = graph.since(edge).and_then(|text| Date::parse(&text)).and_then(Date::first_day);
    let until = graph.until(edge).and_then(|text| Date::parse(&text)).and_then(Date::last_day);
    match (since, until) {
        (Some(since), Some(until)) if since > until => (None, None),
        times => times,
    }
}

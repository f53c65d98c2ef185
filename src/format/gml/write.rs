//! Writes GML in two passes over the rows: one to type the columns, one to write.

use super::super::block::Block;
use super::super::graphml::columns::{ColumnType, Columns, EDGE_NAMES, NODE_NAMES};
use super::super::graphml::evidence::EvidenceText;
use super::super::graphml::write::{description, weight, write_list, write_strings, write_value};
use super::super::looks::{self, NodeLooks};
use super::super::xml::header::{self, ColumnNote, Holds};
use super::super::{LossKind, Losses, Place, WriteOptions};
use super::OWN;
use super::text::{self, escape};
use crate::graph::{Attribute, EdgeId, Graph, NodeId, Polarity};
use crate::jsontext::{self, Kind};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Names with a meaning in GML, on nodes or on edges, besides those of [`NODE_NAMES`] and [`EDGE_NAMES`].
const NODE_WORDS: &[&str] = &["fill", "gid", "graphics", "h", "isgroup", "kg_label", "labelgraphics", "w"];
const EDGE_WORDS: &[&str] = &["directed", "fill", "graphics", "labelgraphics", "value"];

pub(super) fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut writer = Writer::new(graph, options, out);
    writer.start();
    for node in graph.nodes() {
        writer.node(node);
        writer.text.flush_if_full()?;
    }
    for edge in graph.edges() {
        writer.edge(edge);
        writer.text.flush_if_full()?;
    }
    writer.text.push_str("]\n");
    writer.comment();
    writer.text.flush()?;
    Ok(writer.losses)
}

struct Writer<'g, 'w> {
    graph: &'g Graph,
    /// Whether ids of nodes are numbers that GML takes as they are.
    own_ids: bool,
    /// Labels that another node has too, as they are written.
    labels: HashMap<NodeId, String>,
    text: Block<'w>,
    losses: Losses,
    node_columns: Columns<'g>,
    edge_columns: Columns<'g>,
    looks: NodeLooks<'g>,
    titles: HashMap<&'g str, &'g str>,
    evidence: EvidenceText<'g>,
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
        for (columns, names, words) in
            [(&mut node_columns, NODE_NAMES, NODE_WORDS), (&mut edge_columns, EDGE_NAMES, EDGE_WORDS)]
        {
            columns.name_by(text::key, "", &[names, words].concat(), &mut losses);
            for column in columns.iter() {
                if column.id != column.key() && column.name == column.key() && column.column_type().is_some() {
                    losses.add(LossKind::KeyRenamed, || Place::key(column.key()));
                }
                if column.column_type() == Some(ColumnType::Boolean) {
                    losses.add(LossKind::AttributeAsText, || Place::key(column.key()));
                }
            }
        }
        let header = graph.header();
        Writer {
            graph,
            own_ids: graph.nodes().all(|node| is_number(graph.id(node))),
            labels: parted(graph),
            text: Block::new(out),
            losses,
            node_columns,
            edge_columns,
            looks: NodeLooks::new(graph, &options.looks),
            titles: header.documents.iter().filter_map(|it| Some((it.id.as_str(), it.title.as_deref()?))).collect(),
            evidence: EvidenceText::default(),
        }
    }

    fn start(&mut self) {
        let header = self.graph.header();
        self.text.push_str("Creator \"kgraph\"\ngraph [\n  directed ");
        // networkx refuses parallel edges unless it is told that there may be some.
        self.text.push_str(if header.directed { "1\n  multigraph 1\n" } else { "0\n  multigraph 1\n" });
        for (key, value) in [("label", header.title.clone().unwrap_or_default()), ("comment", description(header))] {
            if !value.is_empty() {
                self.text.push_str("  ");
                self.text.push_str(key);
                self.text.push_str(" \"");
                escape(&mut self.text, &value);
                self.text.push_str("\"\n");
            }
        }
    }

    fn node(&mut self, node: NodeId) {
        let graph = self.graph;
        let id = graph.id(node);
        self.text.push_str("  node [\n    id ");
        self.number(node);
        self.text.push('\n');
        let label = graph.label(node);
        match self.labels.get(&node) {
            Some(unique) => {
                put(&mut self.text, "label", unique);
                put(&mut self.text, "kg_label", label);
                self.losses.add(LossKind::IdReplaced, || Place::node(id).at("label"));
            }
            None => put(&mut self.text, "label", label),
        }
        if !self.own_ids {
            self.losses.add(LossKind::IdReplaced, || Place::node(id));
            put(&mut self.text, "kg_id", id);
        }
        if let Some(entity_type) = graph.entity_type(node) {
            put(&mut self.text, "entity_type", &entity_type.id);
        }
        if let Some(json) = graph.aliases_json(node) {
            put_with(&mut self.text, "aliases", |text| write_list(text, json, escape));
        }
        if let Some(description) = graph.description(node) {
            put(&mut self.text, "description", &description);
        }
        for attribute in graph.node_attributes(node) {
            put_column(&mut self.text, &mut self.node_columns, attribute);
        }
        self.text.push_str("    graphics [ ");
        if let Some([x, y]) = looks::place(graph, node) {
            let _ = write!(self.text, "x {x:.3} y {y:.3} ");
        }
        let (size, color) = (self.looks.size(node), self.looks.style(node).color.hex());
        let _ = write!(self.text, "w {size:.1} h {size:.1} type \"ellipse\" fill \"{color}\" ]\n  ]\n");
    }

    /// Appends the number of a node.
    fn number(&mut self, node: NodeId) {
        match self.own_ids {
            true => self.text.push_str(self.graph.id(node)),
            false => {
                let _ = write!(self.text, "{}", node.index());
            }
        }
    }

    fn edge(&mut self, edge: EdgeId) {
        let graph = self.graph;
        let (source, target) = graph.endpoints(edge);
        let relation = graph.relation(edge);
        self.text.push_str("  edge [\n    source ");
        self.number(source);
        self.text.push_str("\n    target ");
        self.number(target);
        self.text.push('\n');
        put(&mut self.text, "key", &graph.edge_id(edge));
        put(&mut self.text, "label", &graph.edge_label(edge));
        put(&mut self.text, "relation", &relation.id);
        if graph.header().directed && relation.symmetric {
            self.text.push_str("    directed 0\n");
        }
        let weight = weight(graph, edge);
        self.text.push_str("    weight ");
        push_number(&mut self.text, weight.unwrap_or("1.0"));
        self.text.push('\n');
        if let Err(raw) = weight {
            self.losses.add(LossKind::WeightReplaced, || Place::edge(graph.edge_id(edge)));
            put(&mut self.text, "raw_weight", raw);
        }
        if relation.polarity != Polarity::Neutral {
            put(&mut self.text, "polarity", relation.polarity.as_str());
        }
        for (key, date) in [("since", graph.since(edge)), ("until", graph.until(edge))] {
            if let Some(date) = date {
                put(&mut self.text, key, &date);
            }
        }
        self.put_evidence(edge);
        for attribute in graph.edge_attributes(edge) {
            put_column(&mut self.text, &mut self.edge_columns, attribute);
        }
        let color = self.looks.edge(edge).only.hex();
        self.text.push_str("    graphics [ ");
        if !graph.is_symmetric(edge) {
            self.text.push_str("targetArrow \"standard\" ");
        }
        let _ = write!(self.text, "fill \"{color}\" ]\n  ]\n");
    }

    fn put_evidence(&mut self, edge: EdgeId) {
        let Some(json) = self.graph.evidence_json(edge) else { return };
        let mut evidence = std::mem::take(&mut self.evidence);
        evidence.read(json, &self.titles);
        put(&mut self.text, "evidence", &evidence.text);
        if !evidence.sources.is_empty() {
            put_with(&mut self.text, "sources", |text| write_strings(text, &evidence.sources, escape));
        }
        let _ = writeln!(self.text, "    evidence_count {}", evidence.count);
        let mut canonical = String::new();
        jsontext::write_canonical(&mut canonical, json);
        put(&mut self.text, "evidence_json", &canonical);
        self.evidence = evidence;
    }

    /// Writes what only kgraph reads, in ASCII as the rest.
    fn comment(&mut self) {
        let notes = [&self.node_columns, &self.edge_columns].map(|columns| {
            let written = columns.iter().filter(|column| column.column_type().is_some());
            let noted = written.filter_map(|column| {
                let mut note = column.note(&column.id);
                if column.column_type() == Some(ColumnType::Boolean) {
                    note.get_or_insert_with(ColumnNote::default).holds = Some(Holds::Booleans);
                }
                Some((column.id.clone(), note?))
            });
            noted.collect()
        });
        self.text.push_str(OWN);
        let mut units = [0; 2];
        for c in header::json(self.graph, notes).chars() {
            if (' '..='~').contains(&c) {
                self.text.push(c);
                continue;
            }
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(self.text, "\\u{unit:04x}");
            }
        }
        self.text.push('\n');
    }
}

/// Returns whether an id is a whole number as GML has it, written in the one way: up to 2^31 - 1.
fn is_number(id: &str) -> bool {
    let digits = id.bytes().all(|byte| byte.is_ascii_digit()) && (id == "0" || !id.starts_with('0'));
    digits && id.parse::<i32>().is_ok()
}

/// Finds labels that several nodes have, and puts the id behind each; networkx refuses files in which two are equal.
fn parted(graph: &Graph) -> HashMap<NodeId, String> {
    let mut counts: HashMap<&str, usize> = HashMap::with_capacity(graph.node_count());
    for node in graph.nodes() {
        *counts.entry(graph.label(node)).or_default() += 1;
    }
    let mut labels = HashMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    for node in graph.nodes().filter(|&node| counts[graph.label(node)] > 1) {
        let first = format!("{} ({})", graph.label(node), graph.id(node));
        let mut label = first.clone();
        let mut number = 1usize;
        while counts.contains_key(label.as_str()) || !taken.insert(label.clone()) {
            number += 1;
            label = format!("{first} {number}");
        }
        labels.insert(node, label);
    }
    labels
}

/// Appends a number as networkx reads it: an exponent only behind a point, and no `-0`, which would be an integer.
fn push_number(text: &mut String, json: &str) {
    match json.find(['e', 'E']) {
        Some(at) if !json[..at].contains('.') => {
            text.push_str(&json[..at]);
            text.push_str(".0");
            text.push_str(&json[at..]);
        }
        _ => text.push_str(if json == "-0" { "-0.0" } else { json }),
    }
}

fn put(text: &mut String, key: &str, value: &str) {
    put_with(text, key, |text| escape(text, value));
}

/// Appends a text that `write` writes, escaped.
fn put_with(text: &mut String, key: &str, write: impl FnOnce(&mut String) -> bool) {
    text.push_str("    ");
    text.push_str(key);
    text.push_str(" \"");
    write(text);
    text.push_str("\"\n");
}

/// Appends a value of the user's own: a number where all of its key are, else a text.
fn put_column<'g>(text: &mut String, columns: &mut Columns<'g>, attribute: Attribute<'g>) {
    if Kind::of(attribute.value) == Kind::Null {
        return;
    }
    let column = columns.of(attribute.key);
    match column.column_type() {
        Some(ColumnType::Int | ColumnType::Long | ColumnType::Double) => {
            text.push_str("    ");
            text.push_str(&column.id);
            text.push(' ');
            push_number(text, attribute.value);
            text.push('\n');
        }
        _ => put_with(text, &column.id, |text| write_value(text, attribute.value, escape)),
    }
}

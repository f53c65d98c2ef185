//! Writes the three tables.

use super::super::block::Block;
use super::super::graphml::evidence::{EvidenceText, has_deniers};
use super::super::row::is_json;
use super::super::{Folder, LossKind, Losses, Place, WriteOptions};
use super::{EDGE_NAMES, NODE_NAMES, is_formula, is_guarded};
use crate::graph::{Attribute, EdgeId, Graph, NodeId};
use crate::jsontext::{self, Kind};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io;

pub(super) fn write(graph: &Graph, options: &WriteOptions, folder: &mut dyn Folder) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    header_losses(graph, &mut losses);
    let spreadsheet = options.spreadsheet;
    nodes(graph, spreadsheet, folder, &mut losses)?;
    edges(graph, spreadsheet, folder, &mut losses)?;
    documents(graph, spreadsheet, folder, &mut losses)?;
    Ok(losses)
}

/// Characters, in UTF-16, that a cell of Excel holds
/// (<https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3>).
const MAX_CELL: usize = 32_767;

/// Begins a table: for a spreadsheet with a byte order mark, without which Excel takes UTF-8 for something else.
fn table(out: &mut dyn io::Write, spreadsheet: bool) -> Block<'_> {
    let mut out = Block::new(out);
    if spreadsheet {
        out.push('\u{feff}');
    }
    out
}

fn header_losses(graph: &Graph, losses: &mut Losses) {
    let header = graph.header();
    losses.leave_out_vocabulary(header);
    if header.title.is_some() {
        losses.add(LossKind::AttributeLeftOut, || Place::key("title"));
    }
    losses.leave_out_header_keys(header);
}

fn nodes(graph: &Graph, spreadsheet: bool, folder: &mut dyn Folder, losses: &mut Losses) -> io::Result<()> {
    let mut out = table(folder.file("nodes.csv")?, spreadsheet);
    let names = names(graph.node_attribute_keys(), NODE_NAMES, losses);
    let mut row = Row::new(&mut out, spreadsheet);
    for name in ["Id", "Label", "entity_type", "aliases", "description"] {
        row.cell(name);
    }
    row.all(&names);
    row.end();
    for node in graph.nodes() {
        let mut row = Row::new(&mut out, spreadsheet);
        row.cell(graph.id(node));
        row.text(Some(graph.label(node)));
        row.text(graph.entity_type(node).map(|entity_type| entity_type.id.as_str()));
        row.cell(&aliases(graph, node));
        row.text(graph.description(node).as_deref());
        row.attributes(graph.node_attribute_keys(), graph.node_attributes(node));
        if row.end() {
            losses.add(LossKind::BeyondReaders, || Place::node(graph.id(node)));
        }
        out.flush_if_full()?;
    }
    out.flush()
}

/// Returns the other names: parted by `;`, or as JSON where that could not be read back.
fn aliases(graph: &Graph, node: NodeId) -> String {
    let list = graph.aliases(node);
    let plain = |alias: &Cow<'_, str>| !alias.is_empty() && alias.trim() == *alias && !alias.contains(';');
    let joined = list.join("; ");
    if list.iter().all(plain) && !joined.starts_with('[') {
        return joined;
    }
    let mut json = String::new();
    jsontext::write_canonical(&mut json, graph.aliases_json(node).unwrap_or_default());
    json
}

fn edges(graph: &Graph, spreadsheet: bool, folder: &mut dyn Folder, losses: &mut Losses) -> io::Result<()> {
    let mut out = table(folder.file("edges.csv")?, spreadsheet);
    let names = names(graph.edge_attribute_keys(), EDGE_NAMES, losses);
    let raw_weights = graph.edges().any(|edge| !is_good_weight(graph, edge));
    let titles: HashMap<&str, &str> = graph
        .header()
        .documents
        .iter()
        .filter_map(|document| Some((document.id.as_str(), document.title.as_deref()?)))
        .collect();
    let mut row = Row::new(&mut out, spreadsheet);
    for name in ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"] {
        row.cell(name);
    }
    if raw_weights {
        row.cell("raw_weight");
    }
    let deniers = has_deniers(graph);
    for name in ["since", "until", "sources"].into_iter().chain(deniers.then_some("denied_by")) {
        row.cell(name);
    }
    row.cell("evidence");
    row.cell("evidence_json");
    row.all(&names);
    row.end();
    let mut evidence = EvidenceText::default();
    for edge in graph.edges() {
        let (source, target) = graph.endpoints(edge);
        let id = graph.edge_id(edge);
        let mut row = Row::new(&mut out, spreadsheet);
        row.cell(graph.id(source));
        row.cell(graph.id(target));
        row.cell(if graph.is_symmetric(edge) { "Undirected" } else { "Directed" });
        row.text(Some(&graph.relation(edge).id));
        row.text(Some(&id));
        row.text(Some(&graph.edge_label(edge)));
        let good = is_good_weight(graph, edge);
        row.cell(if good { graph.weight_text(edge).unwrap_or("1") } else { "1" });
        if raw_weights {
            row.cell(if good { "" } else { graph.weight_text(edge).unwrap_or_default() });
        }
        if !good {
            losses.add(LossKind::WeightReplaced, || Place::edge(&*id));
        }
        row.text(graph.since(edge).as_deref());
        row.text(graph.until(edge).as_deref());
        match graph.evidence_json(edge) {
            Some(json) => {
                evidence.read(json, &titles);
                row.cell(&evidence.sources.join("; "));
                if deniers {
                    row.cell(&evidence.denied_by.join("; "));
                }
                row.cell(&evidence.text);
                let mut canonical = String::with_capacity(json.len());
                jsontext::write_canonical(&mut canonical, json);
                row.cell(&canonical);
            }
            None => (0..3 + usize::from(deniers)).for_each(|_| row.cell("")),
        }
        row.attributes(graph.edge_attribute_keys(), graph.edge_attributes(edge));
        if row.end() {
            losses.add(LossKind::BeyondReaders, || Place::edge(&*id));
        }
        out.flush_if_full()?;
    }
    out.flush()
}

/// Returns whether Gephi keeps the edge: it drops weights that are zero in single precision.
fn is_good_weight(graph: &Graph, edge: EdgeId) -> bool {
    let weight = graph.weight(edge) as f32;
    weight.is_finite() && weight > 0.0
}

fn documents(graph: &Graph, spreadsheet: bool, folder: &mut dyn Folder, losses: &mut Losses) -> io::Result<()> {
    let mut out = table(folder.file("documents.csv")?, spreadsheet);
    let mut row = Row::new(&mut out, spreadsheet);
    for name in ["Id", "title", "publisher", "date", "url", "json"] {
        row.cell(name);
    }
    row.end();
    for document in &graph.header().documents {
        let mut row = Row::new(&mut out, spreadsheet);
        row.cell(&document.id);
        for text in [&document.title, &document.publisher, &document.date, &document.url] {
            row.cell(text.as_deref().unwrap_or_default());
        }
        row.cell(&document.json);
        if row.end() {
            losses.add(LossKind::BeyondReaders, || Place::document(&document.id));
        }
        out.flush_if_full()?;
    }
    out.flush()
}

/// Names the columns of the user's own keys: unlike those with a meaning and unlike each other, whatever the case.
pub(in crate::format) fn names<'g>(
    keys: impl Iterator<Item = &'g str>,
    reserved: &[&str],
    losses: &mut Losses,
) -> Vec<String> {
    let mut taken: HashSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    keys.map(|key| {
        let mut name = key.to_owned();
        if key.trim() != key || key.is_empty() {
            name = format!("meta_{}", key.trim());
        }
        let mut number = 1;
        while !taken.insert(name.to_lowercase()) {
            name = if number == 1 { format!("meta_{}", key.trim()) } else { format!("meta_{}_{number}", key.trim()) };
            number += 1;
        }
        if name != key {
            losses.add(LossKind::KeyRenamed, || Place::key(key));
        }
        name
    })
    .collect()
}

/// One row in the making.
struct Row<'t> {
    text: &'t mut String,
    first: bool,
    /// Whether it is for a spreadsheet.
    spreadsheet: bool,
    /// Whether a cell is longer than a spreadsheet takes.
    is_long: bool,
}

impl<'t> Row<'t> {
    fn new(text: &'t mut String, spreadsheet: bool) -> Self {
        Row { text, first: true, spreadsheet, is_long: false }
    }

    /// Appends a cell that is a text as it is: but for an apostrophe, which reading takes away, before one that a
    /// spreadsheet would run or that begins with such an apostrophe itself.
    fn cell(&mut self, cell: &str) {
        if !std::mem::take(&mut self.first) {
            self.text.push(',');
        }
        self.is_long |= self.spreadsheet && cell.len() > MAX_CELL && cell.encode_utf16().count() > MAX_CELL;
        if (self.spreadsheet && is_formula(cell)) || is_guarded(cell) {
            push_quoted(self.text, &format!("'{cell}"), false);
        } else {
            push_quoted(self.text, cell, false);
        }
    }

    /// Appends a text; an empty one, and one that looks like JSON text, in JSON's quotes.
    fn text(&mut self, text: Option<&str>) {
        match text {
            None => self.cell(""),
            Some(text) if text.is_empty() || text.starts_with('"') && is_json(text) => {
                let mut json = String::new();
                jsontext::write_string(&mut json, text);
                self.cell(&json);
            }
            Some(text) => self.cell(text),
        }
    }

    fn all(&mut self, cells: &[String]) {
        cells.iter().for_each(|cell| self.cell(cell));
    }

    /// Appends the user's own values in the order of the columns.
    fn attributes<'g>(&mut self, keys: impl Iterator<Item = &'g str>, values: impl Iterator<Item = Attribute<'g>>) {
        let values: HashMap<&str, &str> = values.map(|attribute| (attribute.key, attribute.value)).collect();
        for key in keys {
            let Some(&json) = values.get(key) else {
                self.cell("");
                continue;
            };
            let text = jsontext::decode(json);
            if Kind::of(json) == Kind::String && !text.is_empty() && !is_json(&text) {
                self.cell(&text);
            } else {
                let mut canonical = String::with_capacity(json.len());
                jsontext::write_canonical(&mut canonical, json);
                self.cell(&canonical);
            }
        }
    }

    /// Ends the row; returns whether a cell is longer than a spreadsheet takes.
    fn end(self) -> bool {
        self.text.push_str("\r\n");
        self.is_long
    }
}

/// Appends a cell, in quotes where it must be.
pub(in crate::format) fn push_quoted(out: &mut String, cell: &str, always: bool) {
    let blank = cell.starts_with(' ') || cell.ends_with(' ');
    if !always && !blank && !cell.contains([',', '"', '\n', '\r', ';', '\t']) {
        return out.push_str(cell);
    }
    out.push('"');
    for (at, part) in cell.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

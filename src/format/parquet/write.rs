//! Writes the tables. Time O(nodes + edges); memory of a few files in the making, whatever the size of the graph.

use super::super::jsonfile::object::Object;
use super::super::{Folder, Losses, WriteOptions, json};
use super::columns::{Filler, push_texts};
use super::{CATALOG, Table};
use crate::graph::catalog::{Catalog, is_plain_weight};
use crate::graph::{EdgeId, Evidence, Graph, NodeId};
use crate::jsontext;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io;
use std::sync::Arc;

/// Rows of a batch, which is encoded at once.
const BATCH: usize = 1 << 16;
/// Rows of a file; what engines read in parallel.
const FILE: usize = 1 << 19;
/// Edges from which on each relation has files of its own, so that engines read only what a question names.
const PARTED: usize = 1 << 20;
/// Files that are encoded side by side.
const THREADS: usize = 4;

pub(super) fn write(graph: &Graph, options: &WriteOptions, folder: &mut dyn Folder) -> io::Result<Losses> {
    let writer = Writer::new(graph);
    let mut header = String::new();
    json::write_header(graph, &mut header);
    folder.file("graph.json")?.write_all(header.as_bytes())?;
    folder.file(CATALOG)?.write_all(writer.catalog.to_json().as_bytes())?;
    for parts in writer.parts().chunks(THREADS) {
        let encoded: Vec<io::Result<Vec<u8>>> = std::thread::scope(|scope| {
            let threads: Vec<_> = parts.iter().map(|part| scope.spawn(|| writer.encode(part))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed"))))
                .collect()
        });
        for (part, bytes) in parts.iter().zip(encoded) {
            folder.file(&part.path)?.write_all(&bytes?)?;
        }
    }
    Ok(Losses::new(options))
}

/// One file: some rows of a table.
struct Part {
    table: Table,
    path: String,
    rows: Rows,
}

enum Rows {
    /// A range of the nodes, edges (for their evidence) or documents.
    Range(std::ops::Range<usize>),
    /// Edges of one relation.
    Edges(Vec<EdgeId>),
}

impl Rows {
    fn len(&self) -> usize {
        match self {
            Rows::Range(range) => range.len(),
            Rows::Edges(edges) => edges.len(),
        }
    }

    fn number(&self, at: usize) -> usize {
        match self {
            Rows::Range(range) => range.start + at,
            Rows::Edges(edges) => edges[at].index(),
        }
    }
}

/// What all files of a graph have in common.
struct Writer<'g> {
    graph: &'g Graph,
    catalog: Catalog,
    /// Whether any edge has no id of its own.
    makes_ids: bool,
    has_exact_evidence: bool,
}

impl<'g> Writer<'g> {
    fn new(graph: &'g Graph) -> Self {
        Writer {
            graph,
            catalog: Catalog::of(graph),
            makes_ids: graph.edges().any(|edge| graph.own_edge_id(edge).is_none()),
            has_exact_evidence: graph
                .edges()
                .any(|edge| evidence_of(graph, edge).iter().any(|(_, exact)| exact.is_some())),
        }
    }

    /// Lists the files.
    fn parts(&self) -> Vec<Part> {
        let graph = self.graph;
        let mut parts = Vec::new();
        let mut ranges = |table: Table, len: usize| {
            for (number, start) in (0..len.max(1)).step_by(FILE).enumerate() {
                let rows = Rows::Range(start..len.min(start + FILE));
                parts.push(Part { table, path: format!("{}/part-{number:05}.parquet", table.name()), rows });
            }
        };
        ranges(Table::Nodes, graph.node_count());
        if graph.edge_count() < PARTED {
            ranges(Table::Edges, graph.edge_count());
        }
        ranges(Table::Evidence, graph.edge_count());
        ranges(Table::Documents, graph.header().documents.len());
        if graph.edge_count() >= PARTED {
            let mut of_relation: Vec<Vec<EdgeId>> = vec![Vec::new(); graph.header().relations.len()];
            for edge in graph.edges() {
                of_relation[graph.as_petgraph()[edge].relation_index()].push(edge);
            }
            let mut number = 0;
            for (relation, edges) in graph.header().relations.iter().zip(of_relation) {
                for edges in edges.chunks(FILE) {
                    let path = format!("edges/relation={}/part-{number:05}.parquet", escape(&relation.id));
                    number += 1;
                    parts.push(Part { table: Table::Edges, path, rows: Rows::Edges(edges.to_vec()) });
                }
            }
        }
        parts
    }

    fn encode(&self, part: &Part) -> io::Result<Vec<u8>> {
        let schema = self.batch(part, 0..0)?.schema();
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties)).map_err(io::Error::other)?;
        for start in (0..part.rows.len()).step_by(BATCH) {
            let batch = self.batch(part, start..part.rows.len().min(start + BATCH))?;
            writer.write(&batch).map_err(io::Error::other)?;
        }
        writer.into_inner().map_err(io::Error::other)
    }

    fn batch(&self, part: &Part, range: std::ops::Range<usize>) -> io::Result<RecordBatch> {
        let rows = range.map(|at| part.rows.number(at));
        let columns = match part.table {
            Table::Nodes => self.nodes(rows),
            Table::Edges => self.edges(rows),
            Table::Evidence => self.evidence(rows),
            Table::Documents => self.documents(rows),
        };
        let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(io::Error::other)
    }

    fn nodes(&self, rows: impl Iterator<Item = usize>) -> Vec<(Field, ArrayRef)> {
        let graph = self.graph;
        let [mut id, mut kind, mut label, mut description] = texts();
        let mut aliases = ListBuilder::new(StringBuilder::new());
        let mut position = Int64Builder::new();
        let mut own: Vec<Filler<'_>> = self.catalog.node_columns.iter().map(Filler::new).collect();
        for row in rows {
            let node = NodeId::new(row);
            id.append_value(graph.id(node));
            kind.append_option(graph.entity_type(node).map(|entity_type| &entity_type.id));
            label.append_option(graph.own_label(node));
            push_texts(&mut aliases, graph.aliases_json(node));
            description.append_option(graph.description(node));
            position.append_value(row as i64);
            for filler in &mut own {
                filler.push(graph.node_attribute(node, filler.key()));
            }
        }
        let mut columns = vec![
            required("id", Arc::new(id.finish())),
            optional("type", Arc::new(kind.finish())),
            optional("label", Arc::new(label.finish())),
            optional("aliases", Arc::new(aliases.finish())),
            optional("description", Arc::new(description.finish())),
            required("position", Arc::new(position.finish())),
        ];
        columns.extend(own.into_iter().flat_map(Filler::finish));
        columns
    }

    fn edges(&self, rows: impl Iterator<Item = usize>) -> Vec<(Field, ArrayRef)> {
        let graph = self.graph;
        let [mut id, mut source, mut target, mut relation, mut label, mut exact_weight_text, mut since, mut until] =
            texts();
        let mut weight = Float64Builder::new();
        let [mut symmetric, mut made] = [BooleanBuilder::new(), BooleanBuilder::new()];
        let mut position = Int64Builder::new();
        let mut own: Vec<Filler<'_>> = self.catalog.edge_columns.iter().map(Filler::new).collect();
        for row in rows {
            let edge = EdgeId::new(row);
            let (from, to) = graph.endpoints(edge);
            id.append_value(graph.edge_id(edge));
            source.append_value(graph.id(from));
            target.append_value(graph.id(to));
            relation.append_value(&graph.relation(edge).id);
            label.append_option(graph.own_edge_label(edge));
            weight.append_option(graph.weight_text(edge).map(|_| graph.weight(edge)));
            exact_weight_text.append_option(exact_weight(graph, edge));
            since.append_option(graph.since(edge));
            until.append_option(graph.until(edge));
            symmetric.append_value(graph.is_symmetric(edge));
            made.append_value(graph.own_edge_id(edge).is_none());
            position.append_value(row as i64);
            for filler in &mut own {
                filler.push(graph.edge_attribute(edge, filler.key()));
            }
        }
        let mut columns = vec![
            required("id", Arc::new(id.finish())),
            required("src", Arc::new(source.finish())),
            required("dst", Arc::new(target.finish())),
            required("relationship", Arc::new(relation.finish())),
            optional("label", Arc::new(label.finish())),
            optional("weight", Arc::new(weight.finish())),
            optional("since", Arc::new(since.finish())),
            optional("until", Arc::new(until.finish())),
            required("symmetric", Arc::new(symmetric.finish())),
            required("position", Arc::new(position.finish())),
        ];
        if self.catalog.weights.exact {
            columns.push(optional("weight_json", Arc::new(exact_weight_text.finish())));
        }
        if self.makes_ids {
            columns.push(required("made_id", Arc::new(made.finish())));
        }
        columns.extend(own.into_iter().flat_map(Filler::finish));
        columns
    }

    fn evidence(&self, edges: impl Iterator<Item = usize>) -> Vec<(Field, ArrayRef)> {
        let [mut edge_id, mut document, mut locator, mut note, mut quote, mut stance, mut json] = texts();
        let mut index = Int64Builder::new();
        for row in edges {
            let edge = EdgeId::new(row);
            let id = self.graph.edge_id(edge);
            for (at, (evidence, exact)) in evidence_of(self.graph, edge).into_iter().enumerate() {
                edge_id.append_value(&id);
                index.append_value(at as i64);
                document.append_option(evidence.document);
                locator.append_option(evidence.locator);
                note.append_option(evidence.note);
                quote.append_option(evidence.quote);
                stance.append_option(evidence.stance);
                json.append_option(exact);
            }
        }
        let mut columns = vec![
            required("edge", Arc::new(edge_id.finish())),
            required("index", Arc::new(index.finish())),
            optional("document", Arc::new(document.finish())),
            optional("locator", Arc::new(locator.finish())),
            optional("note", Arc::new(note.finish())),
            optional("quote", Arc::new(quote.finish())),
            optional("stance", Arc::new(stance.finish())),
        ];
        if self.has_exact_evidence {
            columns.push(optional("json", Arc::new(json.finish())));
        }
        columns
    }

    fn documents(&self, rows: impl Iterator<Item = usize>) -> Vec<(Field, ArrayRef)> {
        let [mut id, mut title, mut publisher, mut date, mut url, mut json] = texts();
        for row in rows {
            let document = &self.graph.header().documents[row];
            id.append_value(&document.id);
            title.append_option(document.title.as_ref());
            publisher.append_option(document.publisher.as_ref());
            date.append_option(document.date.as_ref());
            url.append_option(document.url.as_ref());
            json.append_value(&document.json);
        }
        vec![
            required("id", Arc::new(id.finish())),
            optional("title", Arc::new(title.finish())),
            optional("publisher", Arc::new(publisher.finish())),
            optional("date", Arc::new(date.finish())),
            optional("url", Arc::new(url.finish())),
            required("json", Arc::new(json.finish())),
        ]
    }
}

fn texts<const N: usize>() -> [StringBuilder; N] {
    std::array::from_fn(|_| StringBuilder::new())
}

fn required(name: &str, values: ArrayRef) -> (Field, ArrayRef) {
    (Field::new(name, values.data_type().clone(), false), values)
}

fn optional(name: &str, values: ArrayRef) -> (Field, ArrayRef) {
    let kind: DataType = values.data_type().clone();
    (Field::new(name, kind, true), values)
}

/// Returns a weight as it is written, where that is not how its double would be.
fn exact_weight(graph: &Graph, edge: EdgeId) -> Option<&str> {
    graph.weight_text(edge).filter(|text| !is_plain_weight(text))
}

/// Returns each piece of evidence, and its JSON text where the columns do not hold it exactly.
fn evidence_of(graph: &Graph, edge: EdgeId) -> Vec<(Evidence<'_>, Option<String>)> {
    let Some(list) = graph.evidence_json(edge) else { return Vec::new() };
    let exact = |evidence: &Evidence<'_>, json: &str| {
        let mut canonical = String::with_capacity(json.len());
        jsontext::write_canonical(&mut canonical, json);
        (plain_evidence(evidence) != canonical).then_some(canonical)
    };
    let texts = jsontext::elements(list, 0).into_iter().map(|(json, _)| json);
    graph
        .evidence(edge)
        .into_iter()
        .zip(texts)
        .map(|(evidence, json)| {
            let exact = exact(&evidence, json);
            (evidence, exact)
        })
        .collect()
}

/// Writes evidence that has no keys but those of the columns.
pub(super) fn plain_evidence(evidence: &Evidence<'_>) -> String {
    let mut text = String::new();
    let mut object = Object::begin(&mut text);
    object.optional("document", evidence.document.as_ref());
    object.optional("locator", evidence.locator.as_ref());
    object.optional("note", evidence.note.as_ref());
    object.optional("quote", evidence.quote.as_ref());
    object.optional("stance", evidence.stance.as_ref());
    object.end();
    text
}

/// Escapes a name of a folder as Hive does: what is not plain becomes `%` and two hexadecimal digits a byte.
fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' if !(out.is_empty() && byte == b'.') => {
                out.push(byte as char)
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

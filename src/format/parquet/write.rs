//! Writes the tables. Memory of a few files in the making, whatever the size of the graph; time O(nodes + edges), and one
//! look at the relation of each edge for every 2,097,152 of them, which is what those few files hold.

use super::super::{Folder, Losses, WriteOptions, json};
use super::columns::{Filler, push_texts};
use super::evidence::{KEYS, Row};
use super::seal::Seal;
use super::{CATALOG, Table};
use crate::graph::catalog::{Catalog, is_plain_weight};
use crate::graph::{EdgeId, Graph, NodeId};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;
use std::io;
use std::sync::Arc;

/// How rows are dealt out to files.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    /// Rows of a batch, which is encoded at once.
    pub(super) batch: usize,
    /// Rows of a file; what engines read in parallel.
    pub(super) file: usize,
    /// Edges from which on each relation has files of its own, so that engines read only what a question names.
    pub(super) parted: usize,
}

const SIZES: Sizes = Sizes { batch: 1 << 16, file: 1 << 19, parted: 1 << 20 };
/// Files that are encoded side by side.
pub(super) const THREADS: usize = 4;

pub(super) fn write(graph: &Graph, options: &WriteOptions, folder: &mut dyn Folder) -> io::Result<Losses> {
    write_in(SIZES, graph, folder)?;
    Ok(Losses::new(options))
}

/// Writes files of other sizes, so that small tests are about several.
pub(super) fn write_in(sizes: Sizes, graph: &Graph, folder: &mut dyn Folder) -> io::Result<()> {
    let mut header = String::new();
    json::write_header(graph, &mut header);
    let writer = Writer::new(sizes, graph, &header);
    folder.file("graph.json")?.write_all(header.as_bytes())?;
    folder.file(CATALOG)?.write_all(writer.catalog.to_json().as_bytes())?;
    writer.write(&writer.whole_parts(), folder)?;
    for runs in writer.waves() {
        writer.write(&writer.relation_parts(&runs), folder)?;
    }
    Ok(())
}

/// One file: some rows of a table.
pub(super) struct Part {
    table: Table,
    path: String,
    rows: Rows,
}

impl Part {
    /// The edges that are listed for this file; none where it holds a range.
    #[cfg(test)]
    pub(super) fn edges(&self) -> &[EdgeId] {
        match &self.rows {
            Rows::Range(_) => &[],
            Rows::Edges(edges) => edges,
        }
    }
}

enum Rows {
    /// A range of the nodes, edges (for their evidence) or documents.
    Range(std::ops::Range<usize>),
    /// Edges of one relation: a list that its two tables share.
    Edges(Arc<Vec<EdgeId>>),
}

/// Edges of one relation that make a file: which of them, in their order.
pub(super) struct Run {
    relation: usize,
    rows: std::ops::Range<usize>,
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

/// How a table is encoded: numbers that grow by little steps as these, places anywhere as they are, which is read fastest.
fn properties(table: Table) -> WriterPropertiesBuilder {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let columns: &[(&str, Encoding)] = match table {
        Table::Nodes => &[("position", Encoding::DELTA_BINARY_PACKED)],
        Table::Edges => &[
            ("position", Encoding::DELTA_BINARY_PACKED),
            ("src_position", Encoding::PLAIN),
            ("dst_position", Encoding::PLAIN),
        ],
        Table::Evidence => {
            &[("edge_position", Encoding::DELTA_BINARY_PACKED), ("bytes", Encoding::DELTA_BINARY_PACKED)]
        }
        Table::Documents => &[],
    };
    columns.iter().fold(properties, |properties, &(name, encoding)| {
        let path = ColumnPath::from(name);
        properties.set_column_dictionary_enabled(path.clone(), false).set_column_encoding(path, encoding)
    })
}

/// What all files of a graph have in common.
pub(super) struct Writer<'g> {
    sizes: Sizes,
    graph: &'g Graph,
    catalog: Catalog,
    /// Whether any edge has no id of its own.
    makes_ids: bool,
    /// Whether any piece of evidence has more to it than the columns say.
    has_frames: bool,
    seal: Seal,
}

impl<'g> Writer<'g> {
    pub(super) fn new(sizes: Sizes, graph: &'g Graph, header: &str) -> Self {
        Writer {
            sizes,
            graph,
            catalog: Catalog::of(graph),
            makes_ids: graph.edges().any(|edge| graph.own_edge_id(edge).is_none()),
            has_frames: graph.edges().any(|edge| graph.pieces(edge).any(|piece| Row::of(&piece).frame.is_some())),
            seal: Seal::of(graph, header),
        }
    }

    /// Encodes files side by side, and writes them in order.
    fn write(&self, parts: &[Part], folder: &mut dyn Folder) -> io::Result<()> {
        for parts in parts.chunks(THREADS) {
            let encoded: Vec<io::Result<Vec<u8>>> = std::thread::scope(|scope| {
                let threads: Vec<_> = parts.iter().map(|part| scope.spawn(|| self.encode(part))).collect();
                threads
                    .into_iter()
                    .map(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed"))))
                    .collect()
            });
            for (part, bytes) in parts.iter().zip(encoded) {
                folder.file(&part.path)?.write_all(&bytes?)?;
            }
        }
        Ok(())
    }

    fn is_parted(&self) -> bool {
        self.graph.edge_count() >= self.sizes.parted
    }

    /// Lists the files of the tables that are not parted by relation.
    fn whole_parts(&self) -> Vec<Part> {
        let graph = self.graph;
        let edges = (!self.is_parted()).then(|| graph.edge_count());
        let tables = [
            (Table::Nodes, Some(graph.node_count())),
            (Table::Documents, Some(graph.header().documents.len())),
            (Table::Edges, edges),
            (Table::Evidence, edges),
        ];
        let mut parts = Vec::new();
        for (table, len) in tables.into_iter().filter_map(|(table, len)| Some((table, len?))) {
            for (number, start) in (0..len.max(1)).step_by(self.sizes.file).enumerate() {
                let rows = Rows::Range(start..len.min(start + self.sizes.file));
                parts.push(Part { table, path: format!("{}/part-{number:05}.parquet", table.name()), rows });
            }
        }
        parts
    }

    /// Deals the edges of a parted graph out to files, numbered, and these to waves: the edges of one wave are listed at
    /// once, so that memory is bounded, and all edges are looked at once a wave.
    pub(super) fn waves(&self) -> Vec<Vec<(usize, Run)>> {
        let mut counts = vec![0; self.graph.header().relations.len()];
        if self.is_parted() {
            self.graph.edges().for_each(|edge| counts[self.relation_of(edge)] += 1);
        }
        let file = self.sizes.file;
        let starts = counts.iter().enumerate().flat_map(|(relation, &count)| {
            (0..count).step_by(file).map(move |start| Run { relation, rows: start..count.min(start + file) })
        });
        let mut waves: Vec<Vec<(usize, Run)>> = Vec::new();
        let mut room = 0;
        for (number, run) in starts.enumerate() {
            let len = run.rows.len();
            match waves.last_mut().filter(|_| len <= room) {
                Some(wave) => wave.push((number, run)),
                None => {
                    waves.push(vec![(number, run)]);
                    room = THREADS * file;
                }
            }
            room -= len;
        }
        waves
    }

    /// Lists the files of a wave. Evidence lies as its edges do: what is asked about one relation is read of one place.
    pub(super) fn relation_parts(&self, runs: &[(usize, Run)]) -> Vec<Part> {
        let mut lists: Vec<Vec<EdgeId>> = runs.iter().map(|(_, run)| Vec::with_capacity(run.rows.len())).collect();
        let relations = &self.graph.header().relations;
        // Of each relation: how many of its edges were seen, and the first run that is not full.
        let mut at = vec![(0, None); relations.len()];
        for (number, (_, run)) in runs.iter().enumerate().rev() {
            at[run.relation].1 = Some(number);
        }
        for edge in self.graph.edges() {
            let relation = self.relation_of(edge);
            let (seen, next) = &mut at[relation];
            if let Some(run) = *next {
                let rows = &runs[run].1.rows;
                if rows.contains(seen) {
                    lists[run].push(edge);
                }
                if *seen + 1 == rows.end {
                    *next = runs.get(run + 1).filter(|(_, run)| run.relation == relation).map(|_| run + 1);
                }
            }
            *seen += 1;
        }
        let mut parts = Vec::new();
        for ((number, run), edges) in runs.iter().zip(lists) {
            let edges = Arc::new(edges);
            let folder = format!("/relation={}", escape(&relations[run.relation].id));
            for (table, folder) in [(Table::Edges, folder), (Table::Evidence, String::new())] {
                let path = format!("{}{folder}/part-{number:05}.parquet", table.name());
                parts.push(Part { table, path, rows: Rows::Edges(Arc::clone(&edges)) });
            }
        }
        parts
    }

    fn relation_of(&self, edge: EdgeId) -> usize {
        self.graph.as_petgraph()[edge].relation_index()
    }

    fn encode(&self, part: &Part) -> io::Result<Vec<u8>> {
        let schema = self.batch(part, 0..0)?.schema();
        let starts = (0..part.rows.len()).step_by(self.sizes.batch);
        let batches = starts.map(|start| self.batch(part, start..part.rows.len().min(start + self.sizes.batch)));
        // Evidence is read a group at a time.
        self.seal.write(properties(part.table), schema, batches, part.table == Table::Evidence)
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
        let [mut source_position, mut target_position] = [Int32Builder::new(), Int32Builder::new()];
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
            source_position.append_value(from.index() as i32);
            target_position.append_value(to.index() as i32);
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
        // More nodes than a 32-bit integer counts are found by their ids.
        if i32::try_from(graph.node_count()).is_ok() {
            columns.push(required("src_position", Arc::new(source_position.finish())));
            columns.push(required("dst_position", Arc::new(target_position.finish())));
        }
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
        let [mut edge_id, mut frame] = texts();
        let mut values: [StringBuilder; KEYS.len()] = texts();
        let [mut index, mut position] = [Int64Builder::new(), Int64Builder::new()];
        let mut bytes = Int32Builder::new();
        for number in edges {
            let edge = EdgeId::new(number);
            let id = self.graph.edge_id(edge);
            for (at, piece) in self.graph.pieces(edge).enumerate() {
                let row = Row::of(&piece);
                edge_id.append_value(&id);
                index.append_value(at as i64);
                for (builder, value) in values.iter_mut().zip(row.values) {
                    builder.append_option(value);
                }
                frame.append_option(row.frame);
                position.append_value(number as i64);
                // Such a piece is read, too, but not as late as others.
                bytes.append_value(i32::try_from(row.bytes).unwrap_or(0));
            }
        }
        let mut columns =
            vec![required("edge", Arc::new(edge_id.finish())), required("index", Arc::new(index.finish()))];
        columns.extend(KEYS.iter().zip(&mut values).map(|(key, values)| optional(key, Arc::new(values.finish()))));
        columns.push(required("edge_position", Arc::new(position.finish())));
        columns.push(required("bytes", Arc::new(bytes.finish())));
        if self.has_frames {
            columns.push(optional("json", Arc::new(frame.finish())));
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

//! Makes kgraph JSON of the tables, which its reader then reads: a line for each row. Time and memory O(input).

use super::super::jsonfile::object::Object;
use super::super::row::is_json;
use super::evidence::{KEYS, write_piece};
use super::values::{Columns, OwnColumn, problem};
use super::{Table, pages};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Source};
use arrow_schema::Field;
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Bytes of text that a table may stand for, whatever its size: a text that repeats takes next to nothing in a file.
const TEXT: usize = 100 << 20;
/// Bytes of text for each byte of a table that is larger.
const TEXT_PER_BYTE: usize = 100;
/// Bytes of text that repeats, for each column of a batch.
const BATCH_TEXT: usize = 64 << 20;
const BATCH: usize = 1024;

/// Makes texts of the tables; every file that cannot be read is reported.
///
/// What kgraph wrote itself, `ours`, may repeat its texts as often as it does.
pub(super) fn texts(
    headers: Vec<Arc<Source>>,
    tables: Vec<(String, Bytes)>,
    ours: bool,
) -> Result<Vec<Arc<Source>>, Diagnostics> {
    let mut set = DataSet { headers, ours, ..DataSet::default() };
    let mut bad = Diagnostics::default();
    for (name, bytes) in tables {
        set.read_damaged(&name, bytes).unwrap_or_else(|diagnostic| bad.push(*diagnostic));
    }
    if bad.is_empty() { Ok(set.sources()) } else { Err(bad) }
}

#[derive(Default)]
struct DataSet {
    headers: Vec<Arc<Source>>,
    ours: bool,
    /// Bytes of text that the rest of the file may still stand for.
    room: usize,
    documents: Vec<String>,
    nodes: Rows,
    edges: Rows,
    /// Where each edge's evidence goes in its row, and the edge's id, by row.
    slots: Vec<(usize, Option<String>)>,
    /// Evidence by edge: place in the edge's list, JSON text.
    evidence: HashMap<String, Vec<(i64, String)>>,
}

/// Rows as JSON objects.
#[derive(Default)]
struct Rows {
    /// Name of the first file.
    name: Option<String>,
    list: Vec<(Option<i64>, String)>,
}

impl Rows {
    /// Adds a row; returns its length.
    fn push(&mut self, file: &str, position: Option<i64>, json: String) -> usize {
        let len = json.len();
        self.name.get_or_insert_with(|| file.to_owned());
        self.list.push((position, json));
        len
    }
}

impl DataSet {
    /// Reads a file that may be damaged: the library that reads Parquet panics on some pages that contradict themselves.
    fn read_damaged(&mut self, name: &str, bytes: Bytes) -> Result<(), Box<Diagnostic>> {
        let read = AssertUnwindSafe(|| self.read(name, bytes));
        // What was read of the file is not looked at: one problem, and there is no graph.
        catch_unwind(read).unwrap_or_else(|_| {
            let message = "not a Parquet file that can be read: its pages contradict themselves".to_owned();
            Err(problem(name, message, "the file is damaged; write it again"))
        })
    }

    fn read(&mut self, name: &str, bytes: Bytes) -> Result<(), Box<Diagnostic>> {
        let broken = |error: &dyn std::fmt::Display| {
            let message = format!("not a Parquet file that can be read: {error}");
            let message = message.trim_end_matches('.').to_owned();
            problem(name, message, "write it again, compressed with Snappy or not at all")
        };
        self.room = if self.ours { usize::MAX } else { TEXT.max(bytes.len().saturating_mul(TEXT_PER_BYTE)) };
        let reader = ParquetRecordBatchReaderBuilder::try_new(bytes.clone()).map_err(|error| broken(&error))?;
        let longest = pages::check(reader.metadata(), &bytes).map_err(|what| broken(&what))?;
        let reader = reader.with_batch_size((BATCH_TEXT / longest.max(1)).clamp(1, BATCH));
        let fields: Vec<Arc<Field>> = reader.schema().fields().iter().cloned().collect();
        let table = table(name, &fields)?;
        let own = OwnColumn::all(table, &fields);
        for batch in reader.build().map_err(|error| broken(&error))? {
            let batch = batch.map_err(|error| broken(&error))?;
            let columns = Columns { file: name, table, fields: &fields, own: &own, batch: &batch };
            for row in 0..batch.num_rows() {
                let text = self.row(&columns, row)?;
                self.room = self.room.checked_sub(text).ok_or_else(|| too_long(name, row))?;
            }
        }
        Ok(())
    }

    /// Reads a row; returns how many bytes of text it is.
    fn row(&mut self, columns: &Columns<'_>, row: usize) -> Result<usize, Box<Diagnostic>> {
        Ok(match columns.table {
            Table::Nodes => {
                let mut text = String::new();
                let mut object = Object::begin(&mut text);
                for (column, key) in [
                    ("id", "id"),
                    ("type", "type"),
                    ("label", "label"),
                    ("aliases", "aliases"),
                    ("description", "description"),
                ] {
                    columns.copy(&[column], key, row, &mut object)?;
                }
                columns.own(row, &mut object)?;
                object.end();
                self.nodes.push(columns.file, columns.number("position", row)?, text)
            }
            Table::Edges => self.edge(columns, row)?,
            Table::Evidence => {
                let Some(edge) = columns.text("edge", row)? else {
                    return Err(problem(
                        columns.file,
                        format!("row {}: evidence of no edge", row + 1),
                        "fill the column `edge`",
                    ));
                };
                let mut values = KEYS.map(|_| None);
                for (value, key) in values.iter_mut().zip(KEYS) {
                    *value = columns.text(key, row)?;
                }
                let (frame, mut json) = (columns.text("json", row)?, String::new());
                if !write_piece(&mut json, frame.as_deref(), values.each_ref().map(Option::as_deref)) {
                    let frame = frame.unwrap_or_default();
                    let message = format!("row {}: `{frame}` in the column `json` is not JSON", row + 1);
                    return Err(problem(columns.file, message, ""));
                }
                let len = edge.len() + json.len();
                let list = self.evidence.entry(edge.into_owned()).or_default();
                let index = columns.number("index", row)?.unwrap_or(list.len() as i64);
                list.push((index, json));
                len
            }
            Table::Documents => {
                if let Some(json) = columns.text("json", row)?.filter(|json| is_json(json)) {
                    let len = json.len();
                    self.documents.push(json.into_owned());
                    return Ok(len);
                }
                let mut text = String::new();
                let mut object = Object::begin(&mut text);
                for key in ["id", "title", "publisher", "date", "url"] {
                    columns.copy(&[key], key, row, &mut object)?;
                }
                columns.own(row, &mut object)?;
                object.end();
                let len = text.len();
                self.documents.push(text);
                len
            }
        })
    }

    fn edge(&mut self, columns: &Columns<'_>, row: usize) -> Result<usize, Box<Diagnostic>> {
        let mut text = String::new();
        let mut object = Object::begin(&mut text);
        columns.copy(&["src", "source"], "source", row, &mut object)?;
        columns.copy(&["relationship", "relation"], "relation", row, &mut object)?;
        columns.copy(&["dst", "target"], "target", row, &mut object)?;
        let id = columns.text("id", row)?;
        if !columns.flag("made_id", row) {
            columns.copy(&["id"], "id", row, &mut object)?;
        }
        columns.copy(&["label"], "label", row, &mut object)?;
        let at = object.key("evidence").len();
        match columns.text("weight_json", row)? {
            Some(json) => object.json("weight", &json),
            None => {
                if let Some(number) = columns.double("weight", row) {
                    object.key("weight").push_str(&number.to_string());
                }
            }
        }
        columns.copy(&["since"], "since", row, &mut object)?;
        columns.copy(&["until"], "until", row, &mut object)?;
        columns.own(row, &mut object)?;
        object.end();
        self.slots.push((at, id.map(Cow::into_owned)));
        Ok(self.edges.push(columns.file, columns.number("position", row)?, text))
    }

    fn sources(mut self) -> Vec<Arc<Source>> {
        for list in self.evidence.values_mut() {
            list.sort_by_key(|(index, _)| *index);
        }
        for ((_, text), (at, id)) in self.edges.list.iter_mut().zip(self.slots) {
            let list = id.and_then(|id| self.evidence.get(&id)).into_iter().flatten();
            let list: Vec<&str> = list.map(|(_, json)| json.as_str()).collect();
            text.insert_str(at, &format!("[{}]", list.join(", ")));
        }
        let mut sources = self.headers;
        if sources.is_empty() && !self.documents.is_empty() {
            let text = format!(
                "{{\"graph\": {{\"documents\": [\n{}\n]}}, \"nodes\": [], \"edges\": []}}",
                self.documents.join(",\n")
            );
            sources.push(Source::new("documents", text));
        }
        for (key, rows) in [("nodes", self.nodes), ("edges", self.edges)] {
            let other = if key == "nodes" { "edges" } else { "nodes" };
            let Rows { name, mut list } = rows;
            let Some(name) = name else { continue };
            // Files of parted tables hold a relation each; rows without a position stay as they come.
            if list.iter().all(|(position, _)| position.is_some()) {
                list.sort_by_key(|(position, _)| *position);
            }
            let mut text = format!("{{\"{other}\": [], \"{key}\": [");
            for (at, (_, json)) in list.iter().enumerate() {
                text.push_str(if at > 0 { ",\n" } else { "" });
                text.push_str(json);
            }
            text.push_str("]}\n");
            sources.push(Source::new(format!("{name} as JSON"), text));
        }
        sources
    }
}

fn too_long(name: &str, row: usize) -> Box<Diagnostic> {
    let message = format!("row {}: the texts of this file are repeated so often that they are too long", row + 1);
    let hint = "a table stands for 100 MB of text at most, or for 100 times its size; split it, or write JSON";
    Box::new(Diagnostic { code: Code::TooLarge, ..*problem(name, message, hint) })
}

/// Finds the table of a file: by its folder, else by its columns.
pub(super) fn table(name: &str, fields: &[Arc<Field>]) -> Result<Table, Box<Diagnostic>> {
    let named = |part: &str| {
        Table::ALL.into_iter().find(|table| table.name() == part || part.strip_suffix(".parquet") == Some(table.name()))
    };
    let parts = Path::new(name).components().rev();
    if let Some(table) = parts.filter_map(|part| part.as_os_str().to_str()).find_map(named) {
        return Ok(table);
    }
    let has = |name: &str| fields.iter().any(|field| field.name() == name);
    match () {
        () if has("src") && has("dst") || has("source") && has("target") => Ok(Table::Edges),
        () if has("edge") && has("document") => Ok(Table::Evidence),
        () if has("id") && has("publisher") => Ok(Table::Documents),
        () if has("id") => Ok(Table::Nodes),
        () => {
            let message = "the columns are neither those of nodes (`id`) nor those of edges (`src`, `dst`)";
            let names: Vec<String> = fields.iter().map(|field| format!("`{}`", field.name())).collect();
            Err(problem(name, message.to_owned(), &format!("rename them; there are {}", names.join(", "))))
        }
    }
}

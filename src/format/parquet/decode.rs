//! Makes kgraph JSON of the tables, which its reader then reads: a line for each row. Time and memory O(input).

use super::super::jsonfile::object::Object;
use super::super::row::is_json;
use super::columns::{EXACT, HOLDS, JSON, KEY, write_texts};
use super::write::plain_evidence;
use super::{CATALOG, Table};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Source};
use crate::graph::Evidence;
use crate::graph::columns::double;
use crate::jsontext::write_string;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type};
use arrow_array::types::{UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field};
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Reads the files of a data set; every file that cannot be read is reported.
pub(super) fn decode(files: Vec<(String, Vec<u8>)>) -> Result<Vec<Arc<Source>>, Diagnostics> {
    let mut set = DataSet::default();
    let mut bad = Diagnostics::default();
    for (name, bytes) in files.into_iter().filter(|(name, _)| !Path::new(name).ends_with(CATALOG)) {
        let extension = Path::new(&name).extension().map(|extension| extension.to_ascii_lowercase());
        let result = match extension.is_some_and(|extension| extension == "json") {
            true => Source::from_bytes(name, bytes).map(|source| set.headers.push(source)),
            false => set.read_damaged(&name, bytes),
        };
        result.unwrap_or_else(|diagnostic| bad.push(*diagnostic));
    }
    if bad.is_empty() { Ok(set.sources()) } else { Err(bad) }
}

#[derive(Default)]
struct DataSet {
    headers: Vec<Arc<Source>>,
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
    fn push(&mut self, file: &str, position: Option<i64>, json: String) {
        self.name.get_or_insert_with(|| file.to_owned());
        self.list.push((position, json));
    }
}

impl DataSet {
    /// Reads a file that may be damaged: the library that reads Parquet panics on some pages that contradict themselves.
    fn read_damaged(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let read = AssertUnwindSafe(|| self.read(name, bytes));
        // What was read of the file is not looked at: one problem, and there is no graph.
        catch_unwind(read).unwrap_or_else(|_| {
            let message = "not a Parquet file that can be read: its pages contradict themselves".to_owned();
            Err(problem(name, message, "the file is damaged; write it again"))
        })
    }

    fn read(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let broken = |error: &dyn std::fmt::Display| {
            let message = format!("not a Parquet file that can be read: {error}");
            problem(name, message, "write it again, compressed with Snappy or not at all")
        };
        let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).map_err(|error| broken(&error))?;
        let fields: Vec<Arc<Field>> = reader.schema().fields().iter().cloned().collect();
        let table = table(name, &fields)?;
        let exact = exact_columns(&fields);
        for batch in reader.build().map_err(|error| broken(&error))? {
            let batch = batch.map_err(|error| broken(&error))?;
            let columns = Columns { file: name, table, fields: &fields, exact: &exact, batch: &batch };
            for row in 0..batch.num_rows() {
                self.row(&columns, row)?;
            }
        }
        Ok(())
    }

    fn row(&mut self, columns: &Columns<'_>, row: usize) -> Result<(), Box<Diagnostic>> {
        match columns.table {
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
                self.nodes.push(columns.file, columns.number("position", row)?, text);
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
                let json = match columns.text("json", row)? {
                    Some(json) if is_json(&json) => json.into_owned(),
                    Some(json) => {
                        let message = format!("row {}: `{json}` in the column `json` is not JSON", row + 1);
                        return Err(problem(columns.file, message, ""));
                    }
                    None => plain_evidence(&Evidence {
                        document: columns.text("document", row)?,
                        locator: columns.text("locator", row)?,
                        note: columns.text("note", row)?,
                        quote: columns.text("quote", row)?,
                        stance: columns.text("stance", row)?,
                        attributes: Vec::new(),
                    }),
                };
                let list = self.evidence.entry(edge.into_owned()).or_default();
                let index = columns.number("index", row)?.unwrap_or(list.len() as i64);
                list.push((index, json));
            }
            Table::Documents => {
                if let Some(json) = columns.text("json", row)?.filter(|json| is_json(json)) {
                    self.documents.push(json.into_owned());
                    return Ok(());
                }
                let mut text = String::new();
                let mut object = Object::begin(&mut text);
                for key in ["id", "title", "publisher", "date", "url"] {
                    columns.copy(&[key], key, row, &mut object)?;
                }
                columns.own(row, &mut object)?;
                object.end();
                self.documents.push(text);
            }
        }
        Ok(())
    }

    fn edge(&mut self, columns: &Columns<'_>, row: usize) -> Result<(), Box<Diagnostic>> {
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
        self.edges.push(columns.file, columns.number("position", row)?, text);
        Ok(())
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

/// Finds, for each column, the one that says exactly what it cannot.
fn exact_columns(fields: &[Arc<Field>]) -> Vec<Option<usize>> {
    let is_exact = |field: &Field| field.metadata().get(HOLDS).is_some_and(|holds| holds == EXACT);
    let same = |field: &Field, other: &Field| field.metadata().get(KEY) == other.metadata().get(KEY);
    let exact_of = |field: &Field| fields.iter().position(|other| is_exact(other) && same(field, other));
    fields.iter().map(|field| exact_of(field).filter(|_| !is_exact(field))).collect()
}

/// Finds the table of a file: by its folder, else by its columns.
fn table(name: &str, fields: &[Arc<Field>]) -> Result<Table, Box<Diagnostic>> {
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

fn problem(file: &str, message: String, hint: &str) -> Box<Diagnostic> {
    let place = Place { source: Source::new(file, ""), span: 0..0, pointer: String::new() };
    let diagnostic = Diagnostic::new(Code::MalformedTable, message).at(place);
    Box::new(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) })
}

/// Some rows of a file.
struct Columns<'b> {
    file: &'b str,
    table: Table,
    fields: &'b [Arc<Field>],
    /// For each column, the one that says exactly what it cannot.
    exact: &'b [Option<usize>],
    batch: &'b RecordBatch,
}

impl Columns<'_> {
    fn find(&self, name: &str) -> Option<&ArrayRef> {
        // A column that only holds a user's own key may have the name of another.
        let at = self.fields.iter().position(|field| field.name() == name && !field.metadata().contains_key(KEY))?;
        Some(self.batch.column(at))
    }

    fn unreadable(&self, name: &str, kind: &DataType) -> Box<Diagnostic> {
        problem(self.file, format!("the column `{name}` is of the type {kind}, which is not read"), "cast it to text")
    }

    /// Returns a text of a column; a number is a text too, as in ids.
    fn text(&self, name: &str, row: usize) -> Result<Option<Cow<'_, str>>, Box<Diagnostic>> {
        let Some(array) = self.find(name).filter(|array| !array.is_null(row)) else { return Ok(None) };
        if let Some(text) = text(array, row) {
            return Ok(Some(text));
        }
        let mut json = String::new();
        match write_value(&mut json, array, row) {
            true => Ok(Some(Cow::Owned(json))),
            false => Err(self.unreadable(name, array.data_type())),
        }
    }

    fn number(&self, name: &str, row: usize) -> Result<Option<i64>, Box<Diagnostic>> {
        Ok(self.text(name, row)?.and_then(|text| text.parse().ok()))
    }

    fn double(&self, name: &str, row: usize) -> Option<f64> {
        let mut json = String::new();
        let array = self.find(name).filter(|array| !array.is_null(row))?;
        write_value(&mut json, array, row).then(|| json.trim_matches('"').parse().ok()).flatten()
    }

    fn flag(&self, name: &str, row: usize) -> bool {
        self.find(name)
            .and_then(|array| array.as_boolean_opt())
            .is_some_and(|array| array.is_valid(row) && array.value(row))
    }

    /// Copies the first of these columns that is there.
    fn copy(&self, names: &[&str], key: &str, row: usize, object: &mut Object<'_>) -> Result<(), Box<Diagnostic>> {
        let Some((name, array)) = names.iter().find_map(|name| Some((name, self.find(name)?))) else { return Ok(()) };
        if array.is_null(row) {
            return Ok(());
        }
        match write_value(object.key(key), array, row) {
            true => Ok(()),
            false => Err(self.unreadable(name, array.data_type())),
        }
    }

    /// Copies the columns of the user's own keys.
    fn own(&self, row: usize, object: &mut Object<'_>) -> Result<(), Box<Diagnostic>> {
        for ((field, array), exact) in self.fields.iter().zip(self.batch.columns()).zip(self.exact) {
            let metadata = field.metadata();
            if exact.is_some_and(|at| self.batch.column(at).is_valid(row)) {
                continue;
            }
            let own = metadata.contains_key(KEY) || !self.table.columns().contains(&field.name().as_str());
            let source = matches!(field.name().as_str(), "source" | "target") && self.table == Table::Edges;
            if !own || source || array.is_null(row) {
                continue;
            }
            let key = metadata.get(KEY).map_or(field.name().as_str(), String::as_str);
            let holds_json = metadata.get(HOLDS).is_some_and(|holds| holds == JSON || holds == EXACT);
            match text(array, row).filter(|text| holds_json && is_json(text)) {
                Some(json) => object.json(key, &json),
                None if write_value(object.key(key), array, row) => {}
                None => return Err(self.unreadable(field.name(), array.data_type())),
            }
        }
        Ok(())
    }
}

/// Returns a text of a column of texts.
fn text(array: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
    Some(match array.data_type() {
        DataType::Utf8 => Cow::Borrowed(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Cow::Borrowed(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Cow::Borrowed(array.as_string_view().value(row)),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let key = *dictionary.normalized_keys().get(row)?;
            Cow::Owned(text(dictionary.values(), key)?.into_owned())
        }
        _ => return None,
    })
}

/// Appends a value that is not null as JSON; returns `false` for a type that is not read.
fn write_value(out: &mut String, array: &ArrayRef, row: usize) -> bool {
    macro_rules! integer {
        ($kind:ty) => {
            out.push_str(&array.as_primitive::<$kind>().value(row).to_string())
        };
    }
    if let Some(text) = text(array, row) {
        write_string(out, &text);
        return true;
    }
    match array.data_type() {
        DataType::Boolean => out.push_str(if array.as_boolean().value(row) { "true" } else { "false" }),
        DataType::Int8 => integer!(Int8Type),
        DataType::Int16 => integer!(Int16Type),
        DataType::Int32 => integer!(Int32Type),
        DataType::Int64 => integer!(Int64Type),
        DataType::UInt8 => integer!(UInt8Type),
        DataType::UInt16 => integer!(UInt16Type),
        DataType::UInt32 => integer!(UInt32Type),
        DataType::UInt64 => integer!(UInt64Type),
        DataType::Float32 => write_double(out, f64::from(array.as_primitive::<Float32Type>().value(row))),
        DataType::Float64 => write_double(out, array.as_primitive::<Float64Type>().value(row)),
        DataType::List(_) => return write_list(out, &array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => return write_list(out, &array.as_list::<i64>().value(row)),
        _ => return false,
    }
    true
}

/// JSON has no number for what is not finite.
fn write_double(out: &mut String, number: f64) {
    match number.is_finite() {
        true => out.push_str(&double(number)),
        false => write_string(out, &number.to_string()),
    }
}

fn write_list(out: &mut String, items: &ArrayRef) -> bool {
    if items.is_empty() {
        out.push_str("[]");
        return true;
    }
    let texts: Option<Vec<Cow<'_, str>>> =
        (0..items.len()).filter(|&at| items.is_valid(at)).map(|at| text(items, at)).collect();
    if let Some(texts) = texts {
        write_texts(out, texts.iter().map(|text| &**text));
        return true;
    }
    out.push('[');
    for at in 0..items.len() {
        out.push_str(if at > 0 { ", " } else { "" });
        if items.is_null(at) {
            out.push_str("null");
        } else if !write_value(out, items, at) {
            return false;
        }
    }
    out.push(']');
    true
}

//! Values of Arrow columns: as texts, and as JSON text.

use super::super::jsonfile::object::Object;
use super::super::row::is_json;
use super::Table;
use super::columns::{EXACT, HOLDS, JSON, KEY, write_texts};
use crate::diagnostics::{Code, Diagnostic, Place, Source};
use crate::graph::columns::double;
use crate::jsontext::{self, Kind, write_canonical, write_string};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type};
use arrow_array::types::{UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field};
use std::borrow::Cow;
use std::sync::Arc;

/// Makes a problem of a whole file.
pub(super) fn problem(file: &str, message: String, hint: &str) -> Box<Diagnostic> {
    let place = Place { source: Source::new(file, ""), span: 0..0, pointer: String::new() };
    let diagnostic = Diagnostic::new(Code::MalformedTable, message).at(place);
    Box::new(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) })
}

/// Some rows of a file.
pub(super) struct Columns<'b> {
    pub(super) file: &'b str,
    pub(super) table: Table,
    pub(super) fields: &'b [Arc<Field>],
    pub(super) own: &'b [OwnColumn],
    pub(super) batch: &'b RecordBatch,
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
    pub(super) fn text(&self, name: &str, row: usize) -> Result<Option<Cow<'_, str>>, Box<Diagnostic>> {
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

    pub(super) fn number(&self, name: &str, row: usize) -> Result<Option<i64>, Box<Diagnostic>> {
        Ok(self.text(name, row)?.and_then(|text| text.parse().ok()))
    }

    pub(super) fn double(&self, name: &str, row: usize) -> Option<f64> {
        let mut json = String::new();
        let array = self.find(name).filter(|array| !array.is_null(row))?;
        write_value(&mut json, array, row).then(|| json.trim_matches('"').parse().ok()).flatten()
    }

    pub(super) fn flag(&self, name: &str, row: usize) -> bool {
        self.find(name)
            .and_then(|array| array.as_boolean_opt())
            .is_some_and(|array| array.is_valid(row) && array.value(row))
    }

    /// Copies the first of these columns that is there.
    pub(super) fn copy(
        &self,
        names: &[&str],
        key: &str,
        row: usize,
        object: &mut Object<'_>,
    ) -> Result<(), Box<Diagnostic>> {
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
    pub(super) fn own(&self, row: usize, object: &mut Object<'_>) -> Result<(), Box<Diagnostic>> {
        for own in self.own.iter().filter(|own| own.has_value(self.batch, row)) {
            if !own.write(self.batch, row, object.key(&own.key)) {
                let field = &self.fields[own.at];
                return Err(self.unreadable(field.name(), self.batch.column(own.at).data_type()));
            }
        }
        Ok(())
    }
}

/// A column of one of the user's own keys.
pub(super) struct OwnColumn {
    pub(super) key: String,
    /// Its place among the columns.
    at: usize,
    /// The place of the one that says exactly what this one cannot.
    exact: Option<usize>,
    holds_json: bool,
}

impl OwnColumn {
    /// Finds those of a file.
    pub(super) fn all(table: Table, fields: &[Arc<Field>]) -> Vec<OwnColumn> {
        let holds = |field: &Field, what: &[&str]| {
            field.metadata().get(HOLDS).is_some_and(|holds| what.contains(&holds.as_str()))
        };
        let is_own = |field: &Field| {
            let name = field.name().as_str();
            field.metadata().contains_key(KEY)
                || !(table.columns().contains(&name) || table == Table::Edges && matches!(name, "source" | "target"))
        };
        let exact_of = |field: &Field| {
            let same = |other: &Arc<Field>| field.metadata().get(KEY) == other.metadata().get(KEY);
            fields.iter().position(|other| holds(other, &[EXACT]) && same(other))
        };
        let all = fields.iter().enumerate().filter(|(_, field)| is_own(field));
        all.map(|(at, field)| OwnColumn {
            key: field.metadata().get(KEY).unwrap_or(field.name()).clone(),
            at,
            exact: exact_of(field).filter(|_| !holds(field, &[EXACT])),
            holds_json: holds(field, &[JSON, EXACT]),
        })
        .collect()
    }

    /// Returns whether it says something of a row.
    pub(super) fn has_value(&self, batch: &RecordBatch, row: usize) -> bool {
        batch.column(self.at).is_valid(row) && self.exact.is_none_or(|at| batch.column(at).is_null(row))
    }

    /// Appends the value of a row as JSON; `None` where the full reading may have something to say about it.
    pub(super) fn write_sound(&self, batch: &RecordBatch, row: usize, out: &mut String) -> Option<()> {
        if self.holds_json {
            let json = text(batch.column(self.at), row)?;
            let is_sound = is_json(&json) && jsontext::find_duplicate_key(&json, 0).is_none();
            is_sound.then_some(())?;
        }
        self.write(batch, row, out).then_some(())
    }

    /// Appends the value of a row as JSON; returns `false` for a type that is not read.
    pub(super) fn write(&self, batch: &RecordBatch, row: usize, out: &mut String) -> bool {
        let array = batch.column(self.at);
        match text(array, row).filter(|text| self.holds_json && is_json(text)) {
            Some(json) => {
                write_canonical(out, &json);
                true
            }
            None => write_value(out, array, row),
        }
    }
}

/// Returns a text of a column of texts.
pub(super) fn text(array: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
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

/// Returns whether a text is a JSON number.
pub(super) fn is_number(text: &str) -> bool {
    is_json(text) && Kind::of(text) == Kind::Number
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

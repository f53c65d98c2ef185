//! Columns of a user's own key: the type that holds its values, and what it cannot hold.

use super::Table;
use crate::graph::Attribute;
use crate::jsontext::{self, Kind, write_canonical, write_string};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The metadata of a column that says which key it holds, where the names differ.
pub(super) const KEY: &str = "kgraph.key";
/// The metadata of a column that says how its texts are read: [`JSON`] or [`EXACT`].
pub(super) const HOLDS: &str = "kgraph.holds";
/// The column's texts are JSON.
pub(super) const JSON: &str = "json";
/// The column's texts are JSON, for the values that the column of the same key does not hold exactly.
pub(super) const EXACT: &str = "exact";

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Boolean,
    Long,
    Double,
    Text,
    Texts,
    Json,
}

impl Type {
    /// Returns the type of a value; none for null, which fits everywhere.
    fn of(json: &str) -> Option<Type> {
        Some(match Kind::of(json) {
            Kind::Null => return None,
            Kind::Bool => Type::Boolean,
            Kind::String => Type::Text,
            // `-0` is the one integer that is written in two ways.
            Kind::Number if json != "-0" && json.parse::<i64>().is_ok() => Type::Long,
            Kind::Number if json.parse::<f64>().is_ok_and(f64::is_finite) => Type::Double,
            Kind::Array if jsontext::elements(json, 0).iter().all(|(item, _)| Kind::of(item) == Kind::String) => {
                Type::Texts
            }
            Kind::Number | Kind::Array | Kind::Object => Type::Json,
        })
    }

    fn with(self, other: Type) -> Type {
        match (self, other) {
            _ if self == other => self,
            (Type::Long, Type::Double) | (Type::Double, Type::Long) => Type::Double,
            _ => Type::Json,
        }
    }
}

/// What is known of the values of one key.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    kind: Option<Type>,
    has_null: bool,
    has_long: bool,
    /// Whether a number is written otherwise than its double would be.
    has_inexact: bool,
}

impl Found {
    fn add(&mut self, json: &str) {
        match Type::of(json) {
            None => self.has_null = true,
            Some(kind) => {
                self.has_long |= kind == Type::Long;
                self.has_inexact |=
                    kind == Type::Double && json.parse().is_ok_and(|number: f64| double(number) != json);
                self.kind = Some(self.kind.map_or(kind, |known| known.with(kind)));
            }
        }
    }

    /// Returns whether a second column is needed, for what the first does not hold exactly.
    fn needs_exact(self) -> bool {
        match self.kind {
            None | Some(Type::Json) => false,
            Some(Type::Double) => self.has_null || self.has_long || self.has_inexact,
            Some(_) => self.has_null,
        }
    }
}

/// A key of the user's own, as a column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    key: String,
    name: String,
    kind: Type,
    /// Name of the column for values that this one does not hold exactly, if there are any.
    exact: Option<String>,
}

/// Finds a column for each key, from all values. Names are unlike each other whatever the case, as Spark demands.
pub(super) fn columns<'g>(
    table: Table,
    keys: impl Iterator<Item = &'g str>,
    values: impl Iterator<Item = Attribute<'g>>,
) -> Vec<Column> {
    let mut found: HashMap<&str, Found> = HashMap::new();
    for Attribute { key, value } in values {
        found.entry(key).or_default().add(value);
    }
    let mut taken: HashSet<String> = table.columns().iter().map(|&name| name.to_owned()).collect();
    let mut unused = |wanted: String| {
        let (mut name, mut number) = (wanted.clone(), 1);
        while !taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{wanted}_{number}");
        }
        name
    };
    let mut columns: Vec<Column> = keys
        .map(|key| {
            let found = found.get(key).copied().unwrap_or_default();
            let wanted =
                if table.columns().contains(&&*key.to_lowercase()) { format!("meta_{key}") } else { clean(key) };
            let (name, kind) = (unused(wanted), found.kind.unwrap_or(Type::Json));
            Column { key: key.to_owned(), name, kind, exact: found.needs_exact().then(String::new) }
        })
        .collect();
    // Only now, so that the keys themselves come first to their names.
    for Column { name, exact, .. } in &mut columns {
        if let Some(exact) = exact {
            *exact = unused(format!("{name}_json"));
        }
    }
    columns
}

/// Makes a name that every engine takes: Spark's older Parquet readers refuse some characters.
fn clean(key: &str) -> String {
    let clean = |c: char| if c.is_control() || " ,;{}()=\"`".contains(c) { '_' } else { c };
    let name: String = key.chars().map(clean).collect();
    if name.is_empty() { "meta".to_owned() } else { name }
}

/// A column being filled.
pub(super) struct Filler<'c> {
    column: &'c Column,
    values: Values,
    exact: StringBuilder,
}

enum Values {
    Boolean(BooleanBuilder),
    Long(Int64Builder),
    Double(Float64Builder),
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
}

impl<'c> Filler<'c> {
    pub(super) fn new(column: &'c Column) -> Self {
        let values = match column.kind {
            Type::Boolean => Values::Boolean(BooleanBuilder::new()),
            Type::Long => Values::Long(Int64Builder::new()),
            Type::Double => Values::Double(Float64Builder::new()),
            Type::Text | Type::Json => Values::Text(StringBuilder::new()),
            Type::Texts => Values::Texts(ListBuilder::new(StringBuilder::new())),
        };
        Filler { column, values, exact: StringBuilder::new() }
    }

    pub(super) fn key(&self) -> &'c str {
        &self.column.key
    }

    /// Appends the value of the next row, JSON text.
    pub(super) fn push(&mut self, json: Option<&str>) {
        let mut exact = None;
        let value = json.filter(|json| self.column.kind == Type::Json || Kind::of(json) != Kind::Null);
        match &mut self.values {
            Values::Boolean(builder) => builder.append_option(value.map(|json| json == "true")),
            Values::Long(builder) => builder.append_option(value.and_then(|json| json.parse::<i64>().ok())),
            Values::Double(builder) => {
                let number = value.and_then(|json| json.parse::<f64>().ok());
                builder.append_option(number);
                exact = value.filter(|&json| number.is_none_or(|number| double(number) != json));
            }
            Values::Text(builder) if self.column.kind == Type::Json => match value {
                None => builder.append_null(),
                Some(json) => {
                    let mut canonical = String::with_capacity(json.len());
                    write_canonical(&mut canonical, json);
                    builder.append_value(canonical);
                }
            },
            Values::Text(builder) => builder.append_option(value.map(jsontext::decode)),
            Values::Texts(builder) => push_texts(builder, value),
        }
        if value.is_none() {
            exact = json;
        }
        self.exact.append_option(exact);
    }

    /// Returns the finished columns with their descriptions.
    pub(super) fn finish(mut self) -> Vec<(Field, ArrayRef)> {
        let values: ArrayRef = match &mut self.values {
            Values::Boolean(builder) => Arc::new(builder.finish()),
            Values::Long(builder) => Arc::new(builder.finish()),
            Values::Double(builder) => Arc::new(builder.finish()),
            Values::Text(builder) => Arc::new(builder.finish()),
            Values::Texts(builder) => Arc::new(builder.finish()),
        };
        let key = (KEY.to_owned(), self.column.key.clone());
        let field = Field::new(&self.column.name, values.data_type().clone(), true);
        let mut metadata = HashMap::from([key.clone()]);
        if self.column.kind == Type::Json {
            metadata.insert(HOLDS.to_owned(), JSON.to_owned());
        }
        let mut columns = vec![(field.with_metadata(metadata), values)];
        if let Some(name) = &self.column.exact {
            let metadata = HashMap::from([key, (HOLDS.to_owned(), EXACT.to_owned())]);
            let field = Field::new(name, DataType::Utf8, true).with_metadata(metadata);
            columns.push((field, Arc::new(self.exact.finish())));
        }
        columns
    }
}

/// Appends a list of texts, a JSON array.
pub(super) fn push_texts(builder: &mut ListBuilder<StringBuilder>, json: Option<&str>) {
    for (item, _) in json.map(|json| jsontext::elements(json, 0)).unwrap_or_default() {
        builder.values().append_value(jsontext::decode(item));
    }
    builder.append(json.is_some());
}

/// Writes a double as a JSON number that stays one: `1.0`, `1e300`.
pub(super) fn double(number: f64) -> String {
    let mut text = number.to_string();
    // Long digits are written with an exponent.
    if text.len() > 24 {
        text = format!("{number:e}");
    }
    if !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}

/// Appends a list of texts as a JSON array.
pub(super) fn write_texts<'t>(out: &mut String, texts: impl Iterator<Item = &'t str>) {
    out.push('[');
    for (at, text) in texts.enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        write_string(out, text);
    }
    out.push(']');
}

//! Columns of a user's own key: the type that holds its values, and what it cannot hold.

use crate::graph::columns::{Column, ColumnType, double};
use crate::jsontext::{self, Kind, write_canonical, write_string};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field};
use std::collections::HashMap;
use std::sync::Arc;

/// The metadata of a column that says which key it holds, where the names differ.
pub(super) const KEY: &str = "kgraph.key";
/// The metadata of a column that says how its texts are read: [`JSON`] or [`EXACT`].
pub(super) const HOLDS: &str = "kgraph.holds";
/// The column's texts are JSON.
pub(super) const JSON: &str = "json";
/// The column's texts are JSON, for the values that the column of the same key does not hold exactly.
pub(super) const EXACT: &str = "exact";

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
            ColumnType::Boolean => Values::Boolean(BooleanBuilder::new()),
            ColumnType::Long => Values::Long(Int64Builder::new()),
            ColumnType::Double => Values::Double(Float64Builder::new()),
            ColumnType::Text | ColumnType::Json => Values::Text(StringBuilder::new()),
            ColumnType::Texts => Values::Texts(ListBuilder::new(StringBuilder::new())),
        };
        Filler { column, values, exact: StringBuilder::new() }
    }

    pub(super) fn key(&self) -> &'c str {
        &self.column.key
    }

    /// Appends the value of the next row, JSON text.
    pub(super) fn push(&mut self, json: Option<&str>) {
        let mut exact = None;
        let value = json.filter(|json| self.column.kind == ColumnType::Json || Kind::of(json) != Kind::Null);
        match &mut self.values {
            Values::Boolean(builder) => builder.append_option(value.map(|json| json == "true")),
            Values::Long(builder) => builder.append_option(value.and_then(|json| json.parse::<i64>().ok())),
            Values::Double(builder) => {
                let number = value.and_then(|json| json.parse::<f64>().ok());
                builder.append_option(number);
                exact = value.filter(|&json| number.is_none_or(|number| double(number) != json));
            }
            Values::Text(builder) if self.column.kind == ColumnType::Json => match value {
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
        if self.column.kind == ColumnType::Json {
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

/// Appends a list of texts as a JSON array.
pub(super) fn write_texts<'t>(out: &mut String, texts: impl Iterator<Item = &'t str>) {
    out.push('[');
    for (at, text) in texts.enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        write_string(out, text);
    }
    out.push(']');
}

//! Typed columns for the users' own keys, as tables of data engines have them: names, types, and what a type cannot hold.

use super::Graph;
use crate::jsontext::{self, Kind};
use std::collections::{HashMap, HashSet};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// True or false.
    Boolean,
    /// Integers of 64 bits.
    Long,
    /// Numbers of double precision.
    Double,
    /// Texts.
    Text,
    /// Lists of texts.
    Texts,
    /// Values of several types, or of none of the others, as JSON text.
    Json,
}

impl ColumnType {
    const ALL: [ColumnType; 6] = [
        ColumnType::Boolean,
        ColumnType::Long,
        ColumnType::Double,
        ColumnType::Text,
        ColumnType::Texts,
        ColumnType::Json,
    ];

    /// Returns its name in a catalogue.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ColumnType::Boolean => "boolean",
            ColumnType::Long => "long",
            ColumnType::Double => "double",
            ColumnType::Text => "text",
            ColumnType::Texts => "texts",
            ColumnType::Json => "json",
        }
    }

    /// Finds a type by its name in a catalogue.
    pub(crate) fn from_name(name: &str) -> Option<ColumnType> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns the type of a value; none for null, which fits everywhere.
    fn of(json: &str) -> Option<ColumnType> {
        Some(match Kind::of(json) {
            Kind::Null => return None,
            Kind::Bool => ColumnType::Boolean,
            Kind::String => ColumnType::Text,
            // `-0` is the one integer that is written in two ways.
            Kind::Number if json != "-0" && json.parse::<i64>().is_ok() => ColumnType::Long,
            Kind::Number if json.parse::<f64>().is_ok_and(f64::is_finite) => ColumnType::Double,
            Kind::Array if jsontext::elements(json, 0).iter().all(|(item, _)| Kind::of(item) == Kind::String) => {
                ColumnType::Texts
            }
            Kind::Number | Kind::Array | Kind::Object => ColumnType::Json,
        })
    }

    fn with(self, other: ColumnType) -> ColumnType {
        match (self, other) {
            _ if self == other => self,
            (ColumnType::Long, ColumnType::Double) | (ColumnType::Double, ColumnType::Long) => ColumnType::Double,
            _ => ColumnType::Json,
        }
    }
}

/// What is known of the values of one key.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    kind: Option<ColumnType>,
    has_null: bool,
    has_long: bool,
    /// Whether a number is written otherwise than its double would be.
    has_inexact: bool,
}

impl Found {
    fn add(&mut self, json: &str) {
        match ColumnType::of(json) {
            None => self.has_null = true,
            Some(kind) => {
                self.has_long |= kind == ColumnType::Long;
                self.has_inexact |=
                    kind == ColumnType::Double && json.parse().is_ok_and(|number: f64| double(number) != json);
                self.kind = Some(self.kind.map_or(kind, |known| known.with(kind)));
            }
        }
    }

    /// Returns whether a second column is needed, for what the first does not hold exactly.
    fn needs_exact(self) -> bool {
        match self.kind {
            None | Some(ColumnType::Json) => false,
            Some(ColumnType::Double) => self.has_null || self.has_long || self.has_inexact,
            Some(_) => self.has_null,
        }
    }
}

/// A key of the users' own, as a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key.
    pub key: String,
    /// The name of the column, unlike every other whatever the case, as Spark demands.
    pub name: String,
    /// The type of the values.
    pub kind: ColumnType,
    /// Whether integers stand among doubles.
    pub mixes_numbers: bool,
    /// Name of a second column for values that this one does not hold exactly (`2.50`, null), if there are any.
    pub exact: Option<String>,
}

/// The columns of nodes and edges that have a meaning; a user's own key of such a name gets another.
pub(crate) const NODES: &[&str] = &["id", "type", "label", "aliases", "description", "position"];
/// See [`NODES`].
pub(crate) const EDGES: &[&str] = &[
    "id",
    "src",
    "dst",
    "relationship",
    "label",
    "weight",
    "weight_json",
    "since",
    "until",
    "symmetric",
    "made_id",
    "position",
    "src_position",
    "dst_position",
    // The name of the folders of a large data set, which engines show as a column.
    "relation",
];

/// Finds a column for each of the users' own keys of nodes, from all values. Time O(nodes × keys).
pub fn node_columns(graph: &Graph) -> Vec<Column> {
    let values = graph.nodes().flat_map(|node| graph.node_attributes(node));
    columns(NODES, graph.node_attribute_keys(), values.map(|attribute| (attribute.key, attribute.value)))
}

/// Finds a column for each of the users' own keys of edges, from all values. Time O(edges × keys).
pub fn edge_columns(graph: &Graph) -> Vec<Column> {
    let values = graph.edges().flat_map(|edge| graph.edge_attributes(edge));
    columns(EDGES, graph.edge_attribute_keys(), values.map(|attribute| (attribute.key, attribute.value)))
}

fn columns<'g>(
    reserved: &[&str],
    keys: impl Iterator<Item = &'g str>,
    values: impl Iterator<Item = (&'g str, &'g str)>,
) -> Vec<Column> {
    let mut found: HashMap<&str, Found> = HashMap::new();
    for (key, value) in values {
        found.entry(key).or_default().add(value);
    }
    let mut taken: HashSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
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
            let wanted = if reserved.contains(&&*key.to_lowercase()) { format!("meta_{key}") } else { clean(key) };
            let (name, kind) = (unused(wanted), found.kind.unwrap_or(ColumnType::Json));
            let mixes_numbers = kind == ColumnType::Double && found.has_long;
            Column { key: key.to_owned(), name, kind, mixes_numbers, exact: found.needs_exact().then(String::new) }
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

/// Writes a double as a JSON number that stays one: `1.0`, `1e300`.
pub(crate) fn double(number: f64) -> String {
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

//! What the tables of a graph look like.

use super::Dialect;
use super::expr::Kind;
use crate::graph::columns::{Column, ColumnType, edge_columns, node_columns};
use crate::graph::{Graph, Polarity};
use std::collections::BTreeMap;

/// The columns and the vocabulary of a data set.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    nodes: BTreeMap<String, Column>,
    edges: BTreeMap<String, Column>,
    /// Words and polarity of each relation.
    pub(super) relations: Vec<(String, String, Polarity)>,
    /// Whether each weight is an integer, and whether each is a double.
    weights: (bool, bool),
    has_exact_weights: bool,
}

impl Schema {
    /// Finds the schema of the data set that is written of a graph. Time O(nodes + edges).
    pub fn of(graph: &Graph) -> Schema {
        let by_key = |columns: Vec<Column>| columns.into_iter().map(|column| (column.key.clone(), column)).collect();
        let mut schema = Schema {
            nodes: by_key(node_columns(graph)),
            edges: by_key(edge_columns(graph)),
            relations: graph
                .header()
                .relations
                .iter()
                .map(|relation| (relation.id.clone(), relation.label.clone(), relation.polarity))
                .collect(),
            weights: (true, true),
            has_exact_weights: false,
        };
        for edge in graph.edges() {
            // An edge without a weight has the integer 1.
            let text = graph.weight_text(edge).unwrap_or("1");
            let is_integer = text.parse::<i64>().is_ok();
            schema.weights.0 &= is_integer;
            schema.weights.1 &= !is_integer;
            schema.has_exact_weights |= text.parse().is_ok_and(|number: f64| number.to_string() != text);
        }
        schema
    }

    /// Returns the column and type of a node's own key; none for a key that no node has.
    pub(super) fn node(&self, key: &str) -> Option<(&Column, Kind)> {
        self.nodes.get(key).map(|column| (column, kind(column)))
    }

    /// Returns the column and type of an edge's own key.
    pub(super) fn edge(&self, key: &str) -> Option<(&Column, Kind)> {
        self.edges.get(key).map(|column| (column, kind(column)))
    }

    /// Returns the weight of an edge: value, type, and JSON text where the numbers are of both types.
    pub(super) fn weight(&self, alias: &str, dialect: Dialect) -> (String, Kind, Option<String>) {
        let number = format!("coalesce({alias}.weight, 1)");
        match self.weights {
            (true, _) => (format!("CAST({number} AS BIGINT)"), Kind::Int, None),
            (_, true) => (number, Kind::Float, None),
            _ => {
                let (text, double) = (dialect.string_type(), &number);
                let plain = format!(
                    "CASE WHEN {double} = floor({double}) AND abs({double}) < 9e15 THEN CAST(CAST({double} AS BIGINT) AS {text}) ELSE CAST({double} AS {text}) END"
                );
                let json = match self.has_exact_weights {
                    true => format!("coalesce({alias}.weight_json, {plain})"),
                    false => plain,
                };
                (number, Kind::Number, Some(json))
            }
        }
    }

    /// Returns the edges in both directions; a self-loop once.
    pub(super) fn steps(&self, dialect: Dialect) -> String {
        let mut names: Vec<String> =
            ["id", "relationship", "label", "weight", "since", "until"].map(str::to_owned).to_vec();
        if self.has_exact_weights {
            names.push("weight_json".to_owned());
        }
        for column in self.edges.values() {
            names.push(dialect.quoted(&column.name));
            names.extend(column.exact.iter().map(|name| dialect.quoted(name)));
        }
        let names = names.join(", ");
        format!(
            "SELECT src, dst, {names} FROM edges\nUNION ALL\nSELECT dst AS src, src AS dst, {names} FROM edges WHERE src <> dst"
        )
    }
}

fn kind(column: &Column) -> Kind {
    match column.kind {
        ColumnType::Boolean => Kind::Bool,
        ColumnType::Long => Kind::Int,
        ColumnType::Double if column.mixes_numbers => Kind::Number,
        ColumnType::Double => Kind::Float,
        ColumnType::Text => Kind::Text,
        ColumnType::Texts => Kind::Texts,
        ColumnType::Json => Kind::Json,
    }
}

//! What the tables of a graph look like.

use super::Dialect;
use super::expr::Kind;
use crate::graph::catalog::{Catalog, Weights};
use crate::graph::columns::{Column, ColumnType};
use crate::graph::{Graph, Header, Polarity};
use std::collections::BTreeMap;

/// The columns and the vocabulary of a data set.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    nodes: BTreeMap<String, Column>,
    edges: BTreeMap<String, Column>,
    /// Words and polarity of each relation.
    pub(super) relations: Vec<(String, String, Polarity)>,
    /// Whether each weight is an integer, and whether each is a double.
    weights: Weights,
}

impl Schema {
    /// Finds the schema of the data set that is written of a graph. Time O(nodes + edges).
    pub fn of(graph: &Graph) -> Schema {
        Schema::new(graph.header(), &Catalog::of(graph))
    }

    /// Makes the schema of a data set from its vocabulary and its catalogue.
    pub fn new(header: &Header, catalog: &Catalog) -> Schema {
        let by_key = |columns: &[Column]| columns.iter().map(|column| (column.key.clone(), column.clone())).collect();
        Schema {
            nodes: by_key(&catalog.node_columns),
            edges: by_key(&catalog.edge_columns),
            relations: header
                .relations
                .iter()
                .map(|relation| (relation.id.clone(), relation.label.clone(), relation.polarity))
                .collect(),
            weights: catalog.weights,
        }
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
            Weights { integers: true, .. } => (format!("CAST({number} AS BIGINT)"), Kind::Int, None),
            Weights { doubles: true, .. } => (number, Kind::Float, None),
            _ => {
                let (text, double) = (dialect.string_type(), &number);
                let plain = format!(
                    "CASE WHEN {double} = floor({double}) AND abs({double}) < 9e15 THEN CAST(CAST({double} AS BIGINT) AS {text}) ELSE CAST({double} AS {text}) END"
                );
                let json = match self.weights.exact {
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
        if self.weights.exact {
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

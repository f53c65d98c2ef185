//! The edges that came back, as the tables of a data set have them.

use super::cell::{self, Cell, EdgeCell, NodeCell, Properties};
use super::{Asker, trouble};
use kgraph::error::Result;
use kgraph::graph::columns::{Column, ColumnType};
use kgraph::jsontext::{self, Kind};
use kgraph::query::cypher::value::List;
use kgraph::query::cypher::{Params, Value};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

/// Nodes that are looked up at once.
const BATCH: usize = 10_000;

/// An edge, with the ids of its ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) source: String,
    pub(super) target: String,
    pub(super) properties: Properties,
}

/// Edges that came back.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// By their ids.
    edges: BTreeMap<String, Edge>,
    /// Those whose ends are not known yet.
    open: Vec<EdgeCell>,
    /// The ids of nodes by the database's numbers.
    nodes: HashMap<i64, String>,
}

impl Part {
    /// Keeps the edges of rows.
    pub(super) fn add(&mut self, rows: &[Vec<Cell>]) {
        let (nodes, open) = (&mut self.nodes, &mut self.open);
        for cell in rows.iter().flatten() {
            let mut node = |node: &NodeCell| {
                if let Some(id) = cell::id(&node.properties) {
                    nodes.insert(node.key, id.to_owned());
                }
            };
            cell.walk(&mut node, &mut |edge: &EdgeCell| open.push(edge.clone()));
        }
    }

    pub(super) fn add_edges(&mut self, edges: impl IntoIterator<Item = Edge>) {
        for edge in edges {
            if let Some(id) = cell::id(&edge.properties) {
                self.edges.insert(id.to_owned(), edge);
            }
        }
    }

    /// Asks for the ids of ends that are not known.
    pub(super) fn find_ends(&mut self, asker: &Asker<'_>, deadline: Option<Instant>) -> Result<()> {
        let keys: BTreeSet<i64> = self.open.iter().flat_map(|edge| edge.ends).collect();
        let missing: Vec<i64> = keys.into_iter().filter(|key| !self.nodes.contains_key(key)).collect();
        for batch in missing.chunks(BATCH) {
            let keys = Value::List(List::new(batch.iter().map(|key| Value::Int(*key)).collect()));
            let text = "MATCH (n) WHERE id(n) IN $keys RETURN id(n) AS key, n.id AS id";
            let params = Params::from([("keys".to_owned(), keys)]);
            for row in asker.client.run(text, &params, u64::MAX, deadline)? {
                if let (Some(Cell::Int(key)), Some(Cell::Text(id))) = (row.get("key"), row.get("id")) {
                    self.nodes.insert(*key, id.clone());
                }
            }
        }
        for edge in std::mem::take(&mut self.open) {
            let [source, target] = edge.ends.map(|key| self.nodes.get(&key).cloned());
            let (Some(source), Some(target)) = (source, target) else {
                return Err(trouble::foreign(&asker.address, "relationships between nodes without an id"));
            };
            if cell::id(&edge.properties).is_none() {
                return Err(trouble::foreign(&asker.address, "relationships without an id"));
            }
            self.add_edges([Edge { source, target, properties: edge.properties }]);
        }
        Ok(())
    }

    /// Writes the edges as rows of the tables `edges` and `evidence`.
    pub(super) fn rows(&self, asker: &Asker<'_>) -> Result<Json> {
        let (mut edges, mut evidence) = (Vec::new(), Vec::new());
        for (id, edge) in &self.edges {
            let text = |name: &str| edge.properties.get(name).and_then(Cell::text);
            let what = |name: &str| trouble::foreign(&asker.address, &format!("relationships without `{name}`"));
            let relation = text("relation").ok_or_else(|| what("relation"))?;
            let position = edge.properties.get("position").and_then(Cell::int).ok_or_else(|| what("position"))?;
            let mut row = Map::new();
            let mut put = |name: &str, value: Json| drop(row.insert(name.to_owned(), value));
            put("id", json!(id));
            put("src", json!(edge.source));
            put("dst", json!(edge.target));
            put("relationship", json!(relation));
            put("position", json!(position));
            // Every edge has a label there, its own or that of its relation.
            let own = asker.words.header().relation(relation).map(|known| known.label.as_str());
            put("label", json!(text("label").filter(|label| Some(*label) != own)));
            put("since", json!(text("since")));
            put("until", json!(text("until")));
            put(
                "weight_json",
                json!(edge.properties.get("weight").and_then(|weight| {
                    // The bulk import knows but one type of a column.
                    match weight {
                        Cell::Float(number) if asker.data.catalog.weights.integers => Some(format!("{number:.0}")),
                        other => json_text(other),
                    }
                })),
            );
            for column in &asker.data.catalog.edge_columns {
                let value = asker.held.edge_key(&column.key).and_then(|name| edge.properties.get(name));
                if let Some(value) = value.and_then(|value| of_column(value, column)) {
                    put(&column.name, value);
                }
            }
            if let Some(pieces) = text("evidence_json") {
                let pieces = jsontext::elements(pieces, 0).into_iter().enumerate();
                evidence.extend(pieces.map(|(at, (piece, _))| json!({"edge": id, "index": at, "json": piece})));
            }
            edges.push(Json::Object(row));
        }
        Ok(json!({"edges": edges, "evidence": evidence}))
    }
}

/// A value as the column of a table has it.
fn of_column(value: &Cell, column: &Column) -> Option<Json> {
    if column.kind == ColumnType::Json {
        return match value {
            // Lists and objects are texts there.
            Cell::Text(text) if matches!(Kind::of(text), Kind::Array | Kind::Object) => Some(json!(text)),
            other => json_text(other).map(Json::String),
        };
    }
    Some(match value {
        Cell::Bool(truth) => json!(truth),
        Cell::Int(number) => json!(number),
        Cell::Float(number) => json!(number),
        Cell::Text(text) => json!(text),
        Cell::List(items) => items.iter().map(|item| item.text().map(|text| json!(text))).collect::<Option<_>>()?,
        _ => return None,
    })
}

/// A value as JSON text.
fn json_text(value: &Cell) -> Option<String> {
    Some(match value {
        Cell::Bool(truth) => truth.to_string(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => format!("{number:?}"),
        Cell::Text(text) => {
            let mut json = String::new();
            jsontext::write_string(&mut json, text);
            json
        }
        Cell::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(json_text).collect();
            format!("[{}]", items?.join(", "))
        }
        _ => return None,
    })
}

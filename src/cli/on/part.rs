//! The part of the graph that an answer names: from rows of the tables to a graph, and from cells to values.

use kgraph::graph::catalog::Catalog;
use kgraph::graph::columns::{Column, ColumnType};
use kgraph::graph::{EdgeId, Graph};
use kgraph::jsontext::{self, write_string};
use kgraph::query::cypher::Value;
use kgraph::query::cypher::value::{List, Path};
use kgraph::query::graph_view::{graph_edge, graph_node};
use kgraph::query::sql::Holds;
use kgraph::query::view::{NodeId, RelId};
use serde_json::{Map, Value as Json};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Ids of nodes and edges that come back.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) nodes: BTreeSet<String>,
    pub(super) edges: BTreeSet<String>,
}

impl Ids {
    /// Adds those of a cell.
    pub(super) fn add(&mut self, cell: &Json, holds: Holds) {
        let text = |json: &Json| json.as_str().map(str::to_owned);
        match holds {
            Holds::Nodes => self.nodes.extend(text(cell)),
            Holds::Edges => self.edges.extend(text(cell)),
            Holds::Paths => {
                for (at, id) in cell.as_array().into_iter().flatten().filter_map(text).enumerate() {
                    if at % 2 == 0 {
                        self.nodes.insert(id)
                    } else {
                        self.edges.insert(id)
                    };
                }
            }
            Holds::Values | Holds::Json => {}
        }
    }
}

/// The rows of a part as kgraph JSON, in the order of the data set.
pub(super) fn rows(answer: &Json, catalog: &Catalog, with_nodes: bool) -> String {
    let list = |key: &str| {
        let rows = answer.get(key).and_then(Json::as_array).into_iter().flatten();
        rows.filter_map(Json::as_object).collect::<Vec<_>>()
    };
    let in_order = |mut rows: Vec<_>| {
        rows.sort_by_key(|row: &&Map<String, Json>| row.get("position").and_then(Json::as_i64));
        rows
    };
    let mut evidence: HashMap<&str, Vec<&Map<String, Json>>> = HashMap::new();
    for row in list("evidence") {
        evidence.entry(text(row, "edge").unwrap_or_default()).or_default().push(row);
    }
    let mut out = "{\"nodes\": [".to_owned();
    let nodes = if with_nodes { in_order(list("nodes")) } else { Vec::new() };
    for (at, row) in nodes.into_iter().enumerate() {
        out.push_str(if at > 0 { ",\n{" } else { "\n{" });
        let mut object = Object { text: &mut out, empty: true };
        for key in ["id", "type", "label", "description"] {
            object.string(key, text(row, key));
        }
        object.value("aliases", row.get("aliases").filter(|json| !json.is_null()));
        object.own(row, &catalog.node_columns);
        out.push('}');
    }
    out.push_str("], \"edges\": [");
    for (at, row) in in_order(list("edges")).into_iter().enumerate() {
        out.push_str(if at > 0 { ",\n{" } else { "\n{" });
        let mut object = Object { text: &mut out, empty: true };
        for (key, column) in [("source", "src"), ("relation", "relationship"), ("target", "dst"), ("id", "id")] {
            object.string(key, text(row, column));
        }
        for key in ["label", "since", "until"] {
            object.string(key, text(row, key));
        }
        let weight = text(row, "weight_json").map(str::to_owned);
        let plain = || row.get("weight").and_then(Json::as_f64).map(|number| number.to_string());
        object.json("weight", weight.or_else(plain).as_deref());
        let mut pieces = text(row, "id").and_then(|id| evidence.remove(id)).unwrap_or_default();
        pieces.sort_by_key(|piece| piece.get("index").and_then(Json::as_i64));
        let pieces: Vec<String> = pieces.into_iter().map(piece).collect();
        object.json("evidence", Some(&format!("[{}]", pieces.join(", "))));
        object.own(row, &catalog.edge_columns);
        out.push('}');
    }
    out.push_str("]}\n");
    out
}

fn text<'r>(row: &'r Map<String, Json>, key: &str) -> Option<&'r str> {
    row.get(key).and_then(Json::as_str)
}

/// Writes a piece of evidence.
fn piece(row: &Map<String, Json>) -> String {
    const KEYS: [&str; 5] = ["document", "locator", "note", "quote", "stance"];
    let mut out = "{".to_owned();
    let mut object = Object { text: &mut out, empty: true };
    match text(row, "json") {
        // What the columns say is null there.
        Some(frame) => {
            for member in jsontext::members(frame, 0) {
                let column = KEYS.iter().find(|key| **key == member.key).and_then(|key| text(row, key));
                match column.filter(|_| member.value == "null") {
                    Some(value) => object.string(&member.key, Some(value)),
                    None => object.json(&member.key, Some(member.value)),
                }
            }
        }
        None => KEYS.iter().for_each(|key| object.string(key, text(row, key))),
    }
    out.push('}');
    out
}

/// An object being written.
struct Object<'t> {
    text: &'t mut String,
    empty: bool,
}

impl Object<'_> {
    /// Writes a member of JSON text.
    fn json(&mut self, key: &str, json: Option<&str>) {
        let Some(json) = json else { return };
        self.text.push_str(if self.empty { "" } else { ", " });
        self.empty = false;
        write_string(self.text, key);
        self.text.push_str(": ");
        self.text.push_str(json);
    }

    fn string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            let mut json = String::new();
            write_string(&mut json, value);
            self.json(key, Some(&json));
        }
    }

    fn value(&mut self, key: &str, value: Option<&Json>) {
        let text = value.map(|value| match value.as_array() {
            Some(items) => format!("[{}]", items.iter().map(Json::to_string).collect::<Vec<_>>().join(", ")),
            None => value.to_string(),
        });
        self.json(key, text.as_deref());
    }

    /// Writes the users' own keys, each from the column that has its value exactly.
    fn own(&mut self, row: &Map<String, Json>, columns: &[Column]) {
        for column in columns {
            let exact = column.exact.as_ref().and_then(|name| text(row, name));
            let value = row.get(&column.name).filter(|json| !json.is_null());
            match (exact, value, column.kind) {
                (Some(json), ..) => self.json(&column.key, Some(json)),
                (None, Some(Json::String(json)), ColumnType::Json) => self.json(&column.key, Some(json)),
                (None, Some(Json::Number(number)), ColumnType::Double) => {
                    // As Parquet has no sign of it, a double is written as one.
                    let text = number.as_f64().map(|number| format!("{number:?}"));
                    self.json(&column.key, text.as_deref());
                }
                (None, value, _) => self.value(&column.key, value),
            }
        }
    }
}

/// Makes values of cells.
pub(super) struct Cells<'g> {
    graph: &'g Graph,
    edges: HashMap<String, EdgeId>,
}

impl<'g> Cells<'g> {
    pub(super) fn new(graph: &'g Graph) -> Self {
        let edges = graph.edges().map(|edge| (graph.edge_id(edge).into_owned(), edge)).collect();
        Cells { graph, edges }
    }

    pub(super) fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// Returns a value of a part of this graph as one of this graph.
    pub(super) fn of(&self, part: &Graph, value: Value) -> Value {
        let node = |node: NodeId| self.node(part.id(graph_node(node)));
        let edge = |rel: RelId| self.edge(&part.edge_id(graph_edge(rel)));
        match value {
            Value::Node(id) => node(id).map_or(Value::Null, Value::Node),
            Value::Rel(id) => edge(id).map_or(Value::Null, Value::Rel),
            Value::Path(path) => {
                let nodes = path.nodes.iter().filter_map(|&id| node(id)).collect();
                let rels = path.rels.iter().filter_map(|&id| edge(id)).collect();
                Value::Path(Arc::new(Path { nodes, rels }))
            }
            Value::List(items) => {
                Value::List(List::new(items.iter().map(|item| self.of(part, item.clone())).collect()))
            }
            Value::Map(members) => Value::Map(kgraph::query::cypher::value::Map::new(
                members.iter().map(|(key, item)| (key.clone(), self.of(part, item.clone()))).collect(),
            )),
            other => other,
        }
    }

    /// Finds a node by its id.
    pub(super) fn node(&self, id: &str) -> Option<NodeId> {
        self.graph.find(id).map(|node| NodeId(node.index() as u32))
    }

    /// Finds an edge by its id.
    pub(super) fn edge(&self, id: &str) -> Option<RelId> {
        self.edges.get(id).map(|edge| RelId(edge.index() as u32))
    }

    /// Returns the value of a cell; none if it names what did not come back.
    pub(super) fn value(&self, cell: &Json, holds: Holds) -> Option<Value> {
        if cell.is_null() {
            return Some(Value::Null);
        }
        match holds {
            Holds::Nodes => self.node(cell.as_str()?).map(Value::Node),
            Holds::Edges => self.edge(cell.as_str()?).map(Value::Rel),
            Holds::Paths => {
                let ids = cell.as_array()?;
                let nodes = ids.iter().step_by(2).map(|id| self.node(id.as_str()?)).collect::<Option<_>>()?;
                let rels = ids.iter().skip(1).step_by(2).map(|id| self.edge(id.as_str()?)).collect::<Option<_>>()?;
                Some(Value::Path(Arc::new(Path { nodes, rels })))
            }
            Holds::Json => kgraph::query::answer::parameter(cell.as_str()?),
            Holds::Values => plain(cell),
        }
    }
}

fn plain(cell: &Json) -> Option<Value> {
    Some(match cell {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(*truth),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Int(integer),
            None => Value::Float(number.as_f64()?),
        },
        Json::String(text) => Value::from(text.clone()),
        Json::Array(items) => Value::List(List::new(items.iter().map(plain).collect::<Option<_>>()?)),
        // A number that JSON does not have.
        Json::Object(object) => Value::Float(object.get("double")?.as_str()?.parse().ok()?),
    })
}

/// Compares values in the order of the data set: nodes and edges as they come there, nulls last.
pub(super) fn in_order(a: &[Value], b: &[Value]) -> Ordering {
    a.iter().zip(b).map(|(a, b)| order(a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Node(a), Value::Node(b)) => a.0.cmp(&b.0),
        (Value::Rel(a), Value::Rel(b)) => a.0.cmp(&b.0),
        (Value::Path(a), Value::Path(b)) => {
            let key = |path: &Path| {
                let nodes: Vec<u32> = path.nodes.iter().map(|node| node.0).collect();
                (nodes, path.rels.iter().map(|rel| rel.0).collect::<Vec<u32>>())
            };
            key(a).cmp(&key(b))
        }
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Str(a), Value::Str(b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) => in_order(a, b).then(a.len().cmp(&b.len())),
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        (a, b) => match (number(a), number(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => Ordering::Equal,
        },
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

//! What a database gives back over Bolt, in words of our own.

use crate::cli::on::part::Cells;
use kgraph::query::cypher::Value;
use kgraph::query::cypher::value::{List, Map, Path};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Cell>),
    Map(Properties),
    Node(NodeCell),
    Edge(EdgeCell),
    /// Nodes and the edges between them, in the order walked.
    Path(Vec<NodeCell>, Vec<EdgeCell>),
    /// Something that no graph of kgraph's holds: a point, a time.
    Other,
}

pub(super) type Properties = BTreeMap<String, Cell>;

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NodeCell {
    /// The database's own number, good for one session.
    pub(super) key: i64,
    pub(super) properties: Properties,
}

/// A relationship.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EdgeCell {
    /// The numbers of its ends.
    pub(super) ends: [i64; 2],
    pub(super) properties: Properties,
}

/// The id that kgraph gave to a node or an edge when it was exported.
pub(super) fn id(properties: &Properties) -> Option<&str> {
    match properties.get("id") {
        Some(Cell::Text(id)) => Some(id),
        _ => None,
    }
}

impl Cell {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn int(&self) -> Option<i64> {
        match self {
            Cell::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// Calls functions for every node and every edge in it.
    pub(super) fn walk<'c>(&'c self, node: &mut impl FnMut(&'c NodeCell), edge: &mut impl FnMut(&'c EdgeCell)) {
        match self {
            Cell::Node(one) => node(one),
            Cell::Edge(one) => edge(one),
            Cell::Path(nodes, edges) => {
                nodes.iter().for_each(&mut *node);
                edges.iter().for_each(&mut *edge);
            }
            Cell::List(items) => items.iter().for_each(|item| item.walk(node, edge)),
            Cell::Map(members) => members.values().for_each(|member| member.walk(node, edge)),
            _ => {}
        }
    }

    /// Returns it as a value of a graph; none if it names what the graph does not have.
    pub(super) fn value(&self, cells: &Cells<'_>) -> Option<Value> {
        let node = |node: &NodeCell| cells.node(id(&node.properties)?);
        let edge = |edge: &EdgeCell| cells.edge(id(&edge.properties)?);
        Some(match self {
            Cell::Null => Value::Null,
            Cell::Bool(truth) => Value::Bool(*truth),
            Cell::Int(number) => Value::Int(*number),
            Cell::Float(number) => Value::Float(*number),
            Cell::Text(text) => Value::from(text.clone()),
            Cell::List(items) => {
                Value::List(List::new(items.iter().map(|item| item.value(cells)).collect::<Option<_>>()?))
            }
            Cell::Map(members) => {
                let members = members.iter().map(|(name, item)| Some((name.clone(), item.value(cells)?)));
                Value::Map(Map::new(members.collect::<Option<_>>()?))
            }
            Cell::Node(one) => Value::Node(node(one)?),
            Cell::Edge(one) => Value::Rel(edge(one)?),
            Cell::Path(nodes, edges) => Value::Path(Arc::new(Path {
                nodes: nodes.iter().map(node).collect::<Option<_>>()?,
                rels: edges.iter().map(edge).collect::<Option<_>>()?,
            })),
            Cell::Other => return None,
        })
    }
}

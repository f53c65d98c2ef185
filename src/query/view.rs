//! What the query engine needs from a graph.
//!
//! Everything is read through [`GraphView`]; nothing of the graph is copied. Nodes, relationships,
//! labels and relationship types are small numbers; names and values are handed out when they
//! are asked for.

use std::borrow::Cow;

use super::cypher::Value;

/// A node of the viewed graph, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A relationship of the viewed graph, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelId(pub u32);

/// A node label known to the viewed graph, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// A relationship type known to the viewed graph, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// Which end of its relationships a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The node is the start: `(n)-->()`.
    Outgoing,
    /// The node is the end: `(n)<--()`.
    Incoming,
    /// The node is either end: `(n)--()`.
    Both,
}

impl Direction {
    /// Returns the direction as seen from the other node.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Outgoing => Self::Incoming,
            Self::Incoming => Self::Outgoing,
            Self::Both => Self::Both,
        }
    }
}

/// One step from a node: the relationship taken and the node reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The relationship taken.
    pub rel: RelId,
    /// The node at its other end.
    pub node: NodeId,
}

/// Read access to a graph, as the query engine uses it.
///
/// The numbers behind the ids are the implementor's own; they must stay the same for as long as
/// the view is borrowed. Methods that yield several items do so in insertion order. The trait is
/// object-safe, and the engine uses it as `&dyn GraphView`.
pub trait GraphView {
    /// Returns the number of nodes; their ids are below it, in the order of [`GraphView::nodes`].
    fn node_count(&self) -> usize;

    /// Yields all nodes.
    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_>;

    /// Returns the number of labels known; their ids are `0..label_count()`.
    fn label_count(&self) -> usize;

    /// Returns the name of a label.
    fn label_name(&self, label: LabelId) -> Cow<'_, str>;

    /// Finds a label by its exact name.
    fn label(&self, name: &str) -> Option<LabelId>;

    /// Yields the nodes that carry a label.
    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_>;

    /// Returns the number of nodes that carry a label.
    fn label_size(&self, label: LabelId) -> usize;

    /// Appends the labels of a node to `out`.
    fn node_labels(&self, node: NodeId, out: &mut Vec<LabelId>);

    /// Tells whether a node carries a label.
    fn has_label(&self, node: NodeId, label: LabelId) -> bool;

    /// Returns the number of relationship types known; their ids are `0..type_count()`.
    fn type_count(&self) -> usize;

    /// Returns the name of a relationship type.
    fn type_name(&self, kind: TypeId) -> Cow<'_, str>;

    /// Finds a relationship type by its exact name.
    fn rel_type_id(&self, name: &str) -> Option<TypeId>;

    /// Returns the number of relationships.
    fn rel_count(&self) -> usize;

    /// Returns the number of relationships of a type.
    fn type_size(&self, kind: TypeId) -> usize;

    /// Yields the relationships of a type, or all of them for `None`.
    fn rels(&self, kind: Option<TypeId>) -> Box<dyn Iterator<Item = RelId> + '_>;

    /// Returns the type of a relationship.
    fn rel_type(&self, rel: RelId) -> TypeId;

    /// Returns the start and the end of a relationship.
    fn ends(&self, rel: RelId) -> (NodeId, NodeId);

    /// Appends the steps possible from a node to `out`, restricted to `types` unless it is empty.
    ///
    /// For [`Direction::Both`] a relationship from a node to itself is one step, not two.
    fn hops(&self, node: NodeId, direction: Direction, types: &[TypeId], out: &mut Vec<Hop>);

    /// Returns how many steps [`GraphView::hops`] would append.
    fn hop_count(&self, node: NodeId, direction: Direction, types: &[TypeId]) -> usize {
        let mut hops = Vec::new();
        self.hops(node, direction, types, &mut hops);
        hops.len()
    }

    /// Adds to the sum of each node the weights of the nodes that its steps lead to, for all nodes at
    /// once: a product with the adjacency matrix. Weights and sums are as many as nodes; sums that are
    /// too great stay at the greatest number.
    fn sum_hops(&self, direction: Direction, types: &[TypeId], weights: &[u64], sums: &mut [u64]) {
        let mut hops = Vec::new();
        for (node, sum) in self.nodes().zip(sums) {
            hops.clear();
            self.hops(node, direction, types, &mut hops);
            for hop in &hops {
                *sum = sum.saturating_add(weights.get(hop.node.0 as usize).copied().unwrap_or(0));
            }
        }
    }

    /// Drops the steps to nodes that do not carry a label.
    fn keep_labelled(&self, label: LabelId, hops: &mut Vec<Hop>) {
        hops.retain(|hop| self.has_label(hop.node, label));
    }

    /// Returns one property of a node, or `None` where it has none of that name.
    fn node_property(&self, node: NodeId, key: &str) -> Option<Value>;

    /// Appends the names of the properties that a node has to `out`.
    fn node_keys(&self, node: NodeId, out: &mut Vec<String>);

    /// Returns one property of a relationship, or `None` where it has none of that name.
    fn rel_property(&self, rel: RelId, key: &str) -> Option<Value>;

    /// Appends the names of the properties that a relationship has to `out`.
    fn rel_keys(&self, rel: RelId, out: &mut Vec<String>);

    /// Tells whether [`GraphView::find`] answers for this node property without a scan.
    fn is_indexed(&self, _key: &str) -> bool {
        false
    }

    /// Finds the nodes whose property `key` equals `value`, or `None` if `key` has no index.
    fn find(&self, _key: &str, _value: &Value) -> Option<Vec<NodeId>> {
        None
    }

    /// Returns the property names seen on nodes, for suggestions; empty where not known.
    fn known_node_keys(&self) -> Vec<Cow<'_, str>> {
        Vec::new()
    }

    /// Returns the property names seen on relationships, for suggestions; empty where not known.
    fn known_rel_keys(&self) -> Vec<Cow<'_, str>> {
        Vec::new()
    }
}

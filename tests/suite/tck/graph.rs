//! A simple graph in memory for the tests.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kgraph::query::cypher::Value;
use kgraph::query::view::{Direction, GraphView, Hop, LabelId, NodeId, RelId, TypeId};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

#[derive(Default)]
pub(crate) struct TestGraph {
    graph: DiGraph<Node, Rel>,
    labels: Vec<String>,
    types: Vec<String>,
}

struct Node {
    labels: Vec<LabelId>,
    properties: BTreeMap<String, Value>,
}

struct Rel {
    kind: TypeId,
    properties: BTreeMap<String, Value>,
}

fn intern(names: &mut Vec<String>, name: &str) -> u32 {
    let found = names.iter().position(|n| n == name);
    let at = found.unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    at as u32
}

fn node(id: NodeId) -> NodeIndex {
    NodeIndex::new(id.0 as usize)
}

fn edge(id: RelId) -> EdgeIndex {
    EdgeIndex::new(id.0 as usize)
}

impl TestGraph {
    pub(crate) fn add_node(&mut self, labels: &[String], properties: BTreeMap<String, Value>) -> NodeId {
        let labels = labels.iter().map(|l| LabelId(intern(&mut self.labels, l))).collect();
        NodeId(self.graph.add_node(Node { labels, properties }).index() as u32)
    }

    pub(crate) fn add_rel(
        &mut self,
        from: NodeId,
        to: NodeId,
        kind: &str,
        properties: BTreeMap<String, Value>,
    ) -> RelId {
        let kind = TypeId(intern(&mut self.types, kind));
        RelId(self.graph.add_edge(node(from), node(to), Rel { kind, properties }).index() as u32)
    }

    /// Removes relationships; the ids of others may change.
    pub(crate) fn remove_rels(&mut self, mut rels: Vec<RelId>) {
        rels.sort();
        rels.dedup();
        for rel in rels.into_iter().rev() {
            self.graph.remove_edge(edge(rel));
        }
    }
}

impl GraphView for TestGraph {
    fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new(self.graph.node_indices().map(|n| NodeId(n.index() as u32)))
    }

    fn label_count(&self) -> usize {
        self.labels.len()
    }

    fn label_name(&self, label: LabelId) -> Cow<'_, str> {
        Cow::Borrowed(&self.labels[label.0 as usize])
    }

    fn label(&self, name: &str) -> Option<LabelId> {
        self.labels.iter().position(|l| l == name).map(|at| LabelId(at as u32))
    }

    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new(self.nodes().filter(move |n| self.has_label(*n, label)))
    }

    fn label_size(&self, label: LabelId) -> usize {
        self.nodes_with_label(label).count()
    }

    fn node_labels(&self, id: NodeId, out: &mut Vec<LabelId>) {
        out.extend(&self.graph[node(id)].labels);
    }

    fn has_label(&self, id: NodeId, label: LabelId) -> bool {
        self.graph[node(id)].labels.contains(&label)
    }

    fn type_count(&self) -> usize {
        self.types.len()
    }

    fn type_name(&self, kind: TypeId) -> Cow<'_, str> {
        Cow::Borrowed(&self.types[kind.0 as usize])
    }

    fn rel_type_id(&self, name: &str) -> Option<TypeId> {
        self.types.iter().position(|t| t == name).map(|at| TypeId(at as u32))
    }

    fn rel_count(&self) -> usize {
        self.graph.edge_count()
    }

    fn type_size(&self, kind: TypeId) -> usize {
        self.rels(Some(kind)).count()
    }

    fn rels(&self, kind: Option<TypeId>) -> Box<dyn Iterator<Item = RelId> + '_> {
        let rels = self.graph.edge_references().filter(move |e| kind.is_none_or(|kind| e.weight().kind == kind));
        Box::new(rels.map(|e| RelId(e.id().index() as u32)))
    }

    fn rel_type(&self, rel: RelId) -> TypeId {
        self.graph[edge(rel)].kind
    }

    fn ends(&self, rel: RelId) -> (NodeId, NodeId) {
        let (from, to) = self.graph.edge_endpoints(edge(rel)).expect("the relationship is of this graph");
        (NodeId(from.index() as u32), NodeId(to.index() as u32))
    }

    fn hops(&self, id: NodeId, direction: Direction, types: &[TypeId], out: &mut Vec<Hop>) {
        let wanted = |kind: TypeId| types.is_empty() || types.contains(&kind);
        let start = out.len();
        for (side, skipped) in [(petgraph::Outgoing, Direction::Incoming), (petgraph::Incoming, Direction::Outgoing)] {
            if direction == skipped {
                continue;
            }
            for e in self.graph.edges_directed(node(id), side) {
                let far = if side == petgraph::Outgoing { e.target() } else { e.source() };
                let again = direction == Direction::Both && side == petgraph::Incoming && far == node(id);
                if wanted(e.weight().kind) && !again {
                    out.push(Hop { rel: RelId(e.id().index() as u32), node: NodeId(far.index() as u32) });
                }
            }
        }
        out[start..].sort_by_key(|hop| hop.rel);
    }

    fn node_property(&self, id: NodeId, key: &str) -> Option<Value> {
        self.graph[node(id)].properties.get(key).cloned()
    }

    fn node_keys(&self, id: NodeId, out: &mut Vec<String>) {
        out.extend(self.graph[node(id)].properties.keys().cloned());
    }

    fn rel_property(&self, rel: RelId, key: &str) -> Option<Value> {
        self.graph[edge(rel)].properties.get(key).cloned()
    }

    fn rel_keys(&self, rel: RelId, out: &mut Vec<String>) {
        out.extend(self.graph[edge(rel)].properties.keys().cloned());
    }

    fn is_indexed(&self, key: &str) -> bool {
        key == "id"
    }

    fn find(&self, key: &str, value: &Value) -> Option<Vec<NodeId>> {
        let same = |n: &NodeId| self.node_property(*n, key).is_some_and(|v| v.equals(value) == Some(true));
        Some(self.nodes().filter(same).collect())
    }

    fn known_node_keys(&self) -> Vec<Cow<'_, str>> {
        let mut keys: Vec<_> = self.graph.node_weights().flat_map(|n| n.properties.keys()).collect();
        keys.sort();
        keys.dedup();
        keys.into_iter().map(|k| Cow::Borrowed(k.as_str())).collect()
    }

    fn known_rel_keys(&self) -> Vec<Cow<'_, str>> {
        let mut keys: Vec<_> = self.graph.edge_weights().flat_map(|r| r.properties.keys()).collect();
        keys.sort();
        keys.dedup();
        keys.into_iter().map(|k| Cow::Borrowed(k.as_str())).collect()
    }
}

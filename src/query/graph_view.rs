//! A [`Graph`] as the pattern language sees it.
//!
//! | in a pattern | in the graph |
//! |---|---|
//! | label of a node | id of its type |
//! | type of a relationship | id of its relation |
//! | `n.id`, `n.label`, `n.type`, `n.aliases`, `n.description` | the node's own |
//! | `r.id`, `r.label`, `r.relation`, `r.weight`, `r.since`, `r.until`, `r.polarity` | the edge's own |
//! | `r.evidence` | a list of maps: `document`, `locator`, `note`, `quote`, `stance` and the user's own keys |
//! | any other property | the user's own key of that name |

use super::cypher::Value;
use super::cypher::value::{List, Map};
use super::view::{Direction, GraphView, Hop, LabelId, NodeId, RelId, TypeId};
use crate::graph;
use crate::graph::Graph;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A graph to run patterns on. What the patterns ask for is indexed when they first do.
pub struct View<'g> {
    graph: &'g Graph,
    by_type: OnceLock<Vec<Vec<NodeId>>>,
    relation_sizes: OnceLock<Vec<usize>>,
}

impl<'g> View<'g> {
    /// Views a graph. Time O(1).
    pub fn new(graph: &'g Graph) -> Self {
        View { graph, by_type: OnceLock::new(), relation_sizes: OnceLock::new() }
    }

    /// Returns the graph.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// Lists the nodes of each type. Time O(nodes), once.
    fn by_type(&self) -> &[Vec<NodeId>] {
        self.by_type.get_or_init(|| {
            let mut lists = vec![Vec::new(); self.graph.header().types.len()];
            for (at, record) in self.graph.as_petgraph().node_weights().enumerate() {
                if let Some(number) = record.type_index() {
                    lists[number].push(NodeId(at as u32));
                }
            }
            lists
        })
    }

    /// Counts the edges of each relation. Time O(edges), once.
    fn relation_sizes(&self) -> &[usize] {
        self.relation_sizes.get_or_init(|| {
            let mut sizes = vec![0; self.graph.header().relations.len()];
            for record in self.graph.as_petgraph().edge_weights() {
                sizes[record.relation_index()] += 1;
            }
            sizes
        })
    }

    fn type_index(&self, node: NodeId) -> Option<usize> {
        self.graph.as_petgraph()[graph_node(node)].type_index()
    }

    fn relation_index(&self, edge: graph::EdgeId) -> usize {
        self.graph.as_petgraph()[edge].relation_index()
    }
}

/// Returns a node of the view as a node of the graph.
pub fn graph_node(node: NodeId) -> graph::NodeId {
    graph::NodeId::new(node.0 as usize)
}

/// Returns a relationship of the view as an edge of the graph.
pub fn graph_edge(rel: RelId) -> graph::EdgeId {
    graph::EdgeId::new(rel.0 as usize)
}

impl GraphView for View<'_> {
    fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new((0..self.graph.node_count() as u32).map(NodeId))
    }

    fn label_count(&self) -> usize {
        self.graph.header().types.len()
    }

    fn label_name(&self, label: LabelId) -> Cow<'_, str> {
        Cow::Borrowed(&self.graph.header().types[label.0 as usize].id)
    }

    fn label(&self, name: &str) -> Option<LabelId> {
        self.graph.header().types.iter().position(|known| known.id == name).map(|at| LabelId(at as u32))
    }

    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new(self.by_type()[label.0 as usize].iter().copied())
    }

    fn label_size(&self, label: LabelId) -> usize {
        self.by_type()[label.0 as usize].len()
    }

    fn node_labels(&self, node: NodeId, out: &mut Vec<LabelId>) {
        out.extend(self.type_index(node).map(|at| LabelId(at as u32)));
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.type_index(node) == Some(label.0 as usize)
    }

    fn type_count(&self) -> usize {
        self.graph.header().relations.len()
    }

    fn type_name(&self, kind: TypeId) -> Cow<'_, str> {
        Cow::Borrowed(&self.graph.header().relations[kind.0 as usize].id)
    }

    fn rel_type_id(&self, name: &str) -> Option<TypeId> {
        self.graph.header().relations.iter().position(|known| known.id == name).map(|at| TypeId(at as u32))
    }

    fn rel_count(&self) -> usize {
        self.graph.edge_count()
    }

    fn type_size(&self, kind: TypeId) -> usize {
        self.relation_sizes()[kind.0 as usize]
    }

    fn rels(&self, kind: Option<TypeId>) -> Box<dyn Iterator<Item = RelId> + '_> {
        let all = (0..self.graph.edge_count() as u32).map(RelId);
        match kind {
            None => Box::new(all),
            Some(kind) => Box::new(all.filter(move |&rel| self.relation_index(graph_edge(rel)) == kind.0 as usize)),
        }
    }

    fn rel_type(&self, rel: RelId) -> TypeId {
        TypeId(self.relation_index(graph_edge(rel)) as u32)
    }

    fn ends(&self, rel: RelId) -> (NodeId, NodeId) {
        let (source, target) = self.graph.endpoints(graph_edge(rel));
        (NodeId(source.index() as u32), NodeId(target.index() as u32))
    }

    fn hop_count(&self, node: NodeId, direction: Direction, types: &[TypeId]) -> usize {
        if direction == Direction::Both {
            let mut hops = Vec::new();
            self.hops(node, direction, types, &mut hops);
            return hops.len();
        }
        let way =
            if direction == Direction::Outgoing { graph::Direction::Outgoing } else { graph::Direction::Incoming };
        with_numbers(types, |relations| self.graph.count_neighbours(graph_node(node), way, relations))
    }

    fn sum_hops(&self, direction: Direction, types: &[TypeId], weights: &[u64], sums: &mut [u64]) {
        let mut wanted = vec![types.is_empty(); self.graph.header().relations.len()];
        types.iter().for_each(|kind| wanted[kind.0 as usize] = true);
        // Which edges count is found out for a few at a time, without a branch that would be guessed wrong.
        let mut few = [0usize; 256];
        for edges in self.graph.as_petgraph().raw_edges().chunks(few.len()) {
            let mut count = 0;
            for (at, edge) in edges.iter().enumerate() {
                few[count] = at;
                count += usize::from(wanted[edge.weight.relation_index()]);
            }
            for edge in few[..count].iter().map(|&at| &edges[at]) {
                let (source, target) = (edge.source().index(), edge.target().index());
                if direction != Direction::Incoming {
                    sums[source] = sums[source].saturating_add(weights[target]);
                }
                if direction == Direction::Incoming || (direction == Direction::Both && source != target) {
                    sums[target] = sums[target].saturating_add(weights[source]);
                }
            }
        }
    }

    fn keep_labelled(&self, label: LabelId, hops: &mut Vec<Hop>) {
        let nodes = self.graph.as_petgraph();
        hops.retain(|hop| nodes[graph_node(hop.node)].type_index() == Some(label.0 as usize));
    }

    fn hops(&self, node: NodeId, direction: Direction, types: &[TypeId], out: &mut Vec<Hop>) {
        with_numbers(types, |relations| self.collect_hops(node, direction, relations, out));
    }

    fn node_property(&self, node: NodeId, key: &str) -> Option<Value> {
        let node = graph_node(node);
        match key {
            "id" => Some(Value::from(self.graph.id(node).to_owned())),
            "label" => Some(Value::from(self.graph.label(node).to_owned())),
            "type" => self.graph.entity_type(node).map(|known| Value::from(known.id.clone())),
            "aliases" => self.graph.aliases_json(node).and_then(json_text),
            "description" => self.graph.description(node).map(text),
            _ => self.graph.node_attribute(node, key).and_then(json_text),
        }
    }

    fn node_keys(&self, node: NodeId, out: &mut Vec<String>) {
        let own = graph_node(node);
        let fixed = ["id", "label", "type", "aliases", "description"];
        out.extend(fixed.iter().filter(|key| self.node_property(node, key).is_some()).map(|key| (*key).to_owned()));
        out.extend(self.graph.node_attributes(own).map(|attribute| attribute.key.to_owned()));
    }

    fn rel_property(&self, rel: RelId, key: &str) -> Option<Value> {
        let edge = graph_edge(rel);
        match key {
            "id" => Some(Value::from(self.graph.edge_id(edge).into_owned())),
            "label" => Some(text(self.graph.edge_label(edge))),
            "relation" => Some(Value::from(self.graph.relation(edge).id.clone())),
            "polarity" => Some(Value::from(self.graph.relation(edge).polarity.as_str().to_owned())),
            "weight" => Some(self.graph.weight_text(edge).and_then(json_text).unwrap_or(Value::Int(1))),
            "since" => self.graph.since(edge).map(text),
            "until" => self.graph.until(edge).map(text),
            "evidence" => Some(
                self.graph
                    .evidence_json(edge)
                    .and_then(json_text)
                    .unwrap_or_else(|| Value::List(List::new(Vec::new()))),
            ),
            _ => self.graph.edge_attribute(edge, key).and_then(json_text),
        }
    }

    fn rel_keys(&self, rel: RelId, out: &mut Vec<String>) {
        let fixed = ["id", "label", "relation", "polarity", "weight", "since", "until", "evidence"];
        out.extend(fixed.iter().filter(|key| self.rel_property(rel, key).is_some()).map(|key| (*key).to_owned()));
        out.extend(self.graph.edge_attributes(graph_edge(rel)).map(|attribute| attribute.key.to_owned()));
    }

    fn is_indexed(&self, key: &str) -> bool {
        key == "id"
    }

    fn find(&self, key: &str, value: &Value) -> Option<Vec<NodeId>> {
        if key != "id" {
            return None;
        }
        let found = match value {
            Value::Str(id) => self.graph.find(id),
            _ => None,
        };
        Some(found.into_iter().map(|node| NodeId(node.index() as u32)).collect())
    }

    fn known_node_keys(&self) -> Vec<Cow<'_, str>> {
        let fixed = ["id", "label", "type", "aliases", "description"];
        fixed.into_iter().chain(self.graph.node_attribute_keys()).map(Cow::Borrowed).collect()
    }

    fn known_rel_keys(&self) -> Vec<Cow<'_, str>> {
        let fixed = ["id", "label", "relation", "polarity", "weight", "since", "until", "evidence"];
        fixed.into_iter().chain(self.graph.edge_attribute_keys()).map(Cow::Borrowed).collect()
    }
}

impl View<'_> {
    fn collect_hops(&self, node: NodeId, direction: Direction, relations: &[u32], out: &mut Vec<Hop>) {
        let here = graph_node(node);
        let hop = |(edge, node): (&graph::EdgeId, &graph::NodeId)| Hop {
            rel: RelId(edge.index() as u32),
            node: NodeId(node.index() as u32),
        };
        if direction != Direction::Incoming {
            self.graph.collect_neighbours(here, graph::Direction::Outgoing, relations, &mut |edges, nodes| {
                out.extend(edges.iter().zip(nodes).map(hop));
            });
        }
        if direction != Direction::Outgoing {
            // For both ways a loop was found among the outgoing edges already.
            let loops = direction == Direction::Incoming;
            self.graph.collect_neighbours(here, graph::Direction::Incoming, relations, &mut |edges, nodes| {
                if loops {
                    out.extend(edges.iter().zip(nodes).map(hop));
                } else {
                    out.extend(edges.iter().zip(nodes).filter(|(_, other)| **other != here).map(hop));
                }
            });
        }
    }
}

/// Hands over the numbers of types; few types are the rule, and need no list of their own.
fn with_numbers<T>(types: &[TypeId], run: impl FnOnce(&[u32]) -> T) -> T {
    let mut few = [0; 8];
    match few.get_mut(..types.len()) {
        Some(few) => {
            few.iter_mut().zip(types).for_each(|(to, kind)| *to = kind.0);
            run(few)
        }
        None => run(&types.iter().map(|kind| kind.0).collect::<Vec<_>>()),
    }
}

fn text(text: Cow<'_, str>) -> Value {
    Value::from(text.into_owned())
}

/// Reads JSON text as a value; null is no value, and integers beyond 64 bits are floating-point numbers.
pub(crate) fn json_text(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok().map(value).filter(|value| !value.is_null())
}

fn value(json: serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(truth) => Value::Bool(truth),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(integer) => Value::Int(integer),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(text) => Value::from(text),
        serde_json::Value::Array(items) => Value::List(List::new(items.into_iter().map(value).collect())),
        serde_json::Value::Object(members) => Value::Map(Map::new(
            members.into_iter().map(|(key, member)| (key, value(member))).collect::<BTreeMap<_, _>>(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::format::Format;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_for_all_nodes_at_once_are_those_of_each_node(
            edges in prop::collection::vec((0u64..5, 0usize..3, 0u64..5), 0..700),
            weights in prop::collection::vec(0u64..100, 5),
            (types, direction) in (prop::collection::btree_set(0u32..3, 0..3), 0usize..3),
        ) {
            let nodes: Vec<_> = (0..5).map(|at| serde_json::json!({"id": at.to_string()})).collect();
            let relations: Vec<_> = ["r", "s", "t"].iter().map(|id| serde_json::json!({"id": id})).collect();
            let edges: Vec<_> = edges.iter().map(|(source, relation, target)| serde_json::json!({
                "source": source.to_string(), "relation": (["r", "s", "t"][*relation]), "target": target.to_string(),
            })).collect();
            let text = serde_json::json!({"graph": {"relations": relations}, "nodes": nodes, "edges": edges}).to_string();
            let graph = Format::from_name("json").expect("json").read(&[Source::new("test", text)]).expect("a good graph").0;
            let view = View::new(&graph);
            let types: Vec<TypeId> = types.into_iter().map(TypeId).collect();
            let direction = [Direction::Outgoing, Direction::Incoming, Direction::Both][direction];
            let mut sums = vec![0; 5];
            view.sum_hops(direction, &types, &weights, &mut sums);
            for (node, sum) in view.nodes().zip(sums) {
                let mut hops = Vec::new();
                view.hops(node, direction, &types, &mut hops);
                prop_assert_eq!(sum, hops.iter().map(|hop| weights[hop.node.0 as usize]).sum::<u64>());
                prop_assert_eq!(view.hop_count(node, direction, &types), hops.len());
            }
        }
    }
}

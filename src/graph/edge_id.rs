//! Ids for edges that have none of their own: made of their content, so that they stay the same
//! when other edges come and go.

use super::{Direction, EdgeId, Graph};
use hashbrown::{HashMap, HashSet};

/// Which of several edges with the same source, relation and target an edge is, where it is not the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct EdgeIds {
    ordinals: HashMap<EdgeId, u32>,
}

impl EdgeIds {
    pub(crate) fn new(graph: &Graph) -> Self {
        let mut ids = EdgeIds::default();
        let mut row: Vec<(usize, usize, EdgeId)> = Vec::new();
        for node in graph.nodes() {
            row.clear();
            row.extend(
                graph
                    .edges_of(node, Direction::Outgoing)
                    .iter()
                    .filter(|&&edge| graph.own_edge_id(edge).is_none())
                    .map(|&edge| (graph.topology[edge].relation_index(), graph.endpoints(edge).1.index(), edge)),
            );
            row.sort_unstable();
            let mut ordinal = 1;
            for pair in row.windows(2) {
                ordinal = if (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1) { ordinal + 1 } else { 1 };
                if ordinal > 1 {
                    ids.ordinals.insert(pair[1].2, ordinal);
                }
            }
        }
        if may_collide(graph) {
            ids.part(graph);
        }
        ids
    }

    /// Raises ordinals until no made id equals another id of the graph.
    fn part(&mut self, graph: &Graph) {
        let mut taken: HashSet<String> =
            graph.edges().filter_map(|edge| graph.own_edge_id(edge)).map(Into::into).collect();
        for edge in graph.edges().filter(|&edge| graph.own_edge_id(edge).is_none()) {
            while !taken.insert(self.made_id(graph, edge)) {
                *self.ordinals.entry(edge).or_insert(1) += 1;
            }
        }
    }

    /// Returns the id made for an edge.
    pub(crate) fn made_id(&self, graph: &Graph, edge: EdgeId) -> String {
        let mut id = String::new();
        self.push_made_id(graph, edge, &mut id);
        id
    }

    /// Appends the id made for an edge.
    pub(crate) fn push_made_id(&self, graph: &Graph, edge: EdgeId, out: &mut String) {
        let (source, target) = graph.endpoints(edge);
        let parts = [graph.id(source), "--", &graph.relation(edge).id, "--", graph.id(target)];
        out.extend(parts);
        if let Some(ordinal) = self.ordinals.get(&edge) {
            out.push_str("--");
            out.push_str(&ordinal.to_string());
        }
    }
}

/// Returns whether two different contents could give one id: only when `--` can be read at two
/// places, or when the user chose ids.
fn may_collide(graph: &Graph) -> bool {
    let tricky = |id: &str| id.contains("--") || id.starts_with('-') || id.ends_with('-');
    graph.header().relations.iter().any(|relation| tricky(&relation.id))
        || graph.nodes().any(|node| tricky(graph.id(node)))
        || graph.edges().any(|edge| graph.own_edge_id(edge).is_some())
}

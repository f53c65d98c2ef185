//! Neighbours of a node as slices: two compressed sparse row arrays over petgraph's edges.
//!
//! petgraph keeps a node's edges in a linked list, newest first; sweeps over slices are several
//! times faster, their order is the file's, and one relation is one slice of the slice.

use super::{Direction, EdgeId, EdgeRecord, NodeId, NodeRecord};
use petgraph::graph::DiGraph;

#[derive(Clone, Debug)]
pub(crate) struct Adjacency {
    outgoing: Rows,
    incoming: Rows,
}

#[derive(Clone, Debug)]
struct Rows {
    ends: Vec<u32>,
    edges: Vec<EdgeId>,
}

impl Adjacency {
    /// Builds both directions: counting sort by node, then each row by relation.
    pub(crate) fn new(graph: &DiGraph<NodeRecord, EdgeRecord, u32>) -> Self {
        let rows = |end_of: fn(&petgraph::graph::Edge<EdgeRecord, u32>) -> NodeId| {
            let mut next = vec![0u32; graph.node_count() + 1];
            for edge in graph.raw_edges() {
                next[end_of(edge).index() + 1] += 1;
            }
            for at in 1..next.len() {
                next[at] += next[at - 1];
            }
            let ends = next[1..].to_vec();
            let mut edges = vec![EdgeId::new(0); graph.edge_count()];
            for (number, edge) in graph.raw_edges().iter().enumerate() {
                let at = &mut next[end_of(edge).index()];
                edges[*at as usize] = EdgeId::new(number);
                *at += 1;
            }
            let mut start = 0;
            for &end in &ends {
                // Stable, so that edges of one relation stay in file order.
                edges[start..end as usize].sort_by_key(|&edge: &EdgeId| graph[edge].relation);
                start = end as usize;
            }
            Rows { ends, edges }
        };
        Adjacency { outgoing: rows(|edge| edge.source()), incoming: rows(|edge| edge.target()) }
    }

    pub(crate) fn edges(&self, node: NodeId, direction: Direction) -> &[EdgeId] {
        let rows = match direction {
            Direction::Outgoing => &self.outgoing,
            Direction::Incoming => &self.incoming,
        };
        let start = if node.index() == 0 { 0 } else { rows.ends[node.index() - 1] };
        &rows.edges[start as usize..rows.ends[node.index()] as usize]
    }
}

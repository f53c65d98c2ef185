//! Neighbours of a node as slices: a compressed sparse row array for each direction, beside petgraph.
//!
//! petgraph keeps a node's edges in a linked list, newest first. Sweeps over slices are several times
//! faster, their order is the file's, and one relation is one slice of the slice. Each direction is
//! built when it is first needed; a graph that is asked about few nodes is not indexed at all, since
//! petgraph's lists serve for those ([`Adjacency::collect`]).

use super::{Direction, EdgeId, EdgeRecord, NodeId, NodeRecord};
use petgraph::graph::DiGraph;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

type Topology = DiGraph<NodeRecord, EdgeRecord, u32>;

/// Graphs of fewer edges are indexed at once.
const SMALL: usize = 1024;
/// The part of the edges (one in …) that may be walked in petgraph's lists before indexing pays.
const WALKED: usize = 8;

#[derive(Debug, Default)]
pub(crate) struct Adjacency {
    outgoing: OnceLock<Rows>,
    incoming: OnceLock<Rows>,
    /// How many edges have been walked in petgraph's lists, both directions together.
    walked: AtomicUsize,
}

impl Clone for Adjacency {
    fn clone(&self) -> Self {
        let walked = AtomicUsize::new(self.walked.load(Ordering::Relaxed));
        Adjacency { outgoing: self.outgoing.clone(), incoming: self.incoming.clone(), walked }
    }
}

/// Three columns, sorted by node at this end, relation, and place in the file.
#[derive(Clone, Debug, Default)]
struct Rows {
    /// For each node, where its row ends.
    ends: Vec<u32>,
    edges: Vec<EdgeId>,
    /// The nodes at the other ends.
    nodes: Vec<NodeId>,
    relations: Vec<u32>,
}

/// Edges at one end of a node, with the node at the other end of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbours<'g> {
    edges: &'g [EdgeId],
    nodes: &'g [NodeId],
}

impl<'g> Neighbours<'g> {
    /// Returns the edges, sorted by relation (in header order), then file order.
    pub fn edges(self) -> &'g [EdgeId] {
        self.edges
    }

    /// Returns the node at the other end of each edge, in the order of the edges; parallel edges
    /// repeat it.
    pub fn nodes(self) -> &'g [NodeId] {
        self.nodes
    }

    /// Iterates over edges and nodes.
    pub fn iter(self) -> impl ExactSizeIterator<Item = (EdgeId, NodeId)> + use<'g> {
        self.edges.iter().copied().zip(self.nodes.iter().copied())
    }
}

/// Returns this end and the other end of an edge.
fn ends(edge: &petgraph::graph::Edge<EdgeRecord, u32>, direction: Direction) -> (NodeId, NodeId) {
    match direction {
        Direction::Outgoing => (edge.source(), edge.target()),
        Direction::Incoming => (edge.target(), edge.source()),
    }
}

impl Rows {
    /// Sorts the edges by relation, then by node, both by counting (least significant key first).
    ///
    /// Time O(nodes + edges + relations); besides itself it needs 4 bytes an edge while it works.
    fn new(graph: &Topology, direction: Direction) -> Self {
        let edges = graph.raw_edges();
        let relations = edges.iter().map(|edge| edge.weight.relation + 1).max().unwrap_or(0) as usize;
        let mut next = vec![0u32; relations + 1];
        let mut node_ends = vec![0u32; graph.node_count()];
        for edge in edges {
            next[edge.weight.relation as usize + 1] += 1;
            node_ends[ends(edge, direction).0.index()] += 1;
        }
        let mut sum = 0;
        for end in &mut node_ends {
            // For now where the row starts: each edge that is put there moves it on, at last to the end.
            sum += std::mem::replace(end, sum);
        }
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let mut order = vec![0u32; edges.len()];
        for (number, edge) in edges.iter().enumerate() {
            let at = &mut next[edge.weight.relation as usize];
            order[*at as usize] = number as u32;
            *at += 1;
        }
        let mut rows = Rows {
            ends: node_ends,
            edges: vec![EdgeId::new(0); edges.len()],
            nodes: vec![NodeId::new(0); edges.len()],
            relations: vec![0; edges.len()],
        };
        for number in order {
            let edge = &edges[number as usize];
            let (here, there) = ends(edge, direction);
            let at = rows.ends[here.index()] as usize;
            rows.ends[here.index()] += 1;
            rows.edges[at] = EdgeId::new(number as usize);
            rows.nodes[at] = there;
            rows.relations[at] = edge.weight.relation;
        }
        rows
    }

    fn row(&self, node: NodeId) -> std::ops::Range<usize> {
        let start = if node.index() == 0 { 0 } else { self.ends[node.index() - 1] };
        start as usize..self.ends[node.index()] as usize
    }

    fn neighbours(&self, range: std::ops::Range<usize>) -> Neighbours<'_> {
        Neighbours { edges: &self.edges[range.clone()], nodes: &self.nodes[range] }
    }

    fn of_relation(&self, node: NodeId, relation: usize) -> std::ops::Range<usize> {
        let row = self.row(node);
        let relations = &self.relations[row.clone()];
        let from = relations.partition_point(|&number| (number as usize) < relation);
        let to = from + relations[from..].partition_point(|&number| number as usize == relation);
        row.start + from..row.start + to
    }
}

impl Adjacency {
    fn rows(&self, graph: &Topology, direction: Direction) -> &Rows {
        self.lazy(direction).get_or_init(|| Rows::new(graph, direction))
    }

    fn lazy(&self, direction: Direction) -> &OnceLock<Rows> {
        match direction {
            Direction::Outgoing => &self.outgoing,
            Direction::Incoming => &self.incoming,
        }
    }

    /// Returns the neighbours at one end of a node.
    pub(crate) fn all(&self, graph: &Topology, node: NodeId, direction: Direction) -> Neighbours<'_> {
        let rows = self.rows(graph, direction);
        rows.neighbours(rows.row(node))
    }

    /// Returns the neighbours by one relation.
    pub(crate) fn of_relation(
        &self,
        graph: &Topology,
        node: NodeId,
        direction: Direction,
        relation: usize,
    ) -> Neighbours<'_> {
        let rows = self.rows(graph, direction);
        rows.neighbours(rows.of_relation(node, relation))
    }

    /// Gives the neighbours by some relations (by all, if none is named), relation by relation.
    ///
    /// As long as few edges have been asked for, they are picked from petgraph's lists, which costs
    /// O(degree × log degree) and no index.
    pub(crate) fn collect(
        &self,
        graph: &Topology,
        node: NodeId,
        direction: Direction,
        relations: &[u32],
        give: &mut dyn FnMut(&[EdgeId], &[NodeId]),
    ) {
        let rows = match self.lazy(direction).get() {
            Some(rows) => rows,
            None if self.walked.load(Ordering::Relaxed) < graph.edge_count() / WALKED
                && graph.edge_count() >= SMALL =>
            {
                return self.walk(graph, node, direction, relations, give);
            }
            None => self.rows(graph, direction),
        };
        if relations.is_empty() {
            let range = rows.row(node);
            give(&rows.edges[range.clone()], &rows.nodes[range]);
        }
        for &relation in relations {
            let range = rows.of_relation(node, relation as usize);
            give(&rows.edges[range.clone()], &rows.nodes[range]);
        }
    }

    fn walk(
        &self,
        graph: &Topology,
        node: NodeId,
        direction: Direction,
        relations: &[u32],
        give: &mut dyn FnMut(&[EdgeId], &[NodeId]),
    ) {
        let way = match direction {
            Direction::Outgoing => petgraph::Direction::Outgoing,
            Direction::Incoming => petgraph::Direction::Incoming,
        };
        let mut found: Vec<(usize, EdgeId)> = Vec::new();
        let mut walked = 1;
        let mut next = graph.first_edge(node, way);
        while let Some(edge) = next {
            let relation = graph[edge].relation;
            // The place in the list: relations are given in the order asked for.
            let place = match relations {
                [] => Some(relation as usize),
                _ => relations.iter().position(|&wanted| wanted == relation),
            };
            found.extend(place.map(|place| (place, edge)));
            walked += 1;
            next = graph.next_edge(edge, way);
        }
        self.walked.fetch_add(walked, Ordering::Relaxed);
        found.sort_unstable();
        let edges: Vec<EdgeId> = found.into_iter().map(|(_, edge)| edge).collect();
        let nodes: Vec<NodeId> = edges.iter().map(|edge| ends(&graph.raw_edges()[edge.index()], direction).1).collect();
        give(&edges, &nodes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_and_lists_give_the_same_neighbours(edges in prop::collection::vec((0usize..6, 0u32..4, 0usize..6), 0..40)) {
            let mut graph = Topology::default();
            for _ in 0..6 {
                graph.add_node(NodeRecord { entity_type: 0 });
            }
            for &(source, relation, target) in &edges {
                graph.add_edge(NodeId::new(source), NodeId::new(target), EdgeRecord { relation });
            }
            let adjacency = Adjacency::default();
            for (node, direction) in (0..6).flat_map(|node| [(node, Direction::Outgoing), (node, Direction::Incoming)]) {
                let ends = |&(source, _, target): &(usize, u32, usize)| match direction {
                    Direction::Outgoing => (source, target),
                    Direction::Incoming => (target, source),
                };
                let mut expected: Vec<(u32, usize, usize)> = (edges.iter().enumerate())
                    .filter(|(_, edge)| ends(edge).0 == node)
                    .map(|(at, edge)| (edge.1, at, ends(edge).1))
                    .collect();
                expected.sort_unstable();
                let id = NodeId::new(node);
                let plain = |list: Neighbours<'_>| list.iter().map(|(e, n)| (e.index(), n.index())).collect::<Vec<_>>();
                let of = |keep: &dyn Fn(u32) -> bool| -> Vec<(usize, usize)> {
                    expected.iter().filter(|found| keep(found.0)).map(|found| (found.1, found.2)).collect()
                };
                let walked = |relations: &[u32]| {
                    let mut found = Vec::new();
                    adjacency.walk(&graph, id, direction, relations, &mut |edges, nodes| {
                        found.extend(edges.iter().zip(nodes).map(|(e, n)| (e.index(), n.index())));
                    });
                    found
                };
                prop_assert_eq!(plain(adjacency.all(&graph, id, direction)), of(&|_| true));
                prop_assert_eq!(walked(&[]), of(&|_| true));
                prop_assert_eq!(walked(&[1, 3]), of(&|relation| relation == 1 || relation == 3));
                for relation in 0..5 {
                    let found = plain(adjacency.of_relation(&graph, id, direction, relation as usize));
                    prop_assert_eq!(&found, &of(&|own| own == relation));
                    prop_assert_eq!(walked(&[relation]), found);
                }
            }
        }
    }
}

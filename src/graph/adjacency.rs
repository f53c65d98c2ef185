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

#[derive(Debug)]
pub(crate) struct Adjacency {
    /// How many relations there are.
    relations: usize,
    outgoing: OnceLock<Rows>,
    incoming: OnceLock<Rows>,
    /// How many edges have been walked in petgraph's lists, both directions together.
    walked: AtomicUsize,
}

impl Clone for Adjacency {
    fn clone(&self) -> Self {
        let walked = AtomicUsize::new(self.walked.load(Ordering::Relaxed));
        Adjacency {
            relations: self.relations,
            outgoing: self.outgoing.clone(),
            incoming: self.incoming.clone(),
            walked,
        }
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
fn ends_of(edge: &petgraph::graph::Edge<EdgeRecord, u32>, direction: Direction) -> (NodeId, NodeId) {
    match direction {
        Direction::Outgoing => (edge.source(), edge.target()),
        Direction::Incoming => (edge.target(), edge.source()),
    }
}

/// One end of an edge, on its way into the rows.
#[derive(Clone, Copy, Default)]
struct End {
    here: u32,
    relation: u32,
    edge: u32,
    there: u32,
}

/// About so many edges are sorted at a time: they and their rows stay in the cache.
const BLOCK: usize = if cfg!(test) { 4 } else { 8192 };
/// More blocks than these would not be written side by side any faster.
const BLOCKS: usize = 1024;

/// Makes places of counts: each becomes the sum of those before it and `first`.
fn starts(counts: &mut [u32], first: u32) {
    let mut sum = first;
    for count in counts {
        sum += std::mem::replace(count, sum);
    }
}

impl Rows {
    /// Sorts the edges by node, relation and place in the file.
    ///
    /// First they are dealt out to blocks of neighbouring nodes, in one pass that reads and writes in
    /// order; then each block is sorted by relation and by node, both by counting (least significant key
    /// first). Time O(nodes + edges); 16 bytes an edge besides itself while it works.
    fn new(graph: &Topology, relations: usize, direction: Direction) -> Self {
        let edges = graph.raw_edges();
        // A block has at least as many edges as there are relations, so that these can be counted in it.
        let blocks = (edges.len() / BLOCK.max(relations)).clamp(1, BLOCKS);
        let mut shift = 0;
        while graph.node_count() >> shift > blocks {
            shift += 1;
        }
        let block = |node: NodeId| node.index() >> shift;
        // For each block where its next edge goes, at last where it ends.
        let mut ends = vec![0u32; block(NodeId::new(graph.node_count())) + 1];
        for edge in edges {
            ends[block(ends_of(edge, direction).0)] += 1;
        }
        starts(&mut ends, 0);
        let mut dealt = vec![End::default(); edges.len()];
        for (number, edge) in edges.iter().enumerate() {
            let (here, there) = ends_of(edge, direction);
            let at = &mut ends[block(here)];
            dealt[*at as usize] = End {
                here: here.index() as u32,
                relation: edge.weight.relation,
                edge: number as u32,
                there: there.index() as u32,
            };
            *at += 1;
        }
        let mut rows = Rows {
            ends: vec![0; graph.node_count()],
            edges: vec![EdgeId::new(0); edges.len()],
            nodes: vec![NodeId::new(0); edges.len()],
            relations: vec![0; edges.len()],
        };
        let (mut by_relation, mut next, mut start) = (Vec::new(), vec![0u32; relations], 0);
        for (number, &end) in ends.iter().enumerate() {
            let dealt = &dealt[start as usize..end as usize];
            let first = (number << shift).min(rows.ends.len());
            let last = (first + (1 << shift)).min(rows.ends.len());
            let row_ends = &mut rows.ends[first..last];
            next.fill(0);
            for end in dealt {
                next[end.relation as usize] += 1;
                row_ends[end.here as usize - first] += 1;
            }
            starts(&mut next, 0);
            starts(row_ends, start);
            by_relation.clear();
            by_relation.resize(dealt.len(), End::default());
            for end in dealt {
                let at = &mut next[end.relation as usize];
                by_relation[*at as usize] = *end;
                *at += 1;
            }
            for end in &by_relation {
                let row_end = &mut row_ends[end.here as usize - first];
                let at = *row_end as usize;
                *row_end += 1;
                rows.edges[at] = EdgeId::new(end.edge as usize);
                rows.nodes[at] = NodeId::new(end.there as usize);
                rows.relations[at] = end.relation;
            }
            start = end;
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
    /// Makes the index of a graph of so many relations, with nothing in it yet.
    pub(crate) fn new(relations: usize) -> Self {
        Adjacency { relations, outgoing: OnceLock::new(), incoming: OnceLock::new(), walked: AtomicUsize::new(0) }
    }

    fn rows(&self, graph: &Topology, direction: Direction) -> &Rows {
        self.lazy(direction).get_or_init(|| Rows::new(graph, self.relations, direction))
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
        let Some(rows) = self.indexed(graph, direction) else {
            return self.walk(graph, node, direction, relations, give);
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

    /// Returns how many neighbours there are by some relations (by all, if none is named).
    pub(crate) fn count(&self, graph: &Topology, node: NodeId, direction: Direction, relations: &[u32]) -> usize {
        match self.indexed(graph, direction) {
            Some(rows) if relations.is_empty() => rows.row(node).len(),
            Some(rows) => relations.iter().map(|&relation| rows.of_relation(node, relation as usize).len()).sum(),
            None => {
                let mut count = 0;
                self.each_listed(graph, node, direction, &mut |_, relation| {
                    count += usize::from(relations.is_empty() || relations.contains(&relation));
                });
                count
            }
        }
    }

    /// Returns the index, unless petgraph's lists do for now.
    fn indexed(&self, graph: &Topology, direction: Direction) -> Option<&Rows> {
        let edges = graph.edge_count();
        match self.lazy(direction).get() {
            None if edges >= SMALL && self.walked.load(Ordering::Relaxed) < edges / WALKED => None,
            None => Some(self.rows(graph, direction)),
            rows => rows,
        }
    }

    /// Calls `visit` for each edge in petgraph's list, with its relation.
    fn each_listed(&self, graph: &Topology, node: NodeId, direction: Direction, visit: &mut dyn FnMut(EdgeId, u32)) {
        let way = match direction {
            Direction::Outgoing => petgraph::Direction::Outgoing,
            Direction::Incoming => petgraph::Direction::Incoming,
        };
        let mut walked = 1;
        let mut next = graph.first_edge(node, way);
        while let Some(edge) = next {
            visit(edge, graph[edge].relation);
            walked += 1;
            next = graph.next_edge(edge, way);
        }
        self.walked.fetch_add(walked, Ordering::Relaxed);
    }

    fn walk(
        &self,
        graph: &Topology,
        node: NodeId,
        direction: Direction,
        relations: &[u32],
        give: &mut dyn FnMut(&[EdgeId], &[NodeId]),
    ) {
        let mut found: Vec<(usize, EdgeId)> = Vec::new();
        self.each_listed(graph, node, direction, &mut |edge, relation| {
            // The place in the list: relations are given in the order asked for.
            let place = match relations {
                [] => Some(relation as usize),
                _ => relations.iter().position(|&wanted| wanted == relation),
            };
            found.extend(place.map(|place| (place, edge)));
        });
        found.sort_unstable();
        let edges: Vec<EdgeId> = found.into_iter().map(|(_, edge)| edge).collect();
        let nodes: Vec<NodeId> =
            edges.iter().map(|edge| ends_of(&graph.raw_edges()[edge.index()], direction).1).collect();
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
            let adjacency = Adjacency::new(4);
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

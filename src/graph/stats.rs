//! Counts over a whole graph.

use super::{Graph, NodeId};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// What is in a graph, in numbers. Lists are sorted by count, largest first, then in header order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Nodes.
    pub nodes: usize,
    /// Edges.
    pub edges: usize,
    /// Edges with at least one piece of evidence.
    pub edges_with_evidence: usize,
    /// Pieces of evidence.
    pub evidence: usize,
    /// Pieces of evidence of each stance, in the order of [`Stance::ALL`](super::Stance::ALL).
    pub stances: [usize; 3],
    /// Edges that some evidence denies and other evidence does not.
    pub contested: usize,
    /// Edges whose evidence all denies them.
    pub denied: usize,
    /// Nodes that no edge touches.
    pub isolated: usize,
    /// Weakly connected components.
    pub components: usize,
    /// Nodes of the largest component.
    pub largest_component: usize,
    /// Highest degree.
    pub max_degree: usize,
    /// Nodes of each type; `None` counts nodes without one.
    pub types: Vec<(Option<String>, usize)>,
    /// Edges of each relation.
    pub relations: Vec<(String, usize)>,
    /// Edges with evidence from each document, whatever it says.
    pub documents: Vec<(String, usize)>,
    /// The nodes of the highest degree; a self-loop counts twice.
    pub top: Vec<(NodeId, usize)>,
}

impl Stats {
    /// Counts, listing the `top` nodes of the highest degree.
    ///
    /// Time O(nodes log nodes + edges), space O(nodes).
    pub fn new(graph: &Graph, top: usize) -> Stats {
        let header = graph.header();
        let mut types = vec![0; header.types.len()];
        let mut untyped = 0;
        for record in graph.as_petgraph().node_weights() {
            match record.type_index() {
                Some(at) => types[at] += 1,
                None => untyped += 1,
            }
        }
        let mut degrees = vec![0usize; graph.node_count()];
        let mut relations = vec![0; header.relations.len()];
        let mut documents: BTreeMap<String, usize> = BTreeMap::new();
        let mut sets = UnionFind::<u32>::new(graph.node_count());
        let (mut edges_with_evidence, mut pieces) = (0, 0);
        let (mut stances, mut contested, mut denied) = ([0; 3], 0, 0);
        for edge in graph.edges() {
            let (source, target) = graph.endpoints(edge);
            degrees[source.index()] += 1;
            degrees[target.index()] += 1;
            sets.union(source.index() as u32, target.index() as u32);
            relations[graph.as_petgraph()[edge].relation_index()] += 1;
            let evidence = graph.evidence(edge);
            edges_with_evidence += usize::from(!evidence.is_empty());
            pieces += evidence.len();
            let mut here = [0; 3];
            for piece in &evidence {
                here[piece.is() as usize] += 1;
            }
            contested += usize::from(here[2] > 0 && here[0] + here[1] > 0);
            denied += usize::from(here[2] > 0 && here[0] + here[1] == 0);
            for (sum, count) in stances.iter_mut().zip(here) {
                *sum += count;
            }
            let mut named: Vec<_> = evidence.iter().filter_map(|piece| piece.document.as_deref()).collect();
            named.sort_unstable();
            named.dedup();
            for document in named {
                match documents.get_mut(document) {
                    Some(count) => *count += 1,
                    None => drop(documents.insert(document.to_owned(), 1)),
                }
            }
        }
        let mut sizes = vec![0usize; graph.node_count()];
        for set in sets.into_labeling() {
            sizes[set as usize] += 1;
        }
        let mut by_degree: Vec<(NodeId, usize)> = graph.nodes().map(|node| (node, degrees[node.index()])).collect();
        by_degree.sort_by_key(|&(_, degree)| std::cmp::Reverse(degree));
        by_degree.truncate(top);
        let mut types: Vec<(Option<String>, usize)> =
            header.types.iter().map(|known| Some(known.id.clone())).zip(types).collect();
        types.push((None, untyped));
        Stats {
            nodes: graph.node_count(),
            edges: graph.edge_count(),
            edges_with_evidence,
            evidence: pieces,
            stances,
            contested,
            denied,
            isolated: degrees.iter().filter(|&&degree| degree == 0).count(),
            components: sizes.iter().filter(|&&size| size > 0).count(),
            largest_component: sizes.into_iter().max().unwrap_or(0),
            max_degree: degrees.into_iter().max().unwrap_or(0),
            types: by_count(types),
            relations: by_count(header.relations.iter().map(|known| known.id.clone()).zip(relations).collect()),
            documents: by_count(documents.into_iter().collect()),
            top: by_degree,
        }
    }

    /// Returns the mean degree: two ends of each edge over the nodes, 0 for an empty graph.
    pub fn mean_degree(&self) -> f64 {
        if self.nodes == 0 { 0.0 } else { 2.0 * self.edges as f64 / self.nodes as f64 }
    }
}

fn by_count<T>(mut list: Vec<(T, usize)>) -> Vec<(T, usize)> {
    list.retain(|(_, count)| *count > 0);
    list.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    list
}

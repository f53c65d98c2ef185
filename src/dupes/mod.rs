//! Pairs of nodes that may be the same entity, with scores and reasons.
//!
//! All pairs of a large graph are too many. Names give each node some keys (its words in order of the alphabet, its
//! initials, its first and last word with an initial, both ends of a long name, its consonants), and only nodes that share a key are
//! compared. A key that very many nodes share tells little: each name is compared with the next few in order of the
//! alphabet that have it.
//!
//! What speaks against a pair counts more than what speaks for it: different numbers (H-1B and H-2B), different given
//! names before the same last name, different types, an edge between the two.

mod groups;
mod keys;
mod names;
mod score;

use crate::graph::{Direction, Graph, NodeId};
use names::Name;
use std::cell::OnceCell;

/// With how many of the names behind it each name of a key is compared.
const WINDOW: usize = 12;

/// Two nodes that may be the same entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The one with more edges, else the first in the file: the one to keep.
    pub keep: NodeId,
    /// The other.
    pub join: NodeId,
    /// How likely it is, from 0 to 1, in steps of 0.01.
    pub score: f64,
}

/// The nodes of a graph, ready to be compared.
#[derive(Debug)]
pub struct Dupes<'g> {
    graph: &'g Graph,
    names: Vec<Vec<Name>>,
    /// The nodes next to each node, for those that were asked for.
    neighbours: Vec<OnceCell<Box<[NodeId]>>>,
}

impl<'g> Dupes<'g> {
    /// Reads the names. Time and space O(names).
    pub fn new(graph: &'g Graph) -> Self {
        let names = graph.nodes().map(|node| names::of(graph, node)).collect();
        Dupes { graph, names, neighbours: vec![OnceCell::new(); graph.node_count()] }
    }

    /// Finds pairs of at least a score, likeliest first. `is_decided` tells which pairs are known to be different.
    ///
    /// Time O(names × keys × log), and O(degree) for each pair whose names are alike; space O(names × keys).
    pub fn pairs(&self, min_score: f64, is_decided: impl Fn(NodeId, NodeId) -> bool) -> Vec<Pair> {
        let entries = keys::of(&self.names);
        let mut found: Vec<(NodeId, NodeId, f64)> = Vec::new();
        for block in entries.chunk_by(keys::Entry::is_beside) {
            for (at, first) in block.iter().enumerate() {
                for second in block[at + 1..].iter().take(WINDOW).filter(|second| second.node != first.node) {
                    let numbers = [first.node.min(second.node), first.node.max(second.node)];
                    let nodes = numbers.map(|number| NodeId::new(number as usize));
                    found.extend(self.score(nodes, min_score).map(|score| (nodes[0], nodes[1], score)));
                }
            }
        }
        found.sort_by_key(|pair| (pair.0, pair.1));
        found.dedup_by_key(|pair| (pair.0, pair.1));
        let mut pairs: Vec<Pair> = found
            .into_iter()
            .filter(|&(a, b, _)| !is_decided(a, b))
            .map(|(first, second, score)| {
                let turned = self.graph.degree(second) > self.graph.degree(first);
                let (keep, join) = if turned { (second, first) } else { (first, second) };
                Pair { keep, join, score }
            })
            .collect();
        pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.keep, a.join).cmp(&(b.keep, b.join))));
        pairs
    }

    /// Returns the score of two nodes, if it is enough.
    fn score(&self, nodes: [NodeId; 2], min_score: f64) -> Option<f64> {
        let found = score::compare(self.graph, nodes, self.names_of(nodes))?;
        // Neighbours cost more than names: they are asked for where they can decide it.
        if found.by_name() + score::NEIGHBOURS + 0.005 < min_score {
            return None;
        }
        Some(found.score(nodes, nodes.map(|node| self.neighbours(node)))).filter(|score| *score >= min_score)
    }

    /// Returns what speaks for a pair and against it, in words. Time O(degree).
    pub fn reasons(&self, pair: &Pair) -> Vec<String> {
        let nodes = [pair.keep.min(pair.join), pair.keep.max(pair.join)];
        let found = score::compare(self.graph, nodes, self.names_of(nodes));
        found.map_or_else(Vec::new, |found| found.reasons(self.graph, nodes, nodes.map(|node| self.neighbours(node))))
    }

    /// Puts pairs that hang together into groups, the node with most edges first in each, and returns the pairs that
    /// are left: their groups have nodes that are two things by their labels, or by `is_decided`.
    ///
    /// A. Chen is perhaps Angus Chen and perhaps Anna Chen, but never both. Pairs are taken in order, so the likeliest
    /// should come first. Time O(pairs), and O(n × m) to join groups of n and m nodes.
    pub fn groups(&self, pairs: &[Pair], is_decided: impl Fn(NodeId, NodeId) -> bool) -> (Vec<Vec<NodeId>>, Vec<Pair>) {
        let is_apart = |a: NodeId, b: NodeId| is_decided(a, b) || score::are_different(self.names_of([a, b]));
        let (mut groups, left) = groups::join(pairs, is_apart);
        for group in &mut groups {
            group.sort_by_key(|&node| (std::cmp::Reverse(self.graph.degree(node)), node));
        }
        (groups, left)
    }

    fn names_of(&self, nodes: [NodeId; 2]) -> [&[Name]; 2] {
        nodes.map(|node| self.names[node.index()].as_slice())
    }

    /// Returns the nodes at the other ends of a node's edges, each once, in order.
    fn neighbours(&self, node: NodeId) -> &[NodeId] {
        self.neighbours[node.index()].get_or_init(|| {
            let graph = self.graph;
            let out = graph.edges_of(node, Direction::Outgoing).iter().map(|&edge| graph.endpoints(edge).1);
            let into = graph.edges_of(node, Direction::Incoming).iter().map(|&edge| graph.endpoints(edge).0);
            let mut nodes: Vec<NodeId> = out.chain(into).collect();
            nodes.sort_unstable();
            nodes.dedup();
            nodes.into_boxed_slice()
        })
    }
}

#[cfg(test)]
mod tests;

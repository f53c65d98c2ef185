//! Pairs of nodes that may be the same entity, with scores and reasons.
//!
//! All pairs of a large graph are too many. Names give each node some keys (its words in order of the alphabet, its
//! initials, its first and last word with an initial, both ends of a long name), and only nodes that share a key are
//! compared. A key that very many nodes share tells little: each node is compared with the next few that have it.
//!
//! What speaks against a pair counts more than what speaks for it: different numbers (H-1B and H-2B), different given
//! names before the same last name, different types, an edge between the two.

mod keys;
mod names;
mod score;

use crate::graph::{Direction, Graph, NodeId};
use names::Name;
use std::collections::HashSet;

/// With how many of the nodes behind it each node of a key is compared, in order of the nodes.
const WINDOW: usize = 12;

/// Two nodes that may be the same entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The one with more edges, else the first in the file: the one to keep.
    pub keep: NodeId,
    /// The other.
    pub join: NodeId,
    /// How likely it is, from 0 to 1, in steps of 0.01.
    pub score: f64,
    /// What speaks for it and against it, in words.
    pub reasons: Vec<String>,
}

/// Finds pairs of at least a score, likeliest first. `decided` tells which pairs are known to be different.
///
/// Time O(nodes × names × keys × log), and O(degree) for each pair that is alike; space O(nodes × keys).
pub fn find(graph: &Graph, min_score: f64, decided: impl Fn(NodeId, NodeId) -> bool) -> Vec<Pair> {
    let names: Vec<Vec<Name>> = graph.nodes().map(|node| names::of(graph, node)).collect();
    let mut keyed = keys::of(&names);
    keyed.sort_unstable();
    keyed.dedup();
    let mut seen: HashSet<(u32, u32)> = HashSet::new();
    let mut pairs = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, a)) in block.iter().enumerate() {
            for &(_, b) in block[at + 1..].iter().take(WINDOW) {
                if !seen.insert((a, b)) {
                    continue;
                }
                let nodes = [NodeId::new(a as usize), NodeId::new(b as usize)];
                let both = [&names[a as usize], &names[b as usize]];
                let Some((score, reasons)) = score::score(graph, nodes, both).filter(|(score, _)| *score >= min_score)
                else {
                    continue;
                };
                if !decided(nodes[0], nodes[1]) {
                    let [first, second] = nodes;
                    let turned = graph.degree(second) > graph.degree(first);
                    let (keep, join) = if turned { (second, first) } else { (first, second) };
                    pairs.push(Pair { keep, join, score, reasons });
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.keep, a.join).cmp(&(b.keep, b.join))));
    pairs
}

/// Returns the nodes at the other ends of a node's edges, each once, in order.
fn neighbours(graph: &Graph, node: NodeId) -> Vec<NodeId> {
    let out = graph.edges_of(node, Direction::Outgoing).iter().map(|&edge| graph.endpoints(edge).1);
    let into = graph.edges_of(node, Direction::Incoming).iter().map(|&edge| graph.endpoints(edge).0);
    let mut nodes: Vec<NodeId> = out.chain(into).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

#[cfg(test)]
mod tests;

//! Groups of nodes that are one, out of pairs.

use super::Pair;
use crate::graph::NodeId;
use std::collections::BTreeMap;

/// Joins the nodes of pairs into groups, in order of the pairs, unless two of a group would be known to be apart.
/// Returns the groups, each in order of joining and all in order of their first pair, and the pairs that were left.
pub(super) fn join(pairs: &[Pair], is_apart: impl Fn(NodeId, NodeId) -> bool) -> (Vec<Vec<NodeId>>, Vec<Pair>) {
    let mut group_of: BTreeMap<NodeId, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<NodeId>> = Vec::new();
    let mut left = Vec::new();
    for pair in pairs {
        let [first, second] = [pair.keep, pair.join].map(|node| {
            *group_of.entry(node).or_insert_with(|| {
                groups.push(vec![node]);
                groups.len() - 1
            })
        });
        if first == second {
            continue;
        }
        if groups[first].iter().any(|&a| groups[second].iter().any(|&b| is_apart(a, b))) {
            left.push(*pair);
            continue;
        }
        // The smaller goes into the larger, so that no node moves more than log n times.
        let (into, from) = if groups[first].len() >= groups[second].len() { (first, second) } else { (second, first) };
        let moved = std::mem::take(&mut groups[from]);
        group_of.extend(moved.iter().map(|&node| (node, into)));
        groups[into].extend(moved);
    }
    groups.retain(|group| group.len() > 1);
    (groups, left)
}

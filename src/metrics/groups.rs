//! Connected components, weak and strong, and the numbering of groups.

use super::rows::{Links, Rows};

/// Numbers groups from 0, the largest first, of equal ones that with the first node.
///
/// `groups` has a number below the number of nodes for each node.
pub(super) fn by_size(groups: &[u32]) -> Vec<u32> {
    let mut sizes = vec![0u32; groups.len()];
    let mut order: Vec<u32> = Vec::new();
    for &group in groups {
        if sizes[group as usize] == 0 {
            order.push(group);
        }
        sizes[group as usize] += 1;
    }
    order.sort_by_key(|&group| std::cmp::Reverse(sizes[group as usize]));
    let mut numbers = vec![0; groups.len()];
    for (number, &group) in order.iter().enumerate() {
        numbers[group as usize] = number as u32;
    }
    groups.iter().map(|&group| numbers[group as usize]).collect()
}

/// Returns the weakly connected component of each node. Time O((nodes + edges) × α), space O(nodes).
pub(super) fn weak(nodes: usize, links: &Links) -> Vec<u32> {
    fn root(parents: &mut [u32], mut node: u32) -> u32 {
        while parents[node as usize] != node {
            let up = parents[parents[node as usize] as usize];
            parents[node as usize] = up;
            node = up;
        }
        node
    }
    let mut parents: Vec<u32> = (0..nodes as u32).collect();
    for &(source, target, _) in &links.edges {
        let (one, other) = (root(&mut parents, source), root(&mut parents, target));
        parents[one.max(other) as usize] = one.min(other);
    }
    let groups: Vec<u32> = (0..nodes as u32).map(|node| root(&mut parents, node)).collect();
    by_size(&groups)
}

/// Returns the strongly connected component of each node (Tarjan 1972), without recursion.
///
/// Time O(nodes + arcs), space O(nodes).
pub(super) fn strong(arcs: &Rows) -> Vec<u32> {
    const NEW: u32 = u32::MAX;
    let nodes = arcs.nodes();
    let mut groups = vec![NEW; nodes];
    // When a node was reached, and the earliest that it leads back to.
    let (mut reached, mut earliest) = (vec![NEW; nodes], vec![0u32; nodes]);
    let (mut open, mut calls): (Vec<u32>, Vec<(u32, usize)>) = (Vec::new(), Vec::new());
    let mut clock = 0;
    for start in 0..nodes as u32 {
        if reached[start as usize] != NEW {
            continue;
        }
        calls.push((start, 0));
        while let Some((node, next)) = calls.last_mut() {
            let place = *node as usize;
            if *next == 0 {
                (reached[place], earliest[place]) = (clock, clock);
                clock += 1;
                open.push(*node);
            }
            let Some(&target) = arcs.of(place).get(*next) else {
                calls.pop();
                if let Some(&(caller, _)) = calls.last() {
                    earliest[caller as usize] = earliest[caller as usize].min(earliest[place]);
                }
                if earliest[place] == reached[place] {
                    while let Some(member) = open.pop() {
                        groups[member as usize] = place as u32;
                        if member as usize == place {
                            break;
                        }
                    }
                }
                continue;
            };
            *next += 1;
            if reached[target as usize] == NEW {
                calls.push((target, 0));
            } else if groups[target as usize] == NEW {
                earliest[place] = earliest[place].min(reached[target as usize]);
            }
        }
    }
    by_size(&groups)
}

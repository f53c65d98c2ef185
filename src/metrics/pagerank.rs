//! PageRank (Page, Brin, Motwani & Winograd 1999).

use super::rows::{Links, Rows};

/// The chance to follow an arc instead of jumping anywhere.
const DAMPING: f64 = 0.85;
/// Where to stop: the sum of all changes in one round. The sum of all errors is at most 6 times that.
const TOLERANCE: f64 = 1e-14;
/// 0.85 to the power of 250 is 2e-18: more rounds change nothing.
const ROUNDS: usize = 250;

/// Ranks all nodes; the ranks add up to 1.
///
/// An arc is followed in proportion to its weight; from a node whose arcs have no weight, or that has
/// none, the walk goes anywhere. Time O(nodes + arcs) a round, some 200 rounds.
pub(super) fn pagerank(nodes: usize, links: &Links) -> Vec<f64> {
    let links = links.scaled();
    let mut leaving = vec![0.0; nodes];
    for (source, _, weight) in links.arcs() {
        leaving[source as usize] += weight;
    }
    let incoming = Rows::new(
        nodes,
        links.reversed_arcs().filter(|&(.., weight)| weight > 0.0).map(|(target, source, weight)| {
            // What a walk at the source follows of it.
            (target, source, weight / leaving[source as usize])
        }),
    );
    let sinks: Vec<usize> = (0..nodes).filter(|&node| leaving[node] == 0.0).collect();
    let everyone = 1.0 / nodes as f64;
    let mut ranks = vec![everyone; nodes];
    let mut next = vec![0.0; nodes];
    for _ in 0..ROUNDS {
        let stranded: f64 = sinks.iter().map(|&node| ranks[node]).sum();
        let jump = (1.0 - DAMPING + DAMPING * stranded) * everyone;
        let mut change = 0.0;
        for (node, rank) in next.iter_mut().enumerate() {
            let arrives: f64 = incoming.links(node).map(|(source, share)| ranks[source as usize] * share).sum();
            *rank = jump + DAMPING * arrives;
            change += (*rank - ranks[node]).abs();
        }
        std::mem::swap(&mut ranks, &mut next);
        if change < TOLERANCE {
            break;
        }
    }
    // Rounding moves the sum by some 1e-15.
    let sum: f64 = ranks.iter().sum();
    ranks.iter_mut().for_each(|rank| *rank /= sum);
    ranks
}

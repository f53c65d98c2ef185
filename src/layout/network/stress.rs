//! Stress: the distance of two nodes in the picture should be their distance in the graph.
//!
//! Stochastic gradient descent (Zheng, Pawar and Goodman 2018). Up to 1,000 nodes every pair is a term; beyond, each node
//! has its neighbours and 100 pivots as terms, weighted by how many nodes a pivot stands for (Ortmann, Klimenta and
//! Brandes 2016).

use super::super::random::Random;
use super::super::{Diagram, Xy};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const ALL_PAIRS: usize = 1_000;
const PIVOTS: usize = 100;
/// Rounds are a power of two and one more, so that the decay a round is a root made of square roots.
const HALVINGS: usize = 5;

/// A wish for the distance of two nodes, and how much each of them minds.
#[derive(Clone, Copy, Debug)]
struct Term {
    a: u32,
    b: u32,
    distance: f64,
    weights: [f64; 2],
}

pub(super) struct Terms {
    count: usize,
    terms: Vec<Term>,
    span: f64,
}

impl Terms {
    /// Time O(nodes × links × log nodes) up to 1,000 nodes, O(100 × links × log nodes) beyond.
    pub(super) fn new(diagram: &Diagram) -> Terms {
        let count = diagram.boxes.len();
        let near = neighbours(diagram);
        let mut terms = Vec::new();
        if count <= ALL_PAIRS {
            for a in 0..count {
                let distances = distances(&near, a);
                for (b, &distance) in distances.iter().enumerate().skip(a + 1) {
                    terms.push(term(a, b, distance, [1.0, 1.0]));
                }
            }
        } else {
            pivots(&near, &mut terms);
        }
        let span = terms.iter().map(|term| term.distance).fold(1.0, f64::max);
        Terms { count, terms, span }
    }

    /// Returns positions of little stress. Time O(rounds × terms).
    pub(super) fn descend(&self, seed: u64) -> Vec<Xy> {
        let mut random = Random::new(seed);
        let mut nodes: Vec<Xy> =
            (0..self.count).map(|_| [random.unit() * self.span, random.unit() * self.span]).collect();
        if self.terms.is_empty() {
            return nodes;
        }
        let weights = || self.terms.iter().flat_map(|term| term.weights).filter(|&weight| weight > 0.0);
        let (light, heavy) = (weights().fold(f64::INFINITY, f64::min), weights().fold(0.0, f64::max));
        let (first, last) = (1.0 / light, 0.1 / heavy);
        let mut decay = last / first;
        (0..HALVINGS).for_each(|_| decay = decay.sqrt());
        let mut order: Vec<u32> = (0..self.terms.len() as u32).collect();
        let mut step = first;
        for _ in 0..=1 << HALVINGS {
            random.shuffle(&mut order);
            for &number in &order {
                let term = &self.terms[number as usize];
                let (a, b) = (term.a as usize, term.b as usize);
                let (dx, dy) = (nodes[a][0] - nodes[b][0], nodes[a][1] - nodes[b][1]);
                let length = (dx * dx + dy * dy).sqrt().max(1e-6);
                let by = (length - term.distance) / (2.0 * length);
                let [ma, mb] = term.weights.map(|weight| (weight * step).min(1.0) * by);
                nodes[a] = [nodes[a][0] - ma * dx, nodes[a][1] - ma * dy];
                nodes[b] = [nodes[b][0] + mb * dx, nodes[b][1] + mb * dy];
            }
            step *= decay;
        }
        nodes
    }
}

fn term(a: usize, b: usize, distance: u32, stands_for: [f64; 2]) -> Term {
    let distance = f64::from(distance);
    let weights = stands_for.map(|count| count / (distance * distance));
    Term { a: a as u32, b: b as u32, distance, weights }
}

/// Returns the neighbours of each node, and how far away they should be.
fn neighbours(diagram: &Diagram) -> Vec<Vec<(u32, u32)>> {
    let mut near: Vec<Vec<(u32, u32)>> = vec![Vec::new(); diagram.boxes.len()];
    let mut labels: Vec<Vec<f64>> = vec![Vec::new(); diagram.boxes.len()];
    for link in diagram.links.iter().filter(|link| link.source != link.target) {
        for (a, b) in [(link.source, link.target), (link.target, link.source)] {
            near[a].push((b as u32, 0));
            labels[a].push(link.label[0]);
        }
    }
    let degree: Vec<f64> = near.iter().map(|near| near.len() as f64).collect();
    let radius = |node: usize| (diagram.boxes[node][0] + diagram.boxes[node][1]) / 4.0;
    for (a, near) in near.iter_mut().enumerate() {
        for ((b, length), &label) in near.iter_mut().zip(&labels[a]) {
            let b = *b as usize;
            // Hubs that meet need room for what hangs on both.
            let crowd = 1.0 + 0.12 * (degree[a].min(degree[b]).min(36.0).sqrt() - 1.0);
            let wish = (radius(a) + radius(b) + label * 0.7 + 24.0) * crowd;
            *length = wish.round().clamp(1.0, 1e6) as u32;
        }
    }
    near
}

fn distances(near: &[Vec<(u32, u32)>], from: usize) -> Vec<u32> {
    let mut out = vec![u32::MAX; near.len()];
    let mut queue = BinaryHeap::from([Reverse((0u32, from as u32))]);
    out[from] = 0;
    while let Some(Reverse((distance, node))) = queue.pop() {
        if distance > out[node as usize] {
            continue;
        }
        for &(other, length) in &near[node as usize] {
            let through = distance.saturating_add(length);
            if through < out[other as usize] {
                out[other as usize] = through;
                queue.push(Reverse((through, other)));
            }
        }
    }
    out
}

/// Adds the terms of neighbours and pivots. Each next pivot is the node farthest from those before.
fn pivots(near: &[Vec<(u32, u32)>], terms: &mut Vec<Term>) {
    let count = near.len();
    for (a, near) in near.iter().enumerate() {
        terms.extend(
            near.iter().filter(|&&(b, _)| (b as usize) > a).map(|&(b, length)| term(a, b as usize, length, [1.0, 1.0])),
        );
    }
    let hub = (0..count).max_by_key(|&node| (near[node].len(), Reverse(node))).unwrap_or(0);
    let mut chosen = vec![hub];
    let mut from = vec![distances(near, hub)];
    let mut nearest = from[0].clone();
    let mut owner = vec![0usize; count];
    while chosen.len() < PIVOTS.min(count) {
        let next = (0..count).max_by_key(|&node| (nearest[node], Reverse(node))).unwrap_or(0);
        if nearest[next] == 0 {
            break;
        }
        let distances = distances(near, next);
        for node in 0..count {
            if distances[node] < nearest[node] {
                nearest[node] = distances[node];
                owner[node] = chosen.len();
            }
        }
        chosen.push(next);
        from.push(distances);
    }
    for (number, (&pivot, distances)) in chosen.iter().zip(&from).enumerate() {
        let mut region: Vec<u32> =
            (0..count).filter(|&node| owner[node] == number).map(|node| distances[node]).collect();
        region.sort_unstable();
        for node in 0..count {
            let distance = distances[node];
            let adjacent = near[node].iter().any(|&(other, _)| other as usize == pivot);
            if node == pivot || adjacent || (chosen.contains(&node) && node < pivot) {
                continue;
            }
            let stands_for = region.partition_point(|&inside| inside <= distance / 2) as f64;
            // A pivot is moved by other pivots alone: the many would throw it about.
            let back = if chosen.contains(&node) { 1.0 } else { 0.0 };
            terms.push(term(node, pivot, distance.max(1), [stands_for.max(1.0), back]));
        }
    }
}

//! Communities by the Leiden algorithm (Traag, Waltman & van Eck 2019), for modularity.
//!
//! Direction does not count: an edge adds its weight to the pair of nodes, and parallel edges add up.
//! Every community is connected. Where the paper merges at random in refinement, this takes the best
//! merger; the order of the nodes is random, given by the seed.

use super::groups::by_size;
use super::random::Random;
use super::rows::{Links, Rows};
use std::collections::VecDeque;

/// Rounds of the whole algorithm, each starting from what the last one gave; most stop after three.
const ROUNDS: usize = 20;
/// Small graphs are searched several times for the best result, for about so many steps.
const STEPS: usize = 200_000;
/// The most searches.
const SEARCHES: usize = 10;
/// A gain below this part of all weight is rounding.
const LEAST: f64 = 1e-12;

/// Communities, and how good they are.
#[derive(Clone, Debug)]
pub(super) struct Communities {
    /// Number of each node's community, the largest first.
    pub(super) groups: Vec<u32>,
    /// Modularity (Newman & Girvan 2004, with weights); `None` without edges of any weight.
    pub(super) modularity: Option<f64>,
}

/// Finds communities. Time about O(edges × log nodes), space O(nodes + edges).
pub(super) fn communities(nodes: usize, links: &Links, seed: u64) -> Communities {
    let links = links.scaled();
    let whole = Level::of_links(nodes, &links);
    let searches = (STEPS / (nodes + links.edges.len()).max(1)).clamp(1, SEARCHES) as u64;
    let mut best: Option<(f64, Vec<u32>)> = None;
    for number in 0..searches {
        let mut random = Random::new(seed.wrapping_add(number));
        let mut groups: Vec<u32> = (0..nodes as u32).collect();
        let mut quality = whole.quality(&groups);
        for _ in 0..ROUNDS {
            let found = leiden(&whole, &groups, &mut random);
            let better = whole.quality(&found);
            if better <= quality + LEAST {
                break;
            }
            (groups, quality) = (found, better);
        }
        if best.as_ref().is_none_or(|&(most, _)| quality > most + LEAST) {
            best = Some((quality, groups));
        }
    }
    let (quality, groups) = best.unwrap_or_default();
    Communities { groups: by_size(&groups), modularity: (whole.total > 0.0).then_some(quality) }
}

/// Runs the algorithm once from given communities; they do not get worse.
fn leiden(whole: &Level, start: &[u32], random: &mut Random) -> Vec<u32> {
    let mut level = whole.clone();
    // The node of `level` that holds each node of the graph, and the community of each node of `level`.
    let mut holders: Vec<u32> = (0..whole.nodes() as u32).collect();
    let mut groups = start.to_vec();
    loop {
        level.move_nodes(&mut groups, random);
        let count = renumber(&mut groups);
        if count == level.nodes() {
            return holders.iter().map(|&holder| groups[holder as usize]).collect();
        }
        let mut parts = level.refine(&groups, count, random);
        let mut merged = renumber(&mut parts);
        if merged == level.nodes() {
            // Nothing could be merged within the communities: take them whole, so that this ends.
            (parts, merged) = (groups.clone(), count);
        }
        let mut next = vec![0; merged];
        for (node, &part) in parts.iter().enumerate() {
            next[part as usize] = groups[node];
        }
        level = level.merged(&parts, merged);
        holders.iter_mut().for_each(|holder| *holder = parts[*holder as usize]);
        groups = next;
    }
}

/// Numbers groups from 0 in order of their first node; returns how many there are.
fn renumber(groups: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; groups.len()];
    let mut count = 0;
    for group in groups {
        let number = &mut numbers[*group as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *group = *number;
    }
    count as usize
}

/// A weighted undirected graph: the graph itself, or one whose nodes are groups of its nodes.
#[derive(Clone, Debug)]
struct Level {
    /// Links to other nodes, from both ends.
    rows: Rows,
    /// Weight of all ends at each node; a loop has two.
    strengths: Vec<f64>,
    /// Weight of each node's loops.
    loops: Vec<f64>,
    /// Sum of the strengths: twice the weight of all edges.
    total: f64,
}

impl Level {
    fn of_links(nodes: usize, links: &Links) -> Level {
        let heavy = links.both_ways().filter(|&(.., weight)| weight > 0.0);
        let mut loops = vec![0.0; nodes];
        for &(source, target, weight) in &links.edges {
            if source == target {
                loops[source as usize] += weight;
            }
        }
        Level::new(Rows::simple(nodes, heavy), loops)
    }

    fn new(rows: Rows, loops: Vec<f64>) -> Level {
        let strengths: Vec<f64> =
            loops.iter().enumerate().map(|(node, own)| 2.0 * own + rows.weights(node).iter().sum::<f64>()).collect();
        let total = strengths.iter().sum();
        Level { rows, strengths, loops, total }
    }

    fn nodes(&self) -> usize {
        self.loops.len()
    }

    /// Returns the modularity of a partition, 0 where there are no edges.
    fn quality(&self, groups: &[u32]) -> f64 {
        if self.total == 0.0 {
            return 0.0;
        }
        let (mut inside, mut strengths) = (vec![0.0; self.nodes()], vec![0.0; self.nodes()]);
        for (node, &group) in groups.iter().enumerate() {
            let within = self.rows.links(node).filter(|&(other, _)| groups[other as usize] == group);
            inside[group as usize] += 2.0 * self.loops[node] + within.map(|(_, weight)| weight).sum::<f64>();
            strengths[group as usize] += self.strengths[node];
        }
        let part = |(inside, strength): (f64, f64)| inside / self.total - (strength / self.total).powi(2);
        inside.into_iter().zip(strengths).map(part).sum()
    }

    /// Moves nodes to the community of the highest gain until no move gains.
    fn move_nodes(&self, groups: &mut [u32], random: &mut Random) {
        if self.total == 0.0 {
            return;
        }
        let nodes = self.nodes();
        let (mut sums, mut sizes) = (vec![0.0; nodes], vec![0u32; nodes]);
        for (node, &group) in groups.iter().enumerate() {
            sums[group as usize] += self.strengths[node];
            sizes[group as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..nodes as u32).filter(|&group| sizes[group as usize] == 0).collect();
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        random.draw(&mut order, nodes);
        let mut queue = VecDeque::from(order);
        let mut waits = vec![true; nodes];
        let mut near = Near::new(nodes);
        while let Some(node) = queue.pop_front() {
            let place = node as usize;
            waits[place] = false;
            let (own, strength) = (groups[place], self.strengths[place]);
            near.gather(self.rows.links(place).map(|(other, weight)| (groups[other as usize], weight)));
            sums[own as usize] -= strength;
            sizes[own as usize] -= 1;
            let gain = |group: u32, weight: f64| weight - strength * sums[group as usize] / self.total;
            let mut best = (own, gain(own, near.weight(own)));
            for &group in &near.groups {
                let gain = gain(group, near.weight(group));
                if gain > best.1 + LEAST * self.total {
                    best = (group, gain);
                }
            }
            if best.1 < -LEAST * self.total
                && let Some(alone) = empty.pop()
            {
                best = (alone, 0.0);
            }
            near.clear();
            let group = best.0;
            sums[group as usize] += strength;
            sizes[group as usize] += 1;
            if group == own {
                continue;
            }
            if sizes[own as usize] == 0 {
                sums[own as usize] = 0.0;
                empty.push(own);
            }
            groups[place] = group;
            for &other in self.rows.of(place) {
                if groups[other as usize] != group && !waits[other as usize] {
                    waits[other as usize] = true;
                    queue.push_back(other);
                }
            }
        }
    }

    /// Splits each community into parts that are well connected within it.
    fn refine(&self, groups: &[u32], count: usize, random: &mut Random) -> Vec<u32> {
        let nodes = self.nodes();
        let mut sums = vec![0.0; count];
        for (node, &group) in groups.iter().enumerate() {
            sums[group as usize] += self.strengths[node];
        }
        let mut parts: Vec<u32> = (0..nodes as u32).collect();
        let mut strengths = self.strengths.clone();
        let mut is_alone = vec![true; nodes];
        let within =
            |node: usize| self.rows.links(node).filter(move |&(other, _)| groups[other as usize] == groups[node]);
        // Weight of the links between each part and the rest of its community.
        let mut outside: Vec<f64> = (0..nodes).map(|node| within(node).map(|(_, weight)| weight).sum()).collect();
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        random.draw(&mut order, nodes);
        let mut near = Near::new(nodes);
        for node in order {
            let place = node as usize;
            let (sum, strength) = (sums[groups[place] as usize], self.strengths[place]);
            let slack = LEAST * self.total;
            let expected = |strength: f64| strength * (sum - strength) / self.total - slack;
            if !is_alone[place] || outside[place] < expected(strength) {
                continue;
            }
            near.gather(within(place).map(|(other, weight)| (parts[other as usize], weight)));
            let mut best = (node, 0.0, 0.0);
            for &part in near.groups.iter().filter(|&&part| part != node) {
                if outside[part as usize] < expected(strengths[part as usize]) {
                    continue;
                }
                let weight = near.weight(part);
                let gain = weight - strength * strengths[part as usize] / self.total;
                if gain > best.1 + slack {
                    best = (part, gain, weight);
                }
            }
            near.clear();
            let (part, _, weight) = best;
            if part != node {
                parts[place] = part;
                is_alone[part as usize] = false;
                strengths[part as usize] += strength;
                outside[part as usize] += outside[place] - 2.0 * weight;
            }
        }
        parts
    }

    /// Makes each of `count` groups a node.
    fn merged(&self, groups: &[u32], count: usize) -> Level {
        let mut loops = vec![0.0; count];
        let mut twice = vec![0.0; count];
        for node in 0..self.nodes() {
            let group = groups[node];
            loops[group as usize] += self.loops[node];
            let inside = self.rows.links(node).filter(|&(other, _)| groups[other as usize] == group);
            twice[group as usize] += inside.map(|(_, weight)| weight).sum::<f64>();
        }
        loops.iter_mut().zip(twice).for_each(|(own, twice)| *own += twice / 2.0);
        let link = |node, (other, weight)| (groups[node], groups[other as usize], weight);
        let links: Vec<_> =
            (0..self.nodes()).flat_map(|node| self.rows.links(node).map(move |to| link(node, to))).collect();
        Level::new(Rows::simple(count, links.iter().copied()), loops)
    }
}

/// Weights from one node to the groups near it.
struct Near {
    weights: Vec<f64>,
    is_near: Vec<bool>,
    groups: Vec<u32>,
}

impl Near {
    fn new(groups: usize) -> Self {
        Near { weights: vec![0.0; groups], is_near: vec![false; groups], groups: Vec::new() }
    }

    fn gather(&mut self, links: impl Iterator<Item = (u32, f64)>) {
        for (group, weight) in links {
            let place = group as usize;
            if !self.is_near[place] {
                self.is_near[place] = true;
                self.groups.push(group);
            }
            self.weights[place] += weight;
        }
    }

    fn weight(&self, group: u32) -> f64 {
        self.weights[group as usize]
    }

    fn clear(&mut self) {
        for group in self.groups.drain(..) {
            self.weights[group as usize] = 0.0;
            self.is_near[group as usize] = false;
        }
    }
}

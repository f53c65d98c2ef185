//! Metrics of shortest paths: betweenness (Brandes 2001) and harmonic centrality (Marchiori & Latora 2000).
//!
//! A path follows arcs and is a row of nodes: parallel arcs are one, loops none, weights do not count.

use super::random::Random;
use super::rows::Rows;

/// Nodes × (nodes + arcs) up to which every node is a start.
const EXACT_WORK: usize = 1_000_000_000;
/// Starts beyond that, unless the caller says how many.
const PIVOTS: usize = 512;
/// The starts are divided into so many shares, whatever the number of threads, so that sums are too.
const SHARES: usize = 8;
/// Numbers of paths stop here: beyond, there would be infinity.
const MANY: f64 = 1e300;

/// What a search from every start gives.
#[derive(Debug, Default)]
pub(super) struct PathMetrics {
    pub(super) betweenness: Vec<f64>,
    pub(super) harmonic: Vec<f64>,
    /// How many nodes were starts, where not all were.
    pub(super) sampled: Option<usize>,
}

/// Searches the simple graph `arcs` from every node, or from a sample of `pivots` nodes (Brandes & Pich 2007).
///
/// Time O(starts × (nodes + arcs)), on as many threads as there are, up to 8; space O(arcs) and 64
/// bytes a node.
pub(super) fn measure(arcs: &Rows, pivots: Option<usize>, seed: u64) -> PathMetrics {
    let nodes = arcs.nodes();
    let all = nodes.saturating_mul(nodes + arcs.len()) <= EXACT_WORK;
    let count = pivots.unwrap_or(if all { nodes } else { PIVOTS }).min(nodes);
    let mut starts: Vec<u32> = (0..nodes as u32).collect();
    if count < nodes {
        Random::new(seed).draw(&mut starts, count);
        starts.truncate(count);
        starts.sort_unstable();
    }
    let size = count.div_ceil(SHARES).max(1);
    let shares: Vec<&[u32]> = starts.chunks(size).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(shares.len()).max(1);
    let mut sums: Vec<Option<Sums>> = shares.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        // Neighbouring shares go to different threads, which take about as long.
        let mut work: Vec<Vec<(&[u32], &mut Option<Sums>)>> = (0..threads).map(|_| Vec::new()).collect();
        for (at, slot) in shares.iter().zip(&mut sums).enumerate() {
            work[at % threads].push((slot.0, slot.1));
        }
        for part in work {
            scope.spawn(move || {
                let mut search = Search::new(nodes);
                for (starts, slot) in part {
                    let mut sums = Sums { through: vec![0.0; nodes], near: vec![0.0; nodes] };
                    for &start in starts {
                        search.from(arcs, start, &mut sums);
                    }
                    *slot = Some(sums);
                }
            });
        }
    });
    let mut metrics = PathMetrics {
        betweenness: vec![0.0; nodes],
        harmonic: vec![0.0; nodes],
        sampled: (count < nodes).then_some(count),
    };
    for share in sums.into_iter().flatten() {
        add(&mut metrics.betweenness, &share.through);
        add(&mut metrics.harmonic, &share.near);
    }
    let scale = if count == 0 { 1.0 } else { nodes as f64 / count as f64 };
    let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
    metrics.betweenness.iter_mut().for_each(|sum| *sum = if nodes > 2 { *sum * scale / pairs } else { 0.0 });
    metrics.harmonic.iter_mut().for_each(|sum| *sum *= scale);
    metrics
}

fn add(sums: &mut [f64], more: &[f64]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

struct Sums {
    /// Shares of shortest paths through each node.
    through: Vec<f64>,
    /// 1 / distance to each node.
    near: Vec<f64>,
}

/// The arrays of one search, used again by the next.
struct Search {
    /// Hops from the start; `u32::MAX` where it was not reached.
    distance: Vec<u32>,
    /// Shortest paths from the start.
    paths: Vec<f64>,
    /// (1 + what depends on the node) / paths to it.
    share: Vec<f64>,
    /// Nodes in the order in which they were reached.
    order: Vec<u32>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Search { distance: vec![u32::MAX; nodes], paths: vec![0.0; nodes], share: vec![0.0; nodes], order: Vec::new() }
    }

    fn from(&mut self, arcs: &Rows, start: u32, sums: &mut Sums) {
        self.order.clear();
        self.order.push(start);
        self.distance[start as usize] = 0;
        self.paths[start as usize] = 1.0;
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let (beyond, paths) = (self.distance[node as usize] + 1, self.paths[node as usize]);
            for &next in arcs.of(node as usize) {
                let distance = &mut self.distance[next as usize];
                if *distance == u32::MAX {
                    *distance = beyond;
                    self.order.push(next);
                }
                if *distance == beyond {
                    let sum = &mut self.paths[next as usize];
                    *sum = (*sum + paths).min(MANY);
                }
            }
        }
        // Backwards, each node gathers from those one hop further, so that no predecessors are kept.
        for &node in self.order.iter().rev() {
            let place = node as usize;
            let (distance, paths) = (self.distance[place], self.paths[place]);
            let beyond = arcs.of(place).iter().filter(|&&next| self.distance[next as usize] == distance + 1);
            let depends = paths * beyond.map(|&next| self.share[next as usize]).sum::<f64>();
            self.share[place] = (1.0 + depends) / paths;
            if node != start {
                sums.through[place] += depends;
                sums.near[place] += 1.0 / f64::from(distance);
            }
        }
        for &node in &self.order {
            self.distance[node as usize] = u32::MAX;
            self.paths[node as usize] = 0.0;
        }
    }
}

//! Heights within columns: lines as straight as can be, long ones above all (Gansner and others 1993, section 4:
//! network simplex over the cells, and one more node a line that takes up its bend).

use super::simplex::{Arc, improve};
use super::{Grid, Segment};

/// Lines between dummies weigh most, so that a long line bends where it meets its boxes, if anywhere.
const WEIGHT: [i64; 3] = [1, 2, 8];

/// Returns the centre of each cell across the flow.
pub(super) fn coordinates(grid: &Grid, segments: &[Segment]) -> Vec<f64> {
    let start = stacked(grid, segments);
    let count = grid.cells.len();
    let mut ranks: Vec<i64> = start.iter().map(|y| y.round() as i64).collect();
    let mut arcs = Vec::new();
    for column in &grid.columns {
        for pair in column.windows(2) {
            let min = grid.apart(pair[0], pair[1]).ceil() as i64;
            // Rounding may have brought two cells one point too near.
            ranks[pair[1]] = ranks[pair[1]].max(ranks[pair[0]] + min);
            arcs.push(Arc { tail: pair[0], head: pair[1], min, weight: 0 });
        }
    }
    for (number, segment) in segments.iter().enumerate() {
        let bend = count + number;
        let dummies =
            usize::from(grid.cells[segment.from].node.is_none()) + usize::from(grid.cells[segment.to].node.is_none());
        let weight = WEIGHT[dummies];
        // The line is straight where y(from) + offset(from) = y(to) + offset(to).
        let off = (segment.offsets[0] - segment.offsets[1]).round() as i64;
        let (from, to) = if off >= 0 { (off, 0) } else { (0, -off) };
        // rank(from) >= rank(bend) + …: the bend lies above both ends.
        ranks.push((ranks[segment.from] + from).min(ranks[segment.to] + to));
        arcs.push(Arc { tail: bend, head: segment.from, min: -from, weight });
        arcs.push(Arc { tail: bend, head: segment.to, min: -to, weight });
    }
    let pivots = (40_000_000 / (arcs.len() + 1)).min(20_000);
    improve(&arcs, &mut ranks, pivots);
    ranks[..count].iter().map(|&rank| rank as f64).collect()
}

/// Returns a first placement: each column again and again moved to where its neighbours are, in the least squares
/// sense, kept in order by pooling (isotonic regression).
fn stacked(grid: &Grid, segments: &[Segment]) -> Vec<f64> {
    let mut y = vec![0.0; grid.cells.len()];
    for column in &grid.columns {
        let mut at = 0.0;
        for (number, &cell) in column.iter().enumerate() {
            if number > 0 {
                at += grid.apart(column[number - 1], cell);
            }
            y[cell] = at;
        }
        let middle = at / 2.0;
        column.iter().for_each(|&cell| y[cell] -= middle);
    }
    let mut around = vec![Vec::new(); grid.cells.len()];
    for segment in segments {
        let off = segment.offsets[0] - segment.offsets[1];
        around[segment.from].push((segment.to, -off));
        around[segment.to].push((segment.from, off));
    }
    let count = grid.columns.len();
    for sweep in 0..40 {
        for step in 0..count {
            let column = &grid.columns[if sweep % 2 == 0 { step } else { count - 1 - step }];
            settle(grid, column, &around, &mut y);
        }
    }
    y
}

fn settle(grid: &Grid, column: &[usize], around: &[Vec<(usize, f64)>], y: &mut [f64]) {
    // Less the room above it, the place of each cell is at least that of the one before.
    struct Pool {
        sum: f64,
        weight: f64,
        cells: usize,
    }
    let mut pools: Vec<Pool> = Vec::new();
    let mut above = 0.0;
    for (number, &cell) in column.iter().enumerate() {
        if number > 0 {
            above += grid.apart(column[number - 1], cell);
        }
        let near = &around[cell];
        let (wish, weight) = if near.is_empty() {
            (y[cell], 0.1)
        } else {
            (near.iter().map(|&(other, off)| y[other] + off).sum::<f64>() / near.len() as f64, near.len() as f64)
        };
        pools.push(Pool { sum: (wish - above) * weight, weight, cells: 1 });
        while let [.., a, b] = pools.as_slice()
            && a.sum / a.weight > b.sum / b.weight
        {
            let merged = Pool { sum: a.sum + b.sum, weight: a.weight + b.weight, cells: a.cells + b.cells };
            pools.truncate(pools.len() - 2);
            pools.push(merged);
        }
    }
    let (mut number, mut above) = (0, 0.0);
    for pool in pools {
        for _ in 0..pool.cells {
            if number > 0 {
                above += grid.apart(column[number - 1], column[number]);
            }
            y[column[number]] = pool.sum / pool.weight + above;
            number += 1;
        }
    }
}

//! The order within columns: sweeps by the mean place of neighbours, swaps of adjacent cells, and several starts;
//! the order with the fewest crossings wins (Gansner and others 1993, section 3).

use super::super::random::Random;
use super::Grid;

/// Sweeps without a better order after which a start is given up.
const PATIENCE: usize = 6;

/// Orders the cells of each column.
pub(super) fn order(grid: &mut Grid, seed: u64) {
    let mut random = Random::new(seed);
    let size = grid.cells.len();
    let starts = if size <= 600 {
        12
    } else if size <= 2_500 {
        4
    } else {
        1
    };
    let mut best: Option<(u64, Vec<Vec<usize>>)> = None;
    for start in 0..starts {
        match start {
            0 => {}
            1 => grid.columns.iter_mut().for_each(|column| column.reverse()),
            _ => grid.columns.iter_mut().for_each(|column| random.shuffle(column)),
        }
        let found = improve(grid);
        if best.as_ref().is_none_or(|(fewest, _)| found.0 < *fewest) {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|(fewest, _)| *fewest == 0) {
            break;
        }
    }
    if let Some((_, columns)) = best {
        grid.columns = columns;
    }
    grid.number();
}

fn improve(grid: &mut Grid) -> (u64, Vec<Vec<usize>>) {
    grid.number();
    let mut best = (crossings(grid), grid.columns.clone());
    let mut idle = 0;
    for round in 0..40 {
        let count = grid.columns.len();
        for step in 1..count {
            let (column, forward) = if round % 2 == 0 { (step, true) } else { (count - 1 - step, false) };
            sort_by_neighbours(grid, column, forward);
        }
        transpose(grid);
        let now = crossings(grid);
        if now < best.0 {
            best = (now, grid.columns.clone());
            idle = 0;
        } else {
            idle += 1;
            if idle >= PATIENCE {
                break;
            }
        }
    }
    best
}

/// Sorts a column by the mean place of each cell's neighbours in the column before (or after) it.
fn sort_by_neighbours(grid: &mut Grid, column: usize, forward: bool) {
    let mut cells = std::mem::take(&mut grid.columns[column]);
    let mut keys: Vec<(f64, usize)> = cells
        .iter()
        .enumerate()
        .map(|(at, &cell)| {
            let around = if forward { &grid.before[cell] } else { &grid.after[cell] };
            let sum: usize = around.iter().map(|&other| grid.place[other]).sum();
            // A cell without neighbours there stays about where it is.
            let mean = if around.is_empty() { at as f64 } else { sum as f64 / around.len() as f64 };
            (mean, cell)
        })
        .collect();
    keys.sort_by(|a, b| a.0.total_cmp(&b.0));
    cells.clear();
    cells.extend(keys.iter().map(|&(_, cell)| cell));
    for (at, &cell) in cells.iter().enumerate() {
        grid.place[cell] = at;
    }
    grid.columns[column] = cells;
}

/// Swaps adjacent cells as long as that takes crossings away.
fn transpose(grid: &mut Grid) {
    for _ in 0..8 {
        let mut better = false;
        for column in 0..grid.columns.len() {
            for at in 1..grid.columns[column].len() {
                let (a, b) = (grid.columns[column][at - 1], grid.columns[column][at]);
                let (kept, swapped) = (pair(grid, a, b), pair(grid, b, a));
                if swapped < kept {
                    grid.columns[column].swap(at - 1, at);
                    grid.place.swap(a, b);
                    better = true;
                }
            }
        }
        if !better {
            return;
        }
    }
}

/// Counts the crossings between the lines of a cell and those of the one below it.
fn pair(grid: &Grid, above: usize, below: usize) -> usize {
    let count = |a: &[usize], b: &[usize]| {
        a.iter().map(|&x| b.iter().filter(|&&y| grid.place[y] < grid.place[x]).count()).sum::<usize>()
    };
    count(&grid.before[above], &grid.before[below]) + count(&grid.after[above], &grid.after[below])
}

/// Counts all crossings: inversions, with a Fenwick tree. Time O(segments × log cells).
fn crossings(grid: &Grid) -> u64 {
    let mut total = 0;
    for column in &grid.columns {
        let mut ends: Vec<usize> = Vec::new();
        for &cell in column {
            let mut places: Vec<usize> = grid.after[cell].iter().map(|&other| grid.place[other]).collect();
            places.sort_unstable();
            ends.extend(places);
        }
        let size = ends.iter().max().map_or(0, |most| most + 1);
        let mut tree = vec![0u64; size + 1];
        for (seen, &end) in ends.iter().enumerate() {
            let (mut not_after, mut at) = (0, end + 1);
            while at > 0 {
                not_after += tree[at];
                at &= at - 1;
            }
            total += seen as u64 - not_after;
            let mut at = end + 1;
            while at <= size {
                tree[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
    }
    total
}

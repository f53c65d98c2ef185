//! Columns, left to right along the edges.
//!
//! Links are turned so that none runs in a circle, nodes ranked into columns, long links cut into cells (one a
//! column, the middle one as large as the label), cells ordered for few crossings and moved for straight lines. A line
//! crosses a column only in its own cell, so it never crosses a box or a foreign label.

mod acyclic;
mod coordinates;
mod order;
mod route;
mod simplex;

use super::{Diagram, Link, Options, Placement, Xy};
use simplex::Arc;

/// Room between two boxes of a column, between two lines, and between a box and a line.
const BOX_GAP: f64 = 18.0;
const LINE_GAP: f64 = 9.0;
const MIXED_GAP: f64 = 12.0;
/// Height that a self-loop needs above its box.
pub(super) const LOOP: f64 = 26.0;

/// A box, or the part of a long link that crosses a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// The box; a link's part has none.
    pub(super) node: Option<usize>,
    pub(super) size: Xy,
}

/// A piece of a link between adjacent columns, and how far from the centre of each cell it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) offsets: [f64; 2],
}

/// All cells in their columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) cells: Vec<Cell>,
    pub(super) columns: Vec<Vec<usize>>,
    /// Cells joined to a cell in the column before it, and in the one after it.
    pub(super) before: Vec<Vec<usize>>,
    pub(super) after: Vec<Vec<usize>>,
    /// Place of each cell in its column.
    pub(super) place: Vec<usize>,
}

impl Grid {
    /// Notes the place of each cell.
    fn number(&mut self) {
        self.place.resize(self.cells.len(), 0);
        for column in &self.columns {
            for (at, &cell) in column.iter().enumerate() {
                self.place[cell] = at;
            }
        }
    }

    /// Returns how far apart the centres of two adjacent cells of a column are at least.
    fn apart(&self, above: usize, below: usize) -> f64 {
        let (a, b) = (&self.cells[above], &self.cells[below]);
        let gap = match (a.node, b.node) {
            (Some(_), Some(_)) => BOX_GAP,
            (None, None) => LINE_GAP,
            _ => MIXED_GAP,
        };
        (a.size[1] + b.size[1]) / 2.0 + gap
    }

    fn push(&mut self, rank: usize, cell: Cell) -> usize {
        let number = self.cells.len();
        self.cells.push(cell);
        self.before.push(Vec::new());
        self.after.push(Vec::new());
        if self.columns.len() <= rank {
            self.columns.resize(rank + 1, Vec::new());
        }
        self.columns[rank].push(number);
        number
    }
}

/// A link as a chain of cells from left to right, and which of them holds the label.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) link: usize,
    /// Whether the link runs from right to left.
    pub(super) reversed: bool,
    pub(super) cells: Vec<usize>,
    pub(super) label: Option<usize>,
    /// Its first segment; the others follow.
    pub(super) segments: usize,
}

/// Places a connected diagram.
pub(super) fn place(diagram: &Diagram, options: &Options) -> Placement {
    let count = diagram.boxes.len();
    let reversed = acyclic::reversed(count, &diagram.links);
    let ranks = rank(count, &diagram.links, &reversed);
    let (mut grid, mut chains) = cells(diagram, &ranks, &reversed);
    order::order(&mut grid, options.seed);
    let segments = ports(diagram, &grid, &mut chains);
    let y = coordinates::coordinates(&grid, &segments);
    route::finish(diagram, &grid, &chains, &segments, &y)
}

/// Returns the column of each node.
fn rank(count: usize, links: &[Link], reversed: &[bool]) -> Vec<usize> {
    let labelled = links.iter().any(|link| link.label[0] > 0.0);
    let arcs: Vec<Arc> = links
        .iter()
        .zip(reversed)
        .filter(|(link, _)| link.source != link.target)
        .map(|(link, &reversed)| {
            let (tail, head) = if reversed { (link.target, link.source) } else { (link.source, link.target) };
            // A column between two boxes has room for the label.
            Arc { tail, head, min: if labelled { 2 } else { 1 }, weight: 1 }
        })
        .collect();
    let mut ranks = simplex::longest_paths(count, &arcs);
    simplex::improve(&arcs, &mut ranks, 5_000);
    let first = ranks.iter().copied().min().unwrap_or(0);
    ranks.iter().map(|&rank| (rank - first) as usize).collect()
}

/// Cuts links into cells.
fn cells(diagram: &Diagram, ranks: &[usize], reversed: &[bool]) -> (Grid, Vec<Chain>) {
    let mut grid = Grid::default();
    for (node, &size) in diagram.boxes.iter().enumerate() {
        // Loops stand above their box; the cell is higher on both sides, so that the box stays in its middle.
        let loops = diagram.links.iter().filter(|link| link.source == node && link.target == node).count();
        let labels =
            diagram.links.iter().filter(|link| link.source == node && link.target == node).map(|link| link.label[0]);
        let width = labels.fold(size[0], f64::max);
        grid.push(ranks[node], Cell { node: Some(node), size: [width, size[1] + 2.0 * LOOP * loops as f64] });
    }
    let mut chains = Vec::new();
    for (number, (link, &reversed)) in diagram.links.iter().zip(reversed).enumerate() {
        if link.source == link.target {
            continue;
        }
        let (from, to) = if reversed { (link.target, link.source) } else { (link.source, link.target) };
        let middle = (ranks[from] + ranks[to]) / 2;
        let mut chain = Chain { link: number, reversed, cells: vec![from], label: None, segments: 0 };
        for rank in ranks[from] + 1..ranks[to] {
            let labelled = rank == middle && link.label[0] > 0.0;
            let cell = grid.push(rank, Cell { node: None, size: if labelled { link.label } else { [0.0; 2] } });
            if labelled {
                chain.label = Some(cell);
            }
            chain.cells.push(cell);
        }
        chain.cells.push(to);
        for pair in chain.cells.windows(2) {
            grid.after[pair[0]].push(pair[1]);
            grid.before[pair[1]].push(pair[0]);
        }
        chains.push(chain);
    }
    (grid, chains)
}

/// Spreads the ends of links over the sides of their boxes, in the order of the cells they lead to.
fn ports(diagram: &Diagram, grid: &Grid, chains: &mut [Chain]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for chain in chains.iter_mut() {
        chain.segments = segments.len();
        segments.extend(chain.cells.windows(2).map(|pair| Segment { from: pair[0], to: pair[1], offsets: [0.0; 2] }));
    }
    for end in 0..2 {
        let mut at_cell: Vec<Vec<usize>> = vec![Vec::new(); grid.cells.len()];
        for (number, segment) in segments.iter().enumerate() {
            let cell = if end == 0 { segment.from } else { segment.to };
            if grid.cells[cell].node.is_some() {
                at_cell[cell].push(number);
            }
        }
        for (cell, mut numbers) in at_cell.into_iter().enumerate() {
            let other = |number: &usize| {
                let segment = &segments[*number];
                grid.place[if end == 0 { segment.to } else { segment.from }]
            };
            numbers.sort_by_key(other);
            // Cells of boxes come first, with their numbers.
            let height = diagram.boxes.get(cell).map_or(0.0, |size| size[1]);
            let room = (height - 14.0).max(height / 2.0);
            let step = (room / numbers.len().max(2) as f64).min(12.0);
            let first = -step * (numbers.len() as f64 - 1.0) / 2.0;
            for (at, number) in numbers.into_iter().enumerate() {
                segments[number].offsets[end] = first + step * at as f64;
            }
        }
    }
    segments
}

//! Columns get widths, and chains of cells become curves.

use super::super::geometry::{Rect, flatten};
use super::super::{Diagram, Placement, Route, Xy};
use super::{Chain, Grid, LOOP, Segment};

/// Room between columns: more where lines have far to climb.
const COLUMN_GAP: (f64, f64) = (20.0, 42.0);

pub(super) fn finish(diagram: &Diagram, grid: &Grid, chains: &[Chain], segments: &[Segment], y: &[f64]) -> Placement {
    let column_of = columns(grid);
    let (centres, widths) = across(grid, segments, y, &column_of);
    let nodes: Vec<Xy> = (0..diagram.boxes.len()).map(|node| [centres[column_of[node]], y[node]]).collect();
    let mut routes = vec![Route::default(); diagram.links.len()];
    for chain in chains {
        let link = &diagram.links[chain.link];
        let (left, right) = (chain.cells[0], chain.cells[chain.cells.len() - 1]);
        let own = &segments[chain.segments..chain.segments + chain.cells.len() - 1];
        let start = [nodes[left][0] + diagram.boxes[left][0] / 2.0, y[left] + own[0].offsets[0]];
        let end = [nodes[right][0] - diagram.boxes[right][0] / 2.0, y[right] + own[own.len() - 1].offsets[1]];
        let dummies = &chain.cells[1..chain.cells.len() - 1];
        let between = |wide: bool| {
            let mut stops: Vec<(Xy, Xy)> = Vec::new();
            let edge = |at: usize, side: f64| centres[column_of[at]] + side * widths[column_of[at]] / 2.0;
            // A box narrower than its column: straight on to the side of the column.
            stops.push((start, if wide { [edge(left, 1.0), start[1]] } else { start }));
            for &cell in dummies {
                let half = if wide { widths[column_of[cell]] / 2.0 } else { grid.cells[cell].size[0] / 2.0 };
                let centre = centres[column_of[cell]];
                stops.push(([centre - half, y[cell]], [centre + half, y[cell]]));
            }
            stops.push((if wide { [edge(right, -1.0), end[1]] } else { end }, end));
            curve(&stops)
        };
        let mut path = between(false);
        let points = flatten(&path, 16);
        let hit = |node: usize| {
            let rect = Rect::new(nodes[node], diagram.boxes[node]).grown(4.0);
            node != left && node != right && points.windows(2).any(|pair| rect.meets_line(pair[0], pair[1]))
        };
        if (0..nodes.len()).any(hit) {
            path = between(true);
        }
        if chain.reversed {
            path.reverse();
        }
        let label = chain.label.map(|cell| [centres[column_of[cell]], y[cell]]);
        routes[chain.link] = Route { path, label };
        debug_assert!(link.source != link.target);
    }
    loops(diagram, &nodes, &mut routes);
    Placement { size: [0.0; 2], nodes, routes }
}

fn columns(grid: &Grid) -> Vec<usize> {
    let mut column_of = vec![0; grid.cells.len()];
    for (number, column) in grid.columns.iter().enumerate() {
        column.iter().for_each(|&cell| column_of[cell] = number);
    }
    column_of
}

/// Returns the centre and the width of each column.
fn across(grid: &Grid, segments: &[Segment], y: &[f64], column_of: &[usize]) -> (Vec<f64>, Vec<f64>) {
    let widths: Vec<f64> = grid
        .columns
        .iter()
        .map(|column| column.iter().map(|&cell| grid.cells[cell].size[0]).fold(0.0, f64::max))
        .collect();
    let mut climb = vec![0.0f64; grid.columns.len()];
    for segment in segments {
        let step = (y[segment.from] + segment.offsets[0]) - (y[segment.to] + segment.offsets[1]);
        let column = column_of[segment.from];
        climb[column] = climb[column].max(step.abs());
    }
    let mut at = 0.0;
    let mut centres = Vec::with_capacity(widths.len());
    for (number, width) in widths.iter().enumerate() {
        centres.push(at + width / 2.0);
        at += width + (climb[number] * 0.12).clamp(COLUMN_GAP.0, COLUMN_GAP.1);
    }
    (centres, widths)
}

/// Returns a curve that passes each stop flat, from its first point to its second.
fn curve(stops: &[(Xy, Xy)]) -> Vec<Xy> {
    let mut path: Vec<Xy> = stops.first().map(|stop| vec![stop.0]).unwrap_or_default();
    let mut here = path.first().copied().unwrap_or_default();
    let mut go = |to: Xy| {
        if (to[0] - here[0]).abs() < 0.01 && (to[1] - here[1]).abs() < 0.01 {
            return;
        }
        let reach = (to[0] - here[0]) * 0.5;
        path.extend([[here[0] + reach, here[1]], [to[0] - reach, to[1]], to]);
        here = to;
    };
    for &(first, second) in stops {
        go(first);
        go(second);
    }
    path
}

/// Draws self-loops as arches above their box, each further one over the last, with the label on top.
fn loops(diagram: &Diagram, nodes: &[Xy], routes: &mut [Route]) {
    let mut seen = vec![0.0; nodes.len()];
    for (link, route) in diagram.links.iter().zip(routes) {
        if link.source != link.target {
            continue;
        }
        let [x, y] = nodes[link.source];
        let [width, height] = diagram.boxes[link.source];
        seen[link.source] += 1.0;
        let (top, rise) = (y - height / 2.0, LOOP * seen[link.source] - 8.0);
        let half = (width / 2.0 - 8.0).min(12.0 + 6.0 * seen[link.source]).max(2.0);
        // A cubic reaches three quarters of the way to its control points.
        let control = top - rise / 0.75;
        route.path = vec![[x - half, top], [x - half - 6.0, control], [x + half + 6.0, control], [x + half, top]];
        route.label = (link.label[0] > 0.0).then_some([x, top - rise]);
    }
}

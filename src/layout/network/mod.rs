//! Near in the graph, near in the picture.
//!
//! Stress gives positions; the longer side is laid flat; boxes are moved apart, and off lines that are not theirs;
//! lines that still meet a foreign box are bent around it, parallel and opposite ones fanned out; labels take a free place
//! along their line. Where labels find no room the picture grows a little, a few times.

mod apart;
mod labels;
mod route;
mod stress;

use super::geometry::{Rect, cross, sub};
use super::{Diagram, Options, Placement, Route, Xy};

/// Boxes up to which several starts are compared, boxes are pushed off lines, and lines bent around boxes.
const SEVERAL: usize = 120;
const PUSHED: usize = 150;
/// Boxes times links up to which lines are bent and labels placed: 0.1 s for 250,000.
const ROUTED: usize = 400_000;
/// Sizes that are tried, by the natural one, until every label has a place and no line meets a foreign box.
const SCALES: [f64; 11] = [0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.7, 1.9, 2.2];

/// Places a connected diagram.
pub(super) fn place(diagram: &Diagram, options: &Options) -> Placement {
    let nodes = best_nodes(diagram, options);
    if diagram.boxes.len().saturating_mul(diagram.links.len()) > ROUTED {
        return Placement { size: [0.0; 2], routes: route::straight(diagram, &nodes), nodes };
    }
    // Small pictures are read more easily: begin below the natural size where that costs nothing.
    let natural = nodes;
    let mut best: Option<((usize, usize), Placement)> = None;
    let first = if natural.len() <= PUSHED { 0 } else { SCALES.iter().position(|&by| by == 1.0).unwrap_or(0) };
    for &by in &SCALES[first..] {
        let mut nodes: Vec<Xy> = natural.iter().map(|point| point.map(|part| part * by)).collect();
        apart::remove_overlaps(&mut nodes, &diagram.boxes);
        let (mut routes, hits) = route::routes(diagram, &nodes);
        let left_out = labels::place(diagram, &nodes, &mut routes);
        if best.as_ref().is_none_or(|(fewest, _)| (left_out, hits) < *fewest) {
            best = Some(((left_out, hits), Placement { size: [0.0; 2], nodes, routes }));
        }
        if (left_out, hits) == (0, 0) || (by >= 1.0 && (left_out == 0 || diagram.links.len() > 400)) {
            break;
        }
    }
    best.map(|(_, placement)| placement).unwrap_or_default()
}

/// Places the boxes of a connected diagram, and routes nothing.
pub(super) fn place_nodes(diagram: &Diagram, options: &Options) -> Placement {
    let nodes = best_nodes(diagram, options);
    Placement { size: [0.0; 2], nodes, routes: vec![Route::default(); diagram.links.len()] }
}

fn best_nodes(diagram: &Diagram, options: &Options) -> Vec<Xy> {
    let count = diagram.boxes.len();
    let starts = if count <= SEVERAL { 16 } else { 1 };
    let mut best: Option<(f64, Vec<Xy>)> = None;
    let terms = stress::Terms::new(diagram);
    for start in 0..starts {
        let mut nodes = terms.descend(options.seed.wrapping_add(start));
        lay_flat(&mut nodes, options.aspect);
        apart::remove_overlaps(&mut nodes, &diagram.boxes);
        if starts == 1 {
            best = Some((0.0, nodes));
            break;
        }
        let score = score(diagram, &nodes);
        if best.as_ref().is_none_or(|(least, _)| score < *least) {
            best = Some((score, nodes));
        }
    }
    let mut nodes = best.map(|(_, nodes)| nodes).unwrap_or_default();
    if count <= PUSHED {
        apart::push_off_lines(diagram, &mut nodes);
    }
    nodes
}

/// Returns how bad a picture is: crossings, and lines through foreign boxes, which are worse.
fn score(diagram: &Diagram, nodes: &[Xy]) -> f64 {
    let lines: Vec<(Xy, Xy)> = diagram.links.iter().map(|link| (nodes[link.source], nodes[link.target])).collect();
    let mut score = 0.0;
    for (at, &(a, b)) in lines.iter().enumerate() {
        score += lines[..at].iter().filter(|&&(c, d)| cross(a, b, c, d)).count() as f64;
    }
    score + 3.0 * hits(diagram, nodes) as f64
}

/// Counts lines through boxes that are not theirs.
fn hits(diagram: &Diagram, nodes: &[Xy]) -> usize {
    let rects: Vec<Rect> =
        nodes.iter().zip(&diagram.boxes).map(|(&centre, &size)| Rect::new(centre, size).grown(5.0)).collect();
    let through = |link: &super::Link| {
        let (a, b) = (nodes[link.source], nodes[link.target]);
        let foreign = |at: usize| at != link.source && at != link.target;
        (0..rects.len()).filter(|&at| foreign(at) && rects[at].meets_line(a, b)).count()
    };
    diagram.links.iter().filter(|link| link.source != link.target).map(through).sum()
}

/// Turns the picture so that it is wider than high, and stretches it towards the aspect.
fn lay_flat(nodes: &mut [Xy], aspect: f64) {
    let count = nodes.len().max(1) as f64;
    let mean = nodes.iter().fold([0.0, 0.0], |sum, point| [sum[0] + point[0] / count, sum[1] + point[1] / count]);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in nodes.iter_mut() {
        *point = sub(*point, mean);
        xx += point[0] * point[0];
        xy += point[0] * point[1];
        yy += point[1] * point[1];
    }
    // The main axis: the eigenvector of the larger eigenvalue of the covariance.
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    let axis = if half >= 0.0 { [half + root, xy] } else { [xy, root - half] };
    let norm = (axis[0] * axis[0] + axis[1] * axis[1]).sqrt();
    if norm > 1e-9 {
        let (cos, sin) = (axis[0] / norm, axis[1] / norm);
        for point in nodes.iter_mut() {
            *point = [point[0] * cos + point[1] * sin, point[1] * cos - point[0] * sin];
        }
    }
    let span = |axis: usize| {
        let values = || nodes.iter().map(|point| point[axis]);
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    let (width, height) = (span(0), span(1));
    if width > 1.0 && height > 1.0 {
        // Not all the way: a chain shall stay a chain.
        let stretch = (aspect * height / width).sqrt().sqrt().clamp(0.8, 1.25);
        for point in nodes.iter_mut() {
            *point = [point[0] * stretch, point[1] / stretch];
        }
    }
}

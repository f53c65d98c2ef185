//! Lines from box to box: straight where nothing stands between, else bent.

use super::super::geometry::{Rect, add, cubic, flatten, from_quadratic, length, mix, scale, sub};
use super::super::{Diagram, Link, Route, Xy};
use std::collections::BTreeMap;

/// How far lines between the same two boxes lie apart.
const FAN: f64 = 22.0;
/// Bends that are tried, by how far the middle of the line moves.
const BENDS: [f64; 13] = [0.0, 18.0, -18.0, 36.0, -36.0, 58.0, -58.0, 85.0, -85.0, 120.0, -120.0, 160.0, -160.0];

/// Returns straight lines, fanned out where several join the same two boxes. Time O(links log links).
pub(super) fn straight(diagram: &Diagram, nodes: &[Xy]) -> Vec<Route> {
    all(diagram, nodes, |_, link, bend| between(diagram, nodes, link, bend))
}

/// Returns lines that avoid foreign boxes where some bend does, and how many boxes they meet all the same.
/// Time O(links × boxes).
pub(super) fn routes(diagram: &Diagram, nodes: &[Xy]) -> (Vec<Route>, usize) {
    let mut met = 0;
    let rects: Vec<Rect> =
        nodes.iter().zip(&diagram.boxes).map(|(&centre, &size)| Rect::new(centre, size).grown(4.0)).collect();
    let routes = all(diagram, nodes, |fan, link, bend| {
        let mut best: Option<(f64, usize, Vec<Xy>)> = None;
        for extra in BENDS {
            // Fanned lines move together.
            if fan > 1 && extra != 0.0 && best.as_ref().is_some_and(|(cost, ..)| *cost < 1000.0) {
                break;
            }
            let path = between(diagram, nodes, link, bend + extra);
            let points = flatten(&path, 14);
            let foreign = |at: usize| at != link.source && at != link.target;
            let hit = |at: usize| points.windows(2).any(|pair| rects[at].meets_line(pair[0], pair[1]));
            let hits = (0..rects.len()).filter(|&at| foreign(at) && hit(at)).count();
            let cost = hits as f64 * 1000.0 + extra.abs();
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, hits, path));
            }
            if hits == 0 {
                break;
            }
        }
        let (_, hits, path) = best.unwrap_or_default();
        met += hits;
        path
    });
    (routes, met)
}

/// Calls for each link with how many join its two boxes, the link, and its bend among them.
fn all(diagram: &Diagram, nodes: &[Xy], mut path: impl FnMut(usize, &Link, f64) -> Vec<Xy>) -> Vec<Route> {
    let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, link) in diagram.links.iter().enumerate() {
        pairs.entry((link.source.min(link.target), link.source.max(link.target))).or_default().push(number);
    }
    let mut routes = vec![Route::default(); diagram.links.len()];
    for ((low, high), numbers) in pairs {
        let fan = numbers.len();
        for (at, number) in numbers.into_iter().enumerate() {
            let link = &diagram.links[number];
            routes[number].path = if low == high {
                arch(nodes[low], diagram.boxes[low], at)
            } else {
                let bend = FAN * (at as f64 - (fan as f64 - 1.0) / 2.0);
                // Bends are told from the lower number, so that opposite lines do not meet.
                path(fan, link, if link.source == low { bend } else { -bend })
            };
        }
    }
    routes
}

/// Returns the curve of a link from border to border.
fn between(diagram: &Diagram, nodes: &[Xy], link: &Link, bend: f64) -> Vec<Xy> {
    let (a, b) = (nodes[link.source], nodes[link.target]);
    let (from, to) = (Rect::new(a, diagram.boxes[link.source]), Rect::new(b, diagram.boxes[link.target]));
    if bend == 0.0 {
        let (start, end) = (from.border(b), to.border(a));
        return vec![start, mix(start, end, 1.0 / 3.0), mix(start, end, 2.0 / 3.0), end];
    }
    let along = sub(b, a);
    let long = length(along).max(1e-6);
    let normal = [-along[1] / long, along[0] / long];
    let curve = from_quadratic(a, add(mix(a, b, 0.5), scale(normal, 2.0 * bend)), b);
    let leaves = crossing(&curve, |p| from.contains(p), 0.0, 1.0);
    let enters = crossing(&curve, |p| to.contains(p), 1.0, 0.0);
    if leaves >= enters {
        return vec![a, mix(a, b, 1.0 / 3.0), mix(a, b, 2.0 / 3.0), b];
    }
    piece(&curve, leaves, enters)
}

/// Finds where a curve, followed from `inside`, leaves a box for the first time.
fn crossing(curve: &[Xy], contains: impl Fn(Xy) -> bool, inside: f64, outside: f64) -> f64 {
    let steps = 64;
    let at = |step: usize| inside + (outside - inside) * step as f64 / f64::from(steps as u32);
    let Some(first) = (1..=steps).find(|&step| !contains(cubic(curve, at(step)))) else { return outside };
    let (mut within, mut without) = (at(first - 1), at(first));
    for _ in 0..24 {
        let middle = (within + without) / 2.0;
        if contains(cubic(curve, middle)) { within = middle } else { without = middle }
    }
    without
}

/// Cuts a piece out of a curve.
fn piece(curve: &[Xy], from: f64, to: f64) -> Vec<Xy> {
    let slope = |t: f64| {
        let quadratic = |a: Xy, b: Xy, c: Xy| mix(mix(a, b, t), mix(b, c, t), t);
        let (first, second) = (quadratic(curve[0], curve[1], curve[2]), quadratic(curve[1], curve[2], curve[3]));
        scale(sub(second, first), 3.0)
    };
    let (start, end) = (cubic(curve, from), cubic(curve, to));
    let third = (to - from) / 3.0;
    vec![start, add(start, scale(slope(from), third)), sub(end, scale(slope(to), third)), end]
}

/// Returns a self-loop: an arch over a corner, the upper right one first, further ones larger.
fn arch(centre: Xy, size: Xy, at: usize) -> Vec<Xy> {
    let (right, down) = (if at.is_multiple_of(2) { 1.0 } else { -1.0 }, if at % 4 < 2 { -1.0 } else { 1.0 });
    let grow = 30.0 * (at / 4) as f64;
    let corner = [centre[0] + right * size[0] / 2.0, centre[1] + down * size[1] / 2.0];
    let reach = 46.0 + grow;
    let start = [corner[0] - right * (size[0] / 2.0).min(20.0 + grow * 0.3), corner[1]];
    let end = [corner[0], corner[1] - down * (size[1] / 2.0).min(13.0)];
    vec![start, [start[0], corner[1] + down * reach], [corner[0] + right * reach, end[1]], end]
}

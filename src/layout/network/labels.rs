//! Labels take a free place along their line: off every box and every other label, and off other lines if they can.

use super::super::geometry::{Rect, cubic, flatten};
use super::super::{Diagram, Route, Xy};

/// Room around a label.
const GAP: f64 = 2.0;
/// Where along its line a label may stand; the middle first.
const PLACES: [f64; 15] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85];

/// Places the labels, and returns how many found no place. Time O(links × (boxes + links)).
pub(super) fn place(diagram: &Diagram, nodes: &[Xy], routes: &mut [Route]) -> usize {
    let boxes: Vec<Rect> =
        nodes.iter().zip(&diagram.boxes).map(|(&centre, &size)| Rect::new(centre, size).grown(GAP)).collect();
    let lines: Vec<Vec<Xy>> = routes.iter().map(|route| flatten(&route.path, 8)).collect();
    let bounds: Vec<(Xy, Xy)> = lines.iter().map(|line| bounds(line)).collect();
    // What each label can choose from, best first: (cost, rectangle).
    let choices: Vec<Vec<(f64, Rect)>> = diagram
        .links
        .iter()
        .enumerate()
        .map(|(number, link)| {
            if link.label[0] <= 0.0 || routes[number].path.len() < 4 {
                return Vec::new();
            }
            let mut choices: Vec<(f64, Rect)> = PLACES
                .iter()
                .map(|&t| (t, Rect::new(cubic(&routes[number].path[..4], t), link.label).grown(GAP)))
                .filter(|(_, rect)| !boxes.iter().any(|other| other.overlaps(rect)))
                .map(|(t, rect)| {
                    let meets = |other: usize| {
                        let (low, high) = bounds[other];
                        let near = (0..2).all(|axis| {
                            low[axis] < rect.centre[axis] + rect.half[axis]
                                && high[axis] > rect.centre[axis] - rect.half[axis]
                        });
                        near && lines[other].windows(2).any(|pair| rect.meets_line(pair[0], pair[1]))
                    };
                    let crossed = (0..lines.len()).filter(|&other| other != number && meets(other)).count();
                    (crossed as f64 * 10.0 + (t - 0.5).abs() * 12.0, rect)
                })
                .collect();
            choices.sort_by(|a, b| a.0.total_cmp(&b.0));
            choices
        })
        .collect();
    let mut chosen: Vec<Option<Rect>> = vec![None; choices.len()];
    // Those with the fewest choices first.
    let mut order: Vec<usize> = (0..choices.len()).filter(|&at| !choices[at].is_empty()).collect();
    order.sort_by_key(|&at| choices[at].len());
    let free = |rect: &Rect, chosen: &[Option<Rect>]| !chosen.iter().flatten().any(|other| other.overlaps(rect));
    for &number in &order {
        chosen[number] = choices[number].iter().map(|(_, rect)| *rect).find(|rect| free(rect, &chosen));
    }
    // A second look: a label in the way may have another place.
    for _ in 0..3 {
        for &number in &order {
            if chosen[number].is_some() {
                continue;
            }
            for (_, rect) in &choices[number] {
                let blockers: Vec<usize> =
                    (0..chosen.len()).filter(|&at| chosen[at].is_some_and(|other| other.overlaps(rect))).collect();
                let [blocker] = blockers[..] else { continue };
                let old = chosen[blocker].take();
                chosen[number] = Some(*rect);
                let moved = choices[blocker].iter().map(|(_, rect)| *rect).find(|rect| free(rect, &chosen));
                if moved.is_some() {
                    chosen[blocker] = moved;
                    break;
                }
                chosen[blocker] = old;
                chosen[number] = None;
            }
        }
    }
    let mut left_out = 0;
    for (number, route) in routes.iter_mut().enumerate() {
        route.label = chosen[number].map(|rect| rect.centre);
        left_out += usize::from(route.label.is_none() && diagram.links[number].label[0] > 0.0);
    }
    left_out
}

fn bounds(line: &[Xy]) -> (Xy, Xy) {
    let axis = |axis: usize| {
        let values = || line.iter().map(|point| point[axis]);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let (x, y) = (axis(0), axis(1));
    ([x.0, y.0], [x.1, y.1])
}

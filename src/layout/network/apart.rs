//! Boxes that overlap are moved apart, and boxes on a line that is not theirs are pushed off it.

use super::super::geometry::{Rect, add, length, scale, sub};
use super::super::{Diagram, Xy};

/// Room between boxes.
const GAP: f64 = 14.0;
/// Room between a box and a line that is not its own.
const LINE_GAP: f64 = 7.0;

/// Moves boxes until none overlaps: each pair the short way, and everything outwards where that is not enough.
///
/// Time O(rounds × nodes log nodes) for boxes of like size, some dozens of rounds.
pub(super) fn remove_overlaps(nodes: &mut [Xy], boxes: &[Xy]) {
    make_room(nodes, boxes);
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    for round in 1.. {
        if !push(nodes, boxes, &mut order) || round > 5_000 {
            return;
        }
        if round % 12 == 0 {
            nodes.iter_mut().for_each(|point| *point = scale(*point, 1.06));
        }
    }
}

/// Scales up where the boxes would fill most of the picture.
fn make_room(nodes: &mut [Xy], boxes: &[Xy]) {
    let area: f64 = boxes.iter().map(|size| (size[0] + GAP) * (size[1] + GAP)).sum();
    let span = |axis: usize| {
        let values = || nodes.iter().map(|point| point[axis]);
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    let room = span(0) * span(1);
    if nodes.len() > 2 && room > 0.0 && area > 0.6 * room {
        let by = (area / (0.6 * room)).sqrt().min(20.0);
        nodes.iter_mut().for_each(|point| *point = scale(*point, by));
    }
}

/// Moves each overlapping pair apart once, and returns whether there was one.
fn push(nodes: &mut [Xy], boxes: &[Xy], order: &mut [usize]) -> bool {
    let left = |node: usize, nodes: &[Xy]| nodes[node][0] - boxes[node][0] / 2.0;
    order.sort_by(|&a, &b| left(a, nodes).total_cmp(&left(b, nodes)));
    let mut any = false;
    let widest = boxes.iter().map(|size| size[0]).fold(0.0, f64::max);
    for at in 0..order.len() {
        let a = order[at];
        for &b in &order[at + 1..] {
            if left(b, nodes) > nodes[a][0] + boxes[a][0] / 2.0 + GAP + widest {
                break;
            }
            let step = sub(nodes[b], nodes[a]);
            let room = |axis: usize| (boxes[a][axis] + boxes[b][axis]) / 2.0 + GAP;
            let (x, y) = (room(0) - step[0].abs(), room(1) - step[1].abs());
            if x <= 0.01 || y <= 0.01 {
                continue;
            }
            any = true;
            let (axis, by) = if x < y { (0, x) } else { (1, y) };
            // Boxes in the same place part by their number.
            let sign = if step[axis] > 0.0 || (step[axis] == 0.0 && b > a) { 1.0 } else { -1.0 };
            nodes[a][axis] -= sign * (by / 2.0 + 0.01);
            nodes[b][axis] += sign * (by / 2.0 + 0.01);
        }
    }
    any
}

/// Pushes boxes off lines that are not theirs, as far as that helps. Time O(rounds × links × nodes).
pub(super) fn push_off_lines(diagram: &Diagram, nodes: &mut Vec<Xy>) {
    let boxes = &diagram.boxes;
    let mut best = (super::hits(diagram, nodes), nodes.clone());
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    for _ in 0..80 {
        if best.0 == 0 {
            break;
        }
        let mut moves = vec![[0.0; 2]; nodes.len()];
        for link in diagram.links.iter().filter(|link| link.source != link.target) {
            let (a, b) = (nodes[link.source], nodes[link.target]);
            let along = sub(b, a);
            let long = length(along).max(1e-6);
            let normal = [-along[1] / long, along[0] / long];
            for node in (0..nodes.len()).filter(|&node| node != link.source && node != link.target) {
                if !Rect::new(nodes[node], boxes[node]).grown(LINE_GAP).meets_line(a, b) {
                    continue;
                }
                let away = sub(nodes[node], a);
                let side = away[0] * normal[0] + away[1] * normal[1];
                let reach = (boxes[node][0] * normal[0].abs() + boxes[node][1] * normal[1].abs()) / 2.0 + LINE_GAP;
                let by = (reach - side.abs()).max(0.0) * if side < 0.0 { -0.4 } else { 0.4 };
                moves[node] = add(moves[node], scale(normal, by));
                moves[link.source] = sub(moves[link.source], scale(normal, by * 0.25));
                moves[link.target] = sub(moves[link.target], scale(normal, by * 0.25));
            }
        }
        for (node, &step) in moves.iter().enumerate() {
            let most = 30.0 / length(step).max(30.0);
            nodes[node] = add(nodes[node], scale(step, most));
        }
        for _ in 0..4 {
            if !push(nodes, boxes, &mut order) {
                break;
            }
        }
        let mut apart = nodes.clone();
        remove_overlaps(&mut apart, boxes);
        let hits = super::hits(diagram, &apart);
        if hits < best.0 {
            best = (hits, apart);
        }
    }
    *nodes = best.1;
}

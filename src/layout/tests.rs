//! What holds for every placement, on graphs of many shapes.

use super::geometry::Rect;
use super::random::Random;
use super::{Diagram, Kind, Link, Options, Placement, Xy, place};

/// Makes links between boxes of various sizes.
fn diagram(count: usize, links: impl IntoIterator<Item = (usize, usize)>) -> Diagram {
    let mut random = Random::new(count as u64);
    let mut size = |low: f64, high: f64| low + (random.unit() * (high - low)).round();
    let boxes = (0..count).map(|_| [size(60.0, 190.0), size(26.0, 60.0)]).collect();
    let links =
        links.into_iter().map(|(source, target)| Link { source, target, label: [size(30.0, 90.0), 12.0] }).collect();
    Diagram { boxes, links }
}

/// Links new nodes to old ones, the much linked first, then adds some: like the graphs that people write.
fn story(count: usize, links: usize, seed: u64) -> Diagram {
    let mut random = Random::new(seed);
    let mut list: Vec<(usize, usize)> = Vec::new();
    for node in 1..count {
        let other =
            if list.is_empty() || random.below(3) == 0 { random.below(node) } else { list[random.below(list.len())].1 };
        list.push(if random.below(3) == 0 { (other, node) } else { (node, other) });
    }
    while list.len() < links {
        let (a, b) = list[random.below(list.len())];
        list.push((a, if random.below(9) == 0 { b } else { random.below(count) }));
    }
    diagram(count, list)
}

fn shapes() -> Vec<(&'static str, Diagram)> {
    let mut out = vec![
        ("nothing", diagram(0, [])),
        ("one node", diagram(1, [])),
        ("a self-loop", diagram(1, [(0, 0)])),
        ("self-loops", diagram(2, [(0, 0), (0, 0), (0, 1), (1, 1)])),
        ("parallel and opposite", diagram(2, [(0, 1), (0, 1), (1, 0), (0, 1)])),
        ("isolated", diagram(30, [])),
        ("a chain", diagram(20, (1..20).map(|at| (at - 1, at)))),
        ("a ring", diagram(12, (0..12).map(|at| (at, (at + 1) % 12)))),
        ("a star", diagram(25, (1..25).map(|at| (at, 0)))),
        ("a tree", diagram(40, (1..40).map(|at| ((at - 1) / 3, at)))),
        ("a clique", diagram(8, (0..8).flat_map(|a| (0..a).map(move |b| (a, b))))),
        ("bipartite", diagram(12, (0..5).flat_map(|a| (5..12).map(move |b| (a, b))))),
        ("two parts", diagram(20, (1..20).filter(|at| *at != 10).map(|at| (at - 1, at)))),
    ];
    out.extend((1..6).map(|seed| ("a story of 10", story(10, 15, seed))));
    out.extend((1..6).map(|seed| ("a story of 50", story(50, 80, seed))));
    out
}

fn rects(diagram: &Diagram, placement: &Placement) -> (Vec<Rect>, Vec<Rect>) {
    let boxes = placement.nodes.iter().zip(&diagram.boxes).map(|(&at, &size)| Rect::new(at, size)).collect();
    let labels = placement.routes.iter().zip(&diagram.links);
    (boxes, labels.filter_map(|(route, link)| route.label.map(|at| Rect::new(at, link.label))).collect())
}

/// Returns what is wrong with a placement.
fn faults(diagram: &Diagram, placement: &Placement) -> Vec<String> {
    let mut out = Vec::new();
    assert_eq!((placement.nodes.len(), placement.routes.len()), (diagram.boxes.len(), diagram.links.len()));
    let inside =
        |p: &Xy| (0..2).all(|axis| p[axis].is_finite() && p[axis] >= -0.01 && p[axis] <= placement.size[axis] + 0.01);
    let points = placement.routes.iter().flat_map(|route| route.path.iter().chain(&route.label));
    out.extend(placement.nodes.iter().chain(points).filter(|p| !inside(p)).map(|p| format!("{p:?} is outside")));
    let (boxes, labels) = rects(diagram, placement);
    let all: Vec<&Rect> = boxes.iter().chain(&labels).collect();
    for (at, a) in all.iter().enumerate() {
        let other = all[..at].iter().position(|b| a.overlaps(b));
        out.extend(other.map(|other| format!("{at} overlaps {other} of {} boxes", boxes.len())));
    }
    for (route, link) in placement.routes.iter().zip(&diagram.links) {
        let ends = [(route.path.first(), link.source), (route.path.last(), link.target)];
        for (end, node) in ends {
            let touches =
                end.is_some_and(|&end| boxes[node].grown(0.5).contains(end) && !boxes[node].grown(-0.5).contains(end));
            if !touches {
                out.push(format!("{end:?} is not on the border of {:?}", boxes[node]));
            }
        }
    }
    out
}

#[test]
fn nothing_overlaps_and_lines_end_at_their_boxes() {
    for (name, diagram) in shapes() {
        for &kind in Kind::ALL {
            let placement = place(&diagram, &Options::new(kind));
            assert_eq!(faults(&diagram, &placement), Vec::<String>::new(), "{name}, {kind:?}");
        }
    }
}

#[test]
fn every_label_has_a_place_up_to_50_nodes() {
    for (name, diagram) in shapes() {
        for &kind in Kind::ALL {
            let placement = place(&diagram, &Options::new(kind));
            let left_out = placement.routes.iter().filter(|route| route.label.is_none()).count();
            assert_eq!(left_out, 0, "{name}, {kind:?}: {} links", diagram.links.len());
        }
    }
}

#[test]
fn the_same_input_gives_the_same_places() {
    for &kind in Kind::ALL {
        let diagram = story(50, 90, 3);
        assert_eq!(place(&diagram, &Options::new(kind)), place(&diagram, &Options::new(kind)));
    }
}

#[test]
fn layered_lines_keep_off_foreign_boxes() {
    for (name, diagram) in shapes() {
        let placement = place(&diagram, &Options::new(Kind::Layered));
        let (boxes, _) = rects(&diagram, &placement);
        for (route, link) in placement.routes.iter().zip(&diagram.links) {
            let line = super::geometry::flatten(&route.path, 24);
            for (at, rect) in boxes.iter().enumerate().filter(|(at, _)| *at != link.source && *at != link.target) {
                assert!(!line.windows(2).any(|pair| rect.meets_line(pair[0], pair[1])), "{name}: {link:?} meets {at}");
            }
        }
    }
}

#[test]
fn sizes_that_are_no_numbers_do_no_harm() {
    let mut diagram = diagram(4, [(0, 1), (1, 2), (2, 3), (3, 0)]);
    diagram.boxes[1] = [f64::NAN, f64::INFINITY];
    diagram.boxes[2] = [-5.0, 0.0];
    diagram.links[0].label = [f64::NAN; 2];
    for &kind in Kind::ALL {
        let placement = place(&diagram, &Options::new(kind));
        assert!(placement.nodes.iter().flatten().chain(&placement.size).all(|part| part.is_finite()), "{kind:?}");
    }
}

#[test]
fn many_nodes_are_placed_apart() {
    let mut diagram = story(1_500, 3_000, 1);
    diagram.boxes = vec![[12.0; 2]; 1_500];
    diagram.links.iter_mut().for_each(|link| link.label = [0.0; 2]);
    let placement = place(&diagram, &Options::new(Kind::Network));
    let near = |pair: &[Xy]| (pair[0][0] - pair[1][0]).abs() < 12.0 && (pair[0][1] - pair[1][1]).abs() < 12.0;
    let mut nodes = placement.nodes;
    nodes.sort_by(|a, b| a[0].total_cmp(&b[0]));
    assert!(nodes.windows(2).all(|pair| !near(pair)));
}

//! Connected components: each is placed by itself, and all are packed into rows.

use super::geometry::{add, sub};
use super::{Diagram, Kind, Link, Options, Placement, Route, Xy, layered, network};

/// Room between components.
const GAP: f64 = 40.0;

pub(super) fn place(diagram: &Diagram, options: &Options) -> Placement {
    assemble(diagram, options, |part| match options.kind {
        Kind::Layered => layered::place(part, options),
        Kind::Network => network::place(part, options),
    })
}

pub(super) fn place_nodes(diagram: &Diagram, options: &Options) -> Vec<Xy> {
    let placed = assemble(diagram, options, |part| match options.kind {
        Kind::Layered => layered::place(part, options),
        Kind::Network => network::place_nodes(part, options),
    });
    placed.nodes
}

/// A connected component, and where its boxes and links stand in the whole.
struct Component {
    diagram: Diagram,
    nodes: Vec<usize>,
    links: Vec<usize>,
}

fn assemble(diagram: &Diagram, options: &Options, place: impl Fn(&Diagram) -> Placement) -> Placement {
    let diagram = cleaned(diagram);
    let components = components(&diagram);
    let mut whole = Placement {
        size: [0.0; 2],
        nodes: vec![[0.0; 2]; diagram.boxes.len()],
        routes: vec![Route::default(); diagram.links.len()],
    };
    let mut placed: Vec<(usize, Placement)> =
        components.iter().map(|part| at_zero(place(&part.diagram), &part.diagram)).enumerate().collect();
    // Tall ones first, so that rows are full; equal ones stay in file order.
    placed.sort_by(|(_, a), (_, b)| b.size[1].total_cmp(&a.size[1]));
    let area: f64 = placed.iter().map(|(_, part)| (part.size[0] + GAP) * (part.size[1] + GAP)).sum();
    let widest = placed.iter().map(|(_, part)| part.size[0]).fold(0.0, f64::max);
    let width = widest.max((area * options.aspect).sqrt());
    let (mut corner, mut height) = ([0.0, 0.0], 0.0f64);
    for (number, part) in placed {
        if corner[0] > 0.0 && corner[0] + part.size[0] > width {
            corner = [0.0, corner[1] + height + GAP];
            height = 0.0;
        }
        let component = &components[number];
        for (&node, &centre) in component.nodes.iter().zip(&part.nodes) {
            whole.nodes[node] = add(centre, corner);
        }
        for (&link, route) in component.links.iter().zip(part.routes) {
            let path = route.path.into_iter().map(|point| add(point, corner)).collect();
            whole.routes[link] = Route { path, label: route.label.map(|centre| add(centre, corner)) };
        }
        height = height.max(part.size[1]);
        whole.size = [whole.size[0].max(corner[0] + part.size[0]), whole.size[1].max(corner[1] + part.size[1])];
        corner[0] += part.size[0] + GAP;
    }
    whole
}

/// Replaces what is no size, and drops links whose ends do not exist.
fn cleaned(diagram: &Diagram) -> Diagram {
    let size = |size: Xy| size.map(|side| if side.is_finite() { side.clamp(0.0, 1e6) } else { 0.0 });
    let boxes: Vec<Xy> = diagram.boxes.iter().map(|&side| size(side)).collect();
    let link = |link: &Link| Link { label: size(link.label), ..*link };
    Diagram { links: diagram.links.iter().map(link).collect(), boxes }
}

/// Splits a diagram. Time O(boxes + links).
fn components(diagram: &Diagram) -> Vec<Component> {
    let count = diagram.boxes.len();
    let mut leader: Vec<usize> = (0..count).collect();
    fn find(leader: &mut [usize], mut at: usize) -> usize {
        while leader[at] != at {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        at
    }
    for link in &diagram.links {
        let (a, b) = (find(&mut leader, link.source), find(&mut leader, link.target));
        leader[a.max(b)] = a.min(b);
    }
    let mut number = vec![usize::MAX; count];
    let mut place = vec![0; count];
    let mut out: Vec<Component> = Vec::new();
    for (node, place) in place.iter_mut().enumerate() {
        let root = find(&mut leader, node);
        if number[root] == usize::MAX {
            number[root] = out.len();
            out.push(Component { diagram: Diagram::default(), nodes: Vec::new(), links: Vec::new() });
        }
        let part = &mut out[number[root]];
        *place = part.nodes.len();
        part.nodes.push(node);
        part.diagram.boxes.push(diagram.boxes[node]);
    }
    for (at, link) in diagram.links.iter().enumerate() {
        let part = &mut out[number[find(&mut leader, link.source)]];
        part.links.push(at);
        part.diagram.links.push(Link { source: place[link.source], target: place[link.target], label: link.label });
    }
    out
}

/// Moves a placement so that everything in it starts at zero, and measures it.
fn at_zero(mut placement: Placement, diagram: &Diagram) -> Placement {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    let mut cover = |centre: Xy, size: Xy| {
        for axis in 0..2 {
            low[axis] = low[axis].min(centre[axis] - size[axis] / 2.0);
            high[axis] = high[axis].max(centre[axis] + size[axis] / 2.0);
        }
    };
    for (&centre, &size) in placement.nodes.iter().zip(&diagram.boxes) {
        cover(centre, size);
    }
    for (route, link) in placement.routes.iter().zip(&diagram.links) {
        // A curve lies within its control points.
        route.path.iter().for_each(|&point| cover(point, [2.0, 2.0]));
        if let Some(centre) = route.label {
            cover(centre, link.label);
        }
    }
    for point in &mut placement.nodes {
        *point = sub(*point, low);
    }
    for route in &mut placement.routes {
        for point in route.path.iter_mut().chain(route.label.as_mut()) {
            *point = sub(*point, low);
        }
    }
    placement.size = sub(high, low);
    placement
}

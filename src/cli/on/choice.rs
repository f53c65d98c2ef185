//! Which of several equally short paths is given: the one that kgraph gives in process.
//!
//! In process a search from both ends takes the first path that it meets, and which end goes on depends on how many nodes
//! each has reached in the whole graph. The driver tells which end went on; the nodes and edges on shortest paths come in
//! the same order in the part as in the whole; so the same search on the part meets the same path.

use kgraph::graph::{EdgeId, Graph, NodeId};
use kgraph::query::graph_view::{View, graph_edge, graph_node};
use kgraph::query::sql::{Shortest, Way};
use kgraph::query::view::{self, Direction, GraphView, RelId};
use std::collections::HashMap;

/// Finds the path in the part of all shortest paths; `sides` says which end went on, 0 for the first.
pub(super) fn path(part: &Graph, search: &Shortest, sides: &[usize]) -> Option<(Vec<NodeId>, Vec<EdgeId>)> {
    let view = View::new(part);
    let end = |id: &str| part.find(id).map(|node| view::NodeId(node.index() as u32));
    let ends = [end(&search.from)?, end(&search.to)?];
    let types: Vec<_> = search.relations.iter().flatten().filter_map(|id| view.rel_type_id(id)).collect();
    let ways = match search.way {
        Way::Forward => [Direction::Outgoing, Direction::Incoming],
        Way::Backward => [Direction::Incoming, Direction::Outgoing],
        Way::Both => [Direction::Both, Direction::Both],
    };
    // How each node was first reached from either end.
    let mut trees: [HashMap<view::NodeId, Option<(view::NodeId, RelId)>>; 2] =
        ends.map(|node| HashMap::from([(node, None)]));
    let mut fronts = ends.map(|node| vec![node]);
    let mut hops = Vec::new();
    let meeting = 'search: {
        for &side in sides.iter().filter(|side| **side < 2) {
            let mut next = Vec::new();
            for node in std::mem::take(&mut fronts[side]) {
                hops.clear();
                view.hops(node, ways[side], &types, &mut hops);
                for hop in &hops {
                    if trees[side].contains_key(&hop.node) {
                        continue;
                    }
                    trees[side].insert(hop.node, Some((node, hop.rel)));
                    if trees[1 - side].contains_key(&hop.node) {
                        break 'search hop.node;
                    }
                    next.push(hop.node);
                }
            }
            fronts[side] = next;
        }
        return None;
    };
    let (mut nodes, mut edges) = (vec![graph_node(meeting)], Vec::new());
    for tree in &trees {
        let mut node = meeting;
        while let Some(Some((back, by))) = tree.get(&node) {
            nodes.push(graph_node(*back));
            edges.push(graph_edge(*by));
            node = *back;
        }
    }
    Some((nodes, edges))
}

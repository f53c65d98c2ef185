//! Which edges a search for paths follows, and the steps that these make.

use super::corridor::{Around, Side};
use super::nodes::NodeMap;
use crate::graph::{Direction, EdgeId, Graph, NodeId};
use std::collections::HashSet;
use std::convert::Infallible;

/// Which edges a search follows in a graph.
pub(super) struct Ways<'g> {
    pub(super) graph: &'g Graph,
    /// The relations that are followed from source to target, by their numbers; none means all.
    along: Vec<u32>,
    /// Those that are followed from target to source, if any are; again, none means all.
    against: Option<Vec<u32>>,
}

/// So many steps are grouped by looking through them.
const FEW: usize = 16;

impl<'g> Ways<'g> {
    /// Follows edges of some relations (of all, if none is named): from source to target, and if not
    /// `directed` or where they are symmetric, the other way too.
    pub(super) fn new(graph: &'g Graph, directed: bool, relations: &[usize]) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut along: Vec<u32> = relations.iter().map(|&relation| number(relation)).collect();
        along.sort_unstable();
        along.dedup();
        let against = if directed && graph.header().directed {
            let relations = graph.header().relations.iter().enumerate();
            let symmetric = relations.filter(|(_, relation)| relation.symmetric).map(|(at, _)| number(at));
            let symmetric: Vec<u32> = symmetric.filter(|at| along.is_empty() || along.contains(at)).collect();
            Some(symmetric).filter(|list| !list.is_empty())
        } else {
            Some(along.clone())
        };
        Ways { graph, along, against }
    }

    /// Gives the edges and nodes one step from a node along (or, for `Incoming`, against) the edges.
    fn steps(&self, node: NodeId, direction: Direction, give: &mut dyn FnMut(&[EdgeId], &[NodeId])) {
        self.graph.collect_neighbours(node, direction, &self.along, give);
        if let Some(against) = &self.against {
            self.graph.collect_neighbours(node, direction.reversed(), against, give);
        }
    }

    /// Calls `visit` for each step from a node along (or, for `Incoming`, against) the edges.
    pub(super) fn each_step(&self, node: NodeId, direction: Direction, mut visit: impl FnMut(NodeId, EdgeId)) {
        self.steps(node, direction, &mut |edges, nodes| {
            edges.iter().zip(nodes).for_each(|(&edge, &other)| visit(other, edge));
        });
    }

    /// Groups the steps to nodes that `keep` accepts by these nodes, in the order of first mention.
    pub(super) fn hops(&self, node: NodeId, keep: impl Fn(NodeId) -> bool) -> Vec<(NodeId, Vec<EdgeId>)> {
        let mut steps = Vec::new();
        self.each_step(node, Direction::Outgoing, |next, edge| {
            if keep(next) {
                steps.push((next, edge));
            }
        });
        let mut places = NodeMap::new(self.graph.node_count(), u32::MAX);
        let mut hops: Vec<(NodeId, Vec<EdgeId>)> = Vec::new();
        let few = steps.len() <= FEW;
        for (next, edge) in steps {
            let known = if few {
                hops.iter().position(|hop| hop.0 == next)
            } else {
                places.get(number(next)).map(|at| at as usize)
            };
            match known.and_then(|at| hops.get_mut(at)) {
                Some(hop) => hop.1.push(edge),
                None => {
                    if !few {
                        places.insert_new(number(next), hops.len() as u32);
                    }
                    hops.push((next, vec![edge]));
                }
            }
        }
        hops
    }
}

/// The ways, and the nodes that no path may pass.
pub(super) struct Open<'s, 'g>(pub(super) &'s Ways<'g>, pub(super) &'s HashSet<NodeId>);

impl Around for Open<'_, '_> {
    type Error = Infallible;

    fn append(&mut self, node: u32, side: Side, out: &mut Vec<u32>) -> Result<(), Infallible> {
        let Open(ways, without) = self;
        ways.steps(NodeId::new(node as usize), direction(side), &mut |_, nodes| {
            if without.is_empty() {
                out.extend(nodes.iter().copied().map(number));
            } else {
                out.extend(nodes.iter().filter(|&other| !without.contains(other)).copied().map(number));
            }
        });
        Ok(())
    }

    fn count(&mut self, node: u32, side: Side) -> usize {
        let Ways { graph, along, against } = self.0;
        let (node, direction) = (NodeId::new(node as usize), direction(side));
        let against = against.as_ref().map_or(0, |list| graph.count_neighbours(node, direction.reversed(), list));
        graph.count_neighbours(node, direction, along) + against
    }
}

fn direction(side: Side) -> Direction {
    match side {
        Side::Start => Direction::Outgoing,
        Side::End => Direction::Incoming,
    }
}

pub(super) fn number(node: NodeId) -> u32 {
    node.index() as u32
}

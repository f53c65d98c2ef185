//! Which nodes can lie on a path of bounded length between two nodes, found from both ends.
//!
//! Breadth-first searches from both ends grow in turn, the smaller front first, until their depths
//! add up to the length; then distances to the end are carried back through the nodes that the
//! search from the start has seen. A depth-first search that asks [`Corridor::distance`] before each
//! step enters no branch that cannot arrive. For at most three steps this is the well-known meeting
//! in the middle.

use super::nodes::NodeMap;

/// Which way a corridor asks for the neighbours of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Away from the start, along the path.
    Start,
    /// Away from the end, against the path.
    End,
}

#[derive(Debug)]
struct Ball {
    distance: NodeMap<u32>,
    /// The nodes at the greatest distance.
    front: Vec<u32>,
    depth: u32,
}

impl Ball {
    fn new(nodes: usize, centre: u32) -> Self {
        let mut distance = NodeMap::new(nodes, u32::MAX);
        distance.insert_new(centre, 0);
        Ball { distance, front: vec![centre], depth: 0 }
    }

    fn grow<E>(&mut self, side: Side, step: &mut Step<'_, E>) -> Result<(), E> {
        self.depth += 1;
        let mut next = Vec::new();
        let mut around = Vec::new();
        for node in std::mem::take(&mut self.front) {
            around.clear();
            step(node, side, &mut around)?;
            next.extend(around.iter().copied().filter(|&other| self.distance.insert_new(other, self.depth)));
        }
        self.front = next;
        Ok(())
    }
}

/// Appends the neighbours of a node on one side.
pub(crate) type Step<'a, E> = dyn FnMut(u32, Side, &mut Vec<u32>) -> Result<(), E> + 'a;

/// See the module.
#[derive(Debug)]
pub(crate) struct Corridor {
    nodes: usize,
    from: u32,
    start: Ball,
    end: Ball,
    /// Distances to the end of nodes beyond the ball around it.
    carried: NodeMap<u32>,
}

impl Corridor {
    /// Makes the corridor of length 0 in a graph of so many nodes.
    pub(crate) fn new(nodes: usize, start: u32, end: u32) -> Self {
        let ball = |centre| Ball::new(nodes, centre);
        Corridor { nodes, from: start, start: ball(start), end: ball(end), carried: NodeMap::new(nodes, u32::MAX) }
    }

    /// Lengthens it, so that it holds every node on a path of at most so many steps.
    ///
    /// Returns whether there is such a path. Time O(nodes and edges within about half the length of
    /// either end).
    pub(crate) fn lengthen<E>(&mut self, length: u32, step: &mut Step<'_, E>) -> Result<bool, E> {
        while self.start.depth + self.end.depth < length {
            let fronts = (self.start.front.len(), self.end.front.len());
            match fronts {
                // One end's component has been seen as a whole: its distances are complete.
                (0, _) | (_, 0) => break,
                (start, end) if start <= end => self.start.grow(Side::Start, step)?,
                _ => self.end.grow(Side::End, step)?,
            }
        }
        self.carry(length, step)
    }

    /// Carries distances to the end on from the front around it, through what the start has seen.
    fn carry<E>(&mut self, length: u32, step: &mut Step<'_, E>) -> Result<bool, E> {
        self.carried = NodeMap::new(self.nodes, u32::MAX);
        let mut depth = self.end.depth;
        let seen = |ball: &Ball, node: u32, left: u32| ball.distance.get(node).is_some_and(|distance| distance <= left);
        let left = |depth: u32| length.saturating_sub(depth);
        let mut front: Vec<u32> =
            self.end.front.iter().copied().filter(|&node| seen(&self.start, node, left(depth))).collect();
        let mut around = Vec::new();
        while !front.is_empty() && depth < length {
            depth += 1;
            let mut next = Vec::new();
            for node in front {
                around.clear();
                step(node, Side::End, &mut around)?;
                for &other in &around {
                    if seen(&self.start, other, left(depth))
                        && !self.end.distance.contains(other)
                        && self.carried.insert_new(other, depth)
                    {
                        next.push(other);
                    }
                }
            }
            front = next;
        }
        Ok(self.arrives(self.from, length))
    }

    /// Returns how many steps the end is away, if the node lies in the corridor.
    ///
    /// Nodes of the ball around the end are told too, whether or not they lie in the corridor.
    pub(crate) fn distance(&self, node: u32) -> Option<u32> {
        self.end.distance.get(node).or_else(|| self.carried.get(node))
    }

    /// Returns whether so many further steps are enough from a node.
    pub(crate) fn arrives(&self, node: u32, steps: u32) -> bool {
        self.distance(node).is_some_and(|distance| distance <= steps)
    }

    /// Returns whether one end has seen all that it can reach: if the other is not there, no length
    /// leads to it.
    pub(crate) fn is_closed(&self) -> bool {
        self.start.front.is_empty() || self.end.front.is_empty()
    }
}

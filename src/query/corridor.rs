//! Which nodes can lie on a path of bounded length between two nodes, found from both ends.
//!
//! Breadth-first searches from both ends grow in turn, the one with less to look at first, until their depths
//! add up to one less than the length; the step between them is only looked at. Then distances to the
//! end are carried back from there through the nodes that the search from the start has seen. A
//! depth-first search that asks [`Corridor::distance`] before each step enters no branch that cannot
//! arrive. For at most three steps this is the well-known meeting in the middle.

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
    /// The neighbours of the front, once they have been looked at.
    ahead: Option<Vec<u32>>,
}

impl Ball {
    fn new(nodes: usize, centre: u32) -> Self {
        let mut distance = NodeMap::new(nodes, u32::MAX);
        distance.insert_new(centre, 0);
        Ball { distance, front: vec![centre], depth: 0, ahead: None }
    }

    /// Looks at the neighbours of the front; appends each pair of a node of the front and a neighbour
    /// that the other ball has seen.
    fn look<A: Around>(
        &mut self,
        side: Side,
        other: &Ball,
        around: &mut A,
        touching: &mut Vec<(u32, u32)>,
    ) -> Result<(), A::Error> {
        let mut ahead = Vec::new();
        for &node in &self.front {
            let before = ahead.len();
            around.append(node, side, &mut ahead)?;
            let seen = ahead[before..].iter().filter(|&&next| other.distance.contains(next));
            touching.extend(seen.map(|&next| (node, next)));
        }
        self.ahead = Some(ahead);
        Ok(())
    }

    /// Returns how many nodes and neighbours there are to look at, or anything above `most`.
    fn width<A: Around>(&self, side: Side, around: &mut A, most: usize) -> usize {
        let mut width = self.front.len();
        for &node in &self.front {
            width += around.count(node, side);
            if width > most {
                break;
            }
        }
        width
    }

    /// Enters the neighbours of the front, which have been looked at.
    fn grow(&mut self) {
        let ahead = self.ahead.take().unwrap_or_default();
        self.depth += 1;
        self.front.clear();
        self.front.extend(ahead.into_iter().filter(|&node| self.distance.insert_new(node, self.depth)));
    }
}

/// What a corridor asks of the graph.
pub(crate) trait Around {
    type Error;

    /// Appends the neighbours of a node on one side.
    fn append(&mut self, node: u32, side: Side, out: &mut Vec<u32>) -> Result<(), Self::Error>;

    /// Returns about how many they are.
    fn count(&mut self, node: u32, side: Side) -> usize;
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Corridor {
    nodes: usize,
    from: u32,
    start: Ball,
    end: Ball,
    /// Where the balls touched when one last looked ahead: a node of its front, and one of the other ball.
    touching: Vec<(u32, u32)>,
    /// Which of them looked.
    looked: Side,
    /// Whether they have ever touched: before, there is no path.
    met: bool,
    /// Distances to the end of nodes beyond the ball around it.
    carried: NodeMap<u32>,
}

impl Corridor {
    /// Makes the corridor of length 0 in a graph of so many nodes.
    pub(crate) fn new(nodes: usize, start: u32, end: u32) -> Self {
        let ball = |centre| Ball::new(nodes, centre);
        Corridor {
            nodes,
            from: start,
            start: ball(start),
            end: ball(end),
            touching: Vec::new(),
            looked: Side::Start,
            met: start == end,
            carried: NodeMap::new(nodes, u32::MAX),
        }
    }

    /// Lengthens it, so that it holds every node on a path of at most so many steps.
    ///
    /// Returns whether there is such a path. Time O(nodes and edges within about half the length of
    /// either end).
    pub(crate) fn lengthen<A: Around>(&mut self, length: u32, around: &mut A) -> Result<bool, A::Error> {
        loop {
            let fronts = (self.start.front.len(), self.end.front.len());
            // One end's component has been seen as a whole: its distances are complete.
            if fronts.0 == 0 || fronts.1 == 0 {
                self.touching.clear();
                break;
            }
            if self.start.ahead.is_none() && self.end.ahead.is_none() && length > 0 {
                self.look(self.narrower(around), around)?;
            }
            if self.start.depth + self.end.depth + 1 >= length {
                break;
            }
            match self.looked {
                Side::Start => self.start.grow(),
                Side::End => self.end.grow(),
            }
        }
        self.carry(length, around)
    }

    /// Returns the side with less to look at.
    fn narrower<A: Around>(&self, around: &mut A) -> Side {
        let (few, many, narrow, wide) = match self.start.front.len() <= self.end.front.len() {
            true => (&self.start, &self.end, Side::Start, Side::End),
            false => (&self.end, &self.start, Side::End, Side::Start),
        };
        let width = few.width(narrow, around, usize::MAX);
        let wider = width > many.front.len() && many.width(wide, around, width) < width;
        if wider { wide } else { narrow }
    }

    fn look<A: Around>(&mut self, side: Side, around: &mut A) -> Result<(), A::Error> {
        let Corridor { start, end, touching, .. } = self;
        touching.clear();
        match side {
            Side::Start => start.look(side, end, around, touching)?,
            Side::End => end.look(side, start, around, touching)?,
        }
        self.looked = side;
        self.met |= !self.touching.is_empty();
        Ok(())
    }

    /// Carries distances to the end on from the front around it, through what the start has seen.
    fn carry<A: Around>(&mut self, length: u32, around: &mut A) -> Result<bool, A::Error> {
        self.carried = NodeMap::new(self.nodes, u32::MAX);
        if !self.met {
            return Ok(false);
        }
        let mut depth = self.end.depth;
        let mut front: Vec<u32> = Vec::new();
        if depth < length {
            depth += 1;
            // A node of the start's front may touch the end's ball; any other node beside the end's front
            // is beside a node that both have seen.
            for &(own, other) in &self.touching {
                let node = if self.looked == Side::Start { own } else { other };
                if !self.end.distance.contains(node) && self.carried.insert_new(node, depth) {
                    front.push(node);
                }
            }
            if self.looked == Side::Start || self.touching.is_empty() {
                let shared = self.end.front.iter().copied().filter(|&node| self.start.distance.contains(node));
                front.extend(back(shared, depth, length, &self.start, &self.end, &mut self.carried, around)?);
            }
        }
        while !front.is_empty() && depth < length {
            depth += 1;
            if depth == length {
                // Only the start is left, and all that can be one step from it are.
                if front.iter().any(|&node| self.start.distance.get(node) == Some(1)) {
                    self.carried.insert_new(self.from, depth);
                }
                break;
            }
            front = back(front.into_iter(), depth, length, &self.start, &self.end, &mut self.carried, around)?;
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

/// Goes one step back from nodes, to nodes that are now found to be `depth` steps from the end and near
/// enough to the start; returns these.
fn back<A: Around>(
    from: impl Iterator<Item = u32>,
    depth: u32,
    length: u32,
    start: &Ball,
    end: &Ball,
    carried: &mut NodeMap<u32>,
    around: &mut A,
) -> Result<Vec<u32>, A::Error> {
    let left = length.saturating_sub(depth);
    let (mut found, mut before) = (Vec::new(), Vec::new());
    for node in from {
        before.clear();
        around.append(node, Side::End, &mut before)?;
        found.extend(before.iter().copied().filter(|&other| {
            start.distance.get(other).is_some_and(|distance| distance <= left)
                && !end.distance.contains(other)
                && carried.insert_new(other, depth)
        }));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::convert::Infallible;

    /// How many steps each node is from another, by relaxing every edge as often as there are nodes.
    fn distances(nodes: u32, edges: &[(u32, u32)], to: u32, against: bool) -> Vec<u32> {
        let mut found = vec![u32::MAX; nodes as usize];
        found[to as usize] = 0;
        for _ in 0..nodes {
            for &(source, target) in edges {
                let (near, far) = if against { (target, source) } else { (source, target) };
                let next = found[near as usize].saturating_add(1);
                found[far as usize] = found[far as usize].min(next);
            }
        }
        found
    }

    struct List<'e>(&'e [(u32, u32)]);

    impl Around for List<'_> {
        type Error = Infallible;

        fn append(&mut self, node: u32, side: Side, out: &mut Vec<u32>) -> Result<(), Infallible> {
            out.extend(self.0.iter().filter_map(|&(source, target)| match side {
                Side::Start => (source == node).then_some(target),
                Side::End => (target == node).then_some(source),
            }));
            Ok(())
        }

        fn count(&mut self, node: u32, side: Side) -> usize {
            let mut out = Vec::new();
            let Ok(()) = self.append(node, side, &mut out);
            out.len()
        }
    }

    proptest! {
        #[test]
        fn a_corridor_knows_the_distances_of_all_nodes_on_paths_that_are_short_enough(
            edges in prop::collection::vec((0u32..9, 0u32..9), 0..30),
            (from, to) in (0u32..9, 0u32..9),
            lengths in prop::collection::btree_set(0u32..11, 1..6),
        ) {
            let mut corridor = Corridor::new(9, from, to);
            let (after, before) = (distances(9, &edges, to, true), distances(9, &edges, from, false));
            for length in lengths {
                let Ok(arrives) = corridor.lengthen(length, &mut List(&edges));
                prop_assert_eq!(arrives, after[from as usize] <= length);
                for node in 0..9u32 {
                    let (left, gone) = (after[node as usize], before[node as usize]);
                    match corridor.distance(node) {
                        Some(distance) => prop_assert_eq!(distance, left),
                        None => prop_assert!(left.saturating_add(gone) > length, "{} of {}", node, length),
                    }
                }
                if corridor.is_closed() && !arrives {
                    prop_assert_eq!(after[from as usize], u32::MAX);
                }
            }
        }
    }
}

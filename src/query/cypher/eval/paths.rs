//! Paths of variable length: all trails, and nodes within reach.

use std::collections::VecDeque;

use super::super::error::{CypherError, Result};
use super::super::plan::{Hops, WalkRange};
use super::super::value::Value;
use super::Cx;
use crate::query::corridor::{Around, Corridor, Side};
use crate::query::nodes::NodeMap;
use crate::query::view::{Direction, Hop, NodeId, RelId};

impl Cx<'_> {
    /// Tells whether a step satisfies the conditions along a path.
    pub(super) fn step_holds(&self, range: &WalkRange, hop: Hop, row: &mut [Value]) -> Result<bool> {
        for (key, wanted) in &range.properties {
            let wanted = self.eval(wanted, row)?;
            let found = self.view.rel_property(hop.rel, key).unwrap_or_default();
            if found.equals(&wanted) != Some(true) {
                return Ok(false);
            }
        }
        for (slot, condition) in &range.rels {
            row[*slot] = Value::Rel(hop.rel);
            if self.truth(condition, row)? != Some(true) {
                return Ok(false);
            }
        }
        self.node_holds(range, hop.node, row)
    }

    pub(super) fn node_holds(&self, range: &WalkRange, node: NodeId, row: &mut [Value]) -> Result<bool> {
        for (slot, condition) in &range.nodes {
            row[*slot] = Value::Node(node);
            if self.truth(condition, row)? != Some(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn hops(&self, node: NodeId, hop: &Hops, direction: Direction, out: &mut Vec<Hop>) {
        if !hop.types.is_never() {
            self.view.hops(node, direction, hop.types.ids(), out);
        }
    }
}

/// All trails from a node, depth first.
pub(super) struct Walk {
    nodes: Vec<NodeId>,
    trail: Vec<RelId>,
    /// The steps still open at each depth: a range of `hops`.
    frames: Vec<(usize, usize)>,
    hops: Vec<Hop>,
    /// Whether the present trail has not been considered yet.
    fresh: bool,
    done: bool,
    /// The relationships to follow, if they are given.
    given: Option<Vec<RelId>>,
    /// Where the far end and the greatest length are known: the nodes from which it can be reached.
    corridor: Option<Corridor>,
}

/// The steps of a pattern, as a corridor asks for them.
struct Along<'s, 'g> {
    hop: &'s Hops,
    cx: &'s Cx<'g>,
    hops: Vec<Hop>,
}

impl Along<'_, '_> {
    fn direction(&self, side: Side) -> Direction {
        if side == Side::Start { self.hop.direction } else { self.hop.direction.reversed() }
    }
}

impl Around for Along<'_, '_> {
    type Error = CypherError;

    fn append(&mut self, node: u32, side: Side, out: &mut Vec<u32>) -> Result<()> {
        self.hops.clear();
        self.cx.hops(NodeId(node), self.hop, self.direction(side), &mut self.hops);
        self.cx.tick(self.hops.len() as u64)?;
        out.extend(self.hops.iter().map(|next| next.node.0));
        Ok(())
    }

    fn count(&mut self, node: u32, side: Side) -> usize {
        if self.hop.types.is_never() {
            return 0;
        }
        self.cx.view.hop_count(NodeId(node), self.direction(side), self.hop.types.ids())
    }
}

impl Walk {
    pub(super) fn new(from: NodeId, hop: &Hops, range: &WalkRange, cx: &Cx<'_>, row: &mut [Value]) -> Result<Self> {
        let mut done = !cx.node_holds(range, from, row)?;
        let mut given = None;
        if range.rel_bound {
            let list = hop.rel.map(|slot| &row[slot]);
            let mut rels = Vec::new();
            match list {
                Some(Value::List(items)) => {
                    for item in items.iter() {
                        if let Value::Rel(rel) = item { rels.push(*rel) } else { done = true }
                    }
                }
                _ => done = true,
            }
            if range.reversed {
                rels.reverse();
            }
            given = Some(rels);
        }
        let corridor = match (&row[hop.to], range.max, &given) {
            (Value::Node(to), Some(max), None) if hop.to_bound && !done => {
                let mut corridor = Corridor::new(cx.view.node_count(), from.0, to.0);
                let arrives = corridor.lengthen(max, &mut Along { hop, cx, hops: Vec::new() })?;
                done = !arrives;
                Some(corridor)
            }
            _ => None,
        };
        Ok(Self {
            nodes: vec![from],
            trail: Vec::new(),
            frames: Vec::new(),
            hops: Vec::new(),
            fresh: true,
            done,
            given,
            corridor,
        })
    }

    pub(super) fn end(&self) -> NodeId {
        self.nodes.last().copied().unwrap_or(NodeId(0))
    }

    pub(super) fn trail(&self) -> &[RelId] {
        &self.trail
    }

    /// The relationships as a list, in the order of the pattern.
    pub(super) fn list(&self, reversed: bool, cx: &Cx<'_>) -> Result<Value> {
        let rels = self.trail.iter().map(|rel| Value::Rel(*rel));
        cx.list(if reversed { rels.rev().collect() } else { rels.collect() })
    }

    /// Goes on to the next trail of an accepted length.
    pub(super) fn next(
        &mut self,
        hop: &Hops,
        range: &WalkRange,
        used: &[RelId],
        cx: &Cx<'_>,
        row: &mut [Value],
    ) -> Result<bool> {
        let len = |trail: &[RelId]| u32::try_from(trail.len()).unwrap_or(u32::MAX);
        loop {
            if self.done {
                return Ok(false);
            }
            let depth = len(&self.trail);
            if std::mem::take(&mut self.fresh)
                && depth >= range.min
                && range.max.is_none_or(|max| depth <= max)
                && self.given.as_ref().is_none_or(|given| given.len() == self.trail.len())
            {
                return Ok(true);
            }
            if self.frames.len() <= self.trail.len() {
                let start = self.hops.len();
                if range.max.is_none_or(|max| depth < max) {
                    cx.hops(self.end(), hop, hop.direction, &mut self.hops);
                }
                self.frames.push((start, start));
            }
            let Some(frame) = self.frames.last_mut() else { return Ok(false) };
            let Some(next) = self.hops.get(frame.1).copied() else {
                self.hops.truncate(frame.0);
                self.frames.pop();
                self.nodes.pop();
                self.done = self.trail.pop().is_none();
                continue;
            };
            frame.1 += 1;
            cx.tick(1)?;
            let expected = self.given.as_ref().is_none_or(|given| given.get(self.trail.len()) == Some(&next.rel));
            let arrives = match (&self.corridor, range.max) {
                (Some(corridor), Some(max)) => corridor.arrives(next.node.0, max - depth - 1),
                _ => true,
            };
            if !arrives
                || !expected
                || self.trail.contains(&next.rel)
                || used.contains(&next.rel)
                || !cx.step_holds(range, next, row)?
            {
                continue;
            }
            self.trail.push(next.rel);
            self.nodes.push(next.node);
            self.fresh = true;
        }
    }
}

/// The nodes within reach, each once, nearest first.
///
/// A node is reached by a trail exactly if it is reached by a walk, except for the start itself:
/// going to and fro on one relationship is no trail. For that case each node remembers by which
/// first relationship it was reached; two that differ meet in a cycle through the start.
pub(super) struct Reach {
    start: NodeId,
    queue: VecDeque<(NodeId, u32)>,
    seen: NodeMap<Seen>,
    found: VecDeque<NodeId>,
    start_found: bool,
}

#[derive(Clone, Copy, PartialEq)]
struct Seen {
    distance: u32,
    by: RelId,
    branch: RelId,
}

const NOT_SEEN: Seen = Seen { distance: u32::MAX, by: RelId(u32::MAX), branch: RelId(u32::MAX) };

impl Reach {
    pub(super) fn new(start: NodeId, range: &WalkRange, nodes: usize) -> Self {
        let zero = range.min == 0;
        let found = if zero { VecDeque::from([start]) } else { VecDeque::new() };
        Self {
            start,
            queue: VecDeque::from([(start, 0)]),
            seen: NodeMap::new(nodes, NOT_SEEN),
            found,
            start_found: zero,
        }
    }

    /// Returns the next node; amortised, each relationship within reach is looked at twice.
    pub(super) fn next(
        &mut self,
        hop: &Hops,
        range: &WalkRange,
        cx: &Cx<'_>,
        row: &mut [Value],
    ) -> Result<Option<NodeId>> {
        let mut hops = Vec::new();
        loop {
            if let Some(node) = self.found.pop_front() {
                return Ok(Some(node));
            }
            let Some((node, distance)) = self.queue.pop_front() else { return Ok(None) };
            if range.max.is_some_and(|max| distance >= max) {
                continue;
            }
            hops.clear();
            cx.hops(node, hop, hop.direction, &mut hops);
            for next in &hops {
                cx.tick(1)?;
                let from = self.seen.get(node.0);
                let known = self.seen.get(next.node.0);
                let news = next.node != self.start && known.is_none();
                if (!news && self.start_found) || !cx.step_holds(range, *next, row)? {
                    continue;
                }
                if news {
                    let branch = from.map_or(next.rel, |s| s.branch);
                    self.seen.insert_new(next.node.0, Seen { distance: distance + 1, by: next.rel, branch });
                    self.queue.push_back((next.node, distance + 1));
                    self.found.push_back(next.node);
                } else if !self.start_found {
                    let length = self.cycle(hop, *next, from, known, distance);
                    if length.is_some_and(|length| range.max.is_none_or(|max| length <= max)) {
                        self.start_found = true;
                        self.found.push_back(self.start);
                    }
                }
            }
        }
    }

    /// The length of the cycle through the start that a step closes, if it closes one.
    fn cycle(&self, hop: &Hops, next: Hop, from: Option<Seen>, known: Option<Seen>, distance: u32) -> Option<u32> {
        if hop.direction != Direction::Both {
            return if next.node == self.start { Some(distance + 1) } else { None };
        }
        match (from, known) {
            // From the start to itself.
            (None, None) => Some(1),
            // Back to the start by another relationship.
            (Some(from), None) => {
                if from.by == next.rel {
                    None
                } else {
                    Some(distance + 1)
                }
            }
            // From the start to a node that was reached by another relationship.
            (None, Some(known)) => {
                if known.by == next.rel {
                    None
                } else {
                    Some(known.distance + 1)
                }
            }
            (Some(from), Some(known)) => {
                if from.branch == known.branch {
                    None
                } else {
                    Some(distance + 1 + known.distance)
                }
            }
        }
    }
}

//! Paths of variable length: all trails, nodes within reach, shortest paths.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::super::error::Result;
use super::super::plan::{Ex, Hops, Slot, WalkRange};
use super::super::value::{Path, Value};
use super::Cx;
use crate::query::view::{Direction, Hop, NodeId, RelId};

impl Cx<'_> {
    /// Tells whether a step satisfies the conditions along a path.
    fn step_holds(&self, range: &WalkRange, hop: Hop, row: &mut [Value]) -> Result<bool> {
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

    fn node_holds(&self, range: &WalkRange, node: NodeId, row: &mut [Value]) -> Result<bool> {
        for (slot, condition) in &range.nodes {
            row[*slot] = Value::Node(node);
            if self.truth(condition, row)? != Some(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn hops(&self, node: NodeId, hop: &Hops, direction: Direction, out: &mut Vec<Hop>) {
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
        Ok(Self {
            nodes: vec![from],
            trail: Vec::new(),
            frames: Vec::new(),
            hops: Vec::new(),
            fresh: true,
            done,
            given,
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
            if !expected
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
    seen: HashMap<NodeId, Seen>,
    found: VecDeque<NodeId>,
    start_found: bool,
}

#[derive(Clone, Copy)]
struct Seen {
    distance: u32,
    by: RelId,
    branch: RelId,
}

impl Reach {
    pub(super) fn new(start: NodeId, range: &WalkRange) -> Self {
        let zero = range.min == 0;
        let found = if zero { VecDeque::from([start]) } else { VecDeque::new() };
        Self { start, queue: VecDeque::from([(start, 0)]), seen: HashMap::new(), found, start_found: zero }
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
                let from = self.seen.get(&node).copied();
                let known = self.seen.get(&next.node).copied();
                let news = next.node != self.start && known.is_none();
                if !(news || !self.start_found) || !cx.step_holds(range, *next, row)? {
                    continue;
                }
                if news {
                    let branch = from.map_or(next.rel, |s| s.branch);
                    self.seen.insert(next.node, Seen { distance: distance + 1, by: next.rel, branch });
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

/// A path found by a search, in the order of the pattern.
pub(super) struct Found(Path);

impl Found {
    /// Writes the path and the list of its relationships into the row.
    pub(super) fn write(self, hop: &Hops, path: Option<Slot>, cx: &Cx<'_>, row: &mut [Value]) -> Result<()> {
        if let Some(slot) = hop.rel {
            row[slot] = cx.list(self.0.rels.iter().map(|rel| Value::Rel(*rel)).collect())?;
        }
        if let Some(slot) = path {
            row[slot] = Value::Path(Arc::new(self.0));
        }
        Ok(())
    }
}

/// The search for shortest paths from a node.
///
/// From a node to itself there is only the path of length 0, if the pattern allows it.
pub(super) struct Shortest {
    from: NodeId,
    results: Option<std::vec::IntoIter<Path>>,
}

/// How a node was reached: all ways of the same length.
struct Level {
    distance: u32,
    by: Vec<(NodeId, RelId)>,
}

impl Shortest {
    pub(super) fn new(from: NodeId) -> Self {
        Self { from, results: None }
    }

    /// Returns the next path with the node at its far end.
    #[expect(clippy::too_many_arguments, reason = "the fields of the step, taken apart by the matcher")]
    pub(super) fn next(
        &mut self,
        hop: &Hops,
        range: &WalkRange,
        all: bool,
        whole: &[Ex],
        path: Option<Slot>,
        cx: &Cx<'_>,
        row: &mut [Value],
    ) -> Result<Option<(Found, NodeId)>> {
        if self.results.is_none() {
            let target = match (hop.to_bound, &row[hop.to]) {
                (true, Value::Node(node)) => Some(*node),
                (true, _) => {
                    self.results = Some(Vec::new().into_iter());
                    return Ok(None);
                }
                (false, _) => None,
            };
            let results = self.search(target, hop, range, all, whole, path, cx, row)?;
            self.results = Some(results.into_iter());
        }
        let Some(mut found) = self.results.as_mut().and_then(Iterator::next) else { return Ok(None) };
        let end = found.nodes.last().copied().unwrap_or(self.from);
        if range.reversed {
            found.nodes.reverse();
            found.rels.reverse();
        }
        Ok(Some((Found(found), end)))
    }

    #[expect(clippy::too_many_arguments, reason = "as above")]
    fn search(
        &self,
        target: Option<NodeId>,
        hop: &Hops,
        range: &WalkRange,
        all: bool,
        whole: &[Ex],
        path: Option<Slot>,
        cx: &Cx<'_>,
        row: &mut [Value],
    ) -> Result<Vec<Path>> {
        if !cx.node_holds(range, self.from, row)? {
            return Ok(Vec::new());
        }
        if !whole.is_empty() || range.min > 1 {
            return self.exhaustive(target, hop, range, all, whole, path, cx, row);
        }
        let zero = Path { nodes: vec![self.from], rels: Vec::new() };
        match target {
            Some(target) if target == self.from => Ok(if range.min == 0 { vec![zero] } else { Vec::new() }),
            Some(target) if !all => Ok(self.two_sided(target, hop, range, cx, row)?.into_iter().collect()),
            _ => {
                let mut out = self.one_sided(target, hop, range, all, cx, row)?;
                if target.is_none() && range.min == 0 {
                    out.insert(0, zero);
                }
                Ok(out)
            }
        }
    }

    /// Breadth-first search from both ends at once, for one shortest path.
    fn two_sided(
        &self,
        target: NodeId,
        hop: &Hops,
        range: &WalkRange,
        cx: &Cx<'_>,
        row: &mut [Value],
    ) -> Result<Option<Path>> {
        if !cx.node_holds(range, target, row)? {
            return Ok(None);
        }
        type Side = HashMap<NodeId, Option<(NodeId, RelId)>>;
        let mut sides: [Side; 2] = [HashMap::from([(self.from, None)]), HashMap::from([(target, None)])];
        let mut frontiers = [vec![self.from], vec![target]];
        let mut depth = 0;
        let mut hops = Vec::new();
        let meeting = 'search: loop {
            if frontiers.iter().any(Vec::is_empty) || range.max.is_some_and(|max| depth >= max) {
                return Ok(None);
            }
            depth += 1;
            let side = usize::from(frontiers[1].len() < frontiers[0].len());
            let direction = if side == 0 { hop.direction } else { hop.direction.reversed() };
            let mut next_frontier = Vec::new();
            for node in std::mem::take(&mut frontiers[side]) {
                hops.clear();
                cx.hops(node, hop, direction, &mut hops);
                for next in &hops {
                    cx.tick(1)?;
                    if sides[side].contains_key(&next.node) || !cx.step_holds(range, *next, row)? {
                        continue;
                    }
                    sides[side].insert(next.node, Some((node, next.rel)));
                    if sides[1 - side].contains_key(&next.node) {
                        break 'search next.node;
                    }
                    next_frontier.push(next.node);
                }
            }
            frontiers[side] = next_frontier;
        };
        let mut path = Path { nodes: vec![meeting], rels: Vec::new() };
        let mut at = meeting;
        while let Some(Some((node, rel))) = sides[0].get(&at) {
            path.nodes.push(*node);
            path.rels.push(*rel);
            at = *node;
        }
        path.nodes.reverse();
        path.rels.reverse();
        at = meeting;
        while let Some(Some((node, rel))) = sides[1].get(&at) {
            path.nodes.push(*node);
            path.rels.push(*rel);
            at = *node;
        }
        Ok(Some(path))
    }

    /// Breadth-first search from one end: to one target with all its paths, or to every node.
    fn one_sided(
        &self,
        target: Option<NodeId>,
        hop: &Hops,
        range: &WalkRange,
        all: bool,
        cx: &Cx<'_>,
        row: &mut [Value],
    ) -> Result<Vec<Path>> {
        let mut levels: HashMap<NodeId, Level> = HashMap::from([(self.from, Level { distance: 0, by: Vec::new() })]);
        let mut order = Vec::new();
        let mut frontier = vec![self.from];
        let mut distance = 0;
        let mut hops = Vec::new();
        while !frontier.is_empty() && range.max.is_none_or(|max| distance < max) {
            distance += 1;
            let mut next_frontier = Vec::new();
            for node in frontier {
                hops.clear();
                cx.hops(node, hop, hop.direction, &mut hops);
                for next in &hops {
                    cx.tick(1)?;
                    if levels.get(&next.node).is_some_and(|l| !all || l.distance < distance) {
                        continue;
                    }
                    if !cx.step_holds(range, *next, row)? {
                        continue;
                    }
                    let level = levels.entry(next.node).or_insert_with(|| {
                        order.push(next.node);
                        next_frontier.push(next.node);
                        Level { distance, by: Vec::new() }
                    });
                    level.by.push((node, next.rel));
                }
            }
            frontier = next_frontier;
            if target.is_some_and(|target| levels.contains_key(&target)) {
                break;
            }
        }
        let mut out = Vec::new();
        let wanted = order.into_iter().filter(|node| target.is_none_or(|target| target == *node));
        for node in wanted {
            unfold(node, &levels, cx, &mut out)?;
        }
        Ok(out)
    }

    /// Looks at trails by increasing length until one satisfies all conditions.
    #[expect(clippy::too_many_arguments, reason = "as above")]
    fn exhaustive(
        &self,
        target: Option<NodeId>,
        hop: &Hops,
        range: &WalkRange,
        all: bool,
        whole: &[Ex],
        path: Option<Slot>,
        cx: &Cx<'_>,
        row: &mut [Value],
    ) -> Result<Vec<Path>> {
        // Each trail is a link to the one it prolongs.
        let mut trails: Vec<(usize, Option<RelId>, NodeId)> = vec![(0, None, self.from)];
        let mut best: HashMap<NodeId, u32> = HashMap::new();
        let mut out = Vec::new();
        let mut hops = Vec::new();
        let (mut start, mut distance) = (0, 0u32);
        let saved = row[hop.to].clone();
        loop {
            let end = trails.len();
            for i in start..end {
                let node = trails[i].2;
                let wanted = target.is_none_or(|target| target == node) && distance >= range.min;
                if wanted && best.get(&node).is_none_or(|least| all && *least == distance) {
                    let mut found = trail(&trails, i);
                    if range.reversed {
                        found.nodes.reverse();
                        found.rels.reverse();
                    }
                    row[hop.to] = Value::Node(node);
                    Found(found).write(hop, path, cx, row)?;
                    let mut holds = true;
                    for condition in whole {
                        holds = holds && cx.truth(condition, row)? == Some(true);
                    }
                    if holds {
                        best.insert(node, distance);
                        out.push(trail(&trails, i));
                    }
                }
            }
            row[hop.to] = saved.clone();
            if target.is_some_and(|target| best.contains_key(&target)) || range.max.is_some_and(|max| distance >= max) {
                return Ok(out);
            }
            for i in start..end {
                let rels: HashSet<RelId> = trail(&trails, i).rels.into_iter().collect();
                hops.clear();
                cx.hops(trails[i].2, hop, hop.direction, &mut hops);
                for next in &hops {
                    cx.tick(1 + rels.len() as u64 / 8)?;
                    if !rels.contains(&next.rel) && cx.step_holds(range, *next, row)? {
                        trails.push((i, Some(next.rel), next.node));
                        cx.size(trails.len())?;
                    }
                }
            }
            if trails.len() == end {
                return Ok(out);
            }
            (start, distance) = (end, distance + 1);
        }
    }
}

fn trail(trails: &[(usize, Option<RelId>, NodeId)], mut i: usize) -> Path {
    let mut path = Path { nodes: vec![trails[i].2], rels: Vec::new() };
    while let Some(rel) = trails[i].1 {
        i = trails[i].0;
        path.rels.push(rel);
        path.nodes.push(trails[i].2);
    }
    path.nodes.reverse();
    path.rels.reverse();
    path
}

/// Writes out all shortest paths to a node, walking back over the ways it was reached.
fn unfold(node: NodeId, levels: &HashMap<NodeId, Level>, cx: &Cx<'_>, out: &mut Vec<Path>) -> Result<()> {
    let ways = |node: &NodeId| levels.get(node).map_or(&[][..], |level| level.by.as_slice());
    // The nodes from the target backwards, each with the way to try next.
    let mut stack: Vec<(NodeId, usize)> = vec![(node, 0)];
    let mut rels: Vec<RelId> = Vec::new();
    while let Some((node, way)) = stack.last().copied() {
        cx.tick(1)?;
        let by = ways(&node);
        if by.is_empty() {
            let nodes = stack.iter().rev().map(|(node, _)| *node).collect();
            out.push(Path { nodes, rels: rels.iter().rev().copied().collect() });
            cx.size(out.len())?;
        }
        match by.get(way) {
            Some((previous, rel)) => {
                if let Some(last) = stack.last_mut() {
                    last.1 += 1;
                }
                rels.push(*rel);
                stack.push((*previous, 0));
            }
            None => {
                stack.pop();
                rels.pop();
            }
        }
    }
    Ok(())
}

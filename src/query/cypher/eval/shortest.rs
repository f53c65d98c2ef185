//! Shortest paths.
//!
//! One path between two known nodes is searched from both ends; all paths, or paths to many
//! nodes, breadth first from one end. Conditions on single nodes and relationships are tested
//! during the search; a condition on the whole path makes it look at trails by increasing length.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::super::error::Result;
use super::super::plan::{Ex, Hops, Slot, WalkRange};
use super::super::value::{Path, Value};
use super::Cx;
use crate::query::nodes::NodeSet;
use crate::query::view::{NodeId, RelId};

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

/// How each node was first reached from a root.
struct Tree {
    seen: NodeSet,
    /// In the order in which they were reached, the root first.
    reached: Vec<Reached>,
    /// Where those begin whose neighbours have not been looked at.
    front: usize,
}

#[derive(Clone, Copy)]
struct Reached {
    node: NodeId,
    by: RelId,
    /// The place of the node before it.
    from: usize,
}

impl Tree {
    fn new(nodes: usize, root: NodeId) -> Self {
        let mut seen = NodeSet::new(nodes);
        seen.insert(root.0);
        let root = Reached { node: root, by: RelId(u32::MAX), from: 0 };
        Self { seen, reached: vec![root], front: 0 }
    }

    fn width(&self) -> usize {
        self.reached.len() - self.front
    }

    /// Appends the way from a node to the root.
    fn climb(&self, node: NodeId, path: &mut Path) {
        let mut at = self.reached.iter().position(|reached| reached.node == node).unwrap_or(0);
        while at > 0 {
            path.rels.push(self.reached[at].by);
            at = self.reached[at].from;
            path.nodes.push(self.reached[at].node);
        }
    }
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
        let nodes = cx.view.node_count();
        let mut sides = [Tree::new(nodes, self.from), Tree::new(nodes, target)];
        let mut depth = 0;
        let mut hops = Vec::new();
        let meeting = 'search: loop {
            let [start, end] = &mut sides;
            if start.width() == 0 || end.width() == 0 || range.max.is_some_and(|max| depth >= max) {
                return Ok(None);
            }
            depth += 1;
            let (own, other, direction) = match end.width() < start.width() {
                true => (end, start, hop.direction.reversed()),
                false => (start, end, hop.direction),
            };
            let front = own.front..own.reached.len();
            own.front = front.end;
            for from in front {
                let node = own.reached[from].node;
                hops.clear();
                cx.hops(node, hop, direction, &mut hops);
                cx.tick(hops.len() as u64)?;
                for next in &hops {
                    if !range.is_free() && (own.seen.contains(next.node.0) || !cx.step_holds(range, *next, row)?) {
                        continue;
                    }
                    if !own.seen.insert(next.node.0) {
                        continue;
                    }
                    own.reached.push(Reached { node: next.node, by: next.rel, from });
                    if other.seen.contains(next.node.0) {
                        break 'search next.node;
                    }
                }
            }
        };
        let mut path = Path { nodes: vec![meeting], rels: Vec::new() };
        sides[0].climb(meeting, &mut path);
        path.nodes.reverse();
        path.rels.reverse();
        sides[1].climb(meeting, &mut path);
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

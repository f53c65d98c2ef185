//! The matcher: runs the steps of a pattern with an explicit stack.
//!
//! Each step has a cursor over its alternatives. The matcher goes a step deeper when a cursor
//! yields and a step back when it is exhausted, so matches come one at a time and nothing but
//! the cursors is kept.

use std::sync::Arc;

use super::super::error::Result;
use super::super::plan::{Hops, MatchPlan, Step};
use super::super::value::{Path, Value};
use super::Cx;
use super::paths::{Reach, Walk};
use super::shortest::Shortest;
use super::tally::Tally;
use crate::query::view::{Direction, Hop, NodeId, RelId, TypeId};

/// A pattern being matched on a row.
pub(super) struct Matcher<'g> {
    plan: Arc<MatchPlan>,
    cursors: Vec<StepCursor<'g>>,
    /// The relationships used by the steps so far, where they must differ.
    used: Vec<RelId>,
    state: State,
    tally: Tally,
    /// For how many matches the present one stands, if the last step counts.
    weight: Option<u64>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Fresh,
    Running,
    Done,
}

struct StepCursor<'g> {
    over: Over<'g>,
    hops: Vec<Hop>,
    at: usize,
    /// How many relationships were used before this step.
    base: usize,
}

enum Over<'g> {
    Nothing,
    Once,
    Nodes(Box<dyn Iterator<Item = NodeId> + 'g>),
    Hops,
    Rels(Box<dyn Iterator<Item = RelId> + 'g>, Option<(RelId, NodeId, NodeId)>),
    Walk(Box<Walk>),
    Reach(Box<Reach>),
    Shortest(Box<Shortest>),
}

impl<'g> Matcher<'g> {
    pub(super) fn new(plan: Arc<MatchPlan>) -> Self {
        let cursor = |_: &Step| StepCursor { over: Over::Nothing, hops: Vec::new(), at: 0, base: 0 };
        let cursors = plan.steps.iter().map(cursor).collect();
        Self { plan, cursors, used: Vec::new(), state: State::Done, tally: Tally::default(), weight: None }
    }

    /// Returns for how many matches the present one stands, where the last step counts them.
    pub(super) fn weight(&self) -> Option<u64> {
        self.weight
    }

    /// Begins anew, for another row.
    pub(super) fn start(&mut self) {
        self.used.clear();
        self.state = State::Fresh;
    }

    pub(super) fn plan(&self) -> &Arc<MatchPlan> {
        &self.plan
    }

    /// Returns the last step, if it follows one relationship to a node that is not bound.
    pub(super) fn last_hop(plan: &MatchPlan) -> Option<&Hops> {
        match plan.steps.last() {
            Some(Step::Expand { hop }) if !hop.to_bound => Some(hop),
            _ => None,
        }
    }

    /// Goes on to the next match of all steps but the last, an expansion, and opens that one.
    pub(super) fn open_last(&mut self, cx: &Cx<'g>, row: &mut [Value]) -> Result<bool> {
        let plan = self.plan.clone();
        let last = plan.steps.len() - 1;
        self.run(&plan, last, cx, row)
    }

    /// Gives the further ways to go by the last step, which is open, until one is refused. Nothing is
    /// written into the row.
    pub(super) fn each_hop(
        &mut self,
        hop: &Hops,
        cx: &Cx<'g>,
        mut give: impl FnMut(Hop) -> Result<bool>,
    ) -> Result<()> {
        let (unique, used) = (self.plan.unique, &self.used);
        let Some(StepCursor { over: Over::Hops, hops, at, .. }) = self.cursors.last_mut() else { return Ok(()) };
        for next in &hops[*at..] {
            *at += 1;
            let again = unique && used.contains(&next.rel);
            let good = !again && hop.test.as_ref().is_none_or(|test| cx.label_test(next.node, test));
            if good && !give(*next)? {
                break;
            }
        }
        Ok(())
    }

    /// Returns how many ways there are by the last step, before any test.
    pub(super) fn width(&self) -> usize {
        self.cursors.last().map_or(0, |cursor| cursor.hops.len())
    }

    /// Writes the next match into the row.
    pub(super) fn next(&mut self, cx: &Cx<'g>, row: &mut [Value]) -> Result<bool> {
        let plan = self.plan.clone();
        self.run(&plan, plan.steps.len(), cx, row)
    }

    /// Goes on to the next match of the first `goal` steps, and opens the step after them.
    fn run(&mut self, plan: &MatchPlan, goal: usize, cx: &Cx<'g>, row: &mut [Value]) -> Result<bool> {
        let steps = &plan.steps;
        let mut level = match self.state {
            State::Done => return Ok(false),
            State::Fresh if steps.is_empty() => {
                self.state = State::Done;
                return Ok(true);
            }
            State::Fresh => {
                self.state = State::Running;
                self.open(&steps[0], 0, cx, row)?;
                if goal == 0 {
                    return Ok(true);
                }
                0
            }
            // Before the first step there is one match, which has been given.
            State::Running if goal == 0 => {
                self.state = State::Done;
                return Ok(false);
            }
            State::Running => goal - 1,
        };
        loop {
            self.used.truncate(self.cursors[level].base);
            if self.advance(plan, level, cx, row)? {
                level += 1;
                if level < steps.len() {
                    self.open(&steps[level], level, cx, row)?;
                }
                if level == goal {
                    return Ok(true);
                }
            } else if level == 0 {
                self.state = State::Done;
                return Ok(false);
            } else {
                level -= 1;
            }
        }
    }

    fn open(&mut self, step: &Step, level: usize, cx: &Cx<'g>, row: &mut [Value]) -> Result<()> {
        let view = cx.view;
        let cursor = &mut self.cursors[level];
        cursor.base = self.used.len();
        cursor.over = match step {
            Step::Scan { label: Some(label), .. } => Over::Nodes(view.nodes_with_label(*label)),
            Step::Scan { .. } => Over::Nodes(view.nodes()),
            Step::Seek { key, value, many, .. } => {
                let value = cx.eval(value, row)?;
                let mut found = Vec::new();
                match (&value, many) {
                    (Value::List(items), true) => {
                        items.iter().for_each(|item| found.extend(view.find(key, item).unwrap_or_default()));
                        found.sort_unstable();
                        found.dedup();
                    }
                    (_, true) => {}
                    (value, false) => found = view.find(key, value).unwrap_or_default(),
                }
                Over::Nodes(Box::new(found.into_iter()))
            }
            Step::Check { .. } | Step::Path { .. } | Step::Filter { .. } | Step::Tally { .. } => Over::Once,
            Step::Rels { hop, bound, .. } => {
                if *bound {
                    let rel = hop.rel.and_then(|slot| if let Value::Rel(rel) = row[slot] { Some(rel) } else { None });
                    let rel = rel.filter(|rel| hop.types.accepts(view.rel_type(*rel)));
                    Over::Rels(Box::new(rel.into_iter()), None)
                } else {
                    Over::Rels(rels_of(view, hop.types.ids().to_vec()), None)
                }
            }
            Step::Expand { hop } => {
                cursor.hops.clear();
                cursor.at = 0;
                match (&row[hop.from], hop.types.is_never()) {
                    (Value::Node(from), false) => {
                        view.hops(*from, hop.direction, hop.types.ids(), &mut cursor.hops);
                        Over::Hops
                    }
                    _ => Over::Nothing,
                }
            }
            Step::Walk { hop, range } => match row[hop.from] {
                Value::Node(from) => Over::Walk(Box::new(Walk::new(from, hop, range, cx, row)?)),
                _ => Over::Nothing,
            },
            Step::Reach { hop, range } => match row[hop.from] {
                Value::Node(from) => Over::Reach(Box::new(Reach::new(from, range, view.node_count()))),
                _ => Over::Nothing,
            },
            Step::Shortest { hop, .. } => match row[hop.from] {
                Value::Node(from) => Over::Shortest(Box::new(Shortest::new(from))),
                _ => Over::Nothing,
            },
        };
        Ok(())
    }

    fn advance(&mut self, plan: &MatchPlan, level: usize, cx: &Cx<'g>, row: &mut [Value]) -> Result<bool> {
        let cursor = &mut self.cursors[level];
        match (&plan.steps[level], &mut cursor.over) {
            (_, Over::Nothing) => Ok(false),
            (Step::Scan { slot, test, .. } | Step::Seek { slot, test, .. }, Over::Nodes(nodes)) => {
                for node in nodes {
                    cx.tick(1)?;
                    if test.as_ref().is_none_or(|test| cx.label_test(node, test)) {
                        row[*slot] = Value::Node(node);
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            (Step::Tally { root, branches, corrected }, over @ Over::Once) => {
                *over = Over::Nothing;
                let count = match root {
                    Some(root) => self.tally.sum(root, branches, cx, row)?,
                    None => self.tally.count(branches, *corrected, &self.used, cx, row)?,
                };
                self.weight = Some(count);
                Ok(count > 0)
            }
            (step, over @ Over::Once) => {
                *over = Over::Nothing;
                once(step, cx, row)
            }
            (Step::Expand { hop }, Over::Hops) => {
                while let Some(next) = cursor.hops.get(cursor.at).copied() {
                    cursor.at += 1;
                    cx.tick(1)?;
                    if plan.unique && self.used.contains(&next.rel) {
                        continue;
                    }
                    if arrive(hop, next.node, cx, row) {
                        if let Some(slot) = hop.rel {
                            row[slot] = Value::Rel(next.rel);
                        }
                        if plan.unique {
                            self.used.push(next.rel);
                        }
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            (Step::Rels { hop, from_bound, bound, from_test }, Over::Rels(rels, other_way)) => loop {
                let (rel, from, to) = match other_way.take() {
                    Some(found) => found,
                    None => {
                        let Some(rel) = rels.next() else { return Ok(false) };
                        let (start, end) = cx.view.ends(rel);
                        match hop.direction {
                            Direction::Outgoing => (rel, start, end),
                            Direction::Incoming => (rel, end, start),
                            Direction::Both => {
                                if start != end {
                                    *other_way = Some((rel, end, start));
                                }
                                (rel, start, end)
                            }
                        }
                    }
                };
                cx.tick(1)?;
                if plan.unique && self.used.contains(&rel) {
                    continue;
                }
                if *from_bound && !is_node(&row[hop.from], from) {
                    continue;
                }
                if !from_test.as_ref().is_none_or(|test| cx.label_test(from, test)) {
                    continue;
                }
                row[hop.from] = Value::Node(from);
                if !arrive(hop, to, cx, row) {
                    continue;
                }
                if let (Some(slot), false) = (hop.rel, *bound) {
                    row[slot] = Value::Rel(rel);
                }
                if plan.unique {
                    self.used.push(rel);
                }
                return Ok(true);
            },
            (Step::Walk { hop, range }, Over::Walk(walk)) => {
                while walk.next(hop, range, &self.used, cx, row)? {
                    let end = walk.end();
                    if !arrive(hop, end, cx, row) {
                        continue;
                    }
                    if let (Some(slot), false) = (hop.rel, range.rel_bound) {
                        row[slot] = walk.list(range.reversed, cx)?;
                    }
                    if plan.unique {
                        self.used.extend_from_slice(walk.trail());
                    }
                    return Ok(true);
                }
                Ok(false)
            }
            (Step::Reach { hop, range }, Over::Reach(reach)) => {
                let target = if hop.to_bound { Some(row[hop.to].clone()) } else { None };
                while let Some(node) = reach.next(hop, range, cx, row)? {
                    if target.as_ref().is_some_and(|target| !is_node(target, node)) {
                        continue;
                    }
                    if arrive(hop, node, cx, row) {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            (Step::Shortest { hop, range, all, whole, path }, Over::Shortest(search)) => {
                while let Some((found, end)) = search.next(hop, range, *all, whole, *path, cx, row)? {
                    if !arrive(hop, end, cx, row) {
                        continue;
                    }
                    found.write(hop, *path, cx, row)?;
                    return Ok(true);
                }
                Ok(false)
            }
            _ => Ok(false),
        }
    }
}

fn rels_of(view: &dyn crate::query::view::GraphView, types: Vec<TypeId>) -> Box<dyn Iterator<Item = RelId> + '_> {
    if types.is_empty() {
        return Box::new(std::iter::empty());
    }
    Box::new(types.into_iter().flat_map(move |kind| view.rels(Some(kind))))
}

/// The steps that yield at most once.
fn once(step: &Step, cx: &Cx<'_>, row: &mut [Value]) -> Result<bool> {
    match step {
        Step::Check { slot, test } => Ok(match row[*slot] {
            Value::Node(node) => test.as_ref().is_none_or(|test| cx.label_test(node, test)),
            _ => false,
        }),
        Step::Filter { condition, .. } => Ok(cx.truth(condition, row)? == Some(true)),
        Step::Path { slot, nodes, rels } => {
            let path = path_of(nodes, rels, cx, row);
            row[*slot] = path;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Puts a path together from its nodes and relationships, some of which are lists.
fn path_of(nodes: &[usize], rels: &[usize], cx: &Cx<'_>, row: &[Value]) -> Value {
    let Some(Value::Node(start)) = nodes.first().map(|slot| &row[*slot]) else { return Value::Null };
    let mut path = Path { nodes: vec![*start], rels: Vec::new() };
    let mut at = *start;
    let mut follow = |value: &Value| {
        if let Value::Rel(rel) = value {
            let (start, end) = cx.view.ends(*rel);
            at = if start == at { end } else { start };
            path.nodes.push(at);
            path.rels.push(*rel);
        }
    };
    for slot in rels {
        match &row[*slot] {
            Value::List(items) => items.iter().for_each(&mut follow),
            value => follow(value),
        }
    }
    Value::Path(Arc::new(path))
}

pub(super) fn is_node(value: &Value, node: NodeId) -> bool {
    matches!(value, Value::Node(other) if *other == node)
}

/// Binds the far node of a step, or compares it if it is bound.
fn arrive(hop: &Hops, node: NodeId, cx: &Cx<'_>, row: &mut [Value]) -> bool {
    if hop.to_bound {
        return is_node(&row[hop.to], node);
    }
    if !hop.test.as_ref().is_none_or(|test| cx.label_test(node, test)) {
        return false;
    }
    row[hop.to] = Value::Node(node);
    true
}

//! From patterns to ordered steps: where to start and how to go on.
//!
//! Each connected part of a pattern starts at its most selective place: a bound variable, then a
//! node found by an index, then the smaller of a label and a relationship type, then all nodes.
//! From there the relationships are followed in both directions, cheap ones first. A condition
//! is placed right after the step that binds the last of its variables.

use super::super::ast::Arrow;
use super::super::error::Result;
use super::lower::{Lowerer, Vars};
use super::pattern::{Planner, Rel};
use super::{Hops, LabelTest, MatchPlan, Step, Types};
use crate::query::view::Direction;

impl Planner<'_> {
    pub(super) fn plan(mut self, low: &mut Lowerer<'_>) -> Result<MatchPlan> {
        for i in 0..self.nodes.len() {
            if self.nodes[i].bound {
                let (slot, test) = (self.nodes[i].slot, self.nodes[i].test.take());
                self.steps.push(Step::Check { slot, test });
            }
        }
        self.place(low, false)?;
        loop {
            if let Some(rel) = self.next_rel() {
                self.rels[rel].done = true;
                self.follow(low, rel)?;
            } else if let Some(node) = self.next_anchor(low) {
                self.anchor(low, node)?;
            } else {
                break;
            }
            self.place(low, false)?;
        }
        self.place(low, true)?;
        let unique = self.rels.iter().filter(|r| r.shortest.is_none()).count() > 1;
        Ok(MatchPlan { steps: self.steps, unique, names: low.names.clone() })
    }

    /// Places the conditions and the paths whose variables are bound by now.
    fn place(&mut self, low: &mut Lowerer<'_>, all: bool) -> Result<()> {
        for i in 0..self.paths.len() {
            let path = &self.paths[i];
            if path.placed || !self.has(&path.nodes) || !self.has(&path.rels) {
                continue;
            }
            let (slot, nodes, rels) = (path.slot, path.nodes.clone(), path.rels.clone());
            self.paths[i].placed = true;
            self.steps.push(Step::Path { slot, nodes, rels });
            self.bound.push(slot);
        }
        for i in 0..self.conditions.len() {
            let condition = &self.conditions[i];
            if condition.placed || !(all || (condition.safe && self.has(&condition.needs))) {
                continue;
            }
            let condition = self.conditions[i].expr.clone();
            self.conditions[i].placed = true;
            let vars = self.all_vars();
            let text = condition.to_string();
            let condition = low.expr(&condition, &vars)?;
            self.steps.push(Step::Filter { condition, text });
        }
        Ok(())
    }

    /// The variables, with names also for the nodes and relationships that have none.
    pub(super) fn all_vars(&self) -> Vars {
        let mut vars = self.vars.clone();
        let rels = self.rels.iter().filter_map(|r| r.slot);
        for slot in self.nodes.iter().map(|n| n.slot).chain(rels) {
            vars.0.push((format!(" {slot}"), slot));
        }
        vars
    }

    fn next_rel(&self) -> Option<usize> {
        let cost = |rel: &Rel| {
            let ends = [rel.from, rel.to].iter().filter(|n| self.is_bound(self.nodes[**n].slot)).count();
            let cost = match (rel.bound && rel.range.is_none() && rel.shortest.is_none(), ends) {
                (true, _) => 0,
                (false, 0) => return None,
                (false, ends) => {
                    let open = 2 - ends;
                    if rel.shortest.is_some() {
                        10 + open
                    } else if rel.range.is_some() {
                        4 + open
                    } else {
                        1 + open
                    }
                }
            };
            Some(cost)
        };
        let open = self.rels.iter().enumerate().filter(|(_, r)| !r.done);
        let (best, cost) = open.filter_map(|(i, r)| Some((i, cost(r)?))).min_by_key(|(_, cost)| *cost)?;
        // Both ends of a path should be known, if the other one can be looked up.
        if matches!(cost, 5 | 11) {
            let rel = &self.rels[best];
            let other = if self.is_bound(self.nodes[rel.from].slot) { rel.to } else { rel.from };
            if self.seek_ready(other) {
                return None;
            }
        }
        Some(best)
    }

    pub(super) fn seek_ready(&self, node: usize) -> bool {
        self.nodes[node].seek.as_ref().is_some_and(|seek| self.has(&seek.needs))
    }

    /// The best node to start at, with the relationship whose type is a better start, if any.
    fn next_anchor(&self, low: &Lowerer<'_>) -> Option<(usize, Option<usize>)> {
        let view = low.view;
        // Nothing is better than no match or one; sizes, which cost a pass over the graph, are not asked for.
        let open = || self.nodes.iter().enumerate().filter(|(_, n)| !self.is_bound(n.slot));
        let never = open().find(|(i, n)| n.test == Some(LabelTest::Never) && !self.seek_ready(*i));
        if let Some((i, _)) = never.or_else(|| open().find(|(i, _)| self.seek_ready(*i))) {
            return Some((i, None));
        }
        let mut best: Option<(usize, (usize, Option<usize>))> = None;
        let mut offer = |cost: usize, choice| {
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, choice));
            }
        };
        for (i, node) in open() {
            let cost = match node.label {
                Some(label) => view.label_size(label).max(2) + 1,
                None => view.node_count().max(2) + 2,
            };
            offer(cost, (i, None));
        }
        for (i, rel) in self.rels.iter().enumerate() {
            let single = !rel.done && rel.range.is_none() && rel.shortest.is_none();
            if !single || self.is_bound(self.nodes[rel.from].slot) || self.is_bound(self.nodes[rel.to].slot) {
                continue;
            }
            let Types::Only(ids) = &rel.types else { continue };
            let size: usize = ids.iter().map(|id| view.type_size(*id)).sum();
            let ways = if rel.arrow == Arrow::Either { 2 } else { 1 };
            offer(size * ways + 1, (rel.from, Some(i)));
        }
        best.map(|(_, choice)| choice)
    }

    fn anchor(&mut self, low: &mut Lowerer<'_>, (node, rel): (usize, Option<usize>)) -> Result<()> {
        if let Some(rel) = rel {
            self.rels[rel].done = true;
            return self.scan_rels(rel, false);
        }
        let ready = self.seek_ready(node);
        let vars = self.all_vars();
        let n = &mut self.nodes[node];
        let (slot, test, label) = (n.slot, n.test.take(), n.label);
        self.bound.push(slot);
        let seek = n.seek.take().filter(|_| ready);
        self.steps.push(match seek {
            Some(seek) => {
                let value = low.expr(&seek.value, &vars)?;
                Step::Seek { slot, key: seek.key, value, many: seek.many, test }
            }
            None => {
                // The scan of a label makes the test of that label alone unnecessary.
                let test = test.filter(|t| !matches!((t, label), (LabelTest::Has(a), Some(b)) if *a == b));
                Step::Scan { slot, label, test }
            }
        });
        Ok(())
    }

    pub(super) fn scan_rels(&mut self, rel: usize, bound: bool) -> Result<()> {
        let (from, to) = (self.rels[rel].from, self.rels[rel].to);
        let from_bound = self.is_bound(self.nodes[from].slot);
        let from_test = self.nodes[from].test.take();
        let hop = self.hops(rel, false);
        self.bound.push(self.nodes[from].slot);
        self.bound.push(self.nodes[to].slot);
        self.bound.extend(self.rels[rel].slot);
        self.steps.push(Step::Rels { hop, from_bound, bound, from_test });
        Ok(())
    }

    pub(super) fn hops(&mut self, rel: usize, reversed: bool) -> Hops {
        let (from, to) = match reversed {
            false => (self.rels[rel].from, self.rels[rel].to),
            true => (self.rels[rel].to, self.rels[rel].from),
        };
        let direction = match self.rels[rel].arrow {
            Arrow::Right => Direction::Outgoing,
            Arrow::Left => Direction::Incoming,
            Arrow::Either => Direction::Both,
        };
        let to_bound = self.is_bound(self.nodes[to].slot) || from == to;
        let test = if to_bound { None } else { self.nodes[to].test.take() };
        Hops {
            from: self.nodes[from].slot,
            to: self.nodes[to].slot,
            rel: self.rels[rel].slot,
            types: self.rels[rel].types.clone(),
            direction: if reversed { direction.reversed() } else { direction },
            to_bound,
            test,
        }
    }
}

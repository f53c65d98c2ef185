//! From patterns to ordered steps: following a relationship pattern.
//!
//! Conditions of the form `all(x IN nodes(p) WHERE …)` or `none(…)` are tested on each step of a
//! path of variable length, so that what cannot lead to a match is not searched.

use super::super::ast::{Expr, ExprKind, Quantifier, Shortest};
use super::super::error::{CypherError, Detail, Result};
use super::super::functions::Function;
use super::super::scope::free_variables;
use super::lower::Lowerer;
use super::pattern::Planner;
use super::{Ex, Slot, Step, WalkRange};

impl Planner<'_> {
    pub(super) fn follow(&mut self, low: &mut Lowerer<'_>, index: usize) -> Result<()> {
        let rel = &self.rels[index];
        if rel.bound && rel.range.is_none() && rel.shortest.is_none() {
            return self.scan_rels(index, true);
        }
        let reversed = !self.is_bound(self.nodes[rel.from].slot);
        let to = if reversed { rel.from } else { rel.to };
        let hop = self.hops(index, reversed);
        let rel = &self.rels[index];
        if rel.range.is_none() && rel.shortest.is_none() {
            self.bound.extend(rel.slot);
            self.bound.push(self.nodes[to].slot);
            self.steps.push(Step::Expand { hop });
            return Ok(());
        }
        let mut range = self.walk_range(low, index, reversed)?;
        let rel = &self.rels[index];
        let path = rel.path.as_ref().map(|p| p.1);
        let rel_slot = rel.slot;
        if let Some(shortest) = rel.shortest {
            let all = shortest == Shortest::All;
            let whole = self.whole_path(low, index)?;
            self.bound.extend(rel_slot);
            self.bound.extend(path);
            self.bound.push(self.nodes[to].slot);
            self.steps.push(Step::Shortest { hop, range, all, whole, path });
            return Ok(());
        }
        let reach =
            self.dedup && self.rels.len() == 1 && rel_slot.is_none() && range.min <= 1 && range.nodes.is_empty();
        if !reach
            && range.max.is_none()
            && let Some(limit) = low.max_hops
        {
            range.max = Some(limit.max(range.min));
            let what = format!("a path of unbounded length is followed for at most {limit} steps here");
            let hint = format!("give a bound such as `*1..{limit}`, or ask for a shortestPath");
            low.warn(self.rels[index].span, what, Some(hint));
        }
        self.bound.extend(rel_slot);
        self.bound.push(self.nodes[to].slot);
        self.steps.push(if reach { Step::Reach { hop, range } } else { Step::Walk { hop, range } });
        Ok(())
    }

    fn walk_range(&mut self, low: &mut Lowerer<'_>, index: usize, reversed: bool) -> Result<WalkRange> {
        let rel = &self.rels[index];
        let (min, max) = match rel.range {
            Some(range) => (range.min.unwrap_or(1), range.max),
            None => (1, Some(1)),
        };
        let entries = rel.properties.clone();
        let (path, variable) = (rel.path.as_ref().map(|p| p.0.clone()), rel.variable.clone());
        let mut out = WalkRange {
            min,
            max,
            reversed,
            rel_bound: rel.bound,
            properties: Vec::new(),
            nodes: Vec::new(),
            rels: Vec::new(),
        };
        let vars = self.all_vars();
        for (key, value) in &entries {
            if !self.has(&self.needs(value)) {
                let what = "a property of a path of variable length cannot depend on what the path leads to";
                return Err(CypherError::unsupported(Detail::Feature, value.span, what));
            }
            out.properties.push((key.text.clone(), low.expr(value, &vars)?));
        }
        for i in 0..self.conditions.len() {
            let ExprKind::Quantifier { kind, variable: local, list, filter } = &self.conditions[i].expr.kind else {
                continue;
            };
            let negate = match kind {
                Quantifier::All => false,
                Quantifier::None => true,
                _ => continue,
            };
            let Some(on_nodes) = elements_of(list, path.as_deref(), variable.as_deref()) else { continue };
            let others: Vec<Slot> = free_variables(filter)
                .into_iter()
                .filter(|name| *name != local.text)
                .filter_map(|name| self.vars.get(name))
                .collect();
            if !self.has(&others) || !self.conditions[i].safe {
                continue;
            }
            let (local, filter) = (local.text.clone(), filter.clone());
            let slot = low.slot(&local);
            let mut condition = low.expr(&filter, &vars.with(&local, slot))?;
            if negate {
                condition = Ex::Not(Box::new(condition));
            }
            if on_nodes { out.nodes.push((slot, condition)) } else { out.rels.push((slot, condition)) }
        }
        Ok(out)
    }

    /// The conditions on a shortest path that need the whole of it.
    fn whole_path(&mut self, low: &mut Lowerer<'_>, index: usize) -> Result<Vec<Ex>> {
        let rel = &self.rels[index];
        let own: Vec<Slot> = rel.slot.iter().copied().chain(rel.path.as_ref().map(|p| p.1)).collect();
        let ends = [self.nodes[rel.from].slot, self.nodes[rel.to].slot];
        let (path, variable) = (rel.path.as_ref().map(|p| p.0.clone()), rel.variable.clone());
        let mut whole = Vec::new();
        for i in 0..self.conditions.len() {
            let condition = &self.conditions[i];
            let concerns = condition.needs.iter().any(|slot| own.contains(slot));
            let ready =
                condition.needs.iter().all(|slot| own.contains(slot) || ends.contains(slot) || self.is_bound(*slot));
            if condition.placed || !concerns || !ready {
                continue;
            }
            if let ExprKind::Quantifier { kind: Quantifier::All | Quantifier::None, list, .. } = &condition.expr.kind
                && condition.safe
                && elements_of(list, path.as_deref(), variable.as_deref()).is_some()
            {
                continue;
            }
            let expr = condition.expr.clone();
            self.conditions[i].placed = true;
            let vars = self.all_vars();
            whole.push(low.expr(&expr, &vars)?);
        }
        Ok(whole)
    }
}

/// Whether a list is `nodes(path)` (`true`) or the relationships of the path (`false`).
fn elements_of(list: &Expr, path: Option<&str>, rels: Option<&str>) -> Option<bool> {
    match &list.kind {
        ExprKind::Variable(name) if Some(name.as_str()) == rels => Some(false),
        ExprKind::Call { name, args, .. } => {
            let [Expr { kind: ExprKind::Variable(of), .. }] = args.as_slice() else { return None };
            if Some(of.as_str()) != path {
                return None;
            }
            match Function::named(&name.text) {
                Some(Function::Nodes) => Some(true),
                Some(Function::Relationships | Function::Rels) => Some(false),
                _ => None,
            }
        }
        _ => None,
    }
}

//! From patterns to ordered steps: what the pattern says.
//!
//! Nodes and relationships are collected with their slots, each condition is split at its `AND`s
//! and noted with the variables it needs. How it goes on is in [`order`](super::order).

use super::super::ast::{
    Arrow, BinaryOp, CompareOp, Expr, ExprKind, LabelExpr, Name, NodePattern, Pattern, Properties,
};
use super::super::ast::{Range, RelPattern, Shortest};
use super::super::error::{Result, Span};
use super::super::scope::free_variables;
use super::lower::{Lowerer, Vars};
use super::{LabelTest, MatchPlan, Slot, Step, Types};
use crate::query::view::LabelId;

pub(super) struct Node {
    pub(super) slot: Slot,
    pub(super) test: Option<LabelTest>,
    /// A label that every match carries, if there is one.
    pub(super) label: Option<LabelId>,
    pub(super) bound: bool,
    pub(super) seek: Option<Seek>,
}

pub(super) struct Seek {
    pub(super) key: String,
    pub(super) value: Expr,
    pub(super) many: bool,
    pub(super) needs: Vec<Slot>,
}

pub(super) struct Rel {
    pub(super) slot: Option<Slot>,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) arrow: Arrow,
    pub(super) types: Types,
    pub(super) range: Option<Range>,
    pub(super) bound: bool,
    pub(super) shortest: Option<Shortest>,
    pub(super) path: Option<(String, Slot)>,
    pub(super) variable: Option<String>,
    pub(super) properties: Vec<(Name, Expr)>,
    pub(super) span: Span,
    pub(super) done: bool,
}

pub(super) struct Condition {
    pub(super) expr: Expr,
    pub(super) needs: Vec<Slot>,
    pub(super) safe: bool,
    pub(super) placed: bool,
}

pub(super) struct PathPart {
    pub(super) slot: Slot,
    pub(super) nodes: Vec<Slot>,
    pub(super) rels: Vec<Slot>,
    pub(super) placed: bool,
}

/// A pattern with its variables resolved, being planned.
pub(super) struct Planner<'p> {
    pub(super) nodes: Vec<Node>,
    pub(super) rels: Vec<Rel>,
    pub(super) conditions: Vec<Condition>,
    pub(super) paths: Vec<PathPart>,
    pub(super) vars: &'p Vars,
    pub(super) bound: Vec<Slot>,
    pub(super) steps: Vec<Step>,
    pub(super) dedup: bool,
}

impl Lowerer<'_> {
    /// Plans patterns with their condition; new variables are added to `vars`.
    ///
    /// With `dedup`, how often the same row comes out makes no difference.
    pub(super) fn match_plan(
        &mut self,
        patterns: &[Pattern],
        filter: Option<&Expr>,
        vars: &mut Vars,
        dedup: bool,
    ) -> Result<MatchPlan> {
        let before = vars.clone();
        for pattern in patterns {
            for name in pattern.variables() {
                if vars.get(&name.text).is_none() {
                    let slot = self.slot(&name.text);
                    vars.set(&name.text, slot);
                }
            }
        }
        let vars = vars.clone();
        let mut planner = Planner {
            nodes: Vec::new(),
            rels: Vec::new(),
            conditions: Vec::new(),
            paths: Vec::new(),
            vars: &vars,
            bound: before.0.iter().map(|v| v.1).collect(),
            steps: Vec::new(),
            dedup,
        };
        for pattern in patterns {
            planner.pattern(self, pattern, &before);
        }
        if let Some(filter) = filter {
            planner.split(self, filter);
        }
        planner.plan(self)
    }
}
impl Planner<'_> {
    fn pattern(&mut self, low: &mut Lowerer<'_>, pattern: &Pattern, before: &Vars) {
        let path = pattern.variable.as_ref().and_then(|v| Some((v.text.clone(), self.vars.get(&v.text)?)));
        let mut at = self.node(low, &pattern.start, before);
        let mut part = (vec![self.nodes[at].slot], Vec::new());
        for (rel, node) in &pattern.steps {
            let to = self.node(low, node, before);
            let slot = self.rel(low, pattern, rel, (at, to), path.clone(), before);
            part.0.push(self.nodes[to].slot);
            part.1.extend(slot);
            at = to;
        }
        if let (Some((_, slot)), None) = (path, pattern.shortest) {
            self.paths.push(PathPart { slot, nodes: part.0, rels: part.1, placed: false });
        }
    }

    fn node(&mut self, low: &mut Lowerer<'_>, node: &NodePattern, before: &Vars) -> usize {
        let known = node.variable.as_ref().and_then(|v| self.vars.get(&v.text));
        let slot = match known {
            Some(slot) => slot,
            None => low.slot(""),
        };
        let index = self.nodes.iter().position(|n| n.slot == slot).unwrap_or_else(|| {
            let bound = node.variable.as_ref().is_some_and(|v| before.get(&v.text).is_some());
            self.nodes.push(Node { slot, test: None, label: None, bound, seek: None });
            self.nodes.len() - 1
        });
        if let Some(labels) = &node.labels {
            let test = low.label_test(labels);
            let n = &mut self.nodes[index];
            n.label = smallest_label(low, labels).or(n.label);
            n.test = Some(match n.test.take() {
                Some(first) => LabelTest::And(Box::new(first), Box::new(test)),
                None => test,
            });
        }
        if let Some(Properties::Map(entries, _)) = &node.properties {
            for (key, value) in entries {
                self.property(low, slot, key, value);
            }
        }
        index
    }

    /// Adds `slot.key = value` as a condition, and as an index look-up if it can be one.
    fn property(&mut self, low: &mut Lowerer<'_>, slot: Slot, key: &Name, value: &Expr) {
        // The slot has no name of its own if the node has none; it is given one that no query can use.
        let name = match self.vars.0.iter().find(|v| v.1 == slot) {
            Some((name, _)) => name.clone(),
            None => format!(" {slot}"),
        };
        let span = key.span.to(value.span);
        let base = Expr { kind: ExprKind::Variable(name), span: key.span };
        let left = Expr { kind: ExprKind::Property(Box::new(base), key.clone()), span: key.span };
        let kind = ExprKind::Comparison(Box::new(left), vec![(CompareOp::Eq, value.clone())]);
        let mut needs = self.needs(value);
        if let Some(n) = self.nodes.iter_mut().find(|n| n.slot == slot)
            && low.view.is_indexed(&key.text)
            && n.seek.is_none()
        {
            n.seek = Some(Seek { key: key.text.clone(), value: value.clone(), many: false, needs: needs.clone() });
        }
        needs.push(slot);
        let safe = self.safe(value);
        self.conditions.push(Condition { expr: Expr { kind, span }, needs, safe, placed: false });
    }

    fn rel(
        &mut self,
        low: &mut Lowerer<'_>,
        pattern: &Pattern,
        rel: &RelPattern,
        ends: (usize, usize),
        path: Option<(String, Slot)>,
        before: &Vars,
    ) -> Option<Slot> {
        let variable = rel.variable.as_ref().map(|v| v.text.clone());
        let known = variable.as_ref().and_then(|v| self.vars.get(v));
        let needed = path.is_some() || (rel.range.is_none() && rel.properties.is_some());
        let slot = known.or_else(|| if needed { Some(low.slot("")) } else { None });
        let mut properties = Vec::new();
        if let Some(Properties::Map(entries, _)) = &rel.properties {
            match (slot, rel.range.is_none() && pattern.shortest.is_none()) {
                (Some(slot), true) => entries.iter().for_each(|(key, value)| self.property(low, slot, key, value)),
                _ => properties.clone_from(entries),
            }
        }
        self.rels.push(Rel {
            slot,
            from: ends.0,
            to: ends.1,
            arrow: rel.arrow,
            types: low.types(rel.types.as_ref()),
            range: rel.range,
            bound: variable.as_ref().is_some_and(|v| before.get(v).is_some()),
            shortest: pattern.shortest,
            path,
            variable,
            properties,
            span: rel.span,
            done: false,
        });
        slot
    }

    /// Splits a condition at its ANDs.
    fn split(&mut self, low: &Lowerer<'_>, expr: &Expr) {
        let mut spine = vec![expr];
        while let Some(expr) = spine.pop() {
            if let ExprKind::Binary(BinaryOp::And, a, b) = &expr.kind {
                spine.push(b);
                spine.push(a);
                continue;
            }
            let condition =
                Condition { expr: expr.clone(), needs: self.needs(expr), safe: self.safe(expr), placed: false };
            self.conditions.push(condition);
            self.seek_condition(low, expr);
        }
    }

    /// Notes `x.key = value` and `x.key IN values` as possible index look-ups.
    fn seek_condition(&mut self, low: &Lowerer<'_>, expr: &Expr) {
        let (left, right, many) = match &expr.kind {
            ExprKind::Comparison(left, rest) => match rest.as_slice() {
                [(CompareOp::Eq, right)] => (&**left, right, false),
                _ => return,
            },
            ExprKind::Binary(BinaryOp::In, left, right) => (&**left, &**right, true),
            _ => return,
        };
        let sides = if many { vec![(left, right)] } else { vec![(left, right), (right, left)] };
        for (property, value) in sides {
            let ExprKind::Property(base, key) = &property.kind else { continue };
            let ExprKind::Variable(name) = &base.kind else { continue };
            let Some(slot) = self.vars.get(name) else { continue };
            if !self.safe(value) || !low.view.is_indexed(&key.text) {
                continue;
            }
            let needs = self.needs(value);
            if let Some(node) = self.nodes.iter_mut().find(|n| n.slot == slot && n.seek.is_none()) {
                node.seek = Some(Seek { key: key.text.clone(), value: value.clone(), many, needs });
            }
        }
    }

    /// The slots that must be bound before an expression can be calculated.
    pub(super) fn needs(&self, expr: &Expr) -> Vec<Slot> {
        free_variables(expr).into_iter().filter_map(|name| self.vars.get(name)).collect()
    }
    pub(super) fn is_bound(&self, slot: Slot) -> bool {
        self.bound.contains(&slot)
    }

    pub(super) fn has(&self, needs: &[Slot]) -> bool {
        needs.iter().all(|slot| self.is_bound(*slot))
    }
}

/// The smallest label that every match of an expression carries.
fn smallest_label(low: &Lowerer<'_>, labels: &LabelExpr) -> Option<LabelId> {
    match labels {
        LabelExpr::Name(name) => low.view.label(&name.text),
        LabelExpr::And(a, b) => {
            let both = [smallest_label(low, a), smallest_label(low, b)];
            both.into_iter().flatten().min_by_key(|label| low.view.label_size(*label))
        }
        _ => None,
    }
}

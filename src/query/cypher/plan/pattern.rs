//! From patterns to ordered steps.
//!
//! Each connected part of a pattern starts at its most selective place: a bound variable, then a
//! node found by an index, then the smaller of a label and a relationship type, then all nodes.
//! From there the relationships are followed in both directions, cheap ones first. A condition
//! is placed right after the step that binds the last of its variables.

use super::super::ast::{Arrow, CompareOp, Expr, ExprKind, LabelExpr, Name, Pattern, Properties, Quantifier, Shortest};
use super::super::ast::{BinaryOp, NodePattern, Range, RelPattern};
use super::super::error::{CypherError, Detail, Result};
use super::super::functions::Function;
use super::super::scope::free_variables;
use super::lower::{Lowerer, Vars};
use super::{Ex, Hops, LabelTest, MatchPlan, Slot, Step, Types, WalkRange};
use crate::query::view::{Direction, LabelId};

struct Node {
    slot: Slot,
    test: Option<LabelTest>,
    /// A label that every match carries, if there is one.
    label: Option<LabelId>,
    bound: bool,
    seek: Option<Seek>,
}

struct Seek {
    key: String,
    value: Expr,
    many: bool,
    needs: Vec<Slot>,
}

struct Rel {
    slot: Option<Slot>,
    from: usize,
    to: usize,
    arrow: Arrow,
    types: Types,
    range: Option<Range>,
    bound: bool,
    shortest: Option<Shortest>,
    path: Option<(String, Slot)>,
    variable: Option<String>,
    properties: Vec<(Name, Expr)>,
    span: super::super::error::Span,
    done: bool,
}

struct Condition {
    expr: Expr,
    needs: Vec<Slot>,
    safe: bool,
    placed: bool,
}

struct PathPart {
    slot: Slot,
    nodes: Vec<Slot>,
    rels: Vec<Slot>,
    placed: bool,
}

/// A pattern with its variables resolved, being planned.
struct Planner<'p> {
    nodes: Vec<Node>,
    rels: Vec<Rel>,
    conditions: Vec<Condition>,
    paths: Vec<PathPart>,
    vars: &'p Vars,
    bound: Vec<Slot>,
    steps: Vec<Step>,
    dedup: bool,
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
        if let Some(n) = self.nodes.iter_mut().find(|n| n.slot == slot) {
            if low.view.is_indexed(&key.text) && n.seek.is_none() {
                n.seek = Some(Seek { key: key.text.clone(), value: value.clone(), many: false, needs: needs.clone() });
            }
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
    fn needs(&self, expr: &Expr) -> Vec<Slot> {
        free_variables(expr).into_iter().filter_map(|name| self.vars.get(name)).collect()
    }

    /// Whether an expression cannot fail, so that it may be calculated earlier than written.
    fn safe(&self, expr: &Expr) -> bool {
        let own = match &expr.kind {
            ExprKind::Literal(_)
            | ExprKind::Parameter(_)
            | ExprKind::Variable(_)
            | ExprKind::Comparison(..)
            | ExprKind::IsNull { .. }
            | ExprKind::List(_)
            | ExprKind::Map(_)
            | ExprKind::Case(_)
            | ExprKind::Subquery(..)
            | ExprKind::PatternComprehension { .. }
            | ExprKind::Pattern(_) => true,
            ExprKind::Property(base, _) | ExprKind::HasLabels(base, _) => self.is_element(base),
            ExprKind::Binary(op, ..) => matches!(
                op,
                BinaryOp::And | BinaryOp::Or | BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains
            ),
            ExprKind::Unary(super::super::ast::UnaryOp::Not, operand) => is_boolean(operand),
            ExprKind::Call { name, args, .. } => match Function::named(&name.text) {
                Some(Function::Type | Function::Id | Function::Labels | Function::StartNode | Function::EndNode) => {
                    args.iter().all(|a| self.is_element(a))
                }
                Some(Function::Coalesce | Function::Exists) => true,
                _ => false,
            },
            _ => false,
        };
        let mut fine = match &expr.kind {
            ExprKind::Binary(BinaryOp::In, _, list) => matches!(list.kind, ExprKind::List(_) | ExprKind::Parameter(_)),
            ExprKind::Quantifier { list, .. } => is_path_elements(list),
            ExprKind::Binary(BinaryOp::And | BinaryOp::Or, a, b) => own && is_boolean(a) && is_boolean(b),
            _ => own,
        };
        expr.each_child(&mut |child| fine = fine && self.safe_inside(child));
        fine
    }

    fn safe_inside(&self, expr: &Expr) -> bool {
        if let ExprKind::Property(base, _) | ExprKind::HasLabels(base, _) = &expr.kind {
            // Inside a quantifier over a path the local variable is an element too.
            return matches!(base.kind, ExprKind::Variable(_));
        }
        self.safe(expr) || matches!(&expr.kind, ExprKind::Call { .. } if is_path_elements(expr))
    }

    /// Whether an expression is a node or a relationship of this pattern.
    fn is_element(&self, expr: &Expr) -> bool {
        let ExprKind::Variable(name) = &expr.kind else { return false };
        let slot = self.vars.get(name);
        self.nodes.iter().any(|n| Some(n.slot) == slot)
            || self.rels.iter().any(|r| r.slot == slot && slot.is_some() && r.range.is_none())
    }

    fn is_bound(&self, slot: Slot) -> bool {
        self.bound.contains(&slot)
    }

    fn has(&self, needs: &[Slot]) -> bool {
        needs.iter().all(|slot| self.is_bound(*slot))
    }

    fn plan(mut self, low: &mut Lowerer<'_>) -> Result<MatchPlan> {
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
        Ok(MatchPlan { steps: self.steps, unique })
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
    fn all_vars(&self) -> Vars {
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
        // Both ends of a shortest path should be known, if the other one can be looked up.
        if cost == 11 {
            let rel = &self.rels[best];
            let other = if self.is_bound(self.nodes[rel.from].slot) { rel.to } else { rel.from };
            if self.seek_ready(other) {
                return None;
            }
        }
        Some(best)
    }

    fn seek_ready(&self, node: usize) -> bool {
        self.nodes[node].seek.as_ref().is_some_and(|seek| self.has(&seek.needs))
    }

    /// The best node to start at, with the relationship whose type is a better start, if any.
    fn next_anchor(&self, low: &Lowerer<'_>) -> Option<(usize, Option<usize>)> {
        let view = low.view;
        let mut best: Option<(usize, (usize, Option<usize>))> = None;
        let mut offer = |cost: usize, choice| {
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, choice));
            }
        };
        for (i, node) in self.nodes.iter().enumerate().filter(|(_, n)| !self.is_bound(n.slot)) {
            let seekable = self.seek_ready(i);
            let cost = match node.label {
                _ if seekable => 1,
                _ if node.test == Some(LabelTest::Never) => 0,
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

    fn scan_rels(&mut self, rel: usize, bound: bool) -> Result<()> {
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

    fn hops(&mut self, rel: usize, reversed: bool) -> Hops {
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

    fn follow(&mut self, low: &mut Lowerer<'_>, index: usize) -> Result<()> {
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
        if !reach && range.max.is_none() {
            if let Some(limit) = low.max_hops {
                range.max = Some(limit.max(range.min));
                let what = format!("a path of unbounded length is followed for at most {limit} steps here");
                let hint = format!("give a bound such as `*1..{limit}`, or ask for a shortestPath");
                low.warn(self.rels[index].span, what, Some(hint));
            }
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
            if let ExprKind::Quantifier { kind: Quantifier::All | Quantifier::None, list, .. } = &condition.expr.kind {
                if condition.safe && elements_of(list, path.as_deref(), variable.as_deref()).is_some() {
                    continue;
                }
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

fn is_path_elements(list: &Expr) -> bool {
    match &list.kind {
        ExprKind::Variable(_) => true,
        ExprKind::Call { name, args, .. } => {
            let function = Function::named(&name.text);
            matches!(function, Some(Function::Nodes | Function::Relationships | Function::Rels))
                && args.iter().all(|a| matches!(a.kind, ExprKind::Variable(_)))
        }
        _ => false,
    }
}

/// Whether an expression has a boolean form, so that a connective cannot fail on it.
fn is_boolean(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Comparison(..)
        | ExprKind::IsNull { .. }
        | ExprKind::HasLabels(..)
        | ExprKind::Quantifier { .. }
        | ExprKind::Pattern(_)
        | ExprKind::Subquery(super::super::ast::SubqueryKind::Exists, _)
        | ExprKind::Literal(super::super::ast::Literal::Bool(_)) => true,
        ExprKind::Binary(op, ..) => {
            !matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod | BinaryOp::Pow)
        }
        ExprKind::Unary(op, _) => *op == super::super::ast::UnaryOp::Not,
        _ => false,
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

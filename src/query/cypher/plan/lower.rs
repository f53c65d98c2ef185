//! From the syntax tree to the plan: queries and clauses.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::ast::{Clause, Expr, ExprKind, Name, Pattern, Projection, SingleQuery, Statement};
use super::super::error::{CypherError, Detail, Result, Span, Warning};
use super::super::functions::Aggregate;
use super::super::scope::free_variables;
use super::super::value::Value;
use super::tally::tally;
use super::{Op, Pipeline, Plan, Slot};
use crate::query::view::GraphView;

/// Resolves the names of a checked query and plans its patterns.
pub(crate) fn lower(
    statement: &Statement,
    text: &str,
    params: &BTreeMap<String, Value>,
    view: &dyn GraphView,
    max_hops: Option<u32>,
) -> Result<Plan> {
    let mut lowerer = Lowerer {
        text,
        params,
        view,
        max_hops,
        width: 0,
        names: Vec::new(),
        substitutes: Vec::new(),
        warnings: Vec::new(),
    };
    let pipelines = lowerer.statement(statement, &Vars::default())?;
    let distinct = statement.unions.iter().any(|u| !u.all);
    Ok(Plan { pipelines, distinct, warnings: lowerer.warnings })
}

/// The variables in scope with their slots.
#[derive(Clone, Debug, Default)]
pub(super) struct Vars(pub(super) Vec<(String, Slot)>);

impl Vars {
    pub(super) fn get(&self, name: &str) -> Option<Slot> {
        self.0.iter().rev().find(|v| v.0 == name).map(|v| v.1)
    }

    pub(super) fn set(&mut self, name: &str, slot: Slot) {
        self.0.retain(|v| v.0 != name);
        self.0.push((name.to_owned(), slot));
    }

    pub(super) fn with(&self, name: &str, slot: Slot) -> Self {
        let mut vars = self.clone();
        vars.set(name, slot);
        vars
    }
}

pub(super) struct Lowerer<'a> {
    pub(super) text: &'a str,
    pub(super) params: &'a BTreeMap<String, Value>,
    pub(super) view: &'a dyn GraphView,
    pub(super) max_hops: Option<u32>,
    /// The width of the current row so far.
    pub(super) width: usize,
    /// The names of the slots of the current row, for explanations.
    pub(super) names: Vec<String>,
    /// Expressions whose value stands in a slot already.
    pub(super) substitutes: Vec<(Expr, Slot)>,
    pub(super) warnings: Vec<Warning>,
}

/// Reports a state that the checker should have excluded.
pub(super) fn internal<T>(span: Span, what: &str) -> Result<T> {
    Err(CypherError::syntax(Detail::UndefinedVariable, span, what))
}

impl Lowerer<'_> {
    pub(super) fn slot(&mut self, name: &str) -> Slot {
        let slot = self.width;
        self.width += 1;
        self.names.truncate(slot);
        self.names.resize(slot, String::new());
        self.names.push(name.to_owned());
        slot
    }

    pub(super) fn warn(&mut self, span: Span, message: String, hint: Option<String>) {
        let warning = Warning { span: Some(span), message, hint };
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    pub(super) fn statement(&mut self, statement: &Statement, outer: &Vars) -> Result<Vec<Arc<Pipeline>>> {
        let queries = std::iter::once(&statement.first).chain(statement.unions.iter().map(|u| &u.query));
        queries.map(|query| self.query(query, outer)).collect()
    }

    fn query(&mut self, query: &SingleQuery, outer: &Vars) -> Result<Arc<Pipeline>> {
        // A projection starts a new row; inside a subquery the old one goes on afterwards.
        let saved = (self.width, self.names.clone());
        let top = outer.0.is_empty() && self.width == 0;
        // Outside variables keep their slots in every row of a subquery.
        let base = if top { 0 } else { self.width };
        let mut vars = outer.clone();
        let mut ops = Vec::new();
        let mut projected = false;
        for (i, clause) in query.clauses.iter().enumerate() {
            match clause {
                Clause::Match(m) => {
                    let next = query.clauses.get(i + 1);
                    let dedup = next.is_some_and(|next| match next {
                        Clause::With(w) => ignores_repetition(&w.projection),
                        Clause::Return(r) => ignores_repetition(&r.projection),
                        _ => false,
                    });
                    let before = vars.clone();
                    let mut plan = self.match_plan(&m.patterns, m.filter.as_ref(), &mut vars, dedup && !m.optional)?;
                    let counted = next.and_then(|next| match next {
                        Clause::With(w) => only_counts(&w.projection, &m.patterns),
                        Clause::Return(r) => only_counts(&r.projection, &m.patterns),
                        _ => None,
                    });
                    if let (Some(names), false) = (counted, m.optional) {
                        let needed: Vec<Slot> = names.iter().filter_map(|name| vars.get(name)).collect();
                        tally(&mut plan, &needed);
                    }
                    let new = vars.0.iter().filter(|v| before.get(&v.0) != Some(v.1)).map(|v| v.1).collect();
                    ops.push(Op::Match { plan: Arc::new(plan), optional: m.optional, new });
                }
                Clause::Unwind(u) => {
                    let list = self.expr(&u.list, &vars)?;
                    let slot = self.slot(&u.variable.text);
                    vars.set(&u.variable.text, slot);
                    ops.push(Op::Unwind { list, slot, name: u.variable.text.clone() });
                }
                Clause::With(w) => {
                    let plan = self.project(&w.projection, w.filter.as_ref(), &vars, base)?;
                    self.next_row(&plan.names, base);
                    vars = outer.clone();
                    plan.names.iter().enumerate().for_each(|(i, name)| vars.set(name, base + i));
                    ops.push(Op::Project(Arc::new(plan)));
                    projected = true;
                }
                Clause::Return(r) => {
                    let plan = self.project(&r.projection, None, &vars, base)?;
                    self.next_row(&plan.names, base);
                    ops.push(Op::Project(Arc::new(plan)));
                    projected = true;
                }
            }
        }
        let width = self.width;
        if projected {
            (self.width, self.names) = saved;
            // The slots used by the first clauses of a subquery stay taken in the outer row.
            if let Some(Op::Project(first)) = ops.iter().find(|op| matches!(op, Op::Project(_)))
                && !top
            {
                self.width = self.width.max(first.in_width);
            }
        }
        if top {
            self.width = 0;
            self.names.clear();
        }
        Ok(Arc::new(Pipeline { ops, width, base }))
    }

    fn next_row(&mut self, names: &[String], base: usize) {
        self.width = base + names.len();
        self.names.truncate(base);
        self.names.resize(base, String::new());
        self.names.extend(names.iter().cloned());
    }
}

/// Where a projection only counts the matches of patterns, by some keys: the variables of the keys.
fn only_counts(p: &Projection, patterns: &[Pattern]) -> Option<Vec<String>> {
    if p.star || !p.items.iter().any(|i| i.expr.has_aggregate()) {
        return None;
    }
    let bound: Vec<&Name> = patterns.iter().flat_map(Pattern::variables).collect();
    let mut names = Vec::new();
    for expr in p.items.iter().map(|i| &i.expr).chain(p.order.iter().map(|k| &k.expr)) {
        if expr.any(&mut |e| e.is_aggregate() && !counts_matches(e, &bound)) {
            return None;
        }
        outside_aggregates(expr, &mut names);
    }
    Some(names)
}

/// An element of a pattern is never null, so that counting it is counting matches.
fn counts_matches(aggregate: &Expr, bound: &[&Name]) -> bool {
    match &aggregate.kind {
        ExprKind::CountStar => true,
        ExprKind::Call { name, distinct: false, args } => match args.as_slice() {
            [Expr { kind: ExprKind::Variable(variable), .. }] => {
                Aggregate::named(&name.text) == Some(Aggregate::Count) && bound.iter().any(|b| b.text == *variable)
            }
            _ => false,
        },
        _ => false,
    }
}

fn outside_aggregates(expr: &Expr, names: &mut Vec<String>) {
    if !expr.has_aggregate() {
        names.extend(free_variables(expr).into_iter().map(str::to_owned));
    } else if !expr.is_aggregate() {
        expr.each_child(&mut |child| outside_aggregates(child, names));
    }
}

/// Tells whether it makes no difference to a projection how often a row comes in.
pub(crate) fn ignores_repetition(p: &Projection) -> bool {
    if p.star {
        return false;
    }
    let aggregating = p.items.iter().any(|i| i.expr.has_aggregate());
    if !aggregating {
        return p.distinct;
    }
    let exprs = p.items.iter().map(|i| &i.expr).chain(p.order.iter().map(|k| &k.expr));
    exprs.into_iter().all(|expr| {
        !expr.any(&mut |e| match &e.kind {
            super::super::ast::ExprKind::CountStar => true,
            super::super::ast::ExprKind::Call { name, distinct, .. } => {
                use super::super::functions::Aggregate as A;
                A::named(&name.text).is_some_and(|a| !distinct && !matches!(a, A::Min | A::Max))
            }
            _ => false,
        })
    })
}

//! From the syntax tree to the plan: expressions.

use super::super::ast::{
    BinaryOp, Expr, ExprKind, LabelExpr, Literal, MapItem, Pattern, Subquery, SubqueryKind, UnaryOp,
};
use super::super::error::{CypherError, Detail, ErrorClass, ErrorKind, Phase, Result};
use super::super::functions::Function;
use super::super::scope::free_variables;
use super::super::value::Value;
use super::lower::{Lowerer, Vars, internal};
use super::tally::tally;
use super::{Ex, LabelTest, Types};

impl Lowerer<'_> {
    fn boxed(&mut self, expr: &Expr, vars: &Vars) -> Result<Box<Ex>> {
        Ok(Box::new(self.expr(expr, vars)?))
    }

    fn optional(&mut self, expr: Option<&Expr>, vars: &Vars) -> Result<Option<Box<Ex>>> {
        expr.map(|e| self.boxed(e, vars)).transpose()
    }

    fn all(&mut self, exprs: &[Expr], vars: &Vars) -> Result<Vec<Ex>> {
        exprs.iter().map(|e| self.expr(e, vars)).collect()
    }

    /// Lowers what is inside the scope of local variables, which may hide substituted ones.
    fn local<T>(&mut self, names: &[&str], f: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.substitutes.is_empty() {
            return f(self);
        }
        let all = self.substitutes.clone();
        self.substitutes.retain(|(e, _)| !free_variables(e).iter().any(|v| names.contains(v)));
        let result = f(self);
        self.substitutes = all;
        result
    }

    pub(super) fn expr(&mut self, expr: &Expr, vars: &Vars) -> Result<Ex> {
        if !self.substitutes.is_empty()
            && let Some((_, slot)) = self.substitutes.iter().find(|(e, _)| e == expr)
        {
            return Ok(Ex::Slot(*slot));
        }
        let located = |ex: Ex| Ex::At(expr.span, Box::new(ex));
        Ok(match &expr.kind {
            ExprKind::Literal(literal) => Ex::Const(literal_value(literal)),
            ExprKind::Parameter(name) => match self.params.get(name) {
                Some(value) => Ex::Const(value.clone()),
                None => {
                    let kind = ErrorKind {
                        class: ErrorClass::ParameterMissing,
                        phase: Phase::Runtime,
                        detail: Detail::MissingParameter,
                    };
                    let message = format!("no value is given for the parameter `${name}`");
                    return Err(CypherError { kind, span: Some(expr.span), message, hint: None });
                }
            },
            ExprKind::Variable(name) => match vars.get(name) {
                Some(slot) => Ex::Slot(slot),
                None => return internal(expr.span, &format!("`{name}` is not defined here")),
            },
            ExprKind::Property(base, key) => located(Ex::Property(self.boxed(base, vars)?, key.text.clone())),
            ExprKind::Unary(op, operand) => {
                let operand = self.boxed(operand, vars)?;
                located(match op {
                    UnaryOp::Not => Ex::Not(operand),
                    UnaryOp::Minus => Ex::Negate(operand),
                    UnaryOp::Plus => Ex::Plus(operand),
                })
            }
            ExprKind::Binary(op @ (BinaryOp::And | BinaryOp::Or), ..) => {
                let mut operands = Vec::new();
                self.flatten(*op, expr, vars, &mut operands)?;
                located(if *op == BinaryOp::And { Ex::And(operands) } else { Ex::Or(operands) })
            }
            ExprKind::Binary(op, left, right) => {
                let (left, right) = (self.boxed(left, vars)?, self.boxed(right, vars)?);
                located(if *op == BinaryOp::Xor { Ex::Xor(left, right) } else { Ex::Binary(*op, left, right) })
            }
            ExprKind::Comparison(first, rest) => {
                let first = self.boxed(first, vars)?;
                match rest.as_slice() {
                    [(op, right)] => Ex::Compare(*op, first, self.boxed(right, vars)?),
                    _ => {
                        let rest = rest.iter().map(|(op, e)| Ok((*op, self.expr(e, vars)?)));
                        Ex::Chain(first, rest.collect::<Result<_>>()?)
                    }
                }
            }
            ExprKind::IsNull { operand, negated } => Ex::IsNull(self.boxed(operand, vars)?, *negated),
            ExprKind::Call { name, args, .. } => match Function::named(&name.text) {
                Some(function) => located(Ex::Call(function, self.all(args, vars)?)),
                None => return internal(expr.span, &format!("`{}` cannot be used here", name.text)),
            },
            ExprKind::CountStar => return internal(expr.span, "`count(*)` cannot be used here"),
            _ => return self.rare(expr, vars),
        })
    }

    /// The less frequent forms, kept apart so that the stack frame of the frequent ones is small.
    #[inline(never)]
    fn rare(&mut self, expr: &Expr, vars: &Vars) -> Result<Ex> {
        let located = |ex: Ex| Ex::At(expr.span, Box::new(ex));
        Ok(match &expr.kind {
            ExprKind::HasLabels(base, labels) => {
                let (test, types) = (self.label_test(labels), self.types(Some(labels)));
                located(Ex::HasLabels(self.boxed(base, vars)?, test, types))
            }
            ExprKind::Index(base, index) => located(Ex::Index(self.boxed(base, vars)?, self.boxed(index, vars)?)),
            ExprKind::Slice(base, from, to) => {
                let base = self.boxed(base, vars)?;
                located(Ex::Slice(base, self.optional(from.as_deref(), vars)?, self.optional(to.as_deref(), vars)?))
            }
            ExprKind::List(items) => located(Ex::List(self.all(items, vars)?)),
            ExprKind::Map(entries) => {
                let entries = entries.iter().map(|(k, e)| Ok((k.text.clone(), self.expr(e, vars)?)));
                located(Ex::Map(entries.collect::<Result<_>>()?))
            }
            ExprKind::MapProjection(base, items) => located(self.map_projection(base, items, vars)?),
            ExprKind::Case(case) => {
                let operand = self.optional(case.operand.as_deref(), vars)?;
                let branches = case.branches.iter().map(|(w, t)| Ok((self.expr(w, vars)?, self.expr(t, vars)?)));
                let branches = branches.collect::<Result<_>>()?;
                located(Ex::Case(operand, branches, self.optional(case.default.as_deref(), vars)?))
            }
            ExprKind::ListComprehension { variable, list, filter, map } => {
                let list = self.boxed(list, vars)?;
                let slot = self.slot(&variable.text);
                let inner = vars.with(&variable.text, slot);
                self.local(&[&variable.text], |s| {
                    let filter = s.optional(filter.as_deref(), &inner)?;
                    Ok(located(Ex::Comprehension { slot, list, filter, map: s.optional(map.as_deref(), &inner)? }))
                })?
            }
            ExprKind::Quantifier { kind, variable, list, filter } => {
                let list = self.boxed(list, vars)?;
                let slot = self.slot(&variable.text);
                let inner = vars.with(&variable.text, slot);
                let filter = self.local(&[&variable.text], |s| s.boxed(filter, &inner))?;
                located(Ex::Quantifier { kind: *kind, slot, list, filter })
            }
            ExprKind::Reduce { accumulator, init, variable, list, step } => {
                let (init, list) = (self.boxed(init, vars)?, self.boxed(list, vars)?);
                let (acc, slot) = (self.slot(&accumulator.text), self.slot(&variable.text));
                let inner = vars.with(&accumulator.text, acc).with(&variable.text, slot);
                let step = self.local(&[&accumulator.text, &variable.text], |s| s.boxed(step, &inner))?;
                located(Ex::Reduce { accumulator: acc, init, slot, list, step })
            }
            ExprKind::Pattern(pattern) if pattern.shortest.is_some() => self.shortest_value(pattern, vars)?,
            ExprKind::Pattern(pattern) => {
                let plan = self.match_plan(std::slice::from_ref(pattern), None, &mut vars.clone(), true)?;
                Ex::Exists(plan.into())
            }
            ExprKind::PatternComprehension { pattern, filter, map } => {
                let mut inner = vars.clone();
                let plan = self.match_plan(std::slice::from_ref(pattern), filter.as_deref(), &mut inner, false)?;
                let map = self.boxed(map, &inner)?;
                located(Ex::PatternList { plan: plan.into(), map, first: false })
            }
            ExprKind::Subquery(kind, subquery) => self.subquery(*kind, subquery, vars)?,
            // All others are in `expr`.
            _ => return internal(expr.span, "this expression cannot be calculated"),
        })
    }

    fn flatten(&mut self, op: BinaryOp, expr: &Expr, vars: &Vars, out: &mut Vec<Ex>) -> Result<()> {
        // The left spine may be long; it is walked in a loop.
        let mut spine = Vec::new();
        let mut left = expr;
        while let ExprKind::Binary(inner, a, b) = &left.kind {
            if *inner != op {
                break;
            }
            spine.push(&**b);
            left = a;
        }
        out.push(self.expr(left, vars)?);
        for operand in spine.into_iter().rev() {
            out.push(self.expr(operand, vars)?);
        }
        Ok(())
    }

    fn shortest_value(&mut self, pattern: &Pattern, vars: &Vars) -> Result<Ex> {
        let mut pattern = pattern.clone();
        let name = " path".to_owned();
        pattern.variable = Some(super::super::ast::Name { text: name.clone(), span: pattern.span });
        let mut inner = vars.clone();
        let first = pattern.shortest == Some(super::super::ast::Shortest::Any);
        let plan = self.match_plan(std::slice::from_ref(&pattern), None, &mut inner, false)?;
        let Some(slot) = inner.get(&name) else { return internal(pattern.span, "no path") };
        Ok(Ex::PatternList { plan: plan.into(), map: Box::new(Ex::Slot(slot)), first })
    }

    fn subquery(&mut self, kind: SubqueryKind, subquery: &Subquery, vars: &Vars) -> Result<Ex> {
        let exists = kind == SubqueryKind::Exists;
        Ok(match subquery {
            Subquery::Patterns(patterns, filter) => {
                let mut plan = self.match_plan(patterns, filter.as_ref(), &mut vars.clone(), exists)?;
                if !exists {
                    tally(&mut plan, &[]);
                }
                if exists { Ex::Exists(plan.into()) } else { Ex::Count(plan.into()) }
            }
            Subquery::Query(statement) => {
                let outer = std::mem::take(&mut self.substitutes);
                let pipelines = self.statement(statement, vars)?;
                self.substitutes = outer;
                let distinct = statement.unions.iter().any(|u| !u.all);
                Ex::Subquery { pipelines, distinct, count: !exists }
            }
        })
    }

    fn map_projection(&mut self, base: &Expr, items: &[MapItem], vars: &Vars) -> Result<Ex> {
        let mut entries = Vec::new();
        let mut all = false;
        let slot = self.boxed(base, vars)?;
        for item in items {
            match item {
                MapItem::All(_) => all = true,
                MapItem::Property(key) => {
                    let value = Ex::Property(self.boxed(base, vars)?, key.text.clone());
                    entries.push((key.text.clone(), value));
                }
                MapItem::Entry(key, value) => entries.push((key.text.clone(), self.expr(value, vars)?)),
                MapItem::Variable(name) => match vars.get(&name.text) {
                    Some(slot) => entries.push((name.text.clone(), Ex::Slot(slot))),
                    None => return internal(name.span, "not defined"),
                },
            }
        }
        Ok(Ex::MapProjection(slot, all, entries))
    }

    pub(super) fn label_test(&self, labels: &LabelExpr) -> LabelTest {
        match labels {
            LabelExpr::Name(name) => self.view.label(&name.text).map_or(LabelTest::Never, LabelTest::Has),
            LabelExpr::Any(_) => LabelTest::Some,
            LabelExpr::Not(inner) => LabelTest::Not(Box::new(self.label_test(inner))),
            LabelExpr::And(a, b) => LabelTest::And(Box::new(self.label_test(a)), Box::new(self.label_test(b))),
            LabelExpr::Or(a, b) => LabelTest::Or(Box::new(self.label_test(a)), Box::new(self.label_test(b))),
        }
    }

    /// The types that satisfy an expression, worked out for each type of the graph.
    pub(super) fn types(&self, types: Option<&LabelExpr>) -> Types {
        let Some(types) = types else { return Types::Any };
        let mut names = Vec::new();
        if alternatives(types, &mut names) {
            let mut ids: Vec<_> = names.iter().filter_map(|name| self.view.rel_type_id(name)).collect();
            ids.sort_unstable();
            ids.dedup();
            return Types::Only(ids);
        }
        let count = u32::try_from(self.view.type_count()).unwrap_or(u32::MAX);
        let all = (0..count).map(crate::query::view::TypeId);
        let ids: Vec<_> = all.filter(|id| type_holds(types, &self.view.type_name(*id))).collect();
        if ids.len() == count as usize { Types::Any } else { Types::Only(ids) }
    }
}

fn alternatives<'a>(types: &'a LabelExpr, names: &mut Vec<&'a str>) -> bool {
    match types {
        LabelExpr::Name(name) => {
            names.push(&name.text);
            true
        }
        LabelExpr::Or(a, b) => alternatives(a, names) && alternatives(b, names),
        _ => false,
    }
}

fn type_holds(types: &LabelExpr, name: &str) -> bool {
    match types {
        LabelExpr::Name(wanted) => wanted.text == name,
        LabelExpr::Any(_) => true,
        LabelExpr::Not(inner) => !type_holds(inner, name),
        LabelExpr::And(a, b) => type_holds(a, name) && type_holds(b, name),
        LabelExpr::Or(a, b) => type_holds(a, name) || type_holds(b, name),
    }
}

fn literal_value(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(b) => Value::Bool(*b),
        Literal::Int(i) => Value::Int(*i),
        Literal::Float(x) => Value::Float(*x),
        Literal::Str(s) => Value::from(s.as_str()),
    }
}

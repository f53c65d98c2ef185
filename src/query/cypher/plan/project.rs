//! From the syntax tree to the plan: `WITH` and `RETURN`.

use super::super::ast::{Expr, ExprKind, Projection};
use super::super::error::{Result, Span};
use super::super::functions::Aggregate;
use super::lower::{Lowerer, Vars, internal};
use super::{AggregatePlan, Ex, GroupPlan, ProjectPlan, Slot};

impl Lowerer<'_> {
    pub(super) fn project(
        &mut self,
        p: &Projection,
        filter: Option<&Expr>,
        vars: &Vars,
        base: usize,
    ) -> Result<ProjectPlan> {
        let items = self.columns(p, vars);
        let aggregating = items.iter().any(|i| i.1.has_aggregate());
        let names: Vec<String> = items.iter().map(|i| i.0.clone()).collect();
        let outer = std::mem::take(&mut self.substitutes);
        let mut plan = if aggregating {
            self.grouped(p, &items, filter, vars, base)?
        } else {
            self.ungrouped(p, &items, filter, vars)?
        };
        self.substitutes = outer;
        plan.base = base;
        plan.names = names;
        plan.distinct = p.distinct;
        plan.skip = self.count(p.skip.as_ref())?;
        plan.limit = self.count(p.limit.as_ref())?;
        Ok(plan)
    }

    fn count(&mut self, count: Option<&Expr>) -> Result<Option<Ex>> {
        let Some(count) = count else { return Ok(None) };
        Ok(Some(Ex::At(count.span, Box::new(self.expr(count, &Vars::default())?))))
    }

    /// The columns with their expressions, `*` written out.
    fn columns(&self, p: &Projection, vars: &Vars) -> Vec<(String, Expr)> {
        let mut columns = Vec::new();
        if p.star {
            let mut names: Vec<&String> = vars.0.iter().map(|v| &v.0).collect();
            names.sort();
            columns.extend(names.into_iter().map(|name| {
                let kind = ExprKind::Variable(name.clone());
                (name.clone(), Expr { kind, span: Span::default() })
            }));
        }
        columns.extend(p.items.iter().map(|i| (i.column(self.text), i.expr.clone())));
        columns
    }

    fn ungrouped(
        &mut self,
        p: &Projection,
        items: &[(String, Expr)],
        filter: Option<&Expr>,
        vars: &Vars,
    ) -> Result<ProjectPlan> {
        let mut plan = empty();
        let mut both = vars.clone();
        for (name, expr) in items {
            let ex = self.expr(expr, vars)?;
            let slot = self.slot(name);
            plan.items.push((ex, slot));
        }
        for ((name, _), (_, slot)) in items.iter().zip(&plan.items) {
            both.set(name, *slot);
        }
        self.sort_and_filter(&mut plan, p, items, filter, &both)?;
        plan.in_width = self.width;
        Ok(plan)
    }

    fn grouped(
        &mut self,
        p: &Projection,
        items: &[(String, Expr)],
        filter: Option<&Expr>,
        vars: &Vars,
        base: usize,
    ) -> Result<ProjectPlan> {
        let mut aggregates: Vec<&Expr> = Vec::new();
        for expr in items.iter().map(|i| &i.1).chain(p.order.iter().map(|k| &k.expr)) {
            collect_aggregates(expr, &mut aggregates);
        }
        let keys: Vec<&Expr> = items.iter().map(|i| &i.1).filter(|e| !e.has_aggregate()).collect();
        let mut group = GroupPlan { keys: Vec::new(), aggregates: Vec::new(), width: 0 };
        for key in &keys {
            group.keys.push(self.expr(key, vars)?);
        }
        for aggregate in &aggregates {
            group.aggregates.push(self.aggregate(aggregate, vars)?);
        }
        let in_width = self.width;
        // From here on expressions speak of the grouped row.
        self.width = base;
        let mut inner = Vars(vars.0.iter().filter(|v| v.1 < base).cloned().collect());
        for key in &keys {
            let slot = self.slot("");
            match &key.kind {
                ExprKind::Variable(name) => inner.set(name, slot),
                _ => self.substitutes.push(((*key).clone(), slot)),
            }
        }
        for aggregate in &aggregates {
            let slot = self.slot("");
            self.substitutes.push(((*aggregate).clone(), slot));
        }
        let mut plan = empty();
        for (name, expr) in items {
            let ex = self.expr(expr, &inner)?;
            let slot = self.slot(name);
            plan.items.push((ex, slot));
        }
        let mut both = inner;
        for ((name, _), (_, slot)) in items.iter().zip(&plan.items) {
            both.set(name, *slot);
        }
        self.sort_and_filter(&mut plan, p, items, filter, &both)?;
        group.width = self.width;
        plan.group = Some(group);
        plan.in_width = in_width;
        Ok(plan)
    }

    fn sort_and_filter(
        &mut self,
        plan: &mut ProjectPlan,
        p: &Projection,
        items: &[(String, Expr)],
        filter: Option<&Expr>,
        both: &Vars,
    ) -> Result<()> {
        let mut vars = both.clone();
        for ((_, expr), (_, slot)) in items.iter().zip(&plan.items) {
            match &expr.kind {
                ExprKind::Variable(name) => {
                    if vars.get(name).is_none() {
                        vars.set(name, *slot);
                    }
                }
                _ => self.substitutes.insert(0, (expr.clone(), *slot)),
            }
        }
        for key in &p.order {
            let ex = self.expr(&key.expr, &vars)?;
            plan.sort.push((ex, key.descending));
        }
        if let Some(filter) = filter {
            let narrow = p.distinct || items.iter().any(|i| i.1.has_aggregate());
            if !narrow {
                self.substitutes.clear();
            }
            plan.filter = Some(self.expr(filter, if narrow { &vars } else { both })?);
        }
        self.substitutes.clear();
        Ok(())
    }

    fn aggregate(&mut self, expr: &Expr, vars: &Vars) -> Result<AggregatePlan> {
        let ExprKind::Call { name, distinct, args } = &expr.kind else {
            let function = Aggregate::Count;
            return Ok(AggregatePlan { function, distinct: false, arg: None, extra: None, span: expr.span });
        };
        let (Some(function), Some(first)) = (Aggregate::named(&name.text), args.first()) else {
            return internal(expr.span, "an aggregate without an argument");
        };
        let arg = Some(self.expr(first, vars)?);
        let extra = args.get(1).map(|extra| self.expr(extra, vars)).transpose()?;
        Ok(AggregatePlan { function, distinct: *distinct, arg, extra, span: expr.span })
    }
}

fn empty() -> ProjectPlan {
    ProjectPlan {
        in_width: 0,
        base: 0,
        group: None,
        items: Vec::<(Ex, Slot)>::new(),
        names: Vec::new(),
        distinct: false,
        sort: Vec::new(),
        skip: None,
        limit: None,
        filter: None,
    }
}

fn collect_aggregates<'a>(expr: &'a Expr, out: &mut Vec<&'a Expr>) {
    if expr.is_aggregate() {
        if !out.contains(&expr) {
            out.push(expr);
        }
        return;
    }
    expr.each_child(&mut |child| collect_aggregates(child, out));
}

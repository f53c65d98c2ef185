//! Semantic analysis of `WITH` and `RETURN`: columns, grouping, sorting, limits.

use super::super::ast::{Expr, ExprKind, Item, Literal, Projection, UnaryOp};
use super::super::error::{CypherError, Detail, Result};
use super::super::scope::free_variables;
use super::expr::Place;
use super::{Checker, Scope, syntax};

impl Checker<'_> {
    /// Checks a projection and returns its columns as a scope; `outer` is around a subquery.
    pub(super) fn projection(&mut self, p: &Projection, scope: &Scope, outer: &Scope, with: bool) -> Result<Scope> {
        let mut columns = Scope::default();
        if p.star {
            if scope.0.is_empty() && !with {
                return syntax(Detail::NoVariablesInScope, p.span, "there are no variables that `*` could return");
            }
            let mut names: Vec<_> = scope.0.clone();
            names.sort_by(|a, b| a.0.cmp(&b.0));
            columns.0 = names;
        }
        for item in &p.items {
            let kind = self.expr(&item.expr, scope, Place::aggregating())?;
            let name = item.column(self.text);
            if columns.get(&name).is_some() {
                let what = format!("there are two columns named `{name}`");
                let error = CypherError::syntax(Detail::ColumnNameConflict, item.span, what);
                return Err(error.hint("give one of them another name with AS"));
            }
            columns.0.push((name, kind));
        }
        let aggregating = p.items.iter().any(|i| i.expr.has_aggregate());
        let group = Group { star: p.star, items: &p.items, scope };
        if aggregating {
            for item in p.items.iter().filter(|i| i.expr.has_aggregate()) {
                group.grouped(&item.expr, &mut Vec::new())?;
            }
        }
        let mut visible = outer.clone();
        columns.0.iter().for_each(|(name, kind)| visible.set(name, kind.clone()));
        for key in &p.order {
            if key.expr.has_aggregate() && !aggregating {
                let what = "an aggregate cannot be used for sorting only";
                let error = CypherError::syntax(Detail::InvalidAggregation, key.expr.span, what);
                return Err(error.hint("project it, and sort by its name"));
            }
            if aggregating || p.distinct {
                group.sortable(self, &key.expr, &visible, key.expr.has_aggregate(), &mut Vec::new())?;
            }
            let mut both = scope.clone();
            columns.0.iter().for_each(|(name, kind)| both.set(name, kind.clone()));
            let place = if aggregating { Place::aggregating() } else { Place::plain() };
            // A projected expression is meant as written there, even where its variable is renamed.
            if !p.items.iter().any(|i| i.expr == key.expr) {
                self.expr(&key.expr, &both, place)?;
            }
        }
        for count in p.skip.iter().chain(&p.limit) {
            self.row_count(count)?;
        }
        if let Some(item) = p.items.iter().find(|i| with && i.alias.is_none() && !is_variable(&i.expr)) {
            let error = CypherError::syntax(Detail::NoExpressionAlias, item.span, "an expression in WITH needs a name");
            return Err(error.hint("add `AS name`"));
        }
        Ok(columns)
    }

    /// Checks the condition of a `WITH`.
    ///
    /// Without grouping and `DISTINCT` it sees the old variables too; with them, of the old ones
    /// only what is projected as it stands.
    pub(super) fn with_filter(&mut self, p: &Projection, filter: &Expr, visible: &Scope, scope: &Scope) -> Result<()> {
        if p.distinct || p.items.iter().any(|i| i.expr.has_aggregate()) {
            let group = Group { star: p.star, items: &p.items, scope };
            if !filter.has_aggregate() {
                group.sortable(self, filter, visible, false, &mut Vec::new())?;
            }
        }
        let mut both = scope.clone();
        visible.0.iter().for_each(|(name, kind)| both.set(name, kind.clone()));
        self.condition(filter, &both)
    }

    fn row_count(&mut self, count: &Expr) -> Result<()> {
        let constant = !count.any(&mut |e| {
            matches!(
                e.kind,
                ExprKind::Variable(_)
                    | ExprKind::Pattern(_)
                    | ExprKind::PatternComprehension { .. }
                    | ExprKind::Subquery(..)
            ) || e.is_aggregate()
        });
        let literal = match &count.kind {
            ExprKind::Unary(UnaryOp::Minus, operand) => &operand.kind,
            kind => kind,
        };
        match literal {
            _ if !constant => {
                let what = "SKIP and LIMIT need an expression without variables";
                syntax(Detail::NonConstantExpression, count.span, what)
            }
            ExprKind::Literal(Literal::Int(i)) if *i < 0 || !matches!(count.kind, ExprKind::Literal(_)) => {
                syntax(Detail::NegativeIntegerArgument, count.span, "SKIP and LIMIT cannot be negative")
            }
            ExprKind::Literal(Literal::Int(_)) => Ok(()),
            ExprKind::Literal(_) | ExprKind::List(_) | ExprKind::Map(_) => {
                syntax(Detail::InvalidArgumentType, count.span, "SKIP and LIMIT need an integer")
            }
            _ => self.expr(count, &Scope::default(), Place::plain()).map(|_| ()),
        }
    }
}

fn is_variable(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Variable(_))
}

/// Tells whether a grouping key may stand inside an expression with aggregates.
pub(crate) fn is_simple_key(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) => true,
        ExprKind::Property(base, _) => is_simple_key(base),
        _ => false,
    }
}

struct Group<'a> {
    star: bool,
    items: &'a [Item],
    /// The variables before the projection.
    scope: &'a Scope,
}

impl Group<'_> {
    fn keys(&self) -> impl Iterator<Item = &Expr> {
        self.items.iter().map(|i| &i.expr).filter(|e| !e.has_aggregate())
    }

    fn is_key(&self, expr: &Expr) -> bool {
        let starred = self.star && matches!(&expr.kind, ExprKind::Variable(name) if self.scope.get(name).is_some());
        starred || (is_simple_key(expr) && self.keys().any(|k| k == expr))
    }

    /// Checks that all outside the aggregates of a projected expression is grouped by.
    fn grouped(&self, expr: &Expr, locals: &mut Vec<String>) -> Result<()> {
        if expr.is_aggregate() || self.is_key(expr) {
            return Ok(());
        }
        let ambiguous = |name: &str| {
            let what = format!("`{name}` is neither aggregated nor a grouping key of its own");
            let error = CypherError::syntax(Detail::AmbiguousAggregationExpression, expr.span, what);
            Err(error.hint("project it as a column of its own, or in a WITH before"))
        };
        match &expr.kind {
            ExprKind::Variable(name) if !locals.contains(name) => ambiguous(name),
            ExprKind::Pattern(_) | ExprKind::PatternComprehension { .. } | ExprKind::Subquery(..) => {
                for name in free_variables(expr) {
                    let key = ExprKind::Variable(name.to_owned());
                    if self.scope.get(name).is_some() && !self.is_key(&Expr { kind: key, span: expr.span }) {
                        return ambiguous(name);
                    }
                }
                Ok(())
            }
            _ => {
                let depth = locals.len();
                locals.extend(local_names(expr));
                let mut result = Ok(());
                expr.each_child(&mut |child| {
                    if result.is_ok() {
                        result = self.grouped(child, locals);
                    }
                });
                locals.truncate(depth);
                result
            }
        }
    }

    /// Checks that a sort key after grouping or `DISTINCT` speaks of what is projected.
    fn sortable(
        &self,
        c: &Checker<'_>,
        expr: &Expr,
        columns: &Scope,
        agg: bool,
        locals: &mut Vec<String>,
    ) -> Result<()> {
        if self.items.iter().any(|i| i.expr == *expr && (!agg || is_simple_key(expr) || expr.has_aggregate())) {
            return Ok(());
        }
        if expr.is_aggregate() && self.items.iter().any(|i| i.expr.any(&mut |e| e == expr)) {
            return Ok(());
        }
        match &expr.kind {
            ExprKind::Variable(name) if columns.get(name).is_none() && !locals.contains(name) => {
                if agg && self.keys().any(|k| !is_simple_key(k) && free_variables(k).contains(&name.as_str())) {
                    let what = format!("`{name}` is not a grouping key of its own");
                    return syntax(Detail::AmbiguousAggregationExpression, expr.span, what);
                }
                c.undefined(name, expr.span, columns)
            }
            ExprKind::Pattern(_) | ExprKind::PatternComprehension { .. } | ExprKind::Subquery(..) => {
                let hidden = |name: &&str| self.scope.get(name).is_some() && columns.get(name).is_none();
                match free_variables(expr).into_iter().find(hidden) {
                    Some(name) => c.undefined(name, expr.span, columns),
                    None => Ok(()),
                }
            }
            _ => {
                // What stands in an aggregate of its own is not looked for among the keys.
                let agg = agg && !expr.is_aggregate();
                let depth = locals.len();
                locals.extend(local_names(expr));
                let mut result = Ok(());
                expr.each_child(&mut |child| {
                    if result.is_ok() {
                        result = self.sortable(c, child, columns, agg, locals);
                    }
                });
                locals.truncate(depth);
                result?;
                if expr.is_aggregate() {
                    let what = "only an aggregate that is also projected can be sorted by";
                    return syntax(Detail::InvalidAggregation, expr.span, what);
                }
                Ok(())
            }
        }
    }
}

fn local_names(expr: &Expr) -> Vec<String> {
    match &expr.kind {
        ExprKind::ListComprehension { variable, .. } | ExprKind::Quantifier { variable, .. } => {
            vec![variable.text.clone()]
        }
        ExprKind::Reduce { accumulator, variable, .. } => vec![accumulator.text.clone(), variable.text.clone()],
        _ => Vec::new(),
    }
}

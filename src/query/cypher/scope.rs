//! Which variables an expression takes from its surroundings.

use super::ast::{Clause, Expr, ExprKind, MapItem, Pattern, Projection, Properties, SingleQuery, Statement, Subquery};

/// Returns the variables that an expression takes from its surroundings, each once.
#[must_use]
pub fn free_variables(expr: &Expr) -> Vec<&str> {
    let mut free = Free { bound: Vec::new(), out: Vec::new() };
    free.expr(expr);
    free.out
}

/// Returns the variables that a pattern binds or takes from its surroundings, each once.
#[must_use]
pub fn pattern_variables(patterns: &[Pattern]) -> Vec<&str> {
    let mut free = Free { bound: Vec::new(), out: Vec::new() };
    patterns.iter().for_each(|p| free.pattern(p));
    free.out
}

struct Free<'a> {
    bound: Vec<&'a str>,
    out: Vec<&'a str>,
}

impl<'a> Free<'a> {
    fn name(&mut self, name: &'a str) {
        if !self.bound.contains(&name) && !self.out.contains(&name) {
            self.out.push(name);
        }
    }

    fn within(&mut self, names: &[&'a str], f: impl FnOnce(&mut Self)) {
        let len = self.bound.len();
        self.bound.extend_from_slice(names);
        f(self);
        self.bound.truncate(len);
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Variable(name) => self.name(name),
            ExprKind::ListComprehension { variable, list, filter, map } => {
                self.expr(list);
                self.within(&[&variable.text], |s| filter.iter().chain(map).for_each(|x| s.expr(x)));
            }
            ExprKind::Quantifier { variable, list, filter, .. } => {
                self.expr(list);
                self.within(&[&variable.text], |s| s.expr(filter));
            }
            ExprKind::Reduce { accumulator, init, variable, list, step } => {
                self.expr(init);
                self.expr(list);
                self.within(&[&accumulator.text, &variable.text], |s| s.expr(step));
            }
            ExprKind::Pattern(pattern) => self.pattern(pattern),
            ExprKind::PatternComprehension { pattern, filter, map } => {
                // A variable of the pattern may be one from outside: it counts as taken.
                self.pattern(pattern);
                filter.iter().for_each(|x| self.expr(x));
                self.expr(map);
            }
            ExprKind::Subquery(_, subquery) => match &**subquery {
                Subquery::Patterns(patterns, filter) => {
                    patterns.iter().for_each(|p| self.pattern(p));
                    filter.iter().for_each(|x| self.expr(x));
                }
                Subquery::Query(statement) => self.statement(statement),
            },
            ExprKind::MapProjection(_, items) => {
                for item in items {
                    if let MapItem::Variable(name) = item {
                        self.name(&name.text);
                    }
                }
                expr.each_child(&mut |child| self.expr(child));
            }
            _ => expr.each_child(&mut |child| self.expr(child)),
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        for name in pattern.variables() {
            self.name(&name.text);
        }
        let nodes = std::iter::once(&pattern.start).chain(pattern.steps.iter().map(|s| &s.1));
        let maps = nodes.map(|n| &n.properties).chain(pattern.steps.iter().map(|s| &s.0.properties));
        for properties in maps.flatten() {
            if let Properties::Map(entries, _) = properties {
                entries.iter().for_each(|(_, x)| self.expr(x));
            }
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        self.query(&statement.first);
        statement.unions.iter().for_each(|u| self.query(&u.query));
    }

    /// Over-approximates: names bound inside are reported too.
    fn query(&mut self, query: &'a SingleQuery) {
        for clause in &query.clauses {
            match clause {
                Clause::Match(m) => {
                    m.patterns.iter().for_each(|p| self.pattern(p));
                    m.filter.iter().for_each(|x| self.expr(x));
                }
                Clause::Unwind(u) => self.expr(&u.list),
                Clause::With(w) => {
                    self.projection(&w.projection);
                    w.filter.iter().for_each(|x| self.expr(x));
                }
                Clause::Return(r) => self.projection(&r.projection),
            }
        }
    }

    fn projection(&mut self, projection: &'a Projection) {
        projection.items.iter().for_each(|i| self.expr(&i.expr));
        projection.order.iter().for_each(|k| self.expr(&k.expr));
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse_expr;
    use super::*;

    #[test]
    fn local_variables_are_not_free() {
        let expr = parse_expr("[x IN xs WHERE x > y | x + reduce(a = 0, b IN bs | a + b)]").expect("parses");
        assert_eq!(free_variables(&expr), ["xs", "y", "bs"]);
    }
}

//! Semantic analysis: scopes, kinds of variables, places of aggregates, shape of `UNION`.
//!
//! The checker reads the tree only; it needs no graph. Its errors carry the types, phases and
//! details of the compatibility kit.

mod expr;
mod kind;
mod pattern;
mod projection;

pub use kind::Kind;

use super::ast::{Clause, SingleQuery, Statement};
use super::error::{CypherError, Detail, Result, Span};

/// A name of the graph that a query uses, to be checked against the graph later.
#[derive(Clone, Debug, PartialEq)]
pub struct NameUse {
    /// What it names.
    pub what: Named,
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// What a name of the graph names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A node label.
    Label,
    /// A relationship type.
    Type,
    /// A property of nodes.
    NodeKey,
    /// A property of relationships.
    RelKey,
}

/// What the checker found out about a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The kinds of the columns, as far as known.
    pub kinds: Vec<Kind>,
    /// The names of the graph that are used.
    pub uses: Vec<NameUse>,
    /// The parameters that are used.
    pub parameters: Vec<(String, Span)>,
}

/// Checks a query.
///
/// # Errors
///
/// The first violation found, in reading order as far as possible.
pub fn check(statement: &Statement, text: &str) -> Result<Facts> {
    let mut checker = Checker { text, facts: Facts::default() };
    let columns = checker.statement(statement, &Scope::default(), false)?;
    checker.facts.columns = columns.0.iter().map(|c| c.0.clone()).collect();
    checker.facts.kinds = columns.0.into_iter().map(|c| c.1).collect();
    Ok(checker.facts)
}

/// The variables in scope with their kinds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope(pub(crate) Vec<(String, Kind)>);

impl Scope {
    pub(crate) fn get(&self, name: &str) -> Option<&Kind> {
        self.0.iter().rev().find(|v| v.0 == name).map(|v| &v.1)
    }

    pub(crate) fn set(&mut self, name: &str, kind: Kind) {
        match self.0.iter_mut().find(|v| v.0 == name) {
            Some(found) => found.1 = kind,
            None => self.0.push((name.to_owned(), kind)),
        }
    }

    fn with(&self, name: &str, kind: Kind) -> Self {
        let mut scope = self.clone();
        scope.set(name, kind);
        scope
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|v| v.0.as_str())
    }
}

pub(crate) struct Checker<'t> {
    text: &'t str,
    facts: Facts,
}

fn syntax<T>(detail: Detail, span: Span, what: impl Into<String>) -> Result<T> {
    Err(CypherError::syntax(detail, span, what))
}

impl Checker<'_> {
    fn statement(&mut self, statement: &Statement, outer: &Scope, sub: bool) -> Result<Scope> {
        let first = self.query(&statement.first, outer, sub)?;
        if let Some(mixed) = statement.unions.iter().find(|u| u.all != statement.unions[0].all) {
            let what = "UNION and UNION ALL cannot be mixed in one query";
            return syntax(Detail::InvalidClauseComposition, mixed.span, what);
        }
        for union in &statement.unions {
            let columns = self.query(&union.query, outer, sub)?;
            if columns.names().ne(first.names()) {
                let what = "all parts of a UNION must return the same columns";
                return syntax(Detail::DifferentColumnsInUnion, union.span, what);
            }
        }
        Ok(first)
    }

    fn query(&mut self, query: &SingleQuery, outer: &Scope, sub: bool) -> Result<Scope> {
        let mut scope = outer.clone();
        let last = query.clauses.len().saturating_sub(1);
        for (i, clause) in query.clauses.iter().enumerate() {
            match clause {
                Clause::Match(m) => {
                    self.patterns(&m.patterns, &mut scope, false)?;
                    if let Some(filter) = &m.filter {
                        self.condition(filter, &scope)?;
                    }
                }
                Clause::Unwind(u) => {
                    let list = self.expr(&u.list, &scope, expr::Place::plain())?;
                    if scope.get(&u.variable.text).is_some() {
                        let what = format!("`{}` is already in use", u.variable.text);
                        return syntax(Detail::VariableAlreadyBound, u.variable.span, what);
                    }
                    scope.set(&u.variable.text, list.item());
                }
                Clause::With(w) => {
                    let columns = self.projection(&w.projection, &scope, outer, true)?;
                    let mut next = outer.clone();
                    columns.0.into_iter().for_each(|(name, kind)| next.set(&name, kind));
                    if let Some(filter) = &w.filter {
                        self.with_filter(&w.projection, filter, &next, &scope)?;
                    }
                    scope = next;
                }
                Clause::Return(r) => {
                    if i != last {
                        return syntax(Detail::InvalidClauseComposition, r.span, "RETURN must be the last clause");
                    }
                    return self.projection(&r.projection, &scope, outer, false);
                }
            }
        }
        if sub {
            return Ok(Scope::default());
        }
        let span = Span { start: query.span.end, end: query.span.end };
        let error = CypherError::syntax(Detail::InvalidClauseComposition, span, "the query must end with RETURN");
        Err(error)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn code(text: &str) -> String {
        let tree = parse(text).expect(text);
        check(&tree, text).map_or_else(|e| e.kind.code(), |facts| facts.columns.join(","))
    }

    #[test]
    fn scopes() {
        assert_eq!(code("MATCH (a) RETURN b"), "SyntaxError.UndefinedVariable");
        assert_eq!(code("MATCH (a) WITH a.x AS x RETURN a"), "SyntaxError.UndefinedVariable");
        assert_eq!(code("MATCH (a) RETURN DISTINCT a.x ORDER BY a.y"), "SyntaxError.UndefinedVariable");
        assert_eq!(code("MATCH (b)-[r]->(a) RETURN *"), "a,b,r");
        assert_eq!(code("MATCH (a)"), "SyntaxError.InvalidClauseComposition");
        assert_eq!(code("MATCH (a) RETURN a.x, (a.y) AS y, a . z"), "a.x,y,a . z");
    }

    #[test]
    fn kinds() {
        assert_eq!(code("MATCH ()-[r]-() MATCH (r) RETURN r"), "SyntaxError.VariableTypeConflict");
        assert_eq!(code("WITH 1 AS a RETURN a.x"), "TypeError.InvalidArgumentType");
        assert_eq!(code("MATCH (a)-[r]-()-[r]-() RETURN a"), "SyntaxError.RelationshipUniquenessViolation");
        assert_eq!(code("RETURN any(x IN ['a'] WHERE x % 2 = 0)"), "SyntaxError.InvalidArgumentType");
    }

    #[test]
    fn aggregation() {
        assert_eq!(code("MATCH (a) WHERE count(a) > 1 RETURN a"), "SyntaxError.InvalidAggregation");
        assert_eq!(code("MATCH (a) RETURN a.x + count(*)"), "SyntaxError.AmbiguousAggregationExpression");
        assert_eq!(code("RETURN count(count(*))"), "SyntaxError.NestedAggregation");
        assert_eq!(code("MATCH (a) RETURN a.x AS x, x + count(*)"), "SyntaxError.UndefinedVariable");
    }

    #[test]
    fn temporal_functions_are_refused() {
        assert_eq!(code("RETURN date('2020-01-01')"), "NotSupported.TemporalValue");
        assert_eq!(code("RETURN foo(1)"), "SyntaxError.UnknownFunction");
    }
}

//! Semantic analysis of expressions: names, places of aggregates and patterns, obvious types.

use super::super::ast::{BinaryOp, Expr, ExprKind, Literal, MapItem, Name, Subquery, UnaryOp};
use super::super::error::{CypherError, Detail, ErrorClass, Result, Span};
use super::super::functions::{Aggregate, Function, is_temporal, names};
use super::super::suggest::nearest;
use super::{Checker, Kind, NameUse, Named, Scope, syntax};

/// What may stand at the place of an expression.
#[derive(Clone, Copy)]
pub(super) struct Place {
    aggregate: Aggregation,
    /// Whether a pattern may stand here as a condition.
    pattern: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Aggregation {
    Forbidden,
    Allowed,
    Inside,
}

impl Place {
    pub(super) fn plain() -> Self {
        Self { aggregate: Aggregation::Forbidden, pattern: false }
    }

    pub(super) fn aggregating() -> Self {
        Self { aggregate: Aggregation::Allowed, pattern: false }
    }

    fn condition(self) -> Self {
        Self { pattern: true, ..self }
    }

    fn value(self) -> Self {
        Self { pattern: false, ..self }
    }

    /// The body of a comprehension: an aggregate cannot depend on its variable.
    fn body(self) -> Self {
        let aggregate = if self.aggregate == Aggregation::Allowed { Aggregation::Forbidden } else { self.aggregate };
        Self { aggregate, pattern: false }
    }
}

fn wrong(span: Span, what: impl Into<String>) -> Result<Kind> {
    syntax(Detail::InvalidArgumentType, span, what)
}

impl Checker<'_> {
    /// Checks a condition, such as that of `WHERE`.
    pub(super) fn condition(&mut self, expr: &Expr, scope: &Scope) -> Result<()> {
        let kind = self.expr(expr, scope, Place::plain().condition())?;
        if kind.may_be(&[Kind::Bool]) {
            return Ok(());
        }
        wrong(expr.span, format!("a condition must be a boolean, this is {}", kind.name())).map(|_| ())
    }

    pub(super) fn undefined<T>(&self, name: &str, span: Span, scope: &Scope) -> Result<T> {
        let error = CypherError::syntax(Detail::UndefinedVariable, span, format!("`{name}` is not defined"));
        Err(match nearest(name, scope.names()) {
            Some(near) if near != name => error.hint(format!("did you mean `{near}`?")),
            _ => error.hint("variables are bound by MATCH, UNWIND or WITH; a text is written in quotes"),
        })
    }

    pub(super) fn expr(&mut self, expr: &Expr, scope: &Scope, place: Place) -> Result<Kind> {
        let span = expr.span;
        let value = place.value();
        Ok(match &expr.kind {
            ExprKind::Literal(literal) => match literal {
                Literal::Null => Kind::Any,
                Literal::Bool(_) => Kind::Bool,
                Literal::Int(_) => Kind::Int,
                Literal::Float(_) => Kind::Float,
                Literal::Str(_) => Kind::Str,
            },
            ExprKind::Parameter(name) => {
                self.facts.parameters.push((name.clone(), span));
                Kind::Any
            }
            ExprKind::Variable(name) => match scope.get(name) {
                Some(kind) => kind.clone(),
                None => return self.undefined(name, span, scope),
            },
            ExprKind::Property(base, key) => {
                let kind = self.expr(base, scope, value)?;
                return self.property(&kind, key, base.span);
            }
            ExprKind::Unary(UnaryOp::Not, operand) => {
                self.boolean(operand, scope, place, "NOT")?;
                Kind::Bool
            }
            ExprKind::Unary(_, operand) => {
                let kind = self.expr(operand, scope, value)?;
                numeric(&kind, operand.span, "a sign")?;
                kind
            }
            ExprKind::Binary(op, left, right) => return self.binary(*op, left, right, scope, place),
            ExprKind::Comparison(first, rest) => {
                self.expr(first, scope, value)?;
                for (_, operand) in rest {
                    self.expr(operand, scope, value)?;
                }
                Kind::Bool
            }
            ExprKind::IsNull { operand, .. } => {
                self.expr(operand, scope, value)?;
                Kind::Bool
            }
            ExprKind::CountStar => self.aggregate(Aggregate::Count, &[], span, scope, place)?,
            ExprKind::Call { name, distinct, args } => return self.call(name, *distinct, args, span, scope, place),
            _ => return self.rare(expr, scope, place),
        })
    }

    /// The less frequent forms, kept apart so that the stack frame of the frequent ones is small.
    #[inline(never)]
    fn rare(&mut self, expr: &Expr, scope: &Scope, place: Place) -> Result<Kind> {
        let span = expr.span;
        let value = place.value();
        Ok(match &expr.kind {
            ExprKind::HasLabels(base, labels) => {
                let kind = self.expr(base, scope, value)?;
                if !kind.may_be(&[Kind::Node, Kind::Rel]) {
                    return wrong(span, format!("{} has no labels", kind.name()));
                }
                self.label_uses(labels, if kind == Kind::Rel { Named::Type } else { Named::Label });
                Kind::Bool
            }
            ExprKind::Index(base, index) => {
                let kind = self.expr(base, scope, value)?;
                let by = self.expr(index, scope, value)?;
                return index_kind(&kind, &by, span);
            }
            ExprKind::Slice(base, from, to) => {
                let kind = self.expr(base, scope, value)?;
                for bound in from.iter().chain(to) {
                    self.expr(bound, scope, value)?;
                }
                if !kind.may_be(&[Kind::Any.list()]) {
                    return wrong(base.span, format!("only a list can be sliced, this is {}", kind.name()));
                }
                kind
            }
            ExprKind::List(items) => {
                let mut item: Option<Kind> = None;
                for expr in items {
                    let kind = self.expr(expr, scope, value)?;
                    item = Some(item.map_or(kind.clone(), |k| k.join(kind)));
                }
                item.unwrap_or_default().list()
            }
            ExprKind::Map(entries) => {
                for (_, expr) in entries {
                    self.expr(expr, scope, value)?;
                }
                Kind::Map
            }
            ExprKind::MapProjection(base, items) => {
                let kind = self.expr(base, scope, value)?;
                for item in items {
                    match item {
                        MapItem::Property(key) => drop(self.property(&kind, key, base.span)?),
                        MapItem::Entry(_, expr) => drop(self.expr(expr, scope, value)?),
                        MapItem::Variable(name) if scope.get(&name.text).is_none() => {
                            return self.undefined(&name.text, name.span, scope);
                        }
                        MapItem::Variable(_) => {}
                        MapItem::All(_) if !kind.may_be(&[Kind::Node, Kind::Rel, Kind::Map]) => {
                            return wrong(base.span, format!("{} has no properties", kind.name()));
                        }
                        MapItem::All(_) => {}
                    }
                }
                Kind::Map
            }
            ExprKind::Case(case) => {
                for operand in case.operand.iter().chain(&case.default) {
                    self.expr(operand, scope, value)?;
                }
                for (when, then) in &case.branches {
                    let place = if case.operand.is_none() { place.condition() } else { value };
                    self.expr(when, scope, place)?;
                    self.expr(then, scope, value)?;
                }
                Kind::Any
            }
            ExprKind::ListComprehension { variable, list, filter, map } => {
                let kind = self.list(list, scope, value)?;
                let inner = scope.with(&variable.text, kind.item());
                if let Some(filter) = filter {
                    self.boolean(filter, &inner, place.body().condition(), "WHERE")?;
                }
                match map {
                    Some(map) => self.expr(map, &inner, place.body())?.list(),
                    None => kind,
                }
            }
            ExprKind::Quantifier { kind, variable, list, filter } => {
                let list = self.list(list, scope, value)?;
                let inner = scope.with(&variable.text, list.item());
                self.boolean(filter, &inner, place.body().condition(), kind.text())?;
                Kind::Bool
            }
            ExprKind::Reduce { accumulator, init, variable, list, step } => {
                self.expr(init, scope, value)?;
                let list = self.list(list, scope, value)?;
                let inner = scope.with(&accumulator.text, Kind::Any).with(&variable.text, list.item());
                self.expr(step, &inner, place.body())?;
                Kind::Any
            }
            ExprKind::Pattern(pattern) => {
                if pattern.shortest.is_none() && !place.pattern {
                    let what = "a pattern can stand only where a condition is expected";
                    let error = CypherError::syntax(Detail::UnexpectedSyntax, span, what);
                    return Err(error.hint("use `EXISTS { … }` or a pattern comprehension `[(a)-->(b) | b]`"));
                }
                self.patterns(std::slice::from_ref(pattern), &mut scope.clone(), true)?;
                match pattern.shortest {
                    None => Kind::Bool,
                    Some(super::super::ast::Shortest::Any) => Kind::Path,
                    Some(super::super::ast::Shortest::All) => Kind::Path.list(),
                }
            }
            ExprKind::PatternComprehension { pattern, filter, map } => {
                let mut inner = scope.clone();
                self.patterns(std::slice::from_ref(pattern), &mut inner, false)?;
                if let Some(filter) = filter {
                    self.boolean(filter, &inner, place.body().condition(), "WHERE")?;
                }
                self.expr(map, &inner, place.body())?.list()
            }
            ExprKind::Subquery(kind, subquery) => {
                match &**subquery {
                    Subquery::Patterns(patterns, filter) => {
                        let mut inner = scope.clone();
                        self.patterns(patterns, &mut inner, false)?;
                        if let Some(filter) = filter {
                            self.condition(filter, &inner)?;
                        }
                    }
                    Subquery::Query(statement) => drop(self.statement(statement, scope, true)?),
                }
                if *kind == super::super::ast::SubqueryKind::Exists { Kind::Bool } else { Kind::Int }
            }
            // All others are in `expr`.
            _ => Kind::Any,
        })
    }

    fn boolean(&mut self, expr: &Expr, scope: &Scope, place: Place, what: &str) -> Result<()> {
        let kind = self.expr(expr, scope, place)?;
        if kind.may_be(&[Kind::Bool]) {
            return Ok(());
        }
        wrong(expr.span, format!("{what} needs a boolean, this is {}", kind.name())).map(|_| ())
    }

    fn list(&mut self, expr: &Expr, scope: &Scope, place: Place) -> Result<Kind> {
        let kind = self.expr(expr, scope, place)?;
        if kind.may_be(&[Kind::Any.list()]) {
            return Ok(kind);
        }
        wrong(expr.span, format!("a list is expected, this is {}", kind.name()))
    }

    fn property(&mut self, base: &Kind, key: &Name, span: Span) -> Result<Kind> {
        let what = match base {
            Kind::Node => Some(Named::NodeKey),
            Kind::Rel => Some(Named::RelKey),
            Kind::Any | Kind::Map => None,
            Kind::Path => return wrong(span, "a path has no properties"),
            _ => {
                let text = format!("{} has no properties", base.name());
                let detail = Detail::InvalidArgumentType;
                return Err(CypherError::compile(ErrorClass::TypeError, detail, span, text));
            }
        };
        if let Some(what) = what {
            self.facts.uses.push(NameUse { what, name: key.text.clone(), span: key.span });
        }
        Ok(Kind::Any)
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, scope: &Scope, place: Place) -> Result<Kind> {
        if matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::Xor) {
            self.boolean(left, scope, place, op.text())?;
            self.boolean(right, scope, place, op.text())?;
            return Ok(Kind::Bool);
        }
        let a = self.expr(left, scope, place.value())?;
        let b = self.expr(right, scope, place.value())?;
        Ok(match op {
            BinaryOp::In => {
                if !b.may_be(&[Kind::Any.list()]) {
                    return wrong(right.span, format!("IN needs a list, this is {}", b.name()));
                }
                Kind::Bool
            }
            BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains => Kind::Bool,
            BinaryOp::Add => match (a, b) {
                (Kind::Int, Kind::Int) => Kind::Int,
                (Kind::Int | Kind::Float, Kind::Int | Kind::Float) => Kind::Float,
                (Kind::Str, Kind::Str) => Kind::Str,
                (Kind::List(x), Kind::List(y)) => x.join(*y).list(),
                (Kind::List(_), _) | (_, Kind::List(_)) => Kind::Any.list(),
                _ => Kind::Any,
            },
            _ => {
                numeric(&a, left.span, op.text())?;
                numeric(&b, right.span, op.text())?;
                match (a, b) {
                    (Kind::Int, Kind::Int) if op != BinaryOp::Pow => Kind::Int,
                    (Kind::Int | Kind::Float, Kind::Int | Kind::Float) => Kind::Float,
                    _ => Kind::Any,
                }
            }
        })
    }

    fn aggregate(
        &mut self,
        function: Aggregate,
        args: &[Expr],
        span: Span,
        scope: &Scope,
        place: Place,
    ) -> Result<Kind> {
        match place.aggregate {
            Aggregation::Allowed => {}
            Aggregation::Inside => {
                let what = "an aggregate cannot stand inside another";
                let error = CypherError::syntax(Detail::NestedAggregation, span, what);
                return Err(error.hint("calculate the inner one in a WITH before"));
            }
            Aggregation::Forbidden => {
                let what = "an aggregate cannot stand here";
                let error = CypherError::syntax(Detail::InvalidAggregation, span, what);
                return Err(error.hint("calculate it in a WITH before, then use its name"));
            }
        }
        let inside = Place { aggregate: Aggregation::Inside, pattern: false };
        let mut kinds = Vec::new();
        for arg in args {
            let random =
                |e: &Expr| matches!(&e.kind, ExprKind::Call { name, .. } if name.text.eq_ignore_ascii_case("rand"));
            if arg.any(&mut |e| random(e)) {
                return syntax(Detail::NonConstantExpression, arg.span, "rand() cannot stand inside an aggregate");
            }
            kinds.push(self.expr(arg, scope, inside)?);
        }
        Ok(match function {
            Aggregate::Count => Kind::Int,
            Aggregate::Collect => kinds.into_iter().next().unwrap_or_default().list(),
            _ => Kind::Any,
        })
    }

    fn call(
        &mut self,
        name: &Name,
        distinct: bool,
        args: &[Expr],
        span: Span,
        scope: &Scope,
        place: Place,
    ) -> Result<Kind> {
        let arity = |least: usize, most: usize| -> Result<()> {
            if (least..=most).contains(&args.len()) {
                return Ok(());
            }
            let wanted = if least == most { least.to_string() } else { format!("{least} to {most}") };
            let what = format!("{} takes {wanted} argument(s), not {}", name.text, args.len());
            syntax(Detail::InvalidNumberOfArguments, span, what)
        };
        if let Some(function) = Aggregate::named(&name.text) {
            arity(function.arity(), function.arity())?;
            return self.aggregate(function, args, span, scope, place);
        }
        if is_temporal(&name.text) {
            let what = format!("temporal values are not supported: {}", name.text);
            return Err(CypherError::unsupported(Detail::TemporalValue, name.span, what));
        }
        let Some(function) = Function::named(&name.text) else {
            let what = format!("there is no function `{}`", name.text);
            let error = CypherError::syntax(Detail::UnknownFunction, name.span, what);
            return Err(match nearest(&name.text, names()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error,
            });
        };
        let (least, most) = function.arity();
        arity(least, most)?;
        if distinct {
            return syntax(Detail::UnexpectedSyntax, span, "DISTINCT can stand only in an aggregate");
        }
        if function == Function::Exists {
            return self.exists(&args[0], scope, place);
        }
        let mut kinds = Vec::new();
        for arg in args {
            kinds.push(self.expr(arg, scope, place.value())?);
        }
        function_kind(function, &kinds, args.first().map_or(span, |a| a.span))
    }

    fn exists(&mut self, arg: &Expr, scope: &Scope, place: Place) -> Result<Kind> {
        if !matches!(arg.kind, ExprKind::Property(..) | ExprKind::Index(..) | ExprKind::Pattern(_)) {
            return wrong(arg.span, "exists() needs a property or a pattern");
        }
        self.expr(arg, scope, place.condition())?;
        Ok(Kind::Bool)
    }
}

fn numeric(kind: &Kind, span: Span, what: &str) -> Result<()> {
    if kind.may_be(&[Kind::Int, Kind::Float]) {
        return Ok(());
    }
    wrong(span, format!("{what} needs a number, this is {}", kind.name())).map(|_| ())
}

fn index_kind(base: &Kind, by: &Kind, span: Span) -> Result<Kind> {
    let type_error = |detail, what: String| Err(CypherError::compile(ErrorClass::TypeError, detail, span, what));
    match base {
        Kind::List(item) if by.may_be(&[Kind::Int]) => Ok((**item).clone()),
        Kind::List(_) => type_error(
            Detail::ListElementAccessByNonInteger,
            format!("a list is indexed by an integer, not by {}", by.name()),
        ),
        Kind::Any | Kind::Map | Kind::Node | Kind::Rel => Ok(Kind::Any),
        _ => type_error(Detail::InvalidArgumentType, format!("{} cannot be indexed", base.name())),
    }
}

/// Checks the kind of the first argument and returns the kind of the result.
fn function_kind(function: Function, kinds: &[Kind], span: Span) -> Result<Kind> {
    use Function as F;
    let first = kinds.first().cloned().unwrap_or_default();
    let list = Kind::Any.list();
    let accepted: &[Kind] = match function {
        F::Type | F::StartNode | F::EndNode => &[Kind::Rel],
        F::Labels => &[Kind::Node],
        F::Id => &[Kind::Node, Kind::Rel],
        F::Length => &[Kind::Path, list.clone(), Kind::Str],
        F::Size | F::IsEmpty => &[list.clone(), Kind::Str, Kind::Map],
        F::Nodes | F::Relationships | F::Rels => &[Kind::Path],
        F::Properties | F::Keys => &[Kind::Node, Kind::Rel, Kind::Map],
        F::Head | F::Last | F::Tail => std::slice::from_ref(&list),
        _ => &[],
    };
    if !accepted.is_empty() && !first.may_be(accepted) {
        return wrong(span, format!("{}() cannot be applied to {}", function.name(), first.name()));
    }
    Ok(match function {
        F::Type | F::ToString | F::ToLower | F::ToUpper | F::Lower | F::Upper | F::Trim | F::LTrim | F::RTrim => {
            Kind::Str
        }
        F::Replace | F::Substring | F::Left | F::Right => Kind::Str,
        F::Labels | F::Keys | F::Split => Kind::Str.list(),
        F::Id | F::Length | F::Size | F::ToInteger | F::ToInt | F::Sign => Kind::Int,
        F::Range => Kind::Int.list(),
        F::Nodes => Kind::Node.list(),
        F::Relationships | F::Rels => Kind::Rel.list(),
        F::StartNode | F::EndNode => Kind::Node,
        F::Properties => Kind::Map,
        F::Head | F::Last => first.item(),
        F::Tail | F::Reverse => first,
        F::Exists | F::IsEmpty | F::ToBoolean => Kind::Bool,
        F::ToFloat | F::Rand | F::Pi | F::E | F::Sqrt => Kind::Float,
        _ => Kind::Any,
    })
}

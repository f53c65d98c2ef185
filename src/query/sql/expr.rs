//! Expressions.

use super::clause::{Binding, Frame};
use super::{Compiler, refuse};
use crate::query::cypher::ast::{
    BinaryOp, Case, CompareOp, Expr, ExprKind, LabelExpr, Literal, Subquery, SubqueryKind, UnaryOp,
};
use crate::query::cypher::error::{Result, Span};
use crate::query::cypher::functions::Aggregate;

/// The type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool,
    Int,
    Float,
    /// Integers and doubles, in a column of doubles.
    Number,
    Text,
    Texts,
    /// JSON text of values of several types.
    Json,
    Node,
    Edge,
    Path,
}

impl Kind {
    fn is_number(self) -> bool {
        matches!(self, Kind::Int | Kind::Float | Kind::Number | Kind::Null)
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool => "a boolean",
            Kind::Int | Kind::Float | Kind::Number => "a number",
            Kind::Text => "a text",
            Kind::Texts => "a list of texts",
            Kind::Json => "a value of changing type",
            Kind::Node => "a node",
            Kind::Edge => "a relationship",
            Kind::Path => "a path",
        }
    }
}

/// An expression in SQL.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Code {
    pub(super) sql: String,
    pub(super) kind: Kind,
    /// The value as JSON text, where the SQL does not say which type of number it is.
    pub(super) json: Option<String>,
}

impl Code {
    pub(super) fn new(sql: impl Into<String>, kind: Kind) -> Self {
        Code { sql: sql.into(), kind, json: None }
    }
}

impl Compiler<'_> {
    /// Compiles a condition.
    pub(super) fn condition(&mut self, frame: &mut Frame, expr: &Expr) -> Result<String> {
        let code = self.expr(frame, expr)?;
        match code.kind {
            Kind::Bool => Ok(code.sql),
            Kind::Null => Ok("FALSE".to_owned()),
            kind => refuse(expr.span, &format!("{} as a condition", kind.name()), "compare it with something"),
        }
    }

    /// Compiles an expression.
    pub(super) fn expr(&mut self, frame: &mut Frame, expr: &Expr) -> Result<Code> {
        Ok(match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::Variable(name) => match frame.find(name) {
                Some(Binding::Element { is_node, id, .. }) => {
                    Code::new(id.clone(), if *is_node { Kind::Node } else { Kind::Edge })
                }
                Some(Binding::Path(ids)) => Code::new(self.dialect.list(ids), Kind::Path),
                Some(Binding::Value(code)) => code.clone(),
                None => return refuse(expr.span, "this variable", ""),
            },
            ExprKind::Property(base, key) => self.property(frame, base, &key.text, expr.span)?,
            ExprKind::HasLabels(base, labels) => {
                let (sql, is_node) = self.column_of(frame, base, "type", "relationship")?;
                let test = labels_sql(&sql, labels, self);
                // An edge has a type; a node need not have one, and then has none of these.
                Code::new(if is_node { format!("coalesce({test}, FALSE)") } else { test }, Kind::Bool)
            }
            ExprKind::Unary(op, operand) => self.unary(frame, *op, operand)?,
            ExprKind::Binary(op, a, b) => self.binary(frame, *op, a, b, expr.span)?,
            ExprKind::Comparison(first, rest) => self.comparison(frame, first, rest)?,
            ExprKind::IsNull { operand, negated } => {
                let code = self.expr(frame, operand)?;
                Code::new(format!("({} IS {}NULL)", code.sql, if *negated { "NOT " } else { "" }), Kind::Bool)
            }
            ExprKind::Case(case) => self.case(frame, case, expr.span)?,
            ExprKind::CountStar => Code::new("count(*)", Kind::Int),
            ExprKind::Call { name, distinct, args } => self.call(frame, &name.text, *distinct, args, expr.span)?,
            ExprKind::Pattern(pattern) if pattern.shortest.is_none() => {
                let inner = self.exists(frame, std::slice::from_ref(&**pattern), None)?;
                Code::new(inner, Kind::Bool)
            }
            ExprKind::Subquery(kind, subquery) => self.subquery(frame, *kind, subquery, expr.span)?,
            ExprKind::Pattern(_) => {
                return refuse(expr.span, "a shortest path as a value", super::SHORTEST_HINT);
            }
            ExprKind::Parameter(_) => return refuse(expr.span, "a parameter", "write the value"),
            ExprKind::List(_) => return refuse(expr.span, "a list here", "it is known behind `IN` and `UNWIND`"),
            _ => return refuse(expr.span, "this expression", "project the plain properties, and combine them outside"),
        })
    }

    fn literal(&self, literal: &Literal) -> Code {
        match literal {
            Literal::Null => Code::new("NULL", Kind::Null),
            Literal::Bool(truth) => Code::new(if *truth { "TRUE" } else { "FALSE" }, Kind::Bool),
            Literal::Int(number) => Code::new(format!("CAST({number} AS BIGINT)"), Kind::Int),
            Literal::Float(number) => {
                Code::new(format!("CAST({number:e} AS {})", self.dialect.double_type()), Kind::Float)
            }
            Literal::Str(text) => Code::new(self.dialect.text(text), Kind::Text),
        }
    }

    /// Returns the table that has the columns of a variable, joined if it is not there yet.
    pub(super) fn table_of(&mut self, frame: &mut Frame, base: &Expr) -> Result<(String, bool)> {
        let ExprKind::Variable(name) = &base.kind else {
            return refuse(base.span, "a property of what is no variable", "");
        };
        let Some(Binding::Element { is_node, id, alias, nullable }) = frame.find(name).cloned() else {
            return refuse(base.span, "a property of a value", "");
        };
        if let Some(alias) = alias {
            return Ok((alias, is_node));
        }
        let table = if is_node { "nodes" } else { "edges" };
        let alias = self.name(if is_node { "n" } else { "e" });
        if nullable && frame.is_inner {
            return refuse(
                base.span,
                "a property, in a subquery, of what an optional pattern found",
                "move the condition out of the subquery",
            );
        }
        match nullable {
            true => frame.left.push(format!("LEFT JOIN {table} {alias} ON {alias}.id = {id}")),
            false => {
                frame.from.push(format!("{table} {alias}"));
                frame.conditions.push(format!("{alias}.id = {id}"));
            }
        }
        frame.bind(name, Binding::Element { is_node, id, alias: Some(alias.clone()), nullable });
        Ok((alias, is_node))
    }

    fn column_of(&mut self, frame: &mut Frame, base: &Expr, of_node: &str, of_edge: &str) -> Result<(String, bool)> {
        let (alias, is_node) = self.table_of(frame, base)?;
        Ok((format!("{alias}.{}", if is_node { of_node } else { of_edge }), is_node))
    }

    fn property(&mut self, frame: &mut Frame, base: &Expr, key: &str, span: Span) -> Result<Code> {
        let ExprKind::Variable(name) = &base.kind else { return refuse(span, "a property of a value", "") };
        let Some(Binding::Element { id, .. }) = frame.find(name) else {
            return refuse(span, "a property of a value", "");
        };
        if key == "id" {
            return Ok(Code::new(id.clone(), Kind::Text));
        }
        let (alias, is_node) = self.table_of(frame, base)?;
        let text = |column: &str| Code::new(format!("{alias}.{column}"), Kind::Text);
        let code = match (is_node, key) {
            (true, "label") => Code::new(format!("coalesce({alias}.label, {alias}.id)"), Kind::Text),
            (true, "type" | "description") => text(key),
            (true, "aliases") => Code::new(format!("{alias}.aliases"), Kind::Texts),
            (false, "relation") => text("relationship"),
            (false, "since" | "until") => text(key),
            (false, "label") => {
                let labels = self.of_relations(&format!("{alias}.relationship"), |(_, label, _)| label);
                Code::new(format!("coalesce({alias}.label, {labels})"), Kind::Text)
            }
            (false, "polarity") => Code::new(
                self.of_relations(&format!("{alias}.relationship"), |(_, _, polarity)| polarity.as_str()),
                Kind::Text,
            ),
            (false, "weight") => {
                let (sql, kind, json) = self.schema.weight(&alias, self.dialect);
                Code { sql, kind, json }
            }
            (false, "evidence") => {
                return refuse(
                    span,
                    "the list of evidence",
                    "count it with `size(….evidence)`, or join the table `evidence`",
                );
            }
            _ => {
                let found = if is_node { self.schema.node(key) } else { self.schema.edge(key) };
                // A key that nothing has is null everywhere.
                let Some((column, kind)) = found else { return Ok(Code::new("NULL", Kind::Null)) };
                let sql = format!("{alias}.{}", self.dialect.quoted(&column.name));
                let json = (kind == Kind::Number).then(|| {
                    let plain = format!("CAST({sql} AS {})", self.dialect.string_type());
                    match &column.exact {
                        Some(exact) => format!("coalesce({alias}.{}, {plain})", self.dialect.quoted(exact)),
                        None => plain,
                    }
                });
                Code { sql, kind, json }
            }
        };
        Ok(code)
    }

    /// Writes what each relation has.
    fn of_relations(&self, sql: &str, what: impl Fn(&(String, String, crate::graph::Polarity)) -> &str) -> String {
        let relations = &self.schema.relations;
        if relations.is_empty() {
            return "NULL".to_owned();
        }
        let cases: Vec<String> = relations
            .iter()
            .map(|relation| {
                format!(" WHEN {} THEN {}", self.dialect.text(&relation.0), self.dialect.text(what(relation)))
            })
            .collect();
        format!("CASE {sql}{} END", cases.concat())
    }

    fn unary(&mut self, frame: &mut Frame, op: UnaryOp, operand: &Expr) -> Result<Code> {
        let code = self.expr(frame, operand)?;
        Ok(match (op, code.kind) {
            (UnaryOp::Not, Kind::Bool | Kind::Null) => Code::new(format!("(NOT {})", code.sql), Kind::Bool),
            (UnaryOp::Plus, kind) if kind.is_number() => code,
            (UnaryOp::Minus, Kind::Int | Kind::Float) => Code::new(format!("(-{})", code.sql), code.kind),
            _ => return refuse(operand.span, &format!("this sign before {}", code.kind.name()), ""),
        })
    }

    fn binary(&mut self, frame: &mut Frame, op: BinaryOp, a: &Expr, b: &Expr, span: Span) -> Result<Code> {
        if op == BinaryOp::In {
            return self.is_in(frame, a, b);
        }
        let (left, right) = (self.expr(frame, a)?, self.expr(frame, b)?);
        let (x, y) = (&left.sql, &right.sql);
        let both = |wanted: Kind| [left.kind, right.kind].iter().all(|kind| *kind == wanted || *kind == Kind::Null);
        let sql = match op {
            BinaryOp::And if both(Kind::Bool) => format!("({x} AND {y})"),
            BinaryOp::Or if both(Kind::Bool) => format!("({x} OR {y})"),
            BinaryOp::Xor if both(Kind::Bool) => format!("({x} <> {y})"),
            BinaryOp::StartsWith if both(Kind::Text) => self.dialect.starts_with(x, y),
            BinaryOp::EndsWith if both(Kind::Text) => self.dialect.ends_with(x, y),
            BinaryOp::Contains if both(Kind::Text) => self.dialect.contains(x, y),
            BinaryOp::Add if both(Kind::Text) => return Ok(Code::new(format!("({x} || {y})"), Kind::Text)),
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul => {
                let kind = match (left.kind, right.kind) {
                    (Kind::Int, Kind::Int) => Kind::Int,
                    (Kind::Int | Kind::Float | Kind::Number, Kind::Float) | (Kind::Float, Kind::Int | Kind::Number) => {
                        Kind::Float
                    }
                    _ => {
                        return refuse(
                            span,
                            &format!("`{}` of {} and {}", op.text(), left.kind.name(), right.kind.name()),
                            "numbers of one type can be added",
                        );
                    }
                };
                return Ok(Code::new(format!("({x} {} {y})", op.text()), kind));
            }
            BinaryOp::Div if left.kind == Kind::Float && right.kind == Kind::Float && is_not_zero(b) => {
                return Ok(Code::new(format!("({x} / {y})"), Kind::Float));
            }
            _ => {
                return refuse(span, &format!("`{}` of {} and {}", op.text(), left.kind.name(), right.kind.name()), "");
            }
        };
        Ok(Code::new(sql, Kind::Bool))
    }

    fn is_in(&mut self, frame: &mut Frame, item: &Expr, list: &Expr) -> Result<Code> {
        let value = self.expr(frame, item)?;
        let ExprKind::List(items) = &list.kind else {
            let code = self.expr(frame, list)?;
            return match (value.kind, code.kind) {
                (Kind::Text, Kind::Texts) => Ok(Code::new(self.dialect.is_in(&value.sql, &code.sql), Kind::Bool)),
                (_, kind) => refuse(list.span, &format!("`IN` {}", kind.name()), "write the list out"),
            };
        };
        if items.is_empty() {
            return Ok(Code::new("FALSE", Kind::Bool));
        }
        let mut codes = Vec::new();
        for item in items {
            let code = self.expr(frame, item)?;
            if !comparable(value.kind, code.kind) {
                return refuse(
                    item.span,
                    &format!("`IN` with {} among what is compared with {}", code.kind.name(), value.kind.name()),
                    "",
                );
            }
            codes.push(code.sql);
        }
        Ok(Code::new(format!("({} IN ({}))", value.sql, codes.join(", ")), Kind::Bool))
    }

    fn comparison(&mut self, frame: &mut Frame, first: &Expr, rest: &[(CompareOp, Expr)]) -> Result<Code> {
        let mut left = self.expr(frame, first)?;
        let mut parts = Vec::new();
        for (op, expr) in rest {
            let right = self.expr(frame, expr)?;
            let orders = !matches!(op, CompareOp::Eq | CompareOp::Ne);
            let ordered = left.kind.is_number() && right.kind.is_number()
                || [left.kind, right.kind].iter().all(|kind| matches!(kind, Kind::Text | Kind::Null));
            if !comparable(left.kind, right.kind) || orders && !ordered {
                return refuse(
                    expr.span,
                    &format!("`{}` between {} and {}", op.text(), left.kind.name(), right.kind.name()),
                    "compare values of one type",
                );
            }
            parts.push(format!("{} {} {}", left.sql, op.text(), right.sql));
            left = right;
        }
        Ok(Code::new(format!("({})", parts.join(" AND ")), Kind::Bool))
    }

    fn case(&mut self, frame: &mut Frame, case: &Case, span: Span) -> Result<Code> {
        let mut sql = String::from("CASE");
        let operand = case.operand.as_ref().map(|operand| self.expr(frame, operand)).transpose()?;
        let mut kind = Kind::Null;
        let mut take = |code: &Code, span: Span| {
            if kind == Kind::Null {
                kind = code.kind;
            }
            if code.kind != kind && code.kind != Kind::Null || code.json.is_some() {
                return refuse(span, "`CASE` with results of different types", "make the types equal");
            }
            Ok(())
        };
        for (when, then) in &case.branches {
            let condition = match &operand {
                None => self.condition(frame, when)?,
                Some(operand) => {
                    let code = self.expr(frame, when)?;
                    if !comparable(operand.kind, code.kind) {
                        return refuse(when.span, "`CASE` between values of different types", "");
                    }
                    format!("{} = {}", operand.sql, code.sql)
                }
            };
            let result = self.expr(frame, then)?;
            take(&result, then.span)?;
            sql.push_str(&format!(" WHEN {condition} THEN {}", result.sql));
        }
        if let Some(default) = &case.default {
            let result = self.expr(frame, default)?;
            take(&result, default.span)?;
            sql.push_str(&format!(" ELSE {}", result.sql));
        }
        if kind == Kind::Null {
            return refuse(span, "`CASE` of nothing but null", "");
        }
        Ok(Code::new(format!("({sql} END)"), kind))
    }

    fn call(&mut self, frame: &mut Frame, name: &str, distinct: bool, args: &[Expr], span: Span) -> Result<Code> {
        if let (Some(aggregate), [arg]) = (Aggregate::named(name), args) {
            return self.aggregate(frame, aggregate, distinct, arg);
        }
        match (name.to_ascii_lowercase().as_str(), args) {
            ("size" | "length", [arg]) => {
                if let ExprKind::Property(base, key) = &arg.kind
                    && key.text == "evidence"
                    && let ExprKind::Variable(variable) = &base.kind
                    && let Some(Binding::Element { is_node: false, id, nullable: false, .. }) = frame.find(variable)
                {
                    let id = id.clone();
                    let alias = self.name("v");
                    return Ok(Code::new(
                        format!("(SELECT count(*) FROM evidence {alias} WHERE {alias}.edge = {id})"),
                        Kind::Int,
                    ));
                }
                if let ExprKind::Variable(variable) = &arg.kind
                    && let Some(Binding::Path(ids)) = frame.find(variable)
                {
                    return Ok(Code::new(format!("CAST({} AS BIGINT)", ids.len() / 2), Kind::Int));
                }
                let code = self.expr(frame, arg)?;
                match code.kind {
                    Kind::Text => Ok(Code::new(self.dialect.length(&code.sql), Kind::Int)),
                    Kind::Texts => {
                        let size = self.dialect.size(&code.sql);
                        Ok(Code::new(format!("CASE WHEN {} IS NULL THEN NULL ELSE {size} END", code.sql), Kind::Int))
                    }
                    // `/` gives a double in Spark and DuckDB, also of integers.
                    Kind::Path => {
                        let steps = format!("CAST(({} - 1) / 2 AS BIGINT)", self.dialect.size(&code.sql));
                        Ok(Code::new(steps, Kind::Int))
                    }
                    kind => refuse(span, &format!("the size of {}", kind.name()), ""),
                }
            }
            ("type", [arg]) => {
                let (sql, is_node) = self.column_of(frame, arg, "type", "relationship")?;
                if is_node { refuse(span, "`type` of a node", "write `.type`") } else { Ok(Code::new(sql, Kind::Text)) }
            }
            ("coalesce", [_, ..]) => {
                let mut kind = Kind::Null;
                let mut sqls = Vec::new();
                for arg in args {
                    let code = self.expr(frame, arg)?;
                    if kind == Kind::Null {
                        kind = code.kind;
                    }
                    if code.kind != kind && code.kind != Kind::Null || code.json.is_some() {
                        return refuse(arg.span, "`coalesce` of values of different types", "make the types equal");
                    }
                    sqls.push(code.sql);
                }
                Ok(Code::new(format!("coalesce({})", sqls.join(", ")), kind))
            }
            _ => refuse(span, &format!("the function `{name}`"), ""),
        }
    }

    fn aggregate(&mut self, frame: &mut Frame, aggregate: Aggregate, distinct: bool, arg: &Expr) -> Result<Code> {
        let code = self.expr(frame, arg)?;
        let word = if distinct { "DISTINCT " } else { "" };
        let sql = &code.sql;
        Ok(match (aggregate, code.kind) {
            (Aggregate::Count, _) => Code::new(format!("count({word}{sql})"), Kind::Int),
            (Aggregate::Sum, Kind::Int) => {
                Code::new(format!("CAST(coalesce(sum({word}{sql}), 0) AS BIGINT)"), Kind::Int)
            }
            (Aggregate::Avg, Kind::Int | Kind::Float | Kind::Number) => {
                Code::new(format!("avg({word}CAST({sql} AS {}))", self.dialect.double_type()), Kind::Float)
            }
            (Aggregate::Min, Kind::Int | Kind::Float | Kind::Text) => Code::new(format!("min({sql})"), code.kind),
            (Aggregate::Max, Kind::Int | Kind::Float | Kind::Text) => Code::new(format!("max({sql})"), code.kind),
            (Aggregate::Collect, Kind::Text) => Code::new(self.dialect.collect(sql, distinct), Kind::Texts),
            (_, kind) => {
                return refuse(
                    arg.span,
                    &format!("this aggregate of {}", kind.name()),
                    "count it, or aggregate one of its properties",
                );
            }
        })
    }

    fn subquery(&mut self, frame: &mut Frame, kind: SubqueryKind, subquery: &Subquery, span: Span) -> Result<Code> {
        use crate::query::cypher::ast::Clause;
        let (patterns, filter) = match subquery {
            Subquery::Patterns(patterns, filter) => (patterns.as_slice(), filter.as_ref()),
            Subquery::Query(statement) => match (statement.unions.as_slice(), statement.first.clauses.as_slice()) {
                ([], [Clause::Match(found)]) if !found.optional => (found.patterns.as_slice(), found.filter.as_ref()),
                _ => return refuse(span, "a subquery of more than one `MATCH`", "join the patterns with commas"),
            },
        };
        Ok(match kind {
            SubqueryKind::Exists => Code::new(self.exists(frame, patterns, filter)?, Kind::Bool),
            SubqueryKind::Count => {
                let inner = self.inner(frame, patterns, filter)?;
                Code::new(format!("(SELECT count(*){})", inner.source()), Kind::Int)
            }
        })
    }

    fn exists(
        &mut self,
        frame: &Frame,
        patterns: &[crate::query::cypher::ast::Pattern],
        filter: Option<&Expr>,
    ) -> Result<String> {
        let inner = self.inner(frame, patterns, filter)?;
        Ok(format!("EXISTS (SELECT 1{})", inner.source()))
    }

    fn inner(
        &mut self,
        frame: &Frame,
        patterns: &[crate::query::cypher::ast::Pattern],
        filter: Option<&Expr>,
    ) -> Result<Frame> {
        let mut inner = Frame { scope: frame.scope.clone(), is_inner: true, ..Frame::default() };
        self.patterns(&mut inner, patterns)?;
        if let Some(filter) = filter {
            let condition = self.condition(&mut inner, filter)?;
            inner.conditions.push(condition);
        }
        Ok(inner)
    }
}

/// Writes a test of a node's or relationship's label.
pub(super) fn labels_sql(sql: &str, labels: &LabelExpr, compiler: &Compiler<'_>) -> String {
    match labels {
        LabelExpr::Name(name) => format!("{sql} = {}", compiler.dialect.text(&name.text)),
        LabelExpr::Any(_) => format!("{sql} IS NOT NULL"),
        // Without a type there is none of the labels.
        LabelExpr::Not(inner) => format!("(NOT coalesce({}, FALSE))", labels_sql(sql, inner, compiler)),
        LabelExpr::And(a, b) => format!("({} AND {})", labels_sql(sql, a, compiler), labels_sql(sql, b, compiler)),
        LabelExpr::Or(a, b) => format!("({} OR {})", labels_sql(sql, a, compiler), labels_sql(sql, b, compiler)),
    }
}

fn comparable(a: Kind, b: Kind) -> bool {
    let scalar = |kind| !matches!(kind, Kind::Json | Kind::Texts | Kind::Path);
    scalar(a) && scalar(b) && (a == b || a == Kind::Null || b == Kind::Null || a.is_number() && b.is_number())
}

fn is_not_zero(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::Float(number)) if number != 0.0)
}

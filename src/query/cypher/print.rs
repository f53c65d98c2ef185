//! From the syntax tree back to text.
//!
//! The text is canonical: keywords in capitals, back-ticks only where needed, parentheses only
//! where needed. Parsing it gives the same tree again.

use std::fmt::{self, Display, Formatter, Write};

use super::ast::{
    Arrow, BinaryOp, Clause, Expr, ExprKind, Item, LabelExpr, Literal, MapItem, Name, NodePattern, Pattern, Projection,
    Properties, RelPattern, Shortest, SingleQuery, Statement, Subquery, SubqueryKind, UnaryOp,
};
use super::lex::{is_word_part, is_word_start};
use super::value::float_text;

/// Returns a name as it must be written, with back-ticks where they are needed.
#[must_use]
pub fn quote_name(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(is_word_start) && chars.all(is_word_part);
    if plain && !super::parse::is_reserved(name) { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}

/// Returns a string as a literal in single quotes.
#[must_use]
pub fn quote_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

struct Sep<'a, T>(&'a [T], &'static str);

impl<T: Display> Display for Sep<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, item) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(self.1)?;
            }
            item.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&quote_name(&self.text))
    }
}

impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.first.fmt(f)?;
        for union in &self.unions {
            write!(f, " UNION {}{}", if union.all { "ALL " } else { "" }, union.query)?;
        }
        Ok(())
    }
}

impl Display for SingleQuery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Sep(&self.clauses, " ").fmt(f)
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Match(m) => {
                write!(f, "{}MATCH {}", if m.optional { "OPTIONAL " } else { "" }, Sep(&m.patterns, ", "))?;
                filter(f, m.filter.as_ref())
            }
            Self::Unwind(u) => write!(f, "UNWIND {} AS {}", u.list, u.variable),
            Self::With(w) => {
                write!(f, "WITH {}", w.projection)?;
                filter(f, w.filter.as_ref())
            }
            Self::Return(r) => write!(f, "RETURN {}", r.projection),
        }
    }
}

fn filter(f: &mut Formatter<'_>, condition: Option<&Expr>) -> fmt::Result {
    condition.map_or(Ok(()), |condition| write!(f, " WHERE {condition}"))
}

impl Display for Projection {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.distinct {
            f.write_str("DISTINCT ")?;
        }
        if self.star {
            f.write_str(if self.items.is_empty() { "*" } else { "*, " })?;
        }
        Sep(&self.items, ", ").fmt(f)?;
        for (i, key) in self.order.iter().enumerate() {
            f.write_str(if i == 0 { " ORDER BY " } else { ", " })?;
            write!(f, "{}{}", key.expr, if key.descending { " DESC" } else { "" })?;
        }
        if let Some(skip) = &self.skip {
            write!(f, " SKIP {skip}")?;
        }
        if let Some(limit) = &self.limit {
            write!(f, " LIMIT {limit}")?;
        }
        Ok(())
    }
}

impl Display for Item {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)?;
        self.alias.as_ref().map_or(Ok(()), |alias| write!(f, " AS {alias}"))
    }
}

impl Display for Pattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(variable) = &self.variable {
            write!(f, "{variable} = ")?;
        }
        match self.shortest {
            Some(Shortest::Any) => f.write_str("shortestPath(")?,
            Some(Shortest::All) => f.write_str("allShortestPaths(")?,
            None => {}
        }
        self.start.fmt(f)?;
        for (rel, node) in &self.steps {
            write!(f, "{rel}{node}")?;
        }
        if self.shortest.is_some() { f.write_char(')') } else { Ok(()) }
    }
}

impl Display for NodePattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('(')?;
        inside(f, self.variable.as_ref(), self.labels.as_ref(), None, self.properties.as_ref())?;
        f.write_char(')')
    }
}

impl Display for RelPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.arrow == Arrow::Left { "<-" } else { "-" })?;
        let mut range = String::new();
        if let Some(r) = self.range {
            range.push('*');
            let bound = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
            if r.min != r.max {
                write!(range, "{}..{}", bound(r.min), bound(r.max))?;
            } else {
                range.push_str(&bound(r.min));
            }
        }
        if self.variable.is_some() || self.types.is_some() || self.range.is_some() || self.properties.is_some() {
            f.write_char('[')?;
            let range = if self.range.is_some() { Some(range.as_str()) } else { None };
            inside(f, self.variable.as_ref(), self.types.as_ref(), range, self.properties.as_ref())?;
            f.write_char(']')?;
        }
        f.write_str(if self.arrow == Arrow::Right { "->" } else { "-" })
    }
}

fn inside(
    f: &mut Formatter<'_>,
    variable: Option<&Name>,
    labels: Option<&LabelExpr>,
    range: Option<&str>,
    properties: Option<&Properties>,
) -> fmt::Result {
    if let Some(variable) = variable {
        variable.fmt(f)?;
    }
    if let Some(labels) = labels {
        write!(f, ":{labels}")?;
    }
    if let Some(range) = range {
        f.write_str(range)?;
    }
    match properties {
        None => Ok(()),
        Some(properties) => {
            if variable.is_some() || labels.is_some() || range.is_some() {
                f.write_char(' ')?;
            }
            match properties {
                Properties::Map(entries, _) => map(f, entries),
                Properties::Parameter(name) => write!(f, "${}", param(&name.text)),
            }
        }
    }
}

fn param(name: &str) -> String {
    if !name.is_empty() && name.chars().all(is_word_part) {
        name.to_owned()
    } else {
        format!("`{}`", name.replace('`', "``"))
    }
}

fn map(f: &mut Formatter<'_>, entries: &[(Name, Expr)]) -> fmt::Result {
    f.write_char('{')?;
    for (i, (key, value)) in entries.iter().enumerate() {
        write!(f, "{}{key}: {value}", if i == 0 { "" } else { ", " })?;
    }
    f.write_char('}')
}

impl LabelExpr {
    fn level(&self) -> u8 {
        match self {
            Self::Or(..) => 1,
            Self::And(..) => 2,
            _ => 3,
        }
    }

    fn at(&self, f: &mut Formatter<'_>, min: u8) -> fmt::Result {
        if self.level() < min { write!(f, "({self})") } else { self.fmt(f) }
    }
}

impl Display for LabelExpr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::Any(_) => f.write_char('%'),
            Self::Not(inner) => {
                f.write_char('!')?;
                inner.at(f, 3)
            }
            Self::And(a, b) => {
                a.at(f, 2)?;
                f.write_char('&')?;
                b.at(f, 3)
            }
            Self::Or(a, b) => {
                a.at(f, 1)?;
                f.write_char('|')?;
                b.at(f, 2)
            }
        }
    }
}

const PREDICATE: u8 = 6;
const PREFIX: u8 = 10;
const POSTFIX: u8 = 11;
const ATOM: u8 = 12;

fn binary_level(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => 1,
        BinaryOp::Xor => 2,
        BinaryOp::And => 3,
        BinaryOp::In | BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains => PREDICATE,
        BinaryOp::Add | BinaryOp::Sub => 7,
        BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod => 8,
        BinaryOp::Pow => 9,
    }
}

fn level(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Binary(op, ..) => binary_level(*op),
        ExprKind::Unary(UnaryOp::Not, _) => 4,
        ExprKind::Comparison(..) => 5,
        ExprKind::IsNull { .. } => PREDICATE,
        ExprKind::Unary(..) => PREFIX,
        ExprKind::Property(..) | ExprKind::Index(..) | ExprKind::Slice(..) => POSTFIX,
        // Another label would be read as a part of the first test.
        ExprKind::HasLabels(..) => PREFIX,
        ExprKind::Literal(Literal::Int(i)) if *i < 0 => PREFIX,
        ExprKind::Literal(Literal::Float(x)) if x.is_sign_negative() => PREFIX,
        // A pattern would swallow an operator after it.
        ExprKind::Pattern(pattern) if pattern.shortest.is_none() => 0,
        _ => ATOM,
    }
}

fn at(f: &mut Formatter<'_>, expr: &Expr, min: u8) -> fmt::Result {
    if level(expr) < min { write!(f, "({expr})") } else { expr.fmt(f) }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Literal(literal) => match literal {
                Literal::Null => f.write_str("null"),
                Literal::Bool(b) => write!(f, "{b}"),
                Literal::Int(i) => write!(f, "{i}"),
                Literal::Float(x) => f.write_str(&float_text(*x)),
                Literal::Str(s) => f.write_str(&quote_string(s)),
            },
            ExprKind::Parameter(name) => write!(f, "${}", param(name)),
            ExprKind::Variable(name) => f.write_str(&quote_name(name)),
            ExprKind::Property(base, key) => {
                at(f, base, POSTFIX)?;
                write!(f, ".{key}")
            }
            ExprKind::HasLabels(base, labels) => {
                at(f, base, POSTFIX)?;
                f.write_char(':')?;
                // A bare `|` could end a comprehension.
                labels.at(f, 2)
            }
            ExprKind::Index(base, index) => {
                at(f, base, POSTFIX)?;
                write!(f, "[{index}]")
            }
            ExprKind::Slice(base, from, to) => {
                at(f, base, POSTFIX)?;
                f.write_char('[')?;
                from.as_ref().map_or(Ok(()), |x| x.fmt(f))?;
                f.write_str("..")?;
                to.as_ref().map_or(Ok(()), |x| x.fmt(f))?;
                f.write_char(']')
            }
            ExprKind::Unary(op, operand) => unary(f, *op, operand),
            ExprKind::Binary(op, left, right) => {
                let level = binary_level(*op);
                at(f, left, level)?;
                write!(f, " {} ", op.text())?;
                at(f, right, level + 1)
            }
            ExprKind::Comparison(first, rest) => {
                at(f, first, PREDICATE)?;
                for (op, operand) in rest {
                    write!(f, " {} ", op.text())?;
                    at(f, operand, PREDICATE)?;
                }
                Ok(())
            }
            ExprKind::IsNull { operand, negated } => {
                at(f, operand, PREDICATE)?;
                f.write_str(if *negated { " IS NOT NULL" } else { " IS NULL" })
            }
            ExprKind::List(items) => list(f, items),
            ExprKind::Map(entries) => map(f, entries),
            ExprKind::MapProjection(base, items) => map_projection(f, base, items),
            ExprKind::Case(case) => {
                f.write_str("CASE")?;
                case.operand.as_ref().map_or(Ok(()), |x| write!(f, " {x}"))?;
                for (when, then) in &case.branches {
                    write!(f, " WHEN {when} THEN {then}")?;
                }
                case.default.as_ref().map_or(Ok(()), |x| write!(f, " ELSE {x}"))?;
                f.write_str(" END")
            }
            ExprKind::Call { name, distinct, args } => {
                write!(f, "{}({}{})", name.text, if *distinct { "DISTINCT " } else { "" }, Sep(args, ", "))
            }
            ExprKind::CountStar => f.write_str("count(*)"),
            ExprKind::ListComprehension { variable, list, filter, map } => {
                write!(f, "[{variable} IN {list}")?;
                self::filter(f, filter.as_deref())?;
                map.as_ref().map_or(Ok(()), |x| write!(f, " | {x}"))?;
                f.write_char(']')
            }
            ExprKind::Quantifier { kind, variable, list, filter } => {
                write!(f, "{}({variable} IN {list} WHERE {filter})", kind.text())
            }
            ExprKind::Reduce { accumulator, init, variable, list, step } => {
                write!(f, "reduce({accumulator} = {init}, {variable} IN {list} | {step})")
            }
            ExprKind::Pattern(pattern) => pattern.fmt(f),
            ExprKind::PatternComprehension { pattern, filter, map } => {
                write!(f, "[{pattern}")?;
                self::filter(f, filter.as_deref())?;
                write!(f, " | {map}]")
            }
            ExprKind::Subquery(kind, subquery) => subquery_text(f, *kind, subquery),
        }
    }
}

fn unary(f: &mut Formatter<'_>, op: UnaryOp, operand: &Expr) -> fmt::Result {
    if op == UnaryOp::Not {
        f.write_str("NOT ")?;
        return at(f, operand, 4);
    }
    f.write_char(if op == UnaryOp::Minus { '-' } else { '+' })?;
    // A sign before a number would become a part of it.
    let number = matches!(operand.kind, ExprKind::Literal(Literal::Int(_) | Literal::Float(_)));
    let sign = matches!(operand.kind, ExprKind::Unary(..));
    let number_first = first_is_number(operand);
    if number || sign || number_first { write!(f, "({operand})") } else { at(f, operand, PREFIX) }
}

fn first_is_number(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Int(_) | Literal::Float(_)) => true,
        ExprKind::Property(base, _)
        | ExprKind::Index(base, _)
        | ExprKind::Slice(base, ..)
        | ExprKind::HasLabels(base, _) => first_is_number(base),
        _ => false,
    }
}

/// Whether the text of an expression starts with a variable and `IN` or `=`, so that a list of
/// it alone would be read as a comprehension.
fn looks_like_comprehension(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary(BinaryOp::In, left, _) if matches!(left.kind, ExprKind::Variable(_)) => true,
        ExprKind::Binary(_, left, _) | ExprKind::Comparison(left, _) => looks_like_comprehension(left),
        ExprKind::IsNull { operand, .. } => looks_like_comprehension(operand),
        _ => false,
    }
}

fn list(f: &mut Formatter<'_>, items: &[Expr]) -> fmt::Result {
    if let [only] = items
        && looks_like_comprehension(only)
    {
        return write!(f, "[({only})]");
    }
    write!(f, "[{}]", Sep(items, ", "))
}

fn map_projection(f: &mut Formatter<'_>, base: &Expr, items: &[MapItem]) -> fmt::Result {
    write!(f, "{base} {{")?;
    for (i, item) in items.iter().enumerate() {
        f.write_str(if i == 0 { "" } else { ", " })?;
        match item {
            MapItem::Property(key) => write!(f, ".{key}")?,
            MapItem::All(_) => f.write_str(".*")?,
            MapItem::Entry(key, value) => write!(f, "{key}: {value}")?,
            MapItem::Variable(name) => name.fmt(f)?,
        }
    }
    f.write_char('}')
}

fn subquery_text(f: &mut Formatter<'_>, kind: SubqueryKind, subquery: &Subquery) -> fmt::Result {
    f.write_str(match kind {
        SubqueryKind::Exists => "EXISTS { ",
        SubqueryKind::Count => "COUNT { ",
    })?;
    match subquery {
        Subquery::Patterns(patterns, condition) => {
            Sep(patterns, ", ").fmt(f)?;
            filter(f, condition.as_ref())?;
        }
        Subquery::Query(statement) => statement.fmt(f)?,
    }
    f.write_str(" }")
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;

    fn round(text: &str, canonical: &str) {
        let tree = parse(text).expect(text);
        assert_eq!(tree.to_string(), canonical);
        assert_eq!(parse(canonical).expect(canonical), tree, "{canonical}");
    }

    #[test]
    fn canonical_text() {
        round(
            "match (a:`Pol icy` {id:'x'})<-[r:`comments-on`|:B*..3]-(:C&!D|E) where not a.x=1 and r is null return *",
            "MATCH (a:`Pol icy` {id: 'x'})<-[r:`comments-on`|B*..3]-(:C&!D|E) WHERE NOT a.x = 1 AND r IS NULL RETURN *",
        );
        round(
            "RETURN -2 ^ 2, -(2), - - 1, (a + b) * c, a - (b - c)",
            "RETURN -2 ^ 2, -(2), -(-1), (a + b) * c, a - (b - c)",
        );
        round(
            "RETURN [x in xs where x:A | x.y], [(a)-->(b) | b], [(x IN xs)], 1 < 2 <= 3, n {.a, .*, b: 1, c}",
            "RETURN [x IN xs WHERE x:A | x.y], [(a)-->(b) | b], [(x IN xs)], 1 < 2 <= 3, n {.a, .*, b: 1, c}",
        );
        round(
            "MATCH p = ANY SHORTEST (a)-[:X]->{1,4}(b) RETURN p",
            "MATCH p = shortestPath((a)-[:X*1..4]->(b)) RETURN p",
        );
        round("RETURN [x IN xs WHERE (x)-[:A|B]->(:C|D) | x.y]", "RETURN [x IN xs WHERE (x)-[:A|B]->(:C|D) | x.y]");
        round("RETURN exists { (a)--(b) } AS `x``y`", "RETURN EXISTS { (a)--(b) } AS `x``y`");
    }
}

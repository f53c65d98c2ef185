//! From tokens to the syntax tree: literals, names, calls, comprehensions and subqueries.

use super::super::ast::{Case, Expr, ExprKind, Literal, MapItem, Name, Pattern, Quantifier, Subquery, SubqueryKind};
use super::super::error::{CypherError, Detail, Result, Span};
use super::super::lex::Token;
use super::Parser;

/// Words that cannot start an expression, being part of the syntax around it.
const RESERVED: [&str; 36] = [
    "WHERE",
    "RETURN",
    "WITH",
    "MATCH",
    "OPTIONAL",
    "UNWIND",
    "UNION",
    "ORDER",
    "SKIP",
    "LIMIT",
    "AND",
    "OR",
    "XOR",
    "IN",
    "IS",
    "STARTS",
    "ENDS",
    "CONTAINS",
    "AS",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "CREATE",
    "MERGE",
    "DELETE",
    "DETACH",
    "SET",
    "REMOVE",
    "CALL",
    "DISTINCT",
    "ASC",
    "DESC",
    "BY",
    "ASCENDING",
    "DESCENDING",
];

/// Tells whether a word needs back-ticks to be used as a variable everywhere.
pub(crate) fn is_reserved(word: &str) -> bool {
    const MORE: [&str; 10] = ["NOT", "NULL", "TRUE", "FALSE", "CASE", "EXISTS", "COUNT", "ALL", "ANY", "OFFSET"];
    RESERVED.iter().chain(&MORE).any(|r| r.eq_ignore_ascii_case(word))
}

impl Parser {
    pub(super) fn atom(&mut self) -> Result<Expr> {
        let start = self.span();
        let kind = match self.token().clone() {
            Token::Int(n) => match i64::try_from(n) {
                Ok(n) => self.literal(Literal::Int(n)),
                Err(_) => return Err(self.bad(Detail::IntegerOverflow, "the integer does not fit 64 bits")),
            },
            Token::Float(x) => self.literal(Literal::Float(x)),
            Token::Str(s) => self.literal(Literal::Str(s)),
            Token::Param(name) => {
                self.next();
                ExprKind::Parameter(name)
            }
            Token::Bad(detail, what) => return Err(self.bad(detail, &what)),
            Token::Punct("(") if self.pattern_ahead(0) => {
                let pattern = self.deeper(Self::chain)?;
                ExprKind::Pattern(Box::new(pattern))
            }
            Token::Punct("(") => {
                self.next();
                let inner = self.inner()?;
                self.expect(")", "to close the parenthesis")?;
                return Ok(Expr { kind: inner.kind, span: self.since(start) });
            }
            Token::Punct("[") => self.bracket()?,
            Token::Punct("{") => {
                let saved = std::mem::take(&mut self.bar_ends);
                let entries = self.map_entries()?;
                self.bar_ends = saved;
                ExprKind::Map(entries)
            }
            Token::Quoted(name) => {
                self.next();
                self.variable(name, start)?
            }
            Token::Word(word) => self.word(word, start)?,
            Token::Punct(_) | Token::End => return Err(self.unexpected("an expression")),
        };
        Ok(Expr { kind, span: self.since(start) })
    }

    fn literal(&mut self, literal: Literal) -> ExprKind {
        self.next();
        ExprKind::Literal(literal)
    }

    fn word(&mut self, word: String, start: Span) -> Result<ExprKind> {
        let upper = word.to_ascii_uppercase();
        match upper.as_str() {
            "NULL" => return Ok(self.literal(Literal::Null)),
            "TRUE" => return Ok(self.literal(Literal::Bool(true))),
            "FALSE" => return Ok(self.literal(Literal::Bool(false))),
            "CASE" => return self.case(),
            "EXISTS" if self.is_at(1, "{") => return self.subquery(SubqueryKind::Exists),
            "COUNT" if self.is_at(1, "{") => return self.subquery(SubqueryKind::Count),
            _ => {}
        }
        if RESERVED.contains(&upper.as_str()) && !self.is_at(1, "(") {
            return Err(self.unexpected("an expression"));
        }
        if self.shortest_call().is_some() {
            let pattern = self.deeper(Self::path)?;
            return Ok(ExprKind::Pattern(Box::new(pattern)));
        }
        if self.is_at(1, "(") {
            let variable = matches!(self.ahead(2), Token::Word(_) | Token::Quoted(_));
            let quantifier = match upper.as_str() {
                "ALL" => Some(Quantifier::All),
                "ANY" => Some(Quantifier::Any),
                "NONE" => Some(Quantifier::None),
                "SINGLE" => Some(Quantifier::Single),
                _ => None,
            };
            if let (Some(kind), true) = (quantifier, variable && self.is_word_at(3, "IN")) {
                return self.quantifier(kind);
            }
            if upper == "REDUCE" && variable && self.is_at(3, "=") {
                return self.reduce();
            }
            return self.call(word, start);
        }
        if self.is_at(1, ".") && self.dotted_call() {
            return self.call(word, start);
        }
        self.next();
        self.variable(word, start)
    }

    fn dotted_call(&self) -> bool {
        let mut n = 1;
        while self.is_at(n, ".") && matches!(self.ahead(n + 1), Token::Word(_)) {
            n += 2;
        }
        self.is_at(n, "(")
    }

    fn variable(&mut self, name: String, start: Span) -> Result<ExprKind> {
        if self.is("{") {
            let base = Expr { kind: ExprKind::Variable(name), span: start };
            return self.map_projection(base);
        }
        Ok(ExprKind::Variable(name))
    }

    fn call(&mut self, first: String, start: Span) -> Result<ExprKind> {
        let mut text = first;
        self.next();
        while self.eat(".") {
            text.push('.');
            text.push_str(&self.name("a function name")?.text);
        }
        let name = Name { text, span: self.since(start) };
        self.expect("(", "after a function name")?;
        if name.text.eq_ignore_ascii_case("count") && self.is("*") && self.is_at(1, ")") {
            self.next();
            self.next();
            return Ok(ExprKind::CountStar);
        }
        let distinct = self.eat_word("DISTINCT");
        let mut args = Vec::new();
        if !self.is(")") {
            args.push(self.inner()?);
            while self.eat(",") {
                args.push(self.inner()?);
            }
        }
        if !self.eat(")") {
            return Err(self.unexpected("`,` or `)` in the arguments"));
        }
        Ok(ExprKind::Call { name, distinct, args })
    }

    fn case(&mut self) -> Result<ExprKind> {
        self.next();
        let operand = if self.is_word("WHEN") { None } else { Some(Box::new(self.inner()?)) };
        let mut branches = Vec::new();
        while self.eat_word("WHEN") {
            let when = self.inner()?;
            self.expect_word("THEN", "after the condition")?;
            branches.push((when, self.inner()?));
        }
        if branches.is_empty() {
            return Err(self.unexpected("`WHEN`"));
        }
        let default = if self.eat_word("ELSE") { Some(Box::new(self.inner()?)) } else { None };
        self.expect_word("END", "to close CASE")?;
        Ok(ExprKind::Case(Case { operand, branches, default }))
    }

    fn quantifier(&mut self, kind: Quantifier) -> Result<ExprKind> {
        self.next();
        self.next();
        let variable = self.name("a variable")?;
        self.next();
        let list = Box::new(self.inner()?);
        self.expect_word("WHERE", "after the list")?;
        let filter = Box::new(self.inner()?);
        self.expect(")", "to close the quantifier")?;
        Ok(ExprKind::Quantifier { kind, variable, list, filter })
    }

    fn reduce(&mut self) -> Result<ExprKind> {
        self.next();
        self.next();
        let accumulator = self.name("a variable")?;
        self.next();
        let init = Box::new(self.inner()?);
        self.expect(",", "after the first value")?;
        let variable = self.name("a variable")?;
        self.expect_word("IN", "after the variable")?;
        let list = Box::new(self.before_bar()?);
        self.expect("|", "before the step")?;
        let step = Box::new(self.inner()?);
        self.expect(")", "to close reduce")?;
        Ok(ExprKind::Reduce { accumulator, init, variable, list, step })
    }

    fn subquery(&mut self, kind: SubqueryKind) -> Result<ExprKind> {
        let saved = std::mem::take(&mut self.bar_ends);
        self.next();
        self.next();
        let pattern = self.is("(")
            || (matches!(self.token(), Token::Word(_) | Token::Quoted(_)) && self.is_at(1, "="))
            || self.shortest_call().is_some();
        let subquery = self.deeper(|p| {
            if pattern {
                let patterns = p.patterns()?;
                return Ok(Subquery::Patterns(patterns, p.filter()?));
            }
            Ok(Subquery::Query(p.statement(true)?))
        })?;
        self.expect("}", "to close the subquery")?;
        self.bar_ends = saved;
        Ok(ExprKind::Subquery(kind, Box::new(subquery)))
    }

    /// What a `[` opens: a list, a list comprehension or a pattern comprehension.
    fn bracket(&mut self) -> Result<ExprKind> {
        let named = matches!(self.ahead(1), Token::Word(_) | Token::Quoted(_));
        if self.pattern_ahead(1) || (named && self.is_at(2, "=") && self.pattern_ahead(3)) {
            return self.pattern_bracket(named);
        }
        // `null`, `true` and `false` are values, so `[null IN list]` is a list of one truth value.
        let value = ["null", "true", "false"].iter().any(|word| self.is_word_at(1, word));
        if named && !value && self.is_word_at(2, "IN") && !self.has_comma_inside() {
            return self.list_comprehension();
        }
        self.next();
        let items = if self.is("]") { Vec::new() } else { self.list_items(None)? };
        self.expect("]", "to close the list")?;
        Ok(ExprKind::List(items))
    }

    fn list_items(&mut self, first: Option<Expr>) -> Result<Vec<Expr>> {
        let mut items = vec![match first {
            Some(first) => first,
            None => self.inner()?,
        }];
        while self.eat(",") {
            items.push(self.inner()?);
        }
        if self.is("]") { Ok(items) } else { Err(self.unexpected("`,` or `]` in the list")) }
    }

    fn has_comma_inside(&self) -> bool {
        let Some(end) = self.partner.get(self.at).copied().filter(|end| *end != usize::MAX) else { return false };
        let mut i = self.at + 1;
        while i < end {
            match self.tokens[i].0 {
                Token::Punct(",") => return true,
                Token::Punct("(" | "[" | "{") if self.partner[i] != usize::MAX => i = self.partner[i],
                _ => {}
            }
            i += 1;
        }
        false
    }

    fn list_comprehension(&mut self) -> Result<ExprKind> {
        self.next();
        let variable = self.name("a variable")?;
        self.next();
        let list = Box::new(self.before_bar()?);
        let filter = if self.eat_word("WHERE") { Some(Box::new(self.before_bar()?)) } else { None };
        let map = if self.eat("|") { Some(Box::new(self.inner()?)) } else { None };
        self.expect("]", "to close the list comprehension")?;
        Ok(ExprKind::ListComprehension { variable, list, filter, map })
    }

    fn pattern_bracket(&mut self, named: bool) -> Result<ExprKind> {
        let start = self.span();
        self.next();
        let variable = if named { Some(self.name("a path variable")?) } else { None };
        if named {
            self.next();
        }
        let mut pattern: Pattern = self.deeper(Self::chain)?;
        if variable.is_none() && (self.is(",") || self.is("]")) {
            let span = pattern.span;
            let first = Expr { kind: ExprKind::Pattern(Box::new(pattern)), span };
            let items = self.list_items(Some(first))?;
            self.expect("]", "to close the list")?;
            return Ok(ExprKind::List(items));
        }
        pattern.variable = variable;
        pattern.span = self.since(start);
        let filter = if self.eat_word("WHERE") { Some(Box::new(self.before_bar()?)) } else { None };
        self.expect("|", "before the value of a pattern comprehension")?;
        let map = Box::new(self.inner()?);
        self.expect("]", "to close the pattern comprehension")?;
        Ok(ExprKind::PatternComprehension { pattern: Box::new(pattern), filter, map })
    }

    pub(super) fn map_entries(&mut self) -> Result<Vec<(Name, Expr)>> {
        self.expect("{", "to start a map")?;
        let mut entries = Vec::new();
        if self.eat("}") {
            return Ok(entries);
        }
        loop {
            let key = self.name("a property name")?;
            self.expect(":", "after the property name")?;
            entries.push((key, self.inner()?));
            if self.eat("}") {
                return Ok(entries);
            }
            if !self.eat(",") {
                return Err(self.unexpected("`,` or `}` in the map"));
            }
        }
    }

    fn map_projection(&mut self, base: Expr) -> Result<ExprKind> {
        self.next();
        let mut items = Vec::new();
        while !self.eat("}") {
            if !items.is_empty() && !self.eat(",") {
                return Err(self.unexpected("`,` or `}` in the map projection"));
            }
            let span = self.span();
            if self.eat(".") {
                if self.eat("*") {
                    items.push(MapItem::All(span));
                } else {
                    items.push(MapItem::Property(self.name("a property name after `.`")?));
                }
                continue;
            }
            let name = self.name("`.key`, `.*`, `key: value` or a variable")?;
            items.push(if self.eat(":") { MapItem::Entry(name, self.inner()?) } else { MapItem::Variable(name) });
        }
        if items.len() > 10_000 {
            return Err(CypherError::syntax(Detail::NestingTooDeep, base.span, "the map projection is too long"));
        }
        Ok(ExprKind::MapProjection(Box::new(base), items))
    }
}

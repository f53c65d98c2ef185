//! From tokens to the syntax tree: clauses.
//!
//! A hand-written recursive-descent parser of the reading part of openCypher. It runs in time
//! linear in the text but for the nesting depth, which is limited, and never backtracks.
//! Expressions are in [`expr`](self) and its neighbours.

mod atom;
mod expr;
mod pattern;

use super::ast::{Clause, Item, Match, Name, Projection, Return, SingleQuery, SortKey, Statement, Union, Unwind, With};
use super::ast::{Expr, Pattern};
use super::error::{CypherError, Detail, Result, Span};
use super::lex::{Token, lex};

pub(crate) use atom::is_reserved;

/// The greatest depth of nesting that the parser follows.
pub const MAX_DEPTH: u32 = 64;

/// The greatest height of an expression tree: nesting plus the length of operator chains.
pub const MAX_HEIGHT: u32 = 256;

/// The greatest number of clauses in one query.
pub const MAX_CLAUSES: usize = 200;

/// Parses a whole query.
///
/// # Errors
///
/// A [`CypherError`] at the first token that does not fit.
pub fn parse(text: &str) -> Result<Statement> {
    let mut parser = Parser::new(text)?;
    let statement = parser.statement(false)?;
    parser.eat(";");
    parser.end()?;
    Ok(statement)
}

/// Parses one expression.
///
/// # Errors
///
/// A [`CypherError`] at the first token that does not fit.
pub fn parse_expr(text: &str) -> Result<Expr> {
    let mut parser = Parser::new(text)?;
    let expr = parser.expr()?;
    parser.end()?;
    Ok(expr)
}

/// Parses a list of patterns, as it stands after `MATCH`.
///
/// # Errors
///
/// A [`CypherError`] at the first token that does not fit.
pub fn parse_patterns(text: &str) -> Result<Vec<Pattern>> {
    let mut parser = Parser::new(text)?;
    let patterns = parser.patterns()?;
    parser.end()?;
    Ok(patterns)
}

struct Parser {
    tokens: Vec<(Token, Span)>,
    /// For each opening bracket the place of its partner.
    partner: Vec<usize>,
    at: usize,
    depth: u32,
    /// The tallest expression finished inside the current one.
    tallest: u32,
    /// Operators met so far in the current expression.
    folds: u32,
    /// Whether a `|` ends the current expression, being inside a comprehension.
    bar_ends: bool,
}

impl Parser {
    fn new(text: &str) -> Result<Self> {
        if u32::try_from(text.len()).is_err() {
            let what = "the query text is larger than 4 GiB";
            return Err(CypherError::syntax(Detail::NestingTooDeep, Span::default(), what));
        }
        let tokens = lex(text);
        let partner = partners(&tokens);
        Ok(Self { tokens, partner, at: 0, depth: 0, tallest: 0, folds: 0, bar_ends: false })
    }

    fn token(&self) -> &Token {
        self.ahead(0)
    }

    fn ahead(&self, n: usize) -> &Token {
        &self.tokens[(self.at + n).min(self.tokens.len() - 1)].0
    }

    fn span(&self) -> Span {
        self.tokens[self.at.min(self.tokens.len() - 1)].1
    }

    /// The span from a start to the last token taken.
    fn since(&self, start: Span) -> Span {
        let last = self.at.checked_sub(1).map_or(start, |at| self.tokens[at.min(self.tokens.len() - 1)].1);
        Span { start: start.start, end: last.end.max(start.start) }
    }

    fn next(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    fn is(&self, punct: &str) -> bool {
        self.is_at(0, punct)
    }

    fn is_at(&self, n: usize, punct: &str) -> bool {
        matches!(self.ahead(n), Token::Punct(p) if *p == punct)
    }

    fn eat(&mut self, punct: &str) -> bool {
        let found = self.is(punct);
        if found {
            self.next();
        }
        found
    }

    fn expect(&mut self, punct: &str, after: &str) -> Result<()> {
        if self.eat(punct) { Ok(()) } else { Err(self.unexpected(&format!("`{punct}` {after}"))) }
    }

    fn is_word(&self, word: &str) -> bool {
        self.is_word_at(0, word)
    }

    fn is_word_at(&self, n: usize, word: &str) -> bool {
        matches!(self.ahead(n), Token::Word(w) if w.eq_ignore_ascii_case(word))
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.next();
        }
        found
    }

    fn expect_word(&mut self, word: &str, after: &str) -> Result<()> {
        if self.eat_word(word) { Ok(()) } else { Err(self.unexpected(&format!("`{word}` {after}"))) }
    }

    fn end(&self) -> Result<()> {
        if *self.token() == Token::End { Ok(()) } else { Err(self.unexpected("a clause or the end of the query")) }
    }

    fn unexpected(&self, expected: &str) -> CypherError {
        let found = match self.token() {
            Token::Bad(detail @ (Detail::UnexpectedSyntax | Detail::InvalidUnicodeCharacter), what) => {
                return self.bad(*detail, what);
            }
            Token::Word(w) | Token::Quoted(w) => format!("`{w}`"),
            Token::Int(_) | Token::Float(_) | Token::Bad(..) => "a number".to_owned(),
            Token::Str(_) => "a string".to_owned(),
            Token::Param(p) => format!("`${p}`"),
            Token::Punct(p) => format!("`{p}`"),
            Token::End => "the end of the query".to_owned(),
        };
        let error = self.bad(Detail::UnexpectedSyntax, &format!("expected {expected}, found {found}"));
        match self.token() {
            Token::Punct("==") => error.hint("equality is written `=`"),
            Token::Punct("!=") => error.hint("inequality is written `<>`"),
            Token::Punct("-") => error.hint("a name with a hyphen is written in back-ticks"),
            _ => error,
        }
    }

    fn bad(&self, detail: Detail, what: &str) -> CypherError {
        CypherError::syntax(detail, self.span(), what)
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= MAX_DEPTH {
            return Err(self.too_deep());
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn too_deep(&self) -> CypherError {
        let what = format!("the expression is nested deeper than {MAX_DEPTH} levels or longer than {MAX_HEIGHT} terms");
        self.bad(Detail::NestingTooDeep, &what).hint("a long chain of `OR` can often be written with `IN`")
    }

    /// Any word or quoted name, keywords included.
    fn name(&mut self, what: &str) -> Result<Name> {
        let span = self.span();
        match self.token() {
            Token::Word(text) | Token::Quoted(text) => {
                let text = text.clone();
                self.next();
                Ok(Name { text, span })
            }
            _ => Err(self.unexpected(what)),
        }
    }

    fn statement(&mut self, sub: bool) -> Result<Statement> {
        let start = self.span();
        let first = self.single_query(sub)?;
        let mut unions = Vec::new();
        while self.is_word("UNION") {
            let start = self.span();
            self.next();
            let all = self.eat_word("ALL");
            if !all {
                self.eat_word("DISTINCT");
            }
            let query = self.single_query(sub)?;
            unions.push(Union { all, query, span: self.since(start) });
            if unions.len() > MAX_CLAUSES {
                return Err(self.bad(Detail::NestingTooDeep, "the query has too many UNION parts"));
            }
        }
        Ok(Statement { first, unions, span: self.since(start) })
    }

    fn single_query(&mut self, sub: bool) -> Result<SingleQuery> {
        let start = self.span();
        let mut clauses = Vec::new();
        while let Some(clause) = self.clause(sub, clauses.is_empty())? {
            if clauses.len() >= MAX_CLAUSES {
                return Err(self.bad(Detail::NestingTooDeep, &format!("more than {MAX_CLAUSES} clauses")));
            }
            clauses.push(clause);
        }
        Ok(SingleQuery { clauses, span: self.since(start) })
    }

    fn clause(&mut self, sub: bool, first: bool) -> Result<Option<Clause>> {
        let start = self.span();
        let Token::Word(word) = self.token() else {
            return if first { Err(self.unexpected("a clause such as MATCH or RETURN")) } else { Ok(None) };
        };
        let word = word.to_ascii_uppercase();
        Ok(Some(match word.as_str() {
            "MATCH" | "OPTIONAL" => Clause::Match(self.match_clause(start)?),
            "UNWIND" => {
                self.next();
                let list = self.expr()?;
                self.expect_word("AS", "after the list")?;
                let variable = self.name("a variable")?;
                Clause::Unwind(Unwind { list, variable, span: self.since(start) })
            }
            "WITH" => {
                self.next();
                let projection = self.projection()?;
                let filter = self.filter()?;
                Clause::With(With { projection, filter, span: self.since(start) })
            }
            "RETURN" => {
                self.next();
                Clause::Return(Return { projection: self.projection()?, span: self.since(start) })
            }
            "CREATE" | "MERGE" | "DELETE" | "DETACH" | "SET" | "REMOVE" | "FOREACH" | "DROP" | "LOAD" | "INSERT" => {
                let what = format!("{word} would change the graph; only reading queries are answered");
                return Err(if sub {
                    CypherError::syntax(Detail::InvalidClauseComposition, start, what)
                } else {
                    CypherError::unsupported(Detail::WriteClause, start, what)
                });
            }
            "CALL" => {
                let what = "procedures and CALL subqueries are not supported";
                return Err(CypherError::unsupported(Detail::ProcedureCall, start, what));
            }
            "UNION" if !first => return Ok(None),
            _ if first => {
                let error = self.unexpected("a clause such as MATCH or RETURN");
                return Err(match super::suggest::nearest(&word, CLAUSES.iter().copied()) {
                    Some(clause) => error.hint(format!("did you mean `{clause}`?")),
                    None => error,
                });
            }
            _ => return Ok(None),
        }))
    }

    fn match_clause(&mut self, start: Span) -> Result<Match> {
        let optional = self.eat_word("OPTIONAL");
        self.expect_word("MATCH", "after OPTIONAL")?;
        let patterns = self.patterns()?;
        let filter = self.filter()?;
        Ok(Match { optional, patterns, filter, span: self.since(start) })
    }

    fn filter(&mut self) -> Result<Option<Expr>> {
        if self.eat_word("WHERE") { Ok(Some(self.expr()?)) } else { Ok(None) }
    }

    fn projection(&mut self) -> Result<Projection> {
        let start = self.span();
        let distinct = self.eat_word("DISTINCT");
        let mut items = Vec::new();
        let star = self.eat("*");
        if !star {
            items.push(self.item()?);
        }
        while self.eat(",") {
            items.push(self.item()?);
        }
        let mut order = Vec::new();
        if self.is_word("ORDER") {
            self.next();
            self.expect_word("BY", "after ORDER")?;
            loop {
                let expr = self.expr()?;
                let descending = self.eat_word("DESC") || self.eat_word("DESCENDING");
                if !descending && !self.eat_word("ASC") {
                    self.eat_word("ASCENDING");
                }
                order.push(SortKey { expr, descending });
                if !self.eat(",") {
                    break;
                }
            }
        }
        let skip = if self.eat_word("SKIP") || self.eat_word("OFFSET") { Some(self.expr()?) } else { None };
        let limit = if self.eat_word("LIMIT") { Some(self.expr()?) } else { None };
        Ok(Projection { distinct, star, items, order, skip, limit, span: self.since(start) })
    }

    fn item(&mut self) -> Result<Item> {
        let start = self.span();
        let expr = self.expr()?;
        let span = self.since(start);
        let alias = if self.eat_word("AS") { Some(self.name("a name after AS")?) } else { None };
        Ok(Item { expr, alias, span })
    }
}

const CLAUSES: [&str; 6] = ["MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "UNION"];

fn partners(tokens: &[(Token, Span)]) -> Vec<usize> {
    let mut partner = vec![usize::MAX; tokens.len()];
    let mut open = Vec::new();
    for (i, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Punct("(" | "[" | "{") => open.push(i),
            Token::Punct(")" | "]" | "}") => {
                if let Some(start) = open.pop() {
                    partner[start] = i;
                }
            }
            _ => {}
        }
    }
    partner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> CypherError {
        parse(text).expect_err(text)
    }

    #[test]
    fn errors_say_what_was_expected() {
        let e = error("MATCH (a)-[:X]-> RETURN a");
        assert_eq!(e.message, "expected `(` to start a node, found `RETURN`");
        let e = error("MTCH (a) RETURN a");
        assert_eq!(e.hint.as_deref(), Some("did you mean `MATCH`?"));
        let e = error("MATCH (a)-[:comments-on]->(b) RETURN a");
        assert_eq!(e.hint.as_deref(), Some("a name with a hyphen is written in back-ticks"));
    }

    #[test]
    fn writes_and_calls_are_refused() {
        assert_eq!(error("MATCH (a) DELETE a").kind.code(), "NotSupported.WriteClause");
        assert_eq!(error("CALL db.labels()").kind.code(), "NotSupported.ProcedureCall");
    }

    #[test]
    fn depth_is_limited() {
        for open in ["(", "[", "{a: ", "-(", "NOT (", "size(", "[x IN ", "exists { MATCH (a {b: "] {
            let text = format!("RETURN {}", open.repeat(50_000));
            let e = error(&text);
            assert_eq!(e.kind.detail, Detail::NestingTooDeep, "{open}");
        }
        for op in [" + 1", " OR true", " ^ 1", "[0]", ".a", " IS NULL", " < 1 IN []", ":A", ":A|B&C"] {
            let text = format!("RETURN 1{}", op.repeat(50_000));
            let e = error(&text);
            assert_eq!(e.kind.detail, Detail::NestingTooDeep, "{op}");
        }
        let text = format!("RETURN {}", "NOT ".repeat(50_000));
        assert_eq!(error(&text).kind.detail, Detail::NestingTooDeep);
        let text = format!("MATCH (a:{}", "!".repeat(50_000));
        assert_eq!(error(&text).kind.detail, Detail::NestingTooDeep);
    }
}

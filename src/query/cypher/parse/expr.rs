//! From tokens to the syntax tree: operators.
//!
//! From loosest to tightest: `OR`, `XOR`, `AND`, `NOT`, comparisons (which chain), predicates
//! such as `IN` and `IS NULL`, `+ -`, `* / %`, `^`, signs, and what follows an atom (`.key`,
//! `[index]`, `:Label`).

use super::super::ast::{BinaryOp, CompareOp, Expr, ExprKind, Literal, UnaryOp};
use super::super::error::{CypherError, Detail, Result, Span};
use super::super::lex::Token;
use super::{MAX_HEIGHT, Parser};

const COMPARISON: u8 = 5;
const PREDICATE: u8 = 6;

impl Parser {
    /// Parses an expression and keeps watch over the height of its tree.
    pub(super) fn expr(&mut self) -> Result<Expr> {
        self.deeper(|p| {
            let outer = (std::mem::take(&mut p.tallest), std::mem::take(&mut p.folds));
            let expr = p.binary(1)?;
            let height = p.tallest + p.folds + 1;
            if height > MAX_HEIGHT {
                return Err(p.too_deep());
            }
            (p.tallest, p.folds) = (outer.0.max(height), outer.1);
            Ok(expr)
        })
    }

    /// Parses an expression inside brackets, where a `|` has its plain meaning again.
    pub(super) fn inner(&mut self) -> Result<Expr> {
        let saved = std::mem::take(&mut self.bar_ends);
        let expr = self.expr();
        self.bar_ends = saved;
        expr
    }

    /// Parses an expression that a `|` ends.
    pub(super) fn before_bar(&mut self) -> Result<Expr> {
        let saved = std::mem::replace(&mut self.bar_ends, true);
        let expr = self.expr();
        self.bar_ends = saved;
        expr
    }

    fn fold(&mut self) -> Result<()> {
        self.folds += 1;
        if self.folds > MAX_HEIGHT { Err(self.too_deep()) } else { Ok(()) }
    }

    /// The operator at the current token with its level and its number of tokens.
    fn operator(&self) -> Option<(u8, BinaryOp, usize)> {
        use BinaryOp as B;
        Some(match self.token() {
            Token::Punct("+") => (7, B::Add, 1),
            Token::Punct("-") => (7, B::Sub, 1),
            Token::Punct("*") => (8, B::Mul, 1),
            Token::Punct("/") => (8, B::Div, 1),
            Token::Punct("%") => (8, B::Mod, 1),
            Token::Punct("^") => (9, B::Pow, 1),
            Token::Word(_) if self.is_word("OR") => (1, B::Or, 1),
            Token::Word(_) if self.is_word("XOR") => (2, B::Xor, 1),
            Token::Word(_) if self.is_word("AND") => (3, B::And, 1),
            Token::Word(_) if self.is_word("IN") => (PREDICATE, B::In, 1),
            Token::Word(_) if self.is_word("CONTAINS") => (PREDICATE, B::Contains, 1),
            Token::Word(_) if self.is_word("STARTS") && self.is_word_at(1, "WITH") => (PREDICATE, B::StartsWith, 2),
            Token::Word(_) if self.is_word("ENDS") && self.is_word_at(1, "WITH") => (PREDICATE, B::EndsWith, 2),
            _ => return None,
        })
    }

    fn comparison(&self) -> Option<CompareOp> {
        Some(match self.token() {
            Token::Punct("=") => CompareOp::Eq,
            Token::Punct("<>") => CompareOp::Ne,
            Token::Punct("<") => CompareOp::Lt,
            Token::Punct("<=") => CompareOp::Le,
            Token::Punct(">") => CompareOp::Gt,
            Token::Punct(">=") => CompareOp::Ge,
            _ => return None,
        })
    }

    fn binary(&mut self, min: u8) -> Result<Expr> {
        let start = self.span();
        let mut left = self.prefix(min)?;
        loop {
            if min <= COMPARISON {
                if self.comparison().is_some() {
                    left = self.compare(left, start)?;
                    continue;
                }
                if let Token::Punct("==" | "!=") = self.token() {
                    return Err(self.unexpected("an operator"));
                }
            }
            if min <= PREDICATE && self.is_word("IS") {
                left = self.is_null(left, start)?;
                continue;
            }
            if min <= PREDICATE && self.is("=~") {
                let what = "regular expressions (`=~`) are not supported";
                let error = CypherError::unsupported(Detail::Feature, self.span(), what);
                return Err(error.hint("use CONTAINS, STARTS WITH or ENDS WITH"));
            }
            let Some((level, op, tokens)) = self.operator() else { return Ok(left) };
            if level < min {
                return Ok(left);
            }
            (0..tokens).for_each(|_| self.next());
            self.fold()?;
            let right = self.binary(level + 1)?;
            let span = self.since(start);
            left = Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), span };
        }
    }

    fn compare(&mut self, first: Expr, start: Span) -> Result<Expr> {
        let mut rest = Vec::new();
        while let Some(op) = self.comparison() {
            self.next();
            rest.push((op, self.binary(PREDICATE)?));
        }
        self.fold()?;
        Ok(Expr { kind: ExprKind::Comparison(Box::new(first), rest), span: self.since(start) })
    }

    fn is_null(&mut self, operand: Expr, start: Span) -> Result<Expr> {
        self.next();
        let negated = self.eat_word("NOT");
        self.expect_word("NULL", "after IS")?;
        self.fold()?;
        let kind = ExprKind::IsNull { operand: Box::new(operand), negated };
        Ok(Expr { kind, span: self.since(start) })
    }

    fn prefix(&mut self, min: u8) -> Result<Expr> {
        let mut prefixes = Vec::new();
        loop {
            let start = self.span();
            let op = match self.token() {
                Token::Word(_) if self.is_word("NOT") => UnaryOp::Not,
                Token::Punct("-") => UnaryOp::Minus,
                Token::Punct("+") => UnaryOp::Plus,
                _ => break,
            };
            if op == UnaryOp::Minus
                && let Some(literal) = self.negative_number()?
            {
                let literal = self.postfix(literal)?;
                return Ok(self.apply(prefixes, literal));
            }
            self.next();
            self.fold()?;
            prefixes.push((op, start));
            if op == UnaryOp::Not {
                // Only further NOTs may stand between NOT and its comparison.
                while self.is_word("NOT") {
                    prefixes.push((UnaryOp::Not, self.span()));
                    self.next();
                    self.fold()?;
                }
                let operand = self.binary(min.max(COMPARISON))?;
                return Ok(self.apply(prefixes, operand));
            }
        }
        let atom = self.atom()?;
        let operand = self.postfix(atom)?;
        Ok(self.apply(prefixes, operand))
    }

    fn apply(&self, prefixes: Vec<(UnaryOp, Span)>, operand: Expr) -> Expr {
        prefixes.into_iter().rev().fold(operand, |operand, (op, start)| {
            let span = self.since(start);
            Expr { kind: ExprKind::Unary(op, Box::new(operand)), span }
        })
    }

    /// A number with its minus sign, so that the smallest integer can be written.
    fn negative_number(&mut self) -> Result<Option<Expr>> {
        let start = self.span();
        let literal = match self.ahead(1) {
            Token::Int(n) => Literal::Int(0i64.wrapping_sub_unsigned(*n)),
            Token::Float(x) => Literal::Float(-x),
            _ => return Ok(None),
        };
        self.next();
        self.next();
        Ok(Some(Expr { kind: ExprKind::Literal(literal), span: self.since(start) }))
    }

    fn postfix(&mut self, mut base: Expr) -> Result<Expr> {
        let start = base.span;
        loop {
            let kind = if self.is(".") {
                self.next();
                let key = self.name("a property name after `.`")?;
                ExprKind::Property(Box::new(base), key)
            } else if self.is("[") {
                self.index(base)?
            } else if self.is(":") {
                self.next();
                let labels = self.label_expr(true)?;
                ExprKind::HasLabels(Box::new(base), labels)
            } else {
                return Ok(base);
            };
            self.fold()?;
            base = Expr { kind, span: self.since(start) };
        }
    }

    fn index(&mut self, base: Expr) -> Result<ExprKind> {
        let base = Box::new(base);
        self.next();
        let from = if self.is("..") { None } else { Some(Box::new(self.inner()?)) };
        if self.eat("..") {
            let to = if self.is("]") { None } else { Some(Box::new(self.inner()?)) };
            self.expect("]", "to close the slice")?;
            return Ok(ExprKind::Slice(base, from, to));
        }
        self.expect("]", "to close the index")?;
        match from {
            Some(index) => Ok(ExprKind::Index(base, index)),
            None => Err(self.unexpected("an index")),
        }
    }
}

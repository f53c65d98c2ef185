//! From tokens to the syntax tree: patterns.

use super::super::ast::{Arrow, LabelExpr, NodePattern, Pattern, Properties, Range, RelPattern, Shortest};
use super::super::error::{CypherError, Detail, Result};
use super::super::lex::Token;
use super::{MAX_HEIGHT, Parser};

impl Parser {
    pub(super) fn patterns(&mut self) -> Result<Vec<Pattern>> {
        let mut patterns = vec![self.pattern()?];
        while self.eat(",") {
            patterns.push(self.pattern()?);
        }
        Ok(patterns)
    }

    fn pattern(&mut self) -> Result<Pattern> {
        let start = self.span();
        let mut variable = None;
        if matches!(self.token(), Token::Word(_) | Token::Quoted(_)) && self.is_at(1, "=") {
            variable = Some(self.name("a path variable")?);
            self.next();
        }
        let mut pattern = self.path()?;
        pattern.variable = variable;
        pattern.span = self.since(start);
        Ok(pattern)
    }

    /// A path without a name: a chain, `shortestPath(…)`, or `ANY SHORTEST …`.
    pub(super) fn path(&mut self) -> Result<Pattern> {
        let start = self.span();
        let selector = match (self.word_kind(0), self.is_word_at(1, "SHORTEST")) {
            (Some("ANY"), true) => Some(Shortest::Any),
            (Some("ALL"), true) => Some(Shortest::All),
            _ => None,
        };
        if selector.is_some() {
            self.next();
            self.next();
            self.eat_word("PATH");
            self.eat_word("PATHS");
            return self.checked_shortest(selector);
        }
        if let Some(selector) = self.shortest_call() {
            self.next();
            self.next();
            let mut pattern = self.checked_shortest(Some(selector))?;
            self.expect(")", "to close the shortest path")?;
            pattern.span = self.since(start);
            return Ok(pattern);
        }
        self.chain()
    }

    pub(super) fn shortest_call(&self) -> Option<Shortest> {
        if !self.is_at(1, "(") {
            return None;
        }
        match self.word_kind(0) {
            Some("SHORTESTPATH") => Some(Shortest::Any),
            Some("ALLSHORTESTPATHS") => Some(Shortest::All),
            _ => None,
        }
    }

    fn word_kind(&self, n: usize) -> Option<&'static str> {
        ["ANY", "ALL", "SHORTESTPATH", "ALLSHORTESTPATHS"].into_iter().find(|w| self.is_word_at(n, w))
    }

    fn checked_shortest(&mut self, shortest: Option<Shortest>) -> Result<Pattern> {
        let mut pattern = self.chain()?;
        pattern.shortest = shortest;
        if pattern.steps.len() != 1 {
            let what = "a shortest path is asked for over exactly one relationship pattern";
            let error = CypherError::unsupported(Detail::Feature, pattern.span, what);
            return Err(error.hint("such as `shortestPath((a)-[*]-(b))`"));
        }
        Ok(pattern)
    }

    pub(super) fn chain(&mut self) -> Result<Pattern> {
        // Inside its brackets a `|` joins labels, also within a comprehension.
        let saved = std::mem::take(&mut self.bar_ends);
        let pattern = self.nodes_and_rels();
        self.bar_ends = saved;
        pattern
    }

    fn nodes_and_rels(&mut self) -> Result<Pattern> {
        let start = self.span();
        let first = self.node_pattern()?;
        let mut steps = Vec::new();
        while self.is("-") || (self.is("<") && self.is_at(1, "-")) {
            let rel = self.rel_pattern()?;
            let node = self.node_pattern()?;
            steps.push((rel, node));
        }
        Ok(Pattern { variable: None, shortest: None, start: first, steps, span: self.since(start) })
    }

    fn node_pattern(&mut self) -> Result<NodePattern> {
        let start = self.span();
        self.expect("(", "to start a node")?;
        let variable = match self.token() {
            Token::Word(_) | Token::Quoted(_) => Some(self.name("a variable")?),
            _ => None,
        };
        let labels = if self.eat(":") { Some(self.label_expr(true)?) } else { None };
        let properties = self.properties()?;
        if !self.is(")") {
            return Err(self.unexpected("a label, properties or `)` in a node"));
        }
        self.next();
        Ok(NodePattern { variable, labels, properties, span: self.since(start) })
    }

    fn properties(&mut self) -> Result<Option<Properties>> {
        let start = self.span();
        if let Token::Param(name) = self.token() {
            let name = super::Name { text: name.clone(), span: start };
            self.next();
            return Ok(Some(Properties::Parameter(name)));
        }
        if !self.is("{") {
            return Ok(None);
        }
        let saved = std::mem::take(&mut self.bar_ends);
        let entries = self.map_entries()?;
        self.bar_ends = saved;
        Ok(Some(Properties::Map(entries, self.since(start))))
    }

    fn rel_pattern(&mut self) -> Result<RelPattern> {
        let start = self.span();
        let left = self.eat("<");
        self.expect("-", "in a relationship")?;
        let mut rel = RelPattern {
            variable: None,
            types: None,
            range: None,
            properties: None,
            arrow: Arrow::Either,
            span: start,
        };
        if self.eat("[") {
            if matches!(self.token(), Token::Word(_) | Token::Quoted(_)) {
                rel.variable = Some(self.name("a variable")?);
            }
            if self.eat(":") {
                rel.types = Some(self.label_expr(false)?);
            }
            if self.is("..") {
                let what = "a range of lengths starts with `*`";
                return Err(self.bad(Detail::InvalidRelationshipPattern, what).hint("write `*..` or `*1..3`"));
            }
            if self.eat("*") {
                rel.range = Some(self.range()?);
            }
            rel.properties = self.properties()?;
            if !self.is("]") {
                return Err(self.unexpected("a type, a range, properties or `]` in a relationship"));
            }
            self.next();
        }
        self.expect("-", "to end a relationship")?;
        let right = self.eat(">");
        rel.arrow = match (left, right) {
            (true, false) => Arrow::Left,
            (false, true) => Arrow::Right,
            _ => Arrow::Either,
        };
        if self.is("{") && rel.range.is_none() {
            rel.range = Some(self.gql_range()?);
        }
        rel.span = self.since(start);
        Ok(rel)
    }

    fn range(&mut self) -> Result<Range> {
        if self.is("-") {
            let what = "the length of a path cannot be negative";
            return Err(self.bad(Detail::InvalidRelationshipPattern, what));
        }
        let min = self.bound()?;
        if !self.eat("..") {
            return Ok(Range { min, max: min });
        }
        if self.is("-") {
            let what = "the length of a path cannot be negative";
            return Err(self.bad(Detail::InvalidRelationshipPattern, what));
        }
        Ok(Range { min, max: self.bound()? })
    }

    /// The ISO GQL spelling `{2}`, `{1,4}`, `{,4}`.
    fn gql_range(&mut self) -> Result<Range> {
        self.expect("{", "to start a range")?;
        let min = self.bound()?;
        let range = if self.eat(",") {
            Range { min: Some(min.unwrap_or(0)), max: self.bound()? }
        } else if min.is_none() {
            return Err(self.unexpected("a number of repetitions"));
        } else {
            Range { min, max: min }
        };
        self.expect("}", "to close the range")?;
        Ok(range)
    }

    fn bound(&mut self) -> Result<Option<u32>> {
        let Token::Int(n) = *self.token() else { return Ok(None) };
        let Ok(n) = u32::try_from(n) else {
            return Err(self.bad(Detail::InvalidRelationshipPattern, "the length of a path is too large"));
        };
        self.next();
        Ok(Some(n))
    }

    /// A label expression after its colon; `:` joins further labels of a node.
    pub(super) fn label_expr(&mut self, colons: bool) -> Result<LabelExpr> {
        let mut left = self.label_and(colons)?;
        let mut terms = 0;
        while self.is("|") && !self.bar_ends {
            terms += 1;
            if terms > MAX_HEIGHT {
                return Err(self.too_deep());
            }
            self.next();
            self.eat(":");
            left = LabelExpr::Or(Box::new(left), Box::new(self.label_and(colons)?));
        }
        Ok(left)
    }

    fn label_and(&mut self, colons: bool) -> Result<LabelExpr> {
        let mut left = self.label_not()?;
        let mut terms = 0;
        while self.is("&") || (colons && self.is(":")) {
            terms += 1;
            if terms > MAX_HEIGHT {
                return Err(self.too_deep());
            }
            self.next();
            left = LabelExpr::And(Box::new(left), Box::new(self.label_not()?));
        }
        Ok(left)
    }

    fn label_not(&mut self) -> Result<LabelExpr> {
        let span = self.span();
        if self.eat("!") {
            return Ok(LabelExpr::Not(Box::new(self.deeper(Self::label_not)?)));
        }
        if self.eat("%") {
            return Ok(LabelExpr::Any(span));
        }
        if self.eat("(") {
            let saved = std::mem::take(&mut self.bar_ends);
            let inner = self.deeper(|p| p.label_expr(true))?;
            self.bar_ends = saved;
            self.expect(")", "to close the label expression")?;
            return Ok(inner);
        }
        Ok(LabelExpr::Name(self.name("a label or a relationship type")?))
    }

    /// Whether a pattern starts at this `(`, and not an expression in parentheses.
    pub(super) fn pattern_ahead(&self, offset: usize) -> bool {
        let open = self.at + offset;
        if !self.is_at(offset, "(") {
            return false;
        }
        let inside = match self.ahead(offset + 1) {
            Token::Punct(")" | ":" | "{") | Token::Param(_) => true,
            Token::Word(_) | Token::Quoted(_) => {
                matches!(self.ahead(offset + 2), Token::Punct(")" | ":" | "{") | Token::Param(_))
            }
            _ => false,
        };
        let Some(close) = self.partner.get(open).copied().filter(|close| *close != usize::MAX) else { return false };
        let after =
            |n: usize, punct: &str| matches!(self.tokens.get(close + n), Some((Token::Punct(p), _)) if *p == punct);
        if !inside {
            return false;
        }
        let dash = if after(1, "<") { 2 } else { 1 };
        if !after(dash, "-") {
            return false;
        }
        if after(dash + 1, "-") {
            return true;
        }
        // `(a)-[r]-`: the bracket must be closed and a dash must follow.
        after(dash + 1, "[")
            && self.partner.get(close + dash + 1).is_some_and(|end| {
                *end != usize::MAX && matches!(self.tokens.get(end + 1), Some((Token::Punct("-"), _)))
            })
    }
}

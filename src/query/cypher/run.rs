//! The way from a text to rows.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::ast::Statement;
use super::check::{Facts, NameUse, Named, check};
use super::error::{CypherError, Detail, ErrorClass, ErrorKind, Phase, Result, Warning};
use super::eval::{Cursor, Cx};
use super::parse::parse;
use super::plan::explain::explain;
use super::plan::lower;
use super::value::Value;
use crate::query::view::GraphView;
use crate::suggest::nearest_one as nearest;

/// The values of the parameters of a query, by name without the dollar sign.
pub type Params = BTreeMap<String, Value>;

/// A query that has been parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    text: String,
    tree: Statement,
}

impl Query {
    /// Parses a query.
    ///
    /// # Errors
    ///
    /// A [`CypherError`] at the first token that does not fit.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self { text: text.to_owned(), tree: parse(text)? })
    }

    /// Makes a query of a syntax tree, by way of its canonical text.
    ///
    /// # Errors
    ///
    /// A [`CypherError`] for a tree that no text has, such as one that nests too deep.
    pub fn from_tree(tree: &Statement) -> Result<Self> {
        Self::parse(&tree.to_string())
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the syntax tree.
    #[must_use]
    pub fn tree(&self) -> &Statement {
        &self.tree
    }

    /// Checks the query: variables, types, aggregates, and that the parameters it uses are given.
    ///
    /// # Errors
    ///
    /// A [`CypherError`] for the first violation.
    pub fn check(&self, params: &Params) -> Result<Checked> {
        let facts = check(&self.tree, &self.text)?;
        if let Some((name, span)) = facts.parameters.iter().find(|(name, _)| !params.contains_key(name)) {
            let class = ErrorClass::ParameterMissing;
            let kind = ErrorKind { class, phase: Phase::CompileTime, detail: Detail::MissingParameter };
            let message = format!("no value is given for the parameter `${name}`");
            return Err(CypherError { kind, span: Some(*span), message, hint: None });
        }
        Ok(Checked { query: self.clone(), facts, params: params.clone() })
    }
}

/// How far an evaluation may go.
#[derive(Clone, Copy)]
pub struct Limits<'g> {
    /// The greatest number of rows; further ones are cut off, see [`Rows::truncated`].
    pub rows: Option<u64>,
    /// The greatest number of steps, about one for each element looked at; more is an error.
    pub steps: Option<u64>,
    /// The length to which a path of unbounded length is followed, with a warning; `None` for
    /// no bound. Shortest paths and mere reachability need no bound and have none.
    pub hops: Option<u32>,
    /// Is asked from time to time whether to stop.
    pub interrupt: Option<&'g dyn Fn() -> bool>,
}

impl Default for Limits<'_> {
    /// No limit but 15 hops for paths of unbounded length.
    fn default() -> Self {
        Self { rows: None, steps: None, hops: Some(15), interrupt: None }
    }
}

impl Limits<'_> {
    /// Returns limits that limit nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { hops: None, ..Self::default() }
    }
}

/// A query that has been checked and can be run on any graph.
#[derive(Clone, Debug)]
pub struct Checked {
    query: Query,
    facts: Facts,
    params: Params,
}

impl Checked {
    /// Returns the names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.facts.columns
    }

    /// Returns what the checker found out.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Returns the query.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Plans the query for a graph and returns its rows, none of which is calculated yet.
    ///
    /// Planning reads only counts and names. Each row is searched for when it is asked for; a
    /// projection with `ORDER BY` or an aggregate reads all rows before it.
    ///
    /// # Errors
    ///
    /// A [`CypherError`] for a pattern that cannot be planned.
    pub fn run<'g>(&self, view: &'g dyn GraphView, limits: Limits<'g>) -> Result<Rows<'g>> {
        let plan = lower(&self.query.tree, &self.query.text, &self.params, view, limits.hops)?;
        let mut warnings = self.warnings(view);
        warnings.extend(plan.warnings);
        let cx = Cx {
            view,
            steps: Cell::new(0),
            max_steps: limits.steps.unwrap_or(u64::MAX),
            interrupt: limits.interrupt,
            random: Cell::new(0),
        };
        let cursor = Cursor::new(&plan.pipelines, plan.distinct, None);
        let columns = self.facts.columns.clone();
        let left = limits.rows.unwrap_or(u64::MAX);
        Ok(Rows { cx, cursor, columns, warnings, left, truncated: false, failed: false })
    }

    /// Returns the plan for a graph as text: where each pattern starts, how it goes on, where
    /// conditions are tested. `#n` is an element without a name.
    ///
    /// # Errors
    ///
    /// A [`CypherError`] for a pattern that cannot be planned.
    pub fn explain(&self, view: &dyn GraphView, limits: Limits<'_>) -> Result<String> {
        let plan = lower(&self.query.tree, &self.query.text, &self.params, view, limits.hops)?;
        Ok(explain(&plan, &self.query.tree, view))
    }

    /// Returns a warning for each label, type and property that the graph does not have.
    #[must_use]
    pub fn warnings(&self, view: &dyn GraphView) -> Vec<Warning> {
        let mut warnings: Vec<Warning> = Vec::new();
        let ids = |n: usize| 0..u32::try_from(n).unwrap_or(u32::MAX);
        for NameUse { what, name, span } in &self.facts.uses {
            let (kind, names) = match what {
                Named::Label if view.label(name).is_none() => {
                    let ids = ids(view.label_count()).map(crate::query::view::LabelId);
                    ("label", ids.map(|id| view.label_name(id)).collect())
                }
                Named::Type if view.rel_type_id(name).is_none() => {
                    let ids = ids(view.type_count()).map(crate::query::view::TypeId);
                    ("relationship type", ids.map(|id| view.type_name(id)).collect())
                }
                Named::NodeKey => ("node property", view.known_node_keys()),
                Named::RelKey => ("relationship property", view.known_rel_keys()),
                _ => continue,
            };
            // Where no property names are known, nothing can be said about one.
            let property = matches!(what, Named::NodeKey | Named::RelKey);
            if property && (names.is_empty() || names.iter().any(|n| n == name)) {
                continue;
            }
            let message = format!("the graph has no {kind} `{name}`");
            if warnings.iter().any(|w| w.message == message) {
                continue;
            }
            let hint = match nearest(name, names.iter().map(|n| &**n)) {
                Some(near) => Some(format!("did you mean `{near}`?")),
                None if names.is_empty() => None,
                None => {
                    let list: Vec<&str> = names.iter().take(12).map(|n| &**n).collect();
                    let more = if names.len() > list.len() { ", …" } else { "" };
                    Some(format!("it has: {}{more}", list.join(", ")))
                }
            };
            warnings.push(Warning { span: Some(*span), message, hint });
        }
        warnings
    }
}

/// The rows of a query, calculated one at a time.
pub struct Rows<'g> {
    cx: Cx<'g>,
    cursor: Cursor<'g>,
    columns: Vec<String>,
    warnings: Vec<Warning>,
    left: u64,
    truncated: bool,
    failed: bool,
}

impl Rows<'_> {
    /// Returns the names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns what was noticed before the first row: unknown names, paths that were bounded.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Tells whether rows were cut off by the row limit.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }

    /// Appends the columns of all further rows to `cells`, row after row, and returns their number.
    ///
    /// The rows are those of the iterator, without a list for each: for large answers several times
    /// faster.
    ///
    /// # Errors
    ///
    /// As the iterator; `cells` then holds the rows before the error.
    pub fn append_to(&mut self, cells: &mut Vec<Value>) -> Result<u64> {
        if self.failed || self.truncated {
            return Ok(0);
        }
        let before = cells.len();
        match self.cursor.append(&self.cx, self.left.saturating_add(1), cells) {
            Ok(rows) if rows > self.left => {
                // One more was asked for, to know whether there are any.
                cells.truncate(before + self.left as usize * self.columns.len());
                self.truncated = true;
                Ok(self.left)
            }
            Ok(rows) => {
                self.left -= rows;
                Ok(rows)
            }
            Err(error) => {
                self.failed = true;
                Err(error)
            }
        }
    }

    /// Returns the number of steps done so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.cx.steps.get()
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Vec<Value>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed || self.truncated {
            return None;
        }
        match self.cursor.next(&self.cx) {
            Ok(Some(_)) if self.left == 0 => {
                self.truncated = true;
                None
            }
            Ok(Some(row)) => {
                self.left -= 1;
                Some(Ok(row))
            }
            Ok(None) => None,
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}

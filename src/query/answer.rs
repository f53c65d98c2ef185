//! Answers: rows of values, each with the edges that say so.

use super::cypher::{Checked, CypherError, Limits, Params, Query, Value};
use super::graph_view::{View, graph_edge, graph_node, json_text};
use super::question::{Reading, ReadingKind};
use super::sql::{self, Dialect, Plan, Schema, Shortest, Sql};
use crate::error::{Error, Result};
use crate::graph::{EdgeId, NodeId};

/// One row of an answer.
#[derive(Clone, Debug)]
pub struct Row {
    /// A value for each column.
    pub values: Vec<Value>,
    /// The edges that support the row, in file order.
    pub edges: Vec<EdgeId>,
}

impl Row {
    /// Makes a row that the edges and paths in it support.
    pub fn new(values: Vec<Value>) -> Row {
        let mut edges = Vec::new();
        for value in &values {
            walk(value, &mut |part| {
                if let Value::Rel(rel) = part {
                    edges.push(graph_edge(*rel));
                }
            });
        }
        edges.sort_unstable();
        edges.dedup();
        Row { values, edges }
    }
}

/// What a question or pattern gives.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows, in the order of the pattern language.
    pub rows: Vec<Row>,
    /// What was noticed: names that the graph does not have, paths that were bounded.
    pub warnings: Vec<String>,
    /// Whether rows were cut off by the limit.
    pub truncated: bool,
    /// Steps of the search, about one for each element looked at.
    pub steps: u64,
}

impl Answer {
    /// Returns whether the answer is "no": no row, or one row that says false or zero.
    pub fn is_no(&self) -> bool {
        match self.rows.as_slice() {
            [] => true,
            [row] if self.columns.len() == 1 => matches!(row.values[0], Value::Bool(false) | Value::Int(0)),
            _ => false,
        }
    }

    /// Adds the edges that support each row, from the rows of [`Reading::with_edges`].
    pub fn support(&mut self, kind: ReadingKind, support: Vec<Row>) {
        let mut places = std::collections::HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(Value::Node(node)) = row.values.first() {
                places.insert(*node, at);
            }
        }
        for row in support {
            let at = match row.values.first() {
                _ if is_whole(kind) => Some(0),
                Some(Value::Node(node)) => places.get(node).copied(),
                _ => None,
            };
            if let Some(target) = at.and_then(|at| self.rows.get_mut(at)) {
                target.edges.extend(row.edges);
            }
        }
        for row in &mut self.rows {
            row.edges.sort_unstable();
            row.edges.dedup();
        }
    }

    /// Returns the nodes in the rows, each once, in order of first mention.
    pub fn nodes(&self) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for value in self.rows.iter().flat_map(|row| &row.values) {
            walk(value, &mut |part| {
                if let Value::Node(node) = part
                    && seen.insert(*node)
                {
                    nodes.push(graph_node(*node));
                }
            });
        }
        nodes
    }

    /// Returns the edges in the rows and those that support them, each once.
    pub fn edges(&self) -> Vec<EdgeId> {
        let mut edges: Vec<EdgeId> = self.rows.iter().flat_map(|row| row.edges.iter().copied()).collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    }
}

/// Calls a function for a value and every value inside it; paths give their nodes and relationships.
fn walk(value: &Value, visit: &mut impl FnMut(&Value)) {
    visit(value);
    match value {
        Value::List(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Map(members) => members.values().for_each(|member| walk(member, visit)),
        Value::Path(path) => {
            path.nodes.iter().for_each(|&node| visit(&Value::Node(node)));
            path.rels.iter().for_each(|&rel| visit(&Value::Rel(rel)));
        }
        _ => {}
    }
}

/// Checks a pattern.
///
/// # Errors
/// Fails with the place, what was expected there, and a hint.
pub fn pattern(text: &str, params: &Params) -> Result<Checked> {
    Query::parse(text).and_then(|query| query.check(params)).map_err(|error| pattern_error(&error, text))
}

/// Makes SQL of a pattern.
///
/// # Errors
/// Fails with the place of what has no exact counterpart in SQL.
pub fn sql(checked: &Checked, schema: &Schema, dialect: Dialect) -> Result<Sql> {
    sql::compile(checked, schema, dialect).map_err(|error| pattern_error(&error, checked.query().text()))
}

/// Makes a plan of a pattern for an engine's driver.
///
/// # Errors
/// Fails with the place of what has no exact counterpart.
pub fn plan(checked: &Checked, schema: &Schema, dialect: Dialect) -> Result<Plan> {
    sql::plan(checked, schema, dialect).map_err(|error| pattern_error(&error, checked.query().text()))
}

/// Finds the searches of a pattern that asks for shortest paths; none for any other.
///
/// # Errors
/// Fails with the place of what an engine's driver does not search for.
pub fn searches(checked: &Checked, schema: &Schema) -> Result<Option<Vec<Shortest>>> {
    sql::searches(checked, schema).map_err(|error| pattern_error(&error, checked.query().text()))
}

/// Runs a pattern; edges and paths that it returns support their rows.
///
/// # Errors
/// Fails if the pattern fails while it runs, or reaches a limit of work.
pub fn run(checked: &Checked, view: &View<'_>, limits: Limits<'_>) -> Result<Answer> {
    let text = checked.query().text();
    let mut rows = checked.run(view, limits).map_err(|error| pattern_error(&error, text))?;
    let mut list = Vec::new();
    for row in rows.by_ref() {
        list.push(Row::new(row.map_err(|error| pattern_error(&error, text))?));
    }
    let warnings = rows.warnings().iter().map(|warning| warning.render(text)).collect();
    Ok(Answer {
        columns: rows.columns().to_vec(),
        rows: list,
        warnings,
        truncated: rows.truncated(),
        steps: rows.steps(),
    })
}

/// Runs a reading of a question; each row is supported by the edges that make it true.
///
/// # Errors
/// As [`run`].
pub fn answer(reading: &Reading, view: &View<'_>, limits: Limits<'_>) -> Result<Answer> {
    let mut answer = run(&pattern(&reading.cypher, &Params::new())?, view, limits)?;
    let Some(text) = &reading.with_edges else { return Ok(answer) };
    let support = run(&pattern(text, &Params::new())?, view, Limits { rows: None, ..limits })?;
    answer.steps += support.steps;
    answer.support(reading.kind, support.rows);
    Ok(answer)
}

/// Returns whether the edges that support an answer of this kind support it as a whole, and not its rows one by one.
pub fn is_whole(kind: ReadingKind) -> bool {
    matches!(kind, ReadingKind::Count | ReadingKind::YesNo)
}

/// Reads the value of a parameter, written as JSON; `None` if it is no JSON.
pub fn parameter(text: &str) -> Option<Value> {
    if text.trim() == "null" { Some(Value::Null) } else { json_text(text) }
}

fn pattern_error(error: &CypherError, text: &str) -> Error {
    let code = error.kind.code();
    let mut hints = Vec::new();
    if let Some(span) = error.span {
        hints.push(caret(text, span.start as usize, span.end as usize));
    }
    hints.extend(error.hint.clone());
    Error::query(format!("{} ({code})", error.message), hints)
}

/// Shows the line of a place with carets under it.
fn caret(text: &str, start: usize, end: usize) -> String {
    let start = start.min(text.len());
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let before = text[line_start..start].chars().count();
    let width = text.get(start..end.clamp(start, line_end)).map_or(1, |part| part.chars().count().max(1));
    format!("in the pattern:\n    {}\n    {}{}", &text[line_start..line_end], " ".repeat(before), "^".repeat(width))
}

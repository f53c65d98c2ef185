//! SQL of a pattern, for engines over the tables of a Parquet data set.
//!
//! A checked openCypher query becomes one `SELECT` over the tables `nodes`, `edges` and `evidence`
//! ([`tables`] declares them over files). Patterns of fixed length become joins; each pair of relationships in one
//! `MATCH` is kept apart by the edges' ids, as openCypher demands. `*m..n` up to four steps becomes a union of joins,
//! `OPTIONAL MATCH` a left join, `EXISTS { }` a correlated `EXISTS`, each `WITH` a common table expression.
//!
//! What SQL would answer otherwise is refused by name, never approximated: the error says which part and what to do.
//! Every dialect has the same text but for names in quotes, text functions and lists.
//!
//! | openCypher | SQL |
//! |---|---|
//! | variable of a node or relationship | its id |
//! | `(x)-[:r]->(y {id: 'k'})` | `FROM edges e1 WHERE e1.relationship = 'r' AND e1.dst = 'k'` |
//! | `(x)--(y)` | the same over `steps`, the edges and the edges turned round |
//! | path | list of ids: node, edge, node … |

mod clause;
mod dialect;
mod expr;
mod pattern;
mod schema;

pub use dialect::{Dialect, tables};
pub use schema::Schema;

use super::cypher::Checked;
use super::cypher::ast::{SingleQuery, Statement};
use super::cypher::error::{CypherError, Detail, Result, Span};
use expr::Kind;

/// A query as SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sql {
    /// The text, without a semicolon at its end.
    pub text: String,
    /// What each column holds.
    pub columns: Vec<SqlColumn>,
}

/// A column of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlColumn {
    /// The name in the query.
    pub name: String,
    /// What its values are.
    pub holds: Holds,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Ids of nodes.
    Nodes,
    /// Ids of edges.
    Edges,
    /// Paths: lists of ids, of a node, an edge, a node …
    Paths,
    /// Booleans, numbers, texts or lists of texts, of the SQL type that fits.
    Values,
    /// JSON text, where the values have no one type.
    Json,
}

/// Makes SQL of a query.
///
/// # Errors
/// Refuses what has no exact counterpart in SQL, with its place in the query.
pub fn compile(checked: &Checked, schema: &Schema, dialect: Dialect) -> Result<Sql> {
    let query = checked.query();
    let mut compiler = Compiler {
        schema,
        dialect,
        text: query.text(),
        names: checked.columns(),
        tables: Vec::new(),
        next: 0,
        uses_steps: false,
    };
    compiler.statement(query.tree())
}

/// Refuses a part of the language.
fn refuse<T>(span: Span, what: &str, hint: &str) -> Result<T> {
    let error = CypherError::unsupported(Detail::Feature, span, format!("{what} has no exact counterpart in SQL"));
    Err(if hint.is_empty() { error } else { error.hint(hint) })
}

struct Compiler<'a> {
    schema: &'a Schema,
    dialect: Dialect,
    text: &'a str,
    /// Names of the result's columns.
    names: &'a [String],
    /// Common table expressions: name and text.
    tables: Vec<(String, String)>,
    next: usize,
    uses_steps: bool,
}

impl Compiler<'_> {
    /// Returns a name that nothing else has.
    fn name(&mut self, prefix: &str) -> String {
        self.next += 1;
        format!("{prefix}{}", self.next)
    }

    fn statement(&mut self, statement: &Statement) -> Result<Sql> {
        let (mut text, kinds) = self.single(&statement.first)?;
        for union in &statement.unions {
            let (next, others) = self.single(&union.query)?;
            if kinds != others {
                return refuse(union.span, "a `UNION` of columns of different types", "make the types equal");
            }
            text.push_str(if union.all { "\nUNION ALL\n" } else { "\nUNION\n" });
            text.push_str(&next);
        }
        let mut tables = std::mem::take(&mut self.tables);
        if self.uses_steps {
            tables.insert(0, ("steps".to_owned(), self.schema.steps(self.dialect)));
        }
        let tables: Vec<String> = tables.iter().map(|(name, text)| format!("{name} AS (\n{text}\n)")).collect();
        if !tables.is_empty() {
            text.insert_str(0, &format!("WITH {}\n", tables.join(",\n")));
        }
        let columns = self.names.iter().zip(kinds).map(|(name, kind)| SqlColumn {
            name: name.clone(),
            holds: match kind {
                Kind::Node => Holds::Nodes,
                Kind::Edge => Holds::Edges,
                Kind::Path => Holds::Paths,
                Kind::Json | Kind::Number => Holds::Json,
                _ => Holds::Values,
            },
        });
        Ok(Sql { text, columns: columns.collect() })
    }

    fn single(&mut self, query: &SingleQuery) -> Result<(String, Vec<Kind>)> {
        let mut frame = clause::Frame::default();
        let mut result = None;
        for clause in &query.clauses {
            result = self.clause(&mut frame, clause)?;
        }
        match result {
            Some(result) => Ok(result),
            None => refuse(query.span, "a query without `RETURN`", "add `RETURN`"),
        }
    }
}

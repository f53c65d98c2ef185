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
//!
//! A driver that runs the SQL for kgraph can do more ([`plan`]): what is within reach of a node, over any number of steps,
//! and shortest paths ([`Reach`], [`Shortest`]).

mod clause;
mod dialect;
mod expr;
mod pattern;
mod schema;
mod search;

pub use dialect::{Dialect, tables};
pub use schema::Schema;
pub use search::{Reach, Shortest, Way};

use super::cypher::ast::{Clause, Return, SingleQuery, Statement, With};
use super::cypher::error::{CypherError, Detail, Result, Span};
use super::cypher::{Checked, ignores_repetition};
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
    Compiler::new(checked, schema, dialect, false).statement(checked.query().tree())
}

/// A query as a driver runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The SQL, over the tables of the data set and those of `reaches`.
    pub sql: Sql,
    /// Tables that are filled before.
    pub reaches: Vec<Reach>,
    /// Whether the query says in which order the rows come; the SQL then leaves no two rows without an order.
    pub is_ordered: bool,
}

/// Makes a plan for a driver: SQL, and the searches that it needs.
///
/// # Errors
/// Refuses what has no exact counterpart, with its place in the query.
pub fn plan(checked: &Checked, schema: &Schema, dialect: Dialect) -> Result<Plan> {
    let mut compiler = Compiler::new(checked, schema, dialect, true);
    let sql = compiler.statement(checked.query().tree())?;
    Ok(Plan { sql, reaches: compiler.reaches, is_ordered: compiler.is_ordered })
}

/// Finds the searches of a query that asks for shortest paths between nodes that are named by their ids; none for
/// any other query. All the paths that it asks for lie in what the searches find.
///
/// # Errors
/// Refuses a query that asks for shortest paths and something else.
pub fn searches(checked: &Checked, schema: &Schema) -> Result<Option<Vec<Shortest>>> {
    let relations: Vec<String> = schema.relations.iter().map(|(id, ..)| id.clone()).collect();
    search::searches(checked, &relations)
}

const SHORTEST_HINT: &str =
    "`--on spark` finds one between two nodes that are named by their ids; or ask kgraph itself: leave out `--emit`";

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
    /// Whether a driver runs it, which can do more than SQL.
    for_driver: bool,
    /// Whether it makes no difference how often what is matched now is matched.
    once: bool,
    pinned: search::Pinned,
    reaches: Vec<Reach>,
    is_ordered: bool,
}

impl<'a> Compiler<'a> {
    fn new(checked: &'a Checked, schema: &'a Schema, dialect: Dialect, for_driver: bool) -> Self {
        Compiler {
            schema,
            dialect,
            text: checked.query().text(),
            names: checked.columns(),
            tables: Vec::new(),
            next: 0,
            uses_steps: false,
            for_driver,
            once: false,
            pinned: search::Pinned::new(),
            reaches: Vec::new(),
            is_ordered: false,
        }
    }

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
            // What each part says of its order is nothing that the whole has.
            self.is_ordered = false;
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
        self.pinned = search::pinned(query);
        for (at, clause) in query.clauses.iter().enumerate() {
            self.once = match (clause, query.clauses.get(at + 1)) {
                (
                    Clause::Match(found),
                    Some(Clause::With(With { projection, .. }) | Clause::Return(Return { projection, .. })),
                ) => !found.optional && ignores_repetition(projection),
                _ => false,
            };
            result = self.clause(&mut frame, clause)?;
        }
        match result {
            Some(result) => Ok(result),
            None => refuse(query.span, "a query without `RETURN`", "add `RETURN`"),
        }
    }
}

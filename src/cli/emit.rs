//! `kgraph query --emit`: the question in the language of another engine.

use super::output::Output;
use kgraph::error::{Error, Result};
use kgraph::graph::Graph;
use kgraph::query::answer;
use kgraph::query::cypher::Params;
use kgraph::query::sql::{self, Dialect, Schema};
use std::io::Write;
use std::path::Path;

/// A language that questions can be put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Language {
    /// openCypher, as the question is read
    Cypher,
    /// SQL over the tables of `kgraph export --parquet`
    Sql,
}

/// Finds a dialect by its name.
pub(super) fn dialect(name: &str) -> std::result::Result<Dialect, String> {
    let all = || Dialect::ALL.iter().map(|dialect| dialect.name()).collect::<Vec<_>>().join(", ");
    Dialect::from_name(name).ok_or_else(|| format!("no such dialect; there are {}", all()))
}

/// Writes a pattern in a language.
pub(super) fn pattern(
    pattern: &str,
    graph: &Graph,
    language: Language,
    dialect: Dialect,
    data: Option<&Path>,
    out: &mut Output,
) -> Result<()> {
    let text = match language {
        Language::Cypher => format!("{pattern}\n"),
        Language::Sql => {
            let sql = answer::sql(&answer::pattern(pattern, &Params::new())?, &Schema::of(graph), dialect)?;
            let tables = data.map_or_else(String::new, |path| sql::tables(dialect, &path.to_string_lossy()));
            format!("{tables}{};\n", sql.text)
        }
    };
    out.write_all(text.as_bytes()).map_err(|error| Error::io("cannot write the query", error))
}

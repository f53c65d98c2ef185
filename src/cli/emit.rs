//! `kgraph query --emit`: the question in the language of another engine.

use super::output::Output;
use kgraph::error::{Error, Result};
use kgraph::graph::Graph;
use kgraph::graph::property_names::PropertyNames;
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

/// The dialect of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// Of SQL.
    Sql(Dialect),
    /// openCypher with the names that the exports for Neo4j have.
    Neo4j,
}

/// Finds a dialect by its name.
pub(super) fn dialect(name: &str) -> std::result::Result<Flavour, String> {
    let all = || Dialect::ALL.iter().map(|dialect| dialect.name()).collect::<Vec<_>>().join(", ");
    match Dialect::from_name(name) {
        Some(dialect) => Ok(Flavour::Sql(dialect)),
        None if name == "neo4j" => Ok(Flavour::Neo4j),
        None => Err(format!("no such dialect; there are {} of SQL, and neo4j of Cypher", all())),
    }
}

/// Writes a pattern in a language.
pub(super) fn pattern(
    pattern: &str,
    graph: &Graph,
    language: Language,
    flavour: Flavour,
    data: Option<&Path>,
    out: &mut Output,
) -> Result<()> {
    let text = match (language, flavour) {
        (Language::Cypher, Flavour::Sql(_)) => format!("{pattern}\n"),
        (Language::Cypher, Flavour::Neo4j) => {
            let checked = answer::pattern(pattern, &Params::new())?;
            format!("{};\n", answer::neo4j(&checked, &PropertyNames::of(graph))?)
        }
        (Language::Sql, Flavour::Neo4j) => {
            return Err(Error::unsupported("neo4j is no dialect of SQL", "write `--emit cypher --dialect neo4j`"));
        }
        (Language::Sql, Flavour::Sql(dialect)) => {
            let sql = answer::sql(&answer::pattern(pattern, &Params::new())?, &Schema::of(graph), dialect)?;
            let tables = data.map_or_else(String::new, |path| sql::tables(dialect, &path.to_string_lossy()));
            format!("{tables}{};\n", sql.text)
        }
    };
    out.write_all(text.as_bytes()).map_err(|error| Error::io("cannot write the query", error))
}

//! The read part of openCypher over any graph behind [`GraphView`].
//!
//! A query goes through stages, each with a type of its own: text → [`lex`] → [`parse`] → the
//! tree in [`ast`] → [`check`] → a plan for one graph → [`Rows`]. The tree can be printed again
//! ([`mod@print`]), and other languages can be made of it.
//!
//! Offered: `MATCH`, `OPTIONAL MATCH`, `WHERE`, `WITH`, `UNWIND`, `RETURN`, `DISTINCT`,
//! `ORDER BY`, `SKIP`, `LIMIT`, `UNION [ALL]`, parameters, named paths, paths of variable
//! length, `shortestPath`, `allShortestPaths` (also as `ANY SHORTEST`, `ALL SHORTEST`),
//! `EXISTS { }` and `COUNT { }`, comprehensions, quantifiers, `reduce`, `CASE`, and the functions
//! in [`functions`]. Refused with [`error::ErrorClass::NotSupported`]: writing, `CALL`, temporal
//! values, regular expressions. `rand()` gives a fixed pseudo-random sequence, the same for every
//! run of a query.
//!
//! ```
//! use kgraph::query::cypher::Query;
//!
//! let query = Query::parse("MATCH (a)-[:KNOWS]->(b) RETURN b.name AS name").unwrap();
//! assert_eq!(query.check(&Default::default()).unwrap().columns(), ["name"]);
//! assert!(Query::parse("MATCH (a)-[:KNOWS]- RETURN a").is_err());
//! ```

pub mod ast;
pub mod check;
pub mod error;
mod eval;
pub mod functions;
pub mod lex;
pub mod parse;
mod plan;
pub mod print;
mod run;
pub mod scope;
pub mod value;

pub(crate) use plan::ignores_repetition;

pub use error::{CypherError, Span, Warning};
pub use run::{Checked, Limits, Params, Query, Rows};
pub use value::Value;

#[cfg(doc)]
use crate::query::view::GraphView;

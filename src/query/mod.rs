//! Asking a graph: names, questions, patterns and paths.
//!
//! A question in English is compiled to openCypher text ([`question::read`]); a pattern is written in
//! it. Both are answered by the one evaluator; [`paths`] serves `kgraph path`.

pub mod names;
pub mod paths;
pub mod question;

//! Asking a graph: names, questions, patterns and paths.
//!
//! A question in English is compiled to openCypher text ([`question::read`]); a pattern is written in
//! it. Both are answered by the one evaluator ([`cypher`]) over a [`view`] of the graph, and each row
//! comes with the edges that say so ([`answer`]). [`paths`] serves `kgraph path`.

pub mod answer;
mod corridor;
pub mod cypher;
pub mod graph_view;
pub mod names;
pub mod neo4j;
mod nodes;
pub mod paths;
pub mod question;
pub mod sql;
pub mod view;
mod ways;

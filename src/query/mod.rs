//! Questions to a graph.
//!
//! [`view`] is what a query needs from a graph: a small read-only trait. [`cypher`] is the
//! read part of openCypher over any graph behind that trait.

pub mod cypher;
pub mod view;

//! kgraph
pub mod query;

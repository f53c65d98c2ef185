//! kgraph

//! Asking a graph: names, questions, patterns and paths.

pub mod paths;

#![doc = include_str!("../README.md")]

pub mod decisions;
pub mod diagnostics;
pub mod dupes;
pub mod error;
pub mod format;
pub mod graph;
pub mod jsontext;
pub mod layout;
pub mod metrics;
pub mod query;
pub mod render;
pub mod salvage;
pub mod schema;
pub mod suggest;

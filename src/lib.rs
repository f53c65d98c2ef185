#![doc = include_str!("../README.md")]

pub mod compare;
pub mod diagnostics;
pub mod error;
pub mod format;
pub mod graph;
pub mod jsontext;
pub mod layout;
pub mod metrics;
pub mod page;
pub mod query;
pub mod render;
pub mod suggest;
pub mod verify;

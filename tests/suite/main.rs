//! The integration tests, one binary.

mod questions;

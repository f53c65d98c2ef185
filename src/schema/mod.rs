//! The file format as a contract: a JSON Schema for editors, a stricter one for language models, and a
//! prompt that asks a model for a graph in the words of this one.
//!
//! The schemas say what a value may be. What only a reading of the whole file can tell (ids that are used
//! twice, ends that are no node, types that nobody declares) stays with the checker.

mod example;
mod file;
mod prompt;
mod strict;

pub use file::graph_file;
pub use prompt::prompt;
pub use strict::{MAX_ENUM_VALUES, MAX_PROPERTIES, Size, size, strict};

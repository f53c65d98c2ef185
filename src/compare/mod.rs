//! Versions of a graph: what changed, and how two that go back to one become one.

mod diff;
mod merge;
mod records;

pub use diff::{Change, ChangeKind, Diff, ValueChange, diff};
pub use merge::{Conflict, Merged, merge};
pub use records::Record;

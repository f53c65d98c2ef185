//! What the JSON formats share: scanned files, objects being written, renamed keys, and telling one from another.

pub(super) mod edge_ids;
pub(super) mod file;
pub(super) mod header;
pub(super) mod lines;
pub(super) mod names;
pub(super) mod object;
pub(super) mod relation;
pub(super) mod sniff;

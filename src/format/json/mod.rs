//! kgraph JSON: node-link JSON with types, relations and evidence.
//!
//! What it is: the node-link form that networkx, D3 and most people write; `graph/README.md`
//! describes the keys. networkx 3.6 and later load it unchanged.
//!
//! | graph | file |
//! |---|---|
//! | node | object in `nodes` |
//! | edge | object in `edges` |
//! | type | `type` |
//! | relation | `relation` |
//!
//! What is lost: nothing. Written text is canonical: keys with a meaning first, in a fixed order, the
//! user's own keys after them in their own; one node or edge a line.
//!
//! Not supported: `hyperedges` of JSON Graph Format, and other JSON flavours.

mod read;
mod write;

use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "json",
    title: "kgraph JSON",
    about: "node-link JSON with evidence; loads in networkx 3.6+ and D3",
    extensions: &["json"],
    media_type: "application/json",
    read: Some(read::read),
    detect: Some(|text| text.trim_start().starts_with('{')),
    write: Some(WriteAs::File(write::write)),
};

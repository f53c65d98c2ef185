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
//! Other people's node-link files are read too, with a warning: edges without a `relation`, if no edge
//! of the file has one (the first of `relationship`, `predicate`, `label`, `type` and `kind` that every
//! edge has, else `related-to`); nodes without an `id`, if no node has one (`name`, `label`, or the
//! place in the list, which is then what numbers in `source` and `target` mean, as in D3 up to 3). The first edge
//! shows how all name their ends: `from` and `to` (vis-network), `fromNode` and `toNode` (Obsidian's canvas),
//! `startNode` and `endNode`, `src` and `dst`, `source_id` and `target_id`, `subject` and `object`; whole nodes, as D3
//! leaves them; or places in the list, if all ids are words. Kumu's `elements` and `connections` are read as well.
//!
//! Not supported: hyperedges, and a direction of single edges.

mod ends;
mod nameless;
mod read;
#[cfg(test)]
mod tests;
mod write;

use super::jsonfile::sniff::{Flavour, sniff};
use super::{Format, WriteAs, WriteOptions};
use crate::diagnostics::Source;
use crate::graph::{Builder, Graph};
use std::io::{self, Write};
use std::sync::Arc;

pub(super) static FORMAT: Format = Format {
    name: "json",
    title: "kgraph JSON",
    about: "node-link JSON with evidence; loads in networkx 3.6+ and D3",
    extensions: &["json"],
    media_type: "application/json",
    decode: None,
    read: Some(read::read),
    detect: Some(|text| sniff(text) == Some(Flavour::NodeLink)),
    write: Some(WriteAs::File(|graph, options, out| write::write(graph, options, "edges", out))),
    holds: super::feature::Holds::ALL,
};

/// Reads the same with `links`, for D3.
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    read::read(sources, builder);
}

/// Writes the same with `links`, for D3.
pub(super) fn write_links(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<super::Losses> {
    write::write(graph, options, "links", out)
}

/// Writes what a graph says about itself: a file of its own, without nodes and edges.
#[cfg(feature = "parquet")]
pub(super) fn write_header(graph: &Graph, text: &mut String) {
    write::write_header(graph, text);
}

//! JSON Graph Format, version 2.
//!
//! What it is: `graph` with `nodes` by id and a list of `edges`, no key beside those of the schema, and
//! everything else in `metadata`; <https://jsongraphformat.info/v2.0/json-graph-schema.json>.
//!
//! | graph | file |
//! |---|---|
//! | node | `graph.nodes`, by id, with `label` |
//! | type, aliases, description, user's own keys | `metadata` of the node |
//! | edge | `graph.edges`: `id`, `source`, `relation`, `target`, `label`; `directed` where the relation is symmetric |
//! | weight, dates, evidence, user's own keys | `metadata` of the edge |
//! | title | `graph.label` |
//! | documents, types, relations, user's own keys | `graph.metadata` |
//!
//! What is lost: nothing; reading gives the same graph again.
//!
//! Not supported: `hyperedges`, and several graphs in one file. Files of version 1, whose nodes are a
//! list, are read too. Edges of other people's files that have no `relation` get it as in kgraph JSON;
//! a `directed` that differs from the graph's is kept as an attribute.
//!
//! ```text
//! {"id": "a--knows--b", "source": "a", "relation": "knows", "target": "b", "metadata": {"weight": 2}}
//! ```

mod read;
mod write;

use super::jsonfile::names::Names;
use super::jsonfile::sniff::{Flavour, sniff};
use super::{Format, WriteAs};

const EDGE_NAMES: Names = Names(&["kg_id"]);
const HEADER_NAMES: Names = Names(&["kgraph"]);

pub(super) static FORMAT: Format = Format {
    name: "jgf",
    title: "JSON Graph Format",
    about: "version 2 of jsongraphformat.info, with a schema to check against",
    extensions: &["jgf", "json"],
    media_type: "application/vnd.jgf+json",
    decode: None,
    read: Some(read::read),
    detect: Some(|text| sniff(text) == Some(Flavour::Jgf)),
    write: Some(WriteAs::File(write::write)),
    holds: super::feature::Holds::ALL,
};

//! Cytoscape.js JSON: for Cytoscape.js in the browser, Cytoscape on the desktop and networkx.
//!
//! What it is: `elements` with `nodes` and `edges`, each with its `data`;
//! <https://js.cytoscape.org/#notation/elements-json>. What networkx's `cytoscape_graph` asks for beyond
//! that is there too: `data`, `directed` and `multigraph` at the top, `value` and `key`.
//!
//! | graph | file |
//! |---|---|
//! | node | `data` with `id`, `value` (the same) and `name` (the label, else the id) |
//! | type, label, aliases, description | `type`, `label`, `aliases`, `description` |
//! | edge | `data` with `id`, `key` (the same), `source`, `target` and `name` (the label) |
//! | relation | `relation`, and `interaction` for Cytoscape |
//! | weight, dates, evidence | `weight`, `since`, `until`, `evidence` |
//! | user's own key | itself; one that Cytoscape gives a meaning stands behind `meta_` |
//! | numbers `x` and `y` | themselves, and `position`, which counts downwards |
//! | header | `data` at the top; the title is `name` |
//!
//! What is lost: nothing; reading gives the same graph again. Renamed keys, and ids of edges that
//! are ids of nodes too, are counted, since other readers see the other name. Numbers keep their
//! digits in the file, but JavaScript rounds those beyond 2^53.
//!
//! Not supported: styles; when others' files are read, what stands beside `data` (`position`,
//! `classes`) becomes an attribute. Edges of other people's files that have no
//! `relation` get it from `interaction`, or as in kgraph JSON.
//!
//! ```text
//! {"data": {"id": "a--knows--b", "key": "a--knows--b", "source": "a", "target": "b", "relation": "knows", …}}
//! ```

mod read;
mod write;

use super::jsonfile::names::Names;
use super::jsonfile::sniff::{Flavour, sniff};
use super::{Format, WriteAs};

/// What Cytoscape, Cytoscape.js or networkx read in a node's data, beside what kgraph writes there as it is.
const NODE_NAMES: Names =
    Names(&["SUID", "interaction", "name", "parent", "selected", "shared name", "source", "target", "value"]);
/// The same for edges.
const EDGE_NAMES: Names =
    Names(&["SUID", "interaction", "key", "kg_id", "name", "parent", "selected", "shared interaction", "shared name"]);
const HEADER_NAMES: Names = Names(&["SUID", "kgraph", "name", "selected", "shared name"]);

pub(super) static FORMAT: Format = Format {
    name: "cytoscape",
    title: "Cytoscape.js JSON",
    about: "for Cytoscape.js, Cytoscape and networkx.cytoscape_graph",
    extensions: &["cyjs", "json"],
    media_type: "application/json",
    decode: None,
    read: Some(read::read),
    detect: Some(|text| sniff(text) == Some(Flavour::Cytoscape)),
    write: Some(WriteAs::File(write::write)),
    holds: super::feature::Holds::ALL,
};

//! graphology JSON: for graphology, sigma and Gephi Lite.
//!
//! What it is: what `graph.export()` of graphology gives and `Graph.from` takes;
//! <https://graphology.github.io/serialization.html>.
//!
//! | graph | file |
//! |---|---|
//! | node | `nodes`: `key` and `attributes`; `label` (the id where there is none), `color` and `size` ([`Looks`](super::Looks)) are sigma's |
//! | type | `entity_type`: in sigma, `type` is the program that draws a node |
//! | edge | `edges`: `key`, `source`, `target` and `attributes`; `label` and `color` by polarity are sigma's |
//! | relation | `relation` |
//! | weight, dates, evidence, aliases, description | the same names |
//! | user's own key | itself; one that sigma gives a meaning stands behind `meta_`, but for numbers called `x` and `y` |
//! | header | `attributes` at the top; `options.type` says whether edges have a direction |
//!
//! What is lost: nothing; reading gives the same graph again. Renamed keys are counted, since other
//! readers see the other name. Numbers keep their digits in the file, but JavaScript rounds those
//! beyond 2^53.
//!
//! sigma needs positions before it draws: numbers `x` and `y` of the user's own, or else a place on a circle, which
//! the profile `sigma` gives every node; ForceAtlas2 then makes a picture of it.
//!
//! Not supported: a direction of single edges (`undirected`), which is kept as an attribute. Edges of other people's files
//! that have no `relation` get it as in kgraph JSON.
//!
//! ```text
//! {"key": "a", "attributes": {"label": "Anna", "entity_type": "person", "color": "#976dd4", "size": 16.0}}
//! ```

mod read;
mod write;

use super::feature::Holds;
use super::jsonfile::names::Names;
use super::jsonfile::sniff::{Flavour, sniff};
use super::{Format, WriteAs};

/// The attributes of a node that mean something to sigma, beside those that kgraph writes as they are.
const NODE_NAMES: Names = Names(&[
    "color",
    "entity_type",
    "forceLabel",
    "hidden",
    "highlighted",
    "kg_label",
    "size",
    "type",
    "x",
    "y",
    "zIndex",
]);
/// The same for edges.
const EDGE_NAMES: Names = Names(&["color", "forceLabel", "hidden", "kg_id", "kg_label", "size", "type", "zIndex"]);
const HEADER_NAMES: Names = Names(&["kgraph"]);
/// The user's own label where it is what `label` says anyway.
const LABEL: &str = "kg_label";

pub(super) static FORMAT: Format = Format {
    name: "graphology",
    title: "graphology JSON",
    about: "for graphology, sigma and Gephi Lite",
    extensions: &["json"],
    media_type: "application/json",
    decode: None,
    read: Some(read::read),
    detect: Some(|text| sniff(text) == Some(Flavour::Graphology)),
    write: Some(WriteAs::File(write::write)),
    holds: Holds { partly: &[], no: &[] },
};

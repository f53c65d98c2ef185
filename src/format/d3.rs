//! D3 JSON: kgraph JSON whose edges are `links`.
//!
//! What it is: node-link JSON as D3's force layout (<https://d3js.org/d3-force/link>) and networkx up to
//! 3.5 have it.
//!
//! | graph | file |
//! |---|---|
//! | edge | object in `links` |
//! | everything else | as in kgraph JSON |
//!
//! What is lost: nothing.
//!
//! Not supported: `group` and `value` of D3's examples; colour by `type`, and take `weight` for the width.
//! D3 finds nodes by position unless told otherwise: `forceLink(links).id(d => d.id)`.
//!
//! ```text
//! {"nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": "a", "relation": "knows", "target": "b"}]}
//! ```

use super::{Format, WriteAs, json};

pub(super) static FORMAT: Format = Format {
    name: "d3",
    title: "D3 JSON",
    about: "kgraph JSON with `links`, for D3 and networkx up to 3.5",
    extensions: &["json"],
    media_type: "application/json",
    decode: None,
    read: Some(json::read),
    // Files of this kind are found as kgraph JSON, which has the same reader.
    detect: None,
    write: Some(WriteAs::File(json::write_links)),
    holds: super::feature::Holds::ALL,
};

//! GEXF: the format of Gephi itself, also for sigma.js and graphology.
//!
//! What it is: XML with typed attributes, colours, sizes and times, version 1.3; <https://gexf.net>.
//!
//! | graph | file |
//! |---|---|
//! | node | `<node>` with its label; the type is the attribute `entity_type`, colour and size ([`Looks`](super::Looks)) are `viz` |
//! | numbers `x` and `y` | themselves, and `viz:position` |
//! | edge | `<edge>` with label and weight; the relation is `kind`, which makes it Gephi's edge type, and the attribute `relation` |
//! | since, until | `start` and `end` as whole days, by which Gephi's timeline runs; exactly as they are in attributes |
//! | user's own key, evidence, symmetric | attributes, as in GraphML; their names are in lower case |
//! | title, documents | `<description>`, to read |
//! | header, keys that were renamed | JSON in a comment at the end, which only kgraph reads |
//!
//! What is lost: as in GraphML: nulls, characters that XML forbids, the types of values where a key has several.
//! Gephi merges edges of the same ends and relation unless told otherwise. Times that are no dates
//! or whose start is after their end are attributes only.
//!
//! Read are versions 1.1 to 1.3: `kind`, or else a key or the label, is the relation; times become
//! since and until; nodes inside nodes get an attribute `parent`.
//!
//! Not supported: spells, and times of attributes; drawings, which are passed over.
//!
//! ```text
//! <edge id="a--knows--b" source="a" target="b" kind="knows" label="knows" weight="1.0"><attvalues>…
//! ```

mod read;
mod write;

use super::feature::{Feature, Holds};
use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "gexf",
    title: "GEXF",
    about: "the format of Gephi: parallel relations, colours, sizes and times",
    extensions: &["gexf"],
    media_type: "application/gexf+xml",
    decode: None,
    read: Some(read::read),
    detect: Some(|text| super::xml::root_is(text, "gexf")),
    write: Some(WriteAs::File(write::write)),
    holds: Holds {
        partly: &[
            Feature::Aliases,
            Feature::OtherWeights,
            Feature::LargeNumbers,
            Feature::Nested,
            Feature::ControlCharacters,
        ],
        no: &[Feature::Nulls],
    },
};

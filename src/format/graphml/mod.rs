//! GraphML: for Gephi, networkx, igraph, rustworkx, Cytoscape, yEd and most others.
//!
//! What it is: XML with declared, typed attributes; <http://graphml.graphdrawing.org/specification.html>.
//!
//! | graph | file |
//! |---|---|
//! | node | `<node>`; its label, type (`entity_type`), colour and size ([`Looks`](super::Looks)) are `<data>` |
//! | numbers `x` and `y` | themselves, since Gephi takes them for places; any other `x` is renamed |
//! | edge | `<edge>`; its label, `relation`, `weight` and colour by polarity are `<data>`, and the relation is the XML attribute `label`, which makes it Gephi's edge type: without that Gephi merges parallel edges |
//! | user's own key | a typed column: `boolean`, `int`, `long`, `double` or `string`, whatever holds all its values |
//! | evidence | on the edge, twice: `evidence` to read, `evidence_json` without loss; also `sources` and `denied_by` (ids of documents) and `evidence_count`, to filter and rank by |
//! | symmetric relation | the column `symmetric`; every edge is written as directed, since few readers take both kinds in one file |
//! | title, documents | `<desc>` of the graph, to read |
//! | header, keys that were renamed | JSON in a comment at the end, which only kgraph reads |
//!
//! What is lost: nulls, characters that XML forbids, the types of values where a key has several.
//! What is changed for other readers, such as lists written as text, is counted in
//! [`Losses`](super::Losses) too; kgraph reads it back. So it does not tell a label that only repeats
//! the id, an id that kgraph would make itself, or the weight `1.0` from none. A carriage return is written as a reference, which Gephi alone drops;
//! written plainly, every reader would make it a line break. Gephi also drops blanks between two
//! escaped characters (`& &`), shows `INF` inside a text column as `Infinity`, leaves out a text that
//! is just `null`, and merges edges of the same ends and relation: nothing a writer can help.
//!
//! Read is what networkx, igraph, rustworkx, Gephi, Cytoscape, yEd, Neo4j and LightRAG write: the relation is
//! the edge's attribute `label`, or one of the keys `relation`, `label`, `interaction` and such, or
//! the drawn label. Nodes of nested graphs get an attribute `parent`. An edge id that several edges
//! have is dropped: networkx counts the edges of each pair.
//!
//! Not supported: hyperedges and graphs in other files, which are refused; drawings but for their labels;
//! which port of a node an edge touches is kept as an attribute.
//!
//! With [`strict_schema`](super::WriteOptions::strict_schema) the file keeps to the official schema:
//! edges have no attribute `label`, and ids that are no name tokens are numbered, the true ones
//! standing beside them as `kg_id`.
//!
//! ```text
//! <edge id="a--knows--b" source="a" target="b" label="knows"><data key="edgelabel">knows</data>…
//! ```

pub(super) mod columns;
pub(super) mod evidence;
pub(super) mod ids;
mod read;
pub(super) mod write;
pub(super) mod yed;

use super::feature::{Feature, Holds};
use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "graphml",
    title: "GraphML",
    about: "for Gephi, networkx, igraph, Cytoscape and most other graph tools",
    extensions: &["graphml"],
    media_type: "application/graphml+xml",
    decode: None,
    read: Some(read::read),
    detect: Some(|text| super::xml::root_is(text, "graphml")),
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

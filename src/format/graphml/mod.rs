//! GraphML: for Gephi, networkx, igraph, rustworkx, Cytoscape, yEd and most others.
//!
//! What it is: XML with declared, typed attributes; <http://graphml.graphdrawing.org/specification.html>.
//!
//! | graph | file |
//! |---|---|
//! | node | `<node>`; its label, type (`entity_type`), colour by type and size by degree are `<data>` |
//! | edge | `<edge>`; its label, `relation`, `weight` and colour by polarity are `<data>`, and the relation is the XML attribute `label`, which makes it Gephi's edge type: without that Gephi merges parallel edges |
//! | user's own key | a typed column: `boolean`, `int`, `long`, `double` or `string`, whatever holds all its values |
//! | evidence | on the edge, twice: `evidence` to read, `evidence_json` without loss; also `sources` (ids of documents) and `evidence_count`, to filter and rank by |
//! | symmetric relation | the column `symmetric`; every edge is written as directed, since few readers take both kinds in one file |
//! | title, documents | `<desc>` of the graph |
//!
//! What is lost: the vocabulary beyond what its edges show (inverse names, allowed types), further
//! keys of documents and of the graph. What is changed, such as lists written as text, is counted in
//! [`Losses`](super::Losses). A carriage return is written as a reference, which Gephi alone drops;
//! written plainly, every reader would make it a line break. Gephi also drops blanks between two
//! escaped characters (`& &`), shows `INF` inside a text column as `Infinity`, leaves out a text that
//! is just `null`, and merges edges of the same ends and relation: nothing a writer can help.
//!
//! Not supported: reading, nested graphs, hyperedges, ports, and yEd's own graphics.
//!
//! With [`strict_schema`](super::WriteOptions::strict_schema) the file keeps to the official schema:
//! edges have no attribute `label`, and ids that are no name tokens are numbered, the true ones
//! standing beside them as `kg_id`.
//!
//! ```text
//! <edge id="a--knows--b" source="a" target="b" label="knows"><data key="edgelabel">knows</data>…
//! ```

mod columns;
pub(super) mod evidence;
mod ids;
mod write;
mod xml;

use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "graphml",
    title: "GraphML",
    about: "for Gephi, networkx, igraph, Cytoscape and most other graph tools",
    extensions: &["graphml"],
    media_type: "application/graphml+xml",
    read: None,
    detect: None,
    write: Some(WriteAs::File(write::write)),
};

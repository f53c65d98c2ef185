//! GML: the plain text format of networkx, igraph, yEd and Gephi.
//!
//! What it is: keys with a number, a text or a list each; M. Himsolt, "GML: A portable Graph File Format", 1997.
//! Texts are ASCII with character entities, as networkx demands and the paper says.
//!
//! | graph | file |
//! |---|---|
//! | node | `node` with its label; the type is `entity_type`; colour, size and place are `graphics` |
//! | id of a node | `id` where all are whole numbers, as GML wants them; else nodes are numbered and the id is `kg_id` |
//! | label that several nodes have | with the id in brackets, since networkx names nodes by it; the label itself is `kg_label` |
//! | edge | `edge` with label and weight; its id is `key`, which tells parallel edges apart in networkx |
//! | relation | `relation`; `directed 0` on the edge where it holds both ways |
//! | user's own key, evidence, dates | as in GraphML; other characters than letters, digits and `_` in keys become `_` |
//! | title, documents | `label` of the graph, and `comment` to read |
//! | header, keys that were renamed | JSON in a comment at the end, which only kgraph reads |
//!
//! What is lost: nulls; the types of values where a key has several; for other readers, that `"true"` is a boolean.
//! Gephi merges parallel edges, as GML has no types of edges, and shows entities as they are written; igraph knows only
//! those of `&`, `"`, `'`, `<` and `>`. For Gephi take GEXF. networkx makes an empty list of the text `[]`.
//!
//! Read are files of any writer: `value` is a weight, a key that stands several times is a list, `x` and `y` in
//! `graphics` are places and the rest of it is kept, and entities of Latin-1 are known. Without `directed`, edges have
//! no direction.
//!
//! Not supported: several graphs in one file.
//!
//! ```text
//! edge [
//!   source 0
//!   target 1
//!   key "chen--comments-on--k-visa"
//!   label "comments on"
//!   relation "comments-on"
//!   weight 1.0
//! ]
//! ```

mod parse;
mod read;
mod text;
mod write;

use super::feature::{Feature, Holds};
use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "gml",
    title: "GML",
    about: "plain text for networkx, igraph and yEd",
    extensions: &["gml"],
    media_type: "text/vnd.gml",
    read: Some(read::read),
    detect: Some(read::detect),
    decode: None,
    write: Some(WriteAs::File(write::write)),
    holds: Holds {
        partly: &[
            Feature::NodeIds,
            Feature::Aliases,
            Feature::OtherWeights,
            Feature::Scalars,
            Feature::LargeNumbers,
            Feature::Nested,
        ],
        no: &[Feature::Nulls],
    },
};

/// How the comment begins that holds what GML has no place for.
const OWN: &str = "# kgraph ";

//! DOT: the language of Graphviz, for pictures; Gephi, pydot and pygraphviz read it too.
//!
//! What it is: <https://graphviz.org/doc/info/lang.html>. One statement a line, ids and values always
//! quoted, and every style on its node or edge: Gephi loses the data behind a `node [...]`, `edge [...]`,
//! `graph [...]` or `subgraph`, so there is one `graph [...]` and it comes last.
//!
//! | graph | file |
//! |---|---|
//! | node | statement of its own, with `label`, `tooltip` (type, description, aliases), `URL` (from `url`) |
//! | edge | statement of its own, with `id`, `label`, `weight`, `tooltip` (the sentence, dates, evidence), `URL` (of the document) |
//! | type | `entity_type`, `shape`, `style`, `peripheries`, `fillcolor`, `color` |
//! | relation | `relation`, `style`, `arrowhead`, `color`; `dir="none"` where it holds both ways |
//! | title | `label` of the graph |
//! | size by a metric | `fontsize` |
//! | numbers `x` and `y` | `pos` too: `neato -n` and Gephi keep to it |
//! | attribute `x` | `kg_x`, since Graphviz gives names such as `size` and `pos` a meaning |
//!
//! What is lost: the vocabulary beyond the labels in use; the structure of evidence, which becomes text to
//! read; whether a value was a number or a text. Characters that would break an SVG are dropped, and an id that
//! readers stumble over (`node`, an empty one) gets a `_` behind it and the true one in `kg_id`. Texts end at
//! 16,000 bytes: Graphviz reads no longer ones. Weights above 1,000 or below 0 stand in `kg_weight` and
//! `weight` holds the nearest number that Graphviz can add up without a crash. Long labels are wrapped, with
//! the label as it was in `kg_label`. In names and values `\\`, `\"`, `\n` and, before what would be a
//! character entity, `&amp;` are escapes. Up to 10,000 edges there are fonts, margins, heads of arrows, widths where there is no
//! weight, ids that are made of ends and relation, and the sentence in an edge's tooltip: no drawing of more shows them, and
//! they would be half of the file.
//!
//! Reading follows the grammar as `dot` does: defaults by scope, chains, subgraphs as ends (every node of one with
//! every node of the other), `strict` and equal `key`s merge edges, with a warning. The clusters that a node is in become
//! its attribute `cluster`: their labels, else their names; a list, the outermost first, if there are several. In what kgraph wrote (the graph is named `kgraph`)
//! escapes are undone, `kg_` keys restored and styles left out, since they are made again; aliases, descriptions and
//! evidence are text in a `tooltip` and not read. In others' files labels alone are unescaped, your own keys that
//! kgraph gives a meaning begin with `dot_`, and ports become `tailport` and `headport`. The relation is `relation`,
//! else `label`, else `related-to`. HTML texts are kept as text.
//!
//! [`WriteOptions::cards`](super::WriteOptions) writes labels like HTML: nodes as cards with a stripe, type, name and description,
//! and title, legend and sources as the label of the graph. That form is for pictures; read again, its title is text with tags.
//!
//! Not supported: writing clusters; reading what a subgraph says of
//! itself, and several graphs in one file.
//!
//! ```dot
//! digraph kgraph {
//!   "chen" [label="George Chen", entity_type="person", shape="box", style="rounded,filled", …];
//!   "chen" -> "k-visa" [label="comments on", relation="comments-on", id="chen--comments-on--k-visa", …];
//!   graph [charset="UTF-8", rankdir="LR", label="The K visa", …];
//! }
//! ```

mod cards;
mod lex;
mod names;
mod parse;
mod read;
mod text;
mod write;

use super::feature::{Feature, Holds};
use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "dot",
    title: "DOT",
    about: "pictures with Graphviz; Gephi reads it too",
    extensions: &["dot", "gv"],
    media_type: "text/vnd.graphviz",
    decode: None,
    read: Some(read::read),
    detect: Some(read::detect),
    write: Some(WriteAs::File(write::write)),
    holds: Holds {
        partly: &[
            Feature::Aliases,
            Feature::Descriptions,
            Feature::OtherWeights,
            Feature::Evidence,
            Feature::Scalars,
            Feature::LargeNumbers,
            Feature::Nested,
            Feature::ControlCharacters,
        ],
        no: &[Feature::EvidenceKeys, Feature::Nulls, Feature::Documents, Feature::Vocabulary],
    },
};

#[cfg(test)]
mod tests;

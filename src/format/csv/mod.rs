//! CSV: tables of nodes and edges that Gephi imports and every spreadsheet opens.
//!
//! What it is: RFC 4180 (<https://www.rfc-editor.org/rfc/rfc4180>), UTF-8, with the
//! headers of <https://docs.gephi.org/desktop/User_Manual/Import/CSV_Format/>.
//!
//! | graph | file |
//! |---|---|
//! | node | row of `nodes.csv`: `Id`, `Label`, `entity_type`, `aliases`, `description`, then your own keys |
//! | edge | row of `edges.csv`: `Source`, `Target`, `Type` (`Directed` or `Undirected`), `Kind` (the relation), `Id`, `Label`, `Weight`, `since`, `until`, then your own keys |
//! | evidence | `sources` (document ids), `denied_by` where evidence denies, and `evidence` (to read), `evidence_json` (whole) |
//! | document | row of `documents.csv`; `json` holds the whole declaration |
//! | your own value | text as it is; a number, list, object, boolean, null, and a text that looks like one of them or is empty, as JSON |
//!
//! What is lost: the title, your own keys of the graph, and the vocabulary beyond ids. A weight that Gephi drops an
//! edge for is 1, the true one is `raw_weight`. Keys that differ from a column's name only in case are renamed.
//! For a spreadsheet ([`WriteOptions::spreadsheet`](super::WriteOptions::spreadsheet)), the tables begin with a byte
//! order mark, and a cell that would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or carriage return and is
//! no plain number) with an apostrophe, which reading takes away. Otherwise every text stands as it is, but for one that
//! begins with such an apostrophe itself: it gets one more.
//!
//! Reading takes one file or several and tells them apart by their headers, in any case: `source` and `target` (or
//! `from`, `to`) make edges. The relation is `relation`, else `kind`, else `type`, else `label`. Separators are
//! comma, semicolon and tab. A table of edges alone makes the nodes. Not supported: other quotes than `"`; matrices.
//!
//! ```csv
//! Source,Target,Type,Kind,Id,Label,Weight,sources,evidence,evidence_json
//! chen,k-visa,Directed,comments-on,chen--comments-on--k-visa,comments on,1,bbc,"BBC, ¶3","[{""document"": ""bbc""}]"
//! ```

mod parse;
mod read;
mod write;

pub(super) use write::{names, push_quoted};

use super::feature::{Feature, Holds};
use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "csv",
    title: "CSV",
    about: "tables of nodes and edges for Gephi and spreadsheets; a folder",
    extensions: &["csv"],
    media_type: "text/csv",
    decode: None,
    read: Some(read::read),
    detect: None,
    write: Some(WriteAs::Folder(write::write)),
    holds: Holds {
        partly: &[Feature::OtherWeights],
        no: &[Feature::Title, Feature::Vocabulary, Feature::GraphKeys, Feature::Looks],
    },
};

/// Names of columns with a meaning, in lower case. A table with columns for two ends would be taken for one of edges.
const NODE_NAMES: &[&str] = &[
    "id",
    "label",
    "entity_type",
    "type",
    "kind",
    "name",
    "aliases",
    "description",
    "timeset",
    "interval",
    "source",
    "target",
    "from",
    "to",
];
/// See [`NODE_NAMES`].
const EDGE_NAMES: &[&str] = &[
    "source",
    "target",
    "type",
    "kind",
    "relation",
    "id",
    "label",
    "weight",
    "raw_weight",
    "since",
    "until",
    "sources",
    "denied_by",
    "evidence",
    "evidence_json",
    "from",
    "to",
    "timeset",
    "interval",
    "undirected",
];

/// Returns whether a spreadsheet would run a cell as a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !super::row::is_json(cell)
}

/// Returns whether an apostrophe stands before a cell to keep it from being a formula, or to keep such a one.
fn is_guarded(cell: &str) -> bool {
    cell.starts_with('\'') && is_formula(cell.trim_start_matches('\''))
}

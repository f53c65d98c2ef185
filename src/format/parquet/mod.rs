//! Parquet: a folder of tables for data engines (Spark, DuckDB, pandas, Polars).
//!
//! What it is: columns of typed values in files of Apache Parquet, compressed with Snappy. Columns are named as
//! GraphFrames names them: `id` of nodes; `src`, `dst` and `relationship` of edges.
//!
//! | graph | folder |
//! |---|---|
//! | node | row in `nodes/` |
//! | edge | row in `edges/`; a folder for each relation in large graphs, `edges/relation=…/` |
//! | evidence | row in `evidence/`, with the edge's `id`; keys without a column of their own as `json`, where null stands for the value of a column |
//! | document | row in `documents/` |
//! | title, vocabulary | `graph.json`, a kgraph JSON file without nodes and edges |
//! | (what the tables hold) | `catalog.json`: columns, counts, what joins what; for questions on an engine, and not read back |
//! | attribute | column of booleans, integers, doubles, texts or lists of texts; JSON text where values are of several types |
//! | value that its column cannot hold exactly (`2.50`, null) | JSON text in a second column, `…_json` |
//! | file order | `position`; those of its ends beside an edge, `src_position` and `dst_position`, that of its edge beside evidence, `edge_position` |
//! | bytes of a piece of evidence as JSON | `bytes` |
//!
//! What is lost: nothing. Columns that only a few graphs need are only there when needed.
//!
//! What kgraph wrote is known by an entry in the footer of each file, and by a checksum: a file that is damaged, or one
//! that is missing, is refused. It is read from the columns; evidence stays compressed until it is asked for, a group
//! of 65,536 edges at a time. Another tool's folder is read too, if the tables have these columns, and so is one in
//! which a file was replaced: then by way of kgraph JSON, a line for each row, and that is what problems point into.
//! `kgraph check` always reads that way.
//!
//! Not supported: columns of other nested types, dates and decimals of other tools (their rows are refused by name),
//! files that are encrypted or compressed otherwise than with Snappy.

mod columns;
mod decode;
mod direct;
mod evidence;
mod pages;
mod rows;
mod seal;
#[cfg(test)]
mod tests;
mod thrift;
mod values;
mod write;

use super::{Format, WriteAs};

pub(super) static FORMAT: Format = Format {
    name: "parquet",
    title: "Parquet",
    about: "typed tables for Spark, DuckDB, pandas and Polars; a folder",
    extensions: &["parquet"],
    media_type: "application/vnd.apache.parquet",
    decode: Some(decode::decode),
    read: Some(decode::read),
    detect: None,
    write: Some(WriteAs::Folder(write::write)),
    holds: super::feature::Holds::ALL,
};

/// The file that says what the tables hold.
const CATALOG: &str = "catalog.json";

/// The tables of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    Nodes,
    Edges,
    Evidence,
    Documents,
}

impl Table {
    const ALL: [Table; 4] = [Table::Nodes, Table::Edges, Table::Evidence, Table::Documents];

    /// Returns the name of the table's folder.
    fn name(self) -> &'static str {
        match self {
            Table::Nodes => "nodes",
            Table::Edges => "edges",
            Table::Evidence => "evidence",
            Table::Documents => "documents",
        }
    }

    /// Returns the columns that kgraph gives a meaning; the others hold the user's own attributes.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Nodes => crate::graph::columns::NODES,
            Table::Edges => crate::graph::columns::EDGES,
            Table::Evidence => {
                &["edge", "index", "document", "locator", "note", "quote", "stance", "json", "edge_position", "bytes"]
            }
            Table::Documents => &["id", "title", "publisher", "date", "url", "json"],
        }
    }
}

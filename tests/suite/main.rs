//! The one integration test binary. `KGRAPH_BLESS=1 cargo test` rewrites every golden file.
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop where it is, says what it skips, and has no outside"
)]

/// What questions answer.
mod answers;
/// Which room may use which.
mod architecture;
/// The verbs that answer.
mod asking;
/// Versions of a graph: differences and merges.
mod bolt;
/// The binary from outside: exit codes, streams, files.
mod cli;
mod compare;
/// Schemas, the prompt, and what is saved of broken files.
mod contract;
/// The pattern language: limits, plans, fast ways against slow ways.
mod cypher;
/// One bad input, at least, for each diagnostic code.
mod details;
mod diagnostics;
/// README and the other documents say what is true.
mod docs;
/// Nodes that may be the same, and decisions about them.
mod dupes;
/// exports/ is what graph/ gives.
mod exports;
/// Full disks, signals, inputs that change: an output is whole or the old one.
#[cfg(unix)]
mod faults;
/// What each format holds, proved.
mod features;
/// JSON files of other programs.
mod foreign;
/// Every case × every format against golden files, and round trips.
mod formats;
/// The fuzz targets, over changed files.
mod fuzz;
/// GML: files of others, and hostile ones.
mod gml;
/// Running the binary, temporary folders, golden files.
mod harness;
/// Hostile input: verdicts, memory, time.
mod hostile;
/// What a graph may hold, and what it takes.
mod limits;
/// The server for language models.
mod mcp;
/// Numbers for nodes, and looks by them.
mod metrics;
/// Questions to engines.
#[cfg(feature = "parquet")]
mod on;
/// The page: what stands in the file.
mod page;
/// Data sets for engines.
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_forged;
/// Any valid graph survives.
mod properties;
/// One line a question: what it means, and what it answers.
mod questions;
/// Colours, icons and dashes that the user chooses.
mod sql;
mod style;
/// What the program stands on: licences, versions, what is not used.
mod supply;
/// The openCypher compatibility kit.
mod tck;
/// Text of the user never steers the terminal.
mod terminal;
/// Several files as one graph, and its claims.
mod union;
/// Evidence against the texts it was taken from.
mod verify;
/// XML formats: round trips, and files of others.
mod xml;

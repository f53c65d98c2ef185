//! What says that the files of a folder are one data set, as kgraph wrote it: then it can be read without being
//! looked at twice, and damage is told from what another tool made.
//!
//! Two entries in the footer of each file: [`SET`], the same in all, and [`SUM`], a checksum of the file, its own digits
//! taken as zeros. A tool that writes a table again drops them, or leaves its own name in `created_by`.

use super::Table;
use crate::graph::Graph;
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::file::metadata::{FileMetaData, KeyValue};
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};
use std::io;
use std::sync::Arc;

const SET: &str = "kgraph.set";
const SUM: &str = "kgraph.sum";
/// Stands where the checksum comes.
const NO_SUM: &str = "crc32 00000000";
/// How `created_by` begins, in the form that readers expect.
const CREATED_BY: &str = "kgraph version ";
/// Changes with what the columns mean.
const VERSION: u32 = 1;

/// What all files of a data set have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seal {
    pub(super) nodes: usize,
    pub(super) edges: usize,
    /// Pieces of evidence.
    pieces: usize,
    /// Whether a reader has something to say about any piece of evidence.
    pub(super) is_sound: bool,
    /// Hash of `graph.json`.
    header: String,
    /// Hash of the ids, ends and relations, in order.
    content: String,
}

impl Seal {
    /// Time O(nodes + edges).
    pub(super) fn of(graph: &Graph, header: &str) -> Self {
        let mut hash = Sha256::new();
        for node in graph.nodes() {
            let id = graph.id(node);
            hash.update((id.len() as u64).to_le_bytes());
            hash.update(id);
        }
        for edge in graph.as_petgraph().raw_edges() {
            let numbers = [edge.source().index(), edge.target().index(), edge.weight.relation_index()];
            numbers.iter().for_each(|&number| hash.update((number as u32).to_le_bytes()));
        }
        Seal {
            nodes: graph.node_count(),
            edges: graph.edge_count(),
            pieces: graph.edges().map(|edge| graph.pieces(edge).count()).sum(),
            is_sound: graph.has_sound_evidence(),
            header: hex(Sha256::digest(header)),
            content: hex(hash.finalize()),
        }
    }

    /// Returns whether it is of the data set that this `graph.json` describes.
    pub(super) fn describes(&self, header: &str) -> bool {
        self.header == hex(Sha256::digest(header))
    }

    /// Returns how many rows some tables have in all their files.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Table, usize)> {
        [(Table::Nodes, self.nodes), (Table::Edges, self.edges), (Table::Evidence, self.pieces)].into_iter()
    }

    fn to_text(&self) -> String {
        let sound = if self.is_sound { "sound" } else { "unsound" };
        format!("{VERSION} {} {} {} {sound} {} {}", self.nodes, self.edges, self.pieces, self.header, self.content)
    }

    fn from_text(text: &str) -> Option<Seal> {
        let parts: Vec<&str> = text.split(' ').collect();
        let [version, nodes, edges, pieces, sound, header, content] = parts.as_slice() else { return None };
        (version.parse() == Ok(VERSION)).then_some(())?;
        Some(Seal {
            nodes: nodes.parse().ok()?,
            edges: edges.parse().ok()?,
            pieces: pieces.parse().ok()?,
            is_sound: *sound == "sound",
            header: (*header).to_owned(),
            content: (*content).to_owned(),
        })
    }

    /// Writes a file: each batch is a group of rows.
    pub(super) fn write(
        &self,
        properties: parquet::file::properties::WriterPropertiesBuilder,
        schema: Arc<Schema>,
        batches: impl Iterator<Item = io::Result<RecordBatch>>,
        groups: bool,
    ) -> io::Result<Vec<u8>> {
        let created_by = format!("{CREATED_BY}{}", env!("CARGO_PKG_VERSION"));
        let properties: WriterProperties = properties.set_created_by(created_by).build();
        let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties)).map_err(io::Error::other)?;
        for batch in batches {
            writer.write(&batch?).map_err(io::Error::other)?;
            if groups {
                writer.flush().map_err(io::Error::other)?;
            }
        }
        for (key, value) in [(SET, self.to_text()), (SUM, NO_SUM.to_owned())] {
            writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
        }
        let mut bytes = writer.into_inner().map_err(io::Error::other)?;
        let place =
            find_last(&bytes, NO_SUM).ok_or_else(|| io::Error::other("the footer lacks what was put into it"))?;
        let sum = sum(&bytes, place);
        bytes[place..place + NO_SUM.len()].copy_from_slice(sum.as_bytes());
        Ok(bytes)
    }
}

/// What a footer says of its file.
pub(super) enum Sealed {
    /// It is of a data set that kgraph wrote.
    As(Seal),
    /// It was, and its bytes are not what they were.
    Damaged,
    /// It is another tool's, or another version's.
    Foreign,
}

fn entry<'m>(metadata: &'m FileMetaData, key: &str) -> Option<&'m str> {
    let entries = metadata.key_value_metadata()?;
    entries.iter().find(|entry| entry.key == key).and_then(|entry| entry.value.as_deref())
}

/// Returns the seal of a file that was checked.
pub(super) fn of(metadata: &FileMetaData) -> Option<Seal> {
    entry(metadata, SET).and_then(Seal::from_text)
}

/// Looks whether a file is as it was written. Time O(bytes).
pub(super) fn check(metadata: &FileMetaData, bytes: &[u8]) -> Sealed {
    if !metadata.created_by().is_some_and(|name| name.starts_with(CREATED_BY)) {
        return Sealed::Foreign;
    }
    let (Some(set), Some(written)) = (entry(metadata, SET), entry(metadata, SUM)) else { return Sealed::Foreign };
    let is_whole =
        written.len() == NO_SUM.len() && find_last(bytes, written).is_some_and(|place| sum(bytes, place) == written);
    if !is_whole {
        return Sealed::Damaged;
    }
    Seal::from_text(set).map_or(Sealed::Foreign, Sealed::As)
}

/// Returns the checksum of a file in which it stands at some place: the CRC-32 of PNG and ZIP.
fn sum(bytes: &[u8], place: usize) -> String {
    let mut hasher = crc32fast::Hasher::new();
    for part in [&bytes[..place], NO_SUM.as_bytes(), &bytes[place + NO_SUM.len()..]] {
        hasher.update(part);
    }
    format!("crc32 {:08x}", hasher.finalize())
}

fn find_last(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).rposition(|window| window == text.as_bytes())
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

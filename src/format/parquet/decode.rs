//! Opens the files of a data set, and reads it: from its columns if it is as kgraph wrote it, else by way of JSON.

use super::direct::{self, File};
use super::seal::{self, Seal, Sealed};
use super::values::problem;
use super::{CATALOG, Table, pages, rows};
use crate::diagnostics::{Diagnostics, Source};
use crate::graph::{Builder, Unfit};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Opens the files; every one that cannot be read is reported.
///
/// Of a data set as kgraph wrote it there are `graph.json` and the tables, which [`read`] reads; of any other, texts.
pub(super) fn decode(files: Vec<(String, Vec<u8>)>) -> Result<Vec<Arc<Source>>, Diagnostics> {
    let (mut headers, mut tables) = (Vec::new(), Vec::new());
    let mut bad = Diagnostics::default();
    for (name, bytes) in files.into_iter().filter(|(name, _)| !Path::new(name).ends_with(CATALOG)) {
        let extension = Path::new(&name).extension().map(|extension| extension.to_ascii_lowercase());
        if extension.is_some_and(|extension| extension == "json") {
            match Source::from_bytes(name, bytes) {
                Ok(source) => headers.push(source),
                Err(diagnostic) => bad.push(*diagnostic),
            }
        } else {
            tables.push((name, Bytes::from(bytes)));
        }
    }
    let (mut seals, mut rows_of) = (Vec::new(), [0; Table::ALL.len()]);
    tables.retain(|(name, bytes): &(String, Bytes)| {
        let Some(metadata) = open(bytes) else { return true };
        match seal::check(metadata.metadata().file_metadata(), bytes) {
            Sealed::Damaged => {
                let message = "the file is damaged: its bytes are not those that were written".to_owned();
                bad.push(*problem(name, message, "export the graph again, or take another copy of the file"));
                return false;
            }
            Sealed::As(seal) => {
                // It may be forged.
                if let Err(what) = pages::check(metadata.metadata(), bytes) {
                    let message = format!("not a Parquet file that can be read: {what}");
                    bad.push(*problem(name, message, "the file is damaged; write it again"));
                    return false;
                }
                if let Ok(table) = rows::table(name, metadata.schema().fields()) {
                    rows_of[table as usize] += rows_in(&metadata);
                }
                seals.push(seal);
            }
            Sealed::Foreign => {}
        }
        true
    });
    let is_one_set = |header: &Source| {
        seals.len() == tables.len() && seals.windows(2).all(|two| two[0] == two[1]) && seals[0].describes(header.text())
    };
    match headers.as_slice() {
        [header] if bad.is_empty() && !seals.is_empty() && is_one_set(header) => {
            for (table, all) in seals[0].rows().filter(|&(table, all)| rows_of[table as usize] != all) {
                let (name, found) = (table.name(), rows_of[table as usize]);
                let message = format!("the data set is not whole: its tables have {found} of {all} rows of `{name}`");
                bad.push(*problem(header.name(), message, "copy all files of its folder, or export the graph again"));
            }
            if bad.is_empty() {
                let binary = |(name, bytes)| Source::binary(name, Vec::from(bytes));
                return Ok(headers.into_iter().chain(tables.into_iter().map(binary)).collect());
            }
        }
        _ => {}
    }
    // Where something is damaged, what else cannot be read is said, too.
    let texts = rows::texts(headers, tables, false);
    if bad.is_empty() {
        return texts;
    }
    bad.extend(texts.err().unwrap_or_default());
    Err(bad)
}

/// Reads what [`decode`] has opened.
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let (tables, texts): (Vec<_>, Vec<_>) = sources.iter().cloned().partition(|source| !source.bytes().is_empty());
    if tables.is_empty() {
        return super::super::json::read(&texts, builder);
    }
    let tables: Vec<(String, Bytes)> =
        tables.iter().map(|source| (source.name().to_owned(), Bytes::from_owner(Held(Arc::clone(source))))).collect();
    super::super::json::read(&texts, builder);
    if let Err(Unfit) = read_tables(&tables, builder) {
        builder.restart();
        match rows::texts(texts, tables, true) {
            Ok(sources) => super::super::json::read(&sources, builder),
            Err(problems) => problems.iter().for_each(|problem| builder.report(problem.clone())),
        }
    }
}

fn read_tables(tables: &[(String, Bytes)], builder: &mut Builder) -> Result<(), Unfit> {
    let (mut files, mut known) = (Vec::new(), None::<Seal>);
    for (name, bytes) in tables {
        let metadata = open(bytes).ok_or(Unfit)?;
        let table = rows::table(name, metadata.schema().fields()).map_err(|_| Unfit)?;
        let seal = seal::of(metadata.metadata().file_metadata()).ok_or(Unfit)?;
        if *known.get_or_insert_with(|| seal.clone()) != seal {
            return Err(Unfit);
        }
        files.push(File { name: name.clone(), table, bytes: bytes.clone(), metadata });
    }
    let seal = known.ok_or(Unfit)?;
    if !seal.is_sound {
        return Err(Unfit);
    }
    direct::read(&files, &seal, builder)
}

fn rows_in(metadata: &ArrowReaderMetadata) -> usize {
    metadata.metadata().file_metadata().num_rows().try_into().unwrap_or(0)
}

fn open(bytes: &Bytes) -> Option<ArrowReaderMetadata> {
    let load = || ArrowReaderMetadata::load(bytes, ArrowReaderOptions::new()).ok();
    catch_unwind(AssertUnwindSafe(load)).ok().flatten()
}

/// The bytes of a source, shared with it.
struct Held(Arc<Source>);

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        self.0.bytes()
    }
}

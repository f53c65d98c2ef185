//! The texts of documents, read from files beside the graph and from nowhere else.

use kgraph::error::{Error, Result};
use kgraph::graph::{Document, Graph};
use kgraph::verify::DocumentText;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Reads texts from the folder of the graph file that names them, and from further folders.
pub(super) struct Texts {
    allowed: Vec<PathBuf>,
}

impl Texts {
    /// Allows further folders.
    pub(super) fn allowing(folders: &[PathBuf]) -> Result<Texts> {
        let real = |folder: &PathBuf| {
            fs::canonicalize(folder).map_err(|error| Error::io(format!("cannot find `{}`", folder.display()), error))
        };
        Ok(Texts { allowed: folders.iter().map(real).collect::<Result<_>>()? })
    }

    /// Reads the text of each document that names one.
    pub(super) fn of(&self, graph: &Graph) -> BTreeMap<String, DocumentText> {
        let documents = graph.header().documents.iter();
        documents.filter_map(|document| Some((document.id.clone(), self.read(document)?))).collect()
    }

    fn read(&self, document: &Document) -> Option<DocumentText> {
        let text = document.text.as_deref().filter(|text| !text.is_empty())?;
        if text.contains("://") {
            let why = format!("`{text}` is an address: nothing is fetched; save the text beside the graph");
            return Some(DocumentText::Missing(why));
        }
        let folder = Path::new(&document.file).parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.unwrap_or(Path::new("."));
        let path = folder.join(text);
        let refused = || {
            let why = format!("`{text}` lies outside the graph's folder; allow its folder with `--allow-outside DIR`");
            DocumentText::Refused(why)
        };
        let missing = |error: &dyn std::fmt::Display| DocumentText::Missing(format!("`{}`: {error}", path.display()));
        let inside = |path: &Path| {
            let home = fs::canonicalize(folder).ok();
            home.iter().chain(&self.allowed).any(|folder| path.starts_with(folder))
        };
        // A path that leads outside is refused before anything is asked of the file system about its end …
        if !without_dots(&path).is_none_or(|path| inside(&path)) {
            return Some(refused());
        }
        // … and one that leads outside through a link, after.
        let real = match fs::canonicalize(&path) {
            Ok(real) => real,
            Err(error) => return Some(missing(&error)),
        };
        if !inside(&real) {
            return Some(refused());
        }
        if !real.is_file() {
            return Some(missing(&"it is not a file"));
        }
        Some(match fs::read(&real) {
            Ok(bytes) => DocumentText::Bytes(bytes),
            Err(error) => missing(&error),
        })
    }
}

/// Resolves `.` and `..` by name, from the real working directory; `None` where that is not known.
fn without_dots(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    let start = if path.is_absolute() { PathBuf::new() } else { fs::canonicalize(".").ok()? };
    for component in start.components().chain(path.components()) {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    Some(plain)
}

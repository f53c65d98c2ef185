//! Writing: to standard output, or to a file that is whole or not there.

use super::terminal::{self, Shown};
use super::{interrupt, progress};
use kgraph::error::{Error, Result};
use kgraph::format::Folder;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a verb's output goes.
pub(super) enum Output {
    /// Standard output.
    Stdout(Shown<io::Stdout>),
    /// A temporary file beside the target, renamed by [`Output::finish`].
    File { file: Option<File>, temporary: Temporary, target: PathBuf },
    /// A device or pipe, written as it is.
    Special(File),
}

impl Output {
    /// Opens the output; `None` and `-` mean standard output.
    pub(super) fn create(path: Option<&Path>) -> Result<Output> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Output::Stdout(Shown::stdout()));
        };
        let doing = || format!("cannot write `{}`", path.display());
        // A link is followed, so that the file it names is replaced and not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if let Ok(metadata) = fs::metadata(&target) {
            if metadata.is_dir() {
                return Err(Error::unsupported(
                    format!("cannot write `{}`: it is a folder", path.display()),
                    "name a file in it, or use `--all`",
                ));
            }
            if !metadata.is_file() {
                return File::options()
                    .write(true)
                    .open(&target)
                    .map(Output::Special)
                    .map_err(|error| Error::io(doing(), error));
            }
            if metadata.permissions().readonly() {
                return Err(Error::io(doing(), io::Error::from(io::ErrorKind::PermissionDenied)));
            }
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let temporary = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let temporary = Temporary::new(temporary);
        let file = File::create(temporary.path()).map_err(|error| Error::io(doing(), error))?;
        Ok(Output::File { file: Some(file), temporary, target })
    }

    /// Makes the output whole: flushes it, and puts a file in its place.
    pub(super) fn finish(mut self) -> Result<()> {
        self.close().map_err(|error| Error::io("cannot write", error))?;
        if let Output::File { temporary, target, .. } = &mut self {
            fs::rename(temporary.path(), &*target)
                .map_err(|error| Error::io(format!("cannot write `{}`", target.display()), error))?;
            temporary.keep();
        }
        Ok(())
    }

    /// Writes what is left and lets the file go, without putting it in its place yet.
    fn close(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Output::File { file, .. } = self {
            drop(file.take());
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match self {
            Output::Stdout(out) => out.write(bytes),
            Output::File { file: Some(file), .. } | Output::Special(file) => file.write(bytes),
            Output::File { file: None, .. } => Err(io::Error::other("the output is closed")),
        }?;
        progress::count_written(written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::File { file: Some(file), .. } | Output::Special(file) => file.flush(),
            Output::File { file: None, .. } => Ok(()),
        }
    }
}

/// A file that is deleted unless it got its name, by a failure or an interrupt: an output that was not finished
/// leaves nothing behind.
pub(super) struct Temporary {
    path: PathBuf,
    kept: bool,
}

impl Temporary {
    fn new(path: PathBuf) -> Self {
        interrupt::guard(&path);
        Temporary { path, kept: false }
    }

    fn path(&self) -> &Path {
        &self.path
    }

    /// Says that the file has got its name.
    fn keep(&mut self) {
        self.kept = true;
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.path);
        }
        interrupt::release(&self.path);
    }
}

/// How a report is printed, for verbs that have the choice of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs, on standard output
    Json,
}

/// Writes a value as JSON text for programs, which people can read too: characters that steer a terminal are escaped.
pub(super) fn json(value: &serde_json::Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        match terminal::steers(c) {
            true => out.push_str(&format!("\\u{:04x}", c as u32)),
            false => out.push(c),
        }
    }
    out.push('\n');
    out
}

/// Writes a line of CSV (RFC 4180).
///
/// A cell that a spreadsheet would run as a formula gets a leading apostrophe.
pub(super) fn csv_line(cells: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let field = |text: &str| {
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
        let text = if is_formula { format!("'{text}") } else { text.to_owned() };
        if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    cells.into_iter().map(|cell| field(cell.as_ref())).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A folder whose files appear together, by [`FolderOutput::finish`], or not at all.
pub(super) struct FolderOutput {
    folder: PathBuf,
    /// Folders that were made for this, so that a failure takes them away again; outer ones first.
    made: Vec<PathBuf>,
    files: Vec<Output>,
}

impl FolderOutput {
    /// Makes the folder if it is not there.
    pub(super) fn create(folder: &Path) -> Result<FolderOutput> {
        let doing = || format!("cannot make the folder `{}`", folder.display());
        if folder.exists() && !folder.is_dir() {
            return Err(Error::unsupported(
                format!("cannot write into `{}`: it is a file", folder.display()),
                "name a folder; it is made if it is not there",
            ));
        }
        let mut output = FolderOutput { folder: folder.to_owned(), made: Vec::new(), files: Vec::new() };
        output.make(folder).map_err(|error| Error::io(doing(), error))?;
        Ok(output)
    }

    /// Makes a folder, and those that it lies in.
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        for path in missing.into_iter().rev() {
            interrupt::guard(path);
            self.made.push(path.to_owned());
            fs::create_dir(path)?;
        }
        Ok(())
    }

    /// Finds a file with one of these extensions that was there before and will not be replaced.
    pub(super) fn stale(&self, extensions: &[&str]) -> Result<Option<PathBuf>> {
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            let doing = || format!("cannot list `{}`", folder.display());
            for entry in fs::read_dir(&folder).map_err(|error| Error::io(doing(), error))? {
                let entry = entry.map_err(|error| Error::io(doing(), error))?;
                let (path, is_folder) = (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()));
                let named = path.extension().is_some_and(|found| extensions.iter().any(|known| found == *known));
                let target = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
                let is_ours = |output: &Output| matches!(output, Output::File { target: ours, .. } if fs::canonicalize(ours).is_ok_and(|ours| ours == target));
                if is_folder {
                    folders.push(path);
                } else if named && !self.files.iter().any(is_ours) {
                    return Ok(Some(path));
                }
            }
        }
        Ok(None)
    }

    /// Puts all files in their places.
    pub(super) fn finish(mut self) -> Result<()> {
        for file in &mut self.files {
            file.close().map_err(|error| Error::io("cannot write", error))?;
        }
        for file in std::mem::take(&mut self.files) {
            file.finish()?;
            self.made.drain(..).for_each(|folder| interrupt::release(&folder));
        }
        Ok(())
    }
}

impl Folder for FolderOutput {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        // Systems allow so many open files; a vault may have more.
        if let Some(before) = self.files.last_mut() {
            before.close()?;
        }
        let path = self.folder.join(name);
        self.make(path.parent().unwrap_or(&path))?;
        let output = Output::create(Some(&path)).map_err(|error| io::Error::other(error.to_string()))?;
        self.files.push(output);
        match self.files.last_mut() {
            Some(output) => Ok(output),
            None => Err(io::Error::other("no file")),
        }
    }
}

impl Drop for FolderOutput {
    fn drop(&mut self) {
        self.files.clear();
        for folder in self.made.iter().rev() {
            // Fails, as it should, if somebody put a file there meanwhile.
            let _ = fs::remove_dir(folder);
            interrupt::release(folder);
        }
    }
}

/// Takes several files and keeps none: for asking what would be lost.
pub(super) struct NoFolder(pub(super) io::Sink);

impl Folder for NoFolder {
    fn file(&mut self, _: &str) -> io::Result<&mut dyn Write> {
        Ok(&mut self.0)
    }
}

/// Prints a text on standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Error::io("cannot write standard output", error))
}

//! Writing: to standard output, or to a file that is whole or not there.

use super::{interrupt, progress};
use kgraph::error::{Error, Result};
use kgraph::format::Folder;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a verb's output goes.
pub(super) enum Output {
    /// Standard output.
    Stdout(io::Stdout),
    /// A temporary file beside the target, renamed by [`Output::finish`].
    File { file: Option<File>, temporary: PathBuf, target: PathBuf },
    /// A device or pipe, written as it is.
    Special(File),
}

impl Output {
    /// Opens the output; `None` and `-` mean standard output.
    pub(super) fn create(path: Option<&Path>) -> Result<Output> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Output::Stdout(io::stdout()));
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
        interrupt::guard(&temporary);
        let file = File::create(&temporary).map_err(|error| {
            interrupt::release(&temporary);
            Error::io(doing(), error)
        })?;
        Ok(Output::File { file: Some(file), temporary, target })
    }

    /// Makes the output whole: flushes it, and puts a file in its place.
    pub(super) fn finish(mut self) -> Result<()> {
        self.flush().map_err(|error| Error::io("cannot write", error))?;
        if let Output::File { file, temporary, target } = &mut self {
            drop(file.take());
            let renamed = fs::rename(&*temporary, &*target);
            interrupt::release(temporary);
            renamed.map_err(|error| Error::io(format!("cannot write `{}`", target.display()), error))?;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match self {
            Output::Stdout(out) => out.write(bytes),
            Output::File { file: Some(file), .. } | Output::Special(file) => file.write(bytes),
            Output::File { file: None, .. } => Err(io::Error::other("the output is finished")),
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

impl Drop for Output {
    fn drop(&mut self) {
        // An output that was not finished leaves nothing behind.
        if let Output::File { temporary, file, .. } = self
            && file.take().is_some()
        {
            let _ = fs::remove_file(&*temporary);
            interrupt::release(temporary);
        }
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

/// Writes a value as JSON text for programs, which people can read too.
pub(super) fn json(value: &serde_json::Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// A folder whose files appear together, by [`FolderOutput::finish`], or not at all.
pub(super) struct FolderOutput {
    folder: PathBuf,
    /// Whether the folder was made for this, so that a failure takes it away again.
    is_new: bool,
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
        let is_new = !folder.exists();
        if is_new {
            interrupt::guard(folder);
        }
        fs::create_dir_all(folder).map_err(|error| Error::io(doing(), error))?;
        Ok(FolderOutput { folder: folder.to_owned(), is_new, files: Vec::new() })
    }

    /// Puts all files in their places.
    pub(super) fn finish(mut self) -> Result<()> {
        for file in &mut self.files {
            file.flush().map_err(|error| Error::io("cannot write", error))?;
        }
        for file in std::mem::take(&mut self.files) {
            file.finish()?;
            self.is_new = false;
        }
        Ok(())
    }
}

impl Folder for FolderOutput {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        let output =
            Output::create(Some(&self.folder.join(name))).map_err(|error| io::Error::other(error.to_string()))?;
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
        if self.is_new {
            // Fails, as it should, if somebody put a file there meanwhile.
            let _ = fs::remove_dir(&self.folder);
        }
        interrupt::release(&self.folder);
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

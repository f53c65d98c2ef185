//! Finding and reading graph files.

use super::progress::Progress;
use super::{Context, report, revision};
use kgraph::decisions::{self, Decisions};
use kgraph::diagnostics::{Diagnostic, Diagnostics, Source};
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::Format;
use kgraph::graph::{Checks, Graph, Union};
use kgraph::suggest;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The graph a verb works on.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct Input {
    /// Graph file, or folder of graph files that are one graph, or - for standard input
    #[arg(short, long = "graph", value_name = "PATH")]
    pub(super) graph: Vec<PathBuf>,

    /// Read this format; by extension and content where none is named
    #[arg(long, value_name = "FORMAT")]
    pub(super) from: Option<String>,

    /// Keep edges of different files, or of nodes that are the same, apart that state the same claim, unless they are
    /// the same in everything
    #[arg(long)]
    pub(super) keep_duplicates: bool,
    /// Read the files as they are written, without what `decisions.json` beside them says is the same
    #[arg(long)]
    pub(super) no_decisions: bool,
}

impl Input {
    /// Adds paths that stand alone on the command line.
    pub(super) fn with(&self, more: &[PathBuf]) -> Input {
        Input { graph: self.graph.iter().chain(more).cloned().collect(), ..self.clone() }
    }

    /// Lists the files: those named, or the nearest `graph/`.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>> {
        let given = match self.graph.is_empty() {
            true => vec![default_folder()?],
            false => self.graph.clone(),
        };
        let mut files = Vec::new();
        for path in given {
            if path.is_dir() { files.extend(files_of(&path)?) } else { files.push(path) }
        }
        Ok(files)
    }

    /// Returns a name for what is made of this graph: the file's own, or the folder's.
    pub(super) fn stem(&self) -> Result<String> {
        let files = self.files()?;
        let path = match (files.as_slice(), self.graph.as_slice()) {
            ([file], _) => file.clone(),
            (_, [folder]) if folder.is_dir() => folder.canonicalize().unwrap_or_else(|_| folder.clone()),
            _ => return Ok("graph".to_owned()),
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Ok(stem.filter(|stem| stem != "-").unwrap_or_else(|| "graph".to_owned()))
    }

    /// Reads the files.
    fn sources(&self) -> Result<(&'static Format, Vec<Arc<Source>>)> {
        let named = self.from.as_deref().map(named).transpose()?;
        let files = self.files()?;
        if let Some(format) = named.filter(|format| format.is_binary()).or_else(|| binary(&files)) {
            let files = files.iter().map(|path| read_bytes(path)).collect::<Result<_>>()?;
            // A damaged file is told as a problem of the file; what the library that reads it says of itself is noise.
            let hook = std::panic::take_hook();
            std::panic::set_hook(Box::new(|_| {}));
            let sources = format.decode(files);
            std::panic::set_hook(hook);
            return Ok((format, sources?));
        }
        let mut formats: Vec<&'static Format> = Vec::new();
        let mut sources = Vec::with_capacity(files.len());
        let mut bad = Diagnostics::default();
        for path in &files {
            match read_file(path)? {
                Ok(source) => {
                    let Some(format) = named.or_else(|| Format::detect(path, source.text())).or_else(|| unnamed(path))
                    else {
                        return Err(unreadable(path));
                    };
                    if !formats.iter().any(|known| known.name() == format.name()) {
                        formats.push(format);
                    }
                    sources.push(source);
                }
                Err(diagnostic) => bad.push(*diagnostic),
            }
        }
        if !bad.is_empty() {
            return Err(ErrorKind::Graph(bad).into());
        }
        match formats.as_slice() {
            [format] => Ok((format, sources)),
            _ => {
                let titles: Vec<&str> = formats.iter().map(|format| format.title()).collect();
                let message = format!("files of several formats ({}) cannot be read as one graph", titles.join(", "));
                Err(Error::unsupported(message, "convert them to kgraph JSON first, or name one with `--from`"))
            }
        }
    }

    /// Reads one file as text; what is not UTF-8 in it is said beside it.
    pub(super) fn text(&self) -> Result<(Arc<Source>, Option<Diagnostic>)> {
        let files = self.files()?;
        let [file] = files.as_slice() else {
            let message = format!("one file is saved at a time, and these are {}", files.len());
            return Err(Error::unsupported(message, "name one"));
        };
        Ok(match read_file(file)? {
            Ok(source) => (source, None),
            Err(diagnostic) => {
                let place = diagnostic.place.as_ref().map(|place| Arc::clone(&place.source));
                (place.unwrap_or_else(|| Source::new(file.display().to_string(), "")), Some(*diagnostic))
            }
        })
    }

    /// The same files, without decisions.
    pub(super) fn as_written(&self) -> Input {
        Input { no_decisions: true, ..self.clone() }
    }

    /// Returns where decisions about these files belong: beside the first.
    pub(super) fn decisions_path(&self) -> Result<PathBuf> {
        match self.files()?.first().filter(|path| *path != Path::new("-")) {
            Some(path) => Ok(path.with_file_name(decisions::FILE_NAME)),
            None => Err(Error::unsupported("decisions about standard input have no place", "name a file or a folder")),
        }
    }

    /// Reads the decisions beside the files.
    pub(super) fn decisions(&self) -> Result<Decisions> {
        let mut decisions = Decisions::default();
        if self.no_decisions {
            return Ok(decisions);
        }
        let files = self.files()?;
        let beside = |path: &PathBuf| path.with_file_name(decisions::FILE_NAME);
        let paths: BTreeSet<PathBuf> = files.iter().filter(|path| *path != Path::new("-")).map(beside).collect();
        for path in paths.iter().filter(|path| path.is_file()) {
            let source = read_file(path)?.map_err(|diagnostic| {
                let mut list = Diagnostics::default();
                list.push(*diagnostic);
                ErrorKind::Graph(list)
            })?;
            decisions.join(Decisions::read(&source)?)?;
        }
        Ok(decisions)
    }

    /// Applies the decisions beside the files to their graph.
    fn decided(&self, (graph, mut diagnostics): (Graph, Diagnostics)) -> Result<(Graph, Diagnostics)> {
        let decisions = self.decisions()?;
        if decisions.is_empty() || diagnostics.has_fatal() {
            return Ok((graph, diagnostics));
        }
        let (graph, found) = decisions.apply(graph, self.union());
        diagnostics.extend(found);
        diagnostics.sort();
        Ok((graph, diagnostics))
    }

    /// Reads the graph of several files with both values of each conflict in it, and every problem that leaves it whole.
    pub(super) fn union_with_conflicts(&self) -> Result<(Graph, Diagnostics)> {
        let (format, sources) = self.sources()?;
        let union = Union { keep_conflicts: true, ..self.union() };
        let (graph, diagnostics) = format.check_union(&sources, Checks::Errors, union)?;
        if diagnostics.has_fatal() {
            return Err(ErrorKind::Graph(diagnostics).into());
        }
        Ok((graph, diagnostics))
    }

    /// Returns whether all that was named is one file with nothing in it.
    pub(super) fn is_empty(&self) -> Result<bool> {
        match self.files()?.as_slice() {
            [file] if file != Path::new("-") => Ok(std::fs::metadata(file).is_ok_and(|data| data.len() == 0)),
            _ => Ok(false),
        }
    }

    fn union(&self) -> Union {
        Union { keep_duplicates: self.keep_duplicates, ..Union::default() }
    }

    /// Reads the graph with every problem in it, for a verb that reports them all.
    pub(super) fn check(&self) -> Result<(Graph, Diagnostics)> {
        let (format, sources) = self.sources()?;
        self.decided(format.check_union(&sources, Checks::All, self.union())?)
    }

    /// Reads the graph, with its format and the problems that leave it whole.
    pub(super) fn read(&self, context: Context) -> Result<(&'static Format, Graph, Diagnostics)> {
        let (format, sources) = self.sources()?;
        let progress = Progress::reading(&sources, context);
        let (graph, diagnostics) =
            format.check_union_with(&sources, Checks::Errors, self.union(), context.threads())?;
        drop(progress);
        if diagnostics.has_fatal() {
            return Err(ErrorKind::Graph(diagnostics).into());
        }
        let (graph, diagnostics) = self.decided((graph, diagnostics))?;
        Ok((format, graph, diagnostics))
    }

    /// Reads the graph. Problems that leave it whole are said on standard error, a line a kind.
    pub(super) fn load(&self, context: Context) -> Result<Graph> {
        let (_, graph, diagnostics) = self.read(context)?;
        report::kinds(&diagnostics);
        if !diagnostics.is_empty() {
            context.note("`kgraph check` shows every problem in full");
        }
        Ok(graph)
    }
}

/// Finds the format that `--from` names.
fn named(name: &str) -> Result<&'static Format> {
    let readable = || Format::ALL.iter().filter(|format| format.can_read()).map(|format| format.name());
    Format::from_name(name).filter(|format| format.can_read()).ok_or_else(|| {
        let list = || format!("formats: {}", readable().collect::<Vec<_>>().join(", "));
        let hint = suggest::did_you_mean(name, readable()).unwrap_or_else(list);
        Error::unsupported(format!("`{name}` is no format that can be read"), hint)
    })
}

/// Finds the format of files that are no text; the graph's own description may stand beside them.
fn binary(files: &[PathBuf]) -> Option<&'static Format> {
    files.iter().find_map(|path| Format::from_path(path).filter(|format| format.is_binary()))
}

/// What has no extension and looks like nothing is taken for JSON, whose reader says what is wrong with it.
fn unnamed(path: &Path) -> Option<&'static Format> {
    path.extension().is_none().then(|| Format::from_name("json")).flatten()
}

fn unreadable(path: &Path) -> Error {
    let names: Vec<&str> = Format::ALL.iter().filter(|format| format.can_read()).map(|format| format.name()).collect();
    let message = match Format::from_path(path) {
        Some(format) => format!("`{}`: {} can be written, but not read", path.display(), format.title()),
        None => format!("`{}` is of no format that can be read", path.display()),
    };
    Error::unsupported(message, format!("`--from` names one of {}", names.join(", ")))
}

/// Finds the nearest `graph/` with graph files in it, as cargo finds `Cargo.toml`.
fn default_folder() -> Result<PathBuf> {
    let here = std::env::current_dir().map_err(|error| Error::io("cannot tell the working directory", error))?;
    let mut tried = Path::new("");
    for folder in here.ancestors() {
        let candidate = folder.join("graph");
        if candidate.is_dir() && files_of(&candidate).is_ok() {
            // Shown as the user would write it, where that is short.
            return Ok(if folder == here { PathBuf::from("graph") } else { candidate });
        }
        tried = folder;
    }
    Err(Error::unsupported(
        "no graph was named, and there is no folder `graph/` with JSON files here or above",
        format!(
            "name a file or folder with `-g PATH`, or `-g -` for standard input (looked from `{}` up to `{}`)",
            here.display(),
            tried.display()
        ),
    ))
}

/// Lists the graph files of a folder, by name: a data set's tables, else JSON files, else tables of text.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    list(folder, 0, &mut files)?;
    let ends = |path: &PathBuf, wanted: &dyn Fn(&Format) -> bool| {
        Format::from_path(path).is_some_and(|format| format.is_folder() && format.can_read() && wanted(format))
    };
    let is_json = |path: &PathBuf| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let here = |path: &PathBuf| path.parent() == Some(folder);
    if files.iter().any(|path| ends(path, &Format::is_binary)) {
        // Whatever else lies there is not the data set's, but for its description.
        files.retain(|path| ends(path, &Format::is_binary) || here(path) && path.ends_with("graph.json"));
    } else if files.iter().any(|path| here(path) && is_json(path)) {
        files.retain(|path| here(path) && is_json(path));
    } else {
        files.retain(|path| here(path) && ends(path, &|_| true));
    }
    files.sort();
    if files.is_empty() {
        return Err(Error::unsupported(
            format!("the folder `{}` has no .json or .csv files", folder.display()),
            "put graph files into it, or name another",
        ));
    }
    Ok(files)
}

/// How deep a data set's files may lie: `edges/relation=…/part-00000.parquet`.
const DEPTH: usize = 2;

fn list(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<()> {
    let doing = || format!("cannot list `{}`", folder.display());
    for entry in std::fs::read_dir(folder).map_err(|error| Error::io(doing(), error))? {
        let path = entry.map_err(|error| Error::io(doing(), error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Engines put what is not data under names that begin so.
        if name.starts_with(['.', '_']) && (name.starts_with('.') || depth > 0 || path.is_dir()) {
            continue;
        }
        // Decisions are about graphs; they are none.
        if path.is_file() && name != decisions::FILE_NAME {
            files.push(path);
        } else if path.is_dir() && depth < DEPTH {
            list(&path, depth + 1, files)?;
        }
    }
    Ok(())
}

/// Reads a file as text, or says why it is none.
pub(super) fn read_file(path: &Path) -> Result<std::result::Result<Arc<Source>, Box<Diagnostic>>> {
    read(path, |name, input, length| Source::read(name, input, length))
}

pub(super) fn read_bytes(path: &Path) -> Result<(String, Vec<u8>)> {
    read(path, |name, mut input, _| {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        Ok((name, bytes))
    })
}

/// Reads a file, one of a revision, or standard input in some way, which is given the name to show and how many bytes to expect.
fn read<T>(path: &Path, how: impl FnOnce(String, Box<dyn Read + '_>, usize) -> io::Result<T>) -> Result<T> {
    if path == Path::new("-") {
        return how("<stdin>".to_owned(), Box::new(std::io::stdin().lock()), 0)
            .map_err(|error| Error::io("cannot read standard input", error));
    }
    let name = path.display().to_string();
    let read = if revision::may_be(path) {
        let bytes = revision::read(path)?;
        how(name, Box::new(&*bytes), bytes.len())
    } else {
        in_one_state(path, |file, length| how(name, Box::new(file), length))
    };
    read.map_err(|error| Error::io(format!("cannot read `{}`", path.display()), error))
}

/// Reads a file in one state: one that is written to meanwhile, which could give parts of two states, is refused.
fn in_one_state<T>(path: &Path, how: impl FnOnce(&File, usize) -> io::Result<T>) -> io::Result<T> {
    let mut file = File::open(path)?;
    let before = file.metadata()?;
    let found = how(&file, usize::try_from(before.len()).unwrap_or(0))?;
    // Pipes and devices have no state of their own; files that a system makes up, as in `/proc`, tell no length.
    if before.is_file() {
        let after = file.metadata()?;
        let is_whole = after.len() == 0 || file.stream_position()? == after.len();
        let is_same = before.len() == after.len() && before.modified().ok() == after.modified().ok();
        if !is_whole || !is_same {
            return Err(io::Error::other("it was written to while it was read; run the command again"));
        }
    }
    Ok(found)
}

//! What the other modules share.

use kgraph::diagnostics::{Diagnostics, Source};
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::{Checks, Graph};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A run of the binary, being prepared.
pub struct Kgraph {
    command: Command,
    stdin: Option<String>,
    output: Option<std::fs::File>,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Starts to prepare a run of the binary, in the project's folder and without colour.
pub fn kgraph<I: AsRef<OsStr>>(args: impl IntoIterator<Item = I>) -> Kgraph {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kgraph"));
    command.args(args).current_dir(root()).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
    Kgraph { command, stdin: None, output: None }
}

impl Kgraph {
    pub fn stdin(mut self, text: &str) -> Self {
        self.stdin = Some(text.to_owned());
        self
    }

    /// Has standard output go to a file.
    pub fn output(mut self, file: std::fs::File) -> Self {
        self.output = Some(file);
        self
    }

    /// Has another program run it: a shell that sets limits first.
    pub fn through(mut self, words: &[&str]) -> Self {
        let mut outer = Command::new(words[0]);
        outer.args(&words[1..]).arg(self.command.get_program()).args(self.command.get_args());
        outer.current_dir(self.command.get_current_dir().unwrap_or(root()));
        for (key, value) in self.command.get_envs() {
            match value {
                Some(value) => outer.env(key, value),
                None => outer.env_remove(key),
            };
        }
        self.command = outer;
        self
    }

    pub fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    pub fn env(mut self, key: &str, value: &str) -> Self {
        self.command.env(key, value);
        self
    }

    pub fn run(mut self) -> Ran {
        self.command.stdin(if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() });
        self.command.stdout(self.output.take().map_or_else(Stdio::piped, Stdio::from)).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        if let Some(text) = self.stdin.take() {
            // A program that needs no input may end before it has read it.
            let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
        }
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Checks the exit code and returns standard output.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "standard error lacks {text:?}: {self:#?}");
        self
    }

    #[track_caller]
    pub fn prints(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "standard output lacks {text:?}: {self:#?}");
        self
    }
}

/// A folder of its own, deleted at the end.
pub struct TempDir(PathBuf);

impl TempDir {
    pub fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("kgraph-test-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        TempDir(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Lists the names in the folder.
    pub fn names(&self) -> Vec<String> {
        names_in(&self.0)
    }
}

/// Lists the names in a folder, in order.
pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Compares a text with a golden file, or rewrites the file when `KGRAPH_BLESS` is set.
#[track_caller]
pub fn golden(path: &Path, text: &str) {
    if std::env::var_os("KGRAPH_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == text {
        return;
    }
    let line = expected
        .lines()
        .zip(text.lines())
        .position(|(a, b)| a != b)
        .unwrap_or(expected.lines().count().min(text.lines().count()));
    let show = |text: &str| text.lines().nth(line).unwrap_or("(the end)").chars().take(400).collect::<String>();
    panic!(
        "{} is stale at line {}:\n  file: {}\n  now:  {}\nRun `KGRAPH_BLESS=1 cargo test` and review the difference.",
        path.display(),
        line + 1,
        show(&expected),
        show(text)
    );
}

/// Reads a graph with every problem in it.
pub fn check(text: &str) -> (Graph, Diagnostics) {
    check_as(Format::from_name("json").unwrap(), text)
}

/// Reads a graph of any format with every problem in it.
pub fn check_as(format: &Format, text: &str) -> (Graph, Diagnostics) {
    format.check(&[Source::new(format!("graph.{}", format.suffix()), text)], Checks::All).unwrap()
}

/// Reads a graph that is whole.
#[track_caller]
pub fn load(text: &str) -> Graph {
    let (graph, diagnostics) = check(text);
    assert!(!diagnostics.has_fatal(), "{diagnostics:#?}");
    graph
}

/// Writes a graph as text.
pub fn written(graph: &Graph, format: &str, options: &WriteOptions) -> (String, kgraph::format::Losses) {
    let mut bytes = Vec::new();
    let losses = Format::from_name(format).unwrap().write(graph, options, &mut bytes).unwrap();
    (String::from_utf8(bytes).unwrap(), losses)
}

/// Formats that hold everything, so that what they write reads back to the same bytes. The others have
/// losses, and round trips of their own that say which (`xml`, `dot`, `tables`).
pub fn lossless() -> impl Iterator<Item = &'static Format> {
    ["json", "cytoscape", "graphology", "jgf", "d3"].into_iter().map(|name| Format::from_name(name).unwrap())
}

/// A folder in memory: each file's name and bytes, in order.
#[derive(Default)]
pub struct MemoryFolder(pub Vec<(String, Vec<u8>)>);

impl kgraph::format::Folder for MemoryFolder {
    fn file(&mut self, name: &str) -> std::io::Result<&mut dyn Write> {
        self.0.push((name.to_owned(), Vec::new()));
        Ok(&mut self.0.last_mut().unwrap().1)
    }
}

/// Writes a graph as one text or several: each with its name, which begins with `stem`.
pub fn files(graph: &Graph, format: &Format, stem: &str) -> (Vec<(String, String)>, kgraph::format::Losses) {
    if !format.is_folder() {
        let (text, losses) = written(graph, format.name(), &WriteOptions::new());
        return (vec![(format!("{stem}.{}", format.suffix()), text)], losses);
    }
    let mut folder = MemoryFolder::default();
    let losses = format.write_folder(graph, &WriteOptions::new(), &mut folder).unwrap();
    let separator = if stem == "golden" { '.' } else { '-' };
    let path = |name: String| format!("{stem}{separator}{}/{name}", format.name());
    (folder.0.into_iter().map(|(name, bytes)| (path(name), String::from_utf8(bytes).unwrap())).collect(), losses)
}

/// Writes a graph as files that are no text.
pub fn binary_files(graph: &Graph, format: &Format) -> Vec<(String, Vec<u8>)> {
    let mut folder = MemoryFolder::default();
    let losses = format.write_folder(graph, &WriteOptions::new(), &mut folder).unwrap();
    assert!(losses.is_empty());
    folder.0
}

/// Reads texts, each with its name, as one graph.
pub fn read_files(format: &str, files: &[(String, String)]) -> (Graph, Diagnostics) {
    let sources: Vec<_> = files.iter().map(|(name, text)| Source::new(name.as_str(), text.as_str())).collect();
    Format::from_name(format).unwrap().check(&sources, Checks::Errors).unwrap()
}

/// Lists the folders of `tests/cases`, by name.
pub fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(root().join("tests/cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// Finds a program on PATH.
pub fn has_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

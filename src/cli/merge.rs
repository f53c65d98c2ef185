//! `kgraph merge`: several graphs as one file, or two versions that go back to one.

use super::open::Input;
use super::output::Output;
use super::{Context, Outcome, report, terminal};
use kgraph::compare;
use kgraph::diagnostics::{Code, Diagnostics};
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::{Document, Graph};
use std::path::{Path, PathBuf};

/// Arguments of `kgraph merge`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  kgraph merge one.json two.json -o both.json\n  \
    kgraph merge --base old.json mine.json theirs.json -o mine.json\n\n\
    For git, once in a repository, so that graph files merge by their meaning:\n  \
    git config merge.kgraph.driver \"kgraph merge --base %O %A %B -o %A\"\n  \
    echo \"graph/*.json merge=kgraph\" >> .gitattributes")]
pub(super) struct Args {
    /// Graph files, or folders of them; with --base, two: ours and theirs
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The version that both go back to: what either changed since is taken
    #[arg(long, value_name = "PATH")]
    base: Option<PathBuf>,

    /// Read this format; by extension and content where none is named
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,

    /// Keep edges of different files apart that state the same claim, unless they are the same in everything
    #[arg(long, conflicts_with = "base")]
    keep_duplicates: bool,

    /// Write to this file; the extension chooses the format, kgraph JSON where it names none
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let input = |paths: &[PathBuf]| Input {
        graph: paths.to_vec(),
        from: args.from.clone(),
        keep_duplicates: args.keep_duplicates,
        no_decisions: true,
    };
    let Some(base) = &args.base else {
        let (graph, diagnostics) = input(&args.paths).union_with_conflicts()?;
        let (conflicts, others): (Vec<_>, Vec<_>) =
            diagnostics.into_iter().partition(|diagnostic| diagnostic.code == Code::ConflictingValue);
        let count = conflicts.len();
        report::kinds(&collect(others));
        report::all(&collect(conflicts));
        write(&graph, args.output.as_deref())?;
        note_texts(&graph, args.output.as_deref(), context);
        return Ok(ended(count, context));
    };
    let [ours, theirs] = args.paths.as_slice() else {
        let message = format!("`--base` merges two versions, but {} were named", args.paths.len());
        return Err(Error::unsupported(message, "write `kgraph merge --base BASE OURS THEIRS -o OUT`"));
    };
    let load = |path: &PathBuf| match input(std::slice::from_ref(path)).is_empty()? {
        // Git gives an empty file where there was none.
        true => Ok(Graph::default()),
        false => input(std::slice::from_ref(path)).load(context),
    };
    let merged = compare::merge(&load(base)?, &load(ours)?, &load(theirs)?)?;
    if merged.diagnostics.has_fatal() {
        return Err(ErrorKind::Graph(merged.diagnostics).into());
    }
    for conflict in &merged.conflicts {
        let word = terminal::paint(terminal::ERROR, "conflict");
        terminal::say(&format!("{word}: {}", terminal::visible_line(&conflict.to_string())));
    }
    write(&merged.graph, args.output.as_deref())?;
    Ok(ended(merged.conflicts.len(), context))
}

/// Says which documents name their text by a path that leads elsewhere from the folder of what was written.
fn note_texts(graph: &Graph, output: Option<&Path>, context: Context) {
    let Some(output) = output else { return };
    let folder = |path: &Path| {
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        folder.canonicalize().ok()
    };
    let here = folder(output);
    let is_moved = |document: &&Document| {
        let is_path = document.text.as_deref().is_some_and(|text| !text.is_empty() && !text.contains("://"));
        is_path && folder(Path::new(&document.file)) != here
    };
    let moved: Vec<&str> =
        graph.header().documents.iter().filter(is_moved).map(|document| document.id.as_str()).collect();
    if !moved.is_empty() {
        context.note(&format!(
            "`{}` lies in another folder than what it was made of: the paths of texts, as that of `{}`, count from \
             there; move the texts along, or mend the paths",
            output.display(),
            moved[0]
        ));
    }
}

fn collect(list: Vec<kgraph::diagnostics::Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(list);
    diagnostics
}

fn ended(conflicts: usize, context: Context) -> Outcome {
    if conflicts == 0 {
        return Outcome::Done;
    }
    let s = if conflicts == 1 { "" } else { "s" };
    context.note(&format!(
        "{conflicts} conflict{s}: of each, the first value is in place, and nodes and edges have both under \
         `kgraph:conflict`, which `kgraph check` reports"
    ));
    Outcome::No
}

/// Writes the graph.
fn write(graph: &Graph, path: Option<&Path>) -> Result<()> {
    let named = path.and_then(Format::from_path).filter(|format| format.can_write() && !format.is_folder());
    let format = named.or_else(|| Format::from_name("json"));
    let format = format.ok_or_else(|| Error::unsupported("kgraph JSON is not there", ""))?;
    let mut output = Output::create(path)?;
    format.write(graph, &WriteOptions::new(), &mut output)?;
    output.finish()
}

//! `kgraph view`: the graph as a page for the browser, one file that needs nothing else.

use super::looks::StyleArgs;
use super::open::Input;
use super::output::Output;
use super::select::Selection;
use super::{Context, Outcome};
use kgraph::error::{Error, Result};
use kgraph::page;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Arguments of `kgraph view`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph view --open\n  kgraph view graph/k-visa.json -o k-visa.html\n  kgraph view --around \"K visa\" --depth 2 -o - > part.html"
)]
pub(super) struct Args {
    /// Graph files, or folders of them, that are one graph; - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    selection: Selection,

    /// Write to this file, or to standard output for -; the graph's name with .html where none is named
    #[arg(short, long, value_name = "FILE", visible_alias = "out")]
    output: Option<PathBuf>,

    #[command(flatten)]
    style: StyleArgs,

    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let input = args.input.with(&args.paths);
    let path = match &args.output {
        Some(path) => path.clone(),
        None => PathBuf::from(format!("{}.html", input.stem()?)),
    };
    let is_stream = path == Path::new("-");
    if is_stream && args.open {
        return Err(Error::unsupported("a page on standard output cannot be opened", "name a file: `-o page.html`"));
    }
    let graph = args.selection.apply(args.style.apply(input.load(context)?)?, context)?;
    let mut output = Output::create(Some(&path))?;
    page::write(&graph, &mut output)?;
    output.finish()?;
    if !is_stream {
        context.note(&format!("wrote {}", path.display()));
    }
    if args.open {
        open(&path)?;
    }
    Ok(Outcome::Done)
}

/// Opens a file with the program that the system has for it.
fn open(path: &Path) -> Result<()> {
    let program = match () {
        () if cfg!(target_os = "macos") => "open",
        () if cfg!(windows) => "explorer",
        () => "xdg-open",
    };
    // A whole path: a name that begins with a dash is no option then.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let hint = || format!("open it yourself: {}", path.display());
    let mut command = Command::new(program);
    command.arg(&path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().map_err(|error| {
        Error::unsupported(format!("the page is written, but `{program}` did not start: {error}"), hint())
    })?;
    // `explorer` gives 1 even when all is well.
    if status.success() || cfg!(windows) {
        return Ok(());
    }
    Err(Error::unsupported(format!("the page is written, but `{program}` could not open it ({status})"), hint()))
}

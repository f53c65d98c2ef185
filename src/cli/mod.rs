//! The command line. This room belongs to the binary: it uses the library as a stranger would, and
//! alone talks to the terminal, the file system and the environment.

mod check;
mod claims;
mod diff;
mod dupes;
mod emit;
mod export;
mod interrupt;
mod looks;
mod lookup;
mod losses;
mod mcp;
mod measure;
mod merge;
mod on;
mod open;
mod output;
mod path;
mod profile;
mod progress;
mod query;
mod report;
mod revision;
mod schema;
mod select;
mod sentence;
mod session;
mod show;
mod stats;
mod terminal;
mod texts;
mod verify;
mod view;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Entity-relationship graphs as files: check, export, draw and question them, with the evidence for each relation.
#[derive(Parser, Debug)]
#[command(name = "kgraph", version, styles = STYLES, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Without a graph named, kgraph uses the nearest folder `graph/`, from here upward.\n\n\
    Exit codes: 0 done, 1 the answer is no or problems were found, 2 it could not be done.")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,

    /// Print no notes, only problems
    #[arg(short, long, global = true)]
    quiet: bool,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: terminal::Color,

    /// How many threads read and format; as many as there are cores where no number is given
    #[arg(long, global = true, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Find every problem in a graph
    Check(check::Args),
    /// Write a graph in another format, or as a picture
    #[command(visible_alias = "convert")]
    Export(export::Args),
    /// Ask a question in English, or run an openCypher pattern
    Query(query::Args),
    /// Tell how two nodes are connected
    Path(path::Args),
    /// Tell everything known about one node
    Show(show::Args),
    /// Count what is in a graph
    Stats(stats::Args),
    /// Make one graph of several, or of two versions of one
    Merge(merge::Args),
    /// Tell what changed between two versions of a graph
    Diff(diff::Args),
    /// Check the evidence against the texts it was taken from
    Verify(verify::Args),
    /// Make a page to explore a graph in the browser, offline
    View(view::Args),
    /// Find nodes that may be the same, and keep what is decided about them
    Dupes(dupes::Args),
    /// Answer language models: a read-only server of the Model Context Protocol on standard input and output
    Mcp(mcp::Args),
    /// Describe the file format, for editors and language models
    Schema(schema::Args),
}

/// How a verb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Done.
    Done,
    /// The answer is no, or problems were found.
    No,
    /// It could not be done, and that has been said.
    Failed,
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    terminal::set_color(cli.color);
    let context = Context { quiet: cli.quiet, threads: cli.threads };
    let result = match cli.verb {
        Verb::Check(args) => check::run(&args, context),
        Verb::Export(args) => export::run(&args, context),
        Verb::Query(args) => query::run(&args, context),
        Verb::Path(args) => path::run(&args, context),
        Verb::Show(args) => show::run(&args, context),
        Verb::Stats(args) => stats::run(&args, context),
        Verb::Merge(args) => merge::run(&args, context),
        Verb::Diff(args) => diff::run(&args, context),
        Verb::Verify(args) => verify::run(&args, context),
        Verb::View(args) => view::run(&args, context),
        Verb::Dupes(args) => dupes::run(&args, context),
        Verb::Mcp(args) => mcp::run(&args, context),
        Verb::Schema(args) => schema::run(&args, context),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // The reader of our output has seen enough.
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&error);
            ExitCode::from(2)
        }
    }
}

/// What every verb is told.
#[derive(Clone, Copy, Debug)]
struct Context {
    quiet: bool,
    threads: Option<std::num::NonZeroUsize>,
}

impl Context {
    /// Returns how many threads to use.
    fn threads(self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, std::num::NonZeroUsize::get)
    }

    /// Says something about the work on standard error.
    fn note(self, text: &str) {
        if !self.quiet {
            terminal::say(&format!("{}: {text}", terminal::paint(terminal::NOTE, "note")));
        }
    }
}

//! `kgraph check`: every problem in the graph at once.

use super::open::Input;
use super::{Context, Outcome, output, report, terminal};
use kgraph::error::{ErrorKind, Result};
use std::path::PathBuf;

/// Arguments of `kgraph check`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  kgraph check graph/k-visa.json")]
pub(super) struct Args {
    /// Graph files, or folders of them, that are one graph; - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    input: Input,

    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: output::Format,

    /// Let warnings fail the check too
    #[arg(long)]
    strict: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let (graph, diagnostics) = match args.input.with(&args.paths).check() {
        Ok((graph, diagnostics)) => (Some(graph), diagnostics),
        // A file that is not even text is a finding like any other.
        Err(error) => match error.kind() {
            ErrorKind::Graph(diagnostics) => (None, diagnostics.clone()),
            _ => return Err(error),
        },
    };
    match args.format {
        output::Format::Json => output::print(&report::json(&diagnostics))?,
        output::Format::Text => {
            report::all(&diagnostics);
            let counts =
                graph.map(|graph| format!(" in {} nodes and {} edges", graph.node_count(), graph.edge_count()));
            if !context.quiet || !diagnostics.is_empty() {
                terminal::say(&format!("{}{}", report::summary(&diagnostics), counts.unwrap_or_default()));
            }
        }
    }
    let failed = diagnostics.has_errors() || (args.strict && !diagnostics.is_empty());
    Ok(if failed { Outcome::No } else { Outcome::Done })
}

//! `kgraph check`: every problem in the graph at once; and what can be saved of a broken file.

use super::open::Input;
use super::{Context, Outcome, output, report, terminal};
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::{Format, WriteOptions};
use kgraph::salvage;
use std::path::PathBuf;

/// Arguments of `kgraph check`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph check graph/k-visa.json\n  kgraph check --salvage broken.json -o good.json"
)]
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

    /// Save the good records of a broken kgraph JSON file, and list the rest
    #[arg(long, requires = "output", conflicts_with_all = ["from", "strict"])]
    salvage: bool,

    /// Where the good records go
    #[arg(short, long, value_name = "PATH", requires = "salvage")]
    output: Option<PathBuf>,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    if args.salvage {
        return save(args, context);
    }
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

/// Saves what is good in a broken file.
fn save(args: &Args, context: Context) -> Result<Outcome> {
    let (source, bad_text) = args.input.with(&args.paths).text()?;
    let mut saved = salvage::salvage(&source);
    saved.problems.extend(bad_text);
    saved.problems.sort();
    let (nodes, edges) = (saved.graph.node_count(), saved.graph.edge_count());
    match args.format {
        output::Format::Json => output::print(&report::json(&saved.problems))?,
        output::Format::Text => report::all(&saved.problems),
    }
    if nodes == 0 && saved.problems.has_errors() {
        let message = format!("nothing can be saved: no node of `{}` is good", source.name());
        return Err(Error::unsupported(message, "is it kgraph JSON? other formats are mended by hand"));
    }
    for (list, id) in &saved.declared {
        context.note(&format!("`{id}` is declared in `{list}` by its id alone"));
    }
    let json = Format::from_name("json").ok_or_else(|| Error::unsupported("kgraph JSON is not there", ""))?;
    let mut out = output::Output::create(args.output.as_deref())?;
    json.write(&saved.graph, &WriteOptions::new(), &mut out)?;
    out.finish()?;
    let records = if saved.left_out == 1 { "record is" } else { "records are" };
    terminal::say(&format!("{nodes} nodes and {edges} edges are saved, {} {records} left out", saved.left_out));
    Ok(if saved.problems.has_errors() { Outcome::No } else { Outcome::Done })
}

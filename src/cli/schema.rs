//! `kgraph schema`: the file format as a JSON Schema, and as a prompt.

use super::open::Input;
use super::output::{self, Output};
use super::{Context, Outcome};
use kgraph::error::{Error, Result};
use kgraph::schema;
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `kgraph schema`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  kgraph schema -o graph.schema.json\n  kgraph schema --strict\n  \
    kgraph schema --prompt --known 20")]
pub(super) struct Args {
    #[command(flatten)]
    input: Input,

    /// For the structured output of language models, in the types and relations of the graph
    #[arg(long)]
    strict: bool,

    /// Print a prompt that asks a language model for a graph, in the words of the graph
    #[arg(long, conflicts_with = "strict")]
    prompt: bool,

    /// Name at most so many nodes of the graph in the prompt, those with most edges
    #[arg(long, value_name = "N", default_value_t = 100, requires = "prompt")]
    known: usize,

    /// Write to this file
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let text = if args.prompt {
        schema::prompt(&args.input.load(context)?, args.known)
    } else if args.strict {
        let schema = schema::strict(args.input.load(context)?.header());
        let size = schema::size(&schema);
        if size.enum_values > schema::MAX_ENUM_VALUES || size.properties > schema::MAX_PROPERTIES {
            context.note(&format!(
                "the schema has {} values in enums and {} keys; some providers take {} and {} at most: use fewer types \
                 and relations",
                size.enum_values,
                size.properties,
                schema::MAX_ENUM_VALUES,
                schema::MAX_PROPERTIES
            ));
        }
        output::json(&schema)
    } else {
        if !args.input.graph.is_empty() {
            context.note("the schema of the file format is the same for every graph; `--strict` is that of one");
        }
        output::json(&schema::graph_file())
    };
    let mut out = Output::create(args.output.as_deref())?;
    out.write_all(text.as_bytes()).map_err(|error| Error::io("cannot write", error))?;
    out.finish()?;
    Ok(Outcome::Done)
}

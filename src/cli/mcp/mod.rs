//! `kgraph mcp`: a read-only Model Context Protocol server over standard input and output.
//!
//! One JSON-RPC 2.0 message a line, in and out, as the protocol's stdio transport has it. `protocol` knows
//! messages, `tools` knows the graph; neither touches the streams.

mod answer;
mod arguments;
mod protocol;
mod tools;

use super::open::Input;
use super::select::Selection;
use super::{Context, Outcome};
use kgraph::error::{Error, Result};
use std::io::{BufRead, Read, Write};

/// The longest message that is read, in bytes.
const MAX_MESSAGE: u64 = 1 << 20;

/// Arguments of `kgraph mcp`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example, for a client's settings:\n  {\"mcpServers\": {\"kgraph\": {\"command\": \"kgraph\", \"args\": [\"mcp\", \"-g\", \"graph\"]}}}"
)]
pub(super) struct Args {
    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    selection: Selection,
}

/// Runs the verb: answers until the input ends.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.selection.apply(args.input.load(context)?, context)?;
    let tools = tools::Tools::new(&graph);
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    let failed = |error| Error::io("cannot read standard input", error);
    let mut line = Vec::new();
    loop {
        line.clear();
        input.by_ref().take(MAX_MESSAGE).read_until(b'\n', &mut line).map_err(failed)?;
        if line.is_empty() {
            return Ok(Outcome::Done);
        }
        let reply = match line.ends_with(b"\n") || (line.len() as u64) < MAX_MESSAGE {
            true => protocol::reply(&line, &tools),
            false => {
                // The rest of the message is passed over, so that the next line is read as what it is.
                input.skip_until(b'\n').map_err(failed)?;
                Some(protocol::too_long())
            }
        };
        if let Some(reply) = reply {
            writeln!(output, "{reply}")
                .and_then(|()| output.flush())
                .map_err(|error| Error::io("cannot write standard output", error))?;
        }
    }
}

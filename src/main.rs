//! The `kgraph` program: arguments in, exit code out. Everything it does is in [`cli`].

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}

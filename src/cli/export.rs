//! `kgraph export`: the graph in another format, or as a picture.

use super::open::Input;
use super::output::Output;
use super::{Context, Outcome};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use kgraph::error::{Error, Result};
use kgraph::format::{Format, Losses, WriteOptions};
use kgraph::graph::Graph;
use kgraph::suggest;
use std::path::{Path, PathBuf};

/// Arguments of `kgraph export`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph export --dot\n  kgraph export graph/k-visa.json -o k-visa.graphml\n  kgraph export --all exports"
)]
pub(super) struct Args {
    /// Graph files, or folders of them, that are one graph; - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    flags: FormatFlags,

    /// Write in this format: a name from the list above
    #[arg(long, value_name = "NAME", conflicts_with = "format flag")]
    format: Option<String>,

    /// Write to this file; its extension chooses the format where none is named
    #[arg(short, long, value_name = "FILE", visible_alias = "out")]
    output: Option<PathBuf>,

    /// Write every format, and the SVG picture, into this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["format flag", "format", "output"])]
    all: Option<PathBuf>,

    /// Fail if the format could not hold something
    #[arg(long)]
    strict: bool,

    /// GraphML: keep to the official schema (Gephi then merges parallel edges)
    #[arg(long)]
    strict_xsd: bool,
}

/// One flag for each format: `--dot`, `--graphml` … made from the table of formats.
#[derive(Clone, Debug, Default)]
struct FormatFlags {
    chosen: Option<&'static str>,
}

impl clap::Args for FormatFlags {
    fn augment_args(command: Command) -> Command {
        let mut command = command.group(clap::ArgGroup::new("format flag"));
        for format in Format::ALL.iter().filter(|format| format.can_write()) {
            let arg = Arg::new(format.name())
                .long(format.name())
                .action(ArgAction::SetTrue)
                .group("format flag")
                .help(format!("Write {}: {}", format.title(), format.about()));
            command = command.arg(arg);
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FormatFlags {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, clap::Error> {
        let chosen = Format::ALL
            .iter()
            .map(|format| format.name())
            .find(|name| matches.try_get_one(name).ok().flatten().is_some_and(|set| *set));
        Ok(FormatFlags { chosen })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let input = args.input.with(&args.paths);
    if let Some(folder) = &args.all {
        return all(args, &input, folder, context);
    }
    let format = choose(args)?;
    let graph = input.load(context)?;
    write(&graph, format, args, args.output.as_deref(), context)?;
    Ok(Outcome::Done)
}

fn choose(args: &Args) -> Result<&'static Format> {
    let names = || Format::ALL.iter().filter(|format| format.can_write()).map(|format| format.name());
    let by_name = args.flags.chosen.or(args.format.as_deref());
    if let Some(name) = by_name {
        return Format::from_name(name).filter(|format| format.can_write()).ok_or_else(|| {
            let hint = suggest::did_you_mean(name, names())
                .unwrap_or_else(|| format!("formats: {}", names().collect::<Vec<_>>().join(", ")));
            Error::unsupported(format!("`{name}` is no format that can be written"), hint)
        });
    }
    let Some(path) = &args.output else {
        let flags: Vec<String> = names().map(|name| format!("--{name}")).collect();
        return Err(Error::unsupported(
            "no format was named",
            format!("add one of {}, or `-o FILE` with its extension", flags.join(", ")),
        ));
    };
    Format::from_path(path).filter(|format| format.can_write()).ok_or_else(|| {
        let message = format!("the extension of `{}` is of no format that can be written", path.display());
        Error::unsupported(message, format!("name one: --format {}", names().collect::<Vec<_>>().join("|")))
    })
}

fn all(args: &Args, input: &Input, folder: &Path, context: Context) -> Result<Outcome> {
    let graph = input.load(context)?;
    let stem = input.stem()?;
    std::fs::create_dir_all(folder)
        .map_err(|error| Error::io(format!("cannot make the folder `{}`", folder.display()), error))?;
    for format in Format::ALL.iter().filter(|format| format.can_write()) {
        let path = folder.join(format!("{stem}.{}", format.extensions()[0]));
        write(&graph, format, args, Some(&path), context)?;
        context.note(&format!("wrote {}", path.display()));
    }
    Ok(Outcome::Done)
}

fn write(graph: &Graph, format: &Format, args: &Args, path: Option<&Path>, context: Context) -> Result<()> {
    let options = WriteOptions::new().strict_schema(args.strict_xsd);
    if args.strict {
        // A stream cannot be taken back, so whether anything is lost is known before it starts.
        let losses = format.write(graph, &options, &mut std::io::sink())?;
        settle(format.title(), &losses, true, context)?;
    }
    let mut output = Output::create(path)?;
    let losses = format.write(graph, &options, &mut output)?;
    output.finish()?;
    settle(format.title(), &losses, false, context)
}

/// Says what a format could not hold, or fails because of it.
fn settle(title: &str, losses: &Losses, strict: bool, context: Context) -> Result<()> {
    for loss in losses.iter() {
        context.note(&format!("{title}: {} {} (first: {})", loss.count, loss.kind.describe(), loss.first));
    }
    if strict && !losses.is_empty() {
        return Err(Error::unsupported(
            format!("{title} cannot hold everything in this graph"),
            "nothing was written; leave out --strict to write it all the same",
        ));
    }
    Ok(())
}

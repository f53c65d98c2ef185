//! `kgraph export`: the graph in another format, or as a picture.

use super::open::Input;
use super::output::{FolderOutput, NoFolder, Output};
use super::progress::Progress;
use super::select::Selection;
use super::terminal::visible_line;
use super::{Context, Outcome};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::{Format, Losses, WriteOptions};
use kgraph::graph::Graph;
use kgraph::render::{self, Layout, Picture, RenderOptions};
use kgraph::suggest;
use std::io::Write;
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
    selection: Selection,

    #[command(flatten)]
    flags: FormatFlags,

    /// Write in this format: a name from the list above
    #[arg(long, value_name = "NAME", conflicts_with = "format flag")]
    format: Option<String>,

    /// Write to this file, or folder for a format of several files; the extension chooses the format where none is named
    #[arg(short, long, value_name = "PATH", visible_alias = "out")]
    output: Option<PathBuf>,

    /// Lay a picture out with this Graphviz engine; by size where none is named
    #[arg(long, value_name = "ENGINE", value_parser = layout)]
    layout: Option<Layout>,

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
        for picture in Picture::ALL {
            let arg = Arg::new(picture.name())
                .long(picture.name())
                .action(ArgAction::SetTrue)
                .group("format flag")
                .help(format!("Draw a picture as {} (with Graphviz)", picture.name().to_uppercase()));
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
        let set = |name: &&'static str| matches.try_get_one(name).ok().flatten().is_some_and(|set| *set);
        let chosen = names().find(set);
        Ok(FormatFlags { chosen })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// What can be written: a file format or a picture.
#[derive(Clone, Copy)]
enum Kind {
    File(&'static Format),
    Picture(Picture),
}

impl Kind {
    fn from_name(name: &str) -> Option<Kind> {
        let file = Format::from_name(name).filter(|format| format.can_write()).map(Kind::File);
        file.or_else(|| Picture::from_name(name).map(Kind::Picture))
    }

    fn from_path(path: &Path) -> Option<Kind> {
        let file = Format::from_path(path).filter(|format| format.can_write()).map(Kind::File);
        file.or_else(|| Picture::from_path(path).map(Kind::Picture))
    }

    fn title(self) -> String {
        match self {
            Kind::File(format) => format.title().to_owned(),
            Kind::Picture(picture) => picture.name().to_uppercase(),
        }
    }

    /// Returns the name of the file among all exports of a graph, or of the folder for a format of several files.
    fn file_name(self, stem: &str) -> String {
        match self {
            Kind::File(format) if format.is_folder() => format!("{stem}-{}", format.name()),
            Kind::File(format) => format!("{stem}.{}", format.suffix()),
            Kind::Picture(picture) => format!("{stem}.{}", picture.extension()),
        }
    }

    /// Lists everything that can be written.
    fn all() -> impl Iterator<Item = Kind> {
        let files = Format::ALL.iter().copied().filter(|format| format.can_write()).map(Kind::File);
        files.chain(Picture::ALL.iter().copied().map(Kind::Picture))
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    Kind::all().map(|kind| match kind {
        Kind::File(format) => format.name(),
        Kind::Picture(picture) => picture.name(),
    })
}

fn layout(name: &str) -> std::result::Result<Layout, String> {
    let all = || Layout::ALL.iter().map(|layout| layout.name()).collect::<Vec<_>>().join(", ");
    Layout::from_name(name).ok_or_else(|| format!("no such engine; there are {}", all()))
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let input = args.input.with(&args.paths);
    if let Some(folder) = &args.all {
        return all(args, &input, folder, context);
    }
    let kind = choose(args)?;
    let graph = args.selection.apply(input.load(context)?, context)?;
    write(&graph, kind, args, args.output.as_deref(), context)?;
    // The program ends now: the system frees memory faster than millions of small steps do.
    std::mem::forget(graph);
    Ok(Outcome::Done)
}

fn choose(args: &Args) -> Result<Kind> {
    let by_name = args.flags.chosen.or(args.format.as_deref());
    if let Some(name) = by_name {
        return Kind::from_name(name).ok_or_else(|| {
            let list = || format!("formats: {}", names().collect::<Vec<_>>().join(", "));
            Error::unsupported(
                format!("`{name}` is no format that can be written"),
                suggest::did_you_mean(name, names()).unwrap_or_else(list),
            )
        });
    }
    let Some(path) = &args.output else {
        let flags: Vec<String> = names().map(|name| format!("--{name}")).collect();
        return Err(Error::unsupported(
            "no format was named",
            format!("add one of {}, or `-o FILE` with its extension", flags.join(", ")),
        ));
    };
    let kind = Kind::from_path(path);
    if let Some(Kind::File(format)) = kind
        && format.is_folder()
    {
        return Err(Error::unsupported(
            format!("{} is several files, not one named `{}`", format.title(), path.display()),
            format!("name a folder: `--{} -o {}`", format.name(), path.with_extension("").display()),
        ));
    }
    kind.ok_or_else(|| {
        let message = format!("the extension of `{}` is of no format that can be written", path.display());
        Error::unsupported(message, format!("name one: --format {}", names().collect::<Vec<_>>().join("|")))
    })
}

/// Writes every file format, and the SVG where Graphviz is there to draw it.
fn all(args: &Args, input: &Input, folder: &Path, context: Context) -> Result<Outcome> {
    let graph = args.selection.apply(input.load(context)?, context)?;
    let stem = input.stem()?;
    std::fs::create_dir_all(folder)
        .map_err(|error| Error::io(format!("cannot make the folder `{}`", folder.display()), error))?;
    let wanted = |kind: &Kind| matches!(kind, Kind::File(_) | Kind::Picture(Picture::Svg));
    for kind in Kind::all().filter(wanted) {
        let path = folder.join(kind.file_name(&stem));
        match write(&graph, kind, args, Some(&path), context) {
            Ok(()) => context.note(&format!("wrote {}", path.display())),
            Err(error) if matches!(kind, Kind::Picture(_)) && matches!(error.kind(), ErrorKind::Unsupported { .. }) => {
                context.note(&format!("{} was left out: {error}", path.display()));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Outcome::Done)
}

fn write(graph: &Graph, kind: Kind, args: &Args, path: Option<&Path>, context: Context) -> Result<()> {
    let options = WriteOptions::new().strict_schema(args.strict_xsd).threads(context.threads());
    let title = kind.title();
    match kind {
        Kind::File(format) if format.is_folder() => {
            let Some(path) = path.filter(|path| *path != Path::new("-")) else {
                return Err(Error::unsupported(
                    format!("{title} is several files, which standard output cannot hold"),
                    format!("name a folder: `--{} -o FOLDER`", format.name()),
                ));
            };
            if args.strict {
                let losses = format.write_folder(graph, &options, &mut NoFolder(std::io::sink()))?;
                settle(&title, &losses, true, context)?;
            }
            let mut output = FolderOutput::create(path)?;
            let losses = format.write_folder(graph, &options, &mut output)?;
            output.finish()?;
            settle(&title, &losses, false, context)
        }
        Kind::File(format) => {
            if args.strict {
                // A stream cannot be taken back, so whether anything is lost is known before it starts.
                settle(&title, &format.write(graph, &options, &mut std::io::sink())?, true, context)?;
            }
            let mut output = Output::create(path)?;
            let progress = Progress::writing(graph.edge_count(), context);
            let losses = format.write(graph, &options, &mut output)?;
            drop(progress);
            output.finish()?;
            settle(&title, &losses, false, context)
        }
        Kind::Picture(picture) => {
            if let Some(advice) = render::advice(graph, args.layout) {
                context.note(&advice);
            }
            let (bytes, losses) = render::render(graph, picture, &RenderOptions::new().layout(args.layout))?;
            settle(&title, &losses, args.strict, context)?;
            let mut output = Output::create(path)?;
            output.write_all(&bytes).map_err(|error| Error::io("cannot write the picture", error))?;
            output.finish()
        }
    }
}

/// Says what a format could not hold, or fails because of it.
fn settle(title: &str, losses: &Losses, strict: bool, context: Context) -> Result<()> {
    for loss in losses.iter() {
        context.note(&format!(
            "{title}: {}: {} (first: {})",
            loss.kind.describe(),
            loss.count,
            visible_line(&loss.first)
        ));
    }
    if strict && !losses.is_empty() {
        return Err(Error::unsupported(
            format!("{title} cannot hold everything in this graph"),
            "nothing was written; leave out --strict to write it all the same",
        ));
    }
    Ok(())
}

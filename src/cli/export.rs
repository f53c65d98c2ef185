//! `kgraph export`: the graph in another format, or as a picture.

use super::looks::{self, LookArgs};
use super::losses::{self, Report, To};
use super::measure::Measure;
use super::open::Input;
use super::output::{self, FolderOutput, NoFolder, Output};
use super::progress::Progress;
use super::select::Selection;
use super::{Context, Outcome, profile};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::{Format, Looks, Losses, Profile, WriteOptions};
use kgraph::graph::Graph;
use kgraph::layout;
use kgraph::render::{self, Layout, Picture, RenderOptions};
use kgraph::suggest;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Arguments of `kgraph export`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph export --dot\n  kgraph export graph/k-visa.json -o k-visa.graphml\n  kgraph export --for gephi\n  kgraph export --all exports\n  kgraph export --gexf --metrics all --size-by pagerank --color-by community -o story.gexf"
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
    measure: Measure,

    #[command(flatten)]
    looks: LookArgs,

    #[command(flatten)]
    flags: FormatFlags,

    /// Write in this format: a name from the list above
    #[arg(long, value_name = "NAME", conflicts_with = "format flag")]
    format: Option<String>,

    /// Write what this tool opens right: the name of a profile, or `list` for what each does
    #[arg(long = "for", value_name = "TOOL", conflicts_with_all = ["format flag", "format", "all"])]
    profile: Option<String>,

    /// Write to this file, or folder for a format of several files; the extension chooses the format where none is named
    #[arg(short, long, value_name = "PATH", visible_alias = "out")]
    output: Option<PathBuf>,

    /// Place the nodes of a file: network (near in the graph, near in the picture) or layered (up to some 500 nodes);
    /// a picture: with this Graphviz engine, by size where none is named
    #[arg(long, value_name = "LAYOUT", value_parser = layout_named)]
    layout: Option<Placing>,

    /// Write every format, and the SVG picture, into this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["format flag", "format", "output"])]
    all: Option<PathBuf>,

    /// Fail if the format could not hold something
    #[arg(long)]
    strict: bool,

    /// Say what was read, written and lost as JSON: `json` on standard error, in place of notes, or in a file
    #[arg(long, value_name = "json|FILE.json", default_value = "text", hide_default_value = true, value_parser = losses::to)]
    report: To,

    /// List this many places of each kind of loss and of problem, or `all`
    #[arg(long, value_name = "N", default_value_t = WriteOptions::LOSS_PLACES, value_parser = losses::limit)]
    report_limit: usize,

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

    fn name(self) -> &'static str {
        match self {
            Kind::File(format) => format.name(),
            Kind::Picture(picture) => picture.name(),
        }
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
    Kind::all().map(Kind::name)
}

/// What `--layout` names.
#[derive(Clone, Copy, Debug)]
enum Placing {
    /// Our own layout, for files.
    Places(layout::Kind),
    /// An engine of Graphviz, for pictures.
    Engine(Layout),
}

fn layout_named(name: &str) -> std::result::Result<Placing, String> {
    let own = layout::Kind::from_name(name).map(Placing::Places);
    own.or_else(|| Layout::from_name(name).map(Placing::Engine)).ok_or_else(|| {
        let own = layout::Kind::ALL.iter().map(|kind| kind.name());
        let all: Vec<&str> = own.chain(Layout::ALL.iter().map(|layout| layout.name())).collect();
        format!("no such layout; there are {}", all.join(", "))
    })
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    if args.profile.as_deref() == Some("list") {
        output::print(&profile::list())?;
        return Ok(Outcome::Done);
    }
    let mut report = Report::new(args.report.clone(), args.report_limit);
    let context = report.context(context);
    let result = export(args, &mut report, context);
    report.finish(result)
}

fn export(args: &Args, report: &mut Report, context: Context) -> Result<Outcome> {
    let input = args.input.with(&args.paths);
    let chosen = if args.all.is_some() { None } else { Some(choose(args)?) };
    let (format, graph, diagnostics) = input.read(context)?;
    report.read(format, &graph, &diagnostics, context);
    let graph = args.selection.apply(graph, context)?;
    report.select(&graph);
    let (mut graph, looks) = args.looks.apply(graph, &args.measure, context)?;
    if let Some(Placing::Places(kind)) = args.layout {
        graph = looks::place(graph, kind, context)?;
    }
    let mut export = Export { graph: &graph, looks, args, report, context };
    match (&args.all, chosen) {
        (Some(folder), _) => export.all(folder, &input.stem()?)?,
        (None, Some(Chosen { kind, profile: None })) => export.write(kind, None, args.output.as_deref())?,
        (None, Some(Chosen { kind, profile: Some(profile) })) => {
            let path = match &args.output {
                Some(path) => path.clone(),
                None => profile.file_name(&input.stem()?).into(),
            };
            export.write(kind, Some(profile), Some(&path))?;
            if path != Path::new("-") {
                let shown = path.display().to_string();
                let wrote = if args.output.is_none() { format!("wrote {shown}; ") } else { String::new() };
                context.note(&format!("{wrote}to open it: {}", profile.open(&shown)));
            }
        }
        (None, None) => {}
    }
    Ok(Outcome::Done)
}

/// What is to be written.
struct Chosen {
    kind: Kind,
    profile: Option<&'static Profile>,
}

fn choose(args: &Args) -> Result<Chosen> {
    match args.profile.as_deref() {
        Some(name) => {
            let profile = profile::find(name)?;
            Ok(Chosen { kind: Kind::File(profile.format()), profile: Some(profile) })
        }
        None => Ok(Chosen { kind: kind(args)?, profile: None }),
    }
}

fn kind(args: &Args) -> Result<Kind> {
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

/// One run of the verb: a graph, and where its exports go.
struct Export<'a> {
    graph: &'a Graph,
    looks: Looks,
    args: &'a Args,
    report: &'a mut Report,
    context: Context,
}

impl Export<'_> {
    /// Writes every file format, and the SVG where Graphviz is there to draw it.
    fn all(&mut self, folder: &Path, stem: &str) -> Result<()> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::io(format!("cannot make the folder `{}`", folder.display()), error))?;
        let wanted = |kind: &Kind| matches!(kind, Kind::File(_) | Kind::Picture(Picture::Svg));
        for kind in Kind::all().filter(wanted) {
            let path = folder.join(kind.file_name(stem));
            match self.write(kind, None, Some(&path)) {
                Ok(()) => self.context.note(&format!("wrote {}", path.display())),
                Err(error)
                    if matches!(kind, Kind::Picture(_)) && matches!(error.kind(), ErrorKind::Unsupported { .. }) =>
                {
                    self.context.note(&format!("{} was left out: {error}", path.display()));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn write(&mut self, kind: Kind, profile: Option<&Profile>, path: Option<&Path>) -> Result<()> {
        let mut options = profile.map_or_else(WriteOptions::new, Profile::options);
        options = options.loss_places(self.args.report_limit).looks(self.looks.clone()).threads(self.context.threads());
        if self.args.strict_xsd {
            options = options.strict_schema(true);
        }
        let (graph, title) = (self.graph, kind.title());
        match kind {
            Kind::File(format) if format.is_folder() => {
                let Some(path) = path.filter(|path| *path != Path::new("-")) else {
                    return Err(Error::unsupported(
                        format!("{title} is several files, which standard output cannot hold"),
                        format!("name a folder: `--{} -o FOLDER`", format.name()),
                    ));
                };
                if self.args.strict {
                    let losses = format.write_folder(graph, &options, &mut NoFolder(std::io::sink()))?;
                    self.refuse(kind, path, &losses)?;
                }
                let mut output = FolderOutput::create(path)?;
                let losses = format.write_folder(graph, &options, &mut output)?;
                if format.is_binary()
                    && let Some(stale) = output.stale(format.extensions())?
                {
                    let stale = stale.display();
                    return Err(Error::unsupported(
                        format!("`{stale}` is left from an earlier data set, and would be read with the new one"),
                        format!("delete `{}` first, or name another folder", path.display()),
                    ));
                }
                output.finish()?;
                self.say(kind, Some(path), &losses);
                Ok(())
            }
            Kind::File(format) => {
                if self.args.strict {
                    // A stream cannot be taken back, so whether anything is lost is known before it starts.
                    let losses = format.write(graph, &options, &mut std::io::sink())?;
                    self.refuse(kind, path.unwrap_or(Path::new("-")), &losses)?;
                }
                let mut output = Output::create(path)?;
                let progress = Progress::writing(graph.edge_count(), self.context);
                let losses = format.write(graph, &options, &mut output)?;
                drop(progress);
                output.finish()?;
                self.say(kind, path, &losses);
                Ok(())
            }
            Kind::Picture(picture) => {
                let engine = match self.args.layout {
                    Some(Placing::Engine(engine)) => Some(engine),
                    _ => None,
                };
                if let Some(advice) = render::advice(graph, engine) {
                    self.context.note(&advice);
                }
                let render = RenderOptions::new().layout(engine).looks(self.looks.clone());
                let (bytes, losses) = render::render(graph, picture, &render)?;
                if self.args.strict {
                    self.refuse(kind, path.unwrap_or(Path::new("-")), &losses)?;
                }
                let mut output = Output::create(path)?;
                output.write_all(&bytes).map_err(|error| Error::io("cannot write the picture", error))?;
                output.finish()?;
                self.say(kind, path, &losses);
                Ok(())
            }
        }
    }

    /// Says what a format could not hold.
    fn say(&mut self, kind: Kind, path: Option<&Path>, losses: &Losses) {
        self.report.export(kind.name(), &kind.title(), path, losses, self.context);
    }

    /// Fails, and says why, if a format could not hold something.
    fn refuse(&mut self, kind: Kind, path: &Path, losses: &Losses) -> Result<()> {
        if losses.is_empty() {
            return Ok(());
        }
        self.say(kind, Some(path), losses);
        Err(Error::unsupported(
            format!("{} cannot hold everything in this graph", kind.title()),
            "nothing was written; leave out --strict to write it all the same",
        ))
    }
}

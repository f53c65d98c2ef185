//! `kgraph export`: the graph in another format, as a picture, or as a page.

use super::looks::{self, LookArgs, StyleArgs};
use super::losses::{self, Report, To};
use super::measure::Measure;
use super::open::Input;
use super::output::{self, FolderOutput, NoFolder, Output};
use super::progress::Progress;
use super::select::Smaller;
use super::{Context, Outcome, profile};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::{Format, Looks, Losses, Profile, WriteOptions};
use kgraph::graph::Graph;
use kgraph::page;
use kgraph::render::{self, Engine, Layout, Limit, Picture, RenderOptions, Theme};
use kgraph::suggest;
use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Nodes that are drawn of a graph that is too large: their names can still be read.
const SHOWN: usize = 150;

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
    selection: Smaller,

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

    #[command(flatten)]
    drawing: Drawing,

    #[command(flatten)]
    style: StyleArgs,

    /// Write every format, the SVG and PNG pictures and the page into this folder
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

    /// DOT: draw nodes as cards, with a legend (for Graphviz; other tools show such labels as text)
    #[arg(long)]
    cards: bool,
}

/// How a picture is drawn.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Pictures")]
struct Drawing {
    /// Place the nodes of a picture or file: layered or network; for pictures, dot, neato, fdp, sfdp, circo or twopi are Graphviz's; by size where none is named
    #[arg(long, value_name = "LAYOUT", value_parser = layout)]
    layout: Option<Layout>,

    /// Draw with kgraph, or with Graphviz if it is installed
    #[arg(long, value_name = "ENGINE", value_parser = engine)]
    engine: Option<Engine>,

    /// Colours for a light or a dark page
    #[arg(long, value_name = "THEME", value_parser = theme, default_value = "light")]
    theme: Theme,

    /// PNG: pixels a point, from 0.1 to 20; two, or fewer for large pictures, where nothing is said
    #[arg(long, value_name = "FACTOR", value_parser = scale)]
    scale: Option<f32>,
}

impl Drawing {
    fn options(&self) -> RenderOptions {
        RenderOptions::new().layout(self.layout).engine(self.engine).theme(self.theme).scale(self.scale)
    }
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
                .help(format!("Draw a picture as {}", picture.name().to_uppercase()));
            command = command.arg(arg);
        }
        let page = Arg::new(PAGE).long(PAGE).action(ArgAction::SetTrue).group("format flag");
        command.arg(page.help("Write a page to explore in the browser, offline: what `kgraph view` makes"))
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

/// The name and extension of the page.
const PAGE: &str = "html";

/// What can be written: a file format, a picture, or the page.
#[derive(Clone, Copy)]
enum Kind {
    File(&'static Format),
    Picture(Picture),
    Page,
}

impl Kind {
    fn from_name(name: &str) -> Option<Kind> {
        let file = Format::from_name(name).filter(|format| format.can_write()).map(Kind::File);
        let picture = || Picture::from_name(name).map(Kind::Picture);
        file.or_else(picture).or_else(|| (name == PAGE).then_some(Kind::Page))
    }

    fn from_path(path: &Path) -> Option<Kind> {
        let file = Format::from_path(path).filter(|format| format.can_write()).map(Kind::File);
        let picture = || Picture::from_path(path).map(Kind::Picture);
        let is_page = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(PAGE));
        file.or_else(picture).or_else(|| is_page.then_some(Kind::Page))
    }

    fn name(self) -> &'static str {
        match self {
            Kind::File(format) => format.name(),
            Kind::Picture(picture) => picture.name(),
            Kind::Page => PAGE,
        }
    }

    fn title(self) -> String {
        match self {
            Kind::File(format) => format.title().to_owned(),
            Kind::Picture(picture) => picture.name().to_uppercase(),
            Kind::Page => "the page".to_owned(),
        }
    }

    /// Returns the name of the file among all exports of a graph, or of the folder for a format of several files.
    fn file_name(self, stem: &str) -> String {
        match self {
            Kind::File(format) if format.is_folder() => format!("{stem}-{}", format.name()),
            Kind::File(format) => format!("{stem}.{}", format.suffix()),
            Kind::Picture(picture) => format!("{stem}.{}", picture.extension()),
            Kind::Page => format!("{stem}.{PAGE}"),
        }
    }

    /// Lists everything that can be written.
    fn all() -> impl Iterator<Item = Kind> {
        let files = Format::ALL.iter().copied().filter(|format| format.can_write()).map(Kind::File);
        files.chain(Picture::ALL.iter().copied().map(Kind::Picture)).chain([Kind::Page])
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    Kind::all().map(Kind::name)
}

fn layout(name: &str) -> std::result::Result<Layout, String> {
    let names: Vec<&str> = Layout::ALL.iter().map(|layout| layout.name()).collect();
    Layout::from_name(name).ok_or_else(|| format!("no such layout; there are {}", names.join(", ")))
}

fn scale(text: &str) -> std::result::Result<f32, String> {
    text.parse()
        .ok()
        .filter(|scale| (0.1..=20.0).contains(scale))
        .ok_or_else(|| "not a number from 0.1 to 20".to_owned())
}

fn engine(name: &str) -> std::result::Result<Engine, String> {
    let names: Vec<&str> = Engine::ALL.iter().map(|engine| engine.name()).collect();
    Engine::from_name(name).ok_or_else(|| format!("no such engine; there are {}", names.join(", ")))
}

fn theme(name: &str) -> std::result::Result<Theme, String> {
    let names: Vec<&str> = Theme::ALL.iter().map(|theme| theme.name()).collect();
    Theme::from_name(name).ok_or_else(|| format!("no such theme; there are {}", names.join(", ")))
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
    let graph = args.style.apply(graph)?;
    let graph = args.selection.apply(graph, &args.measure, context)?;
    report.select(&graph);
    let (mut graph, looks) = args.looks.apply(graph, &args.measure, context)?;
    if let Some(kind) = args.drawing.layout.and_then(Layout::own) {
        graph = looks::place(graph, kind, context)?;
    } else if let Some(Chosen { profile: Some(profile), .. }) = &chosen
        && profile.wants_places()
    {
        graph = looks::place_small(graph, context)?;
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
    /// Writes every file format, the page, and the pictures that need no other program.
    fn all(&mut self, folder: &Path, stem: &str) -> Result<()> {
        let made: Vec<PathBuf> =
            folder.ancestors().take_while(|path| !path.exists()).map(std::path::Path::to_path_buf).collect();
        let written = self.all_into(folder, stem);
        if written.is_err() {
            // What was written whole stays; a folder with nothing in it does not.
            made.iter().for_each(|folder| drop(std::fs::remove_dir(folder)));
        }
        written
    }

    fn all_into(&mut self, folder: &Path, stem: &str) -> Result<()> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::io(format!("cannot make the folder `{}`", folder.display()), error))?;
        let wanted = |kind: &Kind| !matches!(kind, Kind::Picture(Picture::Pdf));
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
        options = options.cards(self.args.cards);
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
                if format.name() == "dot"
                    && let Some(advice) = render::advice_for_dot(graph)
                {
                    self.context.note(&advice);
                }
                let mut output = Output::create(path)?;
                let progress = Progress::writing(graph.edge_count(), self.context);
                let losses = format.write(graph, &options, &mut output)?;
                drop(progress);
                output.finish()?;
                self.say(kind, path, &losses);
                Ok(())
            }
            Kind::Page => {
                let mut output = Output::create(path)?;
                page::write(graph, &mut output)?;
                output.finish()
            }
            Kind::Picture(picture) => {
                let mut options = self.args.drawing.options().looks(self.looks.clone());
                let mut graph = Cow::Borrowed(graph);
                if let Some(note) = self.args.selection.note() {
                    options = options.note(note);
                }
                if Limit::exceeded_by(&graph) {
                    let note = format!(
                        "the {SHOWN} most linked of {} nodes, and the edges among them: the whole is too large for a picture",
                        graph.node_count()
                    );
                    self.context.note(&format!(
                        "the picture shows {note}; choose another part with `--top`, `--around` or `--summary`"
                    ));
                    // Sizes and colours were for the whole.
                    options = options.note(format!("Shown: {note}.")).looks(Looks::new());
                    graph = Cow::Owned(graph.most_linked(SHOWN));
                }
                if let Some(advice) = render::advice(&graph, &options) {
                    self.context.note(&advice);
                }
                let (bytes, losses) = render::render(&graph, picture, &options)?;
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

//! Pictures: a graph as DOT, drawn by Graphviz.
//!
//! The program `dot` must be installed. It runs without a time limit, so sizes that it cannot draw in
//! minutes are refused before; [`advice`] says when a picture will be drawn but hardly be read.

mod svg;

use crate::error::{Error, Result};
use crate::format::{Format, Losses, WriteOptions};
use crate::graph::Graph;
use graphviz_rust::cmd::{CommandArg, Format as Output};
use std::io;
use std::path::Path;

/// A file format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Picture {
    /// Lines and text that stay sharp, with evidence where the mouse rests. The same Graphviz gives the
    /// same bytes.
    Svg,
    /// Pixels.
    Png,
    /// For print. It holds the time at which it was drawn.
    Pdf,
}

impl Picture {
    /// Every format, in the order of help.
    pub const ALL: &'static [Picture] = &[Picture::Svg, Picture::Png, Picture::Pdf];

    /// Returns the name used on the command line: `svg`.
    pub fn name(self) -> &'static str {
        match self {
            Picture::Svg => "svg",
            Picture::Png => "png",
            Picture::Pdf => "pdf",
        }
    }

    /// Returns the file name extension, which is the name.
    pub fn extension(self) -> &'static str {
        self.name()
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Picture::Svg => "image/svg+xml",
            Picture::Png => "image/png",
            Picture::Pdf => "application/pdf",
        }
    }

    /// Finds a format by its name.
    pub fn from_name(name: &str) -> Option<Picture> {
        Self::ALL.iter().copied().find(|picture| picture.name() == name)
    }

    /// Finds a format by the extension of a path, in any case.
    pub fn from_path(path: &Path) -> Option<Picture> {
        Self::from_name(&path.extension()?.to_str()?.to_lowercase())
    }
}

/// How Graphviz places the nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// Left to right in layers, with room for the name of each relation: best for stories.
    Dot,
    /// Springs, for small graphs without a direction.
    Neato,
    /// Springs of another kind, which show clusters.
    Fdp,
    /// Springs for large graphs: a map rather than a diagram.
    Sfdp,
    /// Circles.
    Circo,
    /// Rings around one node.
    Twopi,
}

impl Layout {
    /// Every layout, in the order of help.
    pub const ALL: &'static [Layout] =
        &[Layout::Dot, Layout::Neato, Layout::Fdp, Layout::Sfdp, Layout::Circo, Layout::Twopi];

    /// Returns the name that Graphviz and the command line use: `dot`.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Dot => "dot",
            Layout::Neato => "neato",
            Layout::Fdp => "fdp",
            Layout::Sfdp => "sfdp",
            Layout::Circo => "circo",
            Layout::Twopi => "twopi",
        }
    }

    /// Returns what the layout is like, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Layout::Dot => "left to right in layers",
            Layout::Neato => "springs, for small graphs",
            Layout::Fdp => "springs that show clusters",
            Layout::Sfdp => "springs for large graphs",
            Layout::Circo => "circles",
            Layout::Twopi => "rings around one node",
        }
    }

    /// Finds a layout by its name.
    pub fn from_name(name: &str) -> Option<Layout> {
        Self::ALL.iter().copied().find(|layout| layout.name() == name)
    }

    /// Returns the layout used where none is asked for: `dot` up to 200 nodes and 400 edges, else `sfdp`.
    pub fn for_graph(graph: &Graph) -> Layout {
        let (nodes, edges) = READABLE;
        if graph.node_count() <= nodes && graph.edge_count() <= edges { Layout::Dot } else { Layout::Sfdp }
    }

    /// Returns how many nodes and edges are drawn in a minute or so.
    fn limit(self) -> (usize, usize) {
        match self {
            Layout::Dot => (1_000, 1_000),
            Layout::Neato | Layout::Fdp | Layout::Circo => (2_000, 10_000),
            Layout::Sfdp | Layout::Twopi => (10_000, 40_000),
        }
    }
}

/// Nodes and edges up to which a layered picture can be read.
const READABLE: (usize, usize) = (200, 400);
/// Edges up to which lines are led around nodes: routing takes 20 s for 600 edges.
const ROUTED: usize = 150;

/// How a picture is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenderOptions {
    /// The layout; [`Layout::for_graph`] where there is none.
    pub layout: Option<Layout>,
}

impl RenderOptions {
    /// Returns the defaults.
    pub fn new() -> Self {
        RenderOptions::default()
    }

    /// Sets the layout.
    pub fn layout(mut self, layout: Option<Layout>) -> Self {
        self.layout = layout;
        self
    }
}

/// Draws a graph, and returns the picture and what its DOT could not hold.
///
/// # Errors
/// Fails if the graph is too large for the layout, if Graphviz is not installed, and if it fails.
pub fn render(graph: &Graph, picture: Picture, options: &RenderOptions) -> Result<(Vec<u8>, Losses)> {
    let layout = options.layout.unwrap_or_else(|| Layout::for_graph(graph));
    refuse_too_large(graph, layout)?;
    let mut dot = Vec::new();
    let losses = Format::DOT.write(graph, &WriteOptions::new(), &mut dot)?;
    let dot = String::from_utf8(dot).map_err(|error| {
        Error::io("cannot draw the graph", io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    })?;
    let bytes = draw(dot, picture, layout, graph.edge_count())?;
    if picture != Picture::Svg {
        return Ok((bytes, losses));
    }
    let drawn = String::from_utf8_lossy(&bytes);
    Ok((svg::finish(&drawn, graph.header().title.as_deref()).into_bytes(), losses))
}

/// Says why a picture of a graph will be hard to read, and what to do; nothing where it will be fine.
pub fn advice(graph: &Graph, layout: Option<Layout>) -> Option<String> {
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    if nodes <= READABLE.0 && edges <= READABLE.1 {
        return None;
    }
    let size = format!("{} and {}", count(nodes, "node"), count(edges, "edge"));
    Some(match layout.unwrap_or_else(|| Layout::for_graph(graph)) {
        Layout::Sfdp => format!(
            "a picture of {size} is a map, not a diagram: draw a part of the graph, such as the answer to a question"
        ),
        Layout::Dot => format!("a picture of {size} in layers is slow and hard to read: try `--layout sfdp`"),
        layout => format!("a picture of {size} with `{}` is hard to read: try `--layout sfdp`", layout.name()),
    })
}

fn refuse_too_large(graph: &Graph, layout: Layout) -> Result<()> {
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    let fits = |layout: Layout| nodes <= layout.limit().0 && edges <= layout.limit().1;
    if fits(layout) {
        return Ok(());
    }
    let message =
        format!("{} and {} are too many for layout `{}`", count(nodes, "node"), count(edges, "edge"), layout.name());
    let hint = if fits(Layout::Sfdp) {
        "use `--layout sfdp`, or draw a part of the graph, such as the answer to a question"
    } else {
        "draw a part of the graph, such as the answer to a question, or export GraphML and open it in Gephi"
    };
    Err(Error::unsupported(message, hint))
}

/// "1 node", "12,345 edges".
fn count(number: usize, noun: &str) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + noun.len() + 8);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let ending = if number == 1 { "" } else { "s" };
    format!("{text} {noun}{ending}")
}

/// Runs Graphviz. Builds without a triangulation library fail on `prism`, so there is a second way.
fn draw(dot: String, picture: Picture, layout: Layout, edges: usize) -> Result<Vec<u8>> {
    let arguments = |overlap: &str| {
        let output = match picture {
            Picture::Svg => Output::Svg,
            Picture::Png => Output::Png,
            Picture::Pdf => Output::Pdf,
        };
        // By name: the crate's own list of layouts spells one of them wrong.
        let mut arguments = vec![CommandArg::Format(output), CommandArg::Custom(format!("-K{}", layout.name()))];
        if layout != Layout::Dot {
            let splines = if edges <= ROUTED { "true" } else { "line" };
            arguments.push(CommandArg::Custom(format!("-Goverlap={overlap}")));
            arguments.push(CommandArg::Custom(format!("-Gsplines={splines}")));
        }
        arguments
    };
    let first = graphviz_rust::exec_dot(dot.clone(), arguments("prism"));
    match first {
        Err(error) if error.to_string().contains("triangulation") => graphviz_rust::exec_dot(dot, arguments("scale")),
        other => other,
    }
    .and_then(|bytes| if bytes.is_empty() { Err(io::Error::other("it wrote nothing")) } else { Ok(bytes) })
    .map_err(explain)
}

fn explain(error: io::Error) -> Error {
    // A temporary file that cannot be made is not found either, but that error wraps another.
    if error.kind() == io::ErrorKind::NotFound && error.get_ref().is_none() {
        return Error::unsupported(
            "Graphviz's `dot` was not found",
            "install Graphviz (Debian and Ubuntu: `apt install graphviz`; macOS: `brew install graphviz`; \
             Windows: `winget install graphviz`); exports such as --dot, --graphml and --json work without it",
        );
    }
    let said = error.to_string();
    if error.kind() == io::ErrorKind::Other && said.trim().is_empty() {
        return Error::io("cannot draw the graph", io::Error::other("Graphviz's `dot` stopped without saying why"));
    }
    Error::io("cannot draw the graph with Graphviz", error)
}

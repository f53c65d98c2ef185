//! Pictures: SVG and PNG by ourselves, or our DOT through Graphviz.
//!
//! A graph becomes a scene: cards, lines, legend and captions, with every text measured and cut to fit.
//! [`layout`](crate::layout) places them, `svg` writes them. The same graph gives the same bytes on every machine.
//!
//! How much is shown goes by size: whole cards up to 90 nodes, names up to 350, dots beyond. A graph of more than
//! [`Limit::NODES`] nodes or [`Limit::EDGES`] edges is not drawn: nobody could read it.

mod graphviz;
mod icon;
mod layouts;
#[cfg(feature = "png")]
mod png;
mod scene;
mod svg;
mod text;
mod theme;
mod widths;

pub use layouts::{Engine, Layout};
pub use theme::Theme;

use crate::error::{Error, Result};
use crate::format::{Looks, LossKind, Losses, Place, WriteOptions};
use crate::graph::Graph;
use crate::layout::{Diagram, Options, Placement, place};
use std::path::Path;

/// A file format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Picture {
    /// Lines and text that stay sharp, with evidence where the mouse rests.
    Svg,
    /// Pixels, two a point.
    Png,
    /// For print, by Graphviz alone.
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

/// How a picture is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RenderOptions {
    /// Who draws; ourselves where nothing else is needed.
    pub engine: Option<Engine>,
    /// The layout; [`Layout::for_graph`] where there is none.
    pub layout: Option<Layout>,
    /// Light or dark; Graphviz draws light pictures alone.
    pub theme: Theme,
    /// Pixels a point of a PNG, from 0.1 to 20. Where nothing is set: two, or as many as make a longer side of 3,200
    /// pixels, one at least.
    pub scale: Option<f32>,
    /// What the picture says about itself below: that it is a selection, for instance.
    pub notes: Vec<String>,
    /// Sizes and colours of nodes.
    pub looks: Looks,
}

impl RenderOptions {
    /// Returns the defaults.
    pub fn new() -> Self {
        RenderOptions::default()
    }

    /// Sets who draws.
    pub fn engine(mut self, engine: Option<Engine>) -> Self {
        self.engine = engine;
        self
    }

    /// Sets sizes and colours of nodes, which must be for the graph that is drawn.
    pub fn looks(mut self, looks: Looks) -> Self {
        self.looks = looks;
        self
    }

    /// Sets the layout.
    pub fn layout(mut self, layout: Option<Layout>) -> Self {
        self.layout = layout;
        self
    }

    /// Sets the theme.
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// Sets how many pixels of a PNG a point has.
    pub fn scale(mut self, scale: Option<f32>) -> Self {
        self.scale = scale;
        self
    }

    /// Adds a line below the picture.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Returns the engine that follows from what is set: a layout belongs to one, and Graphviz alone makes PDF.
    fn drawn_by(&self, picture: Picture) -> Result<Engine> {
        let named = self.layout.map(Layout::engine);
        if let (Some(engine), Some(layout)) = (self.engine, self.layout)
            && engine != layout.engine()
        {
            let names: Vec<&str> =
                Layout::ALL.iter().filter(|layout| layout.engine() == engine).map(|layout| layout.name()).collect();
            return Err(Error::unsupported(
                format!("engine `{}` has no layout `{}`", engine.name(), layout.name()),
                format!("its layouts are {}", names.join(", ")),
            ));
        }
        let engine = self.engine.or(named);
        match (picture, engine) {
            (Picture::Pdf, None) => Ok(Engine::Graphviz),
            (Picture::Pdf, Some(Engine::Kgraph)) => Err(Error::unsupported(
                "PDF is drawn by Graphviz alone",
                "use `--engine graphviz`, or `--svg` and a browser's \"print to PDF\"",
            )),
            _ => Ok(engine.unwrap_or(Engine::Kgraph)),
        }
    }
}

/// Sizes above which a graph is not drawn.
pub struct Limit;

impl Limit {
    /// Most nodes of a picture. Two thousand dots are a map that shows clusters; of ten thousand nothing can be told.
    pub const NODES: usize = 2_500;
    /// Most edges of a picture.
    pub const EDGES: usize = 12_000;

    /// Returns whether a graph is too large to draw.
    pub fn exceeded_by(graph: &Graph) -> bool {
        graph.node_count() > Self::NODES || graph.edge_count() > Self::EDGES
    }
}

/// Draws a graph, and returns the picture and what it could not hold.
///
/// Time and space: see [`crate::layout::Kind`].
///
/// # Errors
/// Fails if the graph is too large, if the layout is not one of the engine's, and, where Graphviz draws, if it is
/// not installed or fails.
pub fn render(graph: &Graph, picture: Picture, options: &RenderOptions) -> Result<(Vec<u8>, Losses)> {
    match options.drawn_by(picture)? {
        Engine::Graphviz => graphviz::render(graph, picture, options.layout, &options.looks),
        Engine::Kgraph => {
            refuse_too_large(graph)?;
            let (svg, losses) = draw(graph, options);
            match picture {
                Picture::Svg => Ok((svg.into_bytes(), losses)),
                #[cfg(feature = "png")]
                _ => Ok((png::draw(&svg, options.scale.map(|scale| f64::from(scale).clamp(0.1, 20.0)))?, losses)),
                #[cfg(not(feature = "png"))]
                _ => {
                    Err(Error::unsupported("this kgraph was built without PNG", "use `--engine graphviz`, or `--svg`"))
                }
            }
        }
    }
}

/// Draws a graph as SVG, and returns what it could not hold.
fn draw(graph: &Graph, options: &RenderOptions) -> (String, Losses) {
    let mut scene = scene::Scene::new(graph, options);
    let size = |node: crate::graph::NodeId| scene.cards[node.index()].size;
    let diagram = Diagram::new(graph, size, |edge| scene.lines[edge.index()].label_size);
    let layout = options.layout.unwrap_or_else(|| Layout::for_graph(graph));
    let placement = place(&diagram, &Options::new(layout.kind()));
    let left_out = unnamed(&scene, &placement);
    if left_out > 0 {
        scene.captions.insert(0, format!("{} without its name on it, for want of room.", count(left_out, "line")));
    }
    (svg::write(&scene, &placement, options.theme), losses(graph))
}

/// Counts lines whose label found no room.
fn unnamed(scene: &scene::Scene, placement: &Placement) -> usize {
    let pairs = scene.lines.iter().zip(&placement.routes);
    pairs.filter(|(line, route)| line.label.is_some() && route.label.is_none()).count()
}

/// A picture shows names, types, relations, descriptions and evidence; attributes of the user's own are left out.
fn losses(graph: &Graph) -> Losses {
    let mut losses = Losses::new(&WriteOptions::new());
    for edge in graph.edges().filter(|&edge| graph.evidence_json(edge).is_some()) {
        losses.add(LossKind::EvidenceAsText, || Place::edge(graph.edge_id(edge)));
    }
    for node in graph.nodes() {
        for attribute in graph.node_attributes(node).filter(|attribute| attribute.key != "url") {
            losses.add(LossKind::AttributeLeftOut, || Place::node(graph.id(node)).at(attribute.key));
        }
    }
    for edge in graph.edges() {
        for attribute in graph.edge_attributes(edge) {
            losses.add(LossKind::AttributeLeftOut, || Place::edge(graph.edge_id(edge)).at(attribute.key));
        }
    }
    losses
}

fn refuse_too_large(graph: &Graph) -> Result<()> {
    if !Limit::exceeded_by(graph) {
        return Ok(());
    }
    Err(Error::unsupported(
        format!(
            "{} and {} are too many for a picture ({} and {} at most)",
            count(graph.node_count(), "node"),
            count(graph.edge_count(), "edge"),
            count(Limit::NODES, "node"),
            count(Limit::EDGES, "edge"),
        ),
        "draw a part (`--top 100`, `--around NAME`) or the types (`--summary`), or export GraphML and open it in Gephi",
    ))
}

/// Says why a picture of a graph will be hard to read, and what to do; nothing where it will be fine.
pub fn advice(graph: &Graph, options: &RenderOptions) -> Option<String> {
    let graphviz = options.layout.is_some_and(|layout| layout.engine() == Engine::Graphviz)
        || options.engine == Some(Engine::Graphviz);
    if graphviz {
        return graphviz::advice(graph, options.layout);
    }
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    if nodes <= graphviz::READABLE.0 && edges <= graphviz::READABLE.1 {
        return None;
    }
    Some(format!(
        "a picture of {} and {} is a map, not a diagram: `--top 100`, `--around NAME` or `--summary` draw a part that can be read",
        count(nodes, "node"),
        count(edges, "edge")
    ))
}

/// Says why Graphviz will be slow with the DOT of a graph, and what to do; nothing where it will be fine.
pub fn advice_for_dot(graph: &Graph) -> Option<String> {
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    if nodes <= graphviz::READABLE.0 && edges <= graphviz::READABLE.1 {
        return None;
    }
    Some(format!(
        "`dot` is slow with {} and {}, and the picture hard to read: `--top 100`, `--around NAME` or `--summary` write a part, and `sfdp` lays out more",
        count(nodes, "node"),
        count(edges, "edge")
    ))
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

#[cfg(test)]
mod tests;

//! Places: where nodes, edges and labels of a picture go. Pure geometry, in points, y downwards.
//!
//! Two kinds. [`Kind::Layered`] puts nodes into columns, left to right along the edges, with room for the name of
//! each relation (Sugiyama, Tagawa and Toda 1981, in the steps of Gansner, Koutsofios, North and Vo 1993).
//! [`Kind::Network`] puts nodes as far apart as they are in the graph (stress, by the stochastic descent of Zheng,
//! Pawar and Goodman 2018, over pivots as in Ortmann, Klimenta and Brandes 2016 where there are many), then moves
//! boxes apart, bends edges around them and finds free places for labels.
//!
//! The same input gives the same bytes on every machine: random numbers are seeded, nothing hangs on the order
//! of a hash table, and only `+ - * /` and the square root touch a coordinate, which IEEE 754 rounds alike everywhere.
//!
//! In both kinds no box overlaps another, and no label overlaps a box or another label: a label for which there is no
//! room is left out, and its [`Route`] says so.

mod components;
mod geometry;
mod layered;
mod network;
mod random;

use crate::graph::{EdgeId, Graph, NodeId};

/// A point or a size: x and y, width and height.
pub type Xy = [f64; 2];

/// A way to place nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Columns, left to right along the edges. Time about O((nodes + edges × columns)²) at worst: 0.1 s for 60
    /// nodes, seconds for 500.
    Layered,
    /// Near in the graph, near in the picture. Time O(nodes²) up to 1,000 nodes, then O(100 × (nodes + edges));
    /// space alike.
    Network,
}

impl Kind {
    /// Every kind, in the order of help.
    pub const ALL: &'static [Kind] = &[Kind::Layered, Kind::Network];

    /// Returns the name used on the command line: `layered`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Layered => "layered",
            Kind::Network => "network",
        }
    }

    /// Finds a kind by its name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// An edge to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Number of the box where it starts.
    pub source: usize,
    /// Number of the box where it ends; the same for a self-loop.
    pub target: usize,
    /// Width and height of the label; zeros where there is none.
    pub label: Xy,
}

/// What is to be placed: boxes, and links among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Width and height of each box.
    pub boxes: Vec<Xy>,
    /// The links.
    pub links: Vec<Link>,
}

impl Diagram {
    /// Makes a diagram of a graph, given the sizes of boxes and labels.
    pub fn new(graph: &Graph, size: impl Fn(NodeId) -> Xy, label: impl Fn(EdgeId) -> Xy) -> Diagram {
        let link = |edge: EdgeId| {
            let (source, target) = graph.endpoints(edge);
            Link { source: source.index(), target: target.index(), label: label(edge) }
        };
        Diagram { boxes: graph.nodes().map(size).collect(), links: graph.edges().map(link).collect() }
    }
}

/// How things are placed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// The kind of layout.
    pub kind: Kind,
    /// Width of the picture by its height, as far as the layout can choose.
    pub aspect: f64,
    /// Starts the random numbers: another seed, another picture of equal right.
    pub seed: u64,
}

impl Options {
    /// Returns the defaults for a kind.
    pub fn new(kind: Kind) -> Self {
        Options { kind, aspect: 1.5, seed: 1 }
    }
}

/// The way of an edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// Cubic Bézier curves: the start, then three points a curve. The ends lie on the borders of the boxes.
    pub path: Vec<Xy>,
    /// Centre of the label; nothing where there is no label, or no room for it.
    pub label: Option<Xy>,
}

/// Where everything goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// Width and height of the whole; its upper left corner is at zero.
    pub size: Xy,
    /// Centre of each box.
    pub nodes: Vec<Xy>,
    /// Way of each link.
    pub routes: Vec<Route>,
}

/// Places boxes and links. Each connected component is placed by itself, and the components are packed.
///
/// Costs are with [`Kind`]. Sizes that are no numbers count as zero.
pub fn place(diagram: &Diagram, options: &Options) -> Placement {
    components::place(diagram, options)
}

/// Places the nodes of a graph as dots, for formats that carry positions: a centre a node, in points, y downwards.
///
/// Edges have no labels here and are not routed, so that 10,000 nodes take about a second.
pub fn positions(graph: &Graph, options: &Options) -> Vec<Xy> {
    let side = |node: NodeId| 10.0 + 6.0 * (graph.degree(node) as f64).sqrt();
    let diagram = Diagram::new(graph, |node| [side(node); 2], |_| [0.0; 2]);
    components::place_nodes(&diagram, options)
}

#[cfg(test)]
mod tests;

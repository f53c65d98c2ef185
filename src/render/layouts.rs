//! Who draws, and how nodes are placed.

use crate::graph::Graph;
use crate::layout::Kind;

/// Who draws a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// kgraph itself: nothing else is needed.
    Kgraph,
    /// Graphviz, which must be installed.
    Graphviz,
}

impl Engine {
    /// Every engine, in the order of help.
    pub const ALL: &'static [Engine] = &[Engine::Kgraph, Engine::Graphviz];

    /// Returns the name used on the command line: `kgraph`.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Kgraph => "kgraph",
            Engine::Graphviz => "graphviz",
        }
    }

    /// Finds an engine by its name.
    pub fn from_name(name: &str) -> Option<Engine> {
        Self::ALL.iter().copied().find(|engine| engine.name() == name)
    }
}

/// How nodes are placed. The first two are our own, the others are engines of Graphviz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// Left to right in columns, with room for the name of each relation.
    Layered,
    /// Near in the graph, near in the picture.
    Network,
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
    pub const ALL: &'static [Layout] = &[
        Layout::Layered,
        Layout::Network,
        Layout::Dot,
        Layout::Neato,
        Layout::Fdp,
        Layout::Sfdp,
        Layout::Circo,
        Layout::Twopi,
    ];

    /// Returns the name used on the command line, which is Graphviz's for its own: `dot`.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Layered => "layered",
            Layout::Network => "network",
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
            Layout::Layered => "left to right in columns",
            Layout::Network => "near in the graph, near in the picture",
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

    /// Returns whose layout it is.
    pub fn engine(self) -> Engine {
        match self {
            Layout::Layered | Layout::Network => Engine::Kgraph,
            _ => Engine::Graphviz,
        }
    }

    /// Returns the kind of our own layouts that it is; those of Graphviz are none.
    pub fn own(self) -> Option<Kind> {
        (self.engine() == Engine::Kgraph).then(|| self.kind())
    }

    /// Returns the kind of our own layouts that it is, or is nearest to.
    pub(super) fn kind(self) -> Kind {
        match self {
            Layout::Layered | Layout::Dot => Kind::Layered,
            _ => Kind::Network,
        }
    }

    /// Returns our own layout that is used where none is asked for: columns for small graphs and for sparse ones
    /// of up to 200 nodes, in which lines rarely cross; else a network.
    pub fn for_graph(graph: &Graph) -> Layout {
        let (nodes, edges) = (graph.node_count(), graph.edge_count());
        let columns = nodes <= 200 && (edges <= 60 || edges * 10 <= nodes * 13);
        if columns { Layout::Layered } else { Layout::Network }
    }
}

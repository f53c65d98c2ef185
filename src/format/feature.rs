//! What a graph can have, and how much of it a format holds.
//!
//! Each descriptor states it ([`Format::holds`](super::Format::holds)); a test writes a graph that has the feature
//! alone, and reads it back where it can, and compares.

/// Something that a graph can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Feature {
    /// Ids of nodes.
    NodeIds,
    /// Labels of nodes.
    Labels,
    /// Types of nodes.
    Types,
    /// Other names of nodes.
    Aliases,
    /// Descriptions of nodes.
    Descriptions,
    /// Nodes without edges.
    IsolatedNodes,
    /// Which end of an edge is its source.
    Direction,
    /// A graph whose edges have no direction.
    Undirected,
    /// Edges of several relations between the same nodes.
    ParallelEdges,
    /// Edges of the same relation between the same nodes.
    IdenticalEdges,
    /// Edges from a node to itself.
    SelfLoops,
    /// Relations of edges.
    Relations,
    /// Ids that the user gave to edges.
    EdgeIds,
    /// Labels that the user gave to single edges.
    EdgeLabels,
    /// Weights above zero.
    Weights,
    /// Weights of zero or below.
    OtherWeights,
    /// Since when and until when an edge holds.
    Dates,
    /// Evidence: document, locator, note, quote, stance.
    Evidence,
    /// The user's own keys in evidence.
    EvidenceKeys,
    /// The user's own keys of nodes.
    NodeKeys,
    /// The user's own keys of edges.
    EdgeKeys,
    /// Numbers and booleans as such, not as text.
    Scalars,
    /// Numbers digit by digit, beyond what a double holds.
    LargeNumbers,
    /// Lists and objects as such.
    Nested,
    /// Keys whose value is null.
    Nulls,
    /// Line breaks in texts.
    LineBreaks,
    /// Control characters in texts.
    ControlCharacters,
    /// The title of the graph.
    Title,
    /// Documents that the graph declares.
    Documents,
    /// Types and relations that the graph declares, with plurals, phrases and so on.
    Vocabulary,
    /// The user's own keys of the graph.
    GraphKeys,
    /// The order of nodes and edges.
    Order,
    /// Colours or shapes by type.
    Looks,
}

impl Feature {
    /// Every feature, in the order of the documentation.
    pub const ALL: &'static [Feature] = &[
        Feature::NodeIds,
        Feature::Labels,
        Feature::Types,
        Feature::Aliases,
        Feature::Descriptions,
        Feature::IsolatedNodes,
        Feature::Direction,
        Feature::Undirected,
        Feature::ParallelEdges,
        Feature::IdenticalEdges,
        Feature::SelfLoops,
        Feature::Relations,
        Feature::EdgeIds,
        Feature::EdgeLabels,
        Feature::Weights,
        Feature::OtherWeights,
        Feature::Dates,
        Feature::Evidence,
        Feature::EvidenceKeys,
        Feature::NodeKeys,
        Feature::EdgeKeys,
        Feature::Scalars,
        Feature::LargeNumbers,
        Feature::Nested,
        Feature::Nulls,
        Feature::LineBreaks,
        Feature::ControlCharacters,
        Feature::Title,
        Feature::Documents,
        Feature::Vocabulary,
        Feature::GraphKeys,
        Feature::Order,
        Feature::Looks,
    ];

    /// Returns what it is, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Feature::NodeIds => "ids of nodes",
            Feature::Labels => "labels",
            Feature::Types => "types",
            Feature::Aliases => "other names",
            Feature::Descriptions => "descriptions",
            Feature::IsolatedNodes => "nodes without edges",
            Feature::Direction => "direction of edges",
            Feature::Undirected => "a graph without direction",
            Feature::ParallelEdges => "parallel edges of several relations",
            Feature::IdenticalEdges => "parallel edges of one relation",
            Feature::SelfLoops => "self-loops",
            Feature::Relations => "relations",
            Feature::EdgeIds => "ids of edges",
            Feature::EdgeLabels => "labels of single edges",
            Feature::Weights => "weights above zero",
            Feature::OtherWeights => "weights of zero or below",
            Feature::Dates => "dates",
            Feature::Evidence => "evidence",
            Feature::EvidenceKeys => "your own keys of evidence",
            Feature::NodeKeys => "your own keys of nodes",
            Feature::EdgeKeys => "your own keys of edges",
            Feature::Scalars => "numbers and booleans as such",
            Feature::LargeNumbers => "numbers beyond a double",
            Feature::Nested => "lists and objects as such",
            Feature::Nulls => "nulls",
            Feature::LineBreaks => "line breaks in texts",
            Feature::ControlCharacters => "control characters in texts",
            Feature::Title => "title",
            Feature::Documents => "documents",
            Feature::Vocabulary => "declared types and relations",
            Feature::GraphKeys => "your own keys of the graph",
            Feature::Order => "order of nodes and edges",
            Feature::Looks => "colours or shapes",
        }
    }
}

/// How much of a feature a format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing of it, and the loss report says so.
    No,
    /// It is there to read, or under another name, and the loss report says what became of it.
    Partly,
    /// All of it, without a loss.
    Yes,
}

impl Level {
    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::No => "no",
            Level::Partly => "partly",
            Level::Yes => "yes",
        }
    }
}

/// What a descriptor states: which features are held partly and which not at all; all others are held.
#[derive(Debug)]
pub(super) struct Holds {
    pub(super) partly: &'static [Feature],
    pub(super) no: &'static [Feature],
}

impl Holds {
    /// All that a graph can have. A format of JSON has no looks, as those are not the graph's.
    pub(super) const ALL: Holds = Holds { partly: &[], no: &[Feature::Looks] };

    pub(super) fn level(&self, feature: Feature) -> Level {
        match feature {
            _ if self.no.contains(&feature) => Level::No,
            _ if self.partly.contains(&feature) => Level::Partly,
            _ => Level::Yes,
        }
    }
}

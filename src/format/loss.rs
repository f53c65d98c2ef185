//! What a format could not hold, counted: the honest part of an export.

use super::WriteOptions;
use crate::graph::{EdgeId, Graph, Header, NodeId};
use std::fmt;

/// A way in which a format holds less than the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LossKind {
    /// A list or object was written as text.
    NestedAsText,
    /// Values of several types share one key, so all were written as text.
    MixedAsText,
    /// A number too large for the readers' number types was written as text.
    NumberAsText,
    /// Characters that the format forbids were replaced or dropped.
    CharactersReplaced,
    /// Text longer than the format's readers take was cut.
    TextCut,
    /// A weight that readers would drop or fail on was replaced; the true one stands beside it.
    WeightReplaced,
    /// A key with a special meaning to readers was renamed.
    KeyRenamed,
    /// An id that the format cannot carry was replaced; the true one stands beside it.
    IdReplaced,
    /// A null was left out.
    NullLeftOut,
    /// An attribute was left out.
    AttributeLeftOut,
    /// A value of another type, or a text of its own, became text to read.
    AttributeAsText,
    /// Evidence became text to read, without its parts.
    EvidenceAsText,
    /// Evidence was left out.
    EvidenceLeftOut,
    /// Something is beyond the size that the format's readers take unless told to.
    BeyondReaders,
    /// A declaration of a document, type or relation was left out, but for its label.
    VocabularyLeftOut,
}

impl LossKind {
    /// Returns the stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            LossKind::NestedAsText => "nested-as-text",
            LossKind::MixedAsText => "mixed-as-text",
            LossKind::NumberAsText => "number-as-text",
            LossKind::CharactersReplaced => "characters-replaced",
            LossKind::TextCut => "text-cut",
            LossKind::WeightReplaced => "weight-replaced",
            LossKind::KeyRenamed => "key-renamed",
            LossKind::IdReplaced => "id-replaced",
            LossKind::NullLeftOut => "null-left-out",
            LossKind::AttributeLeftOut => "attribute-left-out",
            LossKind::AttributeAsText => "attribute-as-text",
            LossKind::EvidenceAsText => "evidence-as-text",
            LossKind::EvidenceLeftOut => "evidence-left-out",
            LossKind::BeyondReaders => "beyond-readers",
            LossKind::VocabularyLeftOut => "vocabulary-left-out",
        }
    }

    /// Says what happened, after a number: "lists or objects written as text".
    pub fn describe(self) -> &'static str {
        match self {
            LossKind::NestedAsText => "lists or objects written as text",
            LossKind::MixedAsText => "keys with values of several types, all written as text",
            LossKind::NumberAsText => "numbers too large for the format, written as text",
            LossKind::CharactersReplaced => "texts with characters that the format forbids, replaced or dropped",
            LossKind::TextCut => "texts cut to the length that readers take",
            LossKind::WeightReplaced => {
                "weights that readers would drop or fail on, replaced, with the true one beside it"
            }
            LossKind::KeyRenamed => "keys renamed because readers give them another meaning",
            LossKind::IdReplaced => "ids replaced, with the true one beside it",
            LossKind::NullLeftOut => "nulls left out",
            LossKind::AttributeLeftOut => "attributes left out",
            LossKind::AttributeAsText => "numbers, booleans, descriptions or other names that became text to read",
            LossKind::EvidenceAsText => "edges whose evidence became text to read",
            LossKind::EvidenceLeftOut => "edges whose evidence was left out",
            LossKind::BeyondReaders => {
                "edges or texts beyond what readers take unless told to (Mermaid: `maxEdges`, `maxTextSize`; Excel: long cells)"
            }
            LossKind::VocabularyLeftOut => {
                "declarations of documents, types and relations left out, but for their labels"
            }
        }
    }
}

/// Where something was lost: a node, an edge, a declaration, or a key of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    of: Of,
    id: String,
    key: Option<String>,
}

/// What a [`Place`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Of {
    /// A node.
    Node,
    /// An edge.
    Edge,
    /// A type that the graph declares.
    Type,
    /// A relation that the graph declares.
    Relation,
    /// A document that the graph declares.
    Document,
    /// The graph itself.
    Graph,
}

impl Of {
    /// Returns the stable name: `node`.
    pub fn as_str(self) -> &'static str {
        match self {
            Of::Node => "node",
            Of::Edge => "edge",
            Of::Type => "type",
            Of::Relation => "relation",
            Of::Document => "document",
            Of::Graph => "graph",
        }
    }
}

impl Place {
    fn new(of: Of, id: impl Into<String>) -> Self {
        Place { of, id: id.into(), key: None }
    }

    pub(crate) fn node(id: impl Into<String>) -> Self {
        Place::new(Of::Node, id)
    }

    pub(crate) fn edge(id: impl Into<String>) -> Self {
        Place::new(Of::Edge, id)
    }

    pub(super) fn entity_type(id: impl Into<String>) -> Self {
        Place::new(Of::Type, id)
    }

    pub(super) fn relation(id: impl Into<String>) -> Self {
        Place::new(Of::Relation, id)
    }

    pub(super) fn document(id: impl Into<String>) -> Self {
        Place::new(Of::Document, id)
    }

    pub(super) fn graph() -> Self {
        Place::new(Of::Graph, "")
    }

    /// A key of the graph, or one that many nodes or edges have.
    pub(super) fn key(key: impl Into<String>) -> Self {
        Place::graph().at(key)
    }

    /// Names the key at this place.
    pub(crate) fn at(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Returns what the place is.
    pub fn of(&self) -> Of {
        self.of
    }

    /// Returns the id of the node, edge or declaration; empty for the graph.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the key whose value is concerned.
    pub fn attribute(&self) -> Option<&str> {
        self.key.as_deref()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.of, &self.key) {
            (Of::Graph, None) => f.write_str("graph"),
            (Of::Graph, Some(key)) => f.write_str(key),
            (_, None) => f.write_str(&self.id),
            (_, Some(key)) => write!(f, "{} of {}", key, self.id),
        }
    }
}

/// One kind of loss: how often, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The kind.
    pub kind: LossKind,
    /// How often it happened.
    pub count: usize,
    /// Where: the first places, as many as [`WriteOptions::loss_places`] says.
    pub places: Vec<Place>,
}

impl Loss {
    /// Returns how often it happened at places that are not listed.
    pub fn more(&self) -> usize {
        self.count - self.places.len()
    }
}

/// Everything a format could not hold; empty when the export is lossless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Losses {
    /// In the order of the kinds, of which there are few.
    list: Vec<Loss>,
    limit: usize,
    /// Kinds whose places are not wanted, as bits.
    unwanted: u32,
}

impl Losses {
    pub(crate) fn new(options: &WriteOptions) -> Self {
        Losses { list: Vec::new(), limit: options.loss_places, unwanted: 0 }
    }

    /// Starts counting in a later part of the graph: of the kinds that are bits of `unwanted`, no places are listed.
    pub(super) fn later(options: &WriteOptions, unwanted: u32) -> Self {
        Losses { unwanted, ..Losses::new(options) }
    }

    /// Returns the kinds of which as many places are listed as are wanted, as bits.
    pub(super) fn listed(&self) -> u32 {
        let full = self.list.iter().filter(|loss| loss.places.len() >= self.limit);
        full.fold(0, |all, loss| all | 1 << loss.kind as u32)
    }

    /// Counts one more loss; `place` is asked for only while places are listed.
    pub(crate) fn add(&mut self, kind: LossKind, place: impl FnOnce() -> Place) {
        let limit = if self.unwanted & (1 << kind as u32) == 0 { self.limit } else { 0 };
        let loss = self.of(kind);
        loss.count += 1;
        if loss.places.len() < limit {
            loss.places.push(place());
        }
    }

    /// Counts what a format that has only the nodes themselves leaves out of one: reserved keys by name, and all of
    /// the user's own.
    pub(super) fn leave_out_of_node(&mut self, graph: &Graph, node: NodeId, reserved: &[(&str, bool)]) {
        let reserved = reserved.iter().filter(|(_, there)| *there).map(|&(key, _)| key);
        for key in reserved.chain(graph.node_attributes(node).map(|attribute| attribute.key)) {
            self.add(LossKind::AttributeLeftOut, || Place::node(graph.id(node)).at(key));
        }
    }

    /// Does the same for an edge.
    pub(super) fn leave_out_of_edge(&mut self, graph: &Graph, edge: EdgeId, reserved: &[(&str, bool)]) {
        let reserved = reserved.iter().filter(|(_, there)| *there).map(|&(key, _)| key);
        for key in reserved.chain(graph.edge_attributes(edge).map(|attribute| attribute.key)) {
            self.add(LossKind::AttributeLeftOut, || Place::edge(graph.edge_id(edge)).at(key));
        }
    }

    /// Counts a place once if one of its texts loses line breaks or control characters in a format of lines.
    pub(super) fn flatten<'t>(
        &mut self,
        texts: impl IntoIterator<Item = Option<&'t str>>,
        place: impl FnOnce() -> Place,
    ) {
        if texts.into_iter().flatten().any(|text| text.contains(char::is_control)) {
            self.add(LossKind::CharactersReplaced, place);
        }
    }

    /// Counts the types and relations that a graph declares.
    pub(super) fn leave_out_vocabulary(&mut self, header: &Header) {
        for entity_type in header.types.iter().filter(|declared| declared.declared) {
            self.add(LossKind::VocabularyLeftOut, || Place::entity_type(&entity_type.id));
        }
        for relation in header.relations.iter().filter(|declared| declared.declared) {
            self.add(LossKind::VocabularyLeftOut, || Place::relation(&relation.id));
        }
    }

    /// Counts the documents that a graph declares.
    pub(super) fn leave_out_documents(&mut self, header: &Header) {
        for document in &header.documents {
            self.add(LossKind::VocabularyLeftOut, || Place::document(&document.id));
        }
    }

    /// Counts the user's own keys of the graph.
    pub(super) fn leave_out_header_keys(&mut self, header: &Header) {
        for (key, _) in header.attributes.iter().chain(&header.top_attributes) {
            self.add(LossKind::AttributeLeftOut, || Place::key(key));
        }
    }

    /// Adds what was lost further on in the same graph.
    pub(super) fn absorb(&mut self, later: Losses) {
        let limit = self.limit;
        for mut loss in later.list {
            let known = self.of(loss.kind);
            known.count += loss.count;
            loss.places.truncate(limit - known.places.len().min(limit));
            known.places.append(&mut loss.places);
        }
    }

    /// Returns the loss of a kind, which may be none yet.
    fn of(&mut self, kind: LossKind) -> &mut Loss {
        let at = self.list.iter().position(|loss| loss.kind >= kind).unwrap_or(self.list.len());
        if self.list.get(at).is_none_or(|loss| loss.kind != kind) {
            self.list.insert(at, Loss { kind, count: 0, places: Vec::new() });
        }
        &mut self.list[at]
    }

    /// Returns whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Iterates over the kinds of loss, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Loss> {
        self.list.iter()
    }
}

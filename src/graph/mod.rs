//! The model: a petgraph directed multigraph with typed nodes and relations.
//!
//! Topology and the two small records live in petgraph; everything else lives in columns beside it:
//! ids and labels as spans of the input, further keys as rows of JSON text. This is the
//! only room that names petgraph's storage types. What an edge costs: 20 bytes in petgraph, 4 in the
//! row index, 16 for each further key it has, and 12 for each direction in which neighbours are asked for.

mod adjacency;
mod build;
pub mod catalog;
mod claims;
pub mod columns;
mod date;
mod edge_id;
mod extend;
mod fields;
mod id_index;
mod join;
mod piece;
pub mod property_names;
mod selection;
mod shape;
pub mod stats;
mod summary;
mod text;
mod unify;
mod vocabulary;

pub use adjacency::Neighbours;
pub use build::{Builder, CONFLICT_KEY, Checks, FileId, Limits, Pointers, Record, Union};
#[cfg(feature = "parquet")]
pub(crate) use build::{EdgeRows, Unfit};
pub use claims::{ClaimFilter, Stance, Support};
pub use date::Date;
#[cfg(feature = "parquet")]
pub(crate) use fields::Key as RowKey;
pub use petgraph::graph::{EdgeIndex as EdgeId, NodeIndex as NodeId};
pub(crate) use piece::{Piece, PieceReader, Pieces, pieces};
#[cfg(feature = "parquet")]
pub(crate) use text::Text as Value;
pub use vocabulary::{Document, EntityType, Header, Polarity, Relation, label_from_id};

use crate::diagnostics::{Place, Source};
use crate::jsontext;
use adjacency::Adjacency;
use edge_id::{EdgeIds, MadeId};
use fields::{EdgeKey, FieldTable, Key, Names, NodeKey};
use id_index::{IdIndex, IdKey};
use petgraph::graph::DiGraph;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use text::{Text, Texts};

/// The weight of a node in petgraph: the number of its type in [`Header::types`], if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeRecord {
    entity_type: u32,
}

impl NodeRecord {
    const UNTYPED: u32 = u32::MAX;

    /// Returns the number of the node's type in [`Header::types`].
    pub fn type_index(self) -> Option<usize> {
        (self.entity_type != Self::UNTYPED).then_some(self.entity_type as usize)
    }
}

/// The weight of an edge in petgraph: the number of its relation in [`Header::relations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeRecord {
    relation: u32,
}

impl EdgeRecord {
    /// Returns the number of the edge's relation in [`Header::relations`].
    pub fn relation_index(self) -> usize {
        self.relation as usize
    }
}

/// Which end of its edges a node stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Edges that start at the node.
    Outgoing,
    /// Edges that end at the node.
    Incoming,
}

impl Direction {
    /// Returns the other end.
    pub(crate) fn reversed(self) -> Self {
        match self {
            Direction::Outgoing => Direction::Incoming,
            Direction::Incoming => Direction::Outgoing,
        }
    }
}

/// One piece of evidence for an edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence<'g> {
    /// Id of the document, one of [`Header::documents`] in a checked graph.
    pub document: Option<Cow<'g, str>>,
    /// Where in the document: "¶14", "p. 3".
    pub locator: Option<Cow<'g, str>>,
    /// What it says, in the author's own words.
    pub note: Option<Cow<'g, str>>,
    /// What it says, word for word.
    pub quote: Option<Cow<'g, str>>,
    /// `supports`, `denies` or `mentions`.
    pub stance: Option<Cow<'g, str>>,
    /// The user's own keys, values as JSON text.
    pub attributes: Vec<(Cow<'g, str>, &'g str)>,
}

/// An attribute: the user's own key and its value as JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'g> {
    /// The key.
    pub key: &'g str,
    /// The value, as JSON text.
    pub value: &'g str,
}

/// JSON text of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<'g> {
    pub(crate) text: &'g str,
    /// Whether it is known to be in canonical form.
    pub(crate) is_canonical: bool,
}

/// What a node is called. The two texts stand one after the other, so that who has looked at one has both in the cache.
#[derive(Clone, Copy, Debug)]
struct Name {
    id: Text,
    label: Text,
}

/// An entity-relationship graph.
#[derive(Clone, Debug)]
pub struct Graph {
    header: Header,
    topology: DiGraph<NodeRecord, EdgeRecord, u32>,
    names: Vec<Name>,
    /// Where the ids were read.
    origins: Vec<Text>,
    node_fields: FieldTable,
    edge_fields: FieldTable,
    node_keys: Names,
    edge_keys: Names,
    texts: Texts,
    index: IdIndex,
    /// Whether some evidence has a stance, or nobody has looked.
    has_stances: bool,
    adjacency: OnceLock<Adjacency>,
    edge_ids: OnceLock<EdgeIds>,
}

impl Default for Graph {
    fn default() -> Self {
        Graph {
            header: Header::default(),
            topology: DiGraph::default(),
            names: Vec::new(),
            origins: Vec::new(),
            node_fields: FieldTable::default(),
            edge_fields: FieldTable::default(),
            node_keys: NodeKey::names(),
            edge_keys: EdgeKey::names(),
            texts: Texts::default(),
            index: IdIndex::default(),
            has_stances: true,
            adjacency: OnceLock::new(),
            edge_ids: OnceLock::new(),
        }
    }
}

/// The whole graph.
impl Graph {
    /// Returns title, documents, types and relations.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Returns how many nodes there are.
    pub fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    /// Returns how many edges there are.
    pub fn edge_count(&self) -> usize {
        self.topology.edge_count()
    }

    /// Iterates over the nodes in file order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeId> + DoubleEndedIterator + use<> {
        self.topology.node_indices()
    }

    /// Iterates over the edges in file order.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = EdgeId> + DoubleEndedIterator + use<> {
        self.topology.edge_indices()
    }

    /// Returns the node with this id. Time O(1).
    pub fn find(&self, id: &str) -> Option<NodeId> {
        self.find_by_key(self.index.key(id), id)
    }

    fn find_by_key(&self, key: IdKey, id: &str) -> Option<NodeId> {
        let is = |at: u32| self.id(NodeId::new(at as usize)) == id;
        self.index.find(key, is).map(|at| NodeId::new(at as usize))
    }

    /// Names the node that was added last, whose id has this key.
    ///
    /// The names are copied: side by side they stay in the cache, where the text they were read from does not.
    fn push_name(&mut self, node: NodeId, key: IdKey, id: &str, origin: Text, label: Option<&str>) {
        let (id, label) = (self.texts.push(id), label.map_or(Text::NONE, |label| self.texts.push(label)));
        self.names.push(Name { id, label });
        self.origins.push(origin);
        self.index.insert(key, node.index() as u32);
    }

    /// Makes the index of all names anew.
    fn index_names(&mut self) {
        self.index = IdIndex::default();
        for (number, name) in self.names.iter().enumerate() {
            self.index.insert(self.index.key(self.texts.get(name.id)), number as u32);
        }
    }

    /// Brings the names at the ends of some edges into the cache, which a walk over these edges will look at next.
    ///
    /// The ends of an edge lie anywhere. Here no look waits for another, so the misses overlap; a writer would wait
    /// for each in turn.
    pub(crate) fn fetch_ends(&self, edges: Range<usize>) {
        const AT_ONCE: usize = 64;
        let end = edges.end.min(self.edge_count());
        for start in edges.step_by(AT_ONCE).filter(|&start| start < end) {
            let edges = &self.topology.raw_edges()[start..end.min(start + AT_ONCE)];
            let mut ids = [Text::NONE; 2 * AT_ONCE];
            let ends = edges.iter().flat_map(|edge| [edge.source(), edge.target()]);
            for (id, node) in ids.iter_mut().zip(ends) {
                *id = self.names[node.index()].id;
            }
            std::hint::black_box(self.texts.fetch(&ids));
        }
    }

    /// Returns the user's own keys that nodes have, in order of first use.
    pub fn node_attribute_keys(&self) -> impl Iterator<Item = &str> {
        self.node_keys.all().skip(NodeKey::RESERVED as usize)
    }

    /// Returns the user's own keys that edges have, in order of first use.
    pub fn edge_attribute_keys(&self) -> impl Iterator<Item = &str> {
        self.edge_keys.all().skip(EdgeKey::RESERVED as usize)
    }

    /// Lends the petgraph graph, for petgraph's algorithms.
    ///
    /// Node and edge indices are the ones used everywhere in this crate. petgraph lists the edges of
    /// a node newest first; [`Graph::edges_of`] lists them in file order.
    pub fn as_petgraph(&self) -> &DiGraph<NodeRecord, EdgeRecord, u32> {
        &self.topology
    }
}

/// Nodes.
impl Graph {
    /// Returns the id.
    pub fn id(&self, node: NodeId) -> &str {
        self.texts.get(self.names[node.index()].id)
    }

    /// Returns the label; where the file gives none, the id.
    pub fn label(&self, node: NodeId) -> &str {
        self.own_label(node).unwrap_or_else(|| self.id(node))
    }

    /// Returns the label that the file gives.
    pub fn own_label(&self, node: NodeId) -> Option<&str> {
        let label = self.names[node.index()].label;
        (!label.is_none()).then(|| self.texts.get(label))
    }

    /// Returns the entity type.
    pub fn entity_type(&self, node: NodeId) -> Option<&EntityType> {
        self.topology[node].type_index().map(|at| &self.header.types[at])
    }

    /// Returns the other names.
    pub fn aliases(&self, node: NodeId) -> Vec<Cow<'_, str>> {
        let elements = self.aliases_json(node).map(|text| jsontext::elements(text, 0)).unwrap_or_default();
        elements.into_iter().map(|(value, _)| jsontext::decode(value)).collect()
    }

    /// Returns the other names as JSON text: an array of strings that is not empty.
    pub fn aliases_json(&self, node: NodeId) -> Option<&str> {
        self.node_fields.get(node.index(), NodeKey::ALIASES).map(|text| self.texts.get(text))
    }

    /// Returns the description.
    pub fn description(&self, node: NodeId) -> Option<Cow<'_, str>> {
        self.node_fields.get(node.index(), NodeKey::DESCRIPTION).map(|text| jsontext::decode(self.texts.get(text)))
    }

    /// Iterates over the user's own keys of a node, in file order.
    pub fn node_attributes(&self, node: NodeId) -> impl Iterator<Item = Attribute<'_>> {
        self.attributes(&self.node_fields, &self.node_keys, node.index(), NodeKey::RESERVED)
    }

    /// Iterates over all keys of a node but id, type and label, as [`Graph::edge_rows`] does.
    pub(crate) fn node_rows(&self, node: NodeId) -> impl Iterator<Item = (usize, Json<'_>)> {
        let rows = self.node_fields.of(node.index());
        let reserved = (0..NodeKey::RESERVED).filter_map(|key| rows.iter().find(move |row| row.key.0 == key));
        let own = rows.iter().filter(|row| row.key.0 >= NodeKey::RESERVED);
        reserved.chain(own).map(|row| (row.key.0 as usize, self.json(row.value)))
    }

    /// Returns the names of the keys of [`Graph::node_rows`].
    pub(crate) fn node_row_keys(&self) -> impl Iterator<Item = &str> {
        self.node_keys.all()
    }

    /// Returns the value of a user's own key of a node, as JSON text.
    pub fn node_attribute(&self, node: NodeId, key: &str) -> Option<&str> {
        let key = self.node_keys.find(key).filter(|&key| key >= NodeKey::RESERVED)?;
        self.node_fields.get(node.index(), Key(key)).map(|text| self.texts.get(text))
    }

    /// Returns the file and byte range that a node's id was read from.
    pub fn node_origin(&self, node: NodeId) -> Option<(&Arc<Source>, Range<usize>)> {
        self.texts.origin(self.origins[node.index()])
    }
}

/// Edges.
impl Graph {
    /// Returns source and target.
    pub fn endpoints(&self, edge: EdgeId) -> (NodeId, NodeId) {
        self.topology.edge_endpoints(edge).expect("an edge of this graph")
    }

    /// Returns the relation.
    pub fn relation(&self, edge: EdgeId) -> &Relation {
        &self.header.relations[self.topology[edge].relation_index()]
    }

    /// Returns whether the edge holds both ways.
    pub fn is_symmetric(&self, edge: EdgeId) -> bool {
        !self.header.directed || self.relation(edge).symmetric
    }

    /// Returns whether any relation holds both ways.
    pub fn has_symmetric(&self) -> bool {
        !self.header.directed || self.header.relations.iter().any(|relation| relation.symmetric)
    }

    /// Returns the edge's label: its own, or else its relation's.
    pub fn edge_label(&self, edge: EdgeId) -> Cow<'_, str> {
        self.own_edge_label(edge).unwrap_or_else(|| Cow::Borrowed(&self.relation(edge).label))
    }

    /// Returns the label that the file gives this edge.
    pub fn own_edge_label(&self, edge: EdgeId) -> Option<Cow<'_, str>> {
        self.edge_text(edge, EdgeKey::LABEL)
    }

    /// Returns the edge's id: its own, or else one made of its content, unique in the graph.
    ///
    /// A made id is `source--relation--target`, with `--2`, `--3` … for further edges of the same
    /// content. The first call takes time O(edges × log degree).
    pub fn edge_id(&self, edge: EdgeId) -> Cow<'_, str> {
        match self.own_edge_id(edge) {
            Some(id) => id,
            None => Cow::Owned(self.edge_ids.get_or_init(|| EdgeIds::new(self)).text(self, edge)),
        }
    }

    /// Appends the edge's id to a text: [`Graph::edge_id`] without a string of its own.
    pub fn push_edge_id(&self, edge: EdgeId, out: &mut String) {
        match self.own_edge_id(edge) {
            Some(id) => out.push_str(&id),
            None => self.made_edge_id(edge).push(out),
        }
    }

    /// Returns the id made of an edge's content, which is the edge's id unless it has one of its own.
    #[inline]
    pub(crate) fn made_edge_id(&self, edge: EdgeId) -> MadeId<'_> {
        self.edge_ids.get_or_init(|| EdgeIds::new(self)).of(self, edge)
    }

    /// Returns the id that the file gives this edge.
    pub fn own_edge_id(&self, edge: EdgeId) -> Option<Cow<'_, str>> {
        self.edge_text(edge, EdgeKey::ID)
    }

    /// Returns the weight: 1 where the file gives none.
    ///
    /// A weight that is no finite number above zero is an error of [`Checks`], but it is kept.
    pub fn weight(&self, edge: EdgeId) -> f64 {
        self.weight_text(edge).and_then(|text| text.parse().ok()).unwrap_or(1.0)
    }

    /// Returns the weight as the file writes it.
    pub fn weight_text(&self, edge: EdgeId) -> Option<&str> {
        self.edge_fields.get(edge.index(), EdgeKey::WEIGHT).map(|text| self.texts.get(text))
    }

    /// Returns the date from which the edge holds.
    pub fn since(&self, edge: EdgeId) -> Option<Cow<'_, str>> {
        self.edge_text(edge, EdgeKey::SINCE)
    }

    /// Returns the date until which the edge holds.
    pub fn until(&self, edge: EdgeId) -> Option<Cow<'_, str>> {
        self.edge_text(edge, EdgeKey::UNTIL)
    }

    /// Returns the evidence, in file order.
    pub fn evidence(&self, edge: EdgeId) -> Vec<Evidence<'_>> {
        self.pieces(edge).map(Evidence::from).collect()
    }

    /// Returns the evidence as [`Graph::evidence_json`] does, to be written.
    pub(crate) fn evidence_row(&self, edge: EdgeId) -> Option<Json<'_>> {
        self.edge_fields.get(edge.index(), EdgeKey::EVIDENCE).map(|text| self.json(text))
    }

    fn json(&self, text: Text) -> Json<'_> {
        Json { text: self.texts.get(text), is_canonical: text.is_canonical() }
    }

    /// Iterates over the evidence as it stands in the text, in file order.
    pub(crate) fn pieces(&self, edge: EdgeId) -> Pieces<'_, '_> {
        pieces(self.evidence_json(edge).unwrap_or("[]"))
    }

    /// Returns whether any evidence may have a stance. What was read knows it; a graph made otherwise says yes.
    pub(crate) fn may_have_stances(&self) -> bool {
        self.has_stances
    }

    /// Returns whether any edge has a reserved key other than its ends and relation: `since`.
    pub(crate) fn has_edge_key(&self, key: &str) -> bool {
        self.edge_keys.find(key).is_some_and(|key| self.edge_fields.has(Key(key)))
    }

    /// Returns whether any node has a reserved key other than its id, type and label: `description`.
    pub(crate) fn has_node_key(&self, key: &str) -> bool {
        self.node_keys.find(key).is_some_and(|key| self.node_fields.has(Key(key)))
    }

    /// Returns for each relation whether an edge has it. Time O(edges).
    pub(crate) fn used_relations(&self) -> Vec<bool> {
        let mut used = vec![false; self.header.relations.len()];
        for edge in self.topology.raw_edges() {
            used[edge.weight.relation_index()] = true;
        }
        used
    }

    /// Returns the degree of each node; a self-loop counts twice. Time O(nodes + edges).
    pub(crate) fn degrees(&self) -> Vec<u32> {
        let mut degrees = vec![0; self.node_count()];
        for edge in self.topology.raw_edges() {
            degrees[edge.source().index()] += 1;
            degrees[edge.target().index()] += 1;
        }
        degrees
    }

    /// Returns the evidence as JSON text: an array of objects that is not empty.
    pub fn evidence_json(&self, edge: EdgeId) -> Option<&str> {
        self.edge_fields.get(edge.index(), EdgeKey::EVIDENCE).map(|text| self.texts.get(text))
    }

    /// Returns the file and byte range of each piece of evidence, where they stand in the file as they are here.
    pub fn evidence_origins(&self, edge: EdgeId) -> Vec<(&Arc<Source>, Range<usize>)> {
        let Some(text) = self.edge_fields.get(edge.index(), EdgeKey::EVIDENCE) else { return Vec::new() };
        let Some((source, span)) = self.texts.origin(text) else { return Vec::new() };
        let pieces = jsontext::elements(source.text(), span.start);
        pieces.into_iter().map(|(_, range)| (source, range)).collect()
    }

    /// Iterates over the user's own keys of an edge, in file order.
    pub fn edge_attributes(&self, edge: EdgeId) -> impl Iterator<Item = Attribute<'_>> {
        self.attributes(&self.edge_fields, &self.edge_keys, edge.index(), EdgeKey::RESERVED)
    }

    /// Iterates over all keys of an edge but its ends and relation, each as its number in [`Graph::edge_row_keys`], with
    /// their values: those with a meaning in a fixed order, then the user's own in file order.
    pub(crate) fn edge_rows(&self, edge: EdgeId) -> impl Iterator<Item = (usize, Json<'_>)> {
        self.edge_fields.of(edge.index()).iter().map(|row| (row.key.0 as usize, self.json(row.value)))
    }

    /// Returns the names of the keys of [`Graph::edge_rows`].
    pub(crate) fn edge_row_keys(&self) -> impl Iterator<Item = &str> {
        self.edge_keys.all()
    }

    /// Returns the value of a user's own key of an edge, as JSON text.
    pub fn edge_attribute(&self, edge: EdgeId, key: &str) -> Option<&str> {
        let key = self.edge_keys.find(key).filter(|&key| key >= EdgeKey::RESERVED)?;
        self.edge_fields.get(edge.index(), Key(key)).map(|text| self.texts.get(text))
    }

    fn edge_text(&self, edge: EdgeId, key: Key) -> Option<Cow<'_, str>> {
        self.edge_fields.get(edge.index(), key).map(|text| jsontext::decode(self.texts.get(text)))
    }
}

/// Neighbours. The first call for a direction builds its index: time O(nodes + edges), space 12 bytes
/// an edge and 4 a node; 16 bytes an edge more while it is built.
impl Graph {
    /// Returns the edges at one end of a node, sorted by relation (in header order), then file order.
    pub fn edges_of(&self, node: NodeId, direction: Direction) -> &[EdgeId] {
        self.neighbours(node, direction).edges()
    }

    /// Returns the edges of one relation at one end of a node, in file order. Time O(log degree).
    pub fn edges_of_relation(&self, node: NodeId, direction: Direction, relation: usize) -> &[EdgeId] {
        self.neighbours_by(node, direction, relation).edges()
    }

    /// Returns the edges at one end of a node with the nodes at their other ends, in the order of
    /// [`Graph::edges_of`].
    pub fn neighbours(&self, node: NodeId, direction: Direction) -> Neighbours<'_> {
        self.adjacency().all(&self.topology, node, direction)
    }

    /// Returns the edges of one relation (its number in the header) at one end of a node with the
    /// nodes at their other ends, in file order. Time O(log degree).
    pub fn neighbours_by(&self, node: NodeId, direction: Direction, relation: usize) -> Neighbours<'_> {
        self.adjacency().of_relation(&self.topology, node, direction, relation)
    }

    /// Gives the edges at one end of a node with the nodes at their other ends, relation by relation.
    ///
    /// `relations` restricts and orders them; none means all, in header order. Unlike the others it
    /// builds no index before a good part of the edges has been asked for.
    pub(crate) fn collect_neighbours(
        &self,
        node: NodeId,
        direction: Direction,
        relations: &[u32],
        give: &mut dyn FnMut(&[EdgeId], &[NodeId]),
    ) {
        self.adjacency().collect(&self.topology, node, direction, relations, give);
    }

    /// Returns how many neighbours [`Graph::collect_neighbours`] would give, and no more costly.
    pub(crate) fn count_neighbours(&self, node: NodeId, direction: Direction, relations: &[u32]) -> usize {
        self.adjacency().count(&self.topology, node, direction, relations)
    }

    /// Returns how many edges start or end at a node; a self-loop counts twice.
    pub fn degree(&self, node: NodeId) -> usize {
        self.edges_of(node, Direction::Outgoing).len() + self.edges_of(node, Direction::Incoming).len()
    }

    fn adjacency(&self) -> &Adjacency {
        self.adjacency.get_or_init(|| Adjacency::new(self.header.relations.len()))
    }
}

impl Graph {
    fn attributes<'g>(
        &'g self,
        table: &'g FieldTable,
        names: &'g Names,
        element: usize,
        reserved: u32,
    ) -> impl Iterator<Item = Attribute<'g>> {
        table
            .of(element)
            .iter()
            .filter(move |field| field.key.0 >= reserved)
            .map(|field| Attribute { key: names.get(field.key.0), value: self.texts.get(field.value) })
    }
}

/// A place in a source, for diagnostics.
fn place(source: &Arc<Source>, span: Range<usize>, pointer: String) -> Place {
    Place { source: Arc::clone(source), span, pointer }
}

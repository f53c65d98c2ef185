//! From records to a graph: every reader feeds the same builder, which does all the checking.
//!
//! A reader finds the records; what a key means, which values it may have and how several files
//! join is decided here. The order is: all headers, all nodes, all edges ([`Builder::finish`] last),
//! since edges are checked against the vocabulary and the nodes.
//!
//! Several files are one graph: a node id that two files use is one node (names, evidence and
//! attributes combined), every edge is kept.

mod check;
mod header;
mod quick;
#[cfg(feature = "parquet")]
mod table;

#[cfg(feature = "parquet")]
pub(crate) use table::{EdgeRows, Unfit};

/// The key under which both values of a conflict are kept: `{"born": [1950, 1951]}`.
pub const CONFLICT_KEY: &str = "kgraph:conflict";

use super::fields::{EdgeKey, Field, FieldTable, Key, Names, NodeKey};
use super::shape::Shape;
use super::text::Text;
use super::{EdgeId, EdgeRecord, Graph, NodeId, NodeRecord, place};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Source};
use crate::jsontext::{self, Kind, Member};
use crate::suggest;
use hashbrown::{DefaultHashBuilder, HashMap, HashSet, HashTable};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

/// Which problems are looked for. Errors always are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Checks {
    /// Errors, and conflicts between files.
    #[default]
    Errors,
    /// Errors and every warning.
    All,
}

/// How several files become one graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Union {
    /// Whether edges of different files that state the same claim stay apart, unless they are the same in
    /// everything; otherwise they are one edge with the evidence of all.
    pub keep_duplicates: bool,
    /// Whether the value of a node or edge that is not kept in a conflict stays beside the other, under
    /// [`CONFLICT_KEY`].
    pub keep_conflicts: bool,
}

/// How much a graph may hold. More is a problem, [`Code::TooLarge`], at the first thing that is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nodes.
    pub nodes: u32,
    /// Edges.
    pub edges: u32,
    /// Bytes of one value, as JSON text: an id, a label, the evidence of an edge, an attribute.
    pub value: u32,
}

impl Default for Limits {
    /// What the model counts: 4,294,967,294 nodes, as many edges, and bytes of a value.
    fn default() -> Self {
        Limits { nodes: u32::MAX - 1, edges: u32::MAX - 1, value: u32::MAX - 1 }
    }
}

/// A file that a builder has opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileId(usize);

/// One node or edge as a reader found it.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The file it stands in.
    pub file: FileId,
    /// The key of the list it stands in: `nodes`, `edges` or `links`.
    pub list: &'static str,
    /// Its place in that list, from 0.
    pub index: usize,
    /// Its byte range in the file.
    pub span: &'a Range<usize>,
    /// Its keys and values, values as JSON text.
    pub members: &'a [Member<'a>],
}

/// Collects records and problems, and becomes a [`Graph`].
#[derive(Debug)]
pub struct Builder {
    graph: Graph,
    checks: Checks,
    threads: usize,
    /// Bytes of text that a thread reads at a time.
    stretch: usize,
    union: Union,
    limits: Limits,
    /// What was too much, and has been said.
    exceeded: BTreeSet<&'static str>,
    /// The file of each edge; empty where there is one file only.
    edge_files: Vec<u16>,
    /// What conflicts of nodes are kept, with both values.
    node_conflicts: Vec<(NodeId, (String, String))>,
    /// The first place of the values of headers that are no lists.
    header_places: BTreeMap<String, Place>,
    diagnostics: Diagnostics,
    sources: Vec<Arc<Source>>,
    /// Whether JSON pointers lead to places in each file.
    pointed: Vec<bool>,
    documents: Names,
    types: Names,
    relations: Names,
    /// Types, for each relation, that its `from` and `to` name, as numbers.
    allowed_ends: Vec<(Vec<u32>, Vec<u32>)>,
    /// Types that `from` and `to` name, with their places; checked once all files' types are known.
    end_types: Vec<(String, Place)>,
    /// File, list and id of each declaration.
    declared: BTreeSet<(usize, String, String)>,
    types_are_declared: bool,
    relations_are_declared: bool,
    sealed: bool,
    /// Rows of nodes that several files describe; they replace the table's when the graph is done.
    merged: BTreeMap<NodeId, Vec<Field>>,
    /// Last file that each node was found in.
    node_files: Vec<u16>,
    /// Nodes that a refused edge names.
    mentioned: HashSet<NodeId>,
    /// File, index and id's range of each node; kept only to warn of isolated ones.
    node_sites: Vec<(FileId, usize, Range<usize>)>,
    edge_id_index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// For each list of keys: those without a meaning, with the warning for a near miss and its count.
    judged_keys: [JudgedKeys; 3],
    suggestions_left: usize,
    rows: Vec<Field>,
    batch: quick::Stretch,
    /// Those of threads.
    stretches: Vec<quick::Stretch>,
    node_shape: Shape<quick::NodeMember>,
    /// Files whose records stand elsewhere than lists named `nodes` and `edges`.
    pointers: Vec<(FileId, Pointers)>,
}

/// Where the JSON pointers of a file's problems come from, if not from its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointers {
    /// From the place in the text, which is one JSON value.
    ByPlace,
    /// There are none: the text is not one JSON value.
    None,
}

/// Keys without a meaning; a near miss with its warning and how often it stands there.
type JudgedKeys = HashMap<Box<str>, Option<(Diagnostic, usize)>>;

/// Where a key stands.
#[derive(Clone, Copy, Debug)]
enum KeyList {
    Nodes,
    Edges,
    Evidence,
}

/// The keys of a node that have a meaning, each with other spellings that are read too.
const NODE_KEYS: &[(&str, &[&str])] =
    &[("id", &[]), ("type", &["entity_type", "kind"]), ("label", &["name"]), ("aliases", &[]), ("description", &[])];
/// The keys of an edge that have a meaning.
const EDGE_KEYS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("relation", &[]),
    ("target", &[]),
    ("id", &[]),
    ("label", &[]),
    ("evidence", &[]),
    ("weight", &[]),
    ("since", &[]),
    ("until", &[]),
];
/// Nearest names are looked up for this many problems; each costs time O(nodes).
const MAX_SUGGESTIONS: usize = 50;

impl Builder {
    /// Starts an empty graph.
    pub fn new(checks: Checks) -> Self {
        Builder {
            graph: Graph { has_stances: false, ..Graph::default() },
            checks,
            threads: 1,
            stretch: quick::STRETCH,
            union: Union::default(),
            limits: Limits::default(),
            exceeded: BTreeSet::new(),
            edge_files: Vec::new(),
            node_conflicts: Vec::new(),
            header_places: BTreeMap::new(),
            diagnostics: Diagnostics::default(),
            sources: Vec::new(),
            pointed: Vec::new(),
            documents: Names::default(),
            types: Names::default(),
            relations: Names::default(),
            allowed_ends: Vec::new(),
            end_types: Vec::new(),
            declared: BTreeSet::new(),
            types_are_declared: false,
            relations_are_declared: false,
            sealed: false,
            merged: BTreeMap::new(),
            node_files: Vec::new(),
            mentioned: HashSet::new(),
            node_sites: Vec::new(),
            edge_id_index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            judged_keys: Default::default(),
            suggestions_left: MAX_SUGGESTIONS,
            rows: Vec::new(),
            batch: quick::Stretch::default(),
            stretches: Vec::new(),
            node_shape: Shape::default(),
            pointers: Vec::new(),
        }
    }

    /// Sets how many threads read long lists, in formats that can. The graph does not depend on it.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Has threads read less at a time, so that small tests are about several.
    #[cfg(test)]
    pub(crate) fn stretch(mut self, bytes: usize) -> Self {
        self.stretch = bytes;
        self
    }

    /// Sets how several files become one graph.
    pub fn union(mut self, union: Union) -> Self {
        self.union = union;
        self
    }

    /// Sets how much the graph may hold; never more than [`Limits::default`], which is what the model counts.
    pub fn limits(mut self, limits: Limits) -> Self {
        let most = Limits::default();
        let (nodes, edges) = (limits.nodes.min(most.nodes), limits.edges.min(most.edges));
        self.limits = Limits { nodes, edges, value: limits.value.min(most.value) };
        self
    }

    /// Opens a file, whose text the graph will share; `None` when there are too many files.
    pub fn open(&mut self, source: &Arc<Source>) -> Option<FileId> {
        let Some(segment) = self.graph.texts.adopt(source) else {
            let limit = super::text::MAX_SEGMENTS - 1;
            self.diagnostics.push(Diagnostic::new(Code::TooLarge, format!("more than {limit} files in one graph")));
            return None;
        };
        self.sources.push(Arc::clone(source));
        self.pointed.push(true);
        Some(FileId(segment - 1))
    }

    /// Says how problems of a file are pointed at, where it is not laid out as kgraph JSON.
    pub fn set_pointers(&mut self, file: FileId, pointers: Pointers) {
        self.pointers.push((file, pointers));
    }

    /// Opens a file that is not JSON: its places have no pointers, and values of its records need
    /// not stand in it as JSON. `None` when there are too many files.
    pub fn open_text(&mut self, source: &Arc<Source>) -> Option<FileId> {
        let file = self.open(source)?;
        self.pointed[file.0] = false;
        Some(file)
    }

    /// Returns the words for a relation as far as they are known now: declared ones, or made of its id.
    pub fn relation_label(&self, id: &str) -> Cow<'_, str> {
        match self.relations.find(id) {
            Some(number) => Cow::Borrowed(&self.graph.header.relations[number as usize].label),
            None => Cow::Owned(super::label_from_id(id)),
        }
    }

    /// Adds a problem that a reader found.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Returns a place in an opened file. A range that is none of its text, as that of a value within one that a
    /// reader made, becomes the nearest one that is.
    pub fn place(&self, file: FileId, span: Range<usize>, pointer: impl Into<String>) -> Place {
        let source = &self.sources[file.0];
        // Parts of a value that is written otherwise in the file have no place of their own there: the
        // nearest place in the text stands for them.
        let text = source.text();
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let start = boundary(span.start);
        let pointer = if self.pointed[file.0] { pointer.into() } else { String::new() };
        place(source, start..boundary(span.end).max(start), pointer)
    }

    /// Adds a node.
    pub fn node(&mut self, record: Record<'_>) {
        self.seal();
        let site = Site(record);
        if !self.values_fit(site) {
            return;
        }
        self.check_keys(site);
        self.check_near_misses(site, NODE_KEYS);
        let [id, type_member, label_member, aliases, description] = find_keys(record.members, NODE_KEYS);
        let Some(id) = self.required_id(site, id, "id") else { return };
        let entity_type =
            type_member.and_then(|member| self.string(site, member)).filter(|member| self.is_not_empty(site, member));
        let entity_type = entity_type.map(|member| self.type_number(site, member));
        let label =
            label_member.and_then(|member| self.string(site, member)).map(|member| self.text_of_string(member.value));
        self.rows.clear();
        if let Some(value) = aliases.and_then(|member| self.string_list(site, member)) {
            self.push_row(NodeKey::ALIASES, value);
        }
        if let Some(member) = description.and_then(|member| self.string(site, member)) {
            self.push_row_of(NodeKey::DESCRIPTION, member);
        }
        self.push_attributes(site, &[Some(id), type_member, label_member, aliases, description], false);
        let name = id_text(id);
        let key = self.graph.index.key(&name);
        if let Some(node) = self.graph.find_by_key(key, &name) {
            self.again(site, node, id, entity_type, label);
            return;
        }
        let weight = NodeRecord { entity_type: entity_type.unwrap_or(NodeRecord::UNTYPED) };
        let Some(node) = self.add_node(weight) else {
            return self.too_large(site, "nodes", self.limits.nodes);
        };
        let origin = self.text_of_id(id);
        let label = label.map(|label| self.graph.texts.get(label).to_owned());
        self.graph.push_name(node, key, &name, origin, label.as_deref());
        if !self.graph.node_fields.push(&self.rows) {
            self.too_large(site, "attributes of nodes", u32::MAX);
        }
        self.node_files.push(record.file.0 as u16);
        if self.checks == Checks::All {
            self.node_sites.push((record.file, record.index, id.value_span.clone()));
        }
    }

    /// Adds an edge. Edges come after all nodes.
    pub fn edge(&mut self, record: Record<'_>) {
        self.seal();
        let site = Site(record);
        if !self.values_fit(site) {
            return;
        }
        self.check_keys(site);
        self.check_near_misses(site, EDGE_KEYS);
        let [source, relation, target, id, label, evidence, weight, since, until] =
            find_keys(record.members, EDGE_KEYS);
        // A relation that is null is none: an edge must not vanish for it.
        let relation = relation.filter(|member| Kind::of(member.value) != Kind::Null);
        let relation = self.required(site, relation, "relation");
        let relation =
            relation.and_then(|member| self.string(site, member)).filter(|member| self.is_not_empty(site, member));
        let ends = [(source, "source"), (target, "target")].map(|(member, key)| {
            let member = self.required_id(site, member, key)?;
            Some((self.endpoint(site, member)?, member))
        });
        self.rows.clear();
        let id = id
            .filter(|member| Kind::of(member.value) != Kind::Null)
            .and_then(|member| self.required_id(site, Some(member), "id"));
        if let Some(member) = id {
            let text = self.text_of_id_json(member);
            self.push_row(EdgeKey::ID, text);
        }
        if let Some(member) = label.and_then(|member| self.string(site, member)) {
            self.push_row_of(EdgeKey::LABEL, member);
        }
        let has_evidence = evidence.is_some_and(|member| self.evidence(site, member));
        if let Some(member) = weight.filter(|member| self.is_weight(site, member)) {
            self.push_row_of(EdgeKey::WEIGHT, member);
        }
        for (member, key) in [(since, EdgeKey::SINCE), (until, EdgeKey::UNTIL)] {
            if let Some(member) = member.and_then(|member| self.string(site, member)) {
                self.push_row_of(key, member);
            }
        }
        self.check_dates(site, since, until);
        let used = [source, relation, target, id, label, evidence, weight, since, until];
        self.push_attributes(site, &used, true);
        let number = relation.map(|member| self.relation_number(site, member));
        let (Some(number), [Some((from, source)), Some((to, target))]) = (number, ends) else {
            // The edge is refused, but its ends are not alone for that.
            self.mentioned.extend(ends.into_iter().flatten().map(|(node, _)| node));
            return;
        };
        self.check_ends(site, number, (from, source), (to, target));
        let Some(edge) = self.add_edge(from, to, EdgeRecord { relation: number }) else {
            return self.too_large(site, "edges", self.limits.edges);
        };
        if !self.graph.edge_fields.push(&self.rows) {
            self.too_large(site, "attributes of edges", u32::MAX);
        }
        self.note_edge_file(edge, record.file.0 as u16);
        if let Some(member) = id {
            self.index_edge_id(site, edge, member);
        }
        if !has_evidence && self.checks == Checks::All {
            let place = self.place(record.file, record.span.clone(), site.pointer(None));
            self.diagnostics.push(
                Diagnostic::new(Code::NoEvidence, "this edge has no evidence")
                    .at(place)
                    .hint("add `\"evidence\": [{\"document\": …, \"locator\": …, \"note\": …}]`"),
            );
        }
    }

    /// Adds a node, if the graph has room for it.
    fn add_node(&mut self, node: NodeRecord) -> Option<NodeId> {
        let room = self.graph.topology.node_count() < self.limits.nodes as usize;
        if room { self.graph.topology.try_add_node(node).ok() } else { None }
    }

    /// Adds an edge, if the graph has room for it.
    fn add_edge(&mut self, from: NodeId, to: NodeId, edge: EdgeRecord) -> Option<EdgeId> {
        let room = self.graph.topology.edge_count() < self.limits.edges as usize;
        if room { self.graph.topology.try_add_edge(from, to, edge).ok() } else { None }
    }

    /// Ends the building: the graph, and every problem found, in order of place.
    ///
    /// The graph is whole only if no problem is fatal ([`Code::is_fatal`]).
    pub fn finish(mut self) -> (Graph, Diagnostics) {
        self.seal();
        self.apply_merged();
        self.join_edges();
        if self.checks == Checks::All {
            self.warn_isolated();
        }
        self.warn_near_misses();
        self.diagnostics.sort();
        for (file, pointers) in std::mem::take(&mut self.pointers) {
            self.point(file, pointers);
        }
        (self.graph, self.diagnostics)
    }

    /// Remembers the file of an edge, where there are several.
    fn note_edge_file(&mut self, edge: EdgeId, file: u16) {
        if self.sources.len() > 1 {
            // What was read before a second file was opened stands in the first.
            self.edge_files.resize(edge.index(), 0);
            self.edge_files.push(file);
        }
    }

    /// Joins edges of different files that say the same.
    fn join_edges(&mut self) {
        let files = std::mem::take(&mut self.edge_files);
        if files.len() == self.graph.edge_count() && files.windows(2).any(|two| two[0] != two[1]) {
            let file = |edge: EdgeId| u32::from(files[edge.index()]);
            let all = self.graph.edges();
            super::join::edges(&mut self.graph, all, file, self.union, &mut self.diagnostics);
        }
    }

    /// Sets the pointers of a file's problems, which are in order of place. Time O(text + problems).
    fn point(&mut self, file: FileId, pointers: Pointers) {
        let source = &self.sources[file.0];
        let mut places: Vec<&mut Place> = self
            .diagnostics
            .iter_mut()
            .filter_map(|diagnostic| diagnostic.place.as_mut())
            .filter(|place| Arc::ptr_eq(&place.source, source))
            .collect();
        let offsets: Vec<usize> = places.iter().map(|place| place.span.start).collect();
        let found = match pointers {
            Pointers::ByPlace if !offsets.is_empty() => jsontext::pointers(source.text(), &offsets),
            _ => vec![String::new(); offsets.len()],
        };
        for (place, pointer) in places.iter_mut().zip(found) {
            place.pointer = pointer;
        }
    }

    /// Joins a further description of a node with what is known of it.
    fn again(&mut self, site: Site<'_>, node: NodeId, id: &Member<'_>, entity_type: Option<u32>, label: Option<Text>) {
        let file = site.0.file;
        let first = self
            .graph
            .node_origin(node)
            .map(|(source, span)| place(source, quoted(source.text(), span), String::new()));
        if self.node_files[node.index()] == file.0 as u16 {
            let message = format!("the id `{}` is used twice", id_text(id));
            let mut diagnostic = Diagnostic::new(Code::DuplicateId, message)
                .at(self.place(file, id.value_span.clone(), site.pointer(Some("id"))))
                .hint("give one of the nodes another id, or join the two");
            if let Some(first) = first {
                diagnostic = diagnostic.related(first, "first used here");
            }
            self.diagnostics.push(diagnostic);
            return;
        }
        self.node_files[node.index()] = file.0 as u16;
        let known = self.graph.topology[node].entity_type;
        match entity_type {
            Some(number) if known == NodeRecord::UNTYPED => self.graph.topology[node].entity_type = number,
            Some(number) if number != known => {
                let (a, b) = (self.types.get(known).to_owned(), self.types.get(number).to_owned());
                self.conflict(site, node, "type", &a, &b);
                let [a, b] = [a, b].map(|id| json_string(&id));
                let kept = self.union.keep_conflict("type", &a, &b);
                self.node_conflicts.extend(kept.map(|kept| (node, kept)));
            }
            _ => {}
        }
        let mut rows = match self.merged.remove(&node) {
            Some(rows) => rows,
            None => self.graph.node_fields.of(node.index()).to_vec(),
        };
        if let Some(label) = label {
            let known = self.graph.names[node.index()].label;
            if known.is_none() {
                self.graph.names[node.index()].label = label;
            } else if self.graph.texts.get(known) != self.graph.texts.get(label) {
                let (a, b) = (self.graph.texts.get(known).to_owned(), self.graph.texts.get(label).to_owned());
                self.conflict(site, node, "label", &a, &b);
                self.join_aliases(&mut rows, &[Cow::Owned(b)]);
            }
        }
        for field in std::mem::take(&mut self.rows) {
            let value = self.graph.texts.get(field.value).to_owned();
            let Some(at) = rows.iter().position(|row| row.key == field.key) else {
                rows.push(field);
                continue;
            };
            if field.key == NodeKey::ALIASES {
                let aliases: Vec<Cow<'_, str>> =
                    jsontext::elements(&value, 0).into_iter().map(|(item, _)| jsontext::decode(item)).collect();
                self.join_aliases(&mut rows, &aliases);
                continue;
            }
            let mut known = String::new();
            jsontext::write_canonical(&mut known, self.graph.texts.get(rows[at].value));
            let mut other = String::new();
            jsontext::write_canonical(&mut other, &value);
            if known != other {
                let key = self.graph.node_keys.get(field.key.0).to_owned();
                self.conflict(site, node, &key, &known, &other);
                let kept = self.union.keep_conflict(&key, &known, &other);
                self.node_conflicts.extend(kept.map(|kept| (node, kept)));
            }
        }
        self.merged.insert(node, rows);
    }

    fn join_aliases(&mut self, rows: &mut Vec<Field>, more: &[Cow<'_, str>]) {
        let known = rows.iter().position(|row| row.key == NodeKey::ALIASES);
        let mut list: Vec<String> = match known {
            Some(at) => {
                let text = self.graph.texts.get(rows[at].value);
                jsontext::elements(text, 0).into_iter().map(|(item, _)| jsontext::decode(item).into_owned()).collect()
            }
            None => Vec::new(),
        };
        for alias in more {
            if !list.iter().any(|known| known == alias) {
                list.push(alias.to_string());
            }
        }
        let value = self.graph.texts.push(&json_list(&list));
        match known {
            Some(at) => rows[at].value = value,
            None => rows.push(Field { key: NodeKey::ALIASES, value }),
        }
    }

    fn apply_merged(&mut self) {
        if self.merged.is_empty() {
            return;
        }
        for (node, conflict) in std::mem::take(&mut self.node_conflicts) {
            let key = Key(self.graph.node_keys.intern(CONFLICT_KEY));
            let mut rows = self.merged.remove(&node).unwrap_or_default();
            self.graph.add_conflicts(&mut rows, key, &[conflict]);
            self.merged.insert(node, rows);
        }
        let old = std::mem::take(&mut self.graph.node_fields);
        let mut table = FieldTable::default();
        for node in self.graph.nodes() {
            let rows = self.merged.get(&node).map_or_else(|| old.of(node.index()), Vec::as_slice);
            // The joined rows are never more than the rows that were counted before.
            table.push(rows);
        }
        self.graph.node_fields = table;
    }

    fn index_edge_id(&mut self, site: Site<'_>, edge: EdgeId, member: &Member<'_>) {
        let id = id_text(member);
        let hash = self.hasher.hash_one(&*id);
        if let Some(first) = self.edge_with_id(hash, &id) {
            let known = EdgeId::new(first as usize);
            let same_statement = self.graph.endpoints(known) == self.graph.endpoints(edge)
                && self.graph.topology[known] == self.graph.topology[edge];
            let files = &self.edge_files;
            if same_statement && files.get(known.index()) != files.get(edge.index()) {
                // Two files speak of one edge: they are joined at the end.
                return;
            }
            let message = format!("the edge id `{id}` is used twice");
            let mut diagnostic = Diagnostic::new(Code::DuplicateId, message)
                .at(self.place(site.0.file, member.value_span.clone(), site.pointer(Some("id"))))
                .hint("give one of the edges another id, or leave the id out: kgraph then makes one");
            let origin =
                self.graph.edge_fields.get(first as usize, EdgeKey::ID).and_then(|text| self.graph.texts.origin(text));
            if let Some((source, span)) = origin {
                diagnostic = diagnostic.related(place(source, span, String::new()), "first used here");
            }
            self.diagnostics.push(diagnostic);
            return;
        }
        self.insert_edge_id(hash, edge);
    }

    /// Returns the number of the edge that has this id, given its hash.
    fn edge_with_id(&self, hash: u64, id: &str) -> Option<u32> {
        let is = |&at: &u32| self.graph.own_edge_id(EdgeId::new(at as usize)).is_some_and(|own| own == id);
        self.edge_id_index.find(hash, is).copied()
    }

    fn insert_edge_id(&mut self, hash: u64, edge: EdgeId) {
        let (graph, hasher) = (&self.graph, &self.hasher);
        let hash_of = |&at: &u32| hasher.hash_one(&*graph.own_edge_id(EdgeId::new(at as usize)).unwrap_or_default());
        self.edge_id_index.insert_unique(hash, edge.index() as u32, hash_of);
    }

    /// Adds rows for the user's own keys: all members that are not among those used.
    fn push_attributes(&mut self, site: Site<'_>, used: &[Option<&Member<'_>>], edge: bool) {
        for member in site.0.members {
            if used.iter().flatten().any(|known| std::ptr::eq(*known, member)) || !edge && says_nothing(site, member) {
                continue;
            }
            let names = if edge { &mut self.graph.edge_keys } else { &mut self.graph.node_keys };
            let key = Key(names.intern(&member.key));
            let reserved = if edge { EdgeKey::RESERVED } else { NodeKey::RESERVED };
            // A reserved key that is not used was refused, with a diagnostic, or is null.
            if key.0 >= reserved {
                self.push_row_of(key, member);
            }
        }
    }

    fn push_row(&mut self, key: Key, value: Text) {
        self.rows.push(Field { key, value });
    }

    fn push_row_of(&mut self, key: Key, member: &Member<'_>) {
        let value = self.text(member.value);
        self.push_row(key, value);
    }

    /// Stores a text: as a span if it is part of an opened file, else as a copy.
    fn text(&mut self, text: &str) -> Text {
        let start = text.as_ptr() as usize;
        for (number, source) in self.sources.iter().enumerate() {
            let whole = source.text_at_hand();
            let base = whole.as_ptr() as usize;
            if start >= base && start + text.len() <= base + whole.len() && text.len() < u32::MAX as usize {
                return self.graph.texts.span(number + 1, start - base, text.len());
            }
        }
        self.graph.texts.push(text)
    }

    fn text_of_string(&mut self, value: &str) -> Text {
        match jsontext::decode(value) {
            Cow::Borrowed(text) => self.text(text),
            Cow::Owned(text) => self.graph.texts.push(&text),
        }
    }

    fn text_of_id(&mut self, member: &Member<'_>) -> Text {
        self.text_of_string(member.value)
    }

    /// Stores an id as JSON text: a number becomes a string.
    fn text_of_id_json(&mut self, member: &Member<'_>) -> Text {
        if Kind::of(member.value) == Kind::String {
            return self.text(member.value);
        }
        let mut json = String::new();
        jsontext::write_string(&mut json, member.value);
        self.graph.texts.push(&json)
    }

    fn type_number(&mut self, site: Site<'_>, member: &Member<'_>) -> u32 {
        let id = jsontext::decode(member.value);
        if let Some(number) = self.types.find(&id) {
            return number;
        }
        if self.types_are_declared {
            let known = self.graph.header.types.iter().filter(|known| known.declared).map(|known| known.id.as_str());
            let hint = suggest::did_you_mean(&id, known.clone()).unwrap_or_else(|| {
                format!(
                    "the types are {}; declare a further one in `graph.types`",
                    suggest::either(&known.collect::<Vec<_>>())
                )
            });
            self.error(Code::UnknownType, site, member, format!("`{id}` is not one of the declared types"), Some(hint));
        }
        self.infer_type(&id)
    }

    fn relation_number(&mut self, site: Site<'_>, member: &Member<'_>) -> u32 {
        let id = jsontext::decode(member.value);
        if let Some(number) = self.relations.find(&id) {
            return number;
        }
        if self.relations_are_declared {
            let known: Vec<&str> = self
                .graph
                .header
                .relations
                .iter()
                .filter(|known| known.declared)
                .map(|known| known.id.as_str())
                .collect();
            let hint = suggest::did_you_mean(&id, known.iter().copied()).unwrap_or_else(|| {
                format!("the relations are {}; declare a further one in `graph.relations`", suggest::either(&known))
            });
            self.error(
                Code::UnknownRelation,
                site,
                member,
                format!("`{id}` is not one of the declared relations"),
                Some(hint),
            );
        }
        self.infer_relation(&id)
    }

    fn endpoint(&mut self, site: Site<'_>, member: &Member<'_>) -> Option<NodeId> {
        let id = id_text(member);
        let found = self.graph.find(&id);
        if found.is_none() {
            let hint = self.nearest_node(&id).unwrap_or_else(|| format!("add a node with the id `{id}`"));
            self.error(Code::DanglingEndpoint, site, member, format!("no node has the id `{id}`"), Some(hint));
        }
        found
    }

    fn nearest_node(&mut self, id: &str) -> Option<String> {
        self.suggestions_left = self.suggestions_left.checked_sub(1)?;
        let graph = &self.graph;
        let folded = suggest::fold(id);
        let by_name = graph.nodes().find(|&node| suggest::fold(graph.label(node)) == folded);
        match by_name {
            Some(node) if graph.label(node) == graph.id(node) => Some(format!("did you mean `{}`?", graph.id(node))),
            Some(node) => Some(format!("did you mean `{}`, the id of {}?", graph.id(node), graph.label(node))),
            None => suggest::did_you_mean(id, graph.nodes().map(|node| graph.id(node))),
        }
    }
}

/// A record as the place of problems.
#[derive(Clone, Copy)]
struct Site<'a>(Record<'a>);

impl Site<'_> {
    fn pointer(&self, key: Option<&str>) -> String {
        let base = format!("/{}/{}", self.0.list, self.0.index);
        match key {
            Some(key) => format!("{base}/{}", key.replace('~', "~0").replace('/', "~1")),
            None => base,
        }
    }
}

/// Finds the member for each key: by its name, else by another spelling.
fn find_keys<'m, 'a, const N: usize>(
    members: &'m [Member<'a>],
    keys: &[(&str, &[&str])],
) -> [Option<&'m Member<'a>>; N] {
    let mut found = [None; N];
    for (slot, (name, others)) in found.iter_mut().zip(keys) {
        let by = |wanted: &str| members.iter().find(|member| member.key == wanted);
        let says = |member: &&Member<'_>| Kind::of(member.value) != Kind::Null;
        // A null under the name must not hide what another spelling says.
        let said = by(name).filter(says).or_else(|| others.iter().find_map(|other| by(other).filter(says)));
        *slot = said.or_else(|| by(name)).or_else(|| others.iter().find_map(|other| by(other)));
    }
    found
}

/// Returns whether a key of a node is null that would be taken for its type or label when it is read again.
fn says_nothing(site: Site<'_>, member: &Member<'_>) -> bool {
    let null = |member: &Member<'_>| Kind::of(member.value) == Kind::Null;
    let spelled = |(name, others): &&(&str, &[&str])| member.key == *name || others.contains(&&*member.key);
    let Some((name, others)) = NODE_KEYS.iter().find(spelled).filter(|_| null(member)) else { return false };
    let said = |other: &Member<'_>| !null(other) && (other.key == *name || others.contains(&&*other.key));
    member.key == *name || !site.0.members.iter().any(said)
}

/// Returns an id's text: a string decoded, an integer as it is written.
fn id_text<'m>(member: &'m Member<'_>) -> Cow<'m, str> {
    jsontext::decode(member.value)
}

/// Widens the range of a string's content to its quotes, where it stands in quotes.
fn quoted(text: &str, span: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let in_quotes = span.start > 0 && bytes[span.start - 1] == b'"' && bytes.get(span.end) == Some(&b'"');
    if in_quotes { span.start - 1..span.end + 1 } else { span }
}

/// Writes strings as a JSON array.
fn json_list(list: &[String]) -> String {
    json_list_of(&list.iter().map(|item| json_string(item)).collect::<Vec<_>>())
}

/// Writes JSON values as a JSON array.
pub(super) fn json_list_of(values: &[String]) -> String {
    format!("[{}]", values.join(", "))
}

fn json_string(text: &str) -> String {
    let mut json = String::new();
    jsontext::write_string(&mut json, text);
    json
}

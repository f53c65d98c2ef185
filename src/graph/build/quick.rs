//! The common case: records of good shape go from the text into the columns in one pass.
//!
//! A record that is in any way unusual (a key, type or relation not seen before, an escape in an id, a
//! null, whatever a diagnostic would be about) is left to the full reading, [`Builder::node`] and
//! [`Builder::edge`], which knows the place of everything and says what is wrong. Nothing is reported
//! here, and no vocabulary grows: a record is taken only if the full reading would take it in silence,
//! and then to the same effect. Property tests hold the two together.

use super::{Builder, Checks, FileId};
use crate::graph::fields::{EdgeKey, Field, Key, NodeKey};
use crate::graph::id_index::IdKey;
use crate::graph::shape::{Shape, Step};
use crate::graph::{Date, EdgeRecord, NodeId, NodeRecord};
use crate::jsontext::{self, Cursor, Scanner};
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;

/// Bytes of text that a thread reads at a time: enough to be worth the start of a thread.
pub(super) const STRETCH: usize = 4 << 20;
/// Edges that are read one by one first, so that most keys and relations are known.
const WARM_UP: usize = 256;
/// Places that are tried for the border of a stretch.
const TRIES: usize = 64;
/// Edges whose ends are looked up together.
const BATCH: usize = 64;
/// Keys of its own that a record of the common shape has at most.
const MAX_OWN_KEYS: usize = 24;

impl Builder {
    /// Takes the node that stands at an offset of a file, if it is of the common shape; returns where it ends.
    ///
    /// `text` is the text of the file, `index` the node's place in its list.
    pub(crate) fn quick_node(&mut self, file: FileId, text: &str, index: usize, at: usize) -> Option<usize> {
        if !self.sealed {
            return None;
        }
        let mut rows = std::mem::take(&mut self.rows);
        rows.clear();
        let mut shape = std::mem::take(&mut self.node_shape);
        let found = Quick { builder: self, segment: file.0 + 1, text }.node(at, &mut rows, &mut shape);
        self.node_shape = shape;
        let taken = found.and_then(|(node, end)| self.commit_node(file, text, index, &node, &rows).then_some(end));
        self.rows = rows;
        taken
    }

    /// Reads some edges, from the one at an offset of a file on; returns how many there were and where the last one
    /// ends, or nothing if the first is not JSON.
    ///
    /// `full` reads an edge, by its place in the list and its offset, that is not of the common shape. Where there
    /// are threads and enough text, they are the edges of some megabytes. Whatever the number of threads, the edges
    /// are added one after the other, in order.
    pub(crate) fn quick_edges(
        &mut self,
        file: FileId,
        text: &str,
        index: usize,
        at: usize,
        mut full: impl FnMut(&mut Builder, usize, usize),
    ) -> Option<(usize, usize)> {
        if !self.sealed {
            return None;
        }
        let is_long = index >= WARM_UP && text.len() - at >= 2 * self.stretch;
        if self.threads > 1 && is_long {
            return self.quick_stretches(file, text, index, at, full);
        }
        let mut stretch = std::mem::take(&mut self.batch);
        stretch.begin(at);
        Quick { builder: self, segment: file.0 + 1, text }.batch(&mut stretch, text.len());
        self.commit_edges(file, text, index, &stretch, &mut full);
        if let Some(end) = stretch.end.filter(|_| index == 0) {
            self.expect_edges(&stretch, end - at, text.len() - end);
        }
        let found = stretch.end.map(|end| (stretch.edges.len(), end));
        self.batch = stretch;
        found
    }

    /// Makes room for the edges of the rest of a text, going by the first ones and their bytes: columns that grow are
    /// copied, and leave holes where they were. Room that is not used after all is never touched.
    fn expect_edges(&mut self, first: &Stretch, bytes: usize, rest: usize) {
        let more = (rest as f64 * first.edges.len() as f64 / bytes.max(1) as f64) as usize;
        self.graph.topology.reserve_exact_edges(more);
        self.graph.edge_fields.reserve(more, more / first.edges.len().max(1) * first.rows.len());
    }

    /// Does so in several threads.
    fn quick_stretches(
        &mut self,
        file: FileId,
        text: &str,
        index: usize,
        at: usize,
        mut full: impl FnMut(&mut Builder, usize, usize),
    ) -> Option<(usize, usize)> {
        let mut stretches = std::mem::take(&mut self.stretches);
        let quick = &Quick { builder: self, segment: file.0 + 1, text };
        let borders = (1..self.threads).map_while(|number| quick.border(at + number * self.stretch));
        let mut starts: Vec<usize> = std::iter::once(at).chain(borders).collect();
        starts.dedup();
        let limit = at + starts.len() * self.stretch;
        // Used again, as touching new memory costs as much as reading what goes there.
        stretches.resize_with(starts.len().max(stretches.len()), Stretch::default);
        std::thread::scope(|scope| {
            let limits = starts[1..].iter().copied().chain([limit]);
            for ((&start, limit), stretch) in starts.iter().zip(limits).zip(&mut stretches) {
                scope.spawn(move || quick.stretch(stretch, start, limit));
            }
        });
        let (mut taken, mut end, mut next) = (0, None, Some(at));
        for (stretch, start) in stretches.iter().zip(starts) {
            // A border was a guess. It is one if the stretch before ends there.
            if next != Some(start) {
                break;
            }
            self.commit_edges(file, text, index + taken, stretch, &mut full);
            taken += stretch.edges.len();
            end = stretch.end.or(end);
            next = stretch.next;
        }
        self.stretches = stretches;
        end.map(|end| (taken, end))
    }

    /// Adds the edges of a stretch, those that are left to the full reading among them.
    fn commit_edges(
        &mut self,
        file: FileId,
        text: &str,
        index: usize,
        stretch: &Stretch,
        full: &mut impl FnMut(&mut Builder, usize, usize),
    ) {
        self.graph.has_stances |= stretch.shapes.has_stances;
        let mut rows = stretch.rows.as_slice();
        let mut unknown = false;
        for (place, &(at, edge, count)) in stretch.edges.iter().enumerate() {
            let (own, others) = rows.split_at(count as usize);
            rows = others;
            let taken = match edge {
                Some(edge) => self.commit_edge(file, edge, own),
                // What it has that was not seen before may be known by now.
                None => unknown && self.quick_edge(file, text, at),
            };
            if !taken {
                full(self, index + place, at);
                unknown = true;
            }
        }
    }

    /// Takes the edge that stands at an offset of a file, if it is of the common shape.
    fn quick_edge(&mut self, file: FileId, text: &str, at: usize) -> bool {
        let mut rows = std::mem::take(&mut self.rows);
        rows.clear();
        let quick = Quick { builder: self, segment: file.0 + 1, text };
        let mut found = [None];
        let mut shapes = EdgeShapes::default();
        if let Some((draft, _)) = quick.draft(at, &mut rows, &mut shapes) {
            quick.find_ends(&[draft], &mut found);
        }
        self.graph.has_stances |= shapes.has_stances;
        let taken = found[0].is_some_and(|edge| self.commit_edge(file, edge, &rows));
        self.rows = rows;
        taken
    }

    /// Adds a node that was found good, unless its id is taken or the graph is full.
    fn commit_node(&mut self, file: FileId, text: &str, index: usize, node: &QuickNode<'_>, rows: &[Field]) -> bool {
        let id = &text[node.id.clone()];
        let key = self.graph.index.key(id);
        if self.graph.find_by_key(key, id).is_some() || !self.graph.node_fields.has_room(rows.len()) {
            return false;
        }
        let Some(number) = self.add_node(NodeRecord { entity_type: node.entity_type }) else { return false };
        let origin = self.graph.texts.span(file.0 + 1, node.id.start, node.id.len());
        self.graph.push_name(number, key, id, origin, node.label.as_deref());
        self.graph.node_fields.push(rows);
        self.node_files.push(file.0 as u16);
        if self.checks == Checks::All {
            self.node_sites.push((file, index, node.id_value.clone()));
        }
        true
    }

    /// Adds an edge that was found good, unless its id is taken or the graph is full.
    pub(super) fn commit_edge(&mut self, file: FileId, edge: QuickEdge, rows: &[Field]) -> bool {
        if !self.graph.edge_fields.has_room(rows.len()) {
            return false;
        }
        let id = rows
            .first()
            .filter(|row| row.key == EdgeKey::ID)
            .map(|row| jsontext::decode(self.graph.texts.get(row.value)));
        let hash = id.map(|id| (self.hasher.hash_one(&*id), id));
        if hash.as_ref().is_some_and(|(hash, id)| self.edge_with_id(*hash, id).is_some()) {
            return false;
        }
        let hash = hash.map(|(hash, _)| hash);
        let record = EdgeRecord { relation: edge.relation };
        let Some(number) = self.add_edge(edge.from, edge.to, record) else { return false };
        self.graph.edge_fields.push(rows);
        self.note_edge_file(number, file.0 as u16);
        if let Some(hash) = hash {
            self.insert_edge_id(hash, number);
        }
        true
    }
}

/// A node of the common shape.
struct QuickNode<'t> {
    /// The id's characters.
    id: Range<usize>,
    /// The id's value: the same, with quotes if it has them.
    id_value: Range<usize>,
    entity_type: u32,
    label: Option<Cow<'t, str>>,
}

/// An edge of the common shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuickEdge {
    pub(super) from: NodeId,
    pub(super) to: NodeId,
    pub(super) relation: u32,
}

/// The same, with the ids of its ends.
struct Draft<'t> {
    source: &'t str,
    target: &'t str,
    relation: u32,
}

/// Edges that stand one after the other.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// Where each edge stands; the edge, unless it is left to the full reading; and how many rows it has.
    edges: Vec<(usize, Option<QuickEdge>, u32)>,
    rows: Vec<Field>,
    /// Where the last edge ends.
    end: Option<usize>,
    /// Where the next one starts, if the list goes on as lists of edges do.
    next: Option<usize>,
    shapes: EdgeShapes,
}

/// How edges and their evidence are written.
#[derive(Debug, Default)]
struct EdgeShapes {
    edge: Shape<EdgeMember>,
    piece: Shape<PieceMember>,
    /// Whether some piece has a stance.
    has_stances: bool,
}

/// What a key of a node means.
#[derive(Clone, Copy, Debug)]
pub(super) enum NodeMember {
    Id,
    Type,
    Label,
    Aliases,
    Description,
    Own(Key),
}

/// What a key of an edge means.
#[derive(Clone, Copy, Debug)]
enum EdgeMember {
    Source,
    Target,
    Relation,
    Evidence,
    Weight,
    Id,
    Label,
    Since,
    Until,
    Own(Key),
}

/// What a key of a piece of evidence means.
#[derive(Clone, Copy, Debug)]
enum PieceMember {
    Document,
    Stance,
    /// A text that may be anything.
    Text,
    Own,
}

impl Stretch {
    /// Starts anew, at an edge.
    fn begin(&mut self, at: usize) {
        self.edges.clear();
        self.rows.clear();
        (self.end, self.next) = (None, Some(at));
    }
}

/// The rows of a record, behind those of others.
struct Rows<'r> {
    list: &'r mut Vec<Field>,
    /// How many rows others have.
    others: usize,
}

impl Rows<'_> {
    fn own(&mut self) -> &mut [Field] {
        &mut self.list[self.others..]
    }
}

/// Reads records against what is known so far; changes nothing.
struct Quick<'b, 't> {
    builder: &'b Builder,
    /// Segment of the text among the graph's texts.
    segment: usize,
    text: &'t str,
}

impl<'t> Quick<'_, 't> {
    /// Reads a node, its further keys into `rows`, which is empty.
    fn node(&self, at: usize, rows: &mut Vec<Field>, shape: &mut Shape<NodeMember>) -> Option<(QuickNode<'t>, usize)> {
        let rows = &mut Rows { others: rows.len(), list: rows };
        let mut cursor = Cursor { text: self.text, at };
        cursor.take(b'{')?;
        let (mut id, mut entity_type, mut label, mut aliases_seen) = (None, None, None, false);
        let mut step = Step::begin();
        while let Some(key) = shape.key(&mut cursor, &mut step, |key| self.node_member(key))? {
            match key.meaning {
                NodeMember::Id if id.is_none() => id = Some(self.id(&mut cursor)?),
                NodeMember::Type if entity_type.is_none() => {
                    let name = cursor.plain_string().filter(|name| !name.is_empty())?;
                    entity_type = Some(self.builder.types.find(self.text.get(name)?)?);
                }
                NodeMember::Label if label.is_none() => {
                    let (content, escaped) = cursor.string()?;
                    label = Some(match escaped {
                        false => Cow::Borrowed(self.text.get(content)?),
                        true => jsontext::decode(self.text.get(content.start - 1..content.end + 1)?),
                    });
                }
                NodeMember::Aliases if !aliases_seen => {
                    aliases_seen = true;
                    if let Some(list) = self.strings(&mut cursor)? {
                        rows.list.push(self.field(NodeKey::ALIASES, list, false)?);
                    }
                }
                NodeMember::Description => {
                    let (content, escaped) = cursor.string()?;
                    self.add(rows, NodeKey::DESCRIPTION, content.start - 1..content.end + 1, !escaped)?;
                }
                NodeMember::Own(key) => self.own(&mut cursor, rows, key)?,
                NodeMember::Id | NodeMember::Type | NodeMember::Label | NodeMember::Aliases => return None,
            }
        }
        let (id, id_value) = id?;
        let longest = id_value.len().max(label.as_ref().map_or(0, |label| label.len() + 2));
        if longest > self.builder.limits.value as usize {
            return None;
        }
        in_order(rows.own(), NodeKey::RESERVED);
        let node = QuickNode { id, id_value, entity_type: entity_type.unwrap_or(NodeRecord::UNTYPED), label };
        Some((node, cursor.at))
    }

    /// Returns what a key of a node means that stands at some range, if it is known.
    fn node_member(&self, key: Range<usize>) -> Option<NodeMember> {
        Some(match self.text.get(key)? {
            "id" => NodeMember::Id,
            "type" | "entity_type" | "kind" => NodeMember::Type,
            "label" | "name" => NodeMember::Label,
            "aliases" => NodeMember::Aliases,
            "description" => NodeMember::Description,
            own => NodeMember::Own(self.builder.own_key(own, false)?),
        })
    }

    /// Reads an edge but for its ends, its further keys behind what is in `rows`; returns where it ends.
    fn draft(&self, at: usize, rows: &mut Vec<Field>, shapes: &mut EdgeShapes) -> Option<(Draft<'t>, usize)> {
        let others = rows.len();
        let found = self.draft_into(at, &mut Rows { others, list: rows }, shapes);
        if found.is_none() {
            rows.truncate(others);
        }
        found
    }

    fn draft_into(&self, at: usize, rows: &mut Rows<'_>, shapes: &mut EdgeShapes) -> Option<(Draft<'t>, usize)> {
        let mut cursor = Cursor { text: self.text, at };
        cursor.take(b'{')?;
        let (mut source, mut target, mut relation) = (None, None, None);
        let (mut has_evidence, mut evidence_seen) = (false, false);
        let (mut since, mut until) = (None, None);
        let mut step = Step::begin();
        while let Some(key) = shapes.edge.key(&mut cursor, &mut step, |key| self.edge_member(key))? {
            match key.meaning {
                EdgeMember::Source if source.is_none() => source = Some(self.id(&mut cursor)?.0),
                EdgeMember::Target if target.is_none() => target = Some(self.id(&mut cursor)?.0),
                EdgeMember::Relation if relation.is_none() => {
                    let name = cursor.plain_string().filter(|name| !name.is_empty())?;
                    relation = Some(self.builder.relations.find(self.text.get(name)?)?);
                }
                EdgeMember::Evidence if !evidence_seen => {
                    evidence_seen = true;
                    if let Some((list, is_canonical)) = self.evidence(&mut cursor, shapes)? {
                        has_evidence = true;
                        rows.list.push(self.field(EdgeKey::EVIDENCE, list, is_canonical)?);
                    }
                }
                EdgeMember::Weight => {
                    let value = cursor.value().filter(|value| is_plain_weight(&self.text.as_bytes()[value.clone()]))?;
                    self.add(rows, EdgeKey::WEIGHT, value, true)?;
                }
                EdgeMember::Id => {
                    let content = cursor.plain_string().filter(|id| !id.is_empty())?;
                    self.add(rows, EdgeKey::ID, content.start - 1..content.end + 1, true)?;
                }
                EdgeMember::Label => {
                    let (content, escaped) = cursor.string()?;
                    self.add(rows, EdgeKey::LABEL, content.start - 1..content.end + 1, !escaped)?;
                }
                EdgeMember::Since => since = Some(self.date(&mut cursor, rows, EdgeKey::SINCE)?),
                EdgeMember::Until => until = Some(self.date(&mut cursor, rows, EdgeKey::UNTIL)?),
                EdgeMember::Own(key) => self.own(&mut cursor, rows, key)?,
                EdgeMember::Source | EdgeMember::Target | EdgeMember::Relation | EdgeMember::Evidence => return None,
            }
        }
        let misses_evidence = !has_evidence && self.builder.checks == Checks::All;
        let swapped = matches!((since, until), (Some(since), Some(until)) if Date::is_after(since, until));
        if misses_evidence || swapped {
            return None;
        }
        in_order(rows.own(), EdgeKey::RESERVED);
        let (source, target) = (self.text.get(source?)?, self.text.get(target?)?);
        Some((Draft { source, target, relation: relation? }, cursor.at))
    }

    /// Returns what a key of an edge means that stands at some range, if it is known.
    fn edge_member(&self, key: Range<usize>) -> Option<EdgeMember> {
        Some(match self.text.get(key)? {
            "source" => EdgeMember::Source,
            "target" => EdgeMember::Target,
            "relation" => EdgeMember::Relation,
            "evidence" => EdgeMember::Evidence,
            "weight" => EdgeMember::Weight,
            "id" => EdgeMember::Id,
            "label" => EdgeMember::Label,
            "since" => EdgeMember::Since,
            "until" => EdgeMember::Until,
            own => EdgeMember::Own(self.builder.own_key(own, true)?),
        })
    }

    /// Finds the ends of some edges; leaves out those without, or whose relation does not allow them.
    ///
    /// Each step is done for all of them before the next: loops of little but loads, whose cache misses overlap.
    fn find_ends(&self, drafts: &[Draft<'t>], found: &mut [Option<QuickEdge>]) {
        let graph = &self.builder.graph;
        let mut keys = [[IdKey::default(); 2]; BATCH];
        for (keys, draft) in keys.iter_mut().zip(drafts) {
            *keys = [draft.source, draft.target].map(|id| graph.index.key(id));
        }
        let keys = &keys[..drafts.len()];
        let mut seen = keys.as_flattened().iter().fold(0, |all, &key| all ^ graph.index.fetch(key));
        for ((found, keys), draft) in found.iter_mut().zip(keys).zip(drafts) {
            let from = graph.find_by_key(keys[0], draft.source);
            let ends = from.zip(graph.find_by_key(keys[1], draft.target));
            *found = ends.map(|(from, to)| QuickEdge { from, to, relation: draft.relation });
        }
        // Adding an edge changes the nodes at both ends.
        let nodes = graph.topology.raw_nodes();
        for edge in found.iter().flatten() {
            seen ^= nodes[edge.from.index()].weight.entity_type ^ nodes[edge.to.index()].weight.entity_type;
        }
        std::hint::black_box(seen);
        for edge in found {
            *edge = edge.filter(|edge| self.builder.fits(edge.relation, edge.from, edge.to));
        }
    }

    /// Reads edges from the one at an offset on, until one stands at `limit` or behind it.
    fn stretch(&self, stretch: &mut Stretch, start: usize, limit: usize) {
        stretch.begin(start);
        while stretch.next.is_some_and(|at| at < limit) {
            self.batch(stretch, limit);
        }
    }

    /// Reads some edges more, until one stands at `limit` or behind it.
    fn batch(&self, stretch: &mut Stretch, limit: usize) {
        let first = stretch.edges.len();
        let mut drafts = Vec::with_capacity(BATCH);
        let mut places = Vec::with_capacity(BATCH);
        while stretch.edges.len() - first < BATCH
            && let Some(at) = stretch.next.filter(|&at| at < limit)
        {
            stretch.next = None;
            let before = stretch.rows.len();
            let end = match self.draft(at, &mut stretch.rows, &mut stretch.shapes) {
                Some((draft, end)) => {
                    places.push(stretch.edges.len());
                    drafts.push(draft);
                    end
                }
                None => match Scanner::new(self.text, at).value() {
                    Ok(span) => span.end,
                    Err(_) => break,
                },
            };
            stretch.edges.push((at, None, (stretch.rows.len() - before) as u32));
            stretch.end = Some(end);
            let mut cursor = Cursor { text: self.text, at: end };
            stretch.next =
                cursor.take(b',').and_then(|()| cursor.peek()).filter(|&byte| byte == b'{').map(|_| cursor.at);
        }
        let mut found = [None; BATCH];
        self.find_ends(&drafts, &mut found[..drafts.len()]);
        for (place, edge) in places.into_iter().zip(found) {
            stretch.edges[place].1 = edge;
        }
    }

    /// Finds a place from an offset on where an edge seems to start.
    fn border(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let braces = (from..bytes.len()).filter(|&at| bytes[at] == b'{').take(TRIES);
        let is_edge = |at: usize| {
            let mut found = [None];
            if let Some((draft, _)) = self.draft(at, &mut Vec::new(), &mut EdgeShapes::default()) {
                self.find_ends(&[draft], &mut found);
            }
            found[0].is_some()
        };
        braces.into_iter().find(|&at| self.text.is_char_boundary(at) && is_edge(at))
    }

    /// Takes an id, a string or an integer: its characters, and its whole value.
    fn id(&self, cursor: &mut Cursor<'_>) -> Option<(Range<usize>, Range<usize>)> {
        if cursor.peek()? == b'"' {
            let content = cursor.plain_string().filter(|id| !id.is_empty())?;
            return Some((content.clone(), content.start - 1..content.end + 1));
        }
        let value = cursor.value()?;
        let digits = |text: &[u8]| text.strip_prefix(b"-").unwrap_or(text).iter().all(u8::is_ascii_digit);
        digits(&self.text.as_bytes()[value.clone()]).then(|| (value.clone(), value))
    }

    fn date(&self, cursor: &mut Cursor<'_>, rows: &mut Rows<'_>, key: Key) -> Option<Date> {
        let content = cursor.plain_string()?;
        let date = Date::parse(self.text.get(content.clone())?)?;
        self.add(rows, key, content.start - 1..content.end + 1, true)?;
        Some(date)
    }

    /// Takes a list of strings; `None` inside if it is empty.
    fn strings(&self, cursor: &mut Cursor<'_>) -> Option<Option<Range<usize>>> {
        cursor.take(b'[')?;
        let start = cursor.at - 1;
        let mut first = true;
        while cursor.element(&mut first)? {
            cursor.string()?;
        }
        Some((!first).then_some(start..cursor.at))
    }

    /// Takes a list of pieces of evidence, and tells whether it is canonical JSON; `None` inside if it is empty.
    fn evidence(&self, cursor: &mut Cursor<'_>, shapes: &mut EdgeShapes) -> Option<Option<(Range<usize>, bool)>> {
        cursor.take(b'[')?;
        let bytes = self.text.as_bytes();
        let start = cursor.at - 1;
        let (mut first, mut is_canonical, mut before) = (true, true, start);
        while cursor.element(&mut first)? {
            cursor.peek()?;
            is_canonical &= matches!(&bytes[before..cursor.at], b"[" | b", ");
            is_canonical &= self.piece(cursor, shapes)?;
            before = cursor.at;
        }
        is_canonical &= cursor.at == before + 1;
        Some((!first).then_some((start..cursor.at, is_canonical)))
    }

    /// Takes a piece of evidence, and tells whether it is canonical JSON.
    fn piece(&self, cursor: &mut Cursor<'_>, shapes: &mut EdgeShapes) -> Option<bool> {
        cursor.take(b'{')?;
        let (mut step, mut seen, mut is_plain) = (Step::begin(), 0, true);
        while let Some(key) = shapes.piece.key(cursor, &mut step, |key| self.piece_member(key))? {
            // Twice, or one of so many that it cannot be told.
            if key.bit == 0 || seen & key.bit != 0 {
                return None;
            }
            seen |= key.bit;
            match key.meaning {
                PieceMember::Text => is_plain &= !cursor.string()?.1,
                PieceMember::Document => {
                    let id = cursor.plain_string()?;
                    self.builder.documents.find(self.text.get(id)?)?;
                }
                PieceMember::Stance => {
                    shapes.has_stances = true;
                    let word = cursor.plain_string()?;
                    super::check::STANCES.contains(&self.text.get(word)?).then_some(())?;
                }
                PieceMember::Own => is_plain &= self.scalar(cursor)?.1,
            }
        }
        Some(is_plain && step.is_canonical)
    }

    /// Takes a value that is neither object nor array, and tells whether it is canonical JSON.
    fn scalar(&self, cursor: &mut Cursor<'_>) -> Option<(Range<usize>, bool)> {
        match cursor.peek()? {
            b'"' => cursor.string().map(|(content, escaped)| (content.start - 1..content.end + 1, !escaped)),
            b'{' | b'[' => None,
            _ => cursor.value().map(|value| (value, true)),
        }
    }

    /// Returns what a key of a piece of evidence means that stands at some range, if it is known.
    fn piece_member(&self, key: Range<usize>) -> Option<PieceMember> {
        Some(match self.text.get(key)? {
            "note" | "quote" | "locator" => PieceMember::Text,
            "document" => PieceMember::Document,
            "stance" => PieceMember::Stance,
            own => self.builder.is_own_evidence_key(own).then_some(PieceMember::Own)?,
        })
    }

    /// Takes the value of one of the user's own keys.
    fn own(&self, cursor: &mut Cursor<'_>, rows: &mut Rows<'_>, key: Key) -> Option<()> {
        if rows.own().len() >= MAX_OWN_KEYS {
            return None;
        }
        let (value, is_canonical) = match cursor.peek()? {
            b'{' | b'[' => {
                let value = cursor.value()?;
                let is_good = jsontext::find_duplicate_key(self.text.get(value.clone())?, 0).is_none();
                is_good.then_some((value, false))?
            }
            _ => self.scalar(cursor)?,
        };
        self.add(rows, key, value, is_canonical)
    }

    /// Adds a row, unless the key has one.
    fn add(&self, rows: &mut Rows<'_>, key: Key, value: Range<usize>, is_canonical: bool) -> Option<()> {
        if rows.own().iter().any(|row| row.key == key) {
            return None;
        }
        rows.list.push(self.field(key, value, is_canonical)?);
        Some(())
    }

    fn field(&self, key: Key, value: Range<usize>, is_canonical: bool) -> Option<Field> {
        if value.len() > self.builder.limits.value as usize {
            return None;
        }
        let text = self.builder.graph.texts.span(self.segment, value.start, value.len());
        Some(Field { key, value: if is_canonical { text.canonical() } else { text } })
    }
}

/// Puts the rows of reserved keys first, by key, as the full reading does; the user's own stay in their order.
fn in_order(rows: &mut [Field], reserved: u32) {
    let place = |row: &Field| row.key.0.min(reserved);
    if !rows.is_sorted_by_key(place) {
        rows.sort_by_key(place);
    }
}

/// Returns whether a number is written with few digits, a point at most, and is not zero: then it is finite and above zero.
fn is_plain_weight(number: &[u8]) -> bool {
    number.len() <= 20
        && number.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && number.iter().any(|byte| matches!(byte, b'1'..=b'9'))
}

#[cfg(test)]
mod tests;

//! The common case: records of good shape go from the text into the columns in one pass.
//!
//! A record that is in any way unusual (a key, type or relation not seen before, an escape in an id, a
//! null, whatever a diagnostic would be about) is left to the full reading, [`Builder::node`] and
//! [`Builder::edge`], which knows the place of everything and says what is wrong. Nothing is reported
//! here, and no vocabulary grows: a record is taken only if the full reading would take it in silence,
//! and then to the same effect. Property tests hold the two together. Where several files become one graph, whose
//! nodes and edges may join, all records are read in full.

mod cursor;

use super::{Builder, Checks, FileId};
use crate::graph::fields::{EdgeKey, Field, Key, NodeKey};
use crate::graph::{Date, EdgeRecord, NodeId, NodeRecord};
use crate::jsontext::{self, Scanner};
use cursor::Cursor;
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;

/// Bytes of text that a thread reads at a time: enough to be worth the start of a thread.
pub(super) const STRETCH: usize = 4 << 20;
/// Edges that are read one by one first, so that most keys and relations are known.
const WARM_UP: usize = 256;
/// Places that are tried for the border of a stretch.
const TRIES: usize = 64;
/// Keys of its own that a record of the common shape has at most.
const MAX_OWN_KEYS: usize = 24;
/// Keys that a piece of evidence of the common shape has at most.
const MAX_PIECE_KEYS: usize = 12;

impl Builder {
    /// Takes the node that stands at an offset of a file, if it is of the common shape; returns where it ends.
    ///
    /// `text` is the text of the file, `index` the node's place in its list.
    pub(crate) fn quick_node(&mut self, file: FileId, text: &str, index: usize, at: usize) -> Option<usize> {
        if !self.sealed || self.sources.len() > 1 {
            return None;
        }
        let mut rows = std::mem::take(&mut self.rows);
        let found = Quick { builder: self, segment: file.0 + 1, text }.node(at, &mut rows);
        let taken = found.and_then(|(node, end)| self.commit_node(file, text, index, &node, &rows).then_some(end));
        self.rows = rows;
        taken
    }

    /// Takes the edge that stands at an offset of a file, if it is of the common shape; returns where it ends.
    pub(crate) fn quick_edge(&mut self, file: FileId, text: &str, at: usize) -> Option<usize> {
        if !self.sealed || self.sources.len() > 1 {
            return None;
        }
        let mut rows = std::mem::take(&mut self.rows);
        let found = Quick { builder: self, segment: file.0 + 1, text }.edge(at, &mut rows);
        let taken = found.and_then(|(edge, end)| self.commit_edge(&edge, &rows).then_some(end));
        self.rows = rows;
        taken
    }

    /// Reads the edges of some megabytes in several threads, from the one at an offset of a file on, if there
    /// are threads and enough text; returns how many edges there were and where the last one ends.
    ///
    /// `full` reads an edge, by its place in the list and its offset, that is not of the common shape.
    /// Whatever the number of threads, the edges are added one after the other, in order.
    pub(crate) fn quick_edges(
        &mut self,
        file: FileId,
        text: &str,
        index: usize,
        at: usize,
        mut full: impl FnMut(&mut Builder, usize, usize),
    ) -> Option<(usize, usize)> {
        if self.threads < 2
            || !self.sealed
            || self.sources.len() > 1
            || index < WARM_UP
            || text.len() - at < 2 * self.stretch
        {
            return None;
        }
        let quick = &Quick { builder: self, segment: file.0 + 1, text };
        let borders = (1..self.threads).map_while(|number| quick.border(at + number * self.stretch));
        let mut starts: Vec<usize> = std::iter::once(at).chain(borders).collect();
        starts.dedup();
        if starts.len() < 2 {
            return None;
        }
        let limit = at + starts.len() * self.stretch;
        let stretches: Vec<Stretch> = std::thread::scope(|scope| {
            let limits = starts[1..].iter().copied().chain([limit]);
            let threads: Vec<_> = starts
                .iter()
                .zip(limits)
                .map(|(&start, limit)| scope.spawn(move || quick.stretch(start, limit)))
                .collect();
            let joined = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
            joined.map(|stretch| stretch.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        });
        let (mut taken, mut end, mut next) = (0, None, Some(at));
        for (stretch, start) in stretches.into_iter().zip(starts) {
            // A border was a guess. It is one if the stretch before ends there.
            if next != Some(start) {
                break;
            }
            let mut rows = stretch.rows.as_slice();
            for (at, edge, count) in stretch.edges {
                let (own, others) = rows.split_at(count as usize);
                rows = others;
                if !edge.is_some_and(|edge| self.commit_edge(&edge, own)) {
                    full(self, index + taken, at);
                }
                taken += 1;
            }
            end = stretch.end.or(end);
            next = stretch.next;
        }
        end.map(|end| (taken, end))
    }

    /// Adds a node that was found good, unless its id is taken or the graph is full.
    fn commit_node(&mut self, file: FileId, text: &str, index: usize, node: &QuickNode<'_>, rows: &[Field]) -> bool {
        let id = &text[node.id.clone()];
        let hash = self.graph.hasher.hash_one(id);
        if self.graph.find_hashed(hash, id).is_some() || !self.graph.node_fields.has_room(rows.len()) {
            return false;
        }
        let Some(number) = self.add_node(NodeRecord { entity_type: node.entity_type }) else { return false };
        let origin = self.graph.texts.span(file.0 + 1, node.id.start, node.id.len());
        self.graph.push_names(number, hash, id, origin, node.label.as_deref());
        self.graph.node_fields.push(rows);
        self.node_files.push(file.0 as u16);
        if self.checks == Checks::All {
            self.node_sites.push((file, index, node.id_value.clone()));
        }
        true
    }

    /// Adds an edge that was found good, unless its id is taken or the graph is full.
    fn commit_edge(&mut self, edge: &QuickEdge, rows: &[Field]) -> bool {
        if !self.graph.edge_fields.has_room(rows.len()) {
            return false;
        }
        let id = rows
            .first()
            .filter(|row| row.key == EdgeKey::ID)
            .map(|row| jsontext::decode(self.graph.texts.get(row.value)));
        let hash = id.map(|id| (self.graph.hasher.hash_one(&*id), id));
        if hash.as_ref().is_some_and(|(hash, id)| self.edge_with_id(*hash, id).is_some()) {
            return false;
        }
        let hash = hash.map(|(hash, _)| hash);
        let record = EdgeRecord { relation: edge.relation };
        let Some(number) = self.add_edge(edge.from, edge.to, record) else { return false };
        self.graph.edge_fields.push(rows);
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
struct QuickEdge {
    from: NodeId,
    to: NodeId,
    relation: u32,
}

/// Edges that stand one after the other.
#[derive(Default)]
struct Stretch {
    /// Where each edge stands; the edge, unless it is left to the full reading; and how many rows it has.
    edges: Vec<(usize, Option<QuickEdge>, u32)>,
    rows: Vec<Field>,
    /// Where the last edge ends.
    end: Option<usize>,
    /// Where the next one starts, if the list goes on as lists of edges do.
    next: Option<usize>,
}

/// Reads records against what is known so far; changes nothing.
struct Quick<'b, 't> {
    builder: &'b Builder,
    /// Segment of the text among the graph's texts.
    segment: usize,
    text: &'t str,
}

impl<'t> Quick<'_, 't> {
    /// Reads a node, its further keys into `rows`.
    fn node(&self, at: usize, rows: &mut Vec<Field>) -> Option<(QuickNode<'t>, usize)> {
        rows.clear();
        let mut cursor = Cursor { text: self.text, at };
        cursor.take(b'{')?;
        let (mut id, mut entity_type, mut label) = (None, None, None);
        let (mut first, mut aliases_seen) = (true, false);
        while let Some(key) = cursor.key(&mut first)? {
            match &self.text.as_bytes()[key.clone()] {
                b"id" if id.is_none() => id = Some(self.id(&mut cursor)?),
                b"type" | b"entity_type" | b"kind" if entity_type.is_none() => {
                    let name = cursor.plain_string().filter(|name| !name.is_empty())?;
                    entity_type = Some(self.builder.types.find(self.text.get(name)?)?);
                }
                b"label" | b"name" if label.is_none() => {
                    let (content, escaped) = cursor.string()?;
                    label = Some(match escaped {
                        false => Cow::Borrowed(self.text.get(content)?),
                        true => jsontext::decode(self.text.get(content.start - 1..content.end + 1)?),
                    });
                }
                b"aliases" if !aliases_seen => {
                    aliases_seen = true;
                    if let Some(list) = self.strings(&mut cursor)? {
                        rows.push(self.field(NodeKey::ALIASES, list)?);
                    }
                }
                b"description" => {
                    let (content, _) = cursor.string()?;
                    self.add(rows, NodeKey::DESCRIPTION, content.start - 1..content.end + 1)?;
                }
                b"id" | b"type" | b"entity_type" | b"kind" | b"label" | b"name" | b"aliases" => return None,
                _ => self.own(&mut cursor, rows, key, false)?,
            }
        }
        let (id, id_value) = id?;
        let longest = id_value.len().max(label.as_ref().map_or(0, |label| label.len() + 2));
        if longest > self.builder.limits.value as usize {
            return None;
        }
        in_order(rows, NodeKey::RESERVED);
        let node = QuickNode { id, id_value, entity_type: entity_type.unwrap_or(NodeRecord::UNTYPED), label };
        Some((node, cursor.at))
    }

    /// Reads an edge, its further keys into `rows`.
    fn edge(&self, at: usize, rows: &mut Vec<Field>) -> Option<(QuickEdge, usize)> {
        rows.clear();
        let mut cursor = Cursor { text: self.text, at };
        cursor.take(b'{')?;
        let (mut source, mut target, mut relation) = (None, None, None);
        let (mut first, mut has_evidence, mut evidence_seen) = (true, false, false);
        let (mut since, mut until) = (None, None);
        while let Some(key) = cursor.key(&mut first)? {
            match &self.text.as_bytes()[key.clone()] {
                b"source" if source.is_none() => source = Some(self.id(&mut cursor)?.0),
                b"target" if target.is_none() => target = Some(self.id(&mut cursor)?.0),
                b"relation" if relation.is_none() => {
                    let name = cursor.plain_string().filter(|name| !name.is_empty())?;
                    relation = Some(self.builder.relations.find(self.text.get(name)?)?);
                }
                b"evidence" if !evidence_seen => {
                    evidence_seen = true;
                    if let Some(list) = self.evidence(&mut cursor)? {
                        has_evidence = true;
                        rows.push(self.field(EdgeKey::EVIDENCE, list)?);
                    }
                }
                b"weight" => {
                    let value = cursor.value().filter(|value| is_plain_weight(&self.text.as_bytes()[value.clone()]))?;
                    self.add(rows, EdgeKey::WEIGHT, value)?;
                }
                b"id" => {
                    let content = cursor.plain_string().filter(|id| !id.is_empty())?;
                    self.add(rows, EdgeKey::ID, content.start - 1..content.end + 1)?;
                }
                b"label" => {
                    let (content, _) = cursor.string()?;
                    self.add(rows, EdgeKey::LABEL, content.start - 1..content.end + 1)?;
                }
                b"since" => since = Some(self.date(&mut cursor, rows, EdgeKey::SINCE)?),
                b"until" => until = Some(self.date(&mut cursor, rows, EdgeKey::UNTIL)?),
                b"source" | b"target" | b"relation" | b"evidence" => return None,
                _ => self.own(&mut cursor, rows, key, true)?,
            }
        }
        let misses_evidence = !has_evidence && self.builder.checks == Checks::All;
        let swapped = matches!((since, until), (Some(since), Some(until)) if Date::is_after(since, until));
        if misses_evidence || swapped {
            return None;
        }
        let relation = relation?;
        let find = |id: Range<usize>| self.builder.graph.find(self.text.get(id)?);
        let (from, to) = (find(source?)?, find(target?)?);
        if !self.builder.fits(relation, from, to) {
            return None;
        }
        in_order(rows, EdgeKey::RESERVED);
        Some((QuickEdge { from, to, relation }, cursor.at))
    }

    /// Reads edges from the one at an offset on, until one stands at `limit` or behind it.
    fn stretch(&self, start: usize, limit: usize) -> Stretch {
        let mut stretch = Stretch { next: Some(start), ..Stretch::default() };
        let mut rows = Vec::new();
        while let Some(at) = stretch.next.filter(|&at| at < limit) {
            stretch.next = None;
            let end = match self.edge(at, &mut rows) {
                Some((edge, end)) => {
                    stretch.edges.push((at, Some(edge), rows.len() as u32));
                    stretch.rows.extend_from_slice(&rows);
                    end
                }
                None => {
                    let Ok(span) = Scanner::new(self.text, at).value() else { break };
                    stretch.edges.push((at, None, 0));
                    span.end
                }
            };
            stretch.end = Some(end);
            let mut cursor = Cursor { text: self.text, at: end };
            stretch.next =
                cursor.take(b',').and_then(|()| cursor.peek()).filter(|&byte| byte == b'{').map(|_| cursor.at);
        }
        stretch
    }

    /// Finds a place from an offset on where an edge seems to start.
    fn border(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let braces = (from..bytes.len()).filter(|&at| bytes[at] == b'{').take(TRIES);
        braces.into_iter().find(|&at| self.text.is_char_boundary(at) && self.edge(at, &mut Vec::new()).is_some())
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

    fn date(&self, cursor: &mut Cursor<'_>, rows: &mut Vec<Field>, key: Key) -> Option<Date> {
        let content = cursor.plain_string()?;
        let date = Date::parse(self.text.get(content.clone())?)?;
        self.add(rows, key, content.start - 1..content.end + 1)?;
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

    /// Takes a list of pieces of evidence; `None` inside if it is empty.
    fn evidence(&self, cursor: &mut Cursor<'_>) -> Option<Option<Range<usize>>> {
        cursor.take(b'[')?;
        let start = cursor.at - 1;
        let mut first = true;
        while cursor.element(&mut first)? {
            self.piece(cursor)?;
        }
        Some((!first).then_some(start..cursor.at))
    }

    fn piece(&self, cursor: &mut Cursor<'_>) -> Option<()> {
        cursor.take(b'{')?;
        let bytes = self.text.as_bytes();
        let mut keys: [&[u8]; MAX_PIECE_KEYS] = [b""; MAX_PIECE_KEYS];
        let (mut first, mut count) = (true, 0);
        while let Some(span) = cursor.key(&mut first)? {
            let key = &bytes[span.clone()];
            if keys[..count].contains(&key) {
                return None;
            }
            *keys.get_mut(count)? = key;
            count += 1;
            match key {
                b"note" | b"quote" | b"locator" => {
                    cursor.string()?;
                }
                b"document" => {
                    let id = cursor.plain_string()?;
                    self.builder.documents.find(self.text.get(id)?)?;
                }
                b"stance" => {
                    let word = cursor.plain_string()?;
                    super::check::STANCES.contains(&self.text.get(word)?).then_some(())?;
                }
                _ => {
                    self.builder.is_own_evidence_key(self.text.get(span)?).then_some(())?;
                    cursor.scalar()?;
                }
            }
        }
        Some(())
    }

    /// Takes the value of one of the user's own keys.
    fn own(&self, cursor: &mut Cursor<'_>, rows: &mut Vec<Field>, key: Range<usize>, edge: bool) -> Option<()> {
        let key = self.builder.own_key(self.text.get(key)?, edge)?;
        if rows.len() >= MAX_OWN_KEYS {
            return None;
        }
        let value = match cursor.peek()? {
            b'{' | b'[' => {
                let value = cursor.value()?;
                jsontext::find_duplicate_key(self.text.get(value.clone())?, 0).is_none().then_some(value)?
            }
            _ => cursor.scalar()?,
        };
        self.add(rows, key, value)
    }

    /// Adds a row, unless the key has one.
    fn add(&self, rows: &mut Vec<Field>, key: Key, value: Range<usize>) -> Option<()> {
        if rows.iter().any(|row| row.key == key) {
            return None;
        }
        rows.push(self.field(key, value)?);
        Some(())
    }

    fn field(&self, key: Key, value: Range<usize>) -> Option<Field> {
        let fits = value.len() <= self.builder.limits.value as usize;
        fits.then(|| Field { key, value: self.builder.graph.texts.span(self.segment, value.start, value.len()) })
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

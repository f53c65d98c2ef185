//! Rows of tables, whose values are typed and found already: nothing is left to be scanned.
//!
//! As in `quick`, nothing is reported here. A table that is in any way unusual is refused ([`Unfit`]), and its reader
//! leaves it to the full reading; edges that have to be talked about one by one are written as JSON for it.

use super::quick::QuickEdge;
use super::{Builder, CONFLICT_KEY, Checks, EDGE_KEYS, Limits, NODE_KEYS, Record, Site, check, find_keys};
use crate::diagnostics::{Place, Source};
use crate::graph::fields::{Field, Key};
use crate::graph::text::Text;
use crate::graph::{NodeId, NodeRecord};
use crate::jsontext::{self, write_string};
use std::sync::Arc;

/// Edges whose nodes are fetched together.
const BATCH: usize = 64;

/// The table has to be read in full.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unfit;

/// Rows of edges, apart from the graph, so that they can be read while it gets its nodes.
///
/// An edge takes 20 bytes, each of its values 16 and its text.
#[derive(Debug, Default)]
pub(crate) struct EdgeRows {
    text: String,
    values: Vec<Field>,
    edges: Vec<EdgeRow>,
    relations: Vec<String>,
    /// Rows that the full reading may have something to say about.
    doubtful: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct EdgeRow {
    position: u32,
    source: u32,
    target: u32,
    relation: u32,
    /// End of its values.
    end: u32,
}

impl EdgeRows {
    pub(crate) fn with_capacity(edges: usize) -> Self {
        EdgeRows { edges: Vec::with_capacity(edges), ..EdgeRows::default() }
    }

    /// Returns the number of a relation in this table.
    pub(crate) fn relation(&mut self, id: &str) -> u32 {
        let known = self.relations.iter().position(|known| known == id);
        known.unwrap_or_else(|| {
            self.relations.push(id.to_owned());
            self.relations.len() - 1
        }) as u32
    }

    /// Stores canonical JSON text, which `write` appends.
    pub(crate) fn value(&mut self, write: impl FnOnce(&mut String)) -> Text {
        let start = self.text.len();
        write(&mut self.text);
        Text::arena(start, self.text.len() - start).canonical()
    }

    /// Gives the next edge a value. Those of reserved keys come first, in the order of these.
    pub(crate) fn put(&mut self, key: Key, value: Text) {
        self.values.push(Field { key, value });
    }

    /// Says that the full reading may have something to say about the next edge.
    pub(crate) fn doubt(&mut self) {
        self.doubtful.push(self.edges.len() as u32);
    }

    /// Adds the edge: its place among all edges, those of its ends among the nodes, and its relation's in this table.
    pub(crate) fn push(&mut self, position: u32, [source, target]: [u32; 2], relation: u32) {
        self.edges.push(EdgeRow { position, source, target, relation, end: self.values.len() as u32 });
    }

    fn values_of(&self, row: usize) -> &[Field] {
        let start = row.checked_sub(1).map_or(0, |before| self.edges[before].end);
        &self.values[start as usize..self.edges[row].end as usize]
    }

    /// Returns the rows in order of their places, or nothing if they are in order.
    fn order(&self) -> Result<Option<Vec<u32>>, Unfit> {
        if self.edges.iter().enumerate().all(|(at, edge)| edge.position as usize == at) {
            return Ok(None);
        }
        let mut order = vec![u32::MAX; self.edges.len()];
        for (row, edge) in self.edges.iter().enumerate() {
            match order.get_mut(edge.position as usize) {
                Some(place) if *place == u32::MAX => *place = row as u32,
                _ => return Err(Unfit),
            }
        }
        Ok(Some(order))
    }
}

impl Builder {
    /// Gets ready for rows of so many nodes and edges, all of them.
    pub(crate) fn begin_rows(&mut self, nodes: usize, edges: usize) -> Result<(), Unfit> {
        self.seal();
        let wants_places = self.checks == Checks::All || self.limits != Limits::default();
        let fits = nodes <= self.limits.nodes as usize && edges <= self.limits.edges as usize;
        if wants_places || !fits || self.graph.node_count() > 0 {
            return Err(Unfit);
        }
        // Nobody looks at evidence before it is asked for.
        self.graph.has_stances = true;
        self.graph.topology.reserve_exact_nodes(nodes);
        self.graph.names.reserve_exact(nodes);
        self.graph.origins.reserve_exact(nodes);
        self.graph.index.reserve(nodes);
        self.graph.node_fields.reserve(nodes, 0);
        Ok(())
    }

    /// Starts anew, with nothing read.
    pub(crate) fn restart(&mut self) {
        let new = Builder::new(self.checks).threads(self.threads).union(self.union).limits(self.limits);
        *self = Builder { stretch: self.stretch, ..new };
    }

    /// How many threads may read.
    pub(crate) fn thread_count(&self) -> usize {
        self.threads
    }

    /// Returns the key of one of the user's own keys, or of a reserved one.
    pub(crate) fn row_key(&mut self, name: &str, edge: bool) -> Result<Key, Unfit> {
        let keys = if edge { EDGE_KEYS } else { NODE_KEYS };
        let names = || keys.iter().map(|(name, _)| *name);
        let is_other_spelling = keys.iter().any(|(_, others)| others.contains(&name));
        let place = || Place { source: Source::new("", ""), span: 0..0, pointer: String::new() };
        let is_near = !names().any(|known| known == name) && check::near_miss(name, names(), place).is_some();
        if is_other_spelling || is_near || name == CONFLICT_KEY {
            return Err(Unfit);
        }
        let names = if edge { &mut self.graph.edge_keys } else { &mut self.graph.node_keys };
        Ok(Key(names.intern(name)))
    }

    /// Returns the number of a type.
    pub(crate) fn row_type(&mut self, id: &str) -> Result<u32, Unfit> {
        match self.types.find(id) {
            Some(number) => Ok(number),
            None if self.types_are_declared || id.is_empty() => Err(Unfit),
            None => Ok(self.infer_type(id)),
        }
    }

    /// Gives the next node a value, canonical JSON text. Those of reserved keys come first, in the order of these.
    pub(crate) fn put_node_value(&mut self, key: Key, json: &str) {
        let value = self.graph.texts.push(json).canonical();
        self.rows.push(Field { key, value });
    }

    /// Brings the places of some ids in the index into the cache, for the rows that follow.
    pub(crate) fn fetch_ids<'i>(&self, ids: impl Iterator<Item = &'i str>) {
        let index = &self.graph.index;
        std::hint::black_box(ids.fold(0, |seen, id| seen ^ index.fetch(index.key(id))));
    }

    /// Adds the next node, whose type is given by its number.
    pub(crate) fn node_row(&mut self, id: &str, kind: Option<u32>, label: Option<&str>) -> Result<(), Unfit> {
        let key = self.graph.index.key(id);
        if id.is_empty()
            || self.graph.find_by_key(key, id).is_some()
            || !self.graph.node_fields.has_room(self.rows.len())
        {
            return Err(Unfit);
        }
        let node = self.add_node(NodeRecord { entity_type: kind.unwrap_or(NodeRecord::UNTYPED) }).ok_or(Unfit)?;
        self.graph.push_name(node, key, id, Text::NONE, label);
        self.graph.node_fields.push(&self.rows);
        self.node_files.push(0);
        self.rows.clear();
        Ok(())
    }

    /// Adopts a text that values of rows are spans of; returns its number among the texts of the graph.
    pub(crate) fn adopt(&mut self, source: &Arc<Source>) -> Result<usize, Unfit> {
        self.open_text(source).map(|file| file.0 + 1).ok_or(Unfit)
    }

    /// Adds all edges, after all nodes. `name` is what is written of them where something is said about them.
    pub(crate) fn edge_rows(&mut self, mut rows: EdgeRows, name: &str) -> Result<(), Unfit> {
        let base = self.graph.texts.append(&rows.text);
        rows.text = String::new();
        if base > 0 {
            rows.values.iter_mut().for_each(|value| value.value = value.value.moved(base));
        }
        let order = rows.order()?;
        let row_at = |position: usize| order.as_ref().map_or(position, |order| order[position] as usize);
        let relations = self.row_relations(&rows, row_at)?;
        let doubtful = self.doubtful(&rows, &relations, row_at);
        let written = (!doubtful.is_empty()).then(|| self.write_rows(&rows, &doubtful, row_at, name));
        // All edges count as of one file, since they are of one table.
        let file = match &written {
            Some((source, _)) => self.open(source).ok_or(Unfit)?,
            None => super::FileId(0),
        };
        self.graph.topology.reserve_exact_edges(rows.edges.len());
        self.graph.edge_fields.reserve(rows.edges.len(), rows.values.len());
        let mut spoken = doubtful.iter().zip(written.iter().flat_map(|(_, places)| places)).peekable();
        for start in (0..rows.edges.len()).step_by(BATCH) {
            let batch = start..rows.edges.len().min(start + BATCH);
            let nodes = self.graph.topology.raw_nodes();
            // Adding an edge changes the nodes at both ends. Here no look waits for another.
            let seen = batch.clone().map(|position| &rows.edges[row_at(position)]).fold(0, |seen, edge| {
                let [from, to] = [edge.source, edge.target].map(|end| nodes[end as usize].weight.entity_type);
                seen ^ from ^ to
            });
            std::hint::black_box(seen);
            for position in batch {
                let row = row_at(position);
                let edge = &rows.edges[row];
                let [from, to] = [edge.source, edge.target].map(|end| NodeId::new(end as usize));
                let edge = QuickEdge { from, to, relation: relations[edge.relation as usize] };
                if let Some((_, &at)) = spoken.next_if(|(doubtful, _)| **doubtful as usize == position)
                    && let Some((source, _)) = &written
                {
                    let members = jsontext::members(source.text(), at);
                    let span = &(at..members.last().map_or(at, |member| member.value_span.end + 1));
                    self.check_row(Record { file, list: "edges", index: position, span, members: &members }, edge);
                }
                if !self.commit_edge(file, edge, rows.values_of(row)) {
                    return Err(Unfit);
                }
            }
        }
        Ok(())
    }

    /// Reports what is wrong with an edge of a table.
    fn check_row(&mut self, record: Record<'_>, edge: QuickEdge) {
        let site = Site(record);
        let [source, _, target, .., weight, since, until] = find_keys::<9>(record.members, EDGE_KEYS);
        if let Some(weight) = weight {
            self.is_weight(site, weight);
        }
        self.check_dates(site, since, until);
        if let (Some(source), Some(target)) = (source, target) {
            self.check_ends(site, edge.relation, (edge.from, source), (edge.to, target));
        }
    }

    /// Returns the graph's number for each relation of a table, new ones in order of first use; all ends are there.
    fn row_relations(&mut self, rows: &EdgeRows, row_at: impl Fn(usize) -> usize) -> Result<Vec<u32>, Unfit> {
        let nodes = self.graph.node_count() as u32;
        if rows.edges.iter().any(|edge| edge.source >= nodes || edge.target >= nodes) {
            return Err(Unfit);
        }
        let mut numbers: Vec<Option<u32>> = rows.relations.iter().map(|id| self.relations.find(id)).collect();
        if numbers.iter().any(Option::is_none) {
            for position in 0..rows.edges.len() {
                let relation = rows.edges[row_at(position)].relation as usize;
                let id = &rows.relations[relation];
                if numbers[relation].is_none() {
                    if self.relations_are_declared || id.is_empty() {
                        return Err(Unfit);
                    }
                    numbers[relation] = Some(self.infer_relation(id));
                }
            }
        }
        numbers.into_iter().collect::<Option<Vec<u32>>>().ok_or(Unfit)
    }

    /// Returns the places of edges that something may be said about, in order.
    fn doubtful(&self, rows: &EdgeRows, relations: &[u32], row_at: impl Fn(usize) -> usize) -> Vec<u32> {
        let mut doubtful: Vec<u32> = rows.doubtful.iter().map(|&row| rows.edges[row as usize].position).collect();
        let limits_ends = |number: &u32| {
            self.allowed_ends.get(*number as usize).is_some_and(|(from, to)| !from.is_empty() || !to.is_empty())
        };
        if relations.iter().any(limits_ends) {
            doubtful.extend((0..rows.edges.len() as u32).filter(|&position| {
                let edge = &rows.edges[row_at(position as usize)];
                let [from, to] = [edge.source, edge.target].map(|end| NodeId::new(end as usize));
                !self.fits(relations[edge.relation as usize], from, to)
            }));
        }
        doubtful.sort_unstable();
        doubtful.dedup();
        doubtful
    }

    /// Writes some edges as kgraph JSON, a line for each; returns where each begins, too.
    fn write_rows(
        &self,
        rows: &EdgeRows,
        positions: &[u32],
        row_at: impl Fn(usize) -> usize,
        name: &str,
    ) -> (Arc<Source>, Vec<usize>) {
        let (mut text, mut starts) = (String::from("{\"nodes\": [], \"edges\": [\n"), Vec::new());
        for &position in positions {
            text.push_str(if starts.is_empty() { "" } else { ",\n" });
            starts.push(text.len());
            let row = row_at(position as usize);
            let edge = &rows.edges[row];
            let [source, target] = [edge.source, edge.target].map(|end| self.graph.id(NodeId::new(end as usize)));
            let relation = &rows.relations[edge.relation as usize];
            for (separator, key, value) in
                [("{", "source", source), (", ", "relation", relation), (", ", "target", target)]
            {
                text.push_str(separator);
                write_string(&mut text, key);
                text.push_str(": ");
                write_string(&mut text, value);
            }
            // What is somebody else's text, evidence, is left there.
            for value in rows.values_of(row).iter().filter(|value| value.value.is_in_arena()) {
                text.push_str(", ");
                write_string(&mut text, self.graph.edge_keys.get(value.key.0));
                text.push_str(": ");
                text.push_str(self.graph.texts.get(value.value));
            }
            text.push('}');
        }
        text.push_str("\n]}\n");
        (Source::new(name, text), starts)
    }
}

//! Edges that say the same become one: those of different files, and those of nodes that turned out to be one.
//!
//! Each edge has an origin: its file, or the nodes that it joined before they were one. Two edges of different origins
//! are one claim if their ends, relation, `since` and `until` are equal (the ends of a symmetric relation also the other
//! way round), every other key that both have is equal, and nothing shows that they are two statements: their evidence
//! has a piece in common, or comes from different documents, or one of them has none. Two edges with the same id are
//! one edge in any case; where their values differ, the first is kept and the other reported. The evidence of both is
//! kept, each piece once.
//!
//! Edges of one origin are never joined: who writes two wants two. An edge is joined with one of an earlier origin that
//! is the same in everything, if there is one; so files that overlap give back the whole.

use super::build::{CONFLICT_KEY, Union, json_list_of};
use super::fields::{EdgeKey, Field, FieldTable, Key};
use super::text::Text;
use super::{EdgeId, Graph, NodeId, place};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::jsontext;
use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows of an edge in canonical form, to compare.
#[derive(Debug)]
struct Claim {
    edge: EdgeId,
    origin: u32,
    rows: BTreeMap<u32, String>,
    evidence: BTreeSet<String>,
    documents: BTreeSet<String>,
    /// Whether each piece of evidence names a document.
    documented: bool,
}

impl Claim {
    fn id(&self) -> Option<&String> {
        self.rows.get(&EdgeKey::ID.0)
    }

    /// Returns a text that is equal for edges that are the same in everything.
    fn fingerprint(&self) -> String {
        format!("{:?}{:?}", self.rows, self.evidence)
    }

    fn is_one_with(&self, other: &Claim) -> bool {
        let dates = [EdgeKey::SINCE.0, EdgeKey::UNTIL.0];
        let agree = |key: &u32, value: &String| other.rows.get(key).is_none_or(|known| known == value);
        let one_statement = self.evidence.is_empty()
            || other.evidence.is_empty()
            || !self.evidence.is_disjoint(&other.evidence)
            || self.documented && other.documented && self.documents.is_disjoint(&other.documents);
        one_statement
            && dates.iter().all(|key| self.rows.get(key) == other.rows.get(key))
            && self.rows.iter().all(|(key, value)| agree(key, value))
    }
}

/// Joins those of some edges that say the same and are of different origins. Time O(edges × log edges), and O(n²) for n
/// edges of the same ends and relation that are not the same in everything.
pub(super) fn edges(
    graph: &mut Graph,
    among: impl Iterator<Item = EdgeId>,
    origin: impl Fn(EdgeId) -> u32,
    union: Union,
    diagnostics: &mut Diagnostics,
) {
    let mut order: Vec<(NodeId, NodeId, u32, EdgeId)> = Vec::with_capacity(among.size_hint().0);
    for edge in among {
        let (a, b) = graph.endpoints(edge);
        let (a, b) = if graph.is_symmetric(edge) && b < a { (b, a) } else { (a, b) };
        order.push((a, b, graph.topology[edge].relation, edge));
    }
    order.sort_unstable();
    let mut shared: Vec<Vec<EdgeId>> = order
        .chunk_by(|one, next| (one.0, one.1, one.2) == (next.0, next.1, next.2))
        .filter(|group| group.windows(2).any(|two| origin(two[0].3) != origin(two[1].3)))
        .map(|group| group.iter().map(|claim| claim.3).collect())
        .collect();
    drop(order);
    shared.sort_unstable();
    let mut join = Join { graph, union, diagnostics, gone: BTreeSet::new(), rows: BTreeMap::new() };
    for edges in shared {
        join.group(&edges, &origin);
    }
    join.finish();
}

/// A joining of edges that is under way.
struct Join<'g> {
    graph: &'g mut Graph,
    union: Union,
    diagnostics: &'g mut Diagnostics,
    /// Edges that became part of another.
    gone: BTreeSet<EdgeId>,
    /// The rows of those that others became part of.
    rows: BTreeMap<EdgeId, Vec<Field>>,
}

impl Join<'_> {
    /// Joins the edges of one group.
    fn group(&mut self, edges: &[EdgeId], origin: &impl Fn(EdgeId) -> u32) {
        let mut kept: Vec<Claim> = Vec::new();
        let mut claims: Vec<Claim> = edges.iter().map(|&edge| self.claim(edge, origin(edge))).collect();
        claims.sort_by_key(|claim| (claim.origin, claim.edge));
        while let Some(origin) = claims.first().map(|claim| claim.origin) {
            let later = claims.split_off(claims.partition_point(|claim| claim.origin == origin));
            let before = kept.len();
            let mut same: HashMap<String, Vec<usize>> = HashMap::new();
            let mut by_id: HashMap<String, usize> = HashMap::new();
            for (at, claim) in kept.iter().enumerate().rev() {
                same.entry(claim.fingerprint()).or_default().push(at);
                by_id.extend(claim.id().map(|id| (id.clone(), at)));
            }
            // Each edge that was there is joined with one edge of this origin at most.
            let mut is_taken = vec![false; before];
            let mut rest = Vec::new();
            for claim in std::mem::replace(&mut claims, later) {
                let found = same.get_mut(&claim.fingerprint()).and_then(Vec::pop);
                match found.or_else(|| by_id.get(claim.id()?).copied()) {
                    Some(at) => {
                        is_taken[at] = true;
                        self.join(&mut kept[at], &claim);
                        self.gone.insert(claim.edge);
                    }
                    None => rest.push(claim),
                }
            }
            for claim in rest {
                let fits = |at: &usize| !is_taken[*at] && kept[*at].is_one_with(&claim);
                let found = if self.union.keep_duplicates { None } else { (0..before).find(fits) };
                match found {
                    Some(at) => {
                        is_taken[at] = true;
                        self.join(&mut kept[at], &claim);
                        self.gone.insert(claim.edge);
                    }
                    None => kept.push(claim),
                }
            }
        }
    }

    fn claim(&self, edge: EdgeId, origin: u32) -> Claim {
        let mut rows = BTreeMap::new();
        let mut evidence = BTreeSet::new();
        for field in self.graph.edge_fields.of(edge.index()) {
            let value = self.graph.texts.get(field.value);
            if field.key == EdgeKey::EVIDENCE {
                evidence.extend(jsontext::elements(value, 0).into_iter().map(|(piece, _)| canonical(piece)));
            } else {
                rows.insert(field.key.0, canonical(value));
            }
        }
        let pieces = self.graph.evidence(edge);
        let documented = pieces.iter().all(|piece| piece.document.is_some());
        let documents = pieces.into_iter().filter_map(|piece| piece.document).map(Into::into).collect();
        Claim { edge, origin, rows, evidence, documents, documented }
    }

    /// Adds what a claim has to one that is kept.
    fn join(&mut self, kept: &mut Claim, claim: &Claim) {
        let mut list =
            self.rows.remove(&kept.edge).unwrap_or_else(|| self.graph.edge_fields.of(kept.edge.index()).to_vec());
        let mut conflicts = Vec::new();
        for field in self.graph.edge_fields.of(claim.edge.index()).to_vec() {
            let Some(at) = list.iter().position(|known| known.key == field.key) else {
                list.push(field);
                continue;
            };
            if field.key == EdgeKey::EVIDENCE {
                list[at].value = self.join_evidence(list[at].value, field.value);
                continue;
            }
            let [known, other] = [list[at].value, field.value].map(|text| canonical(self.graph.texts.get(text)));
            if known != other {
                let key = self.graph.edge_keys.get(field.key.0).to_owned();
                self.edge_conflict(kept.edge, &key, (list[at].value, &known), (field.value, &other));
                conflicts.extend(self.union.keep_conflict(&key, &known, &other));
            }
        }
        if !conflicts.is_empty() {
            let key = Key(self.graph.edge_keys.intern(CONFLICT_KEY));
            self.graph.add_conflicts(&mut list, key, &conflicts);
        }
        self.rows.insert(kept.edge, list);
        kept.evidence.extend(claim.evidence.iter().cloned());
        kept.documents.extend(claim.documents.iter().cloned());
        kept.documented &= claim.documented;
        for (key, value) in &claim.rows {
            kept.rows.entry(*key).or_insert_with(|| value.clone());
        }
    }

    /// Joins two lists of evidence: a piece that stands n times in one of them stands n times.
    fn join_evidence(&mut self, known: Text, more: Text) -> Text {
        let pieces = |text: Text| -> Vec<String> {
            jsontext::elements(self.graph.texts.get(text), 0).into_iter().map(|(piece, _)| canonical(piece)).collect()
        };
        let mut list = pieces(known);
        let mut left = list.clone();
        let before = list.len();
        for piece in pieces(more) {
            match left.iter().position(|known| *known == piece) {
                Some(at) => drop(left.swap_remove(at)),
                None => list.push(piece),
            }
        }
        if list.len() == before { known } else { self.graph.texts.push(&json_list_of(&list)) }
    }

    fn edge_conflict(&mut self, edge: EdgeId, key: &str, known: (Text, &str), other: (Text, &str)) {
        let message = format!(
            "the edge `{}` has two values for `{key}`: {} is kept, {} is not",
            self.graph.own_edge_id(edge).unwrap_or_default(),
            jsontext::shorten(known.1, 60),
            jsontext::shorten(other.1, 60)
        );
        let mut diagnostic = Diagnostic::new(Code::ConflictingValue, message);
        if let Some((source, span)) = self.graph.texts.origin(other.0) {
            diagnostic = diagnostic.at(place(source, span, String::new()));
        }
        if let Some((source, span)) = self.graph.texts.origin(known.0) {
            diagnostic = diagnostic.related(place(source, span, String::new()), "first described here");
        }
        self.diagnostics.push(diagnostic);
    }

    /// Makes the topology and rows of the edges anew, without those that are gone.
    fn finish(self) {
        let (graph, gone) = (self.graph, self.gone);
        if gone.is_empty() {
            return;
        }
        let mut topology =
            DiGraph::with_capacity(graph.topology.node_count(), graph.topology.edge_count() - gone.len());
        for record in graph.topology.node_weights() {
            topology.add_node(*record);
        }
        let old = std::mem::take(&mut graph.edge_fields);
        let mut table = FieldTable::default();
        for edge in graph.topology.edge_indices().filter(|edge| !gone.contains(edge)) {
            if let Some((source, target)) = graph.topology.edge_endpoints(edge) {
                topology.add_edge(source, target, graph.topology[edge]);
                // Joined rows are never more than the rows that were counted before.
                table.push(self.rows.get(&edge).map_or_else(|| old.of(edge.index()), Vec::as_slice));
            }
        }
        graph.topology = topology;
        graph.edge_fields = table;
        graph.adjacency = Default::default();
        graph.edge_ids = Default::default();
    }
}

impl Union {
    /// Returns the two values of a key as they are kept, if they are.
    pub(super) fn keep_conflict(self, key: &str, known: &str, other: &str) -> Option<(String, String)> {
        self.keep_conflicts.then(|| (key.to_owned(), format!("[{known}, {other}]")))
    }
}

impl Graph {
    /// Writes conflicts into the rows of a node or edge.
    pub(super) fn add_conflicts(&mut self, rows: &mut Vec<Field>, key: Key, conflicts: &[(String, String)]) {
        let at = rows.iter().position(|row| row.key == key);
        let known = at.map(|at| self.texts.get(rows[at].value));
        let mut members: Vec<String> = known
            .map(|text| jsontext::members(text, 0))
            .unwrap_or_default()
            .into_iter()
            .map(|member| pair(&member.key, member.value))
            .collect();
        members.extend(conflicts.iter().map(|(key, values)| pair(key, values)));
        let value = self.texts.push(&format!("{{{}}}", members.join(", ")));
        match at {
            Some(at) => rows[at].value = value,
            None => rows.push(Field { key, value }),
        }
    }
}

fn pair(key: &str, value: &str) -> String {
    let mut text = String::new();
    jsontext::write_string(&mut text, key);
    text.push_str(": ");
    text.push_str(value);
    text
}

fn canonical(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    jsontext::write_canonical(&mut text, value);
    text
}

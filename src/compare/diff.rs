//! What changed between two versions of a graph.

use super::records::{DECLARATIONS, Record, Sheet, pair};
use crate::diagnostics::Source;
use crate::error::{Error, Result};
use crate::format::Format;
use crate::graph::Graph;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// What happened to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Both have it, with different values.
    Changed,
}

impl ChangeKind {
    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        }
    }
}

/// A key with another value; values as JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// The key.
    pub key: String,
    /// The old value, if there was one.
    pub old: Option<String>,
    /// The new value, if there is one.
    pub new: Option<String>,
}

/// An element that is not the same in both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened to it.
    pub kind: ChangeKind,
    /// What it is: `node`, `edge`, `document`, `type`, `relation` or `graph`.
    pub element: &'static str,
    /// What to call it.
    pub title: String,
    /// The old version.
    pub old: Option<Record>,
    /// The new version.
    pub new: Option<Record>,
    /// Keys with other values, but for evidence.
    pub values: Vec<ValueChange>,
    /// Pieces of evidence that only the new version has, as JSON text.
    pub evidence_added: Vec<String>,
    /// Pieces of evidence that only the old version has, as JSON text.
    pub evidence_removed: Vec<String>,
}

impl Change {
    /// Returns whether an edge that is still there has lost its last piece of evidence.
    pub fn lost_its_evidence(&self) -> bool {
        let has = |record: &Option<Record>| record.as_ref().is_some_and(|record| !record.list("evidence").is_empty());
        self.kind == ChangeKind::Changed && has(&self.old) && !has(&self.new)
    }
}

/// Everything that is not the same in two versions of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Edges that lost their evidence first, then the header, nodes and edges, each in the order of the new
    /// version and then what only the old one has.
    pub changes: Vec<Change>,
    /// Names to show for ids of nodes, those of the new version first.
    pub labels: HashMap<String, String>,
    /// Words for relations and whether they are symmetric, those of the new version first.
    relations: HashMap<String, (String, bool)>,
    /// Documents of either version, those of the new one first.
    documents: Vec<String>,
}

/// Compares two versions of a graph. Order does not count.
///
/// A node is the same by its id; an edge by its id, else by its ends, relation and dates, as often as it is
/// there: of several such edges those that are equal are paired first. Which end of a symmetric relation stands first
/// does not count. Time and space O(both as JSON).
///
/// # Errors
/// Fails if a graph cannot be written as JSON.
pub fn diff(old: &Graph, new: &Graph) -> Result<Diff> {
    let (mut before, after) = (Sheet::new(old)?, Sheet::new(new)?);
    before.turn_as(&after);
    let mut changes = Vec::new();
    let mut labels: HashMap<String, String> = HashMap::new();
    let mut relations: HashMap<String, (String, bool)> = HashMap::new();
    let mut documents: Vec<String> = Vec::new();
    for graph in [new, old] {
        for node in graph.nodes() {
            labels.entry(graph.id(node).to_owned()).or_insert_with(|| graph.label(node).to_owned());
        }
        for document in &graph.header().documents {
            if !documents.contains(&document.id) {
                documents.push(document.id.clone());
            }
        }
        for relation in &graph.header().relations {
            let known = || (relation.label.clone(), relation.symmetric);
            relations.entry(relation.id.clone()).or_insert_with(known);
        }
    }
    let title = |record: &Record| match record.text("source") {
        None => {
            let id = record.text("id").unwrap_or_default();
            match record.text("label").or_else(|| record.text("title")).filter(|label| *label != id) {
                Some(label) => format!("{label} ({id})"),
                None => id,
            }
        }
        Some(source) => {
            let name = |id: String| labels.get(&id).cloned().unwrap_or(id);
            let relation = record.text("relation").unwrap_or_default();
            let relation = relations.get(&relation).map_or(relation, |(words, _)| words.clone());
            let relation = record.text("label").unwrap_or(relation);
            format!("{} —{relation}→ {}", name(source), name(record.text("target").unwrap_or_default()))
        }
    };
    for (old, new) in [(&before.top, &after.top), (&before.header, &after.header)] {
        changes.extend(change("graph", "the graph".to_owned(), Some(old), Some(new)));
    }
    let mut lists = vec![("node", &before.nodes, &after.nodes), ("edge", &before.edges, &after.edges)];
    for (at, (_, word)) in DECLARATIONS.iter().enumerate() {
        lists.insert(at, (word, &before.declarations[at], &after.declarations[at]));
    }
    for (word, old, new) in lists {
        let all = |list: &'_ [Record]| -> Vec<usize> { (0..list.len()).collect() };
        let (a, b): (Vec<&Record>, Vec<&Record>) =
            (all(old).into_iter().map(|at| &old[at]).collect(), all(new).into_iter().map(|at| &new[at]).collect());
        for (x, y) in pair(&a, &b) {
            let (x, y) = (x.map(|at| a[at]), y.map(|at| b[at]));
            if let Some(record) = y.or(x) {
                changes.extend(change(word, title(record), x, y));
            }
        }
    }
    changes.sort_by_key(|change| !change.lost_its_evidence());
    Ok(Diff { changes, labels, relations, documents })
}

/// Compares two records; nothing if they say the same.
fn change(element: &'static str, title: String, old: Option<&Record>, new: Option<&Record>) -> Option<Change> {
    let kind = match (old, new) {
        (Some(_), Some(_)) => ChangeKind::Changed,
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
    };
    let empty = Record::default();
    let (a, b) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
    let (mut added, mut removed) = (b.list("evidence"), a.list("evidence"));
    removed.retain(|piece| match added.iter().position(|other| other == piece) {
        Some(at) => {
            added.remove(at);
            false
        }
        None => true,
    });
    let mut values = Vec::new();
    if kind == ChangeKind::Changed {
        let only_new = b.members.iter().filter(|(key, _)| a.get(key).is_none());
        for (key, _) in a.members.iter().chain(only_new).filter(|(key, _)| key != "evidence") {
            let (old, new) = (a.get(key), b.get(key));
            if old != new {
                let own = |value: Option<&str>| value.map(str::to_owned);
                values.push(ValueChange { key: key.clone(), old: own(old), new: own(new) });
            }
        }
        if values.is_empty() && added.is_empty() && removed.is_empty() {
            return None;
        }
    }
    let own = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    Some(Change {
        kind,
        element,
        title,
        values,
        evidence_added: own(added),
        evidence_removed: own(removed),
        old: old.cloned(),
        new: new.cloned(),
    })
}

impl Diff {
    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Counts the changes of a kind.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }

    /// Returns the nodes and edges that changed, and the ends of those edges, as a graph to be drawn: what happened to
    /// each is its type or part of its relation's words, and has a colour; `+` is added, `−` removed, `~` changed.
    ///
    /// # Errors
    /// Fails if the graph cannot be made.
    pub fn picture(&self) -> Result<Graph> {
        let mut kinds: Vec<(String, Option<ChangeKind>)> = Vec::new();
        let mut edges = Vec::new();
        let mut relations: BTreeMap<String, (Value, ChangeKind)> = BTreeMap::new();
        for change in &self.changes {
            let Some(record) = change.new.as_ref().or(change.old.as_ref()) else { continue };
            match change.element {
                "node" => {
                    let id = record.text("id").unwrap_or_default();
                    kinds.retain(|(known, _)| *known != id);
                    kinds.push((id, Some(change.kind)));
                }
                "edge" => {
                    let [source, target] = ["source", "target"].map(|key| record.text(key).unwrap_or_default());
                    let relation = record.text("relation").unwrap_or_default();
                    let id = format!("{} {relation}", change.kind.as_str());
                    let (words, symmetric) = self.relations.get(&relation).cloned().unwrap_or((relation, false));
                    let words = format!("{} {words}", sign(change.kind));
                    let label = record.text("label").map(|label| format!("{} {label}", sign(change.kind)));
                    for end in [&source, &target] {
                        if !kinds.iter().any(|(known, _)| known == end) {
                            kinds.push((end.clone(), None));
                        }
                    }
                    let kept = ["since", "until", "evidence"].into_iter();
                    let mut edge: Map<String, Value> =
                        kept.filter_map(|key| Some((key.to_owned(), value(record.get(key)?)))).collect();
                    edge.insert("source".to_owned(), source.into());
                    edge.insert("target".to_owned(), target.into());
                    edge.insert("relation".to_owned(), id.clone().into());
                    edge.extend(label.map(|label| ("label".to_owned(), label.into())));
                    edges.push(edge);
                    let declared = json!({"id": id, "label": words, "symmetric": symmetric});
                    relations.entry(id).or_insert((declared, change.kind));
                }
                _ => {}
            }
        }
        let nodes: Vec<Value> = kinds
            .iter()
            .map(|(id, kind)| {
                let label = self.labels.get(id).unwrap_or(id);
                let label = kind.map_or_else(|| label.clone(), |kind| format!("{} {label}", sign(kind)));
                json!({"id": id, "type": kind.map_or("unchanged", ChangeKind::as_str), "label": label})
            })
            .collect();
        let has = |wanted: Option<ChangeKind>| kinds.iter().any(|(_, kind)| *kind == wanted);
        let all = [Some(ChangeKind::Added), Some(ChangeKind::Removed), Some(ChangeKind::Changed), None];
        let word = |kind: Option<ChangeKind>| kind.map_or("unchanged", ChangeKind::as_str);
        let shown: Vec<Option<ChangeKind>> = all.into_iter().filter(|kind| has(*kind)).collect();
        let types: Vec<Value> = shown.iter().map(|&kind| json!({"id": word(kind), "label": word(kind)})).collect();
        let type_styles: Map<String, Value> = shown
            .iter()
            .map(|&kind| (word(kind).to_owned(), json!({"color": color(kind), "icon": icon(kind)})))
            .collect();
        let relation_styles: Map<String, Value> = relations
            .iter()
            .map(|(id, (_, kind))| {
                let dash = *kind == ChangeKind::Removed;
                (id.clone(), json!({"color": color(Some(*kind)), "dash": dash}))
            })
            .collect();
        let relations: Vec<Value> = relations.into_values().map(|(declared, _)| declared).collect();
        let documents: Vec<Value> = self.documents.iter().map(|id| json!({"id": id})).collect();
        let header = json!({
            "documents": documents, "types": types, "relations": relations,
            "style": {"types": type_styles, "relations": relation_styles},
        });
        let text = json!({"graph": header, "nodes": nodes, "edges": edges}).to_string();
        let json = Format::from_name("json").ok_or_else(|| Error::unsupported("kgraph JSON is not there", ""))?;
        Ok(json.read(&[Source::new("the difference", text)])?.0)
    }
}

/// Parses canonical JSON text.
fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

fn sign(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "+",
        ChangeKind::Removed => "−",
        ChangeKind::Changed => "~",
    }
}

fn color(kind: Option<ChangeKind>) -> &'static str {
    match kind {
        Some(ChangeKind::Added) => "#1a7f37",
        Some(ChangeKind::Removed) => "#c8400b",
        Some(ChangeKind::Changed) => "#9a6700",
        None => "#6e7781",
    }
}

fn icon(kind: Option<ChangeKind>) -> &'static str {
    match kind {
        Some(ChangeKind::Added) => "star",
        Some(ChangeKind::Removed) => "diamond",
        Some(ChangeKind::Changed) => "triangle",
        None => "dot",
    }
}

//! What changed between two versions of a graph.

use super::records::{DECLARATIONS, Record, Sheet, pair};
use crate::error::Result;
use crate::graph::Graph;
use crate::jsontext::decode;
use std::collections::HashMap;

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
}

/// Compares two versions of a graph. Order does not count.
///
/// A node is the same by its id; an edge by its id, else by its ends, relation and dates, as often as it is
/// there: of several such edges those that are equal are paired first. Time and space O(both as JSON).
///
/// # Errors
/// Fails if a graph cannot be written as JSON.
pub fn diff(old: &Graph, new: &Graph) -> Result<Diff> {
    let (before, after) = (Sheet::new(old)?, Sheet::new(new)?);
    let mut changes = Vec::new();
    let mut labels: HashMap<String, String> = HashMap::new();
    let mut relations: HashMap<String, String> = HashMap::new();
    for graph in [new, old] {
        for node in graph.nodes() {
            labels.entry(graph.id(node).to_owned()).or_insert_with(|| graph.label(node).to_owned());
        }
        for relation in &graph.header().relations {
            relations.entry(relation.id.clone()).or_insert_with(|| relation.label.clone());
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
            let relation = relations.get(&relation).cloned().unwrap_or(relation);
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
    Ok(Diff { changes, labels })
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

    /// Draws the nodes and edges that changed, and the ends of those edges, as DOT: added in green with `+`,
    /// removed in red and dashed with `−`, changed in orange with `~`.
    pub fn dot(&self) -> String {
        let mut nodes: Vec<(String, Option<ChangeKind>)> = Vec::new();
        let mut edges = String::new();
        for change in &self.changes {
            let Some(record) = change.new.as_ref().or(change.old.as_ref()) else { continue };
            match change.element {
                "node" => {
                    let id = record.text("id").unwrap_or_default();
                    nodes.retain(|(known, _)| *known != id);
                    nodes.push((id, Some(change.kind)));
                }
                "edge" => {
                    let ends = ["source", "target"].map(|key| record.text(key).unwrap_or_default());
                    let label = change.title.split(['—', '→']).nth(1).unwrap_or_default();
                    let (sign, color, style) = look(change.kind);
                    edges.push_str(&format!(
                        "  {} -> {} [label={}, color=\"{color}\", fontcolor=\"{color}\", style=\"{style}\"];\n",
                        quote(&ends[0]),
                        quote(&ends[1]),
                        quote(&format!("{sign} {label}"))
                    ));
                    for id in ends {
                        if !nodes.iter().any(|(known, _)| *known == id) {
                            nodes.push((id, None));
                        }
                    }
                }
                _ => {}
            }
        }
        let mut out = String::from(
            "digraph diff {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=Arial, color=\"#8a8a8a\"];\n  edge [fontname=Arial, fontsize=12];\n",
        );
        for (id, kind) in nodes {
            let label = self.labels.get(&id).map_or(id.as_str(), String::as_str);
            let text = match kind.map(look) {
                None => format!("  {} [label={}];\n", quote(&id), quote(label)),
                Some((sign, color, style)) => format!(
                    "  {} [label={}, color=\"{color}\", fontcolor=\"{color}\", style=\"rounded,{style}\"];\n",
                    quote(&id),
                    quote(&format!("{sign} {label}"))
                ),
            };
            out.push_str(&text);
        }
        out.push_str(&edges);
        out.push_str("}\n");
        out
    }
}

fn look(kind: ChangeKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        ChangeKind::Added => ("+", "#1a7f37", "bold"),
        ChangeKind::Removed => ("−", "#c8400b", "dashed"),
        ChangeKind::Changed => ("~", "#9a6700", "solid"),
    }
}

/// Quotes a text for DOT; a backslash would begin an escape, a line break end the line.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in decode(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

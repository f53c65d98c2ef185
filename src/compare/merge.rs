//! Two versions of a graph that go back to one: what either changed is taken, what both changed is a conflict.

use super::records::{DECLARATIONS, Record, Sheet, pair};
use crate::diagnostics::{Diagnostics, Source};
use crate::error::{Error, Result};
use crate::format::Format;
use crate::graph::{CONFLICT_KEY, Checks, Graph};
use crate::jsontext;
use std::collections::HashSet;

/// Something that both versions changed, in different ways. Values are JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about: "node `dan-wang`".
    pub element: String,
    /// The key with two values, or `this node` and the like where one version deleted what the other changed.
    pub key: String,
    /// The value in our version, which is kept in place; `None` where it has none.
    pub ours: Option<String>,
    /// The value in their version.
    pub theirs: Option<String>,
}

/// A graph made of two versions.
#[derive(Debug)]
pub struct Merged {
    /// The graph. A node, edge, declaration or header with a conflict has both values under [`CONFLICT_KEY`], which
    /// a check reports.
    pub graph: Graph,
    /// Problems of the merged graph.
    pub diagnostics: Diagnostics,
    /// The conflicts.
    pub conflicts: Vec<Conflict>,
}

/// Keys whose values are lists in which each element stands for itself, so that both sides may add and remove.
const SETS: &[&str] =
    &["aliases", "evidence", "synonyms", "phrases", "inverse_phrases", "nouns", "object_nouns", "from", "to"];

/// Merges two versions of a graph that go back to `base`.
///
/// Records are matched as by [`diff`](super::diff()). The order is ours, and theirs for what they added, after
/// ours. A node that one side deleted stays if an edge of the other needs it, which is a conflict.
/// Time and space O(the three as JSON).
///
/// # Errors
/// Fails if a graph cannot be written as JSON.
pub fn merge(base: &Graph, ours: &Graph, theirs: &Graph) -> Result<Merged> {
    let [base, mut ours, mut theirs] = [Sheet::new(base)?, Sheet::new(ours)?, Sheet::new(theirs)?];
    ours.turn_as(&base);
    theirs.turn_as(&base);
    theirs.turn_as(&ours);
    let mut work = Work::default();
    let mut sheet = Sheet {
        top: work.values("the file", &base.top, &ours.top, &theirs.top),
        header: work.values("the graph", &base.header, &ours.header, &theirs.header),
        ..Sheet::default()
    };
    for (at, (_, word)) in DECLARATIONS.iter().enumerate() {
        let lists = [&base, &ours, &theirs].map(|sheet| sheet.declarations[at].as_slice());
        sheet.declarations[at] = work.list(word, lists);
    }
    sheet.nodes = work.list("node", [&base.nodes, &ours.nodes, &theirs.nodes]);
    sheet.edges = work.list("edge", [&base.edges, &ours.edges, &theirs.edges]);
    work.restore_ends(&mut sheet, [&base, &ours, &theirs]);
    let json = Format::from_name("json").ok_or_else(|| Error::unsupported("kgraph JSON is not there", ""))?;
    let (graph, diagnostics) = json.check(&[Source::new("the merged graph", sheet.json())], Checks::Errors)?;
    Ok(Merged { graph, diagnostics, conflicts: work.conflicts })
}

#[derive(Default)]
struct Work {
    conflicts: Vec<Conflict>,
}

impl Work {
    /// Merges lists of records: base, ours, theirs.
    fn list(&mut self, word: &str, lists: [&[Record]; 3]) -> Vec<Record> {
        let [base, ours, theirs] = lists.map(|list| list.iter().collect::<Vec<&Record>>());
        // For each record of ours and theirs, the record of the base that it was.
        let origins = |list: &[&Record]| {
            let mut origins = vec![None; list.len()];
            for (old, new) in pair(&base, list) {
                if let Some(new) = new {
                    origins[new] = old;
                }
            }
            origins
        };
        let (from_ours, from_theirs) = (origins(&ours), origins(&theirs));
        // What both added is paired too.
        let added = |origins: &[Option<usize>]| -> Vec<usize> {
            (0..origins.len()).filter(|&at| origins[at].is_none()).collect()
        };
        let (new_ours, new_theirs) = (added(&from_ours), added(&from_theirs));
        let records =
            |list: &[&'_ Record], of: &[usize]| of.iter().map(|&at| list[at].clone()).collect::<Vec<Record>>();
        let (a, b) = (records(&ours, &new_ours), records(&theirs, &new_theirs));
        let mut partner = vec![None; ours.len()];
        let mut is_taken = vec![false; theirs.len()];
        for pair in pair(&a.iter().collect::<Vec<_>>(), &b.iter().collect::<Vec<_>>()) {
            if let (Some(x), Some(y)) = pair {
                partner[new_ours[x]] = Some(new_theirs[y]);
            }
        }
        let mut of_base: Vec<Option<usize>> = vec![None; base.len()];
        for (at, origin) in from_theirs.iter().enumerate() {
            if let Some(origin) = origin {
                of_base[*origin] = Some(at);
            }
        }
        let mut merged = Vec::with_capacity(ours.len());
        let mut in_ours = vec![false; base.len()];
        for (at, record) in ours.iter().enumerate() {
            let origin = from_ours[at];
            if let Some(origin) = origin {
                in_ours[origin] = true;
            }
            let other = origin.map_or(partner[at], |origin| of_base[origin]);
            if let Some(other) = other {
                is_taken[other] = true;
            }
            let old = origin.map(|origin| base[origin]);
            merged.extend(self.record(word, old, Some(record), other.map(|other| theirs[other])));
        }
        for (at, record) in theirs.iter().enumerate().filter(|(at, _)| !is_taken[*at]) {
            let old = from_theirs[at].filter(|&origin| !in_ours[origin]).map(|origin| base[origin]);
            merged.extend(self.record(word, old, None, Some(record)));
        }
        merged
    }

    fn record(
        &mut self,
        word: &str,
        base: Option<&Record>,
        ours: Option<&Record>,
        theirs: Option<&Record>,
    ) -> Option<Record> {
        if ours == theirs || base == theirs {
            return ours.cloned();
        }
        if base == ours {
            return theirs.cloned();
        }
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                let element = name(word, ours);
                Some(self.values(&element, base.unwrap_or(&Record::default()), ours, theirs))
            }
            (kept, other) => {
                let (deleted, changed) = ("\"deleted\"".to_owned(), "\"changed\"".to_owned());
                let [a, b] = if kept.is_some() { [changed, deleted] } else { [deleted, changed] };
                let record = kept.or(other)?;
                Some(self.marked(word, record, a, b))
            }
        }
    }

    /// Marks a record that one side has no longer and the other changed or needs.
    fn marked(&mut self, word: &str, record: &Record, ours: String, theirs: String) -> Record {
        let mut record = record.clone();
        let conflict = Conflict {
            element: name(word, &record),
            key: format!("this {word}"),
            ours: Some(ours),
            theirs: Some(theirs),
        };
        mark(&mut record, std::slice::from_ref(&conflict));
        self.conflicts.push(conflict);
        record
    }

    /// Merges two records key by key.
    fn values(&mut self, element: &str, base: &Record, ours: &Record, theirs: &Record) -> Record {
        let mut merged = Record::default();
        let mut conflicts = Vec::new();
        let only_theirs = theirs.members.iter().filter(|(key, _)| ours.get(key).is_none());
        for (key, _) in ours.members.iter().chain(only_theirs) {
            let (old, a, b) = (base.get(key), ours.get(key), theirs.get(key));
            let value = if a == b || old == b {
                a.map(str::to_owned)
            } else if old == a {
                b.map(str::to_owned)
            } else if SETS.contains(&key.as_str()) {
                set(base.list(key), ours.list(key), theirs.list(key))
            } else {
                let own = |value: Option<&str>| value.map(str::to_owned);
                conflicts.push(Conflict {
                    element: element.to_owned(),
                    key: key.clone(),
                    ours: own(a),
                    theirs: own(b),
                });
                own(a.or(b))
            };
            if let Some(value) = value {
                merged.members.push((key.clone(), value));
            }
        }
        // The keys of the file itself leave no room for marks: their conflicts are told only.
        if element != "the file" {
            mark(&mut merged, &conflicts);
        }
        self.conflicts.extend(conflicts);
        merged
    }

    /// Brings back nodes that one side deleted though an edge of the other needs them.
    fn restore_ends(&mut self, sheet: &mut Sheet, versions: [&Sheet; 3]) {
        let mut known: HashSet<String> = sheet.nodes.iter().map(Record::key).collect();
        let ends = sheet.edges.iter().flat_map(|edge| ["source", "target"].map(|key| edge.get(key)));
        let missing: Vec<String> =
            ends.flatten().filter(|id| known.insert((*id).to_owned())).map(str::to_owned).collect();
        for id in missing {
            let [base, ours, theirs] =
                versions.map(|sheet| sheet.nodes.iter().find(|node| node.get("id") == Some(&id)));
            let (deleted, needed) = ("\"deleted\"".to_owned(), "\"needed by an edge\"".to_owned());
            let [a, b] = if ours.is_some() { [needed, deleted] } else { [deleted, needed] };
            if let Some(node) = ours.or(theirs).or(base) {
                let node = self.marked("node", node, a, b);
                sheet.nodes.push(node);
            }
        }
    }
}

/// Merges lists in which each element stands for itself; `None` if nothing is left.
fn set(base: Vec<&str>, ours: Vec<&str>, theirs: Vec<&str>) -> Option<String> {
    let gone = |element: &&str| base.contains(element) && !theirs.contains(element);
    let added = theirs.iter().filter(|element| !base.contains(element) && !ours.contains(element));
    let list: Vec<&str> = ours.iter().filter(|element| !gone(element)).chain(added).copied().collect();
    (!list.is_empty()).then(|| format!("[{}]", list.join(", ")))
}

/// Writes both values of conflicts into a record.
fn mark(record: &mut Record, conflicts: &[Conflict]) {
    if conflicts.is_empty() {
        return;
    }
    let mut marks = Record::default();
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "null".to_owned());
    for conflict in conflicts {
        marks.set(&conflict.key, format!("[{}, {}]", value(&conflict.ours), value(&conflict.theirs)));
    }
    record.set(CONFLICT_KEY, marks.json());
}

fn name(word: &str, record: &Record) -> String {
    match (record.text("id"), record.text("source")) {
        (Some(id), _) => format!("{word} `{id}`"),
        (None, source) => format!(
            "{word} `{}` —{}→ `{}`",
            source.unwrap_or_default(),
            record.text("relation").unwrap_or_default(),
            record.text("target").unwrap_or_default()
        ),
    }
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = |value: &Option<String>| {
            value.as_deref().map_or("nothing".to_owned(), |v| jsontext::shorten(v, 60).into_owned())
        };
        write!(
            f,
            "{}: `{}` is {} in ours, {} in theirs",
            self.element,
            self.key,
            value(&self.ours),
            value(&self.theirs)
        )
    }
}

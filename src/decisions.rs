//! Which nodes are the same entity and which are not, as people decided: a small file beside the graph files.
//!
//! ```json
//! {
//!   "same": [
//!     ["donald-trump", "d-trump"]
//!   ],
//!   "different": [
//!     ["angus-chen", "george-chen"]
//!   ]
//! }
//! ```
//!
//! Each line is one decision. The first id of a line of `same` stays. To undo a decision, delete its line; a
//! comma that is left over is no mistake here.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Source};
use crate::error::{ErrorKind, Result};
use crate::graph::{Graph, NodeId, Union};
use crate::jsontext::{self, Kind, Member, Scanner};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The name of the file, in the folder of the graph files.
pub const FILE_NAME: &str = "decisions.json";

/// One decision about two or more nodes.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The ids of the nodes.
    pub ids: Vec<String>,
    place: Option<Place>,
}

/// All decisions of one or several files.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// Nodes that are the same; the first of each decision stays.
    pub same: Vec<Decision>,
    /// Nodes that are not the same.
    pub different: Vec<Decision>,
}

impl Decisions {
    /// Reads a file of decisions.
    ///
    /// # Errors
    /// Fails with every problem if the text is not as it should be, or if decisions contradict each other.
    pub fn read(source: &Arc<Source>) -> Result<Decisions> {
        let mut decisions = Decisions::default();
        let mut problems = Diagnostics::default();
        decisions.fill(source, &mut problems);
        if problems.is_empty() {
            decisions.check(&mut problems);
        }
        match problems.is_empty() {
            true => Ok(decisions),
            false => Err(ErrorKind::Graph(problems).into()),
        }
    }

    fn fill(&mut self, source: &Arc<Source>, problems: &mut Diagnostics) {
        let text = without_left_over_commas(source.text());
        let place = |span: std::ops::Range<usize>| Place { source: Arc::clone(source), span, pointer: String::new() };
        let bad = |span, message: String| {
            let hint = "write `{\"same\": [[\"a\", \"b\"]], \"different\": [[\"a\", \"c\"]]}`";
            Diagnostic::new(Code::BadDecision, message).at(place(span)).hint(hint)
        };
        let mut scanner = Scanner::new(&text, 0);
        match scanner.value().and_then(|span| scanner.end().map(|()| span)) {
            Ok(span) if Kind::of(&text[span.clone()]) == Kind::Object => {}
            Ok(span) => return problems.push(bad(span, "decisions must be an object".to_owned())),
            Err(error) => {
                let mut diagnostic = Diagnostic::new(Code::MalformedJson, error.message).at(place(error.span));
                diagnostic.hint = error.hint;
                return problems.push(diagnostic);
            }
        }
        for member in jsontext::members(&text, 0) {
            let list = match &*member.key {
                "same" => &mut self.same,
                "different" => &mut self.different,
                key => {
                    problems.push(bad(member.key_span.clone(), format!("`{key}` is neither `same` nor `different`")));
                    continue;
                }
            };
            if Kind::of(member.value) != Kind::Array {
                problems.push(bad(member.value_span, format!("`{}` must be a list of lists", member.key)));
                continue;
            }
            for (value, span) in member.elements() {
                let key = std::borrow::Cow::Borrowed("");
                let whole = Member { key, key_span: span.clone(), value, value_span: span.clone() };
                let ids = whole.elements();
                let distinct: BTreeSet<&str> = ids.iter().map(|(id, _)| *id).collect();
                if ids.len() < 2 || distinct.len() < ids.len() || ids.iter().any(|(id, _)| Kind::of(id) != Kind::String)
                {
                    problems.push(bad(span, "a decision is a list of two or more different ids".to_owned()));
                    continue;
                }
                let ids = ids.into_iter().map(|(id, _)| jsontext::decode(id).into_owned()).collect();
                list.push(Decision { ids, place: Some(place(span)) });
            }
        }
    }

    /// Adds the decisions of another file.
    ///
    /// # Errors
    /// Fails if the two contradict each other.
    pub fn join(&mut self, other: Decisions) -> Result<()> {
        self.same.extend(other.same);
        self.different.extend(other.different);
        let mut problems = Diagnostics::default();
        self.check(&mut problems);
        if problems.is_empty() { Ok(()) } else { Err(ErrorKind::Graph(problems).into()) }
    }

    /// Adds, for each list of ids, that they are the same, if no line says so. The first stays.
    pub fn add_same(&mut self, lists: Vec<Vec<String>>) {
        add(&mut self.same, lists);
    }

    /// Adds, for each list of ids, that they are not the same, if no line says so.
    pub fn add_different(&mut self, lists: Vec<Vec<String>>) {
        add(&mut self.different, lists);
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.same.is_empty() && self.different.is_empty()
    }

    /// Returns all pairs that are not the same, each in the order of its ids.
    pub fn different_pairs(&self) -> BTreeSet<(&str, &str)> {
        self.different.iter().flat_map(|decision| pairs(&decision.ids)).collect()
    }

    /// Writes the file: one decision a line.
    pub fn to_text(&self) -> String {
        let list = |decisions: &[Decision]| -> String {
            let line = |decision: &Decision| {
                format!("\n    {}", serde_json::json!(decision.ids).to_string().replace("\",\"", "\", \""))
            };
            let lines: Vec<String> = decisions.iter().map(line).collect();
            if lines.is_empty() { "[]".to_owned() } else { format!("[{}\n  ]", lines.join(",")) }
        };
        format!("{{\n  \"same\": {},\n  \"different\": {}\n}}\n", list(&self.same), list(&self.different))
    }

    /// Groups the ids that are the same, the one that stays first. Time O(decisions × log).
    fn groups(&self) -> Vec<Group<'_>> {
        let mut number_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut groups: Vec<Group<'_>> = Vec::new();
        for decision in &self.same {
            let mut group = Group { ids: Vec::new(), decisions: vec![decision] };
            let numbers: BTreeSet<usize> =
                decision.ids.iter().filter_map(|id| number_of.get(id.as_str()).copied()).collect();
            for number in numbers {
                let known = std::mem::take(&mut groups[number]);
                group.ids.extend(known.ids);
                group.decisions.splice(0..0, known.decisions);
            }
            for id in &decision.ids {
                if !group.ids.contains(&id.as_str()) {
                    group.ids.push(id);
                }
            }
            number_of.extend(group.ids.iter().map(|id| (*id, groups.len())));
            groups.push(group);
        }
        groups.retain(|group| !group.ids.is_empty());
        for group in &mut groups {
            if let Some(&first) = group.staying().first() {
                group.ids.retain(|id| *id != first);
                group.ids.insert(0, first);
            }
        }
        groups
    }

    /// Reports decisions that contradict each other.
    fn check(&self, problems: &mut Diagnostics) {
        let report = |problems: &mut Diagnostics, message: String, at: &Decision, other: &Decision, hint: &str| {
            let mut diagnostic = Diagnostic::new(Code::BadDecision, message).hint(hint);
            diagnostic.place = at.place.clone();
            if let Some(place) = other.place.clone() {
                diagnostic = diagnostic.related(place, "together with this");
            }
            problems.push(diagnostic);
        };
        let groups = self.groups();
        let group_of: BTreeMap<&str, usize> =
            groups.iter().enumerate().flat_map(|(at, group)| group.ids.iter().map(move |id| (*id, at))).collect();
        for group in &groups {
            let (first, last) = (group.decisions[0], group.decisions[group.decisions.len() - 1]);
            match group.staying().as_slice() {
                [_] => {}
                [] => {
                    let message = format!("none of `{}` stays: each is joined to another", group.ids.join("`, `"));
                    report(problems, message, last, first, "delete one of the lines, or turn it round");
                }
                several => {
                    let message = format!("`{}` are one by these lines, and each is to stay", several.join("` and `"));
                    report(problems, message, last, first, "put the id that stays first in each line");
                }
            }
        }
        for decision in &self.different {
            for (a, b) in pairs(&decision.ids) {
                let (Some(at), true) = (group_of.get(a), group_of.get(a) == group_of.get(b)) else { continue };
                let names = |known: &&&Decision| known.ids.iter().any(|id| id == a || id == b);
                let same = groups[*at].decisions.iter().find(names).copied().unwrap_or(decision);
                let message = format!("`{a}` and `{b}` are different here, but the same by other lines");
                report(problems, message, decision, same, "delete one of the lines");
            }
        }
        problems.sort();
    }

    /// Makes the nodes of a graph one that are the same, and reports what that makes of their values, and ids that
    /// no node has. Edges that say the same then become one, unless `union` keeps them apart. Time and space O(nodes + edges), if any decision applies.
    pub fn apply(&self, graph: Graph, union: Union) -> (Graph, Diagnostics) {
        let mut problems = Diagnostics::default();
        for decision in self.same.iter().chain(&self.different) {
            for id in decision.ids.iter().filter(|id| graph.find(id).is_none()) {
                let message = format!("a decision names `{id}`, which is no node's id");
                let mut diagnostic =
                    Diagnostic::new(Code::UnusedDecision, message).hint("mend the id, or delete the line");
                diagnostic.place = decision.place.clone();
                problems.push(diagnostic);
            }
        }
        let nodes = |group: &Group<'_>| group.ids.iter().filter_map(|id| graph.find(id)).collect::<Vec<NodeId>>();
        let groups: Vec<Vec<NodeId>> = self.groups().iter().map(nodes).filter(|nodes| nodes.len() > 1).collect();
        if groups.is_empty() {
            return (graph, problems);
        }
        let (unified, found) = graph.unify(&groups, union);
        problems.extend(found);
        (unified, problems)
    }
}

/// Ids that are the same, and the decisions that say so.
#[derive(Debug, Default)]
struct Group<'d> {
    ids: Vec<&'d str>,
    decisions: Vec<&'d Decision>,
}

impl<'d> Group<'d> {
    /// Returns the ids that are joined to no other: one, if the decisions agree.
    fn staying(&self) -> Vec<&'d str> {
        let joined: BTreeSet<&'d str> =
            self.decisions.iter().flat_map(|decision| decision.ids.iter().skip(1).map(String::as_str)).collect();
        self.ids.iter().copied().filter(|id| !joined.contains(id)).collect()
    }
}

fn add(decisions: &mut Vec<Decision>, lists: Vec<Vec<String>>) {
    let mut lines_of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (line, decision) in decisions.iter().enumerate() {
        for id in &decision.ids {
            lines_of.entry(id.clone()).or_default().push(line);
        }
    }
    for ids in lists {
        let lines = ids.first().and_then(|id| lines_of.get(id)).map_or(&[][..], Vec::as_slice);
        if lines.iter().any(|&line| ids.iter().all(|id| decisions[line].ids.contains(id))) {
            continue;
        }
        for id in &ids {
            lines_of.entry(id.clone()).or_default().push(decisions.len());
        }
        decisions.push(Decision { ids, place: None });
    }
}

fn pairs(ids: &[String]) -> Vec<(&str, &str)> {
    let mut pairs = Vec::new();
    for (at, a) in ids.iter().enumerate() {
        for b in &ids[at + 1..] {
            pairs.push(if a < b { (a.as_str(), b.as_str()) } else { (b.as_str(), a.as_str()) });
        }
    }
    pairs
}

/// Puts a blank for each comma with nothing behind it, which a deleted line leaves. Every place stays where it is.
fn without_left_over_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        let left_over = c == ',' && !in_string && text[at + 1..].trim_start().starts_with([']', '}']);
        out.push(if left_over { ' ' } else { c });
        (in_string, escaped) = match (in_string, c) {
            (true, '\\') if !escaped => (true, true),
            (true, '"') if !escaped => (false, false),
            (true, _) => (true, false),
            (false, '"') => (true, false),
            (false, _) => (false, false),
        };
    }
    out
}

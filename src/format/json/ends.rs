//! Ends of edges as other programs write them: under other keys, as whole nodes, as places in the list.

use crate::diagnostics::{Code, Diagnostic};
use crate::graph::{Builder, FileId};
use crate::jsontext::{self, Kind, Member, Scanner};
use std::borrow::Cow;

/// Keys of the two ends: vis-network and Kumu, Obsidian's canvas, Neo4j, tables of GraphFrames, triples.
const KEYS: [[&str; 2]; 6] = [
    ["from", "to"],
    ["fromNode", "toNode"],
    ["startNode", "endNode"],
    ["src", "dst"],
    ["source_id", "target_id"],
    ["subject", "object"],
];

/// How the edges of a list name their ends.
#[derive(Debug, Default)]
pub(super) struct Ends<'a> {
    keys: Option<[&'static str; 2]>,
    /// An end is the node itself, as D3 leaves it after a simulation.
    objects: bool,
    /// The ids of the nodes, as JSON text, where numbers mean places in their list.
    places: Vec<&'a str>,
}

impl<'a> Ends<'a> {
    /// Finds how edges name their ends; the first edge settles it. `nodes` is where the lists of nodes begin.
    pub(super) fn find(
        text: &'a str,
        mut scanner: Scanner<'a>,
        nodes: &[usize],
        builder: &mut Builder,
        file: FileId,
    ) -> Ends<'a> {
        let (mut ends, mut first, mut members) = (Ends::default(), true, Vec::new());
        // What is broken is reported by the reading that follows.
        let has_edge = scanner.peek() == Some(b'[')
            && scanner.begin_array().is_ok()
            && matches!(scanner.next_element(&mut first), Ok(true))
            && scanner.peek() == Some(b'{')
            && jsontext::take_members(&mut scanner, &mut members).is_ok();
        if !has_edge {
            return ends;
        }
        let has = |key: &str| members.iter().find(|member: &&Member<'_>| member.key == key);
        if has("source").is_none() && has("target").is_none() {
            ends.keys = KEYS.into_iter().find(|keys| keys.iter().all(|key| has(key).is_some()));
        }
        let [source, target] = ends.keys.unwrap_or(["source", "target"]).map(has);
        let (Some(source), Some(target)) = (source, target) else { return ends };
        let both = |kind: Kind| [source, target].iter().all(|end| Kind::of(end.value) == kind);
        ends.objects = both(Kind::Object);
        if both(Kind::Number)
            && let [start] = nodes
            && let Some(places) = ids_that_are_words(Scanner::new(text, *start))
        {
            ends.places = places;
            let message = "the edges of this file name nodes by their places in the list, from 0";
            let place = builder.place(file, source.value_span.clone(), "");
            builder.report(Diagnostic::new(Code::NoId, message).at(place).hint("name nodes by their `id`"));
        }
        ends
    }

    /// Returns whether edges have `source` and `target` that can be taken as they are.
    pub(super) fn is_plain(&self) -> bool {
        self.keys.is_none() && !self.objects && self.places.is_empty()
    }

    /// Makes an edge's ends `source` and `target` with ids. `id` is the key that is a node's id.
    pub(super) fn apply(&self, members: &mut [Member<'a>], id: Option<&str>) {
        if let Some(keys) = self.keys
            && !members.iter().any(|member| matches!(&*member.key, "source" | "target"))
        {
            for (key, name) in keys.into_iter().zip(["source", "target"]) {
                if let Some(member) = members.iter_mut().find(|member| member.key == key) {
                    member.key = Cow::Borrowed(name);
                }
            }
        }
        for member in members.iter_mut().filter(|member| matches!(&*member.key, "source" | "target")) {
            if self.objects && Kind::of(member.value) == Kind::Object {
                let inner = member.members();
                let found = [id.unwrap_or("id"), "index"].iter().find_map(|key| inner.iter().find(|m| m.key == *key));
                if let Some(found) = found {
                    (member.value, member.value_span) = (found.value, found.value_span.clone());
                }
            }
            if let Some(id) = member.value.parse::<usize>().ok().and_then(|at| self.places.get(at)) {
                member.value = id;
            }
        }
    }
}

/// Returns the ids of a list of nodes, as JSON text, if each has one and none looks like a number.
fn ids_that_are_words(mut scanner: Scanner<'_>) -> Option<Vec<&str>> {
    let (mut first, mut members, mut ids) = (true, Vec::new(), Vec::new());
    scanner.begin_array().ok()?;
    while scanner.next_element(&mut first).ok()? {
        members.clear();
        if scanner.peek() != Some(b'{') {
            return None;
        }
        jsontext::take_members(&mut scanner, &mut members).ok()?;
        let id = members.iter().find(|member: &&Member<'_>| member.key == "id")?.value;
        if Kind::of(id) != Kind::String || id.trim_matches('"').parse::<i64>().is_ok() {
            return None;
        }
        ids.push(id);
    }
    Some(ids)
}

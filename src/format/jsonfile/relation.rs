//! Edges without a `relation`: other people's files say it under another key, or not at all.

use crate::diagnostics::{Code, Diagnostic};
use crate::graph::{Builder, FileId};
use crate::jsontext::{Kind, Member};
use std::borrow::Cow;
use std::ops::Range;

/// Keys that stand for the relation where every edge of a file has them, the first first.
const CANDIDATES: [&str; 5] = ["relationship", "predicate", "label", "type", "kind"];
/// The relation of edges that have none.
const NONE: &str = "\"related-to\"";

/// Counts which keys the edges of a file have.
#[derive(Debug, Default)]
pub(in crate::format) struct Tally {
    edges: usize,
    related: bool,
    usual: usize,
    counts: [usize; CANDIDATES.len()],
    first: Option<(Range<usize>, String)>,
}

/// How the edges of a file say their relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum RelationKey {
    /// As `relation`.
    Plain,
    /// Under another key.
    Other(&'static str),
    /// Not at all.
    Absent,
}

impl Tally {
    /// Takes note of an edge. `usual` is the key under which the format itself has the relation, if it
    /// is not `relation`.
    pub(in crate::format) fn add(
        &mut self,
        members: &[Member<'_>],
        usual: &str,
        span: &Range<usize>,
        pointer: impl FnOnce() -> String,
    ) {
        self.edges += 1;
        let has = |key: &str| {
            members
                .iter()
                .any(|member| member.key == key && Kind::of(member.value) == Kind::String && member.value.len() > 2)
        };
        // A misspelled or empty relation is a mistake in that edge, not a way to write edges.
        self.related |= members.iter().any(|member| member.key == "relation" || is_near(&member.key));
        self.usual += usize::from(has(usual));
        for (count, key) in self.counts.iter_mut().zip(CANDIDATES) {
            *count += usize::from(has(key));
        }
        self.first.get_or_insert_with(|| (span.clone(), pointer()));
    }

    /// Returns whether the first edge settles it, so that the rest need not be counted.
    pub(in crate::format) fn is_settled(&self) -> bool {
        self.related
    }

    /// Decides, and warns if the edges have no `relation`.
    pub(in crate::format) fn settle(self, builder: &mut Builder, file: FileId, usual: &'static str) -> RelationKey {
        let Some((span, pointer)) = self.first else { return RelationKey::Plain };
        if self.related || builder.declares_relations() {
            return RelationKey::Plain;
        }
        if self.usual == self.edges {
            return RelationKey::Other(usual);
        }
        let found = CANDIDATES.into_iter().zip(self.counts).find(|&(_, count)| count == self.edges);
        let key = found.map_or(RelationKey::Absent, |(key, _)| RelationKey::Other(key));
        let instead = match key {
            RelationKey::Other(key) => format!("`{key}`, which every edge has, is read as the relation"),
            _ => "each is read as `related-to`".to_owned(),
        };
        let message = format!("no edge of this file has a `relation`: {instead}");
        let place = builder.place(file, span, pointer);
        builder.report(
            Diagnostic::new(Code::NoRelation, message)
                .at(place)
                .hint("add `\"relation\": …` to say what each edge means"),
        );
        key
    }
}

impl RelationKey {
    /// Gives an edge's members a `relation`.
    pub(in crate::format) fn apply(self, members: &mut Vec<Member<'_>>, span: &Range<usize>) {
        match self {
            RelationKey::Plain => {}
            RelationKey::Other(key) => {
                if let Some(member) = members.iter_mut().find(|member| member.key == key) {
                    member.key = Cow::Borrowed("relation");
                }
            }
            RelationKey::Absent => members.push(super::names::synthetic("relation", NONE, span)),
        }
    }
}

/// Returns whether a key is nearly `relation`, which is then what was meant.
fn is_near(key: &str) -> bool {
    key != "relationship"
        && (5..=10).contains(&key.len())
        && crate::suggest::distance(&key.to_lowercase(), "relation") <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_relation_is_told_from_other_keys() {
        for (key, near) in [
            ("relaton", true),
            ("Relation", true),
            ("relations", true),
            ("relationship", false),
            ("rel", false),
            ("label", false),
        ] {
            assert_eq!(is_near(key), near, "{key}");
        }
        let tally = |edge: &str| {
            let mut tally = Tally::default();
            tally.add(&crate::jsontext::members(edge, 0), "label", &(0..edge.len()), String::new);
            (tally.related, tally.usual)
        };
        assert_eq!(tally(r#"{"relation": ""}"#), (true, 0));
        assert_eq!(tally(r#"{"relaton": 1}"#), (true, 0));
        assert_eq!(tally(r#"{"label": ""}"#), (false, 0));
        assert_eq!(tally(r#"{"label": "x"}"#), (false, 1));
    }
}

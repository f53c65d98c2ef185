//! What readers of texts without JSON share: records whose values are made, and the vocabulary that
//! edges without direction need.

use crate::diagnostics::{Code, Diagnostic};
use crate::graph::{Builder, FileId, Record};
use crate::jsontext::{self, Member};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// The relation of edges that name none.
pub(super) const NO_RELATION: &str = "related-to";

/// One node or edge in the making: keys, values as JSON text, and where the file says so.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    fields: Vec<(Cow<'a, str>, String, Range<usize>)>,
}

impl<'a> Row<'a> {
    /// Adds a text.
    pub(super) fn text(&mut self, key: impl Into<Cow<'a, str>>, text: &str, span: Range<usize>) {
        let mut json = String::with_capacity(text.len() + 2);
        jsontext::write_string(&mut json, text);
        self.fields.push((key.into(), json, span));
    }

    /// Adds a value that is JSON text.
    pub(super) fn json(&mut self, key: impl Into<Cow<'a, str>>, json: impl Into<String>, span: Range<usize>) {
        self.fields.push((key.into(), json.into(), span));
    }

    /// Returns whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|(known, ..)| known == key)
    }

    fn members(&self) -> Vec<Member<'_>> {
        self.fields
            .iter()
            .map(|(key, json, span)| Member {
                key: Cow::Borrowed(&**key),
                key_span: span.clone(),
                value: json,
                value_span: span.clone(),
            })
            .collect()
    }

    /// Hands the node to the builder.
    pub(super) fn node(&self, builder: &mut Builder, file: FileId, index: usize, span: &Range<usize>) {
        builder.node(Record { file, list: "nodes", index, span, members: &self.members() });
    }

    /// Hands the edge to the builder.
    pub(super) fn edge(&self, builder: &mut Builder, file: FileId, index: usize, span: &Range<usize>) {
        builder.edge(Record { file, list: "edges", index, span, members: &self.members() });
    }
}

/// Which relations hold both ways, found from edges that say so one by one.
#[derive(Debug, Default)]
pub(super) struct Directions {
    /// Relations in order of first use; how many edges have a direction and how many have none.
    relations: Vec<(String, [usize; 2])>,
    index: BTreeMap<String, usize>,
}

impl Directions {
    /// Takes note of one edge.
    pub(super) fn add(&mut self, relation: &str, directed: bool) {
        let at = match self.index.get(relation) {
            Some(&at) => at,
            None => {
                self.index.insert(relation.to_owned(), self.relations.len());
                self.relations.push((relation.to_owned(), [0, 0]));
                self.relations.len() - 1
            }
        };
        self.relations[at].1[usize::from(!directed)] += 1;
    }

    /// Returns whether edges of a relation are told apart by direction, so that each without one must say so itself.
    pub(super) fn is_mixed(&self, relation: &str) -> bool {
        self.index.get(relation).is_some_and(|&at| self.relations[at].1[0] > 0)
    }

    /// Tells the builder: a graph without direction if no edge has one, else relations that hold both ways.
    pub(super) fn declare(&self, builder: &mut Builder, file: FileId) {
        let count = |which: usize| self.relations.iter().map(|(_, counts)| counts[which]).sum::<usize>();
        if count(1) == 0 {
            return;
        }
        if count(0) == 0 {
            return undirected(builder, file);
        }
        let mut json = String::from("{\"relations\": [");
        for (at, (id, counts)) in self.relations.iter().enumerate() {
            json.push_str(if at > 0 { ", {\"id\": " } else { "{\"id\": " });
            jsontext::write_string(&mut json, id);
            json.push_str(if counts[0] == 0 { ", \"symmetric\": true}" } else { "}" });
        }
        json.push_str("]}");
        header(builder, file, &json);
    }
}

/// Says that the whole graph has no direction.
pub(super) fn undirected(builder: &mut Builder, file: FileId) {
    builder.top_level(file, &Member { key: "directed".into(), key_span: 0..0, value: "false", value_span: 0..0 });
}

/// Gives the builder a header, as JSON text that was made.
pub(super) fn header(builder: &mut Builder, file: FileId, json: &str) {
    builder.header(file, &Member { key: "graph".into(), key_span: 0..0, value: json, value_span: 0..0 });
}

/// Edges that name no relation: counted, and told once.
#[derive(Debug, Default)]
pub(super) struct WithoutRelation {
    count: usize,
    first: Option<(FileId, Range<usize>)>,
}

impl WithoutRelation {
    pub(super) fn add(&mut self, file: FileId, span: Range<usize>) {
        self.count += 1;
        self.first.get_or_insert((file, span));
    }

    pub(super) fn report(self, builder: &mut Builder, hint: &str) {
        let Some((file, span)) = self.first else { return };
        let edges = if self.count == 1 { "1 edge names" } else { &format!("{} edges name", self.count) };
        let place = builder.place(file, span, "");
        builder.report(
            Diagnostic::new(Code::NoRelation, format!("{edges} no relation; it is read as `{NO_RELATION}`"))
                .at(place)
                .hint(hint),
        );
    }
}

/// Returns whether a text is one whole JSON value.
pub(super) fn is_json(text: &str) -> bool {
    let first = matches!(text.as_bytes().first(), Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'));
    if !first {
        return false;
    }
    let mut scanner = jsontext::Scanner::new(text, 0);
    scanner.value().is_ok_and(|span| span == (0..text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_values_are_told_from_texts() {
        for text in ["1", "-1.5e3", "true", "null", "\"a\"", "[1]", "{}"] {
            assert!(is_json(text), "{text}");
        }
        for text in ["", "01", "a", "1 ", " 1", "truex", "[", "\"a", "1;2", "nullable", "'1'"] {
            assert!(!is_json(text), "{text}");
        }
    }
}

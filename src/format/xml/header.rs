//! What XML has no place for, as JSON in a comment behind the document: no reader minds it, ours reads it.
//!
//! `<!--kgraph {"graph": {…}, "columns": {"nodes": {"n_a_b": {"key": "a b", "holds": "lists"}}}}-->`:
//! the header as in kgraph JSON, and of columns the keys that had to be renamed and what stands in
//! them as text.

use crate::diagnostics::Code;
use crate::graph::{Graph, Header};
use crate::jsontext::{self, Member, Scanner, write_string};
use std::collections::HashMap;
use std::ops::Range;

const START: &str = "<!--kgraph ";
const END: &str = "-->";

/// What the texts of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Holds {
    /// Lists; those of strings may be joined.
    Lists,
    /// Objects.
    Objects,
    /// Numbers that readers would round.
    Numbers,
    /// Booleans, in a format that has none.
    Booleans,
}

impl Holds {
    const ALL: [(Holds, &'static str); 4] = [
        (Holds::Lists, "lists"),
        (Holds::Objects, "objects"),
        (Holds::Numbers, "numbers"),
        (Holds::Booleans, "booleans"),
    ];
}

/// A column that its declaration does not describe in full.
#[derive(Clone, Debug, Default)]
pub(in crate::format) struct ColumnNote {
    /// The graph's key, where the column has another name.
    pub(in crate::format) key: Option<String>,
    pub(in crate::format) holds: Option<Holds>,
}

/// Notes on columns of nodes and of edges, by the columns' ids.
pub(in crate::format) type ColumnNotes = [HashMap<String, ColumnNote>; 2];

/// Appends the comment. `columns` are those of nodes and of edges, by id.
pub(in crate::format) fn write(out: &mut String, graph: &Graph, columns: [Vec<(String, ColumnNote)>; 2]) {
    out.push_str(START);
    write_hidden(out, &json(graph, columns));
    out.push_str(END);
    out.push('\n');
}

/// Returns what stands in the comment.
pub(in crate::format) fn json(graph: &Graph, columns: [Vec<(String, ColumnNote)>; 2]) -> String {
    let header = graph.header();
    let mut json = String::from("{");
    let mut member = |key: &str, value: &str| {
        json.push_str(if json.len() > 1 { ", " } else { "" });
        write_string(&mut json, key);
        json.push_str(": ");
        json.push_str(value);
    };
    if !header.directed {
        member("directed", "false");
    }
    let top = object(header.top_attributes.iter().map(|(key, json)| (key.as_str(), json.clone())));
    if top != "{}" {
        member("top", &top);
    }
    let declared = declarations(header);
    if declared != "{}" {
        member("graph", &declared);
    }
    let lists = columns.map(|list| {
        object(list.iter().map(|(id, note)| {
            let key = note.key.as_ref().map(|key| ("key", quoted(key)));
            let holds = Holds::ALL.iter().find(|(holds, _)| note.holds == Some(*holds));
            (id.as_str(), object(key.into_iter().chain(holds.map(|(_, word)| ("holds", quoted(word))))))
        }))
    });
    let notes = object(["nodes", "edges"].into_iter().zip(lists).filter(|(_, list)| list != "{}"));
    if notes != "{}" {
        member("columns", &notes);
    }
    json.push('}');
    json
}

fn quoted(text: &str) -> String {
    let mut json = String::new();
    write_string(&mut json, text);
    json
}

fn object<'k>(members: impl Iterator<Item = (&'k str, String)>) -> String {
    let parts: Vec<String> = members.map(|(key, json)| format!("{}: {json}", quoted(key))).collect();
    format!("{{{}}}", parts.join(", "))
}

/// Writes what stands under `graph` in kgraph JSON.
fn declarations(header: &Header) -> String {
    let list = |items: Vec<&str>| (!items.is_empty()).then(|| format!("[{}]", items.join(", ")));
    let documents = list(header.documents.iter().map(|it| it.json.as_str()).collect());
    let types = list(header.types.iter().filter(|it| it.declared).map(|it| it.json.as_str()).collect());
    let relations = list(header.relations.iter().filter(|it| it.declared).map(|it| it.json.as_str()).collect());
    let title = header.title.as_deref().map(quoted);
    let known = [("title", title), ("documents", documents), ("types", types), ("relations", relations)];
    let known = known.into_iter().filter_map(|(key, json)| Some((key, json?)));
    object(known.chain(header.attributes.iter().map(|(key, json)| (key.as_str(), json.clone()))))
}

/// Appends JSON in a form that may stand in a comment: no two hyphens together, no forbidden character.
fn write_hidden(out: &mut String, json: &str) {
    let mut before = ' ';
    for c in json.chars() {
        before = match c {
            '-' if before == '-' => {
                out.push_str("\\u002d");
                ' '
            }
            '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
                ' '
            }
            _ => {
                out.push(c);
                c
            }
        };
    }
}

/// A problem: its code, place, message and hint.
type Broken = (Code, Range<usize>, String, String);

/// What the comment says.
pub(in crate::format) struct Hidden<'a> {
    /// Members of the object, with their places in the file.
    members: Vec<Member<'a>>,
}

impl<'a> Hidden<'a> {
    /// Reads a comment of a file; `None` if it is not ours.
    pub(in crate::format) fn read(text: &'a str, comment: Range<usize>) -> Option<Self> {
        let inner = text[comment.clone()].strip_prefix(START)?.strip_suffix(END)?;
        let start = comment.start + START.len();
        Self::of(text, start..start + inner.len())
    }

    /// Returns what is wrong with a comment that is ours and cannot be read.
    pub(in crate::format) fn problem(text: &'a str, comment: Range<usize>) -> Option<Broken> {
        let inner = text[comment.clone()].strip_prefix(START)?.strip_suffix(END)?;
        let start = comment.start + START.len();
        Self::problem_of(text, start..start + inner.len())
    }

    /// Returns what is wrong with JSON that cannot be read.
    pub(in crate::format) fn problem_of(text: &'a str, json: Range<usize>) -> Option<Broken> {
        let message = "the comment that holds the graph's title, documents and vocabulary is broken: they are not read";
        let hint = "export the graph again, or delete the comment";
        let broken = Self::of(text, json.clone()).is_none();
        broken.then(|| (Code::BadValue, json, message.to_owned(), hint.to_owned()))
    }

    /// Reads the JSON that stands at a place in a file.
    pub(in crate::format) fn of(text: &'a str, json: Range<usize>) -> Option<Self> {
        let mut scanner = Scanner::new(text.get(..json.end)?, json.start);
        let mut members = Vec::new();
        jsontext::take_members(&mut scanner, &mut members).ok()?;
        scanner.end().ok()?;
        Some(Hidden { members })
    }

    /// Returns what stands under a key.
    pub(in crate::format) fn get(&self, key: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.key == key)
    }

    /// Returns the notes on columns.
    pub(in crate::format) fn columns(&self) -> ColumnNotes {
        let all = self.get("columns").map(Member::members).unwrap_or_default();
        ["nodes", "edges"].map(|list| {
            let list = all.iter().find(|member| member.key == list).map(Member::members).unwrap_or_default();
            list.into_iter().map(|column| (column.key.to_string(), note(&column))).collect()
        })
    }
}

fn note(column: &Member<'_>) -> ColumnNote {
    let mut note = ColumnNote::default();
    for member in column.members() {
        let text = jsontext::decode(member.value);
        match &*member.key {
            "key" => note.key = Some(text.into_owned()),
            "holds" => note.holds = Holds::ALL.iter().find(|(_, word)| *word == text).map(|(holds, _)| *holds),
            _ => {}
        }
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_json_may_stand_in_a_comment_and_comes_back() {
        let mut out = String::from(START);
        write_hidden(&mut out, "{\"graph\": \"a--->b\u{ffff}-\"}");
        out.push_str(END);
        assert_eq!(out, "<!--kgraph {\"graph\": \"a-\\u002d->b\\uffff-\"}-->");
        let hidden = Hidden::read(&out, 0..out.len()).expect("ours");
        let value = hidden.get("graph").expect("a member").value;
        assert_eq!(jsontext::decode(value), "a--->b\u{ffff}-");
        assert!(Hidden::read("<!-- mine -->", 0..13).is_none());
        assert!(Hidden::read("<!--kgraph {-->", 0..15).is_none());
    }
}

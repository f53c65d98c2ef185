//! What a graph says of its own looks: the key `style` of its header, or a file of that form.
//!
//! ```json
//! {"types": {"person": {"color": "#0b6e4f", "dark": "#5fd3a5", "icon": "star"}},
//!  "relations": {"opposes": {"color": "#8a1c7c", "dark": "#e08bd6", "dash": false}}}
//! ```

use super::{KEYS, Rgb};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Source};
use crate::error::{ErrorKind, Result};
use crate::graph::{Graph, Header};
use crate::jsontext::{self, Kind, Member, Scanner};
use crate::suggest;
use std::ops::Range;
use std::sync::Arc;

/// The key of the header.
const KEY: &str = "style";

/// What is said of one type or relation; the rest is as usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) color: Option<Rgb>,
    pub(super) dark: Option<Rgb>,
    /// Number of the icon in [`KEYS`].
    pub(super) icon: Option<usize>,
    pub(super) dash: Option<bool>,
}

/// Something that no look can be made of.
struct Problem {
    /// What it is in a file that is a style and nothing else, where it is an error.
    code: Code,
    span: Range<usize>,
    pointer: String,
    message: String,
    hint: Option<String>,
}

/// The looks that a header's own style gives, by number of the type and of the relation; what is wrong gives none.
pub(super) fn of(header: &Header) -> (Vec<Own>, Vec<Own>) {
    let mut reader = Reader::new(header);
    if let Some(text) = text(header) {
        reader.read(text, 0);
    }
    (reader.types, reader.relations)
}

fn text(header: &Header) -> Option<&str> {
    header.attributes.iter().find(|(key, _)| key == KEY).map(|(_, json)| json.as_str())
}

/// Finds what is wrong with the style of a graph that was read from these sources.
///
/// Its place is told where the source is JSON with the style in `graph`. Another format's `style` that is no object is
/// its own affair. Time O(style), and O(text) if something is wrong.
pub(in crate::format) fn check(header: &Header, sources: &[Arc<Source>]) -> Vec<Diagnostic> {
    let Some(json) = text(header) else { return Vec::new() };
    let mut reader = Reader::new(header);
    reader.read(json, 0);
    if reader.problems.is_empty() {
        return Vec::new();
    }
    let Some((source, member)) = sources.iter().find_map(|source| Some((source, find(source.text())?))) else {
        let diagnostic = |problem: Problem| {
            let mut diagnostic = Diagnostic::new(Code::BadStyle, problem.message);
            diagnostic.hint = problem.hint;
            diagnostic
        };
        return if Kind::of(json) == Kind::Object {
            reader.problems.into_iter().map(diagnostic).collect()
        } else {
            Vec::new()
        };
    };
    let mut reader = Reader::new(header);
    reader.read(source.text(), member.value_span.start);
    reader.diagnostics(source, "/graph/style", Some(Code::BadStyle))
}

/// Finds the style in the text of a JSON file.
fn find(text: &str) -> Option<Member<'_>> {
    let graph = jsontext::members(text, 0).into_iter().find(|member| member.key == "graph")?;
    graph.members().into_iter().find(|member| member.key == KEY)
}

/// Returns the graph with the style of a file, which counts before what the graph says itself, key by key.
///
/// It becomes the graph's own: an export that holds the header's keys holds it too. Time O(file + header).
///
/// # Errors
/// Fails with every problem if the file is not JSON of the form above, or names a type, relation, colour or icon that
/// there is not.
pub fn restyled(graph: Graph, source: &Arc<Source>) -> Result<Graph> {
    let source_text = source.text();
    let mut scanner = Scanner::new(source_text, 0);
    let scanned = scanner.value().and_then(|span| scanner.end().map(|()| span));
    let span = scanned.map_err(|error| {
        let place = Place { source: Arc::clone(source), span: error.span, pointer: String::new() };
        let mut diagnostic = Diagnostic::new(Code::MalformedJson, error.message).at(place);
        diagnostic.hint = error.hint;
        refused([diagnostic])
    })?;
    let mut reader = Reader::new(graph.header());
    reader.read(source_text, span.start);
    if !reader.problems.is_empty() {
        return Err(refused(reader.diagnostics(source, "", None)));
    }
    let known = text(graph.header()).filter(|json| Kind::of(json) == Kind::Object).unwrap_or("{}");
    let mut joined = String::new();
    jsontext::write_canonical(&mut joined, &join(known, &source_text[span]));
    Ok(graph.with_graph_attribute(KEY, &joined))
}

fn refused(problems: impl IntoIterator<Item = Diagnostic>) -> crate::error::Error {
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(problems);
    ErrorKind::Graph(diagnostics).into()
}

/// Joins two objects, and the objects in them; of two other values the second counts.
fn join(first: &str, second: &str) -> String {
    if Kind::of(first) != Kind::Object || Kind::of(second) != Kind::Object {
        return second.to_owned();
    }
    let (first, second) = (jsontext::members(first, 0), jsontext::members(second, 0));
    let mut out = String::from("{");
    let mut put = |key: &str, value: &str| {
        if out.len() > 1 {
            out.push_str(", ");
        }
        jsontext::write_string(&mut out, key);
        out.push_str(": ");
        out.push_str(value);
    };
    for Member { key, value, .. } in &first {
        match second.iter().find(|other| other.key == *key) {
            Some(other) => put(key, &join(value, other.value)),
            None => put(key, value),
        }
    }
    for Member { key, value, .. } in second.iter().filter(|other| !first.iter().any(|known| known.key == other.key)) {
        put(key, value);
    }
    out.push('}');
    out
}

/// Reads a style against the types and relations that there are.
struct Reader<'h> {
    header: &'h Header,
    types: Vec<Own>,
    relations: Vec<Own>,
    problems: Vec<Problem>,
}

impl<'h> Reader<'h> {
    fn new(header: &'h Header) -> Self {
        let (types, relations) = (header.types.len(), header.relations.len());
        let none = Own::default();
        Reader { header, types: vec![none; types], relations: vec![none; relations], problems: Vec::new() }
    }

    /// Returns the problems with their places, all of one code or each of its own.
    fn diagnostics(self, source: &Arc<Source>, pointer: &str, code: Option<Code>) -> Vec<Diagnostic> {
        let diagnostic = |problem: Problem| {
            let pointer = format!("{pointer}{}", problem.pointer);
            let place = Place { source: Arc::clone(source), span: problem.span, pointer };
            let mut diagnostic = Diagnostic::new(code.unwrap_or(problem.code), problem.message).at(place);
            diagnostic.hint = problem.hint;
            diagnostic
        };
        self.problems.into_iter().map(diagnostic).collect()
    }

    fn wrong(&mut self, code: Code, span: &Range<usize>, pointer: &str, message: String, hint: Option<String>) {
        self.problems.push(Problem { code, span: span.clone(), pointer: pointer.to_owned(), message, hint });
    }

    /// Reads the value that begins at a place of a text that has been scanned.
    fn read(&mut self, text: &str, at: usize) {
        if text.as_bytes().get(at) != Some(&b'{') {
            let hint = "write `{\"types\": {…}, \"relations\": {…}}`".to_owned();
            return self.wrong(Code::WrongType, &(at..at + 1), "", "a style must be an object".to_owned(), Some(hint));
        }
        for list in jsontext::members(text, at) {
            let pointer = format!("/{}", escaped(&list.key));
            let (header, is_types) = (self.header, list.key == "types");
            let names: Vec<&str> = match &*list.key {
                "types" => header.types.iter().map(|known| known.id.as_str()).collect(),
                "relations" => header.relations.iter().map(|known| known.id.as_str()).collect(),
                key => {
                    self.unknown_key(key, &list.key_span, &pointer, &["types", "relations"]);
                    continue;
                }
            };
            if !self.is_object(&list, &pointer) {
                continue;
            }
            for entry in list.members() {
                let pointer = format!("{pointer}/{}", escaped(&entry.key));
                let Some(number) = names.iter().position(|name| *name == entry.key) else {
                    let (what, code) = match is_types {
                        true => ("type", Code::UnknownType),
                        false => ("relation", Code::UnknownRelation),
                    };
                    let message = format!("the graph has no {what} `{}`", entry.key);
                    let hint = suggest::did_you_mean(&entry.key, names.iter().copied());
                    let hint = hint.or_else(|| (!names.is_empty()).then(|| format!("there are {}", listed(&names))));
                    self.wrong(code, &entry.key_span, &pointer, message, hint);
                    continue;
                };
                if self.is_object(&entry, &pointer) {
                    let own = self.entry(&entry, &pointer, is_types);
                    let all = if is_types { &mut self.types } else { &mut self.relations };
                    all[number] = own;
                }
            }
        }
    }

    fn is_object(&mut self, member: &Member<'_>, pointer: &str) -> bool {
        let kind = Kind::of(member.value);
        if kind != Kind::Object {
            let message = format!("`{}` must be an object, not {}", member.key, kind.with_article());
            self.wrong(
                Code::WrongType,
                &member.value_span,
                pointer,
                message,
                Some("write `{\"color\": \"#0b6e4f\"}`".to_owned()),
            );
        }
        kind == Kind::Object
    }

    fn unknown_key(&mut self, key: &str, span: &Range<usize>, pointer: &str, known: &[&str]) {
        let hint = suggest::did_you_mean(key, known.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("there are {}", listed(known)));
        self.wrong(Code::BadValue, span, pointer, format!("`{key}` is no key of a style"), Some(hint));
    }

    /// Reads what is said of one type or relation.
    fn entry(&mut self, entry: &Member<'_>, pointer: &str, is_type: bool) -> Own {
        let mut own = Own::default();
        for member in entry.members() {
            let pointer = format!("{pointer}/{}", escaped(&member.key));
            let kind = Kind::of(member.value);
            match &*member.key {
                "color" => own.color = self.color(&member, &pointer),
                "dark" => own.dark = self.color(&member, &pointer),
                "icon" if is_type => own.icon = self.icon(&member, &pointer),
                "dash" if !is_type && kind == Kind::Bool => own.dash = Some(member.value == "true"),
                "dash" if !is_type => {
                    let message = format!("`dash` must be true or false, not {}", kind.with_article());
                    self.wrong(Code::WrongType, &member.value_span, &pointer, message, None);
                }
                key => {
                    let known: &[&str] = if is_type { &["color", "dark", "icon"] } else { &["color", "dark", "dash"] };
                    self.unknown_key(key, &member.key_span, &pointer, known);
                }
            }
        }
        own
    }

    fn color(&mut self, member: &Member<'_>, pointer: &str) -> Option<Rgb> {
        let is_string = Kind::of(member.value) == Kind::String;
        let text = if is_string { jsontext::decode(member.value) } else { member.value.into() };
        let color = Rgb::parse(&text).filter(|_| is_string);
        if color.is_none() {
            let digits = text.strip_prefix('#').unwrap_or(&text);
            let long: String = match digits.chars().count() {
                3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
                _ => digits.to_owned(),
            };
            let near = Some(format!("#{long}")).filter(|near| Rgb::parse(near).is_some());
            let hint = near.map_or_else(
                || "write red, green and blue as hexadecimal digits: `#0b6e4f`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("`{}` is no colour", jsontext::shorten(&text, 40));
            self.wrong(Code::BadValue, &member.value_span, pointer, message, Some(hint));
        }
        color
    }

    fn icon(&mut self, member: &Member<'_>, pointer: &str) -> Option<usize> {
        let is_string = Kind::of(member.value) == Kind::String;
        let name = if is_string { jsontext::decode(member.value) } else { member.value.into() };
        let number = KEYS.iter().position(|key| key.icon == name);
        if number.is_none() {
            let names = KEYS.map(|key| key.icon);
            let hint = suggest::did_you_mean(&name, names).unwrap_or_else(|| format!("there are {}", listed(&names)));
            let message = format!("`{}` is no icon", jsontext::shorten(&name, 40));
            self.wrong(Code::BadValue, &member.value_span, pointer, message, Some(hint));
        }
        number
    }
}

/// Names some words, all if they are few.
fn listed(words: &[&str]) -> String {
    const MOST: usize = 13;
    let more = if words.len() > MOST { ", …" } else { "" };
    format!("{}{more}", words.iter().take(MOST).copied().collect::<Vec<_>>().join(", "))
}

/// Writes a key as a part of a JSON pointer (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

//! Finds the records of a text that may be broken anywhere.
//!
//! The text is read as JSON; where it is none, reading goes on at the next place that looks like a record of
//! the list it is in, or like the key of one of the file's own lists.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Source};
use crate::jsontext::{self, Kind, Member, Scanner, SyntaxError};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

const TOP: &[&str] = &["nodes", "edges", "links"];
const HEADER: &[&str] = &["documents", "types", "relations"];

/// A part of the file that is JSON: a record, a declaration, or a key with its value.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The list that it stands in; `graph` or `top` for a key of the header or of the file.
    pub(super) list: &'static str,
    pub(super) span: Range<usize>,
    pub(super) members: Vec<Member<'a>>,
}

/// All parts of a file that are JSON, in order of place.
#[derive(Debug, Default)]
pub(super) struct Pieces<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    /// Lists of which some part is no JSON, or that may be lost altogether.
    pub(super) broken_lists: BTreeSet<&'static str>,
}

impl Pieces<'_> {
    /// Returns the piece around an offset.
    pub(super) fn at(&self, offset: usize) -> Option<&Piece<'_>> {
        let at = self.pieces.partition_point(|piece| piece.span.start <= offset).checked_sub(1)?;
        self.pieces.get(at).filter(|piece| piece.span.contains(&offset))
    }
}

/// Finds all parts of a text that are JSON, and reports the others.
pub(super) fn scan<'a>(source: &'a Arc<Source>, problems: &mut Diagnostics) -> Pieces<'a> {
    let text = source.text();
    let mut walk =
        Walk { source, text, scanner: Scanner::new(text, 0), pieces: Pieces::default(), problems, in_header: false };
    walk.file();
    walk.pieces
}

struct Walk<'a, 'p> {
    source: &'a Arc<Source>,
    text: &'a str,
    scanner: Scanner<'a>,
    pieces: Pieces<'a>,
    problems: &'p mut Diagnostics,
    in_header: bool,
}

/// Where reading goes on after a place that is no JSON.
enum Next {
    /// At a record of the same list.
    Record,
    /// At the key of a list or of the header.
    Key,
    /// Nowhere.
    End,
}

impl<'a> Walk<'a, '_> {
    fn file(&mut self) {
        let Some(start) = beginning(self.text) else {
            self.report(0..0, "there is no object that could be a graph", "write `{\"nodes\": […], \"edges\": […]}`");
            return;
        };
        if !self.text[..start].trim().is_empty() {
            self.report(0..start, "this stands before the graph; it is not read", "delete it");
        }
        self.scanner = Scanner::new(self.text, start);
        let begun = self.scanner.begin_object().is_ok();
        debug_assert!(begun);
        let whole = self.keys();
        let end = self.scanner.offset();
        if whole && !self.text[end..].trim().is_empty() {
            self.report(end..self.text.len(), "this stands after the graph; it is not read", "delete it");
        }
        let has = |list: &str| self.pieces.pieces.iter().any(|piece| piece.list == list);
        if !has("nodes") && self.problems.is_empty() {
            self.report(start..start + 1, "the file has no nodes", "add `\"nodes\": […]`");
        }
    }

    /// Reads the keys of the file and of its header; returns whether the file's object was closed.
    fn keys(&mut self) -> bool {
        let mut first = true;
        loop {
            match self.scanner.next_key(&mut first) {
                Ok(None) if self.in_header => (self.in_header, first) = (false, false),
                Ok(None) => return true,
                Ok(Some(key)) => match self.value_of(key) {
                    Next::End => return false,
                    // A broken place may have swallowed the comma.
                    Next::Key => first = true,
                    Next::Record => first = self.in_header && self.entered_header(),
                },
                Err(error) => {
                    self.broken(&error, None);
                    if self.in_header {
                        self.pieces.broken_lists.extend(HEADER);
                    }
                    if !self.seek_key(error.span.start) {
                        return false;
                    }
                    first = true;
                }
            }
        }
    }

    /// Returns whether the header's brace was the last thing taken.
    fn entered_header(&self) -> bool {
        self.text[..self.scanner.offset()].ends_with('{')
    }

    /// Reads the value of a key. [`Next::Record`] means that all is well.
    fn value_of(&mut self, key: Range<usize>) -> Next {
        let name = jsontext::decode(&self.text[key.clone()]);
        let lists = if self.in_header { HEADER } else { TOP };
        if let Some(list) = lists.iter().find(|list| **list == name) {
            if self.scanner.peek() == Some(b'[') {
                return self.records(list);
            }
        } else if !self.in_header && name == "graph" && self.scanner.peek() == Some(b'{') {
            self.in_header = self.scanner.begin_object().is_ok();
            return Next::Record;
        }
        let list = if self.in_header { "graph" } else { "top" };
        match self.scanner.value() {
            Ok(value_span) => {
                let is_list = lists.iter().any(|list| *list == name)
                    && !(self.in_header && self.text[value_span.clone()] == *"null");
                let value = &self.text[value_span.clone()];
                if is_list || !self.in_header && name == "graph" && Kind::of(value) != Kind::Null {
                    let found = Kind::of(value).with_article();
                    let wanted = if is_list { "a list" } else { "an object" };
                    let diagnostic =
                        Diagnostic::new(Code::WrongType, format!("`{name}` must be {wanted}, not {found}"));
                    self.problems.push(diagnostic.at(self.place(value_span)));
                    return Next::Record;
                }
                let span = key.start..value_span.end;
                if name != "graph" || self.in_header {
                    let member = Member { key: name, key_span: key, value, value_span };
                    self.pieces.pieces.push(Piece { list, span, members: vec![member] });
                }
                Next::Record
            }
            Err(error) => {
                self.broken(&error, Some(key.start));
                if self.seek_key(error.span.start.max(key.end)) { Next::Key } else { Next::End }
            }
        }
    }

    /// Reads a list of records.
    fn records(&mut self, list: &'static str) -> Next {
        let mut first = true;
        if self.scanner.begin_array().is_err() {
            return Next::End;
        }
        loop {
            let (error, start) = match self.scanner.next_element(&mut first) {
                Ok(false) => return Next::Record,
                Ok(true) => {
                    self.scanner.peek();
                    let start = self.scanner.offset();
                    match self.record(list, start) {
                        Ok(()) => continue,
                        Err(error) => (error, Some(start)),
                    }
                }
                Err(error) => (error, None),
            };
            self.broken(&error, start);
            self.pieces.broken_lists.insert(list);
            match self.seek(list, error.span.start.max(start.map_or(0, |start| start + 1))) {
                Next::Record => first = true,
                other => return other,
            }
        }
    }

    fn record(&mut self, list: &'static str, start: usize) -> Result<(), SyntaxError> {
        let mut members = Vec::new();
        if self.scanner.peek() == Some(b'{') {
            jsontext::take_members(&mut self.scanner, &mut members)?;
        } else {
            let span = self.scanner.value()?;
            if !HEADER.contains(&list) || Kind::of(&self.text[span.clone()]) != Kind::String {
                let found = Kind::of(&self.text[span.clone()]).with_article();
                let message = format!("`{list}` must be a list of objects; this is {found}");
                self.problems.push(Diagnostic::new(Code::WrongType, message).at(self.place(span)));
                return Ok(());
            }
        }
        let span = start..self.scanner.offset();
        self.pieces.pieces.push(Piece { list, span, members });
        Ok(())
    }

    /// Goes to the next record of a list, or to the next key of a list.
    fn seek(&mut self, list: &'static str, from: usize) -> Next {
        let mut at = from;
        while let Some(found) = self.text.get(at..).and_then(|rest| rest.find(['{', '"'])) {
            at += found;
            if self.text.as_bytes()[at] == b'"' {
                if self.go_to_key(at) {
                    return Next::Key;
                }
            } else if !self.text[..at].trim_end().ends_with(':') {
                let (mut scanner, mut members) = (Scanner::new(self.text, at), Vec::new());
                if jsontext::take_members(&mut scanner, &mut members).is_ok() && looks_like(list, &members) {
                    self.scanner = Scanner::new(self.text, at);
                    return Next::Record;
                }
            }
            at += 1;
        }
        self.lose_rest();
        Next::End
    }

    /// Goes to the next key of a list or of the header.
    fn seek_key(&mut self, from: usize) -> bool {
        let mut at = from;
        while let Some(found) = self.text.get(at..).and_then(|rest| rest.find('"')) {
            at += found;
            if self.go_to_key(at) {
                return true;
            }
            at += 1;
        }
        self.lose_rest();
        false
    }

    /// Goes to the key at an offset, if one of the file's own lists stands there.
    fn go_to_key(&mut self, at: usize) -> bool {
        let rest = &self.text[at + 1..];
        let named = |name: &&str| rest.strip_prefix(name).is_some_and(|rest| opens(rest, &['[']));
        let in_header = HEADER.iter().any(&named);
        let is_header = rest.strip_prefix("graph").is_some_and(|rest| opens(rest, &['{']));
        let found = in_header || is_header || TOP.iter().any(named);
        if found {
            self.in_header = in_header;
            self.scanner = Scanner::new(self.text, at);
        }
        found
    }

    /// Whatever stands behind is not read: any list may have had more.
    fn lose_rest(&mut self) {
        self.scanner = Scanner::new(self.text, self.text.len());
        if self.in_header {
            self.pieces.broken_lists.extend(HEADER);
        }
    }

    fn broken(&mut self, error: &SyntaxError, start: Option<usize>) {
        let mut diagnostic =
            Diagnostic::new(Code::MalformedJson, error.message.clone()).at(self.place(error.span.clone()));
        diagnostic.hint = error.hint.clone();
        if let Some(start) = start {
            let first = self.text[start..].chars().next().map_or(0, char::len_utf8);
            diagnostic = diagnostic.related(self.place(start..start + first), "what begins here is left out");
        }
        self.problems.push(diagnostic);
    }

    fn report(&mut self, span: Range<usize>, message: &str, hint: &str) {
        let place = self.place(span);
        self.problems.push(Diagnostic::new(Code::MalformedJson, message).at(place).hint(hint));
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place { source: Arc::clone(self.source), span, pointer: String::new() }
    }
}

/// Returns whether the end of a key follows, and one of these brackets as its value.
fn opens(rest: &str, brackets: &[char]) -> bool {
    let value = rest.strip_prefix('"').and_then(|rest| rest.trim_start().strip_prefix(':'));
    value.is_some_and(|rest| rest.trim_start().starts_with(brackets))
}

/// Returns whether an object can be a record of a list, rather than a part of one.
fn looks_like(list: &str, members: &[Member<'_>]) -> bool {
    let has = |key: &str| members.iter().any(|member| member.key == key);
    let is_edge = has("source") && has("target");
    if matches!(list, "edges" | "links") { is_edge } else { has("id") && !is_edge }
}

/// Returns where the file's object begins: at the first brace with a key behind it.
fn beginning(text: &str) -> Option<usize> {
    let is_object = |at: &usize| text[at + 1..].trim_start().starts_with(['"', '}']);
    let braces = || text.match_indices('{').map(|(at, _)| at);
    braces().find(is_object).or_else(|| braces().next())
}

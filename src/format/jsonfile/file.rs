//! Files of JSON, scanned once: where each part stands, and every problem with its place.

use super::relation::Tally;
use crate::diagnostics::{Code, Diagnostic, Source};
use crate::graph::{Builder, FileId, Pointers};
use crate::jsontext::{self, Kind, Member, Scanner, SyntaxError};
use std::ops::Range;
use std::sync::Arc;

/// A file that is one JSON object.
pub(in crate::format) struct File<'a> {
    /// Its number in the builder.
    pub(in crate::format) id: FileId,
    text: &'a str,
    /// The members of the object.
    pub(in crate::format) members: Vec<Member<'a>>,
}

/// Opens files and scans them; those that are no JSON object are reported. `shape` says what one looks like.
pub(in crate::format) fn open<'a>(sources: &'a [Arc<Source>], builder: &mut Builder, shape: &str) -> Vec<File<'a>> {
    let mut files = Vec::with_capacity(sources.len());
    for source in sources {
        let Some(id) = builder.open(source) else { return files };
        builder.set_pointers(id, Pointers::ByPlace);
        let mut file = File { id, text: source.text(), members: Vec::new() };
        if let Err(error) = file.scan(builder, shape) {
            syntax_error(builder, id, &error);
        }
        files.push(file);
    }
    files
}

/// Reports a place that is not JSON.
pub(in crate::format) fn syntax_error(builder: &mut Builder, file: FileId, error: &SyntaxError) {
    let mut diagnostic =
        Diagnostic::new(Code::MalformedJson, error.message.clone()).at(builder.place(file, error.span.clone(), ""));
    diagnostic.hint = error.hint.clone();
    builder.report(diagnostic);
}

impl<'a> File<'a> {
    fn scan(&mut self, builder: &mut Builder, shape: &str) -> Result<(), SyntaxError> {
        let mut scanner = Scanner::new(self.text, 0);
        if scanner.peek().is_some_and(|byte| byte != b'{') {
            let span = scanner.value()?;
            self.wrong_type(builder, span, "the file", &format!("an object: {shape}"));
            return Ok(());
        }
        jsontext::take_members(&mut scanner, &mut self.members)?;
        scanner.end()?;
        self.unique(builder, &self.members);
        Ok(())
    }

    /// Returns the whole text.
    pub(in crate::format) fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the member with this key.
    pub(in crate::format) fn member(&self, key: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.key == key)
    }

    /// Reports a problem at a place.
    pub(in crate::format) fn report(
        &self,
        builder: &mut Builder,
        code: Code,
        span: Range<usize>,
        message: String,
        hint: &str,
    ) {
        let diagnostic = Diagnostic::new(code, message).at(builder.place(self.id, span, ""));
        builder.report(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) });
    }

    /// Reports a value of another type than its place asks for.
    pub(in crate::format) fn wrong_type(&self, builder: &mut Builder, span: Range<usize>, what: &str, wanted: &str) {
        let found = Kind::of(&self.text[span.clone()]).with_article();
        self.report(builder, Code::WrongType, span, format!("{what} must be {wanted}, not {found}"), "");
    }

    /// Reports keys that stand twice in an object.
    pub(in crate::format) fn unique(&self, builder: &mut Builder, members: &[Member<'_>]) {
        let mut seen = std::collections::BTreeSet::new();
        for member in members.iter().filter(|member| !seen.insert(&member.key)) {
            let message = format!("the key `{}` stands twice in one object", member.key);
            let hint = "delete one, or join the two values";
            self.report(builder, Code::DuplicateKey, member.key_span.clone(), message, hint);
        }
    }

    /// Returns the members of a member that must be an object; null counts as empty.
    pub(in crate::format) fn object(&self, builder: &mut Builder, member: &Member<'a>) -> Vec<Member<'a>> {
        match Kind::of(member.value) {
            Kind::Object => {
                let members = member.members();
                self.unique(builder, &members);
                members
            }
            Kind::Null => Vec::new(),
            _ => {
                self.wrong_type(builder, member.value_span.clone(), &format!("`{}`", member.key), "an object");
                Vec::new()
            }
        }
    }

    /// Goes over the objects of a list: place in the list, byte range, members. What is no object is reported.
    pub(in crate::format) fn each(
        &self,
        builder: &mut Builder,
        list: &Member<'a>,
        mut take: impl FnMut(&mut Builder, usize, &Range<usize>, &[Member<'a>]),
    ) {
        if !matches!(Kind::of(list.value), Kind::Array | Kind::Null) {
            return self.wrong_type(builder, list.value_span.clone(), &format!("`{}`", list.key), "a list");
        }
        self.look(list, |index, span, members| match members {
            Some(members) => take(builder, index, span, members),
            None => self.wrong_type(builder, span.clone(), &format!("an element of `{}`", list.key), "an object"),
        });
    }

    /// Goes over the elements of a list without a word: the members are those of an object.
    pub(in crate::format) fn look(
        &self,
        list: &Member<'a>,
        mut take: impl FnMut(usize, &Range<usize>, Option<&[Member<'a>]>),
    ) {
        let mut scanner = Scanner::new(self.text, list.value_span.start);
        let (mut first, mut index, mut members) = (true, 0, Vec::new());
        // The whole file was scanned when it was opened, so a failure means that this is no list.
        if scanner.begin_array().is_err() {
            return;
        }
        while let Ok(true) = scanner.next_element(&mut first) {
            members.clear();
            let is_object = scanner.peek() == Some(b'{');
            let start = scanner.offset();
            let scanned = match is_object {
                true => jsontext::take_members(&mut scanner, &mut members),
                false => scanner.value().map(|_| ()),
            };
            if scanned.is_err() {
                return;
            }
            take(index, &(start..scanner.offset()), is_object.then_some(&members));
            index += 1;
        }
    }

    /// Finds how the edges of a list say their relation; `flat` makes one list of an edge's members.
    pub(in crate::format) fn tally(
        &self,
        lists: &[&Member<'a>],
        usual: &str,
        flat: impl Fn(&[Member<'a>]) -> Option<Vec<Member<'a>>>,
    ) -> Tally {
        let mut tally = Tally::default();
        for list in lists {
            self.look(list, |_, span, members| {
                let settled = tally.is_settled();
                if let Some(edge) = members.filter(|_| !settled).and_then(&flat) {
                    tally.add(&edge, usual, span, String::new);
                }
            });
        }
        tally
    }
}

//! Pieces of evidence as they stand in the text, for writers, which pass over millions of them.

use super::Evidence;
use crate::jsontext::{self, Cursor, Kind, Member};
use std::borrow::Cow;

/// One piece of evidence: its values as JSON text. What is null is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece<'g> {
    /// The piece itself.
    pub(crate) json: &'g str,
    values: [Option<&'g str>; 5],
    /// How many keys of the user's own it has.
    pub(crate) own: usize,
}

const KEYS: [&str; 5] = ["document", "locator", "note", "quote", "stance"];

impl<'g> Piece<'g> {
    pub(crate) fn document(&self) -> Option<Cow<'g, str>> {
        self.values[0].map(jsontext::decode)
    }

    pub(crate) fn locator(&self) -> Option<Cow<'g, str>> {
        self.values[1].map(jsontext::decode)
    }

    pub(crate) fn note(&self) -> Option<Cow<'g, str>> {
        self.values[2].map(jsontext::decode)
    }

    pub(crate) fn quote(&self) -> Option<Cow<'g, str>> {
        self.values[3].map(jsontext::decode)
    }

    pub(crate) fn stance(&self) -> Option<Cow<'g, str>> {
        self.values[4].map(jsontext::decode)
    }

    /// Returns the user's own keys, values as JSON text.
    pub(crate) fn attributes(&self) -> Vec<(Cow<'g, str>, &'g str)> {
        if self.own == 0 {
            return Vec::new();
        }
        let own = |member: &Member<'_>| !KEYS.contains(&&*member.key);
        jsontext::members(self.json, 0).into_iter().filter(own).map(|member| (member.key, member.value)).collect()
    }

    fn put(&mut self, key: &str, value: &'g str) {
        match KEYS.iter().position(|known| *known == key) {
            Some(_) if Kind::of(value) == Kind::Null => {}
            Some(at) => self.values[at] = Some(value),
            None => self.own += 1,
        }
    }
}

impl<'g> From<Piece<'g>> for Evidence<'g> {
    fn from(piece: Piece<'g>) -> Evidence<'g> {
        Evidence {
            document: piece.document(),
            locator: piece.locator(),
            note: piece.note(),
            quote: piece.quote(),
            stance: piece.stance(),
            attributes: piece.attributes(),
        }
    }
}

/// Iterates over the pieces of an array of evidence that was scanned before.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'g> {
    json: &'g str,
    at: usize,
}

/// Returns the pieces of the evidence of an edge, given as JSON text.
pub(crate) fn pieces(json: &str) -> Pieces<'_> {
    Pieces { json, at: 0 }
}

impl<'g> Iterator for Pieces<'g> {
    type Item = Piece<'g>;

    fn next(&mut self) -> Option<Piece<'g>> {
        let mut cursor = Cursor { text: self.json, at: self.at };
        // Before a piece stands the opening bracket or a comma; behind the last, the closing bracket.
        if !matches!(cursor.peek()?, b'[' | b',') {
            return None;
        }
        cursor.at += 1;
        cursor.peek().filter(|&byte| byte == b'{')?;
        let start = cursor.at;
        let (piece, end) = quick(self.json, start).or_else(|| full(self.json, start))?;
        self.at = end;
        Some(Piece { json: &self.json[start..end], ..piece })
    }
}

/// Reads a piece whose keys are written without escapes.
fn quick(json: &str, start: usize) -> Option<(Piece<'_>, usize)> {
    let (mut piece, mut first) = (Piece::default(), true);
    let mut cursor = Cursor { text: json, at: start + 1 };
    while let Some(key) = cursor.key(&mut first)? {
        let value = match cursor.peek()? {
            b'"' => cursor.string().map(|(content, _)| content.start - 1..content.end + 1)?,
            _ => cursor.value()?,
        };
        piece.put(json.get(key)?, json.get(value)?);
    }
    Some((piece, cursor.at))
}

fn full(json: &str, start: usize) -> Option<(Piece<'_>, usize)> {
    let mut scanner = jsontext::Scanner::new(json, start);
    let mut members: Vec<Member<'_>> = Vec::new();
    jsontext::take_members(&mut scanner, &mut members).ok()?;
    let mut piece = Piece::default();
    for member in members {
        piece.put(&member.key, member.value);
    }
    Some((piece, scanner.offset()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_however_their_keys_are_written() {
        let json = r#"[ {"document": "d", "note":"a \"b\"", "x": [1, {}]} ,{}, {"n\u006fte": "c", "quote": null, "locator": 3}]"#;
        let list: Vec<Piece<'_>> = pieces(json).collect();
        assert_eq!(list.len(), 3);
        assert_eq!(list[0].document().as_deref(), Some("d"));
        assert_eq!(list[0].note().as_deref(), Some("a \"b\""));
        assert_eq!((list[0].own, list[0].attributes()), (1, vec![("x".into(), "[1, {}]")]));
        assert_eq!(list[1], Piece { json: "{}", ..Piece::default() });
        assert_eq!((list[2].note().as_deref(), list[2].quote(), list[2].own), (Some("c"), None, 0));
        assert_eq!(list[2].locator().as_deref(), Some("3"));
        assert_eq!(pieces("[]").count(), 0);
    }
}

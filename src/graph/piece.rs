//! Pieces of evidence as they stand in the text, for writers, which pass over millions of them.

use super::Evidence;
use super::shape::{Shape, Step};
use crate::jsontext::{self, Cursor, Kind, Member};
use std::borrow::Cow;

/// One piece of evidence: its values. What is null is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece<'g> {
    /// The piece itself, as JSON text.
    pub(crate) json: &'g str,
    values: [Option<Value<'g>>; KEYS.len()],
    /// How many keys of the user's own it has.
    pub(crate) own: usize,
}

/// A value as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value<'g> {
    /// The characters of a string without escapes.
    Plain(&'g str),
    /// Any other JSON text.
    Json(&'g str),
}

const KEYS: [&str; 5] = ["document", "locator", "note", "quote", "stance"];

/// Returns the place of a key in [`KEYS`]; all of the user's own are behind the last.
fn slot(key: &str) -> usize {
    KEYS.iter().position(|known| *known == key).unwrap_or(KEYS.len())
}

impl<'g> Piece<'g> {
    pub(crate) fn document(&self) -> Option<Cow<'g, str>> {
        self.text(0)
    }

    pub(crate) fn locator(&self) -> Option<Cow<'g, str>> {
        self.text(1)
    }

    pub(crate) fn note(&self) -> Option<Cow<'g, str>> {
        self.text(2)
    }

    pub(crate) fn quote(&self) -> Option<Cow<'g, str>> {
        self.text(3)
    }

    pub(crate) fn stance(&self) -> Option<Cow<'g, str>> {
        self.text(4)
    }

    #[inline]
    fn text(&self, slot: usize) -> Option<Cow<'g, str>> {
        self.values[slot].map(|value| match value {
            Value::Plain(text) => Cow::Borrowed(text),
            Value::Json(json) => jsontext::decode(json),
        })
    }

    /// Returns the user's own keys, values as JSON text.
    pub(crate) fn attributes(&self) -> Vec<(Cow<'g, str>, &'g str)> {
        if self.own == 0 {
            return Vec::new();
        }
        let own = |member: &Member<'_>| !KEYS.contains(&&*member.key);
        jsontext::members(self.json, 0).into_iter().filter(own).map(|member| (member.key, member.value)).collect()
    }

    fn put(&mut self, slot: usize, value: Value<'g>) {
        match value {
            _ if slot == KEYS.len() => self.own += 1,
            Value::Json(json) if Kind::of(json) == Kind::Null => {}
            _ => self.values[slot] = Some(value),
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
#[derive(Debug)]
pub(crate) struct Pieces<'r, 'g> {
    json: &'g str,
    at: usize,
    shape: Option<&'r mut Shape<usize>>,
}

/// Returns the pieces of the evidence of an edge, given as JSON text.
pub(crate) fn pieces(json: &str) -> Pieces<'_, '_> {
    Pieces { json, at: 0, shape: None }
}

/// Reads the evidence of many edges, which tends to be written alike.
#[derive(Debug, Default)]
pub(crate) struct PieceReader {
    shape: Shape<usize>,
}

impl PieceReader {
    /// Returns the pieces of the evidence of an edge, as [`pieces`] does.
    pub(crate) fn pieces<'r, 'g>(&'r mut self, json: &'g str) -> Pieces<'r, 'g> {
        Pieces { json, at: 0, shape: Some(&mut self.shape) }
    }
}

impl<'g> Iterator for Pieces<'_, 'g> {
    type Item = Piece<'g>;

    fn next(&mut self) -> Option<Piece<'g>> {
        let json = self.json;
        let mut cursor = Cursor { text: json, at: self.at };
        // Before a piece stands the opening bracket or a comma; behind the last, the closing bracket.
        if !matches!(cursor.peek()?, b'[' | b',') {
            return None;
        }
        cursor.at += 1;
        cursor.peek().filter(|&byte| byte == b'{')?;
        let start = cursor.at;
        let found = match &mut self.shape {
            Some(shape) => {
                let mut step = Step::begin();
                let mean = |key| Some(slot(json.get(key)?));
                quick(json, start, |cursor| Some(shape.key(cursor, &mut step, mean)?.map(|key| key.meaning)))
            }
            None => {
                let mut first = true;
                quick(json, start, |cursor| match cursor.key(&mut first)? {
                    Some(key) => Some(Some(slot(json.get(key)?))),
                    None => Some(None),
                })
            }
        };
        let (piece, end) = found.or_else(|| full(json, start))?;
        self.at = end;
        Some(Piece { json: &json[start..end], ..piece })
    }
}

/// Reads a piece whose keys are written without escapes. `key` takes the next one: its slot.
fn quick<'g>(
    json: &'g str,
    start: usize,
    mut key: impl FnMut(&mut Cursor<'g>) -> Option<Option<usize>>,
) -> Option<(Piece<'g>, usize)> {
    let mut piece = Piece::default();
    let mut cursor = Cursor { text: json, at: start + 1 };
    while let Some(slot) = key(&mut cursor)? {
        let value = match cursor.peek()? {
            b'"' => match cursor.string()? {
                (content, false) => Value::Plain(json.get(content)?),
                (content, true) => Value::Json(json.get(content.start - 1..content.end + 1)?),
            },
            _ => Value::Json(json.get(cursor.value()?)?),
        };
        piece.put(slot, value);
    }
    Some((piece, cursor.at))
}

fn full(json: &str, start: usize) -> Option<(Piece<'_>, usize)> {
    let mut scanner = jsontext::Scanner::new(json, start);
    let mut members: Vec<Member<'_>> = Vec::new();
    jsontext::take_members(&mut scanner, &mut members).ok()?;
    let mut piece = Piece::default();
    for member in members {
        piece.put(slot(&member.key), Value::Json(member.value));
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
        let mut reader = PieceReader::default();
        for _ in 0..3 {
            for (piece, same) in list.iter().zip(reader.pieces(json)) {
                assert_eq!(
                    (piece.document(), piece.locator(), piece.note()),
                    (same.document(), same.locator(), same.note())
                );
                assert_eq!((piece.json, piece.quote(), piece.own), (same.json, same.quote(), same.own));
            }
            assert_eq!(reader.pieces(json).count(), 3);
        }
        assert_eq!(list[0].document().as_deref(), Some("d"));
        assert_eq!(list[0].note().as_deref(), Some("a \"b\""));
        assert_eq!((list[0].own, list[0].attributes()), (1, vec![("x".into(), "[1, {}]")]));
        assert_eq!(list[1], Piece { json: "{}", ..Piece::default() });
        assert_eq!((list[2].note().as_deref(), list[2].quote(), list[2].own), (Some("c"), None, 0));
        assert_eq!(list[2].locator().as_deref(), Some("3"));
        assert_eq!(pieces("[]").count(), 0);
    }
}

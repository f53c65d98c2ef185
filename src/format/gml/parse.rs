//! GML text to keys and values, one after the other: lists are taken by the reader that wants them.

use super::OWN;
use super::text::unescape;
use crate::diagnostics::Code;
use crate::format::foreign::Malformed;
use std::borrow::Cow;
use std::ops::Range;

/// How deep lists may nest.
const MAX_DEPTH: usize = 64;

pub(super) type Result<T> = std::result::Result<T, Malformed>;

/// A value of a key.
#[derive(Debug)]
pub(super) enum Gml<'a> {
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Pair<'a>>),
}

/// A key with its value, and their places.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) key: &'a str,
    pub(super) key_span: Range<usize>,
    pub(super) value: Gml<'a>,
    pub(super) span: Range<usize>,
}

/// What stands after a key: a list begins, or a whole value.
pub(super) enum Next<'a> {
    List,
    Value(Gml<'a>, Range<usize>),
}

pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// The last comment of kgraph: the place of its JSON.
    pub(super) own: Option<Range<usize>>,
}

pub(super) fn malformed<T>(span: Range<usize>, message: impl Into<String>, hint: &'static str) -> Result<T> {
    Err(Malformed { code: Code::MalformedGml, span, message: message.into(), hint })
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+') || byte >= 0x80
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Parser { text, at, own: None }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes over blanks and comments.
    fn skip(&mut self) {
        while let Some(byte) = self.byte() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'#' => {
                    let rest = &self.text[self.at..];
                    let len = rest.find('\n').unwrap_or(rest.len());
                    if let Some(json) = rest[..len].strip_prefix(OWN).filter(|json| json.starts_with('{')) {
                        let start = self.at + OWN.len();
                        self.own = Some(start..start + json.trim_end().len());
                    }
                    self.at += len;
                }
                _ => break,
            }
        }
    }

    fn here(&self) -> Range<usize> {
        let len = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.at..self.at + len
    }

    fn word(&mut self) -> (&'a str, Range<usize>) {
        let start = self.at;
        let len = self.text.as_bytes()[start..].iter().take_while(|&&byte| is_word(byte)).count();
        self.at += len;
        (&self.text[start..self.at], start..self.at)
    }

    /// Takes the next key of a list; `None` at its end, which is that of the file for the outermost (`open` is nothing).
    pub(super) fn key(&mut self, open: Option<&Range<usize>>) -> Result<Option<(&'a str, Range<usize>)>> {
        self.skip();
        match (self.byte(), open) {
            (None, None) => Ok(None),
            (None, Some(open)) => {
                malformed(open.clone(), "a list is opened here and never closed", "close it with `]`")
            }
            (Some(b']'), Some(_)) => {
                self.at += 1;
                Ok(None)
            }
            (Some(b']'), None) => malformed(self.here(), "a list is closed that was never opened", "delete this `]`"),
            (Some(byte), _) if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => Ok(Some(self.word())),
            (Some(_), _) => {
                let c = self.text[self.at..].chars().next().unwrap_or(' ');
                let message = format!("`{}` stands where a key is wanted", c.escape_default());
                malformed(self.here(), message, "write `key value`; a key begins with a letter")
            }
        }
    }

    /// Takes what stands after a key.
    pub(super) fn next(&mut self, key: &str, key_span: &Range<usize>) -> Result<Next<'a>> {
        self.skip();
        let start = self.at;
        match self.byte() {
            Some(b'[') => {
                self.at += 1;
                Ok(Next::List)
            }
            Some(b'"') => {
                let Some(len) = self.text[start + 1..].find('"') else {
                    let hint = "close it; within a text write a quote as `&quot;`";
                    return malformed(start..start + 1, "a text is opened here and never closed", hint);
                };
                self.at = start + len + 2;
                let text = unescape(&self.text[start + 1..start + 1 + len]);
                Ok(Next::Value(Gml::Text(text), start + 1..start + 1 + len))
            }
            Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'I' | b'N' | b'i' | b'n') => {
                let (word, span) = self.word();
                // `NAN` and `INF` too, as igraph and networkx write them.
                if word.parse::<f64>().is_err() {
                    let message = format!("`{}` is no number", crate::jsontext::shorten(word, 40));
                    return malformed(span, message, "write texts in double quotes");
                }
                Ok(Next::Value(Gml::Number(word), span))
            }
            _ => {
                let message = format!("the key `{}` has no value", crate::jsontext::shorten(key, 40));
                malformed(key_span.clone(), message, "write a number, a text in double quotes or a list in `[ ]`")
            }
        }
    }

    /// Takes the rest of a list whose `[` was taken.
    pub(super) fn list(&mut self, depth: usize) -> Result<Vec<Pair<'a>>> {
        let open = self.at - 1..self.at;
        if depth > MAX_DEPTH {
            return malformed(open, format!("lists nest deeper than {MAX_DEPTH}"), "flatten them");
        }
        let mut pairs = Vec::new();
        while let Some((key, key_span)) = self.key(Some(&open))? {
            let (value, span) = match self.next(key, &key_span)? {
                Next::Value(value, span) => (value, span),
                Next::List => {
                    let start = self.at - 1;
                    let list = self.list(depth + 1)?;
                    (Gml::List(list), start..self.at)
                }
            };
            pairs.push(Pair { key, key_span, value, span });
        }
        Ok(pairs)
    }

    pub(super) fn offset(&self) -> usize {
        self.at
    }
}

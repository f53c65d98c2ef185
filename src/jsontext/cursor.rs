//! A quick walk over JSON text of the common shape.

use super::{Scanner, plain_end};
use std::ops::Range;

/// Walks over JSON text and gives up, with `None`, at whatever is unusual or wrong.
pub(crate) struct Cursor<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: usize,
}

impl Cursor<'_> {
    /// Skips white space and returns the next byte without taking it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte > b' ' {
                return Some(byte);
            }
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return None;
            }
            self.at += 1;
        }
    }

    /// Takes one byte, white space before it.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// Takes the next key with its colon: its characters; or the closing brace, as `None` inside.
    pub(crate) fn key(&mut self, first: &mut bool) -> Option<Option<Range<usize>>> {
        if !self.item(first, b'}')? {
            return Some(None);
        }
        let key = self.plain_string()?;
        self.take(b':')?;
        Some(Some(key))
    }

    /// Moves to the next element of an array, or takes the closing bracket and returns `false` inside.
    pub(crate) fn element(&mut self, first: &mut bool) -> Option<bool> {
        self.item(first, b']')
    }

    #[inline]
    fn item(&mut self, first: &mut bool, close: u8) -> Option<bool> {
        let byte = self.peek()?;
        if *first {
            if byte == close {
                self.at += 1;
                return Some(false);
            }
            *first = false;
            return Some(true);
        }
        self.at += 1;
        match byte {
            b',' => Some(true),
            _ if byte == close => Some(false),
            _ => None,
        }
    }

    /// Takes a string without escapes: its characters.
    #[inline]
    pub(crate) fn plain_string(&mut self) -> Option<Range<usize>> {
        self.take(b'"')?;
        let start = self.at;
        let bytes = self.text.as_bytes();
        let end = plain_end(bytes, start);
        self.at = end + 1;
        if *bytes.get(end)? == b'"' { Some(start..end) } else { None }
    }

    /// Takes a string: its characters as written, and whether there are escapes among them.
    pub(crate) fn string(&mut self) -> Option<(Range<usize>, bool)> {
        self.take(b'"')?;
        let start = self.at;
        let bytes = self.text.as_bytes();
        let end = plain_end(bytes, start);
        if *bytes.get(end)? == b'"' {
            self.at = end + 1;
            return Some((start..end, false));
        }
        let span = Scanner::new(self.text, start - 1).string().ok()?;
        self.at = span.end;
        Some((start..span.end - 1, true))
    }

    /// Takes any value.
    pub(crate) fn value(&mut self) -> Option<Range<usize>> {
        let mut scanner = Scanner::new(self.text, self.at);
        let span = scanner.value().ok()?;
        self.at = span.end;
        Some(span)
    }
}

//! What stands between the values of records that are written alike.

use crate::jsontext::Cursor;
use std::ops::Range;

/// Bytes of a separator that is remembered.
const LONGEST: usize = 32;
/// Separators that are remembered.
const MOST: usize = 24;
/// How many are tried before a key is read.
const TRIES: usize = 4;

/// The separators of a list of records, each with what its key means, in the order of their first use.
///
/// Records of a list tend to have the same keys in the same order with the same blanks around them. `, "target": ` is
/// read once; after that it is compared as a whole, where the last record had it.
#[derive(Debug)]
pub(super) struct Shape<K> {
    list: Vec<Separator<K>>,
    names: Vec<Box<[u8]>>,
}

impl<K> Default for Shape<K> {
    fn default() -> Self {
        Shape { list: Vec::new(), names: Vec::new() }
    }
}

#[derive(Debug)]
struct Separator<K> {
    /// Its bytes, and where there are bytes, in two halves.
    bytes: [u128; 2],
    mask: [u128; 2],
    len: usize,
    /// Whether it opens a record. There is no comma in it then.
    is_first: bool,
    key: Known<K>,
}

/// A key that was met before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<K> {
    pub(super) meaning: K,
    /// A bit of its own; none if there were too many keys for that.
    pub(super) bit: u32,
    /// Whether it stands there as canonical JSON has it, up to the value.
    is_canonical: bool,
}

/// Where a record is read.
#[derive(Debug)]
pub(super) struct Step {
    is_first: bool,
    next: usize,
    /// Whether all but the values has been canonical JSON.
    pub(super) is_canonical: bool,
}

impl Step {
    /// Begins a record, behind its opening brace.
    pub(super) fn begin() -> Step {
        Step { is_first: true, next: 0, is_canonical: true }
    }
}

impl<K: Copy> Shape<K> {
    /// Takes the next key, up to the value; or the closing brace, as `None` inside. `mean` says what a key means that
    /// is new here, given its range.
    #[inline]
    pub(super) fn key(
        &mut self,
        cursor: &mut Cursor<'_>,
        step: &mut Step,
        mean: impl FnOnce(Range<usize>) -> Option<K>,
    ) -> Option<Option<Known<K>>> {
        let rest = cursor.text.as_bytes().get(cursor.at..)?;
        if *rest.first()? == b'}' {
            cursor.at += 1;
            return Some(None);
        }
        if let Some(chunk) = rest.first_chunk::<LONGEST>() {
            let halves = halves(chunk);
            for (number, separator) in self.list.iter().enumerate().skip(step.next).take(TRIES) {
                if separator.stands_in(halves) && separator.is_first == step.is_first {
                    cursor.at += separator.len;
                    // More blanks may follow than it has.
                    let is_whole = rest.get(separator.len).is_some_and(|&byte| byte > b' ');
                    let is_canonical = step.is_canonical && separator.key.is_canonical && is_whole;
                    *step = Step { is_first: false, next: number + 1, is_canonical };
                    return Some(Some(separator.key));
                }
            }
        }
        self.new_key(cursor, step, mean)
    }

    #[cold]
    fn new_key(
        &mut self,
        cursor: &mut Cursor<'_>,
        step: &mut Step,
        mean: impl FnOnce(Range<usize>) -> Option<K>,
    ) -> Option<Option<Known<K>>> {
        let (start, is_first) = (cursor.at, step.is_first);
        let Some(name) = cursor.key(&mut step.is_first)? else {
            step.is_canonical = false;
            return Some(None);
        };
        cursor.peek()?;
        let bytes = cursor.text.as_bytes();
        let separator = &bytes[start..cursor.at];
        let len = separator.len();
        let mut chunk = [0; LONGEST];
        let mut is_there = [0; LONGEST];
        if len <= LONGEST {
            chunk[..len].copy_from_slice(separator);
            is_there[..len].fill(0xff);
            let halves = halves(&chunk);
            let same = |known: &Separator<K>| known.len == len && known.bytes == halves && known.is_first == is_first;
            if let Some(at) = self.list.iter().position(same) {
                step.next = at + 1;
                step.is_canonical &= self.list[at].key.is_canonical;
                return Some(Some(self.list[at].key));
            }
        }
        let comma: &[u8] = if is_first { b"" } else { b", " };
        let is_canonical = separator.starts_with(comma)
            && name.start == start + comma.len() + 1
            && cursor.at == name.end + 3
            && bytes[name.end..].starts_with(b"\": ");
        step.is_canonical &= is_canonical;
        let key = Known { meaning: mean(name.clone())?, bit: self.bit(&bytes[name]), is_canonical };
        if len <= LONGEST && self.list.len() < MOST {
            let at = step.next.min(self.list.len());
            let (bytes, mask) = (halves(&chunk), halves(&is_there));
            self.list.insert(at, Separator { bytes, mask, len, is_first, key });
            step.next = at + 1;
        }
        Some(Some(key))
    }

    fn bit(&mut self, name: &[u8]) -> u32 {
        let at = self.names.iter().position(|known| **known == *name).unwrap_or(self.names.len());
        if at == self.names.len() && at < 32 {
            self.names.push(name.into());
        }
        1u32.checked_shl(at as u32).unwrap_or(0)
    }
}

impl<K> Separator<K> {
    #[inline]
    fn stands_in(&self, text: [u128; 2]) -> bool {
        ((text[0] & self.mask[0]) ^ self.bytes[0]) | ((text[1] & self.mask[1]) ^ self.bytes[1]) == 0
    }
}

#[inline]
fn halves(chunk: &[u8; LONGEST]) -> [u128; 2] {
    let half = |at: usize| {
        let mut half = [0; 16];
        half.copy_from_slice(&chunk[at..at + 16]);
        u128::from_le_bytes(half)
    };
    [half(0), half(16)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the keys of an object whose values are single digits.
    fn keys(shape: &mut Shape<char>, text: &str) -> Option<String> {
        let (mut cursor, mut step, mut found) = (Cursor { text, at: 1 }, Step::begin(), String::new());
        while let Some(key) =
            shape.key(&mut cursor, &mut step, |name| text[name].chars().next().filter(|&name| name != 'x'))?
        {
            found.push(key.meaning);
            cursor.peek().filter(u8::is_ascii_digit)?;
            cursor.at += 1;
        }
        let whole = &text[..cursor.at];
        let mut canonical = String::new();
        crate::jsontext::write_canonical(&mut canonical, whole);
        assert!(!step.is_canonical || canonical == whole, "{text}");
        assert!(step.is_canonical || canonical != whole, "{text}");
        (cursor.at == text.trim_end().len()).then_some(found)
    }

    #[test]
    fn keys_are_found_in_any_order_and_only_where_they_may_stand() {
        let blanks = " ".repeat(40);
        let mut shape = Shape::default();
        for _ in 0..3 {
            for (text, wanted) in [
                (r#"{"a": 1, "b": 2, "c": 3}"#, Some("abc")),
                (r#"{"b": 1, "a": 2}"#, Some("ba")),
                (r#"{"c":1,"b":2, "a" : 3 }"#, Some("cba")),
                (r#"{"a": 1 "b": 2}"#, None),
                (r#"{"a": 1, "b" 2}"#, None),
                (r#"{, "b": 2}"#, None),
                (r#"{"a": 1, "x": 2}"#, None),
                (r#"{"a": 1, "a": 2}"#, Some("aa")),
                ("{}", Some("")),
                (r#"{"a": 1,}"#, None),
                (r#"{"a":  1, "b": 2}"#, Some("ab")),
                (r#"{"a": 1,  "b": 2}"#, Some("ab")),
                (r#"{"a": 1, "b": 2 }"#, Some("ab")),
                (r#"{ "a": 1, "b": 2}"#, Some("ab")),
            ] {
                assert_eq!(keys(&mut shape, text).as_deref(), wanted, "{text}");
                // With enough text behind it for whole separators.
                assert_eq!(keys(&mut shape, &(text.to_owned() + &blanks)).as_deref(), wanted, "{text}");
            }
        }
        for number in 0..100 {
            let text = format!("{{\"a{number}\": 1, \"a{number}\": 2{blanks}}}");
            assert_eq!(keys(&mut shape, &text).as_deref(), Some("aa"));
        }
    }

    #[test]
    fn one_key_has_one_bit() {
        let mut shape = Shape::<()>::default();
        let (mut first, mut second) = (shape.bit(b"a"), shape.bit(b"b"));
        assert!(first != second && first == shape.bit(b"a"));
        for number in 0..40 {
            (first, second) = (second, shape.bit(format!("k{number}").as_bytes()));
        }
        assert_eq!((first, second), (0, 0));
    }
}

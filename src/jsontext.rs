//! JSON text (RFC 8259): scanning with exact positions, decoding, canonical copying.
//!
//! serde_json reads values; this scanner finds them. It knows the byte range of every key and
//! value, which diagnostics need, and borrows instead of building a tree, which large files need.
//! It accepts exactly what serde_json accepts as a value (tested against it), with two additions of
//! its own: a lone surrogate escape is an error everywhere, and nesting is limited to [`MAX_DEPTH`].

mod cursor;

pub(crate) use cursor::Cursor;
use std::borrow::Cow;
use std::ops::Range;

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 128;

/// A place where the text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Byte range of the offending text; empty at the end of the text.
    pub span: Range<usize>,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

type Result<T> = std::result::Result<T, SyntaxError>;

/// Walks over a JSON text from front to back.
#[derive(Clone, Debug)]
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Starts at a byte offset of a text; positions reported are offsets in the whole text.
    pub fn new(text: &'a str, at: usize) -> Self {
        Scanner { text, at }
    }

    /// Returns the current offset.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Goes on from a later offset, where the caller has read the text up to there.
    pub(crate) fn skip_to(&mut self, offset: usize) {
        self.at = offset;
    }

    /// Skips white space and returns the next byte without taking it.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    fn error<T>(&self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Result<T> {
        let hint = hint.into();
        Err(SyntaxError { span, message: message.into(), hint: (!hint.is_empty()).then_some(hint) })
    }

    /// Fails at the current position, naming what stands there and what should.
    fn unexpected<T>(&mut self, expected: &str) -> Result<T> {
        let at = self.at;
        let rest = &self.text[at..];
        let Some(first) = rest.chars().next() else {
            return self.error(
                at..at,
                format!("the text ends where {expected} should be"),
                "the file may be cut off: check that every bracket and brace is closed",
            );
        };
        let word_len = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len());
        let len = word_len.max(first.len_utf8());
        let hint = match first {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' => "JSON strings stand in straight double quotes",
            '/' | '#' => "JSON has no comments: delete this one",
            ']' | '}' if self.text[..at].trim_end().ends_with(',') => "delete the comma before it",
            '"' | '{' | '[' if expected.contains("`,`") => "put a comma between the two",
            '=' => "write `:` between key and value",
            _ => match &rest[..word_len] {
                "NaN" | "Infinity" | "-Infinity" | "nan" | "inf" => {
                    "JSON has no NaN or infinity: leave the key out or write null"
                }
                "True" | "False" | "None" | "undefined" => "write true, false or null",
                _ if expected.contains("key") && (first.is_alphabetic() || first == '_') => {
                    "put the key in double quotes"
                }
                _ => "",
            },
        };
        self.error(at..at + len, format!("expected {expected}, found `{}`", shorten(&rest[..len], 40)), hint)
    }

    /// Takes the opening brace of an object.
    pub fn begin_object(&mut self) -> Result<()> {
        self.begin(b'{', "`{`")
    }

    /// Takes the opening bracket of an array.
    pub fn begin_array(&mut self) -> Result<()> {
        self.begin(b'[', "`[`")
    }

    fn begin(&mut self, byte: u8, name: &str) -> Result<()> {
        if self.peek() != Some(byte) {
            return self.unexpected(name);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes the next key of an object with its colon, or the closing brace.
    ///
    /// The range includes the quotes. The caller takes the value before it asks again.
    pub fn next_key(&mut self, first: &mut bool) -> Result<Option<Range<usize>>> {
        if !self.next_item(first, b'}', "`,` or `}`")? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return self.unexpected("a key in double quotes");
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return self.unexpected("`:` after the key");
        }
        self.at += 1;
        Ok(Some(key))
    }

    /// Moves to the next element of an array, or takes the closing bracket and returns `false`.
    pub fn next_element(&mut self, first: &mut bool) -> Result<bool> {
        self.next_item(first, b']', "`,` or `]`")
    }

    fn next_item(&mut self, first: &mut bool, close: u8, expected: &str) -> Result<bool> {
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                return Ok(false);
            }
            Some(b',') if !*first => self.at += 1,
            _ if *first => {}
            _ => return self.unexpected(expected),
        }
        if !*first && self.peek() == Some(close) {
            return self.unexpected("another item after the comma");
        }
        *first = false;
        Ok(true)
    }

    /// Takes a string and returns its range, quotes included.
    pub fn string(&mut self) -> Result<Range<usize>> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        self.at += 1;
        loop {
            self.at = plain_end(bytes, self.at);
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(start..self.at);
                }
                Some(b'\\') => self.escape()?,
                Some(&control) => {
                    let name = if control == b'\n' {
                        "line break".to_owned()
                    } else {
                        format!("control character U+{control:04X}")
                    };
                    let escape = match control {
                        b'\n' => "\\n".to_owned(),
                        b'\r' => "\\r".to_owned(),
                        b'\t' => "\\t".to_owned(),
                        _ => format!("\\u{control:04x}"),
                    };
                    return self.error(
                        self.at..self.at + 1,
                        format!("a string holds a raw {name}"),
                        format!("write it as `{escape}`, or close the string before it"),
                    );
                }
                None => {
                    return self.error(start..start + 1, "a string is not closed", "add the closing double quote");
                }
            }
        }
    }

    fn escape(&mut self) -> Result<()> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        match bytes.get(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => {
                let unit = |at: usize| -> Option<u32> {
                    let digits = bytes.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
                    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
                };
                let Some(code) = unit(start + 2) else {
                    return self.error(start..start + 2, "`\\u` needs four hexadecimal digits", "");
                };
                self.at += 6;
                if (0xd800..0xe000).contains(&code) {
                    let low = if bytes.get(self.at..self.at + 2) == Some(b"\\u") { unit(self.at + 2) } else { None };
                    if code >= 0xdc00 || !low.is_some_and(|low| (0xdc00..0xe000).contains(&low)) {
                        return self.error(
                            start..start + 6,
                            format!(
                                "`{}` is half of a surrogate pair, which is no character",
                                &self.text[start..start + 6]
                            ),
                            "write both halves, or the character itself",
                        );
                    }
                    self.at += 6;
                }
            }
            _ => {
                let len = self.text[start + 1..].chars().next().map_or(0, char::len_utf8);
                return self.error(
                    start..start + 1 + len,
                    format!("`{}` is not an escape of JSON", &self.text[start..start + 1 + len]),
                    "write a backslash as `\\\\`",
                );
            }
        }
        Ok(())
    }

    /// Takes any value and returns its range.
    pub fn value(&mut self) -> Result<Range<usize>> {
        self.value_within(MAX_DEPTH)
    }

    fn value_within(&mut self, depth: usize) -> Result<Range<usize>> {
        let next = self.peek();
        let start = self.at;
        match next {
            Some(b'"') => return self.string(),
            Some(b'{' | b'[') if depth == 0 => {
                return self.error(start..start + 1, format!("more than {MAX_DEPTH} levels of nesting"), "");
            }
            Some(b'{') => {
                self.at += 1;
                let mut first = true;
                while self.next_key(&mut first)?.is_some() {
                    self.value_within(depth - 1)?;
                }
            }
            Some(b'[') => {
                self.at += 1;
                let mut first = true;
                while self.next_element(&mut first)? {
                    self.value_within(depth - 1)?;
                }
            }
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => {
                let rest = &self.text[start..];
                let word = ["true", "false", "null"].into_iter().find(|word| rest.starts_with(word));
                match word {
                    Some(word) if !rest[word.len()..].starts_with(|c: char| c.is_alphanumeric()) => {
                        self.at += word.len()
                    }
                    _ => return self.unexpected("a value"),
                }
            }
        }
        Ok(start..self.at)
    }

    fn number(&mut self) -> Result<()> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let digits = |at: &mut usize| -> usize {
            let from = *at;
            while bytes.get(*at).is_some_and(u8::is_ascii_digit) {
                *at += 1;
            }
            *at - from
        };
        let mut at = start + usize::from(bytes[start] == b'-');
        let zero = bytes.get(at) == Some(&b'0');
        let whole = digits(&mut at);
        let mut good = whole == 1 || (whole > 1 && !zero);
        if bytes.get(at) == Some(&b'.') {
            at += 1;
            good &= digits(&mut at) > 0;
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            at += 1;
            at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
            good &= digits(&mut at) > 0;
        }
        let tail = self.text[at..]
            .find(|c: char| !c.is_alphanumeric() && c != '.' && c != '_')
            .unwrap_or(self.text.len() - at);
        if !good || tail > 0 {
            let end = at + tail;
            let text = &self.text[start..end];
            let hint = match text {
                _ if text.starts_with("-Inf") || text.starts_with("-NaN") => {
                    "JSON has no NaN or infinity: leave the key out or write null"
                }
                _ if zero => "a number has no leading zeros: if it is a code, write it as a string",
                _ => "write numbers as 12, -0.5 or 1e9; anything else as a string",
            };
            return self.error(start..end, format!("`{}` is not a number", shorten(text, 40)), hint);
        }
        self.at = at;
        Ok(())
    }

    /// Checks that nothing but white space follows.
    pub fn end(&mut self) -> Result<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => self.unexpected("the end of the text"),
        }
    }
}

/// Returns the offset of the next byte that ends or interrupts a string: quote, backslash or control.
#[inline]
pub(crate) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    // Most strings are short: the first sixteen bytes are looked at as two words, and those after the last long run.
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<16>) {
        let both = u128::from_le_bytes(*chunk);
        let (low, high) = (hits(both as u64), hits((both >> 64) as u64));
        if low != 0 {
            return at + (low.trailing_zeros() / 8) as usize;
        }
        if high != 0 {
            return at + 8 + (high.trailing_zeros() / 8) as usize;
        }
        at += 16;
        while let Some(chunk) = bytes[at..].first_chunk::<32>()
            && !any_special(chunk, |byte| (byte ^ 2 < 33) | (byte == b'\\'))
        {
            at += 32;
        }
    }
    while bytes.get(at).is_some_and(|&byte| byte != b'"' && byte != b'\\' && byte >= 0x20) {
        at += 1;
    }
    at
}

/// Returns the high bits of the bytes of a word that are quote, backslash or control; of the lowest hit it is exact.
///
/// The borrow trick of "Bit Twiddling Hacks" (hasless, haszero). Of the bytes that differ from another in the second
/// bit, those of quote and controls are the ones below 33.
#[inline]
fn hits(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let (quote, backslash) = (word ^ (ONES * 2), word ^ (ONES * 0x5c));
    ((quote.wrapping_sub(ONES * 33) & !quote) | (backslash.wrapping_sub(ONES) & !backslash)) & HIGHS
}

/// Returns whether a byte is special.
///
/// `is_special` must be plain arithmetic, joined by `|`, without a table or `matches!`: the compiler then asks of all
/// bytes at once.
#[inline]
fn any_special<const N: usize>(bytes: &[u8; N], is_special: impl Fn(u8) -> bool) -> bool {
    let (mut special, half) = (false, N / 2);
    for at in 0..half {
        // Two at a time: so 32 bytes take hardly more than 16.
        special |= is_special(bytes[at]) | is_special(bytes[at + half]);
    }
    special
}

/// Returns an offset from `at` on before which no byte is special; it is the end of the text or near a special byte.
///
/// For `is_special`, see [`any_special`].
#[inline]
pub(crate) fn skip_plain(bytes: &[u8], mut at: usize, is_special: impl Fn(u8) -> bool) -> usize {
    while let Some(chunk) = bytes[at..].first_chunk::<32>() {
        if any_special(chunk, &is_special) {
            let (half, _) = chunk.split_at(16);
            let is_first = half.first_chunk::<16>().is_some_and(|half| any_special(half, is_special));
            return if is_first { at } else { at + 16 };
        }
        at += 32;
    }
    // The last bytes once more, or of a short text the first and the last, instead of a few one by one.
    let special = if let Some(last) = bytes.last_chunk::<32>() {
        any_special(last, is_special)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
        any_special(first, &is_special) || any_special(last, is_special)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        any_special(first, &is_special) || any_special(last, is_special)
    } else {
        true
    };
    if special { at } else { bytes.len() }
}

/// Returns whether no byte of a text is special.
///
/// For `is_special`, see [`any_special`].
#[inline]
pub(crate) fn is_plain(text: &str, is_special: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let at = skip_plain(bytes, 0, &is_special);
    bytes[at..].iter().all(|&byte| !is_special(byte))
}

/// Cuts a text to at most `max` characters, with an ellipsis.
pub fn shorten(text: &str, max: usize) -> Cow<'_, str> {
    match text.char_indices().nth(max) {
        None => Cow::Borrowed(text),
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
    }
}

/// The JSON type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// Returns the type of a value that has been scanned.
    pub fn of(value: &str) -> Kind {
        match value.as_bytes().first() {
            Some(b'"') => Kind::String,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        }
    }

    /// Returns the word with its article, for messages.
    pub fn with_article(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool => "true or false",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Array => "an array",
            Kind::Object => "an object",
        }
    }
}

/// Decodes a string value, quotes included; borrowed unless it has escapes.
///
/// A text that is not a string is returned as it is.
pub fn decode(value: &str) -> Cow<'_, str> {
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('\\') => Cow::Borrowed(inner),
        Some(_) => serde_json::from_str::<String>(value).map_or(Cow::Borrowed(value), Cow::Owned),
        None => Cow::Borrowed(value),
    }
}

/// Appends a string as a JSON string, escaped.
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    loop {
        let plain = plain_end(rest.as_bytes(), 0);
        out.push_str(&rest[..plain]);
        let Some(&byte) = rest.as_bytes().get(plain) else { break };
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
        rest = &rest[plain + 1..];
    }
    out.push('"');
}

/// Appends a scanned value in canonical form: one line, a blank after `,` and `:`, strings with no
/// escape that is not needed, numbers digit by digit as they were.
pub fn write_canonical(out: &mut String, value: &str) {
    let bytes = value.as_bytes();
    // Text that is canonical already is copied in runs.
    let (mut start, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let open = at;
                at = plain_end(bytes, at + 1);
                if bytes.get(at) == Some(&b'"') {
                    at += 1;
                    continue;
                }
                while let Some(&byte) = bytes.get(at).filter(|&&byte| byte != b'"') {
                    at = plain_end(bytes, (at + if byte == b'\\' { 2 } else { 1 }).min(bytes.len()));
                }
                at = (at + 1).min(bytes.len());
                out.push_str(&value[start..open]);
                write_string(out, &decode(&value[open..at]));
                start = at;
            }
            b',' | b':' => {
                at += 1;
                let is_canonical = bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(|&next| next > b' ');
                if is_canonical {
                    at += 1;
                    continue;
                }
                out.push_str(&value[start..at]);
                out.push(' ');
                start = at;
            }
            b' ' | b'\n' | b'\r' | b'\t' => {
                out.push_str(&value[start..at]);
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    out.push_str(&value[start..]);
}

/// A member of an object: the key decoded, the value as text, both with their ranges.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The key, decoded.
    pub key: Cow<'a, str>,
    /// Range of the key, quotes included.
    pub key_span: Range<usize>,
    /// The value's text.
    pub value: &'a str,
    /// Range of the value.
    pub value_span: Range<usize>,
}

/// Takes one object from the scanner, its members appended to `members`.
///
/// # Errors
/// Fails where the text is not JSON; members before that place have been appended.
pub fn take_members<'a>(scanner: &mut Scanner<'a>, members: &mut Vec<Member<'a>>) -> Result<()> {
    scanner.begin_object()?;
    let mut first = true;
    while let Some(key_span) = scanner.next_key(&mut first)? {
        let value_span = scanner.value()?;
        members.push(Member {
            key: decode(&scanner.text[key_span.clone()]),
            value: &scanner.text[value_span.clone()],
            key_span,
            value_span,
        });
    }
    Ok(())
}

/// Returns the members of a scanned object that starts at `at` in its text; empty if it is no object.
pub fn members(text: &str, at: usize) -> Vec<Member<'_>> {
    let mut members = Vec::new();
    let mut scanner = Scanner::new(text, at);
    if scanner.peek() == Some(b'{') {
        // The value has been scanned before, so the only failure left is that it is no object.
        let _ = take_members(&mut scanner, &mut members);
    }
    members
}

/// Returns the elements of a scanned array that starts at `at` in its text, with their ranges; empty if it is no array.
pub fn elements(text: &str, at: usize) -> Vec<(&str, Range<usize>)> {
    let mut list = Vec::new();
    let mut scanner = Scanner::new(text, at);
    if scanner.begin_array().is_err() {
        return list;
    }
    let mut first = true;
    while let Ok(true) = scanner.next_element(&mut first) {
        let Ok(span) = scanner.value() else { break };
        list.push((&text[span.clone()], span));
    }
    list
}

impl<'a> Member<'a> {
    /// Returns the members of the value, an object, with their ranges counted as this member's are.
    pub fn members(&self) -> Vec<Member<'a>> {
        let shift = |span: Range<usize>| span.start + self.value_span.start..span.end + self.value_span.start;
        let shifted = |member: Member<'a>| Member {
            key_span: shift(member.key_span),
            value_span: shift(member.value_span),
            ..member
        };
        members(self.value, 0).into_iter().map(shifted).collect()
    }

    /// Returns the elements of the value, an array, with their ranges counted as this member's are.
    pub fn elements(&self) -> Vec<(&'a str, Range<usize>)> {
        let shift = |span: Range<usize>| span.start + self.value_span.start..span.end + self.value_span.start;
        elements(self.value, 0).into_iter().map(|(value, span)| (value, shift(span))).collect()
    }
}

/// Finds the first key that an object inside `value` has twice: the range of the second.
///
/// Time O(length × log keys); meant for nested values, whose keys no table checks.
pub fn find_duplicate_key(text: &str, at: usize) -> Option<Range<usize>> {
    fn walk(scanner: &mut Scanner<'_>, found: &mut Option<Range<usize>>) -> Result<()> {
        let mut first = true;
        match scanner.peek() {
            Some(b'{') => {
                scanner.begin_object()?;
                let mut seen = std::collections::BTreeSet::new();
                while let Some(key) = scanner.next_key(&mut first)? {
                    if !seen.insert(decode(&scanner.text[key.clone()])) && found.is_none() {
                        *found = Some(key);
                    }
                    walk(scanner, found)?;
                }
            }
            Some(b'[') => {
                scanner.begin_array()?;
                while scanner.next_element(&mut first)? {
                    walk(scanner, found)?;
                }
            }
            _ => {
                scanner.value()?;
            }
        }
        Ok(())
    }
    let mut found = None;
    // The value was scanned (and its depth limited) before, so the walk cannot fail.
    let _ = walk(&mut Scanner::new(text, at), &mut found);
    found
}

/// Returns the JSON pointer (RFC 6901) of the value or key at each offset of a text; the offsets ascend.
///
/// An offset inside a value, or where the text is not JSON, gives the pointer of what is around it.
/// Time O(text × depth of nesting around the offsets).
pub fn pointers(text: &str, offsets: &[usize]) -> Vec<String> {
    let mut found = vec![String::new(); offsets.len()];
    let mut scanner = Scanner::new(text, 0);
    scanner.peek();
    // Whatever is broken ends the walk; the offsets from there on keep what is known of them.
    let _ = point(&mut scanner, offsets, &mut found, String::new());
    found
}

/// Walks over one value: offsets from its start on get its pointer, then those inside it get a longer one.
fn point(scanner: &mut Scanner<'_>, offsets: &[usize], found: &mut [String], pointer: String) -> Result<()> {
    let start = scanner.at;
    let end = scanner.clone().value().map_or(scanner.text.len(), |span| span.end);
    let inside = offsets.partition_point(|&at| at < start)..offsets.partition_point(|&at| at < end);
    if inside.is_empty() {
        scanner.value()?;
        return Ok(());
    }
    found[inside].fill(pointer.clone());
    let mut first = true;
    match scanner.peek() {
        Some(b'{') => {
            scanner.begin_object()?;
            while let Some(key) = scanner.next_key(&mut first)? {
                let name = decode(&scanner.text[key.clone()]).replace('~', "~0").replace('/', "~1");
                let pointer = format!("{pointer}/{name}");
                let at = offsets.partition_point(|&at| at < key.start)..offsets.partition_point(|&at| at < key.end);
                found[at].fill(pointer.clone());
                scanner.peek();
                point(scanner, offsets, found, pointer)?;
            }
        }
        Some(b'[') => {
            scanner.begin_array()?;
            let mut index = 0;
            while scanner.next_element(&mut first)? {
                scanner.peek();
                point(scanner, offsets, found, format!("{pointer}/{index}"))?;
                index += 1;
            }
        }
        _ => {
            scanner.value()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scan(text: &str) -> Result<Range<usize>> {
        let mut scanner = Scanner::new(text, 0);
        let span = scanner.value()?;
        scanner.end()?;
        Ok(span)
    }

    #[test]
    fn no_special_byte_is_skipped() {
        for len in 0..70 {
            for special in 0..=len {
                let mut bytes = vec![b'a'; len];
                if let Some(byte) = bytes.get_mut(special) {
                    *byte = b'&';
                }
                for start in 0..=special {
                    let found = skip_plain(&bytes, start, |byte| byte == b'&');
                    assert!(found >= start && found <= special && special - found < 32);
                }
            }
        }
    }

    #[test]
    fn errors_say_where_and_what_to_do() {
        for (text, offset, hint) in [
            ("[1, 2,]", 6, "delete the comma"),
            ("{'a': 1}", 1, "double quotes"),
            ("{a: 1}", 1, "double quotes"),
            ("{\"a\": NaN}", 6, "NaN"),
            ("{\"a\": -Infinity}", 6, "NaN"),
            ("{\"a\": True}", 6, "true, false"),
            ("{\"a\": 1 \"b\": 2}", 8, "comma"),
            ("[1 // one\n]", 3, "comments"),
            ("{\"a\": 007}", 6, "leading zeros"),
            ("[\"\\ud800\"]", 2, "both halves"),
            ("[\"a\tb\"]", 3, "\\t"),
            ("{\"a\"", 4, "cut off"),
        ] {
            let error = scan(text).expect_err(text);
            assert_eq!(error.span.start, offset, "{text}: {error:?}");
            assert!(error.hint.as_deref().unwrap_or("").contains(hint), "{text}: {error:?}");
        }
    }

    #[test]
    fn nesting_is_limited() {
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(scan(&deep(MAX_DEPTH)).is_ok());
        assert!(scan(&deep(MAX_DEPTH + 1)).is_err());
        assert!(scan(&deep(1_000_000)).is_err());
    }

    #[test]
    fn canonical_form_keeps_numbers_and_decodes_escapes() {
        let mut out = String::new();
        write_canonical(&mut out, "{ \"a\" :\n[1.0,9007199254740993 ,1e400],\"\\u00e9\\/\\n\" : {\"b\":null} }");
        assert_eq!(out, "{\"a\": [1.0, 9007199254740993, 1e400], \"é/\\n\": {\"b\": null}}");
    }

    #[test]
    fn duplicate_keys_are_found_at_any_depth() {
        assert_eq!(find_duplicate_key("{\"a\": [{\"b\": 1, \"b\": 2}]}", 0), Some(16..19));
        assert_eq!(find_duplicate_key("{\"a\": [{\"b\": 1}, {\"b\": 2}]}", 0), None);
    }

    #[test]
    fn pointers_are_found_by_place() {
        let text = r#"{"a": [10, {"b/c": 20}], "d": "e"}"#;
        let places = ["{", "\"a\"", "[", "10", "\"b/c\"", "20", "\"d\"", "\"e\""];
        let offsets = places.map(|place| text.find(place).expect("it is there"));
        assert_eq!(pointers(text, &offsets), ["", "/a", "/a", "/a/0", "/a/1/b~1c", "/a/1/b~1c", "/d", "/d"]);
        assert_eq!(pointers("{\"a\": [1, x", &[7, 10]), ["/a/0", "/a/1"]);
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            ".*".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::vec((".*", inner), 0..6)
                    .prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json_on_good_text(value in json()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).expect("a value prints")] {
                prop_assert_eq!(scan(&text).expect("serde_json's own text"), 0..text.len());
                let mut canonical = String::new();
                write_canonical(&mut canonical, &text);
                let back: serde_json::Value = serde_json::from_str(&canonical).expect("canonical text is JSON");
                prop_assert_eq!(&back, &serde_json::from_str::<serde_json::Value>(&text).expect("JSON"));
            }
        }

        #[test]
        fn agrees_with_serde_json_on_broken_text(value in json(), cut in any::<prop::sample::Index>(), with in "[\\[\\]{}\",:0-9eE+.a-z\\\\ \u{1}-]{0,2}") {
            let mut text = value.to_string();
            let mut at = cut.index(text.len());
            while !text.is_char_boundary(at) { at -= 1; }
            let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
            text.replace_range(at..end, &with);
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text);
            let ours = scan(&text);
            // Serde's ignoring reader does not look at surrogates; ours does.
            let surrogate = ours.as_ref().is_err_and(|error| error.message.contains("surrogate"));
            prop_assert!(ours.is_ok() == theirs.is_ok() || surrogate, "{} {:?} {:?}", text, ours, theirs.err());
        }

        #[test]
        fn strings_survive_writing_and_decoding(text in any::<String>()) {
            let mut out = String::new();
            write_string(&mut out, &text);
            prop_assert_eq!(scan(&out).expect("a string"), 0..out.len());
            prop_assert_eq!(decode(&out), text.as_str());
            prop_assert_eq!(serde_json::from_str::<String>(&out).expect("a string"), text);
        }
    }
}

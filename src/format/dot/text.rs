//! Quoted texts: wrapped, escaped and cut.

use super::super::{LossKind, Losses, Place};
use super::write::attribute;
use crate::jsontext;
use std::borrow::Cow;

/// Bytes of a quoted text as written. Graphviz 2.43 fails on 16,382.
pub(super) const MAX_TEXT: usize = 16_000;

/// A label as it is drawn: in lines.
pub(super) struct Label<'a> {
    whole: &'a str,
    lines: Cow<'a, str>,
}

impl<'a> Label<'a> {
    pub(super) fn new(whole: &'a str, columns: usize) -> Self {
        Label { whole, lines: wrap(whole, columns) }
    }

    /// Appends `label="…"`, the first attribute of a statement, and the whole label if it was wrapped.
    pub(super) fn push(&self, text: &mut String) -> Lost {
        let mut label = Value::open(text, "label=\"");
        label.push(&self.lines);
        let mut lost = label.close();
        if matches!(self.lines, Cow::Owned(_)) {
            lost.add(attribute(text, "kg_label", self.whole));
        }
        lost
    }
}

/// Breaks a text into lines of about so many columns: at blanks, and within words that are longer.
pub(super) fn wrap(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns || text.lines().all(|line| width(line) <= columns) {
        return Cow::Borrowed(text);
    }
    let mut wrapped = String::with_capacity(text.len() + text.len() / columns + 1);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            wrapped.push('\n');
        }
        // Lines of even length look better than full ones and a rest.
        let lines = width(line).div_ceil(columns).max(1);
        let goal = width(line).div_ceil(lines);
        let mut used = 0;
        for word in line.split(' ') {
            let wide = width(word);
            if used > 0 {
                let fits = used + 1 + wide <= columns && (used < goal.saturating_sub(wide / 2));
                wrapped.push(if fits { ' ' } else { '\n' });
                used = if fits { used + 1 } else { 0 };
            }
            if wide <= columns + columns / 4 {
                wrapped.push_str(word);
                used += wide;
                continue;
            }
            for c in word.chars() {
                if used >= columns {
                    wrapped.push('\n');
                    used = 0;
                }
                wrapped.push(c);
                used += columns_of(c);
            }
        }
    }
    Cow::Owned(wrapped)
}

fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Returns 2 for what is usually drawn as wide as it is high: East Asian scripts and emoji.
fn columns_of(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 2,
        '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// What happened to a text on its way into quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lost {
    pub(super) characters: bool,
    pub(super) end: bool,
}

impl Lost {
    pub(super) fn add(&mut self, other: Lost) {
        self.characters |= other.characters;
        self.end |= other.end;
    }

    pub(super) fn count(self, losses: &mut Losses, place: impl Fn() -> Place) {
        if self.characters {
            losses.add(LossKind::CharactersReplaced, &place);
        }
        if self.end {
            losses.add(LossKind::TextCut, &place);
        }
    }
}

/// A quoted text in the making: escaped as it comes, and cut where Graphviz would stop reading.
pub(super) struct Value<'t> {
    text: &'t mut String,
    /// Length of `text` at which the value is cut.
    end: usize,
    lost: Lost,
}

impl<'t> Value<'t> {
    /// Starts `, name="`.
    pub(super) fn new(text: &'t mut String, name: &str) -> Self {
        text.push_str(", ");
        text.push_str(name);
        Value::open(text, "=\"")
    }

    /// Starts after an opening, quote included.
    pub(super) fn open(text: &'t mut String, opening: &str) -> Self {
        text.push_str(opening);
        let end = text.len() + MAX_TEXT;
        Value { text, end, lost: Lost::default() }
    }

    /// Appends a text, escaped.
    pub(super) fn push(&mut self, part: &str) {
        let bytes = part.as_bytes();
        let mut from = 0;
        let mut at = 0;
        loop {
            at = jsontext::skip_plain(bytes, at, may_be_special);
            // The rest of the sixteen bytes, or of the text.
            while bytes.get(at).is_some_and(|&byte| !SPECIAL[usize::from(byte)]) {
                at += 1;
            }
            let Some(&byte) = bytes.get(at) else { break };
            let (written, len, lost) = match byte {
                b'"' => ("\\\"", 1, false),
                b'\\' => ("\\\\", 1, false),
                b'\n' => ("\\n", 1, false),
                b'\t' => (" ", 1, true),
                b'&' if is_entity(&bytes[at..]) => ("&amp;", 1, false),
                // U+FFFE and U+FFFF, which XML forbids.
                0xef if matches!(bytes[at..], [_, 0xbf, 0xbe | 0xbf, ..]) => ("", 3, true),
                b'&' | 0xef => {
                    at += 1;
                    continue;
                }
                _ => ("", 1, true),
            };
            self.push_clean(&part[from..at]);
            self.push_clean(written);
            self.lost.characters |= lost;
            at += len;
            from = at;
        }
        self.push_clean(&part[from..]);
    }

    /// Appends a run that needs no escape, or an escape, if there is room; once cut, nothing.
    pub(super) fn push_clean(&mut self, run: &str) {
        if self.lost.end {
            return;
        }
        let room = self.end.saturating_sub(self.text.len());
        if run.len() <= room {
            self.text.push_str(run);
            return;
        }
        // Never half an escape: it would take the closing quote along.
        if !run.starts_with(['\\', '&']) {
            self.text.push_str(start_of(run, room));
        }
        self.text.push('…');
        self.lost.end = true;
    }

    pub(super) fn close(self) -> Lost {
        self.text.push('"');
        self.lost
    }
}

/// Returns whether a text stands in quotes as it is. It may say no of innocent ones.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let at = jsontext::skip_plain(bytes, 0, may_be_special);
    bytes[at..].iter().all(|&byte| !SPECIAL[usize::from(byte)])
}

/// Returns whether all strings of a JSON text stand in quotes as they are. It may say no of innocent ones.
pub(super) fn is_plain_json(json: &str) -> bool {
    // Controls are blanks between values here, never in a string.
    jsontext::is_plain(json, |byte| (byte == b'\\') | (byte == b'&') | (byte == 0xef))
}

fn may_be_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte == b'&') | (byte == 0xef) | (byte < b' ')
}

/// Returns the longest start of a text of at most so many bytes.
pub(super) fn start_of(text: &str, max: usize) -> &str {
    let mut end = max.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Bytes that [`Value::push`] looks at: the others are copied in runs.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        special[at] = true;
        at += 1;
    }
    special[b'"' as usize] = true;
    special[b'\\' as usize] = true;
    special[b'&' as usize] = true;
    special[0xef] = true;
    special
};

/// Returns whether a text starts with what Graphviz takes for a character: `&amp;`, `&#233;`, `&#xe9;`.
fn is_entity(text: &[u8]) -> bool {
    let name = match text {
        [b'&', b'#', rest @ ..] | [b'&', rest @ ..] => rest,
        _ => return false,
    };
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    len > 0 && name.get(len) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strings_of_plain_json_need_no_escape(text in "[a-z \"&;#\\\\\u{fffe}\u{ffff}é\u{fb01}\n\t\u{1}]{0,40}", blanks in "[ \n\t]{0,3}") {
            let mut json = format!("[{blanks}");
            jsontext::write_string(&mut json, &text);
            json.push_str(&format!("{blanks}]"));
            let mut written = String::new();
            let mut value = Value::open(&mut written, "");
            value.push(&text);
            let lost = value.close();
            written.pop();
            if is_plain_json(&json) {
                prop_assert_eq!((&*written, lost), (&*text, Lost::default()));
            }
            prop_assert!(!text.chars().all(|c| c.is_ascii_lowercase() || c == ' ') || is_plain_json(&json));
        }
    }
}

//! Properties: YAML between `---`, as Obsidian and every YAML 1.2 reader take it.
//!
//! Values are JSON text, which YAML includes but for a few characters and very long keys.

use crate::format::{LossKind, Losses, Place};
use crate::jsontext::{self, Kind};

/// The longest key of a mapping in one line, in characters (YAML 1.2.2, section 7.4.2), with a margin.
const MAX_KEY: usize = 1000;

/// The properties of one note in the making.
pub(super) struct Properties<'t> {
    text: &'t mut String,
}

impl<'t> Properties<'t> {
    pub(super) fn begin(text: &'t mut String) -> Self {
        text.push_str("---\n");
        Properties { text }
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        let mut json = String::with_capacity(value.len() + 2);
        jsontext::write_string(&mut json, value);
        self.put(key, &json);
    }

    /// Writes a list of texts; nothing if it is empty.
    pub(super) fn list(&mut self, key: &str, texts: &[impl AsRef<str>]) {
        if texts.is_empty() {
            return;
        }
        let mut json = String::from("[");
        for (at, text) in texts.iter().enumerate() {
            json.push_str(if at == 0 { "" } else { ", " });
            jsontext::write_string(&mut json, text.as_ref());
        }
        json.push(']');
        self.put(key, &json);
    }

    /// Writes a JSON value; as text, and counted, where a reader could not take it as it is.
    pub(super) fn json(&mut self, key: &str, value: &str, losses: &mut Losses, place: impl FnOnce() -> Place) {
        let mut json = String::with_capacity(value.len());
        jsontext::write_canonical(&mut json, value);
        let loss = match Kind::of(value) {
            Kind::Number if !is_safe(value) => LossKind::NumberAsText,
            Kind::Array | Kind::Object if has_long_key(&json) => LossKind::NestedAsText,
            _ => return self.put(key, &json),
        };
        losses.add(loss, place);
        self.text(key, &json);
    }

    fn put(&mut self, key: &str, json: &str) {
        let plain = !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            && key.starts_with(|c: char| c.is_ascii_alphabetic())
            && !matches!(&*key.to_lowercase(), "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null");
        if plain && key.len() < MAX_KEY {
            self.text.push_str(key);
        } else {
            if key.chars().count() >= MAX_KEY {
                self.text.push_str("? ");
            }
            let mut quoted = String::new();
            jsontext::write_string(&mut quoted, key);
            push_yaml(self.text, &quoted);
            if key.chars().count() >= MAX_KEY {
                self.text.push('\n');
            }
        }
        self.text.push_str(": ");
        push_yaml(self.text, json);
        self.text.push('\n');
    }

    pub(super) fn end(self) {
        self.text.push_str("---\n");
    }
}

/// Returns whether JavaScript, and so Obsidian, reads a number as it is.
fn is_safe(number: &str) -> bool {
    if number.contains(['.', 'e', 'E']) {
        return number.parse::<f64>().is_ok_and(f64::is_finite);
    }
    number.parse::<i64>().is_ok_and(|value| value.unsigned_abs() <= 1 << 53)
}

/// Appends JSON text with the characters escaped that YAML does not allow, or takes for line breaks.
fn push_yaml(text: &mut String, json: &str) {
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                text.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => text.push(c),
        }
    }
}

/// Returns whether a key in an object is too long for a mapping in one line.
fn has_long_key(json: &str) -> bool {
    let bytes = json.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let start = at;
            at += 1;
            while bytes.get(at).is_some_and(|&byte| byte != b'"') {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            if at - start >= MAX_KEY && bytes.get(at + 1) == Some(&b':') {
                return true;
            }
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::WriteOptions;

    fn written(key: &str, value: &str) -> (String, usize) {
        let (mut text, mut losses) = (String::new(), Losses::new(&WriteOptions::new()));
        let mut properties = Properties::begin(&mut text);
        properties.json(key, value, &mut losses, Place::graph);
        properties.end();
        (text, losses.iter().count())
    }

    #[test]
    fn values_are_yaml() {
        for (key, value, wanted, lost) in [
            ("a", "\"x\\u0001\u{85}\u{2028}\"", "a: \"x\\u0001\\u0085\\u2028\"", 0),
            ("on", "1", "\"on\": 1", 0),
            ("a: b", "[1,{\"c\":null}]", "\"a: b\": [1, {\"c\": null}]", 0),
            ("num", "9007199254740993", "num: \"9007199254740993\"", 1),
            ("num", "1e999", "num: \"1e999\"", 1),
        ] {
            assert_eq!(written(key, value), (format!("---\n{wanted}\n---\n"), lost));
        }
        let long = "k".repeat(2000);
        assert_eq!(written("o", &format!("{{\"{long}\":1}}")).1, 1);
        assert!(written(&long, "1").0.contains("? \""));
    }

    #[test]
    fn keys_that_are_too_long_for_a_line_are_found() {
        let long = "x".repeat(MAX_KEY);
        for (json, has) in [
            (format!("{{\"{long}\": 1}}"), true),
            (format!("{{\"a\": {{\"{long}\": 1}}}}"), true),
            (format!("{{\"a\": \"{long}\"}}"), false),
            (format!("[\"{long}\"]"), false),
            ("{\"a\": 1}".to_owned(), false),
        ] {
            assert_eq!(has_long_key(&json), has, "{json}");
        }
    }
}

//! XML 1.0 text: escaping, and name tokens.

use crate::jsontext::{self, skip_plain};
use std::borrow::Cow;

/// Bytes at which copying stops, in character data: markup, controls, and the first byte of U+FFFE.
const IN_TEXT: [bool; 256] = stops(b"&<>\r");
/// Bytes at which copying stops, in the value of an attribute: readers make blanks of line breaks and tabs there.
const IN_ATTRIBUTE: [bool; 256] = stops(b"&<\"\r\n\t");
/// Bytes that may be a forbidden character or start one.
const FORBIDDEN: [bool; 256] = stops(b"");

const fn stops(also: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        table[at] = !matches!(at as u8, b'\t' | b'\n' | b'\r');
        at += 1;
    }
    table[0xef] = true;
    at = 0;
    while at < also.len() {
        table[also[at] as usize] = true;
        at += 1;
    }
    table
}

/// Appends character data; returns whether a forbidden character was replaced by U+FFFD.
///
/// Only what must be is escaped: Gephi drops white space beside a reference.
pub(in crate::format) fn write_text(out: &mut String, text: &str) -> bool {
    write(out, text, &IN_TEXT, |byte| (byte == b'&') | (byte | 2 == b'>') | (byte == 0xef) | (byte < b' '))
}

/// Appends the value of an attribute; returns whether a forbidden character was replaced by U+FFFD.
pub(in crate::format) fn write_attribute(out: &mut String, text: &str) -> bool {
    write(out, text, &IN_ATTRIBUTE, may_stop_attribute)
}

/// Returns whether a text needs no escape as the value of an attribute. It may say no of innocent ones.
pub(in crate::format) fn is_plain_attribute(text: &str) -> bool {
    let bytes = text.as_bytes();
    let at = skip_plain(bytes, 0, may_stop_attribute);
    bytes[at..].iter().all(|&byte| !IN_ATTRIBUTE[usize::from(byte)])
}

/// Returns whether all strings of a JSON text, and the text itself, stand in character data as they are. It may say no
/// of innocent ones.
pub(in crate::format) fn is_plain_json(json: &str) -> bool {
    // Controls are blanks between values here, never in a string.
    jsontext::is_plain(json, |byte| (byte == b'&') | (byte | 2 == b'>') | (byte == 0xef) | (byte == b'\\'))
}

fn may_stop_attribute(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'"') | (byte == 0xef) | (byte < b' ')
}

/// Returns whether a text holds characters that XML 1.0 forbids even as references.
pub(in crate::format) fn has_forbidden(text: &str) -> bool {
    text.bytes().enumerate().any(|(at, byte)| FORBIDDEN[usize::from(byte)] && !is_allowed(text, at, byte))
}

/// Replaces forbidden characters by U+FFFD.
pub(in crate::format) fn replace_forbidden(text: &str) -> Cow<'_, str> {
    if has_forbidden(text) {
        let replace = |c: char| if is_forbidden(c) { '\u{fffd}' } else { c };
        Cow::Owned(text.chars().map(replace).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Finds the first character that XML 1.0 forbids.
pub(in crate::format) fn find_forbidden(text: &str) -> Option<(usize, char)> {
    if has_forbidden(text) { text.char_indices().find(|&(_, c)| is_forbidden(c)) } else { None }
}

/// Returns whether XML 1.0 forbids a character even as a reference.
pub(in crate::format) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Tells the innocent characters whose first byte is that of U+FFFE.
fn is_allowed(text: &str, at: usize, byte: u8) -> bool {
    byte == 0xef && !matches!(text.as_bytes()[at + 1..], [0xbf, 0xbe | 0xbf, ..])
}

/// Appends a text; `may_stop` tells all `stops`, and perhaps more.
#[inline]
fn write(out: &mut String, text: &str, stops: &[bool; 256], may_stop: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut replaced = false;
    let (mut start, mut at) = (0, 0);
    loop {
        at = skip_plain(bytes, at, &may_stop);
        // The rest of the sixteen bytes, or of the text.
        while bytes.get(at).is_some_and(|&byte| !stops[usize::from(byte)]) {
            at += 1;
        }
        let Some(&byte) = bytes.get(at) else { break };
        let (escape, len) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'"' => ("&quot;", 1),
            b'\t' => ("&#9;", 1),
            b'\n' => ("&#10;", 1),
            b'\r' => ("&#13;", 1),
            b'>' if bytes[..at].ends_with(b"]]") => ("&gt;", 1),
            b'>' => {
                at += 1;
                continue;
            }
            _ if is_allowed(text, at, byte) => {
                at += 3;
                continue;
            }
            _ => {
                replaced = true;
                ("\u{fffd}", if byte == 0xef { 3 } else { 1 })
            }
        };
        out.push_str(&text[start..at]);
        out.push_str(escape);
        at += len;
        start = at;
    }
    out.push_str(&text[start..]);
    replaced
}

/// Returns whether a text is a name token (`NMTOKEN`).
pub(in crate::format) fn is_name_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_name_char)
}

/// Makes a name token of a text: other characters become `_`.
pub(in crate::format) fn to_name_token(text: &str) -> Cow<'_, str> {
    match is_name_token(text) {
        true => Cow::Borrowed(text),
        false if text.is_empty() => Cow::Borrowed("_"),
        false => Cow::Owned(text.chars().map(|c| if is_name_char(c) { c } else { '_' }).collect()),
    }
}

/// The common letters among the name characters: those that the fourth edition of XML 1.0, which
/// libxml2 and Java follow, and the fifth agree on.
fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '.' | '-' | '_' | ':')
        || matches!(c,
            'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ı' | 'Ά' | 'Έ'..='Ί' | 'Ύ'..='Ρ' | 'Σ'..='ώ' | 'Ё'..='Ќ' | 'Ў'..='я'
            | 'ё'..='ќ' | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}'
            | '\u{3041}'..='\u{3094}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fa5}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::events::Event;

    fn text(text: &str) -> String {
        let mut out = String::new();
        write_text(&mut out, text);
        out
    }

    fn attribute(text: &str) -> String {
        let mut out = String::new();
        write_attribute(&mut out, text);
        out
    }

    #[test]
    fn text_is_escaped_no_more_than_needed() {
        for (plain, escaped) in [
            ("a \"b\" 'c' > d\n\te", "a \"b\" 'c' > d\n\te"),
            ("<b> & &amp;", "&lt;b> &amp; &amp;amp;"),
            ("]]> ]>", "]]&gt; ]>"),
            ("a\r\nb", "a&#13;\nb"),
            ("\u{1}a\u{fffe}b\u{ffff}\u{b}", "\u{fffd}a\u{fffd}b\u{fffd}\u{fffd}"),
            ("\u{fffd}\u{fb01}ｱ\u{7f}\u{1fffe}", "\u{fffd}\u{fb01}ｱ\u{7f}\u{1fffe}"),
        ] {
            assert_eq!(text(plain), escaped);
        }
    }

    #[test]
    fn attributes_keep_line_breaks_and_tabs() {
        assert_eq!(attribute("a\"b'\n\t\r<&]]>"), "a&quot;b'&#10;&#9;&#13;&lt;&amp;]]>");
    }

    #[test]
    fn name_tokens_are_told_and_made() {
        assert!(is_name_token("h-1b_x.y:z") && is_name_token("1") && is_name_token("Müller") && is_name_token("北約"));
        assert!(!is_name_token("") && !is_name_token("a b") && !is_name_token("a/b") && !is_name_token("😀"));
        assert_eq!(to_name_token("Edge Weight (€)"), "Edge_Weight____");
        assert_eq!(to_name_token(""), "_");
    }

    proptest! {
        #[test]
        fn strings_of_plain_json_need_no_escape(plain in "[a-z \"&<>\\]\\\\\u{fffe}é\u{fb01}\n\t\r\u{1}]{0,40}", blanks in "[ \n\t]{0,3}") {
            let mut json = format!("[{blanks}");
            crate::jsontext::write_string(&mut json, &plain);
            let one_line = json.clone() + "]";
            json.push_str(&format!("{blanks}]"));
            if is_plain_json(&json) {
                prop_assert_eq!(text(&plain), plain.clone());
                if blanks.is_empty() {
                    prop_assert_eq!(text(&one_line), one_line);
                }
            }
            prop_assert!(!plain.chars().all(|c| c.is_ascii_lowercase() || c == ' ') || is_plain_json(&json));
        }

        #[test]
        fn any_text_comes_back_with_forbidden_characters_replaced(plain in any::<String>()) {
            let xml = format!("<t a=\"{}\">{}</t>", attribute(&plain), text(&plain));
            let mut reader = quick_xml::Reader::from_str(&xml);
            let (mut value, mut content) = (String::new(), String::new());
            loop {
                match reader.read_event().expect("well-formed") {
                    Event::Start(start) => {
                        let found = start.try_get_attribute("a").expect("an attribute list").expect("an attribute");
                        value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("text").into_owned();
                    }
                    Event::Text(part) => content.push_str(&part),
                    Event::GeneralRef(part) => match part.resolve_char_ref().expect("a reference") {
                        Some(c) => content.push(c),
                        None => content.push_str(
                            quick_xml::escape::resolve_xml_entity(&part).expect("known"),
                        ),
                    },
                    Event::Eof => break,
                    _ => {}
                }
            }
            let expected = replace_forbidden(&plain);
            prop_assert_eq!(&value, &expected);
            prop_assert_eq!(&content, &expected);
            prop_assert_eq!(has_forbidden(&plain), plain.chars().any(is_forbidden));
        }
    }

    #[test]
    fn plain_attributes_are_told() {
        for (text, plain) in [
            ("", true),
            ("a b é 世", true),
            ("a > b", true),
            ("a\"b", false),
            ("<", false),
            ("&", false),
            ("a\tb", false),
        ] {
            assert_eq!(is_plain_attribute(text), plain, "{text}");
        }
    }
}

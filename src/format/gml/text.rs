//! Texts of GML: ASCII in which everything else is a character entity.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Names of the characters from U+00A0 to U+00FF, which are those that GML has from HTML.
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy",
    "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm",
    "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
    "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve",
    "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN",
    "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc",
    "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml",
    "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// The longest entity: `&#1114111;` and `&#x10ffff;`.
const MAX_ENTITY: usize = 12;

/// Appends a text, without its quotes. Nothing is ever replaced, so that the answer is always false.
pub(super) fn escape(out: &mut String, text: &str) -> bool {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            ' '..='~' => out.push(c),
            _ => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
        }
    }
    false
}

/// Undoes entities; one that is not known stays as it is.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(mut at) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    loop {
        let rest = &text[at..];
        let end = rest.bytes().take(MAX_ENTITY).position(|byte| byte == b';');
        if let Some((end, c)) = end.and_then(|end| Some((end, character(&rest[1..end])?))) {
            out.push_str(&text[from..at]);
            out.push(c);
            from = at + end + 1;
            at = from;
        } else {
            at += 1;
        }
        match text[at..].find('&') {
            Some(next) => at += next,
            None => break,
        }
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
            None if number.bytes().all(|byte| byte.is_ascii_digit()) => number.parse().ok()?,
            _ => return None,
        };
        return char::from_u32(code);
    }
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        _ => LATIN.iter().zip('\u{a0}'..).find(|(known, _)| **known == name).map(|(_, c)| c),
    }
}

/// Returns a key that every reader takes: an ASCII letter, then letters, digits and `_`.
pub(super) fn key(key: &str) -> Cow<'_, str> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let starts = key.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts && key.chars().all(good) {
        return Cow::Borrowed(key);
    }
    let clean = key.chars().map(|c| if good(c) { c } else { '_' });
    Cow::Owned(if starts { clean.collect() } else { "k_".chars().chain(clean).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were() {
        for text in ["", "plain", "a \"b\" & 'c' <d>", "&amp;", "é北🙂", "line\nbreak\ttab\u{1}\u{7f}\u{fffe}", "&#65;"]
        {
            let mut out = String::new();
            escape(&mut out, text);
            assert!(out.bytes().all(|byte| (b' '..0x7f).contains(&byte) && byte != b'"'), "{out}");
            assert_eq!(unescape(&out), text);
        }
    }

    #[test]
    fn entities_of_others_are_known_and_anything_else_stays() {
        for (text, wanted) in [
            ("Jos&eacute; &AElig;&yuml;&nbsp;", "José Æÿ\u{a0}"),
            ("&#xE9;&#x1F642;", "é🙂"),
            (
                "a & b; &unknown; &; &#; &#x; &#99999999; &#xd800; &amp",
                "a & b; &unknown; &; &#; &#x; &#99999999; &#xd800; &amp",
            ),
            ("&&amp;&", "&&&"),
            ("é&#233;é", "ééé"),
        ] {
            assert_eq!(unescape(text), wanted);
        }
    }

    #[test]
    fn keys_are_ascii_words() {
        for (from, to) in
            [("since", "since"), ("a b", "a_b"), ("1st", "k_1st"), ("", "k_"), ("é", "k__"), ("_a", "k__a")]
        {
            assert_eq!(key(from), to);
        }
    }
}

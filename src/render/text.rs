//! How wide a text will be, and how it is cut into lines that fit.
//!
//! Measured in Liberation Sans, which Debian takes for Arial and which is as wide; what that font lacks is
//! measured generously: it will be drawn in some font of the viewer's.

use super::widths::{BOLD, RANGES, REGULAR};
use unicode_width::UnicodeWidthChar;

/// A face and its size in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Font {
    pub(super) size: f64,
    pub(super) bold: bool,
}

/// Returns the width of a line of text in points.
pub(super) fn width(text: &str, font: Font) -> f64 {
    text.chars().map(|c| advance(c, font.bold)).sum::<f64>() * font.size
}

/// Returns the width of a character in Liberation Sans, in ems, if that has it.
fn known(c: char, bold: bool) -> Option<f64> {
    let code = c as u32;
    let mut before = 0;
    for (from, to) in RANGES {
        if (from..to).contains(&code) {
            let table = if bold { &BOLD } else { &REGULAR };
            let width = table[(before + code - from) as usize];
            return (width > 0).then(|| f64::from(width) / 250.0);
        }
        before += to - from;
    }
    None
}

/// Returns whether Liberation Sans has a character, or none is needed.
#[cfg(feature = "png")]
pub(super) fn is_in_font(c: char) -> bool {
    known(c, false).is_some() || c.width().unwrap_or(0) == 0
}

/// Returns the width of a character in ems.
fn advance(c: char, bold: bool) -> f64 {
    if let Some(width) = known(c, bold) {
        return width;
    }
    let code = c as u32;
    match c.width() {
        None | Some(0) => 0.0,
        // Emoji are a little wider than an em.
        Some(2) if code >= 0x1_f000 => 1.4,
        Some(2) => 1.02,
        _ => 0.8,
    }
}

/// Returns the text on one line: line breaks and control characters are spaces, and runs of those are one.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || is_unfit(c)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns whether XML has no place for a character, or whether it would turn round the text after it.
pub(super) fn is_unfit(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Cuts a text into at most so many lines, none wider than `most`; what is left out ends in an ellipsis.
pub(super) fn wrap(text: &str, font: Font, most: f64, lines: usize) -> Vec<String> {
    let text = one_line(text);
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text) {
        let mut piece = piece;
        loop {
            let grown = format!("{line}{piece}");
            if width(grown.trim_end(), font) <= most {
                line = grown;
                break;
            }
            // A word that fits on no line is cut.
            if line.is_empty() {
                let cut = fitting(piece, font, most).max(piece.chars().next().map_or(0, char::len_utf8));
                line = piece[..cut].to_owned();
                piece = &piece[cut..];
            }
            if out.len() + 1 == lines {
                out.push(ellipsis(&format!("{line}{piece}"), font, most));
                return out;
            }
            out.push(std::mem::take(&mut line).trim_end().to_owned());
            if piece.is_empty() {
                break;
            }
        }
    }
    if !line.trim_end().is_empty() {
        out.push(line.trim_end().to_owned());
    }
    out
}

/// Returns a text that fits, shortened if need be.
pub(super) fn ellipsis(text: &str, font: Font, most: f64) -> String {
    if width(text, font) <= most {
        return text.to_owned();
    }
    let cut = &text[..fitting(text, font, most - width("…", font))];
    // Whole words, unless that would cost much.
    let inside = !text[cut.len()..].starts_with(' ');
    let whole = cut.rfind(' ').filter(|&at| inside && at * 10 > cut.len() * 6).map_or(cut, |at| &cut[..at]);
    format!("{}…", whole.trim_end_matches([' ', ',', ';', ':']))
}

/// Returns how many bytes of a text fit.
fn fitting(text: &str, font: Font, most: f64) -> usize {
    let mut sum = 0.0;
    for (at, c) in text.char_indices() {
        sum += advance(c, font.bold) * font.size;
        if sum > most {
            return at;
        }
    }
    text.len()
}

/// Splits where a line may end: after a space, and between wide characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut wide) = (0, false);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let now = c.width() == Some(2);
        // No line begins with a closing mark.
        let closing = matches!(c, '，' | '。' | '、' | '」' | '』' | '）' | '：' | '；' | '！' | '？');
        if at > from && ((before == ' ' && c != ' ') || ((wide || now) && !closing && before != ' ')) {
            out.push(&text[from..at]);
            from = at;
        }
        (before, wide) = (c, now);
    }
    if from < text.len() {
        out.push(&text[from..]);
    }
    out
}

/// Returns whether a text is read from right to left: its first letter is of such a script.
pub(super) fn is_right_to_left(text: &str) -> bool {
    let rtl = |c: char| matches!(c as u32, 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x1_0800..=0x1_0fff);
    text.chars().find(|c| c.is_alphabetic()).is_some_and(rtl)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font { size: 10.0, bold: false };

    #[test]
    fn widths_are_those_of_the_font() {
        // "H" is 722, "i" 222 and "!" 278 thousandths of an em; rounding adds at most 4 each.
        assert!((width("Hi!", FONT) - 12.22).abs() < 0.12);
        assert!(width("Hi!", Font { bold: true, ..FONT }) > width("Hi!", FONT));
        assert!(width("漢字", FONT) >= 20.0);
        assert_eq!(width("\u{301}\u{200f}", FONT), 0.0);
    }

    #[test]
    fn every_line_fits() {
        for text in [
            "",
            "one",
            "several words that need more than one line",
            "Donaudampfschifffahrtsgesellschaft",
            "漢字漢字漢字漢字，漢字漢字漢字",
            "שלום עולם ועוד מילים",
        ] {
            for most in [30.0, 60.0, 100.0] {
                for lines in 1..4 {
                    let wrapped = wrap(text, FONT, most, lines);
                    assert!(wrapped.len() <= lines);
                    assert!(wrapped.iter().all(|line| width(line, FONT) <= most), "{wrapped:?} in {most}");
                    let whole = wrapped.concat().replace([' ', '…'], "");
                    assert!(text.replace(' ', "").starts_with(&whole), "{wrapped:?}");
                }
            }
        }
        assert_eq!(wrap("one two three", FONT, 48.0, 1), ["one two…"]);
        assert_eq!(wrap("one\ntwo", FONT, 100.0, 1), ["one two"]);
    }

    #[test]
    fn direction_is_that_of_the_first_letter() {
        assert!(is_right_to_left("«שלום»") && is_right_to_left("123 مرحبا"));
        assert!(!is_right_to_left("K visa (תאשירה)") && !is_right_to_left("42"));
    }
}

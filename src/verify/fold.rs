//! Folding: a text without what typesetting changes, and the way back to the text as it is.
//!
//! Folded are: compatibility forms (NFKD of Unicode Standard Annex 15; two texts have the same NFKD exactly
//! when they have the same NFKC, and decomposing keeps every character's place), every quotation mark and
//! apostrophe to `'`, every dash to `-` without blanks around it, every run of white space to one blank.
//! Soft hyphens, joiners and marks of writing direction are dropped. Case stays: a quote is word for word.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// A folded text, with the place of each of its characters in the text it was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// Offset in `text`, and the range in the original that gave what begins there; both grow.
    places: Vec<(usize, Range<usize>)>,
}

/// What a character becomes before it is decomposed.
enum Class {
    Dropped,
    Blank,
    Dash,
    Quote,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            Class::Dropped
        }
        '\'' | '"' | '`' | '´' | '«' | '»' | 'ʹ' | 'ʺ' | 'ʼ' | 'ʻ' | 'ʽ' | '\u{2018}'..='\u{201f}' => {
            Class::Quote
        }
        '\u{2032}'..='\u{2037}' | '‹' | '›' | '\u{300c}'..='\u{300f}' | '\u{301d}'..='\u{301f}' => Class::Quote,
        '\u{fe41}'..='\u{fe44}' | '\u{ff02}' | '\u{ff07}' | '\u{ff40}' | '\u{ff62}' | '\u{ff63}' => Class::Quote,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{207b}' | '\u{208b}' | '\u{2212}' => Class::Dash,
        '\u{2e3a}' | '\u{2e3b}' | '\u{fe31}' | '\u{fe32}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Class::Dash,
        c if c.is_whitespace() => Class::Blank,
        _ => Class::Other,
    }
}

impl Folded {
    /// Folds a text. Time and space O(length).
    pub(super) fn new(original: &str) -> Folded {
        let mut folded = Folded::default();
        let mut chars = original.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            let mut end = start + first.len_utf8();
            match class(first) {
                Class::Dropped => {}
                Class::Blank => folded.blank(start..end),
                Class::Dash => {
                    if folded.text.ends_with(' ') {
                        folded.pop();
                    }
                    folded.single('-', start..end);
                }
                Class::Quote => folded.single('\'', start..end),
                Class::Other => {
                    // Combining marks are put in order together with the character that they stand on.
                    while let Some((at, mark)) = chars.next_if(|(_, c)| canonical_combining_class(*c) != 0) {
                        end = at + mark.len_utf8();
                    }
                    for c in original[start..end].nfkd() {
                        match c {
                            ' ' => folded.blank(start..end),
                            c => folded.push(c, start..end),
                        }
                    }
                }
            }
        }
        if folded.text.ends_with(' ') {
            folded.pop();
        }
        folded
    }

    fn push(&mut self, c: char, place: Range<usize>) {
        self.places.push((self.text.len(), place));
        self.text.push(c);
    }

    fn pop(&mut self) {
        self.text.pop();
        self.places.pop();
    }

    /// Adds a blank unless the text is empty or ends with one, or with a dash.
    fn blank(&mut self, place: Range<usize>) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '-']) {
            self.push(' ', place);
        }
    }

    /// Adds a character unless the text ends with it: `''` is one quotation mark, `--` one dash.
    fn single(&mut self, c: char, place: Range<usize>) {
        if !self.text.ends_with(c) {
            self.push(c, place);
        }
    }

    /// Returns the range of the original that gave a range of the folded text, which is not empty.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let at = |offset: usize| self.places.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        match (self.places.get(at(range.start)), self.places.get(at(range.end.saturating_sub(1)))) {
            (Some((_, first)), Some((_, last))) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// Returns whether a range begins and ends where words do: `art` is not found in `party`.
    pub(super) fn is_whole(&self, range: &Range<usize>) -> bool {
        let joined = |at: usize| {
            let (before, after) = self.text.split_at(at);
            match (before.chars().next_back(), after.chars().next()) {
                (Some(a), Some(b)) => is_combining_mark(b) || is_spaced(a) && is_spaced(b),
                _ => false,
            }
        };
        !joined(range.start) && !joined(range.end)
    }
}

/// Returns whether a character belongs to a word of a script that sets blanks between words.
pub(super) fn is_spaced(c: char) -> bool {
    // Thai, Lao, Chinese, Japanese and others from U+0E00 on set none, or join particles to words.
    (c.is_alphanumeric() || is_combining_mark(c)) && c < '\u{e00}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typesetting_is_folded_away() {
        for (a, b) in [
            ("“It’s ‘here’,” he said", "\"It's 'here',\" he said"),
            ("talent — and money", "talent-and money"),
            ("a  b\n\tc\u{a0}d", "a b c d"),
            ("ﬁnance № 5 ½", "finance No 5 1⁄2"),
            ("cafe\u{301}", "café"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
            ("tal\u{ad}ent", "talent"),
            ("wait…", "wait..."),
            (" a ", "a"),
            ("“‘Yes’”", "'Yes'"),
        ] {
            assert_eq!(Folded::new(a).text, Folded::new(b).text, "{a} / {b}");
        }
        assert_ne!(Folded::new("The").text, Folded::new("the").text);
        assert_ne!(Folded::new("résumé").text, Folded::new("resume").text);
    }

    #[test]
    fn the_way_back_leads_to_the_same_words() {
        let text = "Ein  Satz — mit „Zitat“ und ﬁnale Höhe.";
        let folded = Folded::new(text);
        for (word, original) in [("mit", "mit"), ("finale", "ﬁnale"), ("'Zitat'", "„Zitat“"), ("Ho\u{308}he", "Höhe")]
        {
            let at = folded.text.find(word).expect("the word");
            assert_eq!(&text[folded.original(at..at + word.len())], original);
        }
    }

    #[test]
    fn a_part_of_a_word_is_not_whole() {
        let folded = Folded::new("the party, 北京的 cafe\u{301}");
        let whole = |word: &str| {
            let at = folded.text.find(word).expect("the word");
            folded.is_whole(&(at..at + word.len()))
        };
        assert!(whole("party") && whole("the") && whole("京"));
        assert!(!whole("art") && !whole("cafe"));
    }
}

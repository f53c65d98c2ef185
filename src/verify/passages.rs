//! A document's text, ready to be searched for quotes.

use super::fold::Folded;
use super::words::Words;
use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

/// A text with its paragraphs.
#[derive(Debug)]
pub(super) struct Passages<'t> {
    text: &'t str,
    folded: Folded,
    /// Where each paragraph begins, as offsets in the text.
    starts: Vec<usize>,
    words: OnceLock<Words>,
}

/// A part of a quote: a stretch that must stand in the text as it is.
#[derive(Debug)]
pub(super) struct Part {
    /// The part as it was written.
    pub(super) text: String,
    pub(super) folded: Folded,
    /// What of `folded` is looked for: without the quotation marks around it, which are the quoter's own.
    pub(super) range: Range<usize>,
}

impl Part {
    fn new(text: String) -> Part {
        let folded = Folded::new(&text);
        let marks = ['\'', ' '];
        let start = folded.text.len() - folded.text.trim_start_matches(marks).len();
        let end = folded.text.trim_end_matches(marks).len();
        Part { range: start..end.max(start), text, folded }
    }

    pub(super) fn needle(&self) -> &str {
        &self.folded.text[self.range.clone()]
    }
}

impl<'t> Passages<'t> {
    /// Prepares a text. Time and space O(length).
    pub(super) fn new(text: &'t str) -> Self {
        Passages { text, folded: Folded::new(text), starts: paragraph_starts(text), words: OnceLock::new() }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn folded(&self) -> &Folded {
        &self.folded
    }

    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(&self.folded.text))
    }

    /// Returns the number, from 1, of the paragraph in which a range of the folded text begins.
    pub(super) fn paragraph(&self, range: &Range<usize>) -> usize {
        let at = self.folded.original(range.clone()).start;
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// Finds a part's occurrences as whole words.
    fn occurrences<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = Range<usize>> + 'a {
        let needle = part.needle();
        let found = self.folded.text.match_indices(needle).map(move |(at, _)| at..at + needle.len());
        found.filter(|range| self.folded.is_whole(range))
    }

    /// Finds where a quote stands: its parts in order, each in the paragraph of the one before it or in the
    /// next. Returns the paragraphs in which it begins, each once, in order. Time O(length × parts).
    pub(super) fn find(&self, parts: &[Part]) -> Vec<usize> {
        let lists: Vec<Vec<Range<usize>>> = parts.iter().map(|part| self.occurrences(part).collect()).collect();
        let Some((first, rest)) = lists.split_first() else { return Vec::new() };
        let mut found: Vec<usize> = Vec::new();
        for start in first {
            let paragraph = self.paragraph(start);
            if found.last() != Some(&paragraph) && self.follows(start, rest) {
                found.push(paragraph);
            }
        }
        found
    }

    /// Returns whether parts, each with its occurrences, follow a range. The first of each is the best for the next.
    fn follows(&self, range: &Range<usize>, parts: &[Vec<Range<usize>>]) -> bool {
        let mut before = range;
        for part in parts {
            let Some(next) = part.get(part.partition_point(|found| found.start < before.end)) else { return false };
            let last = before.end.saturating_sub(1)..before.end;
            if self.paragraph(next) > self.paragraph(&last) + 1 {
                return false;
            }
            before = next;
        }
        true
    }

    /// Returns the first part that stands nowhere as it is; the first of all if each stands somewhere.
    pub(super) fn first_missing<'p>(&self, parts: &'p [Part]) -> Option<&'p Part> {
        parts.iter().find(|part| self.occurrences(part).next().is_none()).or_else(|| parts.first())
    }
}

/// Finds where paragraphs begin. They stand apart by blank lines; in a text without blank lines, each line is one.
fn paragraph_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut by_line = Vec::new();
    let (mut at, mut after_blank, mut blank_inside) = (0, true, false);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            after_blank = true;
        } else {
            let start = at + (line.len() - line.trim_start().len());
            by_line.push(start);
            if after_blank {
                blank_inside |= !starts.is_empty();
                starts.push(start);
            }
            after_blank = false;
        }
        at += line.len();
    }
    if blank_inside { starts } else { by_line }
}

/// Splits a quote at ellipses, which stand for what was left out: `…`, `...`, `. . .`, also in brackets.
pub(super) fn parts(quote: &str) -> Vec<Part> {
    let mut pieces = vec![String::new()];
    let chars: Vec<char> = quote.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let (open, close) = match chars[at] {
            '[' => (1, Some(']')),
            '(' => (1, Some(')')),
            _ => (0, None),
        };
        let dots = ellipsis(&chars[at + open..]);
        let end = at + open + dots;
        if dots > 0 && close.is_none_or(|close| chars.get(end) == Some(&close)) {
            pieces.push(String::new());
            at = end + usize::from(close.is_some());
        } else {
            if let Some(piece) = pieces.last_mut() {
                piece.push(chars[at]);
            }
            at += 1;
        }
    }
    let says = |part: &Part| part.needle().chars().any(char::is_alphanumeric);
    pieces.into_iter().map(|piece| Part::new(piece.trim().to_owned())).filter(says).collect()
}

/// Returns how many characters at the beginning are an ellipsis.
fn ellipsis(chars: &[char]) -> usize {
    if chars.first() == Some(&'…') {
        return 1 + ellipsis(&chars[1..]);
    }
    let (mut dots, mut end) = (0, 0);
    for (at, c) in chars.iter().enumerate() {
        match c {
            '.' => {
                dots += 1;
                end = at + 1;
            }
            ' ' | '\u{a0}' => {}
            _ => break,
        }
    }
    if dots >= 3 { end } else { 0 }
}

/// Returns whether a paragraph lies in one of the ranges.
pub(super) fn is_in(paragraph: usize, ranges: &[RangeInclusive<usize>]) -> bool {
    ranges.iter().any(|range| range.contains(&paragraph))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, quote: &str) -> Vec<usize> {
        Passages::new(text).find(&parts(quote))
    }

    #[test]
    fn paragraphs_stand_apart_by_blank_lines_or_else_by_lines() {
        assert_eq!(paragraph_starts("a\nb\n\nc\n \n\nd"), [0, 5, 10]);
        assert_eq!(paragraph_starts("a\nb\r\n  c\n"), [0, 2, 7]);
        assert_eq!(paragraph_starts("\n\na\nb"), [2, 4]);
        assert!(paragraph_starts(" \n").is_empty());
    }

    #[test]
    fn quotes_are_found_whatever_their_typesetting() {
        let text = "She said: “We’re not\nclosed — yet.”\n\nNobody is closed.\n\nThe end … perhaps.";
        assert!(found(text, "we're not").is_empty());
        assert_eq!(found(text, "We're not closed-yet."), [1]);
        assert_eq!(found(text, "closed"), [1, 2]);
        assert!(found(text, "lose").is_empty());
        assert_eq!(found(text, "The end ... perhaps."), [3]);
        assert_eq!(found(text, "The end"), [3]);
    }

    #[test]
    fn an_ellipsis_leaves_out_words_but_keeps_the_order() {
        let text = "one two three four\n\nfive six\n\nseven\n\none three two";
        assert_eq!(found(text, "one … three"), [1, 4]);
        assert_eq!(found(text, "two [...] four"), [1]);
        assert_eq!(found(text, "two . . . five"), [1]);
        assert_eq!(found(text, "… four … six (…)"), [1]);
        assert!(found(text, "four … two").is_empty());
        // More than a paragraph between two parts is no quote.
        assert!(found(text, "one … seven").is_empty());
        assert!(found(text, "…").is_empty());
    }
}

//! The passage of a text that is closest to an altered quote, with the words in which they differ.
//!
//! Rare words that both have vote for where the passage may begin; the best few places are compared word by
//! word (Needleman and Wunsch 1970, with free ends in the text), so a long text costs no more than its words.

use super::fold::is_spaced;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A text as words and punctuation marks, with an index of the words.
#[derive(Debug)]
pub(super) struct Words {
    tokens: Vec<Range<usize>>,
    index: HashMap<String, Vec<usize>>,
}

/// Where two texts differ: byte ranges of words in each.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    /// The passage in the text.
    pub(super) passage: Range<usize>,
    /// Words of the quote that the text has otherwise, or not.
    pub(super) quote: Vec<Range<usize>>,
    /// Words of the text that the quote has otherwise, or not.
    pub(super) text: Vec<Range<usize>>,
}

/// Words of a quote that are compared; what goes beyond is not looked at.
const MAX_WORDS: usize = 1_000;
/// Places that are compared word by word.
const MAX_PLACES: usize = 8;

impl Words {
    /// Splits a folded text and indexes it. Time and space O(length).
    pub(super) fn new(text: &str) -> Words {
        let tokens = tokens(text);
        let mut index: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, token) in tokens.iter().enumerate() {
            let word = &text[token.clone()];
            if is_word(word) {
                index.entry(word.to_lowercase()).or_default().push(at);
            }
        }
        Words { tokens, index }
    }

    /// Finds the passage of the text closest to a quote; `None` if fewer than half of the quote's words are in it.
    pub(super) fn closest(&self, text: &str, quote: &str) -> Option<Alignment> {
        let mut wanted = tokens(quote);
        wanted.truncate(MAX_WORDS);
        let width = (wanted.len() / 2).max(8);
        let places = self.places(&wanted, quote, width);
        let mut best: Option<(u32, Alignment)> = None;
        for place in places {
            let from = place.saturating_sub(width);
            let to = (place + 2 * width + wanted.len()).min(self.tokens.len());
            let window = &self.tokens[from.min(to)..to];
            if let Some((cost, found)) = align(&wanted, quote, window, text)
                && best.as_ref().is_none_or(|(least, _)| cost < *least)
            {
                best = Some((cost, found));
            }
        }
        best.map(|(_, found)| found)
    }

    /// Finds where the passage may begin: the places for which most words vote, rare words with more weight.
    fn places(&self, wanted: &[Range<usize>], quote: &str, width: usize) -> Vec<usize> {
        let mut votes: BTreeMap<usize, u64> = BTreeMap::new();
        let lists: Vec<(usize, &Vec<usize>)> = wanted
            .iter()
            .enumerate()
            .filter_map(|(at, token)| Some((at, self.index.get(&quote[token.clone()].to_lowercase())?)))
            .collect();
        // "the" says little about the place and stands everywhere: it votes only where nothing better does.
        let rarest = lists.iter().map(|(_, list)| list.len()).min().unwrap_or(0);
        for (at, list) in lists.iter().filter(|(_, list)| list.len() <= (rarest * 16).max(256)) {
            let weight = 1_000 / (1 + u64::from(list.len().ilog2()));
            for found in list.iter() {
                let bucket = found.saturating_sub(*at) / width;
                *votes.entry(bucket).or_default() += weight;
            }
        }
        // A passage may begin at the end of one bucket and be voted for in the next.
        let mut sums: Vec<(u64, usize)> = votes
            .iter()
            .map(|(bucket, weight)| (weight + votes.get(&(bucket + 1)).copied().unwrap_or(0), *bucket))
            .collect();
        sums.sort_by_key(|&(weight, bucket)| (std::cmp::Reverse(weight), bucket));
        sums.truncate(MAX_PLACES);
        sums.into_iter().map(|(_, bucket)| bucket * width).collect()
    }
}

/// Splits a folded text: words (letters and digits, with apostrophes inside), and every other character alone.
/// Characters of scripts without blanks between words are words of their own.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let inside = is_spaced(c) || open && c == '\'' && chars.peek().is_some_and(|(_, next)| is_spaced(*next));
        match tokens.last_mut() {
            Some(last) if inside && open => last.end = end,
            _ if c == ' ' => {}
            _ => tokens.push(at..end),
        }
        open = inside;
    }
    tokens
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// What a step of the alignment takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    Quote,
    Text,
}

/// Aligns a quote with the best stretch of a window; `None` if fewer than half of its words are in it.
fn align(wanted: &[Range<usize>], quote: &str, window: &[Range<usize>], text: &str) -> Option<(u32, Alignment)> {
    let (rows, columns) = (wanted.len(), window.len());
    let gap = |token: &str| if is_word(token) { 2 } else { 1 };
    let pair = |a: &str, b: &str| match (a == b, is_word(a) && is_word(b)) {
        (true, _) => 0,
        (_, true) if a.to_lowercase() == b.to_lowercase() => 1,
        (_, true) => 3,
        (_, false) if !is_word(a) && !is_word(b) => 1,
        _ => 4,
    };
    let mut steps = vec![Step::Text; (rows + 1) * (columns + 1)];
    let mut costs = vec![0u32; columns + 1];
    for (row, token) in wanted.iter().enumerate() {
        let a = &quote[token.clone()];
        let line = &mut steps[(row + 1) * (columns + 1)..(row + 2) * (columns + 1)];
        let mut diagonal = costs[0];
        costs[0] += gap(a);
        line[0] = Step::Quote;
        for (column, other) in window.iter().enumerate() {
            let b = &text[other.clone()];
            let choices = [
                (diagonal + pair(a, b), Step::Both),
                (costs[column + 1] + gap(a), Step::Quote),
                (costs[column] + gap(b), Step::Text),
            ];
            diagonal = costs[column + 1];
            let mut best = choices[0];
            for choice in &choices[1..] {
                if choice.0 < best.0 {
                    best = *choice;
                }
            }
            (costs[column + 1], line[column + 1]) = best;
        }
    }
    let (end, cost) = costs.iter().enumerate().min_by_key(|&(_, cost)| *cost)?;
    let (mut row, mut column) = (rows, end);
    let (mut same, mut words) = (0, 0);
    let mut found = Alignment { passage: 0..0, quote: Vec::new(), text: Vec::new() };
    while row > 0 {
        match steps[row * (columns + 1) + column] {
            Step::Both => {
                (row, column) = (row - 1, column - 1);
                let (a, b) = (&quote[wanted[row].clone()], &text[window[column].clone()]);
                let likeness = pair(a, b);
                if is_word(a) {
                    words += 1;
                    same += usize::from(likeness <= 1);
                }
                if likeness > 0 {
                    found.quote.push(wanted[row].clone());
                    found.text.push(window[column].clone());
                }
            }
            Step::Quote => {
                row -= 1;
                words += usize::from(is_word(&quote[wanted[row].clone()]));
                found.quote.push(wanted[row].clone());
            }
            Step::Text => {
                column -= 1;
                found.text.push(window[column].clone());
            }
        }
    }
    if column >= end || same * 2 < words || same == 0 {
        return None;
    }
    found.passage = window[column].start..window[end - 1].end;
    found.quote.reverse();
    found.text.reverse();
    Some((*cost, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(text: &str, quote: &str) -> Option<(String, Vec<String>, Vec<String>)> {
        let found = Words::new(text).closest(text, quote)?;
        let words =
            |of: &str, list: &[Range<usize>]| list.iter().map(|range| of[range.clone()].to_owned()).collect::<Vec<_>>();
        Some((text[found.passage.clone()].to_owned(), words(quote, &found.quote), words(text, &found.text)))
    }

    #[test]
    fn the_closest_passage_shows_what_was_altered() {
        let text = "Before it all, the visa will never replace the other one, said the analyst. The visa is new.";
        let (passage, quote, other) = differences(text, "the visa will soon replace the other").expect("close");
        assert_eq!(passage, "the visa will never replace the other");
        assert_eq!((quote, other), (vec!["soon".to_owned()], vec!["never".to_owned()]));
        // A word left out, a word put in, another case.
        let (passage, quote, other) = differences(text, "The visa will replace the other big one").expect("close");
        assert_eq!(passage, "the visa will never replace the other one");
        assert_eq!((quote, other), (vec!["The".to_owned(), "big".into()], vec!["the".to_owned(), "never".into()]));
        assert_eq!(differences(text, "nothing of this kind was ever written"), None);
        assert_eq!(differences("", "something"), None);
        assert_eq!(differences(text, ""), None);
    }

    #[test]
    fn a_passage_is_found_in_a_long_text() {
        let filler = |from: usize| (from..from + 20_000).map(|n| format!("the word{n} of it. ")).collect::<String>();
        let text = format!("{}A quiet harbour waits for the last ferry of the year. {}", filler(0), filler(50_000));
        let (passage, quote, _) = differences(&text, "A quiet harbour waits for the first ferry").expect("close");
        assert_eq!(passage, "A quiet harbour waits for the last ferry");
        assert_eq!(quote, ["first"]);
    }

    #[test]
    fn scripts_without_blanks_are_compared_by_character() {
        let (passage, quote, other) = differences("他说北京很大,上海也大。", "北京不大").expect("close");
        assert_eq!(passage, "北京很大");
        assert_eq!((quote, other), (vec!["不".to_owned()], vec!["很".to_owned()]));
    }
}

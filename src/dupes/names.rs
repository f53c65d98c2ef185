//! A node's names as words that can be compared.

use crate::graph::{Graph, NodeId};
use crate::suggest;

/// Words before and after names that tell nothing about who it is.
const TITLES: &[&str] = &["mr", "mrs", "ms", "dr", "prof", "professor", "sir", "dame", "the", "jr", "sr"];
/// Legal forms of companies.
const FORMS: &[&str] = &["inc", "ltd", "llc", "corp", "co", "plc", "gmbh", "ag", "sa", "limited", "incorporated"];
/// Small words that initials pass over.
const SMALL: &[&str] =
    &["of", "and", "for", "in", "on", "de", "la", "du", "des", "von", "und", "der", "die", "a", "an"];

/// One name of a node: its label or an alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is written.
    pub(super) text: String,
    /// Whether it is the label.
    pub(super) is_label: bool,
    /// Its words: folded, without titles and legal forms, in the order of speech.
    pub(super) words: Vec<String>,
    /// All of them, put together.
    pub(super) joined: String,
    /// Whether it can be initials: capitals, perhaps with full stops.
    pub(super) is_initials: bool,
}

/// Returns the names of a node.
pub(super) fn of(graph: &Graph, node: NodeId) -> Vec<Name> {
    let aliases = graph.aliases(node);
    let label = std::iter::once((graph.label(node), true));
    let all = label.chain(aliases.iter().map(|alias| (&**alias, false)));
    all.filter_map(|(text, is_label)| name(text, is_label)).collect()
}

fn name(text: &str, is_label: bool) -> Option<Name> {
    // "Trump, Donald" is Donald Trump.
    let turned = match text.split_once(", ") {
        Some((last, first)) if !first.contains(',') && !first.contains(' ') => format!("{first} {last}"),
        _ => text.to_owned(),
    };
    let all = words(&turned);
    let is_plain = |word: &&String| !TITLES.contains(&word.as_str()) && !FORMS.contains(&word.as_str());
    let mut kept: Vec<String> = all.iter().filter(is_plain).cloned().collect();
    if kept.is_empty() {
        kept = all;
    }
    let joined = kept.concat();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_initials = (2..=6).contains(&letters) && !text.contains(|c: char| c.is_lowercase() || c.is_whitespace());
    (!joined.is_empty()).then(|| Name { text: text.to_owned(), is_label, words: kept, joined, is_initials })
}

/// Splits a name into folded words. An apostrophe belongs to its word; a run of single letters is one word where
/// full stops alone part them (`U.S.`), so that it can be told from initials of given names.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in
        text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')' | '–' | '—' | ',' | '"' | '“' | '”'))
    {
        let letters: Vec<&str> = part.split('.').filter(|letter| !letter.is_empty()).collect();
        let dotted = letters.len() > 1 && letters.iter().all(|letter| letter.chars().count() == 1);
        let pieces: Vec<&str> = if dotted { vec![part] } else { part.split(['-', '.', '_', '&']).collect() };
        let pieces = pieces.into_iter().map(suggest::fold).filter(|word| !word.is_empty());
        // A word of one letter and digits belongs to what is beside it: H-1B is one word.
        let pieces: Vec<String> = pieces.collect();
        match pieces.iter().any(|piece| piece.chars().any(|c| c.is_ascii_digit())) {
            true => words.push(pieces.concat()),
            false => words.extend(pieces),
        }
    }
    words
}

impl Name {
    /// Returns the words in order of the alphabet, put together.
    pub(super) fn sorted(&self) -> String {
        let mut words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        words.sort_unstable();
        words.join(" ")
    }

    /// Returns the initials of its words, with small words and without; empty if there is one word only.
    pub(super) fn initials(&self) -> Vec<String> {
        let of = |small: bool| -> String {
            let words = self.words.iter().filter(|word| small || !SMALL.contains(&word.as_str()));
            words.filter_map(|word| word.chars().next()).collect()
        };
        let mut list: Vec<String> = [of(true), of(false)].into_iter().filter(|text| text.chars().count() > 1).collect();
        list.dedup();
        list
    }

    /// Returns the words that have digits: they tell one thing from another.
    pub(super) fn numbers(&self) -> Vec<&str> {
        let mut list: Vec<&str> =
            self.words.iter().map(String::as_str).filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect();
        list.sort_unstable();
        list
    }
}

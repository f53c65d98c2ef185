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

/// One name of a node: its label or an alias, with all that comparing it asks for.
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
    /// The words in order of the alphabet.
    pub(super) sorted: String,
    /// The words that have digits, in order: they tell one thing from another.
    pub(super) numbers: String,
    /// The initials of its words, with small words and without; none if there is one word only.
    pub(super) initials: Vec<String>,
    /// Whether it can be initials: capitals, perhaps with full stops.
    pub(super) is_initials: bool,
    /// How many characters `joined` has, and which.
    pub(super) letters: Letters,
}

/// Characters of a text, roughly: what cannot be alike is told by two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) count: u32,
    /// A bit for each character that is there, several characters to a bit.
    set: u64,
}

impl Letters {
    pub(super) fn of(text: &str) -> Letters {
        let (mut count, mut set) = (0, 0);
        for c in text.chars() {
            count += 1;
            set |= 1 << (c as u32 % 64);
        }
        Letters { count, set }
    }

    /// Returns how many edits it takes at least to make one text of another: one edit adds or takes away one
    /// character, or does one of each.
    pub(super) fn edits(self, other: Letters) -> u32 {
        let (more, less) = ((self.set & !other.set).count_ones(), (other.set & !self.set).count_ones());
        more.max(less).max(self.count.abs_diff(other.count))
    }
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
    let mut words: Vec<String> = all.iter().filter(is_plain).cloned().collect();
    if words.is_empty() {
        words = all;
    }
    let joined = words.concat();
    let in_order = |keep: &dyn Fn(&str) -> bool| {
        let mut list: Vec<&str> = words.iter().map(String::as_str).filter(|word| keep(word)).collect();
        list.sort_unstable();
        list.join(" ")
    };
    let (sorted, numbers) = (in_order(&|_| true), in_order(&|word| word.contains(|c: char| c.is_ascii_digit())));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_initials = (2..=6).contains(&letters) && !text.contains(|c: char| c.is_lowercase() || c.is_whitespace());
    let (initials, letters) = (initials(&words), Letters::of(&joined));
    let text = text.to_owned();
    let name = Name { text, is_label, words, joined, sorted, numbers, initials, is_initials, letters };
    (!name.joined.is_empty()).then_some(name)
}

fn initials(words: &[String]) -> Vec<String> {
    let of = |small: bool| -> String {
        let words = words.iter().filter(|word| small || !SMALL.contains(&word.as_str()));
        words.filter_map(|word| word.chars().next()).collect()
    };
    let mut list: Vec<String> = [of(true), of(false)].into_iter().filter(|text| text.chars().count() > 1).collect();
    list.dedup();
    list
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

//! Keys of names: nodes that share one are compared.

use super::names::Name;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// How many characters of each end of a name are a key.
const END: usize = 5;

/// A name under one of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// The key, as a hash: two of the same cost a comparison.
    key: u64,
    /// The place of the name in order of the alphabet, read from its end where the key is the end.
    rank: u32,
    /// The number of the node.
    pub(super) node: u32,
}

impl Entry {
    /// Returns whether two names share the key.
    pub(super) fn is_beside(&self, other: &Entry) -> bool {
        self.key == other.key
    }
}

/// Returns the keys of all names, those of one key side by side, the most alike next to each other: where a key is
/// that of many, the nearest are compared (the sorted neighbourhood of Hernández and Stolfo, 1995).
///
/// Time O(names × keys × log), space O(names × keys).
pub(super) fn of(names: &[Vec<Name>]) -> Vec<Entry> {
    let all: Vec<(u32, &Name)> =
        names.iter().enumerate().flat_map(|(node, names)| names.iter().map(move |name| (node as u32, name))).collect();
    let forwards = ranks(&all, |name| name.joined.clone());
    let backwards = ranks(&all, |name| name.joined.chars().rev().collect());
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut entries = Vec::with_capacity(all.len() * 8);
    for (at, &(node, name)) in all.iter().enumerate() {
        let mut add = |kind: u8, text: &str| {
            let rank = if kind == 7 { backwards[at] } else { forwards[at] };
            entries.push(Entry { key: hasher.hash_one((kind, text)), rank, node });
        };
        add(0, &name.sorted);
        add(1, &name.joined);
        if name.is_initials {
            add(2, &name.joined);
        }
        for initials in &name.initials {
            add(2, initials);
        }
        if let [first, .., last] = name.words.as_slice() {
            let letter = |word: &str| word.chars().next().unwrap_or_default();
            add(3, &format!("{last} {}", letter(first)));
            add(4, &format!("{first} {}", letter(last)));
        }
        // A name of one word and longer ones that begin or end with it.
        for word in name.words.first().into_iter().chain(name.words.last().filter(|_| name.words.len() > 1)) {
            add(5, word);
        }
        let starts: Vec<usize> = name.joined.char_indices().map(|(at, _)| at).collect();
        if starts.len() > END {
            add(6, &name.joined[..starts[END]]);
            add(7, &name.joined[starts[starts.len() - END]..]);
        }
        let consonants = consonants(&name.joined);
        if consonants.chars().nth(2).is_some() {
            add(8, &consonants);
        }
    }
    entries.sort_unstable();
    entries.dedup();
    entries
}

/// Returns a text without vowels, and without letters that stand beside themselves: most slips of spelling leave it.
fn consonants(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')) {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

fn ranks(all: &[(u32, &Name)], text: impl Fn(&Name) -> String) -> Vec<u32> {
    let texts: Vec<String> = all.iter().map(|(_, name)| text(name)).collect();
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    order.sort_by(|&a, &b| texts[a as usize].cmp(&texts[b as usize]));
    let mut ranks = vec![0; all.len()];
    for (rank, &at) in order.iter().enumerate() {
        ranks[at as usize] = rank as u32;
    }
    ranks
}

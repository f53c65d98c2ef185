//! Every name of every node, by the key that all spellings of it share.
//!
//! An entry is 16 bytes: a hash of the key, the node, and how good the name is. Entries are sorted,
//! a look-up is a binary search, and what it finds is checked against the node's own names. For the
//! first questions about a big graph only the names that they may mean are indexed (`sieve`).

use super::phrase::is_preposition;
use super::sieve::Sieve;
use super::token::{Token, key_of, push_key, tokenize};
use crate::graph::{Graph, NodeId};
use hashbrown::HashSet;
use std::borrow::Cow;
use std::hash::Hasher;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How a name fits a node; smaller is better, and only the best that is found counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Its label or id, whatever the case, accents and punctuation.
    Label,
    /// One of its aliases, or its label without the part in parentheses.
    Alias,
    /// Initials ("TAG"), or a name with or without a noun for its type ("H-1B visa", "H-1B").
    Derived,
    /// First or last name of somebody.
    Part,
    /// A word, or the beginning or end, of a longer name.
    Short,
}

/// A word that more nodes than this share names none of them.
const MAX_SHARED: usize = 8;
/// Names of more words than this are found whole only.
const MAX_WORDS: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    hash: u64,
    tier: Tier,
    node: u32,
}

/// What decides which parts of a name are names.
#[derive(Debug, Default)]
pub(crate) struct NameRules {
    /// For each type of the header, whether "who" asks for it.
    pub(crate) who: Vec<bool>,
    /// Words that mean something else: relations, types, grammar.
    pub(crate) taken: HashSet<String>,
}

/// The names of a graph's nodes, indexed as far as questions ask for them.
#[derive(Debug)]
pub(crate) struct NodeNames {
    rules: NameRules,
    whole: OnceLock<NameIndex>,
    questions: AtomicUsize,
}

/// The names that the words of one question may stand for.
#[derive(Debug)]
pub(crate) struct Names<'l> {
    rules: &'l NameRules,
    index: Cow<'l, NameIndex>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct NameIndex {
    entries: Vec<Entry>,
    longest: usize,
}

/// Graphs of fewer nodes are indexed as a whole at once.
const SMALL: usize = 20_000;
/// After so many questions any graph is: the index costs as much as some twenty passes of the sieve.
const PATIENCE: usize = 20;

impl NodeNames {
    pub(crate) fn new(rules: NameRules) -> Self {
        NodeNames { rules, whole: OnceLock::new(), questions: AtomicUsize::new(0) }
    }

    /// Returns at least the names that some words may stand for.
    ///
    /// Time O(names), a few nanoseconds a letter; O(names × log names) once, if the graph is small or
    /// much has been asked.
    pub(crate) fn for_words(&self, graph: &Graph, words: &[Token]) -> Names<'_> {
        let often = self.questions.fetch_add(1, Ordering::Relaxed) >= PATIENCE;
        let index = if often || graph.node_count() < SMALL || self.whole.get().is_some() {
            Cow::Borrowed(self.whole.get_or_init(|| NameIndex::new(graph, &self.rules, None)))
        } else {
            Cow::Owned(NameIndex::new(graph, &self.rules, Some(&Sieve::new(words))))
        };
        Names { rules: &self.rules, index }
    }

    /// Returns whether "who" asks for the node.
    pub(crate) fn is_who(&self, graph: &Graph, node: NodeId) -> bool {
        is_who(graph, node, &self.rules)
    }
}

impl NameIndex {
    /// Indexes all names: time O(names × log names); or those that a sieve lets pass.
    fn new(graph: &Graph, rules: &NameRules, sieve: Option<&Sieve>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut longest = 1;
        for node in graph.nodes() {
            if sieve.is_some_and(|sieve| !sieve.passes(graph, node)) {
                continue;
            }
            for_each_key(graph, node, rules, &mut longest, &mut |key, tier| {
                if sieve.is_some_and(|sieve| !sieve.wants(key)) {
                    return;
                }
                entries.push(Entry { hash: hash(key), tier, node: node.index() as u32 });
            });
        }
        entries.sort_unstable();
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        let mut run: Vec<Entry> = Vec::new();
        for group in entries.chunk_by(|a, b| a.hash == b.hash) {
            run.clear();
            for entry in group {
                if !run.iter().rev().take(MAX_SHARED * 2).any(|known| known.node == entry.node) {
                    run.push(*entry);
                }
            }
            let shorts = run.iter().filter(|entry| entry.tier == Tier::Short).count();
            kept.extend(run.iter().filter(|entry| entry.tier != Tier::Short || shorts <= MAX_SHARED));
        }
        kept.shrink_to_fit();
        NameIndex { entries: kept, longest }
    }
}

impl Names<'_> {
    /// Returns how many words the longest name has.
    pub(crate) fn longest(&self) -> usize {
        self.index.longest
    }

    /// Returns the nodes that have a name with this key, best tier first, then file order.
    pub(crate) fn find(&self, graph: &Graph, key: &str) -> Vec<(NodeId, Tier)> {
        let wanted = hash(key);
        let entries = &self.index.entries;
        let start = entries.partition_point(|entry| entry.hash < wanted);
        let run = entries[start..].iter().take_while(|entry| entry.hash == wanted);
        run.filter_map(|entry| {
            let node = NodeId::new(entry.node as usize);
            let mut found = false;
            for_each_key(graph, node, self.rules, &mut 0, &mut |own, _| found |= own == key);
            found.then_some((node, entry.tier))
        })
        .collect()
    }
}

fn is_who(graph: &Graph, node: NodeId, rules: &NameRules) -> bool {
    let number = graph.as_petgraph()[node].type_index();
    number.is_some_and(|number| rules.who.get(number).copied().unwrap_or(false))
}

/// FNV-1a with a final mix: stable, so that nothing depends on the run.
fn hash(key: &str) -> u64 {
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    hasher.write(key.as_bytes());
    hasher.finish()
}

struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        (self.0 ^ (self.0 >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    }
}

/// Calls `give` with the key of every name of a node.
fn for_each_key(graph: &Graph, node: NodeId, rules: &NameRules, longest: &mut usize, give: &mut dyn FnMut(&str, Tier)) {
    let label = graph.label(node);
    let words = tokenize(label);
    let mut whole = |words: &[Token], tier: Tier, give: &mut dyn FnMut(&str, Tier)| {
        *longest = (*longest).max(words.len());
        let key = key_of(words);
        if !key.is_empty() {
            give(&key, tier);
        }
    };
    whole(&words, Tier::Label, give);
    let id = graph.id(node);
    if id != label {
        whole(&tokenize(id), Tier::Label, give);
    }
    if let Some((before, _)) = label.split_once('(') {
        whole(&tokenize(before), Tier::Alias, give);
    }
    let person = is_who(graph, node, rules);
    parts(label, &words, person, rules, give);
    if graph.aliases_json(node).is_some() {
        for alias in graph.aliases(node) {
            let words = tokenize(&alias);
            whole(&words, Tier::Alias, give);
            parts(&alias, &words, person, rules, give);
        }
    }
}

/// Gives the short forms of a name of several words.
fn parts(name: &str, words: &[Token], person: bool, rules: &NameRules, give: &mut dyn FnMut(&str, Tier)) {
    let start = usize::from(words.first().is_some_and(|word| matches!(&*word.text, "the" | "a" | "an")));
    let words = &words[start..];
    if words.len() < 2 || words.len() > MAX_WORDS || words.iter().any(|word| word.quoted) {
        return;
    }
    let free = |word: &Token| {
        word.text.chars().nth(1).is_some() && !rules.taken.contains(&word.text) && !word.text.starts_with('\'')
    };
    if person && words.len() > 2 && words.len() <= 4 && words.iter().all(|word| !is_preposition(&word.text)) {
        // Without middle names.
        let mut key = String::new();
        push_key(&mut key, &words[0]);
        push_key(&mut key, &words[words.len() - 1]);
        give(&key, Tier::Derived);
    }
    if person && words.len() <= 4 && words.iter().all(|word| !is_preposition(&word.text)) {
        for word in [&words[words.len() - 1], &words[0]] {
            if free(word) {
                give(&word.text, Tier::Part);
            }
        }
    } else {
        let initials: String =
            name.split_whitespace().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect();
        let without_article = initials.strip_prefix('T').filter(|_| name.starts_with("The "));
        for initials in [Some(&*initials), without_article].into_iter().flatten() {
            if initials.len() >= 2 {
                give(&initials.to_lowercase(), Tier::Derived);
            }
        }
    }
    for word in words {
        if word.text.chars().nth(2).is_some() && free(word) {
            give(&word.text, Tier::Short);
        }
    }
    // "H-1B" of "H-1B programme": a word as written that is several words here.
    if let Some(first) = name.split_whitespace().next() {
        let first = tokenize(first);
        if first.len() > 1 && first.len() < words.len() && !first.iter().any(|word| word.text.starts_with('\'')) {
            give(&key_of(&first), Tier::Short);
        }
    }
    for length in 2..words.len() {
        let (start, end) = (&words[..length], &words[words.len() - length..]);
        // "Mr. Chen" is not short for "Mr. Chen of The Asia Group": the rest tells them apart.
        let cut_off = is_preposition(&words[length].text);
        for part in [Some(start).filter(|_| !cut_off), Some(end)].into_iter().flatten() {
            let whole = part.iter().all(|word| !is_preposition(&word.text)) && !part[0].text.starts_with('\'');
            if whole && part.iter().any(free) {
                let mut key = String::new();
                for word in part {
                    push_key(&mut key, word);
                }
                give(&key, Tier::Short);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::format::Format;
    use crate::query::question::parse::demonym_stems;
    use proptest::prelude::*;

    /// Words that are rewritten, folded, joined or left out, and words that share beginnings with them.
    const WORDS: [&str; 38] = [
        "the",
        "Asia",
        "Group",
        "organisation",
        "Organization",
        "rising",
        "Rizing",
        "India",
        "Indian",
        "H-1B",
        "H1B",
        "programme",
        "program",
        "1,000",
        "1000",
        "$100k",
        "100",
        "thousand",
        "C++",
        "plus",
        "O'Brien",
        "brien",
        "Müller",
        "muller",
        "İpek",
        "東京",
        "Ярослав",
        "of",
        "cannot",
        "not",
        "TAG",
        "tag",
        "licence",
        "license",
        "\"quoted\"",
        "(old)",
        "n",
        "Ⅻ",
    ];

    fn names() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(&WORDS[..]), 1..5).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn the_sieve_holds_back_no_name_that_is_asked_for(
            labels in prop::collection::vec((names(), names(), prop::option::of(names())), 1..12),
            question in names(),
        ) {
            let nodes: Vec<_> = labels
                .iter()
                .enumerate()
                .map(|(at, (id, label, alias))| serde_json::json!({
                    "id": format!("{id} {at}"), "label": label, "type": if at % 2 == 0 { "person" } else { "thing" },
                    "aliases": alias.iter().collect::<Vec<_>>(),
                }))
                .collect();
            let text = serde_json::json!({"nodes": nodes, "edges": []}).to_string();
            let graph = Format::from_name("json").expect("json").read(&[Source::new("test", text)]).expect("a graph").0;
            let rules = NameRules { who: vec![true, false], taken: HashSet::new() };
            let tokens = tokenize(&question);
            let whole = NameIndex::new(&graph, &rules, None);
            let part = NameIndex::new(&graph, &rules, Some(&Sieve::new(&tokens)));
            let find = |index: &NameIndex, key: &str| {
                Names { rules: &rules, index: Cow::Borrowed(index) }.find(&graph, key)
            };
            for start in 0..tokens.len() {
                let mut key = String::new();
                for token in &tokens[start..] {
                    push_key(&mut key, token);
                    prop_assert_eq!(find(&whole, &key), find(&part, &key), "{}", key);
                }
                for key in demonym_stems(&tokens[start].text) {
                    prop_assert_eq!(find(&whole, &key), find(&part, &key), "{}", key);
                }
            }
        }
    }
}

//! Phrases as paths of words, so that a question is matched against all of them at once.

use super::phrase::is_article;
use std::collections::BTreeMap;

/// A map from phrases to lists of values.
#[derive(Clone, Debug)]
pub(crate) struct Trie<T> {
    nodes: Vec<Node<T>>,
}

#[derive(Clone, Debug)]
struct Node<T> {
    next: BTreeMap<String, usize>,
    values: Vec<T>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie { nodes: vec![Node { next: BTreeMap::new(), values: Vec::new() }] }
    }
}

/// Words that may stand inside a phrase without changing it.
pub(crate) fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "also" | "actually" | "already" | "currently" | "directly" | "ever" | "now" | "publicly" | "really" | "still"
    )
}

impl<T: PartialEq> Trie<T> {
    /// Adds a value under a phrase, unless it is there.
    pub(crate) fn insert(&mut self, words: &[String], value: T) {
        let mut at = 0;
        for word in words {
            at = match self.nodes[at].next.get(word) {
                Some(&next) => next,
                None => {
                    let next = self.nodes.len();
                    self.nodes.push(Node { next: BTreeMap::new(), values: Vec::new() });
                    self.nodes[at].next.insert(word.clone(), next);
                    next
                }
            };
        }
        if at > 0 && !self.nodes[at].values.contains(&value) {
            self.nodes[at].values.push(value);
        }
    }

    /// Returns the values of a phrase.
    pub(crate) fn get(&self, words: &[String]) -> &[T] {
        let mut at = 0;
        for word in words {
            match self.nodes[at].next.get(word) {
                Some(&next) => at = next,
                None => return &[],
            }
        }
        &self.nodes[at].values
    }

    /// Returns every phrase that stands at `start`, longest first, with where it ends.
    ///
    /// Inside a phrase, adverbs and articles are passed over.
    pub(crate) fn at<'t, 'w>(&'t self, word: impl Fn(usize) -> Option<&'w str>, start: usize) -> Vec<(usize, &'t [T])> {
        let mut found = Vec::new();
        let (mut at, mut position) = (0, start);
        while let Some(text) = word(position) {
            match self.nodes[at].next.get(text) {
                Some(&next) => at = next,
                None if position > start && (is_adverb(text) || is_article(text)) => {
                    position += 1;
                    continue;
                }
                None => break,
            }
            position += 1;
            if !self.nodes[at].values.is_empty() {
                found.push((position, &self.nodes[at].values[..]));
            }
        }
        found.reverse();
        found
    }

    /// Calls `visit` with every phrase and its values, in alphabetical order.
    pub(crate) fn for_each(&self, visit: &mut dyn FnMut(&[&str], &[T])) {
        let mut path = Vec::new();
        self.walk(0, &mut path, visit);
    }

    fn walk<'t>(&'t self, at: usize, path: &mut Vec<&'t str>, visit: &mut dyn FnMut(&[&str], &[T])) {
        if !self.nodes[at].values.is_empty() {
            visit(path, &self.nodes[at].values);
        }
        for (word, next) in &self.nodes[at].next {
            path.push(word);
            self.walk(*next, path, visit);
            path.pop();
        }
    }
}

//! The parser: memoised recursive descent that returns every reading.
//!
//! A rule takes a position and returns all ends it can reach with what it read. Where no rule gets
//! further, the rightmost position and what was expected there are kept for the refusal.

mod claims;
mod names;
mod np;
mod paths;
mod questions;
mod superlatives;
mod verbs;

pub(crate) use self::names::demonym_stems;
use super::lexicon::{Lexicon, RelationForm};
use super::meaning::{Meaning, Np};
use super::phrase::Usage;
use super::token::{Token, push_key};
use crate::graph::{Graph, NodeId};
use crate::query::question::index::{Names, Tier};
use hashbrown::HashMap;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Longest question, in words.
pub(crate) const MAX_WORDS: usize = 64;
/// Rules that may be tried for one question.
const MAX_STEPS: usize = 40_000;
/// Readings that one rule may return at one position.
const MAX_ALTERNATIVES: usize = 120;

/// What could have stood where a question stopped making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Expected {
    Relation,
    Name,
    Type,
    End,
}

/// Where and why the parser got no further.
#[derive(Clone, Debug, Default)]
pub(crate) struct Failure {
    pub(crate) at: usize,
    pub(crate) expected: BTreeSet<Expected>,
    /// Why what could be read was not, with its position.
    pub(crate) remarks: Vec<(usize, String)>,
    /// Why the question cannot be answered at all, though its words are understood.
    pub(crate) objection: Option<String>,
    /// Whether the parser gave up for the number of readings.
    pub(crate) too_many: bool,
}

/// The nodes that a run of words may name.
type Candidates = Rc<[(NodeId, Tier)]>;

/// A list of readings of one rule: where each ends, and what it is.
pub(crate) type Parses<T> = Vec<(usize, T)>;

pub(crate) struct Parser<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) lexicon: &'a Lexicon,
    /// At least the names that the words may stand for.
    names: Names<'a>,
    pub(crate) question: &'a str,
    pub(crate) tokens: Vec<Token>,
    /// For each position, the nodes that each run of words from there may name.
    spans: Vec<Parses<Candidates>>,
    nps: HashMap<(usize, bool), Rc<Parses<Np>>>,
    found: Vec<Meaning>,
    pub(crate) failure: Failure,
    steps: usize,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(question: &'a str, tokens: Vec<Token>, graph: &'a Graph, lexicon: &'a Lexicon) -> Self {
        let mut parser = Parser {
            graph,
            lexicon,
            names: lexicon.names.for_words(graph, &tokens),
            question,
            tokens,
            spans: Vec::new(),
            nps: HashMap::new(),
            found: Vec::new(),
            failure: Failure::default(),
            steps: 0,
        };
        parser.spans = (0..parser.tokens.len()).map(|start| parser.find_spans(start)).collect();
        parser
    }

    fn find_spans(&self, start: usize) -> Parses<Candidates> {
        let mut found = Vec::new();
        let mut key = String::new();
        let last = self.tokens.len().min(start + self.names.longest());
        for end in start + 1..=last {
            let token = &self.tokens[end - 1];
            if token.quoted && end > start + 1 {
                break;
            }
            push_key(&mut key, token);
            let nodes = self.names.find(self.graph, &key);
            if !nodes.is_empty() {
                found.push((end, nodes.into()));
            }
            if token.quoted {
                break;
            }
        }
        found.reverse();
        found
    }

    /// Returns how many words there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Returns the word at a position, unless it is quoted.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).filter(|token| !token.quoted).map_or("", |token| &token.text)
    }

    /// Returns whether one of these words stands at a position.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// Returns the position after a sequence of words, if it stands here.
    pub(crate) fn seq(&self, at: usize, words: &str) -> Option<usize> {
        let mut end = at;
        for word in words.split(' ') {
            if self.word(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Returns the positions after each of these sequences that stands here.
    pub(crate) fn any_seq(&self, at: usize, sequences: &[&str]) -> Vec<usize> {
        let mut ends: Vec<usize> = sequences.iter().filter_map(|words| self.seq(at, words)).collect();
        ends.sort_unstable_by_key(|end| std::cmp::Reverse(*end));
        ends.dedup();
        ends
    }

    /// Skips articles and "any", "some".
    pub(crate) fn det(&self, mut at: usize) -> usize {
        while self.is(at, &["the", "a", "an", "any", "some", "these", "those"]) {
            at += 1;
        }
        at
    }

    /// Skips adverbs that change nothing.
    pub(crate) fn adverbs(&self, mut at: usize) -> usize {
        while super::trie::is_adverb(self.word(at)) {
            at += 1;
        }
        at
    }

    /// Returns where a question about time goes on: after "when", "since when".
    pub(crate) fn after_when(&self) -> Option<usize> {
        self.any_seq(0, &["when", "since when", "until when", "from when"]).first().copied()
    }

    /// Returns whether the question asks for a time.
    pub(crate) fn asks_for_time(&self) -> bool {
        self.after_when().is_some()
    }

    /// Returns whether a word is part of the grammar.
    pub(crate) fn is_grammar(&self, at: usize) -> bool {
        super::lexicon::is_grammar(self.word(at))
    }

    /// Returns whether a word belongs to anything that can be read: grammar, vocabulary or a name.
    pub(crate) fn is_known(&self, at: usize) -> bool {
        self.lexicon.is_known(self.word(at)) || !self.spans[at].is_empty()
    }

    /// Returns the words of a range as they stand in the question.
    pub(crate) fn text(&self, start: usize, end: usize) -> String {
        match (self.tokens.get(start), self.tokens.get(end.saturating_sub(1))) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => {
                let text = &self.question[first.span.start..last.span.end];
                // "U.S." keeps its last point.
                let abbreviated = text.contains('.') && self.question[last.span.end..].starts_with('.');
                if abbreviated { format!("{text}.") } else { text.to_owned() }
            }
            _ => String::new(),
        }
    }

    /// Keeps what was expected at the rightmost position reached.
    pub(crate) fn fail(&mut self, at: usize, expected: Expected) {
        if at > self.failure.at {
            self.failure.at = at;
            self.failure.expected.clear();
        }
        if at == self.failure.at {
            self.failure.expected.insert(expected);
        }
    }

    /// Keeps why something that could be read was not.
    pub(crate) fn remark(&mut self, at: usize, text: String) {
        if !self.failure.remarks.iter().any(|(_, known)| *known == text) {
            self.failure.remarks.push((at, text));
        }
    }

    /// Keeps why the question cannot be answered though it is understood.
    pub(crate) fn object(&mut self, text: &str) {
        self.failure.objection.get_or_insert_with(|| text.to_owned());
    }

    /// Counts a step; returns whether there are any left.
    fn step(&mut self) -> bool {
        self.steps += 1;
        self.failure.too_many |= self.steps > MAX_STEPS;
        !self.failure.too_many
    }

    /// Returns the relations whose form with one of these usages stands at a position.
    pub(crate) fn relations(&mut self, at: usize, usages: &[Usage]) -> Parses<RelationForm> {
        let lexicon = self.lexicon;
        let matches = lexicon.relations.at(|position| self.plain(position), at);
        let mut found: Parses<RelationForm> = Vec::new();
        for (end, forms) in matches {
            for form in forms.iter().filter(|form| usages.contains(&form.usage)) {
                let same = |known: &(usize, RelationForm)| {
                    known.0 == end && known.1.relation == form.relation && known.1.forward == form.forward
                };
                if !found.iter().any(same) {
                    found.push((end, *form));
                }
            }
        }
        if found.is_empty() {
            self.fail(at, Expected::Relation);
        }
        found
    }

    /// Returns forms of a relation that go on from those words with a preposition and turn it round.
    ///
    /// "benefits" by itself may mean "benefits from".
    pub(crate) fn middle_voice(&self, at: usize, end: usize, form: RelationForm) -> Vec<RelationForm> {
        let mut words: Vec<String> = (at..end).map(|position| self.word(position).to_owned()).collect();
        let mut found: Vec<RelationForm> = Vec::new();
        words.push(String::new());
        for preposition in super::phrase::PREPOSITIONS {
            words[end - at] = (*preposition).to_owned();
            let turned = |other: &&RelationForm| {
                other.relation == form.relation && other.usage == form.usage && other.forward != form.forward
            };
            found.extend(self.lexicon.relations.get(&words).iter().find(turned).copied());
        }
        found
    }

    /// Returns the word at a position for phrase matching: none past the end or for quoted text.
    pub(crate) fn plain(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| !token.quoted).map(|token| token.text.as_str())
    }

    /// Drops repeated readings, and gives up if too many are left.
    pub(crate) fn capped<T: PartialEq>(&mut self, parses: Parses<T>) -> Parses<T> {
        let mut kept: Parses<T> = Vec::with_capacity(parses.len().min(MAX_ALTERNATIVES));
        for parse in parses {
            if kept.contains(&parse) {
                continue;
            }
            if kept.len() == MAX_ALTERNATIVES {
                self.failure.too_many = true;
                break;
            }
            kept.push(parse);
        }
        kept
    }

    /// Keeps a reading that ends here, if it takes every word.
    pub(crate) fn done(&mut self, end: usize, meaning: Meaning) {
        if end == self.len() {
            let meaning = meaning.settled(&self.lexicon.who, self.lexicon.schema(self.graph));
            if self.found.len() == MAX_ALTERNATIVES {
                self.failure.too_many = true;
            } else if !self.found.contains(&meaning) {
                self.found.push(meaning);
            }
        } else {
            self.fail(end, Expected::End);
        }
    }
}

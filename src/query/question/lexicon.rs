//! Every word a question about one graph may use: made from its vocabulary and its names.

use super::index::{NameRules, NodeNames};
use super::phrase::{Forms, PREPOSITIONS, Usage, noun_forms};
use super::token::{normal, tokenize};
use super::trie::{Trie, is_adverb};
use crate::graph::catalog::Catalog;
use crate::graph::{Graph, label_from_id};
use hashbrown::HashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A form of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RelationForm {
    /// Number of the relation in the header.
    pub(crate) relation: usize,
    /// Whether the subject is the source.
    pub(crate) forward: bool,
    pub(crate) usage: Usage,
}

/// A role noun: "critic", "employer".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoleNoun {
    /// Number of the relation in the header.
    pub(crate) relation: usize,
    /// Whether it names the source.
    pub(crate) source: bool,
}

/// Types at both ends of a relation, as numbers in the header.
pub(crate) type Ends = (Option<usize>, usize, Option<usize>);

/// The words that questions about a graph may use.
///
/// Built once for a graph: from its header at once; from its nodes' names and the types that its edges
/// join when a question needs them, and as much of the names as it needs.
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) relations: Trie<RelationForm>,
    pub(crate) nouns: Trie<RoleNoun>,
    pub(crate) types: Trie<usize>,
    pub(crate) names: NodeNames,
    /// Types that "who" asks for.
    pub(crate) who: Vec<usize>,
    /// For each relation, whether it is read both ways.
    pub(crate) symmetric: Vec<bool>,
    /// For each relation, its edges; what joins what in this graph.
    summary: OnceLock<(Vec<usize>, BTreeSet<Ends>)>,
    /// For each relation, whether an edge of it has a date.
    dated: OnceLock<Vec<bool>>,
    /// Every word of every phrase of the vocabulary.
    known: HashSet<String>,
    /// How phrases are written, where folding changed their spelling.
    shown: BTreeMap<String, String>,
    /// Set once a question looked at edges of the nodes that it names.
    looked_at_edges: OnceLock<()>,
}

/// Words of the grammar: never short for a name.
const GRAMMAR: &[&str] = &[
    "who",
    "whom",
    "whose",
    "what",
    "which",
    "where",
    "when",
    "why",
    "how",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "do",
    "does",
    "did",
    "has",
    "have",
    "had",
    "can",
    "could",
    "will",
    "would",
    "should",
    "may",
    "might",
    "must",
    "not",
    "and",
    "or",
    "but",
    "that",
    "this",
    "these",
    "those",
    "there",
    "the",
    "a",
    "an",
    "any",
    "some",
    "all",
    "every",
    "each",
    "both",
    "most",
    "many",
    "much",
    "more",
    "less",
    "least",
    "fewest",
    "list",
    "show",
    "find",
    "name",
    "give",
    "me",
    "us",
    "tell",
    "know",
    "we",
    "people",
    "someone",
    "anyone",
    "path",
    "paths",
    "connected",
    "related",
    "linked",
    "steps",
    "hops",
    "evidence",
    "connection",
    "connections",
    "it",
    "him",
    "her",
    "them",
    "they",
    "their",
    "his",
    "its",
    "he",
    "she",
    "no",
    "nobody",
    "none",
    "never",
    "only",
    "other",
    "new",
    "first",
    "last",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "without",
    "common",
    "share",
    "please",
    "else",
    "than",
];

/// Words before a person's name; they are words of the grammar too.
pub(crate) const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "president",
    "sir",
    "lady",
    "dame",
    "minister",
    "senator",
    "judge",
    "chairman",
];

impl Lexicon {
    /// Builds the lexicon of a graph. Time O(header); see [`read`](super::read) for what questions cost.
    pub fn new(graph: &Graph) -> Self {
        let header = graph.header();
        let mut shown: BTreeMap<String, String> = BTreeMap::new();
        let mut fold = |words: &[String]| -> Vec<String> {
            let folded: Vec<String> = words.iter().map(|word| normal(word)).collect();
            if folded != words {
                shown.entry(folded.join(" ")).or_insert_with(|| words.join(" "));
            }
            folded
        };
        let mut relations = Trie::default();
        let mut nouns = Trie::default();
        for (relation, known) in header.relations.iter().enumerate() {
            let id_words = label_from_id(&known.id);
            let forward = [known.label.as_str(), id_words.as_str()].into_iter().chain(texts(&known.phrases));
            let backward = known.inverse.as_deref().into_iter().chain(texts(&known.inverse_phrases));
            let phrases = forward.map(|phrase| (phrase, true)).chain(backward.map(|phrase| (phrase, false)));
            for forms in phrases.map(|(phrase, forward)| Forms::of(phrase, forward)) {
                for form in forms.forms {
                    let value = RelationForm { relation, forward: form.forward, usage: form.usage };
                    let written: Vec<String> = form.shown.split(' ').map(str::to_owned).collect();
                    relations.insert(&fold(&written), value);
                }
                for (words, source) in forms.nouns {
                    nouns.insert(&fold(&words), RoleNoun { relation, source });
                }
            }
            for (list, source) in [(&known.nouns, true), (&known.object_nouns, false)] {
                for words in list.iter().flat_map(|noun| noun_forms(noun)) {
                    nouns.insert(&fold(&words), RoleNoun { relation, source });
                }
            }
        }
        let mut types = Trie::default();
        for (number, known) in header.types.iter().enumerate() {
            let id_words = label_from_id(&known.id);
            for noun in [known.label.as_str(), id_words.as_str()].into_iter().chain(texts(&known.synonyms)) {
                for words in noun_forms(noun) {
                    types.insert(&fold(&words), number);
                }
            }
            for noun in known.plural.iter() {
                let words: Vec<String> = tokenize(noun).into_iter().map(|token| token.text).collect();
                types.insert(&fold(&words), number);
            }
        }
        let who = who_types(graph);
        let rules = NameRules {
            who: (0..header.types.len()).map(|number| who.contains(&number)).collect(),
            taken: taken_words(&relations, &nouns, &types),
        };
        let mut lexicon = Lexicon {
            relations,
            nouns,
            types,
            names: NodeNames::new(rules),
            who,
            symmetric: header.relations.iter().map(|known| known.symmetric || !header.directed).collect(),
            summary: OnceLock::new(),
            dated: OnceLock::new(),
            known: HashSet::new(),
            shown,
            looked_at_edges: OnceLock::new(),
        };
        lexicon.collect_known();
        lexicon
    }

    /// Builds the lexicon of a graph whose edges are elsewhere: what they join is taken from the catalogue of their
    /// data set.
    pub fn with_catalog(graph: &Graph, catalog: &Catalog) -> Self {
        let header = graph.header();
        let types: Vec<Option<usize>> =
            catalog.types.iter().map(|id| header.types.iter().position(|known| known.id == *id)).collect();
        let relations: Vec<Option<usize>> = catalog
            .relations
            .iter()
            .map(|used| header.relations.iter().position(|known| known.id == used.id))
            .collect();
        let end = |number: Option<usize>| number.and_then(|number| types[number]);
        let joins = catalog
            .joins
            .iter()
            .filter_map(|&(source, relation, target)| Some((end(source), relations[relation]?, end(target))))
            .collect();
        let (mut counts, mut dated) = (vec![0; header.relations.len()], vec![false; header.relations.len()]);
        for (used, number) in catalog.relations.iter().zip(&relations) {
            if let Some(number) = *number {
                (counts[number], dated[number]) = (used.edges, used.dated);
            }
        }
        let mut lexicon = Lexicon::new(graph);
        lexicon.summary = OnceLock::from((counts, joins));
        lexicon.dated = OnceLock::from(dated);
        lexicon
    }

    /// Returns whether any question so far looked at the edges of the nodes that it names.
    pub fn looked_at_edges(&self) -> bool {
        self.looked_at_edges.get().is_some()
    }

    /// Notes that a question looks at edges.
    pub(crate) fn look_at_edges(&self) {
        let _ = self.looked_at_edges.set(());
    }

    fn collect_known(&mut self) {
        let mut known = HashSet::new();
        let mut add = |words: &[&str]| known.extend(words.iter().map(|word| (*word).to_owned()));
        self.relations.for_each(&mut |words, _| add(words));
        self.nouns.for_each(&mut |words, _| add(words));
        self.types.for_each(&mut |words, _| add(words));
        self.known = known;
    }

    /// Returns how a phrase is written.
    pub(crate) fn shown<'s>(&'s self, phrase: &'s str) -> &'s str {
        self.shown.get(phrase).map_or(phrase, String::as_str)
    }

    /// Returns whether a word belongs to the vocabulary or the grammar.
    pub(crate) fn is_known(&self, word: &str) -> bool {
        self.known.contains(word) || is_grammar(word)
    }

    /// Returns what joins what in this graph. Time O(edges), once.
    pub(crate) fn schema(&self, graph: &Graph) -> &BTreeSet<Ends> {
        &self.summary(graph).1
    }

    fn summary(&self, graph: &Graph) -> &(Vec<usize>, BTreeSet<Ends>) {
        self.summary.get_or_init(|| {
            let topology = graph.as_petgraph();
            let mut counts = vec![0; graph.header().relations.len()];
            let mut seen: HashSet<Ends> = HashSet::new();
            let mut last = None;
            for edge in topology.raw_edges() {
                let relation = edge.weight.relation_index();
                counts[relation] += 1;
                let ends = (topology[edge.source()].type_index(), relation, topology[edge.target()].type_index());
                // Neighbouring edges are often alike.
                if last != Some(ends) {
                    seen.insert(ends);
                    last = Some(ends);
                }
            }
            (counts, seen.into_iter().collect())
        })
    }

    /// Returns for each relation whether an edge of it has a date. Time O(edges), once.
    pub(crate) fn dated(&self, graph: &Graph) -> &[bool] {
        self.dated.get_or_init(|| {
            let mut dated = vec![false; graph.header().relations.len()];
            for edge in graph.edges() {
                let relation = graph.as_petgraph()[edge].relation_index();
                if !dated[relation] {
                    dated[relation] = graph.since(edge).is_some() || graph.until(edge).is_some();
                }
            }
            dated
        })
    }

    /// Returns the relations that have edges with their number of edges, most first.
    pub(crate) fn relations_by_count(&self, graph: &Graph) -> Vec<(usize, usize)> {
        let counts = &self.summary(graph).0;
        let mut counts: Vec<(usize, usize)> =
            counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }
}

fn texts(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

/// Returns the types that "who" asks for: those declared so, or else the one for persons.
fn who_types(graph: &Graph) -> Vec<usize> {
    let types = &graph.header().types;
    let declared: Vec<usize> = (0..types.len()).filter(|&number| types[number].who).collect();
    if !declared.is_empty() {
        return declared;
    }
    let person = ["person", "people", "human", "individual"];
    let is_person = |id: &str| person.contains(&id.to_lowercase().as_str());
    (0..types.len()).filter(|&number| is_person(&types[number].id)).take(1).collect()
}

/// Returns the words that are no short form of a name: they mean something else.
fn taken_words(relations: &Trie<RelationForm>, nouns: &Trie<RoleNoun>, types: &Trie<usize>) -> HashSet<String> {
    let mut taken: HashSet<String> =
        GRAMMAR.iter().chain(TITLES).chain(PREPOSITIONS).map(|word| normal(word)).collect();
    let mut add = |words: &[&str]| {
        if let [word] = words {
            taken.insert((*word).to_owned());
        }
    };
    relations.for_each(&mut |words, _| add(words));
    nouns.for_each(&mut |words, _| add(words));
    types.for_each(&mut |words, _| add(words));
    taken.retain(|word| !is_adverb(word));
    taken
}

/// Returns whether a word belongs to the grammar.
pub(crate) fn is_grammar(word: &str) -> bool {
    GRAMMAR.contains(&word)
        || TITLES.contains(&word)
        || PREPOSITIONS.contains(&word)
        || is_adverb(word)
        || word.starts_with('\'')
}

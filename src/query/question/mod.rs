//! Questions in controlled English, compiled to openCypher text.
//!
//! The lexicon is the graph: relations, types and role nouns come from its vocabulary, names from
//! its nodes ([`Lexicon`]). A question is split into words (`token`), parsed into every reading
//! (`parse`) as a small tree (`meaning`), weighed against what the graph's relations join (`rank`),
//! said back in English (`verbal`) and written as a pattern (`cypher`). What is not understood is
//! refused with the words that were not (`refuse`); nothing is guessed from keywords.
//!
//! ```text
//! who comments on the H-1B    MATCH (x)-[:`comments-on`]->(y {id: 'h1b'}) RETURN DISTINCT x
//! ```

mod cypher;
mod index;
mod inflect;
mod lexicon;
mod meaning;
mod parse;
mod phrase;
mod rank;
mod refuse;
mod sieve;
mod token;
mod trie;
mod verbal;

pub use index::Tier;
pub use lexicon::Lexicon;
pub(crate) use meaning::Name;

use crate::error::{Error, Result};
use crate::graph::{Graph, NodeId};
use meaning::{Claim, Constraint, How, Meaning};
use parse::{MAX_WORDS, Parser};
use refuse::{not_understood, undated};
use token::{Token, tokenize};

/// What kind of answer a reading gives, and so which columns its pattern returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadingKind {
    /// Nodes: `x`.
    Select,
    /// One row, one number.
    Count,
    /// One row, true or false.
    YesNo,
    /// The edges that say so, with the nodes at their ends: `*`; edges are `e0`, `e1` ….
    Evidence,
    /// `x`, and `since` and `until` of each edge.
    When,
    /// Nodes with a number, most first: `x`, `n`.
    Top,
    /// The shortest connection: `p`; with "via" also `p2`.
    Path,
    /// All connections of bounded length: `p`; with "via" also `p2`.
    AllPaths,
    /// Every edge between two nodes: `e`.
    Between,
    /// One node, its edges and neighbours: `x`, `e`, `n`.
    Dossier,
}

/// One way to understand a question.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// The pattern in openCypher, as shown to the user.
    pub cypher: String,
    /// The same with a variable for each edge, `e0`, `e1` …: one row for each way an answer comes
    /// about, with columns `x`, `e0`, `e1` ….
    ///
    /// `None` where the pattern already returns its edges or no edge says so ("who does not …").
    pub with_edges: Option<String>,
    /// What kind of answer it gives.
    pub kind: ReadingKind,
    /// What it asks for, in one English line.
    pub verbal: String,
    /// How names were understood where that is not plain, and what does not fit this graph.
    pub notes: Vec<String>,
    /// The nodes that are named, in the order of the pattern.
    pub named: Vec<NodeId>,
    /// How far-fetched it is; readings of equal cost are an ambiguity.
    pub cost: u32,
}

/// Reads a question: every reading, best first.
///
/// If the first two have the same cost, the question is ambiguous and the caller should show both.
///
/// # Errors
/// Fails if the question is not understood, with the words that are not and what was expected there;
/// if a name stands for several nodes, with what tells them apart; and if it asks for dates that
/// are not in the graph.
pub fn read(question: &str, graph: &Graph, lexicon: &Lexicon) -> Result<Vec<Reading>> {
    let mut tokens = tokenize(question);
    while tokens.len() > 1 && tokens.last().is_some_and(|last| matches!(last.text.as_str(), "please" | "thanks")) {
        tokens.pop();
    }
    if tokens.is_empty() {
        return Err(Error::query(
            "the question is empty",
            vec!["ask for example “who is …” or “how many …”".to_owned()],
        ));
    }
    if tokens.len() > MAX_WORDS {
        let message = format!("the question has {} words; {MAX_WORDS} is the most that is read", tokens.len());
        return Err(Error::query(message, vec!["ask it in two shorter questions".to_owned()]));
    }
    let mut parser = Parser::new(question, unfronted(tokens), graph, lexicon);
    let meanings = parser.parse();
    if parser.failure.too_many {
        return Err(not_understood(&parser));
    }
    let mut weighed: Vec<(u32, Meaning, Vec<String>)> = Vec::with_capacity(meanings.len());
    let mut unfit: Option<(Meaning, String)> = None;
    for meaning in meanings {
        let cost = rank::cost(&meaning, graph, lexicon);
        match cost.unfit {
            Some(why) => {
                unfit.get_or_insert((meaning, why));
            }
            None => weighed.push((cost.cost, meaning, cost.misfits)),
        }
    }
    if weighed.is_empty()
        && let Some((meaning, why)) = unfit
    {
        lexicon.look_at_edges();
        return Err(refuse::unfit(&meaning, &why, graph));
    }
    // Stable: the parser's own order decides between equals.
    weighed.sort_by_key(|(cost, ..)| *cost);
    let Some((_, best, _)) = weighed.first() else {
        let no_dates = !lexicon.dated(graph).contains(&true);
        return Err(if no_dates && parser.asks_for_time() {
            undated(&[], graph, lexicon)
        } else {
            not_understood(&parser)
        });
    };
    if let Some(name) = best.names().into_iter().find(|name| name.nodes.len() > 1) {
        lexicon.look_at_edges();
        return Err(refuse::ambiguous(name, graph));
    }
    if let Meaning::When(claims) = best {
        let timeless = timeless(claims, lexicon.dated(graph));
        if !timeless.is_empty() {
            return Err(undated(&timeless, graph, lexicon));
        }
    }
    let mut readings: Vec<Reading> = Vec::new();
    for (cost, meaning, misfits) in weighed {
        if meaning.names().iter().any(|name| name.nodes.len() > 1) {
            continue;
        }
        let texts = cypher::compile(&meaning, graph, lexicon);
        if readings.iter().any(|known| known.cypher == texts.pattern) {
            continue;
        }
        let mut notes = name_notes(&meaning, graph);
        notes.extend(misfits);
        if let Some(best) = readings.first_mut()
            && readings_apart(best.cost, cost)
            && !best.notes.iter().any(|note| note == NEAREST)
        {
            best.notes.push(NEAREST.to_owned());
        }
        readings.push(Reading {
            cypher: texts.pattern,
            with_edges: texts.with_edges,
            kind: kind_of(&meaning),
            verbal: verbal::verbalise(&meaning, graph),
            notes,
            named: meaning.names().iter().flat_map(|name| name.nodes.iter().copied()).collect(),
            cost,
        });
    }
    Ok(readings)
}

/// Lists the nodes that a question may name, and some more: those with a name of which the question has a word. Time
/// O(names).
pub fn may_name(question: &str, graph: &Graph) -> Vec<NodeId> {
    let sieve = sieve::Sieve::new(&tokenize(question));
    graph.nodes().filter(|&node| sieve.passes(graph, node)).collect()
}

/// Said where a clause could also be about a noun further off.
const NEAREST: &str = "each clause is read with the noun next to it; there are other readings";

/// Returns whether a reading is second to the best only in what noun its clauses are about.
fn readings_apart(best: u32, cost: u32) -> bool {
    cost > best && cost <= best + 2 * rank::FAR
}

/// Reads a name alone, with its context: "Chen of The Asia Group".
pub(crate) fn read_name(text: &str, graph: &Graph, lexicon: &Lexicon) -> Result<Name> {
    let tokens = tokenize(text);
    if tokens.is_empty() {
        return Err(Error::query("the name is empty", Vec::new()));
    }
    if tokens.len() > MAX_WORDS {
        return Err(Error::query(format!("a name of {} words is too long", tokens.len()), Vec::new()));
    }
    let mut parser = Parser::new(text, tokens, graph, lexicon);
    let found = parser.parse_name();
    let cost = |name: &Name| {
        let np = meaning::Np::of(meaning::Core::Name(name.clone()));
        rank::cost(&Meaning::Dossier(np), graph, lexicon).cost
    };
    match found.into_iter().min_by_key(cost) {
        Some(name) if name.nodes.len() == 1 => Ok(name),
        Some(name) => Err(refuse::ambiguous(&name, graph)),
        None => Err(refuse::unknown_name(&parser)),
    }
}

/// Says how a name was understood, where that is not plain.
pub(crate) fn name_note(name: &Name, graph: &Graph) -> Option<String> {
    let node = *name.nodes.first()?;
    let how = match &name.how {
        How::Named(Tier::Label) if !is_label(&name.text, graph.label(node)) => "its id".to_owned(),
        How::Named(Tier::Label) | How::Quoted => return None,
        How::Named(Tier::Alias) => "another name".to_owned(),
        How::Named(Tier::Derived) => "a shorter form".to_owned(),
        How::Named(Tier::Part) => "a part of the name".to_owned(),
        How::Named(Tier::Short) => "a short form".to_owned(),
        How::HeadNoun => "with a noun for its type".to_owned(),
        How::Pronoun => "named before".to_owned(),
        How::Demonym => "the adjective".to_owned(),
        How::Context(text) => text.clone(),
    };
    let kind = graph.entity_type(node).map_or(String::new(), |known| format!(" ({})", known.label.to_lowercase()));
    Some(format!("“{}” is {}{kind}: {how}", name.text, graph.label(node)))
}

/// Returns whether a name is the label, spelled in some way.
fn is_label(name: &str, label: &str) -> bool {
    token::key_of(&tokenize(name)) == token::key_of(&tokenize(label))
}

fn name_notes(meaning: &Meaning, graph: &Graph) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for name in meaning.names() {
        notes.extend(name_note(name, graph).filter(|note| !notes.contains(note)));
    }
    notes
}

fn kind_of(meaning: &Meaning) -> ReadingKind {
    match meaning {
        Meaning::Select(_) => ReadingKind::Select,
        Meaning::Count(_) => ReadingKind::Count,
        Meaning::YesNo(_) => ReadingKind::YesNo,
        Meaning::Evidence(_) => ReadingKind::Evidence,
        Meaning::When(_) => ReadingKind::When,
        Meaning::Top(_) => ReadingKind::Top,
        Meaning::Path(path) if path.all => ReadingKind::AllPaths,
        Meaning::Path(_) => ReadingKind::Path,
        Meaning::Between(..) => ReadingKind::Between,
        Meaning::Dossier(_) => ReadingKind::Dossier,
    }
}

/// Moves a preposition that stands before the question word to the end: "on what does A comment".
fn unfronted(mut tokens: Vec<Token>) -> Vec<Token> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.text.as_str()));
    let fronted = tokens.first().is_some_and(|token| phrase::is_preposition(&token.text) && !token.quoted)
        && is(1, &["what", "whom", "which", "who"]);
    if fronted {
        tokens.rotate_left(1);
    }
    tokens
}

/// Returns the relations in claims that have no dates in this graph.
fn timeless(claims: &[Claim], dated: &[bool]) -> Vec<usize> {
    let mut found = Vec::new();
    for constraint in claims.iter().flat_map(|claim| &claim.constraints) {
        if let Constraint::Link(link) = constraint {
            found.extend(link.relations.iter().copied().filter(|number| !dated[*number]));
        }
    }
    found
}

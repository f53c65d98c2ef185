//! Why a question is refused, and what would be understood in its place.

use super::lexicon::{Lexicon, RoleNoun};
use super::meaning::{Meaning, Name};
use super::parse::{Expected, Parser};
use super::phrase::noun_forms;
use super::token::normal;
use super::verbal::predicate;
use crate::error::Error;
use crate::graph::{Direction, Graph, NodeId};
use crate::suggest::{distance, fold};

/// How many relations, types or candidates a hint lists.
const LISTED: usize = 8;

/// Says which words were not understood, and what was expected.
pub(crate) fn not_understood(parser: &Parser<'_>) -> Error {
    let failure = &parser.failure;
    if failure.too_many {
        return Error::query("the question has too many readings", vec!["ask it in two shorter questions".to_owned()]);
    }
    if let Some(objection) = &failure.objection {
        return Error::query(objection.clone(), Vec::new());
    }
    if let Some((_, remark)) = failure.remarks.iter().max_by_key(|(at, _)| *at).filter(|(at, _)| *at + 1 >= failure.at)
    {
        return Error::query(remark.clone(), Vec::new());
    }
    let start = failure.at;
    let expected = expected_text(&failure.expected.iter().copied().collect::<Vec<_>>());
    let message = if start >= parser.len() {
        format!("the question ends where {expected} was expected")
    } else {
        format!("cannot read “{}”: expected {expected} there", parser.text(start, unknown_end(parser, start)))
    };
    let mut hints = suggestions(parser, start);
    if failure.expected.contains(&Expected::Relation) {
        hints.push(relations_hint(parser.graph, parser.lexicon));
    }
    if failure.expected.contains(&Expected::Type) || failure.expected.contains(&Expected::Name) {
        hints.extend(types_hint(parser.graph));
    }
    Error::query(message, hints)
}

fn expected_text(expected: &[Expected]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for one in expected {
        let word = match one {
            Expected::Relation => "a relation",
            Expected::Name => "a name or a type",
            Expected::Type if expected.contains(&Expected::Name) => continue,
            Expected::Type => "a type",
            Expected::End => "the end of the question",
        };
        words.push(word);
    }
    if words.is_empty() { "a question".to_owned() } else { words.join(" or ") }
}

/// Returns where the words that are not known end; all the rest, if the first word is known.
fn unknown_end(parser: &Parser<'_>, start: usize) -> usize {
    let known = |at: usize| parser.is_known(at);
    if known(start) {
        return parser.len();
    }
    (start..parser.len()).find(|at| known(*at)).unwrap_or(parser.len())
}

fn suggestions(parser: &Parser<'_>, start: usize) -> Vec<String> {
    let mut scored: Vec<(usize, usize, String)> = Vec::new();
    // Runs of words over the place where understanding ended; only a name may begin before it.
    let mut windows: Vec<(String, bool)> = Vec::new();
    for from in start.saturating_sub(2)..(start + 1).min(parser.len()) {
        for to in start + 1..=parser.len().min(from + 4) {
            if !(from..to).all(|at| parser.is_grammar(at)) {
                windows.push(((from..to).map(|at| parser.word(at)).collect(), from == start));
            }
        }
    }
    let mut consider = |folded: &str, shown: &str, kind: &str| {
        let length = folded.chars().count();
        for (window, _) in
            windows.iter().filter(|(window, at)| kind == "name" || (*at && window.get(..1) == folded.get(..1)))
        {
            let wanted = window.chars().count();
            let allowed = (wanted / 4).clamp(1, 3);
            if wanted < 3 || length.abs_diff(wanted) > allowed {
                continue;
            }
            let found = distance(window, folded);
            if found > 0 && found <= allowed {
                scored.push((found * 100 / wanted, scored.len(), format!("“{shown}” ({kind})")));
            }
        }
    };
    let lexicon = parser.lexicon;
    // Only what is written in the graph is offered: a form made from it may be no word.
    let relations = &parser.graph.header().relations;
    lexicon.relations.for_each(&mut |words, forms| {
        for form in forms {
            let relation = &relations[form.relation];
            let turned = relation.inverse.as_ref().filter(|_| !form.forward);
            consider(&words.concat(), turned.unwrap_or(&relation.label), "relation");
        }
    });
    lexicon.nouns.for_each(&mut |words, nouns| {
        let written = |noun: &RoleNoun| {
            let relation = &relations[noun.relation];
            let listed = if noun.source { &relation.nouns } else { &relation.object_nouns };
            let label = relation.label.split([' ', '-', '_']).map(normal).collect::<Vec<_>>();
            let is_listed = |listed: &String| noun_forms(listed).iter().any(|form| same(form, words));
            listed.iter().any(is_listed) || words.iter().all(|word| label.iter().any(|known| known == word))
        };
        if nouns.iter().any(written) {
            consider(&words.concat(), lexicon.shown(&words.join(" ")), "role");
        }
    });
    lexicon.types.for_each(&mut |words, _| consider(&words.concat(), lexicon.shown(&words.join(" ")), "type"));
    let graph = parser.graph;
    for node in graph.nodes() {
        let label = graph.label(node);
        consider(&fold(label), label, "name");
        for word in label.split_whitespace().filter(|word| word.len() > 3) {
            consider(&fold(word), label, "name");
        }
        for alias in graph.aliases(node) {
            consider(&fold(&alias), &alias, "name");
        }
    }
    scored.sort();
    let mut shown: Vec<String> = Vec::new();
    for (_, _, text) in scored {
        if !shown.contains(&text) && shown.len() < 3 {
            shown.push(text);
        }
    }
    if shown.is_empty() { Vec::new() } else { vec![format!("did you mean {}?", shown.join(" or "))] }
}

/// Returns whether words are the same in any spelling.
fn same(form: &[String], words: &[&str]) -> bool {
    form.len() == words.len() && form.iter().zip(words).all(|(a, b)| normal(a) == *b)
}

fn relations_hint(graph: &Graph, lexicon: &Lexicon) -> String {
    let relations = &graph.header().relations;
    let counts = lexicon.relations_by_count(graph);
    let shown: Vec<String> =
        counts.iter().take(LISTED).map(|(number, count)| format!("{} ({count})", relations[*number].label)).collect();
    let more = counts.len().saturating_sub(LISTED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("relations of this graph: {}{rest}", shown.join(", "))
}

fn types_hint(graph: &Graph) -> Option<String> {
    let types = &graph.header().types;
    let shown: Vec<&str> = types.iter().take(LISTED + 4).map(|known| known.label.as_str()).collect();
    (!shown.is_empty()).then(|| format!("types of this graph: {}", shown.join(", ")))
}

/// Says which nodes a name may stand for, and what tells them apart.
pub(crate) fn ambiguous(name: &Name, graph: &Graph) -> Error {
    let message = format!("“{}” could be any of {} nodes", name.text, name.nodes.len());
    let mut hints: Vec<String> = name
        .nodes
        .iter()
        .take(LISTED)
        .map(|node| format!("{}: {}", candidate(graph, *node), apart(graph, *node, &name.nodes)))
        .collect();
    if name.nodes.len() > LISTED {
        hints.push(format!("and {} more", name.nodes.len() - LISTED));
    }
    hints.push(
        "write the whole name, its id in double quotes, or “NAME of …” with something it is linked to".to_owned(),
    );
    Error::query(message, hints)
}

/// Names a node with its type and id.
pub(crate) fn candidate(graph: &Graph, node: NodeId) -> String {
    let kind = graph.entity_type(node).map_or(String::new(), |known| format!("{}, ", known.label.to_lowercase()));
    format!("{} ({kind}id \"{}\")", graph.label(node), graph.id(node))
}

/// Says what tells a node from others of its name: its description, or else something only it is linked to.
fn apart(graph: &Graph, node: NodeId, all: &[NodeId]) -> String {
    if let Some(text) = graph.description(node) {
        return crate::jsontext::shorten(&text, 120).into_owned();
    }
    let neighbours = |node: NodeId| {
        [Direction::Outgoing, Direction::Incoming].into_iter().flat_map(move |direction| {
            graph.edges_of(node, direction).iter().map(move |edge| {
                let (source, target) = graph.endpoints(*edge);
                (*edge, if direction == Direction::Outgoing { target } else { source })
            })
        })
    };
    let others: Vec<NodeId> = all
        .iter()
        .filter(|other| **other != node)
        .flat_map(|other| neighbours(*other).map(|(_, n)| n))
        .take(1000)
        .collect();
    let own = neighbours(node).take(1000).find(|(_, neighbour)| !others.contains(neighbour));
    match own.or_else(|| neighbours(node).next()) {
        Some((edge, _)) => {
            let (source, target) = graph.endpoints(edge);
            format!("{} {} {}", graph.label(source), predicate(&graph.relation(edge).label), graph.label(target))
        }
        None => "linked to nothing".to_owned(),
    }
}

/// Says that a preposition alone means nothing between these, and how they are linked.
pub(crate) fn unfit(meaning: &Meaning, why: &str, graph: &Graph) -> Error {
    let names = meaning.names();
    let nodes = |at: usize| names.get(at).map_or(&[][..], |name| &name.nodes[..]);
    let others = nodes(1);
    let mut hints: Vec<String> = Vec::new();
    for node in nodes(0) {
        for direction in [Direction::Outgoing, Direction::Incoming] {
            for edge in graph.edges_of(*node, direction) {
                let (source, target) = graph.endpoints(*edge);
                let other = if source == *node { target } else { source };
                if !others.is_empty() && !others.contains(&other) {
                    continue;
                }
                let label = predicate(&graph.relation(*edge).label);
                let text = format!("{} {label} {}", graph.label(source), graph.label(target));
                if hints.len() < LISTED && !hints.contains(&text) {
                    hints.push(text);
                }
            }
        }
    }
    let labels: Vec<&str> = names.iter().flat_map(|name| &name.nodes).map(|node| graph.label(*node)).collect();
    let linked = match (&hints[..], &labels[..]) {
        ([], [one]) => format!("{one} is linked to nothing"),
        ([], _) => format!("nothing links {}", labels.join(" and ")),
        (said, _) => format!("what this graph says: {}", said.join("; ")),
    };
    Error::query(format!("a preposition alone does not say which relation is meant: {why}"), vec![linked])
}

/// Says that nothing has this name, and what has a similar one.
pub(crate) fn unknown_name(parser: &Parser<'_>) -> Error {
    if let Some((_, remark)) = parser.failure.remarks.first() {
        return Error::query(remark.clone(), Vec::new());
    }
    let message = format!("nothing in this graph is called “{}”", parser.text(0, parser.len()));
    Error::query(message, suggestions(parser, 0))
}

/// Says that the graph has no dates for what was asked.
pub(crate) fn undated(relations: &[usize], graph: &Graph, lexicon: &Lexicon) -> Error {
    let header = graph.header();
    let dated: Vec<&str> = (0..header.relations.len())
        .filter(|number| lexicon.dated(graph)[*number])
        .map(|number| header.relations[number].label.as_str())
        .collect();
    if dated.is_empty() {
        let message = "questions about time are not answered: this graph has no dated relations";
        return Error::query(message, vec!["try: tell me about …".to_owned()]);
    }
    let labels: Vec<String> = relations.iter().map(|number| format!("“{}”", header.relations[*number].label)).collect();
    let message = format!("no edge of the relation {} has a date in this graph", labels.join(" or "));
    Error::query(message, vec![format!("relations with dates: {}", dated.join(", "))])
}

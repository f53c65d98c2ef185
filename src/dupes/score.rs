//! How alike two nodes are.

use super::names::{Letters, Name};
use crate::graph::{Graph, NodeId};
use rapidfuzz::distance::osa;

/// What one neighbour that both have adds, and all of them at most.
const NEIGHBOUR: f64 = 0.04;
pub(super) const NEIGHBOURS: f64 = 0.12;
/// What different types and an edge between the two take away.
const TYPES: f64 = 0.35;
const EDGE: f64 = 0.3;
/// How much of two words, and of two names, must be the same to be one that is misspelt.
const WORD: f64 = 0.78;
const WHOLE: f64 = 0.85;

/// What two names have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Likeness {
    /// They are equal when folded; the score.
    Equal(f64),
    SameWords,
    Initials,
    MiddleNames,
    InitialFits,
    GivenNameBegins,
    /// How much of them is equal, from 0 to 1.
    Misspelt(f64),
    Part,
}

impl Likeness {
    fn score(self) -> f64 {
        match self {
            Likeness::Equal(score) => score,
            Likeness::SameWords => 0.9,
            Likeness::MiddleNames => 0.85,
            Likeness::InitialFits => 0.8,
            Likeness::Initials | Likeness::GivenNameBegins => 0.75,
            Likeness::Misspelt(alike) => alike * 0.85,
            Likeness::Part => 0.5,
        }
    }

    fn reason(self, a: &Name, b: &Name) -> String {
        let (short, long) =
            if (a.words.len(), a.letters.count) <= (b.words.len(), b.letters.count) { (a, b) } else { (b, a) };
        let (a, b, short, long) = (&a.text, &b.text, &short.text, &long.text);
        match self {
            Likeness::Equal(_) if a == b => format!("both are called “{a}”"),
            Likeness::Equal(_) => format!("“{a}” and “{b}” are one name but for capitals, accents, titles and marks"),
            Likeness::SameWords => format!("“{a}” and “{b}” are the same words in another order"),
            Likeness::Initials => format!("“{short}” are the initials of “{long}”"),
            Likeness::MiddleNames => format!("“{a}” and “{b}” differ by middle names"),
            Likeness::InitialFits => format!("“{a}” and “{b}” have one last name, and the initial fits"),
            Likeness::GivenNameBegins => {
                format!("“{a}” and “{b}” have one last name, and one given name begins the other")
            }
            Likeness::Misspelt(alike) => format!("“{a}” and “{b}” are spelt nearly alike ({:.0} %)", alike * 100.0),
            Likeness::Part => format!("“{short}” is a part of “{long}”"),
        }
    }
}

/// What speaks for and against two nodes.
pub(super) struct Comparison<'n> {
    names: [&'n Name; 2],
    likeness: Likeness,
    types_differ: bool,
}

/// Compares two nodes by their names and types; `None` where no name is like another, or something rules it out.
pub(super) fn compare<'n>(graph: &Graph, nodes: [NodeId; 2], names: [&'n [Name]; 2]) -> Option<Comparison<'n>> {
    if are_different(names) {
        return None;
    }
    let mut best: Option<([&Name; 2], Likeness)> = None;
    for a in names[0] {
        for b in names[1] {
            if let Some(found) = likeness(a, b)
                && best.is_none_or(|(_, known)| found.score() > known.score())
            {
                best = Some(([a, b], found));
            }
        }
    }
    let types = nodes.map(|node| graph.entity_type(node));
    let types_differ = matches!(types, [Some(a), Some(b)] if a.id != b.id);
    best.map(|(names, likeness)| Comparison { names, likeness, types_differ })
}

impl Comparison<'_> {
    /// Returns the score before neighbours are known.
    pub(super) fn by_name(&self) -> f64 {
        self.likeness.score() - if self.types_differ { TYPES } else { 0.0 }
    }

    /// Returns the score, in steps of a hundredth: finer ones would pretend to know more.
    pub(super) fn score(&self, nodes: [NodeId; 2], neighbours: [&[NodeId]; 2]) -> f64 {
        let mut score = self.by_name();
        if neighbours[0].binary_search(&nodes[1]).is_ok() {
            score -= EDGE;
        }
        score += (shared(neighbours).count() as f64 * NEIGHBOUR).min(NEIGHBOURS);
        (score.clamp(0.0, 1.0) * 100.0).round() / 100.0
    }

    /// Returns what speaks for and against it, in words.
    pub(super) fn reasons(&self, graph: &Graph, nodes: [NodeId; 2], neighbours: [&[NodeId]; 2]) -> Vec<String> {
        let mut reasons = vec![self.likeness.reason(self.names[0], self.names[1])];
        match nodes.map(|node| graph.entity_type(node)) {
            [Some(a), Some(b)] if a.id != b.id => {
                reasons.push(format!("but one is {}, the other {}", a.label, b.label));
            }
            [Some(a), Some(_)] => reasons.push(format!("both are {}", a.label)),
            _ => {}
        }
        if neighbours[0].binary_search(&nodes[1]).is_ok() {
            reasons.push("but an edge joins them".to_owned());
        }
        let shared: Vec<&str> = shared(neighbours).map(|node| graph.label(node)).collect();
        if !shared.is_empty() {
            let more = if shared.len() > 3 { format!(" and {} more", shared.len() - 3) } else { String::new() };
            reasons.push(format!("both are next to {}{more}", shared[..shared.len().min(3)].join(", ")));
        }
        reasons
    }
}

/// Returns the neighbours that both have: each of the shorter list is looked up in the longer.
fn shared([a, b]: [&[NodeId]; 2]) -> impl Iterator<Item = NodeId> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().copied().filter(|node| long.binary_search(node).is_ok())
}

/// Returns whether the labels say that they are of two things: different numbers, or different words before the same
/// last word or after the same first one.
pub(super) fn are_different(names: [&[Name]; 2]) -> bool {
    let [Some(a), Some(b)] = names.map(|names| names.iter().find(|name| name.is_label)) else { return false };
    if a.numbers != b.numbers && a.joined != b.joined {
        return true;
    }
    let ([first_a, .., last_a], [first_b, .., last_b]) = (a.words.as_slice(), b.words.as_slice()) else { return false };
    let (same_first, same_last) = (first_a == first_b, last_a == last_b);
    (same_first != same_last)
        && a.sorted != b.sorted
        && if same_last { !fits(first_a, first_b) } else { !fits(last_a, last_b) }
}

/// Returns whether one word can be another: equal, its initial, its short form, or misspelt.
fn fits(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let length = short.chars().count();
    (length == 1 || length >= 3) && long.starts_with(short)
        || length >= 4 && alike(a, b, [Letters::of(a), Letters::of(b)], WORD).is_some()
}

/// Returns how much of two texts is the same by optimal string alignment, from 0 to 1, if it is enough.
fn alike(a: &str, b: &str, letters: [Letters; 2], enough: f64) -> Option<f64> {
    let longer = letters[0].count.max(letters[1].count);
    let most = f64::from(longer) * (1.0 - enough);
    if f64::from(letters[0].edits(letters[1])) > most + 1e-9 {
        return None;
    }
    osa::normalized_similarity_with_args(a.chars(), b.chars(), &osa::Args::default().score_cutoff(enough))
}

fn likeness(a: &Name, b: &Name) -> Option<Likeness> {
    if a.joined == b.joined {
        // Two people may have one short name, as "Chen".
        let score = if a.is_label && b.is_label {
            0.95
        } else if a.words.len() > 1 || a.is_label || b.is_label {
            0.85
        } else {
            0.5
        };
        return Some(Likeness::Equal(if a.text == b.text { score } else { score - 0.01 }));
    }
    if a.numbers != b.numbers {
        return None;
    }
    if a.words.len() > 1 && a.sorted == b.sorted {
        return Some(Likeness::SameWords);
    }
    let acronym = |short: &Name, long: &Name| short.is_initials && long.initials.contains(&short.joined);
    if acronym(a, b) || acronym(b, a) {
        return Some(Likeness::Initials);
    }
    if let ([first_a, .., last_a], [first_b, .., last_b]) = (a.words.as_slice(), b.words.as_slice())
        && last_a == last_b
    {
        if first_a == first_b && a.words.len() != b.words.len() && a.words.len().min(b.words.len()) == 2 {
            return Some(Likeness::MiddleNames);
        }
        let initial = |x: &str, y: &str| x.chars().nth(1).is_none() && y.starts_with(x) && y.len() > x.len();
        if initial(first_a, first_b) || initial(first_b, first_a) {
            return Some(Likeness::InitialFits);
        }
        let both_short = a.words.len() == 2 && b.words.len() == 2;
        let begins = |x: &str, y: &str| y.starts_with(x) && x.chars().nth(2).is_some();
        if both_short && (begins(first_a, first_b) || begins(first_b, first_a)) {
            return Some(Likeness::GivenNameBegins);
        }
    }
    misspelt(a, b).or_else(|| is_part(a, b).then_some(Likeness::Part))
}

/// Compares names word by word: nearly all letters must be the same.
fn misspelt(a: &Name, b: &Name) -> Option<Likeness> {
    if a.letters.count.min(b.letters.count) < 6 {
        return None;
    }
    let whole = alike(&a.joined, &b.joined, [a.letters, b.letters], WHOLE)?;
    let word_by_word = a.words.len() != b.words.len() || a.words.iter().zip(&b.words).all(|(x, y)| fits(x, y));
    word_by_word.then_some(Likeness::Misspelt(whole))
}

/// Returns whether one name is the first or last words of the other.
fn is_part(a: &Name, b: &Name) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    short.words.len() < long.words.len()
        && short.letters.count >= 3
        && (long.words.starts_with(&short.words) || long.words.ends_with(&short.words))
}

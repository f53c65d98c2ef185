//! How alike two nodes are.

use super::names::Name;
use super::neighbours;
use crate::graph::{Graph, NodeId};
use rapidfuzz::distance::damerau_levenshtein;

/// What two names have in common, from 0 to 1, and why.
type Likeness = (f64, String);

/// Returns the score of two nodes and the reasons; `None` where nothing speaks for it, or something rules it out.
pub(super) fn score(graph: &Graph, nodes: [NodeId; 2], names: [&Vec<Name>; 2]) -> Option<(f64, Vec<String>)> {
    let labels = names.map(|names| names.iter().find(|name| name.is_label));
    if let [Some(a), Some(b)] = labels
        && are_different(a, b)
    {
        return None;
    }
    let mut best: Option<Likeness> = None;
    for a in names[0] {
        for b in names[1] {
            if let Some(found) = likeness(a, b)
                && best.as_ref().is_none_or(|(score, _)| found.0 > *score)
            {
                best = Some(found);
            }
        }
    }
    let (mut score, reason) = best?;
    let mut reasons = vec![reason];
    let types = nodes.map(|node| graph.entity_type(node));
    match types {
        [Some(a), Some(b)] if a.id != b.id => {
            score -= 0.35;
            reasons.push(format!("but one is {}, the other {}", a.label, b.label));
        }
        [Some(a), Some(_)] => reasons.push(format!("both are {}", a.label)),
        _ => {}
    }
    let [a, b] = nodes.map(|node| neighbours(graph, node));
    if a.binary_search(&nodes[1]).is_ok() {
        score -= 0.3;
        reasons.push("but an edge joins them".to_owned());
    }
    let shared: Vec<NodeId> = a.into_iter().filter(|node| b.binary_search(node).is_ok()).collect();
    if !shared.is_empty() {
        score += (shared.len() as f64 * 0.04).min(0.12);
        let shown: Vec<&str> = shared.iter().take(3).map(|&node| graph.label(node)).collect();
        let more = if shared.len() > 3 { format!(" and {} more", shared.len() - 3) } else { String::new() };
        reasons.push(format!("both are next to {}{more}", shown.join(", ")));
    }
    // Steps of a hundredth: finer ones would pretend to know more.
    Some(((score.clamp(0.0, 1.0) * 100.0).round() / 100.0, reasons))
}

/// Returns whether two names say of themselves that they are of two things: different numbers, or different words
/// before the same last word or after the same first one.
fn are_different(a: &Name, b: &Name) -> bool {
    if a.numbers() != b.numbers() && a.joined != b.joined {
        return true;
    }
    let ([first_a, .., last_a], [first_b, .., last_b]) = (a.words.as_slice(), b.words.as_slice()) else { return false };
    let sorted_alike = a.sorted() == b.sorted();
    !sorted_alike && (last_a == last_b && !fits(first_a, first_b) || first_a == first_b && !fits(last_a, last_b))
}

/// Returns whether one word can be another: equal, its initial, its short form, or misspelt.
fn fits(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let length = short.chars().count();
    a == b
        || (length == 1 || length >= 3) && long.starts_with(short)
        || length >= 4 && damerau_levenshtein::normalized_similarity(a.chars(), b.chars()) >= 0.78
}

fn likeness(a: &Name, b: &Name) -> Option<Likeness> {
    let (quoted_a, quoted_b) = (format!("“{}”", a.text), format!("“{}”", b.text));
    let is = |score: f64, reason: String| Some((score, reason));
    if a.joined == b.joined {
        // Two people may have one short name, as "Chen".
        let score = if a.is_label && b.is_label {
            0.95
        } else if a.words.len() > 1 || a.is_label || b.is_label {
            0.85
        } else {
            0.5
        };
        return match a.text == b.text {
            true => is(score, format!("both are called {quoted_a}")),
            false => is(
                score - 0.01,
                format!("{quoted_a} and {quoted_b} are one name but for capitals, accents, titles and marks"),
            ),
        };
    }
    if a.numbers() != b.numbers() {
        return None;
    }
    if a.words.len() > 1 && a.sorted() == b.sorted() {
        return is(0.9, format!("{quoted_a} and {quoted_b} are the same words in another order"));
    }
    let acronym = |short: &Name, long: &Name| short.is_initials && long.initials().contains(&short.joined);
    for (short, long) in [(a, b), (b, a)] {
        if acronym(short, long) {
            return is(0.75, format!("“{}” are the initials of “{}”", short.text, long.text));
        }
    }
    if let ([first_a, .., last_a], [first_b, .., last_b]) = (a.words.as_slice(), b.words.as_slice())
        && last_a == last_b
    {
        if first_a == first_b && a.words.len() != b.words.len() && a.words.len().min(b.words.len()) == 2 {
            return is(0.85, format!("{quoted_a} and {quoted_b} differ by middle names"));
        }
        let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x) && y.chars().count() > 1;
        if initial(first_a, first_b) || initial(first_b, first_a) {
            return is(0.8, format!("{quoted_a} and {quoted_b} have one last name, and the initial fits"));
        }
        let short = first_a.chars().count().min(first_b.chars().count());
        if a.words.len() == 2
            && b.words.len() == 2
            && short >= 3
            && (first_a.starts_with(first_b.as_str()) || first_b.starts_with(first_a.as_str()))
        {
            return is(
                0.75,
                format!("{quoted_a} and {quoted_b} have one last name, and one given name begins the other"),
            );
        }
    }
    if let Some(found) = misspelt(a, b) {
        return Some(found);
    }
    // One word that is the last of the other's, or the first words of the other's.
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let within = short.words.len() < long.words.len()
        && (long.words.starts_with(&short.words) || long.words.ends_with(&short.words))
        && short.joined.chars().count() >= 3;
    match within {
        true => is(0.5, format!("“{}” is a part of “{}”", short.text, long.text)),
        false => None,
    }
}

/// Compares names word by word: nearly all letters must be the same.
fn misspelt(a: &Name, b: &Name) -> Option<Likeness> {
    let lengths = [a, b].map(|name| name.joined.chars().count());
    if lengths[0].min(lengths[1]) < 6 {
        return None;
    }
    let whole = damerau_levenshtein::normalized_similarity(a.joined.chars(), b.joined.chars());
    if whole < 0.85 || a.words.len() == b.words.len() && !a.words.iter().zip(&b.words).all(|(x, y)| fits(x, y)) {
        return None;
    }
    let reason = format!("“{}” and “{}” are spelt nearly alike ({:.0} %)", a.text, b.text, whole * 100.0);
    Some((whole * 0.85, reason))
}

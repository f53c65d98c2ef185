//! Names of nodes that every reader takes.

use super::text::{MAX_TEXT, Value, is_plain, start_of};
use crate::graph::{Graph, NodeId};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The names of nodes in the file: their ids, but for those that some reader cannot take.
pub(super) struct Names {
    replaced: HashMap<NodeId, String>,
    /// Whether no name needs an escape.
    are_plain: bool,
}

impl Names {
    /// Finds replacements: the id less what is forbidden, `_` behind it, and a number if that is taken.
    pub(super) fn new(graph: &Graph) -> Self {
        let mut names = Names { replaced: HashMap::new(), are_plain: true };
        let mut taken = HashSet::new();
        let mut next: HashMap<String, usize> = HashMap::new();
        for node in graph.nodes() {
            if is_good_name(graph.id(node)) {
                names.are_plain = names.are_plain && is_plain(graph.id(node));
                continue;
            }
            names.are_plain = false;
            let mut name = clean_name(graph.id(node));
            name.push('_');
            let number = next.entry(name.clone()).or_insert(1);
            let stem = name.len();
            while graph.find(&name).is_some() || taken.contains(&name) {
                *number += 1;
                name.truncate(stem);
                let _ = write!(name, "{number}");
            }
            taken.insert(name.clone());
            names.replaced.insert(node, name);
        }
        names
    }

    pub(super) fn is_replaced(&self, node: NodeId) -> bool {
        !self.replaced.is_empty() && self.replaced.contains_key(&node)
    }

    /// Appends the name in quotes.
    pub(super) fn push(&self, graph: &Graph, node: NodeId, text: &mut String) {
        if self.are_plain {
            for part in ["\"", graph.id(node), "\""] {
                text.push_str(part);
            }
            return;
        }
        let replaced = if self.replaced.is_empty() { None } else { self.replaced.get(&node) };
        let mut name = Value::open(text, "\"");
        name.push(replaced.map_or(graph.id(node), String::as_str));
        name.close();
    }
}

/// Returns whether an id survives as it is: not empty, no word of the language, nothing dropped or cut.
fn is_good_name(id: &str) -> bool {
    // Every escape but `&amp;` makes two bytes of one.
    if id.is_empty() || id.len() > MAX_TEXT / 5 {
        return false;
    }
    const WORDS: [&str; 6] = ["node", "edge", "graph", "digraph", "subgraph", "strict"];
    if (4..=8).contains(&id.len()) && WORDS.iter().any(|word| id.eq_ignore_ascii_case(word)) {
        return false;
    }
    let lost = |c: char| (c < ' ' && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if id.bytes().all(|byte| (b' '..0x80).contains(&byte)) { true } else { !id.contains(lost) }
}

fn clean_name(id: &str) -> String {
    let kept = |c: char| match c {
        '\t' => Some(' '),
        '\n' => Some('\n'),
        '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => None,
        _ => Some(c),
    };
    let mut name: String = id.chars().filter_map(kept).collect();
    if name.len() > MAX_TEXT / 8 {
        name.truncate(start_of(&name, MAX_TEXT / 8).len());
        name.push('…');
    }
    name
}

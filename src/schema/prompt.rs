//! A prompt for language models: read a text, and write a graph in this vocabulary.

use super::example::example;
use crate::graph::{EntityType, Graph, NodeId, Polarity, Relation};
use std::fmt::Write;

/// Writes a prompt that asks for a graph file as [`strict`](super::strict) describes it: the rules, the types and
/// relations, at most `known` nodes of the graph (those with most edges) so that their ids are used again, and
/// an example, which passes the checker. The text to read goes to its end.
///
/// Time O(nodes × log nodes + edges).
pub fn prompt(graph: &Graph, known: usize) -> String {
    let header = graph.header();
    let mut out = String::from(
        "Read the text at the end and write down what it says as a graph: who or what is in it, and how they are \
         related, with the evidence for each relation. Answer with one JSON object and nothing else.\n\n\
         ## Rules\n\n\
         - Write only what the text says. What it does not say is left out.\n\
         - Each statement is one edge: `source`, `relation`, `target`, in the direction of the relation's words.\n\
         - Two relations between the same two nodes are two edges.\n\
         - Each edge has evidence: the document, the paragraph as locator (`¶14`, counted from 1), what is said there \
         in your own words as `note`, and word for word as `quote` where that helps.\n\
         - `stance` is `supports` where the text says so, `denies` where it says that it is not so, `mentions` where \
         it only speaks of it.\n\
         - A node is one person or thing, whatever the text calls it: the full name is its `label`, other names are its \
         `aliases`.\n\
         - An `id` is the name in small letters with hyphens: `dan-wang`. Edges name nodes by their ids.\n\
         - What is not known is `null`; lists may be empty. There are no other keys than those of the example.\n",
    );
    if !header.types.is_empty() {
        out.push_str("\n## Types of nodes\n\n");
        header.types.iter().for_each(|known| entity_type(&mut out, known));
    }
    if !header.relations.is_empty() {
        out.push_str("\n## Relations\n\n");
        header.relations.iter().for_each(|known| relation(&mut out, known));
    }
    let nodes = best_known(graph, known);
    if !nodes.is_empty() {
        out.push_str("\n## Known nodes\n\nUse these ids where the text speaks of one of them:\n\n");
        nodes.into_iter().for_each(|node| known_node(&mut out, graph, node));
    }
    out.push_str("\n## Example\n\n```json\n");
    out.push_str(&serde_json::to_string_pretty(&example(graph)).unwrap_or_default());
    out.push_str("\n```\n\n## Text\n\n");
    out
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    words.into_iter().map(line).collect::<Vec<_>>().join(", ")
}

fn entity_type(out: &mut String, known: &EntityType) {
    let _ = write!(out, "- `{}`: {}", known.id, line(&known.label));
    if !known.synonyms.is_empty() {
        let _ = write!(out, " (also {})", list(known.synonyms.iter().map(String::as_str)));
    }
    out.push('\n');
}

fn relation(out: &mut String, relation: &Relation) {
    let _ = write!(out, "- `{}`: source **{}** target", relation.id, line(&relation.label));
    if !relation.phrases.is_empty() {
        let _ = write!(out, " (also {})", list(relation.phrases.iter().map(String::as_str)));
    }
    let inverse = relation.inverse.iter().chain(&relation.inverse_phrases).map(String::as_str);
    let inverse = list(inverse);
    if !inverse.is_empty() {
        let _ = write!(out, "; from the target's side: {inverse}");
    }
    for (key, names) in [("source", &relation.from), ("target", &relation.to)] {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let _ = write!(out, "; {key} is {}", names.join(" or "));
        }
    }
    if relation.symmetric {
        out.push_str("; holds both ways: write it once");
    }
    match relation.polarity {
        Polarity::Positive => out.push_str("; for the target"),
        Polarity::Negative => out.push_str("; against the target"),
        Polarity::Neutral => {}
    }
    out.push('\n');
}

/// Returns the nodes with most edges, in file order.
fn best_known(graph: &Graph, count: usize) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = graph.nodes().collect();
    if nodes.len() > count {
        nodes.sort_by_key(|&node| std::cmp::Reverse(graph.degree(node)));
        nodes.truncate(count);
        nodes.sort_unstable();
    }
    nodes
}

fn known_node(out: &mut String, graph: &Graph, node: NodeId) {
    let _ = write!(out, "- `{}`: {}", graph.id(node), line(graph.label(node)));
    let aliases = graph.aliases(node);
    if !aliases.is_empty() {
        let _ = write!(out, " (also {})", list(aliases.iter().map(|alias| &**alias)));
    }
    if let Some(known) = graph.entity_type(node) {
        let _ = write!(out, ", {}", known.id);
    }
    out.push('\n');
}

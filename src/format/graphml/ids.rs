//! The ids as they are written: the graph's own, unless readers would lose or merge them.

use super::super::WriteOptions;
use super::super::xml::escape as xml;
use crate::graph::{EdgeId, Graph, NodeId};
use std::collections::{HashMap, HashSet};

/// How the ids of nodes and edges are written.
#[derive(Debug, Default)]
pub(in crate::format) struct Ids {
    /// Nodes are n0, n1, …
    pub(in crate::format) nodes_numbered: bool,
    /// Edges are e0, e1, …
    pub(in crate::format) edges_numbered: bool,
    /// Nodes whose ids would be equal to others once forbidden characters are replaced.
    pub(in crate::format) parted_nodes: HashMap<NodeId, String>,
    /// The same for edges.
    parted_edges: HashMap<EdgeId, String>,
    /// Whether an edge's id is a number, which networkx and Gephi take for their own; an `e` goes before it.
    has_numeric: bool,
    /// Whether all ids, which are the graph's own and made ones, stand in attributes as they are.
    pub(in crate::format) are_plain: bool,
    /// Ids of edges that are a number after an `e`.
    taken: HashSet<String>,
}

impl Ids {
    pub(in crate::format) fn new(graph: &Graph, options: &WriteOptions) -> Self {
        let mut ids = Ids::default();
        let has_own = graph.has_edge_key("id");
        let own_edge_ids = || graph.edges().filter(|_| has_own).filter_map(|edge| graph.own_edge_id(edge));
        if options.strict_schema {
            ids.nodes_numbered = !graph.nodes().all(|node| xml::is_name_token(graph.id(node)));
            ids.edges_numbered = !graph.edges().all(|edge| match graph.own_edge_id(edge) {
                Some(id) => xml::is_name_token(&id),
                None => !ids.nodes_numbered && xml::is_name_token(&graph.relation(edge).id),
            });
        }
        let numbered = ids.nodes_numbered || ids.edges_numbered;
        ids.are_plain = !numbered
            && !has_own
            && graph.header().relations.iter().all(|relation| xml::is_plain_attribute(&relation.id))
            && graph.nodes().all(|node| xml::is_plain_attribute(graph.id(node)));
        if ids.are_plain {
            return ids;
        }
        let bad_node = graph.nodes().any(|node| xml::has_forbidden(graph.id(node)));
        if !ids.nodes_numbered && bad_node {
            ids.parted_nodes = part(|| graph.nodes().map(|node| (node, graph.id(node).into())));
        }
        if ids.edges_numbered {
            return ids;
        }
        let bad_relation = || graph.header().relations.iter().any(|relation| xml::has_forbidden(&relation.id));
        if bad_node || bad_relation() || own_edge_ids().any(|id| xml::has_forbidden(&id)) {
            ids.parted_edges = part(|| graph.edges().map(|edge| (edge, graph.edge_id(edge))));
        }
        ids.has_numeric = own_edge_ids().any(|id| is_numeric(&id));
        if ids.has_numeric {
            let after_e = |id: &str| id.starts_with('e') && is_numeric(id.trim_start_matches('e'));
            ids.taken = own_edge_ids().filter(|id| after_e(id)).map(Into::into).collect();
        }
        ids
    }

    /// Appends the id of a node, escaped.
    pub(in crate::format) fn write_node(&self, graph: &Graph, node: NodeId, out: &mut String) {
        if self.are_plain {
            out.push_str(graph.id(node));
        } else if self.nodes_numbered {
            out.push('n');
            push_number(out, node.index());
        } else if let Some(id) = self.parted(node) {
            xml::write_attribute(out, id);
        } else {
            xml::write_attribute(out, graph.id(node));
        }
    }

    /// Returns the id that a node got because its own would be that of another.
    fn parted(&self, node: NodeId) -> Option<&String> {
        if self.parted_nodes.is_empty() { None } else { self.parted_nodes.get(&node) }
    }

    /// Returns whether a node is written with another id than its own.
    pub(in crate::format) fn replaces_node(&self, node: NodeId) -> bool {
        self.nodes_numbered || self.parted(node).is_some()
    }

    /// Appends the id of an edge, `own` being its id in the graph, escaped.
    pub(in crate::format) fn write_edge(&self, edge: EdgeId, own: &str, out: &mut String) {
        if self.edges_numbered {
            out.push('e');
            push_number(out, edge.index());
        } else if let Some(id) = self.parted_edges.get(&edge) {
            xml::write_attribute(out, id);
        } else if self.has_numeric && is_numeric(own) {
            let mut id = format!("e{own}");
            while self.taken.contains(&id) {
                id.insert(0, 'e');
            }
            xml::write_attribute(out, &id);
        } else {
            xml::write_attribute(out, own);
        }
    }

    /// Returns whether an edge is written with another id than its own.
    pub(in crate::format) fn replaces_edge(&self, edge: EdgeId, own: &str) -> bool {
        self.edges_numbered || self.parted_edges.contains_key(&edge) || (self.has_numeric && is_numeric(own))
    }

    /// Returns whether any node is.
    pub(in crate::format) fn replaces_nodes(&self) -> bool {
        self.nodes_numbered || !self.parted_nodes.is_empty()
    }

    /// Returns whether any edge is.
    pub(in crate::format) fn replaces_edges(&self) -> bool {
        self.edges_numbered || self.has_numeric || !self.parted_edges.is_empty()
    }
}

/// Finds ids that replacing forbidden characters would make equal, and numbers them.
fn part<'g, E, I>(elements: impl Fn() -> I) -> HashMap<E, String>
where
    E: Eq + std::hash::Hash,
    I: Iterator<Item = (E, std::borrow::Cow<'g, str>)>,
{
    // Only ids that hold U+FFFD can be equal to one in which it was put.
    let whole = elements().filter(|(_, id)| id.contains('\u{fffd}') && !xml::has_forbidden(id));
    let mut taken: HashSet<String> = whole.map(|(_, id)| id.into_owned()).collect();
    let mut parted = HashMap::new();
    for (element, id) in elements().filter(|(_, id)| xml::has_forbidden(id)) {
        let replaced = xml::replace_forbidden(&id).into_owned();
        let mut candidate = replaced.clone();
        let mut number = 1usize;
        while !taken.insert(candidate.clone()) {
            number += 1;
            candidate = format!("{replaced}-{number}");
        }
        if number > 1 {
            parted.insert(element, candidate);
        }
    }
    parted
}

/// Returns whether Python's `int` reads the text, which is how networkx makes keys of edges; or nearly so.
fn is_numeric(id: &str) -> bool {
    let digits = id.trim();
    let digits = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    !digits.is_empty() && digits.chars().all(|c| c.is_numeric() || c == '_')
}

/// Appends a number.
pub(in crate::format) fn push_number(out: &mut String, number: usize) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|&digit| char::from(digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names() {
        for id in ["1", "007", "-5", "+5", " 12 ", "1_000", "١٢"] {
            assert!(is_numeric(id), "{id}");
        }
        for id in ["", "e1", "1--2--3", "-", "5a", "---"] {
            assert!(!is_numeric(id), "{id}");
        }
    }

    #[test]
    fn ids_that_become_equal_are_parted() {
        let ids = ["a\u{fffd}", "a\u{1}", "a\u{2}", "a", "a\u{fffd}-2"];
        let parted = part(|| ids.iter().enumerate().map(|(at, &id)| (at, id.into())));
        assert_eq!(parted.len(), 2);
        assert_eq!(parted[&1], "a\u{fffd}-3");
        assert_eq!(parted[&2], "a\u{fffd}-4");
    }

    #[test]
    fn numbers_are_written_in_full() {
        let mut out = String::new();
        push_number(&mut out, 0);
        push_number(&mut out, 1_234_567);
        push_number(&mut out, usize::MAX);
        assert_eq!(out, format!("01234567{}", usize::MAX));
    }
}

//! Ids of edges in formats where each edge has one, and which of them the user chose.

use crate::format::{LossKind, Losses, Place};
use crate::graph::{EdgeId, Graph};
use crate::jsontext::{self, Member};
use std::borrow::Cow;
use std::collections::HashSet;

/// The key of the user's own id where the edge's id does not tell it: another, or none.
pub(in crate::format) const KEY: &str = "kg_id";

/// Returns whether an id is one that kgraph makes of source, relation and target.
fn is_made(id: &str, source: &str, relation: &str, target: &str) -> bool {
    let rest = id
        .strip_prefix(source)
        .and_then(|rest| rest.strip_prefix("--"))
        .and_then(|rest| rest.strip_prefix(relation))
        .and_then(|rest| rest.strip_prefix("--"))
        .and_then(|rest| rest.strip_prefix(target));
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix("--").unwrap_or("2");
        rest.is_empty() || (!number.is_empty() && rest.len() > 2 && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// The id of an edge to write.
pub(in crate::format) struct Written<'g> {
    /// The id, which every edge has.
    pub(in crate::format) id: Cow<'g, str>,
    /// What to write as [`KEY`], as JSON text: the user's own id where `id` is another or looks like a made one.
    pub(in crate::format) own: Option<String>,
}

/// Finds the id of each edge.
#[derive(Default)]
pub(in crate::format) struct EdgeIds {
    taken: HashSet<String>,
}

impl EdgeIds {
    /// Returns the id of an edge, for a format in which edges have ids of their own.
    pub(in crate::format) fn plain<'g>(graph: &'g Graph, edge: EdgeId) -> Written<'g> {
        let (source, target) = graph.endpoints(edge);
        let looks_made = |id: &str| is_made(id, graph.id(source), &graph.relation(edge).id, graph.id(target));
        let own = graph.own_edge_id(edge).filter(|id| looks_made(id)).map(|id| quoted(&id));
        Written { id: graph.edge_id(edge), own }
    }

    /// Returns the id of an edge, for a format in which nodes and edges share their ids.
    pub(in crate::format) fn beside_nodes<'g>(
        &mut self,
        graph: &'g Graph,
        edge: EdgeId,
        losses: &mut Losses,
    ) -> Written<'g> {
        let written = Self::plain(graph, edge);
        if graph.find(&written.id).is_none() {
            return written;
        }
        if self.taken.is_empty() {
            self.taken = graph.edges().map(|edge| graph.edge_id(edge).into_owned()).collect();
        }
        let mut id = format!("{}--edge", written.id);
        while graph.find(&id).is_some() || !self.taken.insert(id.clone()) {
            id.push_str("--edge");
        }
        losses.add(LossKind::IdReplaced, || Place::edge(written.id));
        let own = graph.own_edge_id(edge).map_or_else(|| "null".to_owned(), |own| quoted(&own));
        Written { id: Cow::Owned(id), own: Some(own) }
    }
}

fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    jsontext::write_string(&mut json, text);
    json
}

/// Keeps of an edge's members the id that the user chose, under the key `id`, and drops a made one.
pub(in crate::format) fn restore(members: &mut Vec<Member<'_>>) {
    let find = |key: &str| members.iter().position(|member| member.key == key);
    let Some(at) = find("id") else { return };
    if let Some(own) = find(KEY) {
        members[at] = Member { key: Cow::Borrowed("id"), ..members[own].clone() };
        members.remove(own);
        return;
    }
    let text = |key: &str| find(key).map_or(Cow::Borrowed(""), |at| jsontext::decode(members[at].value));
    if is_made(&text("id"), &text("source"), &text("relation"), &text("target")) {
        members.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::is_made;

    #[test]
    fn made_ids_are_told_from_chosen_ones() {
        for (id, made) in [
            ("a--r--b", true),
            ("a--r--b--2", true),
            ("a--r--b--17", true),
            ("a--r--b--", false),
            ("a--r--b--x", false),
            ("a--r--bx", false),
            ("a--r--c", false),
            ("a--r", false),
            ("e1", false),
        ] {
            assert_eq!(is_made(id, "a", "r", "b"), made, "{id}");
        }
    }
}

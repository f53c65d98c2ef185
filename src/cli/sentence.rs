//! Nodes, edges and evidence as people read them, and as JSON.

use super::terminal::{self, paint_out, visible_line};
use kgraph::graph::{EdgeId, Evidence, Graph, NodeId};
use serde_json::{Map, Value, json};

/// Writes a node as "Dan Wang (Person)".
pub(super) fn node(graph: &Graph, node: NodeId) -> String {
    let name = paint_out(terminal::NAME, &visible_line(graph.label(node)));
    match graph.entity_type(node) {
        Some(entity_type) => format!("{name} ({})", visible_line(&entity_type.label)),
        None => name,
    }
}

/// Writes an edge in its own direction: "Dan Wang —works for→ Stanford University".
pub(super) fn edge(graph: &Graph, edge: EdgeId) -> String {
    let (source, target) = graph.endpoints(edge);
    let name = |node| paint_out(terminal::NAME, &visible_line(graph.label(node)));
    let arrow = match graph.is_symmetric(edge) {
        true => ("←", "→"),
        false => ("—", "→"),
    };
    let relation =
        paint_out(terminal::RELATION, &format!("{}{}{}", arrow.0, visible_line(&graph.edge_label(edge)), arrow.1));
    let dates = match (graph.since(edge), graph.until(edge)) {
        (None, None) => String::new(),
        (since, until) => format!(" ({} to {})", since.as_deref().unwrap_or("…"), until.as_deref().unwrap_or("…")),
    };
    let support = graph.support(edge);
    let said = match (support.is_denied(), support.is_contested()) {
        (true, _) => " (denied)",
        (_, true) => " (contested)",
        _ => "",
    };
    let said = if said.is_empty() { String::new() } else { paint_out(terminal::REMOVED, said) };
    format!("{} {relation} {}{}{said}", name(source), name(target), visible_line(&dates))
}

/// Writes the evidence of an edge, a line a piece, each line begun with `indent`: what supports it first, what
/// denies it last.
pub(super) fn evidence(graph: &Graph, edge: EdgeId, indent: &str) -> String {
    let mut pieces = graph.evidence(edge);
    pieces.sort_by_key(Evidence::is);
    if pieces.is_empty() {
        return format!("{indent}{}\n", paint_out(terminal::DIM, "no evidence is given"));
    }
    pieces.iter().map(|piece| format!("{indent}{}\n", visible_line(&evidence_line(graph, piece)))).collect()
}

fn evidence_line(graph: &Graph, piece: &Evidence<'_>) -> String {
    let document = piece.document.as_deref().map(|id| {
        let title = graph.header().document(id).and_then(|document| document.title.as_deref());
        title.unwrap_or(id).to_owned()
    });
    let place: Vec<String> = document.into_iter().chain(piece.locator.as_deref().map(str::to_owned)).collect();
    let stance = match piece.stance.as_deref() {
        Some("denies") => Some("denies it".to_owned()),
        Some("mentions") => Some("mentions it".to_owned()),
        _ => None,
    };
    let quote = piece.quote.as_deref().map(|quote| format!("“{quote}”"));
    let said: Vec<String> = stance.into_iter().chain(piece.note.as_deref().map(str::to_owned)).chain(quote).collect();
    match (place.is_empty(), said.is_empty()) {
        (true, _) => said.join("; "),
        (_, true) => place.join(", "),
        _ => format!("{}: {}", place.join(", "), said.join("; ")),
    }
}

/// Writes a node for programs.
pub(super) fn node_json(graph: &Graph, node: NodeId) -> Value {
    json!({
        "id": graph.id(node),
        "type": graph.entity_type(node).map(|entity_type| &entity_type.id),
        "label": graph.label(node),
    })
}

/// Writes an edge with its evidence for programs.
pub(super) fn edge_json(graph: &Graph, edge: EdgeId) -> Value {
    let (source, target) = graph.endpoints(edge);
    let mut object = Map::new();
    object.insert("id".into(), graph.edge_id(edge).into());
    object.insert("source".into(), graph.id(source).into());
    object.insert("relation".into(), graph.relation(edge).id.clone().into());
    object.insert("target".into(), graph.id(target).into());
    object.insert("label".into(), graph.edge_label(edge).into());
    for (key, date) in [("since", graph.since(edge)), ("until", graph.until(edge))] {
        if let Some(date) = date {
            object.insert(key.into(), date.into());
        }
    }
    let evidence = graph.evidence_json(edge).and_then(|text| serde_json::from_str(text).ok());
    let support = graph.support(edge);
    object.insert("supporters".into(), support.supporters.into());
    object.insert("deniers".into(), support.deniers.into());
    object.insert("evidence".into(), evidence.unwrap_or_else(|| Value::Array(Vec::new())));
    Value::Object(object)
}

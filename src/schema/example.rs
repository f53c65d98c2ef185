//! An example for a prompt: a small graph file, as the strict schema asks for it.

use crate::graph::{Document, EdgeId, Evidence, Graph, NodeId, Relation};
use serde_json::{Value, json};

/// How many edges an example has.
const EDGES: usize = 2;

/// Returns an example in a graph's own words: edges of the graph, of different relations and polarity if it has
/// such, or else one made of the vocabulary. Time O(edges) at most.
pub(super) fn example(graph: &Graph) -> Value {
    let mut chosen: Vec<(EdgeId, Evidence<'_>)> = Vec::new();
    for edge in graph.edges() {
        let differs = chosen.iter().all(|(known, _)| {
            let (a, b) = (graph.relation(*known), graph.relation(edge));
            a.id != b.id && (a.polarity != b.polarity || !has_polarities(graph))
        });
        if chosen.len() < EDGES
            && differs
            && is_plain(graph, edge)
            && let Some(piece) = documented(graph, edge)
        {
            chosen.push((edge, piece));
        }
    }
    if chosen.is_empty() {
        return made(graph);
    }
    let header = graph.header();
    let mut documents: Vec<&Document> = Vec::new();
    let mut nodes: Vec<NodeId> = Vec::new();
    for (edge, piece) in &chosen {
        let document = piece.document.as_deref().and_then(|id| header.document(id));
        documents.extend(document.filter(|document| !documents.iter().any(|known| known.id == document.id)));
        let (source, target) = graph.endpoints(*edge);
        for node in [source, target] {
            if !nodes.contains(&node) {
                nodes.push(node);
            }
        }
    }
    json!({
        "graph": {"documents": documents.into_iter().map(document_json).collect::<Vec<_>>()},
        "nodes": nodes.into_iter().map(|node| node_json(graph, node)).collect::<Vec<_>>(),
        "edges": chosen.iter().map(|(edge, piece)| edge_json(graph, *edge, piece)).collect::<Vec<_>>(),
    })
}

fn has_polarities(graph: &Graph) -> bool {
    graph.header().relations.windows(2).any(|two| two[0].polarity != two[1].polarity)
}

/// Returns whether an edge joins two different nodes of types that its relation allows.
fn is_plain(graph: &Graph, edge: EdgeId) -> bool {
    let (source, target) = graph.endpoints(edge);
    let relation = graph.relation(edge);
    let fits = |node: NodeId, allowed: &[String]| match graph.entity_type(node) {
        Some(known) => allowed.is_empty() || allowed.contains(&known.id),
        None => graph.header().types.is_empty(),
    };
    source != target && fits(source, &relation.from) && fits(target, &relation.to)
}

/// Returns the first piece of evidence that a listed document gives.
fn documented(graph: &Graph, edge: EdgeId) -> Option<Evidence<'_>> {
    let known =
        |piece: &Evidence<'_>| piece.document.as_deref().is_some_and(|id| graph.header().document(id).is_some());
    graph.evidence(edge).into_iter().find(known)
}

fn document_json(document: &Document) -> Value {
    let Document { id, title, publisher, date, url, .. } = document;
    json!({"id": id, "title": title, "publisher": publisher, "date": date, "url": url})
}

fn node_json(graph: &Graph, node: NodeId) -> Value {
    json!({
        "id": graph.id(node),
        "type": graph.entity_type(node).map(|known| &known.id),
        "label": graph.label(node),
        "aliases": graph.aliases(node),
        "description": graph.description(node),
    })
}

fn edge_json(graph: &Graph, edge: EdgeId, piece: &Evidence<'_>) -> Value {
    let (source, target) = graph.endpoints(edge);
    let entity_type = |node| graph.entity_type(node).map(|known| known.id.as_str());
    let stance = piece.stance.as_deref().filter(|word| ["supports", "denies", "mentions"].contains(word));
    statement(
        [graph.id(source), &graph.relation(edge).id, graph.id(target)],
        [entity_type(source), entity_type(target)],
        [graph.since(edge).as_deref(), graph.until(edge).as_deref()],
        json!({
            "document": piece.document, "locator": piece.locator, "note": piece.note, "quote": piece.quote,
            "stance": stance.unwrap_or("supports"),
        }),
    )
}

fn statement(triple: [&str; 3], types: [Option<&str>; 2], dates: [Option<&str>; 2], piece: Value) -> Value {
    let mut edge = json!({"source": triple[0]});
    if let Some(name) = types[0] {
        edge["source_type"] = name.into();
    }
    edge["relation"] = triple[1].into();
    edge["target"] = triple[2].into();
    if let Some(name) = types[1] {
        edge["target_type"] = name.into();
    }
    edge["since"] = dates[0].into();
    edge["until"] = dates[1].into();
    edge["evidence"] = json!([piece]);
    edge
}

/// Makes an example of a vocabulary that is not used yet.
fn made(graph: &Graph) -> Value {
    let header = graph.header();
    let nothing = Relation { id: "related-to".to_owned(), ..Relation::default() };
    let relation = header.relations.first().unwrap_or(&nothing);
    let known = |names: &[String]| {
        let fits = |id: &str| names.is_empty() || names.iter().any(|name| name == id);
        header.types.iter().map(|known| known.id.as_str()).find(|id| fits(id))
    };
    let types = [known(&relation.from), known(&relation.to)];
    let node = |id: &str, label: &str, name: Option<&str>| json!({"id": id, "type": name, "label": label, "aliases": [], "description": null});
    json!({
        "graph": {"documents": [{"id": "article", "title": "An article", "publisher": null, "date": null, "url": null}]},
        "nodes": [node("first-name", "First Name", types[0]), node("second-name", "Second Name", types[1])],
        "edges": [statement(
            ["first-name", &relation.id, "second-name"],
            types,
            [None, None],
            json!({"document": "article", "locator": "¶1", "note": "says so", "quote": null, "stance": "supports"}),
        )],
    })
}

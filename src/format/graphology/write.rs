//! Writes graphology JSON.

use super::super::block::Block;
use super::super::jsonfile::edge_ids::{self, EdgeIds};
use super::super::jsonfile::header;
use super::super::jsonfile::object::Object;
use super::super::looks::NodeLooks;
use super::super::{Losses, WriteOptions};
use super::{EDGE_NAMES, HEADER_NAMES, LABEL, NODE_NAMES};
use crate::graph::{EdgeId, Graph, NodeId};
use crate::jsontext::Kind;
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut text = Block::new(out);
    let mut losses = Losses::new(options);
    let kind = if graph.header().directed { "directed" } else { "undirected" };
    let start = "{\n  \"options\": {\"type\": \"%\", \"multi\": true, \"allowSelfLoops\": true},\n  \"attributes\": ";
    text.push_str(&start.replace('%', kind));
    let mut attributes = Object::begin(&mut text);
    attributes.optional("title", graph.header().title.as_ref());
    header::write(graph, "  ", &HEADER_NAMES, &mut attributes, &mut losses);
    attributes.end();
    text.push_str(",\n  \"nodes\": [");
    let looks = NodeLooks::new(graph, &options.looks);
    for (at, node) in graph.nodes().enumerate() {
        text.push_str(if at == 0 { "\n    " } else { ",\n    " });
        let place = options.positions.then(|| on_circle(at, graph.node_count()));
        write_node(graph, node, place, &looks, &mut text, &mut losses);
        text.flush_if_full()?;
    }
    text.push_str(if graph.node_count() == 0 { "],\n  \"edges\": [" } else { "\n  ],\n  \"edges\": [" });
    for (at, edge) in graph.edges().enumerate() {
        text.push_str(if at == 0 { "\n    " } else { ",\n    " });
        write_edge(graph, edge, &looks, &mut text, &mut losses);
        text.flush_if_full()?;
    }
    text.push_str(if graph.edge_count() == 0 { "]\n}\n" } else { "\n  ]\n}\n" });
    text.flush()?;
    Ok(losses)
}

/// Returns the place of a node on a circle around the origin, from the right and anticlockwise: wide enough for the
/// largest nodes to stand side by side.
fn on_circle(at: usize, count: usize) -> (f64, f64) {
    let angle = at as f64 / count as f64 * std::f64::consts::TAU;
    let radius = 10.0 * count as f64;
    (radius * angle.cos(), radius * angle.sin())
}

fn write_node(
    graph: &Graph,
    node: NodeId,
    place: Option<(f64, f64)>,
    looks: &NodeLooks<'_>,
    text: &mut String,
    losses: &mut Losses,
) {
    let mut record = Object::begin(text);
    record.string("key", graph.id(node));
    let mut object = record.object("attributes");
    object.string("label", graph.label(node));
    object.optional(LABEL, graph.own_label(node).filter(|&label| label == graph.id(node)));
    object.optional("entity_type", graph.entity_type(node).map(|entity_type| &entity_type.id));
    object.string("color", &looks.style(node).color.hex());
    object.key("size").push_str(&format!("{:.1}", looks.size(node)));
    // Both or none: half a place of the user's own and half of ours is none.
    let own = |key: &str| graph.node_attribute(node, key).is_some_and(|json| Kind::of(json) == Kind::Number);
    let placed = own("x") && own("y");
    if let Some((x, y)) = place.filter(|_| !placed) {
        object.key("x").push_str(&format!("{x:.3}"));
        object.key("y").push_str(&format!("{y:.3}"));
    }
    if let Some(json) = graph.aliases_json(node) {
        object.json("aliases", json);
    }
    object.optional("description", graph.description(node));
    for attribute in graph.node_attributes(node) {
        let is_position = matches!(attribute.key, "x" | "y")
            && Kind::of(attribute.value) == Kind::Number
            && (placed || place.is_none());
        match is_position {
            true => object.json(attribute.key, attribute.value),
            false => object.json(&NODE_NAMES.rename(&attribute, losses), attribute.value),
        }
    }
    object.end();
    record.end();
}

fn write_edge(graph: &Graph, edge: EdgeId, looks: &NodeLooks<'_>, text: &mut String, losses: &mut Losses) {
    let (source, target) = graph.endpoints(edge);
    let id = EdgeIds::plain(graph, edge);
    let relation = graph.relation(edge);
    let mut record = Object::begin(text);
    record.string("key", &id.id);
    record.string("source", graph.id(source));
    record.string("target", graph.id(target));
    if !graph.header().directed {
        record.json("undirected", "true");
    }
    let mut object = record.object("attributes");
    object.string("label", &graph.edge_label(edge));
    object.optional(LABEL, graph.own_edge_label(edge).filter(|label| *label == relation.label));
    object.string("relation", &relation.id);
    object.string("color", &looks.edge(edge).stroke.hex());
    if let Some(own) = &id.own {
        object.json(edge_ids::KEY, own);
    }
    if let Some(json) = graph.evidence_json(edge) {
        object.json("evidence", json);
    }
    if let Some(weight) = graph.weight_text(edge) {
        object.json("weight", weight);
    }
    object.optional("since", graph.since(edge));
    object.optional("until", graph.until(edge));
    for attribute in graph.edge_attributes(edge) {
        object.json(&EDGE_NAMES.rename(&attribute, losses), attribute.value);
    }
    object.end();
    record.end();
}

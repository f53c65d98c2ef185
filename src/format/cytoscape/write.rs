//! Writes Cytoscape.js JSON.

use super::super::block::Block;
use super::super::jsonfile::edge_ids::{self, EdgeIds};
use super::super::jsonfile::header;
use super::super::jsonfile::object::Object;
use super::super::looks;
use super::super::{Losses, WriteOptions};
use super::{EDGE_NAMES, HEADER_NAMES, NODE_NAMES};
use crate::graph::{EdgeId, Graph, NodeId};
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut text = Block::new(out);
    let mut losses = Losses::new(options);
    text.push_str("{\n  \"data\": ");
    let mut data = Object::begin(&mut text);
    data.optional("name", graph.header().title.as_ref());
    header::write(graph, "  ", &HEADER_NAMES, &mut data, &mut losses);
    data.end();
    text.push_str(",\n  \"directed\": ");
    text.push_str(if graph.header().directed { "true" } else { "false" });
    text.push_str(",\n  \"multigraph\": true,\n  \"elements\": {\n    \"nodes\": [");
    for (at, node) in graph.nodes().enumerate() {
        text.push_str(if at == 0 { "\n      {\"data\": " } else { ",\n      {\"data\": " });
        write_node(graph, node, &mut text, &mut losses);
        if let Some([x, y]) = looks::place(graph, node) {
            // Cytoscape counts downwards.
            text.push_str(&format!(", \"position\": {{\"x\": {x:?}, \"y\": {:?}}}", 0.0 - y));
        }
        text.push('}');
        text.flush_if_full()?;
    }
    text.push_str(if graph.node_count() == 0 { "],\n    \"edges\": [" } else { "\n    ],\n    \"edges\": [" });
    let mut ids = EdgeIds::default();
    for (at, edge) in graph.edges().enumerate() {
        text.push_str(if at == 0 { "\n      {\"data\": " } else { ",\n      {\"data\": " });
        write_edge(graph, edge, &mut ids, &mut text, &mut losses);
        text.push('}');
        text.flush_if_full()?;
    }
    text.push_str(if graph.edge_count() == 0 { "]\n  }\n}\n" } else { "\n    ]\n  }\n}\n" });
    text.flush()?;
    Ok(losses)
}

fn write_node(graph: &Graph, node: NodeId, text: &mut String, losses: &mut Losses) {
    let mut data = Object::begin(text);
    data.string("id", graph.id(node));
    data.string("value", graph.id(node));
    data.string("name", graph.label(node));
    data.optional("type", graph.entity_type(node).map(|entity_type| &entity_type.id));
    data.optional("label", graph.own_label(node));
    if let Some(json) = graph.aliases_json(node) {
        data.json("aliases", json);
    }
    data.optional("description", graph.description(node));
    for attribute in graph.node_attributes(node) {
        data.json(&NODE_NAMES.rename(&attribute, losses), attribute.value);
    }
    data.end();
}

fn write_edge(graph: &Graph, edge: EdgeId, ids: &mut EdgeIds, text: &mut String, losses: &mut Losses) {
    let (source, target) = graph.endpoints(edge);
    let relation = &graph.relation(edge).id;
    let id = ids.beside_nodes(graph, edge, losses);
    let mut data = Object::begin(text);
    data.string("id", &id.id);
    data.string("key", &id.id);
    data.string("source", graph.id(source));
    data.string("target", graph.id(target));
    data.string("relation", relation);
    data.string("interaction", relation);
    data.string("name", &graph.edge_label(edge));
    if let Some(own) = &id.own {
        data.json(edge_ids::KEY, own);
    }
    data.optional("label", graph.own_edge_label(edge));
    if let Some(json) = graph.evidence_json(edge) {
        data.json("evidence", json);
    }
    if let Some(weight) = graph.weight_text(edge) {
        data.json("weight", weight);
    }
    data.optional("since", graph.since(edge));
    data.optional("until", graph.until(edge));
    for attribute in graph.edge_attributes(edge) {
        data.json(&EDGE_NAMES.rename(&attribute, losses), attribute.value);
    }
    data.end();
}

//! Writes JSON Graph Format, version 2.

use super::super::block::Block;
use super::super::jsonfile::edge_ids::{self, EdgeIds};
use super::super::jsonfile::header;
use super::super::jsonfile::object::Object;
use super::super::{Losses, WriteOptions};
use super::{EDGE_NAMES, HEADER_NAMES};
use crate::graph::{EdgeId, Graph, NodeId};
use crate::jsontext::write_string;
use std::io::{self, Write};

pub(super) fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut text = Block::new(out);
    let mut losses = Losses::new(options);
    text.push_str("{\n  \"graph\": {\n    ");
    if let Some(title) = &graph.header().title {
        text.push_str("\"label\": ");
        write_string(&mut text, title);
        text.push_str(",\n    ");
    }
    text.push_str("\"directed\": ");
    text.push_str(if graph.header().directed { "true" } else { "false" });
    text.push_str(",\n    \"metadata\": ");
    let mut metadata = Object::begin(&mut text);
    header::write(graph, "    ", &HEADER_NAMES, &mut metadata, &mut losses);
    metadata.end();
    text.push_str(",\n    \"nodes\": {");
    for (at, node) in graph.nodes().enumerate() {
        text.push_str(if at == 0 { "\n      " } else { ",\n      " });
        write_string(&mut text, graph.id(node));
        text.push_str(": ");
        write_node(graph, node, &mut text);
        text.flush_if_full()?;
    }
    // Without a list of edges a file is valid twice over, which the schema forbids.
    text.push_str(if graph.node_count() == 0 { "},\n    \"edges\": [" } else { "\n    },\n    \"edges\": [" });
    for (at, edge) in graph.edges().enumerate() {
        text.push_str(if at == 0 { "\n      " } else { ",\n      " });
        write_edge(graph, edge, &mut text, &mut losses);
        text.flush_if_full()?;
    }
    text.push_str(if graph.edge_count() == 0 { "]\n  }\n}\n" } else { "\n    ]\n  }\n}\n" });
    text.flush()?;
    Ok(losses)
}

fn write_node(graph: &Graph, node: NodeId, text: &mut String) {
    let mut record = Object::begin(text);
    record.optional("label", graph.own_label(node));
    let (entity_type, aliases, description) =
        (graph.entity_type(node), graph.aliases_json(node), graph.description(node));
    let has_more = graph.node_attributes(node).next().is_some();
    if entity_type.is_some() || aliases.is_some() || description.is_some() || has_more {
        let mut metadata = record.object("metadata");
        metadata.optional("type", entity_type.map(|entity_type| &entity_type.id));
        if let Some(json) = aliases {
            metadata.json("aliases", json);
        }
        metadata.optional("description", description);
        for attribute in graph.node_attributes(node) {
            metadata.json(attribute.key, attribute.value);
        }
        metadata.end();
    }
    record.end();
}

fn write_edge(graph: &Graph, edge: EdgeId, text: &mut String, losses: &mut Losses) {
    let (source, target) = graph.endpoints(edge);
    let relation = graph.relation(edge);
    let id = EdgeIds::plain(graph, edge);
    let mut record = Object::begin(text);
    record.string("id", &id.id);
    record.string("source", graph.id(source));
    record.string("relation", &relation.id);
    record.string("target", graph.id(target));
    record.optional("label", graph.own_edge_label(edge));
    if relation.symmetric && graph.header().directed {
        record.json("directed", "false");
    }
    let (evidence, weight) = (graph.evidence_json(edge), graph.weight_text(edge));
    let (since, until) = (graph.since(edge), graph.until(edge));
    let has_more = graph.edge_attributes(edge).next().is_some();
    let fixed = [evidence.is_some(), weight.is_some(), since.is_some(), until.is_some(), id.own.is_some()];
    if has_more || fixed.contains(&true) {
        let mut metadata = record.object("metadata");
        if let Some(own) = &id.own {
            metadata.json(edge_ids::KEY, own);
        }
        if let Some(json) = evidence {
            metadata.json("evidence", json);
        }
        if let Some(json) = weight {
            metadata.json("weight", json);
        }
        metadata.optional("since", since);
        metadata.optional("until", until);
        for attribute in graph.edge_attributes(edge) {
            metadata.json(&EDGE_NAMES.rename(&attribute, losses), attribute.value);
        }
        metadata.end();
    }
    record.end();
}

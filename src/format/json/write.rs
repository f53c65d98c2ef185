//! Writes canonical kgraph JSON.

use super::super::block::Block;
use super::super::{Losses, WriteOptions};
use crate::graph::{EdgeId, Graph, Json, NodeId};
use crate::jsontext::{plain_end, write_canonical, write_string};
use std::io::{self, Write};

/// Writes the graph, its edges under the key `list`.
pub(super) fn write(graph: &Graph, options: &WriteOptions, list: &str, out: &mut dyn Write) -> io::Result<Losses> {
    let mut text = Block::new(out);
    header(graph, &mut text);
    let shared = Shared::new(graph);
    text.push_str("  \"nodes\": [");
    text.nodes(graph, options, |node, text, _| {
        text.push_str(if node.index() == 0 { "\n    " } else { ",\n    " });
        write_node(graph, &shared, node, text);
    })?;
    text.push_str(if graph.node_count() == 0 { "],\n  \"" } else { "\n  ],\n  \"" });
    text.push_str(list);
    text.push_str("\": [");
    text.edges(
        graph,
        options,
        || (),
        |(), edge, text, _| {
            text.push_str(if edge.index() == 0 { "\n    " } else { ",\n    " });
            write_edge(graph, &shared, edge, text);
        },
    )?;
    text.push_str(if graph.edge_count() == 0 { "]\n}\n" } else { "\n  ]\n}\n" });
    text.flush()?;
    Ok(Losses::new(options))
}

/// Writes a file without nodes and edges.
#[cfg(feature = "parquet")]
pub(super) fn write_header(graph: &Graph, text: &mut String) {
    header(graph, text);
    text.push_str("  \"nodes\": [],\n  \"edges\": []\n}\n");
}

/// What all nodes of a type, all edges of a relation and all members of a key have in common.
struct Shared {
    types: Vec<String>,
    /// From the end of the source's id to the start of the target's; quotes included, where all ids are plain.
    relations: Vec<String>,
    /// `, "key": ` for the keys of nodes and edges, by number.
    node_keys: Vec<String>,
    edge_keys: Vec<String>,
    /// Whether no id has an escape.
    are_ids_plain: bool,
}

impl Shared {
    fn new(graph: &Graph) -> Self {
        let member = |key: &str, id: &str| {
            let mut text = format!(", \"{key}\": ");
            write_string(&mut text, id);
            text
        };
        let key = |key: &str| {
            let mut text = String::from(", ");
            write_string(&mut text, key);
            text + ": "
        };
        let header = graph.header();
        let are_ids_plain = graph.nodes().all(|node| plain_end(graph.id(node).as_bytes(), 0) == graph.id(node).len());
        let quote = if are_ids_plain { "\"" } else { "" };
        let relation = |id: &str| format!("{quote}{}, \"target\": {quote}", member("relation", id));
        Shared {
            types: header.types.iter().map(|entity_type| member("type", &entity_type.id)).collect(),
            relations: header.relations.iter().map(|it| relation(&it.id)).collect(),
            node_keys: graph.node_row_keys().map(key).collect(),
            edge_keys: graph.edge_row_keys().map(key).collect(),
            are_ids_plain,
        }
    }
}

fn header(graph: &Graph, text: &mut String) {
    let header = graph.header();
    text.push_str("{\n  \"directed\": ");
    text.push_str(if header.directed { "true" } else { "false" });
    text.push_str(",\n  \"multigraph\": true,\n");
    for (key, json) in &header.top_attributes {
        text.push_str("  ");
        write_string(text, key);
        text.push_str(": ");
        text.push_str(json);
        text.push_str(",\n");
    }
    let mut parts: Vec<String> = Vec::new();
    if let Some(title) = &header.title {
        let mut part = String::from("\"title\": ");
        write_string(&mut part, title);
        parts.push(part);
    }
    let lists = [
        ("documents", header.documents.iter().map(|declared| &declared.json).collect::<Vec<_>>()),
        ("types", header.types.iter().filter(|declared| declared.declared).map(|declared| &declared.json).collect()),
        (
            "relations",
            header.relations.iter().filter(|declared| declared.declared).map(|declared| &declared.json).collect(),
        ),
    ];
    for (key, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
        let lines: Vec<String> = list.iter().map(|json| format!("\n      {json}")).collect();
        parts.push(format!("\"{key}\": [{}\n    ]", lines.join(",")));
    }
    for (key, json) in &header.attributes {
        let mut part = String::new();
        write_string(&mut part, key);
        part.push_str(": ");
        part.push_str(json);
        parts.push(part);
    }
    if parts.is_empty() {
        text.push_str("  \"graph\": {},\n");
    } else {
        text.push_str("  \"graph\": {\n    ");
        text.push_str(&parts.join(",\n    "));
        text.push_str("\n  },\n");
    }
}

fn write_node(graph: &Graph, shared: &Shared, node: NodeId, text: &mut String) {
    text.push_str("{\"id\": ");
    write_string(text, graph.id(node));
    if let Some(number) = graph.as_petgraph()[node].type_index() {
        text.push_str(&shared.types[number]);
    }
    if let Some(label) = graph.own_label(node) {
        text.push_str(", \"label\": ");
        write_string(text, label);
    }
    rows(text, graph.node_rows(node), &shared.node_keys);
    text.push('}');
}

fn write_edge(graph: &Graph, shared: &Shared, edge: EdgeId, text: &mut String) {
    let (source, target) = graph.endpoints(edge);
    let relation = &shared.relations[graph.as_petgraph()[edge].relation_index()];
    if shared.are_ids_plain {
        for part in ["{\"source\": \"", graph.id(source), relation, graph.id(target), "\""] {
            text.push_str(part);
        }
    } else {
        text.push_str("{\"source\": ");
        write_string(text, graph.id(source));
        text.push_str(relation);
        write_string(text, graph.id(target));
    }
    rows(text, graph.edge_rows(edge), &shared.edge_keys);
    text.push('}');
}

fn rows<'g>(text: &mut String, rows: impl Iterator<Item = (usize, Json<'g>)>, keys: &[String]) {
    for (key, value) in rows {
        text.push_str(&keys[key]);
        match value.is_canonical {
            true => text.push_str(value.text),
            false => write_canonical(text, value.text),
        }
    }
}

//! The afternoon program: serde structs, petgraph, `write!`. It is honest work (everything is kept, unknown ids
//! are refused, texts are escaped), but nobody measured it.
//!
//! `naive json|graphml|dot INPUT OUTPUT`

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};

#[derive(Serialize, Deserialize)]
struct Node {
    id: String,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(alias = "name", default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct Edge {
    source: String,
    relation: String,
    target: String,
    #[serde(flatten)]
    more: Map<String, Value>,
}

#[derive(Deserialize)]
struct Input {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

type Graph = DiGraph<Node, Edge>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [format, input, output] = arguments.as_slice() else { return Err("naive json|graphml|dot INPUT OUTPUT".into()) };
    let graph = load(input)?;
    let mut out = BufWriter::new(File::create(output)?);
    match format.as_str() {
        "json" => json(&graph, &mut out)?,
        "graphml" => graphml(&graph, &mut out)?,
        "dot" => dot(&graph, &mut out)?,
        other => return Err(format!("no format {other}").into()),
    }
    out.flush()?;
    // Freeing millions of strings is no part of the work.
    std::mem::forget(graph);
    Ok(())
}

fn load(path: &str) -> Result<Graph, Box<dyn Error>> {
    let input: Input = serde_json::from_reader(BufReader::new(File::open(path)?))?;
    let mut graph = Graph::new();
    let mut ids: HashMap<String, NodeIndex> = HashMap::new();
    for node in input.nodes {
        let id = node.id.clone();
        let index = graph.add_node(node);
        if ids.insert(id.clone(), index).is_some() {
            return Err(format!("the id {id} is used twice").into());
        }
    }
    for edge in input.edges {
        let find = |id: &String| ids.get(id).copied().ok_or_else(|| format!("no node has the id {id}"));
        let (source, target) = (find(&edge.source)?, find(&edge.target)?);
        graph.add_edge(source, target, edge);
    }
    Ok(graph)
}

fn json(graph: &Graph, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    write!(out, "{{\"nodes\": [")?;
    for (at, node) in graph.node_weights().enumerate() {
        write!(out, "{}", if at == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, node)?;
    }
    write!(out, "\n], \"edges\": [")?;
    for (at, edge) in graph.edge_weights().enumerate() {
        write!(out, "{}", if at == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, edge)?;
    }
    writeln!(out, "\n]}}")?;
    Ok(())
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn graphml(graph: &Graph, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut keys: Vec<(&str, &String)> = Vec::new();
    let of_nodes = graph.node_weights().flat_map(|node| node.more.keys().map(|key| ("node", key)));
    let of_edges = graph.edge_weights().flat_map(|edge| edge.more.keys().map(|key| ("edge", key)));
    for key in of_nodes.chain(of_edges) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (domain, name) in [("node", "type"), ("node", "label"), ("edge", "relation")] {
        writeln!(out, "  <key id=\"{name}\" for=\"{domain}\" attr.name=\"{name}\" attr.type=\"string\"/>")?;
    }
    for (domain, key) in &keys {
        let key = xml(key);
        writeln!(out, "  <key id=\"{domain}_{key}\" for=\"{domain}\" attr.name=\"{key}\" attr.type=\"string\"/>")?;
    }
    writeln!(out, "  <graph edgedefault=\"directed\">")?;
    for node in graph.node_weights() {
        write!(out, "    <node id=\"{}\">", xml(&node.id))?;
        for (key, value) in [("type", &node.kind), ("label", &node.label)] {
            if let Some(value) = value {
                write!(out, "<data key=\"{key}\">{}</data>", xml(value))?;
            }
        }
        for (key, value) in &node.more {
            write!(out, "<data key=\"node_{}\">{}</data>", xml(key), xml(&plain(value)))?;
        }
        writeln!(out, "</node>")?;
    }
    for (at, edge) in graph.edge_weights().enumerate() {
        let (source, target) = (xml(&edge.source), xml(&edge.target));
        write!(out, "    <edge id=\"e{at}\" source=\"{source}\" target=\"{target}\">")?;
        write!(out, "<data key=\"relation\">{}</data>", xml(&edge.relation))?;
        for (key, value) in &edge.more {
            write!(out, "<data key=\"edge_{}\">{}</data>", xml(key), xml(&plain(value)))?;
        }
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")?;
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn dot(graph: &Graph, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "digraph g {{")?;
    for node in graph.node_weights() {
        write!(out, "  {} [label={}", quoted(&node.id), quoted(node.label.as_ref().unwrap_or(&node.id)))?;
        if let Some(kind) = &node.kind {
            write!(out, ", type={}", quoted(kind))?;
        }
        for (key, value) in &node.more {
            write!(out, ", {}={}", quoted(key), quoted(&plain(value)))?;
        }
        writeln!(out, "];")?;
    }
    for edge in graph.edge_references() {
        let ends = [edge.source(), edge.target()].map(|node| quoted(&graph[node].id));
        write!(out, "  {} -> {} [label={}", ends[0], ends[1], quoted(&edge.weight().relation))?;
        for (key, value) in &edge.weight().more {
            write!(out, ", {}={}", quoted(key), quoted(&plain(value)))?;
        }
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")?;
    Ok(())
}

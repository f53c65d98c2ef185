//! `kgraph show`: everything known about one node, with evidence.

use super::lookup::Lookup;
use super::open::Input;
use super::select::Selection;
use super::terminal::{self, paint_out, visible_line};
use super::{Context, Outcome, output, sentence};
use kgraph::error::Result;
use kgraph::graph::{Direction, EdgeId, Graph, NodeId};
use kgraph::jsontext;
use std::fmt::Write;

/// Arguments of `kgraph show`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  kgraph show \"Santosh Pai\"")]
pub(super) struct Args {
    /// Name, alias or id of the node
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,

    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    selection: Selection,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: output::Format,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.selection.apply(args.input.load(context)?, context)?;
    let node = Lookup::new(&graph, context).find(&args.name.join(" "))?;
    output::print(&match args.format {
        output::Format::Text => text(&graph, node),
        output::Format::Json => json(&graph, node),
    })?;
    Ok(Outcome::Done)
}

/// Lists a node's edges: outgoing ones first, a self-loop once.
fn edges(graph: &Graph, node: NodeId) -> Vec<EdgeId> {
    let outgoing = graph.edges_of(node, Direction::Outgoing).iter();
    let incoming = graph.edges_of(node, Direction::Incoming).iter().filter(|&&edge| graph.endpoints(edge).0 != node);
    outgoing.chain(incoming).copied().collect()
}

/// Writes what is known about a node for people.
pub(super) fn text(graph: &Graph, node: NodeId) -> String {
    let mut out = format!("{}\n", sentence::node(graph, node));
    let mut line = |key: &str, value: &str| {
        let key = visible_line(&format!("{key}:"));
        let _ = writeln!(out, "  {} {}", paint_out(terminal::DIM, &key), visible_line(value));
    };
    line("id", graph.id(node));
    let aliases = graph.aliases(node);
    if !aliases.is_empty() {
        line("also", &aliases.join(", "));
    }
    if let Some(description) = graph.description(node) {
        line("description", &description);
    }
    for attribute in graph.node_attributes(node) {
        line(attribute.key, &jsontext::decode(attribute.value));
    }
    let edges = edges(graph, node);
    if edges.is_empty() {
        out.push_str("\nno relations\n");
    }
    for edge in edges {
        let _ = write!(out, "\n{}\n{}", sentence::edge(graph, edge), sentence::evidence(graph, edge, "    "));
    }
    out
}

fn json(graph: &Graph, node: NodeId) -> String {
    let mut object = sentence::node_json(graph, node);
    object["aliases"] = graph.aliases(node).into_iter().collect();
    object["description"] = graph.description(node).into();
    let parse = |text| serde_json::from_str(text).unwrap_or(serde_json::Value::Null);
    object["attributes"] = graph
        .node_attributes(node)
        .map(|a| (a.key.to_owned(), parse(a.value)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    object["edges"] = edges(graph, node).into_iter().map(|edge| sentence::edge_json(graph, edge)).collect();
    output::json(&object)
}

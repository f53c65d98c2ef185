//! `kgraph path`: how two nodes are connected, with evidence for each hop.

use super::lookup::Lookup;
use super::open::Input;
use super::select::Selection;
use super::{Context, Outcome, output, sentence};
use kgraph::error::Result;
use kgraph::graph::{EdgeId, Graph, NodeId};
use kgraph::query::paths::{Path, PathSearch};
use std::fmt::Write;

/// Arguments of `kgraph path`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph path \"Santosh Pai\" China\n  kgraph path Alibaba \"United States\" --all --max-hops 3 --without \"K visa\""
)]
pub(super) struct Args {
    /// Name, alias or id of the first node
    #[arg(id = "first", value_name = "FROM")]
    first: String,

    /// Name, alias or id of the last node
    #[arg(id = "last", value_name = "TO")]
    last: String,

    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    selection: Selection,

    /// List every path, not only the shortest
    #[arg(long)]
    all: bool,

    /// List at most so many paths
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,

    /// Longest path, in hops
    #[arg(long, value_name = "N", default_value_t = 6)]
    max_hops: usize,

    /// Pass this node; may be repeated
    #[arg(long, value_name = "NAME")]
    via: Vec<String>,

    /// Do not pass this node; may be repeated
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,

    /// What is short: few hops, or little total weight
    #[arg(long, value_name = "MEASURE", default_value = "hops")]
    by: Measure,

    /// Follow edges from source to target only
    #[arg(long, conflicts_with = "undirected")]
    directed: bool,

    /// Follow edges both ways (the default)
    #[arg(long)]
    undirected: bool,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: output::Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Measure {
    /// Few hops
    Hops,
    /// Little weight in all: weights count as lengths
    Weight,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.selection.apply(args.input.load(context)?, context)?;
    let lookup = Lookup::new(&graph, context);
    let find = |name: &String| lookup.find(name);
    let search = PathSearch {
        directed: args.directed,
        max_hops: args.max_hops,
        via: args.via.iter().map(find).collect::<Result<_>>()?,
        without: args.without.iter().map(find).collect::<Result<_>>()?,
        ..PathSearch::default()
    };
    let (from, to) = (find(&args.first)?, find(&args.last)?);
    let limit = if args.all { args.limit as usize } else { 1 };
    let (mut found, gave_up) = match args.by {
        Measure::Weight => {
            let found = search.lightest(&graph, from, to, limit + 1);
            (found.into_iter().map(|(path, _)| path).collect::<Vec<Path>>(), false)
        }
        Measure::Hops => {
            let mut paths = search.paths(&graph, from, to);
            (paths.by_ref().take(limit + 1).collect(), paths.gave_up())
        }
    };
    let more = args.all && found.len() > limit;
    found.truncate(limit);
    output::print(&match args.format {
        output::Format::Text => text(&graph, &found),
        output::Format::Json => json(&graph, &found),
    })?;
    if more {
        context.note(&format!("there are more paths; `--limit` shows them (now {limit})"));
    }
    if gave_up {
        context.note("the search took too many steps and stopped: lower `--max-hops`");
    }
    if found.is_empty() {
        let hops = if args.max_hops == 1 { "hop" } else { "hops" };
        context.note(&format!(
            "no path of at most {} {hops} joins {} and {}",
            args.max_hops,
            graph.label(from),
            graph.label(to)
        ));
        return Ok(Outcome::No);
    }
    Ok(Outcome::Done)
}

/// Writes paths for people: the nodes in a row, then each hop's edges with their evidence.
fn text(graph: &Graph, paths: &[Path]) -> String {
    let mut out = String::new();
    for (number, path) in paths.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        out.push_str(&row(graph, &path.nodes, path.hops.len()));
        for edge in path.hops.iter().flatten() {
            let _ = write!(out, "  {}\n{}", sentence::edge(graph, *edge), sentence::evidence(graph, *edge, "      "));
        }
    }
    out
}

/// Writes the nodes of a path in a row.
pub(super) fn row(graph: &Graph, nodes: &[NodeId], hops: usize) -> String {
    let names: Vec<String> = nodes.iter().map(|&node| super::terminal::visible_line(graph.label(node))).collect();
    format!("{} ({hops} hop{})\n", names.join(" · "), if hops == 1 { "" } else { "s" })
}

fn json(graph: &Graph, paths: &[Path]) -> String {
    let edges = |hop: &Vec<EdgeId>| hop.iter().map(|&edge| sentence::edge_json(graph, edge)).collect::<Vec<_>>();
    let list: Vec<_> = paths
        .iter()
        .map(|path| {
            serde_json::json!({
                "length": path.hops.len(),
                "nodes": path.nodes.iter().map(|&node| sentence::node_json(graph, node)).collect::<Vec<_>>(),
                "hops": path.hops.iter().map(edges).collect::<Vec<_>>(),
            })
        })
        .collect();
    output::json(&serde_json::json!({ "paths": list }))
}

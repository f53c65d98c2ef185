//! `kgraph path`: how two nodes are connected, with evidence for each hop.

use super::open::Input;
use super::{Context, Outcome, output, sentence};
use kgraph::error::{Error, Result};
use kgraph::graph::{EdgeId, Graph, NodeId};
use kgraph::query::names;
use kgraph::query::paths::{Path, PathSearch};
use kgraph::query::question::Lexicon;
use kgraph::suggest;
use std::fmt::Write;

/// Arguments of `kgraph path`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph path \"Santosh Pai\" China\n  kgraph path Alibaba \"United States\" --all --max-hops 3 --without \"K visa\""
)]
pub(super) struct Args {
    /// Name, alias or id of the first node
    #[arg(value_name = "FROM")]
    start: String,

    /// Name, alias or id of the last node
    #[arg(value_name = "TO")]
    to: String,

    #[command(flatten)]
    input: Input,

    /// List every path, not only the shortest
    #[arg(long)]
    all: bool,

    /// List at most so many paths
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Longest path, in hops
    #[arg(long, value_name = "N", default_value_t = 6)]
    max_hops: usize,

    /// Pass this node; may be repeated
    #[arg(long, value_name = "NAME")]
    via: Vec<String>,

    /// Do not pass this node; may be repeated
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,

    /// Use only edges of this relation; may be repeated
    #[arg(long, value_name = "ID")]
    relation: Vec<String>,

    /// Follow edges from source to target only
    #[arg(long, conflicts_with = "undirected")]
    directed: bool,

    /// Follow edges both ways (the default)
    #[arg(long)]
    undirected: bool,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.input.load(context)?;
    let lexicon = Lexicon::new(&graph);
    let find = |name: &String| -> Result<NodeId> {
        let resolved = names::resolve(&graph, &lexicon, name)?;
        if let Some(note) = &resolved.note {
            context.note(note);
        }
        Ok(resolved.node)
    };
    let search = PathSearch {
        directed: args.directed,
        max_hops: args.max_hops,
        relations: args.relation.iter().map(|id| relation(&graph, id)).collect::<Result<_>>()?,
        via: args.via.iter().map(find).collect::<Result<_>>()?,
        without: args.without.iter().map(find).collect::<Result<_>>()?,
        ..PathSearch::default()
    };
    let (from, to) = (find(&args.start)?, find(&args.to)?);
    let mut paths = search.paths(&graph, from, to);
    let limit = if args.all { args.limit } else { 1 };
    let found: Vec<Path> = paths.by_ref().take(limit).collect();
    let more = args.all && found.len() == limit && paths.next().is_some();
    let gave_up = paths.gave_up();
    output::print(&match args.format {
        Format::Text => text(&graph, &found),
        Format::Json => json(&graph, &found),
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

fn relation(graph: &Graph, name: &str) -> Result<usize> {
    let relations = &graph.header().relations;
    let folded = suggest::fold(name);
    let found = relations.iter().position(|known| known.id == name).or_else(|| {
        relations.iter().position(|known| suggest::fold(&known.id) == folded || suggest::fold(&known.label) == folded)
    });
    found.ok_or_else(|| {
        let ids = relations.iter().map(|known| known.id.as_str());
        let hint = suggest::did_you_mean(name, ids.clone())
            .unwrap_or_else(|| format!("relations: {}", ids.collect::<Vec<_>>().join(", ")));
        Error::query(format!("no relation is called `{name}`"), vec![hint])
    })
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
    let mut text = serde_json::to_string_pretty(&serde_json::json!({ "paths": list })).unwrap_or_default();
    text.push('\n');
    text
}

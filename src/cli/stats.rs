//! `kgraph stats`: what is in the graph, in numbers.

use super::open::Input;
use super::select::Selection;
use super::terminal::{self, paint_out, visible_line};
use super::{Context, Outcome, output};
use kgraph::error::Result;
use kgraph::graph::{Graph, stats::Stats};
use std::fmt::Write;
use std::path::PathBuf;

/// Arguments of `kgraph stats`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  kgraph stats -g graph/k-visa.json --top 5")]
pub(super) struct Args {
    /// Graph files, or folders of them, that are one graph; - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    selection: Selection,

    /// How many nodes of the highest degree to list
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: output::Format,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.selection.apply(args.input.with(&args.paths).load(context)?, context)?;
    let stats = Stats::new(&graph, args.top);
    output::print(&match args.format {
        output::Format::Text => text(&graph, &stats),
        output::Format::Json => json(&graph, &stats),
    })?;
    Ok(Outcome::Done)
}

fn text(graph: &Graph, stats: &Stats) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        let _ = writeln!(out, "{text}");
    };
    if let Some(title) = &graph.header().title {
        line(paint_out(terminal::NAME, &visible_line(title)));
    }
    line(format!("{} nodes, {} edges, {} documents", stats.nodes, stats.edges, graph.header().documents.len()));
    line(format!(
        "{} with evidence ({}), {} pieces of evidence",
        stats.edges_with_evidence,
        percent(stats.edges_with_evidence, stats.edges),
        stats.evidence
    ));
    if stats.stances[2] > 0 {
        let [supports, mentions, denies] = stats.stances;
        line(format!("evidence: {supports} supports, {mentions} mentions, {denies} denies"));
        line(format!("{} edges are contested, {} only denied", stats.contested, stats.denied));
    }
    line(format!(
        "{} component{} (the largest has {} nodes), {} isolated node{}",
        stats.components,
        plural(stats.components),
        stats.largest_component,
        stats.isolated,
        plural(stats.isolated)
    ));
    line(format!("degree: {:.1} on average, {} at most", stats.mean_degree(), stats.max_degree));
    let mut table = |title: &str, rows: Vec<(usize, String)>| {
        if rows.is_empty() {
            return;
        }
        let width = rows.iter().map(|(count, _)| count.to_string().len()).max().unwrap_or(1);
        line(String::new());
        line(paint_out(terminal::NAME, title));
        for (count, name) in rows {
            line(format!("  {count:>width$}  {}", visible_line(&name)));
        }
    };
    table(
        "nodes by type",
        stats.types.iter().map(|(id, count)| (*count, id.clone().unwrap_or_else(|| "(no type)".to_owned()))).collect(),
    );
    table("edges by relation", stats.relations.iter().map(|(id, count)| (*count, id.clone())).collect());
    table("edges by document", stats.documents.iter().map(|(id, count)| (*count, id.clone())).collect());
    table("nodes by degree", stats.top.iter().map(|&(node, degree)| (degree, graph.label(node).to_owned())).collect());
    out
}

fn json(graph: &Graph, stats: &Stats) -> String {
    let counts = |list: Vec<(Option<&str>, usize)>| {
        list.into_iter().map(|(id, count)| serde_json::json!({"id": id, "count": count})).collect::<Vec<_>>()
    };
    let report = serde_json::json!({
        "title": graph.header().title,
        "nodes": stats.nodes,
        "edges": stats.edges,
        "documents": graph.header().documents.len(),
        "edges_with_evidence": stats.edges_with_evidence,
        "evidence": stats.evidence,
        "supports": stats.stances[0],
        "mentions": stats.stances[1],
        "denies": stats.stances[2],
        "contested_edges": stats.contested,
        "denied_edges": stats.denied,
        "components": stats.components,
        "largest_component": stats.largest_component,
        "isolated_nodes": stats.isolated,
        "mean_degree": stats.mean_degree(),
        "max_degree": stats.max_degree,
        "types": counts(stats.types.iter().map(|(id, count)| (id.as_deref(), *count)).collect()),
        "relations": counts(stats.relations.iter().map(|(id, count)| (Some(id.as_str()), *count)).collect()),
        "edges_by_document": counts(stats.documents.iter().map(|(id, count)| (Some(id.as_str()), *count)).collect()),
        "top": stats.top.iter().map(|&(node, degree)| serde_json::json!({"id": graph.id(node), "label": graph.label(node), "degree": degree})).collect::<Vec<_>>(),
    });
    output::json(&report)
}

fn percent(part: usize, whole: usize) -> String {
    match whole {
        0 => "no edges".to_owned(),
        _ => format!("{:.0} %", 100.0 * part as f64 / whole as f64),
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

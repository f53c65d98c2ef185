//! `kgraph stats`: what is in the graph, in numbers.

use super::measure::Measure;
use super::open::Input;
use super::select::Selection;
use super::terminal::{self, paint_out, visible_line};
use super::{Context, Outcome, output};
use kgraph::error::{Error, Result};
use kgraph::graph::{Graph, NodeId, stats::Stats};
use kgraph::metrics::{Metric, Metrics, Values};
use std::fmt::Write;
use std::path::PathBuf;

/// Members shown of a group.
const MEMBERS: usize = 5;

/// Arguments of `kgraph stats`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph stats -g graph/k-visa.json --top 5\n  kgraph stats --metrics pagerank,communities\n  kgraph stats --metrics all --format csv"
)]
pub(super) struct Args {
    /// Graph files, or folders of them, that are one graph; - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    measure: Measure,

    /// How many nodes, or groups, to list for each number
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// How the numbers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: everything, with the metrics of every node
    Json,
    /// The metrics of every node, as a table
    Csv,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.selection.apply(args.input.with(&args.paths).load(context)?, context)?;
    let wanted = args.measure.wanted()?;
    if wanted.is_empty() && args.format == Format::Csv {
        return Err(Error::unsupported(
            "the table has a line for each node, and no metrics were named",
            "name some: `--metrics pagerank,communities`, or `--metrics all`",
        ));
    }
    let metrics = args.measure.measure(&graph, &wanted, context);
    output::print(&match args.format {
        Format::Text => text(&graph, &Stats::new(&graph, args.top)) + &metrics_text(&graph, &metrics, args.top),
        Format::Json => json(&graph, &Stats::new(&graph, args.top), &metrics),
        Format::Csv => csv(&graph, &metrics),
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

/// Lists the first nodes by each quantity, and the largest groups of each kind with their best-known members.
fn metrics_text(graph: &Graph, metrics: &Metrics, top: usize) -> String {
    let mut out = String::new();
    for (metric, values) in &metrics.columns {
        let (title, rows) = match values {
            Values::Whole(groups) if metric.is_group() => {
                let count = groups.iter().max().map_or(0, |&last| last as usize + 1);
                let quality = match (metric, metrics.modularity) {
                    (Metric::Community, Some(quality)) => format!(", modularity {quality:.4}"),
                    _ => String::new(),
                };
                (format!("nodes by {}: {count}{quality}", metric.name()), largest_groups(graph, groups, count.min(top)))
            }
            _ => (format!("nodes by {}", metric.name()), first_nodes(graph, values, top)),
        };
        let width = rows.iter().map(|(value, _)| value.len()).max().unwrap_or(1);
        let _ = writeln!(out, "\n{}", paint_out(terminal::NAME, &title));
        for (value, name) in rows {
            let _ = writeln!(out, "  {value:>width$}  {name}");
        }
    }
    out
}

fn first_nodes(graph: &Graph, values: &Values, top: usize) -> Vec<(String, String)> {
    let mut nodes: Vec<NodeId> = graph.nodes().collect();
    nodes.sort_by(|&one, &other| values.number(other).total_cmp(&values.number(one)));
    nodes.truncate(top);
    // Four digits of the largest that matter, and as many decimal places for the others.
    let largest = nodes.first().map_or(0.0, |&node| values.number(node).abs());
    let places = match values {
        Values::Real(_) if largest > 0.0 => (3.0 - largest.log10().floor()).clamp(0.0, 12.0) as usize,
        _ => 0,
    };
    let row = |node| (format!("{:.places$}", values.number(node)), visible_line(graph.label(node)));
    nodes.into_iter().map(row).collect()
}

fn largest_groups(graph: &Graph, groups: &[u32], count: usize) -> Vec<(String, String)> {
    let mut members: Vec<Vec<NodeId>> = vec![Vec::new(); count];
    for node in graph.nodes() {
        if let Some(group) = members.get_mut(groups[node.index()] as usize) {
            group.push(node);
        }
    }
    let row = |mut group: Vec<NodeId>| {
        group.sort_by_key(|&node| std::cmp::Reverse(graph.degree(node)));
        let mut names: Vec<String> = group.iter().take(MEMBERS).map(|&node| visible_line(graph.label(node))).collect();
        if group.len() > MEMBERS {
            names.push("…".to_owned());
        }
        (group.len().to_string(), names.join(", "))
    };
    members.into_iter().map(row).collect()
}

fn csv(graph: &Graph, metrics: &Metrics) -> String {
    let names = metrics.columns.iter().map(|(metric, _)| metric.name());
    let mut out = output::csv_line(["id", "label", "type"].into_iter().chain(names));
    for node in graph.nodes() {
        let own = [graph.id(node), graph.label(node), graph.entity_type(node).map_or("", |known| &known.id)];
        let values = metrics.columns.iter().map(|(_, values)| json_text(values, node));
        out.push_str(&output::csv_line(own.map(str::to_owned).into_iter().chain(values)));
    }
    out
}

fn json_text(values: &Values, node: NodeId) -> String {
    let mut text = String::new();
    values.push_json(node, &mut text);
    text
}

fn metrics_json(graph: &Graph, metrics: &Metrics) -> serde_json::Value {
    let nodes = graph.nodes().map(|node| {
        let mut record = serde_json::Map::new();
        record.insert("id".to_owned(), graph.id(node).into());
        record.insert("label".to_owned(), graph.label(node).into());
        for (metric, values) in &metrics.columns {
            let value = match values {
                Values::Whole(values) => values[node.index()].into(),
                Values::Real(values) => values[node.index()].into(),
            };
            record.insert(metric.name().to_owned(), value);
        }
        serde_json::Value::Object(record)
    });
    serde_json::json!({
        "modularity": metrics.modularity,
        "pivots": metrics.pivots,
        "ignored_weights": metrics.ignored_weights,
        "nodes": nodes.collect::<Vec<_>>(),
    })
}

fn json(graph: &Graph, stats: &Stats, metrics: &Metrics) -> String {
    let counts = |list: Vec<(Option<&str>, usize)>| {
        list.into_iter().map(|(id, count)| serde_json::json!({"id": id, "count": count})).collect::<Vec<_>>()
    };
    let mut report = serde_json::json!({
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
    if !metrics.columns.is_empty() {
        report["metrics"] = metrics_json(graph, metrics);
    }
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

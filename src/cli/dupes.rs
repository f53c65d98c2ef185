//! `kgraph dupes`: nodes that may be the same entity, and what people decide about them.

use super::lookup::Lookup;
use super::open::Input;
use super::output::{self, Output};
use super::terminal::{self, paint_out, visible_line};
use super::{Context, Outcome, sentence};
use kgraph::decisions::Decisions;
use kgraph::dupes::{Dupes, Pair};
use kgraph::error::{Error, Result};
use kgraph::graph::{Graph, NodeId};
use std::fmt::Write as _;
use std::io::Write as _;

/// Arguments of `kgraph dupes`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  kgraph dupes\n  kgraph dupes --same \"Donald Trump\" \"D. Trump\"\n  \
    kgraph dupes --different \"Angus Chen\" \"George Chen\"\n\n\
    Decisions stand in `decisions.json` beside the graph files; every verb applies them. To undo one, delete its line.")]
pub(super) struct Args {
    #[command(flatten)]
    input: Input,

    /// Show pairs of this score and above, from 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.6, value_parser = score)]
    min_score: f64,

    /// Show at most so many pairs
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    /// Decide that two nodes are the same: the first stays
    #[arg(long, value_names = ["NAME", "NAME"], num_args = 2)]
    same: Vec<String>,

    /// Decide that two nodes are not the same
    #[arg(long, value_names = ["NAME", "NAME"], num_args = 2)]
    different: Vec<String>,

    /// Decide that every pair of this score and above is the same, unless that makes one of what cannot be
    #[arg(long)]
    apply: bool,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: output::Format,
}

fn score(text: &str) -> std::result::Result<f64, String> {
    let score: Option<f64> = text.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "a score is a number from 0 to 1".to_owned())
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let decides = !args.same.is_empty() || !args.different.is_empty();
    if decides {
        return decide(args, context);
    }
    let decisions = args.input.decisions()?;
    let graph = args.input.load(context)?;
    let different = decisions.different_pairs();
    let is_decided = |a: NodeId, b: NodeId| {
        let (a, b) = (graph.id(a), graph.id(b));
        different.contains(&if a < b { (a, b) } else { (b, a) })
    };
    let dupes = Dupes::new(&graph);
    let pairs = dupes.pairs(args.min_score, is_decided);
    if args.apply {
        let (groups, left) = dupes.groups(&pairs, is_decided);
        if !left.is_empty() {
            let (are, they) = if left.len() == 1 { ("pair is", "it") } else { ("pairs are", "them") };
            context.note(&format!(
                "{} {are} left: with {they}, nodes that cannot be one would be; decide with `--same` or `--different`",
                left.len()
            ));
        }
        let ids = |group: &Vec<NodeId>| group.iter().map(|&node| graph.id(node).to_owned()).collect();
        return write(args, context, groups.iter().map(ids).collect(), Vec::new());
    }
    let shown: Vec<(Pair, Vec<String>)> =
        pairs.iter().take(args.limit).map(|pair| (*pair, dupes.reasons(pair))).collect();
    output::print(&match args.format {
        output::Format::Text => text(&graph, &shown),
        output::Format::Json => json(&graph, &shown),
    })?;
    if shown.len() < pairs.len() {
        context.note(&format!("there are {} more pairs; `--limit` shows them", pairs.len() - shown.len()));
    }
    match pairs.is_empty() {
        true => context.note("no two nodes look like one"),
        false => context.note("decide with `--same A B` (A stays) or `--different A B`"),
    }
    Ok(Outcome::Done)
}

/// Writes what the command line decides.
fn decide(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.input.as_written().load(context)?;
    let lookup = Lookup::new(&graph, context);
    let ids = |names: &[String]| -> Result<Vec<Vec<String>>> {
        let id = |name: &String| lookup.find(name).map(|node| graph.id(node).to_owned());
        names.chunks(2).map(|pair| pair.iter().map(id).collect()).collect()
    };
    write(args, context, ids(&args.same)?, ids(&args.different)?)
}

/// Adds decisions to the file, if they agree with those that are there.
fn write(args: &Args, context: Context, same: Vec<Vec<String>>, different: Vec<Vec<String>>) -> Result<Outcome> {
    let path = args.input.decisions_path()?;
    let mut decisions = args.input.decisions()?;
    let before = decisions.same.len() + decisions.different.len();
    for ids in same.iter().chain(&different) {
        if ids.windows(2).any(|two| two[0] == two[1]) {
            let message = format!("`{}` is one node already", ids[0]);
            return Err(Error::unsupported(message, "name two nodes, by their ids where the names are alike"));
        }
    }
    decisions.add_same(same);
    decisions.add_different(different);
    let text = decisions.to_text();
    // Read again, decisions that contradict each other are shown where they will stand.
    Decisions::read(&kgraph::diagnostics::Source::new(path.display().to_string(), text.as_str()))?;
    let mut out = Output::create(Some(&path))?;
    out.write_all(text.as_bytes()).map_err(|error| Error::io("cannot write", error))?;
    out.finish()?;
    let added = decisions.same.len() + decisions.different.len() - before;
    let s = if added == 1 { "" } else { "s" };
    context.note(&format!("{added} decision{s} added to `{}`; to undo one, delete its line", path.display()));
    Ok(Outcome::Done)
}

fn text(graph: &Graph, pairs: &[(Pair, Vec<String>)]) -> String {
    let mut out = String::new();
    for (pair, reasons) in pairs {
        let id = |node| paint_out(terminal::DIM, &format!("[{}]", visible_line(graph.id(node))));
        let _ = writeln!(
            out,
            "{:.2}  {} {}  =  {} {}",
            pair.score,
            sentence::node(graph, pair.keep),
            id(pair.keep),
            sentence::node(graph, pair.join),
            id(pair.join)
        );
        for reason in reasons {
            let _ = writeln!(out, "      {}", visible_line(reason));
        }
    }
    out
}

fn json(graph: &Graph, pairs: &[(Pair, Vec<String>)]) -> String {
    let list: Vec<_> = pairs
        .iter()
        .map(|(pair, reasons)| {
            serde_json::json!({
                "score": pair.score,
                "keep": sentence::node_json(graph, pair.keep),
                "join": sentence::node_json(graph, pair.join),
                "reasons": reasons,
            })
        })
        .collect();
    output::json(&serde_json::json!({ "pairs": list }))
}

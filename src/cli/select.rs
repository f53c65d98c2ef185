//! Which part of the graph a verb works on.

use super::Context;
use super::claims::Claims;
use super::lookup::Lookup;
use super::measure::Measure;
use kgraph::error::{Error, Result};
use kgraph::graph::{Direction, EdgeId, Graph, NodeId};
use kgraph::metrics::Metric;
use kgraph::query::answer;
use kgraph::query::cypher::{Limits, Params};
use kgraph::query::graph_view::View;
use kgraph::query::paths::PathSearch;
use kgraph::suggest;
use std::collections::HashSet;

/// A part of the graph: every option narrows it further.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Selection")]
pub(super) struct Selection {
    /// Only what this openCypher pattern finds: '(p:person)-[r]->(x {id: "k-visa"})'; with WHERE and RETURN if you like
    #[arg(long = "where", value_name = "PATTERN")]
    pattern: Option<String>,

    /// Only nodes of this type, and the edges among them; may be repeated
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,

    /// Only edges of this relation, and their ends; may be repeated
    #[arg(long = "relation", value_name = "RELATION")]
    relations: Vec<String>,

    #[command(flatten)]
    claims: Claims,

    /// Only this node and those near it, and the edges among them (ego network); may be repeated
    #[arg(long, value_name = "NAME")]
    around: Vec<String>,

    /// How many hops near is, for --around
    #[arg(long, value_name = "HOPS", default_value_t = 1)]
    depth: usize,

    /// Only the paths between two nodes
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    between: Option<Vec<String>>,

    /// How long the paths of --between may be
    #[arg(long, value_name = "HOPS", default_value_t = 4)]
    within: usize,
}

/// A smaller graph: what remains of a selection that is still too large to look at.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Selection")]
pub(super) struct Smaller {
    #[command(flatten)]
    selection: Selection,

    /// Only so many nodes with the most edges, and the edges among them
    #[arg(long, value_name = "N")]
    top: Option<usize>,

    /// What --top goes by, where it is not the number of edges: a metric such as pagerank or betweenness
    #[arg(long, value_name = "METRIC", requires = "top", value_parser = quantity)]
    by: Option<Metric>,

    /// The types instead of the nodes, with how many nodes and edges each stands for
    #[arg(long)]
    summary: bool,
}

/// Finds the metric of `--by`, which must be a quantity.
fn quantity(name: &str) -> std::result::Result<Metric, String> {
    let quantities = || Metric::ALL.iter().filter(|metric| !metric.is_group()).map(|metric| metric.name());
    match Metric::from_name(name) {
        Ok(metric) if !metric.is_group() => Ok(metric),
        Ok(_) => Err(format!(
            "it numbers groups, of which none is higher; there are {}",
            quantities().collect::<Vec<_>>().join(", ")
        )),
        Err(_) => Err(suggest::did_you_mean(name, quantities())
            .unwrap_or_else(|| format!("there are {}", quantities().collect::<Vec<_>>().join(", ")))),
    }
}

impl Smaller {
    /// Returns the part of the graph, or its types.
    pub(super) fn apply(&self, graph: Graph, measure: &Measure, context: Context) -> Result<Graph> {
        let mut graph = self.selection.apply(graph, context)?;
        if let Some(count) = self.top {
            graph = match self.by {
                None => graph.most_linked(count),
                Some(metric) => {
                    let metrics = measure.measure(&graph, &[metric], context);
                    // What was asked for is there.
                    let number = |node| metrics.of(metric).map_or(f64::NAN, |values| values.number(node));
                    graph.highest(count, number)
                }
            };
        }
        Ok(if self.summary { graph.summary() } else { graph })
    }

    /// Says what is shown, for the caption of a picture; nothing where the whole graph is.
    pub(super) fn note(&self) -> Option<String> {
        let mut parts = self.selection.notes();
        let by = match self.by {
            None | Some(Metric::Degree) => "the most edges".to_owned(),
            Some(metric) => format!("the highest {}", metric.name()),
        };
        parts.extend(self.top.map(|count| format!("the {count} nodes with {by}, and the edges among them")));
        parts.extend(self.summary.then(|| "types, with how many nodes and edges each stands for".to_owned()));
        (!parts.is_empty()).then(|| format!("Shown: {}.", parts.join("; ")))
    }
}

impl Selection {
    /// Returns the part of the graph, or the graph as it is where nothing is selected.
    pub(super) fn apply(&self, mut graph: Graph, context: Context) -> Result<Graph> {
        if let Some(pattern) = &self.pattern {
            graph = by_pattern(&graph, pattern, context)?;
        }
        if !self.types.is_empty() {
            let types = self.types.iter().map(|name| entity_type(&graph, name)).collect::<Result<HashSet<usize>>>()?;
            let of_type =
                |node: NodeId| graph.as_petgraph()[node].type_index().is_some_and(|number| types.contains(&number));
            let nodes: HashSet<NodeId> = graph.nodes().filter(|&node| of_type(node)).collect();
            graph = among(&graph, &nodes);
        }
        if !self.relations.is_empty() {
            let numbers =
                self.relations.iter().map(|name| relation(&graph, name)).collect::<Result<HashSet<usize>>>()?;
            let kept = graph.edges().filter(|&edge| numbers.contains(&graph.as_petgraph()[edge].relation_index()));
            graph = graph.part([], kept);
        }
        if let Some(filter) = self.claims.filter(&graph)? {
            graph = graph.part([], graph.edges().filter(|&edge| filter.takes(&graph, edge)));
        }
        if !self.around.is_empty() {
            let lookup = Lookup::new(&graph, context);
            let mut nodes = self.around.iter().map(|name| lookup.find(name)).collect::<Result<HashSet<NodeId>>>()?;
            let mut border: Vec<NodeId> = nodes.iter().copied().collect();
            for _ in 0..self.depth {
                border = border
                    .iter()
                    .flat_map(|&node| neighbours(&graph, node))
                    .filter(|&node| nodes.insert(node))
                    .collect();
            }
            graph = among(&graph, &nodes);
        }
        if let Some([from, to]) = self.between.as_deref() {
            let lookup = Lookup::new(&graph, context);
            let (from, to) = (lookup.find(from)?, lookup.find(to)?);
            let search = PathSearch { max_hops: self.within, ..PathSearch::default() };
            let mut paths = search.paths(&graph, from, to);
            let edges: Vec<EdgeId> = paths.by_ref().flat_map(|path| path.hops.into_iter().flatten()).collect();
            if paths.gave_up() {
                context.note("there are too many paths: not all are in the selection; lower `--within`");
            }
            graph = graph.part([from, to], edges);
        }
        if self.is_set() && graph.node_count() == 0 {
            context.note("the selection is empty");
        }
        Ok(graph)
    }

    pub(super) fn is_set(&self) -> bool {
        let lists = [&self.types, &self.relations, &self.around];
        self.pattern.is_some()
            || self.between.is_some()
            || self.claims.is_set()
            || lists.iter().any(|list| !list.is_empty())
    }

    /// Says what is selected, for the caption of a picture; nothing where the whole graph is.
    fn notes(&self) -> Vec<String> {
        let mut parts = Vec::new();
        parts.extend(self.pattern.as_ref().map(|pattern| format!("what the pattern {pattern} finds")));
        let list = |word: &str, names: &[String]| (!names.is_empty()).then(|| format!("{word} {}", names.join(", ")));
        parts.extend(list("nodes of type", &self.types));
        parts.extend(list("edges of relation", &self.relations));
        let hops = if self.depth == 1 { "1 hop".to_owned() } else { format!("{} hops", self.depth) };
        parts.extend(list(&format!("up to {hops} around"), &self.around));
        parts.extend(
            self.between
                .as_deref()
                .map(|ends| format!("paths of up to {} hops between {}", self.within, ends.join(" and "))),
        );
        parts
    }
}

/// Finds the nodes and edges of a pattern. If it names no edge, the edges among its nodes belong to the part.
fn by_pattern(graph: &Graph, pattern: &str, context: Context) -> Result<Graph> {
    let pattern = pattern.trim();
    // A pattern may stand alone, without MATCH and RETURN.
    let alone = pattern.starts_with('(');
    let whole = if alone { format!("MATCH {pattern}") } else { pattern.to_owned() };
    let returns = whole.to_uppercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == "RETURN");
    let text = if returns || !(alone || whole.to_uppercase().starts_with("MATCH")) {
        whole
    } else {
        format!("{whole} RETURN *")
    };
    let view = View::new(graph);
    let found = answer::run(&answer::pattern(&text, &Params::new())?, &view, Limits::default())?;
    for warning in &found.warnings {
        context.note(warning);
    }
    let (nodes, edges) = (found.nodes(), found.edges());
    if nodes.is_empty() && edges.is_empty() && !found.rows.is_empty() {
        let hint = "return nodes, edges or paths, such as `RETURN p`, not their properties".to_owned();
        return Err(Error::query("the pattern of --where returns neither nodes nor edges", vec![hint]));
    }
    Ok(if edges.is_empty() { among(graph, &nodes.into_iter().collect()) } else { graph.part(nodes, edges) })
}

/// Returns some nodes and the edges among them.
fn among(graph: &Graph, nodes: &HashSet<NodeId>) -> Graph {
    let inside = |edge: &EdgeId| {
        let (source, target) = graph.endpoints(*edge);
        nodes.contains(&source) && nodes.contains(&target)
    };
    graph.part(nodes.iter().copied(), graph.edges().filter(inside))
}

fn neighbours(graph: &Graph, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let outgoing = graph.edges_of(node, Direction::Outgoing).iter().map(|&edge| graph.endpoints(edge).1);
    let incoming = graph.edges_of(node, Direction::Incoming).iter().map(|&edge| graph.endpoints(edge).0);
    outgoing.chain(incoming)
}

/// Finds a relation by its id or label, whatever the case and punctuation.
fn relation(graph: &Graph, name: &str) -> Result<usize> {
    let names: Vec<[&str; 2]> =
        graph.header().relations.iter().map(|known| [known.id.as_str(), known.label.as_str()]).collect();
    choose("relation", name, &names)
}

/// Finds a type by its id, label or plural, whatever the case and punctuation.
fn entity_type(graph: &Graph, name: &str) -> Result<usize> {
    let types = &graph.header().types;
    let names: Vec<[&str; 3]> = types
        .iter()
        .map(|known| [known.id.as_str(), known.label.as_str(), known.plural.as_deref().unwrap_or(&known.id)])
        .collect();
    choose("type", name, &names)
}

fn choose<const N: usize>(what: &str, name: &str, names: &[[&str; N]]) -> Result<usize> {
    let folded = suggest::fold(name);
    let exact = names.iter().position(|known| known[0] == name);
    exact
        .or_else(|| names.iter().position(|known| known.iter().any(|known| suggest::fold(known) == folded)))
        .ok_or_else(|| {
            let ids = names.iter().map(|known| known[0]);
            let list = || format!("the graph has {}", ids.clone().collect::<Vec<_>>().join(", "));
            Error::query(
                format!("no {what} is called `{name}`"),
                vec![suggest::did_you_mean(name, ids.clone()).unwrap_or_else(list)],
            )
        })
}

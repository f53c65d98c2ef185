//! Numbers for nodes: how central each is, and which group it belongs to.
//!
//! Definitions, papers and costs stand in `docs/metrics.md`. The values are those of networkx and
//! igraph to 1e-9, but for samples and communities, which have no single right value.

mod community;
mod density;
mod groups;
mod pagerank;
mod paths;
mod random;
mod rows;

#[cfg(test)]
mod tests;

use crate::error::{Error, Result};
use crate::graph::{Graph, NodeId};
use crate::suggest;
use rows::{Links, Rows};
use std::fmt::Write;

/// A number that every node has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Ends of edges at the node; a self-loop has two.
    Degree,
    /// Arcs that end at the node: edges, and symmetric edges from either end.
    InDegree,
    /// Arcs that start at the node.
    OutDegree,
    /// Weights of the edges, counted as in [`Metric::Degree`].
    Strength,
    /// Weights of the arcs that end at the node.
    InStrength,
    /// Weights of the arcs that start at the node.
    OutStrength,
    /// PageRank, damping 0.85, by weight.
    PageRank,
    /// Part of the shortest paths between other nodes that go through the node.
    Betweenness,
    /// Sum of 1 / distance from every other node to this one.
    Harmonic,
    /// Largest k such that the node is in a part where everyone has k neighbours.
    CoreNumber,
    /// Part of the pairs of neighbours that are neighbours themselves.
    Clustering,
    /// Weakly connected component, 0 the largest.
    Component,
    /// Strongly connected component, 0 the largest.
    StrongComponent,
    /// Community by Leiden, 0 the largest.
    Community,
}

impl Metric {
    /// Every metric, in the order of help, tables and attributes.
    pub const ALL: &'static [Metric] = &[
        Metric::Degree,
        Metric::InDegree,
        Metric::OutDegree,
        Metric::Strength,
        Metric::InStrength,
        Metric::OutStrength,
        Metric::PageRank,
        Metric::Betweenness,
        Metric::Harmonic,
        Metric::CoreNumber,
        Metric::Clustering,
        Metric::Component,
        Metric::StrongComponent,
        Metric::Community,
    ];

    /// Returns the name, which is that of the attribute too: `in_degree`.
    pub fn name(self) -> &'static str {
        match self {
            Metric::Degree => "degree",
            Metric::InDegree => "in_degree",
            Metric::OutDegree => "out_degree",
            Metric::Strength => "strength",
            Metric::InStrength => "in_strength",
            Metric::OutStrength => "out_strength",
            Metric::PageRank => "pagerank",
            Metric::Betweenness => "betweenness",
            Metric::Harmonic => "harmonic",
            Metric::CoreNumber => "core_number",
            Metric::Clustering => "clustering",
            Metric::Component => "component",
            Metric::StrongComponent => "strong_component",
            Metric::Community => "community",
        }
    }

    /// Returns whether the number is that of a group, and no quantity.
    pub fn is_group(self) -> bool {
        matches!(self, Metric::Component | Metric::StrongComponent | Metric::Community)
    }

    /// Returns whether the weights of edges count.
    pub fn is_weighted(self) -> bool {
        use Metric::{Community, InStrength, OutStrength, PageRank, Strength};
        matches!(self, Strength | InStrength | OutStrength | PageRank | Community)
    }

    /// Finds a metric by its name, of groups also in the plural, whatever the case and punctuation.
    ///
    /// # Errors
    /// Fails if there is none; the hint names the nearest.
    pub fn from_name(name: &str) -> Result<Metric> {
        let wanted = suggest::fold(name);
        let plural = |metric: Metric| match metric {
            Metric::Community => Some("communities".to_owned()),
            _ => metric.is_group().then(|| format!("{}s", suggest::fold(metric.name()))),
        };
        let is_meant = |metric: &Metric| {
            suggest::fold(metric.name()) == wanted || plural(*metric).is_some_and(|plural| plural == wanted)
        };
        Metric::ALL.iter().copied().find(is_meant).ok_or_else(|| {
            let names = || Metric::ALL.iter().map(|metric| metric.name());
            let list = || format!("metrics: {}, all", names().collect::<Vec<_>>().join(", "));
            Error::unsupported(
                format!("`{name}` is no metric"),
                suggest::did_you_mean(name, names()).unwrap_or_else(list),
            )
        })
    }
}

/// How to measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Where random choices begin: the pivots of a sample, the order of nodes in the search for communities.
    pub seed: u64,
    /// Nodes to start shortest paths from; all, or 512 in a large graph, where nothing is said.
    pub pivots: Option<usize>,
}

impl Options {
    /// Returns the defaults.
    pub fn new() -> Self {
        Options::default()
    }

    /// Sets the seed.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets the number of pivots.
    pub fn pivots(mut self, pivots: Option<usize>) -> Self {
        self.pivots = pivots;
        self
    }
}

/// The values of one metric, by number of the node.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Counts, or numbers of groups.
    Whole(Vec<u32>),
    /// Any numbers.
    Real(Vec<f64>),
}

impl Values {
    /// Returns the value of a node as a number.
    pub fn number(&self, node: NodeId) -> f64 {
        match self {
            Values::Whole(values) => f64::from(values[node.index()]),
            Values::Real(values) => values[node.index()],
        }
    }

    /// Appends the value of a node as JSON; nothing if it is not finite, which JSON cannot say.
    pub fn push_json(&self, node: NodeId, out: &mut String) {
        let _ = match self {
            Values::Whole(values) => write!(out, "{}", values[node.index()]),
            // The shortest text that gives the number again, always with a point or an exponent.
            Values::Real(values) if values[node.index()].is_finite() => write!(out, "{:?}", values[node.index()]),
            Values::Real(_) => Ok(()),
        };
    }
}

/// Metrics of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metrics {
    /// Each metric with its values, in the order of [`Metric::ALL`].
    pub columns: Vec<(Metric, Values)>,
    /// How good the communities are, if they were asked for and there are edges.
    pub modularity: Option<f64>,
    /// How many nodes shortest paths were started from, if not from all.
    pub pivots: Option<usize>,
    /// Edges whose weight is negative or not finite, which counts as 0.
    pub ignored_weights: usize,
}

impl Metrics {
    /// Measures all nodes of a graph. Costs stand in `docs/metrics.md`.
    pub fn new(graph: &Graph, wanted: &[Metric], options: Options) -> Metrics {
        let nodes = graph.node_count();
        let links = Links::new(graph);
        let asks = |metrics: &[Metric]| wanted.iter().any(|metric| metrics.contains(metric));
        let mut metrics = Metrics { ignored_weights: links.ignored_weights, ..Metrics::default() };
        let none = || Rows::new(nodes, std::iter::empty());
        let has_paths = asks(&[Metric::Betweenness, Metric::Harmonic]);
        let is_directed = has_paths || asks(&[Metric::StrongComponent]);
        let arcs = if is_directed { Rows::simple(nodes, links.arcs()) } else { none() };
        let is_simple = asks(&[Metric::CoreNumber, Metric::Clustering]);
        let neighbours = if is_simple { Rows::simple(nodes, links.both_ways()) } else { none() };
        let mut paths =
            if has_paths { paths::measure(&arcs, options.pivots, options.seed) } else { paths::PathMetrics::default() };
        metrics.pivots = paths.sampled;
        for metric in Metric::ALL.iter().copied().filter(|metric| wanted.contains(metric)) {
            let values = match metric {
                Metric::Degree => Values::Whole(count(nodes, links.both_ways())),
                Metric::OutDegree => Values::Whole(count(nodes, links.arcs())),
                Metric::InDegree => Values::Whole(count(nodes, links.reversed_arcs())),
                Metric::Strength => Values::Real(weigh(nodes, links.both_ways())),
                Metric::OutStrength => Values::Real(weigh(nodes, links.arcs())),
                Metric::InStrength => Values::Real(weigh(nodes, links.reversed_arcs())),
                Metric::PageRank => Values::Real(pagerank::pagerank(nodes, &links)),
                Metric::Betweenness => Values::Real(std::mem::take(&mut paths.betweenness)),
                Metric::Harmonic => Values::Real(std::mem::take(&mut paths.harmonic)),
                Metric::CoreNumber => Values::Whole(density::core_numbers(&neighbours)),
                Metric::Clustering => Values::Real(density::clustering(&neighbours)),
                Metric::Component => Values::Whole(groups::weak(nodes, &links)),
                Metric::StrongComponent => Values::Whole(groups::strong(&arcs)),
                Metric::Community => {
                    let found = community::communities(nodes, &links, options.seed);
                    metrics.modularity = found.modularity;
                    Values::Whole(found.groups)
                }
            };
            metrics.columns.push((metric, values));
        }
        metrics
    }

    /// Returns the values of a metric that was asked for.
    pub fn of(&self, metric: Metric) -> Option<&Values> {
        self.columns.iter().find(|(known, _)| *known == metric).map(|(_, values)| values)
    }

    /// Appends the metrics to the nodes' attributes; returns the graph and the name of each attribute.
    ///
    /// A name that the user's own attributes have already is numbered: `degree_2`. Time and space
    /// O(nodes × attributes).
    ///
    /// # Errors
    /// Fails if the graph has no room for so many attributes (4 billion).
    pub fn annotate(&self, graph: Graph) -> Result<(Graph, Vec<String>)> {
        let names: Vec<String> =
            self.columns.iter().map(|(metric, _)| graph.unused_node_attribute(metric.name())).collect();
        let keys: Vec<&str> = names.iter().map(String::as_str).collect();
        let graph =
            graph.with_node_attributes(&keys, |node, column, out| self.columns[column].1.push_json(node, out))?;
        Ok((graph, names))
    }
}

fn count(nodes: usize, links: impl Iterator<Item = rows::Link>) -> Vec<u32> {
    let mut counts = vec![0u32; nodes];
    for (source, ..) in links {
        counts[source as usize] = counts[source as usize].saturating_add(1);
    }
    counts
}

fn weigh(nodes: usize, links: impl Iterator<Item = rows::Link>) -> Vec<f64> {
    let mut sums = vec![0.0; nodes];
    for (source, _, weight) in links {
        sums[source as usize] += weight;
    }
    sums
}

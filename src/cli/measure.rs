//! Metrics on the command line: which, and as attributes of the nodes.

use super::Context;
use kgraph::error::Result;
use kgraph::graph::Graph;
use kgraph::metrics::{Metric, Metrics, Options};

/// Numbers for nodes.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Metrics")]
pub(super) struct Measure {
    /// Numbers for each node: degree, pagerank, betweenness, communities … or all; docs/metrics.md lists them
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    metrics: Vec<String>,

    /// Where random choices begin: the sample for betweenness in a large graph, the search for communities
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    /// Start shortest paths from so many nodes; from all, or 512 in a large graph, where nothing is said
    #[arg(long, value_name = "N")]
    pivots: Option<usize>,
}

impl Measure {
    /// Returns whether any metric was asked for.
    pub(super) fn is_set(&self) -> bool {
        !self.metrics.is_empty()
    }

    /// Returns the metrics that were asked for.
    pub(super) fn wanted(&self) -> Result<Vec<Metric>> {
        let mut wanted = Vec::new();
        for name in &self.metrics {
            match name.trim() {
                "all" => wanted.extend(Metric::ALL),
                name => wanted.push(Metric::from_name(name)?),
            }
        }
        Ok(wanted)
    }

    /// Measures a graph, and says what is not exact.
    pub(super) fn measure(&self, graph: &Graph, wanted: &[Metric], context: Context) -> Metrics {
        let metrics = Metrics::new(graph, wanted, Options::new().seed(self.seed).pivots(self.pivots));
        if let Some(pivots) = metrics.pivots {
            let nodes = graph.node_count();
            context.note(&format!(
                "shortest paths were started from {pivots} of {nodes} nodes, so what depends on them is an estimate; \
                 `--pivots {nodes}` starts from all"
            ));
        }
        let weighed = wanted.iter().any(|metric| metric.is_weighted());
        if weighed && metrics.ignored_weights > 0 {
            context.note(&format!(
                "edges with a weight that is negative or no finite number: {}; it counts as 0",
                metrics.ignored_weights
            ));
        }
        metrics
    }

    /// Appends metrics to the attributes of the nodes, and says where one got another name.
    pub(super) fn annotate(metrics: &Metrics, graph: Graph, context: Context) -> Result<Graph> {
        let (graph, names) = metrics.annotate(graph)?;
        for ((metric, _), name) in metrics.columns.iter().zip(&names) {
            if metric.name() != name {
                let metric = metric.name();
                context.note(&format!("nodes have an attribute `{metric}` already, so the metric is called `{name}`"));
            }
        }
        Ok(graph)
    }

    /// Does both.
    pub(super) fn apply(&self, graph: Graph, context: Context) -> Result<Graph> {
        let wanted = self.wanted()?;
        if wanted.is_empty() {
            return Ok(graph);
        }
        let metrics = self.measure(&graph, &wanted, context);
        Self::annotate(&metrics, graph, context)
    }
}

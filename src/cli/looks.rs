//! Sizes and colours of nodes on the command line: by metrics, or by attributes.

use super::Context;
use super::measure::Measure;
use super::open;
use kgraph::diagnostics::Diagnostics;
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::{self, Looks};
use kgraph::graph::Graph;
use kgraph::layout::{self, Kind};
use kgraph::metrics::{Metric, Metrics};
use kgraph::suggest;
use std::fmt::Write;
use std::path::PathBuf;

/// What sizes and colours of nodes say.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Metrics")]
pub(super) struct LookArgs {
    /// Size nodes by a metric, which becomes an attribute too, or by a number of their own
    #[arg(long, value_name = "NAME")]
    size_by: Option<String>,

    /// Colour nodes by type, community, component, strong_component, or by an attribute of their own
    #[arg(long, value_name = "NAME")]
    color_by: Option<String>,
}

/// Colours, icons and dashes that the user chooses.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct StyleArgs {
    /// Take colours, icons and dashes from this JSON file, before those of the graph's own `style`
    #[arg(long, value_name = "FILE")]
    style: Option<PathBuf>,
}

impl StyleArgs {
    /// Returns the graph with the style of the file, if one was named.
    pub(super) fn apply(&self, graph: Graph) -> Result<Graph> {
        let Some(path) = &self.style else { return Ok(graph) };
        let source = open::read_file(path)?.map_err(|problem| {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(*problem);
            ErrorKind::Graph(diagnostics)
        })?;
        format::restyled(graph, &source)
    }
}

impl LookArgs {
    /// Measures what is asked for as attribute, size or colour; returns the graph with it, and the looks.
    pub(super) fn apply(&self, graph: Graph, measure: &Measure, context: Context) -> Result<(Graph, Looks)> {
        let size = self.size_by.as_deref().map(|name| By::find(&graph, name, false)).transpose()?;
        let color = self.color_by.as_deref().filter(|&name| name != "type");
        let color = color.map(|name| By::find(&graph, name, true)).transpose()?;
        let mut wanted = measure.wanted()?;
        wanted.extend([&size, &color].into_iter().flatten().filter_map(|by| match by {
            By::Metric(metric) => Some(*metric),
            By::Attribute(_) => None,
        }));
        let mut looks = Looks::new();
        if wanted.is_empty() && size.is_none() && color.is_none() {
            return Ok((graph, looks));
        }
        let metrics = measure.measure(&graph, &wanted, context);
        if let Some(size) = size {
            let texts = size.texts(&graph, &metrics);
            looks =
                looks.sizes_by(texts.into_iter().map(|text| text.and_then(|text| text.parse().ok()).unwrap_or(0.0)));
        }
        if let Some(color) = color {
            looks = looks.colors_by(color.texts(&graph, &metrics));
        }
        Ok((Measure::annotate(&metrics, graph, context)?, looks))
    }
}

/// Gives the nodes places, as attributes `x` and `y`, unless they have some of their own.
pub(super) fn place(graph: Graph, kind: Kind, context: Context) -> Result<Graph> {
    let placed = |key| graph.nodes().any(|node| graph.node_attribute(node, key).is_some());
    if placed("x") || placed("y") {
        context.note("nodes have `x` or `y` of their own, so they stay in their places");
        return Ok(graph);
    }
    let places = layout::positions(&graph, &layout::Options::new(kind));
    graph.with_node_attributes(&["x", "y"], |node, key, out| {
        // The layout counts downwards. The sum makes a plain zero of a negative one.
        let [x, y] = places[node.index()];
        let rounded = ([x, -y][key] * 10.0).round() / 10.0 + 0.0;
        let _ = write!(out, "{rounded:?}");
    })
}

/// What a look goes by.
enum By {
    /// A key of the user's own.
    Attribute(String),
    Metric(Metric),
}

impl By {
    /// Finds what a name means; the user's own keys come first.
    fn find(graph: &Graph, name: &str, groups: bool) -> Result<By> {
        let values = || graph.nodes().filter_map(|node| graph.node_attribute(node, name));
        let is_number = |value: &str| value.parse::<f64>().is_ok();
        if values().next().is_some() {
            if !groups && !values().any(is_number) {
                return Err(Error::unsupported(
                    format!("no node has a number `{name}`, so it makes no sizes"),
                    "size by a metric: degree, pagerank, betweenness …",
                ));
            }
            return Ok(By::Attribute(name.to_owned()));
        }
        let list = || {
            let metrics = Metric::ALL.iter().filter(|metric| metric.is_group() == groups).map(|metric| metric.name());
            groups.then_some("type").into_iter().chain(metrics)
        };
        match Metric::from_name(name) {
            Ok(metric) if metric.is_group() == groups => Ok(By::Metric(metric)),
            Ok(_) if groups => Err(Error::unsupported(
                format!("`{name}` is a quantity, and colours are for groups"),
                format!("show it by size: `--size-by {name}`; colour by {}", list().collect::<Vec<_>>().join(", ")),
            )),
            Ok(_) => Err(Error::unsupported(
                format!("`{name}` numbers groups, and sizes are for quantities"),
                format!("show it by colour: `--color-by {name}`"),
            )),
            Err(_) => {
                let names = || list().chain(graph.node_attribute_keys());
                Err(Error::unsupported(
                    format!("`{name}` is neither a metric nor an attribute of the nodes"),
                    suggest::did_you_mean(name, names())
                        .unwrap_or_else(|| format!("there are {}", names().collect::<Vec<_>>().join(", "))),
                ))
            }
        }
    }

    /// Returns the values of all nodes as JSON text.
    fn texts(&self, graph: &Graph, metrics: &Metrics) -> Vec<Option<String>> {
        let text = |node| match self {
            By::Attribute(key) => graph.node_attribute(node, key).filter(|&json| json != "null").map(str::to_owned),
            By::Metric(metric) => {
                let mut text = String::new();
                metrics.of(*metric)?.push_json(node, &mut text);
                Some(text)
            }
        };
        graph.nodes().map(text).collect()
    }
}

//! The data set as kgraph itself sees it: its vocabulary, its catalogue, and the names of its nodes. Never its edges.

use super::launch::failed;
use crate::cli::open::{Input, read_bytes};
use kgraph::diagnostics::Source;
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::Format;
#[cfg(feature = "bolt")]
use kgraph::format::WriteOptions;
use kgraph::graph::catalog::Catalog;
use kgraph::graph::{Checks, Graph, Header};
use kgraph::jsontext::write_string;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A data set.
pub(super) struct DataSet {
    nodes: Nodes,
    pub(super) catalog: Catalog,
    /// `graph.json`, as it stands there.
    description: Arc<Source>,
    /// The types and relations that are in use, but not declared.
    vocabulary: Arc<Source>,
}

/// Where the nodes are.
enum Nodes {
    /// In the folder of a Parquet data set.
    Folder(PathBuf),
    /// At hand, as kgraph JSON.
    #[cfg_attr(not(feature = "bolt"), expect(dead_code, reason = "only databases are told of a graph at hand"))]
    Text(Arc<Source>),
}

impl DataSet {
    /// Reads what a folder says about itself.
    pub(super) fn open(folder: &Path) -> Result<DataSet> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => failed(
                    "catalog-missing",
                    format!("there is no `{}`, so this is no data set to ask", path.display()),
                    "`kgraph export --parquet -g GRAPH -o FOLDER` writes one, also of a folder that another tool wrote",
                ),
                _ => Error::io(format!("cannot read `{}`", path.display()), error),
            })
        };
        let catalog = Catalog::from_json(&read("catalog.json")?).map_err(|problem| {
            let message = format!("`{}` cannot be used: {problem}", folder.join("catalog.json").display());
            failed("catalog-version", message, "write the data set again with this kgraph")
        })?;
        let description = Source::new(folder.join("graph.json").display().to_string(), read("graph.json")?);
        let declared = graph(&[Arc::clone(&description)])?;
        let vocabulary = Source::new("catalog.json", vocabulary(&catalog, declared.header()));
        Ok(DataSet { nodes: Nodes::Folder(folder.to_owned()), catalog, description, vocabulary })
    }

    /// Makes one of a graph that has been read; its edges are let go with it.
    #[cfg(feature = "bolt")]
    pub(super) fn of(whole: &Graph) -> Result<DataSet> {
        let text = |part: &Graph| {
            let mut bytes = Vec::new();
            json()?.write(part, &WriteOptions::new(), &mut bytes)?;
            let text = String::from_utf8(bytes).map_err(|error| failed("driver", error, ""))?;
            Ok::<_, Error>(text)
        };
        let description = Source::new("graph", text(&whole.part([], []))?);
        let nodes = Nodes::Text(Source::new("nodes", text(&whole.part(whole.nodes(), []))?));
        let catalog = Catalog::of(whole);
        let declared = graph(&[Arc::clone(&description)])?;
        let vocabulary = Source::new("catalog", vocabulary(&catalog, declared.header()));
        Ok(DataSet { nodes, catalog, description, vocabulary })
    }

    /// Reads the nodes: a graph without edges, with the whole vocabulary. Time and space O(nodes).
    pub(super) fn names(&self) -> Result<Names> {
        let mut sources = vec![Arc::clone(&self.description), Arc::clone(&self.vocabulary)];
        match &self.nodes {
            Nodes::Text(text) => sources.push(Arc::clone(text)),
            Nodes::Folder(folder) => {
                let Some(parquet) = Format::from_name("parquet") else {
                    let hint = "ask with an openCypher pattern, which names nodes by their ids; or build with the feature `parquet`";
                    return Err(failed(
                        "no-parquet",
                        "this kgraph was built without Parquet, and cannot read names",
                        hint,
                    ));
                };
                let files = Input { graph: vec![folder.join("nodes")], ..Input::default() }.files()?;
                let files = files.iter().map(|path| read_bytes(path)).collect::<Result<Vec<_>>>()?;
                sources.extend(parquet.decode(files)?);
            }
        }
        Ok(Names { graph: graph(&sources)?, sources })
    }

    /// Makes a graph of the vocabulary alone, with one node and one edge that have every key: what patterns may name.
    pub(super) fn words(&self) -> Result<Graph> {
        let mut text = "{\"nodes\": [{\"id\": \"n\"".to_owned();
        let keys = |text: &mut String, columns: &[kgraph::graph::columns::Column]| {
            for column in columns {
                text.push_str(", ");
                write_string(text, &column.key);
                text.push_str(": 0");
            }
        };
        keys(&mut text, &self.catalog.node_columns);
        text.push_str("}], \"edges\": [");
        if let Some(relation) = self.catalog.relations.first() {
            text.push_str("{\"source\": \"n\", \"relation\": ");
            write_string(&mut text, &relation.id);
            text.push_str(", \"target\": \"n\"");
            keys(&mut text, &self.catalog.edge_columns);
            text.push('}');
        }
        text.push_str("]}");
        graph(&[Arc::clone(&self.description), Arc::clone(&self.vocabulary), Source::new("words", text)])
    }

    /// Makes a graph of some rows, with the whole vocabulary: edges come in the order of their relations in places.
    pub(super) fn part(&self, rows: &str) -> Result<Graph> {
        graph(&[Arc::clone(&self.description), Arc::clone(&self.vocabulary), Source::new("part", rows)])
    }

    /// Makes a graph of some rows that declares no more than the whole graph does.
    pub(super) fn plain_part(&self, rows: &str) -> Result<Graph> {
        graph(&[Arc::clone(&self.description), Source::new("part", rows)])
    }
}

/// The nodes of a data set.
pub(super) struct Names {
    pub(super) graph: Graph,
    /// The description, the vocabulary, and the nodes.
    sources: Vec<Arc<Source>>,
}

impl Names {
    /// Adds some edges.
    pub(super) fn with_edges(&self, rows: String) -> Result<Graph> {
        let mut sources = self.sources.clone();
        sources.push(Source::new("edges", rows));
        graph(&sources)
    }

    /// Adds some edges, and declares no more than the whole graph does.
    #[cfg(feature = "bolt")]
    pub(super) fn plain_with_edges(&self, rows: String) -> Result<Graph> {
        let mut sources = self.sources.clone();
        sources.remove(1);
        sources.push(Source::new("edges", rows));
        graph(&sources)
    }
}

fn json() -> Result<&'static Format> {
    Format::from_name("json").ok_or_else(|| failed("driver", "JSON cannot be read", ""))
}

/// Reads kgraph JSON as one graph; what is odd about it was said when it was exported.
fn graph(sources: &[Arc<Source>]) -> Result<Graph> {
    let (graph, diagnostics) = json()?.check(sources, Checks::Errors)?;
    if diagnostics.has_fatal() { Err(ErrorKind::Graph(diagnostics).into()) } else { Ok(graph) }
}

/// Declares the types and relations of the catalogue that the graph does not declare itself.
fn vocabulary(catalog: &Catalog, header: &Header) -> String {
    let list = |ids: Vec<&str>| {
        let mut text = String::new();
        for id in ids {
            text.push_str(if text.is_empty() { "{\"id\": " } else { ", {\"id\": " });
            write_string(&mut text, id);
            text.push('}');
        }
        text
    };
    let types = catalog.types.iter().map(String::as_str).filter(|id| header.entity_type(id).is_none());
    let relations = catalog.relations.iter().map(|used| used.id.as_str()).filter(|id| header.relation(id).is_none());
    format!(
        "{{\"graph\": {{\"types\": [{}], \"relations\": [{}]}}, \"nodes\": [], \"edges\": []}}",
        list(types.collect()),
        list(relations.collect())
    )
}

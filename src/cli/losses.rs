//! What an export says of itself: what was read, what was written, and what the format could not hold.

use super::output::{self, Output};
use super::terminal::visible_line;
use super::{Context, Outcome, report};
use kgraph::diagnostics::{Diagnostics, Severity};
use kgraph::error::{Error, ErrorKind, Result};
use kgraph::format::{Format, Loss, Losses, Of, Place};
use kgraph::graph::Graph;
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where the report of an export goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum To {
    /// Notes for people, on standard error.
    #[default]
    Notes,
    /// JSON on standard error, and nothing else there: standard output may be the export itself.
    Stderr,
    /// JSON in a file, beside the notes.
    File(PathBuf),
}

/// Reads the value of `--report`.
pub(super) fn to(text: &str) -> Result<To, String> {
    let is_json = Path::new(text).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    match text {
        "text" => Ok(To::Notes),
        "json" => Ok(To::Stderr),
        _ if is_json => Ok(To::File(PathBuf::from(text))),
        _ => Err("write `json` for JSON on standard error, or the name of a file that ends with .json".to_owned()),
    }
}

/// Reads the value of `--report-limit`.
pub(super) fn limit(text: &str) -> Result<usize, String> {
    match text {
        "all" => Ok(usize::MAX),
        _ => text.parse().map_err(|_| "write a number, or `all`".to_owned()),
    }
}

/// The report in the making.
pub(super) struct Report {
    to: To,
    limit: usize,
    read: Value,
    graph: Value,
    exports: Vec<Value>,
}

impl Report {
    pub(super) fn new(to: To, limit: usize) -> Self {
        Report { to, limit, read: Value::Null, graph: Value::Null, exports: Vec::new() }
    }

    /// Returns the context for the work: without notes where standard error holds the report.
    pub(super) fn context(&self, context: Context) -> Context {
        Context { quiet: context.quiet || self.to == To::Stderr, ..context }
    }

    /// Takes note of what was read, and says what is wrong with it.
    pub(super) fn read(&mut self, format: &Format, graph: &Graph, diagnostics: &Diagnostics, context: Context) {
        if self.to != To::Stderr {
            report::kinds(diagnostics);
            if !diagnostics.is_empty() {
                context.note("`kgraph check` shows every problem in full");
            }
        }
        if self.to != To::Notes {
            self.read = json!({"format": format.name(), "nodes": graph.node_count(), "edges": graph.edge_count()});
            self.problems(diagnostics);
        }
    }

    fn problems(&mut self, diagnostics: &Diagnostics) {
        if let Value::Object(read) = &mut self.read {
            read.insert("errors".into(), diagnostics.count(Severity::Error).into());
            read.insert("warnings".into(), diagnostics.count(Severity::Warning).into());
            read.insert("problems".into(), report::records(diagnostics, self.limit));
            read.insert("more".into(), diagnostics.iter().skip(self.limit).count().into());
        }
    }

    /// Takes note of the part of the graph that is exported.
    pub(super) fn select(&mut self, graph: &Graph) {
        self.graph = json!({"nodes": graph.node_count(), "edges": graph.edge_count()});
    }

    /// Takes note of an export, and says what the format could not hold.
    ///
    /// Every writer writes every node and edge of the graph; what it cannot hold of them is a loss.
    pub(super) fn export(&mut self, name: &str, title: &str, path: Option<&Path>, losses: &Losses, context: Context) {
        for loss in losses.iter() {
            context.note(&note(title, loss));
        }
        if self.to != To::Notes {
            self.exports.push(json!({
                "format": name,
                "title": title,
                "output": path.map(|path| path.display().to_string()),
                "nodes": self.graph["nodes"],
                "edges": self.graph["edges"],
                "lossless": losses.is_empty(),
                "losses": losses.iter().map(loss_json).collect::<Vec<_>>(),
            }));
        }
    }

    /// Gives the report out, and returns how the verb ends.
    pub(super) fn finish(mut self, result: Result<Outcome>) -> Result<Outcome> {
        if self.to == To::Notes || result.as_ref().is_err_and(Error::is_broken_pipe) {
            return result;
        }
        let error = result.as_ref().err();
        if let Some(ErrorKind::Graph(diagnostics)) = error.map(Error::kind) {
            self.read = Value::Object(Map::new());
            self.problems(diagnostics);
        }
        let text = output::json(&json!({
            "done": error.is_none(),
            "error": error.map(|error| json!({"message": error.to_string(), "hints": error.hints()})),
            "read": self.read,
            "graph": self.graph,
            "exports": self.exports,
        }));
        match self.to {
            To::File(path) => {
                let mut out = Output::create(Some(&path))?;
                out.write_all(text.as_bytes()).map_err(|error| Error::io("cannot write the report", error))?;
                out.finish()?;
                result
            }
            _ => {
                std::io::stderr()
                    .lock()
                    .write_all(text.as_bytes())
                    .map_err(|error| Error::io("cannot write the report", error))?;
                // The report has said it.
                Ok(result.unwrap_or(Outcome::Failed))
            }
        }
    }
}

fn note(title: &str, loss: &Loss) -> String {
    let first = loss.places.first().map(|place| format!(" (first: {})", visible_line(&place.to_string())));
    format!("{title}: {}: {}{}", loss.kind.describe(), loss.count, first.unwrap_or_default())
}

fn loss_json(loss: &Loss) -> Value {
    json!({
        "kind": loss.kind.as_str(),
        "about": loss.kind.describe(),
        "count": loss.count,
        "places": loss.places.iter().map(place_json).collect::<Vec<_>>(),
        "more": loss.more(),
    })
}

/// Writes a place as `{"node": "chen", "key": "age"}`; a key of the graph, or of many, stands alone.
fn place_json(place: &Place) -> Value {
    let mut object = Map::new();
    if place.of() != Of::Graph {
        object.insert(place.of().as_str().into(), place.id().into());
    }
    if let Some(key) = place.attribute() {
        object.insert("key".into(), key.into());
    }
    Value::Object(object)
}

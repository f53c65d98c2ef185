//! The memory of the MCP memory server: JSON lines, read only.
//!
//! What it is: the knowledge graph that language-model assistants keep in `memory.jsonl`;
//! <https://github.com/modelcontextprotocol/servers/tree/main/src/memory>.
//!
//! | graph | file |
//! |---|---|
//! | node | line with `"type": "entity"`: the id is `name` |
//! | type | `entityType` |
//! | attribute `observations` | `observations` |
//! | edge | line with `"type": "relation"`: `from`, `relationType`, `to` |
//! | user's own key | any other; one that kgraph gives a meaning stands behind `meta_` |
//!
//! What is lost: nothing.
//!
//! Not supported: writing. Each broken line is reported with its place, and the others are read on.
//!
//! ```text
//! {"type": "entity", "name": "Anna", "entityType": "person", "observations": ["speaks Greek"]}
//! {"type": "relation", "from": "Anna", "to": "Acme", "relationType": "works_at"}
//! ```

use super::Format;
use super::jsonfile::lines::{Line, scan};
use super::jsonfile::names::Names;
use super::jsonfile::sniff::{Flavour, sniff};
use crate::diagnostics::{Code, Source};
use crate::graph::{Builder, Record};
use crate::jsontext::Member;
use std::borrow::Cow;
use std::sync::Arc;

/// What kgraph reads in a node, and in an edge.
const NODE_NAMES: Names = Names(&["id", "type", "label", "aliases", "description", "kind", "entity_type"]);
const EDGE_NAMES: Names =
    Names(&["id", "source", "target", "relation", "label", "evidence", "weight", "since", "until"]);

pub(super) static FORMAT: Format = Format {
    name: "mcp-memory",
    title: "MCP memory",
    about: "the JSON lines of the MCP memory server",
    extensions: &["jsonl", "json"],
    media_type: "application/jsonl",
    decode: None,
    read: Some(read),
    detect: Some(|text| sniff(text) == Some(Flavour::McpMemory)),
    write: None,
    holds: super::feature::Holds::ALL,
};

/// Reads one or several files as one graph. Time O(input).
fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let lines = scan(sources, builder);
    let mut edges = Vec::new();
    for line in &lines {
        match line.member("type").map(|member| member.value) {
            Some("\"entity\"") => entity(line, builder),
            Some("\"relation\"") => edges.push(line),
            Some(_) => {
                let span = line.member("type").map_or(line.span.clone(), |member| member.value_span.clone());
                let message = "`type` must be \"entity\" or \"relation\"".to_owned();
                line.report(builder, Code::WrongType, span, message, "delete the line if it is neither");
            }
            None => missing(line, builder, "type"),
        }
    }
    for line in edges {
        relation(line, builder);
    }
}

fn missing(line: &Line<'_>, builder: &mut Builder, key: &str) {
    let message = format!("this line has no `{key}`");
    line.report(builder, Code::MissingKey, line.span.clone(), message, &format!("add `\"{key}\": …`"));
}

fn entity(line: &Line<'_>, builder: &mut Builder) {
    if line.member("name").is_none() {
        return missing(line, builder, "name");
    }
    let members = renamed(line, &[("name", "id"), ("entityType", "type")], &NODE_NAMES);
    builder.node(Record { file: line.file, list: "nodes", index: line.index, span: &line.span, members: &members });
}

fn relation(line: &Line<'_>, builder: &mut Builder) {
    let keys = [("from", "source"), ("relationType", "relation"), ("to", "target")];
    let lacking: Vec<&str> = keys.iter().map(|(key, _)| *key).filter(|key| line.member(key).is_none()).collect();
    for key in &lacking {
        missing(line, builder, key);
    }
    if lacking.is_empty() {
        let members = renamed(line, &keys, &EDGE_NAMES);
        builder.edge(Record { file: line.file, list: "edges", index: line.index, span: &line.span, members: &members });
    }
}

/// Returns the members of a line under the names that kgraph gives them. An empty type says nothing.
fn renamed<'a>(line: &Line<'a>, keys: &[(&str, &'static str)], names: &Names) -> Vec<Member<'a>> {
    let own = |member: &&Member<'a>| !(member.key == "type" || member.key == "entityType" && member.value == "\"\"");
    let rename = |member: &Member<'a>| {
        let key = match keys.iter().find(|(key, _)| *key == member.key) {
            Some((_, key)) => Cow::Borrowed(*key),
            None => Cow::Owned(names.written(&member.key).into_owned()),
        };
        Member { key, ..member.clone() }
    };
    line.members.iter().filter(own).map(rename).collect()
}

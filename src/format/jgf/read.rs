//! Reads JSON Graph Format: version 2, and version 1, whose nodes are a list.

use super::super::jsonfile::file::{File, open};
use super::super::jsonfile::relation::RelationKey;
use super::super::jsonfile::{edge_ids, header, names};
use super::{EDGE_NAMES, HEADER_NAMES};
use crate::diagnostics::{Code, Source};
use crate::graph::{Builder, Record};
use crate::jsontext::{Kind, Member};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

const SHAPE: &str = "`{\"graph\": {\"nodes\": {…}, \"edges\": […]}}`";

/// A file, once its top is known.
struct Parts<'f, 'a> {
    file: &'f File<'a>,
    /// Whether kgraph wrote it.
    marked: bool,
    directed: bool,
    nodes: Option<Member<'a>>,
    edges: Option<Member<'a>>,
}

/// Reads one or several files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let files = open(sources, builder, SHAPE);
    let parts: Vec<Parts<'_, '_>> = files.iter().map(|file| top(file, builder)).collect();
    for parts in &parts {
        parts.nodes(builder);
    }
    for parts in &parts {
        let Some(list) = &parts.edges else { continue };
        let tally = parts.file.tally(&[list], "relation", |members| Some(flat(members)));
        let relation = tally.settle(builder, parts.file.id, "relation");
        parts.file.each(builder, list, |builder, index, span, members| {
            parts.edge(builder, relation, index, span, members);
        });
    }
}

/// Finds the one graph of a file.
fn graph_of<'a>(file: &File<'a>, builder: &mut Builder) -> Option<Member<'a>> {
    if let Some(graph) = file.member("graph") {
        return Some(graph.clone());
    }
    let Some(graphs) = file.member("graphs") else {
        if !file.members.is_empty() {
            let message = "the file has no `graph`".to_owned();
            file.report(builder, Code::MissingKey, 0..1, message, &format!("write {SHAPE}"));
        }
        return None;
    };
    if Kind::of(graphs.value) != Kind::Array {
        file.wrong_type(builder, graphs.value_span.clone(), "`graphs`", "a list");
        return None;
    }
    let elements = graphs.elements();
    if let Some((_, span)) = elements.get(1) {
        let message = format!("the file holds {} graphs, and kgraph reads one", elements.len());
        file.report(builder, Code::WrongType, span.clone(), message, "put each into a file of its own");
        return None;
    }
    let (value, value_span) = elements.into_iter().next()?;
    Some(Member { key: Cow::Borrowed("graph"), key_span: graphs.key_span.clone(), value, value_span })
}

fn top<'f, 'a>(file: &'f File<'a>, builder: &mut Builder) -> Parts<'f, 'a> {
    let mut parts = Parts { file, marked: false, directed: true, nodes: None, edges: None };
    for member in file.members.iter().filter(|member| !matches!(&*member.key, "graph" | "graphs")) {
        builder.top_level(file.id, member);
    }
    let Some(graph) = graph_of(file, builder) else { return parts };
    let (mut metadata, mut title, mut more) = (Vec::new(), header::Title::Key("title"), Vec::new());
    for member in file.object(builder, &graph) {
        match &*member.key {
            "metadata" => metadata = file.object(builder, &member),
            "label" => title = header::Title::Member(member),
            "directed" => {
                parts.directed = member.value != "false";
                builder.top_level(file.id, &member);
            }
            "nodes" => parts.nodes = Some(member),
            "edges" => parts.edges = Some(member),
            "hyperedges" if Kind::of(member.value) == Kind::Array && !member.elements().is_empty() => {
                let message = "an edge of kgraph joins two nodes, so `hyperedges` cannot be read".to_owned();
                let hint = "make a node of each, with an edge to every member";
                file.report(builder, Code::WrongType, member.value_span.clone(), message, hint);
            }
            "hyperedges" => {}
            _ => more.push(member),
        }
    }
    parts.marked = header::is_marked(&metadata);
    // What is said of the graph in both places is kept from the metadata.
    more.retain(|member| !metadata.iter().any(|known| known.key == member.key));
    metadata.extend(more);
    header::read(builder, file.id, &metadata, &HEADER_NAMES, title);
    parts
}

impl<'a> Parts<'_, 'a> {
    fn nodes(&self, builder: &mut Builder) {
        let Some(nodes) = &self.nodes else { return };
        if Kind::of(nodes.value) != Kind::Object {
            // Version 1: a list of nodes with an `id` each.
            return self.file.each(builder, nodes, |builder, index, span, members| {
                let mut list = flat(members);
                self.node(builder, index, span, &mut list);
            });
        }
        for (index, node) in nodes.members().into_iter().enumerate() {
            let members = match Kind::of(node.value) {
                Kind::Object => node.members(),
                Kind::Null => Vec::new(),
                _ => {
                    self.file.wrong_type(builder, node.value_span.clone(), "a node", "an object");
                    continue;
                }
            };
            let mut list = flat(&members);
            list.retain(|member| member.key != "id");
            let text = &self.file.text()[node.key_span.clone()];
            let (key_span, value_span) = (node.key_span.clone(), node.key_span.clone());
            list.insert(0, Member { key: Cow::Borrowed("id"), key_span, value: text, value_span });
            self.node(builder, index, &node.value_span, &mut list);
        }
    }

    fn node(&self, builder: &mut Builder, index: usize, span: &Range<usize>, list: &mut Vec<Member<'a>>) {
        if self.marked {
            names::shield(list, span);
        }
        builder.node(Record { file: self.file.id, list: "nodes", index, span, members: list });
    }

    fn edge(
        &self,
        builder: &mut Builder,
        relation: RelationKey,
        index: usize,
        span: &Range<usize>,
        members: &[Member<'a>],
    ) {
        let mut list = members.to_vec();
        // A direction that follows from the graph or from the relation says nothing new.
        let usual = if self.directed { "true" } else { "false" };
        list.retain(|member| member.key != "directed" || !(self.marked || member.value == usual));
        list = flat(&list);
        relation.apply(&mut list, span);
        edge_ids::restore(&mut list);
        if self.marked {
            for member in &mut list {
                member.key = EDGE_NAMES.read(std::mem::take(&mut member.key));
            }
        }
        builder.edge(Record { file: self.file.id, list: "edges", index, span, members: &list });
    }
}

/// Returns a record as one list of members: its own, then those of its metadata.
fn flat<'a>(members: &[Member<'a>]) -> Vec<Member<'a>> {
    let metadata = members.iter().find(|member| member.key == "metadata" && Kind::of(member.value) == Kind::Object);
    let own = members.iter().filter(|member| metadata.is_none_or(|metadata| !std::ptr::eq(*member, metadata)));
    let mut list: Vec<Member<'a>> = own.cloned().collect();
    for member in metadata.map(Member::members).unwrap_or_default() {
        if !list.iter().any(|known| known.key == member.key) {
            list.push(member);
        }
    }
    list
}

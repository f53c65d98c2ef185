//! Reads graphology JSON.

use super::super::jsonfile::file::{File, open};
use super::super::jsonfile::relation::RelationKey;
use super::super::jsonfile::{edge_ids, header, names};
use super::{EDGE_NAMES, HEADER_NAMES, LABEL, NODE_NAMES};
use crate::diagnostics::{Code, Source};
use crate::graph::{Builder, Record, label_from_id};
use crate::jsontext::{self, Kind, Member};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

const SHAPE: &str = "`{\"attributes\": {…}, \"nodes\": [{\"key\": …}], \"edges\": […]}`";

/// A file, once its top is known.
struct Parts<'f, 'a> {
    file: &'f File<'a>,
    /// Whether kgraph wrote it.
    marked: bool,
    directed: bool,
    /// The labels of the relations that the file declares.
    labels: HashMap<String, String>,
}

/// Reads one or several files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let files = open(sources, builder, SHAPE);
    let parts: Vec<Parts<'_, '_>> = files.iter().map(|file| top(file, builder)).collect();
    for parts in &parts {
        if let Some(list) = parts.file.member("nodes") {
            parts.file.each(builder, list, |builder, index, span, members| {
                parts.node(builder, index, span, members);
            });
        }
    }
    for parts in &parts {
        let Some(list) = parts.file.member("edges") else { continue };
        let tally = parts.file.tally(&[list], "relation", |members| Some(parts.flat(members)));
        let relation = tally.settle(builder, parts.file.id, "relation");
        parts.file.each(builder, list, |builder, index, span, members| {
            parts.edge(builder, relation, index, span, members);
        });
    }
}

fn top<'f, 'a>(file: &'f File<'a>, builder: &mut Builder) -> Parts<'f, 'a> {
    let mut parts = Parts { file, marked: false, directed: true, labels: HashMap::new() };
    for member in &file.members {
        match &*member.key {
            "attributes" => {
                let attributes = file.object(builder, member);
                parts.marked = header::is_marked(&attributes);
                header::read(builder, file.id, &attributes, &HEADER_NAMES, header::Title::Key("title"));
                parts.labels = labels(&attributes);
            }
            "options" => {
                for option in file.object(builder, member) {
                    if option.key == "type" && option.value == "\"undirected\"" {
                        parts.directed = false;
                        header::directed(builder, file.id, false, &option.value_span);
                    }
                }
            }
            "nodes" | "edges" => {}
            _ => builder.top_level(file.id, member),
        }
    }
    if file.member("nodes").is_none() && !file.members.is_empty() {
        let message = "the file has no `nodes`".to_owned();
        file.report(builder, Code::MissingKey, 0..1, message, &format!("write {SHAPE}"));
    }
    parts
}

/// Finds the labels of the relations that a header declares.
fn labels(attributes: &[Member<'_>]) -> HashMap<String, String> {
    let relations = attributes.iter().filter(|member| member.key == "relations").flat_map(Member::elements);
    let text = |members: &[Member<'_>], key: &str| {
        members.iter().find(|member| member.key == key).map(|member| jsontext::decode(member.value).into_owned())
    };
    let pair = |(value, _): (&str, Range<usize>)| {
        let members = jsontext::members(value, 0);
        Some((text(&members, "id")?, text(&members, "label")?))
    };
    relations.filter_map(pair).collect()
}

impl<'a> Parts<'_, 'a> {
    /// Returns a record as one list of members: its attributes, and what stands beside them.
    fn flat(&self, members: &[Member<'a>]) -> Vec<Member<'a>> {
        let attributes = members.iter().find(|member| member.key == "attributes");
        let mut list = attributes.map(Member::members).unwrap_or_default();
        for member in members.iter().filter(|member| member.key != "attributes") {
            let key = if member.key == "key" { "id" } else { &*member.key };
            let structural = matches!(key, "id" | "source" | "target");
            // In a record these say what it is; attributes of the same name are only the user's.
            if structural {
                list.retain(|known| known.key != key);
            }
            if structural || !list.iter().any(|known| known.key == key) {
                let key = if key == "id" { Cow::Borrowed("id") } else { member.key.clone() };
                list.push(Member { key, ..member.clone() });
            }
        }
        list
    }

    fn checked(&self, builder: &mut Builder, members: &[Member<'a>]) -> Vec<Member<'a>> {
        if let Some(attributes) = members.iter().find(|member| member.key == "attributes")
            && Kind::of(attributes.value) != Kind::Object
        {
            self.file.object(builder, attributes);
        }
        self.flat(members)
    }

    fn node(&self, builder: &mut Builder, index: usize, span: &Range<usize>, members: &[Member<'a>]) {
        let mut list = self.checked(builder, members);
        if self.marked {
            let id = text(&list, "id").into_owned();
            self.own_label(&mut list, &id);
            list.retain(|member| !matches!(&*member.key, "color" | "size"));
            for member in &mut list {
                member.key = match &*member.key {
                    "entity_type" => Cow::Borrowed("type"),
                    _ => NODE_NAMES.read(std::mem::take(&mut member.key)),
                };
            }
            names::shield(&mut list, span);
        }
        builder.node(Record { file: self.file.id, list: "nodes", index, span, members: &list });
    }

    fn edge(
        &self,
        builder: &mut Builder,
        relation: RelationKey,
        index: usize,
        span: &Range<usize>,
        members: &[Member<'a>],
    ) {
        let mut list = self.checked(builder, members);
        relation.apply(&mut list, span);
        edge_ids::restore(&mut list);
        list.retain(|member| {
            let redundant = if self.directed { "false" } else { "true" };
            !(member.key == "undirected" && member.value == redundant
                || self.marked && matches!(&*member.key, "color" | "size"))
        });
        if self.marked {
            let id = text(&list, "relation");
            let label = self.labels.get(&*id).cloned().unwrap_or_else(|| label_from_id(&id));
            self.own_label(&mut list, &label);
            for member in &mut list {
                member.key = EDGE_NAMES.read(std::mem::take(&mut member.key));
            }
        }
        builder.edge(Record { file: self.file.id, list: "edges", index, span, members: &list });
    }

    /// Keeps the label only if it is the user's own: another than what is shown without one, or said to be.
    fn own_label(&self, list: &mut Vec<Member<'a>>, shown: &str) {
        let is_own = list.iter().any(|member| member.key == LABEL);
        let same = text(list, "label") == shown;
        list.retain(|member| member.key != LABEL && (member.key != "label" || is_own || !same));
    }
}

fn text<'m>(members: &'m [Member<'_>], key: &str) -> Cow<'m, str> {
    members.iter().find(|member| member.key == key).map_or(Cow::Borrowed(""), |m| jsontext::decode(m.value))
}

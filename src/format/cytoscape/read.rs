//! Reads Cytoscape.js JSON: `elements` as two lists, or as one with a `group` for each.

use super::super::jsonfile::file::{File, open};
use super::super::jsonfile::relation::RelationKey;
use super::super::jsonfile::{edge_ids, header, names};
use super::{EDGE_NAMES, HEADER_NAMES, NODE_NAMES};
use crate::diagnostics::{Code, Source};
use crate::graph::{Builder, Record};
use crate::jsontext::{self, Kind, Member};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

const SHAPE: &str = "`{\"elements\": {\"nodes\": […], \"edges\": […]}}`";

/// The parts of a file, once its top is known.
struct Parts<'f, 'a> {
    file: &'f File<'a>,
    /// Whether kgraph wrote it.
    marked: bool,
    /// Lists of elements, each with the group of all its elements where the list has one.
    lists: Vec<(Member<'a>, Option<Group>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Nodes,
    Edges,
}

/// Reads one or several files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let files = open(sources, builder, SHAPE);
    let parts: Vec<Parts<'_, '_>> = files.iter().map(|file| top(file, builder)).collect();
    for parts in &parts {
        parts.each(builder, Group::Nodes, |builder, index, span, members| parts.node(builder, index, span, members));
    }
    for parts in &parts {
        let lists: Vec<&Member<'_>> = parts.lists_of(Group::Edges).map(|(list, _)| list).collect();
        let tally = parts
            .file
            .tally(&lists, "interaction", |members| (group_of(members) == Group::Edges).then(|| parts.data(members).0));
        let relation = tally.settle(builder, parts.file.id, "interaction");
        parts.each(builder, Group::Edges, |builder, index, span, members| {
            parts.edge(builder, relation, index, span, members);
        });
    }
}

fn top<'f, 'a>(file: &'f File<'a>, builder: &mut Builder) -> Parts<'f, 'a> {
    let mut parts = Parts { file, marked: false, lists: Vec::new() };
    for member in &file.members {
        match &*member.key {
            // networkx, for a graph without attributes.
            "data" if Kind::of(member.value) == Kind::Array && jsontext::elements(member.value, 0).is_empty() => {}
            "data" => {
                let data = file.object(builder, member);
                parts.marked = header::is_marked(&data);
                header::read(builder, file.id, &data, &HEADER_NAMES, header::Title::Key("name"));
            }
            "elements" if Kind::of(member.value) == Kind::Array => parts.lists.push((member.clone(), None)),
            "elements" => {
                for list in file.object(builder, member) {
                    let group = match &*list.key {
                        "nodes" => Group::Nodes,
                        "edges" => Group::Edges,
                        _ => continue,
                    };
                    parts.lists.push((list, Some(group)));
                }
            }
            // Looks and the versions of programs are no part of the graph.
            "style"
            | "layout"
            | "zoom"
            | "pan"
            | "zoomingEnabled"
            | "userZoomingEnabled"
            | "minZoom"
            | "maxZoom"
            | "panningEnabled"
            | "userPanningEnabled"
            | "boxSelectionEnabled"
            | "renderer"
            | "format_version"
            | "generated_by"
            | "target_cytoscapejs_version" => {}
            _ => builder.top_level(file.id, member),
        }
    }
    if file.member("elements").is_none() && !file.members.is_empty() {
        let message = "the file has no `elements`".to_owned();
        file.report(builder, Code::MissingKey, 0..1, message, &format!("write {SHAPE}"));
    }
    parts
}

impl<'a> Parts<'_, 'a> {
    /// Goes over the elements of one group.
    fn each(
        &self,
        builder: &mut Builder,
        group: Group,
        mut take: impl FnMut(&mut Builder, usize, &Range<usize>, &[Member<'a>]),
    ) {
        for (list, of_list) in self.lists_of(group) {
            let mut part = |builder: &mut Builder, index: usize, span: &Range<usize>, members: &[Member<'a>]| {
                if of_list.is_some() || group_of(members) == group {
                    take(builder, index, span, members);
                }
            };
            // A list of both is gone over twice; what is no element is reported the first time.
            match (of_list, group) {
                (None, Group::Edges) => self.file.look(list, |index, span, members| {
                    members.into_iter().for_each(|members| part(builder, index, span, members));
                }),
                _ => self.file.each(builder, list, part),
            }
        }
    }

    /// Returns the lists that hold elements of a group.
    fn lists_of(&self, group: Group) -> impl Iterator<Item = &(Member<'a>, Option<Group>)> {
        self.lists.iter().filter(move |(_, of_list)| of_list.is_none_or(|known| known == group))
    }

    /// Returns an element's data, with what stands beside it, and the byte range of the data.
    fn data(&self, members: &[Member<'a>]) -> (Vec<Member<'a>>, Option<Range<usize>>) {
        let data = members.iter().find(|member| member.key == "data");
        let mut list = data.map(Member::members).unwrap_or_default();
        for member in members {
            let looks = matches!(
                &*member.key,
                "data" | "group" | "selected" | "selectable" | "locked" | "grabbable" | "pannable" | "removed"
            );
            // Places that kgraph wrote stand in the data too.
            let looks = looks || (self.marked && member.key == "position");
            let empty = member.value == "\"\"" || Kind::of(member.value) == Kind::Null;
            if !looks && !empty && !list.iter().any(|known| known.key == member.key) {
                list.push(member.clone());
            }
        }
        (list, data.map(|data| data.value_span.clone()))
    }

    /// Returns an element's data if it has any, and reports it if not.
    fn element(
        &self,
        builder: &mut Builder,
        span: &Range<usize>,
        members: &[Member<'a>],
    ) -> Option<(Vec<Member<'a>>, Range<usize>)> {
        let (data, place) = self.data(members);
        if place.is_none() {
            let message = "this element has no `data`".to_owned();
            self.file.report(builder, Code::MissingKey, span.clone(), message, "write `{\"data\": {\"id\": …}}`");
        }
        Some((data, place?))
    }

    fn node(&self, builder: &mut Builder, index: usize, span: &Range<usize>, members: &[Member<'a>]) {
        let Some((mut data, span)) = self.element(builder, span, members) else { return };
        let text = |key: &str| data.iter().find(|member| member.key == key).map(|m| jsontext::decode(m.value));
        let id = text("id");
        let (same_value, same_name) = (text("value") == id, text("name") == id);
        data.retain(|member| match &*member.key {
            "value" => !(self.marked || same_value),
            "name" => !(self.marked || same_name),
            _ => true,
        });
        if self.marked {
            restore(&mut data, &NODE_NAMES);
            names::shield(&mut data, &span);
        }
        builder.node(Record { file: self.file.id, list: "nodes", index, span: &span, members: &data });
    }

    fn edge(
        &self,
        builder: &mut Builder,
        relation: RelationKey,
        index: usize,
        span: &Range<usize>,
        members: &[Member<'a>],
    ) {
        let Some((mut data, span)) = self.element(builder, span, members) else { return };
        relation.apply(&mut data, &span);
        let text = |key: &str| data.iter().find(|member| member.key == key).map(|m| jsontext::decode(m.value));
        let (same_key, same_interaction) = (text("key") == text("id"), text("interaction") == text("relation"));
        data.retain(|member| match &*member.key {
            "key" => !(self.marked || same_key),
            "interaction" => !(self.marked || same_interaction),
            "name" => !self.marked,
            _ => true,
        });
        edge_ids::restore(&mut data);
        if self.marked {
            restore(&mut data, &EDGE_NAMES);
        }
        builder.edge(Record { file: self.file.id, list: "edges", index, span: &span, members: &data });
    }
}

/// Gives the user's own keys their names back.
fn restore(members: &mut [Member<'_>], names: &names::Names) {
    for member in members {
        member.key = names.read(std::mem::take(&mut member.key));
    }
}

/// Returns the group of an element in a list of both: as it says, else by its ends.
fn group_of(members: &[Member<'_>]) -> Group {
    let find = |key: &str| members.iter().find(|member| member.key == key);
    match find("group").map(|group| group.value) {
        Some("\"nodes\"") => Group::Nodes,
        Some("\"edges\"") => Group::Edges,
        _ => {
            let data = find("data").map(Member::members).unwrap_or_default();
            let is_edge = data.iter().any(|member| member.key == Cow::Borrowed("source"));
            if is_edge { Group::Edges } else { Group::Nodes }
        }
    }
}

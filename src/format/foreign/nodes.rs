//! Nodes: which values are label, type, aliases and description.

use super::{Element, File, Members, Placed, convert, plain_ids, report, take, take_filled, take_true_id};
use crate::diagnostics::Code;
use crate::graph::Builder;
use std::collections::HashSet;

/// Names for the type of a node, the best first.
const TYPES: &[&str] = &["entity_type", "labelV", "type", "kind", "node_type", "category", "class"];
/// Names for the label of a node, the best first.
const LABELS: &[&str] = &["label", "nodelabel", "name", "title"];

/// Feeds the nodes of a file.
pub(super) fn feed(builder: &mut Builder, file: &mut File<'_>) {
    if !file.ours && igraph_ids(&file.document.nodes) {
        let ids = file.document.nodes.iter_mut().flat_map(|node| &mut node.values).filter(|value| value.key == "id");
        ids.for_each(|value| value.key = "kg_id".into());
    }
    let mut taken = plain_ids(&file.document.nodes);
    for (index, mut node) in std::mem::take(&mut file.document.nodes).into_iter().enumerate() {
        let Some(written) = node.id.take().filter(|(id, _)| !id.is_empty()) else {
            let message = "this node has no `id`".to_owned();
            report(builder, file.id, Code::MissingKey, node.span, message, "add `id=\"…\"`");
            continue;
        };
        let id = match take_true_id(&mut node, &mut taken) {
            Some(id) => {
                file.true_ids.insert(written.0.into_owned(), id.0.to_string());
                id
            }
            None => written,
        };
        let span = node.span.clone();
        let members = members(builder, file, node, &id);
        members.with(file.id, "nodes", index, &span, |record| builder.node(record));
    }
}

/// Tells whether all nodes have another id, each its own, in igraph's column `v_id`: igraph writes n0, n1 … itself.
fn igraph_ids(nodes: &[Element<'_>]) -> bool {
    let mut seen = HashSet::new();
    !nodes.is_empty()
        && nodes.iter().all(|node| {
            let id = node.values.iter().find(|value| value.key == "id" && value.column == "v_id");
            let replaced = node.values.iter().any(|value| value.key == "kg_id");
            !replaced && id.is_some_and(|id| !id.text.is_empty() && seen.insert(&*id.text))
        })
}

fn members<'a>(builder: &mut Builder, file: &File<'a>, mut node: Element<'a>, id: &Placed<'a>) -> Members<'a> {
    let values = &mut node.values;
    let mut members = Members::default();
    members.push_text("id", id);
    let entity_type = match file.ours {
        true => take(values, &["entity_type"]),
        false => take_filled(values, TYPES),
    };
    let labels = node.labels.take().or_else(|| {
        let value = if entity_type.is_none() { take_filled(values, &["labels"]) } else { None };
        value.map(|value| (value.text, value.span))
    });
    values.retain(|value| value.key != "labels" || labels.as_ref().is_none_or(|(all, _)| *all != value.text));
    let first = labels.as_ref().and_then(|(all, span)| {
        let first = all.split(':').map(str::trim).find(|part| !part.is_empty())?;
        Some((first.to_owned().into(), span.clone()))
    });
    if let Some(entity_type) = entity_type.map(|value| (value.text, value.span)).or(first) {
        members.push_text("type", &entity_type);
    }
    let label = match file.ours {
        true => node.label.or_else(|| take(values, &["label"]).map(|value| (value.text, value.span))),
        false => {
            let named = node.label.filter(|(text, _)| !text.is_empty());
            let named = named.or_else(|| take_filled(values, &LABELS[..2]).map(|value| (value.text, value.span)));
            let drawn = named.or(node.drawn.filter(|(text, _)| !text.trim().is_empty()));
            drawn.or_else(|| take_filled(values, &LABELS[2..]).map(|value| (value.text, value.span)))
        }
    };
    // Every format has a label on every node; one that only repeats the id says nothing.
    if let Some(label) = label.filter(|(text, _)| *text != id.0) {
        members.push_text("label", &label);
    }
    if let Some(value) = take(values, &["aliases"]) {
        let list = convert::list(&value.text);
        match convert::is_list_of_strings(&list) {
            true => members.push("aliases", value.key_span, list, value.span),
            false => values.push(value),
        }
    }
    if let Some(value) = take(values, &["description"]) {
        members.push_text("description", &(value.text, value.span));
    }
    if file.ours {
        values.retain(|value| !matches!(&*value.key, "color" | "size"));
    } else {
        values.retain(|value| value.key != "id" || value.text != id.0);
    }
    if let Some((all, span)) = labels.filter(|(all, _)| all.matches(':').count() > 1) {
        members.push("labels", span.clone(), convert::string(&all), span);
    }
    members.push_rest(builder, file, false, node.values);
    members
}

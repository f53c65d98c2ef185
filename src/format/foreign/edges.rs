//! Edges: which values are relation, label, evidence, weight and dates.

use super::{Element, File, Members, Placed, Value, convert, plain_ids, report, take, take_filled, take_true_id};
use crate::diagnostics::Code;
use crate::graph::{Builder, Date};
use crate::jsontext::{self, Kind};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The relation of edges that say none.
pub(super) const NO_RELATION: &str = "related-to";
/// Names for the relation of an edge, the best first.
const RELATIONS: &[&str] = &[
    "relation",
    "labelE",
    "label",
    "edgelabel",
    "edge label",
    "interaction",
    "shared interaction",
    "relationship",
    "relation_type",
    "predicate",
    "kind",
    "type",
];
/// LightRAG: words about an edge between two ends in no particular order.
const KEYWORDS: &[&str] = &["keywords"];
/// Where a pipeline took an edge from: LightRAG, GraphRAG. Both keep edges in graphs without direction.
const CHUNKS: &[&str] = &["source_id", "text_unit_ids"];
const LABELS: &[&str] = &["label", "edgelabel", "edge label"];

/// Returns the relation that an edge names in any way, and its place.
pub(super) fn relation_of<'e>(edge: &'e Element<'_>, ours: bool) -> Option<(Cow<'e, str>, Range<usize>)> {
    let filled = |text: &str| !text.trim().is_empty();
    let of_value = |value: &'e Value<'_>| (Cow::Borrowed(&*value.text), value.span.clone());
    let named = |name: &&str| {
        let is = |value: &&Value<'_>| value.key.eq_ignore_ascii_case(name) && filled(&value.text);
        edge.values.iter().find(is).map(of_value)
    };
    let placed = |placed: &'e Option<Placed<'_>>| {
        placed.as_ref().filter(|(text, _)| filled(text)).map(|(text, span)| (Cow::Borrowed(&**text), span.clone()))
    };
    if ours {
        let own = edge.values.iter().find(|value| value.key == "relation").map(of_value);
        return own.or_else(|| placed(&edge.relation));
    }
    placed(&edge.relation)
        .or_else(|| RELATIONS.iter().find_map(named))
        .or_else(|| placed(&edge.label))
        .or_else(|| placed(&edge.drawn))
        .or_else(|| KEYWORDS.iter().find_map(named))
}

/// Declares the documents that evidence names: a file of ours that another program has written again still
/// has the evidence, but no header.
pub(super) fn documents_of(edges: &[Element<'_>]) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut documents = Vec::new();
    let values = edges.iter().flat_map(|edge| &edge.values);
    for value in values.filter(|value| value.key == "evidence_json" && convert::is_evidence(&value.text)) {
        for (piece, _) in jsontext::elements(&value.text, 0) {
            let members = jsontext::members(piece, 0);
            let named = members.iter().find(|it| it.key == "document" && Kind::of(it.value) == Kind::String);
            if let Some(document) = named
                && document.value != "\"\""
                && seen.insert(jsontext::decode(document.value).into_owned())
            {
                documents.push(format!("{{\"id\": {}}}", document.value));
            }
        }
    }
    documents
}

/// What was found to be missing, for one warning of each.
#[derive(Default)]
struct Missing {
    relations: usize,
    keywords: usize,
    first: [Option<Range<usize>>; 2],
    /// The first edge of a pipeline that keeps no direction.
    unordered: Option<Range<usize>>,
}

/// Feeds the edges of a file.
pub(super) fn feed(builder: &mut Builder, file: &mut File<'_>) {
    let mut taken = plain_ids(&file.document.edges);
    let repeated = if file.ours { HashSet::new() } else { repeated_ids(&file.document.edges) };
    let mut missing = Missing::default();
    for (index, mut edge) in std::mem::take(&mut file.document.edges).into_iter().enumerate() {
        let ends = [("source", edge.source.take()), ("target", edge.target.take())];
        let [source, target] = ends.map(|(name, end)| {
            let end = end.filter(|(id, _)| !id.is_empty());
            if end.is_none() {
                let message = format!("this edge has no `{name}`");
                let hint = format!("add `{name}=\"…\"`, the id of a node");
                report(builder, file.id, Code::MissingKey, edge.span.clone(), message, &hint);
            }
            let (id, span) = end?;
            Some((file.true_ids.get(&*id).map_or(id, |id| id.clone().into()), span))
        });
        let (Some(source), Some(target)) = (source, target) else { continue };
        let true_id = take_true_id(&mut edge, &mut taken);
        let id = true_id.or_else(|| edge.id.take().filter(|(id, _)| !id.is_empty() && !repeated.contains(&**id)));
        let span = edge.span.clone();
        let members = members(builder, file, edge, [source, target], id, &mut missing);
        members.with(file.id, "edges", index, &span, |record| builder.edge(record));
    }
    missing.report(builder, file);
}

impl Missing {
    fn report(self, builder: &mut Builder, file: &File<'_>) {
        let [relations, keywords] = self.first;
        let edges = |count: usize| if count == 1 { "1 edge".to_owned() } else { format!("{count} edges") };
        if let Some(span) = relations {
            let message = format!("{} without a relation, read as `{NO_RELATION}`", edges(self.relations));
            let hint = "name the relation in a key `relation`, or in the attribute `label` of the edge";
            report(builder, file.id, Code::NoRelation, span, message, hint);
        }
        if let Some(span) = keywords {
            let message = format!("{} whose relation is read from `keywords`", edges(self.keywords));
            let hint = "name the relation in a key `relation`, or in the attribute `label` of the edge";
            report(builder, file.id, Code::NoRelation, span, message, hint);
        }
        if let Some(span) = self.unordered {
            let message = "the edges of this file come from a pipeline that keeps no direction".to_owned();
            let hint = "LightRAG and GraphRAG order the ends of an edge as they please: do not rely on the direction";
            report(builder, file.id, Code::UnreliableDirection, span, message, hint);
        }
    }
}

/// Finds ids that several edges have: networkx numbers the edges of each pair of nodes from 0.
fn repeated_ids(edges: &[Element<'_>]) -> HashSet<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for edge in edges {
        if let Some((id, _)) = &edge.id {
            *counts.entry(id).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count > 1).map(|(id, _)| id.to_owned()).collect()
}

fn members<'a>(
    builder: &mut Builder,
    file: &File<'a>,
    mut edge: Element<'a>,
    [source, target]: [Placed<'a>; 2],
    id: Option<Placed<'a>>,
    missing: &mut Missing,
) -> Members<'a> {
    let mut members = Members::default();
    let has = |names: &[&str]| edge.values.iter().any(|value| names.contains(&&*value.key));
    if !file.ours && (has(KEYWORDS) || edge.undirected) && has(CHUNKS) {
        missing.unordered.get_or_insert(edge.span.clone());
    }
    members.push_text("source", &source);
    let relation = relation(file, &mut edge, missing);
    members.push_text("relation", &relation);
    members.push_text("target", &target);
    if let Some(id) = id.filter(|(id, _)| !is_made_id(id, &source.0, &relation.0, &target.0)) {
        members.push_text("id", &id);
    }
    let label = match file.ours {
        true => edge.label.or_else(|| take(&mut edge.values, &["label"]).map(|value| (value.text, value.span))),
        false => {
            let named = take_filled(&mut edge.values, LABELS).map(|value| (value.text, value.span));
            edge.label.or(named).or(edge.drawn).filter(|(text, _)| !text.trim().is_empty())
        }
    };
    let says_nothing = |text: &str| text == builder.relation_label(&relation.0) || (!file.ours && text == relation.0);
    if let Some(label) = label.filter(|(text, _)| !says_nothing(text)) {
        members.push_text("label", &label);
    }
    let values = &mut edge.values;
    if let Some(value) = take(values, &["evidence_json"]) {
        if convert::is_evidence(&value.text) {
            values.retain(|value| !matches!(&*value.key, "evidence" | "sources" | "denied_by" | "evidence_count"));
            members.push("evidence", value.key_span, value.text, value.span);
        } else {
            values.push(value);
        }
    } else if let Some(value) = take(values, &["evidence"]) {
        match convert::is_evidence(&value.text) {
            true => members.push("evidence", value.key_span, value.text, value.span),
            false => values.push(value),
        }
    }
    weight(file, values, &mut members);
    for key in ["since", "until"] {
        let Some(value) = take(values, &[key]) else { continue };
        // What is no date is kept, but not as one; a file of ours was told so when it was checked.
        match file.ours || Date::parse(&value.text).is_some() {
            true => members.push(key, value.key_span, convert::string(&value.text), value.span),
            false => values.push(value),
        }
    }
    if file.ours {
        values.retain(|value| !matches!(&*value.key, "color" | "polarity" | "symmetric"));
    } else if file.mixed && edge.undirected && !file.symmetric.contains(&*relation.0) {
        members.push("directed", edge.span.clone(), "false".into(), edge.span.clone());
    }
    members.push_rest(builder, file, true, edge.values);
    members
}

/// Takes what names the relation.
fn relation<'a>(file: &File<'a>, edge: &mut Element<'a>, missing: &mut Missing) -> Placed<'a> {
    let filled = |placed: &Placed<'_>| !placed.0.trim().is_empty();
    let as_placed = |value: Value<'a>| (value.text, value.span);
    if file.ours {
        let own = take(&mut edge.values, &["relation"]).map(as_placed);
        return own.or(edge.relation.take()).unwrap_or_else(|| (NO_RELATION.into(), edge.span.clone()));
    }
    let given = edge.relation.take().filter(filled);
    if given.is_some() {
        take(&mut edge.values, &["relation"]);
    }
    let named = given.or_else(|| take_filled(&mut edge.values, RELATIONS).map(as_placed));
    let shown = named.or_else(|| edge.label.take().filter(filled)).or_else(|| edge.drawn.take().filter(filled));
    if let Some(found) = shown {
        return found;
    }
    let (count, first) = match take_filled(&mut edge.values, KEYWORDS) {
        Some(keywords) => {
            missing.keywords += 1;
            missing.first[1].get_or_insert(keywords.span.clone());
            return as_placed(keywords);
        }
        None => (&mut missing.relations, &mut missing.first[0]),
    };
    *count += 1;
    first.get_or_insert(edge.span.clone());
    (NO_RELATION.into(), edge.span.clone())
}

fn weight<'a>(file: &File<'a>, values: &mut Vec<Value<'a>>, members: &mut Members<'a>) {
    let raw = take(values, &["raw_weight"]);
    let weight = take(values, &["weight", "edge weight"]);
    let has_raw = raw.as_ref().is_some_and(|raw| convert::number(&raw.text).is_some());
    let value = if has_raw {
        raw
    } else {
        values.extend(raw);
        weight
    };
    let Some(value) = value else { return };
    match convert::number(&value.text) {
        // Our writers give a weight to every edge, since igraph makes NaN of one that is missing.
        Some("1.0") if file.ours && !has_raw => {}
        Some(number) => {
            let json = Cow::Owned(number.to_owned());
            members.push("weight", value.key_span, json, value.span);
        }
        None => values.push(value),
    }
}

/// Returns whether an id is one that kgraph makes of an edge's content.
fn is_made_id(id: &str, source: &str, relation: &str, target: &str) -> bool {
    let rest = id.strip_prefix(source).and_then(|rest| rest.strip_prefix("--"));
    let rest = rest.and_then(|rest| rest.strip_prefix(relation)).and_then(|rest| rest.strip_prefix("--"));
    match rest.and_then(|rest| rest.strip_prefix(target)) {
        Some("") => true,
        Some(rest) => rest
            .strip_prefix("--")
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_ids_are_told_from_chosen_ones() {
        let made =
            [("a--r--b", true), ("a--r--b--2", true), ("a--r--b--", false), ("a--r--b--x", false), ("a--r--bx", false)];
        for (id, made) in made {
            assert_eq!(is_made_id(id, "a", "r", "b"), made, "{id}");
        }
    }
}

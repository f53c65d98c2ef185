//! Reads FollowTheMoney entities.

use super::super::jsonfile::lines::{Line, scan};
use super::super::jsonfile::names::Names;
use super::schema::{Schema, relation};
use crate::diagnostics::{Code, Source};
use crate::graph::{Builder, Record};
use crate::jsontext::{self, Kind, Member};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

const NODE_NAMES: Names = Names(&["id", "type", "label", "aliases", "description", "kind", "entity_type"]);
const EDGE_NAMES: Names =
    Names(&["id", "schema", "source", "target", "relation", "label", "evidence", "weight", "since", "until"]);

/// A member that a node or edge gets.
struct Field<'a> {
    key: Cow<'a, str>,
    value: Cow<'a, str>,
    span: Range<usize>,
}

/// The values of a property, with their ranges.
type Values<'a> = Vec<(&'a str, Range<usize>)>;

/// Reads one or several files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let lines = scan(sources, builder);
    let mut edges = Vec::new();
    for line in &lines {
        let Some((schema, properties)) = entity(line, builder) else { continue };
        match relation(&jsontext::decode(schema.value)) {
            Some(found) => edges.push((line, found, properties)),
            None => node(line, schema, &properties, builder),
        }
    }
    for (line, schema, properties) in edges {
        edge(line, schema, &properties, builder);
    }
}

/// Returns the schema and the properties of an entity, or reports what is missing.
fn entity<'l, 'a>(line: &'l Line<'a>, builder: &mut Builder) -> Option<(&'l Member<'a>, Vec<Member<'a>>)> {
    for key in ["id", "schema"] {
        if line.member(key).is_none() {
            let message = format!("this entity has no `{key}`");
            line.report(builder, Code::MissingKey, line.span.clone(), message, &format!("add `\"{key}\": …`"));
            return None;
        }
    }
    let properties = line.member("properties");
    if let Some(member) = properties.filter(|member| Kind::of(member.value) != Kind::Object) {
        let message = format!("`properties` must be an object, not {}", Kind::of(member.value).with_article());
        line.report(builder, Code::WrongType, member.value_span.clone(), message, "write `{\"name\": [\"…\"]}`");
        return None;
    }
    Some((line.member("schema")?, properties.map(Member::members).unwrap_or_default()))
}

/// Returns the values of a property: those of its list, or the one that stands there without.
fn values<'a>(member: &Member<'a>) -> Values<'a> {
    match Kind::of(member.value) {
        Kind::Array => member.elements(),
        Kind::Null => Vec::new(),
        _ => vec![(member.value, member.value_span.clone())],
    }
}

fn values_of<'a>(properties: &[Member<'a>], key: &str) -> Values<'a> {
    properties.iter().find(|member| member.key == key).map(values).unwrap_or_default()
}

fn field<'a>(key: &'a str, (value, span): &(&'a str, Range<usize>)) -> Field<'a> {
    Field { key: Cow::Borrowed(key), value: Cow::Borrowed(value), span: span.clone() }
}

/// Returns a property as an attribute: its value, or the list where there are several.
fn attribute<'a>(key: &str, member: &Member<'a>) -> Option<Field<'a>> {
    let (value, span) = match values(member).as_slice() {
        [] => return None,
        [one] => one.clone(),
        _ => (member.value, member.value_span.clone()),
    };
    Some(Field { key: Cow::Owned(key.to_owned()), value: Cow::Borrowed(value), span })
}

/// Adds what stands beside `properties`: under its name, or behind `meta_` where a property has it.
fn beside<'a>(line: &Line<'a>, used: &[&str], names: &Names, fields: &mut Vec<Field<'a>>) {
    let others = line.members.iter().filter(|member| !used.contains(&&*member.key) && member.key != "properties");
    for member in others {
        let mut key = names.written(&member.key).into_owned();
        while fields.iter().any(|field| field.key == key) {
            key.insert_str(0, "meta_");
        }
        let (value, span) = (Cow::Borrowed(member.value), member.value_span.clone());
        fields.push(Field { key: Cow::Owned(key), value, span });
    }
}

fn node<'a>(line: &Line<'a>, schema: &Member<'a>, properties: &[Member<'a>], builder: &mut Builder) {
    let Some(id) = line.member("id") else { return };
    let mut fields = vec![
        field("id", &(id.value, id.value_span.clone())),
        field("type", &(schema.value, schema.value_span.clone())),
    ];
    let names = values_of(properties, "name");
    let caption = line.member("caption").filter(|caption| Kind::of(caption.value) == Kind::String);
    let label = caption.map(|caption| (caption.value, caption.value_span.clone())).or_else(|| names.first().cloned());
    if let Some(label) = &label {
        fields.push(field("label", label));
    }
    let shown = label.map_or(Cow::Borrowed(""), |(value, _)| jsontext::decode(value));
    let mut aliases: Vec<Cow<'_, str>> = Vec::new();
    for (value, _) in names.iter().chain(&values_of(properties, "alias")) {
        let name = jsontext::decode(value);
        if Kind::of(value) == Kind::String && name != shown && !aliases.contains(&name) {
            aliases.push(name);
        }
    }
    if !aliases.is_empty() {
        fields.push(Field { key: "aliases".into(), value: json_list(&aliases).into(), span: line.span.clone() });
    }
    for member in properties.iter().filter(|member| !matches!(&*member.key, "name" | "alias")) {
        let key = match (&*member.key, values(member).as_slice()) {
            ("description", [(value, _)]) if Kind::of(value) == Kind::String => Cow::Borrowed("description"),
            (key, _) => NODE_NAMES.written(key),
        };
        fields.extend(attribute(&key, member));
    }
    let used = if caption.is_some() { &["id", "schema", "caption"][..] } else { &["id", "schema"] };
    beside(line, used, &NODE_NAMES, &mut fields);
    let members = members(&fields);
    builder.node(Record { file: line.file, list: "nodes", index: line.index, span: &line.span, members: &members });
}

fn edge(line: &Line<'_>, schema: &Schema, properties: &[Member<'_>], builder: &mut Builder) {
    let ends = [schema.source, schema.target].map(|key| (key, values_of(properties, key)));
    for (key, values) in &ends {
        if values.is_empty() {
            let message = format!("this {} has no `{key}`", schema.name);
            line.report(builder, Code::MissingKey, line.span.clone(), message, "add it to `properties`");
        }
    }
    let mut fields = vec![
        Field { key: "relation".into(), value: format!("\"{}\"", schema.relation).into(), span: line.span.clone() },
        Field { key: "schema".into(), value: format!("\"{}\"", schema.name).into(), span: line.span.clone() },
    ];
    for member in properties.iter().filter(|member| member.key != schema.source && member.key != schema.target) {
        let mut dates = values(member);
        // ISO dates sort as texts.
        dates.sort_by_key(|(value, _)| jsontext::decode(value).into_owned());
        let date = match &*member.key {
            "startDate" => dates.first().map(|date| field("since", date)),
            "endDate" => dates.last().map(|date| field("until", date)),
            _ => None,
        };
        if date.is_none() || dates.len() > 1 {
            fields.extend(attribute(&EDGE_NAMES.written(&member.key), member));
        }
        fields.extend(date);
    }
    beside(line, &["id", "schema"], &EDGE_NAMES, &mut fields);
    let [(_, sources), (_, targets)] = &ends;
    let pairs = sources.iter().flat_map(|source| targets.iter().map(move |target| (source, target)));
    for (number, (source, target)) in pairs.enumerate() {
        let mut members = members(&fields);
        let (from, to) = (field("source", source), field("target", target));
        let id = line.member("id").map(|id| Field {
            key: "id".into(),
            value: numbered(id.value, number + 1),
            span: id.value_span.clone(),
        });
        members.extend(id.iter().chain([&from, &to]).map(member));
        builder.edge(Record { file: line.file, list: "edges", index: line.index, span: &line.span, members: &members });
    }
}

/// Returns the id of the edge for each further pair of ends.
fn numbered(id: &str, number: usize) -> Cow<'_, str> {
    match (number, id.strip_suffix('"')) {
        (2.., Some(open)) => Cow::Owned(format!("{open}#{number}\"")),
        _ => Cow::Borrowed(id),
    }
}

fn member<'f>(field: &'f Field<'_>) -> Member<'f> {
    let (key_span, value_span) = (field.span.clone(), field.span.clone());
    Member { key: Cow::Borrowed(&field.key), key_span, value: &field.value, value_span }
}

fn members<'f>(fields: &'f [Field<'_>]) -> Vec<Member<'f>> {
    fields.iter().map(member).collect()
}

fn json_list(texts: &[Cow<'_, str>]) -> String {
    let mut json = String::from("[");
    for (at, text) in texts.iter().enumerate() {
        json.push_str(if at == 0 { "" } else { ", " });
        jsontext::write_string(&mut json, text);
    }
    json.push(']');
    json
}

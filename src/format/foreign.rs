//! From elements with named values, as XML formats and GML have them, to records for the builder.
//!
//! A file of our own says what its columns are; for any other, names decide: which value is the
//! label, the type, the relation. What has no meaning to kgraph is kept as an attribute.

mod convert;
mod edges;
mod nodes;

use super::xml::header::{ColumnNotes, Hidden};
use super::xml::read::XmlError;
use crate::diagnostics::{Code, Diagnostic, Source};
use crate::graph::{Builder, FileId, Record};
use crate::jsontext::{self, Member};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// A text and its place in the file.
pub(super) type Placed<'a> = (Cow<'a, str>, Range<usize>);

/// What a value is declared to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueKind {
    Text,
    Number,
    Boolean,
    /// JSON text that the reader made.
    Json,
}

/// A named value of an element.
#[derive(Clone, Debug)]
pub(super) struct Value<'a> {
    pub(super) key: Cow<'a, str>,
    /// Id of the column.
    pub(super) column: Cow<'a, str>,
    pub(super) key_span: Range<usize>,
    pub(super) kind: ValueKind,
    pub(super) text: Cow<'a, str>,
    pub(super) span: Range<usize>,
}

/// A node or an edge as a file has it.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    pub(super) span: Range<usize>,
    pub(super) id: Option<Placed<'a>>,
    pub(super) source: Option<Placed<'a>>,
    pub(super) target: Option<Placed<'a>>,
    /// What the format itself calls the relation.
    pub(super) relation: Option<Placed<'a>>,
    pub(super) label: Option<Placed<'a>>,
    /// A label that belongs to the drawing.
    pub(super) drawn: Option<Placed<'a>>,
    /// Labels of a node as Neo4j writes them: `:Person:Author`.
    pub(super) labels: Option<Placed<'a>>,
    pub(super) undirected: bool,
    pub(super) values: Vec<Value<'a>>,
}

/// A file as it was read.
#[derive(Default)]
pub(super) struct Document<'a> {
    pub(super) nodes: Vec<Element<'a>>,
    pub(super) edges: Vec<Element<'a>>,
    /// Values of the graph.
    pub(super) values: Vec<Value<'a>>,
    /// What our own comment says, if the file has one.
    pub(super) hidden: Option<Hidden<'a>>,
    /// Length of the file.
    bytes: usize,
    /// How many values were added because elements did not have their own.
    defaults: usize,
    /// Problems that the reader found.
    pub(super) problems: Vec<(Code, Range<usize>, String, String)>,
}

/// Why a file cannot be read, and where.
pub(super) struct Malformed {
    pub(super) code: Code,
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

impl From<XmlError> for Malformed {
    fn from(XmlError { span, message, hint }: XmlError) -> Self {
        Malformed { code: Code::MalformedXml, span, message, hint }
    }
}

/// How many values may be added as defaults, or one for each two bytes of a file: a small one must not become a large graph.
const MAX_DEFAULTS: usize = 1_000_000;

impl<'a> Document<'a> {
    /// Adds the defaults of columns that an element has no value in.
    pub(super) fn add_defaults<'d>(
        &mut self,
        values: &mut Vec<Value<'a>>,
        defaults: impl Iterator<Item = &'d Value<'a>>,
    ) where
        'a: 'd,
    {
        let mut own: Option<HashSet<Cow<'a, str>>> = None;
        for value in defaults {
            let own = own.get_or_insert_with(|| values.iter().map(|value| value.column.clone()).collect());
            let limit = MAX_DEFAULTS.max(self.bytes / 2);
            if self.defaults >= limit {
                if self.defaults == limit {
                    let message = format!("the defaults of this file stand for more than {limit} values");
                    self.problems.push((Code::TooLarge, value.span.clone(), message, String::new()));
                    self.defaults += 1;
                }
                return;
            }
            if own.insert(value.column.clone()) {
                self.defaults += 1;
                values.push(value.clone());
            }
        }
    }
}

/// A file between reading and building.
struct File<'a> {
    id: FileId,
    document: Document<'a>,
    ours: bool,
    notes: ColumnNotes,
    /// The ids of nodes that are written under another.
    true_ids: HashMap<String, String>,
    /// Relations all of whose edges have no direction, in a file in which others have one.
    symmetric: HashSet<String>,
    mixed: bool,
}

/// Reads files with `parse` and feeds them to the builder as one graph. Time O(input).
pub(super) fn read<'a, E: Into<Malformed>>(
    sources: &'a [Arc<Source>],
    builder: &mut Builder,
    parse: fn(&'a str, &mut Document<'a>) -> Result<(), E>,
) {
    let mut files = Vec::with_capacity(sources.len());
    for source in sources {
        let Some(id) = builder.open_text(source) else { return };
        let mut document = Document { bytes: source.text().len(), ..Document::default() };
        let parsed = parse(source.text(), &mut document);
        for (code, span, message, hint) in std::mem::take(&mut document.problems) {
            report(builder, id, code, span, message, &hint);
        }
        if let Err(error) = parsed {
            // Nodes that had not ended yet.
            document.nodes.retain(|node| !node.span.is_empty());
            let Malformed { code, span, message, hint } = error.into();
            report(builder, id, code, span, message, hint);
        }
        let hidden = document.hidden.take();
        let mut file = File {
            id,
            document,
            ours: hidden.is_some(),
            notes: hidden.as_ref().map(Hidden::columns).unwrap_or_default(),
            true_ids: HashMap::new(),
            symmetric: HashSet::new(),
            mixed: false,
        };
        match hidden {
            Some(hidden) => own_header(builder, id, &hidden),
            None => {
                without_empty(&mut file.document);
                header(builder, &mut file);
            }
        }
        files.push(file);
    }
    for file in &mut files {
        nodes::feed(builder, file);
    }
    for file in &mut files {
        edges::feed(builder, file);
    }
}

/// Drops empty values of keys that have a meaning: igraph writes them for those that are not there.
fn without_empty(document: &mut Document<'_>) {
    let node_keys = ["aliases", "description", "kg_id"];
    let edge_keys = ["since", "until", "evidence", "evidence_json", "sources", "denied_by", "raw_weight", "kg_id"];
    let lists = [(&mut document.nodes, &node_keys[..]), (&mut document.edges, &edge_keys[..])];
    for (list, keys) in lists {
        for element in list {
            element.values.retain(|value| !value.text.is_empty() || !keys.contains(&&*value.key));
        }
    }
}

fn report(builder: &mut Builder, file: FileId, code: Code, span: Range<usize>, message: String, hint: &str) {
    let mut diagnostic = Diagnostic::new(code, message).at(builder.place(file, span, ""));
    diagnostic.hint = (!hint.is_empty()).then(|| hint.to_owned());
    builder.report(diagnostic);
}

fn own_header(builder: &mut Builder, file: FileId, hidden: &Hidden<'_>) {
    if let Some(directed) = hidden.get("directed") {
        builder.top_level(file, directed);
    }
    for member in hidden.get("top").map(Member::members).unwrap_or_default() {
        builder.top_level(file, &member);
    }
    if let Some(graph) = hidden.get("graph") {
        builder.header(file, graph);
    }
}

/// Makes a header of what a foreign file says about the graph and about directions.
fn header(builder: &mut Builder, file: &mut File<'_>) {
    let undirected = file.document.edges.iter().filter(|edge| edge.undirected).count();
    if undirected > 0 && undirected == file.document.edges.len() {
        top_level(builder, file.id, "directed", "false");
    }
    let mut parts: Vec<String> = Vec::new();
    if undirected > 0 && undirected < file.document.edges.len() {
        file.mixed = true;
        parts.push(mixed(file));
    }
    let documents = edges::documents_of(&file.document.edges);
    if !documents.is_empty() {
        parts.push(format!("\"documents\": [{}]", documents.join(", ")));
    }
    for value in std::mem::take(&mut file.document.values) {
        let reserved = matches!(&*value.key, "documents" | "types" | "relations");
        let key = if reserved { format!("meta_{}", value.key) } else { value.key.to_string() };
        if let Some(json) = convert::json(builder, file.id, &value, None) {
            let mut part = String::new();
            jsontext::write_string(&mut part, &key);
            parts.push(format!("{part}: {json}"));
        }
    }
    if !parts.is_empty() {
        let json = format!("{{{}}}", parts.join(", "));
        let member = Member { key: "graph".into(), key_span: 0..0, value: &json, value_span: 0..0 };
        builder.header(file.id, &member);
    }
}

fn top_level(builder: &mut Builder, file: FileId, key: &str, value: &str) {
    builder.top_level(file, &Member { key: key.into(), key_span: 0..0, value, value_span: 0..0 });
}

/// Declares the relations of a file in which some edges have a direction and some have none.
fn mixed(file: &mut File<'_>) -> String {
    let mut order: Vec<String> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut directed: HashSet<String> = HashSet::new();
    for edge in &file.document.edges {
        let relation = edges::relation_of(edge, false).map_or(edges::NO_RELATION.into(), |(text, _)| text);
        if seen.insert(relation.to_string()) {
            order.push(relation.to_string());
        }
        if !edge.undirected {
            directed.insert(relation.into_owned());
        }
    }
    let declarations: Vec<String> = order
        .iter()
        .map(|relation| {
            let mut json = String::from("{\"id\": ");
            jsontext::write_string(&mut json, relation);
            json.push_str(if directed.contains(relation) { "}" } else { ", \"symmetric\": true}" });
            json
        })
        .collect();
    file.symmetric = order.into_iter().filter(|relation| !directed.contains(relation)).collect();
    format!("\"relations\": [{}]", declarations.join(", "))
}

type Row<'a> = (Cow<'a, str>, Range<usize>, Cow<'a, str>, Range<usize>);

/// The keys and values of one record.
#[derive(Default)]
struct Members<'a> {
    /// Key, its place, the value as JSON text, its place.
    list: Vec<Row<'a>>,
}

impl<'a> Members<'a> {
    /// Adds a value as JSON text.
    fn push(&mut self, key: impl Into<Cow<'a, str>>, key_span: Range<usize>, json: Cow<'a, str>, span: Range<usize>) {
        self.list.push((key.into(), key_span, json, span));
    }

    /// Adds a text as a JSON string.
    fn push_text(&mut self, key: &'static str, (text, span): &Placed<'_>) {
        let mut json = String::with_capacity(text.len() + 2);
        jsontext::write_string(&mut json, text);
        self.push(key, span.clone(), Cow::Owned(json), span.clone());
    }

    /// Adds the values that are left, under keys that do not have another meaning here.
    fn push_rest(&mut self, builder: &mut Builder, file: &File<'a>, edges: bool, values: Vec<Value<'a>>) {
        let reserved: &[&str] = match edges {
            true => &["source", "relation", "target", "id", "label", "evidence", "weight", "since", "until"],
            false => &["id", "type", "label", "aliases", "description"],
        };
        let mut known: HashSet<String> = self.list.iter().map(|(key, ..)| key.to_string()).collect();
        let (labelled, typed) = (known.contains("label"), known.contains("type"));
        let mut declared: HashSet<Cow<'a, str>> = HashSet::new();
        for value in values {
            let note = file.notes[usize::from(edges)].get(&*value.column);
            let Some(json) = convert::json(builder, file.id, &value, note.and_then(|note| note.holds)) else {
                continue;
            };
            if let Some(key) = note.and_then(|note| note.key.clone()) {
                self.push(key, value.key_span, json, value.span);
                continue;
            }
            let mut key = value.key;
            // The builder reads these as a label and a type where there is none.
            let trap = !edges && (key == "name" && !labelled || matches!(&*key, "kind" | "entity_type") && !typed);
            if reserved.contains(&&*key) || trap {
                key = format!("meta_{key}").into();
            }
            // A value that an element has twice is a mistake; two columns of one name are not.
            let again = !declared.insert(value.column) && !file.ours;
            if !file.ours && !again && known.contains(&*key) {
                let free = (2..).map(|number| format!("{key}_{number}")).find(|key| !known.contains(key));
                key = free.map_or(key, Cow::Owned);
            }
            known.insert(key.to_string());
            self.push(key, value.key_span, json, value.span);
        }
    }

    fn with(&self, file: FileId, list: &'static str, index: usize, span: &Range<usize>, feed: impl FnOnce(Record<'_>)) {
        let members: Vec<Member<'_>> = self
            .list
            .iter()
            .map(|(key, key_span, json, span)| Member {
                key: Cow::Borrowed(key),
                key_span: key_span.clone(),
                value: json,
                value_span: span.clone(),
            })
            .collect();
        feed(Record { file, list, index, span, members: &members });
    }
}

/// Takes the first value with one of these names, in the order of the names and in any case.
fn take<'a>(values: &mut Vec<Value<'a>>, names: &[&str]) -> Option<Value<'a>> {
    let at = names.iter().find_map(|name| values.iter().position(|value| value.key.eq_ignore_ascii_case(name)))?;
    Some(values.remove(at))
}

/// Takes the first such value that is not empty.
fn take_filled<'a>(values: &mut Vec<Value<'a>>, names: &[&str]) -> Option<Value<'a>> {
    let is = |value: &Value<'_>, name: &str| value.key.eq_ignore_ascii_case(name) && !value.text.trim().is_empty();
    let at = names.iter().find_map(|name| values.iter().position(|value| is(value, name)))?;
    Some(values.remove(at))
}

fn is_true_id(value: &Value<'_>) -> bool {
    value.key == "kg_id" && !value.text.is_empty()
}

/// Returns the ids that elements have under which no other is meant: those that stand without a `kg_id`.
fn plain_ids(elements: &[Element<'_>]) -> HashSet<String> {
    let plain = elements.iter().filter(|element| !element.values.iter().any(is_true_id));
    plain.filter_map(|element| Some(element.id.as_ref()?.0.to_string())).collect()
}

/// Takes the true id of an element, unless another has it: ids that XML cannot hold may have become equal.
fn take_true_id<'a>(element: &mut Element<'a>, taken: &mut HashSet<String>) -> Option<Placed<'a>> {
    let value = take(&mut element.values, &["kg_id"]).filter(is_true_id)?;
    taken.insert(value.text.to_string()).then_some((value.text, value.span))
}

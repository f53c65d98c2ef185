//! Triples: a line `subject TAB relation TAB object` for each edge, as extraction tools and benchmarks have them.
//!
//! What it is: tab-separated text without a header; there is no specification. Lines that begin with `#` are comments.
//!
//! | graph | file |
//! |---|---|
//! | node | its id, where an edge names it; `#node` TAB id TAB type TAB label, a comment to others, keeps the rest |
//! | edge | line of three cells |
//! | a graph without direction | the comment `#undirected` |
//!
//! What is lost: evidence, weights, dates, ids and labels of edges, descriptions and other names, your own keys, the
//! vocabulary beyond ids. In ids and labels a tab is `\t`, a line break `\n` or `\r`, a backslash `\\`, and a `#` at
//! the start of an id `\#`; reading undoes that where the first line begins with `# kgraph`.
//!
//! Reading makes the nodes that edges name, in that order. A first line that names the columns (`subject`, `source` or
//! `head` …) is skipped; a fourth cell may be a weight. Not supported: quotes.
//!
//! ```tsv
//! # kgraph triples: subject, relation, object
//! chen    comments-on    k-visa
//! ```

use super::block::Block;
use super::feature::{Feature, Holds};
use super::row::{self, Row, is_json};
use super::{Format, LossKind, Losses, Place, WriteAs, WriteOptions};
use crate::diagnostics::{Code, Diagnostic, Source};
use crate::graph::{Builder, FileId, Graph};
use crate::jsontext::Kind;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

pub(super) static FORMAT: Format = Format {
    name: "tsv",
    title: "TSV triples",
    about: "a line for each edge: subject, relation, object",
    extensions: &["tsv"],
    media_type: "text/tab-separated-values",
    decode: None,
    read: Some(read),
    detect: None,
    write: Some(WriteAs::File(write)),
    holds: Holds {
        partly: &[],
        no: &[
            Feature::Aliases,
            Feature::Descriptions,
            Feature::EdgeIds,
            Feature::EdgeLabels,
            Feature::Weights,
            Feature::OtherWeights,
            Feature::Dates,
            Feature::Evidence,
            Feature::EvidenceKeys,
            Feature::NodeKeys,
            Feature::EdgeKeys,
            Feature::Scalars,
            Feature::LargeNumbers,
            Feature::Nested,
            Feature::Nulls,
            Feature::Title,
            Feature::Documents,
            Feature::Vocabulary,
            Feature::GraphKeys,
            Feature::Looks,
        ],
    },
};

/// How files that kgraph wrote begin.
const OWN: &str = "# kgraph";

fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    super::property::header_losses(graph.header(), &mut losses);
    if graph.header().title.is_some() {
        losses.add(LossKind::AttributeLeftOut, || Place::key("title"));
    }
    let mut text = Block::new(out);
    text.push_str(OWN);
    text.push_str(" triples: subject, relation, object\n");
    if !graph.header().directed {
        text.push_str("#undirected\n");
    }
    for node in graph.nodes() {
        text.push_str("#node\t");
        push(&mut text, graph.id(node));
        text.push('\t');
        push(&mut text, graph.entity_type(node).map_or("", |entity_type| &entity_type.id));
        if let Some(label) = graph.own_label(node).filter(|&label| label != graph.id(node)) {
            text.push('\t');
            push(&mut text, label);
        }
        text.push('\n');
        let reserved =
            [("aliases", graph.aliases_json(node).is_some()), ("description", graph.description(node).is_some())];
        losses.leave_out_of_node(graph, node, &reserved);
        text.flush_if_full()?;
    }
    for edge in graph.edges() {
        let (source, target) = graph.endpoints(edge);
        push(&mut text, graph.id(source));
        text.push('\t');
        push(&mut text, &graph.relation(edge).id);
        text.push('\t');
        push(&mut text, graph.id(target));
        text.push('\n');
        if graph.evidence_json(edge).is_some() {
            losses.add(LossKind::EvidenceLeftOut, || Place::edge(graph.edge_id(edge)));
        }
        let reserved = [
            ("id", graph.own_edge_id(edge).is_some()),
            ("label", graph.own_edge_label(edge).is_some()),
            ("weight", graph.weight_text(edge).is_some()),
            ("since", graph.since(edge).is_some()),
            ("until", graph.until(edge).is_some()),
        ];
        losses.leave_out_of_edge(graph, edge, &reserved);
        text.flush_if_full()?;
    }
    text.flush()?;
    Ok(losses)
}

fn push(text: &mut String, cell: &str) {
    if cell.starts_with('#') {
        text.push('\\');
    }
    for c in cell.chars() {
        match c {
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\\' => text.push_str("\\\\"),
            _ => text.push(c),
        }
    }
}

/// Undoes the escapes of [`push`].
fn plain(cell: &str, own: bool) -> Cow<'_, str> {
    if !own || !cell.contains('\\') {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('t')) => text.push('\t'),
            ('\\', Some('n')) => text.push('\n'),
            ('\\', Some('r')) => text.push('\r'),
            ('\\', Some(other)) => text.push(other),
            _ => text.push(c),
        }
    }
    Cow::Owned(text)
}

/// Lines of one file with their places.
fn lines(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        let line = line.strip_suffix('\r').unwrap_or(line);
        (line, start..start + line.len())
    })
}

fn cells(line: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = span.start;
    line.split('\t')
        .map(|cell| {
            let start = at;
            at += cell.len() + 1;
            start..start + cell.len()
        })
        .collect()
}

/// What is known of a node: its place, type and label.
struct Node {
    file: FileId,
    span: Range<usize>,
    entity_type: String,
    label: Option<String>,
}

/// Reads one or several files as one graph. Time O(input).
fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let mut nodes: Vec<(String, Node)> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut edges = Vec::new();
    for source in sources {
        let Some(file) = builder.open(source) else { return };
        let own = source.text().starts_with(OWN);
        let mut first = true;
        for (line, span) in lines(source.text()) {
            if line.trim().is_empty() {
                continue;
            }
            let parts = cells(line, &span);
            let cell = |at: usize| parts.get(at).map_or("", |span| &source.text()[span.clone()]);
            let mut mention = |at: usize, entity_type: String, label: Option<String>| {
                let id = plain(cell(at), own).into_owned();
                if !index.contains_key(&id) {
                    index.insert(id.clone(), nodes.len());
                    nodes.push((id, Node { file, span: parts[at].clone(), entity_type, label }));
                }
            };
            if line.starts_with('#') {
                match cell(0) {
                    "#undirected" if own => row::undirected(builder, file),
                    "#node" if own && (2..=4).contains(&parts.len()) && !cell(1).is_empty() => {
                        let label = (parts.len() == 4).then(|| plain(cell(3), own).into_owned());
                        mention(1, plain(cell(2), own).into_owned(), label);
                    }
                    _ => {}
                }
                continue;
            }
            if std::mem::take(&mut first) && !own && is_header(&[cell(0), cell(1), cell(2)]) {
                continue;
            }
            let weight = (parts.len() == 4 && Kind::of(cell(3)) == Kind::Number && is_json(cell(3))).then_some(3);
            let empty = (0..3).find(|&at| cell(at).is_empty());
            if parts.len() < 3 || (parts.len() > 3 && weight.is_none()) || empty.is_some() {
                let (message, bad) = match empty.filter(|_| parts.len() == 3) {
                    Some(at) => ("a cell of this line is empty".to_owned(), parts[at].clone()),
                    None => (format!("this line has {} cells, not 3", parts.len()), span.clone()),
                };
                let place = builder.place(file, bad, "");
                builder.report(
                    Diagnostic::new(Code::MalformedTable, message)
                        .at(place)
                        .hint("write subject, relation and object with tabs between them"),
                );
                continue;
            }
            mention(0, String::new(), None);
            mention(2, String::new(), None);
            edges.push((file, Arc::clone(source), own, span.clone(), parts, weight));
        }
    }
    for (number, (id, node)) in nodes.iter().enumerate() {
        let mut row = Row::default();
        row.text("id", id, node.span.clone());
        if !node.entity_type.is_empty() {
            row.text("type", &node.entity_type, node.span.clone());
        }
        if let Some(label) = &node.label {
            row.text("label", label, node.span.clone());
        }
        row.node(builder, node.file, number, &node.span);
    }
    for (number, (file, source, own, span, parts, weight)) in edges.iter().enumerate() {
        let mut row = Row::default();
        for (key, at) in [("source", 0), ("relation", 1), ("target", 2)] {
            row.text(key, &plain(&source.text()[parts[at].clone()], *own), parts[at].clone());
        }
        if let Some(at) = *weight {
            row.json("weight", &source.text()[parts[at].clone()], parts[at].clone());
        }
        row.edge(builder, *file, number, span);
    }
}

/// Returns whether a line names the columns.
fn is_header(cells: &[&str; 3]) -> bool {
    let is = |cell: &str, names: &[&str]| names.iter().any(|name| cell.trim().eq_ignore_ascii_case(name));
    is(cells[0], &["subject", "source", "head", "from", "s"])
        && is(cells[1], &["relation", "predicate", "relationship", "edge", "p"])
        && is(cells[2], &["object", "target", "tail", "to", "o"])
}

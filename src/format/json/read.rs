//! Reads node-link JSON into a builder.
//!
//! One pass over the text if `graph`, `nodes` and `edges` come in that order and there is one file;
//! otherwise lists are skipped first and read when what they refer to is known.

use crate::diagnostics::{Code, Diagnostic, Source};
use crate::graph::{Builder, FileId, Record};
use crate::jsontext::{self, Kind, Member, Scanner, SyntaxError};
use std::ops::Range;
use std::sync::Arc;

/// A list of records: where it stands, and under which key.
#[derive(Clone)]
struct List {
    key: &'static str,
    span: Range<usize>,
}

/// What is known of a file after the first pass.
struct File<'a> {
    source: &'a Arc<Source>,
    id: FileId,
    nodes: Vec<List>,
    edges: Vec<List>,
}

/// Reads one or several files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let mut files = Vec::with_capacity(sources.len());
    for source in sources {
        let Some(id) = builder.open(source) else { return };
        let mut file = File { source, id, nodes: Vec::new(), edges: Vec::new() };
        if let Err(error) = read_top(&mut file, builder, sources.len() == 1) {
            report(builder, id, &error);
        }
        files.push(file);
    }
    for file in &files {
        read_lists(file, &file.nodes, builder);
    }
    for file in &files {
        read_lists(file, &file.edges, builder);
    }
}

/// Reads the object around everything. Lists are put aside for later, unless `alone` and in order.
fn read_top(file: &mut File<'_>, builder: &mut Builder, alone: bool) -> Result<(), SyntaxError> {
    let text = file.source.text();
    let mut scanner = Scanner::new(text, 0);
    if let Some(byte) = scanner.peek()
        && byte != b'{'
    {
        let span = scanner.value()?;
        let found = Kind::of(&text[span.clone()]).with_article();
        let place = builder.place(file.id, span.start..span.start + 1, "");
        let message = format!("a graph file must be an object, not {found}");
        builder.report(
            Diagnostic::new(Code::WrongType, message).at(place).hint("write `{\"nodes\": […], \"edges\": […]}`"),
        );
        return Ok(());
    }
    let mut seen: Vec<(String, Range<usize>)> = Vec::new();
    let (mut header_known, mut nodes_known) = (!text_has_key(text, "graph"), false);
    scanner.begin_object()?;
    let mut first = true;
    while let Some(key_span) = scanner.next_key(&mut first)? {
        let key = jsontext::decode(&text[key_span.clone()]).into_owned();
        if seen.iter().any(|(before, _)| *before == key) {
            let place = builder.place(file.id, key_span.clone(), format!("/{key}"));
            let message = format!("the key `{key}` stands twice in one object");
            builder.report(
                Diagnostic::new(Code::DuplicateKey, message).at(place).hint("delete one, or join the two values"),
            );
        }
        seen.push((key.clone(), key_span.clone()));
        scanner.peek();
        let start = scanner.offset();
        match key.as_str() {
            "nodes" if alone && header_known => {
                read_list(file, builder, &mut scanner, "nodes")?;
                nodes_known = true;
            }
            "edges" | "links" if alone && header_known && nodes_known => {
                read_list(file, builder, &mut scanner, if key == "edges" { "edges" } else { "links" })?;
            }
            "nodes" => {
                let span = scanner.value()?;
                file.nodes.push(List { key: "nodes", span });
            }
            "edges" | "links" => {
                let span = scanner.value()?;
                file.edges.push(List { key: if key == "edges" { "edges" } else { "links" }, span });
            }
            _ => {
                let value_span = scanner.value()?;
                let value = &text[value_span.clone()];
                let member = Member { key: key.as_str().into(), key_span, value, value_span };
                if key == "graph" && text[member.key_span.clone()].contains('\\') {
                    let place = builder.place(file.id, member.key_span.clone(), "/graph");
                    builder.report(
                        Diagnostic::new(Code::MalformedJson, "the key `graph` is written with escapes")
                            .at(place)
                            .hint("write it plainly"),
                    );
                } else if key == "graph" {
                    builder.header(file.id, &member);
                    header_known = true;
                } else {
                    builder.top_level(file.id, &member);
                }
            }
        }
        debug_assert!(scanner.offset() > start);
    }
    scanner.end()?;
    let place = |builder: &Builder| builder.place(file.id, 0..1, "");
    if !seen.iter().any(|(key, _)| key == "nodes") {
        let place = place(builder);
        builder.report(
            Diagnostic::new(Code::MissingKey, "the file has no `nodes`").at(place).hint(missing_hint(&seen, "nodes")),
        );
    }
    if !seen.iter().any(|(key, _)| key == "edges" || key == "links") {
        let place = place(builder);
        builder.report(
            Diagnostic::new(Code::MissingKey, "the file has no `edges`").at(place).hint(missing_hint(&seen, "edges")),
        );
    }
    if let (Some(_), Some((_, span))) =
        (seen.iter().find(|(key, _)| key == "edges"), seen.iter().find(|(key, _)| key == "links"))
    {
        let place = builder.place(file.id, span.clone(), "/links");
        builder.report(
            Diagnostic::new(Code::DuplicateKey, "the file has both `edges` and `links`")
                .at(place)
                .hint("join the two lists under `edges`"),
        );
    }
    Ok(())
}

/// Says what a file without a list probably calls it.
fn missing_hint(seen: &[(String, Range<usize>)], key: &str) -> String {
    let others: &[&str] = match key {
        "nodes" => &["node", "vertices", "entities", "Nodes"],
        _ => &["edge", "relations", "relationships", "triples", "Edges"],
    };
    match seen.iter().find(|(name, _)| others.contains(&name.as_str())) {
        Some((name, _)) => format!("did you mean `{key}` where it says `{name}`?"),
        None => format!("add `\"{key}\": []`, which may be empty"),
    }
}

/// Looks ahead for a header that stands behind the nodes, cheaply: its key must be in the text at all.
fn text_has_key(text: &str, key: &str) -> bool {
    text.contains(&format!("\"{key}\""))
}

fn read_lists(file: &File<'_>, lists: &[List], builder: &mut Builder) {
    for list in lists {
        let mut scanner = Scanner::new(file.source.text(), list.span.start);
        if let Err(error) = read_list(file, builder, &mut scanner, list.key) {
            report(builder, file.id, &error);
        }
    }
}

/// Reads the array at the scanner's position, record by record.
fn read_list<'a>(
    file: &File<'a>,
    builder: &mut Builder,
    scanner: &mut Scanner<'a>,
    key: &'static str,
) -> Result<(), SyntaxError> {
    let text = file.source.text();
    if scanner.peek().is_some_and(|byte| byte != b'[') {
        let span = scanner.value()?;
        let found = Kind::of(&text[span.clone()]).with_article();
        let place = builder.place(file.id, span, format!("/{key}"));
        builder.report(
            Diagnostic::new(Code::WrongType, format!("`{key}` must be a list, not {found}"))
                .at(place)
                .hint("write `[…]`"),
        );
        return Ok(());
    }
    scanner.begin_array()?;
    let mut members: Vec<Member<'a>> = Vec::new();
    let (mut first, mut index) = (true, 0);
    while scanner.next_element(&mut first)? {
        members.clear();
        if scanner.peek() == Some(b'{') {
            let start = scanner.offset();
            jsontext::take_members(scanner, &mut members)?;
            let span = start..scanner.offset();
            let record = Record { file: file.id, list: key, index, span: &span, members: &members };
            if key == "nodes" { builder.node(record) } else { builder.edge(record) }
        } else {
            let span = scanner.value()?;
            let found = Kind::of(&text[span.clone()]).with_article();
            let what = if key == "nodes" { "a node" } else { "an edge" };
            let place = builder.place(file.id, span, format!("/{key}/{index}"));
            builder
                .report(Diagnostic::new(Code::WrongType, format!("{what} must be an object, not {found}")).at(place));
        }
        index += 1;
    }
    Ok(())
}

fn report(builder: &mut Builder, file: FileId, error: &SyntaxError) {
    let mut diagnostic =
        Diagnostic::new(Code::MalformedJson, error.message.clone()).at(builder.place(file, error.span.clone(), ""));
    diagnostic.hint = error.hint.clone();
    builder.report(diagnostic);
}

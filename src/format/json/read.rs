//! Reads node-link JSON into a builder.
//!
//! One pass over the text if `graph`, `nodes` and `edges` come in that order and there is one file;
//! otherwise lists are skipped first and read when what they refer to is known.

use super::super::jsonfile::relation::{RelationKey, Tally};
use super::ends::Ends;
use super::nameless::Nameless;
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
    /// What stands for the ids of the nodes, if none has one.
    nameless: Option<Nameless>,
    /// Where the lists of nodes begin that were read.
    nodes_at: Vec<usize>,
}

/// Reads one or several files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let mut files = Vec::with_capacity(sources.len());
    for source in sources {
        let Some(id) = builder.open(source) else { return };
        let mut file = File { source, id, nodes: Vec::new(), edges: Vec::new(), nameless: None, nodes_at: Vec::new() };
        if let Err(error) = read_top(&mut file, builder, sources.len() == 1) {
            report(builder, id, &error);
        }
        files.push(file);
    }
    for file in &mut files {
        for list in file.nodes.clone() {
            let mut scanner = Scanner::new(file.source.text(), list.span.start);
            if let Err(error) = read_nodes(file, builder, &mut scanner) {
                report(builder, file.id, &error);
            }
        }
    }
    for file in &files {
        for list in &file.edges {
            let mut scanner = Scanner::new(file.source.text(), list.span.start);
            if let Err(error) = read_edges(file, builder, &mut scanner, list.key) {
                report(builder, file.id, &error);
            }
        }
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
    // Kumu's `elements` and `connections`.
    let kumu = !text_has_key(text, "nodes");
    scanner.begin_object()?;
    let mut first = true;
    while let Some(key_span) = scanner.next_key(&mut first)? {
        let key = match &*jsontext::decode(&text[key_span.clone()]) {
            "elements" if kumu => "nodes".to_owned(),
            "connections" if kumu => "edges".to_owned(),
            key => key.to_owned(),
        };
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
                read_nodes(file, builder, &mut scanner)?;
                nodes_known = true;
            }
            "edges" | "links" if alone && header_known && nodes_known => {
                read_edges(file, builder, &mut scanner, if key == "edges" { "edges" } else { "links" })?;
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

fn read_nodes<'a>(file: &mut File<'a>, builder: &mut Builder, scanner: &mut Scanner<'a>) -> Result<(), SyntaxError> {
    scanner.peek();
    file.nodes_at.push(scanner.offset());
    file.nameless = Nameless::find(file.source.text(), scanner.clone(), builder, file.id);
    let file = &*file;
    let quick = |builder: &mut Builder, index, at| match file.nameless {
        None => builder.quick_node(file.id, file.source.text(), index, at).map(|end| (1, end)),
        Some(_) => None,
    };
    each(file, builder, scanner, "nodes", quick, |builder, index, span, members| {
        let record = |members| Record { file: file.id, list: "nodes", index, span, members };
        match &file.nameless {
            None => builder.node(record(members)),
            Some(nameless) => builder.node(record(&nameless.node(index, span, members))),
        }
    })
}

fn read_edges<'a>(
    file: &File<'a>,
    builder: &mut Builder,
    scanner: &mut Scanner<'a>,
    list: &'static str,
) -> Result<(), SyntaxError> {
    let relation = relation_key(file, builder, scanner.clone(), list);
    let ends = Ends::find(file.source.text(), scanner.clone(), &file.nodes_at, builder, file.id);
    let plain = relation == RelationKey::Plain && file.nameless.is_none() && ends.is_plain();
    let text = file.source.text();
    let full = |builder: &mut Builder, index, at| {
        let mut scanner = Scanner::new(text, at);
        let mut members = Vec::new();
        // It was scanned before, so nothing here fails.
        if jsontext::take_members(&mut scanner, &mut members).is_ok() {
            let span = &(at..scanner.offset());
            builder.edge(Record { file: file.id, list, index, span, members: &members });
        }
    };
    let quick = |builder: &mut Builder, index, at| match plain {
        true => builder.quick_edges(file.id, text, index, at, full),
        false => None,
    };
    each(file, builder, scanner, list, quick, |builder, index, span, members| {
        let record = |members| Record { file: file.id, list, index, span, members };
        if plain {
            return builder.edge(record(members));
        }
        let mut members: Vec<Member<'_>> = members.to_vec();
        ends.apply(&mut members, file.nameless.as_ref().and_then(Nameless::key));
        if let Some(nameless) = &file.nameless {
            nameless.edge(&mut members);
        }
        relation.apply(&mut members, span);
        builder.edge(record(&members));
    })
}

/// Finds how the edges of a list say their relation. The first edge settles it, if it has one.
fn relation_key(file: &File<'_>, builder: &mut Builder, mut scanner: Scanner<'_>, list: &'static str) -> RelationKey {
    let mut tally = Tally::default();
    let (mut first, mut members) = (true, Vec::new());
    // What is broken is reported by the reading that follows.
    if scanner.peek() != Some(b'[') || scanner.begin_array().is_err() {
        return RelationKey::Plain;
    }
    while !tally.is_settled() && matches!(scanner.next_element(&mut first), Ok(true)) {
        members.clear();
        let is_object = scanner.peek() == Some(b'{');
        let start = scanner.offset();
        if !is_object || jsontext::take_members(&mut scanner, &mut members).is_err() {
            return RelationKey::Plain;
        }
        tally.add(&members, "relation", &(start..scanner.offset()), || format!("/{list}/0"));
    }
    tally.settle(builder, file.id, "relation")
}

/// Reads the array at the scanner's position: `quick` takes records from an offset on, if it will, and tells how many
/// and where they end; `take` is given the others one by one.
fn each<'a>(
    file: &File<'a>,
    builder: &mut Builder,
    scanner: &mut Scanner<'a>,
    key: &'static str,
    quick: impl Fn(&mut Builder, usize, usize) -> Option<(usize, usize)>,
    mut take: impl FnMut(&mut Builder, usize, &Range<usize>, &[Member<'a>]),
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
        if scanner.peek() == Some(b'{') {
            let start = scanner.offset();
            file.source.set_progress(start);
            if let Some((count, end)) = quick(builder, index, start) {
                scanner.skip_to(end);
                index += count;
                continue;
            }
            members.clear();
            jsontext::take_members(scanner, &mut members)?;
            take(builder, index, &(start..scanner.offset()), &members);
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

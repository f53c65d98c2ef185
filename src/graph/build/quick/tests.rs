use crate::diagnostics::{Diagnostics, Source};
use crate::format::{Format, WriteOptions};
use crate::graph::{Builder, Checks, Graph, Record};
use crate::jsontext::{self, Scanner};
use proptest::prelude::*;

/// The nodes and the edges of a file, and its text.
type File = (Vec<String>, Vec<String>, String);

fn file(nodes: &[String], edges: &[String]) -> File {
    let text = format!("{{\"nodes\": [{}],\n\"edges\": [{}]}}", nodes.join(",\n"), edges.join(",\n"));
    (nodes.to_vec(), edges.to_vec(), text)
}

/// Reads the records one by one with the full reading alone.
fn read_in_full(files: &[File], checks: Checks) -> (Graph, Diagnostics) {
    let mut builder = Builder::new(checks);
    let sources: Vec<_> = files.iter().map(|(.., text)| Source::new("test", text.as_str())).collect();
    let opened: Vec<_> = sources.iter().map(|source| builder.open(source).expect("room")).collect();
    let mut places = vec![0; files.len()];
    for list in ["nodes", "edges"] {
        for (((nodes, edges, text), &file), at) in files.iter().zip(&opened).zip(&mut places) {
            let records = if list == "nodes" { nodes } else { edges };
            let text = text.as_str();
            for (index, record) in records.iter().enumerate() {
                *at += text[*at..].find(record.as_str()).expect("the record is in the text");
                let text = sources[opened.iter().position(|known| *known == file).expect("opened")].text();
                let mut scanner = Scanner::new(text, *at);
                let mut members = Vec::new();
                jsontext::take_members(&mut scanner, &mut members).expect("a record is JSON");
                let span = *at..scanner.offset();
                let record = Record { file, list, index, span: &span, members: &members };
                match list {
                    "nodes" => builder.node(record),
                    _ => builder.edge(record),
                }
                *at = span.end;
            }
        }
    }
    builder.finish()
}

fn written(graph: &Graph) -> String {
    let mut out = Vec::new();
    let json = Format::from_name("json").expect("json");
    json.write(graph, &WriteOptions::new(), &mut out).expect("a vector takes all");
    String::from_utf8(out).expect("UTF-8")
}

fn shown(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = |place: &crate::diagnostics::Place| format!("{:?} {}", place.span, place.pointer);
            let related = diagnostic.related.as_ref().map(|(at, words)| (place(at), words));
            format!(
                "{} {} {:?} {related:?} {:?}",
                diagnostic.code.as_str(),
                diagnostic.message,
                diagnostic.place.as_ref().map(place),
                diagnostic.hint
            )
        })
        .collect()
}

/// A JSON value, mostly of the kind that the key wants.
fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\"a\"",
        "\"b\"",
        "\"c\"",
        "\"\"",
        "\"a\\n\\u00e9\"",
        "1",
        "-2",
        "0",
        "0.5",
        "1e400",
        "-0.0",
        "1.5",
        "null",
        "true",
        "[]",
        "{}",
        "[\"a\"]",
        "[\"a\", 1]",
        "[{\"note\": \"n\"}]",
        "[{\"document\": \"d\"}, {\"stance\": \"denies\"}]",
        "[{\"own\": 1, \"note\": \"\\\"\"}]",
        "[{\"own\": {\"x\": 1}}]",
        "[{\"note\": \"n\", \"note\": 2}]",
        "[{\"locator\": 3}]",
        "[{\"note\": null}]",
        "[{\"nota\": \"n\"}]",
        "[null]",
        "{\"x\": {\"y\": 1, \"y\": 2}}",
        "{\"x\": 1, \"z\": [1, 2]}",
        "\"2025-01\"",
        "\"2024\"",
        "\"person\"",
        "\"knows\"",
        "\"d\"",
        "\"ü\"",
    ])
}

fn record(
    keys: &'static [&'static str],
    usual: &'static [(&'static str, &'static [&'static str])],
) -> impl Strategy<Value = String> {
    let usual: Vec<_> = usual
        .iter()
        .map(|(key, values)| {
            (Just(*key), prop_oneof![12 => prop::sample::select(*values), 1 => value()], prop::bool::weighted(0.95))
        })
        .collect();
    let further = prop::collection::vec((prop::sample::select(keys), value()), 0..4);
    let blank = prop::sample::select(vec!["", " ", "\n\t"]);
    (usual, further, blank, any::<prop::sample::Index>()).prop_map(|(usual, further, blank, turn)| {
        let usual = usual.into_iter().filter(|(.., there)| *there).map(|(key, value, _)| (key, value));
        let mut members: Vec<String> =
            usual.chain(further).map(|(key, value)| format!("\"{key}\"{blank}:{blank}{value}")).collect();
        if !members.is_empty() {
            let turn = turn.index(members.len());
            members.rotate_left(turn);
        }
        format!("{{{blank}{}{blank}}}", members.join(&format!("{blank},{blank}")))
    })
}

const NODE_KEYS: &[&str] =
    &["type", "kind", "name", "label", "aliases", "description", "own", "other", "lable", "\\u006fwn", "x y"];
const EDGE_KEYS: &[&str] = &[
    "id",
    "label",
    "evidence",
    "evidence",
    "weight",
    "weight",
    "since",
    "until",
    "own",
    "other",
    "wieght",
    "\\u006fwn",
];
const IDS: &[&str] = &["\"a\"", "\"b\"", "\"c\"", "\"ü\"", "1", "\"1\"", "\"d\\u0065\""];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn quick_and_full_reading_agree(
        nodes in prop::collection::vec(record(NODE_KEYS, &[("id", IDS)]), 0..8),
        edges in prop::collection::vec(
            record(EDGE_KEYS, &[("source", IDS), ("relation", &["\"knows\"", "\"likes\""]), ("target", IDS)]), 0..12),
        all in any::<bool>(),
        cut in prop::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>())),
    ) {
        let files = match &cut {
            None => vec![file(&nodes, &edges)],
            Some((node, edge)) => {
                let (node, edge) = (node.index(nodes.len() + 1), edge.index(edges.len() + 1));
                vec![file(&nodes[..node], &edges[..edge]), file(&nodes[node..], &edges[edge..])]
            }
        };
        let checks = if all { Checks::All } else { Checks::Errors };
        let json = Format::from_name("json").expect("json");
        let sources: Vec<_> = files.iter().map(|(.., text)| Source::new("test", text.as_str())).collect();
        let (graph, mut diagnostics) = json.check(&sources, checks).expect("JSON is read");
        let (full, mut wanted) = read_in_full(&files, checks);
        // What only whole files have: a warning that nothing has an id or a relation.
        for list in [&mut diagnostics, &mut wanted] {
            list.sort();
        }
        let whole = diagnostics.iter().any(|it| matches!(it.code.as_str(), "no-id" | "no-relation"));
        prop_assume!(!whole);
        prop_assert_eq!(shown(&diagnostics), shown(&wanted), "{:?}", &files);
        prop_assert_eq!(written(&graph), written(&full), "{:?}", &files);
    }
}

#[test]
fn records_of_the_common_shape_are_taken() {
    let text = r#"{"nodes": [
        {"id": "a", "type": "t", "label": "A", "own": 1, "aliases": ["x", "\u00e9"], "description": "d"},
        {"id": "b", "type": "t", "name": "B \"b\"", "own": [1, {"x": 2}]},
        {"id": 3}],
      "edges": [
        {"source": "a", "relation": "r", "target": "b", "evidence": [{"note": "n", "page": 1}], "own": null},
        {"source": "b", "target": 3, "relation": "r", "id": "e", "label": "l", "weight": 0.50, "since": "2024",
         "until": "2025-01-01", "evidence": [{"note": "\u00e9", "page": 2, "stance": "denies", "quote": ""}, {}], "own": {}}]}"#;
    let source = Source::new("test", text);
    let mut builder = Builder::new(Checks::All);
    let file = builder.open(&source).expect("one file");
    let mut taken = Vec::new();
    let mut scanner = Scanner::new(text, text.find('[').expect("a list") + 1);
    let (mut first, mut index) = (true, 0);
    let record = |list, index, at| {
        let (mut scanner, mut members) = (Scanner::new(text, at), Vec::new());
        jsontext::take_members(&mut scanner, &mut members).expect("JSON");
        (list, index, at..scanner.offset(), members)
    };
    while scanner.next_element(&mut first).expect("JSON") {
        scanner.peek();
        let quick = builder.quick_node(file, text, index, scanner.offset());
        let (list, _, span, members) = record("nodes", index, scanner.offset());
        match quick {
            Some(end) => assert_eq!(end, span.end),
            None => builder.node(Record { file, list, index, span: &span, members: &members }),
        }
        taken.push(quick.is_some());
        scanner.skip_to(span.end);
        index += 1;
    }
    // The first of each list brings new keys, types and relations.
    assert_eq!(taken, [false, true, true]);
    let at = scanner.offset() + text[scanner.offset()..].find('{').expect("an edge");
    let mut left = Vec::new();
    let found = builder.quick_edges(file, text, 0, at, |builder, index, at| {
        left.push(index);
        let (list, index, span, members) = record("edges", index, at);
        builder.edge(Record { file, list, index, span: &span, members: &members });
    });
    assert_eq!(found, Some((2, text.rfind("]}").expect("the end"))));
    assert_eq!(left, [0]);
    let (graph, diagnostics) = builder.finish();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!((graph.node_count(), graph.edge_count()), (3, 2));
}

use crate::diagnostics::{Diagnostics, Source};
use crate::format::{Format, WriteOptions};
use crate::graph::{Builder, Checks, Graph, Record};
use crate::jsontext::{self, Scanner};
use proptest::prelude::*;

/// Reads the records one by one with the full reading alone.
fn read_in_full(nodes: &[String], edges: &[String], checks: Checks, text: &str) -> (Graph, Diagnostics) {
    let source = Source::new("test", text);
    let mut builder = Builder::new(checks);
    let file = builder.open(&source).expect("one file");
    let mut at = 0;
    for (list, records) in [("nodes", nodes), ("edges", edges)] {
        for (index, record) in records.iter().enumerate() {
            at += source.text()[at..].find(record.as_str()).expect("the record is in the text");
            let mut scanner = Scanner::new(source.text(), at);
            let mut members = Vec::new();
            jsontext::take_members(&mut scanner, &mut members).expect("a record is JSON");
            let span = at..scanner.offset();
            let record = Record { file, list, index, span: &span, members: &members };
            if list == "nodes" {
                builder.node(record)
            } else {
                builder.edge(record)
            }
            at = span.end;
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
    ) {
        let text = format!("{{\"nodes\": [{}],\n\"edges\": [{}]}}", nodes.join(",\n"), edges.join(",\n"));
        let checks = if all { Checks::All } else { Checks::Errors };
        let json = Format::from_name("json").expect("json");
        let (graph, mut diagnostics) = json.check(&[Source::new("test", text.clone())], checks).expect("JSON is read");
        let (full, mut wanted) = read_in_full(&nodes, &edges, checks, &text);
        // What only whole files have: a warning that nothing has an id or a relation.
        for list in [&mut diagnostics, &mut wanted] {
            list.sort();
        }
        let whole = diagnostics.iter().any(|it| matches!(it.code.as_str(), "no-id" | "no-relation"));
        prop_assume!(!whole);
        prop_assert_eq!(shown(&diagnostics), shown(&wanted), "{}", &text);
        prop_assert_eq!(written(&graph), written(&full), "{}", &text);
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
    let mut at = 0;
    for list in ["nodes", "edges"] {
        at += text[at..].find('[').expect("a list") + 1;
        let mut scanner = Scanner::new(text, at);
        let (mut first, mut index) = (true, 0);
        while scanner.next_element(&mut first).expect("JSON") {
            scanner.peek();
            let start = scanner.offset();
            let quick = match list {
                "nodes" => builder.quick_node(file, text, index, start),
                _ => builder.quick_edge(file, text, start),
            };
            let mut members = Vec::new();
            jsontext::take_members(&mut scanner, &mut members).expect("JSON");
            let span = start..scanner.offset();
            match quick {
                Some(end) => assert_eq!(end, span.end),
                None if list == "nodes" => builder.node(Record { file, list, index, span: &span, members: &members }),
                None => builder.edge(Record { file, list, index, span: &span, members: &members }),
            }
            taken.push(quick.is_some());
            index += 1;
        }
        at = scanner.offset();
    }
    // The first of each list brings new keys, types and relations.
    assert_eq!(taken, [false, true, true, false, true]);
    let (graph, diagnostics) = builder.finish();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!((graph.node_count(), graph.edge_count()), (3, 2));
}

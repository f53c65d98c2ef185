//! Any valid graph survives JSON → model → JSON.

use crate::harness::{check, check_as, files, load, lossless, read_files, written};
use kgraph::format::{Format, WriteOptions};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,8}", any::<String>(), "[\\\\\"\u{0}-\u{1f}é北🙂\u{202e}<&>]{0,6}"]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..4).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// The user's own keys: nothing that has a meaning or is another spelling of a key that has, but some that
/// mean something to a format.
fn attributes() -> impl Strategy<Value = Map<String, Value>> {
    let taken = prop::sample::select(&[
        "SUID",
        "color",
        "hidden",
        "interaction",
        "kg_id",
        "kg_label",
        "key",
        "kgraph",
        "meta_key",
        "meta_meta_key",
        "meta_x",
        "parent",
        "size",
        "value",
        "x",
        "y",
    ]);
    let key = prop_oneof![3 => text().prop_map(|key| format!("my {key}")), 1 => taken.prop_map(str::to_owned)];
    prop::collection::vec((key, value()), 0..4).prop_map(|pairs| pairs.into_iter().collect())
}

fn evidence() -> impl Strategy<Value = Value> {
    prop::collection::vec((text(), prop::option::of(text()), attributes()), 1..3).prop_map(|pieces| {
        Value::from(
            pieces
                .into_iter()
                .map(|(note, quote, mut more)| {
                    more.insert("note".into(), note.into());
                    more.insert("quote".into(), quote.map_or(Value::Null, Value::from));
                    Value::Object(more)
                })
                .collect::<Vec<_>>(),
        )
    })
}

prop_compose! {
    fn node()(label in prop::option::of(text()), kind in prop::option::of("[a-z]{1,3}"), aliases in prop::collection::vec(text(), 0..3), more in attributes()) -> Map<String, Value> {
        let mut node = more;
        if let Some(label) = label { node.insert("label".into(), label.into()); }
        if let Some(kind) = kind { node.insert("type".into(), kind.into()); }
        if !aliases.is_empty() { node.insert("aliases".into(), aliases.into()); }
        node
    }
}

prop_compose! {
    fn edge()(ends in any::<(prop::sample::Index, prop::sample::Index)>(), relation in text().prop_filter("not empty", |t| !t.is_empty()),
              evidence in prop::option::of(evidence()), weight in prop::option::of(0.001f64..1e300), since in prop::option::of(1000u32..9999), more in attributes(), identified in any::<bool>())
              -> (prop::sample::Index, prop::sample::Index, Map<String, Value>) {
        let mut edge = more;
        edge.insert("relation".into(), relation.into());
        // Replaced by an id, where there is one left.
        if identified { edge.insert("id".into(), Value::Null); }
        if let Some(evidence) = evidence { edge.insert("evidence".into(), evidence); }
        if let Some(weight) = weight { edge.insert("weight".into(), weight.into()); }
        if let Some(since) = since { edge.insert("since".into(), since.to_string().into()); }
        (ends.0, ends.1, edge)
    }
}

prop_compose! {
    pub fn graph()(ids in prop::collection::btree_set(text().prop_filter("not empty", |t| !t.is_empty()), 1..8),
               nodes in prop::collection::vec(node(), 8), edges in prop::collection::vec(edge(), 0..10), title in prop::option::of(text()), more in attributes())
               -> Value {
        let ids: Vec<String> = ids.into_iter().collect();
        let nodes: Vec<Value> = ids.iter().zip(nodes).map(|(id, mut node)| { node.insert("id".into(), id.clone().into()); Value::Object(node) }).collect();
        // Edges may be called what nodes are called.
        let edges: Vec<Value> = edges.into_iter().enumerate().map(|(at, (a, b, mut edge))| {
            if edge.remove("id").is_some() && at < ids.len() { edge.insert("id".into(), ids[at].clone().into()); }
            edge.insert("source".into(), ids[a.index(ids.len())].clone().into());
            edge.insert("target".into(), ids[b.index(ids.len())].clone().into());
            Value::Object(edge)
        }).collect();
        let mut header = more;
        if let Some(title) = title { header.insert("title".into(), title.into()); }
        json!({"directed": true, "multigraph": true, "graph": header, "nodes": nodes, "edges": edges})
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_valid_graph_survives_json_to_model_to_json(value in graph(), pretty in any::<bool>()) {
        let input = if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
        let (graph, found) = check(&input);
        prop_assert!(!found.has_errors(), "{:#?}", found);
        let (output, losses) = written(&graph, "json", &WriteOptions::new());
        prop_assert!(losses.is_empty());
        let back: Value = serde_json::from_str(&output).unwrap();
        // Read by the same reader, which rounds floats its own way.
        prop_assert_eq!(back, serde_json::from_str::<Value>(&input).unwrap());
        let (again, _) = written(&load(&output), "json", &WriteOptions::new());
        prop_assert_eq!(again, output);
    }

    #[test]
    fn a_valid_graph_survives_every_lossless_format(value in graph()) {
        let graph = load(&value.to_string());
        let (wanted, _) = written(&graph, "json", &WriteOptions::new());
        for format in lossless() {
            let (text, _) = written(&graph, format.name(), &WriteOptions::new());
            let (back, found) = check_as(format, &text);
            prop_assert!(!found.has_errors(), "{}: {:#?}", format.name(), found);
            prop_assert_eq!(&written(&back, "json", &WriteOptions::new()).0, &wanted, "{}", format.name());
        }
    }

    #[test]
    fn broken_texts_of_other_formats_never_panic(value in graph(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[\\[\\]{}\",;:=><#/*\\-+\t\n\\\\a-c0-9é']{0,4}"), 1..4)) {
        let graph = load(&value.to_string());
        for format in Format::ALL.iter().filter(|format| format.can_read() && format.can_write() && !format.is_binary()) {
            let (mut texts, _) = files(&graph, format, "x");
            let (again, found) = read_files(format.name(), &texts);
            if format.name() != "tsv" && format.name() != "dot" {
                prop_assert!(!found.has_fatal(), "{}: {:#?}", format.name(), found);
                prop_assert_eq!((again.node_count(), again.edge_count()), (graph.node_count(), graph.edge_count()));
            }
            for (file, cut, with) in &changes {
                let at = file.index(texts.len());
                let text = &mut texts[at].1;
                let mut at = cut.index(text.len());
                while !text.is_char_boundary(at) { at -= 1; }
                let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
                text.replace_range(at..end, with);
            }
            for diagnostic in read_files(format.name(), &texts).1.iter() {
                if let Some(place) = &diagnostic.place {
                    prop_assert!(place.source.text().get(place.span.clone()).is_some());
                }
            }
        }
    }

    #[test]
    fn edge_ids_are_unique_whatever_the_ids(value in graph()) {
        let graph = load(&value.to_string());
        let ids: std::collections::BTreeSet<String> = graph.edges().map(|edge| graph.edge_id(edge).into_owned()).collect();
        prop_assert_eq!(ids.len(), graph.edge_count());
    }

    #[test]
    fn broken_text_never_panics(value in graph(), cut in any::<prop::sample::Index>(), with in "[\\[\\]{}\",:0-9a-z\\\\]{0,3}") {
        let mut text = value.to_string();
        let mut at = cut.index(text.len());
        while !text.is_char_boundary(at) { at -= 1; }
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        text.replace_range(at..end, &with);
        let (_, found) = check(&text);
        for diagnostic in found.iter() {
            if let Some(place) = &diagnostic.place {
                let (line, column) = place.line_column();
                prop_assert!(line > 0 && column > 0);
                prop_assert!(place.source.text().get(place.span.clone()).is_some());
            }
        }
        let end = at.min(text.len());
        for format in Format::ALL.iter().filter(|format| format.can_read()) {
            check_as(format, &text);
            check_as(format, &text[..end]);
        }
    }
}

#[test]
fn the_order_of_the_users_own_keys_is_kept() {
    let line = "{\"id\": \"a\", \"zeta\": 1, \"alpha\": {\"y\": 1, \"b\": 2.50}, \"mid\": 9007199254740993}";
    let (text, _) = written(&load(&format!("{{\"nodes\": [{line}], \"edges\": []}}")), "json", &WriteOptions::new());
    assert!(text.contains(line), "{text}");
}

#[test]
fn the_order_of_lists_in_a_file_does_not_matter() {
    let parts = [
        r#""graph": {"types": ["t"], "relations": [{"id": "r", "from": ["t"]}]}"#,
        r#""nodes": [{"id": "a", "type": "t"}, {"id": "b"}]"#,
        r#""edges": [{"source": "a", "relation": "r", "target": "b"}, {"source": "b", "relation": "r", "target": "a"}]"#,
    ];
    let mut outputs = std::collections::BTreeSet::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let text = format!("{{{}}}", order.map(|at| parts[at]).join(","));
        let (graph, found) = check(&text);
        assert!(!found.has_errors(), "{text}: {found:#?}");
        outputs.insert(written(&graph, "json", &WriteOptions::new()).0);
    }
    assert_eq!(outputs.len(), 1);
}

#[test]
fn a_null_does_not_hide_what_another_spelling_says() {
    let node = |text: &str| format!("{{\"nodes\": [{{\"id\": \"a\", {text}}}], \"edges\": []}}");
    let mut written_twice = Vec::new();
    for text in [
        r#""type": null, "entity_type": "t", "label": null, "name": "A""#,
        r#""entity_type": "t", "kind": null, "type": null, "name": "A", "label": null"#,
        r#""kind": "t", "label": "A", "type": null"#,
    ] {
        let graph = load(&node(text));
        let first = graph.nodes().next().unwrap();
        assert_eq!((graph.label(first), graph.entity_type(first).unwrap().id.as_str()), ("A", "t"), "{text}");
        written_twice.push((text, graph));
    }
    for text in [r#""label": null, "name": null, "type": null, "kind": null"#, r#""name": null"#] {
        written_twice.push((text, load(&node(text))));
    }
    for (text, graph) in written_twice {
        let (once, _) = written(&graph, "json", &WriteOptions::new());
        assert_eq!(written(&load(&once), "json", &WriteOptions::new()).0, once, "{text}");
    }
}

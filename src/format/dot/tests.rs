//! What the writer makes, parsed back by graphviz-rust, which is not ours.

use super::super::{LossKind, Losses, WriteOptions};
use super::text::{Value, wrap};
use super::write::NODE_COLUMNS;
use super::*;
use crate::diagnostics::Source;
use crate::graph::{Checks, Graph};
use graphviz_rust::dot_structures::{Attribute, EdgeTy, Graph as Ast, GraphAttributes, Id, Stmt, Vertex};
use proptest::prelude::*;
use serde_json::json;
use std::collections::HashSet;

fn graph_of(json: &str) -> Graph {
    let source = Source::new("test.json", json);
    Format::from_name("json").expect("JSON").check(&[source], Checks::Errors).expect("JSON is read").0
}

fn dot_of(graph: &Graph) -> (String, Losses) {
    let mut out = Vec::new();
    let losses = FORMAT.write(graph, &WriteOptions::new(), &mut out).expect("memory takes everything");
    (String::from_utf8(out).expect("DOT is UTF-8"), losses)
}

fn kinds(losses: &Losses) -> Vec<LossKind> {
    losses.iter().map(|loss| loss.kind).collect()
}

/// What graphviz-rust, which is not ours, finds in a file.
#[derive(Debug, Default, PartialEq)]
struct Parsed {
    nodes: Vec<String>,
    edges: Vec<(String, String)>,
    labels: Vec<String>,
    kg_ids: Vec<Option<String>>,
}

fn parse(dot: &str) -> Parsed {
    let ast = graphviz_rust::parse(dot).unwrap_or_else(|error| panic!("{error}\n{dot}"));
    let Ast::DiGraph { stmts, strict: false, .. } = ast else { panic!("not a digraph: {dot}") };
    let mut parsed = Parsed::default();
    let last = stmts.len() - 1;
    for (at, stmt) in stmts.into_iter().enumerate() {
        match stmt {
            Stmt::Node(node) => {
                parsed.nodes.push(unquote(&node.id.0));
                let value = |name: &str| node.attributes.iter().find(|a| is_named(a, name)).map(|a| unquote(&a.1));
                parsed.labels.push(value("kg_label").or_else(|| value("label")).unwrap_or_default());
                parsed.kg_ids.push(value("kg_id"));
            }
            Stmt::Edge(edge) => match edge.ty {
                EdgeTy::Pair(Vertex::N(from), Vertex::N(to)) => {
                    assert!(!edge.attributes.iter().any(|a| is_named(a, "key")));
                    parsed.edges.push((unquote(&from.0), unquote(&to.0)));
                }
                other => panic!("{other:?}"),
            },
            Stmt::GAttribute(GraphAttributes::Graph(_)) if at == last => {}
            other => panic!("Gephi would lose what follows {other:?}"),
        }
    }
    parsed
}

fn is_named(attribute: &Attribute, name: &str) -> bool {
    matches!(&attribute.0, Id::Plain(plain) if plain == name)
}

/// Reads a quoted text back, after the rule in the module's documentation.
fn unquote(id: &Id) -> String {
    let Id::Escaped(quoted) = id else { panic!("not quoted: {id:?}") };
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("quotes");
    assert!(inner.len() < 16_384);
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(match chars.next() {
                Some('n') => '\n',
                Some(escaped @ ('\\' | '"')) => escaped,
                other => panic!("\\{other:?} has a meaning to Graphviz"),
            }),
            '&' if chars.as_str().starts_with("amp;") => {
                chars.nth(3);
                text.push('&');
            }
            _ => text.push(c),
        }
    }
    text
}

/// A text as it must arrive.
fn cleaned(text: &str) -> String {
    text.replace('\t', " ")
        .chars()
        .filter(|&c| c == '\n' || !(c < ' ' || ('\u{fffe}'..='\u{ffff}').contains(&c)))
        .collect()
}

/// Ids as they are in the file, and as they were.
fn assert_holds(graph: &Graph) {
    let (dot, _) = dot_of(graph);
    let parsed = parse(&dot);
    assert_eq!(parsed.nodes.len(), graph.node_count());
    assert_eq!(parsed.nodes.iter().collect::<HashSet<_>>().len(), graph.node_count(), "names are unique: {dot}");
    for (at, node) in graph.nodes().enumerate() {
        match &parsed.kg_ids[at] {
            None => assert_eq!(parsed.nodes[at], graph.id(node)),
            Some(id) => assert_eq!(*id, cleaned(graph.id(node))),
        }
        assert_eq!(parsed.labels[at], cleaned(graph.label(node)));
    }
    let expected: Vec<_> = graph
        .edges()
        .map(|edge| {
            let (source, target) = graph.endpoints(edge);
            (parsed.nodes[source.index()].clone(), parsed.nodes[target.index()].clone())
        })
        .collect();
    assert_eq!(parsed.edges, expected);
}

#[test]
fn a_small_graph_is_written_to_the_letter() {
    let graph = graph_of(
        r#"{"graph": {"title": "Two \"visas\"", "documents": [{"id": "d", "title": "Article", "url": "https://x.org/?a=1&b=2"}],
            "types": [{"id": "person", "label": "Person"}],
            "relations": [{"id": "opposes", "label": "opposes", "polarity": "negative"}]},
            "nodes": [{"id": "trump", "type": "person", "label": "Trump", "aliases": ["DJT"], "description": "US president", "size": 7},
                      {"id": "h1b", "label": "H-1B"}],
            "edges": [{"source": "trump", "relation": "opposes", "target": "h1b", "weight": 4,
                       "evidence": [{"document": "d", "locator": "¶3", "note": "says so", "quote": "No.", "stance": "denies"}]}]}"#,
    );
    let (dot, losses) = dot_of(&graph);
    assert_eq!(
        dot,
        concat!(
            "digraph kgraph {\n",
            r##"  "trump" [label="Trump", entity_type="person", shape="box", style="rounded,filled", fillcolor="#ece4f8", color="0.735,0.486,0.831", fontcolor="#14171c", fontname="Arial", margin="0.16,0.08", fontsize="14", height="0.4", penwidth="1.2", tooltip="Trump · Person\nUS president\nAlso: DJT", kg_size="7"];"##,
            "\n",
            r##"  "h1b" [label="H-1B", shape="box", style="filled", fillcolor="#ffffff", color="0.601,0.202,0.447", fontcolor="#14171c", fontname="Arial", margin="0.16,0.08", fontsize="14", height="0.4", penwidth="1.2", tooltip="H-1B"];"##,
            "\n",
            r##"  "trump" -> "h1b" [label="opposes", id="trump--opposes--h1b", relation="opposes", color="0.047,0.945,0.784", fontcolor="#c8400b", style="dashed", arrowhead="tee", fontname="Arial", fontsize="12", arrowsize="0.7", weight="4", penwidth="3.2", tooltip="Trump —opposes→ H-1B\nArticle ¶3: says so “No.” (denies)", URL="https://x.org/?a=1&amp;b=2"];"##,
            "\n",
            r##"  graph [charset="UTF-8", rankdir="LR", bgcolor="#fbfaf7", pad="0.4", nodesep="0.2", ranksep="0.35", outputorder="edgesfirst", mclimit="8", label="Two \"visas\"", labelloc="t", labeljust="l", fontsize="20", fontname="Arial", fontcolor="#14171c"];"##,
            "\n}\n",
        )
    );
    assert_eq!(kinds(&losses), [LossKind::AttributeAsText, LossKind::EvidenceAsText, LossKind::VocabularyLeftOut]);
}

#[test]
fn quotes_backslashes_and_entities_are_escaped_and_control_characters_dropped() {
    let quoted = |text: &str| {
        let mut out = String::new();
        let mut value = Value::open(&mut out, "\"");
        value.push(text);
        let lost = value.close();
        (out, lost.characters)
    };
    for (text, expected, lost) in [
        ("plain – 北約", "\"plain – 北約\"", false),
        ("a \"b\" c\\", r#""a \"b\" c\\""#, false),
        ("\\N \\l", r#""\\N \\l""#, false),
        ("one\r\ntwo\tthree", r#""one\ntwo three""#, true),
        ("\0a\u{1b}\u{ffff}\u{fffd}", "\"a\u{fffd}\"", true),
        ("R&D & &amp; &#1; &#x41; &;", "\"R&D & &amp;amp; &amp;#1; &amp;#x41; &;\"", false),
        ("", "\"\"", false),
    ] {
        assert_eq!(quoted(text), (expected.to_owned(), lost), "{text:?}");
    }
}

#[test]
fn ids_that_readers_stumble_over_are_replaced_and_stay_apart() {
    let ids = ["node", "Graph", "STRICT", "node_", "", "a\u{1}b", "a\u{2}b", "ab", "ab_", "a\tb", "a b_"];
    let nodes: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
    let graph = graph_of(&json!({"nodes": nodes, "edges": []}).to_string());
    let (dot, losses) = dot_of(&graph);
    let parsed = parse(&dot);
    let empty_is_kept = graph.find("").is_some();
    let mut expected = vec!["node_2", "Graph_", "STRICT_", "node_", "_", "ab_2", "ab_3", "ab", "ab_", "a b_2", "a b_"];
    expected.retain(|&name| name != "_" || empty_is_kept);
    assert_eq!(parsed.nodes, expected);
    assert_eq!(parsed.kg_ids[0].as_deref(), Some("node"));
    assert!(kinds(&losses).contains(&LossKind::IdReplaced));
    assert_holds(&graph);
}

#[test]
fn long_texts_are_cut_between_characters_and_escapes_and_long_ids_stay_apart() {
    let long = "ö\"".repeat(10_000);
    let graph = graph_of(
        &json!({"nodes": [{"id": format!("{long}1"), "label": long.clone(), "description": "& &lt;".repeat(9000)},
                          {"id": format!("{long}2"), "label": "x".repeat(20_000)}],
                "edges": [{"source": format!("{long}1"), "relation": "r", "target": format!("{long}2")}]})
        .to_string(),
    );
    let (dot, losses) = dot_of(&graph);
    let parsed = parse(&dot);
    assert_ne!(parsed.nodes[0], parsed.nodes[1]);
    assert_eq!(parsed.edges, [(parsed.nodes[0].clone(), parsed.nodes[1].clone())]);
    assert!(parsed.labels[0].ends_with('…') && long.starts_with(parsed.labels[0].trim_end_matches('…')));
    assert!(kinds(&losses).contains(&LossKind::TextCut));
}

#[test]
fn weights_that_crash_graphviz_stand_beside_one_that_does_not() {
    let edges: Vec<_> = ["2.5", "0", "1000", "1001", "1e308", "-1"]
        .iter()
        .map(|weight| format!(r#"{{"source": "a", "relation": "r", "target": "a", "weight": {weight}}}"#))
        .collect();
    let graph = graph_of(&format!(r#"{{"nodes": [{{"id": "a"}}], "edges": [{}]}}"#, edges.join(",")));
    let (dot, losses) = dot_of(&graph);
    for expected in [
        r#"weight="2.5", penwidth="1.7""#,
        r#"weight="0", penwidth="0.6""#,
        r#"weight="1000", penwidth="6.0""#,
        r#"weight="1000", kg_weight="1001", penwidth="6.0""#,
        r#"weight="1000", kg_weight="1e308", penwidth="6.0""#,
        r#"weight="0", kg_weight="-1", penwidth="0.6""#,
    ] {
        assert!(dot.contains(expected), "{expected}: {dot}");
    }
    assert_eq!(losses.iter().map(|loss| loss.count).collect::<Vec<_>>(), [3]);
}

#[test]
fn own_attributes_are_kept_under_names_that_graphviz_does_not_know() {
    let graph = graph_of(
        r#"{"nodes": [{"id": "a", "size": 3, "pos": "1,2!", "url": "javascript:alert(1)", "bad name\"": true, "gone": null, "list": [1,2]},
                      {"id": "b", "url": "https://x.org/a b?c=\"<&amp;"}], "edges": []}"#,
    );
    let (dot, losses) = dot_of(&graph);
    let expected =
        r#"kg_size="3", kg_pos="1,2!", kg_url="javascript:alert(1)", "kg_bad name\""="true", kg_list="[1, 2]"];"#;
    assert!(dot.contains(expected), "{dot}");
    assert_eq!(dot.matches(" URL=").count(), 1);
    assert!(dot.contains(r#"URL="https://x.org/a%20b?c=%22%3C&amp;amp;""#), "{dot}");
    assert_eq!(kinds(&losses), [LossKind::NestedAsText, LossKind::NullLeftOut, LossKind::AttributeAsText]);
    assert_holds(&graph);
}

#[test]
fn edges_that_hold_both_ways_have_no_arrow_and_parallel_ones_are_all_there() {
    let graph = graph_of(
        r#"{"graph": {"relations": [{"id": "rivals", "symmetric": true}]}, "nodes": [{"id": "a"}, {"id": "b"}],
            "edges": [{"source": "a", "relation": "rivals", "target": "b"}, {"source": "a", "relation": "knows", "target": "b", "id": "edge1"},
                      {"source": "b", "relation": "knows", "target": "a", "since": "2024"}, {"source": "a", "relation": "rivals", "target": "b"}]}"#,
    );
    let (dot, losses) = dot_of(&graph);
    assert_eq!(dot.matches("dir=\"none\"").count(), 2);
    assert!(dot.contains("tooltip=\"a —rivals— b\""), "{dot}");
    assert!(dot.contains("tooltip=\"b —knows→ a\\nsince 2024\""), "{dot}");
    assert!(dot.contains("kg_id=\"edge1\"") && !dot.contains(" id=\"edge1\""), "an SVG has an edge1 of its own");
    assert!(kinds(&losses).contains(&LossKind::IdReplaced));
    assert_holds(&graph);
}

#[test]
fn long_labels_are_wrapped_evenly_and_kept_whole_beside() {
    for (text, wrapped) in [
        ("Chinese state media", "Chinese state media"),
        ("Federal Reserve Bank of New York", "Federal Reserve\nBank of New York"),
        ("Pneumonoultramicroscopicsilicovolcanoconiosis", "Pneumonoultramicroscopic\nsilicovolcanoconiosis"),
        ("中华人民共和国外国人入境出境管理条例修改", "中华人民共和国外国人入境\n出境管理条例修改"),
        ("one\ntwo", "one\ntwo"),
    ] {
        assert_eq!(wrap(text, NODE_COLUMNS), wrapped);
    }
    let graph = graph_of(r#"{"nodes": [{"id": "f", "label": "Federal Reserve Bank of New York"}], "edges": []}"#);
    let (dot, _) = dot_of(&graph);
    let expected = r#"[label="Federal Reserve\nBank of New York", kg_label="Federal Reserve Bank of New York", "#;
    assert!(dot.contains(expected), "{dot}");
}

#[test]
fn a_graph_too_large_to_be_read_says_what_it_holds_and_little_of_its_looks() {
    let edges = |count: usize| {
        let first = [
            json!({"source": "a", "target": "b", "relation": "r", "label": "own", "id": "e1", "weight": 4, "since": "2020"}),
            json!({"source": "a", "target": "b", "relation": "r", "until": "2021", "evidence": [
                {"locator": "p. 1", "note": "so"}, {"quote": "No."}, {"stance": "denies", "note": "\"no\""},
            ]}),
            json!({"source": "b", "target": "a", "relation": "r", "evidence": [{"note": "so"}]}),
        ];
        let edge = |_| json!({"source": "a", "target": "b", "relation": "r"});
        let edges: Vec<_> = first.into_iter().chain((3..count).map(edge)).collect();
        let graph = json!({"nodes": [{"id": "a", "type": "t"}, {"id": "b"}], "edges": edges});
        dot_of(&graph_of(&graph.to_string())).0
    };
    let (small, large) = (edges(10_000), edges(10_001));
    // Once for each node and edge, against the title's, which there is none of.
    assert_eq!((small.matches("fontname=").count(), large.matches("fontname=").count()), (10_002, 0));
    for attribute in ["fontcolor=", "fontsize=", "arrowsize=", "arrowhead=", "margin=", "—r→"] {
        assert!(small.contains(attribute) && !large.contains(attribute), "{attribute}");
    }
    let lines: Vec<&str> = large.lines().skip(1).collect();
    assert_eq!(
        lines[..6],
        [
            r##"  "a" [label="a", entity_type="t", shape="tab", style="filled", fillcolor="#f5e4db", color="0.051,0.659,0.541", tooltip="a · T"];"##,
            r##"  "b" [label="b", shape="box", style="filled", fillcolor="#ffffff", color="0.601,0.202,0.447", tooltip="b"];"##,
            r#"  "a" -> "b" [label="own", id="e1", relation="r", color="0.601,0.146,0.616", weight="4", penwidth="2.2", since="2020", tooltip="since 2020"];"#,
            r#"  "a" -> "b" [label="r", relation="r", color="0.601,0.146,0.616", until="2021", tooltip="until 2021\np. 1: so\n“No.”\n\"no\" (denies)"];"#,
            r#"  "b" -> "a" [label="r", relation="r", color="0.601,0.146,0.616", tooltip="so"];"#,
            r#"  "a" -> "b" [label="r", relation="r", color="0.601,0.146,0.616"];"#,
        ]
    );
    assert_eq!(lines.len(), 2 + 10_001 + 2);
}

#[test]
fn an_empty_graph_is_a_file_too() {
    let (dot, losses) = dot_of(&Graph::default());
    assert!(dot.starts_with("digraph kgraph {\n  graph [") && dot.ends_with("];\n}\n"));
    assert!(losses.is_empty());
    assert_eq!(parse(&dot), Parsed::default());
}

#[test]
fn every_case_is_read_back_by_another_parser() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for case in std::fs::read_dir(cases).into_iter().flatten().flatten() {
        let Ok(json) = std::fs::read_to_string(case.path().join("graph.json")) else { continue };
        let (dot, _) = dot_of(&graph_of(&json));
        parse(&dot);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-c&;\\\\\"\n\t\r\u{0}-\u{3} ]{0,6}",
        "(?i:node|edge|graph|strict)_?2?",
        "&(amp|lt|#[0-9]{1,3});?",
    ]
}

proptest! {
    #[test]
    fn any_ids_and_labels_are_read_back(
        nodes in prop::collection::vec((text(), prop::option::of(text()), text()), 1..8),
        ends in prop::collection::vec((0usize..8, 0usize..8, text()), 0..10),
    ) {
        let mut seen = HashSet::new();
        let nodes: Vec<_> = nodes.into_iter().filter(|(id, ..)| !id.is_empty() && seen.insert(id.clone())).collect();
        prop_assume!(!nodes.is_empty());
        let id = |at: usize| nodes[at % nodes.len()].0.as_str();
        let edges: Vec<_> = ends
            .iter()
            .map(|(from, to, text)| json!({"source": id(*from), "relation": "r", "target": id(*to), "label": text, "x y": text}))
            .collect();
        let nodes: Vec<_> = nodes
            .iter()
            .map(|(id, label, text)| match label {
                Some(label) => json!({"id": id, "label": label, "description": text, "note": text}),
                None => json!({"id": id, "aliases": [text], text: text}),
            })
            .collect();
        let edge_count = edges.len();
        let graph = graph_of(&json!({"nodes": nodes, "edges": edges}).to_string());
        prop_assert_eq!(graph.edge_count(), edge_count);
        assert_holds(&graph);
    }
}

#[test]
fn cards_are_drawn_by_graphviz_whatever_the_texts() {
    let texts = ["K visa", "", "<b>&amp;\"", "a\u{1}\\n\u{fffe}", "]]>", "漢字", "שלום"];
    let long = "w".repeat(20_000);
    let texts: Vec<&str> = texts.into_iter().chain([long.as_str()]).collect();
    let nodes: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| json!({"id": format!("n{at}"), "type": text, "label": text, "description": text}))
        .collect();
    let edges: Vec<_> =
        (1..texts.len()).map(|at| json!({"source": format!("n{at}"), "relation": texts[at], "target": "n0"})).collect();
    let graph = graph_of(&json!({"graph": {"title": texts.concat()}, "nodes": nodes, "edges": edges}).to_string());
    let mut out = Vec::new();
    FORMAT.write(&graph, &WriteOptions::new().cards(true), &mut out).expect("memory takes everything");
    let dot = String::from_utf8(out).expect("DOT is UTF-8");
    assert!(dot.contains("<B>K visa</B>") && dot.contains("BGCOLOR=") && dot.contains("labelloc"), "{dot}");
    match graphviz_rust::exec_dot(dot, vec![graphviz_rust::cmd::Format::Svg.into()]) {
        Ok(svg) => assert_eq!(String::from_utf8_lossy(&svg).matches("class=\"node\"").count(), texts.len()),
        // Graphviz need not be installed.
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{error}"),
    }
}

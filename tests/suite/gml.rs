//! GML of other programs, and hostile GML.

use crate::harness::{load, written};
use kgraph::diagnostics::{Code, Diagnostics, Source};
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::{Checks, Graph};

fn check(text: &str) -> (Graph, Diagnostics) {
    Format::from_name("gml").unwrap().check(&[Source::new("file.gml", text)], Checks::Errors).unwrap()
}

fn has_line(graph: &Graph, line: &str) {
    let json = written(graph, "json", &WriteOptions::new()).0;
    assert!(json.contains(line), "{line} is not in\n{json}");
}

#[test]
fn gml_of_networkx_and_igraph_is_read() {
    // As networkx writes it: lists by key, a marker for a list of one, a number too large for GML as a text.
    let (graph, found) = check(
        "graph [\n  directed 1\n  multigraph 1\n  name \"Who\"\n  node [\n    id 0\n    label \"Jos&#233; &amp; co\"\n    tag \"a\"\n    tag 2\n    one \"_networkx_list_start\"\n    one 1.5E0\n    at [\n      deep [\n        x +1\n      ]\n    ]\n  ]\n  node [\n    id 1\n    label \"1\"\n  ]\n  edge [\n    source 0\n    target 1\n    key \"k\"\n    relation \"knows\"\n    weight .5\n  ]\n  edge [\n    source 0\n    target 1\n    key 1\n    relation \"knows\"\n    since \"2020\"\n  ]\n]\n",
    );
    assert!(!found.has_errors(), "{found:#?}");
    assert!(graph.header().directed);
    has_line(&graph, r#""title": "Who""#);
    has_line(&graph, r#"{"id": "0", "label": "José & co", "tag": ["a", 2], "one": [1.5E0], "at": {"deep": {"x": 1}}}"#);
    has_line(&graph, r#"{"source": "0", "relation": "knows", "target": "1", "id": "k", "weight": 0.5}"#);
    has_line(&graph, r#"{"source": "0", "relation": "knows", "target": "1", "id": "1", "since": "2020"}"#);

    // As igraph writes it: a comment, all on lines of their own, NAN for what is not there.
    let (graph, found) = check(
        "Creator \"igraph version 1.0.0\"\nVersion 1\n# made by igraph\ngraph\n[\n  directed 0\n  node\n  [\n    id 0\n    name \"a\"\n    age NAN\n  ]\n  node\n  [\n    id 1\n    name \"b\"\n    age 3\n  ]\n  edge\n  [\n    source 1\n    target 0\n    value 2\n  ]\n]\n",
    );
    assert!(!graph.header().directed);
    has_line(&graph, r#"{"id": "0", "label": "a"}"#);
    has_line(&graph, r#"{"source": "1", "relation": "related-to", "target": "0", "weight": 2}"#);
    assert_eq!(found.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::NoRelation]);
}

#[test]
fn gml_of_yed_keeps_its_drawing() {
    let (graph, _) = check(
        "Creator\t\"yFiles\"\r\nVersion\t\"2.17\"\r\ngraph\r\n[\r\n\thierarchic\t1\r\n\tlabel\t\"\"\r\n\tdirected\t1\r\n\tnode\r\n\t[\r\n\t\tid\t0\r\n\t\tlabel\t\"Ann\"\r\n\t\tgraphics\r\n\t\t[\r\n\t\t\tx\t10.5\r\n\t\t\ty\t-3\r\n\t\t\ttype\t\"rectangle\"\r\n\t\t]\r\n\t\tgid\t1\r\n\t]\r\n\tnode\r\n\t[\r\n\t\tid\t1\r\n\t\tlabel\t\"Group\"\r\n\t\tisGroup\t1\r\n\t]\r\n\tedge\r\n\t[\r\n\t\tsource\t0\r\n\t\ttarget\t1\r\n\t\tgraphics\r\n\t\t[\r\n\t\t\tLine\r\n\t\t\t[\r\n\t\t\t\tpoint\r\n\t\t\t\t[\r\n\t\t\t\t\tx\t1\r\n\t\t\t\t\ty\t2\r\n\t\t\t\t]\r\n\t\t\t\tpoint\r\n\t\t\t\t[\r\n\t\t\t\t\tx\t3\r\n\t\t\t\t\ty\t4\r\n\t\t\t\t]\r\n\t\t\t]\r\n\t\t]\r\n\t\tLabelGraphics\r\n\t\t[\r\n\t\t\ttext\t\"likes\"\r\n\t\t]\r\n\t]\r\n]\r\n",
    );
    has_line(&graph, r#""label": "Ann", "x": 10.5, "y": -3, "graphics": {"type": "rectangle"}, "gid": 1}"#);
    has_line(
        &graph,
        r#""relation": "likes", "target": "1", "graphics": {"Line": {"point": [{"x": 1, "y": 2}, {"x": 3, "y": 4}]}}"#,
    );
}

#[test]
fn direction_is_read_edge_by_edge() {
    let (graph, found) = check(
        "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 label \"a\" directed 1 ] edge [ source 1 target 2 label \"b\" ] ]",
    );
    assert!(!found.has_errors(), "{found:#?}");
    assert_eq!(graph.edges().map(|edge| graph.is_symmetric(edge)).collect::<Vec<_>>(), [false, true]);
    // What is said last counts for all.
    let (graph, _) = check("graph [ node [ id 1 ] edge [ source 1 target 1 ] directed 1 ]");
    assert!(graph.header().directed);
}

#[test]
fn equal_labels_are_told_apart_and_come_back() {
    let graph = load(
        r#"{"nodes": [{"id": "a", "label": "Bo"}, {"id": "b", "label": "Bo"}, {"id": "c", "label": "Bo (a)"}], "edges": []}"#,
    );
    let (text, losses) = written(&graph, "gml", &WriteOptions::new());
    for label in ["\"Bo (a) 2\"", "\"Bo (b)\"", "\"Bo (a)\"", "kg_label \"Bo\""] {
        assert!(text.contains(label), "{text}");
    }
    assert_eq!(losses.iter().map(|loss| (loss.kind.as_str(), loss.count)).collect::<Vec<_>>(), [("id-replaced", 5)]);
    let (back, _) = check(&text);
    assert_eq!(back.nodes().map(|node| back.label(node).to_owned()).collect::<Vec<_>>(), ["Bo", "Bo", "Bo (a)"]);
}

#[test]
fn hostile_gml_ends_soon() {
    let deep = |depth: usize| format!("graph [ node [ id 1 {} {} ] ]", "a [ ".repeat(depth), "] ".repeat(depth));
    assert!(!check(&deep(50)).1.has_errors());
    for depth in [100, 200_000] {
        let (_, found) = check(&deep(depth));
        assert!(found.iter().any(|problem| problem.code == Code::MalformedGml), "{found:#?}");
    }
    let many = (0..20_000).map(|number| format!("k{number} 1 ")).collect::<String>();
    assert_eq!(check(&format!("graph [ node [ id 1 {many} ] ]")).0.node_count(), 1);
    let same = "k 1 ".repeat(200_000);
    assert_eq!(check(&format!("graph [ node [ id 1 {same} ] ]")).0.node_count(), 1);
    let entities = "&amp;&".repeat(200_000);
    assert_eq!(check(&format!("graph [ node [ id 1 label \"{entities}\" ] ]")).0.node_count(), 1);
}

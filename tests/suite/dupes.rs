//! Nodes that may be the same, decisions about them, and what every verb makes of those.

use crate::harness::{TempDir, kgraph, load, root};
use kgraph::decisions::Decisions;
use kgraph::diagnostics::{Code, Diagnostics, Source};
use kgraph::dupes::Dupes;
use kgraph::error::ErrorKind;
use kgraph::graph::Union;

const GRAPH: &str = r#"{
  "graph": {"documents": ["d"], "types": ["person", "policy"]},
  "nodes": [
    {"id": "donald-trump", "type": "person", "label": "Donald Trump", "born": 1946},
    {"id": "d-trump", "type": "person", "label": "D. Trump", "aliases": ["the president"], "born": 1947, "office": "president"},
    {"id": "h-1b", "type": "policy", "label": "H-1B"},
    {"id": "angus-chen", "type": "person", "label": "Angus Chen"},
    {"id": "george-chen", "type": "person", "label": "George Chen"}
  ],
  "edges": [
    {"source": "donald-trump", "relation": "changes", "target": "h-1b", "evidence": [{"document": "d", "note": "one"}]},
    {"source": "d-trump", "relation": "changes", "target": "h-1b", "evidence": [{"document": "d", "note": "two"}, {"document": "d", "note": "three"}]},
    {"source": "angus-chen", "relation": "speaks-of", "target": "d-trump"},
    {"source": "george-chen", "relation": "speaks-of", "target": "donald-trump"}
  ]
}
"#;

fn folder() -> TempDir {
    let dir = TempDir::new();
    dir.write("graph/story.json", GRAPH);
    dir
}

fn decisions(text: &str) -> Result<Decisions, Diagnostics> {
    Decisions::read(&Source::new("decisions.json", text)).map_err(|error| match error.kind() {
        ErrorKind::Graph(found) => found.clone(),
        other => panic!("{other:?}"),
    })
}

#[test]
fn the_graph_of_the_article_has_no_two_nodes_that_look_like_one() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    let dupes = Dupes::new(&graph);
    let found = dupes.pairs(0.6, |_, _| false);
    let shown: Vec<_> =
        found.iter().map(|pair| (graph.id(pair.keep), graph.id(pair.join), dupes.reasons(pair))).collect();
    assert!(shown.is_empty(), "{shown:#?}");
}

#[test]
fn planted_duplicates_are_found_in_the_graph_of_the_article_and_the_two_chens_are_not() {
    let text = std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap();
    let planted = [
        ("p1", "person", "D. Wang"),
        ("p2", "person", "Chen, Angus"),
        ("p3", "person", "Santosh K. Pai"),
        ("p4", "policy", "H1B"),
    ];
    let nodes: String = planted
        .iter()
        .map(|(id, kind, label)| format!("    {{\"id\": \"{id}\", \"type\": \"{kind}\", \"label\": \"{label}\"}},\n"))
        .collect();
    let text = text.replacen("  \"nodes\": [\n", &format!("  \"nodes\": [\n{nodes}"), 1);
    let graph = load(&text);
    let mut found: Vec<(String, String)> = Dupes::new(&graph)
        .pairs(0.6, |_, _| false)
        .iter()
        .map(|pair| (graph.id(pair.join).to_owned(), graph.id(pair.keep).to_owned()))
        .collect();
    found.sort();
    let wanted = [("p1", "dan-wang"), ("p2", "angus-chen"), ("p3", "santosh-pai"), ("p4", "h-1b")];
    assert_eq!(found, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn a_decision_is_written_once_applied_by_every_verb_and_undone_by_deleting_its_line() {
    let dir = folder();
    let run = |args: &[&str]| kgraph(args).dir(dir.path()).run();
    run(&["dupes"]).code(0).prints("0.84  Donald Trump (Person) [donald-trump]  =  D. Trump (Person) [d-trump]");
    run(&["dupes", "--same", "Donald Trump", "D. Trump", "--different", "angus-chen", "george-chen"]).code(0);
    let path = dir.path().join("graph/decisions.json");
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        written,
        "{\n  \"same\": [\n    [\"donald-trump\", \"d-trump\"]\n  ],\n  \"different\": [\n    [\"angus-chen\", \"george-chen\"]\n  ]\n}\n"
    );
    let shown = run(&["dupes"]).code(0).says("no two nodes look like one");
    assert!(shown.stdout.is_empty());
    // The one node has the names, attributes and relations of both, with all evidence.
    let json = run(&["export", "--json"]).code(0).says("conflicting-value");
    let graph = load(&json.stdout);
    assert_eq!((graph.node_count(), graph.edge_count()), (4, 4));
    let node = graph.find("donald-trump").unwrap();
    assert_eq!(graph.aliases(node), ["D. Trump", "the president"]);
    assert_eq!(
        (graph.node_attribute(node, "born"), graph.node_attribute(node, "office")),
        (Some("1946"), Some("\"president\""))
    );
    let notes: Vec<String> =
        graph.edges().flat_map(|edge| graph.evidence(edge)).filter_map(|piece| piece.note.map(Into::into)).collect();
    assert_eq!(notes, ["one", "two", "three"]);
    assert!(json.stdout.contains(r#"{"document": "d", "note": "two", "source_name": "D. Trump"}"#), "{}", json.stdout);
    run(&["show", "D. Trump"]).code(0).prints("Donald Trump (Person)").prints("Angus Chen —speaks of→ Donald Trump");
    run(&["query", "who speaks of Donald Trump"]).code(0).prints("Angus Chen");
    // A file named alone is decided as well, and can be read as it is written.
    let nodes = |args: &[&str]| load(&run(args).code(0).stdout).node_count();
    assert_eq!(nodes(&["export", "--json", "-g", "graph/story.json"]), 4);
    assert_eq!(nodes(&["export", "--json", "--no-decisions"]), 5);
    // Undone by deleting the line, though a comma is left over when there are several.
    std::fs::write(&path, "{\n  \"same\": [\n    [\"angus-chen\", \"d-trump\"],\n  ],\n  \"different\": []\n}\n")
        .unwrap();
    assert_eq!(nodes(&["export", "--json"]), 4);
    std::fs::write(&path, "{\n  \"same\": [\n  ],\n  \"different\": [\n  ]\n}\n").unwrap();
    assert_eq!(nodes(&["export", "--json"]), 5);
}

#[test]
fn edges_of_nodes_that_became_one_are_one_where_they_state_the_same_claim() {
    let dir = TempDir::new();
    let edge = |source: &str, relation: &str, more: &str| {
        format!(r#"{{"source": "{source}", "relation": "{relation}", "target": "x"{more}}}"#)
    };
    let said =
        |document: &str, note: &str| format!(r#", "evidence": [{{"document": "{document}", "note": "{note}"}}]"#);
    let edges = [
        edge("a", "signs", &said("d1", "one")),
        edge("b", "signs", &said("d2", "two")),
        // Two statements of one document, another date, and two that were written beside each other: each stays.
        edge("a", "reads", &said("d1", "three")),
        edge("b", "reads", &said("d1", "four")),
        edge("a", "leads", r#", "since": "2020""#),
        edge("b", "leads", r#", "since": "2021""#),
        edge("b", "meets", &said("d1", "five")),
        edge("b", "meets", &said("d2", "six")),
    ];
    let nodes = r#"{"id": "a"}, {"id": "b"}, {"id": "x"}"#;
    let graph =
        format!(r#"{{"graph": {{"documents": ["d1", "d2"]}}, "nodes": [{nodes}], "edges": [{}]}}"#, edges.join(","));
    dir.write("graph/story.json", &graph);
    dir.write("graph/decisions.json", r#"{"same": [["a", "b"]]}"#);
    let read = |args: &[&str]| load(&kgraph(args).dir(dir.path()).run().code(0).stdout);
    let one = read(&["export", "--json"]);
    let pieces: Vec<usize> = one.edges().map(|edge| one.evidence(edge).len()).collect();
    assert_eq!(pieces, [2, 1, 1, 0, 0, 1, 1]);
    let evidence = one.evidence(one.edges().next().unwrap());
    assert_eq!(evidence[1].attributes, [("source_name".into(), r#""b""#)]);
    assert_eq!(read(&["export", "--json", "--keep-duplicates"]).edge_count(), edges.len());
}

#[test]
fn decisions_may_chain_but_not_contradict() {
    let good = decisions(r#"{"same": [["a", "b"], ["b", "c"]], "different": [["a", "d"]]}"#).unwrap();
    let graph = load(r#"{"nodes": [{"id": "c"}, {"id": "b"}, {"id": "a"}, {"id": "d"}], "edges": []}"#);
    let (one, found) = good.apply(graph, Union::default());
    assert!(found.is_empty());
    assert_eq!(one.nodes().map(|node| one.id(node)).collect::<Vec<_>>(), ["a", "d"]);
    for (text, message, related) in [
        (r#"{"same": [["a", "b"]], "different": [["b", "a"]]}"#, "`a` and `b` are different here", true),
        (r#"{"same": [["a", "b"], ["b", "c"]], "different": [["a", "c"]]}"#, "`a` and `c` are different here", true),
        (r#"{"same": [["a", "b"], ["b", "a"]]}"#, "none of `a`, `b` stays", true),
        (r#"{"same": [["a", "c"], ["b", "c"]]}"#, "`a` and `b` are one by these lines", true),
        (r#"{"same": [["a"]]}"#, "two or more different ids", false),
        (r#"{"same": [["a", 5]]}"#, "two or more different ids", false),
        (r#"{"same": "a"}"#, "must be a list of lists", false),
        (r#"{"equal": []}"#, "neither `same` nor `different`", false),
        ("[]", "must be an object", false),
    ] {
        let found = decisions(text).unwrap_err();
        let first = found.iter().next().unwrap();
        assert!(first.code == Code::BadDecision && first.message.contains(message), "{text}: {found:#?}");
        assert!(first.place.is_some() && first.related.is_some() == related, "{text}: {found:#?}");
    }
    assert_eq!(decisions("{").unwrap_err().iter().next().unwrap().code, Code::MalformedJson);
}

#[test]
fn a_contradiction_stops_every_verb_and_is_never_written() {
    let dir = folder();
    let run = |args: &[&str]| kgraph(args).dir(dir.path()).run();
    run(&["dupes", "--different", "donald-trump", "d-trump"]).code(0);
    let path = dir.path().join("graph/decisions.json");
    let before = std::fs::read_to_string(&path).unwrap();
    run(&["dupes", "--same", "donald-trump", "d-trump"]).code(2).says("error[bad-decision]");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    // What is decided to be different is not proposed.
    assert!(run(&["dupes"]).code(0).stdout.is_empty());
    std::fs::write(&path, r#"{"same": [["d-trump", "donald-trump"]], "different": [["donald-trump", "d-trump"]]}"#)
        .unwrap();
    run(&["check"]).code(1).says("error[bad-decision]");
    run(&["export", "--json"]).code(2).says("error[bad-decision]").says("decisions.json:1:");
    std::fs::write(&path, r#"{"same": [["donald-trump", "nobody"]]}"#).unwrap();
    run(&["check"]).code(0).says("warning[unused-decision]");
}

#[test]
fn proposals_can_be_applied_all_at_once_and_come_as_json() {
    let dir = folder();
    let run = |args: &[&str]| kgraph(args).dir(dir.path()).run();
    let pairs: serde_json::Value = serde_json::from_str(&run(&["dupes", "--format", "json"]).code(0).stdout).unwrap();
    let pair = &pairs["pairs"][0];
    assert_eq!((&pair["keep"]["id"], &pair["join"]["id"]), (&"donald-trump".into(), &"d-trump".into()));
    assert!(pair["score"].as_f64().unwrap() > 0.8 && pair["reasons"].as_array().unwrap().len() >= 2);
    run(&["dupes", "--min-score", "0.99", "--apply"]).code(0).says("0 decisions added");
    run(&["dupes", "--apply"]).code(0).says("1 decision added");
    run(&["dupes", "--same", "donald-trump", "donald-trump"]).code(2).says("one node already");
    run(&["dupes", "--min-score", "7"]).code(2);
}

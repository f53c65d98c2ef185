//! Several files as one graph, and the claims that they make.

use crate::harness::{TempDir, kgraph, load, written};
use crate::properties;
use kgraph::diagnostics::{Code, Diagnostics, Source};
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::{Checks, Graph, Union};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const JOINED: Union = Union { keep_duplicates: false, keep_conflicts: false };
const APART: Union = Union { keep_duplicates: true, keep_conflicts: false };

fn union(texts: &[String], how: Union) -> (Graph, Diagnostics) {
    let sources: Vec<_> =
        texts.iter().enumerate().map(|(at, text)| Source::new(format!("{at}.json"), text.as_str())).collect();
    Format::from_name("json").unwrap().check_union(&sources, Checks::Errors, how).unwrap()
}

/// The graph of files that each have edges only, between a, b and c.
fn of_edges(files: &[&str], how: Union) -> (Graph, Diagnostics) {
    let whole =
        |edges: &&str| format!(r#"{{"nodes": [{{"id": "a"}}, {{"id": "b"}}, {{"id": "c"}}], "edges": [{edges}]}}"#);
    union(&files.iter().map(whole).collect::<Vec<_>>(), how)
}

fn edges(graph: &Graph) -> Vec<Value> {
    let (text, _) = written(graph, "json", &WriteOptions::new());
    let value: Value = serde_json::from_str(&text).unwrap();
    value["edges"].as_array().unwrap().clone()
}

const ONE: &str =
    r#"{"source": "a", "relation": "r", "target": "b", "evidence": [{"document": "d", "locator": "¶1"}]}"#;
const TWO: &str =
    r#"{"source": "a", "relation": "r", "target": "b", "evidence": [{"document": "e", "locator": "¶2"}]}"#;

#[test]
fn the_same_claim_of_two_documents_is_one_edge_with_both_pieces_of_evidence() {
    let (graph, _) = of_edges(&[ONE, TWO], JOINED);
    let found = edges(&graph);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["evidence"], json!([{"document": "d", "locator": "¶1"}, {"document": "e", "locator": "¶2"}]));
    assert_eq!(edges(&of_edges(&[ONE, TWO], APART).0).len(), 2);
    // The same edge in both files is one edge in any case.
    assert_eq!(edges(&of_edges(&[ONE, ONE], APART).0).len(), 1);
}

#[test]
fn what_differs_in_ends_dates_or_other_keys_stays_apart() {
    let base = |more: &str| format!(r#"{{"source": "a", "relation": "r", "target": "b"{more}}}"#);
    for (one, two, count) in [
        (base(""), base(""), 1),
        (base(r#", "since": "2020""#), base(""), 2),
        (base(r#", "weight": 2"#), base(""), 1),
        (base(r#", "weight": 2"#), base(r#", "weight": 3"#), 2),
        (base(r#", "x": {"y": 1}"#), base(r#", "x": {"y":1}"#), 1),
        (base(""), r#"{"source": "b", "relation": "r", "target": "a"}"#.to_owned(), 2),
        (base(""), r#"{"source": "a", "relation": "s", "target": "b"}"#.to_owned(), 2),
        (base(r#", "id": "1""#), base(r#", "id": "2""#), 2),
        (ONE.to_owned(), base(""), 1),
        // Two passages of one document are two statements, and so are two edges of one file.
        (ONE.to_owned(), ONE.replace("¶1", "¶3"), 2),
        (format!("{ONE}, {ONE}"), ONE.to_owned(), 2),
        (format!("{ONE}, {TWO}"), TWO.to_owned(), 2),
    ] {
        for files in [[one.as_str(), &two], [&two, &one]] {
            let (graph, found) = of_edges(&files, JOINED);
            assert!(!found.iter().any(|d| d.code == Code::ConflictingValue), "{found:#?}");
            assert_eq!(edges(&graph).len(), count, "{files:?}");
        }
    }
}

#[test]
fn symmetric_claims_are_the_same_the_other_way_round() {
    let file = |source: &str, target: &str| {
        format!(
            r#"{{"graph": {{"relations": [{{"id": "r", "symmetric": true}}]}}, "nodes": [{{"id": "a"}}, {{"id": "b"}}],
                "edges": [{{"source": "{source}", "relation": "r", "target": "{target}"}}]}}"#
        )
    };
    assert_eq!(edges(&union(&[file("a", "b"), file("b", "a")], JOINED).0).len(), 1);
}

#[test]
fn an_edge_with_an_id_is_one_edge_and_its_conflicts_are_told_with_both_places() {
    let edge =
        |weight: u8| format!(r#"{{"id": "x", "source": "a", "relation": "r", "target": "b", "weight": {weight}}}"#);
    let (graph, found) = of_edges(&[&edge(1), &edge(2)], Union { keep_conflicts: true, ..JOINED });
    assert_eq!(edges(&graph)[0]["kgraph:conflict"], json!({"weight": [1, 2]}));
    let conflict = found.iter().find(|d| d.code == Code::ConflictingValue).unwrap();
    assert_eq!(
        (conflict.place.as_ref().unwrap().source.name(), conflict.place.as_ref().unwrap().text()),
        ("1.json", "2")
    );
    assert_eq!(conflict.related.as_ref().unwrap().0.text(), "1");
    // The id of another edge is a mistake as it was.
    let other = r#"{"id": "x", "source": "a", "relation": "r", "target": "c"}"#;
    assert!(of_edges(&[&edge(1), other], JOINED).1.iter().any(|d| d.code == Code::DuplicateId));
}

#[test]
fn headers_that_disagree_are_told_with_both_places() {
    let file = |title: &str, directed: bool, label: &str| {
        format!(
            r#"{{"directed": {directed}, "graph": {{"title": "{title}", "lang": "{title}", "types": [{{"id": "t", "label": "{label}"}}]}},
                "nodes": [], "edges": []}}"#
        )
    };
    let (graph, found) = union(&[file("One", false, "T"), file("Two", true, "U")], JOINED);
    assert_eq!((graph.header().title.as_deref(), graph.header().directed), (Some("One"), false));
    let conflicts: Vec<_> = found.iter().filter(|d| d.code == Code::ConflictingValue).collect();
    assert_eq!(conflicts.len(), 4, "{found:#?}");
    for conflict in conflicts {
        let names = [conflict.place.as_ref(), conflict.related.as_ref().map(|(place, _)| place)]
            .map(|place| place.unwrap().source.name());
        assert_eq!(names, ["1.json", "0.json"]);
    }
}

/// Nodes, edges and header as sets of lines, since parts come in any order.
fn content(graph: &Graph) -> (BTreeSet<String>, Vec<String>) {
    let mut lines: Vec<String> = edges(graph).iter().map(Value::to_string).collect();
    lines.sort();
    let value: Value = serde_json::from_str(&written(graph, "json", &WriteOptions::new()).0).unwrap();
    let mut rest: BTreeSet<String> = value["nodes"].as_array().unwrap().iter().map(Value::to_string).collect();
    rest.extend(value["graph"].as_object().unwrap().iter().map(|(key, value)| format!("{key}: {value}")));
    (rest, lines)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn overlapping_shuffled_parts_give_back_the_whole(
        value in properties::graph(),
        marks in prop::collection::vec(1u8..8, 40),
        order in Just((0..40usize).collect::<Vec<_>>()).prop_shuffle(),
        duplicates in any::<bool>(),
    ) {
        let mut value = value;
        // Copies of one edge in different parts cannot be told from one edge in both.
        let mut seen = BTreeSet::new();
        let list = value["edges"].as_array_mut().unwrap();
        list.retain(|edge| {
            let key = if duplicates { edge.to_string() } else { format!("{}\n{}\n{}", edge["source"], edge["relation"], edge["target"]) };
            seen.insert(key)
        });
        let list = list.clone();
        let nodes = value["nodes"].as_array().unwrap().clone();
        // A mark says in which of three parts a record stands: in one, two or all.
        let shuffled = |records: &[Value], from: usize, part: usize| -> Vec<Value> {
            let place = |at: &usize| order.iter().position(|n| n == at).unwrap();
            let mut chosen: Vec<usize> = (0..records.len()).filter(|at| marks[(from + at) % 40] >> part & 1 == 1).collect();
            chosen.sort_by_key(|at| place(&((at + part) % 40)));
            chosen.into_iter().map(|at| records[at].clone()).collect()
        };
        let parts: Vec<String> = (0..3).map(|part| {
            let edges = shuffled(&list, 20, part);
            let ends: BTreeSet<&str> = edges.iter().flat_map(|edge| [edge["source"].as_str().unwrap(), edge["target"].as_str().unwrap()]).collect();
            let mut mine = shuffled(&nodes, 0, part);
            // A part that only joins a node need say no more of it than its id.
            let known: Vec<Value> = mine.iter().map(|node| node["id"].clone()).collect();
            mine.extend(ends.into_iter().filter(|id| !known.contains(&Value::from(*id))).map(|id| json!({"id": id})));
            json!({"graph": value["graph"], "nodes": mine, "edges": edges}).to_string()
        }).collect();
        let how = if duplicates { APART } else { JOINED };
        let (graph, found) = union(&parts, how);
        prop_assert!(found.is_empty(), "{:#?}", found);
        prop_assert_eq!(content(&graph), content(&load(&value.to_string())));
    }
}

const CONTESTED: &str = r#"{"graph": {"documents": [{"id": "early", "title": "The early paper", "date": "2024-11"}, {"id": "late", "date": "2025-09-19"}, {"id": "undated"}]},
  "nodes": [{"id": "ann"}, {"id": "bob"}, {"id": "eve"}],
  "edges": [
    {"source": "ann", "relation": "backs", "target": "bob", "since": "2024-03", "until": "2025", "evidence": [
      {"document": "late", "note": "not so", "stance": "denies"}, {"document": "early", "note": "so"}, {"document": "undated", "stance": "supports"}]},
    {"source": "eve", "relation": "backs", "target": "bob", "since": "2025-06-01", "evidence": [{"document": "late", "stance": "denies"}]},
    {"source": "eve", "relation": "backs", "target": "ann", "evidence": [{"document": "late", "stance": "mentions"}]},
    {"source": "bob", "relation": "backs", "target": "ann"}]}"#;

#[test]
fn edges_are_selected_by_their_evidence_and_dates() {
    let taken = |options: &[&str]| -> Vec<String> {
        let ran = kgraph(["export", "-", "--json", "-q"].iter().chain(options)).stdin(CONTESTED).run().code(0);
        let value: Value = serde_json::from_str(&ran.stdout).unwrap();
        let ends = |edge: &Value| format!("{} {}", edge["source"].as_str().unwrap(), edge["target"].as_str().unwrap());
        value["edges"].as_array().unwrap().iter().map(ends).collect()
    };
    for (options, wanted) in [
        (vec!["--min-sources", "1"], vec!["ann bob"]),
        (vec!["--min-sources", "2"], vec!["ann bob"]),
        (vec!["--min-sources", "3"], vec![]),
        (vec!["--min-sources", "1", "--stance", "denies"], vec!["ann bob", "eve bob"]),
        (vec!["--stance", "mentions"], vec!["eve ann"]),
        (vec!["--stance", "supports", "--stance", "mentions"], vec!["ann bob", "eve ann"]),
        (vec!["--document", "the EARLY paper"], vec!["ann bob"]),
        (vec!["--document", "early", "--stance", "denies"], vec![]),
        (vec!["--published-after", "2024"], vec!["ann bob", "eve bob", "eve ann"]),
        (vec!["--published-after", "2025-09"], vec![]),
        (vec!["--published-after", "2025-09-18", "--stance", "supports"], vec![]),
        (vec!["--published-before", "2025"], vec!["ann bob"]),
        (vec!["--published-before", "2024-11"], vec![]),
        (vec!["--as-of", "2024"], vec!["ann bob", "eve ann", "bob ann"]),
        (vec!["--as-of", "2024-02-29"], vec!["eve ann", "bob ann"]),
        (vec!["--as-of", "2025-12-31"], vec!["ann bob", "eve bob", "eve ann", "bob ann"]),
        (vec!["--as-of", "2026"], vec!["eve bob", "eve ann", "bob ann"]),
        (vec!["--as-of", "2025-05"], vec!["ann bob", "eve ann", "bob ann"]),
    ] {
        assert_eq!(taken(&options), wanted, "{options:?}");
    }
    kgraph(["stats", "-g", "-", "--document", "eraly"]).stdin(CONTESTED).run().code(2).says("did you mean `early`");
    kgraph(["stats", "-g", "-", "--stance", "maybe"]).stdin(CONTESTED).run().code(2).says("supports");
    kgraph(["stats", "-g", "-", "--as-of", "19.9.2025"]).stdin(CONTESTED).run().code(2).says("ISO 8601");
}

#[test]
fn supporters_and_deniers_are_kept_apart() {
    let stats = kgraph(["stats", "-g", "-"]).stdin(CONTESTED).run().code(0);
    stats.prints("evidence: 2 supports, 1 mentions, 2 denies").prints("1 edges are contested, 1 only denied");
    let shown = kgraph(["show", "bob", "-g", "-"]).stdin(CONTESTED).run().code(0).stdout;
    assert!(
        shown.contains(
            "bob (2024-03 to 2025) (contested)\n    The early paper: so\n    undated\n    late: denies it; not so\n"
        ),
        "{shown}"
    );
    assert!(shown.contains("bob (2025-06-01 to …) (denied)\n"), "{shown}");
    let ran = kgraph(["show", "bob", "-g", "-", "--format", "json"]).stdin(CONTESTED).run().code(0);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    let contested = value["edges"].as_array().unwrap().iter().find(|edge| edge["source"] == "ann").unwrap();
    assert_eq!(contested["supporters"], json!(["early", "undated"]));
    assert_eq!(contested["deniers"], json!(["late"]));
}

#[test]
fn what_is_denied_is_not_answered_with_yes() {
    let evidence = |stance: &str| format!(r#"{{"document": "d", "stance": "{stance}"}}"#);
    let edge = |source: &str, pieces: &[String]| {
        format!(
            r#"{{"source": "{source}", "relation": "helps", "target": "bob", "evidence": [{}]}}"#,
            pieces.join(", ")
        )
    };
    let graph = format!(
        r#"{{"graph": {{"documents": ["d"]}}, "nodes": [{{"id": "ann"}}, {{"id": "bob"}}, {{"id": "cy"}}, {{"id": "di"}}],
            "edges": [{}, {}, {}]}}"#,
        edge("ann", &[evidence("denies")]),
        edge("cy", &[evidence("denies"), evidence("supports")]),
        edge("di", &[evidence("supports")]),
    );
    for (who, word) in [("ann", "Denied: "), ("cy", "Contested: "), ("di", "Yes.\n")] {
        let ran = kgraph(["query", &format!("does {who} help bob"), "-g", "-"]).stdin(&graph).run().code(0);
        assert!(ran.stdout.starts_with(word), "{who}: {}", ran.stdout);
    }
}

#[test]
fn a_folder_of_files_is_one_graph_whatever_the_format() {
    let dir = TempDir::new();
    let file = |edge: &str| format!(r#"{{"nodes": [{{"id": "a"}}, {{"id": "b"}}], "edges": [{edge}]}}"#);
    dir.write("graph/one.json", file(ONE));
    dir.write("graph/two.json", file(TWO));
    kgraph(["stats"]).dir(dir.path()).run().code(0).prints("2 nodes, 1 edges");
    kgraph(["stats", "--keep-duplicates"]).dir(dir.path()).run().code(0).prints("2 nodes, 2 edges");
    for name in ["one", "two"] {
        let (from, to) = (format!("graph/{name}.json"), format!("as/{name}.cyjs"));
        std::fs::create_dir_all(dir.path().join("as")).unwrap();
        kgraph(["export", &from, "-o", &to]).dir(dir.path()).run().code(0);
    }
    kgraph(["stats", "-g", "as/one.cyjs", "-g", "as/two.cyjs"])
        .dir(dir.path())
        .run()
        .code(0)
        .prints("2 nodes, 1 edges");
}

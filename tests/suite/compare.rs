//! Versions of a graph: differences, three-way merges, and git with kgraph as its merge driver.

use crate::harness::{Ran, TempDir, has_program, kgraph, load, written};
use crate::properties;
use kgraph::compare::{diff, merge};
use kgraph::diagnostics::Source;
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::Graph;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

const BASE: &str = r#"{
  "directed": true,
  "multigraph": true,
  "graph": {
    "title": "Ferries",
    "documents": [
      {"id": "d"},
      {"id": "e"}
    ]
  },
  "nodes": [
    {"id": "ann", "label": "Ann", "aliases": ["A."], "born": 1950},
    {"id": "bob", "label": "Bob"},
    {"id": "eve"},
    {"id": "old"}
  ],
  "edges": [
    {"source": "ann", "relation": "knows", "target": "bob", "evidence": [{"document": "d", "locator": "¶1"}]},
    {"source": "ann", "relation": "knows", "target": "bob", "evidence": [{"document": "d", "locator": "¶2"}]},
    {"source": "bob", "relation": "fears", "target": "eve", "evidence": [{"document": "d", "locator": "¶3"}], "weight": 2},
    {"source": "eve", "relation": "likes", "target": "old"}
  ]
}
"#;

fn json_of(graph: &Graph) -> String {
    written(graph, "json", &WriteOptions::new()).0
}

/// Changes a text; every change must find its place.
fn with(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{text} lacks {from}");
        text.replacen(from, to, 1)
    })
}

/// Merges two versions of [`BASE`] with the program, and returns what it said and wrote.
fn merged(ours: &str, theirs: &str) -> (Ran, String) {
    let dir = TempDir::new();
    // As git names them: without an extension.
    for (name, text) in [("base", BASE), ("ours", ours), ("theirs", theirs)] {
        dir.write(name, text);
    }
    let ran = kgraph(["merge", "--base", "base", "ours", "theirs", "-o", "ours"]).dir(dir.path()).run();
    let text = std::fs::read_to_string(dir.path().join("ours")).unwrap();
    (ran, text)
}

#[test]
fn what_either_side_changed_is_taken() {
    let ours = with(
        BASE,
        &[
            (r#""aliases": ["A."], "born": 1950"#, r#""aliases": ["A.", "Annie"], "born": 1950"#),
            (r#"{"id": "bob", "label": "Bob"}"#, r#"{"id": "bob", "label": "Robert"}"#),
            (r#""weight": 2"#, r#""weight": 3"#),
            (r#"    {"id": "old"}"#, "    {\"id\": \"old\"},\n    {\"id\": \"new\"}"),
        ],
    );
    let theirs = with(
        BASE,
        &[
            (r#""aliases": ["A."], "born": 1950"#, r#""aliases": ["Ana"], "born": 1951"#),
            (
                r#"[{"document": "d", "locator": "¶3"}]"#,
                r#"[{"document": "d", "locator": "¶3"}, {"document": "e", "stance": "denies"}]"#,
            ),
            (
                r#"{"source": "ann", "relation": "knows", "target": "bob", "evidence": [{"document": "d", "locator": "¶1"}]},"#,
                "",
            ),
            (r#"{"id": "eve"}"#, r#"{"id": "eve", "note": 1}"#),
        ],
    );
    let (ran, text) = merged(&ours, &theirs);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let wanted = with(
        &ours,
        &[
            (r#""aliases": ["A.", "Annie"], "born": 1950"#, r#""aliases": ["Annie", "Ana"], "born": 1951"#),
            (r#"{"id": "eve"}"#, r#"{"id": "eve", "note": 1}"#),
            (
                r#"[{"document": "d", "locator": "¶3"}]"#,
                r#"[{"document": "d", "locator": "¶3"}, {"document": "e", "stance": "denies"}]"#,
            ),
            (
                "    {\"source\": \"ann\", \"relation\": \"knows\", \"target\": \"bob\", \"evidence\": [{\"document\": \"d\", \"locator\": \"¶1\"}]},\n",
                "",
            ),
        ],
    );
    // Everything else stays as it was, byte by byte.
    assert_eq!(text, wanted);
}

#[test]
fn what_both_sides_changed_is_a_conflict_with_both_values_that_a_check_reports() {
    let ours = with(BASE, &[("1950", "1949"), ("Ferries", "Boats"), (r#""weight": 2"#, r#""weight": 3"#)]);
    let theirs = with(BASE, &[("1950", "1951"), ("Ferries", "Ships"), (r#""weight": 2"#, r#""weight": 4"#)]);
    let (ran, text) = merged(&ours, &theirs);
    let ran = ran.code(1).says("node `ann`: `born` is 1949 in ours, 1951 in theirs").says("3 conflicts");
    ran.says("the graph: `title` is \"Boats\" in ours, \"Ships\" in theirs").says("edge `bob` —fears→ `eve`: `weight`");
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["nodes"][0]["born"], 1949);
    assert_eq!(value["nodes"][0]["kgraph:conflict"], json!({"born": [1949, 1951]}));
    assert_eq!(value["edges"][2]["kgraph:conflict"], json!({"weight": [3, 4]}));
    assert_eq!(value["graph"]["kgraph:conflict"], json!({"title": ["Boats", "Ships"]}));
    let report = kgraph(["check", "-"]).stdin(&text).run().code(1).says("a merge left a conflict about `born`");
    assert_eq!(report.stderr.matches("error[merge-conflict]").count(), 3, "{report:?}");
}

#[test]
fn nothing_is_deleted_that_the_other_side_changed_or_needs() {
    let gone = with(BASE, &[(r#"{"id": "old"}"#, r#"{"id": "x"}"#), (r#""target": "old""#, r#""target": "x""#)]);
    let changed = with(BASE, &[(r#"{"id": "old"}"#, r#"{"id": "old", "note": 1}"#)]);
    let needed = with(
        BASE,
        &[(
            r#"  "edges": ["#,
            "  \"edges\": [\n    {\"source\": \"bob\", \"relation\": \"sees\", \"target\": \"old\"},",
        )],
    );
    for (ours, theirs, mark) in [
        (&gone, &changed, json!(["deleted", "changed"])),
        (&changed, &gone, json!(["changed", "deleted"])),
        (&gone, &needed, json!(["deleted", "needed by an edge"])),
        (&needed, &gone, json!(["needed by an edge", "deleted"])),
    ] {
        let (ran, text) = merged(ours, theirs);
        assert_eq!(ran.code, 1, "{ran:?}");
        let value: Value = serde_json::from_str(&text).unwrap();
        let old = value["nodes"].as_array().unwrap().iter().find(|node| node["id"] == "old").unwrap();
        assert_eq!(old["kgraph:conflict"], json!({"this node": mark}));
    }
}

#[test]
fn both_sides_may_add_the_same_and_different_things() {
    let add = |edge: &str| with(BASE, &[(r#"  "edges": ["#, &format!("  \"edges\": [\n    {edge},"))]);
    let one = r#"{"source": "ann", "relation": "sees", "target": "eve", "evidence": [{"document": "d"}]}"#;
    let two = r#"{"source": "ann", "relation": "sees", "target": "eve", "evidence": [{"document": "e"}]}"#;
    let dated = r#"{"source": "ann", "relation": "sees", "target": "eve", "since": "2020"}"#;
    for (ours, theirs, count) in [(one, one, 5), (one, two, 5), (one, dated, 6)] {
        let (ran, text) = merged(&add(ours), &add(theirs));
        assert_eq!(ran.code, 0, "{ran:?}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["edges"].as_array().unwrap().len(), count, "{text}");
    }
    // An edge that stands twice is deleted once.
    let twice = with(BASE, &[(r#"  "edges": ["#, &format!("  \"edges\": [\n    {one},\n    {one},"))]);
    let (ran, text) = merged(&twice, BASE);
    assert_eq!((ran.code, text.matches("sees").count()), (0, 2));
}

#[test]
fn a_union_is_written_with_its_conflicts() {
    let dir = TempDir::new();
    dir.write("a.json", BASE);
    dir.write("b.json", with(BASE, &[("1950", "1951"), (r#""label": "Bob""#, r#""label": "Rob""#)]));
    let ran = kgraph(["merge", "a.json", "b.json", "-o", "c.json"]).dir(dir.path()).run().code(1);
    ran.says("conflicting-value").says("a.json:").says("b.json:").says("2 conflicts");
    let value: Value = serde_json::from_str(&std::fs::read_to_string(dir.path().join("c.json")).unwrap()).unwrap();
    assert_eq!(value["nodes"][0]["kgraph:conflict"], json!({"born": [1950, 1951]}));
    // The other label is a name now.
    assert_eq!(value["nodes"][1]["aliases"], json!(["Rob"]));
    assert_eq!(value["edges"].as_array().unwrap().len(), 4);
    let ran = kgraph(["merge", "a.json", "a.json"]).dir(dir.path()).run().code(0);
    assert_eq!(ran.stdout, BASE);
    kgraph(["merge", "a.json", "a.json", "-o", "a.gexf"]).dir(dir.path()).run().code(0);
    kgraph(["check", "a.gexf"]).dir(dir.path()).run().code(0);
    // A text's path counts from the folder of its file.
    dir.write("there/t.json", r#"{"graph": {"documents": [{"id": "d", "text": "d.txt"}]}, "nodes": [], "edges": []}"#);
    let moved = |out: &str| kgraph(["merge", "there/t.json", "-o", out]).dir(dir.path()).run().code(0).stderr;
    assert!(moved("out.json").contains("as that of `d`, count from there"));
    assert!(!moved("there/out.json").contains("count from there"));
    kgraph(["merge", "--base", "a.json", "b.json"]).dir(dir.path()).run().code(2).says("merges two versions");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_one_side_left_alone_becomes_what_the_other_made_of_it(a in properties::graph(), b in properties::graph()) {
        let (a, b) = (load(&a.to_string()), load(&b.to_string()));
        for (base, ours, theirs, wanted) in [(&a, &b, &a, &b), (&a, &b, &b, &b), (&a, &a, &a, &a)] {
            let found = merge(base, ours, theirs).unwrap();
            prop_assert!(found.conflicts.is_empty(), "{:?}", found.conflicts);
            prop_assert_eq!(json_of(&found.graph), json_of(wanted));
        }
        // Theirs may come in another order.
        let found = merge(&a, &a, &b).unwrap();
        prop_assert!(found.conflicts.is_empty(), "{:?}", found.conflicts);
        prop_assert!(diff(&found.graph, &b).unwrap().is_empty());
        prop_assert!(diff(&a, &a).unwrap().is_empty());
        // Whatever both did, the merge is a whole graph.
        let found = merge(&Graph::default(), &a, &b).unwrap();
        prop_assert!(!found.diagnostics.has_fatal(), "{:?}", found.diagnostics);
    }
}

/// Runs git in a folder, apart from the settings of whoever runs the tests.
fn git(dir: &Path, args: &[&str]) -> (bool, String) {
    let output = Command::new("git")
        .args(args)
        .current_dir(dir)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("NO_COLOR", "1")
        .envs([("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.org")])
        .envs([("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@example.org")])
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), said)
}

/// A repository in which two branches changed the base, with the two lines of the documentation.
fn repository(ours: &str, theirs: &str) -> Option<TempDir> {
    if !has_program("git") {
        eprintln!("git is not installed: nothing merged");
        return None;
    }
    let dir = TempDir::new();
    let run = |args: &[&str]| {
        let (good, said) = git(dir.path(), args);
        assert!(good, "git {args:?}: {said}");
    };
    run(&["init", "-q", "-b", "main"]);
    let driver = format!("\"{}\" merge --base %O %A %B -o %A", env!("CARGO_BIN_EXE_kgraph"));
    run(&["config", "merge.kgraph.driver", &driver]);
    dir.write(".gitattributes", "graph/*.json merge=kgraph\n");
    let commit = |text: &str, message: &str| {
        dir.write("graph/story.json", text);
        run(&["add", "-A"]);
        run(&["commit", "-qm", message]);
    };
    commit(BASE, "base");
    run(&["checkout", "-qb", "theirs"]);
    commit(theirs, "theirs");
    run(&["checkout", "-q", "main"]);
    commit(ours, "ours");
    Some(dir)
}

#[test]
fn git_merges_graphs_by_their_meaning() {
    // Both add a node and an edge at the same places: lines alone would be a conflict.
    let add = |name: &str| {
        with(
            BASE,
            &[
                (r#"    {"id": "old"}"#, &format!("    {{\"id\": \"old\"}},\n    {{\"id\": \"{name}\"}}")),
                (
                    r#""target": "old"}"#,
                    &format!(
                        "\"target\": \"old\"}},\n    {{\"source\": \"{name}\", \"relation\": \"likes\", \"target\": \"ann\"}}"
                    ),
                ),
            ],
        )
    };
    let Some(dir) = repository(&add("mine"), &add("yours")) else { return };
    let (good, said) = git(dir.path(), &["merge", "-q", "--no-edit", "theirs"]);
    assert!(good, "{said}");
    let text = std::fs::read_to_string(dir.path().join("graph/story.json")).unwrap();
    let graph = load(&text);
    assert_eq!((graph.node_count(), graph.edge_count()), (6, 6));
    assert!(graph.find("mine").is_some() && graph.find("yours").is_some());
    // The change against either side is two lines and a comma, no more.
    let (_, stat) = git(dir.path(), &["diff", "--numstat", "HEAD^1", "HEAD"]);
    assert_eq!(stat.split_whitespace().collect::<Vec<_>>(), ["4", "2", "graph/story.json"]);
}

#[test]
fn a_conflict_stops_a_git_merge_until_it_is_resolved() {
    let (ours, theirs) = (
        with(BASE, &[("1950", "1949")]),
        with(BASE, &[("1950", "1951"), (r#"{"id": "eve"}"#, r#"{"id": "eve", "note": 1}"#)]),
    );
    let Some(dir) = repository(&ours, &theirs) else { return };
    let (good, said) = git(dir.path(), &["merge", "--no-edit", "theirs"]);
    assert!(!good && said.contains("conflict: node `ann`: `born` is 1949 in ours, 1951 in theirs"), "{said}");
    let (_, status) = git(dir.path(), &["status", "--short"]);
    assert!(status.contains("UU graph/story.json"), "{status}");
    kgraph(["check", "graph"]).dir(dir.path()).run().code(1).says("merge-conflict");
    let path = dir.path().join("graph/story.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, with(&text, &[("1949, \"kgraph:conflict\": {\"born\": [1949, 1951]}", "1951")])).unwrap();
    kgraph(["check", "graph"]).dir(dir.path()).run().code(0);
    for args in [vec!["add", "-A"], vec!["commit", "-qm", "resolved"]] {
        let (good, said) = git(dir.path(), &args);
        assert!(good, "{said}");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn files_of_git_revisions_can_be_read() {
    let ours = with(BASE, &[("1950", "1949")]);
    let Some(dir) = repository(&ours, &with(BASE, &[("Ferries", "Ships")])) else { return };
    let ran = kgraph(["diff", "HEAD~1:graph/story.json", "graph/story.json"]).dir(dir.path()).run().code(1);
    assert_eq!(ran.stdout, "~ node Ann (ann)\n    born: 1950 → 1949\n0 added, 0 removed, 1 changed\n");
    kgraph(["diff", "HEAD:graph/story.json", "main:graph/story.json"]).dir(dir.path()).run().code(0);
    kgraph(["diff", "HEAD:graph/none.json", "graph/story.json"]).dir(dir.path()).run().code(2).says("git says");
}

fn differences(new: &str, more: &[&str]) -> Ran {
    let dir = TempDir::new();
    dir.write("old.json", BASE);
    dir.write("new.json", new);
    kgraph(["diff", "old.json", "new.json"].iter().chain(more)).dir(dir.path()).run()
}

fn changed() -> String {
    with(
        BASE,
        &[
            (r#", "born": 1950"#, ""),
            (r#""label": "Bob""#, r#""label": "Rob", "role": "mate""#),
            (
                r#"[{"document": "d", "locator": "¶1"}]"#,
                r#"[{"document": "d", "locator": "¶1"}, {"document": "e", "stance": "denies", "note": "not so", "quote": "No."}]"#,
            ),
            (r#", "evidence": [{"document": "d", "locator": "¶3"}]"#, ""),
            (r#"{"id": "old"}"#, r#"{"id": "new"}"#),
            (r#""target": "old""#, r#""target": "new""#),
            (r#"{"id": "e"}"#, r#"{"id": "e", "date": "2025"}"#),
            ("Ferries", "Boats"),
        ],
    )
}

#[test]
fn a_difference_tells_everything_lost_evidence_first() {
    let ran = differences(&changed(), &[]).code(1);
    let wanted = "\
~ edge Rob —fears→ eve: lost its only evidence
    - evidence: d, ¶3
~ the graph
    title: Ferries → Boats
~ document e
    date: nothing → 2025
~ node Ann (ann)
    born: 1950 → nothing
~ node Rob (bob)
    label: Bob → Rob
    role: nothing → mate
+ node new
- node old
~ edge Ann —knows→ Rob
    + evidence: e (denies): not so “No.”
+ edge eve —likes→ new
- edge eve —likes→ old
2 added, 2 removed, 6 changed
";
    assert_eq!(ran.stdout, wanted);
    assert_eq!(differences(BASE, &[]).code(0).stdout, "nothing changed\n");
    // Order is no difference, and which of two equal edges is meant does not matter.
    let moved = with(BASE, &[("¶1", "¶9"), ("¶2", "¶1"), ("¶9", "¶2")]);
    differences(&moved, &[]).code(0);
}

#[test]
fn a_difference_for_programs_has_old_and_new() {
    let ran = differences(&changed(), &["--format", "json"]).code(1);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&value["added"], &value["removed"], &value["changed"]), (&json!(2), &json!(2), &json!(6)));
    let first = &value["changes"][0];
    assert_eq!(first["lost_its_only_evidence"], true);
    assert_eq!(first["evidence_removed"], json!([{"document": "d", "locator": "¶3"}]));
    assert_eq!((&first["old"]["weight"], &first["new"]["source"]), (&json!(2), &json!("bob")));
    assert_eq!(value["changes"][3]["values"], json!({"born": [1950, null]}));
}

#[test]
fn a_symmetric_relation_written_the_other_way_round_is_the_same() {
    let version = |edge: &str| {
        load(&format!(
            r#"{{"graph": {{"documents": ["d"], "relations": [{{"id": "meets", "symmetric": true}}]}},
                "nodes": [{{"id": "a"}}, {{"id": "b"}}], "edges": [{{{edge}}}]}}"#
        ))
    };
    let there = version(r#""source": "a", "relation": "meets", "target": "b", "weight": 2"#);
    let back = version(r#""source": "b", "relation": "meets", "target": "a", "weight": 2"#);
    let heavier = version(r#""source": "b", "relation": "meets", "target": "a", "weight": 3"#);
    let proven =
        version(r#""source": "a", "relation": "meets", "target": "b", "weight": 2, "evidence": [{"document": "d"}]"#);
    assert!(diff(&there, &back).unwrap().is_empty());
    assert_eq!(diff(&there, &heavier).unwrap().changes[0].values[0].key, "weight");
    let merged = merge(&there, &heavier, &proven).unwrap();
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    let edge = merged.graph.edges().next().unwrap();
    assert_eq!((merged.graph.edge_count(), merged.graph.evidence(edge).len()), (1, 1));
    assert_eq!(merged.graph.weight(edge), 3.0);
    // One that is not symmetric says something else.
    let directed = |edge: &str| {
        load(&format!(r#"{{"nodes": [{{"id": "a"}}, {{"id": "b"}}], "edges": [{{{edge}, "relation": "meets"}}]}}"#))
    };
    let turned = diff(&directed(r#""source": "a", "target": "b""#), &directed(r#""source": "b", "target": "a""#));
    assert_eq!(turned.unwrap().changes.len(), 2);
}

#[test]
fn a_difference_can_be_drawn() {
    let dot = differences(&changed(), &["--format", "dot"]).code(1).stdout;
    let dot_format = Format::from_name("dot").unwrap();
    let drawn = dot_format.read(&[Source::new("diff", dot)]).unwrap().0;
    let types = |id: &str| drawn.find(id).and_then(|node| drawn.entity_type(node)).map(|kind| kind.id.clone());
    let of = ["new", "old", "ann", "eve"].map(|id| types(id).unwrap_or_default());
    assert_eq!(of, ["added", "removed", "changed", "unchanged"]);
    let edges: Vec<String> = drawn
        .edges()
        .map(|edge| {
            let (source, target) = drawn.endpoints(edge);
            format!("{} [{}] {}", drawn.id(source), drawn.edge_label(edge), drawn.id(target))
        })
        .collect();
    assert_eq!(edges, ["bob [~ fears] eve", "ann [~ knows] bob", "eve [+ likes] new", "eve [− likes] old"]);
    // It is DOT that kgraph itself reads, whatever the ids.
    let odd = with(
        &changed(),
        &[(r#"{"id": "new"}"#, r#"{"id": "a\"b\\c\n<d>"}"#), (r#""target": "new""#, r#""target": "a\"b\\c\n<d>""#)],
    );
    let dot = differences(&odd, &["--format", "dot"]).code(1).stdout;
    kgraph(["stats", "-g", "-", "--from", "dot"]).stdin(&dot).run().code(0).prints("5 nodes, 4 edges");
    let svg = differences(&changed(), &["--format", "svg"]).code(1).prints("<svg").stdout;
    assert!(svg.contains("+ likes") && svg.contains("#c8400b"), "{svg}");
}

//! The binary from outside: a few tests for each verb, exit code and stream.

use crate::harness::{TempDir, kgraph};
use std::io::Write;
use std::process::{Command, Stdio};

const SMALL: &str = r#"{"nodes": [{"id": "a", "type": "person", "label": "Ann"}, {"id": "b", "label": "Bob"}], "edges": [{"source": "a", "relation": "knows", "target": "b", "evidence": [{"note": "they met"}]}]}"#;
const DANGLING: &str = r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "relation": "r", "target": "zebra"}]}"#;
/// A control character, which XML and DOT cannot hold.
const LOSSY: &str = r#"{"nodes": [{"id": "a", "label": "bell\u0007", "list": [1, {"x": 2}]}], "edges": []}"#;

#[test]
fn help_shows_every_verb_with_an_example() {
    let help = kgraph(["--help"]).run().code(0).stdout;
    for verb in ["check", "export", "query", "path", "show", "stats"] {
        assert!(help.contains(verb), "{help}");
        kgraph([verb, "--help"]).run().code(0).prints("Example").prints(&format!("kgraph {verb}"));
    }
    kgraph(["--version"]).run().code(0).prints(env!("CARGO_PKG_VERSION"));
}

#[test]
fn wrong_arguments_end_with_2() {
    kgraph(["exprot"]).run().code(2).says("export");
    kgraph(["export", "--dot", "--json"]).run().code(2);
    kgraph(["export", "-"]).stdin(SMALL).run().code(2).says("no format was named");
    kgraph(["export", "--format", "graphm", "-"]).stdin(SMALL).run().code(2).says("did you mean `graphml`?");
    kgraph(["export", "-", "-o", "x.zebra"]).stdin(SMALL).run().code(2).says("extension");
}

#[test]
fn standard_input_and_output_are_streams() {
    let ran = kgraph(["export", "--json", "-"]).stdin(SMALL).run().code(0);
    assert!(ran.stdout.contains("\"Ann\""));
    assert!(ran.stderr.is_empty(), "{ran:#?}");
    let again = kgraph(["export", "--json", "-g", "-", "-o", "-"]).stdin(SMALL).run().code(0);
    assert_eq!(ran.stdout, again.stdout);
    kgraph(["check", "-"]).stdin(DANGLING).run().code(1).says("<stdin>:1");
}

#[test]
fn the_nearest_graph_folder_is_the_default() {
    let dir = TempDir::new();
    dir.write("graph/one.json", SMALL);
    dir.write(
        "graph/two.json",
        r#"{"nodes": [{"id": "b"}, {"id": "c"}], "edges": [{"source": "b", "relation": "knows", "target": "c"}]}"#,
    );
    dir.write("graph/notes.txt", "not a graph");
    dir.write("deep/er/x", "");
    let stats = |folder: &str| kgraph(["stats", "--format", "json"]).dir(&dir.path().join(folder)).run().code(0).stdout;
    let found: serde_json::Value = serde_json::from_str(&stats("deep/er")).unwrap();
    assert_eq!((&found["nodes"], &found["edges"]), (&3.into(), &2.into()));
    assert_eq!(stats("."), stats("deep"));
    let nowhere = TempDir::new();
    kgraph(["stats"]).dir(nowhere.path()).run().code(2).says("no graph was named").says("-g PATH");
}

#[test]
fn the_extension_of_the_output_chooses_the_format() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    for (name, sign) in [("x.dot", "digraph"), ("x.gv", "digraph"), ("x.graphml", "<graphml"), ("X.JSON", "\"nodes\"")]
    {
        kgraph(["export", "g.json", "-o", name]).dir(dir.path()).run().code(0);
        let text = std::fs::read_to_string(dir.path().join(name)).unwrap();
        assert!(text.contains(sign), "{name}: {text}");
    }
}

#[test]
fn convert_is_export_with_any_reader() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    kgraph(["convert", "g.json", "-o", "g.graphml"]).dir(dir.path()).run().code(0);
    kgraph(["convert", "g.graphml", "-o", "g.gexf"]).dir(dir.path()).run().code(0);
    kgraph(["convert", "g.gexf", "-o", "back.json"]).dir(dir.path()).run().code(0);
    let back = std::fs::read_to_string(dir.path().join("back.json")).unwrap();
    assert!(back.contains("they met") && back.contains("\"relation\": \"knows\""), "{back}");
}

#[test]
fn every_format_lands_in_one_folder() {
    let dir = TempDir::new();
    dir.write("story.json", SMALL);
    kgraph(["export", "story.json", "--all", "out/deep"]).dir(dir.path()).run().code(0);
    for name in ["story.dot", "story.graphml", "story.json"] {
        assert!(dir.path().join("out/deep").join(name).is_file(), "{name}");
    }
}

#[test]
fn a_format_of_several_files_is_a_folder_that_is_whole_or_not_there() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    dir.write("bad.json", DANGLING);
    kgraph(["export", "g.json", "--csv"]).dir(dir.path()).run().code(2).says("--csv -o FOLDER");
    kgraph(["export", "g.json", "-o", "x.csv"]).dir(dir.path()).run().code(2).says("--csv -o x");
    kgraph(["export", "g.json", "--csv", "-o", "g.json"]).dir(dir.path()).run().code(2).says("it is a file");
    kgraph(["export", "bad.json", "--csv", "-o", "out"]).dir(dir.path()).run().code(2).says("dangling-endpoint");
    assert_eq!(dir.names(), ["bad.json", "g.json"]);
    dir.write("blocked/edges.csv/a-folder", "");
    kgraph(["export", "g.json", "--csv", "-o", "blocked"]).dir(dir.path()).run().code(2).says("edges.csv");
    assert!(!dir.path().join("blocked/nodes.csv").exists());
    kgraph(["export", "g.json", "--csv", "-o", "deep/tables"]).dir(dir.path()).run().code(0);
    let mut names: Vec<_> =
        std::fs::read_dir(dir.path().join("deep/tables")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["documents.csv", "edges.csv", "nodes.csv"]);
    for paths in [&["deep/tables"][..], &["deep/tables/edges.csv", "deep/tables/nodes.csv"]] {
        let args = [&["export", "--json"], paths].concat();
        kgraph(args).dir(dir.path()).run().code(0).prints("\"Ann\"").prints("they met");
    }
    kgraph(["export", "g.json", "--all", "all"]).dir(dir.path()).run().code(0);
    assert!(dir.path().join("all/g-csv/nodes.csv").is_file());
}

#[test]
fn a_failed_export_leaves_the_old_file_and_no_other() {
    let dir = TempDir::new();
    dir.write("g.json", DANGLING);
    dir.write("out.graphml", "the old file");
    let ran = kgraph(["export", "g.json", "-o", "out.graphml"]).dir(dir.path()).run().code(2);
    assert!(ran.stderr.contains("dangling-endpoint") && ran.stdout.is_empty(), "{ran:#?}");
    dir.write("lossy.json", LOSSY);
    kgraph(["export", "lossy.json", "--strict", "-o", "out.graphml"]).dir(dir.path()).run().code(2).says("cannot hold");
    assert_eq!(std::fs::read_to_string(dir.path().join("out.graphml")).unwrap(), "the old file");
    assert_eq!(dir.names(), ["g.json", "lossy.json", "out.graphml"]);
}

#[test]
fn a_report_for_programs_says_what_was_read_written_and_lost() {
    let dir = TempDir::new();
    dir.write("g.json", LOSSY);
    dir.write("bad.json", DANGLING);
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let ran = kgraph(["export", "g.json", "--graphml", "--report", "json"]).dir(dir.path()).run().code(0);
    assert!(ran.stdout.contains("<graphml"));
    let report = parse(&ran.stderr);
    assert_eq!(
        (&report["done"], &report["read"]["nodes"], &report["graph"]["edges"]),
        (&true.into(), &1.into(), &0.into())
    );
    let losses = report["exports"][0]["losses"].as_array().unwrap();
    let nested = losses.iter().find(|loss| loss["kind"] == "nested-as-text").unwrap();
    assert_eq!(nested["places"], serde_json::json!([{"node": "a", "key": "list"}]));
    assert_eq!((&nested["count"], &nested["more"]), (&1.into(), &0.into()));
    let args = ["export", "g.json", "--graphml", "--report", "r.json", "--report-limit", "0", "-o", "g.graphml"];
    kgraph(args).dir(dir.path()).run().code(0).says("lists or objects");
    let report = parse(&std::fs::read_to_string(dir.path().join("r.json")).unwrap());
    assert_eq!(report["exports"][0]["losses"][0]["more"], 1);
    let ran = kgraph(["convert", "bad.json", "-o", "x.dot", "--report", "json"]).dir(dir.path()).run().code(2);
    let report = parse(&ran.stderr);
    assert_eq!((&report["done"], &report["read"]["problems"][0]["code"]), (&false.into(), &"dangling-endpoint".into()));
    let ran = kgraph(["export", "g.json", "--dot", "--strict", "--report", "json"]).dir(dir.path()).run().code(2);
    assert!(ran.stdout.is_empty() && parse(&ran.stderr)["error"]["message"].as_str().unwrap().contains("DOT"));
    kgraph(["export", "g.json", "--dot", "--report", "yaml"]).dir(dir.path()).run().code(2).says("FILE.json");
}

#[test]
fn tools_that_show_nodes_where_the_file_says_are_given_places() {
    let placed = |tool: &str, graph: &str| kgraph(["export", "-", "--for", tool, "-o", "-"]).stdin(graph).run().code(0);
    assert_eq!(placed("gephi", SMALL).stdout.matches("<viz:position ").count(), 2);
    assert_eq!(placed("cytoscape", SMALL).stdout.matches("\"position\":").count(), 2);
    assert_eq!(placed("sigma", SMALL).stdout.matches("\"y\":").count(), 2);
    assert!(!placed("igraph", SMALL).stdout.contains("\"y\""));
    // Places of the user's own stay.
    let own = SMALL.replace("\"id\": \"a\"", "\"id\": \"a\", \"x\": 7.5, \"y\": -2.5");
    let gephi = placed("gephi", &own).stdout;
    assert!(gephi.contains("x=\"7.5\" y=\"-2.5\"") && gephi.matches("<viz:position ").count() == 1, "{gephi}");
}

#[test]
fn a_profile_chooses_format_details_and_name() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    for name in kgraph::format::Profile::ALL.iter().map(kgraph::format::Profile::name) {
        kgraph(["export", "g.json", "--for", name]).dir(dir.path()).run().code(0).says("wrote g").says("to open it");
        kgraph(["export", "--for", "list"]).run().code(0).prints(name);
    }
    for name in ["g.gephi.gexf", "g.yed.graphml", "g.networkx.json", "g-obsidian", "g.json", "g.github.md"] {
        assert!(dir.path().join(name).exists(), "{name}: {:?}", dir.names());
    }
    let note = std::fs::read_to_string(dir.path().join("g-obsidian/Ann.md")).unwrap();
    assert!(note.contains("- knows:: [[Bob]]\n    - they met\n"), "{note}");
    kgraph(["export", "g.json", "--for", "obsidan"]).dir(dir.path()).run().code(2).says("did you mean `obsidian`?");
    kgraph(["export", "g.json", "--for", "gephi", "-o", "-"]).dir(dir.path()).run().code(0).prints("<gexf");
}

#[test]
fn a_vault_may_have_more_notes_than_files_can_be_open() {
    let dir = TempDir::new();
    let nodes: Vec<String> = (0..3000).map(|at| format!("{{\"id\": \"n{at}\"}}")).collect();
    dir.write("g.json", format!("{{\"nodes\": [{}], \"edges\": []}}", nodes.join(",")));
    kgraph(["export", "g.json", "--for", "obsidian", "-o", "v"]).dir(dir.path()).run().code(0);
    assert_eq!(std::fs::read_dir(dir.path().join("v")).unwrap().count(), 3001);
}

#[test]
fn losses_are_said_once_a_kind_and_strict_writes_nothing() {
    let ran = kgraph(["export", "--graphml", "-"])
        .stdin(LOSSY)
        .run()
        .code(0)
        .says("characters that the format forbids")
        .says("written as text");
    assert_eq!(ran.stderr.lines().count(), 2, "{ran:#?}");
    let ran = kgraph(["export", "--graphml", "--strict", "-"]).stdin(LOSSY).run().code(2);
    assert!(ran.stdout.is_empty(), "{ran:#?}");
    let ran = kgraph(["export", "--graphml", "--quiet", "-"]).stdin(LOSSY).run().code(0);
    assert!(ran.stderr.is_empty(), "{ran:#?}");
    kgraph(["export", "--json", "--strict", "-"]).stdin(LOSSY).run().code(0);
}

#[test]
fn outputs_that_cannot_be_written_are_named() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    kgraph(["export", "g.json", "--dot", "-o", "."]).dir(dir.path()).run().code(2).says("it is a folder");
    kgraph(["export", "g.json", "--dot", "-o", "no/such/folder/x.dot"])
        .dir(dir.path())
        .run()
        .code(2)
        .says("no/such/folder/x.dot");
    kgraph(["export", "missing.json", "--dot"]).dir(dir.path()).run().code(2).says("cannot read `missing.json`");
    assert_eq!(dir.names(), ["g.json"]);
}

#[cfg(unix)]
#[test]
fn devices_and_links_stay_what_they_are() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    kgraph(["export", "g.json", "--dot", "-o", "/dev/null"]).dir(dir.path()).run().code(0);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    dir.write("real.dot", "");
    std::os::unix::fs::symlink("real.dot", dir.path().join("link.dot")).unwrap();
    kgraph(["export", "g.json", "-o", "link.dot"]).dir(dir.path()).run().code(0);
    assert!(std::fs::symlink_metadata(dir.path().join("link.dot")).unwrap().is_symlink());
    assert!(std::fs::read_to_string(dir.path().join("real.dot")).unwrap().contains("digraph"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let nodes: Vec<String> = (0..20_000).map(|n| format!("{{\"id\": \"node-{n}\"}}")).collect();
    let dir = TempDir::new();
    let path = dir.write("big.json", format!("{{\"nodes\": [{}], \"edges\": []}}", nodes.join(",")));
    let mut child = Command::new(env!("CARGO_BIN_EXE_kgraph"))
        .args(["export", "--json"])
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["dot", "graphml", "json"] {
        let args = ["export", "--format", format, "graph/k-visa.json"];
        assert_eq!(kgraph(args).run().code(0).stdout, kgraph(args).run().code(0).stdout, "{format}");
    }
    let args = ["stats", "graph/k-visa.json"];
    assert_eq!(kgraph(args).run().stdout, kgraph(args).run().stdout);
}

#[test]
fn a_problem_that_leaves_the_graph_whole_is_said_and_the_work_goes_on() {
    let text = r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "relation": "r", "target": "a", "evidence": [{"document": "nowhere"}]}]}"#;
    let ran = kgraph(["export", "--json", "-"]).stdin(text).run().code(0).says("unknown-document");
    assert!(ran.stdout.contains("nowhere"));
}

#[test]
fn stats_count_what_is_there() {
    let ran = kgraph(["stats", "--format", "json", "-"]).stdin(SMALL).run().code(0);
    let stats: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(stats["nodes"], 2);
    assert_eq!(stats["edges_with_evidence"], 1);
    assert_eq!(stats["components"], 1);
    assert_eq!(stats["types"], serde_json::json!([{"id": "person", "count": 1}, {"id": null, "count": 1}]));
    kgraph(["stats", "-"]).stdin(SMALL).run().code(0).prints("2 nodes, 1 edges").prints("(100 %)");
}

#[test]
fn colour_follows_the_conventions() {
    let run = |args: &[&str], env: &[(&str, &str)]| {
        let mut prepared = kgraph(args).stdin(DANGLING);
        for (key, value) in env {
            prepared = prepared.env(key, value);
        }
        prepared.run().stderr
    };
    assert!(!run(&["check", "-"], &[]).contains('\u{1b}'));
    assert!(run(&["check", "--color", "always", "-"], &[]).contains('\u{1b}'));
    assert!(run(&["check", "-"], &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert!(!run(&["check", "-"], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
}

#[test]
fn user_text_cannot_steer_the_terminal() {
    let text = r#"{"nodes": [{"id": "a\u001b[31m"}], "edges": [{"source": "a\u001b[31m", "relation": "r", "target": "x\u001b]0;evil\u0007"}]}"#;
    let ran = kgraph(["check", "-"]).stdin(text).run().code(1);
    assert!(!ran.stderr.contains('\u{1b}') && !ran.stderr.contains('\u{7}'), "{:?}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_half_written() {
    let dir = TempDir::new();
    let edges: Vec<String> = (0..60_000)
        .map(|at| format!("{{\"source\": \"a\", \"relation\": \"r\", \"target\": \"b\", \"n\": {at}}}"))
        .collect();
    dir.write(
        "g.json",
        format!("{{\"nodes\": [{{\"id\": \"a\"}}, {{\"id\": \"b\"}}], \"edges\": [{}]}}", edges.join(",")),
    );
    let interrupted = |format: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kgraph"))
            .args(["export", "g.json", format, "-o", "out", "-q", "--threads", "1"])
            .current_dir(dir.path())
            .spawn()
            .unwrap();
        // A shell that is ready sends the signal sooner than one that has to be started.
        let script = format!("read line; kill -INT {}", child.id());
        let mut shell = Command::new("sh").args(["-c", &script]).stdin(Stdio::piped()).spawn().unwrap();
        // The moment to interrupt is when the output has been begun.
        while dir.names().len() == 1 && child.try_wait().unwrap().is_none() {}
        shell.stdin.take().unwrap().write_all(b"now\n").unwrap();
        shell.wait().unwrap();
        child.wait().unwrap().code()
    };
    for format in ["--dot", "--csv"] {
        // On a busy machine the work may be done before the signal comes.
        let stopped = (0..20).any(|_| {
            let code = interrupted(format);
            let left = dir.names();
            if code == Some(0) {
                assert_eq!(left, ["g.json", "out"], "{format}");
                let out = dir.path().join("out");
                if out.is_dir() {
                    std::fs::remove_dir_all(out).unwrap()
                } else {
                    std::fs::remove_file(out).unwrap()
                }
                return false;
            }
            assert_eq!((code, left), (Some(130), vec!["g.json".to_owned()]), "{format}");
            true
        });
        assert!(stopped, "{format}");
    }
}

#[test]
fn threads_are_a_positive_number_and_change_nothing() {
    let text = r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "relation": "r", "target": "a"}]}"#;
    let by = |threads: &str| kgraph(["export", "-", "--json", "--threads", threads]).stdin(text).run();
    assert_eq!(by("3").code(0).stdout, by("1").code(0).stdout);
    by("0").code(2);
}

//! Bad input: files of `tests/bad` in any format, each with the problems that must be found in it.
//!
//! The file name begins with the code that it is about. `problems.txt` beside it lists every problem
//! as one line: severity[code] line:column pointer `offending text`: message; help.

use crate::harness::{check, golden, kgraph, root};
use kgraph::diagnostics::{Code, Diagnostic, Diagnostics, Source};
use kgraph::format::Format;
use kgraph::graph::Checks;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn bad_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("tests/bad"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "txt"))
        .collect();
    files.sort();
    files
}

fn problems(path: &std::path::Path) -> Diagnostics {
    let bytes = std::fs::read(path).unwrap();
    match Source::from_bytes(path.file_name().unwrap().to_string_lossy(), bytes) {
        Ok(source) => {
            let format = Format::detect(path, source.text()).unwrap();
            format.check(&[source], Checks::All).unwrap().1
        }
        Err(diagnostic) => {
            let mut list = Diagnostics::default();
            list.push(*diagnostic);
            list
        }
    }
}

fn line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().map_or(String::from(" (no place)"), |place| {
        let (line, column) = place.line_column();
        let text: String = place.text().chars().take(60).collect();
        format!(" {line}:{column} {} `{}`", place.pointer, text.replace('\n', "\\n"))
    });
    let hint = diagnostic.hint.as_deref().map_or(String::new(), |hint| format!("; help: {hint}"));
    let related = diagnostic.related.as_ref().map_or(String::new(), |(place, label)| {
        let (line, column) = place.line_column();
        format!("; {label}: {line}:{column}")
    });
    format!(
        "{}[{}]{place}: {}{hint}{related}\n",
        diagnostic.severity().as_str(),
        diagnostic.code.as_str(),
        diagnostic.message
    )
}

#[test]
fn each_bad_file_gives_its_problems() {
    for path in bad_files() {
        let found = problems(&path);
        let text: String = found.iter().map(line).collect();
        golden(&problems_file(&path), &text);
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            found.iter().any(|d| stem.starts_with(d.code.as_str())),
            "{stem} does not give the problem it is named for: {text}"
        );
    }
}

#[test]
fn every_code_has_a_bad_file() {
    let seen: BTreeSet<&str> = bad_files()
        .iter()
        .flat_map(|path| problems(path).iter().map(|d| d.code.as_str()).collect::<Vec<_>>())
        .collect();
    for code in Code::ALL {
        // Four thousand files or four thousand million nodes are no test file; conflicts need two files, decisions one of their own.
        let elsewhere =
            matches!(code, Code::TooLarge | Code::ConflictingValue | Code::BadDecision | Code::UnusedDecision);
        assert!(elsewhere || seen.contains(code.as_str()), "no file in tests/bad gives {}", code.as_str());
    }
}

#[test]
fn every_problem_is_reported_in_one_run_with_its_place() {
    for path in bad_files() {
        let ran = kgraph(["check", "--format", "json", path.to_str().unwrap()]).run();
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let expected = problems(&path);
        let listed = report["problems"].as_array().unwrap();
        assert_eq!(listed.len(), expected.iter().count());
        assert_eq!(ran.code, i32::from(expected.has_errors()), "{}", path.display());
        for (problem, diagnostic) in listed.iter().zip(expected.iter()) {
            assert_eq!(problem["code"], diagnostic.code.as_str());
            if let Some(place) = &diagnostic.place {
                let (line, column) = place.line_column();
                assert_eq!((&problem["line"], &problem["column"]), (&line.into(), &column.into()));
                assert_eq!(problem["pointer"], place.pointer);
            }
        }
        let text = kgraph(["check", path.to_str().unwrap()]).run();
        for diagnostic in expected.iter() {
            assert!(text.stderr.contains(&format!("[{}]", diagnostic.code.as_str())), "{text:#?}");
        }
    }
}

#[test]
fn pointers_lead_to_the_offending_value() {
    for path in bad_files() {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        for diagnostic in problems(&path).iter() {
            let Some(place) = &diagnostic.place else { continue };
            // Where a key stands twice a pointer means either; a near miss points at the key.
            let twice = path.to_string_lossy().contains("duplicate-key");
            if twice || place.pointer.is_empty() || matches!(diagnostic.code, Code::DuplicateKey | Code::NearMissKey) {
                continue;
            }
            let target = value
                .pointer(&place.pointer)
                .unwrap_or_else(|| panic!("{}: {} leads nowhere", path.display(), place.pointer));
            let written: serde_json::Value = serde_json::from_str(place.text()).unwrap();
            // What is wrong with a style may be a key.
            let is_key = written.as_str() == place.pointer.rsplit('/').next();
            if diagnostic.code == Code::BadStyle && is_key {
                continue;
            }
            assert_eq!(*target, written, "{}: {}", path.display(), place.pointer);
        }
    }
}

#[test]
fn two_files_that_disagree_are_told_with_both_places() {
    let a = Source::new(
        "a.json",
        r#"{"nodes": [{"id": "x", "label": "X", "aliases": ["ex"], "born": 1950}], "edges": []}"#,
    );
    let b = Source::new(
        "b.json",
        r#"{"nodes": [{"id": "x", "label": "Y", "aliases": ["why", "ex"], "born": 1951, "died": 2000}], "edges": []}"#,
    );
    let (graph, found) = Format::from_name("json").unwrap().check(&[a, b], Checks::Errors).unwrap();
    assert_eq!(graph.node_count(), 1);
    let node = graph.find("x").unwrap();
    assert_eq!(graph.label(node), "X");
    // The other file's label is kept as a name, its new attribute too.
    assert_eq!(graph.aliases(node), ["ex", "Y", "why"]);
    assert_eq!(graph.node_attribute(node, "born"), Some("1950"));
    assert_eq!(graph.node_attribute(node, "died"), Some("2000"));
    let conflicts: Vec<_> = found.iter().filter(|d| d.code == Code::ConflictingValue).collect();
    assert_eq!(conflicts.len(), 2, "{found:#?}");
    for conflict in conflicts {
        assert_eq!(conflict.place.as_ref().unwrap().source.name(), "b.json");
        assert_eq!(conflict.related.as_ref().unwrap().0.source.name(), "a.json");
    }
}

#[test]
fn an_edge_may_join_nodes_of_two_files() {
    let a = Source::new(
        "a.json",
        r#"{"edges": [{"source": "x", "relation": "r", "target": "y"}], "nodes": [{"id": "x"}]}"#,
    );
    let b = Source::new(
        "b.json",
        r#"{"nodes": [{"id": "y"}], "edges": [{"source": "x", "relation": "r", "target": "y"}]}"#,
    );
    let (graph, found) = Format::from_name("json").unwrap().check(&[a, b], Checks::Errors).unwrap();
    assert!(found.is_empty(), "{found:#?}");
    // Both files state the same claim.
    assert_eq!((graph.node_count(), graph.edge_count()), (2, 1));
}

#[test]
fn a_good_graph_has_no_problem() {
    let text = std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap();
    let (_, found) = check(&text);
    assert!(found.is_empty(), "{found:#?}");
    kgraph(["check"]).run().code(0).says("0 errors, 0 warnings");
}

#[test]
fn warnings_fail_a_check_only_when_it_is_strict() {
    let text = r#"{"nodes": [{"id": "a"}], "edges": []}"#;
    kgraph(["check", "-"]).stdin(text).run().code(0).says("isolated-node");
    kgraph(["check", "--strict", "-"]).stdin(text).run().code(1);
}

/// The list beside a bad file: `x.problems.txt`, for other formats `x.gexf.problems.txt`.
fn problems_file(path: &std::path::Path) -> PathBuf {
    match path.extension().is_some_and(|extension| extension == "json") {
        true => path.with_extension("problems.txt"),
        false => PathBuf::from(format!("{}.problems.txt", path.display())),
    }
}

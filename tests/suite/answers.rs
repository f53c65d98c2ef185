//! What questions answer: over the three graphs of `tests/questions` against golden files, and over
//! the shared questions where they are at hand.

use crate::harness::{golden, load, root};
use kgraph::graph::Graph;
use kgraph::query::answer::{Answer, answer, pattern, run};
use kgraph::query::cypher::{Limits, Params, Value};
use kgraph::query::graph_view::{View, graph_edge, graph_node};
use kgraph::query::question::{Lexicon, read};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

fn lines(path: &Path) -> Vec<Json> {
    std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Writes a value as the shared questions do: ids, "a-b" for an edge, "a-b-c" for a path.
fn short(graph: &Graph, value: &Value) -> Json {
    let id = |node| graph.id(graph_node(node)).to_owned();
    match value {
        Value::Node(node) => id(*node).into(),
        Value::Rel(rel) => {
            let (source, target) = graph.endpoints(graph_edge(*rel));
            format!("{}-{}", graph.id(source), graph.id(target)).into()
        }
        Value::Path(path) => path.nodes.iter().map(|&node| id(node)).collect::<Vec<_>>().join("-").into(),
        Value::Bool(truth) => (*truth).into(),
        Value::Int(number) => (*number).into(),
        other => other.to_string().into(),
    }
}

fn rows(graph: &Graph, found: &Answer) -> Vec<Json> {
    found.rows.iter().map(|row| row.values.iter().map(|value| short(graph, value)).collect()).collect()
}

#[test]
fn questions_answer_as_their_golden_files_say() {
    for (name, graph) in [
        ("k-visa", "graph/k-visa.json"),
        ("supply-chain", "tests/questions/supply-chain.json"),
        ("family", "tests/questions/family.json"),
    ] {
        let graph = load(&std::fs::read_to_string(root().join(graph)).unwrap());
        let (lexicon, view) = (Lexicon::new(&graph), View::new(&graph));
        let mut text = String::new();
        for line in lines(&root().join(format!("tests/questions/{name}.jsonl"))) {
            let question = line["question"].as_str().unwrap();
            let Ok(readings) = read(question, &graph, &lexicon) else { continue };
            for reading in readings.iter().take_while(|reading| reading.cost == readings[0].cost) {
                let found =
                    answer(reading, &view, Limits::default()).unwrap_or_else(|error| panic!("{question}: {error}"));
                let rows: Vec<String> = rows(&graph, &found).iter().map(|row| row.to_string()).collect();
                text.push_str(&format!("{question}\n    {}\n    {} edges\n", rows.join(" "), found.edges().len()));
                // What is said to be so is said by some edge.
                let positive = reading.with_edges.is_some() && !found.is_no();
                assert!(
                    !positive || found.rows.iter().all(|row| !row.edges.is_empty()),
                    "{question}: an answer without an edge"
                );
            }
        }
        golden(&root().join(format!("tests/questions/{name}.answers.txt")), &text);
    }
}

#[test]
fn the_shared_questions_have_their_stated_answers() {
    let folder = std::env::var_os("KGRAPH_QUESTIONS").map_or_else(|| root().join("../shared/questions"), PathBuf::from);
    if !folder.join("questions.jsonl").is_file() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let graph = load(&std::fs::read_to_string(folder.join("sample-graph.json")).unwrap());
    let (lexicon, view) = (Lexicon::new(&graph), View::new(&graph));
    let mut checked = 0;
    for line in lines(&folder.join("questions.jsonl")) {
        let question = line["question"].as_str().unwrap();
        let Some(expected) = line["answer"].as_array() else { continue };
        // A name that two people share is an error here, not the union of both.
        let Ok(readings) = read(question, &graph, &lexicon) else {
            assert!(question.contains("Mr. Chen"), "{question}");
            continue;
        };
        let found = run(&pattern(&readings[0].cypher, &Params::new()).unwrap(), &view, Limits::default()).unwrap();
        let sorted = |rows: &[Json]| {
            let mut texts: Vec<String> = rows
                .iter()
                .map(|row| {
                    // Columns of `*` have no order of their own.
                    let mut cells: Vec<String> = row.as_array().unwrap().iter().map(Json::to_string).collect();
                    cells.sort();
                    cells.join(" ")
                })
                .collect();
            texts.sort();
            texts
        };
        let (found, expected) = (sorted(&rows(&graph, &found)), sorted(expected));
        if question.contains("all paths") {
            // The stated answer is the shortest path alone; the stated pattern gives every path.
            assert!(expected.iter().all(|path| found.contains(path)), "{question}");
        } else {
            assert_eq!(found, expected, "{question}");
        }
        checked += 1;
    }
    assert!(checked > 30, "only {checked} answers were checked");
}

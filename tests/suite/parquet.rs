//! Data sets for engines: what is written is read back, and other tools' tables are read.

use crate::harness::{binary_files, cases, check, load, written};
use crate::properties::graph;
use kgraph::error::ErrorKind;
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::Graph;
use proptest::prelude::*;

fn format() -> &'static Format {
    Format::from_name("parquet").unwrap()
}

fn back(files: Vec<(String, Vec<u8>)>) -> Graph {
    format().read(&format().decode(files).unwrap()).unwrap().0
}

/// Returns the graph as canonical JSON; the order of a node's or edge's own keys is that of the columns.
fn json(graph: &Graph) -> String {
    written(graph, "json", &WriteOptions::new()).0
}

/// Returns canonical JSON with the members of each node and edge in order, so that texts can be compared to the digit.
fn sorted(text: &str) -> Vec<Vec<String>> {
    let parts = |line: &str| {
        let mut parts: Vec<String> = line
            .trim_end_matches(',')
            .split(", \"")
            .map(|part| part.trim_matches(['{', '}', '"']).to_owned())
            .collect();
        parts.sort();
        parts
    };
    text.lines().map(parts).collect()
}

#[test]
fn every_case_is_read_back_to_the_digit() {
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let (graph, _) = check(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let again = back(binary_files(&graph, format()));
        assert_eq!(sorted(&json(&graph)), sorted(&json(&again)), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_graph_is_read_back(value in graph()) {
        let graph = load(&value.to_string());
        let again = back(binary_files(&graph, format()));
        let value = |graph: &Graph| serde_json::from_str::<serde_json::Value>(&json(graph)).unwrap();
        prop_assert_eq!(value(&graph), value(&again));
    }

    #[test]
    fn broken_files_never_panic(value in graph(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..4), cut in any::<bool>()) {
        let mut files = binary_files(&load(&value.to_string()), format());
        for (file, at, byte) in changes {
            let bytes = &mut files[file.index(5)].1;
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at.max(1)) } else { bytes[at] = byte }
        }
        match format().decode(files) {
            Ok(sources) => drop(format().read(&sources)),
            Err(error) => prop_assert!(matches!(error.kind(), ErrorKind::Graph(_))),
        }
    }
}

#[test]
fn values_keep_their_digits_and_columns_their_types() {
    let text = r#"{"nodes": [
        {"id": "a", "n": 1, "x": 2.50, "b": true, "t": ["p", "q"], "m": 1, "Role": "r", "role": null, "id_": 1, "position": 7},
        {"id": "b", "n": -0, "x": 1e400, "b": null, "t": [], "m": "one", "Role": "s", "w x": {"k": [1.0]}}],
        "edges": [{"source": "a", "relation": "r", "target": "b", "weight": 1}, {"source": "a", "relation": "r", "target": "b", "weight": 1.50, "src": 3}]}"#;
    let graph = load(text);
    let files = binary_files(&graph, format());
    let again = back(files);
    assert_eq!(sorted(&json(&graph)), sorted(&json(&again)));
    assert!(json(&again).contains("\"weight\": 1.50"));
}

#[test]
fn what_is_no_parquet_is_refused_by_name() {
    let error = format().decode(vec![("x/nodes/a.parquet".to_owned(), b"PAR1 not really PAR1".to_vec())]).unwrap_err();
    let ErrorKind::Graph(found) = error.kind() else { panic!("{error}") };
    let found: Vec<String> =
        found.iter().map(|d| format!("{} {}", d.code.as_str(), d.place.as_ref().unwrap().source.name())).collect();
    assert_eq!(found, ["malformed-table x/nodes/a.parquet"]);
}

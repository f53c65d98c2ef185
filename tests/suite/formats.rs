//! Every case of `tests/cases` × every format, against golden files; and back.

use crate::harness::{cases, check, check_as, golden, load, lossless, written};
use kgraph::format::{Format, WriteOptions};

#[test]
fn each_case_is_written_as_its_golden_files_say() {
    for case in cases() {
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let mut losses = String::new();
        let mut add = |name: &str, found: &kgraph::format::Losses| {
            for loss in found.iter() {
                losses.push_str(&format!("{name}: {} × {} (first: {})\n", loss.count, loss.kind.as_str(), loss.first));
            }
        };
        for format in Format::ALL.iter().filter(|format| format.can_write()) {
            let (text, found) = written(&graph, format.name(), &WriteOptions::new());
            golden(&case.join(format!("golden.{}", format.suffix())), &text);
            add(format.name(), &found);
        }
        let (text, found) = written(&graph, "graphml", &WriteOptions::new().strict_schema(true));
        golden(&case.join("golden.strict.graphml"), &text);
        add("graphml, strict", &found);
        golden(&case.join("losses.txt"), &losses);
    }
}

#[test]
fn a_graph_written_and_read_again_is_written_the_same() {
    for case in cases() {
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let (once, losses) = written(&graph, "json", &WriteOptions::new());
        assert!(losses.is_empty());
        let (again, _) = written(&load(&once), "json", &WriteOptions::new());
        assert_eq!(once, again, "{}", case.display());
    }
}

#[test]
fn what_a_lossless_format_writes_it_reads_back_as_the_same_graph() {
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let (wanted, _) = written(&graph, "json", &WriteOptions::new());
        for format in lossless() {
            let (text, _) = written(&graph, format.name(), &WriteOptions::new());
            let (back, found) = check_as(format, &text);
            assert!(!found.has_fatal(), "{} of {name}: {found:#?}", format.name());
            assert_eq!(written(&back, "json", &WriteOptions::new()).0, wanted, "{} of {name}", format.name());
            let path = format!("a.{}", format.extensions()[0]);
            let detected = Format::detect(path.as_ref(), &text).unwrap().name();
            assert_eq!(detected, if format.name() == "d3" { "json" } else { format.name() }, "{name}");
        }
    }
}

#[test]
fn json_out_holds_the_values_of_json_in() {
    // Keys that are read under another name, and values that mean "absent", by case.
    let lenient = ["no-vocabulary", "integer-ids-links", "links-and-integer-ids"];
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if lenient.contains(&name.as_str()) {
            continue;
        }
        let input = std::fs::read_to_string(case.join("graph.json")).unwrap();
        let (output, _) = written(&load(&input), "json", &WriteOptions::new());
        // Numbers that no double holds cannot be compared as values.
        let Ok(a) = serde_json::from_str::<serde_json::Value>(&input) else { continue };
        let b: serde_json::Value = serde_json::from_str(&output).unwrap();
        for list in ["nodes", "edges"] {
            let (Some(a), Some(b)) = (a[list].as_array(), b[list].as_array()) else { continue };
            assert_eq!(a.len(), b.len(), "{name}: {list}");
            for (a, b) in a.iter().zip(b) {
                for (key, value) in a.as_object().unwrap() {
                    let reserved = matches!(
                        key.as_str(),
                        "aliases" | "evidence" | "description" | "label" | "since" | "until" | "weight" | "type" | "id"
                    );
                    let absent = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                    if !(reserved && absent || key == "id" && value.is_number()) {
                        assert_eq!(Some(value), b.get(key), "{name}: {list}: {key}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_relation_stays_its_own_edge_in_every_format() {
    for case in cases() {
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let lines = |text: &str, needle: &str| text.lines().filter(|line| line.contains(needle)).count();
        let (dot, _) = written(&graph, "dot", &WriteOptions::new());
        let (graphml, _) = written(&graph, "graphml", &WriteOptions::new());
        let name = case.display();
        assert_eq!(lines(&graphml, "<edge id=\""), graph.edge_count(), "{name}");
        assert_eq!(lines(&graphml, "<node id=\""), graph.node_count(), "{name}");
        let parsed = graphviz_rust::parse(&dot).unwrap_or_else(|error| panic!("{name}: {error}"));
        let kgraph_statements = match parsed {
            graphviz_rust::dot_structures::Graph::DiGraph { stmts, .. } => stmts,
            graphviz_rust::dot_structures::Graph::Graph { .. } => panic!("{name}: not directed"),
        };
        let count = |wanted: fn(&graphviz_rust::dot_structures::Stmt) -> bool| {
            kgraph_statements.iter().filter(|stmt| wanted(stmt)).count()
        };
        assert_eq!(
            count(|stmt| matches!(stmt, graphviz_rust::dot_structures::Stmt::Edge(_))),
            graph.edge_count(),
            "{name}"
        );
        assert_eq!(
            count(|stmt| matches!(stmt, graphviz_rust::dot_structures::Stmt::Node(_))),
            graph.node_count(),
            "{name}"
        );
    }
}

#[test]
fn formats_are_found_by_name_and_by_extension() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()).unwrap().name(), format.name());
        for extension in format.extensions() {
            let path = format!("a.b.{}", extension.to_uppercase());
            let first = Format::ALL.iter().find(|format| format.extensions().contains(extension)).unwrap();
            assert_eq!(Format::from_path(path.as_ref()).unwrap().name(), first.name());
        }
    }
    assert_eq!(Format::from_path("a/k.Graphology.JSON".as_ref()).unwrap().name(), "graphology");
    assert_eq!(Format::from_path("graphology.json".as_ref()).unwrap().name(), "json");
    assert!(Format::from_name("zebra").is_none());
    assert!(Format::from_path("graphml".as_ref()).is_none());
}

#[test]
fn lenient_spellings_are_read_and_strict_ones_written() {
    let (graph, found) = check(
        "\u{feff}{\"links\": [{\"source\": 1, \"relation\": \"r\", \"target\": 2}], \"nodes\": [{\"id\": 1, \"name\": \"One\", \"kind\": \"t\"}, {\"id\": 2, \"entity_type\": \"t\"}]}",
    );
    assert!(!found.has_errors(), "{found:#?}");
    let (text, _) = written(&graph, "json", &WriteOptions::new());
    assert!(text.contains("{\"id\": \"1\", \"type\": \"t\", \"label\": \"One\"}"), "{text}");
    assert!(text.contains("{\"source\": \"1\", \"relation\": \"r\", \"target\": \"2\"}"), "{text}");
    assert!(text.contains("\"edges\": ["));
}

//! Every case of `tests/cases` × every format, against golden files; and back.

use crate::harness::{MemoryFolder, cases, check, check_as, files, golden, load, lossless, read_files, written};
use kgraph::format::{Format, Profile, WriteOptions};
use kgraph::graph::Graph;

#[test]
fn each_case_is_written_as_its_golden_files_say() {
    for case in cases() {
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let mut losses = String::new();
        let mut add = |name: &str, found: &kgraph::format::Losses| {
            for loss in found.iter() {
                losses.push_str(&format!(
                    "{name}: {} × {} (first: {})\n",
                    loss.count,
                    loss.kind.as_str(),
                    loss.places[0]
                ));
            }
        };
        for format in Format::ALL.iter().filter(|format| format.can_write() && !format.is_binary()) {
            let (texts, found) = files(&graph, format, "golden");
            for (name, text) in texts {
                golden(&case.join(name), &text);
            }
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

/// Returns the nodes and edges of a graph as JSON values, less what a format documents as lost.
fn content(graph: &Graph) -> (Vec<serde_json::Value>, Vec<serde_json::Value>) {
    let (text, _) = written(graph, "json", &WriteOptions::new());
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    let list = |key: &str| whole[key].as_array().unwrap().clone();
    let (mut nodes, mut edges) = (list("nodes"), list("edges"));
    for (node, at) in nodes.iter_mut().zip(graph.nodes()) {
        node["label"] = graph.label(at).into();
    }
    for (edge, at) in edges.iter_mut().zip(graph.edges()) {
        edge["id"] = graph.edge_id(at).into();
        edge["label"] = graph.edge_label(at).into();
        edge["weight"] = graph.weight(at).into();
        edge["symmetric"] = graph.is_symmetric(at).into();
    }
    (nodes, edges)
}

#[test]
fn tables_are_read_back_as_the_same_graph() {
    for case in cases() {
        // Numbers that no double holds cannot be compared; keys that differ only in case are renamed.
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if ["numbers-beyond-double", "reserved-attribute-names", "names-equal-after-cleaning"].contains(&name.as_str())
        {
            continue;
        }
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let (texts, losses) = files(&graph, Format::from_name("csv").unwrap(), "golden");
        let (again, found) = read_files("csv", &texts);
        assert!(!found.has_fatal(), "{name}: {found:#?}");
        assert_eq!((graph.node_count(), graph.edge_count()), (again.node_count(), again.edge_count()));
        // Numbers that no double holds cannot be compared.
        if name == "numbers-beyond-double" || losses.iter().any(|loss| loss.kind.as_str() == "key-renamed") {
            continue;
        }
        assert_eq!(content(&graph), content(&again), "{name}");
        let declared = |graph: &Graph| graph.header().documents.iter().map(|d| d.json.clone()).collect::<Vec<_>>();
        assert_eq!(declared(&graph), declared(&again), "{name}");
    }
}

#[test]
fn other_peoples_tables_are_read() {
    let read = |texts: &[&str]| {
        let texts: Vec<(String, String)> =
            texts.iter().enumerate().map(|(at, text)| (format!("{at}.csv"), (*text).to_owned())).collect();
        read_files("csv", &texts)
    };
    let (graph, found) = read(&["source;TARGET;Relation;Weight\r\na;b;knows;1,5\r\nb;a;knows;2\r\n"]);
    assert_eq!((graph.node_count(), graph.edge_count()), (2, 2));
    assert_eq!(graph.weight(graph.edges().next().unwrap()), 1.5);
    assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["implied-nodes"]);
    let (graph, found) =
        read(&["Id\tLabel\tType\n1\tAnn\tperson\n2\tBob\tperson\n", "from\tto\ttype\n1\t2\tDirected\n"]);
    assert_eq!(graph.label(graph.find("1").unwrap()), "Ann");
    assert_eq!(graph.relation(graph.edges().next().unwrap()).id, "related-to");
    assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["no-relation"]);
    let (graph, _) = read(&["Id,Label\na,A\nb,B\n", "Source,Target,Type,Label\na,b,Undirected,met\n"]);
    assert!(!graph.header().directed);
    let (_, found) = read(&["Id,Label\na,A\n", "Source,Target,Kind\na,zebra,r\n,a,r\na,a,r,more\na,\"a\"x,r\n"]);
    let found: Vec<(&str, (usize, usize))> =
        found.iter().map(|d| (d.code.as_str(), d.place.as_ref().unwrap().line_column())).collect();
    assert_eq!(
        found,
        [
            ("dangling-endpoint", (2, 3)),
            ("missing-key", (3, 1)),
            ("malformed-table", (4, 7)),
            ("malformed-table", (5, 5))
        ]
    );
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let graph = load(
        r#"{"nodes": [{"id": "=1+1", "label": "@x", "a": "\tb", "n": -5, "s": "-5", "q": "'=x", "t": "'tis"}, {"id": "'", "label": "+"}],
        "edges": [{"source": "=1+1", "relation": "-r", "target": "'"}]}"#,
    );
    let texts = in_folder(&graph, "csv", &Profile::from_name("Excel").unwrap().options());
    for (name, text) in &texts {
        let text = text.strip_prefix('\u{feff}').unwrap();
        for cell in text.split([',', '\n']) {
            let cell = cell.trim_start_matches('"').trim_end_matches('"');
            assert!(
                !cell.starts_with(['=', '+', '@', '\t']) && (!cell.starts_with('-') || cell == "-5"),
                "{name}: {cell}"
            );
        }
    }
    let (again, found) = read_files("csv", &texts);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(content(&graph), content(&again));
    // Elsewhere every text is as it is, and comes back as well.
    let texts = in_folder(&graph, "csv", &WriteOptions::new());
    assert!(texts[0].1.contains("\n=1+1,@x,"), "{}", texts[0].1);
    assert_eq!(content(&graph), content(&read_files("csv", &texts).0));
}

/// Writes a graph as several files.
fn in_folder(graph: &Graph, format: &str, options: &WriteOptions) -> Vec<(String, String)> {
    let mut folder = MemoryFolder::default();
    Format::from_name(format).unwrap().write_folder(graph, options, &mut folder).unwrap();
    folder.0.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn every_link_of_a_vault_is_a_note_and_every_edge_a_line() {
    for case in cases() {
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let notes = in_folder(&graph, "obsidian", &WriteOptions::new());
        let name = case.display();
        assert_eq!(notes.len(), graph.node_count() + 1, "{name}");
        let names: std::collections::HashSet<String> = notes.iter().map(|(name, _)| name.to_lowercase()).collect();
        assert_eq!(names.len(), notes.len(), "{name}: names differ whatever the case");
        let lines = notes.iter().flat_map(|(_, text)| text.lines()).filter(|line| line.starts_with("- "));
        let links: Vec<&str> = lines.filter_map(|line| line.split_once(":: [[")?.1.strip_suffix("]]")).collect();
        assert_eq!(links.len(), graph.edge_count(), "{name}");
        for link in links {
            let target = link.split('|').next().unwrap().to_lowercase();
            assert!(names.contains(&format!("{target}.md")), "{name}: {link}");
        }
    }
}

#[test]
fn profiles_write_what_their_tools_need() {
    let graph = load(r#"{"nodes": [{"id": "a", "label": "A"}, {"id": "b", "x": 1, "y": 2}], "edges": []}"#);
    let text = |name: &str| {
        let profile = Profile::from_name(name).unwrap();
        let mut bytes = Vec::new();
        profile.format().write(&graph, &profile.options(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert!(text("igraph").contains(r#"<data key="n_name">a</data>"#), "{}", text("igraph"));
    let sigma: serde_json::Value = serde_json::from_str(&text("gephi-lite")).unwrap();
    let places: Vec<_> = sigma["nodes"].as_array().unwrap().iter().map(|n| n["attributes"]["x"].as_f64()).collect();
    assert_eq!(places, [Some(20.0), Some(1.0)]);
    assert!(text("GitHub").starts_with("```mermaid\n") && text("github").ends_with("```\n"));
    assert_eq!(Profile::from_name("github").unwrap().file_name("g"), "g.github.md");
    assert_eq!(Profile::did_you_mean("gephy").as_deref(), Some("did you mean `gephi`?"));
    let mut names: Vec<&str> = Profile::ALL.iter().flat_map(|p| [&[p.name()][..], p.also()].concat()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "no word names two profiles");
}

#[test]
fn dot_is_read_back_as_the_same_graph_less_what_it_documents() {
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let (text, losses) = written(&graph, "dot", &WriteOptions::new());
        let (again, found) = read_files("dot", &[("x.dot".to_owned(), text)]);
        assert!(!found.has_fatal(), "{name}: {found:#?}");
        if name == "numbers-beyond-double" {
            continue;
        }
        let dropped = losses.iter().any(|loss| ["characters-replaced", "text-cut"].contains(&loss.kind.as_str()));
        let (mut a, mut b) = (content(&graph), content(&again));
        for element in a.0.iter_mut().chain(&mut a.1).chain(&mut b.0).chain(&mut b.1) {
            // Own keys come back as texts; aliases, descriptions and evidence stay in the tooltip.
            let kept = ["id", "type", "label", "source", "relation", "target", "weight", "since", "until", "symmetric"];
            element.as_object_mut().unwrap().retain(|key, _| kept.contains(&key.as_str()));
        }
        if dropped {
            assert_eq!((a.0.len(), a.1.len()), (b.0.len(), b.1.len()), "{name}");
        } else {
            assert_eq!(a, b, "{name}");
            assert_eq!(graph.header().title, again.header().title, "{name}");
        }
    }
}

#[test]
fn other_peoples_dot_is_read() {
    let text = "strict graph g { label=<A <b>title</b>>; node [shape=box, size=7]; a [label=\"Ann\\n\\N\"]; a -- b:p:ne [label=\"knows\", weight=0]; b -- a }";
    let (graph, found) = read_files("dot", &[("x.gv".to_owned(), text.to_owned())]);
    assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["merged-edges"]);
    assert!(!graph.header().directed);
    assert_eq!(graph.header().title.as_deref(), Some("A <b>title</b>"));
    let (a, edge) = (graph.find("a").unwrap(), graph.edges().next().unwrap());
    assert_eq!((graph.label(a), graph.edge_count()), ("Ann\na", 1));
    assert_eq!(graph.node_attribute(a, "size"), Some("7"));
    assert_eq!(graph.node_attribute(a, "shape"), Some("\"box\""));
    assert_eq!(graph.relation(edge).id, "knows");
    assert_eq!(
        (graph.edge_attribute(edge, "headport"), graph.edge_attribute(edge, "dot_weight")),
        (Some("\"p:ne\""), Some("0"))
    );
}

#[test]
fn triples_are_read_back_with_types_and_labels() {
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let (text, _) = written(&graph, "tsv", &WriteOptions::new());
        let (again, found) = read_files("tsv", &[("x.tsv".to_owned(), text)]);
        assert!(!found.has_fatal(), "{name}: {found:#?}");
        let nodes = |graph: &Graph| -> Vec<(String, String, Option<String>)> {
            let of = |node| {
                let entity_type = graph.entity_type(node).map(|found| found.id.clone());
                (graph.id(node).to_owned(), graph.label(node).to_owned(), entity_type)
            };
            graph.nodes().map(of).collect()
        };
        let edges = |graph: &Graph| -> Vec<(usize, String, usize)> {
            let of = |edge| {
                let (source, target) = graph.endpoints(edge);
                (source.index(), graph.relation(edge).id.clone(), target.index())
            };
            graph.edges().map(of).collect()
        };
        assert_eq!(nodes(&graph), nodes(&again), "{name}");
        assert_eq!(edges(&graph), edges(&again), "{name}");
        assert_eq!(graph.header().directed, again.header().directed);
    }
    let text =
        "Subject\tPredicate\tObject\n# a comment\n\na\tknows\tb\t0.5\r\nb\tC:\\new\t#c\nonly two\tcells\n\tr\tx\n";
    let (graph, found) = read_files("tsv", &[("x.tsv".to_owned(), text.to_owned())]);
    assert_eq!((graph.node_count(), graph.edge_count()), (3, 2));
    assert_eq!(graph.weight(graph.edges().next().unwrap()), 0.5);
    assert!(graph.header().relation("C:\\new").is_some() && graph.find("#c").is_some());
    let found: Vec<_> = found.iter().map(|d| (d.code.as_str(), d.place.as_ref().unwrap().line_column())).collect();
    assert_eq!(found, [("malformed-table", (6, 1)), ("malformed-table", (7, 1))]);
}

#[test]
fn the_cypher_script_holds_each_edge_once_and_every_text_in_quotes() {
    use kgraph::query::cypher::lex::{Token, lex};
    for case in cases() {
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let (text, _) = written(&graph, "cypher", &WriteOptions::new());
        let tokens = lex(&text);
        let rows = |key: &str| {
            let is = |found: &[(Token, _)]| {
                let [(a, _), (b, _), (c, _)] = found else { return false };
                *a == Token::Word(key.to_owned()) && *b == Token::Punct(":") && matches!(c, Token::Str(_))
            };
            tokens.windows(3).filter(|found| is(found)).count()
        };
        let bad = tokens.iter().filter(|(token, _)| format!("{token:?}").starts_with("Bad")).count();
        assert_eq!(bad, 0, "{}", case.display());
        let name = case.display();
        assert_eq!(rows("id"), graph.node_count() + graph.edge_count(), "{name}");
        assert_eq!((rows("source"), rows("target")), (graph.edge_count(), graph.edge_count()), "{name}");
        let ends = tokens.iter().filter(|(token, _)| *token == Token::Punct(";")).count();
        assert_eq!(ends, text.matches("UNWIND [\n").count() + 1, "{name}");
    }
}

#[cfg(feature = "rdf")]
#[test]
fn rdf_is_valid_and_has_a_statement_for_each_edge() {
    for case in cases() {
        let name = case.display();
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let (nquads, _) = written(&graph, "nquads", &WriteOptions::new());
        let (turtle, _) = written(&graph, "turtle", &WriteOptions::new());
        let quads: Vec<oxrdf::Quad> = oxttl::NQuadsParser::new()
            .for_slice(&nquads)
            .map(|quad| quad.unwrap_or_else(|e| panic!("{name}: {e}")))
            .collect();
        let triples: Vec<oxrdf::Triple> = oxttl::TurtleParser::new()
            .for_slice(&turtle)
            .map(|triple| triple.unwrap_or_else(|e| panic!("{name}: {e}")))
            .collect();
        assert_eq!(quads.iter().map(|quad| oxrdf::Triple::from(quad.clone())).collect::<Vec<_>>(), triples, "{name}");
        let object = oxrdf::vocab::rdf::STATEMENT.into_owned().into();
        let statements: std::collections::BTreeSet<String> =
            triples.iter().filter(|triple| triple.object == object).map(|triple| triple.subject.to_string()).collect();
        assert_eq!(statements.len(), graph.edge_count(), "{name}");
    }
}

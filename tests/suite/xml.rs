//! GraphML, GEXF, yEd's GraphML and GML: what is written is read back, and what others write is read right.
//!
//! What a round trip may lose is in `normal`: it is the list in the documentation of the formats.

use crate::harness::{cases, check as check_json, load, root, written};
use kgraph::diagnostics::{Code, Diagnostics, Source};
use kgraph::format::{Format, LossKind, Losses, WriteOptions};
use kgraph::graph::{Checks, Graph, label_from_id};
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Format to write, options, and format to read.
fn flavours() -> [(&'static str, WriteOptions, &'static str); 5] {
    let plain = WriteOptions::new;
    [
        ("graphml", plain(), "graphml"),
        ("graphml", plain().strict_schema(true), "graphml"),
        ("gexf", plain(), "gexf"),
        ("yed", plain(), "graphml"),
        ("gml", plain(), "gml"),
    ]
}

fn check(format: &str, text: &str) -> (Graph, Diagnostics) {
    Format::from_name(format).unwrap().check(&[Source::new("file.xml", text)], Checks::Errors).unwrap()
}

fn read(format: &str, text: &str) -> Graph {
    let (graph, found) = check(format, text);
    assert!(!found.has_fatal(), "{found:#?}\n{text}");
    graph
}

/// What a graph is as JSON.
fn json(graph: &Graph) -> String {
    written(graph, "json", &WriteOptions::new()).0
}

fn clean_text(text: &str) -> String {
    let forbidden = |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if forbidden(c) { '\u{fffd}' } else { c }).collect()
}

fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean_text(text),
        Value::Array(list) => list.iter_mut().for_each(clean),
        Value::Object(object) => object.values_mut().for_each(clean),
        _ => {}
    }
}

/// Kinds of the values of each key of nodes and of edges.
type Kinds = HashMap<(String, String), Vec<u8>>;

fn kinds(data: &Value) -> Kinds {
    let mut kinds = Kinds::new();
    for list in ["nodes", "edges"] {
        for (key, value) in data[list].as_array().unwrap().iter().flat_map(|item| item.as_object().unwrap()) {
            let kind = match value {
                Value::Null => continue,
                Value::Bool(_) => 1,
                Value::Number(_) => 2,
                Value::String(_) => 3,
                Value::Array(_) => 4,
                Value::Object(_) => 5,
            };
            let list = kinds.entry((list.to_owned(), key.clone())).or_default();
            if !list.contains(&kind) {
                list.push(kind);
            }
        }
    }
    kinds
}

/// Takes away what a round trip may lose, and nothing else.
fn normal(text: &str, kinds: &Kinds, relation_labels: &HashMap<String, String>) -> Value {
    let mut data: Value = serde_json::from_str(text).unwrap();
    clean(&mut data);
    for list in ["nodes", "edges"] {
        for item in data[list].as_array_mut().unwrap() {
            let item = item.as_object_mut().unwrap();
            let get =
                |item: &Map<String, Value>, key: &str| item.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
            if list == "nodes" {
                if item.get("label") == item.get("id") {
                    item.remove("label");
                }
            } else {
                let (source, relation, target) = (get(item, "source"), get(item, "relation"), get(item, "target"));
                let label = relation_labels.get(&relation).cloned().unwrap_or_else(|| label_from_id(&relation));
                if get(item, "label") == label {
                    item.remove("label");
                }
                if get(item, "id").starts_with(&format!("{source}--{relation}--{target}")) {
                    item.remove("id");
                }
                if item.get("weight").is_some_and(|weight| weight.as_f64() == Some(1.0)) {
                    item.remove("weight");
                }
            }
            let mixed = |key: &str| kinds.get(&(list.to_owned(), key.to_owned())).is_some_and(|kinds| kinds.len() > 1);
            item.retain(|key, value| !value.is_null() && !mixed(key));
        }
    }
    data
}

fn compare(name: &str, graph: &Graph, flavour: &str, options: &WriteOptions, reader: &str) {
    let (text, losses) = written(graph, flavour, options);
    let again = read(reader, &text);
    let (before, after) = (json(graph), json(&again));
    assert_eq!((graph.node_count(), graph.edge_count()), (again.node_count(), again.edge_count()), "{name}: {flavour}");
    let lost = |kind: LossKind| losses.iter().any(|loss| loss.kind == kind);
    // Ids that XML cannot tell apart were numbered.
    if lost(LossKind::CharactersReplaced) && lost(LossKind::IdReplaced) {
        return;
    }
    if is_whole(&losses) && before == after {
        return;
    }
    let Ok(data) = serde_json::from_str::<Value>(&before) else {
        // Numbers that no double holds: everything else of that case is the same.
        assert_eq!(before, after, "{name}: {flavour}");
        return;
    };
    let kinds = kinds(&data);
    let labels: HashMap<String, String> = graph
        .header()
        .relations
        .iter()
        .map(|relation| (clean_text(&relation.id), clean_text(&relation.label)))
        .collect();
    assert_eq!(normal(&before, &kinds, &labels), normal(&after, &kinds, &labels), "{name}: {flavour}\n{text}");
    // And what was read is written the same again.
    let third = json(&read(reader, &written(&again, flavour, options).0));
    if !lost(LossKind::CharactersReplaced) {
        assert_eq!(after, third, "{name}: {flavour}");
    }
}

fn is_whole(losses: &Losses) -> bool {
    losses
        .iter()
        .all(|loss| matches!(loss.kind, LossKind::NestedAsText | LossKind::NumberAsText | LossKind::KeyRenamed))
}

#[test]
fn each_case_comes_back_from_xml() {
    for case in cases() {
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        for (flavour, options, reader) in flavours() {
            compare(&case.display().to_string(), &graph, flavour, &options, reader);
        }
    }
}

#[test]
fn the_article_comes_back_without_any_loss() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    for (flavour, options, reader) in flavours() {
        let (text, _) = written(&graph, flavour, &options);
        assert_eq!(json(&graph), json(&read(reader, &text)), "{flavour}");
    }
}

#[test]
fn formats_of_xml_are_told_by_extension_and_by_content() {
    let detect = |path: &str, text: &str| Format::detect(path.as_ref(), text).map(Format::name);
    assert_eq!(Format::from_path("a.yed.graphml".as_ref()).map(Format::name), Some("yed"));
    assert_eq!(Format::from_path("a.graphml".as_ref()).map(Format::name), Some("graphml"));
    assert_eq!(detect("a.yed.graphml", ""), Some("graphml"));
    assert_eq!(detect("-", "<?xml version='1.0'?>\n<!-- hi --><g:graphml xmlns:g='x'/>"), Some("graphml"));
    assert_eq!(detect("-", "<gexf/>"), Some("gexf"));
    assert_eq!(detect("-", "<html/>"), None);
}

/// Reads a file of somebody else's, and returns it as lines of JSON with its warnings.
#[track_caller]
fn foreign(format: &str, text: &str, lines: &[&str]) -> Vec<(Code, String)> {
    let (graph, found) = check(format, text);
    assert!(!found.has_fatal(), "{found:#?}");
    let json = json(&graph);
    let real: Vec<&str> =
        json.lines().map(|line| line.trim().trim_end_matches(',')).filter(|line| line.starts_with("{\"")).collect();
    assert_eq!(real, lines, "{json}");
    found.iter().map(|problem| (problem.code, problem.message.clone())).collect()
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#;

#[test]
fn networkx_numbers_edges_by_pair_and_has_defaults() {
    let text = format!(
        r#"{HEAD}<key id="d2" for="edge" attr.name="relation" attr.type="string"/><key id="d1" for="node" attr.name="born" attr.type="long"><default>7</default></key>
        <key id="d0" for="node" attr.name="label" attr.type="string"/><key id="d9" for="graph" attr.name="name" attr.type="string"/>
        <graph edgedefault="directed"><data key="d9">T &amp; U</data><node id="1"><data key="d0">One</data><data key="d1">1950</data></node><node id="2"/>
        <edge source="1" target="2" id="0"><data key="d2">knows</data></edge><edge source="1" target="2" id="1"><data key="d2">likes</data></edge>
        <edge source="2" target="1" id="0"><data key="d2">knows</data></edge></graph></graphml>"#
    );
    let lines = [
        r#"{"id": "1", "label": "One", "born": 1950}"#,
        r#"{"id": "2", "born": 7}"#,
        r#"{"source": "1", "relation": "knows", "target": "2"}"#,
        r#"{"source": "1", "relation": "likes", "target": "2", "id": "1"}"#,
        r#"{"source": "2", "relation": "knows", "target": "1"}"#,
    ];
    assert_eq!(foreign("graphml", &text, &lines), []);
    assert_eq!(read("graphml", &text).header().title.as_deref(), Some("T & U"));
}

#[test]
fn rustworkx_uses_key_ids_twice_and_igraph_writes_nan() {
    let text = format!(
        r#"{HEAD}<key id="d0" for="node" attr.name="label" attr.type="string"/><key id="d0" for="edge" attr.name="weight" attr.type="double"/>
        <key id="d1" for="edge" attr.name="x" attr.type="double"/><key id="e9" for="edge" attr.name="since" attr.type="string"/><key id="v_id" for="node" attr.name="id" attr.type="string"/>
        <graph id="G" edgedefault="undirected"><node id="n0"><data key="d0">A</data><data key="v_id">a</data></node>
        <edge source="n0" target="n0"><data key="e9"></data><data key="d0">2.50</data><data key="d1">nan</data></edge><edge source="n0" target="n0"/></graph></graphml>"#
    );
    let lines = [
        r#"{"id": "a", "label": "A"}"#,
        r#"{"source": "a", "relation": "related-to", "target": "a", "weight": 2.50}"#,
        r#"{"source": "a", "relation": "related-to", "target": "a"}"#,
    ];
    let found = foreign("graphml", &text, &lines);
    assert_eq!(found, [(Code::NoRelation, "2 edges without a relation, read as `related-to`".to_owned())]);
    assert!(!read("graphml", &text).header().directed);
}

#[test]
fn yed_draws_labels_and_nests_graphs() {
    let text = format!(
        r##"{HEAD}<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/><key attr.name="url" attr.type="string" for="node" id="d4"/>
        <graph edgedefault="directed" id="G"><node id="n0" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode xmlns:y="y"><y:Realizers active="0"><y:GroupNode><y:NodeLabel>Group</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
        <graph edgedefault="directed" id="n0:"><node id="n0::n0"><data key="d4" xml:space="preserve"/><data key="d6"><y:ShapeNode xmlns:y="y"><y:NodeLabel>In &amp; out<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node></graph></node>
        <edge id="e0" source="n0" target="n0::n0"><data key="d10"><y:PolyLineEdge xmlns:y="y"><y:EdgeLabel>holds<y:x/></y:EdgeLabel></y:PolyLineEdge></data></edge></graph></graphml>"##
    );
    let lines = [
        r#"{"id": "n0", "label": "Group"}"#,
        r#"{"id": "n0::n0", "label": "In & out", "parent": "n0", "url": ""}"#,
        r#"{"source": "n0", "relation": "holds", "target": "n0::n0", "id": "e0"}"#,
    ];
    assert_eq!(foreign("graphml", &text, &lines), []);
}

#[test]
fn neo4j_and_cytoscape_and_lightrag_name_relations_in_their_ways() {
    let text = format!(
        r#"{HEAD}<key id="labels" for="node" attr.name="labels"/><key id="name" for="node" attr.name="name"/><key id="label" for="edge" attr.name="label"/>
        <graph id="G" edgedefault="directed"><node id="n1" labels=":Person:Author"><data key="labels">:Person:Author</data><data key="name">Ann</data></node>
        <edge id="e1" source="n1" target="n1" label="KNOWS"><data key="label">KNOWS</data></edge></graph></graphml>"#
    );
    let lines = [
        r#"{"id": "n1", "type": "Person", "label": "Ann", "labels": ":Person:Author"}"#,
        r#"{"source": "n1", "relation": "KNOWS", "target": "n1", "id": "e1"}"#,
    ];
    assert_eq!(foreign("graphml", &text, &lines), []);
    let text = format!(
        r#"{HEAD}<key id="d0" for="node" attr.name="entity_type" attr.type="string"/><key id="d1" for="node" attr.name="description" attr.type="string"/>
        <key id="d5" for="edge" attr.name="weight" attr.type="double"/><key id="d6" for="edge" attr.name="description" attr.type="string"/><key id="d7" for="edge" attr.name="keywords" attr.type="string"/><key id="d8" for="edge" attr.name="source_id" attr.type="string"/>
        <graph edgedefault="undirected"><node id="ACME"><data key="d0">organization</data><data key="d1">A firm.</data></node><node id="BOB"/>
        <edge source="ACME" target="BOB"><data key="d5">9.0</data><data key="d6">Bob works there.</data><data key="d7">employment</data><data key="d8">chunk-1</data></edge></graph></graphml>"#
    );
    let lines = [
        r#"{"id": "ACME", "type": "organization", "description": "A firm."}"#,
        r#"{"id": "BOB"}"#,
        r#"{"source": "ACME", "relation": "employment", "target": "BOB", "weight": 9.0, "description": "Bob works there.", "source_id": "chunk-1"}"#,
    ];
    let found = foreign("graphml", &text, &lines);
    let expected = [
        (Code::UnreliableDirection, "the edges of this file come from a pipeline that keeps no direction"),
        (Code::NoRelation, "1 edge whose relation is read from `keywords`"),
    ];
    assert_eq!(found, expected.map(|(code, message)| (code, message.to_owned())));
    let text = format!(
        r#"{HEAD}<key id="a" for="edge" attr.name="interaction" attr.type="string"/><key id="b" for="edge" attr.name="shared name" attr.type="string"/>
        <graph edgedefault="directed"><node id="1"/><edge source="1" target="1"><data key="b">1 (pp) 1</data><data key="a">pp</data></edge></graph></graphml>"#
    );
    let lines = [r#"{"id": "1"}"#, r#"{"source": "1", "relation": "pp", "target": "1", "shared name": "1 (pp) 1"}"#];
    assert_eq!(foreign("graphml", &text, &lines), []);
}

#[test]
fn evidence_outlives_a_program_that_drops_the_header() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    for (flavour, options, reader) in flavours() {
        let (text, _) = written(&graph, flavour, &options);
        let end = text.rfind("<!--kgraph").or_else(|| text.rfind("# kgraph")).unwrap();
        let (again, found) = check(reader, &text[..end]);
        assert!(!found.has_errors(), "{flavour}: {found:#?}");
        assert_eq!(again.header().documents.len(), 1);
        for (a, b) in graph.edges().zip(again.edges()) {
            assert_eq!(graph.evidence_json(a).is_some(), again.evidence_json(b).is_some());
            assert_eq!(graph.relation(a).id, again.relation(b).id);
            assert_eq!(graph.edge_id(a), again.edge_id(b));
        }
    }
}

#[test]
fn edges_with_and_without_direction_stand_in_one_file() {
    let text = format!(
        r#"{HEAD}<graph edgedefault="undirected"><node id="a"/><node id="b"/>
        <edge source="a" target="b" label="meets"/><edge source="a" target="b" label="hires" directed="true"/>
        <edge source="a" target="b" label="knows" directed="true"/><edge source="b" target="a" label="knows"/></graph></graphml>"#
    );
    let graph = read("graphml", &text);
    let symmetric: Vec<bool> = graph.edges().map(|edge| graph.is_symmetric(edge)).collect();
    assert_eq!(symmetric, [true, false, false, false]);
    assert!(json(&graph).contains(r#"{"source": "b", "relation": "knows", "target": "a", "directed": false}"#));
}

#[test]
fn gexf_of_others_is_read() {
    let text = r#"<?xml version="1.0"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2" xmlns:viz="http://www.gexf.net/1.2draft/viz"><meta lastmodifieddate="2025-01-01"><description>Who met whom</description></meta>
        <graph mode="dynamic" defaultedgetype="undirected" timeformat="date"><attributes class="node" mode="static"><attribute id="0" title="Kind" type="string"><default>person</default></attribute><attribute id="1" title="n" type="integer"/></attributes>
        <nodes><node id="0" label="Ann"><attvalues><attvalue for="1" value="007"/></attvalues><viz:color r="1" g="2" b="3"/><nodes><node id="1" label="Bob"/></nodes></node></nodes>
        <edges><edge id="0" source="0" target="1" start="2020-01-01" end="later"/><edge id="1" source="0" target="1" label="likes" weight="2"/></edges></graph></gexf>"#;
    let lines = [
        r#"{"id": "0", "type": "person", "label": "Ann", "n": 7}"#,
        r#"{"id": "1", "type": "person", "label": "Bob", "parent": "0"}"#,
        r#"{"source": "0", "relation": "related-to", "target": "1", "id": "0", "since": "2020-01-01", "end": "later"}"#,
        r#"{"source": "0", "relation": "likes", "target": "1", "id": "1", "weight": 2}"#,
    ];
    let found = foreign("gexf", text, &lines);
    assert_eq!(found, [(Code::NoRelation, "1 edge without a relation, read as `related-to`".to_owned())]);
    assert!(!read("gexf", text).header().directed);
}

#[test]
fn what_cannot_be_read_right_is_refused() {
    for (text, code) in [
        (r#"<graph edgedefault="directed"><hyperedge><endpoint node="a"/></hyperedge></graph>"#, Code::WrongType),
        (r#"<graph edgedefault="directed"><node/></graph>"#, Code::MissingKey),
        (r#"<graph edgedefault="directed"><node id="a"/><edge source="a"/></graph>"#, Code::MissingKey),
        (
            r#"<graph edgedefault="directed"><node id="a"/><edge source="a" target="b"/></graph>"#,
            Code::DanglingEndpoint,
        ),
        (r#"<graph edgedefault="directed"><node id="a"/><node id="a"/></graph>"#, Code::DuplicateId),
        (r#"<graph edgedefault="directed"><node id="a"/>"#, Code::MalformedXml),
    ] {
        let close = if code == Code::MalformedXml { "" } else { "</graphml>" };
        let (_, found) = check("graphml", &format!("{HEAD}{text}{close}"));
        assert!(found.iter().any(|problem| problem.code == code), "{text}: {found:#?}");
        assert!(found.has_fatal());
    }
    let (_, found) = check("graphml", "<gexf/>");
    assert!(found.has_fatal());
}

#[test]
fn json_given_as_xml_is_no_panic() {
    let (_, found) = check("graphml", "{\"nodes\": []}");
    assert!(found.has_fatal(), "{found:#?}");
    let (_, found) = check_json("<graphml/>");
    assert!(found.has_fatal());
}

fn golden_files() -> Vec<(&'static str, String)> {
    let mut files = Vec::new();
    for case in cases() {
        for (name, format) in
            [("golden.graphml", "graphml"), ("golden.gexf", "gexf"), ("golden.yed.graphml", "graphml")]
        {
            let text = std::fs::read_to_string(case.join(name)).unwrap_or_default();
            if !text.is_empty() && text.len() < 20_000 {
                files.push((format, text));
            }
        }
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_mutation_of_a_file_makes_the_readers_panic(
        file in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, "[<>&;\"'/= a-z\u{1}\u{fffd}é0-9\\]\\[!-]{0,4}"), 1..6),
    ) {
        let files = golden_files();
        prop_assume!(!files.is_empty());
        let (format, text) = &files[file.index(files.len())];
        let mut text = text.clone();
        for (at, len, with) in edits {
            let boundary = |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            let start = boundary(&text, at.index(text.len() + 1));
            let end = boundary(&text, start + len).max(start);
            text.replace_range(start..end, &with);
        }
        let (graph, found) = check(format, &text);
        for problem in found.iter() {
            if let Some(place) = &problem.place {
                place.line_column();
                prop_assert!(text.trim_start_matches('\u{feff}').get(place.span.clone()).is_some(), "{problem:?}");
            }
        }
        if !found.has_fatal() {
            written(&graph, "json", &WriteOptions::new());
        }
    }

    #[test]
    fn any_graph_comes_back(json in crate::properties::graph(), flavour in 0usize..4) {
        let graph = load(&json.to_string());
        let (flavour, options, reader) = flavours().into_iter().nth(flavour).unwrap();
        compare("any graph", &graph, flavour, &options, reader);
    }
}

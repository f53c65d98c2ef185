//! JSON files as other programs write them: what becomes of them, and what is said about broken ones.

use crate::harness::{check_as, written};
use kgraph::diagnostics::{Code, Diagnostics};
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::Graph;

fn read(format: &str, text: &str) -> (Graph, Diagnostics) {
    let path = format!("file.{}", Format::from_name(format).unwrap().extensions()[0]);
    assert_eq!(Format::detect(path.as_ref(), text).unwrap().name(), format, "{text}");
    check_as(Format::from_name(format).unwrap(), text)
}

/// Reads a good file and returns its nodes and edges, a line each.
#[track_caller]
fn lines(format: &str, text: &str) -> Vec<String> {
    let (graph, found) = read(format, text);
    assert!(!found.has_errors(), "{found:#?}");
    let (json, _) = written(&graph, "json", &WriteOptions::new());
    json.lines()
        .filter_map(|line| line.strip_prefix("    {"))
        .map(|line| line.trim_end_matches([',', '}']).to_owned())
        .collect()
}

/// Returns each error as `code line:column pointer: message`.
fn errors(format: &str, text: &str) -> Vec<String> {
    let (_, found) = read(format, text);
    let errors = found.iter().filter(|d| d.severity() == kgraph::diagnostics::Severity::Error);
    errors
        .map(|d| {
            let place = d.place.as_ref().unwrap();
            let (line, column) = place.line_column();
            format!("{} {line}:{column} {}: {}", d.code.as_str(), place.pointer, d.message)
        })
        .collect()
}

#[test]
fn cytoscape_files_are_read_in_both_layouts() {
    let lists = r#"{"format_version": "1.0", "generated_by": "cytoscape", "data": {"name": "Net", "SUID": 52},
        "elements": {"nodes": [{"data": {"id": "1", "name": "A", "score": 2}, "position": {"x": 1, "y": 2}, "selected": false},
                               {"data": {"id": "2", "name": "2"}}],
                     "edges": [{"data": {"id": "3", "source": "1", "target": "2", "interaction": "pp", "name": "A (pp) 2"}}]}}"#;
    assert_eq!(
        lines("cytoscape", lists),
        [
            r#""id": "1", "label": "A", "score": 2, "position": {"x": 1, "y": 2"#,
            r#""id": "2""#,
            r#""source": "1", "relation": "pp", "target": "2", "id": "3", "name": "A (pp) 2""#
        ]
    );
    let one = r#"{"elements": [{"data": {"id": "e", "source": "a", "target": "b", "relation": "r"}}, {"group": "nodes", "data": {"id": "a"}}, {"data": {"id": "b"}}]}"#;
    assert_eq!(lines("cytoscape", one).len(), 3);
}

#[test]
fn networkx_cytoscape_files_are_read() {
    let text = r#"{"data": [], "directed": false, "multigraph": false, "elements": {
        "nodes": [{"data": {"id": "0", "value": 0, "name": "0"}}, {"data": {"id": "1", "value": 1, "name": "1"}}],
        "edges": [{"data": {"weight": 3, "source": 0, "target": 1}}]}}"#;
    let (graph, found) = read("cytoscape", text);
    assert!(!found.has_errors(), "{found:#?}");
    assert!(found.iter().any(|d| d.code == Code::NoRelation));
    assert!(!graph.header().directed);
    assert_eq!(graph.relation(graph.edges().next().unwrap()).id, "related-to");
}

#[test]
fn problems_in_other_layouts_have_pointers_too() {
    let text = r#"{"elements": {"nodes": [{"data": {"id": "a"}}, {"data": {"id": ""}}, {}],
  "edges": [{"data": {"source": "a", "target": "x", "relation": "r", "weight": "3"}}, 5]}}"#;
    assert_eq!(
        errors("cytoscape", text),
        [
            "empty-id 1:64 /elements/nodes/1/data/id: `id` is empty",
            "missing-key 1:70 /elements/nodes/2: this element has no `data`",
            "dangling-endpoint 2:48 /elements/edges/0/data/target: no node has the id `x`",
            "wrong-type 2:80 /elements/edges/0/data/weight: `weight` must be a number, not a string",
            "wrong-type 2:87 /elements/edges/1: an element of `edges` must be an object, not a number",
        ]
    );
}

#[test]
fn graphology_files_are_read() {
    let text = r#"{"options": {"type": "mixed", "multi": true}, "attributes": {"name": "G"}, "nodes": [{"key": "a", "attributes": {"label": "A", "x": 1, "y": 2, "size": 5, "color": "red"}}, {"key": "b"}],
        "edges": [{"key": "geid_1", "source": "a", "target": "b", "undirected": true, "attributes": {"label": "knows", "weight": 2}}]}"#;
    assert_eq!(
        lines("graphology", text),
        [
            r#""id": "a", "label": "A", "x": 1, "y": 2, "size": 5, "color": "red""#,
            r#""id": "b""#,
            r#""source": "a", "relation": "knows", "target": "b", "id": "geid_1", "weight": 2, "undirected": true"#
        ]
    );
    let broken =
        r#"{"nodes": [{"key": "a", "attributes": 5}], "edges": [{"source": "a", "attributes": {"relation": "r"}}]}"#;
    assert_eq!(
        errors("graphology", broken),
        [
            "wrong-type 1:39 /nodes/0/attributes: `attributes` must be an object, not a number",
            "missing-key 1:54 /edges/0: this edge has no `target`"
        ]
    );
}

#[test]
fn json_graph_format_is_read_in_both_versions() {
    let second = r#"{"graph": {"id": "g", "type": "cars", "label": "Cars", "nodes": {"nissan": {"label": "Nissan"}, "infiniti": {"label": "Infiniti", "metadata": {"luxury": true}}},
        "edges": [{"source": "nissan", "target": "infiniti", "relation": "has_luxury_division"}]}}"#;
    let first = r#"{"graphs": [{"label": "Cars", "nodes": [{"id": "nissan", "label": "Nissan"}, {"id": "infiniti", "label": "Infiniti", "metadata": {"luxury": true}}],
        "edges": [{"source": "nissan", "target": "infiniti", "relation": "has_luxury_division"}]}]}"#;
    assert_eq!(lines("jgf", first), lines("jgf", second));
    assert_eq!(lines("jgf", second)[1], r#""id": "infiniti", "label": "Infiniti", "luxury": true"#);
    let (graph, _) = read("jgf", second);
    assert_eq!(graph.header().title.as_deref(), Some("Cars"));
}

#[test]
fn json_graph_format_that_kgraph_cannot_hold_is_refused() {
    assert_eq!(
        errors("jgf", r#"{"graphs": [{"nodes": {}}, {"nodes": {}}]}"#),
        ["wrong-type 1:28 /graphs/1: the file holds 2 graphs, and kgraph reads one"]
    );
    assert_eq!(
        errors("jgf", r#"{"graph": {"nodes": {"a": {}}, "hyperedges": [{"nodes": ["a"]}]}}"#),
        ["wrong-type 1:46 /graph/hyperedges: an edge of kgraph joins two nodes, so `hyperedges` cannot be read"]
    );
    assert_eq!(
        errors("jgf", r#"{"graph": {"nodes": [{"label": "no id"}], "edges": []}}"#),
        ["missing-key 1:22 /graph/nodes/0: this node has no `id`"]
    );
}

#[test]
fn memories_of_assistants_are_read() {
    let text = concat!(
        r#"{"type": "relation", "from": "Anna", "to": "Acme", "relationType": "works_at"}"#,
        "\n\n",
        r#"{"type": "entity", "name": "Anna", "entityType": "person", "observations": ["speaks Greek"], "id": 7}"#,
        "\r\n",
        r#"{"type": "entity", "name": "Acme", "entityType": "", "observations": []}"#,
    );
    assert_eq!(
        lines("mcp-memory", text),
        [
            r#""id": "Anna", "type": "person", "observations": ["speaks Greek"], "meta_id": 7"#,
            r#""id": "Acme", "observations": []"#,
            r#""source": "Anna", "relation": "works_at", "target": "Acme""#
        ]
    );
}

#[test]
fn each_broken_line_of_a_memory_is_told() {
    let text = "{\"type\": \"entity\", \"name\": \"A\", \"entityType\": \"t\"}\n{\"type\": \"entity\", \"name\": \"B\"\n[1]\n{\"type\": \"relation\", \"from\": \"A\", \"relationType\": \"r\"}\n{\"type\": \"thing\"}\n{\"type\": \"relation\", \"from\": \"A\", \"to\": \"C\", \"relationType\": \"r\"}\n";
    assert_eq!(
        errors("mcp-memory", text),
        [
            "malformed-json 2:31 : the text ends where `,` or `}` should be",
            "wrong-type 3:1 : each line must be an object, not an array",
            "missing-key 4:1 : this line has no `to`",
            "wrong-type 5:10 : `type` must be \"entity\" or \"relation\"",
            "dangling-endpoint 6:41 : no node has the id `C`",
        ]
    );
}

#[test]
fn entities_of_follow_the_money_are_read() {
    let text = concat!(
        r#"{"id": "p1", "caption": "Jane Doe", "schema": "Person", "properties": {"name": ["Jane Doe", "J. Doe"], "alias": ["JD"], "nationality": ["us", "fr"], "birthDate": ["1970"], "type": ["x"]}, "datasets": ["d"]}"#,
        "\n",
        r#"{"id": "c1", "schema": "Company", "properties": {"name": ["Acme"]}}"#,
        "\n",
        r#"{"id": "c2", "schema": "Company", "properties": {}}"#,
        "\n",
        r#"{"id": "o1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1", "c2"], "percentage": ["50"], "startDate": ["2020-02", "2019"], "endDate": ["2021"]}}"#,
        "\n",
    );
    assert_eq!(
        lines("ftm", text),
        [
            r#""id": "p1", "type": "Person", "label": "Jane Doe", "aliases": ["J. Doe", "JD"], "nationality": ["us", "fr"], "birthDate": "1970", "meta_type": "x", "datasets": ["d"]"#,
            r#""id": "c1", "type": "Company", "label": "Acme""#,
            r#""id": "c2", "type": "Company""#,
            r#""source": "p1", "relation": "owns", "target": "c1", "id": "o1", "since": "2019", "until": "2021", "schema": "Ownership", "percentage": "50", "startDate": ["2020-02", "2019"]"#,
            r#""source": "p1", "relation": "owns", "target": "c2", "id": "o1#2", "since": "2019", "until": "2021", "schema": "Ownership", "percentage": "50", "startDate": ["2020-02", "2019"]"#,
        ]
    );
    let broken = "{\"id\": \"o\", \"schema\": \"Ownership\", \"properties\": {\"owner\": [\"x\"]}}\n{\"id\": \"p\"}\n{\"id\": \"p\", \"schema\": \"Person\", \"properties\": []}";
    assert_eq!(
        errors("ftm", broken),
        [
            "missing-key 1:1 : this Ownership has no `asset`",
            "missing-key 2:1 : this entity has no `schema`",
            "wrong-type 3:47 : `properties` must be an object, not an array",
        ]
    );
}

#[test]
fn node_link_files_of_d3_and_networkx_are_read() {
    let old = r#"{"nodes": [{"name": "Myriel", "group": 1}, {"name": "Napoleon", "group": 1}], "links": [{"source": 1, "target": 0, "value": 1}]}"#;
    assert_eq!(
        lines("json", old),
        [
            r#""id": "Myriel", "group": 1"#,
            r#""id": "Napoleon", "group": 1"#,
            r#""source": "Napoleon", "relation": "related-to", "target": "Myriel", "value": 1"#
        ]
    );
    let twins = old.replace("Napoleon", "Myriel");
    assert_eq!(lines("json", &twins)[2], r#""source": "1", "relation": "related-to", "target": "0", "value": 1"#);
}

/// Reads a file and returns its warnings' codes and its edges as `source relation target`.
fn edges_of(format: &str, text: &str) -> (Vec<&'static str>, Vec<String>) {
    let (graph, found) = read(format, text);
    assert!(!found.has_errors(), "{text}: {found:#?}");
    let edges = graph.edges().map(|edge| {
        let (source, target) = graph.endpoints(edge);
        format!("{} {} {}", graph.id(source), graph.relation(edge).id, graph.id(target))
    });
    let edges = edges.collect();
    let codes = found.iter().map(|d| d.code.as_str()).filter(|code| !matches!(*code, "isolated-node" | "no-evidence"));
    (codes.collect(), edges)
}

#[test]
fn ends_of_edges_are_read_as_other_programs_write_them() {
    for (text, wanted) in [
        // vis-network.
        (
            r#"{"nodes": [{"id": 1, "label": "A"}, {"id": 2}], "edges": [{"from": 1, "to": 2, "label": "knows"}]}"#,
            "1 knows 2",
        ),
        // Obsidian's canvas.
        (
            r#"{"nodes": [{"id": "a"}, {"id": "b"}], "edges": [{"id": "e", "fromNode": "a", "fromSide": "top", "toNode": "b", "label": "see"}]}"#,
            "a see b",
        ),
        // Kumu.
        (
            r#"{"elements": [{"label": "Ann"}, {"label": "Bob"}], "connections": [{"from": "Ann", "to": "Bob", "type": "knows"}]}"#,
            "Ann knows Bob",
        ),
        // D3 after a simulation; edges before nodes.
        (
            r#"{"links": [{"source": {"id": "a"}, "target": {"id": "b"}, "index": 0}], "nodes": [{"id": "a"}, {"id": "b"}]}"#,
            "a related-to b",
        ),
        (
            r#"{"nodes": [{"name": "A"}, {"name": "B"}], "links": [{"source": {"name": "B"}, "target": {"name": "A"}}]}"#,
            "B related-to A",
        ),
        // Places in the list, though the nodes have ids.
        (r#"{"nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": 1, "target": 0}]}"#, "b related-to a"),
        (r#"{"links": [{"source": 1, "target": 0}], "nodes": [{"id": "a"}, {"id": "b"}]}"#, "b related-to a"),
        // Numbers that are ids.
        (r#"{"nodes": [{"id": 1}, {"id": 0}], "links": [{"source": 1, "target": 0}]}"#, "1 related-to 0"),
        (r#"{"nodes": [{"id": "1"}, {"id": "0"}], "links": [{"source": 1, "target": 0}]}"#, "1 related-to 0"),
    ] {
        assert_eq!(edges_of("json", text).1, [wanted], "{text}");
    }
}

#[test]
fn an_end_that_is_no_place_in_the_list_is_refused() {
    let text = r#"{"nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": 1, "target": 2}]}"#;
    assert_eq!(errors("json", text), ["dangling-endpoint 1:73 /links/0/target: no node has the id `2`"]);
    let both = r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "from": "x", "to": "y", "relation": "r"}]}"#;
    assert_eq!(errors("json", both), ["missing-key 1:36 /edges/0: this edge has no `target`"]);
}

#[test]
fn clusters_of_dot_are_kept_and_merged_edges_told() {
    let text = r#"strict digraph { subgraph cluster_x { label="Team X"; a; subgraph cluster_in { b } }
        subgraph cluster_y { a; c [cluster=mine] } subgraph plain { d } a -> b [label=likes]; a -> b [label=hates]; b -> a [label=likes] }"#;
    let (graph, _) = read("dot", text);
    let (json, _) = written(&graph, "json", &WriteOptions::new());
    let nodes: Vec<&str> = json.lines().filter(|line| line.starts_with("    {\"id\"")).collect();
    assert_eq!(
        nodes,
        [
            r#"    {"id": "a", "cluster": ["Team X", "y"]},"#,
            r#"    {"id": "b", "cluster": ["Team X", "in"]},"#,
            r#"    {"id": "c", "cluster": "mine", "dot_cluster": "y"},"#,
            r#"    {"id": "d"}"#,
        ]
    );
    assert_eq!(edges_of("dot", text), (vec!["merged-edges"], vec!["a hates b".to_owned(), "b likes a".to_owned()]));
}

/// What LightRAG and GraphRAG write through networkx.
#[test]
fn the_direction_of_pipelines_is_not_relied_on() {
    let key = |id: &str, name: &str| format!(r#"<key id="{id}" for="edge" attr.name="{name}" attr.type="string"/>"#);
    let file = |keys: &str, data: &str| {
        format!(
            r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{keys}<graph edgedefault="undirected"><node id="A"/><node id="B"/><edge source="B" target="A">{data}</edge></graph></graphml>"#
        )
    };
    let light = file(
        &(key("d0", "keywords") + &key("d1", "source_id")),
        r#"<data key="d0">work,pay</data><data key="d1">chunk-1&lt;SEP&gt;chunk-2</data>"#,
    );
    let (codes, edges) = edges_of("graphml", &light);
    assert!(codes.contains(&"unreliable-direction"), "{codes:?}");
    assert_eq!(edges, ["B work,pay A"]);
    let (graph, _) = read("graphml", &light);
    assert!(!graph.header().directed);
    assert!(written(&graph, "json", &WriteOptions::new()).0.contains(r#""source_id": "chunk-1<SEP>chunk-2""#));
    let rag = file(&key("d0", "text_unit_ids"), r#"<data key="d0">f00</data>"#);
    assert!(edges_of("graphml", &rag).0.contains(&"unreliable-direction"));
    let plain = file(&key("d0", "label"), r#"<data key="d0">knows</data>"#);
    assert_eq!(edges_of("graphml", &plain).0, [] as [&str; 0]);
}

#[test]
fn a_record_of_many_keys_takes_time_in_proportion() {
    let keys: String = (0..50_000).map(|number| format!(", \"k{number}\": {number}")).collect();
    let start = std::time::Instant::now();
    let (graph, found) = check_as(
        Format::from_name("json").unwrap(),
        &format!("{{\"nodes\": [{{\"id\": \"a\"{keys}}}], \"edges\": []}}"),
    );
    assert!(!found.has_errors());
    assert_eq!(graph.node_attributes(graph.find("a").unwrap()).count(), 50_000);
    // A second without optimisation; each key compared with each other took two minutes.
    assert!(start.elapsed().as_secs() < 40, "{:?}", start.elapsed());
}

//! Small print of readers and writers: what hangs on one word, one character or one number in a file.

use crate::harness::{check_as, load, written};
use kgraph::diagnostics::Source;
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::stats::Stats;
use kgraph::graph::{Checks, Direction, Graph, Union};

fn json(graph: &Graph) -> String {
    written(graph, "json", &WriteOptions::new()).0
}

/// Reads each text and looks for lines of the graph's JSON.
fn hold(format: &str, table: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, lines) in table {
        let (graph, found) = check_as(Format::from_name(format).unwrap(), text);
        let json = json(&graph);
        for line in lines.iter().filter(|line| !json.contains(**line)) {
            let found: Vec<&str> = found.iter().map(|problem| &*problem.message).collect();
            wrong.push(format!("{line} is not what becomes of {text}:\n{json}\n{found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn dot() {
    hold(
        "dot",
        &[
            (
                "digraph { a -> b [label=x /* in between */, weight=-1.5]; c -> d }",
                &[r#""dot_weight": -1.5"#, r#""id": "c""#],
            ),
            ("digraph {\n# a line of a preprocessor { [\n a -> b // to the end } {\n }", &[r#""source": "a""#]),
            ("digraph { \"a\" + \"b\" -> c }", &[r#""id": "ab""#]),
            (
                "digraph { graph [title=T]; subgraph cluster_x { graph [label=inner]; a } b }",
                &[r#""dot_title": "T""#, r#""id": "a", "cluster": "inner""#],
            ),
            ("digraph { subgraph cluster_x { a } }", &[r#""id": "a", "cluster": "x""#]),
            ("digraph { a [type=person]; b [type=\"\"]; a -> b }", &[r#""id": "a", "type": "person""#]),
            (
                "digraph { subgraph cluster_x { a } a [cluster=mine] }",
                &[r#""cluster": "mine""#, r#""cluster": "mine", "dot_cluster": "x""#],
            ),
            ("strict digraph { a -> b; a -> b }", &[r#""source": "a""#]),
            ("digraph { a -> b -> c [label=r] }", &[r#""source": "b", "relation": "r", "target": "c""#]),
            (
                "digraph { .5 -> 1.; -2 -> 3.25 }",
                &[r#""id": ".5""#, r#""id": "1.""#, r#""id": "-2""#, r#""id": "3.25""#],
            ),
        ],
    );
    let named = |text: &str| Format::detect("graph".as_ref(), text).map(Format::name);
    for text in ["digraph{a}", "graph { a }", "strict graph x {}", "DiGraph \"x\" { a }", " \n digraph\n{ a }"] {
        assert_eq!(named(text), Some("dot"), "{text}");
    }
    assert_eq!(named("graph [ node [ id 1 ] ]"), Some("gml"));
    for text in ["digraphs are { }", "graph", "digraph without a brace"] {
        assert_ne!(named(text), Some("dot"), "{text}");
    }
    let problems = |text: &str| {
        let (_, found) = check_as(Format::from_name("dot").unwrap(), text);
        found
            .iter()
            .map(|problem| (problem.place.as_ref().unwrap().line_column(), problem.message.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(problems("digraph {\n a -> é? }")[0].0, (2, 8));
    assert!(problems("digraph { a -> \"b\" + c }")[0].1.contains("a quoted text behind `+`"));
    assert!(problems("digraph { a -> - }")[0].0 == (1, 16));
}

#[test]
fn gml() {
    hold(
        "gml",
        &[
            (
                "graph [ node [ id 1 label \"&#x41;&#66;&#xzz;&#1a;&#+5;&nbsp;\" ] ]",
                &[r#""label": "AB&#xzz;&#1a;&#+5;"#],
            ),
            ("graph [ title \"T\" label \"L\" node [ id 1 ] ]", &[r#""title": "T""#, r#""label": "L""#]),
            ("graph [ label \"L\" node [ id 1 ] ]", &[r#""title": "L""#]),
            ("graph [ label \"\" comment \"c\" node [ id 1 ] ]", &[r#""comment": "c""#]),
            (
                "graph [ node [ id 1 a \"x\" b \"y\" ] ] other [ deep 1 ]",
                &[r#""a": "x""#, r#""b": "y""#, r#""other": {"deep": 1}"#],
            ),
            ("graph [ node [ id 1 inf INF small 1e-3 ] ]", &[r#""small": 1e-3"#]),
        ],
    );
    let (_, found) = check_as(Format::from_name("gml").unwrap(), "graph [ ]\ngraph [ ]");
    let place = found.iter().next().unwrap().place.as_ref().unwrap();
    assert_eq!(place.line_column(), (2, 1));
    let (_, found) = check_as(Format::from_name("gml").unwrap(), "graph [ node [ id 1 label \"x ] ]");
    let place = found.iter().next().unwrap().place.as_ref().unwrap();
    assert_eq!((place.line_column(), place.span.len()), ((1, 27), 1));
    // A number is an id of GML only as GML itself would write it.
    let numbers = load(r#"{"nodes": [{"id": "0"}, {"id": "7"}, {"id": "2147483647"}], "edges": []}"#);
    assert!(!written(&numbers, "gml", &WriteOptions::new()).0.contains("kg_id"));
    for id in ["007", "00", "2147483648", "+5", "-5", "7a", ""] {
        let graph = load(&format!(
            r#"{{"nodes": [{{"id": "1"}}, {{"id": "x{id}"}}, {{"id": "{}"}}], "edges": []}}"#,
            if id.is_empty() { "y" } else { id }
        ));
        let text = written(&graph, "gml", &WriteOptions::new()).0;
        assert!(text.contains("kg_id"), "{id}: {text}");
    }
}

#[test]
fn tables() {
    hold(
        "csv",
        &[
            ("id,name\na,\"\"\"quoted\"\"\"\n", &[r#""label": "quoted""#]),
            ("id,name\na,\"\"\"no json\"\n", &[r#""label": "\"no json""#]),
            ("id,url,name\na,u,N\n", &[r#""id": "a", "label": "N""#]),
            (
                "Source,Target,relation,label\na,b,works-for,works for\n",
                &[r#""source": "a", "relation": "works-for", "target": "b"}"#],
            ),
            ("Source,Target,relation,label\na,b,works-for,toils for\n", &[r#""label": "toils for""#]),
        ],
    );
    let (graph, _) = check_as(Format::from_name("csv").unwrap(), "id,publisher,name\na,P,N\n");
    assert_eq!(graph.node_count(), 1, "a table with names is one of nodes");
    let (graph, _) = check_as(Format::from_name("csv").unwrap(), "id,publisher\na,P\n");
    assert_eq!((graph.node_count(), graph.header().documents.len()), (0, 1));
    hold(
        "tsv",
        &[("a\tr\tb\n#node\ta\tperson\tAnn\n", &[r#"{"id": "a"}"#]), ("#undirected\na\tr\tb\n", &[r#""source": "a""#])],
    );
    // Of an edge without direction among others of its relation, that is said; not where all are so.
    let (graph, _) = check_as(
        Format::from_name("csv").unwrap(),
        "Source,Target,Type,relation\na,b,Directed,r\nb,a,Undirected,r\na,b,Undirected,s\n",
    );
    let json = json(&graph);
    assert_eq!(json.matches("undirected").count(), 1, "{json}");
}

#[test]
fn xml() {
    let gexf = |inside: &str| {
        format!(
            "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\"><graph defaultedgetype=\"directed\">{inside}</graph></gexf>"
        )
    };
    let nested = gexf(
        "<nodes><node id=\"a\"><nodes><node id=\"b\"/></nodes><edges><edge source=\"a\" target=\"b\"/></edges></node><node id=\"c\"/></nodes><edges><edge id=\"e\" source=\"a\" target=\"c\"><nodes><node id=\"no\"/></nodes></edge><other source=\"c\" target=\"a\"/></edges>",
    );
    hold("gexf", &[(&nested, &[r#""id": "b""#, r#""source": "a""#])]);
    let (graph, _) = check_as(Format::from_name("gexf").unwrap(), &nested);
    assert_eq!((graph.node_count(), graph.edge_count()), (3, 2));
    let graphml = |inside: &str| {
        format!(
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><key id=\"t\" for=\"graph\" attr.name=\"title\" attr.type=\"string\"/><key id=\"x\" for=\"all\" attr.name=\"x\" attr.type=\"string\"/>{inside}</graphml>"
        )
    };
    hold(
        "graphml",
        &[
            (
                &graphml("<data key=\"t\">outer</data><graph edgedefault=\"directed\"><node id=\"a\"/></graph>"),
                &[r#""title": "outer""#],
            ),
            (
                &graphml(
                    "<graph edgedefault=\"directed\"><desc>What</desc><node id=\"a\"><graph edgedefault=\"directed\"><desc>inner</desc><data key=\"t\">inner</data><node id=\"b\"/></graph></node></graph>",
                ),
                &[r#""description": "What""#, r#""id": "b""#],
            ),
        ],
    );
    for (text, value) in [
        ("a < b", "a &lt; b"),
        ("a & b", "a &amp; b"),
        ("say \"x\"", "say &quot;x&quot;"),
        ("line\nend", "line&#"),
        ("tab\there", "tab&#"),
    ] {
        let mut label = String::new();
        kgraph::jsontext::write_string(&mut label, text);
        let graph = load(&format!(r#"{{"nodes": [{{"id": "a", "label": {label}}}], "edges": []}}"#));
        let written = written(&graph, "gexf", &WriteOptions::new()).0;
        assert!(written.contains(value), "{text:?}: {written}");
    }
}

#[test]
fn json_of_others() {
    hold(
        "json",
        &[
            (
                r#"{"elements": [{"id": "a"}, {"id": "b"}], "connections": [{"from": "a", "to": "b", "relation": "r"}]}"#,
                &[r#""id": "b""#, r#""target": "b""#],
            ),
            (r#"{"nodes": [{"id": "a"}], "elements": 3, "edges": []}"#, &[r#""elements": 3"#]),
        ],
    );
    hold(
        "ftm",
        &[
            (
                "{\"id\": \"p\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Ann\", \"Anna\"], \"description\": [\"d\"], \"notes\": [], \"country\": [\"de\", \"fr\"], \"age\": [3]}}",
                &[
                    r#""label": "Ann""#,
                    r#""aliases": ["Anna"]"#,
                    r#""description": "d""#,
                    r#""country": ["de", "fr"]"#,
                    r#""age": 3"#,
                ],
            ),
            (
                "{\"id\": \"p\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Ann\"], \"description\": [3]}}",
                &[r#""label": "Ann""#],
            ),
        ],
    );
    let (graph, _) = check_as(
        Format::from_name("ftm").unwrap(),
        "{\"id\": \"p\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Ann\"], \"notes\": []}}",
    );
    assert!(!json(&graph).contains("notes"));
    hold(
        "cytoscape",
        &[
            (
                r#"{"elements": {"nodes": [{"data": {"id": "a"}}, {"data": {"id": "b"}}], "edges": [{"data": {"id": "e", "key": "k", "source": "a", "target": "b", "interaction": "knows", "name": "n"}}]}}"#,
                &[r#""key": "k""#, r#""relation": "knows""#, r#""name": "n""#],
            ),
            (
                r#"{"elements": {"nodes": [{"data": {"id": "a"}}, {"data": {"id": "b"}}], "edges": [{"data": {"id": "e", "key": "e", "source": "a", "target": "b", "relation": "r", "interaction": "other"}}]}}"#,
                &[r#""interaction": "other""#],
            ),
        ],
    );
    for (text, name) in [
        ("{\"type\": \"entity\", \"name\": \"A\", \"entityType\": \"x\", \"observations\": []}\n", "mcp-memory"),
        ("{\"type\": \"relation\", \"from\": \"A\", \"to\": \"B\", \"relationType\": \"r\"}\n", "mcp-memory"),
        ("{\"type\": \"other\", \"from\": \"A\", \"to\": \"B\", \"relationType\": \"r\"}\n", "json"),
        ("{\"type\": \"entity\", \"from\": \"A\", \"to\": \"B\", \"relationType\": \"r\"}\n", "json"),
        ("{\"id\": \"p\", \"schema\": \"Person\", \"properties\": {}}\n", "ftm"),
    ] {
        assert_eq!(Format::detect("x.json".as_ref(), text).map(Format::name), Some(name), "{text}");
    }
}

#[test]
fn nodes_that_stand_in_several_files() {
    let kind = |kind: &str| match kind {
        "" => r#"{"nodes": [{"id": "a"}]}"#.to_owned(),
        _ => format!(r#"{{"nodes": [{{"id": "a", "type": "{kind}"}}]}}"#),
    };
    for (one, two, known, conflicts) in
        [("", "x", "x", 0), ("x", "", "x", 0), ("x", "x", "x", 0), ("x", "y", "x", 1), ("", "", "", 0)]
    {
        let files = [Source::new("1.json", kind(one)), Source::new("2.json", kind(two))];
        let join = Union { keep_duplicates: false, keep_conflicts: false };
        let (graph, found) = Format::from_name("json").unwrap().check_union(&files, Checks::All, join).unwrap();
        let node = graph.find("a").unwrap();
        assert_eq!(graph.entity_type(node).map_or("", |known| &known.id), known, "{one} {two}");
        let told = found.iter().filter(|problem| problem.message.contains("type")).count();
        assert_eq!(told, conflicts, "{one} {two}: {found:#?}");
    }
}

#[test]
fn counts_of_a_graph() {
    let graph = load(
        r#"{"nodes": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}], "graph": {"relations": [{"id": "r"}, {"id": "s", "symmetric": true}]}, "edges": [{"source": "a", "relation": "r", "target": "b"}, {"source": "a", "relation": "s", "target": "b"}, {"source": "b", "relation": "r", "target": "c"}]}"#,
    );
    assert_eq!(Stats::new(&graph, 3).mean_degree(), 1.5);
    assert_eq!(Stats::new(&load(r#"{"nodes": [], "edges": []}"#), 3).mean_degree(), 0.0);
    assert!(graph.has_symmetric());
    assert!(
        !load(r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "relation": "r", "target": "a"}]}"#)
            .has_symmetric()
    );
    let a = graph.find("a").unwrap();
    let ids =
        |edges: &[kgraph::graph::EdgeId]| edges.iter().map(|&edge| graph.edge_id(edge).to_string()).collect::<Vec<_>>();
    assert_eq!(ids(graph.edges_of_relation(a, Direction::Outgoing, 1)), ["a--s--b"]);
    assert!(ids(graph.edges_of_relation(a, Direction::Incoming, 1)).is_empty());
}

#[test]
fn xml_of_others() {
    let gexf = |meta: &str, inside: &str| {
        format!(
            "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">{meta}<graph defaultedgetype=\"directed\">{inside}</graph></gexf>"
        )
    };
    let meta = gexf(
        "<meta><creator>C</creator><description>D</description></meta>",
        "<attributes class=\"node\"><attribute id=\"0\" title=\"size\" type=\"integer\"/><other id=\"1\" title=\"no\" type=\"string\"/></attributes>\
         <nodes><node id=\"a\"><attvalues><attvalue for=\"0\" value=\"3\"/></attvalues></node></nodes>",
    );
    hold("gexf", &[(&meta, &[r#""description": "D""#, r#""size": 3"#])]);
    // igraph's own ids are replaced by those of its users, where each node has another.
    let igraph = |one: &str, two: &str| {
        format!(
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><key id=\"v_id\" for=\"node\" attr.name=\"id\" attr.type=\"string\"/>\
             <graph id=\"G\" edgedefault=\"directed\"><node id=\"n0\"><data key=\"v_id\">{one}</data></node><node id=\"n1\"><data key=\"v_id\">{two}</data></node>\
             <edge source=\"n0\" target=\"n1\"/></graph></graphml>"
        )
    };
    hold(
        "graphml",
        &[
            (&igraph("x", "y"), &[r#"{"id": "x"}"#, r#""source": "x", "relation": "related-to", "target": "y""#]),
            (&igraph("x", "x"), &[r#""id": "n0""#, r#""id": "n1""#]),
            (&igraph("x", ""), &[r#""id": "n0""#, r#""id": "n1""#]),
        ],
    );
    // Dates that run backwards would make a file that Gephi refuses.
    let dated = |since: &str, until: &str| {
        let text = format!(
            r#"{{"nodes": [{{"id": "a"}}], "edges": [{{"source": "a", "relation": "r", "target": "a", "since": "{since}", "until": "{until}"}}]}}"#
        );
        written(&check_as(Format::from_name("json").unwrap(), &text).0, "gexf", &WriteOptions::new()).0
    };
    assert!(dated("2020", "2021").contains("start=\"2020"));
    assert!(dated("2020", "2020").contains("start=\"2020"));
    assert!(!dated("2021", "2020").contains("start=\""), "{}", dated("2021", "2020"));
    let described = |text: &str| {
        let text = format!(
            r#"{{"nodes": [{{"id": "a"}}], "edges": [{{"source": "a", "relation": "r", "target": "a", "evidence": [{{"quote": "{text}", "document": "d"}}]}}]}}"#
        );
        written(&check_as(Format::from_name("json").unwrap(), &text).0, "graphml", &WriteOptions::new()).0
    };
    assert!(described("Ends.").contains("Ends."));
}

#[test]
fn more_of_small_things() {
    hold(
        "csv",
        &[
            ("id,name\na,\"\"\"a\"\" b\"\"\"\n", &[r#""label": "\"a\" b\"""#]),
            ("id,name\na,[1]\n", &[r#""label": "[1]""#]),
        ],
    );
    let (graph, _) = check_as(Format::from_name("tsv").unwrap(), "#undirected\na\tr\tb\n#node\tz\tperson\n");
    assert!(graph.header().directed);
    assert!(graph.find("z").is_none());
    hold(
        "gml",
        &[
            (
                "Creator \"c\"\nVersion 2\nother 3\ngraph [ node [ id 1 n +007 m -0 k 1e2 ] ]",
                &[r#""other": 3"#, r#""n": 7"#],
            ),
            ("graph [ title \"\" node [ id 1 ] ]", &[r#""graph": {}"#]),
        ],
    );
    let (graph, _) = check_as(Format::from_name("gml").unwrap(), "Creator \"c\"\nVersion 2\ngraph [ node [ id 1 ] ]");
    let json = json(&graph);
    assert!(!json.to_lowercase().contains("creator") && !json.to_lowercase().contains("version"), "{json}");
    hold(
        "dot",
        &[
            ("digraph { a [type=\"\"] b [type=x] }", &[r#"{"id": "a"#, r#""id": "b", "type": "x""#]),
            ("digraph { subgraph cluster_a { n } subgraph cluster_b { n } }", &[r#""cluster": ["a", "b"]"#]),
        ],
    );
    let types: Vec<String> = (0..20).map(|at| format!(r#"{{"id": "kind{at}"}}"#)).collect();
    for (count, ends) in [(13, "kind12"), (14, "kind12, …")] {
        let text = format!(
            r#"{{"graph": {{"types": [{}], "style": {{"types": {{"qqqqqqq": {{"color": "red"}}}}}}}}, "nodes": [], "edges": []}}"#,
            types[..count].join(", ")
        );
        let (_, found) = check_as(Format::from_name("json").unwrap(), &text);
        let hints: Vec<&str> = found.iter().filter_map(|problem| problem.hint.as_deref()).collect();
        assert!(hints.iter().any(|hint| hint.ends_with(ends)), "{hints:?}");
    }
}

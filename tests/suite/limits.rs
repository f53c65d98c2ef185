//! What a graph may hold at most, and what it takes in memory.

#[cfg(target_os = "linux")]
use crate::harness::{TempDir, root};
use kgraph::diagnostics::{Code, Source};
use kgraph::format::Format;
use kgraph::graph::{Checks, Limits};
#[cfg(target_os = "linux")]
use std::process::{Command, Stdio};

/// The same graph, of three nodes and four edges, in formats with readers of their own.
fn texts() -> Vec<(&'static str, String)> {
    let edges = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")];
    let each = |node: &dyn Fn(&str) -> String, edge: &dyn Fn(&str, &str) -> String, between: &str| {
        let nodes: Vec<String> = ["a", "b", "c"].iter().map(|id| node(id)).collect();
        let edges: Vec<String> = edges.iter().map(|(a, b)| edge(a, b)).collect();
        (nodes.join(between), edges.join(between))
    };
    let (nodes, links) = each(
        &|id| format!("{{\"id\": \"{id}\"}}"),
        &|a, b| format!("{{\"source\": \"{a}\", \"relation\": \"r\", \"target\": \"{b}\"}}"),
        ",",
    );
    let (xml_nodes, xml_edges) = each(
        &|id| format!("<node id=\"{id}\"/>"),
        &|a, b| format!("<edge source=\"{a}\" target=\"{b}\" label=\"r\"/>"),
        "",
    );
    let (gml_nodes, gml_edges) = each(
        &|id| format!("node [ id \"{id}\" ]"),
        &|a, b| format!("edge [ source \"{a}\" target \"{b}\" label \"r\" ]"),
        "\n",
    );
    let (_, triples) = each(&|_| String::new(), &|a, b| format!("{a}\tr\t{b}"), "\n");
    vec![
        ("json", format!("{{\"nodes\": [{nodes}], \"edges\": [{links}]}}")),
        ("json", format!("{{\"edges\": [{links}], \"nodes\": [{nodes}]}}")),
        ("graphml", format!("<graphml><graph edgedefault=\"directed\">{xml_nodes}{xml_edges}</graph></graphml>")),
        ("gexf", format!("<gexf><graph><nodes>{xml_nodes}</nodes><edges>{xml_edges}</edges></graph></gexf>")),
        ("gml", format!("graph [ directed 1 {gml_nodes}\n{gml_edges} ]")),
        ("dot", format!("digraph {{ {} }}", triples.replace("\tr\t", " -> ").replace('\n', "; "))),
        ("csv", format!("Source,Kind,Target\n{}\n", triples.replace('\t', ","))),
        ("tsv", format!("{triples}\n")),
    ]
}

#[test]
fn a_graph_at_a_limit_is_read_and_one_beyond_it_is_refused_once() {
    let most = Limits::default();
    for (name, text) in texts() {
        let read = |limits: Limits| {
            let sources = [Source::new(format!("x.{name}"), text.as_str())];
            let (graph, problems) =
                Format::from_name(name).unwrap().check_within(&sources, Checks::Errors, limits).unwrap();
            let said: Vec<String> =
                problems.iter().filter(|it| it.code == Code::TooLarge).map(|it| it.message.clone()).collect();
            assert_eq!(problems.has_fatal(), !said.is_empty(), "{name}: {problems:#?}");
            assert!(problems.iter().filter(|it| it.code == Code::TooLarge).all(|it| it.place.is_some()));
            (graph.node_count(), graph.edge_count(), said)
        };
        assert_eq!(read(Limits { nodes: 3, edges: 4, value: 40 }), (3, 4, vec![]), "{name}");
        assert_eq!(read(Limits { edges: 3, ..most }), (3, 3, vec!["this is more than 3 edges".to_owned()]), "{name}");
        let (nodes, _, said) = read(Limits { nodes: 2, ..most });
        assert_eq!((nodes, said.first().map(String::as_str)), (2, Some("this is more than 2 nodes")), "{name}");
        assert_eq!(
            read(Limits { value: 2, ..most }).2.first().map(String::as_str),
            Some("this value is longer than 2 bytes"),
            "{name}"
        );
    }
}

#[test]
fn a_value_at_the_limit_is_read_in_every_place_of_a_record() {
    let text = |len: usize| "x".repeat(len - 2);
    let long = 50;
    for (place, json) in [
        ("id", r#"{"nodes": [{"id": "HERE"}], "edges": []}"#),
        ("label", r#"{"nodes": [{"id": "a", "label": "HERE"}], "edges": []}"#),
        ("own", r#"{"nodes": [{"id": "a", "own": "HERE"}], "edges": []}"#),
        ("description", r#"{"nodes": [{"id": "a", "description": "HERE"}], "edges": []}"#),
        (
            "edge",
            r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "relation": "r", "target": "a", "own": "HERE"}]}"#,
        ),
        ("relation", r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "relation": "HERE", "target": "a"}]}"#),
    ] {
        for (len, good) in [(long, true), (long + 1, false)] {
            let sources = [Source::new("x.json", json.replace("HERE", &text(len)))];
            let limits = Limits { value: long as u32, ..Limits::default() };
            let (_, problems) =
                Format::from_name("json").unwrap().check_within(&sources, Checks::Errors, limits).unwrap();
            assert_eq!(!problems.has_fatal(), good, "{place}, {len}");
        }
    }
}

/// Runs the program and returns the most memory that it had, in bytes, as often as one can look.
#[cfg(target_os = "linux")]
fn peak(dir: &TempDir, args: &[&str]) -> usize {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kgraph"))
        .args(args)
        .current_dir(dir.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
        most = most.max(kib.unwrap_or(0) * 1024);
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(child.wait().unwrap().success());
    most
}

/// Bytes beside its text that an edge without keys of its own takes at most, as docs/trust.md says.
#[cfg(target_os = "linux")]
const EDGE: usize = 64;

#[cfg(target_os = "linux")]
#[test]
fn an_edge_takes_the_memory_that_the_documents_say() {
    let said = std::fs::read_to_string(root().join("docs/trust.md")).unwrap();
    assert!(said.contains(&format!("{EDGE} bytes an edge")));
    let dir = TempDir::new();
    let write = |name: &str, edges: usize| {
        let edge = |at: usize| {
            format!("{{\"source\": \"n{}\", \"relation\": \"r\", \"target\": \"n{}\"}}", at % 1000, at % 997)
        };
        let nodes: Vec<String> = (0..1000).map(|at| format!("{{\"id\": \"n{at}\"}}")).collect();
        let edges: Vec<String> = (0..edges).map(edge).collect();
        let text = format!("{{\"nodes\": [{}],\n\"edges\": [{}]}}", nodes.join(","), edges.join(",\n"));
        dir.write(name, &text);
        text.len()
    };
    // Columns grow by doubling: at a power of two of edges they are full.
    let (few, many) = (1 << 15, 1 << 18);
    let (small, large) = (write("few.json", few), write("many.json", many));
    let args = |name| ["export", name, "--json", "--threads", "1", "-q", "-o", "/dev/null"];
    let grown = peak(&dir, &args("many.json")).saturating_sub(peak(&dir, &args("few.json")));
    let an_edge = grown.saturating_sub(large - small) / (many - few);
    assert!((8..=EDGE).contains(&an_edge), "{an_edge} bytes an edge");
}

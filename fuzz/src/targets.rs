//! What must hold for any bytes: one function for each reader and parser, and for what is written and read again.
//!
//! The functions panic where it does not hold. cargo-fuzz drives them (`fuzz_targets/`), and so does a loop over
//! changed files in the ordinary tests (`tests/suite/fuzz.rs`).

use kgraph::decisions::Decisions;
use kgraph::diagnostics::{Diagnostics, Source};
use kgraph::format::{Folder, Format, LossKind, Losses, WriteOptions};
use kgraph::graph::{Checks, Graph, Union};
use kgraph::query::answer;
use kgraph::query::cypher::{Limits, Params, Query};
use kgraph::query::graph_view::View;
use kgraph::query::question::{self, Lexicon};
use kgraph::query::sql::{Dialect, Schema};
use kgraph::salvage::salvage;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, OnceLock};

/// A function that panics if something does not hold for some bytes.
pub type Target = fn(&[u8]);

/// Every target that needs no other program, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("json", |bytes| read("json", bytes)),
    ("cytoscape", |bytes| read("cytoscape", bytes)),
    ("graphology", |bytes| read("graphology", bytes)),
    ("jgf", |bytes| read("jgf", bytes)),
    ("d3", |bytes| read("d3", bytes)),
    ("mcp_memory", |bytes| read("mcp-memory", bytes)),
    ("ftm", |bytes| read("ftm", bytes)),
    ("graphml", |bytes| read("graphml", bytes)),
    ("gexf", |bytes| read("gexf", bytes)),
    ("gml", |bytes| read("gml", bytes)),
    ("dot", |bytes| read("dot", bytes)),
    ("csv", |bytes| read("csv", bytes)),
    ("tsv", |bytes| read("tsv", bytes)),
    ("parquet", |bytes| read("parquet", bytes)),
    ("broken", broken),
    ("decisions", decisions),
    ("question", question),
    ("pattern", pattern),
    ("round_trip", round_trip),
    ("label_in_xml", label_in_xml),
];

/// The graph that questions and patterns are about.
const GRAPH: &str = include_str!("../../graph/k-visa.json");

/// Files in memory.
#[derive(Default)]
struct Memory(Vec<(String, Vec<u8>)>);

impl Folder for Memory {
    fn file(&mut self, name: &str) -> std::io::Result<&mut dyn Write> {
        self.0.push((name.to_owned(), Vec::new()));
        let Some((_, bytes)) = self.0.last_mut() else { unreachable!() };
        Ok(bytes)
    }
}

fn format(name: &str) -> &'static Format {
    Format::from_name(name).unwrap_or_else(|| panic!("no format {name}"))
}

/// Makes texts of files, or says why they are none.
fn sources(format: &Format, files: Vec<(String, Vec<u8>)>) -> Result<Vec<Arc<Source>>, Diagnostics> {
    if format.is_binary() {
        return format.decode(files).map_err(|error| match error.kind() {
            kgraph::error::ErrorKind::Graph(problems) => problems.clone(),
            other => panic!("{other:?}"),
        });
    }
    let sources = files.into_iter().map(|(name, bytes)| Source::from_bytes(name, bytes));
    sources.collect::<Result<_, _>>().map_err(|problem| {
        let mut problems = Diagnostics::default();
        problems.push(*problem);
        problems
    })
}

/// Reads files; every problem must say something, and at a place that is one.
pub fn check(format: &Format, files: Vec<(String, Vec<u8>)>) -> (Option<Graph>, Diagnostics) {
    let (graph, problems) = match sources(format, files) {
        Ok(sources) => match format.check(&sources, Checks::All) {
            Ok((graph, problems)) => (Some(graph), problems),
            Err(error) => panic!("{error}"),
        },
        Err(problems) => (None, problems),
    };
    for problem in problems.iter() {
        assert!(!problem.message.is_empty() && !problem.message.ends_with('.'), "{problem:?}");
        for place in problem.place.iter().chain(problem.related.iter().map(|(place, _)| place)) {
            let text = place.source.text();
            assert!(text.get(place.span.clone()).is_some(), "{:?} is no place in the text", place.span);
            let (line, _) = place.line_column();
            assert!(line <= text.matches('\n').count() + 1);
        }
    }
    assert!(graph.is_some() || problems.has_fatal());
    (graph.filter(|_| !problems.has_fatal()), problems)
}

/// Writes a graph as files.
fn write(graph: &Graph, format: &Format) -> (Vec<(String, Vec<u8>)>, Losses) {
    let mut files = Memory::default();
    let options = WriteOptions::new();
    let losses = if format.is_folder() {
        format.write_folder(graph, &options, &mut files)
    } else {
        let mut bytes = Vec::new();
        let losses = format.write(graph, &options, &mut bytes);
        files.0.push((format!("x.{}", format.suffix()), bytes));
        losses
    };
    (files.0, losses.unwrap_or_else(|error| panic!("{error}")))
}

fn json(graph: &Graph) -> Vec<u8> {
    write(graph, format("json")).0.remove(0).1
}

/// Any file is refused with problems, or is a graph that kgraph JSON carries whole.
fn read(name: &str, bytes: &[u8]) {
    let format = format(name);
    let (Some(graph), _) = check(format, vec![(format!("x.{}", format.suffix()), bytes.to_vec())]) else { return };
    let written = json(&graph);
    let (again, problems) = check(self::format("json"), vec![("x.json".to_owned(), written.clone())]);
    let again = again.unwrap_or_else(|| panic!("{problems:#?}"));
    assert_eq!(String::from_utf8_lossy(&json(&again)), String::from_utf8_lossy(&written));
}

/// What is saved of any file passes the check.
fn broken(bytes: &[u8]) {
    let Ok(source) = Source::from_bytes("x.json", bytes.to_vec()) else { return };
    let saved = salvage(&source);
    let (again, problems) = check(format("json"), vec![("x.json".to_owned(), json(&saved.graph))]);
    assert!(again.is_some() && !problems.has_errors(), "{problems:#?}");
}

fn decisions(bytes: &[u8]) {
    let Ok(source) = Source::from_bytes("decisions.json", bytes.to_vec()) else { return };
    let Ok(decisions) = Decisions::read(&source) else { return };
    let text = decisions.to_text();
    let again = Decisions::read(&Source::new("decisions.json", text.as_str())).map(|again| again.to_text());
    assert_eq!(again.as_deref().ok(), Some(text.as_str()));
    decisions.apply(known().0.clone(), Union::default());
}

fn known() -> &'static (Graph, Lexicon) {
    static KNOWN: OnceLock<(Graph, Lexicon)> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let (graph, _) = format("json").read(&[Source::new("k-visa.json", GRAPH)]).unwrap_or_else(|e| panic!("{e}"));
        let lexicon = Lexicon::new(&graph);
        (graph, lexicon)
    })
}

/// Little work: what is looked for is not how long an answer takes.
fn few() -> Limits<'static> {
    Limits { rows: Some(20), steps: Some(20_000), hops: Some(4), interrupt: None }
}

/// Any question is refused with a reason, or each reading is a pattern that runs.
fn question(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (graph, lexicon) = known();
    match question::read(text, graph, lexicon) {
        Ok(readings) => {
            assert!(!readings.is_empty());
            for reading in readings.iter().take(3) {
                assert!(!reading.verbal.is_empty());
                let checked = answer::pattern(&reading.cypher, &Params::new());
                let checked = checked.unwrap_or_else(|error| panic!("{text:?} gives {:?}: {error}", reading.cypher));
                let _ = answer::run(&checked, &View::new(graph), few());
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Any pattern is refused with a place, or means the same when it is printed, and runs.
fn pattern(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let query = match Query::parse(text) {
        Ok(query) => query,
        Err(error) => return assert!(!error.render(text).is_empty()),
    };
    let printed = query.tree().to_string();
    match Query::parse(&printed) {
        Ok(again) => assert_eq!(again.tree().to_string(), printed, "{text:?}"),
        Err(error) => panic!("{text:?} is printed as {printed:?}: {}", error.render(&printed)),
    }
    let checked = match query.check(&Params::new()) {
        Ok(checked) => checked,
        Err(error) => return assert!(!error.render(text).is_empty()),
    };
    let graph = &known().0;
    let view = View::new(graph);
    let _ = checked.explain(&view, few());
    if let Err(error) = answer::run(&checked, &view, few()) {
        assert!(!error.to_string().is_empty());
    }
    for dialect in Dialect::ALL {
        let _ = answer::sql(&checked, &Schema::of(graph), *dialect);
    }
}

/// What a graph says, by what every format has a place for: nodes, and statements with their direction.
type Claims = (Vec<[String; 3]>, Vec<[String; 4]>);

fn claims(graph: &Graph) -> Claims {
    let node = |node| {
        let kind = graph.entity_type(node).map(|kind| kind.id.clone()).unwrap_or_default();
        [graph.id(node).to_owned(), graph.label(node).to_owned(), kind]
    };
    let edge = |edge| {
        let (source, target) = graph.endpoints(edge);
        let direction = if graph.is_symmetric(edge) { "symmetric" } else { "directed" };
        let ids = [source, target].map(|node| graph.id(node).to_owned());
        let [source, target] = ids;
        [source, graph.relation(edge).id.clone(), target, direction.to_owned()]
    };
    let (mut nodes, mut edges): Claims = (graph.nodes().map(node).collect(), graph.edges().map(edge).collect());
    nodes.sort();
    edges.sort();
    (nodes, edges)
}

/// Formats that hold everything.
const LOSSLESS: &[&str] = &["json", "cytoscape", "graphology", "jgf", "d3"];

/// A graph that is read is the same graph behind each format that is written and read.
fn round_trip(bytes: &[u8]) {
    let (Some(graph), _) = check(format("json"), vec![("x.json".to_owned(), bytes.to_vec())]) else { return };
    if graph.node_count() + graph.edge_count() > 500 {
        return;
    }
    for format in Format::ALL.iter().filter(|format| format.can_write()) {
        let (files, losses) = write(&graph, format);
        let (same, _) = write(&graph, format);
        assert!(files == same, "{} writes two things of one graph", format.name());
        if !format.can_read() {
            continue;
        }
        let name = format.name();
        let (again, problems) = check(format, files.clone());
        let Some(again) = again else {
            let texts: Vec<_> = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
            panic!("{name} is not read back: {problems:#?}\n{}", texts.join("\n"));
        };
        let counts = |graph: &Graph| (graph.node_count(), graph.edge_count());
        assert_eq!(counts(&again), counts(&graph), "{name}");
        let changed = |loss: &kgraph::format::Loss| {
            matches!(loss.kind, LossKind::CharactersReplaced | LossKind::TextCut | LossKind::IdReplaced)
        };
        if !losses.iter().any(changed) {
            let (mut before, mut after) = (claims(&graph), claims(&again));
            // Triples know no relation that holds both ways.
            if name == "tsv" {
                before.1.iter_mut().chain(&mut after.1).for_each(|edge| edge[3].clear());
            }
            before.1.sort();
            after.1.sort();
            assert_eq!(after, before, "{name}");
        }
        if LOSSLESS.contains(&name) {
            assert_eq!(String::from_utf8_lossy(&json(&again)), String::from_utf8_lossy(&json(&graph)), "{name}");
        }
    }
}

/// Makes a graph that has texts for labels, types, relations, keys and values, and as ids where they are none yet.
fn labelled(texts: &[&str]) -> Graph {
    let mut nodes = Vec::new();
    let mut edges = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        nodes.push(serde_json::json!({"id": format!("n{at}"), "label": text, "my": text, "description": text}));
        if !text.is_empty() {
            edges.push(serde_json::json!({"source": format!("n{at}"), "relation": text, "target": "n0"}));
        }
    }
    let text = serde_json::json!({"nodes": nodes, "edges": edges}).to_string();
    let (graph, problems) = check(format("json"), vec![("x.json".to_owned(), text.into_bytes())]);
    graph.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// Any text is a label that an independent XML parser finds in GraphML and GEXF as it is.
pub fn label_in_xml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let graph = labelled(&[&text]);
    for name in ["graphml", "gexf", "yed"] {
        let (files, losses) = write(&graph, format(name));
        let file = String::from_utf8_lossy(&files[0].1);
        let document = roxmltree::Document::parse(&file).unwrap_or_else(|error| panic!("{name}: {error}\n{file}"));
        if losses.iter().any(|loss| matches!(loss.kind, LossKind::CharactersReplaced | LossKind::TextCut)) {
            continue;
        }
        let found = document.descendants().any(|node| {
            node.attributes().any(|attribute| attribute.value() == text)
                || node.is_element() && node.children().filter_map(|child| child.text()).collect::<String>() == text
        });
        assert!(found, "{name} has lost {text:?}:\n{file}");
    }
}

/// Texts are labels and relations that come through Graphviz: what our reader finds in DOT it also finds in the
/// canonical form that `canonical` makes of it.
pub fn labels_in_dot(texts: &[&str], canonical: impl Fn(&[u8]) -> Vec<u8>) {
    let graph = labelled(texts);
    let format = format("dot");
    let (mut files, losses) = write(&graph, format);
    let (name, dot) = files.remove(0);
    let read = |dot: Vec<u8>| {
        let (graph, problems) = check(format, vec![(name.clone(), dot)]);
        graph.unwrap_or_else(|| panic!("{:#?}", problems.iter().map(|problem| &problem.message).collect::<Vec<_>>()))
    };
    let direct = read(dot.clone());
    let through = read(canonical(&dot));
    assert_eq!(claims(&direct), claims(&through));
    if losses.iter().any(|loss| matches!(loss.kind, LossKind::CharactersReplaced | LossKind::TextCut)) {
        let before: BTreeMap<&str, &str> = graph.nodes().map(|node| (graph.id(node), graph.label(node))).collect();
        for node in through.nodes() {
            let plain = before.get(through.id(node)).is_some_and(|label| label.chars().all(|c| !c.is_control()));
            assert!(!plain || before[through.id(node)].len() > 1000 || before[through.id(node)] == through.label(node));
        }
    } else {
        assert_eq!(claims(&through), claims(&graph));
    }
}

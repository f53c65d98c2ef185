//! Times questions on a big graph, in process: `cargo bench --bench questions [-- OPTIONS]`.
//!
//! | option | |
//! |---|---|
//! | `GRAPH.json` | ask about this graph; without it one is made: 100,000 nodes, 300,000 edges |
//! | `--ends FILE` | the nodes to ask about (see [`Ends`]); without it they are chosen |
//! | `--write FILE` | only write the graph that is made |
//! | `--nodes N`, `--edges N` | its size |
//! | `--json` | print JSON, as `benches/peers/questions.py` wants it |
//!
//! Each figure is the median of many runs on a graph whose neighbours are indexed.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program for the terminal, which may stop")]

mod made;

use kgraph::diagnostics::Source;
use kgraph::format::Format;
use kgraph::graph::{Direction, Graph, NodeId};
use kgraph::query::answer;
use kgraph::query::cypher::{Limits, Params, Query, Value};
use kgraph::query::graph_view::View;
use kgraph::query::paths::PathSearch;
use kgraph::query::question::{self, Lexicon};
use made::Ends;
use std::time::Instant;

/// What a question took, and how much it found.
struct Timed {
    name: &'static str,
    nanoseconds: u128,
    found: u64,
}

/// Takes the median of `runs` runs, after one that is not counted.
fn time(name: &'static str, runs: usize, mut ask: impl FnMut() -> u64) -> Timed {
    let found = ask();
    let mut times: Vec<u128> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(ask());
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    Timed { name, nanoseconds: times[times.len() / 2], found }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let number = |name: &str, usual: usize| option(name).map_or(usual, |text| text.parse().unwrap());
    let (nodes, edges) = (number("--nodes", 100_000), number("--edges", 300_000));
    if let Some(file) = option("--write") {
        std::fs::write(file, made::graph(nodes, edges)).unwrap();
        return;
    }
    let text = match args.first().filter(|arg| !arg.starts_with("--")) {
        Some(file) => std::fs::read_to_string(file).unwrap(),
        None => made::graph(nodes, edges),
    };
    let graph = Format::from_name("json").unwrap().read(&[Source::new("graph", text)]).unwrap().0;
    let ends = match option("--ends") {
        Some(file) => Ends::read(&std::fs::read_to_string(file).unwrap()),
        None => Ends::choose(&graph),
    };
    let index = index(&graph);
    let timed = ask(&graph, &ends);
    if args.iter().any(|arg| arg == "--json") {
        let list: Vec<_> = timed
            .iter()
            .map(|t| serde_json::json!({"name": t.name, "ns": t.nanoseconds as u64, "found": t.found}))
            .collect();
        println!("{}", serde_json::json!({"ends": ends.json(), "index_ns_per_edge": index, "questions": list}));
        return;
    }
    println!("{} nodes, {} edges", graph.node_count(), graph.edge_count());
    println!("index, both directions: {index:.0} ns an edge");
    for Timed { name, nanoseconds, found } in timed {
        println!("{name:<44} {:>12.2} µs {found:>10} found", nanoseconds as f64 / 1000.0);
    }
}

/// Builds the index of neighbours and returns what it took an edge, in nanoseconds.
fn index(graph: &Graph) -> f64 {
    let start = Instant::now();
    let first = NodeId::new(0);
    std::hint::black_box(graph.edges_of(first, Direction::Outgoing));
    std::hint::black_box(graph.edges_of(first, Direction::Incoming));
    start.elapsed().as_nanos() as f64 / graph.edge_count().max(1) as f64
}

fn ask(graph: &Graph, ends: &Ends) -> Vec<Timed> {
    let view = View::new(graph);
    let node = |id: &str| graph.find(id).unwrap();
    let relation = graph.header().relations.iter().position(|known| known.id == "comments_on").unwrap();
    let checked = |text: &str| Query::parse(text).unwrap().check(&Params::new()).unwrap();
    // A pattern that has been checked, planned and run; its rows; a single number is what was found.
    let pattern = |name, runs, text: &str| {
        let checked = checked(text);
        let mut cells = Vec::new();
        time(name, runs, || {
            cells.clear();
            let rows = checked.run(&view, Limits::default()).unwrap().append_to(&mut cells).unwrap();
            match cells.as_slice() {
                [Value::Int(count)] => *count as u64,
                [Value::Path(path)] => path.rels.len() as u64,
                _ => rows,
            }
        })
    };
    let who = |id: &str| format!("MATCH (x)-[:comments_on]->(y {{id: '{id}'}}) RETURN DISTINCT x");
    let slice = |name, id: &str| {
        let x = node(id);
        time(name, 201, || {
            let mut found = graph.neighbours_by(x, Direction::Incoming, relation).nodes().to_vec();
            found.sort_unstable();
            found.dedup();
            found.len() as u64
        })
    };
    let whole = |name, text: String| {
        time(name, 101, || {
            let query = Query::parse(&text).unwrap().check(&Params::new()).unwrap();
            query.run(&view, Limits::default()).unwrap().count() as u64
        })
    };
    let simple = PathSearch { directed: true, max_hops: 3, ..PathSearch::default() };
    let far = |directed| PathSearch { directed, max_hops: 100, ..PathSearch::default() };
    let shortest = |name, search: PathSearch, from: &str, to: &str| {
        let (from, to) = (node(from), node(to));
        time(name, 201, || search.shortest(graph, from, to).map_or(0, |path| path.hops.len() as u64))
    };
    let path = |from: &str, arrow: &str, to: &str| {
        format!("MATCH p = shortestPath((a {{id: '{from}'}})-[*]-{arrow}(b {{id: '{to}'}})) RETURN p")
    };
    let directed = path(&ends.s_from, ">", &ends.s_to);
    let undirected = path(&ends.u_from, "", &ends.u_to);
    let walks = format!("MATCH p = (a {{id: '{}'}})-[*1..3]->(b {{id: '{}'}}) RETURN p", ends.p_from, ends.p_to);
    let lexicon = Lexicon::new(graph);
    let words = format!("who comments on \"{}\"", ends.x_hub);
    vec![
        slice("who comments on a hub: slice, sorted", &ends.x_hub),
        pattern("who comments on a hub: pattern", 201, &who(&ends.x_hub)),
        whole("who comments on a hub: text to lists", who(&ends.x_hub)),
        time("who comments on a hub: English, evidence", 51, || {
            let reading = question::read(&words, graph, &lexicon).unwrap().swap_remove(0);
            answer::answer(&reading, &view, Limits::default()).unwrap().rows.len() as u64
        }),
        slice("who comments on an ordinary one: slice", &ends.x_mid),
        pattern("who comments on an ordinary one: pattern", 201, &who(&ends.x_mid)),
        time("simple paths of 3 hops: paths", 201, || {
            simple.paths(graph, node(&ends.p_from), node(&ends.p_to)).count() as u64
        }),
        pattern("simple paths of 3 hops: pattern", 101, &walks),
        shortest("shortest path: paths", far(true), &ends.s_from, &ends.s_to),
        pattern("shortest path: pattern", 201, &directed),
        shortest("shortest path, both ways: paths", far(false), &ends.u_from, &ends.u_to),
        pattern("shortest path, both ways: pattern", 201, &undirected),
        pattern(
            "count of a two-hop pattern",
            31,
            "MATCH (:person)-[:works_for]->(:organization)-[:influences]->(:policy) RETURN count(*)",
        ),
        pattern("count of a two-hop pattern, any relation", 11, "MATCH ()-->()-->() RETURN count(*)"),
    ]
}

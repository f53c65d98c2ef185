//! Times of the parts, on a graph of 30,000 edges: where a change should show first.

use divan::Bencher;
use kgraph::diagnostics::Source;
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::{Checks, Direction, Graph};
use kgraph::jsontext::{Scanner, write_canonical};
use std::fmt::Write as _;
use std::sync::Arc;

const NODES: usize = 10_000;
const EDGES: usize = 30_000;

fn main() {
    divan::main();
}

/// A graph like those of compare.py; ends are spread by a multiplicative generator.
fn text() -> String {
    let mut text = String::from("{\"graph\": {\"documents\": [{\"id\": \"d\"}]},\n\"nodes\": [\n");
    for at in 0..NODES {
        let comma = if at > 0 { ",\n" } else { "" };
        let _ = write!(text, "{comma}{{\"id\": \"n{at:07}\", \"type\": \"person\", \"label\": \"Zoë Kowalski {at}\"}}");
    }
    text.push_str("\n],\n\"edges\": [\n");
    let mut state = 1usize;
    for at in 0..EDGES {
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % NODES
        };
        let (source, target) = (next(), next());
        let comma = if at > 0 { ",\n" } else { "" };
        let _ = write!(text, "{comma}{{\"source\": \"n{source:07}\", \"relation\": \"knows\", \"target\": \"n{target:07}\"");
        if at % 2 == 0 {
            text.push_str(", \"weight\": 0.5, \"evidence\": [{\"document\": \"d\", \"locator\": \"p. 7\", \"note\": \"");
            text.push_str("met at the hearing on “data protection” and wrote about it\"}]");
        }
        text.push('}');
    }
    text.push_str("\n]}\n");
    text
}

fn json() -> &'static Format {
    Format::from_name("json").expect("a format")
}

fn graph() -> Graph {
    json().read(&[Source::new("bench", text())]).expect("a good graph").0
}

#[divan::bench]
fn scan(bencher: Bencher) {
    let text = text();
    bencher.bench_local(|| Scanner::new(&text, 0).value().expect("JSON"));
}

#[divan::bench]
fn canonical(bencher: Bencher) {
    let text = text();
    bencher.bench_local(|| {
        let mut out = String::with_capacity(text.len());
        write_canonical(&mut out, &text);
        out
    });
}

#[divan::bench(args = [1, 2])]
fn read(bencher: Bencher, threads: usize) {
    let source = Source::new("bench", text());
    bencher.bench_local(|| json().read_with(&[Arc::clone(&source)], threads).expect("a good graph"));
}

#[divan::bench]
fn check(bencher: Bencher) {
    let source = Source::new("bench", text());
    bencher.bench_local(|| json().check(&[Arc::clone(&source)], Checks::All).expect("a good graph"));
}

#[divan::bench]
fn neighbours(bencher: Bencher) {
    let read = || graph();
    bencher.with_inputs(read).bench_local_values(|graph| {
        let nodes = graph.nodes();
        nodes.map(|node| graph.edges_of(node, Direction::Outgoing).len()).sum::<usize>()
    });
}

#[divan::bench(args = ["json", "graphml", "dot", "gexf"])]
fn write(bencher: Bencher, format: &str) {
    let graph = graph();
    let format = Format::from_name(format).expect("a format");
    bencher.bench_local(|| format.write(&graph, &WriteOptions::new(), &mut std::io::sink()));
}

#[divan::bench]
fn find(bencher: Bencher) {
    let graph = graph();
    let ids: Vec<String> = (0..1000).map(|at| format!("n{:07}", at * 7 % NODES)).collect();
    bencher.bench_local(|| ids.iter().filter(|id| graph.find(id).is_some()).count());
}

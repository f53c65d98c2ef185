//! Threads change nothing: neither in what is read nor in what is written.

use super::read;
use crate::diagnostics::{Diagnostics, Source};
use crate::format::{Format, WriteOptions};
use crate::graph::{Builder, Checks, Graph};
use std::fmt::Write as _;
use std::sync::Arc;

/// A graph of many edges, some of which are not of the common shape, and some wrong.
fn text(edges: usize, wrong: bool) -> String {
    let mut text = String::from("{\"graph\": {\"documents\": [{\"id\": \"d\"}]}, \"nodes\": [");
    for at in 0..100 {
        let _ = write!(text, "{}{{\"id\": \"n{at}\", \"label\": \"Nodé {at}\"}}", if at > 0 { ",\n" } else { "" });
    }
    text.push_str("],\n\"edges\": [");
    for at in 0..edges {
        let more = match at % 101 {
            0 => ", \"weight\": null",
            1 => {
                ", \"evidence\": [{\"document\": \"d\", \"note\": \"}, {\\\"source\\\": \\u00e9\"}, {\"source\": \"x\"}]"
            }
            2 => ", \"own\": [{\"source\": \"n1\", \"relation\": \"knows\", \"target\": \"n2\"}, {\"a\": 1}]",
            3 if at > 600 => ", \"late\": true",
            4 if wrong => ", \"weight\": \"heavy\"",
            5 if wrong => ", \"evidence\": [{\"document\": \"nowhere\"}]",
            6 if wrong => ", \"since\": \"2025\", \"until\": \"2024\"",
            7 => ", \"id\": \"same\"",
            _ => ", \"weight\": 0.5",
        };
        let relation = if at == 700 { "new" } else { "knows" };
        let (source, target) = (at * 7 % 100, if wrong && at % 303 == 0 { 999 } else { at * 13 % 100 });
        let _ = write!(
            text,
            "{}{{\"source\": \"n{source}\", \"target\": \"n{target}\", \"relation\": \"{relation}\"{more}}}",
            if at > 0 { ",\n" } else { "" }
        );
    }
    text.push_str("]}");
    text
}

fn read_by(threads: usize, source: &Arc<Source>) -> (Graph, Diagnostics) {
    let mut builder = Builder::new(Checks::Errors).threads(threads).stretch(2_000);
    read::read(std::slice::from_ref(source), &mut builder);
    builder.finish()
}

fn written(graph: &Graph, format: &str, threads: usize) -> (Vec<u8>, String) {
    let format = Format::from_name(format).expect("a format");
    let mut out = Vec::new();
    let losses = format.write(graph, &WriteOptions::new().threads(threads), &mut out).expect("a vector takes all");
    (out, format!("{losses:?}"))
}

#[test]
fn the_graph_does_not_depend_on_threads() {
    for cut in [0, 1, 3, 500] {
        let mut text = text(1500, true);
        text.truncate(text.len() - cut);
        let source = Source::new("test", text);
        let (one, problems) = read_by(1, &source);
        let shown = |diagnostics: &Diagnostics| {
            let lines = diagnostics
                .iter()
                .map(|it| format!("{} {:?} {:?}", it.message, it.place.as_ref().map(|p| &p.span), it.hint));
            lines.collect::<Vec<_>>()
        };
        assert!(problems.iter().count() > 30);
        for threads in [2, 3, 8] {
            let (several, more) = read_by(threads, &source);
            assert_eq!(shown(&more), shown(&problems));
            assert_eq!(written(&several, "json", 1), written(&one, "json", 1));
        }
    }
}

#[test]
fn the_text_does_not_depend_on_threads() {
    let (graph, _) = read_by(1, &Source::new("test", text(5000, false)));
    assert!(graph.edge_count() > 4900);
    for format in ["json", "graphml", "dot"] {
        let one = written(&graph, format, 1);
        for threads in [0, 2, 3] {
            assert!(written(&graph, format, threads) == one, "{format} by {threads} threads");
        }
    }
}

//! `exports/` is what `graph/` gives: the deliverable and the regression test are the same bytes.
//!
//! `KGRAPH_BLESS=1 cargo test` refreshes the text files; `kgraph export --all exports` all of them.

use crate::harness::{files, golden, load, root};
use kgraph::format::Format;

#[test]
fn exports_are_what_the_graph_gives() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    for format in Format::ALL.iter().filter(|format| format.can_write()) {
        for (name, text) in files(&graph, format, "k-visa").0 {
            golden(&root().join("exports").join(name), &text);
        }
    }
}

#[test]
fn the_picture_shows_the_graph_as_it_is() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    let options = kgraph::render::RenderOptions::default();
    let (bytes, _) = kgraph::render::render(&graph, kgraph::render::Picture::Svg, &options).unwrap();
    let svg = String::from_utf8(bytes).unwrap();
    // One for the graph, one for each node and edge: with its evidence, where the mouse rests.
    assert_eq!(svg.matches("<title>").count(), 1 + graph.node_count() + graph.edge_count());
    golden(&root().join("exports/k-visa.svg"), &svg);
}

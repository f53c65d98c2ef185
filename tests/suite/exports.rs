//! `exports/` is what `graph/` gives: the deliverable and the regression test are the same bytes.
//!
//! `KGRAPH_BLESS=1 cargo test` refreshes the text files; `kgraph export --all exports` does too.

use crate::harness::{files, golden, load, root};
use kgraph::format::Format;

#[test]
fn exports_are_what_the_graph_gives() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    for format in Format::ALL.iter().filter(|format| format.can_write() && !format.is_binary()) {
        for (name, text) in files(&graph, format, "k-visa").0 {
            golden(&root().join("exports").join(name), &text);
        }
    }
}

#[cfg(feature = "parquet")]
#[test]
fn the_exported_data_set_is_the_graph() {
    let folder = root().join("exports/k-visa-parquet");
    let mut files = vec![("graph.json".to_owned(), std::fs::read(folder.join("graph.json")).unwrap())];
    for table in ["nodes", "edges", "evidence", "documents"] {
        let name = format!("{table}/part-00000.parquet");
        files.push((name.clone(), std::fs::read(folder.join(name)).unwrap()));
    }
    let format = Format::from_name("parquet").unwrap();
    let (graph, _) = format.read(&format.decode(files).unwrap()).unwrap();
    let committed = std::fs::read_to_string(root().join("exports/k-visa.json")).unwrap();
    assert_eq!(
        crate::harness::written(&graph, "json", &kgraph::format::WriteOptions::new()).0,
        committed,
        "exports/k-visa-parquet is stale: run `kgraph export --all exports`"
    );
    golden(&folder.join("catalog.json"), &kgraph::graph::catalog::Catalog::of(&graph).to_json());
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

#[cfg(feature = "png")]
#[test]
fn the_pixels_are_those_of_the_picture() {
    let svg = std::fs::read_to_string(root().join("exports/k-visa.svg")).unwrap();
    let number = |name: &str| -> f64 {
        svg.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next()).unwrap().parse().unwrap()
    };
    let png = std::fs::read(root().join("exports/k-visa.png")).unwrap();
    let side = |at: usize| f64::from(u32::from_be_bytes(png[at..at + 4].try_into().unwrap()));
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(side(16).max(side(20)), 3200.0);
    assert!(
        (side(20) / side(16) - number("height") / number("width")).abs() < 0.001,
        "run `kgraph export --all exports`"
    );
}

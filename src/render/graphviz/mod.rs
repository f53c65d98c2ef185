//! Pictures by Graphviz, from our DOT.
//!
//! The program `dot` must be installed. It runs without a time limit, so sizes that it cannot draw in
//! minutes are refused before; [`advice`] says when a picture will be drawn but hardly be read.

mod finish;

use super::{Layout, Picture, count};
use crate::error::{Error, Result};
use crate::format::{Format, Looks, Losses, WriteOptions};
use crate::graph::Graph;
use graphviz_rust::cmd::{CommandArg, Format as Output};
use std::io;

/// Nodes and edges up to which a layered picture can be read.
pub(super) const READABLE: (usize, usize) = (200, 400);
/// Edges up to which lines are led around nodes: routing takes 20 s for 600 edges.
const ROUTED: usize = 150;

/// Returns how many nodes and edges are drawn in a minute or so.
fn limit(layout: Layout) -> (usize, usize) {
    match layout {
        Layout::Layered | Layout::Dot => (1_000, 1_000),
        Layout::Neato | Layout::Fdp | Layout::Circo => (2_000, 10_000),
        Layout::Network | Layout::Sfdp | Layout::Twopi => (10_000, 40_000),
    }
}

/// Returns the layout used where none is asked for: `dot` up to 200 nodes and 400 edges, else `sfdp`.
fn for_graph(graph: &Graph) -> Layout {
    let (nodes, edges) = READABLE;
    if graph.node_count() <= nodes && graph.edge_count() <= edges { Layout::Dot } else { Layout::Sfdp }
}

/// Draws a graph, and returns the picture and what its DOT could not hold.
pub(super) fn render(
    graph: &Graph,
    picture: Picture,
    layout: Option<Layout>,
    looks: &Looks,
) -> Result<(Vec<u8>, Losses)> {
    let layout = layout.unwrap_or_else(|| for_graph(graph));
    refuse_too_large(graph, layout)?;
    let mut dot = Vec::new();
    let losses = Format::DOT.write(graph, &WriteOptions::new().looks(looks.clone()), &mut dot)?;
    let dot = String::from_utf8(dot).map_err(|error| {
        Error::io("cannot draw the graph", io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    })?;
    let bytes = draw(dot, picture, layout, graph.edge_count())?;
    match picture {
        Picture::Svg => {}
        Picture::Png => return Ok((bytes, losses)),
        Picture::Pdf => return Ok((undated(bytes), losses)),
    }
    let drawn = String::from_utf8_lossy(&bytes);
    Ok((finish::finish(&drawn, graph.header().title.as_deref()).into_bytes(), losses))
}

/// Sets the time at which a PDF was drawn to a fixed one of the same length, so that offsets stay right
/// and the same graph gives the same bytes.
fn undated(mut pdf: Vec<u8>) -> Vec<u8> {
    const KEY: &[u8] = b"/CreationDate (D:";
    const TIME: &[u8] = b"19800101000000";
    if let Some(at) = pdf.windows(KEY.len()).rposition(|window| window == KEY) {
        let start = at + KEY.len();
        if let Some(time) = pdf.get_mut(start..start + TIME.len())
            && time.iter().all(u8::is_ascii_digit)
        {
            time.copy_from_slice(TIME);
        }
    }
    pdf
}

/// Says why a picture of a graph will be hard to read, and what to do; nothing where it will be fine.
pub(super) fn advice(graph: &Graph, layout: Option<Layout>) -> Option<String> {
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    if nodes <= READABLE.0 && edges <= READABLE.1 {
        return None;
    }
    let size = format!("{} and {}", count(nodes, "node"), count(edges, "edge"));
    Some(match layout.unwrap_or_else(|| for_graph(graph)) {
        Layout::Sfdp => format!(
            "a picture of {size} is a map, not a diagram: draw a part of the graph, such as the answer to a question"
        ),
        Layout::Dot => format!("a picture of {size} in layers is slow and hard to read: try `--layout sfdp`"),
        layout => format!("a picture of {size} with `{}` is hard to read: try `--layout sfdp`", layout.name()),
    })
}

fn refuse_too_large(graph: &Graph, layout: Layout) -> Result<()> {
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    let fits = |layout: Layout| nodes <= limit(layout).0 && edges <= limit(layout).1;
    if fits(layout) {
        return Ok(());
    }
    let message =
        format!("{} and {} are too many for layout `{}`", count(nodes, "node"), count(edges, "edge"), layout.name());
    let hint = if fits(Layout::Sfdp) {
        "use `--layout sfdp`, or draw a part of the graph, such as the answer to a question"
    } else {
        "draw a part of the graph, such as the answer to a question, or export GraphML and open it in Gephi"
    };
    Err(Error::unsupported(message, hint))
}

/// Runs Graphviz. Builds without a triangulation library fail on `prism`, so there is a second way.
fn draw(dot: String, picture: Picture, layout: Layout, edges: usize) -> Result<Vec<u8>> {
    let arguments = |overlap: &str| {
        let output = match picture {
            Picture::Svg => Output::Svg,
            Picture::Png => Output::Png,
            Picture::Pdf => Output::Pdf,
        };
        // By name: the crate's own list of layouts spells one of them wrong.
        let mut arguments = vec![CommandArg::Format(output), CommandArg::Custom(format!("-K{}", layout.name()))];
        if layout != Layout::Dot {
            let splines = if edges <= ROUTED { "true" } else { "line" };
            arguments.push(CommandArg::Custom(format!("-Goverlap={overlap}")));
            arguments.push(CommandArg::Custom(format!("-Gsplines={splines}")));
        }
        arguments
    };
    let first = graphviz_rust::exec_dot(dot.clone(), arguments("prism"));
    match first {
        Err(error) if error.to_string().contains("triangulation") => graphviz_rust::exec_dot(dot, arguments("scale")),
        other => other,
    }
    .and_then(|bytes| if bytes.is_empty() { Err(io::Error::other("it wrote nothing")) } else { Ok(bytes) })
    .map_err(explain)
}

fn explain(error: io::Error) -> Error {
    // A temporary file that cannot be made is not found either, but that error wraps another.
    if error.kind() == io::ErrorKind::NotFound && error.get_ref().is_none() {
        return Error::unsupported(
            "Graphviz's `dot` was not found",
            "install Graphviz (Debian and Ubuntu: `apt install graphviz`; macOS: `brew install graphviz`; \
             Windows: `winget install graphviz`); exports such as --dot, --graphml and --json work without it",
        );
    }
    let said = error.to_string();
    if error.kind() == io::ErrorKind::Other && said.trim().is_empty() {
        return Error::io("cannot draw the graph", io::Error::other("Graphviz's `dot` stopped without saying why"));
    }
    Error::io("cannot draw the graph with Graphviz", error)
}

#[cfg(test)]
mod tests {
    use super::super::Engine;
    use super::super::tests::assert_well_formed;
    use super::*;
    use crate::diagnostics::Source;
    use crate::error::ErrorKind;
    use crate::graph::Checks;
    use serde_json::json;

    fn graph_of(json: &str) -> Graph {
        let source = Source::new("test.json", json);
        Format::from_name("json").expect("JSON").check(&[source], Checks::Errors).expect("JSON is read").0
    }

    fn ring(nodes: usize, edges: usize) -> Graph {
        let list: Vec<_> = (0..nodes).map(|at| json!({"id": at.to_string()})).collect();
        let edges: Vec<_> = (0..edges)
            .map(|at| json!({"source": (at % nodes).to_string(), "relation": "r", "target": ((at + 1) % nodes).to_string()}))
            .collect();
        graph_of(&json!({"nodes": list, "edges": edges}).to_string())
    }

    /// Draws, or returns nothing where Graphviz is not installed: its absence must be said well.
    fn drawn(graph: &Graph, picture: Picture, layout: Layout) -> Option<Vec<u8>> {
        match render(graph, picture, Some(layout), &Looks::new()) {
            Ok((bytes, _)) => Some(bytes),
            Err(error) if matches!(error.kind(), ErrorKind::Unsupported { .. }) => {
                assert!(error.to_string().contains("was not found"), "{error}");
                assert!(error.hints()[0].contains("install Graphviz"));
                skip();
                None
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
    fn skip() {
        eprintln!("Graphviz is not installed: nothing drawn");
    }

    #[test]
    fn an_svg_says_the_evidence_and_neither_version_nor_place() {
        let graph = graph_of(
            r#"{"graph": {"title": "A & B", "documents": [{"id": "d", "title": "Article"}]},
                "nodes": [{"id": "t", "label": "Trump", "url": "https://x.org/?a=1&b=2"}, {"id": "h", "label": "H-1B"}],
                "edges": [{"source": "t", "relation": "opposes", "target": "h", "evidence": [{"document": "d", "locator": "¶3", "note": "so <it> says"}]}]}"#,
        );
        let Some(bytes) = drawn(&graph, Picture::Svg, Layout::Dot) else { return };
        let svg = String::from_utf8(bytes).expect("UTF-8");
        assert_well_formed(&svg);
        for expected in [
            "<title>A &amp; B</title>",
            "<title>Trump —opposes→ H&#45;1B&#10;Article ¶3: so &lt;it&gt; says</title>",
            "xlink:href=\"https://x.org/?a=1&amp;b=2\"",
            "font-family=\"Arial,Helvetica,sans-serif\"",
        ] {
            assert!(svg.replace('-', "&#45;").contains(&expected.replace('-', "&#45;")), "{expected}: {svg}");
        }
        assert!(!svg.contains("<!--") && !svg.contains("DOCTYPE"));
        assert_eq!(drawn(&graph, Picture::Svg, Layout::Dot), Some(svg.into_bytes()), "same bytes again");
    }

    #[test]
    fn hostile_texts_are_drawn_in_every_layout() {
        let texts = [
            "node",
            "a\u{1}b",
            "<b>&nbsp;\"'",
            "\\N\\",
            "x\ny\tz",
            "&#1;",
            "-->",
            "]]>",
            "%s",
            "北約 🎉",
            "kgraph",
            "javascript:x",
        ];
        let nodes: Vec<_> = texts
            .iter()
            .map(|text| json!({"id": text, "label": text, "type": text, "description": text, "url": format!("https://x/{text}")}))
            .collect();
        let edges: Vec<_> = (0..texts.len())
            .flat_map(|at| [(at, at), (at, 0), (0, at), (at, 0)])
            .map(|(from, to)| json!({"source": texts[from], "relation": texts[to], "target": texts[to], "id": format!("{from} {}", texts[to]),
                "weight": 1e300, "evidence": [{"document": texts[to], "note": texts[from]}]}))
            .collect();
        let graph = graph_of(&json!({"graph": {"title": texts.join(" ")}, "nodes": nodes, "edges": edges}).to_string());
        assert_eq!(graph.node_count(), texts.len());
        for &layout in Layout::ALL.iter().filter(|layout| layout.engine() == Engine::Graphviz) {
            let Some(bytes) = drawn(&graph, Picture::Svg, layout) else { return };
            let svg = String::from_utf8(bytes).expect("UTF-8");
            assert_well_formed(&svg);
            assert_eq!(svg.matches("class=\"node\"").count(), graph.node_count());
            assert_eq!(svg.matches("class=\"edge\"").count(), graph.edge_count());
            assert!(!svg.contains("href=\"javascript"));
        }
    }

    #[test]
    fn an_empty_graph_and_one_without_edges_are_pictures() {
        for graph in [Graph::default(), ring(1, 0)] {
            for (picture, start) in [(Picture::Svg, "<?xml"), (Picture::Png, "\u{89}PNG"), (Picture::Pdf, "%PDF")] {
                for layout in [Layout::Dot, Layout::Sfdp] {
                    let Some(bytes) = drawn(&graph, picture, layout) else { return };
                    let begins: Vec<u8> = start.chars().map(|c| c as u8).collect();
                    assert!(bytes.starts_with(&begins), "{picture:?} {layout:?}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_drawn_in_time_is_refused_with_a_way_out() {
        let hint = |graph: &Graph, layout| {
            let error = refuse_too_large(graph, layout).expect_err("too large");
            (error.to_string(), error.hints().concat())
        };
        let (message, way_out) = hint(&ring(10, 1_500), Layout::Dot);
        assert_eq!(message, "10 nodes and 1,500 edges are too many for layout `dot`");
        assert!(way_out.contains("--layout sfdp"));
        let (_, way_out) = hint(&ring(12_000, 1), Layout::Sfdp);
        assert!(!way_out.contains("sfdp") && way_out.contains("Gephi"));
    }

    #[test]
    fn layout_and_advice_follow_the_size() {
        let (small, large) = (ring(10, 400), ring(10, 401));
        assert_eq!((for_graph(&small), for_graph(&large)), (Layout::Dot, Layout::Sfdp));
        assert_eq!(advice(&small, None), None);
        assert!(advice(&large, None).is_some_and(|text| text.contains("10 nodes and 401 edges is a map")));
        assert!(advice(&large, Some(Layout::Dot)).is_some_and(|text| text.contains("--layout sfdp")));
    }
}

//! yEd: GraphML with drawings in it.
//!
//! What it is: GraphML with the elements of yFiles, by which yEd shows labels, shapes and colours at once.
//!
//! | graph | file |
//! |---|---|
//! | node | `y:ShapeNode` with its label, shape by type, colour and size ([`Looks`](super::super::Looks)) |
//! | numbers `x` and `y` | the middle of the node; yEd counts downwards |
//! | edge | `y:PolyLineEdge` with its label, colour, dashes and arrow by polarity |
//! | everything else | as in [GraphML](super), which kgraph reads it back as |
//!
//! What is lost: as in GraphML.
//!
//! Not supported: places of nodes without `x` and `y`. All lie on one spot until a layout is chosen: Layout → Hierarchical or Organic.
//!
//! ```text
//! <node id="a"><data key="d_node"><y:ShapeNode><y:Geometry height="30.0" width="60.0"/>…
//! ```

use super::super::feature::{Feature, Holds};
use super::super::looks::{self, NodeLooks};
use super::super::style::INK;
use super::super::xml::escape as xml;
use super::super::{Format, WriteAs};
use crate::graph::{EdgeId, Graph, NodeId};
use std::fmt::Write;

pub(in crate::format) static FORMAT: Format = Format {
    name: "yed",
    title: "yEd GraphML",
    about: "GraphML with shapes, colours and labels for yEd",
    extensions: &["yed.graphml"],
    media_type: "application/graphml+xml",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::File(super::write::write_yed)),
    holds: Holds {
        partly: &[
            Feature::Aliases,
            Feature::OtherWeights,
            Feature::LargeNumbers,
            Feature::Nested,
            Feature::ControlCharacters,
        ],
        no: &[Feature::Nulls],
    },
};

pub(super) const NAMESPACE: &str = " xmlns:y=\"http://www.yworks.com/xml/graphml\"";
pub(super) const KEYS: &str = "  <key id=\"d_node\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n  <key id=\"d_edge\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n";

/// How the nodes of a graph are drawn.
pub(super) struct Drawings;

impl Drawings {
    pub(super) fn node(&self, text: &mut String, graph: &Graph, node: NodeId, looks: &NodeLooks<'_>) {
        let style = looks.style(node);
        let label = graph.label(node);
        let lines = label.lines().count().max(1);
        let longest = label.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        let scale = looks.scale(node).unwrap_or(1.0);
        let width = scale * (24 + 7 * longest).clamp(40, 400) as f64;
        let height = scale * (14 + 16 * lines.min(20)) as f64;
        let _ =
            write!(text, "<data key=\"d_node\"><y:ShapeNode><y:Geometry height=\"{height:.1}\" width=\"{width:.1}\"");
        if let Some([x, y]) = looks::place(graph, node) {
            // The upper left corner; yEd counts downwards.
            let _ = write!(text, " x=\"{:.1}\" y=\"{:.1}\"", x - width / 2.0, -y - height / 2.0);
        }
        text.push_str("/>");
        let _ = write!(
            text,
            "<y:Fill color=\"{}\" transparent=\"false\"/><y:BorderStyle color=\"{}\" type=\"line\" width=\"1.5\"/>\
             <y:NodeLabel",
            style.fill.hex(),
            style.color.hex(),
        );
        if scale != 1.0 {
            let _ = write!(text, " fontSize=\"{}\"", (12.0 * scale).round());
        }
        let _ = write!(text, " textColor=\"{}\">", INK.hex());
        xml::write_text(text, label);
        let shape = match (style.shape, style.style) {
            ("box", style) if style.contains("rounded") => "roundrectangle",
            ("hexagon", _) => "hexagon",
            ("parallelogram", _) => "parallelogram",
            ("box3d" | "component", _) => "rectangle3d",
            ("note" | "tab" | "folder", _) => "octagon",
            _ => "rectangle",
        };
        let _ = write!(text, "</y:NodeLabel><y:Shape type=\"{shape}\"/></y:ShapeNode></data>");
    }

    pub(super) fn edge(text: &mut String, graph: &Graph, edge: EdgeId, looks: &NodeLooks<'_>) {
        let style = looks.edge(edge);
        let arrow = match (graph.is_symmetric(edge), style.arrow) {
            (true, _) => "none",
            (_, "tee") => "t_shape",
            (_, "vee") => "plain",
            _ => "standard",
        };
        let line = if style.is_dashed() { "dashed" } else { "line" };
        let _ = write!(
            text,
            "<data key=\"d_edge\"><y:PolyLineEdge><y:LineStyle color=\"{}\" type=\"{line}\" width=\"{:.1}\"/>\
             <y:Arrows source=\"none\" target=\"{arrow}\"/><y:EdgeLabel textColor=\"{}\">",
            style.stroke.hex(),
            style.width,
            style.color.hex(),
        );
        xml::write_text(text, &graph.edge_label(edge));
        text.push_str("</y:EdgeLabel></y:PolyLineEdge></data>");
    }
}

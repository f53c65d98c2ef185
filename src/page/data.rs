//! What the page must be told beside the graph: resolved labels, looks, and positions.

use crate::format::style::{Rgb, Styles};
use crate::graph::{Graph, Polarity};
use crate::jsontext::write_string;
use crate::layout::{self, Kind, Options};
use std::fmt::Write;

/// Graphs of so many nodes come with positions. The page lays out smaller ones itself, as it does neighbourhoods,
/// in the fonts and for the window it has; of larger ones it draws a part. `web/src/graph` knows the same numbers.
const PLACED: std::ops::RangeInclusive<usize> = 401..=12_000;
/// More edges than this are not drawn at once.
const MOST_EDGES: usize = 40_000;

/// Returns the block as JSON text.
pub(super) fn page(graph: &Graph) -> String {
    let header = graph.header();
    let styles = Styles::new(header);
    let mut out = String::from("{\n\"directed\": ");
    out.push_str(if header.directed { "true" } else { "false" });
    out.push_str(",\n\"types\": [");
    let look = |out: &mut String, number: Option<usize>| {
        let style = styles.node(number);
        let (dark, icon) = look_of(style.color);
        out.push_str(&format!("\"color\": [\"{}\", \"{}\"], \"icon\": \"{icon}\"}}", style.color.hex(), dark.hex()));
    };
    for (number, entity_type) in header.types.iter().enumerate() {
        out.push_str(if number == 0 { "\n" } else { ",\n" });
        out.push_str("{\"id\": ");
        write_string(&mut out, &entity_type.id);
        out.push_str(", \"label\": ");
        write_string(&mut out, &entity_type.label);
        out.push_str(", \"plural\": ");
        write_string(&mut out, entity_type.plural.as_deref().unwrap_or(&entity_type.label));
        out.push_str(", ");
        look(&mut out, Some(number));
    }
    out.push_str("],\n\"untyped\": {");
    look(&mut out, None);
    out.push_str(",\n\"relations\": [");
    for (number, relation) in header.relations.iter().enumerate() {
        out.push_str(if number == 0 { "\n" } else { ",\n" });
        out.push_str("{\"id\": ");
        write_string(&mut out, &relation.id);
        out.push_str(", \"label\": ");
        write_string(&mut out, &relation.label);
        out.push_str(&format!(
            ", \"polarity\": {}, \"symmetric\": {}}}",
            Polarity::ALL.iter().position(|&known| known == relation.polarity).unwrap_or(2),
            relation.symmetric || !header.directed
        ));
    }
    out.push_str("],\n\"polarities\": [");
    for (number, polarity) in Polarity::ALL.into_iter().enumerate() {
        let style = Styles::edge(polarity);
        let (line, text) = dark_of(polarity);
        out.push_str(if number == 0 { "\n" } else { ",\n" });
        out.push_str(&format!(
            "{{\"id\": \"{}\", \"line\": [\"{}\", \"{}\"], \"text\": [\"{}\", \"{}\"], \"width\": {}}}",
            polarity.as_str(),
            style.stroke.hex(),
            line.hex(),
            style.color.hex(),
            text.hex(),
            style.width
        ));
    }
    out.push_str("],\n\"edgeIds\": {");
    edge_ids(graph, &mut out);
    out.push('}');
    if PLACED.contains(&graph.node_count()) && graph.edge_count() <= MOST_EDGES {
        positions(graph, &mut out);
    }
    out.push_str("\n}");
    out
}

/// Lists x and y of each node, in whole points.
fn positions(graph: &Graph, out: &mut String) {
    out.push_str(",\n\"positions\": {\"network\": [");
    for (at, [x, y]) in layout::positions(graph, &Options::new(Kind::Network)).into_iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}{:.0},{:.0}", x, y);
    }
    out.push_str("]}");
}

/// Lists the edges whose made id is not simply `source--relation--target`, by their number.
fn edge_ids(graph: &Graph, out: &mut String) {
    let mut first = true;
    let (mut id, mut plain) = (String::new(), String::new());
    for edge in graph.edges().filter(|&edge| graph.own_edge_id(edge).is_none()) {
        id.clear();
        plain.clear();
        graph.push_edge_id(edge, &mut id);
        let (source, target) = graph.endpoints(edge);
        for part in [graph.id(source), "--", &graph.relation(edge).id, "--", graph.id(target)] {
            plain.push_str(part);
        }
        if id != plain {
            out.push_str(if first { "" } else { ", " });
            out.push_str(&format!("\"{}\": ", edge.index()));
            write_string(out, &id);
            first = false;
        }
    }
}

/// The colour of a type on dark paper, and the icon that tells it without colour.
fn look_of(color: Rgb) -> (Rgb, &'static str) {
    match color {
        Rgb(0x97, 0x6d, 0xd4) => (Rgb(0x8f, 0x60, 0xd0), "person"),
        Rgb(0x0d, 0x42, 0xa4) => (Rgb(0x86, 0xa6, 0xff), "building"),
        Rgb(0x52, 0xa0, 0x8b) => (Rgb(0x2c, 0x8f, 0x4f), "flag"),
        Rgb(0x65, 0x5d, 0x00) => (Rgb(0xdc, 0xd2, 0x62), "pin"),
        Rgb(0x6f, 0x0c, 0x45) => (Rgb(0xcb, 0x7b, 0xa2), "document"),
        Rgb(0x1b, 0x77, 0x80) => (Rgb(0x5f, 0xdc, 0xe4), "group"),
        Rgb(0xcb, 0x77, 0x0b) => (Rgb(0xd9, 0xa5, 0x66), "event"),
        Rgb(0x8a, 0x4b, 0x2f) => (Rgb(0xe0, 0x9a, 0x7c), "square"),
        Rgb(0x4a, 0x7a, 0x1e) => (Rgb(0xa3, 0xd1, 0x77), "diamond"),
        Rgb(0xb0, 0x33, 0x8f) => (Rgb(0xe6, 0x8a, 0xcc), "star"),
        Rgb(0x2b, 0x6c, 0xb0) => (Rgb(0x7d, 0xb9, 0xf0), "triangle"),
        _ => (Rgb(0xa9, 0xb4, 0xc3), "text"),
    }
}

/// The colours of a line and of its label on dark paper.
fn dark_of(polarity: Polarity) -> (Rgb, Rgb) {
    match polarity {
        Polarity::Positive => (Rgb(0x5c, 0xc8, 0xe8), Rgb(0x5c, 0xc8, 0xe8)),
        Polarity::Negative => (Rgb(0xff, 0x94, 0x66), Rgb(0xff, 0x94, 0x66)),
        Polarity::Neutral => (Rgb(0x7f, 0x8b, 0x9c), Rgb(0xa9, 0xb4, 0xc3)),
    }
}

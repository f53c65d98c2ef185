//! What the page must be told beside the graph: resolved labels, looks, and positions.

use crate::format::style::{EdgeStyle, Styles};
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
        let key = styles.key(number);
        let (light, dark) = (key.light.hex(), key.dark.hex());
        out.push_str(&format!("\"color\": [\"{light}\", \"{dark}\"], \"icon\": \"{}\"}}", key.icon));
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
            ", \"polarity\": {}, \"symmetric\": {}",
            Polarity::ALL.iter().position(|&known| known == relation.polarity).unwrap_or(2),
            relation.symmetric || !header.directed
        ));
        if styles.is_own(number) {
            out.push_str(", \"look\": {");
            line(&mut out, &styles.edge(number));
            out.push('}');
        }
        out.push('}');
    }
    out.push_str("],\n\"polarities\": [");
    for (number, polarity) in Polarity::ALL.into_iter().enumerate() {
        out.push_str(if number == 0 { "\n" } else { ",\n" });
        out.push_str(&format!("{{\"id\": \"{}\", ", polarity.as_str()));
        line(&mut out, &Styles::polarity(polarity));
        out.push('}');
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

/// Writes how a line looks: its colours and its label's on light and dark paper.
fn line(out: &mut String, style: &EdgeStyle) {
    let (dark_line, dark_text) = style.dark;
    let [line, dark_line, text, dark_text] = [style.stroke, dark_line, style.color, dark_text].map(|color| color.hex());
    out.push_str(&format!(
        "\"line\": [\"{line}\", \"{dark_line}\"], \"text\": [\"{text}\", \"{dark_text}\"], \"width\": {}, \"dash\": {}",
        style.width,
        style.is_dashed()
    ));
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

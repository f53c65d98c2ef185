//! Writes DOT.

use super::super::block::Block;
use super::super::looks::{self, NodeLooks};
use super::super::style::{EdgeStyle, INK, NodeStyle, Styles};
use super::super::{LossKind, Losses, Place, WriteOptions};
use super::cards;
use super::names::Names;
use super::text::{Label, Lost, MAX_TEXT, Value, is_plain, is_plain_json};
use crate::graph::{Document, EdgeId, Graph, NodeId, Piece, PieceReader};
use crate::jsontext::{self, Kind};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Columns of a line of a node's label and of an edge's.
pub(super) const NODE_COLUMNS: usize = 24;
const EDGE_COLUMNS: usize = 22;
/// The largest weight written. Graphviz adds weights up in 32 bits and crashes on an overflow.
const MAX_WEIGHT: f64 = 1000.0;
/// Edges up to which Graphviz may take its time: 0.1 s for 160.
const PATIENT: usize = 200;
/// Edges up to which a drawing may be read at some size: with more, fonts, arrows and ids to be pointed at would only be a
/// third of the file.
const LEGIBLE: usize = 10_000;
/// Points of a node's label, where sizes do not say otherwise.
const FONT_SIZE: f64 = 14.0;
/// Debian takes Liberation Sans for it, which is as wide, so text fits its node on every machine.
const FONT: &str = "Arial";

pub(super) fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    losses.leave_out_documents(graph.header());
    losses.leave_out_vocabulary(graph.header());
    let writer = Writer::new(graph, options, &mut losses);
    let mut text = Block::new(out);
    text.push_str("digraph kgraph {\n");
    losses.absorb(text.nodes(graph, options, |node, text, losses| writer.node(node, text, losses))?);
    losses.absorb(text.edges(graph, options, Pen::default, |pen, edge, text, losses| {
        writer.edge(edge, pen, text, losses);
    })?);
    writer.graph(&mut text, &mut losses);
    text.push_str("}\n");
    text.flush()?;
    Ok(losses)
}

struct Writer<'g> {
    graph: &'g Graph,
    /// What the cards look like, where nodes are cards.
    cards: Option<Styles>,
    names: Names,
    /// What every node of a type has in common (looks only where they go by type), by the type's number; the last is for nodes without one.
    node_tails: Vec<String>,
    edge_parts: Vec<EdgePart>,
    is_legible: bool,
    looks: NodeLooks<'g>,
    /// Documents by id.
    documents: HashMap<&'g str, &'g Document>,
    /// Whether nodes have numbers `x` and `y` of their own, and a `url`.
    has_place: bool,
    has_url: bool,
    has_own_ids: bool,
    /// Whether the titles of documents need no escape.
    are_titles_plain: bool,
    has_own_keys: bool,
}

/// What every edge of a relation has in common.
struct EdgePart {
    label: String,
    label_lost: Lost,
    /// What stands behind an edge's id.
    tail: String,
    width: f64,
    /// What stands behind the tail of an edge without weight.
    penwidth: String,
}

impl EdgePart {
    /// Appends the label: an edge's own, or else the relation's.
    fn push_label(&self, own: Option<&str>, text: &mut String) -> Lost {
        match own {
            Some(label) => Label::new(label, EDGE_COLUMNS).push(text),
            None => {
                text.push_str(&self.label);
                self.label_lost
            }
        }
    }
}

/// What writing an edge fills and empties again.
#[derive(Default)]
struct Pen {
    id: String,
    reader: PieceReader,
}

impl<'g> Writer<'g> {
    fn new(graph: &'g Graph, options: &'g WriteOptions, losses: &mut Losses) -> Self {
        let header = graph.header();
        let styles = Styles::new(header);
        let looks = NodeLooks::new(graph, &options.looks);
        let is_legible = graph.edge_count() <= LEGIBLE;
        let node_tails = (0..=header.types.len())
            .map(|at| {
                let mut tail = String::new();
                if let Some(entity_type) = header.types.get(at) {
                    attribute(&mut tail, "entity_type", &entity_type.id)
                        .count(losses, || Place::entity_type(&entity_type.id));
                }
                if options.cards {
                    plain_attribute(&mut tail, "shape", "plain");
                    plain_attribute(&mut tail, "fontname", FONT);
                } else if looks.are_usual() {
                    let style = styles.node((at < header.types.len()).then_some(at));
                    node_style(&mut tail, style, is_legible.then_some(1.0));
                }
                tail
            })
            .collect();
        let edge_parts = header
            .relations
            .iter()
            .enumerate()
            .map(|(number, relation)| {
                let mut tail = String::new();
                attribute(&mut tail, "relation", &relation.id).count(losses, || Place::relation(&relation.id));
                let style = styles.edge(number);
                let symmetric = !header.directed || relation.symmetric;
                edge_style(&mut tail, style, symmetric, is_legible);
                let width = style.width;
                let penwidth = if is_legible { format!(", penwidth=\"{width:.1}\"") } else { String::new() };
                let mut label = String::new();
                let label_lost = Label::new(&relation.label, EDGE_COLUMNS).push(&mut label);
                EdgePart { label, label_lost, tail, width, penwidth }
            })
            .collect();
        let cards = options.cards.then_some(styles);
        let names = Names::new(graph);
        let has_key = |wanted| graph.node_attribute_keys().any(|key| key == wanted);
        let is_title_plain = |document: &Document| document.title.as_deref().is_none_or(is_plain);
        Writer {
            graph,
            cards,
            names,
            are_titles_plain: header.documents.iter().all(is_title_plain),
            has_own_keys: graph.edge_attribute_keys().next().is_some(),
            node_tails,
            edge_parts,
            is_legible,
            looks,
            documents: header.documents.iter().rev().map(|document| (document.id.as_str(), document)).collect(),
            has_place: has_key("x") && has_key("y"),
            has_url: has_key("url"),
            has_own_ids: graph.has_edge_key("id"),
        }
    }

    fn node(&self, node: NodeId, text: &mut String, losses: &mut Losses) {
        let graph = self.graph;
        let id = graph.id(node);
        let label = graph.label(node);
        let record = graph.as_petgraph()[node];
        let mut lost = Lost::default();
        text.push_str("  ");
        self.names.push(graph, node, text);
        text.push_str(" [");
        match &self.cards {
            Some(styles) => {
                cards::push(text, graph, node, styles.key(record.type_index()));
                lost.add(attribute(text, "kg_label", label));
            }
            None => lost.add(Label::new(label, NODE_COLUMNS).push(text)),
        }
        text.push_str(&self.node_tails[record.type_index().unwrap_or(self.node_tails.len() - 1)]);
        if !self.looks.are_usual() && self.cards.is_none() {
            let scale = self.looks.scale(node);
            node_style(text, self.looks.style(node), scale.or(self.is_legible.then_some(1.0)));
        }
        if self.has_place
            && let Some([x, y]) = looks::place(graph, node)
        {
            let _ = write!(text, ", pos=\"{x:.1},{y:.1}\"");
        }

        let mut tooltip = Value::new(text, "tooltip");
        tooltip.push(label);
        if let Some(entity_type) = graph.entity_type(node) {
            tooltip.push(" · ");
            tooltip.push(&entity_type.label);
        }
        let description = graph.description(node);
        if let Some(description) = &description {
            tooltip.push("\n");
            tooltip.push(description);
        }
        let aliases = graph.aliases_json(node);
        if aliases.is_some() {
            for (at, alias) in graph.aliases(node).iter().enumerate() {
                tooltip.push(if at == 0 { "\nAlso: " } else { ", " });
                tooltip.push(alias);
            }
        }
        lost.add(tooltip.close());
        for (key, there) in [("description", description.is_some()), ("aliases", aliases.is_some())] {
            if there {
                losses.add(LossKind::AttributeAsText, || Place::node(id).at(key));
            }
        }

        if self.has_url
            && let Some(url) = graph.node_attribute(node, "url")
        {
            link(text, &jsontext::decode(url));
        }
        if self.names.is_replaced(node) {
            losses.add(LossKind::IdReplaced, || Place::node(id));
            lost.add(attribute(text, "kg_id", id));
        }
        for attribute in graph.node_attributes(node) {
            lost.add(user_attribute(text, attribute.key, attribute.value, losses, || Place::node(id)));
        }
        text.push_str("];\n");
        lost.count(losses, || Place::node(id));
    }

    fn edge(&self, edge: EdgeId, pen: &mut Pen, text: &mut String, losses: &mut Losses) {
        let graph = self.graph;
        let (source, target) = graph.endpoints(edge);
        let part = &self.edge_parts[graph.as_petgraph()[edge].relation_index()];
        let own_label = graph.own_edge_label(edge);
        let mut lost = Lost::default();
        let place = || Place::edge(graph.edge_id(edge));
        text.push_str("  ");
        self.names.push(graph, source, text);
        text.push_str(" -> ");
        self.names.push(graph, target, text);
        text.push_str(" [");
        lost.add(part.push_label(own_label.as_deref(), text));
        if self.is_legible || (self.has_own_ids && graph.own_edge_id(edge).is_some()) {
            pen.id.clear();
            graph.push_edge_id(edge, &mut pen.id);
            if is_made_by_graphviz(&pen.id) {
                losses.add(LossKind::IdReplaced, place);
                lost.add(attribute(text, "kg_id", &pen.id));
            } else {
                lost.add(attribute(text, "id", &pen.id));
            }
        }
        text.push_str(&part.tail);
        match graph.weight_text(edge) {
            Some(weight) => write_weight(text, weight, graph.weight(edge), part.width, losses, place),
            None => text.push_str(&part.penwidth),
        }
        let (since, until) = (graph.since(edge), graph.until(edge));
        for (name, date) in [("since", &since), ("until", &until)] {
            if let Some(date) = date {
                lost.add(attribute(text, name, date));
            }
        }

        let evidence = graph.evidence_json(edge);
        let (mut url, mut own) = (None, 0);
        if self.is_legible || since.is_some() || until.is_some() || evidence.is_some() {
            let mut tooltip = Value::new(text, "tooltip");
            if self.is_legible {
                tooltip.push(graph.label(source));
                let label = own_label.as_deref().unwrap_or(&graph.relation(edge).label);
                push_arrow(&mut tooltip, label, graph.is_symmetric(edge));
                tooltip.push(graph.label(target));
            }
            let mut line = if self.is_legible { "\\n" } else { "" };
            for (before, date) in [("since ", &since), ("until ", &until)] {
                if let Some(date) = date {
                    tooltip.push_clean(line);
                    tooltip.push_clean(before);
                    tooltip.push(date);
                    line = ", ";
                }
            }
            if let Some(json) = evidence {
                line = if line.is_empty() { "" } else { "\\n" };
                // One look at the whole text, instead of one at each part.
                let is_plain = self.are_titles_plain && is_plain_json(json);
                let push = if is_plain { Value::push_clean } else { Value::push };
                for piece in pen.reader.pieces(json) {
                    tooltip.push_clean(line);
                    line = "\\n";
                    let document = self.push_evidence(&mut tooltip, &piece, push);
                    let of_document = document.and_then(|document| document.url.as_deref());
                    url = url.or(of_document.filter(|url| is_web(url)));
                    own += piece.own;
                }
                losses.add(LossKind::EvidenceAsText, place);
            }
            lost.add(tooltip.close());
        }

        if let Some(url) = url {
            link(text, url);
        }
        for number in 0..own {
            let key = || graph.pieces(edge).flat_map(|piece| piece.attributes()).nth(number).map(|(key, _)| key);
            losses.add(LossKind::AttributeLeftOut, || place().at(format!("evidence.{}", key().unwrap_or_default())));
        }
        if self.has_own_keys {
            for attribute in graph.edge_attributes(edge) {
                lost.add(user_attribute(text, attribute.key, attribute.value, losses, place));
            }
        }
        text.push_str("];\n");
        lost.count(losses, place);
    }

    /// Appends a line: "Title ¶3: note “quote” (denies)". Returns the document.
    fn push_evidence<'t>(
        &self,
        tooltip: &mut Value<'t>,
        piece: &Piece<'_>,
        push: fn(&mut Value<'t>, &str),
    ) -> Option<&'g Document> {
        let mut before = "";
        let (note, quote) = (piece.note(), piece.quote());
        let id = piece.document();
        let document = id.as_deref().and_then(|id| self.documents.get(id).copied());
        if let Some(id) = &id {
            push(tooltip, document.and_then(|document| document.title.as_deref()).unwrap_or(id));
            before = " ";
        }
        if let Some(locator) = piece.locator() {
            tooltip.push_clean(before);
            push(tooltip, &locator);
            before = " ";
        }
        if !before.is_empty() && (note.is_some() || quote.is_some()) {
            before = ": ";
        }
        if let Some(note) = note {
            tooltip.push_clean(before);
            push(tooltip, &note);
            before = " ";
        }
        if let Some(quote) = quote {
            tooltip.push_clean(before);
            tooltip.push_clean("“");
            push(tooltip, &quote);
            tooltip.push_clean("”");
            before = " ";
        }
        if let Some(stance) = piece.stance().filter(|stance| stance != "supports") {
            tooltip.push_clean(before);
            tooltip.push_clean("(");
            push(tooltip, &stance);
            tooltip.push_clean(")");
        }
        document
    }

    /// Writes the only statement about the graph; it must be the last one.
    fn graph(&self, text: &mut String, losses: &mut Losses) {
        let header = self.graph.header();
        let mut lost = Lost::default();
        text.push_str("  graph [charset=\"UTF-8\", rankdir=\"LR\", bgcolor=\"#fbfaf7\", pad=\"0.4\"");
        text.push_str(", nodesep=\"0.2\", ranksep=\"0.35\", outputorder=\"edgesfirst\"");
        // Where it costs little, many rounds against crossings; where layers take minutes, fewer rounds.
        text.push_str(if self.graph.edge_count() <= PATIENT {
            ", mclimit=\"8\""
        } else {
            ", nslimit=\"4\", nslimit1=\"4\""
        });
        if let Some(styles) = &self.cards {
            cards::push_legend(text, self.graph, styles);
            plain_attribute(text, "fontname", FONT);
            plain_attribute(text, "fontcolor", &INK.hex());
        } else if let Some(title) = &header.title {
            lost.add(attribute(text, "label", title));
            text.push_str(", labelloc=\"t\", labeljust=\"l\", fontsize=\"20\"");
            plain_attribute(text, "fontname", FONT);
            plain_attribute(text, "fontcolor", &INK.hex());
        }
        for (key, value) in header.attributes.iter().chain(&header.top_attributes) {
            lost.add(user_attribute(text, key, value, losses, Place::graph));
        }
        text.push_str("];\n");
        lost.count(losses, Place::graph);
    }
}

/// Appends what stands between the labels of source and target.
fn push_arrow(tooltip: &mut Value<'_>, label: &str, symmetric: bool) {
    tooltip.push_clean(" —");
    tooltip.push(label);
    tooltip.push_clean(if symmetric { "— " } else { "→ " });
}

/// Appends the look of a node, its text so many times as large as usual, which makes a larger node.
fn node_style(text: &mut String, style: NodeStyle, scale: Option<f64>) {
    plain_attribute(text, "shape", style.shape);
    plain_attribute(text, "style", style.style);
    if style.borders != 1 {
        plain_attribute(text, "peripheries", &style.borders.to_string());
    }
    plain_attribute(text, "fillcolor", &style.fill.hex());
    // Gephi reads no `#rrggbb` here; it makes the node invisible.
    plain_attribute(text, "color", &style.color.hsv());
    let Some(scale) = scale else { return };
    plain_attribute(text, "fontcolor", &INK.hex());
    plain_attribute(text, "fontname", FONT);
    // Sides of a hexagon slope, which is margin enough.
    plain_attribute(text, "margin", if style.shape == "hexagon" { "0.02,0.06" } else { "0.16,0.08" });
    let _ = write!(text, ", fontsize=\"{:.0}\", height=\"0.4\", penwidth=\"1.2\"", FONT_SIZE * scale);
}

/// Appends the look of a relation.
fn edge_style(text: &mut String, style: EdgeStyle, symmetric: bool, is_legible: bool) {
    plain_attribute(text, "color", &style.stroke.hsv());
    if is_legible {
        plain_attribute(text, "fontcolor", &style.color.hex());
    }
    if style.line != "solid" {
        plain_attribute(text, "style", style.line);
    }
    if symmetric {
        plain_attribute(text, "dir", "none");
    } else if is_legible {
        plain_attribute(text, "arrowhead", style.arrow);
    }
    if is_legible {
        plain_attribute(text, "fontname", FONT);
        text.push_str(", fontsize=\"12\", arrowsize=\"0.7\"");
    }
}

/// Appends `weight` and the width of the line; the true weight beside it where Graphviz would stumble.
fn write_weight(
    text: &mut String,
    written: &str,
    weight: f64,
    width: f64,
    losses: &mut Losses,
    place: impl FnOnce() -> Place,
) {
    if (0.0..=MAX_WEIGHT).contains(&weight) {
        plain_attribute(text, "weight", written);
    } else {
        losses.add(LossKind::WeightReplaced, place);
        let nearest = if weight > MAX_WEIGHT { "1000" } else { "0" };
        plain_attribute(text, "weight", nearest);
        plain_attribute(text, "kg_weight", written);
    }
    // A weight of 4 draws a line twice as wide.
    let width = (width * weight.max(0.0).sqrt()).clamp(0.6, 6.0);
    text.push_str(", penwidth=\"");
    push_tenths(text, width);
    text.push('"');
}

/// Appends a small number with one decimal, as `{:.1}` does, which takes several times as long.
fn push_tenths(text: &mut String, number: f64) {
    let tenths = number * 10.0;
    let (whole, rest) = (tenths as u8, tenths.fract());
    // Near the middle the exact value decides.
    if !(0.0..99.0).contains(&tenths) || (rest - 0.5).abs() < 1e-6 {
        let _ = write!(text, "{number:.1}");
        return;
    }
    let tenths = whole + u8::from(rest > 0.5);
    for digit in [tenths / 10 + b'0', b'.', tenths % 10 + b'0'] {
        text.push(char::from(digit));
    }
}

fn is_web(url: &str) -> bool {
    let starts = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

/// Appends `URL` if it is one of the web: Graphviz copies it into SVG, where `javascript:` would run.
///
/// Graphviz 2.43 copies it unescaped, so that a bare `&` or `"` would break the SVG.
fn link(text: &mut String, url: &str) {
    if !is_web(url) || url.len() > MAX_TEXT / 8 {
        return;
    }
    text.push_str(", URL=\"");
    for c in url.trim_end().chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '"' | '\'' | '<' | '>' | '\\' | ' ' | '\0'..='\x1f' | '\x7f' | '\u{fffe}' | '\u{ffff}' => {
                let mut utf8 = [0; 4];
                for byte in c.encode_utf8(&mut utf8).bytes() {
                    let _ = write!(text, "%{byte:02X}");
                }
            }
            _ => text.push(c),
        }
    }
    text.push('"');
}

/// Appends an attribute of the user's own, whose value is JSON text.
fn user_attribute(
    text: &mut String,
    key: &str,
    json: &str,
    losses: &mut Losses,
    place: impl FnOnce() -> Place,
) -> Lost {
    let value = match Kind::of(json) {
        Kind::Null => {
            losses.add(LossKind::NullLeftOut, || place().at(key));
            return Lost::default();
        }
        Kind::Array | Kind::Object => {
            losses.add(LossKind::NestedAsText, || place().at(key));
            let mut canonical = String::with_capacity(json.len());
            jsontext::write_canonical(&mut canonical, json);
            Cow::Owned(canonical)
        }
        Kind::String => jsontext::decode(json),
        Kind::Bool | Kind::Number => {
            losses.add(LossKind::AttributeAsText, || place().at(key));
            Cow::Borrowed(json)
        }
    };
    let mut lost = Lost::default();
    if key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && key.len() < MAX_TEXT {
        text.push_str(", kg_");
        text.push_str(key);
    } else {
        let mut name = Value::open(text, ", \"kg_");
        name.push(key);
        lost.add(name.close());
    }
    let mut quoted = Value::open(text, "=\"");
    quoted.push(&value);
    lost.add(quoted.close());
    lost
}

/// Appends `, name="value"` for a value that needs no escape.
fn plain_attribute(text: &mut String, name: &str, value: &str) {
    for part in [", ", name, "=\"", value, "\""] {
        text.push_str(part);
    }
}

/// Appends `, name="value"`.
pub(super) fn attribute(text: &mut String, name: &str, value: &str) -> Lost {
    let mut quoted = Value::new(text, name);
    quoted.push(value);
    quoted.close()
}

/// Returns whether Graphviz gives an element of its SVG such an id: `node1`, `edge1`.
fn is_made_by_graphviz(id: &str) -> bool {
    ["node", "edge", "graph", "clust"]
        .iter()
        .filter_map(|word| id.strip_prefix(word))
        .any(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_those_of_the_standard_library() {
        for number in (0..60_000).map(|number| f64::from(number) / 10_000.0).chain([9.94, 9.95, 9.96, 12.34, 19.99]) {
            let mut text = String::new();
            push_tenths(&mut text, number);
            assert_eq!(text, format!("{number:.1}"));
        }
    }
}

//! DOT: the language of Graphviz, for pictures; Gephi, pydot and pygraphviz read it too.
//!
//! What it is: <https://graphviz.org/doc/info/lang.html>. One statement a line, ids and values always
//! quoted, and every style on its node or edge: Gephi loses the data behind a `node [...]`, `edge [...]`,
//! `graph [...]` or `subgraph`, so there is one `graph [...]` and it comes last.
//!
//! | graph | file |
//! |---|---|
//! | node | statement of its own, with `label`, `tooltip` (type, description, aliases), `URL` (from `url`) |
//! | edge | statement of its own, with `id`, `label`, `weight`, `tooltip` (the sentence, dates, evidence), `URL` (of the document) |
//! | type | `entity_type`, `shape`, `style`, `peripheries`, `fillcolor`, `color` |
//! | relation | `relation`, `style`, `arrowhead`, `color`; `dir="none"` where it holds both ways |
//! | title | `label` of the graph |
//! | attribute `x` | `kg_x`, since Graphviz gives names such as `size` and `pos` a meaning |
//!
//! What is lost: the vocabulary beyond the labels in use; the structure of evidence, which becomes text to
//! read; whether a value was a number or a text. Characters that would break an SVG are dropped, and an id that
//! readers stumble over (`node`, an empty one) gets a `_` behind it and the true one in `kg_id`. Texts end at
//! 16,000 bytes: Graphviz reads no longer ones. Weights above 1,000 or below 0 stand in `kg_weight` and
//! `weight` holds the nearest number that Graphviz can add up without a crash. Long labels are wrapped, with
//! the label as it was in `kg_label`. In names and values `\\`, `\"`, `\n` and, before what would be a
//! character entity, `&amp;` are escapes.
//!
//! Not supported: reading; clusters; the legend, which would need a node of its own.
//!
//! ```dot
//! digraph kgraph {
//!   "chen" [label="George Chen", entity_type="person", shape="box", style="rounded,filled", …];
//!   "chen" -> "k-visa" [label="comments on", relation="comments-on", id="chen--comments-on--k-visa", …];
//!   graph [charset="UTF-8", rankdir="LR", label="The K visa", …];
//! }
//! ```

use super::block::Block;
use super::style::{INK, Styles};
use super::{Format, LossKind, Losses, WriteAs, WriteOptions};
use crate::graph::{EdgeId, Evidence, Graph, NodeId, Relation};
use crate::jsontext::{self, Kind};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) static FORMAT: Format = Format {
    name: "dot",
    title: "DOT",
    about: "pictures with Graphviz; Gephi reads it too",
    extensions: &["dot", "gv"],
    media_type: "text/vnd.graphviz",
    read: None,
    detect: None,
    write: Some(WriteAs::File(write)),
};

/// Bytes of a quoted text as written. Graphviz 2.43 fails on 16,382.
const MAX_TEXT: usize = 16_000;
/// Columns of a line of a node's label and of an edge's.
const NODE_COLUMNS: usize = 24;
const EDGE_COLUMNS: usize = 22;
/// The largest weight written. Graphviz adds weights up in 32 bits and crashes on an overflow.
const MAX_WEIGHT: f64 = 1000.0;
/// Edges up to which Graphviz may take its time: 0.1 s for 160.
const PATIENT: usize = 200;
/// Debian takes Liberation Sans for it, which is as wide, so text fits its node on every machine.
const FONT: &str = "Arial";

fn write(graph: &Graph, _: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut losses = Losses::default();
    vocabulary_losses(graph, &mut losses);
    let mut writer = Writer::new(graph, losses);
    let mut text = Block::new(out);
    text.push_str("digraph kgraph {\n");
    for node in graph.nodes() {
        writer.node(node, &mut text);
        text.flush_if_full()?;
    }
    for edge in graph.edges() {
        writer.edge(edge, &mut text);
        text.flush_if_full()?;
    }
    writer.graph(&mut text);
    text.push_str("}\n");
    text.flush()?;
    Ok(writer.losses)
}

fn vocabulary_losses(graph: &Graph, losses: &mut Losses) {
    let header = graph.header();
    let documents = header.documents.iter().map(|document| &document.id);
    let types = header.types.iter().filter(|declared| declared.declared).map(|declared| &declared.id);
    let relations = header.relations.iter().filter(|declared| declared.declared).map(|declared| &declared.id);
    for id in documents.chain(types).chain(relations) {
        losses.add(LossKind::VocabularyLeftOut, || id.clone());
    }
}

struct Writer<'g> {
    graph: &'g Graph,
    names: Names,
    /// What every node of a type has in common, by the type's number; the last is for nodes without one.
    node_tails: Vec<String>,
    edge_parts: Vec<EdgePart<'g>>,
    losses: Losses,
}

/// What every edge of a relation has in common.
struct EdgePart<'g> {
    label: Label<'g>,
    tail: String,
    width: f64,
    penwidth: String,
}

impl<'g> Writer<'g> {
    fn new(graph: &'g Graph, mut losses: Losses) -> Self {
        let header = graph.header();
        let styles = Styles::new(header);
        let node_tails = (0..=header.types.len())
            .map(|at| {
                let mut tail = String::new();
                if let Some(entity_type) = header.types.get(at) {
                    attribute(&mut tail, "entity_type", &entity_type.id).count(&mut losses, &entity_type.id);
                }
                node_style(&mut tail, &styles, (at < header.types.len()).then_some(at));
                tail
            })
            .collect();
        let edge_parts = header
            .relations
            .iter()
            .map(|relation| {
                let mut tail = String::new();
                attribute(&mut tail, "relation", &relation.id).count(&mut losses, &relation.id);
                edge_style(&mut tail, relation, !header.directed || relation.symmetric);
                let width = Styles::edge(relation.polarity).width;
                let penwidth = format!(", penwidth=\"{width:.1}\"");
                EdgePart { label: Label::new(&relation.label, EDGE_COLUMNS), tail, width, penwidth }
            })
            .collect();
        Writer { graph, names: Names::new(graph), node_tails, edge_parts, losses }
    }

    fn node(&mut self, node: NodeId, text: &mut String) {
        let graph = self.graph;
        let id = graph.id(node);
        let label = graph.label(node);
        let record = graph.as_petgraph()[node];
        let mut lost = Lost::default();
        text.push_str("  ");
        self.names.push(graph, node, text);
        text.push_str(" [");
        lost.add(Label::new(label, NODE_COLUMNS).push(text));
        text.push_str(&self.node_tails[record.type_index().unwrap_or(self.node_tails.len() - 1)]);

        let mut tooltip = Value::new(text, "tooltip");
        tooltip.push(label);
        if let Some(entity_type) = graph.entity_type(node) {
            tooltip.push(" · ");
            tooltip.push(&entity_type.label);
        }
        if let Some(description) = graph.description(node) {
            tooltip.push("\n");
            tooltip.push(&description);
        }
        for (at, alias) in graph.aliases(node).iter().enumerate() {
            tooltip.push(if at == 0 { "\nAlso: " } else { ", " });
            tooltip.push(alias);
        }
        lost.add(tooltip.close());

        if let Some(url) = graph.node_attribute(node, "url") {
            link(text, &jsontext::decode(url));
        }
        if self.names.is_replaced(node) {
            self.losses.add(LossKind::IdReplaced, || id.to_owned());
            lost.add(attribute(text, "kg_id", id));
        }
        for attribute in graph.node_attributes(node) {
            lost.add(user_attribute(text, attribute.key, attribute.value, &mut self.losses));
        }
        text.push_str("];\n");
        lost.count(&mut self.losses, id);
    }

    fn edge(&mut self, edge: EdgeId, text: &mut String) {
        let graph = self.graph;
        let (source, target) = graph.endpoints(edge);
        let part = &self.edge_parts[graph.as_petgraph()[edge].relation_index()];
        let own_label = graph.own_edge_label(edge);
        let id = graph.edge_id(edge);
        let evidence = graph.evidence(edge);
        let mut lost = Lost::default();
        text.push_str("  ");
        self.names.push(graph, source, text);
        text.push_str(" -> ");
        self.names.push(graph, target, text);
        text.push_str(" [");
        match &own_label {
            Some(label) => lost.add(Label::new(label, EDGE_COLUMNS).push(text)),
            None => lost.add(part.label.push(text)),
        }
        if is_made_by_graphviz(&id) {
            self.losses.add(LossKind::IdReplaced, || id.clone().into_owned());
            lost.add(attribute(text, "kg_id", &id));
        } else {
            lost.add(attribute(text, "id", &id));
        }
        text.push_str(&part.tail);
        match graph.weight_text(edge) {
            Some(weight) => {
                write_weight(text, weight, graph.weight(edge), part.width, &id, &mut self.losses);
            }
            None => text.push_str(&part.penwidth),
        }
        let (since, until) = (graph.since(edge), graph.until(edge));
        for (name, date) in [("since", &since), ("until", &until)] {
            if let Some(date) = date {
                lost.add(attribute(text, name, date));
            }
        }

        let mut tooltip = Value::new(text, "tooltip");
        let label = own_label.as_deref().unwrap_or(&graph.relation(edge).label);
        tooltip.push(graph.label(source));
        tooltip.push(" —");
        tooltip.push(label);
        tooltip.push(if graph.is_symmetric(edge) { "— " } else { "→ " });
        tooltip.push(graph.label(target));
        match (&since, &until) {
            (Some(since), Some(until)) => tooltip.push_all(&["\nsince ", since, ", until ", until]),
            (Some(since), None) => tooltip.push_all(&["\nsince ", since]),
            (None, Some(until)) => tooltip.push_all(&["\nuntil ", until]),
            (None, None) => {}
        }
        for piece in &evidence {
            push_evidence(&mut tooltip, graph, piece);
        }
        lost.add(tooltip.close());

        let document = |piece: &Evidence<'_>| graph.header().document(piece.document.as_deref()?)?.url.as_deref();
        if let Some(url) = evidence.iter().filter_map(document).find(|url| is_web(url)) {
            link(text, url);
        }
        if !evidence.is_empty() {
            self.losses.add(LossKind::EvidenceAsText, || id.clone().into_owned());
        }
        for (key, _) in evidence.iter().flat_map(|piece| &piece.attributes) {
            self.losses.add(LossKind::AttributeLeftOut, || key.clone().into_owned());
        }
        for attribute in graph.edge_attributes(edge) {
            lost.add(user_attribute(text, attribute.key, attribute.value, &mut self.losses));
        }
        text.push_str("];\n");
        lost.count(&mut self.losses, &id);
    }

    /// Writes the only statement about the graph; it must be the last one.
    fn graph(&mut self, text: &mut String) {
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
        if let Some(title) = &header.title {
            lost.add(attribute(text, "label", title));
            text.push_str(", labelloc=\"t\", labeljust=\"l\", fontsize=\"20\"");
            plain_attribute(text, "fontname", FONT);
            plain_attribute(text, "fontcolor", &INK.hex());
        }
        for (key, value) in header.attributes.iter().chain(&header.top_attributes) {
            lost.add(user_attribute(text, key, value, &mut self.losses));
        }
        text.push_str("];\n");
        lost.count(&mut self.losses, "graph");
    }
}

/// Appends the look of a type.
fn node_style(text: &mut String, styles: &Styles, entity_type: Option<usize>) {
    let style = styles.node(entity_type);
    plain_attribute(text, "shape", style.shape);
    plain_attribute(text, "style", style.style);
    if style.borders != 1 {
        plain_attribute(text, "peripheries", &style.borders.to_string());
    }
    plain_attribute(text, "fillcolor", &style.fill.hex());
    // Gephi reads no `#rrggbb` here; it makes the node invisible.
    plain_attribute(text, "color", &style.color.hsv());
    plain_attribute(text, "fontcolor", &INK.hex());
    plain_attribute(text, "fontname", FONT);
    // Sides of a hexagon slope, which is margin enough.
    plain_attribute(text, "margin", if style.shape == "hexagon" { "0.02,0.06" } else { "0.16,0.08" });
    text.push_str(", fontsize=\"14\", height=\"0.4\", penwidth=\"1.2\"");
}

/// Appends the look of a relation.
fn edge_style(text: &mut String, relation: &Relation, symmetric: bool) {
    let style = Styles::edge(relation.polarity);
    plain_attribute(text, "color", &style.stroke.hsv());
    plain_attribute(text, "fontcolor", &style.color.hex());
    plain_attribute(text, "style", style.line);
    if symmetric {
        plain_attribute(text, "dir", "none");
    } else {
        plain_attribute(text, "arrowhead", style.arrow);
    }
    plain_attribute(text, "fontname", FONT);
    text.push_str(", fontsize=\"12\", arrowsize=\"0.7\"");
}

/// Appends `weight` and the width of the line; the true weight beside it where Graphviz would stumble.
fn write_weight(text: &mut String, written: &str, weight: f64, width: f64, id: &str, losses: &mut Losses) {
    if (0.0..=MAX_WEIGHT).contains(&weight) {
        plain_attribute(text, "weight", written);
    } else {
        losses.add(LossKind::WeightReplaced, || id.to_owned());
        let nearest = if weight > MAX_WEIGHT { "1000" } else { "0" };
        plain_attribute(text, "weight", nearest);
        plain_attribute(text, "kg_weight", written);
    }
    // A weight of 4 draws a line twice as wide.
    let width = (width * weight.max(0.0).sqrt()).clamp(0.6, 6.0);
    let _ = write!(text, ", penwidth=\"{width:.1}\"");
}

/// Appends a line: "Title ¶3: note “quote” (denies)".
fn push_evidence(tooltip: &mut Value<'_>, graph: &Graph, piece: &Evidence<'_>) {
    tooltip.push("\n");
    let mut before = "";
    if let Some(id) = &piece.document {
        let title = graph.header().document(id).and_then(|document| document.title.as_deref());
        tooltip.push(title.unwrap_or(id));
        before = " ";
    }
    if let Some(locator) = &piece.locator {
        tooltip.push_all(&[before, locator]);
        before = " ";
    }
    if !before.is_empty() && (piece.note.is_some() || piece.quote.is_some()) {
        before = ": ";
    }
    if let Some(note) = &piece.note {
        tooltip.push_all(&[before, note]);
        before = " ";
    }
    if let Some(quote) = &piece.quote {
        tooltip.push_all(&[before, "“", quote, "”"]);
        before = " ";
    }
    if let Some(stance) = piece.stance.as_deref().filter(|&stance| stance != "supports") {
        tooltip.push_all(&[before, "(", stance, ")"]);
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
fn user_attribute(text: &mut String, key: &str, json: &str, losses: &mut Losses) -> Lost {
    let value = match Kind::of(json) {
        Kind::Null => {
            losses.add(LossKind::NullLeftOut, || key.to_owned());
            return Lost::default();
        }
        Kind::Array | Kind::Object => {
            losses.add(LossKind::NestedAsText, || key.to_owned());
            let mut canonical = String::with_capacity(json.len());
            jsontext::write_canonical(&mut canonical, json);
            Cow::Owned(canonical)
        }
        Kind::String => jsontext::decode(json),
        Kind::Bool | Kind::Number => Cow::Borrowed(json),
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
fn attribute(text: &mut String, name: &str, value: &str) -> Lost {
    let mut quoted = Value::new(text, name);
    quoted.push(value);
    quoted.close()
}

/// A label as it is drawn: in lines.
struct Label<'a> {
    whole: &'a str,
    lines: Cow<'a, str>,
}

impl<'a> Label<'a> {
    fn new(whole: &'a str, columns: usize) -> Self {
        Label { whole, lines: wrap(whole, columns) }
    }

    /// Appends `label="…"`, the first attribute of a statement, and the whole label if it was wrapped.
    fn push(&self, text: &mut String) -> Lost {
        let mut label = Value::open(text, "label=\"");
        label.push(&self.lines);
        let mut lost = label.close();
        if matches!(self.lines, Cow::Owned(_)) {
            lost.add(attribute(text, "kg_label", self.whole));
        }
        lost
    }
}

/// Breaks a text into lines of about so many columns: at blanks, and within words that are longer.
fn wrap(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns || text.lines().all(|line| width(line) <= columns) {
        return Cow::Borrowed(text);
    }
    let mut wrapped = String::with_capacity(text.len() + text.len() / columns + 1);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            wrapped.push('\n');
        }
        // Lines of even length look better than full ones and a rest.
        let lines = width(line).div_ceil(columns).max(1);
        let goal = width(line).div_ceil(lines);
        let mut used = 0;
        for word in line.split(' ') {
            let wide = width(word);
            if used > 0 {
                let fits = used + 1 + wide <= columns && (used < goal.saturating_sub(wide / 2));
                wrapped.push(if fits { ' ' } else { '\n' });
                used = if fits { used + 1 } else { 0 };
            }
            if wide <= columns + columns / 4 {
                wrapped.push_str(word);
                used += wide;
                continue;
            }
            for c in word.chars() {
                if used >= columns {
                    wrapped.push('\n');
                    used = 0;
                }
                wrapped.push(c);
                used += columns_of(c);
            }
        }
    }
    Cow::Owned(wrapped)
}

fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Returns 2 for what is usually drawn as wide as it is high: East Asian scripts and emoji.
fn columns_of(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 2,
        '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// What happened to a text on its way into quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lost {
    characters: bool,
    end: bool,
}

impl Lost {
    fn add(&mut self, other: Lost) {
        self.characters |= other.characters;
        self.end |= other.end;
    }

    fn count(self, losses: &mut Losses, place: &str) {
        if self.characters {
            losses.add(LossKind::CharactersReplaced, || place.to_owned());
        }
        if self.end {
            losses.add(LossKind::TextCut, || place.to_owned());
        }
    }
}

/// A quoted text in the making: escaped as it comes, and cut where Graphviz would stop reading.
struct Value<'t> {
    text: &'t mut String,
    /// Length of `text` at which the value is cut.
    end: usize,
    lost: Lost,
}

impl<'t> Value<'t> {
    /// Starts `, name="`.
    fn new(text: &'t mut String, name: &str) -> Self {
        text.push_str(", ");
        text.push_str(name);
        Value::open(text, "=\"")
    }

    /// Starts after an opening, quote included.
    fn open(text: &'t mut String, opening: &str) -> Self {
        text.push_str(opening);
        let end = text.len() + MAX_TEXT;
        Value { text, end, lost: Lost::default() }
    }

    fn push_all(&mut self, parts: &[&str]) {
        for part in parts {
            self.push(part);
        }
    }

    /// Appends a text, escaped.
    fn push(&mut self, part: &str) {
        let bytes = part.as_bytes();
        let mut from = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !SPECIAL[usize::from(byte)] {
                at += 1;
                continue;
            }
            let (written, len, lost) = match byte {
                b'"' => ("\\\"", 1, false),
                b'\\' => ("\\\\", 1, false),
                b'\n' => ("\\n", 1, false),
                b'\t' => (" ", 1, true),
                b'&' if is_entity(&bytes[at..]) => ("&amp;", 1, false),
                // U+FFFE and U+FFFF, which XML forbids.
                0xef if matches!(bytes[at..], [_, 0xbf, 0xbe | 0xbf, ..]) => ("", 3, true),
                b'&' | 0xef => {
                    at += 1;
                    continue;
                }
                _ => ("", 1, true),
            };
            self.push_clean(&part[from..at]);
            self.push_clean(written);
            self.lost.characters |= lost;
            at += len;
            from = at;
        }
        self.push_clean(&part[from..]);
    }

    /// Appends a run that needs no escape, or an escape, if there is room; once cut, nothing.
    fn push_clean(&mut self, run: &str) {
        if self.lost.end {
            return;
        }
        let room = self.end.saturating_sub(self.text.len());
        if run.len() <= room {
            self.text.push_str(run);
            return;
        }
        // Never half an escape: it would take the closing quote along.
        if !run.starts_with(['\\', '&']) {
            self.text.push_str(start_of(run, room));
        }
        self.text.push('…');
        self.lost.end = true;
    }

    fn close(self) -> Lost {
        self.text.push('"');
        self.lost
    }
}

/// Returns the longest start of a text of at most so many bytes.
fn start_of(text: &str, max: usize) -> &str {
    let mut end = max.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Bytes that [`Value::push`] looks at: the others are copied in runs.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        special[at] = true;
        at += 1;
    }
    special[b'"' as usize] = true;
    special[b'\\' as usize] = true;
    special[b'&' as usize] = true;
    special[0xef] = true;
    special
};

/// Returns whether a text starts with what Graphviz takes for a character: `&amp;`, `&#233;`, `&#xe9;`.
fn is_entity(text: &[u8]) -> bool {
    let name = match text {
        [b'&', b'#', rest @ ..] | [b'&', rest @ ..] => rest,
        _ => return false,
    };
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    len > 0 && name.get(len) == Some(&b';')
}

/// Returns whether Graphviz gives an element of its SVG such an id: `node1`, `edge1`.
fn is_made_by_graphviz(id: &str) -> bool {
    ["node", "edge", "graph", "clust"]
        .iter()
        .filter_map(|word| id.strip_prefix(word))
        .any(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The names of nodes in the file: their ids, but for those that some reader cannot take.
struct Names {
    replaced: HashMap<NodeId, String>,
}

impl Names {
    /// Finds replacements: the id less what is forbidden, `_` behind it, and a number if that is taken.
    fn new(graph: &Graph) -> Self {
        let mut names = Names { replaced: HashMap::new() };
        let mut taken = HashSet::new();
        let mut next: HashMap<String, usize> = HashMap::new();
        for node in graph.nodes().filter(|&node| !is_good_name(graph.id(node))) {
            let mut name = clean_name(graph.id(node));
            name.push('_');
            let number = next.entry(name.clone()).or_insert(1);
            let stem = name.len();
            while graph.find(&name).is_some() || taken.contains(&name) {
                *number += 1;
                name.truncate(stem);
                let _ = write!(name, "{number}");
            }
            taken.insert(name.clone());
            names.replaced.insert(node, name);
        }
        names
    }

    fn is_replaced(&self, node: NodeId) -> bool {
        !self.replaced.is_empty() && self.replaced.contains_key(&node)
    }

    /// Appends the name in quotes.
    fn push(&self, graph: &Graph, node: NodeId, text: &mut String) {
        let replaced = if self.replaced.is_empty() { None } else { self.replaced.get(&node) };
        let mut name = Value::open(text, "\"");
        name.push(replaced.map_or(graph.id(node), String::as_str));
        name.close();
    }
}

/// Returns whether an id survives as it is: not empty, no word of the language, nothing dropped or cut.
fn is_good_name(id: &str) -> bool {
    // Every escape but `&amp;` makes two bytes of one.
    if id.is_empty() || id.len() > MAX_TEXT / 5 {
        return false;
    }
    const WORDS: [&str; 6] = ["node", "edge", "graph", "digraph", "subgraph", "strict"];
    if (4..=8).contains(&id.len()) && WORDS.iter().any(|word| id.eq_ignore_ascii_case(word)) {
        return false;
    }
    let lost = |c: char| (c < ' ' && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if id.bytes().all(|byte| (b' '..0x80).contains(&byte)) { true } else { !id.contains(lost) }
}

fn clean_name(id: &str) -> String {
    let kept = |c: char| match c {
        '\t' => Some(' '),
        '\n' => Some('\n'),
        '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => None,
        _ => Some(c),
    };
    let mut name: String = id.chars().filter_map(kept).collect();
    if name.len() > MAX_TEXT / 8 {
        name.truncate(start_of(&name, MAX_TEXT / 8).len());
        name.push('…');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::graph::Checks;
    use graphviz_rust::dot_structures::{Attribute, EdgeTy, Graph as Ast, GraphAttributes, Id, Stmt, Vertex};
    use proptest::prelude::*;
    use serde_json::json;

    fn graph_of(json: &str) -> Graph {
        let source = Source::new("test.json", json);
        Format::from_name("json").expect("JSON").check(&[source], Checks::Errors).expect("JSON is read").0
    }

    fn dot_of(graph: &Graph) -> (String, Losses) {
        let mut out = Vec::new();
        let losses = FORMAT.write(graph, &WriteOptions::new(), &mut out).expect("memory takes everything");
        (String::from_utf8(out).expect("DOT is UTF-8"), losses)
    }

    fn kinds(losses: &Losses) -> Vec<LossKind> {
        losses.iter().map(|loss| loss.kind).collect()
    }

    /// What graphviz-rust, which is not ours, finds in a file.
    #[derive(Debug, Default, PartialEq)]
    struct Parsed {
        nodes: Vec<String>,
        edges: Vec<(String, String)>,
        labels: Vec<String>,
        kg_ids: Vec<Option<String>>,
    }

    fn parse(dot: &str) -> Parsed {
        let ast = graphviz_rust::parse(dot).unwrap_or_else(|error| panic!("{error}\n{dot}"));
        let Ast::DiGraph { stmts, strict: false, .. } = ast else { panic!("not a digraph: {dot}") };
        let mut parsed = Parsed::default();
        let last = stmts.len() - 1;
        for (at, stmt) in stmts.into_iter().enumerate() {
            match stmt {
                Stmt::Node(node) => {
                    parsed.nodes.push(unquote(&node.id.0));
                    let value = |name: &str| node.attributes.iter().find(|a| is_named(a, name)).map(|a| unquote(&a.1));
                    parsed.labels.push(value("kg_label").or_else(|| value("label")).unwrap_or_default());
                    parsed.kg_ids.push(value("kg_id"));
                }
                Stmt::Edge(edge) => match edge.ty {
                    EdgeTy::Pair(Vertex::N(from), Vertex::N(to)) => {
                        assert!(!edge.attributes.iter().any(|a| is_named(a, "key")));
                        parsed.edges.push((unquote(&from.0), unquote(&to.0)));
                    }
                    other => panic!("{other:?}"),
                },
                Stmt::GAttribute(GraphAttributes::Graph(_)) if at == last => {}
                other => panic!("Gephi would lose what follows {other:?}"),
            }
        }
        parsed
    }

    fn is_named(attribute: &Attribute, name: &str) -> bool {
        matches!(&attribute.0, Id::Plain(plain) if plain == name)
    }

    /// Reads a quoted text back, after the rule in the module's documentation.
    fn unquote(id: &Id) -> String {
        let Id::Escaped(quoted) = id else { panic!("not quoted: {id:?}") };
        let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("quotes");
        assert!(inner.len() < 16_384);
        let mut text = String::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.push(match chars.next() {
                    Some('n') => '\n',
                    Some(escaped @ ('\\' | '"')) => escaped,
                    other => panic!("\\{other:?} has a meaning to Graphviz"),
                }),
                '&' if chars.as_str().starts_with("amp;") => {
                    chars.nth(3);
                    text.push('&');
                }
                _ => text.push(c),
            }
        }
        text
    }

    /// A text as it must arrive.
    fn cleaned(text: &str) -> String {
        text.replace('\t', " ")
            .chars()
            .filter(|&c| c == '\n' || !(c < ' ' || ('\u{fffe}'..='\u{ffff}').contains(&c)))
            .collect()
    }

    /// Ids as they are in the file, and as they were.
    fn assert_holds(graph: &Graph) {
        let (dot, _) = dot_of(graph);
        let parsed = parse(&dot);
        assert_eq!(parsed.nodes.len(), graph.node_count());
        assert_eq!(parsed.nodes.iter().collect::<HashSet<_>>().len(), graph.node_count(), "names are unique: {dot}");
        for (at, node) in graph.nodes().enumerate() {
            match &parsed.kg_ids[at] {
                None => assert_eq!(parsed.nodes[at], graph.id(node)),
                Some(id) => assert_eq!(*id, cleaned(graph.id(node))),
            }
            assert_eq!(parsed.labels[at], cleaned(graph.label(node)));
        }
        let expected: Vec<_> = graph
            .edges()
            .map(|edge| {
                let (source, target) = graph.endpoints(edge);
                (parsed.nodes[source.index()].clone(), parsed.nodes[target.index()].clone())
            })
            .collect();
        assert_eq!(parsed.edges, expected);
    }

    #[test]
    fn a_small_graph_is_written_to_the_letter() {
        let graph = graph_of(
            r#"{"graph": {"title": "Two \"visas\"", "documents": [{"id": "d", "title": "Article", "url": "https://x.org/?a=1&b=2"}],
                "types": [{"id": "person", "label": "Person"}],
                "relations": [{"id": "opposes", "label": "opposes", "polarity": "negative"}]},
                "nodes": [{"id": "trump", "type": "person", "label": "Trump", "aliases": ["DJT"], "description": "US president", "size": 7},
                          {"id": "h1b", "label": "H-1B"}],
                "edges": [{"source": "trump", "relation": "opposes", "target": "h1b", "weight": 4,
                           "evidence": [{"document": "d", "locator": "¶3", "note": "says so", "quote": "No.", "stance": "denies"}]}]}"#,
        );
        let (dot, losses) = dot_of(&graph);
        assert_eq!(
            dot,
            concat!(
                "digraph kgraph {\n",
                r##"  "trump" [label="Trump", entity_type="person", shape="box", style="rounded,filled", fillcolor="#ece4f8", color="0.735,0.486,0.831", fontcolor="#14171c", fontname="Arial", margin="0.16,0.08", fontsize="14", height="0.4", penwidth="1.2", tooltip="Trump · Person\nUS president\nAlso: DJT", kg_size="7"];"##,
                "\n",
                r##"  "h1b" [label="H-1B", shape="box", style="filled", fillcolor="#ffffff", color="0.601,0.202,0.447", fontcolor="#14171c", fontname="Arial", margin="0.16,0.08", fontsize="14", height="0.4", penwidth="1.2", tooltip="H-1B"];"##,
                "\n",
                r##"  "trump" -> "h1b" [label="opposes", id="trump--opposes--h1b", relation="opposes", color="0.047,0.945,0.784", fontcolor="#c8400b", style="dashed", arrowhead="tee", fontname="Arial", fontsize="12", arrowsize="0.7", weight="4", penwidth="3.2", tooltip="Trump —opposes→ H-1B\nArticle ¶3: says so “No.” (denies)", URL="https://x.org/?a=1&amp;b=2"];"##,
                "\n",
                r##"  graph [charset="UTF-8", rankdir="LR", bgcolor="#fbfaf7", pad="0.4", nodesep="0.2", ranksep="0.35", outputorder="edgesfirst", mclimit="8", label="Two \"visas\"", labelloc="t", labeljust="l", fontsize="20", fontname="Arial", fontcolor="#14171c"];"##,
                "\n}\n",
            )
        );
        assert_eq!(kinds(&losses), [LossKind::EvidenceAsText, LossKind::VocabularyLeftOut]);
    }

    #[test]
    fn quotes_backslashes_and_entities_are_escaped_and_control_characters_dropped() {
        let quoted = |text: &str| {
            let mut out = String::new();
            let mut value = Value::open(&mut out, "\"");
            value.push(text);
            let lost = value.close();
            (out, lost.characters)
        };
        for (text, expected, lost) in [
            ("plain – 北約", "\"plain – 北約\"", false),
            ("a \"b\" c\\", r#""a \"b\" c\\""#, false),
            ("\\N \\l", r#""\\N \\l""#, false),
            ("one\r\ntwo\tthree", r#""one\ntwo three""#, true),
            ("\0a\u{1b}\u{ffff}\u{fffd}", "\"a\u{fffd}\"", true),
            ("R&D & &amp; &#1; &#x41; &;", "\"R&D & &amp;amp; &amp;#1; &amp;#x41; &;\"", false),
            ("", "\"\"", false),
        ] {
            assert_eq!(quoted(text), (expected.to_owned(), lost), "{text:?}");
        }
    }

    #[test]
    fn ids_that_readers_stumble_over_are_replaced_and_stay_apart() {
        let ids = ["node", "Graph", "STRICT", "node_", "", "a\u{1}b", "a\u{2}b", "ab", "ab_", "a\tb", "a b_"];
        let nodes: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
        let graph = graph_of(&json!({"nodes": nodes, "edges": []}).to_string());
        let (dot, losses) = dot_of(&graph);
        let parsed = parse(&dot);
        let empty_is_kept = graph.find("").is_some();
        let mut expected =
            vec!["node_2", "Graph_", "STRICT_", "node_", "_", "ab_2", "ab_3", "ab", "ab_", "a b_2", "a b_"];
        expected.retain(|&name| name != "_" || empty_is_kept);
        assert_eq!(parsed.nodes, expected);
        assert_eq!(parsed.kg_ids[0].as_deref(), Some("node"));
        assert!(kinds(&losses).contains(&LossKind::IdReplaced));
        assert_holds(&graph);
    }

    #[test]
    fn long_texts_are_cut_between_characters_and_escapes_and_long_ids_stay_apart() {
        let long = "ö\"".repeat(10_000);
        let graph = graph_of(
            &json!({"nodes": [{"id": format!("{long}1"), "label": long.clone(), "description": "& &lt;".repeat(9000)},
                              {"id": format!("{long}2"), "label": "x".repeat(20_000)}],
                    "edges": [{"source": format!("{long}1"), "relation": "r", "target": format!("{long}2")}]})
            .to_string(),
        );
        let (dot, losses) = dot_of(&graph);
        let parsed = parse(&dot);
        assert_ne!(parsed.nodes[0], parsed.nodes[1]);
        assert_eq!(parsed.edges, [(parsed.nodes[0].clone(), parsed.nodes[1].clone())]);
        assert!(parsed.labels[0].ends_with('…') && long.starts_with(parsed.labels[0].trim_end_matches('…')));
        assert!(kinds(&losses).contains(&LossKind::TextCut));
    }

    #[test]
    fn weights_that_crash_graphviz_stand_beside_one_that_does_not() {
        let edges: Vec<_> = ["2.5", "0", "1000", "1001", "1e308", "-1"]
            .iter()
            .map(|weight| format!(r#"{{"source": "a", "relation": "r", "target": "a", "weight": {weight}}}"#))
            .collect();
        let graph = graph_of(&format!(r#"{{"nodes": [{{"id": "a"}}], "edges": [{}]}}"#, edges.join(",")));
        let (dot, losses) = dot_of(&graph);
        for expected in [
            r#"weight="2.5", penwidth="1.7""#,
            r#"weight="0", penwidth="0.6""#,
            r#"weight="1000", penwidth="6.0""#,
            r#"weight="1000", kg_weight="1001", penwidth="6.0""#,
            r#"weight="1000", kg_weight="1e308", penwidth="6.0""#,
            r#"weight="0", kg_weight="-1", penwidth="0.6""#,
        ] {
            assert!(dot.contains(expected), "{expected}: {dot}");
        }
        assert_eq!(losses.iter().map(|loss| loss.count).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn own_attributes_are_kept_under_names_that_graphviz_does_not_know() {
        let graph = graph_of(
            r#"{"nodes": [{"id": "a", "size": 3, "pos": "1,2!", "url": "javascript:alert(1)", "bad name\"": true, "gone": null, "list": [1,2]},
                          {"id": "b", "url": "https://x.org/a b?c=\"<&amp;"}], "edges": []}"#,
        );
        let (dot, losses) = dot_of(&graph);
        let expected =
            r#"kg_size="3", kg_pos="1,2!", kg_url="javascript:alert(1)", "kg_bad name\""="true", kg_list="[1, 2]"];"#;
        assert!(dot.contains(expected), "{dot}");
        assert_eq!(dot.matches(" URL=").count(), 1);
        assert!(dot.contains(r#"URL="https://x.org/a%20b?c=%22%3C&amp;amp;""#), "{dot}");
        assert_eq!(kinds(&losses), [LossKind::NestedAsText, LossKind::NullLeftOut]);
        assert_holds(&graph);
    }

    #[test]
    fn edges_that_hold_both_ways_have_no_arrow_and_parallel_ones_are_all_there() {
        let graph = graph_of(
            r#"{"graph": {"relations": [{"id": "rivals", "symmetric": true}]}, "nodes": [{"id": "a"}, {"id": "b"}],
                "edges": [{"source": "a", "relation": "rivals", "target": "b"}, {"source": "a", "relation": "knows", "target": "b", "id": "edge1"},
                          {"source": "b", "relation": "knows", "target": "a", "since": "2024"}, {"source": "a", "relation": "rivals", "target": "b"}]}"#,
        );
        let (dot, losses) = dot_of(&graph);
        assert_eq!(dot.matches("dir=\"none\"").count(), 2);
        assert!(dot.contains("tooltip=\"a —rivals— b\""), "{dot}");
        assert!(dot.contains("tooltip=\"b —knows→ a\\nsince 2024\""), "{dot}");
        assert!(dot.contains("kg_id=\"edge1\"") && !dot.contains(" id=\"edge1\""), "an SVG has an edge1 of its own");
        assert!(kinds(&losses).contains(&LossKind::IdReplaced));
        assert_holds(&graph);
    }

    #[test]
    fn long_labels_are_wrapped_evenly_and_kept_whole_beside() {
        for (text, wrapped) in [
            ("Chinese state media", "Chinese state media"),
            ("Federal Reserve Bank of New York", "Federal Reserve\nBank of New York"),
            ("Pneumonoultramicroscopicsilicovolcanoconiosis", "Pneumonoultramicroscopic\nsilicovolcanoconiosis"),
            ("中华人民共和国外国人入境出境管理条例修改", "中华人民共和国外国人入境\n出境管理条例修改"),
            ("one\ntwo", "one\ntwo"),
        ] {
            assert_eq!(wrap(text, NODE_COLUMNS), wrapped);
        }
        let graph = graph_of(r#"{"nodes": [{"id": "f", "label": "Federal Reserve Bank of New York"}], "edges": []}"#);
        let (dot, _) = dot_of(&graph);
        let expected = r#"[label="Federal Reserve\nBank of New York", kg_label="Federal Reserve Bank of New York", "#;
        assert!(dot.contains(expected), "{dot}");
    }

    #[test]
    fn an_empty_graph_is_a_file_too() {
        let (dot, losses) = dot_of(&Graph::default());
        assert!(dot.starts_with("digraph kgraph {\n  graph [") && dot.ends_with("];\n}\n"));
        assert!(losses.is_empty());
        assert_eq!(parse(&dot), Parsed::default());
    }

    #[test]
    fn every_case_is_read_back_by_another_parser() {
        let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        for case in std::fs::read_dir(cases).into_iter().flatten().flatten() {
            let Ok(json) = std::fs::read_to_string(case.path().join("graph.json")) else { continue };
            let (dot, _) = dot_of(&graph_of(&json));
            parse(&dot);
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-c&;\\\\\"\n\t\r\u{0}-\u{3} ]{0,6}",
            "(?i:node|edge|graph|strict)_?2?",
            "&(amp|lt|#[0-9]{1,3});?",
        ]
    }

    proptest! {
        #[test]
        fn any_ids_and_labels_are_read_back(
            nodes in prop::collection::vec((text(), prop::option::of(text()), text()), 1..8),
            ends in prop::collection::vec((0usize..8, 0usize..8, text()), 0..10),
        ) {
            let mut seen = HashSet::new();
            let nodes: Vec<_> = nodes.into_iter().filter(|(id, ..)| !id.is_empty() && seen.insert(id.clone())).collect();
            prop_assume!(!nodes.is_empty());
            let id = |at: usize| nodes[at % nodes.len()].0.as_str();
            let edges: Vec<_> = ends
                .iter()
                .map(|(from, to, text)| json!({"source": id(*from), "relation": "r", "target": id(*to), "label": text, "x y": text}))
                .collect();
            let nodes: Vec<_> = nodes
                .iter()
                .map(|(id, label, text)| match label {
                    Some(label) => json!({"id": id, "label": label, "description": text, "note": text}),
                    None => json!({"id": id, "aliases": [text], text: text}),
                })
                .collect();
            let edge_count = edges.len();
            let graph = graph_of(&json!({"nodes": nodes, "edges": edges}).to_string());
            prop_assert_eq!(graph.edge_count(), edge_count);
            assert_holds(&graph);
        }
    }
}

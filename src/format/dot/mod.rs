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
        text.push_str(", nodesep=\"0.2\", ranksep=\"0.35\", mclimit=\"8\", outputorder=\"edgesfirst\"");
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

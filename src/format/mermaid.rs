//! Mermaid: a flowchart that GitHub, GitLab and many wikis draw within Markdown.
//!
//! What it is: <https://mermaid.js.org/syntax/flowchart.html>. Paste it between ```` ```mermaid ```` and ```` ``` ````, or
//! have it so ([`WriteOptions::in_markdown`]).
//!
//! | graph | file |
//! |---|---|
//! | node | `n0["label"]`, numbered in file order, so that no id can break the syntax |
//! | edge | `n0 -->|"label"| n1`; `---` where it holds both ways |
//! | type | a class with the colours that pictures have; a comment names it |
//! | title | a comment in the first line |
//!
//! What is lost: evidence, ids, weights, dates, your own keys, and the vocabulary beyond labels. Mermaid draws 500
//! edges and 50,000 characters unless `maxEdges` and `maxTextSize` are raised where it runs; what is beyond is counted.
//! Control characters are dropped. In labels everything with a meaning to Mermaid, Markdown or HTML is a character code.
//!
//! Not supported: reading; subgraphs.
//!
//! ```mermaid
//! flowchart LR
//!   n0["George Chen"]:::t0
//!   n0 -->|"comments on"| n1
//! ```

use super::feature::{Feature, Holds};
use super::style::{INK, Styles};
use super::{Format, LossKind, Losses, Place, WriteAs, WriteOptions};
use crate::graph::Graph;
use std::io::{self, Write};

pub(super) static FORMAT: Format = Format {
    name: "mermaid",
    title: "Mermaid",
    about: "a flowchart that GitHub and wikis draw in Markdown",
    extensions: &["mmd", "mermaid"],
    media_type: "text/vnd.mermaid",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::File(write)),
    holds: Holds {
        partly: &[],
        no: &[
            Feature::NodeIds,
            Feature::Aliases,
            Feature::Descriptions,
            Feature::EdgeIds,
            Feature::Weights,
            Feature::OtherWeights,
            Feature::Dates,
            Feature::Evidence,
            Feature::EvidenceKeys,
            Feature::NodeKeys,
            Feature::EdgeKeys,
            Feature::Scalars,
            Feature::LargeNumbers,
            Feature::Nested,
            Feature::Nulls,
            Feature::ControlCharacters,
            Feature::Documents,
            Feature::Vocabulary,
            Feature::GraphKeys,
        ],
    },
};

/// Edges that Mermaid draws unless told otherwise.
const MAX_EDGES: usize = 500;
/// Characters of a text that Mermaid draws unless told otherwise.
const MAX_CHARACTERS: usize = 50_000;

fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    super::property::header_losses(graph.header(), &mut losses);
    let mut text = String::new();
    if options.in_markdown {
        if let Some(title) = &graph.header().title {
            text.push_str(&format!("# {}\n\n", super::markdown::escape(title)));
        }
        text.push_str("```mermaid\n");
    }
    let start = text.len();
    if let Some(title) = &graph.header().title {
        text.push_str("%% ");
        push_label(&mut text, title, &mut losses, || Place::key("title"));
        text.push('\n');
    }
    text.push_str("flowchart LR\n");
    let styles = Styles::new(graph.header());
    for node in graph.nodes() {
        let (id, label) = (graph.id(node), graph.label(node));
        text.push_str(&format!("  n{}[\"", node.index()));
        push_label(&mut text, label, &mut losses, || Place::node(id));
        text.push_str("\"]");
        if let Some(at) = graph.as_petgraph()[node].type_index() {
            text.push_str(&format!(":::t{at}"));
        }
        text.push('\n');
        let reserved = [
            ("id", id != label),
            ("aliases", graph.aliases_json(node).is_some()),
            ("description", graph.description(node).is_some()),
        ];
        losses.leave_out_of_node(graph, node, &reserved);
    }
    for (number, edge) in graph.edges().enumerate() {
        let (source, target) = graph.endpoints(edge);
        let place = || Place::edge(graph.edge_id(edge));
        let arrow = if graph.is_symmetric(edge) { "---" } else { "-->" };
        text.push_str(&format!("  n{} {arrow}|\"", source.index()));
        push_label(&mut text, &graph.edge_label(edge), &mut losses, place);
        text.push_str(&format!("\"| n{}\n", target.index()));
        if number >= MAX_EDGES {
            losses.add(LossKind::BeyondReaders, place);
        }
        if graph.evidence_json(edge).is_some() {
            losses.add(LossKind::EvidenceLeftOut, place);
        }
        let reserved = [
            ("id", graph.own_edge_id(edge).is_some()),
            ("weight", graph.weight_text(edge).is_some()),
            ("since", graph.since(edge).is_some()),
            ("until", graph.until(edge).is_some()),
        ];
        losses.leave_out_of_edge(graph, edge, &reserved);
    }
    for (at, entity_type) in graph.header().types.iter().enumerate() {
        let style = styles.node(Some(at));
        let (fill, stroke, ink) = (style.fill.hex(), style.color.hex(), INK.hex());
        text.push_str(&format!("%% t{at} is "));
        push_label(&mut text, &entity_type.id, &mut losses, || Place::entity_type(&entity_type.id));
        text.push('\n');
        text.push_str(&format!("  classDef t{at} fill:{fill},stroke:{stroke},color:{ink}\n"));
    }
    let characters = text[start..].chars().count();
    if characters > MAX_CHARACTERS {
        losses.add(LossKind::BeyondReaders, Place::graph);
    }
    if options.in_markdown {
        text.push_str("```\n");
    }
    out.write_all(text.as_bytes())?;
    Ok(losses)
}

/// Appends a label; nothing in it can end its quotes or be taken for Markdown, HTML, a comment or a directive.
fn push_label(text: &mut String, label: &str, losses: &mut Losses, place: impl FnOnce() -> Place) {
    let start = text.len();
    let mut dropped = false;
    for c in label.chars() {
        match c {
            '\n' => text.push_str("<br/>"),
            '\t' | '\u{2028}' | '\u{2029}' => text.push(' '),
            _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => dropped = true,
            ' ' | ',' | '.' | '\'' | '/' | '?' | '!' => text.push(c),
            _ if c.is_ascii_punctuation() && c != '-' => text.push_str(&format!("#{};", u32::from(c))),
            _ => text.push(c),
        }
    }
    // A list in Markdown begins with a digit and a point, or with a hyphen.
    if text[start..].starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        text.insert(start, '\u{200b}');
    }
    if text[start..].trim().is_empty() {
        text.push_str("#160;");
    }
    if dropped {
        losses.add(LossKind::CharactersReplaced, place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_breaks_out() {
        for (label, wanted) in [
            ("a \"b\" ]", "a #34;b#34; #93;"),
            ("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"),
            ("<b>&`#\\\n", "#60;b#62;#38;#96;#35;#92;<br/>"),
            ("", "#160;"),
            ("1. x", "\u{200b}1. x"),
        ] {
            let mut text = String::new();
            push_label(&mut text, label, &mut Losses::new(&WriteOptions::new()), Place::graph);
            assert_eq!(text, wanted);
        }
    }
}

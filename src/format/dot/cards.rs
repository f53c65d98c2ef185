//! Nodes as cards and a legend: labels like HTML, which Graphviz draws and other tools show as text.

use super::super::style::{EdgeStyle, INK, Key, Rgb, Styles, as_text, mixed};
use super::text::wrap;
use crate::graph::{Graph, NodeId, Polarity};
use std::fmt::Write as _;

const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
const SECOND: &str = "#4a5361";
/// Columns and lines of a name and of a description; Graphviz centres what is wider than it thinks.
const NAME: (usize, usize) = (24, 3);
const DESCRIPTION: (usize, usize) = (32, 2);

/// Appends the label of a node: a stripe in the colour of its type, type, name and description.
pub(super) fn push(text: &mut String, graph: &Graph, node: NodeId, key: Key) {
    let color = key.light.hex();
    let _ = write!(
        text,
        "label=<<TABLE BORDER=\"1\" COLOR=\"{}\" BGCOLOR=\"#ffffff\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>\
         <TD BGCOLOR=\"{color}\" WIDTH=\"7\" CELLPADDING=\"0\"></TD><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\" CELLPADDING=\"5\">",
        mixed(key.light, WHITE, 0.45).hex()
    );
    if let Some(entity_type) = graph.entity_type(node) {
        let word = lines(&entity_type.label.to_uppercase(), (28, 1));
        if !word.is_empty() {
            let _ = write!(
                text,
                "<FONT POINT-SIZE=\"7\" COLOR=\"{}\"><B>{word}</B></FONT><BR/>",
                as_text(key.light, INK, WHITE).hex()
            );
        }
    }
    let name = [graph.label(node), graph.id(node), "?"]
        .map(|name| lines(name, NAME))
        .into_iter()
        .find(|name| !name.is_empty());
    let _ = write!(text, "<FONT POINT-SIZE=\"12\" COLOR=\"{}\"><B>{}</B></FONT>", INK.hex(), name.unwrap_or_default());
    if let Some(description) =
        graph.description(node).map(|text| lines(&text, DESCRIPTION)).filter(|text| !text.is_empty())
    {
        let _ = write!(text, "<BR/><FONT POINT-SIZE=\"9\" COLOR=\"{SECOND}\">{description}</FONT>");
    }
    text.push_str("</TD></TR></TABLE>>");
}

/// Appends the label of the graph: title, types and polarities in use, sources.
pub(super) fn push_legend(text: &mut String, graph: &Graph, styles: &Styles) {
    let header = graph.header();
    text.push_str(", label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"1\">");
    if let Some(title) = header.title.as_deref().map(|title| lines(title, (70, 3))).filter(|title| !title.is_empty()) {
        let _ = write!(
            text,
            "<TR><TD COLSPAN=\"2\" ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"20\"><B>{title}</B></FONT></TD></TR>"
        );
    }
    let mut used = vec![false; header.types.len()];
    for number in graph.nodes().filter_map(|node| graph.as_petgraph()[node].type_index()) {
        used[number] = true;
    }
    for (number, entity_type) in header.types.iter().enumerate().filter(|(number, _)| used[*number]) {
        let color = styles.key(Some(number)).light.hex();
        row(text, &format!("<TD BGCOLOR=\"{color}\" WIDTH=\"22\"></TD>"), &entity_type.label);
    }
    let mut used = vec![false; header.relations.len()];
    for edge in graph.edges() {
        used[graph.as_petgraph()[edge].relation_index()] = true;
    }
    let of = |polarity| {
        let used = &used;
        let relations = header.relations.iter().enumerate();
        relations.filter(move |(at, relation)| used[*at] && relation.polarity == polarity)
    };
    for polarity in Polarity::ALL {
        let word = match polarity {
            Polarity::Positive => "for",
            Polarity::Negative => "against",
            Polarity::Neutral => "neutral",
        };
        if of(polarity).any(|(at, _)| !styles.is_own(at)) {
            row(text, &line(polarity, Styles::polarity(polarity)), word);
        }
        // Relations with a look of their own.
        for (at, relation) in of(polarity).filter(|(at, _)| styles.is_own(*at)) {
            row(text, &line(polarity, styles.edge(at)), &format!("{word}: {}", relation.label));
        }
    }
    for document in header.documents.iter().take(5) {
        row(text, "<TD></TD>", &format!("Source: {}", document.title.as_deref().unwrap_or(&document.id)));
    }
    text.push_str("<TR><TD></TD><TD></TD></TR></TABLE>>, labelloc=\"t\", labeljust=\"l\"");
}

/// Draws the sample of a line, in characters.
fn line(polarity: Polarity, style: EdgeStyle) -> String {
    let line = if style.is_dashed() { "╌╌" } else { "──" };
    let end = match polarity {
        Polarity::Positive => "▶",
        Polarity::Negative => "┤",
        Polarity::Neutral => "&gt;",
    };
    format!("<TD><FONT COLOR=\"{}\">{line}{end}</FONT></TD>", style.color.hex())
}

fn row(text: &mut String, cell: &str, label: &str) {
    let _ = write!(
        text,
        "<TR>{cell}<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"10\" COLOR=\"{SECOND}\">{}</FONT></TD></TR>",
        lines(label, (70, 2))
    );
}

/// Returns a text in at most so many lines of so many columns, escaped; empty if there is nothing to see.
fn lines(text: &str, (columns, most): (usize, usize)) -> String {
    let unfit = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || unfit(c)).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    // What cannot be shown need not be wrapped: a text of 20,000 letters is a long walk.
    let end = text.char_indices().nth(columns * (most + 1) * 2).map_or(text.len(), |(at, _)| at);
    let wrapped = wrap(&text[..end], columns);
    let mut out = String::new();
    for (at, line) in wrapped.split('\n').enumerate() {
        if at == most {
            out.push('…');
            return out;
        }
        if at > 0 {
            out.push_str("<BR/>");
        }
        for c in line.trim().chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c => out.push(c),
            }
        }
    }
    out
}

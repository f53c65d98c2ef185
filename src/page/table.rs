//! The table for browsers without scripts: every relation as a sentence, with its evidence.

use super::encode::html;
use crate::graph::{EdgeId, Evidence, Graph};
use std::io::{self, Write};

/// How many relations the table holds: it is for reading, and the whole graph stands beside it.
const ROWS: usize = 2_000;

/// Writes the table. Time and space O(1): no more than [`ROWS`] rows.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::from("<table>\n<caption>");
    let (shown, all) = (graph.edge_count().min(ROWS), graph.edge_count());
    text.push_str(&match all > ROWS {
        true => format!("The first {shown} of {all} relations. The page shows all of them where scripts may run."),
        false => format!("{all} relations with their evidence."),
    });
    text.push_str(
        "</caption>\n<thead><tr><th scope=\"col\">From</th><th scope=\"col\">Relation</th><th scope=\"col\">To</th><th \
         scope=\"col\">Evidence</th></tr></thead>\n<tbody>\n",
    );
    out.write_all(text.as_bytes())?;
    for edge in graph.edges().take(ROWS) {
        out.write_all(row(graph, edge).as_bytes())?;
    }
    out.write_all(b"</tbody>\n</table>")
}

fn row(graph: &Graph, edge: EdgeId) -> String {
    let (source, target) = graph.endpoints(edge);
    let mut relation = html(&graph.edge_label(edge));
    match (graph.since(edge), graph.until(edge)) {
        (Some(since), Some(until)) => relation.push_str(&format!(" ({} to {})", html(&since), html(&until))),
        (Some(since), None) => relation.push_str(&format!(" (since {})", html(&since))),
        (None, Some(until)) => relation.push_str(&format!(" (until {})", html(&until))),
        (None, None) => {}
    }
    let evidence: String = graph.evidence(edge).iter().map(|piece| evidence(graph, piece)).collect();
    format!(
        "<tr><td dir=\"auto\">{}</td><td dir=\"auto\">{relation}</td><td dir=\"auto\">{}</td><td>{evidence}</td></tr>\n",
        html(graph.label(source)),
        html(graph.label(target)),
    )
}

fn evidence(graph: &Graph, piece: &Evidence<'_>) -> String {
    let mut out = String::from("<p dir=\"auto\">");
    if let Some(note) = &piece.note {
        out.push_str(&html(note));
        out.push(' ');
    }
    if let Some(quote) = &piece.quote {
        out.push_str(&format!("<q>{}</q> ", html(quote)));
    }
    let mut source = String::new();
    if let Some(id) = &piece.document {
        let document = graph.header().document(id);
        let title = html(document.and_then(|document| document.title.as_deref()).unwrap_or(id));
        match document.and_then(|document| document.url.as_deref()).filter(|url| is_web_address(url)) {
            Some(url) => source.push_str(&format!("<a href=\"{}\" rel=\"noopener noreferrer\">{title}</a>", html(url))),
            None => source.push_str(&title),
        }
    }
    if let Some(locator) = &piece.locator {
        source.push_str(if source.is_empty() { "" } else { ", " });
        source.push_str(&html(locator));
    }
    if let Some(stance) = &piece.stance {
        source.push_str(&format!(" ({})", html(stance)));
    }
    out.push_str(&format!("<small>{source}</small></p>"));
    out
}

/// Returns whether an address may be a link: anything else could be a program (`javascript:`) or a local file.
fn is_web_address(url: &str) -> bool {
    let starts = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_web_address("https://a.b") && is_web_address("HTTP://a.b"));
        for url in ["javascript:alert(1)", "data:text/html,x", "file:///x", " https://a.b", "https", "", "//a.b"] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}

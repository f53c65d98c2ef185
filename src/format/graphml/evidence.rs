//! Evidence as text that people read in a table: "Title, ¶14 (denies): note “quote” | …".

use crate::graph::{EdgeId, Graph, Piece, PieceReader};
use crate::jsontext;
use std::borrow::Cow;
use std::collections::HashMap;

/// The evidence of one edge; its buffers are used again for the next.
#[derive(Debug, Default)]
pub(in crate::format) struct EvidenceText<'g> {
    /// The pieces, one after the other.
    pub(in crate::format) text: String,
    /// Ids of the documents that support or mention it, each once.
    pub(in crate::format) sources: Vec<Cow<'g, str>>,
    /// Ids of the documents that deny it, each once.
    pub(in crate::format) denied_by: Vec<Cow<'g, str>>,
    /// How many pieces there are.
    pub(in crate::format) count: usize,
    reader: PieceReader,
}

impl<'g> EvidenceText<'g> {
    /// Reads the evidence of an edge, a JSON array of objects; documents are named by their titles.
    pub(in crate::format) fn read(&mut self, json: &'g str, titles: &HashMap<&str, &str>) {
        self.text.clear();
        self.sources.clear();
        self.denied_by.clear();
        self.count = 0;
        let mut reader = std::mem::take(&mut self.reader);
        for piece in reader.pieces(json) {
            if self.count > 0 {
                self.text.push_str(" | ");
            }
            self.piece(&piece, titles);
            self.count += 1;
        }
        self.reader = reader;
    }

    fn piece(&mut self, piece: &Piece<'g>, titles: &HashMap<&str, &str>) {
        let start = self.text.len();
        let document = piece.document();
        if let Some(id) = &document {
            self.text.push_str(titles.get(&**id).copied().unwrap_or(id));
        }
        let text = &mut self.text;
        if let Some(locator) = piece.locator() {
            push_after(text, start, ", ", &locator);
        }
        let stance = piece.stance();
        if let Some(stance) = &stance {
            push_after(text, start, " ", "(");
            text.push_str(stance);
            text.push(')');
        }
        let note = piece.note();
        if let Some(note) = &note {
            push_after(text, start, ": ", note);
        }
        if let Some(quote) = piece.quote() {
            push_after(text, start, if note.is_some() { " " } else { ": " }, "“");
            text.push_str(&quote);
            text.push('”');
        }
        if text.len() == start {
            jsontext::write_canonical(text, piece.json);
        }
        let list = if stance.as_deref() == Some("denies") { &mut self.denied_by } else { &mut self.sources };
        if let Some(document) = document.filter(|document| !list.contains(document)) {
            list.push(document);
        }
    }
}

/// Appends a part, and what stands before it unless it is the first since `start`.
fn push_after(text: &mut String, start: usize, before: &str, part: &str) {
    if text.len() > start {
        text.push_str(before);
    }
    text.push_str(part);
}

/// Returns whether some evidence of the graph denies its edge, so that there is a column for who does.
pub(in crate::format) fn has_deniers(graph: &Graph) -> bool {
    let may = |edge: &EdgeId| graph.evidence_json(*edge).is_some_and(|json| json.contains("denies"));
    graph.may_have_stances() && graph.edges().filter(may).any(|edge| !graph.support(edge).deniers.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_read_well_whatever_is_missing() {
        for (json, wanted) in [
            (
                r#"[{"document": "d", "locator": "¶1", "note": "n", "quote": "q", "stance": "denies"}]"#,
                "Doc, ¶1 (denies): n “q”",
            ),
            (r#"[{"document": "x", "quote": "q"}, {"note": "n"}]"#, "x: “q” | n"),
            (r#"[{"locator": 3, "note": null}, {"stance": "supports"}]"#, "3 | (supports)"),
            (r#"[{"by":1}, {}]"#, r#"{"by": 1} | {}"#),
        ] {
            let mut evidence = EvidenceText::default();
            evidence.read(json, &HashMap::from([("d", "Doc")]));
            assert_eq!(evidence.text, wanted);
        }
    }

    #[test]
    fn each_document_is_a_source_once() {
        let json = r#"[{"document": "d"}, {"document": "e"}, {"document": "d"}, {}]"#;
        let mut evidence = EvidenceText::default();
        evidence.read(json, &HashMap::new());
        assert_eq!((evidence.sources.as_slice(), evidence.count), (&["d".into(), "e".into()][..], 4));
    }
}

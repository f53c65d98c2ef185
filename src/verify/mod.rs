//! Evidence against the texts it was taken from: does each quote stand in its document, where it is said to?
//!
//! A document may have a text (`text`, a path that the caller reads) and the SHA-256 of it (`sha256`). A quote
//! is found if its letters stand in the text; typesetting does not count (`fold` says what that is), an
//! ellipsis in it stands for words left out. A locator that names paragraphs ("¶14") must name the one in
//! which the quote begins. Paragraphs stand apart by blank lines; in a text without blank lines, each line is
//! one. They count from 1.

mod fold;
mod locator;
mod passages;
mod words;

use crate::graph::{EdgeId, Graph};
use passages::{Part, Passages, is_in, parts};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

/// The text of a document, as far as the caller has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentText {
    /// What the file holds.
    Bytes(Vec<u8>),
    /// The document names a text that is not there; why not.
    Missing(String),
    /// The document names a text that may not be read; why not.
    Refused(String),
}

/// A text with the words that another has otherwise, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Byte ranges of those words, in order.
    pub changed: Vec<Range<usize>>,
}

/// The passage of a document that is closest to a quote that is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closest {
    /// The paragraph in which it begins, from 1.
    pub paragraph: usize,
    /// The quote, or the part of it that is not found, with the words that the passage has otherwise.
    pub quote: Marked,
    /// The passage, with the words that the quote has otherwise.
    pub passage: Marked,
}

/// What is true of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands in the text, where its locator says so if that names paragraphs. The paragraphs in which it begins.
    Found(Vec<usize>),
    /// It stands in the text, but begins in other paragraphs than its locator names.
    Elsewhere(Vec<usize>),
    /// It does not stand in the text, but something like it does.
    Altered(Box<Closest>),
    /// Nothing like it stands in the text.
    NotFound,
    /// There is no text to look in.
    NotCheckable,
}

/// A quote and what is true of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The edge that it is evidence for.
    pub edge: EdgeId,
    /// Which piece of the edge's evidence, from 0.
    pub piece: usize,
    /// The document, if the evidence names one.
    pub document: Option<String>,
    /// The locator, if there is one.
    pub locator: Option<String>,
    /// The quote.
    pub quote: String,
    /// What is true of it.
    pub verdict: Verdict,
}

/// What is wrong with the text of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is not there; why not.
    Missing(String),
    /// The text may not be read; why not.
    Refused(String),
    /// The text is not UTF-8.
    NotText,
    /// The text is another than the one that the document's SHA-256 was made of.
    Changed {
        /// What the document says.
        declared: String,
        /// What the text gives.
        found: String,
    },
}

/// Everything that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Problems with texts, by document, in the order of the header.
    pub documents: Vec<(String, Problem)>,
    /// Documents without a text to check quotes in, in the order of the header.
    pub without_text: Vec<String>,
    /// Each quote, in the order of the edges.
    pub findings: Vec<Finding>,
    /// Pieces of evidence without a quote.
    pub without_quote: usize,
}

impl Report {
    /// Counts the findings for which something holds.
    pub fn count(&self, holds: impl Fn(&Verdict) -> bool) -> usize {
        self.findings.iter().filter(|finding| holds(&finding.verdict)).count()
    }

    /// Returns whether a quote is not in its text, a text has changed, is no text or may not be read.
    pub fn has_errors(&self) -> bool {
        self.documents.iter().any(|(_, problem)| !matches!(problem, Problem::Missing(_)))
            || self.count(|verdict| matches!(verdict, Verdict::Altered(_) | Verdict::NotFound)) > 0
    }

    /// Returns whether a text is missing, a quote stands elsewhere or cannot be checked.
    pub fn has_warnings(&self) -> bool {
        self.documents.iter().any(|(_, problem)| matches!(problem, Problem::Missing(_)))
            || self.count(|verdict| matches!(verdict, Verdict::Elsewhere(_) | Verdict::NotCheckable)) > 0
    }
}

/// Checks every quote of a graph's evidence against the texts of its documents, given by document id.
///
/// Time O(texts + quotes × text), space O(texts).
pub fn verify(graph: &Graph, texts: &BTreeMap<String, DocumentText>) -> Report {
    let mut report = Report::default();
    let mut good: BTreeMap<&str, Passages<'_>> = BTreeMap::new();
    for document in &graph.header().documents {
        let bytes = match texts.get(&document.id) {
            Some(DocumentText::Bytes(bytes)) => bytes,
            other => {
                report.without_text.push(document.id.clone());
                match other {
                    Some(DocumentText::Missing(why)) => {
                        report.documents.push((document.id.clone(), Problem::Missing(why.clone())));
                    }
                    Some(DocumentText::Refused(why)) => {
                        report.documents.push((document.id.clone(), Problem::Refused(why.clone())));
                    }
                    _ => {}
                }
                continue;
            }
        };
        if let Some(declared) = &document.sha256 {
            let found = hex(&Sha256::digest(bytes));
            if !declared.trim().eq_ignore_ascii_case(&found) {
                let problem = Problem::Changed { declared: declared.clone(), found };
                report.documents.push((document.id.clone(), problem));
            }
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                good.insert(&document.id, Passages::new(text.strip_prefix('\u{feff}').unwrap_or(text)));
            }
            Err(_) => {
                report.without_text.push(document.id.clone());
                report.documents.push((document.id.clone(), Problem::NotText));
            }
        }
    }
    for edge in graph.edges() {
        for (piece, evidence) in graph.evidence(edge).into_iter().enumerate() {
            let Some(quote) = evidence.quote.as_deref().filter(|quote| !quote.trim().is_empty()) else {
                report.without_quote += 1;
                continue;
            };
            let passages = evidence.document.as_deref().and_then(|document| good.get(document));
            let verdict = passages.map_or(Verdict::NotCheckable, |passages| {
                judge(passages, quote, evidence.locator.as_deref().and_then(locator::paragraphs))
            });
            report.findings.push(Finding {
                edge,
                piece,
                quote: quote.to_owned(),
                document: evidence.document.map(Into::into),
                locator: evidence.locator.map(Into::into),
                verdict,
            });
        }
    }
    report
}

fn judge(passages: &Passages<'_>, quote: &str, wanted: Option<Vec<std::ops::RangeInclusive<usize>>>) -> Verdict {
    let parts = parts(quote);
    let found = passages.find(&parts);
    if found.is_empty() {
        let missing = passages.first_missing(&parts);
        return missing
            .and_then(|part| closest(passages, part))
            .map_or(Verdict::NotFound, |found| Verdict::Altered(Box::new(found)));
    }
    match wanted {
        Some(ranges) if !found.iter().any(|&paragraph| is_in(paragraph, &ranges)) => Verdict::Elsewhere(found),
        _ => Verdict::Found(found),
    }
}

/// Finds the passage closest to a part of a quote.
fn closest(passages: &Passages<'_>, part: &Part) -> Option<Closest> {
    let folded = passages.folded();
    let found = passages.words().closest(&folded.text, part.needle())?;
    let passage = folded.original(found.passage.clone());
    let in_quote =
        |range: &Range<usize>| part.folded.original(part.range.start + range.start..part.range.start + range.end);
    Some(Closest {
        paragraph: passages.paragraph(&found.passage),
        quote: Marked { changed: joined(&part.text, found.quote.iter().map(in_quote)), text: part.text.clone() },
        passage: Marked {
            changed: joined(passages.text(), found.text.iter().map(|range| folded.original(range.clone())))
                .into_iter()
                .map(|range| range.start - passage.start..range.end - passage.start)
                .collect(),
            text: passages.text()[passage].to_owned(),
        },
    })
}

/// Joins ranges of a text that have only white space between them.
fn joined(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match list.last_mut() {
            Some(last) if text.get(last.end..range.start).is_none_or(|between| between.trim().is_empty()) => {
                last.end = last.end.max(range.end);
            }
            _ => list.push(range),
        }
    }
    list
}

/// Writes bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

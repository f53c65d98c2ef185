//! Problems as people read them, and as programs do.

use super::output;
use super::terminal::{self, paint, say, visible};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use kgraph::diagnostics::{Diagnostic, Diagnostics, Place, Severity};
use kgraph::error::{Error, ErrorKind};
use serde::Serialize;
use std::ops::Range;

/// Prints an error of the whole work.
pub(super) fn error(error: &Error) {
    if let ErrorKind::Graph(diagnostics) = error.kind() {
        all(diagnostics);
        say(&summary(diagnostics));
        return;
    }
    say(&format!("{}: {}", paint(terminal::ERROR, "error"), visible(&error.to_string())));
    for hint in error.hints() {
        say(&format!("  {}: {}", paint(terminal::NOTE, "help"), visible(hint)));
    }
}

/// Prints every problem.
pub(super) fn all(diagnostics: &Diagnostics) {
    for diagnostic in diagnostics.iter() {
        say(&text(diagnostic));
    }
}

/// Prints a line for each kind of problem: its first place, and how often it occurs.
pub(super) fn kinds(diagnostics: &Diagnostics) {
    let mut kinds: Vec<(&Diagnostic, usize)> = Vec::new();
    for diagnostic in diagnostics.iter() {
        match kinds.iter_mut().find(|(first, _)| first.code == diagnostic.code) {
            Some((_, count)) => *count += 1,
            None => kinds.push((diagnostic, 1)),
        }
    }
    for (first, count) in kinds {
        let style = if first.severity() == Severity::Error { terminal::ERROR } else { terminal::WARNING };
        let level = paint(style, &format!("{}[{}]", first.severity().as_str(), first.code.as_str()));
        let place = first.place.as_ref().map_or_else(String::new, |place| {
            let (line, column) = place.line_column();
            format!("{}:{line}:{column}: ", place.source.name())
        });
        let more = if count > 1 { format!(" (and {} more of its kind)", count - 1) } else { String::new() };
        say(&format!("{level}: {place}{}{more}", visible(&first.message)));
    }
}

/// Counts problems: "2 errors, 1 warning".
pub(super) fn summary(diagnostics: &Diagnostics) -> String {
    let count = |severity, word: &str| {
        let count = diagnostics.count(severity);
        format!("{count} {word}{}", if count == 1 { "" } else { "s" })
    };
    format!("{}, {}", count(Severity::Error, "error"), count(Severity::Warning, "warning"))
}

/// Renders a problem with its source line.
fn text(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = visible(&diagnostic.message).into_owned();
    let title = level.primary_title(message).id(diagnostic.code.as_str());
    let first = diagnostic.place.as_ref().map(|place| window(place, &place.pointer));
    let second = diagnostic.related.as_ref().map(|(place, label)| window(place, label));
    let hint = diagnostic.hint.as_deref().map(|hint| visible(hint).into_owned());
    let mut group = match &first {
        Some(first) => Group::with_title(title).element(first.snippet(AnnotationKind::Primary)),
        None => Group::with_title(title),
    };
    if let Some(second) = &second {
        group = group.element(second.snippet(AnnotationKind::Context));
    }
    if let Some(hint) = hint {
        group = group.element(Level::HELP.message(hint));
    }
    let renderer = if terminal::error_has_color() { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The line around a place, cut to a length that a terminal can show.
struct Window<'a> {
    name: &'a str,
    text: &'a str,
    line: usize,
    span: Range<usize>,
    label: &'a str,
}

/// Finds the line of a place. A span over several lines is marked in its first line only.
fn window<'a>(place: &'a Place, label: &'a str) -> Window<'a> {
    let text = place.source.text();
    let at = place.span.start.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let (line, _) = place.line_column();
    let span = at - start..place.span.end.clamp(at, end) - start;
    Window { name: place.source.name(), text: &text[start..end], line, span, label }
}

impl Window<'_> {
    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let annotation = kind.span(self.span.clone());
        let annotation = if self.label.is_empty() { annotation } else { annotation.label(self.label) };
        Snippet::source(self.text).line_start(self.line).path(self.name).annotation(annotation)
    }
}

/// A problem for programs.
#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(flatten)]
    place: Option<PlaceRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Related<'a>>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    pointer: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: PlaceRecord<'a>,
}

fn place_record(place: &Place) -> PlaceRecord<'_> {
    let (line, column) = place.line_column();
    PlaceRecord { file: place.source.name(), line, column, pointer: &place.pointer, text: place.text() }
}

/// Lists the first problems for programs.
pub(super) fn records(diagnostics: &Diagnostics, limit: usize) -> serde_json::Value {
    let list: Vec<Record<'_>> = diagnostics
        .iter()
        .take(limit)
        .map(|diagnostic| Record {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity().as_str(),
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
            place: diagnostic.place.as_ref().map(place_record),
            related: diagnostic
                .related
                .as_ref()
                .map(|(place, message)| Related { message, place: place_record(place) }),
        })
        .collect();
    serde_json::json!(list)
}

/// Writes every problem as JSON: an object with counts and a list.
pub(super) fn json(diagnostics: &Diagnostics) -> String {
    let report = serde_json::json!({
        "errors": diagnostics.count(Severity::Error),
        "warnings": diagnostics.count(Severity::Warning),
        "problems": records(diagnostics, usize::MAX),
    });
    output::json(&report)
}

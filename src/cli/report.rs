//! Problems as people read them, and as programs do.

use super::output;
use super::terminal::{self, paint, say, visible, visible_line};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
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
    say(&format!("{}: {}", paint(terminal::ERROR, "error"), terminal::brief(&error.to_string())));
    for hint in error.hints() {
        say(&format!("  {}: {}", paint(terminal::NOTE, "help"), visible(hint)));
    }
}

/// Prints every problem.
pub(super) fn all(diagnostics: &Diagnostics) {
    for diagnostic in diagnostics.iter() {
        say(&text(diagnostic));
    }
    for (code, more) in diagnostics.unlisted() {
        say(&format!("{}: and {more} more [{}], which are not listed", paint(terminal::NOTE, "note"), code.as_str()));
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
            format!("{}:{line}:{column}: ", visible_line(place.source.name()))
        });
        let more = if count > 1 { format!(" (and {} more of its kind)", count - 1) } else { String::new() };
        say(&format!("{level}: {place}{}{more}", terminal::brief(&first.message)));
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
    let message = terminal::brief(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.code.as_str());
    let first = diagnostic.place.as_ref().map(|place| window(place, &place.pointer));
    let second = diagnostic.related.as_ref().map(|(place, label)| window(place, label));
    let hint = diagnostic.hint.as_deref().map(terminal::brief);
    let mut group = Group::with_title(title);
    if let Some(first) = &first {
        // The renderer counts columns in what it is given, which may be less or other than the line.
        group = match first.is_as_written() {
            true => group.element(first.snippet(AnnotationKind::Primary).path(first.name.as_str())),
            false => group
                .element(Origin::path(first.name.as_str()).line(first.line).char_column(first.column))
                .element(first.snippet(AnnotationKind::Primary)),
        };
    }
    if let Some(second) = &second {
        group = match second.is_as_written() {
            true => group.element(second.snippet(AnnotationKind::Context).path(second.name.as_str())),
            false => {
                let place = format!("{}:{}:{}", second.name, second.line, second.column);
                group.element(Level::NOTE.message(format!("{}: {place}", second.label)))
            }
        };
    }
    if let Some(hint) = hint {
        group = group.element(Level::HELP.message(hint));
    }
    let renderer = if terminal::error_has_color() { Renderer::styled() } else { Renderer::plain() };
    let rendered = renderer.render(&[group]);
    match first.is_none_or(|first| first.is_as_written()) {
        true => rendered,
        // The renderer takes a line that stands behind its place for one of another file.
        false => rendered.split_inclusive('\n').filter(|line| plain(line).trim() != ":::").collect(),
    }
}

/// Returns a line without its colours.
fn plain(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.filter_map(|part| Some(part.split_once('m')?.1)).collect::<String>()
}

/// Characters of a line that are shown before the place, and from it on.
const AROUND: usize = 120;

/// The line around a place, cut to a length that a terminal can show.
struct Window {
    name: String,
    text: String,
    line: usize,
    column: usize,
    span: Range<usize>,
    label: String,
}

/// Finds the line of a place. A span over several lines is marked in its first line only, a long one as far as it is
/// shown. Time O([`AROUND`]), beside the number of the line.
fn window(place: &Place, label: &str) -> Window {
    let text = place.source.text();
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let at = boundary(place.span.start);
    let before = text[..at].char_indices().rev().take_while(|(_, c)| *c != '\n');
    let start = before.take(AROUND).last().map_or(at, |(start, _)| start);
    let after = text[at..].char_indices().take_while(|(_, c)| *c != '\n');
    let end = after.take(AROUND).last().map_or(at, |(last, c)| at + last + c.len_utf8());
    let cut_before = !text[..start].is_empty() && !text[..start].ends_with('\n');
    let cut_after = !matches!(text[end..].chars().next(), None | Some('\n'));
    // What is marked is made visible apart, so that the mark stands under it.
    let last = boundary(place.span.end).clamp(at, end);
    let mut shown = if cut_before { String::from("…") } else { String::new() };
    shown.push_str(&visible(&text[start..at]));
    let from = shown.len();
    shown.push_str(&visible(&text[at..last]));
    let to = shown.len();
    shown.push_str(&visible(&text[last..end]));
    if cut_after {
        shown.push('…');
    }
    let (line, column) = place.line_column();
    let name = visible_line(place.source.name());
    let label = terminal::brief(label).replace('\n', " ");
    Window { name, text: shown, line, column, span: from..to, label }
}

impl Window {
    /// Returns whether the line is shown as it is up to the place.
    fn is_as_written(&self) -> bool {
        self.text[..self.span.start].chars().count() + 1 == self.column
    }

    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let annotation = kind.span(self.span.clone());
        let annotation = if self.label.is_empty() { annotation } else { annotation.label(self.label.as_str()) };
        Snippet::source(self.text.as_str()).line_start(self.line).annotation(annotation)
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
        "unlisted": diagnostics.unlisted().map(|(_, more)| more).sum::<usize>(),
    });
    output::json(&report)
}

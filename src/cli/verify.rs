//! `kgraph verify`: evidence against the texts that it was taken from.

use super::open::Input;
use super::select::Selection;
use super::terminal::{self, paint_out, visible_line};
use super::texts::Texts;
use super::{Context, Outcome, output, sentence};
use kgraph::error::Result;
use kgraph::graph::{EdgeId, Graph};
use kgraph::verify::{Finding, Marked, Problem, Report, Verdict, verify};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;

/// Arguments of `kgraph verify`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  kgraph verify examples/articles")]
pub(super) struct Args {
    /// Graph files, or folders of them, that are one graph; - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    selection: Selection,

    /// Texts may also be read from this folder; without it, only from the graph file's own; may be repeated
    #[arg(long, value_name = "DIR")]
    allow_outside: Vec<PathBuf>,

    /// Fail too if a quote stands elsewhere than its locator says, or cannot be checked
    #[arg(long)]
    strict: bool,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: output::Format,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let graph = args.selection.apply(args.input.with(&args.paths).load(context)?, context)?;
    let texts = Texts::allowing(&args.allow_outside)?.of(&graph);
    let report = verify(&graph, &texts);
    match args.format {
        output::Format::Json => output::print(&json(&graph, &report))?,
        output::Format::Text => {
            output::print(&text(&graph, &report))?;
            for line in summary(&report) {
                context.note(&line);
            }
        }
    }
    let failed = report.has_errors() || args.strict && report.has_warnings();
    Ok(if failed { Outcome::No } else { Outcome::Done })
}

/// Writes every problem for people; nothing where there is none.
fn text(graph: &Graph, report: &Report) -> String {
    let mut out = String::new();
    for (document, problem) in &report.documents {
        let style = if matches!(problem, Problem::Missing(_)) { terminal::WARNING } else { terminal::ERROR };
        let _ = writeln!(
            out,
            "{} {}: {}",
            paint_out(style, &format!("{}:", name(problem))),
            visible_line(document),
            said(problem)
        );
    }
    for finding in &report.findings {
        let (word, style) = match &finding.verdict {
            Verdict::Found(_) | Verdict::NotCheckable => continue,
            Verdict::Elsewhere(_) => ("elsewhere", terminal::WARNING),
            Verdict::Altered(_) => ("altered", terminal::ERROR),
            Verdict::NotFound => ("not found", terminal::ERROR),
        };
        let place = place(graph, finding).map_or_else(String::new, |(file, line, column)| {
            format!(" ({})", visible_line(&format!("{file}:{line}:{column}")))
        });
        let _ = writeln!(
            out,
            "{} {}{}",
            paint_out(style, &format!("{word}:")),
            sentence::edge(graph, finding.edge),
            paint_out(terminal::DIM, &place)
        );
        let cited: Vec<&str> = finding.document.iter().chain(&finding.locator).map(String::as_str).collect();
        let cited = visible_line(&cited.join(", "));
        match &finding.verdict {
            Verdict::Altered(closest) => {
                let _ = writeln!(out, "    {cited}: “{}”", marked(&closest.quote, "[-", "-]", terminal::REMOVED));
                let passage = marked(&closest.passage, "{+", "+}", terminal::ADDED);
                let _ = writeln!(out, "    the text, ¶{}: “{passage}”", closest.paragraph);
            }
            Verdict::Elsewhere(paragraphs) => {
                let _ = writeln!(out, "    {cited}: “{}”", visible_line(&finding.quote));
                let _ = writeln!(out, "    it stands in {}", places(paragraphs));
            }
            _ => {
                let _ = writeln!(out, "    {cited}: “{}”", visible_line(&finding.quote));
                let _ = writeln!(out, "    nothing like it stands in the text");
            }
        }
    }
    out
}

/// Writes a text with marks around some of its words, as `git diff --word-diff` does; in colour, without them.
fn marked(marked: &Marked, open: &str, close: &str, style: anstyle::Style) -> String {
    let mut out = String::new();
    let mut at = 0;
    for range in &marked.changed {
        out.push_str(&visible_line(&marked.text[at..range.start]));
        let word = visible_line(&marked.text[range.clone()]);
        match terminal::output_has_color() {
            true => out.push_str(&paint_out(style, &word)),
            false => out.extend([open, &word, close]),
        }
        at = range.end;
    }
    out.push_str(&visible_line(&marked.text[at..]));
    out
}

fn places(paragraphs: &[usize]) -> String {
    paragraphs.iter().map(|paragraph| format!("¶{paragraph}")).collect::<Vec<_>>().join(", ")
}

fn name(problem: &Problem) -> &'static str {
    match problem {
        Problem::Missing(_) => "text missing",
        Problem::Refused(_) => "text refused",
        Problem::NotText => "text unreadable",
        Problem::Changed { .. } => "text changed",
    }
}

fn said(problem: &Problem) -> String {
    match problem {
        Problem::Missing(why) | Problem::Refused(why) => visible_line(why),
        Problem::NotText => "it is not UTF-8; save it as UTF-8 text".to_owned(),
        Problem::Changed { declared, found } => {
            format!("its SHA-256 is {found}, not {}", visible_line(declared))
        }
    }
}

/// Returns file, line and column of a piece of evidence.
fn place<'g>(graph: &'g Graph, finding: &Finding) -> Option<(&'g str, usize, usize)> {
    let (source, range) = graph.evidence_origins(finding.edge).into_iter().nth(finding.piece)?;
    let (line, column) = source.line_column(range.start);
    Some((source.name(), line, column))
}

/// Counts what was looked at, and says what was not.
fn summary(report: &Report) -> Vec<String> {
    let found = report.count(|verdict| matches!(verdict, Verdict::Found(_)));
    let mut line = format!("{} found", quotes(found));
    for (word, count) in [
        ("elsewhere in the text", report.count(|verdict| matches!(verdict, Verdict::Elsewhere(_)))),
        ("altered", report.count(|verdict| matches!(verdict, Verdict::Altered(_)))),
        ("not found", report.count(|verdict| *verdict == Verdict::NotFound)),
        ("not checkable", report.count(|verdict| *verdict == Verdict::NotCheckable)),
    ] {
        if count > 0 {
            let _ = write!(line, ", {count} {word}");
        }
    }
    let mut lines = vec![line];
    if report.without_quote > 0 {
        lines.push(format!("pieces of evidence without a quote: {}", report.without_quote));
    }
    if !report.without_text.is_empty() {
        lines.push(format!("documents without a text here: {}", visible_line(&report.without_text.join(", "))));
    }
    lines
}

fn quotes(count: usize) -> String {
    format!("{count} quote{}", if count == 1 { "" } else { "s" })
}

fn json(graph: &Graph, report: &Report) -> String {
    let count = |word: &str| report.count(|verdict| verdict_name(verdict) == word);
    let documents: Vec<Value> = report
        .documents
        .iter()
        .map(|(document, problem)| {
            json!({"document": document, "problem": name(problem).replace(' ', "-"), "message": said(problem)})
        })
        .collect();
    let words = |marked: &Marked| {
        let words: Vec<&str> = marked.changed.iter().map(|range| &marked.text[range.clone()]).collect();
        json!({"text": marked.text, "changed": words})
    };
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            let mut object = json!({
                "verdict": verdict_name(&finding.verdict),
                "edge": edge_json(graph, finding.edge),
                "piece": finding.piece,
                "document": finding.document,
                "locator": finding.locator,
                "quote": finding.quote,
            });
            if let Some((file, line, column)) = place(graph, finding) {
                object["file"] = file.into();
                object["line"] = line.into();
                object["column"] = column.into();
            }
            match &finding.verdict {
                Verdict::Found(paragraphs) | Verdict::Elsewhere(paragraphs) => {
                    object["paragraphs"] = paragraphs.as_slice().into();
                }
                Verdict::Altered(closest) => {
                    object["closest"] = json!({
                        "paragraph": closest.paragraph,
                        "quote": words(&closest.quote),
                        "passage": words(&closest.passage),
                    });
                }
                Verdict::NotFound | Verdict::NotCheckable => {}
            }
            object
        })
        .collect();
    output::json(&json!({
        "found": count("found"),
        "elsewhere": count("elsewhere"),
        "altered": count("altered"),
        "not_found": count("not-found"),
        "not_checkable": count("not-checkable"),
        "without_quote": report.without_quote,
        "documents_without_text": report.without_text,
        "documents": documents,
        "quotes": findings,
    }))
}

fn verdict_name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Found(_) => "found",
        Verdict::Elsewhere(_) => "elsewhere",
        Verdict::Altered(_) => "altered",
        Verdict::NotFound => "not-found",
        Verdict::NotCheckable => "not-checkable",
    }
}

fn edge_json(graph: &Graph, edge: EdgeId) -> Value {
    let (source, target) = graph.endpoints(edge);
    json!({
        "id": graph.edge_id(edge),
        "source": graph.id(source),
        "relation": graph.relation(edge).id,
        "target": graph.id(target),
    })
}

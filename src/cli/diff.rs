//! `kgraph diff`: what changed between two versions of a graph.

use super::open::Input;
use super::output::{self, Output};
use super::terminal::{self, paint_out, visible_line};
use super::{Context, Outcome};
use kgraph::compare::{self, Change, ChangeKind, Diff, Record};
use kgraph::error::{Error, Result};
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::Graph;
use kgraph::jsontext;
use kgraph::render::{self, Picture, RenderOptions};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Arguments of `kgraph diff`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  kgraph diff old.json new.json\n  \
    kgraph diff HEAD~1:graph/k-visa.json graph/k-visa.json\n  \
    kgraph diff old.json new.json -o changes.svg\n\n\
    Exit codes: 0 nothing changed, 1 something did, 2 it could not be done.")]
pub(super) struct Args {
    /// The old version: a file or folder, - for standard input, or REVISION:PATH of git
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The new version
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// Read this format; by extension and content where none is named
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,

    /// How to print; by the extension of -o where it is not named
    #[arg(long, value_name = "FORMAT")]
    format: Option<Kind>,

    /// Write to this file
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// How a difference is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// For people
    Text,
    /// For programs
    Json,
    /// A picture of what changed, for Graphviz
    Dot,
    /// The picture, drawn
    Svg,
    /// The picture, as pixels
    #[cfg(feature = "png")]
    Png,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    let load = |path: &PathBuf| {
        let input = Input { graph: vec![path.clone()], from: args.from.clone(), ..Input::default() };
        input.load(context)
    };
    let diff = compare::diff(&load(&args.old)?, &load(&args.new)?)?;
    let extension = args.output.as_ref().and_then(|path| path.extension()).and_then(|end| end.to_str());
    let kind = args.format.unwrap_or(match extension {
        Some("json") => Kind::Json,
        Some("dot" | "gv") => Kind::Dot,
        Some("svg") => Kind::Svg,
        #[cfg(feature = "png")]
        Some("png") => Kind::Png,
        _ => Kind::Text,
    });
    let bytes = match kind {
        Kind::Text => text(&diff).into_bytes(),
        Kind::Json => json(&diff).into_bytes(),
        Kind::Dot => dot(&diff.picture()?)?,
        Kind::Svg => draw(&diff.picture()?, Picture::Svg)?,
        #[cfg(feature = "png")]
        Kind::Png => draw(&diff.picture()?, Picture::Png)?,
    };
    let mut output = Output::create(args.output.as_deref())?;
    output.write_all(&bytes).map_err(|error| Error::io("cannot write the difference", error))?;
    output.finish()?;
    Ok(if diff.is_empty() { Outcome::Done } else { Outcome::No })
}

/// Writes a difference for people.
fn text(diff: &Diff) -> String {
    let mut out = String::new();
    for change in &diff.changes {
        let (sign, style) = match change.kind {
            ChangeKind::Added => ("+", terminal::ADDED),
            ChangeKind::Removed => ("-", terminal::REMOVED),
            ChangeKind::Changed => ("~", terminal::WARNING),
        };
        let what = if change.element == "graph" { String::new() } else { format!("{} ", change.element) };
        let lost = if change.lost_its_evidence() { ": lost its only evidence" } else { "" };
        let line = format!("{sign} {what}{}{lost}", visible_line(&change.title));
        let _ = writeln!(out, "{}", paint_out(style, &line));
        for value in &change.values {
            let shown = |value: &Option<String>| match value {
                Some(text) => visible_line(&jsontext::shorten(&jsontext::decode(text), 200)),
                None => "nothing".to_owned(),
            };
            let _ = writeln!(out, "    {}: {} → {}", visible_line(&value.key), shown(&value.old), shown(&value.new));
        }
        let pieces = |sign: &str, list: &[String], style, out: &mut String| {
            for piece in list {
                let line = format!("{sign} evidence: {}", visible_line(&evidence(piece)));
                let _ = writeln!(out, "    {}", paint_out(style, &line));
            }
        };
        pieces("-", &change.evidence_removed, terminal::REMOVED, &mut out);
        pieces("+", &change.evidence_added, terminal::ADDED, &mut out);
    }
    let [added, removed, changed] =
        [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed].map(|kind| diff.count(kind));
    let _ = match diff.is_empty() {
        true => writeln!(out, "nothing changed"),
        false => writeln!(out, "{added} added, {removed} removed, {changed} changed"),
    };
    out
}

/// Writes a piece of evidence in a line: "article, ¶3 (denies): note “quote”".
fn evidence(piece: &str) -> String {
    let members = jsontext::members(piece, 0);
    let get = |key: &str| {
        let member = members.iter().find(|member| member.key == key && member.value != "null");
        member.map(|member| jsontext::decode(member.value).into_owned())
    };
    let place: Vec<String> = [get("document"), get("locator")].into_iter().flatten().collect();
    let stance = get("stance").filter(|stance| stance != "supports").map(|stance| format!(" ({stance})"));
    let said: Vec<String> =
        [get("note"), get("quote").map(|quote| format!("“{quote}”"))].into_iter().flatten().collect();
    let line = format!("{}{}: {}", place.join(", "), stance.unwrap_or_default(), said.join(" "));
    line.trim_end_matches([':', ' ']).to_owned()
}

/// Writes a difference for programs.
fn json(diff: &Diff) -> String {
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let record = |record: &Record| -> Value {
        record.members.iter().map(|(key, value)| (key.clone(), parse(value))).collect::<Map<_, _>>().into()
    };
    let change = |change: &Change| {
        let mut object = json!({
            "change": change.kind.as_str(),
            "element": change.element,
            "title": change.title,
        });
        if change.kind == ChangeKind::Changed {
            object["lost_its_only_evidence"] = change.lost_its_evidence().into();
            let value = |value: &Option<String>| value.as_deref().map_or(Value::Null, parse);
            let values = change.values.iter().map(|v| (v.key.clone(), json!([value(&v.old), value(&v.new)])));
            object["values"] = values.collect::<Map<_, _>>().into();
            object["evidence_added"] = change.evidence_added.iter().map(|text| parse(text)).collect();
            object["evidence_removed"] = change.evidence_removed.iter().map(|text| parse(text)).collect();
        }
        object["old"] = change.old.as_ref().map_or(Value::Null, record);
        object["new"] = change.new.as_ref().map_or(Value::Null, record);
        object
    };
    output::json(&json!({
        "added": diff.count(ChangeKind::Added),
        "removed": diff.count(ChangeKind::Removed),
        "changed": diff.count(ChangeKind::Changed),
        "changes": diff.changes.iter().map(change).collect::<Vec<_>>(),
    }))
}

/// Writes a picture for Graphviz.
fn dot(picture: &Graph) -> Result<Vec<u8>> {
    let format = Format::from_name("dot").ok_or_else(|| Error::unsupported("DOT is not there", ""))?;
    let mut bytes = Vec::new();
    format.write(picture, &WriteOptions::new(), &mut bytes)?;
    Ok(bytes)
}

/// Draws a picture.
fn draw(picture: &Graph, kind: Picture) -> Result<Vec<u8>> {
    Ok(render::render(picture, kind, &RenderOptions::new())?.0)
}

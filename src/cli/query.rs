//! `kgraph query`: a question or a pattern, and its answer with the evidence.

use super::measure::Measure;
use super::open::Input;
use super::output::{self, Output};
use super::select::Selection;
use super::terminal::{self, paint, paint_out, say, visible, visible_line};
use super::{Context, Outcome, emit, on, path, sentence, session, show};
use kgraph::error::{Error, Result};
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::{Graph, Support};
use kgraph::query::answer::{self, Answer, Row};
use kgraph::query::cypher::{Limits, Params, Value};
use kgraph::query::graph_view::{View, graph_edge, graph_node};
use kgraph::query::question::{self, Lexicon, Reading, ReadingKind};
use kgraph::suggest;
use std::cell::OnceCell;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Arguments of `kgraph query`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  kgraph query \"who comments on the H-1B\"\n  kgraph query \"how is Santosh Pai connected to China\"\n  \
    kgraph query 'MATCH (p:person)-[r]->(a:article) RETURN p.label, r.evidence' --format json\n\nThe grammar stands in docs/questions.md, the pattern language is the read part of openCypher."
)]
pub(super) struct Args {
    /// A question in English, or an openCypher pattern; without one, questions are read line by line
    #[arg(value_name = "QUESTION")]
    question: Vec<String>,

    #[command(flatten)]
    pub(super) input: Input,

    #[command(flatten)]
    pub(super) selection: Selection,

    #[command(flatten)]
    pub(super) measure: Measure,

    /// How to print: text, table, json, csv, or a graph format for the part of the graph in the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: String,

    /// Write to this file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Answer every reading of an ambiguous question
    #[arg(long)]
    pub(super) all_readings: bool,

    /// Show the plan and the work done
    #[arg(long)]
    pub(super) explain: bool,

    /// Give at most so many rows
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(super) limit: u64,

    /// Stop after so many steps of search
    #[arg(long, value_name = "N", default_value_t = 100_000_000)]
    max_steps: u64,

    /// Stop after so many seconds
    #[arg(long, value_name = "SECONDS")]
    pub(super) timeout: Option<f64>,

    /// Write the question in another language instead of answering it
    #[arg(long, value_name = "LANGUAGE")]
    emit: Option<emit::Language>,

    /// The kind of SQL to write: spark, duckdb or ansi; neo4j for Cypher with the names of the exports for Neo4j
    #[arg(long, value_name = "DIALECT", value_parser = emit::dialect, default_value = "ansi", requires = "emit")]
    dialect: emit::Flavour,

    /// Answer elsewhere: spark or duckdb, over the Parquet data set of --data; or bolt://HOST:PORT[/DATABASE], where the
    /// graph was loaded (NEO4J_USERNAME and NEO4J_PASSWORD say who asks)
    #[arg(long, value_name = "WHERE", value_parser = on::place, conflicts_with = "emit")]
    on: Option<on::Place>,

    /// Where the Spark cluster is, such as spark://HOST:7077; as Spark is set up where nothing is said
    #[arg(long, value_name = "URL", requires = "on")]
    pub(super) master: Option<String>,

    /// The folder of a Parquet data set (`kgraph export --parquet`), for --on, and for SQL that says where its tables are
    #[arg(long, value_name = "PATH")]
    pub(super) data: Option<PathBuf>,

    /// Value of a parameter of a pattern, as JSON: name=value; may be repeated
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub(super) params: Vec<String>,
}

/// How an answer is printed.
enum Style {
    Text,
    Table,
    Json,
    Csv,
    Graph(&'static Format),
}

/// One way to understand what was asked, with its answer.
pub(super) struct Answered {
    pub(super) reading: Option<Reading>,
    pub(super) pattern: String,
    pub(super) answer: Answer,
}

/// Runs the verb.
pub(super) fn run(args: &Args, context: Context) -> Result<Outcome> {
    style(&args.format)?;
    if let Some(place) = &args.on {
        let asker = on::asker(args, place, context)?;
        return match args.question.is_empty() {
            true => session::run(&*asker, context),
            false => asker.ask(&args.question.join(" ")),
        };
    }
    let graph = args.selection.apply(args.input.load(context)?, context)?;
    let graph = args.measure.apply(graph, context)?;
    let asker = Asker { args, context, view: View::new(&graph), lexicon: OnceCell::new() };
    if args.question.is_empty() {
        return session::run(&asker, context);
    }
    session::Ask::ask(&asker, &args.question.join(" "))
}

/// What answers questions about one graph, which it reads once.
pub(super) struct Asker<'g> {
    args: &'g Args,
    context: Context,
    view: View<'g>,
    lexicon: OnceCell<Lexicon>,
}

impl session::Ask for Asker<'_> {
    fn ask(&self, text: &str) -> Result<Outcome> {
        let start = std::time::Instant::now();
        self.ask_within(text, start).map_err(|error| match self.args.timeout {
            Some(seconds) if start.elapsed().as_secs_f64() > seconds => {
                let hints = vec!["narrow the pattern, or raise `--timeout`".to_owned()];
                Error::query(format!("the answer was not found within {seconds} seconds"), hints)
            }
            _ => error,
        })
    }

    fn graph(&self) -> Result<&Graph> {
        Ok(self.view.graph())
    }

    fn size(&self) -> (usize, usize) {
        (self.view.graph().node_count(), self.view.graph().edge_count())
    }
}

impl Asker<'_> {
    fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(self.view.graph()))
    }

    /// Writes a question or pattern in another language.
    fn emit(&self, text: &str, language: emit::Language) -> Result<Outcome> {
        let args = self.args;
        let patterns = match is_pattern(text) {
            true => vec![text.to_owned()],
            false => readings(text, self.view.graph(), self.lexicon(), args.all_readings)?
                .into_iter()
                .map(|reading| reading.cypher)
                .collect(),
        };
        let mut output = Output::create(args.output.as_deref())?;
        for pattern in &patterns {
            emit::pattern(pattern, self.view.graph(), language, args.dialect, args.data.as_deref(), &mut output)?;
        }
        output.finish()?;
        Ok(Outcome::Done)
    }

    fn ask_within(&self, text: &str, start: std::time::Instant) -> Result<Outcome> {
        let (args, context) = (self.args, self.context);
        if let Some(language) = args.emit {
            return self.emit(text, language);
        }
        let too_long = || args.timeout.is_some_and(|seconds| start.elapsed().as_secs_f64() > seconds);
        let limits = Limits {
            rows: Some(args.limit),
            steps: Some(args.max_steps),
            interrupt: Some(&too_long),
            ..Limits::default()
        };
        let mut answered = Vec::new();
        if is_pattern(text) {
            let checked = answer::pattern(text, &params(&args.params)?)?;
            if args.explain {
                say(&visible(&checked.explain(&self.view, limits).unwrap_or_default()));
            }
            let answer = answer::run(&checked, &self.view, limits)?;
            answered.push(Answered { reading: None, pattern: text.to_owned(), answer });
        } else {
            for reading in readings(text, self.view.graph(), self.lexicon(), args.all_readings)? {
                say_reading(&reading, context);
                if args.explain {
                    let checked = answer::pattern(&reading.cypher, &Params::new())?;
                    say(&visible(&checked.explain(&self.view, limits).unwrap_or_default()));
                }
                let answer = answer::answer(&reading, &self.view, limits)?;
                answered.push(Answered { pattern: reading.cypher.clone(), reading: Some(reading), answer });
            }
        }
        give(args, self.view.graph(), &answered, context)
    }
}

/// Writes answers, and says on standard error what is to be said about them.
pub(super) fn give(args: &Args, graph: &Graph, answered: &[Answered], context: Context) -> Result<Outcome> {
    for part in answered {
        for warning in &part.answer.warnings {
            if !context.quiet {
                say(&visible(warning));
            }
        }
        if args.explain {
            context.note(&format!("{} rows, {} steps", part.answer.rows.len(), part.answer.steps));
        }
        if part.answer.truncated {
            context.note(&format!("only the first {} rows are given; `--limit` gives more", args.limit));
        }
    }
    let mut output = Output::create(args.output.as_deref())?;
    write(&style(&args.format)?, graph, answered, &mut output)?;
    output.finish()?;
    Ok(if answered.iter().all(|part| part.answer.is_no()) { Outcome::No } else { Outcome::Done })
}

fn style(name: &str) -> Result<Style> {
    Ok(match name {
        "text" => Style::Text,
        "table" => Style::Table,
        "json" => Style::Json,
        "csv" => Style::Csv,
        _ => match Format::from_name(name).filter(|format| format.can_write()) {
            Some(format) => Style::Graph(format),
            None => {
                let names =
                    || ["text", "table", "csv"].into_iter().chain(Format::ALL.iter().map(|format| format.name()));
                let hint = suggest::did_you_mean(name, names())
                    .unwrap_or_else(|| format!("formats: {}", names().collect::<Vec<_>>().join(", ")));
                return Err(Error::unsupported(format!("`{name}` is no format for answers"), hint));
            }
        },
    })
}

/// Returns whether an answer is written as a graph.
pub(super) fn is_graph_format(name: &str) -> bool {
    matches!(style(name), Ok(Style::Graph(_)))
}

/// Returns whether a text is openCypher rather than English.
pub(super) fn is_pattern(text: &str) -> bool {
    let first =
        text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_uppercase();
    let clause = [
        "MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE",
        "CALL", "EXPLAIN",
    ];
    clause.contains(&first.as_str())
        && (text.contains(['(', '[', '{', '$']) || text.to_uppercase().starts_with("RETURN"))
}

pub(super) fn params(given: &[String]) -> Result<Params> {
    let mut params = Params::new();
    for pair in given {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(Error::query(
                format!("`{pair}` is not NAME=VALUE"),
                vec!["write `--param id='\"h-1b\"'` or `--param n=5`".to_owned()],
            ));
        };
        // A word that is no JSON is meant as a string.
        let literal = answer::parameter(value).unwrap_or_else(|| Value::from(value.to_owned()));
        params.insert(name.trim_start_matches('$').to_owned(), literal);
    }
    Ok(params)
}

/// Reads a question. Several readings that are equally good are an error that lists them.
pub(super) fn readings(text: &str, graph: &Graph, lexicon: &Lexicon, all: bool) -> Result<Vec<Reading>> {
    let mut readings = question::read(text, graph, lexicon)?;
    let best = readings.first().map_or(0, |reading| reading.cost);
    let equal = readings.iter().filter(|reading| reading.cost == best).count();
    if all {
        return Ok(readings);
    }
    if equal > 1 {
        let mut hints: Vec<String> =
            readings.iter().take(equal).map(|reading| format!("{}\n    {}", reading.verbal, reading.cypher)).collect();
        hints.push("`--all-readings` answers each; a pattern answers the one you mean".to_owned());
        return Err(Error::query(format!("the question can be read in {equal} ways"), hints));
    }
    readings.truncate(1);
    Ok(readings)
}

/// Says how a question was understood.
pub(super) fn say_reading(reading: &Reading, context: Context) {
    if !context.quiet {
        say(&format!("{} {}", paint(terminal::NOTE, "reading:"), visible(&reading.verbal)));
        for note in &reading.notes {
            say(&format!("         {}", visible(note)));
        }
        say(&format!("{} {}", paint(terminal::NOTE, "pattern:"), visible(&reading.cypher)));
        say("");
    }
}

fn write(style: &Style, graph: &Graph, answered: &[Answered], out: &mut Output) -> Result<()> {
    let text = match style {
        Style::Text => answered.iter().map(|part| text(graph, part)).collect::<Vec<_>>().join("\n"),
        Style::Table => answered.iter().map(|part| table(graph, &part.answer)).collect::<Vec<_>>().join("\n"),
        Style::Csv => answered.iter().map(|part| csv(graph, &part.answer)).collect(),
        Style::Json => json(graph, answered),
        Style::Graph(format) => {
            let nodes = answered.iter().flat_map(|part| part.answer.nodes());
            let edges = answered.iter().flat_map(|part| part.answer.edges());
            return format.write(&graph.part(nodes, edges), &WriteOptions::new(), out).map(|_| ());
        }
    };
    out.write_all(text.as_bytes()).map_err(|error| Error::io("cannot write the answer", error))
}

/// Writes an answer for people: what the kind of question asks for, and under it the edges with their evidence.
fn text(graph: &Graph, part: &Answered) -> String {
    let mut out = String::new();
    let kind = part.reading.as_ref().map(|reading| reading.kind);
    let answer = &part.answer;
    match kind {
        Some(ReadingKind::Dossier) => {
            if let Some(node) = part.reading.as_ref().and_then(|reading| reading.named.first()) {
                return show::text(graph, *node);
            }
        }
        Some(ReadingKind::YesNo) if answer.is_no() => {
            // "Is A connected to B" asks for one relation; several in a row are another question.
            let direct = part.pattern.contains(")--(");
            out.push_str(if direct {
                "No, not by one relation. “How is … connected to …” follows several.\n"
            } else {
                "No.\n"
            });
        }
        Some(ReadingKind::YesNo) => out.push_str(yes(graph, answer)),
        _ if answer.rows.is_empty() => out.push_str("Nothing in this graph.\n"),
        _ => {}
    }
    for (number, row) in answer.rows.iter().enumerate() {
        match kind {
            Some(ReadingKind::YesNo | ReadingKind::Evidence | ReadingKind::Between) => {}
            Some(ReadingKind::Path | ReadingKind::AllPaths) => {
                if number > 0 {
                    out.push('\n');
                }
                out.push_str(&paths(graph, row));
                continue;
            }
            _ => {
                let values: Vec<String> = row.values.iter().map(|value| value_text(graph, value)).collect();
                let _ = writeln!(out, "{}", values.join("  "));
            }
        }
        for &edge in &row.edges {
            let _ = write!(out, "  {}\n{}", sentence::edge(graph, edge), sentence::evidence(graph, edge, "      "));
        }
    }
    out
}

/// Returns the word for a relation that the graph has: whether it is so is another matter where documents deny it.
fn yes(graph: &Graph, answer: &Answer) -> &'static str {
    let support: Vec<_> = answer.rows.iter().flat_map(|row| &row.edges).map(|&edge| graph.support(edge)).collect();
    if !support.is_empty() && support.iter().all(Support::is_denied) {
        "Denied: what speaks of it denies it.\n"
    } else if !support.is_empty() && support.iter().all(|one| one.is_denied() || one.is_contested()) {
        "Contested: some say so, and some deny it.\n"
    } else {
        "Yes.\n"
    }
}

/// Writes the paths of a row: nodes in a row, then the edges.
fn paths(graph: &Graph, row: &Row) -> String {
    let mut out = String::new();
    for value in &row.values {
        if let Value::Path(found) = value {
            let nodes: Vec<_> = found.nodes.iter().map(|&node| graph_node(node)).collect();
            out.push_str(&path::row(graph, &nodes, found.rels.len()));
            for &rel in &found.rels {
                let edge = graph_edge(rel);
                let _ = write!(out, "  {}\n{}", sentence::edge(graph, edge), sentence::evidence(graph, edge, "      "));
            }
        }
    }
    out
}

fn value_text(graph: &Graph, value: &Value) -> String {
    match value {
        Value::Node(node) => sentence::node(graph, graph_node(*node)),
        Value::Rel(rel) => sentence::edge(graph, graph_edge(*rel)),
        Value::Path(found) => {
            let names: Vec<String> =
                found.nodes.iter().map(|&node| visible_line(graph.label(graph_node(node)))).collect();
            names.join(" · ")
        }
        Value::Str(text) => visible_line(text),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| value_text(graph, item)).collect::<Vec<_>>().join(", "))
        }
        Value::Map(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| format!("{}: {}", visible_line(key), value_text(graph, value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}

/// Writes a value without colour, a node as its id: what a program wants in a cell.
fn cell(graph: &Graph, value: &Value) -> String {
    match value {
        Value::Node(node) => graph.id(graph_node(*node)).to_owned(),
        Value::Null => String::new(),
        Value::Str(text) => text.to_string(),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => value.to_string(),
        _ => value_json(graph, value).to_string(),
    }
}

fn table(graph: &Graph, answer: &Answer) -> String {
    let plain = |value: &Value| match value {
        Value::Node(node) => visible_line(graph.label(graph_node(*node))),
        Value::Rel(rel) => visible_line(&graph.edge_id(graph_edge(*rel))),
        other => visible_line(&value_text(graph, other)),
    };
    let rows: Vec<Vec<String>> = answer.rows.iter().map(|row| row.values.iter().map(plain).collect()).collect();
    let columns: Vec<String> = answer.columns.iter().map(|name| visible_line(name)).collect();
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, name)| {
            rows.iter().map(|row| terminal::width(&row[at])).chain([terminal::width(name)]).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, &width)| format!("{cell}{}", " ".repeat(width.saturating_sub(terminal::width(cell)))))
            .collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    let mut out = paint_out(terminal::NAME, line(&columns).trim_end()) + "\n";
    rows.iter().for_each(|row| out.push_str(&line(row)));
    out
}

/// Writes CSV: the columns, then the edges that support the row as ids.
fn csv(graph: &Graph, answer: &Answer) -> String {
    // The edges stand in a column of their own where any row has one, under a name that no column has.
    let supported = answer.rows.iter().any(|row| !row.edges.is_empty());
    let column = if answer.columns.iter().any(|name| name == "edges") { "supporting_edges" } else { "edges" };
    let line = |cells: Vec<String>, last: &str| {
        let cells = cells.into_iter().chain(supported.then(|| last.to_owned()));
        output::csv_line(cells)
    };
    let mut out = line(answer.columns.clone(), column);
    for row in &answer.rows {
        let ids: Vec<String> = row.edges.iter().map(|&edge| graph.edge_id(edge).into_owned()).collect();
        out.push_str(&line(row.values.iter().map(|value| cell(graph, value)).collect(), &ids.join(" ")));
    }
    out
}

fn json(graph: &Graph, answered: &[Answered]) -> String {
    let list: Vec<serde_json::Value> = answered
        .iter()
        .map(|part| {
            let rows: Vec<serde_json::Value> = part
                .answer
                .rows
                .iter()
                .map(|row| {
                    let values: serde_json::Map<String, serde_json::Value> = part
                        .answer
                        .columns
                        .iter()
                        .cloned()
                        .zip(row.values.iter().map(|value| value_json(graph, value)))
                        .collect();
                    let edges: Vec<_> = row.edges.iter().map(|&edge| sentence::edge_json(graph, edge)).collect();
                    serde_json::json!({"values": values, "edges": edges})
                })
                .collect();
            serde_json::json!({
                "reading": part.reading.as_ref().map(|reading| &reading.verbal),
                "notes": part.reading.as_ref().map_or(&[][..], |reading| &reading.notes),
                "pattern": part.pattern,
                "columns": part.answer.columns,
                "rows": rows,
                "truncated": part.answer.truncated,
            })
        })
        .collect();
    let value = match <[serde_json::Value; 1]>::try_from(list) {
        Ok([one]) => one,
        Err(list) => serde_json::json!({ "readings": list }),
    };
    output::json(&value)
}

pub(super) fn value_json(graph: &Graph, value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Int(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Str(text) => text.to_string().into(),
        Value::List(items) => items.iter().map(|item| value_json(graph, item)).collect(),
        Value::Map(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), value_json(graph, value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Node(node) => sentence::node_json(graph, graph_node(*node)),
        Value::Rel(rel) => sentence::edge_json(graph, graph_edge(*rel)),
        Value::Path(found) => serde_json::json!({
            "nodes": found.nodes.iter().map(|&node| sentence::node_json(graph, graph_node(node))).collect::<Vec<_>>(),
            "edges": found.rels.iter().map(|&rel| sentence::edge_json(graph, graph_edge(rel))).collect::<Vec<_>>(),
        }),
    }
}

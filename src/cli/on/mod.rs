//! `kgraph query --on`: the question goes to an engine over a Parquet data set, and the answer comes back.
//!
//! ```text
//! question ─▶ reading ─▶ openCypher ─▶ SQL and searches ─▶ driver.py on the engine
//!                 ▲                                              │ rows
//!                 │ names and vocabulary (data)                  ▼
//! the answer as always ◀── values ◀── a small graph (part) ◀── the nodes and edges that the rows name
//! ```
//!
//! kgraph reads the vocabulary, and for questions in English the nodes; the edges stay where they are. What comes back
//! is a part of the graph, so that the answer is written by the same code as ever.

mod answers;
#[cfg(feature = "bolt")]
mod bolt;
mod choice;
mod data;
mod driver;
mod launch;
mod part;

pub(super) use launch::Engine;

use super::query::{self, Answered, Args};
use super::session::Ask;
use super::terminal::say;
use super::{Context, Outcome};
use data::{DataSet, Names};
use driver::Driver;
use kgraph::error::{Error, Result};
use kgraph::graph::Graph;
use kgraph::query::answer::{self, Answer};
use kgraph::query::cypher::{Checked, Limits, Params};
use kgraph::query::graph_view::View;
use kgraph::query::question::{Reading, ReadingKind};
use kgraph::query::sql::{Dialect, Plan, Reach, Schema, Shortest, Way};
use launch::failed;
use part::{Cells, Ids};
use serde_json::{Value as Json, json};
use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Rows of edges that support an answer; where there are more, none are given.
const MOST_SUPPORT: u64 = 100_000;
/// Nodes whose edges are looked at to understand a question.
const MOST_NAMED: usize = 2_000;

/// What answers questions about a data set.
pub(super) struct Asker<'a> {
    args: &'a Args,
    engine: Engine,
    context: Context,
    data: DataSet,
    location: String,
    words: Graph,
    schema: Schema,
    names: OnceCell<Names>,
    driver: RefCell<Option<Driver>>,
}

/// A pattern, and the reading of a question that it was made of.
type Asked = (Option<Reading>, Checked);

/// What is sent to the engine for one reading of a question.
enum Work {
    /// Rows; and rows with the edges that support them.
    Rows(Box<Plan>, Option<Box<Plan>>),
    /// The part in which all shortest paths lie, on which kgraph answers.
    Shortest(Vec<Shortest>),
}

/// What came back.
enum Found {
    Rows {
        rows: Vec<Json>,
        support: Option<Vec<Json>>,
    },
    /// For each search, which end went on in each round.
    Part(Vec<Vec<usize>>),
}

impl<'a> Asker<'a> {
    /// Reads what a data set says about itself. The engine is started by the first question.
    pub(super) fn new(args: &'a Args, engine: Engine, context: Context) -> Result<Asker<'a>> {
        refuse_selection(args)?;
        let (folder, location) = places(args, engine)?;
        let data = DataSet::open(&folder)?;
        let words = data.words()?;
        let schema = Schema::new(words.header(), &data.catalog);
        let (names, driver) = (OnceCell::new(), RefCell::new(None));
        Ok(Asker { args, engine, context, data, location, words, schema, names, driver })
    }

    fn names(&self) -> Result<&Names> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = self.data.names()?;
        Ok(self.names.get_or_init(|| names))
    }

    fn dialect(&self) -> Dialect {
        match self.engine {
            Engine::Spark => Dialect::Spark,
            Engine::Duckdb => Dialect::DuckDb,
        }
    }

    /// Sends a request to the driver, which is started for the first.
    fn request(&self, request: &Json, deadline: Option<Instant>) -> Result<Json> {
        let mut driver = self.driver.borrow_mut();
        let running = match driver.take() {
            Some(mut running) => {
                running.until(deadline);
                running
            }
            None => {
                if self.engine == Engine::Spark {
                    self.context.note("starting Spark, which takes some seconds");
                }
                Driver::start(self.engine, &self.location, self.args.master.as_deref(), deadline)?
            }
        };
        let running = driver.insert(running);
        let answer = running.ask(request);
        // A driver that ended, or whose answer was not waited for, is of no use to the next question.
        if answer
            .as_ref()
            .is_err_and(|error| ["-ended)", "(timeout)"].iter().any(|code| error.to_string().ends_with(code)))
        {
            *driver = None;
        }
        answer
    }

    fn answer_text(&self, text: &str) -> Result<Outcome> {
        let deadline =
            self.args.timeout.map(|seconds| Instant::now() + Duration::from_secs_f64(seconds.clamp(0.0, 1e9)));
        // Everything is understood before the engine is asked anything, but for what a name may be linked to.
        let (mut asked, mut names): (Vec<Asked>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
        if query::is_pattern(text) {
            asked.push((None, answer::pattern(text, &query::params(&self.args.params)?)?));
            names.push(Vec::new());
        } else {
            let around = |nodes: &[&str]| {
                let around = self.request(&json!({"what": "around", "nodes": nodes}), deadline)?;
                self.request(&json!({"what": "part", "nodes": [], "edges": around["edges"]}), deadline)
            };
            let all = self.args.all_readings;
            for (reading, named) in answers::readings(text, all, self.names()?, &self.data.catalog, around)? {
                query::say_reading(&reading, self.context);
                let checked = answer::pattern(&reading.cypher, &Params::new())?;
                asked.push((Some(reading), checked));
                names.push(named);
            }
        }
        let work =
            asked.iter().map(|(reading, checked)| self.work(reading.as_ref(), checked)).collect::<Result<Vec<_>>>()?;
        let mut ids = Ids::default();
        ids.nodes.extend(names.iter().flatten().cloned());
        let mut found = Vec::new();
        for ((reading, _), work) in asked.iter().zip(&work) {
            found.push(self.find(reading.as_ref().map(|reading| reading.kind), work, &mut ids, deadline)?);
        }
        let rows = self.rows(&ids, deadline)?;
        let graph = self.data.part(&rows)?;
        let cells = Cells::new(&graph);
        let mut answered = Vec::new();
        for ((((reading, checked), names), work), found) in asked.into_iter().zip(&names).zip(&work).zip(found) {
            let mut answer = match (work, found) {
                (Work::Rows(plan, support), Found::Rows { rows, support: supported }) => {
                    let support = support.as_deref().zip(supported.as_deref());
                    self.answer(reading.as_ref(), &checked, (plan, &rows), support, &cells)?
                }
                (Work::Shortest(searches), Found::Part(sides)) => {
                    let limits = Limits { rows: Some(self.args.limit), ..Limits::default() };
                    answers::shortest(&checked, searches, &sides, &graph, limits)?
                }
                _ => return Err(failed("driver", "what came back is not what was asked for", "")),
            };
            let text = checked.query().text();
            answer.warnings =
                checked.warnings(&View::new(&self.words)).iter().map(|warning| warning.render(text)).collect();
            let reading = reading.map(|mut reading| {
                reading.named = names.iter().filter_map(|id| graph.find(id)).collect();
                reading
            });
            answered.push(Answered { reading, pattern: text.to_owned(), answer });
        }
        match query::is_graph_format(&self.args.format) {
            // The same nodes and edges, so that the answers fit it too.
            true => query::give(self.args, &self.data.plain_part(&rows)?, &answered, self.context),
            false => query::give(self.args, &graph, &answered, self.context),
        }
    }

    /// Finds out what the engine has to do; refuses what cannot be mapped.
    fn work(&self, reading: Option<&Reading>, checked: &Checked) -> Result<Work> {
        if let Some(searches) = answer::searches(checked, &self.schema)? {
            if self.args.explain {
                say(&format!("{searches:#?}"));
            }
            return Ok(Work::Shortest(searches));
        }
        let plan = |checked: &Checked| -> Result<Box<Plan>> {
            let plan = answer::plan(checked, &self.schema, self.dialect())?;
            if self.args.explain {
                plan.reaches.iter().for_each(|reach| say(&format!("{reach:#?}")));
                say(&format!("{};\n", plan.sql.text));
            }
            Ok(Box::new(plan))
        };
        let support = match reading.and_then(|reading| reading.with_edges.as_deref()) {
            Some(text) => Some(plan(&answer::pattern(text, &Params::new())?)?),
            None => None,
        };
        Ok(Work::Rows(plan(checked)?, support))
    }

    /// Has the engine do its work, and notes which nodes and edges the rows name.
    fn find(&self, kind: Option<ReadingKind>, work: &Work, ids: &mut Ids, deadline: Option<Instant>) -> Result<Found> {
        let mut note = |plan: &Plan, rows: &[Json]| {
            for row in rows {
                let cells = row.as_array().into_iter().flatten();
                cells.zip(&plan.sql.columns).for_each(|(cell, column)| ids.add(cell, column.holds));
            }
        };
        let rows = |plan: &Plan, most: u64, only: Option<Vec<&Json>>| -> Result<Vec<Json>> {
            let order = if plan.is_ordered || only.is_some() { 0 } else { plan.sql.columns.len() };
            let reaches: Vec<Json> = plan.reaches.iter().map(reach_json).collect();
            let request = json!({"what": "rows", "sql": plan.sql.text, "most": most, "order": order, "reaches": reaches, "only": only});
            let mut answer = self.request(&request, deadline)?;
            Ok(answer["rows"].as_array_mut().map(std::mem::take).unwrap_or_default())
        };
        match work {
            Work::Shortest(searches) => {
                let mut sides = Vec::new();
                for search in searches {
                    let answer = self.request(&shortest_json(search), deadline)?;
                    ids.nodes.extend([search.from.clone(), search.to.clone()]);
                    let edges = answer["edges"].as_array().into_iter().flatten();
                    ids.edges.extend(edges.filter_map(|id| id.as_str().map(str::to_owned)));
                    let side = |side: &Json| side.as_u64().and_then(|side| usize::try_from(side).ok());
                    sides.push(answer["sides"].as_array().into_iter().flatten().filter_map(side).collect());
                }
                Ok(Found::Part(sides))
            }
            Work::Rows(plan, support) => {
                // All about a node is not cut off, as in process.
                let most = if kind == Some(ReadingKind::Dossier) { MOST_SUPPORT } else { self.args.limit };
                let found = rows(plan, most.saturating_add(1), None)?;
                let given = &found[..found.len().min(most.min(usize::MAX as u64) as usize)];
                note(plan, given);
                let supported = match support {
                    None => None,
                    Some(support) => {
                        let whole = kind.is_some_and(answer::is_whole);
                        let only = (!whole).then(|| given.iter().filter_map(|row| row.get(0)).collect());
                        let rows = rows(support, MOST_SUPPORT + 1, only)?;
                        if rows.len() as u64 > MOST_SUPPORT {
                            self.context.note(&format!(
                                "more than {MOST_SUPPORT} combinations of edges say so; none are given"
                            ));
                            None
                        } else {
                            note(support, &rows);
                            Some(rows)
                        }
                    }
                };
                Ok(Found::Rows { rows: found, support: supported })
            }
        }
    }

    /// Fetches nodes and edges as kgraph JSON.
    fn rows(&self, ids: &Ids, deadline: Option<Instant>) -> Result<String> {
        if ids.nodes.is_empty() && ids.edges.is_empty() {
            return Ok("{\"nodes\": [], \"edges\": []}".to_owned());
        }
        let answer = self.request(&json!({"what": "part", "nodes": ids.nodes, "edges": ids.edges}), deadline)?;
        Ok(part::rows(&answer, &self.data.catalog, true))
    }

    /// Makes the answer of rows that came back.
    fn answer(
        &self,
        reading: Option<&Reading>,
        checked: &Checked,
        (plan, rows): (&Plan, &[Json]),
        support: Option<(&Plan, &[Json])>,
        cells: &Cells<'_>,
    ) -> Result<Answer> {
        let values = |plan: &Plan, rows: &[Json]| -> Result<Vec<answer::Row>> {
            let row = |row: &Json| {
                let values = row.as_array().into_iter().flatten().zip(&plan.sql.columns);
                let values: Option<Vec<_>> = values.map(|(cell, column)| cells.value(cell, column.holds)).collect();
                values.map(answer::Row::new).ok_or_else(|| {
                    let message = format!("the rows name what the tables do not have: {row}");
                    failed("table-broken", message, "the tables do not belong together; write the data set again")
                })
            };
            rows.iter().map(row).collect()
        };
        let truncated =
            rows.len() as u64 > self.args.limit && reading.is_none_or(|reading| reading.kind != ReadingKind::Dossier);
        let rows = if truncated { &rows[..self.args.limit as usize] } else { rows };
        let mut list = values(plan, rows)?;
        if !plan.is_ordered {
            answers::settle(checked, cells.graph(), &mut list);
        }
        let columns = checked.columns().to_vec();
        let mut answer = Answer { columns, rows: list, warnings: Vec::new(), truncated, steps: 0 };
        if let (Some(reading), Some((plan, rows))) = (reading, support) {
            answer.support(reading.kind, values(plan, rows)?);
        }
        Ok(answer)
    }
}

impl Ask for Asker<'_> {
    fn ask(&self, text: &str) -> Result<Outcome> {
        self.answer_text(text)
    }

    fn graph(&self) -> Result<&Graph> {
        self.names().map(|names| &names.graph)
    }

    fn size(&self) -> (usize, usize) {
        (self.data.catalog.nodes, self.data.catalog.edges)
    }
}

/// Refuses what is of a graph in memory.
fn refuse_selection(args: &Args) -> Result<()> {
    if args.selection.is_set() || args.measure.is_set() {
        let hint = "put it into the question or the pattern; or export the selection as a data set of its own";
        return Err(failed(
            "on-selection",
            "a selection or metric is of the whole graph, which `--on` does not read",
            hint,
        ));
    }
    Ok(())
}

/// Where questions are answered.
#[derive(Clone)]
pub(super) enum Place {
    /// By an engine over a Parquet data set.
    Engine(Engine),
    /// By a database at an address, which may hold a password.
    Address(#[cfg_attr(not(feature = "bolt"), expect(dead_code, reason = "nobody goes there"))] String),
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Engine(engine) => write!(f, "{engine:?}"),
            Place::Address(_) => f.write_str("Address"),
        }
    }
}

/// Reads the value of `--on`. What may be an address is looked at later, since a message here would repeat it.
pub(super) fn place(text: &str) -> std::result::Result<Place, String> {
    match <Engine as clap::ValueEnum>::from_str(text, true) {
        Ok(engine) => Ok(Place::Engine(engine)),
        Err(_) if text.contains([':', '@', '/']) => Ok(Place::Address(text.to_owned())),
        Err(_) => Err("it is spark, duckdb, or the address of a database: bolt://HOST:PORT".to_owned()),
    }
}

/// Makes what answers questions there.
pub(super) fn asker<'a>(args: &'a Args, place: &'a Place, context: Context) -> Result<Box<dyn Ask + 'a>> {
    match place {
        Place::Engine(engine) => Ok(Box::new(Asker::new(args, *engine, context)?)),
        #[cfg(feature = "bolt")]
        Place::Address(address) => Ok(Box::new(bolt::Asker::new(args, address, context)?)),
        #[cfg(not(feature = "bolt"))]
        Place::Address(_) => {
            let hint = "`cargo install --path . --features bolt` builds one that does";
            Err(failed("no-bolt", "this kgraph was built without Bolt, and does not talk to databases", hint))
        }
    }
}

/// Returns the folder of a data set, if one is named.
#[cfg(feature = "bolt")]
fn data_set_folder(args: &Args) -> Result<Option<PathBuf>> {
    match &args.data {
        Some(data) if data.to_string_lossy().contains("://") => {
            let message = format!("kgraph itself does not read `{}`", data.display());
            Err(failed(
                "data-remote",
                message,
                "give it a copy of `graph.json`, `catalog.json` and `nodes`: `--data FOLDER`",
            ))
        }
        Some(data) => Ok(Some(data.clone())),
        None => Ok(args.input.graph.first().filter(|path| path.join("catalog.json").is_file()).cloned()),
    }
}

/// Returns the folder that kgraph reads, and what the engine is told of the place of the tables.
fn places(args: &Args, engine: Engine) -> Result<(PathBuf, String)> {
    let missing = || {
        let hint = "`kgraph export --parquet -g GRAPH -o FOLDER` writes a data set, `--data FOLDER` names it";
        failed("data-missing", "`--on` asks a Parquet data set, and none was named", hint)
    };
    let data = args.data.clone().or_else(|| args.input.graph.first().cloned()).ok_or_else(missing)?;
    let text = data.to_string_lossy().into_owned();
    let remote = text.contains("://");
    let folder = match args.input.graph.first() {
        Some(folder) => folder.clone(),
        None if remote => {
            let message = format!("kgraph itself does not read `{text}`, where only the engine looks");
            let hint = "give it a copy of `graph.json`, `catalog.json` and `nodes` besides: `-g FOLDER --data URL`";
            return Err(failed("data-remote", message, hint));
        }
        None => data.clone(),
    };
    let location = match (remote, engine) {
        (true, _) => text,
        (false, engine) => {
            let whole = std::fs::canonicalize(&data)
                .map_err(|error| Error::io(format!("cannot find `{}`", data.display()), error))?;
            // Elsewhere than on a laptop, Spark looks for a plain path on the cluster's own file system.
            if engine == Engine::Spark { format!("file://{}", whole.display()) } else { whole.display().to_string() }
        }
    };
    Ok((folder, location))
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Forward => "forward",
        Way::Backward => "backward",
        Way::Both => "both",
    }
}

fn reach_json(reach: &Reach) -> Json {
    let Reach { table, start, way: by, relations, holds_start, most } = reach;
    json!({"table": table, "start": start, "way": way(*by), "relations": relations, "holds_start": holds_start, "most": most})
}

fn shortest_json(search: &Shortest) -> Json {
    let Shortest { from, to, way: by, relations, without, most, .. } = search;
    json!({"what": "shortest", "from": from, "to": to, "way": way(*by), "relations": relations, "without": without, "most": most})
}

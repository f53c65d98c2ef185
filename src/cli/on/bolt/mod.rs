//! `kgraph query --on bolt://…`: the question goes as Cypher to a database that speaks Bolt, and the answer comes back.
//!
//! ```text
//! question ─▶ reading ─▶ openCypher ─▶ the database's names ─▶ Bolt
//!                ▲                                              │ rows: values, nodes, relationships
//!                │ names, vocabulary, documents                 ▼
//!     the graph that was loaded, without its edges ───▶ a graph with the edges that came back ─▶ the answer as always
//! ```
//!
//! The text is that of `--emit cypher --dialect neo4j`. What a property graph does not hold (vocabulary, documents, order of
//! nodes) comes from the graph or data set that was loaded; the edges, with their evidence, from the database alone.
//! Shortest paths are searched for a round at a time ([`search`]), since which of several a database gives is its own choice.
//!
//! The line is the driver neo4rs. Its kin were tried: `neo4j` 0.2 is a hobby of its author, by its own words; `bolt-client`
//! 0.11 is of 2022; an own client would be short, but without TLS it would send passwords for all to read.

mod address;
mod cell;
mod client;
mod order;
mod part;
mod search;
mod trouble;

use super::data::{DataSet, Names};
use super::launch::failed;
use super::part::Cells;
use super::{MOST_SUPPORT, answers};
use crate::cli::query::{self, Answered, Args};
use crate::cli::session::Ask;
use crate::cli::terminal::say;
use crate::cli::{Context, Outcome};
use address::Address;
use cell::Cell;
use client::Client;
use kgraph::error::Result;
use kgraph::graph::Graph;
use kgraph::graph::columns::ColumnType;
use kgraph::graph::property_names::PropertyNames;
use kgraph::query::answer::{self, Answer, Row};
use kgraph::query::cypher::ast::Clause;
use kgraph::query::cypher::check::Named;
use kgraph::query::cypher::{Checked, Limits, Params, Value};
use kgraph::query::graph_view::View;
use kgraph::query::question::{Reading, ReadingKind};
use kgraph::query::sql::{Schema, Shortest};
use order::{Order, is_ordered};
use part::Part;
use std::time::{Duration, Instant};

/// What answers questions about a graph in a database.
pub(super) struct Asker<'a> {
    args: &'a Args,
    context: Context,
    data: DataSet,
    names: Names,
    /// The vocabulary and all keys.
    words: Graph,
    schema: Schema,
    /// What the database calls them.
    held: PropertyNames,
    address: Address,
    client: Client,
    /// Whether the database holds the graph that is asked about.
    is_the_graph: std::cell::Cell<bool>,
}

/// A query as it is sent.
struct Sent {
    text: String,
    params: Params,
    /// The names of its columns, in the order of the columns of the question.
    columns: Vec<String>,
    /// What the rows are ordered by, if they are, and kgraph can tell which of them are equal.
    order: Option<Order>,
}

/// A pattern with its parameters, and the reading of a question that it was made of, with the ids of the nodes it names.
struct Asked {
    reading: Option<(Reading, Vec<String>)>,
    checked: Checked,
    params: Params,
}

impl Asked {
    fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref().map(|(reading, _)| reading)
    }
}

/// What is asked for one reading of a question.
enum Work {
    /// Rows; and rows with the edges that support them.
    Rows(Box<Sent>, Option<Box<Sent>>),
    /// The part in which all shortest paths lie, on which kgraph answers.
    Shortest(Vec<Shortest>),
}

/// What came back.
enum Found {
    Rows(Vec<Vec<Cell>>, Option<Vec<Vec<Cell>>>),
    /// For each search, which end went on in each round.
    Part(Vec<Vec<usize>>),
}

impl<'a> Asker<'a> {
    /// Reads the names of the graph that was loaded. The server is called by the first question.
    pub(super) fn new(args: &'a Args, place: &str, context: Context) -> Result<Asker<'a>> {
        super::refuse_selection(args)?;
        let env = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let address = Address::parse(place)?.or_else(env("NEO4J_USERNAME"), env("NEO4J_PASSWORD"));
        let data = match super::data_set_folder(args)? {
            Some(folder) => DataSet::open(&folder)?,
            None => DataSet::of(&args.input.load(context)?)?,
        };
        let (words, names) = (data.words()?, data.names()?);
        let (schema, held) = (Schema::new(words.header(), &data.catalog), PropertyNames::of(&words));
        let client = Client::new(address.clone())?;
        let is_the_graph = false.into();
        Ok(Asker { args, context, data, names, words, schema, held, address, client, is_the_graph })
    }

    /// Sees to it that the database holds the graph that is asked about.
    fn check(&self, deadline: Option<Instant>) -> Result<()> {
        if self.is_the_graph.get() {
            return Ok(());
        }
        let count = |text: &str| -> Result<i64> {
            let rows = self.client.run(text, &Params::new(), 1, deadline)?;
            Ok(rows.first().and_then(|row| row.get("found")).and_then(Cell::int).unwrap_or(-1))
        };
        let there = [count("MATCH (n) RETURN count(n) AS found")?, count("MATCH ()-[r]->() RETURN count(r) AS found")?];
        let here = [self.data.catalog.nodes as i64, self.data.catalog.edges as i64];
        let entities = count("MATCH (n:Entity) RETURN count(n.id) AS found")?;
        if there != here || entities != here[0] {
            return Err(trouble::differs(&self.address, there, entities, here));
        }
        self.is_the_graph.set(true);
        Ok(())
    }

    fn answer_text(&self, text: &str) -> Result<Outcome> {
        let deadline = self.args.timeout.map(|s| Instant::now() + Duration::from_secs_f64(s.clamp(0.0, 1e9)));
        let mut asked: Vec<Asked> = Vec::new();
        if query::is_pattern(text) {
            let params = query::params(&self.args.params)?;
            asked.push(Asked { reading: None, checked: answer::pattern(text, &params)?, params });
        } else {
            let around = |nodes: &[&str]| {
                self.check(deadline)?;
                self.around(nodes, deadline)?.rows(self)
            };
            let all = self.args.all_readings;
            for (reading, named) in answers::readings(text, all, &self.names, &self.data.catalog, around)? {
                query::say_reading(&reading, self.context);
                let checked = answer::pattern(&reading.cypher, &Params::new())?;
                asked.push(Asked { reading: Some((reading, named)), checked, params: Params::new() });
            }
        }
        // Everything is understood before the database is asked anything, but for what a name may be linked to.
        let mut work = Vec::new();
        for one in &asked {
            work.push(self.work(one)?);
        }
        self.check(deadline)?;
        let (mut part, mut found) = (Part::default(), Vec::new());
        for (one, work) in asked.iter().zip(&work) {
            found.push(self.find(one, work, &mut part, deadline)?);
        }
        part.find_ends(self, deadline)?;
        let rows = super::part::rows(&part.rows(self)?, &self.data.catalog, false);
        let graph = self.names.with_edges(rows.clone())?;
        let cells = Cells::new(&graph);
        let mut answered = Vec::new();
        for ((one, work), found) in asked.into_iter().zip(&work).zip(found) {
            let mut answer = match (work, found) {
                (Work::Rows(sent, _), Found::Rows(rows, support)) => {
                    self.answer(&one, sent.order.as_ref(), &rows, support, &cells)?
                }
                (Work::Shortest(searches), Found::Part(sides)) => {
                    let limits = Limits { rows: Some(self.args.limit), ..Limits::default() };
                    answers::shortest(&one.checked, searches, &sides, &graph, limits)?
                }
                _ => return Err(failed("driver", "what came back is not what was asked for", "")),
            };
            let text = one.checked.query().text();
            answer.warnings =
                one.checked.warnings(&View::new(&self.words)).iter().map(|warning| warning.render(text)).collect();
            let pattern = text.to_owned();
            let reading = one.reading.map(|(mut reading, named)| {
                reading.named = named.iter().filter_map(|id| graph.find(id)).collect();
                reading
            });
            answered.push(Answered { reading, pattern, answer });
        }
        match query::is_graph_format(&self.args.format) {
            // The same nodes and edges, so that the answers fit it too.
            true => query::give(self.args, &self.names.plain_with_edges(rows)?, &answered, self.context),
            false => query::give(self.args, &graph, &answered, self.context),
        }
    }

    /// Finds out what the database has to do; refuses what cannot be mapped.
    fn work(&self, one: &Asked) -> Result<Work> {
        let checked = &one.checked;
        let has_shortest = checked.query().tree().first.clauses.iter().any(
            |clause| matches!(clause, Clause::Match(found) if found.patterns.iter().any(|one| one.shortest.is_some())),
        );
        match answer::searches(checked, &self.schema) {
            Ok(Some(searches)) => {
                if self.args.explain {
                    say(&format!("{searches:#?}"));
                }
                return Ok(Work::Shortest(searches));
            }
            Ok(None) => {}
            Err(error) if !has_shortest => return Err(error),
            Err(_) => {
                let hint = "ask for paths between nodes named by their ids, `(x {id: '…'})`, with nothing else in the query; `--emit cypher` writes it for the database's own tools";
                let message = "which of several shortest paths this pattern gives is the database's own choice, so it has no exact counterpart in the database";
                return Err(failed("bolt-shortest", message, hint));
            }
        }
        let support = match one.reading().and_then(|reading| reading.with_edges.as_deref()) {
            Some(text) => Some(Box::new(self.sent(&answer::pattern(text, &Params::new())?, &Params::new())?)),
            None => None,
        };
        Ok(Work::Rows(Box::new(self.sent(checked, &one.params)?), support))
    }

    /// Puts a query into the database's names.
    fn sent(&self, checked: &Checked, params: &Params) -> Result<Sent> {
        for used in &checked.facts().uses {
            let columns = match used.what {
                Named::NodeKey => &self.data.catalog.node_columns,
                Named::RelKey => &self.data.catalog.edge_columns,
                Named::Label | Named::Type => continue,
            };
            if columns.iter().any(|column| column.key == used.name && column.kind == ColumnType::Json) {
                let message = format!(
                    "the values of `{}` are of several types, or lists and objects, which the database holds as texts: they have no exact counterpart in the database",
                    used.name
                );
                return Err(failed("bolt-mixed", message, "ask for the whole node or edge"));
            }
        }
        let mut text = answer::neo4j(checked, &self.held)?;
        let written = answer::pattern(&text, params)?;
        let order = Order::of(checked, params, &self.held);
        if order.is_some() {
            text = order::without_limit(&written);
        }
        if self.args.explain {
            say(&format!("{text};\n"));
        }
        Ok(Sent { text, params: params.clone(), columns: written.columns().to_vec(), order })
    }

    fn run(&self, sent: &Sent, most: u64, deadline: Option<Instant>) -> Result<Vec<Vec<Cell>>> {
        let rows = self.client.run(&sent.text, &sent.params, most, deadline)?;
        rows.into_iter().map(|row| cells(sent, row)).collect()
    }

    /// Takes as many rows as are wanted, and then all that equal the last of them.
    fn run_in_order(
        &self,
        sent: &Sent,
        order: &Order,
        wanted: u64,
        deadline: Option<Instant>,
    ) -> Result<Vec<Vec<Cell>>> {
        // The row behind the last that equals it tells that there are no more.
        let wants = |rows: &client::Rows| {
            let there = rows.len() as u64;
            let Some(bound) = usize::try_from(wanted - 1).ok().and_then(|at| rows.get(at)) else { return true };
            there == wanted
                || there <= MOST_SUPPORT.max(wanted)
                    && rows.last().is_some_and(|last| match (cells(sent, bound.clone()), cells(sent, last.clone())) {
                        (Ok(bound), Ok(last)) => order.alike(&bound, &last),
                        _ => false,
                    })
        };
        let rows = match wanted {
            0 => Vec::new(),
            _ => self.client.run_while(&sent.text, &sent.params, deadline, wants)?,
        };
        if rows.len() as u64 > MOST_SUPPORT.max(wanted) {
            let message = format!("more than {MOST_SUPPORT} rows are equal for `ORDER BY`");
            return Err(failed("part-too-large", message, "order by the id as well"));
        }
        rows.into_iter().map(|row| cells(sent, row)).collect()
    }

    /// Has the database do its work, and keeps the edges that come back.
    fn find(&self, one: &Asked, work: &Work, part: &mut Part, deadline: Option<Instant>) -> Result<Found> {
        match work {
            Work::Shortest(searches) => {
                let mut sides = Vec::new();
                for search in searches {
                    let (edges, went) = self.corridor(search, deadline)?;
                    part.add_edges(edges);
                    sides.push(went);
                }
                Ok(Found::Part(sides))
            }
            Work::Rows(sent, support) => {
                // Rows in an order that the database chose must all be there to be put into one that is always the same.
                let is_dossier = one.reading().is_some_and(|reading| reading.kind == ReadingKind::Dossier);
                let whole = is_dossier || !is_ordered(&one.checked);
                let most = if whole { MOST_SUPPORT } else { self.args.limit };
                let more = most.saturating_add(1);
                let rows = match &sent.order {
                    Some(order) => {
                        let wanted = order.skip.saturating_add(more.min(order.limit.unwrap_or(u64::MAX)));
                        self.run_in_order(sent, order, wanted, deadline)?
                    }
                    None => self.run(sent, more, deadline)?,
                };
                if whole && rows.len() as u64 > most {
                    let message = format!("more than {MOST_SUPPORT} rows come back in no order");
                    return Err(failed("part-too-large", message, "write `ORDER BY` and `LIMIT`, or count"));
                }
                part.add(&rows);
                let support = match support {
                    None => None,
                    Some(support) => {
                        let rows = self.run(support, MOST_SUPPORT + 1, deadline)?;
                        if rows.len() as u64 > MOST_SUPPORT {
                            self.context.note(&format!(
                                "more than {MOST_SUPPORT} combinations of edges say so; none are given"
                            ));
                            None
                        } else {
                            part.add(&rows);
                            Some(rows)
                        }
                    }
                };
                Ok(Found::Rows(rows, support))
            }
        }
    }

    /// Makes the answer of rows that came back.
    fn answer(
        &self,
        one: &Asked,
        order: Option<&Order>,
        rows: &[Vec<Cell>],
        support: Option<Vec<Vec<Cell>>>,
        cells: &Cells<'_>,
    ) -> Result<Answer> {
        let values = |rows: &[Vec<Cell>]| -> Result<Vec<Row>> {
            let row = |row: &Vec<Cell>| {
                let values: Option<Vec<Value>> = row.iter().map(|cell| cell.value(cells)).collect();
                values
                    .map(Row::new)
                    .ok_or_else(|| trouble::foreign(&self.address, "nodes that the graph does not have"))
            };
            rows.iter().map(row).collect()
        };
        let (reading, checked) = (one.reading(), &one.checked);
        let mut list = values(rows)?;
        match order {
            Some(order) => {
                let alike = |a: usize, b: usize| order.alike(&rows[a], &rows[b]);
                answers::settle_alike(&mut list, alike);
                let skip = usize::try_from(order.skip).unwrap_or(usize::MAX).min(list.len());
                list.drain(..skip);
                list.truncate(order.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX));
            }
            None if is_ordered(checked) => {}
            None => answers::settle(checked, cells.graph(), &mut list),
        }
        let is_cut = reading.is_none_or(|reading| reading.kind != ReadingKind::Dossier);
        let truncated = is_cut && list.len() as u64 > self.args.limit;
        if truncated {
            list.truncate(self.args.limit as usize);
        }
        let columns = checked.columns().to_vec();
        let mut answer = Answer { columns, rows: list, warnings: Vec::new(), truncated, steps: 0 };
        if let (Some(reading), Some(rows)) = (reading, support) {
            answer.support(reading.kind, values(&rows)?);
        }
        Ok(answer)
    }
}

impl Ask for Asker<'_> {
    fn ask(&self, text: &str) -> Result<Outcome> {
        self.answer_text(text)
    }

    fn graph(&self) -> Result<&Graph> {
        Ok(&self.names.graph)
    }

    fn size(&self) -> (usize, usize) {
        (self.data.catalog.nodes, self.data.catalog.edges)
    }
}

/// Puts the cells of a row into the order of the columns.
fn cells(sent: &Sent, mut row: cell::Properties) -> Result<Vec<Cell>> {
    let cells = sent.columns.iter().map(|name| {
        // A single column needs no name.
        let only = (sent.columns.len() == 1).then(|| row.pop_first()).flatten().map(|(_, cell)| cell);
        only.or_else(|| row.remove(name))
    });
    let cells: Option<Vec<Cell>> = cells.collect();
    cells.ok_or_else(|| trouble::garbled("a column is not there under its name; name it with `AS`"))
}

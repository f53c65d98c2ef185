//! What every engine needs between a question and its answer: readings, one of several shortest paths, the order of rows.

use super::data::Names;
use super::launch::failed;
use super::part::{self, Cells};
use super::{MOST_NAMED, choice};
use crate::cli::query;
use kgraph::error::Result;
use kgraph::graph::catalog::Catalog;
use kgraph::graph::{EdgeId, Graph, NodeId};
use kgraph::query::answer::{self, Answer, Row};
use kgraph::query::cypher::{Checked, Limits};
use kgraph::query::graph_view::View;
use kgraph::query::question::{self, Lexicon, Reading};
use kgraph::query::sql::Shortest;
use serde_json::Value as Json;
use std::collections::HashMap;

/// Reads a question; each reading comes with the ids of the nodes that it names. `around` fetches the edges of some nodes.
pub(super) fn readings(
    text: &str,
    all: bool,
    names: &Names,
    catalog: &Catalog,
    around: impl Fn(&[&str]) -> Result<Json>,
) -> Result<Vec<(Reading, Vec<String>)>> {
    let lexicon = Lexicon::with_catalog(&names.graph, catalog);
    let first = query::readings(text, &names.graph, &lexicon, all);
    let with_ids = |readings: Vec<Reading>, graph: &Graph| {
        let ids = |nodes: &[NodeId]| nodes.iter().map(|&node| graph.id(node).to_owned()).collect();
        readings.into_iter().map(|reading| (ids(&reading.named), reading)).map(|(ids, r)| (r, ids)).collect()
    };
    if !lexicon.looked_at_edges() {
        return Ok(with_ids(first?, &names.graph));
    }
    // What a name means may hang on what it is linked to.
    let named = question::may_name(text, &names.graph);
    if named.len() > MOST_NAMED {
        let message = format!("{} nodes share the names in the question", named.len());
        return Err(failed("name-too-common", message, "write whole names, or ids in double quotes"));
    }
    let nodes: Vec<&str> = named.iter().map(|&node| names.graph.id(node)).collect();
    let graph = names.with_edges(part::rows(&around(&nodes)?, catalog, false))?;
    let lexicon = Lexicon::with_catalog(&graph, catalog);
    Ok(with_ids(query::readings(text, &graph, &lexicon, all)?, &graph))
}

/// Answers a question for shortest paths on the part in which they lie; `sides` says which end of each search went on.
pub(super) fn shortest(
    checked: &Checked,
    searches: &[Shortest],
    sides: &[Vec<usize>],
    graph: &Graph,
    limits: Limits<'_>,
) -> Result<Answer> {
    let (mut nodes, mut edges): (Vec<NodeId>, Vec<EdgeId>) = (Vec::new(), Vec::new());
    for (search, sides) in searches.iter().zip(sides) {
        nodes.extend([&search.from, &search.to].into_iter().filter_map(|id| graph.find(id)));
        if search.all {
            edges.extend(graph.edges());
        } else if let Some((on, along)) = choice::path(graph, search, sides) {
            nodes.extend(on);
            edges.extend(along);
        }
    }
    let part = graph.part(nodes, edges);
    let mut answer = answer::run(checked, &View::new(&part), limits)?;
    // The values are of the smaller part.
    let cells = Cells::new(graph);
    for row in &mut answer.rows {
        let values = std::mem::take(&mut row.values);
        *row = Row::new(values.into_iter().map(|value| cells.of(&part, value)).collect());
    }
    Ok(answer)
}

/// Brings rows that the question leaves in any order into one that is always the same: that in which kgraph itself
/// finds them in the part that came back, and what it does not find there, in the order of the data set.
pub(super) fn settle(checked: &Checked, part: &Graph, rows: &mut Vec<Row>) {
    let places = places(checked, part);
    let place = |row: &Row| places.get(&key(row)).copied().unwrap_or(usize::MAX);
    let mut placed: Vec<(usize, Row)> = rows.drain(..).map(|row| (place(&row), row)).collect();
    placed.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| part::in_order(&x.values, &y.values)));
    rows.extend(placed.into_iter().map(|(_, row)| row));
}

/// Brings rows that `ORDER BY` leaves equal into the order of the data set; `alike` says of neighbours, by their places in
/// the list, whether they are. In which order kgraph itself finds them hangs on the plan, and that on the whole graph.
#[cfg(feature = "bolt")]
pub(super) fn settle_alike(rows: &mut Vec<Row>, alike: impl Fn(usize, usize) -> bool) {
    let mut group = 0;
    let mut grouped = Vec::with_capacity(rows.len());
    for (at, row) in rows.drain(..).enumerate() {
        group += usize::from(at > 0 && !alike(at - 1, at));
        grouped.push((group, row));
    }
    grouped.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| part::in_order(&x.values, &y.values)));
    rows.extend(grouped.into_iter().map(|(_, row)| row));
}

/// Where kgraph itself finds each row in a part of the graph.
fn places(checked: &Checked, part: &Graph) -> HashMap<String, usize> {
    let limits = Limits { steps: Some(1_000_000), ..Limits::default() };
    let own = answer::run(checked, &View::new(part), limits).map(|answer| answer.rows).unwrap_or_default();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, row) in own.iter().enumerate() {
        places.entry(key(row)).or_insert(at);
    }
    places
}

fn key(row: &Row) -> String {
    format!("{:?}", row.values)
}

//! Shortest paths, a round at a time: the part of the graph in which all of them lie.
//!
//! The same search from both ends as `driver.py` has it, and kgraph in process: each round asks for the neighbours of the
//! smaller front. So the path that kgraph then gives is the one that it gives in process.

use super::Asker;
use super::cell::{Cell, EdgeCell};
use super::part::{Edge, Part};
use crate::cli::on::launch::failed;
use kgraph::error::Result;
use kgraph::query::cypher::print::quote_name;
use kgraph::query::cypher::value::List;
use kgraph::query::cypher::{Params, Value};
use kgraph::query::sql::{Shortest, Way};
use std::collections::HashSet;
use std::time::Instant;

/// Nodes of a front, and edges of a part; beyond, it is no work for one machine.
const MOST: usize = 200_000;

type Ids = HashSet<String>;

/// How a search goes on from one end.
struct Side {
    way: Way,
    levels: Vec<Ids>,
    seen: Ids,
}

impl Side {
    fn new(way: Way, start: &str) -> Side {
        let start = Ids::from([start.to_owned()]);
        Side { way, levels: vec![start.clone()], seen: start }
    }

    fn front(&self) -> &Ids {
        &self.levels[self.levels.len() - 1]
    }
}

fn turned(way: Way) -> Way {
    match way {
        Way::Forward => Way::Backward,
        Way::Backward => Way::Forward,
        Way::Both => Way::Both,
    }
}

impl Asker<'_> {
    /// Finds all edges on the shortest paths between two nodes, and which end went on in each round.
    pub(super) fn corridor(&self, search: &Shortest, deadline: Option<Instant>) -> Result<(Vec<Edge>, Vec<usize>)> {
        let Shortest { from, to, without, .. } = search;
        let is_known = |id: &String| self.names.graph.find(id).is_some() && !without.contains(id);
        let none = (Vec::new(), Vec::new());
        if from == to || !is_known(from) || !is_known(to) || search.relations.as_ref().is_some_and(Vec::is_empty) {
            return Ok(none);
        }
        let mut sides = [Side::new(search.way, from), Side::new(turned(search.way), to)];
        let mut went = Vec::new();
        let meeting: Ids = loop {
            let number = usize::from(sides[1].front().len() < sides[0].front().len());
            let is_over = search.most.is_some_and(|most| went.len() as u64 >= u64::from(most));
            if is_over || sides.iter().any(|side| side.front().is_empty()) {
                return Ok(none);
            }
            went.push(number);
            let side = &sides[number];
            let mut next = self.neighbours(side.front(), side.way, search, deadline)?;
            next.retain(|id| !side.seen.contains(id));
            let meeting: Ids = next.iter().filter(|id| sides[1 - number].seen.contains(*id)).cloned().collect();
            sides[number].seen.extend(next.iter().cloned());
            sides[number].levels.push(next);
            if !meeting.is_empty() {
                break meeting;
            }
        };
        let mut part = Vec::new();
        for side in &sides {
            let mut nodes = meeting.clone();
            for behind in side.levels.iter().rev().skip(1) {
                let mut next = Ids::new();
                for (is_forward, edge) in
                    self.edges_of(&nodes, turned(side.way), search.relations.as_deref(), deadline)?
                {
                    let back = if is_forward { &edge.target } else { &edge.source };
                    if behind.contains(back) {
                        next.insert(back.clone());
                        part.push(edge);
                    }
                }
                if part.len() > MOST {
                    return Err(too_large(search));
                }
                nodes = next;
            }
        }
        Ok((part, went))
    }

    /// Fetches the edges of some nodes.
    pub(super) fn around(&self, nodes: &[&str], deadline: Option<Instant>) -> Result<Part> {
        let nodes = nodes.iter().map(|&id| id.to_owned()).collect();
        let mut part = Part::default();
        part.add_edges(self.edges_of(&nodes, Way::Both, None, deadline)?.into_iter().map(|(_, edge)| edge));
        Ok(part)
    }

    fn neighbours(&self, front: &Ids, way: Way, search: &Shortest, deadline: Option<Instant>) -> Result<Ids> {
        let (left, right) = match way {
            Way::Forward => ("-", "->"),
            Way::Backward => ("<-", "-"),
            Way::Both => ("-", "-"),
        };
        let types = self.types(search.relations.as_deref());
        let text = format!(
            "UNWIND $ids AS id MATCH (a:Entity {{id: id}}){left}[r{types}]{right}(b) WHERE NOT b.id IN $without RETURN DISTINCT b.id AS id"
        );
        let params = Params::from([("ids".to_owned(), list(front)), ("without".to_owned(), list(&search.without))]);
        let rows = self.client.run(&text, &params, MOST as u64 + 1, deadline)?;
        if rows.len() > MOST {
            return Err(too_large(search));
        }
        Ok(rows.into_iter().filter_map(|row| row.get("id")?.text().map(str::to_owned)).collect())
    }

    /// Fetches the edges that lead out of nodes along a way; each with whether it is walked from source to target.
    fn edges_of(
        &self,
        nodes: &Ids,
        way: Way,
        relations: Option<&[String]>,
        deadline: Option<Instant>,
    ) -> Result<Vec<(bool, Edge)>> {
        let types = self.types(relations);
        let mut edges = Vec::new();
        for (is_forward, left, right) in [(true, "-", "->"), (false, "<-", "-")] {
            if matches!((way, is_forward), (Way::Forward, false) | (Way::Backward, true)) {
                continue;
            }
            let text = format!(
                "UNWIND $ids AS id MATCH (n:Entity {{id: id}}){left}[r{types}]{right}(m) RETURN r, n.id AS near, m.id AS far"
            );
            let params = Params::from([("ids".to_owned(), list(nodes))]);
            let rows = self.client.run(&text, &params, MOST as u64 + 1, deadline)?;
            if rows.len() > MOST {
                let message = format!("some of the nodes have more than {MOST} edges");
                return Err(failed(
                    "part-too-large",
                    message,
                    "ask for less: name the ends, bound the length, or count",
                ));
            }
            for mut row in rows {
                let (Some(Cell::Text(near)), Some(Cell::Text(far))) = (row.remove("near"), row.remove("far")) else {
                    continue;
                };
                if let Some(Cell::Edge(EdgeCell { properties, .. })) = row.remove("r") {
                    let (source, target) = if is_forward { (near, far) } else { (far, near) };
                    edges.push((is_forward, Edge { source, target, properties }));
                }
            }
        }
        Ok(edges)
    }

    fn types(&self, relations: Option<&[String]>) -> String {
        let names: Vec<_> =
            relations.into_iter().flatten().filter_map(|id| self.held.relationship(id)).map(quote_name).collect();
        if names.is_empty() { String::new() } else { format!(":{}", names.join("|")) }
    }
}

/// Makes a list that is the same each time.
fn list<'i>(ids: impl IntoIterator<Item = &'i String>) -> Value {
    let mut ids: Vec<&String> = ids.into_iter().collect();
    ids.sort_unstable();
    Value::List(List::new(ids.into_iter().map(|id| Value::from(id.clone())).collect()))
}

fn too_large(search: &Shortest) -> kgraph::error::Error {
    let message =
        format!("the search between `{}` and `{}` meets more than {MOST} nodes or edges", search.from, search.to);
    failed("part-too-large", message, "name relations, or bound the length")
}

//! What SQL does not say: searches that the engine's driver follows step by step.
//!
//! Which nodes are within reach becomes a table that the driver fills, and the SQL names. Shortest paths between nodes
//! that are named become the part of the graph in which all of them lie, on which kgraph then answers itself. Both are
//! breadth-first: each round joins the nodes that were reached last to the edges, and keeps what is new.

use super::{Compiler, refuse};
use crate::query::cypher::Checked;
use crate::query::cypher::ast::{
    Arrow, BinaryOp, Clause, CompareOp, Expr, ExprKind, LabelExpr, Literal, Match, NodePattern, Pattern, Properties,
    Quantifier, RelPattern, SingleQuery,
};
use crate::query::cypher::error::Result;
use std::collections::BTreeMap;

/// Which way a search follows the edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From source to target.
    Forward,
    /// From target to source.
    Backward,
    /// Both ways.
    Both,
}

impl Way {
    fn of(arrow: Arrow) -> Way {
        match arrow {
            Arrow::Right => Way::Forward,
            Arrow::Left => Way::Backward,
            Arrow::Either => Way::Both,
        }
    }

    fn turned(self) -> Way {
        match self {
            Way::Forward => Way::Backward,
            Way::Backward => Way::Forward,
            Way::Both => Way::Both,
        }
    }
}

/// The nodes within reach of one, which the SQL finds in a table with the column `node`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The name of the table.
    pub table: String,
    /// The id of the node where the search starts.
    pub start: String,
    /// Which way it goes.
    pub way: Way,
    /// The relations that it follows; all where none are named.
    pub relations: Option<Vec<String>>,
    /// Whether the start is within reach of itself; otherwise only over a cycle.
    pub holds_start: bool,
    /// The greatest number of steps.
    pub most: Option<u32>,
}

/// A search for the shortest paths between two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortest {
    /// The id of the first node.
    pub from: String,
    /// The id of the last node.
    pub to: String,
    /// Which way the edges are followed.
    pub way: Way,
    /// The relations that are followed; all where none are named.
    pub relations: Option<Vec<String>>,
    /// Ids of nodes that no path may pass.
    pub without: Vec<String>,
    /// The greatest number of steps.
    pub most: Option<u32>,
}

/// Ids of the nodes that the variables of a query stand for.
pub(super) type Pinned = BTreeMap<String, String>;

/// Finds the variables that can only be one node: `(x {id: 'k'})`, `WHERE x.id = 'k'`.
pub(super) fn pinned(query: &SingleQuery) -> Pinned {
    let mut pinned = Pinned::new();
    // Behind a `WITH` a name may stand for another node.
    for clause in &query.clauses {
        let Clause::Match(found) = clause else { break };
        for pattern in &found.patterns {
            for node in std::iter::once(&pattern.start).chain(pattern.steps.iter().map(|(_, node)| node)) {
                if let (Some(variable), Some(id)) = (&node.variable, own_id(node)) {
                    pinned.insert(variable.text.clone(), id);
                }
            }
        }
        for condition in conjuncts(found.filter.as_ref()) {
            pinned.extend(equal_id(condition));
        }
    }
    pinned
}

/// Returns the id that a node pattern demands.
fn own_id(node: &NodePattern) -> Option<String> {
    let Some(Properties::Map(entries, _)) = &node.properties else { return None };
    let (_, value) = entries.iter().find(|(key, _)| key.text == "id")?;
    literal(value)
}

fn literal(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Literal(Literal::Str(text)) => Some(text.clone()),
        _ => None,
    }
}

/// Splits a condition at its `AND`s.
fn conjuncts(filter: Option<&Expr>) -> Vec<&Expr> {
    let (mut list, mut rest): (Vec<&Expr>, Vec<&Expr>) = (Vec::new(), filter.into_iter().collect());
    while let Some(expr) = rest.pop() {
        match &expr.kind {
            ExprKind::Binary(BinaryOp::And, a, b) => rest.extend([&**b, &**a]),
            _ => list.push(expr),
        }
    }
    list
}

/// Reads `x.id = 'k'`.
fn equal_id(condition: &Expr) -> Option<(String, String)> {
    let ExprKind::Comparison(first, rest) = &condition.kind else { return None };
    let [(CompareOp::Eq, value)] = rest.as_slice() else { return None };
    match &first.kind {
        ExprKind::Property(base, key) if key.text == "id" => match &base.kind {
            ExprKind::Variable(name) => Some((name.clone(), literal(value)?)),
            _ => None,
        },
        _ => None,
    }
}

/// Reads `none(n IN nodes(p) WHERE n.id = 'k')`: the path and the node.
fn without(condition: &Expr) -> Option<(String, String)> {
    let ExprKind::Quantifier { kind: Quantifier::None, variable, list, filter } = &condition.kind else { return None };
    let ExprKind::Call { name, args, .. } = &list.kind else { return None };
    let [Expr { kind: ExprKind::Variable(path), .. }] = args.as_slice() else { return None };
    let (node, id) = equal_id(filter)?;
    (name.text.eq_ignore_ascii_case("nodes") && node == variable.text).then(|| (path.clone(), id))
}

/// Finds the searches of a query that asks for nothing but shortest paths; none if it asks for no shortest path.
pub(super) fn searches(checked: &Checked, relations: &[String]) -> Result<Option<Vec<Shortest>>> {
    let statement = checked.query().tree();
    let queries = std::iter::once(&statement.first).chain(statement.unions.iter().map(|union| &union.query));
    let matches = queries.flat_map(|query| &query.clauses).filter_map(|clause| match clause {
        Clause::Match(found) => Some(found),
        _ => None,
    });
    let Some(first) = matches.flat_map(|found| &found.patterns).find(|pattern| pattern.shortest.is_some()) else {
        return Ok(None);
    };
    let (found, projection) = match (statement.unions.as_slice(), statement.first.clauses.as_slice()) {
        ([], [Clause::Match(found), Clause::Return(end)]) if !found.optional => (found, &end.projection),
        _ => {
            return refuse(
                first.span,
                "a shortest path among other clauses",
                "write one `MATCH` with the shortest path, and `RETURN`",
            );
        }
    };
    let items = projection.items.iter().map(|item| &item.expr).chain(projection.order.iter().map(|key| &key.expr));
    for expr in items {
        let looks = |kind: &ExprKind| {
            matches!(kind, ExprKind::Pattern(_) | ExprKind::PatternComprehension { .. } | ExprKind::Subquery(..))
        };
        if expr.any(&mut |inner| looks(&inner.kind)) {
            return refuse(
                expr.span,
                "a pattern in what is returned of a shortest path",
                "ask for it in another query",
            );
        }
    }
    let pinned = pinned(&statement.first);
    let mut avoided: Vec<(String, String)> = Vec::new();
    for condition in conjuncts(found.filter.as_ref()) {
        match without(condition) {
            Some(pair) => avoided.push(pair),
            None if equal_id(condition).is_some() => {}
            None => {
                return refuse(
                    condition.span,
                    "this condition on a shortest path",
                    "`none(n IN nodes(p) WHERE n.id = 'k')` is known",
                );
            }
        }
    }
    let mut searches = Vec::new();
    for pattern in &found.patterns {
        searches.extend(search(pattern, found, &pinned, &avoided, relations)?);
    }
    Ok(Some(searches))
}

fn search(
    pattern: &Pattern,
    found: &Match,
    pinned: &Pinned,
    avoided: &[(String, String)],
    relations: &[String],
) -> Result<Option<Shortest>> {
    let id = |node: &NodePattern| match own_id(node) {
        Some(id) => Some(id),
        None => node.variable.as_ref().and_then(|variable| pinned.get(&variable.text).cloned()),
    };
    let (rel, end) = match (pattern.shortest, pattern.steps.as_slice()) {
        (Some(_), [(rel, end)]) => (rel, end),
        (None, []) if id(&pattern.start).is_some() => return Ok(None),
        _ => return refuse(pattern.span, "a pattern beside a shortest path", "ask for it in another query"),
    };
    let (Some(from), Some(to)) = (id(&pattern.start), id(end)) else {
        return refuse(
            pattern.span,
            "a shortest path between nodes that are not named by their ids",
            "write `(x {id: '…'})` for both",
        );
    };
    let range = rel.range.unwrap_or(crate::query::cypher::ast::Range { min: None, max: Some(1) });
    if range.min.unwrap_or(1) > 1 || rel.properties.is_some() {
        let what = if rel.properties.is_some() { "with properties" } else { "of a least length" };
        return refuse(rel.span, &format!("a shortest path {what}"), "leave it out");
    }
    let path = pattern.variable.as_ref().map(|variable| variable.text.as_str());
    debug_assert!(!found.optional);
    Ok(Some(Shortest {
        from,
        to,
        way: Way::of(rel.arrow),
        relations: followed(rel, relations),
        without: avoided.iter().filter(|(of, _)| path == Some(of)).map(|(_, id)| id.clone()).collect(),
        most: range.max,
    }))
}

/// Lists the relations that a relationship pattern follows; all where it names none.
fn followed(rel: &RelPattern, relations: &[String]) -> Option<Vec<String>> {
    fn holds(expr: &LabelExpr, id: &str) -> bool {
        match expr {
            LabelExpr::Name(name) => name.text == id,
            LabelExpr::Any(_) => true,
            LabelExpr::Not(inner) => !holds(inner, id),
            LabelExpr::And(a, b) => holds(a, id) && holds(b, id),
            LabelExpr::Or(a, b) => holds(a, id) || holds(b, id),
        }
    }
    let types = rel.types.as_ref()?;
    Some(relations.iter().filter(|id| holds(types, id)).cloned().collect())
}

impl Compiler<'_> {
    /// Makes a table of the nodes within reach of a `MATCH` that asks for no more than them; returns whether it did.
    ///
    /// How often a node is reached must make no difference, since the search finds each once.
    pub(super) fn reach(&mut self, frame: &mut super::clause::Frame, patterns: &[Pattern]) -> Result<bool> {
        let [Pattern { variable: None, shortest: None, start, steps, .. }] = patterns else { return Ok(false) };
        let [(rel, end)] = steps.as_slice() else { return Ok(false) };
        let Some(range) = rel.range.filter(|range| range.max.is_none_or(|max| max > super::pattern::LONGEST)) else {
            return Ok(false);
        };
        let min = range.min.unwrap_or(1);
        if !self.once || frame.is_inner || min > 1 || rel.variable.is_some() || rel.properties.is_some() {
            return Ok(false);
        }
        let id = |node: &NodePattern, pinned: &Pinned| match own_id(node) {
            Some(id) => Some(id),
            None => node.variable.as_ref().and_then(|variable| pinned.get(&variable.text).cloned()),
        };
        let (first, last, id, way) = match (id(start, &self.pinned), id(end, &self.pinned)) {
            (Some(id), _) => (start, end, id, Way::of(rel.arrow)),
            (None, Some(id)) => (end, start, id, Way::of(rel.arrow).turned()),
            (None, None) => return Ok(false),
        };
        let table = format!("reach{}", self.reaches.len() + 1);
        let relations: Vec<String> = self.schema.relations.iter().map(|(id, ..)| id.clone()).collect();
        self.reaches.push(Reach {
            table: table.clone(),
            start: id,
            way,
            relations: followed(rel, &relations),
            holds_start: min == 0,
            most: range.max,
        });
        for (node, id) in [(first, None), (last, Some(format!("{table}.node")))] {
            if id.is_some() {
                frame.from.push(table.clone());
            }
            match (self.known(frame, node)?, id) {
                (Some(known), id) => {
                    frame.conditions.extend(id.map(|id| format!("{id} = {known}")));
                    self.demand(frame, node, &known)?;
                }
                (None, Some(id)) => drop(self.meet(frame, node, id, None)?),
                (None, None) => {
                    let alias = self.name("n");
                    frame.from.push(format!("nodes {alias}"));
                    self.meet(frame, node, format!("{alias}.id"), Some(alias))?;
                }
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, Plan, Schema, plan, searches};
    use super::*;
    use crate::diagnostics::Source;
    use crate::format::Format;
    use crate::query::cypher::{Params, Query};

    fn schema() -> Schema {
        let text = r#"{"nodes": [{"id": "a"}, {"id": "b"}],
            "edges": [{"source": "a", "relation": "r", "target": "b"}, {"source": "a", "relation": "s", "target": "b"}]}"#;
        let json = Format::from_name("json").expect("json");
        Schema::of(&json.read(&[Source::new("test", text)]).expect("a good graph").0)
    }

    fn checked(text: &str) -> Checked {
        Query::parse(text).and_then(|query| query.check(&Params::new())).expect("a good query")
    }

    fn planned(text: &str) -> Result<Plan> {
        plan(&checked(text), &schema(), Dialect::DuckDb)
    }

    #[test]
    fn what_is_within_reach_becomes_a_table() {
        let found = planned("MATCH (x {id: 'a'})<-[:r*]-(y:t) RETURN DISTINCT y").expect("a plan");
        let reach = Reach {
            table: "reach1".into(),
            start: "a".into(),
            way: Way::Backward,
            relations: Some(vec!["r".into()]),
            holds_start: false,
            most: None,
        };
        assert_eq!(found.reaches, [reach.clone()]);
        assert!(found.sql.text.contains("reach1.node AS c0 FROM nodes n1 CROSS JOIN reach1"), "{}", found.sql.text);
        let turned = planned("MATCH (x)-[:!s*0..9]->(y) WHERE y.id = 'a' RETURN count(DISTINCT x)").expect("a plan");
        assert_eq!(turned.reaches, [Reach { holds_start: true, most: Some(9), ..reach }]);
    }

    #[test]
    fn what_is_not_a_set_is_not_made_one() {
        for text in [
            "MATCH (x {id: 'a'})-[*]->(y) RETURN y",
            "MATCH (x {id: 'a'})-[*]->(y) RETURN count(y)",
            "MATCH p = (x {id: 'a'})-[*]->(y) RETURN DISTINCT p",
            "MATCH (x {id: 'a'})-[*]->(y)-->(z) RETURN DISTINCT z",
            "MATCH (x {id: 'a'})-[*3..]->(y) RETURN DISTINCT y",
            "MATCH (x:t)-[*]->(y) RETURN DISTINCT y",
            "MATCH (x {id: 'a'}) OPTIONAL MATCH (x)-[*]->(y) RETURN DISTINCT y",
            "MATCH (z) WHERE EXISTS { (z {id: 'a'})-[*]->() } RETURN DISTINCT z",
            "MATCH (x {id: 'a'}) WITH x AS y, 1 AS x MATCH (y)-[*]->(z) RETURN DISTINCT z",
        ] {
            let error = planned(text).expect_err(text);
            assert!(error.message.contains("a pattern without a greatest length"), "{text}: {}", error.message);
        }
    }

    #[test]
    fn shortest_paths_between_named_nodes_are_searched() {
        let text = "MATCH (x {id: 'a'}), p = allShortestPaths((x)-[:r*..6]-(y {id: 'b'})) WHERE none(n IN nodes(p) WHERE n.id = 'c') RETURN p, length(p)";
        let search = Shortest {
            from: "a".into(),
            to: "b".into(),
            way: Way::Both,
            relations: Some(vec!["r".into()]),
            without: vec!["c".into()],
            most: Some(6),
        };
        assert_eq!(searches(&checked(text), &schema()), Ok(Some(vec![search])));
        assert_eq!(searches(&checked("MATCH (x)-->(y) RETURN y"), &schema()), Ok(None));
    }

    #[test]
    fn other_shortest_paths_are_refused_by_name() {
        for (text, what) in [
            ("MATCH p = shortestPath((x)-[*]-(y {id: 'b'})) RETURN p", "not named by their ids"),
            ("MATCH p = shortestPath((x {id: 'a'})-[*2..]-(y {id: 'b'})) RETURN p", "of a least length"),
            ("MATCH p = shortestPath((x {id: 'a'})-[* {k: 1}]-(y {id: 'b'})) RETURN p", "with properties"),
            (
                "MATCH p = shortestPath((x {id: 'a'})-[*]-(y {id: 'b'})), (x)-->(z) RETURN p, z",
                "beside a shortest path",
            ),
            ("MATCH p = shortestPath((x {id: 'a'})-[*]-(y {id: 'b'})) WHERE length(p) > 2 RETURN p", "this condition"),
            ("MATCH p = shortestPath((x {id: 'a'})-[*]-(y {id: 'b'})) RETURN COUNT { (x)--() }", "a pattern in what"),
            ("OPTIONAL MATCH p = shortestPath((x {id: 'a'})-[*]-(y {id: 'b'})) RETURN p", "among other clauses"),
            (
                "MATCH (x {id: 'a'}) WITH x MATCH p = shortestPath((x)-[*]-(y {id: 'b'})) RETURN p",
                "among other clauses",
            ),
        ] {
            let error = searches(&checked(text), &schema()).expect_err(text);
            assert!(error.message.contains(what), "{text}: {}", error.message);
        }
    }

    #[test]
    fn rows_in_an_order_have_no_equals() {
        let found = planned("MATCH (x)-[r]->(y) RETURN x, y.label ORDER BY r.weight DESC").expect("a plan");
        assert!(found.is_ordered);
        let order = found.sql.text.rsplit("ORDER BY ").next().unwrap_or_default();
        assert!(order.contains(".s0 DESC NULLS FIRST, n") && order.contains(".position ASC NULLS LAST, q"), "{order}");
        assert!(!planned("MATCH (x) RETURN x").expect("a plan").is_ordered);
        assert!(!planned("MATCH (x) RETURN x.id AS i UNION MATCH (y) RETURN y.id AS i").expect("a plan").is_ordered);
    }
}

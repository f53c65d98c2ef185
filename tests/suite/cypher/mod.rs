//! The pattern language beyond its compatibility kit: limits, plans, hints, and answers compared
//! with those of slower ways to the same end.

mod corners;
mod differential;
mod functions;
mod trees;
mod values;

use crate::tck::create::execute;
use crate::tck::graph::TestGraph;
use kgraph::query::cypher::{Checked, CypherError, Limits, Params, Query, Value};
use std::cell::Cell;

fn graph(statement: &str) -> TestGraph {
    let mut graph = TestGraph::default();
    execute(&mut graph, statement).unwrap();
    graph
}

fn checked(text: &str) -> Checked {
    Query::parse(text).and_then(|query| query.check(&Params::new())).unwrap_or_else(|e| panic!("{}", e.render(text)))
}

fn rows_within(graph: &TestGraph, text: &str, limits: Limits<'_>) -> Result<Vec<String>, CypherError> {
    let show = |row: &[Value]| row.iter().map(Value::to_string).collect::<Vec<_>>().join(" ");
    let checked = checked(text);
    let rows: Vec<String> =
        checked.run(graph, limits)?.map(|row| row.map(|row| show(&row))).collect::<Result<_, _>>()?;
    // Rows all at once are the rows one by one, cut off in the same place.
    let mut at_once = checked.run(graph, limits)?;
    let mut cells = Vec::new();
    let count = at_once.append_to(&mut cells)?;
    let width = at_once.columns().len().max(1);
    assert_eq!(cells.chunks(width).map(show).collect::<Vec<_>>(), rows, "{text}");
    assert_eq!(count as usize, rows.len(), "{text}");
    Ok(rows)
}

fn rows(graph: &TestGraph, text: &str) -> Vec<String> {
    rows_within(graph, text, Limits::default()).unwrap_or_else(|e| panic!("{}", e.render(text)))
}

fn people() -> TestGraph {
    graph(
        "CREATE (a:Person {id: 'ann', x: 1}), (b:Person {id: 'bob', x: 2}), (c:Person {id: 'cy', x: 3}), \
         (p:Policy {id: 'h-1b'}), (a)-[:`comments-on` {evidence: 'said so'}]->(p), \
         (b)-[:opposes]->(p), (a)-[:knows]->(b), (b)-[:knows]->(c), (c)-[:knows]->(a)",
    )
}

#[test]
fn rows_all_at_once_stop_at_the_limits() {
    let graph = graph("CREATE (h:Hub) WITH h UNWIND range(1, 9) AS i CREATE (h)-[:r]->(n:N {i: i}), (h)-[:r]->(n)");
    for (text, count) in [
        ("MATCH (:Hub)-->(n) RETURN DISTINCT n", 9),
        ("MATCH (:Hub)-->(n) RETURN DISTINCT n SKIP 2 LIMIT 4", 4),
        ("MATCH (h:Hub)-[r]->(n:N) RETURN h, r, n", 18),
        ("MATCH (h:Hub)-[r]->(n:N) RETURN h, r SKIP 17", 1),
        ("MATCH (:Hub)-->(n)<--(h) RETURN DISTINCT n, h", 9),
        ("MATCH (:Hub)-->(n) RETURN n UNION ALL MATCH (:Hub)-->(n) RETURN n", 36),
        ("MATCH (:Hub)-->(n) RETURN n UNION MATCH (:Hub)-->(n) RETURN n", 9),
    ] {
        assert_eq!(rows(&graph, text).len(), count, "{text}");
        let few = Limits { rows: Some(3), ..Limits::default() };
        assert_eq!(rows_within(&graph, text, few).unwrap().len(), count.min(3), "{text}");
        let checked = checked(text);
        let mut cut = checked.run(&graph, few).unwrap();
        let _ = cut.append_to(&mut Vec::new()).unwrap();
        assert_eq!(cut.truncated(), count > 3, "{text}");
    }
}

#[test]
fn a_limit_stops_the_search() {
    let graph = graph("UNWIND range(1, 2000) AS i CREATE (:N {i: i})");
    let few = checked("MATCH (a), (b), (c) RETURN a.i LIMIT 3");
    let mut rows = few.run(&graph, Limits::default()).unwrap();
    assert_eq!(rows.by_ref().count(), 3);
    assert!(rows.steps() < 100, "{} steps", rows.steps());
    let exists = checked("RETURN EXISTS { MATCH (a), (b), (c) } AS yes");
    let mut rows = exists.run(&graph, Limits::default()).unwrap();
    assert_eq!(rows.by_ref().count(), 1);
    assert!(rows.steps() < 100, "{} steps", rows.steps());
}

#[test]
fn budgets_hold() {
    let graph = graph("UNWIND range(1, 300) AS i CREATE (:N {i: i})");
    let text = "MATCH (a), (b), (c) RETURN count(*)";
    let error = rows_within(&graph, text, Limits { steps: Some(10_000), ..Limits::default() }).unwrap_err();
    assert_eq!(error.kind.code(), "LimitExceeded.Steps");
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 5
    };
    let error = rows_within(&graph, text, Limits { interrupt: Some(&stop), ..Limits::default() }).unwrap_err();
    assert_eq!(error.kind.code(), "LimitExceeded.Interrupted");
    let query = checked("MATCH (a) RETURN a.i");
    let mut rows = query.run(&graph, Limits { rows: Some(7), ..Limits::default() }).unwrap();
    assert_eq!(rows.by_ref().count(), 7);
    assert!(rows.truncated());
    let mut rows = query.run(&graph, Limits { rows: Some(300), ..Limits::default() }).unwrap();
    assert_eq!(rows.by_ref().count(), 300);
    assert!(!rows.truncated());
}

#[test]
fn nothing_grows_without_end() {
    let graph = TestGraph::default();
    for text in [
        "RETURN range(1, 1000000000000)",
        "RETURN reduce(s = 'x', i IN range(1, 60) | s + s)",
        "RETURN reduce(l = [1], i IN range(1, 60) | l + l)",
        "RETURN reduce(l = [], i IN range(1, 100000) | [l])",
        "RETURN reduce(m = {}, i IN range(1, 100000) | {m: m})",
        "RETURN replace(reduce(s = 'x', i IN range(1, 20) | s + s), 'x', reduce(s = 'x', i IN range(1, 20) | s + s))",
        "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b RETURN collect(a)",
    ] {
        let error = rows_within(&graph, text, Limits { steps: Some(20_000_000), ..Limits::default() }).unwrap_err();
        assert!(error.kind.code().starts_with("LimitExceeded."), "{text}: {error}");
    }
}

#[test]
fn the_tallest_query_fits_the_stack() {
    let graph = people();
    let chain = |op: &str, term: &str, n: usize| format!("RETURN {}", vec![term; n].join(op));
    assert_eq!(rows(&graph, &chain(" + ", "1", 240)), ["240"]);
    assert_eq!(rows(&graph, &chain(" OR ", "false", 240)), ["false"]);
    assert_eq!(rows(&graph, &format!("RETURN {}1{}", "(".repeat(60), ")".repeat(60))), ["1"]);
    assert_eq!(rows(&graph, &format!("RETURN size({}{}) AS n", "[".repeat(60), "]".repeat(60))), ["1"]);
    assert_eq!(rows(&graph, &format!("RETURN {}0{} AS n", "abs(".repeat(60), ")".repeat(60))), ["0"]);
    assert_eq!(rows(&graph, &format!("RETURN {}true", "NOT ".repeat(240))), ["true"]);
    let nested = "CASE WHEN true THEN ".repeat(60) + "1" + &" END".repeat(60);
    assert_eq!(rows(&graph, &format!("RETURN {nested} AS n")), ["1"]);
    let exists = "EXISTS { MATCH (a) WHERE ".repeat(20) + "true" + &" }".repeat(20);
    assert_eq!(rows(&graph, &format!("RETURN {exists} AS n")), ["true"]);
    let clauses = "WITH 1 AS x ".repeat(199);
    assert_eq!(rows(&graph, &format!("{clauses} RETURN x")), ["1"]);
    let matches = "MATCH (a {id: 'ann'}) ".repeat(199);
    assert_eq!(rows(&graph, &format!("{matches} RETURN a.id")), ["'ann'"]);
}

#[test]
fn unknown_names_get_a_warning() {
    let graph = people();
    let text = "MATCH (a:Persn)-[r:comment_on]->(b) WHERE r.evidense = 1 RETURN b.idd, b.id";
    let query = checked(text);
    let warnings: Vec<String> =
        query.warnings(&graph).into_iter().map(|w| format!("{}: {}", w.message, w.hint.unwrap_or_default())).collect();
    assert_eq!(
        warnings,
        [
            "the graph has no label `Persn`: did you mean `Person`?",
            "the graph has no relationship type `comment_on`: did you mean `comments-on`?",
            "the graph has no relationship property `evidense`: did you mean `evidence`?",
            "the graph has no node property `idd`: did you mean `id`?",
        ]
    );
    assert!(rows(&graph, text).is_empty());
}

#[test]
fn an_unbounded_path_is_bounded_with_a_warning() {
    let graph = people();
    let text = "MATCH p = (a {id: 'ann'})-[*]->(b) RETURN length(p)";
    let query = checked(text);
    let rows = query.run(&graph, Limits { hops: Some(2), ..Limits::default() }).unwrap();
    assert!(rows.warnings()[0].message.contains("at most 2 steps"), "{:?}", rows.warnings());
    assert_eq!(rows.count(), 4);
    // A search that visits each node once needs no bound.
    let reach = checked("MATCH (a {id: 'ann'})-[*]->(b) RETURN DISTINCT b.id");
    let rows = reach.run(&graph, Limits { hops: Some(1), ..Limits::default() }).unwrap();
    assert!(rows.warnings().is_empty());
    assert_eq!(rows.count(), 4);
}

#[test]
fn the_plan_starts_where_there_is_least() {
    let graph = people();
    let plan = |text: &str| checked(text).explain(&graph, Limits::default()).unwrap();
    let text = plan("MATCH (a:Person)-[:knows]->(b)-[:opposes]->(p {id: 'h-1b'}) WHERE a.x > 1 RETURN a");
    assert_eq!(
        text,
        "MATCH (a:Person)-[:knows]->(b)-[:opposes]->(p {id: 'h-1b'}) WHERE a.x > 1\n\
         \x20 start: p by the index on id, value given\n\
         \x20 filter: p.id = 'h-1b'\n\
         \x20 expand: (p)<-[:opposes]-(b)\n\
         \x20 expand: (b)<-[:knows]-(a), keeping Person\n\
         \x20 filter: a.x > 1\n\
         RETURN a\n\
         \x20 columns: a\n"
    );
    let text = plan("MATCH (a)-[:opposes]->(b) RETURN a LIMIT 1");
    assert!(text.contains("start: over 1 relationship(s), (a)-[:opposes]->(b)"), "{text}");
    let text = plan("MATCH (x)-->(y) WHERE y.id IN ['ann', 'bob'] RETURN x");
    assert!(text.contains("start: y by the index on id, values given"), "{text}");
    let text = plan(
        "MATCH p = shortestPath((a {id: 'ann'})-[*]-(b {id: 'cy'})) WHERE none(n IN nodes(p) WHERE n.id = 'bob') RETURN p",
    );
    assert!(text.contains("a shortest path *1.. with 1 condition(s) on the way: from both ends"), "{text}");
    let text = plan("MATCH (a:Person {id: 'ann'})-[*]->(b) RETURN DISTINCT b");
    assert!(text.contains("reach *1..: each node once"), "{text}");
}

#[test]
fn shortest_paths_avoid_what_they_must() {
    let graph = graph(
        "CREATE (a {id: 'a'}), (b {id: 'b'}), (c {id: 'c'}), (d {id: 'd'}), (a)-[:t]->(b), (b)-[:t]->(d), \
         (a)-[:t]->(c), (c)-[:t]->(b), (c)-[:u]->(d)",
    );
    let path = "[n IN nodes(p) | n.id]";
    let from = |pattern: &str, filter: &str| rows(&graph, &format!("MATCH p = {pattern} {filter} RETURN {path} AS n"));
    let ad = "({id: 'a'})-[*]->({id: 'd'})";
    assert_eq!(from(&format!("allShortestPaths({ad})"), ""), ["['a', 'b', 'd']", "['a', 'c', 'd']"]);
    assert_eq!(from(&format!("ALL SHORTEST {ad}"), "").len(), 2);
    let avoid = "WHERE none(n IN nodes(p) WHERE n.id = 'b')";
    assert_eq!(from(&format!("shortestPath({ad})"), avoid), ["['a', 'c', 'd']"]);
    assert_eq!(from(&format!("ANY SHORTEST {ad}"), "WHERE length(p) > 2"), ["['a', 'c', 'b', 'd']"]);
    let all_t = "WHERE all(r IN relationships(p) WHERE type(r) = 't') AND length(p) > 2";
    assert_eq!(from(&format!("shortestPath({ad})"), all_t), ["['a', 'c', 'b', 'd']"]);
    assert_eq!(from("shortestPath(({id: 'd'})<-[*]-({id: 'a'}))", avoid), ["['d', 'c', 'a']"]);
    assert_eq!(from("shortestPath(({id: 'a'})-[:u*]->({id: 'd'}))", ""), Vec::<String>::new());
    assert_eq!(rows(&graph, "MATCH (x {id: 'a'}), (y {id: 'd'}) RETURN length(shortestPath((x)-[*]-(y))) AS n"), ["2"]);
    assert_eq!(rows(&graph, "MATCH (x {id: 'd'}), (y {id: 'a'}) RETURN shortestPath((x)-[*]->(y)) AS n"), ["null"]);
}

#[test]
fn count_subqueries_count() {
    let graph = people();
    let text = "MATCH (n:Person) RETURN n.id AS id, COUNT { (n)-[:knows]->() } AS k, COUNT { MATCH (n)--(m) RETURN DISTINCT m } AS all ORDER BY id";
    assert_eq!(rows(&graph, text), ["'ann' 1 3", "'bob' 1 3", "'cy' 1 2"]);
}

#[test]
fn random_numbers_are_the_same_every_time() {
    let graph = TestGraph::default();
    let text = "UNWIND range(1, 5) AS i RETURN rand()";
    assert_eq!(rows(&graph, text), rows(&graph, text));
    assert_eq!(rows(&graph, "UNWIND range(1, 99) AS i RETURN count(DISTINCT i), rand() >= 0 AND rand() < 1").len(), 1);
}

#[test]
fn a_list_that_begins_with_a_value_is_no_comprehension() {
    for text in ["RETURN [null IN [1]] AS x", "RETURN [true IN [true]] AS x", "RETURN [FALSE IN [1]] AS x"] {
        let query = kgraph::query::cypher::Query::parse(text).unwrap();
        assert!(!format!("{:?}", query.tree()).contains("ListComprehension"), "{text}");
    }
}

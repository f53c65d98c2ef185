//! SQL of patterns: the text that engines have answered right (`tests/engines` asks them) stays as it is, and what SQL
//! cannot say is refused by name.

use crate::harness::{golden, load, root};
use kgraph::graph::Graph;
use kgraph::query::cypher::{Checked, Params, Query};
use kgraph::query::sql::{Dialect, Plan, Schema, compile, plan, searches};
use std::fmt::Write as _;

fn graph(path: &str) -> Graph {
    load(&std::fs::read_to_string(root().join(path)).unwrap())
}

fn checked(pattern: &str) -> Checked {
    let query = Query::parse(pattern).and_then(|query| query.check(&Params::new()));
    query.unwrap_or_else(|error| panic!("{}", error.render(pattern)))
}

/// Writes the lines in which a text differs from a known one.
fn differences(out: &mut String, name: &str, known: &str, text: &str) {
    assert_eq!(known.lines().count(), text.lines().count(), "{name}: {text}");
    for (_, line) in known.lines().zip(text.lines()).filter(|(one, other)| one != other) {
        writeln!(out, "-- {name}: {line}").unwrap();
    }
}

/// Writes a pattern's SQL: that of DuckDB, and the lines in which the others differ.
fn show(out: &mut String, graph: &Graph, pattern: &str) {
    let (schema, checked) = (Schema::of(graph), checked(pattern));
    writeln!(out, "## {pattern}").unwrap();
    if let Ok(Some(found)) = searches(&checked, &schema) {
        writeln!(out, "{found:#?}").unwrap();
    }
    let mut first: Option<String> = None;
    for dialect in [Dialect::DuckDb, Dialect::Spark, Dialect::Ansi] {
        match plan(&checked, &schema, dialect) {
            Ok(Plan { sql, reaches, is_ordered }) => {
                match &first {
                    None => {
                        writeln!(out, "{}", sql.text).unwrap();
                        match compile(&checked, &schema, dialect) {
                            Ok(alone) if alone == sql => {}
                            // Without a driver, rows that are alike in what they are sorted by may come in any order.
                            Ok(alone) => differences(out, "alone", &sql.text, &alone.text),
                            Err(error) => writeln!(out, "-- alone: {error}").unwrap(),
                        }
                        for column in &sql.columns {
                            writeln!(out, "-- {}: {:?}", column.name, column.holds).unwrap();
                        }
                        writeln!(out, "-- ordered: {is_ordered}").unwrap();
                        if !reaches.is_empty() {
                            writeln!(out, "{reaches:#?}").unwrap();
                        }
                    }
                    Some(known) => differences(out, dialect.name(), known, &sql.text),
                }
                first.get_or_insert(sql.text);
            }
            Err(error) if first.is_none() => {
                writeln!(out, "{}", error.render(pattern)).unwrap();
                break;
            }
            Err(error) => writeln!(out, "-- {}: {error}", dialect.name()).unwrap(),
        }
    }
    out.push('\n');
}

fn patterns(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("tests/engines").join(name)).unwrap();
    text.lines().filter(|line| line.contains("MATCH ") && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn what_engines_have_answered_is_still_asked_so() {
    let (article, typed) = (graph("graph/k-visa.json"), graph("tests/engines/typed.json"));
    let mut text = String::new();
    for (name, graph) in
        [("patterns.txt", &article), ("searches.txt", &article), ("typed.txt", &typed), ("made.txt", &typed)]
    {
        patterns(name).iter().for_each(|pattern| show(&mut text, graph, pattern));
    }
    golden(&root().join("tests/engines/sql.txt"), &text);
}

#[test]
fn what_sql_cannot_say_is_refused_by_name() {
    let typed = graph("tests/engines/typed.json");
    let schema = Schema::of(&typed);
    let mut wrong = Vec::new();
    for (pattern, what) in [
        ("MATCH (n) WHERE n.any = 3 RETURN n", "`=` between a value of changing type and a number"),
        ("MATCH (n) WHERE n.tags = n.tags RETURN n", "`=` between"),
        ("MATCH (n) WHERE n.year < 'a' RETURN n", "`<` between"),
        ("MATCH (n) WHERE n.open < true RETURN n", "`<` between"),
        ("MATCH (n) WHERE n.year = 'a' RETURN n", "`=` between"),
        ("MATCH (n) WHERE n.note RETURN n", "as a condition"),
        ("MATCH (n) WHERE n.year IN ['a'] RETURN n", "`IN` with"),
        ("MATCH (n) WHERE n.year IN n.tags RETURN n", "`IN`"),
        ("MATCH (n) WHERE 'a' IN n.note RETURN n", "`IN`"),
        ("MATCH (n) RETURN n.year + n.note", "`+` of"),
        ("MATCH (n) RETURN n.mixed + n.year", "`+` of"),
        ("MATCH (n) RETURN n.year / 2", "`/` of"),
        ("MATCH (n) RETURN n.score / 0.0", "`/` of"),
        ("MATCH (n) RETURN n.score / n.score", "`/` of"),
        ("MATCH (n) RETURN n.year / 2.0", "`/` of"),
        ("MATCH (n) RETURN n.score / 2", "`/` of"),
        ("MATCH (n) RETURN n.year % 2", "`%` of"),
        ("MATCH (n) WHERE n.open AND n.note RETURN n", "`AND` of"),
        ("MATCH (n) WHERE n.open OR n.year RETURN n", "`OR` of"),
        ("MATCH (n) WHERE n.open XOR n.year RETURN n", "`XOR` of"),
        ("MATCH (n) WHERE n.year STARTS WITH 'a' RETURN n", "`STARTS WITH` of"),
        ("MATCH (n) WHERE n.year ENDS WITH 'a' RETURN n", "`ENDS WITH` of"),
        ("MATCH (n) WHERE n.year CONTAINS 'a' RETURN n", "`CONTAINS` of"),
        ("MATCH (n) RETURN -n.mixed", "this sign before"),
        ("MATCH (n) RETURN +n.note", "this sign before"),
        ("MATCH (n) WHERE NOT n.note RETURN n", "this sign before"),
        ("MATCH (n) RETURN CASE WHEN n.open THEN 1 ELSE 'a' END", "`CASE` with results of different types"),
        ("MATCH (n) RETURN CASE WHEN n.open THEN n.mixed END", "`CASE` with results of different types"),
        ("MATCH (n) RETURN CASE n.year WHEN 'a' THEN 1 END", "`CASE` between values of different types"),
        ("MATCH (n) RETURN CASE WHEN n.open THEN null END", "`CASE` of nothing but null"),
        ("MATCH (n) RETURN coalesce(n.year, n.note)", "`coalesce` of values of different types"),
        ("MATCH (n) RETURN coalesce(n.mixed, n.mixed)", "`coalesce` of values of different types"),
        ("MATCH (n) RETURN size(n.any)", "the size of"),
        ("MATCH (n) RETURN abs(n.year)", "the function `abs`"),
        ("MATCH (n) RETURN sum(n.score)", "this aggregate of"),
        ("MATCH (n) RETURN max(n.mixed)", "this aggregate of"),
        ("MATCH (n) RETURN avg(n.note)", "this aggregate of"),
        ("MATCH (n) RETURN collect(n)", "this aggregate of"),
        ("MATCH ()-[r]->() RETURN r.evidence", "the list of evidence"),
        ("MATCH (n) RETURN [n.year]", "a list here"),
        ("MATCH (n) RETURN n{.year}", "this expression"),
        ("MATCH (n) RETURN exists { MATCH (n)--(m) MATCH (m)--(o) }", "a subquery of more than one `MATCH`"),
        ("MATCH (a {id: 'a'}), (b {id: 'b'}) RETURN shortestPath((a)-[*]-(b))", "a shortest path as a value"),
    ] {
        match compile(&checked(pattern), &schema, Dialect::DuckDb) {
            Ok(sql) => wrong.push(format!("{pattern}: {}", sql.text)),
            Err(error) => {
                let named = error.kind.code() == "NotSupported.Feature" && error.message.contains(what);
                if !named || error.span.is_none() {
                    wrong.push(format!("{pattern}: {error}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The least of the weights is a number of one type, or else it is left to kgraph.
#[test]
fn weights_have_the_type_that_they_are_written_in() {
    for (weights, kind) in [(["1", "2"], "BIGINT"), (["0.5", "1.5"], "coalesce(e1.weight, 1)"), (["1", "1.5"], "")] {
        let edge = |weight: &str| format!(r#"{{"source": "a", "relation": "r", "target": "a", "weight": {weight}}}"#);
        let edges = weights.map(edge).join(", ");
        let graph = load(&format!(r#"{{"nodes": [{{"id": "a"}}], "edges": [{edges}]}}"#));
        let sql = compile(&checked("MATCH ()-[r]->() RETURN min(r.weight)"), &Schema::of(&graph), Dialect::DuckDb);
        match sql {
            Ok(sql) => assert!(!kind.is_empty() && sql.text.contains(kind), "{weights:?}: {}", sql.text),
            Err(error) => assert!(kind.is_empty(), "{weights:?}: {error}"),
        }
    }
}

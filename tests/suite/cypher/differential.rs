//! Fast ways against slow ways: on random graphs both must give the same answer.

use super::rows_within;
use crate::tck::graph::TestGraph;
use kgraph::query::cypher::{Limits, Value};
use kgraph::query::view::{GraphView, NodeId, RelId};
use proptest::prelude::*;
use std::collections::BTreeMap;

const LABELS: [&str; 2] = ["A", "B"];
const TYPES: [&str; 2] = ["s", "t"];

/// Nodes by label, relationships by ends and type; loops and parallels are wanted.
type Sketch = (Vec<usize>, Vec<(prop::sample::Index, prop::sample::Index, usize)>);

fn sketch() -> impl Strategy<Value = Sketch> {
    let rel = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..2usize);
    (prop::collection::vec(0..2usize, 1..7), prop::collection::vec(rel, 0..10))
}

fn build((labels, rels): &Sketch) -> TestGraph {
    let mut graph = TestGraph::default();
    for (i, label) in labels.iter().enumerate() {
        let properties = BTreeMap::from([("id".to_owned(), Value::Int(i as i64))]);
        graph.add_node(&[LABELS[*label].to_owned()], properties);
    }
    for (i, (from, to, kind)) in rels.iter().enumerate() {
        let end = |index: &prop::sample::Index| NodeId(index.index(labels.len()) as u32);
        let properties = BTreeMap::from([("n".to_owned(), Value::Int(i as i64 % 3))]);
        graph.add_rel(end(from), end(to), TYPES[*kind], properties);
    }
    graph
}

fn sorted(graph: &TestGraph, text: &str) -> Vec<String> {
    let mut rows = rows_within(graph, text, Limits::none()).unwrap_or_else(|e| panic!("{}", e.render(text)));
    rows.sort();
    rows
}

fn same(graph: &TestGraph, fast: &str, slow: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(sorted(graph, fast), sorted(graph, slow), "\n{}\n{}", fast, slow);
    Ok(())
}

fn arrow(direction: usize, inside: &str) -> String {
    match direction {
        0 => format!("-[{inside}]->"),
        1 => format!("<-[{inside}]-"),
        _ => format!("-[{inside}]-"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn reaching_is_walking_without_repetition(s in sketch(), d in 0..3usize, min in 0..2u32, max in prop::option::of(0..5u32), typed in any::<bool>(), end in 0..6i64) {
        let graph = build(&s);
        let range = format!("{}*{min}..{}", if typed { ":t" } else { "" }, max.map_or(String::new(), |m| m.to_string()));
        let (short, named) = (arrow(d, &range), arrow(d, &format!("r{range}")));
        same(&graph, &format!("MATCH (a){short}(b) RETURN DISTINCT a.id, b.id"), &format!("MATCH (a){named}(b) WITH DISTINCT a.id AS a, b.id AS b, r RETURN DISTINCT a, b"))?;
        same(&graph, &format!("MATCH (a), (b {{id: {end}}}) WHERE (a){short}(b) RETURN a.id"),
            &format!("MATCH (a), (b {{id: {end}}}) MATCH (a){named}(b) WITH DISTINCT a, size(collect(r)) AS n RETURN a.id"))?;
        same(&graph, &format!("MATCH (a) RETURN a.id, EXISTS {{ (a){short}(:A) }}"), &format!("MATCH (a) RETURN a.id, size([(a){named}(:A) | r]) > 0"))?;
    }

    #[test]
    fn shortest_paths_are_the_shortest_trails(s in sketch(), d in 0..3usize, max in 1..6u32, from in 0..4i64, to in 0..4i64, avoid in 0..6i64) {
        let graph = build(&s);
        let rel = arrow(d, &format!("*1..{max}"));
        let pattern = format!("(a {{id: {from}}}){rel}(b)");
        let to_end = format!("(a {{id: {from}}}){rel}(b {{id: {to}}})");
        for (pattern, filter) in [
            (&pattern, String::new()),
            (&to_end, String::new()),
            (&to_end, format!(" AND none(n IN nodes(p) WHERE n.id = {avoid})")),
            (&pattern, format!(" AND all(n IN nodes(p) WHERE n.id <> {avoid})")),
            (&to_end, " AND all(r IN relationships(p) WHERE r.n < 2)".to_owned()),
            (&to_end, " AND length(p) > 1".to_owned()),
            (&pattern, " AND length(p) % 2 = 0".to_owned()),
        ] {
            let slow = format!("MATCH p = {pattern} WHERE a <> b{filter} WITH b, min(length(p)) AS n RETURN b.id, n");
            same(&graph, &format!("MATCH p = shortestPath({pattern}) WHERE a <> b{filter} RETURN b.id, length(p)"), &slow)?;
            same(&graph, &format!("MATCH p = allShortestPaths({pattern}) WHERE a <> b{filter} RETURN b.id, length(p), [r IN relationships(p) | id(r)]"),
                &format!("MATCH p = {pattern} WHERE a <> b{filter} WITH b, min(length(p)) AS n MATCH p = {pattern} WHERE a <> b{filter} AND length(p) = n RETURN b.id, n, [r IN relationships(p) | id(r)]"))?;
        }
    }

    #[test]
    fn walks_between_known_ends_are_those_of_all_walks(s in sketch(), d in 0..3usize, min in 0..3u32, max in 0..6u32, typed in any::<bool>(), from in 0..5i64, to in 0..5i64) {
        let graph = build(&s);
        let rel = arrow(d, &format!("r{}*{min}..{max}", if typed { ":t" } else { "" }));
        let columns = "[x IN nodes(p) | x.id], [x IN r | id(x)]";
        same(&graph, &format!("MATCH (a {{id: {from}}}), (b {{id: {to}}}) MATCH p = (a){rel}(b) RETURN {columns}"),
            &format!("MATCH p = (a {{id: {from}}}){rel}(b) WITH p, r, b WHERE b.id = {to} RETURN {columns}"))?;
        same(&graph, &format!("MATCH (a) MATCH p = (a){rel}(a) RETURN {columns}"),
            &format!("MATCH p = (a){rel}(b) WITH p, r, a, b WHERE a = b RETURN {columns}"))?;
    }

    #[test]
    fn chains_and_stars_are_counted_right(s in sketch(), ways in prop::collection::vec((0..3usize, 0..3usize, 0..3usize), 1..5), star in any::<bool>()) {
        let graph = build(&s);
        let mut parts = Vec::new();
        for (at, (way, kind, label)) in ways.iter().enumerate() {
            let inside = format!("r{at}{}", if *kind < 2 { format!(":{}", TYPES[*kind]) } else { String::new() });
            let label = if *label < 2 { format!(":{}", LABELS[*label]) } else { String::new() };
            let from = if star { 0 } else { at };
            parts.push(format!("(n{from}){}(n{}{label})", arrow(*way, &inside), at + 1));
        }
        let pattern = format!("MATCH {}", parts.join(", "));
        let all: Vec<String> = (0..ways.len()).map(|at| format!("id(r{at})")).collect();
        // Collected values make the slow way enumerate.
        same(&graph, &format!("{pattern} RETURN count(*)"), &format!("{pattern} WITH collect([{}]) AS all RETURN size(all)", all.join(", ")))?;
        same(&graph, &format!("{pattern} RETURN n1.id, count(*)"), &format!("{pattern} WITH n1, collect([{}]) AS all RETURN n1.id, size(all)", all.join(", ")))?;
    }

    #[test]
    fn conditions_on_the_way_only_prune(s in sketch(), d in 0..3usize, avoid in 0..6i64, from in 0..4i64) {
        let graph = build(&s);
        for condition in [format!("none(n IN nodes(p) WHERE n.id = {avoid})"), "all(r IN relationships(p) WHERE r.n < 2)".to_owned(), "all(x IN r WHERE type(x) = 't')".to_owned(), "all(n IN nodes(p) WHERE n:A OR n.id > a.id)".to_owned()] {
            let pattern = format!("MATCH p = (a {{id: {from}}}){}(b)", arrow(d, "r*0..4"));
            let columns = "[x IN nodes(p) | x.id], [x IN relationships(p) | id(x)]";
            same(&graph, &format!("{pattern} WHERE {condition} RETURN {columns}"), &format!("{pattern} WITH a, p, r WHERE {condition} RETURN {columns}"))?;
        }
    }

    #[test]
    fn the_plan_does_not_change_the_answer(s in sketch(), d in prop::array::uniform3(0..3usize), types in prop::array::uniform3(0..3usize), labels in prop::array::uniform4(0..3usize), joined in any::<bool>(), seek in prop::option::of((0..4usize, 0..6i64)), extra in any::<bool>()) {
        let graph = build(&s);
        let names = ["w", "x", "y", if joined { "w" } else { "z" }];
        let node = |i: usize| {
            let label = if labels[i] < 2 { format!(":{}", LABELS[labels[i]]) } else { String::new() };
            let id = seek.filter(|s| s.0 == i).map_or(String::new(), |s| format!(" {{id: {}}}", s.1));
            format!("({}{label}{id})", names[i])
        };
        let rel = |i: usize| arrow(d[i], &format!("r{i}{}", if types[i] < 2 { format!(":{}", TYPES[types[i]]) } else { String::new() }));
        let filter = if extra { " WHERE w.id <= y.id AND r0.n <> r2.n" } else { "" };
        let text = format!("MATCH {}{}{}{}{}, {}{}{}{filter} RETURN id(w), id(x), id(y), id({}) AS last, id(r0), id(r1), id(r2)",
            node(0), rel(0), node(1), rel(1), node(2), "(y)", rel(2), node(3), names[3]);
        let mut expected = Vec::new();
        let count = graph.node_count() as u32;
        let fits = |i: usize, n: u32| {
            let label = labels[i] == 2 || graph.label(LABELS[labels[i]]).is_some_and(|l| graph.has_label(NodeId(n), l));
            label && seek.is_none_or(|s| s.0 != i || s.1 == i64::from(n))
        };
        // Every relationship in each of its readings, without any plan.
        let readings = |i: usize| {
            let mut out = Vec::new();
            for r in 0..graph.rel_count() as u32 {
                let (a, b) = graph.ends(RelId(r));
                let kind = graph.type_name(graph.rel_type(RelId(r))).into_owned();
                if types[i] == 2 || TYPES[types[i]] == kind {
                    if d[i] != 1 { out.push((a.0, r, b.0)); }
                    if d[i] == 1 || (d[i] == 2 && a != b) { out.push((b.0, r, a.0)); }
                }
            }
            out
        };
        let n = |r: u32| i64::from(r) % 3;
        for (w, r0, x) in readings(0) {
            for (x2, r1, y) in readings(1) {
                for (y2, r2, z) in readings(2) {
                    let nodes = x == x2 && y == y2 && (!joined || z == w) && fits(0, w) && fits(1, x) && fits(2, y) && fits(3, z);
                    let distinct = r0 != r1 && r1 != r2 && r0 != r2;
                    if nodes && distinct && (!extra || (w <= y && n(r0) != n(r2))) {
                        expected.push(format!("{w} {x} {y} {z} {r0} {r1} {r2}"));
                    }
                }
            }
        }
        prop_assert!(count > 0);
        expected.sort();
        prop_assert_eq!(sorted(&graph, &text), expected.clone(), "{}", text);
        // Counting without enumerating, as a whole and by the nodes at the start or in the middle.
        let (pattern, _) = text.split_once(" RETURN ").unwrap();
        let counted = |key: usize| {
            let mut groups: BTreeMap<String, usize> = BTreeMap::new();
            for row in &expected {
                *groups.entry(row.split(' ').nth(key).unwrap().to_owned()).or_default() += 1;
            }
            let mut rows: Vec<String> = groups.into_iter().map(|(key, count)| format!("{key} {count}")).collect();
            rows.sort();
            rows
        };
        let count = format!("{pattern} RETURN count(*)");
        prop_assert_eq!(sorted(&graph, &count), [expected.len().to_string()], "{}", count);
        for (key, name) in ["w", "x", "y"].into_iter().enumerate() {
            let by = format!("{pattern} RETURN id({name}), count(r1)");
            prop_assert_eq!(sorted(&graph, &by), counted(key), "{}", by);
        }
        let inside = format!("RETURN COUNT {{ {pattern} }}");
        prop_assert_eq!(sorted(&graph, &inside), [expected.len().to_string()], "{}", inside);
        // The same in two steps: relationships bound before are starts of their own.
        let two = format!("MATCH ()-[r1]-() WITH DISTINCT r1 {text}");
        prop_assert_eq!(sorted(&graph, &two), sorted(&graph, &text), "{}", two);
    }
}

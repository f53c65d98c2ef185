//! Corners of the pattern language: what is refused and where, how far a search goes, what is printed.

use super::values::code;
use super::{checked, graph, rows};
use crate::harness::load;
use crate::tck::graph::TestGraph;
use kgraph::query::answer::{pattern, run};
use kgraph::query::cypher::{Limits, Params, Query};
use kgraph::query::graph_view::View;

#[test]
fn what_is_refused_stands_at_its_place() {
    let empty = TestGraph::default();
    for (text, place, error) in [
        ("RETURN 1 - 'a' AS x", "'a'", "SyntaxError.InvalidArgumentType"),
        ("RETURN 2 * (1 AND true) AS x", "1", "SyntaxError.InvalidArgumentType"),
        ("RETURN [1, 2 AS x", "AS", "SyntaxError.UnexpectedSyntax"),
        ("RETURN 1e999 AS x", "1e999", "SyntaxError.FloatingPointOverflow"),
        ("RETURN 9223372036854775808 AS x", "9223372036854775808", "SyntaxError.IntegerOverflow"),
        ("RETURN 12ab AS x", "12ab", "SyntaxError.InvalidNumberLiteral"),
        ("RETURN 'a\\qb' AS x", "'a\\qb'", "SyntaxError.UnexpectedSyntax"),
        ("RETURN 'a\\uZZ' AS x", "'a\\uZZ'", "SyntaxError.InvalidUnicodeLiteral"),
        ("MATCH (n) RETURN n LIMIT n.x", "n.x", "SyntaxError.NonConstantExpression"),
        ("MATCH (n) RETURN n SKIP -1", "-1", "SyntaxError.NegativeIntegerArgument"),
        ("MATCH (n) RETURN n LIMIT 1.5", "1.5", "SyntaxError.InvalidArgumentType"),
        ("MATCH p = (p)-->(b) RETURN p", "p", "SyntaxError.VariableAlreadyBound"),
        ("MATCH (p) MATCH p = (a)-->(b) RETURN p", "p", "SyntaxError.VariableAlreadyBound"),
        ("MATCH (n) RETURN n.x, n.y + count(*)", "n", "SyntaxError.AmbiguousAggregationExpression"),
        ("MATCH (n) RETURN n.x + 1, n.x + 1 + count(*)", "n", "SyntaxError.AmbiguousAggregationExpression"),
        ("MATCH (n) RETURN count(*) AS c ORDER BY n.x", "n", "SyntaxError.UndefinedVariable"),
        ("MATCH (n) RETURN DISTINCT n.x AS x ORDER BY n.y", "n", "SyntaxError.UndefinedVariable"),
        ("MATCH (n) WITH count(*) AS c WHERE n.x > 1 RETURN c", "n", "SyntaxError.UndefinedVariable"),
        ("WITH [1] AS list MATCH ()-[list]->() RETURN 1 AS x", "list", "SyntaxError.VariableTypeConflict"),
        ("RETURN nme", "nme", "SyntaxError.UndefinedVariable"),
    ] {
        let error_of = Query::parse(text).and_then(|query| query.check(&Params::new())).err();
        let found = error_of.unwrap_or_else(|| panic!("{text} is taken"));
        let span = found.span.unwrap();
        if !place.is_empty() {
            assert_eq!((found.kind.code(), span.of(text)), (error.to_owned(), place), "{text}: {found}");
        }
        assert_eq!(code(&empty, text), error, "{text}");
    }
}

#[test]
fn groups_have_keys() {
    let graph = graph("CREATE (:A {x: 1, y: 2})-[:r]->(:A {x: 1, y: 3}), (:A {x: 2, y: 4})");
    for (text, expected) in [
        ("MATCH (n) RETURN n.x AS x, n.x + count(*) AS c ORDER BY x", vec!["1 3", "2 3"]),
        ("MATCH (n) WITH n.x AS x, n RETURN x, x + count(n) AS c ORDER BY x", vec!["1 3", "2 3"]),
        ("MATCH (n) RETURN n.x AS x, count(*) + size([y IN [1, 2] | y]) AS c ORDER BY x", vec!["1 4", "2 3"]),
        ("MATCH (n) RETURN n.x AS x, count(*) AS c ORDER BY c, n.x", vec!["2 1", "1 2"]),
        ("MATCH (n) RETURN DISTINCT n.x AS x ORDER BY n.x DESC", vec!["2", "1"]),
        ("MATCH (n) WITH n.x AS x, count(*) AS c WHERE x + c = 3 RETURN x, c ORDER BY x", vec!["1 2", "2 1"]),
        ("MATCH (n) WITH n.x AS x, count(*) AS c WHERE any(k IN [c] WHERE k > 1) RETURN x", vec!["1"]),
        ("MATCH (n) WITH n, count(*) AS c WHERE (n)-->() RETURN n.y", vec!["2"]),
        ("MATCH (n) RETURN count(*) AS c LIMIT toInteger('1')", vec!["3"]),
        ("MATCH (n) RETURN n.y AS y ORDER BY y SKIP 1 LIMIT size([1])", vec!["3"]),
        ("MATCH (n) RETURN n.y AS y ORDER BY y SKIP 3", vec![]),
        ("MATCH (n) RETURN n.y AS y ORDER BY y LIMIT 0", vec![]),
    ] {
        assert_eq!(rows(&graph, text), expected, "{text}");
    }
}

#[test]
fn a_node_is_reached_again_by_a_cycle_alone() {
    let ids = "RETURN DISTINCT b.id AS id ORDER BY id";
    for (made, pattern, expected) in [
        ("CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})", "(a {id: 'a'})-[*]-(b)", vec!["'b'"]),
        ("CREATE (a {id: 'a'})-[:r]->(b {id: 'b'}), (a)-[:r]->(b)", "(a {id: 'a'})-[*]-(b)", vec!["'a'", "'b'"]),
        ("CREATE (a {id: 'a'})-[:r]->(b {id: 'b'}), (b)-[:r]->(a)", "(a {id: 'a'})-[*]->(b)", vec!["'a'", "'b'"]),
        ("CREATE (a {id: 'a'})-[:r]->(a)", "(a {id: 'a'})-[*]-(b)", vec!["'a'"]),
        ("CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})-[:r]->(c {id: 'c'})", "(a {id: 'a'})-[*]-(b)", vec!["'b'", "'c'"]),
        (
            "CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})-[:r]->(c {id: 'c'})-[:r]->(a)",
            "(a {id: 'a'})-[*]-(b)",
            vec!["'a'", "'b'", "'c'"],
        ),
        (
            "CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})-[:r]->(c {id: 'c'})-[:r]->(a)",
            "(a {id: 'a'})-[*..2]-(b)",
            vec!["'b'", "'c'"],
        ),
        (
            "CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})-[:r]->(c {id: 'c'})-[:r]->(a)",
            "(a {id: 'a'})-[*..3]->(b)",
            vec!["'a'", "'b'", "'c'"],
        ),
        (
            "CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})-[:r]->(c {id: 'c'})-[:r]->(d {id: 'd'})-[:r]->(a)",
            "(a {id: 'a'})-[*..4]-(b)",
            vec!["'a'", "'b'", "'c'", "'d'"],
        ),
        (
            "CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})-[:r]->(c {id: 'c'})-[:r]->(d {id: 'd'})-[:r]->(a)",
            "(a {id: 'a'})-[*..3]-(b)",
            vec!["'b'", "'c'", "'d'"],
        ),
        // A cycle elsewhere leads nowhere new.
        (
            "CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})-[:r]->(c {id: 'c'})-[:r]->(d {id: 'd'})-[:r]->(b)",
            "(a {id: 'a'})-[*]-(b)",
            vec!["'b'", "'c'", "'d'"],
        ),
        ("CREATE (a {id: 'a'})-[:r]->(b {id: 'b'})", "(a {id: 'a'})-[*0..]-(b)", vec!["'a'", "'b'"]),
    ] {
        let graph = graph(made);
        assert_eq!(rows(&graph, &format!("MATCH {pattern} {ids}")), expected, "{made}: {pattern}");
        // The slow way: each trail by itself, its length told.
        let all = pattern.replace("[*", "[rs*");
        let text = format!("MATCH {all} WHERE size(rs) >= 0 {ids}");
        assert_eq!(rows(&graph, &text), expected, "{made}: {text}");
    }
}

#[test]
fn shortest_paths_by_condition_and_direction() {
    let graph = graph(
        "CREATE (a {id: 'a'})-[:r {n: 1}]->(b {id: 'b'})-[:r {n: 2}]->(d {id: 'd'}), (a)-[:s {n: 3}]->(c {id: 'c'})-[:s {n: 4}]->(d), \
         (d)-[:t {n: 5}]->(e {id: 'e'})",
    );
    let ids = "RETURN [n IN nodes(p) | n.id] AS ids";
    for (pattern, expected) in [
        (
            "p = shortestPath((a {id: 'a'})-[*]->(e {id: 'e'})) WHERE all(r IN relationships(p) WHERE r.n <> 1)",
            vec!["['a', 'c', 'd', 'e']"],
        ),
        (
            "p = shortestPath((a {id: 'a'})-[*]->(e {id: 'e'})) WHERE all(r IN relationships(p) WHERE r.n > 1)",
            vec!["['a', 'c', 'd', 'e']"],
        ),
        ("p = shortestPath((a {id: 'a'})-[*]->(e {id: 'e'})) WHERE none(r IN relationships(p) WHERE r.n = 5)", vec![]),
        ("p = shortestPath((a {id: 'a'})-[:s|t*]->(e {id: 'e'}))", vec!["['a', 'c', 'd', 'e']"]),
        ("p = shortestPath((e {id: 'e'})-[*]->(a {id: 'a'}))", vec![]),
        ("p = shortestPath((e {id: 'e'})-[:s|t*]-(a {id: 'a'}))", vec!["['e', 'd', 'c', 'a']"]),
        ("p = shortestPath((a {id: 'a'})-[*..2]->(e {id: 'e'}))", vec![]),
        ("p = shortestPath((a {id: 'a'})-[:r]->(b {id: 'b'}))", vec!["['a', 'b']"]),
        (
            "p = allShortestPaths((a {id: 'a'})-[*]->(d {id: 'd'})) WHERE none(n IN nodes(p) WHERE n.id = 'b')",
            vec!["['a', 'c', 'd']"],
        ),
        ("(a {id: 'a'})-[:r]->(b) MATCH p = shortestPath((b)-[*]->(e {id: 'e'}))", vec!["['b', 'd', 'e']"]),
        ("p = (a {id: 'a'})-[rs*2]->(d) WHERE all(r IN rs WHERE r.n > 2)", vec!["['a', 'c', 'd']"]),
        ("p = (a {id: 'a'})-[*2]->(d) WHERE all(r IN rels(p) WHERE r.n < 3)", vec!["['a', 'b', 'd']"]),
    ] {
        assert_eq!(rows(&graph, &format!("MATCH {pattern} {ids}")), expected, "{pattern}");
    }
    // Conditions that could fail are asked only of what is matched.
    for (text, expected) in [
        ("MATCH (x)-[:r]->(y) WHERE x.id = 'a' AND 4 / size(y.id) = 4 RETURN y.id", vec!["'b'"]),
        ("MATCH (x)-->(y) WHERE y.no IS NOT NULL AND 1 / y.no = 1 RETURN y.id", vec![]),
        (
            "MATCH (x)-->(y) WHERE NOT (x.id = 'a') AND coalesce(y.no, y.id) = 'd' RETURN x.id ORDER BY x.id",
            vec!["'b'", "'c'"],
        ),
        ("MATCH (x)-->(y) WHERE exists(x.id) AND y.id IN ['b', 'c'] RETURN count(*)", vec!["2"]),
        ("MATCH (x)-->(y) WHERE (x.id = 'a') = (y.id = 'b') RETURN count(*)", vec!["4"]),
    ] {
        assert_eq!(rows(&graph, text), expected, "{text}");
    }
    let fails = "MATCH (x)-->(y) WHERE 1 / 0 = 1 RETURN x";
    assert_eq!(code(&graph, fails), "ArithmeticError.DivisionByZero");
}

#[test]
fn escapes_and_numbers_are_read() {
    let graph = TestGraph::default();
    for (text, value) in [
        (r"'\u0041\U0001F600'", "'A😀'"),
        (r"'tab\tquote\'slash\/'", r"'tab\tquote\'slash/'"),
        (r#""say \"x\"""#, r#"'say "x"'"#),
        ("0x1F", "31"),
        ("0o17", "15"),
        ("1e3", "1000.0"),
        ("1.5E-1", "0.15"),
        (".5", "0.5"),
        ("-0x10", "-16"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("`a b`", "1"),
    ] {
        let text = format!("WITH 1 AS `a b` RETURN {text} AS x");
        assert_eq!(rows(&graph, &text), [value], "{text}");
    }
    // What is printed is read again as the same, where brackets are needed too.
    for text in [
        "RETURN (-1) ^ 2 AS x",
        "RETURN -1 ^ 2 AS x",
        "RETURN (1 + 2) * 3 - (4 - 5) AS x",
        "RETURN 2 ^ (3 ^ 2) AS x",
        "RETURN NOT (true AND false) AS x",
        "RETURN (1 = 1) = true AS x",
        "RETURN [1, 2][-1] AS x",
        "RETURN (-1.5) ^ 2 AS x",
        "RETURN (null IS NULL) IS NOT NULL AS x",
    ] {
        let printed = Query::parse(text).unwrap().tree().to_string();
        assert_eq!(rows(&graph, &printed), rows(&graph, text), "{text}: {printed}");
        assert_eq!(Query::parse(&printed).unwrap().tree().to_string(), printed);
    }
    let two = super::graph("CREATE (:A:B), (:A)");
    for text in ["MATCH (n) WHERE (n:A) = (n:B) RETURN count(*) AS x", "MATCH (n) WHERE NOT n:A:B RETURN count(*) AS x"]
    {
        let printed = Query::parse(text).unwrap().tree().to_string();
        assert_eq!(rows(&two, &printed), ["1"], "{text}: {printed}");
    }
}

#[test]
fn plans_of_unions_say_what_becomes_of_equal_rows() {
    let graph = TestGraph::default();
    let plan = |text: &str| checked(text).explain(&graph, Limits::default()).unwrap();
    let (one, all) = (plan("RETURN 1 AS x UNION RETURN 2 AS x"), plan("RETURN 1 AS x UNION ALL RETURN 2 AS x"));
    assert!(one.contains("UNION, equal rows dropped\n") && !one.starts_with("UNION"), "{one}");
    assert!(all.contains("UNION ALL\n") && !all.contains("dropped"), "{all}");
    let text = "RETURN 1 AS x UNION ALL RETURN 1 AS x UNION ALL RETURN 2 AS x";
    assert_eq!(rows(&graph, text), ["1", "1", "2"]);
    assert_eq!(rows(&graph, &text.replace(" ALL", "")), ["1", "2"]);
}

#[test]
fn a_graph_answers_with_its_own_properties_and_edges() {
    let graph = load(
        r#"{"graph": {"types": [{"id": "person"}]}, "nodes": [{"id": "a", "type": "person", "label": "Ann", "aliases": ["A."], "description": "d", "age": 3}, {"id": "b"}],
           "edges": [{"source": "a", "relation": "r", "target": "b", "weight": 2}, {"source": "b", "relation": "s", "target": "a"}]}"#,
    );
    let view = View::new(&graph);
    let ask = |text: &str| run(&pattern(text, &Params::new()).unwrap(), &view, Limits::default()).unwrap();
    for (text, values) in [
        (
            "MATCH (n {id: 'a'}) RETURN n.type, n.label, n.aliases, n.description, n.age, n.no",
            "'person' 'Ann' ['A.'] 'd' 3 null",
        ),
        (
            "MATCH (n {id: 'b'}) RETURN n.type, n.label, n.aliases, n.description, n.age, n.no",
            "null 'b' null null null null",
        ),
        ("MATCH (n {id: 'a'}) RETURN keys(n)", "['id', 'label', 'type', 'aliases', 'description', 'age']"),
        ("MATCH (n {id: 'b'}) RETURN keys(n)", "['id', 'label']"),
        ("MATCH (n {type: 'person'}) RETURN n.id", "'a'"),
        ("MATCH (n {aliases: ['A.']}) RETURN n.id", "'a'"),
    ] {
        let answer = ask(text);
        let row: Vec<String> = answer.rows[0].values.iter().map(ToString::to_string).collect();
        assert_eq!((row.join(" "), answer.rows.len()), (values.to_owned(), 1), "{text}");
    }
    for (text, edges) in [
        ("MATCH ()-[r]->() RETURN collect(r)", vec!["a--r--b", "b--s--a"]),
        ("MATCH ()-[r:r]->() RETURN {found: [r]}", vec!["a--r--b"]),
        ("MATCH p = ({id: 'a'})-->()-->() RETURN p", vec!["a--r--b", "b--s--a"]),
        ("MATCH ()-[r]->() RETURN r", vec!["a--r--b", "b--s--a"]),
        ("MATCH (n) RETURN n", vec![]),
    ] {
        let found: Vec<String> = ask(text).edges().iter().map(|&edge| graph.edge_id(edge).to_string()).collect();
        assert_eq!(found, edges, "{text}");
    }
    assert_eq!(ask("MATCH (n) RETURN [n]").nodes().len(), 2);
}

#[test]
fn rows_end_where_they_fail_or_are_cut_off() {
    let graph = TestGraph::default();
    let query = checked("UNWIND [1, 0, 1] AS x RETURN 1 / x AS y");
    let mut rows = query.run(&graph, Limits::default()).unwrap();
    assert!(rows.next().unwrap().is_ok());
    assert!(rows.next().unwrap().is_err());
    assert!(rows.next().is_none());
    let mut cells = Vec::new();
    let mut rows = query.run(&graph, Limits::default()).unwrap();
    assert!(rows.append_to(&mut cells).is_err());
    assert_eq!(rows.append_to(&mut cells).unwrap_or(0), 0);
    let query = checked("UNWIND [1, 2, 3] AS x RETURN x");
    let mut rows = query.run(&graph, Limits { rows: Some(2), ..Limits::default() }).unwrap();
    assert_eq!((rows.by_ref().count(), rows.truncated()), (2, true));
    assert!(rows.next().is_none());
    let mut rows = query.run(&graph, Limits { rows: Some(2), ..Limits::default() }).unwrap();
    let mut cells = Vec::new();
    assert_eq!((rows.append_to(&mut cells).unwrap(), rows.append_to(&mut cells).unwrap(), cells.len()), (2, 0, 2));
    // One step may be many at once, and go past the limit.
    let query = checked("RETURN size(range(1, 5000)) AS n");
    let few = query.run(&graph, Limits { steps: Some(100), ..Limits::default() });
    let error = few.and_then(|mut rows| rows.next().unwrap().map(|_| ())).unwrap_err();
    assert_eq!(error.kind.code(), "LimitExceeded.Steps");
    assert_eq!(super::rows(&graph, "UNWIND range(1, 5) AS i WITH rand() AS r RETURN count(DISTINCT r)"), ["5"]);
    assert_eq!(super::rows(&graph, "RETURN -9223372036854775808 = -9223372036854775808.0 AS x"), ["true"]);
    assert_eq!(super::rows(&graph, "RETURN -9223372036854775808 < -9223372036854775808.0 AS x"), ["false"]);
    let paths = super::graph("CREATE ({id: 'a'})-[:r]->({id: 'b'})-[:r]->({id: 'c'})");
    let text = "MATCH p = ()-->() MATCH q = ({id: 'a'})-->() RETURN p = q ORDER BY p = q";
    assert_eq!(super::rows(&paths, text), ["false", "true"]);
}

#[test]
fn kinds_are_known_before_the_run() {
    let graph = graph("CREATE (:A {x: 1})-[:r]->(:A {x: 1})");
    for (text, place) in [
        ("RETURN (1 + 2) AND true AS x", "1 + 2"),
        ("RETURN (1 + 2.5) AND true AS x", "1 + 2.5"),
        ("RETURN (2.5 * 2) OR true AS x", "2.5 * 2"),
        ("RETURN NOT [1, 2] AS x", "[1, 2]"),
        ("RETURN -('a' + 'b') AS x", "'a' + 'b'"),
        ("RETURN {a: 1} AND true AS x", "{a: 1}"),
        ("RETURN size(1 + 2) AS x", "1 + 2"),
    ] {
        let error = Query::parse(text).and_then(|query| query.check(&Params::new())).err().expect(text);
        assert_eq!(error.kind.code(), "SyntaxError.InvalidArgumentType", "{text}");
        let found = error.span.unwrap().of(text);
        assert!(found.contains(place), "{text}: {found}");
    }
    for (text, error) in [
        ("RETURN {a: y} AS x", "SyntaxError.UndefinedVariable"),
        ("RETURN $nothing AS x", "ParameterMissing.MissingParameter"),
        ("MATCH (n) RETURN count(*) + COUNT { (n)-->() } AS x", "SyntaxError.AmbiguousAggregationExpression"),
        ("MATCH (n) RETURN count(*) + size([(n)-->(m) | m.x]) AS x", "SyntaxError.AmbiguousAggregationExpression"),
    ] {
        assert_eq!(code(&graph, text), error, "{text}");
    }
    for (text, expected) in [
        ("MATCH (n) RETURN n, count(*) + COUNT { (n)-->() } AS x ORDER BY x", vec!["(#1) 1", "(#0) 2"]),
        ("MATCH (n) WHERE n.x = 2 AND 1 / 0 = 1 RETURN n", vec![]),
        ("MATCH (n)-->(m) WHERE m.x = 2 AND 1 / 0 = 1 RETURN n", vec![]),
        ("MATCH (n)-->(m) WHERE m.x = 2 AND n.x / 0 = 1 RETURN n", vec![]),
    ] {
        assert_eq!(rows(&graph, text), expected, "{text}");
    }
}

//! What expressions are worth and which errors they give: a table for each part of the language, after openCypher 9.

use super::{graph, rows, rows_within};
use crate::tck::graph::TestGraph;
use kgraph::query::cypher::{Limits, Params, Query};

pub(super) fn hold(table: &[(&str, &str)]) {
    let graph = TestGraph::default();
    for (expression, value) in table {
        assert_eq!(rows(&graph, &format!("RETURN {expression} AS x")), [*value], "{expression}");
        // As a value that only the run knows, and so is not worked out beforehand.
        assert_eq!(rows(&graph, &format!("WITH 1 AS one RETURN {expression} AS x")), [*value], "{expression}");
    }
}

/// Returns the code of the error of a query, found before or in the run.
pub(super) fn code(graph: &TestGraph, text: &str) -> String {
    match Query::parse(text).and_then(|query| query.check(&Params::new())) {
        Err(error) => error.kind.code(),
        Ok(_) => rows_within(graph, text, Limits::default()).expect_err(text).kind.code(),
    }
}

pub(super) fn fail(table: &[(&str, &str)]) {
    let graph = TestGraph::default();
    for (expression, error) in table {
        assert_eq!(code(&graph, &format!("RETURN {expression} AS x")), *error, "{expression}");
    }
}

#[test]
fn arithmetic() {
    hold(&[
        ("1 + 2", "3"),
        ("7 - 2", "5"),
        ("6 * 7", "42"),
        ("7 / 2", "3"),
        ("-7 / 2", "-3"),
        ("7 % 3", "1"),
        ("-7 % 3", "-1"),
        ("2 ^ 3", "8.0"),
        ("2 ^ -1", "0.5"),
        ("2.5 + 1", "3.5"),
        ("2.5 - 1", "1.5"),
        ("2.5 * 2", "5.0"),
        ("5.0 / 2", "2.5"),
        ("5.5 % 2", "1.5"),
        ("2.0 ^ 3.0", "8.0"),
        ("1.0 / 0", "Infinity"),
        ("-1.0 / 0", "-Infinity"),
        ("0.0 / 0", "NaN"),
        ("1 + 2 * 3 - 4 / 2", "5"),
        ("(1 + 2) * 3", "9"),
        ("-(3)", "-3"),
        ("-(2.5)", "-2.5"),
        ("-null", "null"),
        ("+3", "3"),
        ("+(2.5)", "2.5"),
        ("+null", "null"),
        ("null + 1", "null"),
        ("1 - null", "null"),
        ("null * null", "null"),
        ("null / 2.0", "null"),
        ("'a' + 'b'", "'ab'"),
        ("'a' + 1", "'a1'"),
        ("1 + 'a'", "'1a'"),
        ("'a' + 1.5", "'a1.5'"),
        ("true + 'a'", "'truea'"),
        ("'a' + null", "null"),
        ("null + 'a'", "null"),
        ("[1] + [2, 3]", "[1, 2, 3]"),
        ("[1] + 2", "[1, 2]"),
        ("1 + [2]", "[1, 2]"),
        ("[1] + null", "[1, null]"),
        ("null + [1]", "[null, 1]"),
    ]);
    fail(&[
        ("1 / 0", "ArithmeticError.DivisionByZero"),
        ("1 % 0", "ArithmeticError.DivisionByZero"),
        ("9223372036854775807 + 1", "ArithmeticError.IntegerOverflow"),
        ("-9223372036854775807 - 2", "ArithmeticError.IntegerOverflow"),
        ("head([true]) + 1", "TypeError.InvalidArgumentType"),
        ("head([true, 1]) - 1", "TypeError.InvalidArgumentType"),
        ("head(['a', 1]) - 1", "TypeError.InvalidArgumentType"),
        ("head([null, 'a']) - head(['a', 1])", "TypeError.InvalidArgumentType"),
        ("-head(['a', 1])", "TypeError.InvalidArgumentType"),
        ("+head(['a', 1])", "TypeError.InvalidArgumentType"),
        ("-'a'", "SyntaxError.InvalidArgumentType"),
        ("+[1]", "SyntaxError.InvalidArgumentType"),
        ("1 - 'a'", "SyntaxError.InvalidArgumentType"),
        ("true * 2", "SyntaxError.InvalidArgumentType"),
    ]);
}

#[test]
fn comparison_and_logic() {
    hold(&[
        ("1 < 2", "true"),
        ("2 <= 2", "true"),
        ("2 < 2", "false"),
        ("2 >= 3", "false"),
        ("2 >= 2", "true"),
        ("3 > 2", "true"),
        ("2 > 2", "false"),
        ("1 < 2 < 3", "true"),
        ("1 < 3 < 2", "false"),
        ("3 < 2 < 4", "false"),
        ("1 < null < 3", "null"),
        ("2 < 1 < null", "false"),
        ("null < 2 > 5", "false"),
        ("1 = 1.0", "true"),
        ("1 <> 2", "true"),
        ("1 <> 1", "false"),
        ("1 = '1'", "false"),
        ("1 < 'a'", "null"),
        ("'a' < 'b'", "true"),
        ("false < true", "true"),
        ("1 < 1.5", "true"),
        ("1.5 > 1", "true"),
        ("2.5 <= 2.5", "true"),
        ("0.0 / 0 = 0.0 / 0", "false"),
        ("1 < 0.0 / 0", "false"),
        ("[1, 2] = [1, 2]", "true"),
        ("[1, 2] = [1, 3]", "false"),
        ("[1] = [1, 2]", "false"),
        ("[1, null] = [1, 2]", "null"),
        ("[null, 1] = [null, 2]", "false"),
        ("[1, 2] < [1, 3]", "true"),
        ("[1] < [1, 0]", "true"),
        ("[2] > [1, 5]", "true"),
        ("[1, null] >= [1, 2]", "null"),
        ("{a: 1} = {a: 1}", "true"),
        ("{a: 1} = {a: 2}", "false"),
        ("{a: 1} = {b: 1}", "false"),
        ("{a: 1} = {a: 1, b: 2}", "false"),
        ("{a: null} = {a: 1}", "null"),
        ("true = true", "true"),
        ("true = false", "false"),
        ("null = null", "null"),
        ("null IS NULL", "true"),
        ("1 IS NULL", "false"),
        ("1 IS NOT NULL", "true"),
        ("true XOR true", "false"),
        ("true XOR false", "true"),
        ("true XOR null", "null"),
        ("NOT null", "null"),
        ("NOT false", "true"),
        ("true AND null", "null"),
        ("false AND null", "false"),
        ("true OR null", "true"),
        ("false OR null", "null"),
        ("1 IN [1, 2]", "true"),
        ("3 IN [1, 2]", "false"),
        ("3 IN [1, null]", "null"),
        ("1 IN [1, null]", "true"),
        ("null IN [1]", "null"),
        ("null IN []", "false"),
        ("1 IN null", "null"),
        ("'abc' STARTS WITH 'ab'", "true"),
        ("'abc' STARTS WITH 'bc'", "false"),
        ("'abc' ENDS WITH 'bc'", "true"),
        ("'abc' ENDS WITH 'ab'", "false"),
        ("'abc' CONTAINS 'b'", "true"),
        ("'abc' CONTAINS 'd'", "false"),
        ("'abc' CONTAINS null", "null"),
        ("1 CONTAINS 'b'", "null"),
    ]);
    fail(&[
        ("NOT head([1, 'a'])", "TypeError.InvalidArgumentType"),
        ("1 AND true", "SyntaxError.InvalidArgumentType"),
        ("true OR 'a'", "SyntaxError.InvalidArgumentType"),
        ("1 IN head([1, 'a'])", "TypeError.InvalidArgumentType"),
        ("1 IN 1", "SyntaxError.InvalidArgumentType"),
    ]);
}

#[test]
fn lists_maps_and_cases() {
    hold(&[
        ("[1, 2, 3][0]", "1"),
        ("[1, 2, 3][-1]", "3"),
        ("[1, 2, 3][3]", "null"),
        ("[1, 2, 3][-4]", "null"),
        ("[1][null]", "null"),
        ("null[0]", "null"),
        ("{a: 1}['a']", "1"),
        ("{a: 1}['b']", "null"),
        ("{a: 1}.a", "1"),
        ("{a: 1}.b", "null"),
        ("null.a", "null"),
        ("[1, 2, 3, 4][1..3]", "[2, 3]"),
        ("[1, 2, 3, 4][..2]", "[1, 2]"),
        ("[1, 2, 3, 4][2..]", "[3, 4]"),
        ("[1, 2, 3, 4][0..9]", "[1, 2, 3, 4]"),
        ("[1, 2, 3, 4][-2..]", "[3, 4]"),
        ("[1, 2, 3, 4][0..-1]", "[1, 2, 3]"),
        ("[1, 2, 3, 4][-9..2]", "[1, 2]"),
        ("[1, 2, 3, 4][3..1]", "[]"),
        ("[1, 2][null..1]", "null"),
        ("[1, 2][0..null]", "null"),
        ("null[0..1]", "null"),
        ("[x IN [1, 2, 3]]", "[1, 2, 3]"),
        ("[x IN [1, 2, 3] WHERE x > 1]", "[2, 3]"),
        ("[x IN [1, 2, 3] | x * 10]", "[10, 20, 30]"),
        ("[x IN [1, null, 3] WHERE x > 1 | x + 1]", "[4]"),
        ("[x IN null | x]", "null"),
        ("reduce(sum = 10, x IN [1, 2, 3] | sum + x)", "16"),
        ("reduce(sum = 0, x IN null | sum + x)", "null"),
        ("all(x IN [1, 2] WHERE x > 0)", "true"),
        ("all(x IN [1, 2] WHERE x > 1)", "false"),
        ("all(x IN [1, null] WHERE x > 0)", "null"),
        ("all(x IN [0, null] WHERE x > 0)", "false"),
        ("all(x IN [] WHERE x > 0)", "true"),
        ("any(x IN [1, 2] WHERE x > 1)", "true"),
        ("any(x IN [1, 2] WHERE x > 2)", "false"),
        ("any(x IN [1, null] WHERE x > 0)", "true"),
        ("any(x IN [1, null] WHERE x > 1)", "null"),
        ("any(x IN [] WHERE x > 0)", "false"),
        ("none(x IN [1, 2] WHERE x > 2)", "true"),
        ("none(x IN [1, 2] WHERE x > 1)", "false"),
        ("none(x IN [1, null] WHERE x > 1)", "null"),
        ("none(x IN [2, null] WHERE x > 1)", "false"),
        ("none(x IN [] WHERE x > 1)", "true"),
        ("single(x IN [1, 2] WHERE x > 1)", "true"),
        ("single(x IN [1, 2] WHERE x > 0)", "false"),
        ("single(x IN [1, 2] WHERE x > 2)", "false"),
        ("single(x IN [2, null] WHERE x > 1)", "null"),
        ("single(x IN [2, 3, null] WHERE x > 1)", "false"),
        ("single(x IN [1, null] WHERE x > 1)", "null"),
        ("single(x IN [] WHERE x > 1)", "false"),
        ("any(x IN null WHERE x > 1)", "null"),
        ("CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END", "'two'"),
        ("CASE 3 WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END", "'many'"),
        ("CASE 3 WHEN 1 THEN 'one' END", "null"),
        ("CASE null WHEN null THEN 'same' ELSE 'other' END", "'other'"),
        ("CASE WHEN 1 > 2 THEN 'a' WHEN null THEN 'b' WHEN true THEN 'c' END", "'c'"),
        ("CASE WHEN false THEN 1 END", "null"),
    ]);
    fail(&[
        ("[1]['a']", "TypeError.ListElementAccessByNonInteger"),
        ("[1][head(['a', 1])]", "TypeError.ListElementAccessByNonInteger"),
        ("{a: 1}[head([1, 'a'])]", "TypeError.MapElementAccessByNonString"),
        ("head([1, 'a'])[0]", "TypeError.InvalidArgumentType"),
        ("head([1, 'a'])[0..1]", "TypeError.InvalidArgumentType"),
        ("[1][head(['a', 1])..]", "TypeError.InvalidArgumentType"),
        ("1[0..1]", "SyntaxError.InvalidArgumentType"),
        ("head([1, 'a']).b", "TypeError.InvalidArgumentType"),
        ("[x IN head([1, 'a']) | x]", "TypeError.InvalidArgumentType"),
        ("x", "SyntaxError.UndefinedVariable"),
        ("[x IN [1] | y]", "SyntaxError.UndefinedVariable"),
    ]);
    let graph = TestGraph::default();
    for (text, value) in [
        ("WITH {a: 1, b: 2} AS m RETURN m{.a, c: 3}", "{a: 1, c: 3}"),
        ("WITH {a: 1, b: 2} AS m RETURN m{.*, b: 3}", "{a: 1, b: 3}"),
        ("WITH {a: 1} AS m, 5 AS k RETURN m{k}", "{k: 5}"),
        ("WITH {a: 1} AS m RETURN m{.nothing}", "{nothing: null}"),
        ("WITH null AS m RETURN m{.*}", "null"),
    ] {
        assert_eq!(rows(&graph, text), [value], "{text}");
    }
    for (text, error) in [
        ("WITH 1 AS m RETURN m{.*}", "SyntaxError.InvalidArgumentType"),
        ("WITH head([1, 'a']) AS m RETURN m{.*}", "TypeError.InvalidArgumentType"),
        ("WITH {a: 1} AS m RETURN m{k}", "SyntaxError.UndefinedVariable"),
    ] {
        assert_eq!(code(&graph, text), error, "{text}");
    }
}

#[test]
fn values_are_sorted_as_the_standard_says() {
    let graph = graph("CREATE (:A)-[:r]->(:B)");
    let all = "MATCH p = (a:A)-[r]->() UNWIND [null, 1.5, 1, true, false, 'b', 'a', p, [2], [1, 3], [1], r, a, {b: 1}, {a: 2}, \
               {a: 1}, 0.0 / 0] AS x RETURN x ORDER BY x";
    let sorted = [
        "{a: 1}",
        "{a: 2}",
        "{b: 1}",
        "(#0)",
        "[#0]",
        "[1]",
        "[1, 3]",
        "[2]",
        "<(#0)-[#0]-(#1)>",
        "'a'",
        "'b'",
        "false",
        "true",
        "1",
        "1.5",
        "NaN",
        "null",
    ];
    assert_eq!(rows(&graph, all), sorted);
    let backwards: Vec<&str> = sorted.iter().rev().copied().collect();
    assert_eq!(rows(&graph, &format!("{all} DESC")), backwards);
}

#[test]
fn elements_tell_what_they_are() {
    let graph = graph(
        "CREATE (a:Person:Author {id: 'ann', x: 1}), (b:Person {id: 'bob'}), (c {id: 'cy'}), \
         (a)-[:knows {since: 3}]->(b), (b)-[:likes]->(c)",
    );
    for (text, values) in [
        (
            "MATCH (n) RETURN n.id, labels(n) ORDER BY n.id",
            vec!["'ann' ['Person', 'Author']", "'bob' ['Person']", "'cy' []"],
        ),
        ("MATCH (n {id: 'ann'}) RETURN keys(n), properties(n)", vec!["['id', 'x'] {id: 'ann', x: 1}"]),
        ("MATCH ()-[r:knows]->() RETURN keys(r), properties(r), type(r)", vec!["['since'] {since: 3} 'knows'"]),
        ("MATCH ()-[r:knows]->() RETURN startNode(r).id, endNode(r).id", vec!["'ann' 'bob'"]),
        ("MATCH (n {id: 'bob'}), ()-[r:likes]->() RETURN id(n), id(r)", vec!["1 1"]),
        ("MATCH (n {id: 'ann'}) RETURN n{.id, y: n.x + 1}, n{.*}", vec!["{id: 'ann', y: 2} {id: 'ann', x: 1}"]),
        ("MATCH ()-[r:knows]->() RETURN r{.since}, r['since']", vec!["{since: 3} 3"]),
        ("MATCH (n {id: 'ann'}) RETURN n['x'], n['no']", vec!["1 null"]),
        ("MATCH (n) WHERE n:Person RETURN n.id ORDER BY n.id", vec!["'ann'", "'bob'"]),
        ("MATCH (n) WHERE NOT n:Person RETURN n.id", vec!["'cy'"]),
        ("MATCH (n) WHERE n:Person:Author RETURN n.id", vec!["'ann'"]),
        ("MATCH (n:Person&!Author) RETURN n.id", vec!["'bob'"]),
        ("MATCH (n:!Person) RETURN n.id", vec!["'cy'"]),
        ("MATCH (n:Author|Person) RETURN count(n)", vec!["2"]),
        ("MATCH (n:%) RETURN count(n)", vec!["2"]),
        ("MATCH (n:!%) RETURN count(n)", vec!["1"]),
        ("MATCH ()-[r]->() WHERE r:knows RETURN r.since", vec!["3"]),
        ("MATCH ()-[r]->() WHERE r:knows|likes RETURN count(r)", vec!["2"]),
        ("MATCH ()-[r]->() WHERE r:!knows RETURN type(r)", vec!["'likes'"]),
        ("MATCH ()-[r:!knows]->() RETURN type(r)", vec!["'likes'"]),
        ("MATCH ()-[r:%]->() RETURN count(r)", vec!["2"]),
        ("MATCH (n) WHERE exists(n.x) RETURN n.id", vec!["'ann'"]),
        ("MATCH (n) WHERE exists((n)-[:knows]->()) RETURN n.id", vec!["'ann'"]),
        ("MATCH (n) WHERE NOT (n)-->() RETURN n.id", vec!["'cy'"]),
        ("MATCH p = ({id: 'ann'})-->()-->() RETURN length(p), size(nodes(p)), size(relationships(p))", vec!["2 3 2"]),
        ("MATCH p = ({id: 'ann'})-->() RETURN [n IN nodes(p) | n.id], rels(p)", vec!["['ann', 'bob'] [[#0]]"]),
        ("MATCH (n) RETURN n.id ORDER BY n.x, n.id DESC", vec!["'ann'", "'cy'", "'bob'"]),
        ("MATCH (a)-->(b) RETURN a = b, a = a, a <> b LIMIT 1", vec!["false true true"]),
        ("MATCH ()-[r]->() WITH collect(r) AS rs RETURN rs[0] = rs[0], rs[0] = rs[1]", vec!["true false"]),
    ] {
        assert_eq!(rows(&graph, text), values, "{text}");
    }
    for (text, error) in [
        ("MATCH (n) RETURN type(n)", "SyntaxError.InvalidArgumentType"),
        ("MATCH ()-[r]->() RETURN labels(r)", "SyntaxError.InvalidArgumentType"),
        ("MATCH (n) RETURN length(n)", "SyntaxError.InvalidArgumentType"),
        ("MATCH p = ()-->() RETURN p.x", "SyntaxError.InvalidArgumentType"),
        ("MATCH (n) RETURN n[head([1, 'a'])]", "TypeError.MapElementAccessByNonString"),
        ("MATCH (n) RETURN head([1, n]):Person", "TypeError.InvalidArgumentType"),
        ("RETURN 1:Person AS x", "SyntaxError.InvalidArgumentType"),
        ("MATCH (n) WHERE n.id RETURN n", "TypeError.InvalidArgumentType"),
        ("MATCH (n) WHERE 1 RETURN n", "SyntaxError.InvalidArgumentType"),
        ("MATCH (n) RETURN exists(1)", "SyntaxError.InvalidArgumentType"),
        ("MATCH (n)-[n]->() RETURN n", "SyntaxError.VariableTypeConflict"),
    ] {
        assert_eq!(code(&graph, text), error, "{text}");
    }
}

//! The openCypher compatibility kit, run against the query engine.
//!
//! The scenarios are read from the data beside the project, or from where `KGRAPH_TCK` points;
//! where there are none, the test says so and passes. What is known to fail is listed, with a
//! reason, in `tests/tck-known-failures.txt`: any other failure fails the test, and so does a
//! listed scenario that passes.

mod compare;
pub mod create;
pub mod graph;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use kgraph::query::cypher::error::{CypherError, Detail, ErrorClass};
use kgraph::query::cypher::{Limits, Params, Query, Value};
use serde_json::Value as Json;

use self::graph::TestGraph;

/// What became of a scenario.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Passed,
    Failed(String),
    NotSupported(String),
}

pub(crate) fn folder() -> Option<PathBuf> {
    let folder = match std::env::var_os("KGRAPH_TCK") {
        Some(path) => PathBuf::from(path),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tck"),
    };
    folder.join("tck.jsonl").is_file().then_some(folder)
}

pub(crate) fn scenarios(folder: &Path) -> Vec<Json> {
    let text = std::fs::read_to_string(folder.join("tck.jsonl")).expect("the scenarios can be read");
    text.lines().map(|line| serde_json::from_str(line).expect("each line is a scenario")).collect()
}

/// A key that stays the same when scenarios are added: feature, name and, for the expansions of
/// an outline, the number among those of the same name.
fn keys(scenarios: &[Json]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let key = |scenario: &Json| {
        let base = format!("{} {}", text(&scenario["feature"]), text(&scenario["name"]));
        let n = seen.entry(base.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *n == 1 { base } else { format!("{base} #{n}") }
    };
    scenarios.iter().map(key).collect()
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_default()
}

/// Whether a scenario touches temporal values, which the engine does not offer.
fn is_temporal(scenario: &Json) -> bool {
    let words =
        ["date(", "time(", "localtime(", "datetime(", "localdatetime(", "duration(", "duration.", "date.", "time."];
    text(&scenario["dir"]).contains("temporal") || {
        let setup = scenario["setup"].as_array().into_iter().flatten().map(text);
        let all: String = setup.chain([text(&scenario["query"])]).collect::<Vec<_>>().join("\n").to_lowercase();
        words.iter().any(|word| all.contains(word))
    }
}

fn run(folder: &Path, scenario: &Json) -> Outcome {
    match try_run(folder, scenario) {
        Ok(()) => Outcome::Passed,
        Err((Some(error), _)) if error.kind.class == ErrorClass::NotSupported => {
            Outcome::NotSupported(error.to_string())
        }
        Err((_, what)) => Outcome::Failed(what),
    }
}

type Failure = (Option<CypherError>, String);

fn try_run(folder: &Path, scenario: &Json) -> Result<(), Failure> {
    let fail = |what: String| (None, what);
    let broken = |what: &str, error: CypherError| {
        let text = format!("{what}: {} {error}", error.kind.code());
        (Some(error), text)
    };
    let mut graph = TestGraph::default();
    let name = text(&scenario["graph"]);
    if name != "empty" {
        let path = folder.join(format!("graphs/{name}/{name}.cypher"));
        let statement = std::fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
        create::execute(&mut graph, &statement).map_err(|e| broken("named graph", e))?;
    }
    for statement in scenario["setup"].as_array().into_iter().flatten() {
        create::execute(&mut graph, text(statement)).map_err(|e| broken("setup", e))?;
    }
    let mut params = Params::new();
    for (name, literal) in scenario["params"].as_object().into_iter().flatten() {
        params.insert(name.clone(), literal_value(&graph, text(literal)).map_err(|e| broken("parameter", e))?);
    }
    let answer = answer(&graph, text(&scenario["query"]), &params);
    if let Some(wanted) = scenario.get("error") {
        return match answer {
            Ok(_) => Err(fail(format!("no error, but {wanted} was expected"))),
            Err(error) if error_fits(&error, wanted) => Ok(()),
            Err(error) => {
                let text = format!("{wanted} was expected, not {} at {}: {error}", error.kind.code(), error.kind.phase);
                Err((Some(error), text))
            }
        };
    }
    let (columns, rows) = answer.map_err(|e| broken("query", e))?;
    compare::compare(&graph, &columns, &rows, &scenario["expect"][0]).map_err(fail)
}

type Answer = (Vec<String>, Vec<Vec<Value>>);

fn answer(graph: &TestGraph, query: &str, params: &Params) -> Result<Answer, CypherError> {
    let checked = Query::parse(query)?.check(params)?;
    let limits = Limits { steps: Some(50_000_000), ..Limits::none() };
    let rows = checked.run(graph, limits)?;
    Ok((checked.columns().to_vec(), rows.collect::<Result<_, _>>()?))
}

fn literal_value(graph: &TestGraph, literal: &str) -> Result<Value, CypherError> {
    let (_, rows) = answer(graph, &format!("RETURN {literal}"), &Params::new())?;
    Ok(rows.into_iter().flatten().next().unwrap_or_default())
}

fn error_fits(error: &CypherError, wanted: &Json) -> bool {
    let class = format!("{:?}", error.kind.class) == text(&wanted["type"]);
    let phase = matches!(text(&wanted["phase"]), "any time") || error.kind.phase.to_string() == text(&wanted["phase"]);
    let detail = text(&wanted["detail"]) == "*" || format!("{:?}", error.kind.detail) == text(&wanted["detail"]);
    class && phase && detail
}

#[test]
fn compatibility_kit() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no openCypher scenarios at hand; set KGRAPH_TCK to their folder");
        return;
    };
    let scenarios = scenarios(&folder);
    let keys = keys(&scenarios);
    let known = known_failures();
    let mut by_folder: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let (mut target, mut total) = ([0; 3], [0; 3]);
    let mut wrong = String::new();
    for (scenario, key) in scenarios.iter().zip(&keys) {
        let outcome = run(&folder, scenario);
        let temporal = is_temporal(scenario);
        let place = match &outcome {
            Outcome::Passed => 0,
            Outcome::Failed(_) => 1,
            Outcome::NotSupported(_) => 2,
        };
        by_folder.entry(text(&scenario["dir"])).or_default()[place] += 1;
        total[place] += 1;
        if !temporal {
            target[place] += 1;
        }
        match (&outcome, known.get(key.as_str())) {
            (Outcome::Passed, None) | (Outcome::Failed(_) | Outcome::NotSupported(_), Some(_)) => {}
            (Outcome::NotSupported(_), None) if temporal => {}
            (Outcome::Passed, Some(_)) => {
                let _ = writeln!(wrong, "passes, but is listed as failing: {key}");
            }
            (Outcome::Failed(what) | Outcome::NotSupported(what), None) => {
                let query = text(&scenario["query"]).split_whitespace().collect::<Vec<_>>().join(" ");
                let _ = writeln!(wrong, "fails: {key}\n    {query:.300}\n    {what:.600}");
            }
        }
    }
    for key in known.keys().filter(|key| !keys.iter().any(|k| k == *key)) {
        let _ = writeln!(wrong, "listed as failing, but there is no such scenario: {key}");
    }
    for (folder, [passed, failed, not_supported]) in &by_folder {
        eprintln!("{folder:40} {passed:5} passed {failed:4} failed {not_supported:4} not supported");
    }
    let line = |what: &str, n: &[usize; 3]| {
        let share = 100.0 * n[0] as f64 / n.iter().sum::<usize>() as f64;
        eprintln!("{what}: {} passed, {} failed, {} not supported ({share:.2} % passed)", n[0], n[1], n[2]);
    };
    line("all", &total);
    line("without temporal values", &target);
    assert!(wrong.is_empty(), "{wrong}");
}

fn known_failures() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("../../tck-known-failures.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.map(|line| line.split_once(" => ").expect("each line is `key => reason`")).collect()
}

#[test]
fn mutated_queries_do_not_panic() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no openCypher scenarios at hand");
        return;
    };
    let graph = {
        let mut graph = TestGraph::default();
        create::execute(&mut graph, "CREATE (a:A {x: 1})-[:T {y: 2}]->(b:B)-[:T]->(a), (b)-[:S]->(b)")
            .expect("a graph");
        graph
    };
    let mut state = 42u64;
    let mut random = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n.max(1)
    };
    let scenarios = scenarios(&folder);
    let queries: Vec<&str> = scenarios.iter().map(|s| text(&s["query"])).filter(|q| q.len() < 2_000).collect();
    for _ in 0..6_000 {
        let mut chars: Vec<char> = queries[random(queries.len())].chars().collect();
        let other: Vec<char> = queries[random(queries.len())].chars().collect();
        for _ in 0..=random(4) {
            let at = random(chars.len());
            match random(4) {
                0 => drop(chars.drain(at..(at + random(12)).min(chars.len()))),
                1 => chars.insert(
                    at,
                    *[')', '(', '[', ']', '{', '}', '-', '>', '|', '\'', '*', ','].get(random(12)).unwrap_or(&'x'),
                ),
                2 => {
                    let from = random(other.len());
                    let piece = other[from..(from + random(30)).min(other.len())].to_vec();
                    chars.splice(at..at, piece);
                }
                _ => chars.truncate(at.max(1)),
            }
        }
        let mutated: String = chars.into_iter().collect();
        let Ok(query) = Query::parse(&mutated) else { continue };
        let printed = query.tree().to_string();
        let again = Query::parse(&printed).unwrap_or_else(|e| panic!("{mutated}\n{printed}\n{e}"));
        assert_eq!(again.tree(), query.tree(), "{mutated}\n{printed}");
        let Ok(checked) = query.check(&Params::new()) else { continue };
        let limits = Limits { steps: Some(20_000), rows: Some(200), ..Limits::default() };
        match checked.run(&graph, limits) {
            Ok(rows) => drop(rows.collect::<Vec<_>>()),
            Err(error) => assert_ne!(error.kind.detail, Detail::UndefinedVariable, "{mutated}: {error}"),
        }
        checked.explain(&graph, limits).ok();
    }
}

//! Questions and what they mean, from files of one question a line.

use kgraph::diagnostics::Source;
use kgraph::format::Format;
use kgraph::graph::Graph;
use kgraph::query::names::resolve;
use kgraph::query::question::{Lexicon, ReadingKind, read};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A line of a question file.
struct Case {
    question: String,
    /// The pattern, or nothing where an error is wanted.
    pattern: Option<String>,
    /// Words that the error and its hints contain.
    error: Option<String>,
    /// How many readings are equally good.
    readings: usize,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn graph(path: &Path) -> Graph {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let source = Source::from_bytes(path.display().to_string(), bytes).expect("UTF-8");
    let format = Format::from_name("json").expect("the JSON format");
    format.read(&[source]).unwrap_or_else(|error| panic!("{}: {error}", path.display())).0
}

fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text_of = |value: &serde_json::Value, key: &str| value[key].as_str().map(str::to_owned);
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            Case {
                question: text_of(&value, "question").expect("a question"),
                pattern: text_of(&value, "pattern"),
                error: text_of(&value, "error"),
                readings: value["readings"].as_u64().unwrap_or(1) as usize,
            }
        })
        .collect()
}

/// Returns what is said about a question, and whether it is as wanted.
fn check(case: &Case, graph: &Graph, lexicon: &Lexicon) -> Result<(), String> {
    let found = read(&case.question, graph, lexicon);
    match (found, &case.pattern) {
        (Ok(readings), Some(pattern)) if readings[0].cypher == *pattern => {
            let equal = readings.iter().filter(|reading| reading.cost == readings[0].cost).count();
            if equal == case.readings {
                Ok(())
            } else {
                let all: Vec<&str> = readings.iter().map(|reading| reading.cypher.as_str()).collect();
                Err(format!("{}\n  {equal} equal readings: {}", case.question, all.join("\n  ")))
            }
        }
        (Ok(readings), _) => {
            let wanted = case.pattern.as_ref().or(case.error.as_ref());
            Err(format!("{}\n  wanted {wanted:?}\n  found  {}", case.question, readings[0].cypher))
        }
        (Err(error), wanted) => {
            let said = format!("{error}; {}", error.hints().join("; "));
            let fits = case.error.as_ref().is_some_and(|part| said.contains(part.as_str()));
            if wanted.is_none() && fits {
                Ok(())
            } else {
                let wanted = wanted.as_ref().or(case.error.as_ref());
                Err(format!("{}\n  wanted {wanted:?}\n  found  error: {said}", case.question))
            }
        }
    }
}

fn check_all(cases: &[Case], graph: &Graph) {
    let lexicon = Lexicon::new(graph);
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case, graph, &lexicon).err()).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("KGRAPH_QUESTIONS").map_or_else(|| root().join("../shared/questions"), PathBuf::from);
    folder.join("questions.jsonl").exists().then_some(folder)
}

#[test]
fn the_shared_questions_have_their_stated_meaning() {
    let Some(folder) = shared() else {
        eprintln!("skipped: no questions.jsonl; set KGRAPH_QUESTIONS to its folder");
        return;
    };
    let graph = graph(&folder.join("sample-graph.json"));
    let mut cases = cases(&folder.join("questions.jsonl"));
    for case in &mut cases {
        // Two nodes for one name are an error, not a union.
        if case.pattern.as_ref().is_some_and(|pattern| pattern.contains("AMBIG")) {
            case.pattern = None;
            case.error = Some("could be any of 2 nodes".to_owned());
        }
        // "who benefits" may ask for either side.
        if case.question == "who benefits" {
            case.readings = 2;
        }
        // The wording of errors is ours; which words were not read is not.
        if let Some(error) = case.error.as_ref().filter(|error| error.starts_with("cannot read")) {
            let wanted = if error.contains("hates") { "cannot read “hates”" } else { "cannot read “" };
            case.error = Some(wanted.to_owned());
        } else if case.question.starts_with("when") {
            case.error = Some("this graph has no dated relations".to_owned());
        }
    }
    check_all(&cases, &graph);
}

#[test]
fn questions_about_the_article_are_understood_or_refused_with_a_reason() {
    let path = root().join("graph/k-visa.json");
    if !path.exists() {
        eprintln!("skipped: no {}", path.display());
        return;
    }
    check_all(&cases(&root().join("tests/questions/k-visa.jsonl")), &graph(&path));
}

#[test]
fn a_graph_without_any_vocabulary_can_be_asked() {
    let folder = root().join("tests/questions");
    check_all(&cases(&folder.join("supply-chain.jsonl")), &graph(&folder.join("supply-chain.json")));
}

#[test]
fn another_domain_brings_its_own_words() {
    let folder = root().join("tests/questions");
    check_all(&cases(&folder.join("family.jsonl")), &graph(&folder.join("family.json")));
}

fn family() -> &'static (Graph, Lexicon) {
    static FAMILY: OnceLock<(Graph, Lexicon)> = OnceLock::new();
    FAMILY.get_or_init(|| {
        let graph = graph(&root().join("tests/questions/family.json"));
        let lexicon = Lexicon::new(&graph);
        (graph, lexicon)
    })
}

#[test]
fn names_lead_to_one_node_or_to_an_error_that_tells_them_apart() {
    let (graph, lexicon) = family();
    let id = |name: &str| resolve(graph, lexicon, name).map(|found| graph.id(found.node).to_owned()).ok();
    for (name, wanted) in [
        ("p2", "p2"),
        ("Béla Varga", "p2"),
        ("bela  VARGA", "p2"),
        ("old bela", "p2"),
        ("Zsofia", "p4"),
        ("Mr. Kis", "p5"),
        ("Uncle Márton", "p5"),
        ("\"The Old Mill\"", "mill"),
        ("the mill", "mill"),
        ("the village Szalka", "szalka"),
        ("Béla of Szalka", "p2"),
        ("Szalka's Béla", "p2"),
        ("Béla, the clockmaker", "p3"),
    ] {
        assert_eq!(id(name).as_deref(), Some(wanted), "{name}");
    }
    let error = resolve(graph, lexicon, "Béla").expect_err("two nodes");
    let hints = error.hints().join("; ");
    assert!(error.to_string().contains("2 nodes"), "{error}");
    for part in ["Béla Varga", "Béla Kertész", "p2", "p3", "founder of the smithy", "clockmaker"] {
        assert!(hints.contains(part), "{part} is missing in {hints}");
    }
    let error = resolve(graph, lexicon, "Zsófja Varga").expect_err("a typing error");
    assert!(error.hints().join("; ").contains("Zsófia Varga"), "{:?}", error.hints());
    let error = resolve(graph, lexicon, "Béla of Smithing Lane").expect_err("no such context");
    assert!(!error.to_string().is_empty());
}

#[test]
fn a_reading_says_how_it_was_understood_and_names_its_edges() {
    let (graph, lexicon) = family();
    let readings = read("who lives in a house located in Szalka", graph, lexicon).expect("understood");
    let best = &readings[0];
    assert_eq!(best.kind, ReadingKind::Select);
    assert_eq!(
        best.with_edges.as_deref(),
        Some("MATCH (x)-[e0:`lives-in`]->(y:house), (y)-[e1:`located-in`]->(z {id: 'szalka'}) RETURN x, e0, e1")
    );
    assert_eq!(best.verbal, "each X such that X lives in Y, Y being a house and Y is located in “Szalka”");
    let either = &read("who was born in Szalka or lives in the mill", graph, lexicon).expect("understood")[0];
    let edges = either.with_edges.as_deref().unwrap_or_default();
    assert!(edges.contains("OPTIONAL MATCH (x)-[e0:`born-in`]->"), "{edges}");
    let note = &read("where does Zsofia live", graph, lexicon).expect("understood")[0].notes;
    assert_eq!(note[0], "“Zsofia” is Zsófia Varga (person): a part of the name");
}

#[test]
fn a_question_of_too_many_words_is_refused() {
    let (graph, lexicon) = family();
    let error = read(&"who ".repeat(65), graph, lexicon).expect_err("too long");
    assert!(error.to_string().contains("64"), "{error}");
}

/// Words that make trouble together.
const WORDS: &[&str] = &[
    "who",
    "what",
    "which",
    "whose",
    "where",
    "when",
    "why",
    "how many",
    "list all",
    "is",
    "are",
    "does",
    "did",
    "has",
    "been",
    "not",
    "never",
    "and",
    "or",
    "but",
    "that",
    "of",
    "in",
    "by",
    "to",
    "the",
    "a",
    "every",
    "no",
    "both",
    "it",
    "'s",
    "most",
    "the most",
    "lives in",
    "taught by",
    "practises",
    "parent",
    "people",
    "places",
    "Béla",
    "Ilona Varga",
    "Szalka",
    "clockmaking",
    "connected to",
    "all paths from",
    "between",
    "within 3 steps",
    "via",
    "without",
    "\"",
    ",",
    "how is",
    "what do",
    "have in common",
    "say about",
    "children",
    "quarrels",
    "married",
    "born",
    "there",
    "have",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
        let (graph, lexicon) = family();
        let _ = read(&text, graph, lexicon);
        let _ = resolve(graph, lexicon, &text);
    }

    #[test]
    fn any_words_of_the_grammar_are_read_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..24)) {
        let (graph, lexicon) = family();
        let question = words.join(" ");
        let start = std::time::Instant::now();
        match read(&question, graph, lexicon) {
            Ok(readings) => {
                prop_assert!(!readings.is_empty());
                let again = read(&question, graph, lexicon).expect("read before");
                prop_assert_eq!(&readings, &again);
                prop_assert!(readings.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
        prop_assert!(start.elapsed().as_secs() < 20, "{} took {:?}", question, start.elapsed());
    }
}

/// A verb is understood in each of its forms, whatever its spelling asks for.
#[test]
fn verbs_are_understood_in_each_form() {
    for (relation, label, third, base, past, ing) in [
        ("cuts", "cuts", "cuts", "cut", "cut", "cutting"),
        ("relies-on", "relies on", "relies on", "rely on", "relied on", "relying on"),
        ("fixes", "fixes", "fixes", "fix", "fixed", "fixing"),
        ("teaches", "teaches", "teaches", "teach", "taught", "teaching"),
        ("writes", "writes", "writes", "write", "written", "writing"),
        ("focuses-on", "focuses on", "focuses on", "focus on", "focused on", "focusing on"),
        ("stops", "stops", "stops", "stop", "stopped", "stopping"),
        ("owes", "owes", "owes", "owe", "owed", "owing"),
        ("plays", "plays", "plays", "play", "played", "playing"),
        ("boxes", "boxes", "boxes", "box", "boxed", "boxing"),
        ("needs", "needs", "needs", "need", "needed", "needing"),
        ("uses", "uses", "uses", "use", "used", "using"),
        ("dies-in", "dies in", "dies in", "die in", "died in", "dying in"),
        ("passes", "passes", "passes", "pass", "passed", "passing"),
    ] {
        let text = format!(
            r#"{{"graph": {{"relations": [{{"id": "{relation}", "label": "{label}"}}]}}, "nodes": [{{"id": "a", "label": "Alpha Gmbh"}}, {{"id": "b", "label": "Beta Corp"}}],
               "edges": [{{"source": "a", "relation": "{relation}", "target": "b"}}]}}"#
        );
        let format = Format::from_name("json").expect("the JSON format");
        let graph = format.read(&[Source::new("test.json", text)]).expect("a graph").0;
        let lexicon = Lexicon::new(&graph);
        let name = if relation.contains('-') { format!("`{relation}`") } else { relation.to_owned() };
        let wanted = format!("MATCH (x)-[:{name}]->(y {{id: 'b'}}) RETURN DISTINCT x");
        for question in [
            format!("what {third} Beta Corp"),
            format!("what will {base} Beta Corp"),
            format!("what has {past} Beta Corp"),
            format!("what is {ing} Beta Corp"),
        ] {
            let found = read(&question, &graph, &lexicon).map(|readings| readings[0].cypher.clone());
            assert_eq!(found.as_deref().ok(), Some(wanted.as_str()), "{question}: {:?}", found.as_ref().err());
        }
    }
}

/// Amounts are one number, however they are written; a question about times needs dates.
#[test]
fn amounts_and_times() {
    let text = r#"{"graph": {"relations": [{"id": "owes", "label": "owes"}]}, "nodes": [{"id": "a", "label": "Alpha"}, {"id": "n", "label": "$1,500,000,000"}, {"id": "m", "label": "2500"}, {"id": "k", "label": "1.25 million"}],
        "edges": [{"source": "a", "relation": "owes", "target": "n"}]}"#;
    let format = Format::from_name("json").expect("the JSON format");
    let graph = format.read(&[Source::new("test.json", text)]).expect("a graph").0;
    let lexicon = Lexicon::new(&graph);
    let asked = |question: &str| read(question, &graph, &lexicon).map(|readings| readings[0].cypher.clone());
    for (amount, node) in [
        ("1.5 billion dollars", "n"),
        ("1,500,000,000", "n"),
        ("$1500 million", "n"),
        ("1500000 thousand", "n"),
        ("2.5k", "m"),
        ("2,500 euros", "m"),
        ("1.25m", "k"),
        ("1,250,000", "k"),
    ] {
        let wanted = format!("MATCH (x)-[:owes]->(y {{id: '{node}'}}) RETURN DISTINCT x");
        assert_eq!(asked(&format!("what owes {amount} please")).ok(), Some(wanted), "{amount}");
    }
    let said = |question: &str| asked(question).expect_err(question).to_string();
    assert!(said("when does Alpha owe 2500").contains("no dated relations"), "{}", said("when does Alpha owe 2500"));
    assert!(said("please").contains("a name or a type was expected"), "{}", said("please"));
    assert!(said("what owes 1.2.5").contains("cannot read"));
}

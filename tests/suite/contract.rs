//! The contract: the checker's side of `tests/contract`, the schemas, the prompt and what is saved of broken files.

use crate::harness::{TempDir, check, golden, kgraph, load, root};
use kgraph::diagnostics::{Diagnostics, Severity, Source};
use kgraph::format::Format;
use kgraph::graph::{Checks, Graph};
use kgraph::{salvage, schema};
use serde_json::Value;
use std::collections::BTreeSet;

/// One line of a shared file.
struct Case {
    about: String,
    codes: BTreeSet<String>,
    /// The graph file as it is written: parsing would change large numbers.
    file: String,
}

fn lines(name: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(root().join("tests/contract").join(name)).unwrap();
    let case = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let codes = value["codes"].as_array().into_iter().flatten().map(|code| code.as_str().unwrap().to_owned());
        let file = line.split_once("\"file\": ").unwrap().1.strip_suffix('}').unwrap().to_owned();
        Case { about: value["about"].as_str().unwrap().to_owned(), codes: codes.collect(), file }
    };
    let list: Vec<Case> = text.lines().map(case).collect();
    assert!(list.len() > 5);
    list
}

fn errors(found: &Diagnostics) -> BTreeSet<String> {
    found.iter().filter(|d| d.severity() == Severity::Error).map(|d| d.code.as_str().to_owned()).collect()
}

fn k_visa() -> String {
    std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap()
}

fn graphs() -> Vec<Graph> {
    let bare = r#"{"nodes": [{"id": "a"}, {"id": "b"}], "edges": []}"#;
    let words = r#"{"graph": {"types": ["t", "u"], "relations": [{"id": "r", "from": ["u"], "to": ["t"], "symmetric": true}]}, "nodes": [], "edges": []}"#;
    let questions = ["family.json", "supply-chain.json"]
        .map(|name| std::fs::read_to_string(root().join("tests/questions").join(name)).unwrap());
    [k_visa(), bare.to_owned(), words.to_owned()].iter().chain(&questions).map(|text| load(text)).collect()
}

#[test]
fn the_checker_finds_what_the_shared_files_say() {
    for case in lines("good.jsonl") {
        let (_, found) = check(&case.file);
        assert!(errors(&found).is_empty(), "{}: {found:#?}", case.about);
    }
    for case in lines("bad.jsonl").into_iter().chain(lines("beyond.jsonl")) {
        let (_, found) = check(&case.file);
        assert_eq!(errors(&found), case.codes, "{}: {found:#?}", case.about);
    }
}

#[test]
fn the_published_schema_is_the_one_that_is_printed() {
    let printed = kgraph(["schema"]).run().code(0);
    golden(&root().join("docs/graph.schema.json"), &printed.stdout);
}

#[test]
fn every_object_of_the_strict_schema_is_closed_and_every_key_required() {
    fn walk(value: &Value, at: &str) {
        let Some(object) = value.as_object() else { return };
        for key in object.keys() {
            let known = [
                "type",
                "properties",
                "required",
                "additionalProperties",
                "items",
                "enum",
                "anyOf",
                "$ref",
                "$defs",
                "description",
            ];
            assert!(known.contains(&key.as_str()), "{at}: structured output does not take `{key}`");
        }
        if object.get("type") == Some(&"object".into()) {
            assert_eq!(object["additionalProperties"], false, "{at}");
            let keys: Vec<&String> = object["properties"].as_object().unwrap().keys().collect();
            assert_eq!(object["required"], serde_json::json!(keys), "{at}");
        }
        assert!(
            object.get("enum").is_none_or(|values| !values.as_array().unwrap().is_empty()),
            "{at}: an enum of nothing"
        );
        for (key, part) in object {
            match (key.as_str(), part) {
                ("properties" | "$defs", Value::Object(parts)) => {
                    parts.iter().for_each(|(name, part)| walk(part, &format!("{at}/{key}/{name}")));
                }
                ("anyOf", Value::Array(parts)) => parts.iter().for_each(|part| walk(part, &format!("{at}/anyOf"))),
                ("items", part) => walk(part, &format!("{at}/items")),
                _ => {}
            }
        }
    }
    for graph in graphs() {
        let strict = schema::strict(graph.header());
        assert_eq!(strict["type"], "object");
        walk(&strict, "");
        let size = schema::size(&strict);
        assert!(size.enum_values <= schema::MAX_ENUM_VALUES && size.properties <= schema::MAX_PROPERTIES, "{size:?}");
    }
}

#[test]
fn the_strict_schema_has_each_relation_with_the_types_that_it_joins() {
    let graph = load(&k_visa());
    let strict = schema::strict(graph.header());
    let forms = strict["properties"]["edges"]["items"]["anyOf"].as_array().unwrap();
    for relation in &graph.header().relations {
        let form = forms.iter().find(|form| form["properties"]["relation"]["enum"][0] == *relation.id).unwrap();
        let names = |key: &str| -> BTreeSet<String> {
            let list = form["properties"][key]["enum"].as_array().unwrap();
            list.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names("source_type"), relation.from.iter().cloned().collect(), "{}", relation.id);
        assert_eq!(names("target_type"), relation.to.iter().cloned().collect(), "{}", relation.id);
    }
    let symmetric = load(
        r#"{"graph": {"types": ["t", "u"], "relations": [{"id": "r", "from": ["u"], "to": ["t"], "symmetric": true}]}, "nodes": [], "edges": []}"#,
    );
    let forms = schema::strict(symmetric.header())["properties"]["edges"]["items"]["anyOf"].clone();
    assert_eq!(forms.as_array().unwrap().len(), 2, "a symmetric relation holds both ways: {forms}");
}

/// The example of a prompt.
fn example(prompt: &str) -> &str {
    prompt.split("```json\n").nth(1).unwrap().split("```").next().unwrap()
}

#[test]
fn the_example_of_a_prompt_passes_the_check_alone_and_with_its_graph() {
    for graph in graphs() {
        let prompt = schema::prompt(&graph, 10);
        let (of_example, found) = check(example(&prompt));
        assert!(found.is_empty(), "{found:#?}\n{prompt}");
        assert!(of_example.edge_count() >= 1);
    }
    let sources = [("k-visa.json", k_visa()), ("new.json", example(&schema::prompt(&load(&k_visa()), 0)).to_owned())];
    let sources = sources.map(|(name, text)| Source::new(name, text));
    let (_, found) = Format::from_name("json").unwrap().check(&sources, Checks::All).unwrap();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_prompt_has_the_whole_vocabulary_and_the_best_known_nodes() {
    let graph = load(&k_visa());
    let prompt = schema::prompt(&graph, 3);
    for relation in &graph.header().relations {
        assert!(prompt.contains(&format!("- `{}`: source **{}** target", relation.id, relation.label)), "{prompt}");
        assert!(relation.phrases.iter().all(|phrase| prompt.contains(phrase)));
    }
    assert!(graph.header().types.iter().all(|known| prompt.contains(&format!("- `{}`: {}", known.id, known.label))));
    let known = prompt.split("## Known nodes").nth(1).unwrap().split("## Example").next().unwrap();
    assert_eq!(known.lines().filter(|line| line.starts_with("- `")).count(), 3);
    assert!(known.contains("- `k-visa`: K visa"));
    assert!(!schema::prompt(&graph, 0).contains("## Known nodes"));
}

#[test]
fn the_schema_verb_prints_each_of_the_three_and_writes_a_file() {
    kgraph(["schema", "--strict"]).run().code(0).prints("\"additionalProperties\": false");
    kgraph(["schema", "--prompt", "--known", "2"]).run().code(0).prints("## Relations").prints("## Example");
    kgraph(["schema", "--strict", "--prompt"]).run().code(2);
    let dir = TempDir::new();
    let path = dir.path().join("s.json");
    kgraph(["schema", "-o", path.to_str().unwrap()]).run().code(0);
    assert_eq!(std::fs::read_to_string(path).unwrap(), kgraph(["schema"]).run().stdout);
}

#[test]
fn a_broken_file_is_saved_and_the_rest_is_listed() {
    let dir = TempDir::new();
    let whole = k_visa();
    let cut = &whole[..whole.len() * 9 / 10];
    let cut = &cut[..(0..cut.len()).rev().find(|&at| whole.is_char_boundary(at)).unwrap()];
    let broken = dir.write("broken.json", cut);
    let good = dir.path().join("good.json");
    kgraph(["check", broken.to_str().unwrap()]).run().code(1);
    let ran = kgraph(["check", "--salvage", broken.to_str().unwrap(), "-o", good.to_str().unwrap()]).run().code(1);
    let ran = ran.says("error[malformed-json]").says("58 nodes and").says("edges are saved, 1 record is left out");
    assert!(ran.stdout.is_empty());
    kgraph(["check", good.to_str().unwrap()]).run().code(0);
    // Every edge that is whole in the broken file is there.
    let wanted =
        cut.lines().filter(|line| line.trim_start().starts_with("{\"source\"") && line.ends_with("},")).count();
    assert_eq!(load(&std::fs::read_to_string(&good).unwrap()).edge_count(), wanted);
    // Nothing to save is an error, and no file.
    let nothing = dir.write("nothing.json", "I could not find a graph in this text.");
    let out = dir.path().join("out.json");
    kgraph(["check", "--salvage", nothing.to_str().unwrap(), "-o", out.to_str().unwrap()])
        .run()
        .code(2)
        .says("nothing can be saved");
    assert!(!out.exists());
    // A good file loses nothing, and says so with exit code 0.
    let ran = kgraph(["check", "--salvage", "graph/k-visa.json", "-o", out.to_str().unwrap()]).run().code(0);
    ran.says("58 nodes and 113 edges are saved, 0 records are left out");
    // Bytes that are no text are said, the rest is saved.
    let mut bytes = whole.into_bytes();
    let at = bytes.iter().rposition(|&byte| byte == b'}').unwrap() - 40;
    bytes.truncate(at);
    bytes.push(0xe2);
    let bytes = dir.write("bytes.json", bytes);
    let ran = kgraph(["check", "--salvage", bytes.to_str().unwrap(), "-o", out.to_str().unwrap()]).run().code(1);
    ran.says("error[invalid-utf-8]").says("112 edges are saved");
}

#[test]
fn what_is_saved_of_any_bad_file_passes_the_check() {
    let bad = lines("bad.jsonl").into_iter().chain(lines("beyond.jsonl")).map(|case| case.file);
    let files = std::fs::read_dir(root().join("tests/bad")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    for text in bad.chain(files.filter_map(|path| std::fs::read_to_string(path).ok())) {
        let saved = salvage::salvage(&Source::new("bad.json", text.as_str()));
        let is_good = errors(&check(&text).1).is_empty();
        assert!(is_good || !saved.problems.is_empty(), "nothing is said of {text}");
        let (out, _) = crate::harness::written(&saved.graph, "json", &Default::default());
        let (_, found) = check(&out);
        assert!(errors(&found).is_empty(), "{text}\ngives\n{out}\n{found:#?}");
    }
}

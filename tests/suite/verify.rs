//! Evidence against the texts it was taken from.

use crate::harness::{Ran, TempDir, kgraph};
use serde_json::Value;

const TEXT: &str = "A headline about a harbour\n\n\
    The ferry “will never\nreturn”, said the mayor — twice.\n\n\
    The museum bought the ferry. It was cheap.\n\n\
    Nobody asked the crew about the ferry.\n";

/// A graph whose one edge has these pieces of evidence, with its text beside it.
fn folder(document: &str, evidence: &str) -> TempDir {
    let dir = TempDir::new();
    dir.write("ferry.txt", TEXT);
    let graph = format!(
        r#"{{"graph": {{"documents": [{{"id": "d", {document}}}, {{"id": "none"}}]}},
            "nodes": [{{"id": "mayor"}}, {{"id": "ferry"}}],
            "edges": [{{"source": "mayor", "relation": "speaks-of", "target": "ferry", "evidence": [{evidence}]}}]}}"#
    );
    dir.write("graph.json", graph);
    dir
}

fn verify(dir: &TempDir, more: &[&str]) -> Ran {
    kgraph(["verify", "graph.json"].iter().chain(more)).dir(dir.path()).run()
}

fn report(dir: &TempDir) -> Value {
    serde_json::from_str(&verify(dir, &["--format", "json"]).stdout).unwrap()
}

#[test]
fn quotes_that_stand_in_their_paragraph_pass() {
    let dir = folder(
        r#""text": "ferry.txt""#,
        r#"{"document": "d", "locator": "¶2", "quote": "\"will never return\", said the mayor - twice"},
           {"document": "d", "locator": "¶¶2–4", "quote": "The museum … was cheap."},
           {"document": "d", "locator": "p. 9", "quote": "A headline"},
           {"document": "d", "note": "no quote"}"#,
    );
    verify(&dir, &["--strict"]).code(0).says("3 quotes found").says("evidence without a quote: 1");
}

#[test]
fn an_altered_quote_is_shown_beside_the_closest_passage() {
    let dir = folder(r#""text": "ferry.txt""#, r#"{"document": "d", "locator": "¶2", "quote": "will soon return"}"#);
    let ran = verify(&dir, &[]).code(1);
    let wanted = "altered: mayor —speaks of→ ferry (graph.json:3:100)\n    \
        d, ¶2: “will [-soon-] return”\n    the text, ¶2: “will {+never+} return”\n";
    assert_eq!(ran.stdout, wanted);
    let found = &report(&dir)["quotes"][0];
    assert_eq!(found["verdict"], "altered");
    assert_eq!(found["closest"]["paragraph"], 2);
    assert_eq!(found["closest"]["passage"]["changed"], serde_json::json!(["never"]));
}

#[test]
fn a_quote_in_another_paragraph_is_a_warning_with_the_right_one() {
    let dir = folder(r#""text": "ferry.txt""#, r#"{"document": "d", "locator": "¶3", "quote": "the crew"}"#);
    verify(&dir, &[]).code(0).prints("elsewhere: mayor").prints("it stands in ¶4");
    verify(&dir, &["--strict"]).code(1);
    assert_eq!(report(&dir)["quotes"][0]["paragraphs"], serde_json::json!([4]));
}

#[test]
fn an_invented_quote_is_not_found() {
    let dir = folder(r#""text": "ferry.txt""#, r#"{"document": "d", "quote": "Bicycles outsell cars"}"#);
    verify(&dir, &[]).code(1).prints("nothing like it stands in the text").says("1 not found");
}

#[test]
fn quotes_without_a_text_are_counted_as_not_checkable() {
    let quote = r#"{"document": "d", "quote": "x"}, {"document": "none", "quote": "y"}, {"quote": "z"}"#;
    let dir = folder(r#""text": "lost.txt""#, quote);
    verify(&dir, &[]).code(0).prints("text missing: d: `./lost.txt`").says("3 not checkable").says("d, none");
    verify(&dir, &["--strict"]).code(1);
    assert_eq!(report(&dir)["documents_without_text"], serde_json::json!(["d", "none"]));
}

#[test]
fn a_text_that_changed_since_it_was_read_is_told() {
    let quote = r#"{"document": "d", "quote": "The museum"}"#;
    let good = "b7fbf4ac53f44fbfcae40aa6cc0fb5ca2bc80ea5ddf7e6ef6ae0a2a5c9e6e1b3";
    let dir = folder(&format!(r#""text": "ferry.txt", "sha256": "{good}""#), quote);
    let ran = verify(&dir, &[]).code(1).prints("text changed: d: its SHA-256 is ").says("1 quote found");
    let found = ran.stdout.split("SHA-256 is ").nth(1).unwrap().split(',').next().unwrap().to_owned();
    let dir = folder(&format!(r#""text": "ferry.txt", "sha256": "{}""#, found.to_uppercase()), quote);
    assert_eq!(verify(&dir, &[]).code(0).stdout, "");
}

#[test]
fn sha256_is_the_standard_one() {
    // FIPS 180-2, appendix B.1: the message "abc".
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let dir = folder(&format!(r#""text": "abc.txt", "sha256": "{abc}""#), r#"{"document": "d", "quote": "abc"}"#);
    dir.write("abc.txt", "abc");
    verify(&dir, &["--strict"]).code(0);
}

#[test]
fn texts_outside_the_graphs_folder_are_refused_unless_allowed() {
    let outside = TempDir::new();
    let secret = outside.write("secret.txt", "the password");
    let quote = r#"{"document": "d", "quote": "the password"}"#;
    let absolute = secret.to_str().unwrap().replace('\\', "/");
    let up = format!("../{}/secret.txt", outside.path().file_name().unwrap().to_str().unwrap());
    let allowed = outside.path().to_str().unwrap();
    for path in [&absolute, &up] {
        let dir = folder(&format!(r#""text": "{path}""#), quote);
        let ran = verify(&dir, &[]).code(1).prints("text refused: d: ").prints("--allow-outside");
        assert!(!ran.stdout.contains("password"), "{ran:?}");
        verify(&dir, &["--allow-outside", allowed]).code(0).says("1 quote found");
    }
    #[cfg(unix)]
    {
        let dir = folder(r#""text": "link.txt""#, quote);
        std::os::unix::fs::symlink(&secret, dir.path().join("link.txt")).unwrap();
        verify(&dir, &[]).code(1).prints("text refused");
    }
    let dir = folder(r#""text": "https://example.org/a""#, quote);
    verify(&dir, &[]).code(0).prints("nothing is fetched");
    let dir = folder(r#""text": ".""#, quote);
    verify(&dir, &[]).code(0).prints("it is not a file");
}

#[test]
fn a_text_that_is_not_utf8_is_told() {
    let dir = folder(r#""text": "latin.txt""#, r#"{"document": "d", "quote": "é"}"#);
    dir.write("latin.txt", [0xe9]);
    verify(&dir, &[]).code(1).prints("text unreadable: d: it is not UTF-8").says("1 not checkable");
}

#[test]
fn texts_are_looked_for_beside_the_file_that_names_them() {
    let dir = folder(r#""text": "ferry.txt""#, r#"{"document": "d", "quote": "the crew"}"#);
    let graph = dir.path().join("graph.json");
    kgraph(["verify", graph.to_str().unwrap()]).run().code(0).says("1 quote found");
}

#[test]
fn a_long_text_is_searched_in_good_time() {
    let lines: String = (0..200_000).map(|n| format!("Line {n} says that nothing new was seen today.\n")).collect();
    let quotes: Vec<String> = (0..40)
        .map(|n| format!(r#"{{"document": "d", "quote": "Line {} says that something new was seen"}}"#, n * 4_999))
        .collect();
    let dir = folder(r#""text": "long.txt""#, &quotes.join(", "));
    dir.write("long.txt", lines);
    let started = std::time::Instant::now();
    let report = report(&dir);
    assert_eq!(report["altered"], 40);
    assert_eq!(report["quotes"][39]["closest"]["paragraph"], 39 * 4_999 + 1);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

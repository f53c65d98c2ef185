//! Text of the user never steers the terminal, whatever verb prints it.

use crate::harness::{Ran, TempDir, has_program, kgraph};
use crate::hostile::steers;
use std::process::{Command, Stdio};

/// Clears the screen, sets the title, turns what follows round, and is a control sequence in one character.
const EVIL: &str = "x\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}y\r\u{8}";

/// A graph with that text wherever a text may stand.
fn graph() -> String {
    serde_json::json!({
        "graph": {
            "title": EVIL,
            "my": {EVIL: EVIL},
            "documents": [{"id": EVIL, "title": EVIL, "publisher": EVIL, "date": EVIL, "url": EVIL, "text": format!("{EVIL}.txt")}],
            "types": [{"id": EVIL, "label": EVIL, "plural": EVIL}],
            "relations": [{"id": EVIL, "label": EVIL, "inverse": EVIL, "phrases": [EVIL]}],
        },
        "nodes": [
            {"id": EVIL, "type": EVIL, "label": EVIL, "aliases": [EVIL], "description": EVIL, EVIL: EVIL},
            {"id": "b", "type": EVIL, "label": format!("{EVIL}!")},
            {"id": "c", "type": format!("{EVIL}?")},
        ],
        "edges": [
            {"source": EVIL, "relation": EVIL, "target": "b", "id": EVIL, "label": EVIL, "since": EVIL, EVIL: [EVIL],
             "evidence": [{"document": EVIL, "locator": EVIL, "note": EVIL, "quote": EVIL, "stance": EVIL, EVIL: EVIL}]},
        ],
    })
    .to_string()
}

fn safe(args: &[&str], dir: &TempDir) -> Ran {
    let ran = kgraph(args).dir(dir.path()).run();
    for (stream, text) in [("output", &ran.stdout), ("error", &ran.stderr)] {
        let line = text.lines().find(|line| steers(line)).map(str::to_owned);
        assert!(!steers(text), "{args:?}, standard {stream}: {line:?}");
    }
    ran
}

#[test]
fn no_verb_prints_text_of_the_user_that_steers_the_terminal() {
    let dir = TempDir::new();
    // The name of the file is text of the user, too.
    let name = "g\u{1b}[2J\u{202e}\u{9b}.json";
    dir.write(name, graph());
    dir.write("other.json", graph().replace("owned", "changed"));
    dir.write("bad.json", graph().replace("\"target\":\"b\"", "\"target\":\"nowhere\""));
    dir.write("broken\u{1b}[2J.json", &graph()[..graph().len() / 2]);
    dir.write("odd.dot", format!("digraph {{ \"{EVIL}\" -> \"b\" [label=\"{EVIL}\" {EVIL}=1] }}"));
    dir.write("odd.graphml", format!("<graphml><graph><node id=\"{EVIL}\"/></graph></graphml>"));
    dir.write("odd.csv", format!("Source,Target,{EVIL}\n{EVIL},b,\"{EVIL}\n"));
    let mut words = Vec::new();
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--salvage", "-o", "saved.json"],
        &["stats"],
        &["stats", "--format", "json"],
        &["stats", "--metrics", "all"],
        &["verify"],
        &["verify", "--format", "json"],
        &["export", "--dot", "-o", "out.dot"],
        &["export", "--all", "all\u{1b}[2J"],
        &["export", "--dot", "--report", "json", "-o", "out.dot"],
        &["export", "--for", "gephi"],
        &["view", "-o", "out\u{1b}[2J.html"],
    ] {
        for file in
            [name, "bad.json", "broken\u{1b}[2J.json", "odd.dot", "odd.graphml", "odd.csv", "nowhere\u{1b}[2J.json"]
        {
            words.push([args, &[file]].concat());
        }
    }
    for args in [
        &["show", EVIL][..],
        &["show", EVIL, "--format", "json"],
        &["show", "c"],
        &["show", "nobody\u{1b}[2J"],
        &["path", EVIL, "b"],
        &["path", EVIL, "b", "--format", "json"],
        &["path", EVIL, "c"],
        &["path", "nobody\u{1b}[2J", "c"],
        &["query", "MATCH (a) RETURN a, a.label, labels(a), properties(a)"],
        &["query", "MATCH (a) RETURN a, a.label, labels(a), properties(a)", "--format", "table"],
        &["query", "MATCH (a) RETURN a, a.label, labels(a), properties(a)", "--format", "json"],
        &["query", "MATCH p = (a)-[r]->(b) RETURN p, r, type(r), properties(r)", "--explain"],
        &["query", "MATCH p = (a)-[r]->(b) RETURN p, r, type(r), r.evidence", "--format", "table"],
        &["query", "MATCH (a:`x\u{1b}[2J`) RETURN a.`\u{1b}[2J` AS `\u{9b}2J`", "--explain"],
        &["query", "MATCH (a RETURN \u{1b}[2J"],
        &["query", "RETURN '\u{1b}[2J' AS `\u{1b}[2J`", "--format", "table"],
        &["query", "RETURN 1 / 0 AS `\u{1b}[2J`"],
        &["query", "how is b connected to x"],
        &["query", "what is \u{1b}[2J"],
        &["query", "who \u{9b}31m knows b"],
        &["query", "MATCH (a) RETURN a", "--where", "a.\u{1b}[2J"],
        &["stats", "--type", "zebra\u{1b}[2J"],
        &["dupes"],
        &["dupes", "--format", "json"],
        &["dupes", "--same", EVIL, "nobody\u{1b}[2J"],
    ] {
        words.push([args, &["-g", name]].concat());
    }
    for args in [
        &["diff", name, "other.json"][..],
        &["diff", name, "other.json", "--format", "json"],
        &["diff", name, "bad.json"],
        &["merge", name, "other.json", "-o", "merged.json"],
        &["merge", "--base", name, "other.json", name, "-o", "merged.json"],
        &["frobnicate\u{1b}[2J"],
        &["export", "--format", "dot\u{1b}[2J", name],
        &["export", name, "-o", "no\u{1b}[2J/x.dot"],
    ] {
        words.push(args.to_vec());
    }
    for args in words {
        let ran = safe(&args, &dir);
        assert!(matches!(ran.code, 0..=2) && !ran.stderr.contains("panicked"), "{args:?}: {ran:#?}");
    }
}

#[test]
fn colour_is_ours_alone() {
    let dir = TempDir::new();
    dir.write("g.json", graph());
    for args in [&["check", "g.json"][..], &["stats", "g.json"], &["show", "b", "-g", "g.json"]] {
        let ran = kgraph([&["--color", "always"], args].concat()).dir(dir.path()).run();
        let text = ran.stdout + &ran.stderr;
        assert!(text.contains("\u{1b}["), "{args:?}");
        // Every sequence sets colours and nothing else.
        for rest in text.split('\u{1b}').skip(1) {
            let parameters =
                rest.strip_prefix('[').unwrap_or("x").trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
            assert!(parameters.starts_with('m'), "{args:?}: {:?}", &rest[..rest.len().min(20)]);
        }
        assert!(!steers(&text.replace('\u{1b}', "")), "{args:?}");
    }
}

/// Runs a command line on a terminal of its own and returns what arrives there.
fn on_terminal(line: &str, dir: &TempDir, env: &[(&str, &str)]) -> String {
    let mut command = Command::new("script");
    command.args(["-qec", line, "/dev/null"]).current_dir(dir.path()).stdin(Stdio::null());
    command.env("TERM", "xterm").env_remove("NO_COLOR").env_remove("CLICOLOR").env_remove("CLICOLOR_FORCE");
    command.envs(env.iter().copied());
    String::from_utf8_lossy(&command.output().unwrap().stdout).replace("\r\n", "\n")
}

#[test]
fn on_a_terminal_files_are_shown_and_colour_follows_the_conventions() {
    if !has_program("script") {
        eprintln!("SKIPPED: there is no program `script`");
        return;
    }
    let dir = TempDir::new();
    dir.write("g.json", graph());
    let program = env!("CARGO_BIN_EXE_kgraph");
    for format in ["--json", "--dot", "--gml", "--tsv", "--markdown", "--mermaid", "--cypher"] {
        let shown = on_terminal(&format!("{program} export g.json {format} -q 2>/dev/null"), &dir, &[]);
        assert!(shown.len() > 100 && !steers(&shown), "{format}: {shown:?}");
        // Elsewhere, a file is its bytes.
        let piped = kgraph(["export", "g.json", format, "-q"]).dir(dir.path()).run().code(0).stdout;
        assert!(piped.contains('\u{202e}') || matches!(format, "--cypher" | "--gml"), "{format}");
    }
    let has_colour = |env: &[(&str, &str)], option: &str| {
        on_terminal(&format!("{program} stats g.json {option}"), &dir, env).contains("\u{1b}[")
    };
    assert!(has_colour(&[], ""));
    assert!(has_colour(&[("NO_COLOR", "")], ""));
    assert!(!has_colour(&[("NO_COLOR", "1")], ""));
    assert!(!has_colour(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], ""));
    assert!(!has_colour(&[("CLICOLOR", "0")], ""));
    assert!(has_colour(&[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")], ""));
    assert!(!has_colour(&[("TERM", "dumb")], ""));
    assert!(has_colour(&[("NO_COLOR", "1")], "--color always"));
    assert!(!has_colour(&[("CLICOLOR_FORCE", "1")], "--color never"));
}

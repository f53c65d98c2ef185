//! The arrows of ARCHITECTURE.md: which room may use which.

use crate::harness::root;
use std::path::Path;

/// Each room, and the rooms and crates it may name. `cli` belongs to the binary and sees only the public door.
const ARROWS: &[(&str, &[&str])] = &[
    ("diagnostics", &[]),
    ("suggest", &["rapidfuzz", "unicode_normalization"]),
    ("jsontext", &["serde_json"]),
    ("error", &["diagnostics"]),
    ("graph", &["diagnostics", "error", "jsontext", "suggest", "petgraph", "hashbrown"]),
    (
        "format",
        &[
            "graph",
            "diagnostics",
            "error",
            "jsontext",
            "suggest",
            "quick_xml",
            "oxrdf",
            "oxttl",
            "unicode_normalization",
            "sha2",
        ],
    ),
    ("compare", &["format", "graph", "diagnostics", "error", "jsontext", "serde_json"]),
    ("verify", &["graph", "unicode_normalization", "sha2"]),
    ("metrics", &["graph", "error", "suggest"]),
    ("layout", &["graph"]),
    ("page", &["format", "layout", "graph", "error", "jsontext", "miniz_oxide"]),
    ("render", &["format", "layout", "graph", "error", "jsontext", "graphviz_rust", "resvg"]),
    ("schema", &["graph", "serde_json"]),
    ("decisions", &["graph", "diagnostics", "error", "jsontext", "serde_json"]),
    ("dupes", &["graph", "suggest", "rapidfuzz"]),
    ("salvage", &["graph", "diagnostics", "jsontext", "serde_json"]),
    (
        "query",
        &[
            "graph",
            "diagnostics",
            "error",
            "jsontext",
            "suggest",
            "petgraph",
            "hashbrown",
            "serde_json",
            "unicode_normalization",
            "rapidfuzz",
        ],
    ),
];
const ROOMS: &[&str] = &[
    "diagnostics",
    "suggest",
    "jsontext",
    "error",
    "graph",
    "format",
    "layout",
    "metrics",
    "render",
    "page",
    "query",
    "schema",
    "salvage",
    "decisions",
    "dupes",
    "verify",
    "compare",
    "cli",
];
const CRATES: &[&str] = &[
    "petgraph",
    "hashbrown",
    "serde_json",
    "serde",
    "clap",
    "graphviz_rust",
    "resvg",
    "quick_xml",
    "oxrdf",
    "oxttl",
    "miniz_oxide",
    "annotate_snippets",
    "anstyle",
    "rapidfuzz",
    "unicode_normalization",
    "sha2",
];

fn files(room: &str) -> Vec<(String, String)> {
    fn walk(path: &Path, out: &mut Vec<(String, String)>) {
        if path.is_dir() {
            let mut entries: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
            entries.sort();
            for entry in entries {
                walk(&entry, out);
            }
        } else if path.ends_with("tests.rs") {
            // Tests may use what they like.
        } else if path.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(path).unwrap();
            out.push((path.strip_prefix(root()).unwrap().display().to_string(), text));
        }
    }
    let mut out = Vec::new();
    walk(&root().join("src").join(room), &mut out);
    walk(&root().join("src").join(format!("{room}.rs")), &mut out);
    assert!(!out.is_empty(), "no files in room {room}");
    out
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> Vec<(usize, &str)> {
    let production = text.split("#[cfg(test)]").next().unwrap_or(text);
    production.lines().enumerate().map(|(number, line)| (number + 1, line.split("//").next().unwrap_or(line))).collect()
}

#[test]
fn arrows_only_point_down() {
    let mut wrong = Vec::new();
    for (room, allowed) in ARROWS {
        for (file, text) in files(room) {
            for (number, line) in code(&text) {
                let names_room = |other: &str| {
                    line.contains(&format!("crate::{other}::")) || line.contains(&format!("crate::{other};"))
                };
                for other in
                    ROOMS.iter().filter(|other| *other != room && !allowed.contains(*other) && names_room(other))
                {
                    wrong.push(format!("{file}:{number}: {room} may not use {other}"));
                }
                for krate in CRATES.iter().filter(|krate| !allowed.contains(*krate)) {
                    if line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == *krate)
                        && line.contains(&format!("{krate}::"))
                    {
                        wrong.push(format!("{file}:{number}: {room} may not name {krate}"));
                    }
                }
                if line.contains("crate::{") {
                    wrong
                        .push(format!("{file}:{number}: import by room, one path a `use`, so that arrows can be seen"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_leak_would_be_seen() {
    let line = "use crate::format::Format;";
    assert!(line.contains("crate::format::"));
    assert!(!ARROWS.iter().find(|(room, _)| *room == "graph").unwrap().1.contains(&"format"));
}

#[test]
fn every_room_is_in_the_table() {
    let mut rooms: Vec<String> = std::fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "lib" && name != "main")
        .collect();
    rooms.sort();
    rooms.dedup();
    let mut known: Vec<&str> = ROOMS.to_vec();
    known.sort_unstable();
    assert_eq!(rooms, known);
}

#[test]
fn the_library_touches_neither_terminal_nor_environment_nor_clock() {
    for (room, _) in ARROWS {
        for (file, text) in files(room) {
            for (number, line) in code(&text) {
                for word in [
                    "std::env",
                    "println!",
                    "eprintln!",
                    "std::time",
                    "SystemTime",
                    "Instant::",
                    "std::process",
                    "io::stdout",
                    "io::stderr",
                ] {
                    assert!(!line.contains(word), "{file}:{number}: the library names {word}");
                }
            }
        }
    }
}

#[test]
fn the_binary_uses_only_the_public_door() {
    for (file, text) in files("cli") {
        for (number, line) in code(&text) {
            assert!(!line.contains("petgraph::"), "{file}:{number}: storage is the library's business");
        }
    }
}

#[test]
fn no_test_module_is_forgotten() {
    let main = std::fs::read_to_string(root().join("tests/suite/main.rs")).unwrap();
    for entry in std::fs::read_dir(root().join("tests/suite")).unwrap() {
        let stem = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        assert!(stem == "main" || main.contains(&format!("mod {stem};")), "tests/suite/{stem}.rs is not in main.rs");
    }
}

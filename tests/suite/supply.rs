//! What the program stands on: `deny.toml` says what may be, for cargo-deny and for these tests alike.

use crate::harness::root;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

fn metadata() -> Value {
    // What other platforms need is not here, and need not be: cargo-deny looks at all of them.
    let version = Command::new("rustc").arg("-vV").current_dir(root()).output().unwrap().stdout;
    let version = String::from_utf8(version).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--all-features"]);
    let output = command.args(["--filter-platform", host]).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().unwrap().iter().filter(|package| package["name"] != "kgraph")
}

/// The texts in quotes of a list of `deny.toml`.
fn listed(key: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    let start = text.find(&format!("\n{key} = [")).unwrap_or_else(|| panic!("deny.toml has no list `{key}`"));
    let list = text[start..].split_once(']').unwrap().0;
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Returns whether a licence expression of SPDX can be met with licences that are allowed.
fn allows(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    any(&mut words, allowed)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut yes = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        yes |= all(words, allowed);
    }
    yes
}

fn all(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut yes = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        yes &= one(words, allowed);
    }
    yes
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let yes = any(words, allowed);
        assert_eq!(words.next(), Some(")"));
        return yes;
    }
    let name = words.next().unwrap().to_owned();
    match words.next_if_eq(&"WITH") {
        Some(_) => allowed.contains(&format!("{name} WITH {}", words.next().unwrap())) || allowed.contains(&name),
        None => allowed.contains(&name),
    }
}

/// Returns the licence that `deny.toml` says a crate has that names none.
fn clarified(name: &str) -> &'static str {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    let clear = format!("[[licenses.clarify]]\ncrate = \"{name}\"\nexpression = \"MIT\"");
    assert!(text.contains(&clear), "{name} names no licence");
    "MIT"
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = ["MIT", "BSD-3-Clause"].map(str::to_owned).into();
    for (expression, yes) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("MIT/GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND BSD-3-Clause", true),
        ("GPL-3.0 OR MIT AND Zlib", false),
    ] {
        assert_eq!(allows(expression, &allowed), yes, "{expression}");
    }
}

#[test]
fn every_dependency_has_a_licence_that_is_allowed_and_comes_from_the_registry() {
    let allowed = listed("allow");
    let metadata = metadata();
    for package in packages(&metadata) {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_else(|| clarified(name));
        assert!(allows(licence, &allowed), "{name}: {licence}");
        assert_eq!(package["source"], "registry+https://github.com/rust-lang/crates.io-index", "{name}");
    }
}

#[test]
fn no_dependency_is_there_in_two_versions_but_those_that_are_listed() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let metadata = metadata();
    for package in packages(&metadata) {
        let text = |key: &str| package[key].as_str().unwrap().to_owned();
        versions.entry(text("name")).or_default().insert(text("version"));
    }
    let skipped = listed("skip");
    let twice = versions.iter().filter(|(name, all)| all.len() > 1 && !skipped.contains(*name));
    assert_eq!(twice.count(), 0, "{versions:#?}");
}

/// The text of every source file below a folder.
fn sources(folder: &std::path::Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_dependency_is_used() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let section = |name: &str| {
        let start = manifest.find(&format!("\n[{name}]\n")).unwrap();
        let rest = &manifest[start + name.len() + 4..];
        rest.split("\n[").next().unwrap().to_owned()
    };
    let names = |section: &str| -> Vec<String> {
        let lines = section.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
    };
    let (mut code, mut tests) = (String::new(), String::new());
    sources(&root().join("src"), &mut code);
    sources(&root().join("tests"), &mut tests);
    sources(&root().join("fuzz/src"), &mut tests);
    tests.push_str(&code);
    for (list, text) in [("dependencies", &code), ("dev-dependencies", &tests)] {
        let names = names(&section(list));
        assert!(names.len() > 1, "{names:?}");
        for name in names {
            assert!(text.contains(&format!("{}::", name.replace('-', "_"))), "{name} is not used");
        }
    }
}

#[test]
fn no_line_of_the_library_or_the_program_is_unsafe() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("[lints.rust]") && manifest.contains("unsafe_code = \"forbid\""));
    let mut code = String::new();
    sources(&root().join("src"), &mut code);
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        assert!(!words.any(|word| word == "unsafe") || line.contains('"'), "{line}");
    }
}

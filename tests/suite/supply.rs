//! What the program stands on: `deny.toml` says what may be, for cargo-deny and for these tests alike.

use crate::harness::root;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

fn metadata() -> Value {
    metadata_with(&["--all-features"])
}

fn metadata_with(features: &[&str]) -> Value {
    // What other platforms need is not here, and need not be: cargo-deny looks at all of them.
    let version = Command::new("rustc").arg("-vV").current_dir(root()).output().unwrap().stdout;
    let version = String::from_utf8(version).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--offline"]).args(features);
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

/// The crates that `deny.toml` bans, each with those that may use it nevertheless.
fn banned() -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    let list = text.split_once("\ndeny = [\n").unwrap().1.split_once("\n]").unwrap().0;
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    list.lines().map(quoted).map(|names| (names[0].clone(), names[1..].iter().cloned().collect())).collect()
}

/// What uses each crate of the banned ones that is there; crates that only tests need are none of the program's.
fn users_of_banned(features: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata_with(features);
    let names: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (package["id"].as_str().unwrap(), package["name"].as_str().unwrap()))
        .collect();
    let banned = banned();
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        for needed in node["deps"].as_array().unwrap() {
            let is_of_program = needed["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev");
            let name = names[needed["pkg"].as_str().unwrap()];
            if is_of_program && banned.contains_key(name) {
                users.entry(name.to_owned()).or_default().insert(names[node["id"].as_str().unwrap()].to_owned());
            }
        }
    }
    users
}

#[test]
fn no_build_talks_to_the_network_but_one_that_asks_for_bolt() {
    assert!(banned().len() > 8, "{:?}", banned());
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let default = manifest.lines().find(|line| line.starts_with("default = ")).unwrap();
    assert!(!default.contains("bolt"), "{default}");
    assert_eq!(users_of_banned(&[]), BTreeMap::new());
    assert_eq!(users_of_banned(&["--no-default-features"]), BTreeMap::new());
    // All other features together.
    let section = manifest.split_once("\n[features]\n").unwrap().1.split_once("\n[").unwrap().0;
    let features: Vec<&str> = section.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    assert!(features.contains(&"bolt") && features.len() > 3, "{features:?}");
    let others: Vec<&str> = features.into_iter().filter(|name| *name != "bolt").collect();
    assert_eq!(users_of_banned(&["--features", &others.join(",")]), BTreeMap::new());
}

#[test]
fn what_is_banned_is_there_only_below_the_crates_that_may_use_it() {
    let banned = banned();
    let users = users_of_banned(&["--features", "bolt"]);
    assert!(users.contains_key("tokio") && users.contains_key("rustls"), "the test sees nothing: {users:?}");
    for (name, users) in users {
        assert!(users.is_subset(&banned[&name]), "{name} is used by {users:?}");
    }
    // The code of the program names them in one file.
    let mut naming = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                if banned.keys().any(|name| text.contains(&format!("{name}::"))) {
                    naming.push(path.strip_prefix(root()).unwrap().display().to_string());
                }
            }
        }
    }
    assert_eq!(naming, ["src/cli/on/bolt/client.rs"]);
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

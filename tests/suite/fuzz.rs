//! The fuzz targets, driven over changed files: the same changes every time, for some seconds.
//!
//! `KGRAPH_FUZZ_ROUNDS=1000 cargo test fuzz` does more of it. cargo-fuzz, which is led by coverage, finds more still:
//! docs/trust.md.

#[path = "../../fuzz/src/targets.rs"]
pub mod targets;

use crate::harness::{cases, has_program, root};
use std::io::Write;
use std::process::{Command, Stdio};
use targets::TARGETS;

/// Numbers that look random (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.next() % limit as u64) as usize }
    }
}

/// Pieces that mean something to one format or another.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "/>",
    "</",
    "&",
    ";",
    "&#0;",
    "&#x202e;",
    "&amp",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE x [",
    "<?",
    ",",
    ":",
    "=",
    "+",
    "->",
    "--",
    "\0",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\u{1b}[2J",
    "\u{9b}",
    "\u{202e}",
    "\u{feff}",
    "\u{10ffff}",
    "\\ud800",
    "\\u0000",
    "null",
    "true",
    "NaN",
    "-0",
    "1e999",
    "9999999999999999999999",
    "0.1",
    "-1",
    "\"id\"",
    "\"nodes\"",
    "\"edges\"",
    "\"source\"",
    "\"target\"",
    "\"relation\"",
    "\"evidence\"",
    "digraph",
    "subgraph",
    "node",
    "edge",
    "strict",
    "graph",
    "label",
    "MATCH (a)",
    "-[r*0..]->",
    "RETURN",
    "WHERE",
    "ORDER BY",
    "who",
    "how is",
    "not",
    "more than",
    "the",
    "*",
    "..",
    "|",
    "$x",
    "`",
    "//",
    "/*",
    "é",
    "北",
    "🙂",
    "\u{301}",
];

/// Changes bytes in some places: a bit, a piece put in, a stretch taken out, doubled, or taken from another file.
fn change(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(24)).min(bytes.len());
        match random.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.splice(at..end, *b"")),
            2 => {
                let piece = bytes[at..end].repeat(1 + random.below(3));
                drop(bytes.splice(at..at, piece));
            }
            3 => {
                let from = random.below(other.len() + 1);
                let to = (from + random.below(60)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
            4 => bytes.truncate(at),
            _ => drop(bytes.splice(at..end, PIECES[random.below(PIECES.len())].bytes())),
        }
    }
}

/// Files to begin with: what we write of each nasty graph, hostile files, and questions.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let text = |path: std::path::PathBuf| std::fs::read(path).unwrap();
    let lines = |path: &str, of: &dyn Fn(&serde_json::Value) -> Option<String>| -> Vec<Vec<u8>> {
        let file = std::fs::read_to_string(root().join(path)).unwrap();
        file.lines().filter_map(|line| of(&serde_json::from_str(line).ok()?)).map(String::into_bytes).collect()
    };
    match target {
        "question" => lines("tests/questions/k-visa.jsonl", &|line| Some(line["question"].as_str()?.to_owned())),
        "pattern" => {
            let mut found = lines("tests/questions/k-visa.jsonl", &|line| Some(line["pattern"].as_str()?.to_owned()));
            let more = std::fs::read_to_string(root().join("tests/engines/patterns.txt")).unwrap();
            found.extend(more.lines().map(|line| line.as_bytes().to_vec()));
            found
        }
        "decisions" => vec![
            br#"{"same": [["k-visa", "h-1b"]], "different": [["china", "india"]]}"#.to_vec(),
            br#"{"different": [["a", "b", "c"]], "same": []}"#.to_vec(),
        ],
        "round_trip" | "broken" => cases().into_iter().map(|case| text(case.join("graph.json"))).collect(),
        "label_in_xml" => PIECES.iter().map(|piece| piece.repeat(2).into_bytes()).collect(),
        _ => {
            let name = target.replace('_', "-");
            let format = kgraph::format::Format::from_name(&name).unwrap();
            let mut found = Vec::new();
            for case in cases() {
                let golden = case.join(format!("golden.{}", format.suffix()));
                if golden.is_file() {
                    found.push(text(golden));
                } else if golden.is_dir() {
                    found.extend(std::fs::read_dir(golden).unwrap().map(|entry| text(entry.unwrap().path())));
                }
            }
            let mut hostile: Vec<_> = std::fs::read_dir(root().join("tests/hostile").join(&name)).unwrap().collect();
            hostile.sort_by_key(|entry| entry.as_ref().unwrap().path());
            found.extend(hostile.into_iter().map(|entry| text(entry.unwrap().path())));
            if format.is_binary() {
                let graph = crate::harness::load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
                found.extend(crate::harness::binary_files(&graph, format).into_iter().map(|(_, bytes)| bytes));
            }
            found
        }
    }
}

/// Changes made to each target's files.
fn rounds() -> usize {
    std::env::var("KGRAPH_FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(120)
}

#[test]
fn every_target_stands_any_change_of_its_files() {
    let failed: Vec<String> = std::thread::scope(|scope| {
        let run = |at: usize| {
            let (name, target) = TARGETS[at];
            let corpus = corpus(name);
            assert!(!corpus.is_empty(), "{name}");
            let mut random = Random(at as u64);
            for round in 0..corpus.len() + rounds() {
                let mut bytes = corpus[round % corpus.len()].clone();
                if round >= corpus.len() {
                    bytes = corpus[random.below(corpus.len())].clone();
                    let other = &corpus[random.below(corpus.len())];
                    change(&mut bytes, other, &mut random);
                }
                let start = std::time::Instant::now();
                let stands = std::panic::catch_unwind(|| target(&bytes));
                let what = match stands {
                    Err(panic) => panic.downcast::<String>().map_or("a panic".to_owned(), |text| *text),
                    Ok(()) if start.elapsed().as_secs() >= 20 => "it takes too long".to_owned(),
                    Ok(()) => continue,
                };
                let bytes: String = String::from_utf8_lossy(&bytes).chars().take(3000).collect();
                return Some(format!(
                    "{name}, round {round}: {}\n{bytes}",
                    what.chars().take(2000).collect::<String>()
                ));
            }
            None
        };
        let threads: Vec<_> = (0..2)
            .map(|half| {
                let part = (half..TARGETS.len()).step_by(2);
                scope.spawn(move || part.filter_map(run).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn each_target_is_a_program_of_cargo_fuzz() {
    let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name} is not in fuzz/Cargo.toml");
        let program = std::fs::read_to_string(root().join(format!("fuzz/fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("fuzz!(\"{name}\"")), "{name}");
    }
}

/// Runs Graphviz's canonical writer over DOT.
fn canonical(dot: &[u8]) -> Vec<u8> {
    let mut command = Command::new("dot");
    command.arg("-Tcanon").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = dot.to_vec();
    let feed = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn any_text_is_a_label_that_comes_through_graphviz() {
    if !has_program("dot") {
        eprintln!("skipped: Graphviz is not installed");
        return;
    }
    let mut random = Random(7);
    let mut texts: Vec<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
    texts.extend(PIECES.iter().map(|piece| format!("a{piece}b\\{piece}")));
    for _ in 0..300 {
        texts.push((0..random.below(6)).map(|_| PIECES[random.below(PIECES.len())]).collect());
    }
    // One strange text alone, and many together: what is lost of one must not hide what is lost of another.
    // Graphviz writes a byte order mark alone without quotes, and cannot read that itself.
    texts.retain(|text| text != "\u{feff}");
    let clean: Vec<&str> =
        texts.iter().map(String::as_str).filter(|text| !text.chars().any(char::is_control)).collect();
    targets::labels_in_dot(&clean, canonical);
    targets::labels_in_dot(&texts.iter().map(String::as_str).collect::<Vec<_>>(), canonical);
}

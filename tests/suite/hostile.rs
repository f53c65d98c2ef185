//! Hostile and broken input, for every reader: a clear verdict, no panic, bounded memory, bounded time.
//!
//! `tests/hostile/<format>/` holds small files, each named for what is odd about it; `verdicts.txt` says what each
//! gives. What would be silly as a file is made here.

use crate::fuzz::targets::check;
use crate::harness::{Ran, TempDir, cases, golden, kgraph, root};
use kgraph::format::Format;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Every file of the corpus, by format and name.
fn files() -> Vec<(&'static Format, PathBuf)> {
    let mut files = Vec::new();
    for format in Format::ALL.iter().filter(|format| format.can_read()) {
        let folder = root().join("tests/hostile").join(format.name());
        let mut here: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        here.sort();
        files.extend(here.into_iter().map(|path| (*format, path)));
    }
    files
}

/// What a file gives: the size of the graph, and the first problems with their places.
fn verdict(format: &'static Format, path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let start = Instant::now();
    let (graph, problems) = check(format, vec![(name.clone(), std::fs::read(path).unwrap())]);
    assert!(start.elapsed() < Duration::from_secs(10), "{name} takes {:?}", start.elapsed());
    let mut line = format!("{}/{name}:", format.name());
    match graph {
        Some(graph) => write!(line, " {} nodes, {} edges", graph.node_count(), graph.edge_count()).unwrap(),
        None => line.push_str(" refused"),
    }
    let shown: Vec<_> = problems.iter().filter(|problem| problem.code.as_str() != "isolated-node").collect();
    for problem in shown.iter().take(3) {
        let place = problem.place.as_ref().map_or(String::new(), |place| {
            let (row, column) = place.line_column();
            format!(" {row}:{column}")
        });
        write!(line, "; {}{place}", problem.code.as_str()).unwrap();
    }
    if shown.len() > 3 {
        write!(line, "; and {} more", shown.len() - 3).unwrap();
    }
    line
}

#[test]
fn each_hostile_file_has_its_verdict() {
    let files = files();
    assert!(files.len() >= 300, "{}", files.len());
    let lines: Vec<String> = files.iter().map(|(format, path)| verdict(format, path)).collect();
    golden(&root().join("tests/hostile/verdicts.txt"), &(lines.join("\n") + "\n"));
}

/// Returns whether a text has characters that steer a terminal.
pub fn steers(text: &str) -> bool {
    let bidi =
        ['\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];
    text.chars().any(|c| (c.is_control() && c != '\n') || bidi.contains(&c))
}

#[test]
fn the_program_ends_as_documented_whatever_it_is_given() {
    let all = files();
    std::thread::scope(|scope| {
        for half in 0..2 {
            let files = all.iter().skip(half).step_by(2);
            scope.spawn(move || {
                for (format, path) in files {
                    let path = path.to_str().unwrap();
                    let ran = kgraph(["check", "--from", format.name(), path]).run();
                    assert!(matches!(ran.code, 0..=2), "{path}: {ran:#?}");
                    assert!(!ran.stderr.is_empty() && ran.stdout.is_empty(), "{path}: {ran:#?}");
                    assert!(!ran.stderr.contains("panicked") && !steers(&ran.stderr), "{path}: {ran:#?}");
                }
            });
        }
    });
}

#[test]
fn texts_of_documents_are_read_beside_the_graph_and_from_nowhere_else() {
    for name in ["up", "absolute", "windows", "unc", "url", "nul", "device", "proc", "dots", "encoded"] {
        let path = root().join(format!("tests/hostile/json/document-text-{name}.json"));
        let ran = kgraph(["verify", path.to_str().unwrap()]).run();
        assert!(matches!(ran.code, 0 | 1) && !ran.stdout.contains("root:"), "{name}: {ran:#?}");
        assert!(!ran.stdout.contains("found,"), "{name}: {ran:#?}");
    }
}

/// Formats whose files end in a bracket, so that a file that is cut off cannot be taken for a whole one.
const CLOSED: &[&str] = &["json", "cytoscape", "graphology", "jgf", "d3", "graphml", "gexf", "gml", "dot"];

#[test]
fn a_file_cut_off_at_any_structural_byte_is_never_taken_for_whole() {
    let mut cuts = 0;
    for format in Format::ALL.iter().filter(|format| format.can_read() && !format.is_binary()) {
        for case in cases() {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            if !["parallel-edges", "own-style", "evidence-in-several-documents"].contains(&name.as_str()) {
                continue;
            }
            let golden = case.join(format!("golden.{}", format.suffix()));
            let files: Vec<PathBuf> = match golden.is_dir() {
                true => std::fs::read_dir(golden).unwrap().map(|entry| entry.unwrap().path()).collect(),
                false => vec![golden],
            };
            for bytes in files.iter().filter_map(|file| std::fs::read(file).ok()) {
                let end = bytes.trim_ascii_end().len();
                let structural = (0..end).filter(|&at| b"{}[]<>\"',:;=/\n\t".contains(&bytes[at]));
                for at in structural.step_by(2) {
                    cuts += 1;
                    let (graph, problems) = check(format, vec![("x".to_owned(), bytes[..at].to_vec())]);
                    // Behind the document stands a comment, without which it is a document still.
                    let text = String::from_utf8_lossy(&bytes[..at]);
                    let ends = ["</graphml>", "</gexf>", "\n]"];
                    let ended = ends.iter().any(|end| text.trim_end().ends_with(end)) || text.contains("\n]\n#");
                    let whole = CLOSED.contains(&format.name()) && graph.is_some() && !problems.has_errors() && !ended;
                    assert!(!whole, "{}, cut at {at}: {name}: {problems:#?}", format.name());
                }
            }
        }
    }
    assert!(cuts > 5000, "{cuts}");
}

/// Runs a shell command line over the program with its memory bounded, in KiB of address space.
fn within(kib: usize, dir: &TempDir, args: &[&str]) -> Ran {
    let script = format!("ulimit -v {kib}; exec \"$0\" \"$@\"");
    kgraph(args).through(&["sh", "-c", &script]).dir(dir.path()).env("MALLOC_ARENA_MAX", "1").run()
}

/// Address space that the program has before it reads anything, in KiB, with room for a thread's stack.
const BASE: usize = 160 << 10;

#[test]
fn memory_and_time_stay_in_proportion_to_the_input() {
    let many = |count: usize, of: &dyn Fn(usize) -> String, between: &str| {
        (0..count).map(of).collect::<Vec<_>>().join(between)
    };
    let size = 2 << 20;
    let nodes = |nodes: &str| format!("{{\"nodes\": [{nodes}], \"edges\": []}}");
    // What it is, the format, the text, how many times its size the memory may be, and the exit code.
    let inputs: Vec<(&str, &str, String, usize, i32)> = vec![
        ("one long text", "json", nodes(&format!("{{\"id\": \"a\", \"label\": \"{}\"}}", "x".repeat(size))), 8, 0),
        (
            "one long text with an escape",
            "json",
            nodes(&format!("{{\"id\": \"a\", \"label\": \"\\n{}\"}}", "x".repeat(size))),
            8,
            0,
        ),
        ("one long id", "json", nodes(&format!("{{\"id\": \"{}\"}}", "x".repeat(size))), 8, 0),
        ("one long number", "json", nodes(&format!("{{\"id\": \"a\", \"x\": {}}}", "9".repeat(size))), 8, 0),
        (
            "a node of many attributes",
            "json",
            nodes(&format!("{{\"id\": \"a\", {}}}", many(40_000, &|at| format!("\"k{at}\": {at}"), ", "))),
            80,
            0,
        ),
        ("the same node many times", "json", nodes(&vec!["{\"id\": \"a\"}"; 4_000].join(",")), 1500, 1),
        ("empty nodes", "json", nodes(&vec!["{}"; 4_000].join(",")), 1500, 0),
        (
            "many dangling edges",
            "json",
            format!(
                "{{\"nodes\": [], \"edges\": [{}]}}",
                vec!["{\"source\": \"a\", \"relation\": \"r\", \"target\": \"b\"}"; 4_000].join(",")
            ),
            1500,
            1,
        ),
        ("open brackets", "json", "[".repeat(size), 8, 1),
        ("brackets as a value", "json", nodes(&format!("{{\"id\": \"a\", \"x\": {}}}", "[".repeat(size))), 8, 1),
        ("one long line of blanks", "json", " ".repeat(size), 8, 1),
        (
            "a type of every node",
            "json",
            nodes(&many(8_000, &|at| format!("{{\"id\": {at}, \"type\": \"t{at}\"}}"), ",")),
            400,
            0,
        ),
        (
            "a key of every node",
            "json",
            nodes(&many(4_000, &|at| format!("{{\"id\": {at}, \"labe{at}\": 1}}"), ",")),
            400,
            0,
        ),
        ("elements within elements", "graphml", "<graphml>".repeat(size / 9), 8, 1),
        (
            "one tag of many attributes",
            "graphml",
            format!("<graphml {}/>", many(300_000, &|at| format!("a{at}=\"1\""), " ")),
            8,
            1,
        ),
        (
            "defaults of every node",
            "graphml",
            format!(
                "<graphml>{}<graph edgedefault=\"directed\">{}</graph></graphml>",
                many(
                    3000,
                    &|at| format!("<key id=\"k{at}\" for=\"node\" attr.name=\"k{at}\"><default>1</default></key>"),
                    ""
                ),
                many(1500, &|at| format!("<node id=\"n{at}\"/>"), "")
            ),
            3000,
            1,
        ),
        (
            "one long text",
            "gexf",
            format!("<gexf><graph><nodes><node id=\"a\" label=\"{}\"/></nodes></graph></gexf>", "x".repeat(size)),
            10,
            0,
        ),
        ("lists within lists", "gml", format!("graph {}", "[ x ".repeat(size / 4)), 30, 1),
        ("graphs within graphs", "dot", format!("digraph {}", "{".repeat(size)), 30, 1),
        (
            "each with each",
            "dot",
            format!(
                "digraph {{ {{ {} }} -> {{ {} }} }}",
                many(6000, &|at| format!("a{at}"), " "),
                many(6000, &|at| format!("b{at}"), " ")
            ),
            2000,
            1,
        ),
        ("one long chain", "dot", format!("digraph {{ {} }}", many(5_000, &|at| format!("n{at}"), " -> ")), 1000, 0),
        (
            "defaults of every node",
            "dot",
            format!(
                "digraph {{ node [{}] {} }}",
                many(900, &|at| format!("k{at}=1"), " "),
                many(20_000, &|at| format!("n{at}"), " ")
            ),
            3000,
            1,
        ),
        ("a quote that never ends", "csv", format!("Id,Label\na,\"{}", "x\n".repeat(size / 16)), 100, 1),
        (
            "a table of many columns",
            "csv",
            format!("Id,{}\n{}", many(50_000, &|at| format!("c{at}"), ","), many(300, &|at| format!("a{at}"), "\n")),
            600,
            0,
        ),
        ("lines of nothing", "csv", "\n".repeat(size), 20, 1),
        ("one long line", "tsv", format!("{}\tr\tb\n", "x".repeat(size)), 12, 0),
        ("lines that are broken", "mcp-memory", "{\n".repeat(5_000), 3000, 1),
    ];
    let dir = TempDir::new();
    let show = std::env::var_os("KGRAPH_SHOW").is_some();
    let results: Vec<String> = inputs
        .iter()
        .filter_map(|(what, format, text, times, code)| {
            let path = dir.write("input", text);
            let start = Instant::now();
            let kib = BASE + text.len() * times / 1024;
            let ran = within(kib, &dir, &["check", "--threads", "1", "--from", format, path.to_str().unwrap()]);
            let took = start.elapsed();
            if show {
                eprintln!("{format}, {what}: {} bytes, {took:?}, exit {}", text.len(), ran.code);
            }
            let ended = ran.code == *code && took < Duration::from_secs(60);
            let said: String = ran.stderr.chars().take(300).collect();
            // A line of the message is one that a terminal can show.
            let short = ran.stderr.lines().all(|line| line.chars().count() < 3000);
            (!ended || !short).then(|| format!("{format}, {what}: exit {} after {took:?}: {said}", ran.code))
        })
        .collect();
    assert!(results.is_empty(), "{}", results.join("\n"));
}

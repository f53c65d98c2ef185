//! What the documents say is true: commands print what README shows, tables equal the code.

use crate::harness::{TempDir, kgraph, root};
use kgraph::diagnostics::Code;
use kgraph::format::Format;

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The commands of ```console blocks, each with the output shown under it.
fn commands(document: &str) -> Vec<(String, Vec<String>)> {
    let mut list: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in document.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            list.push((command.to_owned(), Vec::new()));
        } else if inside && let Some((_, output)) = list.last_mut() {
            output.push(line.to_owned());
        }
    }
    list
}

/// Splits a command line into words, with double and single quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, ' ') => words.push(String::new()),
            // In double quotes a shell would run what stands in back-ticks.
            (Some('"'), '`' | '$') => panic!("use single quotes in: {command}"),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Compares lines; a shown line `…` stands for any number of lines.
fn matches(shown: &[String], real: &[&str]) -> bool {
    match shown.split_first() {
        None => real.is_empty(),
        Some((line, rest)) if line.trim() == "…" => (0..=real.len()).any(|skip| matches(rest, &real[skip..])),
        Some((line, rest)) => real.first() == Some(&line.as_str()) && matches(rest, &real[1..]),
    }
}

#[test]
fn commands_of_the_documents_print_what_is_shown() {
    for name in [
        "README.md",
        "docs/articles.md",
        "docs/questions.md",
        "docs/patterns.md",
        "docs/metrics.md",
        "docs/schema.md",
        "docs/dupes.md",
        "docs/mcp.md",
        "docs/cluster.md",
    ] {
        let document = read(name);
        let list = commands(&document);
        let mut ran = 0;
        for (command, shown) in list {
            let words = words(&command);
            if words[0] != "kgraph" {
                // Building and testing are what is happening right now.
                assert!(words[0] == "cargo" || words[0] == "git" || words[0] == "cd", "{name}: {command}");
                continue;
            }
            let dir = TempDir::new();
            copy_graph(&dir);
            let output = kgraph(&words[1..]).dir(dir.path()).run();
            let real = format!("{}{}", output.stderr, output.stdout);
            let real: Vec<&str> = real.lines().collect();
            let mut shown = shown;
            while shown.last().is_some_and(String::is_empty) {
                shown.pop();
            }
            assert!(
                matches(&shown, &real),
                "{name}: `{command}` prints\n{}\nbut the document shows\n{}",
                real.join("\n"),
                shown.join("\n")
            );
            ran += 1;
        }
        assert!(ran > 0 || name != "README.md", "README shows no command");
    }
}

fn copy_graph(dir: &TempDir) {
    dir.write("graph/k-visa.json", read("graph/k-visa.json"));
    for name in [
        "draft.json",
        "articles/two-doors.json",
        "articles/two-doors.txt",
        "articles/career-fair.json",
        "articles/career-fair.txt",
    ] {
        dir.write(&format!("examples/{name}"), read(&format!("examples/{name}")));
    }
}

#[test]
fn the_format_table_is_the_code() {
    let readme = read("README.md");
    for format in Format::ALL {
        let extensions: Vec<String> = format.extensions().iter().map(|extension| format!("`.{extension}`")).collect();
        let mark = |yes: bool| if yes { "yes" } else { "" };
        let row = format!(
            "| {} | `{}` | {} | {} | {} | {} |",
            format.title(),
            format.name(),
            extensions.join(" "),
            mark(format.can_read()),
            mark(format.can_write()),
            format.about()
        );
        assert!(readme.contains(&row), "README.md lacks the row\n{row}");
    }
}

#[test]
fn every_diagnostic_code_is_documented() {
    let document = read("docs/diagnostics.md");
    for code in Code::ALL {
        let row = format!("| `{}` | {} |", code.as_str(), code.severity().as_str());
        assert!(document.contains(&row), "docs/diagnostics.md lacks a row that begins with\n{row}");
    }
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "graph/README.md",
        "docs/questions.md",
        "docs/diagnostics.md",
        "docs/patterns.md",
        "docs/articles.md",
        "docs/metrics.md",
        "docs/page.md",
        "docs/schema.md",
        "docs/dupes.md",
        "docs/mcp.md",
        "docs/cluster.md",
        "docs/trust.md",
    ] {
        let text = read(name);
        let folder = root().join(name);
        let folder = folder.parent().unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split(')').next().unwrap().split('#').next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(folder.join(target).exists(), "{name} links to {target}, which is not there");
            }
        }
    }
}

#[test]
fn the_repository_speaks_of_the_project_alone() {
    fn walk(folder: &std::path::Path, out: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            // In a second working tree `.git` is a file.
            if ["target", ".git", ".venv", "node_modules"].contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                walk(&path, out);
            } else {
                out.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(root(), &mut files);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        // Put together here so that this file does not hold them.
        for word in [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["index.crates", ".io"].concat()] {
            assert!(!text.contains(&word), "{} holds {word}", file.display());
        }
    }
}

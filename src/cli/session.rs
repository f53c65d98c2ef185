//! `kgraph query` without a question: a conversation with one graph, which is read once.
//!
//! On a terminal with line editing, history and completion; from a pipe, a question a line.

use super::Outcome;
use super::report;
use kgraph::error::{Error, Result};
use kgraph::graph::Graph;
use kgraph::suggest;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Config, Editor, Helper};
use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

/// What answers questions about one graph.
pub(super) trait Ask {
    /// Answers one.
    fn ask(&self, text: &str) -> Result<Outcome>;
    /// Returns the graph, or as much of it as names are completed from.
    fn graph(&self) -> Result<&Graph>;
    /// Returns how many nodes and edges there are.
    fn size(&self) -> (usize, usize);
}

/// How many completions are offered.
const MAX_COMPLETIONS: usize = 40;

/// Answers questions until there are no more.
///
/// From a pipe, the outcome is "no" if any answer was; a question that is not understood is reported
/// and the next one read.
pub(super) fn run(asker: &dyn Ask, context: super::Context) -> Result<Outcome> {
    if !std::io::stdin().is_terminal() {
        return from_pipe(asker);
    }
    let failed = |error: ReadlineError| Error::io("cannot read the terminal", std::io::Error::other(error));
    let config = Config::builder().auto_add_history(true).build();
    let mut editor: Editor<Words, DefaultHistory> = Editor::with_config(config).map_err(failed)?;
    let graph = asker.graph()?;
    editor.set_helper(Some(Words::of(graph)));
    let history = history_file();
    if let Some(path) = &history {
        // The first time there is none.
        let _ = editor.load_history(path);
    }
    let (nodes, edges) = asker.size();
    context
        .note(&format!("{nodes} nodes, {edges} edges. Ask, for example: who is …? Tab completes names, Ctrl-D ends."));
    loop {
        match editor.readline("? ") {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) if matches!(line.trim(), "exit" | "quit" | "bye") => break,
            Ok(line) => {
                if let Err(error) = asker.ask(line.trim()) {
                    report::error(&error);
                }
            }
            // Ctrl-C gives up the line, not the conversation.
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(failed(error)),
        }
    }
    if let Some(path) = &history {
        let _ = path.parent().map(std::fs::create_dir_all);
        let _ = editor.save_history(path);
    }
    Ok(Outcome::Done)
}

fn from_pipe(asker: &dyn Ask) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut not_understood = None;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| Error::io("cannot read standard input", error))?;
        if line.trim().is_empty() {
            continue;
        }
        match asker.ask(line.trim()) {
            Ok(Outcome::Done) => {}
            Ok(Outcome::No | Outcome::Failed) => outcome = Outcome::No,
            Err(error) if error.is_broken_pipe() => return Err(error),
            Err(error) => {
                if let Some(earlier) = not_understood.replace(error) {
                    report::error(&earlier);
                }
            }
        }
    }
    match not_understood {
        Some(error) => Err(error),
        None => Ok(outcome),
    }
}

/// Returns where the history is kept, after the XDG base directories.
fn history_file() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || std::env::home_dir().map(|home| home.join(".local/state"));
    Some(state.or_else(home)?.join("kgraph").join("history"))
}

/// The words that a graph knows: names of nodes, phrases of relations, types.
struct Words {
    /// Each with what it is compared by.
    words: Vec<(String, String)>,
}

impl Words {
    fn of(graph: &Graph) -> Self {
        let header = graph.header();
        let nodes = graph.nodes().flat_map(|node| {
            let aliases = graph.aliases(node).into_iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
            std::iter::once(graph.label(node).to_owned()).chain(aliases)
        });
        let relations = header.relations.iter().flat_map(|relation| {
            std::iter::once(&relation.label)
                .chain(&relation.inverse)
                .chain(&relation.phrases)
                .chain(&relation.inverse_phrases)
                .cloned()
        });
        let types = header
            .types
            .iter()
            .flat_map(|known| std::iter::once(&known.label).chain(&known.plural).map(|word| word.to_lowercase()));
        let mut words: Vec<(String, String)> =
            relations.chain(types).chain(nodes).map(|word| (suggest::fold(&word), word)).collect();
        words.sort();
        words.dedup_by(|a, b| a.1 == b.1);
        Words { words }
    }
}

impl Completer for Words {
    type Candidate = String;

    /// Completes the last words of the line: as many of them as some known phrase begins with.
    fn complete(&self, line: &str, pos: usize, _: &rustyline::Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..pos];
        let starts = std::iter::once(0).chain(before.match_indices(' ').map(|(at, _)| at + 1));
        for start in starts {
            let typed = suggest::fold(&before[start..]);
            if typed.is_empty() {
                continue;
            }
            let from = self.words.partition_point(|(folded, _)| *folded < typed);
            let found: Vec<String> = self.words[from..]
                .iter()
                .take_while(|(folded, _)| folded.starts_with(&typed))
                .take(MAX_COMPLETIONS)
                .map(|(_, word)| word.clone())
                .collect();
            if !found.is_empty() {
                return Ok((start, found));
            }
        }
        Ok((pos, Vec::new()))
    }
}

impl Hinter for Words {
    type Hint = String;
}

impl Highlighter for Words {}

impl Validator for Words {}

impl Helper for Words {}

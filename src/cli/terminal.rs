//! Colour, and text that cannot steer the terminal.

use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

pub(super) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const NOTE: Style = AnsiColor::BrightCyan.on_default().bold();
pub(super) const NAME: Style = Style::new().bold();
pub(super) const RELATION: Style = AnsiColor::Cyan.on_default();
pub(super) const ADDED: Style = AnsiColor::Green.on_default();
pub(super) const REMOVED: Style = AnsiColor::Red.on_default();
pub(super) const DIM: Style = Style::new().dimmed();

static COLOR: OnceLock<(bool, bool)> = OnceLock::new();

/// Decides once about colour on standard output and on standard error.
///
/// `auto` follows <https://no-color.org> and <https://bixense.com/clicolors>, as most tools do: NO_COLOR before
/// CLICOLOR_FORCE before CLICOLOR, and no colour where the output is no terminal.
pub(super) fn set_color(when: Color) {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let auto = |terminal: bool| {
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return false;
        }
        let refused = std::env::var_os("CLICOLOR").is_some_and(|value| value == "0")
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        set("CLICOLOR_FORCE") || (terminal && !refused)
    };
    let pair = match when {
        Color::Always => (true, true),
        Color::Never => (false, false),
        Color::Auto => (auto(std::io::stdout().is_terminal()), auto(std::io::stderr().is_terminal())),
    };
    COLOR.get_or_init(|| pair);
}

/// Returns whether standard error has colour.
pub(super) fn error_has_color() -> bool {
    COLOR.get().is_some_and(|pair| pair.1)
}

/// Returns whether standard output has colour.
pub(super) fn output_has_color() -> bool {
    COLOR.get().is_some_and(|pair| pair.0)
}

/// Paints a text for standard error.
pub(super) fn paint(style: Style, text: &str) -> String {
    if error_has_color() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// Paints a text for standard output.
pub(super) fn paint_out(style: Style, text: &str) -> String {
    if output_has_color() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// Prints a line on standard error. There is nobody to tell if that fails.
pub(super) fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Returns whether a character steers a terminal or reorders what stands beside it (Trojan Source, CVE-2021-42574).
pub(super) fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
}

/// Makes control characters and bidirectional overrides of user text visible, so that a label can
/// neither move the cursor nor reorder what stands beside it.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if steers(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Characters of a message that are printed: it may name an id of megabytes.
const BRIEF: usize = 2000;

/// Makes a message visible, and cuts the middle out of one that is far too long to read.
pub(super) fn brief(text: &str) -> String {
    let count = text.chars().count();
    if count <= BRIEF {
        return visible(text).into_owned();
    }
    let begin: String = text.chars().take(BRIEF / 2).collect();
    let end: String = text.chars().skip(count - BRIEF / 4).collect();
    format!("{} … {}", visible(&begin), visible(&end))
}

/// Standard output for files: on a terminal, what would steer it is made visible; anywhere else, bytes stay as they are.
pub(super) struct Shown<W> {
    out: W,
    terminal: bool,
    /// The beginning of a character whose other bytes are to come.
    begun: Vec<u8>,
}

impl Shown<io::Stdout> {
    pub(super) fn stdout() -> Self {
        let out = io::stdout();
        let terminal = out.is_terminal();
        Shown { out, terminal, begun: Vec::new() }
    }
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.terminal {
            return self.out.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.begun.len(),
        };
        let text: Vec<u8> = self.begun.drain(..whole).collect();
        self.out.write_all(visible(&String::from_utf8_lossy(&text)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns how many columns a text takes: East Asian wide characters take two, combining marks none.
pub(super) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The same in one line: line breaks become blanks.
pub(super) fn visible_line(text: &str) -> String {
    visible(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_text_cannot_steer_the_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(visible("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(visible("北約 é\nx"), "北約 é\nx");
        assert_eq!(visible_line("a\nb"), "a b");
    }

    #[test]
    fn files_are_shown_on_a_terminal_and_written_as_they_are_elsewhere() {
        let text = "é\u{1b}[31m\u{9b}2J\u{202e}北\n";
        for (terminal, wanted) in [(true, "é\\u{1b}[31m\\u{9b}2J\\u{202e}北\n"), (false, text)] {
            for size in 1..=text.len() {
                let mut shown = Shown { out: Vec::new(), terminal, begun: Vec::new() };
                text.as_bytes().chunks(size).for_each(|part| shown.write_all(part).expect("a list takes all"));
                assert_eq!(String::from_utf8(shown.out).as_deref(), Ok(wanted), "{size}");
            }
        }
    }
}

//! Colour, and text that cannot steer the terminal.

use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::{IsTerminal, Write};
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
/// `auto` follows <https://no-color.org> and CLICOLOR_FORCE, as most tools do.
pub(super) fn set_color(when: Color) {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let auto = |terminal: bool| {
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return false;
        }
        set("CLICOLOR_FORCE") || (terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"))
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

/// Makes control characters and bidirectional overrides of user text visible, so that a label can
/// neither move the cursor nor reorder what stands beside it (Trojan Source, CVE-2021-42574).
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let unsafe_char = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
    };
    if !text.chars().any(unsafe_char) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if unsafe_char(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
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
}

//! Names of notes that every system can store and every link can hold, and tags.

use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// The longest name, in characters and in bytes: with a number, `.md` and a path before it, it fits everywhere.
const MAX_CHARS: usize = 100;
/// See [`MAX_CHARS`].
const MAX_BYTES: usize = 200;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Ends of names that Obsidian takes for another sort of file.
const EXTENSIONS: &[&str] = &[
    "md", "canvas", "base", "pdf", "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp", "3gp", "flac", "m4a",
    "mp3", "ogg", "wav", "mkv", "mov", "mp4", "ogv", "webm",
];

/// Gives out names, none twice whatever the case or the encoding of accents.
#[derive(Default)]
pub(super) struct FileNames {
    taken: HashSet<String>,
}

impl FileNames {
    /// Returns a name like the first of these texts that leaves one.
    pub(super) fn claim<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> String {
        let name = texts.into_iter().map(clean).find(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "Untitled".to_owned());
        let mut candidate = name.clone();
        let mut number = 1;
        while !self.taken.insert(key(&candidate)) {
            number += 1;
            candidate = format!("{name} {number}");
        }
        candidate
    }
}

/// Returns what file systems that ignore case and decompose accents compare.
fn key(name: &str) -> String {
    name.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// Takes out of a text what a name cannot have.
fn clean(text: &str) -> String {
    let mut name = String::new();
    for c in text.nfc() {
        let c = match c {
            // Windows and Android; then Obsidian's links.
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
            '#' | '^' | '[' | ']' => '-',
            _ if c.is_whitespace() || c.is_control() => ' ',
            // Marks that turn the direction of writing, or have no width: two names would look alike.
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => continue,
            '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => continue,
            _ => c,
        };
        let doubled = (c == ' ' || c == '%') && name.ends_with(c);
        if doubled || (name.is_empty() && c == '.') {
            continue;
        }
        if name.len() + c.len_utf8() > MAX_BYTES || name.chars().count() >= MAX_CHARS {
            break;
        }
        name.push(c);
    }
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned();
    let lower = name.to_lowercase();
    let stem = lower.split('.').next().unwrap_or(&lower).trim_end();
    let port = |prefix: &str| {
        let number = stem.strip_prefix(prefix).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    if DEVICES.contains(&stem) || port("com") || port("lpt") {
        return format!("_{name}");
    }
    match name.rsplit_once('.') {
        Some((before, end)) if EXTENSIONS.contains(&end.to_lowercase().as_str()) => format!("{before}-{end}"),
        _ => name,
    }
}

/// Makes a tag of a type: letters, digits, `-` and `_`, not digits alone. `None` if nothing is left.
pub(super) fn tag(id: &str) -> Option<String> {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let tag: String = id.nfc().map(plain).collect();
    let tag = tag.trim_matches('-');
    match tag.chars().all(|c| c.is_numeric()) {
        true if tag.is_empty() => None,
        true => Some(format!("_{tag}")),
        false => Some(tag.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_safe_on_every_system() {
        for (text, wanted) in [
            ("K visa", "K visa"),
            ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j"),
            ("#1 [x] ^y", "-1 -x- -y"),
            (" ..hidden. . ", "hidden"),
            ("con", "_con"),
            ("Com1.txt", "_Com1.txt"),
            ("LPT²", "_LPT²"),
            ("comb", "comb"),
            ("two\n\tlines", "two lines"),
            ("100%% sure", "100% sure"),
            ("\u{202e}gpj", "gpj"),
            ("picture.PNG", "picture-PNG"),
            ("v1.2", "v1.2"),
            ("e\u{301}", "\u{e9}"),
            ("...", ""),
        ] {
            assert_eq!(clean(text), wanted);
        }
        assert_eq!(clean(&"文".repeat(90)).len(), 198);
        assert_eq!(clean(&"x".repeat(300)).len(), MAX_CHARS);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = FileNames::default();
        let given: Vec<String> = ["Mercury", "MERCURY", "mercury 2", "Straße", "STRASSE", "é", "e\u{301}", "", "?"]
            .map(|it| names.claim([it]))
            .into();
        let wanted = ["Mercury", "MERCURY 2", "mercury 2 2", "Straße", "STRASSE 2", "é", "é 2", "Untitled", "-"];
        assert_eq!(given, wanted);
        assert_eq!(names.claim(["", "the id"]), "the id");
    }

    #[test]
    fn tags_are_words() {
        for (id, wanted) in
            [("trade union", Some("trade-union")), ("2024", Some("_2024")), ("#!", None), ("人", Some("人"))]
        {
            assert_eq!(tag(id).as_deref(), wanted);
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_safe_name(text in any::<String>()) {
            let name = FileNames::default().claim([text.as_str()]);
            prop_assert!(!name.is_empty() && name.len() <= MAX_BYTES + 1);
            let forbidden = ['<', '>', ':', '"', '/', '\\', '|', '?', '*', '#', '^', '[', ']'];
            prop_assert!(!name.contains(forbidden), "{name:?}");
            prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']), "{name:?}");
            prop_assert!(!name.chars().any(char::is_control), "{name:?}");
        }
    }
}

//! `--for`: the profile that a word names, and what each does.

use kgraph::error::{Error, Result};
use kgraph::format::Profile;

/// Finds the profile that a word names.
pub(super) fn find(name: &str) -> Result<&'static Profile> {
    Profile::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Profile::ALL.iter().map(Profile::name).collect();
        let list = || format!("profiles: {}; `--for list` says what each does", names.join(", "));
        let hint = Profile::did_you_mean(name).unwrap_or_else(list);
        Error::unsupported(format!("`{name}` is no tool that there is a profile for"), hint)
    })
}

/// Lists every profile: its names, what it writes, what it does, and how to open that.
pub(super) fn list() -> String {
    let mut text = String::new();
    for profile in Profile::ALL {
        let also = match profile.also() {
            [] => String::new(),
            names => format!(" (or {})", names.join(", ")),
        };
        text.push_str(&format!("{}{also}: {}\n", profile.name(), profile.tool()));
        let format = profile.format();
        let what = if format.is_folder() { "a folder" } else { "a file" };
        text.push_str(&format!("  {}, {what}: {}\n", format.title(), profile.file_name("story")));
        for line in wrap(profile.about(), 96) {
            text.push_str(&format!("  {line}\n"));
        }
        text.push_str(&format!("  To open it: {}\n\n", profile.open(&profile.file_name("story"))));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Breaks a paragraph into lines of at most so many characters.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

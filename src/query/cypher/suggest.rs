//! Nearest names, for "did you mean".

use rapidfuzz::distance::osa;

/// Returns the candidate nearest to a name, if one is near enough.
///
/// Case, hyphens, underscores and spaces do not count; otherwise about one edit in three
/// characters is allowed.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let limit = (folded.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = osa::distance(folded.chars(), fold(candidate).chars());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_case_do_not_count() {
        assert_eq!(nearest("COMMENTS_ON", ["opposes", "comments-on"]), Some("comments-on"));
        assert_eq!(nearest("persn", ["Person", "Policy"]), Some("Person"));
        assert_eq!(nearest("x", ["Person", "Policy"]), None);
    }
}

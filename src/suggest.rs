//! "Did you mean": the known words nearest to one that is not known.

use rapidfuzz::distance::damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for comparison: compatibility-decomposed, accents dropped, lower case, letters and digits only.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ø' => 'o',
            'ł' => 'l',
            'đ' => 'd',
            'ß' => 's',
            'æ' => 'a',
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Returns how many single-letter edits (insert, delete, replace, swap neighbours) separate two texts.
pub fn distance(a: &str, b: &str) -> usize {
    damerau_levenshtein::distance(a.chars(), b.chars())
}

/// Returns at most `max` candidates that are near `word`, nearest first, ties in the order given.
///
/// Near means: equal after folding, starting with the word (three letters or more), or within one
/// edit for each three letters. Time O(candidates × length²).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, max: usize) -> Vec<&'a str> {
    let wanted = fold(word);
    let length = wanted.chars().count();
    let mut scored: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let allowed = match length.max(folded.chars().count()) {
            // One edit makes any letter any other: no likeness at all.
            0..=2 => 0,
            longer => (longer / 3).min(4),
        };
        let score = if length >= 3 && (folded.starts_with(&wanted) || folded.ends_with(&wanted)) {
            usize::from(folded != wanted)
        } else {
            distance(&wanted, &folded)
        };
        if score <= allowed && !wanted.is_empty() && !scored.iter().any(|(_, known)| *known == candidate) {
            scored.push((score, candidate));
        }
    }
    scored.sort_by_key(|(score, _)| *score);
    scored.truncate(max);
    scored.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Returns the nearest candidate, if one is near.
pub fn nearest_one<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, candidates, 1).into_iter().next()
}

/// Returns ``did you mean `a` or `b`?`` for the nearest candidates, or nothing when none is near.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = nearest(word, candidates, 3);
    (!near.is_empty()).then(|| format!("did you mean {}?", either(&near)))
}

/// Joins words in back-ticks as "`a`, `b` or `c`".
pub fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", rest.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let ids = ["h-1b", "h-1b-fee", "k-visa", "china"];
        assert_eq!(nearest("h1b", ids, 3), ["h-1b", "h-1b-fee"]);
        assert_eq!(nearest("chian", ids, 3), ["china"]);
        assert!(nearest("brazil", ids, 3).is_empty());
        assert_eq!(did_you_mean("k_visa", ids).as_deref(), Some("did you mean `k-visa`?"));
    }

    #[test]
    fn folding_drops_case_accents_and_punctuation() {
        assert_eq!(fold("Ångström, Ødegård’s №1"), "angstromodegardsno1");
    }
}

//! Forms of English verbs and nouns, made from the base form and found from the others.

/// Verbs whose past and participle are not regular: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("bear", "bore", "born"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bind", "bound", "bound"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("fly", "flew", "flown"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("oversee", "oversaw", "overseen"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("ride", "rode", "ridden"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("sing", "sang", "sung"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("understand", "understood", "understood"),
    ("wear", "wore", "worn"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

const NOUNS: &[(&str, &str)] = &[
    ("person", "people"),
    ("child", "children"),
    ("grandchild", "grandchildren"),
    ("man", "men"),
    ("woman", "women"),
    ("wife", "wives"),
    ("half", "halves"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("thief", "thieves"),
    ("analysis", "analyses"),
    ("criterion", "criteria"),
    ("basis", "bases"),
];

/// The forms of one verb. Where spelling leaves a choice, both spellings are there.
#[derive(Debug)]
pub(crate) struct VerbForms {
    pub(crate) third: String,
    pub(crate) past: Vec<String>,
    pub(crate) participle: Vec<String>,
    pub(crate) ing: Vec<String>,
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Returns whether the word ends in a consonant and "y".
fn ends_in_soft_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !is_vowel(c))
}

/// Returns the word with "s" or "es": third person of a verb, plural of a noun.
fn with_s(word: &str) -> String {
    if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) {
        format!("{word}es")
    } else if ends_in_soft_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else {
        format!("{word}s")
    }
}

/// Returns the word with its last consonant doubled, where that may be right: "cut", "signal".
fn doubled(word: &str) -> Option<String> {
    let back: Vec<char> = word.chars().rev().take(3).collect();
    let [last, middle, first] = back[..] else { return None };
    (!is_vowel(last) && !"wxy".contains(last) && is_vowel(middle) && !is_vowel(first)).then(|| format!("{word}{last}"))
}

/// Returns the forms of a verb from its base form.
pub(crate) fn verb_forms(base: &str) -> VerbForms {
    let third = if base == "have" { "has".to_owned() } else { with_s(base) };
    let irregular = IRREGULAR.iter().find(|(known, ..)| *known == base);
    let regular = || -> Vec<String> {
        if base.ends_with('e') {
            vec![format!("{base}d")]
        } else if ends_in_soft_y(base) {
            vec![format!("{}ied", &base[..base.len() - 1])]
        } else {
            std::iter::once(base.to_owned()).chain(doubled(base)).map(|stem| format!("{stem}ed")).collect()
        }
    };
    let (past, participle) = match irregular {
        Some((_, past, participle)) => (vec![(*past).to_owned()], vec![(*participle).to_owned()]),
        None => (regular(), regular()),
    };
    let ing = if let Some(stem) = base.strip_suffix("ie") {
        vec![format!("{stem}ying")]
    } else if base.ends_with('e') && !base.ends_with("ee") && base.len() > 2 {
        vec![format!("{}ing", &base[..base.len() - 1])]
    } else {
        std::iter::once(base.to_owned()).chain(doubled(base)).map(|stem| format!("{stem}ing")).collect()
    };
    VerbForms { third, past, participle, ing }
}

/// Returns whether a word may be a third person singular.
pub(crate) fn is_third(word: &str) -> bool {
    word.len() > 2 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

/// Returns the base forms that a third person may come from.
pub(crate) fn bases_of_third(word: &str) -> Vec<String> {
    let cut = |n: usize| word[..word.len() - n].to_owned();
    if word == "has" {
        vec!["have".to_owned()]
    } else if word.ends_with("ies") && word.len() > 4 {
        vec![format!("{}y", cut(3))]
    } else if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|end| word.ends_with(end)) {
        vec![cut(2)]
    } else if word.ends_with("uses") && word.len() > 5 {
        vec![cut(1), cut(2)]
    } else {
        vec![cut(1)]
    }
}

/// Returns the base forms that a past form or participle may come from; none if it is not one.
pub(crate) fn bases_of_past(word: &str) -> Vec<String> {
    let mut bases: Vec<String> = IRREGULAR
        .iter()
        .filter(|(base, past, participle)| *base != word && (*past == word || *participle == word))
        .map(|(base, ..)| (*base).to_owned())
        .collect();
    if !bases.is_empty() || !word.is_ascii() || word.len() < 4 || word.ends_with("eed") {
        return bases;
    }
    if let Some(stem) = word.strip_suffix("ied") {
        bases.push(format!("{stem}y"));
    } else if let Some(stem) = word.strip_suffix("ed") {
        // "commented" is not of "commente", nor "introduced" of "introduc".
        let closed =
            ["nt", "ct", "pt", "ft", "ss", "ll", "ff", "sh", "ch", "ck", "ld", "nd", "rd", "wn", "rn", "rk", "nk"];
        let open = ["ac", "ec", "ic", "oc", "uc", "v", "iz", "yz", "u"];
        if !closed.iter().any(|end| stem.ends_with(end)) {
            bases.push(format!("{stem}e"));
        }
        if !open.iter().any(|end| stem.ends_with(end)) {
            bases.push(stem.to_owned());
        }
        let back: Vec<char> = stem.chars().rev().take(2).collect();
        if stem.len() > 3 && back.len() == 2 && back[0] == back[1] {
            bases.push(stem[..stem.len() - 1].to_owned());
        }
    }
    bases
}

/// Returns the base forms that an "-ing" form may come from; none if it is not one.
pub(crate) fn bases_of_ing(word: &str) -> Vec<String> {
    let Some(stem) =
        word.strip_suffix("ing").filter(|stem| stem.is_ascii() && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']))
    else {
        return Vec::new();
    };
    let mut bases = vec![stem.to_owned(), format!("{stem}e")];
    let back: Vec<char> = stem.chars().rev().take(2).collect();
    if stem.len() > 3 && back.len() == 2 && back[0] == back[1] {
        bases.push(stem[..stem.len() - 1].to_owned());
    }
    bases
}

/// Returns the plural of a noun.
pub(crate) fn plural(word: &str) -> String {
    NOUNS
        .iter()
        .find(|(singular, _)| *singular == word)
        .map_or_else(|| with_s(word), |(_, plural)| (*plural).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let cut = verb_forms("cut");
        assert_eq!((cut.third.as_str(), cut.past[0].as_str(), cut.ing[1].as_str()), ("cuts", "cut", "cutting"));
        let rely = verb_forms("rely");
        assert_eq!((rely.third.as_str(), rely.past[0].as_str()), ("relies", "relied"));
        assert_eq!(verb_forms("write").participle, ["written"]);
        assert_eq!(verb_forms("signal").past, ["signaled", "signalled"]);
    }

    #[test]
    fn base_forms_are_found() {
        assert_eq!(bases_of_third("relies"), ["rely"]);
        assert_eq!(bases_of_third("benefits"), ["benefit"]);
        assert_eq!(bases_of_third("focuses"), ["focuse", "focus"]);
        assert_eq!(bases_of_past("written"), ["write"]);
        assert_eq!(bases_of_past("quoted"), ["quote", "quot"]);
        assert!(bases_of_past("member").is_empty());
        assert_eq!(plural("policy"), "policies");
        assert_eq!(plural("person"), "people");
    }

    #[test]
    fn consonants_are_doubled_behind_one_vowel() {
        for (word, wanted) in [
            ("cut", Some("cutt")),
            ("signal", Some("signall")),
            ("act", None),
            ("rain", None),
            ("fix", None),
            ("play", None),
            ("go", None),
        ] {
            assert_eq!(doubled(word).as_deref(), wanted, "{word}");
        }
        assert_eq!(bases_of_ing("cutting"), ["cutt", "cutte", "cut"]);
        assert_eq!(bases_of_ing("quoting"), ["quot", "quote"]);
        assert!(bases_of_ing("thing").is_empty() && bases_of_ing("quoted").is_empty());
    }
}

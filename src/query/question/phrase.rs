//! From one phrase of a relation to every form it can take in a question.
//!
//! "comments on" gives "comment on", "commented on", "commenting on" and, turned round, "commented
//! on by"; "quoted by" gives itself after "is", and turned round "quotes", "quoted", "quoting".

use super::inflect::{bases_of_ing, bases_of_past, bases_of_third, is_third, plural, verb_forms};
use super::token::{Token, folded, normal, tokenize};

/// How a form of a relation may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Usage {
    /// "oppose": after "do", "will", or a plural.
    Base,
    /// "opposes".
    Third,
    /// "opposed", as in "who opposed".
    Past,
    /// "written", after "have".
    Perfect,
    /// "opposing": after "be", or after a noun.
    Ing,
    /// "opposed by", "based in", "against": after "be", or after a noun.
    Be,
    /// "opposed": after "be", the other side left out.
    Passive,
}

/// One form: words, whether the subject is the relation's source, usage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhraseForm {
    pub(crate) words: Vec<String>,
    /// The words as they would be written, before spelling is folded.
    pub(crate) shown: String,
    pub(crate) forward: bool,
    pub(crate) usage: Usage,
}

/// What a phrase gives.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    pub(crate) forms: Vec<PhraseForm>,
    /// Role nouns with whether they name the source.
    pub(crate) nouns: Vec<(Vec<String>, bool)>,
}

/// Words that can end a verb phrase and take its object.
pub(crate) const PREPOSITIONS: &[&str] = &[
    "on", "in", "at", "to", "for", "from", "of", "with", "by", "about", "against", "under", "into", "over", "via",
    "as", "near", "between", "through", "upon", "towards", "toward", "behind", "within", "inside", "among", "onto",
];

/// Nouns for who does it, where a relation says by whom it is done: "owned by" an owner.
const AGENTS: &[(&str, &str)] = &[
    ("design", "designer"),
    ("found", "founder"),
    ("lead", "leader"),
    ("maintain", "maintainer"),
    ("make", "maker"),
    ("manage", "manager"),
    ("own", "owner"),
    ("produce", "producer"),
    ("publish", "publisher"),
    ("supply", "supplier"),
    ("write", "writer"),
];

pub(crate) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

pub(crate) fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an")
}

/// Splits a phrase of the vocabulary into words, articles dropped; returns whether there was one.
fn words_of(phrase: &str) -> (Vec<String>, bool) {
    let written = |token: Token| {
        let word = folded(&phrase[token.span]);
        if normal(&word) == token.text { word } else { token.text }
    };
    let words: Vec<String> = tokenize(phrase).into_iter().map(written).collect();
    let kept: Vec<String> = words.iter().filter(|word| !is_article(word)).cloned().collect();
    let had_article = kept.len() < words.len();
    (kept, had_article)
}

/// Returns a noun phrase in singular and plural: "target group", "target groups"; "country of origin".
pub(crate) fn noun_forms(noun: &str) -> Vec<Vec<String>> {
    let (words, _) = words_of(noun);
    if words.is_empty() {
        return Vec::new();
    }
    let head = words.iter().position(|word| word == "of").filter(|at| *at > 0).unwrap_or(words.len()) - 1;
    let mut many = words.clone();
    many[head] = plural(&words[head]);
    vec![words, many]
}

impl Forms {
    /// Expands a phrase that is read from the source (`forward`) or from the target.
    pub(crate) fn of(phrase: &str, forward: bool) -> Forms {
        let mut forms = Forms::default();
        forms.add(phrase, forward);
        forms
    }

    fn push(&mut self, words: Vec<String>, forward: bool, usage: Usage) {
        if words.is_empty() {
            return;
        }
        let shown = words.join(" ");
        let form = PhraseForm { words: words.iter().map(|word| normal(word)).collect(), shown, forward, usage };
        if !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }

    fn noun(&mut self, words: &[String], forward: bool) {
        for noun in noun_forms(&words.join(" ")) {
            self.nouns.push((noun, forward));
        }
    }

    fn add(&mut self, phrase: &str, forward: bool) {
        let (words, had_article) = words_of(phrase);
        let Some(first) = words.first().map(String::as_str) else { return };
        let last = words.last().map_or("", String::as_str);
        let prepositional = words.len() > 1 && is_preposition(last);
        match first {
            "is" | "are" | "was" | "were" if words.len() > 1 => {
                self.after_be(&words[1..], forward, had_article);
            }
            "has" | "have" | "had" if words.len() > 1 => {
                self.verb("have", &words[1..], forward);
                // "has deployed" is a verb of its own.
                let bases = bases_of_past(&words[1]);
                for base in &bases {
                    self.verb(base, &words[2..], forward);
                }
                if words.len() == 2 && bases.is_empty() {
                    // "has part": what it has is a part.
                    self.noun(&words[1..], !forward);
                }
            }
            _ if prepositional && !bases_of_past(first).is_empty() => {
                self.after_be(&words, forward, had_article);
                if last != "by" {
                    // "invested in" is a past as well as a state.
                    for base in bases_of_past(first) {
                        self.verb(&base, &words[1..], forward);
                    }
                }
            }
            _ if !bases_of_ing(first).is_empty() => {
                self.push(words.clone(), forward, Usage::Ing);
                for base in bases_of_ing(first) {
                    self.verb(&base, &words[1..], forward);
                }
            }
            _ if is_preposition(first) || (prepositional && !is_third(first)) => {
                self.after_be(&words, forward, had_article || last == "of");
                if !is_preposition(first) && last != "of" {
                    self.verb(first, &words[1..], forward);
                }
            }
            _ if !bases_of_past(first).is_empty() => {
                for base in bases_of_past(first) {
                    self.verb(&base, &words[1..], forward);
                }
            }
            _ if is_third(first) => {
                for base in bases_of_third(first) {
                    self.verb(&base, &words[1..], forward);
                }
            }
            _ => {
                self.verb(first, &words[1..], forward);
                if words.len() == 1 {
                    // A bare noun as in "capital" names the target.
                    self.noun(&words, !forward);
                }
            }
        }
        // The phrase itself, whatever it is.
        self.push(words, forward, Usage::Third);
    }

    /// Adds what can follow "is": "opposed by", "based in", "the leader of", "against".
    fn after_be(&mut self, words: &[String], forward: bool, noun: bool) {
        self.push(words.to_vec(), forward, Usage::Be);
        let Some((last, before)) = words.split_last() else { return };
        let Some(first) = before.first() else { return };
        let bases = bases_of_past(first);
        if last == "by" && !bases.is_empty() {
            self.push(before.to_vec(), forward, Usage::Passive);
            let agent = AGENTS.iter().find(|(verb, _)| before.len() == 1 && bases.iter().any(|base| base == verb));
            if let Some((_, agent)) = agent {
                self.noun(&[(*agent).to_owned()], !forward);
            }
            for base in bases {
                self.verb(&base, &before[1..], !forward);
            }
        } else if last == "of" && noun && !is_preposition(first) {
            self.noun(before, forward);
        }
    }

    /// Adds the forms of a verb with the words that follow it.
    fn verb(&mut self, base: &str, rest: &[String], forward: bool) {
        let with_rest = |verb: &str| -> Vec<String> {
            std::iter::once(verb.to_owned()).chain(rest.iter().cloned()).collect::<Vec<String>>()
        };
        let forms = verb_forms(base);
        self.push(with_rest(base), forward, Usage::Base);
        self.push(with_rest(&forms.third), forward, Usage::Third);
        for past in &forms.past {
            self.push(with_rest(past), forward, Usage::Past);
        }
        for ing in &forms.ing {
            self.push(with_rest(ing), forward, Usage::Ing);
        }
        for participle in &forms.participle {
            let mut words = with_rest(participle);
            self.push(words.clone(), forward, Usage::Perfect);
            if base != "have" && rest.last().is_none_or(|word| word != "by") {
                self.push(words.clone(), !forward, Usage::Passive);
                words.push("by".to_owned());
                self.push(words, !forward, Usage::Be);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(phrase: &str, words: &str, forward: bool, usage: Usage) -> bool {
        let wanted: Vec<String> = words.split(' ').map(str::to_owned).collect();
        Forms::of(phrase, true)
            .forms
            .iter()
            .any(|form| form.words == wanted && form.forward == forward && form.usage == usage)
    }

    #[test]
    fn active_phrases_turn_round_with_by() {
        assert!(has("comments on", "commented on", true, Usage::Past));
        assert!(has("comments on", "commented on by", false, Usage::Be));
        assert!(has("comments on", "commented on", false, Usage::Passive));
        assert!(has("HAS_PART", "have part", true, Usage::Base));
    }

    #[test]
    fn passive_phrases_give_their_verb() {
        assert!(has("quoted by", "quoted by", true, Usage::Be));
        assert!(has("quoted by", "quotes", false, Usage::Third));
        assert!(has("written by", "wrote", false, Usage::Past));
        assert!(has("maintained by", "maintain", false, Usage::Base));
    }

    #[test]
    fn has_before_a_participle_is_no_verb() {
        assert!(has("HAS_DEPLOYED", "deployed", true, Usage::Past));
        assert!(has("HAS_DEPLOYED", "deploy", true, Usage::Base));
        assert!(has("HAS_DEPLOYED", "deployed by", false, Usage::Be));
        assert!(Forms::of("HAS_DEPLOYED", true).nouns.is_empty());
    }

    #[test]
    fn what_is_owned_has_an_owner() {
        assert!(Forms::of("owned by", true).nouns.contains(&(vec!["owners".to_owned()], false)));
    }

    #[test]
    fn states_and_nouns_follow_be() {
        assert!(has("based in", "based in", true, Usage::Be));
        assert!(has("is licensed under", "licensed under", true, Usage::Be));
        assert!(has("member of", "member of", true, Usage::Be));
        assert!(has("is against", "against", true, Usage::Be));
        let nouns = Forms::of("member of", true).nouns;
        assert_eq!(nouns[1], (vec!["members".to_owned()], true));
        assert!(Forms::of("is sceptical of", true).nouns.is_empty());
    }
}

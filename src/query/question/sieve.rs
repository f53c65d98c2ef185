//! Which nodes a question may name: a quick look at every name, before any is taken apart.
//!
//! Taking every name of a million nodes apart costs seconds, and a question names two or three. A key
//! of the name index is a run of whole words of a name, or its initials. So if a question asks for a
//! key, the first word of that run is the beginning of some run of the question. The sieve lets a
//! name pass if any of its words is such a beginning, or its initials are a run; what it cannot judge
//! at a glance passes too. It never holds back a name that has a wanted key.

use super::parse::demonym_stems;
use super::token::{Token, folded, normal, push_key};
use crate::graph::{Graph, NodeId};
use hashbrown::HashSet;

/// Longer beginnings are not told apart.
const LONGEST: usize = 64;

/// What a question may look up.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    keys: HashSet<String>,
    beginnings: HashSet<Box<[u8]>>,
    /// For each byte, whether a beginning starts with it.
    first: Vec<bool>,
    ascii: bool,
}

impl Sieve {
    /// Makes the sieve of a question: every run of its words, and what its adjectives may come from.
    pub(super) fn new(tokens: &[Token]) -> Self {
        let mut keys = HashSet::new();
        for start in 0..tokens.len() {
            let mut key = String::new();
            for token in &tokens[start..] {
                push_key(&mut key, token);
                keys.insert(key.clone());
            }
            keys.extend(demonym_stems(&tokens[start].text));
        }
        let mut sieve =
            Sieve { ascii: keys.iter().all(|key| key.is_ascii()), first: vec![false; 256], ..Sieve::default() };
        for key in &keys {
            let key = key.as_bytes();
            if let Some(byte) = key.first() {
                sieve.first[usize::from(*byte)] = true;
            }
            for end in 1..=key.len().min(LONGEST) {
                sieve.beginnings.insert(key[..end].into());
            }
        }
        sieve.keys = keys;
        sieve
    }

    /// Returns whether a key is looked up.
    pub(super) fn wants(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Returns whether a node may have a name that is looked up.
    pub(super) fn passes(&self, graph: &Graph, node: NodeId) -> bool {
        let label = graph.label(node);
        if self.name(label) || self.name(graph.id(node)) {
            return true;
        }
        let Some(aliases) = graph.aliases_json(node) else { return false };
        // Between quotes stands a name, or a comma; escapes are not read here.
        aliases.contains('\\') || aliases.split('"').any(|alias| self.name(alias))
    }

    fn name(&self, name: &str) -> bool {
        let bytes = name.as_bytes();
        let mut initials = Initials::default();
        let (mut at, mut after_space) = (0, true);
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() || byte >= 0x80 {
                let start = at;
                let mut ascii = true;
                while let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric() || **byte >= 0x80) {
                    ascii &= byte < 0x80;
                    at += 1;
                }
                if after_space {
                    initials.add(&name[start..]);
                }
                if if ascii { self.ascii_word(&bytes[start..at]) } else { self.other_word(&name[start..at]) } {
                    return true;
                }
                after_space = false;
            } else {
                if matches!(byte, b'\'' | b'"' | b'+' | b'#') {
                    return true;
                }
                after_space = byte.is_ascii_whitespace();
                at += 1;
            }
        }
        initials.are(|initials| self.wants(initials))
    }

    fn ascii_word(&self, word: &[u8]) -> bool {
        let first = word[0].to_ascii_lowercase();
        // Normal spelling leaves the first letter alone; only "cannot" is opened into two words.
        if !self.first[usize::from(first)] {
            return word.eq_ignore_ascii_case(b"cannot");
        }
        // Amounts are rewritten, but keep the digits they begin with.
        let digits = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 {
            return self.begins(&word[..digits]);
        }
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..word.len()) else { return true };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        if self.begins(lower) || lower == b"cannot" {
            return true;
        }
        // Only these ends and beginnings have another spelling.
        let varies = matches!(lower.last(), Some(b's' | b'n' | b'g' | b'd' | b'e' | b'r'))
            || lower.starts_with(b"licenc")
            || lower.starts_with(b"sceptic");
        varies && std::str::from_utf8(lower).is_ok_and(|text| self.begins(normal(text).as_bytes()))
    }

    /// A run of letters and other characters beyond ASCII, which may be several words.
    fn other_word(&self, run: &str) -> bool {
        let letter = |c: &char| c.is_alphanumeric();
        let (Some(first), true) = (run.chars().next().filter(letter), run.chars().all(|c| letter(&c))) else {
            return true;
        };
        // Letters of other scripts stay what they are when folded.
        if self.ascii && matches!(first, '\u{370}'..='\u{1cff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{d7ff}') {
            return false;
        }
        let folded = folded(run);
        folded.is_empty() || folded.len() > LONGEST || first.is_numeric() || {
            self.begins(folded.as_bytes()) || self.begins(normal(&folded).as_bytes())
        }
    }

    fn begins(&self, word: &[u8]) -> bool {
        self.beginnings.contains(word)
    }
}

/// The capitals that words begin with.
#[derive(Default)]
struct Initials {
    text: String,
}

impl Initials {
    fn add(&mut self, word: &str) {
        self.text.extend(word.chars().next().filter(|c| c.is_uppercase()));
    }

    /// Returns whether they, with or without those of an article, are what is asked for.
    fn are(&self, wanted: impl Fn(&str) -> bool) -> bool {
        if self.text.len() < 2 {
            return false;
        }
        let text = self.text.to_lowercase();
        wanted(&text) || text.strip_prefix('t').is_some_and(wanted)
    }
}

//! Words of a question or a name.
//!
//! Case, accents, hyphens and punctuation are dropped; `’s` stays a word, contractions are opened
//! ("who's" is "who is", "doesn't" is "does not"), amounts are one number ("$100k", "$100,000" and
//! "100000" are equal), a text in double quotes is one word.

use crate::suggest::fold;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The word in its normal form; for quoted text, the text as written.
    pub(crate) text: String,
    /// Whether it stood in double quotes.
    pub(crate) quoted: bool,
    /// Whether a comma stands before it.
    pub(crate) comma: bool,
    /// Where it stands, in bytes.
    pub(crate) span: Range<usize>,
}

/// The possessive ending as a word.
pub(crate) const POSSESSIVE: &str = "'s";

/// Splits a text into words.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, at: 0, comma: false, tokens: Vec::new() };
    scanner.run();
    join_amounts(scanner.tokens)
}

/// Folds spelling variants, so that "organisation" and "organization" are one word.
pub(crate) fn normal(word: &str) -> String {
    const ENDINGS: [(&str, &str); 14] = [
        ("isations", "izations"),
        ("isation", "ization"),
        ("ising", "izing"),
        ("ises", "izes"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("yses", "yzes"),
        ("ysing", "yzing"),
        ("our", "or"),
        ("ours", "ors"),
        ("programme", "program"),
        ("programmes", "programs"),
    ];
    if word.len() > 4 && word.is_ascii() {
        for (from, to) in ENDINGS {
            let least = if from.starts_with("our") { 5 } else { 6 };
            if word.len() >= least
                && let Some(stem) = word.strip_suffix(from)
            {
                return format!("{stem}{to}");
            }
        }
        if let Some(rest) = word.strip_prefix("practic").filter(|rest| rest.starts_with('e') || *rest == "ing") {
            return format!("practiz{rest}");
        }
        if let Some(rest) = word.strip_prefix("licenc") {
            return format!("licens{rest}");
        }
        if let Some(rest) = word.strip_prefix("sceptic") {
            return format!("skeptic{rest}");
        }
    }
    word.to_owned()
}

/// Returns what a name is looked up by: its words run together, without a leading article.
pub(crate) fn key_of(words: &[Token]) -> String {
    let start = usize::from(words.len() > 1 && matches!(&*words[0].text, "the" | "a" | "an"));
    let mut key = String::new();
    for word in &words[start..] {
        push_key(&mut key, word);
    }
    key
}

/// Appends a word to a key.
pub(crate) fn push_key(key: &mut String, word: &Token) {
    if word.quoted {
        key.push_str(&key_of(&tokenize(&word.text.replace(['"', '“', '”'], " "))));
    } else {
        key.push_str(word.text.trim_start_matches('\''));
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    comma: bool,
    tokens: Vec<Token>,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(c) = self.peek() {
            if is_word(c) {
                self.word();
            } else if matches!(c, '$' | '€' | '£' | '¥')
                && let after = self.at + c.len_utf8()
                && let Some((value, end)) = number(self.text, after)
            {
                self.push(value, self.at..end);
                self.at = end;
            } else if matches!(c, '"' | '“' | '”') {
                self.quoted();
            } else if (c == '+' || c == '#') && self.tokens.last().is_some_and(|t| t.span.end == self.at) {
                let word = if c == '+' { "plus" } else { "sharp" };
                self.push(word.to_owned(), self.at..self.at + 1);
                self.at += 1;
            } else {
                self.comma |= matches!(c, ',' | ';');
                self.at += c.len_utf8();
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn push(&mut self, text: String, span: Range<usize>) {
        if !text.is_empty() {
            self.tokens.push(Token { text, quoted: false, comma: self.comma, span });
            self.comma = false;
        }
    }

    fn quoted(&mut self) {
        let open = self.peek().map_or(1, char::len_utf8);
        let inner = &self.text[self.at + open..];
        if let Some(length) = inner.find(['"', '“', '”'])
            && !inner[..length].trim().is_empty()
        {
            let close = inner[length..].chars().next().map_or(1, char::len_utf8);
            let end = self.at + open + length + close;
            let text = inner[..length].trim().to_owned();
            self.tokens.push(Token { text, quoted: true, comma: self.comma, span: self.at..end });
            self.comma = false;
            self.at = end;
        } else {
            self.at += open;
        }
    }

    /// Takes the end of the run of word characters.
    fn run_end(&self, from: usize) -> usize {
        self.text[from..].char_indices().find(|(_, c)| !is_word(*c)).map_or(self.text.len(), |(at, _)| from + at)
    }

    fn word(&mut self) {
        let start = self.at;
        if let Some((value, end)) = number(self.text, start) {
            self.at = end;
            self.push(value, start..end);
            return;
        }
        let end = self.run_end(start);
        self.at = end;
        let mut word = folded(&self.text[start..end]);
        let Some(mark) = self.peek().filter(|c| is_apostrophe(*c)) else {
            if word == "cannot" {
                self.push("can".to_owned(), start..end);
                word = "not".to_owned();
            }
            return self.push(normal(&word), start..end);
        };
        let after = end + mark.len_utf8();
        let tail_end = self.run_end(after);
        let tail = folded(&self.text[after..tail_end]);
        let question_word = matches!(
            &*word,
            "who" | "what" | "where" | "how" | "that" | "there" | "it" | "he" | "she" | "when" | "why" | "which"
        );
        let opened = match &*tail {
            "s" if question_word => "is",
            "s" => POSSESSIVE,
            "" if word.ends_with('s') => POSSESSIVE,
            "t" if word.ends_with('n') => {
                word = match &*word {
                    "won" => "will".to_owned(),
                    "can" => word,
                    "shan" => "shall".to_owned(),
                    _ => word[..word.len() - 1].to_owned(),
                };
                "not"
            }
            "re" => "are",
            "ve" => "have",
            "ll" => "will",
            "d" => "would",
            _ => return self.push(normal(&word), start..end),
        };
        self.push(normal(&word), start..end);
        self.push(opened.to_owned(), end..tail_end);
        self.at = tail_end;
    }
}

pub(crate) fn folded(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word) }
}

/// Reads "100,000", "1.5" or "100k" as its digits, unless letters follow as in "1B".
fn number(text: &str, start: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if !digit(start) {
        return None;
    }
    let (mut whole, mut fraction) = (String::new(), String::new());
    let mut at = start;
    let mut in_fraction = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' if in_fraction => fraction.push(char::from(byte)),
            b'0'..=b'9' => whole.push(char::from(byte)),
            b',' if !in_fraction && (1..=3).all(|n| digit(at + n)) && !digit(at + 4) => {}
            b'.' if !in_fraction && digit(at + 1) => in_fraction = true,
            _ => break,
        }
        at += 1;
    }
    let zeros = match bytes.get(at) {
        Some(b'k' | b'K') => 3,
        Some(b'm' | b'M') => 6,
        _ => 0,
    };
    let end = at + usize::from(zeros > 0);
    if text[end..].chars().next().is_some_and(is_word) {
        return None;
    }
    Some((scaled(whole, fraction, zeros), end))
}

/// Multiplies a decimal number by a power of ten.
fn scaled(mut whole: String, mut fraction: String, zeros: usize) -> String {
    for _ in 0..zeros {
        whole.push(if fraction.is_empty() { '0' } else { fraction.remove(0) });
    }
    if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }
}

/// Joins "100 thousand" and "1 million", and drops the currency after a number.
fn join_amounts(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let last = joined.last_mut().filter(|t| !t.quoted && t.text.starts_with(|c: char| c.is_ascii_digit()));
        let zeros = match &*token.text {
            "thousand" => 3,
            "million" => 6,
            "billion" => 9,
            "dollar" | "dollars" | "usd" | "euro" | "euros" => 0,
            _ => usize::MAX,
        };
        match last {
            Some(number) if zeros != usize::MAX && !token.quoted => {
                let (whole, fraction) = number.text.split_once('.').unwrap_or((&number.text, ""));
                number.text = scaled(whole.to_owned(), fraction.to_owned(), zeros);
                number.span.end = token.span.end;
            }
            _ => joined.push(token),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        tokenize(text).into_iter().map(|t| t.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn contractions_are_opened_and_possessives_kept() {
        assert_eq!(words("Who's the K-visa’s critic?"), "who is the k visa 's critic");
        assert_eq!(words("who doesn't, won't or can't"), "who does not will not or can not");
        assert_eq!(words("the States' policy"), "the states 's policy");
        assert_eq!(words("O'Brien"), "o brien");
    }

    #[test]
    fn amounts_are_one_number() {
        for text in ["$100k", "$100,000", "100000", "US$100K", "100 thousand dollars"] {
            assert!(words(text).ends_with("100000"), "{text}: {}", words(text));
        }
        assert_eq!(words("$1.5m"), "1500000");
        assert_eq!(words("H-1B, 2024-1234"), "h 1b 2024 1234");
    }

    #[test]
    fn spelling_and_accents_are_folded() {
        assert_eq!(words("Organisations Ångström criticises favour"), "organizations angstrom criticizes favor");
        assert_eq!(words("C++ and C#"), "c plus plus and c sharp");
    }

    #[test]
    fn quoted_text_is_one_word() {
        let tokens = tokenize("who is “The Asia Group” \" ");
        assert_eq!(tokens.len(), 3);
        assert!(tokens[2].quoted);
        assert_eq!(key_of(&tokens[2..]), "asiagroup");
    }

    #[test]
    fn numbers_end_where_they_do() {
        for (text, wanted) in [
            ("1.5 b", Some(("1.5", 3))),
            ("1.5.2", Some(("1.5", 3))),
            ("7. Then", Some(("7", 1))),
            ("100,000,", Some(("100000", 7))),
            ("2.5k", Some(("2500", 4))),
            ("1B", None),
            ("x", None),
        ] {
            assert_eq!(number(text, 0), wanted.map(|(digits, end)| (digits.to_owned(), end)), "{text}");
        }
    }
}

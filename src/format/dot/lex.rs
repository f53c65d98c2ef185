//! DOT text to tokens with their places.

use std::borrow::Cow;
use std::ops::Range;

/// What an id looks like, which decides what it may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdKind {
    Word,
    Number,
    Quoted,
    Html,
}

/// A name or value, with `\"` and line continuations undone and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Id<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) kind: IdKind,
    pub(super) span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Id(Id<'a>),
    /// A keyword, in lower case.
    Word(&'static str),
    /// One of `{ } [ ] ; , = : + @`.
    Sign(u8),
    /// `->` if directed, else `--`.
    Arrow {
        directed: bool,
    },
    End,
}

/// Why a text is not DOT, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

const WORDS: [&str; 6] = ["node", "edge", "graph", "digraph", "subgraph", "strict"];

#[derive(Debug)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lexer { text, at: 0 }
    }

    /// Takes the next token and its place.
    pub(super) fn next(&mut self) -> Result<(Token<'a>, Range<usize>), Problem> {
        self.skip()?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        let Some(&byte) = bytes.get(start) else { return Ok((Token::End, start..start)) };
        let token = match byte {
            b'-' if matches!(bytes.get(start + 1), Some(b'>' | b'-')) => {
                self.at += 2;
                Token::Arrow { directed: bytes[start + 1] == b'>' }
            }
            b'{' | b'}' | b'[' | b']' | b';' | b',' | b'=' | b':' | b'+' | b'@' => {
                self.at += 1;
                Token::Sign(byte)
            }
            b'"' => Token::Id(self.quoted()?),
            b'<' => Token::Id(self.html()?),
            b'-' | b'.' | b'0'..=b'9' => Token::Id(self.number()?),
            _ if is_word(byte) => self.word(),
            _ => {
                let c = self.text[start..].chars().next().unwrap_or(' ');
                let message = format!("`{}` begins nothing that DOT knows", c.escape_default());
                return Err(Problem {
                    span: start..start + c.len_utf8(),
                    message,
                    hint: "put names with other characters than letters, digits and `_` in double quotes",
                });
            }
        };
        Ok((token, start..self.at))
    }

    /// Goes over blanks, comments and the lines of a C preprocessor.
    fn skip(&mut self) -> Result<(), Problem> {
        let bytes = self.text.as_bytes();
        loop {
            let rest = &bytes[self.at..];
            match rest {
                [b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, ..] => self.at += 1,
                // A byte order mark within a name, or before one, is a part of it, as in `dot`.
                [0xef, 0xbb, 0xbf, next @ ..]
                    if self.at == 0 || !next.first().is_some_and(|&byte| is_word(byte) || byte.is_ascii_digit()) =>
                {
                    self.at += 3;
                }
                [b'/', b'/', ..] => self.skip_line(),
                [b'#', ..] if self.at == 0 || matches!(bytes[self.at - 1], b'\n' | b'\r') => self.skip_line(),
                [b'/', b'*', ..] => match self.text[self.at + 2..].find("*/") {
                    Some(len) => self.at += len + 4,
                    None => {
                        return Err(Problem {
                            span: self.at..self.at + 2,
                            message: "a comment is opened here and never closed".to_owned(),
                            hint: "close it with `*/`",
                        });
                    }
                },
                _ => return Ok(()),
            }
        }
    }

    fn skip_line(&mut self) {
        self.at += self.text[self.at..].find('\n').unwrap_or(self.text.len() - self.at);
    }

    fn word(&mut self) -> Token<'a> {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        self.at += rest.iter().take_while(|&&byte| is_word(byte) || byte.is_ascii_digit()).count();
        let word = &self.text[start..self.at];
        match WORDS.iter().find(|known| known.eq_ignore_ascii_case(word)) {
            Some(known) => Token::Word(known),
            None => Token::Id(Id { text: Cow::Borrowed(word), kind: IdKind::Word, span: start..self.at }),
        }
    }

    /// `-?(.digits|digits(.digits)?)`; a letter behind it begins the next token, as in `dot`.
    fn number(&mut self) -> Result<Id<'a>, Problem> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut at = start + usize::from(bytes[start] == b'-');
        let whole = digits(at);
        at += whole;
        let mut count = whole;
        if bytes.get(at) == Some(&b'.') && (whole > 0 || digits(at + 1) > 0) {
            let fraction = digits(at + 1);
            count += fraction;
            at += 1 + fraction;
        }
        if count == 0 {
            return Err(Problem {
                span: start..start + 1,
                message: format!("`{}` begins no number", char::from(bytes[start])),
                hint: "put names with other characters than letters, digits and `_` in double quotes",
            });
        }
        self.at = at;
        Ok(Id { text: Cow::Borrowed(&self.text[start..at]), kind: IdKind::Number, span: start..at })
    }

    fn quoted(&mut self) -> Result<Id<'a>, Problem> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut text = Cow::Borrowed("");
        let mut from = start + 1;
        let mut at = from;
        let push = |text: &mut Cow<'a, str>, part: &'a str| match text {
            Cow::Borrowed("") => *text = Cow::Borrowed(part),
            text => text.to_mut().push_str(part),
        };
        loop {
            match bytes.get(at) {
                None => {
                    return Err(Problem {
                        span: start..start + 1,
                        message: "a quote is opened here and never closed".to_owned(),
                        hint: "close it; within quotes write a quote as `\\\"`",
                    });
                }
                Some(b'"') => {
                    push(&mut text, &self.text[from..at]);
                    self.at = at + 1;
                    return Ok(Id { text, kind: IdKind::Quoted, span: start..self.at });
                }
                Some(b'\\') => {
                    let skip = match &bytes[at + 1..] {
                        [b'"', ..] => 1,
                        [b'\n', ..] => 2,
                        [b'\r', b'\n', ..] => 3,
                        // A backslash before anything else stays, and what stands behind it too.
                        [b'\\', ..] => {
                            at += 2;
                            continue;
                        }
                        _ => {
                            at += 1;
                            continue;
                        }
                    };
                    push(&mut text, &self.text[from..at]);
                    from = at + skip;
                    at = if skip == 1 { at + 2 } else { from };
                }
                Some(_) => at += 1,
            }
        }
    }

    /// `<…>` with the angle brackets in it in pairs.
    fn html(&mut self) -> Result<Id<'a>, Problem> {
        let start = self.at;
        let mut depth = 0usize;
        for (at, byte) in self.text.as_bytes().iter().enumerate().skip(start) {
            match byte {
                b'<' => depth += 1,
                b'>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at = at + 1;
                let text = Cow::Borrowed(&self.text[start + 1..at]);
                return Ok(Id { text, kind: IdKind::Html, span: start..self.at });
            }
        }
        Err(Problem {
            span: start..start + 1,
            message: "an HTML text is opened here and never closed".to_owned(),
            hint: "close it with `>`",
        })
    }
}

/// Returns whether a byte may begin a word: a letter, `_`, or part of a character beyond ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let mut lexer = Lexer::new(text);
        let mut list = Vec::new();
        loop {
            match lexer.next() {
                Ok((Token::End, _)) => return list,
                Ok((Token::Id(id), _)) => list.push(id.text.into_owned()),
                Ok((token, _)) => list.push(format!("{token:?}")),
                Err(problem) => {
                    list.push(problem.message);
                    return list;
                }
            }
        }
    }

    #[test]
    fn tokens_are_those_of_dot() {
        assert_eq!(texts("a é_1 -.5 1. 007 1a -12"), ["a", "é_1", "-.5", "1.", "007", "1", "a", "-12"]);
        assert_eq!(
            texts(
                r#""a\"b\\" "c\
d" "\n""#
            ),
            ["a\"b\\\\", "cd", "\\n"]
        );
        assert_eq!(texts("<a<b>c> // x\n/* y */\n# z\nq"), ["a<b>c", "q"]);
        assert_eq!(texts("# z\nDiGraph"), ["Word(\"digraph\")"]);
        assert_eq!(texts("a->b--c"), ["a", "Arrow { directed: true }", "b", "Arrow { directed: false }", "c"]);
        // A byte order mark between names.
        assert_eq!(texts("a \u{feff} b \u{feff}"), ["a", "b"]);
        for (text, span) in [("a $ b", 2..3), ("a - b", 2..3), ("ab . c", 3..4)] {
            let mut lexer = Lexer::new(text);
            assert!(lexer.next().is_ok());
            assert_eq!(lexer.next().err().map(|problem| problem.span), Some(span), "{text}");
        }
        for open in ["\"a", "<a", "/* a", "\"a\\"] {
            assert!(texts(open)[0].contains("never closed"), "{open}");
        }
    }
}

//! From text to tokens.
//!
//! The lexer never fails: what it cannot read becomes a [`Token::Bad`], and the parser decides
//! at which place to complain. Every token carries its span.

use super::error::{Detail, Span};

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A word; keywords are not told apart here.
    Word(String),
    /// A name in back-ticks.
    Quoted(String),
    /// An unsigned integer; up to 2^63, which is valid only after a minus sign.
    Int(u64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Str(String),
    /// A parameter, without its dollar sign.
    Param(String),
    /// Punctuation.
    Punct(&'static str),
    /// Something that is not a token, with the reason.
    Bad(Detail, String),
    /// The end of the text.
    End,
}

const PUNCTUATION: [&str; 30] = [
    "..", "<>", "<=", ">=", "=~", "==", "!=", "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "+", "-", "*", "/",
    "%", "^", "=", "<", ">", "|", "&", "!", "?",
];

/// Splits a text into tokens, in time linear in its length.
#[must_use]
pub fn lex(text: &str) -> Vec<(Token, Span)> {
    let mut lexer = Lexer { text, at: 0 };
    let mut out = Vec::new();
    loop {
        let unclosed = lexer.skip_blank();
        let start = lexer.at;
        let token = match unclosed {
            Some(bad) => bad,
            None => lexer.token(),
        };
        let end = token == Token::End;
        out.push((token, Span::new(start, lexer.at)));
        if end {
            return out;
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take_while(&mut self, mut test: impl FnMut(char) -> bool) -> &'t str {
        let rest = self.rest();
        let len = rest.find(|c| !test(c)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    fn skip_blank(&mut self) -> Option<Token> {
        loop {
            self.take_while(|c| c.is_whitespace() || c == '\u{feff}');
            if self.rest().starts_with("//") {
                self.take_while(|c| c != '\n');
            } else if self.rest().starts_with("/*") {
                match self.rest().find("*/") {
                    Some(len) => self.at += len + 2,
                    None => {
                        self.at = self.text.len();
                        return Some(Token::Bad(Detail::UnexpectedSyntax, "the comment is not closed".into()));
                    }
                }
            } else {
                return None;
            }
        }
    }

    fn token(&mut self) -> Token {
        let Some(c) = self.peek() else { return Token::End };
        let second = self.rest().chars().nth(1);
        match c {
            '\'' | '"' => self.string(c),
            '`' => self.quoted(),
            '0'..='9' => self.number(),
            '.' if second.is_some_and(|d| d.is_ascii_digit()) => self.number(),
            '$' => self.parameter(),
            c if is_word_start(c) => Token::Word(self.take_while(is_word_part).to_owned()),
            _ => self.punctuation(c),
        }
    }

    fn punctuation(&mut self, c: char) -> Token {
        if let Some(p) = PUNCTUATION.iter().find(|p| self.rest().starts_with(**p)) {
            self.at += p.len();
            return Token::Punct(p);
        }
        self.at += c.len_utf8();
        if c.is_ascii() {
            Token::Bad(Detail::UnexpectedSyntax, format!("`{}` has no meaning here", c.escape_default()))
        } else {
            Token::Bad(Detail::InvalidUnicodeCharacter, format!("the character `{c}` has no meaning here"))
        }
    }

    fn quoted(&mut self) -> Token {
        let mut name = String::new();
        self.at += 1;
        loop {
            name.push_str(self.take_while(|c| c != '`'));
            if self.at >= self.text.len() {
                return Token::Bad(Detail::UnexpectedSyntax, "the name in back-ticks is not closed".into());
            }
            self.at += 1;
            if self.peek() != Some('`') {
                return Token::Quoted(name);
            }
            self.at += 1;
            name.push('`');
        }
    }

    fn parameter(&mut self) -> Token {
        self.at += 1;
        if self.peek() == Some('`') {
            return match self.quoted() {
                Token::Quoted(name) => Token::Param(name),
                bad => bad,
            };
        }
        let name = self.take_while(is_word_part);
        if name.is_empty() {
            return Token::Bad(Detail::UnexpectedSyntax, "a parameter name is missing after `$`".into());
        }
        Token::Param(name.to_owned())
    }

    fn string(&mut self, quote: char) -> Token {
        let mut out = String::new();
        self.at += 1;
        let mut bad = None;
        loop {
            out.push_str(self.take_while(|c| c != quote && c != '\\'));
            let Some(c) = self.peek() else {
                return Token::Bad(Detail::UnexpectedSyntax, "the string is not closed".into());
            };
            self.at += 1;
            if c == quote {
                return bad.unwrap_or(Token::Str(out));
            }
            let Some(escape) = self.peek() else { continue };
            self.at += escape.len_utf8();
            let char = match escape {
                'b' => Some('\u{8}'),
                'f' => Some('\u{c}'),
                'n' => Some('\n'),
                'r' => Some('\r'),
                't' => Some('\t'),
                '\\' | '\'' | '"' | '`' | '/' => Some(escape),
                'u' => self.unicode(4),
                'U' => self.unicode(8),
                _ => None,
            };
            match char {
                Some(char) => out.push(char),
                None if escape == 'u' || escape == 'U' => {
                    let what = "a Unicode escape needs four (`\\u`) or eight (`\\U`) hexadecimal digits";
                    bad.get_or_insert(Token::Bad(Detail::InvalidUnicodeLiteral, what.into()));
                }
                None => {
                    let what = format!("`\\{escape}` is not an escape sequence; a backslash is written `\\\\`");
                    bad.get_or_insert(Token::Bad(Detail::UnexpectedSyntax, what));
                }
            }
        }
    }

    fn unicode(&mut self, digits: usize) -> Option<char> {
        let code = self.hex(digits)?;
        if (0xD800..0xDC00).contains(&code) && self.rest().starts_with("\\u") {
            self.at += 2;
            let low = self.hex(4)?;
            let low = low.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
            return char::from_u32(0x10000 + ((code - 0xD800) << 10) + low);
        }
        char::from_u32(code)
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let code = self.rest().get(..digits).and_then(|hex| {
            let valid = hex.bytes().all(|b| b.is_ascii_hexdigit());
            if valid { u32::from_str_radix(hex, 16).ok() } else { None }
        })?;
        self.at += digits;
        Some(code)
    }

    fn number(&mut self) -> Token {
        let start = self.at;
        let radix = match self.rest().as_bytes() {
            [b'0', b'x' | b'X', ..] => Some(16),
            [b'0', b'o' | b'O', ..] => Some(8),
            _ => None,
        };
        if let Some(radix) = radix {
            self.at += 2;
            let digits = self.take_while(is_word_part);
            return self.integer(digits, radix, start);
        }
        let whole = self.take_while(|c| c.is_ascii_digit());
        let mut float = false;
        if let [b'.', b'0'..=b'9', ..] = self.rest().as_bytes() {
            float = true;
            self.at += 1;
            self.take_while(|c| c.is_ascii_digit());
        }
        if let [b'e' | b'E', b'0'..=b'9', ..] | [b'e' | b'E', b'+' | b'-', b'0'..=b'9', ..] = self.rest().as_bytes() {
            float = true;
            self.at += 2;
            self.take_while(|c| c.is_ascii_digit());
        }
        if self.peek().is_some_and(is_word_part) {
            self.take_while(is_word_part);
            return bad_number(&self.text[start..self.at]);
        }
        if !float {
            return self.integer(whole, 10, start);
        }
        match self.text[start..self.at].parse::<f64>() {
            Ok(value) if value.is_finite() => Token::Float(value),
            _ => Token::Bad(Detail::FloatingPointOverflow, "the number is too large".into()),
        }
    }

    fn integer(&self, digits: &str, radix: u32, start: usize) -> Token {
        if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
            return bad_number(&self.text[start..self.at]);
        }
        match u64::from_str_radix(digits, radix) {
            Ok(value) if value <= 1 << 63 => Token::Int(value),
            _ => Token::Bad(Detail::IntegerOverflow, "the integer does not fit 64 bits".into()),
        }
    }
}

fn bad_number(text: &str) -> Token {
    Token::Bad(Detail::InvalidNumberLiteral, format!("`{text}` is not a number"))
}

/// Tells whether a name can start with this character without back-ticks.
#[must_use]
pub fn is_word_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// Tells whether a name can go on with this character without back-ticks.
#[must_use]
pub fn is_word_part(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        lex(text).into_iter().map(|t| t.0).collect()
    }

    #[test]
    fn a_range_is_not_a_float() {
        let two = [Token::Int(1), Token::Punct(".."), Token::Int(3), Token::End];
        assert_eq!(tokens("1..3"), two);
        assert_eq!(tokens(".5")[0], Token::Float(0.5));
        assert_eq!(tokens("1.5e-3")[0], Token::Float(0.0015));
    }

    #[test]
    fn numbers_in_other_bases() {
        assert_eq!(tokens("0xFF 0o17"), [Token::Int(255), Token::Int(15), Token::End]);
        assert_eq!(tokens("9223372036854775808")[0], Token::Int(1 << 63));
        assert!(matches!(tokens("9223372036854775809")[0], Token::Bad(Detail::IntegerOverflow, _)));
        assert!(matches!(tokens("0x")[0], Token::Bad(Detail::InvalidNumberLiteral, _)));
        assert!(matches!(tokens("12h")[0], Token::Bad(Detail::InvalidNumberLiteral, _)));
    }

    #[test]
    fn strings_and_names() {
        assert_eq!(tokens(r"'a\'b\u01FF\n'")[0], Token::Str("a'bǿ\n".into()));
        assert_eq!(tokens(r"'\uD83D\uDE00'")[0], Token::Str("😀".into()));
        assert_eq!(tokens("`a``b`")[0], Token::Quoted("a`b".into()));
        assert!(matches!(tokens(r"'\uH'")[0], Token::Bad(Detail::InvalidUnicodeLiteral, _)));
    }

    #[test]
    fn comments_are_blank() {
        assert_eq!(tokens("a // b\n/* c */ d"), [Token::Word("a".into()), Token::Word("d".into()), Token::End]);
    }
}

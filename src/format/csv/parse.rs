//! The text of a table: rows of cells, each with its place.

use std::borrow::Cow;
use std::ops::Range;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Range<usize>,
}

/// Something wrong with the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) span: Range<usize>,
    pub(super) message: &'static str,
    pub(super) hint: &'static str,
}

/// Goes through a table row by row.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
}

impl<'a> Rows<'a> {
    /// Starts at the first row, whose most frequent separator is that of the table.
    pub(super) fn new(text: &'a str) -> Self {
        let mut at = 0;
        let mut separator = None;
        // Excel's own way to name it.
        if let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))
            && let Some(&byte @ (b',' | b';' | b'\t')) = rest.as_bytes().first()
        {
            separator = Some(byte);
            at = text.find('\n').map_or(text.len(), |end| end + 1);
        }
        let mut counts = [(0usize, b','), (0, b';'), (0, b'\t')];
        let mut quoted = false;
        for byte in text[at..].bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' | b'\r' if !quoted => break,
                _ if quoted => {}
                _ => counts.iter_mut().filter(|(_, known)| *known == byte).for_each(|(count, _)| *count += 1),
            }
        }
        // Of equally frequent ones the first: the comma.
        let most = counts.iter().map(|&(count, _)| count).max().unwrap_or(0);
        let found = counts.iter().find(|&&(count, _)| count == most).map_or(b',', |&(_, byte)| byte);
        Rows { text, at, separator: separator.unwrap_or(found) }
    }

    /// Takes the next row that is not empty into `cells`; `None` at the end.
    pub(super) fn next(&mut self, cells: &mut Vec<Cell<'a>>) -> Option<Result<Range<usize>, Problem>> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        if self.at >= bytes.len() {
            return None;
        }
        let start = self.at;
        cells.clear();
        loop {
            match self.cell() {
                Ok(cell) => cells.push(cell),
                Err(problem) => {
                    self.skip_line();
                    return Some(Err(problem));
                }
            }
            match bytes.get(self.at) {
                Some(&byte) if byte == self.separator => self.at += 1,
                _ => return Some(Ok(start..self.at)),
            }
        }
    }

    fn cell(&mut self) -> Result<Cell<'a>, Problem> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(start) != Some(&b'"') {
            let ends = |&&byte: &&u8| byte == self.separator || byte == b'\n' || byte == b'\r';
            let len = bytes[start..].iter().take_while(|byte| !ends(byte)).count();
            self.at += len;
            return Ok(Cell { text: Cow::Borrowed(&self.text[start..self.at]), span: start..self.at });
        }
        let mut text = Cow::Borrowed("");
        let mut from = start + 1;
        loop {
            let Some(len) = self.text[from..].find('"') else {
                return Err(Problem {
                    span: start..start + 1,
                    message: "a quote is opened here and never closed",
                    hint: "close it, or write a quote within quotes twice",
                });
            };
            let end = from + len;
            match &mut text {
                Cow::Borrowed("") => text = Cow::Borrowed(&self.text[from..end]),
                text => text.to_mut().push_str(&self.text[from..end]),
            }
            match bytes.get(end + 1) {
                Some(b'"') => {
                    text.to_mut().push('"');
                    from = end + 2;
                }
                next => {
                    self.at = end + 1;
                    let good = next.is_none_or(|&byte| byte == self.separator || byte == b'\n' || byte == b'\r');
                    if good {
                        return Ok(Cell { text, span: start..self.at });
                    }
                    return Err(Problem {
                        span: end..end + 1,
                        message: "text stands behind the closing quote",
                        hint: "write a quote within quotes twice",
                    });
                }
            }
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|&&byte| byte != b'\n').count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<Vec<String>, &'static str>> {
        let (mut rows, mut cells, mut list) = (Rows::new(text), Vec::new(), Vec::new());
        while let Some(row) = rows.next(&mut cells) {
            let texts = || cells.iter().map(|cell: &Cell<'_>| cell.text.to_string()).collect();
            list.push(row.map(|_| texts()).map_err(|problem| problem.message));
        }
        list
    }

    #[test]
    fn cells_are_parted_as_rfc_4180_says() {
        let wanted = [Ok(vec!["a".to_owned(), "b\"\n,".into(), String::new()]), Ok(vec!["c".into()])];
        assert_eq!(rows("a,\"b\"\"\n,\",\r\n\r\nc"), wanted);
        assert_eq!(rows("a;b,c;d\n1;2;3")[1], Ok(vec!["1".into(), "2".into(), "3".into()]));
        assert_eq!(rows("a\tb\n")[0], Ok(vec!["a".into(), "b".into()]));
        assert_eq!(rows("sep=;\na,b,c;d\n")[0], Ok(vec!["a,b,c".into(), "d".into()]));
        assert_eq!(rows("\"\"\"\"\n")[0], Ok(vec!["\"".into()]));
    }

    #[test]
    fn bad_quotes_are_told_and_the_next_row_is_read() {
        let found = rows("a,b\n\"x\"y,1\nc,d\n\"never");
        assert!(found[1].is_err() && found[3].is_err(), "{found:?}");
        assert_eq!(found[2], Ok(vec!["c".into(), "d".into()]));
    }
}

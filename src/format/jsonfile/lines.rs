//! Files of lines, each a JSON object.

use super::file::syntax_error;
use crate::diagnostics::{Code, Diagnostic, Source};
use crate::graph::{Builder, FileId, Pointers};
use crate::jsontext::{self, Kind, Member, Scanner, SyntaxError};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// One line: its number from 0 among those that are not empty, its byte range, its members.
pub(in crate::format) struct Line<'a> {
    pub(in crate::format) file: FileId,
    pub(in crate::format) index: usize,
    pub(in crate::format) span: Range<usize>,
    pub(in crate::format) members: Vec<Member<'a>>,
}

impl<'a> Line<'a> {
    /// Returns the member with this key.
    pub(in crate::format) fn member(&self, key: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.key == key)
    }

    /// Reports keys that stand twice, which would hide one another.
    fn report_duplicate_keys(&self, builder: &mut Builder) {
        let mut seen = HashSet::new();
        for member in self.members.iter().filter(|member| !seen.insert(&*member.key)) {
            let message = format!("the key \"{}\" stands twice in one object", member.key);
            let hint = "delete one, or join the two values";
            self.report(builder, Code::DuplicateKey, member.key_span.clone(), message, hint);
        }
    }

    /// Reports a problem of this line.
    pub(in crate::format) fn report(
        &self,
        builder: &mut Builder,
        code: Code,
        span: Range<usize>,
        message: String,
        hint: &str,
    ) {
        builder.report(Diagnostic::new(code, message).at(builder.place(self.file, span, "")).hint(hint));
    }
}

/// Scans every line of the files; each broken one is reported, and the rest are returned.
pub(in crate::format) fn scan<'a>(sources: &'a [Arc<Source>], builder: &mut Builder) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for source in sources {
        let Some(file) = builder.open(source) else { return lines };
        builder.set_pointers(file, Pointers::None);
        let text = source.text();
        let (mut start, mut index) = (0, 0);
        for line in text.split_inclusive('\n') {
            let span = start..start + line.trim_end().len();
            start += line.len();
            if line.trim().is_empty() {
                continue;
            }
            // The scanner sees no further than this line, so that one cut off does not swallow the next.
            match members(&text[..span.end], span.start) {
                Ok(Ok((members, span))) => {
                    let line = Line { file, index, span, members };
                    line.report_duplicate_keys(builder);
                    lines.push(line);
                }
                Ok(Err(kind)) => {
                    let message = format!("each line must be an object, not {}", kind.with_article());
                    builder.report(Diagnostic::new(Code::WrongType, message).at(builder.place(file, span, "")));
                }
                Err(error) => syntax_error(builder, file, &error),
            }
            index += 1;
        }
    }
    lines
}

type Scanned<'a> = Result<(Vec<Member<'a>>, Range<usize>), Kind>;

fn members(text: &str, at: usize) -> Result<Scanned<'_>, SyntaxError> {
    let mut scanner = Scanner::new(text, at);
    if scanner.peek().is_some_and(|byte| byte != b'{') {
        let span = scanner.value()?;
        scanner.end()?;
        return Ok(Err(Kind::of(&text[span])));
    }
    let mut members = Vec::new();
    let start = scanner.offset();
    jsontext::take_members(&mut scanner, &mut members)?;
    let end = scanner.offset();
    scanner.end()?;
    Ok(Ok((members, start..end)))
}

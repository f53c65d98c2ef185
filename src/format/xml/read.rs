//! A safe XML 1.0 reader on quick-xml: elements and text with their places, and nothing from outside the file.
//!
//! No entity but the five of XML and character references is known, a document type with
//! declarations is refused, nesting is limited, and what XML forbids is an error with its place.

use super::escape;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::ops::Range;

/// How deep elements may nest.
pub(in crate::format) const MAX_DEPTH: usize = 64;
/// How many attributes an element may have.
const MAX_ATTRIBUTES: usize = 256;

/// A place where the text is not XML.
#[derive(Debug)]
pub(in crate::format) struct XmlError {
    pub(in crate::format) span: Range<usize>,
    pub(in crate::format) message: String,
    pub(in crate::format) hint: &'static str,
}

pub(in crate::format) type Result<T> = std::result::Result<T, XmlError>;

fn error<T>(span: Range<usize>, message: impl Into<String>, hint: &'static str) -> Result<T> {
    Err(XmlError { span, message: message.into(), hint })
}

/// An attribute of an element.
#[derive(Clone, Debug)]
pub(in crate::format) struct Attr<'a> {
    pub(in crate::format) name: &'a str,
    pub(in crate::format) name_span: Range<usize>,
    pub(in crate::format) value: Cow<'a, str>,
    /// Range of the value, without its quotes.
    pub(in crate::format) span: Range<usize>,
}

/// The start of an element.
#[derive(Debug)]
pub(in crate::format) struct Tag<'a> {
    /// The name as it is written, with its prefix.
    name: &'a str,
    pub(in crate::format) span: Range<usize>,
    pub(in crate::format) attributes: Vec<Attr<'a>>,
}

impl<'a> Tag<'a> {
    /// Returns the name without its prefix.
    pub(in crate::format) fn local(&self) -> &'a str {
        self.name.split_once(':').map_or(self.name, |(_, local)| local)
    }

    /// Returns the prefix; empty if there is none.
    pub(in crate::format) fn prefix(&self) -> &'a str {
        self.name.split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// Returns an attribute by its name.
    pub(in crate::format) fn get(&self, name: &str) -> Option<&Attr<'a>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// What stands next in a file.
#[derive(Debug)]
pub(in crate::format) enum Item<'a> {
    /// An element starts.
    Start(Tag<'a>),
    /// Some of an element's text, perhaps not all of it.
    Text(Cow<'a, str>, Range<usize>),
    /// The element that was started last, and has not ended yet, ends.
    End,
    /// The file ends, after its one element.
    Eof,
}

/// Walks over an XML text from front to back.
pub(in crate::format) struct XmlReader<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<Range<usize>>,
    root_seen: bool,
    /// The last comment.
    pub(in crate::format) comment: Option<Range<usize>>,
}

impl<'a> XmlReader<'a> {
    /// Starts at the front.
    ///
    /// # Errors
    /// Fails if a character stands anywhere that XML forbids everywhere.
    pub(in crate::format) fn new(text: &'a str) -> Result<Self> {
        if let Some((at, c)) = escape::find_forbidden(text) {
            let message = format!("XML forbids the character U+{:04X}", u32::from(c));
            return error(at..at + c.len_utf8(), message, "delete it");
        }
        Ok(Self::unchecked(text))
    }

    /// Starts at the front of a text that may hold forbidden characters.
    pub(in crate::format) fn unchecked(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        XmlReader { text, reader, open: Vec::new(), root_seen: false, comment: None }
    }

    /// Returns what stands next.
    ///
    /// # Errors
    /// Fails where the text is not XML, or holds what is refused.
    pub(in crate::format) fn next(&mut self) -> Result<Item<'a>> {
        loop {
            let start = self.position();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(found) => return Err(self.failure(start, &found)),
            };
            let span = start..self.position();
            match event {
                Event::Start(tag) => return self.start(span, tag.name().as_ref().len()),
                // Empty elements come as a start and an end.
                Event::Empty(_) => {}
                Event::End(_) => {
                    self.open.pop();
                    return Ok(Item::End);
                }
                Event::Text(_) | Event::CData(_) if self.open.is_empty() => {
                    if let Some(at) = self.text[span.clone()].find(|c: char| !is_space(c)) {
                        let at = span.start + at;
                        let len = self.text[at..].chars().next().map_or(0, char::len_utf8);
                        return error(at..at + len, "text stands outside the document's element", "delete it");
                    }
                }
                Event::Text(_) => return Ok(Item::Text(line_ends(&self.text[span.clone()]), span)),
                Event::CData(_) => {
                    let raw = &self.text[span.clone()];
                    let inner = raw.strip_prefix("<![CDATA[").and_then(|raw| raw.strip_suffix("]]>")).unwrap_or("");
                    return Ok(Item::Text(line_ends(inner), span));
                }
                Event::GeneralRef(_) if self.open.is_empty() => {
                    return error(span, "text stands outside the document's element", "delete it");
                }
                Event::GeneralRef(_) => {
                    let mut out = String::new();
                    let raw = &self.text[span.clone()];
                    reference(raw, span.start, &mut out)?;
                    return Ok(Item::Text(Cow::Owned(out), span));
                }
                Event::DocType(_) => self.doctype(span)?,
                Event::Decl(_) => self.declaration(span)?,
                Event::Comment(_) => self.comment = Some(span),
                Event::PI(_) => {}
                Event::Eof => return self.end(),
            }
        }
    }

    /// Takes everything up to the end of the element that was started last.
    pub(in crate::format) fn skip(&mut self) -> Result<()> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Item::Start(_) => depth += 1,
                Item::End => depth -= 1,
                Item::Text(..) => {}
                Item::Eof => break,
            }
        }
        Ok(())
    }

    /// Takes the text of the element that was started last; elements inside are passed over.
    pub(in crate::format) fn content(&mut self) -> Result<(Cow<'a, str>, Range<usize>)> {
        let here = self.position();
        let mut text = Content { text: Cow::Borrowed(""), span: here..here };
        loop {
            match self.next()? {
                Item::Text(part, span) => text.push(part, span),
                Item::Start(_) => self.skip()?,
                Item::End | Item::Eof => return Ok((text.text, text.span)),
            }
        }
    }

    fn position(&self) -> usize {
        (self.reader.buffer_position() as usize).min(self.text.len())
    }

    fn start(&mut self, span: Range<usize>, name_len: usize) -> Result<Item<'a>> {
        if self.open.is_empty() && self.root_seen {
            return error(span, "a second element stands beside the document's", "a file has one outermost element");
        }
        self.root_seen = true;
        if self.open.len() >= MAX_DEPTH {
            return error(span, format!("elements nest more than {MAX_DEPTH} levels deep"), "");
        }
        self.open.push(span.clone());
        let name = &self.text[span.start + 1..span.start + 1 + name_len];
        if name.is_empty() || name.starts_with(|c: char| !c.is_alphabetic() && c != '_') {
            return error(span, "an element without a name", "write `<` in text as `&lt;`");
        }
        let attributes = attributes(self.text, span.start + 1 + name_len..span.end)?;
        Ok(Item::Start(Tag { name, span, attributes }))
    }

    fn doctype(&self, span: Range<usize>) -> Result<()> {
        if let Some(at) = self.text[span.clone()].find('[') {
            let at = span.start + at;
            let message = "the document type has declarations of its own, which are not read";
            return error(at..at + 1, message, "delete what stands in its brackets, and write entities out");
        }
        Ok(())
    }

    fn declaration(&self, span: Range<usize>) -> Result<()> {
        let lower = self.text[span.clone()].to_ascii_lowercase();
        let foreign = lower.contains("encoding") && !lower.contains("utf-8") && !lower.contains("ascii");
        if foreign && !self.text.is_ascii() {
            let hint = "save the file as UTF-8, and say `encoding=\"UTF-8\"`";
            return error(span, "the declaration names another encoding, but the file is UTF-8", hint);
        }
        Ok(())
    }

    fn end(&self) -> Result<Item<'a>> {
        if let Some(span) = self.open.last() {
            return error(span.clone(), "the element is not closed", "the file may be cut off");
        }
        if !self.root_seen {
            let end = self.text.len();
            return error(end..end, "the file holds no element", "");
        }
        Ok(Item::Eof)
    }

    fn failure(&self, start: usize, found: &quick_xml::Error) -> XmlError {
        let at = (self.reader.error_position() as usize).clamp(start.min(self.text.len()), self.text.len());
        let at = (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        let len = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let hint = match found {
            quick_xml::Error::IllFormed(quick_xml::errors::IllFormedError::UnclosedReference) => {
                "write `&` in text as `&amp;`"
            }
            quick_xml::Error::Syntax(_) => "the file may be cut off",
            _ => "",
        };
        let mut message = found.to_string();
        for before in ["ill-formed document: ", "syntax error: "] {
            if let Some(rest) = message.strip_prefix(before) {
                message = rest.to_owned();
            }
        }
        XmlError { span: at..at + len, message, hint }
    }
}

/// Text gathered of pieces: borrowed while there is one piece.
struct Content<'a> {
    text: Cow<'a, str>,
    span: Range<usize>,
}

impl<'a> Content<'a> {
    fn push(&mut self, part: Cow<'a, str>, span: Range<usize>) {
        if self.text.is_empty() && self.span.is_empty() {
            (self.text, self.span) = (part, span);
        } else {
            self.text.to_mut().push_str(&part);
            self.span.end = span.end;
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Makes line breaks of all kinds `\n`, as XML asks for.
fn line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// Appends what a reference, from `&` to `;`, stands for.
fn reference(raw: &str, at: usize, out: &mut String) -> Result<()> {
    let span = at..at + raw.len();
    let name = raw.strip_prefix('&').and_then(|raw| raw.strip_suffix(';')).unwrap_or(raw);
    if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
        out.push_str(text);
        return Ok(());
    }
    let Some(digits) = name.strip_prefix('#') else {
        let message = format!("the entity `&{name};` is not defined");
        return error(span, message, "write the character itself, or `&#…;` with its number");
    };
    let number = match digits.strip_prefix('x') {
        Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok(),
        None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    };
    match number.and_then(char::from_u32).filter(|&c| !escape::is_forbidden(c)) {
        Some(c) => out.push(c),
        None => return error(span, format!("`&{name};` is no character of XML"), "delete it"),
    }
    Ok(())
}

/// Reads the attributes of a tag, from behind its name to its end.
fn attributes(text: &str, range: Range<usize>) -> Result<Vec<Attr<'_>>> {
    let mut list: Vec<Attr<'_>> = Vec::new();
    let end = range.start + text[range.clone()].trim_end_matches('>').trim_end_matches('/').len();
    let mut at = range.start;
    loop {
        let before = at;
        at += text[at..end].len() - text[at..end].trim_start_matches(is_space).len();
        if at >= end {
            return Ok(list);
        }
        let rest = &text[at..end];
        let len = rest.find(|c: char| is_space(c) || matches!(c, '=' | '"' | '\'' | '<' | '/')).unwrap_or(rest.len());
        let one = rest.chars().next().map_or(0, char::len_utf8);
        if len == 0 {
            return error(at..at + one, format!("`{}` stands where an attribute should", &rest[..one]), "");
        }
        let (name, name_span) = (&rest[..len], at..at + len);
        if before == at {
            return error(name_span, format!("no blank stands before the attribute `{name}`"), "");
        }
        at += len;
        let quote_at = text[at..end].trim_start_matches(is_space).strip_prefix('=').map(|rest| {
            let rest = rest.trim_start_matches(is_space);
            (end - rest.len(), rest.chars().next())
        });
        let Some((start, Some(quote @ ('"' | '\'')))) = quote_at else {
            let message = format!("the attribute `{name}` has no value in quotes");
            return error(name_span, message, "write `name=\"value\"`");
        };
        let start = start + 1;
        let Some(len) = text[start..end].find(quote) else {
            return error(name_span, format!("the value of `{name}` is not closed"), "add the closing quote");
        };
        at = start + len + 1;
        let span = start..start + len;
        if list.iter().any(|known| known.name == name) {
            return error(name_span, format!("the attribute `{name}` stands twice"), "delete one");
        }
        if list.len() == MAX_ATTRIBUTES {
            return error(name_span, format!("an element has more than {MAX_ATTRIBUTES} attributes"), "");
        }
        list.push(Attr { name, name_span, value: attribute_value(text, span.clone())?, span });
    }
}

fn attribute_value(text: &str, span: Range<usize>) -> Result<Cow<'_, str>> {
    let raw = &text[span.clone()];
    if !raw.contains(['&', '<', '\t', '\n', '\r']) {
        return Ok(Cow::Borrowed(raw));
    }
    let plain = line_ends(raw);
    // Places are those of the raw text; they differ only behind a carriage return.
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(len) = plain[at..].find(['&', '<', '\t', '\n']) {
        out.push_str(&plain[at..at + len]);
        at += len;
        let place = (span.start + at).min(span.end.saturating_sub(1));
        match plain.as_bytes()[at] {
            b'&' => {
                let Some(len) = plain[at..].find(';') else {
                    return error(place..place + 1, "a reference is not closed", "write `&` as `&amp;`");
                };
                reference(&plain[at..=at + len], span.start + at, &mut out)?;
                at += len;
            }
            b'<' => return error(place..place + 1, "`<` stands in the value of an attribute", "write it as `&lt;`"),
            _ => out.push(' '),
        }
        at += 1;
    }
    out.push_str(&plain[at..]);
    Ok(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> std::result::Result<String, String> {
        let show = |error: XmlError| format!("{:?} {}", error.span, error.message);
        let mut reader = XmlReader::new(text).map_err(show)?;
        let mut out = String::new();
        loop {
            match reader.next().map_err(show)? {
                Item::Start(tag) => {
                    out.push_str(&format!("<{}", tag.name));
                    for attribute in tag.attributes {
                        out.push_str(&format!(" {}={:?}", attribute.name, attribute.value));
                    }
                    out.push('>');
                }
                Item::Text(part, _) => out.push_str(&part),
                Item::End => out.push_str("</>"),
                Item::Eof => return Ok(out),
            }
        }
    }

    #[test]
    fn elements_text_and_references_are_read() {
        let text = "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'x'><!-- c --><a x = \"1 &amp;&#10;\n2\" y:z='\"'>b &lt;<![CDATA[&<]]>\r\n<c/></a>\n";
        assert_eq!(all(text).expect("XML"), "<a x=\"1 &\\n 2\" y:z=\"\\\"\">b <&<\n<c></></>");
    }

    #[test]
    fn what_is_not_xml_is_refused_with_its_place() {
        for (text, wanted) in [
            ("", "0..0 the file holds no element"),
            ("<a", "0..1 "),
            ("<a><b></b>", "0..3 the element is not closed"),
            ("<a></b>", "3..4 "),
            ("<a/><b/>", "4..8 a second element"),
            ("<a/>x", "4..5 text stands outside"),
            ("<a>&nbsp;</a>", "3..9 the entity `&nbsp;`"),
            ("<a b=\"&nbsp;\"/>", "6..12 the entity `&nbsp;`"),
            ("<a>&#1;</a>", "3..7 `&#1;` is no character"),
            ("<a>\u{1}</a>", "3..4 XML forbids"),
            ("<a b='1' b='2'/>", "9..10 the attribute `b` stands twice"),
            ("<a b=1/>", "3..4 the attribute `b` has no value"),
            ("<a b='<'/>", "6..7 `<` stands"),
            ("<a b='1'c='2'/>", "8..9 no blank"),
            ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "12..13 the document type"),
            ("<a>& b</a>", "3..4 "),
        ] {
            let found = all(text).expect_err(text);
            assert!(found.starts_with(wanted), "{text}: {found}");
        }
        let deep = "<a>".repeat(65);
        assert!(all(&deep).expect_err("too deep").contains("64 levels"));
    }
}

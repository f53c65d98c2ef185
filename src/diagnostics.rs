//! Problems in the data: collected, not thrown one at a time.
//!
//! A [`Diagnostic`] has a stable [`Code`], a [`Place`] in a [`Source`], a message that says what is
//! wrong and a hint that says what to do. Readers and the graph builder gather them in
//! [`Diagnostics`]; only the binary prints them.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A named input text, shared by the graph that was read from it and by the diagnostics about it.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: OnceLock<String>,
    /// Makes the text when it is first asked for.
    deferred: Option<Deferred>,
    /// The bytes of a file that is no text.
    bytes: Vec<u8>,
    /// How far a reader has come. It only informs, so relaxed order does.
    progress: AtomicUsize,
    /// Lines and characters before the first stretches of the text, as far as places have been asked for.
    stretches: Mutex<Vec<Stretch>>,
}

/// Makes a text.
struct Deferred(Box<dyn Fn() -> String + Send + Sync>);

impl std::fmt::Debug for Deferred {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Deferred")
    }
}

/// What stands before a stretch of text.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Line breaks before it.
    breaks: usize,
    /// Characters of its first line that stand before it.
    characters: usize,
}

/// Bytes that are read at a time.
const BLOCK: usize = 128 * 1024;

/// Bytes in a stretch: that much is gone through for each place, and 16 bytes are kept for each.
const STRETCH: usize = 4096;

impl Source {
    /// Wraps a text that is known to be UTF-8. A leading byte order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Arc::new(Source::of(name.into(), text))
    }

    fn of(name: String, text: String) -> Self {
        let (progress, stretches) = (AtomicUsize::new(0), Mutex::default());
        Source { name, text: OnceLock::from(text), deferred: None, bytes: Vec::new(), progress, stretches }
    }

    /// Wraps a text that is made when it is first asked for.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only tables are read that late"))]
    pub(crate) fn deferred(name: String, make: impl Fn() -> String + Send + Sync + 'static) -> Arc<Self> {
        let deferred = Some(Deferred(Box::new(make)));
        Arc::new(Source { text: OnceLock::new(), deferred, ..Source::of(name, String::new()) })
    }

    /// Wraps a file that is no text: its text is empty.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only tables are no text"))]
    pub(crate) fn binary(name: String, bytes: Vec<u8>) -> Arc<Self> {
        Arc::new(Source { bytes, ..Source::of(name, String::new()) })
    }

    /// Reads a text from a file or a stream, of which `length` bytes are expected.
    ///
    /// # Errors
    /// What reading gives; inside, what [`Source::from_bytes`] says of bytes that are not UTF-8.
    pub fn read(
        name: impl Into<String>,
        mut input: impl Read,
        length: usize,
    ) -> io::Result<Result<Arc<Self>, Box<Diagnostic>>> {
        let mut text = String::new();
        let room = |text: &mut String, more| text.try_reserve_exact(more).map_err(|_| io::ErrorKind::OutOfMemory);
        room(&mut text, length)?;
        // What was just read is in the cache, where it is checked before it goes to its place.
        let mut block = vec![0; BLOCK];
        let mut held = 0;
        loop {
            let read = match input.read(&mut block[held..]) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let filled = held + read;
            // At the end, what is left of a character is an error.
            let whole = if read == 0 { filled } else { whole_characters(&block[..filled]) };
            let Ok(part) = simdutf8::basic::from_utf8(&block[..whole]) else {
                let mut bytes = text.into_bytes();
                bytes.extend_from_slice(&block[..filled]);
                input.read_to_end(&mut bytes)?;
                return Ok(Source::from_bytes(name, bytes));
            };
            if text.capacity() - text.len() < part.len() {
                // More than expected: doubled, so that moving it costs little in all.
                let more = part.len().max(text.len());
                room(&mut text, more)?;
            }
            text.push_str(part);
            if read == 0 {
                return Ok(Ok(Source::new(name, text)));
            }
            block.copy_within(whole..filled, 0);
            held = filled - whole;
        }
    }

    /// Wraps the bytes of a file.
    ///
    /// # Errors
    /// Bytes that are not UTF-8 give one diagnostic at the first bad byte; UTF-16, which some
    /// shells write when output is redirected, is named as such.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Self>, Box<Diagnostic>> {
        let name = name.into();
        let utf16 = matches!(bytes.get(..2), Some([0xff, 0xfe] | [0xfe, 0xff]));
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(name, text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let source = Arc::new(Source::of(name, text));
                let (message, hint) = if utf16 {
                    (
                        "the file is UTF-16, not UTF-8".to_owned(),
                        "save it as UTF-8; in PowerShell use `-o FILE` rather than `>`",
                    )
                } else {
                    (
                        format!("the file is not UTF-8: the byte at offset {at} starts no character"),
                        "save the file as UTF-8",
                    )
                };
                let place = Place { source, span: at..at + '\u{fffd}'.len_utf8(), pointer: String::new() };
                Err(Box::new(Diagnostic::new(Code::InvalidUtf8, message).at(place).hint(hint)))
            }
        }
    }

    /// Returns the name to show: the path as the user gave it, or `<stdin>`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the whole text, without a byte order mark.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| self.deferred.as_ref().map_or_else(String::new, |deferred| deferred.0()))
    }

    /// Returns the text if it has been made, else an empty one.
    pub(crate) fn text_at_hand(&self) -> &str {
        self.text.get().map_or("", String::as_str)
    }

    /// Returns the bytes of a file that is no text; of one that is, none.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only tables are no text"))]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns how many bytes a reader has worked through, as far as it tells: for showing progress from another thread.
    pub fn progress(&self) -> usize {
        self.progress.load(Ordering::Relaxed)
    }

    /// Tells how far a reader has come.
    pub(crate) fn set_progress(&self, bytes: usize) {
        self.progress.store(bytes, Ordering::Relaxed);
    }

    /// Returns line and column of a byte offset, both from 1; the column counts characters.
    ///
    /// Time O(offset) for the first place, then O(1) for those before it.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let bytes = self.text().as_bytes();
        let offset = offset.min(bytes.len());
        let number = offset / STRETCH;
        // Whoever panicked with it left whole stretches.
        let mut stretches = self.stretches.lock().unwrap_or_else(PoisonError::into_inner);
        let mut before = stretches.last().copied().unwrap_or(Stretch { breaks: 0, characters: 0 });
        for known in stretches.len()..=number {
            if known > 0 {
                before = before.after(&bytes[(known - 1) * STRETCH..known * STRETCH]);
            }
            stretches.push(before);
        }
        let here = stretches[number].after(&bytes[number * STRETCH..offset]);
        (here.breaks + 1, here.characters + 1)
    }
}

/// Returns how many bytes of a text are before a character that is not all there.
fn whole_characters(bytes: &[u8]) -> usize {
    let tail = bytes.len() - bytes.len().min(3);
    let begun = bytes[tail..].iter().rposition(|&byte| byte >= 0xc0).map(|at| tail + at);
    let len = |lead: u8| if lead >= 0xf0 { 4 } else { 2 + usize::from(lead >= 0xe0) };
    begun.filter(|&at| at + len(bytes[at]) > bytes.len()).unwrap_or(bytes.len())
}

impl Stretch {
    /// Returns what stands before the text that follows `part`, which follows what stands before.
    fn after(self, part: &[u8]) -> Stretch {
        let breaks = memchr::memchr_iter(b'\n', part).count();
        // Continuation bytes (10xxxxxx) belong to the character before them. Counts of up to 255 stay in bytes, which
        // the compiler adds many at a time.
        let characters = |part: &[u8]| {
            let of = |part: &[u8]| usize::from(part.iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>());
            part.chunks(255).map(of).sum::<usize>()
        };
        match memchr::memrchr(b'\n', part) {
            Some(last) => Stretch { breaks: self.breaks + breaks, characters: characters(&part[last + 1..]) },
            None => Stretch { breaks: self.breaks, characters: self.characters + characters(part) },
        }
    }
}

/// Where a problem is: a byte range of a source, and the JSON pointer (RFC 6901) of the value.
#[derive(Clone, Debug)]
pub struct Place {
    /// The text the range counts in.
    pub source: Arc<Source>,
    /// Byte range in the source's text.
    pub span: Range<usize>,
    /// JSON pointer such as `/edges/17/target`; empty where the input is not JSON or the whole file is meant.
    pub pointer: String,
}

impl Place {
    /// Returns line and column of the start, both from 1.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.span.start)
    }

    /// Returns the offending text.
    pub fn text(&self) -> &str {
        self.source.text().get(self.span.clone()).unwrap_or("")
    }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The graph can be used, but something in it looks wrong or incomplete.
    Warning,
    /// The graph cannot be used.
    Error,
}

impl Severity {
    /// Returns `"warning"` or `"error"`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident; )+) => {
        /// The stable name of a kind of problem. Each is documented by the smallest input that gives it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $( $(#[doc = $doc])+ $variant, )+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[ $( Code::$variant, )+ ];

            /// Returns the name in kebab-case, as printed.
            pub fn as_str(self) -> &'static str {
                match self { $( Code::$variant => $name, )+ }
            }

            /// Returns how bad a problem of this kind is.
            pub fn severity(self) -> Severity {
                match self { $( Code::$variant => Severity::$severity, )+ }
            }
        }
    };
}

codes! {
    /// Bytes that are not UTF-8 text.
    InvalidUtf8 = "invalid-utf-8", Error;
    /// `{"nodes": [}` — the text is not JSON.
    MalformedJson = "malformed-json", Error;
    /// `<graphml><graph>` — the text is not XML, or holds what is not read (a document type with declarations).
    MalformedXml = "malformed-xml", Error;
    /// `digraph { a -> }` — the text is not DOT.
    MalformedDot = "malformed-dot", Error;
    /// `graph [ node [ id ] ]` — the text is not GML.
    MalformedGml = "malformed-gml", Error;
    /// `a,b,c` where the table has two columns — a row that cannot be read.
    MalformedTable = "malformed-table", Error;
    /// `{"id": ["a"]}` — a value has another JSON type than its key asks for.
    WrongType = "wrong-type", Error;
    /// `{"source": "a", "relation": "r"}` — a required key is missing.
    MissingKey = "missing-key", Error;
    /// `{"id": "a", "id": "b"}` — an object has the same key twice.
    DuplicateKey = "duplicate-key", Error;
    /// Two nodes of one file, two edges, or two declarations with the same id.
    DuplicateId = "duplicate-id", Error;
    /// `{"id": ""}` — an id without characters.
    EmptyId = "empty-id", Error;
    /// An edge whose source or target is no node's id.
    DanglingEndpoint = "dangling-endpoint", Error;
    /// A node type that the vocabulary does not declare.
    UnknownType = "unknown-type", Error;
    /// A relation that the vocabulary does not declare.
    UnknownRelation = "unknown-relation", Error;
    /// An edge whose ends are not of the types that the relation's `from` and `to` allow.
    WrongEndpointType = "wrong-endpoint-type", Error;
    /// Evidence that names a document that the file does not list.
    UnknownDocument = "unknown-document", Error;
    /// `"since": "2025-13"` — not a date of ISO 8601, or `since` after `until`.
    BadDate = "bad-date", Error;
    /// `"weight": 0` — not a finite number above zero.
    BadWeight = "bad-weight", Error;
    /// `"stance": "maybe"` or `"polarity": "bad"` — not one of the words that the key allows.
    BadValue = "bad-value", Error;
    /// More nodes, edges or text than the model counts.
    TooLarge = "too-large", Error;
    /// `"kgraph:conflict": {"born": [1950, 1951]}` — a merge left two values, of which one must go.
    MergeConflict = "merge-conflict", Error;
    /// Two files give one node different values for the same key; the first is kept.
    ConflictingValue = "conflicting-value", Warning;
    /// `{"same": [["a"]]}` — decisions that cannot be read, or contradict each other.
    BadDecision = "bad-decision", Error;
    /// A decision about an id that is no node's.
    UnusedDecision = "unused-decision", Warning;
    /// `"realtion"` — a key that is nearly one that kgraph knows.
    NearMissKey = "near-miss-key", Warning;
    /// `{"source": "a", "target": "b", "value": 1}` — no edge of the file has a relation.
    NoRelation = "no-relation", Warning;
    /// `{"name": "a"}` — no node of the file has an id, or the edges do not use them.
    NoId = "no-id", Warning;
    /// `"style": {"types": {"person": {"color": "red"}}}` — a look that cannot be: no such type, relation, colour, icon or key.
    BadStyle = "bad-style", Warning;
    /// A table of edges without one of nodes: the nodes are those that the edges name.
    ImpliedNodes = "implied-nodes", Warning;
    /// `strict graph { a -- b; a -- b }` — edges that the file itself says are one.
    MergedEdges = "merged-edges", Warning;
    /// Edges of LightRAG or GraphRAG — which end is the source was not kept when the file was made.
    UnreliableDirection = "unreliable-direction", Warning;
    /// A node that no edge touches.
    IsolatedNode = "isolated-node", Warning;
    /// An edge without evidence.
    NoEvidence = "no-evidence", Warning;
}

impl Code {
    /// Returns whether a graph with such a problem is not whole, so that nothing should be made of it.
    ///
    /// Other errors (a relation between types that it does not allow, evidence from a document that
    /// is not listed) fail a check, but every node and edge is there.
    pub fn is_fatal(self) -> bool {
        match self {
            Code::InvalidUtf8
            | Code::MalformedJson
            | Code::MalformedXml
            | Code::MalformedDot
            | Code::MalformedGml
            | Code::MalformedTable
            | Code::WrongType
            | Code::MissingKey
            | Code::DuplicateKey
            | Code::DuplicateId
            | Code::EmptyId
            | Code::DanglingEndpoint
            | Code::TooLarge
            | Code::BadDecision => true,
            Code::UnknownType
            | Code::UnknownRelation
            | Code::WrongEndpointType
            | Code::UnknownDocument
            | Code::BadDate
            | Code::BadWeight
            | Code::BadValue
            | Code::MergeConflict
            | Code::ConflictingValue
            | Code::UnusedDecision
            | Code::NearMissKey
            | Code::NoRelation
            | Code::NoId
            | Code::BadStyle
            | Code::ImpliedNodes
            | Code::MergedEdges
            | Code::UnreliableDirection
            | Code::IsolatedNode
            | Code::NoEvidence => false,
        }
    }
}

/// One problem in the data.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: Code,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// Where it is, if it is anywhere.
    pub place: Option<Place>,
    /// A second place that matters, with what it shows ("first defined here").
    pub related: Option<(Place, String)>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// Starts a diagnostic without a place or hint.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic { code, message: message.into(), place: None, related: None, hint: None }
    }

    /// Sets the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the second place and what it shows.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some((place, label.into()));
        self
    }

    /// Sets the hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Returns how bad the problem is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// All problems found, in the order of their places once [`Diagnostics::sort`] has run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// How many there are of each code; beyond [`Diagnostics::LISTED`], they are no more than counted.
    counts: BTreeMap<Code, usize>,
}

impl Diagnostics {
    /// How many problems of one code are listed; further ones are counted. So the memory for problems is bounded,
    /// however bad a file is.
    pub const LISTED: usize = 10_000;

    /// Adds one problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= Diagnostics::LISTED {
            self.list.push(diagnostic);
        }
    }

    /// Returns the codes of which there are more problems than are listed, and how many more.
    pub fn unlisted(&self) -> impl Iterator<Item = (Code, usize)> {
        let more = |(&code, &count): (&Code, &usize)| Some((code, count.checked_sub(Diagnostics::LISTED)?));
        self.counts.iter().filter_map(more).filter(|&(_, more)| more > 0)
    }

    /// Returns whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity() == Severity::Error)
    }

    /// Returns whether any problem is fatal.
    pub fn has_fatal(&self) -> bool {
        self.list.iter().any(|d| d.code.is_fatal())
    }

    /// Returns how many problems have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts.iter().filter(|(code, _)| code.severity() == severity).map(|(_, count)| count).sum()
    }

    /// Returns whether there is no problem at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Iterates over the problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Iterates over the problems, to change them.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut()
    }

    /// Orders the problems by file (in order of first mention), offset and code.
    pub fn sort(&mut self) {
        let mut names: Vec<String> = Vec::new();
        let mut keyed: Vec<(usize, usize, Code, Diagnostic)> = Vec::with_capacity(self.list.len());
        for diagnostic in self.list.drain(..) {
            let (file, offset) = match &diagnostic.place {
                Some(place) => {
                    let name = place.source.name();
                    let file = names.iter().position(|known| known == name).unwrap_or_else(|| {
                        names.push(name.to_owned());
                        names.len() - 1
                    });
                    (file, place.span.start)
                }
                None => (usize::MAX, 0),
            };
            keyed.push((file, offset, diagnostic.code, diagnostic));
        }
        keyed.sort_by_key(|entry| (entry.0, entry.1, entry.2));
        self.list = keyed.into_iter().map(|(.., diagnostic)| diagnostic).collect();
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        iter.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{} twice", code.as_str());
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("x", "aé\nü🙂z");
        assert_eq!(source.line_column("aé\nü🙂".len()), (2, 3));
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(9999), (2, 4));
    }

    #[test]
    fn places_far_into_a_text_are_those_of_counting_from_its_start() {
        for text in ["", "é", &"aé\n".repeat(5000), &"🙂".repeat(5000), &format!("{}\nü", "x".repeat(STRETCH - 1))]
        {
            let source = Source::new("x", text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            let mut ends: Vec<usize> =
                ends.filter(|at| at % 61 == 0 || at.abs_diff(STRETCH) < 9 || text.len() - at < 9).collect();
            // In any order: a later place counts what is before it.
            let third = ends.len() / 3;
            ends.rotate_left(third);
            for at in ends {
                let line = text[..at].matches('\n').count() + 1;
                let column = text[..at].rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
                assert_eq!(source.line_column(at), (line, column), "{at} of {}", text.len());
            }
        }
    }

    #[test]
    fn problems_of_one_kind_are_listed_up_to_a_limit_and_counted_beyond() {
        let mut list = Diagnostics::default();
        (0..Diagnostics::LISTED + 7).for_each(|_| list.push(Diagnostic::new(Code::NoEvidence, "x")));
        list.extend([Diagnostic::new(Code::EmptyId, "y")]);
        list.sort();
        assert_eq!(list.iter().count(), Diagnostics::LISTED + 1);
        assert_eq!((list.count(Severity::Warning), list.count(Severity::Error)), (Diagnostics::LISTED + 7, 1));
        assert_eq!(list.unlisted().collect::<Vec<_>>(), [(Code::NoEvidence, 7)]);
    }

    /// Gives a few bytes at a time, and is interrupted in between.
    struct Drips<'t>(&'t [u8], usize, bool);

    impl Read for Drips<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.2 = !self.2;
            if self.2 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let length = self.1.min(into.len()).min(self.0.len());
            let (given, rest) = self.0.split_at(length);
            into[..length].copy_from_slice(given);
            self.0 = rest;
            Ok(length)
        }
    }

    #[test]
    fn a_text_is_the_same_however_it_arrives() {
        let long = |start: &str, part: &str| (start.to_owned() + &part.repeat(BLOCK / part.len() + 9)).into_bytes();
        let mut texts: Vec<Vec<u8>> = ["", "a", "é", "\u{feff}{}", "🙂"].map(|text| text.as_bytes().to_vec()).to_vec();
        for start in ["", "a", "ab", "abc"] {
            texts.extend([long(start, "🙂"), long(start, "é"), long(start, "世界")]);
            // Cut off in the last character, broken in the middle, and at the border of blocks.
            let mut cut = long(start, "🙂");
            cut.pop();
            texts.push(cut);
            for at in [7, BLOCK - 1, BLOCK, BLOCK + 1] {
                let mut broken = long(start, "世界");
                broken[at] = 0xff;
                texts.push(broken);
            }
        }
        texts.extend([vec![0xff, 0xfe, b'{', 0], vec![0xc3], vec![0xed, 0xa0, 0x80], vec![0x80; 5], vec![0xf8; 9]]);
        for text in texts {
            for (drip, expected) in [(usize::MAX, text.len()), (BLOCK / 2 + 1, 0), (4093, usize::from(text.len() > 9))]
            {
                let read = Source::read("x", Drips(&text, drip, false), expected).expect("it can be read");
                match (read, Source::from_bytes("x", text.clone())) {
                    (Ok(read), Ok(whole)) => assert_eq!(read.text(), whole.text()),
                    (Err(read), Err(whole)) => {
                        assert_eq!((read.code, &read.message), (whole.code, &whole.message));
                        let span = |problem: &Diagnostic| problem.place.as_ref().map(|place| place.span.clone());
                        assert_eq!(span(&read), span(&whole));
                    }
                    (read, whole) => panic!("{:?} {:?}", read.err(), whole.err()),
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_read_or_held_is_an_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
        }
        let error = Source::read("x", Broken, 0).expect_err("it cannot be read");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        let error = Source::read("x", &b"{}"[..], usize::MAX).expect_err("it cannot be held");
        assert_eq!(error.kind(), io::ErrorKind::OutOfMemory);
    }

    #[test]
    fn utf16_is_named() {
        let error = Source::from_bytes("x", vec![0xff, 0xfe, b'{', 0]).expect_err("UTF-16 is refused");
        assert_eq!(error.code, Code::InvalidUtf8);
        assert!(error.message.contains("UTF-16"));
    }
}

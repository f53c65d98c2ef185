//! Where the graph's strings live: spans of the input texts, and one arena for names and what was not there as such.
//!
//! A file is kept whole and its values are borrowed from it, so reading copies only ids, labels and
//! strings that have escapes. A span costs 12 bytes.

use crate::diagnostics::Source;
use std::sync::Arc;

/// A string of a graph: a byte range of one of its segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    start: u32,
    /// Segment number in the upper 12 bits, whether it is canonical JSON in one, upper bits of the start below.
    high: u32,
    len: u32,
}

const SEGMENT_SHIFT: u32 = 20;
const CANONICAL: u32 = 1 << 19;
/// Segments a graph can have: the arena and 4,094 files.
pub(crate) const MAX_SEGMENTS: usize = (1 << (32 - SEGMENT_SHIFT)) - 1;

impl Text {
    /// Stands for "no text", which is not the empty text.
    pub(crate) const NONE: Text = Text { start: u32::MAX, high: u32::MAX, len: u32::MAX };

    fn new(segment: usize, start: usize, len: usize) -> Self {
        let start = start as u64;
        debug_assert!(segment < MAX_SEGMENTS && start < 1 << 51 && len < u32::MAX as usize);
        Text { start: start as u32, high: ((segment as u32) << SEGMENT_SHIFT) | (start >> 32) as u32, len: len as u32 }
    }

    /// Returns a span of what will be the beginning of an arena, or moved on in one.
    #[cfg(feature = "parquet")]
    pub(crate) fn arena(start: usize, len: usize) -> Text {
        Text::new(0, start, len)
    }

    /// Returns a span of a source, given the number of its segment.
    #[cfg(feature = "parquet")]
    pub(crate) fn of_segment(segment: usize, start: usize, len: usize) -> Text {
        Text::new(segment, start, len)
    }

    fn segment(self) -> usize {
        (self.high >> SEGMENT_SHIFT) as usize
    }

    fn range(self) -> std::ops::Range<usize> {
        let start = ((u64::from(self.high & (CANONICAL - 1)) << 32) | u64::from(self.start)) as usize;
        start..start + self.len as usize
    }

    /// Says that this is JSON text in canonical form.
    pub(crate) fn canonical(self) -> Text {
        Text { high: self.high | CANONICAL, ..self }
    }

    /// Returns whether this is known to be JSON text in canonical form: to be written as it is.
    pub(crate) fn is_canonical(self) -> bool {
        self.high & CANONICAL != 0
    }

    /// Returns whether this is no span of a source.
    #[cfg(feature = "parquet")]
    pub(crate) fn is_in_arena(self) -> bool {
        self.segment() == 0
    }

    /// Moves a span of the arena on by so many bytes; any other stays.
    #[cfg(feature = "parquet")]
    pub(crate) fn moved(self, by: usize) -> Text {
        if self.segment() != 0 {
            return self;
        }
        let moved = Text::new(0, self.range().start + by, self.len as usize);
        Text { high: moved.high | self.high & CANONICAL, ..moved }
    }

    /// Returns whether this stands for "no text".
    pub(crate) fn is_none(self) -> bool {
        self == Text::NONE
    }
}

/// The segments: number 0 is the arena, the others are sources.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    /// Shared by the parts of a graph.
    arena: Arc<String>,
    sources: Vec<Arc<Source>>,
}

impl Texts {
    /// Adds a source and returns its segment number, or `None` when there are too many.
    pub(crate) fn adopt(&mut self, source: &Arc<Source>) -> Option<usize> {
        if self.sources.len() + 1 >= MAX_SEGMENTS {
            return None;
        }
        self.sources.push(Arc::clone(source));
        Some(self.sources.len())
    }

    /// Returns the span of a byte range of a source.
    pub(crate) fn span(&self, segment: usize, start: usize, len: usize) -> Text {
        Text::new(segment, start, len)
    }

    /// Copies a text into the arena; returns where it begins there.
    pub(crate) fn append(&mut self, text: &str) -> usize {
        let start = self.arena.len();
        Arc::make_mut(&mut self.arena).push_str(text);
        start
    }

    /// Copies a string into the arena.
    pub(crate) fn push(&mut self, text: &str) -> Text {
        Text::new(0, self.append(text), text.len())
    }

    /// Returns the string; "no text" gives the empty string.
    #[inline]
    pub(crate) fn get(&self, text: Text) -> &str {
        // Ids and labels, the most of all: a segment number of zero leaves the upper bits zero.
        if text.high < CANONICAL {
            return &self.arena[text.range()];
        }
        if text.is_none() { "" } else { &self.segment(text.segment())[text.range()] }
    }

    fn segment(&self, number: usize) -> &str {
        match number {
            0 => &self.arena,
            _ => self.sources[number - 1].text(),
        }
    }

    /// Looks at the first bytes of some texts of the arena. What is returned means nothing: see `Graph::fetch_ends`.
    pub(crate) fn fetch(&self, texts: &[Text]) -> u8 {
        let arena = self.arena.as_bytes();
        texts.iter().fold(0, |all, text| all ^ arena.get(text.start as usize).copied().unwrap_or(0))
    }

    /// Returns the source and byte range a span was read from, unless it is in the arena.
    pub(crate) fn origin(&self, text: Text) -> Option<(&Arc<Source>, std::ops::Range<usize>)> {
        if text.is_none() || text.segment() == 0 {
            return None;
        }
        self.sources.get(text.segment() - 1).map(|source| (source, text.range()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_find_their_segment() {
        let mut texts = Texts::default();
        let source = Source::new("a", "hello world");
        let segment = texts.adopt(&source).expect("room for one source");
        let world = texts.span(segment, 6, 5);
        let own = texts.push("ö");
        assert_eq!(texts.get(world), "world");
        assert_eq!(texts.get(own), "ö");
        assert_eq!(texts.get(Text::NONE), "");
        assert_eq!(texts.origin(world).map(|(_, range)| range), Some(6..11));
        assert!(texts.origin(own).is_none());
    }

    #[test]
    fn offsets_past_four_gigabytes_survive_packing() {
        let text = Text::new(4093, (1 << 40) + 5, 7);
        assert_eq!(text.segment(), 4093);
        assert_eq!(text.range(), (1 << 40) + 5..(1 << 40) + 12);
        assert!(!text.is_canonical() && text.canonical().is_canonical());
        assert_eq!((text.canonical().segment(), text.canonical().range()), (text.segment(), text.range()));
    }
}

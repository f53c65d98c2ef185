//! What a format could not hold, counted: the honest part of an export.

use std::collections::BTreeMap;

/// A way in which a format holds less than the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LossKind {
    /// A list or object was written as text.
    NestedAsText,
    /// Values of several types share one key, so all were written as text.
    MixedAsText,
    /// A number too large for the readers' number types was written as text.
    NumberAsText,
    /// Characters that the format forbids were replaced or dropped.
    CharactersReplaced,
    /// Text longer than the format's readers take was cut.
    TextCut,
    /// A weight that readers would drop or fail on was replaced; the true one stands beside it.
    WeightReplaced,
    /// A key with a special meaning to readers was renamed.
    KeyRenamed,
    /// An id that the format cannot carry was replaced; the true one stands beside it.
    IdReplaced,
    /// A null was left out.
    NullLeftOut,
    /// An attribute was left out.
    AttributeLeftOut,
    /// Evidence became text to read, without its parts.
    EvidenceAsText,
    /// Evidence was left out.
    EvidenceLeftOut,
    /// Something is beyond the size that the format's readers take unless told to.
    BeyondReaders,
    /// A declaration of a document, type or relation was left out, but for its label.
    VocabularyLeftOut,
}

impl LossKind {
    /// Returns the stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            LossKind::NestedAsText => "nested-as-text",
            LossKind::MixedAsText => "mixed-as-text",
            LossKind::NumberAsText => "number-as-text",
            LossKind::CharactersReplaced => "characters-replaced",
            LossKind::TextCut => "text-cut",
            LossKind::WeightReplaced => "weight-replaced",
            LossKind::KeyRenamed => "key-renamed",
            LossKind::IdReplaced => "id-replaced",
            LossKind::NullLeftOut => "null-left-out",
            LossKind::AttributeLeftOut => "attribute-left-out",
            LossKind::EvidenceAsText => "evidence-as-text",
            LossKind::EvidenceLeftOut => "evidence-left-out",
            LossKind::BeyondReaders => "beyond-readers",
            LossKind::VocabularyLeftOut => "vocabulary-left-out",
        }
    }

    /// Says what happened, after a number: "lists or objects written as text".
    pub fn describe(self) -> &'static str {
        match self {
            LossKind::NestedAsText => "lists or objects written as text",
            LossKind::MixedAsText => "keys with values of several types, all written as text",
            LossKind::NumberAsText => "numbers too large for the format, written as text",
            LossKind::CharactersReplaced => "texts with characters that the format forbids, replaced or dropped",
            LossKind::TextCut => "texts cut to the length that readers take",
            LossKind::WeightReplaced => {
                "weights that readers would drop or fail on, replaced, with the true one beside it"
            }
            LossKind::KeyRenamed => "keys renamed because readers give them another meaning",
            LossKind::IdReplaced => "ids replaced, with the true one beside it",
            LossKind::NullLeftOut => "nulls left out",
            LossKind::AttributeLeftOut => "attributes left out",
            LossKind::EvidenceAsText => "edges whose evidence became text to read",
            LossKind::EvidenceLeftOut => "edges whose evidence was left out",
            LossKind::BeyondReaders => {
                "edges or characters beyond what readers draw unless told to (Mermaid: `maxEdges`, `maxTextSize`)"
            }
            LossKind::VocabularyLeftOut => {
                "declarations of documents, types and relations left out, but for their labels"
            }
        }
    }
}

/// One kind of loss: how often, and the first place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The kind.
    pub kind: LossKind,
    /// How often it happened.
    pub count: usize,
    /// The first place: an id of a node or edge, or the name of a key.
    pub first: String,
}

/// Everything a format could not hold; empty when the export is lossless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    list: BTreeMap<LossKind, Loss>,
}

impl Losses {
    /// Counts one more loss; `place` is asked for only the first time.
    pub fn add(&mut self, kind: LossKind, place: impl FnOnce() -> String) {
        self.list.entry(kind).or_insert_with(|| Loss { kind, count: 0, first: place() }).count += 1;
    }

    /// Adds what was lost further on in the same graph.
    pub(super) fn absorb(&mut self, later: Losses) {
        for (kind, loss) in later.list {
            match self.list.get_mut(&kind) {
                Some(known) => known.count += loss.count,
                None => drop(self.list.insert(kind, loss)),
            }
        }
    }

    /// Returns whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Iterates over the kinds of loss, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Loss> {
        self.list.values()
    }
}

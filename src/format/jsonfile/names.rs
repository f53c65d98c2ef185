//! Keys that mean something to a format's readers: the user's own of the same name are renamed, and back.

use crate::format::{LossKind, Losses, Place};
use crate::graph::Attribute;
use crate::jsontext::Member;
use std::borrow::Cow;
use std::ops::Range;

/// What stands before a key that was renamed.
const PREFIX: &str = "meta_";

/// The keys of nodes, edges or headers that a format gives a meaning.
pub(in crate::format) struct Names(pub(in crate::format) &'static [&'static str]);

impl Names {
    /// Returns whether a key, without the prefixes that renaming puts before it, is one of them.
    fn is_taken(&self, key: &str) -> bool {
        let mut key = key;
        while let Some(rest) = key.strip_prefix(PREFIX) {
            key = rest;
        }
        self.0.contains(&key)
    }

    /// Returns the key under which the user's own key is written.
    pub(in crate::format) fn written<'k>(&self, key: &'k str) -> Cow<'k, str> {
        if self.is_taken(key) { Cow::Owned(format!("{PREFIX}{key}")) } else { Cow::Borrowed(key) }
    }

    /// As [`Names::written`], counting a loss where the key is another.
    pub(in crate::format) fn rename<'k>(&self, attribute: &Attribute<'k>, losses: &mut Losses) -> Cow<'k, str> {
        let written = self.written(attribute.key);
        if matches!(written, Cow::Owned(_)) {
            losses.add(LossKind::KeyRenamed, || Place::key(attribute.key));
        }
        written
    }

    /// Returns the user's own key that was written as this one.
    pub(in crate::format) fn read<'k>(&self, key: Cow<'k, str>) -> Cow<'k, str> {
        if !key.starts_with(PREFIX) || !self.is_taken(&key) {
            return key;
        }
        match key {
            Cow::Borrowed(key) => Cow::Borrowed(&key[PREFIX.len()..]),
            Cow::Owned(key) => Cow::Owned(key[PREFIX.len()..].to_owned()),
        }
    }
}

/// Adds nulls that keep the user's own `name`, `kind` and `entity_type` from being read as label and
/// type, of which kgraph's own files say plainly what they are.
pub(in crate::format) fn shield(members: &mut Vec<Member<'_>>, span: &Range<usize>) {
    for (key, others) in [("type", &["entity_type", "kind"][..]), ("label", &["name"])] {
        let has = |key: &str| members.iter().any(|member| member.key == key);
        if !has(key) && others.iter().any(|other| has(other)) {
            members.push(synthetic(key, "null", span));
        }
    }
}

/// Makes a member that the file does not have; problems with it are shown at `span`.
pub(in crate::format) fn synthetic<'a>(key: &'a str, value: &'a str, span: &Range<usize>) -> Member<'a> {
    Member { key: Cow::Borrowed(key), key_span: span.clone(), value, value_span: span.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renamed_keys_come_back() {
        let names = Names(&["size", "id"]);
        for key in ["size", "meta_size", "meta_meta_size", "meta_", "meta_x", "", "sizes"] {
            let written = names.written(key);
            assert_ne!(written, "size");
            assert_eq!(names.read(written), key);
        }
        assert_eq!(names.written("meta_x"), "meta_x");
    }
}

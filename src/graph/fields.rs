//! What a node or edge carries beyond its fixed columns: one table of (key, JSON text) rows.
//!
//! Values stay JSON text, as they were written, so that nothing is lost: numbers keep their digits,
//! objects keep their order. A row costs 16 bytes, an element without rows 4.

use super::text::Text;
use hashbrown::DefaultHashBuilder;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// A key of a node or edge, interned: a number in the names of nodes or in those of edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(pub(crate) u32);

/// The reserved keys of nodes that are rows; `id`, `type` and `label` have columns of their own.
pub(crate) struct NodeKey;

impl NodeKey {
    pub(crate) const ALIASES: Key = Key(0);
    pub(crate) const DESCRIPTION: Key = Key(1);
    /// Keys from here on are the user's own.
    pub(crate) const RESERVED: u32 = 2;

    pub(crate) fn names() -> Names {
        Names::starting_with(&["aliases", "description"])
    }
}

/// The reserved keys of edges that are rows; `source`, `relation` and `target` are topology.
pub(crate) struct EdgeKey;

impl EdgeKey {
    pub(crate) const ID: Key = Key(0);
    pub(crate) const LABEL: Key = Key(1);
    pub(crate) const EVIDENCE: Key = Key(2);
    pub(crate) const WEIGHT: Key = Key(3);
    pub(crate) const SINCE: Key = Key(4);
    pub(crate) const UNTIL: Key = Key(5);
    /// Keys from here on are the user's own.
    pub(crate) const RESERVED: u32 = 6;

    pub(crate) fn names() -> Names {
        Names::starting_with(&["id", "label", "evidence", "weight", "since", "until"])
    }
}

/// One row: a key and its value as JSON text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) key: Key,
    pub(crate) value: Text,
}

/// The rows of all nodes or of all edges, in element order.
#[derive(Clone, Debug)]
pub(crate) struct FieldTable {
    ends: Vec<u32>,
    rows: Vec<Field>,
    /// Which reserved keys have rows, as bits.
    reserved: u32,
}

impl Default for FieldTable {
    fn default() -> Self {
        FieldTable { ends: vec![0], rows: Vec::new(), reserved: 0 }
    }
}

impl FieldTable {
    /// Adds the rows of the next element; returns `false` when the table is full.
    pub(crate) fn push(&mut self, rows: &[Field]) -> bool {
        let Ok(end) = u32::try_from(self.rows.len() + rows.len()) else { return false };
        for row in rows {
            self.reserved |= 1u32.checked_shl(row.key.0).unwrap_or(0);
        }
        self.rows.extend_from_slice(rows);
        self.ends.push(end);
        true
    }

    /// Makes room for so many elements and rows more.
    pub(crate) fn reserve(&mut self, elements: usize, rows: usize) {
        self.ends.reserve_exact(elements);
        self.rows.reserve_exact(rows);
    }

    /// Returns whether so many rows more can be added.
    pub(crate) fn has_room(&self, rows: usize) -> bool {
        u32::try_from(self.rows.len() + rows).is_ok()
    }

    /// Returns the rows of an element, in the order they were written.
    pub(crate) fn of(&self, element: usize) -> &[Field] {
        &self.rows[self.ends[element] as usize..self.ends[element + 1] as usize]
    }

    /// Returns whether any element has a row of a reserved key.
    pub(crate) fn has(&self, key: Key) -> bool {
        1u32.checked_shl(key.0).is_some_and(|bit| self.reserved & bit != 0)
    }

    /// Returns the value of one key of an element.
    pub(crate) fn get(&self, element: usize, key: Key) -> Option<Text> {
        if key.0 < u32::BITS && !self.has(key) {
            return None;
        }
        self.of(element).iter().find(|field| field.key == key).map(|field| field.value)
    }
}

/// Names stored once, numbered in the order they were first seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    names: Vec<Box<str>>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Names {
    fn starting_with(first: &[&str]) -> Self {
        let mut names = Names::default();
        for name in first {
            names.intern(name);
        }
        names
    }

    /// Returns the number of a name, which is added if it is new.
    pub(crate) fn intern(&mut self, name: &str) -> u32 {
        let hash = self.hasher.hash_one(name);
        if let Some(&found) = self.table.find(hash, |&at| &*self.names[at as usize] == name) {
            return found;
        }
        let number = self.names.len() as u32;
        self.names.push(name.into());
        let (names, hasher) = (&self.names, &self.hasher);
        self.table.insert_unique(hash, number, |&at| hasher.hash_one(&*names[at as usize]));
        number
    }

    /// Returns the number of a name that is already there.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(name);
        self.table.find(hash, |&at| &*self.names[at as usize] == name).copied()
    }

    /// Iterates over the names, by number.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// Returns a name.
    pub(crate) fn get(&self, number: u32) -> &str {
        &self.names[number as usize]
    }
}

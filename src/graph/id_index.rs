//! Finds nodes by their ids: a hash table with open addressing whose slots hold short ids themselves.
//!
//! An edge is two look-ups at places anywhere in memory, and in a large graph each is a cache miss. So a slot holds
//! all that tells an id of up to [`SHORT`] bytes from every other, without a look at the node's text; and keys are
//! made apart from the search for them, so that a caller can have the misses of many overlap ([`IdIndex::fetch`]).
//! A node costs 16 bytes in a table that is at most three quarters full.

use hashbrown::DefaultHashBuilder;
use std::hash::BuildHasher;

/// Bytes of an id that a slot holds.
const SHORT: usize = 11;
/// Stands where a short id has its length.
const LONG: u32 = 0xff << 24;
/// No node has this number: petgraph keeps it for itself.
const EMPTY: u32 = u32::MAX;

/// What an id is looked up by: a short one itself, of a long one a hash and the length.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct IdKey {
    head: u64,
    tail: u32,
    hash: u64,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    head: u64,
    tail: u32,
    node: u32,
}

/// Numbers of nodes by id.
#[derive(Clone, Debug)]
pub(crate) struct IdIndex {
    /// As many as a power of two, or none.
    slots: Vec<Slot>,
    len: usize,
    hasher: DefaultHashBuilder,
    seeds: [u64; 2],
}

impl Default for IdIndex {
    fn default() -> Self {
        let hasher = DefaultHashBuilder::default();
        let seeds = [hasher.hash_one(0), hasher.hash_one(1)];
        IdIndex { slots: Vec::new(), len: 0, hasher, seeds }
    }
}

impl IdIndex {
    /// Returns the key of an id.
    pub(crate) fn key(&self, id: &str) -> IdKey {
        let bytes = id.as_bytes();
        let (head, tail) = match bytes.len() {
            len @ 0..=SHORT => {
                // Zeros behind the id, by two loads that overlap where it is long enough.
                let (head, rest) = match (bytes.first_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
                    (Some(&head), _, Some(&last)) => {
                        (u64::from_le_bytes(head), u64::from(u32::from_le_bytes(last)) >> (8 * (12 - len)))
                    }
                    (None, Some(&first), Some(&last)) => {
                        let last = u64::from(u32::from_le_bytes(last)) >> (8 * (8 - len));
                        (u64::from(u32::from_le_bytes(first)) | last << 32, 0)
                    }
                    _ => (bytes.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte)), 0),
                };
                (head, rest as u32 | (len as u32) << 24)
            }
            len => (self.hasher.hash_one(id), LONG | (len as u32 & !LONG)),
        };
        IdKey { head, tail, hash: self.hash(head, tail) }
    }

    fn hash(&self, head: u64, tail: u32) -> u64 {
        // As foldhash does: of a product of two numbers, one of them random, both halves.
        let product = u128::from(head ^ self.seeds[0]) * u128::from(u64::from(tail) ^ self.seeds[1]);
        (product >> 64) as u64 ^ product as u64
    }

    /// Looks at the slot where the search for a key begins. What is returned means nothing; many calls in a row
    /// bring their slots into the cache at once, since none waits for another.
    pub(crate) fn fetch(&self, key: IdKey) -> u32 {
        match self.slots.len() {
            0 => 0,
            len => self.slots[key.hash as usize & (len - 1)].tail,
        }
    }

    /// Returns the node with this key; `is` tells whether a node has the id, which is asked for long ids alone.
    pub(crate) fn find(&self, key: IdKey, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = key.hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.node == EMPTY {
                return None;
            }
            if slot.head == key.head && slot.tail == key.tail && (key.tail < LONG || is(slot.node)) {
                return Some(slot.node);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a node, whose id is none of those that are there.
    pub(crate) fn insert(&mut self, key: IdKey, node: u32) {
        if (self.len + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        self.len += 1;
        self.put(key.hash, Slot { head: key.head, tail: key.tail, node });
    }

    fn put(&mut self, hash: u64, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].node != EMPTY {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    /// Makes room for so many nodes more.
    #[cfg(feature = "parquet")]
    pub(crate) fn reserve(&mut self, more: usize) {
        let slots = ((self.len + more) * 4 / 3 + 1).next_power_of_two();
        if slots > self.slots.len() {
            self.resize(slots);
        }
    }

    fn grow(&mut self) {
        self.resize((self.slots.len() * 2).max(16));
    }

    fn resize(&mut self, len: usize) {
        let empty = Slot { head: 0, tail: 0, node: EMPTY };
        let old = std::mem::replace(&mut self.slots, vec![empty; len]);
        for slot in old.into_iter().filter(|slot| slot.node != EMPTY) {
            self.put(self.hash(slot.head, slot.tail), slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_all_lengths_are_found_and_no_others() {
        let mut ids: Vec<String> = (0..40).map(|len| "x".repeat(len)).collect();
        ids.extend((0..2000).map(|number| format!("n{number}")));
        ids.extend((0..2000).map(|number| format!("a long prefix of every id, {number}")));
        ids.extend((1..40).map(|len| "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ"[..len].to_owned()));
        // Ends of zero bytes are not taken for the padding of shorter ids.
        ids.extend(["x\0", "x\0\0", "é", "é\0"].map(String::from));
        let mut index = IdIndex::default();
        for (number, id) in ids.iter().enumerate() {
            let key = index.key(id);
            assert_eq!(index.find(key, |at| ids[at as usize] == *id), None, "{id}");
            index.insert(key, number as u32);
        }
        for (number, id) in ids.iter().enumerate() {
            assert_eq!(index.find(index.key(id), |at| ids[at as usize] == *id), Some(number as u32), "{id}");
        }
        for id in ["y", "n2000", "a long prefix of every id, 2000", "x\0\0\0"] {
            assert_eq!(index.find(index.key(id), |at| ids[at as usize] == *id), None, "{id}");
        }
    }

    #[test]
    fn long_ids_with_one_hash_are_told_apart() {
        let mut index = IdIndex::default();
        let key = index.key("an id that is long");
        index.insert(key, 0);
        assert_eq!(index.find(key, |_| false), None);
        index.insert(key, 1);
        assert_eq!(index.find(key, |node| node == 1), Some(1));
    }
}

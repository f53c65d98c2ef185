//! Sets and maps of nodes whose cost follows what they hold, not the size of the graph.
//!
//! Both begin small, and become flat arrays over all nodes once they hold a good part of them, so
//! that a search near one node needs no O(nodes) memory, and a search of everything needs no hashing.

use hashbrown::HashMap;
use std::hash::{BuildHasher, Hasher};

/// A map to small values, one of which is never used: it stands for "nothing".
#[derive(Clone, Debug)]
pub(crate) struct NodeMap<T> {
    nothing: T,
    nodes: usize,
    store: Store<T>,
}

#[derive(Clone, Debug)]
enum Store<T> {
    Sparse(HashMap<u32, T, Spread>),
    Dense(Vec<T>),
}

/// One node in so many held makes a map dense.
const DENSE: usize = 32;

impl<T: Copy + PartialEq> NodeMap<T> {
    /// Makes an empty map for a graph of so many nodes.
    pub(crate) fn new(nodes: usize, nothing: T) -> Self {
        NodeMap { nothing, nodes, store: Store::Sparse(HashMap::with_hasher(Spread)) }
    }

    pub(crate) fn get(&self, node: u32) -> Option<T> {
        match &self.store {
            Store::Sparse(map) => map.get(&node).copied(),
            Store::Dense(list) => list.get(node as usize).copied().filter(|value| *value != self.nothing),
        }
    }

    pub(crate) fn contains(&self, node: u32) -> bool {
        self.get(node).is_some()
    }

    /// Sets a value unless there is one; returns whether it did.
    pub(crate) fn insert_new(&mut self, node: u32, value: T) -> bool {
        match &mut self.store {
            Store::Sparse(map) => {
                let before = map.len();
                map.entry(node).or_insert(value);
                let new = map.len() > before;
                if map.len() > 64 && map.len() > self.nodes / DENSE {
                    let mut list = vec![self.nothing; self.nodes];
                    for (&node, &value) in map.iter() {
                        if let Some(place) = list.get_mut(node as usize) {
                            *place = value;
                        }
                    }
                    self.store = Store::Dense(list);
                }
                new
            }
            Store::Dense(list) => match list.get_mut(node as usize).filter(|place| **place == self.nothing) {
                Some(place) => {
                    *place = value;
                    true
                }
                None => false,
            },
        }
    }
}

/// A set: a list while it is short, then a bit for each node.
#[derive(Clone, Debug)]
pub(crate) struct NodeSet {
    nodes: usize,
    few: Vec<u32>,
    bits: Vec<u64>,
}

/// So many nodes are looked through one by one.
const FEW: usize = 16;

impl NodeSet {
    /// Makes an empty set for a graph of so many nodes.
    pub(crate) fn new(nodes: usize) -> Self {
        NodeSet { nodes, few: Vec::new(), bits: Vec::new() }
    }

    /// Adds a node; returns whether it is new.
    pub(crate) fn insert(&mut self, node: u32) -> bool {
        if self.bits.is_empty() {
            if self.few.contains(&node) {
                return false;
            }
            if self.few.len() < FEW {
                self.few.push(node);
                return true;
            }
            self.bits = vec![0; self.nodes / 64 + 1];
            for known in std::mem::take(&mut self.few) {
                self.mark(known);
            }
        }
        self.mark(node)
    }

    fn mark(&mut self, node: u32) -> bool {
        let Some(word) = self.bits.get_mut(node as usize / 64) else { return false };
        let bit = 1 << (node % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}

/// Hashes one number: a multiplication that spreads it, and a fold, since tables use both ends of a hash.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spread;

pub(crate) struct SpreadHasher(u64);

impl BuildHasher for Spread {
    type Hasher = SpreadHasher;

    fn build_hasher(&self) -> SpreadHasher {
        SpreadHasher(0)
    }
}

impl Hasher for SpreadHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        let product = u128::from(self.0 ^ u64::from(number)) * 0x9E37_79B9_7F4A_7C15;
        self.0 = (product as u64) ^ ((product >> 32) as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn maps_and_sets_hold_what_std_holds(nodes in 1usize..3000, given in prop::collection::vec((0u32..3000, 0u32..9), 0..600)) {
            let (mut map, mut set) = (NodeMap::new(nodes, u32::MAX), NodeSet::new(nodes));
            let (mut known_map, mut known_set) = (BTreeMap::new(), BTreeSet::new());
            for (node, value) in given {
                let node = node % nodes as u32;
                prop_assert_eq!(map.insert_new(node, value), !known_map.contains_key(&node));
                known_map.entry(node).or_insert(value);
                prop_assert_eq!(set.insert(node), known_set.insert(node));
            }
            for node in 0..nodes as u32 {
                prop_assert_eq!(map.get(node), known_map.get(&node).copied());
            }
        }
    }
}

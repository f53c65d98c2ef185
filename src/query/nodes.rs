//! Sets and maps of nodes whose cost follows what they hold, not the size of the graph.
//!
//! Both begin small, and become flat arrays over all nodes once they hold a good part of them, so
//! that a search near one node needs no O(nodes) memory, and a search of everything needs no hashing.

/// A map to small values, one of which is never used: it stands for "nothing".
#[derive(Clone, Debug)]
pub(crate) struct NodeMap<T> {
    nothing: T,
    nodes: usize,
    store: Store<T>,
}

#[derive(Clone, Debug)]
enum Store<T> {
    Sparse(Table<T>),
    Dense(Vec<T>),
}

/// One node in so many held makes a map dense.
const DENSE: usize = 32;

impl<T: Copy + PartialEq> NodeMap<T> {
    /// Makes an empty map for a graph of so many nodes.
    pub(crate) fn new(nodes: usize, nothing: T) -> Self {
        NodeMap { nothing, nodes, store: Store::Sparse(Table { keys: Vec::new(), values: Vec::new(), held: 0 }) }
    }

    pub(crate) fn get(&self, node: u32) -> Option<T> {
        match &self.store {
            Store::Sparse(table) => table.values.get(table.find(node)?).copied(),
            Store::Dense(list) => list.get(node as usize).copied(),
        }
        .filter(|value| *value != self.nothing)
    }

    pub(crate) fn contains(&self, node: u32) -> bool {
        self.get(node).is_some()
    }

    /// Sets a value unless there is one; returns whether it did.
    pub(crate) fn insert_new(&mut self, node: u32, value: T) -> bool {
        match &mut self.store {
            Store::Sparse(table) => {
                if table.held >= 64 && table.held >= self.nodes / DENSE {
                    self.store = Store::Dense(table.spread_out(self.nodes, self.nothing));
                    return self.insert_new(node, value);
                }
                table.insert_new(node, value, self.nothing)
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

/// A hash table with open addressing and linear probing; at least half of its places are free.
#[derive(Clone, Debug)]
struct Table<T> {
    /// The nodes held, each in its place; the number of places is zero or a power of two.
    keys: Vec<u32>,
    values: Vec<T>,
    held: usize,
}

/// The key of a place that is free: no graph has so many nodes.
const FREE: u32 = u32::MAX;

impl<T: Copy + PartialEq> Table<T> {
    /// Returns the place where a node is or should be, unless there is no place at all.
    fn find(&self, node: u32) -> Option<usize> {
        let mask = self.keys.len().checked_sub(1)?;
        // Multiplicative hashing: neighbouring numbers are spread by the golden ratio.
        let hash = u64::from(node).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut at = (hash >> 32) as usize & mask;
        while self.keys[at] != node && self.keys[at] != FREE {
            at = (at + 1) & mask;
        }
        Some(at)
    }

    fn insert_new(&mut self, node: u32, value: T, nothing: T) -> bool {
        if self.keys.len() <= 2 * self.held {
            self.grow(nothing);
        }
        match self.find(node) {
            Some(at) if self.keys[at] == FREE => {
                (self.keys[at], self.values[at]) = (node, value);
                self.held += 1;
                true
            }
            _ => false,
        }
    }

    #[cold]
    fn grow(&mut self, nothing: T) {
        let size = (4 * self.keys.len()).max(64);
        let keys = std::mem::replace(&mut self.keys, vec![FREE; size]);
        let values = std::mem::replace(&mut self.values, vec![nothing; size]);
        for (node, value) in keys.into_iter().zip(values).filter(|(node, _)| *node != FREE) {
            if let Some(at) = self.find(node) {
                (self.keys[at], self.values[at]) = (node, value);
            }
        }
    }

    /// Returns the values in a list over all nodes.
    fn spread_out(&self, nodes: usize, nothing: T) -> Vec<T> {
        let mut list = vec![nothing; nodes];
        for (&node, &value) in self.keys.iter().zip(&self.values).filter(|(node, _)| **node != FREE) {
            if let Some(place) = list.get_mut(node as usize) {
                *place = value;
            }
        }
        list
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

    pub(crate) fn contains(&self, node: u32) -> bool {
        match self.bits.get(node as usize / 64) {
            Some(word) => word & (1 << (node % 64)) != 0,
            None => self.few.contains(&node),
        }
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
                prop_assert_eq!(set.contains(node), known_set.contains(&node));
                prop_assert_eq!(set.insert(node), known_set.insert(node));
            }
            for node in 0..nodes as u32 {
                prop_assert_eq!(map.get(node), known_map.get(&node).copied());
            }
        }
    }
}

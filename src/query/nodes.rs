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
        NodeMap { nothing, nodes, store: Store::Sparse(Table { places: Vec::new(), held: 0 }) }
    }

    pub(crate) fn get(&self, node: u32) -> Option<T> {
        match &self.store {
            Store::Sparse(table) => table.places.get(table.find(node, self.nothing)?).map(|place| place.1),
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

/// A hash table with open addressing and linear probing; at least half of its places hold nothing.
#[derive(Clone, Debug)]
struct Table<T> {
    /// Their number is zero or a power of two.
    places: Vec<(u32, T)>,
    held: usize,
}

impl<T: Copy + PartialEq> Table<T> {
    /// Returns the place where a node is or should be, unless there is no place at all.
    fn find(&self, node: u32, nothing: T) -> Option<usize> {
        let mask = self.places.len().checked_sub(1)?;
        // Multiplicative hashing: neighbouring numbers are spread by the golden ratio.
        let hash = u64::from(node).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut at = (hash >> 32) as usize & mask;
        while self.places[at].0 != node && self.places[at].1 != nothing {
            at = (at + 1) & mask;
        }
        Some(at)
    }

    fn insert_new(&mut self, node: u32, value: T, nothing: T) -> bool {
        if self.places.len() <= 2 * self.held {
            let size = (4 * self.places.len()).max(64);
            let smaller = std::mem::replace(&mut self.places, vec![(0, nothing); size]);
            for (node, value) in smaller.into_iter().filter(|place| place.1 != nothing) {
                if let Some(at) = self.find(node, nothing) {
                    self.places[at] = (node, value);
                }
            }
        }
        match self.find(node, nothing) {
            Some(at) if self.places[at].1 == nothing => {
                self.places[at] = (node, value);
                self.held += 1;
                true
            }
            _ => false,
        }
    }

    /// Returns the values in a list over all nodes.
    fn spread_out(&self, nodes: usize, nothing: T) -> Vec<T> {
        let mut list = vec![nothing; nodes];
        for &(node, value) in &self.places {
            if let (true, Some(place)) = (value != nothing, list.get_mut(node as usize)) {
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
                prop_assert_eq!(set.insert(node), known_set.insert(node));
            }
            for node in 0..nodes as u32 {
                prop_assert_eq!(map.get(node), known_map.get(&node).copied());
            }
        }
    }
}

//! Keys of names: nodes that share one are compared.

use super::names::Name;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// How many characters of each end of a name are a key.
const END: usize = 5;

/// Returns the keys of all nodes, as hashes, with the nodes' numbers. Two keys of the same hash cost a comparison.
pub(super) fn of(names: &[Vec<Name>]) -> Vec<(u64, u32)> {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut keys = Vec::new();
    for (node, names) in names.iter().enumerate() {
        for name in names {
            let mut add = |kind: u8, text: &str| keys.push((hasher.hash_one((kind, text)), node as u32));
            add(0, &name.sorted());
            add(1, &name.joined);
            if name.is_initials {
                add(2, &name.joined);
            }
            for initials in name.initials() {
                add(2, &initials);
            }
            if let [first, .., last] = name.words.as_slice() {
                let letter = |word: &str| word.chars().next().unwrap_or_default();
                add(3, &format!("{last} {}", letter(first)));
                add(4, &format!("{first} {}", letter(last)));
            }
            // A name of one word and longer ones that begin or end with it.
            for word in name.words.first().into_iter().chain(name.words.last().filter(|_| name.words.len() > 1)) {
                add(5, word);
            }
            let chars: Vec<char> = name.joined.chars().collect();
            if chars.len() > END {
                add(6, &chars[..END].iter().collect::<String>());
                add(7, &chars[chars.len() - END..].iter().collect::<String>());
            }
        }
    }
    keys
}

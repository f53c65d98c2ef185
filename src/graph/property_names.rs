//! The names that types, relations and keys have in property graph databases (Neo4j and its kin): unique, and plain, so
//! that their tools take them.

use super::{Graph, Header};
use std::collections::{HashMap, HashSet};

/// The properties of nodes that are not the user's own.
pub(crate) const NODE_NAMES: &[&str] = &["id", "label", "entity_type", "description", "aliases"];
/// The properties of relationships that are not the user's own.
pub(crate) const EDGE_NAMES: &[&str] = &[
    "id",
    "position",
    "relation",
    "label",
    "weight",
    "since",
    "until",
    "symmetric",
    "sources",
    "denied_by",
    "evidence",
    "evidence_json",
];

/// What a database calls the types, relations and keys of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PropertyNames {
    labels: HashMap<String, String>,
    relationships: HashMap<String, String>,
    node_keys: HashMap<String, String>,
    edge_keys: HashMap<String, String>,
}

impl PropertyNames {
    /// Finds the names that kgraph exports a graph with. Time O(vocabulary and keys).
    pub fn of(graph: &Graph) -> Self {
        let header = graph.header();
        let own = |names: Vec<(&str, String)>| names.into_iter().map(|(key, name)| (key.to_owned(), name)).collect();
        PropertyNames {
            labels: header.types.iter().map(|known| known.id.clone()).zip(labels(header)).collect(),
            relationships: header
                .relations
                .iter()
                .map(|known| known.id.clone())
                .zip(relationship_types(header))
                .collect(),
            node_keys: own(key_names(graph.node_attribute_keys(), NODE_NAMES)),
            edge_keys: own(key_names(graph.edge_attribute_keys(), EDGE_NAMES)),
        }
    }

    /// Returns the label of a type.
    pub fn label(&self, id: &str) -> Option<&str> {
        self.labels.get(id).map(String::as_str)
    }

    /// Returns the relationship type of a relation.
    pub fn relationship(&self, id: &str) -> Option<&str> {
        self.relationships.get(id).map(String::as_str)
    }

    /// Returns the property of a user's own key of nodes.
    pub fn node_key(&self, key: &str) -> Option<&str> {
        self.node_keys.get(key).map(String::as_str)
    }

    /// Returns the property of a user's own key of edges.
    pub fn edge_key(&self, key: &str) -> Option<&str> {
        self.edge_keys.get(key).map(String::as_str)
    }
}

/// Names the properties for the user's own keys: none reserved, none twice, no character that ends a name.
pub(crate) fn key_names<'g>(keys: impl Iterator<Item = &'g str>, reserved: &[&str]) -> Vec<(&'g str, String)> {
    let mut taken: HashSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    let clean = |c: char| if c.is_control() || matches!(c, ':' | '`' | '\\' | '"' | ',') { '_' } else { c };
    keys.map(|key| {
        let mut name: String = key.trim().chars().map(clean).collect();
        if name.is_empty() || reserved.contains(&name.as_str()) {
            name.insert_str(0, "meta_");
        }
        (key, unused(name, &mut taken))
    })
    .collect()
}

/// Names a relation as Neo4j does: `comments-on` is `COMMENTS_ON`; unique among the relations.
pub(crate) fn relationship_types(header: &Header) -> Vec<String> {
    let mut taken = HashSet::new();
    header.relations.iter().map(|relation| unused(upper_snake(&relation.id), &mut taken)).collect()
}

/// Names a type as Neo4j does: `trade-union` is `TradeUnion`; unique among the types, and none is `Entity`.
pub(crate) fn labels(header: &Header) -> Vec<String> {
    let mut taken = HashSet::from(["Entity".to_owned()]);
    header.types.iter().map(|entity_type| unused(pascal(&entity_type.id), &mut taken)).collect()
}

fn unused(name: String, taken: &mut HashSet<String>) -> String {
    let mut candidate = name.clone();
    let mut number = 1;
    while !taken.insert(candidate.clone()) {
        number += 1;
        candidate = format!("{name}_{number}");
    }
    candidate
}

/// Words of an id: runs of ASCII letters and digits, parted also where a capital follows a small letter.
fn words(id: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in id.chars() {
        if c.is_ascii_alphanumeric() {
            let starts = !before.is_ascii_alphanumeric() || (before.is_ascii_lowercase() && c.is_ascii_uppercase());
            match words.last_mut().filter(|_| !starts) {
                Some(word) => word.push(c),
                None => words.push(c.to_string()),
            }
        }
        before = c;
    }
    words
}

fn guarded(name: String, other: &str) -> String {
    match name.as_bytes().first() {
        None => other.to_owned(),
        Some(b'0'..=b'9') => format!("_{name}"),
        Some(_) => name,
    }
}

fn upper_snake(id: &str) -> String {
    guarded(words(id).join("_").to_ascii_uppercase(), "RELATION")
}

fn pascal(id: &str) -> String {
    let word = |word: &String| word[..1].to_ascii_uppercase() + &word[1..];
    guarded(words(id).iter().map(word).collect(), "Type")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_neo4j() {
        for (id, upper, name) in [
            ("comments-on", "COMMENTS_ON", "CommentsOn"),
            ("isLicensedUnder", "IS_LICENSED_UNDER", "IsLicensedUnder"),
            ("HAS_PART", "HAS_PART", "HASPART"),
            ("2nd", "_2ND", "_2nd"),
            ("知る", "RELATION", "Type"),
            ("a`b", "A_B", "AB"),
        ] {
            assert_eq!((upper_snake(id).as_str(), pascal(id).as_str()), (upper, name));
        }
        let mut taken = HashSet::new();
        assert_eq!([unused("A".into(), &mut taken), unused("A".into(), &mut taken)], ["A", "A_2"]);
    }
}

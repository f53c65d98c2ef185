//! What property graphs (Neo4j and its kin) need: relationship types, labels and names of properties that their
//! tools take, unique, and the types of values.

use super::{LossKind, Losses, Place};
use crate::graph::{Attribute, Header};
use crate::jsontext::{self, Kind};
use std::collections::{HashMap, HashSet};

/// Names a relation as Neo4j does: `comments-on` is `COMMENTS_ON`; unique among the relations.
pub(super) fn relationship_types(header: &Header) -> Vec<String> {
    let mut taken = HashSet::new();
    header.relations.iter().map(|relation| unused(upper_snake(&relation.id), &mut taken)).collect()
}

/// Names a type as Neo4j does: `trade-union` is `TradeUnion`; unique among the types, and none is `Entity`.
pub(super) fn labels(header: &Header) -> Vec<String> {
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

/// Names the properties for the user's own keys: none reserved, none twice, no character that ends a name.
pub(super) fn property_names<'g>(
    keys: impl Iterator<Item = &'g str>,
    reserved: &[&str],
    losses: &mut Losses,
) -> HashMap<&'g str, String> {
    let mut taken: HashSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    let mut names = HashMap::new();
    for key in keys {
        let clean = |c: char| if c.is_control() || matches!(c, ':' | '`' | '\\' | '"' | ',') { '_' } else { c };
        let mut name: String = key.trim().chars().map(clean).collect();
        if name.is_empty() || reserved.contains(&name.as_str()) {
            name.insert_str(0, "meta_");
        }
        let name = unused(name, &mut taken);
        if name != key {
            losses.add(LossKind::KeyRenamed, || Place::key(key));
        }
        names.insert(key, name);
    }
    names
}

/// The type of a value, or of all values of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueType {
    Boolean,
    Long,
    Double,
    String,
    Strings,
    /// A list or object of other things, a number too large: JSON text.
    Json,
}

impl ValueType {
    /// Returns the type of a JSON value; `None` for null.
    pub(super) fn of(json: &str) -> Option<ValueType> {
        Some(match Kind::of(json) {
            Kind::Null => return None,
            Kind::Bool => ValueType::Boolean,
            Kind::String => ValueType::String,
            Kind::Number if json.contains(['.', 'e', 'E']) => {
                if json.parse::<f64>().is_ok_and(f64::is_finite) {
                    ValueType::Double
                } else {
                    ValueType::Json
                }
            }
            Kind::Number if json.parse::<i64>().is_ok() => ValueType::Long,
            Kind::Array => {
                let elements = jsontext::elements(json, 0);
                let texts = elements.iter().all(|(element, _)| Kind::of(element) == Kind::String);
                if texts && !elements.is_empty() { ValueType::Strings } else { ValueType::Json }
            }
            Kind::Number | Kind::Object => ValueType::Json,
        })
    }

    /// Returns the type that holds both.
    fn with(self, other: ValueType) -> ValueType {
        match (self, other) {
            _ if self == other => self,
            (ValueType::Long, ValueType::Double) | (ValueType::Double, ValueType::Long) => ValueType::Double,
            _ => ValueType::Json,
        }
    }

    /// Counts what a value loses that becomes JSON text.
    pub(super) fn count(json: &str, losses: &mut Losses, place: impl FnOnce() -> Place) {
        let kind = match Kind::of(json) {
            Kind::Null => LossKind::NullLeftOut,
            Kind::Number => LossKind::NumberAsText,
            Kind::Array | Kind::Object => LossKind::NestedAsText,
            Kind::String | Kind::Bool => return,
        };
        losses.add(kind, place);
    }
}

/// Finds the type of each key from all its values; keys whose values are of several types become texts.
pub(super) fn column_types<'g>(
    attributes: impl Iterator<Item = Attribute<'g>>,
    losses: &mut Losses,
) -> HashMap<&'g str, ValueType> {
    let mut types: HashMap<&str, ValueType> = HashMap::new();
    let mut mixed: Vec<&str> = Vec::new();
    for Attribute { key, value } in attributes {
        let Some(found) = ValueType::of(value) else { continue };
        let known = types.entry(key).or_insert(found);
        let joined = known.with(found);
        if joined == ValueType::Json && *known != found && !mixed.contains(&key) {
            mixed.push(key);
        }
        *known = joined;
    }
    for key in mixed {
        losses.add(LossKind::MixedAsText, || Place::key(key));
    }
    types
}

/// Counts what these formats leave out of the header.
pub(super) fn header_losses(header: &Header, losses: &mut Losses) {
    losses.leave_out_documents(header);
    losses.leave_out_vocabulary(header);
    losses.leave_out_header_keys(header);
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

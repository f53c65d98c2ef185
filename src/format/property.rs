//! What property graphs (Neo4j and its kin) need: names of properties that their tools take, and the types of values.

use super::{LossKind, Losses, Place};
use crate::graph::property_names::key_names;
use crate::graph::{Attribute, Header};
use crate::jsontext::{self, Kind};
use std::collections::HashMap;

/// Names the properties for the user's own keys: none reserved, none twice, no character that ends a name.
pub(super) fn property_names<'g>(
    keys: impl Iterator<Item = &'g str>,
    reserved: &[&str],
    losses: &mut Losses,
) -> HashMap<&'g str, String> {
    let names = key_names(keys, reserved);
    for (key, _) in names.iter().filter(|(key, name)| key != name) {
        losses.add(LossKind::KeyRenamed, || Place::key(*key));
    }
    names.into_iter().collect()
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

//! A schema for language models: what they are made to write is a graph file in this graph's vocabulary.
//!
//! It keeps to what structured output accepts (as the providers document it): every object is closed, every
//! key required, what may be missing is null, there are no maps and no patterns, the root is an object, and
//! `anyOf` stands below it only. Each relation is a form of its own, whose `source_type` and `target_type`
//! can only be types that the relation joins: a schema cannot follow an id to its node, so the model has to
//! say the type. kgraph keeps the two keys as attributes of the edge, and checks the nodes themselves.

use crate::graph::{Header, Relation};
use serde_json::{Map, Value, json};

/// How many values all enums of a schema may have together, where providers say so.
pub const MAX_ENUM_VALUES: usize = 1000;
/// How many properties all objects of a schema may have together, where providers say so.
pub const MAX_PROPERTIES: usize = 5000;

/// How large a schema is, by what providers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Values in enums.
    pub enum_values: usize,
    /// Keys of objects.
    pub properties: usize,
}

/// Counts what providers limit. Time O(schema).
pub fn size(schema: &Value) -> Size {
    let mut size = Size::default();
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("enum", Value::Array(values)) => size.enum_values += values.len(),
                    ("properties", Value::Object(keys)) => size.properties += keys.len(),
                    _ => {}
                }
                size = size.and(self::size(value));
            }
        }
        Value::Array(values) => values.iter().for_each(|value| size = size.and(self::size(value))),
        _ => {}
    }
    size
}

impl Size {
    fn and(self, other: Size) -> Size {
        Size { enum_values: self.enum_values + other.enum_values, properties: self.properties + other.properties }
    }
}

/// Returns the schema for a vocabulary: that which a file declares and, where it declares none, that which is used.
///
/// What fits it is a graph file. It fits the checker too, together with the file of the vocabulary, but for
/// what no schema can see: ids, and documents that evidence names. Time and space O(relations × types).
pub fn strict(header: &Header) -> Value {
    let types: Vec<&str> = header.types.iter().map(|known| known.id.as_str()).collect();
    let mut edges: Vec<Value> = header.relations.iter().flat_map(|relation| forms(relation, &types)).collect();
    if edges.is_empty() {
        edges.push(edge(json!({"type": "string"}), "What the edge says, as an id: comments-on.", &types, &types));
    }
    closed([
        (
            "graph",
            closed([(
                "documents",
                list(closed([
                    ("id", described(json!({"type": "string"}), "Unique among the documents.")),
                    ("title", nullable()),
                    ("publisher", nullable()),
                    ("date", described(nullable(), "2025, 2025-09 or 2025-09-19.")),
                    ("url", nullable()),
                ])),
            )]),
        ),
        ("nodes", list(node(&types))),
        ("edges", list(json!({"anyOf": edges}))),
    ])
    .with("$defs", json!({"evidence": list(piece())}))
}

/// The forms of a relation: one, or two where a symmetric one joins different types.
fn forms(relation: &Relation, types: &[&str]) -> Vec<Value> {
    let allowed = |names: &[String]| -> Vec<String> {
        let of = |name: &&str| names.is_empty() || names.iter().any(|allowed| allowed == name);
        types.iter().filter(|name| of(name)).map(|name| (*name).to_owned()).collect()
    };
    let (from, to) = (allowed(&relation.from), allowed(&relation.to));
    let name = json!({"type": "string", "enum": [relation.id]});
    let says = format!("source {} target", relation.label);
    let form = |from: &[String], to: &[String]| {
        let [from, to] = [from, to].map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
        edge(name.clone(), &says, &from, &to)
    };
    match relation.symmetric && from != to {
        true => vec![form(&from, &to), form(&to, &from)],
        false => vec![form(&from, &to)],
    }
}

fn node(types: &[&str]) -> Value {
    let entity_type = if types.is_empty() { nullable() } else { json!({"type": "string", "enum": types}) };
    closed([
        ("id", described(json!({"type": "string"}), "Unique: the name in small letters with hyphens, dan-wang.")),
        ("type", entity_type),
        ("label", described(json!({"type": "string"}), "The full name.")),
        ("aliases", described(list(json!({"type": "string"})), "Other names in the text; may be empty.")),
        ("description", nullable()),
    ])
}

fn edge(relation: Value, says: &str, from: &[&str], to: &[&str]) -> Value {
    let id = || described(json!({"type": "string"}), "Id of a node.");
    let mut keys = vec![("source", id())];
    let types = |names: &[&str]| json!({"type": "string", "enum": names});
    if !from.is_empty() {
        keys.push(("source_type", types(from)));
    }
    keys.extend([("relation", described(relation, says)), ("target", id())]);
    if !to.is_empty() {
        keys.push(("target_type", types(to)));
    }
    keys.extend([
        ("since", described(nullable(), "2025, 2025-09 or 2025-09-19.")),
        ("until", described(nullable(), "2025, 2025-09 or 2025-09-19.")),
        ("evidence", json!({"$ref": "#/$defs/evidence"})),
    ]);
    closed(keys)
}

fn piece() -> Value {
    closed([
        ("document", described(json!({"type": "string"}), "Id of a document.")),
        ("locator", described(nullable(), "Where in it: ¶14.")),
        ("note", described(nullable(), "What it says, in your words.")),
        ("quote", described(nullable(), "What it says, word for word.")),
        ("stance", json!({"type": "string", "enum": ["supports", "denies", "mentions"]})),
    ])
}

/// An object with these keys, all of them, and no other.
fn closed<'k>(keys: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let properties: Map<String, Value> = keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn nullable() -> Value {
    json!({"type": ["string", "null"]})
}

fn described(value: Value, description: &str) -> Value {
    value.with("description", description.into())
}

trait With {
    fn with(self, key: &str, value: Value) -> Value;
}

impl With for Value {
    fn with(mut self, key: &str, value: Value) -> Value {
        self[key] = value;
        self
    }
}

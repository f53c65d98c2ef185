//! The JSON Schema (draft 2020-12) of a kgraph JSON file.
//!
//! It accepts what the checker accepts, lenient spellings included, as far as single values go; tests hold
//! the two to the same verdict. It differs in this: a number such as `1.0` is an integer for JSON Schema, but
//! no id for the checker, and files of other programs in which no node has an `id` or no edge a `relation`
//! are read with a warning, but do not fit the schema.

use crate::graph::Polarity;
use serde_json::{Value, json};

/// Dates of ISO 8601: a year, a month or a day that exists, the latter perhaps with a time.
const DATE: &str = concat!(
    "^(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|",
    "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))|",
    "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)",
    "(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\\.[0-9]+)?)?",
    "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?)$"
);

/// Returns the JSON Schema (draft 2020-12) of a kgraph JSON file.
pub fn graph_file() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kgraph JSON",
        "description": "An entity-relationship graph with the evidence for each relation. Further keys are your own.",
        "type": "object",
        "required": ["nodes"],
        "oneOf": [{"required": ["edges"]}, {"required": ["links"]}],
        "properties": {
            "directed": {"type": "boolean", "description": "Whether edges have a direction; true where it is not given."},
            "multigraph": {"type": "boolean", "description": "Parallel edges are always kept."},
            "graph": {"$ref": "#/$defs/header"},
            "nodes": {"type": "array", "items": {"$ref": "#/$defs/node"}},
            "edges": {"type": "array", "items": {"$ref": "#/$defs/edge"}},
            "links": {
                "type": "array", "items": {"$ref": "#/$defs/edge"}, "deprecated": true,
                "description": "Read as `edges`, which is the key that is written.",
            },
        },
        "$defs": {
            "header": header(),
            "document": document(),
            "type": entity_type(),
            "relation": relation(),
            "node": node(),
            "edge": edge(),
            "piece": piece(),
            "id": {"type": ["string", "integer"], "minLength": 1},
            "name": {"type": "string", "minLength": 1},
            "text": {"type": ["string", "null"]},
            "flag": {"type": ["boolean", "null"]},
            "words": {"type": ["array", "string", "null"], "items": {"type": "string"}},
            "date": {"type": ["string", "null"], "pattern": DATE},
        },
    })
}

/// A value that is described elsewhere, with what the key means.
fn is(definition: &str, description: &str) -> Value {
    json!({"$ref": format!("#/$defs/{definition}"), "description": description})
}

fn header() -> Value {
    let list = |definition: &str, description: &str| {
        json!({
            "type": ["array", "null"], "items": {"$ref": format!("#/$defs/{definition}")}, "description": description,
        })
    };
    json!({
        "type": ["object", "null"],
        "description": "What the graph says about itself.",
        "properties": {
            "title": {"type": "string", "description": "Title to show."},
            "documents": list("document", "What evidence can name."),
            "types": list("type", "The types of nodes. Once there are some, others are mistakes."),
            "relations": list("relation", "The relations of edges. Once there are some, others are mistakes."),
        },
    })
}

/// A declaration: an object with an id, or the id alone.
fn declaration(description: &str, properties: Value) -> Value {
    json!({
        "type": ["object", "string"],
        "minLength": 1,
        "description": format!("{description} A bare string is one with that id and nothing else."),
        "required": ["id"],
        "properties": properties,
    })
}

fn document() -> Value {
    declaration(
        "A source of evidence.",
        json!({
            "id": is("name", "Unique among the documents."),
            "title": is("text", "Title to show."),
            "publisher": is("text", "Who published it."),
            "date": is("date", "Date of publication: 2025, 2025-09 or 2025-09-19."),
            "url": is("text", "Where it can be read."),
            "text": is("text", "Path of its text."),
            "sha256": is("text", "SHA-256 of its text."),
        }),
    )
}

fn entity_type() -> Value {
    declaration(
        "A type of nodes.",
        json!({
            "id": is("name", "Unique among the types."),
            "label": is("text", "Word to show: \"Person\"."),
            "plural": is("text", "\"People\"."),
            "synonyms": is("words", "Other words for it."),
            "who": is("flag", "Whether \"who\" asks for it."),
            "pronoun": {"$ref": "#/$defs/text", "deprecated": true, "description": "\"who\" is read as `who: true`."},
        }),
    )
}

fn relation() -> Value {
    let polarities = Polarity::ALL.map(Polarity::as_str);
    declaration(
        "A relation of edges.",
        json!({
            "id": is("name", "Unique among the relations."),
            "label": is("text", "The words from source to target: \"comments on\"."),
            "inverse": is("text", "The words from target to source: \"is commented on by\"."),
            "phrases": is("words", "Other words with the meaning of the label."),
            "inverse_phrases": is("words", "Other words with the meaning of the inverse."),
            "nouns": is("words", "What the source is called: \"critic\"."),
            "object_nouns": is("words", "What the target is called: \"employer\"."),
            "from": is("words", "Types that the source may have."),
            "to": is("words", "Types that the target may have."),
            "symmetric": is("flag", "Whether it holds both ways though it is written once."),
            "polarity": {
                "enum": [polarities[0], polarities[1], polarities[2], null],
                "description": "Whether it is for or against its target.",
            },
        }),
    )
}

fn node() -> Value {
    let type_name = json!({"type": ["string", "null"], "minLength": 1});
    let instead =
        |key: &str| json!({"deprecated": true, "description": format!("Read as `{key}` where there is none.")});
    json!({
        "type": "object",
        "description": "A person, organisation, policy …: anything with an id.",
        "required": ["id"],
        "properties": {
            "id": is("id", "Unique in the file; the same id in several files is the same node."),
            "type": {"type": ["string", "null"], "minLength": 1, "description": "One of `graph.types`."},
            "label": is("text", "The name to show; else the id."),
            "aliases": is("words", "Other names."),
            "description": is("text", "A sentence or two about it."),
            "name": instead("label"),
            "entity_type": instead("type"),
            "kind": instead("type"),
        },
        "allOf": [
            {"if": {"not": {"required": ["label"]}}, "then": {"properties": {"name": {"$ref": "#/$defs/text"}}}},
            {"if": {"not": {"required": ["type"]}}, "then": {"properties": {"entity_type": type_name}}},
            {
                "if": {"not": {"anyOf": [{"required": ["type"]}, {"required": ["entity_type"]}]}},
                "then": {"properties": {"kind": type_name}},
            },
        ],
    })
}

fn edge() -> Value {
    json!({
        "type": "object",
        "description": "One statement: source, relation, target.",
        "required": ["source", "relation", "target"],
        "properties": {
            "source": is("id", "Id of a node."),
            "relation": is("name", "One of `graph.relations`."),
            "target": is("id", "Id of a node."),
            "id": {"type": ["string", "integer", "null"], "minLength": 1, "description": "Else made of the three."},
            "label": is("text", "Words for this edge; else the relation's."),
            "evidence": {
                "type": ["array", "object", "null"],
                "description": "Where it is stated.",
                "items": {"type": "object", "$ref": "#/$defs/piece"},
                "$ref": "#/$defs/piece",
            },
            "weight": {
                "type": ["number", "null"], "exclusiveMinimum": 0, "maximum": f64::MAX, "description": "1 where none is given.",
            },
            "since": is("date", "From when it holds: 2025, 2025-09 or 2025-09-19."),
            "until": is("date", "Until when it holds."),
        },
    })
}

/// A piece of evidence. It says nothing of other values than objects, so that lists can be described beside it.
fn piece() -> Value {
    json!({
        "properties": {
            "document": is("text", "Id of one of `graph.documents`."),
            "locator": {"type": ["string", "number", "null"], "description": "Where in it: \"¶14\", \"p. 3\"."},
            "note": is("text", "What it says, in your words."),
            "quote": is("text", "What it says, word for word."),
            "stance": {
                "enum": ["supports", "denies", "mentions", null], "description": "Whether it says so, denies it, or only speaks of it.",
            },
        },
    })
}

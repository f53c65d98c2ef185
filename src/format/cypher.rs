//! Cypher: a script that makes the graph in Neo4j, Memgraph and other databases that speak openCypher.
//!
//! What it is: <https://neo4j.com/docs/cypher-manual/current/>. Run it with `cypher-shell -f graph.cypher`; running it
//! twice changes nothing, since nodes are found by `id`, relationships by their ends, type and `id`.
//!
//! | graph | file |
//! |---|---|
//! | node | `MERGE (n:Entity {id: …})`, its type a second label: `Person` |
//! | edge | `MERGE (a)-[r:COMMENTS_ON {id: …}]->(b)`; the relation's own id is `r.relation` |
//! | its place among the edges | `r.position`, from 0 |
//! | evidence | `r.sources`, a list of document ids, `r.denied_by`, those that deny it, `r.evidence` to read, `r.evidence_json` whole |
//! | your own key | property; a list of texts is a list |
//!
//! What is lost: documents and the vocabulary beyond labels, your own keys of the graph; other lists and objects, and
//! numbers beyond 64 bits, become JSON text. Types and relations become plain names, numbered where two would be one.
//!
//! Not supported: reading. The constraint at the beginning is Neo4j's; other databases may want it in their own words.
//!
//! ```cypher
//! CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
//! UNWIND [{id: 'chen', props: {label: 'George Chen'}}] AS row
//! MERGE (n:Entity {id: row.id}) SET n:`Person`, n += row.props;
//! ```

use super::block::Block;
use super::feature::{Feature, Holds};
use super::graphml::evidence::EvidenceText;
use super::property::{ValueType, header_losses, property_names};
use super::{Format, Losses, Place, WriteAs, WriteOptions};
use crate::graph::property_names::{EDGE_NAMES, NODE_NAMES, labels, relationship_types};
use crate::graph::{Attribute, Graph, NodeId};
use crate::jsontext;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

pub(super) static FORMAT: Format = Format {
    name: "cypher",
    title: "Cypher",
    about: "a script that makes the graph in Neo4j or Memgraph",
    extensions: &["cypher", "cql"],
    media_type: "application/x-cypher-query",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::File(write)),
    holds: Holds {
        partly: &[Feature::LargeNumbers, Feature::Nested],
        no: &[Feature::Nulls, Feature::Documents, Feature::Vocabulary, Feature::GraphKeys, Feature::Looks],
    },
};

/// Rows of one statement: more make it slow to plan, fewer slow to send.
const BATCH: usize = 500;

fn write(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    header_losses(graph.header(), &mut losses);
    let mut text = Block::new(out);
    let title = graph.header().title.as_deref().unwrap_or("A graph");
    // No backslash either: some parsers read \u in comments too.
    let title: String = title
        .chars()
        .map(|c| if c.is_control() || c == '\\' || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .collect();
    text.push_str(&format!("// {title}\n"));
    text.push_str("CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n");
    nodes(graph, &mut text, &mut losses)?;
    edges(graph, &mut text, &mut losses)?;
    text.flush()?;
    Ok(losses)
}

fn nodes(graph: &Graph, text: &mut Block<'_>, losses: &mut Losses) -> io::Result<()> {
    let names = property_names(graph.node_attribute_keys(), NODE_NAMES, losses);
    let labels = labels(graph.header());
    let mut by_type: Vec<Vec<NodeId>> = vec![Vec::new(); labels.len() + 1];
    for node in graph.nodes() {
        by_type[graph.as_petgraph()[node].type_index().unwrap_or(labels.len())].push(node);
    }
    for (at, list) in by_type.iter().enumerate() {
        for batch in list.chunks(BATCH) {
            text.push_str("UNWIND [\n");
            for (number, &node) in batch.iter().enumerate() {
                let id = graph.id(node);
                text.push_str(if number > 0 { ",\n  {id: " } else { "  {id: " });
                push_string(text, id);
                text.push_str(", props: {label: ");
                push_string(text, graph.label(node));
                if let Some(entity_type) = graph.entity_type(node) {
                    text.push_str(", entity_type: ");
                    push_string(text, &entity_type.id);
                }
                if let Some(description) = graph.description(node) {
                    text.push_str(", description: ");
                    push_string(text, &description);
                }
                let aliases = graph.aliases(node);
                if !aliases.is_empty() {
                    text.push_str(", aliases: ");
                    push_list(text, &aliases);
                }
                attributes(text, graph.node_attributes(node), &names, losses, || Place::node(id));
                text.push_str("}}");
                text.flush_if_full()?;
            }
            text.push_str("\n] AS row\nMERGE (n:Entity {id: row.id})\nSET ");
            if let Some(label) = labels.get(at) {
                text.push_str(&format!("n:`{label}`, "));
            }
            text.push_str("n += row.props;\n");
        }
    }
    Ok(())
}

fn edges(graph: &Graph, text: &mut Block<'_>, losses: &mut Losses) -> io::Result<()> {
    let names = property_names(graph.edge_attribute_keys(), EDGE_NAMES, losses);
    let types = relationship_types(graph.header());
    let documents = &graph.header().documents;
    let titles: HashMap<&str, &str> =
        documents.iter().filter_map(|document| Some((document.id.as_str(), document.title.as_deref()?))).collect();
    let mut by_relation = vec![Vec::new(); types.len()];
    for edge in graph.edges() {
        by_relation[graph.as_petgraph()[edge].relation_index()].push(edge);
    }
    let mut evidence = EvidenceText::default();
    for (at, list) in by_relation.iter().enumerate() {
        for batch in list.chunks(BATCH) {
            text.push_str("UNWIND [\n");
            for (number, &edge) in batch.iter().enumerate() {
                let (source, target) = graph.endpoints(edge);
                let id = graph.edge_id(edge);
                text.push_str(if number > 0 { ",\n  {id: " } else { "  {id: " });
                push_string(text, &id);
                text.push_str(", source: ");
                push_string(text, graph.id(source));
                text.push_str(", target: ");
                push_string(text, graph.id(target));
                text.push_str(&format!(", props: {{position: {}, relation: ", edge.index()));
                push_string(text, &graph.relation(edge).id);
                text.push_str(", label: ");
                push_string(text, &graph.edge_label(edge));
                if let Some(weight) = graph.weight_text(edge) {
                    push_value(text, "weight", weight, losses, || Place::edge(&*id).at("weight"));
                }
                for (name, date) in [("since", graph.since(edge)), ("until", graph.until(edge))] {
                    if let Some(date) = date {
                        text.push_str(&format!(", {name}: "));
                        push_string(text, &date);
                    }
                }
                if graph.is_symmetric(edge) {
                    text.push_str(", symmetric: true");
                }
                if let Some(json) = graph.evidence_json(edge) {
                    evidence.read(json, &titles);
                    text.push_str(", sources: ");
                    push_list(text, &evidence.sources);
                    if !evidence.denied_by.is_empty() {
                        text.push_str(", denied_by: ");
                        push_list(text, &evidence.denied_by);
                    }
                    text.push_str(", evidence: ");
                    push_string(text, &evidence.text);
                    let mut canonical = String::with_capacity(json.len());
                    jsontext::write_canonical(&mut canonical, json);
                    text.push_str(", evidence_json: ");
                    push_string(text, &canonical);
                }
                attributes(text, graph.edge_attributes(edge), &names, losses, || Place::edge(&*id));
                text.push_str("}}");
                text.flush_if_full()?;
            }
            text.push_str("\n] AS row\nMATCH (a:Entity {id: row.source})\nMATCH (b:Entity {id: row.target})\n");
            text.push_str(&format!("MERGE (a)-[r:`{}` {{id: row.id}}]->(b)\nSET r += row.props;\n", types[at]));
        }
    }
    Ok(())
}

fn attributes<'g>(
    text: &mut String,
    list: impl Iterator<Item = Attribute<'g>>,
    names: &HashMap<&str, String>,
    losses: &mut Losses,
    place: impl Fn() -> Place,
) {
    for attribute in list {
        let name = format!("`{}`", names[attribute.key]);
        push_value(text, &name, attribute.value, losses, || place().at(attribute.key));
    }
}

/// Appends `, name: value`; nothing for null, which no property can be.
fn push_value(text: &mut String, name: &str, json: &str, losses: &mut Losses, place: impl FnOnce() -> Place) {
    let Some(value_type) = ValueType::of(json) else {
        return ValueType::count(json, losses, place);
    };
    text.push_str(", ");
    text.push_str(name);
    text.push_str(": ");
    match value_type {
        ValueType::Boolean | ValueType::Long | ValueType::Double => text.push_str(json),
        ValueType::String => push_string(text, &jsontext::decode(json)),
        ValueType::Strings => {
            let elements = jsontext::elements(json, 0);
            let texts: Vec<_> = elements.iter().map(|(element, _)| jsontext::decode(element)).collect();
            push_list(text, &texts);
        }
        ValueType::Json => {
            ValueType::count(json, losses, place);
            let mut canonical = String::new();
            jsontext::write_canonical(&mut canonical, json);
            push_string(text, &canonical);
        }
    }
}

fn push_list(text: &mut String, list: &[Cow<'_, str>]) {
    text.push('[');
    for (at, item) in list.iter().enumerate() {
        text.push_str(if at > 0 { ", " } else { "" });
        push_string(text, item);
    }
    text.push(']');
}

/// Appends a text in quotes.
///
/// Neo4j 4 turns `\u0027` into a quote before it looks at anything else, even behind another backslash; so a `u`
/// behind a backslash stands in a string of its own.
fn push_string(text: &mut String, value: &str) {
    text.push('\'');
    let mut before = ' ';
    for c in value.chars() {
        match c {
            '\\' => text.push_str("\\\\"),
            '\'' => text.push_str("\\'"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            'u' | 'U' if before == '\\' => {
                text.push_str("' + '");
                text.push(c);
            }
            _ if c.is_control() => text.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => text.push(c),
        }
        before = c;
    }
    text.push('\'');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_string() {
        for (value, wanted) in
            [("it's", r"'it\'s'"), (r"\", r"'\\'"), (r"\u0027", r"'\\' + 'u0027'"), ("a\n\u{1}`", r"'a\n\u0001`'")]
        {
            let mut text = String::new();
            push_string(&mut text, value);
            assert_eq!(text, wanted);
        }
    }
}

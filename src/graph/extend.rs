//! Graphs with attributes that were computed.

use super::fields::{Field, FieldTable, Key};
use super::{Graph, NodeId};
use crate::error::{Error, Result};

impl Graph {
    /// Appends attributes to all nodes, after the user's own: `write` appends the value of one as JSON
    /// text, given the node and the number of the key, or nothing where the node has none.
    ///
    /// Time and space O(nodes × attributes). The keys must be new to the graph
    /// ([`Graph::unused_node_attribute`]), else the first value of a key counts.
    ///
    /// # Errors
    /// Fails if the graph has no room for so many attributes (4 billion).
    pub fn with_node_attributes(
        mut self,
        keys: &[&str],
        mut write: impl FnMut(NodeId, usize, &mut String),
    ) -> Result<Graph> {
        let keys: Vec<Key> = keys.iter().map(|key| Key(self.node_keys.intern(key))).collect();
        let mut table = FieldTable::default();
        let (mut rows, mut value) = (Vec::new(), String::new());
        for node in self.nodes() {
            rows.clear();
            rows.extend_from_slice(self.node_fields.of(node.index()));
            for (number, &key) in keys.iter().enumerate() {
                value.clear();
                write(node, number, &mut value);
                if !value.is_empty() {
                    rows.push(Field { key, value: self.texts.push(&value) });
                }
            }
            if !table.push(&rows) {
                return Err(Error::unsupported(
                    "the graph has no room for so many attributes",
                    "select a part of the graph, or fewer attributes",
                ));
            }
        }
        self.node_fields = table;
        Ok(self)
    }

    /// Sets one of the user's own keys of the `graph` object, given its value as canonical JSON text.
    pub fn with_graph_attribute(mut self, key: &str, json: &str) -> Graph {
        let attributes = &mut self.header.attributes;
        match attributes.iter_mut().find(|(known, _)| known == key) {
            Some((_, value)) => json.clone_into(value),
            None => attributes.push((key.to_owned(), json.to_owned())),
        }
        self
    }

    /// Returns a key that no node has: the wanted one, or else that with a number, `degree_2`.
    pub fn unused_node_attribute(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2usize;
        while self.node_keys.find(&name).is_some() {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::Source;
    use crate::format::{Format, WriteOptions};

    #[test]
    fn computed_attributes_stand_after_the_users_own() {
        let text = r#"{"nodes": [{"id": "a", "degree": "high", "description": "A"}, {"id": "b"}], "edges": []}"#;
        let json = Format::from_name("json").expect("json");
        let (graph, _) = json.read(&[Source::new("test", text)]).expect("a good graph");
        assert_eq!(graph.unused_node_attribute("degree"), "degree_2");
        assert_eq!(graph.unused_node_attribute("rank"), "rank");
        let graph = graph
            .with_node_attributes(&["rank", "degree_2"], |node, key, out| {
                if (node.index(), key) != (1, 0) {
                    out.push_str(["0.5", "7"][key]);
                }
            })
            .expect("room");
        let mut out = Vec::new();
        json.write(&graph, &WriteOptions::new(), &mut out).expect("written");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(
            out.contains(r#"{"id": "a", "description": "A", "degree": "high", "rank": 0.5, "degree_2": 7}"#),
            "{out}"
        );
        assert!(out.contains(r#"{"id": "b", "degree_2": 7}"#), "{out}");
        assert_eq!(graph.unused_node_attribute("degree"), "degree_3");
    }
}

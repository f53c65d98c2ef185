//! A graph made small: its most linked nodes, or its types.

use super::fields::{EdgeKey, Field, NodeKey};
use super::{EdgeRecord, Graph, Name, NodeId, NodeRecord};
use crate::jsontext;
use petgraph::graph::DiGraph;
use std::collections::BTreeMap;

impl Graph {
    /// Returns the part of so many nodes with the most edges, and the edges among them. Of equal ones, the first in the file.
    ///
    /// Time O(nodes × log nodes + edges).
    pub fn most_linked(&self, count: usize) -> Graph {
        self.highest(count, |node| self.degree(node) as f64)
    }

    /// Returns the part of so many nodes with the highest numbers, and the edges among them. Of equal ones, the first in
    /// the file; what is no finite number comes last.
    ///
    /// Time O(nodes × log nodes + edges).
    pub fn highest(&self, count: usize, number: impl Fn(NodeId) -> f64) -> Graph {
        let number = |node| Some(number(node)).filter(|number| number.is_finite()).unwrap_or(f64::NEG_INFINITY);
        let mut numbered: Vec<(f64, NodeId)> = self.nodes().map(|node| (number(node), node)).collect();
        numbered.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let nodes: Vec<NodeId> = numbered.into_iter().take(count).map(|(_, node)| node).collect();
        let mut inside = vec![false; self.node_count()];
        nodes.iter().for_each(|node| inside[node.index()] = true);
        let among = self.edges().filter(|&edge| {
            let (source, target) = self.endpoints(edge);
            inside[source.index()] && inside[target.index()]
        });
        self.part(nodes, among)
    }

    /// Returns a graph of the types: a node for each type in use, and an edge for each relation between two types, with the
    /// number of its edges as weight and in its label.
    ///
    /// Nodes without a type are one node, `untyped`. Time O(nodes + edges × log relations).
    pub fn summary(&self) -> Graph {
        let types = &self.header.types;
        let kind = |node: NodeId| self.topology[node].type_index().unwrap_or(types.len());
        let mut members = vec![0usize; types.len() + 1];
        self.nodes().for_each(|node| members[kind(node)] += 1);
        let mut links: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
        for edge in self.edges() {
            let (source, target) = self.endpoints(edge);
            *links.entry((kind(source), self.topology[edge].relation_index(), kind(target))).or_default() += 1;
        }

        let mut graph = Graph { header: self.header.clone(), ..Graph::default() };
        graph.topology = DiGraph::with_capacity(types.len() + 1, links.len());
        // A type may be called so.
        let mut untyped = "untyped".to_owned();
        while types.iter().any(|known| known.id == untyped) {
            untyped.push('-');
        }
        let mut place = vec![NodeId::end(); types.len() + 1];
        for number in (0..=types.len()).filter(|&number| members[number] > 0) {
            let record =
                NodeRecord { entity_type: if number < types.len() { number as u32 } else { NodeRecord::UNTYPED } };
            place[number] = graph.topology.add_node(record);
            let (id, label) = match types.get(number) {
                Some(known) => (known.id.as_str(), known.plural.as_deref().unwrap_or(&known.label)),
                None => (untyped.as_str(), "Without a type"),
            };
            let texts = &mut graph.texts;
            let name = Name { id: texts.push(id), label: texts.push(label) };
            graph.names.push(name);
            let noun = if members[number] == 1 { "node" } else { "nodes" };
            let description = graph.texts.push(&quoted(&format!("{} {noun}", members[number])));
            graph.node_fields.push(&[Field { key: NodeKey::DESCRIPTION, value: description }]);
        }
        for ((source, relation, target), count) in links {
            graph.topology.add_edge(place[source], place[target], EdgeRecord { relation: relation as u32 });
            let label = format!("{} × {count}", self.header.relations[relation].label);
            let label = Field { key: EdgeKey::LABEL, value: graph.texts.push(&quoted(&label)) };
            let weight = Field { key: EdgeKey::WEIGHT, value: graph.texts.push(&count.to_string()) };
            graph.edge_fields.push(&[label, weight]);
        }
        graph.index_names();
        graph
    }
}

/// Returns a text as JSON.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    jsontext::write_string(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::Source;
    use crate::format::Format;
    use crate::graph::Graph;

    fn graph_of(text: &str) -> Graph {
        Format::from_name("json").expect("json").read(&[Source::new("test", text)]).expect("a good graph").0
    }

    #[test]
    fn types_are_counted_and_relations_among_them() {
        let graph = graph_of(
            r#"{"graph": {"types": [{"id": "person", "label": "Person", "plural": "People"}, {"id": "unused"}]},
                "nodes": [{"id": "a", "type": "person"}, {"id": "b", "type": "person"}, {"id": "c"}],
                "edges": [{"source": "a", "relation": "knows", "target": "b"}, {"source": "b", "relation": "knows", "target": "a"},
                          {"source": "a", "relation": "owns", "target": "c"}, {"source": "c", "relation": "is", "target": "c"}]}"#,
        );
        let summary = graph.summary();
        let nodes: Vec<_> = summary
            .nodes()
            .map(|node| (summary.id(node), summary.label(node), summary.description(node).unwrap_or_default()))
            .collect();
        assert_eq!(nodes, [("person", "People", "2 nodes".into()), ("untyped", "Without a type", "1 node".into())]);
        let edges: Vec<_> =
            summary.edges().map(|edge| (summary.edge_label(edge).into_owned(), summary.weight(edge))).collect();
        assert_eq!(edges, [("knows × 2".to_owned(), 2.0), ("owns × 1".to_owned(), 1.0), ("is × 1".to_owned(), 1.0)]);
        assert!(summary.find("person").is_some() && summary.find("unused").is_none());
    }

    #[test]
    fn the_most_linked_are_kept_with_the_edges_among_them() {
        let graph = graph_of(
            r#"{"nodes": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}],
                "edges": [{"source": "c", "relation": "r", "target": "d"}, {"source": "c", "relation": "r", "target": "b"}, {"source": "d", "relation": "r", "target": "a"}]}"#,
        );
        let part = graph.most_linked(2);
        assert_eq!(part.nodes().map(|node| part.id(node)).collect::<Vec<_>>(), ["c", "d"]);
        assert_eq!(part.edge_count(), 1);
        assert_eq!(graph.most_linked(9).edge_count(), 3);
    }
}

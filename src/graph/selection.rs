//! Parts of a graph, as graphs of their own.

use super::fields::FieldTable;
use super::id_index::IdIndex;
use super::{EdgeId, Graph, NodeId};
use petgraph::graph::DiGraph;
use std::sync::OnceLock;

impl Graph {
    /// Makes a graph of some nodes and edges, in file order, with the whole header.
    ///
    /// The ends of the edges belong to it whether or not they are named. Texts are shared with this
    /// graph. Time O(nodes + edges of the part), but for sorting them; an edge keeps a made id only
    /// as far as its like are part of the part too.
    pub fn part(&self, nodes: impl IntoIterator<Item = NodeId>, edges: impl IntoIterator<Item = EdgeId>) -> Graph {
        let mut edges: Vec<EdgeId> = edges.into_iter().collect();
        edges.sort_unstable();
        edges.dedup();
        let ends = edges.iter().flat_map(|&edge| <[NodeId; 2]>::from(self.endpoints(edge)));
        let mut nodes: Vec<NodeId> = nodes.into_iter().chain(ends).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let mut topology = DiGraph::with_capacity(nodes.len(), edges.len());
        let (mut node_fields, mut edge_fields) = (FieldTable::default(), FieldTable::default());
        for &node in &nodes {
            topology.add_node(self.topology[node]);
            // The rows are no more than this graph has, so they fit.
            node_fields.push(self.node_fields.of(node.index()));
        }
        let place = |node: NodeId| NodeId::new(nodes.binary_search(&node).expect("ends are among the nodes"));
        for &edge in &edges {
            let (source, target) = self.endpoints(edge);
            topology.add_edge(place(source), place(target), self.topology[edge]);
            edge_fields.push(self.edge_fields.of(edge.index()));
        }
        let mut part = Graph {
            header: self.header.clone(),
            topology,
            names: nodes.iter().map(|node| self.names[node.index()]).collect(),
            origins: nodes.iter().map(|node| self.origins[node.index()]).collect(),
            node_fields,
            edge_fields,
            node_keys: self.node_keys.clone(),
            edge_keys: self.edge_keys.clone(),
            texts: self.texts.clone(),
            has_stances: self.has_stances,
            index: IdIndex::default(),
            adjacency: OnceLock::new(),
            edge_ids: OnceLock::new(),
        };
        part.index_names();
        part
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::Source;
    use crate::format::{Format, WriteOptions};

    #[test]
    fn a_part_keeps_what_it_holds() {
        let text = r#"{"nodes": [{"id": "a", "x": 1}, {"id": "b"}, {"id": "c", "label": "C"}],
            "edges": [{"source": "a", "relation": "r", "target": "b", "y": 2}, {"source": "c", "relation": "s", "target": "a", "weight": 2}]}"#;
        let json = Format::from_name("json").expect("json");
        let (graph, _) = json.read(&[Source::new("test", text)]).expect("a good graph");
        let part = graph.part([], graph.edges().skip(1));
        let mut out = Vec::new();
        json.write(&part, &WriteOptions::new(), &mut out).expect("written");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(out.contains("{\"id\": \"a\", \"x\": 1},\n    {\"id\": \"c\", \"label\": \"C\"}\n"), "{out}");
        assert!(out.contains("{\"source\": \"c\", \"relation\": \"s\", \"target\": \"a\", \"weight\": 2}"), "{out}");
        assert_eq!(part.find("c").map(|node| part.id(node)), Some("c"));
        assert_eq!(part.find("b"), None);
    }
}

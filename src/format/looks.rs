//! Sizes and colours of nodes: by degree and type, or by what the caller says.

use super::style::{EdgeStyle, NodeStyle, Styles, node_size};
use crate::graph::{EdgeId, Graph, NodeId};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Sizes and colours of nodes, by number of the node, where they are not by degree and type.
///
/// Every format that has a place for them shows them: GraphML, GEXF, graphology, yEd and DOT.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    quantities: Option<Vec<f64>>,
    groups: Option<Vec<u32>>,
}

impl Looks {
    /// Returns sizes by degree and colours by type.
    pub fn new() -> Self {
        Looks::default()
    }

    /// Sizes nodes by a quantity, in the order of the nodes: area in proportion to it.
    ///
    /// What is negative or no finite number counts as 0.
    pub fn sizes_by(mut self, quantities: impl IntoIterator<Item = f64>) -> Self {
        let plain = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
        self.quantities = Some(quantities.into_iter().map(plain).collect());
        self
    }

    /// Colours nodes by a value, in the order of the nodes: each of the most frequent values has a colour,
    /// all others are grey, as are nodes without one.
    pub fn colors_by(mut self, values: impl IntoIterator<Item = Option<String>>) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut counts: Vec<usize> = Vec::new();
        let groups: Vec<Option<u32>> = values
            .into_iter()
            .map(|value| {
                let number = *numbers.entry(value?).or_insert(counts.len() as u32);
                if number as usize == counts.len() {
                    counts.push(0);
                }
                counts[number as usize] += 1;
                Some(number)
            })
            .collect();
        // Stable: of values that are as frequent, the first seen comes first.
        let mut order: Vec<usize> = (0..counts.len()).collect();
        order.sort_by_key(|&number| std::cmp::Reverse(counts[number]));
        let mut places = vec![0u32; counts.len()];
        for (place, number) in order.into_iter().enumerate() {
            places[number] = place as u32;
        }
        let place = |group: Option<u32>| group.map_or(u32::MAX, |number| places[number as usize]);
        self.groups = Some(groups.into_iter().map(place).collect());
        self
    }
}

/// How the nodes of one graph look.
pub(crate) struct NodeLooks<'g> {
    graph: &'g Graph,
    looks: &'g Looks,
    styles: Styles,
    largest: f64,
    degrees: OnceLock<Vec<u32>>,
}

impl<'g> NodeLooks<'g> {
    pub(crate) fn new(graph: &'g Graph, looks: &'g Looks) -> Self {
        let largest = looks.quantities.iter().flatten().copied().fold(0.0, f64::max);
        NodeLooks { graph, looks, styles: Styles::new(graph.header()), largest, degrees: OnceLock::new() }
    }

    /// Returns whether all nodes of a type look the same, but for sizes by degree.
    pub(crate) fn are_usual(&self) -> bool {
        *self.looks == Looks::default()
    }

    /// Returns whether colours are by type alone.
    pub(crate) fn are_by_type(&self) -> bool {
        self.looks.groups.is_none()
    }

    /// Returns shape and colours of a node.
    pub(crate) fn style(&self, node: NodeId) -> NodeStyle {
        let style = self.styles.node(self.graph.as_petgraph()[node].type_index());
        match &self.looks.groups {
            None => style,
            Some(groups) => {
                let NodeStyle { color, fill, .. } =
                    Styles::group(groups.get(node.index()).map_or(usize::MAX, |&group| group as usize));
                NodeStyle { color, fill, ..style }
            }
        }
    }

    /// Returns the style of an edge.
    pub(crate) fn edge(&self, edge: EdgeId) -> EdgeStyle {
        self.styles.edge(self.graph.as_petgraph()[edge].relation_index())
    }

    /// Returns the degree of a node, if sizes go by it.
    pub(super) fn degree(&self, node: NodeId) -> Option<usize> {
        let by_degree = self.looks.quantities.is_none();
        by_degree.then(|| self.degrees.get_or_init(|| self.graph.degrees())[node.index()] as usize)
    }

    /// Returns the size of a node in the units of Gephi: 10 and more.
    pub(super) fn size(&self, node: NodeId) -> f64 {
        match self.degree(node) {
            Some(degree) => node_size(degree),
            None => 10.0 + 50.0 * self.share(node).unwrap_or(0.0),
        }
    }

    /// Returns how much larger than usual to draw a node and its text, if sizes were asked for: 1 to 2.5 times.
    pub(crate) fn scale(&self, node: NodeId) -> Option<f64> {
        self.share(node).map(|share| 1.0 + 1.5 * share)
    }

    /// Returns the node's diameter as a part of the largest: area goes by quantity.
    fn share(&self, node: NodeId) -> Option<f64> {
        let value = self.looks.quantities.as_ref()?.get(node.index()).copied().unwrap_or(0.0);
        Some(if self.largest > 0.0 { (value / self.largest).sqrt() } else { 0.0 })
    }
}

/// Returns the place of a node: its own numbers `x` (to the right) and `y` (up).
pub(super) fn place(graph: &Graph, node: NodeId) -> Option<[f64; 2]> {
    let number = |key| {
        let value: f64 = graph.node_attribute(node, key)?.parse().ok()?;
        value.is_finite().then_some(value)
    };
    Some([number("x")?, number("y")?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_values_come_first() {
        let values = ["b", "a", "", "a", "c"].map(|value| (!value.is_empty()).then(|| value.to_owned()));
        assert_eq!(Looks::new().colors_by(values).groups, Some(vec![1, 0, u32::MAX, 0, 2]));
    }

    #[test]
    fn area_goes_by_quantity() {
        let source = crate::diagnostics::Source::new(
            "test",
            r#"{"nodes": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "edges": []}"#,
        );
        let (graph, _) = super::super::Format::from_name("json").expect("json").read(&[source]).expect("good");
        let looks = Looks::new().sizes_by([4.0, 1.0, f64::NAN]);
        let looks = NodeLooks::new(&graph, &looks);
        let sizes: Vec<f64> = graph.nodes().map(|node| looks.size(node)).collect();
        assert_eq!(sizes, [60.0, 35.0, 10.0]);
    }
}

//! What the algorithms walk: neighbours as flat arrays, without petgraph's lists or hash tables.

use crate::graph::Graph;

/// An edge or arc between two numbers of nodes, with its weight.
pub(super) type Link = (u32, u32, f64);

/// The links that leave each node, as compressed sparse rows. Space: 12 bytes a link, 8 a node.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    ends: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f64>,
}

impl Rows {
    /// Sorts links into rows; within a row they keep their order. Time O(nodes + links).
    pub(super) fn new(nodes: usize, links: impl Iterator<Item = Link> + Clone) -> Rows {
        let mut next = vec![0usize; nodes + 1];
        for (source, ..) in links.clone() {
            next[source as usize + 1] += 1;
        }
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let ends = next.clone();
        let count = ends[nodes];
        let (mut targets, mut weights) = (vec![0; count], vec![0.0; count]);
        for (source, target, weight) in links {
            let at = &mut next[source as usize];
            (targets[*at], weights[*at]) = (target, weight);
            *at += 1;
        }
        Rows { ends, targets, weights }
    }

    /// Makes the rows of a simple graph: no loops, parallel links as one with the sum of the weights.
    ///
    /// Targets are in ascending order. Time O(links × log degree).
    pub(super) fn simple(nodes: usize, links: impl Iterator<Item = Link> + Clone) -> Rows {
        let rows = Rows::new(nodes, links.filter(|(source, target, _)| source != target));
        let (mut ends, mut targets, mut weights) = (vec![0], Vec::<u32>::new(), Vec::<f64>::new());
        let mut row: Vec<(u32, f64)> = Vec::new();
        for node in 0..nodes {
            row.clear();
            row.extend(rows.links(node));
            // Stable: the sum of a pair is taken in one order, whatever else there is.
            row.sort_by_key(|&(target, _)| target);
            let start = targets.len();
            for &(target, weight) in &row {
                if targets.len() > start && targets.last() == Some(&target) {
                    *weights.last_mut().expect("as many weights as targets") += weight;
                } else {
                    targets.push(target);
                    weights.push(weight);
                }
            }
            ends.push(targets.len());
        }
        Rows { ends, targets, weights }
    }

    /// Returns how many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.ends.len() - 1
    }

    /// Returns how many links there are.
    pub(super) fn len(&self) -> usize {
        self.targets.len()
    }

    /// Returns the targets of a node's links.
    pub(super) fn of(&self, node: usize) -> &[u32] {
        &self.targets[self.ends[node]..self.ends[node + 1]]
    }

    /// Returns the weights of a node's links.
    pub(super) fn weights(&self, node: usize) -> &[f64] {
        &self.weights[self.ends[node]..self.ends[node + 1]]
    }

    /// Iterates over targets and weights of a node's links.
    pub(super) fn links(&self, node: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.of(node).iter().copied().zip(self.weights(node).iter().copied())
    }
}

/// The edges of a graph as the metrics count them.
#[derive(Clone, Debug)]
pub(super) struct Links {
    /// Source, target and weight of each edge, in file order.
    pub(super) edges: Vec<Link>,
    /// Whether the edge of the same place holds both ways.
    symmetric: Vec<bool>,
    /// Edges whose weight is negative or not finite, and counts as 0.
    pub(super) ignored_weights: usize,
}

impl Links {
    /// Reads all edges once. Time O(edges), space 17 bytes an edge.
    pub(super) fn new(graph: &Graph) -> Links {
        let mut links = Links {
            edges: Vec::with_capacity(graph.edge_count()),
            symmetric: Vec::with_capacity(graph.edge_count()),
            ignored_weights: 0,
        };
        for edge in graph.edges() {
            let (source, target) = graph.endpoints(edge);
            let mut weight = graph.weight(edge);
            if !weight.is_finite() || weight < 0.0 {
                links.ignored_weights += 1;
                weight = 0.0;
            }
            links.edges.push((source.index() as u32, target.index() as u32, weight));
            links.symmetric.push(graph.is_symmetric(edge));
        }
        links
    }

    /// Divides the weights by the largest where their sums or squares would leave the range of numbers.
    pub(super) fn scaled(&self) -> std::borrow::Cow<'_, Links> {
        let max = self.edges.iter().map(|&(.., weight)| weight).fold(0.0, f64::max);
        if max == 0.0 || (1e-100..1e100).contains(&max) {
            return std::borrow::Cow::Borrowed(self);
        }
        let mut scaled = self.clone();
        for (.., weight) in &mut scaled.edges {
            *weight /= max;
        }
        std::borrow::Cow::Owned(scaled)
    }

    /// Iterates over the arcs: an edge is one, a symmetric edge between two nodes one each way.
    pub(super) fn arcs(&self) -> impl Iterator<Item = Link> + Clone + '_ {
        self.edges.iter().zip(&self.symmetric).flat_map(|(&(source, target, weight), &symmetric)| {
            let back = (symmetric && source != target).then_some((target, source, weight));
            std::iter::once((source, target, weight)).chain(back)
        })
    }

    /// Iterates over the arcs, turned round.
    pub(super) fn reversed_arcs(&self) -> impl Iterator<Item = Link> + Clone + '_ {
        self.arcs().map(|(source, target, weight)| (target, source, weight))
    }

    /// Iterates over every edge from both of its ends, whatever its direction.
    pub(super) fn both_ways(&self) -> impl Iterator<Item = Link> + Clone + '_ {
        self.edges.iter().flat_map(|&(source, target, weight)| [(source, target, weight), (target, source, weight)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simple_graph_adds_parallel_links_up() {
        let links = [(0, 2, 1.0), (0, 1, 2.0), (0, 0, 9.0), (0, 2, 3.0), (2, 0, 1.0)];
        let rows = Rows::simple(3, links.iter().copied());
        assert_eq!(rows.links(0).collect::<Vec<_>>(), [(1, 2.0), (2, 4.0)]);
        assert_eq!((rows.of(1), rows.of(2), rows.len(), rows.nodes()), (&[][..], &[0][..], 3, 3));
    }
}

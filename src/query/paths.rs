//! How two nodes are connected: simple paths, shortest first.
//!
//! A path is a row of different nodes; where several edges join two nodes that follow each other,
//! they are one hop with several edges, so that parallel relations neither multiply the paths nor
//! get lost. Order is fixed: by length, then by the order in which [`Graph::edges_of`] lists edges.

use super::corridor::Corridor;
use super::ways::{Open, Ways, number};
use crate::graph::{Direction, EdgeId, Graph, NodeId};
use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// Which paths are looked for.
#[derive(Clone, Debug)]
pub struct PathSearch {
    /// Follow edges only from source to target; symmetric edges go both ways all the same.
    pub directed: bool,
    /// Longest path, in hops.
    pub max_hops: usize,
    /// Relations that may be used, as numbers in the header; empty means all.
    pub relations: Vec<usize>,
    /// Nodes that every path must pass.
    pub via: Vec<NodeId>,
    /// Nodes that no path may pass.
    pub without: HashSet<NodeId>,
    /// How many steps a search may take before it gives up.
    pub max_steps: u64,
}

impl Default for PathSearch {
    fn default() -> Self {
        PathSearch {
            directed: false,
            max_hops: 6,
            relations: Vec::new(),
            via: Vec::new(),
            without: HashSet::new(),
            max_steps: 20_000_000,
        }
    }
}

/// A way from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The nodes, first and last included.
    pub nodes: Vec<NodeId>,
    /// For each step from a node to the next, every edge that makes it.
    pub hops: Vec<Vec<EdgeId>>,
}

impl PathSearch {
    /// Finds the simple paths between two nodes, lazily, shortest first.
    ///
    /// Before the paths of each length come searches from both ends that meet in the middle, so that
    /// no branch is entered that cannot arrive: time O(nodes and edges within about half the length of
    /// either end), then O(paths × degree) or so, of which there may be exponentially many in
    /// `max_hops`; space O(nodes reached).
    pub fn paths<'g>(&self, graph: &'g Graph, from: NodeId, to: NodeId) -> Paths<'g> {
        let blocked = self.without.contains(&from) || self.without.contains(&to);
        Paths {
            ways: Ways::new(graph, self.directed, &self.relations),
            search: self.clone(),
            to,
            corridor: Corridor::new(graph.node_count(), number(from), number(to)),
            // A simple path has fewer hops than there are nodes.
            longest: self.max_hops.min(graph.node_count().saturating_sub(1)),
            length: 0,
            stack: Vec::new(),
            start: Some(from).filter(|_| !blocked),
            steps: 0,
            gave_up: false,
        }
    }

    /// Finds the first of the shortest paths between two nodes. Time O(nodes and edges within half its
    /// length of either end).
    pub fn shortest(&self, graph: &Graph, from: NodeId, to: NodeId) -> Option<Path> {
        self.paths(graph, from, to).next()
    }

    /// Finds the `max` simple paths of the least total weight, cheapest first.
    ///
    /// Weights count as lengths; a hop of several edges is as long as its shortest. Paths of equal
    /// weight come in the order of their hops and neighbours. A best-first search over partial paths,
    /// led by the true distance to the target (A* with a perfect bound), so that only partial paths
    /// that can still be among the cheapest are looked at. Time O((nodes + edges) log nodes) for the
    /// distances, then O(paths looked at × degree).
    pub fn lightest(&self, graph: &Graph, from: NodeId, to: NodeId, max: usize) -> Vec<(Path, f64)> {
        let mut found = Vec::new();
        if self.without.contains(&from) || self.without.contains(&to) {
            return found;
        }
        let ways = Ways::new(graph, self.directed, &self.relations);
        let distance = self.weighted_distances(&ways, to);
        let Some(&least) = distance.get(&from) else { return found };
        let mut queue =
            BinaryHeap::from([Partial { bound: least, weight: 0.0, number: 0, nodes: vec![from], hops: Vec::new() }]);
        let (mut number, mut steps) = (0, 0);
        while let Some(partial) = queue.pop() {
            let last = partial.nodes[partial.nodes.len() - 1];
            if last == to {
                if self.via.iter().all(|node| partial.nodes.contains(node)) {
                    found.push((Path { nodes: partial.nodes, hops: partial.hops }, partial.weight));
                }
                if found.len() == max {
                    break;
                }
                continue;
            }
            if partial.hops.len() == self.max_hops {
                continue;
            }
            for (next, edges) in ways.hops(last, |_| true) {
                steps += 1;
                let Some(&rest) = distance.get(&next).filter(|_| !partial.nodes.contains(&next)) else { continue };
                let weight = partial.weight + lightest_of(graph, &edges);
                number += 1;
                let (mut nodes, mut hops) = (partial.nodes.clone(), partial.hops.clone());
                nodes.push(next);
                hops.push(edges);
                queue.push(Partial { bound: weight + rest, weight, number, nodes, hops });
            }
            if steps > self.max_steps {
                break;
            }
        }
        found
    }

    /// Sums the weights from each node to `to`, backwards (Dijkstra 1959).
    fn weighted_distances(&self, ways: &Ways<'_>, to: NodeId) -> HashMap<NodeId, f64> {
        let mut distance: HashMap<NodeId, f64> = HashMap::new();
        let start = Partial { bound: 0.0, weight: 0.0, number: 0, nodes: vec![to], hops: Vec::new() };
        let (mut queue, mut number) = (BinaryHeap::from([start]), 0);
        while let Some(Partial { bound, nodes, .. }) = queue.pop() {
            let node = nodes[0];
            if distance.contains_key(&node) {
                continue;
            }
            distance.insert(node, bound);
            ways.each_step(node, Direction::Incoming, |next, edge| {
                if !self.without.contains(&next) && !distance.contains_key(&next) {
                    number += 1;
                    let bound = bound + length(ways.graph, edge);
                    queue.push(Partial { bound, weight: bound, number, nodes: vec![next], hops: Vec::new() });
                }
            });
        }
        distance
    }
}

/// Returns an edge's weight as a length; a weight that is no length (zero, negative, not finite) counts as 1.
fn length(graph: &Graph, edge: EdgeId) -> f64 {
    Some(graph.weight(edge)).filter(|weight| weight.is_finite() && *weight > 0.0).unwrap_or(1.0)
}

fn lightest_of(graph: &Graph, edges: &[EdgeId]) -> f64 {
    edges.iter().map(|&edge| length(graph, edge)).fold(f64::INFINITY, f64::min)
}

/// A path that may not have arrived, in a queue that gives the least bound first, then the oldest.
struct Partial {
    bound: f64,
    weight: f64,
    number: u64,
    nodes: Vec<NodeId>,
    hops: Vec<Vec<EdgeId>>,
}

impl Ord for Partial {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .bound
            .total_cmp(&self.bound)
            .then(other.hops.len().cmp(&self.hops.len()))
            .then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Partial {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Partial {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Partial {}

/// One level of the search: a node, and the hops from it that are still to be tried.
struct Level {
    node: NodeId,
    hops: std::vec::IntoIter<(NodeId, Vec<EdgeId>)>,
    /// The edges that led here; empty at the start.
    edges: Vec<EdgeId>,
}

/// The paths that a [`PathSearch`] finds.
pub struct Paths<'g> {
    ways: Ways<'g>,
    search: PathSearch,
    to: NodeId,
    corridor: Corridor,
    longest: usize,
    /// The length of the paths being listed now.
    length: usize,
    stack: Vec<Level>,
    start: Option<NodeId>,
    steps: u64,
    gave_up: bool,
}

impl Paths<'_> {
    /// Returns whether the search ended because it took too many steps: there may be more paths.
    pub fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// Opens the hops from a node that can still arrive.
    fn level(&self, node: NodeId, edges: Vec<EdgeId>) -> Level {
        let left = self.length - self.stack.len();
        let Some(further) = left.checked_sub(1) else { return Level { node, hops: Vec::new().into_iter(), edges } };
        let further = u32::try_from(further).unwrap_or(u32::MAX);
        let hops = self.ways.hops(node, |next| {
            // The target itself is no node to pass.
            (if further == 0 {
                next == self.to
            } else {
                next != self.to && self.corridor.arrives(number(next), further)
            }) && next != node
                && !self.stack.iter().any(|level| level.node == next)
        });
        Level { node, hops: hops.into_iter(), edges }
    }

    /// Goes on to the next length of which there may be paths.
    fn lengthen(&mut self) -> bool {
        while self.length < self.longest {
            self.length += 1;
            let Paths { ways, search, corridor, length, .. } = self;
            let Ok(arrives) = corridor.lengthen(*length as u32, &mut Open(ways, &search.without));
            if arrives {
                return true;
            }
            if self.corridor.is_closed() {
                return false;
            }
        }
        false
    }

    fn passes(&self, path: &Path) -> bool {
        self.search.via.iter().all(|node| path.nodes.contains(node))
    }

    fn path(&self, last: Vec<EdgeId>) -> Path {
        let mut nodes: Vec<NodeId> = self.stack.iter().map(|level| level.node).collect();
        nodes.push(self.to);
        let hops = self.stack.iter().skip(1).map(|level| level.edges.clone()).chain([last]).collect();
        Path { nodes, hops }
    }
}

impl Iterator for Paths<'_> {
    type Item = Path;

    fn next(&mut self) -> Option<Path> {
        let start = self.start?;
        if start == self.to {
            self.start = None;
            let alone = Path { nodes: vec![start], hops: Vec::new() };
            return self.passes(&alone).then_some(alone);
        }
        loop {
            while let Some(level) = self.stack.last_mut() {
                let Some((next, edges)) = level.hops.next() else {
                    self.stack.pop();
                    continue;
                };
                self.steps += 1;
                if self.steps > self.search.max_steps {
                    self.gave_up = true;
                    self.start = None;
                    return None;
                }
                if next == self.to {
                    let path = self.path(edges);
                    if self.passes(&path) {
                        return Some(path);
                    }
                } else {
                    let level = self.level(next, edges);
                    self.stack.push(level);
                }
            }
            if !self.lengthen() {
                self.start = None;
                return None;
            }
            let level = self.level(start, Vec::new());
            self.stack.push(level);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::format::Format;

    fn graph(nodes: &[&str], edges: &[(&str, &str, &str)]) -> Graph {
        let nodes: Vec<_> = nodes.iter().map(|id| serde_json::json!({"id": id})).collect();
        let edges: Vec<_> =
            edges.iter().map(|(s, r, t)| serde_json::json!({"source": s, "relation": r, "target": t})).collect();
        let text = serde_json::json!({"nodes": nodes, "edges": edges}).to_string();
        Format::from_name("json").expect("json").read(&[Source::new("test", text)]).expect("a good graph").0
    }

    fn found(graph: &Graph, search: &PathSearch, from: &str, to: &str) -> Vec<String> {
        let node = |id| graph.find(id).expect("a node");
        let show = |path: Path| {
            let names: Vec<&str> = path.nodes.iter().map(|&node| graph.id(node)).collect();
            let widths: Vec<String> = path.hops.iter().map(|hop| hop.len().to_string()).collect();
            format!("{} {}", names.join(">"), widths.join(","))
        };
        search.paths(graph, node(from), node(to)).map(show).collect()
    }

    #[test]
    fn paths_come_shortest_first_and_parallel_edges_are_one_hop() {
        let graph = graph(
            &["a", "b", "c", "d"],
            &[("a", "r", "b"), ("a", "s", "b"), ("b", "r", "d"), ("a", "r", "c"), ("c", "r", "b"), ("d", "r", "a")],
        );
        let search = PathSearch::default();
        assert_eq!(found(&graph, &search, "a", "d"), ["a>d 1", "a>b>d 2,1", "a>c>b>d 1,1,1"]);
        let directed = PathSearch { directed: true, ..PathSearch::default() };
        assert_eq!(found(&graph, &directed, "a", "d"), ["a>b>d 2,1", "a>c>b>d 1,1,1"]);
        let via = PathSearch { via: vec![graph.find("c").expect("c")], ..directed.clone() };
        assert_eq!(found(&graph, &via, "a", "d"), ["a>c>b>d 1,1,1"]);
        let without = PathSearch { without: HashSet::from([graph.find("c").expect("c")]), ..directed.clone() };
        assert_eq!(found(&graph, &without, "a", "d"), ["a>b>d 2,1"]);
        let short = PathSearch { max_hops: 2, ..directed.clone() };
        assert_eq!(found(&graph, &short, "a", "d"), ["a>b>d 2,1"]);
        let one = PathSearch { relations: vec![1], ..PathSearch::default() };
        assert_eq!(found(&graph, &one, "a", "d"), Vec::<String>::new());
    }

    #[test]
    fn the_lightest_path_may_have_more_hops() {
        let text = r#"{"nodes": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "edges": [
            {"source": "a", "relation": "r", "target": "c", "weight": 5}, {"source": "a", "relation": "r", "target": "b"},
            {"source": "b", "relation": "r", "target": "c", "weight": 9}, {"source": "b", "relation": "s", "target": "c", "weight": 2.5}]}"#;
        let graph =
            Format::from_name("json").expect("json").read(&[Source::new("test", text)]).expect("a good graph").0;
        let node = |id| graph.find(id).expect("a node");
        let found = |max| -> Vec<(usize, f64)> {
            let paths = PathSearch::default().lightest(&graph, node("a"), node("c"), max);
            paths.into_iter().map(|(path, weight)| (path.hops.len(), weight)).collect()
        };
        assert_eq!(found(9), [(2, 3.5), (1, 5.0)]);
        assert_eq!(found(1), [(2, 3.5)]);
        let short = PathSearch { max_hops: 1, ..PathSearch::default() };
        assert_eq!(short.lightest(&graph, node("a"), node("c"), 9).len(), 1);
    }

    #[test]
    fn self_loops_and_equal_ends_do_not_confuse() {
        let graph = graph(&["a", "b"], &[("a", "r", "a"), ("a", "r", "b"), ("b", "r", "b")]);
        assert_eq!(found(&graph, &PathSearch::default(), "a", "b"), ["a>b 1"]);
        assert_eq!(found(&graph, &PathSearch::default(), "a", "a"), ["a "]);
    }

    #[test]
    fn a_search_gives_up_when_told() {
        let names: Vec<String> = (0..12).map(|n| n.to_string()).collect();
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut edges = Vec::new();
        for a in &ids {
            for b in &ids {
                if a != b && *b != "11" {
                    edges.push((*a, "r", *b));
                }
            }
        }
        edges.push(("10", "r", "11"));
        let graph = graph(&ids, &edges);
        let search = PathSearch { max_hops: 11, max_steps: 1000, directed: true, ..PathSearch::default() };
        let node = |id| graph.find(id).expect("a node");
        let mut paths = search.paths(&graph, node("0"), node("11"));
        assert!(paths.by_ref().count() < 1000);
        assert!(paths.gave_up());
    }

    /// Every simple path, by trying every row of different nodes.
    fn naive(graph: &Graph, search: &PathSearch, from: NodeId, to: NodeId) -> Vec<(Vec<NodeId>, Vec<Vec<EdgeId>>)> {
        let step = |a: NodeId, b: NodeId| -> Vec<EdgeId> {
            graph
                .edges()
                .filter(|&edge| {
                    let relation = graph.as_petgraph()[edge].relation_index();
                    search.relations.is_empty() || search.relations.contains(&relation)
                })
                .filter(|&edge| {
                    let both = !search.directed || graph.is_symmetric(edge);
                    graph.endpoints(edge) == (a, b) || (both && graph.endpoints(edge) == (b, a))
                })
                .collect()
        };
        let mut open = vec![vec![from]];
        let mut found = Vec::new();
        while let Some(nodes) = open.pop() {
            let last = nodes[nodes.len() - 1];
            if last == to {
                let hops = nodes.windows(2).map(|pair| step(pair[0], pair[1])).collect();
                if search.via.iter().all(|node| nodes.contains(node)) {
                    found.push((nodes, hops));
                }
            } else if nodes.len() <= search.max_hops {
                for next in graph.nodes() {
                    let free = !nodes.contains(&next) && !search.without.contains(&next);
                    if free && !step(last, next).is_empty() {
                        open.push([&nodes[..], &[next]].concat());
                    }
                }
            }
        }
        found.sort();
        found
    }

    proptest::proptest! {
        #[test]
        fn paths_are_those_of_trying_everything(
            edges in proptest::collection::vec((0usize..7, 0usize..2, 0usize..7), 0..16),
            (from, to, directed, symmetric) in (0usize..7, 0usize..7, proptest::bool::ANY, proptest::bool::ANY),
            (max_hops, only, via, without) in (0usize..8, 0usize..3, 0usize..9, 0usize..9),
        ) {
            let nodes: Vec<_> = (0..7).map(|at| serde_json::json!({"id": at.to_string()})).collect();
            let edges: Vec<_> = edges.iter().map(|(source, relation, target)| serde_json::json!({
                "source": source.to_string(), "relation": (["r", "s"][*relation]), "target": target.to_string(),
            })).collect();
            let header = serde_json::json!({"relations": [{"id": "r", "symmetric": symmetric}, {"id": "s"}]});
            let text = serde_json::json!({"graph": header, "nodes": nodes, "edges": edges}).to_string();
            let graph = Format::from_name("json").expect("json").read(&[Source::new("test", text)]).expect("a graph").0;
            let search = PathSearch {
                directed,
                max_hops,
                relations: if only < 2 { vec![only] } else { Vec::new() },
                via: (via < 7).then(|| NodeId::new(via)).into_iter().collect(),
                without: (without < 7 && without != from && without != to).then(|| NodeId::new(without)).into_iter().collect(),
                ..PathSearch::default()
            };
            let (from, to) = (NodeId::new(from), NodeId::new(to));
            let mut found: Vec<_> = search
                .paths(&graph, from, to)
                .map(|path| {
                    let mut hops = path.hops;
                    hops.iter_mut().for_each(|hop| hop.sort_unstable());
                    (path.nodes, hops)
                })
                .collect();
            assert!(found.is_sorted_by_key(|(nodes, _)| nodes.len()), "shortest first");
            proptest::prop_assert_eq!(search.shortest(&graph, from, to).map(|path| path.nodes), found.first().map(|path| path.0.clone()));
            found.sort();
            proptest::prop_assert_eq!(found, naive(&graph, &search, from, to));
        }
    }

    #[test]
    fn a_weight_that_is_no_length_counts_as_one() {
        let edge = |weight: f64| serde_json::json!({"source": "a", "target": "b", "relation": "r", "weight": weight});
        let edges = [0.0, -2.0, 2.5].map(edge);
        let text = serde_json::json!({"nodes": [{"id": "a"}, {"id": "b"}], "edges": edges}).to_string();
        let json = Format::from_name("json").expect("json");
        let (graph, _) = json.check(&[Source::new("test", text)], crate::graph::Checks::Errors).expect("a graph");
        assert_eq!(graph.edges().map(|edge| length(&graph, edge)).collect::<Vec<_>>(), [1.0, 1.0, 2.5]);
    }
}

//! How two nodes are connected: simple paths, shortest first.
//!
//! A path is a row of different nodes; where several edges join two nodes that follow each other,
//! they are one hop with several edges, so that parallel relations neither multiply the paths nor
//! get lost. Order is fixed: by length, then by the order in which [`Graph::edges_of`] lists edges.

use crate::graph::{Direction, EdgeId, Graph, NodeId};
use std::collections::{HashMap, HashSet, VecDeque};

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
    /// Time O(nodes + edges) before the first path (a breadth-first search from `to`, at most
    /// `max_hops` deep), then at worst exponential in `max_hops`, as there may be as many paths;
    /// space O(nodes reached).
    pub fn paths<'g>(&self, graph: &'g Graph, from: NodeId, to: NodeId) -> Paths<'g> {
        let blocked = self.without.contains(&from) || self.without.contains(&to);
        let distance = if blocked { HashMap::new() } else { self.distances(graph, to) };
        let length = distance.get(&from).copied().unwrap_or(usize::MAX);
        Paths {
            graph,
            search: self.clone(),
            to,
            distance,
            length,
            stack: Vec::new(),
            start: Some(from),
            steps: 0,
            gave_up: false,
        }
    }

    /// Counts the hops from each node to `to`, backwards.
    fn distances(&self, graph: &Graph, to: NodeId) -> HashMap<NodeId, usize> {
        let mut distance = HashMap::from([(to, 0)]);
        let mut queue = VecDeque::from([to]);
        while let Some(node) = queue.pop_front() {
            let next = distance[&node] + 1;
            if next > self.max_hops {
                break;
            }
            for (neighbour, _) in self.steps(graph, node, Direction::Incoming) {
                if !self.without.contains(&neighbour) && !distance.contains_key(&neighbour) {
                    distance.insert(neighbour, next);
                    queue.push_back(neighbour);
                }
            }
        }
        distance
    }

    /// Lists the steps from a node along (or, for `Incoming`, against) the edges.
    fn steps<'g>(
        &'g self,
        graph: &'g Graph,
        node: NodeId,
        direction: Direction,
    ) -> impl Iterator<Item = (NodeId, EdgeId)> + 'g {
        let against = match direction {
            Direction::Outgoing => Direction::Incoming,
            Direction::Incoming => Direction::Outgoing,
        };
        let along = graph.edges_of(node, direction).iter().map(move |&edge| (edge, direction));
        let back = graph.edges_of(node, against).iter().filter(|&&edge| !self.directed || graph.is_symmetric(edge));
        along.chain(back.map(move |&edge| (edge, against))).filter(|(edge, _)| self.allows(graph, *edge)).map(
            move |(edge, direction)| {
                let (source, target) = graph.endpoints(edge);
                (if direction == Direction::Outgoing { target } else { source }, edge)
            },
        )
    }

    fn allows(&self, graph: &Graph, edge: EdgeId) -> bool {
        self.relations.is_empty() || self.relations.contains(&graph.as_petgraph()[edge].relation_index())
    }

    /// Groups the steps by the node they lead to, in the order of first mention.
    fn hops(&self, graph: &Graph, node: NodeId) -> Vec<(NodeId, Vec<EdgeId>)> {
        let mut place: HashMap<NodeId, usize> = HashMap::new();
        let mut hops: Vec<(NodeId, Vec<EdgeId>)> = Vec::new();
        for (next, edge) in self.steps(graph, node, Direction::Outgoing) {
            let at = *place.entry(next).or_insert_with(|| {
                hops.push((next, Vec::new()));
                hops.len() - 1
            });
            hops[at].1.push(edge);
        }
        hops
    }
}

/// One level of the search: a node, and the hops from it that are still to be tried.
struct Level {
    node: NodeId,
    hops: std::vec::IntoIter<(NodeId, Vec<EdgeId>)>,
    /// The edges that led here; empty at the start.
    edges: Vec<EdgeId>,
}

/// The paths that a [`PathSearch`] finds.
pub struct Paths<'g> {
    graph: &'g Graph,
    search: PathSearch,
    to: NodeId,
    /// Hops to the target, for every node that is near enough.
    distance: HashMap<NodeId, usize>,
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

    fn level(&self, node: NodeId, edges: Vec<EdgeId>) -> Level {
        let left = self.length - self.stack.len();
        let hops = if left == 0 { Vec::new() } else { self.search.hops(self.graph, node) };
        Level { node, hops: hops.into_iter(), edges }
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
            return self.search.via.iter().all(|node| *node == start).then_some(alone).filter(|_| self.length == 0);
        }
        while self.length <= self.search.max_hops {
            if self.stack.is_empty() {
                let level = self.level(start, Vec::new());
                self.stack.push(level);
            }
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
                let left = self.length - self.stack.len();
                if next == self.to {
                    let passes = |path: &Path| self.search.via.iter().all(|node| path.nodes.contains(node));
                    if left == 0 {
                        let path = self.path(edges);
                        if passes(&path) {
                            return Some(path);
                        }
                    }
                    continue;
                }
                let near = self.distance.get(&next).is_some_and(|&distance| distance <= left);
                if left > 0 && near && !self.stack.iter().any(|level| level.node == next) {
                    let level = self.level(next, edges);
                    self.stack.push(level);
                }
            }
            self.length += 1;
        }
        self.start = None;
        None
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
}

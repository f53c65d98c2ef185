//! A graph to ask about, the same whenever it is made, and the nodes to ask about in it.

use kgraph::graph::{Direction, Graph, NodeId};
use std::collections::VecDeque;
use std::fmt::Write;

/// Types, and how many of a hundred nodes have them.
const TYPES: [(&str, usize); 5] =
    [("person", 45), ("organization", 25), ("policy", 12), ("document", 10), ("location", 8)];

/// Relations with the types they join, and how many of a hundred edges are of them.
const RELATIONS: [(&str, usize, usize, usize); 8] = [
    ("works_for", 0, 1, 27),
    ("comments_on", 0, 2, 20),
    ("knows", 0, 0, 13),
    ("influences", 1, 2, 11),
    ("located_in", 1, 4, 10),
    ("cites", 3, 2, 8),
    ("names", 3, 0, 6),
    ("preceded_by", 2, 3, 5),
];

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(z ^ (z >> 31)) * limit as u128) >> 64) as usize
    }

    /// Small numbers are much more frequent: ends of edges are unequally busy.
    fn skewed(&mut self, limit: usize) -> usize {
        let part = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (part.powi(3) * limit as f64) as usize
    }
}

/// Writes the graph as JSON: skewed degrees, some parallel edges, names that repeat, half the edges
/// with evidence.
pub(crate) fn graph(nodes: usize, edges: usize) -> String {
    let mut random = Random(1);
    let mut text = String::from("{\"directed\": true, \"multigraph\": true, \"nodes\": [\n");
    let mut kinds: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    for (kind, part) in TYPES {
        let count = (nodes * part / 100).max(1);
        for number in 0..count {
            let comma = if first + number == 0 { "" } else { ",\n" };
            let name = ["Ana", "Chloë", "Jun", "Mei", "Omar", "Priya", "Łukasz", "İpek"][random.below(8)];
            let _ = write!(
                text,
                "{comma}{{\"id\": \"{kind}:{number}\", \"type\": \"{kind}\", \"label\": \"{name} {kind} {number}\"}}"
            );
        }
        kinds.push((first, count));
        first += count;
    }
    text.push_str("\n], \"edges\": [\n");
    for number in 0..edges {
        let mut left = random.below(100);
        let (relation, from, to, _) = RELATIONS
            .into_iter()
            .find(|(.., part)| {
                let here = left < *part;
                left = left.saturating_sub(*part);
                here
            })
            .unwrap_or(RELATIONS[0]);
        let (source, target) = (random.skewed(kinds[from].1), random.skewed(kinds[to].1));
        let comma = if number == 0 { "" } else { ",\n" };
        let _ = write!(
            text,
            "{comma}{{\"source\": \"{}:{source}\", \"relation\": \"{relation}\", \"target\": \"{}:{target}\"",
            TYPES[from].0, TYPES[to].0
        );
        if number % 2 == 0 {
            let _ = write!(text, ", \"evidence\": [{{\"locator\": \"¶{}\", \"note\": \"says so\"}}]", number % 90);
        }
        text.push('}');
    }
    text.push_str("\n]}\n");
    text
}

/// Ids of the nodes to ask about.
pub(crate) struct Ends {
    /// Has the most comments.
    pub(crate) x_hub: String,
    /// Has about twelve.
    pub(crate) x_mid: String,
    pub(crate) p_from: String,
    pub(crate) p_to: String,
    pub(crate) s_from: String,
    pub(crate) s_to: String,
    pub(crate) u_from: String,
    pub(crate) u_to: String,
}

impl Ends {
    /// Reads them from JSON.
    pub(crate) fn read(text: &str) -> Self {
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        let get = |key: &str| json[key].as_str().unwrap().to_owned();
        Ends {
            x_hub: get("x_hub"),
            x_mid: get("x_mid"),
            p_from: get("p_from"),
            p_to: get("p_to"),
            s_from: get("s_from"),
            s_to: get("s_to"),
            u_from: get("u_from"),
            u_to: get("u_to"),
        }
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "x_hub": self.x_hub, "x_mid": self.x_mid, "p_from": self.p_from, "p_to": self.p_to,
            "s_from": self.s_from, "s_to": self.s_to, "u_from": self.u_from, "u_to": self.u_to,
        })
    }

    /// Chooses them: the busiest, an ordinary one, and pairs that are far apart.
    pub(crate) fn choose(graph: &Graph) -> Self {
        let relation = graph.header().relations.iter().position(|known| known.id == "comments_on").unwrap();
        let of_type = |kind: &str| -> Vec<NodeId> {
            graph.nodes().filter(|node| graph.entity_type(*node).is_some_and(|known| known.id == kind)).collect()
        };
        let (persons, policies) = (of_type("person"), of_type("policy"));
        let comments = |node: &NodeId| graph.neighbours_by(*node, Direction::Incoming, relation).edges().len();
        let out = |node: &NodeId| graph.edges_of(*node, Direction::Outgoing).len();
        let hub = *policies.iter().max_by_key(|node| comments(node)).unwrap();
        let mid = *policies.iter().min_by_key(|node| comments(node).abs_diff(12)).unwrap();
        let busy = *persons.iter().max_by_key(|node| out(node)).unwrap();
        let tried = persons.iter().filter(|node| out(node) > 0).skip(persons.len() / 4).take(40);
        let (_, s_from, s_to) = tried.map(|node| farthest(graph, *node, false)).max_by_key(|(hops, ..)| *hops).unwrap();
        let rare = persons.iter().rev().find(|node| out(node) == 1).unwrap();
        let (_, u_from, u_to) = farthest(graph, *rare, true);
        let id = |node: NodeId| graph.id(node).to_owned();
        Ends {
            x_hub: id(hub),
            x_mid: id(mid),
            p_from: id(busy),
            p_to: id(hub),
            s_from: id(s_from),
            s_to: id(s_to),
            u_from: id(u_from),
            u_to: id(u_to),
        }
    }
}

/// Returns the node farthest from another, breadth first: hops, start, end.
fn farthest(graph: &Graph, from: NodeId, both: bool) -> (usize, NodeId, NodeId) {
    let mut hops = vec![usize::MAX; graph.node_count()];
    hops[from.index()] = 0;
    let mut queue = VecDeque::from([from]);
    let mut last = from;
    while let Some(node) = queue.pop_front() {
        last = node;
        let back: &[NodeId] = if both { graph.neighbours(node, Direction::Incoming).nodes() } else { &[] };
        for &next in graph.neighbours(node, Direction::Outgoing).nodes().iter().chain(back) {
            if hops[next.index()] == usize::MAX {
                hops[next.index()] = hops[node.index()] + 1;
                queue.push_back(next);
            }
        }
    }
    (hops[last.index()], from, last)
}

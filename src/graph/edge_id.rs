//! Ids for edges that have none of their own: made of their content, so that they stay the same
//! when other edges come and go.

use super::{EdgeId, Graph, fields::EdgeKey};
use hashbrown::{HashMap, HashSet};

/// Which of several edges with the same source, relation and target an edge is, where it is not the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct EdgeIds {
    ordinals: HashMap<EdgeId, u32>,
    /// What stands between source and target, for each relation.
    between: Vec<String>,
}

/// The id made for an edge, in its parts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MadeId<'g> {
    /// The id of the source.
    pub(crate) source: &'g str,
    between: &'g str,
    /// The id of the target.
    pub(crate) target: &'g str,
    ordinal: Option<u32>,
}

impl MadeId<'_> {
    /// Appends the whole id.
    #[inline]
    pub(crate) fn push(&self, out: &mut String) {
        out.push_str(self.source);
        out.push_str(self.between);
        out.push_str(self.target);
        if let Some(ordinal) = self.ordinal {
            out.push_str("--");
            out.push_str(&ordinal.to_string());
        }
    }
}

impl EdgeIds {
    /// Time O(edges), and O(n log n) for the edges that are not alone; space 2 bits an edge while it works, as often
    /// as [`BITS`].
    pub(crate) fn new(graph: &Graph) -> Self {
        let between = graph.header().relations.iter().map(|relation| format!("--{}--", relation.id));
        let mut ids = EdgeIds { ordinals: HashMap::new(), between: between.collect() };
        for group in repeated(graph).chunk_by(|one, next| one.0 == next.0) {
            for (at, &(_, edge)) in group.iter().enumerate().skip(1) {
                ids.ordinals.insert(edge, at as u32 + 1);
            }
        }
        if may_collide(graph) {
            ids.part(graph);
        }
        ids
    }

    /// Raises ordinals until no made id equals another id of the graph.
    fn part(&mut self, graph: &Graph) {
        let without = || graph.edges().filter(|&edge| graph.own_edge_id(edge).is_none());
        if without().next().is_none() {
            return;
        }
        let mut taken: HashSet<String> =
            graph.edges().filter_map(|edge| graph.own_edge_id(edge)).map(Into::into).collect();
        for edge in without() {
            while !taken.insert(self.text(graph, edge)) {
                *self.ordinals.entry(edge).or_insert(1) += 1;
            }
        }
    }

    /// Returns the id made for an edge, as text.
    pub(crate) fn text(&self, graph: &Graph, edge: EdgeId) -> String {
        let mut id = String::new();
        self.of(graph, edge).push(&mut id);
        id
    }

    /// Returns the id made for an edge.
    #[inline]
    pub(crate) fn of<'g>(&'g self, graph: &'g Graph, edge: EdgeId) -> MadeId<'g> {
        let (source, target) = graph.endpoints(edge);
        MadeId {
            source: graph.id(source),
            between: &self.between[graph.topology[edge].relation_index()],
            target: graph.id(target),
            ordinal: if self.ordinals.is_empty() { None } else { self.ordinals.get(&edge).copied() },
        }
    }
}

/// Source, target and relation.
type Content = (u32, u32, u32);
/// Bits of each of the two tables, for each edge.
const BITS: usize = 8;

/// Returns the edges without an id of their own whose content others have too, and a few more, sorted by content.
///
/// Most edges are alone, and two tables of bits tell so: a bit that is set once is of one edge.
fn repeated(graph: &Graph) -> Vec<(Content, EdgeId)> {
    let edges = graph.topology.raw_edges();
    let bits = (edges.len() * BITS).next_power_of_two().max(64);
    let (mut once, mut twice) = (vec![0u64; bits / 64], vec![0u64; bits / 64]);
    let has_own = graph.edge_fields.has(EdgeKey::ID);
    let contents = || {
        edges.iter().enumerate().filter_map(|(at, edge)| {
            let is_made = !has_own || graph.edge_fields.get(at, EdgeKey::ID).is_none();
            let content = (edge.source().index() as u32, edge.target().index() as u32, edge.weight.relation);
            is_made.then_some((content, EdgeId::new(at)))
        })
    };
    // A bit of a product's upper half depends on every bit of both factors.
    let place = |(source, target, relation): Content| {
        let ends = u64::from(source) << 32 | u64::from(target);
        let product = u128::from(ends ^ 0x9e37_79b9_7f4a_7c15)
            * u128::from(0xd6e8_feb8_6659_fd93_u64.wrapping_add(u64::from(relation) << 33));
        let bit = ((product >> 64) as u64 ^ product as u64) as usize & (bits - 1);
        (bit / 64, 1u64 << (bit % 64))
    };
    for (content, _) in contents() {
        let (word, bit) = place(content);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    drop(once);
    let is_shared = |content| {
        let (word, bit) = place(content);
        twice[word] & bit != 0
    };
    let mut found: Vec<(Content, EdgeId)> = contents().filter(|&(content, _)| is_shared(content)).collect();
    found.sort_unstable();
    found
}

/// Returns whether two different contents could give one id: only when `--` can be read at two
/// places, or when the user chose ids.
fn may_collide(graph: &Graph) -> bool {
    // Bytes, since a search for a text costs more to begin than most ids are long.
    let tricky = |id: &str| {
        let bytes = id.as_bytes();
        bytes.starts_with(b"-") || bytes.ends_with(b"-") || bytes.windows(2).any(|two| two == b"--")
    };
    graph.edge_fields.has(EdgeKey::ID)
        || graph.header().relations.iter().any(|relation| tricky(&relation.id))
        || graph.nodes().any(|node| tricky(graph.id(node)))
}

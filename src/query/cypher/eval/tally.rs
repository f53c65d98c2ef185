//! Counting of matches by products, see [`super::super::plan::tally`].

use super::super::error::Result;
use super::super::plan::tally::Branch;
use super::super::value::Value;
use super::Cx;
use super::arith::overflow;
use crate::query::nodes::NodeMap;
use crate::query::view::{Direction, Hop, NodeId, RelId};

/// What has been counted so far; it holds for all rows of a query.
#[derive(Default)]
pub(super) struct Tally {
    /// For each branch, the number of matches below each node.
    known: Vec<Option<NodeMap<u64>>>,
    /// Room for the relationships of a node, for each depth.
    room: Vec<Vec<Hop>>,
}

impl Tally {
    /// Returns how many matches hang on the nodes of a row.
    pub(super) fn count(
        &mut self,
        branches: &[Branch],
        corrected: bool,
        used: &[RelId],
        cx: &Cx<'_>,
        row: &[Value],
    ) -> Result<u64> {
        let mut product = 1;
        for branch in branches {
            let Value::Node(node) = row[branch.hop.from] else { return Ok(0) };
            let mut count = self.below(branch, node, 0, cx)?;
            if corrected {
                let again = used.iter().filter(|rel| stands_at(branch, node, **rel, cx)).count();
                count = count.saturating_sub(again as u64);
            }
            product = times(product, count)?;
            if product == 0 {
                break;
            }
        }
        Ok(product)
    }

    fn below(&mut self, branch: &Branch, node: NodeId, depth: usize, cx: &Cx<'_>) -> Result<u64> {
        if branch.hop.types.is_never() {
            return Ok(0);
        }
        if branch.is_plain() && branch.hop.direction != Direction::Both {
            cx.tick(1)?;
            return Ok(cx.view.hop_count(node, branch.hop.direction, branch.hop.types.ids()) as u64);
        }
        if self.known.len() <= branch.id {
            self.known.resize_with(branch.id + 1, || None);
        }
        if let Some(Some(count)) = self.known[branch.id].as_ref().map(|known| known.get(node.0)) {
            return Ok(count);
        }
        if self.room.len() <= depth {
            self.room.resize_with(depth + 1, Vec::new);
        }
        let mut hops = std::mem::take(&mut self.room[depth]);
        hops.clear();
        cx.hops(node, &branch.hop, branch.hop.direction, &mut hops);
        cx.tick(hops.len() as u64)?;
        if let Some(test) = &branch.hop.test {
            cx.keep_labelled(test, &mut hops);
        }
        let mut sum = 0u64;
        if branch.branches.is_empty() {
            sum = hops.len() as u64;
        } else {
            for next in &hops {
                let mut product = 1;
                for inner in &branch.branches {
                    product = times(product, self.below(inner, next.node, depth + 1, cx)?)?;
                    if product == 0 {
                        break;
                    }
                }
                sum = sum.checked_add(product).ok_or_else(overflow)?;
            }
        }
        self.room[depth] = hops;
        let known = self.known[branch.id].get_or_insert_with(|| NodeMap::new(cx.view.node_count(), u64::MAX));
        known.insert_new(node.0, sum);
        Ok(sum)
    }
}

fn times(a: u64, b: u64) -> Result<u64> {
    a.checked_mul(b).filter(|product| *product < u64::MAX).ok_or_else(overflow)
}

/// Whether a relationship is one of those that a branch without branches counts at a node.
fn stands_at(branch: &Branch, node: NodeId, rel: RelId, cx: &Cx<'_>) -> bool {
    let (start, end) = cx.view.ends(rel);
    let far = match branch.hop.direction {
        Direction::Outgoing => (start == node).then_some(end),
        Direction::Incoming => (end == node).then_some(start),
        Direction::Both if start == node => Some(end),
        Direction::Both => (end == node).then_some(start),
    };
    let test = branch.hop.test.as_ref();
    far.is_some_and(|far| test.is_none_or(|test| cx.label_test(far, test)))
        && branch.hop.types.accepts(cx.view.rel_type(rel))
}

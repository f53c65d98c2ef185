//! Counting of matches by products, see [`super::super::plan::tally`].

use super::super::error::Result;
use super::super::plan::LabelTest;
use super::super::plan::tally::{Branch, Root};
use super::super::value::Value;
use super::Cx;
use super::arith::overflow;
use crate::query::nodes::NodeMap;
use crate::query::view::{Direction, Hop, NodeId, RelId};

/// What has been counted so far; it holds for all rows of a query.
#[derive(Default)]
pub(super) struct Tally {
    /// For each branch, the number of matches below each node.
    known: Vec<Known>,
    /// Room for the relationships of a node, for each depth.
    room: Vec<Vec<Hop>>,
}

/// The numbers of matches below nodes.
enum Known {
    /// Those of nodes that have been asked for, and how much was looked at for them.
    Some(Option<NodeMap<u64>>, u64),
    /// Those of all nodes; the greatest number stands for all that are too great.
    All(Vec<u64>),
}

/// The part of the graph (one in …) to be looked at node by node before all nodes are counted at once.
const PART: usize = 32;

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

    /// Returns how many matches there are from all nodes where a count starts.
    pub(super) fn sum(&mut self, root: &Root, branches: &[Branch], cx: &Cx<'_>, row: &[Value]) -> Result<u64> {
        let all = cx.view.node_count();
        let size = root.label.map_or(all, |label| cx.view.label_size(label));
        if branches.is_empty() && root.test.is_none() {
            return Ok(size as u64);
        }
        if size > all / PART {
            branches.iter().try_for_each(|branch| self.fill(branch, cx))?;
        }
        let nodes = match root.label {
            Some(label) => cx.view.nodes_with_label(label),
            None => cx.view.nodes(),
        };
        let mut sum = 0u64;
        for start in nodes {
            cx.tick(1)?;
            if root.test.as_ref().is_some_and(|test| !cx.label_test(start, test)) {
                continue;
            }
            let mut product = 1;
            for branch in branches {
                let node = match row[branch.hop.from] {
                    _ if branch.hop.from == root.slot => start,
                    Value::Node(node) => node,
                    _ => return Ok(0),
                };
                product = times(product, self.below(branch, node, 0, cx)?)?;
                if product == 0 {
                    break;
                }
            }
            sum = sum.checked_add(product).ok_or_else(overflow)?;
        }
        Ok(sum)
    }

    /// Counts below all nodes at once, in one pass over all relationships.
    fn fill(&mut self, branch: &Branch, cx: &Cx<'_>) -> Result<()> {
        if let Known::All(_) = self.known(branch) {
            return Ok(());
        }
        branch.branches.iter().try_for_each(|inner| self.fill(inner, cx))?;
        let nodes = cx.view.node_count();
        cx.tick((nodes + cx.view.rel_count()) as u64)?;
        let mut sums = vec![0; nodes];
        if !branch.hop.types.is_never() {
            let mut weights = vec![0; nodes];
            let below = |inner: &Branch, node: usize| match self.known.get(inner.id) {
                Some(Known::All(list)) => list.get(node).copied().unwrap_or(0),
                _ => 0,
            };
            let mut weigh = |node: NodeId| {
                let node = node.0 as usize;
                let product =
                    branch.branches.iter().fold(1u64, |product, inner| product.saturating_mul(below(inner, node)));
                if let Some(weight) = weights.get_mut(node) {
                    *weight = product;
                }
            };
            match &branch.hop.test {
                None => cx.view.nodes().for_each(weigh),
                Some(LabelTest::Has(label)) => cx.view.nodes_with_label(*label).for_each(weigh),
                Some(test) => cx.view.nodes().filter(|node| cx.label_test(*node, test)).for_each(&mut weigh),
            }
            cx.view.sum_hops(branch.hop.direction, branch.hop.types.ids(), &weights, &mut sums);
        }
        *self.known(branch) = Known::All(sums);
        Ok(())
    }

    fn known(&mut self, branch: &Branch) -> &mut Known {
        if self.known.len() <= branch.id {
            self.known.resize_with(branch.id + 1, || Known::Some(None, 0));
        }
        &mut self.known[branch.id]
    }

    fn below(&mut self, branch: &Branch, node: NodeId, depth: usize, cx: &Cx<'_>) -> Result<u64> {
        if branch.hop.types.is_never() {
            return Ok(0);
        }
        let part = (cx.view.node_count() + cx.view.rel_count()) / PART;
        match self.known(branch) {
            Known::All(list) => return within(list.get(node.0 as usize).copied().unwrap_or(0)),
            Known::Some(_, looked) if *looked > part as u64 => {
                self.fill(branch, cx)?;
                return self.below(branch, node, depth, cx);
            }
            Known::Some(known, looked) => {
                if branch.is_plain() && branch.hop.direction != Direction::Both {
                    *looked += 1;
                    cx.tick(1)?;
                    return Ok(cx.view.hop_count(node, branch.hop.direction, branch.hop.types.ids()) as u64);
                }
                if let Some(count) = known.as_ref().and_then(|known| known.get(node.0)) {
                    return Ok(count);
                }
            }
        }
        if self.room.len() <= depth {
            self.room.resize_with(depth + 1, Vec::new);
        }
        let mut hops = std::mem::take(&mut self.room[depth]);
        hops.clear();
        cx.hops(node, &branch.hop, branch.hop.direction, &mut hops);
        let looked = 1 + hops.len() as u64;
        cx.tick(looked)?;
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
        if let Known::Some(known, all) = self.known(branch) {
            *all += looked;
            known.get_or_insert_with(|| NodeMap::new(cx.view.node_count(), u64::MAX)).insert_new(node.0, sum);
        }
        Ok(sum)
    }
}

/// Refuses the number that stands for all that are too great.
fn within(count: u64) -> Result<u64> {
    if count < u64::MAX { Ok(count) } else { Err(overflow()) }
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

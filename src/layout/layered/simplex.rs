//! Network simplex: whole numbers for the ends of arcs, each arc at least so long, weighted lengths least
//! (Gansner, Koutsofios, North and Vo 1993, section 2.3). It ranks nodes into columns and places them within one.

/// A demand that `rank(head) - rank(tail) >= min`, and the price of each unit of length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) min: i64,
    pub(super) weight: i64,
}

/// Improves ranks that meet every demand, to the best ones, or as far as `pivots` exchanges bring it.
///
/// The arcs must join all nodes. Time O(pivots × (nodes + arcs)) at worst.
pub(super) fn improve(arcs: &[Arc], ranks: &mut [i64], pivots: usize) {
    if ranks.len() < 2 {
        return;
    }
    let Some(mut tree) = Tree::tight(arcs, ranks) else { return };
    let mut from = 0;
    for _ in 0..pivots {
        let Some(node) = tree.leaving(arcs, from) else { return };
        from = node + 1;
        if !tree.exchange(arcs, ranks, node) {
            return;
        }
    }
}

/// A spanning tree of tight arcs, hanging from node 0.
struct Tree {
    /// The arc to the parent, by node; the root has none.
    up: Vec<Option<usize>>,
    /// Balance (weights going out less weights coming in) of each subtree. The cut value of the arc to the
    /// parent is this, or its negative where the arc points down.
    balance: Vec<i64>,
    incident: Vec<Vec<usize>>,
    below: Vec<bool>,
}

fn slack(arc: &Arc, ranks: &[i64]) -> i64 {
    ranks[arc.head] - ranks[arc.tail] - arc.min
}

impl Tree {
    /// Moves ranks until tight arcs join all nodes.
    fn tight(arcs: &[Arc], ranks: &mut [i64]) -> Option<Tree> {
        let count = ranks.len();
        let mut incident = vec![Vec::new(); count];
        for (number, arc) in arcs.iter().enumerate() {
            incident[arc.tail].push(number);
            incident[arc.head].push(number);
        }
        let mut tree = Tree { up: vec![None; count], balance: vec![0; count], incident, below: vec![false; count] };
        let mut inside = vec![false; count];
        inside[0] = true;
        let mut order = vec![0];
        let mut at = 0;
        loop {
            while let Some(&node) = order.get(at) {
                at += 1;
                for &number in &tree.incident[node] {
                    let arc = &arcs[number];
                    let other = arc.tail + arc.head - node;
                    if !inside[other] && slack(arc, ranks) == 0 {
                        inside[other] = true;
                        tree.up[other] = Some(number);
                        order.push(other);
                    }
                }
            }
            if order.len() == count {
                break;
            }
            let nearest =
                arcs.iter().filter(|arc| inside[arc.tail] != inside[arc.head]).min_by_key(|arc| slack(arc, ranks))?;
            let by = if inside[nearest.tail] { slack(nearest, ranks) } else { -slack(nearest, ranks) };
            order.iter().for_each(|&node| ranks[node] += by);
            // The nearest arc is tight now: look again from its end inside.
            at = 0;
            let end = if inside[nearest.tail] { nearest.tail } else { nearest.head };
            if let Some(place) = order.iter().position(|&node| node == end) {
                at = place;
            }
        }
        for arc in arcs {
            tree.balance[arc.tail] += arc.weight;
            tree.balance[arc.head] -= arc.weight;
        }
        for &node in order.iter().rev() {
            if let Some(parent) = tree.parent(arcs, node) {
                tree.balance[parent] += tree.balance[node];
            }
        }
        Some(tree)
    }

    fn parent(&self, arcs: &[Arc], node: usize) -> Option<usize> {
        self.up[node].map(|number| arcs[number].tail + arcs[number].head - node)
    }

    /// Finds a node whose arc to the parent should go, looking from a place onwards.
    fn leaving(&self, arcs: &[Arc], from: usize) -> Option<usize> {
        let count = self.up.len();
        (0..count).map(|step| (from + step) % count).find(|&node| {
            self.up[node].is_some_and(|number| {
                let cut = if arcs[number].tail == node { self.balance[node] } else { -self.balance[node] };
                cut < 0
            })
        })
    }

    /// Replaces the arc above a node by the nearest that goes the other way; false if there is none.
    fn exchange(&mut self, arcs: &[Arc], ranks: &mut [i64], node: usize) -> bool {
        let Some(old) = self.up[node] else { return false };
        let points_up = arcs[old].tail == node;
        // The subtree, through arcs of the tree that lead down.
        let mut subtree = vec![node];
        self.below[node] = true;
        let mut at = 0;
        while let Some(&here) = subtree.get(at) {
            at += 1;
            for &number in &self.incident[here] {
                let other = arcs[number].tail + arcs[number].head - here;
                if !self.below[other] && self.up[other] == Some(number) {
                    self.below[other] = true;
                    subtree.push(other);
                }
            }
        }
        let mut best: Option<(i64, usize)> = None;
        for &here in &subtree {
            for &number in &self.incident[here] {
                let arc = &arcs[number];
                let enters = if points_up {
                    arc.head == here && !self.below[arc.tail]
                } else {
                    arc.tail == here && !self.below[arc.head]
                };
                if enters {
                    let slack = slack(arc, ranks);
                    if best.is_none_or(|(least, _)| slack < least) {
                        best = Some((slack, number));
                    }
                }
            }
        }
        let inner = |number: usize, below: &[bool]| {
            if below[arcs[number].tail] { arcs[number].tail } else { arcs[number].head }
        };
        let ends = best.map(|(slack, number)| {
            let inner = inner(number, &self.below);
            (slack, number, inner, arcs[number].tail + arcs[number].head - inner)
        });
        for &here in &subtree {
            self.below[here] = false;
        }
        let Some((slack, entering, inner, outer)) = ends else { return false };
        let by = if points_up { -slack } else { slack };
        subtree.iter().for_each(|&here| ranks[here] += by);

        // Balances: what hangs below moves from the old parent to the new one, and its path turns round.
        let whole = self.balance[node];
        let mut above = self.parent(arcs, node);
        while let Some(here) = above {
            self.balance[here] -= whole;
            above = self.parent(arcs, here);
        }
        let mut above = Some(outer);
        while let Some(here) = above {
            self.balance[here] += whole;
            above = self.parent(arcs, here);
        }
        let (mut here, mut up, mut passed) = (inner, entering, 0);
        loop {
            let parent = self.parent(arcs, here);
            let (old_up, old_balance) = (self.up[here], self.balance[here]);
            self.up[here] = Some(up);
            self.balance[here] = whole - passed;
            passed = old_balance;
            if here == node {
                return true;
            }
            match (parent, old_up) {
                (Some(parent), Some(old_up)) => (here, up) = (parent, old_up),
                _ => return true,
            }
        }
    }
}

/// Returns the least ranks that meet every demand, from 0. The arcs must form no cycle.
pub(super) fn longest_paths(count: usize, arcs: &[Arc]) -> Vec<i64> {
    let mut ranks = vec![0; count];
    let mut waits = vec![0usize; count];
    let mut out = vec![Vec::new(); count];
    for arc in arcs {
        waits[arc.head] += 1;
        out[arc.tail].push(arc);
    }
    let mut ready: Vec<usize> = (0..count).filter(|&node| waits[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for arc in &out[node] {
            ranks[arc.head] = ranks[arc.head].max(ranks[node] + arc.min);
            waits[arc.head] -= 1;
            if waits[arc.head] == 0 {
                ready.push(arc.head);
            }
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::random::Random;

    fn cost(arcs: &[Arc], ranks: &[i64]) -> i64 {
        arcs.iter().map(|arc| arc.weight * (ranks[arc.head] - ranks[arc.tail])).sum()
    }

    /// No set of ranks from 0 to 5 is cheaper.
    #[test]
    fn the_result_is_the_best_one() {
        let mut random = Random::new(7);
        for _ in 0..200 {
            let count = 5;
            let mut arcs: Vec<Arc> = (1..count)
                .map(|head| Arc { tail: random.below(head), head, min: 1, weight: 1 + random.below(4) as i64 })
                .collect();
            for _ in 0..3 {
                let head = 1 + random.below(count - 1);
                arcs.push(Arc {
                    tail: random.below(head),
                    head,
                    min: 1 + random.below(2) as i64,
                    weight: random.below(4) as i64,
                });
            }
            let mut ranks = longest_paths(count, &arcs);
            improve(&arcs, &mut ranks, 1000);
            assert!(arcs.iter().all(|arc| slack(arc, &ranks) >= 0));
            let span = 8i64;
            let best = (0..span.pow(count as u32))
                .map(|code| (0..count as u32).map(|at| code / span.pow(at) % span).collect::<Vec<i64>>())
                .filter(|ranks| arcs.iter().all(|arc| slack(arc, ranks) >= 0))
                .map(|ranks| cost(&arcs, &ranks))
                .min();
            assert_eq!(Some(cost(&arcs, &ranks)), best);
        }
    }
}

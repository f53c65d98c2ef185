//! Which links run against the flow: the greedy heuristic of Eades, Lin and Smyth (1993).

use super::super::Link;

/// Returns for each link whether it is to be turned round, so that the rest forms no cycle.
///
/// A node that only sends goes first, one that only receives last, else the one that sends most more than it receives; of
/// equal ones the first in the file. Self-loops stay as they are. Time O(nodes² + links).
pub(super) fn reversed(count: usize, links: &[Link]) -> Vec<bool> {
    let mut links_at = vec![Vec::new(); count];
    let (mut outgoing, mut incoming) = (vec![0i64; count], vec![0i64; count]);
    for link in links.iter().filter(|link| link.source != link.target) {
        outgoing[link.source] += 1;
        incoming[link.target] += 1;
        links_at[link.source].push(link);
        links_at[link.target].push(link);
    }
    let mut place = vec![usize::MAX; count];
    let (mut first, mut last) = (0, count);
    let mut left: Vec<usize> = (0..count).collect();
    while !left.is_empty() {
        let sink = left.iter().position(|&node| outgoing[node] == 0);
        let source = || left.iter().position(|&node| incoming[node] == 0);
        let (at, to) = match sink.map(|at| (at, true)).or_else(|| source().map(|at| (at, false))) {
            Some(found) => found,
            None => {
                let most = (0..left.len())
                    .max_by_key(|&at| (outgoing[left[at]] - incoming[left[at]], std::cmp::Reverse(at)))
                    .unwrap_or(0);
                (most, false)
            }
        };
        let node = left.remove(at);
        if to {
            last -= 1;
            place[node] = last;
        } else {
            place[node] = first;
            first += 1;
        }
        for link in &links_at[node] {
            if link.source == node && place[link.target] == usize::MAX {
                incoming[link.target] -= 1;
            } else if link.target == node && place[link.source] == usize::MAX {
                outgoing[link.source] -= 1;
            }
        }
    }
    links.iter().map(|link| place[link.source] > place[link.target]).collect()
}

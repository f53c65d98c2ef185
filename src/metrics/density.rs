//! How tightly a node is held by its neighbours: k-cores and clustering, on the simple undirected graph.

use super::rows::Rows;

/// Returns the core number of each node (Seidman 1983): the largest k such that it is in a part of the
/// graph where every node has k neighbours. Time O(nodes + edges) (Batagelj & Zaveršnik 2003).
pub(super) fn core_numbers(neighbours: &Rows) -> Vec<u32> {
    let nodes = neighbours.nodes();
    let mut degrees: Vec<u32> = (0..nodes).map(|node| neighbours.of(node).len() as u32).collect();
    let most = degrees.iter().copied().max().unwrap_or(0) as usize;
    // Nodes sorted by degree, where each degree begins, and where each node stands.
    let mut starts = vec![0usize; most + 2];
    for &degree in &degrees {
        starts[degree as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let (mut order, mut places) = (vec![0u32; nodes], vec![0usize; nodes]);
    for node in 0..nodes {
        let at = &mut next[degrees[node] as usize];
        (order[*at], places[node]) = (node as u32, *at);
        *at += 1;
    }
    for at in 0..nodes {
        let node = order[at] as usize;
        for &other in neighbours.of(node) {
            let other = other as usize;
            if degrees[other] > degrees[node] {
                // One neighbour fewer: to the front of its degree, which then begins one later.
                let front = starts[degrees[other] as usize];
                let (first, place) = (order[front] as usize, places[other]);
                order.swap(front, place);
                (places[first], places[other]) = (place, front);
                starts[degrees[other] as usize] = front + 1;
                degrees[other] -= 1;
            }
        }
    }
    degrees
}

/// Returns the clustering coefficient of each node (Watts & Strogatz 1998): of the pairs of its
/// neighbours, the part that are neighbours too; 0 with fewer than two neighbours.
///
/// Time O(edges × √edges): each triangle is found at its node of the lowest degree.
pub(super) fn clustering(neighbours: &Rows) -> Vec<f64> {
    let nodes = neighbours.nodes();
    let rank = |node: u32| (neighbours.of(node as usize).len(), node);
    let up = |node: usize| neighbours.of(node).iter().copied().filter(move |&other| rank(other) > rank(node as u32));
    let higher = Rows::new(nodes, (0..nodes).flat_map(|node| up(node).map(move |other| (node as u32, other, 0.0))));
    let mut triangles = vec![0u64; nodes];
    let mut marked = vec![u32::MAX; nodes];
    for node in 0..nodes {
        for &other in higher.of(node) {
            marked[other as usize] = node as u32;
        }
        for &second in higher.of(node) {
            for &third in higher.of(second as usize) {
                if marked[third as usize] == node as u32 {
                    for corner in [node, second as usize, third as usize] {
                        triangles[corner] += 1;
                    }
                }
            }
        }
    }
    let coefficient = |(node, &triangles): (usize, &u64)| {
        let degree = neighbours.of(node).len() as f64;
        if triangles == 0 { 0.0 } else { 2.0 * triangles as f64 / (degree * (degree - 1.0)) }
    };
    triangles.iter().enumerate().map(coefficient).collect()
}

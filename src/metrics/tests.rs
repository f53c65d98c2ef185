use super::*;
use crate::diagnostics::Source;
use crate::format::Format;
use proptest::prelude::*;

/// Makes a graph of edges "a>b" (directed) and "a-b" (symmetric), with a weight after a colon, and of single nodes.
fn graph(text: &str) -> Graph {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    for word in text.split_whitespace() {
        let (ends, weight) = word.split_once(':').unwrap_or((word, "1"));
        let relation = if ends.contains('-') { "both" } else { "one" };
        let names: Vec<&str> = ends.split(['-', '>']).collect();
        for name in &names {
            if !nodes.contains(name) {
                nodes.push(name);
            }
        }
        if let [source, target] = names[..] {
            edges.push(format!(
                r#"{{"source": "{source}", "relation": "{relation}", "target": "{target}", "weight": {weight}}}"#
            ));
        }
    }
    let nodes: Vec<String> = nodes.iter().map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
    let json = format!(
        r#"{{"graph": {{"relations": [{{"id": "one"}}, {{"id": "both", "symmetric": true}}]}},
            "nodes": [{}], "edges": [{}]}}"#,
        nodes.join(","),
        edges.join(",")
    );
    Format::from_name("json").expect("json").read(&[Source::new("test", json)]).expect("a good graph").0
}

fn values(graph: &Graph, metric: Metric) -> Vec<f64> {
    let metrics = Metrics::new(graph, &[metric], Options::new());
    graph.nodes().map(|node| metrics.of(metric).expect("asked for").number(node)).collect()
}

fn assert_near(found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len());
    let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-12 * b.abs().max(1.0);
    assert!(found.iter().zip(wanted).all(near), "{found:?} are not {wanted:?}");
}

#[test]
fn degrees_count_ends_and_arcs() {
    // a has a loop, two parallel edges to b, and a symmetric one with c.
    let graph = graph("a>a:2 a>b a>b:0.5 a-c:4 d");
    assert_eq!(values(&graph, Metric::Degree), [5.0, 2.0, 1.0, 0.0]);
    assert_eq!(values(&graph, Metric::OutDegree), [4.0, 0.0, 1.0, 0.0]);
    assert_eq!(values(&graph, Metric::InDegree), [2.0, 2.0, 1.0, 0.0]);
    assert_eq!(values(&graph, Metric::Strength), [9.5, 1.5, 4.0, 0.0]);
    assert_eq!(values(&graph, Metric::OutStrength), [7.5, 0.0, 4.0, 0.0]);
    assert_eq!(values(&graph, Metric::InStrength), [6.0, 1.5, 4.0, 0.0]);
}

#[test]
fn betweenness_counts_paths_of_nodes() {
    assert_near(&values(&graph("a>b b>c c>d"), Metric::Betweenness), &[0.0, 2.0 / 6.0, 2.0 / 6.0, 0.0]);
    // Two ways from a to d; a second edge on one of them makes no third.
    assert_near(&values(&graph("a>b a>b a>c b>d c>d"), Metric::Betweenness), &[0.0, 1.0 / 12.0, 1.0 / 12.0, 0.0]);
    assert_near(&values(&graph("m-a m-b m-c"), Metric::Betweenness), &[1.0, 0.0, 0.0, 0.0]);
    assert_near(&values(&graph("a>b"), Metric::Betweenness), &[0.0, 0.0]);
}

#[test]
fn harmonic_is_near_those_who_come() {
    assert_near(&values(&graph("a>b b>c d"), Metric::Harmonic), &[0.0, 1.0, 1.5, 0.0]);
}

#[test]
fn a_walk_that_can_go_nowhere_goes_anywhere() {
    // a = 0.075 + 0.425 b, b = 0.075 + 0.425 b + 0.85 a.
    let a = 0.5 / 1.425;
    assert_near(&values(&graph("a>b"), Metric::PageRank), &[a, 1.0 - a]);
    assert_near(&values(&graph("a>b:0"), Metric::PageRank), &[0.5, 0.5]);
    assert_near(&values(&graph("a"), Metric::PageRank), &[1.0]);
}

#[test]
fn cores_and_triangles_ignore_direction_loops_and_parallel_edges() {
    let graph = graph("a>b b>a b>c c>a a>a c>d d>e f");
    assert_eq!(values(&graph, Metric::CoreNumber), [2.0, 2.0, 2.0, 1.0, 1.0, 0.0]);
    assert_near(&values(&graph, Metric::Clustering), &[1.0, 1.0, 1.0 / 3.0, 0.0, 0.0, 0.0]);
}

#[test]
fn components_are_numbered_by_size() {
    let graph = graph("z a>b b>c c>b x-y");
    assert_eq!(values(&graph, Metric::Component), [2.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
    // z, a, {b, c}, {x, y}: b first, as it comes first of those of two.
    assert_eq!(values(&graph, Metric::StrongComponent), [2.0, 3.0, 0.0, 0.0, 1.0, 1.0]);
}

#[test]
fn a_long_chain_needs_no_long_stack() {
    let chain: Vec<String> = (0..20_000).map(|at| format!("n{at}>n{}", (at + 1) % 20_000)).collect();
    let nodes: Vec<String> = (0..20_000).map(|at| format!(r#"{{"id": "n{at}"}}"#)).collect();
    let edges: Vec<String> = chain
        .iter()
        .filter_map(|edge| edge.split_once('>'))
        .map(|(source, target)| format!(r#"{{"source": "{source}", "relation": "r", "target": "{target}"}}"#))
        .collect();
    let json = format!(r#"{{"nodes": [{}], "edges": [{}]}}"#, nodes.join(","), edges.join(","));
    let (graph, _) = Format::from_name("json").expect("json").read(&[Source::new("test", json)]).expect("good");
    assert!(values(&graph, Metric::StrongComponent).iter().all(|&group| group == 0.0));
}

#[test]
fn more_paths_than_numbers_can_say_stay_finite() {
    let diamonds: String =
        (0..1100).map(|at| format!("n{at}>a{at} n{at}>b{at} a{at}>n{0} b{at}>n{0} ", at + 1)).collect();
    let graph = graph(&diamonds);
    assert!(values(&graph, Metric::Betweenness).iter().all(|value| value.is_finite()));
}

#[test]
fn weights_of_any_size_are_weighed() {
    for weight in ["1e308", "1e-310"] {
        let graph =
            graph(&format!("a-b:{weight} b-c:{weight} c-a:{weight} d-e:{weight} e-f:{weight} f-d:{weight} a>d:0"));
        assert_near(&values(&graph, Metric::PageRank), &[1.0 / 6.0; 6]);
        assert_eq!(values(&graph, Metric::Community), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
    }
    let bad = Metrics::new(&graph("a>b:-1 a>c"), &[Metric::OutStrength], Options::new());
    assert_eq!((bad.ignored_weights, bad.of(Metric::OutStrength)), (1, Some(&Values::Real(vec![1.0, 0.0, 0.0]))));
    // Too large for a number: said as nothing, since JSON has no infinity.
    let mut text = String::new();
    Values::Real(vec![f64::INFINITY]).push_json(NodeId::new(0), &mut text);
    assert_eq!(text, "");
}

/// The karate club of Zachary (1977), in which the best modularity known is 0.41979.
#[test]
fn communities_of_the_karate_club_are_the_best_known() {
    let club = "1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 1-13 4-13 \
        1-14 2-14 3-14 4-14 6-17 7-17 1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 27-30 2-31 \
        9-31 1-32 25-32 26-32 29-32 3-33 9-33 15-33 16-33 19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 10-34 14-34 \
        15-34 16-34 19-34 20-34 21-34 23-34 24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34";
    let graph = graph(club);
    assert_eq!((graph.node_count(), graph.edge_count()), (34, 78));
    for seed in 0..20 {
        let metrics = Metrics::new(&graph, &[Metric::Community], Options::new().seed(seed));
        let quality = metrics.modularity.expect("there are edges");
        assert!((quality - 0.419_789_6).abs() < 1e-6, "seed {seed}: {quality}");
    }
}

#[test]
fn nothing_is_measured_of_nothing() {
    let empty = Metrics::new(&Graph::default(), Metric::ALL, Options::new());
    assert_eq!(empty.columns.len(), Metric::ALL.len());
    assert_eq!(empty.modularity, None);
    let lonely = Metrics::new(&graph("a b"), Metric::ALL, Options::new());
    assert_eq!((lonely.modularity, lonely.of(Metric::Community)), (None, Some(&Values::Whole(vec![0, 1]))));
}

#[test]
fn names_are_found_in_singular_and_plural() {
    for (name, metric) in [
        ("pagerank", Metric::PageRank),
        ("PageRank", Metric::PageRank),
        ("communities", Metric::Community),
        ("strong-components", Metric::StrongComponent),
        ("in_degree", Metric::InDegree),
    ] {
        assert_eq!(Metric::from_name(name).ok(), Some(metric), "{name}");
    }
    let error = Metric::from_name("betweeness").expect_err("misspelt").to_string();
    assert!(error.contains("betweeness"), "{error}");
}

/// Edges among few nodes, so that there are parallel ones and loops: source, target, symmetric, weight.
fn any_edges() -> impl Strategy<Value = Vec<(u8, u8, bool, u8)>> {
    prop::collection::vec((0u8..12, 0u8..12, any::<bool>(), 0u8..4), 0..60)
}

/// Builds a graph of 12 nodes whose numbers are put through `order`.
fn graph_of(edges: &[(u8, u8, bool, u8)], order: &[u8]) -> Graph {
    let mut text: String =
        (0..12).map(|place| format!("n{} ", order.iter().position(|&at| at == place).unwrap_or(0))).collect();
    for (source, target, symmetric, weight) in edges {
        let sign = if *symmetric { '-' } else { '>' };
        text.push_str(&format!("n{source}{sign}n{target}:{weight} "));
    }
    graph(&text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sums_are_right(edges in any_edges()) {
        let graph = graph_of(&edges, &(0..12).collect::<Vec<_>>());
        let sum = |metric| values(&graph, metric).iter().sum::<f64>();
        prop_assert_eq!(sum(Metric::Degree), 2.0 * edges.len() as f64);
        prop_assert_eq!(sum(Metric::InDegree), sum(Metric::OutDegree));
        prop_assert_eq!(sum(Metric::InStrength), sum(Metric::OutStrength));
        prop_assert!((sum(Metric::PageRank) - 1.0).abs() < 1e-12);
        prop_assert!(values(&graph, Metric::PageRank).iter().all(|&rank| rank >= 0.15 / 12.0 - 1e-12));
        prop_assert!(values(&graph, Metric::Betweenness).iter().all(|&part| (0.0..=1.0 + 1e-12).contains(&part)));
        prop_assert!(values(&graph, Metric::Clustering).iter().all(|&part| (0.0..=1.0).contains(&part)));
    }

    #[test]
    fn the_order_of_nodes_and_edges_changes_no_value(
        edges in any_edges(),
        order in Just((0u8..12).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let plain = graph_of(&edges, &(0..12).collect::<Vec<_>>());
        let turned: Vec<_> = edges.iter().rev().copied().collect();
        let shuffled = graph_of(&turned, &order);
        for metric in Metric::ALL.iter().copied().filter(|metric| !metric.is_group()) {
            let (one, other) = (values(&plain, metric), values(&shuffled, metric));
            let by_name: Vec<f64> = plain.nodes().map(|node| {
                other[shuffled.find(plain.id(node)).expect("the same nodes").index()]
            }).collect();
            assert_near(&one, &by_name);
        }
    }

    #[test]
    fn all_nodes_as_pivots_is_exact_and_fewer_is_repeatable(edges in any_edges(), seed in any::<u64>()) {
        let graph = graph_of(&edges, &(0..12).collect::<Vec<_>>());
        let measure = |options| Metrics::new(&graph, Metric::ALL, options);
        prop_assert_eq!(measure(Options::new().pivots(Some(12))), measure(Options::new()));
        let few = Options::new().pivots(Some(4)).seed(seed);
        prop_assert_eq!(measure(few).pivots, Some(4));
        prop_assert_eq!(measure(few), measure(few));
    }
}

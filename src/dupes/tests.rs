use super::*;
use crate::diagnostics::Source;
use crate::format::Format;

fn graph(nodes: &str, edges: &str) -> Graph {
    let text = format!(r#"{{"nodes": [{nodes}], "edges": [{edges}]}}"#);
    Format::from_name("json").expect("json").read(&[Source::new("test", text)]).expect("a good graph").0
}

/// The best pair of two labels, without edges.
fn pair(a: &str, b: &str) -> Option<f64> {
    let node = |id: &str, label: &str| serde_json::json!({"id": id, "type": "t", "label": label}).to_string();
    let graph = graph(&format!("{}, {}", node("a", a), node("b", b)), "");
    Dupes::new(&graph).pairs(0.6, |_, _| false).first().map(|pair| pair.score)
}

#[test]
fn one_name_written_in_two_ways_is_found() {
    for (a, b) in [
        ("Donald Trump", "D. Trump"),
        ("Donald Trump", "Trump, Donald"),
        ("Donald Trump", "Donald J. Trump"),
        ("Donald Trump", "Mr. Donald Trump"),
        ("Donald Trump", "DONALD TRUMP"),
        ("José Ángel Gurría", "Jose Angel Gurria"),
        ("Daniel Wang", "Dan Wang"),
        ("Santosh Kumar", "Santosh Kumer"),
        ("Alibaba", "Alibabba"),
        ("Stanford University", "Standford University"),
        ("H-1B", "H1B"),
        ("H-1B visa", "H1B Visa"),
        ("World Health Organization", "WHO"),
        ("Massachusetts Institute of Technology", "MIT"),
        ("United States", "U.S."),
        ("Apple Inc.", "Apple"),
        ("Xi Jinping", "Jinping Xi"),
    ] {
        assert!(pair(a, b).is_some(), "{a} / {b} is not found");
    }
}

#[test]
fn two_names_of_two_things_are_not() {
    for (a, b) in [
        ("Angus Chen", "George Chen"),
        ("H-1B", "H-2B"),
        ("K visa", "H visa"),
        ("2024 election", "2025 election"),
        ("Stanford University", "Harvard University"),
        ("China", "China's K visa"),
        ("North Korea", "South Korea"),
        ("Trump", "Trump administration"),
        ("Dan Wang", "Dan Wong"),
        ("Li Na", "Li Ma"),
        ("Foreign students in China", "Foreign scientists in China"),
        ("India", "Indian"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
    ] {
        assert_eq!(pair(a, b), None, "{a} / {b}");
    }
}

#[test]
fn an_alias_that_two_people_share_does_not_make_them_one() {
    let graph = graph(
        r#"{"id": "a", "label": "Angus Chen", "aliases": ["Chen"]}, {"id": "b", "label": "George Chen", "aliases": ["Chen", "Mr. Chen"]},
           {"id": "c", "label": "A. Chen"}"#,
        "",
    );
    let found = Dupes::new(&graph).pairs(0.6, |_, _| false);
    let ids: Vec<(&str, &str)> = found.iter().map(|pair| (graph.id(pair.keep), graph.id(pair.join))).collect();
    assert_eq!(ids, [("a", "c")]);
}

#[test]
fn neighbours_speak_for_a_pair_and_types_and_edges_against_it() {
    let nodes = r#"{"id": "a", "type": "t", "label": "Ann Lee"}, {"id": "b", "type": "T", "label": "A. Lee"}, {"id": "x"}, {"id": "y"}"#;
    let edge =
        |source: &str, target: &str| format!(r#"{{"source": "{source}", "relation": "r", "target": "{target}"}}"#);
    let score = |types: &str, edges: &[String]| {
        let graph = graph(&nodes.replace("\"T\"", types), &edges.join(","));
        Dupes::new(&graph)
            .pairs(0.0, |_, _| false)
            .iter()
            .find(|pair| graph.id(pair.keep) != "x")
            .map(|pair| pair.score)
    };
    let plain = score("\"t\"", &[]);
    assert_eq!(plain, Some(0.8));
    assert!(score("\"t\"", &[edge("a", "x"), edge("b", "x")]) > plain);
    assert!(score("\"other\"", &[]) < plain);
    assert!(score("\"t\"", &[edge("a", "b")]) < plain);
}

#[test]
fn what_is_decided_is_not_asked_again_and_the_better_known_node_is_kept() {
    let graph = graph(
        r#"{"id": "a", "label": "D. Trump"}, {"id": "b", "label": "Donald Trump"}, {"id": "x"}"#,
        r#"{"source": "b", "relation": "r", "target": "x"}"#,
    );
    let found = Dupes::new(&graph).pairs(0.6, |_, _| false);
    assert_eq!(graph.id(found[0].keep), "b");
    assert!(Dupes::new(&graph).pairs(0.6, |_, _| true).is_empty());
}

#[test]
fn the_most_alike_of_a_large_crowd_are_compared() {
    // All begin and end alike, and the window holds few of them.
    let crowd = (0..400).map(|at| format!(r#"{{"id": "n{at}", "label": "Marianne {:03}x Petersen"}}"#, at * 2));
    let planted = [
        r#"{"id": "a", "label": "Marianne Lindqvist Petersen"}"#,
        r#"{"id": "b", "label": "Marianne Lindqwist Petersen"}"#,
    ];
    let nodes: Vec<String> = [planted[0].to_owned()].into_iter().chain(crowd).chain([planted[1].to_owned()]).collect();
    let graph = graph(&nodes.join(","), "");
    let found = Dupes::new(&graph).pairs(0.6, |_, _| false);
    let ids: Vec<(&str, &str)> = found.iter().map(|pair| (graph.id(pair.keep), graph.id(pair.join))).collect();
    assert_eq!(ids, [("a", "b")]);
}

#[test]
fn a_slip_of_spelling_is_found_among_many_of_its_beginning_and_end() {
    let crowd = (0..40)
        .map(|at| format!(r#"{{"id": "n{at}", "label": "Tomas O{}k{at} Oliveira"}}"#, "jklmn".repeat(at % 3 + 1)));
    let planted = |id: &str, label: &str| format!(r#"{{"id": "{id}", "label": "{label}"}}"#);
    let (right, wrong) = (planted("a", "Tomás Oliveira"), planted("b", "Tomás Oiliveira"));
    let nodes: Vec<String> = [right].into_iter().chain(crowd).chain([wrong]).collect();
    let graph = graph(&nodes.join(","), "");
    let found = Dupes::new(&graph).pairs(0.6, |_, _| false);
    assert!(found.iter().any(|pair| (graph.id(pair.keep), graph.id(pair.join)) == ("a", "b")), "{found:?}");
}

#[test]
fn a_group_never_has_two_nodes_that_cannot_be_one() {
    let graph = graph(
        r#"{"id": "a", "label": "Angus Chen"}, {"id": "b", "label": "A. Chen"}, {"id": "c", "label": "Anna Chen"},
           {"id": "d", "label": "CHEN, Angus"}, {"id": "e", "label": "Dan Wang"}, {"id": "f", "label": "Daniel Wang"}"#,
        "",
    );
    let dupes = Dupes::new(&graph);
    let groups = |is_decided: &dyn Fn(NodeId, NodeId) -> bool| {
        let (groups, left) = dupes.groups(&dupes.pairs(0.6, is_decided), is_decided);
        let ids = |nodes: &[NodeId]| nodes.iter().map(|&node| graph.id(node)).collect::<String>();
        let left: Vec<String> = left.iter().map(|pair| ids(&[pair.keep, pair.join])).collect();
        (groups.iter().map(|group| ids(group)).collect::<Vec<_>>(), left)
    };
    let strings = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(groups(&|_, _| false), (strings(&["abd", "ef"]), strings(&["bc"])));
    // If Angus is not A., Anna may be.
    let decided = |a: NodeId, b: NodeId| [a, b] == [NodeId::new(0), NodeId::new(1)];
    let decided = move |a: NodeId, b: NodeId| decided(a.min(b), a.max(b));
    assert_eq!(groups(&decided), (strings(&["ad", "bc", "ef"]), strings(&["bd"])));
}

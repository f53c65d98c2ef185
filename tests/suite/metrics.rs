//! Metrics, sizes and colours from outside: stats, export and query.

use crate::harness::{TempDir, kgraph};

/// Two triangles joined by an edge; `degree` is a key of the user's own.
const TRIANGLES: &str = r#"{"nodes": [{"id": "a", "label": "Ann", "degree": "BSc", "fame": 9}, {"id": "b"}, {"id": "c"},
    {"id": "d", "fame": 1}, {"id": "e"}, {"id": "f"}], "edges": [
    {"source": "a", "relation": "r", "target": "b"}, {"source": "b", "relation": "r", "target": "c"},
    {"source": "c", "relation": "r", "target": "a"}, {"source": "d", "relation": "r", "target": "e"},
    {"source": "e", "relation": "r", "target": "f"}, {"source": "f", "relation": "r", "target": "d"},
    {"source": "c", "relation": "r", "target": "d"}]}"#;

#[test]
fn stats_lists_the_first_nodes_and_the_largest_groups() {
    let ran =
        kgraph(["stats", "-", "--metrics", "betweenness,communities", "--top", "1"]).stdin(TRIANGLES).run().code(0);
    assert!(ran.stdout.contains("nodes by betweenness\n  0.3500  c\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("nodes by community: 2, modularity 0.3571\n  3  c, Ann, b\n"), "{}", ran.stdout);
    kgraph(["stats", "-", "--metrics", "betweness"]).stdin(TRIANGLES).run().code(2).says("did you mean `betweenness`?");
    kgraph(["stats", "-", "--format", "csv"]).stdin(TRIANGLES).run().code(2).says("--metrics");
}

#[test]
fn every_node_is_in_the_table_and_in_the_json() {
    let table =
        kgraph(["stats", "-", "--metrics", "in_degree,component", "--format", "csv"]).stdin(TRIANGLES).run().code(0);
    assert!(
        table.stdout.starts_with("id,label,type,in_degree,component\r\na,Ann,,1,0\r\nb,b,,1,0\r\n"),
        "{}",
        table.stdout
    );
    assert_eq!(table.stdout.lines().count(), 7);
    let json = kgraph(["stats", "-", "--metrics", "all", "--format", "json"]).stdin(TRIANGLES).run().code(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["metrics"]["nodes"][0]["degree"], 2);
    assert_eq!(json["metrics"]["nodes"].as_array().unwrap().len(), 6);
    assert!((json["metrics"]["modularity"].as_f64().unwrap() - 5.0 / 14.0).abs() < 1e-12);
}

#[test]
fn a_key_of_the_users_own_is_never_overwritten() {
    let ran = kgraph(["export", "-", "--json", "--metrics", "degree"]).stdin(TRIANGLES).run().code(0);
    let ran = ran.says("nodes have an attribute `degree` already, so the metric is called `degree_2`");
    ran.prints(r#"{"id": "a", "label": "Ann", "degree": "BSc", "fame": 9, "degree_2": 2}"#);
}

#[test]
fn metrics_are_properties_in_patterns() {
    let pattern = "MATCH (n) RETURN n.id ORDER BY n.betweenness DESC, n.id LIMIT 2";
    let ran =
        kgraph(["query", "-g", "-", "--metrics", "betweenness", pattern, "--format", "csv"]).stdin(TRIANGLES).run();
    assert_eq!(ran.code(0).stdout, "n.id\r\nc\r\nd\r\n");
}

#[test]
fn metrics_are_those_of_the_selection() {
    let ran =
        kgraph(["stats", "-", "--around", "b", "--metrics", "component", "--format", "csv"]).stdin(TRIANGLES).run();
    assert_eq!(ran.code(0).stdout.lines().count(), 4);
}

#[test]
fn sizes_and_colours_go_by_what_is_asked() {
    let gexf = kgraph(["export", "-", "--gexf", "--size-by", "betweenness", "--color-by", "community"]);
    let gexf = gexf.stdin(TRIANGLES).run().code(0).stdout;
    let node = |id: &str| gexf.lines().find(|line| line.contains(&format!("<node id=\"{id}\""))).unwrap();
    let color = |id: &str| node(id).split("<viz:color").nth(1).unwrap().split("/>").next().unwrap();
    assert!(node("c").contains("<viz:size value=\"60.0\"/>"), "{}", node("c"));
    assert!(node("a").contains("for=\"betweenness\""), "{}", node("a"));
    assert_eq!((color("a"), color("d")), (color("c"), color("f")));
    assert_ne!(color("a"), color("d"));
    // By the user's own: the largest is 60, and what has none is small.
    let graphml = kgraph(["export", "-", "--graphml", "--size-by", "fame", "--color-by", "degree"]);
    let graphml = graphml.stdin(TRIANGLES).run().code(0).stdout;
    assert!(
        graphml.contains(r##"<data key="color">#976dd4</data><data key="size">60.0</data><data key="n_degree">BSc"##),
        "{graphml}"
    );
    assert_eq!(graphml.matches(r##"<data key="color">#5b6472</data>"##).count(), 5, "{graphml}");
    let dot = kgraph(["export", "-", "--dot", "--size-by", "betweenness"]).stdin(TRIANGLES).run().code(0).stdout;
    assert_eq!(dot.matches("fontsize=\"35\"").count(), 2, "{dot}");
    let wrong = |args: &[&str], text: &str| {
        kgraph([&["export", "-", "--gexf"], args].concat()).stdin(TRIANGLES).run().code(2).says(text);
    };
    wrong(&["--size-by", "community"], "--color-by community");
    wrong(&["--color-by", "pagerank"], "--size-by pagerank");
    wrong(&["--size-by", "degree"], "no node has a number `degree`");
    wrong(&["--color-by", "fam"], "did you mean `fame`?");
}

#[test]
fn numbers_called_x_and_y_are_places_everywhere_and_come_back() {
    let dir = TempDir::new();
    let text = r#"{"nodes": [{"id": "a", "x": 10, "y": 20.5}, {"id": "b", "x": -3, "y": 0}], "edges": [{"source": "a", "relation": "r", "target": "b"}]}"#;
    dir.write("graph.json", text);
    let json = kgraph(["export", "graph.json", "--json"]).dir(dir.path()).run().code(0).stdout;
    for (format, place) in [
        ("gexf", r#"<viz:position x="10" y="20.5" z="0"/>"#),
        ("graphml", r#"<data key="n_x">10</data><data key="n_y">20.5</data>"#),
        ("graphology", r#""x": 10, "y": 20.5"#),
        ("cytoscape", r#""position": {"x": 10.0, "y": -20.5}"#),
        ("dot", r#"pos="10.0,20.5""#),
        ("yed", r#"x="-10.0" y="-35.5""#),
        ("d3", r#""x": 10, "y": 20.5"#),
    ] {
        let written = kgraph(["export", "graph.json", &format!("--{format}")]).dir(dir.path()).run().code(0).stdout;
        assert!(written.contains(place), "{format}: {written}");
        let file = match format {
            "dot" | "yed" => continue,
            "gexf" | "graphml" => format!("out.{format}"),
            _ => "out.json".to_owned(),
        };
        dir.write(&file, written);
        let back = kgraph(["export", &file, "--json"]).dir(dir.path()).run().code(0).stdout;
        assert_eq!(back, json, "{format}");
    }
    // A text is no place, and Gephi must not take it for one.
    let half = kgraph(["export", "-", "--graphml"]).stdin(&text.replace("20.5", "\"up\"")).run().code(0);
    assert!(half.stdout.contains("attr.name=\"meta_x\""), "{}", half.stdout);
}

#[test]
fn a_layout_gives_places_but_never_moves_those_of_the_users_own() {
    for kind in ["network", "layered"] {
        let place = |text: &str| kgraph(["export", "-", "--gexf", "--layout", kind]).stdin(text).run().code(0);
        let gexf = place(TRIANGLES).stdout;
        assert_eq!(gexf.matches("<viz:position ").count(), 6, "{gexf}");
        assert_eq!(gexf, place(TRIANGLES).stdout);
        let own = place(&TRIANGLES.replace(r#"{"id": "b"}"#, r#"{"id": "b", "x": 1, "y": 2}"#)).says("of their own");
        assert_eq!(own.stdout.matches("<viz:position ").count(), 1, "{}", own.stdout);
    }
}

#[test]
fn the_top_goes_by_any_quantity_and_the_caption_says_by_which() {
    const GRAPH: &str = r#"{"nodes": [{"id": "out"}, {"id": "in"}, {"id": "p"}, {"id": "q"}, {"id": "b"}], "edges": [
        {"source": "out", "relation": "r", "target": "p"}, {"source": "out", "relation": "r", "target": "q"},
        {"source": "out", "relation": "r", "target": "in"}, {"source": "b", "relation": "r", "target": "in"}]}"#;
    let top = |more: &[&str]| {
        let args = ["export", "-", "--svg", "--top", "1"].iter().chain(more);
        kgraph(args).stdin(GRAPH).run().code(0).stdout
    };
    let svg = top(&[]);
    assert!(svg.contains("id=\"n-out\"") && !svg.contains("id=\"n-in\"") && svg.contains("the most edges"), "{svg}");
    for metric in ["in_degree", "pagerank"] {
        let svg = top(&["--by", metric]);
        assert!(svg.contains("id=\"n-in\"") && !svg.contains("id=\"n-out\""), "{svg}");
        assert!(svg.contains(&format!("Shown: the 1 nodes with the highest {metric}, and the edges among them.")));
    }
    let bad = |by: &str| kgraph(["export", "-", "--svg", "--top", "1", "--by", by]).stdin(GRAPH).run().code(2);
    bad("pagerang").says("did you mean `pagerank`?");
    bad("community").says("numbers groups").says("betweenness");
    kgraph(["export", "-", "--svg", "--by", "pagerank"]).stdin(GRAPH).run().code(2).says("--top");
}

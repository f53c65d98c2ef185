use crate::harness::{TempDir, kgraph, load, root, written};
use kgraph::format::WriteOptions;
use kgraph::page;
use kgraph::render::{Picture, RenderOptions, Theme, render};

fn case() -> String {
    std::fs::read_to_string(root().join("tests/cases/own-style/graph.json")).unwrap()
}

/// The colours of the case: of the type, and of the relation.
const TYPE: &str = "#0b6e4f";
const RELATION: &str = "#8a1c7c";

#[test]
fn chosen_colours_are_the_same_in_every_format() {
    let graph = load(&case());
    for format in ["gml", "graphml", "graphology", "yed"] {
        let (text, _) = written(&graph, format, &WriteOptions::new());
        // In front of the header, which holds the style itself.
        for color in [TYPE, RELATION] {
            let looks = text.matches(color).count();
            let kept =
                text.matches(&format!("\\\"{color}\\\"")).count() + text.matches(&format!("\"{color}\"}}")).count();
            assert!(looks > kept, "{format}: {color}");
        }
    }
    let (gexf, _) = written(&graph, "gexf", &WriteOptions::new());
    assert!(gexf.contains("r=\"11\" g=\"110\" b=\"79\""), "{gexf}");
    assert!(gexf.contains("r=\"138\" g=\"28\" b=\"124\""), "{gexf}");
    let (dot, _) = written(&graph, "dot", &WriteOptions::new());
    let ann = dot.lines().find(|line| line.contains("\"Ann\"") || line.contains("ann [")).unwrap();
    // The shape of the star, and the tint of the colour.
    assert!(ann.contains("shape=\"parallelogram\"") && ann.contains("fillcolor=\"#d8e8e3\""), "{ann}");
    let opposes = dot.lines().find(|line| line.contains("relation=\"opposes\"")).unwrap();
    assert!(opposes.contains(&format!("fontcolor=\"{RELATION}\"")) && !opposes.contains("style="), "{opposes}");
    let drafts = dot.lines().find(|line| line.contains("relation=\"drafts\"")).unwrap();
    assert!(drafts.contains("style=\"dashed\""), "{drafts}");
    let (cards, _) = written(&graph, "dot", &WriteOptions::new().cards(true));
    assert!(cards.contains(&format!("BGCOLOR=\"{TYPE}\"")) && cards.contains("against: opposes"), "{cards}");
    let (mermaid, _) = written(&graph, "mermaid", &WriteOptions::new());
    assert!(mermaid.contains(&format!("stroke:{TYPE}")), "{mermaid}");
}

#[test]
fn pictures_and_the_page_show_the_chosen_colours_light_and_dark() {
    let graph = load(&case());
    let draw = |theme| {
        let (bytes, _) = render(&graph, Picture::Svg, &RenderOptions::new().theme(theme)).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let light = draw(Theme::Light);
    assert!(light.contains(&format!("fill=\"{TYPE}\"")), "{light}");
    assert!(light.contains(&format!("stroke=\"{RELATION}\" stroke-width=\"1.6\" marker-end=\"url(#head-own-0)\"")));
    assert!(
        light.contains("<marker id=\"head-own-0\"")
            && light.contains("against: opposes")
            && light.contains("for: backs")
    );
    assert!(light.contains("stroke-width=\"1.1\" stroke-dasharray=\"5 3\""), "{light}");
    assert!(draw(Theme::Dark).contains("fill=\"#5fd3a5\""));
    let mut html = Vec::new();
    page::write(&graph, &mut html).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("\"color\": [\"#0b6e4f\", \"#5fd3a5\"], \"icon\": \"star\""), "the type");
    assert!(html.contains("\"look\": {\"line\": [\"#8a1c7c\", "), "the relation");
}

#[test]
fn a_style_file_counts_before_the_graph_key_by_key_and_stays_with_it() {
    let folder = TempDir::new();
    folder.write("g.json", case());
    folder.write("s.json", r##"{"types": {"person": {"color": "#123456"}, "policy": {"icon": "flag"}}}"##);
    let ran = kgraph(["export", "g.json", "--json", "--style", "s.json"]).dir(folder.path()).run().code(0);
    let style = r##""style": {"types": {"person": {"color": "#123456", "dark": "#5fd3a5", "icon": "star"}, "policy": {"icon": "flag"}}, "relations": {"opposes": {"color": "#8a1c7c", "dash": false}, "drafts": {"dash": true}}}"##;
    assert!(ran.stdout.contains(style), "{}", ran.stdout);
    let page = kgraph(["view", "g.json", "--style", "s.json", "-o", "-"]).dir(folder.path()).run().code(0);
    assert!(page.stdout.contains("\"color\": [\"#123456\", \"#5fd3a5\"]"));
}

#[test]
fn a_bad_style_file_is_refused_with_every_place() {
    let folder = TempDir::new();
    folder.write("g.json", case());
    folder.write("s.json", "{\"types\": {\"preson\": {}},\n \"relations\": {\"opposes\": {\"color\": \"#abc\"}}}\n");
    let ran = kgraph(["export", "g.json", "--svg", "--style", "s.json"]).dir(folder.path()).run().code(2);
    assert_eq!(ran.stdout, "");
    let ran = ran.says("error[unknown-type]: the graph has no type `preson`").says("s.json:1:12");
    let ran = ran.says("did you mean `person`?").says("error[bad-value]: `#abc` is no colour").says("s.json:2:37");
    ran.says("did you mean `#aabbcc`?").says("2 errors, 0 warnings");
    folder.write("s.json", "{\"types\": ");
    kgraph(["view", "g.json", "--style", "s.json", "-o", "-"])
        .dir(folder.path())
        .run()
        .code(2)
        .says("error[malformed-json]")
        .says("s.json:1:");
}

#[test]
fn a_style_that_is_no_object_is_another_programs_own_unless_the_file_is_json() {
    let (_, diagnostics) = crate::harness::check(r#"{"graph": {"style": "filled"}, "nodes": [], "edges": []}"#);
    assert!(diagnostics.iter().any(|problem| problem.code.as_str() == "bad-style"));
    let dot = kgraph::format::Format::from_name("dot").unwrap();
    let (_, diagnostics) = crate::harness::check_as(dot, "digraph { graph [style=filled]; a -> b }");
    assert!(!diagnostics.iter().any(|problem| problem.code.as_str() == "bad-style"));
}

use super::*;
use crate::diagnostics::Source;
use crate::format::Format;
use crate::graph::Checks;
use serde_json::json;

/// Checks what makes an XML parser stop: bare `&`, `<` in text, control characters, unclosed elements.
pub(super) fn assert_well_formed(svg: &str) {
    assert!(!svg.contains(|c: char| (c < ' ' && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}')), "{svg}");
    for (at, _) in svg.match_indices('&') {
        let name = svg[at + 1..].split(';').next().unwrap_or_default();
        assert!(matches!(name, "amp" | "lt" | "gt" | "quot") || name.starts_with('#'), "&{name}");
    }
    let mut open: Vec<Option<&str>> = Vec::new();
    for tag in svg.split('<').skip(1).filter(|tag| !tag.starts_with('?')) {
        let (inside, _) = tag.split_once('>').unwrap_or_else(|| panic!("no end: {tag}"));
        let name = inside.split([' ', '\n', '/']).find(|part| !part.is_empty());
        match (inside.starts_with('/'), inside.ends_with('/')) {
            (true, _) => assert_eq!(open.pop(), Some(name), "{tag}"),
            (false, false) => open.push(name),
            (false, true) => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

fn graph_of(json: &str) -> Graph {
    let source = Source::new("test.json", json);
    Format::from_name("json").expect("JSON").check(&[source], Checks::Errors).expect("JSON is read").0
}

fn svg_of(graph: &Graph, options: &RenderOptions) -> String {
    let (bytes, _) = render(graph, Picture::Svg, options).expect("drawn");
    String::from_utf8(bytes).expect("UTF-8")
}

fn ring(nodes: usize) -> Graph {
    let list: Vec<_> =
        (0..nodes).map(|at| json!({"id": at.to_string(), "label": format!("Node number {at}")})).collect();
    let link = |at: usize| json!({"source": at.to_string(), "relation": "r", "target": ((at + 1) % nodes).to_string()});
    graph_of(&json!({"nodes": list, "edges": (0..nodes).map(link).collect::<Vec<_>>()}).to_string())
}

#[test]
fn a_picture_says_the_evidence_and_links_to_it() {
    let graph = graph_of(
        r#"{"graph": {"title": "A & B", "documents": [{"id": "d", "title": "Article", "date": "2025-09", "url": "https://x.org/?a=1&b=2"}],
            "relations": [{"id": "opposes", "polarity": "negative"}, {"id": "backs", "polarity": "positive"}]},
            "nodes": [{"id": "t", "type": "person", "label": "Trump", "url": "javascript:alert(1)"}, {"id": "h", "label": "H-1B"}],
            "edges": [{"source": "t", "relation": "opposes", "target": "h", "evidence": [{"document": "d", "locator": "¶3", "note": "so <it> says"}]},
                      {"source": "h", "relation": "backs", "target": "h"}]}"#,
    );
    for &theme in Theme::ALL {
        for layout in [Layout::Layered, Layout::Network] {
            let svg = svg_of(&graph, &RenderOptions::new().theme(theme).layout(Some(layout)));
            assert_well_formed(&svg);
            for expected in [
                "<title>A &amp; B</title>",
                "<g id=\"e-t--opposes--h\" class=\"edge negative\"><a href=\"https://x.org/?a=1&amp;b=2\"",
                "<title>Trump —opposes→ H-1B&#10;Article, ¶3: so &lt;it&gt; says</title>",
                "stroke-dasharray=\"5 3\" marker-end=\"url(#head-negative)\"",
                "marker-end=\"url(#head-positive)\"",
                "<g id=\"n-t\" class=\"node\"><title>Trump · ",
                ">PERSON</text>",
                ">against: opposes</text>",
                ">Source: Article (2025-09)</text>",
            ] {
                assert!(svg.contains(expected), "{expected}: {svg}");
            }
            assert!(!svg.contains("javascript"), "{svg}");
            assert_eq!(
                svg,
                svg_of(&graph, &RenderOptions::new().theme(theme).layout(Some(layout))),
                "same bytes again"
            );
        }
    }
}

#[test]
fn hostile_texts_stay_text() {
    let texts = [
        "",
        " ",
        "a\u{1}b\u{fffe}c",
        "<script>alert(1)</script>",
        "\"/><x y='",
        "&amp;&#0;",
        "\u{202e}abc",
        "]]>-->",
        "שלום & <b>",
        "漢字\u{0}漢字",
    ];
    let long = "w".repeat(20_000);
    let texts: Vec<&str> = texts.into_iter().chain([long.as_str()]).collect();
    let nodes: Vec<_> = texts.iter().enumerate().map(|(at, text)| json!({"id": format!("{at}{text}"), "type": text, "label": text, "description": text, "url": text})).collect();
    let edges: Vec<_> = (1..texts.len()).map(|at| json!({"source": format!("{at}{}", texts[at]), "relation": texts[at], "target": format!("0{}", texts[0]), "evidence": [{"note": texts[at]}]})).collect();
    let graph = graph_of(&json!({"graph": {"title": texts.concat()}, "nodes": nodes, "edges": edges}).to_string());
    assert_eq!(graph.node_count(), texts.len());
    for layout in [Layout::Layered, Layout::Network] {
        let svg = svg_of(&graph, &RenderOptions::new().layout(Some(layout)).note(texts.concat()));
        assert_well_formed(&svg);
        assert!(!svg.contains("<script") && !svg.contains("NaN") && !svg.contains('\u{202e}'), "{layout:?}");
    }
}

#[test]
fn every_text_fits_its_card() {
    let words = "Ministry of Foreign Affairs and Trade WWWWWWWWWWWWWWWWWWWWWWWWWWWWW 漢字漢字漢字漢字漢字漢字漢字漢字 מילים בעברית";
    let nodes: Vec<_> = (1..40).map(|at| json!({"id": at.to_string(), "type": words, "label": words.chars().skip(at).collect::<String>(), "description": words.chars().skip(at * 2).collect::<String>()})).collect();
    let graph = graph_of(&json!({"nodes": nodes, "edges": []}).to_string());
    let scene = scene::Scene::new(&graph, &RenderOptions::new());
    for card in &scene.cards {
        let room = card.size[0] - scene::STRIPE - 2.0 * scene::PAD;
        for (lines, font) in
            [(&card.name, scene::NAME), (&card.detail, scene::DETAIL), (&vec![card.word.clone()], scene::WORD)]
        {
            assert!(lines.iter().all(|line| text::width(line, font) <= room), "{lines:?} in {room}");
        }
        let high = 11.0 + 10.0 + 14.5 * card.name.len() as f64 + 11.5 * card.detail.len() as f64;
        assert!(card.size[1] >= high, "{:?}", card.name);
    }
}

#[test]
fn how_much_is_shown_goes_by_size() {
    for (nodes, text) in
        [(0, "</svg>"), (1, "Node number 0"), (80, "Node number 79"), (200, "Node number 199"), (400, "A map")]
    {
        let svg = svg_of(&if nodes == 0 { Graph::default() } else { ring(nodes) }, &RenderOptions::new());
        assert_well_formed(&svg);
        assert!(svg.contains(text), "{nodes}");
    }
    let error = render(&ring(2_501), Picture::Svg, &RenderOptions::new()).expect_err("too large");
    assert_eq!(
        error.to_string(),
        "2,501 nodes and 2,501 edges are too many for a picture (2,500 nodes and 12,000 edges at most)"
    );
    assert!(advice(&ring(400), &RenderOptions::new()).is_some_and(|text| text.contains("--top")));
    assert_eq!(advice(&ring(80), &RenderOptions::new()), None);
    assert!(advice(&ring(201), &RenderOptions::new()).is_some());
    assert!(advice_for_dot(&ring(201)).is_some_and(|text| text.contains("201 nodes") && text.contains("--around")));
    assert_eq!(advice_for_dot(&ring(200)), None);
}

#[test]
fn an_engine_draws_its_own_layouts() {
    let graph = ring(3);
    let options = RenderOptions::new().engine(Some(Engine::Kgraph)).layout(Some(Layout::Sfdp));
    let error = render(&graph, Picture::Svg, &options).expect_err("not its own");
    assert_eq!(error.to_string(), "engine `kgraph` has no layout `sfdp`");
    assert_eq!(error.hints(), ["its layouts are layered, network"]);
    let error = render(&graph, Picture::Pdf, &RenderOptions::new().layout(Some(Layout::Network))).map(|_| ());
    assert!(error.is_err_and(|error| error.to_string().contains("PDF")) || Layout::Network.engine() == Engine::Kgraph);
}

#[test]
fn names_are_found_again() {
    for &picture in Picture::ALL {
        assert_eq!(Picture::from_name(picture.name()), Some(picture));
        assert_eq!(Picture::from_path(Path::new("a.b").with_extension(picture.extension()).as_path()), Some(picture));
    }
    assert_eq!(Picture::from_path(Path::new("x/A.SVG")), Some(Picture::Svg));
    assert_eq!((Picture::from_path(Path::new("svg")), Picture::from_name("gif")), (None, None));
    for &layout in Layout::ALL {
        assert_eq!(Layout::from_name(layout.name()), Some(layout));
    }
    for &theme in Theme::ALL {
        assert_eq!(Theme::from_name(theme.name()), Some(theme));
    }
    for &engine in Engine::ALL {
        assert_eq!(Engine::from_name(engine.name()), Some(engine));
    }
}

#[cfg(feature = "png")]
#[test]
fn a_png_has_the_size_and_the_colours_of_the_picture() {
    let (bytes, _) = render(&ring(3), Picture::Png, &RenderOptions::new().scale(Some(1.0))).expect("drawn");
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let width = |bytes: &[u8]| u32::from_be_bytes([bytes[16], bytes[17], bytes[18], bytes[19]]);
    let svg = svg_of(&ring(3), &RenderOptions::new());
    assert!(svg.contains(&format!("width=\"{}\"", width(&bytes))), "{}", width(&bytes));
    let (double, _) = render(&ring(3), Picture::Png, &RenderOptions::new()).expect("drawn");
    assert_eq!(width(&double), 2 * width(&bytes));
    let error = render(&ring(300), Picture::Png, &RenderOptions::new().scale(Some(20.0))).expect_err("too large");
    assert!(error.to_string().contains("too large"), "{error}");
}

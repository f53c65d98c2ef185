//! The page: what stands in the file. What it does is tested in a browser, by `web/test`.

use crate::harness::{TempDir, cases, kgraph, load, root, written};
use kgraph::format::WriteOptions;
use kgraph::graph::Graph;
use sha2::{Digest, Sha256};
use std::path::Path;

fn page(graph: &Graph) -> String {
    let mut bytes = Vec::new();
    kgraph::page::write(graph, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    text.split_once(open)
        .and_then(|(_, rest)| rest.split_once(close))
        .map_or_else(|| panic!("no {open}"), |found| found.0)
}

/// Encodes bytes as base64, with another hand than the library's.
fn base64(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let digits = bits.as_bytes().chunks(6).map(|six| {
        let text = format!("{:0<6}", std::str::from_utf8(six).unwrap());
        match u8::from_str_radix(&text, 2).unwrap() {
            at @ 0..26 => char::from(b'A' + at),
            at @ 26..52 => char::from(b'a' + at - 26),
            at @ 52..62 => char::from(b'0' + at - 52),
            62 => '+',
            _ => '/',
        }
    });
    let mut text: String = digits.collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

fn decode_base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.trim_end_matches('=').bytes().map(value).collect();
    let join =
        |four: &[u8]| four.iter().fold(0u32, |bits, &digit| bits << 6 | u32::from(digit)) << (6 * (4 - four.len()));
    digits.chunks(4).flat_map(|four| join(four).to_be_bytes()[1..four.len()].to_vec()).collect()
}

#[test]
fn the_built_program_is_what_the_sources_in_web_give() {
    fn sources(folder: &Path, name: &str, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder.join(name)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { sources(folder, &name, out) } else { out.push(name) }
        }
    }
    let web = root().join("web");
    let mut names = Vec::new();
    sources(&web, "src", &mut names);
    names.sort();
    names.splice(0..0, ["build.mjs".to_owned(), "package-lock.json".to_owned()]);
    let mut hash = Sha256::new();
    for name in names {
        hash.update(format!("{name}\n"));
        hash.update(std::fs::read(web.join(name)).unwrap());
    }
    let now: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let built = std::fs::read_to_string(root().join("src/page/built/stamp.txt")).unwrap();
    assert_eq!(built.trim(), now, "src/page/built is stale: run `npm ci && npm run build` in web/");
}

#[test]
fn the_policy_allows_the_script_and_the_style_of_the_page_and_nothing_else() {
    let page = page(&load(r#"{"nodes": [], "edges": []}"#));
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text)));
    let script = hash(between(
        page.rsplit_once("<script>").map(|found| &page[found.0.len()..]).unwrap(),
        "<script>",
        "</script>",
    ));
    let style = hash(between(&page, "<style>", "</style>"));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; script-src {script}; style-src {style}; img-src blob: data:; connect-src 'none'; \
             base-uri 'none'; form-action 'none'"
        )
    );
    assert_eq!(page.matches("<script>").count(), 1, "one script runs");
}

#[test]
fn the_page_holds_the_graph_as_it_is() {
    for case in cases() {
        let name = case.display();
        let graph = load(&std::fs::read_to_string(case.join("graph.json")).unwrap());
        let page = page(&graph);
        let block = between(&page, "<script type=\"application/json\" id=\"graph\">", "</script>");
        assert!(!block.contains('<'), "{name}");
        let (json, _) = written(&graph, "json", &WriteOptions::new());
        let back = load(block);
        assert_eq!(written(&back, "json", &WriteOptions::new()).0, json, "{name}");
        let beside: serde_json::Value =
            serde_json::from_str(between(&page, "<script type=\"application/json\" id=\"page\">", "</script>"))
                .unwrap();
        assert_eq!(beside["types"].as_array().unwrap().len(), graph.header().types.len(), "{name}");
        for (at, relation) in graph.header().relations.iter().enumerate() {
            assert_eq!(beside["relations"][at]["label"], relation.label, "{name}");
        }
        for edge in graph.edges() {
            let (source, target) = graph.endpoints(edge);
            let plain = format!("{}--{}--{}", graph.id(source), graph.relation(edge).id, graph.id(target));
            let told = beside["edgeIds"].get(edge.index().to_string()).and_then(serde_json::Value::as_str);
            let own = graph.own_edge_id(edge).map(String::from);
            assert_eq!(own.as_deref().or(told).unwrap_or(&plain), graph.edge_id(edge), "{name}");
        }
    }
}

#[test]
fn a_large_graph_is_compressed_and_still_whole() {
    let nodes: Vec<String> =
        (0..12_000).map(|at| format!(r#"{{"id": "n{at}", "description": "<b>\u2028 {at}"}}"#)).collect();
    let graph = load(&format!(r#"{{"nodes": [{}], "edges": []}}"#, nodes.join(",")));
    let page = page(&graph);
    let block = between(&page, "id=\"graph\" data-encoding=\"deflate-raw base64\">", "</script>");
    let json = miniz_oxide::inflate::decompress_to_vec(&decode_base64(block)).unwrap();
    let (wanted, _) = written(&graph, "json", &WriteOptions::new());
    assert!(String::from_utf8(json).unwrap() == wanted);
    assert!(block.len() * 4 < wanted.len(), "{} of {}", block.len(), wanted.len());
}

#[test]
fn no_text_of_the_graph_is_markup() {
    let evil = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>{{script}}";
    let text = serde_json::json!({
        "graph": {"title": evil, "documents": [{"id": "d", "title": evil, "url": "javascript:alert(3)"}]},
        "nodes": [{"id": evil, "type": evil, "label": evil, "aliases": [evil], "description": evil, "x": evil}],
        "edges": [{"source": evil, "relation": evil, "target": evil, "since": evil,
            "evidence": [{"document": "d", "locator": evil, "note": evil, "quote": evil, "stance": evil}]}]
    });
    // The date is wrong, which no page minds.
    let (graph, _) = crate::harness::check(&text.to_string());
    let page = page(&graph);
    assert_eq!(page.matches("<script").count(), 3, "the graph, what stands beside it, the program");
    assert_eq!(page.matches("</script").count(), 3);
    assert!(!page.contains("<img") && !page.contains("<!--") && !page.contains("href=\"javascript"));
    let table = between(&page, "<noscript>", "</noscript>");
    assert!(table.contains("&lt;script&gt;alert(1)") && table.contains("{{script}}"));
}

#[test]
fn the_table_without_scripts_has_every_relation_with_its_evidence() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    let page = page(&graph);
    let table = between(&page, "<noscript>", "</noscript>");
    assert_eq!(table.matches("<tr><td").count(), graph.edge_count());
    for edge in graph.edges() {
        for piece in graph.evidence(edge) {
            for text in [&piece.note, &piece.locator].into_iter().flatten() {
                let text = text.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;");
                assert!(table.contains(&text), "{text}");
            }
        }
    }
}

#[test]
fn the_same_graph_gives_the_same_page_and_exports_holds_it() {
    let graph = load(&std::fs::read_to_string(root().join("graph/k-visa.json")).unwrap());
    crate::harness::golden(&root().join("exports/k-visa.html"), &page(&graph));
}

#[test]
fn view_writes_a_file_named_for_the_graph_or_to_a_stream() {
    let dir = TempDir::new();
    dir.write("story.json", r#"{"nodes": [{"id": "a", "type": "t"}, {"id": "b"}], "edges": [{"source": "a", "relation": "r", "target": "b"}]}"#);
    kgraph(["view", "story.json"]).dir(dir.path()).run().code(0).says("wrote story.html");
    let file = std::fs::read_to_string(dir.path().join("story.html")).unwrap();
    assert!(file.starts_with("<!doctype html>"));
    let stream = kgraph(["view", "story.json", "-o", "-"]).dir(dir.path()).run().code(0);
    assert!(stream.stdout == file);
    let exported = kgraph(["export", "story.json", "--html"]).dir(dir.path()).run().code(0);
    assert!(exported.stdout == file);
    kgraph(["view", "story.json", "-o", "-", "--open"]).dir(dir.path()).run().code(2).says("cannot be opened");
    let part = kgraph(["view", "story.json", "--type", "t", "-o", "-"]).dir(dir.path()).run().code(0);
    assert!(part.stdout.contains("0 relations with their evidence"));
    kgraph(["view", "story.json", "-o", "part.html", "--open"])
        .dir(dir.path())
        .env("PATH", "")
        .run()
        .code(2)
        .says("the page is written");
    assert!(dir.path().join("part.html").is_file());
}

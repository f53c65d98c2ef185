//! What each format states that it holds, proved: a graph that has one feature alone is written, and read back where
//! there is a reader.

use crate::harness::{MemoryFolder, golden, load, root};
use kgraph::diagnostics::Source;
use kgraph::format::{Feature, Format, Level, Loss, LossKind, Losses, Of, Profile, WriteOptions};
use kgraph::graph::{Checks, Graph};
use serde_json::{Value, json};

/// A graph that has the feature, and the same without it; what else must be in the text; and what must come back.
struct Probe {
    with: Value,
    without: Value,
    signs: &'static [&'static str],
    aspect: fn(&Graph) -> Value,
}

fn graph(nodes: Value, edges: Value) -> Value {
    json!({"nodes": nodes, "edges": edges})
}

/// Two nodes and an edge, to which something is added: to the graph, the first node or the edge.
fn plain(header: Value, node: Value, edge: Value) -> Value {
    let with = |base: Value, more: Value| {
        let mut base = base.as_object().unwrap().clone();
        base.extend(more.as_object().unwrap().clone());
        Value::Object(base)
    };
    let mut whole = graph(
        json!([with(json!({"id": "anna"}), node), {"id": "bert"}]),
        json!([with(json!({"source": "anna", "relation": "knows", "target": "bert"}), edge)]),
    );
    whole["graph"] = header;
    whole
}

fn nodes_of(graph: &Graph, of: impl Fn(&Value) -> Value) -> Value {
    list(graph, "nodes", of)
}

/// Returns something of each node or edge, from the JSON of the graph.
fn list(graph: &Graph, key: &str, of: impl Fn(&Value) -> Value) -> Value {
    let mut bytes = Vec::new();
    Format::from_name("json").unwrap().write(graph, &WriteOptions::new(), &mut bytes).unwrap();
    // Digits beyond a double are compared as text.
    let text = String::from_utf8(bytes).unwrap();
    let text = text.replace(": 12345678901234567890123", ": \"12345678901234567890123 as a number\"");
    let whole: Value = serde_json::from_str(&text).unwrap();
    whole[key].as_array().unwrap().iter().map(of).collect()
}

fn edges_of(graph: &Graph, of: impl Fn(&Value) -> Value) -> Value {
    list(graph, "edges", of)
}

fn ends(graph: &Graph) -> Value {
    edges_of(graph, |edge| json!([edge["source"], edge["relation"], edge["target"]]))
}

fn zeta(graph: &Graph) -> Value {
    nodes_of(graph, |node| json!([node.get("zeta"), node.get("eta")]))
}

fn labels(graph: &Graph) -> Value {
    graph.nodes().map(|node| graph.label(node).to_owned()).collect()
}

fn probe(feature: Feature) -> Probe {
    let bare = || plain(json!({}), json!({}), json!({}));
    let header = |value: Value| plain(value, json!({}), json!({}));
    let node = |value: Value| plain(json!({}), value, json!({}));
    let edge = |value: Value| plain(json!({}), json!({}), value);
    let of = |with: Value, signs: &'static [&'static str], aspect: fn(&Graph) -> Value| Probe {
        with,
        without: bare(),
        signs,
        aspect,
    };
    let knows = |a: &str, relation: &str, b: &str| json!({"source": a, "relation": relation, "target": b});
    let three = || json!([{"id": "anna"}, {"id": "bert"}, {"id": "carl"}]);
    match feature {
        Feature::NodeIds => Probe {
            with: graph(json!([{"id": "zeta", "label": "x"}]), json!([])),
            without: graph(json!([{"id": "other", "label": "x"}]), json!([])),
            signs: &["zeta"],
            aspect: |graph| graph.nodes().map(|node| graph.id(node).to_owned()).collect(),
        },
        Feature::Labels => Probe {
            with: node(json!({"label": "Zeta Label"})),
            without: node(json!({"label": "Another"})),
            signs: &["Zeta Label"],
            aspect: labels,
        },
        Feature::Types => {
            of(node(json!({"type": "zetatype"})), &["zetatype"], |graph| nodes_of(graph, |node| node["type"].clone()))
        }
        Feature::Aliases => of(node(json!({"aliases": ["Zeta", "Eta Theta"]})), &["Zeta", "Eta Theta"], |graph| {
            nodes_of(graph, |node| node["aliases"].clone())
        }),
        Feature::Descriptions => of(node(json!({"description": "Zeta eta"})), &["Zeta eta"], |graph| {
            nodes_of(graph, |node| node["description"].clone())
        }),
        Feature::IsolatedNodes => Probe {
            with: graph(three(), json!([knows("anna", "knows", "bert")])),
            without: bare(),
            signs: &["carl"],
            aspect: |graph| graph.node_count().into(),
        },
        Feature::Direction => Probe {
            with: bare(),
            without: graph(json!([{"id": "anna"}, {"id": "bert"}]), json!([knows("bert", "knows", "anna")])),
            signs: &[],
            aspect: ends,
        },
        Feature::Undirected => {
            let mut with = bare();
            with["directed"] = false.into();
            of(with, &[], |graph| graph.edges().map(|edge| graph.is_symmetric(edge)).collect())
        }
        Feature::ParallelEdges => {
            let mut with = bare();
            with["edges"] = json!([knows("anna", "knows", "bert"), knows("anna", "likes", "bert")]);
            of(with, &["likes"], ends)
        }
        Feature::IdenticalEdges => {
            let mut with = bare();
            with["edges"] = json!([knows("anna", "knows", "bert"), knows("anna", "knows", "bert")]);
            of(with, &[], ends)
        }
        Feature::SelfLoops => {
            let mut with = bare();
            with["edges"] = json!([knows("anna", "knows", "anna")]);
            of(with, &[], ends)
        }
        Feature::Relations => {
            let mut with = bare();
            with["edges"] = json!([knows("anna", "zeta", "bert")]);
            of(with, &["zeta"], ends)
        }
        Feature::EdgeIds => of(edge(json!({"id": "zeta"})), &["zeta"], |graph| {
            graph.edges().map(|edge| graph.edge_id(edge).into_owned()).collect()
        }),
        Feature::EdgeLabels => of(edge(json!({"label": "Zeta says"})), &["Zeta says"], |graph| {
            graph.edges().map(|edge| graph.edge_label(edge).into_owned()).collect()
        }),
        Feature::Weights => {
            of(edge(json!({"weight": 2.125})), &["2.125"], |graph| edges_of(graph, |edge| edge["weight"].clone()))
        }
        Feature::OtherWeights => {
            of(edge(json!({"weight": -7.25})), &["-7.25"], |graph| edges_of(graph, |edge| edge["weight"].clone()))
        }
        Feature::Dates => of(edge(json!({"since": "2019-03", "until": "2021"})), &["2019-03", "2021"], |graph| {
            edges_of(graph, |edge| json!([edge["since"], edge["until"]]))
        }),
        Feature::Evidence => of(
            edge(
                json!({"evidence": [{"document": "zetadoc", "locator": "p. 77", "note": "Eta note", "quote": "Theta"}]}),
            ),
            &["zetadoc", "p. 77", "Eta note", "Theta"],
            |graph| edges_of(graph, |edge| edge["evidence"].clone()),
        ),
        Feature::EvidenceKeys => Probe {
            with: edge(json!({"evidence": [{"note": "n", "zeta": "Eta"}]})),
            without: edge(json!({"evidence": [{"note": "n"}]})),
            signs: &["zeta", "Eta"],
            aspect: |graph| edges_of(graph, |edge| edge["evidence"].clone()),
        },
        Feature::NodeKeys => of(node(json!({"zeta": "Eta theta"})), &["zeta", "Eta theta"], zeta),
        Feature::EdgeKeys => of(edge(json!({"zeta": "Eta theta"})), &["zeta", "Eta theta"], |graph| {
            edges_of(graph, |edge| edge["zeta"].clone())
        }),
        Feature::Scalars => Probe {
            with: node(json!({"zeta": 42.5, "eta": true})),
            without: bare(),
            signs: &["42.5", "true"],
            aspect: zeta,
        },
        Feature::LargeNumbers => {
            let with = node(json!({"zeta": "@"})).to_string().replace("\"@\"", "12345678901234567890123");
            Probe { with: Value::String(with), without: bare(), signs: &["12345678901234567890123"], aspect: zeta }
        }
        Feature::Nested => of(node(json!({"zeta": {"theta": [1, "iota"]}})), &["theta", "iota"], zeta),
        Feature::Nulls => of(node(json!({"zeta": null})), &["zeta"], |graph| {
            nodes_of(graph, |node| node.get("zeta").is_some_and(Value::is_null).into())
        }),
        Feature::LineBreaks => Probe {
            with: node(json!({"label": "Zeta\nEta"})),
            without: node(json!({"label": "Zeta Eta"})),
            signs: &[],
            aspect: labels,
        },
        Feature::ControlCharacters => Probe {
            with: node(json!({"label": "Zeta\u{1}\u{7f}Eta"})),
            without: node(json!({"label": "ZetaEta"})),
            signs: &[],
            aspect: labels,
        },
        Feature::Title => {
            of(header(json!({"title": "Zeta eta"})), &["Zeta eta"], |graph| graph.header().title.clone().into())
        }
        Feature::Documents => of(
            header(json!({"documents": [{"id": "zetadoc", "title": "Eta", "url": "https://theta.example/"}]})),
            &["zetadoc", "Eta", "https://theta.example/"],
            |graph| graph.header().documents.iter().map(|document| document.json.clone()).collect(),
        ),
        Feature::Vocabulary => Probe {
            with: plain(
                json!({"types": [{"id": "t", "label": "T", "plural": "Zeta types"}],
                       "relations": [{"id": "knows", "label": "knows", "inverse": "eta by"}]}),
                json!({"type": "t"}),
                json!({}),
            ),
            without: node(json!({"type": "t"})),
            signs: &["Zeta types", "eta by"],
            aspect: |graph| {
                let header = graph.header();
                let types = header.types.iter().filter(|it| it.declared).map(|it| it.json.clone());
                types.chain(header.relations.iter().filter(|it| it.declared).map(|it| it.json.clone())).collect()
            },
        },
        Feature::GraphKeys => of(header(json!({"zeta": "Eta theta"})), &["zeta", "Eta theta"], |graph| {
            graph.header().attributes.iter().map(|(key, value)| format!("{key} {value}")).collect()
        }),
        Feature::Order => Probe {
            with: graph(
                three(),
                json!([knows("anna", "r", "bert"), knows("anna", "s", "bert"), knows("anna", "r", "carl")]),
            ),
            without: graph(
                three(),
                json!([knows("anna", "r", "bert"), knows("anna", "r", "carl"), knows("anna", "s", "bert")]),
            ),
            signs: &[],
            aspect: |graph| json!([labels(graph), ends(graph)]),
        },
        Feature::Looks => of(node(json!({"type": "person"})), &[], |_| Value::Null),
        other => panic!("no probe for {other:?}"),
    }
}

fn loaded(value: &Value) -> Graph {
    load(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Returns the files of a graph, and whether anything was lost.
fn written(graph: &Graph, format: &Format, feature: Feature) -> (Vec<(String, String)>, usize) {
    // A format that numbers nodes loses their ids in every graph, which is a loss of ids and of nothing else.
    let of_ids = |loss: &Loss| {
        let nodes = loss.places.iter().filter(|place| place.of() == Of::Node && place.attribute().is_none());
        if feature != Feature::NodeIds && loss.kind == LossKind::IdReplaced { nodes.count() } else { 0 }
    };
    let count = |losses: &Losses| losses.iter().map(|loss| loss.count - of_ids(loss)).sum();
    let options = WriteOptions::new();
    if format.is_folder() {
        let mut folder = MemoryFolder::default();
        let losses = format.write_folder(graph, &options, &mut folder).unwrap();
        if format.is_binary() {
            // Tables may go into the graph without a text between; what they hold is what comes back.
            let again = format.read(&format.decode(folder.0).unwrap()).unwrap().0;
            let mut bytes = Vec::new();
            Format::from_name("json").unwrap().write(&again, &WriteOptions::new(), &mut bytes).unwrap();
            return (vec![("x.json".to_owned(), String::from_utf8(bytes).unwrap())], count(&losses));
        }
        let files = folder.0.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()));
        return (files.collect(), count(&losses));
    }
    let mut bytes = Vec::new();
    let losses = format.write(graph, &options, &mut bytes).unwrap();
    (vec![(format!("x.{}", format.suffix()), String::from_utf8(bytes).unwrap())], count(&losses))
}

/// Finds out how much of a feature a format holds; as an error, that it drops it without a word.
fn found(format: &Format, feature: Feature) -> Result<Level, String> {
    let probe = probe(feature);
    let graph = loaded(&probe.with);
    let (files, lost) = written(&graph, format, feature);
    let (others, lost_without) = written(&loaded(&probe.without), format, feature);
    // A label that is not the id costs some formats the id: that is no loss of the label.
    let of_label = matches!(feature, Feature::Labels | Feature::LineBreaks | Feature::ControlCharacters);
    let lost = lost > if of_label { lost_without } else { 0 };
    let text: String = files.iter().flat_map(|(name, text)| [name.as_str(), text]).collect();
    if feature == Feature::Looks {
        let hex = text
            .split('#')
            .skip(1)
            .any(|part| part.len() > 5 && part.as_bytes()[..6].iter().all(|byte| byte.is_ascii_hexdigit()));
        return Ok(if hex || text.contains("<viz:color ") { Level::Yes } else { Level::No });
    }
    let lower = text.to_lowercase();
    let there = files != others && probe.signs.iter().all(|sign| lower.contains(&sign.to_lowercase()));
    let returns = !format.can_read() || {
        // Of a format that is no text, `written` has read the files.
        let format = if format.is_binary() { Format::from_name("json").unwrap() } else { format };
        let sources: Vec<_> = files.iter().map(|(name, text)| Source::new(name.as_str(), text.as_str())).collect();
        let (again, problems) = format.check(&sources, Checks::Errors).unwrap();
        assert!(!problems.has_fatal(), "{} cannot read {feature:?}: {problems:#?}\n{text}", format.name());
        (probe.aspect)(&again) == (probe.aspect)(&graph)
    };
    let level = match (there, returns) {
        (true, true) if !lost => Level::Yes,
        (true, _) => Level::Partly,
        (false, _) => Level::No,
    };
    // The order is not the graph's but the file's, so that losing it loses nothing.
    if level != Level::Yes && !lost && feature != Feature::Order {
        return Err(format!("{}: {} is {}, and no loss says so", format.name(), feature.title(), level.as_str()));
    }
    Ok(level)
}

#[test]
fn each_format_holds_what_it_states_and_says_what_it_does_not() {
    let mut wrong = Vec::new();
    for format in Format::ALL.iter().filter(|format| format.can_write()) {
        for &feature in Feature::ALL {
            match found(format, feature) {
                Ok(level) if level == format.holds(feature) => {}
                Ok(level) => wrong.push(format!(
                    "{} states {} for {feature:?}, but it is {}",
                    format.name(),
                    format.holds(feature).as_str(),
                    level.as_str()
                )),
                Err(message) => wrong.push(message),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_on_formats_is_made_of_the_tables() {
    golden(&root().join("docs/formats.md"), &page());
}

fn page() -> String {
    let mut text = String::from(
        "# Formats\n\n\
         Made from the descriptors of the formats and profiles by `KGRAPH_BLESS=1 cargo test`; tests prove each cell.\n\n\
         ## Profiles\n\n\
         `kgraph export --for TOOL` chooses the format, and the details of it, so that the file opens right in that tool.\n\
         Without `-o`, the file is named after the graph and the profile. `kgraph export --for list` prints this too.\n",
    );
    for profile in Profile::ALL {
        text.push_str(&format!("\n### `{}`: {}\n\n", profile.name(), profile.tool()));
        let also: Vec<String> = profile.also().iter().map(|name| format!("`{name}`")).collect();
        let also = if also.is_empty() { String::new() } else { format!(" Also named {}.", also.join(", ")) };
        let kind = if profile.format().is_folder() { "folder" } else { "file" };
        let name = profile.file_name("story");
        text.push_str(&format!("Format: {}; {kind}: `{name}`.{also}\n\n", profile.format().title()));
        text.push_str(&format!("{}\n\nTo open it: {}\n", profile.about(), profile.open(&name)));
    }
    text.push_str(
        "\n## What each format holds\n\n\
         “yes”: all of it, and it comes back where kgraph reads the format. “partly”: it is there to read, or under\n\
         another name, and the loss report says what became of it. “no”: it is left out, and the loss report says so.\n\
         Only the order of nodes and edges, which is the file's and not the graph's, is no loss; nor are colours, which\n\
         are made from types.\n",
    );
    let formats: Vec<&Format> = Format::ALL.iter().copied().filter(|format| format.can_write()).collect();
    let names: Vec<String> = formats.iter().map(|format| format!("`{}`", format.name())).collect();
    text.push_str(&format!("\n| | {} |\n|---|{}\n", names.join(" | "), "---|".repeat(formats.len())));
    for &feature in Feature::ALL {
        let cells: Vec<&str> = formats.iter().map(|format| format.holds(feature).as_str()).collect();
        text.push_str(&format!("| {} | {} |\n", feature.title(), cells.join(" | ")));
    }
    text
}

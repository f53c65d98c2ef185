//! What is good in a file that is broken: a kgraph JSON file that was cut off, that a language model wrote, or
//! in which some records are wrong.
//!
//! Two things can be wrong with a record. It may not be JSON: then the text is read again from the next place
//! that looks like a record or like one of the file's own lists. Or it may not fit the graph: then the graph
//! is built again without it, until nothing is wrong. What a record needs and the file's header lost is
//! declared again by its id alone: a document that nobody lists, a type whose declaration is broken.
//! Every problem is reported, with its place in the file as it is; nothing is mended by guessing.

mod scan;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Source};
use crate::graph::{Builder, Checks, Graph, Pointers, Record};
use crate::jsontext::{self, Member};
use scan::{Piece, Pieces};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What was saved of a file.
#[derive(Debug)]
pub struct Salvaged {
    /// The graph of all good records, in which a check finds no error.
    pub graph: Graph,
    /// Every problem of the file, in order of place.
    pub problems: Diagnostics,
    /// How many records were left out; a stretch of text that is no JSON counts as one.
    pub left_out: usize,
    /// What was declared by its id alone, as pairs of list and id: `("documents", "article")`.
    pub declared: Vec<(&'static str, String)>,
}

/// Saves what is good in a kgraph JSON file.
///
/// Time O(text) for each round; a round more than needed leaves out at least one record, and what hangs on it
/// goes in the next.
pub fn salvage(source: &Arc<Source>) -> Salvaged {
    let mut problems = Diagnostics::default();
    let pieces = scan::scan(source, &mut problems);
    let mut left_out = problems.iter().count();
    let mut without: BTreeSet<usize> = BTreeSet::new();
    let mut declared: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut open: BTreeSet<&'static str> = pieces.broken_lists.clone();
    if !pieces.pieces.iter().any(|piece| piece.list == "documents") {
        open.insert("documents");
    }
    loop {
        let (graph, found) = build(source, &pieces, &without, &declared);
        let (before, declared_before) = (without.len(), declared.values().map(BTreeSet::len).sum::<usize>());
        let mut rest = Vec::new();
        for diagnostic in found {
            if let Some((list, id)) = missing(&diagnostic).filter(|(list, _)| open.contains(list)) {
                if declared.entry(list).or_default().insert(id) {
                    problems.push(diagnostic);
                }
                continue;
            }
            let culprit = match diagnostic.severity() {
                Severity::Error => pieces.at(diagnostic.place.as_ref().map_or(0, |place| place.span.start)),
                Severity::Warning => None,
            };
            match culprit {
                Some(piece) => {
                    without.insert(piece.span.start);
                    open.extend(["documents", "types", "relations"].into_iter().filter(|list| *list == piece.list));
                    problems.push(diagnostic);
                }
                None => rest.push(diagnostic),
            }
        }
        if before == without.len() && declared_before == declared.values().map(BTreeSet::len).sum::<usize>() {
            left_out += without.len();
            problems.extend(rest);
            problems.sort();
            let declared = declared.into_iter().flat_map(|(list, ids)| ids.into_iter().map(move |id| (list, id)));
            return Salvaged { graph, problems, left_out, declared: declared.collect() };
        }
    }
}

/// Returns the list and the id of a declaration that a record needs and the file has not.
fn missing(diagnostic: &Diagnostic) -> Option<(&'static str, String)> {
    let list = match diagnostic.code {
        Code::UnknownDocument => "documents",
        Code::UnknownType => "types",
        Code::UnknownRelation => "relations",
        _ => return None,
    };
    let id = jsontext::decode(diagnostic.place.as_ref()?.text()).into_owned();
    Some((list, id))
}

/// Builds the graph of all pieces but those at some offsets.
fn build(
    source: &Arc<Source>,
    pieces: &Pieces<'_>,
    without: &BTreeSet<usize>,
    declared: &BTreeMap<&'static str, BTreeSet<String>>,
) -> (Graph, Diagnostics) {
    let mut builder = Builder::new(Checks::Errors);
    let Some(file) = builder.open(source) else { return builder.finish() };
    builder.set_pointers(file, Pointers::ByPlace);
    let good = |piece: &&Piece<'_>| !without.contains(&piece.span.start);
    for piece in pieces.pieces.iter().filter(good) {
        match piece.list {
            "top" => piece.members.iter().for_each(|member| builder.top_level(file, member)),
            "graph" => builder.header_members(file, &piece.members),
            "documents" | "types" | "relations" => {
                // A list of one. The bracket stands where the byte before the declaration is, so that places fit.
                let value = format!("[{}]", &source.text()[piece.span.clone()]);
                let value_span = piece.span.start.saturating_sub(1)..piece.span.end;
                let key = Cow::Borrowed(piece.list);
                builder.header_members(file, &[Member { key, key_span: 0..0, value: &value, value_span }]);
            }
            _ => {}
        }
    }
    for (list, ids) in declared {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let value = serde_json::json!(ids).to_string();
        let member = Member { key: Cow::Borrowed(*list), key_span: 0..0, value: &value, value_span: 0..0 };
        builder.header_members(file, &[member]);
    }
    for list in ["nodes", "edges"] {
        let wanted = |piece: &&Piece<'_>| piece.list == list || list == "edges" && piece.list == "links";
        for (index, piece) in pieces.pieces.iter().filter(wanted).enumerate().filter(|(_, piece)| good(piece)) {
            let record = Record { file, list: piece.list, index, span: &piece.span, members: &piece.members };
            if list == "nodes" { builder.node(record) } else { builder.edge(record) }
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Format, WriteOptions};

    const GOOD: &str = r#"{
  "graph": {"documents": ["d"], "types": [{"id": "t"}, {"id": "u"}], "relations": [{"id": "r", "from": ["t"]}]},
  "nodes": [
    {"id": "a", "type": "t", "label": "A {1}"},
    {"id": "b", "type": "t", "own": {"id": "x", "list": [{"y": 1}]}},
    {"id": "c", "type": "u"}
  ],
  "edges": [
    {"source": "a", "relation": "r", "target": "b", "evidence": [{"document": "d"}]},
    {"source": "b", "relation": "r", "target": "c"}
  ]
}"#;

    fn saved(text: &str) -> (String, Salvaged) {
        let salvaged = salvage(&Source::new("test", text));
        let mut out = Vec::new();
        let json = Format::from_name("json").expect("json");
        json.write(&salvaged.graph, &WriteOptions::new(), &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let (_, problems) = json.check(&[Source::new("saved", text.as_str())], Checks::Errors).expect("read");
        assert!(!problems.has_errors(), "what is saved has errors: {problems:#?}\n{text}");
        (text, salvaged)
    }

    fn counts(text: &str) -> (usize, usize, usize) {
        let (_, salvaged) = saved(text);
        (salvaged.graph.node_count(), salvaged.graph.edge_count(), salvaged.left_out)
    }

    #[test]
    fn a_good_file_comes_back_whole() {
        let (text, salvaged) = saved(GOOD);
        assert!(salvaged.problems.is_empty() && salvaged.left_out == 0, "{:#?}", salvaged.problems);
        let (graph, _) = Format::from_name("json").expect("json").read(&[Source::new("x", GOOD)]).expect("good");
        let mut out = Vec::new();
        Format::from_name("json").expect("json").write(&graph, &WriteOptions::new(), &mut out).expect("written");
        assert_eq!(text.as_bytes(), out);
    }

    #[test]
    fn wherever_a_file_is_cut_off_every_whole_record_before_is_saved() {
        for end in (0..GOOD.len()).filter(|&end| GOOD.is_char_boundary(end)) {
            let text = &GOOD[..end];
            let whole = |record: &str| text.contains(record);
            let nodes = [r#"1}"}"#, "1}]}}", r#""c", "type": "u"}"#].iter().filter(|end| whole(end)).count();
            // An edge needs its nodes, which stand before it.
            let edges = [r#"{"document": "d"}]}"#, r#""target": "c"}"#].iter().filter(|end| whole(end)).count();
            let (kept_nodes, kept_edges, _) = counts(text);
            assert_eq!((kept_nodes, kept_edges), (nodes, edges), "cut at {end}: {text}");
            assert!(!saved(text).1.problems.is_empty(), "cut at {end}: nothing is said");
        }
    }

    #[test]
    fn a_record_that_is_no_json_costs_only_itself() {
        for (from, to) in [
            (r#""label": "A {1}"}"#, r#""label": "A {1}}"#),
            (r#""label": "A {1}"}"#, r#""label": A}"#),
            (r#""label": "A {1}"},"#, r#""label": "A {1}","#),
            (r#"{"id": "a", "type""#, r#"{"id": "a" "type""#),
        ] {
            let text = GOOD.replace(from, to);
            assert_ne!(text, GOOD);
            let (_, salvaged) = saved(&text);
            assert_eq!(salvaged.graph.node_count(), 2, "{to}");
            // The edge that names the lost node goes too, and says so.
            assert_eq!(salvaged.graph.edge_count(), 1, "{to}");
            let codes: Vec<Code> = salvaged.problems.iter().map(|problem| problem.code).collect();
            assert_eq!(codes, [Code::MalformedJson, Code::DanglingEndpoint], "{to}");
        }
    }

    #[test]
    fn a_missing_comma_costs_nothing_and_is_said() {
        let text = GOOD.replace("\"A {1}\"},", "\"A {1}\"}");
        let (_, salvaged) = saved(&text);
        assert_eq!((salvaged.graph.node_count(), salvaged.graph.edge_count()), (3, 2));
        assert_eq!(salvaged.problems.iter().count(), 1);
        let text = GOOD.replace(r#""target": "c"}"#, r#""target": "c"},"#);
        assert_eq!((counts(&text).0, counts(&text).1), (3, 2));
    }

    #[test]
    fn words_around_the_graph_are_passed_over_and_said() {
        let text = format!("Here is the graph:\n```json\n{GOOD}\n```\nI hope it helps!");
        let (_, salvaged) = saved(&text);
        assert_eq!((salvaged.graph.node_count(), salvaged.graph.edge_count()), (3, 2));
        assert_eq!(salvaged.problems.iter().count(), 2, "{:#?}", salvaged.problems);
    }

    #[test]
    fn a_record_that_does_not_fit_is_left_out_with_its_place() {
        let text = GOOD.replace(r#"{"id": "c", "type": "u"}"#, r#"{"id": "c", "type": "v"}"#);
        let (_, salvaged) = saved(&text);
        assert_eq!((salvaged.graph.node_count(), salvaged.graph.edge_count(), salvaged.left_out), (2, 1, 2));
        let places: Vec<&str> =
            salvaged.problems.iter().filter_map(|d| d.place.as_ref()).map(|p| p.pointer.as_str()).collect();
        assert_eq!(places, ["/nodes/2/type", "/edges/1/target"]);
    }

    #[test]
    fn a_broken_declaration_does_not_cost_what_it_declares() {
        let text = GOOD.replace(r#"{"id": "u"}"#, r#"{"id": "u", "who": maybe}"#);
        let (out, salvaged) = saved(&text);
        assert_eq!((salvaged.graph.node_count(), salvaged.graph.edge_count()), (3, 2), "{out}");
        assert_eq!(salvaged.declared, [("types", "u".to_owned())]);
        let text = GOOD.replace(r#""documents": ["d"], "#, "");
        assert_eq!(saved(&text).1.declared, [("documents", "d".to_owned())]);
    }

    #[test]
    fn what_is_no_graph_gives_an_empty_one_and_says_so() {
        for text in ["", "no graph here", "[1, 2]", "{", "{\"a\": 1}", "}{", "\u{feff}"] {
            let (_, salvaged) = saved(text);
            assert_eq!(salvaged.graph.node_count(), 0);
            assert!(!salvaged.problems.is_empty(), "{text:?}");
        }
    }
}

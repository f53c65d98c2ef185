//! A pattern in the words of a property graph database: Neo4j and its kin, where relations and types have other names.
//!
//! What kgraph exports to such a database ([`PropertyNames`]) calls
//! `comments-on` `COMMENTS_ON` and `person` `Person`. The text of the query stays as it is but for those names; what the
//! database holds otherwise than the graph is refused by name.

use super::cypher::ast::{Clause, Pattern};
use super::cypher::check::Named;
use super::cypher::error::{CypherError, Detail, Result, Span};
use super::cypher::lex::{Token, lex};
use super::cypher::print::quote_name;
use super::cypher::{Checked, ast};
use crate::graph::property_names::PropertyNames;

/// Writes a query for a database that holds the graph under these names.
///
/// # Errors
/// Refuses what the database does not hold as the graph does, with its place in the query.
pub fn text(checked: &Checked, names: &PropertyNames) -> Result<String> {
    let text = checked.query().text();
    let mut changes: Vec<(Span, String)> = Vec::new();
    // Spans are all equal to each other, so that trees can be compared; places are not.
    let mut known: Vec<u32> = Vec::new();
    let mut weights: Vec<u32> = Vec::new();
    for used in &checked.facts().uses {
        known.push(used.span.start);
        let new = match used.what {
            Named::Label => names.label(&used.name),
            Named::Type => names.relationship(&used.name),
            Named::NodeKey if used.name == "type" => Some("entity_type"),
            Named::RelKey if matches!(used.name.as_str(), "polarity" | "evidence") => {
                return refuse(used.span, &format!("the property `{}`", used.name));
            }
            // An edge without a weight has none there, and 1 here.
            Named::RelKey if used.name == "weight" => {
                weights.push(used.span.start);
                continue;
            }
            Named::NodeKey => names.node_key(&used.name),
            Named::RelKey => names.edge_key(&used.name),
        };
        // A name that the graph does not have is none there either.
        if let Some(new) = new.filter(|new| *new != used.name) {
            changes.push((used.span, quote_name(new)));
        }
    }
    let tokens = lex(text);
    for at in 0..tokens.len() {
        let word = |at: usize| match tokens.get(at) {
            Some((Token::Word(word) | Token::Quoted(word), _)) => Some(word.as_str()),
            _ => None,
        };
        let is = |at: usize, mark: &str| matches!(tokens.get(at), Some((Token::Punct(found), _)) if *found == mark);
        let Some(name) = word(at) else { continue };
        let span = tokens[at].1;
        if weights.contains(&span.start) {
            match at.checked_sub(2).filter(|_| is(at - 1, ".")).and_then(|base| Some((base, word(base)?))) {
                Some((base, variable)) => {
                    let whole = Span::new(tokens[base].1.start as usize, span.end as usize);
                    changes.push((whole, format!("coalesce({}.weight, 1)", quote_name(variable))));
                }
                None => return refuse(span, "a weight in a pattern"),
            }
            continue;
        }
        let lower = name.to_lowercase();
        match lower.as_str() {
            "type" if is(at + 1, "(") => match (word(at + 2), is(at + 3, ")")) {
                (Some(variable), true) => {
                    let whole = Span::new(span.start as usize, tokens[at + 3].1.end as usize);
                    changes.push((whole, format!("{}.relation", quote_name(variable))));
                }
                _ => return refuse(span, "`type` of what is no variable"),
            },
            "labels" | "keys" | "properties" if is(at + 1, "(") => {
                return refuse(span, &format!("the function `{lower}`"));
            }
            // A property of what may be a node or a relationship.
            "type" | "polarity" | "evidence" if at > 0 && is(at - 1, ".") && !known.contains(&span.start) => {
                return refuse(span, &format!("the property `{name}` of what may be a node or a relationship"));
            }
            _ => {}
        }
    }
    if let Some((span, what)) = different(checked.query().tree()) {
        return refuse(span, what);
    }
    changes.sort_by_key(|(span, _)| span.start);
    let (mut out, mut end) = (String::new(), 0);
    for (span, new) in changes {
        out.push_str(&text[end..span.start as usize]);
        out.push_str(&new);
        end = span.end as usize;
    }
    out.push_str(&text[end..]);
    Ok(out)
}

/// Finds a pattern that the database would answer otherwise: of unbounded length, where kgraph bounds it, and a shortest
/// path of a least length.
fn different(statement: &ast::Statement) -> Option<(Span, &'static str)> {
    let queries = std::iter::once(&statement.first).chain(statement.unions.iter().map(|union| &union.query));
    let of = |pattern: &Pattern| {
        pattern.steps.iter().find_map(|(rel, _)| match (rel.range?, pattern.shortest) {
            (range, Some(_)) if range.min.unwrap_or(1) > 1 => Some((rel.span, "a shortest path of a least length")),
            (range, None) if range.max.is_none() => {
                Some((rel.span, "a pattern without a greatest length, which kgraph bounds"))
            }
            _ => None,
        })
    };
    queries.flat_map(|query| &query.clauses).find_map(|clause| match clause {
        Clause::Match(found) => found.patterns.iter().find_map(of),
        _ => None,
    })
}

fn refuse<T>(span: Span, what: &str) -> Result<T> {
    let message = format!("{what} has no exact counterpart in the database");
    Err(CypherError::unsupported(Detail::Feature, span, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::format::Format;
    use crate::query::cypher::{Params, Query};

    fn emitted(pattern: &str) -> Result<String> {
        let graph = r#"{"nodes": [{"id": "a", "type": "trade-union", "label_": 1, "entity_type": "x"}, {"id": "b", "type": "TradeUnion"}],
            "edges": [{"source": "a", "relation": "comments-on", "target": "b"}, {"source": "a", "relation": "comments_on", "target": "b", "sources": 1}]}"#;
        let json = Format::from_name("json").expect("json");
        let (graph, _) = json.read(&[Source::new("test", graph)]).expect("a good graph");
        let checked = Query::parse(pattern).and_then(|query| query.check(&Params::new())).expect("a good query");
        text(&checked, &PropertyNames::of(&graph))
    }

    #[test]
    fn names_become_those_of_the_database() {
        for (pattern, wanted) in [
            (
                "MATCH (a:`trade-union`)-[r:`comments-on`|comments_on]->(b:TradeUnion) RETURN b",
                "MATCH (a:TradeUnion)-[r:COMMENTS_ON|COMMENTS_ON_2]->(b:TradeUnion_2) RETURN b",
            ),
            (
                "MATCH (a {type: 'x'})-[r]-(b) WHERE a:TradeUnion RETURN type(r) AS t, a.type, a.entity_type, r.sources",
                "MATCH (a {entity_type: 'x'})-[r]-(b) WHERE a:TradeUnion_2 RETURN r.relation AS t, a.entity_type, a.meta_entity_type, r.meta_sources",
            ),
            (
                "MATCH (a)-[:`comments-on`]->(b), (b)-[:`comments-on`]->(c) RETURN c",
                "MATCH (a)-[:COMMENTS_ON]->(b), (b)-[:COMMENTS_ON]->(c) RETURN c",
            ),
            (
                "MATCH ()-[r]->() WHERE r.weight > 1 RETURN sum(r.weight)",
                "MATCH ()-[r]->() WHERE coalesce(r.weight, 1) > 1 RETURN sum(coalesce(r.weight, 1))",
            ),
            ("MATCH (a) WHERE a.label = 'x.type' RETURN a.id", "MATCH (a) WHERE a.label = 'x.type' RETURN a.id"),
            (
                "MATCH p = shortestPath((a {id: 'a'})-[*]-(b {id: 'b'})) RETURN p",
                "MATCH p = shortestPath((a {id: 'a'})-[*]-(b {id: 'b'})) RETURN p",
            ),
        ] {
            assert_eq!(emitted(pattern).as_deref(), Ok(wanted));
        }
    }

    #[test]
    fn what_the_database_holds_otherwise_is_refused() {
        for (pattern, what) in [
            ("MATCH ()-[r]->() RETURN r.evidence", "`evidence`"),
            ("MATCH (a) RETURN labels(a)", "`labels`"),
            ("MATCH ()-[r {weight: 1}]->() RETURN r", "a weight in a pattern"),
            ("MATCH (a)-[*]->(b) RETURN b", "greatest length"),
            ("MATCH p = shortestPath((a {id: 'a'})-[*2..]-(b {id: 'b'})) RETURN p", "least length"),
        ] {
            let error = emitted(pattern).expect_err(pattern);
            assert!(error.message.contains(what), "{}", error.message);
        }
    }
}

//! Just enough of `CREATE` (and of `DELETE` of relationships) to build the graphs of the kit.
//!
//! A statement is cut at its writing clauses. The reading part before one is run as a query that
//! returns all its variables; the rows, with what was created added, go on as a parameter.

use std::collections::BTreeMap;

use kgraph::query::cypher::ast::{Arrow, Expr, LabelExpr, NodePattern, Pattern, Properties};
use kgraph::query::cypher::error::CypherError;
use kgraph::query::cypher::lex::{Token, lex};
use kgraph::query::cypher::parse::parse_patterns;
use kgraph::query::cypher::{Limits, Params, Query, Value};
use kgraph::query::view::{NodeId, RelId};

use super::graph::TestGraph;

type Row = BTreeMap<String, Value>;

/// Runs a statement on a graph.
pub(crate) fn execute(graph: &mut TestGraph, statement: &str) -> Result<(), CypherError> {
    let mut rows = vec![Row::new()];
    let mut gone: Vec<RelId> = Vec::new();
    for (word, part) in clauses(statement) {
        match word {
            "CREATE" => {
                let patterns = parse_patterns(part)?;
                for row in &mut rows {
                    for pattern in &patterns {
                        create(graph, pattern, row)?;
                    }
                }
            }
            "DELETE" => {
                let doomed =
                    |row: &Row| if let Some(Value::Rel(rel)) = row.get(part.trim()) { Some(*rel) } else { None };
                gone.extend(rows.iter().filter_map(doomed));
            }
            _ => rows = read(graph, part, &rows)?,
        }
    }
    graph.remove_rels(gone);
    Ok(())
}

/// Cuts a statement before each `CREATE` and `DELETE`, and after each of their patterns.
fn clauses(statement: &str) -> Vec<(&'static str, &str)> {
    const STARTS: [&str; 6] = ["CREATE", "DELETE", "MATCH", "UNWIND", "WITH", "OPTIONAL"];
    let mut parts: Vec<(&'static str, usize, usize)> = Vec::new();
    for (token, span) in lex(statement) {
        let (start, end) = (span.start as usize, span.end as usize);
        let word = match &token {
            Token::Word(word) => STARTS.iter().find(|s| s.eq_ignore_ascii_case(word)).copied(),
            Token::Punct(";") => {
                continue;
            }
            _ => None,
        };
        match (word, parts.last_mut()) {
            (Some(word @ ("CREATE" | "DELETE")), _) => parts.push((word, end, end)),
            (Some(_), Some((last, ..))) if *last == "READ" => {}
            (Some(_), _) => parts.push(("READ", start, end)),
            (None, _) => {}
        }
        if let Some(last) = parts.last_mut() {
            last.2 = end.max(last.2);
        }
    }
    parts
        .into_iter()
        .map(|(word, start, end)| (word, statement[start..end].trim_end_matches([';', ' ', '\n'])))
        .collect()
}

fn read(graph: &TestGraph, part: &str, rows: &[Row]) -> Result<Vec<Row>, CypherError> {
    let names: Vec<String> = rows.first().map(|row| row.keys().cloned().collect()).unwrap_or_default();
    let mut text = "UNWIND $rows AS row WITH row".to_owned();
    for name in &names {
        text.push_str(&format!(", row.{name} AS {name}"));
    }
    let text = format!("{text} {part} RETURN *");
    let list: Vec<Value> = rows.iter().map(|row| Value::from(row.clone())).collect();
    let params = Params::from([("rows".to_owned(), Value::from(list))]);
    let checked = Query::parse(&text)?.check(&params)?;
    let columns = checked.columns().to_vec();
    let mut out = Vec::new();
    for values in checked.run(graph, Limits::none())? {
        let row: Row = columns.iter().cloned().zip(values?).filter(|(name, _)| name != "row").collect();
        out.push(row);
    }
    Ok(out)
}

fn create(graph: &mut TestGraph, pattern: &Pattern, row: &mut Row) -> Result<(), CypherError> {
    let mut at = create_node(graph, &pattern.start, row)?;
    for (rel, node) in &pattern.steps {
        let next = create_node(graph, node, row)?;
        let properties = evaluate(graph, rel.properties.as_ref(), row)?;
        let kind = rel.types.as_ref().map(names).unwrap_or_default().join("");
        let (from, to) = if rel.arrow == Arrow::Left { (next, at) } else { (at, next) };
        let id = graph.add_rel(from, to, &kind, properties);
        if let Some(name) = &rel.variable {
            row.insert(name.text.clone(), Value::Rel(id));
        }
        at = next;
    }
    Ok(())
}

fn create_node(graph: &mut TestGraph, node: &NodePattern, row: &mut Row) -> Result<NodeId, CypherError> {
    let name = node.variable.as_ref().map(|v| v.text.clone());
    if let Some(Value::Node(id)) = name.as_ref().and_then(|name| row.get(name)) {
        return Ok(*id);
    }
    let properties = evaluate(graph, node.properties.as_ref(), row)?;
    let id = graph.add_node(&node.labels.as_ref().map(names).unwrap_or_default(), properties);
    if let Some(name) = name {
        row.insert(name, Value::Node(id));
    }
    Ok(id)
}

fn names(labels: &LabelExpr) -> Vec<String> {
    match labels {
        LabelExpr::Name(name) => vec![name.text.clone()],
        LabelExpr::And(a, b) => [names(a), names(b)].concat(),
        _ => Vec::new(),
    }
}

fn evaluate(graph: &TestGraph, properties: Option<&Properties>, row: &Row) -> Result<Row, CypherError> {
    let mut out = Row::new();
    let Some(Properties::Map(entries, _)) = properties else { return Ok(out) };
    for (key, expr) in entries {
        let value = value(graph, expr, row)?;
        if !value.is_null() {
            out.insert(key.text.clone(), value);
        }
    }
    Ok(out)
}

fn value(graph: &TestGraph, expr: &Expr, row: &Row) -> Result<Value, CypherError> {
    let mut text = "WITH 1 AS one".to_owned();
    for name in row.keys() {
        text.push_str(&format!(", ${name} AS {name}"));
    }
    let checked = Query::parse(&format!("{text} RETURN {expr}"))?.check(row)?;
    let mut rows = checked.run(graph, Limits::none())?;
    Ok(rows.next().transpose()?.and_then(|row| row.into_iter().next()).unwrap_or_default())
}

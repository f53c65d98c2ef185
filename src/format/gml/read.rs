//! Reads GML of any writer into elements with named values.

use super::super::foreign::{self, Document, Element, Malformed, Placed, Value, ValueKind};
use super::super::row;
use super::super::xml::header::Hidden;
use super::parse::{Gml, Next, Pair, Parser, Result, malformed};
use crate::diagnostics::Source;
use crate::graph::Builder;
use crate::jsontext;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// The item by which networkx tells a list of one from a value.
const LIST_START: &str = "_networkx_list_start";

/// Returns whether a text begins as GML does.
pub(super) fn detect(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    let opens = |rest: &str| rest.trim_start().starts_with('[');
    match word.to_ascii_lowercase().as_str() {
        "graph" => opens(&rest[word.len()..]),
        "creator" | "version" | "comment" => {
            rest.match_indices("graph").any(|(at, found)| opens(&rest[at + found.len()..]))
        }
        _ => false,
    }
}

/// Reads files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    foreign::read(sources, builder, parse);
}

fn parse<'a>(text: &'a str, document: &mut Document<'a>) -> std::result::Result<(), Malformed> {
    let mut parser = Parser::new(text);
    let mut seen = false;
    while let Some((key, span)) = parser.key(None)? {
        match parser.next(key, &span)? {
            Next::List if key == "graph" => {
                if seen {
                    let hint = "read one graph at a time: put each into a file of its own";
                    return malformed(span, "a second graph begins here", hint);
                }
                seen = true;
                graph(&mut parser, document)?;
            }
            Next::List => {
                let start = parser.offset() - 1;
                let list = parser.list(1)?;
                document.values.push(attribute(key, span, Gml::List(list), start..parser.offset()));
            }
            // What wrote the file, not what is in it.
            Next::Value(..) if key.eq_ignore_ascii_case("creator") || key.eq_ignore_ascii_case("version") => {}
            Next::Value(value, place) => document.values.push(attribute(key, span, value, place)),
        }
    }
    if !seen {
        return malformed(0..0, "there is no `graph [ … ]`", "GML has its nodes and edges in the list `graph`");
    }
    document.problems.extend(parser.own.clone().and_then(|json| Hidden::problem_of(text, json)));
    document.hidden = parser.own.and_then(|json| Hidden::of(text, json));
    if document.hidden.is_some() {
        // Made from the graph, and again when it is written.
        let elements = document.nodes.iter_mut().chain(&mut document.edges);
        elements.for_each(|element| element.values.retain(|value| value.column != "graphics"));
    }
    Ok(())
}

fn graph<'a>(parser: &mut Parser<'a>, document: &mut Document<'a>) -> Result<()> {
    let open = parser.offset() - 1..parser.offset();
    let mut directed = false;
    // Edges that do not say whether they have a direction.
    let mut silent = Vec::new();
    let mut rest = Vec::new();
    while let Some((key, key_span)) = parser.key(Some(&open))? {
        let (value, span) = match parser.next(key, &key_span)? {
            Next::Value(value, span) => (value, span),
            Next::List => {
                let start = parser.offset() - 1;
                let list = parser.list(2)?;
                (Gml::List(list), start..parser.offset())
            }
        };
        match (key, value) {
            ("node", Gml::List(pairs)) => document.nodes.push(node(key_span.start..span.end, pairs)),
            ("edge", Gml::List(pairs)) => {
                let (edge, direction) = edge(key_span.start..span.end, pairs);
                if direction.is_none() {
                    silent.push(document.edges.len());
                }
                document.edges.push(edge);
            }
            ("node" | "edge", _) => {
                return malformed(
                    span,
                    format!("`{key}` is no list"),
                    "write `node [ id 1 ]`, `edge [ source 1 target 2 ]`",
                );
            }
            ("directed", value) => directed = is_true(&value),
            ("multigraph", _) => {}
            (key, value) => rest.push(Pair { key, key_span, value, span }),
        }
    }
    for at in silent {
        document.edges[at].undirected = !directed;
    }
    let titled = rest.iter().any(|pair| pair.key == "title");
    for pair in &mut rest {
        if pair.key == "label" && !titled {
            pair.key = "title";
        }
    }
    // yEd writes an empty label.
    rest.retain(|pair| pair.key != "title" || !matches!(&pair.value, Gml::Text(text) if text.is_empty()));
    document.values.extend(values(rest));
    Ok(())
}

fn is_true(value: &Gml<'_>) -> bool {
    match value {
        Gml::Number(number) => number.parse::<f64>().is_ok_and(|number| number != 0.0),
        Gml::Text(text) => matches!(&**text, "1" | "true"),
        Gml::List(_) => false,
    }
}

/// Takes a value out of a list, as a text, if it is no list itself.
fn take<'a>(pairs: &mut Vec<Pair<'a>>, key: &str) -> Option<Placed<'a>> {
    let at = pairs.iter().position(|pair| pair.key == key && !matches!(pair.value, Gml::List(_)))?;
    let pair = pairs.remove(at);
    match pair.value {
        Gml::Number(number) => Some((number.into(), pair.span)),
        Gml::Text(text) => Some((text, pair.span)),
        Gml::List(_) => None,
    }
}

fn has_number(pairs: &[Pair<'_>], key: &str) -> bool {
    pairs.iter().any(|pair| pair.key == key && matches!(pair.value, Gml::Number(_)))
}

/// Takes the text that yEd draws.
fn drawn<'a>(pairs: &[Pair<'a>]) -> Option<Placed<'a>> {
    let Some(Pair { value: Gml::List(list), .. }) = pairs.iter().find(|pair| pair.key == "LabelGraphics") else {
        return None;
    };
    list.iter().find(|pair| pair.key == "text").and_then(|pair| match &pair.value {
        Gml::Text(text) => Some((text.clone(), pair.span.clone())),
        _ => None,
    })
}

/// Takes the label, or the true one where another stands in its place.
fn label<'a>(pairs: &mut Vec<Pair<'a>>) -> Option<Placed<'a>> {
    let label = take(pairs, "label");
    let begins = |pair: &Pair<'_>| match (&pair.value, &label) {
        (Gml::Text(whole), Some((label, _))) => pair.key == "kg_label" && label.starts_with(&**whole),
        _ => false,
    };
    match pairs.iter().any(begins) {
        true => take(pairs, "kg_label"),
        false => label,
    }
}

fn node<'a>(span: Range<usize>, mut pairs: Vec<Pair<'a>>) -> Element<'a> {
    let mut node = Element { span, id: take(&mut pairs, "id"), ..Element::default() };
    node.label = label(&mut pairs);
    node.drawn = drawn(&pairs);
    let own = ["x", "y"].map(|key| has_number(&pairs, key));
    if let Some(Pair { value: Gml::List(graphics), .. }) = pairs.iter_mut().find(|pair| pair.key == "graphics")
        && ["x", "y"].iter().all(|key| has_number(graphics, key))
    {
        for (key, own) in ["x", "y"].into_iter().zip(own) {
            if let Some((number, span)) = take(graphics, key).filter(|_| !own) {
                let column = Cow::Borrowed("graphics");
                node.values.push(Value { column, ..value(key, span.clone(), ValueKind::Number, number, span) });
            }
        }
    }
    pairs.retain(|pair| !matches!(&pair.value, Gml::List(list) if list.is_empty() && pair.key == "graphics"));
    node.values.extend(values(pairs));
    node
}

fn edge<'a>(span: Range<usize>, mut pairs: Vec<Pair<'a>>) -> (Element<'a>, Option<bool>) {
    let mut edge =
        Element { span, source: take(&mut pairs, "source"), target: take(&mut pairs, "target"), ..Element::default() };
    edge.id = take(&mut pairs, "key").or_else(|| take(&mut pairs, "id"));
    edge.label = take(&mut pairs, "label");
    edge.drawn = drawn(&pairs);
    let at = pairs.iter().position(|pair| pair.key == "directed");
    let directed = at.map(|at| is_true(&pairs.remove(at).value));
    edge.undirected = directed == Some(false);
    // Data sets of physics call the weight so, and Gephi reads it as one.
    if has_number(&pairs, "value") && !pairs.iter().any(|pair| pair.key == "weight") {
        pairs.iter_mut().filter(|pair| pair.key == "value").for_each(|pair| pair.key = "weight");
    }
    edge.values = values(pairs);
    (edge, directed)
}

fn value<'a>(
    key: &'a str,
    key_span: Range<usize>,
    kind: ValueKind,
    text: Cow<'a, str>,
    span: Range<usize>,
) -> Value<'a> {
    Value { key: key.into(), column: key.into(), key_span, kind, text, span }
}

fn attribute<'a>(key: &'a str, key_span: Range<usize>, gml: Gml<'a>, span: Range<usize>) -> Value<'a> {
    match gml {
        Gml::Number(number) => value(key, key_span, ValueKind::Number, json_number(number), span),
        Gml::Text(text) => value(key, key_span, ValueKind::Text, text, span),
        Gml::List(list) => value(key, key_span, ValueKind::Json, object(&list).into(), span),
    }
}

/// Makes attributes of the keys that are left; those that stand several times are lists.
fn values<'a>(pairs: Vec<Pair<'a>>) -> Vec<Value<'a>> {
    let mut groups = grouped(pairs.into_iter().map(|pair| (pair.key, pair)));
    let mut values = Vec::with_capacity(groups.len());
    for (key, group) in &mut groups {
        if group.len() == 1 {
            values.extend(group.drain(..).map(|pair| attribute(key, pair.key_span, pair.value, pair.span)));
        } else if let (Some(first), Some(last)) = (group.first(), group.last()) {
            let (key_span, span) = (first.key_span.clone(), first.span.start..last.span.end);
            let items: Vec<&Gml<'_>> = group.iter().map(|pair| &pair.value).collect();
            values.push(value(key, key_span, ValueKind::Json, array(&items).into(), span));
        }
    }
    values
}

/// Puts what has the same key together, in the order of first use.
fn grouped<'a, T>(pairs: impl Iterator<Item = (&'a str, T)>) -> Vec<(&'a str, Vec<T>)> {
    let mut groups: Vec<(&str, Vec<T>)> = Vec::new();
    let mut index = std::collections::HashMap::new();
    for (key, item) in pairs {
        let at = *index.entry(key).or_insert_with(|| {
            groups.push((key, Vec::with_capacity(1)));
            groups.len() - 1
        });
        groups[at].1.push(item);
    }
    groups
}

fn array(items: &[&Gml<'_>]) -> String {
    let marked = matches!(items.first(), Some(Gml::Text(text)) if text == LIST_START);
    let parts: Vec<String> = items.iter().skip(usize::from(marked)).map(|item| json(item)).collect();
    format!("[{}]", parts.join(", "))
}

fn object(list: &[Pair<'_>]) -> String {
    let mut out = String::from("{");
    for (key, items) in grouped(list.iter().map(|pair| (pair.key, &pair.value))) {
        out.push_str(if out.len() > 1 { ", " } else { "" });
        jsontext::write_string(&mut out, key);
        out.push_str(": ");
        out.push_str(&if let [one] = items.as_slice() { json(one) } else { array(&items) });
    }
    out.push('}');
    out
}

/// Returns a number as JSON has it: `.5` is `0.5`. One that JSON cannot write stays as it is.
fn json_number(number: &str) -> Cow<'_, str> {
    if row::is_json(number) {
        return number.into();
    }
    match (number.parse::<i64>(), number.parse::<f64>()) {
        (Ok(whole), _) => whole.to_string().into(),
        (_, Ok(finite)) if finite.is_finite() => finite.to_string().into(),
        _ => number.into(),
    }
}

/// Returns a value as JSON text; a number that JSON has no form for is a text.
fn json(gml: &Gml<'_>) -> String {
    let text = match gml {
        Gml::List(list) => return object(list),
        Gml::Number(number) => match json_number(number) {
            json if row::is_json(&json) => return json.into_owned(),
            _ => number,
        },
        Gml::Text(text) => &**text,
    };
    let mut out = String::new();
    jsontext::write_string(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_json() {
        for (number, json) in
            [("5", "5"), (".5", "0.5"), ("+9007199254740993", "9007199254740993"), ("-007", "-7"), ("INF", "INF")]
        {
            assert_eq!(json_number(number), json, "{number}");
        }
    }
}

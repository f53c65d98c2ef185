//! Reading the expected tables of the kit and comparing rows with them, by value.

use std::collections::BTreeMap;

use kgraph::query::cypher::Value;
use kgraph::query::cypher::lex::{Token, lex};
use kgraph::query::view::GraphView;
use serde_json::Value as Json;

use super::graph::TestGraph;

/// A value as the kit writes it: elements by content, not by number.
#[derive(Clone, Debug)]
enum Shape {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(String),
    List(Vec<Shape>),
    Map(BTreeMap<String, Shape>),
    Node(Vec<String>, BTreeMap<String, Shape>),
    Rel(String, BTreeMap<String, Shape>),
    /// Nodes and relationships; `true` where the relationship points forward.
    Path(Vec<Shape>, Vec<(Shape, bool)>),
}

pub(crate) fn compare(graph: &TestGraph, columns: &[String], rows: &[Vec<Value>], expect: &Json) -> Result<(), String> {
    let table: Vec<Vec<&str>> = expect["table"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| row.as_array().into_iter().flatten().map(|cell| cell.as_str().unwrap_or_default()).collect())
        .collect();
    let ignore_list_order = expect["unordered_lists"].as_bool() == Some(true);
    let Some((header, wanted)) = table.split_first() else {
        return if rows.is_empty() { Ok(()) } else { Err(format!("no rows were expected, there are {}", rows.len())) };
    };
    if expect["empty"].as_bool() == Some(true) && !rows.is_empty() {
        return Err(format!("no rows were expected, there are {}", rows.len()));
    }
    if header.len() != columns.len() {
        return Err(format!("columns {header:?} were expected, not {columns:?}"));
    }
    let place = |name: &&str| {
        columns
            .iter()
            .position(|c| squeezed(c) == squeezed(name))
            .ok_or_else(|| format!("no column {name} in {columns:?}"))
    };
    let places = header.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    let mut want = Vec::new();
    for row in wanted {
        want.push(row.iter().map(|cell| Reader::new(cell).whole()).collect::<Result<Vec<_>, _>>()?);
    }
    let mut got: Vec<Vec<Shape>> =
        rows.iter().map(|row| places.iter().map(|i| shape(graph, &row[*i])).collect()).collect();
    let shown = format!("expected {want:?}, got {got:?}");
    if want.len() != got.len() {
        return Err(shown);
    }
    let same = |a: &[Shape], b: &[Shape]| a.iter().zip(b).all(|(a, b)| equal(a, b, ignore_list_order));
    let ordered = expect["ordered"].as_bool() == Some(true);
    for row in want {
        let found =
            if ordered { same(&row, &got[0]).then_some(0) } else { got.iter().position(|other| same(&row, other)) };
        match found {
            Some(at) => drop(got.remove(at)),
            None => return Err(shown),
        }
    }
    Ok(())
}

/// Column names are compared without blanks, which the kit does not keep exactly.
fn squeezed(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn equal(a: &Shape, b: &Shape, any_order: bool) -> bool {
    let maps = |a: &BTreeMap<String, Shape>, b: &BTreeMap<String, Shape>| {
        a.len() == b.len() && a.iter().zip(b).all(|((k, x), (l, y))| k == l && equal(x, y, any_order))
    };
    match (a, b) {
        (Shape::Null, Shape::Null) => true,
        (Shape::Bool(a), Shape::Bool(b)) => a == b,
        (Shape::Int(a), Shape::Int(b)) => a == b,
        (Shape::Float(a), Shape::Float(b)) => a == b || (a - b).abs() <= 1e-15 * a.abs() || (a.is_nan() && b.is_nan()),
        (Shape::Str(a), Shape::Str(b)) => a == b,
        (Shape::List(a), Shape::List(b)) if any_order => {
            let mut rest: Vec<&Shape> = b.iter().collect();
            a.len() == b.len()
                && a.iter().all(|x| match rest.iter().position(|y| equal(x, y, any_order)) {
                    Some(at) => {
                        rest.remove(at);
                        true
                    }
                    None => false,
                })
        }
        (Shape::List(a), Shape::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(x, y)| equal(x, y, any_order)),
        (Shape::Map(a), Shape::Map(b)) => maps(a, b),
        (Shape::Node(l, a), Shape::Node(m, b)) => l == m && maps(a, b),
        (Shape::Rel(t, a), Shape::Rel(u, b)) => t == u && maps(a, b),
        (Shape::Path(n, r), Shape::Path(m, s)) => {
            let nodes = n.len() == m.len() && n.iter().zip(m).all(|(x, y)| equal(x, y, any_order));
            let rels = r.iter().zip(s).all(|(x, y)| x.1 == y.1 && equal(&x.0, &y.0, any_order));
            nodes && rels
        }
        _ => false,
    }
}

fn shape(graph: &TestGraph, value: &Value) -> Shape {
    let map = |keys: Vec<String>, get: &dyn Fn(&str) -> Option<Value>| -> BTreeMap<String, Shape> {
        keys.into_iter()
            .filter_map(|key| Some((get(&key).map(|v| shape(graph, &v))?, key)))
            .map(|(v, k)| (k, v))
            .collect()
    };
    match value {
        Value::Null => Shape::Null,
        Value::Bool(b) => Shape::Bool(*b),
        Value::Int(i) => Shape::Int(*i),
        Value::Float(x) => Shape::Float(*x),
        Value::Str(s) => Shape::Str(s.to_string()),
        Value::List(items) => Shape::List(items.iter().map(|v| shape(graph, v)).collect()),
        Value::Map(entries) => Shape::Map(entries.iter().map(|(k, v)| (k.clone(), shape(graph, v))).collect()),
        Value::Node(node) => {
            let (mut labels, mut keys) = (Vec::new(), Vec::new());
            graph.node_labels(*node, &mut labels);
            graph.node_keys(*node, &mut keys);
            let mut labels: Vec<String> = labels.into_iter().map(|l| graph.label_name(l).into_owned()).collect();
            labels.sort();
            Shape::Node(labels, map(keys, &|key| graph.node_property(*node, key)))
        }
        Value::Rel(rel) => {
            let mut keys = Vec::new();
            graph.rel_keys(*rel, &mut keys);
            let kind = graph.type_name(graph.rel_type(*rel)).into_owned();
            Shape::Rel(kind, map(keys, &|key| graph.rel_property(*rel, key)))
        }
        Value::Path(path) => {
            let nodes = path.nodes.iter().map(|n| shape(graph, &Value::Node(*n))).collect();
            let forward =
                |(i, rel): (usize, &_)| (shape(graph, &Value::Rel(*rel)), graph.ends(*rel).0 == path.nodes[i]);
            Shape::Path(nodes, path.rels.iter().enumerate().map(forward).collect())
        }
    }
}

/// A reader of the kit's notation for values.
struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self { tokens: lex(text).into_iter().map(|t| t.0).collect(), at: 0 }
    }

    fn whole(mut self) -> Result<Shape, String> {
        let shape = self.value()?;
        if self.tokens[self.at] == Token::End {
            Ok(shape)
        } else {
            Err(format!("unread: {:?}", &self.tokens[self.at..]))
        }
    }

    fn eat(&mut self, punct: &str) -> bool {
        let found = matches!(self.tokens[self.at], Token::Punct(p) if p == punct);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, punct: &str) -> Result<(), String> {
        if self.eat(punct) { Ok(()) } else { Err(format!("{punct} expected, {:?} found", self.tokens[self.at])) }
    }

    fn name(&mut self) -> Result<String, String> {
        let token = self.tokens[self.at].clone();
        self.at += 1;
        match token {
            Token::Word(name) | Token::Quoted(name) => Ok(name),
            other => Err(format!("a name expected, {other:?} found")),
        }
    }

    fn value(&mut self) -> Result<Shape, String> {
        let token = self.tokens[self.at].clone();
        match token {
            Token::Punct("(") => return self.node(),
            Token::Punct("{") => return Ok(Shape::Map(self.map()?)),
            Token::Punct("<") => return self.path(),
            Token::Punct("<>") => return Err("an empty path".into()),
            Token::Punct("[") if self.tokens[self.at + 1] == Token::Punct(":") => return self.rel(),
            Token::Punct("[") => return self.list(),
            Token::Punct("-") => {
                self.at += 1;
                return match self.value()? {
                    Shape::Int(i) => Ok(Shape::Int(i.wrapping_neg())),
                    Shape::Float(x) => Ok(Shape::Float(-x)),
                    other => Err(format!("minus {other:?}")),
                };
            }
            _ => self.at += 1,
        }
        match token {
            Token::Int(n) => Ok(Shape::Int(n as i64)),
            Token::Float(x) => Ok(Shape::Float(x)),
            Token::Str(s) => Ok(Shape::Str(s)),
            Token::Word(w) => match w.as_str() {
                "null" => Ok(Shape::Null),
                "true" => Ok(Shape::Bool(true)),
                "false" => Ok(Shape::Bool(false)),
                "NaN" => Ok(Shape::Float(f64::NAN)),
                _ => Err(format!("{w} is not a value")),
            },
            other => Err(format!("{other:?} is not a value")),
        }
    }

    fn list(&mut self) -> Result<Shape, String> {
        self.expect("[")?;
        let mut items = Vec::new();
        while !self.eat("]") {
            if !items.is_empty() {
                self.expect(",")?;
            }
            items.push(self.value()?);
        }
        Ok(Shape::List(items))
    }

    fn map(&mut self) -> Result<BTreeMap<String, Shape>, String> {
        self.expect("{")?;
        let mut out = BTreeMap::new();
        while !self.eat("}") {
            if !out.is_empty() {
                self.expect(",")?;
            }
            let key = self.name()?;
            self.expect(":")?;
            out.insert(key, self.value()?);
        }
        Ok(out)
    }

    fn optional_map(&mut self) -> Result<BTreeMap<String, Shape>, String> {
        if matches!(self.tokens[self.at], Token::Punct("{")) { self.map() } else { Ok(BTreeMap::new()) }
    }

    fn node(&mut self) -> Result<Shape, String> {
        self.expect("(")?;
        let mut labels = Vec::new();
        while self.eat(":") {
            labels.push(self.name()?);
        }
        labels.sort();
        let properties = self.optional_map()?;
        self.expect(")")?;
        Ok(Shape::Node(labels, properties))
    }

    fn rel(&mut self) -> Result<Shape, String> {
        self.expect("[")?;
        self.expect(":")?;
        let kind = self.name()?;
        let properties = self.optional_map()?;
        self.expect("]")?;
        Ok(Shape::Rel(kind, properties))
    }

    fn path(&mut self) -> Result<Shape, String> {
        self.expect("<")?;
        let (mut nodes, mut rels) = (vec![self.node()?], Vec::new());
        while !self.eat(">") {
            let left = self.eat("<");
            self.expect("-")?;
            let rel = self.rel()?;
            self.expect("-")?;
            if !left {
                self.expect(">")?;
            }
            rels.push((rel, !left));
            nodes.push(self.node()?);
        }
        Ok(Shape::Path(nodes, rels))
    }
}

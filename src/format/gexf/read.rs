//! Reads GEXF of any writer into elements with named values.

use super::super::foreign::{self, Document, Element, Placed, Value, ValueKind};
use super::super::xml::header::Hidden;
use super::super::xml::read::{Attr, Item, Result, Tag, XmlError, XmlReader};
use crate::diagnostics::Source;
use crate::graph::{Builder, Date};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Reads files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    foreign::read(sources, builder, parse);
}

fn parse<'a>(text: &'a str, document: &mut Document<'a>) -> Result<()> {
    let mut file = File {
        xml: XmlReader::new(text)?,
        document,
        columns: [HashMap::new(), HashMap::new()],
        defaults: [Vec::new(), Vec::new()],
        undirected: true,
        prefix: "",
    };
    let Item::Start(root) = file.xml.next()? else { return Ok(()) };
    if root.local() != "gexf" {
        let message = format!("the outermost element is `{}`, not `gexf`", root.local());
        return Err(XmlError { span: root.span, message, hint: "" });
    }
    file.prefix = root.prefix();
    loop {
        match file.xml.next()? {
            Item::Start(tag) => match file.kind(&tag) {
                "graph" => file.graph(&tag)?,
                "meta" => file.meta()?,
                _ => file.xml.skip()?,
            },
            Item::End | Item::Text(..) => {}
            Item::Eof => break,
        }
    }
    let comment = file.xml.comment.clone();
    file.document.problems.extend(comment.clone().and_then(|comment| Hidden::problem(text, comment)));
    file.document.hidden = comment.and_then(|comment| Hidden::read(text, comment));
    Ok(())
}

/// Nodes and edges as numbers of lists.
const NODES: usize = 0;
const EDGES: usize = 1;

type Declared<'a> = HashMap<Cow<'a, str>, (Cow<'a, str>, ValueKind)>;

struct File<'a, 'd> {
    xml: XmlReader<'a>,
    document: &'d mut Document<'a>,
    /// Titles and types of attributes of nodes and of edges, by id.
    columns: [Declared<'a>; 2],
    defaults: [Vec<Value<'a>>; 2],
    /// Whether edges that do not say so have no direction.
    undirected: bool,
    prefix: &'a str,
}

impl<'a> File<'a, '_> {
    /// Returns the name of an element of GEXF; empty for any other, such as `viz:color`.
    fn kind(&self, tag: &Tag<'a>) -> &'a str {
        if tag.prefix() == self.prefix { tag.local() } else { "" }
    }

    fn meta(&mut self) -> Result<()> {
        loop {
            match self.xml.next()? {
                Item::Start(tag) if matches!(self.kind(&tag), "description" | "keywords" | "title") => {
                    let name = tag.local();
                    let (text, span) = self.xml.content()?;
                    if !text.trim().is_empty() {
                        self.document.values.push(value(name, (text, span)));
                    }
                }
                Item::Start(_) => self.xml.skip()?,
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(()),
            }
        }
    }

    fn graph(&mut self, tag: &Tag<'a>) -> Result<()> {
        self.undirected = tag.get("defaultedgetype").is_none_or(|default| default.value != "directed");
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match self.kind(&tag) {
                    "attributes" => self.attributes(&tag)?,
                    "nodes" => self.nodes(None)?,
                    "edges" => self.edges()?,
                    _ => self.xml.skip()?,
                },
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(()),
            }
        }
    }

    fn attributes(&mut self, tag: &Tag<'a>) -> Result<()> {
        let class = if tag.get("class").is_some_and(|class| class.value == "edge") { EDGES } else { NODES };
        loop {
            match self.xml.next()? {
                Item::Start(tag) if self.kind(&tag) == "attribute" => self.attribute(&tag, class)?,
                Item::Start(_) => self.xml.skip()?,
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(()),
            }
        }
    }

    fn attribute(&mut self, tag: &Tag<'a>, class: usize) -> Result<()> {
        let get = |name: &str| tag.get(name).map(|attribute| attribute.value.clone()).unwrap_or_default();
        let (id, title) = (get("id"), get("title"));
        let kind = match &*get("type") {
            "integer" | "int" | "long" | "float" | "double" | "short" | "byte" | "bigdecimal" | "biginteger" => {
                ValueKind::Number
            }
            "boolean" => ValueKind::Boolean,
            _ => ValueKind::Text,
        };
        let title = if title.is_empty() { id.clone() } else { title };
        loop {
            match self.xml.next()? {
                Item::Start(tag) if self.kind(&tag) == "default" => {
                    let (text, span) = self.xml.content()?;
                    let (key, column) = (title.clone(), id.clone());
                    self.defaults[class].push(Value { key, column, key_span: span.clone(), kind, text, span });
                }
                Item::Start(_) => self.xml.skip()?,
                Item::Text(..) => {}
                Item::End | Item::Eof => break,
            }
        }
        self.columns[class].entry(id).or_insert((title, kind));
        Ok(())
    }

    fn nodes(&mut self, parent: Option<&Placed<'a>>) -> Result<()> {
        loop {
            match self.xml.next()? {
                Item::Start(tag) if self.kind(&tag) == "node" => self.node(tag, parent)?,
                Item::Start(_) => self.xml.skip()?,
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(()),
            }
        }
    }

    fn edges(&mut self) -> Result<()> {
        loop {
            match self.xml.next()? {
                Item::Start(tag) if self.kind(&tag) == "edge" => self.edge(tag)?,
                Item::Start(_) => self.xml.skip()?,
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(()),
            }
        }
    }

    fn node(&mut self, tag: Tag<'a>, parent: Option<&Placed<'a>>) -> Result<()> {
        let mut node = Element { span: tag.span.clone(), ..Element::default() };
        let mut of_file = parent.cloned();
        for Attr { name, value: text, span, .. } in tag.attributes {
            match name {
                "id" => node.id = Some((text, span)),
                "label" => node.label = Some((text, span)),
                "pid" => of_file = Some((text, span)),
                "start" | "end" | "timestamp" => node.values.push(value(name, (text, span))),
                _ => {}
            }
        }
        if let Some(parent) = of_file {
            node.values.push(value("parent", parent));
        }
        let id = node.id.clone();
        let at = self.document.nodes.len();
        self.document.nodes.push(Element::default());
        self.inside(&mut node, NODES, id.as_ref())?;
        self.document.nodes[at] = node;
        Ok(())
    }

    fn edge(&mut self, tag: Tag<'a>) -> Result<()> {
        let mut edge = Element { span: tag.span.clone(), undirected: self.undirected, ..Element::default() };
        let mut times: Vec<(&'static str, Placed<'a>)> = Vec::new();
        for Attr { name, value: text, span, .. } in tag.attributes {
            let placed = (text, span);
            match name {
                "id" => edge.id = Some(placed),
                "source" => edge.source = Some(placed),
                "target" => edge.target = Some(placed),
                "kind" => edge.relation = Some(placed),
                "label" => edge.label = Some(placed),
                "type" => {
                    edge.undirected = placed.0 != "directed";
                    if !matches!(&*placed.0, "directed" | "undirected" | "mutual") {
                        let message = format!("`{}` is no direction of an edge: it is read as undirected", placed.0);
                        let hint = "write `directed`, `undirected` or `mutual`".to_owned();
                        self.document.problems.push((crate::diagnostics::Code::BadValue, placed.1, message, hint));
                    }
                }
                "weight" => edge.values.push(Value { kind: ValueKind::Number, ..value("weight", placed) }),
                "start" | "startopen" => times.push(("since", placed)),
                "end" | "endopen" => times.push(("until", placed)),
                "timestamp" => edge.values.push(value(name, placed)),
                _ => {}
            }
        }
        self.inside(&mut edge, EDGES, None)?;
        for (key, placed) in times {
            // The attribute has the date as it was; the time may have been made of a part of one.
            if edge.values.iter().any(|known| known.key == key) {
                continue;
            }
            let name = match Date::parse(&placed.0) {
                Some(_) => key,
                None if key == "since" => "start",
                None => "end",
            };
            edge.values.push(value(name, placed));
        }
        self.document.edges.push(edge);
        Ok(())
    }

    /// Reads what stands inside a node or an edge.
    fn inside(&mut self, element: &mut Element<'a>, class: usize, id: Option<&Placed<'a>>) -> Result<()> {
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match self.kind(&tag) {
                    "attvalues" => self.attvalues(element, class)?,
                    "nodes" if class == NODES => self.nodes(id)?,
                    "edges" if class == NODES => self.edges()?,
                    _ => self.xml.skip()?,
                },
                Item::Text(..) => {}
                Item::End | Item::Eof => break,
            }
        }
        self.document.add_defaults(&mut element.values, self.defaults[class].iter());
        Ok(())
    }

    fn attvalues(&mut self, element: &mut Element<'a>, class: usize) -> Result<()> {
        loop {
            match self.xml.next()? {
                Item::Start(tag) => {
                    if self.kind(&tag) == "attvalue"
                        && let (Some(column), Some(text)) = (tag.get("for").or_else(|| tag.get("id")), tag.get("value"))
                    {
                        let known = self.columns[class].get(&column.value).cloned();
                        let (key, kind) = known.unwrap_or_else(|| (column.value.clone(), ValueKind::Text));
                        let (id, key_span) = (column.value.clone(), column.span.clone());
                        let (text, span) = (text.value.clone(), text.span.clone());
                        element.values.push(Value { key, column: id, key_span, kind, text, span });
                    }
                    self.xml.skip()?;
                }
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(()),
            }
        }
    }
}

fn value<'a>(key: &'a str, (text, span): Placed<'a>) -> Value<'a> {
    let key_span = span.clone();
    Value { key: key.into(), column: Cow::Borrowed(""), key_span, kind: ValueKind::Text, text, span }
}

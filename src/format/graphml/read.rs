//! Reads GraphML of any writer into elements with named values.

use super::super::foreign::{self, Document, Element, Placed, Value, ValueKind};
use super::super::xml::header::Hidden;
use super::super::xml::read::{Item, Result, Tag, XmlError, XmlReader};
use crate::diagnostics::{Code, Source};
use crate::graph::Builder;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Reads files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    foreign::read(sources, builder, parse);
}

fn parse<'a>(text: &'a str, document: &mut Document<'a>) -> Result<()> {
    let mut file =
        File { xml: XmlReader::new(text)?, document, keys: HashMap::new(), defaults: Vec::new(), prefix: "" };
    let root = match file.xml.next()? {
        Item::Start(tag) => tag,
        _ => return Ok(()),
    };
    if root.local() != "graphml" {
        let message = format!("the outermost element is `{}`, not `graphml`", root.local());
        let hint = "";
        return Err(XmlError { span: root.span, message, hint });
    }
    file.prefix = root.prefix();
    loop {
        match file.xml.next()? {
            Item::Start(tag) => match file.kind(&tag) {
                "key" => file.key(tag)?,
                "graph" => file.graph(&tag, None)?,
                "data" => file.graph_data(&tag)?,
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

/// The element that a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum For {
    Node,
    Edge,
    Graph,
}

/// A declared key.
#[derive(Clone, Debug)]
struct Key<'a> {
    name: Cow<'a, str>,
    kind: ValueKind,
    /// A drawing of yEd or yWorks.
    graphics: bool,
}

struct File<'a, 'd> {
    xml: XmlReader<'a>,
    document: &'d mut Document<'a>,
    keys: HashMap<(For, Cow<'a, str>), Key<'a>>,
    /// Values of elements that do not have their own, in the order of the keys.
    defaults: Vec<(For, Value<'a>)>,
    /// The prefix of GraphML's own elements.
    prefix: &'a str,
}

impl<'a> File<'a, '_> {
    /// Returns the name of an element of GraphML; empty for any other.
    fn kind(&self, tag: &Tag<'a>) -> &'a str {
        if tag.prefix() == self.prefix { tag.local() } else { "" }
    }

    fn key(&mut self, tag: Tag<'a>) -> Result<()> {
        let get = |name: &str| tag.get(name).map(|attribute| attribute.value.clone());
        let id = get("id").unwrap_or_default();
        let kind = match get("attr.type").as_deref() {
            Some("int" | "integer" | "long" | "float" | "double" | "short" | "byte" | "bigdecimal" | "biginteger") => {
                ValueKind::Number
            }
            Some("boolean" | "bool") => ValueKind::Boolean,
            _ => ValueKind::Text,
        };
        let graphics = tag
            .attributes
            .iter()
            .any(|attribute| attribute.name.ends_with("yfiles.type") || attribute.name == "y:attr.type");
        let name = get("attr.name").filter(|name| !name.is_empty());
        let key = Key { name: name.unwrap_or_else(|| id.clone()), kind, graphics };
        let domains: &[For] = match get("for").as_deref() {
            Some("node") => &[For::Node],
            Some("edge") => &[For::Edge],
            Some("graph" | "graphml") => &[For::Graph],
            Some("all") | None => &[For::Node, For::Edge, For::Graph],
            _ => &[],
        };
        let default = self.default_of_key()?;
        for &domain in domains {
            if let Some((text, span)) = default.clone()
                && !key.graphics
                && domain != For::Graph
            {
                let (key, column, kind) = (key.name.clone(), id.clone(), key.kind);
                self.defaults.push((domain, Value { key, column, key_span: span.clone(), kind, text, span }));
            }
            // A key that stands twice is the one that stood first, for the same elements.
            self.keys.entry((domain, id.clone())).or_insert_with(|| key.clone());
        }
        Ok(())
    }

    fn default_of_key(&mut self) -> Result<Option<Placed<'a>>> {
        let mut default = None;
        loop {
            match self.xml.next()? {
                Item::Start(tag) if self.kind(&tag) == "default" => default = Some(self.xml.content()?),
                Item::Start(_) => self.xml.skip()?,
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(default),
            }
        }
    }

    /// Reads a graph; one inside a node is a part of that node.
    fn graph(&mut self, tag: &Tag<'a>, parent: Option<&Placed<'a>>) -> Result<()> {
        let undirected = tag.get("edgedefault").is_some_and(|default| default.value == "undirected");
        if let Some(odd) = tag.get("edgedefault").filter(|it| !matches!(&*it.value, "directed" | "undirected")) {
            let message = format!("`{}` is no direction of edges: they are read as directed", odd.value);
            let hint = "write `directed` or `undirected`".to_owned();
            self.document.problems.push((Code::BadValue, odd.span.clone(), message, hint));
        }
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match self.kind(&tag) {
                    "node" => self.node(tag, parent)?,
                    "edge" => self.edge(tag, undirected)?,
                    "data" if parent.is_none() => self.graph_data(&tag)?,
                    "desc" if parent.is_none() => {
                        let (text, span) = self.xml.content()?;
                        let (key, column) = (Cow::Borrowed("description"), Cow::Borrowed(""));
                        let kind = ValueKind::Text;
                        self.document.values.push(Value { key, column, key_span: span.clone(), kind, text, span });
                    }
                    "hyperedge" => self.refuse(tag, "a hyperedge joins any number of nodes, an edge here joins two")?,
                    "locator" => self.refuse(tag, "the graph stands in another file, which is not read")?,
                    _ => self.xml.skip()?,
                },
                Item::Text(..) => {}
                Item::End | Item::Eof => return Ok(()),
            }
        }
    }

    fn refuse(&mut self, tag: Tag<'a>, message: &str) -> Result<()> {
        let hint = match tag.local() {
            "hyperedge" => "write it as a node, with an edge to each member",
            _ => "put the graph into this file",
        };
        self.document.problems.push((Code::WrongType, tag.span, message.to_owned(), hint.to_owned()));
        self.xml.skip()
    }

    fn graph_data(&mut self, tag: &Tag<'a>) -> Result<()> {
        let mut values = Vec::new();
        if let Some(value) = self.data(tag, For::Graph, &mut None)? {
            values.push(value);
        }
        self.document.values.extend(values);
        Ok(())
    }

    fn node(&mut self, tag: Tag<'a>, parent: Option<&Placed<'a>>) -> Result<()> {
        let mut node = Element { span: tag.span.clone(), ..Element::default() };
        for attribute in tag.attributes {
            let placed = (attribute.value, attribute.span);
            match attribute.name {
                "id" => node.id = Some(placed),
                "labels" => node.labels = Some(placed),
                name if is_plain(name) => node.values.push(plain(name, attribute.name_span, placed)),
                _ => {}
            }
        }
        if let Some((id, span)) = parent {
            node.values.push(plain("parent", span.clone(), (id.clone(), span.clone())));
        }
        let id = node.id.clone();
        // Nodes of a graph inside come after the node itself.
        let at = self.document.nodes.len();
        self.document.nodes.push(Element::default());
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match self.kind(&tag) {
                    "data" => {
                        let value = self.data(&tag, For::Node, &mut node.drawn)?;
                        node.values.extend(value);
                    }
                    "graph" => self.graph(&tag, id.as_ref())?,
                    "locator" => self.refuse(tag, "the node stands in another file, which is not read")?,
                    _ => self.xml.skip()?,
                },
                Item::Text(..) => {}
                Item::End | Item::Eof => break,
            }
        }
        let defaults = self.defaults.iter().filter(|(domain, _)| *domain == For::Node);
        self.document.add_defaults(&mut node.values, defaults.map(|(_, value)| value));
        self.document.nodes[at] = node;
        Ok(())
    }

    fn edge(&mut self, tag: Tag<'a>, undirected: bool) -> Result<()> {
        let mut edge = Element { span: tag.span.clone(), undirected, ..Element::default() };
        for attribute in tag.attributes {
            let placed = (attribute.value, attribute.span);
            match attribute.name {
                "id" => edge.id = Some(placed),
                "source" => edge.source = Some(placed),
                "target" => edge.target = Some(placed),
                "label" => edge.relation = Some(placed),
                "directed" => edge.undirected = matches!(&*placed.0, "false" | "0"),
                name if is_plain(name) => edge.values.push(plain(name, attribute.name_span, placed)),
                _ => {}
            }
        }
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match self.kind(&tag) {
                    "data" => {
                        let value = self.data(&tag, For::Edge, &mut edge.drawn)?;
                        edge.values.extend(value);
                    }
                    "graph" => self.refuse(tag, "a graph inside an edge has no place here")?,
                    _ => self.xml.skip()?,
                },
                Item::Text(..) => {}
                Item::End | Item::Eof => break,
            }
        }
        let defaults = self.defaults.iter().filter(|(domain, _)| *domain == For::Edge);
        self.document.add_defaults(&mut edge.values, defaults.map(|(_, value)| value));
        self.document.edges.push(edge);
        Ok(())
    }

    /// Reads a `<data>`; of a drawing, only its label.
    fn data(&mut self, tag: &Tag<'a>, domain: For, drawn: &mut Option<Placed<'a>>) -> Result<Option<Value<'a>>> {
        let (id, key_span) = match tag.get("key") {
            Some(attribute) => (attribute.value.clone(), attribute.span.clone()),
            None => (Cow::Borrowed(""), tag.span.clone()),
        };
        let key = self.keys.get(&(domain, id.clone())).cloned();
        if key.as_ref().is_some_and(|key| key.graphics) {
            self.graphics(drawn)?;
            return Ok(None);
        }
        let (text, span) = self.xml.content()?;
        let span = if span.is_empty() { key_span.clone() } else { span };
        // Without a declaration the id has to do as a name.
        let (name, kind) = key.map_or((id.clone(), ValueKind::Text), |key| (key.name, key.kind));
        Ok(Some(Value { key: name, column: id, key_span, kind, text, span }))
    }

    /// Reads a drawing up to its end: the first label with a text in it.
    fn graphics(&mut self, drawn: &mut Option<Placed<'a>>) -> Result<()> {
        let mut depth = 1usize;
        let mut label: Option<(usize, String, Range<usize>)> = None;
        while depth > 0 {
            match self.xml.next()? {
                Item::Start(tag) => {
                    depth += 1;
                    if drawn.is_none() && label.is_none() && matches!(tag.local(), "NodeLabel" | "EdgeLabel") {
                        label = Some((depth, String::new(), tag.span));
                    }
                }
                Item::Text(part, span) => {
                    if let Some((at, text, place)) = &mut label
                        && *at == depth
                    {
                        text.push_str(&part);
                        *place = span;
                    }
                }
                Item::End => {
                    if let Some((at, ..)) = &label
                        && *at == depth
                    {
                        *drawn = label
                            .take()
                            .map(|(_, text, place)| (text.trim().to_owned(), place))
                            .filter(|(text, _)| !text.is_empty())
                            .map(|(text, place)| (Cow::Owned(text), place));
                    }
                    depth -= 1;
                }
                Item::Eof => break,
            }
        }
        Ok(())
    }
}

/// Returns whether an attribute that GraphML does not know is somebody's own value.
fn is_plain(name: &str) -> bool {
    !name.contains([':', '.']) && !name.starts_with("xmlns")
}

fn plain<'a>(name: &'a str, key_span: Range<usize>, (text, span): Placed<'a>) -> Value<'a> {
    Value { key: name.into(), column: Cow::Borrowed(""), key_span, kind: ValueKind::Text, text, span }
}

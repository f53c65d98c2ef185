//! DOT tokens to nodes and edges, by the grammar and scopes of Graphviz.

use super::lex::{Id, IdKind, Lexer, Problem, Token};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Subgraphs within subgraphs; Graphviz itself gives up at a few thousand.
const MAX_DEPTH: usize = 200;
/// Edges, attributes and defaults that a file stands for, or four for each byte of it: two sets of nodes as ends, and
/// defaults, make many of a short text.
const MAX_MADE: usize = 1_000_000;
/// Defaults that a node or edge can have.
const MAX_DEFAULTS: usize = 1000;

/// `key=value`.
#[derive(Clone, Debug)]
pub(super) struct Attr<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) value: Id<'a>,
}

/// A node, at the place where it is first named.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) span: Range<usize>,
    attrs: Vec<Attr<'a>>,
    defaults: Option<usize>,
}

/// An edge, at the place of its statement.
#[derive(Debug)]
pub(super) struct Edge<'a> {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) span: Range<usize>,
    attrs: Vec<Attr<'a>>,
    defaults: Option<usize>,
}

/// A subgraph that is drawn as a box.
#[derive(Debug)]
pub(super) struct Cluster<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) label: Option<Id<'a>>,
    pub(super) nodes: Vec<usize>,
}

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Dot<'a> {
    pub(super) directed: bool,
    pub(super) name: Cow<'a, str>,
    /// Of the whole graph, not of its subgraphs.
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) edges: Vec<Edge<'a>>,
    /// Subgraphs that are drawn as boxes; one inside another stands behind it.
    pub(super) clusters: Vec<Cluster<'a>>,
    /// How many statements made no edge of their own, and the first: `strict`, or an equal `key`.
    pub(super) merged: (usize, Range<usize>),
    /// Each with the one before it: scopes share what they have in common.
    defaults: Vec<(Attr<'a>, Option<usize>, usize)>,
}

impl<'a> Dot<'a> {
    /// Returns what a node says and what holds where it is first named.
    pub(super) fn node_attrs(&self, node: &Node<'a>) -> Vec<Attr<'a>> {
        self.all(&node.attrs, node.defaults)
    }

    /// Returns what an edge says and what holds where it stands.
    pub(super) fn edge_attrs(&self, edge: &Edge<'a>) -> Vec<Attr<'a>> {
        self.all(&edge.attrs, edge.defaults)
    }

    fn all(&self, own: &[Attr<'a>], mut link: Option<usize>) -> Vec<Attr<'a>> {
        let mut list = own.to_vec();
        let mut from_defaults = Vec::new();
        let mut seen: HashSet<&str> = own.iter().map(|attr| &*attr.key).collect();
        while let Some(at) = link {
            let (attr, before, _) = &self.defaults[at];
            if seen.insert(&attr.key) {
                from_defaults.push(attr.clone());
            }
            link = *before;
        }
        list.extend(from_defaults.into_iter().rev());
        list
    }
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Result<Dot<'_>, Problem> {
    let mut lexer = Lexer::new(text);
    let (token, span) = lexer.next()?;
    let mut parser = Parser {
        lexer,
        token,
        span,
        last_end: 0,
        dot: Dot::default(),
        strict: false,
        names: HashMap::new(),
        subgraphs: vec![Subgraph::default()],
        merged: HashMap::new(),
        keyed: HashMap::new(),
        left: MAX_MADE.max(text.len().saturating_mul(4)),
    };
    parser.graph()?;
    let clusters = parser.subgraphs.into_iter().filter(Subgraph::is_cluster);
    parser.dot.clusters = clusters.map(|Subgraph { name, label, nodes, .. }| Cluster { name, label, nodes }).collect();
    Ok(parser.dot)
}

#[derive(Debug, Default)]
struct Subgraph<'a> {
    name: Cow<'a, str>,
    /// What it says of itself, where that is kept.
    label: Option<Id<'a>>,
    cluster: bool,
    parent: Option<usize>,
    nodes: Vec<usize>,
    set: HashSet<usize>,
    children: HashMap<Cow<'a, str>, usize>,
    node_defaults: Option<usize>,
    edge_defaults: Option<usize>,
}

impl<'a> Subgraph<'a> {
    /// Takes note of what the subgraph says of itself.
    fn set(&mut self, key: &str, value: Id<'a>) {
        match key {
            "label" => self.label = Some(value),
            "cluster" => self.cluster = matches!(&*value.text.to_ascii_lowercase(), "true" | "yes" | "1"),
            _ => {}
        }
    }

    /// Returns whether Graphviz draws a box around it.
    fn is_cluster(&self) -> bool {
        self.parent.is_some() && (self.cluster || self.name.starts_with("cluster"))
    }
}

/// One end of an edge.
enum End<'a> {
    Node(usize, Option<Id<'a>>),
    Subgraph(usize),
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token<'a>,
    span: Range<usize>,
    /// Where the token before this one ends.
    last_end: usize,
    dot: Dot<'a>,
    strict: bool,
    names: HashMap<Cow<'a, str>, usize>,
    subgraphs: Vec<Subgraph<'a>>,
    merged: HashMap<(usize, usize), usize>,
    keyed: HashMap<(usize, usize, String), usize>,
    /// What the text may still stand for: edges, and attributes of nodes and edges, their defaults among them.
    left: usize,
}

type Parsed<T> = Result<T, Problem>;

impl<'a> Parser<'a> {
    fn advance(&mut self) -> Parsed<Token<'a>> {
        let (token, span) = self.lexer.next()?;
        self.last_end = self.span.end;
        self.span = span;
        Ok(std::mem::replace(&mut self.token, token))
    }

    fn take(&mut self, sign: u8) -> Parsed<bool> {
        let found = self.token == Token::Sign(sign);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn take_word(&mut self, word: &str) -> Parsed<bool> {
        let found = matches!(&self.token, Token::Word(known) if *known == word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn expect(&mut self, sign: u8) -> Parsed<()> {
        if self.take(sign)? { Ok(()) } else { self.unexpected(&format!("`{}`", char::from(sign))) }
    }

    fn unexpected<T>(&self, wanted: &str) -> Parsed<T> {
        let (found, hint) = match &self.token {
            Token::End => ("the end of the file".to_owned(), "close every `{`, `[` and quote"),
            Token::Word(word) => (format!("the keyword `{word}`"), "put a name that is a keyword in double quotes"),
            Token::Arrow { .. } => (self.found(), "an edge joins two names: `a -> b`"),
            _ => (self.found(), "see https://graphviz.org/doc/info/lang.html"),
        };
        Err(Problem { span: self.span.clone(), message: format!("expected {wanted}, found {found}"), hint })
    }

    fn found(&self) -> String {
        match &self.token {
            Token::Id(id) => format!("`{}`", crate::jsontext::shorten(&id.text, 40)),
            Token::Sign(sign) => format!("`{}`", char::from(*sign)),
            Token::Arrow { directed } => (if *directed { "`->`" } else { "`--`" }).to_owned(),
            Token::Word(word) => format!("`{word}`"),
            Token::End => "the end of the file".to_owned(),
        }
    }

    fn graph(&mut self) -> Parsed<()> {
        self.strict = self.take_word("strict")?;
        self.dot.directed = match self.token {
            Token::Word("digraph") => true,
            Token::Word("graph") => false,
            _ => return self.unexpected("`digraph` or `graph`"),
        };
        self.advance()?;
        if let Some(id) = self.id()? {
            self.dot.name = id.text;
        }
        self.expect(b'{')?;
        self.statements(0, 0)?;
        self.expect(b'}')?;
        match self.token {
            Token::End => Ok(()),
            Token::Word("strict" | "graph" | "digraph") => Err(Problem {
                span: self.span.clone(),
                message: "a second graph begins here".to_owned(),
                hint: "put each graph into a file of its own",
            }),
            _ => self.unexpected("the end of the file"),
        }
    }

    /// Takes an id, with the texts that `+` joins to it.
    fn id(&mut self) -> Parsed<Option<Id<'a>>> {
        if !matches!(self.token, Token::Id(_)) {
            return Ok(None);
        }
        let Token::Id(mut id) = self.advance()? else { return Ok(None) };
        while id.kind == IdKind::Quoted && self.token == Token::Sign(b'+') {
            self.advance()?;
            match self.advance()? {
                Token::Id(more) if more.kind == IdKind::Quoted => {
                    id.text.to_mut().push_str(&more.text);
                    id.span.end = more.span.end;
                }
                other => {
                    self.token = other;
                    return self.unexpected("a quoted text behind `+`");
                }
            }
        }
        Ok(Some(id))
    }

    fn statements(&mut self, scope: usize, depth: usize) -> Parsed<()> {
        while !matches!(self.token, Token::Sign(b'}') | Token::End) {
            self.statement(scope, depth)?;
            while self.take(b';')? {}
        }
        Ok(())
    }

    fn statement(&mut self, scope: usize, depth: usize) -> Parsed<()> {
        match self.token {
            Token::Word(word @ ("node" | "edge" | "graph")) => {
                self.advance()?;
                let attrs = self.attrs()?;
                match word {
                    "graph" if scope == 0 => attrs.into_iter().for_each(|attr| set(&mut self.dot.attrs, attr)),
                    "graph" => attrs.into_iter().for_each(|attr| self.subgraphs[scope].set(&attr.key, attr.value)),
                    _ => self.set_defaults(scope, word == "node", attrs)?,
                }
                return Ok(());
            }
            Token::Id(_) | Token::Sign(b'{') | Token::Word("subgraph") => {}
            _ => return self.unexpected("a statement"),
        }
        let start = self.span.start;
        if let Token::Id(_) = self.token {
            let Some(id) = self.id()? else { return Ok(()) };
            if self.take(b'=')? {
                let Some(value) = self.id()? else { return self.unexpected("a value") };
                if scope == 0 {
                    set(&mut self.dot.attrs, Attr { key: id.text, value });
                } else {
                    self.subgraphs[scope].set(&id.text, value);
                }
                return Ok(());
            }
            let node = self.mention(scope, id)?;
            let port = self.port()?;
            if !matches!(self.token, Token::Arrow { .. }) {
                let attrs = self.attrs()?;
                attrs.into_iter().for_each(|attr| set(&mut self.dot.nodes[node].attrs, attr));
                return Ok(());
            }
            return self.edges(scope, depth, start, End::Node(node, port));
        }
        let subgraph = self.subgraph(scope, depth)?;
        if matches!(self.token, Token::Arrow { .. }) {
            return self.edges(scope, depth, start, End::Subgraph(subgraph));
        }
        Ok(())
    }

    /// Takes the rest of a chain of edges and its attributes.
    fn edges(&mut self, scope: usize, depth: usize, start: usize, first: End<'a>) -> Parsed<()> {
        let mut ends = vec![first];
        while let Token::Arrow { directed } = self.token {
            if directed != self.dot.directed {
                let hint =
                    if directed { "write `--`, or make it a `digraph`" } else { "write `->`, or make it a `graph`" };
                let message = format!("{} joins no nodes of this graph", self.found());
                return Err(Problem { span: self.span.clone(), message, hint });
            }
            self.advance()?;
            let next = match self.token {
                Token::Id(_) => match self.id()? {
                    Some(id) => {
                        let node = self.mention(scope, id)?;
                        End::Node(node, self.port()?)
                    }
                    None => return self.unexpected("a node"),
                },
                Token::Sign(b'{') | Token::Word("subgraph") => End::Subgraph(self.subgraph(scope, depth)?),
                _ => return self.unexpected("a node"),
            };
            ends.push(next);
        }
        let span = start..self.last_end;
        let attrs = self.attrs()?;
        for pair in ends.windows(2) {
            let [tail, head] = pair else { continue };
            let (tails, heads) = (self.nodes_of(tail), self.nodes_of(head));
            let defaults = self.depth_of(self.subgraphs[scope].edge_defaults);
            let each = 1 + attrs.len() + defaults;
            self.make(tails.len().saturating_mul(heads.len()).saturating_mul(each), &span)?;
            let mut ports = Vec::new();
            for (key, port) in [("tailport", tail), ("headport", head)] {
                if let End::Node(_, Some(port)) = port {
                    ports.push(Attr { key: Cow::Borrowed(key), value: port.clone() });
                }
            }
            for &tail in &tails {
                for &head in &heads {
                    self.edge(scope, tail, head, span.clone(), ports.iter().chain(&attrs));
                }
            }
        }
        Ok(())
    }

    fn nodes_of(&self, end: &End<'a>) -> Vec<usize> {
        match end {
            End::Node(node, _) => vec![*node],
            End::Subgraph(subgraph) => self.subgraphs[*subgraph].nodes.clone(),
        }
    }

    fn edge<'t>(
        &mut self,
        scope: usize,
        tail: usize,
        head: usize,
        span: Range<usize>,
        attrs: impl Iterator<Item = &'t Attr<'a>> + Clone,
    ) where
        'a: 't,
    {
        let pair = if self.dot.directed || tail <= head { (tail, head) } else { (head, tail) };
        let key = attrs.clone().filter(|attr| attr.key == "key").last();
        let known = match key {
            _ if self.strict => self.merged.get(&pair).copied(),
            Some(key) => self.keyed.get(&(pair.0, pair.1, key.value.text.to_string())).copied(),
            None => None,
        };
        let at = known.unwrap_or(self.dot.edges.len());
        if known.is_some() {
            let (count, first) = &mut self.dot.merged;
            if *count == 0 {
                *first = span;
            }
            *count += 1;
        } else {
            let defaults = self.subgraphs[scope].edge_defaults;
            self.dot.edges.push(Edge { tail, head, span, attrs: Vec::new(), defaults });
            match key {
                _ if self.strict => drop(self.merged.insert(pair, at)),
                Some(key) => drop(self.keyed.insert((pair.0, pair.1, key.value.text.to_string()), at)),
                None => {}
            }
        }
        attrs.for_each(|attr| set(&mut self.dot.edges[at].attrs, attr.clone()));
    }

    /// Takes `:port` and `:port:compass`.
    fn port(&mut self) -> Parsed<Option<Id<'a>>> {
        let mut port: Option<Id<'a>> = None;
        while self.take(b':')? {
            let Some(id) = self.id()? else { return self.unexpected("a port") };
            match &mut port {
                None => port = Some(id),
                Some(port) => {
                    port.text = Cow::Owned(format!("{}:{}", port.text, id.text));
                    port.kind = IdKind::Quoted;
                    port.span.end = id.span.end;
                }
            }
        }
        Ok(port)
    }

    /// Takes any number of `[…]`.
    fn attrs(&mut self) -> Parsed<Vec<Attr<'a>>> {
        let mut list = Vec::new();
        while self.take(b'[')? {
            while !self.take(b']')? {
                let Some(key) = self.id()? else { return self.unexpected("an attribute or `]`") };
                let value = match self.take(b'=')? {
                    true => self.id()?,
                    // A name alone is true, as in old files.
                    false => Some(Id { text: "true".into(), kind: IdKind::Word, span: key.span.clone() }),
                };
                let Some(value) = value else { return self.unexpected("a value") };
                set(&mut list, Attr { key: key.text, value });
                while self.take(b',')? || self.take(b';')? {}
            }
        }
        Ok(list)
    }

    /// Returns how many defaults hold where this is the last one.
    fn depth_of(&self, last: Option<usize>) -> usize {
        last.map_or(0, |at| self.dot.defaults[at].2)
    }

    /// Counts what a statement stands for: a short text must not become a large graph.
    fn make(&mut self, count: usize, span: &Range<usize>) -> Parsed<()> {
        let Some(left) = self.left.checked_sub(count) else {
            let message = "this stands for far more edges and attributes than the text is long".to_owned();
            let hint = "split the graph, or write defaults at the nodes and edges that need them";
            return Err(Problem { span: span.clone(), message, hint });
        };
        self.left = left;
        Ok(())
    }

    fn set_defaults(&mut self, scope: usize, node: bool, attrs: Vec<Attr<'a>>) -> Parsed<()> {
        let subgraph = &mut self.subgraphs[scope];
        let link = if node { &mut subgraph.node_defaults } else { &mut subgraph.edge_defaults };
        for attr in attrs {
            let depth = link.map_or(0, |at| self.dot.defaults[at].2) + 1;
            if depth > MAX_DEFAULTS {
                let message = format!("more than {MAX_DEFAULTS} defaults hold here");
                return Err(Problem { span: attr.value.span, message, hint: "write them at the nodes and edges" });
            }
            self.dot.defaults.push((attr, *link, depth));
            *link = Some(self.dot.defaults.len() - 1);
        }
        Ok(())
    }

    /// Finds or makes a node, which then belongs to the subgraph and to all around it.
    fn mention(&mut self, scope: usize, id: Id<'a>) -> Parsed<usize> {
        // An HTML text and a plain one are two names, however alike.
        let name = if id.kind == IdKind::Html { Cow::Owned(format!("<{}>", id.text)) } else { id.text };
        let node = match self.names.get(&name) {
            Some(&node) => node,
            None => {
                let node = self.dot.nodes.len();
                self.names.insert(name.clone(), node);
                let defaults = self.subgraphs[scope].node_defaults;
                self.make(1 + self.depth_of(defaults), &id.span)?;
                self.dot.nodes.push(Node { name, span: id.span, attrs: Vec::new(), defaults });
                node
            }
        };
        let mut at = scope;
        while let Some(parent) = self.subgraphs[at].parent {
            if !self.subgraphs[at].set.insert(node) {
                break;
            }
            self.subgraphs[at].nodes.push(node);
            at = parent;
        }
        Ok(node)
    }

    /// Takes `{…}`, `subgraph name {…}`, or the name of a subgraph alone.
    fn subgraph(&mut self, scope: usize, depth: usize) -> Parsed<usize> {
        if depth >= MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} subgraphs within each other");
            return Err(Problem { span: self.span.clone(), message, hint: "flatten the graph" });
        }
        let named = self.take_word("subgraph")?;
        let name = if named { self.id()? } else { None };
        let known = name.as_ref().and_then(|name| self.subgraphs[scope].children.get(&name.text).copied());
        let at = known.unwrap_or(self.subgraphs.len());
        if known.is_none() {
            let Subgraph { node_defaults, edge_defaults, .. } = self.subgraphs[scope];
            let subgraph = Subgraph { parent: Some(scope), node_defaults, edge_defaults, ..Subgraph::default() };
            self.subgraphs.push(subgraph);
            if let Some(name) = name {
                self.subgraphs[at].name = name.text.clone();
                self.subgraphs[scope].children.insert(name.text, at);
            }
        }
        if self.take(b'{')? {
            self.statements(at, depth + 1)?;
            self.expect(b'}')?;
        } else if !named {
            return self.unexpected("`{`");
        }
        Ok(at)
    }
}

/// Sets an attribute; the last value counts, at the place of the first.
fn set<'a>(list: &mut Vec<Attr<'a>>, attr: Attr<'a>) {
    match list.iter_mut().find(|known| known.key == attr.key) {
        Some(known) => known.value = attr.value,
        None => list.push(attr),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nodes, and edges as `tail-head`.
    fn parts(text: &str) -> (Vec<String>, Vec<String>) {
        let dot = parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        let name = |at: usize| dot.nodes[at].name.to_string();
        let edges = dot.edges.iter().map(|edge| format!("{}-{}", name(edge.tail), name(edge.head))).collect();
        ((0..dot.nodes.len()).map(name).collect(), edges)
    }

    #[test]
    fn edges_are_those_of_graphviz() {
        for (text, nodes, edges) in [
            ("digraph { a -> b -> c }", 3, &["a-b", "b-c"][..]),
            ("digraph { a -> {b c} -> d }", 4, &["a-b", "a-c", "b-d", "c-d"]),
            ("digraph { {a b} -> subgraph x {c; subgraph y {d}} }", 4, &["a-c", "a-d", "b-c", "b-d"]),
            ("digraph { subgraph x {a b} subgraph x {c} subgraph x -> d }", 4, &["a-d", "b-d", "c-d"]),
            ("digraph { a:p:ne -> b:\"q\":sw }", 2, &["a-b"]),
            ("strict digraph { a -> b; a -> b; b -> a }", 2, &["a-b", "b-a"]),
            ("strict graph { a -- b; b -- a; a -- a }", 2, &["a-b", "a-a"]),
            ("graph { a -- b [key=x]; a -- b [key=x]; a -- b [key=y]; a--b }", 2, &["a-b", "a-b", "a-b"]),
            ("DIGRAPH \"x\" + \"y\" { 1 -> -2.5; \"a\"+\"b\" }", 3, &["1--2.5"]),
            ("graph {}", 0, &[]),
            ("digraph { a -> a; <a> -> a }", 2, &["a-a", "<a>-a"]),
            ("digraph{rankdir=LR;;a[x=1][y=2;z=3,bold]b}", 2, &[]),
        ] {
            let found = parts(text);
            assert_eq!(
                (found.0.len(), found.1),
                (nodes, edges.iter().map(|&edge| edge.to_owned()).collect()),
                "{text}"
            );
        }
    }

    #[test]
    fn defaults_hold_in_their_scope_and_from_their_place_on() {
        let dot = parse(
            "digraph { a; node [c=1]; b; {node [c=2]; d; b} e [c=3] edge [w=1] a -> b; {edge [w=2] a -> e} a -> d }",
        )
        .expect("DOT");
        let value = |attrs: Vec<Attr<'_>>| attrs.first().map(|attr| attr.value.text.to_string());
        let nodes: Vec<_> = dot.nodes.iter().map(|node| value(dot.node_attrs(node))).collect();
        assert_eq!(nodes, [None, Some("1".into()), Some("2".into()), Some("3".into())]);
        let edges: Vec<_> = dot.edges.iter().map(|edge| value(dot.edge_attrs(edge))).collect();
        assert_eq!(edges, [Some("1".into()), Some("2".into()), Some("1".into())]);
    }

    #[test]
    fn what_is_no_dot_is_told() {
        for (text, wanted) in [
            ("", "expected `digraph`"),
            ("digraph {", "expected `}`, found the end"),
            ("digraph { a -- b }", "`--` joins no nodes"),
            ("graph { a -> b }", "`->` joins no nodes"),
            ("digraph { a -> }", "expected a node, found `}`"),
            ("digraph { a [x=] }", "expected a value"),
            ("graph {} graph {}", "a second graph"),
            ("graph { edge -- a }", "expected"),
            (&format!("graph {}", "{".repeat(100_000)), "more than 200"),
        ] {
            let found = parse(text).map(|_| ()).map_err(|problem| problem.message);
            assert!(found.as_ref().is_err_and(|message| message.contains(wanted)), "{found:?}");
        }
    }
}

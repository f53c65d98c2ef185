//! From a meaning to openCypher text.

use super::lexicon::Lexicon;
use super::meaning::{Claim, Constraint, Core, Link, Meaning, Name, Np, PathQuery, Way};
use crate::graph::{Graph, Header};

/// Steps of a connection where the question gives no number.
const MAX_STEPS: usize = 6;
/// Steps of "all paths" where the question gives no number.
const MAX_STEPS_ALL: usize = 4;
/// Rows of a superlative.
const TOP: usize = 10;

/// The texts of one meaning.
#[derive(Debug)]
pub(crate) struct Texts {
    /// Gives the answer.
    pub(crate) pattern: String,
    /// Gives the answer with the edges it rests on, where there are any.
    pub(crate) with_edges: Option<String>,
}

/// Compiles a meaning.
pub(crate) fn compile(meaning: &Meaning, graph: &Graph, lexicon: &Lexicon) -> Texts {
    let header = graph.header();
    let plain = || Writer::new(graph, lexicon, header, false);
    let with_edges = || Writer::new(graph, lexicon, header, true);
    match meaning {
        Meaning::Select(np) => Texts {
            pattern: plain().select(np, "DISTINCT x"),
            with_edges: edges_text(with_edges(), |writer| writer.match_np(np)),
        },
        Meaning::Count(np) => Texts {
            pattern: plain().select(np, "count(DISTINCT x)"),
            with_edges: edges_text(with_edges(), |writer| writer.match_np(np)),
        },
        Meaning::Top(np) => {
            let returned = format!("x, count(DISTINCT y) AS n ORDER BY n DESC LIMIT {TOP}");
            Texts {
                pattern: plain().select(np, &returned),
                with_edges: edges_text(with_edges(), |writer| writer.match_np(np)),
            }
        }
        Meaning::YesNo(claims) => {
            let mut writer = plain();
            writer.claims(claims);
            Texts {
                pattern: writer.finish("count(*) > 0"),
                with_edges: edges_text(with_edges(), |writer| writer.claims(claims)),
            }
        }
        Meaning::Evidence(claims) => {
            let mut writer = with_edges();
            writer.claims(claims);
            let pattern = writer.finish("*");
            Texts { pattern, with_edges: edges_text(with_edges(), |writer| writer.claims(claims)) }
        }
        Meaning::When(claims) => {
            let mut writer = with_edges();
            writer.claims(claims);
            let dates = writer.edges.iter().map(|edge| format!("{edge}.since, {edge}.until"));
            let returned = std::iter::once("x".to_owned()).chain(dates).collect::<Vec<_>>().join(", ");
            let pattern = writer.finish(&returned);
            Texts { pattern, with_edges: edges_text(with_edges(), |writer| writer.claims(claims)) }
        }
        Meaning::Between(a, b) => {
            let mut writer = plain();
            let (_, a) = writer.node(a);
            let (_, b) = writer.node(b);
            writer.matches.push(format!("{a}-[e]-{b}"));
            Texts { pattern: writer.finish("e"), with_edges: None }
        }
        Meaning::Dossier(np) => {
            let mut writer = plain();
            let (variable, node) = writer.node(np);
            let conditions = writer.where_text();
            let pattern =
                format!("MATCH {node}{conditions} OPTIONAL MATCH ({variable})-[e]-(n) RETURN {variable}, e, n");
            Texts { pattern, with_edges: None }
        }
        Meaning::Path(path) => Texts { pattern: plain().path(path), with_edges: None },
    }
}

fn edges_text(mut writer: Writer<'_>, fill: impl FnOnce(&mut Writer<'_>)) -> Option<String> {
    fill(&mut writer);
    if writer.edges.is_empty() && writer.optional.is_empty() {
        return None;
    }
    let returned = std::iter::once("x").chain(writer.edges.iter().map(String::as_str)).collect::<Vec<_>>().join(", ");
    Some(writer.finish(&returned))
}

/// Quotes a text as a string of openCypher.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// Writes an id as a name of openCypher, in back-ticks where needed.
fn symbol(id: &str) -> String {
    let mut chars = id.chars();
    let plain = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain { id.to_owned() } else { format!("`{}`", id.replace('`', "``")) }
}

struct Writer<'a> {
    graph: &'a Graph,
    lexicon: &'a Lexicon,
    header: &'a Header,
    name_edges: bool,
    variables: usize,
    matches: Vec<String>,
    conditions: Vec<String>,
    optional: Vec<String>,
    edges: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(graph: &'a Graph, lexicon: &'a Lexicon, header: &'a Header, name_edges: bool) -> Self {
        Writer {
            graph,
            lexicon,
            header,
            name_edges,
            variables: 0,
            matches: Vec::new(),
            conditions: Vec::new(),
            optional: Vec::new(),
            edges: Vec::new(),
        }
    }

    fn variable(&mut self) -> String {
        self.variables += 1;
        match ["x", "y", "z", "u", "v", "w"].get(self.variables - 1) {
            Some(name) => (*name).to_owned(),
            None => format!("v{}", self.variables),
        }
    }

    fn ids(&self, names: &[Name]) -> String {
        let ids: Vec<String> =
            names.iter().flat_map(|name| &name.nodes).map(|node| literal(self.graph.id(*node))).collect();
        ids.join(", ")
    }

    /// Writes a node with what its core says; returns its variable and its pattern.
    fn node(&mut self, np: &Np) -> (String, String) {
        let variable = self.variable();
        let pattern = match &np.core {
            Core::Name(name) if name.nodes.len() == 1 => {
                format!("({variable} {{id: {}}})", literal(self.graph.id(name.nodes[0])))
            }
            Core::Name(name) => {
                let ids = self.ids(std::slice::from_ref(name));
                self.conditions.push(format!("{variable}.id IN [{ids}]"));
                format!("({variable})")
            }
            Core::Either(names) => {
                let ids = self.ids(names);
                self.conditions.push(format!("{variable}.id IN [{ids}]"));
                format!("({variable})")
            }
            Core::Types(types) if types.len() == 1 => format!("({variable}:{})", self.type_name(types[0])),
            Core::Types(types) => {
                let any: Vec<String> =
                    types.iter().map(|number| format!("{variable}:{}", self.type_name(*number))).collect();
                self.conditions.push(format!("({})", any.join(" OR ")));
                format!("({variable})")
            }
            Core::Who | Core::Any => format!("({variable})"),
        };
        (variable, pattern)
    }

    fn type_name(&self, number: usize) -> String {
        symbol(&self.header.types[number].id)
    }

    /// Writes a noun phrase as the start of a pattern.
    fn match_np(&mut self, np: &Np) {
        self.claim(np, &[]);
    }

    fn claims(&mut self, claims: &[Claim]) {
        for claim in claims {
            self.claim(&claim.subject, &claim.constraints);
        }
    }

    fn claim(&mut self, subject: &Np, more: &[Constraint]) {
        let (variable, pattern) = self.node(subject);
        let bare = format!("({variable})");
        let first = self.matches.len();
        for constraint in subject.constraints.iter().chain(more) {
            self.constraint(&variable, constraint);
        }
        match self.matches.get_mut(first).filter(|text| text.starts_with(&bare)) {
            Some(text) => *text = format!("{pattern}{}", &text[bare.len()..]),
            None => self.matches.insert(first, pattern),
        }
    }

    fn constraint(&mut self, variable: &str, constraint: &Constraint) {
        match constraint {
            Constraint::Link(link) => {
                let slot = self.matches.len();
                self.matches.push(String::new());
                let (other, pattern) = self.node(&link.other);
                self.matches[slot] = self.edge(variable, link, &pattern);
                for inner in &link.other.constraints {
                    self.constraint(&other, inner);
                }
            }
            Constraint::IsType(_) | Constraint::Not(_) | Constraint::AnyOf(_) => {
                let condition = self.condition(variable, constraint);
                self.conditions.push(condition);
                if let Constraint::AnyOf(lists) = constraint
                    && self.name_edges
                {
                    for list in lists.iter().filter(|list| list.iter().any(|c| matches!(c, Constraint::Link(_)))) {
                        let mut inner = Writer::new(self.graph, self.lexicon, self.header, true);
                        inner.variables = self.variables;
                        inner.edges.clone_from(&self.edges);
                        list.iter().for_each(|part| inner.constraint(variable, part));
                        self.variables = inner.variables;
                        self.edges.clone_from(&inner.edges);
                        let body = format!("{}{}", inner.matches.join(", "), inner.where_text());
                        self.optional.push(format!("OPTIONAL MATCH {body}"));
                    }
                }
            }
        }
    }

    /// Writes a constraint as a condition on a variable.
    fn condition(&mut self, variable: &str, constraint: &Constraint) -> String {
        match constraint {
            Constraint::IsType(number) => format!("{variable}:{}", self.type_name(*number)),
            Constraint::Not(inner) => format!("NOT {}", self.exists(variable, inner)),
            Constraint::AnyOf(lists) => {
                let any: Vec<String> = lists.iter().map(|list| self.exists(variable, list)).collect();
                format!("({})", any.join(" OR "))
            }
            Constraint::Link(_) => self.exists(variable, std::slice::from_ref(constraint)),
        }
    }

    /// Writes several constraints as one condition.
    fn exists(&mut self, variable: &str, constraints: &[Constraint]) -> String {
        let mut inner = Writer::new(self.graph, self.lexicon, self.header, false);
        inner.variables = self.variables;
        constraints.iter().for_each(|constraint| inner.constraint(variable, constraint));
        self.variables = inner.variables;
        if inner.matches.is_empty() {
            match &inner.conditions[..] {
                [one] => one.clone(),
                several => format!("({})", several.join(" AND ")),
            }
        } else {
            format!("EXISTS {{ MATCH {}{} }}", inner.matches.join(", "), inner.where_text())
        }
    }

    fn edge(&mut self, variable: &str, link: &Link, other: &str) -> String {
        let types: Vec<String> =
            link.relations.iter().map(|number| symbol(&self.header.relations[*number].id)).collect();
        let name = if self.name_edges {
            let name = format!("e{}", self.edges.len());
            self.edges.push(name.clone());
            name
        } else {
            String::new()
        };
        let inside = if types.is_empty() { name } else { format!("{name}:{}", types.join("|")) };
        let body = if inside.is_empty() { "--".to_owned() } else { format!("-[{inside}]-") };
        let symmetric = link.relations.iter().all(|number| self.lexicon.symmetric[*number]);
        match link.way {
            Way::Forward if !symmetric => format!("({variable}){body}>{other}"),
            Way::Backward if !symmetric => format!("({variable})<{body}{other}"),
            _ => format!("({variable}){body}{other}"),
        }
    }

    fn where_text(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!(" WHERE {}", self.conditions.join(" AND ")) }
    }

    fn select(mut self, np: &Np, returned: &str) -> String {
        self.match_np(np);
        self.finish(returned)
    }

    fn finish(self, returned: &str) -> String {
        let optional: String = self.optional.iter().map(|text| format!(" {text}")).collect();
        format!("MATCH {}{}{optional} RETURN {returned}", self.matches.join(", "), self.where_text())
    }

    fn path(mut self, path: &PathQuery) -> String {
        let (_, from) = self.node(&path.from);
        let (_, to) = self.node(&path.to);
        let max = path.max.unwrap_or(if path.all { MAX_STEPS_ALL } else { MAX_STEPS });
        let steps = |from: &str, to: &str| {
            if path.all { format!("{from}-[*..{max}]-{to}") } else { format!("shortestPath({from}-[*..{max}]-{to})") }
        };
        let returned = match &path.via {
            None => {
                self.matches.push(format!("p = {}", steps(&from, &to)));
                "p"
            }
            Some(via) => {
                let (variable, via) = self.node(via);
                self.matches.push(format!("p = {}", steps(&from, &via)));
                self.matches.push(format!("p2 = {}", steps(&format!("({variable})"), &to)));
                "p, p2"
            }
        };
        for avoided in path.without.iter().filter_map(Np::name) {
            for node in &avoided.nodes {
                let id = literal(self.graph.id(*node));
                for path in returned.split(", ") {
                    self.conditions.push(format!("none(n IN nodes({path}) WHERE n.id = {id})"));
                }
            }
        }
        self.finish(returned)
    }
}

//! A reading in one plain English line, with every relation in the direction it is stored.

use super::inflect::plural;
use super::meaning::{Claim, Constraint, Core, Link, Meaning, Name, Np, PathQuery, Way};
use super::phrase::{Forms, PhraseForm, Usage};
use super::token::tokenize;
use crate::graph::Graph;

/// Says what a reading asks for.
pub(crate) fn verbalise(meaning: &Meaning, graph: &Graph) -> String {
    let mut speaker = Speaker { graph, variables: 0 };
    match meaning {
        Meaning::Select(np) => speaker.each("each", np),
        Meaning::Count(np) => speaker.each("how many", np),
        Meaning::Top(np) => format!("{}, those with most first", speaker.each("each", np)),
        Meaning::YesNo(claims) => format!("whether {}", speaker.claims(claims)),
        Meaning::Evidence(claims) => format!("the evidence that {}", speaker.claims(claims)),
        Meaning::When(claims) => format!("from when and until when {}", speaker.claims(claims)),
        Meaning::Path(path) => speaker.path(path),
        Meaning::Between(a, b) => {
            format!("everything that joins {} and {}", speaker.plain(a), speaker.plain(b))
        }
        Meaning::Dossier(np) => format!("everything about {}", speaker.plain(np)),
    }
}

struct Speaker<'a> {
    graph: &'a Graph,
    variables: usize,
}

impl Speaker<'_> {
    fn variable(&mut self) -> String {
        self.variables += 1;
        match ["X", "Y", "Z", "U", "V", "W"].get(self.variables - 1) {
            Some(name) => (*name).to_owned(),
            None => format!("V{}", self.variables),
        }
    }

    fn names(&self, names: &[Name]) -> String {
        let labels: Vec<String> =
            names.iter().flat_map(|name| &name.nodes).map(|node| format!("“{}”", self.graph.label(*node))).collect();
        labels.join(" or ")
    }

    fn types(&self, types: &[usize]) -> String {
        let labels: Vec<String> =
            types.iter().map(|number| self.graph.header().types[*number].label.to_lowercase()).collect();
        labels.join(" or ")
    }

    fn plurals(&self, types: &[usize]) -> String {
        let plural = |number: &usize| {
            let known = &self.graph.header().types[*number];
            known.plural.clone().unwrap_or_else(|| plural(&known.label.to_lowercase())).to_lowercase()
        };
        types.iter().map(plural).collect::<Vec<_>>().join(" or ")
    }

    fn plain(&mut self, np: &Np) -> String {
        match &np.core {
            Core::Name(name) => self.names(std::slice::from_ref(name)),
            Core::Either(names) => self.names(names),
            _ => self.variable(),
        }
    }

    fn each(&mut self, each: &str, np: &Np) -> String {
        let variable = self.variable();
        let kind = match &np.core {
            Core::Types(types) if each == "how many" => self.plurals(types),
            Core::Types(types) => self.types(types),
            Core::Name(_) | Core::Either(_) => {
                let names = self.plain(np);
                return format!("which of {names}{}", self.such(&variable, &np.constraints));
            }
            Core::Who | Core::Any => String::new(),
        };
        let gap = if kind.is_empty() { "" } else { " " };
        format!("{each} {kind}{gap}{variable}{}", self.such(&variable, &np.constraints))
    }

    fn such(&mut self, variable: &str, constraints: &[Constraint]) -> String {
        if constraints.is_empty() {
            return String::new();
        }
        format!(" such that {}", self.all(variable, constraints))
    }

    fn all(&mut self, variable: &str, constraints: &[Constraint]) -> String {
        let said: Vec<String> = constraints.iter().map(|constraint| self.constraint(variable, constraint)).collect();
        said.join(" and ")
    }

    fn constraint(&mut self, variable: &str, constraint: &Constraint) -> String {
        match constraint {
            Constraint::Link(link) => self.link(variable, link),
            Constraint::Not(inner) => format!("not ({})", self.all(variable, inner)),
            Constraint::AnyOf(lists) => {
                let said: Vec<String> = lists.iter().map(|list| self.all(variable, list)).collect();
                format!("({})", said.join(" or "))
            }
            Constraint::IsType(number) => {
                format!("{variable} has the type {}", self.types(&[*number]))
            }
        }
    }

    fn link(&mut self, variable: &str, link: &Link) -> String {
        let other = if link.other.elided { "something".to_owned() } else { self.plain(&link.other) };
        let header = self.graph.header();
        let labels: Vec<String> =
            link.relations.iter().map(|number| predicate(&header.relations[*number].label)).collect();
        let label = if labels.is_empty() { "is linked to".to_owned() } else { labels.join(" or ") };
        let mut said = match link.way {
            Way::Backward => format!("{other} {label} {variable}"),
            Way::Forward | Way::Both => format!("{variable} {label} {other}"),
        };
        if let Core::Types(types) = &link.other.core {
            said.push_str(&format!(", {other} being {}", with_article(&self.types(types))));
        }
        if !link.other.constraints.is_empty() {
            said.push_str(&format!(" and {}", self.all(&other, &link.other.constraints)));
        }
        said
    }

    fn claims(&mut self, claims: &[Claim]) -> String {
        let said: Vec<String> = claims
            .iter()
            .map(|claim| {
                let subject = self.plain(&claim.subject);
                let kind = match &claim.subject.core {
                    Core::Types(types) => format!("some {} ", self.types(types)),
                    Core::Who | Core::Any => "some ".to_owned(),
                    _ => String::new(),
                };
                let all: Vec<Constraint> =
                    claim.subject.constraints.iter().chain(&claim.constraints).cloned().collect();
                let said = self.all(&subject, &all);
                let there = if said.is_empty() { format!("{kind}{subject} exists") } else { said };
                if kind.is_empty() || there.ends_with("exists") {
                    there
                } else {
                    format!("for {kind}{subject}: {there}")
                }
            })
            .collect();
        said.join(" and ")
    }

    fn path(&mut self, path: &PathQuery) -> String {
        let which = if path.all { "all connections" } else { "the shortest connection" };
        let mut said = format!("{which} between {} and {}", self.plain(&path.from), self.plain(&path.to));
        if let Some(via) = &path.via {
            said.push_str(&format!(" via {}", self.plain(via)));
        }
        for without in &path.without {
            said.push_str(&format!(" without {}", self.plain(without)));
        }
        if let Some(max) = path.max {
            said.push_str(&format!(" in at most {max} steps"));
        }
        said
    }
}

/// Returns a relation's label as a predicate: "is quoted by", "comments on".
pub(crate) fn predicate(label: &str) -> String {
    let words: Vec<String> = tokenize(label).into_iter().map(|token| token.text).collect();
    let state = |form: &PhraseForm| form.usage == Usage::Be && form.forward && form.words == words;
    if Forms::of(label, true).forms.iter().any(state) { format!("is {label}") } else { label.to_owned() }
}

/// Returns a noun with "a" or "an".
pub(crate) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

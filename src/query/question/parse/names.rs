//! Names: from words to nodes, with what stands around them.

use super::{Expected, Parser, Parses};
use crate::graph::{Direction, NodeId};
use crate::query::question::index::Tier;
use crate::query::question::lexicon::TITLES;
use crate::query::question::meaning::{Core, How, Name};
use crate::query::question::token::{key_of, tokenize};
use crate::suggest::fold;

impl Parser<'_> {
    /// Reads the whole text as one name.
    pub(crate) fn parse_name(&mut self) -> Vec<Name> {
        let end = self.len();
        let parses = self.np(0, false);
        parses.iter().filter(|(at, _)| *at == end).filter_map(|(_, np)| np.name().cloned()).collect()
    }

    /// Reads a name, with a title or a noun for its type: "Mr. Chen", "the H-1B visa", "the company Alibaba".
    pub(super) fn names(&mut self, start: usize) -> Parses<Name> {
        let mut found = Vec::new();
        if self.tokens.get(start).is_some_and(|token| token.quoted) {
            match self.quoted(start) {
                Some(name) => found.push((start + 1, name)),
                None => self.fail(start, Expected::Name),
            }
            return found;
        }
        let mut after_titles = start;
        while self.is(after_titles, TITLES) {
            after_titles += 1;
        }
        if after_titles > start {
            for (end, nodes) in self.spans_at(after_titles) {
                let persons: Vec<(NodeId, Tier)> =
                    nodes.iter().copied().filter(|(node, _)| self.lexicon.names.is_who(self.graph, *node)).collect();
                found.extend(self.name(start, end, &persons).map(|name| (end, name)));
            }
        }
        for (end, nodes) in self.spans_at(start) {
            found.extend(self.name(start, end, &nodes).map(|name| (end, name)));
            for (end, number) in self.types(end) {
                let of_type = self.of_type(&nodes, number);
                let name = self.name(start, end, &of_type);
                found.extend(name.map(|name| (end, Name { how: How::HeadNoun, ..name })));
            }
        }
        for (middle, number) in self.types(start) {
            for (end, nodes) in self.spans_at(middle) {
                let of_type = self.of_type(&nodes, number);
                let name = self.name(start, end, &of_type);
                found.extend(name.map(|name| (end, Name { how: How::HeadNoun, ..name })));
            }
        }
        found
    }

    fn spans_at(&self, start: usize) -> Parses<super::Candidates> {
        self.spans.get(start).cloned().unwrap_or_default()
    }

    fn of_type(&self, nodes: &[(NodeId, Tier)], number: usize) -> Vec<(NodeId, Tier)> {
        let types = self.graph.as_petgraph();
        nodes.iter().copied().filter(|(node, _)| types[*node].type_index() == Some(number)).collect()
    }

    /// Returns the types whose noun stands at a position.
    pub(super) fn types(&self, at: usize) -> Parses<usize> {
        let matches = self.lexicon.types.at(|position| self.plain(position), at);
        matches.into_iter().flat_map(|(end, types)| types.iter().map(move |number| (end, *number))).collect()
    }

    /// Makes a name of the best of the nodes.
    fn name(&self, start: usize, end: usize, nodes: &[(NodeId, Tier)]) -> Option<Name> {
        let best = nodes.iter().map(|(_, tier)| *tier).min()?;
        let mut nodes: Vec<NodeId> = nodes.iter().filter(|(_, tier)| *tier == best).map(|(node, _)| *node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let text = self.text(start, end);
        if nodes.len() > 1 {
            let exact = |node: &&NodeId| self.graph.id(**node) == text || self.graph.label(**node) == text;
            let exact: Vec<NodeId> = nodes.iter().filter(exact).copied().collect();
            if exact.len() == 1 {
                nodes = exact;
            }
        }
        Some(Name { nodes, text, tier: best, how: How::Named(best) })
    }

    /// Resolves text in quotes: an exact id, label or alias, or else a folded one.
    fn quoted(&self, at: usize) -> Option<Name> {
        let text = self.tokens[at].text.as_str();
        let words = tokenize(&text.replace(['"', '“', '”'], " "));
        let nodes = self.names.find(self.graph, &key_of(&words));
        let named = |of: &dyn Fn(NodeId) -> bool| -> Vec<NodeId> {
            nodes.iter().map(|(node, _)| *node).filter(|node| of(*node)).collect()
        };
        let by_id = self.graph.find(text).into_iter().collect::<Vec<_>>();
        let by_label = named(&|node| self.graph.label(node) == text);
        let by_alias = named(&|node| self.graph.aliases(node).iter().any(|alias| alias == text));
        let whole: Vec<(NodeId, Tier)> = nodes.iter().copied().filter(|(_, tier)| *tier <= Tier::Alias).collect();
        let best = whole.iter().map(|(_, tier)| *tier).min();
        let folded = whole.iter().filter(|(_, tier)| Some(*tier) == best).map(|(node, _)| *node).collect();
        let nodes = [by_id, by_label, by_alias, folded].into_iter().find(|nodes| !nodes.is_empty())?;
        Some(Name { nodes, text: text.to_owned(), tier: Tier::Label, how: How::Quoted })
    }

    /// Reads a pronoun: what was named last before it.
    pub(super) fn pronoun(&mut self, at: usize) -> Option<Name> {
        let personal = self.is(at, &["he", "she", "him", "her", "his"]);
        if !personal && !self.is(at, &["it", "its", "they", "them", "their"]) {
            return None;
        }
        let mut best: Option<(usize, usize, Name)> = None;
        for start in 0..at {
            for (end, name) in self.names(start) {
                // "who" is no name here, though a band is called so.
                if (start..end).all(|at| !self.tokens[at].quoted && self.is_grammar(at)) {
                    continue;
                }
                let persons = name.nodes.iter().all(|node| self.lexicon.names.is_who(self.graph, *node));
                let fits = if personal { persons } else { !persons || !self.is(at, &["it", "its"]) };
                let better = best.as_ref().is_none_or(|(known_end, length, known)| {
                    (name.tier > Tier::Alias, usize::MAX - end, usize::MAX - (end - start))
                        < (known.tier > Tier::Alias, usize::MAX - known_end, usize::MAX - length)
                });
                if end <= at && fits && better {
                    best = Some((end, end - start, name));
                }
            }
        }
        if best.is_none() {
            let word = self.text(at, at + 1);
            self.remark(at, format!("cannot read “{word}”: nothing is named before that it could stand for"));
        }
        best.map(|(_, _, name)| Name { text: self.text(at, at + 1), how: How::Pronoun, ..name })
    }

    /// Reads an adjective made of a name, as "Indian" of "India", before a noun.
    pub(super) fn demonym(&self, at: usize) -> Option<Name> {
        let mut nodes: Vec<NodeId> = Vec::new();
        for key in demonym_stems(self.word(at)) {
            let whole = self.names.find(self.graph, &key);
            nodes.extend(whole.into_iter().filter(|(_, tier)| *tier <= Tier::Alias).map(|(node, _)| node));
        }
        nodes.sort_unstable();
        nodes.dedup();
        let text = self.text(at, at + 1);
        (!nodes.is_empty()).then_some(Name { nodes, text, tier: Tier::Alias, how: How::Demonym })
    }

    /// Reads what follows a name to tell it apart: "Chen of The Asia Group", "Mr Chen of Shenzhen".
    ///
    /// Something it is linked to decides first, then its own description and attributes.
    pub(super) fn in_context(&mut self, name: &Name, start: usize, at: usize) -> Parses<Name> {
        let mut found = Vec::new();
        let after = if self.is(at, &["of", "from", "at", "in"]) {
            at + 1
        } else if self.is(at, &["the", "a", "an"]) {
            at
        } else {
            return found;
        };
        if after > at {
            for (end, other) in self.names(self.det(after)) {
                let linked = self.linked(name, &other.nodes);
                let how = format!("linked to {}", self.labels(&other.nodes));
                found.extend(self.decided(name, start, end, linked, how).map(|name| (end, name)));
            }
        }
        let from = self.det(after);
        // Nothing follows in "what is A the leader of".
        for end in (from + 1..=self.len().min(from + 4)).rev() {
            if found.iter().any(|(known, _)| *known >= end) || self.tokens[from..end].iter().any(|token| token.quoted) {
                continue;
            }
            let words: Vec<&str> = (from..end).map(|at| self.word(at)).collect();
            if words.iter().all(|word| word.len() < 3) {
                continue;
            }
            let fits = self.described(name, &words.concat());
            let how = format!("described as “{}”", self.text(from, end));
            found.extend(self.decided(name, start, end, fits, how).map(|name| (end, name)));
        }
        if found.is_empty() && from < self.len() && after > at {
            let nodes = self.labels(&name.nodes);
            self.remark(after, format!("nothing here links {nodes} to “{}”", self.text(from, self.len())));
        }
        found
    }

    /// Keeps those of a name's nodes that something else is linked to: "The Asia Group's Chen".
    pub(super) fn possessed(&mut self, owner: &[NodeId], name: &Name, start: usize, end: usize) -> Option<Name> {
        let linked = self.linked(name, owner);
        let how = format!("linked to {}", self.labels(owner));
        let found = self.decided(name, start, end, linked, how);
        if found.is_none() {
            let (owner, name) = (self.labels(owner), self.labels(&name.nodes));
            self.remark(end, format!("{name} is not linked to {owner} in this graph"));
        }
        found
    }

    fn decided(&self, name: &Name, start: usize, end: usize, nodes: Vec<NodeId>, how: String) -> Option<Name> {
        let text = self.text(start, end);
        (!nodes.is_empty()).then_some(Name { nodes, text, tier: name.tier, how: How::Context(how) })
    }

    fn linked(&self, name: &Name, others: &[NodeId]) -> Vec<NodeId> {
        self.lexicon.look_at_edges();
        let is_linked = |node: NodeId| {
            [Direction::Outgoing, Direction::Incoming].into_iter().any(|direction| {
                self.graph.edges_of(node, direction).iter().any(|edge| {
                    let (source, target) = self.graph.endpoints(*edge);
                    others.contains(&source) || others.contains(&target)
                })
            })
        };
        name.nodes.iter().copied().filter(|node| !others.contains(node) && is_linked(*node)).collect()
    }

    /// Returns the nodes whose attributes, or else descriptions, contain a text.
    fn described(&self, name: &Name, folded: &str) -> Vec<NodeId> {
        let by_attribute: Vec<NodeId> = name
            .nodes
            .iter()
            .copied()
            .filter(|node| self.graph.node_attributes(*node).any(|attribute| fold(attribute.value).contains(folded)))
            .collect();
        if !by_attribute.is_empty() {
            return by_attribute;
        }
        let has = |node: &NodeId| self.graph.description(*node).is_some_and(|text| fold(&text).contains(folded));
        name.nodes.iter().copied().filter(has).collect()
    }

    /// Returns labels in quotes, joined with "or".
    pub(super) fn labels(&self, nodes: &[NodeId]) -> String {
        let labels: Vec<String> = nodes.iter().map(|node| format!("“{}”", self.graph.label(*node))).collect();
        labels.join(" or ")
    }
}

/// Makes one core of several names.
pub(super) fn either(names: Vec<Name>) -> Core {
    Core::Either(names)
}

/// Lists the names that an adjective may be made of: "India" for "Indian".
pub(crate) fn demonym_stems(word: &str) -> Vec<String> {
    if word.len() < 5 || !word.is_ascii() {
        return Vec::new();
    }
    let stems: [(&str, &[&str]); 5] = [
        ("n", &[""]),
        ("an", &["", "e", "o", "y"]),
        ("ian", &["", "ia", "a", "y"]),
        ("ese", &["", "a", "o"]),
        ("ish", &["", "land", "en", "ain"]),
    ];
    let mut keys = Vec::new();
    for (ending, replacements) in stems {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            keys.extend(replacements.iter().map(|replacement| format!("{stem}{replacement}")));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_may_be_made_of_names() {
        assert!(demonym_stems("Cuban").contains(&"Cuba".to_owned()));
        assert!(demonym_stems("Chinese").contains(&"China".to_owned()));
        assert!(demonym_stems("Irish").is_empty() && demonym_stems("Iran").is_empty());
        assert!(demonym_stems("Chiléan").is_empty());
    }
}

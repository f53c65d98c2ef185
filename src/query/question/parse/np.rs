//! Noun phrases: names, types, role nouns, with possessives and relative clauses.

use super::verbs::BE;
use super::{Expected, Parser, Parses};
use crate::query::question::lexicon::RoleNoun;
use crate::query::question::meaning::{Constraint, Core, Link, Np, Reach, Way};
use crate::query::question::phrase::{Usage, is_preposition};
use std::rc::Rc;

/// How the parts of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    And,
    Or,
}

/// Noun phrases in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NpList {
    pub(super) items: Vec<Np>,
    pub(super) joint: Joint,
}

const MAX_ITEMS: usize = 8;

/// Returns the constraint of having any edge to something.
pub(super) fn any_link(other: &Np) -> Constraint {
    Constraint::Link(Link::new(Vec::new(), Way::Both, Rc::new(other.clone())))
}

/// Returns the constraint of being what a role noun says, towards something.
pub(super) fn role_link(noun: RoleNoun, other: &Np) -> Constraint {
    let way = Way::new(noun.source);
    Constraint::Link(Link::new(vec![noun.relation], way, Rc::new(other.clone())))
}

/// Returns the constraint of having something in a role: "has critics".
pub(super) fn has_role(noun: RoleNoun, other: Np) -> Constraint {
    let way = Way::new(!noun.source);
    Constraint::Link(Link::new(vec![noun.relation], way, Rc::new(other)))
}

impl Parser<'_> {
    /// Returns the core for "people": one of the types that "who" asks for.
    pub(super) fn somebody(&self) -> Core {
        if self.lexicon.who.is_empty() { Core::Any } else { Core::Types(self.lexicon.who.clone()) }
    }

    /// Returns whether a word after a role noun says towards what: "of", or what its relation says it with.
    pub(super) fn is_of(&self, noun: RoleNoun, at: usize) -> bool {
        if self.is(at, &["of", "to", "for"]) {
            return true;
        }
        let word = self.word(at);
        let relation = &self.graph.header().relations[noun.relation];
        let (first, more) = if noun.source {
            (Some(&relation.label), &relation.phrases)
        } else {
            (relation.inverse.as_ref(), &relation.inverse_phrases)
        };
        is_preposition(word)
            && word != "by"
            && first.into_iter().chain(more).any(|phrase| phrase.split([' ', '-', '_']).next_back() == Some(word))
    }

    /// Returns the role nouns that stand at a position.
    pub(super) fn nouns(&self, at: usize) -> Parses<RoleNoun> {
        let matches = self.lexicon.nouns.at(|position| self.plain(position), at);
        matches.into_iter().flat_map(|(end, nouns)| nouns.iter().map(move |noun| (end, *noun))).collect()
    }

    /// Reads a noun phrase without what may follow it.
    ///
    /// With `clauses`, what a role noun is "of" may have clauses: "leaders of countries that …".
    fn base_np(&mut self, at: usize, clauses: bool) -> Parses<Np> {
        let mut found: Parses<Np> = Vec::new();
        if let Some(name) = self.pronoun(at) {
            let owner = Np::of(Core::Name(name));
            if self.is(at, &["his", "her", "its", "their"]) {
                self.possessions(&owner, at, at + 1, &mut found);
            }
            if !self.is(at, &["his", "its", "their"]) {
                found.push((at + 1, owner));
            }
        }
        let mut start = self.det(at);
        let universal = self.is(start, &["all", "every", "each"]);
        if universal {
            start = self.det(start + 1);
        }
        let mut starts = vec![start];
        if !universal && start != at {
            starts.push(at);
        }
        for start in starts {
            for (end, name) in self.names(start) {
                let np = Np::of(Core::Name(name));
                for (end, number) in self.types(end) {
                    // "Chinese companies": companies with any link to what is named.
                    found.push((end, Np::of(Core::Types(vec![number])).with(vec![any_link(&np)])));
                }
                for (end, noun) in self.nouns(end) {
                    found.push((end, Np::of(Core::Any).with(vec![role_link(noun, &np)])));
                }
                found.push((end, np));
            }
        }
        for (end, number) in self.types(start) {
            found.push((end, Np::of(Core::Types(vec![number]))));
            if self.is(end, &["of"]) {
                // "policies of China" as "China's policies".
                for (end, owner) in self.names(self.det(end + 1)) {
                    let link = any_link(&Np::of(Core::Name(owner)));
                    found.push((end, Np::of(Core::Types(vec![number])).with(vec![link])));
                }
            }
        }
        if let Some(name) = self.demonym(start) {
            let owner = Np::of(Core::Name(name));
            for (end, number) in self.types(start + 1) {
                found.push((end, Np::of(Core::Types(vec![number])).with(vec![any_link(&owner)])));
            }
            for (end, noun) in self.nouns(start + 1) {
                found.push((end, Np::of(Core::Any).with(vec![role_link(noun, &owner)])));
            }
        }
        for (end, noun) in self.nouns(start) {
            found.push((end, Np::of(Core::Any).with(vec![role_link(noun, &Np::elided())])));
            if self.is_of(noun, end) {
                // The nearest noun takes a clause first.
                for (end, list) in self.np_list(end + 1, clauses, None) {
                    for constraints in self.each(&list, &|other| role_link(noun, other)) {
                        found.push((end, Np::of(Core::Any).with(constraints)));
                    }
                }
            }
        }
        if self.is(start, &["someone", "anyone", "somebody", "anybody"]) {
            found.push((start + 1, Np::of(Core::Who)));
        }
        if self.is(start, &["people", "persons"])
            && !self.types(start).iter().any(|(_, number)| self.lexicon.who.contains(number))
        {
            found.push((start + 1, Np::of(self.somebody())));
        }
        if self.is(start, &["something", "anything", "things", "entities", "nodes", "thing", "entity"]) {
            found.push((start + 1, Np::of(Core::Any)));
        }
        for (word, core) in [("one", Core::Who), ("body", Core::Who), ("thing", Core::Any)] {
            if self.word(start).strip_prefix("every") == Some(word) {
                found.push((start + 1, Np { universal: true, ..Np::of(core) }));
            }
        }
        if universal {
            found.iter_mut().filter(|(_, np)| !np.is_named()).for_each(|(_, np)| np.universal = true);
        }
        if found.is_empty() {
            self.fail(start, Expected::Name);
        }
        found
    }

    /// Reads a noun phrase; with `clauses`, also the clauses that follow it.
    pub(super) fn np(&mut self, at: usize, clauses: bool) -> Rc<Parses<Np>> {
        if let Some(known) = self.nps.get(&(at, clauses)) {
            return Rc::clone(known);
        }
        self.nps.insert((at, clauses), Rc::new(Vec::new()));
        if !self.step() {
            return Rc::new(Vec::new());
        }
        let mut found: Parses<Np> = Vec::new();
        let mut open = self.base_np(at, clauses);
        open.reverse();
        while let Some((end, np)) = open.pop() {
            if found.contains(&(end, np.clone())) {
                continue;
            }
            if found.len() > super::MAX_ALTERNATIVES {
                self.failure.too_many = true;
                break;
            }
            found.push((end, np.clone()));
            if self.is(end, &["'s"]) {
                self.possessions(&np, at, end + 1, &mut open);
            }
            if let Core::Name(name) = &np.core
                && np.constraints.is_empty()
            {
                let start = self.det(at);
                let in_context = self.in_context(name, start, end);
                open.extend(in_context.into_iter().map(|(end, name)| (end, Np::of(Core::Name(name)))));
            }
            if clauses && !np.is_named() && !np.elided {
                let clauses = self.clauses(end);
                let nearer = |last: &Constraint| matches!(last, Constraint::Link(link) if !link.other.is_named() && !link.other.elided);
                let far = np.constraints.last().is_some_and(nearer);
                open.extend(clauses.into_iter().map(|(end, mut constraints)| {
                    if far {
                        constraints = constraints.into_iter().map(|part| part.reaching(Reach::Far)).collect();
                    }
                    (end, np.with(constraints))
                }));
            }
        }
        let found = Rc::new(self.capped(found));
        self.nps.insert((at, clauses), Rc::clone(&found));
        found
    }

    /// Reads what an owner has: "the K visa's critics", "China's policies", "The Asia Group's Chen".
    fn possessions(&mut self, owner: &Np, start: usize, at: usize, found: &mut Parses<Np>) {
        for (end, noun) in self.nouns(at) {
            found.push((end, Np::of(Core::Any).with(vec![role_link(noun, owner)])));
        }
        for (end, number) in self.types(at) {
            found.push((end, Np::of(Core::Types(vec![number])).with(vec![any_link(owner)])));
        }
        if let Core::Name(owner) = &owner.core {
            let owners = owner.nodes.clone();
            for (end, name) in self.names(at) {
                let start = self.det(start);
                found.extend(self.possessed(&owners, &name, start, end).map(|name| (end, Np::of(Core::Name(name)))));
            }
        }
    }

    /// Reads clauses after a noun: "who …", "that Donald Trump opposes", "based in China", "whose critics …".
    pub(super) fn clauses(&mut self, at: usize) -> Parses<Vec<Constraint>> {
        let mut found = Vec::new();
        if self.is(at, &["who", "that", "which", "whom"]) {
            found.extend(self.vps(at + 1));
            found.extend(self.object_clause(at + 1));
        } else if self.is(at, &["whose"]) {
            for (end, noun) in self.nouns(at + 1) {
                for (end, constraints) in self.vps(end) {
                    found.push((end, vec![has_role(noun, Np::of(Core::Any).with(constraints))]));
                }
                if self.is(end, BE) {
                    for (end, list) in self.np_list(end + 1, false, None) {
                        if list.items.iter().all(Np::is_named) {
                            let links = self.each(&list, &|other| has_role(noun, other.clone()));
                            found.extend(links.into_iter().map(|links| (end, links)));
                        }
                    }
                }
            }
        } else {
            found.extend(self.after_noun(at));
            if at < self.len() && !self.is(at, &["and", "or", "but", "'s"]) {
                found.extend(self.object_clause(at));
            }
        }
        self.capped(found)
    }

    /// Reads "Donald Trump opposes", "Donald Trump does not oppose", "the K visa is opposed by".
    fn object_clause(&mut self, at: usize) -> Parses<Vec<Constraint>> {
        let mut found = Vec::new();
        for (end, subject) in self.np(at, false).iter() {
            if subject.universal {
                continue;
            }
            for (position, negated, need) in self.verb_group(*end) {
                let usages: &[Usage] = need.stranded();
                for (end, form) in self.relations(position, usages) {
                    let constraint = self.link(&[form], true, subject);
                    found.push((end, vec![if negated { Constraint::Not(vec![constraint]) } else { constraint }]));
                }
            }
        }
        found
    }

    /// Reads one noun phrase or a list: "A", "A and B", "A, B or C".
    ///
    /// `preposition` may stand again before each: "on A and on B".
    pub(super) fn np_list(&mut self, at: usize, clauses: bool, preposition: Option<&str>) -> Parses<NpList> {
        let start = if self.is(at, &["both", "either"]) { at + 1 } else { at };
        let mut found: Parses<NpList> = Vec::new();
        let firsts = self.np(start, clauses);
        let mut open: Vec<(usize, Vec<Np>, Option<Joint>)> =
            firsts.iter().rev().map(|(end, np)| (*end, vec![np.clone()], None)).collect();
        while let Some((end, items, joint)) = open.pop() {
            if joint.is_some() || (items.len() == 1 && start == at) {
                found.push((end, NpList { items: items.clone(), joint: joint.unwrap_or(Joint::And) }));
            }
            if !self.step() {
                continue;
            }
            let here = match self.word(end) {
                "and" => Some(Joint::And),
                "or" => Some(Joint::Or),
                _ => None,
            };
            let comma = joint.is_none() && self.tokens.get(end).is_some_and(|token| token.comma);
            if (here.is_none() && !comma) || (joint.is_some() && joint != here) {
                continue;
            }
            if items.len() == MAX_ITEMS {
                self.failure.too_many = true;
                continue;
            }
            let mut next = end + usize::from(here.is_some());
            if preposition.is_some_and(|preposition| self.word(next) == preposition) {
                next += 1;
            }
            for (end, np) in self.np(next, clauses).iter() {
                let items = items.iter().chain([np]).cloned().collect();
                open.push((*end, items, here));
            }
        }
        self.capped(found)
    }

    /// Makes constraints of a list: all of them, or one that any of them meets.
    pub(super) fn each(&self, list: &NpList, link: &dyn Fn(&Np) -> Constraint) -> Vec<Vec<Constraint>> {
        match list.joint {
            Joint::And => vec![list.items.iter().map(link).collect()],
            Joint::Or => match self.either_of(list) {
                Some(np) => vec![vec![link(&np)]],
                None => vec![vec![Constraint::AnyOf(list.items.iter().map(|np| vec![link(np)]).collect())]],
            },
        }
    }

    /// Makes one noun phrase of "A or B" where both are names.
    pub(super) fn either_of(&self, list: &NpList) -> Option<Np> {
        let names: Option<Vec<_>> = list.items.iter().map(|np| np.name().cloned()).collect();
        names.map(|names| Np::of(super::names::either(names)))
    }
}

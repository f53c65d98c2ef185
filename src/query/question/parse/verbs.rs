//! Verb phrases: a relation in any tense and voice, with its objects.

use super::np::{Joint, NpList, any_link, has_role};
use super::{Expected, Parser, Parses};
use crate::query::question::lexicon::RelationForm;
use crate::query::question::meaning::{Constraint, Core, Link, Np, Reach, Way};
use crate::query::question::phrase::{Usage, is_preposition};
use std::rc::Rc;

/// What must follow an auxiliary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// A verb by itself: "opposes", "opposed".
    Finite,
    /// After "do" or "will".
    Base,
    /// After "have".
    Perfect,
    /// After "be".
    BePhrase,
}

impl Need {
    /// Forms of a verb with its object.
    fn active(self) -> &'static [Usage] {
        match self {
            Need::Finite => &[Usage::Third, Usage::Base, Usage::Past],
            Need::Base => &[Usage::Base],
            Need::Perfect => &[Usage::Perfect],
            Need::BePhrase => &[Usage::Be, Usage::Ing],
        }
    }

    /// Forms that can end a clause whose object stands before it.
    pub(super) fn stranded(self) -> &'static [Usage] {
        self.active()
    }
}

const DO: &[&str] = &["do", "does", "did"];
const HAVE: &[&str] = &["has", "have", "had"];
const MODAL: &[&str] = &["can", "could", "will", "would", "should", "may", "might", "must", "shall"];
pub(super) const BE: &[&str] = &["is", "are", "was", "were"];

impl Parser<'_> {
    /// Returns whether an auxiliary stands at a position.
    pub(super) fn is_auxiliary(&self, at: usize) -> bool {
        [DO, HAVE, MODAL, BE].into_iter().any(|words| self.is(at, words))
    }

    /// Reads what may stand between an auxiliary and its verb.
    ///
    /// `auxiliary` is where it stands, `at` where the search goes on: after it, or after the subject.
    pub(super) fn after_auxiliary(&self, auxiliary: usize, at: usize) -> Vec<(usize, bool, Need)> {
        let (at, negated) = self.negation(at);
        let mut found = Vec::new();
        let mut be = |position: usize| {
            let (position, more) = self.negation(position);
            found.push((position, negated || more, Need::BePhrase));
        };
        if self.is(auxiliary, BE) {
            be(at);
            if self.is(at, &["being", "been"]) {
                be(at + 1);
            }
        }
        if self.is(auxiliary, MODAL) {
            if self.is(at, &["be"]) {
                be(at + 1);
            }
            if self.is(at, &["have"]) && self.is(at + 1, &["been"]) {
                be(at + 2);
            }
        }
        if self.is(auxiliary, HAVE) && self.is(at, &["been"]) {
            be(at + 1);
        }
        if self.is(auxiliary, DO) || self.is(auxiliary, MODAL) {
            found.push((at, negated, Need::Base));
        }
        if self.is(auxiliary, MODAL) && self.is(at, &["have"]) {
            found.push((self.adverbs(at + 1), negated, Need::Perfect));
        }
        if self.is(auxiliary, HAVE) {
            found.push((at, negated, Need::Perfect));
        }
        found
    }

    /// Skips adverbs and one "not" or "never".
    fn negation(&self, at: usize) -> (usize, bool) {
        let at = self.adverbs(at);
        if self.is(at, &["not", "never"]) { (self.adverbs(at + 1), true) } else { (at, false) }
    }

    /// Reads the auxiliaries of a verb phrase: where its verb is, whether it is negated, what it needs.
    pub(super) fn verb_group(&self, at: usize) -> Vec<(usize, bool, Need)> {
        let start = self.adverbs(at);
        let mut found = vec![(start, false, Need::Finite)];
        if self.is(start, &["never"]) {
            found.push((self.adverbs(start + 1), true, Need::Finite));
        }
        if self.is_auxiliary(start) {
            found.extend(self.after_auxiliary(start, start + 1));
        }
        found
    }

    /// Reads verb phrases joined by "and", "but", "or": "opposes A and supports B".
    pub(super) fn vps(&mut self, at: usize) -> Parses<Vec<Constraint>> {
        if !self.step() {
            return Vec::new();
        }
        let mut found: Parses<Vec<Constraint>> = Vec::new();
        for (end, constraints) in self.vp(at) {
            found.push((end, constraints.clone()));
            let joint = self.word(end).to_owned();
            let is_or = joint == "or";
            if !is_or && joint != "and" && joint != "but" {
                continue;
            }
            let mut next = end + 1;
            if self.is(next, &["who", "which", "that"]) {
                next += 1;
            }
            for (end, more) in self.vps(next) {
                if is_or {
                    let mut lists = vec![constraints.clone()];
                    match &more[..] {
                        [Constraint::AnyOf(rest)] => lists.extend(rest.iter().cloned()),
                        _ => lists.push(more),
                    }
                    found.push((end, vec![Constraint::AnyOf(lists)]));
                } else {
                    found.push((end, [constraints.clone(), more].concat()));
                }
            }
            // "do not support A and oppose B": does "not" reach as far as "oppose"?
            if let [Constraint::Not(inner)] = &constraints[..]
                && self.is_auxiliary(self.adverbs(at))
                && joint != "but"
                && inner.len() == 1
            {
                let inner = inner.clone();
                for (end, more) in self.predicate(next, false, Need::Base) {
                    let scoped = if is_or {
                        more.into_iter().chain(inner.clone()).map(|part| Constraint::Not(vec![part])).collect()
                    } else {
                        vec![Constraint::Not([inner.clone(), more].concat())]
                    };
                    found.push((end, scoped));
                }
            }
        }
        self.capped(found)
    }

    fn vp(&mut self, at: usize) -> Parses<Vec<Constraint>> {
        let mut found = Vec::new();
        for (position, negated, need) in self.verb_group(at) {
            found.extend(self.predicate(position, negated, need));
        }
        self.capped(found)
    }

    /// Reads a verb and its objects, or what follows "be".
    pub(super) fn predicate(&mut self, at: usize, negated: bool, need: Need) -> Parses<Vec<Constraint>> {
        if !self.step() {
            return Vec::new();
        }
        if need == Need::BePhrase { self.be_phrases(at, negated) } else { self.active(at, negated, need.active()) }
    }

    /// Reads verbs of the given forms with objects: "opposes A", "supports or opposes A", "benefits".
    fn active(&mut self, at: usize, negated: bool, usages: &[Usage]) -> Parses<Vec<Constraint>> {
        let mut found = self.possession(at, negated, usages);
        for (end, form) in self.relations(at, usages) {
            found.extend(self.objects(end, &[form], negated));
            if end == self.len() || self.is(end, &["and", "but", "or"]) {
                let forms = std::iter::once(form).chain(self.middle_voice(at, end, form));
                for form in forms {
                    let constraint = self.link(&[form], false, &Np::elided());
                    found.push((end, vec![wrap(negated, constraint)]));
                }
            }
            let joint = self.word(end).to_owned();
            if joint != "or" && joint != "and" {
                continue;
            }
            for (end, other) in self.relations(end + 1, usages) {
                if joint == "or" {
                    found.extend(self.objects(end, &[form, other], negated));
                } else if !negated {
                    for (end, list) in self.np_list(end, true, None) {
                        if self.refuses_universal(&list) {
                            continue;
                        }
                        let both = list
                            .items
                            .iter()
                            .flat_map(|np| [self.link(&[form], false, np), self.link(&[other], false, np)].into_iter());
                        if list.joint == Joint::And {
                            found.push((end, both.collect()));
                        }
                    }
                }
            }
        }
        found
    }

    /// Reads "has critics", "have a part that …", "have no critics".
    fn possession(&mut self, at: usize, negated: bool, usages: &[Usage]) -> Parses<Vec<Constraint>> {
        let mut found = Vec::new();
        let verb: &[&str] = if usages.contains(&Usage::Third) { HAVE } else { &["have", "had"] };
        if !self.is(at, verb) {
            return found;
        }
        let no = self.is(at + 1, &["no"]);
        let start = self.det(if no { at + 2 } else { at + 1 });
        for (end, noun) in self.nouns(start) {
            let wrap = |other: Np| vec![wrap(negated != no, has_role(noun, other))];
            if end == self.len() || self.is(end, &["and", "but", "or"]) {
                found.push((end, wrap(Np::elided())));
            }
            for (end, constraints) in self.clauses(end) {
                found.push((end, wrap(Np::of(Core::Any).with(constraints))));
            }
        }
        found
    }

    /// Reads the objects of a relation, and "but not …" after them.
    pub(super) fn objects(&mut self, at: usize, forms: &[RelationForm], negated: bool) -> Parses<Vec<Constraint>> {
        let mut found = Vec::new();
        let before = at.checked_sub(1).map(|last| self.word(last).to_owned());
        let preposition = before.filter(|word| is_preposition(word));
        for (end, list) in self.np_list(at, true, preposition.as_deref()) {
            if self.refuses_universal(&list) {
                continue;
            }
            for constraints in self.constrain(forms, &list, negated) {
                found.push((end, constraints.clone()));
                if negated {
                    continue;
                }
                for mut next in self.any_seq(end, &["but not", "and not"]) {
                    if preposition.as_deref().is_some_and(|preposition| self.word(next) == preposition) {
                        next += 1;
                    }
                    for (end, list) in self.np_list(next, true, preposition.as_deref()) {
                        for not in self.constrain(forms, &list, true) {
                            found.push((end, [constraints.clone(), not].concat()));
                        }
                    }
                }
            }
        }
        found
    }

    /// Refuses "all", "every" and "each" where they would not just begin a list.
    pub(super) fn refuses_universal(&mut self, list: &NpList) -> bool {
        let universal = list.items.iter().any(|np| np.universal);
        if universal {
            self.object("“all”, “every” and “each” are only understood at the start of a list");
        }
        universal
    }

    /// Makes the constraints of relations to a list of objects. Two results are two readings.
    fn constrain(&self, forms: &[RelationForm], list: &NpList, negated: bool) -> Vec<Vec<Constraint>> {
        let link = |np: &Np| self.link(forms, false, np);
        if !negated {
            return self.each(list, &link);
        }
        if list.joint == Joint::Or
            && let Some(np) = self.either_of(list)
        {
            return vec![vec![Constraint::Not(vec![link(&np)])]];
        }
        let neither: Vec<Constraint> = list.items.iter().map(|np| Constraint::Not(vec![link(np)])).collect();
        if list.joint == Joint::Or || list.items.len() == 1 {
            return vec![neither];
        }
        vec![neither, vec![Constraint::Not(list.items.iter().map(link).collect())]]
    }

    /// Makes the constraint of one of several relations; `turned` if the constrained node is the object.
    pub(super) fn link(&self, forms: &[RelationForm], turned: bool, other: &Np) -> Constraint {
        let other = Rc::new(other.clone());
        let of = |relations: Vec<usize>, forward: bool| {
            Constraint::Link(Link::new(relations, Way::new(forward != turned), Rc::clone(&other)))
        };
        let same = forms.windows(2).all(|pair| {
            let symmetric = pair.iter().map(|form| self.lexicon.symmetric[form.relation]);
            pair[0].forward == pair[1].forward
                && symmetric.clone().all(|s| s == self.lexicon.symmetric[pair[0].relation])
        });
        if same {
            let mut relations: Vec<usize> = forms.iter().map(|form| form.relation).collect();
            relations.dedup();
            return of(relations, forms[0].forward);
        }
        Constraint::AnyOf(forms.iter().map(|form| vec![of(vec![form.relation], form.forward)]).collect())
    }

    /// Reads what follows "be", and more of it after "and": "opposed by A and based in B".
    fn be_phrases(&mut self, at: usize, negated: bool) -> Parses<Vec<Constraint>> {
        let mut found = Vec::new();
        for (end, constraints) in self.be_phrase(at, negated) {
            found.push((end, constraints.clone()));
            if negated {
                continue;
            }
            let joint = self.word(end).to_owned();
            if !matches!(joint.as_str(), "and" | "but" | "or") {
                continue;
            }
            let (next, not) = self.negation(end + 1);
            for (end, more) in self.be_phrase(next, not) {
                if joint == "or" {
                    found.push((end, vec![Constraint::AnyOf(vec![constraints.clone(), more])]));
                } else {
                    found.push((end, [constraints.clone(), more].concat()));
                }
            }
        }
        self.capped(found)
    }

    fn be_phrase(&mut self, at: usize, negated: bool) -> Parses<Vec<Constraint>> {
        let mut found = self.adjuncts(at, negated, true);
        // "a critic of A", "an organisation based in B".
        for (end, np) in self.np(at, true).iter() {
            let mut constraints = match &np.core {
                Core::Types(types) if types.len() == 1 => vec![Constraint::IsType(types[0])],
                Core::Types(types) => {
                    vec![Constraint::AnyOf(types.iter().map(|number| vec![Constraint::IsType(*number)]).collect())]
                }
                Core::Any if !np.constraints.is_empty() => Vec::new(),
                _ => continue,
            };
            constraints.extend(np.constraints.iter().cloned());
            found.push((*end, if negated { vec![Constraint::Not(constraints)] } else { constraints }));
        }
        found
    }

    /// Reads what can follow a noun or "be": "opposed by A", "commenting on A", "in A", "linked to A".
    fn adjuncts(&mut self, at: usize, negated: bool, after_be: bool) -> Parses<Vec<Constraint>> {
        let mut found = Vec::new();
        let at = self.adverbs(at);
        let start = if after_be { self.det(at) } else { at };
        for (end, form) in self.relations(start, &[Usage::Be, Usage::Ing]) {
            found.extend(self.objects(end, &[form], negated));
        }
        for (end, form) in self.relations(start, &[Usage::Passive]) {
            if end == self.len() || self.is(end, &["and", "but", "or"]) {
                let constraint = self.link(&[form], false, &Np::elided());
                found.push((end, vec![wrap(negated, constraint)]));
            }
        }
        for after in self.connected(at) {
            for (end, list) in self.np_list(after, true, None) {
                if self.refuses_universal(&list) {
                    continue;
                }
                let negate = |constraint: Constraint| wrap(negated, constraint);
                for constraints in self.each(&list, &any_link) {
                    found.push((end, constraints.into_iter().map(negate).collect()));
                }
            }
        }
        if is_preposition(self.word(at)) && !self.is(at, &["of", "to", "as"]) && !(after_be && self.is(at, &["by"])) {
            for form in self.places(self.word(at)) {
                found.extend(self.objects(at + 1, &[form], negated).into_iter().map(|(end, constraints)| {
                    (end, constraints.into_iter().map(|part| part.reaching(Reach::Bare)).collect())
                }));
            }
        }
        found
    }

    /// Reads clauses without a verb after a noun.
    pub(super) fn after_noun(&mut self, at: usize) -> Parses<Vec<Constraint>> {
        let (at, negated) = self.negation(at);
        self.adjuncts(at, negated, false)
    }

    /// Returns the positions after "connected to" and its like.
    pub(super) fn connected(&self, at: usize) -> Vec<usize> {
        let at = self.adverbs(at);
        let verb = self.is(at, &["connected", "related", "linked", "tied", "associated"]);
        if verb && self.is(at + 1, &["to", "with"]) { vec![at + 2] } else { Vec::new() }
    }

    /// Returns the relations that a bare preposition may mean: "based in" for "in", "works at" for "at".
    ///
    /// Only what the vocabulary itself says with that preposition; what does not fit the types at both
    /// ends is refused later.
    pub(super) fn places(&self, preposition: &str) -> Vec<RelationForm> {
        let mut found: Vec<RelationForm> = Vec::new();
        let whereabouts = ["works", "lives", "studies", "teaches", "sits", "stands", "lies", "resides", "stays"];
        let is_place = matches!(preposition, "in" | "at" | "near" | "from" | "under" | "within" | "inside");
        let relations = &self.graph.header().relations;
        self.lexicon.relations.for_each(&mut |words, forms| {
            let written = |form: &RelationForm, verb: &str| {
                let relation = &relations[form.relation];
                let id = crate::graph::label_from_id(&relation.id);
                let (first, more) = if form.forward {
                    (Some(&relation.label), &relation.phrases)
                } else {
                    (relation.inverse.as_ref(), &relation.inverse_phrases)
                };
                let mut phrases = first.into_iter().chain(more).chain(form.forward.then_some(&id));
                phrases.any(|phrase| {
                    let phrase = phrase.strip_prefix("is ").unwrap_or(phrase);
                    phrase
                        .split_once(' ')
                        .is_some_and(|(first, last)| last == preposition && first.eq_ignore_ascii_case(verb))
                })
            };
            let fits = |form: &RelationForm| match words {
                [only] => *only == preposition && form.usage == Usage::Be,
                [verb, last] if *last == preposition => {
                    let aim = matches!(*verb, "aimed" | "targeted" | "directed" | "pointed" | "used" | "sold");
                    let past = !aim && !crate::query::question::inflect::bases_of_past(verb).is_empty();
                    (past && form.usage == Usage::Be && (preposition == "by" || (is_place && written(form, verb))))
                        || (is_place && form.usage == Usage::Third && whereabouts.contains(verb))
                }
                _ => false,
            };
            for form in forms.iter().filter(|form| fits(form)) {
                if !found.iter().any(|known| known.relation == form.relation && known.forward == form.forward) {
                    found.push(*form);
                }
            }
        });
        found
    }

    /// Notes that a relation was expected.
    pub(super) fn expects_relation(&mut self, at: usize) {
        self.fail(at, Expected::Relation);
    }
}

fn wrap(negated: bool, constraint: Constraint) -> Constraint {
    if negated { Constraint::Not(vec![constraint]) } else { constraint }
}

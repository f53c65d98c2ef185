//! Whole questions, by how they begin.

use super::np::{NpList, role_link};
use super::verbs::{BE, Need};
use super::{Expected, Parser};
use crate::query::question::lexicon::RelationForm;
use crate::query::question::meaning::{Claim, Constraint, Core, Link, Meaning, Np, Way};
use crate::query::question::phrase::Usage;
use std::rc::Rc;

/// Makes a meaning of what is asked for.
type Ask = fn(Np) -> Meaning;
/// Makes a meaning of claims.
type Tell = fn(Vec<Claim>) -> Meaning;

impl Parser<'_> {
    /// Returns every reading of the question.
    pub(crate) fn parse(&mut self) -> Vec<Meaning> {
        let start = self.polite();
        self.path_questions(start);
        self.count_questions(start);
        self.list_questions(start);
        self.wh_questions(start);
        self.where_questions(start);
        self.evidence_questions(start);
        self.say_questions(start);
        self.common_questions(start);
        self.dossier_questions(start);
        self.yes_no(start, Meaning::YesNo);
        if self.is(start, &["when"]) {
            self.yes_no(start + 1, Meaning::When);
        }
        self.bare(start);
        std::mem::take(&mut self.found)
    }

    /// Skips "please", "can you tell me" and the like.
    fn polite(&self) -> usize {
        let mut at = 0;
        while self.is(at, &["please", "so", "and", "ok", "hi", "hello"]) {
            at += 1;
        }
        let openings = ["can you tell me", "could you tell me", "tell me", "tell us", "do you know", "i want to know"];
        let after =
            self.any_seq(at, &openings).into_iter().find(|end| !self.is(*end, &["about", "everything", "more"]));
        let at = after.unwrap_or(at);
        if self.is(at, &["please"]) { at + 1 } else { at }
    }

    fn wh_questions(&mut self, at: usize) {
        if self.is(at, &["who", "whom"]) {
            self.wh(at + 1, &Np::of(Core::Who), Meaning::Select);
            // "who in China comments on …"
            if !self.is_auxiliary(at + 1) {
                for (end, constraints) in self.after_noun(at + 1) {
                    self.wh(end, &Np::of(Core::Who).with(constraints), Meaning::Select);
                }
            }
        }
        if self.is(at, &["what", "which"]) {
            self.wh(at + 1, &Np::of(Core::Any), Meaning::Select);
            for (end, np) in self.np(at + 1, true).iter() {
                if !np.is_named() && !np.universal {
                    self.wh(*end, np, Meaning::Select);
                }
            }
            if let Some(after) = self.seq(at, "which of") {
                for (end, list) in self.np_list(after, false, None) {
                    if list.items.len() > 1
                        && let Some(np) = self.either_of(&list)
                    {
                        self.wh(end, &np, Meaning::Select);
                    }
                }
            }
        }
    }

    /// Reads what follows "who", "what", "which TYPE" or "how many TYPE".
    fn wh(&mut self, at: usize, head: &Np, ask: Ask) {
        if !self.step() {
            return;
        }
        for (end, constraints) in self.vps(at) {
            self.done(end, ask(head.with(constraints)));
        }
        self.object_question(at, head, ask);
        if ask(head.clone()) == Meaning::Select(head.clone()) {
            self.most(at, head);
        }
    }

    /// Reads "does Donald Trump oppose", "is the K visa opposed by", "has he not commented on".
    fn object_question(&mut self, at: usize, head: &Np, ask: Ask) {
        if !self.is_auxiliary(at) {
            return;
        }
        let (subject_at, early_not) = if self.is(at + 1, &["not"]) { (at + 2, true) } else { (at + 1, false) };
        for (end, subject) in self.np_list(subject_at, false, None) {
            if subject.items.iter().any(|np| np.universal) {
                continue;
            }
            for (position, late_not, need) in self.after_auxiliary(at, end) {
                let negated = early_not || late_not;
                for (end, form) in self.relations(position, need.stranded()) {
                    for constraints in self.turned(&[form], &subject, negated) {
                        self.done(end, ask(head.with(constraints)));
                    }
                    let joint = self.word(end).to_owned();
                    if joint == "and" || joint == "or" {
                        self.second_verb(end + 1, head, &subject, form, (negated, need, joint == "or"), ask);
                    }
                }
            }
        }
    }

    /// Reads the second verb of "what does A oppose or support".
    fn second_verb(
        &mut self,
        at: usize,
        head: &Np,
        subject: &NpList,
        first: RelationForm,
        (negated, need, is_or): (bool, Need, bool),
        ask: Ask,
    ) {
        for (end, second) in self.relations(at, need.stranded()) {
            if is_or {
                for constraints in self.turned(&[first, second], subject, negated) {
                    self.done(end, ask(head.with(constraints)));
                }
            } else if !negated {
                for constraints in self.turned(&[first], subject, false) {
                    for more in self.turned(&[second], subject, false) {
                        self.done(end, ask(head.with([constraints.clone(), more].concat())));
                    }
                }
            }
        }
    }

    /// Makes the constraints on an object of what its subjects do.
    fn turned(&self, forms: &[RelationForm], subject: &NpList, negated: bool) -> Vec<Vec<Constraint>> {
        let link = |np: &Np| {
            let link = self.link(forms, true, np);
            if negated { Constraint::Not(vec![link]) } else { link }
        };
        self.each(subject, &link)
    }

    /// Reads superlatives: "is quoted the most", "opposes the most policies", "has the most critics".
    fn most(&mut self, at: usize, head: &Np) {
        let top = |constraint: Constraint| Meaning::Top(head.with(vec![constraint]));
        if !head.constraints.is_empty() {
            return;
        }
        for (position, negated, need) in self.verb_group(at) {
            if negated {
                continue;
            }
            let mut usages = match need {
                Need::BePhrase => vec![Usage::Be, Usage::Ing, Usage::Passive],
                Need::Finite => vec![Usage::Third, Usage::Base, Usage::Past],
                Need::Base => vec![Usage::Base],
                Need::Perfect => vec![Usage::Perfect],
            };
            usages.sort_unstable();
            for (end, form) in self.relations(position, &usages) {
                for after in self.any_seq(end, &["the most", "most", "most often", "the most often"]) {
                    let link = self.link(&[form], false, &Np::elided());
                    self.done(after, top(link));
                    if form.usage == Usage::Passive {
                        continue;
                    }
                    for (end, np) in self.np(after, true).iter() {
                        if !np.is_named() {
                            let link = self.link(&[form], false, np);
                            self.done(*end, top(link));
                        }
                    }
                }
            }
        }
        for after in self.any_seq(at, &["has the most", "have the most", "has most", "have most"]) {
            for (end, noun) in self.nouns(after) {
                // What has critics is what they are critics of.
                let way = Way::new(!noun.source);
                let link = Link { relations: vec![noun.relation], way, other: Rc::new(Np::elided()) };
                self.done(end, top(Constraint::Link(link)));
            }
            if self.is(after, &["connections", "links", "relations", "connection"]) {
                let link = Link { relations: Vec::new(), way: Way::Both, other: Rc::new(Np::elided()) };
                self.done(after + 1, top(Constraint::Link(link)));
            } else {
                self.fail(after, Expected::Relation);
            }
        }
        // "which policy do the most people comment on"
        if self.is_auxiliary(at)
            && let Some(after) = self.seq(at + 1, "the most")
        {
            for (end, np) in self.np(after, false).iter() {
                for (position, negated, need) in self.after_auxiliary(at, *end) {
                    for (end, form) in self.relations(position, need.stranded()) {
                        if !negated && !np.is_named() {
                            let link = self.link(&[form], true, np);
                            self.done(end, top(link));
                        }
                    }
                }
            }
        }
    }

    fn count_questions(&mut self, at: usize) {
        let openings =
            ["how many", "count", "count the", "count all", "what is the number of", "number of", "the number of"];
        for after in self.any_seq(at, &openings) {
            for (end, np) in self.np(after, true).iter() {
                if np.is_named() {
                    continue;
                }
                self.wh(*end, np, Meaning::Count);
                self.done(*end, Meaning::Count(np.clone()));
                for rest in ["are there", "exist", "do we know", "are in this graph", "are there in this graph"] {
                    if let Some(end) = self.seq(*end, rest) {
                        self.done(end, Meaning::Count(np.clone()));
                    }
                }
            }
            // "how many critics does the K visa have"
            for (end, noun) in self.nouns(after) {
                if !self.is(end, &["do", "does", "did"]) {
                    continue;
                }
                for (end, owner) in self.np(end + 1, false).iter() {
                    if self.is(*end, &["have"]) && !owner.universal {
                        let counted = Np::of(Core::Any).with(vec![role_link(noun, owner)]);
                        self.done(*end + 1, Meaning::Count(counted));
                    }
                }
            }
        }
    }

    fn list_questions(&mut self, at: usize) {
        let openings = [
            "list",
            "list the",
            "show",
            "show me",
            "show us",
            "find",
            "find me",
            "name",
            "give me",
            "give us",
            "display",
            "get",
            "which are",
            "who are",
            "what are",
            "what is",
            "who is",
            "who was",
            "who were",
            "what was",
            "what were",
        ];
        for after in self.any_seq(at, &openings) {
            for (end, np) in self.np(after, true).iter() {
                if !np.is_named() {
                    self.done(*end, Meaning::Select(np.clone()));
                }
            }
        }
    }

    fn where_questions(&mut self, at: usize) {
        if !self.is(at, &["where"]) || !self.is_auxiliary(at + 1) {
            return;
        }
        let anything = Np::of(Core::Any);
        self.object_question(at + 1, &anything, Meaning::Select);
        for (end, subject) in self.np_list(at + 2, true, None) {
            for (position, negated, need) in self.after_auxiliary(at + 1, end) {
                let forms = self.place_forms(position, need);
                if forms.is_empty() {
                    self.expects_relation(position);
                }
                for (end, form) in forms {
                    for constraints in self.turned(&[form], &subject, negated) {
                        self.done(end, Meaning::Select(anything.with(constraints)));
                    }
                }
            }
        }
    }

    /// Returns the relations that say where, without their last word: "based" of "based in".
    fn place_forms(&self, at: usize, need: Need) -> Vec<(usize, RelationForm)> {
        let mut found = Vec::new();
        if at == self.len() && need == Need::BePhrase {
            for preposition in ["in", "at", "near"] {
                found.extend(self.places(preposition).into_iter().map(|form| (at, form)));
            }
        }
        self.lexicon.relations.for_each(&mut |words, forms| {
            let Some((last, before)) = words.split_last() else { return };
            let here = matches!(*last, "in" | "at" | "near" | "from" | "to")
                && !before.is_empty()
                && before.iter().enumerate().all(|(offset, word)| self.word(at + offset) == *word);
            for form in forms.iter().filter(|form| here && need.stranded().contains(&form.usage)) {
                let known = |(_, known): &(usize, RelationForm)| {
                    known.relation == form.relation && known.forward == form.forward
                };
                if !found.iter().any(known) {
                    found.push((at + before.len(), *form));
                }
            }
        });
        found
    }

    fn evidence_questions(&mut self, at: usize) {
        if self.is(at, &["why"]) {
            self.yes_no(at + 1, Meaning::Evidence);
        }
        let evidence = [
            "what evidence is there that",
            "what evidence do we have that",
            "what is the evidence that",
            "is there evidence that",
            "is there any evidence that",
            "what shows that",
            "how do we know that",
            "show the evidence that",
            "show evidence that",
            "evidence that",
        ];
        for after in self.any_seq(at, &evidence) {
            self.statement(after, Meaning::Evidence);
        }
        for after in self.any_seq(at, &["is it true that", "is it the case that", "is it so that"]) {
            self.statement(after, Meaning::YesNo);
        }
    }

    /// Reads "A opposes B".
    fn statement(&mut self, at: usize, tell: Tell) {
        for (end, subject) in self.np_list(at, false, None) {
            for (end, constraints) in self.vps(end) {
                if let Some(claims) = self.claims(&subject, &constraints) {
                    self.tell(end, claims, tell);
                }
            }
        }
    }

    /// Reads "does A oppose B", "is A opposed by B", "are A and B organisations".
    fn yes_no(&mut self, at: usize, tell: Tell) {
        if !self.is_auxiliary(at) {
            return;
        }
        // "is there anyone who opposes A"
        if self.is(at, BE) && self.is(at + 1, &["there"]) {
            for (end, np) in self.np(at + 2, true).iter() {
                if !np.is_named() && !np.universal && tell(Vec::new()) == Meaning::YesNo(Vec::new()) {
                    self.done(*end, Meaning::YesNo(vec![Claim { subject: np.clone(), constraints: Vec::new() }]));
                }
            }
            return;
        }
        if self.is(at + 1, &["not"]) {
            self.remark(
                at + 1,
                "a question that begins with “not” can be answered either way: ask without it".to_owned(),
            );
        }
        for (end, subject) in self.np_list(at + 1, false, None) {
            for (position, negated, need) in self.after_auxiliary(at, end) {
                for (end, constraints) in self.predicate(position, negated, need) {
                    if let Some(claims) = self.claims(&subject, &constraints) {
                        self.tell(end, claims, tell);
                    }
                }
                // "when was the K visa introduced", "who is opposed": nobody named.
                for (end, form) in self.relations(position, &[Usage::Passive]) {
                    if need == Need::BePhrase && !negated {
                        let link = self.link(&[form], false, &Np::elided());
                        if let Some(claims) = self.claims(&subject, &[link]) {
                            self.tell(end, claims, tell);
                        }
                    }
                }
            }
        }
    }

    fn tell(&mut self, end: usize, claims: Vec<Claim>, tell: Tell) {
        let meaning = tell(claims);
        if let Meaning::Evidence(claims) | Meaning::When(claims) = &meaning
            && claims.iter().any(|claim| claim.constraints.iter().any(|c| matches!(c, Constraint::Not(_))))
        {
            self.remark(end, "there is no evidence for what is not in the graph: ask without “not”".to_owned());
            return;
        }
        self.done(end, meaning);
    }

    /// Makes one claim for each subject, or none if it cannot be said so.
    fn claims(&mut self, subject: &NpList, constraints: &[Constraint]) -> Option<Vec<Claim>> {
        if subject.items.iter().any(|np| np.universal) {
            self.remark(1, "“all”, “every” and “each” are only read at the start of a list".to_owned());
            return None;
        }
        let claim = |np: Np| Claim { subject: np, constraints: constraints.to_vec() };
        match subject.joint {
            super::np::Joint::And => Some(subject.items.iter().cloned().map(claim).collect()),
            super::np::Joint::Or => self.either_of(subject).map(|np| vec![claim(np)]),
        }
    }

    /// Reads "what does A say about B".
    fn say_questions(&mut self, at: usize) {
        for after in self.any_seq(at, &["what does", "what do", "what did", "what has", "what have"]) {
            for (end, a) in self.np(after, false).iter() {
                let verbs = [
                    "say about",
                    "said about",
                    "think about",
                    "think of",
                    "thought about",
                    "have to do with",
                    "tell about",
                    "say on",
                    "tell us about",
                    "have to say about",
                ];
                for after in self.any_seq(*end, &verbs) {
                    for (end, b) in self.np(after, false).iter() {
                        if a.is_named() && b.is_named() {
                            self.done(*end, Meaning::Between(a.clone(), b.clone()));
                        }
                    }
                }
            }
        }
    }

    /// Reads "what do A and B have in common".
    fn common_questions(&mut self, at: usize) {
        for after in self.any_seq(at, &["what do", "what does", "which things do", "what things do"]) {
            for (end, list) in self.np_list(after, false, None) {
                if list.items.len() > 1 && list.joint == super::np::Joint::And {
                    for end in self.any_seq(end, &["have in common", "share", "both have in common"]) {
                        let constraints = list.items.iter().map(super::np::any_link).collect();
                        self.done(end, Meaning::Select(Np::of(Core::Any).with(constraints)));
                    }
                }
            }
        }
    }

    fn dossier_questions(&mut self, at: usize) {
        let openings = [
            "who is",
            "who was",
            "who are",
            "what is",
            "what are",
            "what was",
            "tell me about",
            "tell me more about",
            "tell me everything about",
            "tell us about",
            "describe",
            "what do we know about",
            "what do you know about",
            "what is known about",
            "everything about",
            "information on",
            "information about",
            "show",
            "show me",
            "find",
            "list",
            "facts about",
        ];
        for after in self.any_seq(at, &openings) {
            for (end, np) in self.np(after, false).iter() {
                if np.name().is_some() {
                    self.done(*end, Meaning::Dossier(np.clone()));
                } else if !np.is_named() {
                    self.done(*end, Meaning::Select(np.clone()));
                }
            }
        }
    }

    /// Reads a noun phrase by itself.
    fn bare(&mut self, at: usize) {
        for (end, np) in self.np(at, true).iter() {
            match np.core {
                Core::Name(_) => self.done(*end, Meaning::Dossier(np.clone())),
                Core::Any if np.constraints.is_empty() => {}
                _ => self.done(*end, Meaning::Select(np.clone())),
            }
        }
    }
}

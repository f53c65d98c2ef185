//! Whole questions, by how they begin.

use super::np::{Joint, NpList, has_role, role_link};
use super::verbs::Need;
use super::{Expected, Parser, Parses};
use crate::query::question::lexicon::RelationForm;
use crate::query::question::meaning::{Constraint, Core, Meaning, Np, Reach};

/// Makes a meaning of what is asked for.
type Ask = fn(Np) -> Meaning;

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
        if let Some(after) = self.after_when() {
            self.yes_no(after, Meaning::When);
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
        if self.is(at, &["whose"]) {
            for (end, constraints) in self.clauses(at) {
                self.done(end, Meaning::Select(Np::of(Core::Who).with(constraints)));
            }
        }
        if self.is(at, &["what", "which"]) {
            self.had(at + 1, Meaning::Select);
            self.wh(at + 1, &Np::of(Core::Any), Meaning::Select);
            let heads = self.kinds(at + 1);
            let heads: Vec<&(usize, Np)> = heads.iter().filter(|(_, np)| !np.universal).collect();
            for (end, np) in &heads {
                self.wh(*end, np, Meaning::Select);
                for end in self.any_seq(*end, &["are there", "is there", "exist", "exists"]) {
                    self.done(end, Meaning::Select(np.clone()));
                }
            }
            if heads.is_empty() && !self.is_auxiliary(at + 1) {
                self.fail(at + 1, Expected::Type);
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
            let both = self.is(end, &["both"]) && subject.items.len() > 1 && subject.joint == Joint::And;
            for (position, late_not, need) in self.after_auxiliary(at, end + usize::from(both)) {
                let negated = early_not || late_not;
                if need == Need::BePhrase {
                    // "what is A the leader of".
                    for (end, noun) in self.nouns(self.det(position)) {
                        if self.is_of(noun, end) {
                            let link = |np: &Np| has_role(noun, np.clone());
                            for mut constraints in self.each(&subject, &link) {
                                if negated {
                                    constraints = vec![Constraint::Not(constraints)];
                                }
                                self.done(end + 1, ask(head.with(constraints)));
                            }
                        }
                    }
                }
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

    fn count_questions(&mut self, at: usize) {
        let openings =
            ["how many", "count", "count the", "count all", "what is the number of", "number of", "the number of"];
        for after in self.any_seq(at, &openings) {
            for (end, np) in &self.kinds(after) {
                self.wh(*end, np, Meaning::Count);
                self.done(*end, Meaning::Count(np.clone()));
                for rest in ["are there", "exist", "do we know", "are in this graph", "are there in this graph"] {
                    if let Some(end) = self.seq(*end, rest) {
                        self.done(end, Meaning::Count(np.clone()));
                    }
                }
            }
            self.had(after, Meaning::Count);
        }
    }

    /// Reads "critics does the K visa have".
    fn had(&mut self, at: usize, ask: Ask) {
        for (end, noun) in self.nouns(at) {
            if !self.is(end, &["do", "does", "did"]) {
                continue;
            }
            for (end, owner) in self.np(end + 1, false).iter() {
                if self.is(*end, &["have"]) && !owner.universal {
                    self.done(*end + 1, ask(Np::of(Core::Any).with(vec![role_link(noun, owner)])));
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
            for (end, np) in self.kinds(after) {
                self.done(end, Meaning::Select(np));
            }
        }
    }

    /// Reads what may be asked for: "people", "policies that …", "people and organisations".
    fn kinds(&mut self, at: usize) -> Parses<Np> {
        let mut found: Parses<Np> = self.np(at, true).iter().filter(|(_, np)| !np.is_named()).cloned().collect();
        let lists = self.np_list(at, false, None);
        for (end, list) in lists.into_iter().filter(|(_, list)| list.items.len() > 1) {
            let types = list.items.iter().map(|np| match &np.core {
                Core::Types(types) if np.constraints.is_empty() => Some(types.clone()),
                _ => None,
            });
            if let Some(types) = types.collect::<Option<Vec<_>>>() {
                let universal = list.items.iter().any(|np| np.universal);
                found.push((end, Np { universal, ..Np::of(Core::Types(types.concat())) }));
            }
        }
        found
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
                    let bare = end == position;
                    for mut constraints in self.turned(&[form], &subject, negated) {
                        if bare {
                            constraints = constraints.into_iter().map(|part| part.reaching(Reach::Bare)).collect();
                        }
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
                if list.items.len() > 1 && list.joint == Joint::And {
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

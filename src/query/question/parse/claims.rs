//! Claims: yes-or-no questions, and what is asked about them: why, since when, what evidence.

use super::Parser;
use super::np::{Joint, NpList};
use super::verbs::{BE, Need};
use crate::query::question::meaning::{Claim, Constraint, Meaning, Np};
use crate::query::question::phrase::Usage;

/// Makes a meaning of claims.
type Tell = fn(Vec<Claim>) -> Meaning;

impl Parser<'_> {
    pub(super) fn evidence_questions(&mut self, at: usize) {
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
    pub(super) fn yes_no(&mut self, at: usize, tell: Tell) {
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
            self.object("a question that begins with “not” can be answered either way: ask without it");
        }
        if self.is(at + 1, &["nobody", "nothing"]) || self.seq(at + 1, "no one").is_some() {
            self.object("“nobody” and “nothing” are not understood: ask whether anyone does");
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
            self.object("there is no evidence for what is not in the graph: ask without “not”");
            return;
        }
        self.done(end, meaning);
    }

    /// Makes one claim for each subject, or none if it cannot be said so.
    fn claims(&mut self, subject: &NpList, constraints: &[Constraint]) -> Option<Vec<Claim>> {
        if self.refuses_universal(subject) {
            return None;
        }
        let claim = |np: Np| Claim { subject: np, constraints: constraints.to_vec() };
        match subject.joint {
            Joint::And => Some(subject.items.iter().cloned().map(claim).collect()),
            Joint::Or => self.either_of(subject).map(|np| vec![claim(np)]),
        }
    }
}

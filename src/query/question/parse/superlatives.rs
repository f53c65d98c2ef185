//! Superlatives: "is quoted the most", "has the most critics".

use super::verbs::Need;
use super::{Expected, Parser};
use crate::query::question::meaning::{Constraint, Link, Meaning, Np, Way};
use crate::query::question::phrase::Usage;
use std::rc::Rc;

impl Parser<'_> {
    /// Reads superlatives: "is quoted the most", "opposes the most policies", "has the most critics".
    pub(super) fn most(&mut self, at: usize, head: &Np) {
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
                    // "by most people" is the majority, "by the most people" the greatest number.
                    if form.usage == Usage::Passive || self.seq(end, "the most") != Some(after) {
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
        for after in self.any_seq(at, &["has the most", "have the most"]) {
            for (end, noun) in self.nouns(after) {
                // What has critics is what they are critics of.
                let way = Way::new(!noun.source);
                let link = Link::new(vec![noun.relation], way, Rc::new(Np::elided()));
                self.done(end, top(Constraint::Link(link)));
            }
            if self.is(after, &["connections", "links", "relations", "connection"]) {
                let link = Link::new(Vec::new(), Way::Both, Rc::new(Np::elided()));
                self.done(after + 1, top(Constraint::Link(link)));
            } else {
                self.fail(after, Expected::Relation);
            }
        }
        for after in self.any_seq(at, &["is the most", "is most", "are the most", "are most"]) {
            if self.is(after, &["connected", "linked", "related"]) {
                let link = Link::new(Vec::new(), Way::Both, Rc::new(Np::elided()));
                self.done(after + 1, top(Constraint::Link(link)));
            }
            for (end, form) in self.relations(after, &[Usage::Passive]) {
                let link = self.link(&[form], false, &Np::elided());
                self.done(end, top(link));
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
}

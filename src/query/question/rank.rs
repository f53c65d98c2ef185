//! Which reading comes first: the one whose names are plain and whose relations join such types here.

use super::index::Tier;
use super::lexicon::Lexicon;
use super::meaning::{Claim, Constraint, Core, How, Link, Meaning, Np, Reach, Way};
use super::verbal::{predicate, with_article};
use crate::graph::{Graph, NodeId};

const AMBIGUOUS: u32 = 20;
const MISFIT: u32 = 20;
const ANY_RELATION: u32 = 10;
const ELIDED: u32 = 30;
const WHOLE_NODE: u32 = 5;
const HEAD_NOUN: u32 = 5;
/// A clause about a noun that is not the nearest.
pub(crate) const FAR: u32 = 1;

/// What a reading costs, and what about it does not fit this graph.
#[derive(Debug, Default)]
pub(crate) struct Cost {
    pub(crate) cost: u32,
    pub(crate) misfits: Vec<String>,
    /// Why it cannot be meant: a preposition alone was read as a relation that does not fit.
    pub(crate) unfit: Option<String>,
}

/// Weighs a reading.
pub(crate) fn cost(meaning: &Meaning, graph: &Graph, lexicon: &Lexicon) -> Cost {
    let mut scale = Scale { graph, lexicon, total: Cost::default() };
    match meaning {
        Meaning::Select(np) | Meaning::Count(np) | Meaning::Top(np) => scale.np(np),
        Meaning::YesNo(claims) | Meaning::Evidence(claims) | Meaning::When(claims) => {
            claims.iter().for_each(|claim| scale.claim(claim));
        }
        Meaning::Dossier(np) => {
            scale.np(np);
            scale.total.cost += WHOLE_NODE;
        }
        Meaning::Between(a, b) => {
            scale.np(a);
            scale.np(b);
            scale.total.cost += WHOLE_NODE;
        }
        Meaning::Path(path) => {
            [&path.from, &path.to].into_iter().chain(&path.via).chain(&path.without).for_each(|np| scale.np(np));
        }
    }
    scale.total
}

struct Scale<'a> {
    graph: &'a Graph,
    lexicon: &'a Lexicon,
    total: Cost,
}

/// Types that a noun phrase may have; `None` if nothing is known.
type Types = Option<Vec<Option<usize>>>;

impl Scale<'_> {
    fn np(&mut self, np: &Np) {
        match &np.core {
            Core::Name(name) => self.name(name.tier, &name.how, name.nodes.len()),
            Core::Either(names) => names.iter().for_each(|name| self.name(name.tier, &name.how, name.nodes.len())),
            Core::Types(_) | Core::Who | Core::Any => {}
        }
        self.constraints(self.own_types(np), &np.constraints);
    }

    /// Weighs what is said about one node: each link leaves it the types that the graph has there.
    fn constraints(&mut self, types: Types, constraints: &[Constraint]) {
        let mut left = types.clone();
        for constraint in constraints {
            match constraint {
                Constraint::Link(link) => {
                    self.constraint(&left, constraint);
                    left = self.narrowed(left, link);
                }
                _ => self.constraint(&types, constraint),
            }
        }
    }

    /// Returns those of a node's types that a link leaves; all if it leaves none.
    fn narrowed(&self, types: Types, link: &Link) -> Types {
        if link.relations.is_empty() {
            return types;
        }
        let mut left: Vec<Option<usize>> = self.joined(&types, link).into_iter().map(|(here, _)| here).collect();
        left.sort_unstable();
        left.dedup();
        if left.is_empty() { types } else { Some(left) }
    }

    fn name(&mut self, tier: Tier, how: &How, nodes: usize) {
        self.total.cost += match tier {
            Tier::Label => 0,
            Tier::Alias => 10,
            Tier::Derived => 20,
            Tier::Part => 30,
            Tier::Short => 40,
        };
        if *how == How::HeadNoun {
            self.total.cost += HEAD_NOUN;
        }
        if nodes > 1 {
            self.total.cost += AMBIGUOUS;
        }
    }

    fn claim(&mut self, claim: &Claim) {
        self.np(&claim.subject.with(claim.constraints.clone()));
    }

    /// Returns the types that a noun phrase may have, by itself and by what is said about it.
    fn types(&self, np: &Np) -> Types {
        let mut types = self.own_types(np);
        if !np.is_named() {
            for constraint in &np.constraints {
                if let Constraint::Link(link) = constraint {
                    types = self.narrowed(types, link);
                }
            }
        }
        types
    }

    fn own_types(&self, np: &Np) -> Types {
        let of = |nodes: &mut dyn Iterator<Item = NodeId>| -> Types {
            let mut types: Vec<Option<usize>> = nodes.map(|node| self.graph.as_petgraph()[node].type_index()).collect();
            types.sort_unstable();
            types.dedup();
            Some(types)
        };
        match &np.core {
            Core::Name(name) => of(&mut name.nodes.iter().copied()),
            Core::Either(names) => of(&mut names.iter().flat_map(|name| name.nodes.iter().copied())),
            Core::Types(types) => Some(types.iter().map(|number| Some(*number)).collect()),
            Core::Who | Core::Any => np.constraints.iter().find_map(|constraint| match constraint {
                Constraint::IsType(number) => Some(vec![Some(*number)]),
                _ => None,
            }),
        }
    }

    fn constraint(&mut self, types: &Types, constraint: &Constraint) {
        match constraint {
            Constraint::Link(link) => {
                self.np(&link.other);
                if link.reach == Reach::Far {
                    self.total.cost += FAR;
                }
                if link.other.elided {
                    self.total.cost += ELIDED;
                }
                if link.relations.is_empty() {
                    self.total.cost += ANY_RELATION;
                } else if !self.fits(types, link) {
                    self.total.cost += MISFIT;
                    let text = self.misfit(types, link);
                    if link.reach == Reach::Bare {
                        self.total.unfit.get_or_insert_with(|| text.clone());
                    }
                    if !self.total.misfits.contains(&text) {
                        self.total.misfits.push(text);
                    }
                }
            }
            Constraint::Not(inner) => inner.iter().for_each(|inner| self.constraint(types, inner)),
            Constraint::AnyOf(lists) => lists.iter().flatten().for_each(|inner| self.constraint(types, inner)),
            Constraint::IsType(_) => {}
        }
    }

    /// Returns whether some edge of this graph joins such types by such a relation.
    fn fits(&self, types: &Types, link: &Link) -> bool {
        !self.joined(types, link).is_empty()
    }

    /// Returns the types at both ends of the edges of this graph that a link may be: here, and there.
    fn joined(&self, types: &Types, link: &Link) -> Vec<(Option<usize>, Option<usize>)> {
        let other = self.types(&link.other);
        let may_be = |types: &Types, end: Option<usize>| types.as_ref().is_none_or(|types| types.contains(&end));
        let mut found = Vec::new();
        for (source, relation, target) in self.lexicon.schema(self.graph) {
            if !link.relations.contains(relation) {
                continue;
            }
            let both = link.way == Way::Both || self.lexicon.symmetric[*relation];
            if (both || link.way == Way::Forward) && may_be(types, *source) && may_be(&other, *target) {
                found.push((*source, *target));
            }
            if (both || link.way == Way::Backward) && may_be(types, *target) && may_be(&other, *source) {
                found.push((*target, *source));
            }
        }
        found
    }

    fn misfit(&self, types: &Types, link: &Link) -> String {
        let header = self.graph.header();
        let named = |types: &Types| match types.as_deref() {
            Some([Some(number)]) => with_article(&header.types[*number].label.to_lowercase()),
            _ => "anything".to_owned(),
        };
        let (here, other) = (named(types), named(&self.types(&link.other)));
        let (source, target) = if link.way == Way::Backward { (other, here) } else { (here, other) };
        let relations: Vec<String> =
            link.relations.iter().map(|number| predicate(&header.relations[*number].label)).collect();
        format!("no edge of this graph says that {source} {} {target}", relations.join(" or "))
    }
}

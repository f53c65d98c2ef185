//! What a question means: a small typed tree, made by the parser, ranked, verbalised and compiled.

use super::index::Tier;
use super::lexicon::Ends;
use crate::graph::NodeId;
use std::collections::BTreeSet;
use std::rc::Rc;

/// How a name was found, where that is worth telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// By a name of this quality.
    Named(Tier),
    /// With a noun for its type: "the H-1B visa", "the company Alibaba".
    HeadNoun,
    /// A pronoun, for what was named before.
    Pronoun,
    /// "Indian", of "India".
    Demonym,
    /// By its exact id or label, in quotes.
    Quoted,
    /// Words around the name decided: what they say.
    Context(String),
}

/// A name in the question, and the nodes it may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Never empty; more than one is an ambiguity.
    pub(crate) nodes: Vec<NodeId>,
    /// The words as they stand in the question.
    pub(crate) text: String,
    pub(crate) tier: Tier,
    pub(crate) how: How,
}

/// What kind of thing a noun phrase is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Core {
    Name(Name),
    /// One of several named nodes.
    Either(Vec<Name>),
    /// A node of one of these types.
    Types(Vec<usize>),
    /// "who": no constraint, unless only what is not so is said ([`Meaning::settled`]).
    Who,
    /// Any node.
    Any,
}

/// A noun phrase: "the K visa", "policies that Donald Trump opposes".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Np {
    pub(crate) core: Core,
    pub(crate) constraints: Vec<Constraint>,
    /// "all", "every", "each": only a list may begin so.
    pub(crate) universal: bool,
    /// Left out by the speaker: "who is quoted".
    pub(crate) elided: bool,
}

impl Np {
    pub(crate) fn of(core: Core) -> Self {
        Np { core, constraints: Vec::new(), universal: false, elided: false }
    }

    pub(crate) fn elided() -> Self {
        Np { elided: true, ..Np::of(Core::Any) }
    }

    /// Returns it with further constraints.
    pub(crate) fn with(&self, constraints: Vec<Constraint>) -> Self {
        let mut np = self.clone();
        np.constraints.extend(constraints);
        np
    }

    fn settled(mut self, who: &[usize]) -> Self {
        if !matches!(self.core, Core::Who | Core::Any) {
            return self;
        }
        let is_type = |constraint: &Constraint| matches!(constraint, Constraint::IsType(_));
        if let Some(at) = self.constraints.iter().position(is_type)
            && let Constraint::IsType(number) = self.constraints.remove(at)
        {
            self.core = Core::Types(vec![number]);
        } else if self.core == Core::Who && !who.is_empty() && self.constraints.iter().all(Constraint::is_negative) {
            self.core = Core::Types(who.to_vec());
        }
        self
    }

    /// Types "someone" in the places of objects where only those that "who" asks for stand.
    fn with_objects(mut self, who: &[usize], schema: &BTreeSet<Ends>) -> Self {
        self.constraints = self.constraints.into_iter().map(|part| part.with_objects(who, schema)).collect();
        self
    }

    pub(crate) fn name(&self) -> Option<&Name> {
        match &self.core {
            Core::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn is_named(&self) -> bool {
        matches!(self.core, Core::Name(_) | Core::Either(_))
    }
}

/// Which end of the edge the constrained node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Source.
    Forward,
    /// Target.
    Backward,
    /// Either.
    Both,
}

impl Way {
    pub(crate) fn new(forward: bool) -> Self {
        if forward { Way::Forward } else { Way::Backward }
    }
}

/// An edge to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// One of these relations; empty means any.
    pub(crate) relations: Vec<usize>,
    pub(crate) way: Way,
    pub(crate) other: Rc<Np>,
    pub(crate) reach: Reach,
}

impl Link {
    pub(crate) fn new(relations: Vec<usize>, way: Way, other: Rc<Np>) -> Self {
        Link { relations, way, other, reach: Reach::Plain }
    }
}

/// How plainly the words say that there is this edge, between these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Plain,
    /// In a clause about a noun that is not the nearest one before it.
    Far,
    /// By a preposition alone: "in" for "based in".
    Bare,
}

/// What is said about a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Constraint {
    Link(Link),
    /// Not all of these together.
    Not(Vec<Constraint>),
    /// All of one of these lists.
    AnyOf(Vec<Vec<Constraint>>),
    /// It has the type.
    IsType(usize),
}

impl Constraint {
    /// Marks the links of a clause.
    pub(crate) fn reaching(self, reach: Reach) -> Self {
        let all =
            |list: Vec<Constraint>| -> Vec<Constraint> { list.into_iter().map(|part| part.reaching(reach)).collect() };
        match self {
            Constraint::Link(link) if link.reach == Reach::Plain => Constraint::Link(Link { reach, ..link }),
            Constraint::Link(_) | Constraint::IsType(_) => self,
            Constraint::Not(inner) => Constraint::Not(all(inner)),
            Constraint::AnyOf(lists) => Constraint::AnyOf(lists.into_iter().map(all).collect()),
        }
    }

    fn with_objects(self, who: &[usize], schema: &BTreeSet<Ends>) -> Self {
        let all = |list: Vec<Constraint>| -> Vec<Constraint> {
            list.into_iter().map(|part| part.with_objects(who, schema)).collect()
        };
        match self {
            Constraint::Link(mut link) => {
                let mut other = (*link.other).clone().with_objects(who, schema);
                let only_who = |(source, relation, target): &Ends| {
                    let is_who = |end: &Option<usize>| end.is_some_and(|end| who.contains(&end));
                    !link.relations.contains(relation)
                        || ((link.way == Way::Forward || is_who(source))
                            && (link.way == Way::Backward || is_who(target)))
                };
                if other.core == Core::Who
                    && !who.is_empty()
                    && !link.relations.is_empty()
                    && schema.iter().all(only_who)
                {
                    other.core = Core::Types(who.to_vec());
                }
                link.other = Rc::new(other);
                Constraint::Link(link)
            }
            Constraint::Not(inner) => Constraint::Not(all(inner)),
            Constraint::AnyOf(lists) => Constraint::AnyOf(lists.into_iter().map(all).collect()),
            Constraint::IsType(_) => self,
        }
    }

    /// Returns whether something may meet it by what is not said about it.
    fn is_negative(&self) -> bool {
        match self {
            Constraint::Link(_) | Constraint::IsType(_) => false,
            Constraint::Not(_) => true,
            Constraint::AnyOf(lists) => lists.iter().any(|list| list.iter().all(Constraint::is_negative)),
        }
    }
}

/// Somebody, and what is said about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) subject: Np,
    pub(crate) constraints: Vec<Constraint>,
}

/// A way from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathQuery {
    pub(crate) from: Np,
    pub(crate) to: Np,
    pub(crate) via: Option<Np>,
    pub(crate) without: Vec<Np>,
    pub(crate) max: Option<usize>,
    pub(crate) all: bool,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Which nodes.
    Select(Np),
    /// How many.
    Count(Np),
    /// Whether all claims hold.
    YesNo(Vec<Claim>),
    /// Which edges, with their evidence, say so.
    Evidence(Vec<Claim>),
    /// From when and until when it holds.
    When(Vec<Claim>),
    /// Which nodes have most of the first constraint's others.
    Top(Np),
    Path(PathQuery),
    /// Every edge between two nodes.
    Between(Np, Np),
    /// Everything about one node.
    Dossier(Np),
}

impl Meaning {
    /// Calls `visit` with every noun phrase of the question, outer ones first.
    pub(crate) fn for_each_np<'m>(&'m self, visit: &mut dyn FnMut(&'m Np)) {
        match self {
            Meaning::Select(np) | Meaning::Count(np) | Meaning::Top(np) | Meaning::Dossier(np) => np_of(np, visit),
            Meaning::YesNo(claims) | Meaning::Evidence(claims) | Meaning::When(claims) => {
                for claim in claims {
                    np_of(&claim.subject, visit);
                    claim.constraints.iter().for_each(|constraint| constraint_of(constraint, visit));
                }
            }
            Meaning::Path(path) => {
                np_of(&path.from, visit);
                np_of(&path.to, visit);
                path.via.iter().chain(&path.without).for_each(|np| np_of(np, visit));
            }
            Meaning::Between(a, b) => {
                np_of(a, visit);
                np_of(b, visit);
            }
        }
    }

    /// Brings what is asked for to one form: "what is a policy and …" asks for policies, and "who does
    /// not …" for those that "who" asks for.
    ///
    /// "someone" in the place of an object is typed where the graph has nothing but such types there,
    /// which changes no answer.
    pub(crate) fn settled(self, who: &[usize], schema: &BTreeSet<Ends>) -> Self {
        let objects = |np: Np| np.with_objects(who, schema);
        let claims = |claims: Vec<Claim>| -> Vec<Claim> {
            let settled = |claim: Claim| {
                let said = claim.subject.constraints.len();
                let mut whole = claim.subject.with(claim.constraints);
                if !whole.is_named() {
                    whole = whole.settled(who);
                }
                let mut subject = objects(whole);
                let at = said.min(subject.constraints.len());
                let constraints = subject.constraints.split_off(at);
                Claim { subject, constraints }
            };
            claims.into_iter().map(settled).collect()
        };
        match self {
            Meaning::Select(np) => Meaning::Select(objects(np.settled(who))),
            Meaning::Count(np) => Meaning::Count(objects(np.settled(who))),
            Meaning::Top(np) => Meaning::Top(objects(np.settled(who))),
            Meaning::YesNo(said) => Meaning::YesNo(claims(said)),
            Meaning::Evidence(said) => Meaning::Evidence(claims(said)),
            Meaning::When(said) => Meaning::When(claims(said)),
            other => other,
        }
    }

    /// Returns every name in the question.
    pub(crate) fn names(&self) -> Vec<&Name> {
        let mut names = Vec::new();
        self.for_each_np(&mut |np| match &np.core {
            Core::Name(name) => names.push(name),
            Core::Either(several) => names.extend(several),
            _ => {}
        });
        names
    }
}

fn np_of<'m>(np: &'m Np, visit: &mut dyn FnMut(&'m Np)) {
    visit(np);
    np.constraints.iter().for_each(|constraint| constraint_of(constraint, visit));
}

fn constraint_of<'m>(constraint: &'m Constraint, visit: &mut dyn FnMut(&'m Np)) {
    match constraint {
        Constraint::Link(link) => np_of(&link.other, visit),
        Constraint::Not(inner) => inner.iter().for_each(|inner| constraint_of(inner, visit)),
        Constraint::AnyOf(lists) => lists.iter().flatten().for_each(|inner| constraint_of(inner, visit)),
        Constraint::IsType(_) => {}
    }
}

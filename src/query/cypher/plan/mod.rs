//! The executable plan of a query: names resolved to slots, patterns to ordered steps.
//!
//! A row is a flat array of slots. All clauses between two projections share one row and write
//! into it in place; a projection starts a new row. Local variables of comprehensions, patterns
//! and subqueries have slots of their own in the row of the clause they stand in.

pub(crate) mod explain;
mod expr;
mod lower;
mod order;
mod pattern;
mod project;
mod safe;
pub(crate) mod tally;
mod walk;

use std::sync::Arc;

use super::ast::{BinaryOp, CompareOp, Quantifier};
use super::error::{Span, Warning};
use super::functions::{Aggregate, Function};
use super::value::Value;
use crate::query::view::{Direction, LabelId, TypeId};

pub(crate) use lower::{ignores_repetition, lower};

/// The place of a variable in a row.
pub(crate) type Slot = usize;

/// A whole query.
pub(crate) struct Plan {
    pub(crate) pipelines: Vec<Arc<Pipeline>>,
    /// Whether equal rows of the parts of a union are dropped.
    pub(crate) distinct: bool,
    pub(crate) warnings: Vec<Warning>,
}

/// The clauses of a single query.
pub(crate) struct Pipeline {
    pub(crate) ops: Vec<Op>,
    /// The width of the row after the last clause.
    pub(crate) width: usize,
    /// Where the columns start in that row.
    pub(crate) base: Slot,
}

/// One clause.
pub(crate) enum Op {
    Match { plan: Arc<MatchPlan>, optional: bool, new: Vec<Slot> },
    Unwind { list: Ex, slot: Slot, name: String },
    Project(Arc<ProjectPlan>),
}

/// `WITH` or `RETURN`.
pub(crate) struct ProjectPlan {
    /// The width of the row that comes in.
    pub(crate) in_width: usize,
    /// The first slots, which are carried over: the variables around a subquery.
    pub(crate) base: usize,
    pub(crate) group: Option<GroupPlan>,
    /// What is calculated, and where it goes in the row of this projection.
    pub(crate) items: Vec<(Ex, Slot)>,
    pub(crate) names: Vec<String>,
    pub(crate) distinct: bool,
    pub(crate) sort: Vec<(Ex, bool)>,
    pub(crate) skip: Option<Ex>,
    pub(crate) limit: Option<Ex>,
    pub(crate) filter: Option<Ex>,
}

/// Grouping and aggregation; keys come first in the grouped row, then aggregates.
pub(crate) struct GroupPlan {
    pub(crate) keys: Vec<Ex>,
    pub(crate) aggregates: Vec<AggregatePlan>,
    pub(crate) width: usize,
}

pub(crate) struct AggregatePlan {
    pub(crate) function: Aggregate,
    pub(crate) distinct: bool,
    /// The argument; `None` for `count(*)`.
    pub(crate) arg: Option<Ex>,
    /// The percentile.
    pub(crate) extra: Option<Ex>,
    pub(crate) span: Span,
}

/// The steps of one `MATCH` or one pattern in an expression.
#[derive(Default)]
pub(crate) struct MatchPlan {
    pub(crate) steps: Vec<Step>,
    /// Whether relationships of different steps must be compared.
    pub(crate) unique: bool,
    /// The names of the slots, for explanations; empty for unnamed ones.
    pub(crate) names: Vec<String>,
}

/// Which relationship types are accepted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Types {
    Any,
    Only(Vec<TypeId>),
}

impl Types {
    /// The restriction as [`crate::query::view::GraphView::hops`] takes it.
    pub(crate) fn ids(&self) -> &[TypeId] {
        match self {
            Self::Any => &[],
            Self::Only(ids) => ids,
        }
    }

    pub(crate) fn is_never(&self) -> bool {
        matches!(self, Self::Only(ids) if ids.is_empty())
    }

    /// Whether a relationship can have a type of both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Only(ids), other) | (other, Self::Only(ids)) => ids.iter().any(|id| other.accepts(*id)),
            (Self::Any, Self::Any) => true,
        }
    }

    pub(crate) fn accepts(&self, id: TypeId) -> bool {
        match self {
            Self::Any => true,
            Self::Only(ids) => ids.contains(&id),
        }
    }
}

/// A test on the labels of a node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LabelTest {
    Has(LabelId),
    Some,
    Never,
    Not(Box<LabelTest>),
    And(Box<LabelTest>, Box<LabelTest>),
    Or(Box<LabelTest>, Box<LabelTest>),
}

/// One step of a match.
pub(crate) enum Step {
    /// Binds a node to each node, or each with a label.
    Scan { slot: Slot, label: Option<LabelId>, test: Option<LabelTest> },
    /// Binds a node by an index; `many` if the value is a list of keys.
    Seek { slot: Slot, key: String, value: Ex, many: bool, test: Option<LabelTest> },
    /// Tests a node that is bound already.
    Check { slot: Slot, test: Option<LabelTest> },
    /// Binds both ends of each relationship of some types, or of a bound relationship.
    Rels { hop: Hops, from_bound: bool, bound: bool, from_test: Option<LabelTest> },
    /// Follows one relationship from a bound node.
    Expand { hop: Hops },
    /// Follows a number of relationships from a bound node.
    Walk { hop: Hops, range: WalkRange },
    /// Binds each node within reach once, however many paths lead there.
    Reach { hop: Hops, range: WalkRange },
    /// Finds shortest paths from a bound node.
    Shortest { hop: Hops, range: WalkRange, all: bool, whole: Vec<Ex>, path: Option<Slot> },
    /// Counts the ways to go on, instead of going them; always the last step.
    Tally { branches: Vec<tally::Branch>, corrected: bool },
    /// Puts a path together.
    Path { slot: Slot, nodes: Vec<Slot>, rels: Vec<Slot> },
    /// Drops what does not satisfy a condition.
    Filter { condition: Ex, text: String },
}

/// How a relationship pattern is followed.
pub(crate) struct Hops {
    pub(crate) from: Slot,
    pub(crate) to: Slot,
    /// Where the relationship or the list of relationships goes; `None` if nobody asks.
    pub(crate) rel: Option<Slot>,
    pub(crate) types: Types,
    pub(crate) direction: Direction,
    pub(crate) to_bound: bool,
    pub(crate) test: Option<LabelTest>,
}

/// The conditions along a path of variable length.
pub(crate) struct WalkRange {
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
    /// Whether the pattern is followed from its right end.
    pub(crate) reversed: bool,
    /// Whether the list of relationships is given.
    pub(crate) rel_bound: bool,
    /// Properties that every relationship must have.
    pub(crate) properties: Vec<(String, Ex)>,
    /// Conditions on every node; the slot takes the node.
    pub(crate) nodes: Vec<(Slot, Ex)>,
    /// Conditions on every relationship; the slot takes the relationship.
    pub(crate) rels: Vec<(Slot, Ex)>,
}

impl WalkRange {
    /// Whether nothing is asked of the nodes and relationships on the way.
    pub(crate) fn is_free(&self) -> bool {
        self.properties.is_empty() && self.nodes.is_empty() && self.rels.is_empty()
    }
}

/// An expression with its variables resolved.
pub(crate) enum Ex {
    Const(Value),
    Slot(Slot),
    /// Gives the place in the text to an error from inside.
    At(Span, Box<Ex>),
    Property(Box<Ex>, String),
    HasLabels(Box<Ex>, LabelTest, Types),
    Index(Box<Ex>, Box<Ex>),
    Slice(Box<Ex>, Option<Box<Ex>>, Option<Box<Ex>>),
    Not(Box<Ex>),
    Negate(Box<Ex>),
    Plus(Box<Ex>),
    And(Vec<Ex>),
    Or(Vec<Ex>),
    Xor(Box<Ex>, Box<Ex>),
    Binary(BinaryOp, Box<Ex>, Box<Ex>),
    Compare(CompareOp, Box<Ex>, Box<Ex>),
    Chain(Box<Ex>, Vec<(CompareOp, Ex)>),
    IsNull(Box<Ex>, bool),
    List(Vec<Ex>),
    Map(Vec<(String, Ex)>),
    MapProjection(Box<Ex>, bool, Vec<(String, Ex)>),
    Case(Option<Box<Ex>>, Vec<(Ex, Ex)>, Option<Box<Ex>>),
    Call(Function, Vec<Ex>),
    Comprehension {
        slot: Slot,
        list: Box<Ex>,
        filter: Option<Box<Ex>>,
        map: Option<Box<Ex>>,
    },
    Quantifier {
        kind: Quantifier,
        slot: Slot,
        list: Box<Ex>,
        filter: Box<Ex>,
    },
    Reduce {
        accumulator: Slot,
        init: Box<Ex>,
        slot: Slot,
        list: Box<Ex>,
        step: Box<Ex>,
    },
    /// Whether a pattern has a match; slots bound inside are cleared first.
    Exists(Arc<MatchPlan>),
    /// How many matches a pattern has.
    Count(Arc<MatchPlan>),
    /// A value for each match, or only for the first.
    PatternList {
        plan: Arc<MatchPlan>,
        map: Box<Ex>,
        first: bool,
    },
    /// Whether a subquery has a row, or how many.
    Subquery {
        pipelines: Vec<Arc<Pipeline>>,
        distinct: bool,
        count: bool,
    },
}

//! The syntax tree of a query.
//!
//! Every part carries its [`Span`]; trees compare by structure, spans do not count. The tree is
//! what was written: names are not resolved, and nothing is simplified except number literals,
//! which take up the sign before them.

use super::error::Span;

/// A name as written, without back-ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name itself.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One or more single queries joined by `UNION`.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The first query.
    pub first: SingleQuery,
    /// The queries joined to it.
    pub unions: Vec<Union>,
    /// The whole text.
    pub span: Span,
}

/// A query joined to the ones before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Whether equal rows are kept (`UNION ALL`).
    pub all: bool,
    /// The query.
    pub query: SingleQuery,
    /// From the word `UNION` on.
    pub span: Span,
}

/// A sequence of clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleQuery {
    /// The clauses, in order.
    pub clauses: Vec<Clause>,
    /// All of them.
    pub span: Span,
}

/// One clause.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// `MATCH` or `OPTIONAL MATCH`.
    Match(Match),
    /// `UNWIND`.
    Unwind(Unwind),
    /// `WITH`.
    With(With),
    /// `RETURN`.
    Return(Return),
}

/// `[OPTIONAL] MATCH patterns [WHERE filter]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Whether a row without a match is kept, with nulls.
    pub optional: bool,
    /// The patterns; a relationship is used at most once in all of them together.
    pub patterns: Vec<Pattern>,
    /// The condition.
    pub filter: Option<Expr>,
    /// The whole clause.
    pub span: Span,
}

/// `UNWIND list AS variable`.
#[derive(Clone, Debug, PartialEq)]
pub struct Unwind {
    /// The list.
    pub list: Expr,
    /// The variable that takes each item.
    pub variable: Name,
    /// The whole clause.
    pub span: Span,
}

/// `WITH projection [WHERE filter]`.
#[derive(Clone, Debug, PartialEq)]
pub struct With {
    /// What goes on.
    pub projection: Projection,
    /// The condition, applied after the projection.
    pub filter: Option<Expr>,
    /// The whole clause.
    pub span: Span,
}

/// `RETURN projection`.
#[derive(Clone, Debug, PartialEq)]
pub struct Return {
    /// What is returned.
    pub projection: Projection,
    /// The whole clause.
    pub span: Span,
}

/// The part that `WITH` and `RETURN` have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// Whether equal rows are dropped.
    pub distinct: bool,
    /// Whether all variables in scope are projected (`*`).
    pub star: bool,
    /// The items.
    pub items: Vec<Item>,
    /// `ORDER BY`.
    pub order: Vec<SortKey>,
    /// `SKIP`.
    pub skip: Option<Expr>,
    /// `LIMIT`.
    pub limit: Option<Expr>,
    /// From the word after `WITH` or `RETURN` on.
    pub span: Span,
}

/// One projected expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The expression.
    pub expr: Expr,
    /// The name given with `AS`.
    pub alias: Option<Name>,
    /// The expression with its parentheses; its text is the name of an unnamed column.
    pub span: Span,
}

/// One key of `ORDER BY`.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// The expression.
    pub expr: Expr,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// A path pattern, with its name and how it is searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The path variable.
    pub variable: Option<Name>,
    /// Whether only shortest paths are wanted.
    pub shortest: Option<Shortest>,
    /// The first node.
    pub start: NodePattern,
    /// The relationships, each with the node after it.
    pub steps: Vec<(RelPattern, NodePattern)>,
    /// The whole pattern.
    pub span: Span,
}

/// Which shortest paths are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortest {
    /// One of them: `shortestPath(…)` or `ANY SHORTEST …`.
    Any,
    /// All of them: `allShortestPaths(…)` or `ALL SHORTEST …`.
    All,
}

/// `(variable:Labels {properties})`.
#[derive(Clone, Debug, PartialEq)]
pub struct NodePattern {
    /// The node variable.
    pub variable: Option<Name>,
    /// The label expression.
    pub labels: Option<LabelExpr>,
    /// The properties demanded.
    pub properties: Option<Properties>,
    /// The whole node pattern.
    pub span: Span,
}

/// `-[variable:TYPES*range {properties}]->`.
#[derive(Clone, Debug, PartialEq)]
pub struct RelPattern {
    /// The relationship variable; a list of relationships if there is a range.
    pub variable: Option<Name>,
    /// The type expression.
    pub types: Option<LabelExpr>,
    /// The range of a pattern of variable length.
    pub range: Option<Range>,
    /// The properties demanded.
    pub properties: Option<Properties>,
    /// The arrow.
    pub arrow: Arrow,
    /// The whole relationship pattern.
    pub span: Span,
}

/// How a relationship is directed, read from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// `-->`.
    Right,
    /// `<--`.
    Left,
    /// `--` or `<-->`.
    Either,
}

/// The bounds of a pattern of variable length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least number of relationships; 1 where not given.
    pub min: Option<u32>,
    /// The greatest number of relationships; no bound where not given.
    pub max: Option<u32>,
}

/// The properties demanded by a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Properties {
    /// `{key: value, …}`.
    Map(Vec<(Name, Expr)>, Span),
    /// `$name`, which only writing clauses allow.
    Parameter(Name),
}

/// A test on the labels of a node or the type of a relationship.
#[derive(Clone, Debug, PartialEq)]
pub enum LabelExpr {
    /// A name.
    Name(Name),
    /// `%`: any label at all.
    Any(Span),
    /// `!x`.
    Not(Box<LabelExpr>),
    /// `x&y`, or `x:y`.
    And(Box<LabelExpr>, Box<LabelExpr>),
    /// `x|y`.
    Or(Box<LabelExpr>, Box<LabelExpr>),
}

/// An expression with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A literal.
    Literal(Literal),
    /// `$name`.
    Parameter(String),
    /// A variable.
    Variable(String),
    /// `base.key`.
    Property(Box<Expr>, Name),
    /// `base:Labels`.
    HasLabels(Box<Expr>, LabelExpr),
    /// `base[index]`.
    Index(Box<Expr>, Box<Expr>),
    /// `base[from..to]`.
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// An operator before its operand.
    Unary(UnaryOp, Box<Expr>),
    /// An operator between its operands.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a < b <= c`: all neighbours are compared.
    Comparison(Box<Expr>, Vec<(CompareOp, Expr)>),
    /// `x IS NULL`, or `x IS NOT NULL` if `negated`.
    IsNull {
        /// The operand.
        operand: Box<Expr>,
        /// Whether it is `IS NOT NULL`.
        negated: bool,
    },
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `{a: x, b: y}`.
    Map(Vec<(Name, Expr)>),
    /// `base {.a, .*, b: x, c}`.
    MapProjection(Box<Expr>, Vec<MapItem>),
    /// `CASE`.
    Case(Case),
    /// A function call.
    Call {
        /// The function, with dots where it has a name space.
        name: Name,
        /// Whether the argument is made distinct first.
        distinct: bool,
        /// The arguments.
        args: Vec<Expr>,
    },
    /// `count(*)`.
    CountStar,
    /// `[x IN list WHERE filter | map]`.
    ListComprehension {
        /// The variable.
        variable: Name,
        /// The list.
        list: Box<Expr>,
        /// The condition.
        filter: Option<Box<Expr>>,
        /// What is made of each item.
        map: Option<Box<Expr>>,
    },
    /// `all(x IN list WHERE filter)` and its kin.
    Quantifier {
        /// Which quantifier.
        kind: Quantifier,
        /// The variable.
        variable: Name,
        /// The list.
        list: Box<Expr>,
        /// The condition.
        filter: Box<Expr>,
    },
    /// `reduce(acc = init, x IN list | step)`.
    Reduce {
        /// The accumulator.
        accumulator: Name,
        /// Its first value.
        init: Box<Expr>,
        /// The variable.
        variable: Name,
        /// The list.
        list: Box<Expr>,
        /// The next value of the accumulator.
        step: Box<Expr>,
    },
    /// A pattern as a condition, or `shortestPath(…)` as a value.
    Pattern(Box<Pattern>),
    /// `[p = (a)-->(b) WHERE filter | map]`.
    PatternComprehension {
        /// The pattern.
        pattern: Box<Pattern>,
        /// The condition.
        filter: Option<Box<Expr>>,
        /// What is made of each match.
        map: Box<Expr>,
    },
    /// `EXISTS { … }` or `COUNT { … }`.
    Subquery(SubqueryKind, Box<Subquery>),
}

/// What is asked of a subquery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubqueryKind {
    /// Whether it has a row.
    Exists,
    /// How many rows it has.
    Count,
}

/// What stands in the braces of a subquery.
#[derive(Clone, Debug, PartialEq)]
pub enum Subquery {
    /// Patterns with an optional condition.
    Patterns(Vec<Pattern>, Option<Expr>),
    /// A whole query, whose `RETURN` may be left out.
    Query(Statement),
}

/// A literal value.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Str(String),
}

/// The operators before an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `NOT`.
    Not,
    /// `-`.
    Minus,
    /// `+`.
    Plus,
}

/// The operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `OR`.
    Or,
    /// `XOR`.
    Xor,
    /// `AND`.
    And,
    /// `IN`.
    In,
    /// `STARTS WITH`.
    StartsWith,
    /// `ENDS WITH`.
    EndsWith,
    /// `CONTAINS`.
    Contains,
    /// `+`.
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mul,
    /// `/`.
    Div,
    /// `%`.
    Mod,
    /// `^`.
    Pow,
}

impl BinaryOp {
    /// Returns the operator as written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Or => "OR",
            Self::Xor => "XOR",
            Self::And => "AND",
            Self::In => "IN",
            Self::StartsWith => "STARTS WITH",
            Self::EndsWith => "ENDS WITH",
            Self::Contains => "CONTAINS",
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Div => "/",
            Self::Mod => "%",
            Self::Pow => "^",
        }
    }
}

/// The comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `=`.
    Eq,
    /// `<>`.
    Ne,
    /// `<`.
    Lt,
    /// `<=`.
    Le,
    /// `>`.
    Gt,
    /// `>=`.
    Ge,
}

impl CompareOp {
    /// Returns the operator as written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::Ne => "<>",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
        }
    }
}

/// The quantifiers over lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// All items.
    All,
    /// At least one.
    Any,
    /// Not one.
    None,
    /// Exactly one.
    Single,
}

impl Quantifier {
    /// Returns the quantifier as written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::None => "none",
            Self::Single => "single",
        }
    }
}

/// `CASE [operand] WHEN … THEN … [ELSE …] END`.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The value that the conditions are compared with.
    pub operand: Option<Box<Expr>>,
    /// Each condition with its result.
    pub branches: Vec<(Expr, Expr)>,
    /// The result if none holds.
    pub default: Option<Box<Expr>>,
}

/// One item of a map projection.
#[derive(Clone, Debug, PartialEq)]
pub enum MapItem {
    /// `.key`.
    Property(Name),
    /// `.*`.
    All(Span),
    /// `key: value`.
    Entry(Name, Expr),
    /// `variable`.
    Variable(Name),
}

impl Expr {
    /// Calls `f` on each expression directly inside this one, patterns and subqueries left out.
    pub fn each_child<'a>(&'a self, f: &mut dyn FnMut(&'a Expr)) {
        match &self.kind {
            ExprKind::Literal(_)
            | ExprKind::Parameter(_)
            | ExprKind::Variable(_)
            | ExprKind::CountStar
            | ExprKind::Pattern(_)
            | ExprKind::Subquery(..) => {}
            ExprKind::Property(a, _) | ExprKind::HasLabels(a, _) | ExprKind::Unary(_, a) => f(a),
            ExprKind::IsNull { operand, .. } => f(operand),
            ExprKind::Index(a, b) | ExprKind::Binary(_, a, b) => {
                f(a);
                f(b);
            }
            ExprKind::Slice(a, b, c) => {
                f(a);
                b.iter().chain(c).for_each(|x| f(x));
            }
            ExprKind::Comparison(a, rest) => {
                f(a);
                rest.iter().for_each(|(_, x)| f(x));
            }
            ExprKind::List(items) | ExprKind::Call { args: items, .. } => items.iter().for_each(f),
            ExprKind::Map(entries) => entries.iter().for_each(|(_, x)| f(x)),
            ExprKind::MapProjection(base, items) => {
                f(base);
                for item in items {
                    if let MapItem::Entry(_, x) = item {
                        f(x);
                    }
                }
            }
            ExprKind::Case(case) => {
                case.operand.iter().for_each(|x| f(x));
                for (when, then) in &case.branches {
                    f(when);
                    f(then);
                }
                case.default.iter().for_each(|x| f(x));
            }
            ExprKind::ListComprehension { list, filter, map, .. } => {
                f(list);
                filter.iter().chain(map).for_each(|x| f(x));
            }
            ExprKind::Quantifier { list, filter, .. } => {
                f(list);
                f(filter);
            }
            ExprKind::Reduce { init, list, step, .. } => {
                f(init);
                f(list);
                f(step);
            }
            ExprKind::PatternComprehension { filter, map, .. } => {
                filter.iter().for_each(|x| f(x));
                f(map);
            }
        }
    }

    /// Tells whether an expression for which `test` holds is this one or inside it.
    pub fn any(&self, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
        if test(self) {
            return true;
        }
        let mut found = false;
        self.each_child(&mut |child| found = found || child.any(test));
        found
    }

    /// Tells whether this expression is an aggregate such as `count(x)`.
    #[must_use]
    pub fn is_aggregate(&self) -> bool {
        match &self.kind {
            ExprKind::CountStar => true,
            ExprKind::Call { name, .. } => super::functions::Aggregate::named(&name.text).is_some(),
            _ => false,
        }
    }

    /// Tells whether there is an aggregate in this expression.
    #[must_use]
    pub fn has_aggregate(&self) -> bool {
        self.any(&mut Expr::is_aggregate)
    }
}

impl Item {
    /// Returns the name of the column, given the query text.
    #[must_use]
    pub fn column(&self, text: &str) -> String {
        match (&self.alias, &self.expr.kind) {
            (Some(alias), _) => alias.text.clone(),
            (None, ExprKind::Variable(name)) => name.clone(),
            (None, _) => self.span.of(text).trim().to_owned(),
        }
    }
}

impl Pattern {
    /// Yields the variables of the pattern in the order written, the path's own first.
    pub fn variables(&self) -> impl Iterator<Item = &Name> {
        let steps = self.steps.iter().flat_map(|(rel, node)| [rel.variable.as_ref(), node.variable.as_ref()]);
        [self.variable.as_ref(), self.start.variable.as_ref()].into_iter().chain(steps).flatten()
    }
}

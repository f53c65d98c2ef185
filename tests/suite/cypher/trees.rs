//! Any text is read without a panic, and any tree survives being printed and read again.

use kgraph::query::cypher::Query;
use kgraph::query::cypher::ast::*;
use kgraph::query::cypher::error::Span;
use kgraph::query::cypher::lex::lex;
use kgraph::query::cypher::parse::{parse, parse_expr};
use proptest::prelude::*;

fn name() -> BoxedStrategy<Name> {
    let text = prop_oneof![
        "[a-e]",
        Just("where".to_owned()),
        Just("IN".to_owned()),
        Just("count".to_owned()),
        Just("comments-on".to_owned()),
        Just("a`b".to_owned()),
        Just("1x".to_owned()),
        Just("é".to_owned()),
        Just(String::new()),
        "\\PC{1,3}",
    ];
    text.prop_map(|text| Name { text, span: Span::default() }).boxed()
}

fn literal() -> BoxedStrategy<Literal> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        any::<i64>().prop_map(Literal::Int),
        (-9i64..9).prop_map(Literal::Int),
        any::<f64>().prop_filter("finite", |x| x.is_finite()).prop_map(Literal::Float),
        prop_oneof!["\\PC{0,3}", "[\\\\'\"\n\t\u{0}]{0,3}"].prop_map(Literal::Str),
    ]
    .boxed()
}

fn labels() -> BoxedStrategy<LabelExpr> {
    let leaf = prop_oneof![3 => name().prop_map(LabelExpr::Name), 1 => Just(LabelExpr::Any(Span::default()))];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let pair = (inner.clone(), inner.clone()).prop_map(|(a, b)| (Box::new(a), Box::new(b)));
        prop_oneof![
            inner.prop_map(|x| LabelExpr::Not(Box::new(x))),
            pair.clone().prop_map(|(a, b)| LabelExpr::And(a, b)),
            pair.prop_map(|(a, b)| LabelExpr::Or(a, b)),
        ]
    })
    .boxed()
}

fn entries(expr: BoxedStrategy<Expr>) -> BoxedStrategy<Vec<(Name, Expr)>> {
    prop::collection::vec((name(), expr), 0..3).boxed()
}

fn properties(expr: BoxedStrategy<Expr>) -> BoxedStrategy<Option<Properties>> {
    prop::option::of(prop_oneof![
        4 => entries(expr).prop_map(|map| Properties::Map(map, Span::default())),
        1 => name().prop_map(Properties::Parameter).prop_filter("a parameter has a name", |p| !matches!(p, Properties::Parameter(n) if n.text.is_empty())),
    ]).boxed()
}

fn node(expr: BoxedStrategy<Expr>) -> BoxedStrategy<NodePattern> {
    (prop::option::of(name()), prop::option::of(labels()), properties(expr))
        .prop_map(|(variable, labels, properties)| NodePattern { variable, labels, properties, span: Span::default() })
        .boxed()
}

fn range() -> BoxedStrategy<Option<Range>> {
    prop::option::of((prop::option::of(0..9u32), prop::option::of(0..9u32)).prop_map(|(min, max)| Range { min, max }))
        .boxed()
}

fn rel(expr: BoxedStrategy<Expr>) -> BoxedStrategy<RelPattern> {
    let arrow = prop_oneof![Just(Arrow::Left), Just(Arrow::Right), Just(Arrow::Either)];
    (prop::option::of(name()), prop::option::of(labels()), range(), properties(expr), arrow)
        .prop_map(|(variable, types, range, properties, arrow)| RelPattern {
            variable,
            types,
            range,
            properties,
            arrow,
            span: Span::default(),
        })
        .boxed()
}

/// A chain with at least `least` relationships.
fn chain(expr: BoxedStrategy<Expr>, least: usize) -> BoxedStrategy<Pattern> {
    let steps = prop::collection::vec((rel(expr.clone()), node(expr.clone())), least..3);
    (node(expr), steps)
        .prop_map(|(start, steps)| Pattern { variable: None, shortest: None, start, steps, span: Span::default() })
        .boxed()
}

fn pattern(expr: BoxedStrategy<Expr>) -> BoxedStrategy<Pattern> {
    let shortest = prop::option::of(prop_oneof![Just(Shortest::Any), Just(Shortest::All)]);
    (prop::option::of(name()), shortest, chain(expr, 1))
        .prop_map(|(variable, shortest, mut pattern)| {
            pattern.variable = variable;
            if shortest.is_some() {
                pattern.steps.truncate(1);
            }
            pattern.shortest = shortest;
            pattern
        })
        .boxed()
}

fn boxed(expr: &BoxedStrategy<Expr>) -> BoxedStrategy<Box<Expr>> {
    expr.clone().prop_map(Box::new).boxed()
}

fn maybe(expr: &BoxedStrategy<Expr>) -> BoxedStrategy<Option<Box<Expr>>> {
    prop::option::of(boxed(expr)).boxed()
}

fn expr() -> BoxedStrategy<Expr> {
    let at = |kind| Expr { kind, span: Span::default() };
    let leaf = prop_oneof![
        literal().prop_map(ExprKind::Literal),
        name().prop_map(|n| ExprKind::Variable(n.text)),
        name().prop_filter("a parameter has a name", |n| !n.text.is_empty()).prop_map(|n| ExprKind::Parameter(n.text)),
        Just(ExprKind::CountStar),
    ];
    leaf.prop_map(at).prop_recursive(4, 40, 4, move |x| compound(&x.boxed()).prop_map(at)).boxed()
}

fn compound(x: &BoxedStrategy<Expr>) -> BoxedStrategy<ExprKind> {
    use BinaryOp as B;
    use CompareOp as C;
    let x = x.clone();
    let ops = prop::sample::select(vec![
        B::Or,
        B::Xor,
        B::And,
        B::In,
        B::StartsWith,
        B::EndsWith,
        B::Contains,
        B::Add,
        B::Sub,
        B::Mul,
        B::Div,
        B::Mod,
        B::Pow,
    ]);
    let compare = prop::sample::select(vec![C::Eq, C::Ne, C::Lt, C::Le, C::Gt, C::Ge]);
    let unary = prop::sample::select(vec![UnaryOp::Not, UnaryOp::Minus, UnaryOp::Plus]);
    let quantifiers =
        prop::sample::select(vec![Quantifier::All, Quantifier::Any, Quantifier::None, Quantifier::Single]);
    let functions = prop::sample::select(vec!["size", "count", "my.own", "all", "exists"]);
    let items = prop::collection::vec(x.clone(), 0..3);
    let map_item = prop_oneof![
        name().prop_map(MapItem::Property),
        Just(MapItem::All(Span::default())),
        (name(), x.clone()).prop_map(|(k, v)| MapItem::Entry(k, v)),
        name().prop_map(MapItem::Variable),
    ];
    let simple = prop_oneof![
        (boxed(&x), name()).prop_map(|(a, key)| ExprKind::Property(a, key)),
        (boxed(&x), labels()).prop_map(|(a, labels)| ExprKind::HasLabels(a, labels)),
        (boxed(&x), boxed(&x)).prop_map(|(a, b)| ExprKind::Index(a, b)),
        (boxed(&x), maybe(&x), maybe(&x)).prop_map(|(a, b, c)| ExprKind::Slice(a, b, c)),
        (unary, boxed(&x)).prop_map(|(op, a)| ExprKind::Unary(op, a)),
        (ops, boxed(&x), boxed(&x)).prop_map(|(op, a, b)| ExprKind::Binary(op, a, b)),
        (boxed(&x), prop::collection::vec((compare, x.clone()), 1..3))
            .prop_map(|(a, rest)| ExprKind::Comparison(a, rest)),
        (boxed(&x), any::<bool>()).prop_map(|(operand, negated)| ExprKind::IsNull { operand, negated }),
        items.clone().prop_map(ExprKind::List),
        entries(x.clone()).prop_map(ExprKind::Map),
        (name(), prop::collection::vec(map_item, 0..3)).prop_map(|(base, items)| {
            let base = Expr { kind: ExprKind::Variable(base.text), span: Span::default() };
            ExprKind::MapProjection(Box::new(base), items)
        }),
        (maybe(&x), prop::collection::vec((x.clone(), x.clone()), 1..3), maybe(&x))
            .prop_map(|(operand, branches, default)| ExprKind::Case(Case { operand, branches, default })),
        (functions, any::<bool>(), items).prop_map(|(name, distinct, args)| {
            let name = Name { text: name.to_owned(), span: Span::default() };
            ExprKind::Call { name, distinct, args }
        }),
    ];
    let scoped =
        prop_oneof![
            (name(), boxed(&x), maybe(&x), maybe(&x))
                .prop_map(|(variable, list, filter, map)| ExprKind::ListComprehension { variable, list, filter, map }),
            (quantifiers, name(), boxed(&x), boxed(&x))
                .prop_map(|(kind, variable, list, filter)| ExprKind::Quantifier { kind, variable, list, filter }),
            (name(), boxed(&x), name(), boxed(&x), boxed(&x)).prop_map(|(accumulator, init, variable, list, step)| {
                ExprKind::Reduce { accumulator, init, variable, list, step }
            }),
            chain(x.clone(), 1).prop_map(|p| ExprKind::Pattern(Box::new(p))),
            (chain(x.clone(), 1), prop::option::of(name()), maybe(&x), boxed(&x)).prop_map(
                |(mut pattern, variable, filter, map)| {
                    pattern.variable = variable;
                    ExprKind::PatternComprehension { pattern: Box::new(pattern), filter, map }
                }
            ),
            (prop::collection::vec(pattern(x.clone()), 1..3), prop::option::of(x.clone()), any::<bool>()).prop_map(
                |(patterns, filter, exists)| {
                    let kind = if exists { SubqueryKind::Exists } else { SubqueryKind::Count };
                    ExprKind::Subquery(kind, Box::new(Subquery::Patterns(patterns, filter)))
                }
            ),
        ];
    prop_oneof![2 => simple.boxed(), 1 => scoped.boxed()].boxed()
}

fn projection() -> BoxedStrategy<Projection> {
    let item = (expr(), prop::option::of(name())).prop_map(|(expr, alias)| Item { expr, alias, span: Span::default() });
    let key = (expr(), any::<bool>()).prop_map(|(expr, descending)| SortKey { expr, descending });
    let parts = (prop::collection::vec(item, 1..3), prop::collection::vec(key, 0..2), any::<bool>(), any::<bool>());
    (parts, prop::option::of(expr()), prop::option::of(expr()))
        .prop_map(|((items, order, distinct, star), skip, limit)| Projection {
            distinct,
            star,
            items,
            order,
            skip,
            limit,
            span: Span::default(),
        })
        .boxed()
}

fn clause() -> BoxedStrategy<Clause> {
    let span = Span::default();
    prop_oneof![
        (any::<bool>(), prop::collection::vec(pattern(expr()), 1..3), prop::option::of(expr()))
            .prop_map(move |(optional, patterns, filter)| Clause::Match(Match { optional, patterns, filter, span })),
        (expr(), name()).prop_map(move |(list, variable)| Clause::Unwind(Unwind { list, variable, span })),
        (projection(), prop::option::of(expr())).prop_map(move |(projection, filter)| Clause::With(With {
            projection,
            filter,
            span
        })),
        projection().prop_map(move |projection| Clause::Return(Return { projection, span })),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        prop_assert_eq!(lex(&text).last().map(|t| t.1.end as usize), Some(text.len()));
        if let Err(error) = Query::parse(&text) {
            prop_assert!(error.render(&text).contains("error"));
        }
    }

    #[test]
    fn any_tokens_are_read_or_refused(words in prop::collection::vec(prop::sample::select(vec![
        "MATCH", "RETURN", "WITH", "WHERE", "(", ")", "[", "]", "{", "}", "-", ">", "<", ":", "|", "*", "..", ",", ".", "a", "b", "1",
        "'s'", "$p", "IN", "NOT", "CASE", "WHEN", "END", "EXISTS", "AND", "=", "shortestPath", "all", "reduce", "UNION", "AS", "!", "%",
    ]), 0..40)) {
        let text = words.join(" ");
        match Query::parse(&text) {
            Err(error) => drop(error.render(&text)),
            Ok(query) => {
                let printed = query.tree().to_string();
                prop_assert_eq!(&parse(&printed).unwrap(), query.tree(), "{}", printed);
            }
        }
    }

    #[test]
    fn expressions_survive_printing(tree in expr()) {
        let printed = tree.to_string();
        let again = parse_expr(&printed).map_err(|e| TestCaseError::fail(e.render(&printed)))?;
        prop_assert_eq!(again, tree, "{}", printed);
    }

    #[test]
    fn queries_survive_printing(clauses in prop::collection::vec(clause(), 1..4), more in prop::option::of(clause()), all in any::<bool>()) {
        let span = Span::default();
        let unions = more.map(|c| Union { all, query: SingleQuery { clauses: vec![c], span }, span }).into_iter().collect();
        let tree = Statement { first: SingleQuery { clauses, span }, unions, span };
        let printed = tree.to_string();
        let again = parse(&printed).map_err(|e| TestCaseError::fail(e.render(&printed)))?;
        prop_assert_eq!(again, tree, "{}", printed);
    }
}

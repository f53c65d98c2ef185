//! The plan as readable text.

use std::fmt::Write;

use super::super::ast::Statement;
use super::super::print::quote_name;
use super::tally::Branch;
use super::{Hops, LabelTest, MatchPlan, Op, Plan, ProjectPlan, Step, Types, WalkRange};
use crate::query::view::{Direction, GraphView, LabelId};

/// Writes the plan: for each clause what is done, in the order it is done.
pub(crate) fn explain(plan: &Plan, statement: &Statement, view: &dyn GraphView) -> String {
    let mut out = String::new();
    let queries = std::iter::once(&statement.first).chain(statement.unions.iter().map(|u| &u.query));
    for (i, (pipeline, query)) in plan.pipelines.iter().zip(queries).enumerate() {
        if i > 0 {
            out.push_str(if plan.distinct { "UNION, equal rows dropped\n" } else { "UNION ALL\n" });
        }
        for (op, clause) in pipeline.ops.iter().zip(&query.clauses) {
            let _ = writeln!(out, "{clause}");
            match op {
                Op::Match { plan, optional, .. } => {
                    matching(&mut out, plan, view);
                    if *optional {
                        out.push_str("  or one row of nulls\n");
                    }
                }
                Op::Unwind { name, .. } => {
                    let _ = writeln!(out, "  one row for each item, as {name}");
                }
                Op::Project(plan) => projecting(&mut out, plan),
            }
        }
    }
    out
}

fn projecting(out: &mut String, plan: &ProjectPlan) {
    if let Some(group) = &plan.group {
        let _ = writeln!(out, "  group by {} key(s), {} aggregate(s)", group.keys.len(), group.aggregates.len());
    }
    if plan.distinct {
        out.push_str("  drop equal rows\n");
    }
    if !plan.sort.is_empty() {
        let top = if plan.limit.is_some() { ", keeping only the first rows" } else { "" };
        let _ = writeln!(out, "  sort by {} key(s){top}", plan.sort.len());
    } else if plan.limit.is_some() {
        out.push_str("  stop at the limit\n");
    }
    let _ = writeln!(out, "  columns: {}", plan.names.join(", "));
}

fn matching(out: &mut String, plan: &MatchPlan, view: &dyn GraphView) {
    for step in &plan.steps {
        let line = match step {
            Step::Scan { slot, label, test } => over(plan, *slot, *label, test.as_ref(), view),
            Step::Seek { slot, key, many, test, .. } => {
                let what = if *many { "values" } else { "value" };
                format!(
                    "start: {} by the index on {key}, {what} given{}",
                    var(plan, *slot),
                    tested(test.as_ref(), view)
                )
            }
            Step::Check { slot, test } => {
                format!("start: {}, bound before{}", var(plan, *slot), tested(test.as_ref(), view))
            }
            Step::Rels { hop, bound: true, .. } => {
                format!("start: the relationship bound before, {}", arrow(plan, hop, view))
            }
            Step::Rels { hop, .. } => {
                let count: usize = hop.types.ids().iter().map(|id| view.type_size(*id)).sum();
                format!("start: over {count} relationship(s), {}", arrow(plan, hop, view))
            }
            Step::Expand { hop } => format!("expand: {}", arrow(plan, hop, view)),
            Step::Walk { hop, range } => format!("walk {}: all trails, {}", bounds(range), arrow(plan, hop, view)),
            Step::Reach { hop, range } => {
                format!("reach {}: each node once, {}", bounds(range), arrow(plan, hop, view))
            }
            Step::Shortest { hop, range, all, whole, .. } => {
                let which = if *all { "all shortest paths" } else { "a shortest path" };
                let how = match (hop.to_bound, whole.is_empty() && range.min <= 1) {
                    (_, false) => "by increasing length until the conditions hold",
                    (true, true) if !all => "from both ends",
                    _ => "breadth first",
                };
                format!("{which} {}: {how}, {}", bounds(range), arrow(plan, hop, view))
            }
            Step::Tally { root, branches, corrected } => {
                if let Some(root) = root {
                    let _ = writeln!(out, "  {}", over(plan, root.slot, root.label, root.test.as_ref(), view));
                }
                let mut parts = Vec::new();
                branches.iter().for_each(|branch| counted(plan, branch, view, &mut parts));
                let how = if *corrected { "less the relationships used before" } else { "by products" };
                if parts.is_empty() {
                    "count the nodes".to_owned()
                } else {
                    format!("count {how}: {}", parts.join(", "))
                }
            }
            Step::Path { .. } => continue,
            Step::Filter { text, .. } => format!("filter: {}", clean(text)),
        };
        let _ = writeln!(out, "  {line}");
    }
}

/// Where a match starts without knowing anything.
fn over(
    plan: &MatchPlan,
    slot: usize,
    label: Option<LabelId>,
    test: Option<&LabelTest>,
    view: &dyn GraphView,
) -> String {
    let nodes = match label {
        Some(label) => format!("the {} node(s) labelled {}", view.label_size(label), view.label_name(label)),
        None => format!("all {} node(s)", view.node_count()),
    };
    format!("start: {} over {nodes}{}", var(plan, slot), tested(test, view))
}

fn counted(plan: &MatchPlan, branch: &Branch, view: &dyn GraphView, out: &mut Vec<String>) {
    out.push(arrow(plan, &branch.hop, view));
    branch.branches.iter().for_each(|inner| counted(plan, inner, view, out));
}

/// Names made for nodes without a variable start with a blank, so they are in back-ticks.
fn clean(text: &str) -> String {
    text.replace("` ", "`#")
}

fn var(plan: &MatchPlan, slot: usize) -> String {
    match plan.names.get(slot) {
        Some(name) if !name.is_empty() => quote_name(name),
        _ => format!("#{slot}"),
    }
}

fn bounds(range: &WalkRange) -> String {
    let along = match range.nodes.len() + range.rels.len() + range.properties.len() {
        0 => String::new(),
        n => format!(" with {n} condition(s) on the way"),
    };
    format!("*{}..{}{along}", range.min, range.max.map_or(String::new(), |max| max.to_string()))
}

fn arrow(plan: &MatchPlan, hop: &Hops, view: &dyn GraphView) -> String {
    let types = match &hop.types {
        Types::Any => String::new(),
        Types::Only(ids) if ids.is_empty() => ":(no such type)".to_owned(),
        Types::Only(ids) => format!(":{}", ids.iter().map(|id| view.type_name(*id)).collect::<Vec<_>>().join("|")),
    };
    let (left, right) = match hop.direction {
        Direction::Outgoing => ("-", "->"),
        Direction::Incoming => ("<-", "-"),
        Direction::Both => ("-", "-"),
    };
    let known = if hop.to_bound { " (both ends known)" } else { "" };
    {
        let (from, to) = (var(plan, hop.from), var(plan, hop.to));
        format!("({from}){left}[{types}]{right}({to}){known}{}", tested(hop.test.as_ref(), view))
    }
}

fn tested(test: Option<&LabelTest>, view: &dyn GraphView) -> String {
    test.map_or(String::new(), |test| format!(", keeping {}", labels(test, view)))
}

fn labels(test: &LabelTest, view: &dyn GraphView) -> String {
    match test {
        LabelTest::Has(label) => view.label_name(*label).into_owned(),
        LabelTest::Some => "any label".to_owned(),
        LabelTest::Never => "none (no such label)".to_owned(),
        LabelTest::Not(inner) => format!("not {}", labels(inner, view)),
        LabelTest::And(a, b) => format!("({} and {})", labels(a, view), labels(b, view)),
        LabelTest::Or(a, b) => format!("({} or {})", labels(a, view), labels(b, view)),
    }
}

//! Which conditions may be tested earlier than written.
//!
//! A condition that can fail with an error is tested last, so that moving it never makes an error
//! of a row that another condition would have dropped.

use super::super::ast::{BinaryOp, Expr, ExprKind, Literal, SubqueryKind, UnaryOp};
use super::super::functions::Function;
use super::pattern::Planner;

impl Planner<'_> {
    /// Whether an expression cannot fail, so that it may be calculated earlier than written.
    pub(super) fn safe(&self, expr: &Expr) -> bool {
        let own = match &expr.kind {
            ExprKind::Literal(_)
            | ExprKind::Parameter(_)
            | ExprKind::Variable(_)
            | ExprKind::Comparison(..)
            | ExprKind::IsNull { .. }
            | ExprKind::List(_)
            | ExprKind::Map(_)
            | ExprKind::Case(_)
            | ExprKind::Subquery(..)
            | ExprKind::PatternComprehension { .. }
            | ExprKind::Pattern(_) => true,
            ExprKind::Property(base, _) | ExprKind::HasLabels(base, _) => self.is_element(base),
            ExprKind::Binary(op, ..) => matches!(
                op,
                BinaryOp::And | BinaryOp::Or | BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains
            ),
            ExprKind::Unary(UnaryOp::Not, operand) => is_boolean(operand),
            ExprKind::Call { name, args, .. } => match Function::named(&name.text) {
                Some(Function::Type | Function::Id | Function::Labels | Function::StartNode | Function::EndNode) => {
                    args.iter().all(|a| self.is_element(a))
                }
                Some(Function::Coalesce | Function::Exists) => true,
                _ => false,
            },
            _ => false,
        };
        let mut fine = match &expr.kind {
            ExprKind::Binary(BinaryOp::In, _, list) => matches!(list.kind, ExprKind::List(_) | ExprKind::Parameter(_)),
            ExprKind::Quantifier { list, .. } => is_path_elements(list),
            ExprKind::Binary(BinaryOp::And | BinaryOp::Or, a, b) => own && is_boolean(a) && is_boolean(b),
            _ => own,
        };
        expr.each_child(&mut |child| fine = fine && self.safe_inside(child));
        fine
    }

    fn safe_inside(&self, expr: &Expr) -> bool {
        if let ExprKind::Property(base, _) | ExprKind::HasLabels(base, _) = &expr.kind {
            // Inside a quantifier over a path the local variable is an element too.
            return matches!(base.kind, ExprKind::Variable(_));
        }
        self.safe(expr) || matches!(&expr.kind, ExprKind::Call { .. } if is_path_elements(expr))
    }

    /// Whether an expression is a node or a relationship of this pattern.
    fn is_element(&self, expr: &Expr) -> bool {
        let ExprKind::Variable(name) = &expr.kind else { return false };
        let slot = self.vars.get(name);
        self.nodes.iter().any(|n| Some(n.slot) == slot)
            || self.rels.iter().any(|r| r.slot == slot && slot.is_some() && r.range.is_none())
    }
}

fn is_path_elements(list: &Expr) -> bool {
    match &list.kind {
        ExprKind::Variable(_) => true,
        ExprKind::Call { name, args, .. } => {
            let function = Function::named(&name.text);
            matches!(function, Some(Function::Nodes | Function::Relationships | Function::Rels))
                && args.iter().all(|a| matches!(a.kind, ExprKind::Variable(_)))
        }
        _ => false,
    }
}

/// Whether an expression has a boolean form, so that a connective cannot fail on it.
fn is_boolean(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Comparison(..)
        | ExprKind::IsNull { .. }
        | ExprKind::HasLabels(..)
        | ExprKind::Quantifier { .. }
        | ExprKind::Pattern(_)
        | ExprKind::Subquery(SubqueryKind::Exists, _)
        | ExprKind::Literal(Literal::Bool(_)) => true,
        ExprKind::Binary(op, ..) => {
            !matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod | BinaryOp::Pow)
        }
        ExprKind::Unary(op, _) => *op == UnaryOp::Not,
        _ => false,
    }
}

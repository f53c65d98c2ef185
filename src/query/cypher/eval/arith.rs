//! Operators between values.

use super::super::ast::{BinaryOp, CompareOp};
use super::super::error::{CypherError, Detail, ErrorClass, Result};
use super::super::value::Value;
use super::functions::text_of;
use super::{Cx, type_error};

impl Cx<'_> {
    /// Applies an operator other than the connectives.
    pub(super) fn binary(&self, op: BinaryOp, a: Value, b: Value) -> Result<Value> {
        match op {
            BinaryOp::In => is_in(&a, &b),
            BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains => Ok(match (&a, &b) {
                (Value::Str(a), Value::Str(b)) => Value::Bool(match op {
                    BinaryOp::StartsWith => a.starts_with(&**b),
                    BinaryOp::EndsWith => a.ends_with(&**b),
                    _ => a.contains(&**b),
                }),
                _ => Value::Null,
            }),
            BinaryOp::Add => self.add(a, b),
            _ => arithmetic(op, &a, &b),
        }
    }

    fn add(&self, a: Value, b: Value) -> Result<Value> {
        Ok(match (a, b) {
            (Value::List(a), Value::List(b)) => {
                self.size(a.len() + b.len())?;
                let mut items = a.into_vec();
                items.extend(b.iter().cloned());
                return self.list(items);
            }
            (Value::List(a), b) => {
                let mut items = a.into_vec();
                items.push(b);
                return self.list(items);
            }
            (a, Value::List(b)) => {
                let mut items = vec![a];
                items.extend(b.iter().cloned());
                return self.list(items);
            }
            (Value::Null, _) | (_, Value::Null) => Value::Null,
            (a @ Value::Str(_), b @ (Value::Str(_) | Value::Int(_) | Value::Float(_) | Value::Bool(_)))
            | (a @ (Value::Int(_) | Value::Float(_) | Value::Bool(_)), b @ Value::Str(_)) => {
                let mut text = text_of(&a).unwrap_or_default();
                let more = text_of(&b).unwrap_or_default();
                self.size(text.len() + more.len())?;
                text.push_str(&more);
                Value::from(text)
            }
            (a, b) => return arithmetic(BinaryOp::Add, &a, &b),
        })
    }
}

fn is_in(item: &Value, list: &Value) -> Result<Value> {
    match list {
        Value::Null => Ok(Value::Null),
        Value::List(items) => {
            let mut unknown = false;
            for other in items.iter() {
                match item.equals(other) {
                    Some(true) => return Ok(Value::Bool(true)),
                    Some(false) => {}
                    None => unknown = true,
                }
            }
            Ok(if unknown { Value::Null } else { Value::Bool(false) })
        }
        other => type_error(format!("IN needs a list, this is {}", other.type_name())),
    }
}

fn arithmetic(op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
    match (a, b) {
        (Value::Null, Value::Null) => Ok(Value::Null),
        (Value::Null, other) | (other, Value::Null) if other.number().is_some() || op == BinaryOp::Add => {
            Ok(Value::Null)
        }
        (Value::Int(a), Value::Int(b)) => integers(op, *a, *b),
        _ => match (a.number(), b.number()) {
            (Some(a), Some(b)) => Ok(Value::Float(match op {
                BinaryOp::Add => a + b,
                BinaryOp::Sub => a - b,
                BinaryOp::Mul => a * b,
                BinaryOp::Div => a / b,
                BinaryOp::Mod => a % b,
                _ => a.powf(b),
            })),
            _ => type_error(format!("`{}` cannot be applied to {} and {}", op.text(), a.type_name(), b.type_name())),
        },
    }
}

fn integers(op: BinaryOp, a: i64, b: i64) -> Result<Value> {
    let result = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div | BinaryOp::Mod if b == 0 => {
            return Err(CypherError::runtime(ErrorClass::ArithmeticError, Detail::DivisionByZero, "division by zero"));
        }
        BinaryOp::Div => a.checked_div(b),
        BinaryOp::Mod => Some(a.wrapping_rem(b)),
        _ => return Ok(Value::Float((a as f64).powf(b as f64))),
    };
    result.map(Value::Int).ok_or_else(overflow)
}

/// The error of a calculation that leaves the integers.
pub(super) fn overflow() -> CypherError {
    CypherError::runtime(ErrorClass::ArithmeticError, Detail::IntegerOverflow, "the result does not fit 64 bits")
}

/// Compares two values with one operator.
pub(super) fn compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    match op {
        CompareOp::Eq => a.equals(b),
        CompareOp::Ne => a.equals(b).map(|equal| !equal),
        _ => match a.compare(b) {
            Err(true) => None,
            Err(false) => Some(false),
            Ok(order) => Some(match op {
                CompareOp::Lt => order.is_lt(),
                CompareOp::Le => order.is_le(),
                CompareOp::Gt => order.is_gt(),
                _ => order.is_ge(),
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overflow_is_an_error() {
        for (op, a, b) in [(BinaryOp::Add, i64::MAX, 1), (BinaryOp::Mul, i64::MIN, -1), (BinaryOp::Div, i64::MIN, -1)] {
            let error = integers(op, a, b).expect_err("overflows");
            assert_eq!(error.kind.code(), "ArithmeticError.IntegerOverflow");
        }
        assert!(matches!(integers(BinaryOp::Mod, i64::MIN, -1), Ok(Value::Int(0))));
        assert!(matches!(integers(BinaryOp::Div, -7, 2), Ok(Value::Int(-3))));
    }
}

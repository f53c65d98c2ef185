//! The functions of one row.

use super::super::error::{CypherError, Detail, ErrorClass, Result};
use super::super::functions::Function;
use super::super::plan::Ex;
use super::super::value::{Value, float_text};
use super::arith::overflow;
use super::{Cx, range_error, type_error, value_error};

impl Cx<'_> {
    /// Calls a function; the number of arguments has been checked.
    #[inline(never)]
    pub(super) fn call(&self, function: Function, args: &[Ex], row: &mut [Value]) -> Result<Value> {
        if function == Function::Coalesce {
            for arg in args {
                let value = self.eval(arg, row)?;
                if !value.is_null() {
                    return Ok(value);
                }
            }
            return Ok(Value::Null);
        }
        let args = args.iter().map(|arg| self.eval(arg, row)).collect::<Result<Vec<_>>>()?;
        self.apply(function, &args)
    }

    fn apply(&self, function: Function, args: &[Value]) -> Result<Value> {
        use Function as F;
        let null = Value::Null;
        let first = args.first().unwrap_or(&null);
        match function {
            F::Rand => return Ok(Value::Float(self.next_random())),
            F::Pi => return Ok(Value::Float(std::f64::consts::PI)),
            F::E => return Ok(Value::Float(std::f64::consts::E)),
            F::Exists => return Ok(Value::Bool(!matches!(first, Value::Null | Value::Bool(false)))),
            F::Range => return self.range(args),
            _ if args.iter().any(Value::is_null) => return Ok(Value::Null),
            _ => {}
        }
        match function {
            F::Id | F::Labels | F::Type | F::StartNode | F::EndNode | F::Keys | F::Properties => {
                self.element(function, first)
            }
            F::Nodes | F::Relationships | F::Rels | F::Length => self.path(function, first),
            F::Size | F::IsEmpty | F::Head | F::Last | F::Tail | F::Reverse => self.sequence(function, first),
            F::ToBoolean | F::ToFloat | F::ToInteger | F::ToInt | F::ToString => convert(function, first),
            F::ToLower | F::ToUpper | F::Lower | F::Upper | F::Trim | F::LTrim | F::RTrim | F::Split | F::Replace => {
                self.string(function, args)
            }
            F::Substring | F::Left | F::Right => self.substring(function, args),
            _ => number(function, args),
        }
    }

    fn element(&self, function: Function, value: &Value) -> Result<Value> {
        use Function as F;
        match (function, value) {
            (F::Id, Value::Node(node)) => Ok(Value::Int(i64::from(node.0))),
            (F::Id, Value::Rel(rel)) => Ok(Value::Int(i64::from(rel.0))),
            (F::Labels, Value::Node(node)) => {
                let mut labels = Vec::new();
                self.view.node_labels(*node, &mut labels);
                self.list(labels.into_iter().map(|l| Value::from(&*self.view.label_name(l))).collect())
            }
            (F::Type, Value::Rel(rel)) => Ok(Value::from(&*self.view.type_name(self.view.rel_type(*rel)))),
            (F::StartNode, Value::Rel(rel)) => Ok(Value::Node(self.view.ends(*rel).0)),
            (F::EndNode, Value::Rel(rel)) => Ok(Value::Node(self.view.ends(*rel).1)),
            (F::Keys, Value::Map(entries)) => self.list(entries.keys().map(|k| Value::from(k.as_str())).collect()),
            (F::Keys, Value::Node(_) | Value::Rel(_)) => {
                let mut keys = Vec::new();
                match value {
                    Value::Node(node) => self.view.node_keys(*node, &mut keys),
                    Value::Rel(rel) => self.view.rel_keys(*rel, &mut keys),
                    _ => {}
                }
                self.list(keys.into_iter().map(Value::from).collect())
            }
            (F::Properties, Value::Map(_) | Value::Node(_) | Value::Rel(_)) => {
                self.map(self.properties(value).unwrap_or_default())
            }
            _ => value_error(format!("{}() cannot be applied to {}", function.name(), value.type_name())),
        }
    }

    fn path(&self, function: Function, value: &Value) -> Result<Value> {
        use Function as F;
        match (function, value) {
            (F::Nodes, Value::Path(p)) => self.list(p.nodes.iter().map(|n| Value::Node(*n)).collect()),
            (F::Relationships | F::Rels, Value::Path(p)) => self.list(p.rels.iter().map(|r| Value::Rel(*r)).collect()),
            (F::Length, Value::Path(p)) => Ok(Value::Int(p.rels.len() as i64)),
            (F::Length, Value::List(items)) => Ok(Value::Int(items.len() as i64)),
            (F::Length, Value::Str(s)) => Ok(Value::Int(s.chars().count() as i64)),
            _ => wrong(function, value),
        }
    }

    fn sequence(&self, function: Function, value: &Value) -> Result<Value> {
        use Function as F;
        match (function, value) {
            (F::Size, Value::List(items)) => Ok(Value::Int(items.len() as i64)),
            (F::Size, Value::Map(entries)) => Ok(Value::Int(entries.len() as i64)),
            (F::Size, Value::Str(s)) => Ok(Value::Int(s.chars().count() as i64)),
            (F::IsEmpty, Value::List(items)) => Ok(Value::Bool(items.is_empty())),
            (F::IsEmpty, Value::Map(entries)) => Ok(Value::Bool(entries.is_empty())),
            (F::IsEmpty, Value::Str(s)) => Ok(Value::Bool(s.is_empty())),
            (F::Head, Value::List(items)) => Ok(items.first().cloned().unwrap_or_default()),
            (F::Last, Value::List(items)) => Ok(items.last().cloned().unwrap_or_default()),
            (F::Tail, Value::List(items)) => self.list(items.iter().skip(1).cloned().collect()),
            (F::Reverse, Value::List(items)) => self.list(items.iter().rev().cloned().collect()),
            (F::Reverse, Value::Str(s)) => self.text(s.chars().rev().collect()),
            _ => wrong(function, value),
        }
    }

    fn string(&self, function: Function, args: &[Value]) -> Result<Value> {
        use Function as F;
        let mut texts = Vec::with_capacity(args.len());
        for arg in args {
            match arg {
                Value::Str(s) => texts.push(&**s),
                other => return wrong(function, other),
            }
        }
        match (function, texts.as_slice()) {
            (F::ToLower | F::Lower, [s]) => self.text(s.to_lowercase()),
            (F::ToUpper | F::Upper, [s]) => self.text(s.to_uppercase()),
            (F::Trim, [s]) => self.text(s.trim().to_owned()),
            (F::LTrim, [s]) => self.text(s.trim_start().to_owned()),
            (F::RTrim, [s]) => self.text(s.trim_end().to_owned()),
            (F::Split, [s, ""]) => self.list(s.chars().map(|c| Value::from(c.to_string())).collect()),
            (F::Split, [s, by]) => self.list(s.split(by).map(Value::from).collect()),
            (F::Replace, [s, "", _]) => self.text((*s).to_owned()),
            (F::Replace, [s, from, to]) => {
                self.size(s.len() + s.matches(from).count().saturating_mul(to.len()))?;
                self.text(s.replace(from, to))
            }
            _ => wrong(function, args.first().unwrap_or(&Value::Null)),
        }
    }

    fn substring(&self, function: Function, args: &[Value]) -> Result<Value> {
        let Some(Value::Str(s)) = args.first() else {
            return wrong(function, args.first().unwrap_or(&Value::Null));
        };
        let mut numbers = Vec::new();
        for arg in &args[1..] {
            match arg {
                Value::Int(i) => match usize::try_from(*i) {
                    Ok(i) => numbers.push(i),
                    Err(_) => return range_error(format!("{}() needs a number that is not negative", function.name())),
                },
                other => return wrong(function, other),
            }
        }
        let (skip, take) = match (function, numbers.as_slice()) {
            (Function::Left, [n]) => (0, *n),
            (Function::Right, [n]) => (s.chars().count().saturating_sub(*n), usize::MAX),
            (_, [start]) => (*start, usize::MAX),
            (_, [start, len]) => (*start, *len),
            _ => (0, usize::MAX),
        };
        self.text(s.chars().skip(skip).take(take).collect())
    }

    fn range(&self, args: &[Value]) -> Result<Value> {
        let mut numbers = [0, 0, 1];
        for (number, arg) in numbers.iter_mut().zip(args) {
            let Value::Int(i) = arg else {
                let what = format!("range() needs integers, not {}", arg.type_name());
                return Err(CypherError::runtime(ErrorClass::ArgumentError, Detail::InvalidArgumentType, what));
            };
            *number = *i;
        }
        let [first, last, step] = numbers;
        if step == 0 {
            return range_error("the step of range() cannot be 0");
        }
        let span = i128::from(last) - i128::from(first);
        let count = span / i128::from(step);
        if (span < 0) != (step < 0) && span != 0 {
            return self.list(Vec::new());
        }
        self.size(usize::try_from(count).unwrap_or(usize::MAX))?;
        self.tick(count as u64)?;
        let item = |i: i128| Value::Int((i128::from(first) + i * i128::from(step)) as i64);
        self.list((0..=count).map(item).collect())
    }
}

fn wrong<T>(function: Function, value: &Value) -> Result<T> {
    type_error(format!("{}() cannot be applied to {}", function.name(), value.type_name()))
}

/// The text of a plain value, as `toString` gives it.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Str(s) => Some(s.to_string()),
        Value::Int(i) => Some(i.to_string()),
        Value::Float(x) => Some(float_text(*x)),
        Value::Bool(b) => Some(b.to_string()),
        _ => None,
    }
}

fn convert(function: Function, value: &Value) -> Result<Value> {
    use Function as F;
    let failed = || value_error(format!("{}() cannot be applied to {}", function.name(), value.type_name()));
    Ok(match (function, value) {
        (F::ToBoolean, Value::Bool(b)) => Value::Bool(*b),
        (F::ToBoolean, Value::Str(s)) => match s.to_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::Null,
        },
        (F::ToFloat, Value::Int(i)) => Value::Float(*i as f64),
        (F::ToFloat, Value::Float(x)) => Value::Float(*x),
        (F::ToFloat, Value::Str(s)) => s.trim().parse().map_or(Value::Null, Value::Float),
        (F::ToInteger | F::ToInt, Value::Int(i)) => Value::Int(*i),
        (F::ToInteger | F::ToInt, Value::Float(x)) => whole(*x)?,
        (F::ToInteger | F::ToInt, Value::Str(s)) => match s.trim().parse::<i64>() {
            Ok(i) => Value::Int(i),
            Err(_) => s.trim().parse::<f64>().ok().map(whole).transpose().ok().flatten().unwrap_or_default(),
        },
        (F::ToString, value) => match text_of(value) {
            Some(text) => Value::from(text),
            None => return failed(),
        },
        _ => return failed(),
    })
}

fn whole(x: f64) -> Result<Value> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    let x = x.trunc();
    if (-LIMIT..LIMIT).contains(&x) { Ok(Value::Int(x as i64)) } else { Err(overflow()) }
}

fn number(function: Function, args: &[Value]) -> Result<Value> {
    use Function as F;
    let mut numbers = Vec::with_capacity(2);
    for arg in args {
        match arg.number() {
            Some(x) => numbers.push(x),
            None => return wrong(function, arg),
        }
    }
    let x = numbers.first().copied().unwrap_or(f64::NAN);
    let second = numbers.get(1).copied();
    Ok(Value::Float(match function {
        F::Abs => match args.first() {
            Some(Value::Int(i)) => return i.checked_abs().map(Value::Int).ok_or_else(overflow),
            _ => x.abs(),
        },
        F::Sign => return Ok(Value::Int(if x > 0.0 { 1 } else { -i64::from(x < 0.0) })),
        F::Acos => x.acos(),
        F::Asin => x.asin(),
        F::Atan => x.atan(),
        F::Atan2 => x.atan2(second.unwrap_or(f64::NAN)),
        F::Ceil => x.ceil(),
        F::Cos => x.cos(),
        F::Cot => 1.0 / x.tan(),
        F::Degrees => x.to_degrees(),
        F::Exp => x.exp(),
        F::Floor => x.floor(),
        F::Log => x.ln(),
        F::Log10 => x.log10(),
        F::Radians => x.to_radians(),
        F::Round => match second {
            Some(digits) if (0.0..=300.0).contains(&digits) => {
                let scale = 10f64.powi(digits as i32);
                let scaled = (x * scale).round() / scale;
                if scaled.is_finite() { scaled } else { x }
            }
            Some(_) => return range_error("round() needs a number of digits from 0 to 300"),
            // Half rounds up, also below zero.
            None => (x + 0.5).floor(),
        },
        F::Sin => x.sin(),
        F::Sqrt => x.sqrt(),
        F::Tan => x.tan(),
        _ => return wrong(function, args.first().unwrap_or(&Value::Null)),
    }))
}

//! Evaluation of expressions on one row.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::ast::Quantifier;
use super::super::error::{CypherError, Detail, ErrorClass, Result};
use super::super::plan::{Ex, LabelTest, MatchPlan, Slot, Types};
use super::super::value::Value;
use super::arith::{compare, overflow};
use super::ops::Cursor;
use super::pattern::Matcher;
use super::{Cx, type_error};
use crate::query::view::{Hop, NodeId};

impl Cx<'_> {
    /// Calculates an expression; local variables are written into their slots of the row.
    pub(crate) fn eval(&self, ex: &Ex, row: &mut [Value]) -> Result<Value> {
        match ex {
            Ex::Const(value) => Ok(value.clone()),
            Ex::Slot(slot) => Ok(row[*slot].clone()),
            Ex::At(span, inner) => self.eval(inner, row).map_err(|e| e.or_at(*span)),
            Ex::Property(base, key) => self.property_of(base, key, row),
            Ex::Compare(op, a, b) => {
                let (a, b) = (self.eval(a, row)?, self.eval(b, row)?);
                Ok(compare(*op, &a, &b).into())
            }
            Ex::Binary(op, a, b) => {
                let (a, b) = (self.eval(a, row)?, self.eval(b, row)?);
                self.binary(*op, a, b)
            }
            Ex::And(operands) => self.connective(operands, row, false),
            Ex::Or(operands) => self.connective(operands, row, true),
            Ex::Not(operand) => Ok(self.truth(operand, row)?.map(|b| !b).into()),
            Ex::IsNull(operand, negated) => Ok(Value::Bool(self.eval(operand, row)?.is_null() != *negated)),
            Ex::Call(function, args) => self.call(*function, args, row),
            _ => self.eval_rare(ex, row),
        }
    }

    /// The less frequent forms, kept apart so that the stack frame of the frequent ones is small.
    #[inline(never)]
    fn eval_rare(&self, ex: &Ex, row: &mut [Value]) -> Result<Value> {
        match ex {
            Ex::HasLabels(base, test, types) => {
                let value = self.eval(base, row)?;
                self.has_labels(&value, test, types)
            }
            Ex::Index(base, index) => {
                let (base, index) = (self.eval(base, row)?, self.eval(index, row)?);
                self.index(&base, &index)
            }
            Ex::Slice(base, from, to) => self.slice(base, from.as_deref(), to.as_deref(), row),
            Ex::Negate(operand) => match self.eval(operand, row)? {
                Value::Null => Ok(Value::Null),
                Value::Int(i) => i.checked_neg().map(Value::Int).ok_or_else(overflow),
                Value::Float(x) => Ok(Value::Float(-x)),
                other => type_error(format!("`-` cannot be applied to {}", other.type_name())),
            },
            Ex::Plus(operand) => match self.eval(operand, row)? {
                value @ (Value::Null | Value::Int(_) | Value::Float(_)) => Ok(value),
                other => type_error(format!("`+` cannot be applied to {}", other.type_name())),
            },
            Ex::Xor(a, b) => {
                let (a, b) = (self.truth(a, row)?, self.truth(b, row)?);
                Ok(a.zip(b).map(|(a, b)| a != b).into())
            }
            Ex::Chain(first, rest) => {
                let mut left = self.eval(first, row)?;
                let mut result = Some(true);
                for (op, right) in rest {
                    let right = self.eval(right, row)?;
                    result = match (result, compare(*op, &left, &right)) {
                        (Some(false), _) | (_, Some(false)) => Some(false),
                        (Some(true), Some(true)) => Some(true),
                        _ => None,
                    };
                    left = right;
                }
                Ok(result.into())
            }
            Ex::List(items) => {
                let items = items.iter().map(|item| self.eval(item, row)).collect::<Result<_>>()?;
                self.list(items)
            }
            Ex::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| Ok((key.clone(), self.eval(value, row)?)));
                self.map(entries.collect::<Result<_>>()?)
            }
            Ex::MapProjection(base, all, entries) => self.map_projection(base, *all, entries, row),
            Ex::Case(operand, branches, default) => self.case(operand.as_deref(), branches, default.as_deref(), row),
            Ex::Comprehension { slot, list, filter, map } => {
                self.comprehension(*slot, list, filter.as_deref(), map.as_deref(), row)
            }
            Ex::Quantifier { kind, slot, list, filter } => self.quantifier(*kind, *slot, list, filter, row),
            Ex::Reduce { accumulator, init, slot, list, step } => {
                row[*accumulator] = self.eval(init, row)?;
                let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
                for item in items {
                    self.tick(1)?;
                    row[*slot] = item;
                    row[*accumulator] = self.eval(step, row)?;
                }
                Ok(std::mem::take(&mut row[*accumulator]))
            }
            Ex::Exists(plan) => Ok(Value::Bool(self.matches(plan, row, &mut |_, _| Ok(false))? > 0)),
            Ex::Count(plan) => {
                let count = self.matches(plan, row, &mut |_, _| Ok(true))?;
                Ok(Value::Int(i64::try_from(count).unwrap_or(i64::MAX)))
            }
            Ex::PatternList { plan, map, first } => {
                let mut out = Vec::new();
                self.matches(plan, row, &mut |cx, row| {
                    out.push(cx.eval(map, row)?);
                    cx.size(out.len())?;
                    Ok(!first)
                })?;
                if *first { Ok(out.pop().unwrap_or_default()) } else { self.list(out) }
            }
            Ex::Subquery { pipelines, distinct, count } => {
                let mut cursor = Cursor::new(pipelines, *distinct, Some(row));
                let mut rows = 0;
                while cursor.next(self)?.is_some() {
                    rows += 1;
                    if !count {
                        return Ok(Value::Bool(true));
                    }
                }
                Ok(if *count { Value::Int(rows) } else { Value::Bool(false) })
            }
            // All others are in `eval`.
            _ => type_error("this expression cannot be calculated"),
        }
    }

    /// Runs a pattern on a row until `each` says stop; returns how many matches were seen.
    fn matches(
        &self,
        plan: &Arc<MatchPlan>,
        row: &mut [Value],
        each: &mut dyn FnMut(&Self, &mut [Value]) -> Result<bool>,
    ) -> Result<u64> {
        let mut matcher = Matcher::new(plan.clone());
        matcher.start();
        let mut seen = 0;
        while matcher.next(self, row)? {
            seen += matcher.weight().unwrap_or(1);
            if !each(self, row)? {
                break;
            }
        }
        Ok(seen)
    }

    /// Calculates a condition; `None` is null.
    pub(crate) fn truth(&self, ex: &Ex, row: &mut [Value]) -> Result<Option<bool>> {
        match self.eval(ex, row)? {
            Value::Bool(b) => Ok(Some(b)),
            Value::Null => Ok(None),
            other => type_error(format!("a boolean is expected, this is {}", other.type_name())),
        }
    }

    /// `AND` (stops at false) and `OR` (stops at true).
    fn connective(&self, operands: &[Ex], row: &mut [Value], stop: bool) -> Result<Value> {
        let mut unknown = false;
        for operand in operands {
            match self.truth(operand, row)? {
                Some(b) if b == stop => return Ok(Value::Bool(stop)),
                Some(_) => {}
                None => unknown = true,
            }
        }
        Ok(if unknown { Value::Null } else { Value::Bool(!stop) })
    }

    fn property_of(&self, base: &Ex, key: &str, row: &mut [Value]) -> Result<Value> {
        // A variable is looked at in place.
        if let Ex::Slot(slot) = base {
            return self.property(&row[*slot], key);
        }
        let base = self.eval(base, row)?;
        self.property(&base, key)
    }

    /// Reads one property; nothing else of the element is read.
    pub(super) fn property(&self, base: &Value, key: &str) -> Result<Value> {
        match base {
            Value::Null => Ok(Value::Null),
            Value::Node(node) => Ok(self.view.node_property(*node, key).unwrap_or_default()),
            Value::Rel(rel) => Ok(self.view.rel_property(*rel, key).unwrap_or_default()),
            Value::Map(entries) => Ok(entries.get(key).cloned().unwrap_or_default()),
            other => type_error(format!("{} has no property `{key}`", other.type_name())),
        }
    }

    /// All properties of a node, a relationship or a map.
    pub(super) fn properties(&self, value: &Value) -> Option<BTreeMap<String, Value>> {
        let mut keys = Vec::new();
        match value {
            Value::Node(node) => {
                self.view.node_keys(*node, &mut keys);
                let get = |key: String| Some((self.view.node_property(*node, &key)?, key));
                Some(keys.into_iter().filter_map(get).map(|(value, key)| (key, value)).collect())
            }
            Value::Rel(rel) => {
                self.view.rel_keys(*rel, &mut keys);
                let get = |key: String| Some((self.view.rel_property(*rel, &key)?, key));
                Some(keys.into_iter().filter_map(get).map(|(value, key)| (key, value)).collect())
            }
            Value::Map(entries) => Some((**entries).clone()),
            _ => None,
        }
    }

    fn has_labels(&self, value: &Value, test: &LabelTest, types: &Types) -> Result<Value> {
        match value {
            Value::Null => Ok(Value::Null),
            Value::Node(node) => Ok(Value::Bool(self.label_test(*node, test))),
            Value::Rel(rel) => Ok(Value::Bool(types.accepts(self.view.rel_type(*rel)))),
            other => type_error(format!("{} has no labels", other.type_name())),
        }
    }

    /// Drops the steps to nodes that fail a test of labels.
    pub(super) fn keep_labelled(&self, test: &LabelTest, hops: &mut Vec<Hop>) {
        match test {
            LabelTest::Has(label) => self.view.keep_labelled(*label, hops),
            _ => hops.retain(|hop| self.label_test(hop.node, test)),
        }
    }

    /// Tests the labels of a node.
    pub(super) fn label_test(&self, node: NodeId, test: &LabelTest) -> bool {
        match test {
            LabelTest::Has(label) => self.view.has_label(node, *label),
            LabelTest::Some => {
                let mut labels = Vec::new();
                self.view.node_labels(node, &mut labels);
                !labels.is_empty()
            }
            LabelTest::Never => false,
            LabelTest::Not(inner) => !self.label_test(node, inner),
            LabelTest::And(a, b) => self.label_test(node, a) && self.label_test(node, b),
            LabelTest::Or(a, b) => self.label_test(node, a) || self.label_test(node, b),
        }
    }

    fn index(&self, base: &Value, index: &Value) -> Result<Value> {
        let wrong = |detail, what: String| Err(CypherError::runtime(ErrorClass::TypeError, detail, what));
        match (base, index) {
            (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
            (Value::List(items), Value::Int(i)) => {
                let len = items.len() as i64;
                let at = if *i < 0 { len.checked_add(*i) } else { Some(*i) };
                let at = at.and_then(|at| usize::try_from(at).ok());
                Ok(at.and_then(|at| items.get(at)).cloned().unwrap_or_default())
            }
            (Value::List(_), other) => {
                let what = format!("a list is indexed by an integer, not by {}", other.type_name());
                wrong(Detail::ListElementAccessByNonInteger, what)
            }
            (Value::Map(_) | Value::Node(_) | Value::Rel(_), Value::Str(key)) => self.property(base, key),
            (Value::Map(_) | Value::Node(_) | Value::Rel(_), other) => {
                let what = format!("{} is indexed by a string, not by {}", base.type_name(), other.type_name());
                wrong(Detail::MapElementAccessByNonString, what)
            }
            _ => type_error(format!("{} cannot be indexed", base.type_name())),
        }
    }

    fn slice(&self, base: &Ex, from: Option<&Ex>, to: Option<&Ex>, row: &mut [Value]) -> Result<Value> {
        let base = self.eval(base, row)?;
        let from = from.map(|ex| self.eval(ex, row)).transpose()?;
        let to = to.map(|ex| self.eval(ex, row)).transpose()?;
        let items = match base {
            Value::Null => return Ok(Value::Null),
            Value::List(items) => items,
            other => return type_error(format!("only a list can be sliced, this is {}", other.type_name())),
        };
        let len = items.len() as i64;
        let bound = |value: Option<Value>, default: i64| match value {
            None => Ok(Some(default)),
            Some(Value::Null) => Ok(None),
            Some(Value::Int(i)) => Ok(Some(if i < 0 { len.saturating_add(i) } else { i }.clamp(0, len))),
            Some(other) => type_error(format!("a slice needs integers, not {}", other.type_name())),
        };
        let (Some(from), Some(to)) = (bound(from, 0)?, bound(to, len)?) else { return Ok(Value::Null) };
        self.list(items.get(from as usize..to.max(from) as usize).unwrap_or_default().to_vec())
    }

    fn map_projection(&self, base: &Ex, all: bool, entries: &[(String, Ex)], row: &mut [Value]) -> Result<Value> {
        let base = self.eval(base, row)?;
        if base.is_null() {
            return Ok(Value::Null);
        }
        let Some(own) = self.properties(&base) else {
            return type_error(format!("{} has no properties", base.type_name()));
        };
        let mut out = if all { own } else { BTreeMap::new() };
        for (key, value) in entries {
            out.insert(key.clone(), self.eval(value, row)?);
        }
        self.map(out)
    }

    fn case(
        &self,
        operand: Option<&Ex>,
        branches: &[(Ex, Ex)],
        default: Option<&Ex>,
        row: &mut [Value],
    ) -> Result<Value> {
        let operand = operand.map(|ex| self.eval(ex, row)).transpose()?;
        for (when, then) in branches {
            let holds = match &operand {
                Some(operand) => operand.equals(&self.eval(when, row)?) == Some(true),
                None => self.truth(when, row)? == Some(true),
            };
            if holds {
                return self.eval(then, row);
            }
        }
        default.map_or(Ok(Value::Null), |ex| self.eval(ex, row))
    }

    /// The items of a list, or `None` for null.
    fn items(&self, list: &Ex, row: &mut [Value]) -> Result<Option<Vec<Value>>> {
        match self.eval(list, row)? {
            Value::Null => Ok(None),
            Value::List(items) => Ok(Some(items.into_vec())),
            other => type_error(format!("a list is expected, this is {}", other.type_name())),
        }
    }

    fn comprehension(
        &self,
        slot: Slot,
        list: &Ex,
        filter: Option<&Ex>,
        map: Option<&Ex>,
        row: &mut [Value],
    ) -> Result<Value> {
        let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
        let mut out = Vec::new();
        for item in items {
            self.tick(1)?;
            row[slot] = item;
            if let Some(filter) = filter
                && self.truth(filter, row)? != Some(true)
            {
                continue;
            }
            out.push(match map {
                Some(map) => self.eval(map, row)?,
                None => row[slot].clone(),
            });
        }
        self.list(out)
    }

    fn quantifier(&self, kind: Quantifier, slot: Slot, list: &Ex, filter: &Ex, row: &mut [Value]) -> Result<Value> {
        let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
        let (mut yes, mut no, mut unknown) = (0u64, 0u64, 0u64);
        for item in items {
            self.tick(1)?;
            row[slot] = item;
            match self.truth(filter, row)? {
                Some(true) => yes += 1,
                Some(false) => no += 1,
                None => unknown += 1,
            }
        }
        let unless_unknown = |b: bool| if unknown > 0 { None } else { Some(b) };
        let answer = match kind {
            Quantifier::All if no > 0 => Some(false),
            Quantifier::All => unless_unknown(true),
            Quantifier::Any if yes > 0 => Some(true),
            Quantifier::Any => unless_unknown(false),
            Quantifier::None if yes > 0 => Some(false),
            Quantifier::None => unless_unknown(true),
            Quantifier::Single if yes > 1 => Some(false),
            Quantifier::Single => unless_unknown(yes == 1),
        };
        Ok(answer.into())
    }
}

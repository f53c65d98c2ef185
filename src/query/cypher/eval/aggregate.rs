//! Aggregating functions.

use std::collections::HashSet;

use super::super::error::{CypherError, Result};
use super::super::functions::Aggregate;
use super::super::plan::AggregatePlan;
use super::super::value::{Key, Value};
use super::arith::overflow;
use super::{Cx, range_error, type_error};

/// The running state of one aggregate in one group.
pub(super) struct Accumulator {
    function: Aggregate,
    seen: Option<HashSet<Key>>,
    count: u64,
    /// The exact sum while only integers have come.
    int: Option<i64>,
    overflowed: bool,
    float: f64,
    /// Welford's mean and sum of squared distances.
    mean: f64,
    squares: f64,
    best: Value,
    items: Vec<Value>,
    percentile: Option<f64>,
}

impl Accumulator {
    pub(super) fn new(plan: &AggregatePlan) -> Self {
        Self {
            function: plan.function,
            seen: if plan.distinct { Some(HashSet::new()) } else { None },
            count: 0,
            int: Some(0),
            overflowed: false,
            float: 0.0,
            mean: 0.0,
            squares: 0.0,
            best: Value::Null,
            items: Vec::new(),
            percentile: None,
        }
    }

    /// Takes one row into account; with a weight it stands for so many matches, which are only counted.
    pub(super) fn add(
        &mut self,
        cx: &Cx<'_>,
        plan: &AggregatePlan,
        row: &mut [Value],
        weight: Option<u64>,
    ) -> Result<()> {
        if let Some(weight) = weight {
            self.count = self.count.checked_add(weight).ok_or_else(overflow)?;
            return Ok(());
        }
        self.try_add(cx, plan, row).map_err(|e: CypherError| e.or_at(plan.span))
    }

    fn try_add(&mut self, cx: &Cx<'_>, plan: &AggregatePlan, row: &mut [Value]) -> Result<()> {
        let Some(arg) = &plan.arg else {
            self.count += 1;
            return Ok(());
        };
        if let (Some(extra), None) = (&plan.extra, self.percentile) {
            let value = cx.eval(extra, row)?;
            match value.number() {
                Some(p) if (0.0..=1.0).contains(&p) => self.percentile = Some(p),
                Some(_) => return range_error("a percentile must be between 0 and 1"),
                None => return type_error(format!("a percentile must be a number, not {}", value.type_name())),
            }
        }
        let value = cx.eval(arg, row)?;
        if value.is_null() {
            return Ok(());
        }
        if let Some(seen) = &mut self.seen
            && !seen.insert(Key(value.clone()))
        {
            return Ok(());
        }
        self.count += 1;
        match self.function {
            Aggregate::Count => {}
            Aggregate::Collect => {
                self.items.push(value);
                cx.size(self.items.len())?;
            }
            Aggregate::Min | Aggregate::Max => {
                let order = value.order(&self.best);
                let better = if self.function == Aggregate::Min { order.is_lt() } else { order.is_gt() };
                if better || self.best.is_null() {
                    self.best = value;
                }
            }
            Aggregate::Sum | Aggregate::Avg | Aggregate::StDev | Aggregate::StDevP => self.number(&value)?,
            Aggregate::PercentileCont | Aggregate::PercentileDisc => {
                if value.number().is_none() {
                    return type_error(format!("a percentile is taken of numbers, not of {}", value.type_name()));
                }
                self.items.push(value);
                cx.size(self.items.len())?;
            }
        }
        Ok(())
    }

    fn number(&mut self, value: &Value) -> Result<()> {
        let Some(x) = value.number() else {
            return type_error(format!("a sum is made of numbers, not of {}", value.type_name()));
        };
        self.float += x;
        self.int = match (self.int, value) {
            (Some(sum), Value::Int(i)) => {
                let next = sum.checked_add(*i);
                self.overflowed = self.overflowed || next.is_none();
                next
            }
            _ => None,
        };
        let delta = x - self.mean;
        self.mean += delta / self.count as f64;
        self.squares += delta * (x - self.mean);
        Ok(())
    }

    /// Returns the value of the aggregate.
    pub(super) fn finish(mut self, cx: &Cx<'_>) -> Result<Value> {
        let n = self.count as f64;
        Ok(match self.function {
            Aggregate::Count => Value::Int(i64::try_from(self.count).unwrap_or(i64::MAX)),
            Aggregate::Collect => return cx.list(self.items),
            Aggregate::Min | Aggregate::Max => self.best,
            Aggregate::Sum => match self.int {
                Some(sum) => Value::Int(sum),
                None if self.overflowed => return Err(overflow()),
                None => Value::Float(self.float),
            },
            Aggregate::Avg if self.count == 0 => Value::Null,
            Aggregate::Avg => Value::Float(self.float / n),
            Aggregate::StDev if self.count < 2 => Value::Float(0.0),
            Aggregate::StDev => Value::Float((self.squares / (n - 1.0)).sqrt()),
            Aggregate::StDevP if self.count == 0 => Value::Float(0.0),
            Aggregate::StDevP => Value::Float((self.squares / n).sqrt()),
            Aggregate::PercentileDisc => {
                self.items.sort_by(Value::order);
                let p = self.percentile.unwrap_or(0.0);
                let at = ((p * n).ceil() as usize).saturating_sub(1);
                self.items.get(at).cloned().unwrap_or_default()
            }
            Aggregate::PercentileCont => {
                self.items.sort_by(Value::order);
                let numbers: Vec<f64> = self.items.iter().filter_map(Value::number).collect();
                let at = self.percentile.unwrap_or(0.0) * (n - 1.0);
                let (low, high) = (at.floor().max(0.0) as usize, at.ceil().max(0.0) as usize);
                match (numbers.get(low), numbers.get(high)) {
                    (Some(a), Some(b)) => Value::Float(a + (b - a) * (at - at.floor())),
                    _ => Value::Null,
                }
            }
        })
    }
}

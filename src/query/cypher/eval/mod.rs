//! Evaluation of a plan over a graph.
//!
//! Rows are pulled one at a time, so a `LIMIT` stops the search. All work is counted in steps
//! against the budget in [`Cx`]; there is no clock and no thread.

mod aggregate;
mod arith;
mod expr;
mod functions;
mod ops;
mod paths;
mod pattern;
mod shortest;
mod tally;

use std::cell::Cell;
use std::collections::BTreeMap;

use super::error::{CypherError, Detail, ErrorClass, Result};
use super::value::{List, Map, Value};
use crate::query::view::GraphView;

pub(crate) use ops::Cursor;

/// The greatest length of a list or a string made by a query.
const MAX_SIZE: usize = 10_000_000;
/// The greatest nesting of lists and maps made by a query.
const MAX_NESTING: u32 = 200;
/// How many steps pass between two looks at the interrupt.
const INTERRUPT_EVERY: u64 = 1024;

/// What an evaluation reads and counts.
pub(crate) struct Cx<'g> {
    pub(crate) view: &'g dyn GraphView,
    pub(crate) steps: Cell<u64>,
    pub(crate) max_steps: u64,
    pub(crate) interrupt: Option<&'g dyn Fn() -> bool>,
    pub(crate) random: Cell<u64>,
}

impl Cx<'_> {
    /// Counts work; fails when the budget is spent or the caller wants to stop.
    pub(crate) fn tick(&self, n: u64) -> Result<()> {
        let before = self.steps.get();
        let now = before.saturating_add(n);
        self.steps.set(now);
        if now > self.max_steps {
            let what = format!("the query was stopped after {} steps", self.max_steps);
            let error = CypherError::runtime(ErrorClass::LimitExceeded, Detail::Steps, what);
            return Err(error.hint("narrow the patterns, bound the paths, or raise the limit"));
        }
        if before / INTERRUPT_EVERY != now / INTERRUPT_EVERY && self.interrupt.is_some_and(|stop| stop()) {
            return Err(CypherError::runtime(
                ErrorClass::LimitExceeded,
                Detail::Interrupted,
                "the query was interrupted",
            ));
        }
        Ok(())
    }

    /// Makes a list, within the limits of size and nesting.
    pub(crate) fn list(&self, items: Vec<Value>) -> Result<Value> {
        self.tick(items.len() as u64 / 16)?;
        self.size(items.len())?;
        nesting(Value::List(List::new(items)))
    }

    /// Makes a map, within the limit of nesting.
    pub(crate) fn map(&self, entries: BTreeMap<String, Value>) -> Result<Value> {
        nesting(Value::Map(Map::new(entries)))
    }

    /// Makes a string, within the limit of size.
    pub(crate) fn text(&self, text: String) -> Result<Value> {
        self.size(text.len())?;
        Ok(Value::from(text))
    }

    /// Fails if something would become too large.
    pub(crate) fn size(&self, len: usize) -> Result<()> {
        if len <= MAX_SIZE {
            return Ok(());
        }
        let what = format!("a list or a string would have more than {MAX_SIZE} elements");
        Err(CypherError::runtime(ErrorClass::LimitExceeded, Detail::Size, what))
    }

    /// The next number of a fixed pseudo-random sequence, at least 0 and less than 1.
    pub(crate) fn next_random(&self) -> f64 {
        // SplitMix64.
        let state = self.random.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.random.set(state);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (z >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn nesting(value: Value) -> Result<Value> {
    if value.depth() <= MAX_NESTING {
        return Ok(value);
    }
    let what = format!("lists and maps cannot nest deeper than {MAX_NESTING} levels");
    Err(CypherError::runtime(ErrorClass::LimitExceeded, Detail::Size, what))
}

/// An error about the type of a value.
pub(super) fn type_error<T>(what: impl Into<String>) -> Result<T> {
    Err(CypherError::runtime(ErrorClass::TypeError, Detail::InvalidArgumentType, what))
}

/// An error about a value that a conversion cannot take.
pub(super) fn value_error<T>(what: impl Into<String>) -> Result<T> {
    Err(CypherError::runtime(ErrorClass::TypeError, Detail::InvalidArgumentValue, what))
}

/// An error about a number out of its range.
pub(super) fn range_error<T>(what: impl Into<String>) -> Result<T> {
    Err(CypherError::runtime(ErrorClass::ArgumentError, Detail::NumberOutOfRange, what))
}

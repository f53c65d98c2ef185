//! Values, and the three ways in which openCypher compares them.
//!
//! [`Value::equals`] is the three-valued `=`; [`Value::compare`] is what `<` and `>` mean;
//! [`Value::order`] is the total order of `ORDER BY`, `min` and `max`. Grouping and `DISTINCT`
//! use [`Key`], for which null equals null and NaN equals NaN.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use super::print::{quote_name, quote_string};
use crate::query::view::{NodeId, RelId};

/// A value of the query language. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// No value.
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Str(Arc<str>),
    /// A list.
    List(List),
    /// A map from names to values.
    Map(Map),
    /// A node of the graph.
    Node(NodeId),
    /// A relationship of the graph.
    Rel(RelId),
    /// A path through the graph.
    Path(Arc<Path>),
}

/// A shared list that knows how deep its items nest.
#[derive(Clone, Debug)]
pub struct List(Arc<(Vec<Value>, u32)>);

impl List {
    /// Creates a list.
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        let depth = items.iter().map(Value::depth).max().unwrap_or(0) + 1;
        Self(Arc::new((items, depth)))
    }

    /// Returns the items, without copying them if the list is not shared.
    #[must_use]
    pub fn into_vec(self) -> Vec<Value> {
        Arc::try_unwrap(self.0).map_or_else(|shared| shared.0.clone(), |owned| owned.0)
    }
}

impl Deref for List {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.0.0
    }
}

/// A shared map that knows how deep its values nest.
#[derive(Clone, Debug)]
pub struct Map(Arc<(BTreeMap<String, Value>, u32)>);

impl Map {
    /// Creates a map.
    #[must_use]
    pub fn new(entries: BTreeMap<String, Value>) -> Self {
        let depth = entries.values().map(Value::depth).max().unwrap_or(0) + 1;
        Self(Arc::new((entries, depth)))
    }
}

impl Deref for Map {
    type Target = BTreeMap<String, Value>;

    fn deref(&self) -> &BTreeMap<String, Value> {
        &self.0.0
    }
}

/// A path: nodes with the relationships between them, in the order walked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// The nodes; one more than relationships.
    pub nodes: Vec<NodeId>,
    /// The relationships.
    pub rels: Vec<RelId>,
}

impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}

impl From<i64> for Value {
    fn from(i: i64) -> Self {
        Self::Int(i)
    }
}

impl From<f64> for Value {
    fn from(x: f64) -> Self {
        Self::Float(x)
    }
}

impl From<&str> for Value {
    fn from(s: &str) -> Self {
        Self::Str(s.into())
    }
}

impl From<String> for Value {
    fn from(s: String) -> Self {
        Self::Str(s.into())
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::List(List::new(items))
    }
}

impl From<BTreeMap<String, Value>> for Value {
    fn from(entries: BTreeMap<String, Value>) -> Self {
        Self::Map(Map::new(entries))
    }
}

impl From<Option<bool>> for Value {
    fn from(truth: Option<bool>) -> Self {
        truth.map_or(Self::Null, Self::Bool)
    }
}

impl From<&serde_json::Value> for Value {
    fn from(json: &serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(b) => Self::Bool(*b),
            serde_json::Value::Number(n) => match n.as_i64() {
                Some(i) => Self::Int(i),
                None => Self::Float(n.as_f64().unwrap_or(f64::NAN)),
            },
            serde_json::Value::String(s) => Self::from(s.as_str()),
            serde_json::Value::Array(items) => Self::from(items.iter().map(Self::from).collect::<Vec<_>>()),
            serde_json::Value::Object(entries) => {
                Self::from(entries.iter().map(|(k, v)| (k.clone(), Self::from(v))).collect::<BTreeMap<_, _>>())
            }
        }
    }
}

impl Value {
    /// Tells whether this is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns a number as a floating-point number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Int(i) => Some(*i as f64),
            Self::Float(x) => Some(*x),
            _ => None,
        }
    }

    /// Returns the name of the type, for messages.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Float(_) => "a float",
            Self::Str(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Node(_) => "a node",
            Self::Rel(_) => "a relationship",
            Self::Path(_) => "a path",
        }
    }

    /// Returns how deep lists and maps nest in this value; 0 for anything else.
    #[must_use]
    pub fn depth(&self) -> u32 {
        match self {
            Self::List(list) => list.0.1,
            Self::Map(map) => map.0.1,
            _ => 0,
        }
    }

    /// Compares with `=`: `None` where the answer is not known because of a null.
    #[must_use]
    pub fn equals(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => None,
            (Self::Int(a), Self::Int(b)) => Some(a == b),
            (Self::Int(a), Self::Float(b)) | (Self::Float(b), Self::Int(a)) => {
                Some(int_float(*a, *b) == Some(Ordering::Equal))
            }
            (Self::Float(a), Self::Float(b)) => Some(a == b),
            (Self::Str(a), Self::Str(b)) => Some(a == b),
            (Self::Bool(a), Self::Bool(b)) => Some(a == b),
            (Self::Node(a), Self::Node(b)) => Some(a == b),
            (Self::Rel(a), Self::Rel(b)) => Some(a == b),
            (Self::Path(a), Self::Path(b)) => Some(a == b),
            (Self::List(a), Self::List(b)) => {
                if a.len() != b.len() {
                    return Some(false);
                }
                all_equal(a.iter().zip(b.iter()))
            }
            (Self::Map(a), Self::Map(b)) => {
                if a.len() != b.len() || a.keys().ne(b.keys()) {
                    return Some(false);
                }
                all_equal(a.values().zip(b.values()))
            }
            _ => Some(false),
        }
    }

    /// Compares with `<` and `>`: `Err(false)` if the answer is "no" to all, as with NaN, and
    /// `Err(true)` if it is null, the values not being comparable.
    ///
    /// # Errors
    ///
    /// As above; this is an answer, not a failure.
    pub fn compare(&self, other: &Self) -> Result<Ordering, bool> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Ok(a.cmp(b)),
            (Self::Int(a), Self::Float(b)) => int_float(*a, *b).ok_or(false),
            (Self::Float(a), Self::Int(b)) => int_float(*b, *a).map(Ordering::reverse).ok_or(false),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b).ok_or(false),
            (Self::Str(a), Self::Str(b)) => Ok(a.cmp(b)),
            (Self::Bool(a), Self::Bool(b)) => Ok(a.cmp(b)),
            (Self::List(a), Self::List(b)) => {
                for (x, y) in a.iter().zip(b.iter()) {
                    if x.equals(y) != Some(true) {
                        return x.compare(y);
                    }
                }
                Ok(a.len().cmp(&b.len()))
            }
            _ => Err(true),
        }
    }

    /// Compares for sorting: a total order over all values, null last.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Int(_) | Self::Float(_), Self::Int(_) | Self::Float(_)) => {
                self.compare(other).unwrap_or_else(|_| {
                    let nan = |v: &Self| matches!(v, Self::Float(x) if x.is_nan());
                    nan(self).cmp(&nan(other))
                })
            }
            (Self::Str(a), Self::Str(b)) => a.cmp(b),
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Node(a), Self::Node(b)) => a.cmp(b),
            (Self::Rel(a), Self::Rel(b)) => a.cmp(b),
            (Self::Path(a), Self::Path(b)) => a.cmp(b),
            (Self::List(a), Self::List(b)) => {
                let pairs = a.iter().zip(b.iter());
                pairs.map(|(x, y)| x.order(y)).find(|o| o.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
            }
            (Self::Map(a), Self::Map(b)) => {
                let pairs = a.iter().zip(b.iter());
                let mut orders = pairs.map(|((k, x), (l, y))| k.cmp(l).then_with(|| x.order(y)));
                orders.find(|o| o.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
            }
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Map(_) => 0,
            Self::Node(_) => 1,
            Self::Rel(_) => 2,
            Self::List(_) => 3,
            Self::Path(_) => 4,
            Self::Str(_) => 5,
            Self::Bool(_) => 6,
            Self::Int(_) | Self::Float(_) => 7,
            Self::Null => 8,
        }
    }
}

fn all_equal<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    let mut result = Some(true);
    for (a, b) in pairs {
        match a.equals(b) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

/// Compares exactly, without rounding the integer; `None` for NaN.
fn int_float(a: i64, b: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if b.is_nan() {
        return None;
    }
    if b >= LIMIT {
        return Some(Ordering::Less);
    }
    if b < -LIMIT {
        return Some(Ordering::Greater);
    }
    let whole = b.trunc();
    Some(a.cmp(&(whole as i64)).then_with(|| whole.partial_cmp(&b).unwrap_or(Ordering::Equal)))
}

/// A value as a key of grouping and `DISTINCT`.
#[derive(Clone, Debug)]
pub struct Key(pub Value);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.order(&other.0).is_eq()
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.0, state);
    }
}

fn hash<H: Hasher>(value: &Value, state: &mut H) {
    state.write_u8(value.rank());
    match value {
        Value::Null => {}
        Value::Bool(b) => b.hash(state),
        Value::Int(i) => i.hash(state),
        // A float that equals an integer must hash like it.
        Value::Float(x) if x.trunc() == *x && x.abs() < 9.3e18 && int_float(*x as i64, *x) == Some(Ordering::Equal) => {
            (*x as i64).hash(state);
        }
        Value::Float(x) if x.is_nan() => state.write_u8(0),
        Value::Float(x) => x.to_bits().hash(state),
        Value::Str(s) => s.hash(state),
        Value::List(items) => items.iter().for_each(|item| hash(item, state)),
        Value::Map(entries) => {
            for (k, v) in entries.iter() {
                k.hash(state);
                hash(v, state);
            }
        }
        Value::Node(n) => n.hash(state),
        Value::Rel(r) => r.hash(state),
        Value::Path(p) => p.hash(state),
    }
}

/// Writes a float as the language does: always with a point or an exponent.
#[must_use]
pub fn float_text(x: f64) -> String {
    if x.is_nan() {
        "NaN".into()
    } else if x.is_infinite() {
        if x > 0.0 { "Infinity".into() } else { "-Infinity".into() }
    } else {
        format!("{x:?}")
    }
}

impl fmt::Display for Value {
    /// Writes the value as a literal; nodes, relationships and paths by number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(b) => write!(f, "{b}"),
            Self::Int(i) => write!(f, "{i}"),
            Self::Float(x) => f.write_str(&float_text(*x)),
            Self::Str(s) => f.write_str(&quote_string(s)),
            Self::List(items) => {
                f.write_str("[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Map(entries) => {
                f.write_str("{")?;
                for (i, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{}: {value}", if i == 0 { "" } else { ", " }, quote_name(key))?;
                }
                f.write_str("}")
            }
            Self::Node(n) => write!(f, "(#{})", n.0),
            Self::Rel(r) => write!(f, "[#{}]", r.0),
            Self::Path(p) => {
                write!(f, "<(#{})", p.nodes.first().map_or(0, |n| n.0))?;
                for (rel, node) in p.rels.iter().zip(p.nodes.iter().skip(1)) {
                    write!(f, "-[#{}]-(#{})", rel.0, node.0)?;
                }
                f.write_str(">")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn list(items: &[Value]) -> Value {
        Value::from(items.to_vec())
    }

    #[test]
    fn equality_has_three_values() {
        let (one, null) = (Value::Int(1), Value::Null);
        assert_eq!(null.equals(&null), None);
        assert_eq!(list(&[one.clone(), null.clone()]).equals(&list(&[one.clone(), null.clone()])), None);
        assert_eq!(list(&[one.clone(), null.clone()]).equals(&list(&[Value::Int(2), null.clone()])), Some(false));
        assert_eq!(one.equals(&Value::from("1")), Some(false));
        assert_eq!(one.equals(&Value::Float(1.0)), Some(true));
        assert_eq!(Value::Float(f64::NAN).equals(&Value::Float(f64::NAN)), Some(false));
    }

    #[test]
    fn large_integers_are_not_rounded() {
        let big = 4_611_686_018_427_387_905;
        assert_eq!(Value::Int(big).equals(&Value::Float(big as f64)), Some(false));
        assert_eq!(Value::Int(i64::MAX).compare(&Value::Float(9.3e18)), Ok(Ordering::Less));
        assert_eq!(Value::Int(2).compare(&Value::Float(2.5)), Ok(Ordering::Less));
        assert_eq!(Value::Int(-2).compare(&Value::Float(-2.5)), Ok(Ordering::Greater));
    }

    #[test]
    fn nan_compares_false_and_sorts_last_of_numbers() {
        let nan = Value::Float(f64::NAN);
        assert_eq!(Value::Int(1).compare(&nan), Err(false));
        assert_eq!(Value::Int(1).compare(&Value::from("a")), Err(true));
        assert_eq!(nan.order(&Value::Float(f64::INFINITY)), Ordering::Greater);
        assert_eq!(nan.order(&Value::Null), Ordering::Less);
    }

    #[test]
    fn keys_treat_equal_numbers_and_nulls_alike() {
        let keys: HashSet<Key> =
            [Value::Int(1), Value::Float(1.0), Value::Null, Value::Null, Value::Float(-0.0), Value::Int(0)]
                .into_iter()
                .map(Key)
                .collect();
        assert_eq!(keys.len(), 3);
    }

    #[test]
    fn depth_is_known() {
        assert_eq!(list(&[list(&[]), Value::Int(1)]).depth(), 2);
    }
}

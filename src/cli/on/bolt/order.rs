//! Rows that `ORDER BY` leaves equal: the order among them is kgraph's, not the database's.
//!
//! So the query is sent without its last `SKIP` and `LIMIT`, and rows are taken until those that are wanted are there with
//! all that equal the last of them. Only whether keys are equal matters here: which is greater, the database has said.

use super::cell::Cell;
use kgraph::graph::property_names::PropertyNames;
use kgraph::query::cypher::ast::{Clause, Expr, ExprKind, Literal, Projection};
use kgraph::query::cypher::{Checked, Params, Value};

/// How the rows of a query are ordered, where kgraph can tell which of them are equal.
pub(super) struct Order {
    keys: Vec<Key>,
    pub(super) skip: u64,
    /// How many rows the query wants.
    pub(super) limit: Option<u64>,
}

/// Where a key of the order is found in a row.
enum Key {
    Column(usize),
    /// A property of a node or relationship in a column, by its name in the database.
    Property(usize, String),
}

/// Returns the last projection, if it orders the rows of the whole query.
fn last(checked: &Checked) -> Option<&Projection> {
    let tree = checked.query().tree();
    match tree.first.clauses.last() {
        Some(Clause::Return(end)) if tree.unions.is_empty() && !end.projection.order.is_empty() => {
            Some(&end.projection)
        }
        _ => None,
    }
}

/// Returns whether a query says in which order its rows come.
pub(super) fn is_ordered(checked: &Checked) -> bool {
    last(checked).is_some()
}

impl Order {
    /// Finds the order of a query; none where a key is neither returned nor a property of what is.
    pub(super) fn of(checked: &Checked, params: &Params, held: &PropertyNames) -> Option<Order> {
        let projection = last(checked)?;
        let columns = checked.columns();
        let column = |expr: &Expr| match &expr.kind {
            ExprKind::Variable(name) => columns.iter().position(|column| column == name),
            _ => None,
        };
        let mut keys = Vec::new();
        for key in &projection.order {
            // Places do not count when expressions are compared.
            let item = || match projection.star {
                true => None,
                false => projection.items.iter().position(|item| item.expr == key.expr),
            };
            keys.push(match (column(&key.expr).or_else(item), &key.expr.kind) {
                (Some(at), _) => Key::Column(at),
                (None, ExprKind::Property(base, name)) => Key::Property(column(base)?, in_database(&name.text, held)?),
                _ => return None,
            });
        }
        let number = |expr: &Expr| match &expr.kind {
            ExprKind::Literal(Literal::Int(number)) => u64::try_from(*number).ok(),
            ExprKind::Parameter(name) => match params.get(name) {
                Some(Value::Int(number)) => u64::try_from(*number).ok(),
                _ => None,
            },
            _ => None,
        };
        let skip = projection.skip.as_ref().map_or(Some(0), number)?;
        let limit = match &projection.limit {
            Some(limit) => Some(number(limit)?),
            None => None,
        };
        Some(Order { keys, skip, limit })
    }

    /// Returns whether two rows are equal for `ORDER BY`.
    pub(super) fn alike(&self, a: &[Cell], b: &[Cell]) -> bool {
        self.keys.iter().all(|key| match key {
            Key::Column(at) => a.get(*at) == b.get(*at),
            Key::Property(at, name) => property(a.get(*at), name) == property(b.get(*at), name),
        })
    }
}

fn property<'c>(cell: Option<&'c Cell>, name: &str) -> Option<&'c Cell> {
    match cell? {
        Cell::Node(node) => node.properties.get(name),
        Cell::Edge(edge) => edge.properties.get(name),
        _ => None,
    }
}

/// The name of a key in the database; none if it has another for nodes than for relationships.
fn in_database(key: &str, held: &PropertyNames) -> Option<String> {
    let name = match (key, held.node_key(key), held.edge_key(key)) {
        ("id" | "label" | "description" | "since" | "until" | "relation", None, None) => key,
        (_, Some(name), None) | (_, None, Some(name)) => name,
        (_, Some(of_nodes), Some(of_edges)) if of_nodes == of_edges => of_nodes,
        _ => return None,
    };
    Some(name.to_owned())
}

/// Cuts the last `SKIP` and `LIMIT` off the text of a query.
pub(super) fn without_limit(checked: &Checked) -> String {
    let text = checked.query().text();
    let Some(projection) = last(checked) else { return text.to_owned() };
    let place = |expr: &Option<Expr>, word: &str| {
        let before = text.get(..expr.as_ref()?.span.start as usize)?;
        before.to_ascii_uppercase().rfind(word)
    };
    let end = [place(&projection.skip, "SKIP"), place(&projection.limit, "LIMIT")].into_iter().flatten().min();
    text[..end.unwrap_or(text.len())].trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kgraph::query::answer;

    fn checked(text: &str) -> Checked {
        answer::pattern(text, &Params::new()).expect(text)
    }

    #[test]
    fn the_last_limit_is_cut_off_and_no_other() {
        for (text, cut) in [
            ("MATCH (x) RETURN x ORDER BY x.id SKIP 2 LIMIT 3", "MATCH (x) RETURN x ORDER BY x.id"),
            ("MATCH (x) RETURN x ORDER BY x.limit limit 3", "MATCH (x) RETURN x ORDER BY x.limit"),
            (
                "MATCH (x) WITH x LIMIT 3 RETURN x, 'LIMIT 4' AS y ORDER BY y",
                "MATCH (x) WITH x LIMIT 3 RETURN x, 'LIMIT 4' AS y ORDER BY y",
            ),
            ("MATCH (x) RETURN x LIMIT 3", "MATCH (x) RETURN x LIMIT 3"),
        ] {
            assert_eq!(without_limit(&checked(text)), cut);
        }
    }

    #[test]
    fn rows_are_alike_where_all_keys_are() {
        let held = PropertyNames::default();
        let order = |text: &str| Order::of(&checked(text), &Params::new(), &held);
        let node = |label: &str| {
            let properties = [("label".to_owned(), Cell::Text(label.to_owned()))].into();
            Cell::Node(super::super::cell::NodeCell { key: 1, properties })
        };
        let found = order("MATCH (x)--(y) RETURN x, count(y) AS n ORDER BY n DESC, x.label LIMIT 3").expect("an order");
        assert_eq!((found.skip, found.limit), (0, Some(3)));
        assert!(found.alike(&[node("a"), Cell::Int(1)], &[node("a"), Cell::Int(1)]));
        assert!(!found.alike(&[node("a"), Cell::Int(1)], &[node("b"), Cell::Int(1)]));
        assert!(!found.alike(&[node("a"), Cell::Int(1)], &[node("a"), Cell::Int(2)]));
        assert!(order("MATCH (x)--(y) RETURN x, count(y) ORDER BY count(y)").is_some());
        // Not returned, or reckoned from what is.
        assert!(order("MATCH (x)--(y) RETURN x ORDER BY y.label").is_none());
        assert!(order("MATCH (x) RETURN x ORDER BY size(x.label)").is_none());
        assert!(order("MATCH (x) RETURN x").is_none());
    }
}

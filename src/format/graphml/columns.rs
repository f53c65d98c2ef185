//! The typed columns of the user's own keys: one scan over all values finds what holds them.

use super::super::xml::escape as xml;
use super::super::xml::header::{ColumnNote, Holds};
use super::super::{LossKind, Losses, Place};
use crate::graph::{Attribute, Graph};
use crate::jsontext::Kind;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Names with a meaning to readers, on nodes or on edges: Gephi's properties, the fields of
/// Cytoscape, sigma, igraph and networkx, and the columns that kgraph writes itself. Compared
/// without regard to case, as Gephi does.
pub(in crate::format) const NODE_NAMES: &[&str] = &[
    "aliases",
    "b",
    "color",
    "description",
    "entity_type",
    "g",
    "id",
    "interaction",
    "key",
    "kg_id",
    "label",
    "name",
    "nodelabel",
    "r",
    "selected",
    "shared name",
    "size",
    "source",
    "suid",
    "target",
    "timeset",
    "type",
    "x",
    "xpos",
    "y",
    "ypos",
    "z",
    "zpos",
];
/// See [`NODE_NAMES`].
pub(in crate::format) const EDGE_NAMES: &[&str] = &[
    "b",
    "color",
    "denied_by",
    "edge weight",
    "edgelabel",
    "evidence",
    "evidence_count",
    "evidence_json",
    "g",
    "id",
    "interaction",
    "key",
    "kg_id",
    "label",
    "name",
    "polarity",
    "r",
    "raw_weight",
    "relation",
    "selected",
    "shared name",
    "since",
    "source",
    "sources",
    "suid",
    "symmetric",
    "target",
    "timeset",
    "type",
    "until",
    "weight",
];

/// A type that every reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum ColumnType {
    Boolean,
    Int,
    Long,
    Double,
    String,
}

impl ColumnType {
    pub(in crate::format) fn as_str(self) -> &'static str {
        match self {
            ColumnType::Boolean => "boolean",
            ColumnType::Int => "int",
            ColumnType::Long => "long",
            ColumnType::Double => "double",
            ColumnType::String => "string",
        }
    }
}

/// What a number needs, in the order in which one includes the other: an integer up to 2^53 is exact as a double.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NumberType {
    Int,
    Long,
    Double,
    /// Readers would round it, or fail.
    Text,
}

impl NumberType {
    fn of(number: &str) -> NumberType {
        if number.contains(['.', 'e', 'E']) || number == "-0" {
            let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
            let is_zero = !mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
            // igraph refuses the whole file for a subnormal number.
            let is_normal = number.parse::<f64>().is_ok_and(f64::is_normal);
            return if is_zero || is_normal { NumberType::Double } else { NumberType::Text };
        }
        match number.parse::<i64>() {
            Ok(value) if i32::try_from(value).is_ok() => NumberType::Int,
            Ok(value) if value.unsigned_abs() <= 1 << 53 => NumberType::Long,
            _ => NumberType::Text,
        }
    }
}

/// Which values a key has.
#[derive(Debug, Default)]
struct Values {
    booleans: bool,
    numbers: Option<NumberType>,
    strings: bool,
    lists: bool,
    objects: bool,
}

impl Values {
    fn add(&mut self, value: &str, losses: &mut Losses, place: impl FnOnce() -> Place) {
        match Kind::of(value) {
            Kind::Null => losses.add(LossKind::NullLeftOut, place),
            Kind::Bool => self.booleans = true,
            Kind::String => self.strings = true,
            kind @ (Kind::Array | Kind::Object) => {
                self.lists |= kind == Kind::Array;
                self.objects |= kind == Kind::Object;
                losses.add(LossKind::NestedAsText, place);
            }
            Kind::Number => {
                let needed = NumberType::of(value);
                if needed == NumberType::Text {
                    losses.add(LossKind::NumberAsText, place);
                }
                self.numbers = self.numbers.max(Some(needed));
            }
        }
    }

    fn are_mixed(&self) -> bool {
        let nested = self.lists || self.objects;
        [self.booleans, self.numbers.is_some(), self.strings, nested].iter().filter(|&&there| there).count() > 1
    }

    /// Returns the type that holds them all; `None` if all are null.
    fn column_type(&self) -> Option<ColumnType> {
        if self.are_mixed() || self.strings || self.lists || self.objects {
            return Some(ColumnType::String);
        }
        match self.numbers {
            Some(NumberType::Int) => Some(ColumnType::Int),
            Some(NumberType::Long) => Some(ColumnType::Long),
            Some(NumberType::Double) => Some(ColumnType::Double),
            Some(NumberType::Text) => Some(ColumnType::String),
            None => self.booleans.then_some(ColumnType::Boolean),
        }
    }
}

/// The column of one key.
#[derive(Debug)]
pub(in crate::format) struct Column<'g> {
    key: &'g str,
    values: Values,
    /// Id of the XML key, a name token unique in the file whatever the case.
    pub(in crate::format) id: String,
    /// `attr.name`, a name token unique among nodes or among edges.
    pub(in crate::format) name: String,
}

impl Column<'_> {
    /// Returns the type; `None` if there is nothing to write.
    pub(in crate::format) fn column_type(&self) -> Option<ColumnType> {
        self.values.column_type()
    }

    /// Returns the key.
    pub(in crate::format) fn key(&self) -> &str {
        self.key
    }

    /// Returns what the declaration of the column, which is called `name`, does not say.
    pub(in crate::format) fn note(&self, name: &str) -> Option<ColumnNote> {
        let Values { lists, objects, numbers, .. } = self.values;
        let holds = match (self.values.are_mixed(), lists, objects) {
            (false, true, false) => Some(Holds::Lists),
            (false, false, true) => Some(Holds::Objects),
            (false, false, false) if numbers == Some(NumberType::Text) => Some(Holds::Numbers),
            _ => None,
        };
        let key = (name != self.key).then(|| self.key.to_owned());
        (key.is_some() || holds.is_some()).then_some(ColumnNote { key, holds })
    }
}

/// The columns of all user's own keys of nodes, or of edges, in the order of their first use.
#[derive(Debug, Default)]
pub(in crate::format) struct Columns<'g> {
    list: Vec<Column<'g>>,
    index: HashMap<&'g str, usize>,
    /// Elements in a row tend to have the same keys in the same order, so that the next column is the one after the last.
    next: usize,
}

impl<'g> Columns<'g> {
    /// Finds the columns of nodes and of edges from all values; aliases, which are lists, become texts.
    pub(in crate::format) fn of_graph(graph: &'g Graph, losses: &mut Losses) -> (Columns<'g>, Columns<'g>) {
        let (mut node_columns, mut edge_columns) = (Columns::default(), Columns::default());
        for node in graph.nodes() {
            if graph.aliases_json(node).is_some() {
                losses.add(LossKind::NestedAsText, || Place::node(graph.id(node)).at("aliases"));
            }
            for attribute in graph.node_attributes(node) {
                node_columns.add(attribute, losses, || Place::node(graph.id(node)));
            }
        }
        let has_own = graph.edge_attribute_keys().next().is_some();
        for edge in graph.edges().filter(|_| has_own) {
            for attribute in graph.edge_attributes(edge) {
                edge_columns.add(attribute, losses, || Place::edge(graph.edge_id(edge)));
            }
        }
        (node_columns, edge_columns)
    }

    /// Takes note of one value.
    pub(in crate::format) fn add(
        &mut self,
        attribute: Attribute<'g>,
        losses: &mut Losses,
        place: impl FnOnce() -> Place,
    ) {
        let at = self.position(attribute.key);
        self.list[at].values.add(attribute.value, losses, || place().at(attribute.key));
    }

    /// Gives ids and names to all columns: first to the keys that need no change, so that they keep theirs.
    pub(in crate::format) fn name(&mut self, prefix: &str, reserved: &[&str], losses: &mut Losses) {
        self.name_by(xml::to_name_token, prefix, reserved, losses);
    }

    /// Does the same where a name is what `clean` makes of a key.
    pub(in crate::format) fn name_by(
        &mut self,
        clean: fn(&str) -> Cow<'_, str>,
        prefix: &str,
        reserved: &[&str],
        losses: &mut Losses,
    ) {
        // Numbers `x` and `y` are places, which is what readers take them for.
        let are_numbers = |key| {
            self.list.iter().any(|column| {
                column.key == key && column.values.numbers.is_some() && column.column_type() != Some(ColumnType::String)
            })
        };
        let placed = are_numbers("x") && are_numbers("y");
        let is_reserved =
            |key: &str| reserved.contains(&key.to_lowercase().as_str()) && !(placed && matches!(key, "x" | "y"));
        let is_plain = |key: &str| clean(key) == key && !is_reserved(key);
        let mut names = HashSet::new();
        let mut ids = HashSet::new();
        let (plain, others): (Vec<usize>, Vec<usize>) =
            (0..self.list.len()).partition(|&at| is_plain(self.list[at].key));
        for at in plain.into_iter().chain(others) {
            let column = &mut self.list[at];
            let mut name = clean(column.key).into_owned();
            if is_reserved(&name) {
                name.insert_str(0, "meta_");
            }
            column.name = unused(name, |name| names.insert(name.to_owned()));
            column.id = unused(format!("{prefix}{}", column.name), |id| ids.insert(id.to_lowercase()));
            if column.values.are_mixed() {
                losses.add(LossKind::MixedAsText, || Place::key(column.key));
            }
            if column.name != column.key && column.column_type().is_some() {
                losses.add(LossKind::KeyRenamed, || Place::key(column.key));
            }
        }
    }

    /// Returns the column of a key that was added before.
    pub(in crate::format) fn of(&self, key: &str) -> &Column<'g> {
        // A few comparisons cost less than a hash.
        let at = match self.list.len() {
            0..=8 => self.list.iter().position(|column| column.key == key),
            _ => self.index.get(key).copied(),
        };
        &self.list[at.expect("the key was added")]
    }

    pub(in crate::format) fn iter(&self) -> impl Iterator<Item = &Column<'g>> {
        self.list.iter()
    }

    fn position(&mut self, key: &'g str) -> usize {
        let guess = if self.next < self.list.len() { self.next } else { 0 };
        let at = match self.list.get(guess) {
            Some(column) if column.key == key => guess,
            _ => *self.index.entry(key).or_insert_with(|| {
                self.list.push(Column { key, values: Values::default(), id: String::new(), name: String::new() });
                self.list.len() - 1
            }),
        };
        self.next = at + 1;
        at
    }
}

/// Numbers a name until `take` takes it.
fn unused(name: String, mut take: impl FnMut(&str) -> bool) -> String {
    if take(&name) {
        return name;
    }
    let mut number = 2usize;
    loop {
        let numbered = format!("{name}_{number}");
        if take(&numbered) {
            return numbered;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns<'g>(values: &[(&'g str, &'g str)]) -> (Columns<'g>, Losses) {
        let (mut columns, mut losses) = (Columns::default(), Losses::new(&crate::format::WriteOptions::new()));
        for &(key, value) in values {
            columns.add(Attribute { key, value }, &mut losses, Place::graph);
        }
        columns.name("n_", NODE_NAMES, &mut losses);
        (columns, losses)
    }

    #[test]
    fn the_type_of_a_column_holds_all_its_values() {
        for (values, wanted) in [
            (&["true", "false"][..], Some("boolean")),
            (&["1", "-2147483648"], Some("int")),
            (&["1", "2147483648"], Some("long")),
            (&["9007199254740992"], Some("long")),
            (&["9007199254740993"], Some("string")),
            (&["1", "1.5"], Some("double")),
            (&["-0"], Some("double")),
            (&["1e400", "1"], Some("string")),
            (&["1e-400"], Some("string")),
            (&["5e-324"], Some("string")),
            (&["0e-400"], Some("double")),
            (&["\"a\"", "1"], Some("string")),
            (&["null", "1"], Some("int")),
            (&["[1]"], Some("string")),
            (&["null"], None),
        ] {
            let values: Vec<(&str, &str)> = values.iter().map(|&value| ("key", value)).collect();
            let (columns, _) = columns(&values);
            let found = columns.iter().next().and_then(Column::column_type).map(ColumnType::as_str);
            assert_eq!(found, wanted, "{values:?}");
        }
    }

    #[test]
    fn losses_of_values_are_counted() {
        let (_, losses) = columns(&[
            ("a", "1"),
            ("a", "\"x\""),
            ("d", "1e400"),
            ("d", "2"),
            ("c", "{}"),
            ("c", "null"),
            ("e f", "1"),
        ]);
        let counts: Vec<(&str, usize)> = losses.iter().map(|loss| (loss.kind.as_str(), loss.count)).collect();
        assert_eq!(
            counts,
            [
                ("nested-as-text", 1),
                ("mixed-as-text", 1),
                ("number-as-text", 1),
                ("key-renamed", 1),
                ("null-left-out", 1)
            ]
        );
    }

    #[test]
    fn names_are_unique_and_the_reserved_ones_stay_free() {
        let keys = ["Size", "a b", "a_b", "score", "Score", "meta_Size", "B", "", "shared name", "a\u{1}b"];
        let values: Vec<(&str, &str)> = keys.iter().map(|&key| (key, "1")).collect();
        let (columns, _) = columns(&values);
        let found: Vec<(&str, &str)> = columns.iter().map(|column| (&*column.name, &*column.id)).collect();
        assert_eq!(
            found,
            [
                ("meta_Size_2", "n_meta_Size_2"),
                ("a_b_2", "n_a_b_2"),
                ("a_b", "n_a_b"),
                ("score", "n_score"),
                ("Score", "n_Score_2"),
                ("meta_Size", "n_meta_Size"),
                ("meta_B", "n_meta_B"),
                ("_", "n__"),
                ("shared_name", "n_shared_name"),
                ("a_b_3", "n_a_b_3"),
            ]
        );
    }
}

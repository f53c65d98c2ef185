//! What the tables of a data set hold, in few words: columns, vocabulary in use, and what joins what.
//!
//! It lets a question be understood, and put into SQL, without reading the edges. A data set carries it as
//! `catalog.json`; its size follows the vocabulary, not the graph.

use super::Graph;
use super::columns::{Column, ColumnType, edge_columns, node_columns};
use crate::jsontext::{self, Kind, decode, write_string};
use std::collections::BTreeSet;

/// The version of the file that this version writes and reads.
pub const VERSION: u32 = 1;

/// What the tables of a graph hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Number of nodes.
    pub nodes: usize,
    /// Number of edges.
    pub edges: usize,
    /// Columns of the users' own keys of nodes.
    pub node_columns: Vec<Column>,
    /// Columns of the users' own keys of edges.
    pub edge_columns: Vec<Column>,
    /// The weights of the edges.
    pub weights: Weights,
    /// Ids of the types in use or declared, in the order of the header.
    pub types: Vec<String>,
    /// Ids of the relations in use or declared, in the order of the header.
    pub relations: Vec<RelationUse>,
    /// What joins what: numbers of the source's type, the relation and the target's type.
    pub joins: BTreeSet<(Option<usize>, usize, Option<usize>)>,
}

/// How a relation is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationUse {
    /// The relation.
    pub id: String,
    /// Number of its edges.
    pub edges: usize,
    /// Whether any of them has a date.
    pub dated: bool,
}

/// Of what types the weights are; an edge without one has the integer 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Whether all are integers.
    pub integers: bool,
    /// Whether none is an integer.
    pub doubles: bool,
    /// Whether some are written otherwise than their doubles would be, and so have a text in a column of their own.
    pub exact: bool,
}

impl Default for Weights {
    fn default() -> Self {
        Weights { integers: true, doubles: true, exact: false }
    }
}

impl Catalog {
    /// Finds what a graph's tables hold. Time O((nodes + edges) × keys).
    pub fn of(graph: &Graph) -> Catalog {
        let header = graph.header();
        let mut catalog = Catalog {
            nodes: graph.node_count(),
            edges: graph.edge_count(),
            node_columns: node_columns(graph),
            edge_columns: edge_columns(graph),
            types: header.types.iter().map(|known| known.id.clone()).collect(),
            relations: header
                .relations
                .iter()
                .map(|known| RelationUse { id: known.id.clone(), ..RelationUse::default() })
                .collect(),
            ..Catalog::default()
        };
        let topology = graph.as_petgraph();
        let mut last = None;
        for edge in graph.edges() {
            let (source, target) = graph.endpoints(edge);
            let relation = topology[edge].relation_index();
            let used = &mut catalog.relations[relation];
            used.edges += 1;
            used.dated = used.dated || graph.since(edge).is_some() || graph.until(edge).is_some();
            let ends = (topology[source].type_index(), relation, topology[target].type_index());
            // Neighbouring edges are often alike.
            if last != Some(ends) {
                catalog.joins.insert(ends);
                last = Some(ends);
            }
            let text = graph.weight_text(edge);
            let is_integer = text.is_none_or(|text| text.parse::<i64>().is_ok());
            catalog.weights.integers &= is_integer;
            catalog.weights.doubles &= !is_integer;
            catalog.weights.exact |= text.is_some_and(|text| !is_plain_weight(text));
        }
        catalog
    }

    /// Writes it as JSON.
    pub fn to_json(&self) -> String {
        let mut out = format!("{{\n  \"version\": {VERSION},\n");
        for (table, rows, columns) in
            [("nodes", self.nodes, &self.node_columns), ("edges", self.edges, &self.edge_columns)]
        {
            out.push_str(&format!("  \"{table}\": {{\"rows\": {rows}, \"columns\": ["));
            list(&mut out, columns, |out, column| {
                out.push_str("{\"key\": ");
                write_string(out, &column.key);
                out.push_str(", \"name\": ");
                write_string(out, &column.name);
                out.push_str(&format!(", \"type\": \"{}\", \"mixed\": {}", column.kind.name(), column.mixes_numbers));
                if let Some(exact) = &column.exact {
                    out.push_str(", \"exact\": ");
                    write_string(out, exact);
                }
                out.push('}');
            });
            out.push_str("]},\n");
        }
        let Weights { integers, doubles, exact } = self.weights;
        out.push_str(&format!(
            "  \"weights\": {{\"integers\": {integers}, \"doubles\": {doubles}, \"exact\": {exact}}},\n  \"types\": ["
        ));
        list(&mut out, &self.types, |out, id| write_string(out, id));
        out.push_str("],\n  \"relations\": [");
        list(&mut out, &self.relations, |out, used| {
            out.push_str("{\"id\": ");
            write_string(out, &used.id);
            out.push_str(&format!(", \"edges\": {}, \"dated\": {}}}", used.edges, used.dated));
        });
        out.push_str("],\n  \"joins\": [");
        list(&mut out, &self.joins, |out, (source, relation, target)| {
            let number = |end: &Option<usize>| end.map_or("null".to_owned(), |number| number.to_string());
            out.push_str(&format!("[{}, {relation}, {}]", number(source), number(target)));
        });
        out.push_str("]\n}\n");
        out
    }

    /// Reads it from JSON.
    ///
    /// # Errors
    /// Fails with what is wrong, in a few words: no catalog, or one of another version.
    pub fn from_json(text: &str) -> Result<Catalog, String> {
        let value = jsontext::Scanner::new(text, 0).value().map_err(|error| error.message)?;
        let catalog = Object::new(&text[value]);
        let version = catalog.number("version").ok_or("it is no catalogue, which would give its `version`")?;
        if version != VERSION as usize {
            return Err(format!("it is of version {version}, and this kgraph reads version {VERSION}"));
        }
        let (nodes, edges, weights) = (catalog.object("nodes")?, catalog.object("edges")?, catalog.object("weights")?);
        let types: Vec<String> = catalog.list("types")?.into_iter().map(|json| decode(json).into_owned()).collect();
        let relations = catalog
            .list("relations")?
            .into_iter()
            .map(|json| {
                let used = Object::new(json);
                Ok(RelationUse {
                    id: used.text("id")?,
                    edges: used.number("edges").unwrap_or(0),
                    dated: used.is("dated"),
                })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let joins = catalog
            .list("joins")?
            .into_iter()
            .map(|json| match jsontext::elements(json, 0).as_slice() {
                [(source, _), (relation, _), (target, _)] => {
                    let end = |json: &str| json.parse::<usize>().ok();
                    let known = |end: Option<usize>| end.is_none_or(|end| end < types.len());
                    let relation = end(relation).filter(|number| *number < relations.len());
                    match (end(source), relation, end(target)) {
                        (source, Some(relation), target) if known(source) && known(target) => {
                            Ok((source, relation, target))
                        }
                        _ => Err(format!("`joins` names what is not there: {json}")),
                    }
                }
                _ => Err(format!("`joins` has {json}, which is no triple")),
            })
            .collect::<Result<_, String>>()?;
        Ok(Catalog {
            nodes: nodes.number("rows").unwrap_or(0),
            edges: edges.number("rows").unwrap_or(0),
            node_columns: columns(&nodes)?,
            edge_columns: columns(&edges)?,
            weights: Weights {
                integers: weights.is("integers"),
                doubles: weights.is("doubles"),
                exact: weights.is("exact"),
            },
            types,
            relations,
            joins,
        })
    }
}

/// Returns whether a weight is written as its double would be.
pub(crate) fn is_plain_weight(text: &str) -> bool {
    text.parse().is_ok_and(|number: f64| number.is_finite() && number.to_string() == text)
}

/// Writes the items of a list, a line for each.
fn list<T>(out: &mut String, items: impl IntoIterator<Item = T>, write: impl Fn(&mut String, T)) {
    let mut separator = "\n    ";
    for item in items {
        out.push_str(separator);
        write(out, item);
        separator = ",\n    ";
    }
    if separator.starts_with(',') {
        out.push_str("\n  ");
    }
}

fn columns(table: &Object<'_>) -> Result<Vec<Column>, String> {
    let column = |json: &str| {
        let column = Object::new(json);
        let kind = column.text("type")?;
        Ok(Column {
            key: column.text("key")?,
            name: column.text("name")?,
            kind: ColumnType::from_name(&kind).ok_or_else(|| format!("there is no type of columns `{kind}`"))?,
            mixes_numbers: column.is("mixed"),
            exact: column.text("exact").ok(),
        })
    };
    table.list("columns")?.into_iter().map(column).collect()
}

/// The members of an object that has been scanned.
struct Object<'t>(Vec<jsontext::Member<'t>>);

impl<'t> Object<'t> {
    fn new(json: &'t str) -> Self {
        Object(jsontext::members(json, 0))
    }

    fn get(&self, key: &str, kind: Kind) -> Result<&'t str, String> {
        let found = self.0.iter().find(|member| member.key == key).map(|member| member.value);
        found.filter(|json| Kind::of(json) == kind).ok_or_else(|| format!("`{key}` is missing"))
    }

    fn text(&self, key: &str) -> Result<String, String> {
        self.get(key, Kind::String).map(|json| decode(json).into_owned())
    }

    fn number(&self, key: &str) -> Option<usize> {
        self.get(key, Kind::Number).ok()?.parse().ok()
    }

    fn is(&self, key: &str) -> bool {
        self.get(key, Kind::Bool) == Ok("true")
    }

    fn object(&self, key: &str) -> Result<Object<'t>, String> {
        self.get(key, Kind::Object).map(Object::new)
    }

    fn list(&self, key: &str) -> Result<Vec<&'t str>, String> {
        let json = self.get(key, Kind::Array)?;
        Ok(jsontext::elements(json, 0).into_iter().map(|(item, _)| item).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Catalog;
    use crate::diagnostics::Source;
    use crate::format::Format;

    fn catalog_of(text: &str) -> Catalog {
        let json = Format::from_name("json").expect("json");
        Catalog::of(&json.read(&[Source::new("test", text)]).expect("a good graph").0)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let catalog = catalog_of(
            r#"{"nodes": [{"id": "a", "type": "per\"son", "n": 1}, {"id": "b", "n": 2.50, "t": ["x"], "z": {"k": 1}}],
                "edges": [{"source": "a", "relation": "r", "target": "b", "since": "2020", "weight": 2.50},
                          {"source": "b", "relation": "s", "target": "a", "own": true}]}"#,
        );
        assert_eq!(catalog.joins.len(), 2);
        assert!(catalog.relations[0].dated && !catalog.relations[1].dated && catalog.weights.exact);
        assert_eq!(Catalog::from_json(&catalog.to_json()), Ok(catalog));
        let empty = catalog_of(r#"{"nodes": [], "edges": []}"#);
        assert_eq!(Catalog::from_json(&empty.to_json()), Ok(empty));
    }

    #[test]
    fn what_is_no_catalog_is_refused() {
        let good =
            catalog_of(r#"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "relation": "r", "target": "a"}]}"#);
        for (from, to, message) in [
            ("\"version\": 1", "\"version\": 2", "version 2"),
            ("[null, 0, null]", "[null, 7, null]", "names what is not there"),
            ("\"joins\"", "\"join\"", "`joins` is missing"),
            ("{", "", "it is no catalogue"),
        ] {
            let text = good.to_json().replacen(from, to, 1);
            let error = Catalog::from_json(&text).expect_err("refused");
            assert!(error.contains(message), "{error}");
        }
    }
}

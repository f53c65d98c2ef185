//! Reads tables of nodes, edges and documents, each known by its header.

use super::super::row::{self, Directions, NO_RELATION, Row, WithoutRelation, is_json};
use super::is_guarded;
use super::parse::{Cell, Problem, Rows};
use crate::diagnostics::{Code, Diagnostic, Source};
use crate::graph::{Builder, FileId, label_from_id};
use crate::jsontext::{self, Kind};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Nodes,
    Edges,
    Documents,
}

/// A table whose rows have as many cells as its header.
struct Table<'a> {
    file: FileId,
    of: Of,
    header: Vec<Cell<'a>>,
    /// The header in lower case, without blanks around.
    names: Vec<String>,
    /// The first place of each name.
    places: HashMap<String, usize>,
    rows: Vec<(Vec<Cell<'a>>, Range<usize>)>,
}

impl<'a> Table<'a> {
    /// Returns the first of these columns.
    fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.places.get(*name).copied())
    }

    /// Returns the key for a column of the user's own.
    fn key(&self, at: usize) -> &str {
        let name = &self.header[at].text;
        if is_guarded(name) { &name[1..] } else { name }
    }
}

const SOURCE: &[&str] = &["source", "from", "src", "start", "subject", "source_id"];
const TARGET: &[&str] = &["target", "to", "dst", "end", "object", "target_id"];
const ID: &[&str] = &["id", "node", "node_id", "key"];

/// Reads one or several files as one graph. Time O(input).
pub(super) fn read(sources: &[Arc<Source>], builder: &mut Builder) {
    let mut tables = Vec::new();
    for source in sources {
        let Some(file) = builder.open(source) else { return };
        tables.extend(table(source.text(), file, builder));
    }
    let of = |wanted: Of| tables.iter().filter(move |table| table.of == wanted);
    for table in of(Of::Documents) {
        documents(table, builder);
    }
    let mut edges = Vec::new();
    let mut directions = Directions::default();
    let mut without = WithoutRelation::default();
    for table in of(Of::Edges) {
        edges.extend(table.rows.iter().enumerate().map(|(index, (cells, span))| {
            let edge = Edge { table, index, cells, span, relation: relation(table, cells) };
            if let Some((relation, _)) = &edge.relation {
                directions.add(relation, edge.is_directed());
            } else {
                directions.add(NO_RELATION, edge.is_directed());
                without.add(table.file, span.clone());
            }
            edge
        }));
    }
    if let Some(table) = of(Of::Edges).next() {
        directions.declare(builder, table.file);
    }
    without.report(builder, "name it in a column `Kind` or `Relation`");
    for table in of(Of::Nodes) {
        for (index, (cells, span)) in table.rows.iter().enumerate() {
            node(table, index, cells, span, builder);
        }
    }
    if of(Of::Nodes).next().is_none() {
        implied(&edges, builder);
    }
    for edge in &edges {
        edge.read(&directions, builder);
    }
}

/// Reads the header and parts the rows; rows that cannot be are reported.
fn table<'a>(text: &'a str, file: FileId, builder: &mut Builder) -> Option<Table<'a>> {
    let mut rows = Rows::new(text);
    let mut header = Vec::new();
    let report = |builder: &mut Builder, span: Range<usize>, message: &str, hint: &str| {
        let place = builder.place(file, span, "");
        builder.report(Diagnostic::new(Code::MalformedTable, message).at(place).hint(hint));
    };
    match rows.next(&mut header) {
        Some(Ok(_)) => {}
        Some(Err(Problem { span, message, hint })) => {
            report(builder, span, message, hint);
            return None;
        }
        None => {
            report(builder, 0..0, "the table is empty", "begin it with a row of column names");
            return None;
        }
    }
    let names: Vec<String> = header.iter().map(|cell| cell.text.trim().to_lowercase()).collect();
    let mut places = HashMap::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        if *places.entry(name.clone()).or_insert(at) != at && !name.is_empty() {
            let message = format!("two columns are named `{}`", header[at].text.trim());
            report(builder, header[at].span.clone(), &message, "rename one");
            return None;
        }
    }
    let mut table = Table { file, of: Of::Nodes, header, names, places, rows: Vec::new() };
    table.of = match (table.column(SOURCE), table.column(TARGET), table.column(ID)) {
        (Some(_), Some(_), _) => Of::Edges,
        (_, _, Some(_)) if table.column(&["label", "name", "entity_type"]).is_some() => Of::Nodes,
        (_, _, Some(_)) if table.column(&["title", "url", "publisher"]).is_some() => Of::Documents,
        (_, _, Some(_)) => Of::Nodes,
        _ => {
            let span = table.header.first().map_or(0..0, |cell| cell.span.clone());
            let message = "the header names neither `Source` and `Target`, for edges, nor `Id`, for nodes";
            report(builder, span, message, "name the columns in the first row");
            return None;
        }
    };
    let mut cells = Vec::new();
    while let Some(row) = rows.next(&mut cells) {
        match row {
            Ok(span) if cells.len() > table.header.len() => {
                let found = &cells[table.header.len()];
                // Spreadsheets leave empty cells behind the last column.
                if cells[table.header.len()..].iter().all(|cell| cell.text.is_empty()) {
                    cells.truncate(table.header.len());
                    table.rows.push((std::mem::take(&mut cells), span));
                    continue;
                }
                let message = format!("this row has {} cells, the header {}", cells.len(), table.header.len());
                report(builder, found.span.clone(), &message, "put a cell that holds the separator in double quotes");
            }
            // A row may end early: what is missing is empty.
            Ok(span) => table.rows.push((std::mem::take(&mut cells), span)),
            Err(Problem { span, message, hint }) => report(builder, span, message, hint),
        }
    }
    Some(table)
}

/// Returns a cell as it was before it was guarded.
fn plain<'c>(cell: &'c Cell<'_>) -> &'c str {
    if is_guarded(&cell.text) { &cell.text[1..] } else { &cell.text }
}

/// Returns a text, which stands in JSON's quotes if it would be misread without.
fn text<'c>(cell: &'c Cell<'_>) -> Option<Cow<'c, str>> {
    let text = plain(cell);
    match text {
        "" => None,
        _ if text.starts_with('"') && is_json(text) => Some(jsontext::decode(text)),
        _ => Some(Cow::Borrowed(text)),
    }
}

/// Adds a cell of the user's own: a JSON value, or else a text.
fn attribute<'a>(row: &mut Row<'a>, key: &'a str, cell: &Cell<'_>) {
    let text = plain(cell);
    if text.is_empty() {
        return;
    }
    if is_json(text) {
        row.json(key, text, cell.span.clone());
    } else {
        row.text(key, text, cell.span.clone());
    }
}

fn documents(table: &Table<'_>, builder: &mut Builder) {
    let mut json = String::from("{\"documents\": [");
    for (at, (cells, _)) in table.rows.iter().enumerate() {
        json.push_str(if at > 0 { ", " } else { "" });
        let whole = table.column(&["json"]).and_then(|at| cells.get(at)).map(plain);
        if let Some(whole) = whole.filter(|whole| Kind::of(whole) == Kind::Object && is_json(whole)) {
            json.push_str(whole);
            continue;
        }
        let mut first = true;
        for (name, cell) in table.names.iter().zip(cells) {
            let Some(text) = text(cell).filter(|_| !name.is_empty() && name != "json") else { continue };
            json.push_str(if std::mem::take(&mut first) { "{" } else { ", " });
            jsontext::write_string(&mut json, name);
            json.push_str(": ");
            jsontext::write_string(&mut json, &text);
        }
        json.push_str(if first { "{}" } else { "}" });
    }
    json.push_str("]}");
    row::header(builder, table.file, &json);
}

fn node(table: &Table<'_>, index: usize, cells: &[Cell<'_>], span: &Range<usize>, builder: &mut Builder) {
    let id_column = table.column(ID);
    let label_column = table.column(&["label", "name"]);
    let type_column = table.column(&["entity_type", "type", "kind", "category", "class"]);
    let mut row = Row::default();
    let Some(id) = id_column.and_then(|at| cells.get(at)).filter(|cell| !cell.text.is_empty()) else {
        return missing(table, span, "id", builder);
    };
    row.text("id", plain(id), id.span.clone());
    for (at, cell) in cells.iter().enumerate() {
        let Some(text) = text(cell).filter(|_| Some(at) != id_column) else { continue };
        let span = cell.span.clone();
        if Some(at) == label_column {
            if text != plain(id) {
                row.text("label", &text, span);
            }
        } else if Some(at) == type_column {
            row.text("type", &text, span);
        } else {
            match &*table.names[at] {
                "aliases" => aliases(&mut row, &text, span),
                "description" => row.text("description", &text, span),
                "" => {}
                _ => attribute(&mut row, table.key(at), cell),
            }
        }
    }
    row.node(builder, table.file, index, span);
}

fn aliases(row: &mut Row<'_>, text: &str, span: Range<usize>) {
    if text.starts_with('[') && is_json(text) {
        return row.json("aliases", text, span);
    }
    let mut json = String::from("[");
    for alias in text.split(';').map(str::trim).filter(|alias| !alias.is_empty()) {
        json.push_str(if json.len() > 1 { ", " } else { "" });
        jsontext::write_string(&mut json, alias);
    }
    json.push(']');
    row.json("aliases", json, span);
}

fn missing(table: &Table<'_>, span: &Range<usize>, key: &str, builder: &mut Builder) {
    let what = if table.of == Of::Nodes { "node" } else { "edge" };
    let place = builder.place(table.file, span.clone(), "");
    builder.report(
        Diagnostic::new(Code::MissingKey, format!("this {what} has no {key}"))
            .at(place)
            .hint("fill the cell, or delete the row"),
    );
}

fn is_direction(text: &str) -> bool {
    ["directed", "undirected", "mutual"].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// Finds the relation of an edge and the column that it stands in.
fn relation<'c>(table: &Table<'_>, cells: &'c [Cell<'_>]) -> Option<(Cow<'c, str>, usize)> {
    ["relation", "kind", "type", "relationship", "predicate", "label"].iter().find_map(|name| {
        let at = table.column(&[name])?;
        let text = text(cells.get(at)?)?;
        (*name != "type" || !is_direction(&text)).then_some((text, at))
    })
}

/// A row of a table of edges.
struct Edge<'t, 'a> {
    table: &'t Table<'a>,
    index: usize,
    cells: &'t [Cell<'a>],
    span: &'t Range<usize>,
    relation: Option<(Cow<'t, str>, usize)>,
}

impl<'t, 'a> Edge<'t, 'a> {
    fn is_directed(&self) -> bool {
        let cell = self.table.column(&["type"]).and_then(|at| self.cells.get(at));
        let word = cell.map_or("", |cell| cell.text.trim());
        !["undirected", "mutual"].iter().any(|both| word.eq_ignore_ascii_case(both))
    }

    fn end(&self, names: &[&str]) -> Option<(usize, &'t Cell<'a>)> {
        let at = self.table.column(names)?;
        Some((at, self.cells.get(at).filter(|cell| !cell.text.is_empty())?))
    }

    fn read(&self, directions: &Directions, builder: &mut Builder) {
        let table = self.table;
        let mut row = Row::default();
        let mut used = Vec::with_capacity(8);
        for (key, names) in [("source", SOURCE), ("target", TARGET)] {
            let Some((at, cell)) = self.end(names) else { return missing(table, self.span, key, builder) };
            row.text(key, plain(cell), cell.span.clone());
            used.push(at);
        }
        let relation = match &self.relation {
            Some((relation, at)) => {
                row.text("relation", relation, self.cells[*at].span.clone());
                used.push(*at);
                relation
            }
            None => {
                row.text("relation", NO_RELATION, self.span.clone());
                NO_RELATION
            }
        };
        let raw_weight = table.column(&["raw_weight"]).and_then(|at| self.cells.get(at));
        let raw_weight = raw_weight.filter(|cell| !cell.text.is_empty());
        if !self.is_directed() && directions.is_mixed(relation) {
            row.json("undirected", "true", self.span.clone());
        }
        for (at, cell) in self.cells.iter().enumerate() {
            let Some(text) = text(cell).filter(|_| !used.contains(&at)) else { continue };
            let span = cell.span.clone();
            match &*table.names[at] {
                "type" if is_direction(&text) => {}
                "label" if text == label_from_id(relation) => {}
                name @ ("id" | "label" | "since" | "until") => row.text(name.to_owned(), &text, span),
                "weight" if raw_weight.is_some() => {}
                "weight" | "raw_weight" => weight(&mut row, plain(cell), span),
                "evidence" | "sources" | "denied_by" if table.column(&["evidence_json"]).is_some() => {}
                "evidence_json" if Kind::of(&text) == Kind::Array && is_json(&text) => {
                    row.json("evidence", text.into_owned(), span);
                }
                "evidence" | "evidence_json" => {
                    let mut json = String::from("[{\"note\": ");
                    jsontext::write_string(&mut json, &text);
                    json.push_str("}]");
                    if !row.has("evidence") {
                        row.json("evidence", json, span);
                    }
                }
                "" => {}
                // Another table's word for one of kgraph's keys must not be taken for it.
                "source" | "target" | "relation" => row.text(format!("{}_2", table.key(at)), &text, span),
                _ => attribute(&mut row, table.key(at), cell),
            }
        }
        row.edge(builder, table.file, self.index, self.span);
    }
}

/// Adds a weight; a comma may stand for the point, as many spreadsheets write it.
fn weight(row: &mut Row<'_>, text: &str, span: Range<usize>) {
    let number = text.trim().replace(',', ".");
    if is_json(&number) { row.json("weight", number, span) } else { row.text("weight", text, span) }
}

/// Makes the nodes that edges name, in the order in which they do.
fn implied(edges: &[Edge<'_, '_>], builder: &mut Builder) {
    let mut known = HashSet::new();
    for edge in edges {
        for (_, cell) in [edge.end(SOURCE), edge.end(TARGET)].into_iter().flatten() {
            if known.insert(plain(cell)) {
                let mut row = Row::default();
                row.text("id", plain(cell), cell.span.clone());
                row.node(builder, edge.table.file, known.len() - 1, &cell.span);
            }
        }
    }
    let Some(first) = edges.first() else { return };
    let place = builder.place(first.table.file, first.span.clone(), "");
    builder.report(
        Diagnostic::new(
            Code::ImpliedNodes,
            format!("no table of nodes: {} nodes are those that edges name", known.len()),
        )
        .at(place)
        .hint("give `nodes.csv` too, for labels and types"),
    );
}

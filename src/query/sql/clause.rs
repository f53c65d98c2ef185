//! Clauses: what is in scope, and what each clause makes of it.

use super::expr::{Code, Kind};
use super::{Compiler, refuse};
use crate::query::cypher::ast::{Clause, Expr, ExprKind, Item, Literal, Match, Projection, Unwind};
use crate::query::cypher::error::Result;

/// What a variable stands for.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// A node or edge: the SQL of its id, and the table that has its columns, once that is joined.
    Element { is_node: bool, id: String, alias: Option<String>, nullable: bool },
    /// A path: ids of its nodes and edges in turn.
    Path(Vec<String>),
    /// A value, or a path of an earlier clause.
    Value(Code),
}

/// A `SELECT` in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) from: Vec<String>,
    pub(super) left: Vec<String>,
    pub(super) conditions: Vec<String>,
    pub(super) scope: Vec<(String, Binding)>,
    /// Whether rows of an outer query are seen, whose tables cannot be joined to.
    pub(super) is_inner: bool,
}

impl Frame {
    pub(super) fn find(&self, name: &str) -> Option<&Binding> {
        self.scope.iter().rev().find(|(known, _)| known == name).map(|(_, binding)| binding)
    }

    pub(super) fn bind(&mut self, name: &str, binding: Binding) {
        match self.scope.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = binding,
            None => self.scope.push((name.to_owned(), binding)),
        }
    }

    /// Returns the variables that the query names, in order. Others matter only where they are joined.
    pub(super) fn named(&self) -> impl Iterator<Item = &(String, Binding)> {
        self.scope.iter().filter(|(name, _)| !name.starts_with(' '))
    }

    /// Returns whether a variable may be null.
    fn is_nullable(&self, expr: &Expr) -> bool {
        let ExprKind::Variable(name) = &expr.kind else { return true };
        matches!(self.find(name), Some(Binding::Element { nullable: true, .. }))
    }

    /// Returns the text from `FROM` on.
    pub(super) fn source(&self) -> String {
        let mut text = String::new();
        if !self.from.is_empty() {
            text.push_str(&format!(" FROM {}", self.from.join(" CROSS JOIN ")));
        }
        for join in &self.left {
            text.push_str(&format!(" {join}"));
        }
        if !self.conditions.is_empty() {
            text.push_str(&format!(" WHERE {}", self.conditions.join(" AND ")));
        }
        text
    }
}

impl Compiler<'_> {
    /// Adds a clause to a frame; the last one gives the text of the query.
    pub(super) fn clause(&mut self, frame: &mut Frame, clause: &Clause) -> Result<Option<(String, Vec<Kind>)>> {
        match clause {
            Clause::Match(found) if found.optional => self.optional(frame, found)?,
            Clause::Match(found) => {
                self.patterns(frame, &found.patterns)?;
                if let Some(filter) = &found.filter {
                    let condition = self.condition(frame, filter)?;
                    frame.conditions.push(condition);
                }
            }
            Clause::Unwind(unwind) => self.unwind(frame, unwind)?,
            Clause::With(with) => {
                self.project(frame, &with.projection, None)?;
                if let Some(filter) = &with.filter {
                    let condition = self.condition(frame, filter)?;
                    frame.conditions.push(condition);
                }
            }
            Clause::Return(found) => {
                let names = self.names.to_vec();
                return self.project(frame, &found.projection, Some(&names)).map(Some);
            }
        }
        Ok(None)
    }

    /// Makes a common table of a frame, so that its rows can be joined once more: every variable as a column.
    pub(super) fn settle(&mut self, frame: &mut Frame) -> String {
        let name = self.name("q");
        let (text, scope) = self.select(frame, &name);
        self.tables.push((name.clone(), text));
        *frame = Frame { from: vec![name.clone()], scope, is_inner: frame.is_inner, ..Frame::default() };
        name
    }

    /// Writes a `SELECT` of every variable of a frame, and says where each is in the table that it becomes.
    pub(super) fn select(&self, frame: &Frame, table: &str) -> (String, Vec<(String, Binding)>) {
        let (mut columns, mut scope) = (Vec::new(), Vec::new());
        for (at, (variable, binding)) in frame.named().enumerate() {
            let there = format!("{table}.c{at}");
            let (sql, binding) = match binding {
                Binding::Element { is_node, id, nullable, .. } => {
                    (id.clone(), Binding::Element { is_node: *is_node, id: there, alias: None, nullable: *nullable })
                }
                Binding::Path(ids) => (self.dialect.list(ids), Binding::Value(Code::new(there, Kind::Path))),
                Binding::Value(code) => {
                    // A number that has a text beside it brings both.
                    columns.extend(code.json.iter().map(|json| format!("{json} AS j{at}")));
                    let json = code.json.as_ref().map(|_| format!("{table}.j{at}"));
                    (code.sql.clone(), Binding::Value(Code { sql: there, kind: code.kind, json }))
                }
            };
            columns.push(format!("{sql} AS c{at}"));
            scope.push((variable.clone(), binding));
        }
        if columns.is_empty() {
            columns.push("1 AS c0".to_owned());
        }
        (format!("SELECT {}{}", columns.join(", "), frame.source()), scope)
    }

    /// Joins what an optional pattern finds to the rows that are there; a row without a match stays, with nulls.
    fn optional(&mut self, frame: &mut Frame, found: &Match) -> Result<()> {
        if frame.is_inner {
            return refuse(found.span, "`OPTIONAL MATCH` in a subquery", "");
        }
        let rows = self.settle(frame);
        // The keys are all variables of the row, so that a condition may use any.
        let mut keys = Vec::new();
        let mut inner = Frame::default();
        let distinct = self.name("k");
        for (at, (name, binding)) in frame.named().enumerate() {
            let column = format!("c{at}");
            match binding {
                Binding::Element { is_node, .. } => {
                    let id = format!("{distinct}.{column}");
                    inner.bind(name, Binding::Element { is_node: *is_node, id, alias: None, nullable: true });
                }
                Binding::Value(code) if code.json.is_none() && code.kind != Kind::Path => {
                    let code = Code::new(format!("{distinct}.{column}"), code.kind);
                    inner.bind(name, Binding::Value(code));
                }
                _ => continue,
            }
            keys.push(column);
        }
        if keys.is_empty() {
            keys.push("c0".to_owned());
        }
        inner.from.push(format!("(SELECT DISTINCT {} FROM {rows}) {distinct}", keys.join(", ")));
        self.patterns(&mut inner, &found.patterns)?;
        if let Some(filter) = &found.filter {
            let condition = self.condition(&mut inner, filter)?;
            inner.conditions.push(condition);
        }
        let table = self.name("q");
        let new: Vec<_> = inner.named().filter(|(name, _)| frame.find(name).is_none()).cloned().collect();
        let mut columns: Vec<String> = keys.iter().map(|key| format!("{distinct}.{key} AS k_{key}")).collect();
        for (at, (name, binding)) in new.into_iter().enumerate() {
            let (sql, binding) = match binding {
                Binding::Element { is_node, id, .. } => {
                    let there = format!("{table}.o{at}");
                    (id, Binding::Element { is_node, id: there, alias: None, nullable: true })
                }
                Binding::Path(ids) => {
                    (self.dialect.list(&ids), Binding::Value(Code::new(format!("{table}.o{at}"), Kind::Path)))
                }
                Binding::Value(code) => (code.sql, Binding::Value(Code::new(format!("{table}.o{at}"), code.kind))),
            };
            columns.push(format!("{sql} AS o{at}"));
            frame.bind(&name, binding);
        }
        self.tables.push((table.clone(), format!("SELECT {}{}", columns.join(", "), inner.source())));
        let on: Vec<String> =
            keys.iter().map(|key| format!("{table}.k_{key} IS NOT DISTINCT FROM {rows}.{key}")).collect();
        frame.left.push(format!("LEFT JOIN {table} ON {}", on.join(" AND ")));
        Ok(())
    }

    fn unwind(&mut self, frame: &mut Frame, unwind: &Unwind) -> Result<()> {
        let ExprKind::List(items) = &unwind.list.kind else {
            return refuse(unwind.list.span, "`UNWIND` of what is no list written out", "");
        };
        let mut kind = None;
        let mut rows = Vec::new();
        for item in items {
            if !matches!(item.kind, ExprKind::Literal(_)) {
                return refuse(item.span, "`UNWIND` of what is no literal", "");
            }
            let code = self.expr(frame, item)?;
            if *kind.get_or_insert(code.kind) != code.kind {
                return refuse(item.span, "a list of values of different types", "make the types equal");
            }
            rows.push(format!("SELECT {} AS v", code.sql));
        }
        let Some(kind) = kind.filter(|kind| *kind != Kind::Null) else {
            return refuse(unwind.list.span, "`UNWIND` of nothing", "");
        };
        let alias = self.name("u");
        frame.from.push(format!("({}) {alias}", rows.join(" UNION ALL ")));
        frame.bind(&unwind.variable.text, Binding::Value(Code::new(format!("{alias}.v"), kind)));
        Ok(())
    }

    /// Makes a common table of what `WITH` or `RETURN` projects. `RETURN` names its columns and gives the last text.
    fn project(
        &mut self,
        frame: &mut Frame,
        projection: &Projection,
        names: Option<&[String]>,
    ) -> Result<(String, Vec<Kind>)> {
        let items = self.items(frame, projection);
        let aggregates = items.iter().any(|(_, expr, _)| expr.has_aggregate());
        let mut codes = Vec::new();
        let mut groups = Vec::new();
        for (_, expr, _) in &items {
            let code = self.expr(frame, expr)?;
            if aggregates && !expr.has_aggregate() {
                // A constant is no column to group by.
                if !matches!(expr.kind, ExprKind::Literal(_)) {
                    groups.push(code.sql.clone());
                    groups.extend(code.json.clone());
                }
            }
            codes.push(code);
        }
        let name = self.name("q");
        let mut columns = Vec::new();
        let mut after = Frame { is_inner: frame.is_inner, from: vec![name.clone()], ..Frame::default() };
        for (at, ((alias, expr, _), code)) in items.iter().zip(&codes).enumerate() {
            columns.push(format!("{} AS c{at}", code.sql));
            columns.extend(code.json.iter().map(|json| format!("{json} AS j{at}")));
            let id = format!("{name}.c{at}");
            let binding = match code.kind {
                Kind::Node | Kind::Edge => {
                    let nullable = frame.is_nullable(expr);
                    Binding::Element { is_node: code.kind == Kind::Node, id, alias: None, nullable }
                }
                kind => {
                    Binding::Value(Code { sql: id, kind, json: code.json.as_ref().map(|_| format!("{name}.j{at}")) })
                }
            };
            after.bind(alias, binding);
        }
        let plain = !aggregates && !projection.distinct;
        let mut order = Vec::new();
        if plain {
            // Sorted by what is in scope before, too.
            let mut both = frame.clone();
            for ((alias, ..), code) in items.iter().zip(&codes) {
                if both.find(alias).is_none() {
                    both.bind(alias, Binding::Value(code.clone()));
                }
            }
            for (at, key) in projection.order.iter().enumerate() {
                let code = self.expr(&mut both, &key.expr)?;
                self.sortable(&code, &key.expr)?;
                columns.push(format!("{} AS s{at}", code.sql));
                order.push(direction(&format!("{name}.s{at}"), key.descending));
            }
            frame.from = both.from;
            frame.left = both.left;
            frame.conditions = both.conditions;
        }
        let distinct = if projection.distinct { "DISTINCT " } else { "" };
        if columns.is_empty() {
            return refuse(projection.span, "a projection of nothing", "");
        }
        let mut text = format!("SELECT {distinct}{}{}", columns.join(", "), frame.source());
        if aggregates && !groups.is_empty() {
            groups.dedup();
            text.push_str(&format!(" GROUP BY {}", groups.join(", ")));
        }
        self.tables.push((name.clone(), text));
        *frame = after;
        if !plain {
            for key in &projection.order {
                // Aggregates in the keys are columns already.
                let expr = self.projected(&items, &key.expr);
                let code = match expr {
                    Some(at) => Code { sql: format!("{name}.c{at}"), kind: codes[at].kind, json: None },
                    None => self.expr(frame, &key.expr)?,
                };
                self.sortable(&code, &key.expr)?;
                order.push(direction(&code.sql, key.descending));
            }
        }
        let mut end = String::new();
        let cuts = projection.skip.is_some() || projection.limit.is_some();
        let ends = names.is_some() && self.for_driver && !order.is_empty();
        self.is_ordered |= ends;
        if cuts || ends {
            // openCypher leaves open which of equal rows stay; kgraph keeps those that come first in the file.
            for (at, ((alias, ..), code)) in items.iter().zip(&codes).enumerate() {
                if matches!(code.kind, Kind::Node | Kind::Edge) {
                    let base = Expr { kind: ExprKind::Variable(alias.clone()), span: projection.span };
                    let (table, _) = self.table_of(frame, &base)?;
                    order.push(direction(&format!("{table}.position"), false));
                } else if ends {
                    order.push(direction(&format!("{name}.c{at}"), false));
                }
            }
        }
        if !order.is_empty() && (names.is_some() || cuts) {
            end.push_str(&format!(" ORDER BY {}", order.join(", ")));
        }
        for (word, count) in [("LIMIT", &projection.limit), ("OFFSET", &projection.skip)] {
            let Some(count) = count else { continue };
            let ExprKind::Literal(Literal::Int(number)) = count.kind else {
                return refuse(count.span, "a number of rows that is not written out", "write the number");
            };
            end.push_str(&format!(" {word} {number}"));
        }
        match names {
            Some(names) => {
                let columns: Vec<String> = names
                    .iter()
                    .zip(&codes)
                    .enumerate()
                    .map(|(at, (alias, code))| {
                        let column =
                            if code.json.is_some() { format!("{name}.j{at}") } else { format!("{name}.c{at}") };
                        format!("{column} AS {}", self.dialect.quoted(alias))
                    })
                    .collect();
                let text = format!("SELECT {}{}{end}", columns.join(", "), frame.source());
                Ok((text, codes.iter().map(|code| code.kind).collect()))
            }
            None => {
                if cuts {
                    let mut sorted = frame.clone();
                    self.settle(&mut sorted);
                    if let Some((_, text)) = self.tables.last_mut() {
                        text.push_str(&end);
                    }
                    *frame = sorted;
                }
                Ok((String::new(), Vec::new()))
            }
        }
    }

    /// Lists what is projected: name, expression, whether it stands there or comes of `*`.
    fn items(&self, frame: &Frame, projection: &Projection) -> Vec<(String, Expr, bool)> {
        let mut items = Vec::new();
        if projection.star {
            let mut names: Vec<&String> = frame.named().map(|(name, _)| name).collect();
            names.sort();
            for name in names {
                items.push((
                    name.clone(),
                    Expr { kind: ExprKind::Variable(name.clone()), span: projection.span },
                    true,
                ));
            }
        }
        let own = |item: &Item| (item.column(self.text), item.expr.clone(), false);
        items.extend(projection.items.iter().map(own));
        items
    }

    fn projected(&self, items: &[(String, Expr, bool)], expr: &Expr) -> Option<usize> {
        items.iter().position(|(name, item, _)| {
            item == expr || matches!(&expr.kind, ExprKind::Variable(variable) if variable == name)
        })
    }

    fn sortable(&self, code: &Code, expr: &Expr) -> Result<()> {
        match code.kind {
            Kind::Bool | Kind::Int | Kind::Float | Kind::Number | Kind::Text => Ok(()),
            _ => refuse(expr.span, "this order", "sort by a number or a text, such as `.label`"),
        }
    }
}

/// Nulls are the greatest values of openCypher.
fn direction(sql: &str, descending: bool) -> String {
    format!("{sql} {}", if descending { "DESC NULLS FIRST" } else { "ASC NULLS LAST" })
}

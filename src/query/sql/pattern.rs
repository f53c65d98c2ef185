//! Patterns as joins.

use super::clause::{Binding, Frame};
use super::expr::labels_sql;
use super::{Compiler, refuse};
use crate::query::cypher::ast::{Arrow, Expr, ExprKind, LabelExpr, Name, NodePattern, Pattern, Properties, RelPattern};
use crate::query::cypher::error::{Result, Span};

/// The greatest length of a pattern of variable length: each step more is a join more.
pub(super) const LONGEST: u32 = 4;
/// The greatest number of joins that one `MATCH` becomes.
const ALTERNATIVES: usize = 64;

/// An edge of a `MATCH`: the SQL of its id, and the relations it may be of.
type Taken = (String, Option<Vec<String>>);

impl Compiler<'_> {
    /// Joins the patterns of one `MATCH` to a frame.
    pub(super) fn patterns(&mut self, frame: &mut Frame, patterns: &[Pattern]) -> Result<()> {
        if self.for_driver && self.reach(frame, patterns)? {
            return Ok(());
        }
        let mut lengths: Vec<Vec<u32>> = Vec::new();
        for pattern in patterns {
            if pattern.shortest.is_some() {
                return refuse(pattern.span, "a shortest path", super::SHORTEST_HINT);
            }
            for (rel, _) in &pattern.steps {
                lengths.extend(self.lengths(rel)?);
            }
        }
        let mut choices: Vec<Vec<u32>> = vec![Vec::new()];
        for options in &lengths {
            choices = choices
                .iter()
                .flat_map(|choice| options.iter().map(move |&length| [&choice[..], &[length]].concat()))
                .collect();
            if choices.len() > ALTERNATIVES {
                let span = patterns.first().map_or(Span::new(0, 0), |pattern| pattern.span);
                return refuse(
                    span,
                    &format!("a pattern of more than {ALTERNATIVES} lengths together"),
                    "bound the lengths",
                );
            }
        }
        if let [choice] = choices.as_slice() {
            return self.join(frame, patterns, choice);
        }
        if frame.is_inner {
            let span = patterns.first().map_or(Span::new(0, 0), |pattern| pattern.span);
            return refuse(span, "a pattern of variable length in a subquery", "give the length, as in `*2`");
        }
        self.union(frame, patterns, &choices)
    }

    /// Lists the lengths of a pattern of variable length; none for one relationship.
    fn lengths(&self, rel: &RelPattern) -> Result<Option<Vec<u32>>> {
        let Some(range) = rel.range else { return Ok(None) };
        match (range.min.unwrap_or(1), range.max) {
            (_, Some(max)) if max > LONGEST => {
                refuse(rel.span, &format!("a pattern of more than {LONGEST} steps"), self.long_hint())
            }
            (_, None) => refuse(rel.span, "a pattern without a greatest length", self.long_hint()),
            (min, Some(max)) => Ok(Some((min..=max).collect())),
        }
    }

    fn long_hint(&self) -> &'static str {
        match self.for_driver {
            true => {
                "bound it with `*..4`; or ask only which nodes are within reach of one: `MATCH (x {id: '…'})-[*]->(y) RETURN DISTINCT y`"
            }
            false => {
                "bound it with `*..4`; `--on spark` follows longer ones that start at one node; or ask kgraph itself"
            }
        }
    }

    /// Joins the patterns once for each choice of lengths, and all rows are the union.
    fn union(&mut self, frame: &mut Frame, patterns: &[Pattern], choices: &[Vec<u32>]) -> Result<()> {
        if !frame.from.is_empty() || !frame.scope.is_empty() {
            self.settle(frame);
        }
        let table = self.name("q");
        let mut texts = Vec::new();
        let mut scope = Vec::new();
        for choice in choices {
            let mut inner = frame.clone();
            self.join(&mut inner, patterns, choice)?;
            let (text, variables) = self.select(&inner, &table);
            texts.push(text);
            scope = variables;
        }
        self.tables.push((table.clone(), texts.join("\nUNION ALL\n")));
        *frame = Frame { from: vec![table], scope, ..Frame::default() };
        Ok(())
    }

    /// Joins the patterns, those of variable length with these lengths.
    fn join(&mut self, frame: &mut Frame, patterns: &[Pattern], lengths: &[u32]) -> Result<()> {
        let mut lengths = lengths.iter().copied();
        let mut taken: Vec<Taken> = Vec::new();
        for pattern in patterns {
            let mut ids = Vec::new();
            // Where the first node is found by its edge, it needs no table of its own.
            let mut here = self.known(frame, &pattern.start)?;
            if here.is_none() && pattern.steps.is_empty() {
                let alias = self.name("n");
                frame.from.push(format!("nodes {alias}"));
                here = Some(self.meet(frame, &pattern.start, format!("{alias}.id"), Some(alias))?);
            } else if let Some(id) = &here {
                self.demand(frame, &pattern.start, id)?;
            }
            ids.extend(here.clone());
            for (rel, node) in &pattern.steps {
                let count = if rel.range.is_some() { lengths.next().unwrap_or(1) } else { 1 };
                if rel.range.is_some() && rel.variable.is_some() {
                    return refuse(rel.span, "a list of relationships in a variable", "name the path instead: `p = …`");
                }
                if count == 0 && here.is_none() {
                    let alias = self.name("n");
                    frame.from.push(format!("nodes {alias}"));
                    here = Some(self.meet(frame, &pattern.start, format!("{alias}.id"), Some(alias))?);
                    ids.extend(here.clone());
                }
                for _ in 0..count {
                    let (start, edge, end) = self.step(frame, rel, here.as_deref(), &mut taken)?;
                    if here.is_none() {
                        ids.push(self.meet(frame, &pattern.start, start, None)?);
                    }
                    ids.extend([edge, end.clone()]);
                    here = Some(end);
                }
                let Some(end) = here.clone() else { return refuse(rel.span, "this step", "") };
                here = Some(match self.known(frame, node)? {
                    Some(id) => {
                        frame.conditions.push(format!("{end} = {id}"));
                        self.demand(frame, node, &id)?;
                        id
                    }
                    None => self.meet(frame, node, end, None)?,
                });
            }
            if let Some(variable) = &pattern.variable {
                frame.bind(&variable.text, Binding::Path(ids));
            }
        }
        Ok(())
    }

    /// Returns the id of a node that a variable stands for already.
    pub(super) fn known(&self, frame: &Frame, node: &NodePattern) -> Result<Option<String>> {
        let Some(variable) = &node.variable else { return Ok(None) };
        match frame.find(&variable.text) {
            Some(Binding::Element { is_node: true, id, .. }) => Ok(Some(id.clone())),
            Some(_) => refuse(variable.span, "a node of a value", ""),
            None => Ok(None),
        }
    }

    /// Gives a node's variable its id, and demands what the pattern does; returns the id.
    pub(super) fn meet(
        &mut self,
        frame: &mut Frame,
        node: &NodePattern,
        id: String,
        alias: Option<String>,
    ) -> Result<String> {
        let name = match &node.variable {
            Some(variable) => variable.text.clone(),
            // A name that no variable has.
            None => format!(" {}", self.name("a")),
        };
        frame.bind(&name, Binding::Element { is_node: true, id: id.clone(), alias, nullable: false });
        self.demand_of(frame, node, &name)?;
        Ok(id)
    }

    pub(super) fn demand(&mut self, frame: &mut Frame, node: &NodePattern, id: &str) -> Result<()> {
        match &node.variable {
            Some(variable) => self.demand_of(frame, node, &variable.text.clone()),
            None if node.labels.is_none() && node.properties.is_none() => Ok(()),
            None => {
                let name = format!(" {}", self.name("a"));
                frame.bind(&name, Binding::Element { is_node: true, id: id.to_owned(), alias: None, nullable: false });
                self.demand_of(frame, node, &name)
            }
        }
    }

    fn demand_of(&mut self, frame: &mut Frame, node: &NodePattern, name: &str) -> Result<()> {
        let base = Expr { kind: ExprKind::Variable(name.to_owned()), span: node.span };
        if let Some(labels) = &node.labels {
            let test = Expr { kind: ExprKind::HasLabels(Box::new(base.clone()), labels.clone()), span: node.span };
            let condition = self.condition(frame, &test)?;
            frame.conditions.push(condition);
        }
        self.equal(frame, &base, node.properties.as_ref())
    }

    /// Demands that properties have values.
    fn equal(&mut self, frame: &mut Frame, base: &Expr, properties: Option<&Properties>) -> Result<()> {
        use crate::query::cypher::ast::CompareOp;
        let Some(properties) = properties else { return Ok(()) };
        let Properties::Map(entries, _) = properties else {
            return refuse(base.span, "a parameter", "write the value");
        };
        for (key, value) in entries {
            let property = Expr { kind: ExprKind::Property(Box::new(base.clone()), key.clone()), span: key.span };
            let test = Expr {
                kind: ExprKind::Comparison(Box::new(property), vec![(CompareOp::Eq, value.clone())]),
                span: key.span,
            };
            let condition = self.condition(frame, &test)?;
            frame.conditions.push(condition);
        }
        Ok(())
    }

    /// Joins one edge; returns the ids of the node before, the edge, and the node behind.
    fn step(
        &mut self,
        frame: &mut Frame,
        rel: &RelPattern,
        here: Option<&str>,
        taken: &mut Vec<Taken>,
    ) -> Result<(String, String, String)> {
        let alias = self.name("e");
        let (table, from, to) = match rel.arrow {
            Arrow::Right => ("edges", "src", "dst"),
            Arrow::Left => ("edges", "dst", "src"),
            Arrow::Either => {
                self.uses_steps = true;
                ("steps", "src", "dst")
            }
        };
        let bound = match &rel.variable {
            Some(variable) => match frame.find(&variable.text) {
                Some(Binding::Element { is_node: false, id, .. }) => Some(id.clone()),
                Some(_) => return refuse(variable.span, "a relationship of a value", ""),
                None => None,
            },
            None => None,
        };
        frame.from.push(format!("{table} {alias}"));
        let (from, id, to) = (format!("{alias}.{from}"), format!("{alias}.id"), format!("{alias}.{to}"));
        if let Some(here) = here {
            frame.conditions.push(format!("{from} = {here}"));
        }
        if let Some(bound) = bound {
            frame.conditions.push(format!("{id} = {bound}"));
        }
        if let Some(types) = &rel.types {
            let test = labels_sql(&format!("{alias}.relationship"), types, self);
            frame.conditions.push(test);
        }
        let relations = rel.types.as_ref().and_then(names);
        for (other, others) in taken.iter() {
            let disjoint = matches!((&relations, others), (Some(a), Some(b)) if !a.iter().any(|name| b.contains(name)));
            if !disjoint {
                frame.conditions.push(format!("{id} <> {other}"));
            }
        }
        taken.push((id.clone(), relations));
        let name = match &rel.variable {
            Some(variable) => variable.text.clone(),
            None => format!(" {}", self.name("a")),
        };
        frame.bind(&name, Binding::Element { is_node: false, id: id.clone(), alias: Some(alias), nullable: false });
        let base = Expr { kind: ExprKind::Variable(name), span: rel.span };
        self.equal(frame, &base, rel.properties.as_ref())?;
        Ok((from, id, to))
    }
}

/// Returns the relations that a test allows, if it only names some.
fn names(types: &LabelExpr) -> Option<Vec<String>> {
    match types {
        LabelExpr::Name(Name { text, .. }) => Some(vec![text.clone()]),
        LabelExpr::Or(a, b) => Some([names(a)?, names(b)?].concat()),
        _ => None,
    }
}

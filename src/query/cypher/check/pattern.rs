//! Semantic analysis of patterns: which variables they bind, and as what.

use super::super::ast::{LabelExpr, Name, NodePattern, Pattern, Properties, RelPattern};
use super::super::error::{Detail, Result};
use super::expr::Place;
use super::{Checker, Kind, NameUse, Named, Scope, syntax};

impl Checker<'_> {
    /// Checks patterns and adds their variables to the scope.
    ///
    /// Where `bound_only`, every variable must be in scope already, as in a pattern predicate.
    pub(super) fn patterns(&mut self, patterns: &[Pattern], scope: &mut Scope, bound_only: bool) -> Result<()> {
        let before = scope.clone();
        for pattern in patterns {
            if bound_only {
                for name in pattern.variables() {
                    if scope.get(&name.text).is_none() {
                        return self.undefined(&name.text, name.span, scope);
                    }
                }
            }
            if let Some(path) = &pattern.variable {
                let twice = pattern.variables().filter(|v| v.text == path.text).count() > 1;
                if twice || scope.get(&path.text).is_some() {
                    let what = format!("`{}` is already in use and cannot name a path", path.text);
                    return syntax(Detail::VariableAlreadyBound, path.span, what);
                }
                scope.set(&path.text, Kind::Path);
            }
            self.bind_node(&pattern.start, scope)?;
            for (rel, node) in &pattern.steps {
                self.bind_rel(rel, scope, &before)?;
                self.bind_node(node, scope)?;
            }
        }
        // Properties may speak of variables bound further right.
        for pattern in patterns {
            self.node_properties(&pattern.start, scope)?;
            for (rel, node) in &pattern.steps {
                self.properties(rel.properties.as_ref(), Named::RelKey, scope)?;
                self.node_properties(node, scope)?;
            }
        }
        Ok(())
    }

    fn bind_node(&mut self, node: &NodePattern, scope: &mut Scope) -> Result<()> {
        if let Some(labels) = &node.labels {
            self.label_uses(labels, Named::Label);
        }
        let Some(name) = &node.variable else { return Ok(()) };
        match scope.get(&name.text) {
            Some(kind) if !kind.may_be(&[Kind::Node]) => conflict(name, kind, "a node"),
            _ => {
                scope.set(&name.text, Kind::Node);
                Ok(())
            }
        }
    }

    fn bind_rel(&mut self, rel: &RelPattern, scope: &mut Scope, before: &Scope) -> Result<()> {
        if let Some(types) = &rel.types {
            self.label_uses(types, Named::Type);
        }
        let Some(name) = &rel.variable else { return Ok(()) };
        let wanted = if rel.range.is_some() { Kind::Rel.list() } else { Kind::Rel };
        match scope.get(&name.text) {
            None => {}
            Some(kind) if !kind.may_be(std::slice::from_ref(&wanted)) => {
                return conflict(name, kind, wanted.name());
            }
            Some(Kind::List(item)) if !item.may_be(&[Kind::Rel]) => {
                return conflict(name, &Kind::Any.list(), "a list of relationships");
            }
            Some(_) if before.get(&name.text).is_none() => {
                let what =
                    format!("the relationship `{}` stands twice in one pattern, so it can never match", name.text);
                return syntax(Detail::RelationshipUniquenessViolation, name.span, what);
            }
            Some(_) => {}
        }
        scope.set(&name.text, wanted);
        Ok(())
    }

    fn node_properties(&mut self, node: &NodePattern, scope: &Scope) -> Result<()> {
        self.properties(node.properties.as_ref(), Named::NodeKey, scope)
    }

    fn properties(&mut self, properties: Option<&Properties>, what: Named, scope: &Scope) -> Result<()> {
        match properties {
            None => Ok(()),
            Some(Properties::Parameter(name)) => {
                let what = "a parameter cannot stand for all properties of a pattern";
                let error = super::CypherError::syntax(Detail::InvalidParameterUse, name.span, what);
                Err(error.hint(format!("name the properties: `{{key: ${}.key}}`", name.text)))
            }
            Some(Properties::Map(entries, _)) => {
                for (key, value) in entries {
                    self.facts.uses.push(NameUse { what, name: key.text.clone(), span: key.span });
                    self.expr(value, scope, Place::plain())?;
                }
                Ok(())
            }
        }
    }

    pub(super) fn label_uses(&mut self, labels: &LabelExpr, what: Named) {
        match labels {
            LabelExpr::Name(name) => {
                self.facts.uses.push(NameUse { what, name: name.text.clone(), span: name.span });
            }
            LabelExpr::Any(_) => {}
            LabelExpr::Not(inner) => self.label_uses(inner, what),
            LabelExpr::And(a, b) | LabelExpr::Or(a, b) => {
                self.label_uses(a, what);
                self.label_uses(b, what);
            }
        }
    }
}

fn conflict(name: &Name, kind: &Kind, wanted: &str) -> Result<()> {
    let what = format!("`{}` is {}, not {wanted}", name.text, kind.name());
    syntax(Detail::VariableTypeConflict, name.span, what)
}

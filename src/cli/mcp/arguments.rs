//! The arguments of a tool: named values that are checked before use.

use kgraph::suggest;
use serde_json::{Map, Value};

/// One argument that a tool takes.
#[derive(Clone, Copy)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) kind: Kind,
}

/// What an argument may be.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A text that must be given.
    Required,
    /// A text.
    Text,
    /// One of some words, the first where none is given.
    Word(&'static [&'static str]),
    /// A number from 1 to a greatest one, with what it is where none is given.
    Count { usual: usize, most: usize },
}

impl Parameter {
    /// Returns the JSON Schema of the argument.
    pub(super) fn schema(&self) -> Value {
        let mut schema = match self.kind {
            Kind::Required => serde_json::json!({"type": "string", "minLength": 1}),
            Kind::Text => serde_json::json!({"type": "string"}),
            Kind::Word(words) => serde_json::json!({"type": "string", "enum": words, "default": words[0]}),
            Kind::Count { usual, most } => {
                serde_json::json!({"type": "integer", "minimum": 1, "maximum": most, "default": usual})
            }
        };
        schema["description"] = self.about.into();
        schema
    }
}

/// Arguments that fit their parameters.
pub(super) struct Arguments<'a> {
    given: Option<&'a Map<String, Value>>,
    parameters: &'static [Parameter],
}

impl<'a> Arguments<'a> {
    /// Checks what was given; null is as good as absent.
    pub(super) fn new(given: Option<&'a Value>, parameters: &'static [Parameter]) -> Result<Arguments<'a>, String> {
        let given = match given {
            None | Some(Value::Null) => None,
            Some(Value::Object(map)) => Some(map),
            Some(_) => return Err("`arguments` must be an object".to_owned()),
        };
        let names = || parameters.iter().map(|parameter| parameter.name);
        for key in given.into_iter().flat_map(Map::keys) {
            if !names().any(|name| name == key) {
                let hint = suggest::did_you_mean(key, names())
                    .unwrap_or_else(|| format!("the arguments are {}", suggest::either(&names().collect::<Vec<_>>())));
                return Err(format!("there is no argument `{key}`: {hint}"));
            }
        }
        let arguments = Arguments { given, parameters };
        for parameter in parameters {
            let (name, value) = (parameter.name, arguments.value(parameter.name));
            match (parameter.kind, value) {
                (Kind::Required, None) => return Err(format!("the argument `{name}` is missing")),
                (_, None) => {}
                (Kind::Required, Some(Value::String(text))) if text.trim().is_empty() => {
                    return Err(format!("the argument `{name}` is empty"));
                }
                (Kind::Required | Kind::Text, Some(Value::String(_))) => {}
                (Kind::Word(words), Some(Value::String(text))) if words.contains(&text.as_str()) => {}
                (Kind::Word(words), Some(_)) => return Err(format!("`{name}` must be {}", suggest::either(words))),
                (Kind::Count { .. }, Some(value)) if value.as_u64().is_some_and(|number| number > 0) => {}
                (Kind::Count { most, .. }, Some(_)) => {
                    return Err(format!("`{name}` must be a whole number from 1 to {most}"));
                }
                (_, Some(_)) => return Err(format!("`{name}` must be a text")),
            }
        }
        Ok(arguments)
    }

    fn value(&self, name: &str) -> Option<&'a Value> {
        self.given?.get(name).filter(|value| !value.is_null())
    }

    /// Returns a text; empty where none is given.
    pub(super) fn text(&self, name: &str) -> &'a str {
        self.value(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns one of the words.
    pub(super) fn word(&self, name: &str) -> &str {
        let parameter = self.parameters.iter().find(|parameter| parameter.name == name);
        match (self.value(name).and_then(Value::as_str), parameter.map(|parameter| parameter.kind)) {
            (Some(text), _) => text,
            (None, Some(Kind::Word(words))) => words[0],
            _ => "",
        }
    }

    /// Returns a number, cut to the greatest that is allowed.
    pub(super) fn count(&self, name: &str) -> usize {
        let parameter = self.parameters.iter().find(|parameter| parameter.name == name);
        let given = self.value(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        match parameter.map(|parameter| parameter.kind) {
            Some(Kind::Count { usual, most }) => given.unwrap_or(usual).min(most),
            _ => given.unwrap_or(1),
        }
    }
}

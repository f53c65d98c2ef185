//! Values of columns as JSON text.

use super::{Value, ValueKind, report};
use crate::diagnostics::Code;
use crate::format::xml::header::Holds;
use crate::graph::{Builder, FileId};
use crate::jsontext::{self, Kind, Scanner};
use std::borrow::Cow;

/// Returns whether a text is one JSON value.
fn is_json(text: &str) -> bool {
    let mut scanner = Scanner::new(text, 0);
    scanner.value().is_ok() && scanner.end().is_ok()
}

/// Returns a JSON string.
pub(super) fn string(text: &str) -> Cow<'static, str> {
    let mut json = String::with_capacity(text.len() + 2);
    jsontext::write_string(&mut json, text);
    Cow::Owned(json)
}

/// Returns the number if JSON can write it as it is.
pub(super) fn number(text: &str) -> Option<&str> {
    let text = text.trim();
    (Kind::of(text) == Kind::Number && is_json(text)).then_some(text)
}

/// Returns a value as JSON text; `None` if it says that there is none. A value that is not of its
/// declared type is reported, and kept as a text.
pub(super) fn json<'a>(
    builder: &mut Builder,
    file: FileId,
    value: &Value<'a>,
    holds: Option<Holds>,
) -> Option<Cow<'a, str>> {
    match (holds, value.kind) {
        (Some(Holds::Lists), _) => return Some(list(&value.text)),
        (Some(Holds::Objects | Holds::Numbers), _) if is_json(&value.text) => return Some(value.text.clone()),
        (_, ValueKind::Json) => return Some(value.text.clone()),
        (Some(Holds::Booleans), _) if matches!(&*value.text, "true" | "false") => return Some(value.text.clone()),
        (_, ValueKind::Text) => return Some(string(&value.text)),
        _ => {}
    }
    let text = value.text.trim();
    if text.is_empty() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    match (value.kind, lower.as_str()) {
        (ValueKind::Boolean, "true" | "1" | "yes") => return Some("true".into()),
        (ValueKind::Boolean, "false" | "0" | "no") => return Some("false".into()),
        // igraph, for a number that is not there.
        (ValueKind::Number, "nan") => return None,
        (ValueKind::Number, "inf" | "-inf" | "+inf" | "infinity" | "-infinity") => return Some(string(text)),
        _ => {}
    }
    if value.kind == ValueKind::Number {
        if number(&value.text).is_some() {
            return Some(match &value.text {
                // A part of the file costs nothing.
                Cow::Borrowed(whole) => Cow::Borrowed(whole.trim()),
                Cow::Owned(whole) => Cow::Owned(whole.trim().to_owned()),
            });
        }
        if let Ok(number) = text.parse::<i64>() {
            return Some(number.to_string().into());
        }
        if let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) {
            return Some(number.to_string().into());
        }
    }
    let wanted = if value.kind == ValueKind::Number { "a number" } else { "true or false" };
    let message = format!("`{}` is declared to be {wanted}, but is `{}`", value.key, jsontext::shorten(text, 40));
    let hint = "mend the value, or declare the key as `string`";
    report(builder, file, Code::BadValue, value.span.clone(), message, hint);
    Some(string(&value.text))
}

/// Returns a list that was written as text: JSON, or strings joined by `; `.
pub(super) fn list(text: &str) -> Cow<'static, str> {
    if text.starts_with('[') && is_json(text) {
        return Cow::Owned(text.to_owned());
    }
    let mut json = String::from("[");
    for (at, item) in text.split("; ").enumerate() {
        json.push_str(if at == 0 { "" } else { ", " });
        jsontext::write_string(&mut json, item);
    }
    json.push(']');
    Cow::Owned(json)
}

/// Returns whether a text is evidence: a JSON list of objects.
pub(super) fn is_evidence(text: &str) -> bool {
    is_json(text)
        && Kind::of(text) == Kind::Array
        && jsontext::elements(text, 0).iter().all(|(item, _)| Kind::of(item) == Kind::Object)
}

/// Returns whether all items of a JSON list are strings.
pub(super) fn is_list_of_strings(json: &str) -> bool {
    jsontext::elements(json, 0).iter().all(|(item, _)| Kind::of(item) == Kind::String)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_a_list_of_objects() {
        for (text, is) in
            [("[{}]", true), ("[]", true), ("[{}, 1]", false), ("[1]", false), ("{}", false), ("x", false), ("", false)]
        {
            assert_eq!(is_evidence(text), is, "{text}");
        }
    }
}

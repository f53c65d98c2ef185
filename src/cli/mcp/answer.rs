//! Answers that are bounded: a list is cut at a number and at a size, and says how much more there is.

use kgraph::jsontext;
use serde_json::{Map, Value};

/// The longest answer, in bytes of JSON. Long texts in it are cut first.
pub(super) const MAX_ANSWER: usize = 24_000;
/// The longest text in an answer, in characters.
const MAX_TEXT: usize = 600;
/// The most items of a list inside an item.
const MAX_ITEMS: usize = 20;

/// Writes an object with a list in it: as many items as fit, at most `limit` of `all`.
pub(super) fn list(
    mut object: Map<String, Value>,
    key: &str,
    items: impl Iterator<Item = Value>,
    limit: usize,
    all: usize,
) -> String {
    for value in object.values_mut() {
        shorten(value);
    }
    let mut size = Value::from(object.clone()).to_string().len();
    let mut shown = Vec::new();
    for mut item in items.take(limit) {
        shorten(&mut item);
        size += item.to_string().len() + 2;
        if size > MAX_ANSWER {
            break;
        }
        shown.push(item);
    }
    let more = all.saturating_sub(shown.len());
    object.insert(key.to_owned(), shown.into());
    if more > 0 {
        object.insert("more".to_owned(), more.into());
    }
    Value::from(object).to_string()
}

/// Cuts long texts and long lists inside a value.
fn shorten(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let std::borrow::Cow::Owned(cut) = jsontext::shorten(text, MAX_TEXT) {
                *text = cut;
            }
        }
        Value::Array(items) => {
            let more = items.len().saturating_sub(MAX_ITEMS);
            items.truncate(MAX_ITEMS);
            items.iter_mut().for_each(shorten);
            if more > 0 {
                items.push(format!("… and {more} more").into());
            }
        }
        Value::Object(members) => members.values_mut().for_each(shorten),
        _ => {}
    }
}

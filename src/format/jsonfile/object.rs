//! JSON objects being written, on one line each, as canonical kgraph JSON has them.

use crate::jsontext::{write_canonical, write_string};

/// An object being written into a text.
pub(in crate::format) struct Object<'t> {
    text: &'t mut String,
    empty: bool,
}

impl<'t> Object<'t> {
    /// Opens an object.
    pub(in crate::format) fn begin(text: &'t mut String) -> Self {
        text.push('{');
        Object { text, empty: true }
    }

    /// Writes a key; its value comes next.
    pub(in crate::format) fn key(&mut self, key: &str) -> &mut String {
        self.text.push_str(if self.empty { "" } else { ", " });
        self.empty = false;
        write_string(self.text, key);
        self.text.push_str(": ");
        self.text
    }

    /// Writes a key with a string.
    pub(in crate::format) fn string(&mut self, key: &str, value: &str) {
        write_string(self.key(key), value);
    }

    /// Writes a key with a string, if there is one.
    pub(in crate::format) fn optional<S: AsRef<str>>(&mut self, key: &str, value: Option<S>) {
        if let Some(value) = value {
            self.string(key, value.as_ref());
        }
    }

    /// Writes a key with a scanned JSON value.
    pub(in crate::format) fn json(&mut self, key: &str, value: &str) {
        write_canonical(self.key(key), value);
    }

    /// Opens an object as the value of a key.
    pub(in crate::format) fn object(&mut self, key: &str) -> Object<'_> {
        Object::begin(self.key(key))
    }

    /// Closes the object.
    pub(in crate::format) fn end(self) {
        self.text.push('}');
    }
}

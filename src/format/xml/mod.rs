//! What the XML formats share: escaping, safe reading, and the header in a comment.

pub(super) mod escape;
pub(super) mod header;
pub(super) mod read;

/// Tells from its beginning whether a text is XML with this outermost element, in any namespace.
pub(super) fn root_is(text: &str, name: &str) -> bool {
    matches!(read::XmlReader::unchecked(text).next(), Ok(read::Item::Start(tag)) if tag.local() == name)
}

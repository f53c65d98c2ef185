//! What a graph says about itself, inside the metadata of other formats.
//!
//! The keys are those of `graph` in kgraph JSON. One more, `kgraph`, says that the file was written
//! by kgraph, so that a reader knows which keys are the user's own; it holds the keys that stood at
//! the top of the file.

use super::names::{Names, synthetic};
use super::object::Object;
use crate::format::Losses;
use crate::graph::{Attribute, Builder, FileId, Graph};
use crate::jsontext::{Kind, Member};
use std::borrow::Cow;
use std::ops::Range;

/// The key that only kgraph writes.
const MARK: &str = "kgraph";

/// Writes the members of the header into a metadata object, a line each for declarations.
pub(in crate::format) fn write(
    graph: &Graph,
    indent: &str,
    names: &Names,
    object: &mut Object<'_>,
    losses: &mut Losses,
) {
    let header = graph.header();
    let lists = [
        ("documents", header.documents.iter().map(|declared| &declared.json).collect::<Vec<_>>()),
        ("types", header.types.iter().filter(|declared| declared.declared).map(|declared| &declared.json).collect()),
        (
            "relations",
            header.relations.iter().filter(|declared| declared.declared).map(|declared| &declared.json).collect(),
        ),
    ];
    for (key, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
        let lines: Vec<String> = list.iter().map(|json| format!("\n{indent}  {json}")).collect();
        let text = object.key(key);
        text.push('[');
        text.push_str(&lines.join(","));
        text.push_str(&format!("\n{indent}]"));
    }
    for (key, json) in &header.attributes {
        let attribute = Attribute { key, value: json };
        object.json(&names.rename(&attribute, losses), json);
    }
    let mut mark = object.object(MARK);
    for (key, json) in &header.top_attributes {
        mark.json(key, json);
    }
    mark.end();
}

/// Returns whether kgraph wrote the file with this metadata.
pub(in crate::format) fn is_marked(metadata: &[Member<'_>]) -> bool {
    metadata.iter().any(|member| member.key == MARK && Kind::of(member.value) == Kind::Object)
}

/// Reads the members of a metadata object. The title may stand elsewhere, or be one of them under
/// another key, which `title` then names.
pub(in crate::format) fn read<'a>(
    builder: &mut Builder,
    file: FileId,
    metadata: &[Member<'a>],
    names: &Names,
    title: Title<'a>,
) {
    let marked = is_marked(metadata);
    let mut members = Vec::with_capacity(metadata.len() + 1);
    for member in metadata {
        if marked && member.key == MARK {
            for top in member.members() {
                builder.top_level(file, &top);
            }
            continue;
        }
        let is_title = matches!(title, Title::Key(key) if key == member.key);
        let key = match marked {
            true if is_title => Cow::Borrowed("title"),
            true => names.read(member.key.clone()),
            false => member.key.clone(),
        };
        members.push(Member { key, ..member.clone() });
    }
    if let Title::Member(title) = title {
        members.insert(0, Member { key: Cow::Borrowed("title"), ..title });
    }
    builder.header_members(file, &members);
}

/// Where a format has the title of a graph.
pub(in crate::format) enum Title<'a> {
    /// In the metadata, under this key.
    Key(&'static str),
    /// Beside the metadata.
    Member(Member<'a>),
}

/// Tells the builder whether edges have a direction.
pub(in crate::format) fn directed(builder: &mut Builder, file: FileId, directed: bool, span: &Range<usize>) {
    builder.top_level(file, &synthetic("directed", if directed { "true" } else { "false" }, span));
}

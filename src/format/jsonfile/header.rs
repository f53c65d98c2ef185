//! What a graph says about itself, inside the metadata of other formats.
//!
//! The keys are those of `graph` in kgraph JSON. One more, `kgraph`, says that the file was written
//! by kgraph, so that a reader knows which keys are the user's own; it holds the keys that stood at
//! the top of the file.

use super::names::{Names, synthetic};
use super::object::Object;
use crate::graph::{Builder, FileId, Graph};
use crate::jsontext::{Kind, Member};
use std::ops::Range;

/// The key that only kgraph writes.
const MARK: &str = "kgraph";

/// Writes the members of the header into a metadata object, a line each for declarations.
pub(in crate::format) fn write(graph: &Graph, indent: &str, names: &Names, object: &mut Object<'_>) {
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
        object.json(&names.written(key), json);
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

/// Reads the members of a metadata object, but for those that `skip` names.
pub(in crate::format) fn read(
    builder: &mut Builder,
    file: FileId,
    metadata: &[Member<'_>],
    names: &Names,
    skip: &[&str],
) {
    let marked = is_marked(metadata);
    for member in metadata {
        if marked && member.key == MARK {
            for top in member.members() {
                builder.top_level(file, &top);
            }
        } else if !skip.contains(&&*member.key) {
            let key = if marked { names.read(member.key.clone()) } else { member.key.clone() };
            builder.header_key(file, &Member { key, ..member.clone() });
        }
    }
}

/// Tells the builder whether edges have a direction.
pub(in crate::format) fn directed(builder: &mut Builder, file: FileId, directed: bool, span: &Range<usize>) {
    builder.top_level(file, &synthetic("directed", if directed { "true" } else { "false" }, span));
}

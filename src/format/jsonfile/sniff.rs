//! Which JSON format a text is, from its first keys.

use crate::jsontext::{self, Kind, Member, Scanner};

/// A JSON format, as told by its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Flavour {
    /// `elements`.
    Cytoscape,
    /// Records with `key` and `attributes`, or `options`.
    Graphology,
    /// `graph` with `nodes` inside, or `graphs`.
    Jgf,
    /// Lines with `"type": "entity"` or `"type": "relation"`.
    McpMemory,
    /// Lines with `schema` and `properties`.
    FollowTheMoney,
    /// Any other object: `nodes`, `edges`.
    NodeLink,
}

/// Tells which JSON format a text is; `None` if it is no object. Reads no further than the first record.
pub(in crate::format) fn sniff(text: &str) -> Option<Flavour> {
    let mut scanner = Scanner::new(text, 0);
    if scanner.peek() != Some(b'{') || scanner.begin_object().is_err() {
        return None;
    }
    let mut before: Vec<Member<'_>> = Vec::new();
    let mut first = true;
    while let Ok(Some(key_span)) = scanner.next_key(&mut first) {
        let key = jsontext::decode(&text[key_span.clone()]);
        let next = scanner.peek();
        match (&*key, next) {
            ("elements", Some(b'[')) if is_kumu(&mut scanner.clone()) => return Some(Flavour::NodeLink),
            ("elements", Some(b'{' | b'[')) => return Some(Flavour::Cytoscape),
            ("graphs", Some(b'[')) => return Some(Flavour::Jgf),
            ("nodes" | "edges" | "links", _) => return Some(by_record(&before, &mut scanner)),
            ("graph", Some(b'{')) if is_jgf(text, &mut scanner.clone()) => return Some(Flavour::Jgf),
            _ => {}
        }
        let Ok(value_span) = scanner.value() else { break };
        before.push(Member { key, key_span, value: &text[value_span.clone()], value_span });
    }
    Some(by_line(&before))
}

/// Returns whether a list of elements is Kumu's: they have a label, where those of Cytoscape have `data`.
fn is_kumu(scanner: &mut Scanner<'_>) -> bool {
    let (mut first, mut members) = (true, Vec::new());
    let has_record = scanner.begin_array().is_ok()
        && matches!(scanner.next_element(&mut first), Ok(true))
        && scanner.peek() == Some(b'{')
        && jsontext::take_members(scanner, &mut members).is_ok();
    let has = |key: &str| members.iter().any(|member: &Member<'_>| member.key == key);
    has_record && has("label") && !has("data")
}

/// Tells by the first record of a list, and by what stands before the list.
fn by_record(before: &[Member<'_>], scanner: &mut Scanner<'_>) -> Flavour {
    let mut first = true;
    let mut members = Vec::new();
    let has_record = scanner.begin_array().is_ok()
        && matches!(scanner.next_element(&mut first), Ok(true))
        && scanner.peek() == Some(b'{');
    if has_record {
        // A record that is cut off shows its first keys all the same.
        let _ = jsontext::take_members(scanner, &mut members);
        let has = |key: &str, kind: Kind| members.iter().any(|m| m.key == key && Kind::of(m.value) == kind);
        let is_node = !has("source", Kind::String);
        let keyed = has("key", Kind::String) || has("key", Kind::Number);
        let graphology = has("attributes", Kind::Object) || is_node;
        let plain = members.iter().any(|member| matches!(&*member.key, "id" | "relation"));
        return if keyed && graphology && !plain { Flavour::Graphology } else { Flavour::NodeLink };
    }
    let options = before.iter().find(|member| member.key == "options" && Kind::of(member.value) == Kind::Object);
    let graphology = options.is_some_and(|options| options.members().iter().any(|m| m.key == "multi"));
    if graphology { Flavour::Graphology } else { Flavour::NodeLink }
}

/// Tells by the members of an object that has no list of records: the first line of a file of lines.
fn by_line(members: &[Member<'_>]) -> Flavour {
    let has = |key: &str, kind: Kind| members.iter().any(|member| member.key == key && Kind::of(member.value) == kind);
    let word = members.iter().find(|member| member.key == "type").map(|member| member.value);
    if has("schema", Kind::String) && has("properties", Kind::Object) {
        Flavour::FollowTheMoney
    } else if word == Some("\"entity\"") && has("name", Kind::String)
        || word == Some("\"relation\"") && has("from", Kind::String)
    {
        Flavour::McpMemory
    } else {
        Flavour::NodeLink
    }
}

/// Returns whether an object has `nodes` or `edges` of its own.
fn is_jgf(text: &str, scanner: &mut Scanner<'_>) -> bool {
    let mut first = true;
    if scanner.begin_object().is_err() {
        return false;
    }
    while let Ok(Some(key)) = scanner.next_key(&mut first) {
        let name = &text[key];
        let list = matches!(scanner.peek(), Some(b'{' | b'['));
        if list && matches!(&*jsontext::decode(name), "nodes" | "edges" | "hyperedges") {
            return true;
        }
        if scanner.value().is_err() {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flavours_are_told_by_their_first_record() {
        for (text, flavour) in [
            (r#"{"elements": [{"label": "a"}]}"#, "NodeLink"),
            (r#"{"elements": [{"data": {"id": "a"}}]}"#, "Cytoscape"),
            (r#"{"elements": [{"label": "a", "data": {"id": "a"}}]}"#, "Cytoscape"),
            (r#"{"type": "entity", "name": "a"}"#, "McpMemory"),
            (r#"{"type": "entity"}"#, "NodeLink"),
            (r#"{"name": "a"}"#, "NodeLink"),
            (r#"{"type": "relation", "from": "a"}"#, "McpMemory"),
            (r#"{"type": "relation"}"#, "NodeLink"),
            (r#"{"nodes": [{"key": "a"}]}"#, "Graphology"),
            (r#"{"nodes": [{"key": "a", "id": "a"}]}"#, "NodeLink"),
            (r#"{"edges": [{"key": "a", "source": "a", "target": "b"}]}"#, "NodeLink"),
        ] {
            let found = sniff(text).map(|flavour| format!("{flavour:?}"));
            assert_eq!(found.as_deref(), Some(flavour), "{text}");
        }
    }
}

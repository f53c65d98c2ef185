//! Nodes without ids, as D3 had them up to version 3: edges name them by their places in the list.

use crate::diagnostics::{Code, Diagnostic};
use crate::format::jsonfile::names::synthetic;
use crate::graph::{Builder, FileId};
use crate::jsontext::{self, Kind, Member, Scanner};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// What stands for the ids of nodes that have none.
#[derive(Debug)]
pub(super) struct Nameless {
    /// The key of each node that serves as its id; its place in the list where there is no such key.
    key: Option<&'static str>,
    /// The ids, as JSON text.
    ids: Vec<String>,
}

impl Nameless {
    /// Looks for a list of nodes none of which has an id, and warns of it. The first node settles it, if
    /// it has one.
    pub(super) fn find(text: &str, mut scanner: Scanner<'_>, builder: &mut Builder, file: FileId) -> Option<Nameless> {
        let (mut first, mut members) = (true, Vec::new());
        let mut names = [("name", Some(Vec::new())), ("label", Some(Vec::new()))];
        let (mut count, mut span) = (0, None);
        if scanner.peek() != Some(b'[') || scanner.begin_array().is_err() {
            return None;
        }
        // What is broken is reported by the reading that follows.
        while scanner.next_element(&mut first).ok()? {
            members.clear();
            let start = (scanner.peek() == Some(b'{')).then(|| scanner.offset())?;
            jsontext::take_members(&mut scanner, &mut members).ok()?;
            span.get_or_insert(start..scanner.offset());
            // A misspelled id is a mistake in that node, not a way to write nodes.
            if members.iter().any(|member| matches!(&*member.key.to_lowercase(), "id" | "_id" | "key" | "node_id")) {
                return None;
            }
            for (key, list) in &mut names {
                let name = members.iter().find(|m| m.key == *key && Kind::of(m.value) == Kind::String);
                match (name.filter(|name| name.value.len() > 2), &mut *list) {
                    (Some(name), Some(list)) => list.push(name.value_span.clone()),
                    _ => *list = None,
                }
            }
            count += 1;
        }
        let span = span?;
        let distinct = |list: &Vec<Range<usize>>| {
            let mut seen = HashSet::new();
            list.iter().all(|span| seen.insert(jsontext::decode(&text[span.clone()])))
        };
        let named = names.into_iter().find_map(|(key, list)| Some((key, list.filter(distinct)?)));
        let (key, ids, instead) = match named {
            Some((key, list)) => {
                let ids = list.into_iter().map(|span| text[span].to_owned()).collect();
                (Some(key), ids, format!("`{key}` stands for it"))
            }
            None => {
                let ids = (0..count).map(|at| format!("\"{at}\"")).collect();
                (None, ids, "its place in the list, from 0, stands for it".to_owned())
            }
        };
        let message = format!("no node of this file has an `id`: {instead}");
        let place = builder.place(file, span, "/nodes/0");
        builder.report(Diagnostic::new(Code::NoId, message).at(place).hint("add `\"id\": …` to each node"));
        Some(Nameless { key, ids })
    }

    /// Gives a node its id.
    pub(super) fn node<'m>(&'m self, index: usize, span: &Range<usize>, members: &[Member<'m>]) -> Vec<Member<'m>> {
        let mut members = members.to_vec();
        match self.key.and_then(|key| members.iter_mut().find(|member| member.key == key)) {
            Some(member) => member.key = Cow::Borrowed("id"),
            None => members.push(synthetic("id", &self.ids[index], span)),
        }
        members
    }

    /// Gives an edge the ids of the nodes at the places that it names.
    pub(super) fn edge<'m>(&'m self, members: &mut [Member<'m>]) {
        for member in members.iter_mut().filter(|member| matches!(&*member.key, "source" | "target")) {
            let id = member.value.parse::<usize>().ok().and_then(|at| self.ids.get(at));
            member.value = id.map_or(member.value, String::as_str);
        }
    }

    /// Returns the key of a node that serves as its id.
    pub(super) fn key(&self) -> Option<&'static str> {
        self.key
    }
}

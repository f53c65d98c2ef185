//! A graph as records of keys and canonical values, which is what two versions are compared by.

use crate::error::{Error, Result};
use crate::format::{Format, WriteOptions};
use crate::graph::Graph;
use crate::jsontext;
use std::collections::{HashMap, HashSet};
use std::io;

/// An object of a graph file: its keys, each with its value as canonical JSON text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Keys and values, in file order.
    pub members: Vec<(String, String)>,
}

impl Record {
    fn new(object: &str) -> Record {
        let members = jsontext::members(object, 0);
        let value = |text: &str| {
            let mut out = String::with_capacity(text.len());
            jsontext::write_canonical(&mut out, text);
            out
        };
        Record { members: members.into_iter().map(|member| (member.key.into_owned(), value(member.value))).collect() }
    }

    /// Returns the value of a key, as JSON text.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.members.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Returns a string value, decoded.
    pub fn text(&self, key: &str) -> Option<String> {
        self.get(key).map(|value| jsontext::decode(value).into_owned())
    }

    pub(super) fn set(&mut self, key: &str, value: String) {
        match self.members.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => *known = value,
            None => self.members.push((key.to_owned(), value)),
        }
    }

    /// Returns the elements of a list value; none where there is no list.
    pub(super) fn list(&self, key: &str) -> Vec<&str> {
        let elements = self.get(key).map(|value| jsontext::elements(value, 0)).unwrap_or_default();
        elements.into_iter().map(|(element, _)| element).collect()
    }

    /// Writes the object in one line.
    pub fn json(&self) -> String {
        let mut out = String::from("{");
        for (at, (key, value)) in self.members.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { ", " });
            jsontext::write_string(&mut out, key);
            out.push_str(": ");
            out.push_str(value);
        }
        out.push('}');
        out
    }

    /// Returns what names the record among those of its list: its id, or what an edge without one says.
    pub(super) fn key(&self) -> String {
        match self.get("id") {
            Some(id) => id.to_owned(),
            None => {
                ["source", "relation", "target", "since", "until"].map(|key| self.get(key).unwrap_or("null")).join("\n")
            }
        }
    }
}

/// The lists of declarations in a header, each with the word for one of its records.
pub(super) const DECLARATIONS: [(&str, &str); 3] =
    [("documents", "document"), ("types", "type"), ("relations", "relation")];

/// A whole graph as records.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Keys beside `nodes` and `edges`.
    pub(super) top: Record,
    /// Keys of `graph` that are no declarations.
    pub(super) header: Record,
    /// Documents, types and relations.
    pub(super) declarations: [Vec<Record>; 3],
    pub(super) nodes: Vec<Record>,
    pub(super) edges: Vec<Record>,
}

impl Sheet {
    /// Takes a graph apart. Time and space O(graph as JSON).
    pub(super) fn new(graph: &Graph) -> Result<Sheet> {
        let json = Format::from_name("json").ok_or_else(|| Error::unsupported("kgraph JSON is not there", ""))?;
        let mut bytes = Vec::new();
        json.write(graph, &WriteOptions::new(), &mut bytes)?;
        let text = String::from_utf8(bytes)
            .map_err(|error| Error::io("cannot read back the graph", io::Error::other(error.utf8_error())))?;
        let mut sheet = Sheet::default();
        let records =
            |list: &str| jsontext::elements(list, 0).into_iter().map(|(value, _)| Record::new(value)).collect();
        for member in jsontext::members(&text, 0) {
            match &*member.key {
                "nodes" => sheet.nodes = records(member.value),
                "edges" => sheet.edges = records(member.value),
                "graph" => {
                    for (key, value) in Record::new(member.value).members {
                        match DECLARATIONS.iter().position(|(list, _)| *list == key) {
                            Some(at) => sheet.declarations[at] = records(&value),
                            None => sheet.header.members.push((key, value)),
                        }
                    }
                }
                key => sheet.top.set(key, member.value.to_owned()),
            }
        }
        Ok(sheet)
    }

    /// Turns edges of symmetric relations round that `other` has the other way round only: both say the same.
    /// Time and space O(edges).
    pub(super) fn turn_as(&mut self, other: &Sheet) {
        let symmetric = |sheet: &Sheet| -> HashSet<String> {
            let relations = sheet.declarations[2].iter().filter(|record| record.get("symmetric") == Some("true"));
            relations.filter_map(|record| Some(record.get("id")?.to_owned())).collect()
        };
        let (a, b) = (symmetric(self), symmetric(other));
        let symmetric: HashSet<&str> = a.intersection(&b).map(String::as_str).collect();
        let is_symmetric = |edge: &Record| edge.get("relation").is_some_and(|id| symmetric.contains(id));
        let ends = |edge: &Record, keys: [&str; 3]| keys.map(|key| edge.get(key).unwrap_or_default().to_owned());
        let there = |edge: &Record| ends(edge, ["source", "relation", "target"]);
        let known: HashSet<[String; 3]> = other.edges.iter().filter(|edge| is_symmetric(edge)).map(there).collect();
        for edge in self.edges.iter_mut().filter(|edge| is_symmetric(edge)) {
            let turned = ends(edge, ["target", "relation", "source"]);
            if !known.contains(&there(edge)) && known.contains(&turned) {
                let [source, _, target] = turned;
                edge.set("source", source);
                edge.set("target", target);
            }
        }
    }

    /// Writes the graph as JSON.
    pub(super) fn json(&self) -> String {
        let list = |records: &[Record]| {
            let lines: Vec<String> = records.iter().map(Record::json).collect();
            format!("[{}]", lines.join(",\n"))
        };
        let mut header = self.header.clone();
        for ((name, _), records) in DECLARATIONS.iter().zip(&self.declarations) {
            if !records.is_empty() {
                header.set(name, list(records));
            }
        }
        let mut whole = self.top.clone();
        whole.set("graph", header.json());
        whole.set("nodes", list(&self.nodes));
        whole.set("edges", list(&self.edges));
        whole.json()
    }
}

/// Pairs the records of two lists: those of one key that are the same in everything first, the others of that
/// key in their order. Returns pairs in the order of `new`, then what only `old` has. Time O(records).
pub(super) fn pair(old: &[&Record], new: &[&Record]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in old.iter().enumerate().rev() {
        by_text.entry(record.json()).or_default().push(at);
        by_key.entry(record.key()).or_default().push(at);
    }
    let mut taken = vec![false; old.len()];
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::with_capacity(new.len());
    for (at, record) in new.iter().enumerate() {
        let same = by_text.get_mut(&record.json()).and_then(Vec::pop);
        if let Some(same) = same {
            taken[same] = true;
        }
        pairs.push((same, Some(at)));
    }
    for (found, at) in &mut pairs {
        if let (None, Some(record)) = (&found, at.and_then(|at| new.get(at))) {
            let list = by_key.get_mut(&record.key());
            *found = list.and_then(|list| {
                while let Some(candidate) = list.pop() {
                    if !taken[candidate] {
                        taken[candidate] = true;
                        return Some(candidate);
                    }
                }
                None
            });
        }
    }
    pairs.extend((0..old.len()).filter(|&at| !taken[at]).map(|at| (Some(at), None)));
    pairs
}

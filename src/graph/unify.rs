//! Nodes that are the same entity, made one.

use super::fields::{EdgeKey, Field, FieldTable, NodeKey};
use super::{EdgeId, Graph, NodeId, NodeRecord, Union, place};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::jsontext;
use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The keys of evidence that say how the document calls an end that was joined to another node.
const NAMED_AS: [&str; 2] = ["source_name", "target_name"];

impl Graph {
    /// Makes each group of nodes one node: its first, which keeps its id, type and label.
    ///
    /// The others' names become aliases, their attributes are added, and of two values for one key the first is
    /// kept and the other reported. Every edge is kept with its evidence, in which the name of an end that is
    /// gone stays as `source_name` or `target_name`. An edge between two nodes of a group becomes a loop.
    /// Edges that say the same now, by the rule that holds for those of different files, become one unless `union`
    /// keeps them apart; those that had the same ends before are two. A node belongs to one group at most. Time and
    /// space O(nodes + edges), and for edges at the groups as for those of several files.
    pub fn unify(&self, groups: &[Vec<NodeId>], union: Union) -> (Graph, Diagnostics) {
        let mut stands_for: Vec<NodeId> = self.nodes().collect();
        let mut unified = self.clone();
        let mut diagnostics = Diagnostics::default();
        let mut rows: BTreeMap<NodeId, Vec<Field>> = BTreeMap::new();
        for group in groups {
            let [first, others @ ..] = group.as_slice() else { continue };
            for other in others {
                stands_for[other.index()] = *first;
            }
            rows.insert(*first, unified.joined(*first, others, &mut diagnostics));
        }
        let kept: Vec<NodeId> = self.nodes().filter(|node| stands_for[node.index()] == *node).collect();
        let mut topology = DiGraph::with_capacity(kept.len(), self.edge_count());
        let mut node_fields = FieldTable::default();
        for &node in &kept {
            topology.add_node(unified.topology[node]);
            // Joined rows are never more than the rows that were counted before, but for one of aliases a group.
            node_fields.push(rows.get(&node).map_or_else(|| self.node_fields.of(node.index()), Vec::as_slice));
        }
        let mut edge_fields = FieldTable::default();
        for edge in self.edges() {
            let ends = <[NodeId; 2]>::from(self.endpoints(edge));
            let moved = ends.map(|end| (stands_for[end.index()] != end).then(|| self.label(end)));
            let mut row = self.edge_fields.of(edge.index()).to_vec();
            if moved.iter().any(Option::is_some)
                && let Some(field) = row.iter_mut().find(|field| field.key == EdgeKey::EVIDENCE)
            {
                let evidence = named(self.texts.get(field.value), &moved);
                field.value = unified.texts.push(&evidence);
            }
            let [source, target] = ends.map(|end| {
                NodeId::new(kept.binary_search(&stands_for[end.index()]).expect("the first of a group stays"))
            });
            topology.add_edge(source, target, self.topology[edge]);
            edge_fields.push(&row);
        }
        unified.names = kept.iter().map(|node| unified.names[node.index()]).collect();
        unified.index_names();
        (unified.topology, unified.node_fields, unified.edge_fields) = (topology, node_fields, edge_fields);
        (unified.adjacency, unified.edge_ids) = (OnceLock::new(), OnceLock::new());
        let origins = self.origins(&rows, &stands_for);
        // The others are as they were.
        let moved = self.edges().filter(|edge| origins[edge.index()] != 0);
        super::join::edges(&mut unified, moved, |edge| origins[edge.index()], union, &mut diagnostics);
        (unified, diagnostics)
    }

    /// Returns a number for the nodes that each edge joined before, where one of them is in a group; else 0.
    fn origins(&self, groups: &BTreeMap<NodeId, Vec<Field>>, stands_for: &[NodeId]) -> Vec<u32> {
        let mut numbers: HashMap<(NodeId, NodeId), u32> = HashMap::new();
        let mut number = |edge: EdgeId| {
            let (a, b) = self.endpoints(edge);
            if ![a, b].iter().any(|end| groups.contains_key(&stands_for[end.index()])) {
                return 0;
            }
            let ends = if self.is_symmetric(edge) && b < a { (b, a) } else { (a, b) };
            let next = numbers.len() as u32 + 1;
            *numbers.entry(ends).or_insert(next)
        };
        self.edges().map(&mut number).collect()
    }

    /// Returns the rows of a node and those that are joined to it.
    fn joined(&mut self, first: NodeId, others: &[NodeId], diagnostics: &mut Diagnostics) -> Vec<Field> {
        let mut rows = self.node_fields.of(first.index()).to_vec();
        let mut aliases: Vec<String> = self.aliases(first).into_iter().map(Into::into).collect();
        for &other in others {
            let (known, more) = (self.topology[first].entity_type, self.topology[other].entity_type);
            if known == NodeRecord::UNTYPED {
                self.topology[first].entity_type = more;
            } else if more != NodeRecord::UNTYPED && more != known {
                let name = |number: u32| self.header.types[number as usize].id.as_str();
                diagnostics.push(self.two_values([first, other], "type", name(known), name(more)));
            }
            if self.names[first.index()].label.is_none() {
                self.names[first.index()].label = self.names[other.index()].label;
            }
            let names = std::iter::once(self.label(other).to_owned());
            for name in names.chain(self.aliases(other).into_iter().map(Into::into)).collect::<Vec<String>>() {
                if name != self.label(first) && !aliases.contains(&name) {
                    aliases.push(name);
                }
            }
            for field in self.node_fields.of(other.index()).iter().filter(|field| field.key != NodeKey::ALIASES) {
                let Some(known) = rows.iter().find(|row| row.key == field.key) else {
                    rows.push(*field);
                    continue;
                };
                let [known, more] = [known.value, field.value].map(|value| {
                    let mut text = String::new();
                    jsontext::write_canonical(&mut text, self.texts.get(value));
                    text
                });
                if known != more {
                    diagnostics.push(self.two_values([first, other], self.node_keys.get(field.key.0), &known, &more));
                }
            }
        }
        rows.retain(|row| row.key != NodeKey::ALIASES);
        if !aliases.is_empty() {
            let mut list = String::from("[");
            for (at, alias) in aliases.iter().enumerate() {
                list.push_str(if at == 0 { "" } else { ", " });
                jsontext::write_string(&mut list, alias);
            }
            list.push(']');
            rows.insert(0, Field { key: NodeKey::ALIASES, value: self.texts.push(&list) });
        }
        rows
    }

    fn two_values(&self, nodes: [NodeId; 2], key: &str, known: &str, other: &str) -> Diagnostic {
        let [first, second] = nodes.map(|node| self.id(node));
        let (kept, not) = (jsontext::shorten(known, 60), jsontext::shorten(other, 60));
        let message = format!(
            "`{first}` and `{second}`, which are the same, have two values for `{key}`: {kept} is kept, {not} is not"
        );
        let mut diagnostic = Diagnostic::new(Code::ConflictingValue, message);
        let [first, second] =
            nodes.map(|node| self.node_origin(node).map(|(source, span)| place(source, span, String::new())));
        diagnostic.place = second;
        match first {
            Some(first) => diagnostic.related(first, "this one stays"),
            None => diagnostic,
        }
    }
}

/// Adds to each piece of evidence how it names the ends that are gone.
fn named(evidence: &str, names: &[Option<&str>; 2]) -> String {
    let mut out = String::from("[");
    for (at, (piece, _)) in jsontext::elements(evidence, 0).into_iter().enumerate() {
        let members = jsontext::members(piece, 0);
        let mut keys: Vec<(&str, String)> =
            members.iter().map(|member| (&*member.key, member.value.to_owned())).collect();
        for (key, name) in NAMED_AS.into_iter().zip(names) {
            if let Some(name) = name
                && !keys.iter().any(|(known, _)| *known == key)
            {
                let mut value = String::new();
                jsontext::write_string(&mut value, name);
                keys.push((key, value));
            }
        }
        out.push_str(if at == 0 { "{" } else { ", {" });
        for (at, (key, value)) in keys.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { ", " });
            jsontext::write_string(&mut out, key);
            out.push_str(": ");
            out.push_str(value);
        }
        out.push('}');
    }
    out.push(']');
    out
}

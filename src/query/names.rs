//! Names: from what somebody types to one node.
//!
//! The first rung that gives a node wins: exact id or label in quotes; id or label whatever the case,
//! accents, punctuation and articles; alias; initials; first or last name; a word of a longer name
//! that nothing else has. Two nodes on a rung are an error that lists both, unless the words around
//! tell them apart: "Chen of The Asia Group", "the company Apple". Nothing is corrected silently.

use super::question::{Lexicon, name_note, read_name};
use crate::error::Result;
use crate::graph::{Graph, NodeId};

/// A node, and how its name was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resolved {
    /// The node.
    pub node: NodeId,
    /// How the name was understood, where that is not plain: worth showing.
    pub note: Option<String>,
}

/// Finds the node that a name stands for.
///
/// # Errors
/// Fails if nothing has the name, with the nearest names, and if several nodes have it, with what
/// tells them apart.
pub fn resolve(graph: &Graph, lexicon: &Lexicon, text: &str) -> Result<Resolved> {
    if let Some(node) = graph.find(text) {
        return Ok(Resolved { node, note: None });
    }
    let name = read_name(text, graph, lexicon)?;
    Ok(Resolved { node: name.nodes[0], note: name_note(&name, graph) })
}

//! From names on the command line to nodes.

use super::Context;
use kgraph::error::Result;
use kgraph::graph::{Graph, NodeId};
use kgraph::query::names;
use kgraph::query::question::Lexicon;
use std::cell::OnceCell;

/// Finds nodes of one graph. The lexicon, which costs a pass over the graph, is built once, and only
/// for a name that is no id.
pub(super) struct Lookup<'g> {
    graph: &'g Graph,
    context: Context,
    lexicon: OnceCell<Lexicon>,
}

impl<'g> Lookup<'g> {
    pub(super) fn new(graph: &'g Graph, context: Context) -> Self {
        Lookup { graph, context, lexicon: OnceCell::new() }
    }

    /// Finds the node that a name stands for, and says how the name was understood where that is not plain.
    pub(super) fn find(&self, name: &str) -> Result<NodeId> {
        if let Some(node) = self.graph.find(name) {
            return Ok(node);
        }
        let lexicon = self.lexicon.get_or_init(|| Lexicon::new(self.graph));
        let resolved = names::resolve(self.graph, lexicon, name)?;
        if let Some(note) = &resolved.note {
            self.context.note(note);
        }
        Ok(resolved.node)
    }
}

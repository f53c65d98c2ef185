//! From the ordered steps to fewer: counting instead of enumerating.
//!
//! Where only the number of matches is wanted, the last steps of a pattern need not be walked one match
//! at a time. Steps that only hang on what is bound before them form trees; the number of ways to
//! match a tree below a node is the product over its branches of the sums over the neighbours (as in
//! Yannakakis 1981, with counts for the tuples), and depends on nothing but that node, so that it is
//! calculated once for each node. A pattern of any length without cycles is counted in
//! O(nodes + edges).
//!
//! No relationship may be used twice in a match. Products cannot see that, so only steps whose types
//! and directions exclude it are multiplied; otherwise the last step alone is counted, and the
//! relationships used before it are subtracted.

use super::{Hops, LabelTest, MatchPlan, Slot, Step, Types};
use crate::query::view::LabelId;

/// What hangs on a node by one relationship, and what hangs on that in turn.
pub(crate) struct Branch {
    /// The number of the branch in its step.
    pub(crate) id: usize,
    pub(crate) hop: Hops,
    pub(crate) branches: Vec<Branch>,
}

impl Branch {
    /// Whether the number of relationships says all.
    pub(crate) fn is_plain(&self) -> bool {
        self.branches.is_empty() && self.hop.test.is_none()
    }
}

/// So many steps at most are counted together; it bounds how deep branches nest.
const MOST: usize = 32;

/// Where a count starts anew: at each node, or each with a label.
pub(crate) struct Root {
    pub(crate) slot: Slot,
    pub(crate) label: Option<LabelId>,
    pub(crate) test: Option<LabelTest>,
}

/// Replaces the last steps of a plan by one that counts them, where the rows need no more than the
/// slots in `needed` and their number.
pub(super) fn tally(plan: &mut MatchPlan, needed: &[Slot]) {
    let open =
        |hop: &Hops| !hop.to_bound && !needed.contains(&hop.to) && hop.rel.is_none_or(|rel| !needed.contains(&rel));
    let first = plan.steps.iter().rposition(|step| !matches!(step, Step::Expand { hop } if open(hop)));
    let first = first.map_or(0, |last| last + 1).max(plan.steps.len().saturating_sub(MOST));
    // Whether no relationship can stand in two places from a step on.
    let apart = |from: usize| {
        let mut before: Vec<&Types> = plan.steps[..from].iter().flat_map(types).collect();
        plan.steps[from..].iter().all(|step| {
            let own = types(step);
            let apart = own.iter().all(|own| before.iter().all(|other| !own.meets(other)));
            before.extend(own);
            apart
        })
    };
    // The longest end of the plan that can be multiplied.
    let start = (first..=plan.steps.len()).find(|&from| !plan.unique || apart(from)).unwrap_or(plan.steps.len());
    let corrected = start == plan.steps.len() && first < start;
    let mut start = start - usize::from(corrected);
    // What comes before, if it only gives the nodes to start from, can be summed up as well.
    let rooted = !corrected
        && match start.checked_sub(1).map(|before| &plan.steps[before]) {
            Some(Step::Scan { slot, .. }) => !needed.contains(slot),
            Some(Step::Rels { hop, from_bound: false, bound: false, .. }) => {
                open(hop) && !needed.contains(&hop.from) && (!plan.unique || apart(start - 1))
            }
            _ => false,
        };
    start -= usize::from(rooted);
    if start == plan.steps.len() {
        return;
    }
    let (mut id, mut root, mut branches) = (0, None, Vec::new());
    for step in plan.steps.drain(start..) {
        let hop = match step {
            Step::Expand { hop } => hop,
            Step::Scan { slot, label, test } => {
                root = Some(Root { slot, label, test });
                continue;
            }
            Step::Rels { hop, from_test, .. } => {
                let (label, test) = match from_test {
                    Some(LabelTest::Has(label)) => (Some(label), None),
                    test => (None, test),
                };
                root = Some(Root { slot: hop.from, label, test });
                hop
            }
            _ => continue,
        };
        hang(&mut branches, Branch { id, hop, branches: Vec::new() });
        id += 1;
    }
    plan.steps.push(Step::Tally { root, branches, corrected });
}

/// Puts a branch on the one that binds the node where it starts, or among the roots.
fn hang(branches: &mut Vec<Branch>, branch: Branch) {
    fn place(branches: &mut [Branch], slot: Slot) -> Option<&mut Branch> {
        branches
            .iter_mut()
            .find_map(|branch| if branch.hop.to == slot { Some(branch) } else { place(&mut branch.branches, slot) })
    }
    match place(branches, branch.hop.from) {
        Some(parent) => parent.branches.push(branch),
        None => branches.push(branch),
    }
}

/// The types of the relationships that a step uses.
fn types(step: &Step) -> Option<&Types> {
    match step {
        Step::Expand { hop } | Step::Rels { hop, .. } | Step::Walk { hop, .. } => Some(&hop.types),
        _ => None,
    }
}

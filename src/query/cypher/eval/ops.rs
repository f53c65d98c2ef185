//! The clauses at work: a chain of operators that pull rows from one another.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::super::error::{CypherError, Detail, ErrorClass, Result};
use super::super::plan::{Ex, GroupPlan, Op, Pipeline, ProjectPlan, Slot};
use super::super::value::{Key, Value};
use super::Cx;
use super::aggregate::Accumulator;
use super::pattern::Matcher;
use crate::query::nodes::NodeSet;
use crate::query::view::NodeId;

type Row = Vec<Value>;

/// The rows of a query, or of a subquery on one row of the query around it.
pub(crate) struct Cursor<'g> {
    pipelines: VecDeque<Arc<Pipeline>>,
    current: Option<(Node<'g>, Row, Slot)>,
    seen: Option<HashSet<Vec<Key>>>,
    seed: Option<Row>,
}

impl<'g> Cursor<'g> {
    pub(crate) fn new(pipelines: &[Arc<Pipeline>], distinct: bool, seed: Option<&[Value]>) -> Self {
        Self {
            pipelines: pipelines.iter().cloned().collect(),
            current: None,
            seen: if distinct { Some(HashSet::new()) } else { None },
            seed: seed.map(<[Value]>::to_vec),
        }
    }

    /// Returns the columns of the next row.
    pub(crate) fn next(&mut self, cx: &Cx<'g>) -> Result<Option<Row>> {
        loop {
            let Some((node, row, base)) = &mut self.current else {
                if self.open() {
                    continue;
                }
                return Ok(None);
            };
            if !node.next(cx, row)? {
                self.current = None;
                continue;
            }
            let columns: Row = row.get(*base..).unwrap_or_default().to_vec();
            if let Some(seen) = &mut self.seen
                && !seen.insert(columns.iter().cloned().map(Key).collect())
            {
                continue;
            }
            return Ok(Some(columns));
        }
    }
}

impl<'g> Cursor<'g> {
    /// Appends the columns of further rows, at most `most`; returns how many rows there were.
    pub(crate) fn append(&mut self, cx: &Cx<'g>, most: u64, cells: &mut Vec<Value>) -> Result<u64> {
        let mut rows = 0;
        while rows < most {
            if let (Some((Node::Project(project), ..)), None) = (&mut self.current, &self.seen)
                && project.is_plain()
            {
                rows += project.append(cx, most - rows, cells)?;
                if rows < most {
                    self.current = None;
                }
                continue;
            }
            if self.current.is_none() && self.open() {
                continue;
            }
            let Some(row) = self.next(cx)? else { break };
            cells.extend(row);
            rows += 1;
        }
        Ok(rows)
    }

    /// Begins the next part of a union; returns whether there is one.
    fn open(&mut self) -> bool {
        let Some(pipeline) = self.pipelines.pop_front() else { return false };
        let mut row = self.seed.clone().unwrap_or_default();
        row.resize(pipeline.width.max(row.len()), Value::Null);
        self.current = Some((build(&pipeline, self.seed.as_ref()), row, pipeline.base));
        true
    }
}

fn build<'g>(pipeline: &Arc<Pipeline>, seed: Option<&Row>) -> Node<'g> {
    let mut node = Node::Start(false);
    let mut first = true;
    for (i, op) in pipeline.ops.iter().enumerate() {
        node = match op {
            Op::Match { plan, optional, new } => Node::Match(Box::new(MatchNode {
                input: node,
                matcher: Matcher::new(plan.clone()),
                optional: if *optional { Some(new.clone()) } else { None },
                active: false,
                found: false,
            })),
            Op::Unwind { .. } => Node::Unwind(Box::new(UnwindNode {
                input: node,
                pipeline: pipeline.clone(),
                op: i,
                items: Vec::new().into_iter(),
            })),
            Op::Project(plan) => {
                let mut frame = if first { seed.cloned().unwrap_or_default() } else { Vec::new() };
                frame.resize(plan.in_width.max(frame.len()), Value::Null);
                first = false;
                Node::Project(Box::new(ProjectNode::new(node, plan.clone(), frame)))
            }
        };
    }
    node
}

enum Node<'g> {
    /// One row with nothing in it; `true` once it has been given.
    Start(bool),
    Match(Box<MatchNode<'g>>),
    Unwind(Box<UnwindNode<'g>>),
    Project(Box<ProjectNode<'g>>),
}

impl<'g> Node<'g> {
    fn next(&mut self, cx: &Cx<'g>, row: &mut Row) -> Result<bool> {
        match self {
            Self::Start(done) => Ok(!std::mem::replace(done, true)),
            Self::Match(node) => node.next(cx, row),
            Self::Unwind(node) => node.next(cx, row),
            Self::Project(node) => node.next(cx, row),
        }
    }
}

struct MatchNode<'g> {
    input: Node<'g>,
    matcher: Matcher<'g>,
    /// The slots that become null where there is no match.
    optional: Option<Vec<Slot>>,
    active: bool,
    found: bool,
}

impl<'g> MatchNode<'g> {
    fn next(&mut self, cx: &Cx<'g>, row: &mut Row) -> Result<bool> {
        loop {
            if self.active {
                if self.matcher.next(cx, row)? {
                    self.found = true;
                    return Ok(true);
                }
                self.active = false;
                if let (Some(slots), false) = (&self.optional, self.found) {
                    slots.iter().for_each(|slot| row[*slot] = Value::Null);
                    return Ok(true);
                }
            }
            if !self.input.next(cx, row)? {
                return Ok(false);
            }
            self.matcher.start();
            (self.active, self.found) = (true, false);
        }
    }
}

impl<'g> MatchNode<'g> {
    /// As `next`, for a match that is not optional, up to its last step, which is left open.
    fn open_last(&mut self, cx: &Cx<'g>, row: &mut Row) -> Result<bool> {
        loop {
            if self.active {
                if self.matcher.open_last(cx, row)? {
                    return Ok(true);
                }
                self.active = false;
            }
            if !self.input.next(cx, row)? {
                return Ok(false);
            }
            self.matcher.start();
            self.active = true;
        }
    }
}

/// The rows that a `DISTINCT` has let through. A row of one node, the most frequent kind, is a bit.
#[derive(Default)]
struct Seen {
    nodes: Option<NodeSet>,
    rows: HashSet<Vec<Key>>,
}

impl Seen {
    /// Adds a row; returns whether it is new.
    fn insert<'v>(&mut self, cx: &Cx<'_>, values: impl ExactSizeIterator<Item = &'v Value> + Clone) -> Result<bool> {
        if let (1, Some(Value::Node(node))) = (values.len(), values.clone().next()) {
            return Ok(self.insert_node(cx, *node));
        }
        let new = self.rows.insert(values.map(|value| Key(value.clone())).collect());
        cx.size(self.rows.len())?;
        Ok(new)
    }

    fn insert_node(&mut self, cx: &Cx<'_>, node: NodeId) -> bool {
        self.nodes.get_or_insert_with(|| NodeSet::new(cx.view.node_count())).insert(node.0)
    }
}

struct UnwindNode<'g> {
    input: Node<'g>,
    pipeline: Arc<Pipeline>,
    op: usize,
    items: std::vec::IntoIter<Value>,
}

impl<'g> UnwindNode<'g> {
    fn next(&mut self, cx: &Cx<'g>, row: &mut Row) -> Result<bool> {
        let Some(Op::Unwind { list, slot, .. }) = self.pipeline.ops.get(self.op) else { return Ok(false) };
        loop {
            if let Some(item) = self.items.next() {
                cx.tick(1)?;
                row[*slot] = item;
                return Ok(true);
            }
            if !self.input.next(cx, row)? {
                return Ok(false);
            }
            self.items = match cx.eval(list, row)? {
                Value::Null => Vec::new(),
                Value::List(items) => items.into_vec(),
                other => vec![other],
            }
            .into_iter();
        }
    }
}

struct ProjectNode<'g> {
    input: Node<'g>,
    plan: Arc<ProjectPlan>,
    frame: Row,
    started: bool,
    groups: std::vec::IntoIter<Row>,
    seen: Seen,
    sorted: Option<std::vec::IntoIter<(Vec<Value>, Row)>>,
    skip: u64,
    left: u64,
}

impl<'g> ProjectNode<'g> {
    fn new(input: Node<'g>, plan: Arc<ProjectPlan>, frame: Row) -> Self {
        Self {
            input,
            plan,
            frame,
            started: false,
            groups: Vec::new().into_iter(),
            seen: Seen::default(),
            sorted: None,
            skip: 0,
            left: u64::MAX,
        }
    }

    /// Calculates what has to be known before the first row.
    fn start(&mut self, cx: &Cx<'g>, plan: &ProjectPlan) -> Result<()> {
        if !self.started {
            self.started = true;
            self.skip = count(cx, plan.skip.as_ref(), &mut self.frame, 0)?;
            self.left = count(cx, plan.limit.as_ref(), &mut self.frame, u64::MAX)?;
            if self.left > 0 {
                if let Some(group) = &plan.group {
                    self.groups = self.group(cx, group)?.into_iter();
                }
                if !plan.sort.is_empty() {
                    self.sorted = Some(self.sort(cx, plan)?.into_iter());
                }
            }
        }
        Ok(())
    }

    fn next(&mut self, cx: &Cx<'g>, out: &mut Row) -> Result<bool> {
        let plan = self.plan.clone();
        self.start(cx, &plan)?;
        loop {
            if self.left == 0 {
                return Ok(false);
            }
            let found = match &mut self.sorted {
                None => self.pull(cx, &plan)?,
                Some(sorted) => sorted.next().map(|(_, frame)| self.frame = frame).is_some(),
            };
            if !found {
                return Ok(false);
            }
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            self.left -= 1;
            if let Some(filter) = &plan.filter
                && cx.truth(filter, &mut self.frame)? != Some(true)
            {
                continue;
            }
            out[..plan.base].clone_from_slice(&self.frame[..plan.base]);
            for (i, (_, slot)) in plan.items.iter().enumerate() {
                out[plan.base + i] = self.frame[*slot].clone();
            }
            return Ok(true);
        }
    }

    /// Whether the columns are elements that a match has just bound, its last step being an expansion.
    fn is_plain(&self) -> bool {
        let plan = &self.plan;
        let plain = plan.group.is_none() && plan.sort.is_empty() && plan.filter.is_none() && plan.base == 0;
        match &self.input {
            Node::Match(input) if plain && input.optional.is_none() => {
                Matcher::last_hop(input.matcher.plan()).is_some()
                    && plan.items.iter().all(|(ex, _)| matches!(ex, Ex::Slot(_)))
            }
            _ => false,
        }
    }

    /// Appends rows without making any: the last step of the match goes straight into the columns.
    fn append(&mut self, cx: &Cx<'g>, most: u64, cells: &mut Vec<Value>) -> Result<u64> {
        let plan = self.plan.clone();
        self.start(cx, &plan)?;
        let Node::Match(input) = &mut self.input else { return Ok(0) };
        let match_plan = input.matcher.plan().clone();
        let Some(hop) = Matcher::last_hop(&match_plan) else { return Ok(0) };
        let slots: Vec<Slot> =
            plan.items.iter().filter_map(|(ex, _)| if let Ex::Slot(slot) = ex { Some(*slot) } else { None }).collect();
        let alone = slots.as_slice() == [hop.to];
        let mut rows = 0;
        if most == 0 || self.left == 0 {
            return Ok(0);
        }
        loop {
            input.matcher.each_hop(hop, cx, |next| {
                if plan.distinct && alone {
                    if !self.seen.insert_node(cx, next.node) {
                        return Ok(true);
                    }
                } else {
                    self.frame[hop.to] = Value::Node(next.node);
                    if let Some(slot) = hop.rel {
                        self.frame[slot] = Value::Rel(next.rel);
                    }
                    if plan.distinct && !self.seen.insert(cx, slots.iter().map(|slot| &self.frame[*slot]))? {
                        return Ok(true);
                    }
                }
                if self.skip > 0 {
                    self.skip -= 1;
                    return Ok(true);
                }
                if alone {
                    cells.push(Value::Node(next.node));
                } else {
                    cells.extend(slots.iter().map(|slot| self.frame[*slot].clone()));
                }
                self.left -= 1;
                rows += 1;
                Ok(rows < most && self.left > 0)
            })?;
            if rows >= most || self.left == 0 || !input.open_last(cx, &mut self.frame)? {
                return Ok(rows);
            }
            cx.tick(input.matcher.width() as u64)?;
        }
    }

    /// Brings the next row into the frame, with its items calculated.
    fn pull(&mut self, cx: &Cx<'g>, plan: &ProjectPlan) -> Result<bool> {
        loop {
            cx.tick(1)?;
            if plan.group.is_some() {
                let Some(row) = self.groups.next() else { return Ok(false) };
                self.frame = row;
            } else if !self.input.next(cx, &mut self.frame)? {
                return Ok(false);
            }
            for (ex, slot) in &plan.items {
                self.frame[*slot] = cx.eval(ex, &mut self.frame)?;
            }
            if plan.distinct {
                let values = plan.items.iter().map(|(_, slot)| &self.frame[*slot]);
                if !self.seen.insert(cx, values)? {
                    continue;
                }
            }
            return Ok(true);
        }
    }

    fn group(&mut self, cx: &Cx<'g>, plan: &GroupPlan) -> Result<Vec<Row>> {
        let base = self.plan.base;
        let mut index: HashMap<Vec<Key>, usize> = HashMap::new();
        let mut groups: Vec<(Row, Vec<Accumulator>)> = Vec::new();
        let fresh = || plan.aggregates.iter().map(Accumulator::new).collect::<Vec<_>>();
        if plan.keys.is_empty() {
            groups.push((Vec::new(), fresh()));
        }
        while self.input.next(cx, &mut self.frame)? {
            cx.tick(1)?;
            let weight = match &self.input {
                Node::Match(node) => node.matcher.weight(),
                _ => None,
            };
            let at = if plan.keys.is_empty() {
                0
            } else {
                let mut key = Vec::with_capacity(plan.keys.len());
                for ex in &plan.keys {
                    key.push(Key(cx.eval(ex, &mut self.frame)?));
                }
                match index.get(&key) {
                    Some(at) => *at,
                    None => {
                        groups.push((key.iter().map(|k| k.0.clone()).collect(), fresh()));
                        cx.size(groups.len())?;
                        index.insert(key, groups.len() - 1);
                        groups.len() - 1
                    }
                }
            };
            for (accumulator, aggregate) in groups[at].1.iter_mut().zip(&plan.aggregates) {
                accumulator.add(cx, aggregate, &mut self.frame, weight)?;
            }
        }
        let mut rows = Vec::with_capacity(groups.len());
        for (keys, accumulators) in groups {
            let mut row = self.frame[..base].to_vec();
            row.extend(keys);
            for (accumulator, aggregate) in accumulators.into_iter().zip(&plan.aggregates) {
                row.push(accumulator.finish(cx).map_err(|e| e.or_at(aggregate.span))?);
            }
            row.resize(plan.width, Value::Null);
            rows.push(row);
        }
        Ok(rows)
    }

    /// Reads all rows and sorts them; with a limit only as many are kept as can be asked for.
    fn sort(&mut self, cx: &Cx<'g>, plan: &ProjectPlan) -> Result<Vec<(Vec<Value>, Row)>> {
        let keep = usize::try_from(self.skip.saturating_add(self.left)).unwrap_or(usize::MAX);
        let mut rows: Vec<(Vec<Value>, Row)> = Vec::new();
        let order = |a: &(Vec<Value>, Row), b: &(Vec<Value>, Row)| {
            let keys = a.0.iter().zip(&b.0).zip(&plan.sort);
            let mut orders = keys.map(|((x, y), (_, descending))| if *descending { y.order(x) } else { x.order(y) });
            orders.find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
        };
        while self.pull(cx, plan)? {
            let mut keys = Vec::with_capacity(plan.sort.len());
            for (ex, _) in &plan.sort {
                keys.push(cx.eval(ex, &mut self.frame)?);
            }
            rows.push((keys, self.frame.clone()));
            if rows.len() / 2 > keep.max(512) {
                rows.sort_by(order);
                rows.truncate(keep);
            }
            cx.size(rows.len())?;
        }
        rows.sort_by(order);
        Ok(rows)
    }
}

/// The value of `SKIP` or `LIMIT`.
fn count(cx: &Cx<'_>, ex: Option<&Ex>, row: &mut [Value], default: u64) -> Result<u64> {
    let Some(ex) = ex else { return Ok(default) };
    let wrong = |detail, what: &str| Err(CypherError::runtime(ErrorClass::SyntaxError, detail, what));
    let result = match cx.eval(ex, row)? {
        Value::Int(n) => match u64::try_from(n) {
            Ok(n) => Ok(n),
            Err(_) => wrong(Detail::NegativeIntegerArgument, "SKIP and LIMIT cannot be negative"),
        },
        _ => wrong(Detail::InvalidArgumentType, "SKIP and LIMIT need an integer"),
    };
    match ex {
        Ex::At(span, _) => result.map_err(|e| e.or_at(*span)),
        _ => result,
    }
}

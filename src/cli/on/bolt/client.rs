//! The line to the database: the driver neo4rs, on a runtime of its own that lives while a query does.

use super::address::Address;
use super::cell::{Cell, EdgeCell, NodeCell, Properties};
use super::trouble;
use crate::cli::on::launch::failed;
use kgraph::error::{Error, Result};
use kgraph::query::cypher::{Params, Value};
use neo4rs::{BoltList, BoltMap, BoltNode, BoltPath, BoltString, BoltType, ConfigBuilder};
use std::time::{Duration, Instant};

/// How long the server may take to greet.
const GREETING: Duration = Duration::from_secs(10);
/// Rows that are sent at once.
const BATCH: usize = 1000;

/// A database that answers queries.
pub(super) struct Client {
    address: Address,
    runtime: tokio::runtime::Runtime,
    graph: neo4rs::Graph,
    /// Whether it has answered.
    has_answered: std::cell::Cell<bool>,
}

/// Rows by the names of their columns.
pub(super) type Rows = Vec<Properties>;

impl Client {
    /// Prepares a line; the server is called by the first query.
    pub(super) fn new(address: Address) -> Result<Client> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::io("cannot talk to the network", error))?;
        let mut config = ConfigBuilder::default()
            .uri(address.server())
            .user(address.user.as_deref().unwrap_or("neo4j"))
            .password(address.password.as_deref().unwrap_or_default())
            .connection_timeout(GREETING)
            .fetch_size(BATCH)
            .max_connections(1);
        if let Some(database) = &address.database {
            config = config.db(database.as_str());
        }
        let graph = {
            let _inside = runtime.enter();
            config.build().and_then(neo4rs::Graph::connect)
        };
        let graph = graph.map_err(|error| explained(&error, &address, false))?;
        Ok(Client { address, runtime, graph, has_answered: false.into() })
    }

    /// Runs a query and returns its first rows.
    pub(super) fn run(&self, text: &str, params: &Params, most: u64, deadline: Option<Instant>) -> Result<Rows> {
        self.run_while(text, params, deadline, |rows| (rows.len() as u64) < most)
    }

    /// Runs a query and takes rows as long as those that are there say so.
    pub(super) fn run_while(
        &self,
        text: &str,
        params: &Params,
        deadline: Option<Instant>,
        wants: impl Fn(&Rows) -> bool,
    ) -> Result<Rows> {
        if !self.has_answered.get() {
            // A server that takes the call and says nothing would be waited for without end.
            let patience = Instant::now() + GREETING;
            let silent = match deadline {
                Some(deadline) if deadline < patience => trouble::late(&self.address),
                _ => {
                    let why = format!("nothing came back within {} seconds", GREETING.as_secs());
                    trouble::not_bolt(&why, &self.address)
                }
            };
            let until = deadline.map_or(patience, |deadline| deadline.min(patience));
            self.send("RETURN 1 AS found", &Params::new(), Some(until), silent, |rows| rows.is_empty())?;
            self.has_answered.set(true);
        }
        self.send(text, params, deadline, trouble::late(&self.address), wants)
    }

    fn send(
        &self,
        text: &str,
        params: &Params,
        deadline: Option<Instant>,
        late: Error,
        wants: impl Fn(&Rows) -> bool,
    ) -> Result<Rows> {
        let mut map = BoltMap::with_capacity(params.len());
        for (name, value) in params {
            map.put(BoltString::new(name), sent(value)?);
        }
        let query = neo4rs::Query::new(text.to_owned()).with_params(map);
        let work = async {
            let mut stream = self.graph.execute(query).await?;
            let mut rows = Rows::new();
            while wants(&rows)
                && let Some(row) = stream.next().await?
            {
                rows.push(cells(&row)?);
            }
            Ok(rows)
        };
        let answer: neo4rs::Result<Rows> = self.runtime.block_on(async {
            match deadline {
                None => Ok(work.await),
                Some(deadline) => tokio::time::timeout_at(deadline.into(), work).await.map_err(|_| late),
            }
        })?;
        answer.map_err(|error| explained(&error, &self.address, self.has_answered.get()))
    }
}

fn cells(row: &neo4rs::Row) -> neo4rs::Result<Properties> {
    let cells = row.keys().into_iter().map(|key| {
        let value = row.get::<BoltType>(&key.value)?;
        Ok((key.value.clone(), received(value)))
    });
    cells.collect()
}

/// Puts a value into Bolt's words.
fn sent(value: &Value) -> Result<BoltType> {
    Ok(match value {
        Value::Null => BoltType::Null(neo4rs::BoltNull),
        Value::Bool(truth) => (*truth).into(),
        Value::Int(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Str(text) => BoltType::String(BoltString::new(text)),
        Value::List(items) => {
            BoltType::List(BoltList::from(items.iter().map(sent).collect::<Result<Vec<BoltType>>>()?))
        }
        Value::Map(members) => {
            let mut map = BoltMap::with_capacity(members.len());
            for (name, value) in members.iter() {
                map.put(BoltString::new(name), sent(value)?);
            }
            BoltType::Map(map)
        }
        Value::Node(_) | Value::Rel(_) | Value::Path(_) => {
            return Err(failed("bolt-value", "a parameter is a part of the graph", ""));
        }
    })
}

fn received(value: BoltType) -> Cell {
    match value {
        BoltType::Null(_) => Cell::Null,
        BoltType::Boolean(truth) => Cell::Bool(truth.value),
        BoltType::Integer(number) => Cell::Int(number.value),
        BoltType::Float(number) => Cell::Float(number.value),
        BoltType::String(text) => Cell::Text(text.value),
        BoltType::List(items) => Cell::List(items.value.into_iter().map(received).collect()),
        BoltType::Map(map) => Cell::Map(properties(map)),
        BoltType::Node(node) => Cell::Node(received_node(node)),
        BoltType::Relation(edge) => Cell::Edge(EdgeCell {
            ends: [edge.start_node_id.value, edge.end_node_id.value],
            properties: properties(edge.properties),
        }),
        BoltType::Path(path) => received_path(path).unwrap_or(Cell::Other),
        _ => Cell::Other,
    }
}

fn properties(map: BoltMap) -> Properties {
    map.value.into_iter().map(|(name, value)| (name.value, received(value))).collect()
}

fn received_node(node: BoltNode) -> NodeCell {
    NodeCell { key: node.id.value, properties: properties(node.properties) }
}

/// Unfolds a path: each node and relationship comes once, with the numbers that say in which order they were walked; a
/// negative one is a relationship against its direction.
fn received_path(path: BoltPath) -> Option<Cell> {
    let all: Vec<NodeCell> = path.nodes().into_iter().map(received_node).collect();
    let rels = path.rels();
    let steps: Vec<i64> = path
        .indices
        .value
        .iter()
        .filter_map(|step| match step {
            BoltType::Integer(number) => Some(number.value),
            _ => None,
        })
        .collect();
    let mut nodes = vec![all.first()?.clone()];
    let mut edges = Vec::new();
    for step in steps.chunks(2) {
        let &[rel, node] = step else { return None };
        let next = all.get(usize::try_from(node).ok()?)?;
        let here = nodes.last()?.key;
        let ends = if rel < 0 { [next.key, here] } else { [here, next.key] };
        let rel = rels.get(usize::try_from(rel.unsigned_abs()).ok()?.checked_sub(1)?)?;
        edges.push(EdgeCell { ends, properties: properties(rel.properties.clone()) });
        nodes.push(next.clone());
    }
    Some(Cell::Path(nodes, edges))
}

/// Words an error of the driver.
fn explained(error: &neo4rs::Error, address: &Address, has_answered: bool) -> Error {
    use neo4rs::Error as E;
    match error {
        E::Neo4j(refusal) => trouble::refused(refusal.code(), refusal.message(), address),
        E::AuthenticationError(_) => trouble::password(address),
        E::ProtocolMismatch(_) | E::UnsupportedVersion(..) => trouble::not_bolt(&error.to_string(), address),
        E::ConnectionTimedOut => {
            trouble::not_bolt(&format!("nothing came back within {} seconds", GREETING.as_secs()), address)
        }
        E::IOError { detail } => trouble::line(detail, address, has_answered),
        E::InvalidDnsName(_) | E::UrlParseError(_) => trouble::unreachable(&error.to_string(), address),
        E::DeserializationError(why) => trouble::garbled(&why.to_string()),
        E::ConnectionError | E::IncompleteBoltExchange => trouble::lost(&error.to_string(), address),
        other if has_answered => trouble::lost(&other.to_string(), address),
        other => trouble::not_bolt(&other.to_string(), address),
    }
}

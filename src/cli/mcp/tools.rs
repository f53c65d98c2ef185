//! The tools: what a language model may ask of a graph.

use super::super::query::{is_pattern, readings, value_json};
use super::super::sentence;
use super::answer;
use super::arguments::{Arguments, Kind, Parameter};
use kgraph::error::Error;
use kgraph::graph::{Direction, EdgeId, Graph, NodeId};
use kgraph::query::answer as answers;
use kgraph::query::cypher::{Limits, Params};
use kgraph::query::graph_view::View;
use kgraph::query::names;
use kgraph::query::paths::PathSearch;
use kgraph::query::question::Lexicon;
use kgraph::suggest;
use serde_json::{Map, Value, json};
use std::cell::OnceCell;
use std::time::{Duration, Instant};

/// How long a question may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a tool gives: its answer, or what is wrong with the call.
type Answer = Result<String, String>;

/// A tool: its name, what it does, and what it takes.
struct Tool {
    name: &'static str,
    about: &'static str,
    parameters: &'static [Parameter],
    call: fn(&Tools<'_>, &Arguments<'_>) -> Answer,
}

const fn parameter(name: &'static str, about: &'static str, kind: Kind) -> Parameter {
    Parameter { name, about, kind }
}

const LIMIT: Parameter = parameter("limit", "Give at most so many.", Kind::Count { usual: 20, most: 100 });
const NODE: Parameter = parameter("node", "Id, name or alias of the node.", Kind::Required);

const TOOLS: &[Tool] = &[
    Tool {
        name: "find",
        about: "Find nodes by a name or a part of one. Gives ids, types, labels and how many edges each has.",
        parameters: &[
            parameter("name", "A name or a part of one.", Kind::Required),
            parameter("type", "Only nodes of this type.", Kind::Text),
            LIMIT,
        ],
        call: |tools, arguments| tools.find(arguments),
    },
    Tool {
        name: "show",
        about: "Everything known about one node: names, description, attributes, and its relations with evidence.",
        parameters: &[NODE, LIMIT],
        call: |tools, arguments| tools.show(arguments),
    },
    Tool {
        name: "neighbours",
        about: "The nodes that a node is related to, by which relation and in which direction, without evidence.",
        parameters: &[
            NODE,
            parameter("relation", "Only by this relation (an id).", Kind::Text),
            parameter(
                "direction",
                "out: where the node is the source; in: where it is the target.",
                Kind::Word(&["both", "out", "in"]),
            ),
            LIMIT,
        ],
        call: |tools, arguments| tools.neighbours(arguments),
    },
    Tool {
        name: "path",
        about: "How two nodes are connected, shortest first, with the evidence for each hop.",
        parameters: &[
            parameter("from", "Id, name or alias of the first node.", Kind::Required),
            parameter("to", "Id, name or alias of the last node.", Kind::Required),
            parameter("max_hops", "The longest path, in hops.", Kind::Count { usual: 4, most: 8 }),
            parameter("limit", "Give at most so many paths.", Kind::Count { usual: 3, most: 20 }),
        ],
        call: |tools, arguments| tools.path(arguments),
    },
    Tool {
        name: "query",
        about: "Answer an English question in the graph's own words (\"who comments on the H-1B\") or an openCypher \
                pattern that reads (MATCH … RETURN …), with the relations that say so.",
        parameters: &[parameter("question", "The question or pattern.", Kind::Required), LIMIT],
        call: |tools, arguments| tools.query(arguments),
    },
    Tool {
        name: "evidence",
        about: "Where it is stated that one node is related to another: document, locator, note, quote and stance of each \
                piece of evidence, in either direction.",
        parameters: &[
            parameter("source", "Id, name or alias of one node.", Kind::Required),
            parameter("target", "Id, name or alias of the other node.", Kind::Required),
            parameter("relation", "Only of this relation (an id).", Kind::Text),
            LIMIT,
        ],
        call: |tools, arguments| tools.evidence(arguments),
    },
];

/// The tools for one graph.
pub(super) struct Tools<'g> {
    graph: &'g Graph,
    view: View<'g>,
    lexicon: OnceCell<Lexicon>,
}

impl<'g> Tools<'g> {
    pub(super) fn new(graph: &'g Graph) -> Self {
        Tools { graph, view: View::new(graph), lexicon: OnceCell::new() }
    }

    /// Describes the tools.
    pub(super) fn list(&self) -> Value {
        TOOLS
            .iter()
            .map(|tool| {
                let required: Vec<&str> = tool
                    .parameters
                    .iter()
                    .filter(|parameter| matches!(parameter.kind, Kind::Required))
                    .map(|parameter| parameter.name)
                    .collect();
                let properties: Map<String, Value> =
                    tool.parameters.iter().map(|parameter| (parameter.name.to_owned(), parameter.schema())).collect();
                json!({
                    "name": tool.name,
                    "description": tool.about,
                    "inputSchema": {
                        "type": "object", "properties": properties, "required": required, "additionalProperties": false,
                    },
                    "annotations": {"readOnlyHint": true, "idempotentHint": true, "openWorldHint": false},
                })
            })
            .collect()
    }

    /// Calls a tool; `None` if there is none of that name.
    pub(super) fn call(&self, name: &str, arguments: Option<&Value>) -> Option<Answer> {
        let tool = TOOLS.iter().find(|tool| tool.name == name)?;
        Some(Arguments::new(arguments, tool.parameters).and_then(|arguments| (tool.call)(self, &arguments)))
    }

    fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(self.graph))
    }

    fn node(&self, name: &str) -> Result<NodeId, String> {
        match self.graph.find(name) {
            Some(node) => Ok(node),
            None => {
                names::resolve(self.graph, self.lexicon(), name).map(|found| found.node).map_err(|error| said(&error))
            }
        }
    }

    /// Checks a relation's id; an empty one means any.
    fn relation(&self, id: &str) -> Result<(), String> {
        let known = || self.graph.header().relations.iter().map(|relation| relation.id.as_str());
        if id.is_empty() || known().any(|known| known == id) {
            return Ok(());
        }
        let hint = suggest::did_you_mean(id, known())
            .unwrap_or_else(|| format!("the relations are {}", suggest::either(&known().collect::<Vec<_>>())));
        Err(format!("there is no relation `{id}`: {hint}"))
    }

    fn find(&self, arguments: &Arguments<'_>) -> Answer {
        let (name, wanted) = (arguments.text("name"), arguments.text("type"));
        let types = || self.graph.header().types.iter().map(|known| known.id.as_str());
        if !wanted.is_empty() && !types().any(|known| known == wanted) {
            let list = types().collect::<Vec<_>>();
            return Err(format!("there is no type `{wanted}`: the types are {}", suggest::either(&list)));
        }
        let folded = suggest::fold(name);
        let rank = |text: &str| {
            let text = suggest::fold(text);
            if text == folded {
                Some(0)
            } else if text.starts_with(&folded) {
                Some(1)
            } else if text.contains(&folded) {
                Some(2)
            } else {
                None
            }
        };
        let mut found: Vec<(usize, std::cmp::Reverse<usize>, NodeId)> = Vec::new();
        for node in self.graph.nodes() {
            if !wanted.is_empty() && self.graph.entity_type(node).is_none_or(|known| known.id != wanted) {
                continue;
            }
            let aliases = self.graph.aliases(node);
            let texts =
                [self.graph.id(node), self.graph.label(node)].into_iter().chain(aliases.iter().map(|alias| &**alias));
            if let Some(best) = texts.filter_map(rank).min().filter(|_| !folded.is_empty()) {
                found.push((best, std::cmp::Reverse(self.graph.degree(node)), node));
            }
        }
        found.sort_unstable();
        let mut object = Map::new();
        if found.is_empty() {
            let labels = self.graph.nodes().map(|node| self.graph.label(node));
            object.insert("nearest".to_owned(), suggest::nearest(name, labels, 5).into());
        }
        let all = found.len();
        let items = found.into_iter().map(|(.., node)| {
            let mut item = sentence::node_json(self.graph, node);
            item["aliases"] = self.graph.aliases(node).into_iter().collect();
            item["edges"] = self.graph.degree(node).into();
            item
        });
        Ok(answer::list(object, "nodes", items, arguments.count("limit"), all))
    }

    /// Lists a node's edges: outgoing ones first, a loop once.
    fn edges(&self, node: NodeId) -> Vec<EdgeId> {
        let outgoing = self.graph.edges_of(node, Direction::Outgoing).iter();
        let incoming = self.graph.edges_of(node, Direction::Incoming).iter();
        let incoming = incoming.filter(|&&edge| self.graph.endpoints(edge).0 != node);
        outgoing.chain(incoming).copied().collect()
    }

    fn show(&self, arguments: &Arguments<'_>) -> Answer {
        let node = self.node(arguments.text("node"))?;
        let edges = self.edges(node);
        let parse = |text| serde_json::from_str(text).unwrap_or(Value::Null);
        let attributes: Map<String, Value> = self
            .graph
            .node_attributes(node)
            .take(30)
            .map(|attribute| (attribute.key.to_owned(), parse(attribute.value)))
            .collect();
        let mut object = Map::new();
        object.insert("node".to_owned(), sentence::node_json(self.graph, node));
        object.insert("aliases".to_owned(), self.graph.aliases(node).into_iter().collect());
        object.insert("description".to_owned(), self.graph.description(node).into());
        object.insert("attributes".to_owned(), attributes.into());
        let items = edges.iter().map(|&edge| self.statement(edge));
        Ok(answer::list(object, "relations", items, arguments.count("limit"), edges.len()))
    }

    /// An edge with its evidence, and as a sentence that can be read without looking up ids.
    fn statement(&self, edge: EdgeId) -> Value {
        let (source, target) = self.graph.endpoints(edge);
        let mut item = sentence::edge_json(self.graph, edge);
        let words = [self.graph.label(source), &self.graph.edge_label(edge), self.graph.label(target)].join(" ");
        item["says"] = words.into();
        item
    }

    fn neighbours(&self, arguments: &Arguments<'_>) -> Answer {
        let node = self.node(arguments.text("node"))?;
        let (relation, direction) = (arguments.text("relation"), arguments.word("direction"));
        self.relation(relation)?;
        let edges: Vec<EdgeId> = self
            .edges(node)
            .into_iter()
            .filter(|&edge| {
                let (source, target) = self.graph.endpoints(edge);
                let both = direction == "both" || self.graph.is_symmetric(edge);
                (relation.is_empty() || self.graph.relation(edge).id == relation)
                    && (both || direction == "out" && source == node || direction == "in" && target == node)
            })
            .collect();
        let mut object = Map::new();
        object.insert("node".to_owned(), sentence::node_json(self.graph, node));
        let items = edges.iter().map(|&edge| {
            let (source, target) = self.graph.endpoints(edge);
            let outgoing = source == node;
            let way = match (self.graph.is_symmetric(edge), outgoing) {
                (true, _) => "both",
                (false, true) => "out",
                (false, false) => "in",
            };
            json!({
                "relation": self.graph.relation(edge).id,
                "direction": way,
                "node": sentence::node_json(self.graph, if outgoing { target } else { source }),
                "edge": self.graph.edge_id(edge),
            })
        });
        Ok(answer::list(object, "neighbours", items, arguments.count("limit"), edges.len()))
    }

    fn path(&self, arguments: &Arguments<'_>) -> Answer {
        let (from, to) = (self.node(arguments.text("from"))?, self.node(arguments.text("to"))?);
        let limit = arguments.count("limit");
        let search = PathSearch { max_hops: arguments.count("max_hops"), ..PathSearch::default() };
        let mut paths = search.paths(self.graph, from, to);
        let found: Vec<_> = paths.by_ref().take(limit).collect();
        let mut object = Map::new();
        object.insert("from".to_owned(), sentence::node_json(self.graph, from));
        object.insert("to".to_owned(), sentence::node_json(self.graph, to));
        if paths.gave_up() {
            object.insert("note".to_owned(), "the search took too many steps and stopped: lower `max_hops`".into());
        }
        let all = found.len();
        let items = found.iter().map(|path| {
            let hop = |edges: &Vec<EdgeId>| edges.iter().map(|&edge| self.statement(edge)).collect::<Vec<_>>();
            json!({
                "nodes": path.nodes.iter().map(|&node| sentence::node_json(self.graph, node)).collect::<Vec<_>>(),
                "hops": path.hops.iter().map(hop).collect::<Vec<_>>(),
            })
        });
        Ok(answer::list(object, "paths", items, limit, all))
    }

    fn query(&self, arguments: &Arguments<'_>) -> Answer {
        let (text, limit) = (arguments.text("question"), arguments.count("limit"));
        let start = Instant::now();
        let too_long = || start.elapsed() > PATIENCE;
        let limits = Limits {
            rows: Some(limit as u64),
            steps: Some(10_000_000),
            interrupt: Some(&too_long),
            ..Limits::default()
        };
        let mut object = Map::new();
        let found = if is_pattern(text) {
            answers::pattern(text, &Params::new()).and_then(|checked| answers::run(&checked, &self.view, limits))
        } else {
            readings(text, self.graph, self.lexicon(), false).and_then(|list| match list.first() {
                Some(reading) => {
                    object.insert("reading".to_owned(), reading.verbal.as_str().into());
                    object.insert("notes".to_owned(), reading.notes.clone().into());
                    object.insert("pattern".to_owned(), reading.cypher.as_str().into());
                    answers::answer(reading, &self.view, limits)
                }
                None => Err(Error::query("the question is not understood", Vec::new())),
            })
        };
        let found = found.map_err(|error| said(&error))?;
        object.insert("columns".to_owned(), found.columns.clone().into());
        if !found.warnings.is_empty() {
            object.insert("warnings".to_owned(), found.warnings.clone().into());
        }
        if found.truncated {
            object.insert("truncated".to_owned(), true.into());
        }
        let items = found.rows.iter().map(|row| {
            let values: Vec<Value> = row.values.iter().map(|value| value_json(self.graph, value)).collect();
            json!({"values": values, "relations": row.edges.iter().map(|&edge| self.statement(edge)).collect::<Vec<_>>()})
        });
        Ok(answer::list(object, "rows", items, limit, found.rows.len()))
    }

    fn evidence(&self, arguments: &Arguments<'_>) -> Answer {
        let (a, b) = (self.node(arguments.text("source"))?, self.node(arguments.text("target"))?);
        let relation = arguments.text("relation");
        self.relation(relation)?;
        let edges: Vec<EdgeId> = self
            .edges(a)
            .into_iter()
            .filter(|&edge| {
                let (source, target) = self.graph.endpoints(edge);
                (source, target) == (a, b) || (source, target) == (b, a)
            })
            .filter(|&edge| relation.is_empty() || self.graph.relation(edge).id == relation)
            .collect();
        let header = self.graph.header();
        let mut object = Map::new();
        let documents: Map<String, Value> = edges
            .iter()
            .flat_map(|&edge| self.graph.evidence(edge))
            .filter_map(|piece| header.document(piece.document.as_deref()?))
            .take(50)
            .map(|known| {
                let about =
                    json!({"title": known.title, "publisher": known.publisher, "date": known.date, "url": known.url});
                (known.id.clone(), about)
            })
            .collect();
        object.insert("documents".to_owned(), documents.into());
        let items = edges.iter().map(|&edge| self.statement(edge));
        Ok(answer::list(object, "relations", items, arguments.count("limit"), edges.len()))
    }
}

/// An error with its hints, as text.
fn said(error: &Error) -> String {
    let hints = error.hints();
    let hints = hints.iter().map(|hint| format!("\nhelp: {hint}"));
    std::iter::once(error.to_string()).chain(hints).collect()
}

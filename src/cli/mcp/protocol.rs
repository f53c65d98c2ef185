//! JSON-RPC 2.0 messages of the Model Context Protocol: `initialize`, `ping`, `tools/list` and `tools/call`.
//!
//! The server has tools and nothing else, and sends no request of its own, so there is nothing to wait for:
//! one message in, at most one out.

use super::tools::Tools;
use serde_json::{Value, json};

/// Revisions of the protocol in which all that is used here means the same, newest first.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

const INSTRUCTIONS: &str = "A graph of entities and relations, each relation with evidence from documents. Use `find` to \
    get ids of nodes, then `show`, `neighbours`, `path` or `evidence`; `query` takes an English question in the \
    graph's own words or an openCypher pattern. Answers are cut at a limit and say how much more there is. Cite the \
    documents and locators of the evidence.";

/// Answers one message, or several in a list; `None` where no answer is due.
pub(super) fn reply(message: &[u8], tools: &Tools<'_>) -> Option<Value> {
    if message.trim_ascii().is_empty() {
        return None;
    }
    match serde_json::from_slice(message) {
        Ok(Value::Array(messages)) if !messages.is_empty() => {
            let replies: Vec<Value> = messages.iter().filter_map(|message| one(message, tools)).collect();
            (!replies.is_empty()).then(|| replies.into())
        }
        Ok(message) => one(&message, tools),
        Err(error) => Some(failure(&Value::Null, PARSE_ERROR, &format!("this is no JSON: {error}"))),
    }
}

/// The answer to a message that was too long to be read.
pub(super) fn too_long() -> Value {
    failure(&Value::Null, INVALID_REQUEST, "the message is too long")
}

fn failure(id: &Value, code: i64, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}

fn one(message: &Value, tools: &Tools<'_>) -> Option<Value> {
    let id = message.get("id");
    let Some(method) = message.get("method").and_then(Value::as_str) else {
        // An answer to a request that was never made is passed over.
        let is_answer = message.get("result").is_some() || message.get("error").is_some();
        return (!is_answer).then(|| failure(&Value::Null, INVALID_REQUEST, "the message has no `method`"));
    };
    // What has no id is a notification, which is not answered.
    let id = id?;
    if !(id.is_string() || id.is_number()) {
        return Some(failure(&Value::Null, INVALID_REQUEST, "`id` must be a string or a number"));
    }
    let params = message.get("params").unwrap_or(&Value::Null);
    let result = match method {
        "initialize" => initialize(params),
        "ping" => json!({}),
        "tools/list" => json!({"tools": tools.list()}),
        "tools/call" => match params.get("name").and_then(Value::as_str) {
            None => return Some(failure(id, INVALID_PARAMS, "`name` of a tool is missing")),
            Some(name) => match tools.call(name, params.get("arguments")) {
                None => return Some(failure(id, INVALID_PARAMS, &format!("there is no tool `{name}`"))),
                Some(Ok(text)) => json!({"content": [{"type": "text", "text": text}], "isError": false}),
                Some(Err(text)) => json!({"content": [{"type": "text", "text": text}], "isError": true}),
            },
        },
        _ => return Some(failure(id, METHOD_NOT_FOUND, &format!("there is no method `{method}`"))),
    };
    Some(json!({"jsonrpc": "2.0", "id": id, "result": result}))
}

fn initialize(params: &Value) -> Value {
    let asked = params.get("protocolVersion").and_then(Value::as_str);
    let version = VERSIONS.into_iter().find(|version| Some(*version) == asked).unwrap_or(VERSIONS[0]);
    json!({
        "protocolVersion": version,
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "kgraph", "version": env!("CARGO_PKG_VERSION")},
        "instructions": INSTRUCTIONS,
    })
}

//! The Model Context Protocol server: messages, tools, limits. `tests/judges/mcp_client.py` talks to it with a client.

use crate::harness::{TempDir, kgraph};
use serde_json::{Value, json};

/// Sends messages, one a line, and returns what comes back.
fn talk(args: &[&str], messages: &[&str]) -> Vec<Value> {
    let ran = kgraph(["mcp"].iter().chain(args)).stdin(&(messages.join("\n") + "\n")).run().code(0);
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Calls a tool of the graph of the article.
fn call(args: &[&str], tool: &str, arguments: Value) -> (Value, bool) {
    let request =
        json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}});
    let reply = talk(args, &[&request.to_string()]).remove(0);
    let text = reply["result"]["content"][0]["text"].as_str().unwrap_or_else(|| panic!("{reply}")).to_owned();
    let is_error = reply["result"]["isError"].as_bool().unwrap();
    (if is_error { text.into() } else { serde_json::from_str(&text).unwrap() }, is_error)
}

fn ask(tool: &str, arguments: Value) -> Value {
    let (answer, is_error) = call(&[], tool, arguments);
    assert!(!is_error, "{answer}");
    answer
}

#[test]
fn a_conversation_is_answered_message_by_message() {
    let replies = talk(
        &[],
        &[
            r#"{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2024-11-05", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}"#,
            r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#,
            r#"{"jsonrpc": "2.0", "id": "a", "method": "ping"}"#,
            "",
            r#"{"jsonrpc": "2.0", "id": 2, "method": "tools/list"}"#,
            r#"{"jsonrpc": "2.0", "id": 3, "method": "resources/list"}"#,
            r#"{"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": "delete"}}"#,
            r#"{"jsonrpc": "2.0", "id": 5, "method": "tools/call"}"#,
            "{broken",
            r#"{"jsonrpc": "2.0", "id": null, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": 6}"#,
            r#"{"jsonrpc": "2.0", "id": 7, "result": {}}"#,
            r#"[{"jsonrpc": "2.0", "id": 8, "method": "ping"}, {"jsonrpc": "2.0", "method": "x"}]"#,
        ],
    );
    let codes: Vec<Option<i64>> = replies.iter().map(|reply| reply["error"]["code"].as_i64()).collect();
    let wanted =
        [None, None, None, Some(-32601), Some(-32602), Some(-32602), Some(-32700), Some(-32600), Some(-32600), None];
    assert_eq!(codes, wanted, "{replies:#?}");
    assert_eq!(replies[0]["result"]["protocolVersion"], "2024-11-05");
    assert_eq!(replies[1], json!({"jsonrpc": "2.0", "id": "a", "result": {}}));
    let names: Vec<&str> =
        replies[2]["result"]["tools"].as_array().unwrap().iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(names, ["find", "show", "neighbours", "path", "query", "evidence"]);
    assert_eq!(replies[9], json!([{"jsonrpc": "2.0", "id": 8, "result": {}}]));
    let unknown = talk(
        &[],
        &[r#"{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "1999-01-01"}}"#],
    );
    assert_eq!(unknown[0]["result"]["protocolVersion"], "2025-11-25");
}

#[test]
fn each_tool_answers_from_the_graph() {
    let found = ask("find", json!({"name": "chen"}));
    let ids: Vec<&str> = found["nodes"].as_array().unwrap().iter().filter_map(|node| node["id"].as_str()).collect();
    assert!(ids.contains(&"angus-chen") && ids.contains(&"george-chen"), "{found}");
    assert_eq!(
        ask("find", json!({"name": "visa", "type": "policy", "limit": 1}))["nodes"].as_array().unwrap().len(),
        1
    );
    let none = ask("find", json!({"name": "Santosh Pia"}));
    assert_eq!((&none["nodes"], &none["nearest"][0]), (&json!([]), &"Santosh Pai".into()));
    let shown = ask("show", json!({"node": "Santosh Pai"}));
    assert_eq!(shown["node"]["id"], "santosh-pai");
    assert!(
        shown["relations"].as_array().unwrap().iter().any(|edge| edge["says"] == "Santosh Pai comments on H-1B"),
        "{shown}"
    );
    let near = ask("neighbours", json!({"node": "santosh-pai", "relation": "comments-on", "direction": "out"}));
    assert!(near["neighbours"].as_array().unwrap().iter().any(|edge| edge["node"]["id"] == "h-1b"));
    assert_eq!(
        ask("neighbours", json!({"node": "santosh-pai", "relation": "comments-on", "direction": "in"}))["neighbours"],
        json!([])
    );
    let path = ask("path", json!({"from": "Alibaba", "to": "United States"}));
    assert_eq!(path["paths"][0]["nodes"].as_array().unwrap().len(), 4, "{path}");
    let who = ask("query", json!({"question": "who comments on the H-1B"}));
    assert_eq!(who["rows"][0]["values"][0]["id"], "santosh-pai", "{who}");
    assert!(who["rows"][0]["relations"][0]["evidence"][0]["locator"].is_string());
    let pattern = ask("query", json!({"question": "MATCH (p:person) RETURN count(p) AS people"}));
    assert!(pattern["rows"][0]["values"][0].as_u64().unwrap() > 5);
    let evidence = ask("evidence", json!({"source": "h-1b", "target": "santosh-pai"}));
    assert_eq!(evidence["relations"][0]["relation"], "comments-on");
    assert!(evidence["documents"]["k-visa-article"]["title"].is_string());
}

#[test]
fn a_wrong_call_is_answered_with_what_to_do() {
    for (tool, arguments, says) in [
        ("find", json!({}), "`name` is missing"),
        ("find", json!({"name": ""}), "is empty"),
        ("find", json!({"nam": "x"}), "did you mean `name`"),
        ("find", json!({"name": 5}), "must be a text"),
        ("find", json!({"name": "x", "type": "persn"}), "there is no type `persn`"),
        ("find", json!({"name": "x", "limit": 0}), "a whole number from 1 to 100"),
        ("find", json!([]), "must be an object"),
        ("show", json!({"node": "Chen"}), "Angus Chen"),
        ("show", json!({"node": "nobody at all"}), "nobody at all"),
        ("neighbours", json!({"node": "china", "direction": "up"}), "`both`, `out` or `in`"),
        ("neighbours", json!({"node": "china", "relation": "coments-on"}), "did you mean `comments-on`"),
        ("query", json!({"question": "why is the sky blue"}), "help"),
        ("query", json!({"question": "MATCH (a RETURN a"}), "in the pattern"),
        ("query", json!({"question": "CREATE (a) RETURN a"}), "CREATE"),
    ] {
        let (answer, is_error) = call(&[], tool, arguments.clone());
        assert!(is_error && answer.as_str().unwrap().contains(says), "{tool} {arguments}: {answer}");
    }
}

#[test]
fn answers_are_bounded() {
    let dir = TempDir::new();
    let long = "long ".repeat(2000);
    let nodes: Vec<String> =
        (0..3000).map(|n| format!(r#"{{"id": "n{n}", "label": "Node {n}", "own": "{long}"}}"#)).collect();
    let edges: Vec<String> = (1..3000)
        .map(|n| {
            format!(r#"{{"source": "n0", "relation": "r", "target": "n{n}", "evidence": [{{"note": "{long}"}}]}}"#)
        })
        .collect();
    let text = format!(r#"{{"nodes": [{}], "edges": [{}]}}"#, nodes.join(","), edges.join(","));
    let path = dir.write("big.json", text);
    let args = ["-g", path.to_str().unwrap()];
    for (tool, arguments, list) in [
        ("find", json!({"name": "node", "limit": 100}), "nodes"),
        ("show", json!({"node": "n0", "limit": 100}), "relations"),
        ("neighbours", json!({"node": "n0", "limit": 100000}), "neighbours"),
        ("query", json!({"question": "MATCH (a)-[r]->(b) RETURN r", "limit": 100}), "rows"),
    ] {
        let (answer, is_error) = call(&args, tool, arguments);
        assert!(!is_error, "{answer}");
        let count = answer[list].as_array().unwrap().len();
        assert!((1..=100).contains(&count), "{tool}: {count}");
        assert!(answer["more"].as_u64().is_some_and(|more| more > 0) || answer["truncated"] == true, "{tool}");
        assert!(answer.to_string().len() < 30_000, "{tool}: {} bytes", answer.to_string().len());
    }
    // A message that is too long is refused, and the next one is answered.
    let huge = format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "{}"}}"#, "x".repeat(1 << 20));
    let replies = talk(&args, &[&huge, r#"{"jsonrpc": "2.0", "id": 2, "method": "ping"}"#]);
    assert_eq!((replies[0]["error"]["code"].as_i64(), &replies[1]["id"]), (Some(-32600), &2.into()));
}

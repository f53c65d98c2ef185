//! Questions to databases over Bolt, without a database: addresses, and a server that answers what the test says. A real one
//! is asked by `tests/engines/bolt.py`.

use crate::harness::{Kgraph, Ran, kgraph};

const PATTERN: &str = "MATCH (n) RETURN count(*)";

fn ask(place: &str, more: &[&str]) -> Kgraph {
    kgraph(["query", "-g", "graph/k-visa.json", "--on", place].iter().chain(more).copied().chain([PATTERN]))
        .env("NEO4J_USERNAME", "")
        .env("NEO4J_PASSWORD", "")
}

/// No output repeats a password.
fn discreet(ran: Ran) -> Ran {
    assert!(!ran.stderr.contains("s3cret") && !ran.stdout.contains("s3cret"), "{}", ran.stderr);
    ran
}

#[test]
fn what_is_no_place_is_told_without_its_password() {
    discreet(ask("sparkle", &[]).run()).code(2).says("spark, duckdb").says("bolt://HOST:PORT");
    discreet(ask("ann:s3cret@host", &[]).run()).code(2);
    discreet(ask("bolt://ann:s3cret@host:x", &[]).run()).code(2);
    discreet(ask("neo4j://ann:s3cret@host", &[]).run()).code(2);
}

#[cfg(not(feature = "bolt"))]
#[test]
fn a_build_without_bolt_says_how_to_get_one_with_it() {
    discreet(ask("bolt://ann:s3cret@127.0.0.1", &[]).run()).code(2).says("(no-bolt)").says("--features bolt");
}

#[cfg(feature = "bolt")]
mod with_bolt {
    use super::*;
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};

    /// A value in PackStream, as far as the tests need it (Bolt manual, "PackStream").
    enum Value {
        Text(&'static str),
        Number(i64),
        List(Vec<Value>),
        Map(Vec<(&'static str, Value)>),
        Structure(u8, Vec<Value>),
    }
    use Value::{List, Map, Number, Structure, Text};

    fn pack(value: &Value, out: &mut Vec<u8>) {
        match value {
            Text(text) => {
                out.extend([0xD0, u8::try_from(text.len()).unwrap()]);
                out.extend(text.as_bytes());
            }
            Number(number) => {
                out.push(0xCB);
                out.extend(number.to_be_bytes());
            }
            List(items) => {
                out.push(0x90 + items.len() as u8);
                items.iter().for_each(|item| pack(item, out));
            }
            Map(members) => {
                out.push(0xA0 + members.len() as u8);
                for (name, value) in members {
                    pack(&Text(name), out);
                    pack(value, out);
                }
            }
            Structure(tag, fields) => {
                out.extend([0xB0 + fields.len() as u8, *tag]);
                fields.iter().for_each(|field| pack(field, out));
            }
        }
    }

    /// What the server does with a query.
    enum Reply {
        /// One row, of these columns.
        Row(Vec<(&'static str, Value)>),
        /// No, with a code and a message.
        No(&'static str, &'static str),
        HangUp,
    }

    fn one(number: i64) -> Reply {
        Reply::Row(vec![("found", Number(number))])
    }

    /// The greeting, and the counts of the article's graph.
    fn loaded() -> Vec<Reply> {
        vec![one(1), one(58), one(113), one(58)]
    }

    fn say(stream: &mut TcpStream, message: Value) {
        let mut body = Vec::new();
        pack(&message, &mut body);
        let mut chunk = u16::try_from(body.len()).unwrap().to_be_bytes().to_vec();
        chunk.extend(body);
        chunk.extend([0, 0]);
        let _ = stream.write_all(&chunk);
    }

    /// Reads a message; none at the end.
    fn hear(stream: &mut TcpStream) -> Option<Vec<u8>> {
        let mut message = Vec::new();
        loop {
            let mut size = [0; 2];
            stream.read_exact(&mut size).ok()?;
            match u16::from_be_bytes(size) {
                0 if message.is_empty() => {}
                0 => return Some(message),
                size => {
                    let start = message.len();
                    message.resize(start + usize::from(size), 0);
                    stream.read_exact(&mut message[start..]).ok()?;
                }
            }
        }
    }

    /// Starts a server that answers queries by a script, for one connection, and returns its address.
    fn server(script: Vec<Reply>, greeting: Option<(&'static str, &'static str)>) -> String {
        start(move |mut stream| {
            let mut hello = [0; 20];
            stream.read_exact(&mut hello).unwrap();
            assert_eq!(hello[..4], [0x60, 0x60, 0xB0, 0x17]);
            stream.write_all(&[0, 0, 4, 4]).unwrap();
            let mut script = script.into_iter();
            let success = || Structure(0x70, vec![Map(vec![])]);
            let failure =
                |code, message| Structure(0x7F, vec![Map(vec![("code", Text(code)), ("message", Text(message))])]);
            let (mut row, mut failed) = (None, false);
            while let Some(message) = hear(&mut stream) {
                match message[1] {
                    0x01 => match greeting {
                        Some((code, message)) => say(&mut stream, failure(code, message)),
                        None => say(&mut stream, success()),
                    },
                    0x0F => {
                        failed = false;
                        say(&mut stream, success());
                    }
                    _ if failed => say(&mut stream, Structure(0x7E, vec![])),
                    0x10 => match script.next() {
                        None | Some(Reply::HangUp) => return,
                        Some(Reply::No(code, message)) => {
                            failed = true;
                            say(&mut stream, failure(code, message));
                        }
                        Some(Reply::Row(cells)) => {
                            let fields = cells.iter().map(|(name, _)| Text(name)).collect();
                            row = Some(cells);
                            say(&mut stream, Structure(0x70, vec![Map(vec![("fields", List(fields))])]));
                        }
                    },
                    0x3F => {
                        if let Some(cells) = row.take() {
                            let cells = cells.into_iter().map(|(_, value)| value).collect();
                            say(&mut stream, Structure(0x71, vec![List(cells)]));
                        }
                        say(&mut stream, success());
                    }
                    0x02 => return,
                    _ => say(&mut stream, success()),
                }
            }
        })
    }

    /// Starts a server for one connection.
    fn start(serve: impl FnOnce(TcpStream) + Send + 'static) -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            if let Ok((stream, _)) = listener.accept() {
                serve(stream);
            }
        });
        format!("bolt://ann:s3cret@127.0.0.1:{port}")
    }

    #[test]
    fn nobody_and_what_is_no_database_are_told_apart() {
        discreet(ask("bolt://ann:s3cret@127.0.0.1:1", &[]).run()).code(2).says("(bolt-unreachable)");
        let rubbish = |words: &'static [u8]| {
            start(move |mut stream| {
                let mut hello = [0; 20];
                let _ = stream.read_exact(&mut hello);
                let _ = stream.write_all(words);
            })
        };
        for words in
            [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], b"", b"\0", &[0, 0, 0, 0], &[0, 0, 4, 4, 0, 3, 1, 2, 3, 0, 0]]
        {
            discreet(ask(&rubbish(words), &[]).run()).code(2).says("(bolt-protocol)");
        }
        // TLS to a server that has none.
        let encrypted = rubbish(b"HTTP/1.1 400 Bad Request\r\n\r\n").replace("bolt:", "bolt+s:");
        discreet(ask(&encrypted, &[]).run()).code(2).says("(bolt-tls)");
        let silent = start(|stream| {
            std::thread::sleep(std::time::Duration::from_secs(20));
            drop(stream);
        });
        discreet(ask(&silent, &["--timeout", "0.3"]).run()).code(2).says("(timeout)");
    }

    #[test]
    fn a_server_that_says_no_is_understood() {
        let unauthorized = ("Neo.ClientError.Security.Unauthorized", "not s3cret");
        let no = server(vec![], Some(unauthorized));
        discreet(ask(&no, &[]).run()).code(2).says("does not take the user `ann` with this password (bolt-password)");
        let no = server(vec![], Some(unauthorized)).replace("ann:s3cret@", "");
        ask(&no, &[]).run().code(2).says("password of the user `neo4j`, and none was given").says("NEO4J_PASSWORD");
        for (code, wanted) in [
            ("Neo.ClientError.Database.DatabaseNotFound", "(bolt-database)"),
            ("Neo.ClientError.Security.Forbidden", "(bolt-forbidden)"),
        ] {
            let no = server(vec![Reply::No(code, "no such s3cret")], None) + "/stories";
            discreet(ask(&no, &[]).run()).code(2).says("no such …").says(wanted);
        }
        let mut script = loaded();
        script.push(Reply::No("Neo.ClientError.Statement.SyntaxError", "what is s3cret?\nand more"));
        discreet(ask(&server(script, None), &[]).run())
            .code(2)
            .says("what is …? (Neo.ClientError.Statement.SyntaxError) (bolt-refused)");
    }

    #[test]
    fn a_line_that_breaks_in_the_middle_is_told() {
        let mut script = loaded();
        script.push(Reply::HangUp);
        discreet(ask(&server(script, None), &[]).run()).code(2).says("(bolt-lost)");
    }

    #[test]
    fn another_graph_than_the_one_asked_about_is_told() {
        for (counts, wanted) in [
            ([0, 0, 0], "holds no graph (bolt-empty)"),
            ([58, 113, 0], "another tool loaded"),
            ([58, 112, 58], "58 nodes and 112 edges, and the graph that is asked about has 58 and 113 (bolt-differs)"),
        ] {
            let script = [1].into_iter().chain(counts).map(one).collect();
            discreet(ask(&server(script, None), &[]).run()).code(2).says(wanted);
        }
    }

    #[test]
    fn rows_become_the_answer_with_what_the_graph_says_about_them() {
        let mut script = loaded();
        script.push(Reply::Row(vec![("count(*)", Number(58))]));
        discreet(ask(&server(script, None), &[]).run()).code(0).prints("58\n");

        // A relationship alone: its ends are asked for, and its evidence is what it brings.
        let relationship = || {
            let evidence = r#"[{"document": "k-visa-article", "locator": "¶1", "note": "made up"}]"#;
            let properties = vec![
                ("id", Text("china--introduces--k-visa")),
                ("position", Number(7)),
                ("relation", Text("introduces")),
                ("label", Text("introduces")),
                ("evidence_json", Text(evidence)),
            ];
            Structure(b'R', vec![Number(9), Number(1), Number(2), Text("INTRODUCES"), Map(properties)])
        };
        let asked = |ends: Option<Reply>| {
            let mut script = loaded();
            script.push(Reply::Row(vec![("r", relationship())]));
            script.extend(ends);
            let pattern = "MATCH (a {id: 'china'})-[r:introduces]->(b) RETURN r ORDER BY r.since LIMIT 1";
            let place = server(script, None);
            discreet(kgraph(["query", "-g", "graph/k-visa.json", "--on", &place, pattern]).run())
        };
        // One end is not there, and so it is none of kgraph's.
        let ends = Reply::Row(vec![("key", Number(1)), ("id", Text("china"))]);
        asked(Some(ends)).code(2).says("relationships between nodes without an id (bolt-foreign)");
        asked(None).code(2).says("(bolt-lost)");
        // A path brings both.
        let node = |key, id| Structure(b'N', vec![Number(key), List(vec![]), Map(vec![("id", Text(id))])]);
        let Structure(_, mut fields) = relationship() else { panic!() };
        fields.drain(1..3);
        let path = Structure(
            b'P',
            vec![
                List(vec![node(2, "k-visa"), node(1, "china")]),
                List(vec![Structure(b'r', fields)]),
                List(vec![Number(-1), Number(1)]),
            ],
        );
        let mut script = loaded();
        script.push(Reply::Row(vec![("p", path)]));
        let place = server(script, None);
        let pattern = "MATCH p = (b {id: 'k-visa'})<-[:introduces]-(a) RETURN p ORDER BY a.label LIMIT 1";
        let ran = discreet(kgraph(["query", "-g", "graph/k-visa.json", "--on", &place, pattern]).run()).code(0);
        ran.prints("China —introduces→ K visa\n").prints("¶1: made up\n");
    }

    #[test]
    fn what_has_no_counterpart_is_refused_before_anybody_is_called() {
        for (pattern, what) in [
            ("MATCH ()-[r]->() RETURN r.evidence", "no exact counterpart in the database"),
            ("MATCH (a)-[*]->(b) RETURN b", "greatest length"),
            ("MATCH p = shortestPath((a:person)-[*]-(b {id: 'china'})) RETURN p", "(bolt-shortest)"),
        ] {
            let args = ["query", "-g", "graph/k-visa.json", "--on", "bolt://ann:s3cret@127.0.0.1:1", pattern];
            discreet(kgraph(args).run()).code(2).says(what);
        }
        let more = ["--type", "person"];
        discreet(ask("bolt://ann:s3cret@127.0.0.1:1", &more).run()).code(2).says("(on-selection)");
    }
}

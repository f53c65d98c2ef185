//! Questions to engines: what kgraph says before an engine is there, and when it ends. The engines themselves are asked
//! by `tests/engines`.

use crate::harness::{Kgraph, TempDir, kgraph};

const PATTERN: &str = "MATCH (n) RETURN count(*)";

/// A data set of the article's graph.
fn data(dir: &TempDir) -> String {
    let folder = dir.path().join("data").display().to_string();
    kgraph(["export", "--quiet", "--parquet", "-g", "graph/k-visa.json", "-o", &folder]).run().code(0);
    folder
}

fn ask(engine: &str, more: &[&str]) -> Kgraph {
    kgraph(["query", "--on", engine].iter().chain(more).copied().chain([PATTERN])).env("SPARK_HOME", "")
}

#[test]
fn what_is_no_data_set_is_named() {
    let dir = TempDir::new();
    ask("spark", &[]).run().code(2).says("(data-missing)");
    ask("spark", &["--data", "s3a://bucket/x"]).run().code(2).says("(data-remote)");
    let empty = dir.path().display().to_string();
    ask("duckdb", &["--data", &empty]).run().code(2).says("(catalog-missing)").says("kgraph export --parquet");
    let folder = data(&dir);
    ask("duckdb", &["--data", &folder, "--type", "person"]).run().code(2).says("(on-selection)");
    let catalog = std::fs::read_to_string(dir.path().join("data/catalog.json")).unwrap();
    dir.write("data/catalog.json", catalog.replace("\"version\": 1", "\"version\": 9"));
    ask("duckdb", &["--data", &folder]).run().code(2).says("(catalog-version)").says("version 9");
}

#[test]
fn an_engine_that_is_not_there_is_named() {
    let dir = TempDir::new();
    let folder = data(&dir);
    let nowhere = dir.path().join("nowhere").display().to_string();
    ask("spark", &["--data", &folder]).env("PATH", &nowhere).run().code(2).says("(spark-missing)");
    ask("spark", &["--data", &folder])
        .env("SPARK_HOME", &nowhere)
        .run()
        .code(2)
        .says("(spark-missing)")
        .says("SPARK_HOME");
    ask("duckdb", &["--data", &folder]).env("PATH", &nowhere).run().code(2).says("(duckdb-missing)");
    let master = ["--data", &folder, "--master", "spark://127.0.0.1:1"];
    ask("spark", &master).run().code(2).says("(spark-unreachable)");
}

/// What cannot be mapped is refused before an engine is started.
#[test]
fn what_no_engine_does_is_refused_first() {
    let dir = TempDir::new();
    let folder = data(&dir);
    for pattern in
        ["MATCH p = shortestPath((a:person)-[*]-(b {id: 'china'})) RETURN p", "MATCH (a)-[*]->(b) RETURN a, b"]
    {
        let args = ["query", "--on", "spark", "--data", &folder, pattern];
        kgraph(args).env("SPARK_HOME", "").env("PATH", "").run().code(2).says("no exact counterpart in SQL");
    }
}

#[cfg(unix)]
#[test]
fn an_engine_that_ends_is_told_with_what_it_said() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new();
    let folder = data(&dir);
    let home = dir.path().join("spark").display().to_string();
    for (script, code) in [
        ("echo 'JAVA_HOME is not set' >&2; exit 1", "(java-missing)"),
        ("echo 'boom' >&2; exit 3", "ended before it answered: boom (spark-ended)"),
        ("sleep 60", "(timeout)"),
    ] {
        dir.write("spark/bin/spark-submit", format!("#!/bin/sh\n{script}\n"));
        let path = dir.path().join("spark/bin/spark-submit");
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
        ask("spark", &["--data", &folder, "--timeout", "1"]).env("SPARK_HOME", &home).run().code(2).says(code);
    }
}

//! Finding the engine, and saying what is wrong with it.

use kgraph::error::{Error, Result};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// An engine that runs questions over a Parquet data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum Engine {
    /// Apache Spark, on this machine or a cluster
    Spark,
    /// DuckDB's Python package, on this machine
    Duckdb,
}

impl Engine {
    pub(super) fn name(self) -> &'static str {
        match self {
            Engine::Spark => "spark",
            Engine::Duckdb => "duckdb",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Engine::Spark => "Spark",
            Engine::Duckdb => "DuckDB",
        }
    }
}

/// Makes an error with a stable code, as docs/cluster.md lists them.
pub(super) fn failed(code: &str, message: impl std::fmt::Display, hint: &str) -> Error {
    Error::unsupported(format!("{message} ({code})"), hint)
}

/// Makes the command that runs a driver; what to run comes after.
pub(super) fn command(engine: Engine, master: Option<&str>) -> Result<Command> {
    let mut command = match engine {
        Engine::Duckdb => Command::new(python().ok_or_else(|| {
            let hint = "install Python 3 and `pip install duckdb`";
            failed("duckdb-missing", "there is no `python3` on the path", hint)
        })?),
        Engine::Spark => {
            let mut command = spark_submit()?;
            if let Some(master) = master {
                command.args(["--master", master]);
            }
            // The driver talks to kgraph over the loopback interface, so it runs here.
            command.args(["--deploy-mode", "client", "--name", "kgraph"]);
            for setting in ["spark.ui.enabled=false", "spark.ui.showConsoleProgress=false"] {
                command.args(["--conf", setting]);
            }
            command
        }
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    Ok(command)
}

fn python() -> Option<PathBuf> {
    ["python3", "python"].into_iter().find_map(on_path)
}

/// Finds `spark-submit`: under SPARK_HOME, on the path, or in the Python package pyspark.
fn spark_submit() -> Result<Command> {
    let name = if cfg!(windows) { "spark-submit.cmd" } else { "spark-submit" };
    if let Some(home) = std::env::var_os("SPARK_HOME").filter(|home| !home.is_empty()) {
        let path = Path::new(&home).join("bin").join(name);
        if path.is_file() {
            return Ok(Command::new(path));
        }
        let message = format!("SPARK_HOME is `{}`, and there is no `bin/{name}` in it", Path::new(&home).display());
        return Err(failed("spark-missing", message, "set SPARK_HOME to the folder of Spark, or unset it"));
    }
    if let Some(path) = on_path(name) {
        return Ok(Command::new(path));
    }
    let package = python().and_then(|python| {
        let code = "import importlib.util; print(importlib.util.find_spec('pyspark').submodule_search_locations[0])";
        let output = Command::new(python).args(["-c", code]).stdin(Stdio::null()).output().ok()?;
        let folder = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
        folder.join("bin").join(name).is_file().then_some(folder)
    });
    match package {
        Some(folder) => {
            let mut command = Command::new(folder.join("bin").join(name));
            command.env("SPARK_HOME", folder);
            Ok(command)
        }
        None => Err(failed(
            "spark-missing",
            "there is no Spark here: no SPARK_HOME, no `spark-submit` on the path, no Python package pyspark",
            "install Java 17 and `pip install pyspark`, or set SPARK_HOME; `--on duckdb` needs neither",
        )),
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Tells at once if nobody listens where the master should be; Spark itself tries for a minute.
pub(super) fn reachable(master: &str) -> Result<()> {
    let Some(places) = master.strip_prefix("spark://") else { return Ok(()) };
    let mut reason = "it names no host".to_owned();
    for place in places.split(',') {
        match place.to_socket_addrs() {
            Err(error) => reason = error.to_string(),
            Ok(addresses) => {
                for address in addresses {
                    match TcpStream::connect_timeout(&address, Duration::from_secs(5)) {
                        Ok(_) => return Ok(()),
                        Err(error) => reason = error.to_string(),
                    }
                }
            }
        }
    }
    Err(failed(
        "spark-unreachable",
        format!("no Spark master answers at `{master}`: {reason}"),
        "the master's page, or the first lines of its log, show its URL: spark://HOST:7077",
    ))
}

pub(super) fn late(engine: Engine) -> Error {
    let hint = "raise `--timeout`, or give the cluster more workers";
    failed("timeout", format!("{} did not answer in time", engine.title()), hint)
}

/// Words an error of the driver, with what to do where that is known.
pub(super) fn explained(engine: Engine, code: &str, message: &str) -> Error {
    let apart = ["InvalidClassException", "serialVersionUID", "NoSuchMethodError"];
    if engine == Engine::Spark && apart.iter().any(|word| message.contains(word)) {
        return version(message);
    }
    let hint = match code {
        "duckdb-missing" => "`pip install duckdb`",
        "spark-version" => "use a newer Spark",
        "table-missing" => {
            "`--data` names a folder that `kgraph export --parquet -o FOLDER` wrote, where every worker sees it"
        }
        "part-too-large" => "ask for less: name the ends, bound the length, or count",
        "spark-start" => "`spark-submit --version` shows whether Spark runs here; `--master` says where the cluster is",
        _ => "",
    };
    failed(code, format!("{}: {message}", engine.title()), hint)
}

fn version(message: &str) -> Error {
    let hint = "the Spark here and that of the cluster must be of the same version: set SPARK_HOME to the cluster's";
    failed("spark-version", format!("Spark and its cluster do not understand each other: {message}"), hint)
}

/// Words the end of a driver that gave no answer, with the last of what the engine said.
pub(super) fn ended(engine: Engine, words: &[String]) -> Error {
    let all = words.join("\n");
    if all.contains("JAVA_HOME is not set") || all.contains("java: not found") || all.contains("java: No such file") {
        return failed(
            "java-missing",
            "Spark needs Java, and there is none",
            "install Java 17 (`openjdk-17-jre-headless`)",
        );
    }
    if all.contains("UnsupportedClassVersionError") {
        return failed("java-version", "this Java is too old for this Spark", "Spark 4 needs Java 17 or later");
    }
    if all.contains("InvalidClassException") || all.contains("serialVersionUID") {
        return version("the classes differ");
    }
    if all.contains("All masters are unresponsive") {
        let message = "the master took no application: it is of another version, or too busy";
        return failed("spark-unreachable", message, "compare the version of Spark here with the cluster's");
    }
    // Traces are of no use to most.
    let telling = |line: &&String| !line.trim().is_empty() && !line.trim_start().starts_with("at ");
    let last: Vec<&str> = words.iter().filter(telling).map(|line| line.trim()).collect();
    let last = last[last.len().saturating_sub(3)..].join(" / ");
    failed(&format!("{}-ended", engine.name()), format!("{} ended before it answered: {last}", engine.title()), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_engine_has_a_code() {
        for (words, code) in [
            ("JAVA_HOME is not set", "(java-missing)"),
            ("x\njava.lang.UnsupportedClassVersionError: y", "(java-version)"),
            ("ERROR All masters are unresponsive! Giving up.", "(spark-unreachable)"),
            ("java.io.InvalidClassException: local class incompatible", "(spark-version)"),
            ("boom\n\tat a.b.c", "ended before it answered: boom (spark-ended)"),
        ] {
            let words: Vec<String> = words.lines().map(str::to_owned).collect();
            let error = ended(Engine::Spark, &words).to_string();
            assert!(error.contains(code), "{error}");
        }
    }

    #[test]
    fn a_master_that_nobody_runs_is_told_at_once() {
        let error = reachable("spark://127.0.0.1:1").expect_err("nobody listens there").to_string();
        assert!(error.contains("(spark-unreachable)"), "{error}");
        assert!(reachable("local[2]").is_ok());
    }
}

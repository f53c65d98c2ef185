//! The driver: the engine's own program that runs kgraph's SQL, and the line to it.
//!
//! kgraph listens on a port of the loopback interface and starts `driver.py` with the engine's own launcher; the driver
//! calls back, and then each request is a line of JSON and so is each answer. When kgraph hangs up, the driver ends.

use super::launch::{self, Engine, failed};
use crate::cli::interrupt;
use crate::cli::terminal::say;
use kgraph::error::{Error, Result};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The program, in Python, which Spark's launcher runs.
const PROGRAM: &str = include_str!("driver.py");
/// Lines of the engine's own words that are kept, for when it fails.
const KEPT: usize = 60;
const PAUSE: Duration = Duration::from_millis(20);

/// A driver that has been started.
pub(super) struct Driver {
    engine: Engine,
    child: Child,
    lines: BufReader<TcpStream>,
    words: Arc<Mutex<VecDeque<String>>>,
    deadline: Option<Instant>,
    _program: Program,
}

impl Driver {
    /// Starts an engine over the tables of a data set.
    pub(super) fn start(engine: Engine, data: &str, master: Option<&str>, deadline: Option<Instant>) -> Result<Driver> {
        if let Some(master) = master {
            launch::reachable(master)?;
        }
        let doing = |error| Error::io(format!("cannot start {}", engine.name()), error);
        let program = Program::write().map_err(doing)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(doing)?;
        listener.set_nonblocking(true).map_err(doing)?;
        let port = listener.local_addr().map_err(doing)?.port().to_string();
        let key = key();
        let mut command = launch::command(engine, master)?;
        command.arg(program.0.join("driver.py")).args([engine.name(), data, &port]).env("KGRAPH_KEY", &key);
        let mut child = command.spawn().map_err(doing)?;
        let words = Arc::new(Mutex::new(VecDeque::new()));
        if let Some(errors) = child.stderr.take() {
            let words = Arc::clone(&words);
            std::thread::spawn(move || listen(BufReader::new(errors), &words));
        }
        let mut waiting = Waiting { engine, child, words, deadline };
        let lines = waiting.call(&listener, &key)?;
        let Waiting { child, words, .. } = waiting;
        let mut driver = Driver { engine, child, lines, words, deadline, _program: program };
        driver.read()?;
        Ok(driver)
    }

    /// Sets until when the next answers may take.
    pub(super) fn until(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// Sends a request and returns the answer.
    pub(super) fn ask(&mut self, request: &Value) -> Result<Value> {
        let line = format!("{request}\n");
        let sent = self.lines.get_mut().write_all(line.as_bytes());
        sent.map_err(|_| self.gone())?;
        self.read()
    }

    fn read(&mut self) -> Result<Value> {
        let mut line = Vec::new();
        loop {
            match self.lines.read_until(b'\n', &mut line) {
                Ok(_) if line.ends_with(b"\n") => break,
                Ok(_) => return Err(self.gone()),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => return Err(self.gone()),
            }
            if self.deadline.is_some_and(|deadline| Instant::now() > deadline) {
                // What was begun is not finished: the engine is let go.
                let _ = self.child.kill();
                return Err(launch::late(self.engine));
            }
        }
        let answer: Value = serde_json::from_slice(&line)
            .map_err(|error| failed("driver", format!("the driver's answer is not JSON: {error}"), ""))?;
        match answer.get("error") {
            None => Ok(answer),
            Some(error) => {
                let text = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or_default();
                Err(launch::explained(self.engine, text("code"), text("message")))
            }
        }
    }

    /// Says that the driver ended before it answered, with the last that the engine said.
    fn gone(&mut self) -> Error {
        let _ = self.child.wait();
        launch::ended(self.engine, &words(&self.words))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It ends by itself once nobody is on the line; the engine says goodbye to its cluster.
        let _ = self.lines.get_ref().shutdown(std::net::Shutdown::Both);
        let patience = Instant::now() + Duration::from_secs(20);
        while Instant::now() < patience {
            match self.child.try_wait() {
                Ok(None) => std::thread::sleep(PAUSE),
                _ => return,
            }
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A driver that has not called yet; it is killed if it is given up.
struct Waiting {
    engine: Engine,
    child: Child,
    words: Arc<Mutex<VecDeque<String>>>,
    deadline: Option<Instant>,
}

impl Waiting {
    /// Waits for the driver's call.
    fn call(&mut self, listener: &TcpListener, key: &str) -> Result<BufReader<TcpStream>> {
        let doing = |error| Error::io("cannot talk to the driver", error);
        loop {
            match listener.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false).map_err(doing)?;
                    stream.set_read_timeout(Some(Duration::from_secs(5))).map_err(doing)?;
                    let mut lines = BufReader::new(stream);
                    let mut line = String::new();
                    let read = lines.read_line(&mut line);
                    // Whoever does not know the key is not the driver.
                    if read.is_ok() && line.trim_end() == json!({ "key": key }).to_string().replace("\":\"", "\": \"") {
                        lines.get_ref().set_read_timeout(Some(PAUSE)).map_err(doing)?;
                        return Ok(lines);
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(PAUSE),
                Err(error) => return Err(doing(error)),
            }
            let late = self.deadline.is_some_and(|deadline| Instant::now() > deadline);
            let ended = !matches!(self.child.try_wait(), Ok(None));
            if late || ended {
                let _ = self.child.kill();
                let _ = self.child.wait();
                return Err(match ended {
                    true => launch::ended(self.engine, &words(&self.words)),
                    false => launch::late(self.engine),
                });
            }
        }
    }
}

/// Keeps the last of what the engine says on standard error, and passes on what the user should know at once.
fn listen(lines: impl BufRead, words: &Mutex<VecDeque<String>>) {
    let mut told = false;
    for line in lines.lines().map_while(std::result::Result::ok) {
        if line.contains("has not accepted any resources") && !told {
            told = true;
            say("note: the cluster has no worker free yet; still waiting");
        }
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        if words.len() == KEPT {
            words.pop_front();
        }
        words.push_back(line);
    }
}

fn words(words: &Mutex<VecDeque<String>>) -> Vec<String> {
    words.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
}

/// Makes a word that others on the machine cannot guess: the standard library seeds its hashes at random.
fn key() -> String {
    let word = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", word(), word())
}

/// The folder with the program, which only this user may look into.
struct Program(PathBuf);

impl Program {
    fn write() -> std::io::Result<Program> {
        let folder = std::env::temp_dir().join(format!("kgraph-{}-{}", std::process::id(), &key()[..8]));
        private_folder(&folder)?;
        interrupt::guard(&folder);
        let program = Program(folder);
        let path = program.0.join("driver.py");
        interrupt::guard(&path);
        std::fs::write(path, PROGRAM)?;
        Ok(program)
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir(path)
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
        interrupt::release(&self.0.join("driver.py"));
        interrupt::release(&self.0);
    }
}

//! How far long work is: one line on standard error, on a terminal only, from the second second on.

use super::{Context, terminal};
use kgraph::diagnostics::Source;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

/// Bytes of input, and edges of output, from which work can take longer than a second.
const LONG: (u64, usize) = (8 << 20, 50_000);
const PATIENCE: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(100);

/// Bytes that were written so far.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Counts bytes of output.
pub(super) fn count_written(bytes: usize) {
    WRITTEN.fetch_add(bytes as u64, Ordering::Relaxed);
}

/// The line, until this is dropped.
pub(super) struct Progress {
    ticker: Option<(mpsc::Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Shows how much of the sources has been read, if that can be long and somebody may be watching.
    pub(super) fn reading(sources: &[Arc<Source>], context: Context) -> Progress {
        let total: u64 = sources.iter().map(|source| source.text().len() as u64).sum();
        let sources = sources.to_vec();
        let read = move || sources.iter().map(|source| source.progress() as u64).sum();
        Progress::start(total >= LONG.0, context, move || reading(read(), total))
    }

    /// Shows how much of a graph of so many edges has been written.
    pub(super) fn writing(edges: usize, context: Context) -> Progress {
        Progress::start(edges >= LONG.1, context, || format!("wrote {} MB", mega(WRITTEN.load(Ordering::Relaxed))))
    }

    fn start(long: bool, context: Context, line: impl Fn() -> String + Send + 'static) -> Progress {
        if !long || context.quiet || !std::io::stderr().is_terminal() {
            return Progress { ticker: None };
        }
        let (stop, stopped) = mpsc::channel();
        let tick = move || {
            let mut wait = PATIENCE;
            while stopped.recv_timeout(wait) == Err(mpsc::RecvTimeoutError::Timeout) {
                draw(&line());
                wait = INTERVAL;
            }
            if wait == INTERVAL {
                draw("");
            }
        };
        Progress { ticker: Some((stop, std::thread::spawn(tick))) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.ticker.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

/// Replaces the line; an empty one is none.
fn draw(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "\r\x1b[K{}", terminal::paint(terminal::DIM, text)).and_then(|()| out.flush());
}

fn reading(read: u64, total: u64) -> String {
    format!("read {} of {} MB ({} %)", mega(read), mega(total), read * 100 / total.max(1))
}

fn mega(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

#[cfg(test)]
mod tests {
    use super::reading;

    #[test]
    fn the_line_tells_how_much_was_read() {
        assert_eq!(reading(0, 967_000_000), "read 0 of 967 MB (0 %)");
        assert_eq!(reading(483_500_000, 967_000_000), "read 484 of 967 MB (50 %)");
        assert_eq!(reading(1, 0), "read 1 of 0 MB (100 %)");
    }
}

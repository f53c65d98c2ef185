//! Text gathered in blocks before it is written: writers format into memory, the system is called seldom.

use super::{Losses, WriteOptions};
use crate::graph::{EdgeId, Graph, NodeId};
use std::io::{self, Write};
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;

/// Blocks of 64 KiB: larger ones cost more page faults, smaller ones more system calls.
const SIZE: usize = 64 * 1024;

/// A string that is written out whenever it is long enough; it derefs to the string.
pub(super) struct Block<'w> {
    text: String,
    out: &'w mut dyn Write,
}

impl<'w> Block<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Block { text: String::with_capacity(SIZE + SIZE / 8), out }
    }

    /// Writes what was gathered if it fills a block. Call it after each node and edge.
    pub(super) fn flush_if_full(&mut self) -> io::Result<()> {
        if self.text.len() >= SIZE { self.flush() } else { Ok(()) }
    }

    /// Writes what was gathered. Call it at the end.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

/// Elements that are formatted at a time: about as many as fill one or two blocks.
const CHUNK: usize = 256;
/// Edges whose ends are brought into the cache together; chunks are multiples of it.
const AHEAD: usize = 64;

impl Block<'_> {
    /// Writes all nodes, as [`Block::elements`] does.
    pub(super) fn nodes(
        &mut self,
        graph: &Graph,
        options: &WriteOptions,
        format: impl Fn(NodeId, &mut String, &mut Losses) + Sync,
    ) -> io::Result<Losses> {
        self.elements(graph.node_count(), options, || (), |(), at, text, losses| format(NodeId::new(at), text, losses))
    }

    /// Writes all edges, as [`Block::elements`] does.
    pub(super) fn edges<T>(
        &mut self,
        graph: &Graph,
        options: &WriteOptions,
        tools: impl Fn() -> T + Sync,
        format: impl Fn(&mut T, EdgeId, &mut String, &mut Losses) + Sync,
    ) -> io::Result<Losses> {
        self.elements(graph.edge_count(), options, tools, |tools, at, text, losses| {
            if at % AHEAD == 0 {
                graph.fetch_ends(at..at + AHEAD);
            }
            format(tools, EdgeId::new(at), text, losses);
        })
    }

    /// Writes `count` elements, formatted by several threads if there are many: `format` appends one, with
    /// what `tools` makes for each thread. Returns what was lost.
    ///
    /// Chunks are written in order, so threads change nothing in the output. Memory: a few chunks a thread.
    fn elements<T>(
        &mut self,
        count: usize,
        options: &WriteOptions,
        tools: impl Fn() -> T + Sync,
        format: impl Fn(&mut T, usize, &mut String, &mut Losses) + Sync,
    ) -> io::Result<Losses> {
        let mut losses = Losses::new(options);
        let threads = options.threads.min(count / (4 * CHUNK));
        if threads < 2 {
            let mut tools = tools();
            for element in 0..count {
                format(&mut tools, element, &mut self.text, &mut losses);
                self.flush_if_full()?;
            }
            return Ok(losses);
        }
        self.flush()?;
        let (tools, format) = (&tools, &format);
        // Kinds of loss whose places are listed already: threads need not make any more.
        let listed = &AtomicU32::new(0);
        std::thread::scope(|scope| {
            // Thread t formats chunks t, t + threads, …; the texts come back to it to be used again.
            let lanes: Vec<_> = (0..threads)
                .map(|first| {
                    let (full, filled) = mpsc::sync_channel::<(String, Losses)>(2);
                    let (empty, emptied) = mpsc::channel::<String>();
                    scope.spawn(move || {
                        let mut tools = tools();
                        for start in (first * CHUNK..count).step_by(threads * CHUNK) {
                            let (mut text, mut losses) = (
                                emptied.try_recv().unwrap_or_default(),
                                Losses::later(options, listed.load(Ordering::Relaxed)),
                            );
                            for element in start..count.min(start + CHUNK) {
                                format(&mut tools, element, &mut text, &mut losses);
                            }
                            if full.send((text, losses)).is_err() {
                                // Writing has failed, and ended.
                                return;
                            }
                        }
                    });
                    (filled, empty)
                })
                .collect();
            for chunk in 0..count.div_ceil(CHUNK) {
                let (filled, empty) = &lanes[chunk % threads];
                // A thread ends early only in a panic, which the scope passes on.
                let Ok((mut text, later)) = filled.recv() else { break };
                self.out.write_all(text.as_bytes())?;
                losses.absorb(later);
                listed.store(losses.listed(), Ordering::Relaxed);
                text.clear();
                let _ = empty.send(text);
            }
            Ok(losses)
        })
    }
}

impl Deref for Block<'_> {
    type Target = String;

    fn deref(&self) -> &String {
        &self.text
    }
}

impl DerefMut for Block<'_> {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

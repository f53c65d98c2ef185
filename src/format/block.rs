//! Text gathered in blocks before it is written: writers format into memory, the system is called seldom.

use std::io::{self, Write};
use std::ops::{Deref, DerefMut};

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

//! The one error type: the work cannot go on.
//!
//! Problems in the data, which may be many, are [`Diagnostics`]; they travel inside
//! [`ErrorKind::Graph`] when they stop the work.

use crate::diagnostics::Diagnostics;
use std::fmt;
use std::io;

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the work could not go on.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// What must be mended.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The machine: a file that cannot be opened, a full disk, a closed pipe.
    Io {
        /// What was being done, such as ``cannot read `a.json` ``.
        doing: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// The graph's content; at least one diagnostic is an error.
    Graph(Diagnostics),
    /// The question or pattern, or a name in it.
    Query {
        /// What is wrong.
        message: String,
        /// What to do, one line each.
        hints: Vec<String>,
    },
    /// A format, option or outside program that cannot do what was asked.
    Unsupported {
        /// What is not possible.
        message: String,
        /// What to do instead.
        hint: Option<String>,
    },
}

impl Error {
    /// Wraps an operating-system error with what was being done.
    pub fn io(doing: impl Into<String>, error: io::Error) -> Self {
        ErrorKind::Io { doing: doing.into(), error }.into()
    }

    /// Makes an error about a question, with hints.
    pub fn query(message: impl Into<String>, hints: Vec<String>) -> Self {
        ErrorKind::Query { message: message.into(), hints }.into()
    }

    /// Makes an error about something that is not possible.
    pub fn unsupported(message: impl Into<String>, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        ErrorKind::Unsupported { message: message.into(), hint: (!hint.is_empty()).then_some(hint) }.into()
    }

    /// Returns what must be mended.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Returns what to do about it, one line each.
    pub fn hints(&self) -> Vec<&str> {
        match &*self.0 {
            ErrorKind::Query { hints, .. } => hints.iter().map(String::as_str).collect(),
            ErrorKind::Unsupported { hint, .. } => hint.as_deref().into_iter().collect(),
            ErrorKind::Io { .. } | ErrorKind::Graph(_) => Vec::new(),
        }
    }

    /// Returns whether the reader of our output went away, which is not worth a message.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&*self.0, ErrorKind::Io { error, .. } if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Io { doing, error } => write!(f, "{doing}: {error}"),
            ErrorKind::Graph(diagnostics) => {
                let first = diagnostics.iter().find(|d| d.severity() == crate::diagnostics::Severity::Error);
                match first {
                    Some(d) => write!(f, "{}: {}", d.code.as_str(), d.message),
                    None => f.write_str("the graph has problems"),
                }
            }
            ErrorKind::Query { message, .. } | ErrorKind::Unsupported { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

//! Errors and warnings, with their place in the query text.

use std::fmt;

/// A range of bytes in the query text.
///
/// Two spans always compare equal, so syntax trees compare by structure and not by place.
#[derive(Clone, Copy, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Creates a span from byte offsets; offsets beyond `u32::MAX` are cut.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end) }
    }

    /// Returns the smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the text that the span covers, or nothing where it does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

impl PartialEq for Span {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Span {}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The broad class of an error, named as in the openCypher compatibility kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorClass {
    /// The query is not well-formed.
    SyntaxError,
    /// A value has the wrong type.
    TypeError,
    /// An argument is out of its range.
    ArgumentError,
    /// A calculation has no result.
    ArithmeticError,
    /// A parameter is missing.
    ParameterMissing,
    /// The query is openCypher, but of a part not offered here.
    NotSupported,
    /// A limit set by the caller, or a built-in guard, was reached.
    LimitExceeded,
}

/// When an error was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before the graph was read.
    CompileTime,
    /// While rows were produced.
    Runtime,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CompileTime => "compile time",
            Self::Runtime => "runtime",
        })
    }
}

/// The exact kind of an error; the names of the compatibility kit where it has one.
#[expect(missing_docs, reason = "the names are the documentation of the compatibility kit")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    UnexpectedSyntax,
    InvalidNumberLiteral,
    IntegerOverflow,
    FloatingPointOverflow,
    InvalidUnicodeLiteral,
    InvalidUnicodeCharacter,
    UndefinedVariable,
    VariableTypeConflict,
    VariableAlreadyBound,
    RelationshipUniquenessViolation,
    InvalidRelationshipPattern,
    InvalidParameterUse,
    InvalidArgumentType,
    InvalidArgumentValue,
    InvalidNumberOfArguments,
    InvalidAggregation,
    AmbiguousAggregationExpression,
    NestedAggregation,
    NonConstantExpression,
    NegativeIntegerArgument,
    NumberOutOfRange,
    DivisionByZero,
    ListElementAccessByNonInteger,
    MapElementAccessByNonString,
    DifferentColumnsInUnion,
    InvalidClauseComposition,
    ColumnNameConflict,
    NoExpressionAlias,
    NoVariablesInScope,
    UnknownFunction,
    MissingParameter,
    NestingTooDeep,
    TemporalValue,
    WriteClause,
    ProcedureCall,
    Feature,
    Steps,
    Size,
    Interrupted,
}

/// What kind of error it is: class, phase and detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ErrorKind {
    /// The broad class.
    pub class: ErrorClass,
    /// When it was found.
    pub phase: Phase,
    /// The exact kind.
    pub detail: Detail,
}

impl ErrorKind {
    /// Returns the stable code of the kind, such as `SyntaxError.UndefinedVariable`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{:?}.{:?}", self.class, self.detail)
    }
}

/// Why a query cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CypherError {
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// Where in the query text, where that is known.
    pub span: Option<Span>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The result of a stage of the query engine.
pub type Result<T> = std::result::Result<T, CypherError>;

impl CypherError {
    /// Creates an error found before the graph was read.
    #[must_use]
    pub fn compile(class: ErrorClass, detail: Detail, span: Span, message: impl Into<String>) -> Self {
        let kind = ErrorKind { class, phase: Phase::CompileTime, detail };
        Self { kind, span: Some(span), message: message.into(), hint: None }
    }

    /// Creates a syntax error.
    #[must_use]
    pub fn syntax(detail: Detail, span: Span, message: impl Into<String>) -> Self {
        Self::compile(ErrorClass::SyntaxError, detail, span, message)
    }

    /// Creates an error for a part of openCypher that is not offered.
    #[must_use]
    pub fn unsupported(detail: Detail, span: Span, message: impl Into<String>) -> Self {
        Self::compile(ErrorClass::NotSupported, detail, span, message)
    }

    /// Creates an error found while rows were produced; its place is filled in later.
    #[must_use]
    pub fn runtime(class: ErrorClass, detail: Detail, message: impl Into<String>) -> Self {
        let kind = ErrorKind { class, phase: Phase::Runtime, detail };
        Self { kind, span: None, message: message.into(), hint: None }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Fills in the place if none is known yet.
    #[must_use]
    pub fn or_at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }

    /// Writes the error with its line, its column, the line of the query and a caret.
    #[must_use]
    pub fn render(&self, text: &str) -> String {
        render(text, self.span, "error", Some(&self.kind.code()), &self.message, self.hint.as_deref())
    }
}

impl fmt::Display for CypherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

impl std::error::Error for CypherError {}

/// Something that is not wrong but probably not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where in the query text, where that is known.
    pub span: Option<Span>,
    /// What was noticed.
    pub message: String,
    /// What may have been meant.
    pub hint: Option<String>,
}

impl Warning {
    /// Writes the warning with its line, its column, the line of the query and a caret.
    #[must_use]
    pub fn render(&self, text: &str) -> String {
        render(text, self.span, "warning", None, &self.message, self.hint.as_deref())
    }
}

fn render(
    text: &str,
    span: Option<Span>,
    level: &str,
    code: Option<&str>,
    message: &str,
    hint: Option<&str>,
) -> String {
    let mut out = match code {
        Some(code) => format!("{level}[{code}]: {message}\n"),
        None => format!("{level}: {message}\n"),
    };
    if let Some(span) = span {
        let mut at = (span.start as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let line = text[..at].matches('\n').count() + 1;
        let column = text[line_start..at].chars().count();
        let width = text.get(at..(span.end as usize).clamp(at, line_end)).map_or(1, |s| s.chars().count().max(1));
        let source: String = text[line_start..line_end].chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
        out.push_str(&format!(
            " {line}:{}\n  | {source}\n  | {}{}\n",
            column + 1,
            " ".repeat(column),
            "^".repeat(width)
        ));
    }
    if let Some(hint) = hint {
        out.push_str(&format!("  = help: {hint}\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_stands_under_the_place() {
        let text = "MATCH (a)\nRETURN bé";
        let error = CypherError::syntax(Detail::UndefinedVariable, Span::new(17, 20), "`bé` is not defined");
        let shown = error.render(text);
        assert!(shown.contains(" 2:8\n  | RETURN bé\n  |        ^^\n"), "{shown}");
    }

    #[test]
    fn a_span_outside_the_text_is_harmless() {
        let error = CypherError::syntax(Detail::UnexpectedSyntax, Span::new(90, 99), "x");
        assert!(error.render("é").contains('^'));
    }

    #[test]
    fn spans_are_joined() {
        assert_eq!(Span::new(4, 6).to(Span::new(1, 5)), Span::new(1, 6));
        assert_eq!(Span::new(1, 2).to(Span::new(4, 9)), Span::new(1, 9));
    }
}

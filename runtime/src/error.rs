//! What can be wrong with a message, and where.
//!
//! While a message is read an error is a kind and a byte offset. The element path and the line are found by
//! going through the source once more up to that offset, when the error leaves the reader: messages that are
//! fine never pay for it.

use std::fmt;

use crate::schema::Newer;
use crate::xsd::ValueError;

/// Why a message could not be read or written, with the place in it.
#[derive(Clone)]
pub struct Error(Box<Report>);

/// The result of reading or writing.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Clone)]
struct Report {
    kind: ErrorKind,
    at: Position,
    below: Option<String>,
}

/// A place in a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Position {
    /// The element path from the root: `GetImItemsResponse/ImItemList/Personas/Persona[3]/RelevanceScore`; an attribute is
    /// `…/@Name`. A number in brackets counts the siblings of one name, from 1, and is left out for the first.
    pub path: String,
    /// Bytes from the start of the message.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not well-formed XML.
    #[error("not well-formed XML: {0}")]
    Syntax(String),
    /// The text ends inside an element.
    #[error("the message ends before {expected}")]
    UnexpectedEnd {
        /// What had to come.
        expected: String,
    },
    /// A document type declaration, which SOAP forbids and which could make a small message expand without bound.
    #[error("a document type declaration is not allowed")]
    DoctypeRefused,
    /// A limit of [`ReadOptions`](crate::ReadOptions) was passed.
    #[error("more than {limit} {what}")]
    LimitExceeded {
        /// What was counted.
        what: &'static str,
        /// How many were allowed.
        limit: usize,
    },
    /// A character that XML 1.0 does not allow.
    #[error("the character U+{0:04X} is not allowed in XML")]
    IllegalCharacter(u32),
    /// The document's root is another element.
    #[error("unexpected root element {found}: expected {expected}")]
    UnexpectedRoot {
        /// The root's name as `{namespace}local`.
        found: String,
        /// What would have been accepted.
        expected: String,
    },
    /// A required element is absent.
    #[error("missing element {0}")]
    MissingElement(String),
    /// A required attribute is absent.
    #[error("missing attribute {0}")]
    MissingAttribute(String),
    /// The value does not belong to its type.
    #[error("{0}")]
    Value(ValueError),
    /// `xsi:type` names a type that is unknown or not derived from the declared one.
    #[error("xsi:type {found} is not {expected} or a type derived from it")]
    UnexpectedType {
        /// The named type as `{namespace}local`.
        found: String,
        /// The declared type.
        expected: &'static str,
    },
    /// Valid XML that breaks the schema (strict reading).
    #[error("{0}")]
    Invalid(String),
    /// A version that the contract does not have.
    #[error("the contract knows no version {found:?}; it knows {known}")]
    UnknownVersion {
        /// What was asked for.
        found: String,
        /// The versions there are.
        known: String,
    },
    /// A part of a message that the version at the other end does not know.
    #[error("the server does not know it: {}", .0.what())]
    Newer(Box<Newer>),
    /// A value cannot be written as XML.
    #[error("cannot be written: {0}")]
    Unwritable(String),
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, offset: usize) -> Self {
        Self(Box::new(Report { kind, at: Position { offset, ..Position::default() }, below: None }))
    }

    /// An error whose place is known already.
    #[cfg(feature = "client")]
    pub(crate) fn placed(kind: ErrorKind, at: Position) -> Self {
        Self(Box::new(Report { kind, at, below: None }))
    }

    /// An error about something that should stand below the place at `offset`: a missing child, an attribute.
    pub(crate) fn below(kind: ErrorKind, offset: usize, step: String) -> Self {
        Self(Box::new(Report { kind, at: Position { offset, ..Position::default() }, below: Some(step) }))
    }

    /// An error of writing: there is no source to point into.
    pub(crate) fn unwritable(reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unwritable(reason.into()), 0)
    }

    /// The same error, one step below the place it points to.
    #[cold]
    pub(crate) fn step_below(mut self, step: impl FnOnce() -> String) -> Self {
        self.0.below.get_or_insert_with(step);
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Where it is wrong; empty for an error of writing.
    #[must_use]
    pub fn position(&self) -> &Position {
        &self.0.at
    }

    /// The element path: short for `position().path`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.at.path
    }

    /// Finds path, line and column for another offset.
    #[cold]
    pub(crate) fn locate_at(mut self, source: &str, offset: usize) -> Self {
        self.0.at.offset = offset;
        self.locate(source)
    }

    /// Finds path, line and column from the offset.
    #[cold]
    pub(crate) fn locate(mut self, source: &str) -> Self {
        let report = &mut *self.0;
        report.at = crate::xml::locate(source, report.at.offset, report.below.as_deref());
        self
    }
}

impl Error {
    /// Finds the path of an error of writing from what has been written so far.
    #[cold]
    pub(crate) fn locate_writing(mut self, written: &str) -> Self {
        let at = crate::xml::locate(written, written.len(), None);
        self.0.at = Position { path: at.path, ..Position::default() };
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { kind, at, .. } = &*self.0;
        if at.line == 0 && at.path.is_empty() {
            return write!(f, "{kind}");
        }
        if at.line == 0 {
            return write!(f, "{}: {kind}", at.path);
        }
        if at.path.is_empty() {
            return write!(f, "{}:{}: {kind}", at.line, at.column);
        }
        write!(f, "{}:{}: {}: {kind}", at.line, at.column, at.path)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.0.kind).field("position", &self.0.at).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// Something lenient reading forgave.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What it was.
    pub kind: NoticeKind,
    /// Where it stands.
    pub position: Position,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { path, line, column, .. } = &self.position;
        write!(f, "{line}:{column}: {path}: {}", self.kind)
    }
}

/// What lenient reading forgave.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoticeKind {
    /// An element the schema does not know here; it was skipped with all it holds.
    #[error("element {0} was not expected and is skipped")]
    UnknownElement(String),
    /// An attribute the schema does not know here; it was skipped.
    #[error("attribute {0} was not expected and is skipped")]
    UnknownAttribute(String),
    /// Text where only elements belong; it was skipped.
    #[error("text was not expected and is skipped")]
    UnexpectedText,
    /// An element that may occur once came again; the last one is kept.
    #[error("element {0} is repeated; the last one is kept")]
    Repeated(String),
    /// An element that is to repeat came less often than the schema asks for.
    #[error("expected at least {least} of {name}, found {found}")]
    TooFew {
        /// Its name, or the names of the alternatives.
        name: String,
        /// How often it has to come.
        least: usize,
        /// How often it came.
        found: usize,
    },
    /// A value outside its type's facets; it was kept.
    #[error("{0}; the value is kept")]
    Facet(ValueError),
    /// A character that XML 1.0 does not allow was replaced or kept out.
    #[error("the character U+{0:04X} is not allowed in XML and was replaced or left out")]
    IllegalCharacter(u32),
    /// `xsi:type` names a type that is not derived from the declared one; the declared one was read.
    #[error("xsi:type {0} is not the declared type or derived from it and is ignored")]
    UnknownType(String),
    /// `xsi:type`, as written, on an element of a simple type, or of a complex one that no type is derived from. The value is one of
    /// the declared type all the same, and is written as such. Strict reading has checked it against the type named.
    #[error("xsi:type {0} is not kept")]
    TypeNotKept(String),
    /// A prefix that stands for two namespaces in one document, of which one can be kept for text that uses it
    /// ([`ReadOptions::keeping_namespaces`](crate::ReadOptions::keeping_namespaces)).
    #[error("the prefix {prefix} stands for {second} here and for {first} before; {first} is kept")]
    PrefixConflict {
        /// The prefix.
        prefix: String,
        /// What it stood for first.
        first: String,
        /// What it stands for here.
        second: String,
    },
    /// `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation`, as written, where the value has no place for it.
    #[error("the schema location {0} is not kept")]
    LocationNotKept(String),
}

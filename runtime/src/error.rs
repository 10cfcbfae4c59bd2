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
    /// The element by itself that the path begins with, for people.
    element: Option<String>,
}

/// A place in a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Position {
    /// The element path from the root: `GetImItemsResponse/ImItemList/Personas/Persona[3]/RelevanceScore`; an attribute is
    /// `…/@Name`. A number in brackets counts the siblings of one name, from 1, and is left out for the first.
    pub path: String,
    /// Bytes from the start of the message; 0 where the message is not at hand.
    pub offset: usize,
    /// Line, from 1; 0 where the message is not at hand.
    pub line: usize,
    /// Column in characters, from 1; 0 where the message is not at hand.
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
        Self(Box::new(Report { kind, at: Position { offset, ..Position::default() }, below: None, element: None }))
    }

    /// An error whose place is known already.
    pub(crate) fn placed(kind: ErrorKind, at: Position) -> Self {
        Self(Box::new(Report { kind, at, below: None, element: None }))
    }

    /// An error about something that should stand below the place at `offset`: a missing child, an attribute.
    pub(crate) fn below(kind: ErrorKind, offset: usize, step: String) -> Self {
        Self(Box::new(Report {
            kind,
            at: Position { offset, ..Position::default() },
            below: Some(step),
            element: None,
        }))
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

impl Error {
    /// Finds the path in an element by itself. Where that stands in its message is not known.
    #[cold]
    pub(crate) fn locate_in_fragment(self, source: &str) -> Self {
        // What became an error after it was noticed has its path already.
        let mut error = if self.0.at.path.is_empty() { self.locate(source) } else { self };
        error.0.at = error.0.at.relative();
        error
    }

    /// The same error, in an element by itself.
    #[cold]
    pub(crate) fn in_element(mut self, shown: impl FnOnce() -> String) -> Self {
        self.0.element.get_or_insert_with(shown);
        self
    }

    /// The same error, with another name for the element that its path begins with.
    #[cold]
    pub(crate) fn renamed(mut self, old: &str, new: &str) -> Self {
        let path = &mut self.0.at.path;
        if let Some(rest) = path.strip_prefix(old) {
            *path = format!("{new}{rest}").trim_start_matches('/').to_owned();
        }
        self
    }
}

impl Position {
    /// The path alone, for an element by itself.
    pub(crate) fn relative(&self) -> Self {
        Self { path: self.path.clone(), ..Self::default() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { kind, at, element, .. } = &*self.0;
        if at.line > 0 {
            write!(f, "{}:{}: ", at.line, at.column)?;
        }
        if !at.path.is_empty() {
            write!(f, "{}: ", at.path)?;
        }
        write!(f, "{kind}")?;
        element.as_ref().map_or(Ok(()), |element| write!(f, " (in the element {element})"))
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
        if *line == 0 {
            return write!(f, "{path}: {}", self.kind);
        }
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
    /// `xsi:type` names no type that the contract knows there; the whole element is kept as it is.
    #[error("xsi:type {0} is not a type that the contract knows here; the element is kept as it is")]
    UnknownTypeKept(String),
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

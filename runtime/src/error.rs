//! What can be wrong with a message, and where.
//!
//! While a message is read an error is a kind and a byte offset. The element path and the line are found by
//! going through the source once more up to that offset, when the error leaves the reader: messages that are
//! fine never pay for it.

mod newer;
mod words;

use std::fmt;

pub use newer::{Newer, NewerPart};
pub use words::alternatives;
#[cfg(feature = "http")]
pub(crate) use words::on_one_line;
pub(crate) use words::{FOR_A_WILDCARD, NAME, excerpt, expanded, in_namespace};

use crate::xml::EncodingError;
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
    /// Of an error about something missing: what stood beside it and was not known.
    skipped: Vec<String>,
}

/// A place in a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Position {
    /// The element path from the root: `GetImItemsResponse/ImItemList/Personas/Persona[3]/RelevanceScore`; an attribute is
    /// `…/@Name`. A number in brackets counts the siblings of one name, from 1, and is left out for the first. Names of more than 300 characters are cut, and of
    /// a path of several thousand the middle is left out, with `…` in its place.
    pub path: String,
    /// Bytes from the start of the text; 0 where the message is not at hand. For bytes in another encoding than UTF-8, that is the text as
    /// UTF-8, but where the encoding itself is wrong ([`ErrorKind::Encoding`], [`NoticeKind::Encoding`]) these bytes are counted.
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
    /// The bytes of the document are not the text that they are said to be.
    #[error(transparent)]
    Encoding(EncodingError),
    /// A document type declaration, which SOAP forbids.
    #[error("a document type declaration is not allowed")]
    DoctypeRefused,
    /// A document type declaration with an internal subset, which could make a small document expand without bound.
    #[error("a document type declaration with declarations in it (`[…]`) is not allowed; take them out")]
    InternalSubsetRefused,
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
    /// A child element, `{namespace}local`, in an element that holds only text.
    #[error("unexpected element {}: expected text only{}", .0, attachment(.0))]
    ElementInText(String),
    /// An `xop:Include` that does not stand for octets of the message.
    #[error("xop:Include: {0}")]
    Attachment(AttachmentProblem),
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

/// Why an `xop:Include` stands for no octets (XOP 1.0, 2.1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AttachmentProblem {
    /// It refers to nothing.
    #[error("there is no attribute `href`")]
    NoHref,
    /// It refers to something outside of the message, which is not looked up; the reference.
    #[error("`{0}` is no part of the message: expected `cid:` and the Content-ID of a part")]
    External(String),
    /// It refers to a part that is not there.
    #[error("`{href}` is no part of the message, which has {found}")]
    Missing {
        /// The reference.
        href: String,
        /// The names of the parts there are, for people.
        found: String,
    },
    /// It is not all that its element holds.
    #[error("there is something beside it, or within: expected nothing else in an element of octets")]
    Beside,
}

impl Error {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: ErrorKind, offset: usize) -> Self {
        let at = Position { offset, ..Position::default() };
        Self(Box::new(Report { kind, at, below: None, element: None, skipped: Vec::new() }))
    }

    /// For a text at `offset` that is no value of its type.
    #[cold]
    #[inline(never)]
    pub(crate) fn of_value(error: ValueError, offset: usize) -> Self {
        Self::new(ErrorKind::Value(error), offset)
    }

    /// An error whose place is known already.
    pub(crate) fn placed(kind: ErrorKind, at: Position) -> Self {
        Self(Box::new(Report { kind, at, below: None, element: None, skipped: Vec::new() }))
    }

    /// An error about something that should stand below the place at `offset`: a missing child, an attribute.
    pub(crate) fn below(kind: ErrorKind, offset: usize, step: String) -> Self {
        let at = Position { offset, ..Position::default() };
        Self(Box::new(Report { kind, at, below: Some(step), element: None, skipped: Vec::new() }))
    }

    /// The same error, with the names of what stood beside the missing thing and was not known.
    pub(crate) fn beside(mut self, skipped: Vec<String>) -> Self {
        self.0.skipped = skipped;
        self
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

    /// Of an error about something missing: the elements or attributes that stood in its place or beside it, and were skipped because
    /// the schema does not know them there. The first few, each with its namespace if that is what is wrong with it.
    #[must_use]
    pub fn skipped(&self) -> &[String] {
        &self.0.skipped
    }

    /// The step below the place it points to.
    pub(crate) fn step(&self) -> Option<&str> {
        self.0.below.as_deref()
    }

    /// Whether something required is not there.
    pub(crate) fn is_about_missing(&self) -> bool {
        matches!(self.kind(), ErrorKind::MissingElement(_) | ErrorKind::MissingAttribute(_))
    }

    /// Whether only a value or a part is wrong, so that the rest of the message can be read: it is XML, and within its limits.
    pub(crate) fn is_local(&self) -> bool {
        !matches!(
            self.kind(),
            ErrorKind::Syntax(_)
                | ErrorKind::UnexpectedEnd { .. }
                | ErrorKind::DoctypeRefused
                | ErrorKind::LimitExceeded { .. }
                | ErrorKind::IllegalCharacter(_)
        )
    }

    pub(crate) fn position_mut(&mut self) -> &mut Position {
        &mut self.0.at
    }

    /// The same error at a place that was found already.
    pub(crate) fn at(mut self, position: Position) -> Self {
        self.0.at = position;
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
        let at = &self.0.at;
        if at.line > 0 {
            write!(f, "{}:{}: ", at.line, at.column)?;
        }
        if !at.path.is_empty() {
            write!(f, "{}: ", at.path)?;
        }
        self.what().fmt(f)
    }
}

/// What is wrong, without the place.
struct What<'e>(&'e Report);

impl Error {
    fn what(&self) -> What<'_> {
        What(&self.0)
    }
}

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { kind, skipped, element, .. } = self.0;
        write!(f, "{kind}")?;
        if !skipped.is_empty() {
            write!(f, "; skipped here: {}", skipped.join(", "))?;
        }
        element.as_ref().map_or(Ok(()), |element| write!(f, " (in the element {element})"))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.0.kind).field("position", &self.0.at).finish()
    }
}

/// All there is to say is in the message, so there is no source.
impl std::error::Error for Error {}

impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        (self.kind(), self.position(), self.skipped()) == (other.kind(), other.position(), other.skipped())
    }
}

/// The namespace of `Include`.
pub(crate) const XOP_URI: &str = "http://www.w3.org/2004/08/xop/include";

/// What to add about a child element that stands for an attachment (XOP 1.0, 3.2).
fn attachment(child: &str) -> &'static str {
    let is_include = child.strip_prefix('{').and_then(|child| child.strip_prefix(XOP_URI)) == Some("}Include");
    if is_include {
        "; this message came without attachments: it is not multipart/related, or the feature `attachments` is off; the content has to stand in it"
    } else {
        ""
    }
}

/// Something reading forgave.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What it was.
    pub kind: NoticeKind,
    /// Where it stands.
    pub position: Position,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { path, line, column, offset } = &self.position;
        if *line > 0 {
            write!(f, "{line}:{column}: ")?;
        }
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        match &self.kind {
            NoticeKind::Lost(error) if error.position().offset == *offset => write!(f, "left out: {}", error.what()),
            NoticeKind::LostGroup(error) if error.position().offset == *offset => {
                write!(f, "left out, with all that belongs to the same sequence: {}", error.what())
            }
            kind => write!(f, "{kind}"),
        }
    }
}

/// What reading forgave.
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
    /// A second value of a choice or a sequence began where there is room for one; the last one is kept.
    #[error("element {0} begins a second value where there is room for one; the last one is kept")]
    Another(String),
    /// An element that is known here and came too early, too late or too often, or beside another alternative of a choice; it was read.
    #[error("element {name} is out of place: expected {expected}; it is read all the same")]
    OutOfPlace {
        /// Its name, with the contract's prefix.
        name: String,
        /// What could have come instead.
        expected: String,
    },
    /// Something required that lenient reading can do without, such as half of a sequence that may be left out.
    #[error("missing {0}")]
    Missing(String),
    /// An element in no namespace where the schema has one in a namespace, or the reverse.
    #[error(
        "element {name} {}: expected {}; it is {}",
        in_namespace(.found), in_namespace(.expected),
        if *.is_read { "read all the same" } else { "skipped (ReadOptions::ignoring_form reads it)" }
    )]
    OtherForm {
        /// Its local name.
        name: String,
        /// Its namespace; empty for none.
        found: String,
        /// The namespace it has in the schema; empty for none.
        expected: String,
        /// Whether it was read, by [`ReadOptions::ignoring_form`](crate::ReadOptions::ignoring_form).
        is_read: bool,
    },
    /// An empty element of a type that has no empty value; it was read as absent.
    #[error("the element is empty, which its type does not allow; it is read as absent")]
    Empty,
    /// `xsi:nil="true"` on an optional or repeated element that is not nillable; it was read as absent.
    #[error("xsi:nil on an element that is not nillable; it is read as absent")]
    Nil,
    /// What could not be read and was left out, by [`ReadOptions::salvaging`](crate::ReadOptions::salvaging): why. The notice has the
    /// place of what was left out, the error that of what is wrong in it.
    #[error("left out: {0}")]
    Lost(Error),
    /// The same of a sequence, from the element at the place of the notice on: why it could not be read as a whole.
    #[error("left out, with all that belongs to the same sequence: {0}")]
    LostGroup(Error),
    /// A known header block that could not be read, by [`ReadOptions::salvaging`](crate::ReadOptions::salvaging), and why.
    #[error("the header block is kept as it came: {0}")]
    KeptAsOther(Error),
    /// A child element in text that people read; its own text was kept.
    #[error("element {0} was not expected in text; its own text is kept")]
    ElementInText(String),
    /// A value other than the one that the schema fixes; it was kept.
    #[error("the value is fixed: expected {expected:?}, found {found:?}; the value is kept")]
    Fixed {
        /// The only value that is valid.
        expected: String,
        /// The value.
        found: String,
    },
    /// Something else that strict reading refuses, in its words.
    #[error("{0}")]
    Invalid(String),
    /// A value outside its type's facets; it was kept.
    #[error("{0}; the value is kept")]
    Facet(ValueError),
    /// A character that XML 1.0 does not allow was replaced or kept out.
    #[error("the character U+{0:04X} is not allowed in XML and was replaced or left out")]
    IllegalCharacter(u32),
    /// Something about the encoding of the document: the bytes were read as what they show, and U+FFFD stands for bytes that the
    /// encoding does not have.
    #[error("{}", read_all_the_same(.0))]
    Encoding(EncodingError),
    /// A document type declaration, by the name in it. What it may define elsewhere was not read.
    #[error("the document type declaration of {0} is skipped")]
    Doctype(String),
    /// `xsi:type` names a type that is not derived from the declared one; the declared one was read.
    #[error("xsi:type {0} is not the declared type or derived from it and is ignored")]
    UnknownType(String),
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
        /// What it stood for first; of a long name, the first 300 characters.
        first: String,
        /// What it stands for here, in the same way.
        second: String,
    },
    /// `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation`, as written, where the value has no place for it.
    #[error("the schema location {0} is not kept")]
    LocationNotKept(String),
    /// An attribute of another namespace on `Envelope`, `Header` or `Body`, where SOAP admits any, or one of a nil element that is read
    /// as `None`. It is not kept.
    #[error("attribute {0} is not kept")]
    AttributeNotKept(String),
    /// So much more was forgiven in the message that it is not told one by one.
    #[error("{0} more were forgiven")]
    More(usize),
}

fn read_all_the_same(error: &EncodingError) -> String {
    match error {
        EncodingError::Contradiction { found, .. } => format!("{error}; it is read as {found}"),
        EncodingError::Invalid { .. } | EncodingError::Unsupported { .. } => format!("{error}; U+FFFD is read instead"),
    }
}

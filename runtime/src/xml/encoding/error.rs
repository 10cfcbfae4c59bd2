//! What is wrong with the encoding of a document.

use std::fmt;

use crate::error::{Error, ErrorKind};

/// What is wrong with the encoding of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodingError {
    /// An encoding that is not read here: unknown, or UTF-32, EBCDIC and the like.
    Unsupported {
        /// Its name.
        name: String,
        /// Who says so.
        by: NamedBy,
    },
    /// The document is said to be in one encoding, and its first bytes show that it is in another. The bytes count (XML 1.0, 4.3.3
    /// and appendix F; RFC 7303 3).
    Contradiction {
        /// The encoding that is named.
        name: String,
        /// Who names it.
        by: NamedBy,
        /// The encoding that the bytes show.
        found: &'static str,
    },
    /// A byte sequence that the encoding does not have.
    Invalid {
        /// The encoding.
        encoding: &'static str,
        /// The sequence.
        bytes: Vec<u8>,
        /// Where it starts, in bytes from 0.
        offset: usize,
    },
}

/// Who says in which encoding a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NamedBy {
    /// The XML declaration: `encoding="…"`.
    Declaration,
    /// The parameter `charset` of the content type.
    ContentType,
    /// Its first bytes.
    FirstBytes,
}

impl fmt::Display for NamedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Declaration => "the XML declaration names",
            Self::ContentType => "the content type names",
            Self::FirstBytes => "the first bytes show",
        })
    }
}

/// What to do about an encoding that is not read.
const WAY_OUT: &str = if cfg!(feature = "encodings") {
    "is not supported; convert the document to UTF-8"
} else {
    "is not supported without the feature `encodings` of soap-runtime; convert the document to UTF-8"
};

impl fmt::Display for EncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported { name, by } => write!(f, "the encoding `{name}`, which {by}, {WAY_OUT}"),
            Self::Contradiction { name, by, found } => {
                write!(f, "{by} the encoding `{name}`, but the first bytes show that it is {found}")
            }
            Self::Invalid { encoding, bytes, offset } => {
                let plural = if bytes.len() == 1 { "" } else { "s" };
                write!(f, "the byte{plural}")?;
                bytes.iter().try_for_each(|byte| write!(f, " {byte:02X}"))?;
                write!(f, " at offset {offset} {} not valid {encoding}", if bytes.len() == 1 { "is" } else { "are" })
            }
        }
    }
}

impl std::error::Error for EncodingError {}

/// What is wrong with the encoding of a document, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misencoding {
    /// What is wrong.
    pub error: EncodingError,
    /// The text before the place, without a byte order mark; `None` if the document is not the place.
    pub before: Option<String>,
    /// The place, in bytes from 0.
    pub offset: usize,
}

impl From<Misencoding> for Error {
    fn from(found: Misencoding) -> Self {
        let Misencoding { error, before, offset } = found;
        let error = Self::new(ErrorKind::Encoding(error), offset);
        match before {
            Some(text) => error.locate_behind(&text),
            None => error,
        }
    }
}

//! What can be wrong with a message of several parts, and where.

use std::fmt;

/// Why a body is not the message of several parts that its content type announces.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub struct MultipartError {
    damage: Damage,
    part: usize,
    offset: u64,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// What the content type gives is no boundary.
    #[error("{0:?} is no boundary: expected 1 to 70 letters, digits or `'()+_,-./:=? `, as RFC 2046 5.1.1 has them")]
    Boundary(String),
    /// The content type gives no boundary.
    #[error("the content type has no parameter `boundary`")]
    NoBoundary,
    /// The body ends before the last delimiter.
    #[error("the body ends here: expected {0}; it is cut off, or its boundary is not the one of the content type")]
    Truncated(&'static str),
    /// More parts than allowed.
    #[error("there are more than {0} parts; `Limits::parts` allows more")]
    TooManyParts(usize),
    /// A part is longer than allowed.
    #[error("the part is longer than {0} bytes; `Limits::part_bytes` allows more")]
    PartTooLarge(u64),
    /// The body is longer than allowed.
    #[error("the body is longer than {0} bytes; `Limits::total_bytes` allows more")]
    TooLarge(u64),
    /// The headers of a part are longer than allowed.
    #[error("the headers of the part are longer than {0} bytes; `Limits::header_bytes` allows more")]
    HeadersTooLong(usize),
    /// A part has more headers than are taken.
    #[error("the part has more than {0} headers")]
    TooManyHeaders(usize),
    /// A line among the headers of a part is none: how it begins.
    #[error("expected a header `Name: value` or an empty line, found {0:?}")]
    Header(String),
    /// A transfer encoding that is not known.
    #[error("the Content-Transfer-Encoding {0:?} is none of binary, 8bit, 7bit, base64 and quoted-printable")]
    TransferEncoding(String),
    /// A part is not what its transfer encoding says.
    #[error("the part is not {encoding}, as its Content-Transfer-Encoding says: {reason}")]
    Encoded {
        /// The encoding.
        encoding: &'static str,
        /// What is wrong.
        reason: &'static str,
    },
    /// Two parts of one name.
    #[error("a second part with the Content-ID <{0}>")]
    SameId(String),
    /// No part is the message.
    #[error("no part has the Content-ID {0:?}, which the content type says is that of the message (`start`)")]
    NoRoot(String),
    /// There is no part at all.
    #[error("there is no part")]
    NoParts,
    /// The name of a part that is written cannot be a `Content-ID`.
    #[error("{0:?} cannot be the Content-ID of a part: expected at least one character, and neither `<` nor `>`")]
    UnwritableId(String),
    /// A header of a part that is written is said by a field of its own.
    #[error(
        "the header {0} of a part is not one of its other headers: `Part` has a field for it, or it is always the same"
    )]
    OwnHeader(String),
    /// A header of a part that is written cannot be one.
    #[error("{0:?} cannot be a header of a part: names and values are one line of visible characters each")]
    UnwritableHeader(String),
}

impl MultipartError {
    pub(crate) fn new(damage: Damage, part: usize, offset: u64) -> Self {
        Self { damage, part, offset }
    }

    /// What is wrong.
    #[must_use]
    pub fn damage(&self) -> &Damage {
        &self.damage
    }

    /// The number of the part it is wrong with, from 1; 0 before the first one.
    #[must_use]
    pub fn part(&self) -> usize {
        self.part
    }

    /// How many bytes of the body had been looked at.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether it is about how much there is rather than about what.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(
            self.damage,
            Damage::TooManyParts(_)
                | Damage::PartTooLarge(_)
                | Damage::TooLarge(_)
                | Damage::HeadersTooLong(_)
                | Damage::TooManyHeaders(_)
        )
    }
}

impl fmt::Display for MultipartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            0 => write!(f, "multipart message, byte {}: {}", self.offset, self.damage),
            part => write!(f, "multipart message, part {part}, byte {}: {}", self.offset, self.damage),
        }
    }
}

impl fmt::Debug for MultipartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MultipartError")
            .field("damage", &self.damage)
            .field("part", &self.part)
            .field("offset", &self.offset)
            .finish()
    }
}

//! What the first bytes of a document show of its encoding: XML 1.0, appendix F.

use super::name::{ByteOrder, Encoding};

/// See the module's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signature {
    /// A byte order mark of so many bytes, or (0) `<` or white space in two bytes.
    Exact(Encoding, usize),
    /// `<` or white space in one byte: most encodings.
    OneByte,
    /// An encoding that is not read here.
    Foreign(&'static str),
    /// Nothing that a document begins with.
    Unclear,
}

impl Signature {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let little = Encoding::Utf16(ByteOrder::Little);
        let big = Encoding::Utf16(ByteOrder::Big);
        match bytes {
            [0, 0, 0xFE, 0xFF, ..] | [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFF, 0xFE, ..] | [0xFE, 0xFF, 0, 0, ..] => {
                Self::Foreign("UTF-32")
            }
            [0, 0, 0, b'<', ..] | [b'<', 0, 0, 0, ..] | [0, 0, b'<', 0, ..] | [0, b'<', 0, 0, ..] => {
                Self::Foreign("UTF-32")
            }
            [0x4C, 0x6F, 0xA7, 0x94, ..] => Self::Foreign("EBCDIC"),
            [0xEF, 0xBB, 0xBF, ..] => Self::Exact(Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => Self::Exact(little, 2),
            [0xFE, 0xFF, ..] => Self::Exact(big, 2),
            [first, 0, ..] if begins(*first) => Self::Exact(little, 0),
            [0, first, ..] if begins(*first) => Self::Exact(big, 0),
            [first, ..] if begins(*first) => Self::OneByte,
            _ => Self::Unclear,
        }
    }

    /// The encoding of a document that says nothing of it.
    pub(super) fn shown(self) -> Encoding {
        match self {
            Self::Exact(encoding, _) => encoding,
            Self::OneByte | Self::Foreign(_) | Self::Unclear => Encoding::Utf8,
        }
    }
}

/// Whether a document can begin with this character.
fn begins(byte: u8) -> bool {
    matches!(byte, b'<' | b' ' | b'\t' | b'\r' | b'\n')
}

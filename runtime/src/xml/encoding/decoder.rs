//! Bytes to text, piece by piece.
//!
//! In: a document's bytes and their encoding. Out: text up to the next byte sequence that the encoding does not have, then
//! that sequence's place. Invariant: every byte is either part of the text or of such a sequence.

use std::ops::Range;

use super::name::{ByteOrder, Encoding};

/// See the module's documentation.
pub(super) struct Decoder<'b> {
    bytes: &'b [u8],
    at: usize,
    pub(super) kind: Kind,
}

pub(super) enum Kind {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
    Ascii,
    Latin1,
    /// Stateful, and large.
    #[cfg(feature = "encodings")]
    Table(Box<encoding_rs::Decoder>),
    /// A character for each byte; U+FFFD where there is none.
    #[cfg(feature = "encodings")]
    OneByte(Box<[char; 256]>),
}

impl<'b> Decoder<'b> {
    pub(super) fn new(bytes: &'b [u8], encoding: Encoding) -> Self {
        let kind = match encoding {
            Encoding::Utf8 => Kind::Utf8,
            Encoding::Utf16(ByteOrder::Little) => Kind::Utf16(u16::from_le_bytes),
            Encoding::Utf16(ByteOrder::Big | ByteOrder::Any) => Kind::Utf16(u16::from_be_bytes),
            Encoding::Ascii => Kind::Ascii,
            Encoding::Latin1 => Kind::Latin1,
            #[cfg(feature = "encodings")]
            Encoding::Table(table) => Kind::Table(Box::new(table.new_decoder_without_bom_handling())),
            #[cfg(feature = "encodings")]
            Encoding::Iso8859(_, table) => Kind::OneByte(Box::new(iso_8859(table))),
        };
        Self { bytes, at: 0, kind }
    }

    /// Appends text up to the next sequence that the encoding does not have, whose place is returned, or up to the end. Not to be
    /// called again after the end.
    pub(super) fn next(&mut self, text: &mut String) -> Option<Range<usize>> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let taken = self.kind.step(rest, true, text);
        self.at += taken.read;
        let end = self.at.saturating_sub(taken.after);
        (taken.invalid > 0).then(|| end.saturating_sub(taken.invalid)..end)
    }
}

impl Kind {
    /// Appends text up to the next sequence that the encoding does not have, or up to the end; `last`: no more bytes will come.
    pub(super) fn step(&mut self, bytes: &[u8], last: bool, text: &mut String) -> Taken {
        #[cfg(not(feature = "encodings"))]
        let _ = last;
        match self {
            Self::Utf8 => utf8(bytes, text),
            Self::Utf16(unit) => utf16(bytes, *unit, text),
            Self::Ascii => one_byte(bytes, text, |byte| byte.is_ascii().then(|| char::from(byte))),
            Self::Latin1 => one_byte(bytes, text, |byte| Some(char::from(byte))),
            #[cfg(feature = "encodings")]
            Self::Table(decoder) => by_table(decoder, bytes, last, text),
            #[cfg(feature = "encodings")]
            Self::OneByte(table) => one_byte(bytes, text, |byte| {
                Some(table[usize::from(byte)]).filter(|c| *c != char::REPLACEMENT_CHARACTER)
            }),
        }
    }
}

/// What a step took.
pub(super) struct Taken {
    /// Bytes in all.
    pub(super) read: usize,
    /// How many bytes of those at the end are not text.
    pub(super) invalid: usize,
    /// How many bytes behind these were taken, too: they are part of what comes next.
    pub(super) after: usize,
}

impl Taken {
    fn new(valid: usize, invalid: usize) -> Self {
        Self { read: valid + invalid, invalid, after: 0 }
    }
}

fn utf8(bytes: &[u8], text: &mut String) -> Taken {
    let Some(chunk) = bytes.utf8_chunks().next() else { return Taken::new(0, 0) };
    text.push_str(chunk.valid());
    Taken::new(chunk.valid().len(), chunk.invalid().len())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) -> Taken {
    let (pairs, odd) = bytes.as_chunks::<2>();
    text.reserve(bytes.len() / 2);
    let mut valid = 0;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(c) = decoded else { return Taken::new(valid, 2) };
        text.push(c);
        valid += 2 * c.len_utf16();
    }
    Taken::new(valid, odd.len())
}

fn one_byte(bytes: &[u8], text: &mut String, character: impl Fn(u8) -> Option<char>) -> Taken {
    text.reserve(bytes.len());
    for (valid, byte) in bytes.iter().enumerate() {
        match character(*byte) {
            Some(c) => text.push(c),
            None => return Taken::new(valid, 1),
        }
    }
    Taken::new(bytes.len(), 0)
}

#[cfg(feature = "encodings")]
fn by_table(decoder: &mut encoding_rs::Decoder, bytes: &[u8], last: bool, text: &mut String) -> Taken {
    use encoding_rs::DecoderResult;
    let mut read = 0;
    loop {
        let rest = bytes.get(read..).unwrap_or(&[]);
        // Room for one character at least, or nothing would ever be read.
        text.reserve(rest.len() + 16);
        let (result, more) = decoder.decode_to_string_without_replacement(rest, text, last);
        read += more;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return Taken::new(read, 0),
            DecoderResult::Malformed(invalid, after) => {
                return Taken { read, invalid: invalid.into(), after: after.into() };
            }
        }
    }
}

/// Bytes A0–FF by the table, those below as they are.
#[cfg(feature = "encodings")]
fn iso_8859(table: &'static encoding_rs::Encoding) -> [char; 256] {
    let mut characters = [char::REPLACEMENT_CHARACTER; 256];
    for (byte, character) in (0..=u8::MAX).zip(&mut characters) {
        let decoded = table.decode_without_bom_handling_and_without_replacement(std::slice::from_ref(&byte));
        let listed = decoded.and_then(|text| text.chars().next());
        *character = match byte {
            0..0xA0 => char::from(byte),
            _ => listed.unwrap_or(char::REPLACEMENT_CHARACTER),
        };
    }
    characters
}

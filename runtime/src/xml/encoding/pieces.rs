//! The bytes of a document to its text while they come, in pieces of any size.
//!
//! In: bytes as they arrive, and what the transport says of their encoding. Out: the text that they are so far. The encoding is found as for a
//! whole document, once the XML declaration is complete; bytes of a character that is not complete wait for the rest of it. Invariant: however
//! the bytes were divided, the text is that of the whole.

use super::decoder::Decoder;
use super::name::{ByteOrder, Encoding};
use super::{Encoded, EncodingError, LONGEST_DECLARATION, Misencoding};

/// See the module's documentation.
pub(crate) struct Pieces {
    charset: Option<String>,
    /// The first bytes, as long as the encoding is not known.
    head: Vec<u8>,
    encoding: Option<Encoding>,
    decoder: Decoder<'static>,
    /// What has come and is no text yet: the beginning of a character, or what follows a byte sequence that is none, too.
    backlog: Vec<u8>,
    /// How much of that is done with.
    done: usize,
    /// The bytes that were taken last, some of which may turn out to be no text.
    recent: Vec<u8>,
    /// How many bytes have become text.
    taken: usize,
    contradiction: Option<Misencoding>,
}

impl Pieces {
    pub(crate) fn new(charset: Option<&str>) -> Self {
        Self {
            charset: charset.map(str::to_owned),
            head: Vec::new(),
            encoding: None,
            decoder: Decoder::new(&[], Encoding::Utf8),
            backlog: Vec::new(),
            done: 0,
            recent: Vec::new(),
            taken: 0,
            contradiction: None,
        }
    }

    /// What contradicts the first bytes, once.
    pub(crate) fn contradiction(&mut self) -> Option<Misencoding> {
        self.contradiction.take()
    }

    /// Takes bytes; `last`: no more will come. The text so far is appended. A byte sequence that the encoding does not have ends the
    /// step, and is to be followed by another, with what is left of `bytes`, until there is none.
    ///
    /// # Errors
    /// For an encoding that is not read here.
    pub(crate) fn take(
        &mut self,
        bytes: &mut &[u8],
        last: bool,
        text: &mut String,
    ) -> Result<Option<EncodingError>, Misencoding> {
        if self.encoding.is_none() {
            self.head.extend_from_slice(std::mem::take(bytes));
            if !last && !is_clear(&self.head) {
                return Ok(None);
            }
            let found = Encoded::new(&self.head, self.charset.as_deref())?;
            self.contradiction = found.contradiction().cloned();
            self.encoding = Some(found.encoding);
            self.decoder = Decoder::new(&[], found.encoding);
            self.backlog = std::mem::take(&mut self.head);
        }
        Ok(self.decode(bytes, last, text))
    }

    /// Whether the bytes are UTF-8, as far as one knows.
    pub(crate) fn is_utf8(&self) -> bool {
        self.encoding.is_none_or(|encoding| encoding == Encoding::Utf8)
    }

    fn decode(&mut self, bytes: &mut &[u8], last: bool, text: &mut String) -> Option<EncodingError> {
        if self.backlog.is_empty() {
            return self.decode_from(bytes, last, text);
        }
        let mut backlog = std::mem::take(&mut self.backlog);
        backlog.extend_from_slice(std::mem::take(bytes));
        let mut rest = backlog.get(std::mem::take(&mut self.done)..).unwrap_or(&[]);
        let invalid = self.decode_from(&mut rest, last, text);
        if invalid.is_some() && !rest.is_empty() {
            self.done = backlog.len() - rest.len();
            self.backlog = backlog;
        }
        invalid
    }

    fn decode_from(&mut self, bytes: &mut &[u8], last: bool, text: &mut String) -> Option<EncodingError> {
        let encoding = self.encoding.unwrap_or(Encoding::Utf8);
        let whole = if last { bytes.len() } else { complete(bytes, encoding) };
        let (now, later) = bytes.split_at(whole);
        if let (Encoding::Utf8, Ok(valid)) = (encoding, std::str::from_utf8(now)) {
            text.push_str(valid);
            self.taken += now.len();
            self.backlog = later.to_vec();
            *bytes = &[];
            return None;
        }
        let taken = self.decoder.kind.step(now, last, text);
        let read = taken.read.min(now.len());
        self.taken += read;
        let before = self.remember(now.get(..read).unwrap_or(&[]), taken.after);
        if taken.invalid == 0 {
            self.backlog = later.to_vec();
            *bytes = &[];
            if last {
                // One that has ended takes no more, and more may come all the same.
                self.decoder = Decoder::new(&[], encoding);
            }
            return None;
        }
        let offset = self.taken.saturating_sub(taken.after + taken.invalid);
        let invalid = before.get(before.len().saturating_sub(taken.invalid)..).unwrap_or(&[]).to_vec();
        *bytes = bytes.get(read..).unwrap_or(&[]);
        Some(EncodingError::Invalid { encoding: encoding.name(), bytes: invalid, offset })
    }

    /// Remembers the bytes that were taken now, and gives those that were taken last but for so many.
    fn remember(&mut self, now: &[u8], after: usize) -> Vec<u8> {
        self.recent.extend_from_slice(now.get(now.len().saturating_sub(LONGEST_SEQUENCE)..).unwrap_or(&[]));
        self.recent.drain(..self.recent.len().saturating_sub(LONGEST_SEQUENCE));
        self.recent.get(..self.recent.len().saturating_sub(after)).unwrap_or(&[]).to_vec()
    }
}

/// More bytes than belong to one character, and to what shows that it is none, in any encoding.
const LONGEST_SEQUENCE: usize = 16;

/// Whether these first bytes show the encoding, as far as more could.
fn is_clear(head: &[u8]) -> bool {
    let declaration = |wanted: &[u8], end: &[u8], longest: usize| {
        let begins = head.len() < wanted.len() && wanted.starts_with(head) || head.starts_with(wanted);
        !begins || head.len() >= longest || memchr::memmem::find(head, end).is_some()
    };
    let wide = |order: fn(u16) -> [u8; 2], mark: bool| {
        let bom = if mark { "\u{FEFF}" } else { "" };
        let units = |text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        declaration(&units(&format!("{bom}<?xml")), &units("?>"), 2 * LONGEST_DECLARATION + 2)
    };
    head.len() >= 4
        && declaration(b"<?xml", b"?>", LONGEST_DECLARATION)
        && declaration(b"\xEF\xBB\xBF<?xml", b"?>", LONGEST_DECLARATION + 3)
        && [false, true].into_iter().all(|mark| wide(u16::to_le_bytes, mark) && wide(u16::to_be_bytes, mark))
}

/// How many of the bytes are no beginning of a character.
fn complete(bytes: &[u8], encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => bytes.len() - partial_utf8(bytes),
        Encoding::Utf16(order) => {
            let even = bytes.len() & !1;
            let unit = |at: usize| bytes.get(at..at + 2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            let last = even.checked_sub(2).and_then(unit);
            let last = if order == ByteOrder::Little { last.map(u16::swap_bytes) } else { last };
            let is_high = last.is_some_and(|unit| (0xD800..0xDC00).contains(&unit));
            even - if is_high { 2 } else { 0 }
        }
        // A character a byte, or a decoder that keeps what is not complete.
        _ => bytes.len(),
    }
}

/// How many bytes at the end begin a character of UTF-8 that is not complete.
fn partial_utf8(bytes: &[u8]) -> usize {
    let tail = bytes.get(bytes.len().saturating_sub(3)..).unwrap_or(&[]);
    (1..=tail.len())
        .find(|length| {
            let end = tail.get(tail.len() - length..).unwrap_or(&[]);
            let is_lead = end.first().is_some_and(|byte| *byte >= 0xC2);
            is_lead
                && std::str::from_utf8(end).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
        })
        .unwrap_or(0)
}

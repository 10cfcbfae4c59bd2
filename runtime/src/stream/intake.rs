//! Bytes of a body to text that the scanner has, with the options' policy for what is no text.

use super::limits::Limits;
use super::place::Place;
use super::scanner::Scanner;
use crate::error::{Error, ErrorKind, Notice, NoticeKind, Position, Result};
use crate::options::{InvalidBytes, ReadOptions};
use crate::xml::{EncodingError, MOST, Pieces, contradicted};

/// See the module's documentation.
pub(crate) struct Intake {
    pieces: Pieces,
    pub(crate) scanner: Scanner,
    /// How much of the scanner's text is done with.
    pub(crate) done: usize,
    /// The place of what is not.
    pub(crate) place: Place,
    pub(crate) options: ReadOptions,
    pub(crate) limits: Limits,
    total: u64,
    /// How many byte sequences were no text.
    replaced: usize,
    /// An offset of the scanner's text, and its place: that of what was told last.
    told: (usize, Place),
    pub(crate) is_ended: bool,
    /// What is wrong with the bytes behind the text: told when all that came before is done with.
    broken: Option<Error>,
}

impl Intake {
    pub(crate) fn new(charset: Option<&str>, options: &ReadOptions, limits: Limits) -> Self {
        Self {
            pieces: Pieces::new(charset),
            scanner: Scanner::default(),
            done: 0,
            place: Place::default(),
            options: options.clone(),
            limits,
            total: 0,
            replaced: 0,
            told: (0, Place::default()),
            is_ended: false,
            broken: None,
        }
    }

    /// Takes bytes. Those that are no text are told by [`check`](Self::check).
    ///
    /// # Errors
    /// For too many bytes.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.total = self.total.saturating_add(bytes.len() as u64);
        if self.total > self.limits.total {
            let limit = usize::try_from(self.limits.total).unwrap_or(usize::MAX);
            return Err(Error::new(ErrorKind::LimitExceeded { what: "bytes in all", limit }, 0));
        }
        self.take(bytes, false);
        Ok(())
    }

    /// Says that no more bytes will come.
    pub(crate) fn end(&mut self) {
        self.is_ended = true;
        self.take(&[], true);
        let more = std::mem::take(&mut self.replaced).saturating_sub(MOST);
        if more > 0 {
            let (offset, place) = (self.place.offset + self.pending().len(), self.place_of_the_end());
            self.notify(NoticeKind::More(more), offset, place);
        }
    }

    /// To be asked when nothing of the text is complete any more.
    ///
    /// # Errors
    /// When what follows the text is none: an encoding that is not read, or bytes that it does not have.
    pub(crate) fn check(&self) -> Result<()> {
        self.broken.clone().map_or(Ok(()), Err)
    }

    fn take(&mut self, bytes: &[u8], last: bool) {
        self.told = match self.told.0.checked_sub(self.done) {
            Some(offset) => (offset, self.told.1),
            None => (0, self.place),
        };
        self.scanner.forget(std::mem::take(&mut self.done));
        if self.broken.is_none() {
            self.broken = self.decode(bytes, last).err();
        }
    }

    fn decode(&mut self, mut bytes: &[u8], last: bool) -> Result<()> {
        loop {
            let invalid = self.pieces.take(&mut bytes, last, &mut self.scanner.text)?;
            if let Some(found) = self.pieces.contradiction() {
                contradicted(&found, &self.options)?;
            }
            match invalid {
                None => return Ok(()),
                Some(error) => self.invalid(error)?,
            }
        }
    }

    #[cold]
    fn invalid(&mut self, error: EncodingError) -> Result<()> {
        let EncodingError::Invalid { offset, .. } = &error else {
            return Err(Error::new(ErrorKind::Encoding(error), 0));
        };
        let offset = *offset;
        if self.options.invalid_bytes_policy() == InvalidBytes::Refuse {
            return Err(Error::new(ErrorKind::Encoding(error), offset));
        }
        self.replaced += 1;
        if self.options.has_sink() && self.replaced <= MOST {
            let place = self.place_of_the_end();
            self.notify(NoticeKind::Encoding(error), offset, place);
        }
        self.scanner.text.push(char::REPLACEMENT_CHARACTER);
        Ok(())
    }

    /// The place behind all of the text, of which each byte is looked at once.
    fn place_of_the_end(&mut self) -> Place {
        let (offset, place) = self.told;
        let end = self.scanner.text.len();
        let place = place.behind(self.text(offset, end));
        self.told = (end, place);
        place
    }

    fn notify(&self, kind: NoticeKind, offset: usize, place: Place) {
        let position = Position { path: String::new(), offset, line: place.line, column: place.column };
        self.options.notify(Notice { kind, position });
    }

    /// Whether the bytes are UTF-8.
    pub(crate) fn is_utf8(&self) -> bool {
        self.pieces.is_utf8()
    }

    /// The text that is not done with.
    pub(crate) fn pending(&self) -> &str {
        self.text(self.done, self.scanner.text.len())
    }

    /// A part of the scanner's text.
    pub(crate) fn text(&self, start: usize, end: usize) -> &str {
        self.scanner.text.get(start..end).unwrap_or("")
    }

    /// Is done with the text before an offset.
    pub(crate) fn pass(&mut self, end: usize) {
        self.place = self.place.behind(self.text(self.done, end));
        self.done = end;
    }
}

/// An error at the end of a text.
#[cold]
pub(crate) fn at_the_end(kind: ErrorKind, text: &str) -> Error {
    Error::new(kind, text.len()).locate(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::{Arc, Mutex};

    use super::*;

    /// What comes of bytes in chunks of a size: the text, and what was noticed.
    fn replaced(bytes: &[u8], size: usize, charset: &str) -> (String, Vec<String>) {
        let notices = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&notices);
        let options = ReadOptions::default().invalid_bytes(InvalidBytes::Replace);
        let options = options.on_notice(move |notice| told.lock().unwrap().push(notice.to_string()));
        let mut intake = Intake::new(Some(charset), &options, Limits::default());
        for chunk in bytes.chunks(size) {
            intake.push(chunk).unwrap();
        }
        intake.end();
        intake.check().unwrap();
        let told = std::mem::take(&mut *notices.lock().unwrap());
        (intake.scanner.text, told)
    }

    #[test]
    fn what_is_no_text_is_replaced_as_in_a_whole() {
        let utf16 =
            |text: &str, bad: u16| text.encode_utf16().chain([bad]).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (charset, bytes) in [
            ("utf-8", b"\xEF\xBB\xBFa\n\xFF\xFFb\xE2\x82\xE2\x82\xACc\n\xF0\x9F\x98\xFFd\xE4".to_vec()),
            ("us-ascii", b"a\xFF\xFFbcd\n\xFFe\xFF".to_vec()),
            ("utf-16le", [utf16("ab", 0xDC00), utf16("\u{1F600}\n", 0xDC00), utf16("c", 0xD800)].concat()),
            #[cfg(feature = "encodings")]
            ("shift_jis", b"a\x82\xA0\xFF\xFFb\x82\n\xFF\x82".to_vec()),
        ] {
            let notices = Arc::new(Mutex::new(Vec::new()));
            let told = Arc::clone(&notices);
            let options = ReadOptions::default().invalid_bytes(InvalidBytes::Replace);
            let options = options.on_notice(move |notice| told.lock().unwrap().push(notice.to_string()));
            let whole = crate::xml::decode(&bytes, Some(charset), &options).unwrap().into_owned();
            let told = std::mem::take(&mut *notices.lock().unwrap());
            for size in 1..=bytes.len() {
                let (text, noticed) = replaced(&bytes, size, charset);
                assert_eq!(
                    text.trim_start_matches('\u{FEFF}'),
                    whole.trim_start_matches('\u{FEFF}'),
                    "{charset} {size}"
                );
                assert_eq!(noticed, told, "{charset} {size}");
            }
        }
    }

    #[test]
    fn nothing_is_held_back_behind_what_is_no_text() {
        let options = ReadOptions::default().invalid_bytes(InvalidBytes::Replace);
        let mut intake = Intake::new(Some("utf-8"), &options, Limits::default());
        intake.push(b"<a>").unwrap();
        intake.push(b"\xE2").unwrap();
        intake.push(b"\xFF\xFF<b/>\xFF").unwrap();
        assert_eq!(intake.pending(), "<a>\u{FFFD}\u{FFFD}\u{FFFD}<b/>\u{FFFD}");
    }

    #[test]
    fn as_much_is_told_as_of_a_whole() {
        let bytes = b"<a>\xFF</a>\n".repeat(MOST + 50);
        let (text, told) = replaced(&bytes, 10_000, "utf-8");
        assert!(text == "<a>\u{FFFD}</a>\n".repeat(MOST + 50));
        assert_eq!(told.len(), MOST + 1);
        assert!(told[MOST - 1].contains("10000:4"), "{}", told[MOST - 1]);
        assert!(told[MOST].contains("50 more"), "{}", told[MOST]);
    }
}

//! Bytes of a body to text that the scanner has, with the options' policy for what is no text.

use super::limits::Limits;
use super::place::Place;
use super::scanner::Scanner;
use crate::error::{Error, ErrorKind, Notice, NoticeKind, Position, Result};
use crate::options::{InvalidBytes, ReadOptions};
use crate::xml::{EncodingError, Pieces, contradicted};

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
    }

    /// To be asked when nothing of the text is complete any more.
    ///
    /// # Errors
    /// When what follows the text is none: an encoding that is not read, or bytes that it does not have.
    pub(crate) fn check(&self) -> Result<()> {
        self.broken.clone().map_or(Ok(()), Err)
    }

    fn take(&mut self, bytes: &[u8], last: bool) {
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
            if bytes.is_empty() && !(last && self.pieces.has_partial()) {
                return Ok(());
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
        let place = self.place.behind(self.pending());
        let position = Position { path: String::new(), offset, line: place.line, column: place.column };
        self.options.notify(Notice { kind: NoticeKind::Encoding(error), position });
        self.scanner.text.push(char::REPLACEMENT_CHARACTER);
        Ok(())
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

//! Several envelopes in one body, one after the other.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::intake::{Intake, at_the_end};
use super::limits::Limits;
use super::origin::Origin;
use super::place::Place;
use super::scanner::Kind;
use crate::bind::Elements;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::soap::Envelope;
use crate::xml::{EncodingError, Reader};

/// Takes the bytes of a body as they come, and gives the envelopes in it as soon as each is complete. There may be an XML declaration before each,
/// and white space, comments, processing instructions and byte order marks before and between them, which are not kept. The declaration of the first
/// one is the first thing in the body, and the encoding is that of the first one.
///
/// ```
/// use soap_runtime::{ReadOptions, stream::{Envelopes, Limits}};
///
/// let mut envelopes = Envelopes::new(None, &ReadOptions::default(), Limits::default());
/// let mut texts = Vec::new();
/// for chunk in ["<?xml version='1.0'?><e>1<", "/e>\n<e>2", "</e>"] {
///     envelopes.push(chunk.as_bytes())?;
///     while let Some(text) = envelopes.next_text()? {
///         texts.push(text.to_owned());
///     }
/// }
/// envelopes.end();
/// assert_eq!(envelopes.next_text()?, None);
/// assert_eq!(texts, ["<?xml version='1.0'?><e>1</e>", "<e>2</e>"]);
/// # Ok::<(), soap_runtime::Error>(())
/// ```
pub struct Envelopes {
    intake: Intake,
    depth: usize,
    /// Whether the start tag of a root has come.
    has_root: bool,
    /// Whether no envelope has come.
    is_first: bool,
    /// What has come before the first one, and is not there any more.
    before: Before,
    /// The text that was given last.
    origin: Origin,
    /// Where that ends.
    given: Option<usize>,
}

/// What stood before the first envelope: behind it there is no XML declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    /// Nothing, or a byte order mark.
    Nothing,
    /// White space.
    Blanks,
    /// Comments and processing instructions, of which a body cannot consist.
    Asides,
}

impl Envelopes {
    /// `charset` is what the transport says of the encoding, such as the parameter of a content type.
    #[must_use]
    pub fn new(charset: Option<&str>, options: &ReadOptions, limits: Limits) -> Self {
        Self {
            intake: Intake::new(charset, options, limits),
            depth: 0,
            has_root: false,
            is_first: true,
            before: Before::Nothing,
            origin: Origin::default(),
            given: None,
        }
    }

    /// Takes bytes. Ask for envelopes until there is none before the next bytes, so that no more is kept than is needed.
    ///
    /// # Errors
    /// When there are too many.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.pass();
        self.intake.push(bytes).map_err(|error| self.placed(error))
    }

    /// Says that no more bytes will come; what is not complete then is an error of [`next_text`](Self::next_text).
    pub fn end(&mut self) {
        self.pass();
        self.intake.end();
    }

    /// Reads the next envelope that is complete.
    ///
    /// # Errors
    /// As [`Envelope::from_xml_with`] and [`next_text`](Self::next_text); positions are those in the whole body.
    pub fn next_envelope<D: Elements>(&mut self) -> Result<Option<Envelope<D>>> {
        let options = self.intake.options.clone();
        if self.next_text()?.is_none() {
            return Ok(None);
        }
        let origin = Arc::new(self.origin.clone());
        let text = self.intake.text(self.intake.done, self.given.unwrap_or(self.intake.done));
        let envelope = Envelope::from_xml_with(text, &origin.options(&options)).map_err(|error| origin.error(error))?;
        Ok(Some(envelope))
    }

    /// The text of the next envelope that is complete; `None` if more bytes are needed, or at the end.
    ///
    /// # Errors
    /// When something else stands between envelopes, bytes are no text, one is too long, and at the end when one is not complete.
    pub fn next_text(&mut self) -> Result<Option<&str>> {
        self.pass();
        while let Some((kind, range)) = self.intake.scanner.next() {
            let is_complete = match kind {
                Kind::Start { is_empty } => {
                    if !self.has_root && !self.is_root(range.end) {
                        return Err(self.broken());
                    }
                    self.has_root = true;
                    self.depth += usize::from(!is_empty);
                    self.depth == 0
                }
                Kind::End if self.depth == 0 => return Err(self.broken()),
                Kind::End => {
                    self.depth -= 1;
                    self.depth == 0
                }
                Kind::Other => return Err(self.broken()),
                Kind::Aside => {
                    self.pass_aside(range.clone())?;
                    false
                }
                Kind::Cdata => false,
            };
            if is_complete {
                self.check_length(range.end)?;
                return Ok(Some(self.give(range.end)));
            }
        }
        self.pass_blanks();
        self.check_length(self.intake.scanner.text.len())?;
        self.intake.check().map_err(|error| self.placed(error))?;
        self.wait().map(|()| None)
    }

    /// Whether no more bytes will come.
    #[cfg(feature = "client")]
    pub(crate) fn is_ended(&self) -> bool {
        self.intake.is_ended
    }

    /// Whether the bytes are UTF-8.
    #[cfg(feature = "client")]
    pub(crate) fn is_utf8(&self) -> bool {
        self.intake.is_utf8()
    }

    /// What has come of the next envelope.
    #[cfg(feature = "client")]
    pub(crate) fn pending(&self) -> &str {
        self.intake.pending()
    }

    /// Where the text that was given last stood.
    #[cfg(feature = "client")]
    pub(crate) fn origin(&self) -> &Origin {
        &self.origin
    }

    fn give(&mut self, end: usize) -> &str {
        let blanks = leading(self.intake.text(self.intake.done, end));
        self.intake.pass(self.intake.done + blanks);
        self.is_first = false;
        self.has_root = false;
        self.origin = Origin::at(self.intake.place);
        self.given = Some(end);
        self.intake.text(self.intake.done, end)
    }

    /// Is done with what was given.
    fn pass(&mut self) {
        if let Some(end) = self.given.take() {
            self.intake.pass(end);
        }
    }

    /// Whether nothing but what may stand between two envelopes has come since the last one, or at all.
    fn is_between(&self) -> bool {
        self.depth == 0 && !self.has_root
    }

    /// Is done with white space around envelopes: it may come for days, to keep a connection alive.
    fn pass_blanks(&mut self) {
        if self.is_between() {
            let settled = self.intake.text(self.intake.done, self.intake.scanner.settled());
            let end = self.intake.done + leading(settled);
            self.pass_around(end, Before::Blanks);
        }
    }

    /// Is done with a comment or a processing instruction around envelopes, and the white space before it, as with
    /// [white space](Self::pass_blanks). One that is not well formed stays, and is what the ordinary reader is stopped by.
    fn pass_aside(&mut self, range: Range<usize>) -> Result<()> {
        let before = self.intake.text(self.intake.done, range.start);
        if self.is_between() && leading(before) == before.len() && self.is_aside(range.clone()) {
            self.check_length(range.end)?;
            self.pass_around(range.end, Before::Asides);
        }
        Ok(())
    }

    fn pass_around(&mut self, end: usize, what: Before) {
        let passed = self.intake.text(self.intake.done, end);
        if self.is_first && !passed.trim_start_matches(MARK).is_empty() {
            self.before = self.before.max(what);
        }
        self.intake.pass(end);
    }

    fn check_length(&self, end: usize) -> Result<()> {
        let limit = self.intake.limits.part;
        let text = self.intake.text(self.intake.done, end);
        if text.len() - leading(text) <= limit {
            return Ok(());
        }
        let error = at_the_end(ErrorKind::LimitExceeded { what: "bytes in one envelope", limit }, text);
        Err(Origin::at(self.intake.place).error(error))
    }

    /// Nothing is complete: looks whether something can be.
    fn wait(&self) -> Result<()> {
        let pending = self.intake.pending();
        let is_space = |text: &str| leading(text) == text.len();
        if self.intake.is_ended {
            let is_over = is_space(pending) && !(self.is_first && self.before == Before::Asides);
            return if is_over { Ok(()) } else { Err(self.broken()) };
        }
        let settled = self.intake.text(self.intake.done, self.intake.scanner.settled());
        if self.is_between() && !settled.contains('<') && !is_space(settled) {
            return Err(self.broken());
        }
        Ok(())
    }

    /// Whether the text up to here is the start tag of a root, with what may come before it.
    fn is_root(&self, end: usize) -> bool {
        let (text, _) = self.document(end);
        Reader::new(&text, &[], &self.intake.options).and_then(|mut r| r.message_root()).is_ok()
    }

    /// Whether this is a comment or a processing instruction, and no declaration of an envelope.
    fn is_aside(&self, range: Range<usize>) -> bool {
        let text = self.intake.text(range.start, range.end);
        let is_declaration = text.strip_prefix("<?xml").is_some_and(|rest| rest.starts_with(BLANKS));
        let read = Reader::new(text, &[], &self.intake.options).and_then(|mut r| r.message_root().map(drop));
        let is_end = read.is_err_and(
            |error| matches!(error.kind(), ErrorKind::UnexpectedEnd { expected } if expected == "the root element"),
        );
        is_end && !is_declaration
    }

    /// What the ordinary reader is to see of the text up to here, and where that stands. What stands around envelopes is no part of it, but
    /// before the first one it keeps a declaration from being one.
    fn document(&self, end: usize) -> (Cow<'_, str>, Origin) {
        let text = self.intake.text(self.intake.done, end);
        let (around, text) = text.split_at(leading(text));
        let place = self.intake.place.behind(around);
        let is_begun = self.before > Before::Nothing || !around.trim_start_matches(MARK).is_empty();
        let mut origin = Origin::at(place);
        if !(self.is_first && is_begun) {
            return (Cow::Borrowed(text), origin);
        }
        origin.skip(Place::default().behind(" "), place);
        (Cow::Owned(format!(" {text}")), origin)
    }

    /// What the ordinary reader says of what is there.
    #[cold]
    fn broken(&self) -> Error {
        let (text, origin) = self.document(self.intake.scanner.text.len());
        let read = Reader::new(&text, &[], &self.intake.options).and_then(|mut r| {
            r.message_root()?;
            r.skip()?;
            r.end()
        });
        let error = read.err().unwrap_or_else(|| {
            let expected = "the end of an envelope".to_owned();
            Error::new(ErrorKind::UnexpectedEnd { expected }, text.len())
        });
        origin.error(error.locate(&text))
    }

    fn placed(&self, error: Error) -> Error {
        placed(error, self.intake.pending(), &Origin::at(self.intake.place))
    }
}

/// A byte order mark.
const MARK: char = '\u{FEFF}';

/// White space.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// How many bytes at the beginning of a text may stand around envelopes without markup: white space and byte order marks.
fn leading(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c| c == MARK || BLANKS.contains(&c)).len()
}

/// An error of the bytes, with the position behind the text so far, of which this is the end.
#[cold]
pub(crate) fn placed(error: Error, text: &str, origin: &Origin) -> Error {
    let is_of_the_whole = matches!(
        error.kind(),
        ErrorKind::Encoding(EncodingError::Unsupported { .. } | EncodingError::Contradiction { .. })
    );
    if is_of_the_whole || error.position().line > 0 {
        return error;
    }
    let offset = error.position().offset;
    let mut position = origin.position(at_the_end(error.kind().clone(), text).position());
    if matches!(error.kind(), ErrorKind::Encoding(_)) {
        position.offset = offset;
    }
    error.at(position)
}

#[cfg(test)]
mod tests;

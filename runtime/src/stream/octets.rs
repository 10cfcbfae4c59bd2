//! The octets of one element, as they come.

use std::io;

use super::base64::{Base64, Failure};
use super::cutter::Cutter;
#[cfg(feature = "client")]
use super::cutter::Rest;
use super::items::NO_ITEMS;
use super::limits::Limits;
use super::path::Path;
use super::scanner::Kind;
use super::track::written_name;
use crate::bind::{Elements, Vocabulary};
use crate::contract::ValueConstraint;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::soap::Envelope;
use crate::xsd::ValueError;

/// Takes the bytes of one message as they come, and gives the octets of one element of the type `xs:base64Binary` to a sink, however many they are. What
/// stands around it, with the element empty, is an [`Envelope`] at the end.
///
/// How long the octets are is not held to the schema; the element's own `minLength` and `length` are held against it being empty by strict
/// reading.
pub struct Octets {
    cutter: Cutter,
    base64: Base64,
    has_come: bool,
    /// What the element stands for that has begun, if nothing has come in it.
    standing: Option<&'static ValueConstraint>,
    /// Whether it has to hold a space in what is left, not to be taken for its default.
    needs_blank: bool,
    /// How many octets the sink got.
    count: u64,
}

/// Why octets did not all go from a message to their sink.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OctetsError {
    /// The message is not as it should be.
    #[error(transparent)]
    Message(#[from] Error),
    /// The sink does not take them.
    #[error("the octets cannot be passed on: {0}")]
    Sink(#[from] io::Error),
}

/// What octets go to.
pub type Sink<'s> = &'s mut dyn FnMut(&[u8]) -> io::Result<()>;

impl Octets {
    /// The octets at a path in a message of the contract that `D` is the document type of; see [`Items::new`](super::Items::new).
    ///
    /// # Errors
    /// When the contract has no such path, or the element at its end is of another type; and for contracts of SOAP encoding and for bodies of
    /// several elements.
    pub fn new<D: Elements>(path: &str, charset: Option<&str>, options: &ReadOptions, limits: Limits) -> Result<Self> {
        if D::IS_ENCODED || !D::BODIES.is_empty() {
            return Err(Error::new(ErrorKind::Invalid(NO_ITEMS.to_owned()), 0));
        }
        Self::in_words(Vocabulary::of::<D>(), path, charset, (options, limits))
    }

    pub(crate) fn in_words(
        words: Vocabulary,
        path: &str,
        charset: Option<&str>,
        (options, limits): (&ReadOptions, Limits),
    ) -> Result<Self> {
        let path = Path::new(words, path)?.octets()?;
        let cutter = Cutter::keeping_tags(path, charset, options, limits);
        Ok(Self { cutter, base64: Base64::default(), has_come: false, standing: None, needs_blank: false, count: 0 })
    }

    /// Takes bytes, and gives the octets in them to the sink.
    ///
    /// # Errors
    /// When the bytes are no text, too many, or no Base64 where they should be; and those of the sink.
    pub fn push(&mut self, bytes: &[u8], sink: Sink<'_>) -> Result<(), OctetsError> {
        self.cutter.push(bytes)?;
        self.advance(sink)
    }

    /// Says that no more bytes will come. What is not complete then is an error of [`rest`](Self::rest).
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn end(&mut self, sink: Sink<'_>) -> Result<(), OctetsError> {
        self.cutter.end();
        self.advance(sink)
    }

    /// How many octets the sink got.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The message with the element empty, at the end.
    ///
    /// # Errors
    /// As [`Envelope::from_xml_with`]; positions are those in the whole message.
    pub fn rest<D: Elements>(&self) -> Result<Envelope<D>> {
        self.cutter.rest.read(&self.cutter.intake.options)
    }

    #[cfg(feature = "client")]
    pub(crate) fn into_rest(self) -> Rest {
        self.cutter.rest
    }

    fn advance(&mut self, sink: Sink<'_>) -> Result<(), OctetsError> {
        while let Some((kind, range)) = self.cutter.intake.scanner.next() {
            if !self.cutter.is_inside {
                let is_empty = self.cutter.outside(kind, range.clone())?;
                if is_empty || self.cutter.is_inside {
                    self.begin(range, is_empty, sink)?;
                }
                continue;
            }
            self.text(range.start, true, sink)?;
            match kind {
                Kind::End => {
                    self.end_value(sink)?;
                    match self.needs_blank {
                        true => self.cutter.rest.blank(None, self.cutter.intake.place),
                        false => self.cutter.rest.skipped(self.cutter.intake.place),
                    }
                    self.cutter.leave(range.end)?;
                }
                Kind::Cdata => {
                    let end = range.end - "]]>".len();
                    let text = self.cutter.intake.text(range.start + "<![CDATA[".len(), end).to_owned();
                    if !text.is_empty() {
                        self.standing = None;
                        self.decode(text.as_bytes(), sink)?;
                    }
                }
                Kind::Aside => {}
                Kind::Start { .. } | Kind::Other => return Err(self.markup(range).into()),
            }
            self.cutter.intake.pass(range.end);
        }
        if self.cutter.is_inside {
            let settled = self.cutter.intake.scanner.settled();
            self.text(settled, self.cutter.intake.is_ended, sink)?;
        }
        self.cutter.check()?;
        if self.cutter.is_inside && self.cutter.intake.is_ended {
            self.cutter.rest.skipped(self.cutter.intake.place);
        }
        Ok(self.cutter.settle()?)
    }

    /// Takes the start tag of the element.
    fn begin(&mut self, range: std::ops::Range<usize>, is_empty: bool, sink: Sink<'_>) -> Result<(), OctetsError> {
        let tag = self.cutter.intake.text(range.start, range.end).to_owned();
        let value = self.cutter.track.path().value;
        let is_nil = value.is_some() && self.cutter.track.is_nil(&tag, &self.cutter.intake.options)?;
        self.standing = value.filter(|_| !is_nil);
        self.needs_blank = self.standing.is_some_and(|value| value.fixed().is_none());
        let has_octets = !is_empty || self.standing.is_some();
        if has_octets && std::mem::replace(&mut self.has_come, true) {
            let why = "the element came a second time, and there is one sink";
            return Err(self.cutter.rest.error(ErrorKind::Invalid(why.to_owned())).into());
        }
        if is_empty {
            self.end_value(sink)?;
        }
        if is_empty && self.needs_blank {
            self.cutter.rest.blank(Some(written_name(&tag)), self.cutter.intake.place);
        }
        Ok(())
    }

    /// The element ends: if nothing has come in it, what it stands for are the octets.
    fn end_value(&mut self, sink: Sink<'_>) -> Result<(), OctetsError> {
        if let Some(value) = self.standing.take() {
            self.decode(value.text().as_bytes(), sink)?;
        }
        let ended = self.base64.end(&mut counting(&mut self.count, sink));
        ended.map_err(|failure| self.failure(failure))
    }

    /// Decodes the text up to an offset, but for a reference that is not complete.
    fn text(&mut self, end: usize, is_all: bool, sink: Sink<'_>) -> Result<(), OctetsError> {
        let start = self.cutter.intake.done;
        let text = self.cutter.intake.text(start, end);
        if !text.is_empty() {
            self.standing = None;
        }
        let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
            let decoded = self.base64.push(text.as_bytes(), &mut counting(&mut self.count, sink));
            decoded.map_err(|failure| self.failure(failure))?;
            self.cutter.intake.pass(end);
            return Ok(());
        };
        let is_open = |reference: &str| reference.len() < LONGEST_REFERENCE && !reference.contains(';');
        let last = text.rfind('&').filter(|last| !is_all && text.get(*last..).is_some_and(is_open));
        let stop = last.unwrap_or(text.len());
        let resolved = resolved(text.get(..stop).unwrap_or(""), first.min(stop));
        self.decode(resolved.as_bytes(), sink)?;
        self.cutter.intake.pass(start + stop);
        Ok(())
    }

    fn decode(&mut self, text: &[u8], sink: Sink<'_>) -> Result<(), OctetsError> {
        let decoded = self.base64.push(text, &mut counting(&mut self.count, sink));
        decoded.map_err(|failure| self.failure(failure))
    }

    #[cold]
    fn failure(&self, failure: Failure<io::Error>) -> OctetsError {
        match failure {
            Failure::Sink(error) => error.into(),
            Failure::Characters => {
                let value = ValueError::lexical("xs:base64Binary", "…", "not Base64");
                self.cutter.error(ErrorKind::Value(value)).into()
            }
        }
    }

    /// What the ordinary reader would say of an element in the element.
    #[cold]
    fn markup(&self, range: std::ops::Range<usize>) -> Error {
        let tag = self.cutter.intake.text(range.start, range.end).to_owned();
        self.cutter.error(ErrorKind::ElementInText(tag))
    }
}

fn counting<'c>(count: &'c mut u64, sink: Sink<'c>) -> impl FnMut(&[u8]) -> io::Result<()> + 'c {
    |octets| {
        *count += octets.len() as u64;
        sink(octets)
    }
}

/// A text with its references resolved, the first of which is at an offset. What is no reference stays, and is no Base64.
fn resolved(text: &str, first: usize) -> String {
    let (plain, mut rest) = text.split_at(first);
    let mut resolved = plain.to_owned();
    while let Some((before, from)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        resolved.push_str(before);
        match reference(from) {
            Some((c, behind)) => {
                resolved.push(c);
                rest = behind;
            }
            None => {
                resolved.push('&');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    resolved.push_str(rest);
    resolved
}

/// How long a reference may be: as `&#x0000003D;` is, and some more.
const LONGEST_REFERENCE: usize = 16;

/// The character that the reference stands for with which a text begins, and what follows it.
fn reference(text: &str) -> Option<(char, &str)> {
    let near = text.as_bytes().get(..text.len().min(LONGEST_REFERENCE))?;
    let end = memchr::memchr(b';', near)?;
    let number = text.get(..end)?.strip_prefix("&#")?;
    Some((character(number)?, text.get(end + 1..)?))
}

fn character(number: &str) -> Option<char> {
    let number = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    number.ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn a_reference_is_looked_for_where_it_can_be() {
        for (text, expected) in [
            ("A&#66;&#x43;&#x00000044;", "ABCD"),
            ("&amp;&#66", "&amp;&#66"),
            ("&#66;;&;", "B;&;"),
            (
                "&&#66;&\u{e4}\u{e4}\u{e4}\u{e4}\u{e4}\u{e4}\u{e4}\u{e4};",
                "&B&\u{e4}\u{e4}\u{e4}\u{e4}\u{e4}\u{e4}\u{e4}\u{e4};",
            ),
        ] {
            assert_eq!(resolved(text, 0), expected);
        }
        let many = "&".repeat(4 << 20);
        assert!(resolved(&many, 0) == many);
    }
}

//! The splitter: bytes of a body come in as they arrive, parts go out.
//!
//! The invariant: `rest` is what has come and was not given out, and begins where the state says. In the content of a part that is never
//! more than could be a delimiter, so that memory does not grow with parts.
//!
//! A delimiter is a whole line: the line end before it, two hyphens, the boundary, white space, a line end. What begins like one and goes
//! on with other characters is content, as is one without the line end before it. Line ends are CR LF; where the first delimiter ends
//! in LF alone they are LF everywhere.

use ::bytes::Bytes;
use memchr::memmem::Finder;

use super::boundary::Boundary;
use super::error::{Damage, MultipartError};
use super::headers::PartHeaders;
use super::limits::Limits;
use super::transfer::Decoder;

/// What comes out of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A part begins.
    Part(PartHeaders),
    /// Octets of the part, their transfer encoding undone; never none.
    Data(Bytes),
    /// The part is whole.
    PartEnd,
    /// The last delimiter has come; what follows is passed over.
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first delimiter; `true` at the beginning of the body.
    Preamble(bool),
    /// In the headers of a part.
    Headers,
    /// In the content of a part; `true` at its beginning.
    Content(bool),
    /// At the last delimiter.
    Last,
    /// Behind it.
    Epilogue,
}

/// Takes a body apart. See the [module](crate::mime).
#[derive(Debug)]
pub struct Splitter {
    /// `\r\n--boundary`, or `\n--boundary`.
    delimiter: Vec<u8>,
    finder: Finder<'static>,
    limits: Limits,
    state: State,
    rest: Bytes,
    /// The line of a header that has not ended.
    line: Vec<u8>,
    headers: PartHeaders,
    header_bytes: usize,
    decoder: Decoder,
    /// What is to go out before anything else.
    waiting: Option<Event>,
    parts: usize,
    part_bytes: u64,
    offset: u64,
    received: u64,
    is_over: bool,
}

/// What stands at a place where a delimiter may begin.
enum Found {
    /// None.
    Nothing,
    /// One that ends behind so many bytes.
    Delimiter(usize),
    /// The last one.
    Last(usize),
    /// It cannot be told yet.
    Unclear,
}

/// How much white space a delimiter may have behind it.
const PADDING: usize = 256;

impl Splitter {
    /// For a body whose parts this boundary delimits.
    #[must_use]
    pub fn new(boundary: &Boundary, limits: Limits) -> Self {
        let delimiter = [b"\r\n--", boundary.as_str().as_bytes()].concat();
        Self {
            finder: Finder::new(&delimiter).into_owned(),
            delimiter,
            limits,
            state: State::Preamble(true),
            rest: Bytes::new(),
            line: Vec::new(),
            headers: PartHeaders::default(),
            header_bytes: 0,
            decoder: Decoder::Identity,
            waiting: None,
            parts: 0,
            part_bytes: 0,
            offset: 0,
            received: 0,
            is_over: false,
        }
    }

    /// Takes the next bytes of the body. Whoever takes all events before the next bytes come holds no more than one of these chunks.
    pub fn push(&mut self, chunk: Bytes) {
        self.received += chunk.len() as u64;
        if self.state == State::Epilogue {
            return;
        }
        self.rest = match self.rest.is_empty() {
            true => chunk,
            false => [&self.rest[..], &chunk].concat().into(),
        };
    }

    /// The next event; `None` when more bytes are needed, or all is over.
    ///
    /// # Errors
    /// When the body is no message of several parts, or passes a limit. There is nothing more to be had from it then.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Event>, MultipartError> {
        if self.received > self.limits.total_bytes {
            return Err(self.error(Damage::TooLarge(self.limits.total_bytes)));
        }
        loop {
            if let Some(event) = self.waiting.take() {
                return Ok(Some(event));
            }
            let event = match self.state {
                State::Preamble(is_first) => self.preamble(is_first)?,
                State::Headers => self.header()?,
                State::Content(is_first) => self.content(is_first)?,
                State::Last => {
                    self.state = State::Epilogue;
                    self.rest = Bytes::new();
                    return Ok(Some(Event::End));
                }
                State::Epilogue => return Ok(None),
            };
            match event {
                Go::On => {}
                Go::Give(event) => return Ok(Some(event)),
                Go::Wait => return Ok(None),
            }
        }
    }

    /// No more bytes will come: what is left to say.
    ///
    /// # Errors
    /// When the last delimiter has not come, and all that [`next`](Self::next) finds.
    pub fn finish(&mut self) -> Result<Option<Event>, MultipartError> {
        self.is_over = true;
        if let Some(event) = self.next()? {
            return Ok(Some(event));
        }
        match self.state {
            State::Epilogue => Ok(None),
            State::Preamble(_) => Err(self.error(Damage::Truncated("the first delimiter"))),
            State::Headers => Err(self.error(Damage::Truncated("the end of the headers of a part"))),
            State::Content(_) | State::Last => Err(self.error(Damage::Truncated("the last delimiter"))),
        }
    }

    /// How many bytes of the body have been looked at.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    #[cold]
    fn error(&self, damage: Damage) -> MultipartError {
        MultipartError::new(damage, self.parts, self.offset)
    }

    fn take(&mut self, length: usize) -> Bytes {
        self.offset += length as u64;
        self.rest.split_to(length.min(self.rest.len()))
    }

    fn preamble(&mut self, is_first: bool) -> Result<Go, MultipartError> {
        // At the beginning of the body no line end stands before a delimiter; elsewhere it may be LF alone.
        let hyphens = self.delimiter.get(line_end(&self.delimiter)..).unwrap_or_default();
        let found = match is_first {
            true => at_delimiter(&self.rest, hyphens, self.is_over, true),
            false => Found::Nothing,
        };
        let (found, behind) = match found {
            Found::Nothing => self.in_preamble(),
            found => (found, 0),
        };
        match found {
            Found::Unclear => {
                self.take(behind);
                if behind > 0 {
                    self.state = State::Preamble(false);
                }
                Ok(Go::Wait)
            }
            Found::Nothing => {
                let kept = self.delimiter.len() + PADDING + 4;
                let length = self.rest.len().saturating_sub(kept);
                self.take(length);
                if length > 0 {
                    self.state = State::Preamble(false);
                }
                Ok(Go::Wait)
            }
            Found::Last(length) => {
                self.take(behind + length);
                Err(self.error(Damage::NoParts))
            }
            Found::Delimiter(length) => {
                let line = self.take(behind + length);
                if !line.ends_with(b"\r\n") {
                    self.delimiter.remove(0);
                    self.finder = Finder::new(&self.delimiter).into_owned();
                }
                self.begin_part()
            }
        }
    }

    /// A delimiter behind a line end of either kind, and where it begins.
    fn in_preamble(&self) -> (Found, usize) {
        let lf = self.delimiter.get(1..).unwrap_or_default();
        let mut from = 0;
        while let Some(at) = memchr::memmem::find(self.rest.get(from..).unwrap_or_default(), lf) {
            let at = from + at;
            match at_delimiter(self.rest.get(at..).unwrap_or_default(), lf, self.is_over, true) {
                Found::Nothing => from = at + 1,
                found => return (found, at),
            }
        }
        (Found::Nothing, 0)
    }

    fn begin_part(&mut self) -> Result<Go, MultipartError> {
        self.parts += 1;
        if self.parts > self.limits.parts {
            return Err(self.error(Damage::TooManyParts(self.limits.parts)));
        }
        (self.state, self.header_bytes, self.part_bytes) = (State::Headers, 0, 0);
        Ok(Go::On)
    }

    fn header(&mut self) -> Result<Go, MultipartError> {
        let end = memchr::memchr(b'\n', &self.rest);
        let piece = self.take(end.map_or(self.rest.len(), |end| end + 1));
        self.header_bytes += piece.len();
        if self.header_bytes > self.limits.header_bytes {
            return Err(self.error(Damage::HeadersTooLong(self.limits.header_bytes)));
        }
        self.line.extend_from_slice(&piece);
        if end.is_none() {
            return Ok(Go::Wait);
        }
        let mut line = std::mem::take(&mut self.line);
        while line.last().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
            line.pop();
        }
        if !line.is_empty() {
            self.headers.take(&line).map_err(|damage| self.error(damage))?;
            return Ok(Go::On);
        }
        let headers = std::mem::take(&mut self.headers);
        let encoding = headers.get("Content-Transfer-Encoding");
        self.decoder = Decoder::of(encoding).map_err(|damage| self.error(damage))?;
        self.state = State::Content(true);
        Ok(Go::Give(Event::Part(headers)))
    }

    fn content(&mut self, is_first: bool) -> Result<Go, MultipartError> {
        if is_first {
            // The empty line behind the headers is the line end before a delimiter, if the part is empty.
            let hyphens = self.delimiter.get(line_end(&self.delimiter)..).unwrap_or_default();
            match at_delimiter(&self.rest, hyphens, self.is_over, !self.delimiter.starts_with(b"\r")) {
                Found::Unclear => return Ok(Go::Wait),
                Found::Nothing => self.state = State::Content(false),
                Found::Delimiter(length) => return self.end_part(0, length, false),
                Found::Last(length) => return self.end_part(0, length, true),
            }
        }
        let mut from = 0;
        while let Some(at) = self.finder.find(self.rest.get(from..).unwrap_or_default()) {
            let at = from + at;
            let is_lf = !self.delimiter.starts_with(b"\r");
            match at_delimiter(self.rest.get(at..).unwrap_or_default(), &self.delimiter, self.is_over, is_lf) {
                Found::Nothing => from = at + 1,
                Found::Unclear => return self.give(at, Go::Wait),
                Found::Delimiter(length) => return self.end_part(at, length, false),
                Found::Last(length) => return self.end_part(at, length, true),
            }
        }
        self.give(self.rest.len() - beginning(&self.rest, &self.delimiter), Go::Wait)
    }

    /// Gives out octets of the part, if there are any.
    fn give(&mut self, length: usize, otherwise: Go) -> Result<Go, MultipartError> {
        let octets = self.take(length);
        let octets = self.decoder.decode(octets).map_err(|damage| self.error(damage))?;
        self.count(&octets)?;
        Ok(if octets.is_empty() { otherwise } else { Go::Give(Event::Data(octets)) })
    }

    fn count(&mut self, octets: &Bytes) -> Result<(), MultipartError> {
        self.part_bytes += octets.len() as u64;
        if self.part_bytes > self.limits.part_bytes {
            return Err(self.error(Damage::PartTooLarge(self.limits.part_bytes)));
        }
        Ok(())
    }

    /// The part ends at `at`, where a delimiter of this length begins.
    fn end_part(&mut self, at: usize, length: usize, is_last: bool) -> Result<Go, MultipartError> {
        if at > 0 {
            // The delimiter is found again, at once.
            return self.give(at, Go::On);
        }
        let last = std::mem::take(&mut self.decoder).finish().map_err(|damage| self.error(damage))?;
        self.count(&last)?;
        self.take(length);
        self.state = State::Last;
        if !is_last {
            self.begin_part()?;
        }
        if last.is_empty() {
            return Ok(Go::Give(Event::PartEnd));
        }
        self.waiting = Some(Event::PartEnd);
        Ok(Go::Give(Event::Data(last)))
    }
}

/// What a step comes to.
enum Go {
    On,
    Give(Event),
    Wait,
}

fn line_end(delimiter: &[u8]) -> usize {
    if delimiter.starts_with(b"\r") { 2 } else { 1 }
}

/// Whether a delimiter stands at the beginning of `text`. `is_over`: nothing follows `text`. Where LF alone may end it, `with_lf`.
fn at_delimiter(text: &[u8], delimiter: &[u8], is_over: bool, with_lf: bool) -> Found {
    let unclear = if is_over { Found::Nothing } else { Found::Unclear };
    let Some(rest) = text.strip_prefix(delimiter) else {
        return if delimiter.starts_with(text) { unclear } else { Found::Nothing };
    };
    let is_last = rest.starts_with(b"--");
    if rest == b"-" {
        return unclear;
    }
    let behind = rest.get(if is_last { 2 } else { 0 }..).unwrap_or_default();
    let padding = behind.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let length = |end: usize| text.len() - behind.len() + padding + end;
    let found = |end: usize| if is_last { Found::Last(length(end)) } else { Found::Delimiter(length(end)) };
    match behind.get(padding..).unwrap_or_default() {
        _ if padding > PADDING => Found::Nothing,
        [b'\r', b'\n', ..] => found(2),
        [b'\n', ..] if with_lf => found(1),
        // The last delimiter may be the end of the body.
        [] | [b'\r'] if is_over && is_last => found(0),
        [] | [b'\r'] => unclear,
        _ => Found::Nothing,
    }
}

/// How many bytes at the end of `text` are the beginning of a delimiter.
fn beginning(text: &[u8], delimiter: &[u8]) -> usize {
    let longest = text.len().min(delimiter.len() - 1);
    (1..=longest).rev().find(|length| text.ends_with(delimiter.get(..*length).unwrap_or_default())).unwrap_or(0)
}

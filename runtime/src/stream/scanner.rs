//! Where markup begins and ends, in text that comes in pieces.
//!
//! In: pieces of text. Out: start tags, end tags and what stands beside them, each when it is complete, as ranges of the text that is kept.
//! Nothing is judged here: the ordinary reader sees every byte of it afterwards. Invariant: each byte is looked at once, however the text
//! was divided.

use std::ops::Range;

/// A piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A start tag; whether its element is empty.
    Start { is_empty: bool },
    /// An end tag.
    End,
    /// A comment or a processing instruction.
    Aside,
    /// A CDATA section.
    Cdata,
    /// `<!` that begins neither a comment nor a CDATA section.
    Other,
}

#[derive(Debug, Clone, Copy)]
enum State {
    Text,
    /// Behind `<`.
    Open,
    StartTag(Option<u8>),
    EndTag,
    /// Up to this text, which cannot begin before the offset.
    Until(&'static str, Kind, usize),
}

/// See the module's documentation.
#[derive(Debug)]
pub(crate) struct Scanner {
    /// The text that is kept.
    pub(crate) text: String,
    /// How far it was looked at.
    at: usize,
    /// Where the markup begins that is not complete.
    start: usize,
    state: State,
}

impl Default for Scanner {
    fn default() -> Self {
        Self { text: String::new(), at: 0, start: 0, state: State::Text }
    }
}

impl Scanner {
    /// A scanner of a text that is there.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn of(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Forgets the text before an offset, which has been looked at.
    pub(crate) fn forget(&mut self, before: usize) {
        self.text.drain(..before);
        self.at -= before.min(self.at);
        self.start -= before.min(self.start);
        if let State::Until(_, _, from) = &mut self.state {
            *from -= before.min(*from);
        }
    }

    /// How much of the text is text between tags, or markup that is complete: all before this offset.
    pub(crate) fn settled(&self) -> usize {
        if matches!(self.state, State::Text) { self.at } else { self.start }
    }

    /// The next piece of markup that is complete.
    pub(crate) fn next(&mut self) -> Option<(Kind, Range<usize>)> {
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
            match self.state {
                State::Text => match memchr::memchr(b'<', rest) {
                    None => {
                        self.at = self.text.len();
                        return None;
                    }
                    Some(length) => {
                        self.start = self.at + length;
                        self.at = self.start + 1;
                        self.state = State::Open;
                    }
                },
                State::Open => {
                    let (state, length) = begun(rest)?;
                    match state {
                        Some(State::Until(end, kind, _)) => {
                            self.state = State::Until(end, kind, self.at + length);
                            self.at += length;
                        }
                        Some(state) => {
                            self.state = state;
                            self.at += length;
                        }
                        None => return Some(self.complete(Kind::Other, self.at + length)),
                    }
                }
                State::StartTag(quote) => {
                    let (quote, length, is_end) = start_tag(rest, quote);
                    if is_end {
                        let end = self.at + length;
                        let before = end.checked_sub(2).and_then(|slash| self.text.as_bytes().get(slash));
                        return Some(self.complete(Kind::Start { is_empty: before == Some(&b'/') }, end));
                    }
                    self.state = State::StartTag(quote);
                    self.at += length;
                    return None;
                }
                State::EndTag => match memchr::memchr(b'>', rest) {
                    Some(length) => return Some(self.complete(Kind::End, self.at + length + 1)),
                    None => {
                        self.at = self.text.len();
                        return None;
                    }
                },
                State::Until(end, kind, from) => match memchr::memmem::find(rest, end.as_bytes()) {
                    Some(length) => return Some(self.complete(kind, self.at + length + end.len())),
                    None => {
                        // The end may have begun.
                        self.at = from.max(self.text.len().saturating_sub(end.len() - 1));
                        return None;
                    }
                },
            }
        }
    }

    fn complete(&mut self, kind: Kind, end: usize) -> (Kind, Range<usize>) {
        let end = end.min(self.text.len());
        self.state = State::Text;
        self.at = end;
        (kind, self.start..end)
    }
}

const OPENINGS: [&[u8]; 3] = [b"!--", b"![CDATA[", b"!DOCTYPE"];
const LONGEST: usize = 8;

/// What begins behind `<`, and how many bytes show it; `None` if more are needed. No state: nothing that is known.
fn begun(rest: &[u8]) -> Option<(Option<State>, usize)> {
    let until = |end, kind, length| Some((Some(State::Until(end, kind, 0)), length));
    match rest.first()? {
        b'/' => Some((Some(State::EndTag), 1)),
        b'?' => until("?>", Kind::Aside, 1),
        b'!' if rest.starts_with(b"!--") => until("-->", Kind::Aside, 3),
        b'!' if rest.starts_with(b"![CDATA[") => until("]]>", Kind::Cdata, 8),
        b'!' if rest.len() < LONGEST && OPENINGS.iter().any(|opening| opening.starts_with(rest)) => None,
        b'!' => Some((None, 1)),
        _ => Some((Some(State::StartTag(None)), 0)),
    }
}

/// Looks for the `>` of a start tag: the quote one is in at the end, how many bytes were looked at, and whether it was found.
fn start_tag(rest: &[u8], mut quote: Option<u8>) -> (Option<u8>, usize, bool) {
    let mut at = 0;
    loop {
        let ahead = rest.get(at..).unwrap_or(&[]);
        let found = match quote {
            None => memchr::memchr3(b'>', b'"', b'\'', ahead),
            Some(open) => memchr::memchr(open, ahead),
        };
        let Some(length) = found else { return (quote, rest.len(), false) };
        at += length + 1;
        quote = match (quote, ahead.get(length)) {
            (None, Some(b'>')) => return (None, at, true),
            (None, open) => open.copied(),
            (Some(_), _) => None,
        };
    }
}

//! A document piece by piece, with nothing left out: what canonicalization needs, and other reading does not.
//!
//! In: a reader on or behind the root's start tag. Out: one piece a call, text as it is meant (references and CDATA sections resolved, line ends
//! made `\n`), instructions as they are written. Invariant: pieces follow each other without a gap.

use std::borrow::Cow;

use super::namespace::Ns;
use super::reader::Reader;
use super::text::line_ends;
use crate::error::Result;

/// A part of a document that has no parts, or the beginning or end of one that has.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// Text between two other pieces, or a CDATA section.
    Text(Cow<'a, str>),
    /// What stands between `<?` and `?>`.
    Instruction(&'a str),
    /// A comment.
    Comment,
    /// A start tag, on which the reader stands.
    Start,
    /// The end of the innermost open element, which is closed.
    End,
}

impl<'a> Reader<'a> {
    /// The next piece of the innermost open element.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    pub(crate) fn next_piece(&mut self) -> Result<Piece<'a>> {
        if self.special.is_self_closed() {
            self.leave_self_closed();
            return Ok(Piece::End);
        }
        let start = self.pos;
        match (self.peek(0), self.peek(1)) {
            (b'<', b'/') => self.end_tag().map(|()| Piece::End),
            (b'<', b'!') if self.rest().starts_with("<![CDATA[") => {
                let text = self.cdata()?;
                Ok(Piece::Text(line_ends(text)))
            }
            (b'<', b'!') => self.comment_or_instruction().map(|()| Piece::Comment),
            (b'<', b'?') => {
                self.comment_or_instruction()?;
                Ok(Piece::Instruction(self.slice(start + 2, self.pos - 2)))
            }
            (b'<', _) => self.start_tag().map(|_| Piece::Start),
            _ => self.text_piece(start).map(Piece::Text),
        }
    }

    fn text_piece(&mut self, start: usize) -> Result<Cow<'a, str>> {
        let Some(length) = memchr::memchr(b'<', self.rest().as_bytes()) else {
            return Err(self.end_of_input(&self.open_end()));
        };
        self.pos += length;
        let mut text = Cow::Borrowed("");
        self.append(&mut text, start, start + length)?;
        Ok(text)
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The name of the innermost open element, as it is written.
    pub(crate) fn tag_name(&self) -> &'a str {
        self.written_name()
    }

    /// What `prefix` is bound to here; the empty one always is to something.
    pub(crate) fn resolve_prefix(&mut self, prefix: &str) -> Option<Ns> {
        if prefix.is_empty() { Some(self.scope.default_ns()) } else { self.scope.resolve(prefix) }
    }

    /// The prefix as the document has it, if it is declared here.
    pub(crate) fn visible_prefix(&self, prefix: &str) -> Option<&'a str> {
        self.scope.prefix(prefix)
    }
}

//! Text between tags: runs, CDATA sections, and the quick way through an element that holds nothing else.

use std::borrow::Cow;

use super::chars::is_blank;
use super::reader::{Node, Reader};
use crate::error::{NoticeKind, Result};

impl<'a> Reader<'a> {
    /// The text of an element of a simple type: [`Reader::text`], or what an empty element stands for.
    ///
    /// # Errors
    /// As [`Reader::text`].
    #[inline]
    pub fn value_text(&mut self) -> Result<Cow<'a, str>> {
        let default = self.default.take();
        let text = self.text()?;
        match default {
            Some(value) if text.is_empty() => Ok(Cow::Borrowed(value)),
            _ => Ok(text),
        }
    }

    /// The text of an element that holds only text; the element is taken to its end. Child elements are skipped and
    /// noticed.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'a, str>> {
        if self.self_closed {
            self.self_closed = false;
            self.close();
            return Ok(Cow::Borrowed(""));
        }
        let start = self.pos;
        let bytes = self.source.as_bytes();
        let mut end = start;
        while let Some(&byte) = bytes.get(end) {
            if TEXT_STOP[usize::from(byte)] {
                break;
            }
            end += 1;
        }
        if bytes.get(end) == Some(&b'<') && bytes.get(end + 1) == Some(&b'/') {
            self.pos = end;
            self.end_tag()?;
            return Ok(Cow::Borrowed(self.slice(start, end)));
        }
        self.text_in_pieces()
    }

    /// Text with references, CDATA sections, comments, or children between.
    #[cold]
    fn text_in_pieces(&mut self) -> Result<Cow<'a, str>> {
        let mut whole = Cow::Borrowed("");
        while let Some(node) = self.next_node()? {
            match node {
                Node::Text(text) if whole.is_empty() => whole = text,
                Node::Text(text) => whole.to_mut().push_str(&text),
                Node::Element(name) => self.skip_unknown(name)?,
            }
        }
        Ok(whole)
    }

    /// Text from here to the next tag, in one piece; empty when a tag comes first.
    pub(super) fn run(&mut self) -> Result<Cow<'a, str>> {
        let mut whole = Cow::Borrowed("");
        loop {
            let start = self.pos;
            let rest = self.rest().as_bytes();
            let Some(length) = memchr::memchr(b'<', rest) else {
                return Err(self.end_of_input(&self.open_end()));
            };
            self.pos += length;
            self.append(&mut whole, start, start + length)?;
            match self.peek(1) {
                b'!' if self.rest().starts_with("<![CDATA[") => {
                    let text = self.cdata()?;
                    let text = self.line_ends(text);
                    if whole.is_empty() { whole = text } else { whole.to_mut().push_str(&text) }
                }
                b'!' | b'?' => self.comment_or_instruction()?,
                _ => return Ok(whole),
            }
        }
    }

    pub(super) fn append(&self, whole: &mut Cow<'a, str>, start: usize, end: usize) -> Result<()> {
        let raw = self.slice(start, end);
        if raw.is_empty() {
            return Ok(());
        }
        if let Some(at) = memchr::memmem::find(raw.as_bytes(), b"]]>") {
            return Err(self.syntax_at("`]]>` in text", start + at));
        }
        let plain = memchr::memchr(b'&', raw.as_bytes()).is_none() && !(self.has_cr && raw.contains('\r'));
        if plain && whole.is_empty() {
            *whole = Cow::Borrowed(raw);
        } else if plain {
            whole.to_mut().push_str(raw);
        } else {
            let decoded = self.decode_text(raw, start)?;
            whole.to_mut().push_str(&decoded);
        }
        Ok(())
    }

    fn line_ends(&self, text: &'a str) -> Cow<'a, str> {
        if self.has_cr && text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        }
    }

    #[cold]
    pub(super) fn stray_text(&mut self) -> Result<()> {
        let at = self.pos;
        let text = self.run()?;
        if !is_blank(&text) {
            self.notice_at(|_| NoticeKind::UnexpectedText, at);
        }
        Ok(())
    }

    /// A comment, processing instruction or CDATA section between elements. CDATA counts as text.
    #[cold]
    pub(super) fn aside(&mut self, notice: bool) -> Result<()> {
        if self.rest().starts_with("<![CDATA[") {
            let at = self.pos;
            let text = self.cdata()?;
            if notice && !is_blank(text) {
                self.notice_at(|_| NoticeKind::UnexpectedText, at);
            }
            return Ok(());
        }
        self.comment_or_instruction()
    }
}

/// The bytes at which the quick way through text ends.
static TEXT_STOP: [bool; 256] = {
    let mut table = [false; 256];
    table[b'<' as usize] = true;
    table[b'&' as usize] = true;
    table[b'\r' as usize] = true;
    table[b']' as usize] = true;
    table
};

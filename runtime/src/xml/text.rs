//! Text between tags: runs, CDATA sections, and the quick way through an element that holds nothing else.

use std::borrow::Cow;

use super::chars::is_blank;
use super::reader::{Name, Node, Reader};
use super::scan::{is_no_character, plain_start, text_end};
use crate::error::{Error, NoticeKind, Result};

impl<'a> Reader<'a> {
    /// The text of an element of a simple type, or what an empty element stands for; the element is taken to its end.
    ///
    /// # Errors
    /// When it has a child element, and when the document is not well-formed or passes a limit.
    #[inline]
    pub fn value_text(&mut self) -> Result<Cow<'a, str>> {
        match self.plain_text() {
            Some(text) if !text.is_empty() => Ok(Cow::Borrowed(text)),
            plain => self.unusual_text(plain.is_some()),
        }
    }

    /// The same where [`plain_text`](Self::plain_text) has found that there is none, or that it is more than a run of characters.
    #[cold]
    #[inline(never)]
    pub(crate) fn unusual_text(&mut self, is_empty: bool) -> Result<Cow<'a, str>> {
        if is_empty { Ok(Cow::Borrowed(self.default_value())) } else { self.value_in_pieces() }
    }

    /// What the element stands for whose start tag was read last, as it is empty.
    fn default_value(&self) -> &'static str {
        let (value, element) = self.default;
        if element == self.tag_start { value } else { "" }
    }

    /// The text of an element that is to hold only text; the element is taken to its end. Child elements are skipped and noticed.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    pub fn text(&mut self) -> Result<Cow<'a, str>> {
        self.plain_text_or(|r| {
            let mut whole = Cow::Borrowed("");
            while let Some(node) = r.next_node()? {
                match node {
                    Node::Text(text) => append(&mut whole, text),
                    #[cfg(feature = "attachments")]
                    Node::Element(name) if r.is_include(name) => return Err(r.element_in_text(name)),
                    Node::Element(name) => r.skip_unknown(name)?,
                }
            }
            Ok(whole)
        })
    }

    /// The same with the text of child elements, which are noticed: for what people read.
    pub(crate) fn text_of_all(&mut self) -> Result<Cow<'a, str>> {
        self.plain_text_or(|r| {
            let mut whole = Cow::Borrowed("");
            let outside = r.open.len().saturating_sub(1);
            while r.open.len() > outside {
                match r.next_node()? {
                    Some(Node::Text(text)) => append(&mut whole, text),
                    Some(Node::Element(name)) => {
                        r.notice_at(|r| NoticeKind::ElementInText(r.expanded(name.ns, name.local)), r.tag_start);
                    }
                    None => {}
                }
            }
            Ok(whole)
        })
    }

    /// The text of an element that holds nothing else in between, or else what `pieces` make of it; the element is taken to its end.
    #[inline]
    fn plain_text_or(&mut self, pieces: impl FnOnce(&mut Self) -> Result<Cow<'a, str>>) -> Result<Cow<'a, str>> {
        match self.plain_text() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => pieces(self),
        }
    }

    /// The text of an element that holds nothing else, with nothing in it that stands for something else; the element is taken to its end.
    /// `None`: nothing was taken, and it has to be read in pieces.
    ///
    /// Nothing is called on the way of a short text, so that nothing has to be saved for that.
    #[inline(never)]
    pub(crate) fn plain_text(&mut self) -> Option<&'a str> {
        let (bytes, start) = (self.source.as_bytes(), self.pos);
        let end = plain_start(bytes, start);
        match bytes.get(end) {
            Some(b'<') if self.special.is_none() => self.text_to(start, end),
            Some(b'<') => self.special_text(start, end),
            _ => self.longer_text(end),
        }
    }

    /// The same for a text of which what comes before `end` is plain.
    #[inline(never)]
    fn longer_text(&mut self, end: usize) -> Option<&'a str> {
        let start = self.pos;
        let mut end = text_end(self.source.as_bytes(), end);
        if self.source.as_bytes().get(end) != Some(&b'<') {
            end = self.text_of_lines(end)?;
        }
        if !self.special.is_none() {
            return self.special_text(start, end);
        }
        self.text_to(start, end)
    }

    /// The text, if the element ends behind it.
    #[inline(always)]
    fn text_to(&mut self, start: usize, end: usize) -> Option<&'a str> {
        let text = self.source.get(start..end)?;
        self.takes_end(end).then_some(text)
    }

    /// Where a text ends in which tabs, line feeds and characters from U+F000 on are plain too; the first of them is at `end`.
    #[cold]
    fn text_of_lines(&self, mut end: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        loop {
            match bytes.get(end)? {
                b'<' => return Some(end),
                b'\t' | b'\n' => {}
                0xEF if !is_no_character(bytes, end) => {}
                _ => return None,
            }
            end = text_end(bytes, end + 1);
        }
    }

    /// Text with references, CDATA sections or comments between.
    fn value_in_pieces(&mut self) -> Result<Cow<'a, str>> {
        let mut whole = Cow::Borrowed("");
        while let Some(node) = self.next_node()? {
            match node {
                Node::Text(text) => append(&mut whole, text),
                Node::Element(name) => return Err(self.child_for_text(name, &whole)),
            }
        }
        if whole.is_empty() { Ok(Cow::Borrowed(self.default_value())) } else { Ok(whole) }
    }

    /// The error for a child where there is to be text. One that stands for octets is kept for whoever asks for them.
    #[cold]
    fn child_for_text(&mut self, name: Name<'_>, before: &str) -> Error {
        #[cfg(feature = "attachments")]
        {
            self.included = None;
            if self.is_include(name) {
                return self.keep_included(name, before);
            }
        }
        let _ = before;
        self.element_in_text(name)
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
                    let text = line_ends(text);
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
        self.check_characters(start, end)?;
        if let Some(at) = memchr::memmem::find(raw.as_bytes(), b"]]>") {
            return Err(self.syntax_at("`]]>` in text", start + at));
        }
        let plain = memchr::memchr2(b'&', b'\r', raw.as_bytes()).is_none();
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

    #[cold]
    pub(super) fn stray_text(&mut self) -> Result<()> {
        let at = self.pos;
        let text = self.run()?;
        if !is_blank(&text) {
            self.stop_watching();
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
                self.stop_watching();
                self.notice_at(|_| NoticeKind::UnexpectedText, at);
            }
            return Ok(());
        }
        self.comment_or_instruction()
    }
}

/// A text with line feeds for each other end of a line (XML 1.0, 2.11).
pub(super) fn line_ends(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'\r', text.as_bytes()) {
        Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(text),
    }
}

fn append<'a>(whole: &mut Cow<'a, str>, text: Cow<'a, str>) {
    if whole.is_empty() {
        *whole = text;
    } else {
        whole.to_mut().push_str(&text);
    }
}

//! The document type declaration: XML 1.0, 2.8.
//!
//! ```xml
//! <!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">
//! ```
//!
//! One without an internal subset is skipped: a processor that does not validate need not read what it refers to. Nothing is ever fetched.

use super::chars::{NAME_BYTE, is_space};
use super::reader::{Name, Reader};
use crate::error::{Error, ErrorKind, NoticeKind, Result};

impl<'a> Reader<'a> {
    /// Goes to the root element; the reader stands on its start tag. A document type declaration is skipped, and noticed in lenient reading.
    ///
    /// # Errors
    /// When something else than declarations, comments and processing instructions comes first. An internal subset is refused.
    pub fn root(&mut self) -> Result<Name<'a>> {
        self.prolog(false)
    }

    /// As [`Reader::root`], but a document type declaration is refused: [SOAP 1.1] 3, [SOAP 1.2] 5.
    ///
    /// # Errors
    /// When something else than declaration, comments and processing instructions comes first.
    pub fn message_root(&mut self) -> Result<Name<'a>> {
        self.prolog(true)
    }

    fn prolog(&mut self, is_message: bool) -> Result<Name<'a>> {
        self.declaration()?;
        let mut may_declare_type = !is_message;
        loop {
            self.skip_space();
            match (self.peek(0), self.peek(1)) {
                (b'<', b'!') if may_declare_type && self.rest().starts_with("<!DOCTYPE") => {
                    self.doctype()?;
                    may_declare_type = false;
                }
                (b'<', b'?' | b'!') => self.comment_or_instruction()?,
                (b'<', b'/') => return Err(self.syntax("an end tag without a start tag")),
                (b'<', _) => return self.start_tag(),
                _ if self.pos >= self.source.len() => return Err(self.end_of_input("the root element")),
                _ => return Err(self.syntax("text outside the root element")),
            }
        }
    }

    /// Takes the declaration at `<!DOCTYPE` (production 28).
    #[cold]
    fn doctype(&mut self) -> Result<()> {
        let start = self.pos;
        self.pos += "<!DOCTYPE".len();
        self.required_space()?;
        let name = self.doctype_name()?;
        let spaced = self.optional_space();
        if spaced && self.take("SYSTEM") {
            self.required_space()?;
            self.literal(|_| true)?;
        } else if spaced && self.take("PUBLIC") {
            self.required_space()?;
            self.literal(is_public_id)?;
            self.required_space()?;
            self.literal(|_| true)?;
        }
        self.optional_space();
        match self.peek(0) {
            b'>' => self.pos += 1,
            b'[' => return Err(Error::new(ErrorKind::InternalSubsetRefused, start)),
            _ => return Err(self.expected("`>` of the document type declaration")),
        }
        self.check_characters(start, self.pos)?;
        if !self.options.is_strict() {
            self.notice_at(|_| NoticeKind::Doctype(name.to_owned()), start);
        }
        Ok(())
    }

    fn doctype_name(&mut self) -> Result<&'a str> {
        let start = self.pos;
        while NAME_BYTE[usize::from(self.peek(0))] {
            self.pos += 1;
        }
        let name = self.slice(start, self.pos);
        if name.is_empty() {
            return Err(self.expected("the name of the root element"));
        }
        self.check_name(name, start)?;
        Ok(name)
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.pos += if found { word.len() } else { 0 };
        found
    }

    fn optional_space(&mut self) -> bool {
        let start = self.pos;
        self.skip_space();
        self.pos > start
    }

    fn required_space(&mut self) -> Result<()> {
        if self.optional_space() { Ok(()) } else { Err(self.expected("white space in the document type declaration")) }
    }

    /// A quoted literal of these characters.
    fn literal(&mut self, allows: fn(u8) -> bool) -> Result<()> {
        let quote = self.peek(0);
        if quote != b'"' && quote != b'\'' {
            return Err(self.expected("a quoted identifier in the document type declaration"));
        }
        let start = self.pos + 1;
        let rest = self.source.as_bytes().get(start..).unwrap_or(&[]);
        let Some(length) = memchr::memchr(quote, rest) else {
            return Err(self.end_of_input("the end of an identifier in the document type declaration"));
        };
        if let Some(other) = rest.get(..length).and_then(|text| text.iter().position(|byte| !allows(*byte))) {
            return Err(self.syntax_at("this character is not allowed in a public identifier", start + other));
        }
        self.pos = start + length + 1;
        Ok(())
    }
}

/// `PubidChar` (production 13).
fn is_public_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || (is_space(byte) && byte != b'\t') || b"-'()+,./:=?;!*#@$_%".contains(&byte)
}

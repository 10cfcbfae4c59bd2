//! What stands around the elements: the XML declaration, comments, processing instructions, and the end.

use std::borrow::Cow;

use super::chars::{is_char, is_space};
use super::declaration::is_declaration;
use super::forgiven::MOST;
use super::reader::Reader;
use crate::error::{Error, ErrorKind, Result};
use crate::options::{IllegalCharacters, ReadOptions};

impl<'a> Reader<'a> {
    /// Checks that nothing but comments and processing instructions follows the root element.
    ///
    /// # Errors
    /// For text or another element.
    pub fn end(&mut self) -> Result<()> {
        loop {
            self.skip_space();
            if self.pos >= self.source.len() {
                return Ok(());
            }
            match (self.peek(0), self.peek(1)) {
                (b'<', b'?') => self.comment_or_instruction()?,
                (b'<', b'!') if self.rest().starts_with("<!--") => self.comment_or_instruction()?,
                (b'<', _) if "<!--".starts_with(self.rest()) => {
                    return Err(self.end_of_input("the end of a comment or a processing instruction"));
                }
                _ => return Err(self.syntax("something follows the root element")),
            }
        }
    }

    /// `<?xml version="1.0" encoding="…"?>`. The text is Unicode already, so what it says of encoding is not used.
    pub(super) fn declaration(&mut self) -> Result<()> {
        let rest = self.rest();
        if !(rest.starts_with("<?xml") && rest.as_bytes().get(5).copied().is_some_and(is_space)) {
            return Ok(());
        }
        let Some(end) = memchr::memmem::find(rest.as_bytes(), b"?>") else {
            return Err(self.end_of_input("`?>` of the XML declaration"));
        };
        if !is_declaration(rest.get(5..end).unwrap_or("")) {
            return Err(
                self.syntax("the XML declaration is not `<?xml version=\"1.…\" encoding=\"…\" standalone=\"…\"?>`")
            );
        }
        self.check_characters(self.pos, self.pos + end)?;
        self.pos += end + 2;
        Ok(())
    }

    /// Takes the comment or processing instruction at `<!` or `<?`.
    #[cold]
    pub(super) fn comment_or_instruction(&mut self) -> Result<()> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            return self.comment(rest);
        }
        if rest.starts_with("<!DOCTYPE") {
            return Err(Error::new(ErrorKind::DoctypeRefused, self.pos));
        }
        if ["<!--", "<![CDATA[", "<!DOCTYPE"].iter().any(|opening| opening.starts_with(rest)) {
            return Err(self.end_of_input("the end of a comment or a CDATA section"));
        }
        if rest.starts_with("<!") {
            return Err(self.syntax("`<!` begins neither a comment nor a CDATA section"));
        }
        self.instruction(rest)
    }

    fn comment(&mut self, rest: &str) -> Result<()> {
        let body = rest.get(4..).unwrap_or("");
        let Some(dashes) = memchr::memmem::find(body.as_bytes(), b"--") else {
            return Err(self.end_of_input("`-->` of a comment"));
        };
        match body.as_bytes().get(dashes + 2) {
            Some(b'>') => {}
            Some(_) => return Err(self.syntax_at("`--` in a comment", self.pos + 4 + dashes)),
            None => return Err(self.end_of_input("`-->` of a comment")),
        }
        self.check_characters(self.pos, self.pos + 4 + dashes)?;
        self.pos += 4 + dashes + 3;
        Ok(())
    }

    fn instruction(&mut self, rest: &str) -> Result<()> {
        let Some(end) = memchr::memmem::find(rest.as_bytes(), b"?>") else {
            return Err(self.end_of_input("`?>` of a processing instruction"));
        };
        let body = rest.get(2..end).unwrap_or("");
        let target = body.split(|c: char| c.is_ascii() && is_space(c as u8)).next().unwrap_or("");
        if !super::chars::is_ncname(target) || target.eq_ignore_ascii_case("xml") {
            return Err(self.syntax(format!("`{target}` cannot be the target of a processing instruction")));
        }
        self.check_characters(self.pos, self.pos + end)?;
        self.pos += end + 2;
        Ok(())
    }

    /// Holds what stands between two offsets to what characters XML allows, if nobody has done so before.
    ///
    /// # Errors
    /// For one that it does not.
    #[inline]
    pub(super) fn check_characters(&self, start: usize, end: usize) -> Result<()> {
        if !self.is_unchecked || !may_hold_illegal(self.slice(start, end).as_bytes()) {
            return Ok(());
        }
        match self.slice(start, end).char_indices().find(|(_, c)| !is_char(*c)) {
            Some((at, c)) => Err(Error::new(ErrorKind::IllegalCharacter(c as u32), start + at)),
            None => Ok(()),
        }
    }

    /// The same for the character at `at`.
    pub(super) fn check_character(&self, at: usize) -> Result<()> {
        let length = self.rest_from(at).chars().next().map_or(0, char::len_utf8);
        self.check_characters(at, at + length)
    }

    fn rest_from(&self, at: usize) -> &'a str {
        self.source.get(at..).unwrap_or("")
    }

    /// The text of the CDATA section at `<![CDATA[`.
    #[cold]
    pub(super) fn cdata(&mut self) -> Result<&'a str> {
        let start = self.pos + "<![CDATA[".len();
        let body = self.source.get(start..).unwrap_or("");
        let Some(length) = memchr::memmem::find(body.as_bytes(), b"]]>") else {
            return Err(self.end_of_input("`]]>` of a CDATA section"));
        };
        self.check_characters(start, start + length)?;
        self.pos = start + length + 3;
        Ok(self.slice(start, start + length))
    }
}

/// A source without characters that XML 1.0 does not allow, and where each part of it stood.
#[derive(Debug)]
pub struct Legal<'s> {
    text: Cow<'s, str>,
    original: &'s str,
    /// Offsets in the text and in the original from which on the two run alike.
    parts: Vec<(usize, usize)>,
    /// The first of the illegal characters, with their offsets in the original; kept for the sink, if there is one.
    illegal: Vec<(usize, u32)>,
}

impl std::ops::Deref for Legal<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Legal<'_> {
    /// Finds the place of an error in the original.
    pub(crate) fn locate(&self, error: Error) -> Error {
        let offset = self.original_offset(error.position().offset);
        error.locate_at(self.original, offset)
    }

    /// Where what stands at `offset` stands in the original.
    pub(crate) fn original_offset(&self, offset: usize) -> usize {
        let behind = self.parts.partition_point(|(here, _)| *here <= offset);
        let part = behind.checked_sub(1).and_then(|index| self.parts.get(index));
        part.map_or(offset, |(here, there)| there + offset - here)
    }

    /// Whether nothing was taken out or replaced.
    pub(crate) fn is_as_it_came(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The source as it came.
    pub(crate) fn original(&self) -> &str {
        self.original
    }

    /// The first illegal characters and their offsets in the original.
    pub(crate) fn illegal(&self) -> &[(usize, u32)] {
        &self.illegal
    }

    /// How many illegal characters there are besides.
    pub(crate) fn more_illegal(&self) -> usize {
        if self.illegal.is_empty() { 0 } else { self.parts.len() - self.illegal.len() }
    }
}

/// The source with raw characters that XML 1.0 does not allow handled as the options say; borrowed when there are none.
///
/// # Errors
/// When the options refuse them.
pub fn legal<'s>(source: &'s str, options: &ReadOptions) -> Result<Legal<'s>> {
    let clean = Legal { text: Cow::Borrowed(source), original: source, parts: Vec::new(), illegal: Vec::new() };
    if !may_hold_illegal(source.as_bytes()) {
        return Ok(clean);
    }
    let Some((at, c)) = source.char_indices().find(|(_, c)| !is_char(*c)) else { return Ok(clean) };
    if options.policy() == IllegalCharacters::Refuse {
        return Err(Error::new(ErrorKind::IllegalCharacter(c as u32), at));
    }
    Ok(cleaned(source, options))
}

#[cold]
fn cleaned<'s>(source: &'s str, options: &ReadOptions) -> Legal<'s> {
    let replace = options.policy() == IllegalCharacters::Replace;
    let (mut text, mut parts, mut illegal) = (String::with_capacity(source.len()), Vec::new(), Vec::new());
    for (at, c) in source.char_indices() {
        if is_char(c) {
            text.push(c);
            continue;
        }
        if replace {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        parts.push((text.len(), at + c.len_utf8()));
        if options.has_sink() && illegal.len() < MOST {
            illegal.push((at, c as u32));
        }
    }
    Legal { text: Cow::Owned(text), original: source, parts, illegal }
}

/// A quick look for bytes that could be illegal: control characters and the first byte of U+FFFE and U+FFFF.
fn may_hold_illegal(bytes: &[u8]) -> bool {
    bytes.chunks(64).any(|chunk| {
        chunk.iter().fold(false, |found, &b| found | (b < b' ' && b != b'\t' && b != b'\n' && b != b'\r') | (b == 0xEF))
    })
}

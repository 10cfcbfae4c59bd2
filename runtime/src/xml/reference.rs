//! Character and entity references, line ends and attribute-value normalisation: XML 1.0, 2.11, 3.3.3, 4.1, 4.6.

use super::chars::{NAME_BYTE, is_char};
use super::reader::Reader;
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::options::IllegalCharacters;

impl Reader<'_> {
    /// Text with its references resolved and its line ends made `\n`.
    #[cold]
    pub(super) fn decode_text(&self, raw: &str, at: usize) -> Result<String> {
        self.decode(raw, at, |out, byte| out.push(if byte == b'\r' { '\n' } else { char::from(byte) }))
    }

    /// An attribute value with its references resolved and its literal white space made spaces.
    #[cold]
    pub(super) fn decode_attribute(&self, raw: &str, at: usize) -> Result<String> {
        self.decode(raw, at, |out, _| out.push(' '))
    }

    /// Copies `raw`; references are resolved, and each of `\t`, `\n`, `\r` (one for `\r\n`) goes through `space`.
    fn decode(&self, raw: &str, at: usize, space: impl Fn(&mut String, u8)) -> Result<String> {
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(stop) = rest.find(['&', '\t', '\n', '\r']) {
            let (before, from) = rest.split_at(stop);
            out.push_str(before);
            let length = match from.as_bytes() {
                [b'&', ..] => self.reference(from, at + raw.len() - from.len(), &mut out)?,
                [b'\r', b'\n', ..] => {
                    space(&mut out, b'\r');
                    2
                }
                [byte, ..] => {
                    space(&mut out, *byte);
                    1
                }
                [] => 0,
            };
            rest = from.get(length..).unwrap_or("");
        }
        out.push_str(rest);
        Ok(out)
    }

    /// Resolves the reference `from` begins with; its length in bytes.
    fn reference(&self, from: &str, at: usize, out: &mut String) -> Result<usize> {
        let (name, length) = self.reference_name(from, at)?;
        match (predefined(name), name.strip_prefix('#')) {
            (Some(c), _) => out.push(c),
            (None, Some(number)) => self.character(number, at, out)?,
            (None, None) => return Err(self.syntax_at(format!("the entity &{name}; is not defined"), at)),
        }
        Ok(length)
    }

    /// Checks the reference at `at` without resolving it; its length in bytes.
    #[cold]
    pub(super) fn check_reference(&self, at: usize) -> Result<usize> {
        let rest = self.slice(at, self.source.len());
        if rest.bytes().skip(1).all(|b| NAME_BYTE[usize::from(b)] || b == b'#') {
            return Err(self.end_of_input("the end of an attribute value"));
        }
        let (name, length) = self.reference_name(rest, at)?;
        match (predefined(name), name.strip_prefix('#')) {
            (Some(_), _) => {}
            (None, Some(number)) => {
                let code = self.code(number, at)?;
                let illegal = char::from_u32(code).filter(|c| is_char(*c)).is_none();
                if illegal && self.options.policy() == IllegalCharacters::Refuse {
                    return Err(Error::new(ErrorKind::IllegalCharacter(code), at));
                }
            }
            (None, None) => return Err(self.syntax_at(format!("the entity &{name}; is not defined"), at)),
        }
        Ok(length)
    }

    /// What stands between `&` and `;`, and the length of it all.
    fn reference_name<'t>(&self, from: &'t str, at: usize) -> Result<(&'t str, usize)> {
        let body = from.get(1..).unwrap_or("");
        let in_name = |b: u8| NAME_BYTE[usize::from(b)] || b == b'#';
        let length = body.bytes().position(|b| !in_name(b)).unwrap_or(body.len());
        let name = body.get(..length).unwrap_or("");
        if name.is_empty() || body.as_bytes().get(length) != Some(&b';') {
            return Err(self.syntax_at("`&` without a reference; write &amp;", at));
        }
        Ok((name, length + 2))
    }

    /// The number of a character reference.
    fn code(&self, number: &str, at: usize) -> Result<u32> {
        let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
        if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
            return Err(self.syntax_at(format!("&#{number}; is not a character reference"), at));
        }
        Ok(u32::from_str_radix(digits, radix).unwrap_or(u32::MAX))
    }

    fn character(&self, number: &str, at: usize, out: &mut String) -> Result<()> {
        let code = self.code(number, at)?;
        match char::from_u32(code).filter(|c| is_char(*c)) {
            Some(c) => out.push(c),
            None => self.illegal(code, at, out)?,
        }
        Ok(())
    }

    fn illegal(&self, code: u32, at: usize, out: &mut String) -> Result<()> {
        match self.options.policy() {
            IllegalCharacters::Refuse => return Err(Error::new(ErrorKind::IllegalCharacter(code), at)),
            IllegalCharacters::Replace => out.push(char::REPLACEMENT_CHARACTER),
            IllegalCharacters::Omit => {}
        }
        self.notice_at(|_| NoticeKind::IllegalCharacter(code), at);
        Ok(())
    }
}

/// The entities that need no declaration.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

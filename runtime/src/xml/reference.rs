//! Character and entity references, line ends and attribute-value normalisation: XML 1.0, 2.11, 3.3.3, 4.1, 4.6.

use super::chars::is_char;
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
        let Some(end) = from.bytes().take(64).position(|b| b == b';') else {
            return Err(self.syntax_at("`&` without a reference; write &amp;", at));
        };
        let name = from.get(1..end).unwrap_or("");
        match name {
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "amp" => out.push('&'),
            "apos" => out.push('\''),
            "quot" => out.push('"'),
            _ => match name.strip_prefix('#') {
                Some(number) => self.character(number, at, out)?,
                None => return Err(self.syntax_at(format!("the entity &{name}; is not defined"), at)),
            },
        }
        Ok(end + 1)
    }

    fn character(&self, number: &str, at: usize, out: &mut String) -> Result<()> {
        let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
        if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
            return Err(self.syntax_at(format!("&#{number}; is not a character reference"), at));
        }
        let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
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

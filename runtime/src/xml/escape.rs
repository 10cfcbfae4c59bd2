//! Characters that markup would be taken for, and white space that a reader would change (XML 1.0, 2.4 and 3.3.3).
//!
//! In: a text. Out: the same, as it stands between tags and in attributes between double quotes. Invariant: what the writer writes is of characters
//! that XML allows; it refuses others.

use std::borrow::Cow;

use super::scan::{has_special_in_text, has_special_in_value};
use super::writer::Writer;

/// What is written for a character that cannot stand as it is, in an attribute at least.
fn reference(c: char) -> Option<&'static str> {
    Some(match c {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\r' => "&#xD;",
        '\n' => "&#xA;",
        '\t' => "&#x9;",
        _ => return None,
    })
}

/// A text as it can stand in an attribute or between tags. For documents that are put together as text; [`Writer`](super::Writer) does it by
/// itself.
///
/// ```
/// assert_eq!(soap_runtime::xml::escaped("a=\"<&>\""), "a=&quot;&lt;&amp;&gt;&quot;");
/// ```
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| reference(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match reference(c) {
            Some(reference) => out.push_str(reference),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

impl Writer {
    #[inline(always)]
    pub(super) fn escape_text(&mut self, text: &str) {
        if has_special_in_text(text.as_bytes()) {
            self.escape(text, |byte| TEXT[usize::from(byte)]);
        } else {
            self.out.push_str(text);
        }
    }

    #[inline]
    pub(super) fn escape_attribute(&mut self, text: &str) {
        if has_special_in_value(text.as_bytes()) {
            self.escape(text, |byte| ATTRIBUTE[usize::from(byte)]);
        } else {
            self.out.push_str(text);
        }
    }

    #[cold]
    #[inline(never)]
    fn escape(&mut self, text: &str, special: impl Fn(u8) -> bool) {
        let mut plain = 0;
        for (at, c) in text.char_indices() {
            let byte = u8::try_from(c).unwrap_or(0xEF);
            if !special(byte) {
                continue;
            }
            let replacement = match reference(c) {
                Some(replacement) => replacement,
                None if super::is_char(c) => continue,
                None => return self.refuse(c),
            };
            self.out.push_str(text.get(plain..at).unwrap_or(""));
            self.out.push_str(replacement);
            plain = at + c.len_utf8();
        }
        self.out.push_str(text.get(plain..).unwrap_or(""));
    }
}

/// Bytes that cannot stand in text as they are. 0xEF begins U+FFFE and U+FFFF, among others.
static TEXT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'&' as usize] = true;
    table[0xEF] = true;
    table
};

/// Bytes that cannot stand in an attribute value as they are.
static ATTRIBUTE: [bool; 256] = {
    let mut table = TEXT;
    table[b'\t' as usize] = true;
    table[b'\n' as usize] = true;
    table[b'"' as usize] = true;
    table
};

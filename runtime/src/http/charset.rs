//! Bytes to text: RFC 7303 3, XML 1.0 appendix F.
//!
//! In: a body and what the content type says of its encoding. Out: its text without a byte order mark. A byte order mark counts most, then the
//! content type, then the XML declaration; nothing is guessed and no byte is replaced.

use std::borrow::Cow;

use super::read_error::ReadError;

/// Decodes UTF-8, UTF-16 of either byte order, ISO-8859-1 and US-ASCII.
pub(super) fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>, ReadError> {
    match (bytes, charset) {
        ([0xEF, 0xBB, 0xBF, rest @ ..], _) => utf8(rest, 3),
        ([0xFF, 0xFE, rest @ ..], _) => utf16(rest, 2, u16::from_le_bytes),
        ([0xFE, 0xFF, rest @ ..], _) => utf16(rest, 2, u16::from_be_bytes),
        (_, Some(name)) => named(bytes, name),
        ([b'<', 0, ..], None) => utf16(bytes, 0, u16::from_le_bytes),
        ([0, b'<', ..], None) => utf16(bytes, 0, u16::from_be_bytes),
        (_, None) => named(bytes, declared(bytes).unwrap_or("utf-8")),
    }
}

fn named<'b>(bytes: &'b [u8], name: &str) -> Result<Cow<'b, str>, ReadError> {
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => utf8(bytes, 0),
        "us-ascii" | "ascii" => ascii(bytes),
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "l1" => {
            Ok(Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()))
        }
        "utf-16" | "utf16" if bytes.starts_with(b"<\0") => utf16(bytes, 0, u16::from_le_bytes),
        "utf-16" | "utf16" | "utf-16be" => utf16(bytes, 0, u16::from_be_bytes),
        "utf-16le" => utf16(bytes, 0, u16::from_le_bytes),
        _ => Err(ReadError::UnknownCharset(name.to_owned())),
    }
}

/// The encoding that an XML declaration names, if there is one.
fn declared(bytes: &[u8]) -> Option<&str> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(declaration, b"?>")?;
    let declaration = std::str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split_once(quote).map(|(name, _)| name)
}

fn utf8(bytes: &[u8], skipped: usize) -> Result<Cow<'_, str>, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => Err(ReadError::Undecodable { charset: "UTF-8", offset: skipped + error.valid_up_to() }),
    }
}

fn ascii(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    match bytes.iter().position(|byte| !byte.is_ascii()) {
        None => utf8(bytes, 0),
        Some(offset) => Err(ReadError::Undecodable { charset: "US-ASCII", offset }),
    }
}

fn utf16(bytes: &[u8], skipped: usize, unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, ReadError> {
    let invalid = |offset| ReadError::Undecodable { charset: "UTF-16", offset: skipped + offset };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = 0;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = decoded.map_err(|_| invalid(offset))?;
        text.push(c);
        offset += 2 * c.len_utf16();
    }
    if rest.is_empty() { Ok(Cow::Owned(text)) } else { Err(invalid(offset)) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "<a>\u{1F600}ö</a>";

    fn encoded(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_byte_order_mark_counts_most() {
        let marked = format!("\u{FEFF}{TEXT}");
        for charset in [None, Some("utf-8"), Some("iso-8859-1"), Some("utf-16")] {
            assert_eq!(decode(marked.as_bytes(), charset).unwrap(), TEXT);
            assert_eq!(decode(&encoded(&marked, u16::to_le_bytes), charset).unwrap(), TEXT);
            assert_eq!(decode(&encoded(&marked, u16::to_be_bytes), charset).unwrap(), TEXT);
        }
    }

    #[test]
    fn without_one_the_content_type_counts() {
        assert_eq!(decode(TEXT.as_bytes(), Some("UTF-8")).unwrap(), TEXT);
        assert_eq!(decode(b"<a>\xF6</a>", Some("ISO-8859-1")).unwrap(), "<a>ö</a>");
        assert_eq!(decode(b"<?xml encoding='us-ascii'?>\xF6", Some("latin1")).unwrap(), "<?xml encoding='us-ascii'?>ö");
        assert_eq!(decode(&encoded(TEXT, u16::to_le_bytes), Some("utf-16")).unwrap(), TEXT);
        assert_eq!(decode(&encoded(TEXT, u16::to_be_bytes), Some("utf-16")).unwrap(), TEXT);
        assert_eq!(decode(&encoded(TEXT, u16::to_le_bytes), None).unwrap(), TEXT);
    }

    #[test]
    fn then_the_declaration_then_utf_8() {
        assert!(decode(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xF6</a>", None).unwrap().ends_with("<a>ö</a>"));
        assert_eq!(decode(TEXT.as_bytes(), None).unwrap(), TEXT);
    }

    #[test]
    fn what_cannot_be_decoded_is_an_error_with_a_place() {
        let at = |result: Result<Cow<'_, str>, ReadError>| match result {
            Err(ReadError::Undecodable { charset, offset }) => (charset, offset),
            other => panic!("{other:?}"),
        };
        assert_eq!(at(decode(b"<a>\xFF</a>", None)), ("UTF-8", 3));
        assert_eq!(at(decode(b"<a>\xF6</a>", Some("us-ascii"))), ("US-ASCII", 3));
        assert_eq!(at(decode(&[0xFE, 0xFF, 0, b'<', 0xD8, 0], None)), ("UTF-16", 4));
        assert_eq!(at(decode(&[0xFF, 0xFE, b'<', 0, b'a'], None)), ("UTF-16", 4));
        assert!(matches!(decode(b"<a/>", Some("ebcdic")), Err(ReadError::UnknownCharset(name)) if name == "ebcdic"));
    }
}

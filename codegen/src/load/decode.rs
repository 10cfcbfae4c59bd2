//! Bytes to text (XML 1.0 §4.3.3 and appendix F).
//!
//! In: a document as it is stored. Out: its text without a byte order mark. Invariant: nothing is guessed and no
//! byte is replaced; a document that cannot be decoded exactly is refused.

/// Why a document is not text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A byte sequence that the encoding does not have.
    #[error("the document is not valid {encoding}: see byte {offset}")]
    Invalid {
        /// The encoding's name.
        encoding: &'static str,
        /// Where the sequence starts, counted from 0.
        offset: usize,
    },
    /// An encoding that is not known here.
    #[error("the encoding `{0}` is not supported; save the document as UTF-8")]
    Unsupported(String),
}

/// Decodes UTF-8, UTF-16 of either byte order, ISO-8859-1 and US-ASCII.
///
/// # Errors
/// [`DecodeError`] for other encodings and for bytes that the encoding does not have.
pub fn decode(bytes: &[u8]) -> Result<String, DecodeError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, 2, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, 2, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(bytes, 0, u16::from_le_bytes),
        [0, b'<', ..] => utf16(bytes, 0, u16::from_be_bytes),
        _ => declared(bytes),
    }
}

fn declared(bytes: &[u8]) -> Result<String, DecodeError> {
    let Some(name) = declared_encoding(bytes) else {
        return utf8(bytes, 0);
    };
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => utf8(bytes, 0),
        "us-ascii" | "ascii" => ascii(bytes),
        "iso-8859-1" | "iso8859-1" | "latin1" => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
        _ => Err(DecodeError::Unsupported(name)),
    }
}

/// The encoding that an XML declaration names, if there is one.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split_once(quote).map(|(name, _)| name.to_owned())
}

fn utf8(bytes: &[u8], skipped: usize) -> Result<String, DecodeError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(DecodeError::Invalid { encoding: "UTF-8", offset: skipped + error.valid_up_to() }),
    }
}

fn ascii(bytes: &[u8]) -> Result<String, DecodeError> {
    match bytes.iter().position(|byte| !byte.is_ascii()) {
        None => utf8(bytes, 0),
        Some(offset) => Err(DecodeError::Invalid { encoding: "US-ASCII", offset }),
    }
}

fn utf16(bytes: &[u8], skipped: usize, unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
    let invalid = |offset| DecodeError::Invalid { encoding: "UTF-16", offset: skipped + offset };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = 0;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = decoded.map_err(|_| invalid(offset))?;
        text.push(c);
        offset += 2 * c.len_utf16();
    }
    if rest.is_empty() { Ok(text) } else { Err(invalid(offset)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn byte_order_marks_are_dropped() {
        let text = "<a>\u{1F600}ö</a>";
        assert_eq!(decode(format!("\u{FEFF}{text}").as_bytes()).as_deref(), Ok(text));
        let marked = format!("\u{FEFF}{text}");
        assert_eq!(decode(&encoded(&marked, u16::to_le_bytes)).as_deref(), Ok(text));
        assert_eq!(decode(&encoded(&marked, u16::to_be_bytes)).as_deref(), Ok(text));
        assert_eq!(decode(&encoded(text, u16::to_be_bytes)).as_deref(), Ok(text));
    }

    #[test]
    fn declared_encodings_are_obeyed() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xF6</a>";
        assert!(decode(latin).is_ok_and(|text| text.ends_with("<a>ö</a>")));
        let ascii = b"<?xml version=\"1.0\" encoding = \"us-ascii\"?><a>\xF6</a>";
        assert_eq!(decode(ascii), Err(DecodeError::Invalid { encoding: "US-ASCII", offset: 46 }));
        let other = b"<?xml version='1.0' encoding='EBCDIC-CP-US'?><a/>";
        assert_eq!(decode(other), Err(DecodeError::Unsupported("EBCDIC-CP-US".to_owned())));
    }

    #[test]
    fn broken_sequences_are_refused() {
        assert_eq!(decode(b"<a>\xFF</a>"), Err(DecodeError::Invalid { encoding: "UTF-8", offset: 3 }));
        let lone = [0xFE, 0xFF, 0, b'<', 0xD8, 0];
        assert_eq!(decode(&lone), Err(DecodeError::Invalid { encoding: "UTF-16", offset: 4 }));
        let odd = [0xFF, 0xFE, b'<', 0, b'a'];
        assert_eq!(decode(&odd), Err(DecodeError::Invalid { encoding: "UTF-16", offset: 4 }));
    }
}

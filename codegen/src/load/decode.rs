//! Bytes to text, as the runtime reads documents (XML 1.0, 4.3.3 and appendix F).
//!
//! In: a document as it is stored. Out: its text without a byte order mark. Invariant: nothing is guessed and no byte is replaced; a document
//! that cannot be decoded exactly is refused, with the place in what can be shown of it.

use std::ops::Range;
use std::sync::Arc;

use soap_runtime::xml::{Encoded, EncodingError, Misencoding};

/// A document's text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: Arc<str>,
    /// What the XML declaration says otherwise.
    pub(super) contradiction: Option<Remark>,
}

/// A document that is not text.
#[derive(Debug)]
pub(super) struct Undecodable {
    /// What can be shown of it.
    pub(super) text: Arc<str>,
    pub(super) remark: Remark,
}

/// What is said about a place in a text.
#[derive(Debug)]
pub(super) struct Remark {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let document = Encoded::new(bytes, None).map_err(|found| unsupported(bytes, &found))?;
    let text = document.text().map_err(|found| invalid(&document, &found))?;
    let contradiction = document.contradiction().map(|found| {
        let help = format!("it is read as {}; make the XML declaration say so", document.encoding());
        remark(found, Some(help))
    });
    Ok(Decoded { text: without_mark(&text).into(), contradiction })
}

/// Nothing but the declaration can be shown, if that is what names the encoding.
fn unsupported(bytes: &[u8], found: &Misencoding) -> Undecodable {
    let is_declared = found.before.as_ref().is_some_and(|before| !before.is_empty());
    let text = if is_declared { String::from_utf8_lossy(bytes).into() } else { "".into() };
    Undecodable { text, remark: remark(found, None) }
}

fn invalid(document: &Encoded<'_>, found: &Misencoding) -> Undecodable {
    let text = document.lossy_text(|_, _| {});
    let help = format!(
        "save the document as {}, or name its encoding: `<?xml version=\"1.0\" encoding=\"windows-1252\"?>`",
        document.encoding()
    );
    Undecodable { text: without_mark(&text).into(), remark: remark(found, Some(help)) }
}

fn remark(found: &Misencoding, help: Option<String>) -> Remark {
    let start = found.before.as_ref().map_or(0, String::len);
    let length = match &found.error {
        EncodingError::Unsupported { name, .. } | EncodingError::Contradiction { name, .. } => name.len(),
        _ => char::REPLACEMENT_CHARACTER.len_utf8(),
    };
    Remark { range: start..start + length, message: found.error.to_string(), help }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The text at the place, and what is said.
    fn refused(bytes: &[u8]) -> (String, String) {
        let Undecodable { text, remark } = decode(bytes).unwrap_err();
        (text.get(remark.range).unwrap_or("").to_owned(), remark.message)
    }

    #[test]
    fn byte_order_marks_are_dropped() {
        let text = "<a>\u{1F600}ö</a>";
        let marked = format!("\u{FEFF}{text}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), marked.as_bytes(), &little] {
            let decoded = decode(bytes).unwrap();
            assert_eq!((&*decoded.text, decoded.contradiction.is_some()), (text, false));
        }
    }

    #[test]
    fn declared_encodings_are_obeyed() {
        for (name, bytes, text) in [
            ("ISO-8859-1", b"\xF6".as_slice(), "ö"),
            ("windows-1252", b"\x80", "€"),
            ("ISO-8859-15", b"\xA4", "€"),
            ("Shift_JIS", b"\x93\xFA", "日"),
        ] {
            let document = [format!("<?xml version='1.0' encoding='{name}'?><a>").as_bytes(), bytes, b"</a>"].concat();
            assert!(decode(&document).unwrap().text.ends_with(&format!("<a>{text}</a>")), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_decoded_is_shown_where_it_is() {
        let ascii = b"<?xml version=\"1.0\" encoding = \"us-ascii\"?><a>\xF6</a>";
        assert_eq!(
            refused(ascii),
            ("\u{FFFD}".to_owned(), "the byte F6 at offset 46 is not valid US-ASCII".to_owned())
        );
        let other =
            "the encoding `IBM037`, which the XML declaration names, is not supported; convert the document to UTF-8";
        assert_eq!(refused(b"<?xml version='1.0' encoding='IBM037'?><a/>"), ("IBM037".to_owned(), other.to_owned()));
        assert!(refused(&[0, 0, 0, b'<', 0, 0, 0, b'a']).1.contains("UTF-32"));
    }

    #[test]
    fn contradictions_are_told_and_the_bytes_count() {
        let decoded = decode("<?xml version='1.0' encoding='utf-16'?><a>ö</a>".as_bytes()).unwrap();
        let remark = decoded.contradiction.unwrap();
        assert_eq!(decoded.text.get(remark.range), Some("utf-16"));
        assert!(decoded.text.ends_with("<a>ö</a>"));
    }
}

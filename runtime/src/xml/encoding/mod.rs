//! From the bytes of a document to its text: XML 1.0, 4.3.3 and appendix F; RFC 7303 3.
//!
//! In: bytes, and what the transport says of their encoding, if it does. Out: the encoding that holds, and the text. A byte order
//! mark, or `<` in two bytes, counts most; then what the transport says; then the XML declaration; then it is UTF-8. Invariant: nothing is
//! guessed, and the text is exactly what the bytes say.
//!
//! UTF-8, UTF-16, US-ASCII and ISO-8859-1 are always there, the others with the feature `encodings`.

mod decoder;
mod error;
mod name;
#[cfg(feature = "stream")]
mod pieces;
mod read;
mod signature;

use std::borrow::Cow;

use decoder::Decoder;
pub use error::{EncodingError, Misencoding, NamedBy};
use name::Encoding;
#[cfg(feature = "stream")]
pub(crate) use pieces::Pieces;
#[cfg(feature = "stream")]
pub(crate) use read::contradicted;
pub(crate) use read::decode;
use signature::Signature;

use super::declaration::encoding_name;

/// A document in bytes, and its encoding.
///
/// ```
/// use soap_runtime::xml::Encoded;
///
/// let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xF6</a>";
/// let document = Encoded::new(bytes, None).unwrap();
/// assert_eq!(document.encoding(), "ISO-8859-1");
/// assert!(document.text().unwrap().ends_with("<a>ö</a>"));
/// ```
#[derive(Debug, Clone)]
pub struct Encoded<'b> {
    bytes: &'b [u8],
    encoding: Encoding,
    contradiction: Option<Misencoding>,
}

impl<'b> Encoded<'b> {
    /// Finds the encoding. `charset` is what the transport says, such as the parameter of a content type.
    ///
    /// # Errors
    /// For an encoding that is not read here.
    pub fn new(bytes: &'b [u8], charset: Option<&str>) -> Result<Self, Misencoding> {
        let signature = Signature::of(bytes);
        if let Signature::Foreign(name) = signature {
            let error = EncodingError::Unsupported { name: name.to_owned(), by: NamedBy::FirstBytes };
            return Err(Misencoding { error, before: Some(String::new()), offset: 0 });
        }
        let outside =
            charset.map(|name| Claim { name: name.to_owned(), by: NamedBy::ContentType, before: None, offset: 0 });
        let (claim, verdict) = match outside.or_else(|| declared(bytes, signature)) {
            None => (None, Verdict::Holds(signature.shown())),
            Some(claim) => (Some(claim.clone()), claim.judge(signature)?),
        };
        let (encoding, overruled) = match verdict {
            Verdict::Holds(encoding) => (encoding, None),
            Verdict::Overruled(encoding) => (encoding, claim),
            Verdict::NotInTwoBytes if charset.is_some() => (Self::new(bytes, None)?.encoding, claim),
            Verdict::NotInTwoBytes => (Encoding::Utf8, claim),
        };
        Ok(Self { bytes, encoding, contradiction: overruled.map(|claim| claim.contradicted(encoding)) })
    }

    /// The encoding's name, such as `UTF-8`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// What contradicts the first bytes: an [`EncodingError::Contradiction`]. The bytes counted.
    #[must_use]
    pub fn contradiction(&self) -> Option<&Misencoding> {
        self.contradiction.as_ref()
    }

    /// The text, with the byte order mark, if there is one, as U+FEFF. Borrowed for valid UTF-8.
    ///
    /// # Errors
    /// At the first byte sequence that the encoding does not have.
    pub fn text(&self) -> Result<Cow<'b, str>, Misencoding> {
        let is_utf8 = self.encoding == Encoding::Utf8 || (self.encoding.keeps_ascii() && self.bytes.is_ascii());
        if let (true, Ok(text)) = (is_utf8, std::str::from_utf8(self.bytes)) {
            return Ok(Cow::Borrowed(text));
        }
        let mut text = String::new();
        match Decoder::new(self.bytes, self.encoding).next(&mut text) {
            None => Ok(Cow::Owned(text)),
            Some(place) => Err(Misencoding {
                error: self.invalid(place.clone()),
                before: Some(text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), str::to_owned)),
                offset: place.start,
            }),
        }
    }

    /// The text, with U+FFFD for each byte sequence that the encoding does not have. `on_invalid` gets each of them, and the text before.
    pub fn lossy_text(&self, mut on_invalid: impl FnMut(&str, EncodingError)) -> String {
        let mut text = String::new();
        let mut decoder = Decoder::new(self.bytes, self.encoding);
        while let Some(place) = decoder.next(&mut text) {
            on_invalid(&text, self.invalid(place));
            text.push(char::REPLACEMENT_CHARACTER);
        }
        text
    }

    #[cold]
    fn invalid(&self, place: std::ops::Range<usize>) -> EncodingError {
        let offset = place.start;
        let bytes = self.bytes.get(place).unwrap_or(&[]).to_vec();
        EncodingError::Invalid { encoding: self.encoding.name(), bytes, offset }
    }
}

/// What somebody says of a document's encoding.
#[derive(Clone)]
struct Claim {
    name: String,
    by: NamedBy,
    before: Option<String>,
    offset: usize,
}

/// What becomes of a claim.
enum Verdict {
    /// This is the encoding.
    Holds(Encoding),
    /// The bytes show that it is this one instead.
    Overruled(Encoding),
    /// UTF-16 was claimed, and the bytes show that it is something else.
    NotInTwoBytes,
}

impl Claim {
    fn judge(self, signature: Signature) -> Result<Verdict, Misencoding> {
        Ok(match (signature, Encoding::named(&self.name)) {
            (Signature::Exact(shown, _), Some(named)) if shown.may_be_called(named) => Verdict::Holds(shown),
            (Signature::Exact(shown, _), _) => Verdict::Overruled(shown),
            (Signature::OneByte, Some(Encoding::Utf16(_))) => Verdict::NotInTwoBytes,
            (_, Some(named)) => Verdict::Holds(named),
            (_, None) => {
                let error = EncodingError::Unsupported { name: self.name, by: self.by };
                return Err(Misencoding { error, before: self.before, offset: self.offset });
            }
        })
    }

    fn contradicted(self, found: Encoding) -> Misencoding {
        let error = EncodingError::Contradiction { name: self.name, by: self.by, found: found.name() };
        Misencoding { error, before: self.before, offset: self.offset }
    }
}

/// What the XML declaration says, if there is one and it does.
fn declared(bytes: &[u8], signature: Signature) -> Option<Claim> {
    let declaration = declaration(bytes, signature)?;
    let range = encoding_name(&declaration)?;
    let before = declaration.get(..range.start)?.to_owned();
    let offset = match signature {
        Signature::Exact(Encoding::Utf16(_), mark) => mark + 2 * before.encode_utf16().count(),
        Signature::Exact(_, mark) => mark + before.len(),
        _ => before.len(),
    };
    let name = declaration.get(range)?.to_owned();
    Some(Claim { name, by: NamedBy::Declaration, before: Some(before), offset })
}

/// No declaration is longer, in characters.
const LONGEST_DECLARATION: usize = 1024;

/// The XML declaration, if there is one, without what follows.
fn declaration(bytes: &[u8], signature: Signature) -> Option<Cow<'_, str>> {
    match signature {
        Signature::Exact(encoding @ Encoding::Utf16(_), mark) => {
            let head = bytes.get(mark..)?;
            let head = head.get(..2 * LONGEST_DECLARATION).unwrap_or(head);
            let mut text = String::new();
            let _ = Decoder::new(head, encoding).next(&mut text);
            let end = text.strip_prefix("<?xml")?.find("?>")?;
            text.truncate("<?xml".len() + end);
            Some(Cow::Owned(text))
        }
        Signature::Exact(_, mark) => bytes.get(mark..).and_then(declaration_in_ascii).map(Cow::Borrowed),
        _ => declaration_in_ascii(bytes).map(Cow::Borrowed),
    }
}

fn declaration_in_ascii(bytes: &[u8]) -> Option<&str> {
    bytes.strip_prefix(b"<?xml")?;
    let head = bytes.get(..LONGEST_DECLARATION).unwrap_or(bytes);
    let end = memchr::memmem::find(head, b"?>")?;
    std::str::from_utf8(head.get(..end)?).ok()
}

#[cfg(test)]
mod tests;

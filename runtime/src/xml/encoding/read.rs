//! The bytes of a document as text, by the options that it is read with.

use std::borrow::Cow;

use super::super::forgiven::MOST;
use super::{Encoded, EncodingError, Misencoding, NamedBy};
use crate::error::{Error, ErrorKind, Notice, NoticeKind, Result};
use crate::options::{InvalidBytes, ReadOptions};
use crate::xml::Locator;

/// The text of a document. What contradicts its first bytes is noticed; in strict reading, the XML declaration must not.
///
/// # Errors
/// For encodings that are not read here and for bytes that the encoding does not have, unless the options forgive those.
pub(crate) fn decode<'b>(bytes: &'b [u8], charset: Option<&str>, options: &ReadOptions) -> Result<Cow<'b, str>> {
    let limit = options.byte_limit();
    if bytes.len() > limit {
        return Err(Error::new(ErrorKind::LimitExceeded { what: "bytes", limit }, 0).locate(""));
    }
    let document = Encoded::new(bytes, charset)?;
    if let Some(contradiction) = document.contradiction() {
        contradicted(contradiction, options)?;
    }
    match document.text() {
        Err(_) if options.invalid_bytes_policy() == InvalidBytes::Replace => {
            Ok(Cow::Owned(replaced(&document, options)))
        }
        text => Ok(text?),
    }
}

#[cold]
pub(crate) fn contradicted(found: &Misencoding, options: &ReadOptions) -> Result<()> {
    let is_declared = matches!(found.error, EncodingError::Contradiction { by: NamedBy::Declaration, .. });
    let error = Error::from(found.clone());
    if is_declared && options.is_strict() {
        return Err(error);
    }
    let kind = NoticeKind::Encoding(found.error.clone());
    options.notify(Notice { kind, position: error.position().clone() });
    Ok(())
}

#[cold]
fn replaced(document: &Encoded<'_>, options: &ReadOptions) -> String {
    let (mut locator, mut told) = (Locator::new(), 0);
    let text = document.lossy_text(|before, error| {
        told += 1;
        if options.has_sink() && told <= MOST {
            let mut position = locator.position(before, before.len(), None);
            if let EncodingError::Invalid { offset, .. } = &error {
                position.offset = *offset;
            }
            options.notify(Notice { kind: NoticeKind::Encoding(error), position });
        }
    });
    if told > MOST {
        let position = locator.position(&text, text.len(), None);
        options.notify(Notice { kind: NoticeKind::More(told - MOST), position });
    }
    text
}

//! The text that a message borrows from, kept beside it.

use std::borrow::Cow;

use crate::error::Result;
use crate::options::ReadOptions;
use crate::xml::decode;

/// A document's text and how it is read; what holds it has a view of it.
#[derive(Debug, Clone)]
pub struct Source {
    text: Kept,
    options: ReadOptions,
}

#[derive(Debug, Clone)]
enum Kept {
    Text(String),
    /// UTF-8.
    #[cfg(feature = "http")]
    Bytes(bytes::Bytes),
}

impl Source {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>, options: ReadOptions) -> Self {
        Self { text: Kept::Text(text.into()), options }
    }

    /// Bytes, in UTF-8, UTF-16, or the encoding that the document's XML declaration names. Valid UTF-8 is not copied.
    ///
    /// # Errors
    /// For encodings that are not supported, and for bytes that the encoding does not have, unless the options say otherwise.
    #[cfg(feature = "http")]
    pub fn bytes(bytes: impl Into<bytes::Bytes>, options: ReadOptions) -> Result<Self> {
        let bytes = bytes.into();
        let text = decoded(&bytes, &options)?.map_or(Kept::Bytes(bytes), Kept::Text);
        Ok(Self { text, options })
    }

    /// Bytes, in UTF-8, UTF-16, or the encoding that the document's XML declaration names.
    ///
    /// # Errors
    /// For encodings that are not supported, and for bytes that the encoding does not have, unless the options say otherwise.
    #[cfg(not(feature = "http"))]
    pub fn bytes(bytes: impl Into<Vec<u8>>, options: ReadOptions) -> Result<Self> {
        let bytes = bytes.into();
        let text = decoded(&bytes, &options)?.unwrap_or_else(|| String::from_utf8(bytes).unwrap_or_default());
        Ok(Self::text(text, options))
    }

    /// The document's text.
    #[must_use]
    pub fn xml(&self) -> &str {
        match &self.text {
            Kept::Text(text) => text,
            // They were looked at when they came.
            #[cfg(feature = "http")]
            Kept::Bytes(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
        }
    }

    /// How it is read.
    pub fn options(&self) -> &ReadOptions {
        &self.options
    }
}

/// The text of bytes that are not that text themselves.
fn decoded(bytes: &[u8], options: &ReadOptions) -> Result<Option<String>> {
    Ok(match decode(bytes, None, options)? {
        Cow::Borrowed(text) if text.len() == bytes.len() => None,
        other => Some(other.into_owned()),
    })
}

//! Between an HTTP body and an envelope, in both directions.

use std::borrow::Cow;

use ::bytes::Bytes;
use ::http::{HeaderMap, HeaderValue};

use super::content_type::ContentType;
use super::quoted_string::quoted;
use super::read_error::ReadError;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::soap::Version;

/// A body that came: the bytes of its envelope, and what belongs to it.
pub(super) struct Received {
    root: Bytes,
    content_type: Option<ContentType>,
    #[cfg(feature = "attachments")]
    pub(super) parts: Option<(crate::mime::Parts, super::attachments::CameAs)>,
}

/// What is taken of bodies with several parts.
#[cfg(feature = "attachments")]
pub(super) type Limits = crate::mime::Limits;
#[cfg(not(feature = "attachments"))]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Limits {}

/// A body, if its content type is one of XML or absent, or that of a message with attachments.
pub(super) fn received(headers: &HeaderMap, body: &Bytes, limits: Limits) -> Result<Received, ReadError> {
    let content_type = ContentType::of(headers);
    let is_packaged = content_type.as_ref().is_some_and(ContentType::is_packaged);
    if let Some(other) = content_type.as_ref().filter(|content_type| !content_type.is_xml() && !is_packaged) {
        return Err(ReadError::ContentType(other.written.clone()));
    }
    if body.is_empty() {
        return Err(ReadError::Empty);
    }
    let codings = codings(headers);
    if !codings.is_empty() {
        return Err(ReadError::ContentEncoding(codings.join(", ")));
    }
    #[cfg(feature = "attachments")]
    if let Some(outer) = content_type.as_ref().filter(|_| is_packaged) {
        let package = super::attachments::unpacked(outer, body, limits)?;
        let parts = Some((package.parts, package.came_as));
        return Ok(Received { root: package.root, content_type: package.content_type, parts });
    }
    #[cfg(not(feature = "attachments"))]
    let _ = limits;
    Ok(Received {
        root: body.clone(),
        content_type,
        #[cfg(feature = "attachments")]
        parts: None,
    })
}

impl Received {
    /// The text of the envelope. What the content type says of its encoding counts more than the XML declaration (RFC 7303 3).
    pub(super) fn text(&self, options: &ReadOptions) -> Result<Cow<'_, str>, ReadError> {
        let charset = self.content_type.as_ref().and_then(ContentType::charset);
        crate::xml::decode(&self.root, charset, options).map_err(|error| match error.kind() {
            ErrorKind::Encoding(_) => ReadError::Encoding(error),
            _ => ReadError::Message(error),
        })
    }

    /// The options that it is read with, which know its parts.
    pub(super) fn options<'o>(&self, options: &'o ReadOptions) -> Cow<'o, ReadOptions> {
        #[cfg(feature = "attachments")]
        if let Some((parts, _)) = &self.parts {
            return Cow::Owned(options.clone().with_parts(parts.clone()));
        }
        Cow::Borrowed(options)
    }

    /// Leaves the parts to whoever looks at the extensions of the exchange.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(super) fn note(&self, extensions: &mut ::http::Extensions) {
        #[cfg(feature = "attachments")]
        super::attachments::note(self.parts.clone(), extensions);
        let _ = extensions;
    }
}

/// The codings of a body, the last one outermost.
pub(super) fn codings(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(::http::header::CONTENT_ENCODING).iter().map(|value| value.to_str().unwrap_or("?"));
    let codings = values.flat_map(|value| value.split(',')).map(str::trim);
    codings.filter(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case("identity")).map(str::to_owned).collect()
}

/// The bytes of a message: UTF-8 with an XML declaration.
pub(super) fn bytes(text: &str) -> Bytes {
    Bytes::from(format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{text}"))
}

/// The content type of an envelope that [`bytes`] wrote. SOAP 1.2 has the action in it, if there is one.
pub(super) fn content_type(version: Version, action: Option<&str>) -> Result<HeaderValue> {
    let media_type = version.media_type();
    match action.filter(|action| version == Version::V1_2 && !action.is_empty()) {
        Some(action) => header_value(&format!("{media_type}; charset=utf-8; action={}", quoted(action))),
        None => header_value(&format!("{media_type}; charset=utf-8")),
    }
}

pub(super) fn header_value(text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text)
        .map_err(|_| Error::unwritable(format!("`{text}` cannot be the value of an HTTP header")))
}

//! Between an HTTP body and an envelope, in both directions.

use std::borrow::Cow;

use ::bytes::Bytes;
use ::http::{HeaderMap, HeaderValue};

use super::content_type::ContentType;
use super::read_error::ReadError;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::soap::Version;

/// The text of a body, if its content type is one of XML or absent. What the content type says of its encoding counts more than
/// the XML declaration (RFC 7303 3).
pub(super) fn text<'b>(headers: &HeaderMap, body: &'b [u8], options: &ReadOptions) -> Result<Cow<'b, str>, ReadError> {
    let content_type = ContentType::of(headers);
    if let Some(other) = content_type.as_ref().filter(|content_type| !content_type.is_xml()) {
        return Err(ReadError::ContentType(other.written.clone()));
    }
    if body.is_empty() {
        return Err(ReadError::Empty);
    }
    let codings = codings(headers);
    if !codings.is_empty() {
        return Err(ReadError::ContentEncoding(codings.join(", ")));
    }
    let charset = content_type.as_ref().and_then(ContentType::charset);
    crate::xml::decode(body, charset, options).map_err(|error| match error.kind() {
        ErrorKind::Encoding(_) => ReadError::Encoding(error),
        _ => ReadError::Message(error),
    })
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

/// A quoted string (RFC 9110 5.6.4).
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(super) fn header_value(text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text)
        .map_err(|_| Error::unwritable(format!("`{text}` cannot be the value of an HTTP header")))
}

//! A message becomes an HTTP request: [SOAP 1.1] 6.1, [SOAP 1.2 Part 2] 7.5.1.

use ::bytes::Bytes;
use ::http::{HeaderName, HeaderValue, Method, Request, Uri, header};

use super::{Packaging, message, quoted_string};
use crate::bind::Elements;
use crate::error::Result;
use crate::soap::{Envelope, Operation, Version};

/// The HTTP request that calls `operation` at `endpoint` with this message.
///
/// SOAP 1.1 names the operation in the header `SOAPAction`, in quotes; SOAP 1.2 in the parameter `action` of the content type.
///
/// # Errors
/// When a value of the message or the action holds a character that has no place in XML or in an HTTP header.
pub fn request<D: Elements>(endpoint: &Uri, operation: &Operation, envelope: &Envelope<D>) -> Result<Request<Bytes>> {
    of_text(endpoint, operation, (envelope.version, &envelope.to_xml()?), Packaging::default())
}

/// The same for the text of a message, and what has been taken out of it.
pub(super) fn of_text(
    endpoint: &Uri,
    operation: &Operation,
    (version, text): (Version, &str),
    packaging: Packaging,
) -> Result<Request<Bytes>> {
    let (body, content_type) = packaging.body(version, Some(operation.soap_action), text)?;
    let is_packaged = content_type.as_bytes().starts_with(b"multipart/");
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = endpoint.clone();
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::ACCEPT, HeaderValue::from_static(accepted(version, is_packaged)));
    if version == Version::V1_1 {
        let action = message::header_value(&quoted_string::quoted(operation.soap_action))?;
        headers.insert(HeaderName::from_static("soapaction"), action);
    }
    Ok(request)
}

/// What the answer may be.
fn accepted(version: Version, is_packaged: bool) -> &'static str {
    match (version, is_packaged) {
        (_, false) => version.media_type(),
        (Version::V1_1, true) => "text/xml, multipart/related",
        (Version::V1_2, true) => "application/soap+xml, multipart/related",
    }
}

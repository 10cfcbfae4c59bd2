//! A response or a refusal becomes an HTTP response. Whatever happens, its body is well-formed XML.

use ::bytes::Bytes;
use ::http::{HeaderValue, Response, StatusCode, header};

use super::refusal::Refusal;
use crate::bind::Elements;
use crate::error::Error;
use crate::http::message;
use crate::soap::{Body, Envelope, Fault, HeaderBlock, Version};
use crate::xml::is_char;

pub(super) fn envelope<D: Elements>(envelope: &Envelope<D>, status: StatusCode) -> Result<Response<Bytes>, Error> {
    let mut response = Response::new(message::bytes(envelope)?);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, content_type(envelope.version));
    Ok(response)
}

fn content_type(version: Version) -> HeaderValue {
    HeaderValue::from_static(match version {
        Version::V1_1 => "text/xml; charset=utf-8",
        Version::V1_2 => "application/soap+xml; charset=utf-8",
    })
}

/// The answer to a one-way request.
pub(super) fn accepted() -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::ACCEPTED;
    response
}

/// A fault. What of it cannot be written gives way: first characters of the reason, then everything but the reason.
pub(super) fn refusal<D: Elements>(refusal: Refusal, headers: Vec<HeaderBlock<D>>) -> Response<Bytes> {
    let Refusal { version, mut fault, status, .. } = refusal;
    for reason in &mut fault.reasons {
        reason.text = reason.text.chars().map(|c| if is_char(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
    }
    let plain = Fault::server(fault.reason());
    let whole = Envelope { version, headers, body: Body::Fault(Box::new(fault)) };
    let bare = || Envelope::<D> { version, headers: Vec::new(), body: Body::Fault(Box::new(plain)) };
    envelope(&whole, status).or_else(|_| envelope(&bare(), status)).unwrap_or_else(|_| {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

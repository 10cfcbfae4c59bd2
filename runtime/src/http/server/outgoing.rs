//! A response or a refusal becomes an HTTP response. Whatever happens, its body is well-formed XML.

use ::bytes::Bytes;
use ::http::{HeaderValue, Response, StatusCode, header};

use super::refusal::Refusal;
use crate::bind::Elements;
use crate::error::Error;
#[cfg(feature = "compression")]
use crate::http::coding;
use crate::http::handler::{Exchange, Handlers};
use crate::http::{Packaging, message};
use crate::soap::{Body, Envelope, Fault, HeaderBlock, Version};
use crate::xml::is_char;

/// A text as a response.
pub(super) fn response(version: Version, text: &str, status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(message::bytes(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, content_type(version));
    response
}

/// The response in the coding that the client likes best, if it is that long.
#[cfg(feature = "compression")]
pub(super) fn compressed(
    mut response: Response<Bytes>,
    coding: Option<coding::Coding>,
    from_bytes: usize,
) -> Response<Bytes> {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Some(coding) = coding.filter(|_| response.body().len() >= from_bytes) else { return response };
    if let Ok(encoded) = coding::encode(coding, response.body()) {
        *response.body_mut() = encoded;
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    }
    response
}

/// A text as a response, with what has been taken out of it.
pub(super) fn packaged(version: Version, text: &str, packaging: Packaging) -> Result<Response<Bytes>, Error> {
    let (body, content_type) = packaging.body(version, None, text)?;
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
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

/// A fault. What of it cannot be written gives way: first characters of the reason, then everything but the reason, and what handlers do.
pub(super) fn refusal<D: Elements>(
    refusal: Refusal,
    mut headers: Vec<HeaderBlock<D>>,
    handlers: &Handlers,
    exchange: &mut Exchange,
) -> Response<Bytes> {
    let Refusal { version, mut fault, status, blocks, .. } = refusal;
    for reason in &mut fault.reasons {
        reason.text = reason.text.chars().map(|c| if is_char(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
    }
    let plain = Fault::server(fault.reason());
    headers.extend(blocks.into_iter().map(|block| block.into_header(version)));
    let bare = || Envelope::<D> { version, headers: Vec::new(), body: Body::Fault(Box::new(plain)) };
    let text = whole(fault, headers, handlers, exchange).or_else(|| bare().to_xml().ok());
    match text {
        Some(text) => response(version, &text, status),
        None => {
            let mut response = Response::new(Bytes::new());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    }
}

/// The text of a fault with everything that belongs to it, if all of that works.
fn whole<D: Elements>(
    fault: Fault,
    mut headers: Vec<HeaderBlock<D>>,
    handlers: &Handlers,
    exchange: &mut Exchange,
) -> Option<String> {
    let version = exchange.version;
    headers.extend(handlers.blocks(exchange).ok()?.into_iter().map(|block| block.into_header(version)));
    let text = Envelope { version, headers, body: Body::Fault(Box::new(fault)) }.to_xml().ok()?;
    handlers.seal(exchange, text).ok()
}

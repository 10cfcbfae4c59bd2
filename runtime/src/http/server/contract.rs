//! `?wsdl`: the contract, with this server's address in it.

use ::bytes::Bytes;
use ::http::request::Parts;
use ::http::uri::{Authority, Scheme};
use ::http::{HeaderValue, Method, Response, StatusCode, header};

use super::serve::{ContractDocument, PortType};
use crate::xml::escaped;

/// The document that a GET asks for: `?wsdl` is the first, `?wsdl=name` and `?xsd=name` those of that name. `None` for any other request, and
/// where no documents are embedded.
pub(super) fn document<P: PortType>(parts: &Parts, address: Option<&str>) -> Option<Response<Bytes>> {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return None;
    }
    Some(match named::<P>(parts)? {
        Some(document) => found(document, &address.map_or_else(|| own_address(parts), str::to_owned)),
        None => missing(),
    })
}

/// The methods that are answered at the target of a request (RFC 9110 10.2.1): its query is part of that.
pub(super) fn allowed<P: PortType>(parts: &Parts) -> &'static str {
    if named::<P>(parts).is_some() { "GET, HEAD, POST" } else { "POST" }
}

/// The document that the query asks for, if it asks for one; within that, `None` if there is none of that name.
#[expect(clippy::option_option, reason = "no question, or no answer")]
fn named<P: PortType>(parts: &Parts) -> Option<Option<&'static ContractDocument>> {
    let first = parts.uri.query().filter(|_| !P::CONTRACT.is_empty())?.split('&').next().unwrap_or("");
    let (key, name) = first.split_once('=').unwrap_or((first, ""));
    match (key.to_ascii_lowercase().as_str(), decoded(name).as_str()) {
        ("wsdl", "") => Some(P::CONTRACT.first()),
        ("wsdl" | "xsd", name) => Some(P::CONTRACT.iter().find(|document| document.name == name)),
        _ => None,
    }
}

fn found(document: &ContractDocument, address: &str) -> Response<Bytes> {
    let text = document.text.replace("{address}", &escaped(address));
    let mut response = Response::new(Bytes::from(format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}")));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=utf-8"));
    response
}

fn missing() -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(b"there is no such document\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// The address that the request was sent to, as far as it says: scheme, `Host` and path.
fn own_address(parts: &Parts) -> String {
    let uri = original_uri(parts);
    let scheme = uri.scheme().unwrap_or(&Scheme::HTTP);
    let host = parts.headers.get(header::HOST).and_then(|host| Authority::try_from(host.as_bytes()).ok());
    let host = host.or_else(|| uri.authority().cloned());
    let host = host.as_ref().map_or("localhost", Authority::as_str);
    format!("{scheme}://{host}{}", uri.path())
}

#[cfg(feature = "axum")]
fn original_uri(parts: &Parts) -> &::http::Uri {
    // A router that is nested takes its own part off the path, and keeps the whole here.
    parts.extensions.get::<::axum::extract::OriginalUri>().map_or(&parts.uri, |original| &original.0)
}

#[cfg(not(feature = "axum"))]
fn original_uri(parts: &Parts) -> &::http::Uri {
    &parts.uri
}

/// A query value with `%41` as `A`; a sequence that is none stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| byte == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_values_are_decoded() {
        assert_eq!(decoded("a%20b%2f%zz%4"), "a b/%zz%4");
    }
}

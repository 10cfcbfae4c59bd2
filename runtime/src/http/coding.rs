//! Content codings: gzip and deflate, there and back (RFC 9110 8.4, RFC 1950 to 1952).
//!
//! In: headers and a body. Out: the body without its codings, and headers that no longer speak of them; or the other way around. Invariant: what
//! comes out of a body is never longer than the limit, however little came in.
//!
//! Without the feature `compression`, nothing is done and nothing is undone.

#[cfg(feature = "compression")]
mod accept;
#[cfg(feature = "compression")]
mod flate;

use ::bytes::Bytes;
use ::http::HeaderMap;

use super::read_error::ReadError;

#[cfg(feature = "compression")]
pub(super) use accept::Coding;
#[cfg(all(feature = "compression", feature = "server"))]
pub(super) use accept::accepted;
#[cfg(feature = "compression")]
pub(super) use flate::encode;

/// How many codings a body may have. Senders use one. Each is undone in full, so that many of them are much work for a short header.
#[cfg(feature = "compression")]
const MOST: usize = 4;

/// Undoes the codings of a body that are known here; headers keep the others.
///
/// # Errors
/// When the body is damaged, or would be longer than `limit` bytes, and for more than [`MOST`] codings.
#[cfg(feature = "compression")]
pub(super) fn undo(headers: &mut HeaderMap, mut body: Bytes, limit: usize) -> Result<Bytes, ReadError> {
    use ::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
    let mut codings = super::message::codings(headers);
    if codings.is_empty() || body.is_empty() {
        return Ok(body);
    }
    if codings.len() > MOST {
        return Err(ReadError::ContentEncoding(codings.join(", ")));
    }
    while let Some(coding) = codings.last().and_then(|name| Coding::of(name)) {
        body = flate::decode(coding, &body, limit)?;
        codings.pop();
    }
    headers.remove(CONTENT_LENGTH);
    headers.remove(CONTENT_ENCODING);
    if let Ok(rest) = codings.join(", ").parse()
        && !codings.is_empty()
    {
        headers.insert(CONTENT_ENCODING, rest);
    }
    Ok(body)
}

#[cfg(not(feature = "compression"))]
#[expect(clippy::unnecessary_wraps, reason = "with the feature, it fails")]
pub(super) fn undo(_: &mut HeaderMap, body: Bytes, _: usize) -> Result<Bytes, ReadError> {
    Ok(body)
}

#[cfg(all(test, feature = "compression"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn undone(codings: usize) -> Result<Bytes, ReadError> {
        let body = (0..codings).fold(Bytes::from_static(b"<e/>"), |body, _| encode(Coding::Gzip, &body).unwrap());
        let value = vec!["gzip"; codings].join(",").parse().unwrap();
        let mut headers = HeaderMap::from_iter([(::http::header::CONTENT_ENCODING, value)]);
        undo(&mut headers, body, 1000)
    }

    #[test]
    fn a_body_has_few_codings() {
        for codings in 1..=4 {
            assert_eq!(undone(codings).unwrap(), b"<e/>"[..]);
        }
        let refused = undone(5);
        assert!(
            matches!(&refused, Err(ReadError::ContentEncoding(all)) if all == "gzip, gzip, gzip, gzip, gzip"),
            "{refused:?}"
        );
    }
}

//! An HTTP response as it came, for errors.

use std::fmt;

use ::bytes::Bytes;
use ::http::{HeaderMap, StatusCode, header};

use super::challenge::Challenge;

/// An HTTP response that has been received whole: what an error keeps of it. Its `Debug` says how long the body is, not what it says,
/// and leaves out the values of headers that hold secrets.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct RawResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came: not decoded, and cut where a limit was passed.
    pub body: Bytes,
}

impl From<::http::Response<Bytes>> for RawResponse {
    fn from(response: ::http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body }
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = [header::SET_COOKIE, header::AUTHORIZATION, header::PROXY_AUTHORIZATION];
        let mut headers = self.headers.clone();
        for (name, value) in &mut headers {
            let is_secret =
                secret.contains(name) || name == header::WWW_AUTHENTICATE && Challenge::is_in_progress(value);
            value.set_sensitive(value.is_sensitive() || is_secret);
        }
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("headers", &headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

//! A response that is not the service's: to somebody who has not signed in, for example.

use ::bytes::Bytes;
use ::http::{HeaderValue, Response, StatusCode, header};

/// What a request is answered with instead of being served, in plain HTTP.
#[derive(Debug)]
pub struct Rejection(Box<Response<Bytes>>);

impl Rejection {
    /// A response with this status and nothing else.
    #[must_use]
    pub fn status(status: StatusCode) -> Self {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status;
        Self(Box::new(response))
    }

    /// 401 with this challenge, such as `Basic realm="contacts"` (RFC 9110 11.6.1). What cannot be the value of a header is left
    /// out.
    #[must_use]
    pub fn unauthorized(challenge: &str) -> Self {
        let mut rejection = Self::status(StatusCode::UNAUTHORIZED);
        if let Ok(challenge) = HeaderValue::from_str(challenge) {
            rejection.0.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        rejection
    }

    /// The response.
    #[must_use]
    pub fn into_response(self) -> Response<Bytes> {
        *self.0
    }
}

impl From<Response<Bytes>> for Rejection {
    fn from(response: Response<Bytes>) -> Self {
        Self(Box::new(response))
    }
}

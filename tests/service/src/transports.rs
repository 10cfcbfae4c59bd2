//! Transports without a network.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use ms_oxwscos::http::types::{Request, Response, StatusCode, header};
use ms_oxwscos::http::{Bytes, Transport};

/// A response with a status, a content type (none when empty) and a body.
///
/// # Panics
/// When the arguments cannot be those of a response.
#[must_use]
pub fn http_response(status: u16, content_type: &str, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_else(|error| panic!("{error}"));
    if !content_type.is_empty() {
        let value = content_type.parse().unwrap_or_else(|error| panic!("{content_type}: {error}"));
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

/// Gives every request the same answer.
#[derive(Debug, Clone)]
pub struct Answering(pub Response<Bytes>);

impl Transport for Answering {
    type Error = Infallible;

    async fn call(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Infallible> {
        Ok(self.0.clone())
    }
}

/// Keeps the requests, and passes them on.
#[derive(Debug, Clone)]
pub struct Capture<T> {
    inner: T,
    requests: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl<T> Capture<T> {
    /// Around another transport.
    pub fn around(inner: T) -> Self {
        Self { inner, requests: Arc::default() }
    }

    /// How many requests there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.requests.lock().map_or(0, |requests| requests.len())
    }

    /// The last request.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn last(&self) -> Request<Bytes> {
        let requests = self.requests.lock().unwrap_or_else(|error| panic!("{error}"));
        requests.last().cloned().unwrap_or_else(|| panic!("there was no request"))
    }
}

impl<T: Transport> Transport for Capture<T> {
    type Error = T::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, T::Error> {
        if let Ok(mut requests) = self.requests.lock() {
            requests.push(request.clone());
        }
        self.inner.call(request).await
    }
}

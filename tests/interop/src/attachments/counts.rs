//! How many messages went over the wire, and how many of them had parts.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use crate::recording::MOST_BYTES;

/// The counts of one peer in one version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// All of them, requests and responses.
    pub messages: usize,
    /// Requests with an `xop:Include`.
    pub requests_with_parts: usize,
    /// Responses with one.
    pub responses_with_parts: usize,
}

/// Counts so far. Copies share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Counting(Arc<Mutex<Counts>>);

impl Counting {
    pub(super) fn counts(&self) -> Counts {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, is_request: bool, headers: &HeaderMap, body: &Bytes) {
        let is_package =
            headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"multipart/"));
        let has_parts = is_package && body.windows(8).any(|window| window == b":Include");
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.messages += 1;
        let with_parts = if is_request { &mut counts.requests_with_parts } else { &mut counts.responses_with_parts };
        *with_parts += usize::from(has_parts);
    }
}

/// A layer that counts what is posted and what it is answered with, and changes neither.
pub(super) async fn count(State(counting): State<Counting>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_REQUEST.into_response() };
    counting.add(true, &parts.headers, &body);
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_GATEWAY.into_response() };
    counting.add(false, &parts.headers, &body);
    Response::from_parts(parts, Body::from(body))
}

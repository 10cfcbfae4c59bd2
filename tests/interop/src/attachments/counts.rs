//! How many messages went over the wire, and how many of them had parts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use crate::recording::{MOST_BYTES, step};

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

/// Requests and responses, by what was being tried.
pub type Steps = BTreeMap<String, (usize, usize)>;

/// Counts so far. Copies share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Counting(Arc<Mutex<Counted>>);

#[derive(Debug, Default)]
struct Counted {
    all: Counts,
    steps: Steps,
    step: String,
}

impl Counting {
    pub(super) fn counts(&self) -> Counts {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all
    }

    pub(super) fn steps(&self) -> Steps {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).steps.clone()
    }

    /// What is being tried from now on, where the message does not say.
    pub(super) fn begin(&self, step: &str) {
        step.clone_into(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).step);
    }

    pub(super) fn add(&self, is_request: bool, step: &str, headers: &HeaderMap, body: &Bytes) {
        let is_package =
            headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"multipart/"));
        let has_parts = is_package && body.windows(8).any(|window| window == b":Include");
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Counted { all, steps, step: current } = &mut *counted;
        all.messages += 1;
        let with_parts = if is_request { &mut all.requests_with_parts } else { &mut all.responses_with_parts };
        *with_parts += usize::from(has_parts);
        let step = if step.is_empty() { current.as_str() } else { step };
        let (requests, responses) = steps.entry(step.to_owned()).or_default();
        *(if is_request { requests } else { responses }) += 1;
    }
}

/// A layer that counts what is posted and what it is answered with, and changes neither.
pub(super) async fn count(State(counting): State<Counting>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_REQUEST.into_response() };
    let step = step(&parts.headers);
    counting.add(true, &step, &parts.headers, &body);
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_GATEWAY.into_response() };
    counting.add(false, &step, &parts.headers, &body);
    Response::from_parts(parts, Body::from(body))
}

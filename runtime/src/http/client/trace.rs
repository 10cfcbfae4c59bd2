//! What a trace says of a call. Bodies, which hold people's data, are written to it only where the client was told to.

use std::future::Future;

use ::bytes::Bytes;
use ::http::{Request, Response, Uri};

use crate::http::call_error::CallError;
use crate::soap::Operation;

pub(super) fn attempted(request: &Request<Bytes>, attempt: u32) {
    tracing::debug!(attempt, bytes = request.body().len(), "calling");
}

pub(super) fn sent(request: &Request<Bytes>, bodies: bool) {
    if bodies {
        tracing::trace!(body = %String::from_utf8_lossy(request.body()), "request");
    }
}

pub(super) fn answered(response: &Response<Bytes>, bodies: bool) {
    tracing::debug!(status = response.status().as_u16(), bytes = response.body().len(), "answered");
    if bodies {
        tracing::trace!(body = %String::from_utf8_lossy(response.body()), "response");
    }
}

/// A span around the call, with its outcome. Of the endpoint it has no more than the host: paths and queries may hold secrets.
pub(super) fn traced<A, E>(
    call: impl Future<Output = Result<A, CallError<E>>> + Send,
    operation: &'static Operation,
    endpoint: &Uri,
) -> impl Future<Output = Result<A, CallError<E>>> + Send {
    use tracing::Instrument as _;
    let host = endpoint.host().unwrap_or_default();
    let span = tracing::info_span!("soap.call", operation = operation.name, host, outcome = tracing::field::Empty);
    let inner = span.clone();
    let call = async move {
        let result = call.await;
        inner.record("outcome", outcome(&result));
        result
    };
    call.instrument(span)
}

fn outcome<A, E>(result: &Result<A, CallError<E>>) -> &'static str {
    match result {
        Ok(_) => "response",
        Err(CallError::Fault { .. }) => "fault",
        Err(CallError::Status { .. }) => "status",
        Err(CallError::Read { .. }) => "unreadable",
        Err(CallError::Transport { .. }) => "transport error",
        Err(CallError::Authentication { .. }) => "not authenticated",
        Err(CallError::Write { .. }) => "unwritable",
        Err(CallError::Handler { .. }) => "refused",
    }
}

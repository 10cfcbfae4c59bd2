//! What the response to a request is held to.
//!
//! In: an HTTP response, and the exchange whose it is. Out: its body and header blocks, or its fault, which every handler has accepted. No I/O.

use std::borrow::Cow;
use std::convert::Infallible;

use ::bytes::Bytes;

use super::settings::Settings;
use crate::bind::Elements;
use crate::http::call_error::CallError;
use crate::http::handler::{Exchange, HandlerError, MessageKind};
use crate::http::raw_response::RawResponse;
use crate::http::read_error::{ReadError, told};
use crate::http::reception::{Asked, Objection};
#[cfg(feature = "stream")]
use crate::http::stream::Passed;
use crate::http::{coding, message, response};
use crate::soap::{Block, Body, Fault, HeaderBlock, Headers, Operation};

/// A response that was read: its body, the headers that the operation binds, and other blocks.
pub(super) struct Answered<D, H> {
    pub(super) body: Option<D>,
    pub(super) headers: H,
    pub(super) blocks: Vec<Block>,
}

/// What happens to a response between its bytes and its message.
struct Receiving<'s> {
    settings: &'s Settings,
    operation: &'static Operation,
    exchange: Exchange,
}

impl response::Steps for Receiving<'_> {
    fn limits(&self) -> message::Limits {
        self.settings.packing.limits()
    }

    fn look(&mut self, received: &message::Received) {
        received.note(&mut self.exchange.extensions);
        self.settings.packing.tell(self.operation.name, received);
    }

    fn open<'t, D: Elements>(&mut self, text: Cow<'t, str>) -> Result<Cow<'t, str>, HandlerError> {
        let understanding = self.settings.understanding_of(self.operation);
        let handlers = understanding.handlers();
        if !handlers.is_empty() && response::is_of_fault::<D>(&text, &self.settings.read) {
            self.exchange.message = MessageKind::Fault;
        }
        handlers.open(&mut self.exchange, text)
    }
}

impl Settings {
    /// What the response to a request of this exchange says.
    pub(super) fn response<D: Elements, H: Headers<D>>(
        &self,
        operation: &'static Operation,
        response: ::http::Response<Bytes>,
        mut exchange: Exchange,
    ) -> Result<Answered<D, H>, CallError<Infallible>> {
        exchange.message = MessageKind::Response;
        #[cfg(feature = "stream")]
        let passed = response.extensions().get::<Passed>().cloned();
        let response = self.within_limit(operation, response)?;
        #[cfg(feature = "stream")]
        let response = passed_on(operation, passed.as_ref(), response)?;
        let response = self.decoded(operation, response)?;
        #[cfg(feature = "stream")]
        let own = passed.as_ref().and_then(|passed| passed.options(&self.read));
        #[cfg(feature = "stream")]
        let options = own.as_ref().unwrap_or(&self.read);
        #[cfg(not(feature = "stream"))]
        let options = &self.read;
        let mut receiving = Receiving { settings: self, operation, exchange };
        let opened = response::opened(operation, response, options, &mut receiving);
        #[cfg(feature = "stream")]
        let opened = opened.map_err(|error| placed(error, passed.as_ref()));
        let (envelope, response) = opened?;
        let mut exchange = receiving.exchange;
        if response.body.is_empty() {
            return Ok(Answered { body: None, headers: H::default(), blocks: Vec::new() });
        }
        exchange.version = envelope.version;
        let (body, fault) = match envelope.body {
            Body::Message(message) => (Some(message), None),
            Body::Fault(fault) => (None, Some(fault)),
            Body::Empty => (None, None),
        };
        exchange.message = if fault.is_some() { MessageKind::Fault } else { MessageKind::Response };
        let sorted = self.sorted(operation, envelope.headers, &mut exchange);
        match (sorted, fault) {
            (Err(objection), fault) => Err(objected(operation, objection, fault, response)),
            (Ok(_), Some(fault)) => Err(CallError::Fault { operation: operation.name, fault, response }),
            (Ok((headers, blocks)), None) => Ok(Answered { body, headers, blocks }),
        }
    }

    /// The headers that the operation binds, and the other blocks, of which the hook is told.
    fn sorted<D: Elements, H: Headers<D>>(
        &self,
        operation: &'static Operation,
        blocks: Vec<HeaderBlock<D>>,
        exchange: &mut Exchange,
    ) -> Result<(H, Vec<Block>), Objection> {
        let sorted =
            self.understanding_of(operation).sort(blocks, operation.response_headers, Asked::Unknown, exchange)?;
        let (headers, others) = H::from_blocks(sorted.bound);
        let mut unbound = sorted.unbound;
        for other in &others {
            unbound.push(Block::of(other).map_err(Objection::Unwritable)?);
        }
        if let Some(hook) = self.on_blocks.as_ref().filter(|_| !unbound.is_empty()) {
            hook(operation.name, &unbound);
        }
        Ok((headers, unbound))
    }

    /// The response without codings, which nobody wants to see in an error either.
    fn decoded(
        &self,
        operation: &'static Operation,
        mut response: Box<RawResponse>,
    ) -> Result<Box<RawResponse>, CallError<Infallible>> {
        match coding::undo(&mut response.headers, response.body.clone(), self.max_response_bytes) {
            Ok(body) => response.body = body,
            Err(_) if !response.status.is_success() => {}
            Err(error) => return Err(CallError::Read { operation: operation.name, error, response }),
        }
        Ok(response)
    }

    fn within_limit(
        &self,
        operation: &'static Operation,
        response: ::http::Response<Bytes>,
    ) -> Result<Box<RawResponse>, CallError<Infallible>> {
        let response = Box::new(RawResponse::from(response));
        if response.body.len() <= self.max_response_bytes {
            return Ok(response);
        }
        if !response.status.is_success() {
            return Err(CallError::Status { operation: operation.name, response });
        }
        let error = ReadError::TooLarge { limit: self.max_response_bytes };
        Err(CallError::Read { operation: operation.name, error, response })
    }
}

/// The response, unless it stands for an error.
#[cfg(feature = "stream")]
fn passed_on(
    operation: &'static Operation,
    passed: Option<&Passed>,
    response: Box<RawResponse>,
) -> Result<Box<RawResponse>, CallError<Infallible>> {
    let operation = operation.name;
    match passed {
        None | Some(Passed::Part { .. }) => Ok(response),
        Some(Passed::Unsent(error)) => Err(CallError::Write { operation, error: error.clone() }),
        Some(Passed::Unread(error)) => Err(CallError::Read { operation, error: error.clone(), response }),
    }
}

/// An error with its place in all of what came.
#[cfg(feature = "stream")]
#[cold]
fn placed(error: CallError<Infallible>, passed: Option<&Passed>) -> CallError<Infallible> {
    match (error, passed) {
        (CallError::Read { operation, error, response }, Some(passed)) => {
            CallError::Read { operation, error: passed.placed(error), response }
        }
        (error, _) => error,
    }
}

#[cold]
fn objected(
    operation: &'static Operation,
    objection: Objection,
    fault: Option<Box<Fault>>,
    response: Box<RawResponse>,
) -> CallError<Infallible> {
    let operation = operation.name;
    match objection {
        Objection::Handler(mut error) => {
            error.reason.push_str(&told(fault.as_deref()));
            CallError::refused(operation, error, Some(response))
        }
        Objection::NotUnderstood(names) => {
            let error = ReadError::NotUnderstood(names.of_fault(fault));
            CallError::Read { operation, error, response }
        }
        Objection::Unwritable(error) => CallError::Read { operation, error: ReadError::Message(error), response },
    }
}

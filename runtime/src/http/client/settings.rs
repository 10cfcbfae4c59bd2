//! What is the same in every call, and the two steps of a call that need no I/O.
//!
//! In: an operation and its message. Out: an HTTP request and the exchange that it begins. In: the response. Out: its envelope, which every
//! handler has accepted.

use std::borrow::Cow;
use std::cell::RefCell;
use std::convert::Infallible;
use std::sync::Arc;

use ::bytes::Bytes;
use ::http::{HeaderMap, HeaderValue, Request, Uri};

use crate::bind::Elements;
#[cfg(feature = "addressing")]
use crate::http::addressing::Addressing;
use crate::http::authenticate::Authenticate;
use crate::http::call_error::CallError;
use crate::http::handler::{Exchange, HandlerError, MessageKind, Side};
use crate::http::raw_response::RawResponse;
use crate::http::read_error::ReadError;
use crate::http::reception::{Objection, Understanding};
use crate::http::server_version::ServerVersion;
use crate::http::transport::MaxResponseBytes;
use crate::http::{Packaging, Packing, message, request, response};
use crate::options::ReadOptions;
use crate::soap::{Block, Body, Envelope, HeaderBlock, Headers, Operation, Version};

/// Who is told of header blocks that the contract does not bind, with the name of the operation.
type OnBlocks = Arc<dyn Fn(&'static str, &[Block]) + Send + Sync>;

/// What is the same in every call.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) endpoint: Uri,
    pub(super) version: Option<Version>,
    pub(super) headers: HeaderMap,
    /// Header blocks that the contract does not bind.
    pub(super) blocks: Vec<Block>,
    pub(super) on_blocks: Option<OnBlocks>,
    pub(super) understanding: Understanding,
    pub(super) authentication: Option<Arc<dyn Authenticate>>,
    pub(super) read: ReadOptions,
    pub(super) max_response_bytes: usize,
    pub(super) server_version: Option<ServerVersion>,
    pub(super) packing: Packing,
    /// Whether there is a handler for addressing among those of `understanding`.
    #[cfg(feature = "addressing")]
    pub(super) is_addressed: bool,
    #[cfg(feature = "tracing")]
    pub(super) trace_bodies: bool,
}

/// A response that was read: its body, the headers that the operation binds, and other blocks.
pub(super) struct Answered<D, H> {
    pub(super) body: Option<D>,
    pub(super) headers: H,
    pub(super) blocks: Vec<Block>,
}

impl Settings {
    pub(super) fn of(endpoint: Uri) -> Self {
        Self {
            endpoint,
            version: None,
            headers: HeaderMap::new(),
            blocks: Vec::new(),
            on_blocks: None,
            understanding: Understanding::default(),
            authentication: None,
            read: ReadOptions::default(),
            max_response_bytes: 256 << 20,
            server_version: None,
            packing: Packing::default(),
            #[cfg(feature = "addressing")]
            is_addressed: false,
            #[cfg(feature = "tracing")]
            trace_bodies: false,
        }
    }

    /// What is understood in the exchanges of an operation: with addressing where its contract requires that.
    #[cfg(feature = "addressing")]
    fn understanding_of(&self, operation: &'static Operation) -> Cow<'_, Understanding> {
        let is_required = operation.actions.is_some_and(|actions| actions.required);
        if !is_required || self.is_addressed {
            return Cow::Borrowed(&self.understanding);
        }
        let mut understanding = self.understanding.clone();
        understanding.add_handler(Addressing::by_contract());
        Cow::Owned(understanding)
    }

    #[cfg(not(feature = "addressing"))]
    fn understanding_of(&self, _: &'static Operation) -> Cow<'_, Understanding> {
        Cow::Borrowed(&self.understanding)
    }

    /// The request of a call, and the exchange that it begins.
    pub(super) fn request<D: Elements>(
        &self,
        operation: &'static Operation,
        body: Option<D>,
        headers: impl Headers<D>,
    ) -> Result<(Request<Bytes>, Exchange), CallError<Infallible>> {
        let mut exchange = Exchange::new(Side::Client, self.endpoint.clone());
        exchange.operation = Some(operation);
        exchange.version = self.version.unwrap_or(operation.version);
        let packaging = self.packing.of_request(&mut exchange.extensions);
        let text = self.text(operation, body, headers, (&mut exchange, &packaging))?;
        let unwritable = |error| CallError::Write { operation: operation.name, error };
        if let Some(version) = &self.server_version {
            version.check::<D>(&text).map_err(unwritable)?;
        }
        let text = self.understanding_of(operation).handlers().seal(&mut exchange, text);
        let text = text.map_err(|error| CallError::refused(operation.name, error, None))?;
        let request = request::of_text(&self.endpoint, operation, (exchange.version, &text), packaging);
        let mut request = request.map_err(unwritable)?;
        let agent = HeaderValue::from_static(concat!("soap-runtime/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().insert(::http::header::USER_AGENT, agent);
        request.headers_mut().extend(self.headers.clone());
        request.extensions_mut().insert(MaxResponseBytes(self.max_response_bytes));
        Ok((request, exchange))
    }

    /// The text of the request, before handlers seal it.
    fn text<D: Elements>(
        &self,
        operation: &'static Operation,
        body: Option<D>,
        headers: impl Headers<D>,
        (exchange, packaging): (&mut Exchange, &Packaging),
    ) -> Result<String, CallError<Infallible>> {
        let added = self.understanding_of(operation).handlers().blocks(exchange);
        let added = added.map_err(|error| CallError::refused(operation.name, error, None))?;
        let version = exchange.version;
        let unbound = self.blocks.iter().cloned().chain(added).map(|block| block.into_header(version));
        let headers = headers.into_blocks().into_iter().chain(unbound).collect();
        let envelope = Envelope { version, headers, body: body.map_or(Body::Empty, Body::Message) };
        packaging.text(&envelope).map_err(|error| CallError::Write { operation: operation.name, error })
    }

    /// What the response to a request of this exchange says.
    pub(super) fn response<D: Elements, H: Headers<D>>(
        &self,
        operation: &'static Operation,
        response: ::http::Response<Bytes>,
        mut exchange: Exchange,
    ) -> Result<Answered<D, H>, CallError<Infallible>> {
        exchange.message = MessageKind::Response;
        let response = self.within_limit(operation, response)?;
        let shared = RefCell::new(exchange);
        let look = |received: &message::Received| {
            received.note(&mut shared.borrow_mut().extensions);
            self.packing.tell(operation.name, received);
        };
        let looking = (self.packing.limits(), look);
        let (envelope, response) = response::opened(operation, response, &self.read, looking, |text| {
            self.open::<D>(operation, text, &mut shared.borrow_mut())
        })?;
        let mut exchange = shared.into_inner();
        if response.body.is_empty() {
            return Ok(Answered { body: None, headers: H::default(), blocks: Vec::new() });
        }
        exchange.version = envelope.version;
        let body = match envelope.body {
            Body::Message(message) => Some(message),
            Body::Fault(_) | Body::Empty => None,
        };
        let sorted = self.sorted(operation, envelope.headers, &mut exchange);
        let (headers, blocks) = sorted.map_err(|objection| objected(operation, objection, response))?;
        Ok(Answered { body, headers, blocks })
    }

    fn open<'t, D: Elements>(
        &self,
        operation: &'static Operation,
        text: Cow<'t, str>,
        exchange: &mut Exchange,
    ) -> Result<Cow<'t, str>, HandlerError> {
        let understanding = self.understanding_of(operation);
        let handlers = understanding.handlers();
        if !handlers.is_empty() && response::is_of_fault::<D>(&text, &self.read) {
            exchange.message = MessageKind::Fault;
        }
        handlers.open(exchange, text)
    }

    /// The headers that the operation binds, and the other blocks, of which the hook is told.
    fn sorted<D: Elements, H: Headers<D>>(
        &self,
        operation: &'static Operation,
        blocks: Vec<HeaderBlock<D>>,
        exchange: &mut Exchange,
    ) -> Result<(H, Vec<Block>), Objection> {
        let sorted = self.understanding_of(operation).sort(blocks, operation.response_headers, exchange)?;
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

#[cold]
fn objected(operation: &'static Operation, objection: Objection, response: Box<RawResponse>) -> CallError<Infallible> {
    let operation = operation.name;
    match objection {
        Objection::Handler(error) => CallError::refused(operation, error, Some(response)),
        Objection::NotUnderstood(names) => {
            CallError::Read { operation, error: ReadError::NotUnderstood(names), response }
        }
        Objection::Unwritable(error) => CallError::Read { operation, error: ReadError::Message(error), response },
    }
}

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
use crate::http::redirects::Redirects;
#[cfg(feature = "retries")]
use crate::http::retries::Retries;
use crate::http::server_version::ServerVersion;
#[cfg(feature = "stream")]
use crate::http::stream::{Contract, Passed};
use crate::http::transport::MaxResponseBytes;
use crate::http::{Packaging, Packing, coding, message, request, response};
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
    /// Whether requests go out in pieces: neither compressed nor packaged.
    #[cfg(feature = "stream")]
    pub(super) is_in_pieces: bool,
    /// Whether there is a handler for addressing among those of `understanding`.
    #[cfg(feature = "addressing")]
    pub(super) is_addressed: bool,
    pub(super) redirects: Option<Redirects>,
    #[cfg(feature = "retries")]
    pub(super) retries: Option<Retries>,
    /// How many requests may be on their way at once.
    #[cfg(feature = "retries")]
    pub(super) turns: Option<Arc<async_lock::Semaphore>>,
    /// From how many bytes on requests are compressed.
    #[cfg(feature = "compression")]
    pub(super) compress_from: Option<usize>,
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
            #[cfg(feature = "stream")]
            is_in_pieces: false,
            #[cfg(feature = "addressing")]
            is_addressed: false,
            redirects: None,
            #[cfg(feature = "retries")]
            retries: None,
            #[cfg(feature = "retries")]
            turns: None,
            #[cfg(feature = "compression")]
            compress_from: None,
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
        let unwritable = |error| CallError::Write { operation: operation.name, error };
        let packaging = self.packaging(&mut exchange).map_err(unwritable)?;
        let text = self.text(operation, body, headers, (&mut exchange, &packaging))?;
        if let Some(version) = &self.server_version {
            version.check::<D>(&text).map_err(unwritable)?;
        }
        let text = self.understanding_of(operation).handlers().seal(&mut exchange, text);
        let text = text.map_err(|error| CallError::refused(operation.name, error, None))?;
        let request = request::of_text(&self.endpoint, operation, (exchange.version, &text), packaging);
        let mut request = request.map_err(unwritable)?;
        let agent = HeaderValue::from_static(concat!("soap-runtime/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().insert(::http::header::USER_AGENT, agent);
        #[cfg(feature = "compression")]
        self.compress(&mut request);
        request.headers_mut().extend(self.headers.clone());
        request.extensions_mut().insert(MaxResponseBytes(self.max_response_bytes));
        #[cfg(feature = "stream")]
        request.extensions_mut().insert(self.contract::<D>(operation));
        Ok((request, exchange))
    }

    #[cfg_attr(not(feature = "stream"), expect(clippy::unnecessary_wraps, reason = "in pieces, it may fail"))]
    fn packaging(&self, exchange: &mut Exchange) -> crate::Result<Packaging> {
        #[cfg(feature = "stream")]
        if self.is_in_pieces {
            return self.packing.of_pieces(&exchange.extensions);
        }
        Ok(self.packing.of_request(&mut exchange.extensions))
    }

    /// Says which codings are taken, and has the request in one of them if it is long.
    #[cfg(feature = "compression")]
    fn compress(&self, request: &mut Request<Bytes>) {
        use ::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate"));
        if self.compress_from.is_none_or(|least| request.body().len() < least) {
            return;
        }
        if let Ok(encoded) = coding::encode(coding::Coding::Gzip, request.body()) {
            *request.body_mut() = encoded;
            request.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
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

    /// What a transport has to know that takes messages apart.
    #[cfg(feature = "stream")]
    fn contract<D: Elements>(&self, operation: &'static Operation) -> Contract {
        Contract::of::<D>(&self.read, !self.understanding_of(operation).handlers().is_empty())
    }

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
        let options = &passed.as_ref().and_then(|passed| passed.options(&self.read)).unwrap_or(self.read.clone());
        #[cfg(not(feature = "stream"))]
        let options = &self.read;
        let shared = RefCell::new(exchange);
        let look = |received: &message::Received| {
            received.note(&mut shared.borrow_mut().extensions);
            self.packing.tell(operation.name, received);
        };
        let looking = (self.packing.limits(), look);
        let opened = response::opened(operation, response, options, looking, |text| {
            self.open::<D>(operation, text, &mut shared.borrow_mut())
        });
        #[cfg(feature = "stream")]
        let opened = opened.map_err(|error| placed(error, passed.as_ref()));
        let (envelope, response) = opened?;
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
        let sorted =
            self.understanding_of(operation).sort(blocks, operation.response_headers, exchange)?;
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

//! The transport of a call whose messages come or go in pieces.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::bytes::{Bytes, BytesMut};
use ::http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use ::http::{HeaderMap, HeaderValue, Request, Response};

use super::call::{Contract, Passed};
use super::transport::StreamTransport;
use crate::error::Error;
use crate::http::content_type::ContentType;
use crate::http::message;
use crate::http::read_error::ReadError;
use crate::http::transport::{MaxResponseBytes, Transport};
use crate::stream::{ChunkBody, next};

/// The transport of the client that a call in pieces is made with. There is one for each call, and it takes one call.
pub struct Tap<T: StreamTransport> {
    transport: Arc<T>,
    state: Mutex<State<T>>,
}

struct State<T: StreamTransport> {
    plan: Option<Box<dyn Plan<T>>>,
    /// What the server answered in place of a message, once the plan cannot be carried out again.
    refused: Option<Response<Bytes>>,
}

/// The answer to a call, or the transport's error.
pub(super) type Outcome<T> = Result<Response<Bytes>, <T as StreamTransport>::Error>;

/// What becomes of a call.
pub(super) trait Plan<T: StreamTransport>: Send {
    fn call<'c>(self: Box<Self>, transport: &'c T, request: Request<Bytes>, contract: Contract) -> Carried<'c, T>;
}

/// The outcome, and the plan if it can be carried out again, as after a response that asks for other credentials.
pub(super) type Carried<'c, T> = Pin<Box<dyn Future<Output = (Outcome<T>, Option<Box<dyn Plan<T>>>)> + Send + 'c>>;

impl<T: StreamTransport> std::fmt::Debug for Tap<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tap").finish_non_exhaustive()
    }
}

impl<T: StreamTransport> Tap<T> {
    pub(super) fn new(transport: Arc<T>, plan: Box<dyn Plan<T>>) -> Self {
        Self { transport, state: Mutex::new(State { plan: Some(plan), refused: None }) }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: StreamTransport> Transport for Tap<T> {
    type Error = T::Error;

    async fn call(&self, mut request: Request<Bytes>) -> Outcome<T> {
        // Codings are undone in whole bodies only.
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let (plan, refused) = {
            let mut state = self.lock();
            (state.plan.take(), state.refused.clone())
        };
        let contract = request.extensions().get::<Contract>().cloned();
        let Some((plan, contract)) = plan.zip(contract) else {
            return Ok(refused.unwrap_or_else(|| unsent(Error::unwritable(ONCE))));
        };
        let (outcome, plan) = plan.call(&self.transport, request, contract).await;
        let mut state = self.lock();
        state.refused = outcome.as_ref().ok().filter(|response| !response.status().is_success()).cloned();
        state.plan = plan;
        outcome
    }
}

const ONCE: &str = "a call in pieces sends one request: take another client for another one";

/// The response of a request that was not sent.
#[cold]
pub(super) fn unsent(error: Error) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    response.extensions_mut().insert(Passed::Unsent(error));
    response
}

/// The body of a response that is coming, with what stands around it.
pub(super) struct Incoming<T: StreamTransport> {
    head: Response<()>,
    body: Pin<Box<T::Body>>,
    limit: usize,
}

/// What a request has brought so far.
pub(super) enum Begun<T: StreamTransport> {
    /// What may be the message that was asked for.
    Message(Incoming<T>),
    /// Something else, and whether the request may be sent again.
    Over(Outcome<T>, bool),
}

impl<T: StreamTransport> Begun<T> {
    /// Sends a request whose response is to be taken apart.
    pub(super) async fn of(transport: &T, request: Request<Bytes>) -> Self {
        let incoming = match Incoming::<T>::send(transport, request.map(Into::into)).await {
            Ok(incoming) => incoming,
            Err(error) => return Self::Over(Err(error), true),
        };
        if let Some(error) = incoming.obstacle() {
            return Self::Over(Ok(incoming.unread(error, "")), false);
        }
        if !incoming.is_message() {
            return Self::Over(incoming.whole().await, true);
        }
        Self::Message(incoming)
    }
}

impl<T: StreamTransport> Incoming<T> {
    /// Sends a request.
    pub(super) async fn send(transport: &T, request: Request<ChunkBody>) -> Result<Self, T::Error> {
        let limit = request.extensions().get::<MaxResponseBytes>().map_or(usize::MAX, |limit| limit.0);
        let (head, body) = transport.send(request).await?.into_parts();
        Ok(Self { head: Response::from_parts(head, ()), body: Box::pin(body), limit })
    }

    pub(super) async fn chunk(&mut self) -> Option<Result<Bytes, T::Error>> {
        next(self.body.as_mut()).await
    }

    /// Whether this may be the message that was asked for, so that its parts can be taken out.
    fn is_message(&self) -> bool {
        self.head.status().is_success()
            && ContentType::of(self.head.headers()).is_none_or(|content_type| content_type.is_xml())
    }

    /// Why the message cannot be taken apart, if it is one: it is compressed, or has attachments.
    fn obstacle(&self) -> Option<ReadError> {
        if !self.head.status().is_success() {
            return None;
        }
        let headers = self.head.headers();
        let codings = message::codings(headers);
        if !codings.is_empty() {
            return Some(ReadError::ContentEncoding(codings.join(", ")));
        }
        let content_type = ContentType::of(headers).filter(|known| known.media_type.starts_with("multipart/"));
        content_type.map(|known| ReadError::ContentType(known.written))
    }

    pub(super) fn charset(&self) -> Option<String> {
        ContentType::of(self.head.headers()).and_then(|content_type| content_type.charset().map(str::to_owned))
    }

    /// All of it, as the ordinary call has it.
    pub(super) async fn whole(mut self) -> Outcome<T> {
        let mut all = BytesMut::new();
        while all.len() <= self.limit {
            let Some(chunk) = self.chunk().await else { break };
            all.extend_from_slice(&chunk?);
        }
        Ok(self.head.map(|()| all.freeze()))
    }

    /// A response with this text, of which `passed` says what it is.
    pub(super) fn response(&self, text: &str, passed: Passed) -> Response<Bytes> {
        let mut response = Response::new(Bytes::copy_from_slice(text.as_bytes()));
        *response.status_mut() = self.head.status();
        *response.version_mut() = self.head.version();
        *response.headers_mut() = self.head.headers().clone();
        *response.extensions_mut() = self.head.extensions().clone();
        if matches!(passed, Passed::Part { is_utf8: false, .. }) {
            in_utf8(response.headers_mut());
        }
        response.extensions_mut().insert(passed);
        response
    }

    /// The response for an error in what came, with some of its text.
    #[cold]
    pub(super) fn unread(&self, error: ReadError, text: &str) -> Response<Bytes> {
        self.response(text, Passed::Unread(error))
    }
}

/// Says that the body is UTF-8, whatever it was.
fn in_utf8(headers: &mut HeaderMap) {
    let media_type = ContentType::of(headers).map_or_else(|| "text/xml".to_owned(), |known| known.media_type.clone());
    if let Ok(value) = HeaderValue::from_str(&format!("{media_type}; charset=utf-8")) {
        headers.insert(CONTENT_TYPE, value);
    }
}

//! Responses that are written while they go out (feature `stream`).
//!
//! In: the ordinary answer of a service, and what it has said goes into it, as a stream. Out: a response whose body is written as the stream
//! gives. Invariant: whatever can be refused is refused before the first byte.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use ::bytes::Bytes;
use ::http::request::Parts;
use ::http::{Extensions, Request, Response};
use futures_core::Stream;
use http_body::Body;
use tower_service::Service;

use super::serve::Serve;
use super::service_for::ServiceFor;
use super::tower::{BoxError, collected};
use super::{PortType, Refusal, Server, Settings, Side, incoming};
use crate::bind::{Content, ElementsIn as _, Vocabulary};
use crate::error::{Error, Result};
use crate::http::Packaging;
use crate::http::handler::Exchange;
use crate::stream::{ChunkBody, Failure, Path, Splice};

/// What goes into the response of a request while it goes out. A [`StreamingServer`] puts one into the extensions of each request, where the closure of
/// [`Server::per_request`] finds it for its service.
///
/// Only the response of a success gets it; with a fault, it is dropped. What cannot be written, once the beginning has gone out, breaks the body
/// off, so that no client takes it for all of it.
#[derive(Clone, Default)]
pub struct Outflow(Arc<Mutex<Option<Write>>>);

/// Makes the body of a response out of its text.
type Write = Box<dyn FnOnce(Vocabulary, String) -> Result<ChunkBody> + Send>;

impl fmt::Debug for Outflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outflow").finish_non_exhaustive()
    }
}

impl Outflow {
    /// That of a request; `None` if its server is no [`StreamingServer`].
    #[must_use]
    pub fn of(request: &Parts) -> Option<Self> {
        request.extensions.get::<Self>().cloned()
    }

    /// More items for the response, from a stream. `path` leads to them: names with the contract's prefixes, from the element in the body on, such as
    /// `m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona`. They stand behind those that the response has; it has to have the element
    /// that they stand in. [`iter`](crate::stream::iter) makes a stream of an iterator.
    pub fn items<I, S>(&self, path: impl Into<String>, items: S)
    where
        I: Content + 'static,
        S: Stream<Item = I> + Send + 'static,
    {
        let path = path.into();
        self.set(move |words, text| {
            let path = Path::new(words, &path)?.items(I::TYPE)?;
            Ok(Splice::items(path, text)?.with_items(items, Failure::default()))
        });
    }

    /// The octets for an element of the type `xs:base64Binary` that the response leaves empty, from a stream.
    /// [`read`](crate::stream::read) makes a stream of a reader.
    pub fn octets<S>(&self, path: impl Into<String>, octets: S)
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let path = path.into();
        self.set(move |words, text| {
            let path = Path::new(words, &path)?.octets()?;
            Ok(Splice::octets(path, text)?.with_octets(octets, Failure::default()))
        });
    }

    fn set(&self, write: impl FnOnce(Vocabulary, String) -> Result<ChunkBody> + Send + 'static) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(write));
    }

    /// Whether this response gets something.
    #[cfg(feature = "compression")]
    pub(super) fn goes_into<B>(&self, response: &Response<B>) -> bool {
        self.is_set() && response.status().is_success()
    }

    fn is_set(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn take(&self) -> Option<Write> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A server whose responses may be written while they go out: [`Server::streaming`].
pub struct StreamingServer<P: PortType, C>(Server<P, C>);

impl<P: PortType, C> Clone for StreamingServer<P, C> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<P: PortType, C> fmt::Debug for StreamingServer<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StreamingServer").field(&self.0).finish()
    }
}

impl<P: PortType, C> Server<P, C> {
    /// The same server with an [`Outflow`] for each request. It is a `tower_service::Service` as this one is, whose responses have a
    /// [`ChunkBody`].
    #[must_use]
    pub fn streaming(self) -> StreamingServer<P, C> {
        StreamingServer(self)
    }
}

impl<P, C> StreamingServer<P, C>
where
    C: ServiceFor,
    P: Serve<C::Service>,
{
    /// Answers a request.
    pub async fn answer(&self, mut request: Request<Bytes>) -> Response<ChunkBody> {
        let outflow = Outflow::default();
        request.extensions_mut().insert(outflow.clone());
        let (version, uri) = (incoming::assumed_version(request.headers()), request.uri().clone());
        let response = self.0.answer(request).await;
        let Some(write) = outflow.take().filter(|_| response.status().is_success()) else {
            return response.map(ChunkBody::from);
        };
        let (parts, body) = response.into_parts();
        // The server wrote it as UTF-8, and did nothing else to it.
        let text = String::from_utf8_lossy(&body).into_owned();
        match write(Vocabulary::of::<P::Document>(), text) {
            Ok(body) => Response::from_parts(parts, body),
            Err(error) => {
                let refusal = Refusal::unwritable(error).in_version(version);
                self.0.refuse(refusal, &mut Exchange::new(Side::Server, uri)).map(ChunkBody::from)
            }
        }
    }
}

/// Whether something goes into the answer to a request while it goes out.
pub(super) fn is_in_pieces(request: &Extensions) -> bool {
    request.get::<Outflow>().is_some_and(Outflow::is_set)
}

impl<P: PortType> Settings<P> {
    /// How an answer is packaged that goes out in pieces: not at all.
    ///
    /// # Errors
    /// When somebody has to see all of it, or has added a part.
    pub(super) fn packaging_of_pieces(&self, extensions: &Extensions) -> Result<Packaging> {
        if !self.understanding.handlers().is_empty() {
            return Err(Error::unwritable(
                "the server has handlers, which act on whole messages and not on one that goes out in pieces",
            ));
        }
        if P::Document::IS_ENCODED || !P::Document::BODIES.is_empty() {
            return Err(Error::unwritable(crate::stream::NO_ITEMS));
        }
        self.packing.of_pieces(extensions)
    }
}

impl<P, C, B> Service<Request<B>> for StreamingServer<P, C>
where
    C: ServiceFor,
    P: Serve<C::Service>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    type Response = Response<ChunkBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let server = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            Ok(match collected(body, server.0.settings.max_request_bytes).await {
                Ok(body) => server.answer(Request::from_parts(parts, body)).await,
                Err(refusal) => server.0.unreceived(*refusal, &parts).map(ChunkBody::from),
            })
        })
    }
}

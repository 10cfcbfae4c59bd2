//! The server: answers HTTP requests with an implementor of a generated trait.
//!
//! In: a whole HTTP request. Out: an HTTP response, always, whose body is a SOAP envelope in the version of the request. The operation is
//! told from the element in the body; `SOAPAction`, which clients leave out, leave empty or leave unquoted, decides only where
//! the body does not. [`Server`] itself works on bytes; as a `tower_service::Service` it takes bodies as they stream in.

#[cfg(feature = "axum")]
mod axum;
mod contract;
mod incoming;
mod outgoing;
mod refusal;
mod rejection;
mod serve;
mod service_for;
#[cfg(feature = "stream")]
mod streaming;
mod tower;
mod transport;
mod versions;

use std::borrow::Borrow as _;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use ::bytes::Bytes;
use ::http::request::Parts;
use ::http::{Extensions, HeaderValue, Method, Request, Response, header};

pub use refusal::{Cause, Refusal};
pub use rejection::Rejection;
pub use serve::{Answer, Answering, Call, ContractDocument, PortType, Serve, answering, bound};
pub use service_for::{PerMessage, PerRequest, ServiceFor, Shared};
#[cfg(feature = "stream")]
pub use streaming::{Outflow, StreamingServer};
pub use transport::{TowerError, TowerTransport};

use super::handler::{Exchange, Handler, MessageKind, Side};
use super::reception::Understanding;
use super::{Packaging, Packing, coding};
use crate::options::ReadOptions;
use crate::soap::{Block, Body, Envelope, Fault, HeaderBlock, HeaderContent, Headers};

/// Serves the port type `P` with the services that `C` picks. A clone is cheap and serves the same.
///
/// ```ignore
/// let server = Server::<operations::PortType, _>::new(MyService).with_address("https://mail.contoso.com/EWS/Exchange.asmx");
/// ```
///
/// It is a `tower_service::Service`, so it can be put into any stack that takes one, with layers for authentication,
/// timeouts or compression around it; and it is a [`Transport`](super::Transport), so a client in the same process can call it.
///
/// | request | fault | HTTP status (SOAP 1.1 / 1.2) |
/// |---|---|---|
/// | the service answers with a fault | that | 500 / 400 for `Sender`, else 500 |
/// | no operation takes the element in the body, or its implementor does not serve it | `Client` | 501 |
/// | not well-formed, too deep, a DTD, something required is missing, another body than the action says | `Client` | 500 / 400 |
/// | not an envelope of SOAP 1.1 or 1.2 | `VersionMismatch` or `Client` | 500 |
/// | a header block has to be understood and is not | `MustUnderstand` | 500 |
/// | a handler does not accept the message | that of the handler | 500 / 400 for `Sender`, else 500 |
/// | the content type or charset is another | `Client` | 415 |
/// | too long | `Client` | 413 |
/// | another method than POST | `Client` | 405 |
///
/// [`on_refusal`](Self::on_refusal) changes any of them. `GET …?wsdl` answers with the contract, if it is embedded.
pub struct Server<P: PortType, C> {
    chooser: Arc<C>,
    settings: Arc<Settings<P>>,
}

type OnRefusal = Arc<dyn Fn(&mut Refusal) + Send + Sync>;

struct Settings<P: PortType> {
    read: ReadOptions,
    max_request_bytes: usize,
    address: Option<String>,
    headers: Vec<HeaderBlock<P::Document>>,
    understanding: Understanding,
    /// From how many bytes on responses are compressed.
    #[cfg(feature = "compression")]
    compress_from: Option<usize>,
    on_refusal: Option<OnRefusal>,
    packing: Packing,
    port_type: PhantomData<fn() -> P>,
}

impl<P: PortType> Clone for Settings<P> {
    fn clone(&self) -> Self {
        Self {
            read: self.read.clone(),
            max_request_bytes: self.max_request_bytes,
            address: self.address.clone(),
            headers: self.headers.clone(),
            understanding: self.understanding.clone(),
            #[cfg(feature = "compression")]
            compress_from: self.compress_from,
            on_refusal: self.on_refusal.clone(),
            packing: self.packing.clone(),
            port_type: PhantomData,
        }
    }
}

impl<P: PortType, C> Clone for Server<P, C> {
    fn clone(&self) -> Self {
        Self { chooser: Arc::clone(&self.chooser), settings: Arc::clone(&self.settings) }
    }
}

impl<P: PortType, C> fmt::Debug for Server<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("operations", &P::OPERATIONS.len()).finish_non_exhaustive()
    }
}

impl<P: PortType, S> Server<P, Shared<S>> {
    /// A server that answers every request with this service.
    pub fn new(service: S) -> Self {
        Self::choosing(Shared(Arc::new(service)))
    }
}

impl<P: PortType, F> Server<P, PerRequest<F>> {
    /// A server that makes a service for each request: for the user it authenticates, for what its HTTP headers say. The closure
    /// may answer itself instead, with a 401 for example.
    pub fn per_request<S>(service: F) -> Self
    where
        F: Fn(&Parts) -> Result<S, Rejection>,
    {
        Self::choosing(PerRequest(service))
    }
}

impl<P: PortType, F> Server<P, PerMessage<F>> {
    /// A server that makes a service for each message, once it is read: for what its header blocks say that the operation does not bind,
    /// or what handlers have found out, which is among the extensions of the request. The closure may refuse it with a fault.
    pub fn per_message<S>(service: F) -> Self
    where
        F: Fn(&Parts, &[Block]) -> Result<S, Fault>,
    {
        Self::choosing(PerMessage(service))
    }
}

impl<P: PortType, C> Server<P, C> {
    /// A server that asks `chooser` for the service of each request.
    pub fn choosing(chooser: C) -> Self {
        let mut settings = Settings {
            read: ReadOptions::default(),
            max_request_bytes: 4 << 20,
            address: None,
            headers: Vec::new(),
            understanding: Understanding::default(),
            #[cfg(feature = "compression")]
            compress_from: None,
            on_refusal: None,
            packing: Packing::default(),
            port_type: PhantomData,
        };
        settings.read.set_body_limit(settings.max_request_bytes);
        Self { chooser: Arc::new(chooser), settings: Arc::new(settings) }
    }

    fn with(mut self, change: impl FnOnce(&mut Settings<P>)) -> Self {
        change(Arc::make_mut(&mut self.settings));
        self
    }

    /// Sets how requests are read: leniently by default. `ReadOptions::strict()` refuses what breaks the schema.
    #[must_use]
    pub fn with_read_options(self, options: ReadOptions) -> Self {
        self.with(|settings| {
            settings.read = options;
            settings.read.set_body_limit(settings.max_request_bytes);
        })
    }

    /// Sets how long the body of a request may be (default 4 MiB), and so how much text its parts may stand for: four thirds of that, unless
    /// [`ReadOptions::max_bytes`] says it.
    #[must_use]
    pub fn with_max_request_bytes(self, bytes: usize) -> Self {
        self.with(|settings| {
            settings.max_request_bytes = bytes;
            settings.read.set_body_limit(settings.max_request_bytes);
        })
    }

    /// Compresses responses of at least so many bytes where the client takes gzip or deflate. Compressed requests are taken anyway.
    #[cfg(feature = "compression")]
    #[must_use]
    pub fn with_compression(self, from_bytes: usize) -> Self {
        self.with(|settings| settings.compress_from = Some(from_bytes))
    }

    /// Sets the URL by which clients reach this server, for the contract it publishes. By default it is what each request says:
    /// `Host` and path, with `http` unless the request has a scheme.
    #[must_use]
    pub fn with_address(self, url: impl Into<String>) -> Self {
        self.with(|settings| settings.address = Some(url.into()))
    }

    /// Puts these headers on every answer, faults included, that has none of the same name.
    #[must_use]
    pub fn with_response_headers(self, headers: impl Headers<P::Document>) -> Self {
        self.with(|settings| settings.headers = headers.into_blocks())
    }

    /// Takes header blocks of this name for understood, so that `mustUnderstand` on them refuses nothing: what the service of
    /// [`per_message`](Self::per_message) acts on.
    #[must_use]
    pub fn with_understood(self, namespace: &str, name: &str) -> Self {
        self.with(|settings| settings.understanding.add_name(namespace, name))
    }

    /// Acts in a role (`actor` in SOAP 1.1) besides those that everybody acts in who answers: header blocks for it are processed here.
    #[must_use]
    pub fn with_role(self, uri: impl Into<String>) -> Self {
        self.with(|settings| settings.understanding.add_role(uri))
    }

    /// Has `handler` act on every message, after those that were added before it on the way out, and before them on the way in.
    #[must_use]
    pub fn with_handler(self, handler: impl Handler + 'static) -> Self {
        self.with(|settings| settings.understanding.add_handler(handler))
    }

    /// Sets how answers are packaged, and how much is taken of requests with several parts. By default a request in MTOM gets an answer in
    /// MTOM.
    #[cfg(feature = "attachments")]
    #[must_use]
    pub fn with_attachments(self, attachments: super::Attachments) -> Self {
        self.with(|settings| settings.packing.attachments = attachments)
    }

    /// Lets `adapt` change what requests that are refused are answered with: fault, version and HTTP status.
    #[must_use]
    pub fn on_refusal(self, adapt: impl Fn(&mut Refusal) + Send + Sync + 'static) -> Self {
        self.with(|settings| settings.on_refusal = Some(Arc::new(adapt)))
    }
}

impl<P, C> Server<P, C>
where
    C: ServiceFor,
    P: Serve<C::Service>,
{
    /// Answers a request.
    #[cfg(not(feature = "tracing"))]
    pub async fn answer(&self, request: Request<Bytes>) -> Response<Bytes> {
        self.answer_untraced(request).await
    }

    /// Answers a request, in a span with the operation and the status.
    #[cfg(feature = "tracing")]
    pub async fn answer(&self, request: Request<Bytes>) -> Response<Bytes> {
        use tracing::Instrument as _;
        use tracing::field::Empty;
        let span = tracing::info_span!("soap.answer", operation = Empty, status = Empty);
        let response = self.answer_untraced(request).instrument(span.clone()).await;
        span.record("status", response.status().as_u16());
        response
    }

    #[cfg(not(feature = "compression"))]
    async fn answer_untraced(&self, request: Request<Bytes>) -> Response<Bytes> {
        self.answer_plainly(request).await
    }

    #[cfg(feature = "compression")]
    async fn answer_untraced(&self, request: Request<Bytes>) -> Response<Bytes> {
        let accepted = coding::accepted(request.headers());
        #[cfg(feature = "stream")]
        let outflow = request.extensions().get::<Outflow>().cloned();
        let response = self.answer_plainly(request).await;
        #[cfg(feature = "stream")]
        if outflow.is_some_and(|outflow| outflow.goes_into(&response)) {
            return response;
        }
        match self.settings.compress_from {
            Some(least) => outgoing::compressed(response, accepted, least),
            None => response,
        }
    }

    async fn answer_plainly(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (mut parts, body) = request.into_parts();
        if let Some(document) = contract::document::<P>(&parts, self.settings.address.as_deref()) {
            return document;
        }
        let mut exchange = Exchange::new(Side::Server, parts.uri.clone());
        match self.process(&mut parts, &body, &mut exchange).await {
            Ok(response) => response,
            Err(Denial::Rejected(rejection)) => rejection.into_response(),
            Err(Denial::Refused(refusal)) => self.refuse(*refusal, &mut exchange),
            Err(Denial::Method(refusal, allowed)) => {
                let mut response = self.refuse(*refusal, &mut exchange);
                response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
                response
            }
        }
    }

    async fn process(
        &self,
        parts: &mut Parts,
        body: &Bytes,
        exchange: &mut Exchange,
    ) -> Result<Response<Bytes>, Denial> {
        if parts.method != Method::POST {
            let version = incoming::assumed_version(&parts.headers);
            let refusal = Refusal::method(!P::CONTRACT.is_empty()).in_version(version);
            return Err(Denial::Method(Box::new(refusal), contract::allowed::<P>(parts)));
        }
        let admitted = self.chooser.admit(parts).await.map_err(Denial::Rejected)?;
        let body = &self.decoded(parts, body)?;
        let incoming = incoming::read::<P, C>(parts, body, &self.settings, exchange)?;
        let (operation, version) = (incoming.operation, exchange.version);
        #[cfg(feature = "tracing")]
        tracing::Span::current().record("operation", operation.name);
        parts.extensions.extend(exchange.extensions.clone());
        let refused = |fault| Box::new(Refusal::of_service(fault).in_version(version));
        let service = self.chooser.service(admitted, parts, &incoming.unbound).await.map_err(refused)?;
        let answer = P::serve(service.borrow(), operation, incoming.body, incoming.bound).await;
        let answer = answer.map_err(|refusal| Box::new(refusal.in_version(version)))?;
        if operation.one_way || is_unanswered(exchange) {
            return Ok(outgoing::accepted());
        }
        let packaging = self.packaging(&parts.extensions, exchange);
        let packaging = packaging.map_err(|error| Box::new(Refusal::unwritable(error).in_version(version)))?;
        self.respond(answer, packaging, exchange).map_err(|refusal| Box::new(refusal.in_version(version)).into())
    }

    /// The body without codings.
    fn decoded(&self, parts: &mut Parts, body: &Bytes) -> Result<Bytes, Box<Refusal>> {
        let version = incoming::assumed_version(&parts.headers);
        let decoded = coding::undo(&mut parts.headers, body.clone(), self.settings.max_request_bytes);
        decoded.map_err(|error| Box::new(Refusal::from(error).in_version(version)))
    }

    /// How the answer to a request is packaged.
    #[cfg_attr(not(feature = "stream"), expect(clippy::unnecessary_wraps, reason = "in pieces, it may fail"))]
    fn packaging(&self, request: &Extensions, exchange: &mut Exchange) -> crate::Result<Packaging> {
        #[cfg(feature = "stream")]
        if streaming::is_in_pieces(request) {
            return self.settings.packaging_of_pieces(&exchange.extensions);
        }
        let _ = request;
        Ok(self.settings.packing.of_answer(&mut exchange.extensions))
    }

    fn respond(
        &self,
        answer: Answer<P::Document>,
        packaging: Packaging,
        exchange: &mut Exchange,
    ) -> Result<Response<Bytes>, Box<Refusal>> {
        exchange.message = MessageKind::Response;
        let mut blocks = answer.blocks;
        let handlers = self.settings.understanding.handlers();
        blocks.append(&mut handlers.blocks(exchange).map_err(boxed(Refusal::of_handler))?);
        let version = exchange.version;
        let mut headers = self.completed(answer.headers);
        headers.extend(blocks.into_iter().map(|block| block.into_header(version)));
        let envelope = Envelope { version, headers, body: answer.body.map_or(Body::Empty, Body::Message) };
        let text = packaging.text(&envelope).map_err(boxed(Refusal::unwritable))?;
        let text = handlers.seal(exchange, text).map_err(boxed(Refusal::of_handler))?;
        outgoing::packaged(version, &text, packaging).map_err(boxed(Refusal::unwritable))
    }

    fn refuse(&self, mut refusal: Refusal, exchange: &mut Exchange) -> Response<Bytes> {
        if let Some(adapt) = &self.settings.on_refusal {
            adapt(&mut refusal);
        }
        #[cfg(feature = "tracing")]
        tracing::debug!(reason = refusal.fault.reason(), "refused");
        exchange.version = refusal.version;
        exchange.message = MessageKind::Fault;
        outgoing::refusal(refusal, self.settings.headers.clone(), self.settings.understanding.handlers(), exchange)
    }

    /// The answer to a request whose body could not be received.
    fn unreceived(&self, refusal: Refusal, parts: &Parts) -> Response<Bytes> {
        let refusal = refusal.in_version(incoming::assumed_version(&parts.headers));
        self.refuse(refusal, &mut Exchange::new(Side::Server, parts.uri.clone()))
    }

    /// The headers of an answer and those of the server's own that it does not have.
    fn completed(&self, mut headers: Vec<HeaderBlock<P::Document>>) -> Vec<HeaderBlock<P::Document>> {
        for own in &self.settings.headers {
            if !headers.iter().any(|header| same_element(header, own)) {
                headers.push(own.clone());
            }
        }
        headers
    }
}

/// Whether the request says that nobody waits for an answer.
fn is_unanswered(exchange: &Exchange) -> bool {
    #[cfg(feature = "addressing")]
    return exchange.extensions.get::<super::addressing::Unanswered>().is_some();
    #[cfg(not(feature = "addressing"))]
    {
        let _ = exchange;
        false
    }
}

fn boxed<E>(refusal: fn(E) -> Refusal) -> impl FnOnce(E) -> Box<Refusal> {
    move |error| Box::new(refusal(error))
}

fn same_element<D>(a: &HeaderBlock<D>, b: &HeaderBlock<D>) -> bool {
    match (&a.content, &b.content) {
        (HeaderContent::Known(a), HeaderContent::Known(b)) => std::mem::discriminant(a) == std::mem::discriminant(b),
        _ => false,
    }
}

/// A request without a response of the service.
enum Denial {
    /// It gets plain HTTP.
    Rejected(Rejection),
    /// It gets a fault.
    Refused(Box<Refusal>),
    /// It gets a fault and is told which methods are answered.
    Method(Box<Refusal>, &'static str),
}

impl From<Box<Refusal>> for Denial {
    fn from(refusal: Box<Refusal>) -> Self {
        Self::Refused(refusal)
    }
}

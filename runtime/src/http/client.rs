//! The client: one type for every contract.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use ::bytes::Bytes;
use ::http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};

use super::authenticate::Authenticate;
use super::call_error::CallError;
use super::raw_response::RawResponse;
use super::read_error::ReadError;
use super::server_version::{OnNewer, ServerVersion};
use super::transport::{MaxResponseBytes, Transport};
use crate::bind::{AnyElement, Elements};
use crate::error::Error;
use crate::options::ReadOptions;
use crate::soap::{
    Body, Envelope, Fault, HeaderBlock, HeaderContent, Headers, Operation, OperationError, Reply, Version,
};

/// Calls a service over a [`Transport`]. It implements the trait of every port type that was generated, as a server does.
///
/// A clone is cheap and shares the transport. The `with_…` methods give a client that differs in one thing; so one client serves
/// as the template of others, down to one for a single call:
///
/// ```
/// # use soap_runtime::http::{Bytes, Client, types::{Request, Response}};
/// # async fn transport(_: Request<Bytes>) -> Result<Response<Bytes>, std::io::Error> { Ok(Response::default()) }
/// use soap_runtime::http::Basic;
///
/// let client = Client::new(transport, "https://mail.contoso.com/EWS/Exchange.asmx")?
///     .with_authentication(Basic::new("user@contoso.com", "password"));
/// let for_this_call = client.with_header("X-AnchorMailbox", "user@contoso.com")?;
/// # Ok::<(), soap_runtime::http::types::Error>(())
/// ```
///
/// There is no timeout and no retry here; both are the caller's or the transport's.
pub struct Client<T> {
    transport: Arc<T>,
    settings: Arc<Settings>,
}

/// Who is told of header blocks that the contract does not bind, with the name of the operation.
type OnBlocks = Arc<dyn Fn(&'static str, &[AnyElement]) + Send + Sync>;

/// What is the same in every call.
#[derive(Clone)]
struct Settings {
    endpoint: Uri,
    version: Option<Version>,
    headers: HeaderMap,
    /// Header blocks that the contract does not bind.
    blocks: Vec<AnyElement>,
    on_blocks: Option<OnBlocks>,
    authentication: Option<Arc<dyn Authenticate>>,
    read: ReadOptions,
    max_response_bytes: usize,
    server_version: Option<ServerVersion>,
    #[cfg(feature = "tracing")]
    trace_bodies: bool,
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { transport: Arc::clone(&self.transport), settings: Arc::clone(&self.settings) }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.settings.endpoint).finish_non_exhaustive()
    }
}

impl<T: Transport> Client<T> {
    /// A client of the service at `endpoint`, a URL such as `https://mail.contoso.com/EWS/Exchange.asmx`.
    ///
    /// # Errors
    /// When that is no URI.
    pub fn new<U>(transport: T, endpoint: U) -> Result<Self, ::http::Error>
    where
        Uri: TryFrom<U>,
        <Uri as TryFrom<U>>::Error: Into<::http::Error>,
    {
        let settings = Settings {
            endpoint: Uri::try_from(endpoint).map_err(Into::into)?,
            version: None,
            headers: HeaderMap::new(),
            blocks: Vec::new(),
            on_blocks: None,
            authentication: None,
            read: ReadOptions::default(),
            max_response_bytes: 256 << 20,
            server_version: None,
            #[cfg(feature = "tracing")]
            trace_bodies: false,
        };
        Ok(Self { transport: Arc::new(transport), settings: Arc::new(settings) })
    }
}

impl<T> Client<T> {
    fn with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut client = self.clone();
        change(Arc::make_mut(&mut client.settings));
        client
    }

    /// The transport.
    #[must_use]
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// Sends every message in this version of SOAP; by default each goes in the version its operation is bound to.
    #[must_use]
    pub fn with_version(&self, version: Version) -> Self {
        self.with(|settings| settings.version = Some(version))
    }

    /// Sets an HTTP header for every request. One that the client sets itself, such as `User-Agent` or `SOAPAction`, is replaced.
    ///
    /// # Errors
    /// When name or value are not those of a header.
    pub fn with_header<N, V>(&self, name: N, value: V) -> Result<Self, ::http::Error>
    where
        HeaderName: TryFrom<N>,
        <HeaderName as TryFrom<N>>::Error: Into<::http::Error>,
        HeaderValue: TryFrom<V>,
        <HeaderValue as TryFrom<V>>::Error: Into<::http::Error>,
    {
        let name = HeaderName::try_from(name).map_err(Into::into)?;
        let value = HeaderValue::try_from(value).map_err(Into::into)?;
        Ok(self.with(|settings| drop(settings.headers.insert(name, value))))
    }

    /// Adds a header block to every request that the contract does not bind, such as `wsse:Security` or a correlation identifier. It stands
    /// behind those that are bound, as it is; attributes such as `soap:mustUnderstand` are its own.
    #[must_use]
    pub fn with_soap_header(&self, block: AnyElement) -> Self {
        self.with(|settings| settings.blocks.push(block))
    }

    /// Tells `hook` of the header blocks in responses that the contract does not bind to the operation, if there are any: the operation's name,
    /// and the blocks without their attributes of the SOAP namespace.
    #[must_use]
    pub fn on_unbound_headers(&self, hook: impl Fn(&'static str, &[AnyElement]) + Send + Sync + 'static) -> Self {
        self.with(|settings| settings.on_blocks = Some(Arc::new(hook)))
    }

    /// Sets who puts credentials on the requests.
    #[must_use]
    pub fn with_authentication(&self, authentication: impl Authenticate + 'static) -> Self {
        self.with(|settings| settings.authentication = Some(Arc::new(authentication)))
    }

    /// Sets how responses are read: leniently by default.
    #[must_use]
    pub fn with_read_options(&self, options: ReadOptions) -> Self {
        self.with(|settings| settings.read = options)
    }

    /// Sets how long the body of a response may be (default 256 MiB).
    #[must_use]
    pub fn with_max_response_bytes(&self, bytes: usize) -> Self {
        self.with(|settings| settings.max_response_bytes = bytes)
    }

    /// Says which version of the contract the server knows, by its label, and what to do about a request that uses something
    /// newer. By default nothing is looked at. A label that the contract does not have fails every call with
    /// [`ErrorKind::UnknownVersion`](crate::ErrorKind::UnknownVersion), and lists those it has.
    #[must_use]
    pub fn with_server_version(&self, label: impl Into<String>, on_newer: OnNewer) -> Self {
        let version = ServerVersion { label: label.into(), on_newer };
        self.with(|settings| settings.server_version = Some(version))
    }

    /// Writes the bodies of requests and responses, which hold people's data, to the trace at level `TRACE`.
    #[cfg(feature = "tracing")]
    #[must_use]
    pub fn with_traced_bodies(&self) -> Self {
        self.with(|settings| settings.trace_bodies = true)
    }
}

impl Settings {
    fn request<D: Elements>(
        &self,
        operation: &Operation,
        body: Option<D>,
        headers: impl Headers<D>,
    ) -> Result<Request<Bytes>, Error> {
        let version = self.version.unwrap_or(operation.version);
        let body = body.map_or(Body::Empty, Body::Message);
        let unbound = self.blocks.iter().map(|block| HeaderContent::Other(block.clone()));
        let unbound = unbound.map(|content| HeaderBlock { content, attributes: Vec::new() });
        let headers = headers.into_blocks().into_iter().chain(unbound).collect();
        let envelope = Envelope { version, headers, body };
        let mut request = super::request(&self.endpoint, operation, &envelope)?;
        if let Some(version) = &self.server_version {
            version.check::<D>(request.body())?;
        }
        let agent = HeaderValue::from_static(concat!("soap-runtime/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().insert(::http::header::USER_AGENT, agent);
        request.headers_mut().extend(self.headers.clone());
        request.extensions_mut().insert(MaxResponseBytes(self.max_response_bytes));
        Ok(request)
    }

    /// Tells of header blocks that are not bound. One of the contract's own that cannot be written is left out.
    fn tell<D: Elements>(&self, operation: &Operation, unbound: Vec<HeaderBlock<D>>) {
        let Some(hook) = self.on_blocks.as_ref().filter(|_| !unbound.is_empty()) else { return };
        let elements = unbound.into_iter().filter_map(|block| match block.content {
            HeaderContent::Other(element) => Some(element),
            HeaderContent::Known(element) => AnyElement::from_document(&element).ok(),
        });
        hook(operation.name, &elements.collect::<Vec<_>>());
    }

    fn response<D: Elements, E>(
        &self,
        operation: &Operation,
        response: ::http::Response<Bytes>,
    ) -> Result<Envelope<D>, CallError<E>> {
        if response.body().len() > self.max_response_bytes {
            let response = Box::new(RawResponse::from(response));
            if !response.status.is_success() {
                return Err(CallError::Status { operation: operation.name, response });
            }
            let error = ReadError::TooLarge { limit: self.max_response_bytes };
            return Err(CallError::Read { operation: operation.name, error, response });
        }
        super::response(operation, response, &self.read).map_err(CallError::of_transport)
    }

    #[cold]
    fn declared<D: Elements, E, F: OperationError<D, CallError<E>>>(
        &self,
        operation: &Operation,
        error: CallError<E>,
    ) -> F {
        let detail = error.fault().map(|fault| fault.declared_detail(operation, &self.read));
        match detail {
            Some(Ok(Some(detail))) => F::of_detail(detail, error),
            Some(Ok(None) | Err(_)) | None => F::from(error),
        }
    }
}

/// Calls an operation: what the methods of generated traits do. `take` picks the operation's response out of the document type.
pub fn invoke<D, A, Q, H, T>(
    client: &Client<T>,
    operation: &'static Operation,
    body: Option<D>,
    headers: Q,
    take: fn(Option<D>) -> Option<A>,
) -> impl Future<Output = Result<Reply<A, H>, CallError<T::Error>>> + Send
where
    D: Elements,
    Q: Headers<D>,
    H: Headers<D>,
    T: Transport,
{
    let request = client.settings.request(operation, body, headers);
    let call = async move {
        let response = exchange(client, operation.name, request).await?;
        let envelope = client.settings.response::<D, T::Error>(operation, response)?;
        let (headers, unbound) = H::from_blocks(envelope.headers);
        client.settings.tell(operation, unbound);
        let body = match envelope.body {
            Body::Message(message) => Some(message),
            Body::Fault(_) | Body::Empty => None,
        };
        let body = take(body).ok_or_else(|| mismatch(operation))?;
        Ok(Reply { body, headers })
    };
    #[cfg(feature = "tracing")]
    let call = traced(call, operation, &client.settings.endpoint);
    call
}

/// Calls an operation that declares faults: as [`invoke`], and a fault whose detail is declared becomes the variant for that. One whose
/// detail cannot be read is any other error, which keeps it.
pub fn invoke_declaring<D, A, Q, H, T, E>(
    client: &Client<T>,
    operation: &'static Operation,
    body: Option<D>,
    headers: Q,
    take: fn(Option<D>) -> Option<A>,
) -> impl Future<Output = Result<Reply<A, H>, E>> + Send
where
    D: Elements,
    Q: Headers<D>,
    H: Headers<D>,
    T: Transport,
    E: OperationError<D, CallError<T::Error>>,
{
    let call = invoke(client, operation, body, headers, take);
    async move { call.await.map_err(|error| client.settings.declared(operation, error)) }
}

/// A response that holds the operation's element, and still not its value: the bindings do not belong together.
#[cold]
fn mismatch<E>(operation: &Operation) -> CallError<E> {
    CallError::from(Fault::client(format!("the response is not that of {}", operation.name)))
}

async fn exchange<T: Transport>(
    client: &Client<T>,
    operation: &'static str,
    request: Result<Request<Bytes>, Error>,
) -> Result<::http::Response<Bytes>, CallError<T::Error>> {
    let mut request = request.map_err(|error| CallError::Write { operation, error })?;
    if let Some(authentication) = &client.settings.authentication {
        let authenticated = authentication.authenticate(&mut request).await;
        authenticated.map_err(|error| CallError::Authentication { operation, error })?;
    }
    #[cfg(feature = "tracing")]
    if client.settings.trace_bodies {
        tracing::trace!(body = %String::from_utf8_lossy(request.body()), "request");
    }
    let response = client.transport.call(request).await;
    let response = response.map_err(|error| CallError::Transport { operation, error })?;
    #[cfg(feature = "tracing")]
    {
        tracing::debug!(status = response.status().as_u16(), bytes = response.body().len(), "answered");
        if client.settings.trace_bodies {
            tracing::trace!(body = %String::from_utf8_lossy(response.body()), "response");
        }
    }
    Ok(response)
}

/// A span around the call, with its outcome. Of the endpoint it has no more than the host: paths and queries may hold secrets.
#[cfg(feature = "tracing")]
fn traced<A, E>(
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

#[cfg(feature = "tracing")]
fn outcome<A, E>(result: &Result<A, CallError<E>>) -> &'static str {
    match result {
        Ok(_) => "response",
        Err(CallError::Fault { .. }) => "fault",
        Err(CallError::Status { .. }) => "status",
        Err(CallError::Read { .. }) => "unreadable",
        Err(CallError::Transport { .. }) => "transport error",
        Err(CallError::Authentication { .. }) => "not authenticated",
        Err(CallError::Write { .. }) => "unwritable",
    }
}

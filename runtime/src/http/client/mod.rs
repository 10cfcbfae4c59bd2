//! The client: one type for every contract.

mod error;
mod exchange;
mod incoming;
mod invoke;
mod outgoing;
mod settings;
#[cfg(feature = "tracing")]
mod trace;

use std::fmt;
use std::sync::Arc;

use ::http::{HeaderName, HeaderValue, Uri};

pub use self::error::ClientError;
pub use self::invoke::{invoke, invoke_declaring};
use self::settings::Settings;
use super::authenticate::Authenticate;
use super::handler::Handler;
use super::redirects::Redirects;
#[cfg(feature = "retries")]
use super::retries::Retries;
use super::server_version::{OnNewer, ServerVersion};
use super::transport::Transport;
use crate::options::ReadOptions;
use crate::soap::{Block, Version};

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
/// # Ok::<(), soap_runtime::http::ClientError>(())
/// ```
///
/// There is no timeout here; it is the caller's or the transport's. A call is one request unless `with_retries` (feature `retries`) or
/// [`with_redirects`](Self::with_redirects) says otherwise.
pub struct Client<T> {
    transport: Arc<T>,
    settings: Arc<Settings>,
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { transport: Arc::clone(&self.transport), settings: Arc::clone(&self.settings) }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Users, passwords, paths and queries may be secrets.
        f.debug_struct("Client")
            .field("host", &self.settings.endpoint.host().unwrap_or_default())
            .finish_non_exhaustive()
    }
}

impl<T: Transport> Client<T> {
    /// A client of the service at `endpoint`, a URL such as `https://mail.contoso.com/EWS/Exchange.asmx`.
    ///
    /// # Errors
    /// When that is no absolute `http` or `https` URL.
    pub fn new<U>(transport: T, endpoint: U) -> Result<Self, ClientError>
    where
        Uri: TryFrom<U>,
        <Uri as TryFrom<U>>::Error: Into<::http::Error>,
    {
        let settings = Settings::of(error::endpoint(endpoint)?);
        Ok(Self { transport: Arc::new(transport), settings: Arc::new(settings) })
    }
}

#[cfg(feature = "stream")]
impl<T: super::stream::StreamTransport> Client<T> {
    /// A client whose calls come and go in pieces, of the service at `endpoint`: for a transport that is not a [`Transport`] as well.
    ///
    /// # Errors
    /// When the endpoint is no absolute `http` or `https` URL.
    pub fn streaming<U>(transport: T, endpoint: U) -> Result<Self, ClientError>
    where
        Uri: TryFrom<U>,
        <Uri as TryFrom<U>>::Error: Into<::http::Error>,
    {
        let settings = Settings::of(error::endpoint(endpoint)?);
        Ok(Self { transport: Arc::new(transport), settings: Arc::new(settings) })
    }
}

/// What calls in pieces make of a client.
#[cfg(feature = "stream")]
impl<T> Client<T> {
    pub(super) fn shared_transport(&self) -> Arc<T> {
        Arc::clone(&self.transport)
    }

    /// The same over another transport, for one call in pieces: nothing is tried again, since items may have been given already, and nothing
    /// is compressed.
    pub(super) fn over<O>(&self, transport: O) -> Client<O> {
        #[cfg_attr(not(any(feature = "retries", feature = "compression")), allow(unused_mut))]
        let mut settings = Settings::clone(&self.settings);
        #[cfg(feature = "retries")]
        {
            settings.retries = None;
        }
        #[cfg(feature = "compression")]
        {
            settings.compress_from = None;
        }
        Client { transport: Arc::new(transport), settings: Arc::new(settings) }
    }

    /// The same for a request that goes out in pieces.
    pub(super) fn writing_in_pieces(&self) -> Self {
        self.with(|settings| settings.is_in_pieces = true)
    }

    /// The same without credentials.
    pub(super) fn without_authentication(&self) -> Self {
        self.with(|settings| settings.authentication = None)
    }
}

impl<T> Client<T> {
    fn with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut client = self.clone();
        change(Arc::make_mut(&mut client.settings));
        client
    }

    /// Sets how requests are packaged, and how much is taken of responses with several parts. By default requests have one part.
    #[cfg(feature = "attachments")]
    #[must_use]
    pub fn with_attachments(&self, attachments: super::Attachments) -> Self {
        self.with(|settings| settings.packing.attachments = attachments)
    }

    /// Adds a part to every request that no value of its body is: for peers whose contract does not say what they take.
    #[cfg(feature = "attachments")]
    #[must_use]
    pub fn with_part(&self, part: crate::mime::Part) -> Self {
        self.with_parts([part])
    }

    /// The same for several parts, such as those that a contract declares.
    #[cfg(feature = "attachments")]
    #[must_use]
    pub fn with_parts(&self, parts: impl IntoIterator<Item = crate::mime::Part>) -> Self {
        self.with(|settings| settings.packing.parts.extend(parts))
    }

    /// Tells `hook` of all parts of a response that has several, whether its body refers to them or not: the operation's name, and the parts
    /// beside the envelope. That is before the envelope is read, and for faults as well.
    #[cfg(feature = "attachments")]
    #[must_use]
    pub fn on_parts(&self, hook: impl Fn(&'static str, &crate::mime::Parts) + Send + Sync + 'static) -> Self {
        self.with(|settings| settings.packing.on_parts = Some(Arc::new(hook)))
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
    /// So are those that say what the body is, and then they say so whatever it is: `Content-Type` is for peers that want another one for the
    /// same bytes (not with attachments: it names the boundary), and `Content-Encoding` is best left alone.
    ///
    /// # Errors
    /// When the header is one that the transport sets (`Host`, `Content-Length`, `Transfer-Encoding`, `Connection` and their kin), and when name or value are
    /// not those of a header. What is told of the value is which character has no place in it, and where.
    pub fn with_header<N, V>(&self, name: N, value: V) -> Result<Self, ClientError>
    where
        HeaderName: TryFrom<N>,
        <HeaderName as TryFrom<N>>::Error: Into<::http::Error>,
        HeaderValue: TryFrom<V>,
        <HeaderValue as TryFrom<V>>::Error: Into<::http::Error>,
        V: AsRef<[u8]>,
    {
        let name = HeaderName::try_from(name);
        let name = name.map_err(|error| ClientError::HeaderName { reason: error.into().to_string() })?;
        error::check_name(&name)?;
        error::check_value(name.as_str(), value.as_ref())?;
        let value = HeaderValue::try_from(value)
            .map_err(|error| ClientError::HeaderValue { name: name.to_string(), reason: error.into().to_string() })?;
        Ok(self.with(|settings| drop(settings.headers.insert(name, value))))
    }

    /// Adds a header block to every request that the contract does not bind, such as a correlation identifier: an
    /// [`AnyElement`](crate::AnyElement), or one of the contract's elements ([`Block::known`]). It stands behind those that are bound.
    #[must_use]
    pub fn with_soap_header(&self, block: impl Into<Block>) -> Self {
        self.with(|settings| settings.blocks.push(block.into()))
    }

    /// Tells `hook` of the header blocks in responses, faults among them, that the contract does not bind to the operation, if there are any: the
    /// operation's name, and the blocks. [`Reply::blocks`](crate::soap::Reply::blocks) has those of one call.
    #[must_use]
    pub fn on_unbound_headers(&self, hook: impl Fn(&'static str, &[Block]) + Send + Sync + 'static) -> Self {
        self.with(|settings| settings.on_blocks = Some(Arc::new(hook)))
    }

    /// Takes header blocks of this name in responses for understood, so that `mustUnderstand` on them refuses nothing.
    #[must_use]
    pub fn with_understood(&self, namespace: &str, name: &str) -> Self {
        self.with(|settings| settings.understanding.add_name(namespace, name))
    }

    /// Puts the properties of WS-Addressing on requests and checks those of responses, as `addressing` says, in place of what the client does
    /// by itself: that for operations whose contract requires it.
    #[cfg(feature = "addressing")]
    #[must_use]
    pub fn with_addressing(&self, addressing: crate::http::addressing::Addressing) -> Self {
        let client = self.with_handler(addressing);
        client.with(|settings| settings.is_addressed = true)
    }

    /// Acts in a role (`actor` in SOAP 1.1) besides those that everybody acts in who receives: header blocks for it are processed here.
    #[must_use]
    pub fn with_role(&self, uri: impl Into<String>) -> Self {
        self.with(|settings| settings.understanding.add_role(uri))
    }

    /// Has `handler` act on every message, after those that were added before it on the way out, and before them on the way in.
    #[must_use]
    pub fn with_handler(&self, handler: impl Handler + 'static) -> Self {
        self.with(|settings| settings.understanding.add_handler(handler))
    }

    /// Sets who puts credentials on the requests.
    #[must_use]
    pub fn with_authentication(&self, authentication: impl Authenticate + 'static) -> Self {
        self.with(|settings| settings.authentication = Some(Arc::new(authentication)))
    }

    /// Sets how responses are read: leniently by default.
    #[must_use]
    pub fn with_read_options(&self, options: ReadOptions) -> Self {
        self.with(|settings| {
            settings.read = options;
            settings.read.set_body_limit(settings.max_response_bytes);
        })
    }

    /// Sets how long the body of a response may be (default 256 MiB), and so how much text its parts may stand for: four thirds of that, unless
    /// [`ReadOptions::max_bytes`] says it.
    #[must_use]
    pub fn with_max_response_bytes(&self, bytes: usize) -> Self {
        self.with(|settings| {
            settings.max_response_bytes = bytes;
            settings.read.set_body_limit(settings.max_response_bytes);
        })
    }

    /// Compresses requests of at least so many bytes with gzip. Only for servers that are known to take it: others answer with 415, or worse.
    /// Compressed responses are asked for and taken anyway.
    #[cfg(feature = "compression")]
    #[must_use]
    pub fn with_compressed_requests(&self, from_bytes: usize) -> Self {
        self.with(|settings| settings.compress_from = Some(from_bytes))
    }

    /// Follows redirections to these places.
    #[must_use]
    pub fn with_redirects(&self, redirects: Redirects) -> Self {
        self.with(|settings| settings.redirects = Some(redirects))
    }

    /// Makes calls again that the server has put off, or that got lost, as `retries` says.
    #[cfg(feature = "retries")]
    #[must_use]
    pub fn with_retries(&self, retries: Retries) -> Self {
        self.with(|settings| settings.retries = Some(retries))
    }

    /// Lets no more calls be under way at once; the others wait for their turn, with what they wait between attempts. Clones made from
    /// this client share the turns.
    #[cfg(feature = "retries")]
    #[must_use]
    pub fn with_concurrency(&self, most: usize) -> Self {
        self.with(|settings| settings.turns = Some(Arc::new(async_lock::Semaphore::new(most.max(1)))))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::convert::Infallible;

    use ::bytes::Bytes;
    use ::http::{Request, Response};

    use super::Client;

    async fn nowhere(_: Request<Bytes>) -> Result<Response<Bytes>, Infallible> {
        Ok(Response::default())
    }

    #[test]
    fn a_client_is_shown_without_secrets() {
        let client = Client::new(nowhere, "https://user:sesame@example.org/path?key=sesame").unwrap();
        let shown = format!("{client:?}");
        assert!(shown.contains("example.org") && !shown.contains("sesame"), "{shown}");
    }

    #[test]
    fn headers_of_the_transport_are_refused() {
        let client = Client::new(nowhere, "https://example.org/").unwrap();
        for (name, reason) in [
            ("Content-Length", "the transport says where a body ends"),
            ("transfer-encoding", "the transport says where a body ends"),
            ("Host", "it is that of the endpoint's URL"),
            ("connection", "the transport decides about connections"),
        ] {
            let error = client.with_header(name, "5").unwrap_err().to_string();
            assert_eq!(error, format!("the header {} cannot be set: {reason}", name.to_lowercase()));
        }
        assert!(client.with_header("content-type", "text/xml").is_ok());
    }
}

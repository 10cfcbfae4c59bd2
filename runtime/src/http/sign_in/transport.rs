//! The transport: each handshake has a connection, which is kept and used again, by one call at a time.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use ::bytes::{Bytes, BytesMut};
use ::http::header::CONNECTION;
use ::http::{Request, Response, uri::Scheme};
use ::reqwest::redirect::Policy;
use ::reqwest::tls::TlsInfo;
use ::reqwest::{Client, ClientBuilder};

use super::error::SignInError;
use super::gate::Gate;
use super::handshake::{Handshake, Next, Peer};
use super::sign_in::SignIn;
use crate::http::transport::{MaxResponseBytes, Transport};

const NO_PROVIDER: &str = "TLS has no provider, which reqwest wants for http as well: the feature `reqwest` of soap-runtime brings one, or the application installs its own \
     (rustls::crypto::CryptoProvider::install_default)";

/// How many connections without a call are kept.
const MOST_IDLE: usize = 32;

/// A transport that signs in, on reqwest.
///
/// There are as many connections as there are calls at the same time; each is HTTP/1.1, signed in for itself, and kept for calls to come.
/// Where the server signs in connections (NTLM, mostly), the calls that follow on one take one request each; where it wants each
/// request signed in, they take a handshake each.
///
/// TLS is rustls: its provider is that of the feature `reqwest`, or the one that the application has installed. Without either every call fails, those
/// to `http` as well.
///
/// Redirections are not followed: credentials go to the host of the URL and nowhere else.
///
/// ```
/// use soap_runtime::http::Client;
/// use soap_runtime::http::sign_in::{Credentials, Mechanism, SignIn, SigningIn};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let sign_in = SignIn::new(Mechanism::Ntlm, Credentials::password(r"CONTOSO\kim", "secret"));
/// sign_in.check(true)?; // whether the features that this takes are on
/// let client = Client::new(SigningIn::new(sign_in), "https://mail.contoso.com/EWS/Exchange.asmx")?;
/// # Ok(())
/// # }
/// ```
pub struct SigningIn {
    sign_in: SignIn,
    builder: Box<dyn Fn() -> ClientBuilder + Send + Sync>,
    idle: Mutex<Vec<Connection>>,
}

impl SigningIn {
    /// Signs in like that, with what reqwest has for defaults.
    #[must_use]
    pub fn new(sign_in: SignIn) -> Self {
        Self::with_builder(sign_in, Client::builder)
    }

    /// Signs in like that; proxies, timeouts, certificates and the like are what `builder` says, which is asked for each connection. Version of
    /// HTTP, redirections and the pool are set here.
    ///
    /// ```
    /// use std::time::Duration;
    /// use soap_runtime::http::sign_in::{Credentials, Mechanism, SignIn, SigningIn};
    ///
    /// let sign_in = SignIn::new(Mechanism::Kerberos, Credentials::of_this_machine());
    /// let transport = SigningIn::with_builder(sign_in, || reqwest::Client::builder().timeout(Duration::from_secs(60)).no_proxy());
    /// ```
    #[must_use]
    pub fn with_builder(sign_in: SignIn, builder: impl Fn() -> ClientBuilder + Send + Sync + 'static) -> Self {
        Self { sign_in, builder: Box::new(builder), idle: Mutex::default() }
    }

    fn idle(&self) -> Option<Connection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn keep(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST_IDLE {
            idle.push(connection);
        }
    }

    fn connection(&self) -> Result<Connection, SignInError> {
        // Without one, reqwest panics.
        if cfg!(not(feature = "reqwest")) && rustls::crypto::CryptoProvider::get_default().is_none() {
            return Err(SignInError::Client(NO_PROVIDER.into()));
        }
        let gate = Gate::default();
        let builder = (self.builder)().http1_only().tls_info(true).redirect(Policy::none());
        let builder = builder.pool_max_idle_per_host(1).connector_layer(gate.clone());
        let client = builder.build().map_err(|error| SignInError::Client(error.into()))?;
        Ok(Connection { client, gate, signed_in: None })
    }

    /// Makes the call on that connection, or says that the connection ended before anything was carried out.
    async fn once(&self, mut connection: Connection, request: Request<Bytes>) -> Result<Response<Bytes>, Failure> {
        let mut handshake = Handshake::new(&self.sign_in, request);
        let mut sent = if connection.signed_in.is_some() { handshake.whole() } else { handshake.opening() };
        let mut number = None;
        loop {
            let empty = sent.body().is_empty();
            let received = match connection.exchange(sent).await {
                Err(_) if empty && number.is_some() => return Err(Failure::Lost),
                received => received.map_err(SignInError::Transport)?,
            };
            let made = connection.gate.made();
            let same = number.replace(made).or(connection.signed_in).is_none_or(|before| before == made);
            if !same {
                handshake.reconnected();
            }
            let whole = received.whole;
            match handshake.answer(received.response, received.peer.as_peer()).await {
                Ok(Next::Done(response)) => {
                    connection.signed_in = handshake.is_signed_in().then_some(made);
                    if whole && !closes(&response) {
                        self.keep(connection);
                    }
                    return Ok(response);
                }
                Ok(Next::Send(_)) if !whole => return Err(Failure::Lost),
                Ok(Next::Send(next)) => sent = next,
                Err(SignInError::Refused { .. }) if !same => return Err(Failure::Lost),
                Err(error) => return Err(Failure::Other(error)),
            }
        }
    }
}

impl fmt::Debug for SigningIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningIn").field("sign_in", &self.sign_in).finish_non_exhaustive()
    }
}

impl Transport for SigningIn {
    type Error = SignInError;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SignInError> {
        let connection = self.idle().map_or_else(|| self.connection(), Ok)?;
        match self.once(connection, request.clone()).await {
            Err(Failure::Lost) => {}
            Err(Failure::Other(error)) => return Err(error),
            Ok(response) => return Ok(response),
        }
        self.once(self.connection()?, request).await.map_err(|failure| match failure {
            Failure::Lost => SignInError::ConnectionLost,
            Failure::Other(error) => error,
        })
    }
}

/// Whether the server ends the connection after this.
fn closes(response: &Response<Bytes>) -> bool {
    let values = response.headers().get_all(CONNECTION).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|option| option.trim().eq_ignore_ascii_case("close"))
}

enum Failure {
    /// The connection ended, and nothing was carried out.
    Lost,
    Other(SignInError),
}

impl From<SignInError> for Failure {
    fn from(error: SignInError) -> Self {
        Self::Other(error)
    }
}

/// An HTTP client that has one connection.
struct Connection {
    client: Client,
    gate: Gate,
    /// Which connection of the gate's is signed in.
    signed_in: Option<usize>,
}

struct Received {
    response: Response<Bytes>,
    peer: OwnedPeer,
    /// Whether all of the body was read, without which nothing more can go over the connection.
    whole: bool,
}

enum OwnedPeer {
    Plain,
    Tls(Option<TlsInfo>),
}

impl OwnedPeer {
    fn as_peer(&self) -> Peer<'_> {
        match self {
            Self::Plain => Peer::Plain,
            Self::Tls(info) => Peer::Tls { certificate: info.as_ref().and_then(TlsInfo::peer_certificate) },
        }
    }
}

impl Connection {
    async fn exchange(&self, request: Request<Bytes>) -> Result<Received, ::reqwest::Error> {
        let limit = request.extensions().get::<MaxResponseBytes>().map_or(usize::MAX, |limit| limit.0);
        let tls = request.uri().scheme() == Some(&Scheme::HTTPS);
        let mut received = self.client.execute(request.try_into()?).await?;
        self.gate.answered();
        let peer = if tls { OwnedPeer::Tls(received.extensions().get::<TlsInfo>().cloned()) } else { OwnedPeer::Plain };
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = received.status();
        *response.version_mut() = received.version();
        *response.headers_mut() = received.headers().clone();
        let mut body = BytesMut::new();
        let whole = loop {
            let Some(chunk) = received.chunk().await? else { break true };
            body.extend_from_slice(&chunk);
            if body.len() > limit {
                break false;
            }
        };
        *response.body_mut() = body.freeze();
        Ok(Received { response, peer, whole })
    }
}

#[cfg(all(test, feature = "reqwest"))]
mod tests;

#[cfg(all(test, not(feature = "reqwest")))]
mod tests {
    use super::super::credentials::Credentials;
    use super::super::mechanism::Mechanism;
    use super::*;

    #[test]
    fn what_brings_a_provider_for_tls_is_told() {
        let sign_in = || SignIn::new(Mechanism::Ntlm, Credentials::password("kim", "sesame"));
        for transport in [SigningIn::new(sign_in()), SigningIn::with_builder(sign_in(), Client::builder)] {
            let said = transport.connection().err().map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains("`reqwest`") && said.contains("provider"), "{said}");
        }
    }
}

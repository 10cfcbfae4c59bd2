//! HTTP: what requests go over, with TLS when the program was built with it.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use ms_oxwscos::Client;
use ms_oxwscos::http::types::{HeaderMap, Request};
use ms_oxwscos::http::{Authenticate, BoxError, Bytes, Challenge};
use thiserror::Error;

use crate::signing_in::{self, SignIn, SigningInError};
use crate::transport::Carrier;

/// Why there can be no connection.
#[derive(Debug, Error)]
pub enum ConnectionError {
    /// No server was named.
    #[error(
        "--server is needed: the address of Exchange's web services, such as https://mail.example.com/EWS/Exchange.asmx"
    )]
    NoServer,
    /// The address is none.
    #[error("the address of the server is none that can be called: {0}")]
    Address(String),
    /// The address has a user or password, which others could read.
    #[error("the address of the server has a user or a password in it; see `Signing in` in the help")]
    AddressWithUser,
    /// Built without TLS.
    #[error("{0} needs TLS, and this im-list was built without it (cargo install --path apps/im-list --features tls)")]
    NoTls(&'static str),
    /// A file of certificates cannot be used.
    #[error("{0}: {1}")]
    Certificate(PathBuf, String),
    /// The HTTP client cannot be made.
    #[error("there can be no connection: {0}")]
    Client(reqwest::Error),
    /// There is no password or token.
    #[error(transparent)]
    SigningIn(#[from] SigningInError),
}

/// The options of everything that asks a server.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Server")]
#[group(skip)]
pub struct Options {
    /// The address of Exchange's web services, such as <https://mail.example.com/EWS/Exchange.asmx>
    #[arg(long, value_name = "URL", env = "IM_LIST_SERVER")]
    pub server: Option<String>,
    /// Accept servers with certificates of this authority, too: a PEM file
    #[arg(long, value_name = "FILE")]
    pub ca_certificate: Option<PathBuf>,
    /// Show this certificate to the server: a PEM file with the certificate and its private key
    #[arg(long, value_name = "FILE")]
    pub client_certificate: Option<PathBuf>,
    /// How long to wait for an answer, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 100)]
    pub timeout: u64,
    /// How long to wait at most, in seconds, each time the server asks for patience
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub longest_wait: u64,
    /// How to sign in.
    #[command(flatten)]
    pub signing_in: signing_in::Options,
}

/// A client of the service, and what signs its requests in.
#[derive(Debug, Clone)]
pub struct Connection {
    /// The client. It is signed in, and about the mailbox of whoever that is.
    pub client: Client<Carrier>,
    /// What signs it in.
    pub sign_in: Arc<SignIn>,
    /// The address, for people.
    pub server: String,
    /// The longest wait that the server may ask for.
    pub longest_wait: Duration,
}

impl Connection {
    /// Takes what the options name. Nothing is sent.
    ///
    /// # Errors
    /// The options do not lead to a connection.
    pub fn new(options: &Options) -> Result<Self, ConnectionError> {
        let server = options.server.clone().ok_or(ConnectionError::NoServer)?;
        check(&server)?;
        let sign_in = Arc::new(SignIn::from_options(&options.signing_in)?);
        let client = Client::new(carrier(options, &sign_in)?, server.as_str());
        let client = client.map_err(|error| ConnectionError::Address(error.to_string()))?;
        let client = client.with_authentication(Shared(Arc::clone(&sign_in)));
        Ok(Self { client, sign_in, server, longest_wait: Duration::from_secs(options.longest_wait) })
    }
}

/// The same credentials for all clients.
struct Shared(Arc<SignIn>);

impl Authenticate for Shared {
    fn authenticate<'a>(
        &'a self,
        request: &'a mut Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
        self.0.authenticate(request)
    }

    fn refused(&self, request: &HeaderMap, challenges: &[Challenge]) -> bool {
        self.0.refused(request, challenges)
    }
}

fn check(server: &str) -> Result<(), ConnectionError> {
    let url = reqwest::Url::parse(server).map_err(|error| ConnectionError::Address(error.to_string()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ConnectionError::AddressWithUser);
    }
    match url.scheme() {
        "http" => Ok(()),
        "https" if cfg!(feature = "tls") => Ok(()),
        "https" => Err(ConnectionError::NoTls("https")),
        other => Err(ConnectionError::Address(format!("{other} is not http or https"))),
    }
}

/// What carries requests, with the handshake of signing in where there is one.
fn carrier(options: &Options, sign_in: &SignIn) -> Result<Carrier, ConnectionError> {
    let client = builder(options)?.build().map_err(ConnectionError::Client)?;
    #[cfg(any(feature = "negotiate", feature = "gssapi"))]
    if let Some(mechanism) = sign_in.mechanism() {
        use ms_oxwscos::http::sign_in::SigningIn;
        let options = options.clone();
        // The files were good a moment ago; without them the server would be refused, and not wrongly accepted.
        let again = move || builder(&options).unwrap_or_default();
        return Ok(Carrier::SigningIn(SigningIn::with_builder(mechanism, again)));
    }
    let _ = sign_in;
    Ok(Carrier::Direct(client))
}

fn builder(options: &Options) -> Result<reqwest::ClientBuilder, ConnectionError> {
    let builder = reqwest::Client::builder()
        .timeout(Duration::from_secs(options.timeout.max(1)))
        .connect_timeout(Duration::from_secs(options.timeout.clamp(1, 30)))
        // Credentials go to the server that was named and to no other.
        .redirect(reqwest::redirect::Policy::none());
    tls(builder, options)
}

#[cfg(feature = "tls")]
fn tls(mut builder: reqwest::ClientBuilder, options: &Options) -> Result<reqwest::ClientBuilder, ConnectionError> {
    let read = |path: &PathBuf| {
        std::fs::read(path)
            .map_err(|error| ConnectionError::Certificate(path.clone(), format!("cannot be read: {error}")))
    };
    if let Some(path) = &options.ca_certificate {
        let certificates = reqwest::Certificate::from_pem_bundle(&read(path)?).ok().filter(|all| !all.is_empty());
        let none = || ConnectionError::Certificate(path.clone(), "has no certificate in PEM".to_owned());
        builder = builder.tls_certs_merge(certificates.ok_or_else(none)?);
    }
    if let Some(path) = &options.client_certificate {
        // What the library says could quote the key.
        let wrong =
            |_| ConnectionError::Certificate(path.clone(), "has no certificate with a private key in PEM".to_owned());
        builder = builder.identity(reqwest::Identity::from_pem(&read(path)?).map_err(wrong)?);
    }
    Ok(builder)
}

#[cfg(not(feature = "tls"))]
fn tls(builder: reqwest::ClientBuilder, options: &Options) -> Result<reqwest::ClientBuilder, ConnectionError> {
    match (&options.ca_certificate, &options.client_certificate) {
        (None, None) => Ok(builder),
        (Some(_), _) => Err(ConnectionError::NoTls("--ca-certificate")),
        (None, Some(_)) => Err(ConnectionError::NoTls("--client-certificate")),
    }
}

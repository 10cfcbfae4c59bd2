//! SOAP over HTTP: [SOAP 1.1] 6, [SOAP 1.2 Part 2] 7.
//!
//! The core is a pair of functions without I/O: [`request`] turns an operation and its message into an HTTP request, [`response`]
//! turns what came back into the message or one exact [`CallError`]. On top of them stand
//!
//! - `Client` (feature `client`), which implements the trait of every generated port type over a [`Transport`];
//! - `Server` (feature `server`), which does the reverse: it answers HTTP requests with an implementor of that trait, and is
//!   a [`Transport`] itself.
//!
//! Nothing here opens a socket, starts a thread, reads a clock or waits for anything but the transport and the service.
//! Timeouts are the caller's, `tokio::time::timeout(limit, client.operation(…))`, and so is the waiting between the attempts of a call, if
//! there is to be more than one.

#[cfg(feature = "addressing")]
pub mod addressing;
// A client and a server use a half of it each.
#[cfg(feature = "attachments")]
#[cfg_attr(not(all(feature = "client", feature = "server")), allow(dead_code, unused_imports))]
mod attachments;
mod authenticate;
mod bearer_tokens;
mod call_error;
mod challenge;
#[cfg(any(feature = "client", feature = "server"))]
mod coding;
mod content_type;
mod handler;
mod message;
mod not_understood;
#[cfg(not(feature = "attachments"))]
#[cfg_attr(not(all(feature = "client", feature = "server")), allow(dead_code, unused_imports))]
mod packaging;
mod quoted_string;
mod raw_response;
mod read_error;
#[cfg(any(feature = "client", feature = "server"))]
mod reception;
#[cfg(feature = "client")]
mod redirects;
mod request;
mod response;
#[cfg(feature = "retries")]
mod retries;

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "reqwest-without-tls")]
mod reqwest;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "client")]
mod server_version;
#[cfg(feature = "sign-in")]
pub mod sign_in;
#[cfg(all(feature = "client", feature = "stream"))]
mod stream;
mod transport;
mod unfit;
#[cfg(feature = "ureq-without-tls")]
mod ureq;

#[cfg(feature = "attachments")]
pub use attachments::{Attachments, OutgoingParts};
pub use authenticate::{Authenticate, Basic, Bearer, BoxError};
pub use bearer_tokens::BearerTokens;
pub use call_error::CallError;
pub use challenge::Challenge;
pub use handler::{Exchange, Handler, HandlerError, MessageKind, Side};
pub use not_understood::NotUnderstood;
pub use raw_response::RawResponse;
pub use read_error::ReadError;
pub use request::request;
pub use response::response;
pub use transport::{MaxResponseBytes, Transport};

#[cfg(feature = "attachments")]
use attachments::Packaging;
#[cfg(all(feature = "attachments", any(feature = "client", feature = "server")))]
use attachments::Packing;
#[cfg(not(feature = "attachments"))]
use packaging::Packaging;
#[cfg(all(not(feature = "attachments"), any(feature = "client", feature = "server")))]
use packaging::Packing;

#[cfg(feature = "client")]
pub use client::{Client, ClientError, invoke, invoke_declaring};
#[cfg(feature = "server")]
pub use server::{Server, TowerTransport};
#[cfg(feature = "client")]
pub use server_version::OnNewer;
#[cfg(all(feature = "client", feature = "stream"))]
pub use stream::{EnvelopeCall, ItemCall, OctetsCall, Part, SendCall, StreamTransport, Streamed, Tap};

#[cfg(feature = "client")]
pub use redirects::Redirects;
#[cfg(feature = "retries")]
pub use retries::Retries;
#[cfg(feature = "ureq-without-tls")]
pub use ureq::wait;

pub use ::bytes::Bytes;
/// The types of requests and responses: the crate `http`.
pub use ::http as types;

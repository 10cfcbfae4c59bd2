//! Typed XML and SOAP: the library that bindings written by `wsdl-codegen` call.
//!
//! Who needs what:
//!
//! - **Users of bindings** need the types at this page's end ([`ReadOptions`], [`Notice`], [`Error`], [`AnyElement`], [`Nillable`]), the
//!   value types of [`xsd`], the envelopes and faults of [`soap`], and `http` for calls and servers. Bindings export the last two.
//! - **Authors of types**, who replace a generated type by their own, implement [`bind::ContentIn`] and use [`xml::Reader`] and
//!   [`xml::Writer`].
//! - **Tools** read and write contracts as data with [`contract`](mod@contract), and hold documents to them with [`schema`].
//! - [`version`](mod@version) takes values from one version of a contract to another.
//!
//! | feature | what it adds |
//! |---|---|
//! | `encodings` (default) | every encoding of the WHATWG besides UTF-8, UTF-16, US-ASCII and ISO-8859-1 |
//! | `client` | `http::Client` over any `http::Transport`; no I/O of its own |
//! | `reqwest`, `reqwest-without-tls` | `reqwest::Client` as a transport, with rustls or without TLS |
//! | `ureq`, `ureq-without-tls` | `ureq::Agent` as a transport, and `http::wait`, for programs without an async runtime |
//! | `negotiate`, `gssapi` | the module `http::sign_in`: Kerberos and NTLM over reqwest |
//! | `retries` | calls that are made again, and no more than some at once |
//! | `server` | `http::Server`, a `tower_service::Service`; it also publishes `?wsdl` |
//! | `attachments` | messages of several parts: MTOM, and SOAP with attachments; see `mime` and `http::Attachments` |
//! | `axum` | `Server::into_route` and `into_router` |
//! | `addressing` | the module `http::addressing`: WS-Addressing as a handler of clients and servers |
//! | `compression` | gzip and deflate, of requests and responses, on both sides |
//! | `dyn` | one type for all implementors of a port type |
//! | `security` | the module `security`: WS-Security as a handler of clients and servers, and for texts |
//! | `stream` | the module `stream`: messages that are read and written in pieces; calls and answers of these beside `client` and `server` |
//! | `tracing` | a span for each call |
//! | `chrono`, `jiff`, `time` | conversions of `xsd`'s dates and times to and from that crate's |
//! | `compact` | the module `compact`: texts and lists of one word each, for bindings that are generated so |
//! | `views` | the module `view`: values that borrow from the document they are read from, for bindings that are generated so |
//! | `serde` | `Serialize` and `Deserialize` for whatever fields of bindings hold; see [`serde_value!`](crate::serde_value) |
//!
//! Nothing here knows any particular contract; without the features of HTTP, nothing opens a socket, starts a thread or reads a clock.
//! The macros below are what generated code is written in; they are described where they stand, and what they expand to is hidden.

#[doc(hidden)]
pub mod __private;
pub mod bind;
#[cfg(feature = "compact")]
pub mod compact;
pub mod contract;
mod error;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "attachments")]
pub mod mime;
mod options;
mod port_type;
pub mod schema;
#[cfg(feature = "security")]
pub mod security;
mod serialization;
pub mod soap;
#[cfg(feature = "stream")]
pub mod stream;
pub mod version;
#[cfg(feature = "views")]
pub mod view;
#[cfg(not(feature = "attachments"))]
mod without_attachments;
pub mod xml;
pub mod xsd;

pub use bind::{AnyAttribute, AnyElement, AnyNode, Nillable, NillableElement};
pub use error::{AttachmentProblem, Error, ErrorKind, Notice, NoticeKind, Position, Result};
pub use options::{IllegalCharacters, InvalidBytes, Namespaces, Notices, ReadOptions, WriteOptions};

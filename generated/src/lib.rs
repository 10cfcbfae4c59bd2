//! Rust bindings of [MS-OXWSCOS], the Exchange Unified Contact Store web service: 13 SOAP operations on the instant
//! messaging contacts and groups of a mailbox.
//!
//! - [`messages`] and [`types`] have a Rust type for every type of the two namespaces, under its schema name.
//! - [`Document`] reads and writes any element of the contract, [`soap::Envelope`] whole messages.
//! - [`ExchangeServicePortType`] is the service as a trait, [`operations`] describes each operation.
//!
//! ```
//! use ms_oxwscos::messages::AddImGroupType;
//! use ms_oxwscos::types::NonEmptyStringType;
//! use ms_oxwscos::{Document, IntoResult, soap};
//!
//! let request = AddImGroupType::new(NonEmptyStringType::new("Friends & Family")?);
//! let xml = soap::Envelope::new(Document::AddImGroup(request.into())).to_xml()?;
//! assert!(xml.contains("<m:DisplayName>Friends &amp; Family</m:DisplayName>"));
//!
//! let answer = r#"<AddImGroupResponse ResponseClass="Error"
//!     xmlns="http://schemas.microsoft.com/exchange/services/2006/messages">
//!   <ResponseCode>ErrorImGroupLimitReached</ResponseCode></AddImGroupResponse>"#;
//! let Document::AddImGroupResponse(response) = Document::from_xml(answer)? else { unreachable!() };
//! assert_eq!(response.into_result().unwrap_err().to_string(), "ErrorImGroupLimitReached");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Over HTTP
//!
//! By default there is no HTTP in the dependencies. Features add it:
//!
//! | feature | what it adds |
//! |---|---|
//! | `client` | `Client`, which implements [`ExchangeServicePortType`] over any `http::Transport`; no I/O of its own |
//! | `reqwest` | `reqwest::Client` as a transport, with rustls and its default provider (which has native code) |
//! | `reqwest-without-tls` | the same without TLS: for `http:` URLs, or with the TLS backend that the application gives reqwest |
//! | `negotiate`, `gssapi` | `http::sign_in`: signing in by NTLM and Kerberos, see its page |
//! | `server` | `Server`, a `tower_service::Service` over any implementor of [`ExchangeServicePortType`]; it also publishes `?wsdl` |
//! | `axum` | `Server::into_route` and `into_router` |
//! | `stream` | items of a response one by one, several responses in one body, requests and responses written while they go out |
//! | `tracing` | a span for each call; bodies stay out unless `Client::with_traced_bodies` is used |
//!
#![cfg_attr(all(feature = "client", feature = "server"), doc = "```")]
#![cfg_attr(not(all(feature = "client", feature = "server")), doc = "```ignore")]
//! use ms_oxwscos::messages::{SetImGroupResponseMessageType, SetImGroupType};
//! use ms_oxwscos::types::ResponseClassType;
//! use ms_oxwscos::{Client, ExchangeServicePortType, Outcome, RequestHeaders, Server, soap};
//!
//! struct Store;
//!
//! impl ExchangeServicePortType for Store {
//!     type Error = soap::Fault;
//!
//!     async fn set_im_group(
//!         &self,
//!         request: SetImGroupType,
//!         headers: RequestHeaders,
//!     ) -> Outcome<SetImGroupResponseMessageType, soap::Fault> {
//!         Ok(SetImGroupResponseMessageType::new(ResponseClassType::Success).into())
//!     }
//! }
//!
//! // The server is a tower service, and a transport as well: this client needs no network.
//! let client = Client::new(Server::new(Store), "https://mail.contoso.com/EWS/Exchange.asmx")?;
//! let for_kim = client.with_header("X-AnchorMailbox", "kim@contoso.com")?;
//! # Ok::<(), ms_oxwscos::http::ClientError>(())
//! ```
//!
//! Everything but this page and the traits below it is written by `cargo xtask gen` from the schemas.
//!
//! [MS-OXWSCOS]: https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxwscos

#[rustfmt::skip]
mod bindings;
mod outcome;

pub use bindings::*;
pub use outcome::{ExchangeFault, IntoResult, ResponseError};

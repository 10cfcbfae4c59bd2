//! Typed XML and SOAP: the library that bindings written by `wsdl-codegen` call.
//!
//! - [`xml`] reads and writes XML text: a pull reader and a push writer, no tree between.
//! - [`xsd`] has the value types of XML Schema Part 2.
//! - [`bind`] joins the two: traits that generated types implement through macros.
//! - [`schema`] holds documents to a schema: strict reading.
//! - [`soap`] has envelopes, headers, faults and the description of operations.
//! - [`version`](mod@version) takes values from one version of a contract to another.
//! - `http` (features `client` and `server`) calls services and answers for them.
//!
//! Nothing here knows any particular contract, and nothing opens a socket, starts a thread or reads a clock.

pub mod bind;
pub mod contract;
mod error;
#[cfg(feature = "http")]
pub mod http;
mod options;
mod port_type;
pub mod schema;
pub mod soap;
pub mod version;
pub mod xml;
pub mod xsd;

pub use bind::{AnyAttribute, AnyElement, AnyNode, Nillable, NillableElement};
pub use error::{Error, ErrorKind, Notice, NoticeKind, Position, Result};
pub use options::{IllegalCharacters, InvalidBytes, Namespaces, Notices, ReadOptions, WriteOptions};

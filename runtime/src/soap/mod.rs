//! SOAP 1.1 and 1.2: envelopes, header blocks, faults, and what an operation is.
//!
//! Namespaces decide what is what, prefixes never do. [SOAP 1.1] is the W3C note of 2000, [SOAP 1.2] the recommendation's
//! Part 1.

mod block;
mod detail;
pub mod encoding;
mod envelope;
mod fault;
mod header;
mod operation;
mod operation_error;
mod outline;
mod parts;
mod secret;
pub(crate) mod strict;

pub use block::{Block, Role};
pub use envelope::{Body, Envelope, Version};
pub use fault::{Fault, FaultCode, Reason};
pub use header::{HeaderBlock, HeaderContent, Headers, Payload};
pub use operation::{Actions, DeclaredFault, ElementName, Operation, Reply};
pub use operation_error::OperationError;
pub use outline::{ElementOutline, Outline};
#[cfg(all(feature = "tracing", feature = "client"))]
pub(crate) use secret::is_secret;

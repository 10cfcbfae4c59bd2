//! What the tests and examples of this package share: a service that answers from recorded messages, and transports that
//! answer without a network.

mod recorded;
mod transports;

pub use recorded::{Recorded, message, recorded_body, version_info};
pub use transports::{Answering, Capture, http_response};

/// Where the services of the tests are said to be.
pub const ENDPOINT: &str = "https://ucs.example.com/EWS/Exchange.asmx";

/// The examples of the documents.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../../../docs/reading.md")]
    struct Reading;
    #[doc = include_str!("../../../docs/versions.md")]
    struct Versions;
}

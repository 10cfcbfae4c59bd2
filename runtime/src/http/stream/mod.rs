//! Calls whose messages are read and written in pieces (features `client` and `stream`).
//!
//! In: an ordinary call, and what is to come or go in pieces. Out: the pieces as they come, and what the ordinary call gives. The call is made
//! with a client that a [`Tap`] is the transport of: it stands between the call and the bytes, takes out what comes in pieces, and
//! hands on a response without them. Invariant: settings, signing in, faults and errors are those of the ordinary call.

mod call;
mod envelopes;
mod items;
mod octets;
mod send;
mod slot;
mod tap;
mod transport;

pub(super) use self::call::{Contract, Passed};
pub use self::envelopes::EnvelopeCall;
pub use self::items::{ItemCall, Part};
pub use self::octets::OctetsCall;
pub use self::send::SendCall;
pub use self::slot::Streamed;
pub use self::tap::Tap;
pub use self::transport::StreamTransport;

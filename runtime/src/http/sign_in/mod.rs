//! Signing in with `Negotiate` (RFC 4559) and `NTLM` (MS-NTHT): handshakes of several requests on one connection.
//!
//! [`SignIn`] says how and as whom, [`SigningIn`] is the [`Transport`](super::Transport) that does it on reqwest, and [`Handshake`] is the same
//! without I/O, for other HTTP clients. Where the connection is TLS, the sign-in is bound to the server's certificate
//! (`tls-server-end-point`, RFC 5929), as Exchange's extended protection wants it; it is never left out in silence.
//!
//! The work is done by two libraries, each a feature:
//!
//! | mechanism | credentials | feature |
//! |---|---|---|
//! | [`Ntlm`](Mechanism::Ntlm), [`NegotiateNtlm`](Mechanism::NegotiateNtlm) | password | `negotiate` |
//! | [`Kerberos`](Mechanism::Kerberos) | password, without channel binding (`http:`, or switched off) | `negotiate`, else `gssapi` |
//! | [`Kerberos`](Mechanism::Kerberos) | password, with channel binding | `gssapi` |
//! | [`Kerberos`](Mechanism::Kerberos) | a cache or a keytab | `gssapi` |
//!
//! What needs a feature that is off is [`SignInError::NeedsFeature`].

mod binding;
mod context;
mod credentials;
mod der;
mod error;
mod gate;
#[cfg(feature = "gssapi")]
mod gssapi;
mod handshake;
mod kdc;
mod mechanism;
#[expect(clippy::module_inception, reason = "the noun of the room")]
mod sign_in;
#[cfg(feature = "negotiate")]
mod sspi;
mod transport;

pub use credentials::Credentials;
pub use error::SignInError;
pub use handshake::{Handshake, Next, Peer};
pub use kdc::{Kdc, TcpKdc};
pub use mechanism::Mechanism;
pub use sign_in::SignIn;
pub use transport::SigningIn;

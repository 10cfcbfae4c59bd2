//! WS-Security 1.0 and 1.1: [SOAP Message Security], [Username Token Profile], [X.509 Certificate Token Profile], with [XML Signature], [XML Encryption] and
//! [Exclusive XML Canonicalization] as they use them.
//!
//! In, on the way out: the text of a message, keys and the time. Out: the text with a security header ([`Security::protect`]). In, on the way in: a text,
//! a [`Policy`] and the time. Out: what is known of it ([`Verified`]), or what is wrong ([`SecurityError`]). [`Security`] is both as a handler of
//! clients and servers.
//!
//! ```xml
//! <wsse:Security soap:mustUnderstand="1"><wsu:Timestamp wsu:Id="…">…</wsu:Timestamp><wsse:UsernameToken wsu:Id="…">…</wsse:UsernameToken>
//!   <ds:Signature>…<ds:Reference URI="#…">…</ds:Signature></wsse:Security>
//! ```
//!
//! Invariants: what is required of a message is required of the element in its place, and holds only if that very element was signed; what is read is
//! the text that was checked; passwords, keys and plain text are in no error, fault or `Debug` output; there is no clock here but the caller's.
//!
//! Canonicalization and signatures are our own, over our own reader: what is signed is thereby what is read. Ciphers, digests and keys are those of
//! RustCrypto; chains of certificates are checked by `rustls-webpki` ([`Trust`]).
//!
//! [SOAP Message Security]: http://docs.oasis-open.org/wss-m/wss/v1.1.1/wss-SOAPMessageSecurity-v1.1.1.html
//! [Username Token Profile]: http://docs.oasis-open.org/wss-m/wss/v1.1.1/wss-UsernameTokenProfile-v1.1.1.html
//! [X.509 Certificate Token Profile]: http://docs.oasis-open.org/wss-m/wss/v1.1.1/wss-x509TokenProfile-v1.1.1.html
//! [XML Signature]: https://www.w3.org/TR/xmldsig-core1/
//! [XML Encryption]: https://www.w3.org/TR/xmlenc-core1/
//! [Exclusive XML Canonicalization]: https://www.w3.org/TR/xml-exc-c14n/

mod base64;
mod bounds;
mod canonical;
mod certificate;
mod change;
mod check;
mod cipher;
mod decryption;
mod digest;
mod edit;
mod encryption;
mod error;
#[cfg(feature = "http")]
mod handler;
mod key;
mod message;
mod names;
mod namespaces;
mod policy;
mod protection;
mod random;
mod replays;
mod rsassa;
mod secret;
#[allow(clippy::module_inception)]
mod security;
mod signature;
mod signed_info;
mod signing;
mod sink;
#[cfg(test)]
mod tests;
mod time;
mod token;
mod transport;
mod tree;
mod trust;
mod username;
mod users;
mod verified;

pub use canonical::canonicalize;
pub use certificate::Certificate;
pub use check::Opened;
pub use cipher::Cipher;
pub use error::SecurityError;
pub use key::PrivateKey;
pub use policy::Policy;
pub use secret::Secret;
pub use security::Security;
pub use signing::TokenReference;
pub use transport::KeyTransport;
pub use trust::Trust;
pub use users::Users;
pub use verified::{Covered, Part, Signed, Verified};

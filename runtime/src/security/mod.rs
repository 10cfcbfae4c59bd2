//! WS-Security
mod base64;
mod canonical;
mod certificate;
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
mod policy;
mod protection;
mod random;
mod replays;
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

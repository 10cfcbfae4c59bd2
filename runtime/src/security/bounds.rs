//! How much a security header may have computed: each key takes a private operation of RSA, each piece of data a new reading of the whole message, and
//! each signature another canonical form of what it signs, in which the declaration of a namespace may come again with each element.
//!
//! In: a security header. Out: nothing, or what there is too much of. Invariant: all are counted before one is used, and what is canonicalized of a message
//! is in proportion to its length.

use super::error::SecurityError;
use super::names::{DS, XENC};
use super::tree::Element;
use crate::xml::SHORT_NAMESPACE;

/// How many signatures a security header may have.
const SIGNATURES: usize = 8;
/// How many encrypted keys.
const KEYS: usize = 4;
/// For how many pieces of data they may be, together.
pub(super) const REFERENCES: usize = 16;

/// Counts what is in the header.
pub(super) fn check(security: &Element) -> Result<(), SecurityError> {
    let keys = || security.all(XENC, "EncryptedKey");
    let lists = keys().flat_map(|key| key.all(XENC, "ReferenceList"));
    let references = lists.map(|list| list.all(XENC, "DataReference").count()).sum();
    at_most(SIGNATURES, security.all(DS, "Signature").count(), "ds:Signature")?;
    at_most(KEYS, keys().count(), "xenc:EncryptedKey")?;
    at_most(REFERENCES, references, "xenc:DataReference")
}

fn at_most(most: usize, found: usize, what: &str) -> Result<(), SecurityError> {
    if found <= most {
        return Ok(());
    }
    Err(SecurityError::invalid("wsse:Security", format!("{found} {what}, and at most {most} are accepted")))
}

/// How many bytes of canonical form a message may have for each of its own, over all that its signatures are about.
const TIMES: usize = 16;
/// How many bytes of canonical form any message may have.
const LEAST: usize = 1 << 20;
/// What every start tag may have on top of that. Exclusive canonicalization declares a namespace on each of the outermost elements that use its prefix,
/// however short these are: `<t:Id/>` has 24 bytes and the namespace's name.
const DECLARATION: usize = SHORT_NAMESPACE;

/// What a message may come to in canonical form.
fn most(message: &str) -> usize {
    let bytes = message.as_bytes();
    let tags = memchr::memchr_iter(b'<', bytes).filter(|at| bytes.get(at + 1) != Some(&b'/')).count();
    message.len().saturating_mul(TIMES).saturating_add(tags.saturating_mul(DECLARATION)).max(LEAST)
}

/// How much more of a message may be canonicalized.
#[derive(Debug, Clone)]
pub(super) struct Room {
    most: usize,
    /// `None` once there was too much.
    left: Option<usize>,
}

impl Room {
    /// What a message may have.
    pub(super) fn of(message: &str) -> Self {
        let most = most(message);
        Self { most, left: Some(most) }
    }

    /// The same message with something decrypted, which may be more.
    pub(super) fn decrypted(&mut self, message: &str) {
        let more = most(message).saturating_sub(self.most);
        self.most += more;
        self.left = self.left.map(|left| left.saturating_add(more));
    }

    /// Takes room for so many bytes, if there is.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        self.left = self.left.and_then(|left| left.checked_sub(bytes));
        self.left.is_some()
    }

    pub(super) fn is_full(&self) -> bool {
        self.left.is_none()
    }

    /// # Errors
    /// When there was too much in a message that came.
    pub(super) fn check(&self) -> Result<(), SecurityError> {
        self.told("wsse:Security", "what its signatures are about")
    }

    /// # Errors
    /// When there was too much in a message that is to be signed.
    pub(super) fn check_own(&self) -> Result<(), SecurityError> {
        self.told("ds:Signature", "what is to be signed")
    }

    fn told(&self, place: &'static str, what: &str) -> Result<(), SecurityError> {
        if !self.is_full() {
            return Ok(());
        }
        let reason = format!(
            "{what} has more than {} bytes in canonical form, which declares a namespace again with each of the outermost elements that use its prefix: {TIMES} times the length of the message and {DECLARATION} bytes for each tag, at least {LEAST}, are accepted",
            self.most
        );
        Err(SecurityError::invalid(place, reason))
    }
}

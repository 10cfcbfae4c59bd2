//! How much a security header may have computed: each key takes a private operation of RSA, each piece of data a new reading of the whole message, and
//! each signature another canonical form of what it signs, in which the declaration of a namespace may come again with each element.
//!
//! In: a security header. Out: nothing, or what there is too much of. Invariant: all are counted before one is used, and what is canonicalized of a message
//! is in proportion to its length.

use super::error::SecurityError;
use super::names::{DS, XENC};
use super::tree::Element;

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

/// How much more of a message may be canonicalized.
#[derive(Debug)]
pub(super) struct Room {
    most: usize,
    /// `None` once there was too much.
    left: Option<usize>,
}

impl Room {
    /// What a message that came may have.
    pub(super) fn of(message: &str) -> Self {
        let most = message.len().saturating_mul(TIMES).max(LEAST);
        Self { most, left: Some(most) }
    }

    /// For messages of this side.
    pub(super) fn unbounded() -> Self {
        Self { most: usize::MAX, left: Some(usize::MAX) }
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
    /// When there was too much.
    pub(super) fn check(&self) -> Result<(), SecurityError> {
        if !self.is_full() {
            return Ok(());
        }
        let reason = format!(
            "what its signatures are about has more than {} bytes in canonical form: {TIMES} times the length of the message, at least {LEAST}, are accepted",
            self.most
        );
        Err(SecurityError::invalid("wsse:Security", reason))
    }
}

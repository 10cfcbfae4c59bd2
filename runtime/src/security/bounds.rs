//! How much a security header may have computed: each key takes a private operation of RSA, each piece of data a new reading of the whole message, and
//! each signature another canonical form of what it signs.
//!
//! In: a security header. Out: nothing, or what there is too much of. Invariant: all are counted before one is used.

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

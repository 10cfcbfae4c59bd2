//! Checks one signature, and says what it is about.

use sha2::{Digest as _, Sha256};

use super::base64;
use super::canonical::Canonical;
use super::certificate::{Certificate, PublicKey};
use super::error::SecurityError;
use super::message::Message;
use super::names::{DS, WSSE, WSU};
use super::rsassa::Hash;
use super::secret::equal;
use super::signed_info::{Reference, SignatureMethod, SignedInfo};
use super::token;
use super::tree::Element;
use super::trust::Trust;
use super::verified::{Covered, Part, Signed};

/// How signatures are checked.
pub(super) struct Checking<'c> {
    pub(super) message: &'c Message<'c>,
    pub(super) security: &'c Element,
    pub(super) trust: &'c Trust,
    /// Seconds since 1970.
    pub(super) now: i64,
    pub(super) sha1: bool,
    pub(super) loose_types: bool,
}

impl Checking<'_> {
    /// The signature, and the digest of what it signs.
    pub(super) fn check(&self, signature: &Element) -> Result<(Signed, Vec<u8>), SecurityError> {
        let info = SignedInfo::read(signature, self.sha1)?;
        let certificate = token::certificate(signature, self.security, self.trust.known())?;
        self.trust.check(&certificate, self.now)?;
        let canonical = self.canonical(&info)?;
        let value = signature.only(DS, "SignatureValue").and_then(|value| base64::decode(&value.text));
        let value =
            value.ok_or_else(|| SecurityError::invalid("ds:Signature", "one ds:SignatureValue in Base64 is needed"))?;
        if !info.method.is_right(&certificate, canonical.as_bytes(), &value) {
            let reason = format!("it is not the signature of {}, or what it signs was changed", certificate.subject());
            return Err(SecurityError::check("ds:SignatureValue", reason));
        }
        let covered = info.references.iter().map(|reference| self.covered(reference, signature));
        let covered = covered.collect::<Result<Vec<_>, _>>()?;
        Ok((Signed { certificate, covered }, Sha256::digest(&canonical).to_vec()))
    }

    fn canonical(&self, info: &SignedInfo) -> Result<String, SecurityError> {
        let mut canonical = String::new();
        let prefixes: Vec<&str> = info.prefixes.iter().map(String::as_str).collect();
        Canonical::of(self.message.text, info.start)?.write(&prefixes, &mut canonical)?;
        Ok(canonical)
    }

    /// Finds what is referred to, and holds it to its digest.
    fn covered(&self, reference: &Reference, signature: &Element) -> Result<Covered, SecurityError> {
        const PLACE: &str = "ds:Reference";
        let start = self.message.identified(&reference.id)?;
        let prefixes: Vec<&str> = reference.prefixes.iter().map(String::as_str).collect();
        let digested = reference.method.digest(self.message.text, start, &prefixes)?;
        let path = self.message.path(start);
        if !equal(&digested.digest, &reference.digest) {
            return Err(SecurityError::check(
                PLACE,
                format!("{path} was changed after it was signed, or not signed in this form"),
            ));
        }
        let range = start..digested.end;
        if range.contains(&signature.start) {
            return Err(SecurityError::check(PLACE, format!("{path} holds the signature itself")));
        }
        if let Some(prefix) = digested.loose.first().filter(|_| !self.loose_types) {
            let reason = format!(
                "the prefix {prefix:?} of an xsi:type in {path} is declared outside, where it is not signed (Policy::allow_outer_types)"
            );
            return Err(SecurityError::check(PLACE, reason));
        }
        Ok(Covered { part: self.part(start), path, range })
    }

    /// What the element at an offset is. Only what is in its own place counts: a body that was moved elsewhere is none.
    fn part(&self, start: usize) -> Part {
        let is = |namespace, local| self.security.only(namespace, local).is_some_and(|element| element.start == start);
        if start == self.message.body.start {
            return Part::Body;
        }
        if is(WSU, "Timestamp") {
            return Part::Timestamp;
        }
        if is(WSSE, "UsernameToken") {
            return Part::UsernameToken;
        }
        match self.message.block(start) {
            Some(block) => Part::Header { namespace: block.namespace.clone(), local: block.local.clone() },
            None => Part::Other,
        }
    }
}

impl SignatureMethod {
    fn is_right(self, certificate: &Certificate, message: &[u8], signature: &[u8]) -> bool {
        match (self, certificate.key()) {
            (Self::RsaSha256, PublicKey::Rsa(key)) => Hash::Sha256.is_right(key, message, signature),
            (Self::RsaSha1, PublicKey::Rsa(key)) => Hash::Sha1.is_right(key, message, signature),
            (Self::EcdsaSha256, PublicKey::P256(key)) => p256_is_right(key, message, signature),
            _ => false,
        }
    }
}

fn p256_is_right(key: &p256::ecdsa::VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    use p256::ecdsa::signature::Verifier as _;
    p256::ecdsa::Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

//! Checks one signature, and says what it is about.

use super::base64;
use super::bounds::Room;
use super::certificate::{Certificate, PublicKey};
use super::digest::{DigestMethod, Digested};
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
    /// For canonical forms.
    pub(super) room: &'c mut Room,
}

impl Checking<'_> {
    /// The signature, and the digest of what it signs.
    pub(super) fn check(&mut self, signature: &Element) -> Result<(Signed, Vec<u8>), SecurityError> {
        let info = SignedInfo::read(signature, self.sha1)?;
        let certificate = token::certificate(signature, self.security, self.trust.known())?;
        self.trust.check(&certificate, self.now)?;
        let signed = self.signed(&info, DigestMethod::Sha256)?;
        let value = signature.only(DS, "SignatureValue").and_then(|value| base64::decode(&value.text));
        let value =
            value.ok_or_else(|| SecurityError::invalid("ds:Signature", "one ds:SignatureValue in Base64 is needed"))?;
        let is_right = match info.method.digest() {
            DigestMethod::Sha256 => info.method.is_right(&certificate, &signed, &value),
            method @ DigestMethod::Sha1 => info.method.is_right(&certificate, &self.signed(&info, method)?, &value),
        };
        if !is_right {
            let reason = format!("it is not the signature of {}, or what it signs was changed", certificate.subject());
            return Err(SecurityError::check("ds:SignatureValue", reason));
        }
        let covered = info.references.iter().map(|reference| self.covered(reference, signature));
        let covered = covered.collect::<Result<Vec<_>, _>>()?;
        Ok((Signed { certificate, covered }, signed))
    }

    /// The digest of what is signed.
    fn signed(&mut self, info: &SignedInfo, method: DigestMethod) -> Result<Vec<u8>, SecurityError> {
        Ok(self.digest(method, info.start, &info.prefixes)?.digest)
    }

    fn digest(&mut self, method: DigestMethod, start: usize, prefixes: &[String]) -> Result<Digested, SecurityError> {
        let digested = method.digest(self.message.text, start, prefixes, self.room)?;
        self.room.check().map(|()| digested)
    }

    /// Finds what is referred to, and holds it to its digest.
    fn covered(&mut self, reference: &Reference, signature: &Element) -> Result<Covered, SecurityError> {
        const PLACE: &str = "ds:Reference";
        let start = self.message.identified(&reference.id)?;
        let digested = self.digest(reference.method, start, &reference.prefixes)?;
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
            Some(block) => Part::Header { namespace: block.namespace.to_string(), local: block.local.clone() },
            None => Part::Other,
        }
    }
}

impl SignatureMethod {
    /// How what is signed is digested.
    fn digest(self) -> DigestMethod {
        match self {
            Self::RsaSha256 | Self::EcdsaSha256 => DigestMethod::Sha256,
            Self::RsaSha1 => DigestMethod::Sha1,
        }
    }

    /// Whether it is the certificate's signature of what has this digest.
    fn is_right(self, certificate: &Certificate, digest: &[u8], signature: &[u8]) -> bool {
        match (self, certificate.key()) {
            (Self::RsaSha256, PublicKey::Rsa(key)) => Hash::Sha256.is_right_for(key, digest, signature),
            (Self::RsaSha1, PublicKey::Rsa(key)) => Hash::Sha1.is_right_for(key, digest, signature),
            (Self::EcdsaSha256, PublicKey::P256(key)) => p256_is_right(key, digest, signature),
            _ => false,
        }
    }
}

fn p256_is_right(key: &p256::ecdsa::VerifyingKey, digest: &[u8], signature: &[u8]) -> bool {
    use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
    p256::ecdsa::Signature::from_slice(signature).is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok())
}

//! Signatures of RSA in the way of PKCS #1 v1.5 (RFC 8017, 8.2): a key and a message come in, a signature or whether it is right goes out.
//!
//! The crate `rsa` has them behind a feature that its release candidates do not know, one of which sspi pins; so the padding is here. It has one form,
//! which verifying makes and compares whole: nothing is parsed that a sender could bend.

use getrandom::SysRng;
use rsa::BoxedUint;
use rsa::hazmat::{rsa_decrypt_and_check, rsa_encrypt};
use rsa::traits::PublicKeyParts;
use sha1::{Digest as _, Sha1};
use sha2::{Sha256, Sha384, Sha512};

use super::error::SecurityError;

/// A private key, by the name that its release candidates have as well.
#[allow(deprecated)]
pub(super) type RsaPrivateKey = rsa::RsaPrivateKey;
/// A public key, likewise.
#[allow(deprecated)]
pub(super) type RsaPublicKey = rsa::RsaPublicKey;

/// The hash function of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    /// Only where it was asked for.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The signature of a message. The private operation is blinded, and its result is checked before it goes out.
    pub(super) fn sign(self, key: &RsaPrivateKey, message: &[u8]) -> Result<Vec<u8>, SecurityError> {
        let refused =
            |error: &dyn std::fmt::Display| SecurityError::Key(format!("the message cannot be signed: {error}"));
        let padded =
            self.padded(&self.digest(message), key.size()).ok_or_else(|| refused(&"the RSA key is too short"))?;
        let number = BoxedUint::from_be_slice(&padded, key.n().bits_precision()).map_err(|error| refused(&error))?;
        let signed = rsa_decrypt_and_check(key, Some(&mut SysRng), &number).map_err(|error| refused(&error))?;
        Ok(octets(&signed, key.size()))
    }

    pub(super) fn is_right(self, key: &RsaPublicKey, message: &[u8], signature: &[u8]) -> bool {
        self.is_right_for(key, &self.digest(message), signature)
    }

    /// Whether it is the signature of the message with this digest.
    pub(super) fn is_right_for(self, key: &RsaPublicKey, digest: &[u8], signature: &[u8]) -> bool {
        let Ok(number) = BoxedUint::from_be_slice(signature, key.n().bits_precision()) else { return false };
        if signature.len() != key.size() || number >= **key.n() {
            return false;
        }
        let opened = rsa_encrypt(key, &number).ok().map(|opened| octets(&opened, key.size()));
        opened.is_some() && opened == self.padded(digest, key.size())
    }

    /// A digest with all that is signed around it (RFC 8017, 9.2), or `None` if the key is too short for it.
    fn padded(self, digest: &[u8], size: usize) -> Option<Vec<u8>> {
        let prefix = self.prefix();
        let filled = size.checked_sub(prefix.len() + digest.len() + 3).filter(|filled| *filled >= 8)?;
        Some([&[0, 1], vec![0xFF; filled].as_slice(), &[0], prefix, digest].concat())
    }

    fn digest(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(message).to_vec(),
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha384 => Sha384::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
        }
    }

    /// `DigestInfo` in DER, without the digest (RFC 8017, 9.2, note 1).
    fn prefix(self) -> &'static [u8] {
        match self {
            Self::Sha1 => b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
            Self::Sha256 => b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
            Self::Sha384 => b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30",
            Self::Sha512 => b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40",
        }
    }
}

/// A number as so many octets, the most significant one first; it is smaller than a modulus of that size.
fn octets(number: &BoxedUint, size: usize) -> Vec<u8> {
    let all = number.to_be_bytes();
    all[all.len().saturating_sub(size)..].to_vec()
}

#[cfg(test)]
mod tests;

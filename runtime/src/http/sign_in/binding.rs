//! Channel binding: a server's certificate in, what ties a sign-in to that certificate out (RFC 5929, 4: `tls-server-end-point`).

use std::fmt;

use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::der;
use super::error::SignInError;

/// What ties a sign-in to the connection it goes over: a server that sees another certificate at its end knows that somebody is in between.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ChannelBinding(Vec<u8>);

const PREFIX: &[u8] = b"tls-server-end-point:";

impl ChannelBinding {
    /// The binding to a certificate in DER: its hash by the function that its signature has, where MD5 and SHA-1 count as SHA-256.
    pub(super) fn of_certificate(certificate: &[u8]) -> Result<Self, SignInError> {
        let hash = match hash_function(certificate)? {
            Hash::Sha256 => Sha256::digest(certificate).to_vec(),
            Hash::Sha384 => Sha384::digest(certificate).to_vec(),
            Hash::Sha512 => Sha512::digest(certificate).to_vec(),
        };
        Ok(Self([PREFIX, &hash].concat()))
    }

    /// The application data of RFC 2744, 3.11, for a library that signs in.
    #[cfg(any(feature = "negotiate", feature = "gssapi", test))]
    pub(super) fn application_data(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for ChannelBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tls-server-end-point")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

/// `1.2.840.113549.1.1`: signatures of PKCS #1 (RFC 8017).
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
/// `1.2.840.10045.4`: signatures of ANSI X9.62 (RFC 5758).
const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04];
/// `2.16.840.1.101.3.4.2`: the hash functions of NIST.
const NIST: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];

/// The hash function of a certificate's signature.
fn hash_function(certificate: &[u8]) -> Result<Hash, SignInError> {
    let algorithm =
        der::signature_algorithm(certificate).ok_or(SignInError::Certificate { problem: "is not X.509" })?;
    let identifier = algorithm.identifier;
    let found = match (identifier.strip_prefix(RSA), identifier.strip_prefix(ECDSA)) {
        (Some([10]), _) => der::pss_hash(algorithm.parameters).map_or(Some(Hash::Sha256), of_nist),
        (Some([4 | 5 | 11]), _) | (_, Some([1] | [3, 2])) => Some(Hash::Sha256),
        (Some([12]), _) | (_, Some([3, 3])) => Some(Hash::Sha384),
        (Some([13]), _) | (_, Some([3, 4])) => Some(Hash::Sha512),
        _ => None,
    };
    let problem = "has a signature that does not have one known hash function (as those by Ed25519)";
    found.ok_or(SignInError::Certificate { problem })
}

fn of_nist(identifier: &[u8]) -> Option<Hash> {
    match identifier.strip_prefix(NIST)? {
        [1] => Some(Hash::Sha256),
        [2] => Some(Hash::Sha384),
        [3] => Some(Hash::Sha512),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len()).unwrap_or(u16::MAX).to_be_bytes();
        [&[tag, 0x82], length.as_slice(), contents].concat()
    }

    /// As much of a certificate as is looked at: what is signed, and the algorithm.
    fn certificate(identifier: &[u8], parameters: &[u8]) -> Vec<u8> {
        let algorithm = tlv(0x30, &[tlv(0x06, identifier), parameters.to_vec()].concat());
        tlv(0x30, &[tlv(0x30, b"what is signed"), algorithm, tlv(0x03, b"\0")].concat())
    }

    fn hash(prefix: &[u8], rest: &[u8]) -> Option<Hash> {
        hash_function(&certificate(&[prefix, rest].concat(), &[0x05, 0x00])).ok()
    }

    #[test]
    fn the_hash_is_that_of_the_signature_and_never_a_weak_one() {
        let weak = [hash(RSA, &[4]), hash(RSA, &[5]), hash(ECDSA, &[1])];
        assert_eq!(weak, [Some(Hash::Sha256); 3]);
        let rsa = [11, 12, 13].map(|last| hash(RSA, &[last]));
        assert_eq!(rsa, [Some(Hash::Sha256), Some(Hash::Sha384), Some(Hash::Sha512)]);
        let ecdsa = [2, 3, 4].map(|last| hash(ECDSA, &[3, last]));
        assert_eq!(ecdsa, rsa);
        assert_eq!((hash(&[0x2b, 0x65, 0x70], &[]), hash(RSA, &[99])), (None, None));
    }

    #[test]
    fn pss_names_its_hash_in_the_parameters() {
        let pss = |parameters: &[u8]| hash_function(&certificate(&[RSA, &[10]].concat(), parameters)).ok();
        let sha384 = tlv(0x30, &tlv(0x06, &[NIST, &[2]].concat()));
        assert_eq!(pss(&tlv(0x30, &tlv(0xa0, &sha384))), Some(Hash::Sha384));
        assert_eq!(pss(&tlv(0x30, &[])), Some(Hash::Sha256));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = certificate(&[RSA, &[11]].concat(), &[0x05, 0x00]);
        for end in 0..whole.len() {
            drop(ChannelBinding::of_certificate(&whole[..end]));
            let mut damaged = whole.clone();
            damaged[end] ^= 0xff;
            drop(ChannelBinding::of_certificate(&damaged));
        }
        assert!(matches!(hash_function(b"PEM?"), Err(SignInError::Certificate { problem: "is not X.509" })));
    }

    #[test]
    fn it_is_a_prefix_and_a_hash() {
        let binding = ChannelBinding::of_certificate(&certificate(&[RSA, &[12]].concat(), &[])).expect("a binding");
        assert_eq!(binding.application_data().len(), PREFIX.len() + 48);
        assert!(binding.application_data().starts_with(PREFIX));
        assert_eq!(format!("{binding:?}"), "tls-server-end-point");
    }
}

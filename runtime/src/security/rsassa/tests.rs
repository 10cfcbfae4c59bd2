//! Beside what openssl signs, with a key of 2,050 bits.
#![allow(clippy::unwrap_used)]

use rsa::pkcs1::DecodeRsaPrivateKey as _;

use super::*;
use crate::security::base64;

const KEY: &str = include_str!("../../../../tests/protocols/tests/security/keys/odd.key");
const SIGNATURES: &str = include_str!("../../../../tests/protocols/tests/security/keys/odd.signatures");
const MESSAGE: &[u8] = b"hello, world";
const HASHES: [Hash; 4] = [Hash::Sha1, Hash::Sha256, Hash::Sha384, Hash::Sha512];

fn key() -> RsaPrivateKey {
    RsaPrivateKey::from_pkcs1_pem(KEY).unwrap()
}

/// What openssl signed, in the order of [`HASHES`].
fn signatures() -> Vec<Vec<u8>> {
    SIGNATURES.lines().map(|line| base64::decode(line.split_once(' ').unwrap().1).unwrap()).collect()
}

#[test]
fn what_is_signed_is_what_openssl_signs() {
    let key = key();
    assert_eq!(HASHES.map(|hash| hash.sign(&key, MESSAGE).unwrap()).to_vec(), signatures());
}

#[test]
fn what_openssl_signs_is_right_for_its_hash_and_its_message_alone() {
    let key = key().to_public_key();
    for (signed, signature) in HASHES.into_iter().zip(signatures()) {
        for hash in HASHES {
            assert_eq!(hash.is_right(&key, MESSAGE, &signature), hash == signed);
        }
        assert!(!signed.is_right(&key, b"hello, World", &signature));
        for at in [0, 1, 100, 255, 256] {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            assert!(!signed.is_right(&key, MESSAGE, &changed), "octet {at}");
        }
    }
}

/// The same number written otherwise, or another one that is the same by the modulus (RFC 8017, 5.2.2 and 8.2.2).
#[test]
fn a_signature_has_one_form() {
    let key = key().to_public_key();
    let signature = Hash::Sha256.sign(&self::key(), MESSAGE).unwrap();
    assert!(!Hash::Sha256.is_right(&key, MESSAGE, &[&[0], signature.as_slice()].concat()));
    assert!(!Hash::Sha256.is_right(&key, MESSAGE, &signature[1..]));
    assert!(!Hash::Sha256.is_right(&key, MESSAGE, &[]));
    let number = BoxedUint::from_be_slice(&signature, key.n().bits_precision()).unwrap();
    let larger = octets(&number.wrapping_add(&**key.n()), key.size());
    assert_eq!(larger.len(), signature.len());
    assert!(!Hash::Sha256.is_right(&key, MESSAGE, &larger));
}

#[test]
fn a_key_that_is_too_short_for_the_hash_signs_nothing() {
    assert!(Hash::Sha512.padded(&Hash::Sha512.digest(MESSAGE), 93).is_none());
    let padded = Hash::Sha512.padded(&Hash::Sha512.digest(MESSAGE), 94).unwrap();
    assert_eq!((padded.len(), &padded[..11]), (94, b"\0\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0".as_slice()));
}

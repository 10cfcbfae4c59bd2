//! Encryption of octets with a key that both sides have (XML Encryption 1.1, 5.2).
//!
//! In and out: octets, ciphertext with what precedes and follows it as the specification has it. Failures have no reason: that would be an oracle.

use aes::{Aes128, Aes256};
use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes128Gcm, Aes256Gcm};
use cbc::Decryptor;
use cbc::cipher::{Block, BlockModeDecrypt, KeyIvInit};
use zeroize::Zeroizing;

use super::error::SecurityError;
use super::random;

/// How the body of messages is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Cipher {
    /// AES with 256 bits in Galois/Counter mode, which notices changes.
    #[default]
    Aes256Gcm,
    /// The same with 128 bits.
    Aes128Gcm,
}

/// How something was encrypted that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Gcm(Cipher),
    /// With so many octets of key; it does not notice changes.
    Cbc(usize),
}

const GCM128: &str = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
const GCM256: &str = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
const CBC128: &str = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
const CBC256: &str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
/// Octets of the nonce of GCM.
const NONCE: usize = 12;
/// Octets of a block of AES.
const BLOCK: usize = 16;

impl Cipher {
    pub(super) fn algorithm(self) -> &'static str {
        match self {
            Self::Aes256Gcm => GCM256,
            Self::Aes128Gcm => GCM128,
        }
    }

    /// A new key.
    pub(super) fn key(self) -> Result<Zeroizing<Vec<u8>>, SecurityError> {
        let bits: Zeroizing<[u8; 32]> = Zeroizing::new(random::bytes()?);
        Ok(Zeroizing::new(bits[..self.key_length()].to_vec()))
    }

    fn key_length(self) -> usize {
        match self {
            Self::Aes256Gcm => 32,
            Self::Aes128Gcm => 16,
        }
    }

    /// Nonce, ciphertext and tag.
    pub(super) fn encrypt(self, key: &[u8], text: &[u8]) -> Result<Vec<u8>, SecurityError> {
        let nonce = random::bytes::<NONCE>()?;
        let sealed = match self {
            Self::Aes256Gcm => {
                Aes256Gcm::new_from_slice(key).ok().and_then(|cipher| cipher.encrypt(&nonce.into(), text).ok())
            }
            Self::Aes128Gcm => {
                Aes128Gcm::new_from_slice(key).ok().and_then(|cipher| cipher.encrypt(&nonce.into(), text).ok())
            }
        };
        let sealed = sealed.ok_or_else(|| SecurityError::Key("the body is too long to be encrypted".to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn decrypt(self, key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        match self {
            Self::Aes256Gcm => Aes256Gcm::new_from_slice(key).ok()?.decrypt(&nonce.into(), sealed).ok(),
            Self::Aes128Gcm => Aes128Gcm::new_from_slice(key).ok()?.decrypt(&nonce.into(), sealed).ok(),
        }
    }
}

impl Method {
    pub(super) fn of(uri: &str, cbc: bool) -> Result<Self, SecurityError> {
        match uri {
            GCM256 => Ok(Self::Gcm(Cipher::Aes256Gcm)),
            GCM128 => Ok(Self::Gcm(Cipher::Aes128Gcm)),
            CBC128 if cbc => Ok(Self::Cbc(16)),
            CBC256 if cbc => Ok(Self::Cbc(32)),
            _ => Err(SecurityError::Algorithm {
                place: "xenc:EncryptionMethod",
                found: uri.to_owned(),
                accepted: "aes128-gcm and aes256-gcm are (aes128-cbc and aes256-cbc by Policy::allow_cbc, and only where a signature is required)",
            }),
        }
    }

    pub(super) fn decrypt(self, key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Gcm(cipher) => cipher.decrypt(key, sealed),
            Self::Cbc(length) if key.len() != length => None,
            Self::Cbc(16) => cbc::<Decryptor<Aes128>>(key, sealed),
            Self::Cbc(_) => cbc::<Decryptor<Aes256>>(key, sealed),
        }
    }
}

/// What was encrypted in blocks that are chained. Of the padding only the last octet means anything: how long it is.
fn cbc<D: KeyIvInit + BlockModeDecrypt>(key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (start, sealed) = sealed.split_at_checked(BLOCK)?;
    let mut decryptor = D::new_from_slices(key, start).ok()?;
    let mut text = Vec::with_capacity(sealed.len());
    let (blocks, rest) = sealed.as_chunks::<BLOCK>();
    if blocks.is_empty() || !rest.is_empty() {
        return None;
    }
    for sealed in blocks {
        let mut block = Block::<D>::try_from(sealed.as_slice()).ok()?;
        decryptor.decrypt_block(&mut block);
        text.extend_from_slice(&block);
    }
    let padding = usize::from(*text.last()?);
    let length = text.len().checked_sub(padding).filter(|_| (1..=BLOCK).contains(&padding))?;
    text.truncate(length);
    Some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_encrypted_comes_back_and_no_other() {
        for cipher in [Cipher::Aes128Gcm, Cipher::Aes256Gcm] {
            let key = cipher.key().unwrap();
            for text in [b"".as_slice(), b"x", &[7; 1000]] {
                let mut sealed = cipher.encrypt(&key, text).unwrap();
                assert_eq!(Method::Gcm(cipher).decrypt(&key, &sealed).unwrap(), text);
                assert!(Method::Gcm(cipher).decrypt(&cipher.key().unwrap(), &sealed).is_none());
                assert!(Method::Gcm(cipher).decrypt(&key[..10], &sealed).is_none());
                for at in 0..sealed.len() {
                    sealed[at] ^= 1;
                    assert!(Method::Gcm(cipher).decrypt(&key, &sealed).is_none());
                    sealed[at] ^= 1;
                }
            }
            assert!(Method::Gcm(cipher).decrypt(&key, &[0; 11]).is_none());
        }
    }

    /// `openssl enc -aes-128-cbc -K 000102…0f -iv 101112…1f` of "hello, world".
    #[test]
    fn chained_blocks_are_decrypted() {
        let key: Vec<u8> = (0..16).collect();
        let start: Vec<u8> = (16..32).collect();
        let sealed = [0x2F, 0x87, 0x18, 0x7A, 0xAD, 0x19, 0xD7, 0xE4, 0x5C, 0x56, 0xDC, 0x9A, 0xCA, 0xB8, 0x29, 0xDD];
        let message = [start.as_slice(), &sealed].concat();
        assert_eq!(Method::Cbc(16).decrypt(&key, &message).unwrap(), b"hello, world");
        assert!(Method::Cbc(32).decrypt(&key, &message).is_none());
        assert!(Method::Cbc(16).decrypt(&key, &message[..31]).is_none());
        assert!(Method::Cbc(16).decrypt(&key, &message[..16]).is_none());
    }
}

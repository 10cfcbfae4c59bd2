//! Private keys: PEM comes in; signatures and decrypted keys go out.

use std::fmt;
use std::sync::Arc;

use p256::ecdsa::signature::Signer as _;
use p256::pkcs8::DecodePrivateKey as _;
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use zeroize::Zeroizing;

use super::certificate::{Certificate, PublicKey};
use super::error::SecurityError;
use super::names::{ECDSA_SHA256, RSA_SHA256};
use super::rsassa::{Hash, RsaPrivateKey};

/// A private key: RSA, or of the curve P-256. `Debug` shows the kind and nothing else; the memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct PrivateKey(Arc<Kind>);

enum Kind {
    Rsa(Box<RsaPrivateKey>),
    P256(p256::ecdsa::SigningKey),
}

impl PrivateKey {
    /// A key in PEM: `PRIVATE KEY` (PKCS #8), `RSA PRIVATE KEY` (PKCS #1) or `EC PRIVATE KEY` (SEC 1).
    ///
    /// # Errors
    /// When it is none of these, is encrypted with a password, or is neither RSA nor on the curve P-256.
    pub fn from_pem(pem: &str) -> Result<Self, SecurityError> {
        let mut sections = pem.match_indices("-----BEGIN ").filter_map(|(at, _)| pem.get(at..));
        let key = sections.find(|from| from.lines().next().is_some_and(|line| line.contains("PRIVATE KEY")));
        let key = key.ok_or_else(|| SecurityError::Key("the PEM file has no private key".to_owned()))?;
        let (label, der) =
            Self::section(key).ok_or_else(|| SecurityError::Key("the private key is not PEM".to_owned()))?;
        Self::from_labelled(label, &der)
    }

    fn section(pem: &str) -> Option<(&str, Zeroizing<Vec<u8>>)> {
        let (label, rest) = pem.strip_prefix("-----BEGIN ")?.split_once("-----")?;
        let (body, _) = rest.split_once("-----END ")?;
        Some((label, Zeroizing::new(super::base64::decode(body)?)))
    }

    fn from_labelled(label: &str, der: &[u8]) -> Result<Self, SecurityError> {
        let key = match label {
            "PRIVATE KEY" => Self::rsa(RsaPrivateKey::from_pkcs8_der(der).ok())
                .or_else(|| Self::p256(p256::SecretKey::from_pkcs8_der(der).ok())),
            "RSA PRIVATE KEY" => Self::rsa(RsaPrivateKey::from_pkcs1_der(der).ok()),
            "EC PRIVATE KEY" => Self::p256(p256::SecretKey::from_sec1_der(der).ok()),
            "ENCRYPTED PRIVATE KEY" => {
                return Err(SecurityError::Key(
                    "the private key is encrypted with a password; it has to be decrypted first (openssl pkey)"
                        .to_owned(),
                ));
            }
            _ => None,
        };
        key.ok_or_else(|| {
            SecurityError::Key(format!("the {label} is neither RSA nor on the curve P-256, or is damaged"))
        })
    }

    /// A key in DER, PKCS #8.
    ///
    /// # Errors
    /// As [`from_pem`](Self::from_pem).
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, SecurityError> {
        Self::from_labelled("PRIVATE KEY", der)
    }

    fn rsa(key: Option<RsaPrivateKey>) -> Option<Self> {
        key.map(|key| Self(Arc::new(Kind::Rsa(Box::new(key)))))
    }

    fn p256(key: Option<p256::SecretKey>) -> Option<Self> {
        key.map(|key| Self(Arc::new(Kind::P256(key.into()))))
    }

    /// Whether the certificate is of this key.
    pub(super) fn is_of(&self, certificate: &Certificate) -> bool {
        match (&*self.0, certificate.key()) {
            (Kind::Rsa(own), PublicKey::Rsa(public)) => own.to_public_key() == *public,
            (Kind::P256(own), PublicKey::P256(public)) => own.verifying_key() == public,
            _ => false,
        }
    }

    /// The RSA key, if it is one: only those decrypt.
    pub(super) fn rsa_key(&self) -> Option<&RsaPrivateKey> {
        match &*self.0 {
            Kind::Rsa(key) => Some(key),
            Kind::P256(_) => None,
        }
    }

    /// The URI of the algorithm that it signs with.
    pub(super) fn algorithm(&self) -> &'static str {
        match &*self.0 {
            Kind::Rsa(_) => RSA_SHA256,
            Kind::P256(_) => ECDSA_SHA256,
        }
    }

    /// The signature in the form of XML Signature: PKCS #1 v1.5, or r and s one behind the other.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SecurityError> {
        match &*self.0 {
            Kind::Rsa(key) => Hash::Sha256.sign(key, message),
            Kind::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                Ok(signature.to_bytes().to_vec())
            }
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*self.0 {
            Kind::Rsa(_) => "PrivateKey(RSA)",
            Kind::P256(_) => "PrivateKey(P-256)",
        })
    }
}

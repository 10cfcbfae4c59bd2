//! Whose signatures are accepted: certificates that are known one by one, or authorities.
//!
//! Of a chain, `rustls-webpki` checks names, signatures, validity at the caller's time, basic constraints, path length, name constraints and critical
//! extensions, with the algorithms below. Revocation and extended key usage are not looked at.

use pki_types::{
    AlgorithmIdentifier, CertificateDer, InvalidSignature, SignatureVerificationAlgorithm, TrustAnchor, UnixTime,
    alg_id,
};
use rsa::pkcs1::DecodeRsaPublicKey as _;
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert};

use super::certificate::{Certificate, LEAST_BITS, bits};
use super::error::SecurityError;
use super::rsassa::{Hash, RsaPublicKey};

/// Whose signatures are accepted.
///
/// | what is checked | of a pinned certificate | of one that an authority issued |
/// |---|---|---|
/// | it is the same, byte by byte | yes | |
/// | its signature and that of every certificate up to the authority: RSA PKCS #1 with SHA-256, 384 or 512, ECDSA P-256 with SHA-256 | | yes |
/// | issuer and subject name each other | | yes |
/// | the time is within `notBefore` and `notAfter` | yes | of all but the authority |
/// | `basicConstraints`, path length, name constraints, no unknown critical extension (RFC 5280, 6) | | yes |
/// | `keyUsage`, if it is there, has `digitalSignature` or `nonRepudiation` | yes | yes |
/// | the key is RSA with 2,048 bits or more, or on P-256 | yes | yes |
/// | revocation (CRL, OCSP), extended key usage | no | no |
///
/// That a certificate is trusted says who sent the message; what they may do is for the service to decide, by
/// [`Verified::certificate`](super::Verified::certificate).
#[derive(Debug, Clone, Default)]
pub struct Trust {
    pinned: Vec<Certificate>,
    authorities: Vec<Certificate>,
    intermediates: Vec<Certificate>,
}

impl Trust {
    /// Trusts this certificate.
    #[must_use]
    pub fn pinned(certificate: Certificate) -> Self {
        Self::default().and_pinned(certificate)
    }

    /// Trusts the certificates that this authority issued, directly or through others.
    #[must_use]
    pub fn authority(certificate: Certificate) -> Self {
        Self::default().and_authority(certificate)
    }

    /// Trusts this certificate, too.
    #[must_use]
    pub fn and_pinned(mut self, certificate: Certificate) -> Self {
        self.pinned.push(certificate);
        self
    }

    /// Trusts the certificates of this authority, too.
    #[must_use]
    pub fn and_authority(mut self, certificate: Certificate) -> Self {
        self.authorities.push(certificate);
        self
    }

    /// Knows a certificate that may stand between an authority and those who sign.
    #[must_use]
    pub fn and_intermediate(mut self, certificate: Certificate) -> Self {
        self.intermediates.push(certificate);
        self
    }

    /// The certificates that a message may refer to without having them.
    pub(super) fn known(&self) -> &[Certificate] {
        &self.pinned
    }

    /// Checks a certificate at a time, in seconds since 1970.
    pub(super) fn check(&self, certificate: &Certificate, now: i64) -> Result<(), SecurityError> {
        let refused = |reason: String| SecurityError::Untrusted { subject: certificate.subject(), reason };
        let (from, until) = certificate.validity();
        if now < from || now > until {
            return Err(refused("it is not valid at this time".to_owned()));
        }
        if !certificate.may_sign() {
            return Err(refused("its key usage does not allow signatures".to_owned()));
        }
        if self.pinned.contains(certificate) {
            return Ok(());
        }
        self.check_chain(certificate, now).map_err(refused)
    }

    fn check_chain(&self, certificate: &Certificate, now: i64) -> Result<(), String> {
        let words = |error: webpki::Error| format!("no chain leads to a trusted authority: {error:?}");
        if self.authorities.is_empty() {
            return Err("it is not among the certificates that are trusted".to_owned());
        }
        let authorities: Vec<CertificateDer<'_>> = self.authorities.iter().map(|known| known.der().into()).collect();
        let anchors: Result<Vec<TrustAnchor<'_>>, _> = authorities.iter().map(anchor_from_trusted_cert).collect();
        let intermediates: Vec<CertificateDer<'_>> =
            self.intermediates.iter().map(|known| known.der().into()).collect();
        let der = certificate.der().into();
        let end = EndEntityCert::try_from(&der).map_err(words)?;
        let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(now.unsigned_abs()));
        let anchors = anchors.map_err(words)?;
        end.verify_for_usage(ALGORITHMS, &anchors, &intermediates, time, AnyUsage, None, None).map(drop).map_err(words)
    }
}

/// Extended key usages are about TLS and others, and say nothing about messages.
struct AnyUsage;

impl ExtendedKeyUsageValidator for AnyUsage {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

/// How certificates may be signed.
static ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] =
    &[&Algorithm::RsaSha256, &Algorithm::RsaSha384, &Algorithm::RsaSha512, &Algorithm::P256Sha256];

#[derive(Debug)]
enum Algorithm {
    RsaSha256,
    RsaSha384,
    RsaSha512,
    P256Sha256,
}

impl Algorithm {
    fn is_right(&self, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
        let rsa = |hash: Hash| {
            let key = RsaPublicKey::from_pkcs1_der(key).ok().filter(|key| bits(key) >= LEAST_BITS);
            key.is_some_and(|key| hash.is_right(&key, message, signature))
        };
        match self {
            Self::RsaSha256 => rsa(Hash::Sha256),
            Self::RsaSha384 => rsa(Hash::Sha384),
            Self::RsaSha512 => rsa(Hash::Sha512),
            Self::P256Sha256 => p256_is_right(key, message, signature).unwrap_or(false),
        }
    }
}

fn p256_is_right(key: &[u8], message: &[u8], signature: &[u8]) -> Result<bool, p256::ecdsa::Error> {
    use p256::ecdsa::signature::Verifier as _;
    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key)?;
    let signature = p256::ecdsa::Signature::from_der(signature)?;
    Ok(key.verify(message, &signature).is_ok())
}

impl SignatureVerificationAlgorithm for Algorithm {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        if self.is_right(key, message, signature) { Ok(()) } else { Err(InvalidSignature) }
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        match self {
            Self::P256Sha256 => alg_id::ECDSA_P256,
            _ => alg_id::RSA_ENCRYPTION,
        }
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        match self {
            Self::RsaSha256 => alg_id::RSA_PKCS1_SHA256,
            Self::RsaSha384 => alg_id::RSA_PKCS1_SHA384,
            Self::RsaSha512 => alg_id::RSA_PKCS1_SHA512,
            Self::P256Sha256 => alg_id::ECDSA_SHA256,
        }
    }
}

//! Keys for ciphers, encrypted with RSA-OAEP for whoever has the private key (XML Encryption 1.1, 5.5.2). RSA PKCS #1 v1.5 is not supported: whoever
//! can see whether its padding is right decrypts everything.

use getrandom::SysRng;
use rsa::Oaep;
use rsa::traits::PaddingScheme as _;
use sha1::Sha1;
use sha2::Sha256;

use super::certificate::{Certificate, PublicKey};
use super::error::SecurityError;
use super::names::{DS, SHA1, SHA256, XENC, XENC11};
use super::rsassa::RsaPrivateKey;
use super::tree::Element;

/// How the key of a message is encrypted for its receiver: RSA-OAEP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum KeyTransport {
    /// `rsa-oaep-mgf1p` of XML Encryption 1.0, which everybody knows. Its SHA-1 needs no resistance to collisions.
    #[default]
    OaepSha1,
    /// `rsa-oaep` of XML Encryption 1.1, with SHA-256.
    OaepSha256,
}

/// The digests of OAEP: for the label, and for the mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Padding {
    label_sha256: bool,
    mask_sha256: bool,
}

const OAEP_10: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
const OAEP_11: &str = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
const MGF_SHA1: &str = "http://www.w3.org/2009/xmlenc11#mgf1sha1";
const MGF_SHA256: &str = "http://www.w3.org/2009/xmlenc11#mgf1sha256";

impl KeyTransport {
    /// `xenc:EncryptionMethod`.
    pub(super) fn method(self) -> String {
        let (algorithm, digest, mask) = match self {
            Self::OaepSha1 => (OAEP_10, SHA1, String::new()),
            Self::OaepSha256 => {
                (OAEP_11, SHA256, format!("<xenc11:MGF xmlns:xenc11=\"{XENC11}\" Algorithm=\"{MGF_SHA256}\"/>"))
            }
        };
        format!(
            "<xenc:EncryptionMethod Algorithm=\"{algorithm}\"><ds:DigestMethod xmlns:ds=\"{DS}\" Algorithm=\"{digest}\"/>{mask}</xenc:EncryptionMethod>"
        )
    }

    pub(super) fn encrypt(self, certificate: &Certificate, key: &[u8]) -> Result<Vec<u8>, SecurityError> {
        let PublicKey::Rsa(public) = certificate.key() else {
            return Err(SecurityError::Key(format!(
                "the certificate {certificate} has no RSA key, so that nothing can be encrypted for it"
            )));
        };
        let encrypted = match self {
            Self::OaepSha1 => Oaep::<Sha1>::new().encrypt(&mut SysRng, public, key),
            Self::OaepSha256 => Oaep::<Sha256>::new().encrypt(&mut SysRng, public, key),
        };
        encrypted.map_err(|error| SecurityError::Key(format!("the key cannot be encrypted: {error}")))
    }
}

impl Padding {
    /// What `xenc:EncryptionMethod` says.
    pub(super) fn of(method: &Element) -> Result<Self, SecurityError> {
        let refused = |found: &str| SecurityError::Algorithm {
            place: "xenc:EncryptionMethod",
            found: found.to_owned(),
            accepted: "rsa-oaep-mgf1p and rsa-oaep are, with SHA-1 or SHA-256 and without a label",
        };
        let digest = method.only(DS, "DigestMethod").map(Element::algorithm);
        let mask = method.only(XENC11, "MGF").map(Element::algorithm);
        let label_sha256 = match digest {
            None | Some(SHA1) => false,
            Some(SHA256) => true,
            Some(other) => return Err(refused(other)),
        };
        let mask_sha256 = match (method.algorithm(), mask) {
            (OAEP_10, None) | (OAEP_11, None | Some(MGF_SHA1)) => false,
            (OAEP_11, Some(MGF_SHA256)) => true,
            (other, _) => return Err(refused(other)),
        };
        if method.all(XENC, "OAEPparams").any(|label| !label.text.trim().is_empty()) {
            return Err(refused("a label"));
        }
        Ok(Self { label_sha256, mask_sha256 })
    }

    /// What was encrypted. The private operation is blinded.
    pub(super) fn decrypt(self, key: &RsaPrivateKey, encrypted: &[u8]) -> Option<Vec<u8>> {
        let rng = Some(&mut SysRng);
        let decrypted = match (self.label_sha256, self.mask_sha256) {
            (false, false) => Oaep::<Sha1>::new().decrypt(rng, key, encrypted),
            (true, true) => Oaep::<Sha256>::new().decrypt(rng, key, encrypted),
            (true, false) => Oaep::<Sha256, Sha1>::new_with_mgf_hash().decrypt(rng, key, encrypted),
            (false, true) => Oaep::<Sha1, Sha256>::new_with_mgf_hash().decrypt(rng, key, encrypted),
        };
        decrypted.ok()
    }
}

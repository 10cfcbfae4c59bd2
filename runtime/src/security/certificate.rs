//! X.509 certificates: PEM or DER comes in; names, identifiers and the public key go out.

use std::fmt;
use std::sync::Arc;

use rsa::pkcs8::DecodePublicKey as _;
use rsa::traits::PublicKeyParts as _;
use sha1::{Digest as _, Sha1};
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::{KeyUsage, SubjectKeyIdentifier};

use super::error::SecurityError;
use super::rsassa::RsaPublicKey;

/// An X.509 certificate. `Debug` and `Display` show subject and serial number. Two are equal if they are the same, byte by byte.
#[derive(Clone)]
pub struct Certificate(Arc<Inner>);

struct Inner {
    der: Vec<u8>,
    parsed: x509_cert::Certificate,
    key: PublicKey,
}

/// A public key that signatures are verified with.
#[derive(Clone)]
pub(super) enum PublicKey {
    Rsa(RsaPublicKey),
    P256(p256::ecdsa::VerifyingKey),
}

/// The least number of bits of an RSA key.
pub(super) const LEAST_BITS: usize = 2048;

impl Certificate {
    /// The first certificate of a PEM file.
    ///
    /// # Errors
    /// When there is none, and as [`from_der`](Self::from_der).
    pub fn from_pem(pem: &str) -> Result<Self, SecurityError> {
        Self::all_from_pem(pem)?
            .into_iter()
            .next()
            .ok_or_else(|| SecurityError::Key("the PEM file has no certificate".to_owned()))
    }

    /// The certificates of a PEM file in their order.
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der), for any of them.
    pub fn all_from_pem(pem: &str) -> Result<Vec<Self>, SecurityError> {
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        const END: &str = "-----END CERTIFICATE-----";
        let parts = pem.split(BEGIN).skip(1).filter_map(|rest| rest.split_once(END));
        parts.map(|(body, _)| Self::from_base64(body)).collect()
    }

    /// A certificate in Base64 without the lines around it.
    pub(super) fn from_base64(text: &str) -> Result<Self, SecurityError> {
        Self::from_der(
            &super::base64::decode(text).ok_or_else(|| SecurityError::Key("a certificate is not Base64".to_owned()))?,
        )
    }

    /// A certificate in DER.
    ///
    /// # Errors
    /// When it is no X.509 certificate, or its key is neither RSA with at least 2,048 bits nor on the curve P-256.
    pub fn from_der(der: &[u8]) -> Result<Self, SecurityError> {
        let parsed = x509_cert::Certificate::from_der(der)
            .map_err(|error| SecurityError::Key(format!("not an X.509 certificate: {error}")))?;
        let key = PublicKey::of(&parsed)?;
        Ok(Self(Arc::new(Inner { der: der.to_vec(), parsed, key })))
    }

    /// The certificate in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// The subject's name, as RFC 4514 writes it: `CN=Kim,O=Contoso,C=DE`.
    #[must_use]
    pub fn subject(&self) -> String {
        self.parsed().tbs_certificate().subject().to_string()
    }

    /// The issuer's name, as RFC 4514 writes it.
    #[must_use]
    pub fn issuer(&self) -> String {
        self.parsed().tbs_certificate().issuer().to_string()
    }

    /// The serial number in decimal.
    #[must_use]
    pub fn serial_number(&self) -> String {
        decimal(self.parsed().tbs_certificate().serial_number().as_bytes())
    }

    /// The extension `SubjectKeyIdentifier`, if there is one.
    #[must_use]
    pub fn subject_key_identifier(&self) -> Option<Vec<u8>> {
        let found = self.parsed().tbs_certificate().get_extension::<SubjectKeyIdentifier>().ok().flatten()?;
        Some(found.1.0.as_bytes().to_vec())
    }

    /// The SHA-1 digest of the certificate, which WS-Security 1.1 uses as an identifier: it tells certificates apart and protects nothing.
    #[must_use]
    pub fn thumbprint(&self) -> [u8; 20] {
        Sha1::digest(&self.0.der).into()
    }

    pub(super) fn parsed(&self) -> &x509_cert::Certificate {
        &self.0.parsed
    }

    pub(super) fn key(&self) -> &PublicKey {
        &self.0.key
    }

    /// Seconds since 1970 from which and until which it is valid.
    pub(super) fn validity(&self) -> (i64, i64) {
        let validity = self.parsed().tbs_certificate().validity();
        let seconds =
            |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        (seconds(validity.not_before), seconds(validity.not_after))
    }

    /// Whether its key may sign messages: there is no `KeyUsage`, or one with `digitalSignature` or `nonRepudiation`.
    pub(super) fn may_sign(&self) -> bool {
        match self.parsed().tbs_certificate().get_extension::<KeyUsage>() {
            Ok(None) => true,
            Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
            Err(_) => false,
        }
    }

    /// Whether this is the certificate with that serial number of an issuer whose name is written somehow.
    pub(super) fn is_of(&self, issuer: &str, serial: &str) -> bool {
        let serial = serial.trim();
        self.serial_number() == serial.trim_start_matches('0') && same_name(&self.issuer(), issuer)
    }
}

impl PublicKey {
    fn of(certificate: &x509_cert::Certificate) -> Result<Self, SecurityError> {
        let spki = certificate.tbs_certificate().subject_public_key_info().to_der();
        let spki = spki.map_err(|error| SecurityError::Key(format!("not a public key: {error}")))?;
        if let Ok(key) = p256::ecdsa::VerifyingKey::from_public_key_der(&spki) {
            return Ok(Self::P256(key));
        }
        let key = RsaPublicKey::from_public_key_der(&spki).map_err(|_| {
            SecurityError::Key("the certificate's key is neither RSA nor on the curve P-256".to_owned())
        })?;
        let bits = bits(&key);
        if bits < LEAST_BITS {
            return Err(SecurityError::Key(format!(
                "the certificate's RSA key has {bits} bits; at least {LEAST_BITS} are needed"
            )));
        }
        Ok(Self::Rsa(key))
    }

    /// What tells the key apart, whatever certificate it is in and however it is written there: modulus and exponent, or the point, as numbers.
    pub(super) fn octets(&self) -> Vec<u8> {
        match self {
            Self::Rsa(key) => [&*key.n_bytes(), &*key.e_bytes()].concat(),
            Self::P256(key) => key.to_sec1_point(false).as_bytes().to_vec(),
        }
    }
}

/// How many bits the modulus of an RSA key has.
pub(super) fn bits(key: &RsaPublicKey) -> usize {
    let octets = key.n_bytes();
    octets.len() * 8 - octets.first().map_or(0, |first| first.leading_zeros() as usize)
}

impl fmt::Display for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (serial number {})", self.subject(), self.serial_number())
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({self})")
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

/// A number of any size, most significant byte first, in decimal.
fn decimal(bytes: &[u8]) -> String {
    let mut digits = vec![0_u8];
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) * 256;
            *digit = (carry % 10) as u8;
            carry /= 10;
        }
        while carry > 0 {
            digits.push((carry % 10) as u8);
            carry /= 10;
        }
    }
    digits.iter().rev().map(|digit| char::from(b'0' + digit)).collect()
}

/// Whether two names are the same, written by different programs: in either order, with spaces, with other names for types.
fn same_name(a: &str, b: &str) -> bool {
    let (a, mut b) = (parts_of_name(a), parts_of_name(b));
    if a == b {
        return true;
    }
    b.reverse();
    a == b
}

fn parts_of_name(name: &str) -> Vec<(String, String)> {
    let mut parts = vec![String::new()];
    let (mut escaped, mut quoted) = (false, false);
    for c in name.chars() {
        match c {
            _ if std::mem::take(&mut escaped) => parts.last_mut().into_iter().for_each(|part| part.push(c)),
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ',' | ';' | '+' if !quoted => parts.push(String::new()),
            _ => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts.iter().map(|part| part_of_name(part)).collect()
}

fn part_of_name(part: &str) -> (String, String) {
    let (kind, value) = part.split_once('=').unwrap_or(("", part));
    let kind = match kind.trim().trim_start_matches("OID.").to_ascii_uppercase().as_str() {
        "S" | "2.5.4.8" => "ST".to_owned(),
        "E" | "EMAIL" | "1.2.840.113549.1.9.1" => "EMAILADDRESS".to_owned(),
        other => other.to_owned(),
    };
    (kind, value.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::{decimal, same_name};

    #[test]
    fn serial_numbers_are_decimal() {
        assert_eq!(decimal(&[0]), "0");
        assert_eq!(decimal(&[0x01, 0x00]), "256");
        assert_eq!(decimal(&[0xFF; 16]), "340282366920938463463374607431768211455");
    }

    #[test]
    fn names_are_compared_however_they_are_written() {
        assert!(same_name("CN=Kim,O=Contoso\\, Ltd,C=DE", "C=DE, O=\"Contoso, Ltd\", CN=Kim"));
        assert!(same_name("STREET=a,ST=b", "STREET=a, S=b"));
        assert!(!same_name("CN=Kim,O=Contoso", "CN=Kim"));
        assert!(!same_name("CN=Kim", "CN=kim"));
    }
}

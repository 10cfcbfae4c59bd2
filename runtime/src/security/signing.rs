//! Makes a signature of elements of a message (XML Signature, 3.1).

use super::base64;
use super::bounds::Room;
use super::canonical::canonicalize;
use super::certificate::Certificate;
use super::digest::DigestMethod;
use super::edit::leaf;
use super::error::SecurityError;
use super::key::PrivateKey;
use super::message::Message;
use super::names::{BASE64, DS, EXC_C14N, SHA256, THUMBPRINT, X509_SKI, X509_V3};

/// How a message says whose key signed it (X.509 Certificate Token Profile 1.1, 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum TokenReference {
    /// The certificate goes with the message, as a `BinarySecurityToken`.
    #[default]
    Binary,
    /// By the issuer's name and the serial number: the receiver has the certificate.
    IssuerSerial,
    /// By the `SubjectKeyIdentifier` of the certificate: the receiver has it.
    KeyIdentifier,
    /// By the SHA-1 digest of the certificate: the receiver has it.
    Thumbprint,
}

/// With what messages are signed.
#[derive(Debug, Clone)]
pub(super) struct Signing {
    key: PrivateKey,
    pub(super) certificate: Certificate,
}

impl Signing {
    /// # Errors
    /// When the certificate is not of this key.
    pub(super) fn new(key: PrivateKey, certificate: Certificate) -> Result<Self, SecurityError> {
        if !key.is_of(&certificate) {
            return Err(SecurityError::Key(format!("the private key is not that of the certificate {certificate}")));
        }
        Ok(Self { key, certificate })
    }

    /// The element `ds:Signature` for these identifiers; `token` is that of the certificate, if it goes with the message.
    pub(super) fn signature(
        &self,
        text: &str,
        identifiers: &[String],
        kind: TokenReference,
        token: &str,
    ) -> Result<String, SecurityError> {
        let message = Message::read(text)?;
        // What is signed here is accepted by those who check it as it is done here.
        let mut room = Room::of(text);
        let references = identifiers.iter().map(|id| reference(&message, id, &mut room));
        let references = references.collect::<Result<String, _>>()?;
        let info = format!(
            "<ds:SignedInfo xmlns:ds=\"{DS}\"><ds:CanonicalizationMethod Algorithm=\"{EXC_C14N}\"/>\
             <ds:SignatureMethod Algorithm=\"{}\"/>{references}</ds:SignedInfo>",
            self.key.algorithm()
        );
        let value = base64::encode(self.key.sign(canonicalize(&info, 0, &[])?.as_bytes())?);
        let key = key_info(&self.certificate, kind, token)?;
        let value = leaf("ds:SignatureValue", "", &value);
        Ok(format!("<ds:Signature xmlns:ds=\"{DS}\">{info}{value}{key}</ds:Signature>"))
    }
}

/// `ds:Reference` to an element. Prefixes of types (`xsi:type`) that are declared outside go into the `PrefixList`, so that they are signed as well.
fn reference(message: &Message<'_>, id: &str, room: &mut Room) -> Result<String, SecurityError> {
    let start = message.identified(id)?;
    let before = room.clone();
    let mut digested = DigestMethod::Sha256.digest(message.text, start, &[], room)?;
    let mut list = String::new();
    if !digested.loose.is_empty() {
        let names =
            digested.loose.into_iter().map(|prefix| if prefix.is_empty() { "#default".to_owned() } else { prefix });
        let prefixes: Vec<String> = names.collect();
        list = format!("<ec:InclusiveNamespaces xmlns:ec=\"{EXC_C14N}\" PrefixList=\"{}\"/>", prefixes.join(" "));
        *room = before;
        digested = DigestMethod::Sha256.digest(message.text, start, &prefixes, room)?;
    }
    room.check_own()?;
    let value = base64::encode(&digested.digest);
    Ok(format!(
        "<ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform Algorithm=\"{EXC_C14N}\">{list}</ds:Transform></ds:Transforms>\
         <ds:DigestMethod Algorithm=\"{SHA256}\"/><ds:DigestValue>{value}</ds:DigestValue></ds:Reference>"
    ))
}

/// `ds:KeyInfo` for a certificate.
pub(super) fn key_info(
    certificate: &Certificate,
    reference: TokenReference,
    token: &str,
) -> Result<String, SecurityError> {
    let identifier = |kind: &str, value: &[u8]| {
        let attributes = format!(" ValueType=\"{kind}\" EncodingType=\"{BASE64}\"");
        leaf("wsse:KeyIdentifier", &attributes, &base64::encode(value))
    };
    let reference = match reference {
        TokenReference::Binary => format!("<wsse:Reference URI=\"#{token}\" ValueType=\"{X509_V3}\"/>"),
        TokenReference::IssuerSerial => format!(
            "<ds:X509Data><ds:X509IssuerSerial>{}{}</ds:X509IssuerSerial></ds:X509Data>",
            leaf("ds:X509IssuerName", "", &certificate.issuer()),
            leaf("ds:X509SerialNumber", "", &certificate.serial_number())
        ),
        TokenReference::Thumbprint => identifier(THUMBPRINT, &certificate.thumbprint()),
        TokenReference::KeyIdentifier => {
            let own = certificate.subject_key_identifier();
            let missing = || SecurityError::Key(format!("the certificate {certificate} has no SubjectKeyIdentifier"));
            identifier(X509_SKI, &own.ok_or_else(missing)?)
        }
    };
    Ok(format!("<ds:KeyInfo><wsse:SecurityTokenReference>{reference}</wsse:SecurityTokenReference></ds:KeyInfo>"))
}

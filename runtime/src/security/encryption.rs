//! Encrypts what the body of a message holds (SOAP Message Security 1.1, 9; XML Encryption 1.1).

use super::base64;
use super::certificate::Certificate;
use super::cipher::Cipher;
use super::error::SecurityError;
use super::message::Message;
use super::names::{DS, XENC};
use super::random;
use super::signing::{TokenReference, key_info};
use super::transport::KeyTransport;

/// For whom, and how, messages are encrypted.
#[derive(Debug, Clone)]
pub(super) struct Encryption {
    pub(super) certificate: Certificate,
    pub(super) cipher: Cipher,
    pub(super) transport: KeyTransport,
}

const CONTENT: &str = "http://www.w3.org/2001/04/xmlenc#Content";

impl Encryption {
    /// The message with the content of its body encrypted, and the key as the first element of its security header, which it has.
    pub(super) fn apply(&self, text: &str) -> Result<String, SecurityError> {
        let message = Message::read(text)?;
        let content = message.content();
        let (key, id) = (self.cipher.key()?, random::identifier("Encrypted")?);
        let sealed = self.cipher.encrypt(&key, text.get(content.clone()).unwrap_or("").as_bytes())?;
        let data = format!(
            "<xenc:EncryptedData xmlns:xenc=\"{XENC}\" Id=\"{id}\" Type=\"{CONTENT}\"><xenc:EncryptionMethod Algorithm=\"{}\"/>\
             <xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>",
            self.cipher.algorithm(),
            base64::encode(&sealed)
        );
        let encrypted_key = self.key(&key, &id)?;
        let security = message.security.first().and_then(|security| message.block(security.start));
        let at = security
            .map(|security| security.opened)
            .ok_or_else(|| SecurityError::Missing("wsse:Security".to_owned()))?;
        let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or("");
        let before = [part(0..at), &encrypted_key, part(at..content.start)].concat();
        // An empty body may be an empty tag.
        Ok(if content.start == message.body.end {
            let tag = before.strip_suffix("/>").unwrap_or(&before);
            [tag, ">", &data, "</", &message.body.name, ">", part(content.end..text.len())].concat()
        } else {
            [before.as_str(), &data, part(content.end..text.len())].concat()
        })
    }

    pub(super) fn key(&self, key: &[u8], id: &str) -> Result<String, SecurityError> {
        let encrypted = base64::encode(self.transport.encrypt(&self.certificate, key)?);
        let info = key_info(&self.certificate, TokenReference::IssuerSerial, "")?.replacen(
            "<ds:KeyInfo>",
            &format!("<ds:KeyInfo xmlns:ds=\"{DS}\">"),
            1,
        );
        Ok(format!(
            "<xenc:EncryptedKey xmlns:xenc=\"{XENC}\">{}{info}<xenc:CipherData><xenc:CipherValue>{encrypted}</xenc:CipherValue></xenc:CipherData>\
             <xenc:ReferenceList><xenc:DataReference URI=\"#{id}\"/></xenc:ReferenceList></xenc:EncryptedKey>",
            self.transport.method()
        ))
    }
}

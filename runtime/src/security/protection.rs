//! What a sender puts into a message: the security header, and signatures in it. What is signed and encrypted is signed first.
//!
//! In: the text of a message and the time. Out: the text with a security header as the first header block. Invariant: nothing else of the text is
//! changed, but for the attribute `wsu:Id` on what is signed, and the body where it is encrypted.

use std::time::{Duration, SystemTime};

use super::base64;
use super::edit::{Edit, leaf};
use super::encryption::Encryption;
use super::error::SecurityError;
use super::message::{Message, Place};
use super::names::{BASE64, PASSWORD_DIGEST, PASSWORD_TEXT, X509_V3};
use super::random;
use super::secret::Secret;
use super::signing::{Signing, TokenReference};
use super::time;
use super::username;
use crate::xml::is_char;

/// How messages are protected.
#[derive(Debug, Clone, Default)]
pub(super) struct Protection {
    pub(super) user: Option<User>,
    /// How long a message is valid, if it gets a timestamp.
    pub(super) lifetime: Option<Duration>,
    pub(super) signing: Option<Signing>,
    /// What is signed besides the body.
    pub(super) signed_headers: Vec<SignedHeader>,
    pub(super) token_reference: Option<TokenReference>,
    pub(super) encryption: Option<Encryption>,
    /// Whether a receiver that does not know the header may read the message.
    pub(super) optional: bool,
    /// Whether something is signed or encrypted whose octets are in another part of the message.
    pub(super) unsigned_parts: bool,
}

/// The name of header blocks that are signed.
#[derive(Debug, Clone)]
pub(super) struct SignedHeader {
    pub(super) namespace: String,
    pub(super) local: String,
    /// Whether a message has to have one.
    pub(super) is_required: bool,
}

/// A user name and a password.
#[derive(Debug, Clone)]
pub(super) struct User {
    pub(super) name: String,
    pub(super) password: Secret,
    pub(super) is_digest: bool,
}

/// Elements of the security header, and the identifiers of those that are signed.
#[derive(Default)]
struct Tokens {
    text: String,
    signed: Vec<String>,
    /// The identifier of the certificate.
    certificate: String,
}

impl Protection {
    /// The message with a security header. Without anything to put into one it comes back as it is. `is_whole`: whether it has to have all header blocks
    /// that are signed.
    pub(super) fn apply(&self, text: String, now: SystemTime, is_whole: bool) -> Result<String, SecurityError> {
        if self.signing.is_none() && (!self.signed_headers.is_empty() || self.token_reference.is_some()) {
            return Err(SecurityError::Incomplete("sign_header and token_reference take a key to sign with (sign)"));
        }
        if self.user.is_none() && self.lifetime.is_none() && self.signing.is_none() && self.encryption.is_none() {
            return Ok(text);
        }
        let message = Message::read(&text)?;
        if self.encryption.is_some() {
            self.require_whole(&message, &message.body)?;
        }
        let mut edit = Edit::new(&message)?;
        let mut tokens = self.tokens(now)?;
        if self.signing.is_some() {
            let body = std::iter::once((&message.body, "Body"));
            let blocks = self.signed_blocks(&message, is_whole)?;
            for (place, word) in body.chain(blocks.into_iter().map(|block| (block, "Header"))) {
                self.require_whole(&message, place)?;
                tokens.signed.push(edit.identify(place, word)?);
            }
        }
        let mut edited = edit.with_security(&tokens.text, !self.optional);
        if let Some(signing) = &self.signing {
            let signature = signing.signature(&edited.text, &tokens.signed, self.reference(), &tokens.certificate)?;
            edited.text.insert_str(edited.end_of_security, &signature);
        }
        match &self.encryption {
            Some(encryption) => encryption.apply(&edited.text),
            None => Ok(edited.text),
        }
    }

    fn reference(&self) -> TokenReference {
        self.token_reference.unwrap_or_default()
    }

    /// The header blocks that are signed.
    fn signed_blocks<'m>(&self, message: &'m Message<'_>, is_whole: bool) -> Result<Vec<&'m Place>, SecurityError> {
        let missing =
            |header: &&SignedHeader| header.is_required && !message.blocks.iter().any(|block| header.is(block));
        if let Some(header) = self.signed_headers.iter().find(missing).filter(|_| is_whole) {
            let what = format!("the header block {{{}}}{}, which is to be signed,", header.namespace, header.local);
            return Err(SecurityError::Missing(what));
        }
        let is_signed = |block: &&Place| self.signed_headers.iter().any(|header| header.is(block));
        Ok(message.blocks.iter().filter(is_signed).collect())
    }

    /// Refuses to protect an element of which something goes in another part of the message.
    fn require_whole(&self, message: &Message<'_>, place: &Place) -> Result<(), SecurityError> {
        if self.unsigned_parts || !message.has_include(&place.range()) {
            return Ok(());
        }
        Err(SecurityError::unsigned_part(&message.path(place.start)))
    }

    fn tokens(&self, now: SystemTime) -> Result<Tokens, SecurityError> {
        let mut tokens = Tokens::default();
        if let Some(signing) = self.signing.as_ref().filter(|_| self.reference() == TokenReference::Binary) {
            tokens.certificate = random::identifier("X509")?;
            let attributes =
                format!(" wsu:Id=\"{}\" ValueType=\"{X509_V3}\" EncodingType=\"{BASE64}\"", tokens.certificate);
            tokens.text += &leaf("wsse:BinarySecurityToken", &attributes, &base64::encode(signing.certificate.der()));
        }
        if let Some(lifetime) = self.lifetime {
            let id = random::identifier("Timestamp")?;
            let expires = now.checked_add(lifetime).unwrap_or(now);
            let times =
                leaf("wsu:Created", "", &time::written(now)) + &leaf("wsu:Expires", "", &time::written(expires));
            tokens.text += &format!("<wsu:Timestamp wsu:Id=\"{id}\">{times}</wsu:Timestamp>");
            tokens.signed.push(id);
        }
        if let Some(user) = &self.user {
            let id = random::identifier("User")?;
            let parts = user.parts(now)?;
            tokens.text += &format!("<wsse:UsernameToken wsu:Id=\"{id}\">{parts}</wsse:UsernameToken>");
            tokens.signed.push(id);
        }
        Ok(tokens)
    }
}

impl SignedHeader {
    fn is(&self, block: &Place) -> bool {
        *self.namespace == *block.namespace && self.local == block.local
    }
}

impl User {
    fn parts(&self, now: SystemTime) -> Result<String, SecurityError> {
        if !self.name.chars().chain(self.password.expose().chars()).all(is_char) {
            return Err(SecurityError::Key("user name or password have characters that XML does not allow".to_owned()));
        }
        let name = leaf("wsse:Username", "", &self.name);
        let kind = if self.is_digest { PASSWORD_DIGEST } else { PASSWORD_TEXT };
        let password = |text: &str| leaf("wsse:Password", &format!(" Type=\"{kind}\""), text);
        if !self.is_digest {
            return Ok(name + &password(self.password.expose()));
        }
        let (nonce, created) = (random::bytes::<16>()?, time::written(now));
        let digest = password(&username::digest(&nonce, &created, &self.password));
        let nonce = leaf("wsse:Nonce", &format!(" EncodingType=\"{BASE64}\""), &base64::encode(nonce));
        Ok(name + &digest + &nonce + &leaf("wsu:Created", "", &created))
    }
}

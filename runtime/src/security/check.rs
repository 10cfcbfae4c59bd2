//! Holds one message to a policy.

use std::borrow::Cow;
use std::ops::Range;
use std::time::SystemTime;

use crate::soap::{Role, Version};

use super::bounds::{self, Room};
use super::change::Change;
use super::decryption::Decryption;
use super::error::SecurityError;
use super::message::Message;
use super::names::{DS, WSSE, WSU, XENC};
use super::policy::Policy;
use super::replays::Once;
use super::signature::Checking;
use super::time;
use super::tree::Element;
use super::username;
use super::verified::{Part, Signed, Verified};

/// What came of checking a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Opened {
    /// What is known of it.
    pub verified: Verified,
    /// The message with what was encrypted decrypted; `None` if nothing was.
    pub text: Option<String>,
}

impl Policy {
    /// Holds a message to this policy, at a time.
    ///
    /// # Errors
    /// What is wrong, for a log; [`SecurityError::fault`] is for the other side.
    pub fn check(&self, message: &str, now: SystemTime) -> Result<Opened, SecurityError> {
        self.check_itself()?;
        let mut check = Check {
            policy: self,
            now: time::seconds(now),
            verified: Verified::default(),
            digests: Vec::new(),
            is_body_encrypted: false,
            loose: Vec::new(),
            once: Vec::new(),
            room: Room::of(message),
        };
        let text = check.run(message).map_err(|error| check.told(error))?;
        Ok(Opened { verified: check.verified, text })
    }

    fn requires_anything(&self) -> bool {
        self.requires_user
            || self.requires_timestamp
            || self.requires_signature
            || self.requires_encryption
            || self.refuses_repeated
    }

    /// # Errors
    /// When no message could be held to it.
    fn check_itself(&self) -> Result<(), SecurityError> {
        if self.requires_signature && self.trust.is_none() {
            return Err(SecurityError::Incomplete(
                "the policy requires a signature (require_signed_header) and does not say whose (require_signature, accept_signature)",
            ));
        }
        if !self.keys.is_empty() && self.keys.iter().all(|key| key.rsa_key().is_none()) {
            return Err(SecurityError::Incomplete("the policy decrypts with keys of which none is RSA (decrypt_with)"));
        }
        Ok(())
    }
}

struct Check<'p> {
    policy: &'p Policy,
    now: i64,
    verified: Verified,
    /// The digests of what the signatures sign.
    digests: Vec<Vec<u8>>,
    /// Whether all that the body holds was encrypted.
    is_body_encrypted: bool,
    /// Where plain text is of a cipher that does not notice changes; `None` if it went with other encrypted data. Once there is one, all that fails looks
    /// like a failure of that cipher, and each has to be signed.
    loose: Vec<Option<Range<usize>>>,
    /// What must not come again, and what is wrong when it does.
    once: Vec<(Once, SecurityError)>,
    /// For canonical forms.
    room: Room,
}

impl Check<'_> {
    /// Signatures and encryption undo each other in the order of the header: what was done last stands first.
    fn run(&mut self, text: &str) -> Result<Option<String>, SecurityError> {
        let mut text = Cow::Borrowed(text);
        let mut done = 0;
        loop {
            let message = Message::read(&text)?;
            let Some(security) = addressed(&message)? else {
                if self.policy.requires_anything() {
                    return Err(SecurityError::Missing("the header block wsse:Security".to_owned()));
                }
                return Ok(None);
            };
            // Again after each decryption, which may have brought more.
            bounds::check(security)?;
            match self.up_to_key(&message, security, done)? {
                Some((index, decrypted)) => {
                    done = index + 1;
                    self.room.decrypted(&decrypted);
                    text = Cow::Owned(decrypted);
                }
                None => {
                    self.finish(&message, security)?;
                    break;
                }
            }
        }
        Ok(Some(text).filter(|text| matches!(text, Cow::Owned(_))).map(Cow::into_owned))
    }

    /// Checks the signatures up to the next encrypted key, and decrypts what that is for: its place among the children, and the message.
    fn up_to_key(
        &mut self,
        message: &Message<'_>,
        security: &Element,
        done: usize,
    ) -> Result<Option<(usize, String)>, SecurityError> {
        for (index, child) in security.children.iter().enumerate().skip(done) {
            if child.is(DS, "Signature") {
                self.signature(message, security, child)?;
            } else if child.is(XENC, "EncryptedKey") {
                return self.decrypt(message, child).map(|text| Some((index, text)));
            } else if child.is(XENC, "ReferenceList") || child.is(XENC, "EncryptedData") {
                return Err(SecurityError::unavailable(
                    "wsse:Security",
                    "something is encrypted with a key that is not in the message",
                ));
            }
        }
        Ok(None)
    }

    fn decrypt(&mut self, message: &Message<'_>, key: &Element) -> Result<String, SecurityError> {
        let decryption = Decryption::read(key, self.policy)?;
        let mut text = message.text.to_owned();
        for id in &decryption.references {
            let decrypted = decryption.apply(&Message::read(&text)?, id)?;
            // A signature of the ciphertext says nothing about the key, and so not enough about what this cipher makes of it.
            if decrypted.is_cbc && !self.verified.signatures.is_empty() {
                return Err(SecurityError::Undecryptable);
            }
            self.is_body_encrypted |= decrypted.is_body;
            self.shift(decrypted.change);
            if decrypted.is_cbc {
                self.loose.push(Some(decrypted.change.plain()));
            }
            self.verified.decrypted.push(decrypted.path);
            text = decrypted.text;
        }
        Ok(text)
    }

    /// Something was replaced.
    fn shift(&mut self, change: Change) {
        self.verified.shift(change);
        for loose in &mut self.loose {
            *loose = loose.take().filter(|range| !change.removes(range)).map(|range| change.moved(&range));
        }
    }

    /// A failure as it may be told: whoever changes ciphertext must not learn by it how far the changed plain text came.
    fn told(&self, error: SecurityError) -> SecurityError {
        if self.loose.is_empty() { error } else { SecurityError::Undecryptable }
    }

    /// Holds plain text of a cipher that does not notice changes to the signatures, all of which were checked after it was decrypted: without one
    /// to refuse it, a message that is accepted tells that the padding was right.
    fn require_signed_plain_text(&self) -> Result<(), SecurityError> {
        let is_signed = |loose: &Option<Range<usize>>| loose.as_ref().is_some_and(|range| self.verified.holds(range));
        if self.loose.iter().all(is_signed) { Ok(()) } else { Err(SecurityError::Undecryptable) }
    }

    fn signature(
        &mut self,
        message: &Message<'_>,
        security: &Element,
        signature: &Element,
    ) -> Result<(), SecurityError> {
        let Some(trust) = &self.policy.trust else { return Ok(()) };
        let (sha1, loose_types) = (self.policy.sha1, self.policy.loose_types);
        let room = &mut self.room;
        let mut checking = Checking { message, security, trust, now: self.now, sha1, loose_types, room };
        let (signed, digest) = checking.check(signature)?;
        self.verified.signatures.push(signed);
        self.digests.push(digest);
        Ok(())
    }

    /// Looks for what is required in the message as it will be read.
    fn finish(&mut self, message: &Message<'_>, security: &Element) -> Result<(), SecurityError> {
        self.require_signed_plain_text()?;
        let created = self.timestamp(security)?;
        self.user(security)?;
        if self.policy.requires_signature {
            self.require(message, security)?;
        }
        if self.policy.requires_encryption && !self.is_body_encrypted {
            return Err(SecurityError::Missing("the encryption of the body".to_owned()));
        }
        if self.policy.requires_encryption && !self.policy.unsigned_parts && message.has_include(&message.body.range())
        {
            return Err(SecurityError::unsigned_part("/Envelope/Body"));
        }
        if self.policy.refuses_repeated {
            self.refuse_repeated(created)?;
        }
        self.remember()
    }

    /// Sees to it that nothing comes again that must not. It is the last of all checks: what fails another is not remembered.
    fn remember(&mut self) -> Result<(), SecurityError> {
        let all: Vec<Once> = self.once.iter().map(|(once, _)| *once).collect();
        match self.policy.replays.remember(&all, self.now)? {
            Some(known) => Err(self.once.swap_remove(known).1),
            None => Ok(()),
        }
    }

    /// When the message was made; the timestamp is recent.
    fn timestamp(&mut self, security: &Element) -> Result<Option<i64>, SecurityError> {
        const PLACE: &str = "wsu:Timestamp";
        let Some(timestamp) = one(security, WSU, "Timestamp", PLACE)? else {
            return if self.policy.requires_timestamp {
                Err(SecurityError::Missing(PLACE.to_owned()))
            } else {
                Ok(None)
            };
        };
        let of = |local| one(timestamp, WSU, local, PLACE)?.map(|time| time::read(time, PLACE)).transpose();
        let (created, expires) = (of("Created")?, of("Expires")?);
        if created.is_none() && self.policy.requires_timestamp {
            return Err(SecurityError::Missing("wsu:Created of the wsu:Timestamp".to_owned()));
        }
        created
            .map_or(Ok(()), |created| self.policy.check_age(created, self.now, "wsu:Created of the wsu:Timestamp"))?;
        expires.map_or(Ok(()), |expires| self.policy.check_expires(expires, self.now))?;
        self.verified.timestamp = created.is_some();
        Ok(created)
    }

    fn user(&mut self, security: &Element) -> Result<(), SecurityError> {
        const PLACE: &str = "wsse:UsernameToken";
        let token = one(security, WSSE, "UsernameToken", PLACE)?;
        match (token, &self.policy.users) {
            (Some(token), Some(users)) => {
                let authenticated = username::check(token, &**users, self.policy, self.now)?;
                self.verified.user = Some(authenticated.user);
                self.once.extend(authenticated.once);
                Ok(())
            }
            (Some(token), None) if self.policy.digests_only => username::require_digest(token),
            (None, _) if self.policy.requires_user => Err(SecurityError::Missing(PLACE.to_owned())),
            _ => Ok(()),
        }
    }

    fn require(&self, message: &Message<'_>, security: &Element) -> Result<(), SecurityError> {
        let unsigned = |what: String| SecurityError::NotSigned { what, signed: self.verified.paths() };
        if security.all(DS, "Signature").next().is_none() {
            return Err(SecurityError::Missing("ds:Signature".to_owned()));
        }
        if !self.verified.covers_element(&message.body.range()) {
            return Err(unsigned("the Body that is read".to_owned()));
        }
        if let Some(covered) = self.verified.signed_with_include(message).filter(|_| !self.policy.unsigned_parts) {
            return Err(SecurityError::unsigned_part(&covered.path));
        }
        for (namespace, local) in [(WSU, "Timestamp"), (WSSE, "UsernameToken")] {
            if local == "UsernameToken" && self.policy.unsigned_user {
                continue;
            }
            let unsigned_one = security.all(namespace, local).find(|part| !self.verified.covers_element(&part.range()));
            if let Some(part) = unsigned_one {
                return Err(unsigned(format!("the {} of the security header", part.local)));
            }
        }
        for (namespace, local) in &self.policy.signed_headers {
            let mut blocks = message
                .blocks
                .iter()
                .filter(|block| **namespace == *block.namespace && *local == block.local)
                .peekable();
            if blocks.peek().is_none() {
                return Err(SecurityError::Missing(format!("the header block {local}")));
            }
            if blocks.any(|block| !self.verified.covers_element(&block.range())) {
                return Err(unsigned(format!("a header block {local}")));
            }
        }
        Ok(())
    }

    fn refuse_repeated(&mut self, created: Option<i64>) -> Result<(), SecurityError> {
        let is_timed = |signed: &Signed| signed.covers(&Part::Timestamp);
        for (signed, digest) in self.verified.signatures.iter().zip(&self.digests) {
            let Some(created) = created.filter(|_| is_timed(signed)) else {
                return Err(SecurityError::Missing(
                    "a signed wsu:Timestamp, without which nothing tells whether a message is repeated,".to_owned(),
                ));
            };
            let key = signed.certificate.key().octets();
            let once = Once::new(&[b"signature", digest, &key], self.policy.latest(created));
            self.once.push((once, SecurityError::Repeated("the signature")));
        }
        if self.once.is_empty() {
            return Err(SecurityError::Missing(
                "what tells a message from its repetition, a signature of the wsu:Timestamp or wsse:Nonce and wsu:Created of a user name,".to_owned(),
            ));
        }
        Ok(())
    }
}

/// The security header that is for us: for the last receiver, or for whoever receives the message.
fn addressed<'m>(message: &'m Message<'_>) -> Result<Option<&'m Element>, SecurityError> {
    let attribute = if message.version == Version::V1_1 { "actor" } else { "role" };
    let is_ours =
        |security: &&Element| Role::of(security.attribute(message.version.namespace(), attribute)).is_ours(&[]);
    let mut ours = message.security.iter().filter(is_ours);
    let first = ours.next();
    if ours.next().is_some() {
        return Err(SecurityError::invalid("wsse:Security", "there is more than one for the same receiver"));
    }
    Ok(first)
}

/// The child of this name, of which there must not be two.
fn one<'e>(
    parent: &'e Element,
    namespace: &'e str,
    local: &'e str,
    place: &'static str,
) -> Result<Option<&'e Element>, SecurityError> {
    let mut found = parent.all(namespace, local);
    let first = found.next();
    if found.next().is_some() {
        return Err(SecurityError::invalid(place, format!("there is more than one {local}")));
    }
    Ok(first)
}

//! The handler: security for the messages of a client or a server.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::certificate::Certificate;
use super::check::Opened;
use super::cipher::Cipher;
use super::encryption::Encryption;
use super::error::SecurityError;
use super::key::PrivateKey;
use super::policy::Policy;
use super::protection::{Protection, SignedHeader, User};
use super::secret::Secret;
use super::signing::{Signing, TokenReference};
use super::transport::KeyTransport;

/// WS-Security for all messages of a client or a server: what those that go out get, and what is required of those that come.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use soap_runtime::security::{Policy, Security};
///
/// // SystemTime::now is the clock: nothing here reads one by itself.
/// let security = Security::new(SystemTime::now)
///     .username_digest("kim", "sesame")
///     .timestamp(Duration::from_secs(300));
/// let message = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>";
/// let protected = security.protect(message.to_owned())?;
/// assert!(!protected.contains("sesame"));
///
/// let service = Security::new(SystemTime::now).with_policy(Policy::new().require_user(|user: &str| (user == "kim").then(|| "sesame".into())));
/// assert_eq!(service.check(&protected)?.verified.user.as_deref(), Some("kim"));
/// assert!(service.check(&protected).is_err(), "the same token once more");
/// # Ok::<(), soap_runtime::security::SecurityError>(())
/// ```
///
/// With the feature `client` or `server` it is a `Handler`: `client.with_handler(security)`, `server.with_handler(security)`. What is known of a message
/// that came is [`Verified`](super::Verified) in the extensions of the exchange, and so of the request that `Server::per_message` sees. It has to stand
/// behind (be added after) handlers whose header blocks are to be signed.
///
/// Without a policy messages that come are not looked at. `Debug` shows neither passwords nor keys.
#[derive(Clone)]
#[must_use]
pub struct Security {
    clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    protection: Protection,
    policy: Option<Policy>,
}

impl fmt::Debug for Security {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Security")
            .field("protection", &self.protection)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

impl Security {
    /// Protects and requires nothing. `clock` tells the time: `SystemTime::now`, or what a test wants.
    pub fn new(clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: Arc::new(clock), protection: Protection::default(), policy: None }
    }

    /// Puts a user name and the password into messages, as text: over TLS only.
    pub fn username_text(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.user(user.into(), password.into(), false)
    }

    /// Puts a user name and a digest of the password into messages, with a nonce and the time (Username Token Profile 1.1, 3.1).
    pub fn username_digest(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.user(user.into(), password.into(), true)
    }

    fn user(mut self, name: String, password: Secret, is_digest: bool) -> Self {
        self.protection.user = Some(User { name, password, is_digest });
        self
    }

    /// Puts a timestamp into messages, which expire that long after they were made. Whole milliseconds are written.
    pub fn timestamp(mut self, lifetime: Duration) -> Self {
        self.protection.lifetime = Some(lifetime);
        self
    }

    /// Signs the body of messages, and the timestamp and the user name if there are any: RSA (PKCS #1 v1.5) or ECDSA with SHA-256.
    ///
    /// # Errors
    /// When the certificate is not of this key.
    pub fn sign(mut self, key: PrivateKey, certificate: Certificate) -> Result<Self, SecurityError> {
        self.protection.signing = Some(Signing::new(key, certificate)?);
        Ok(self)
    }

    /// Signs header blocks of this name as well. A message without one is not protected, but for faults that a handler of this sends, which often have
    /// fewer blocks than responses. It takes [`sign`](Self::sign), before or after.
    pub fn sign_header(self, namespace: impl Into<String>, local: impl Into<String>) -> Self {
        self.header(namespace.into(), local.into(), true)
    }

    /// Signs header blocks of this name in messages that have them. It takes [`sign`](Self::sign), before or after.
    pub fn sign_header_if_present(self, namespace: impl Into<String>, local: impl Into<String>) -> Self {
        self.header(namespace.into(), local.into(), false)
    }

    fn header(mut self, namespace: String, local: String, is_required: bool) -> Self {
        self.protection.signed_headers.push(SignedHeader { namespace, local, is_required });
        self
    }

    /// Signs and encrypts what has an `xop:Include` as well, whose octets go in another part of the message (MTOM), neither signed nor encrypted. Default: it is
    /// refused. What may come is for the policy to say ([`Policy::allow_unsigned_parts`]).
    pub fn allow_unsigned_parts(mut self) -> Self {
        self.protection.unsigned_parts = true;
        self
    }

    /// Sets how messages say whose key signed them. It takes [`sign`](Self::sign), before or after.
    pub fn token_reference(mut self, reference: TokenReference) -> Self {
        self.protection.token_reference = Some(reference);
        self
    }

    /// Encrypts what the body holds for whoever has the private key of this certificate, whose key is RSA. What is signed is signed before.
    ///
    /// # Errors
    /// When the certificate has another key.
    pub fn encrypt_for(
        mut self,
        certificate: Certificate,
        cipher: Cipher,
        transport: KeyTransport,
    ) -> Result<Self, SecurityError> {
        transport.encrypt(&certificate, &[])?;
        self.protection.encryption = Some(Encryption { certificate, cipher, transport });
        Ok(self)
    }

    /// Lets receivers ignore the security header that do not know it: it goes without `mustUnderstand`.
    pub fn optional(mut self) -> Self {
        self.protection.optional = true;
        self
    }

    /// Sets what is required of messages that come.
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// A message with its security header, which becomes the first header block.
    ///
    /// # Errors
    /// When the text is not a SOAP envelope, has a security header already, has no header block of a name that is to be signed, when something to be
    /// protected is in another part of the message, when there is no key to sign what is to be signed, or when there are no random numbers.
    pub fn protect(&self, message: String) -> Result<String, SecurityError> {
        self.protection.apply(message, (self.clock)(), true)
    }

    /// The same for a fault, which may lack header blocks that other messages have.
    #[cfg(feature = "http")]
    pub(super) fn protect_fault(&self, message: String) -> Result<String, SecurityError> {
        self.protection.apply(message, (self.clock)(), false)
    }

    /// Holds a message that came to the policy.
    ///
    /// # Errors
    /// As [`Policy::check`].
    pub fn check(&self, message: &str) -> Result<Opened, SecurityError> {
        let nothing = Policy::default;
        self.policy.clone().unwrap_or_else(nothing).check(message, (self.clock)())
    }

    #[cfg(feature = "http")]
    pub(super) fn has_policy(&self) -> bool {
        self.policy.is_some()
    }
}

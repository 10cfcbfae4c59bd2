//! What a receiver wants of a message, and how a message is held to it.
//!
//! In: the text of a message and the time. Out: what is known of it, or what is wrong. Invariant: what the policy requires is looked for in its own
//! place in the message, and counts only if that very element was signed.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::error::SecurityError;
use super::key::PrivateKey;
use super::replays::Replays;
use super::time;
use super::trust::Trust;
use super::users::Users;

/// What is required of messages that come.
///
/// ```
/// use std::time::SystemTime;
/// use soap_runtime::security::{Policy, Secret};
///
/// let policy = Policy::new()
///     .require_user(|user: &str| (user == "kim").then(|| Secret::from("sesame")))
///     .require_timestamp();
/// let message = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>";
/// let error = policy.check(message, SystemTime::now()).unwrap_err();
/// assert_eq!(error.to_string(), "the header block wsse:Security is missing");
/// ```
///
/// What is not required is checked nevertheless if it is there and can be: a timestamp always, a user name if users are known
/// ([`accept_user`](Self::accept_user)), a signature if there is a trust ([`accept_signature`](Self::accept_signature)).
#[derive(Clone)]
#[must_use]
pub struct Policy {
    pub(super) users: Option<Arc<dyn Users>>,
    pub(super) requires_user: bool,
    pub(super) digests_only: bool,
    pub(super) requires_timestamp: bool,
    pub(super) trust: Option<Trust>,
    pub(super) requires_signature: bool,
    /// Namespaces and local names.
    pub(super) signed_headers: Vec<(String, String)>,
    pub(super) keys: Vec<PrivateKey>,
    pub(super) requires_encryption: bool,
    pub(super) sha1: bool,
    pub(super) cbc: bool,
    pub(super) loose_types: bool,
    pub(super) unsigned_user: bool,
    pub(super) unsigned_parts: bool,
    pub(super) refuses_repeated: bool,
    skew: i64,
    max_age: i64,
    pub(super) replays: Arc<Replays>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            users: None,
            requires_user: false,
            digests_only: false,
            requires_timestamp: false,
            trust: None,
            requires_signature: false,
            signed_headers: Vec::new(),
            keys: Vec::new(),
            requires_encryption: false,
            sha1: false,
            cbc: false,
            loose_types: false,
            unsigned_user: false,
            unsigned_parts: false,
            refuses_repeated: false,
            skew: 60,
            max_age: 300,
            replays: Arc::new(Replays::new(100_000)),
        }
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy")
            .field("requires_user", &self.requires_user)
            .field("requires_timestamp", &self.requires_timestamp)
            .field("requires_signature", &self.requires_signature)
            .field("requires_encryption", &self.requires_encryption)
            .finish_non_exhaustive()
    }
}

impl Policy {
    /// Requires nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Requires a user name with its password, as text or as a digest.
    pub fn require_user(mut self, users: impl Users + 'static) -> Self {
        self.requires_user = true;
        self.accept_user(users)
    }

    /// Checks a user name if there is one.
    pub fn accept_user(mut self, users: impl Users + 'static) -> Self {
        self.users = Some(Arc::new(users));
        self
    }

    /// Refuses passwords that come as text, also where no users are known that one could be checked for. A digest does not show the password, but whoever sees one can try passwords against it: TLS is needed
    /// with either.
    pub fn digests_only(mut self) -> Self {
        self.digests_only = true;
        self
    }

    /// Requires a timestamp. It has to be signed where a signature is required.
    pub fn require_timestamp(mut self) -> Self {
        self.requires_timestamp = true;
        self
    }

    /// Requires that the body is signed by a certificate that is trusted, and so the timestamp and the user name, if they are there.
    pub fn require_signature(mut self, trust: Trust) -> Self {
        self.requires_signature = true;
        self.accept_signature(trust)
    }

    /// Checks signatures if there are any, without saying what has to be signed: [`Verified::covers`](super::Verified::covers) tells.
    pub fn accept_signature(mut self, trust: Trust) -> Self {
        self.trust = Some(trust);
        self
    }

    /// Requires a header block of this name, that every one of this name is signed, and all that [`require_signature`](Self::require_signature)
    /// does, as a block that is signed says nothing about a body that is not. Whose signatures are accepted is said by that or by
    /// [`accept_signature`](Self::accept_signature), before or after; every message is refused without.
    pub fn require_signed_header(mut self, namespace: impl Into<String>, local: impl Into<String>) -> Self {
        self.requires_signature = true;
        self.signed_headers.push((namespace.into(), local.into()));
        self
    }

    /// Decrypts what was encrypted for the certificate of this RSA key. Of several the right one is found by trying.
    pub fn decrypt_with(mut self, key: PrivateKey) -> Self {
        self.keys.push(key);
        self
    }

    /// Requires that what the body holds was encrypted.
    pub fn require_encryption(mut self) -> Self {
        self.requires_encryption = true;
        self
    }

    /// Accepts signatures with SHA-1 (rsa-sha1, and SHA-1 digests) of old peers. They can be forged by whoever can have one message signed.
    pub fn allow_sha1(mut self) -> Self {
        self.sha1 = true;
        self
    }

    /// Decrypts AES-CBC, which does not notice changes. All failures look the same from outside, but may differ in time.
    pub fn allow_cbc(mut self) -> Self {
        self.cbc = true;
        self
    }

    /// Accepts an `xsi:type` in a signed element whose prefix is declared outside of it and not in a `PrefixList`. Exclusive canonicalization leaves such
    /// a declaration out, so that who changes it changes the type that is read and not the signature. Default: refused.
    pub fn allow_outer_types(mut self) -> Self {
        self.loose_types = true;
        self
    }

    /// Accepts a user name that is not signed beside a signature that is required, as zeep sends it. The two may then come from different senders.
    pub fn allow_unsigned_user(mut self) -> Self {
        self.unsigned_user = true;
        self
    }

    /// Accepts an `xop:Include` in what is signed where a signature is required, and in the body where encryption is: the octets that it stands for are in
    /// another part of the message (MTOM), neither signed nor encrypted. Default: refused.
    pub fn allow_unsigned_parts(mut self) -> Self {
        self.unsigned_parts = true;
        self
    }

    /// Refuses a message that has come before within the time in which it is accepted. What tells it from others has to be in it: a signature of a
    /// timestamp, by what it signs and the key, so that another encoding of it or another certificate is the same; or a user name that is checked, with
    /// nonce and time. A message that has neither is refused, and so is one with a signature that is not of its timestamp. A client that sends a
    /// message once more has to make these anew.
    pub fn refuse_repeated(mut self) -> Self {
        self.refuses_repeated = true;
        self
    }

    /// Sets how far the clocks of the two sides may differ (default 60 s).
    pub fn skew(mut self, skew: Duration) -> Self {
        self.skew = i64::try_from(skew.as_secs()).unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
        self
    }

    /// Sets how old a message may be, by its `Created` (default 300 s), whatever its `Expires` says.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = i64::try_from(age.as_secs()).unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
        self
    }

    /// Sets how many nonces (and, with [`refuse_repeated`](Self::refuse_repeated), signatures) are remembered (default 100,000, about 15 MB). When so
    /// many have come within `max_age` and twice the skew, more are refused. What is remembered is shared by clones, and begins anew here.
    pub fn remember(mut self, messages: usize) -> Self {
        self.replays = Arc::new(Replays::new(messages));
        self
    }

    /// The last second in which something created then is accepted.
    pub(super) fn latest(&self, created: i64) -> i64 {
        created.saturating_add(self.max_age).saturating_add(self.skew)
    }

    pub(super) fn check_age(&self, created: i64, now: i64, place: &'static str) -> Result<(), SecurityError> {
        if created > now.saturating_add(self.skew) {
            let reason =
                format!("is {} s in the future; the clocks may differ by {} s", created.saturating_sub(now), self.skew);
            return Err(SecurityError::Expired { place, found: written(created), reason });
        }
        if self.latest(created) < now {
            let reason = format!(
                "is {} s ago; messages may be {} s old, and the clocks may differ by {} s",
                now.saturating_sub(created),
                self.max_age,
                self.skew
            );
            return Err(SecurityError::Expired { place, found: written(created), reason });
        }
        Ok(())
    }

    pub(super) fn check_expires(&self, expires: i64, now: i64) -> Result<(), SecurityError> {
        if expires.saturating_add(self.skew) < now {
            let reason = format!("is {} s ago; the clocks may differ by {} s", now.saturating_sub(expires), self.skew);
            return Err(SecurityError::Expired { place: "wsu:Expires", found: written(expires), reason });
        }
        Ok(())
    }
}

fn written(seconds: i64) -> String {
    let since = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    time::written(SystemTime::UNIX_EPOCH.checked_add(since).unwrap_or(SystemTime::UNIX_EPOCH))
}

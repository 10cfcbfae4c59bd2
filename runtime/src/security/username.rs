//! `wsse:UsernameToken` (Username Token Profile 1.1): written, and held to what the service knows.

use sha1::{Digest as _, Sha1};
use zeroize::Zeroizing;

use super::base64;
use super::error::SecurityError;
use super::names::{PASSWORD_DIGEST, PASSWORD_TEXT, WSSE, WSU};
use super::policy::Policy;
use super::replays::Once;
use super::secret::{Secret, equal};
use super::time;
use super::tree::Element;
use super::users::Users;

const PLACE: &str = "wsse:UsernameToken";

/// The digest of a password: SHA-1 of nonce, time and password, in Base64 (3.1). The specification knows no other.
pub(super) fn digest(nonce: &[u8], created: &str, password: &Secret) -> String {
    let mut digest = Sha1::new();
    digest.update(nonce);
    digest.update(created);
    digest.update(password.expose());
    base64::encode(digest.finalize())
}

/// The parts of a token.
struct Token<'e> {
    user: &'e str,
    password: &'e str,
    is_digest: bool,
    nonce: Option<Vec<u8>>,
    created: Option<&'e Element>,
}

impl<'e> Token<'e> {
    fn read(element: &'e Element) -> Result<Self, SecurityError> {
        let only = |namespace, local| element.only(namespace, local);
        let missing = |local: &str| SecurityError::invalid(PLACE, format!("exactly one {local} is needed"));
        let user = only(WSSE, "Username").ok_or_else(|| missing("wsse:Username"))?;
        let password = only(WSSE, "Password").ok_or_else(|| missing("wsse:Password"))?;
        let is_digest = match password.attribute("", "Type") {
            None | Some(PASSWORD_TEXT) => false,
            Some(PASSWORD_DIGEST) => true,
            Some(other) => {
                let accepted = "PasswordText and PasswordDigest are";
                return Err(SecurityError::Token { place: "wsse:Password", found: other.to_owned(), accepted });
            }
        };
        let nonce = only(WSSE, "Nonce").map(|nonce| base64::decode(&nonce.text));
        let nonce =
            nonce.map(|nonce| nonce.ok_or_else(|| SecurityError::invalid("wsse:Nonce", "not Base64"))).transpose()?;
        let created = only(WSU, "Created");
        Ok(Self { user: &user.text, password: &password.text, is_digest, nonce, created })
    }

    fn refused(&self, reason: &'static str) -> SecurityError {
        SecurityError::NotAuthenticated { user: self.user.chars().take(200).collect(), reason }
    }

    fn require_digest(&self) -> Result<(), SecurityError> {
        if self.is_digest {
            return Ok(());
        }
        Err(self.refused("the password came as text, and only digests are accepted"))
    }

    fn has_right_password(&self, users: &dyn Users) -> Result<bool, SecurityError> {
        if !self.is_digest {
            return Ok(users.check(self.user, &Secret::from(self.password)));
        }
        let (Some(nonce), Some(created)) = (&self.nonce, self.created) else {
            return Err(SecurityError::invalid(PLACE, "a digest needs wsse:Nonce and wsu:Created"));
        };
        if created.text.trim() != created.text {
            return Err(SecurityError::invalid("wsu:Created", "a digest is of a time without white space around it"));
        }
        let known = users.password(self.user);
        // As much is computed for an unknown user as for a known one.
        let expected = Zeroizing::new(digest(nonce, &created.text, known.as_ref().unwrap_or(&Secret::from(""))));
        Ok(equal(expected.as_bytes(), self.password.trim().as_bytes()) && known.is_some())
    }

    /// What tells the token apart. A digest does by itself: the same one can be had for the name in another spelling, and of a nonce and a time that
    /// meet elsewhere, as nothing stands between them.
    fn once(&self, created: i64, policy: &Policy) -> Option<(Once, SecurityError)> {
        let (nonce, time) = (self.nonce.as_ref()?, created.to_be_bytes());
        let until = policy.latest(created);
        let once = if self.is_digest {
            Once::new(&[b"digest", self.password.trim().as_bytes()], until)
        } else {
            Once::new(&[b"nonce", self.user.as_bytes(), nonce, &time], until)
        };
        Some((once, self.refused("the token has been used before")))
    }
}

/// A token that is right.
pub(super) struct Authenticated {
    pub(super) user: String,
    /// What must not come again, if the token tells itself apart from others; and what is wrong when it does.
    pub(super) once: Option<(Once, SecurityError)>,
}

/// Holds a token whose password nobody knows here to being a digest.
pub(super) fn require_digest(element: &Element) -> Result<(), SecurityError> {
    let token = Token::read(element)?;
    token.require_digest()
}

/// The user of a token whose password is right and that is recent. Whether it has been used before is for the caller to see, who remembers it when
/// all else is right as well.
pub(super) fn check(
    element: &Element,
    users: &dyn Users,
    policy: &Policy,
    now: i64,
) -> Result<Authenticated, SecurityError> {
    let token = Token::read(element)?;
    if policy.digests_only {
        token.require_digest()?;
    }
    if !token.has_right_password(users)? {
        return Err(token.refused("there is no such user, or the password is wrong"));
    }
    let created = token.created.map(|created| time::read(created, "wsu:Created")).transpose()?;
    if let Some(created) = created {
        policy.check_age(created, now, "wsu:Created of the wsse:UsernameToken")?;
    }
    let once = created.and_then(|created| token.once(created, policy));
    Ok(Authenticated { user: token.user.to_owned(), once })
}

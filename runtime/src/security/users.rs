//! Who may sign in with a user name: the service's own knowledge.

use super::secret::Secret;

/// Knows the passwords of users. Closures `Fn(&str) -> Option<Secret>` are such.
///
/// A digest can be checked only by whoever has the password itself; a service that keeps hashes of passwords takes them as text
/// ([`check`](Self::check)), over TLS.
pub trait Users: Send + Sync {
    /// The password of a user; `None` if there is no such user, or if the password is not known here.
    fn password(&self, user: &str) -> Option<Secret>;

    /// Whether this is the user's password, which came as text.
    fn check(&self, user: &str, password: &Secret) -> bool {
        let known = self.password(user);
        // As much is compared for an unknown user as for a known one.
        let is_right = known.as_ref().unwrap_or(password).is(password.expose());
        known.is_some() && is_right
    }
}

impl<F: Fn(&str) -> Option<Secret> + Send + Sync> Users for F {
    fn password(&self, user: &str) -> Option<Secret> {
        self(user)
    }
}

//! Who signs in.

use std::fmt;

/// Who signs in, and what proves it. `Debug` leaves out the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(pub(super) Kind);

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Password { user: String, password: String },
    Machine { principal: Option<String> },
}

impl Credentials {
    /// A user with a password. The user is `DOMAIN\user` or `user@domain`; for Kerberos, `REALM\user` is the principal `user@REALM`, and
    /// `user@domain` is the name that Active Directory calls the user principal name.
    #[must_use]
    pub fn password(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self(Kind::Password { user: user.into(), password: password.into() })
    }

    /// The Kerberos tickets that this machine has: those of the cache that `KRB5CCNAME` or `krb5.conf` names, which `kinit` fills; or, where
    /// the cache has none, tickets that are got with the client's keytab, which `KRB5_CLIENT_KTNAME` or `krb5.conf` names.
    /// Needs the feature `gssapi`.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self(Kind::Machine { principal: None })
    }

    /// As [`of_this_machine`](Self::of_this_machine), those of a principal such as `svc-im@CONTOSO.COM`: the cache has to be that principal's,
    /// and in a keytab with several it is the one that is used.
    #[must_use]
    pub fn of_this_machine_for(principal: impl Into<String>) -> Self {
        Self(Kind::Machine { principal: Some(principal.into()) })
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Password { user, .. } => f.debug_struct("Password").field("user", user).finish_non_exhaustive(),
            Kind::Machine { principal } => f.debug_struct("OfThisMachine").field("principal", principal).finish(),
        }
    }
}

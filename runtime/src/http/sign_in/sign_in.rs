//! What is wanted of signing in.

use std::fmt;
use std::sync::Arc;

use super::credentials::{Credentials, Kind};
use super::error::SignInError;
use super::kdc::{Kdc, TcpKdc};
use super::mechanism::Mechanism;

/// How to sign in, and as whom: what [`SigningIn`](super::SigningIn) and [`Handshake`](super::Handshake) go by.
///
/// ```
/// use soap_runtime::http::sign_in::{Credentials, Mechanism, SignIn};
///
/// let ntlm = SignIn::new(Mechanism::Ntlm, Credentials::password(r"CONTOSO\kim", "secret"));
/// let kerberos = SignIn::new(Mechanism::Kerberos, Credentials::of_this_machine()).with_service("HTTP/mail.contoso.com");
/// assert!(!format!("{ntlm:?}").contains("secret"));
/// ```
#[derive(Clone)]
pub struct SignIn {
    pub(super) mechanism: Mechanism,
    pub(super) credentials: Credentials,
    pub(super) binds: bool,
    pub(super) service: Option<String>,
    pub(super) workstation: String,
    pub(super) kdc_url: Option<String>,
    pub(super) kdc: Arc<dyn Kdc>,
    #[cfg(feature = "gssapi")]
    pub(super) acquired: super::gssapi::Acquired,
    #[cfg(test)]
    pub(super) script: Option<super::context::tests::Script>,
}

impl SignIn {
    /// Signs in by that mechanism with those credentials. Where the connection is TLS, the sign-in is bound to the server's certificate.
    #[must_use]
    pub fn new(mechanism: Mechanism, credentials: Credentials) -> Self {
        Self {
            mechanism,
            credentials,
            binds: true,
            service: None,
            workstation: "soap-runtime".to_owned(),
            kdc_url: None,
            kdc: Arc::new(TcpKdc::default()),
            #[cfg(feature = "gssapi")]
            acquired: super::gssapi::Acquired::default(),
            #[cfg(test)]
            script: None,
        }
    }

    /// Does not bind the sign-in to the server's certificate: for servers behind something that ends TLS with a certificate of its own, and does
    /// not tell them. Whoever is in between can then use the sign-in.
    #[must_use]
    pub fn without_channel_binding(mut self) -> Self {
        self.binds = false;
        self
    }

    /// The name of the service, such as `HTTP/mail.contoso.com` (the default: `HTTP/` and the host of the URL).
    #[must_use]
    pub fn with_service(mut self, principal: impl Into<String>) -> Self {
        self.service = Some(principal.into());
        self
    }

    /// The name of this machine that the server writes into its log, of up to 15 characters; by default `soap-runtime`.
    #[must_use]
    pub fn with_workstation(mut self, name: impl Into<String>) -> Self {
        self.workstation = name.into();
        self
    }

    /// Where tickets come from, such as `tcp://dc1.contoso.com:88`, for Kerberos with a password by the feature `negotiate`. Without, it is what
    /// `SSPI_KDC_URL` or `krb5.conf` say. The feature `gssapi` goes by `krb5.conf` and DNS alone.
    #[must_use]
    pub fn with_kdc(mut self, url: impl Into<String>) -> Self {
        self.kdc_url = Some(url.into());
        self
    }

    /// Who brings messages there, by the feature `negotiate`: [`TcpKdc`] by default.
    #[must_use]
    pub fn with_kdc_transport(mut self, kdc: impl Kdc + 'static) -> Self {
        self.kdc = Arc::new(kdc);
        self
    }

    /// Whether what was asked for can be done with the features that are on, over TLS or not. It is looked at for each sign-in anyway.
    ///
    /// # Errors
    /// [`SignInError::NeedsFeature`] and [`SignInError::Credentials`].
    pub fn check(&self, tls: bool) -> Result<(), SignInError> {
        super::context::context(self, "HTTP/host", tls && self.binds).map(drop)
    }

    pub(super) fn who(&self) -> String {
        match &self.credentials.0 {
            Kind::Password { user, .. } => user.clone(),
            Kind::Machine { principal } => {
                principal.clone().unwrap_or_else(|| "the principal of this machine's cache or keytab".to_owned())
            }
        }
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn")
            .field("mechanism", &self.mechanism)
            .field("credentials", &self.credentials)
            .field("binds", &self.binds)
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

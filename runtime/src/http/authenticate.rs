//! Putting credentials on requests.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use ::bytes::Bytes;
use ::http::{HeaderMap, HeaderValue, Request, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::challenge::Challenge;

/// Any error.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Puts credentials on a request before it is sent. It is asked for each call, so a token can be renewed when it is due.
///
/// [`Basic`], [`Bearer`] and [`BearerTokens`](super::BearerTokens) are ready-made, and closures that change the request are authenticators too.
/// What needs several requests on one connection, as NTLM and Negotiate do, is a [`Transport`](super::Transport): with the features
/// `negotiate` and `gssapi`, `sign_in::SigningIn`.
pub trait Authenticate: Send + Sync {
    /// Changes the request, which is complete but for this.
    ///
    /// # Errors
    /// When there are no credentials; the call then fails with `CallError::Authentication` and nothing is sent.
    fn authenticate<'a>(
        &'a self,
        request: &'a mut Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;

    /// Told when the server answered 401: the headers of the request, and what the server asks for. `true` means that there may be other
    /// credentials: [`authenticate`](Self::authenticate) is asked again, and the request sent again, once. By default there are none.
    fn refused(&self, request: &HeaderMap, challenges: &[Challenge]) -> bool {
        let _ = (request, challenges);
        false
    }
}

impl<F> Authenticate for F
where
    F: Fn(&mut Request<Bytes>) -> Result<(), BoxError> + Send + Sync,
{
    fn authenticate<'a>(
        &'a self,
        request: &'a mut Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
        let result = self(request);
        Box::pin(std::future::ready(result))
    }
}

/// A name and a password (RFC 7617). `Debug` leaves out the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// The name, such as `CONTOSO\user` or `user@contoso.com`; it holds no colon.
    pub user: String,
    /// The password.
    pub password: String,
}

impl Basic {
    /// These credentials.
    #[must_use]
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self { user: user.into(), password: password.into() }
    }

    /// The credentials that a request carries, for servers.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let decoded = STANDARD.decode(credentials(headers, "Basic")?).ok()?;
        let text = String::from_utf8(decoded).ok()?;
        let (user, password) = text.split_once(':')?;
        Some(Self::new(user, password))
    }
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").field("user", &self.user).finish_non_exhaustive()
    }
}

impl Authenticate for Basic {
    fn authenticate<'a>(
        &'a self,
        request: &'a mut Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
        let encoded = STANDARD.encode(format!("{}:{}", self.user, self.password));
        Box::pin(std::future::ready(authorize(request, &format!("Basic {encoded}"))))
    }
}

/// A token (RFC 6750), such as OAuth gives. `Debug` leaves it out. Tokens that expire are better served by
/// [`BearerTokens`](super::BearerTokens).
#[derive(Clone, PartialEq, Eq)]
pub struct Bearer(pub String);

impl Bearer {
    /// The token that a request carries, for servers.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        credentials(headers, "Bearer").map(|token| Self(token.to_owned()))
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bearer").finish_non_exhaustive()
    }
}

impl Authenticate for Bearer {
    fn authenticate<'a>(
        &'a self,
        request: &'a mut Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
        Box::pin(std::future::ready(authorize(request, &format!("Bearer {}", self.0))))
    }
}

fn authorize(request: &mut Request<Bytes>, value: &str) -> Result<(), BoxError> {
    let mut value = HeaderValue::from_str(value)?;
    value.set_sensitive(true);
    request.headers_mut().insert(header::AUTHORIZATION, value);
    Ok(())
}

/// What follows the scheme in the `Authorization` header.
fn credentials<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    let (found, rest) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    found.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn credentials_survive_the_way_and_stay_out_of_debug() {
        let mut request = Request::new(Bytes::new());
        let basic = Basic::new("zoë", "p:w");
        let encoded = STANDARD.encode("zoë:p:w");
        authorize(&mut request, &format!("basic {encoded}")).unwrap();
        assert_eq!(Basic::of(request.headers()), Some(basic.clone()));
        assert_eq!(Bearer::of(request.headers()), None);
        assert_eq!(format!("{basic:?} {:?}", Bearer("t".to_owned())), "Basic { user: \"zoë\", .. } Bearer { .. }");
        assert!(!format!("{request:?}").contains(&encoded));
        authorize(&mut request, "Bearer t").unwrap();
        assert_eq!(Bearer::of(request.headers()), Some(Bearer("t".to_owned())));
    }

    #[test]
    fn a_token_that_is_no_header_value_is_refused() {
        assert!(authorize(&mut Request::new(Bytes::new()), "Bearer a\nb").is_err());
    }
}

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
use super::unfit::Unfit;

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
    /// The name, such as `CONTOSO\user` or `user@contoso.com`. A call with a colon or a control character in it fails, and nothing is sent.
    pub user: String,
    /// The password. A call with a control character in it fails, and nothing is sent.
    pub password: String,
}

impl Basic {
    /// These credentials.
    #[must_use]
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self { user: user.into(), password: password.into() }
    }

    /// Holds name and password to what they may be (RFC 7617, 2): a colon would end the name, and what follows it be part of the password.
    fn check(&self) -> Result<(), Unfit> {
        let name = |c: char| c != ':' && !c.is_control();
        Unfit::in_text("the user name", &self.user, "neither colons nor control characters (RFC 7617)", name)?;
        let password = |c: char| !c.is_control();
        Unfit::in_text("the password", &self.password, "no control characters (RFC 7617)", password)
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
        let authorized =
            self.check().map_err(Into::into).and_then(|()| authorize(request, &format!("Basic {encoded}")));
        Box::pin(std::future::ready(authorized))
    }
}

/// A token (RFC 6750), such as OAuth gives. `Debug` leaves it out. A call with one that is empty or not of visible characters fails, and nothing is sent: what
/// was read from a file may have to be trimmed. Tokens that expire are better served by
/// [`BearerTokens`](super::BearerTokens).
#[derive(Clone, PartialEq, Eq)]
pub struct Bearer(pub String);

impl Bearer {
    /// The token that a request carries, for servers.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        credentials(headers, "Bearer").map(|token| Self(token.to_owned()))
    }

    /// Holds the token to what it may be: a header without one is none (RFC 6750, 2.1).
    fn check(&self) -> Result<(), BoxError> {
        if self.0.is_empty() {
            return Err("the token for the header Authorization is empty".into());
        }
        let fits = |c: char| c.is_ascii_graphic();
        Unfit::in_text("the token for the header Authorization", &self.0, "visible characters of ASCII", fits)?;
        Ok(())
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
        let authorized = self.check().and_then(|()| authorize(request, &format!("Bearer {}", self.0)));
        Box::pin(std::future::ready(authorized))
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

    #[track_caller]
    fn refused(credentials: &impl Authenticate, words: &[&str]) {
        use std::task::{Context, Poll, Waker};
        let mut request = Request::new(Bytes::new());
        let mut asked = credentials.authenticate(&mut request);
        let Poll::Ready(Err(error)) = asked.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it is accepted")
        };
        let said = format!("{error} {error:?}");
        assert!(words.iter().all(|word| said.contains(word)) && !said.contains("sesame"), "{said}");
        drop(asked);
        assert!(request.headers().is_empty());
    }

    #[test]
    fn what_would_be_other_credentials_is_refused() {
        refused(&Basic::new("a:b", "sesame"), &["the user name has ':' as character 2 of 3", "RFC 7617"]);
        refused(&Basic::new("a\n", "sesame"), &["the user name has '\\n' as character 2 of 2", "trim"]);
        refused(&Basic::new("a", "sesame\u{85}x"), &["the password has '\\u{85}' as character 7 of 8"]);
        refused(
            &Bearer("sesame\n".to_owned()),
            &["Authorization has '\\n' as character 7 of 7", "trim the white space"],
        );
        refused(&Bearer(String::new()), &["the token for the header Authorization is empty"]);
        refused(&super::super::BearerTokens::new(async || Ok(String::new())), &["is empty"]);
        refused(&Bearer("sesameé".to_owned()), &["'é' as character 7 of 7"]);
        refused(&Bearer("sesame x".to_owned()), &["' ' as character 7 of 8"]);
        let tokens = super::super::BearerTokens::new(async || Ok("sesame\r\n".to_owned()));
        refused(&tokens, &["'\\r' as character 7 of 8", "trim"]);
        refused(&tokens, &["'\\r' as character 7 of 8"]);
    }

    #[test]
    fn a_token_that_is_no_header_value_is_refused() {
        assert!(authorize(&mut Request::new(Bytes::new()), "Bearer a\nb").is_err());
    }
}

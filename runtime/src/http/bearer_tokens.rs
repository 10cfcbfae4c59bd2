//! Bearer tokens that expire.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use ::bytes::Bytes;
use ::http::{HeaderMap, Request};

use super::authenticate::{Authenticate, Bearer, BoxError};
use super::challenge::Challenge;

/// Bearer tokens (RFC 6750) from an async function, which is asked for the first one and for another when the server answers 401: the
/// request is then sent once more, and a second 401 is the call's error.
///
/// A token is used until it is refused. Calls at the same time may ask at the same time. `Debug` leaves the token out.
///
/// ```
/// # use soap_runtime::http::{Bytes, Client, types::{Request, Response}};
/// # async fn transport(_: Request<Bytes>) -> Result<Response<Bytes>, std::io::Error> { Ok(Response::default()) }
/// use soap_runtime::http::BearerTokens;
///
/// async fn sign_in_at_the_identity_provider() -> Result<String, std::io::Error> {
///     Ok("eyJ0eXAi…".to_owned()) // a request of one's own, or a library such as `oauth2`
/// }
///
/// let tokens = BearerTokens::new(async || Ok(sign_in_at_the_identity_provider().await?));
/// let client = Client::new(transport, "https://outlook.office365.com/EWS/Exchange.asmx")?.with_authentication(tokens);
/// # Ok::<(), soap_runtime::http::ClientError>(())
/// ```
pub struct BearerTokens {
    provider: Box<Provider>,
    token: Mutex<Option<String>>,
}

type Provider = dyn Fn() -> Pin<Box<dyn Future<Output = Result<String, BoxError>> + Send>> + Send + Sync;

impl BearerTokens {
    /// Tokens from that function.
    #[must_use]
    pub fn new<F, A>(provider: F) -> Self
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = Result<String, BoxError>> + Send + 'static,
    {
        Self { provider: Box::new(move || Box::pin(provider())), token: Mutex::default() }
    }

    fn known(&self) -> Option<String> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, token: Option<String>) {
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = token;
    }
}

impl fmt::Debug for BearerTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BearerTokens").finish_non_exhaustive()
    }
}

impl Authenticate for BearerTokens {
    fn authenticate<'a>(
        &'a self,
        request: &'a mut Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
        Box::pin(async move {
            let token = match self.known() {
                Some(token) => token,
                None => (self.provider)().await?,
            };
            Bearer(token.clone()).authenticate(request).await?;
            self.set(Some(token));
            Ok(())
        })
    }

    /// Forgets the token that was refused, unless another call has got a new one meanwhile.
    fn refused(&self, request: &HeaderMap, challenges: &[Challenge]) -> bool {
        let offers_another = !challenges.is_empty() && !challenges.iter().any(|challenge| challenge.is("Bearer"));
        let sent = Bearer::of(request).map(|bearer| bearer.0);
        if sent.is_some() && sent == self.known() {
            self.set(None);
        }
        !offers_another
    }
}

//! What carries requests: reqwest, and around it the handshake of signing in, where there is one.

#[cfg(any(feature = "negotiate", feature = "gssapi"))]
use ms_oxwscos::http::sign_in::{SignInError, SigningIn};
use ms_oxwscos::http::types::{Request, Response};
use ms_oxwscos::http::{Bytes, Transport};
use thiserror::Error;

/// What carries requests.
pub enum Carrier {
    /// Each request for itself.
    Direct(reqwest::Client),
    /// On connections that are signed in.
    #[cfg(any(feature = "negotiate", feature = "gssapi"))]
    SigningIn(SigningIn),
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum CarrierError {
    /// The connection failed.
    #[error(transparent)]
    Http(#[from] reqwest::Error),
    /// Signing in failed.
    #[cfg(any(feature = "negotiate", feature = "gssapi"))]
    #[error(transparent)]
    SigningIn(SignInError),
}

impl Transport for Carrier {
    type Error = CarrierError;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, CarrierError> {
        match self {
            Self::Direct(client) => Ok(Transport::call(client, request).await?),
            #[cfg(any(feature = "negotiate", feature = "gssapi"))]
            Self::SigningIn(client) => client.call(request).await.map_err(|error| match error {
                SignInError::Transport(error) => CarrierError::Http(error),
                other => CarrierError::SigningIn(other),
            }),
        }
    }
}

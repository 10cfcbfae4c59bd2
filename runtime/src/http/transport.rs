//! What carries requests.

use std::error::Error as StdError;
use std::future::Future;

use ::bytes::Bytes;
use ::http::{Request, Response};

/// Carries a request to a server and brings back what it answers, whatever the status.
///
/// Anything that can be asked is a transport: `reqwest::Client` (feature `reqwest`), a `Server` in the same process (feature
/// `server`), a closure in a test, or a transport around another one that adds a timeout, a retry or a handshake.
///
/// ```
/// use soap_runtime::http::{Bytes, Transport, types::{Request, Response}};
///
/// struct OnceMore<T>(T);
///
/// impl<T: Transport> Transport for OnceMore<T> {
///     type Error = T::Error;
///
///     async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, T::Error> {
///         match self.0.call(request.clone()).await? {
///             busy if busy.status() == 503 => self.0.call(request).await,
///             response => Ok(response),
///         }
///     }
/// }
/// ```
///
/// NTLM and Negotiate are handshakes of several requests on one connection, so they belong in a transport too: `sign_in::SigningIn` (features
/// `negotiate` and `gssapi`).
pub trait Transport: Send + Sync {
    /// Why there is no answer.
    type Error: StdError + Send + Sync + 'static;

    /// Sends the request and waits for the whole response. When the request's extensions hold [`MaxResponseBytes`], the transport may
    /// stop once the body is longer; the client then tells the body apart as too long.
    fn call(&self, request: Request<Bytes>) -> impl Future<Output = Result<Response<Bytes>, Self::Error>> + Send;
}

/// How many bytes of a response's body are worth receiving: an extension of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaxResponseBytes(pub usize);

impl<F, A, E> Transport for F
where
    F: Fn(Request<Bytes>) -> A + Send + Sync,
    A: Future<Output = Result<Response<Bytes>, E>> + Send,
    E: StdError + Send + Sync + 'static,
{
    type Error = E;

    fn call(&self, request: Request<Bytes>) -> impl Future<Output = Result<Response<Bytes>, E>> + Send {
        self(request)
    }
}

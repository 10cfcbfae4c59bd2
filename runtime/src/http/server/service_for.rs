//! Who answers a request: always the same, or one picked by what HTTP says of the caller.

use std::borrow::Borrow;
use std::future::Future;
use std::sync::Arc;

use ::http::request::Parts;

use super::rejection::Rejection;

/// Picks the implementor for a request. It sees method, URI, HTTP headers and the extensions that layers in front have added, so this is
/// where the authenticated user becomes a value of the service.
pub trait ServiceFor: Send + Sync + 'static {
    /// The implementor of the port type's trait.
    type Service: Send + Sync;
    /// Holds it while a request is answered.
    type Handle: Borrow<Self::Service> + Send;

    /// The service for this request.
    ///
    /// # Errors
    /// With the response to send instead, such as a 401.
    fn service_for(&self, request: &Parts) -> impl Future<Output = Result<Self::Handle, Rejection>> + Send;
}

/// One service for all requests.
#[derive(Debug)]
pub struct Shared<S>(pub Arc<S>);

impl<S: Send + Sync + 'static> ServiceFor for Shared<S> {
    type Service = S;
    type Handle = Arc<S>;

    async fn service_for(&self, _: &Parts) -> Result<Arc<S>, Rejection> {
        Ok(Arc::clone(&self.0))
    }
}

/// A service made for each request by a closure.
#[derive(Debug, Clone)]
pub struct PerRequest<F>(pub F);

impl<F, S> ServiceFor for PerRequest<F>
where
    F: Fn(&Parts) -> Result<S, Rejection> + Send + Sync + 'static,
    S: Send + Sync,
{
    type Service = S;
    type Handle = S;

    fn service_for(&self, request: &Parts) -> impl Future<Output = Result<S, Rejection>> + Send {
        std::future::ready(self.0(request))
    }
}

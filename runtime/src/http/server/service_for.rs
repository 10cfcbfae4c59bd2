//! Who answers a request: always the same, or one picked by what HTTP says of the caller.

use std::borrow::Borrow;
use std::future::Future;
use std::sync::Arc;

use ::http::request::Parts;

use super::rejection::Rejection;
use crate::soap::{Block, Fault};

/// Picks the implementor for a request, in two steps: one before the message is read, one after. The first sees method, URI, HTTP headers and the extensions that layers in front have added, so this is
/// where the authenticated user becomes a value of the service.
pub trait ServiceFor: Send + Sync + 'static {
    /// The implementor of the port type's trait.
    type Service: Send + Sync;
    /// Holds it while a request is answered.
    type Handle: Borrow<Self::Service> + Send;

    /// What is known of the caller before the message is read: nothing (`()`), or the service already.
    type Admitted: Send;
    /// Whether [`service`](Self::service) looks at header blocks: only then is it sure to get those that the contract binds, but to other operations.
    const READS_BLOCKS: bool = false;

    /// Decides by method, URI and HTTP headers, before the message is read.
    ///
    /// # Errors
    /// With the response to send instead, such as a 401.
    fn admit(&self, request: &Parts) -> impl Future<Output = Result<Self::Admitted, Rejection>> + Send;

    /// The service for this request, whose message was read. `request` has the extensions that handlers have added.
    ///
    /// # Errors
    /// With the fault to answer.
    fn service(
        &self,
        admitted: Self::Admitted,
        request: &Parts,
        blocks: &[Block],
    ) -> impl Future<Output = Result<Self::Handle, Fault>> + Send;
}

/// One service for all requests.
#[derive(Debug)]
pub struct Shared<S>(pub Arc<S>);

impl<S: Send + Sync + 'static> ServiceFor for Shared<S> {
    type Service = S;
    type Handle = Arc<S>;
    type Admitted = ();

    async fn admit(&self, _: &Parts) -> Result<(), Rejection> {
        Ok(())
    }

    async fn service(&self, (): (), _: &Parts, _: &[Block]) -> Result<Arc<S>, Fault> {
        Ok(Arc::clone(&self.0))
    }
}

/// A service made for each request by a closure, before the message is read.
#[derive(Debug, Clone)]
pub struct PerRequest<F>(pub F);

impl<F, S> ServiceFor for PerRequest<F>
where
    F: Fn(&Parts) -> Result<S, Rejection> + Send + Sync + 'static,
    S: Send + Sync,
{
    type Service = S;
    type Handle = S;
    type Admitted = S;

    fn admit(&self, request: &Parts) -> impl Future<Output = Result<S, Rejection>> + Send {
        std::future::ready(self.0(request))
    }

    async fn service(&self, admitted: S, _: &Parts, _: &[Block]) -> Result<S, Fault> {
        Ok(admitted)
    }
}

/// A service made for each message by a closure, after the message was read.
#[derive(Debug, Clone)]
pub struct PerMessage<F>(pub F);

impl<F, S> ServiceFor for PerMessage<F>
where
    F: Fn(&Parts, &[Block]) -> Result<S, Fault> + Send + Sync + 'static,
    S: Send + Sync,
{
    type Service = S;
    type Handle = S;
    type Admitted = ();
    const READS_BLOCKS: bool = true;

    async fn admit(&self, _: &Parts) -> Result<(), Rejection> {
        Ok(())
    }

    fn service(&self, (): (), request: &Parts, blocks: &[Block]) -> impl Future<Output = Result<S, Fault>> + Send {
        std::future::ready(self.0(request, blocks))
    }
}

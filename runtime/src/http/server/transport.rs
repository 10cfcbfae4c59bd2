//! Servers in the same process as transports: what a client needs to be tested, or to call without a network.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::future::poll_fn;

use ::bytes::Bytes;
use ::http::{Request, Response};
use http_body::Body;
use http_body_util::{BodyExt as _, Full};
use tower_service::Service;

use super::Server;
use super::serve::Serve;
use super::service_for::ServiceFor;
use crate::http::transport::Transport;

impl<P, C> Transport for Server<P, C>
where
    C: ServiceFor,
    P: Serve<C::Service>,
{
    type Error = Infallible;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Infallible> {
        Ok(self.answer(request).await)
    }
}

/// A transport that asks a tower service in this process, such as a whole axum router.
#[derive(Debug, Clone)]
pub struct TowerTransport<S>(pub S);

/// Why a tower service brought no response.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TowerError(Box<dyn StdError + Send + Sync>);

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<B>> + Clone + Send + Sync,
    S::Error: Into<Box<dyn StdError + Send + Sync>> + Send,
    S::Future: Send,
    B: Body + Send,
    B::Data: Send,
    B::Error: Into<Box<dyn StdError + Send + Sync>> + Send,
{
    type Error = TowerError;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TowerError> {
        let mut service = self.0.clone();
        poll_fn(|context| service.poll_ready(context)).await.map_err(|error| TowerError(error.into()))?;
        let response = service.call(request.map(Full::new)).await.map_err(|error| TowerError(error.into()))?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map_err(|error| TowerError(error.into()))?;
        Ok(Response::from_parts(parts, body.to_bytes()))
    }
}

#[cfg(all(feature = "client", feature = "stream"))]
mod stream {
    use std::error::Error as StdError;
    use std::future::poll_fn;

    use ::bytes::Bytes;
    use ::http::{Request, Response};
    use http_body::Body;
    use http_body_util::BodyExt as _;
    use http_body_util::combinators::MapErr;
    use tower_service::Service;

    use super::{TowerError, TowerTransport};
    use crate::http::stream::StreamTransport;
    use crate::stream::{ChunkBody, ChunksOf};

    /// Such as a server in this process: `TowerTransport(server.streaming())`.
    impl<S, B> StreamTransport for TowerTransport<S>
    where
        S: Service<Request<ChunkBody>, Response = Response<B>> + Clone + Send + Sync,
        S::Error: Into<Box<dyn StdError + Send + Sync>> + Send,
        S::Future: Send,
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn StdError + Send + Sync>> + Send,
    {
        type Error = TowerError;
        type Body = ChunksOf<MapErr<B, fn(B::Error) -> TowerError>>;

        async fn send(&self, request: Request<ChunkBody>) -> Result<Response<Self::Body>, TowerError> {
            let mut service = self.0.clone();
            poll_fn(|context| service.poll_ready(context)).await.map_err(|error| TowerError(error.into()))?;
            let response = service.call(request).await.map_err(|error| TowerError(error.into()))?;
            let in_words: fn(B::Error) -> TowerError = |error| TowerError(error.into());
            Ok(response.map(|body| ChunksOf::new(body.map_err(in_words))))
        }
    }
}

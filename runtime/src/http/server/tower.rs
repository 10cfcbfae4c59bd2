//! A server as a `tower_service::Service`.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::bytes::Bytes;
use ::http::{Request, Response};
use http_body::Body;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use tower_service::Service;

use super::Server;
use super::refusal::Refusal;
use super::serve::Serve;
use super::service_for::ServiceFor;
use crate::http::read_error::ReadError;

pub(super) type BoxError = Box<dyn std::error::Error + Send + Sync>;

impl<P, C, B> Service<Request<B>> for Server<P, C>
where
    C: ServiceFor,
    P: Serve<C::Service>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let server = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let limit = server.settings.max_request_bytes;
            let response = match collected(body, limit).await {
                Ok(body) => server.answer(Request::from_parts(parts, body)).await,
                Err(refusal) => server.unreceived(*refusal, &parts),
            };
            Ok(response.map(Full::new))
        })
    }
}

/// The whole body, or the reason why there is none. A body that announces its length is not received in vain.
pub(super) async fn collected<B>(body: B, limit: usize) -> Result<Bytes, Box<Refusal>>
where
    B: Body + Send,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large(limit));
    }
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large(limit)),
        Err(_) => Err(Box::new(Refusal::interrupted())),
    }
}

fn too_large(limit: usize) -> Box<Refusal> {
    Box::new(ReadError::TooLarge { limit }.into())
}

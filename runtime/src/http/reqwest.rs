//! reqwest as a transport.

use ::bytes::{Bytes, BytesMut};
use ::http::{Request, Response};

use super::transport::{MaxResponseBytes, Transport};

/// Timeouts, proxies, redirections, connection pools and TLS are what the `reqwest::Client` was built with.
impl Transport for ::reqwest::Client {
    type Error = ::reqwest::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, ::reqwest::Error> {
        let limit = request.extensions().get::<MaxResponseBytes>().map_or(usize::MAX, |limit| limit.0);
        let mut received = self.execute(request.try_into()?).await?;
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = received.status();
        *response.version_mut() = received.version();
        *response.headers_mut() = received.headers().clone();
        let mut body = BytesMut::new();
        while body.len() <= limit {
            let Some(chunk) = received.chunk().await? else { break };
            body.extend_from_slice(&chunk);
        }
        *response.body_mut() = body.freeze();
        Ok(response)
    }
}

#[cfg(feature = "stream")]
mod stream {
    use ::bytes::Bytes;
    use ::http::{Request, Response};

    use crate::http::stream::StreamTransport;
    use crate::stream::{ChunkBody, ChunksOf};

    /// As it is a transport of whole messages. A timeout of the client's own ends bodies that take longer, however much comes: for
    /// endless ones, set `read_timeout` and no `timeout`.
    impl StreamTransport for ::reqwest::Client {
        type Error = ::reqwest::Error;
        type Body = ChunksOf<::reqwest::Body>;

        async fn send(&self, request: Request<ChunkBody>) -> Result<Response<Self::Body>, ::reqwest::Error> {
            let request = request.map(|body| match body.whole() {
                Some(whole) => ::reqwest::Body::from(Bytes::clone(whole)),
                None => ::reqwest::Body::wrap(body),
            });
            let response = self.execute(request.try_into()?).await?;
            Ok(Response::<::reqwest::Body>::from(response).map(ChunksOf::new))
        }
    }
}

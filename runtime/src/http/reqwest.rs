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

//! A request goes out, and its response comes back.

use ::bytes::Bytes;
use ::http::{Request, Response, StatusCode};

use super::Client;
use crate::http::call_error::CallError;
use crate::http::challenge::Challenge;
use crate::http::transport::Transport;

impl<T: Transport> Client<T> {
    /// Signs the request in, sends it and waits for its response. What the server refuses to carry out (401) is sent a second time if there are
    /// other credentials.
    pub(super) async fn exchange(
        &self,
        operation: &'static str,
        mut request: Request<Bytes>,
    ) -> Result<Response<Bytes>, CallError<T::Error>> {
        let Some(authentication) = &self.settings.authentication else { return self.send(operation, request).await };
        let unsigned = request.clone();
        let failed = |error| CallError::Authentication { operation, error };
        authentication.authenticate(&mut request).await.map_err(failed)?;
        let headers = request.headers().clone();
        let response = self.send(operation, request).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        if !authentication.refused(&headers, &Challenge::all(response.headers())) {
            return Ok(response);
        }
        let mut request = unsigned;
        authentication.authenticate(&mut request).await.map_err(failed)?;
        self.send(operation, request).await
    }

    async fn send(
        &self,
        operation: &'static str,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, CallError<T::Error>> {
        #[cfg(feature = "tracing")]
        super::trace::sent(&request, self.settings.trace_bodies);
        let response = self.transport.call(request).await;
        let response = response.map_err(|error| CallError::Transport { operation, error })?;
        #[cfg(feature = "tracing")]
        super::trace::answered(&response, self.settings.trace_bodies);
        Ok(response)
    }
}

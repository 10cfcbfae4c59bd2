//! A request goes out, and its response comes back.

use ::bytes::Bytes;
use ::http::{Request, Response};

use super::Client;
use crate::http::call_error::CallError;
use crate::http::transport::Transport;

impl<T: Transport> Client<T> {
    /// Signs the request in, sends it and waits for its response.
    pub(super) async fn exchange(
        &self,
        operation: &'static str,
        mut request: Request<Bytes>,
    ) -> Result<Response<Bytes>, CallError<T::Error>> {
        if let Some(authentication) = &self.settings.authentication {
            let authenticated = authentication.authenticate(&mut request).await;
            authenticated.map_err(|error| CallError::Authentication { operation, error })?;
        }
        #[cfg(feature = "tracing")]
        super::trace::sent(&request, self.settings.trace_bodies);
        let response = self.transport.call(request).await;
        let response = response.map_err(|error| CallError::Transport { operation, error })?;
        #[cfg(feature = "tracing")]
        super::trace::answered(&response, self.settings.trace_bodies);
        Ok(response)
    }
}

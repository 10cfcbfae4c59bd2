//! A request goes out, and its response comes back: as often as it takes.
//!
//! In: a request. Out: what was answered, or how the last attempt ended. Each attempt signs in anew, and follows redirections.

use ::bytes::Bytes;
use ::http::{Request, Response, StatusCode, Uri};

use super::Client;
use super::incoming::Answered;
use super::outgoing::Outgoing;
use crate::bind::Elements;
use crate::http::call_error::CallError;
use crate::http::challenge::Challenge;
use crate::http::transport::Transport;
use crate::soap::Headers;

impl<T: Transport> Client<T> {
    /// Makes the call, again where the client was told to.
    #[cfg(feature = "retries")]
    pub(super) async fn call<D: Elements, H: Headers<D>>(
        &self,
        outgoing: Outgoing,
    ) -> Result<Answered<D, H>, CallError<T::Error>> {
        let _turn = match &self.settings.turns {
            Some(turns) => Some(turns.acquire().await),
            None => None,
        };
        let Some(retries) = &self.settings.retries else { return self.attempt(outgoing, 1).await };
        let mut attempt = 1;
        loop {
            let error = match self.attempt(outgoing.clone(), attempt).await {
                Ok(answered) => return Ok(answered),
                Err(error) => error,
            };
            if !retries.wait(attempt, outgoing.operation, &error).await {
                return Err(error);
            }
            attempt += 1;
        }
    }

    /// Makes the call.
    #[cfg(not(feature = "retries"))]
    pub(super) async fn call<D: Elements, H: Headers<D>>(
        &self,
        outgoing: Outgoing,
    ) -> Result<Answered<D, H>, CallError<T::Error>> {
        self.attempt(outgoing, 1).await
    }

    async fn attempt<D: Elements, H: Headers<D>>(
        &self,
        outgoing: Outgoing,
        attempt: u32,
    ) -> Result<Answered<D, H>, CallError<T::Error>> {
        let Outgoing { operation, request, exchange } = outgoing;
        #[cfg(feature = "tracing")]
        super::trace::attempted(&request, attempt);
        #[cfg(not(feature = "tracing"))]
        let _ = attempt;
        let response = self.exchange(operation.name, request).await?;
        self.settings.response::<D, H>(operation, response, exchange).map_err(CallError::of_transport)
    }

    /// Sends the request, and once more to each place that it is redirected to.
    async fn exchange(
        &self,
        operation: &'static str,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, CallError<T::Error>> {
        let Some(redirects) = &self.settings.redirects else { return self.send(operation, request).await };
        let (mut uri, mut followed) = (request.uri().clone(), 0);
        loop {
            let response = self.send(operation, to(&request, &uri)).await?;
            let Some(next) = redirects.next(followed, &uri, response.status(), response.headers()) else {
                return Ok(response);
            };
            (uri, followed) = (next, followed + 1);
        }
    }

    /// Signs the request in, sends it and waits for its response. What the server refuses to carry out (401) is sent a second time if there are
    /// other credentials.
    async fn send(
        &self,
        operation: &'static str,
        mut request: Request<Bytes>,
    ) -> Result<Response<Bytes>, CallError<T::Error>> {
        let Some(authentication) = &self.settings.authentication else { return self.pass(operation, request).await };
        let unsigned = request.clone();
        let failed = |error| CallError::Authentication { operation, error };
        authentication.authenticate(&mut request).await.map_err(failed)?;
        let headers = request.headers().clone();
        let response = self.pass(operation, request).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        if !authentication.refused(&headers, &Challenge::all(response.headers())) {
            return Ok(response);
        }
        let mut request = unsigned;
        authentication.authenticate(&mut request).await.map_err(failed)?;
        self.pass(operation, request).await
    }

    async fn pass(
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

/// The request at another place.
fn to(request: &Request<Bytes>, uri: &Uri) -> Request<Bytes> {
    let mut request = request.clone();
    *request.uri_mut() = uri.clone();
    request
}

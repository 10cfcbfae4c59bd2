//! ureq as a transport, for programs without an async runtime.

use std::io::{self, Read as _};

use ::bytes::Bytes;
use ::http::{Request, Response};

use super::transport::{MaxResponseBytes, Transport};

/// Timeouts, proxies, redirections, connection pools and TLS are what the agent was built with. Calls block the thread that polls them:
/// [`wait`] is made for that.
impl Transport for ::ureq::Agent {
    type Error = ::ureq::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, ::ureq::Error> {
        let limit = request.extensions().get::<MaxResponseBytes>().map_or(usize::MAX, |limit| limit.0);
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts, body.as_ref());
        let request = self.configure_request(request).http_status_as_error(false).build();
        let (parts, body) = self.run(request)?.into_parts();
        let mut received = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        body.into_reader().take(most).read_to_end(&mut received).map_err(io_error)?;
        Ok(Response::from_parts(parts, Bytes::from(received)))
    }
}

fn io_error(error: io::Error) -> ::ureq::Error {
    ::ureq::Error::Io(error)
}

/// Waits for a call on this thread: `wait(client.get_im_item_list(request, headers))?`. Over ureq a call is done when it is polled for the
/// first time; over other transports the thread sleeps until somebody wakes it.
pub fn wait<F: Future>(call: F) -> F::Output {
    pollster::block_on(call)
}

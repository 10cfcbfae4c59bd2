//! What carries requests and brings responses chunk by chunk.

use std::error::Error as StdError;
use std::future::Future;

use ::bytes::Bytes;
use ::http::{Request, Response};
use futures_core::Stream;

use crate::stream::ChunkBody;

/// Carries a request to a server and brings back what it answers, whatever the status, while its body is still coming: what
/// [`Transport`](crate::http::Transport) is to whole messages. `reqwest::Client` is one (feature `reqwest`), a `Server` in the same process
/// (feature `server`), and a closure:
///
/// ```
/// use soap_runtime::http::{Bytes, Client, types::{Request, Response}};
/// use soap_runtime::stream::{ChunkBody, iter};
///
/// let transport = |_: Request<ChunkBody>| async {
///     let chunks: Vec<Result<Bytes, std::io::Error>> = vec![Ok(Bytes::from("<a>")), Ok(Bytes::from("</a>"))];
///     Ok::<_, std::io::Error>(Response::new(iter(chunks)))
/// };
/// let client = Client::streaming(transport, "https://mail.contoso.com/EWS/Exchange.asmx")?;
/// # let _ = client;
/// # Ok::<(), soap_runtime::http::ClientError>(())
/// ```
///
/// To drop the body is to end the request.
pub trait StreamTransport: Send + Sync {
    /// Why there is no answer, or no more of it.
    type Error: StdError + Send + Sync + 'static;

    /// The body of a response, chunk by chunk.
    type Body: Stream<Item = Result<Bytes, Self::Error>> + Send;

    /// Sends the request and waits for the head of the response.
    fn send(
        &self,
        request: Request<ChunkBody>,
    ) -> impl Future<Output = Result<Response<Self::Body>, Self::Error>> + Send;
}

impl<F, A, B, E> StreamTransport for F
where
    F: Fn(Request<ChunkBody>) -> A + Send + Sync,
    A: Future<Output = Result<Response<B>, E>> + Send,
    B: Stream<Item = Result<Bytes, E>> + Send,
    E: StdError + Send + Sync + 'static,
{
    type Error = E;
    type Body = B;

    fn send(&self, request: Request<ChunkBody>) -> impl Future<Output = Result<Response<B>, E>> + Send {
        self(request)
    }
}

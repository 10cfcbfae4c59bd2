//! Requests that are written while they go out.

use std::future::Future;
use std::io;

use ::bytes::Bytes;
use ::http::Request;
use futures_core::Stream;

use super::call::Contract;
use super::tap::{Carried, Incoming, Outcome, Plan, Tap, unsent};
use super::transport::StreamTransport;
use crate::bind::Content;
use crate::error::Error;
use crate::http::client::Client;
use crate::stream::{ChunkBody, Failure, Path, Splice};

impl<T: StreamTransport + 'static> Client<T> {
    /// Sends a request into which more items go, from a stream, while it goes out. `path` leads to them, as in [`stream_items`](Self::stream_items), from the
    /// element in the request's body on. They stand behind those that the request has; it has to have the element that they stand in.
    /// [`iter`](crate::stream::iter) makes a stream of an iterator.
    pub fn send_items<I, S>(&self, path: impl Into<String>, items: S) -> SendCall<T>
    where
        I: Content + 'static,
        S: Stream<Item = I> + Send + 'static,
    {
        let path = path.into();
        let write = move |contract: &Contract, text: String, failure| {
            let path = Path::new(contract.words()?, &path)?.items(I::TYPE)?;
            Ok(Splice::items(path, text)?.with_items(items, failure))
        };
        SendCall { client: self.clone(), write: Box::new(write) }
    }

    /// Sends a request in which an element of the type `xs:base64Binary` that it leaves empty gets its octets from a stream, while it goes out.
    /// [`read`](crate::stream::read) makes a stream of a reader.
    pub fn send_octets<S>(&self, path: impl Into<String>, octets: S) -> SendCall<T>
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let path = path.into();
        let write = move |contract: &Contract, text: String, failure| {
            let path = Path::new(contract.words()?, &path)?.octets()?;
            Ok(Splice::octets(path, text)?.with_octets(octets, failure))
        };
        SendCall { client: self.clone(), write: Box::new(write) }
    }
}

/// Makes the body of a request out of its text.
type Write = Box<dyn FnOnce(&Contract, String, Failure) -> Result<ChunkBody, Error> + Send>;

/// A call whose request is written while it goes out, before it is made.
#[must_use]
pub struct SendCall<T> {
    client: Client<T>,
    write: Write,
}

impl<T> std::fmt::Debug for SendCall<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SendCall").finish_non_exhaustive()
    }
}

impl<T: StreamTransport + 'static> SendCall<T> {
    /// Makes the call that `call` makes with the client that it is given: the ordinary one, once.
    ///
    /// # Errors
    /// Those of the call. What cannot be written is [`CallError::Write`](crate::http::CallError::Write), also where it shows only after the
    /// beginning was sent, which then breaks off.
    pub async fn call<C, F, R, E>(self, call: C) -> Result<R, E>
    where
        C: FnOnce(Client<Tap<T>>) -> F,
        F: Future<Output = Result<R, E>>,
    {
        let tap = Tap::new(self.client.shared_transport(), Box::new(SendPlan(self.write)));
        call(self.client.over(tap).writing_in_pieces()).await
    }
}

struct SendPlan(Write);

impl<T: StreamTransport> Plan<T> for SendPlan {
    fn call<'c>(self: Box<Self>, transport: &'c T, request: Request<Bytes>, contract: Contract) -> Carried<'c, T> {
        Box::pin(async move { (self.send(transport, request, contract).await, None) })
    }
}

impl SendPlan {
    async fn send<T: StreamTransport>(
        self: Box<Self>,
        transport: &T,
        request: Request<Bytes>,
        contract: Contract,
    ) -> Outcome<T> {
        let (parts, body) = request.into_parts();
        // The client wrote it as UTF-8.
        let text = String::from_utf8_lossy(&body).into_owned();
        let failure = Failure::default();
        let body = match (self.0)(&contract, text, failure.clone()) {
            Ok(body) => body,
            Err(error) => return Ok(unsent(error)),
        };
        let sent = async { Incoming::<T>::send(transport, Request::from_parts(parts, body)).await?.whole().await };
        let outcome = sent.await;
        match failure.get() {
            Some(error) => Ok(unsent(error)),
            None => outcome,
        }
    }
}

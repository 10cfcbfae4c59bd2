//! The octets of one element of a response, to a sink.

use std::future::Future;
use std::io;
use std::sync::Arc;

use ::bytes::Bytes;
use ::http::{Request, Response};

use super::call::{Contract, Passed};
use super::items::read_error;
use super::tap::{Begun, Carried, Incoming, Outcome, Plan, Tap, unsent};
use super::transport::StreamTransport;
use crate::error::Error;
use crate::http::client::Client;
use crate::http::read_error::ReadError;
use crate::stream::{Limits, Octets, OctetsError};

type OwnedSink = Box<dyn FnMut(&[u8]) -> io::Result<()> + Send>;

impl<T: StreamTransport + 'static> Client<T> {
    /// Gives the octets of one element of a response, of the type `xs:base64Binary`, to a sink as they come, however many they are. `path` leads to
    /// the element, as in [`stream_items`](Self::stream_items). In what the call gives, the element is empty.
    pub fn stream_octets(
        &self,
        path: impl Into<String>,
        sink: impl FnMut(&[u8]) -> io::Result<()> + Send + 'static,
    ) -> OctetsCall<T> {
        OctetsCall { client: self.clone(), path: path.into(), limits: Limits::default(), sink: Box::new(sink) }
    }
}

/// A call of whose response one element goes to a sink, before it is made.
#[must_use]
pub struct OctetsCall<T> {
    client: Client<T>,
    path: String,
    limits: Limits,
    sink: OwnedSink,
}

impl<T> std::fmt::Debug for OctetsCall<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OctetsCall").field("path", &self.path).field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<T: StreamTransport + 'static> OctetsCall<T> {
    /// Sets how much is kept of the response.
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Makes the call that `call` makes with the client that it is given: the ordinary one, once.
    ///
    /// # Errors
    /// Those of the call; an error of the sink is [`ReadError::Sink`].
    pub async fn call<C, F, R, E>(self, call: C) -> Result<R, E>
    where
        C: FnOnce(Client<Tap<T>>) -> F,
        F: Future<Output = Result<R, E>>,
    {
        let plan = OctetsPlan { path: self.path, limits: self.limits, sink: self.sink };
        let tap = Tap::new(self.client.shared_transport(), Box::new(plan));
        call(self.client.over(tap)).await
    }
}

struct OctetsPlan {
    path: String,
    limits: Limits,
    sink: OwnedSink,
}

impl<T: StreamTransport> Plan<T> for OctetsPlan {
    fn call<'c>(mut self: Box<Self>, transport: &'c T, request: Request<Bytes>, contract: Contract) -> Carried<'c, T> {
        Box::pin(async move {
            if let Err(error) = self.octets(&contract, None) {
                return (Ok(unsent(error)), None);
            }
            match Begun::<T>::of(transport, request).await {
                Begun::Message(incoming) => (self.take(incoming, &contract).await, None),
                Begun::Over(outcome, again) => (outcome, again.then_some(self as Box<dyn Plan<T>>)),
            }
        })
    }
}

impl OctetsPlan {
    fn octets(&self, contract: &Contract, charset: Option<&str>) -> Result<Octets, Error> {
        Octets::in_words(contract.words()?, &self.path, charset, (&contract.read, self.limits))
    }

    async fn take<T: StreamTransport>(&mut self, mut incoming: Incoming<T>, contract: &Contract) -> Outcome<T> {
        let mut octets = match self.octets(contract, incoming.charset().as_deref()) {
            Ok(octets) => octets,
            Err(error) => return Ok(unsent(error)),
        };
        loop {
            let (pushed, is_ended) = match incoming.chunk().await {
                Some(chunk) => (octets.push(&chunk?, &mut self.sink), false),
                None => (octets.end(&mut self.sink), true),
            };
            if let Err(error) = pushed {
                return Ok(unread(&incoming, error, octets));
            }
            if is_ended {
                let rest = octets.into_rest();
                return Ok(incoming.response(&rest.text, Passed::rest(&rest)));
            }
        }
    }
}

#[cold]
fn unread<T: StreamTransport>(incoming: &Incoming<T>, error: OctetsError, octets: Octets) -> Response<Bytes> {
    let error = match error {
        OctetsError::Message(error) => read_error(error),
        OctetsError::Sink(error) => ReadError::Sink(Arc::new(error)),
    };
    incoming.unread(error, &octets.into_rest().text)
}

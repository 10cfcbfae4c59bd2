//! Several responses in one body.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::bytes::Bytes;
use ::http::{Request, Response};

use super::call::{Contract, Passed};
use super::items::read_error;
use super::slot::{Slot, Streamed};
use super::tap::{Begun, Carried, Incoming, Outcome, Plan, Tap, unsent};
use super::transport::StreamTransport;
use crate::error::Error;
use crate::http::client::Client;
use crate::stream::{Envelopes, Limits};
use crate::xml::Outer;

impl<T: StreamTransport + 'static> Client<T> {
    /// Reads a body that holds several responses of one operation, each as soon as it is complete: notifications, such as those of `GetStreamingEvents` of
    /// Exchange. [`EnvelopeCall::call`] says of which operation.
    pub fn stream_envelopes(&self) -> EnvelopeCall<T> {
        EnvelopeCall { client: self.clone(), limits: Limits::default() }
    }
}

/// A call to which several responses come, before it is made.
#[must_use]
pub struct EnvelopeCall<T> {
    client: Client<T>,
    limits: Limits,
}

impl<T> std::fmt::Debug for EnvelopeCall<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnvelopeCall").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<T: StreamTransport + 'static> EnvelopeCall<T> {
    /// Sets how long an envelope may be.
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Makes the call that `call` makes with the client that it is given: the ordinary one. It is made once for each response and
    /// gives that; only the first time is anything sent. The stream ends with the body, or behind the first error, which is that of the ordinary
    /// call.
    pub fn call<C, F, R, E>(self, call: C) -> Streamed<Result<R, E>>
    where
        C: Fn(Client<Tap<T>>) -> F + Send + 'static,
        F: Future<Output = Result<R, E>> + Send + 'static,
        R: Send + 'static,
        E: Send + 'static,
    {
        let slot = Arc::new(Slot::default());
        let responses = Arc::clone(&slot);
        let client = self.client;
        let mailbox = Arc::new(Mailbox::<T>::new(self.limits));
        Streamed::new(slot, async move {
            let mut made = call(mailbox.client(&client));
            loop {
                let response = made.await;
                let is_last = response.is_err() || !mailbox.has_more();
                if is_last && response.is_err() {
                    return Some(response);
                }
                responses.put(response);
                responses.taken().await;
                if is_last || !mailbox.wait().await {
                    return None;
                }
                made = call(mailbox.client(&client.without_authentication()));
            }
        })
    }
}

/// Where responses wait for the call that gives them.
struct Mailbox<T: StreamTransport> {
    limits: Limits,
    state: Mutex<State<T>>,
}

struct State<T: StreamTransport> {
    /// What is still coming.
    open: Option<Open<T>>,
    /// What waits.
    next: Option<Outcome<T>>,
}

struct Open<T: StreamTransport> {
    incoming: Incoming<T>,
    envelopes: Envelopes,
}

impl<T: StreamTransport + 'static> Mailbox<T> {
    fn new(limits: Limits) -> Self {
        Self { limits, state: Mutex::new(State { open: None, next: None }) }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A client whose call takes what comes next.
    fn client(self: &Arc<Self>, client: &Client<T>) -> Client<Tap<T>> {
        client.over(Tap::new(client.shared_transport(), Box::new(Letter(Arc::clone(self)))))
    }

    fn has_more(&self) -> bool {
        self.lock().open.is_some()
    }

    /// Waits for the next response; `false` if there is none any more.
    async fn wait(&self) -> bool {
        let Some(mut open) = self.lock().open.take() else { return false };
        let next = open.next().await;
        let mut state = self.lock();
        match next {
            Some(Ok(response)) => {
                let is_broken = matches!(response.extensions().get(), Some(Passed::Unread(_)));
                state.open = Some(open).filter(|_| !is_broken);
                state.next = Some(Ok(response));
            }
            Some(Err(error)) => state.next = Some(Err(error)),
            None => return false,
        }
        true
    }

    async fn first(&self, transport: &T, request: Request<Bytes>, contract: &Contract) -> Outcome<T> {
        let incoming = match Begun::<T>::of(transport, request).await {
            Begun::Message(incoming) => incoming,
            Begun::Over(outcome, _) => return outcome,
        };
        let envelopes = Envelopes::new(incoming.charset().as_deref(), &contract.read, self.limits);
        let mut open = Open { incoming, envelopes };
        match open.next().await {
            Some(Ok(response)) => {
                self.lock().open = Some(open);
                Ok(response)
            }
            Some(Err(error)) => Err(error),
            None => open.incoming.whole().await,
        }
    }
}

impl<T: StreamTransport> Open<T> {
    /// The response for the next envelope.
    async fn next(&mut self) -> Option<Outcome<T>> {
        loop {
            match self.envelopes.next_text() {
                Ok(None) => {}
                Ok(Some(text)) => {
                    let text = text.to_owned();
                    let passed = Passed::Part {
                        origin: Arc::new(self.envelopes.origin().clone()),
                        outer: Arc::new(Outer::default()),
                        is_utf8: self.envelopes.is_utf8(),
                    };
                    return Some(Ok(self.incoming.response(&text, passed)));
                }
                Err(error) => return Some(Ok(self.unread(error))),
            }
            if self.envelopes.is_ended() {
                return None;
            }
            let pushed = match self.incoming.chunk().await {
                Some(Ok(chunk)) => self.envelopes.push(&chunk),
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    self.envelopes.end();
                    Ok(())
                }
            };
            if let Err(error) = pushed {
                return Some(Ok(self.unread(error)));
            }
        }
    }

    #[cold]
    fn unread(&self, error: Error) -> Response<Bytes> {
        self.incoming.unread(read_error(error), self.envelopes.pending())
    }
}

/// The plan of a call that takes what comes next.
struct Letter<T: StreamTransport>(Arc<Mailbox<T>>);

impl<T: StreamTransport + 'static> Plan<T> for Letter<T> {
    fn call<'c>(self: Box<Self>, transport: &'c T, request: Request<Bytes>, contract: Contract) -> Carried<'c, T> {
        Box::pin(async move {
            if let Err(error) = contract.without_handlers() {
                return (Ok(unsent(error)), None);
            }
            let waiting = self.0.lock().next.take();
            if let Some(outcome) = waiting {
                return (outcome, None);
            }
            let outcome = self.0.first(transport, request, &contract).await;
            let is_over = outcome.as_ref().is_ok_and(|response| response.status().is_success());
            (outcome, Some(self as Box<dyn Plan<T>>).filter(|_| !is_over))
        })
    }
}

//! Items of a response, one by one, and items of a request.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use ::bytes::Bytes;
use ::http::Request;

use super::call::{Contract, Passed};
use super::slot::{Slot, Streamed};
use super::tap::{Begun, Carried, Incoming, Outcome, Plan, Tap, unsent};
use super::transport::StreamTransport;
use crate::bind::Content;
use crate::error::Error;
use crate::http::client::Client;
use crate::http::read_error::ReadError;
use crate::stream::{Items, Limits};

/// What comes of a call whose response comes item by item.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<T, R> {
    /// An item.
    Item(T),
    /// Behind all items: what the call gives, without the items.
    Rest(R),
}

impl<T: StreamTransport + 'static> Client<T> {
    /// Takes items of the type `I` out of a response as they come. `path` leads to them: names with the contract's prefixes, from the element in the body
    /// on, such as `m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona`. [`ItemCall::call`] says of which operation.
    pub fn stream_items<I: Content + Send + 'static>(&self, path: impl Into<String>) -> ItemCall<T, I> {
        ItemCall { client: self.clone(), path: path.into(), limits: Limits::default(), items: std::marker::PhantomData }
    }
}

/// A call whose response comes item by item, before it is made.
#[must_use]
pub struct ItemCall<T, I> {
    client: Client<T>,
    path: String,
    limits: Limits,
    items: std::marker::PhantomData<fn() -> I>,
}

impl<T, I> std::fmt::Debug for ItemCall<T, I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ItemCall").field("path", &self.path).field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<T: StreamTransport + 'static, I: Content + Send + 'static> ItemCall<T, I> {
    /// Sets how much is kept of the response at a time.
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Makes the call that `call` makes with the client that it is given: the ordinary one, once. Items come first, then what the call gives, in which
    /// the list is empty; or its error, which is that of the ordinary call: a fault, a status, what cannot be read. Nothing is sent
    /// before the stream is polled, and a path that is not one of the contract's is an error then.
    pub fn call<C, F, R, E>(self, call: C) -> Streamed<Result<Part<I, R>, E>>
    where
        C: FnOnce(Client<Tap<T>>) -> F,
        F: Future<Output = Result<R, E>> + Send + 'static,
        R: Send + 'static,
        E: Send + 'static,
    {
        let slot = Arc::new(Slot::default());
        let give = {
            let slot: Arc<Slot<Result<Part<I, R>, E>>> = Arc::clone(&slot);
            move |item: I| slot.put(Ok(Part::Item(item)))
        };
        let taken = Arc::clone(&slot);
        let plan = ItemPlan {
            path: self.path,
            limits: self.limits,
            give: Box::new(give),
            taken: Box::new(move || {
                let slot = Arc::clone(&taken);
                Box::pin(async move { slot.taken().await })
            }),
        };
        let tap = Tap::new(self.client.shared_transport(), Box::new(plan));
        let made = call(self.client.over(tap));
        Streamed::new(slot, async move { Some(made.await.map(Part::Rest)) })
    }
}

type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

struct ItemPlan<I> {
    path: String,
    limits: Limits,
    give: Box<dyn Fn(I) + Send + Sync>,
    taken: Box<dyn Fn() -> Wait + Send + Sync>,
}

impl<T: StreamTransport, I: Content + Send + 'static> Plan<T> for ItemPlan<I> {
    fn call<'c>(self: Box<Self>, transport: &'c T, request: Request<Bytes>, contract: Contract) -> Carried<'c, T> {
        Box::pin(async move {
            // The path is looked at before anything is sent.
            if let Err(error) = self.items(&contract, None) {
                return (Ok(unsent(error)), None);
            }
            match Begun::<T>::of(transport, request).await {
                Begun::Message(incoming) => (self.take(incoming, &contract).await, None),
                Begun::Over(outcome, again) => (outcome, again.then_some(self as Box<dyn Plan<T>>)),
            }
        })
    }
}

impl<I: Content + Send + 'static> ItemPlan<I> {
    fn items(&self, contract: &Contract, charset: Option<&str>) -> Result<Items<I>, Error> {
        Items::in_words(contract.words()?, &self.path, charset, (&contract.read, self.limits))
    }

    async fn take<T: StreamTransport>(&self, mut incoming: Incoming<T>, contract: &Contract) -> Outcome<T> {
        let mut items = match self.items(contract, incoming.charset().as_deref()) {
            Ok(items) => items,
            Err(error) => return Ok(unsent(error)),
        };
        let mut is_ended = false;
        while !is_ended {
            let pushed = match incoming.chunk().await {
                Some(chunk) => items.push(&chunk?),
                None => {
                    is_ended = true;
                    items.end();
                    Ok(())
                }
            };
            if let Err(error) = pushed {
                return Ok(incoming.unread(read_error(error), &items.into_rest().text));
            }
            loop {
                match items.next_item() {
                    Ok(None) => break,
                    Ok(Some(item)) => {
                        (self.give)(item);
                        (self.taken)().await;
                    }
                    Err(error) => return Ok(incoming.unread(read_error(error), &items.into_rest().text)),
                }
            }
        }
        let rest = items.into_rest();
        Ok(incoming.response(&rest.text, Passed::rest(&rest)))
    }
}

/// An error of reading, as the ordinary call tells it.
pub(super) fn read_error(error: Error) -> ReadError {
    match error.kind() {
        crate::ErrorKind::Encoding(_) => ReadError::Encoding(error),
        _ => ReadError::Message(error),
    }
}

//! What a call hands out while it is still going on.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

/// A place for one thing at a time, between the call and whoever asks for what comes of it.
pub(super) struct Slot<T>(Mutex<State<T>>);

struct State<T> {
    values: VecDeque<T>,
    /// Who waits for a thing.
    taker: Option<Waker>,
    /// Who waits for the place to be free.
    giver: Option<Waker>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(Mutex::new(State { values: VecDeque::new(), taker: None, giver: None }))
    }
}

impl<T> Slot<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a thing into the place.
    pub(super) fn put(&self, value: T) {
        let mut state = self.lock();
        state.values.push_back(value);
        if let Some(taker) = state.taker.take() {
            taker.wake();
        }
    }

    /// Waits until the thing was taken.
    pub(super) async fn taken(&self) {
        poll_fn(|context| {
            let mut state = self.lock();
            if state.values.is_empty() {
                return Poll::Ready(());
            }
            state.giver = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn take(&self) -> Option<T> {
        let mut state = self.lock();
        let value = state.values.pop_front();
        if let Some(giver) = state.giver.take().filter(|_| value.is_some()) {
            giver.wake();
        }
        value
    }

    fn wait(&self, context: &Context<'_>) {
        self.lock().taker = Some(context.waker().clone());
    }
}

/// What comes of a call, as it comes: a [`Stream`]. It ends behind the first error. To drop it is to end the call.
#[must_use = "nothing is sent before the stream is asked"]
pub struct Streamed<I> {
    call: Option<Call<I>>,
    slot: Arc<Slot<I>>,
}

/// A call, and what comes last of it.
type Call<I> = Pin<Box<dyn Future<Output = Option<I>> + Send>>;

impl<I> fmt::Debug for Streamed<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streamed").field("has_ended", &self.call.is_none()).finish_non_exhaustive()
    }
}

impl<I> Streamed<I> {
    pub(super) fn new(slot: Arc<Slot<I>>, call: impl Future<Output = Option<I>> + Send + 'static) -> Self {
        Self { call: Some(Box::pin(call)), slot }
    }

    /// The next thing that comes; `None` at the end. Nothing is lost if the future is dropped before it is ready.
    pub async fn next(&mut self) -> Option<I> {
        crate::stream::next(Pin::new(self)).await
    }
}

impl<I> Stream for Streamed<I> {
    type Item = I;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<I>> {
        loop {
            if let Some(value) = self.slot.take() {
                return Poll::Ready(Some(value));
            }
            let Some(call) = &mut self.call else { return Poll::Ready(None) };
            let polled = call.as_mut().poll(context);
            if let Poll::Ready(last) = polled {
                self.call = None;
                last.into_iter().for_each(|last| self.slot.put(last));
                continue;
            }
            self.slot.wait(context);
            match self.slot.take() {
                Some(value) => return Poll::Ready(Some(value)),
                None => return Poll::Pending,
            }
        }
    }
}

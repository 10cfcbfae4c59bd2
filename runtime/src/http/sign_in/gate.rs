//! One connection for one HTTP client.
//!
//! A pool that has just got a connection back may open another for the next request, since that race is nothing to it. To a handshake it
//! is: so a connection more is made only when the one there is does not come back soon, and those that are made are counted.

use std::error::Error as StdError;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::Notify;
use tower_layer::Layer;
use tower_service::Service;

type BoxError = Box<dyn StdError + Send + Sync>;

/// How long the connection there is has to come back: it is idle already, or closed.
const PATIENCE: Duration = Duration::from_millis(50);

/// A layer around what makes connections.
#[derive(Debug, Clone, Default)]
pub(super) struct Gate(Arc<Connections>);

#[derive(Debug, Default)]
struct Connections {
    made: AtomicUsize,
    answered: Notify,
}

impl Gate {
    /// How many connections were made so far: as long as this is the same, so is the connection.
    pub(super) fn made(&self) -> usize {
        self.0.made.load(Ordering::SeqCst)
    }

    /// An answer came, so whatever still waits to connect is not needed.
    pub(super) fn answered(&self) {
        self.0.answered.notify_waiters();
    }
}

impl<S> Layer<S> for Gate {
    type Service = Gated<S>;

    fn layer(&self, inner: S) -> Gated<S> {
        Gated { inner, gate: self.clone() }
    }
}

/// What makes connections, through the gate.
#[derive(Debug, Clone)]
pub(super) struct Gated<S> {
    inner: S,
    gate: Gate,
}

impl<S, R> Service<R> for Gated<S>
where
    S: Service<R, Error = BoxError> + Clone + Send + 'static,
    S::Future: Send,
    R: Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let next = self.inner.clone();
        let mut inner = mem::replace(&mut self.inner, next);
        let gate = self.gate.clone();
        Box::pin(async move {
            if gate.made() > 0 {
                let answered = gate.0.answered.notified();
                if tokio::time::timeout(PATIENCE, answered).await.is_ok() {
                    return Err("a second connection is not needed".into());
                }
            }
            let connection = inner.call(request).await?;
            gate.0.made.fetch_add(1, Ordering::SeqCst);
            Ok(connection)
        })
    }
}

//! What the methods of generated traits do.

use std::future::Future;

use super::Client;
use crate::bind::Elements;
use crate::http::call_error::CallError;
use crate::http::transport::Transport;
use crate::soap::{Fault, Headers, Operation, OperationError, Reply};

/// Calls an operation: what the methods of generated traits do. `take` picks the operation's response out of the document type.
pub fn invoke<D, A, Q, H, T>(
    client: &Client<T>,
    operation: &'static Operation,
    body: Option<D>,
    headers: Q,
    take: fn(Option<D>) -> Option<A>,
) -> impl Future<Output = Result<Reply<A, H>, CallError<T::Error>>> + Send
where
    D: Elements,
    Q: Headers<D>,
    H: Headers<D>,
    T: Transport,
{
    let request = client.settings.request(operation, body, headers);
    let call = async move {
        let answered = client.call::<D, H>(request.map_err(CallError::of_transport)?).await?;
        let body = take(answered.body).ok_or_else(|| mismatch(operation))?;
        Ok(Reply { body, headers: answered.headers, blocks: answered.blocks })
    };
    #[cfg(feature = "tracing")]
    let call = super::trace::traced(call, operation, &client.settings.endpoint);
    call
}

/// Calls an operation that declares faults: as [`invoke`], and a fault whose detail is declared becomes the variant for that. One whose
/// detail cannot be read is any other error, which keeps it.
pub fn invoke_declaring<D, A, Q, H, T, E>(
    client: &Client<T>,
    operation: &'static Operation,
    body: Option<D>,
    headers: Q,
    take: fn(Option<D>) -> Option<A>,
) -> impl Future<Output = Result<Reply<A, H>, E>> + Send
where
    D: Elements,
    Q: Headers<D>,
    H: Headers<D>,
    T: Transport,
    E: OperationError<D, CallError<T::Error>>,
{
    let call = invoke(client, operation, body, headers, take);
    async move { call.await.map_err(|error| client.declared(operation, error)) }
}

/// A response that holds the operation's element, and still not its value: the bindings do not belong together.
#[cold]
fn mismatch<E>(operation: &Operation) -> CallError<E> {
    CallError::from(Fault::client(format!("the response is not that of {}", operation.name)))
}

impl<T> Client<T> {
    #[cold]
    fn declared<D: Elements, E, F: OperationError<D, CallError<E>>>(
        &self,
        operation: &Operation,
        error: CallError<E>,
    ) -> F {
        let detail = error.fault().map(|fault| fault.declared_detail(operation, &self.settings.read));
        match detail {
            Some(Ok(Some(detail))) => F::of_detail(detail, error),
            Some(Ok(None) | Err(_)) | None => F::from(error),
        }
    }
}

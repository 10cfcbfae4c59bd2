//! What generated code gives a server: a port type's operations, and the way to the methods of an implementor.
//!
//! Invariant: what takes a request to its answer is a function and a box for each call, and never a future with room for every
//! method's: compilers take time and memory for one of these that grow with the square of the number of operations.

use std::future::{Future, ready};
use std::pin::Pin;

use super::refusal::Refusal;
use crate::bind::Elements;
use crate::soap::{Block, Fault, HeaderBlock, Headers, Operation, Reply};

/// A document of a contract as a server publishes it. `{address}` in its text stands for the server's own address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContractDocument {
    /// The name by which `?wsdl=` or `?xsd=` asks for it.
    pub name: &'static str,
    /// The XML, without a declaration.
    pub text: &'static str,
}

/// A port type as a type. Generated: `operations::PortType`.
pub trait PortType: 'static {
    /// The contract's elements.
    type Document: Elements + Send + Sync + Clone + 'static;
    /// The operations in the order of the contract.
    const OPERATIONS: &'static [&'static Operation];
    /// The contract's documents, if they are embedded; the first is the WSDL document that names the others.
    const CONTRACT: &'static [ContractDocument];
}

/// A port type that an implementor `S` of its trait can serve. Generated.
pub trait Serve<S>: PortType {
    /// The way to the method of this operation; nothing if the port type has no such operation.
    fn method(operation: &'static Operation) -> Option<Call<S, Self::Document>>;

    /// Calls the method of this operation.
    fn serve<'a>(
        service: &'a S,
        operation: &'static Operation,
        body: Option<Self::Document>,
        headers: Vec<HeaderBlock<Self::Document>>,
    ) -> Answering<'a, Self::Document> {
        let answering = || {
            let call = Self::method(operation).ok_or_else(|| Refusal::unsupported(operation.name))?;
            call(service, body, headers)?.ok_or_else(|| Box::new(Refusal::unexpected_body(operation)))
        };
        answering().unwrap_or_else(|refusal| Box::pin(ready(Err(refusal))))
    }
}

/// The way to a method of an implementor `S`: body and headers go in. Nothing comes out if the body is not what the operation takes.
pub type Call<S, D> =
    for<'a> fn(&'a S, Option<D>, Vec<HeaderBlock<D>>) -> Result<Option<Answering<'a, D>>, Box<Refusal>>;

/// An answer that a method is at work on.
pub type Answering<'a, D> = Pin<Box<dyn Future<Output = Result<Answer<D>, Box<Refusal>>> + Send + 'a>>;

/// The response of an operation, ready for an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<D> {
    pub(super) headers: Vec<HeaderBlock<D>>,
    pub(super) blocks: Vec<Block>,
    pub(super) body: Option<D>,
}

/// What a method comes to, as an answer, or as the fault that its error stands for.
pub fn answering<'a, D: 'a, A: 'a, H: Headers<D> + 'a, E: Into<Fault> + 'a>(
    outcome: impl Future<Output = Result<Reply<A, H>, E>> + Send + 'a,
    body: fn(A) -> Option<D>,
) -> Answering<'a, D> {
    Box::pin(async move {
        match outcome.await {
            Ok(reply) => {
                Ok(Answer { headers: reply.headers.into_blocks(), blocks: reply.blocks, body: body(reply.body) })
            }
            Err(error) => Err(Box::new(Refusal::of_service(error.into()))),
        }
    })
}

/// The headers that are bound to an operation. What is not among them the server has seen to already.
pub fn bound<D, H: Headers<D>>(blocks: Vec<HeaderBlock<D>>) -> H {
    H::from_blocks(blocks).0
}

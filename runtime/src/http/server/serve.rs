//! What generated code gives a server: a port type's operations, and the way to the methods of an implementor.
//!
//! Invariant: what takes a request to its answer is a function and a box for each call, and never a future with room for every
//! method's: compilers take time and memory for one of these that grow with the square of the number of operations.

use std::future::{Future, ready};
use std::pin::Pin;

use super::refusal::Refusal;
use crate::bind::Elements;
use crate::soap::{Fault, HeaderBlock, HeaderContent, Headers, Operation, Reply};

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
    pub(super) body: Option<D>,
}

/// What a method comes to, as an answer, or as the fault that its error stands for.
pub fn answering<'a, D: 'a, A: 'a, H: Headers<D> + 'a, E: Into<Fault> + 'a>(
    outcome: impl Future<Output = Result<Reply<A, H>, E>> + Send + 'a,
    body: fn(A) -> Option<D>,
) -> Answering<'a, D> {
    Box::pin(async move {
        match outcome.await {
            Ok(reply) => Ok(Answer { headers: reply.headers.into_blocks(), body: body(reply.body) }),
            Err(error) => Err(Box::new(Refusal::of_service(error.into()))),
        }
    })
}

/// The headers that are bound to an operation.
///
/// # Errors
/// When another block for this receiver has to be understood ([SOAP 1.1] 4.2.3, [SOAP 1.2] 5.2.3).
pub fn understood<D, H: Headers<D>>(blocks: Vec<HeaderBlock<D>>) -> Result<H, Box<Refusal>> {
    let (headers, others) = H::from_blocks(blocks);
    match others.iter().find(|block| block.must_understand() && is_for_us(block.actor())) {
        None => Ok(headers),
        Some(HeaderBlock { content: HeaderContent::Other(element), .. }) => {
            let name = format!("{{{}}}{}", element.namespace, element.name);
            Err(Box::new(Refusal::must_understand(&name)))
        }
        Some(_) => Err(Box::new(Refusal::must_understand("of another operation"))),
    }
}

/// Whether a block with this actor or role is for the one who answers, rather than for somebody on the way.
fn is_for_us(actor: Option<&str>) -> bool {
    const OURS: [&str; 4] = [
        "",
        "http://schemas.xmlsoap.org/soap/actor/next",
        "http://www.w3.org/2003/05/soap-envelope/role/next",
        "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
    ];
    actor.is_none_or(|actor| OURS.contains(&actor))
}

//! A request that gets a fault instead of a response: why, which fault, and on which HTTP status.

use ::http::StatusCode;

use super::versions;
use crate::error::{Error, ErrorKind, excerpt};
use crate::http::handler::HandlerError;
use crate::http::not_understood::NotUnderstood;
use crate::http::read_error::ReadError;
use crate::http::reception::Objection;
use crate::soap::{Block, ElementOutline, Fault, Operation, Version};
use crate::xml::EncodingError;

/// How many header blocks that are not understood an answer names; whoever sent more of them has to look at all.
const MOST_BLOCKS: usize = 16;
/// How many characters of an error's text become the reason of a fault.
const MOST_CHARACTERS: usize = 2_000;

/// Why a request is refused.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Cause {
    /// The HTTP method is not POST.
    Method,
    /// The body's content type or character encoding is not one of a SOAP message, or the body is empty, too long, or not text.
    Body(ReadError),
    /// The body could not be received.
    Interrupted,
    /// The envelope belongs to no known version of SOAP.
    Version,
    /// A header block has to be understood and is not.
    MustUnderstand,
    /// The body holds no request of this port type.
    UnknownOperation,
    /// The operation exists, but its implementor does not serve it.
    Unsupported,
    /// The message is not well-formed, passes a limit, or is not what the contract says.
    Message(Error),
    /// The body does not hold the element of the operation that `SOAPAction` names.
    UnexpectedBody,
    /// A handler does not accept the message.
    Handler(HandlerError),
    /// The service itself answered with a fault.
    Service,
    /// The service's response holds something that cannot be written as XML.
    Unwritable(Error),
}

/// What a request that is refused is answered with. A server's [`on_refusal`](super::Server::on_refusal) may change all of it but
/// the cause.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Why.
    pub cause: Cause,
    /// The version of SOAP of the answer: that of the request, as far as it is known.
    pub version: Version,
    /// The fault.
    pub fault: Fault,
    /// The HTTP status.
    pub status: StatusCode,
    /// Header blocks beside the server's own, such as `soap:NotUnderstood`.
    pub blocks: Vec<Block>,
}

impl Refusal {
    pub(super) fn new(cause: Cause, fault: Fault) -> Self {
        Self { cause, version: Version::V1_1, fault, status: StatusCode::INTERNAL_SERVER_ERROR, blocks: Vec::new() }
    }

    /// The answer to a fault that the service made.
    pub(super) fn of_service(fault: Fault) -> Self {
        let cause = if fault.is_unsupported() { Cause::Unsupported } else { Cause::Service };
        Self::new(cause, fault)
    }

    /// The answer for an operation that exists but is not served.
    #[must_use]
    pub fn unsupported(operation: &str) -> Self {
        Self::new(Cause::Unsupported, Fault::unsupported(operation))
    }

    /// The answer to a body that does not hold what the operation takes.
    #[must_use]
    pub fn unexpected_body(operation: &Operation) -> Self {
        let reason = match operation.request {
            Some(expected) => format!("the body does not hold {expected}, which {} takes", operation.name),
            None => format!("the body holds something, and {} takes none", operation.name),
        };
        Self::new(Cause::UnexpectedBody, Fault::client(reason))
    }

    pub(super) fn unknown_operation(body: Option<&ElementOutline>) -> Self {
        let what = match body {
            Some(element) => format!("there is no operation with the request {element}"),
            None => "the body is empty, and the action names no operation".to_owned(),
        };
        Self::new(Cause::UnknownOperation, Fault::unsupported("").with_reason(what))
    }

    /// The answer to another method than POST, where the contract is published or not.
    pub(super) fn method(has_contract: bool) -> Self {
        let contract = if has_contract { "; GET with the query `wsdl` gives the contract" } else { "" };
        Self::new(Cause::Method, Fault::client(format!("requests come by the HTTP method POST{contract}")))
    }

    /// [SOAP 1.2 Part 1] 5.4.8: the fault says in header blocks which ones were not understood.
    pub(super) fn must_understand(names: &NotUnderstood) -> Self {
        let mut refusal = Self::new(Cause::MustUnderstand, Fault::standard("MustUnderstand", names.to_string()));
        let first = names.names().take(MOST_BLOCKS);
        refusal.blocks = first.map(|(namespace, name)| versions::not_understood(namespace, name)).collect();
        refusal
    }

    /// [SOAP 1.2 Part 1] 5.4.7: the fault says in a header block which envelopes are understood.
    pub(super) fn version(root: &ElementOutline) -> Self {
        let reason = format!("{root} is not the envelope of SOAP 1.1 or 1.2");
        if root.local != "Envelope" {
            return Self::new(Cause::Version, Fault::client(reason));
        }
        let mut refusal = Self::new(Cause::Version, Fault::standard("VersionMismatch", reason));
        refusal.blocks.push(versions::upgrade());
        refusal
    }

    pub(super) fn of_handler(error: HandlerError) -> Self {
        let fault = (*error.fault).clone();
        Self::new(Cause::Handler(error), fault)
    }

    pub(super) fn of_objection(objection: Objection) -> Self {
        match objection {
            Objection::Handler(error) => Self::of_handler(error),
            Objection::NotUnderstood(names) => Self::must_understand(&names),
            Objection::Unwritable(error) => Self::from(error),
        }
    }

    pub(super) fn unwritable(error: Error) -> Self {
        Self::new(Cause::Unwritable(error), Fault::server("the response cannot be written as XML"))
    }

    pub(super) fn interrupted() -> Self {
        Self::new(Cause::Interrupted, Fault::client("the HTTP body could not be received"))
    }

    /// The refusal in the version of the request, on the status that [`default_status`] says.
    pub(super) fn in_version(mut self, version: Version) -> Self {
        self.version = version;
        if version == Version::V1_1 {
            self.blocks.retain(|block| block.element.name != "NotUnderstood");
        }
        self.status = default_status(&self.cause, &self.fault, version);
        self
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        // An error may hold much of the message that it is about: that need not go back.
        let fault = Fault::client(excerpt(&error.to_string(), MOST_CHARACTERS));
        match error {
            ReadError::Message(error) => Self::new(Cause::Message(error), fault),
            error => Self::new(Cause::Body(error), fault),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::from(ReadError::Message(error))
    }
}

fn is_unsupported(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Encoding(EncodingError::Unsupported { .. }))
}

/// The HTTP status of a refusal.
///
/// What HTTP itself has a status for gets that: 405, 413, 415. An operation that is not served gets 501: on 500, clients
/// such as Outlook take the trouble for one with the credentials and ask for them again. For the rest, SOAP 1.1 (6.2) has 500 for every fault;
/// SOAP 1.2 (Part 2, 7.5.2.2) has 400 for those that blame the sender.
fn default_status(cause: &Cause, fault: &Fault, version: Version) -> StatusCode {
    let sender = || fault.codes.first().is_some_and(|code| matches!(code.name.as_str(), "Client" | "Sender"));
    match cause {
        Cause::Method => StatusCode::METHOD_NOT_ALLOWED,
        Cause::Body(ReadError::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        #[cfg(feature = "attachments")]
        Cause::Body(ReadError::Multipart(error)) if error.is_limit() => StatusCode::PAYLOAD_TOO_LARGE,
        Cause::Body(ReadError::ContentType(_) | ReadError::ContentEncoding(_)) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Cause::Body(ReadError::Encoding(error)) if is_unsupported(error) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Cause::Interrupted => StatusCode::BAD_REQUEST,
        Cause::UnknownOperation | Cause::Unsupported => StatusCode::NOT_IMPLEMENTED,
        _ if version == Version::V1_2 && sender() => StatusCode::BAD_REQUEST,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

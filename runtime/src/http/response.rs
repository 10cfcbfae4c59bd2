//! An HTTP response becomes a message, or one exact error.

use std::borrow::Cow;
use std::convert::Infallible;

use ::bytes::Bytes;

use super::call_error::CallError;
use super::handler::HandlerError;
use super::message;
use super::raw_response::RawResponse;
use super::read_error::ReadError;
use crate::bind::Elements;
use crate::error::{Error, ErrorKind, Position};
use crate::options::ReadOptions;
use crate::soap::{Body, Envelope, Operation, Outline, Version};

/// What a server answered to a call of `operation`: the envelope whose body holds the operation's response. For an operation that
/// has none, an empty HTTP body is fine and gives an empty envelope.
///
/// # Errors
/// [`CallError`] says which is which; it is never `Transport`, `Authentication`, `Write` or `Handler` here.
pub fn response<D: Elements>(
    operation: &Operation,
    response: ::http::Response<Bytes>,
    options: &ReadOptions,
) -> Result<Envelope<D>, CallError<Infallible>> {
    let response = Box::new(RawResponse::from(response));
    match opened(operation, response, options, &mut NoSteps)? {
        (Envelope { body: Body::Fault(fault), .. }, response) => {
            Err(CallError::Fault { operation: operation.name, fault, response })
        }
        (envelope, _) => Ok(envelope),
    }
}

/// What happens between the bytes that came and the message that is read.
pub(super) trait Steps {
    /// How much is taken of a body with several parts.
    fn limits(&self) -> message::Limits {
        message::Limits::default()
    }

    /// Looks at what came, before it is text.
    fn look(&mut self, _: &message::Received) {}

    /// The text that is read in place of the one that came.
    fn open<'t, D: Elements>(&mut self, text: Cow<'t, str>) -> Result<Cow<'t, str>, HandlerError> {
        Ok(text)
    }
}

struct NoSteps;

impl Steps for NoSteps {}

/// The same with steps in between; a fault is a message as well, whose header blocks somebody may want to see first.
pub(super) fn opened<D: Elements>(
    operation: &Operation,
    response: Box<RawResponse>,
    options: &ReadOptions,
    steps: &mut impl Steps,
) -> Result<(Envelope<D>, Box<RawResponse>), CallError<Infallible>> {
    let success = response.status.is_success();
    match read(operation, &response, options, steps) {
        Ok(envelope) if success || matches!(envelope.body, Body::Fault(_)) => Ok((envelope, response)),
        Err(Unread::Handler(error)) => Err(CallError::refused(operation.name, error, Some(response))),
        Err(Unread::Body(error)) if success => Err(CallError::Read { operation: operation.name, error, response }),
        Ok(_) | Err(Unread::Body(_)) => Err(CallError::Status { operation: operation.name, response }),
    }
}

/// Why a body gave no message.
enum Unread {
    Body(ReadError),
    Handler(HandlerError),
}

impl<E: Into<ReadError>> From<E> for Unread {
    fn from(error: E) -> Self {
        Self::Body(error.into())
    }
}

fn read<D: Elements>(
    operation: &Operation,
    response: &RawResponse,
    options: &ReadOptions,
    steps: &mut impl Steps,
) -> Result<Envelope<D>, Unread> {
    let success = response.status.is_success();
    if success && response.body.is_empty() && operation.response.is_none() {
        return Ok(Envelope { version: Version::V1_1, headers: Vec::new(), body: Body::Empty });
    }
    let received = message::received(&response.headers, &response.body, steps.limits())?;
    steps.look(&received);
    let options = &*received.options(options);
    let text = received.text(options)?;
    let text = steps.open::<D>(text).map_err(Unread::Handler)?;
    let outline = Outline::read::<D>(&text, options)?;
    if success && !is_fault(&outline) {
        check(operation, &outline, options)?;
        if operation.response.is_none() {
            let headers = Envelope::headers_from_xml_with(&text, options)?;
            return Ok(Envelope { version: outline.version.unwrap_or_default(), headers, body: Body::Empty });
        }
    }
    Ok(Envelope::from_xml_with(&text, options)?)
}

/// Whether a text is a fault, as far as one can see.
#[cfg(feature = "client")]
pub(super) fn is_of_fault<D: Elements>(text: &str, options: &ReadOptions) -> bool {
    Outline::read::<D>(text, options).is_ok_and(|outline| is_fault(&outline))
}

fn is_fault(outline: &Outline) -> bool {
    let namespace = outline.version.map(Version::namespace);
    outline.body.as_ref().is_some_and(|body| Some(body.namespace.as_str()) == namespace && body.local == "Fault")
}

/// Whether the body holds the element that the contract says.
fn check(operation: &Operation, outline: &Outline, options: &ReadOptions) -> Result<(), Error> {
    let Some(expected) = operation.response.filter(|_| outline.version.is_some()) else { return Ok(()) };
    let found = outline.body.as_ref();
    if found.is_some_and(|found| found.is(expected) || (options.ignores_form() && found.may_be(expected))) {
        return Ok(());
    }
    let Some(found) = found else {
        let at = Position { path: "Envelope/Body".to_owned(), ..Position::default() };
        return Err(Error::placed(ErrorKind::MissingElement(expected.to_string()), at));
    };
    Err(Error::new(ErrorKind::UnexpectedRoot { found: found.to_string(), expected: found.against(expected) }, 0))
}

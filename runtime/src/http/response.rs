//! An HTTP response becomes a message, or one exact error.

use std::convert::Infallible;

use ::bytes::Bytes;

use super::call_error::CallError;
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
/// [`CallError`] says which is which; it is never `Transport`, `Authentication` or `Write` here.
pub fn response<D: Elements>(
    operation: &Operation,
    response: ::http::Response<Bytes>,
    options: &ReadOptions,
) -> Result<Envelope<D>, CallError<Infallible>> {
    let response = Box::new(RawResponse::from(response));
    let success = response.status.is_success();
    match read(operation, &response, success, options) {
        Ok(Envelope { body: Body::Fault(fault), .. }) => {
            Err(CallError::Fault { operation: operation.name, fault, response })
        }
        Ok(envelope) if success => Ok(envelope),
        Err(error) if success => Err(CallError::Read { operation: operation.name, error, response }),
        Ok(_) | Err(_) => Err(CallError::Status { operation: operation.name, response }),
    }
}

fn read<D: Elements>(
    operation: &Operation,
    response: &RawResponse,
    success: bool,
    options: &ReadOptions,
) -> Result<Envelope<D>, ReadError> {
    if success && response.body.is_empty() && operation.response.is_none() {
        return Ok(Envelope { version: Version::V1_1, headers: Vec::new(), body: Body::Empty });
    }
    let text = message::text(&response.headers, &response.body, options)?;
    let outline = Outline::read::<D>(&text, options)?;
    if success && !is_fault(&outline) {
        check(operation, &outline, options)?;
        if operation.response.is_none() {
            return Ok(Envelope { version: Version::V1_1, headers: Vec::new(), body: Body::Empty });
        }
    }
    Ok(Envelope::from_xml_with(&text, options)?)
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

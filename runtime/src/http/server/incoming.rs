//! The request's bytes become an operation and its message.

use ::bytes::Bytes;
use ::http::HeaderMap;
use ::http::request::Parts;

use super::Settings;
use super::refusal::Refusal;
use super::serve::PortType;
use super::service_for::ServiceFor;
use crate::http::content_type::ContentType;
use crate::http::handler::Exchange;
use crate::http::message;
use crate::http::quoted_string;
use crate::http::read_error::ReadError;
use crate::http::reception::Asked;
use crate::options::ReadOptions;
use crate::soap::{Block, Body, ElementOutline, Envelope, HeaderBlock, Operation, Outline, Version};

/// A request that was read.
pub(super) struct Incoming<D> {
    pub(super) operation: &'static Operation,
    pub(super) body: Option<D>,
    /// The header blocks that the operation binds.
    pub(super) bound: Vec<HeaderBlock<D>>,
    /// The other ones.
    pub(super) unbound: Vec<Block>,
}

/// Reads a request. The refusal is in the version of SOAP that the request is in, as far as one can tell.
pub(super) fn read<P: PortType, C: ServiceFor>(
    parts: &Parts,
    body: &Bytes,
    settings: &Settings<P>,
    exchange: &mut Exchange,
) -> Result<Incoming<P::Document>, Box<Refusal>> {
    let assumed = assumed_version(&parts.headers);
    let refused = |refusal: Refusal| Box::new(refusal.in_version(assumed));
    let limit = settings.max_request_bytes;
    if body.len() > limit {
        return Err(refused(ReadError::TooLarge { limit }.into()));
    }
    let received = message::received(&parts.headers, body, settings.packing.limits());
    let received = received.map_err(|error| refused(error.into()))?;
    received.note(&mut exchange.extensions);
    let options = received.options(&settings.read);
    let text = received.text(&options).map_err(|error| refused(error.into()))?;
    exchange.version = assumed;
    let text = settings.understanding.handlers().open(exchange, text);
    let text = text.map_err(|error| refused(Refusal::of_handler(error)))?;
    let outline = Outline::read::<P::Document>(&text, &options).map_err(|error| refused(error.into()))?;
    let Some(version) = outline.version else {
        return Err(Box::new(Refusal::version(&outline.root).in_version(Version::V1_1)));
    };
    exchange.version = version;
    let operation = operation::<P>(outline.body.as_ref(), action(&parts.headers).as_deref(), &options);
    let incoming =
        operation.and_then(|operation| of_operation::<P, C>((&text, &options), operation, settings, exchange));
    incoming.map_err(|refusal| Box::new(refusal.in_version(version)))
}

/// The message that calls this operation.
fn of_operation<P: PortType, C: ServiceFor>(
    (text, options): (&str, &ReadOptions),
    operation: &'static Operation,
    settings: &Settings<P>,
    exchange: &mut Exchange,
) -> Result<Incoming<P::Document>, Box<Refusal>> {
    exchange.operation = Some(operation);
    let envelope = Envelope::from_xml_with(text, options).map_err(|error| Box::new(Refusal::from(error)))?;
    let asked = if C::READS_BLOCKS { Asked::All } else { Asked::Unknown };
    let sorted = settings.understanding.sort(envelope.headers, operation.request_headers, asked, exchange);
    let sorted = sorted.map_err(|objection| Box::new(Refusal::of_objection(objection)))?;
    let body = match envelope.body {
        Body::Message(message) => Some(message),
        Body::Fault(_) | Body::Empty => None,
    };
    Ok(Incoming { operation, body, bound: sorted.bound, unbound: sorted.unbound })
}

/// The version of SOAP that the content type speaks for: what a refusal is written in while the envelope is unknown.
pub(super) fn assumed_version(headers: &HeaderMap) -> Version {
    ContentType::of(headers).and_then(|content_type| content_type.version()).unwrap_or_default()
}

/// The operation whose request the body holds. The action decides only between operations with the same request, and
/// for a body that is no operation's, where it tells what is wrong.
fn operation<P: PortType>(
    body: Option<&ElementOutline>,
    action: Option<&str>,
    options: &ReadOptions,
) -> Result<&'static Operation, Box<Refusal>> {
    let named = |operation: &&&Operation| action.is_some_and(|action| operation.soap_action == action);
    let fits = |operation: &&&Operation| match (operation.request, body) {
        (Some(expected), Some(found)) => found.is(expected),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let may_fit = |operation: &&&Operation| {
        let elements = operation.request.zip(body).filter(|_| options.ignores_form());
        elements.is_some_and(|(expected, found)| found.may_be(expected))
    };
    let candidates = || P::OPERATIONS.iter().filter(fits);
    let others = || P::OPERATIONS.iter().filter(may_fit);
    let found = candidates().find(named).or_else(|| candidates().next());
    if let Some(operation) = found.or_else(|| others().find(named)).or_else(|| others().next()) {
        return Ok(operation);
    }
    match P::OPERATIONS.iter().find(named) {
        Some(operation) => Err(Box::new(Refusal::unexpected_body(operation))),
        None => Err(Box::new(Refusal::unknown_operation(body))),
    }
}

/// The action: `SOAPAction` with or without quotes (SOAP 1.1), or the parameter of the content type (SOAP 1.2). Absent and empty
/// are the same.
fn action(headers: &HeaderMap) -> Option<String> {
    let header = headers.get("soapaction").and_then(|value| value.to_str().ok()).map(quoted_string::value);
    let parameter = || ContentType::of(headers)?.action();
    let action = header.or_else(parameter)?;
    Some(action.trim().to_owned()).filter(|action| !action.is_empty())
}

//! What is wrong with properties: the faults of [SOAP Binding] 6.4; in the version of 2004 they have the same names in its namespace.

use super::endpoint::part;
use super::version::{AddressingVersion, Part};
use crate::bind::AnyElement;
use crate::error::expanded;
use crate::http::handler::HandlerError;
use crate::soap::{Fault, FaultCode};

/// 6.4.2: a header block that has to be there is not.
pub(super) fn missing(version: AddressingVersion, what: Part) -> HandlerError {
    let reason = "A required header representing a Message Addressing Property is not present";
    of(version, &["MessageAddressingHeaderRequired"], reason, Some(problem_header(version, what)))
}

/// 6.4.1.2: a header block that may be there once is there more often.
pub(super) fn repeated(version: AddressingVersion, what: Part) -> HandlerError {
    invalid(version, "InvalidCardinality", problem_header(version, what))
}

/// 6.4.1: header blocks of two versions, of which whoever reads one sees another message than who reads the other.
pub(super) fn of_two_versions(version: AddressingVersion, other: AddressingVersion, what: Part) -> HandlerError {
    let reason = "Header blocks of two versions of WS-Addressing are in one message";
    of(version, &["InvalidAddressingHeader"], reason, Some(problem_header(other, what)))
}

/// 6.4.1.4: an endpoint reference without an address.
pub(super) fn no_address(version: AddressingVersion, what: Part) -> HandlerError {
    invalid(version, "MissingAddressInEPR", problem_header(version, what))
}

/// 6.4.1.3: an endpoint reference with a parameter that cannot be one.
pub(super) fn reserved_parameter(version: AddressingVersion, what: Part, parameter: &AnyElement) -> HandlerError {
    let error = invalid(version, "InvalidEPR", problem_header(version, what));
    let name = expanded(&parameter.namespace, &parameter.name);
    HandlerError::new(format!("{}: {name} cannot be a reference parameter", what.name()), *error.fault)
}

/// A request to an endpoint with such a parameter.
pub(super) fn unwritable_parameter(parameter: &AnyElement) -> HandlerError {
    let name = expanded(&parameter.namespace, &parameter.name);
    HandlerError::from(Fault::client(format!("{name} cannot be a reference parameter of the endpoint")))
}

/// 6.4.1.6: an address for answers that is not the connection's other end.
pub(super) fn only_anonymous(version: AddressingVersion, address: &str) -> HandlerError {
    let detail = part(version, "ProblemIRI").with_text(address);
    invalid(version, "OnlyAnonymousAddressSupported", detail)
}

/// 6.4.5: the action is not that of the operation whose element the body holds.
pub(super) fn action_not_supported(version: AddressingVersion, action: &str) -> HandlerError {
    let reason = format!("The {action} cannot be processed at the receiver");
    let detail = part(version, "ProblemAction").with_child(part(version, "Action").with_text(action));
    of(version, &["ActionNotSupported"], &reason, Some(detail))
}

/// A response that answers another message, or does not say which.
pub(super) fn unrelated(sent: &str, found: Option<&str>) -> HandlerError {
    let reason = match found {
        Some(found) => format!("the response relates to the message {found}, and the request is {sent}"),
        None => format!("the response does not say that it relates to the request, {sent}"),
    };
    HandlerError::from(Fault::client(reason))
}

/// A response in another version than its request.
pub(super) fn of_another_version(sent: AddressingVersion, found: AddressingVersion) -> HandlerError {
    let [sent, found] = [sent.namespace(), found.namespace()];
    HandlerError::from(Fault::client(format!("the response is addressed by {found}, and the request by {sent}")))
}

fn invalid(version: AddressingVersion, what: &str, detail: AnyElement) -> HandlerError {
    let reason = "A header representing a Message Addressing Property is not valid and the message cannot be processed";
    of(version, &["InvalidAddressingHeader", what], reason, Some(detail))
}

fn of(version: AddressingVersion, codes: &[&str], reason: &str, detail: Option<AnyElement>) -> HandlerError {
    let mut fault = Fault::client(reason);
    fault.codes.extend(codes.iter().map(|code| FaultCode {
        prefix: "wsa".to_owned(),
        namespace: version.namespace().to_owned(),
        name: (*code).to_owned(),
    }));
    let found = detail.as_ref().map(|detail| format!(" ({})", words(detail))).unwrap_or_default();
    fault.detail = detail.map(|detail| vec![detail]);
    HandlerError::new(format!("{}: {reason}{found}", codes.last().unwrap_or(&"")), fault)
}

/// What a detail says, for people.
fn words(detail: &AnyElement) -> String {
    let inner: String = detail.elements().map(AnyElement::text).collect();
    format!("{} {}{inner}", detail.name, detail.text())
}

fn problem_header(version: AddressingVersion, what: Part) -> AnyElement {
    let mut detail = part(version, "ProblemHeaderQName").with_text(format!("wsa:{}", what.name()));
    detail.declarations.push(("wsa".to_owned(), version.namespace().to_owned()));
    detail
}

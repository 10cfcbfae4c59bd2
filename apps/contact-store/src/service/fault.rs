//! Faults in the form Exchange gives them: the code of [MS-OXWSCDATA] 2.2.5.24 as fault code and in the detail.

use std::fmt;
use std::time::Duration;

use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::soap::{Fault, FaultCode, Reason};
use ms_oxwscos::soap_runtime::Error;
use ms_oxwscos::{AnyAttribute, AnyElement};

const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
const ERRORS: &str = "http://schemas.microsoft.com/exchange/services/2006/errors";

/// A fault with that code and text.
pub(crate) fn of(code: &ResponseCodeType, text: impl Into<String>) -> Fault {
    let text = text.into();
    let name = code.as_str().to_owned();
    let detail = vec![
        AnyElement::new(ERRORS, "ResponseCode").with_text(name.clone()),
        AnyElement::new(ERRORS, "Message").with_text(text.clone()),
    ];
    Fault {
        codes: vec![FaultCode { prefix: "a".to_owned(), namespace: TYPES.to_owned(), name }],
        reasons: vec![Reason { language: Some("en-US".to_owned()), text }],
        detail: Some(detail),
        ..Fault::default()
    }
}

/// The fault for what is nobody's fault but the server's.
pub(crate) fn internal(cause: impl fmt::Display) -> Fault {
    of(&ResponseCodeType::ErrorInternalServerError, format!("the contact store failed: {cause}"))
}

/// The fault for a request that came too early, with the hint when to come back in the form Exchange gives it.
pub(crate) fn busy(back_off: Duration) -> Fault {
    let mut hint = AnyElement::new(TYPES, "Value").with_text(back_off.as_millis().to_string());
    let (name, value) = ("Name".to_owned(), "BackOffMilliseconds".to_owned());
    hint.attributes.push(AnyAttribute { name, value, ..AnyAttribute::default() });
    let text = "the server cannot service this request right now; try again later";
    let mut fault = of(&ResponseCodeType::ErrorServerBusy, text);
    fault.detail.get_or_insert_default().push(AnyElement::new(TYPES, "MessageXml").with_child(hint));
    fault
}

/// The fault for a request that breaks the schema, which is read nonetheless when reading is lenient.
pub(crate) fn empty(element: &str) -> Fault {
    let text = format!("the request breaks the schema: {element} is empty");
    of(&ResponseCodeType::ErrorSchemaValidation, text)
}

/// The fault for a request that is not well-formed or breaks the schema, with line, column and what is wrong, as the published fault of
/// AddImGroup has it.
pub(crate) fn invalid(error: &Error) -> Fault {
    let place = error.position();
    let entry = |name, text: String| AnyElement::new(TYPES, name).with_text(text);
    let message_xml = AnyElement::new(TYPES, "MessageXml")
        .with_child(entry("LineNumber", place.line.to_string()))
        .with_child(entry("LinePosition", place.column.to_string()))
        .with_child(entry("Violation", error.to_string()));
    let text = format!("the request is not valid: {error}");
    let mut fault = of(&ResponseCodeType::ErrorSchemaValidation, text);
    fault.detail.get_or_insert_default().push(message_xml);
    fault
}

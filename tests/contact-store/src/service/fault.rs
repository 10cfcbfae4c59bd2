//! Faults in the form Exchange gives them: the code of [MS-OXWSCDATA] 2.2.5.24 as fault code and in the detail.

use std::fmt;

use ms_oxwscos::AnyElement;
use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::soap::{Fault, FaultCode, Reason};

const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
const ERRORS: &str = "http://schemas.microsoft.com/exchange/services/2006/errors";

/// A fault with that code and text.
pub(super) fn of(code: &ResponseCodeType, text: impl Into<String>) -> Fault {
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
pub(super) fn internal(cause: impl fmt::Display) -> Fault {
    of(&ResponseCodeType::ErrorInternalServerError, format!("the contact store failed: {cause}"))
}

/// The fault for a request that breaks the schema, which is read nonetheless when reading is lenient.
pub(super) fn empty(element: &str) -> Fault {
    let text = format!("the request breaks the schema: {element} is empty");
    of(&ResponseCodeType::ErrorSchemaValidation, text)
}

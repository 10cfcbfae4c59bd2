//! What a response comes to: success, or the error that it carries ([MS-OXWSCDATA] 2.2.4.65).

use std::fmt;
use std::time::Duration;

use crate::AnyElement;
use crate::messages::{ResponseCodeType, ResponseMessage};
use crate::soap::Fault;
use crate::types::ResponseClassType;

const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
const ERRORS: &str = "http://schemas.microsoft.com/exchange/services/2006/errors";

/// The error a response with `ResponseClass="Error"` carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseError {
    /// The code, for programs.
    pub code: Option<ResponseCodeType>,
    /// The text, for people.
    pub text: Option<String>,
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.as_ref().map_or("error without a code", ResponseCodeType::as_str);
        match &self.text {
            Some(text) => write!(f, "{code}: {text}"),
            None => f.write_str(code),
        }
    }
}

impl std::error::Error for ResponseError {}

/// Turns responses into results.
pub trait IntoResult: Sized {
    /// The response itself for `Success` and `Warning`.
    ///
    /// # Errors
    /// The code and text of a response whose class is `Error`.
    fn into_result(self) -> Result<Self, ResponseError>;
}

impl<T: ResponseMessage> IntoResult for T {
    fn into_result(self) -> Result<Self, ResponseError> {
        if *self.response_class() != ResponseClassType::Error {
            return Ok(self);
        }
        Err(ResponseError { code: self.response_code().cloned(), text: self.message_text().cloned() })
    }
}

/// What Exchange puts into the detail of a fault.
pub trait ExchangeFault {
    /// The response code, such as `ErrorSchemaValidation` or `ErrorServerBusy`.
    fn response_code(&self) -> Option<ResponseCodeType>;

    /// How long to wait before the next request, from the value `BackOffMilliseconds` of `MessageXml`.
    fn back_off(&self) -> Option<Duration>;
}

impl ExchangeFault for Fault {
    fn response_code(&self) -> Option<ResponseCodeType> {
        let entry = self.detail_entry(ERRORS, "ResponseCode")?;
        Some(ResponseCodeType::from(entry.text().trim()))
    }

    fn back_off(&self) -> Option<Duration> {
        let message = self.detail_entry(TYPES, "MessageXml")?;
        let is_hint = |value: &&AnyElement| {
            value.namespace == TYPES && value.name == "Value" && value.attribute("Name") == Some("BackOffMilliseconds")
        };
        let hint = message.elements().find(is_hint)?;
        hint.text().trim().parse().ok().map(Duration::from_millis)
    }
}

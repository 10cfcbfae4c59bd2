//! Why a mailbox did not do what was asked, in people's terms.

use std::error::Error as _;
use std::time::Duration;

use ms_oxwscos::http::types::{HeaderMap, StatusCode, header};
use ms_oxwscos::http::{CallError, Challenge};
use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::soap::Fault;
use ms_oxwscos::{ExchangeFault as _, ResponseError};
use thiserror::Error;

use super::patience;
use crate::transport::CarrierError;

/// Why an operation was not done.
#[derive(Debug, Error)]
pub enum Failure {
    /// The server answered, and refused. Other operations may succeed.
    #[error("{0}")]
    Refused(ResponseError),
    /// The request cannot be written: a text that may not be empty is, say.
    #[error("{0}")]
    NotSent(String),
    /// The mailbox cannot be worked with.
    #[error(transparent)]
    Remote(#[from] RemoteError),
}

/// Why a mailbox cannot be worked with. The first text is the mailbox.
#[derive(Debug, Error)]
pub enum RemoteError {
    /// The name cannot be that of a mailbox.
    #[error("{0:?} is no name of a mailbox")]
    Name(String),
    /// Status 401.
    #[error("{0}: the server does not accept these credentials (status 401); it offers {1}")]
    Unauthorized(String, String),
    /// There is no such mailbox.
    #[error("{0}: there is no such mailbox: {1}")]
    NoMailbox(String, String),
    /// Whoever signed in may not.
    #[error("{0}: not permitted: {1} (acting for another mailbox needs the role ApplicationImpersonation)")]
    Denied(String, String),
    /// The server asks for patience, without saying how much.
    #[error("{0}: the server is busy: {1}")]
    Busy(String, String),
    /// The server asks for patience, and says how much.
    #[error("{0}: the server asks to wait {secs} s: {2}", secs = .1.as_secs_f64())]
    AskedToWait(String, Duration, String),
    /// No answer.
    #[error("{0}: no answer from {1}: {2}")]
    Gone(String, String, String),
    /// The request can never be answered.
    #[error("{0}: the request is not sent: {1}")]
    NotSent(String, String),
    /// An answer that is none of this protocol.
    #[error("{0}: this is not how the service answers: {1}")]
    Answer(String, String),
    /// A fault that this program does not know.
    #[error("{0}: the server refuses: {1}")]
    Fault(String, String),
    /// It was tried as often as makes sense.
    #[error("{error} ({times} times){why}")]
    Repeated {
        /// What the last attempt came to.
        error: Box<RemoteError>,
        /// How many attempts there were.
        times: u32,
        /// Why there is no further one.
        why: &'static str,
    },
    /// A handshake of signing in failed.
    #[error("{0}: {1}")]
    SigningIn(String, String),
}

impl RemoteError {
    /// What an error of a call comes to.
    pub(super) fn of(mailbox: &str, server: &str, error: CallError<CarrierError>) -> Self {
        let mailbox = mailbox.to_owned();
        match error {
            CallError::Fault { fault, .. } => Self::of_fault(mailbox, &fault),
            CallError::Status { ref response, .. } => match response.status {
                StatusCode::UNAUTHORIZED => Self::Unauthorized(mailbox, offered(&response.headers)),
                StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                    let text = format!("status {}", response.status);
                    match retry_after(&response.headers) {
                        Some(wait) => Self::AskedToWait(mailbox, wait, text),
                        None => Self::Busy(mailbox, text),
                    }
                }
                StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT => {
                    Self::Gone(mailbox, server.to_owned(), format!("status {}", response.status))
                }
                _ => Self::Answer(mailbox, error.to_string()),
            },
            CallError::Transport { error: CarrierError::Http(error), .. } if error.is_builder() => {
                Self::NotSent(mailbox, cause(&error))
            }
            CallError::Transport { error: CarrierError::Http(error), .. } => {
                Self::Gone(mailbox, server.to_owned(), cause(&error))
            }
            #[cfg(any(feature = "negotiate", feature = "gssapi"))]
            CallError::Transport { error: error @ CarrierError::SigningIn(_), .. } => {
                Self::SigningIn(mailbox, error.to_string())
            }
            CallError::Authentication { .. } | CallError::Write { .. } => Self::NotSent(mailbox, error.to_string()),
            error => Self::Answer(mailbox, error.to_string()),
        }
    }

    fn of_fault(mailbox: String, fault: &Fault) -> Self {
        let text = fault.to_string();
        let code = fault.response_code();
        if let Some(wait) = fault.back_off() {
            return Self::AskedToWait(mailbox, wait, text);
        }
        match &code {
            code if patience::is_transient(code.as_ref()) => Self::Busy(mailbox, text),
            Some(ResponseCodeType::ErrorNonExistentMailbox | ResponseCodeType::ErrorNonPrimarySmtpAddress) => {
                Self::NoMailbox(mailbox, text)
            }
            Some(
                ResponseCodeType::ErrorAccessDenied
                | ResponseCodeType::ErrorImpersonateUserDenied
                | ResponseCodeType::ErrorImpersonationDenied
                | ResponseCodeType::ErrorImpersonationFailed,
            ) => Self::Denied(mailbox, text),
            _ => Self::Fault(mailbox, text),
        }
    }

    /// The error with how often it was tried.
    pub(super) fn after(self, waits: u32, why: &'static str) -> Self {
        if waits == 0 && why.is_empty() {
            return self;
        }
        Self::Repeated { error: Box::new(self), times: waits + 1, why }
    }
}

/// What the transport says, down to the first cause, without the address, which is told anyway.
fn cause(error: &reqwest::Error) -> String {
    let mut text = if error.is_timeout() { "it takes too long".to_owned() } else { "the connection failed".to_owned() };
    let mut source = error.source();
    while let Some(error) = source {
        source = error.source();
        if source.is_none() {
            text = format!("{text}: {error}");
        }
    }
    text
}

/// The ways of signing in that the server offers, each once.
fn offered(headers: &HeaderMap) -> String {
    let mut schemes: Vec<String> = Vec::new();
    for challenge in Challenge::all(headers) {
        if !schemes.contains(&challenge.scheme) {
            schemes.push(challenge.scheme);
        }
    }
    if schemes.is_empty() { "no way to sign in".to_owned() } else { schemes.join(", ") }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

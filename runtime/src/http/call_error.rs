//! What a call over HTTP can fail with.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;

use ::bytes::Bytes;
use ::http::StatusCode;

use super::raw_response::RawResponse;
use super::read_error::ReadError;
use crate::error::Error;
use crate::soap::Fault;

/// Why a call did not bring a response. `T` is the transport's error.
///
/// | what came | variant |
/// |---|---|
/// | a fault, on whatever status | `Fault` |
/// | a status outside 200–299 without a fault: 401, a gateway's 503, a redirection | `Status` |
/// | 200–299, but not the operation's response: cut off, another element, HTML, unknown encoding, too long | `Read` |
/// | nothing | `Transport` |
///
/// `Debug` and `Display` never print a body; [`body`](Self::body) has it.
#[derive(Debug)]
pub enum CallError<T> {
    /// The service answered with a fault.
    Fault {
        /// The fault.
        fault: Box<Fault>,
        /// The response it came in.
        response: Box<RawResponse>,
    },
    /// The server answered with a status that is no success, and without a fault.
    Status {
        /// The response.
        response: Box<RawResponse>,
    },
    /// The server reported success, but what it sent is not the operation's response.
    Read {
        /// What is wrong with it.
        error: ReadError,
        /// The response.
        response: Box<RawResponse>,
    },
    /// The transport failed.
    Transport(T),
    /// The authentication hook failed; nothing was sent.
    Authentication(Box<dyn StdError + Send + Sync>),
    /// The request cannot be written, or uses what the server's version does not know; nothing was sent.
    Write(Error),
}

impl<T> CallError<T> {
    /// The response, if there was one.
    #[must_use]
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Fault { response, .. } | Self::Status { response } | Self::Read { response, .. } => Some(response),
            Self::Transport(_) | Self::Authentication(_) | Self::Write(_) => None,
        }
    }

    /// The status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|response| response.status)
    }

    /// The body of the response as it came, if there was one.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.response().map(|response| &response.body)
    }

    /// The fault, if that is what came.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault { fault, .. } => Some(fault),
            _ => None,
        }
    }
}

impl CallError<Infallible> {
    /// The same error beside those of a transport.
    #[must_use]
    pub fn of_transport<T>(self) -> CallError<T> {
        match self {
            Self::Fault { fault, response } => CallError::Fault { fault, response },
            Self::Status { response } => CallError::Status { response },
            Self::Read { error, response } => CallError::Read { error, response },
            Self::Transport(never) => match never {},
            Self::Authentication(error) => CallError::Authentication(error),
            Self::Write(error) => CallError::Write(error),
        }
    }
}

impl<T> From<Fault> for CallError<T> {
    /// A fault that no response brought: its status is 500, and there are no headers and no body.
    fn from(fault: Fault) -> Self {
        let response = RawResponse { status: StatusCode::INTERNAL_SERVER_ERROR, ..RawResponse::default() };
        Self::Fault { fault: Box::new(fault), response: Box::new(response) }
    }
}

impl<T: fmt::Display> fmt::Display for CallError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault { fault, response } => {
                write!(f, "the service answered with a fault ({}): {fault}", response.status)
            }
            Self::Status { response } => write!(f, "the server answered with the status {}", response.status),
            Self::Read { error, .. } => write!(f, "the response cannot be read: {error}"),
            Self::Transport(error) => write!(f, "the call failed: {error}"),
            Self::Authentication(error) => write!(f, "the request could not be authenticated: {error}"),
            Self::Write(error) => write!(f, "the request cannot be sent: {error}"),
        }
    }
}

/// `Display` says what the error inside says. The source is what that one has for a source, so that a chain says each thing once.
impl<T: StdError + 'static> StdError for CallError<T> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Fault { fault, .. } => fault.source(),
            Self::Status { .. } => None,
            Self::Read { error, .. } => error.source(),
            Self::Transport(error) => error.source(),
            Self::Authentication(error) => error.source(),
            Self::Write(error) => error.source(),
        }
    }
}

//! What a call over HTTP can fail with.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;

use ::bytes::Bytes;
use ::http::StatusCode;

use super::challenge::Challenge;
use super::handler::HandlerError;
use super::raw_response::RawResponse;
use super::read_error::ReadError;
use crate::error::{Error, on_one_line};
use crate::soap::Fault;

/// Why a call did not bring a response. `T` is the transport's error.
///
/// | what came | variant |
/// |---|---|
/// | a fault, on whatever status | `Fault` |
/// | a status outside 200–299 without a fault: 401, a gateway's 503, a redirection | `Status` |
/// | 200–299, but not the operation's response: cut off, another element, HTML, unknown encoding, too long | `Read` |
/// | a response or a fault with header blocks that have to be understood and are not | `Read` |
/// | what a handler does not accept | `Handler` |
/// | nothing | `Transport` |
///
/// `Display` says which operation was called, the status, with a 401 what the server offers to sign in with, and how a body begins that is no
/// fault: its first hundred characters or so.
/// `Debug` prints no body; [`body`](Self::body) has it.
#[derive(Debug)]
pub enum CallError<T> {
    /// The service answered with a fault.
    Fault {
        /// The operation that was called.
        operation: &'static str,
        /// The fault.
        fault: Box<Fault>,
        /// The response it came in.
        response: Box<RawResponse>,
    },
    /// The server answered with a status that is no success, and without a fault.
    Status {
        /// The operation that was called.
        operation: &'static str,
        /// The response.
        response: Box<RawResponse>,
    },
    /// The server reported success, but what it sent is not the operation's response; or a header block of its answer is not understood.
    Read {
        /// The operation that was called.
        operation: &'static str,
        /// What is wrong with it.
        error: ReadError,
        /// The response.
        response: Box<RawResponse>,
    },
    /// The transport failed.
    Transport {
        /// The operation that was called.
        operation: &'static str,
        /// What it says.
        error: T,
    },
    /// There are no credentials: nothing was sent, or the server answered 401 and there are no others.
    Authentication {
        /// The operation that was called.
        operation: &'static str,
        /// What it says.
        error: Box<dyn StdError + Send + Sync>,
    },
    /// The request cannot be written, or uses what the server's version does not know; nothing was sent.
    Write {
        /// The operation that was called.
        operation: &'static str,
        /// What is wrong with it.
        error: Error,
    },
    /// A handler of the client let the request not go out, or did not accept the response.
    Handler {
        /// The operation that was called.
        operation: &'static str,
        /// Why.
        error: HandlerError,
        /// The response, if that is what was not accepted.
        response: Option<Box<RawResponse>>,
    },
}

impl<T> CallError<T> {
    /// The name of the operation that was called; empty for an error that comes [from a fault](#impl-From<Fault>-for-CallError<T>).
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Fault { operation, .. }
            | Self::Status { operation, .. }
            | Self::Read { operation, .. }
            | Self::Transport { operation, .. }
            | Self::Authentication { operation, .. }
            | Self::Write { operation, .. }
            | Self::Handler { operation, .. } => operation,
        }
    }

    /// The response, if there was one.
    #[must_use]
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Fault { response, .. } | Self::Status { response, .. } | Self::Read { response, .. } => {
                Some(response)
            }
            Self::Handler { response, .. } => response.as_deref(),
            Self::Transport { .. } | Self::Authentication { .. } | Self::Write { .. } => None,
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

    /// What the server offers to sign in with, if it answered 401 and that is what the call failed of.
    #[must_use]
    pub fn challenges(&self) -> Vec<Challenge> {
        let refused = self.response().filter(|response| response.status == StatusCode::UNAUTHORIZED);
        refused.map(|response| Challenge::all(&response.headers)).unwrap_or_default()
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
    /// A handler's refusal of the request, or of this response.
    pub(super) fn refused(operation: &'static str, error: HandlerError, response: Option<Box<RawResponse>>) -> Self {
        Self::Handler { operation, error, response }
    }

    /// The same error beside those of a transport.
    #[must_use]
    pub fn of_transport<T>(self) -> CallError<T> {
        match self {
            Self::Fault { operation, fault, response } => CallError::Fault { operation, fault, response },
            Self::Status { operation, response } => CallError::Status { operation, response },
            Self::Read { operation, error, response } => CallError::Read { operation, error, response },
            Self::Transport { error: never, .. } => match never {},
            Self::Authentication { operation, error } => CallError::Authentication { operation, error },
            Self::Write { operation, error } => CallError::Write { operation, error },
            Self::Handler { operation, error, response } => CallError::Handler { operation, error, response },
        }
    }
}

impl<T> From<Fault> for CallError<T> {
    /// A fault that no response brought: its status is 500, and there are no headers and no body.
    fn from(fault: Fault) -> Self {
        let response = RawResponse { status: StatusCode::INTERNAL_SERVER_ERROR, ..RawResponse::default() };
        Self::Fault { operation: "", fault: Box::new(fault), response: Box::new(response) }
    }
}

impl<T: StdError + 'static> fmt::Display for CallError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.operation().is_empty() {
            write!(f, "{}: ", self.operation())?;
        }
        match self {
            Self::Fault { fault, response, .. } => {
                write!(f, "the service answered with a fault ({}): {fault}", response.status)?;
                offered(response, f)
            }
            Self::Status { response, .. } => {
                write!(f, "the server answered with the status {}", response.status)?;
                direction(response, f)?;
                offered(response, f)?;
                beginning(&response.body, f)
            }
            Self::Read { error, response, .. } => {
                write!(f, "the response ({}) cannot be read: {error}", response.status)?;
                beginning(&response.body, f)
            }
            Self::Transport { error, .. } => {
                write!(f, "the call failed: {error}")?;
                f.write_str(if lacks_tls(error) { NO_TLS } else { "" })
            }
            Self::Authentication { error, .. } => write!(f, "the request could not be authenticated: {error}"),
            Self::Write { error, .. } => write!(f, "the request cannot be sent: {error}"),
            Self::Handler { error, response: None, .. } => write!(f, "the request is not sent: {error}"),
            Self::Handler { error, response: Some(response), .. } => {
                write!(f, "the response ({}) is not accepted: {error}", response.status)
            }
        }
    }
}

/// Where a redirection points, which a client follows where `Redirects` says so.
fn direction(response: &RawResponse, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let location = response.headers.get(::http::header::LOCATION).filter(|_| response.status.is_redirection());
    match location {
        Some(location) => {
            write!(f, ", which sends the call to {}", on_one_line(&String::from_utf8_lossy(location.as_bytes()), SHOWN))
        }
        None => Ok(()),
    }
}

/// How one can sign in, where a response says that one has to.
fn offered(response: &RawResponse, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if response.status != StatusCode::UNAUTHORIZED {
        return Ok(());
    }
    write!(f, "; to sign in it offers: {}", Challenge::listed(&Challenge::all(&response.headers)))
}

/// How many characters of a body are shown.
const SHOWN: usize = 120;

/// How a body begins, on one line and without what a terminal would take for commands.
fn beginning(body: &Bytes, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // No character takes more than four bytes; a run of white space becomes one space.
    let shown = on_one_line(&String::from_utf8_lossy(body.get(..SHOWN * 8).unwrap_or(body)), SHOWN);
    if shown.is_empty() {
        return Ok(());
    }
    let more = if body.len() > SHOWN * 8 && !shown.ends_with('…') { "…" } else { "" };
    write!(f, "; the body begins: {shown}{more}")
}

const NO_TLS: &str = " (an https: URL, and this reqwest has no TLS: the feature `reqwest` of the bindings brings it, or a feature of reqwest's own, such as \
     `reqwest/rustls`)";

/// Whether a connection failed since there is no TLS, which hyper-util tells at the end of a chain of errors and in words only.
fn lacks_tls(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.to_string().contains("scheme is not http") {
            return true;
        }
        next = error.source();
    }
    false
}

/// `Display` says what the error inside says. The source is what that one has for a source, so that a chain says each thing once.
impl<T: StdError + 'static> StdError for CallError<T> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Fault { fault, .. } => fault.source(),
            Self::Status { .. } => None,
            Self::Read { error, .. } => error.source(),
            Self::Transport { error, .. } => error.source(),
            Self::Authentication { error, .. } => error.source(),
            Self::Write { error, .. } => error.source(),
            Self::Handler { error, .. } => error.source(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn status(body: &'static [u8]) -> String {
        let response =
            RawResponse { status: StatusCode::BAD_GATEWAY, body: Bytes::from_static(body), ..RawResponse::default() };
        CallError::<std::io::Error>::Status { operation: "GetOrder", response: Box::new(response) }.to_string()
    }

    #[test]
    fn the_beginning_of_a_body_is_short_and_printable() {
        assert_eq!(status(b""), "GetOrder: the server answered with the status 502 Bad Gateway");
        assert_eq!(status(b" \r\n\0 "), status(b""));
        let page = b"<html>\r\n  <body>\x1b[2J \xff gone\x07</body>";
        assert_eq!(status(page), format!("{}; the body begins: <html> <body> [2J \u{FFFD} gone </body>", status(b"")));
        let headers =
            [(http::header::WWW_AUTHENTICATE, http::HeaderValue::from_static("Bearer realm=\"\", NTLM TlRMTVNT"))];
        let response = RawResponse {
            status: StatusCode::UNAUTHORIZED,
            headers: headers.into_iter().collect(),
            body: Bytes::new(),
        };
        let error = CallError::<std::io::Error>::Status { operation: "", response: Box::new(response) };
        let shown =
            "the server answered with the status 401 Unauthorized; to sign in it offers: Bearer (realm \"\"), NTLM";
        assert_eq!(error.to_string(), shown);
        assert!(error.challenges()[1].is("ntlm") && !format!("{error:?}").contains("TlRMTVNT"));
        let long: &'static [u8] = Box::leak("é ".repeat(100_000).into_bytes().into_boxed_slice());
        let shown = status(long);
        assert!(shown.ends_with("é…") || shown.ends_with(" …"), "{shown}");
        assert!(shown.chars().count() < 250, "{shown}");
    }
}

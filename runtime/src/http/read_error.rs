//! Why the bytes of an HTTP body are not the SOAP message that was expected.

use super::not_understood::NotUnderstood;
use crate::error::{Error, on_one_line};
use crate::soap::Fault;

/// The longest text that is told of a fault that is not to be trusted, in characters.
const LONGEST: usize = 300;

/// What a fault says that is not to be trusted.
pub(super) fn told(fault: Option<&Fault>) -> String {
    let Some(fault) = fault else { return String::new() };
    format!("; the answer is a fault, which may be anybody's: {}", on_one_line(&fault.to_string(), LONGEST))
}

/// Why an HTTP body could not be read as a SOAP message.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no body where an envelope was expected.
    #[error("the HTTP body is empty")]
    Empty,
    /// The content type is not one of XML; the value of the header.
    #[error("the content type `{0}` is not that of a SOAP message")]
    ContentType(String),
    /// The body is compressed or otherwise encoded (RFC 9110 8.4), which is not undone here; the value of the header. The feature
    /// `compression` undoes gzip and deflate.
    #[error(
        "the content encoding `{0}` is not supported: send the body as it is, or decode it in a layer before (the feature `compression` undoes gzip and deflate)"
    )]
    ContentEncoding(String),
    /// What was compressed cannot be taken apart.
    #[error("the body is not what {coding} makes: {reason}")]
    Damaged {
        /// The coding: `gzip` or `deflate`.
        coding: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The body is not text: its encoding is not supported, contradicts itself, or does not have a byte sequence of the body. The kind is
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding).
    #[error(transparent)]
    Encoding(Error),
    /// The body is longer than allowed.
    #[error("the body is longer than {limit} bytes")]
    TooLarge {
        /// How many bytes were allowed.
        limit: usize,
    },
    /// The body is not the message of several parts that its content type announces, or more of it than is taken.
    #[cfg(feature = "attachments")]
    #[error(transparent)]
    Multipart(#[from] crate::mime::MultipartError),
    /// Header blocks have to be understood and are not ([SOAP 1.1] 4.2.3, [SOAP 1.2 Part 1] 5.2.3): neither the operation binds them, nor does a
    /// handler of the client know them, nor was it told of their names (`with_understood`).
    #[error("{names}: `with_understood` takes such a block as it is, and a handler acts on it{fault}", names = .0, fault = told(.0.fault()))]
    NotUnderstood(NotUnderstood),
    /// What the message holds could not be passed on to where it was to go: an error of the sink of a stream.
    #[cfg(feature = "stream")]
    #[error("what came cannot be passed on: {0}")]
    Sink(std::sync::Arc<std::io::Error>),
    /// The text is not the message.
    #[error(transparent)]
    Message(#[from] Error),
}

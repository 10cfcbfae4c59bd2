//! Why the bytes of an HTTP body are not the SOAP message that was expected.

use crate::error::Error;

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
    /// The content type or the XML declaration names a character encoding that is not known here.
    #[error("the character encoding `{0}` is not supported")]
    UnknownCharset(String),
    /// A byte sequence that the character encoding does not have.
    #[error("the body is not valid {charset}: see byte {offset}")]
    Undecodable {
        /// The name of the encoding.
        charset: &'static str,
        /// Where the sequence starts, in bytes from 0.
        offset: usize,
    },
    /// The body is longer than allowed.
    #[error("the body is longer than {limit} bytes")]
    TooLarge {
        /// How many bytes were allowed.
        limit: usize,
    },
    /// The text is not the message.
    #[error(transparent)]
    Message(#[from] Error),
}

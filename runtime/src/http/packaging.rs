//! How a message becomes a body where the feature `attachments` is off: its text, and nothing beside.

use ::bytes::Bytes;
use ::http::{Extensions, HeaderValue};

use super::message;
use crate::bind::Elements;
use crate::error::Result;
use crate::soap::{Envelope, Version};

/// How a client or a server packages messages.
#[derive(Debug, Clone, Default)]
pub(super) struct Packing {}

impl Packing {
    /// How much is taken of bodies with several parts.
    pub(super) fn limits(&self) -> message::Limits {
        message::Limits {}
    }

    /// For a request.
    pub(super) fn of_request(&self, _: &mut Extensions) -> Packaging {
        Packaging {}
    }

    /// For an answer to the request of this exchange.
    pub(super) fn of_answer(&self, _: &mut Extensions) -> Packaging {
        Packaging {}
    }

    /// For a message that goes out in pieces.
    #[cfg(feature = "stream")]
    #[expect(clippy::unnecessary_wraps, reason = "with attachments, it fails")]
    pub(super) fn of_pieces(&self, _: &Extensions) -> Result<Packaging> {
        Ok(Packaging {})
    }

    /// Tells of the parts of a response.
    pub(super) fn tell(&self, _: &'static str, _: &message::Received) {}
}

/// How one message is packaged.
#[derive(Debug, Default)]
pub(super) struct Packaging {}

impl Packaging {
    /// The text of a message.
    pub(super) fn text<D: Elements>(&self, envelope: &Envelope<D>) -> Result<String> {
        envelope.to_xml()
    }

    /// The body, and its content type. SOAP 1.2 has the action in it, if there is one.
    pub(super) fn body(self, version: Version, action: Option<&str>, text: &str) -> Result<(Bytes, HeaderValue)> {
        Ok((message::bytes(text), message::content_type(version, action)?))
    }
}

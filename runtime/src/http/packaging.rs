//! How a message becomes a body where the feature `attachments` is off: its text, and nothing beside.

use ::bytes::Bytes;
use ::http::HeaderValue;

use super::message;
use crate::bind::Elements;
use crate::error::Result;
use crate::soap::{Envelope, Version};

/// How one message is packaged.
#[derive(Debug, Default)]
pub(super) struct Packaging;

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

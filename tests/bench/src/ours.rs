//! The generated crate of this project.
//!
//! What it read is checked by writing it: only a reader that kept everything leads to the same message.

use anyhow::{Context, Result};
use ms_oxwscos::Document;
use soap_runtime::soap::Envelope;

use crate::check::same;
use crate::message::Message;
use crate::shapes::{Reads, Writes};

/// The shape.
pub(crate) struct Ours;

impl Reads for Ours {
    type Value<'x> = Envelope<Document>;

    fn read(xml: &str) -> Result<Envelope<Document>> {
        Ok(Envelope::from_xml(xml)?)
    }

    fn check(envelope: &Envelope<Document>, message: &Message) -> Result<()> {
        same(&message.xml, &envelope.to_xml()?).context("written again")
    }
}

impl Writes for Ours {
    type Value<'x> = Envelope<Document>;

    fn prepare(xml: &str) -> Result<Envelope<Document>> {
        Self::read(xml)
    }

    fn write(envelope: &Envelope<Document>) -> Result<Vec<u8>> {
        Ok(envelope.to_xml()?.into_bytes())
    }
}

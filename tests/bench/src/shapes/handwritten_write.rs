//! The structs written by hand, written by serde with quick-xml.

use anyhow::Result;

use super::Shape;
use super::handwritten::{Envelope, Handwritten};
use crate::check::same;
use crate::message::Message;
use crate::subject::Subject;

/// The shape.
pub(crate) struct HandwrittenWrite;

impl Shape for HandwrittenWrite {
    const NAME: &'static str = "serde-write";
    const ABOUT: &'static str = "write them by serde, on quick-xml";
    const ITEM_SIZE: Option<usize> = Handwritten::ITEM_SIZE;

    type From<'x> = Envelope;
    type Made<'x> = String;

    fn takes(subject: Subject) -> bool {
        Handwritten::takes(subject) && !subject.indented
    }

    fn prepare(message: &Message) -> Result<Envelope> {
        Handwritten::make(&message.xml.as_str())
    }

    fn make(envelope: &Envelope) -> Result<String> {
        Ok(quick_xml::se::to_string_with_root("s:Envelope", envelope)?)
    }

    fn check(xml: &String, message: &Message) -> Result<()> {
        same(&message.xml, xml)
    }
}
